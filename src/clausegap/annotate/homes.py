"""Where in a contract a protection belongs that it does not have.

Never in a table of contents, behind the signatures or in an exhibit, if the contract has a body before them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from functools import cached_property
from typing import Final

from clausegap.model.analysis import Zone
from clausegap.model.clause import Clause
from clausegap.model.document import Document
from clausegap.model.finding import Finding
from clausegap.model.frame import Frame
from clausegap.model.report import Report
from clausegap.model.section import Section, path_of

_BODY: Final[tuple[Zone, ...]] = ("body", "definition")
_ASIDES: Final = ("footnote", "endnote", "text_box")
_LONGEST_SECTION: Final = 4000  # characters; in a longer one the end of the paragraph is nearer to the clause
_LINE: Final = re.compile("_{5}")
_DEFINING: Final = re.compile(r"(?i)(?:defin|interpretation|background|recital)")
_LEAST_BODY: Final = 0.2  # of the text; exhibits before that are the contract itself


class Homes:
    """Finds the places where clauses belong in one contract.

    Args:
        report: What was found in it.
        document: The contract.
        frame: Its sections and zones.
    """

    def __init__(self, report: Report, document: Document, frame: Frame) -> None:
        self._report = report
        self._document = document
        self._frame = frame
        self._blocks = [block for block in document.blocks if block.kind not in _ASIDES] or list(document.blocks)
        self._starts = [block.start for block in self._blocks]

    def of(self, finding: Finding) -> int:
        """Returns the end of the paragraph behind which a protection belongs.

        That is, behind the first of these that the body has: the last section whose heading is one of the
        protection's, a clause of this kind that did not count, the last clause of the same family, words that touch
        the subject, the clauses of the protections next to it in the catalogue, the end of the body.
        """
        headed = self._headed(finding.protection)
        if headed is not None:
            return headed
        near = self._near_miss(finding)
        if near is not None and not _touches_only(finding):
            return near
        related = self._last_clause(p.protection for p in self._report.findings if p.family == finding.family)
        if related is not None:
            return self._behind(related)
        if near is not None:
            return near
        neighbour = self._neighbour(finding)
        return self.body_end if neighbour is None else self._behind(neighbour)

    def paragraph_end(self, offset: int) -> int:
        """Returns the end of the paragraph, row or item in the contract's flow that holds or precedes a place."""
        index = bisect_right(self._starts, max(offset - 1, 0)) - 1
        return self._blocks[max(index, 0)].end if self._blocks else 0

    @cached_property
    def _numbered(self) -> list[Section]:
        return [section for section in self._frame.sections if section.number is not None and section.level]

    @cached_property
    def _parts_start(self) -> int:
        """Where the first exhibit begins that stands behind a body."""
        length = len(self._document.text)
        found = (section.start for section in self._frame.sections[1:] if section.level == 0)
        return next((start for start in found if start > length * _LEAST_BODY), length)

    @cached_property
    def body_end(self) -> int:
        """The end of the last paragraph before the signatures and the exhibits."""
        stop = self._parts_start
        last = max((section.start for section in self._numbered if section.start < stop), default=0)
        signed = (start for start, _, zone in self._frame.zones if zone == "signature" and last < start < stop)
        stop = min(next(signed, stop), self._signature_lines(last, stop))
        ends = [end for _, end, zone in self._frame.zones if zone in _BODY and end <= stop]
        return self.paragraph_end(ends[-1] if ends else stop)

    def _signature_lines(self, last: int, stop: int) -> int:
        """Returns where lines to sign on begin, with the names above them, behind the last section's start."""
        text = self._document.text
        tail = [block for block in self._blocks if last < block.start < stop]
        lined = next((i for i, block in enumerate(tail) if _LINE.search(text, block.start, block.end)), None)
        if lined is None:
            return stop
        while lined > 0 and text[tail[lined - 1].start : tail[lined - 1].end].isupper():
            lined -= 1
        return tail[lined].start

    def _near_miss(self, finding: Finding) -> int | None:
        """Returns the end of the paragraph of the nearest passage, unless it is of the opening or a definition."""
        near = finding.search.near_miss
        if near is None or not self._is_body(near.evidence.end):
            return None
        path = path_of(self._frame.sections, self._section_at(near.evidence.start))
        defines = any(_DEFINING.match(self._frame.sections[index].heading or "") for index in path)
        opens = bool(self._numbered) and near.evidence.start < self._numbered[0].start
        return None if opens or defines else self.paragraph_end(near.evidence.end)

    @cached_property
    def _zone_starts(self) -> list[int]:
        return [start for start, _, _ in self._frame.zones]

    def _is_body(self, offset: int) -> bool:
        index = bisect_right(self._zone_starts, offset - 1) - 1
        return offset <= self.body_end and (index < 0 or self._frame.zones[index][2] in _BODY)

    def _last_clause(self, protections: Iterable[str]) -> Clause | None:
        wanted = frozenset(protections)
        found = [c for c in self._report.clauses if c.protection in wanted and self._is_body(c.end)]
        return max(found, key=lambda clause: clause.end, default=None)

    def _behind(self, clause: Clause) -> int:
        """Returns the end of the section that a clause stands in, or of its paragraph where the section is long."""
        section = self._frame.sections[self._section_at(clause.end - 1)]
        if section.end - section.start > _LONGEST_SECTION or section.number is None:
            return self.paragraph_end(clause.end)
        return min(self.paragraph_end(self._trimmed(section.end)), self.body_end)

    def _headed(self, protection: str) -> int | None:
        sections = [self._frame.sections[index] for index in sorted(self._frame.families.get(protection, ()))]
        inside = [section for section in sections if self._is_body(section.start + 1)]
        return self.paragraph_end(min(self._trimmed(inside[-1].last), self.body_end)) if inside else None

    def _neighbour(self, finding: Finding) -> Clause | None:
        order = [one.protection for one in self._report.findings]
        own = order.index(finding.protection)
        # Of two that are as near, the one before: a catalogue is read downwards.
        for name in sorted(order, key=lambda name: (abs(order.index(name) - own), order.index(name))):
            clause = self._last_clause([name])
            if clause is not None:
                return clause
        return None

    def _section_at(self, offset: int) -> int:
        return max(bisect_right([section.start for section in self._frame.sections], offset) - 1, 0)

    def _trimmed(self, end: int) -> int:
        """Returns an end without the white space before it, which lies between two paragraphs."""
        return len(self._document.text[:end].rstrip())


def _touches_only(finding: Finding) -> bool:
    """Whether the nearest passage was found by a part of the protection, and not by what makes its clauses."""
    near = finding.search.near_miss
    parts = {element.id for element in finding.elements} | {element.id for element in finding.absent}
    return near is not None and near.evidence.rule in parts
