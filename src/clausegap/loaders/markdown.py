"""Markdown (.md, .markdown): the words that a page made from it shows, with their places in the file.

The grammar is CommonMark with tables and struck-through text; HTML inside it is read as in web pages.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

from clausegap.errors import NoTextError
from clausegap.loaders.base import DocumentBuilder
from clausegap.loaders.encodings import decode
from clausegap.loaders.flow import BULLET, Flowing, Label, Words, paragraph, row
from clausegap.loaders.html import parse, read_items
from clausegap.loaders.html_looks import EMBEDDED, LEFT_OUT
from clausegap.loaders.html_notices import has_few_words, page_notices
from clausegap.loaders.html_pages import add_items
from clausegap.loaders.html_places import Places
from clausegap.loaders.html_walk import Item
from clausegap.loaders.markdown_source import Source
from clausegap.loaders.plain_text import from_text
from clausegap.model.document import Document, Notice, SourceInfo, TextRef
from clausegap.model.reading import ReadOptions
from clausegap.numbering import ends_sentence, starts_item

# The parser leaves out what lies deeper than its limit, so deeper files are not given to it.
_DEEPEST: Final = 100
_MOST_CHARACTERS: Final = 1_000_000  # some 300 pages; the parser's time can grow faster than the text
_MOST_BRACKETS: Final = 10_000  # the parser's time grows with the square of those that open no link
_LINE_END: Final = re.compile(r"\r\n?")
_FRONT: Final = re.compile(r"---[ \t]*\n(?=[ \t]*[\w-]+[ \t]*:)(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|$)", re.S)
_TAG_NAME: Final = re.compile(r"<(/?)([A-Za-z][\w:-]*)")
_HTML_CHANGES: Final = {"del": "struck", "s": "struck", "strike": "struck", "ins": "inserted"}


def load_markdown(data: bytes, source: SourceInfo, reading: ReadOptions) -> Document:
    """Returns the document of a Markdown file.

    Raises:
        UnknownFormatError: The bytes are no text.
        TooLargeError: It has more characters, or the HTML in it more tags, than the limits allow.
        MalformedFileError: The parser gives the HTML in it up.
        NoTextError: It shows no words.
    """
    text, notices = decode(data, source.name)
    text = _LINE_END.sub("\n", text).replace("\x00", "\ufffd")
    front = _FRONT.match(text)
    body = text if front is None else re.sub(r"[^\n]", " ", text[: front.end()]) + text[front.end() :]
    tokens = _parse(body)
    if tokens is None:
        message = "The file is too long or too deeply nested for Markdown; it was read as plain text, marks included."
        return from_text(text, source, notices=(*notices, Notice("warning", "markdown_as_text", message)))
    builder = DocumentBuilder(source)
    for notice in notices:
        builder.add_notice(notice)
    if front is not None:
        builder.add_furniture("header", front.group(1).strip())
    reader = _Reader(Source(body), reading, source.name)
    reader.read(tokens)
    add_items(reader.items, builder)
    for notice in _notices(reader, reading):
        builder.add_notice(notice)
    document = builder.build()
    if not document.text.strip():
        raise NoTextError(source.name, "it shows no words", "give the contract's text")
    return document


def _parse(text: str) -> list[Token] | None:
    """Returns the tokens of a file, or None if the grammar cannot be trusted with it."""
    if len(text) > _MOST_CHARACTERS or text.count("[") > _MOST_BRACKETS:
        return None
    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable(["table", "strikethrough"])
    # Joined, a text would no longer tell where an escaped character or an entity stood.
    parser.disable("text_join")
    tokens = parser.parse(text)
    return None if any(token.level >= _DEEPEST - 2 for token in tokens) else tokens


class _Reader:
    """Turns the tokens of a file into blocks.

    Attributes:
        items: Blocks in reading order.
        counts: What was met besides words, by name.
    """

    def __init__(self, source: Source, reading: ReadOptions, name: str) -> None:
        self.items: list[Item] = []
        self.counts: Counter[str] = Counter()
        self._source = source
        self._reading = reading
        self._name = name
        self._lists: list[Iterator[Label]] = []
        self._label: Label | None = None
        self._level: int | None = None
        self._cells: list[list[Flowing]] | None = None
        self._muted: Counter[str] = Counter()

    def read(self, tokens: list[Token]) -> None:
        """Reads all tokens of a file."""
        for index, token in enumerate(tokens):
            kind = token.type
            if kind == "inline":
                self._read_inline(token)
            elif kind in ("ordered_list_open", "bullet_list_open"):
                self._lists.append(self._labels(tokens, index))
            elif kind in ("ordered_list_close", "bullet_list_close"):
                self._lists.pop()
            elif kind == "list_item_open":
                self._label = next(self._lists[-1])
            elif kind in ("fence", "code_block"):
                self._read_code(token)
            elif kind == "html_block":
                self._read_html(token)
            elif kind in ("heading_open", "heading_close"):
                self._level = int(token.tag[1:]) if kind == "heading_open" else None
            elif kind in ("tr_open", "td_open", "th_open", "tr_close"):
                self._read_table(token)

    def _labels(self, tokens: list[Token], opening: int) -> Iterator[Label]:
        """Yields the marks of the items of a list: as typed where the numbers ascend, else counted on."""
        if tokens[opening].type == "bullet_list_open":
            while True:
                yield Label(BULLET, is_item=True)
        typed = [int(item.info) for item in _items(tokens, opening)]
        counted = [typed[0] + index for index in range(len(typed))]
        ascending = all(first < second for first, second in pairwise(typed))
        if ascending:
            self.counts["typed"] += sum(a != b for a, b in zip(typed, counted, strict=True))
        for number in typed if ascending else counted:
            yield Label(f"{number}{tokens[opening].markup}", is_item=False)

    def _read_table(self, token: Token) -> None:
        if token.type == "tr_open":
            self._cells = []
            if token.map:
                self._source.go_to_line(token.map[0], token.map[1])
        elif token.type == "tr_close":
            cells, self._cells = self._cells or [], None
            self.items += row(cells)
        elif self._cells is not None:
            self._cells.append([])

    def _emit(self, words: Words) -> None:
        block = paragraph(words, label=self._label, level=self._level)
        if block is None:
            return
        self._label = None
        if self._cells is None:
            self.items.append(block)
        else:
            self._cells[-1].append(block)

    def _read_inline(self, token: Token) -> None:
        if token.map and self._cells is None:
            self._source.go_to_line(token.map[0], token.map[1])
        words = Words()
        strong = 0
        children = token.children or []
        for index, child in enumerate(children):
            kind = child.type
            if kind in ("strong_open", "strong_close"):
                strong += child.nesting
            elif kind == "softbreak" and self._begins_item(words, children, index):
                self._emit(words)
                words = Words()
            else:
                self._read_child(child, words, strong=strong > 0)
        self._emit(words)

    def _begins_item(self, words: Words, children: list[Token], index: int) -> bool:
        """Whether the line behind a line end is a numbered item of its own, which Markdown does not know."""
        following = children[index + 1].content if index + 1 < len(children) else ""
        before = words.pieces[-1][0] if words.pieces else ""
        return starts_item(following) and ends_sentence(before)

    def _read_child(self, child: Token, words: Words, *, strong: bool) -> None:
        kind = child.type
        if kind in ("text", "text_special", "code_inline"):
            ref = self._source.find(child.markup if kind == "text_special" else child.content)
            if ref is not None and child.markup.startswith("\\"):
                ref = TextRef(ref.line, ref.column + 1)
            if not self._muted.total():
                words.add(child.content, ref, strong=strong)
        elif kind == "softbreak":
            self._source.next_line()
            words.add(" ", None)
        elif kind == "hardbreak":
            self._source.next_line()
            words.line_break()
        elif kind == "link_close" and child.markup != "autolink":
            self._source.skip_target()
        elif kind == "image":
            self._source.find(child.content)
            self._source.skip_target()
            self.counts["pictures"] += 1
        elif kind in ("s_open", "s_close"):
            self._change("struck", opens=kind == "s_open")
        elif kind == "html_inline":
            self._read_tag(child.content, words)

    def _read_tag(self, content: str, words: Words) -> None:
        self._source.find(content)
        tag = _TAG_NAME.match(content)
        if tag is None:
            return
        name = tag.group(2).lower()
        if name == "br":
            words.line_break()
        elif name == "img":
            self.counts["pictures"] += 1
        elif name in EMBEDDED:
            self.counts["embedded"] += not tag.group(1)
        elif name in _HTML_CHANGES:
            self._change(_HTML_CHANGES[name], opens=not tag.group(1))

    def _change(self, change: str, *, opens: bool) -> None:
        """Begins or ends a passage that is struck through or inserted."""
        self.counts[change] += opens
        if change == LEFT_OUT[self._reading.changes]:
            self._muted[change] = max(self._muted[change] + (1 if opens else -1), 0)

    def _read_code(self, token: Token) -> None:
        """Reads preformatted lines; drafts set clauses in by four blanks, which makes them such."""
        first = (token.map or [0])[0] + (token.type == "fence")
        words = Words()
        for number, line in enumerate(token.content.split("\n")):
            if not line.strip() or starts_item(line):
                self._emit(words)
                words = Words()
            if line.strip():
                words.line_break()
                words.add(line.strip(), self._source.place_in_line(first + number, line.strip()))
        self._emit(words)

    def _read_html(self, token: Token) -> None:
        first, last = token.map or [0, 0]
        # Inside a list or quotation the lines of the file hold more than the page does.
        is_verbatim = token.content.rstrip("\n") == self._source.lines(first, last).rstrip("\n")
        root = parse(token.content, self._name)
        if root is None:
            return
        places = Places(token.content if is_verbatim else "", first + 1)
        items, walk = read_items(root, places, self._reading)
        self.items += items
        self.counts += walk.counts


def _items(tokens: list[Token], opening: int) -> Iterator[Token]:
    """Yields the openings of the items of a list, without those of lists inside it."""
    level = tokens[opening].level
    for token in tokens[opening + 1 :]:
        if token.level == level and token.nesting < 0:
            return
        if token.type == "list_item_open" and token.level == level + 1:
            yield token


def _notices(reader: _Reader, reading: ReadOptions) -> Iterator[Notice]:
    yield from page_notices(reader.counts, reading.changes, few_words=has_few_words(reader.items))
    typed = reader.counts["typed"]
    if typed:
        message = f"Numbers of list items were read as typed, not as programs count them: {typed}."
        yield Notice("warning", "list_numbers", message)
