"""Shows a comparison in a terminal; readable at 80 columns and without colour."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from clausegap.cli.terminal import SEVERITY_STYLES, STATUS_STYLES, print_facts, print_hanging
from clausegap.model.comparison import (
    ChangeKind,
    Comparison,
    PassageChange,
    Piece,
    PieceKind,
    ProtectionChange,
    Standing,
)
from clausegap.renderers import comparison_wording as said
from clausegap.renderers import wording

_KIND_STYLES: Final[dict[ChangeKind, str]] = {
    "removed": "red",
    "weakened": "red",
    "undetermined": "magenta",
    "changed": "",
    "added": "green",
    "strengthened": "green",
    "unchanged": "dim",
}
# The marks of wdiff: they tell without colour what was taken out and put in.
_MARKS: Final[dict[PieceKind, tuple[str, str]]] = {"equal": ("", ""), "delete": ("[-", "-]"), "insert": ("{+", "+}")}
_PIECE_STYLES: Final[dict[PieceKind, str]] = {"equal": "", "delete": "red", "insert": "green"}
_LONGEST_QUOTE: Final = 240
_MOST_PASSAGES: Final = 4


def print_comparison(comparison: Comparison, console: Console) -> None:
    """Prints a comparison: the result, a table of what changed, then each change with its words."""
    console.print(Text(wording.printable(said.title(comparison)), style="bold"))
    console.print(Text(said.headline(comparison)))
    console.print()
    print_facts(console, said.facts(comparison), comparison.notices)
    changed = [change for change in comparison.changes if change.kind != "unchanged"]
    if changed:
        console.print()
        console.print(_summary(changed))
        print_hanging(console, "", Text(f"{said.legend(comparison.side)} [-deleted-] {{+inserted+}}"))
    for change in changed:
        _print_change(change, console)
    unchanged = said.unchanged_count(comparison)
    if unchanged:
        console.print()
        console.print(Text(f"{unchanged}.", style="dim"))
    console.print()
    console.print(Text(wording.LEGAL_NOTICE, style="dim"))


def _summary(changed: list[ProtectionChange]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="bold")
    table.add_column("Protection", overflow="fold")
    for name in ("Change", "Severity", "Before", "Now"):
        table.add_column(name, no_wrap=True)
    for change in changed:
        table.add_row(
            Text(wording.printable(change.title)),
            Text(said.KIND_NAMES[change.kind], style=_KIND_STYLES[change.kind]),
            _severity(change),
            _standing(change.old),
            _standing(change.new),
        )
    return table


def _severity(change: ProtectionChange) -> Text:
    if change.is_loss:
        return Text(change.severity, style=SEVERITY_STYLES[change.severity])
    return Text(said.weight(change) or "-", style="dim")


def _standing(standing: Standing) -> Text:
    shown = standing.grade if standing.status == "present" else standing.status
    return Text(shown, style=STATUS_STYLES[standing.status])


def _print_change(change: ProtectionChange, console: Console) -> None:
    console.print()
    title = Text(wording.printable(change.title), style="bold")
    console.print(Text.assemble(title, ": ", (said.verdict(change), _KIND_STYLES[change.kind])))
    for reason in change.reasons:
        print_hanging(console, "  - ", Text(wording.printable(reason)))
    revisers = said.revisers_line(change)
    if revisers:
        print_hanging(console, "  - ", Text(f"Changed by {revisers}"))
    for passage in change.passages[:_MOST_PASSAGES]:
        print_hanging(console, "    ", _words(passage))
    left = len(change.passages[_MOST_PASSAGES:]) + change.passages_left
    if left:
        told = wording.plural(left, "more passage")
        print_hanging(console, "    ", Text(f"{told}: see the html, md and json formats.", style="dim"))
    if not change.passages:
        _print_quotes(change, console)


def _print_quotes(change: ProtectionChange, console: Console) -> None:
    for label, standing in (("Before", change.old), ("Now", change.new)):
        for evidence in standing.evidence[:1]:
            quote = wording.shortened(evidence.quote, _LONGEST_QUOTE)
            place = wording.printable(str(evidence.location))
            print_hanging(console, "    ", Text(f"{label}: “{quote}” [{place}]"))


def _words(passage: PassageChange) -> Text:
    return marked(passage.pieces).append(f" [{said.place(passage)}]", style="dim")


def marked(pieces: Iterable[Piece]) -> Text:
    """Returns the words of a passage with marks around what was taken out and put in."""
    shown = Text()
    for piece in pieces:
        before, after = _MARKS[piece.kind]
        words = wording.printable(piece.words)
        shown.append(f"{before}{words}{after}", style=_PIECE_STYLES[piece.kind])
        shown.append(" " if piece.words.endswith(" ") else "")
    shown.rstrip()
    return shown
