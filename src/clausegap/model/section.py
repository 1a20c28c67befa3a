"""The sections of a contract: their order, what contains what, and how a reader finds one.

Offsets are character offsets into ``Document.text``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from clausegap.model.evidence import Location


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered or headed piece of the contract, up to the next one.

    Attributes:
        start: First character.
        end: One past its own last character (where the next section begins).
        last: One past the last character of its subsections too.
        number: As displayed ("9.1"), or None.
        heading: Its heading without the number, or None.
        level: Depth from 0 (a schedule or the whole) downwards.
    """

    start: int
    end: int
    last: int
    number: str | None
    heading: str | None
    level: int


def section_key(number: str) -> str:
    """Returns a section's number as it is compared.

    "Article 9", "9.0" and "9(a)" are all 9; "SCHEDULE 2" and "Schedule 2." are schedule 2.
    """
    bare = re.sub(r"(?i)^(?:article|section|clause)\s*", "", number).split("(")[0].rstrip(".")
    return re.sub(r"\.0+$", "", bare).casefold()


def path_of(sections: Sequence[Section], index: int) -> list[int]:
    """Returns the indexes of a section and of the sections that contain it, innermost first."""
    path = [index]
    for candidate in range(index - 1, 0, -1):
        section = sections[candidate]
        if section.last > sections[index].start and section.level < sections[path[-1]].level:
            path.append(candidate)
    return path


def paths_of(sections: Sequence[Section]) -> list[list[int]]:
    """Returns ``path_of`` for every section of a document, in one pass."""
    paths: list[list[int]] = []
    around: list[int] = []
    for index, section in enumerate(sections):
        around = [outer for outer in around if sections[outer].last > section.start]
        path = [index]
        for outer in reversed(around):
            if sections[outer].level < sections[path[-1]].level:
                path.append(outer)
        paths.append(path)
        if index:  # the opening contains nothing
            around.append(index)
    return paths


def location_of(sections: Sequence[Section], index: int, page: int | None) -> Location:
    """Returns where a section is, by the nearest number and heading on the way up."""
    return location_on(sections, path_of(sections, index), page)


def location_on(sections: Sequence[Section], path: Iterable[int], page: int | None) -> Location:
    """Returns where the first section of a path is, by the nearest number and heading on it."""
    chain = [sections[i] for i in path]
    number = next((section.number for section in chain if section.number), None)
    heading = next((section.heading for section in chain if section.heading), None)
    return Location(page=page, section=number, heading=heading)
