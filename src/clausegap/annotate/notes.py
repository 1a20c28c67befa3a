"""What is written on a contract: one note for each place that a finding speaks of.

Notes know nothing of file formats; each format has a module that writes them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Final, Literal, get_args

from clausegap._nearest import unknown_name
from clausegap.annotate.homes import Homes
from clausegap.annotate.summary import summary_lines
from clausegap.errors import UsageError
from clausegap.model.document import Document
from clausegap.model.evidence import Evidence
from clausegap.model.finding import Finding, WeakenerFinding
from clausegap.model.frame import Frame
from clausegap.model.policy import PolicyFinding, PolicyResult
from clausegap.model.report import Report
from clausegap.model.terms import SEVERITIES, Severity, Status, severity_rank
from clausegap.renderers import wording

NoteKind = Literal["finding", "weakener", "policy", "summary"]
Extent = Literal["gaps", "all"]
EXTENTS: Final[tuple[Extent, ...]] = get_args(Extent)

AUTHOR: Final = "clausegap"
_STATUS_OF: Final[dict[PolicyResult, Status]] = {
    "ok": "present",
    "deviates": "weak",
    "silent": "missing",
    "undetermined": "undetermined",
}
_QUOTE_CHARACTERS: Final = 200
_TITLE_CHARACTERS: Final = 200
_Span = tuple[int, int]
Told = tuple[str, str]
"""An author, and what he says in a note, each stretch of white space as one space."""


@dataclass(frozen=True, slots=True)
class Note:
    """A remark on some words of the contract, or on a place where words are missing.

    Attributes:
        protection: Id of the protection, or of the playbook's rule; empty for the summary.
        title: Its name in plain words.
        status: What was found; ``present`` for the summary.
        severity: Weight of the gap.
        start: First character.
        end: One past the last; equal to ``start`` for what is missing: the note then belongs behind the
            paragraph that ends at ``start``.
        body: What the note says, paragraphs separated by line feeds; without control characters.
        author: Who is named as its author.
        kind: On a finding, on wording that weakens, on a rule of the playbook, or on the whole contract.
        fallback: Wording to propose behind the paragraph that holds ``end``; empty where there is none, and
            on all notes of a finding but its first.
    """

    protection: str
    title: str
    status: Status
    severity: Severity
    start: int
    end: int
    body: str
    author: str = AUTHOR
    kind: NoteKind = "finding"
    fallback: str = ""

    @property
    def told(self) -> Told:
        """Who says what: by that the notes of two reviews are known to be the same."""
        return told(self.author, self.body)


def told(author: str, body: str) -> Told:
    """Returns who says what."""
    return author, " ".join(body.split())


@dataclass(frozen=True, slots=True)
class NoteOptions:
    """What is written, and in whose name.

    Attributes:
        extent: The gaps, or a note on each protection that is there too.
        severity: The least severity of a gap that gets a note.
        insert_fallbacks: Whether the wording to propose goes into the text as a tracked change, and not into
            the notes; only where the format keeps such changes.
        author: Who is named as the author.
        date: Date of notes and changes; None for none: a clock would make each copy another one.

    Raises:
        UsageError: There is no such extent or severity, the author is no name, or the date no date.
    """

    extent: Extent = "gaps"
    severity: Severity = "info"
    insert_fallbacks: bool = False
    author: str = AUTHOR
    date: date | None = None

    def __post_init__(self) -> None:
        for what, given, known in (("extent", self.extent, EXTENTS), ("severity", self.severity, SEVERITIES)):
            if given not in known:
                raise unknown_name(what, given, known)
        if self.date is not None and not isinstance(self.date, date):
            raise UsageError(f"date: a datetime.date or None is needed, not {self.date!r}")
        name: object = self.author
        if not (isinstance(name, str) and name.strip() and name.isprintable()):
            raise UsageError("author: give a name of printable characters")


DEFAULT_OPTIONS: Final = NoteOptions()


def notes(report: Report, document: Document, frame: Frame, options: NoteOptions = DEFAULT_OPTIONS) -> tuple[Note, ...]:
    """Returns what to write on a contract, in the order of the text; of one place the gravest first.

    By default these are the gaps and one summary on the title, which names what is there: every note on a draft must be
    dealt with by somebody before the draft goes out, and of a protection that is there nothing is to be done.

    Args:
        report: What was found.
        document: The contract it speaks of.
        frame: Its sections and zones.
        options: What is written.
    """
    found = tuple(_Writer(report, document, frame, options).notes())
    return tuple(sorted(found, key=lambda note: (note.start, note.end)))


class _Writer:
    """Writes the notes on one contract."""

    def __init__(self, report: Report, document: Document, frame: Frame, options: NoteOptions) -> None:
        self._report = report
        self._document = document
        self._homes = Homes(report, document, frame)
        self._options = options

    def notes(self) -> Iterator[Note]:
        """Yields all notes: the summary, then the gaps, gravest first."""
        yield self._summary()
        for finding in self._report.gaps:
            if self._is_grave(finding.severity):
                yield from self._on_gap(finding)
        for deviation in self._report.deviations:
            if self._is_grave(deviation.severity):
                yield from self._on_deviation(deviation)
        if self._options.extent == "all":
            for finding in self._report.findings:
                if not finding.is_gap:
                    yield from self._on_evidence(finding, "")

    def _is_grave(self, severity: Severity) -> bool:
        return severity_rank(severity) >= severity_rank(self._options.severity)

    def _note(self, finding: Finding, span: _Span, body: Iterable[str]) -> Note:
        return Note(
            protection=finding.protection,
            title=wording.printable(finding.title),
            status=finding.status,
            severity=finding.severity,
            start=span[0],
            end=span[1],
            body="\n".join(wording.printable(line) for line in body),
            author=self._options.author,
        )

    @cached_property
    def _words(self) -> str:
        """The contract on one line, to look wording up in."""
        return " ".join(self._document.text.split())

    def _on_gap(self, finding: Finding) -> Iterator[Note]:
        fallback = _fallback(finding, self._report)
        if " ".join(fallback.split()) in self._words:  # as in a copy with insertions that is reviewed again
            fallback = ""
        if finding.evidence:
            yield from self._on_evidence(finding, fallback)
        else:
            home = self._homes.of(finding)
            body = (*self._told(finding, fallback), *_nearest(finding))
            yield replace(self._note(finding, (home, home), body), fallback=fallback)
        own = set(_spans(finding.evidence)[:1])
        for span, weakeners in _by_span(finding.weakeners).items():
            if span not in own:  # what is said there says it already
                yield self._on_weakener(finding, span, weakeners)

    def _on_evidence(self, finding: Finding, fallback: str) -> Iterator[Note]:
        """Yields a note on each passage: the first says all, the others only what they belong to."""
        for index, span in enumerate(_spans(finding.evidence)):
            if index == 0:
                yield replace(self._note(finding, span, self._told(finding, fallback)), fallback=fallback)
            else:
                yield self._note(finding, span, [_headline(finding), "See the first comment on it."])

    def _told(self, finding: Finding, fallback: str) -> Iterator[str]:
        yield _headline(finding)
        if not finding.is_gap:
            return
        remarks = wording.remarks(self._report, finding)
        yield from remarks
        absent = [name for name in wording.absent_names(finding) if not any(name in remark for remark in remarks)]
        if absent:
            yield f"Not found: {'; '.join(absent)}."
        if fallback and self._options.insert_fallbacks:
            yield "Wording to propose: inserted behind this paragraph as a tracked change."
            if finding.evidence:
                yield "The old wording still stands beside it: strike what says otherwise."
        elif fallback:
            yield f"Wording to propose: {fallback}"
        elif finding.fallbacks:
            yield "The wording to propose stands in the contract already: strike what says otherwise."

    def _on_weakener(self, finding: Finding, span: _Span, weakeners: list[WeakenerFinding]) -> Note:
        worst = max((one.severity for one in weakeners), key=severity_rank)
        head = f"{finding.title}: weakened here (severity: {worst})"
        note = self._note(finding, span, (head, *(wording.sentence(one.why) for one in weakeners)))
        return replace(note, severity=worst, kind="weakener")

    def _on_deviation(self, deviation: PolicyFinding) -> Iterator[Note]:
        body = [f"Playbook: {deviation.title}: {deviation.result} (severity: {deviation.severity})"]
        body += [wording.sentence(line) for line in (deviation.said, deviation.action) if line]
        end = self._homes.body_end
        for start, stop in _spans(deviation.evidence) or [(end, end)]:
            yield Note(
                protection=deviation.id,
                title=wording.printable(deviation.title),
                status=_STATUS_OF[deviation.result],
                severity=deviation.severity,
                start=start,
                end=stop,
                body="\n".join(map(wording.printable, body)),
                author=self._options.author,
                kind="policy",
            )

    def _summary(self) -> Note:
        blocks = self._document.blocks
        start, end = (blocks[0].start, blocks[0].end) if blocks else (0, 0)
        if end - start > _TITLE_CHARACTERS:  # no title but a paragraph, perhaps of many pages: its first words will do
            cut = self._document.text.rfind(" ", start, start + _TITLE_CHARACTERS)
            end = cut if cut > start else start + _TITLE_CHARACTERS
        body = "\n".join(map(wording.printable, summary_lines(self._report)))
        return Note("", "Summary", "present", "info", start, end, body, self._options.author, "summary")


def _headline(finding: Finding) -> str:
    grade = f", {finding.grade}" if finding.status == "present" else ""
    severity = wording.severity_of(finding)
    return f"{finding.title}: {finding.status}{grade}{f' (severity: {severity})' if severity else ''}"


def _nearest(finding: Finding) -> Iterator[str]:
    near = finding.search.near_miss
    if near is not None:
        quote = wording.shortened(near.evidence.quote, _QUOTE_CHARACTERS)
        yield f"The nearest wording does not count: {wording.sentence(near.why)} “{quote}” ({near.evidence.location})"


def _fallback(finding: Finding, report: Report) -> str:
    """Returns the wording to propose first: the playbook's own, else that for the advised side."""
    found = finding.fallbacks
    own = next((words for stance, words in found.items() if stance.startswith("own ")), None)
    return wording.printable(own or found.get(report.side) or next(iter(found.values()), ""))


def _spans(evidence: Iterable[Evidence]) -> list[_Span]:
    return sorted({(one.start, one.end) for one in evidence})


def _by_span(weakeners: Iterable[WeakenerFinding]) -> dict[_Span, list[WeakenerFinding]]:
    """Returns the weakeners that count by the words they stand in; what is cured needs no note."""
    found: dict[_Span, list[WeakenerFinding]] = {}
    for weakener in weakeners:
        for span in _spans(weakener.evidence) if weakener.cured_by is None else ():
            found.setdefault(span, []).append(weakener)
    return found
