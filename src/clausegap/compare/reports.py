"""From two reviewed versions to their comparison."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass, replace
from typing import Final

from clausegap.compare.align import Alignment, align, differ_in_format
from clausegap.compare.reasons import reasons_for
from clausegap.compare.revisions import revisers_of
from clausegap.compare.verdict import Judgement, judge, severity_of
from clausegap.compare.versions import Version
from clausegap.compare.words import difference
from clausegap.model.comparison import ChangeKind, Comparison, PassageChange, ProtectionChange, Standing, Subject
from clausegap.model.evidence import Evidence
from clausegap.model.finding import Finding
from clausegap.model.report import ReportNotice
from clausegap.model.terms import severity_rank

_ORDER: Final[tuple[tuple[ChangeKind, ...], ...]] = (
    ("removed", "weakened"),
    ("undetermined",),
    ("changed",),
    ("added", "strengthened"),
    ("unchanged",),
)
_MOST_QUOTES: Final = 4
_MOST_PASSAGES: Final = 12
_MOST_PLACES: Final = 4
_FEWEST_WORDS: Final = 4

Pair = tuple[int | None, int | None]


def compare_reports(
    old: Version, new: Version, subject: Subject = "versions", remarks: tuple[ReportNotice, ...] = ()
) -> Comparison:
    """Returns what became of each protection between two versions.

    Both must have been reviewed under the same rules, playbook, contract type and side.

    Args:
        old: The old version.
        new: The new version.
        subject: What the versions are.
        remarks: Notices on how they were reviewed.
    """
    alignment = align(old, new)
    before = {finding.protection: finding for finding in old.report.findings}
    judged = [_judged(alignment, before[finding.protection], finding) for finding in new.report.findings]
    told = {pair for one in judged for pair in one.telling if one.kind != "unchanged"}
    changes = [_change(alignment, one, told) for one in judged]
    report = new.report
    return Comparison(
        clausegap_version=report.clausegap_version,
        rules_fingerprint=report.rules_fingerprint,
        playbook=report.playbook,
        side=report.side,
        subject=subject,
        old=old.report.source,
        new=report.source,
        contract_type=report.contract_type,
        parties=report.parties,
        changes=tuple(sorted(changes, key=_rank)),
        notices=(*remarks, *_notices(old, new, subject), *_on_names(alignment), *_on_the_rest(alignment, judged, told)),
    )


def _rank(change: ProtectionChange) -> tuple[int, int]:
    # Sorting keeps the catalogue order of equals.
    group = next(number for number, kinds in enumerate(_ORDER) if change.kind in kinds)
    if change.kind == "undetermined" and change.is_loss:
        group = 0
    return group, -severity_rank(change.severity)


@dataclass(frozen=True, slots=True)
class _Judged:
    """What the rules say of a protection in both versions, with the sentences that changed.

    Attributes:
        kind: What became of it, apart from words in which the rules see no difference.
        touched: The changed sentences on which it rests.
        own: Those of them that are about it before all others.
        telling: Those to show with it: its own, and those on which a changed part rests.
    """

    old: Finding
    new: Finding
    judgement: Judgement
    kind: ChangeKind
    touched: list[Pair]
    own: list[Pair]
    telling: list[Pair]

    def kind_with(self, told: Set[Pair]) -> ChangeKind:
        """Returns what became of it, its words considered.

        Args:
            told: Changed sentences that are shown with a protection in which the rules see a difference.
        """
        return "changed" if self.kind == "unchanged" and any(pair not in told for pair in self.own) else self.kind

    def shown(self, told: Set[Pair]) -> list[Pair]:
        """Returns the changed sentences that are shown with it."""
        return [] if self.kind_with(told) == "unchanged" else self.telling


def _judged(alignment: Alignment, old: Finding, new: Finding) -> _Judged:
    judgement = _as_far_as_read(alignment, old, new, judge(old, new))
    units = alignment.old.units_of(old), alignment.new.units_of(new)
    touched = alignment.changed(*units)
    # Parts that were cut otherwise are no other contract; another status would be worth a look.
    read_otherwise = not touched and (differ_in_format(alignment.old, alignment.new) or alignment.were_cut(*units))
    kind = "unchanged" if read_otherwise and old.status == new.status != "undetermined" else judgement.kind
    own = [pair for pair in touched if _is_own(alignment, new.protection, pair)]
    return _Judged(old, new, judgement, kind, touched, own, _telling(alignment, (old, new), judgement, touched, own))


def _as_far_as_read(alignment: Alignment, old: Finding, new: Finding, judgement: Judgement) -> Judgement:
    """Returns a judgement that claims no clause to be gone, or new, where it may stand in what could not be read."""
    without = {"removed": (alignment.new, new), "added": (alignment.old, old)}.get(judgement.kind)
    if without is None:
        return judgement
    version, finding = without
    is_read = not finding.search.unfinished and all(notice.level != "unread" for notice in version.report.notices)
    return judgement if is_read else replace(judgement, kind="undetermined")


def _change(alignment: Alignment, one: _Judged, told: Set[Pair]) -> ProtectionChange:
    old, new, judgement = one.old, one.new, one.judgement
    kind, pairs = one.kind_with(told), one.shown(told)
    return ProtectionChange(
        protection=new.protection,
        family=new.family,
        title=new.title,
        kind=kind,
        severity=severity_of(kind, old, new, judgement.weakeners),
        expectation=new.expectation,
        old=_standing(old, alignment.old, [before for before, _ in pairs]),
        new=_standing(new, alignment.new, [after for _, after in pairs]),
        reasons=() if kind == "unchanged" else reasons_for(old, new, judgement, same_words=not one.touched),
        elements=judgement.elements,
        weakeners=judgement.weakeners,
        passages=tuple(_passage(alignment, pair) for pair in pairs[:_MOST_PASSAGES]),
        passages_left=max(len(pairs) - _MOST_PASSAGES, 0),
        revisers=revisers_of(alignment.old, alignment.new, pairs),
    )


def _is_own(alignment: Alignment, protection: str, pair: Pair) -> bool:
    before, after = pair
    in_old = before is not None and alignment.old.owned_by(protection, before)
    return in_old or (after is not None and alignment.new.owned_by(protection, after))


def _telling(
    alignment: Alignment, findings: tuple[Finding, Finding], judgement: Judgement, touched: list[Pair], own: list[Pair]
) -> list[Pair]:
    """Returns the changed sentences to show: its own, and those on which a changed part rests.

    Others that it merely mentions would bury these.
    """
    parts = {element.id for element in judgement.elements} | {weakener.id for weakener in judgement.weakeners}
    if judgement.kind in ("removed", "added"):  # with the clause went or came all of its parts
        parts |= {element.id for finding in findings for element in finding.elements}
    old, new = alignment.old.units_with(findings[0], parts), alignment.new.units_with(findings[1], parts)
    return [pair for pair in touched if pair in own or pair[0] in old or pair[1] in new] or touched


def _standing(finding: Finding, version: Version, changed: list[int | None]) -> Standing:
    """Returns how a protection stands, with the quotes from changed sentences, else the first."""
    spans = [version.units[unit] for unit in changed if unit is not None]

    def is_changed(evidence: Evidence) -> bool:
        return any(evidence.start < end and start < evidence.end for start, end in spans)

    shown = list(filter(is_changed, finding.evidence)) or finding.evidence[:1]
    return Standing(
        status=finding.status,
        grade=finding.grade,
        score=finding.score,
        severity=finding.severity,
        evidence=tuple(shown[:_MOST_QUOTES]),
    )


def _passage(alignment: Alignment, pair: Pair) -> PassageChange:
    old, new = alignment.old, alignment.new
    before, after = pair
    return PassageChange(
        old=None if before is None else old.locate(old.units[before][0]),
        new=None if after is None else new.locate(new.units[after][0]),
        pieces=difference("" if before is None else old.words[before], "" if after is None else new.words[after]),
    )


def _notices(old: Version, new: Version, subject: Subject) -> Iterator[ReportNotice]:
    """Yields the notices of both versions; those that both have, once."""
    names = ("Original text", "Accepted text") if subject == "tracked_changes" else ("Old version", "New version")
    both = [notice for notice in old.report.notices if notice in new.report.notices]
    yield from both
    if differ_in_format(old, new):
        message = (
            "The versions have different formats: where no word of a protection changed, parts that were only read "
            "otherwise are left out."
        )
        yield ReportNotice(level="info", code="formats_differ", message=message)
    for name, version in zip(names, (old, new), strict=True):
        for notice in version.report.notices:
            if notice not in both:
                yield notice.model_copy(update={"message": f"{name}: {notice.message}"})


def _on_names(alignment: Alignment) -> Iterator[ReportNotice]:
    if alignment.names:
        told = ", ".join(f"“{name}” is “{other}”" for name, other in alignment.names.items())
        message = f"Other names in the new version: {told}. Sentences that differ only in them are taken as equal."
        yield ReportNotice(level="info", code="other_names", message=message)


def _on_the_rest(alignment: Alignment, judged: list[_Judged], told: Set[Pair]) -> Iterator[ReportNotice]:
    """Yields a notice on the sentences that changed and are shown with no protection.

    A reader who is told what changed would else take it for all.
    """
    shown = [pair for one in judged for pair in one.shown(told)]
    gone = set(alignment.gone(range(len(alignment.old.keys)))) - {before for before, _ in shown}
    come = set(alignment.come(range(len(alignment.new.keys)))) - {after for _, after in shown}
    parts = [*_counted("deleted from the old version", alignment.old, gone), *_counted("new", alignment.new, come)]
    if parts:
        message = f"Other words changed too, in which the rules see no protection: {'; '.join(parts)}."
        yield ReportNotice(level="info", code="other_words", message=message)


def _counted(what: str, version: Version, units: Set[int]) -> Iterator[str]:
    """Yields how many sentences of a version are meant, and where the first of them stand."""
    # A line of a form or a title may be there for one loader only.
    long = [unit for unit in sorted(units) if len(version.keys[unit].split()) >= _FEWEST_WORDS]
    if long:
        places = dict.fromkeys(str(version.locate(version.units[unit][0])) for unit in long)
        shown = ", ".join(list(places)[:_MOST_PLACES]) + (", …" if len(places) > _MOST_PLACES else "")
        yield f"{len(long)} {'sentence or item' if len(long) == 1 else 'sentences or items'} {what} ({shown})"
