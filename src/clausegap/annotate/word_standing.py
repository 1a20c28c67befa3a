"""What the comments of a Word file say before notes are written into it."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from clausegap.annotate.notes import Told, told
from clausegap.annotate.word_comments import ELSEWHERE_END
from clausegap.annotate.word_parts import WordParts
from clausegap.loaders import word_names as names


def standing_in_word(data: bytes, source: str) -> frozenset[Told]:
    """Returns who says what in the comments of a file.

    Args:
        data: The file.
        source: Its name, for errors.

    Raises:
        InputError: It cannot be read.
    """
    comments = WordParts(data, source).comments().iter(names.MAIN + "comment")
    return frozenset(told(one.get(names.MAIN + "author", ""), "\n".join(_lines(one))) for one in comments)


def _lines(comment: etree._Element) -> Iterator[str]:
    """Yields what the note says, without the line on where its words stand."""
    for paragraph in comment.iter(names.PARAGRAPH):
        line = "".join(text.text or "" for text in paragraph.iter(names.TEXT))
        if not line.endswith(ELSEWHERE_END):
            yield line
