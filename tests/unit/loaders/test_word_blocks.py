import pytest
from word_files import lines, load_body, para, run, style, styled, table

GONE = "<w:rPr><w:del/></w:rPr>"


def kinds(document):
    return [(block.kind, text) for block, text in zip(document.blocks, lines(document), strict=True)]


def test_a_table_row_is_one_block():
    document = load_body(table([para("Item"), para("Level")], [para("Desk"), para("99%") + para("a month")]))
    assert kinds(document) == [("table_row", "Item | Level"), ("table_row", "Desk | 99%\na month")]


def test_a_row_takes_its_number_from_its_first_cell():
    document = load_body(table([para("9.1"), para("The Supplier shall pay.")]))
    assert document.blocks[0].number == "9.1"


def test_merged_cells_are_read_once():
    first = '<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>' + para("Fees")
    rest = "<w:tcPr><w:vMerge/></w:tcPr>" + para()
    assert lines(load_body(table([first, para("a")], [rest, para("b")]))) == ["Fees | a", "b"]


def test_a_nested_table_stands_inside_its_row():
    inner = table([para("x"), para("y")], [para("z"), para("w")])
    assert lines(load_body(table([para("A") + inner + para(), para("B")]))) == ["A\nx | y\nz | w | B"]


def test_rows_and_cells_in_content_controls_are_read():
    cell = "<w:sdt><w:sdtContent><w:tc>" + para("b") + "</w:tc></w:sdtContent></w:sdt>"
    row = f"<w:sdt><w:sdtContent><w:tr><w:tc>{para('a')}</w:tc>{cell}</w:tr></w:sdtContent></w:sdt>"
    assert lines(load_body(f"<w:tbl>{row}</w:tbl>")) == ["a | b"]


def test_deleted_rows_and_cells_are_left_out():
    gone = table([para("old")], row_properties="<w:trPr><w:del/></w:trPr>")
    cell = "<w:tcPr><w:cellDel/></w:tcPr>" + para("old")
    assert lines(load_body(gone + table([para("new"), cell]))) == ["new"]


def test_block_content_controls_and_alternatives_are_read():
    control = f"<w:sdt><w:sdtContent>{para('a')}</w:sdtContent></w:sdt>"
    choice = f"<mc:Choice>{para('b')}</mc:Choice><mc:Fallback>{para('c')}</mc:Fallback>"
    assert lines(load_body(control + f"<mc:AlternateContent>{choice}</mc:AlternateContent>")) == ["a", "b"]


def test_a_deleted_paragraph_mark_joins_two_paragraphs():
    document = load_body(para("The Supplier shall ", GONE) + para("not pay."))
    assert lines(document) == ["The Supplier shall not pay."]
    assert [segment.ref.paragraph for segment in document.segments] == [0, 1]


def test_a_moved_away_paragraph_leaves_nothing_behind():
    moved = para(f"<w:moveFrom>{run('old')}</w:moveFrom>", "<w:rPr><w:moveFrom/></w:rPr>")
    assert lines(load_body(moved + table([para("a")]) + para("b"))) == ["a", "b"]


def test_words_before_a_deleted_mark_survive_when_a_table_follows():
    assert lines(load_body(para("kept", GONE) + table([para("a")]))) == ["kept", "a"]


def test_notes_follow_the_paragraph_that_refers_to_them():
    reference = '<w:r><w:footnoteReference w:id="7"/></w:r><w:r><w:endnoteReference w:id="1"/></w:r>'
    own_mark = "<w:r><w:footnoteRef/></w:r>"
    document = load_body(
        para(run("Data") + reference + run(".")) + para("next"),
        footnotes=f'<w:footnote w:id="7">{para(own_mark + run(" Only here."))}</w:footnote>',
        endnotes=f'<w:endnote w:id="1">{para("At the end.")}{para("And more.")}</w:endnote>',
    )
    assert kinds(document) == [
        ("paragraph", "Data[1][1]."),
        ("footnote", "[1] Only here."),
        ("endnote", "[1] At the end."),
        ("endnote", "And more."),
        ("paragraph", "next"),
    ]


def test_note_marks_are_no_characters_of_the_source():
    document = load_body(
        para(run("ab") + '<w:r><w:footnoteReference w:id="1"/></w:r>' + run("cd")),
        footnotes=f'<w:footnote w:id="1">{para("note")}</w:footnote>',
    )
    assert document.source_at(document.text.index("[1]")) is None
    assert document.source_at(document.text.index("cd")).char == 2
    assert document.source_at(document.text.index("note")).part == "word/footnotes.xml"


def test_a_note_of_a_deleted_reference_is_left_out():
    deleted = '<w:del><w:r><w:footnoteReference w:id="1"/></w:r></w:del>'
    kept = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    notes = f'<w:footnote w:id="1">{para("old")}</w:footnote><w:footnote w:id="2">{para("new")}</w:footnote>'
    assert lines(load_body(para(run("a") + deleted + kept), footnotes=notes)) == ["a[1]", "[1] new"]


def test_text_boxes_follow_their_anchor_once():
    box = f"<w:txbxContent>{para('in the box')}</w:txbxContent>"
    drawing = f"<mc:Choice><w:drawing><a:x>{box}</a:x></w:drawing></mc:Choice>"
    picture = f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
    anchor = run("before") + f"<w:r><mc:AlternateContent>{drawing}{picture}</mc:AlternateContent></w:r>"
    assert kinds(load_body(para(anchor) + para("after"))) == [
        ("paragraph", "before"),
        ("text_box", "in the box"),
        ("paragraph", "after"),
    ]


@pytest.mark.parametrize("kind", ["header", "footer"])
def test_headers_and_footers_are_kept_apart_where_their_section_begins(kind):
    section = '<w:sectPr><w:{0}Reference w:type="default" r:id="r_{0}{1}"/></w:sectPr>'
    document = load_body(
        para("first", section.format(kind, 1)) + para("second") + section.format(kind, 2),
        **{f"{kind}1": para("Draft 4"), f"{kind}2": para("Final")},
    )
    assert document.text == "first\nsecond"
    assert [(f.kind, f.text, f.at) for f in document.furniture] == [(kind, "Draft 4", 0), (kind, "Final", 5)]


def test_a_watermark_is_a_stamp():
    mark = '<w:r><w:pict><v:shape><v:textpath string="DRAFT"/></v:shape></w:pict></w:r>'
    reference = '<w:sectPr><w:headerReference r:id="r_header1"/></w:sectPr>'
    document = load_body(para("text") + reference, header1=para(mark))
    assert [(f.kind, f.text) for f in document.furniture] == [("stamp", "DRAFT")]


def test_the_style_of_the_surviving_mark_decides_after_a_join():
    document = load_body(para(run("1. "), GONE) + styled("H", "Term"), styles=style("H", '<w:outlineLvl w:val="0"/>'))
    assert [(b.kind, b.level) for b in document.blocks] == [("heading", 1)]


def test_words_after_a_text_box_stay_in_their_paragraph():
    box = f"<w:r><w:pict><v:textbox><w:txbxContent>{para('in the box')}</w:txbxContent></v:textbox></w:pict></w:r>"
    assert lines(load_body(para(run("before ") + box + run("behind")))) == ["before behind", "in the box"]


def test_a_paragraph_in_an_unknown_wrapper_inside_another_is_read():
    assert load_body(para(run("a ") + f"<w:neverHeardOf>{para('b')}</w:neverHeardOf>" + run(" c"))).text == "a b c"


def test_the_last_section_s_header_stands_at_its_beginning():
    reference = '<w:sectPr><w:headerReference r:id="r_header{}"/></w:sectPr>'
    body = para("one", reference.format(1)) + para("two") + para("three") + reference.format(2)
    document = load_body(body, header1=para("First"), header2=para("Last"))
    assert [(f.text, document.text[: f.at]) for f in document.furniture] == [("First", ""), ("Last", "one")]
