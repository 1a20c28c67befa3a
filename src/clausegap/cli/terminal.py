"""Shows a report in a terminal; readable at 80 columns and without colour.

All words of the contract are printed as plain text: neither rich markup nor escape codes in them work.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from clausegap.model.finding import Finding
from clausegap.model.report import Report, ReportNotice
from clausegap.model.terms import RiskState, Severity, Status
from clausegap.renderers import duty_wording, ranking_wording, risk_wording, wording

STATUS_STYLES: Final[dict[Status, str]] = {
    "present": "green",
    "weak": "yellow",
    "missing": "red",
    "undetermined": "magenta",
}
SEVERITY_STYLES: Final[dict[Severity, str]] = {
    "critical": "bold red",
    "high": "red",
    "medium": "yellow",
    "low": "",
    "info": "dim",
}
_RISK_STYLES: Final[dict[RiskState, str]] = {
    "open": "red",
    "undetermined": "magenta",
    "partly": "yellow",
    "covered": "green",
    "not_expected": "dim",
}
_LONGEST_QUOTE: Final = 240
_LONGEST_DUTY: Final = 160
_MOST_CLUES: Final = 2  # of a clause type


def print_report(report: Report, console: Console) -> None:
    """Prints a report: the result, one table of all protections, then each gap with its evidence."""
    console.print(Text(wording.printable(report.source.name), style="bold"))
    console.print(Text(wording.headline(report)))
    console.print()
    print_facts(console, wording.facts(report)[1:], report.notices)
    console.print()
    console.print(Text(risk_wording.coverage_line(report.risks)))
    console.print()
    console.print(_risks(report))
    console.print()
    console.print(_summary(report))
    _print_adverse(report, console)
    _print_duties(report, console)
    _print_policy(report, console)
    for gap in report.gaps:
        _print_gap(report, gap, console)
    _print_types(report, console)
    _print_end(report, console)


def print_facts(console: Console, facts: Sequence[tuple[str, str]], notices: Iterable[ReportNotice]) -> None:
    """Prints labelled facts and the remarks on the reading, aligned behind the labels."""
    width = max(len(label) for label, _ in facts) + 2
    for label, text in facts:
        print_hanging(console, label.ljust(width), Text(text))
    for notice in notices:
        level = "Not read" if notice.level == "unread" else notice.level.capitalize()
        print_hanging(console, level.ljust(width), Text(wording.notice_line(notice)))


def print_hanging(console: Console, lead: str, text: Text) -> None:
    """Prints a text behind a lead, its further lines indented as far."""
    # Wrapped here and not by rich's tables, which fill every line up with spaces.
    for number, line in enumerate(text.wrap(console, max(console.width - len(lead), 20))):
        line.rstrip()
        console.print(Text.assemble(lead if number == 0 else " " * len(lead), line), soft_wrap=True)


def _risks(report: Report) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="bold")
    table.add_column("Risk", overflow="fold")
    table.add_column("State", no_wrap=True)
    table.add_column("Coverage", no_wrap=True, justify="right")
    for risk in report.risks.risks:
        coverage = "-" if risk.coverage is None else risk_wording.percent(risk.coverage)
        name = Text(wording.printable(f"{risk.id} {risk.title}"))
        table.add_row(name, Text(risk_wording.RISK_STATE_NAMES[risk.state], style=_RISK_STYLES[risk.state]), coverage)
    return table


def _print_adverse(report: Report, console: Console) -> None:
    if report.adverse:
        console.print()
        console.print(Text(f"What the contract takes from the {report.side}", style="bold"))
    for finding in report.adverse:
        for line, quotes in risk_wording.adverse_lines(finding):
            places = "; ".join(wording.printable(str(e.location)) for e in quotes)
            where = f" [{places}]" if places else ""
            print_hanging(console, "  - ", Text(f"{wording.printable(finding.title)}: {line}{where}"))


def _print_duties(report: Report, console: Console) -> None:
    if report.duties:
        console.print()
        console.print(Text(duty_wording.TITLE, style="bold"))
    for duty in report.duties:
        first = duty.evidence[0]
        quote = f"“{wording.shortened(first.quote, _LONGEST_DUTY)}” [{wording.printable(str(first.location))}]"
        more = duty_wording.more_line(duty, 1)
        print_hanging(console, "  - ", Text(f"{wording.printable(duty.title)}: {quote}{f', {more}' if more else ''}"))


def _print_policy(report: Report, console: Console) -> None:
    if report.policy:
        console.print()
        console.print(Text(wording.printable(f"Rules of the playbook {report.playbook}"), style="bold"))
    for p in report.policy:
        result = risk_wording.POLICY_RESULT_NAMES[p.result]
        weight = "" if p.result == "ok" else f" ({p.severity})"
        place = f" [{p.evidence[0].location}]" if p.evidence else ""
        action = f" {wording.sentence(p.action)}" if p.action else ""
        line = f"{p.title}: {result}{weight}: {wording.sentence(p.said)}{place}{action}"
        print_hanging(console, "  - ", Text(wording.printable(line)))


def _summary(report: Report) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="bold")
    table.add_column("Protection", overflow="fold")
    table.add_column("Status", no_wrap=True)
    table.add_column("Severity", no_wrap=True)
    for finding in report.findings:
        table.add_row(Text(wording.printable(finding.title)), _status(finding), _severity(finding))
    return table


def _status(finding: Finding) -> Text:
    return Text(finding.status, style=STATUS_STYLES[finding.status])


def _severity(finding: Finding) -> Text:
    if not finding.is_gap:
        return Text("-", style="dim")
    return Text(finding.severity, style=SEVERITY_STYLES[finding.severity])


def _print_gap(report: Report, finding: Finding, console: Console) -> None:
    title = Text(wording.printable(finding.title), style="bold")
    console.print()
    console.print(Text.assemble(title, ": ", _status(finding), ", ", _severity(finding)))
    for line in wording.remarks(report, finding):
        print_hanging(console, "  - ", Text(line))
    for text in _gap_lines(report, finding):
        print_hanging(console, "    ", text)


def _gap_lines(report: Report, finding: Finding) -> Iterator[Text]:
    if finding.evidence:
        first = finding.evidence[0]
        yield _quote(first.quote, ranking_wording.place_line(report, finding, first))
    yield from _weakener_lines(finding)
    if finding.absent:
        yield Text(wording.printable(f"Not found: {', '.join(wording.absent_names(finding))}."))
    if finding.status in ("missing", "undetermined"):
        yield from _search_lines(finding)


def _weakener_lines(finding: Finding) -> Iterator[Text]:
    for weakener in finding.weakeners:
        if weakener.cured_by is not None:
            continue
        places = "; ".join(wording.printable(str(e.location)) for e in weakener.evidence)
        where = f" [{places}]" if places else ""
        yield Text(f"Weakened ({weakener.severity}): {wording.sentence(weakener.why)}{where}")


def _search_lines(finding: Finding) -> Iterator[Text]:
    yield Text(wording.search_line(finding.search), style="dim")
    near_miss = finding.search.near_miss
    if near_miss is not None:
        yield Text(f"Nearest passage that does not count: {wording.sentence(near_miss.why)}")
        yield _quote(near_miss.evidence.quote, wording.printable(str(near_miss.evidence.location)))


def _quote(quote: str, place: str) -> Text:
    return Text.assemble((f"“{wording.shortened(quote, _LONGEST_QUOTE)}”", "italic"), f" [{place}]")


def _print_types(report: Report, console: Console) -> None:
    rows = ranking_wording.type_rows(report)
    if not rows:
        return
    console.print()
    console.print(Text(ranking_wording.TITLE, style="bold"))
    print_hanging(console, "    ", Text(ranking_wording.INTRO, style="dim"))
    for row in rows:
        print_hanging(console, f"  - {row.presence}  ", Text(_type_line(row)))
    print_hanging(console, "    ", Text(ranking_wording.EXPLAIN, style="dim"))


def _type_line(row: ranking_wording.TypeRow) -> str:
    if row.passage is None:
        return f"{row.title}: {ranking_wording.NO_PASSAGE}"
    place = wording.printable(str(row.passage.location))
    clues = "".join(f"; {clue}" for clue in row.clues[:_MOST_CLUES])
    return f"{row.title}: {wording.printable(row.passage.id)} [{place}]{clues}"


def _print_end(report: Report, console: Console) -> None:
    console.print()
    for notice in report.jurisdiction_notices:
        console.print(Text(wording.printable(f"To check with local counsel: {notice.text}")))
    if any(gap.fallbacks for gap in report.gaps):
        console.print(Text("Wording to propose for each gap is in the html, md and json formats."))
    console.print(Text(wording.LEGAL_NOTICE, style="dim"))
