"""Patterns for names of files, as ``--include`` and ``--exclude`` give them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import PurePosixPath
from typing import Final

_ANY_DEPTH: Final = "**/"


@dataclass(frozen=True, slots=True)
class Filter:
    """Which files are taken: those that match a pattern of ``include``, if there is any, and none of ``exclude``.

    A pattern is held against the name of a file, against its path in the folder that was named, and against each
    folder on that path. ``*`` stands for anything, also across folders; capitals make no difference.

    Attributes:
        include: Patterns of what is taken; empty for everything.
        exclude: Patterns of what is left out.

    Example:
        >>> Filter(include=("*.docx",), exclude=("drafts",)).takes("2024/drafts/nda.docx")
        False
    """

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.include or self.exclude)

    def __str__(self) -> str:
        told = [*(f"--include {one}" for one in self.include), *(f"--exclude {one}" for one in self.exclude)]
        return " ".join(told)

    def takes(self, path: str) -> bool:
        """Returns whether a file is taken.

        Args:
            path: Its path in the folder that was named, or its name, with slashes.
        """
        taken = not self.include or any(_matches(pattern, path) for pattern in self.include)
        return taken and not any(_matches(pattern, path) for pattern in self.exclude)


EVERYTHING: Final = Filter()


def _matches(pattern: str, path: str) -> bool:
    plain = pattern.replace("\\", "/").casefold().removeprefix("./").rstrip("/")
    forms = {plain, plain.removeprefix(_ANY_DEPTH)}
    return any(fnmatchcase(one, form) for one in _candidates(path.casefold()) for form in forms)


def _candidates(path: str) -> Iterator[str]:
    """Yields what a pattern may match: the path, each folder on it, and the name of each of these."""
    whole = PurePosixPath(path)
    for one in (whole, *whole.parents):
        if one.name:
            yield str(one)
            yield one.name
