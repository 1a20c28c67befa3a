"""The report as Markdown (CommonMark with the tables of GitHub), for tickets, wikis and mail.

Words of the contract are escaped, so that they can neither end a table cell nor start a heading,
a list, a link or an HTML element.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from clausegap.model.evidence import Evidence
from clausegap.model.finding import ElementFinding, Finding, WeakenerFinding
from clausegap.model.report import Report
from clausegap.renderers import duty_wording, ranking_wording, risk_wording, wording

# "$" opens mathematics on GitHub; "<" and "&" become entities, which every Markdown reader knows.
_SPECIAL: Final = re.compile(r"([\\`*_\[\]|~$])")
_LINE_START: Final = re.compile(r"^([#+=-])")
_LONGEST_CELL: Final = 160
_NUMBERED: Final = re.compile(r"^(\d{1,9})([.)])")


def render_markdown(report: Report) -> str:
    """Returns the report as Markdown, ending in a line break."""
    return "\n".join(_lines(report)) + "\n"


def escaped(text: str) -> str:
    """Returns a text as one line of Markdown that shows exactly its words."""
    line = wording.printable(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    line = _SPECIAL.sub(r"\\\1", line)
    line = _NUMBERED.sub(r"\1\\\2", line)
    return _LINE_START.sub(r"\\\1", line)


def _lines(report: Report) -> Iterator[str]:
    yield f"# Gap report: {escaped(report.source.name)}"
    yield ""
    yield f"**{escaped(wording.headline(report))}**"
    yield ""
    for label, text in wording.facts(report)[1:]:
        yield f"- {label}: {escaped(text)}"
    yield from _notices(report)
    yield from _risks(report)
    yield from _adverse(report)
    yield from _summary(report)
    yield from _duties(report)
    yield from _policy(report)
    yield from _section("Gaps", [_gap(report, gap) for gap in report.gaps], "None.")
    yield from _section("Protections that are present", [_brief(report, f) for f in wording.present(report)])
    yield from _section("Not asked for by this playbook", [_brief(report, f) for f in wording.unneeded(report)])
    yield from _types(report)
    yield from _law(report)
    yield from _checklist(report)
    yield from ("", "---", "", escaped(wording.LEGAL_NOTICE), "", escaped(wording.versions(report)))


def _notices(report: Report) -> Iterator[str]:
    for notice in report.notices:
        level = "not read" if notice.level == "unread" else notice.level
        yield f"- How the file was read ({level}): {escaped(wording.notice_line(notice))}"


def _risks(report: Report) -> Iterator[str]:
    yield from ("", "## Risks", "", escaped(risk_wording.coverage_line(report.risks)), "")
    yield "| Risk | State | Coverage | Main answers |"
    yield "| --- | --- | --- | --- |"
    for risk in report.risks.risks:
        coverage = "–" if risk.coverage is None else risk_wording.percent(risk.coverage)
        answers = escaped(risk_wording.answers_line(report, risk))
        state = risk_wording.RISK_STATE_NAMES[risk.state]
        yield f"| {risk.id} {escaped(risk.title)} | {state} | {coverage} | {answers} |"
    yield from ("", escaped(report.risks.formula))


def _adverse(report: Report) -> Iterator[str]:
    if report.adverse:
        yield from ("", f"## What the contract takes from the {report.side}", "")
    for finding in report.adverse:
        for line, quotes in risk_wording.adverse_lines(finding):
            words = "".join(f" “{escaped(e.quote)}” {_place(e)}" for e in quotes)
            yield f"- {finding.severity}: {escaped(finding.title)}: {escaped(line)}{words}"


def _duties(report: Report) -> Iterator[str]:
    if report.duties:
        yield from ("", f"## {duty_wording.TITLE}", "", duty_wording.INTRO)
    for duty in report.duties:
        yield from ("", f"### {escaped(duty_wording.head(duty))}")
        yield from _quotes(duty.evidence)
        more = duty_wording.more_line(duty, len(duty.evidence))
        if more:
            yield from ("", more)


def _policy(report: Report) -> Iterator[str]:
    if not report.policy:
        return
    yield from ("", f"## Rules of the playbook {escaped(report.playbook)}", "")
    yield "| Rule | Result | Severity | What the contract says | What to do |"
    yield "| --- | --- | --- | --- | --- |"
    for p in report.policy:
        places = "; ".join(escaped(str(e.location)) for e in p.evidence[:1])
        said = escaped(p.said) + (f" ({places})" if places else "")
        result = risk_wording.POLICY_RESULT_NAMES[p.result]
        yield f"| {escaped(p.title)} | {result} | {p.severity} | {said} | {escaped(p.action)} |"


def _checklist(report: Report) -> Iterator[str]:
    yield from ("", "## Outside the contract", "", "No contract can give these; see to them apart.", "")
    for item in report.risks.checklist:
        yield f"- [ ] {escaped(item.text)} ({', '.join(item.risks)})"


def _summary(report: Report) -> Iterator[str]:
    yield from ("", "## All protections", "")
    yield "| No. | Protection | Status | Severity | Playbook |"
    yield "| --- | --- | --- | --- | --- |"
    for number, finding in enumerate(report.findings, start=1):
        severity = wording.severity_of(finding) or "–"
        expectation = wording.EXPECTATION_NAMES[finding.expectation]
        yield f"| {number} | {escaped(finding.title)} | {finding.status} | {severity} | {expectation} |"


def _section(title: str, parts: list[Iterator[str]], otherwise: str | None = None) -> Iterator[str]:
    if not parts and otherwise is None:
        return
    yield from ("", f"## {title}")
    for part in parts:
        yield ""
        yield from part
    if not parts and otherwise is not None:
        yield from ("", otherwise)


def _gap(report: Report, finding: Finding) -> Iterator[str]:
    yield f"### {escaped(finding.title)}: {finding.status}, {finding.severity}"
    yield from _remarks(report, finding)
    yield from _clauses(report, finding)
    yield from _weakeners(finding)
    yield from _elements(finding)
    if finding.status in ("missing", "undetermined"):
        yield from _search(finding)
    for stance, words in finding.fallbacks.items():
        yield from ("", f"Wording to propose ({escaped(stance)}):", "", f"> {escaped(words)}")


def _brief(report: Report, finding: Finding) -> Iterator[str]:
    grade = f", {finding.grade}" if finding.status == "present" else ""
    yield f"### {escaped(finding.title)}: {finding.status}{grade}"
    yield from _remarks(report, finding)
    yield from _clauses(report, finding)
    yield from _weakeners(finding)
    if finding.status != "present":
        yield from _search(finding)


def _remarks(report: Report, finding: Finding) -> Iterator[str]:
    lines = wording.remarks(report, finding)
    if lines:
        yield ""
    for line in lines:
        yield f"- {escaped(line)}"


def _clauses(report: Report, finding: Finding) -> Iterator[str]:
    for e in finding.evidence:
        yield from ("", f"> “{escaped(e.quote)}”  ", f"> ({escaped(ranking_wording.place_line(report, finding, e))})")


def _quotes(evidence: Iterable[Evidence]) -> Iterator[str]:
    for e in evidence:
        yield from ("", f"> “{escaped(e.quote)}”  ", f"> {_place(e)}")


def _place(evidence: Evidence) -> str:
    return f"({escaped(str(evidence.location))})"


def _weakeners(finding: Finding) -> Iterator[str]:
    if finding.weakeners:
        yield from ("", "What weakens it:", "")
    for weakener in finding.weakeners:
        yield _weakener(finding, weakener)


def _weakener(finding: Finding, weakener: WeakenerFinding) -> str:
    quotes = "".join(f" “{escaped(e.quote)}” {_place(e)}" for e in weakener.evidence)
    cure = escaped(wording.cure_line(finding, weakener))
    return f"- {weakener.severity}: {escaped(wording.sentence(weakener.why))} {cure}{quotes}"


def _elements(finding: Finding) -> Iterator[str]:
    if not finding.elements and not finding.absent:
        return
    yield from ("", "| What was checked | Grade | Where |", "| --- | --- | --- |")
    for element in finding.elements:
        yield f"| {_element_cell(element)} | {element.grade} | {_places(element)} |"
    for name in wording.absent_names(finding):
        yield f"| {escaped(wording.capitalised(name))} | not found | |"


def _element_cell(element: ElementFinding) -> str:
    core = " (core)" if element.role == "core" else ""
    numbers = wording.parameters_line(element)
    return escaped(f"{element.content}{core}; {numbers}" if numbers else f"{element.content}{core}")


def _places(element: ElementFinding) -> str:
    return "; ".join(escaped(str(e.location)) for e in element.evidence)


def _search(finding: Finding) -> Iterator[str]:
    yield from ("", escaped(wording.search_line(finding.search)))
    near_miss = finding.search.near_miss
    if near_miss is not None:
        yield from ("", f"Nearest passage that does not count: {escaped(wording.sentence(near_miss.why))}")
        yield from _quotes((near_miss.evidence,))


def _types(report: Report) -> Iterator[str]:
    rows = ranking_wording.type_rows(report)
    if not rows:
        return
    yield from ("", f"## {ranking_wording.TITLE}", "", ranking_wording.INTRO, "")
    yield "| Clause type | Probability | Best passage | What speaks for it | Id |"
    yield "| --- | --- | --- | --- | --- |"
    for row in rows:
        yield f"| {escaped(row.title)} | {row.presence} | {_passage_cells(row)} |"
    yield from ("", escaped(ranking_wording.EXPLAIN))


def _passage_cells(row: ranking_wording.TypeRow) -> str:
    passage = row.passage
    if passage is None:
        return f"{ranking_wording.NO_PASSAGE} | | "
    words = escaped(wording.shortened(passage.quote, _LONGEST_CELL))
    place = escaped(str(passage.location))
    return f"“{words}” ({place}) | {escaped(row.because)} | {escaped(passage.id)}"


def _law(report: Report) -> Iterator[str]:
    if report.jurisdiction_notices:
        yield from ("", "## Points of law to check with local counsel", "")
    for notice in report.jurisdiction_notices:
        yield f"- {escaped(notice.text)} (reviewed on {escaped(notice.reviewed_on)})"
