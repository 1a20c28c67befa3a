"""Web pages (.html, .htm, .xhtml), as contracts are filed with regulators: the words that a browser shows.

Nothing is fetched and no script runs. Style sheets are not evaluated: only what elements say of
themselves counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from clausegap.errors import MalformedFileError, NoTextError, TooLargeError
from clausegap.loaders.base import DocumentBuilder
from clausegap.loaders.encodings import decode
from clausegap.loaders.html_notices import has_few_words, page_notices
from clausegap.loaders.html_pages import add_items
from clausegap.loaders.html_places import Places
from clausegap.loaders.html_walk import Item, Walk
from clausegap.model.document import Document, Notice, SourceInfo
from clausegap.model.reading import ReadOptions

MAX_TAGS: Final = 500_000  # each takes about a hundred bytes once parsed; filings have some ten thousand

_PRINT_IT: Final = "print it to PDF in a browser and give that"
_DECLARED: Final = re.compile(
    rb"<\?xml\b[^>]*?\bencoding\s*=\s*[\"']([\w:.-]+)|<meta\b[^>]*?\bcharset\s*=\s*[\"']?\s*([\w:.-]+)", re.IGNORECASE
)
_DECLARATION_AREA: Final = 4096  # bytes; the HTML Standard looks at 1,024
_LINE_END: Final = re.compile(r"\r\n?")
_UNUSABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# In XHTML an element may end in its own tag; read as HTML it would swallow the rest of the page.
_EMPTY_RAW: Final = re.compile(r"<(?:title|script|style|textarea|iframe|noscript|xmp)\b[^<>]*/>", re.IGNORECASE)
_COUNTERS: Final = re.compile(r"\bcounter-(?:reset|increment)\b|\bcounters?\(|list-style(?:-type)?\s*:\s*(?!none|disc)")


def load_html(data: bytes, source: SourceInfo, reading: ReadOptions) -> Document:
    """Returns the document of a web page.

    A place is the line and column of a character in the source, or of the ``&`` of the entity that
    stands for it; words that broken markup hides from the search have none. Page numbers and running
    heads beside page breaks are kept apart, and so is the title. Words that are hidden, and
    those that the view of the changes is without, are left out and counted.

    Raises:
        UnknownFormatError: The bytes are no text.
        TooLargeError: It has more tags or characters than the limits allow.
        MalformedFileError: The parser gives it up.
        NoTextError: It shows no words.
    """
    text, notices = decode_html(data, source.name)
    builder = DocumentBuilder(source)
    for notice in notices:
        builder.add_notice(notice)
    add_html(text, builder, reading, name=source.name)
    document = builder.build()
    if not document.text.strip():
        raise NoTextError(source.name, "the page shows no words", _PRINT_IT)
    return document


def decode_html(data: bytes, name: str) -> tuple[str, tuple[Notice, ...]]:
    """Returns the characters of a page, in the encoding that it declares if any.

    Raises:
        UnknownFormatError: The bytes are no text.
    """
    declared = _DECLARED.search(data[:_DECLARATION_AREA])
    label = next((group for group in declared.groups() if group), b"") if declared else b""
    return decode(data, name, label.decode("ascii", "replace") or None)


def add_html(text: str, builder: DocumentBuilder, reading: ReadOptions, *, name: str, line: int = 1) -> None:
    """Adds the blocks, furniture and notices of a page to a document.

    Args:
        text: The page.
        builder: Takes them.
        reading: Which text is read where some is struck through.
        name: Of the file, for errors.
        line: Line of the file at which the page begins, from 1.

    Raises:
        TooLargeError: It has more tags or characters than the limits allow.
        MalformedFileError: The parser gives it up.
    """
    text = _clean(text)
    root = parse(text, name)
    if root is None:
        return
    title = " ".join(" ".join(str(part) for part in element.itertext()) for element in root.iter("title"))
    if title.strip():
        builder.add_furniture("header", " ".join(title.split()))
    items, walk = read_items(root, Places(text, line), reading)
    add_items(items, builder)
    for notice in _notices(walk, root, reading):
        builder.add_notice(notice)


def read_items(root: etree._Element, places: Places, reading: ReadOptions) -> tuple[list[Item], Walk]:
    """Returns the blocks of a parsed page, and what else was met."""
    walk = Walk(places, reading.changes)
    walk.read(root)
    return walk.items, walk


def parse(text: str, name: str) -> etree._Element | None:
    """Returns the tree of a page, or None if there is nothing in it.

    Raises:
        TooLargeError: It has more tags than the limit allows.
        MalformedFileError: The parser gives it up.
    """
    if text.count("<") > MAX_TAGS:
        raise TooLargeError(name, f"it has more than {MAX_TAGS:,} tags", "split it or print it to PDF")
    # The bytes are ours, so whatever the page declares about its encoding no longer holds.
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    if not text.strip():
        return None
    try:
        root = etree.fromstring(text.encode("utf-8"), parser)
    except etree.XMLSyntaxError as error:
        problem = f"its markup cannot be read ({error.msg})"
        raise MalformedFileError(name, problem, _PRINT_IT) from error
    # The parser mends everything else, but stops at elements inside one another beyond its limit.
    fatal = parser.error_log.filter_from_fatals()
    if len(fatal):
        raise MalformedFileError(name, f"its markup cannot be read ({fatal[0].message.split(',')[0]})", _PRINT_IT)
    return root


def _clean(text: str) -> str:
    """Returns a page with one kind of line end and no characters that end the parsing, all else in its place."""
    text = _UNUSABLE.sub(" ", _LINE_END.sub("\n", text))
    if text.lstrip()[:5].lower() == "<?xml":
        text = _EMPTY_RAW.sub(lambda found: re.sub(r"[^\n]", " ", found.group()), text)
    return text


def _notices(walk: Walk, root: etree._Element, reading: ReadOptions) -> Iterator[Notice]:
    few_words = has_few_words(walk.items)
    yield from page_notices(walk.counts, reading.changes, few_words=few_words)
    if _makes_numbers(root):
        yield Notice("warning", "style_sheet", "Numbers that the page's style sheet makes are missing.")
    if few_words and next(root.iter("script"), None) is not None:
        yield Notice("unread", "script", "The page shows little text without its scripts, which never run.")


def _makes_numbers(root: etree._Element) -> bool:
    return any(_COUNTERS.search(sheet.text or "") for sheet in root.iter("style"))
