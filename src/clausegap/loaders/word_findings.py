"""What is met in a Word file besides its words: notes, fields, and things that a notice speaks of."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Final

_FIELD_NAME: Final = re.compile(r"\s*([A-Za-z]\w*)")
_PAGE_FIELDS: Final = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION"})


@dataclass(frozen=True, slots=True)
class NoteMark:
    """A reference to a note or comment.

    Attributes:
        kind: ``footnote``, ``endnote`` or ``comment``.
        id: Id of the note in its part.
        mark: What is displayed in the text and before the note; empty for a mark the author typed, and
            for comments.
    """

    kind: str
    id: str
    mark: str


@dataclass(slots=True)
class Findings:
    """What was met in a file besides its words.

    Attributes:
        counts: How much of each thing, by name.
        notes: The notes numbered so far, by kind.
        fields: The fields met so far, by name; those that only show page numbers are left out.
        watch_hidden: Whether anything in the file hides words.
    """

    counts: Counter[str] = field(default_factory=Counter)
    notes: Counter[str] = field(default_factory=Counter)
    fields: Counter[str] = field(default_factory=Counter)
    watch_hidden: bool = False

    def note_field(self, code: str) -> None:
        """Counts a field by the name that its code begins with."""
        found = _FIELD_NAME.match(code)
        name = found.group(1).upper() if found else "unnamed"
        if name not in _PAGE_FIELDS:
            self.fields[name] += 1
