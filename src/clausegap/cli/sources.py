"""Which files the arguments of a command stand for."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from clausegap.errors import InputError, NoContractsError
from clausegap.loaders.remote import files_below, is_url, split_url
from clausegap.loaders.sniff import CONTAINER_MARK, CONTAINER_SUFFIXES
from clausegap.loaders.table import list_container, readable_suffixes
from clausegap.model.reading import DEFAULT_READING, ReadOptions


@dataclass(frozen=True, slots=True)
class Contracts:
    """What was found.

    Attributes:
        paths: Contracts, each once; those in a mail or ZIP archive by the names of both.
        others: Files in the folders, mails and archives that have another suffix.
    """

    paths: tuple[str, ...]
    others: tuple[str, ...]

    def others_line(self) -> str:
        """Returns a line on the files that are no contracts by their suffix."""
        numbers = Counter(Path(other).suffix.lower() or "no suffix" for other in self.others)
        kinds = ", ".join(f"{number} {suffix}" for suffix, number in sorted(numbers.items()))
        return f"Passed over files of other formats: {kinds}"


def find_contracts(
    arguments: Iterable[str], written_to: Path | None = None, reading: ReadOptions = DEFAULT_READING
) -> Contracts:
    """Returns the files that arguments name; folders give their contracts, recursively.

    A folder's files are those with a suffix that can be read, sorted by path. Hidden files and
    folders are passed over, and the lock files that Word leaves beside an open document. A folder
    that cannot be looked into is returned itself, so that reviewing it reports the trouble. A mail or
    ZIP archive gives the contracts in it, and itself if they cannot all be listed, or if it has none.
    All this holds for URLs too.

    Args:
        arguments: Files, folders and URLs of either; a file is taken whatever its name.
        written_to: Folder for the output: what an earlier run wrote into it is no contract.
        reading: How they are to be read; decides whether old formats are contracts.

    Raises:
        NoContractsError: A folder holds no contract.
    """
    paths: dict[str, None] = {}
    others: dict[str, None] = {}
    for argument in arguments:
        files, left = _looked_into(argument, written_to, reading)
        others.update(dict.fromkeys(left))
        for path in files:
            inside, passed = _opened(path, reading)
            paths.update(dict.fromkeys(inside))
            others.update(dict.fromkeys(passed))
    return Contracts(tuple(paths), tuple(others))


def is_container(argument: str) -> bool:
    """Whether a file is named as one that can hold several contracts."""
    return Path(argument).suffix.lower() in CONTAINER_SUFFIXES


def may_hold_several(argument: str) -> bool:
    """Whether an argument is a folder, or named as a container; behind a URL what has no suffix is a folder."""
    if is_container(argument):
        return True
    return not Path(argument).suffix if is_url(argument) else Path(argument).is_dir()


def _looked_into(argument: str, written_to: Path | None, reading: ReadOptions) -> tuple[list[str], list[str]]:
    """Returns the files that an argument names, and those in its folder that are no contracts."""
    if is_url(argument):
        try:
            found = files_below(split_url(argument)[0])
        except InputError:
            return [argument], []  # reading it says what is wrong
        if len(found) == 1 and found[0] == split_url(argument)[0]:
            return [argument], []
        found = tuple(url for url in found if not _is_hidden(url.rpartition("/")[2]))
    elif Path(argument).is_dir():
        found = tuple(str(path) for path in sorted(_walk(Path(argument), written_to), key=lambda path: path.parts))
    else:
        return [argument], []
    suffixes = (*readable_suffixes(reading), *CONTAINER_SUFFIXES)
    files = [path for path in found if _is_contract(path, suffixes)]
    if not files:
        raise NoContractsError(argument, "no contracts in this folder", f"known suffixes are {' '.join(suffixes)}")
    return files, [path for path in found if not _is_contract(path, suffixes)]


def _opened(path: str, reading: ReadOptions) -> tuple[list[str], list[str]]:
    """Returns the contracts that a file stands for, and what else it holds."""
    if not is_container(path) or not (is_url(path) or Path(path).is_file()):
        return [path], []
    try:
        found = list_container(path, reading)
    except InputError:
        return [path], []  # reading it says what is wrong
    inside = [f"{path}{CONTAINER_MARK}{name}" for name in found.contracts]
    if found.damage is not None or not inside:
        inside.append(path)
    return inside, [f"{path}{CONTAINER_MARK}{name}" for name in found.others]


def _walk(folder: Path, written_to: Path | None) -> Iterator[Path]:
    closed: list[OSError] = []
    for parent, folders, names in os.walk(folder, onerror=closed.append):
        place = Path(parent)
        folders[:] = [name for name in folders if _is_wanted(place / name, written_to)]
        yield from (place / name for name in names if _is_file(place / name))
    yield from (Path(error.filename) for error in closed)


def _is_wanted(folder: Path, written_to: Path | None) -> bool:
    if folder.name.startswith("."):
        return False
    return written_to is None or not written_to.is_dir() or not folder.samefile(written_to)


def _is_file(path: Path) -> bool:
    # A broken link is a contract that cannot be read, whereas reading a named pipe would never end.
    return not _is_hidden(path.name) and (path.is_file() or path.is_symlink())


def _is_hidden(name: str) -> bool:
    return name.startswith((".", "~$"))


def _is_contract(path: str, suffixes: tuple[str, ...]) -> bool:
    return Path(path).suffix.lower() in suffixes or (not is_url(path) and Path(path).is_dir())
