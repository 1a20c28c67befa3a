"""What the customer owes, in the words that all reports share."""

from __future__ import annotations

from typing import Final

from clausegap.model.duty import Duty
from clausegap.renderers.wording import plural, printable

TITLE: Final = "What the customer owes"
INTRO: Final = "Duties of the customer, and of both sides alike, by kind; the first of each with its words."


def head(duty: Duty) -> str:
    """Returns the name of a kind of duty with the number of sentences: ``Payment (2 sentences)``."""
    return printable(f"{duty.title} ({plural(duty.count, 'sentence')})")


def more_line(duty: Duty, shown: int) -> str:
    """Returns how many sentences of a kind are not shown; empty for none."""
    left = duty.count - shown
    return f"and {left} more" if left > 0 else ""
