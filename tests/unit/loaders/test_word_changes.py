"""The three views of tracked changes, and the revisions that go with them."""

import pytest
from word_files import definition, level, lines, listed, num, para, run, style, styled, table, word_file

from clausegap.loaders.word import load_word
from clausegap.model.document import Revision, SourceInfo
from clausegap.model.reading import ReadOptions

VIEWS = ("accepted", "original", "both")
WHO = 'w:id="1" w:author="Jane Roe" w:date="2024-05-01T10:00:00Z"'
NUMBERS = {"numbering": definition(0, level(0, "%1."), level(1, "%1.%2")) + num(1, 0) + num(2, 0)}


def ins(content):
    return f"<w:ins {WHO}>{content}</w:ins>"


def gone(text):
    return f'<w:del {WHO}><w:r><w:delText xml:space="preserve">{text}</w:delText></w:r></w:del>'


def mark(tag, more=""):
    return f"{more}<w:rPr><w:{tag} {WHO}/></w:rPr>"


def view(body, changes, **parts):
    data = word_file(body, parts=parts)
    return load_word(data, SourceInfo("a.docx", "", "", len(data)), ReadOptions(changes=changes))


def views(body, **parts):
    return {name: lines(view(body, name, **parts)) for name in VIEWS}


def revisions(document):
    return [(r.kind, document.text[r.start : r.end], r.text) for r in document.revisions]


def test_words_are_accepted_rejected_or_both_shown():
    body = para(run("within ") + gone("thirty") + ins(run("sixty")) + run(" days"))
    assert views(body) == {
        "accepted": ["within sixty days"],
        "original": ["within thirty days"],
        "both": ["within thirtysixty days"],
    }


def test_moved_words_stand_at_their_old_or_new_place():
    moved = run("secret")
    body = para(run("a ") + f"<w:moveFrom {WHO}>{moved}</w:moveFrom>") + para(f"<w:moveTo {WHO}>{moved}</w:moveTo>")
    assert views(body) == {"accepted": ["a", "secret"], "original": ["a secret"], "both": ["a secret", "secret"]}


def test_a_revision_knows_its_words_its_author_and_its_place():
    body = para(run("within ") + gone("thirty") + ins(run("six") + run("ty")) + run(" days"))
    who = ("Jane Roe", "2024-05-01T10:00:00Z")
    assert view(body, "accepted").revisions == (
        Revision("deletion", 7, 7, "thirty", *who),
        Revision("insertion", 7, 12, "sixty", *who),
    )
    assert view(body, "original").revisions == (
        Revision("deletion", 7, 13, "thirty", *who),
        Revision("insertion", 13, 13, "sixty", *who),
    )
    assert [(r.start, r.end) for r in view(body, "both").revisions] == [(7, 13), (13, 18)]


@pytest.mark.parametrize("changes", VIEWS)
def test_changes_over_paragraphs_give_one_revision_for_each(changes):
    body = para(ins(run("one")), mark("ins")) + para(ins(run("two")), mark("ins")) + para("three")
    found = [(r.kind, r.text.strip()) for r in view(body, changes).revisions]
    assert found == [("insertion", "one"), ("insertion", "two")]


def test_a_paragraph_that_is_left_out_shows_its_mark_as_a_line_feed():
    body = para("kept") + para(gone("old"), mark("del")) + para("end")
    document = view(body, "accepted")
    assert lines(document) == ["kept", "end"]
    assert [(r.start, r.end, r.text) for r in document.revisions] == [(5, 5, "old\n")]
    assert document.text[5:] == "end"


def test_a_deleted_beginning_stands_at_the_beginning_of_its_paragraph():
    document = view(para("before") + para(gone("Old ") + run("new")), "accepted")
    assert document.text[document.revisions[0].start :] == "new"


def test_inserted_paragraph_marks_are_joined_in_the_original():
    body = para("The Supplier shall ", mark("ins")) + para("not pay.")
    assert views(body) == {
        "accepted": ["The Supplier shall", "not pay."],
        "original": ["The Supplier shall not pay."],
        "both": ["The Supplier shall", "not pay."],
    }


def test_rows_come_and_go():
    def row(tag, text):
        return table([para(text)], row_properties=f"<w:trPr><w:{tag} {WHO}/></w:trPr>")

    body = row("ins", "new") + row("del", gone("old")) + para("end")
    assert views(body) == {"accepted": ["new", "end"], "original": ["old", "end"], "both": ["new", "old", "end"]}
    assert revisions(view(body, "accepted")) == [("insertion", "new", "new"), ("deletion", "", "old")]
    assert revisions(view(body, "original")) == [("insertion", "", "new"), ("deletion", "old", "old")]


def test_cells_come_and_go():
    def cell(tag, text):
        return f"<w:tcPr><w:{tag} {WHO}/></w:tcPr>" + para(text)

    body = table([para("kept"), cell("cellIns", "new"), cell("cellDel", "old")])
    assert views(body) == {"accepted": ["kept | new"], "original": ["kept | old"], "both": ["kept | new | old"]}
    assert revisions(view(body, "accepted")) == [("insertion", "new", "new"), ("deletion", "", "old")]
    assert revisions(view(body, "both")) == [("insertion", "new", "new"), ("deletion", "old", "old")]


def test_the_cells_of_a_row_that_is_left_out_are_set_apart():
    body = table([para("a"), para("b")], row_properties=f"<w:trPr><w:del {WHO}/></w:trPr>") + para("end")
    assert revisions(view(body, "accepted")) == [("deletion", "", "a | b")]


def test_numbers_are_those_of_the_view():
    number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    body = listed("a") + para(gone("b"), mark("del", number)) + para(ins(run("c")), mark("ins", number)) + listed("d")
    assert views(body, **NUMBERS) == {
        "accepted": ["1. a", "2. c", "3. d"],
        "original": ["1. a", "2. b", "3. d"],
        "both": ["1. a", "2. b", "3. c", "4. d"],
    }


def test_the_original_has_the_former_properties():
    former = (
        f'<w:pPrChange {WHO}><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:pPrChange>'
    )
    now = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    body = listed("a") + para("b", now + former) + para("c", now + f"<w:pPrChange {WHO}><w:pPr/></w:pPrChange>")
    assert views(body, **NUMBERS) == {
        "accepted": ["1. a", "2. b", "3. c"],
        "original": ["1. a", "1.1 b", "c"],
        "both": ["1. a", "2. b", "3. c"],
    }


def test_the_former_properties_keep_mark_and_section():
    former = f"<w:pPrChange {WHO}><w:pPr/></w:pPrChange>"
    body = para("a ", mark("ins") + former) + para("b")
    assert lines(view(body, "original")) == ["a b"]


def test_an_inserted_number_is_none_in_the_original():
    inserted = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/><w:ins {WHO}/></w:numPr>'
    assert views(para("a", inserted), **NUMBERS) == {"accepted": ["1. a"], "original": ["a"], "both": ["1. a"]}


def test_a_former_style_decides_in_the_original():
    former = f'<w:pPrChange {WHO}><w:pPr><w:pStyle w:val="H"/></w:pPr></w:pPrChange>'
    styles = style("H", '<w:outlineLvl w:val="0"/>') + style("B")
    body = para("Term", '<w:pStyle w:val="B"/>' + former) + styled("H", "Notices")
    assert [b.level for b in view(body, "original", styles=styles).blocks] == [1, 1]
    assert [b.level for b in view(body, "accepted", styles=styles).blocks] == [None, 1]


def test_the_mark_s_own_former_properties_change_nothing():
    properties = f"<w:rPr><w:rPrChange {WHO}><w:rPr><w:del {WHO}/></w:rPr></w:rPrChange></w:rPr>"
    assert lines(view(para("a", properties) + para("b"), "accepted")) == ["a", "b"]


def test_notes_of_deleted_references_belong_to_the_original():
    body = para(run("a") + f'<w:del {WHO}><w:r><w:footnoteReference w:id="1"/></w:r></w:del>')
    notes = f'<w:footnote w:id="1">{para("old")}</w:footnote>'
    assert lines(view(body, "accepted", footnotes=notes)) == ["a"]
    assert lines(view(body, "original", footnotes=notes)) == ["a[1]", "[1] old"]


def test_a_deleted_field_shows_its_result_but_not_its_code():
    character = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    code = "<w:r><w:delInstrText>REF x</w:delInstrText></w:r>"
    pieces = (character.format("begin"), code, character.format("separate"), "<w:r><w:delText>9.1</w:delText></w:r>",
              character.format("end"))  # fmt: skip
    body = para(run("see ") + "".join(f"<w:del {WHO}>{piece}</w:del>" for piece in pieces) + run("here"))
    assert views(body) == {"accepted": ["see here"], "original": ["see 9.1here"], "both": ["see 9.1here"]}
    assert revisions(view(body, "accepted")) == [("deletion", "", "9.1")]


def test_an_inserted_word_that_was_deleted_again_is_only_shown_in_both():
    body = para(run("a ") + ins(gone("never")) + run("b"))
    assert views(body) == {"accepted": ["a b"], "original": ["a b"], "both": ["a neverb"]}


def test_inserted_words_lead_back_to_their_paragraph():
    document = view(para(run("ab") + ins(run("cd")) + run("ef")), "accepted")
    assert [document.source_at(i).char for i in range(6)] == [0, 1, 2, 3, 4, 5]


def test_changes_in_white_space_at_the_ends_are_kept_as_places():
    document = view(para(ins(run("  ")) + run("word") + ins(run(" "))), "accepted")
    assert document.text == "word"
    assert [(r.start, r.end, r.text) for r in document.revisions] == [(0, 0, "  "), (4, 4, " ")]


@pytest.mark.parametrize(
    ("changes", "words"), [("accepted", "as accepted"), ("original", "rejected"), ("both", "All text")]
)
def test_the_notice_names_the_view(changes, words):
    document = view(para(run("a") + ins(run("b"))), changes)
    assert next(words in n.message for n in document.notices if n.code == "tracked_changes")


def test_a_file_without_changes_reads_alike_in_every_view():
    body = listed("a") + table([para("b"), listed("c", level=1)]) + para("d")
    first, *rest = (view(body, name, **NUMBERS) for name in VIEWS)
    assert all(other == first for other in rest)
    assert first.revisions == ()


def test_a_number_that_was_replaced_is_said_to_be_the_present_one():
    changed = (
        f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/><w:numberingChange {WHO} w:original="%1:7:0:."/></w:numPr>'
    )
    for changes, codes in (("original", ["former_number"]), ("accepted", [])):
        document = view(para("a", changed), changes, **NUMBERS)
        assert (document.text, [notice.code for notice in document.notices]) == ("1. a", codes)
