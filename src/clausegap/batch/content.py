"""What a source holds, told by its bytes, before anything is made of them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import PurePath

from clausegap.batch.plan import Job
from clausegap.loaders.content import digest_of
from clausegap.loaders.sniff import CONTAINER_MARK
from clausegap.model.reading import ReadOptions


@dataclass(frozen=True, slots=True)
class Content:
    """What decides how a source is read: equal contents give equal reports but for the source's name.

    Attributes:
        digest: SHA-256 of the bytes; of a URL, over what its store tells of it.
        suffix: End of the name, in lower case, which tells plain text from Markdown and web pages.
    """

    digest: bytes
    suffix: str


def content_of(job: Job, reading: ReadOptions) -> Content | None:
    """Returns the content of a job's source, or None if it cannot be had: reviewing it says why."""
    try:
        digest = digest_of(job.source, reading) if job.data is None else hashlib.sha256(job.data).digest()
    # Whatever a strange archive provokes while it is opened: a worker will meet it again, and name it.
    except Exception:  # noqa: BLE001
        return None
    return Content(digest, suffix_of(job.source))


def suffix_of(source: str) -> str:
    """Returns the end of a source's name in lower case, with the dot, or nothing.

    Example:
        >>> suffix_of("pack.zip!folder/NDA.PDF")
        '.pdf'
    """
    return PurePath(source.rpartition(CONTAINER_MARK)[2]).suffix.lower()
