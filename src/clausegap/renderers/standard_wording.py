"""The sentences and labels that all forms of a comparison with standard wording share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from clausegap.model.deviation import (
    Deviation,
    DeviationKind,
    PassageDeviation,
    StandardComparison,
    WordingDeviation,
)
from clausegap.model.terms import Side
from clausegap.renderers.wording import CONTRACT_TYPE_NAMES, plural, printable

KIND_NAMES: Final[dict[DeviationKind, str]] = {
    "weaker": "weaker",
    "no_clause": "no clause",
    "undetermined": "cannot be told",
    "different": "less in one point, more in another",
    "reworded": "worded differently, nothing lacking",
    "stronger": "stronger",
    "close": "nearly the same words",
    "meets": "word for word",
}
# For a column of a table.
SHORT_NAMES: Final[dict[DeviationKind, str]] = {
    **KIND_NAMES,
    "different": "less and more",
    "reworded": "reworded",
    "close": "nearly the same",
}
# The sections on the clauses that were compared: title, and the kinds that it shows.
SECTIONS: Final[tuple[tuple[str, tuple[DeviationKind, ...]], ...]] = (
    ("Weaker than the standard", ("weaker",)),
    ("Cannot be told", ("undetermined",)),
    ("Different", ("different",)),
    ("Worded differently, nothing lacking", ("reworded", "stronger")),
    ("As the standard", ("close", "meets")),
)
# Of 100 words; below it a difference word by word shows little but words that all contracts share.
_LEAST_SHOWN: Final = 30
NO_CLAUSE: Final = "No protection has a clause to compare."
LACKING: Final = "No clause, although the playbook asks for one"
NEEDLESS: Final = "No clause, and none asked for"


def title(comparison: StandardComparison) -> str:
    """Returns what was compared."""
    return f"{comparison.source.name} against standard wording"


def headline(comparison: StandardComparison) -> str:
    """Returns the result in one sentence: how many protections stand how."""
    counts = {kind: len(comparison.of_kind(kind)) for kind in KIND_NAMES} | {"no_clause": len(lacking(comparison))}
    told = "; ".join(f"{count} {_counted(kind)}" for kind, count in counts.items() if count)
    whole = plural(len(comparison.deviations), "protection")
    return f"Of {whole}: {told}." if told else f"None of {whole} has a clause."


def _counted(kind: DeviationKind) -> str:
    return "without an expected clause" if kind == "no_clause" else KIND_NAMES[kind]


def facts(comparison: StandardComparison) -> tuple[tuple[str, str], ...]:
    """Returns what a reader must know before the deviations, as label and text."""
    parties = "; ".join(f"{party.name}, {party.role or 'role not clear'}" for party in comparison.parties)
    rows = (
        ("Contract", comparison.source.name),
        ("Contract type", CONTRACT_TYPE_NAMES[comparison.contract_type.type]),
        ("Side advised", comparison.side),
        ("Parties", parties or "none recognised"),
        ("Playbook", comparison.playbook),
        ("Standard", standard_line(comparison)),
    )
    return tuple((label, printable(text)) for label, text in rows)


def standard_line(comparison: StandardComparison) -> str:
    """Returns whose wording the clauses were compared with."""
    origins = [one.wordings[0].origin for one in comparison.deviations if one.wordings]
    own, shipped = origins.count("playbook"), origins.count("rules")
    told = []
    if own:
        told.append(f"the playbook's own positions on {plural(own, 'protection')}")
    if shipped:
        told.append(f"the wording that comes with the rules on {shipped if own else plural(shipped, 'protection')}")
    return "; ".join(told) or "nothing to compare"


def legend(side: Side) -> str:
    """Returns what the verdicts mean."""
    return (
        f"Weaker and stronger are meant from the {side}'s side, by what the rules recognise in both texts. "
        "Words: how many of 100 words the clause and the standard have in common."
    )


def verdict(deviation: Deviation) -> str:
    """Returns how a protection stands, and how much a loss weighs."""
    kind = KIND_NAMES[deviation.kind]
    return f"{kind}, {deviation.severity}" if deviation.is_loss else kind


def against_line(deviation: Deviation) -> str:
    """Returns which wording the verdict speaks of, and how near the words are; empty without a clause."""
    wording = deviation.wording
    return f"Compared with {name_of(wording)}; {closeness(wording)}." if wording else ""


def name_of(wording: WordingDeviation) -> str:
    """Returns how a wording is called in a sentence."""
    name = printable(wording.name)
    if wording.origin == "rules":
        return f"the shipped {name} wording"
    return f"your {name.removeprefix('own ')}{' wording' if name == 'own preferred' else ''}"


def closeness(wording: WordingDeviation) -> str:
    """Returns how near the words are."""
    return f"{wording.closeness} of 100 words in common" if wording.closeness else "no sentence is near"


def other_line(wording: WordingDeviation) -> str:
    """Returns how the clause stands against a further wording."""
    return f"Against {name_of(wording)}: {KIND_NAMES[wording.kind]}; {closeness(wording)}."


def reasons(deviation: Deviation) -> tuple[str, ...]:
    """Returns why, one printable sentence each."""
    found = deviation.wording.reasons if deviation.wording else deviation.reasons
    return tuple(map(printable, found))


def shows_words(deviation: Deviation) -> bool:
    """Returns whether the clause is near enough to its standard to be shown word by word."""
    wording = deviation.wording
    return wording is not None and wording.closeness >= _LEAST_SHOWN and deviation.kind != "meets"


def place(passage: PassageDeviation) -> str:
    """Returns where a passage stands in the contract, or that it has none."""
    if passage.contract is None:
        return "only in the standard"
    only = all(piece.kind == "insert" for piece in passage.pieces)
    return printable(f"{passage.contract}{'; only in the contract' if only else ''}")


def passages_left_line(wording: WordingDeviation) -> str:
    """Returns how many more sentences there are than shown; empty for none."""
    return f"{plural(wording.passages_left, 'more sentence')} not shown." if wording.passages_left else ""


def compared(comparison: StandardComparison) -> tuple[Deviation, ...]:
    """Returns the deviations of protections that have a clause, or may have one."""
    return tuple(one for one in comparison.deviations if one.kind != "no_clause")


def lacking(comparison: StandardComparison) -> tuple[Deviation, ...]:
    """Returns the protections without a clause where that is a gap, gravest first."""
    return tuple(one for one in comparison.of_kind("no_clause") if one.is_loss)


def lacking_lines(comparison: StandardComparison) -> Iterator[str]:
    """Yields the titles of these for each severity, the gravest first."""
    found = lacking(comparison)
    for severity in dict.fromkeys(one.severity for one in found):
        titles = [one.title for one in found if one.severity == severity]
        yield printable(f"{severity}: {'; '.join(titles)}")


def needless_line(comparison: StandardComparison) -> str:
    """Returns the titles of protections without a clause where that is no gap; empty for none."""
    return printable("; ".join(one.title for one in comparison.of_kind("no_clause") if not one.is_loss))


def versions(comparison: StandardComparison) -> str:
    """Returns what made the comparison and from which bytes."""
    return (
        f"clausegap {comparison.clausegap_version}, rules {comparison.rules_fingerprint[:12]}, "
        f"file SHA-256 {comparison.source.sha256[:12]}"
    )
