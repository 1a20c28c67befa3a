"""Why a protection counts as missing: what looks like it, what points to it, and the nearest miss."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from operator import attrgetter
from typing import Final

from clausegap.gaps.group import Group
from clausegap.gaps.pointers import is_supplied
from clausegap.gaps.quotes import evidence_of, quote
from clausegap.model.analysis import SET_ASIDE, Analysis, Hit, Unit
from clausegap.model.document import Document
from clausegap.model.evidence import Evidence
from clausegap.model.finding import NearMiss
from clausegap.rules.concordance import Concordance
from clausegap.rules.library import RuleLibrary
from clausegap.rules.models import Protection
from clausegap.rules.reading import Mention, Reader
from clausegap.rules.signs import Sign

# In small letters; looking for each by itself is many times faster than one expression for all.
_INCORPORATES: Final = (
    "incorporat", "shall apply", "applies", "remain in", "remains in", "governed by", "in accordance with",
    "comply with", "pursuant to", "subject to the terms", "subject to the provisions", "set forth in", "set out in",
    "as provided in", "supersede", "made part", "part of this",
)  # fmt: skip
_CONTINUES: Final = re.compile(r"continue[sd]?\b")
# "The General Terms are incorporated herein": every subject may be there, but none is named.
_WHOLESALE: Final = re.compile(
    r"\b(?:incorporat\w+|made (?:a )?part|forms? (?:a |an integral )?part"
    r"|(?:is|are|be) (?:governed by|subject to) the terms)\b",
    re.I,
)
_AGREEMENT_NAME: Final = re.compile(
    r"\b((?:[A-Z][\w’'/&-]*\s+(?:and\s+|of\s+)?){1,6}(?:Agreement|AGREEMENT|Deed|Undertaking|Contract))\b|\bNDA\b"
)
# One of them stands in every such name.
_NAME_NOUNS: Final = ("Agreement", "AGREEMENT", "Deed", "Undertaking", "Contract", "NDA")
_THIS: Final = re.compile(r"(?:This|The)\s+Agreement$")
_OMITTED: Final = re.compile(
    r"(?i)^[\s\[(]*(?:intentionally (?:omitted|deleted|left blank)|reserved|deleted|not used)[\s\]).]*$"
)
_DELETED: Final = re.compile(
    r"(?i)\b(?:is|are)\s+(?:hereby\s+)?(?:deleted|of no further|removed)\b|no longer appl|shall cease to apply"
)


_NEAR_CHARACTERS: Final = 320
_PREAMBLE_CHARACTERS: Final = 400  # the contract's own name stands there


@dataclass(frozen=True, slots=True)
class _Pointer:
    """A unit that points to a section by its title, the title's reading, and the words behind it."""

    unit: Unit
    title: str
    rest: str


class Traces:
    """Looks in one document for what stands in the place of a missing clause.

    What all protections need (readings, pointers) is worked out once, at the first need.

    Args:
        document: The contract.
        analysis: What the pipeline found in it.
        library: The rules.
        mentions: How the contract names its parties.
        titles: Titles of the other documents that were supplied: what is incorporated from them is here.
    """

    def __init__(
        self,
        document: Document,
        analysis: Analysis,
        library: RuleLibrary,
        mentions: tuple[Mention, ...] = (),
        titles: tuple[str, ...] = (),
    ) -> None:
        self._titles = titles
        self._document = document
        self._analysis = analysis
        self._library = library
        self._reader = Reader(library.spelling, mentions)

    def nearest_miss(self, protection: Protection, group: Group) -> NearMiss | None:
        """Returns the passage that came closest, and why it does not count."""
        if group.opposed:
            return self._miss(group.opposed[0], "it serves only the other side")
        if group.dropped:
            whys = {n.id: n.why for n in (*protection.negatives, *self._library.generic.negatives)} | dict(SET_ASIDE)
            return self._miss(group.dropped[0], whys[group.dropped[0].dropped_by])
        best = _richest(self._analysis.hits_of(protection.id, "signal"))
        if best is not None:
            return self._miss(best, "it touches the subject but is no operative clause for the advised side")
        return self._by_keywords(protection)

    def _miss(self, hit: Hit, why: str) -> NearMiss:
        return NearMiss(evidence=evidence_of(self._document, self._analysis, hit), why=why)

    def _in_family(self, reading: str, protection: Protection) -> bool:
        return self._library.headings[protection.id].name(reading)

    def _quote(self, start: int, end: int, rule: str) -> Evidence:
        return quote(self._document, self._analysis, start, end, rule)

    def bare_heading(self, protection: Protection) -> Evidence | None:
        """Returns the first heading of the protection's subject."""
        for index in sorted(self._analysis.families[protection.id]):
            section = self._analysis.sections[index]
            if section.heading is not None:
                end = min(section.end, section.start + len(section.heading) + 40)
                return self._quote(section.start, max(end, section.start + 1), "heading")
        return None

    def incorporation(self, protection: Protection) -> Evidence | None:
        """Returns a sentence that incorporates another document by the name of the protection's subject."""
        named = self._outward_titles.naming(self._library.headings[protection.id])
        if not named:
            return None
        unit = list(self._outward.values())[min(named)]
        return self._quote(unit.start, unit.end, "by_reference")

    @cached_property
    def _outward_titles(self) -> Concordance:
        return Concordance(list(self._outward))

    def deletion(self, protection: Protection) -> Evidence | None:
        """Returns a heading whose section is left out on purpose, or a sentence that deletes the clause."""
        for index in sorted(self._analysis.families[protection.id]):
            section = self._analysis.sections[index]
            body = self._document.text[section.start : section.end].removeprefix(section.number or "").strip(" .\t\n")
            if _OMITTED.match(body.removeprefix(section.heading or "").strip(" .:\t\n")):
                return self._quote(section.start, section.end, "deleted")
        for pointer in self._titled:
            if self._in_family(pointer.title, protection) and _DELETED.search(pointer.rest):
                return self._quote(pointer.unit.start, pointer.unit.end, "deleted")
        return None

    @cached_property
    def wholesale(self) -> str | None:
        """The name of an agreement that is incorporated as a whole and was not supplied, or None."""
        for unit, shown in self._naming:
            if _WHOLESALE.search(shown):
                for name in self._not_supplied(unit, shown):
                    if not _THIS.match(name):
                        return " ".join(name.split()).removeprefix("The ")
        return None

    @cached_property
    def _titled(self) -> tuple[_Pointer, ...]:
        """Pointers with a title: "Section 9 (Confidentiality)"."""
        found = []
        for reference in self._analysis.references:
            unit = self._unit_at(reference.start) if reference.title else None
            if unit is not None:
                rest = self._document.text[reference.end : unit.end]
                found.append(_Pointer(unit, self._reader.read(reference.title or "").text, rest))
        return tuple(found)

    @cached_property
    def _outward(self) -> Mapping[str, Unit]:
        """Readings of the titles by which other documents are named, of a section or an agreement, each with its unit.

        Of those that are named more often, the first place.
        """
        named: dict[str, Unit] = {}
        for reference in self._analysis.references:
            unit = self._unit_at(reference.start) if reference.title and reference.document else None
            if unit is not None and unit.zone == "body" and not is_supplied(reference.document or "", self._titles):
                named.setdefault(reference.title or "", unit)
        for unit, shown in self._naming:
            if _incorporates(shown):
                for name in self._not_supplied(unit, shown):
                    named.setdefault(name, unit)
        found: dict[str, Unit] = {}
        for name, unit in named.items():
            found.setdefault(self._reader.read(name).text, unit)
        return found

    def _not_supplied(self, unit: Unit, shown: str) -> Iterator[str]:
        """Yields the agreements that a sentence behind the preamble names and that are not among what was supplied."""
        for name in _AGREEMENT_NAME.finditer(shown):
            if unit.start + name.start() > _PREAMBLE_CHARACTERS and not is_supplied(name.group(), self._titles):
                yield name.group()

    @cached_property
    def _naming(self) -> tuple[tuple[Unit, str], ...]:
        """The units of the body that may name an agreement, with their words."""
        shown = ((unit, self._document.text[unit.start : unit.end]) for _, unit in self._body)
        return tuple((unit, words) for unit, words in shown if any(noun in words for noun in _NAME_NOUNS))

    @cached_property
    def _body(self) -> tuple[tuple[int, Unit], ...]:
        """The sentences and list items of the body with their indexes."""
        units = enumerate(self._analysis.units)
        return tuple((index, unit) for index, unit in units if unit.zone == "body" and unit.kind != "heading")

    def _unit_at(self, offset: int) -> Unit | None:
        units = self._analysis.units
        unit = units[self._analysis.unit_at(offset)] if units else None
        return unit if unit is not None and unit.start <= offset < unit.end else None

    def units_with(self, signs: Iterable[Sign]) -> Counter[int]:
        """Returns how many of some signs occur in the sentences and list items of the body, by their indexes."""
        found = Counter(position for sign in signs for position in self._concordance.holding(sign))
        return Counter({self._body[position][0]: count for position, count in found.items()})

    @cached_property
    def _concordance(self) -> Concordance:
        """The readings of the body: those that the pipeline made, and of the few units that it passed over."""
        text, known = self._document.text, dict(self._analysis.readings)
        return Concordance(
            [
                known[index] if index in known else self._reader.read(text, unit.start, unit.end).text
                for index, unit in self._body
            ]
        )

    def _by_keywords(self, protection: Protection) -> NearMiss | None:
        counts = self.units_with(map(self._library.sign, protection.keywords))
        if not counts:
            return None
        # The first of those with most of the words.
        best = self._analysis.units[max(counts, key=lambda index: (counts[index], -index))]
        evidence = self._quote(best.start, min(best.end, best.start + _NEAR_CHARACTERS), "keywords")
        return NearMiss(
            evidence=evidence, why="it uses words of the subject but lays down no duty or right of this kind"
        )


def _incorporates(words: str) -> bool:
    """Whether words may make another document part of the contract."""
    lower = words.lower()
    return any(sign in lower for sign in _INCORPORATES) or _CONTINUES.search(lower) is not None


def _richest(hits: Iterable[Hit]) -> Hit | None:
    """Returns the first hit, of some in order of units, in the unit with the most different rules; None for none."""
    best, most = None, 0
    for _, row in groupby(hits, attrgetter("unit")):
        here = list(row)
        rules = len({hit.rule for hit in here})
        if rules > most:
            best, most = here[0], rules
    return best


class Absence:
    """What was found instead of an operative clause, looked for at the first need: most protections need none of it.

    Args:
        traces: Of the document.
        protection: The rules.
    """

    def __init__(self, traces: Traces, protection: Protection) -> None:
        self._traces = traces
        self._protection = protection

    @cached_property
    def heading(self) -> Evidence | None:
        """A heading of the subject."""
        return self._traces.bare_heading(self._protection)

    @cached_property
    def incorporation(self) -> Evidence | None:
        """An incorporation by name."""
        return self._traces.incorporation(self._protection)

    @cached_property
    def deletion(self) -> Evidence | None:
        """Words that delete the clause, or a section left out on purpose."""
        return self._traces.deletion(self._protection)
