import pytest

from clausegap.errors import TooLargeError
from clausegap.loaders import base
from clausegap.loaders.base import Change, Changed, DocumentBuilder
from clausegap.model.document import Notice, PdfRef, Revision, SourceInfo, TextRef, WordRef

SOURCE = SourceInfo("a.txt", "text/plain", "00", 1)


def build(*steps):
    builder = DocumentBuilder(SOURCE)
    for step in steps:
        step(builder)
    return builder.build()


def block(*texts, **kwargs):
    return lambda builder: builder.add_block([(text, None) for text in texts], **kwargs)


def words(document):
    return [document.text[b.start : b.end] for b in document.blocks]


def test_blocks_are_parted_by_one_line_feed():
    document = build(block("One", " two"), block("Three"))
    assert document.text == "One two\nThree"
    assert words(document) == ["One two", "Three"]


def test_block_carries_kind_number_and_level():
    document = build(block("9. Term", kind="heading", number="9.", level=1))
    only = document.blocks[0]
    assert (only.kind, only.number, only.level) == ("heading", "9.", 1)


def test_empty_block_leaves_no_trace():
    document = build(block("One"), block(""), block(), block("Two"))
    assert document.text == "One\nTwo"
    assert len(document.blocks) == 2


def test_own_white_space_takes_the_place_of_the_line_feed():
    document = build(block("One"), lambda b: b.add_space("\r\n\r\n"), block("Two"))
    assert document.text == "One\r\n\r\nTwo"


def test_block_left_open_is_closed_when_built():
    document = build(lambda b: b.write("One"))
    assert words(document) == ["One"]


@pytest.mark.parametrize("ref", [PdfRef(1, 5), WordRef("document", 0, 5), TextRef(1, 5)])
def test_runs_that_follow_one_another_become_one_segment(ref):
    after = {PdfRef: PdfRef(1, 8), WordRef: WordRef("document", 0, 8), TextRef: TextRef(1, 8)}[type(ref)]
    document = build(lambda b: b.add_block([("abc", ref), ("def", after)]))
    assert [(s.start, s.end) for s in document.segments] == [(0, 6)]


def test_runs_of_another_paragraph_stay_apart():
    runs = [("abc", WordRef("document", 0, 0)), ("def", WordRef("document", 1, 3))]
    document = build(lambda b: b.add_block(runs))
    assert len(document.segments) == 2


def test_implied_text_has_no_place_in_the_source():
    document = build(lambda b: b.add_block([("1. ", None), ("Term", TextRef(3, 1))]))
    assert document.source_at(0) is None
    assert document.source_at(4) == TextRef(3, 2)


def test_page_begins_with_the_first_character_after_the_separator():
    document = build(lambda b: b.begin_page(1), block("One"), lambda b: b.begin_page(2), block("Two"))
    assert [(p.number, p.start, p.end) for p in document.pages] == [(1, 0, 3), (2, 4, 7)]


def test_page_may_begin_inside_a_block():
    document = build(
        lambda b: b.begin_page(1),
        lambda b: b.write("One "),
        lambda b: b.begin_page(2),
        lambda b: b.write("two"),
    )
    assert len(document.blocks) == 1
    assert [document.page_at(offset) for offset in (0, 3, 4)] == [1, 1, 2]


def test_empty_pages_are_kept():
    document = build(lambda b: b.begin_page(1), lambda b: b.begin_page(2), block("Two"), lambda b: b.begin_page(3))
    assert [(p.number, p.start, p.end) for p in document.pages] == [(1, 0, 0), (2, 0, 3), (3, 3, 3)]
    assert document.page_at(0) == 2


def test_furniture_remembers_where_it_stood():
    document = build(block("One"), lambda b: b.add_furniture("footer", "p. 1", page=1), block("Two"))
    assert document.text == "One\nTwo"
    assert (document.furniture[0].at, document.furniture[0].page) == (3, 1)


def test_unread_notice_makes_a_document_incomplete():
    document = build(block("One"), lambda b: b.add_notice(Notice("unread", "x", "y")))
    assert not document.complete


def test_text_over_the_limit_is_refused(monkeypatch):
    monkeypatch.setattr(base, "MAX_CHARACTERS", 5)
    with pytest.raises(TooLargeError, match="characters"):
        build(block("abc"), block("def"))


SMITH = Change("deletion", "Smith", "2024-01-01")
JONES = Change("insertion", "Jones")


def pieces(*given):
    return lambda builder: builder.add_block(given)


def test_changed_words_become_revisions():
    document = build(
        pieces(("within ", None), ("", Changed(SMITH, None, "ten")), ("six", Changed(JONES, WordRef("p", 0, 7))))
    )
    assert document.revisions == (
        Revision("deletion", 7, 7, "ten", "Smith", "2024-01-01"),
        Revision("insertion", 7, 10, "six", "Jones", None),
    )
    assert document.source_at(8) == WordRef("p", 0, 8)


def test_neighbouring_pieces_of_one_change_and_block_are_one_revision():
    absent, present = ("", Changed(SMITH, None, "a")), ("b", Changed(JONES))
    document = build(pieces(absent, absent, present, present), pieces(present), pieces(absent), pieces(absent))
    assert [(r.start, r.end, r.text) for r in document.revisions] == [
        (0, 0, "aa"), (0, 2, "bb"), (3, 4, "b"), (4, 4, "a"), (4, 4, "a"),
    ]  # fmt: skip


def test_changes_of_two_people_are_two_revisions():
    document = build(pieces(("a", Changed(JONES)), ("b", Changed(Change("insertion", "Smith")))))
    assert [(r.author, r.text) for r in document.revisions] == [("Jones", "a"), ("Smith", "b")]


def test_words_that_were_a_paragraph_end_with_it():
    gone = [("", Changed(SMITH, None, text)) for text in ("one", "\n", "two", "\n")]
    document = build(pieces(*gone, ("three", None)))
    assert [(r.start, r.text) for r in document.revisions] == [(0, "one\n"), (0, "two\n")]


def test_absent_words_at_the_beginning_of_a_block_stand_after_the_line_feed():
    document = build(block("One"), pieces(("", Changed(SMITH, None, "Old")), ("New", None)))
    assert document.revisions[0].start == document.text.index("New")
