"""Offsets of a document stay true whatever is put into it."""

import re

from hypothesis import given
from hypothesis import strategies as st

from clausegap.loaders import load_text
from clausegap.loaders.base import DocumentBuilder
from clausegap.model.document import PdfRef, SourceInfo, TextRef

WORDS = st.text("ab \u00e9\U0001f600-", max_size=6)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("block"), st.lists(st.tuples(WORDS, st.integers(0, 50) | st.none()), max_size=4)),
        st.tuples(st.just("space"), st.sampled_from(["\n", "\r\n\n", " "])),
        st.tuples(st.just("page"), st.none()),
        st.tuples(st.just("break"), st.tuples(WORDS, WORDS)),
        st.tuples(st.just("furniture"), WORDS),
    ),
    max_size=12,
)
CONTRACTS = st.text("aB.1( )\t\n\r\u00e9\U0001f600\x0c\u2028", min_size=1, max_size=120)


def _play(steps):
    builder = DocumentBuilder(SourceInfo("a", "b", "c", 1))
    written, page = [], 0
    for name, value in steps:
        if name == "block":
            builder.add_block([(t, None if c is None else PdfRef(max(page, 1), c)) for t, c in value])
            written += [(t, c) for t, c in value if c is not None]
        elif name == "space":
            builder.add_space(value)
        elif name == "furniture":
            builder.add_furniture("footer", value)
        elif name == "page":
            page += 1
            builder.begin_page(page)
        else:
            page += 1
            builder.write(value[0])
            builder.begin_page(page)
            builder.write(value[1])
            builder.close_block()
    return builder.build(), written


@given(STEPS)
def test_builder_keeps_everything_in_order(steps):
    document, _ = _play(steps)
    size = len(document.text)
    for parts in (document.blocks, document.segments):
        edges = [edge for part in parts for edge in (part.start, part.end)]
        assert edges == sorted(edges)
        assert all(part.start < part.end <= size for part in parts)
    edges = [edge for page in document.pages for edge in (page.start, page.end)]
    assert edges == sorted(edges)
    assert all(0 <= item.at <= size for item in document.furniture)


@given(STEPS)
def test_builder_maps_each_run_to_its_place(steps):
    document, written = _play(steps)
    mapped = [(document.text[s.start : s.end], s.ref.char) for s in document.segments]
    source = {}
    for text, char in written:
        for index, letter in enumerate(text):
            source.setdefault(char + index, set()).add(letter)
    assert "".join(text for text, _ in mapped) == "".join(text for text, _ in written)
    assert all(letter in source[char + i] for text, char in mapped for i, letter in enumerate(text))


@given(STEPS)
def test_blocks_and_space_are_the_whole_text(steps):
    document, _ = _play(steps)
    outside = document.text
    for block in reversed(document.blocks):
        outside = outside[: block.start] + outside[block.end :]
    assert not outside.strip()


@given(STEPS)
def test_first_and_last_character_of_a_page_lie_on_it(steps):
    document, _ = _play(steps)
    for page in document.pages:
        if page.start < page.end:
            assert document.page_at(page.start) == document.page_at(page.end - 1) == page.number


@given(CONTRACTS.filter(str.strip))
def test_text_is_kept_and_each_character_maps_to_its_line(text):
    document = load_text(text)
    assert document.text == text
    lines = re.split(r"(?<=\n)|(?<=\r)(?!\n)", text)
    for offset, character in enumerate(text):
        ref = document.source_at(offset)
        assert isinstance(ref, TextRef)
        assert lines[ref.line - 1][ref.column - 1] == character


@given(CONTRACTS.filter(str.strip))
def test_blocks_of_text_begin_and_end_with_words(text):
    document = load_text(text)
    for block in document.blocks:
        words = text[block.start : block.end]
        assert words == words.strip() != ""
        assert block.number is None or words.startswith(block.number)
