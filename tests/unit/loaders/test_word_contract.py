"""Every kind of content of a Word file is read once, and what is left out by choice is named."""

import re
from collections import Counter

import pytest
from numbering_schemes import SCHEMES
from word_contract import ABSENT, APART, IN_TEXT, contract, word
from word_files import DOCM, load, load_body, para, run, style, styled

from clausegap.loaders import load as load_any
from clausegap.loaders import word_names, word_walk

NAMED = {
    "deleted": ("tracked_changes", "1 deletions"),
    "movedfrom": ("tracked_changes", "1 moves"),
    "fieldcode": ("field_codes", "REF"),
    "comment": ("comments", "1."),
}


@pytest.fixture(scope="module")
def document():
    return load(contract())


def counts(text):
    return Counter(re.findall(r"mark[a-z]+", text))


def test_the_contract_has_twenty_nine_kinds_of_content():
    assert len({*IN_TEXT, *APART, *ABSENT}) == 29
    assert set(NAMED) == set(ABSENT)


def test_every_kind_of_content_is_read_once(document):
    assert counts(document.text) == Counter(map(word, IN_TEXT))


def test_headers_and_footers_are_kept_apart_once(document):
    apart = [piece.text for piece in document.furniture if piece.kind in ("header", "footer")]
    assert counts(" ".join(apart)) == Counter(map(word, APART))


@pytest.mark.parametrize("kind", ABSENT)
def test_what_is_left_out_is_named_in_a_notice(document, kind):
    code, words = NAMED[kind]
    message = next(notice.message for notice in document.notices if notice.code == code)
    assert word(kind) not in document.text
    assert words in message


def test_content_is_read_in_reading_order(document):
    inline = ("body", "inserted", "movedto", "inlinecontrol", "smarttag", "simplefield", "complexfield", "customxml",
              "hyperlink", "formula", "footnote", "endnote")  # fmt: skip
    blocks = ("blockcontrol", "cell", "nested", "spanned", "merged", "cellcontrol", "rowcontrol", "drawnbox", "vmlbox")
    assert re.findall(r"mark([a-z]+)", document.text) == [*inline, *blocks]


def test_left_out_words_are_kept_apart(document):
    assert [r.text for r in document.revisions if r.kind in ("deletion", "move_from")] == [
        word("deleted"),
        word("movedfrom"),
    ]
    assert [f.text for f in document.furniture if f.kind == "comment"] == [f"Jane Roe: {word('comment')}"]


def test_the_strict_variant_and_a_file_with_macros_read_the_same(document):
    assert load(contract(strict=True)).text == document.text
    assert load(contract(strict=True)).furniture == document.furniture
    macros = load_any(contract(kind=DOCM), name="a.docm")
    assert macros.text == document.text


def test_automatic_numbers_run_through_tables_and_pages(document):
    text = load(contract(3)).text
    assert re.findall(r"^(\d\.) Confidentiality$", text, re.MULTILINE) == ["1.", "2.", "3."]


def test_hyphens_tabs_and_symbols_stand_where_they_are_shown():
    pieces = run("non") + "<w:r><w:noBreakHyphen/></w:r>" + run("soli") + "<w:r><w:softHyphen/></w:r>" + run("cit")
    tab = "<w:r><w:tab/></w:r>" + run("net") + '<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>' + run("5")
    assert load_body(para(pieces + tab)).text == "non-solicit\tnet\u22655"


def test_field_codes_are_named_once_for_each_field_and_page_numbers_not_at_all():
    def field(*codes):
        inner = "".join(f"<w:r><w:instrText>{code}</w:instrText></w:r>" for code in codes)
        begin, end = (f'<w:r><w:fldChar w:fldCharType="{t}"/></w:r>' for t in ("begin", "end"))
        return begin + inner + end

    document = load_body(para(run("x") + field(" HYPER", "LINK ") + field(" REF a", " REF b") + field(" PAGE ")))
    message = next(notice.message for notice in document.notices if notice.code == "field_codes")
    assert message.endswith(": 2 (HYPER, REF).")


def test_a_comment_without_its_part_is_only_counted():
    document = load_body(para(run("a") + '<w:r><w:commentReference w:id="9"/></w:r>'))
    assert [notice.code for notice in document.notices] == ["comments"]
    assert document.furniture == ()


def test_many_empty_paragraphs_cost_little_and_leave_no_trace():
    styles = style("N", "")
    assert load_body("<w:p/>" * 2_000 + styled("N", "") * 2_000 + para("a"), styles=styles).text == "a"


@pytest.mark.parametrize("data", [contract(5), *(scheme.data() for scheme in SCHEMES)])
def test_the_quick_way_reads_what_the_careful_way_reads(monkeypatch, data):
    quick = load(data)
    monkeypatch.setattr(word_walk, "nested", lambda root: set(root.iter(word_names.PARAGRAPH)))
    assert load(data) == quick
