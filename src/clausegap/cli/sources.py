"""Which files the arguments of a command stand for."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from clausegap.errors import InputError, NoContractsError
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

    Args:
        arguments: Files and folders; a file is taken whatever its name.
        written_to: Folder for the output: what an earlier run wrote into it is no contract.
        reading: How they are to be read; decides whether old formats are contracts.

    Raises:
        NoContractsError: A folder holds no contract.
    """
    paths: dict[str, None] = {}
    others: dict[str, None] = {}
    suffixes = (*readable_suffixes(reading), *CONTAINER_SUFFIXES)
    for argument in arguments:
        files = [Path(argument)]
        if Path(argument).is_dir():
            found = sorted(_walk(Path(argument), written_to), key=lambda path: path.parts)
            files = [path for path in found if _is_contract(path, suffixes)]
            _require(files, argument, suffixes)
            others.update({str(path): None for path in found if not _is_contract(path, suffixes)})
        for path in files:
            inside, passed = _opened(str(path), reading)
            paths.update(dict.fromkeys(inside))
            others.update(dict.fromkeys(passed))
    return Contracts(tuple(paths), tuple(others))


def is_container(argument: str) -> bool:
    """Whether a file is named as one that can hold several contracts."""
    return Path(argument).suffix.lower() in CONTAINER_SUFFIXES


def _opened(path: str, reading: ReadOptions) -> tuple[list[str], list[str]]:
    """Returns the contracts that a file stands for, and what else it holds."""
    if not is_container(path) or not Path(path).is_file():
        return [path], []
    try:
        found = list_container(path, reading)
    except InputError:
        return [path], []  # reading it says what is wrong
    inside = [f"{path}{CONTAINER_MARK}{name}" for name in found.contracts]
    if found.damage is not None or not inside:
        inside.append(path)
    return inside, [f"{path}{CONTAINER_MARK}{name}" for name in found.others]


def _require(contracts: list[Path], folder: str, suffixes: tuple[str, ...]) -> None:
    if not contracts:
        raise NoContractsError(folder, "no contracts in this folder", f"known suffixes are {' '.join(suffixes)}")


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
    return not path.name.startswith((".", "~$")) and (path.is_file() or path.is_symlink())


def _is_contract(path: Path, suffixes: tuple[str, ...]) -> bool:
    return path.suffix.lower() in suffixes or path.is_dir()
