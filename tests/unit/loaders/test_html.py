from contextlib import suppress

import pytest

from clausegap.errors import MalformedFileError, NoTextError, TooLargeError
from clausegap.loaders import html as html_loader
from clausegap.loaders import load
from clausegap.model.document import TextRef
from clausegap.model.reading import ReadOptions


def page(body, **reading):
    return load(f"<html><body>{body}</body></html>".encode(), reading=ReadOptions(**reading))


def shown(body, **reading):
    document = page(body, **reading)
    return [document.text[block.start : block.end] for block in document.blocks]


def codes(document):
    return [notice.code for notice in document.notices]


def kept_apart(document):
    return [(item.kind, item.text) for item in document.furniture]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>One<p>Two", ["One", "Two"]),
        ("<div>One<div>Two</div>Three</div>", ["One", "Two", "Three"]),
        ("Con<b>fid</b>en<font size=1>tial</font>", ["Confidential"]),
        ("<p>  a\n b&nbsp;&nbsp;c\t d ", ["a b c d"]),
        ("<p>con&shy;fi\u200bdential <b> x</b>", ["confidential x"]),
        ("<p>A &amp; B&#8217;s &lt;fee&gt;", ["A & B\u2019s <fee>"]),
        ("<p>One<br>Two<br><br>Three", ["One\nTwo", "Three"]),
        ("<pre>One\n  two</pre>", ["One\n  two"]),
        ("<p>a<script>var x</script><style>p{}</style><template>t</template>b", ["ab"]),
        ("<p>He said <q>no</q>.", ["He said \u201cno\u201d."]),
        ("<span style='display:block'>One</span><span>Two</span>", ["One", "Two"]),
        ("<p>a<!-- hidden -->b", ["ab"]),
        ("<div>a<p style='text-decoration:line-through'>x</p>b<iframe></iframe>c</div>", ["a", "b", "c"]),
        ("<pre>  One\n\n two  </pre>", ["One\n two"]),
        ("<ix:header><p>data</p></ix:header><p>Fee <ix:nonFraction>5</ix:nonFraction>", ["Fee 5"]),
        (
            "<p>[<input type=checkbox checked>] yes <input value='Acme'><input type=hidden value=x>",
            ["[\u2612] yes Acme"],
        ),
        ("<p>Law: <select><option>a<option selected>b</select>", ["Law: b"]),
        ("<p><font face=Wingdings>\u00a8</font> agreed", ["\u2610 agreed"]),
    ],
)
def test_words_come_as_a_browser_shows_them(body, expected):
    assert shown(body) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<ol><li>One<li>Two</ol>", ["1. One", "2. Two"]),
        ("<ol type=a start=3><li>One<li value=9>Two<li>Three</ol>", ["c. One", "i. Two", "j. Three"]),
        ("<ol type=I><li>One<li>Two</ol>", ["I. One", "II. Two"]),
        ("<ol reversed><li>One<li>Two</ol>", ["2. One", "1. Two"]),
        ("<ol style='list-style-type:lower-roman'><li>One<li>Two</ol>", ["i. One", "ii. Two"]),
        ("<ol style='list-style:none'><li>One</ol>", ["One"]),
        ("<ul><li>One<li>(a) Two</ul>", ["\u2022 One", "(a) Two"]),
        ("<ol><li><p>One<p>more<ol><li>in</ol><li>Two</ol>", ["1. One", "more", "1. in", "2. Two"]),
        ("<ol><li><ol type=a><li>deep</ol></ol>", ["1. a. deep"]),
        ("<ol><li><li>Two</ol>", ["2. Two"]),
        ("<ol type=a start=27><li>One</ol>", ["aa. One"]),
    ],
)
def test_lists_show_their_numbers(body, expected):
    assert shown(body) == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("<tr><td>Item<td>Fee<tr><td>Hosting<td>", ["Item | Fee", "Hosting"]),
        ("<tr><td>1.1<td><td>Term. One year.", ["1.1 Term. One year."]),
        ("<tr><td>\u2022<td>to keep it secret;", ["\u2022 to keep it secret;"]),
        ("<tr><td>1.<td>(a)<td>to pay;", ["1. (a) to pay;"]),
        ("<tr><td>Hosting<td>$<td>5,000<td>)", ["Hosting | $5,000)"]),
        ("<tr><td><p>By:<p>Name:<td><p>By:<p>Name:", ["By:\nName: | By:\nName:"]),
        ("<tr><td><table><tr><td>in<td>ner</table><td>out", ["in | ner", "out"]),
        ("<tr><td>" + "<p>left" * 7 + "<td>right", ["left"] * 7 + ["right"]),
    ],
)
def test_rows_of_tables_and_of_layout(rows, expected):
    assert shown(f"<table>{rows}</table>") == expected


def test_kinds_and_numbers_come_from_markup_and_form():
    body = (
        "<h2>9. Confidentiality</h2><p>9.1 The Supplier shall.</p><p><b>Limits on liability</b></p>"
        "<ol type=a><li>to pay;</ol><p><b>The Supplier shall pay.</b></p><table><tr><td>a<td>b</table>"
    )
    assert [(block.kind, block.number, block.level) for block in page(body).blocks] == [
        ("heading", "9.", 2),
        ("paragraph", "9.1", None),
        ("heading", None, None),
        ("list_item", "a.", None),
        ("paragraph", None, None),
        ("table_row", None, None),
    ]


def test_each_word_maps_to_its_line_and_column():
    source = "<html>\r\n<p>One\r\n  two &amp; <b>three</b></p>\r\n<p title='two'>two</p>"
    document = load(source.encode())
    text = document.text
    assert text == "One two & three\ntwo"
    assert document.source_at(0) == TextRef(2, 4)
    assert document.source_at(text.index("two")) == TextRef(3, 3)
    assert document.source_at(text.index("&")) == TextRef(3, 7)
    assert document.source_at(text.index("three")) == TextRef(3, 16)
    assert document.source_at(text.rindex("two")) == TextRef(4, 16)


def test_hidden_words_are_left_out_and_counted():
    document = page("<p>Shown<p hidden>one two<p style='display: none'>three<noscript>four</noscript>")
    assert document.text == "Shown"
    assert [notice.message for notice in document.notices] == ["Words that the page hides were left out: 4."]


@pytest.mark.parametrize(
    ("changes", "expected"), [("accepted", "pay 20 days"), ("original", "pay 10 days"), ("both", "pay 1020 days")]
)
def test_redlines_are_read_in_the_view_asked_for(changes, expected):
    document = page(
        "pay <strike>10</strike><ins>20</ins> days<span style='text-decoration:line-through'></span>", changes=changes
    )
    assert document.text == expected
    assert codes(document) == ["struck_text", "inserted_text"]


def test_frames_are_unread_and_pictures_noted():
    words = "word " * 60
    document = page(f"<p>{words}<img src=a.png><iframe src='http://127.0.0.1:9/'></iframe>")
    assert [(n.level, n.code) for n in document.notices] == [("unread", "embedded_document"), ("info", "pictures")]


@pytest.mark.parametrize(
    ("body", "code"), [("<p>1<img src=scan.png>", "pictures"), ("<p>1<script>x</script>", "script")]
)
def test_a_page_that_shows_next_to_nothing_is_not_complete(body, code):
    document = page(body)
    assert codes(document) == [code]
    assert not document.complete


def test_numbers_made_by_a_style_sheet_are_said_to_be_missing():
    document = load(b"<html><style>li::before { content: counters(a, '.') }</style><p>Words")
    assert codes(document) == ["style_sheet"]


def test_page_numbers_and_running_heads_are_kept_apart_and_sentences_go_on():
    breaks = "<hr style='page-break-after:always'><p>Table of Contents</p>"
    body = f"<p>The Supplier shall keep</p><p>12</p>{breaks}<p>the secret.</p><p>- 13 -</p>{breaks}<p>Next</p>"
    document = page(body)
    assert document.text == "The Supplier shall keep the secret.\nNext"
    assert kept_apart(document) == [
        ("page_number", "12"),
        ("header", "Table of Contents"),
        ("page_number", "- 13 -"),
        ("header", "Table of Contents"),
    ]


def test_a_clause_number_before_a_rule_is_no_page_number():
    assert shown("<p>12.</p><hr><p>Term</p>") == ["12.", "Term"]


def test_title_is_kept_apart():
    document = load(b"<html><head><title>Exhibit\n 10.1</title></head><body>Words")
    assert kept_apart(document) == [("header", "Exhibit 10.1")]
    assert document.text == "Words"


@pytest.mark.parametrize(
    ("data", "noticed"),
    [
        ("<html><meta charset=iso-8859-1><p>\u201cCafé\u201d".encode("cp1252"), []),
        ("<?xml version='1.0' encoding='iso-8859-15'?><html><p>Café".encode("iso-8859-15"), []),
        ("<html><p>\u201cCafé\u201d".encode(), []),
        ("\ufeff<html><meta charset=koi8-r><p>\u201cCafé\u201d".encode(), []),
        ("<html><p>\u201cCafé\u201d".encode("utf-16"), []),
        ("<html><meta charset=utf-8><p>\u201cCafé\u201d".encode("cp1252"), ["encoding_guessed"]),
        ("<html><meta charset=unicode_escape><p>\u201cCafé\u201d".encode("cp1252"), ["encoding_guessed"]),
    ],
)  # fmt: skip
def test_encodings(data, noticed):
    document = load(data)
    assert document.text.strip('"\u201c\u201d') == "Café"
    assert codes(document) == noticed


def test_empty_elements_of_xhtml_swallow_nothing():
    document = load(
        b"<?xml version='1.0'?><html><head><title/><script src='a'/></head><body><p>Words</p></body></html>"
    )
    assert document.text == "Words"


def test_a_page_without_words_is_refused():
    with pytest.raises(NoTextError):
        page("<img src=a.png>")


def test_nothing_is_fetched_and_no_entity_defined_by_the_page_is_read(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET", encoding="utf-8")
    head = f'<!DOCTYPE html [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    assert "SECRET" not in load(f"{head}<html><p>a &x; b".encode()).text


@pytest.mark.parametrize("tag", ["<div>", "<b>", "<table><tr><td>", "<ul><li>"])
def test_elements_nested_beyond_the_parsers_limit_are_refused_not_lost(tag):
    with pytest.raises(MalformedFileError, match="depth"):
        load(f"<html>{tag * 30_000}words".encode())


@pytest.mark.parametrize(
    "data",
    [
        "<a \"" * 30_000,
        "<p a=\"" * 30_000,
        "<!--" * 30_000,
        "<script>" * 30_000,
        "&" * 100_000,
        "<" * 100_000,
        "<ol reversed><li>a</ol>" * 2_000,
        "<select>" + "<option>a" * 20_000,
        f"<p title='{'a' * 2_000_000}'>b",
    ],
    ids=lambda data: data[:12],
)  # fmt: skip
def test_broken_markup_gives_text_or_our_error(data):
    with suppress(NoTextError):
        assert load(f"<html>{data}".encode()).text


def test_more_tags_than_the_limit_are_refused(monkeypatch):
    monkeypatch.setattr(html_loader, "MAX_TAGS", 10)
    with pytest.raises(TooLargeError):
        page("<p>a" * 10)
