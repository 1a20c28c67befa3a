"""One block in the making: words with their places, the number before them, and what they look like."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from lxml import etree

from clausegap.loaders.base import CELL_SEPARATOR, LINE_SEPARATOR, Changed, Piece
from clausegap.loaders.word_findings import NoteMark
from clausegap.loaders.word_numbering import Label
from clausegap.model.document import BlockKind, SourceRef, shifted
from clausegap.numbering import HEADING_CHARACTERS, is_heading, kind_of, number_at_start

Aside = NoteMark | etree._Element

_OUTLINE_LEVELS: Final = 9  # 9 itself means body text
_HEADING_WORDS: Final = 25  # a longer paragraph in a heading style is a clause that is set in it
_SENTENCE_WORDS: Final = 6  # so is one of at least this length that ends as sentences do
_SENTENCE_MARKS: Final = (".", ";", ":", ",")
_ITEM_FORMATS: Final = frozenset({"lowerLetter", "upperLetter", "lowerRoman", "upperRoman", "bullet"})
_NAMED_LABEL: Final = re.compile(r"[A-Za-z]{4}")  # "Schedule 1", "ARTICLE IV": a name, not only a number
_ITEM_NUMBER: Final = re.compile(r"\(?[A-Za-z]{1,6}[.):]*$|\(\w{1,6}\)$|\d{1,3}\)$")


class Line(NamedTuple):
    """What becomes one block of the text.

    Attributes:
        pieces: Its words and where they stand.
        kind: Kind of the block.
        number: Displayed number, which begins the words, or None.
        level: Outline or list level from 1, or None.
        asides: Notes and text boxes that follow it.
        ends_section: Whether the next line stands in another section of the file.
    """

    pieces: tuple[Piece, ...]
    kind: BlockKind = "paragraph"
    number: str | None = None
    level: int | None = None
    asides: tuple[Aside, ...] = ()
    ends_section: bool = False


class Look(NamedTuple):
    """What tells the kind of a paragraph, besides its words.

    Attributes:
        label: Its automatic number, or None.
        outline: Its outline level from 0, or None.
        is_contents: Whether it is an entry of a table of contents, whose number names another place.
    """

    label: Label | None = None
    outline: int | None = None
    is_contents: bool = False


def paragraph_line(
    pieces: list[Piece],
    look: Look,
    *,
    in_cell: bool = False,
    asides: tuple[Aside, ...] = (),
    ends_section: bool = False,
) -> Line:
    """Returns the block of a paragraph, from its words with the white space at their ends.

    Args:
        pieces: Its words.
        look: What tells its kind besides.
        in_cell: Whether it stands in a table, so that the row is the block and needs kind and number.
        asides: What hangs on it.
        ends_section: Whether the next line stands in another section of the file.
    """
    label, outline, is_contents = look
    keep_lead = label is not None and label.text != "" and not label.suffix
    words = _strip(pieces, keep_lead=keep_lead)
    if label is None and not has_words(words):
        return Line(tuple(words), asides=asides, ends_section=ends_section)
    text = words[0][0] if len(words) == 1 else "".join([piece for piece, _ in words])
    if outline is not None and not 0 <= outline < _OUTLINE_LEVELS:
        outline = None
    plain = is_contents or in_cell
    return Line(
        tuple(words) if label is None else (*_prefix(label, is_alone=not has_words(words)), *words),
        "paragraph" if plain else _kind(text, label, outline),
        None if plain else _number(text, label),
        _level(label, outline),
        asides,
        ends_section,
    )


def row_line(cells: Iterable[Line]) -> Line:
    """Returns the row of some cells; those that are empty, as a merged cell's rest is, leave no trace."""
    row = join_lines(cells, CELL_SEPARATOR)
    first = next((text for text, _ in row.pieces if text), None)
    number = None if first is None else number_at_start(first)
    return row._replace(kind="table_row", number=number)


def join_lines(lines: Iterable[Line], separator: str = LINE_SEPARATOR) -> Line:
    """Returns several lines as one, set apart by a separator; empty lines leave no trace."""
    pieces: list[Piece] = []
    asides: list[Aside] = []
    begun = False
    for line in lines:
        asides.extend(line.asides)
        if has_words(line.pieces):
            if begun:
                pieces.append((separator, None))
            begun = True
        pieces.extend(line.pieces)
    return Line(tuple(pieces), asides=tuple(asides))


def has_words(pieces: Sequence[Piece]) -> bool:
    """Whether any of the pieces is more than words that a tracked change left out."""
    return bool(pieces) and (pieces[0][0] != "" or any(text for text, _ in pieces))


def _prefix(label: Label, *, is_alone: bool) -> tuple[Piece, ...]:
    if not label.text.strip() or (label.is_bullet and is_alone):
        return ()
    text = label.text.lstrip()
    return ((text.rstrip() if is_alone else text + label.suffix, None),)


def _number(text: str, label: Label | None) -> str | None:
    if label is None or not label.text.strip():
        return number_at_start(text)
    return None if label.is_bullet else label.text.strip()


def _level(label: Label | None, outline: int | None) -> int | None:
    if outline is not None:
        return outline + 1
    return None if label is None else label.ilvl + 1


def _kind(text: str, label: Label | None, outline: int | None) -> BlockKind:
    if outline is not None and text and _fits_heading(text):
        return "heading"
    if label is not None and (label.is_bullet or _is_item(label)):
        return "list_item"
    if label is None or not label.text.strip():
        return kind_of(text)
    if _NAMED_LABEL.search(label.text):
        return "heading" if _fits_heading(text) else "paragraph"
    # The number stands outside the words here; the shape is that of a numbered line.
    short = len(text) <= HEADING_CHARACTERS
    return "heading" if short and is_heading(f"1. {text}") else "paragraph"


def _is_item(label: Label) -> bool:
    return label.number_format in _ITEM_FORMATS and _ITEM_NUMBER.match(label.text.strip()) is not None


def _fits_heading(text: str) -> bool:
    """Whether words in a heading style are a heading, and not a whole clause."""
    length = len(text.split())
    is_sentence = length >= _SENTENCE_WORDS and text.endswith(_SENTENCE_MARKS)
    return length <= _HEADING_WORDS and (not is_sentence or is_heading(f"1. {text}"))


def _strip(pieces: list[Piece], *, keep_lead: bool) -> list[Piece]:
    """Returns pieces of text without the white space at both ends of the whole."""
    if len(pieces) == 1 and not pieces[0][0][:1].isspace():
        text, ref = pieces[0]
        return [(text.rstrip(), ref)]
    full = [i for i, (text, _) in enumerate(pieces) if text and not text.isspace()]
    if not full:
        return _outside(pieces)
    first = 0 if keep_lead else full[0]
    kept = pieces[first : full[-1] + 1]
    text, ref = kept[-1]
    kept[-1] = (text.rstrip(), ref)
    if not keep_lead:
        text, ref = kept[0]
        bare = text.lstrip()
        kept[0] = (bare, _moved(ref, len(text) - len(bare)))
    if len(kept) == len(pieces):
        return kept
    return [*_outside(pieces[:first]), *kept, *_outside(pieces[full[-1] + 1 :])]


def _outside(pieces: list[Piece]) -> list[Piece]:
    """Returns what is left of pieces without words: the changes, with white space as words that are not there."""
    return [("", ref._replace(absent=ref.absent or text)) for text, ref in pieces if isinstance(ref, Changed)]


def _moved(ref: SourceRef | Changed | None, by: int) -> SourceRef | Changed | None:
    if not by or ref is None:
        return ref
    if isinstance(ref, Changed):
        return ref._replace(ref=None if ref.ref is None else shifted(ref.ref, by))
    return shifted(ref, by)
