"""The sentences on the learned ranker that all reports share: probabilities, clauses by type, and clues in words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from clausegap.model.clause import Clause
from clausegap.model.evidence import Evidence
from clausegap.model.finding import Finding
from clausegap.model.ranking import Clue, RankedPassage, RankedType
from clausegap.model.report import Report
from clausegap.renderers.wording import printable, shortened

TITLE: Final = "Clauses by type"
INTRO: Final = (
    "What the learned ranker takes for such a clause; by itself it makes no protection present. "
    "The probability is that the contract has a clause of the type."
)
EXPLAIN: Final = "Everything behind one of them, by its id: clausegap explain FILE --clause ID"
NO_PASSAGE: Final = "no single passage stands out"
_MOST_CLUES: Final = 3
_LONGEST_CLUE: Final = 90

_KINDS: Final[dict[str, str]] = {
    "words": "“{}”",
    "apart": "“{}”",
    "heading": "heading “{}”",
    "before": "“{}” before it",
    "after": "“{}” after it",
    "rule": "{}",
}
# What a reading has in place of names, references and blanks.
_TOKENS: Final[dict[str, str]] = {
    "CUSTOMER": "[advised party]",
    "SUPPLIER": "[other party]",
    "MUTUAL": "[both parties]",
    "RECIPIENT": "[recipient]",
    "DISCLOSER": "[discloser]",
    "UNKNOWN": "[a party]",
    "XREF": "[reference]",
    "REDACTED": "[blank]",
}
_TOKEN: Final = re.compile(rf"\b(?:{'|'.join(_TOKENS)})\b")


@dataclass(frozen=True, slots=True)
class TypeRow:
    """A clause type as reports list it.

    Attributes:
        title: Of the type.
        presence: Probability that the contract has such a clause, in two digits.
        passage: The likeliest passage, or None when no single one stands out.
        clues: What speaks for that passage, in words, the strongest first; may be empty.
    """

    title: str
    presence: str
    passage: RankedPassage | None
    clues: tuple[str, ...]

    @property
    def because(self) -> str:
        """The clues in one line."""
        return "; ".join(self.clues)


def chance(probability: float) -> str:
    """Returns a probability in two digits, never rounded to none or to certainty."""
    if probability < 0.01:
        return "under 0.01"
    return f"{probability:.2f}" if probability <= 0.99 else "over 0.99"


def type_rows(report: Report) -> tuple[TypeRow, ...]:
    """Returns the clause types that the contract is taken to have, the likeliest first; empty without weights."""
    return tuple(map(_row, report.ranking.likely)) if report.ranking else ()


def _row(one: RankedType) -> TypeRow:
    best = one.best
    clues = tuple(_for_it(best.clues))[:_MOST_CLUES] if best else ()
    return TypeRow(title=printable(one.title), presence=chance(one.presence), passage=best, clues=clues)


def _for_it(clues: Iterable[Clue]) -> Iterator[str]:
    for clue in clues:
        if clue.weight > 0:
            yield _KINDS[clue.kind].format(shortened(plain_tokens(clue.text), _LONGEST_CLUE))


def plain_tokens(text: str) -> str:
    """Returns words of a reading with its tokens for parties, references and blanks in plain words."""
    return _TOKEN.sub(lambda token: _TOKENS[token[0]], text)


def place_line(report: Report, finding: Finding, evidence: Evidence) -> str:
    """Returns where the quote of a clause stands, with its probability and a mark when it is doubtful."""
    said = chance_line(report, finding, evidence)
    place = printable(str(evidence.location))
    return f"{place}; {said}" if said else place


def chance_line(report: Report, finding: Finding, evidence: Evidence) -> str:
    """Returns the probability of the clause that a finding quotes, and whether it is doubtful; empty if not taught."""
    clause = _clause_of(report, finding, evidence)
    if clause is None or clause.probability is None:
        return ""
    return f"probability {chance(clause.probability)}{', doubtful' if clause.doubtful else ''}"


def is_doubtful(report: Report, finding: Finding, evidence: Evidence) -> bool:
    """Whether the ranker does not take the clause that a finding quotes for one."""
    clause = _clause_of(report, finding, evidence)
    return clause is not None and clause.doubtful


def _clause_of(report: Report, finding: Finding, evidence: Evidence) -> Clause | None:
    inside = (
        clause
        for clause in report.clauses
        if clause.protection == finding.protection and clause.start <= evidence.start < clause.end
    )
    return next(inside, None)
