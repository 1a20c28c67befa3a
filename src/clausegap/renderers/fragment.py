"""A piece of HTML that a notebook shows as such."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, repr=False)
class Fragment:
    """A piece of a page, complete in itself, to be shown in a notebook or put into a page.

    Attributes:
        html: The markup; all words in it are escaped.
    """

    html: str

    def __str__(self) -> str:
        return self.html

    def __repr__(self) -> str:
        return f"Fragment({len(self.html)} characters of HTML)"

    def _repr_html_(self) -> str:
        return self.html
