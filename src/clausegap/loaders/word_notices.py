"""What the reader of a report must know about how a Word file was read."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Final

from lxml import etree

from clausegap.loaders import word_names as names
from clausegap.loaders.base import DocumentBuilder
from clausegap.loaders.word_text import Findings
from clausegap.model.document import Notice, NoticeLevel

_COMMENT: Final = names.MAIN + "commentReference"
_CHANGES: Final = (names.INSERTED, names.DELETED, names.MOVED_FROM, names.MOVED_TO)


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
    _Rule("pictures", "info", "pictures", "Pictures, whose words if any were not read: {n}."),
    _Rule("comments", "info", "comments", "Comments, which are not part of the contract: {n}."),
)


def count_changes(root: etree._Element, counts: Counter[str]) -> None:
    """Adds to the counts the tracked changes and comments of a part."""
    for element in root.iter(*_CHANGES, _COMMENT):
        counts["comments" if element.tag == _COMMENT else element.tag] += 1


def add_notices(builder: DocumentBuilder, findings: Findings) -> None:
    """Adds the notices on what was counted."""
    for rule in _RULES:
        count = findings.counts[rule.counted]
        if count:
            builder.add_notice(Notice(rule.level, rule.code, rule.message.format(n=count)))
    inserted, deleted, moved, arrived = (findings.counts[tag] for tag in _CHANGES)
    if inserted or deleted or moved or arrived:
        message = (
            "Tracked changes were read as accepted: "
            f"{inserted} insertions, {deleted} deletions, {max(moved, arrived)} moves."
        )
        builder.add_notice(Notice("info", "tracked_changes", message))
