"""Contracts that lie behind a URL, such as ``s3://bucket/contract.pdf``, read through fsspec.

fsspec knows local and in-memory files by itself; for a store it uses the plug-in that the user has
installed (``s3fs`` for ``s3://``, ``gcsfs`` for ``gs://``, ``adlfs`` for ``abfs://``), with its own way of
finding credentials. Nothing is fetched unless a source is written as a URL.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from clausegap.errors import InputError, MissingFileError, TooLargeError
from clausegap.loaders.members import MAX_BYTES
from clausegap.loaders.sniff import CONTAINER_MARK, CONTAINER_SUFFIXES
from clausegap.processes import in_one_line

if TYPE_CHECKING:
    from types import ModuleType

# Two letters at least: C:// is a drive.
_URL: Final = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]+(?:::|://)")
_CHAIN: Final = "::"


def is_url(source: str) -> bool:
    """Whether a source is written as a URL, or as fsspec's chain of them.

    Example:
        >>> is_url("s3://bucket/a.pdf"), is_url("contracts/a.pdf"), is_url("C:/a.pdf")
        (True, False, False)
    """
    return _URL.match(source) is not None


def path_or_url(source: str) -> Path | str:
    """Returns what ``load`` takes for the file of that name, also if the name holds a line break: a path, or the URL.

    Example:
        >>> path_or_url("s3://bucket/a.pdf")
        's3://bucket/a.pdf'
    """
    return source if is_url(source) else Path(source)


def url_name(url: str) -> str:
    """Returns the name under which a URL appears in reports: its file, and its place in a container.

    Example:
        >>> url_name("s3://bucket/2024/pack.zip!india/nda.pdf")
        'pack.zip!india/nda.pdf'
    """
    container, member = split_url(url)
    # Of a chain the first link says which file it is; only web addresses have a query.
    link = container.split(_CHAIN)[0] or container
    path = urlsplit(link).path if link.startswith(("http://", "https://")) else link
    name = PurePosixPath(path).name or container
    return f"{name}{CONTAINER_MARK}{member}" if member else name


def split_url(url: str) -> tuple[str, str]:
    """Returns the file that a URL names and its member, which is empty unless the file is a mail or an archive."""
    parts = url.split(CONTAINER_MARK)
    for count in range(1, len(parts)):
        if PurePosixPath(parts[count - 1]).suffix.lower() in CONTAINER_SUFFIXES:
            return CONTAINER_MARK.join(parts[:count]), CONTAINER_MARK.join(parts[count:])
    return url, ""


def fetch(url: str) -> bytes:
    """Returns the content of a file behind a URL.

    Raises:
        MissingFileError: There is none, or it cannot be read; also if fsspec or its plug-in is not installed.
        TooLargeError: It is over the limit of files.
    """
    fsspec = _fsspec(url)
    with _plain_errors(url), fsspec.open(url, "rb") as file:
        data: bytes = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise TooLargeError(url, f"it is larger than {MAX_BYTES // 1024**2} MB", "split it or drop its images")
    return data


def state_of(url: str) -> str:
    """Returns what a store tells of a file without reading it: another text when the file has changed.

    Raises:
        MissingFileError: As for ``fetch``.
    """
    fsspec = _fsspec(url)
    with _plain_errors(url):
        system, path = fsspec.core.url_to_fs(url)
        return str(system.ukey(path))


def files_below(url: str) -> tuple[str, ...]:
    """Returns the URLs of all files below a folder, sorted; the URL itself if it names a file.

    Raises:
        MissingFileError: There is neither, or it cannot be looked into.
    """
    fsspec = _fsspec(url)
    with _plain_errors(url):
        system, path = fsspec.core.url_to_fs(url)
        if system.isfile(path):
            return (url,)
        found = sorted(system.find(path))
        if not found and not system.isdir(path):
            raise FileNotFoundError(url)
        return tuple(system.unstrip_protocol(name) for name in found)


def _fsspec(url: str) -> ModuleType:
    try:
        return import_module("fsspec")
    except ImportError as error:
        raise MissingFileError(url, "reading URLs needs fsspec", 'pip install "clausegap[remote]"') from error


@contextmanager
def _plain_errors(url: str) -> Iterator[None]:
    """Turns what fsspec and its plug-ins raise into errors that name the URL and what to do."""
    try:
        yield
    except InputError:
        raise
    except FileNotFoundError as error:
        raise MissingFileError(url, "there is no such file", "check the URL") from error
    except ImportError as error:  # fsspec knows the kind of URL, and names the package that is missing
        raise MissingFileError(url, "fsspec lacks what reads this kind of URL", str(error)) from error
    except Exception as error:
        # Plug-ins raise the errors of the libraries of their stores, which share no base class.
        problem = f"it cannot be reached ({in_one_line(error)})"
        raise MissingFileError(url, problem, "check the URL and your credentials") from error
