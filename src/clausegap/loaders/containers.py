"""Mails and ZIP archives: which contracts they hold, and the bytes of one of them.

A contract inside a container is named by both, ``mail.eml!contract.docx`` or ``pack.zip!folder/a.pdf``,
so that it can be listed in one process and read in another; containers may hold containers. Nothing is
written to disk.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Final

from clausegap.errors import InputError, MalformedFileError, MissingFileError, TooLargeError
from clausegap.loaders.mail_members import eml_members, msg_members
from clausegap.loaders.members import Listing, Member, is_hidden
from clausegap.loaders.sniff import CONTAINER_MARK as MARK
from clausegap.loaders.sniff import CONTAINER_SUFFIXES, Format, sniff
from clausegap.loaders.zip_members import zip_members

MAX_MEMBERS: Final = 1_000  # contracts in one container, those of inner containers included

_MOST_FILES: Final = 20_000  # of all kinds, in all of them together
_DEEPEST: Final = 3  # containers inside one another
_MOST_INNER_BYTES: Final = 1024**3  # of all inner containers together, unpacked

_LISTERS: Final[MappingProxyType[Format, Callable[[bytes, str, str | None], Listing]]] = MappingProxyType(
    {"zip": zip_members, "mail": eml_members, "outlook": msg_members}
)


@dataclass(slots=True)
class Contents:
    """What a container holds.

    Attributes:
        contracts: Names of the members that can be read, as they follow the container's own name.
        others: Names of its other files.
        damage: What of it could not be listed, or None.
    """

    contracts: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    damage: str | None = None


def split(source: str) -> tuple[str, str] | None:
    """Returns the container and the member that a source names, or None if it names a file.

    A file that really has such a name comes first.
    """
    if MARK not in source or _is_there(source):
        return None
    parts = source.split(MARK)
    for count in range(1, len(parts)):
        container = MARK.join(parts[:count])
        if container and _is_there(container) and Path(container).is_file():
            return container, MARK.join(parts[count:]).replace("\\", "/")
    return None


def _is_there(path: str) -> bool:
    try:
        return Path(path).exists()
    except (OSError, ValueError):  # no name that a file can have; reading it says so
        return False


def source_name(source: str) -> str:
    """Returns the name under which a source appears in reports: without the folders of its file.

    Example:
        >>> source_name("contracts/nda.pdf")
        'nda.pdf'
    """
    found = split(source)
    return Path(source).name if found is None else f"{Path(found[0]).name}{MARK}{found[1]}"


def contents(data: bytes, name: str, suffixes: tuple[str, ...]) -> Contents:
    """Returns what a container holds, with inner containers opened.

    A member that cannot be opened is among the contracts: whoever reads it is told why.

    Args:
        data: The container.
        name: Of it, for errors.
        suffixes: Of the files that can be read.

    Raises:
        InputError: It cannot be opened at all, or holds more than the limits allow.
    """
    return _Lister(suffixes).run(data, name)


def member(data: bytes, name: str, path: str, password: str | None = None) -> bytes:
    """Returns the bytes of a member.

    Args:
        data: The container.
        name: Of it, for errors.
        path: The member, with those of inner containers before it.
        password: Opens encrypted members of a ZIP archive.

    Raises:
        EncryptedFileError: It opens only with a password.
        InputError: There is no such member, or it cannot be read.
    """
    whole = f"{name}{MARK}{path}"
    for _ in range(_DEEPEST):
        names = {one.name: one for one in _distinct(_listing(data, name, password).members)}
        if path in names:
            return names[path].read()
        inner = next((one for one in names if path.startswith(one + MARK)), None)
        if inner is None:
            break
        data, path = names[inner].read(), path[len(inner + MARK) :]
        name = f"{name}{MARK}{inner}"
    raise MissingFileError(whole, "there is no such file in it", "check its name")


class _Lister:
    """Lists one container and those inside it.

    Args:
        suffixes: Of the files that can be read.
    """

    def __init__(self, suffixes: tuple[str, ...]) -> None:
        self._suffixes = suffixes
        self._found = Contents()
        self._inner_bytes = 0
        self._files = 0

    def run(self, data: bytes, name: str) -> Contents:
        """Returns what a container holds."""
        listing = _listing(data, name, None)
        self._found.damage = listing.damage
        self._add(listing, name, "", depth=1)
        return self._found

    def _add(self, listing: Listing, source: str, prefix: str, *, depth: int) -> None:
        self._files += len(listing.members)
        if self._files > _MOST_FILES:
            raise TooLargeError(source, f"it holds more than {_MOST_FILES:,} files", "split it, or unpack it")
        for one in _distinct(listing.members):
            path = prefix + one.name
            suffix = PurePosixPath(one.name).suffix.lower()
            if is_hidden(one.name):
                continue
            if suffix in CONTAINER_SUFFIXES and depth < _DEEPEST:
                self._open(one, source, path, depth=depth)
            elif suffix in self._suffixes or suffix in CONTAINER_SUFFIXES:
                self._found.contracts.append(path)
            else:
                self._found.others.append(path)
            if len(self._found.contracts) > MAX_MEMBERS:
                raise TooLargeError(source, f"it holds more than {MAX_MEMBERS:,} contracts", "split it, or unpack it")

    def _open(self, one: Member, source: str, path: str, *, depth: int) -> None:
        """Adds what an inner container holds, or the container itself if reading it is to say what is wrong."""
        before = len(self._found.contracts)
        try:
            data = one.read()
            self._inner_bytes += len(data)
            if self._inner_bytes > _MOST_INNER_BYTES:
                raise TooLargeError(source, "the containers in it unpack to too much", "split it, or unpack it")
            listing = _listing(data, path, None)
        except InputError:
            if self._inner_bytes > _MOST_INNER_BYTES:
                raise
            self._found.contracts.append(path)
            return
        self._add(listing, source, path + MARK, depth=depth + 1)
        if listing.damage:
            self._found.contracts.append(path)
        elif len(self._found.contracts) == before:
            self._found.others.append(path)


def _listing(data: bytes, name: str, password: str | None) -> Listing:
    lister = _LISTERS.get(sniff(data, name)) if data else None
    if lister is None:
        raise MalformedFileError(name, "it is named as a mail or an archive but is none", "get a complete copy")
    return lister(data, name, password)


def _distinct(members: list[Member]) -> Iterator[Member]:
    """Yields the members with names of their own: the second ``a.pdf`` is ``a (2).pdf``."""
    taken: set[str] = set()
    numbers: Counter[str] = Counter()
    for one in members:
        name = one.name or "unnamed"
        while name in taken:
            numbers[one.name] += 1
            path = PurePosixPath(one.name or "unnamed")
            name = str(path.parent / f"{path.stem} ({numbers[one.name] + 1}){path.suffix}")
        taken.add(name)
        yield Member(name, one.read)
