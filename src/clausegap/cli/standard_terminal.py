"""Shows a comparison with standard wording in a terminal; readable at 80 columns and without colour."""

from __future__ import annotations

from typing import Final

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from clausegap.cli.comparison_terminal import marked
from clausegap.cli.terminal import SEVERITY_STYLES, print_facts, print_hanging
from clausegap.model.deviation import Deviation, DeviationKind, StandardComparison, WordingDeviation
from clausegap.renderers import standard_wording as said
from clausegap.renderers import wording

_KIND_STYLES: Final[dict[DeviationKind, str]] = {
    "weaker": "red",
    "no_clause": "red",
    "undetermined": "magenta",
    "different": "yellow",
    "reworded": "",
    "stronger": "green",
    "close": "green",
    "meets": "green",
}
_LONGEST_QUOTE: Final = 240
_MOST_PASSAGES: Final = 4
_MOST_REASONS: Final = 6


def print_standard(comparison: StandardComparison, console: Console) -> None:
    """Prints a comparison with standard wording: the result, a table, then each deviation with its words."""
    console.print(Text(wording.printable(said.title(comparison)), style="bold"))
    print_hanging(console, "", Text(said.headline(comparison)))
    console.print()
    print_facts(console, said.facts(comparison), comparison.notices)
    shown = said.compared(comparison)
    if shown:
        console.print()
        console.print(_summary(shown))
        marks = "[-only in the standard-] {+only in the contract+}"
        print_hanging(console, "", Text(f"{said.legend(comparison.side)} {marks}"))
    for deviation in shown:
        _print_deviation(deviation, console)
    _print_without_clause(comparison, console)
    console.print()
    console.print(Text(wording.LEGAL_NOTICE, style="dim"))


def _print_without_clause(comparison: StandardComparison, console: Console) -> None:
    lacking = list(said.lacking_lines(comparison))
    if lacking:
        console.print()
        console.print(Text(f"{said.LACKING}:", style="bold"))
    for line in lacking:
        print_hanging(console, "  - ", Text(line))
    needless = said.needless_line(comparison)
    if needless:
        console.print()
        print_hanging(console, "", Text(f"{said.NEEDLESS}: {needless}.", style="dim"))


def _summary(shown: tuple[Deviation, ...]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="bold")
    table.add_column("Protection", overflow="fold")
    for name in ("Deviation", "Severity", "Compared with"):
        table.add_column(name, no_wrap=True)
    table.add_column("Words", justify="right", no_wrap=True)
    for one in shown:
        name, words = (one.wording.name, str(one.wording.closeness)) if one.wording else ("-", "-")
        table.add_row(
            Text(wording.printable(one.title)),
            Text(said.SHORT_NAMES[one.kind], style=_KIND_STYLES[one.kind]),
            Text(one.severity, style=SEVERITY_STYLES[one.severity]) if one.is_loss else Text("-", style="dim"),
            Text(wording.printable(name)),
            words,
        )
    return table


def _print_deviation(deviation: Deviation, console: Console) -> None:
    console.print()
    title = Text(wording.printable(deviation.title), style="bold")
    verdict = (said.verdict(deviation), _KIND_STYLES[deviation.kind])
    print_hanging(console, "", Text.assemble(title, ": ", verdict))
    reasons = said.reasons(deviation)
    for reason in reasons[:_MOST_REASONS]:
        print_hanging(console, "  - ", Text(reason))
    if len(reasons) > _MOST_REASONS:
        left = wording.plural(len(reasons) - _MOST_REASONS, "more reason")
        print_hanging(console, "  - ", Text(f"{left}: see the html, md and json formats.", style="dim"))
    if deviation.wording is None:
        return
    print_hanging(
        console, "  - ", Text(" ".join((said.against_line(deviation), *map(said.other_line, deviation.others))))
    )
    if said.shows_words(deviation):
        _print_words(deviation.wording, console)
    elif deviation.kind != "meets":
        _print_quotes(deviation, deviation.wording, console)


def _print_words(against: WordingDeviation, console: Console) -> None:
    for passage in against.passages[:_MOST_PASSAGES]:
        print_hanging(console, "    ", marked(passage.pieces).append(f" [{said.place(passage)}]", style="dim"))
    left = len(against.passages[_MOST_PASSAGES:]) + against.passages_left
    if left:
        told = wording.plural(left, "more sentence")
        print_hanging(console, "    ", Text(f"{told}: see the html, md and json formats.", style="dim"))


def _print_quotes(deviation: Deviation, against: WordingDeviation, console: Console) -> None:
    print_hanging(console, "    ", Text(f"Standard: “{wording.shortened(against.words, _LONGEST_QUOTE)}”"))
    for evidence in deviation.contract.evidence[:1]:
        quote = wording.shortened(evidence.quote, _LONGEST_QUOTE)
        place = wording.printable(str(evidence.location))
        print_hanging(console, "    ", Text(f"Contract: “{quote}” [{place}]"))
