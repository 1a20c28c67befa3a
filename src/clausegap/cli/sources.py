"""Which files the arguments of a command stand for."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from clausegap.errors import NoContractsError
from clausegap.loaders.table import SUFFIXES


@dataclass(frozen=True, slots=True)
class Contracts:
    """What was found.

    Attributes:
        paths: Contracts, each once.
        others: Files in the folders that have another suffix.
    """

    paths: tuple[str, ...]
    others: tuple[str, ...]

    def others_line(self) -> str:
        """Returns a line on the files that are no contracts by their suffix."""
        numbers = Counter(Path(other).suffix.lower() or "no suffix" for other in self.others)
        kinds = ", ".join(f"{number} {suffix}" for suffix, number in sorted(numbers.items()))
        return f"Passed over files of other formats: {kinds}"


def find_contracts(arguments: Iterable[str], written_to: Path | None = None) -> Contracts:
    """Returns the files that arguments name; folders give their contracts, recursively.

    A folder's files are those with a suffix that can be read, sorted by path. Hidden files and
    folders are passed over, and the lock files that Word leaves beside an open document. A folder
    that cannot be looked into is returned itself, so that reviewing it reports the trouble.

    Args:
        arguments: Files and folders; a file is taken whatever its name.
        written_to: Folder for the output: what an earlier run wrote into it is no contract.

    Raises:
        NoContractsError: A folder holds no contract.
    """
    paths: dict[str, None] = {}
    others: dict[str, None] = {}
    for argument in arguments:
        if Path(argument).is_dir():
            files = sorted(_walk(Path(argument), written_to), key=lambda path: path.parts)
            contracts = [str(path) for path in files if _is_contract(path)]
            _require(contracts, argument)
            paths.update(dict.fromkeys(contracts))
            others.update({str(path): None for path in files if not _is_contract(path)})
        else:
            paths[str(Path(argument))] = None
    return Contracts(tuple(paths), tuple(others))


def _require(contracts: list[str], folder: str) -> None:
    if not contracts:
        known = " ".join(SUFFIXES)
        raise NoContractsError(folder, "no contracts in this folder", f"known suffixes are {known}")


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


def _is_contract(path: Path) -> bool:
    return path.suffix.lower() in SUFFIXES or path.is_dir()
