"""Web pages and Markdown: each word comes out once, in order, and with the place where it stands."""

import re
from itertools import count

from hypothesis import given, settings
from hypothesis import strategies as st

from clausegap.errors import ClausegapError
from clausegap.loaders import load
from clausegap.model.document import TextRef

# A tree is the name of an element with its children; a leaf is a number of words.
_INLINE = st.sampled_from(["b", "i", "u", "span", "a", "font", "sup"])
_BLOCK = st.sampled_from(["p", "div", "center", "blockquote", "h1", "h3", "section", "table", "ul", "ol", "dl", "pre"])
LEAVES = st.integers(1, 3)
TREES = st.recursive(
    LEAVES,
    lambda inner: st.tuples(st.one_of(_INLINE, _BLOCK), st.lists(inner, min_size=1, max_size=4)),
    max_leaves=25,
)
_CHILD = {"table": "<tr><td>{}</td><td></td></tr>", "ul": "<li>{}</li>", "ol": "<li>{}</li>", "dl": "<dd>{}</dd>"}
_SPACES = st.sampled_from([" ", "\n", "&nbsp;", "<br>", "\n  <!-- w0 -->  ", " <img alt=w0> "])


@st.composite
def pages(draw):
    numbers = count(1)

    def written(tree):
        if isinstance(tree, int):
            return "".join(f"w{next(numbers)}{draw(_SPACES)}" for _ in range(tree))
        name, children = tree
        inside = "".join(_CHILD.get(name, "{}").format(written(child)) for child in children)
        return f"<{name} title='w0'>{inside}</{name}>"

    # Elements that may not hold one another are mended by the parser, so only some nestings are asked for.
    body = "".join(f"<div>{written(tree)}</div>\n" for tree in draw(st.lists(TREES, min_size=1, max_size=4)))
    return f"<html><head><title>w0</title></head>\n<body>{body}</body></html>", next(numbers) - 1


@st.composite
def markdown(draw):
    numbers = count(1)

    def word():
        mark = draw(st.sampled_from(["", "", "*", "**", "`"]))
        link = draw(st.sampled_from(["{}", "{}", "[{}](w0)", "{}\\*", "{} &amp;"]))
        return link.format(f"{mark}w{next(numbers)}{mark}")

    def line():
        return " ".join(word() for _ in range(draw(st.integers(1, 4))))

    def block(depth):
        kind = draw(st.sampled_from(["p", "p", "#", "##", ">", "-", "1.", "|", "```", "<p>"]))
        if kind == "p":
            return "\n".join(line() for _ in range(draw(st.integers(1, 3))))
        if kind == "|":
            return f"| {word()} | {word()} |\n|---|---|\n| {word()} | |"
        if kind == "```":
            return f"```\nw{next(numbers)} w{next(numbers)}\n```"
        if kind == "<p>":
            return f"<p>w{next(numbers)} <b>w{next(numbers)}</b></p>"
        if kind in ("#", "##") or depth > 2:
            return f"# {line()}"
        inner = "\n\n".join(block(depth + 1) for _ in range(draw(st.integers(1, 2))))
        indent = "> " if kind == ">" else " " * (len(kind) + 1)
        lines = inner.split("\n")
        first = indent if kind == ">" else f"{kind} "
        return "\n".join([first + lines[0], *(indent + rest for rest in lines[1:])])

    text = "\n\n".join(block(0) for _ in range(draw(st.integers(1, 4))))
    return text, next(numbers) - 1


def _check(document, source, last):
    assert re.findall(r"w\d+", document.text) == [f"w{number}" for number in range(1, last + 1)]
    lines = source.split("\n")
    for found in re.finditer(r"w\d+", document.text):
        place = document.source_at(found.start())
        assert isinstance(place, TextRef)
        assert lines[place.line - 1][place.column - 1 :].startswith(found.group())
    text = document.text
    assert all(text[b.start : b.end] == text[b.start : b.end].strip() != "" for b in document.blocks)


@given(pages())
@settings(max_examples=60, deadline=None)
def test_words_of_a_page_come_once_and_in_order(page):
    source, last = page
    _check(load(source.encode()), source, last)


@given(markdown())
@settings(max_examples=60, deadline=None)
def test_words_of_a_markdown_file_come_once_and_in_order(written):
    source, last = written
    document = load(source.encode(), name="a.md")
    assert re.findall(r"w\d+", document.text) == [f"w{number}" for number in range(1, last + 1)]
    lines = source.split("\n")
    for found in re.finditer(r"w\d+", document.text):
        place = document.source_at(found.start())
        if place is not None:  # HTML inside lists and quotations has none
            assert lines[place.line - 1][place.column - 1 :].startswith(found.group())


BITS = [
    *("<p>", "</p>", "<b>", "</i>", "<table>", "<tr>", "<td>", "</td>", "</table>", "<ol>", "<li>", "</ol>", "<br>"),
    *("<!--", "-->", "<hr>", "<pre>", "&amp;", "&#0;", "&x;", "<q>", "<select>", "<option>", "<div hidden>", "<del>"),
    *("</del>", "<script>", "</script>", "<svg>", "<", ">", '"', "'", "=", "*", "**", "`", "[", "](", ")", "#", "- "),
    *("1. ", "|", "\n", "\r\n", "\t", "~~", "\\", "<PAGE>", "\f", "\x00", "é", "\U0001f600", "word", " "),
]
SOUP = st.lists(
    st.one_of(
        st.sampled_from(BITS),
        st.text(max_size=4),
    ),
    max_size=40,
).map("".join)


@given(SOUP, st.sampled_from(["a.html", "a.md", "a.txt"]))
@settings(max_examples=150, deadline=None)
def test_whatever_is_given_the_document_holds_together_or_the_error_is_ours(soup, name):
    try:
        document = load(
            f"<html>{soup}".encode("utf-8", "replace") if name == "a.html" else soup.encode("utf-8", "replace"),
            name=name,
        )
    except ClausegapError:
        return
    edges = [edge for block in document.blocks for edge in (block.start, block.end)]
    assert edges == sorted(edges)
    outside = document.text
    for block in reversed(document.blocks):
        outside = outside[: block.start] + outside[block.end :]
    assert not outside.strip()
    starts = [segment.start for segment in document.segments]
    assert starts == sorted(starts)
