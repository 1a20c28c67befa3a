"""Words of the contract, where they stand, and the numbers in them.

Offsets are character offsets into the text of the document, start included, end excluded.
"""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Value(BaseModel):
    """Base of all report values: frozen, no unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Location(Value):
    """Where a quote stands, in the terms a lawyer uses.

    Attributes:
        page: Page from 1, or None where the source has no pages.
        section: Number as displayed ("9.1(a)"), or None.
        heading: Heading of the section, or None.
        document: File name, where several documents are reviewed as one, or None.
    """

    page: int | None = None
    section: str | None = None
    heading: str | None = None
    document: str | None = None

    def __str__(self) -> str:
        parts = [self.document] if self.document else []
        if self.page is not None:
            parts.append(f"p. {self.page}")
        if self.section:
            parts.append(f"section {self.section}")
        if self.heading:
            parts.append(self.heading if self.section is None else f"({self.heading})")
        return ", ".join(parts).replace(", (", " (") or "no section"


class Evidence(Value):
    """Words of the contract that support a statement of the report.

    Attributes:
        start: First character in the document's text.
        end: One past the last character.
        quote: The words, white space collapsed, at most a few hundred characters.
        location: Page and section.
        rule: Id of the anchor, element, weakener or negative that found them.
    """

    start: int
    end: int
    quote: str
    location: Location
    rule: str


class Parameter(Value):
    """A number read from a clause.

    Attributes:
        kind: ``duration``, ``notice``, ``frequency``, ``amount`` or ``percentage``.
        value: Months for durations, calendar days for notices, times a year for frequencies,
            units of the currency for amounts, percent for percentages; None when the text has
            no number (``open_ended``, ``redacted``).
        text: The words it was read from.
        note: ``open_ended``, ``redacted``, ``immediate``, ``business_days`` or empty.
    """

    kind: str
    value: float | None
    text: str
    note: str = ""
