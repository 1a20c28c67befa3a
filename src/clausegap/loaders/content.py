"""What is behind a path or a URL: the bytes of a file, or of a member of a mail or archive."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from clausegap.errors import EmptyFileError, MissingFileError, TooLargeError
from clausegap.loaders.members import MAX_BYTES
from clausegap.loaders.remote import fetch, is_url, split_url, state_of, url_name
from clausegap.loaders.sniff import CONTAINER_MARK
from clausegap.loaders.table import readable_suffixes
from clausegap.model.reading import DEFAULT_READING, ReadOptions

if TYPE_CHECKING:
    from clausegap.loaders.containers import Contents


def list_container(path: str, reading: ReadOptions = DEFAULT_READING) -> Contents:
    """Returns what a mail or a ZIP archive holds, given its path or URL.

    Raises:
        InputError: It cannot be read.
    """
    from clausegap.loaders.containers import contents  # noqa: PLC0415  as for the loaders

    data, name = (fetch(path), url_name(path)) if is_url(path) else (_read(Path(path)), Path(path).name)
    return contents(data, name, readable_suffixes(reading))


def source_name(source: str) -> str:
    """Returns the name under which a source appears in reports: without the folders of its file."""
    if is_url(source):
        return url_name(source)
    from clausegap.loaders import containers  # noqa: PLC0415  as for the loaders

    return containers.source_name(source)


def bytes_of(source: str, reading: ReadOptions = DEFAULT_READING) -> bytes:
    """Returns what ``load`` would read from a path or a URL, a member of a mail or archive included.

    Raises:
        InputError: It cannot be read.
    """
    return bytes_behind(source, reading) if is_url(source) else bytes_in(Path(source), reading)


def digest_of(source: str, reading: ReadOptions = DEFAULT_READING) -> bytes:
    """Returns 32 bytes that tell the content of a source from others.

    They are the SHA-256 of the bytes of a file. What is behind a URL is not fetched for it: there they are the
    SHA-256 of what the store tells of the file, such as its version, its size and when it was changed.

    Raises:
        InputError: It cannot be read.
    """
    if is_url(source):
        container, member = split_url(source)
        return hashlib.sha256(f"{state_of(container)}{CONTAINER_MARK}{member}".encode()).digest()
    return hashlib.sha256(bytes_of(source, reading)).digest()


def bytes_in(path: Path, reading: ReadOptions) -> bytes:
    """Returns the bytes of a file, or of a member of a mail or archive.

    Raises:
        InputError: It cannot be read.
    """
    if CONTAINER_MARK in str(path):
        from clausegap.loaders import containers  # noqa: PLC0415  as for the loaders

        inside = containers.split(str(path))
        if inside is not None:
            container, member = inside
            return containers.member(_read(Path(container)), Path(container).name, member, reading.password)
    return _read(path)


def bytes_behind(url: str, reading: ReadOptions) -> bytes:
    """Returns the bytes of a file behind a URL, or of a member of a mail or archive there.

    Raises:
        InputError: It cannot be read.
    """
    container, member = split_url(url)
    data = fetch(container)
    if not member:
        return data
    from clausegap.loaders import containers  # noqa: PLC0415  as for the loaders

    return containers.member(data, url_name(container), member, reading.password)


def check_size(size: int, name: str) -> None:
    """Refuses a file by its size in bytes.

    Raises:
        EmptyFileError: It holds nothing.
        TooLargeError: It is over the limit.
    """
    if size == 0:
        raise EmptyFileError(name, "it holds nothing", "give a file with a contract in it")
    if size > MAX_BYTES:
        limit = f"{MAX_BYTES // 1024**2} MB"
        raise TooLargeError(name, f"it is larger than {limit}", "split it or drop its images")


def _read(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise MissingFileError(path.name or str(path), "it is a folder", "name a file, or use a batch for folders")
        check_size(path.stat().st_size, path.name)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise MissingFileError(path.name, "no such file", "check the path") from error
    except PermissionError as error:
        raise MissingFileError(path.name, "no permission to read it", "change its access rights") from error
    except (OSError, ValueError) as error:  # ValueError: a NUL character in the path
        raise MissingFileError(path.name, "it cannot be opened", "check the path") from error
