"""A comparison with standard wording as Markdown; words of contract and playbook are escaped as in a report."""

from __future__ import annotations

from collections.abc import Iterator

from clausegap.model.deviation import Deviation, StandardComparison, WordingDeviation
from clausegap.renderers import standard_wording as wording
from clausegap.renderers.comparison_markdown import fact_lines, words_of
from clausegap.renderers.markdown import escaped
from clausegap.renderers.wording import LEGAL_NOTICE, printable


def render_standard_markdown(comparison: StandardComparison) -> str:
    """Returns the comparison as Markdown, ending in a line break.

    Words of the standard only are struck out, those of the contract only are bold.
    """
    return "\n".join(_lines(comparison)) + "\n"


def _lines(comparison: StandardComparison) -> Iterator[str]:
    yield f"# {escaped(wording.title(comparison))}"
    yield from ("", f"**{escaped(wording.headline(comparison))}**", "")
    yield from fact_lines(wording.facts(comparison), comparison.notices)
    yield from ("", wording.legend(comparison.side))
    yield from ("", "Words of the standard only are ~~struck out~~, those of the contract only **bold**.")
    shown = wording.compared(comparison)
    yield from _table(shown)
    for title, kinds in wording.SECTIONS:
        deviations = [one for one in shown if one.kind in kinds]
        if deviations:
            yield from ("", f"## {title}")
        for deviation in deviations:
            yield from _deviation(deviation)
    yield from _without_clause(comparison)
    yield from ("", "---", "", escaped(LEGAL_NOTICE), "", escaped(wording.versions(comparison)))


def _without_clause(comparison: StandardComparison) -> Iterator[str]:
    lacking = wording.lacking(comparison)
    if lacking:
        yield from ("", f"## {wording.LACKING}", "")
    for one in lacking:
        yield f"- {escaped(one.title)}, {one.severity}: {escaped(' '.join(wording.reasons(one)))}"
    needless = wording.needless_line(comparison)
    if needless:
        yield from ("", f"## {wording.NEEDLESS}", "", escaped(f"{needless}."))


def _table(shown: tuple[Deviation, ...]) -> Iterator[str]:
    if not shown:
        yield from ("", wording.NO_CLAUSE)
        return
    yield from ("", "| Protection | Deviation | Severity | Compared with | Words |", "| --- | --- | --- | --- | --- |")
    for one in shown:
        weight = one.severity if one.is_loss else "-"
        name, words = (one.wording.name, one.wording.closeness) if one.wording else ("-", "-")
        kind = wording.SHORT_NAMES[one.kind]
        yield f"| {escaped(one.title)} | {kind} | {weight} | {escaped(str(name))} | {words} |"


def _deviation(deviation: Deviation) -> Iterator[str]:
    yield from ("", f"### {escaped(deviation.title)}: {wording.verdict(deviation)}", "")
    for reason in wording.reasons(deviation):
        yield f"- {escaped(reason)}"
    if deviation.wording is not None:
        yield f"- {escaped(wording.against_line(deviation))}"
        yield from _wording(deviation, deviation.wording)


def _wording(deviation: Deviation, against: WordingDeviation) -> Iterator[str]:
    for other in deviation.others:
        yield f"- {escaped(wording.other_line(other))}"
    if wording.shows_words(deviation):
        for passage in against.passages:
            yield from ("", f"> {words_of(passage.pieces)}  ", f"> ({escaped(wording.place(passage))})")
        if against.passages_left:
            yield from ("", wording.passages_left_line(against))
    yield from ("", "Standard:", "", f"> {escaped(printable(against.words))}", "", "Contract:")
    for evidence in deviation.contract.evidence:
        yield from (
            "",
            f"> {escaped(printable(evidence.quote))}  ",
            f"> ({escaped(printable(str(evidence.location)))})",
        )
