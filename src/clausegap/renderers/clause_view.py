"""The clauses of a contract in their place: excerpts of the text with the clauses in the colours of their families.

Like displacy's rendering of spans, but of the text around clauses only and over characters: contracts are long, and
their clauses overlap and nest as they please.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from clausegap._nearest import unknown_name
from clausegap.errors import UsageError
from clausegap.model.clause import Clause
from clausegap.model.document import Document
from clausegap.model.palette import family_hues, solid, tint
from clausegap.model.report import Report
from clausegap.renderers import wording
from clausegap.renderers.environment import environment
from clausegap.renderers.fragment import Fragment

_LONGEST_EXCERPT: Final = 3_000  # characters; a sentence rarely has a tenth
_FULL: Final = 1_200  # characters after which the next clause begins an excerpt of its own
_MOST_AROUND: Final = 800  # characters, so that a clause cannot fall off the end of its excerpt


@dataclass(frozen=True, slots=True)
class _Marked:
    """A clause with its title and the hue of its family."""

    clause: Clause
    title: str
    hue: int


@dataclass(frozen=True, slots=True)
class _Piece:
    """A run of text that is covered by the same clauses from its first to its last character.

    Attributes:
        text: The words.
        style: CSS of its ground and of a line for each further clause; empty outside of clauses.
        begins: Title, id and colour of the clauses that begin here.
    """

    text: str
    style: str
    begins: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class _Excerpt:
    """A stretch of the contract.

    Attributes:
        place: Where its first clause stands.
        pieces: Its text.
        before: What stands for the words before it; empty at the beginning of the contract.
        after: The same for the words behind it.
    """

    place: str
    pieces: tuple[_Piece, ...]
    before: str
    after: str


def render_clauses(
    report: Report, document: Document | None, protections: Sequence[str] = (), *, most: int, around: int
) -> Fragment:
    """Returns the clauses of a report in their place.

    Args:
        report: Whose clauses.
        document: The contract.
        protections: Ids of those whose clauses are wanted; all by default.
        most: Most excerpts that are shown.
        around: Characters of context on each side of a clause.

    Raises:
        UsageError: The report is without its document, has no such protection, or a number is below 0.
    """
    if document is None:
        raise UsageError("the contract's text is not at hand: review the contract again to see its clauses")
    _check_count("most", most)
    _check_count("around", around)
    marked = _marked(report, protections)
    windows = list(_windows(marked, document.text, around))
    shown = windows[:most]
    html = (
        environment()
        .get_template("clauses.html.j2")
        .render(
            name=report.source.name,
            clauses=len(marked),
            excerpts=[_excerpt(document, start, end, inside) for start, end, inside in shown],
            left=sum(len(inside) for _, _, inside in windows[most:]),
            wording=wording,
        )
    )
    return Fragment(html)


def _check_count(what: str, number: object) -> None:
    if not (isinstance(number, int) and number >= 0):
        raise UsageError(f"{what}: give a whole number from 0, not {number!r}")


def _marked(report: Report, protections: Sequence[str]) -> list[_Marked]:
    hues = family_hues(finding.family for finding in report.findings)
    facts = {f.protection: (f.title, hues[f.family]) for f in report.findings}
    unknown = [name for name in protections if name not in facts]
    if unknown:
        raise unknown_name("protection of the report", unknown[0], facts)
    wanted = set(protections) or set(facts)
    found = [_Marked(clause, *facts[clause.protection]) for clause in report.clauses if clause.protection in wanted]
    return sorted(found, key=lambda one: (one.clause.start, -one.clause.end, one.clause.id))


def _windows(marked: Sequence[_Marked], text: str, around: int) -> Iterator[tuple[int, int, list[_Marked]]]:
    """Yields stretches with the clauses in them; what would touch is one stretch, unless it becomes long."""
    around = min(max(around, 0), _MOST_AROUND)
    start = end = last = -1
    inside: list[_Marked] = []
    for one in marked:
        first = _word_start(text, one.clause.start - around)
        is_full = one.clause.start >= last and last - start > _FULL
        if inside and (first > end or is_full):
            yield start, end, inside
            inside = []
        start = start if inside else first
        end, last = max(end, _word_end(text, one.clause.end + around)), max(last, one.clause.end)
        inside.append(one)
    if inside:
        yield start, end, inside


def _word_start(text: str, place: int) -> int:
    return 0 if place <= 0 else text.rfind(" ", 0, place + 1) + 1


def _word_end(text: str, place: int) -> int:
    found = text.find(" ", place) if place < len(text) else -1
    return len(text) if found < 0 else found


def _excerpt(document: Document, start: int, end: int, inside: Sequence[_Marked]) -> _Excerpt:
    last = min(end, start + _LONGEST_EXCERPT)
    edges = {start, last, *(edge for one in inside for edge in (one.clause.start, one.clause.end) if edge < last)}
    pieces = tuple(_piece(document.text, a, b, inside) for a, b in pairwise(sorted(edges)))
    after = "…" if end < len(document.text) else ""
    if last < end:
        after = f" [{wording.plural(end - last, 'more character', 'more characters')}] …"
    return _Excerpt(str(inside[0].clause.location), pieces, "…" if start else "", after)


def _piece(text: str, start: int, end: int, inside: Sequence[_Marked]) -> _Piece:
    covering = [one for one in inside if one.clause.start <= start and one.clause.end >= end]
    covering.sort(key=lambda one: one.clause.end - one.clause.start)
    begins = tuple((one.title, one.clause.id, solid(one.hue)) for one in inside if one.clause.start == start)
    return _Piece(wording.visible(text[start:end]), _style(covering), begins)


def _style(covering: Sequence[_Marked]) -> str:
    """Returns the ground of the innermost clause, with a line below the words for each clause around it."""
    if not covering:
        return ""
    lines = ",".join(f"0 {2 * n}px 0 {solid(one.hue)}" for n, one in enumerate(covering[1:], start=1))
    return f"background:{tint(covering[0].hue)}" + (f";box-shadow:{lines}" if lines else "")
