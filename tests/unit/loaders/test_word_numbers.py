import pytest
from word_files import definition, level, lines, listed, load_body, num, para, style, styled

from clausegap.loaders.word_numerals import write_numeral

CLAUSES = definition(
    0, level(0, "%1."), level(1, "%1.%2"), level(2, "(%3)", "lowerLetter"), level(3, "(%4)", "lowerRoman")
)
LISTED = CLAUSES + num(1, 0)


def numbered(*levels_and_lists, definitions=LISTED, styles=""):
    """The numbers shown before paragraphs given as (level, list)."""
    body = "".join(listed("word", num_id, ilvl) for ilvl, num_id in levels_and_lists)
    return [
        line.rpartition("word")[0].rstrip() for line in lines(load_body(body, numbering=definitions, styles=styles))
    ]


def test_levels_count_and_start_anew_under_a_higher_one():
    assert numbered((0, 1), (1, 1), (1, 1), (2, 1), (3, 1), (2, 1), (0, 1), (1, 1), (2, 1)) == [
        "1.", "1.1", "1.2", "(a)", "(i)", "(b)", "2.", "2.1", "(a)",
    ]  # fmt: skip


def test_a_level_without_any_above_shows_their_start():
    assert numbered((1, 1), (1, 1)) == ["1.1", "1.2"]


def test_lists_of_one_definition_count_together():
    assert numbered((0, 1), (0, 2), (0, 1), definitions=CLAUSES + num(1, 0) + num(2, 0)) == ["1.", "2.", "3."]


def test_an_overridden_start_starts_anew_once():
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    definitions = CLAUSES + num(1, 0) + num(2, 0, override)
    assert numbered((0, 1), (0, 1), (0, 2), (0, 2), definitions=definitions) == ["1.", "2.", "1.", "2."]


def test_an_overridden_level_replaces_the_definition():
    override = f'<w:lvlOverride w:ilvl="0">{level(0, "Article %1", "upperRoman", start=4)}</w:lvlOverride>'
    assert numbered((0, 1), definitions=CLAUSES + num(1, 0, override)) == ["Article IV"]


@pytest.mark.parametrize(
    ("restart", "last"),
    [("", "1)"), ('<w:lvlRestart w:val="0"/>', "2)"), ('<w:lvlRestart w:val="1"/>', "2)")],
)
def test_a_level_restarts_as_it_says(restart, last):
    definitions = definition(0, level(0, "%1."), level(1, "%2."), level(2, "%3)", more=restart)) + num(1, 0)
    assert numbered((0, 1), (1, 1), (2, 1), (1, 1), (2, 1), definitions=definitions)[-1] == last


def test_legal_levels_show_decimals():
    definitions = definition(0, level(0, "Article %1", "upperRoman"), level(1, "%1.%2", more="<w:isLgl/>")) + num(1, 0)
    assert numbered((0, 1), (0, 1), (1, 1), definitions=definitions) == ["Article I", "Article II", "2.1"]


def test_legal_levels_keep_the_zero_of_words_own_template():
    section = level(1, "Section %1.%2", "decimalZero", more="<w:isLgl/>")
    definitions = definition(0, level(0, "Article %1.", "upperRoman"), section) + num(1, 0)
    assert numbered((0, 1), (1, 1), definitions=definitions) == ["Article I.", "Section 1.01"]


@pytest.mark.parametrize(("suffix", "text"), [("tab", "1 word"), ("space", "1 word"), ("nothing", "1word")])
def test_the_suffix_stands_between_number_and_words(suffix, text):
    definitions = definition(0, level(0, "%1", more=f'<w:suff w:val="{suffix}"/>')) + num(1, 0)
    assert load_body(listed("word"), numbering=definitions).text == text


def test_list_zero_takes_a_number_away():
    properties = '<w:numPr><w:numId w:val="1"/></w:numPr>'
    plain = para("plain", '<w:pStyle w:val="C"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    document = load_body(styled("C", "word") + plain, numbering=CLAUSES + num(1, 0), styles=style("C", properties))
    assert lines(document) == ["1. word", "plain"]


def test_styles_bound_to_levels_number_their_paragraphs():
    definitions = definition(
        0,
        level(0, "%1.", more='<w:pStyle w:val="One"/>'),
        level(1, "%1.%2", more='<w:pStyle w:val="Two"/>'),
    ) + num(1, 0)
    styles = (
        style("One", '<w:numPr><w:numId w:val="1"/></w:numPr>')
        + style("Two", based_on="One")
        + style("Copy", based_on="Two")
    )
    body = styled("One", "a") + styled("Two", "b") + styled("Copy", "c")
    assert lines(load_body(body, numbering=definitions, styles=styles)) == ["1. a", "1.1 b", "1.2 c"]


def test_a_style_inherits_the_list_and_sets_the_level():
    styles = style("One", '<w:numPr><w:numId w:val="1"/></w:numPr>') + style(
        "Two", '<w:numPr><w:ilvl w:val="2"/></w:numPr>', based_on="One"
    )
    document = load_body(styled("Two", "b"), numbering=CLAUSES + num(1, 0), styles=styles)
    assert lines(document) == ["(a) b"]


@pytest.mark.parametrize("opening", ['<w:style w:type="table"', "<w:style"])
def test_styles_between_table_styles_are_read(opening):
    dress = '<w:tblStylePr w:type="firstRow"/><w:tblStylePr w:type="lastRow"><w:pPr/></w:tblStylePr>'
    number = '<w:numPr><w:numId w:val="1"/></w:numPr>'
    dressed, bare = f'{opening} w:styleId="X">{dress}</w:style>', f'{opening} w:styleId="Y"/>'
    styles = dressed + style("C", number) + bare + style("D", number) + dressed
    document = load_body(styled("C", "word") + styled("D", "word"), numbering=LISTED, styles=styles)
    assert lines(document) == ["1. word", "2. word"]


def test_styles_that_inherit_in_a_circle_end():
    styles = style("A", based_on="B") + style("B", based_on="A")
    assert lines(load_body(styled("A", "word"), styles=styles)) == ["word"]


def test_a_definition_may_point_to_a_numbering_style():
    definitions = '<w:abstractNum w:abstractNumId="5"><w:numStyleLink w:val="L"/></w:abstractNum>' + CLAUSES
    styles = style("L", '<w:numPr><w:numId w:val="1"/></w:numPr>', kind="numbering")
    assert numbered((0, 2), definitions=definitions + num(1, 0) + num(2, 5), styles=styles) == ["1."]


def test_a_definition_that_points_to_itself_numbers_nothing():
    definitions = '<w:abstractNum w:abstractNumId="5"><w:numStyleLink w:val="L"/></w:abstractNum>' + num(1, 5)
    styles = style("L", '<w:numPr><w:numId w:val="1"/></w:numPr>', kind="numbering")
    assert numbered((0, 1), definitions=definitions, styles=styles) == [""]


def test_deleted_paragraphs_are_not_counted():
    gone = para(
        "<w:del><w:r><w:delText>old</w:delText></w:r></w:del>",
        '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr>',
    )
    document = load_body(listed("a") + gone + listed("b"), numbering=CLAUSES + num(1, 0))
    assert lines(document) == ["1. a", "2. b"]


def test_bullets_are_items_without_a_number():
    definitions = definition(0, level(0, "\uf0b7", "bullet")) + num(1, 0)
    document = load_body(listed("word"), numbering=definitions)
    assert (document.text, document.blocks[0].kind, document.blocks[0].number) == (
        "\u2022 word",
        "list_item",
        None,
    )


def test_the_number_is_part_of_the_text_but_has_no_place_in_the_source():
    document = load_body(listed("keep it secret", level=2), numbering=CLAUSES + num(1, 0))
    block = document.blocks[0]
    assert (block.kind, block.number, block.level) == ("list_item", "(a)", 3)
    assert document.text == "(a) keep it secret"
    assert document.source_at(0) is None
    assert document.source_at(4).char == 0


def test_a_number_stands_alone_before_no_words():
    assert lines(load_body(listed("") + listed("b"), numbering=CLAUSES + num(1, 0))) == ["1.", "2. b"]


def test_a_named_number_makes_a_heading():
    definitions = definition(0, level(0, "Schedule %1")) + num(1, 0)
    document = load_body(listed("- Components and sites"), numbering=definitions)
    assert (document.blocks[0].kind, document.blocks[0].number) == ("heading", "Schedule 1")


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (7, "decimal", "7"),
        (7, "decimalZero", "07"),
        (27, "lowerLetter", "aa"),
        (28, "upperLetter", "BB"),
        (0, "upperLetter", "0"),
        (1994, "upperRoman", "MCMXCIV"),
        (4000, "lowerRoman", "4000"),
        (11, "ordinal", "11th"),
        (22, "ordinal", "22nd"),
        (21, "cardinalText", "Twenty-one"),
        (12, "ordinalText", "Twelfth"),
        (30, "ordinalText", "Thirtieth"),
        (21, "ordinalText", "Twenty-first"),
        (3, "none", ""),
        (3, "ideographDigital", "3"),
        (-1, "lowerRoman", "-1"),
        (-1, "cardinalText", "-1"),
        (100, "cardinalText", "100"),
        (101, "ordinalText", "101st"),
    ],
)
def test_numerals(value, number_format, shown):
    assert write_numeral(value, number_format) == shown


def test_empty_paragraphs_of_a_numbered_default_style_are_counted():
    styles = style("N", '<w:numPr><w:numId w:val="1"/></w:numPr>').replace("<w:style ", '<w:style w:default="1" ')
    document = load_body("<w:p/>" + para("b"), numbering=CLAUSES + num(1, 0), styles=styles)
    assert lines(document) == ["1.", "2. b"]


def test_a_skipped_level_counts_as_one_paragraph():
    # Microsoft's article Q110380: a heading of level 1 after one of level 2 is number 2, by design.
    assert numbered((1, 1), (0, 1), (2, 1), (1, 1)) == ["1.1", "2.", "(a)", "2.2"]


def test_a_start_of_thousands_of_digits_is_none_at_all():
    definitions = definition(0, level(0, "%1.", start="9" * 4_300)) + num(1, 0)
    assert numbered((0, 1), (0, 1), definitions=definitions) == ["0.", "1."]
