"""Which document of a deal decides where two speak of the same thing.

An amendment takes away the sections that it deletes or replaces. Where an order of precedence is laid
down, a document cannot derogate from one that prevails over it and rules on the same protection.
Without one nothing is set aside, and the conflict is named.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from clausegap.deals.kinds import NAMES, DocumentKind, Member, framework_of, kind_of
from clausegap.model.analysis import AMENDED, OUTRANKED, Analysis, Hit
from clausegap.model.document import Document, Notice

_CONFLICT: Final = re.compile(r"\b(?:conflicts?|inconsisten\w+|discrepanc\w+|contradict\w+|ambiguit\w+)\b", re.I)
_PREVAIL: Final = re.compile(
    r"\b(?:prevails?|controls?|governs?|takes? precedence|shall take priority|supersedes?)\b", re.I
)
_ORDER: Final = re.compile(r"\border of (?:precedence|priority)\b|\bdescending order\b", re.I)
_SUBJECT: Final = re.compile(r"[^,;:]{3,120}$")
_ANY_NAME: Final = re.compile(r"\b(?:" + "|".join(NAMES.values()) + r")\b", re.I)
_AMENDS: Final = re.compile(
    r"\b(?:is|are|be)\s+(?:hereby\s+)?"
    r"(?:deleted|removed|replaced|amended and restated|superseded|struck|of no further)",
    re.I,
)


def settled(document: Document, analysis: Analysis, members: Sequence[Member]) -> tuple[Analysis, tuple[Notice, ...]]:
    """Returns the analysis of a deal without what amendments and prevailing documents take away.

    Args:
        document: Merged; its parts are in the order of the members.
        analysis: Merged.
        members: What each document is.

    Returns:
        The analysis, and a notice on each decision.
    """
    deal = _Deal(document, analysis, tuple(members))
    sections, amended = deal.amended_sections()
    hits = tuple(_without(analysis.hits, lambda hit: analysis.units[hit.unit].section in sections, AMENDED))
    hits, ranked = deal.without_outranked(hits)
    return replace(analysis, hits=hits), (*amended, *ranked)


def _without(hits: Iterable[Hit], is_gone: Callable[[Hit], bool], reason: str) -> Iterator[Hit]:
    """Yields hits but those that are gone; gone anchors stay, marked, so that a near miss can name them."""
    for hit in hits:
        if not is_gone(hit):
            yield hit
        elif hit.kind == "anchor":
            yield hit._replace(dropped_by=reason, kept=False)


class _Deal:
    """The documents of a deal with the order in which they prevail over one another."""

    def __init__(self, document: Document, analysis: Analysis, members: tuple[Member, ...]) -> None:
        self._document = document
        self._analysis = analysis
        self._members = members
        self._starts = [part.start for part in document.parts]

    def _member_at(self, offset: int) -> Member:
        return self._members[max(bisect_right(self._starts, offset) - 1, 0)]

    def amended_sections(self) -> tuple[set[int], tuple[Notice, ...]]:
        """Returns the sections that an amendment deletes or replaces."""
        gone: set[int] = set()
        notices: dict[Notice, None] = {}
        for reference in self._analysis.references:
            member = self._member_at(reference.start)
            unit = self._analysis.units[self._analysis.unit_at(reference.start)]
            if member.kind != "amendment" or not _AMENDS.search(self._document.text[reference.end : unit.end]):
                continue
            for number in reference.numbers:
                sections = self._sections(number, framework_of(self._members))
                if sections:
                    gone |= sections
                    message = f"{member.name} deletes or replaces section {number} of the agreement it amends."
                    notices[Notice("info", "amended", message)] = None
        return gone, tuple(notices)

    def _sections(self, number: str, member: Member) -> set[int]:
        """Returns the indexes of a numbered section of a document and of those below it."""
        part = self._document.parts[member.index]
        sections = self._analysis.sections
        return {i for i in self._analysis.sections_numbered(number) if part.start <= sections[i].start < part.end}

    def without_outranked(self, hits: tuple[Hit, ...]) -> tuple[tuple[Hit, ...], tuple[Notice, ...]]:
        """Returns the hits without what a prevailing document overrides, and the conflicts found."""
        order, said = self._precedence()
        notices = [said] if said else []
        lost: dict[tuple[str, int], frozenset[str]] = {}
        for protection, (serving, opposed) in sorted(self._rulings(hits).items()):
            for low in sorted(serving | opposed):
                above = [m for m in serving | opposed if order.get(m, 0) < order.get(low, 0)]
                if any(m in serving for m in above):
                    lost[protection, low] = frozenset({"opposed", "weakener"})
                elif above:
                    lost[protection, low] = frozenset({"serving", "signal"})
            if not order and serving and opposed - serving:
                names = ", ".join(self._members[m].name for m in sorted(serving | opposed))
                text = f"{names} disagree on {protection.replace('_', ' ')}, and no order of precedence was found."
                notices.append(Notice("warning", "conflict", text))
        members = [self._member_at(unit.start).index for unit in self._analysis.units]

        def is_gone(hit: Hit) -> bool:
            return _part_of(hit) in lost.get((hit.protection, members[hit.unit]), frozenset())

        return tuple(_without(hits, is_gone, OUTRANKED)), tuple(notices)

    def _rulings(self, hits: Iterable[Hit]) -> Mapping[str, tuple[set[int], set[int]]]:
        """Returns for each protection the documents with anchors that serve the advised side, and that oppose it."""
        found: dict[str, tuple[set[int], set[int]]] = defaultdict(lambda: (set(), set()))
        for hit in hits:
            if hit.kind == "anchor" and not hit.dropped_by:
                member = self._member_at(self._analysis.units[hit.unit].start).index
                found[hit.protection][hit.direction == "against_user"].add(member)
        return found

    def _precedence(self) -> tuple[Mapping[int, int], Notice | None]:
        """Returns the rank of each document, lower prevails, by the first clause that says so."""
        for unit in self._analysis.units:
            shown = self._document.text[unit.start : unit.end]
            own = self._member_at(unit.start)
            kinds = _listed(shown, own) or _winner(shown, own)
            if unit.zone == "body" and kinds:
                order = self._ranked(kinds)
                names = ", then ".join(self._members[m].name for m in sorted(order, key=lambda m: (order[m], m)))
                text = f"Order of precedence, by {own.name}: {names}."
                return order, Notice("info", "precedence", text)
        return {}, None

    def _ranked(self, kinds: Sequence[DocumentKind]) -> Mapping[int, int]:
        """Returns ranks: amendments first unless named, then the named kinds, then the others alike."""
        ranks = {kind: place for place, kind in enumerate(kinds, start=1)}
        last = len(kinds) + 1
        return {m.index: ranks.get(m.kind, 0 if m.kind == "amendment" else last) for m in self._members}


def _part_of(hit: Hit) -> str:
    if hit.kind != "anchor":
        return hit.kind
    return "opposed" if hit.direction == "against_user" else "serving"


def _winner(shown: str, own: Member) -> tuple[DocumentKind, ...]:
    """Returns the kind of document that prevails in a conflict: "this Agreement shall prevail"."""
    prevail = _PREVAIL.search(shown)
    if prevail is None or not _CONFLICT.search(shown):
        return ()
    subject = _SUBJECT.search(shown[: prevail.start()])
    return _kinds_in(subject.group(), own)[-1:] if subject else ()


def _listed(shown: str, own: Member) -> tuple[DocumentKind, ...]:
    """Returns the kinds in the order of a list: "in the following order of precedence: (a) ...; (b) ..."."""
    order = _ORDER.search(shown)
    kinds = _kinds_in(shown[order.end() :], own) if order else ()
    return tuple(dict.fromkeys(kinds)) if len(set(kinds)) > 1 else ()


def _kinds_in(words: str, own: Member) -> tuple[DocumentKind, ...]:
    named = [match.group() for match in _ANY_NAME.finditer(words)]
    return tuple(own.kind if name.lower() == "this agreement" else kind_of(name) for name in named)
