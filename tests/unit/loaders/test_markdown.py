import pytest

from clausegap.errors import NoTextError
from clausegap.loaders import load
from clausegap.loaders import markdown as markdown_loader
from clausegap.model.document import TextRef
from clausegap.model.reading import ReadOptions


def read(text, **reading):
    return load(text.encode(), name="nda.md", reading=ReadOptions(**reading))


def shown(text, **reading):
    document = read(text, **reading)
    return [document.text[block.start : block.end] for block in document.blocks]


def codes(document):
    return [notice.code for notice in document.notices]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# One #\n\nTwo\n===", ["One", "Two"]),
        ('a **b** _c_ `d` [e](http://f.g "h") <http://i.j>', ["a b c d e http://i.j"]),
        (r"5 \* 3 &amp; &#8220;x&#8221; [***]", ["5 * 3 & \u201cx\u201d [***]"]),
        ("one\ntwo  \nthree", ["one two\nthree"]),
        ("> one\n> two", ["one two"]),
        ("```\none\n\ntwo\n```", ["one", "two"]),
        ("    (a) one\n    (b) two", ["(a) one", "(b) two"]),
        ("| A | B |\n|--|--|\n| x | y |\n\n| 1. | Term |\n|--|--|", ["A | B", "x | y", "1. Term"]),
        ("- one\n- two\n  - three", ["\u2022 one", "\u2022 two", "\u2022 three"]),
        ("1. one\n\n   more\n2. two", ["1. one", "more", "2. two"]),
        ("1.1 The one.\n1.2 The two.", ["1.1 The one.", "1.2 The two."]),
        ("a <b>b</b><br>c <!-- d -->", ["a b\nc"]),
        ("<div>one<p>two</div>\n\nthree", ["one", "two", "three"]),
        ("[one]: http://x.y\n\n[one] two", ["one two"]),
        ("![pic](a.png)one", ["one"]),
    ],
)
def test_words_come_as_a_page_shows_them(text, expected):
    assert shown(text) == expected


def test_kinds_numbers_and_levels():
    document = read("## 9. Confidentiality\n\n9.1 The Supplier shall.\n\n3. TERM\n\n- item\n")
    assert [(block.kind, block.number, block.level) for block in document.blocks] == [
        ("heading", "9.", 2),
        ("paragraph", "9.1", None),
        ("heading", "3.", None),
        ("list_item", None, None),
    ]


def test_lazy_numbers_are_counted_and_ascending_ones_kept_as_typed():
    assert shown("1. one\n1. two\n1. three") == ["1. one", "2. two", "3. three"]
    document = read("1. one\n2. two\n4. four")
    assert document.text.endswith("4. four")
    assert codes(document) == ["list_numbers"]


def test_each_word_maps_to_its_line_and_column():
    document = read("---\r\ntitle: x\r\n---\r\n# One\r\n\r\n> **two** [a](a) a\r\n> th\\*ree &amp; four\r\n")
    text = document.text
    assert text == "One\ntwo a a th*ree & four"
    assert document.source_at(0) == TextRef(4, 3)
    assert document.source_at(text.index("two")) == TextRef(6, 5)
    assert document.source_at(text.index(" a th") + 1) == TextRef(6, 18)
    assert document.source_at(text.index("*")) == TextRef(7, 6)
    assert document.source_at(text.index("four")) == TextRef(7, 17)


def test_places_inside_code_and_html():
    document = read("x\n\n```\n one\n```\n\n<div>\ntwo</div>\n")
    assert document.source_at(document.text.index("one")) == TextRef(4, 2)
    assert document.source_at(document.text.index("two")) == TextRef(8, 1)


def test_front_matter_is_kept_apart():
    document = read("---\ntitle: NDA\n---\nWords")
    assert document.text == "Words"
    assert [(item.kind, item.text) for item in document.furniture] == [("header", "title: NDA")]


def test_a_rule_at_the_start_is_no_front_matter():
    assert shown("---\nWords\n\n---\nmore") == ["Words", "more"]


@pytest.mark.parametrize(("changes", "expected"), [("accepted", "pay 20 days"), ("original", "pay 10 days")])
def test_struck_text_is_read_in_the_view_asked_for(changes, expected):
    document = read("pay ~~10~~<ins>20</ins> days", changes=changes)
    assert document.text == expected
    assert codes(document) == ["struck_text", "inserted_text"]


@pytest.mark.parametrize("text", ["> " * 300 + "words", "- " * 300 + "words", "[" * 20_000 + "words"])
def test_what_the_grammar_cannot_be_trusted_with_is_read_as_plain_text(text):
    document = read(text)
    assert document.text == text
    assert codes(document) == ["markdown_as_text"]


def test_too_long_a_file_is_read_as_plain_text(monkeypatch):
    monkeypatch.setattr(markdown_loader, "_MOST_CHARACTERS", 5)
    assert read("**words**").text == "**words**"


def test_a_file_without_words_is_refused():
    with pytest.raises(NoTextError):
        read("![](a.png)")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It is in <iframe src=a.html></iframe> here.", [("unread", "embedded_document")]),
        ("# Scan\n\n![](page-1.png)", [("unread", "pictures")]),
        ("keep it secret " * 20 + "![](logo.png)", [("info", "pictures")]),
    ],
)
def test_what_may_hold_words_of_the_contract_is_unread(text, expected):
    assert [(notice.level, notice.code) for notice in read(text).notices] == expected
