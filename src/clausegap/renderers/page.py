"""What the HTML report shows and the model has not ready-made: families with their colours, counts, groups, quotes.

A quote is printed once in a finding. Where the same words serve it a second time (the clause is also its weakener),
the reader gets the place and a hint instead of the words again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from clausegap.model.evidence import Evidence, Location
from clausegap.model.finding import ElementFinding, Finding, WeakenerFinding
from clausegap.model.palette import family_hues
from clausegap.model.report import Report
from clausegap.model.terms import GRADES, SEVERITIES, STATUSES, Grade, Severity, Status
from clausegap.renderers import wording


@dataclass(frozen=True, slots=True)
class Family:
    """A family of protections as a page shows it.

    Attributes:
        id: As in the rules.
        number: From 0, as they come; names its class in the page.
        name: In plain words.
        hue: Its colour, in degrees.
    """

    id: str
    number: int
    name: str
    hue: int


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that findings can be filtered by: its word among the page's classes, its label, and its kind."""

    value: str
    label: str
    is_family: bool = False


@dataclass(frozen=True, slots=True)
class Facet:
    """A kind of values that findings can be filtered by; several chosen ones join with *or*, facets with *and*."""

    title: str
    name: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of the contract under a finding.

    Attributes:
        evidence: The words and their place.
        repeated: Whether the same words stand further up in the same finding.
    """

    evidence: Evidence
    repeated: bool


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding with its quotes in the order in which the page shows them.

    Attributes:
        number: From 1, in catalogue order.
        finding: The finding.
        family: Number of its family.
        reasons: Its reasons as sentences, without those that its weakeners give again.
        clauses: What the contract says.
        weakeners: Each with its quotes.
        checks: Grades of its elements, the worst first, each with the elements that have it and their places, every
            passage once.
        near_miss: What came nearest, or None.
    """

    number: int
    finding: Finding
    family: int
    reasons: tuple[str, ...]
    clauses: tuple[Quote, ...]
    weakeners: tuple[tuple[WeakenerFinding, tuple[Quote, ...]], ...]
    checks: tuple[tuple[Grade, tuple[tuple[ElementFinding, tuple[Evidence, ...]], ...]], ...]
    near_miss: Quote | None


@dataclass(frozen=True, slots=True)
class Group:
    """Findings under one heading of the page."""

    title: str
    views: tuple[FindingView, ...]
    folded: bool


@dataclass(frozen=True, slots=True)
class Count:
    """How many findings have a status: gaps by severity, gravest first, and those that are no gap.

    Attributes:
        status: Which one.
        gaps: Their numbers in the order of ``COLUMNS``.
        others: Those that nobody need act on.
    """

    status: Status
    gaps: tuple[int, ...]
    others: int

    @property
    def total(self) -> int:
        """All findings with this status."""
        return sum(self.gaps) + self.others


COLUMNS: Final[tuple[Severity, ...]] = tuple(reversed(SEVERITIES))


def families(report: Report) -> tuple[Family, ...]:
    """Returns the families of the findings; they are numbered as they come, so that a user's own get a colour too."""
    hues = family_hues(finding.family for finding in report.findings)
    return tuple(Family(one, number, wording.family_name(one), hue) for number, (one, hue) in enumerate(hues.items()))


def facets(report: Report) -> tuple[Facet, ...]:
    """Returns what the findings of a page can be filtered by."""
    weights = [Choice(severity, severity) for severity in COLUMNS] + [Choice("no-gap", "no gap")]
    kinds = [Choice(f"h{family.number}", family.name, is_family=True) for family in families(report)]
    return (
        Facet("Severity", "severity", tuple(weights)),
        Facet("Status", "status", tuple(Choice(status, status) for status in STATUSES)),
        Facet("Family", "family", tuple(kinds)),
    )


def counts(report: Report) -> tuple[Count, ...]:
    """Returns the findings counted by status and severity."""
    return tuple(_count(report, status) for status in STATUSES)


def groups(report: Report) -> tuple[Group, ...]:
    """Returns all findings: gaps by severity, the gravest first, then what is present, then what nobody asked for."""
    known = {family.id: family.number for family in families(report)}
    views = {f.protection: _view(n, f, known[f.family]) for n, f in enumerate(report.findings, start=1)}

    def group(title: str, found: Iterable[Finding], *, folded: bool = True) -> Group:
        return Group(title, tuple(views[finding.protection] for finding in found), folded)

    by_severity = [
        group(f"Gaps: {severity}", (f for f in report.gaps if f.severity == severity), folded=False)
        for severity in COLUMNS
    ]
    others = [
        group("Protections that are present", wording.present(report)),
        group("Not asked for by this playbook", wording.unneeded(report)),
    ]
    return tuple(one for one in (*by_severity, *others) if one.views)


def common_reach(report: Report) -> str:
    """Returns how much of the file all searches could reach, as a sentence; empty where they differ."""
    said = {wording.reach(finding.search) for finding in report.findings}
    return f"Each protection was searched for in {said.pop()}." if len(said) == 1 else ""


def short_place(location: Location) -> str:
    """Returns a place without its heading, where page or section already tell it."""
    brief = location.model_copy(update={"heading": None}) if location.section else location
    return wording.printable(str(brief))


def _count(report: Report, status: Status) -> Count:
    found = [finding for finding in report.findings if finding.status == status]
    severities = [wording.severity_of(finding) for finding in found]
    return Count(status, tuple(severities.count(severity) for severity in COLUMNS), severities.count(""))


def _view(number: int, finding: Finding, family: int) -> FindingView:
    quote = _quoter()
    clauses = tuple(map(quote, finding.evidence))
    weakeners = tuple((w, tuple(map(quote, w.evidence))) for w in finding.weakeners)
    near_miss = finding.search.near_miss
    return FindingView(
        number=number,
        finding=finding,
        family=family,
        reasons=wording.other_reasons(finding),
        clauses=clauses,
        weakeners=weakeners,
        checks=tuple(_checks(finding)),
        near_miss=quote(near_miss.evidence) if near_miss else None,
    )


def _checks(finding: Finding) -> Iterator[tuple[Grade, tuple[tuple[ElementFinding, tuple[Evidence, ...]], ...]]]:
    for grade in GRADES:
        graded = tuple((e, tuple(_distinct(e.evidence))) for e in finding.elements if e.grade == grade)
        if graded:
            yield grade, graded


def _quoter() -> Callable[[Evidence], Quote]:
    seen: set[tuple[int, int]] = set()

    def quote(evidence: Evidence) -> Quote:
        span = (evidence.start, evidence.end)
        repeated = span in seen
        seen.add(span)
        return Quote(evidence, repeated)

    return quote


def _distinct(found: tuple[Evidence, ...]) -> Iterable[Evidence]:
    return {(evidence.start, evidence.end): evidence for evidence in found}.values()
