"""Which files the arguments of a command stand for."""

from __future__ import annotations

import glob
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from clausegap.cli.filters import EVERYTHING, Filter
from clausegap.cli.inputs import STDIN
from clausegap.errors import InputError, NoContractsError
from clausegap.loaders.content import list_container
from clausegap.loaders.remote import files_below, is_url, split_url
from clausegap.loaders.sniff import CONTAINER_MARK, CONTAINER_SUFFIXES
from clausegap.loaders.table import readable_suffixes
from clausegap.model.reading import DEFAULT_READING, ReadOptions
from clausegap.renderers.wording import plural


@dataclass(frozen=True, slots=True)
class Contracts:
    """What was found.

    Attributes:
        paths: Contracts, each once; those in a mail or ZIP archive by the names of both.
        others: Files in the folders, mails and archives that have another suffix.
        hidden: Number of hidden files and folders, and of lock files that Word leaves beside an open document.
        left_out: Number of contracts that the filter leaves out.
    """

    paths: tuple[str, ...]
    others: tuple[str, ...] = ()
    hidden: int = 0
    left_out: int = 0

    def passed_over_line(self) -> str:
        """Returns a line on all that was passed over, empty if nothing was."""
        numbers = Counter(PurePath(other).suffix.lower() or "no suffix" for other in self.others)
        kinds = ", ".join(f"{number} {suffix}" for suffix, number in sorted(numbers.items()))
        parts = [f"files of other formats: {kinds}"] if kinds else []
        if self.hidden:
            parts.append(plural(self.hidden, "hidden or lock file"))
        if self.left_out:
            parts.append(f"{plural(self.left_out, 'contract')} by --include and --exclude")
        return f"Passed over {'; '.join(parts)}" if parts else ""


def find_contracts(
    arguments: Iterable[str],
    written_to: Path | None = None,
    reading: ReadOptions = DEFAULT_READING,
    wanted: Filter = EVERYTHING,
) -> Contracts:
    """Returns the files that arguments name; folders give their contracts, recursively.

    A folder's files are those with a suffix that can be read, sorted by path. Hidden files and
    folders are passed over, and the lock files that Word leaves beside an open document. A folder
    that cannot be looked into is returned itself, so that reviewing it reports the trouble. A mail or
    ZIP archive gives the contracts in it, and itself if they cannot all be listed, or if it has none.
    All this holds for URLs too. A pattern such as ``2024/**/*.docx`` gives the files and folders that match,
    where the shell has left that to us; ``-`` is standard input.

    Args:
        arguments: Files, folders, patterns and URLs; a file is taken whatever its name.
        written_to: Folder for the output: what an earlier run wrote into it is no contract.
        reading: How they are to be read; decides whether old formats are contracts.
        wanted: Which of them are taken.

    Raises:
        NoContractsError: A folder holds no contract, a pattern matches none, none is left, or a name is empty.
    """
    search = _Search(written_to, reading, wanted)
    for argument in arguments:
        search.look_into(argument)
    return search.found()


def is_container(argument: str) -> bool:
    """Whether a file is named as one that can hold several contracts."""
    return Path(argument).suffix.lower() in CONTAINER_SUFFIXES


def may_hold_several(argument: str) -> bool:
    """Whether an argument is a folder, a pattern, or named as a container; a URL without a suffix is a folder."""
    if is_container(argument):
        return True
    if is_url(argument):
        return not Path(argument).suffix
    return is_pattern(argument) or _is_folder(argument)


def is_pattern(argument: str) -> bool:
    """Whether an argument is a pattern that no file has for its name."""
    return not is_url(argument) and glob.has_magic(argument) and not os.path.lexists(argument)


@dataclass
class _Search:
    """Collects contracts, each once, in the order of the arguments."""

    written_to: Path | None
    reading: ReadOptions
    wanted: Filter
    paths: dict[str, None] = field(default_factory=dict)
    others: dict[str, None] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)
    left_out: set[str] = field(default_factory=set)

    def look_into(self, argument: str) -> None:
        """Adds what an argument stands for.

        Raises:
            NoContractsError: It is empty, a folder without contracts, or a pattern that matches nothing.
        """
        if argument == STDIN:
            self.paths[STDIN] = None
        elif is_pattern(argument):
            for path in _matching(argument):
                self.look_into(path)
        elif is_url(argument):
            self._add_url(argument)
        elif not argument:
            hint = "is a variable of the shell not set? the folder you are in is ."
            raise NoContractsError("''", "an empty name names no file", hint)
        elif _is_folder(argument):
            walked = sorted(self._walk(Path(argument)), key=lambda path: path.parts)
            self._add_folder(argument, [str(path) for path in walked])
        else:
            self._add(argument, Path(argument).name)

    def found(self) -> Contracts:
        """Returns all of them.

        Raises:
            NoContractsError: The filter leaves none.
        """
        if not self.paths and self.left_out:
            all_ = plural(len(self.left_out), "contract")
            raise NoContractsError(str(self.wanted), f"nothing is left of {all_}", "give other patterns")
        return Contracts(tuple(self.paths), tuple(self.others), len(self.hidden), len(self.left_out))

    def _add_url(self, url: str) -> None:
        try:
            found = files_below(split_url(url)[0])
        except InputError:
            self.paths[url] = None  # reading it says what is wrong
            return
        if len(found) == 1 and found[0] == split_url(url)[0]:
            self._add(url, url.rpartition("/")[2])
            return
        hidden = {one for one in found if _is_hidden(one.rpartition("/")[2])}
        self.hidden |= hidden
        self._add_folder(url, [one for one in found if one not in hidden])

    def _add_folder(self, folder: str, found: list[str]) -> None:
        suffixes = (*readable_suffixes(self.reading), *CONTAINER_SUFFIXES)
        files = [path for path in found if _is_contract(path, suffixes)]
        if not files:
            raise NoContractsError(folder, "no contracts in this folder", f"known suffixes are {' '.join(suffixes)}")
        self.others.update((path, None) for path in found if not _is_contract(path, suffixes))
        for path in files:
            self._add(path, _below(path, folder))

    def _add(self, path: str, shown: str) -> None:
        """Adds a file, or the contracts in it, if the filter takes them by their path in the folder."""
        inside, passed = _opened(path, self.reading)
        self.others.update(dict.fromkeys(passed))
        for one in inside:
            member = one[len(path) :].replace(CONTAINER_MARK, "/")
            if self.wanted.takes(shown + member):
                self.paths[one] = None
            else:
                self.left_out.add(one)

    def _walk(self, folder: Path) -> Iterator[Path]:
        closed: list[OSError] = []
        for parent, folders, names in os.walk(folder, onerror=closed.append):
            place = Path(parent)
            self.hidden.update(str(place / name) for name in (*folders, *names) if _is_hidden(name))
            folders[:] = [name for name in folders if self._is_open(place / name)]
            yield from (place / name for name in names if _is_file(place / name))
        yield from (Path(error.filename) for error in closed)

    def _is_open(self, folder: Path) -> bool:
        """Whether a folder is looked into."""
        if _is_hidden(folder.name):
            return False
        own = self.written_to
        return own is None or not own.is_dir() or not folder.samefile(own)


def _is_folder(argument: str) -> bool:
    try:
        return Path(argument).is_dir()
    except OSError:
        return False  # too long for a name, or behind a closed folder: reading it says what is wrong


def _matching(pattern: str) -> list[str]:
    """Returns the files and folders that match a pattern, sorted; hidden ones do not.

    Raises:
        NoContractsError: None does.
    """
    found = sorted(glob.glob(pattern, recursive=True), key=lambda path: Path(path).parts)  # noqa: PTH207  absolute too
    # Of a folder and what is in it, the files are taken by their own names.
    files = [path for path in found if not Path(path).is_dir()] if "**" in pattern else found
    kept = [path for path in files if not _is_hidden(Path(path).name)]
    if not kept:
        raise NoContractsError(pattern, "no file matches this pattern", "check it, and the folder that it begins in")
    return kept


def _below(path: str, folder: str) -> str:
    return path.removeprefix(folder).lstrip("/") if is_url(path) else Path(path).relative_to(folder).as_posix()


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


def _is_file(path: Path) -> bool:
    # A broken link is a contract that cannot be read, whereas reading a named pipe would never end.
    return not _is_hidden(path.name) and (path.is_file() or path.is_symlink())


def _is_hidden(name: str) -> bool:
    return name.startswith((".", "~$"))


def _is_contract(path: str, suffixes: tuple[str, ...]) -> bool:
    return Path(path).suffix.lower() in suffixes or (not is_url(path) and Path(path).is_dir())
