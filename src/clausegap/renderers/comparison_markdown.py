"""A comparison as Markdown; words of the contracts are escaped as in a report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from clausegap.model.comparison import Comparison, Piece, ProtectionChange
from clausegap.model.report import ReportNotice
from clausegap.renderers import comparison_wording as wording
from clausegap.renderers.markdown import escaped
from clausegap.renderers.wording import LEGAL_NOTICE, notice_line

_MARKS: Final = {"equal": "", "delete": "~~", "insert": "**"}


def render_comparison_markdown(comparison: Comparison) -> str:
    """Returns the comparison as Markdown, ending in a line break.

    Deleted words are struck out, inserted ones bold.
    """
    return "\n".join(_lines(comparison)) + "\n"


def _lines(comparison: Comparison) -> Iterator[str]:
    yield f"# Comparison: {escaped(wording.title(comparison))}"
    yield from ("", f"**{escaped(wording.headline(comparison))}**", "")
    yield from fact_lines(wording.facts(comparison), comparison.notices)
    yield from ("", f"{wording.legend(comparison.side)} Deleted words are ~~struck out~~, inserted ones **bold**.")
    yield from _table(comparison)
    for title, kinds in wording.SECTIONS:
        changes = comparison.of_kind(*kinds)
        if changes:
            yield from ("", f"## {title}")
        for change in changes:
            yield from _change(change)
    unchanged = wording.unchanged_line(comparison)
    if unchanged:
        yield from ("", "## Unchanged", "", escaped(unchanged))
    yield from ("", "---", "", escaped(LEGAL_NOTICE), "", escaped(wording.versions(comparison)))


def _table(comparison: Comparison) -> Iterator[str]:
    changed = [change for change in comparison.changes if change.kind != "unchanged"]
    if not changed:
        yield from ("", wording.NO_CHANGE)
        return
    yield from ("", "| Protection | Change | Before | Now |", "| --- | --- | --- | --- |")
    for change in changed:
        states = " | ".join(f"{state.status}, {state.grade}" for state in (change.old, change.new))
        yield f"| {escaped(change.title)} | {wording.verdict(change)} | {states} |"


def _change(change: ProtectionChange) -> Iterator[str]:
    yield from ("", f"### {escaped(change.title)}: {wording.verdict(change)}", "")
    for reason in change.reasons:
        yield f"- {escaped(reason)}"
    revisers = wording.revisers_line(change)
    if revisers:
        yield f"- Changed by {escaped(revisers)}"
    for passage in change.passages:
        yield from ("", f"> {words_of(passage.pieces)}  ", f"> ({escaped(wording.place(passage))})")
    if change.passages_left:
        yield from ("", wording.passages_left_line(change))


def fact_lines(facts: Iterable[tuple[str, str]], notices: Iterable[ReportNotice]) -> Iterator[str]:
    """Yields a list of labelled facts and of the remarks on the reading."""
    for label, text in facts:
        yield f"- {label}: {escaped(text)}"
    for notice in notices:
        level = "not read" if notice.level == "unread" else notice.level
        yield f"- Notice ({level}): {escaped(notice_line(notice))}"


def words_of(pieces: Iterable[Piece]) -> str:
    """Returns the words of a passage, with deleted ones struck out and inserted ones bold."""
    return "".join(map(_piece, pieces)).strip()


def _piece(piece: Piece) -> str:
    # Marks must touch the words, else Markdown shows them as they are.
    mark = _MARKS[piece.kind]
    words = escaped(piece.words.strip())
    return f"{mark}{words}{mark} " if piece.words.endswith(" ") else f"{mark}{words}{mark}"
