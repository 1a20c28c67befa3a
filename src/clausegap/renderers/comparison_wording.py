"""The sentences and labels that all forms of a comparison share."""

from __future__ import annotations

from typing import Final

from clausegap.model.comparison import ChangeKind, Comparison, PassageChange, ProtectionChange, Reviser
from clausegap.model.terms import Side
from clausegap.renderers.wording import CONTRACT_TYPE_NAMES, plural, printable

KIND_NAMES: Final[dict[ChangeKind, str]] = {
    "removed": "removed",
    "weakened": "weakened",
    "undetermined": "cannot be told",
    "changed": "worded otherwise",
    "added": "added",
    "strengthened": "strengthened",
    "unchanged": "unchanged",
}
GAINS: Final[tuple[ChangeKind, ...]] = ("added", "strengthened")
# The sections of a comparison: title, and the kinds that it shows.
SECTIONS: Final[tuple[tuple[str, tuple[ChangeKind, ...]], ...]] = (
    ("Lost", ("removed", "weakened")),
    ("Cannot be told", ("undetermined",)),
    ("Worded otherwise", ("changed",)),
    ("Gained", GAINS),
)
NO_CHANGE: Final = "No protection changed."


def title(comparison: Comparison) -> str:
    """Returns what was compared."""
    if comparison.subject == "tracked_changes":
        return f"Tracked changes of {comparison.new.name}"
    return f"{comparison.old.name} and {comparison.new.name}"


def headline(comparison: Comparison) -> str:
    """Returns the result in one sentence: how many protections changed, and how."""
    counts = [(KIND_NAMES[kind], len(comparison.of_kind(kind))) for kind in KIND_NAMES if kind != "unchanged"]
    told = ", ".join(f"{count} {name}" for name, count in counts if count)
    whole = plural(len(comparison.changes), "protection")
    return f"{told[:1].upper()}{told[1:]} of {whole}." if told else f"None of {whole} changed."


def facts(comparison: Comparison) -> tuple[tuple[str, str], ...]:
    """Returns what a reader must know before the changes, as label and text."""
    parties = "; ".join(f"{party.name}, {party.role or 'role not clear'}" for party in comparison.parties)
    pending = comparison.subject == "tracked_changes"
    rows = (
        ("Old version", f"{comparison.old.name}{', as if all changes were rejected' if pending else ''}"),
        ("New version", f"{comparison.new.name}{', as if all changes were accepted' if pending else ''}"),
        ("Contract type", CONTRACT_TYPE_NAMES[comparison.contract_type.type]),
        ("Side advised", comparison.side),
        ("Parties", parties or "none recognised"),
        ("Playbook", comparison.playbook),
    )
    return tuple((label, printable(text)) for label, text in rows)


def verdict(change: ProtectionChange) -> str:
    """Returns what happened to a protection, and how much a loss weighs or how grave the gap was."""
    kind, said = KIND_NAMES[change.kind], weight(change)
    return f"{kind}, {said}" if said else kind


def weight(change: ProtectionChange) -> str:
    """Returns how much a loss weighs, or which gap a gain closes or lessens; empty where neither is told."""
    if change.kind in GAINS:
        return "" if change.severity == "info" else f"{change.severity} gap before"
    return "" if change.kind in ("changed", "unchanged") else change.severity


def place(passage: PassageChange) -> str:
    """Returns where a passage stands, in both versions if these differ."""
    if passage.old is None or passage.new is None:
        where = passage.new or passage.old
        told = "inserted" if passage.old is None else "deleted"
        return printable(f"{where}; {told}")
    old, new = str(passage.old), str(passage.new)
    return printable(new if old == new else f"{old}; now {new}")


def passages_left_line(change: ProtectionChange) -> str:
    """Returns how many more sentences changed than are shown; empty for none."""
    return f"{plural(change.passages_left, 'more changed sentence')} not shown." if change.passages_left else ""


def revisers_line(change: ProtectionChange) -> str:
    """Returns who made the tracked changes in a protection, and when; empty where the files do not tell."""
    return printable("; ".join(dict.fromkeys(map(_reviser, change.revisers))))


def unchanged_count(comparison: Comparison) -> str:
    """Returns how many protections did not change; empty if there are none."""
    count = len(comparison.of_kind("unchanged"))
    return f"{plural(count, 'protection')} unchanged" if count else ""


def unchanged_line(comparison: Comparison) -> str:
    """Returns the names of the protections that did not change; empty if there are none."""
    names = "; ".join(change.title for change in comparison.of_kind("unchanged"))
    return printable(f"{unchanged_count(comparison)}: {names}.") if names else ""


def versions(comparison: Comparison) -> str:
    """Returns what made the comparison and from which bytes."""
    files = " and ".join(source.sha256[:12] for source in dict.fromkeys((comparison.old, comparison.new)))
    return f"clausegap {comparison.clausegap_version}, rules {comparison.rules_fingerprint[:12]}, file SHA-256 {files}"


def legend(side: Side) -> str:
    """Returns what weaker and stronger mean."""
    return f"Weaker and stronger are meant from the {side}'s side."


def _reviser(reviser: Reviser) -> str:
    day = (reviser.date or "").partition("T")[0]
    return f"{reviser.author or 'unnamed author'}{f', {day}' if day else ''}"
