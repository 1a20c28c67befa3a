"""Names for the reports on many documents in one folder."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from clausegap.loaders.containers import split
from clausegap.loaders.remote import is_url, split_url, url_name
from clausegap.loaders.sniff import CONTAINER_MARK

# File systems allow 255 bytes; the rest is for a number and the suffix.
_LONGEST: Final = 200


def unique_stems(sources: Sequence[str]) -> list[str]:
    """Returns a file name without suffix for each source, none of them twice.

    A contract inside a mail or an archive is named after both: ``pack.zip!nda``. A stem that is
    taken gets the next free number: ``msa``, ``msa-2``. Capitals do not tell names apart, because on some
    file systems they do not.
    """
    taken: set[str] = set()
    stems = []
    for source in sources:
        plain = _plain(_stem(source))
        stem, number = plain, 1
        while stem.casefold() in taken:
            number += 1
            stem = f"{plain}-{number}"
        taken.add(stem.casefold())
        stems.append(stem)
    return stems


def report_name(source: str) -> str:
    """Returns a file name for the JSON report on a source, which depends on no other source.

    Example:
        >>> report_name("contracts/nda.pdf")
        'nda-8f771384db.json'
    """
    told = hashlib.sha256(source.encode("utf-8", "surrogateescape")).hexdigest()
    return f"{_plain(_stem(source))}-{told[:10]}.json"


def _stem(source: str) -> str:
    container, member = split_url(url_name(source)) if is_url(source) else split(source) or (source, "")
    if not member:
        return Path(container).stem
    names = [Path(name).name for name in (container, *member.split(CONTAINER_MARK))]
    return CONTAINER_MARK.join([*names[:-1], Path(names[-1]).stem])


def _plain(stem: str) -> str:
    # Bytes of a file name that stand for no character, names too long to take a suffix, and characters
    # that would steer the terminal of whoever lists the folder.
    kept = stem.encode("utf-8", "replace")[:_LONGEST].decode("utf-8", "ignore").replace("?", "_")
    return "".join(char if char.isprintable() else "_" for char in kept)
