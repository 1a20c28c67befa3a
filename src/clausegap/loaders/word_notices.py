"""What the reader of a report must know about how a Word file was read."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from lxml import etree

from clausegap.loaders import word_names as names
from clausegap.loaders.base import DocumentBuilder
from clausegap.loaders.word_changes import CHANGES
from clausegap.loaders.word_findings import Findings
from clausegap.model.document import Notice, NoticeLevel
from clausegap.model.reading import ChangesView

_FORMER_NUMBER: Final = names.MAIN + "numberingChange"
_MOST_FIELDS: Final = 8  # named in a notice
_FEW_CHARACTERS: Final = 400  # of a file: beside pictures, no more than the title of what was scanned
_COMMENT: Final = names.MAIN + "commentReference"
_READ_AS: Final = MappingProxyType[ChangesView, str](
    {
        "accepted": "Tracked changes were read as accepted",
        "original": "The original text was read, as if all tracked changes were rejected",
        "both": "All text was read, that of tracked insertions and of deletions alike",
    }
)


@dataclass(frozen=True, slots=True)
class _Rule:
    """The notice for one thing that is counted while reading; ``{n}`` stands for the count."""

    counted: str
    level: NoticeLevel
    code: str
    message: str


_RULES: Final = (
    _Rule("foreign", "unread", "embedded_document", "Other documents put into this one were not read: {n}."),
    _Rule("embedded", "unread", "embedded_object", "Embedded objects that were not read: {n}."),
    _Rule("diagrams", "unread", "diagram", "Diagrams whose words were not read: {n}."),
    _Rule("charts", "unread", "chart", "Charts whose words were not read: {n}."),
    _Rule("controls", "warning", "form_control", "Form controls whose content was not read: {n}."),
    _Rule("lost_notes", "warning", "missing_note", "References to notes that the file does not hold: {n}."),
    _Rule("computed", "warning", "computed_number", "Numbers that only Word computes are missing: {n}."),
    _Rule("hidden", "warning", "hidden_text", "Text formatted as hidden was read like any other: {n} runs."),
    _Rule("comments", "info", "comments", "Comments, which are not part of the contract: {n}."),
)


def count_changes(root: etree._Element, counts: Counter[str]) -> None:
    """Adds to the counts the tracked changes and comments of a part."""
    for element in root.iter(*CHANGES, _COMMENT, _FORMER_NUMBER):
        counts["comments" if element.tag == _COMMENT else element.tag] += 1


def add_notices(builder: DocumentBuilder, findings: Findings, view: ChangesView) -> None:
    """Adds the notices on what was counted, and on the view of tracked changes that was read."""
    for rule in _RULES:
        count = findings.counts[rule.counted]
        if count:
            builder.add_notice(Notice(rule.level, rule.code, rule.message.format(n=count)))
    pictures = findings.counts["pictures"]
    if pictures:
        level: NoticeLevel = "unread" if builder.position < _FEW_CHARACTERS else "info"
        builder.add_notice(Notice(level, "pictures", f"Pictures, whose words if any were not read: {pictures}."))
    renumbered = findings.counts[_FORMER_NUMBER]
    if renumbered and view == "original":
        message = f"Numbers that a tracked change replaced, shown as they are now: {renumbered}."
        builder.add_notice(Notice("warning", "former_number", message))
    if findings.fields:
        count, kinds = sum(findings.fields.values()), ", ".join(sorted(findings.fields)[:_MOST_FIELDS])
        message = f"Field codes, of which only the results are part of the text: {count} ({kinds})."
        builder.add_notice(Notice("info", "field_codes", message))
    inserted, deleted, moved, arrived = (findings.counts[tag] for tag in CHANGES)
    if inserted or deleted or moved or arrived:
        message = f"{_READ_AS[view]}: {inserted} insertions, {deleted} deletions, {max(moved, arrived)} moves."
        builder.add_notice(Notice("info", "tracked_changes", message))
