import pytest
from word_files import lines, load_body, para, run, style, styled

from clausegap.model.document import WordRef

FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'


def field(instruction: str, result: str) -> str:
    code = f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
    return FIELD.format("begin") + code + FIELD.format("separate") + result + FIELD.format("end")


@pytest.mark.parametrize(
    "wrapper",
    [
        "<w:ins>{}</w:ins>",
        "<w:moveTo>{}</w:moveTo>",
        "<w:hyperlink>{}</w:hyperlink>",
        "<w:smartTag>{}</w:smartTag>",
        "<w:customXml>{}</w:customXml>",
        "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>",
        '<w:fldSimple w:instr="REF x">{}</w:fldSimple>',
        "<w:neverHeardOf>{}</w:neverHeardOf>",
        "<mc:AlternateContent><mc:Choice>{}</mc:Choice></mc:AlternateContent>",
    ],
)
def test_words_in_any_wrapper_are_read(wrapper):
    text = run("shall ") + wrapper.format(run("not ")) + run("indemnify")
    assert load_body(para(text)).text == "shall not indemnify"


@pytest.mark.parametrize(
    "wrapper",
    [
        "<w:del><w:r><w:delText>{0}</w:delText></w:r></w:del>",
        "<w:moveFrom>{1}</w:moveFrom>",
        "<w:r><w:instrText>{0}</w:instrText></w:r>",
        "<mc:AlternateContent><mc:Choice/><mc:Fallback>{1}</mc:Fallback></mc:AlternateContent>",
    ],
)
def test_words_that_are_not_displayed_are_left_out(wrapper):
    text = run("shall ") + wrapper.format("GONE", run("GONE")) + run("pay")
    assert load_body(para(text)).text == "shall pay"


@pytest.mark.parametrize(
    ("element", "shown"),
    [
        ("<w:tab/>", "\t"),
        ("<w:br/>", "\n"),
        ("<w:cr/>", "\n"),
        ("<w:noBreakHyphen/>", "-"),
        ("<w:softHyphen/>", ""),
        ('<w:sym w:font="Wingdings" w:char="F0FE"/>', "\u2611"),
        ('<w:sym w:font="Nobody" w:char="F0FE"/>', "\ufffd"),
        ('<w:sym w:font="Nobody" w:char="nonsense"/>', "\ufffd"),
        ("<w:t>\u00a0</w:t>", " "),
        ("<w:t>\u00ad</w:t>", ""),
    ],
)
def test_special_characters_are_shown_as_text(element, shown):
    assert load_body(para(run("a") + f"<w:r>{element}</w:r>" + run("b"))).text == f"a{shown}b"


def test_formulas_are_read():
    assert load_body(para("<m:oMath><m:r><m:t>F = 0.05 x M</m:t></m:r></m:oMath>")).text == "F = 0.05 x M"


def test_a_field_shows_its_result_only():
    assert load_body(para(run("clause ") + field("REF a", run("9")))).text == "clause 9"


def test_a_field_inside_an_instruction_shows_nothing():
    nested = FIELD.format("begin") + field("PAGE", run("7")) + FIELD.format("separate")
    assert load_body(para(nested + run("yes") + FIELD.format("end"))).text == "yes"


def test_a_field_that_never_ends_swallows_no_words():
    assert load_body(para(FIELD.format("begin") + run("kept")) + para("next")).text == "kept\nnext"


def test_old_form_fields_are_shown():
    box = '<w:ffData><w:checkBox><w:checked w:val="1"/></w:checkBox></w:ffData>'
    entries = '<w:listEntry w:val="red"/><w:listEntry w:val="blue"/>'
    choice = f'<w:ffData><w:ddList><w:result w:val="1"/>{entries}</w:ddList></w:ffData>'
    text = "".join(
        f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r>' + FIELD.format("end")
        for data in (box, choice)
    )
    assert load_body(para(text)).text == "\u2612blue"


def test_every_own_character_leads_back_to_its_paragraph():
    document = load_body(para("first") + para(run(" a\u00adb") + "<w:r><w:tab/></w:r>" + run("c ")))
    start = document.text.index("ab")
    places = [document.source_at(start + i) for i in range(4)]
    assert places == [WordRef("word/document.xml", 1, char) for char in (1, 3, 4, 5)]


def test_a_heading_style_gives_kind_and_level():
    outline = '<w:outlineLvl w:val="1"/>'
    document = load_body(styled("Sub", "Keeping it secret"), styles=style("H", outline) + style("Sub", based_on="H"))
    assert [(b.kind, b.level) for b in document.blocks] == [("heading", 2)]


def test_a_clause_set_in_a_heading_style_is_no_heading():
    clause = "The Supplier shall keep all of the Customer's information secret at all times."
    document = load_body(styled("H", clause), styles=style("H", '<w:outlineLvl w:val="0"/>'))
    assert document.blocks[0].kind == "paragraph"


def test_entries_of_a_table_of_contents_carry_no_number_of_their_own():
    document = load_body(styled("T", "1. Definitions 4") + para("1. Definitions"), styles=style("T", name="toc 1"))
    assert [(b.kind, b.number) for b in document.blocks] == [("paragraph", None), ("heading", "1.")]


def test_typed_numbers_are_known():
    document = load_body(para("(a) the Supplier shall pay;") + para("9.1 The Customer may audit."))
    assert [(b.kind, b.number) for b in document.blocks] == [("list_item", "(a)"), ("paragraph", "9.1")]


def test_empty_paragraphs_make_no_block():
    assert lines(load_body(para() + para("a") + para(run("  ")) + para("b"))) == ["a", "b"]
