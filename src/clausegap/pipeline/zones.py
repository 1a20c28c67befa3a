"""The part of the contract that each block belongs to: what is no body is not searched for clauses."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from clausegap.model.analysis import Zone
from clausegap.model.document import Block

_SIGNATURE: Final = re.compile(
    r"(?:^|\n)\s*(?:(?i:in witness whereof)|(?:By|Its):\s*[_/\n]|Signature:?\s*[_\n]|Name:\s|Title:\s"
    r"|(?i:signed),? (?:for|by|as|on behalf)"
    r"|(?i:docusign(?:ed by| envelope)|(?:duly )?authori[sz]ed sign(?:atory|ature)\b)"
    r"|(?i:(?:executed|delivered|signed,? sealed)(?: and delivered)?"
    r" (?:as (?:a deed|an agreement)|(?:for and )?on behalf))"
    r"|(?i:executed by\b.{0,120}\b(?:acting by|director|attorney))|(?i:in the presence of:?)\s*(?:$|\n|_))",
)
_RECITAL: Final = re.compile(
    r"\s*(?:WHEREAS\b|Whereas\b|RECITALS?\b|BACKGROUND\b|W\s?I\s?T\s?N\s?E\s?S\s?S\s?E\s?T\s?H\b"
    r"|(?i:(?:Background|Recitals?|Preamble|Preliminary statements?):?\s*$))"
)
_RECITAL_END: Final = re.compile(
    r"NOW,?\s+THEREFORE|AGREED TERMS|agree as follows|agreed as follows|THE PARTIES AGREE", re.I
)
_LONG_BLOCK: Final = 1500
_LONGEST_RECITALS: Final = 4000
_DUTY: Final = re.compile(r"\bshall\b")
_LAST_RECITAL: Final = 0.3  # of the text


def find_zones(text: str, blocks: Sequence[Block], contents: frozenset[int]) -> tuple[Zone, ...]:
    """Returns the part of the contract that each block belongs to.

    Recitals run from WHEREAS or BACKGROUND to the words of agreement, to the first numbered clause,
    or so far as recitals go at the most; signature blocks are short. What is in doubt is body: text
    that is not searched would turn into a wrong absence.

    Args:
        text: The document's text.
        blocks: Its blocks.
        contents: Indexes of those that only list headings.
    """
    found: list[Zone] = []
    recital_from: int | None = None
    for index, block in enumerate(blocks):
        shown = text[block.start : block.end]
        opens = block.start < len(text) * _LAST_RECITAL and _RECITAL.match(shown) is not None
        if opens and recital_from is None:
            recital_from = block.start
        closes = recital_from is not None and _RECITAL_END.search(shown) is not None
        if recital_from is not None and not opens:
            too_long = block.end - recital_from > _LONGEST_RECITALS
            recital_from = None if closes or too_long or _is_clause(block) else recital_from
        found.append(_zone(shown, in_contents=index in contents, recital=recital_from is not None))
        if closes:
            recital_from = None
    return tuple(found)


def _is_clause(block: Block) -> bool:
    """Whether a block bears a clause number; recitals are lettered, if anything."""
    return block.number is not None and any(c.isdigit() for c in block.number)


def _zone(shown: str, *, in_contents: bool, recital: bool) -> Zone:
    if in_contents:
        return "toc"
    if recital and len(shown) < _LONG_BLOCK and (_RECITAL.match(shown) or not _DUTY.search(shown)):
        return "recital"
    if len(shown) < 400 and _SIGNATURE.search(shown):
        return "signature"
    return "body"
