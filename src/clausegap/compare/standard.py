"""From a reviewed contract and the standard wordings of its playbook to their comparison.

The verdict on a protection speaks of one of its wordings. Of those that the clause gives no less than, it is the
closest in words if most words are the same, else the best. Where there is none of these, it is the closest in words of
those with which the clause does best: different, not decided, weaker.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from clausegap.compare.deviation import NEAR, Difference, difference_of, kind_of, reasons_of
from clausegap.compare.verdict import has_clause, severity_of
from clausegap.compare.versions import Version
from clausegap.compare.wordings import Layout, Wording, laid_out, quotes_of
from clausegap.model.comparison import Standing
from clausegap.model.deviation import (
    Deviation,
    DeviationKind,
    ElementDeviation,
    StandardComparison,
    WeakenerDeviation,
    WordingDeviation,
)
from clausegap.model.finding import Finding
from clausegap.model.terms import Severity, severity_rank
from clausegap.rules.party_names import party_names

_ORDER: Final[tuple[DeviationKind, ...]] = (
    "weaker",
    "no_clause",
    "undetermined",
    "different",
    "reworded",
    "stronger",
    "close",
    "meets",
)
_MOST_QUOTES: Final = 4
_MOST_PASSAGES: Final = 12

Reviewed = Callable[[Wording], Version]  # a wording as if it were a contract


@dataclass(frozen=True, slots=True)
class _Measured:
    """One wording against the contract: the result, and what it rests on."""

    result: WordingDeviation
    found: Difference
    standard: Finding


def compare_with_wordings(
    contract: Version, wordings: Mapping[str, Sequence[Wording]], reviewed: Reviewed
) -> StandardComparison:
    """Returns how a contract stands against standard wording.

    Args:
        contract: The contract, reviewed.
        wordings: Those of each protection, the better first.
        reviewed: Gives a wording reviewed alone, under the same rules; asked only where the contract has a clause.
    """
    report = contract.report
    bench = _Bench(contract, reviewed)
    deviations = [bench.deviation(finding, wordings[finding.protection]) for finding in report.findings]
    return StandardComparison(
        clausegap_version=report.clausegap_version,
        rules_fingerprint=report.rules_fingerprint,
        playbook=report.playbook,
        side=report.side,
        source=report.source,
        contract_type=report.contract_type,
        parties=report.parties,
        deviations=tuple(sorted(deviations, key=_rank)),
        notices=report.notices,
    )


def _rank(deviation: Deviation) -> tuple[int, int]:
    # Sorting keeps the catalogue order of equals. That nobody expects a clause that is not there stands last.
    needless = deviation.kind == "no_clause" and not deviation.is_loss
    return len(_ORDER) if needless else _ORDER.index(deviation.kind), -severity_rank(deviation.severity)


class _Bench:
    """The contract, and what each of its protections is measured with."""

    def __init__(self, contract: Version, reviewed: Reviewed) -> None:
        self._contract = contract
        self._reviewed = reviewed
        self._named = party_names(contract.report.parties, contract.document.text)
        self._read = not any(notice.level == "unread" for notice in contract.report.notices)

    def deviation(self, finding: Finding, wordings: Sequence[Wording]) -> Deviation:
        """Returns how the contract stands against the wordings of a protection."""
        # A clause is what can be quoted: some protections are present because nothing threatens them.
        if finding.status == "undetermined" or not has_clause(finding) or not self._contract.units_of(finding):
            return _without_clause(finding)
        measured = [self._measured(finding, wording) for wording in wordings]
        if not measured:
            return _deviation(finding, "undetermined", "info", reasons=(NO_WORDING,))
        chosen = _chosen([one.result for one in measured])
        against = measured[chosen]
        return _deviation(
            finding,
            against.result.kind,
            _severity(finding, against),
            against=against.result.name,
            wordings=tuple(one.result for one in measured),
        )

    def _measured(self, finding: Finding, wording: Wording) -> _Measured:
        version = self._reviewed(wording)
        standard = version.report.finding(finding.protection)
        layout = laid_out(self._contract, finding, version, self._named)
        found = difference_of(standard, finding, complete=self._read and not finding.search.unfinished)
        return _Measured(_result(wording, layout, found, self._named(wording.words)), found, standard)


NO_WORDING: Final = "There is no standard wording for this protection."


def _result(wording: Wording, layout: Layout, found: Difference, words: str) -> WordingDeviation:
    kind = kind_of(found, is_verbatim=layout.is_verbatim, closeness=layout.closeness)
    passages = layout.passages()
    return WordingDeviation(
        name=wording.name,
        origin=wording.origin,
        words=" ".join(words.split()),
        kind=kind,
        closeness=layout.closeness,
        parts=found.parts,
        reasons=reasons_of(kind, found, is_verbatim=layout.is_verbatim),
        elements=tuple(
            ElementDeviation(
                id=change.id,
                role=change.role,
                content=change.content,
                standard=change.old,
                contract=change.new,
                standard_numbers=change.old_numbers,
                contract_numbers=change.new_numbers,
            )
            for change in found.elements
        ),
        weakeners=tuple(
            WeakenerDeviation(id=change.id, why=change.why, standard=change.old, contract=change.new)
            for change in found.weakeners
        ),
        passages=tuple(passages[:_MOST_PASSAGES]),
        passages_left=max(len(passages) - _MOST_PASSAGES, 0),
    )


def _chosen(results: Sequence[WordingDeviation]) -> int:
    """Returns the index of the wording that the verdict speaks of."""
    groups = [_group(one) for one in results]
    among = [index for index, group in enumerate(groups) if group == min(groups)]
    closest = max(among, key=lambda index: (results[index].closeness, -index))
    return closest if min(groups) or results[closest].closeness >= NEAR else among[0]


def _group(one: WordingDeviation) -> int:
    """Returns how well a clause does against a wording, the best as 0; a wording that no rule knows comes last."""
    if one.kind == "undetermined":
        return 2 if one.parts or one.closeness >= NEAR else 4
    return {"different": 1, "weaker": 3}.get(one.kind, 0)


def _severity(finding: Finding, against: _Measured) -> Severity:
    if against.result.kind == "weaker":
        return severity_of("weakened", against.standard, finding, against.found.weakeners)
    # Where the rules do not know the wording nobody can say how much the difference matters.
    if against.result.kind == "undetermined" and against.found.unread:
        return severity_of("weakened", against.standard, finding, ())
    return "info"


def _without_clause(finding: Finding) -> Deviation:
    if finding.status == "undetermined":
        return _deviation(finding, "undetermined", finding.severity, reasons=finding.reasons[:1])
    severity: Severity = "info" if finding.status == "present" else finding.severity
    return _deviation(finding, "no_clause", severity, reasons=finding.reasons[:1])


def _deviation(
    finding: Finding,
    kind: DeviationKind,
    severity: Severity,
    *,
    against: str | None = None,
    reasons: tuple[str, ...] = (),
    wordings: tuple[WordingDeviation, ...] = (),
) -> Deviation:
    return Deviation(
        protection=finding.protection,
        family=finding.family,
        title=finding.title,
        kind=kind,
        severity=severity,
        expectation=finding.expectation,
        contract=Standing(
            status=finding.status,
            grade=finding.grade,
            score=finding.score,
            severity=finding.severity,
            evidence=quotes_of(finding)[:_MOST_QUOTES],
        ),
        against=against,
        reasons=reasons,
        wordings=wordings,
    )
