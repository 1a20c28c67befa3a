import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausegap.loaders.pdf_characters import begins_glued, is_plain, odd_characters, printed, shown_runs
from clausegap.loaders.pdf_lines import Box, Line, joins_without_space
from clausegap.loaders.pdf_paragraphs import joined, paragraphs

FULL = "The Supplier shall keep all of the Confidential Information in strict con"


def lay(*specs, page=1, top=700.0):
    """Sets lines at (left, text) or (left, text, extra gap), six points a letter, fourteen a line."""
    lines = []
    for left, text, *gap in specs:
        top -= 14 + (gap[0] if gap else 0)
        box = Box(left, top, left + 6 * len(text), top + 11)
        char = 1000 * len(lines)
        lines.append(Line(page, char, ((char, text),), box))
    return lines


def texts(lines):
    return [joined(group) for group in paragraphs(lines)]


def test_full_lines_belong_together():
    assert texts(lay((72, FULL), (72, "and shall not use it."))) == [f"{FULL} and shall not use it."]


def test_short_line_that_ends_a_sentence_ends_the_paragraph():
    assert len(texts(lay((72, FULL), (72, "end of it."), (72, FULL)))) == 2


def test_wide_gap_parts_paragraphs():
    assert len(texts(lay((72, FULL + "."), (72, FULL + "."), (72, FULL + "."), (72, FULL, 10)))) == 2


def test_wide_gap_within_a_sentence_does_not():
    assert len(texts(lay((72, FULL), (72, "which the Customer gave to it and to all its employees", 6)))) == 1


def test_indent_after_a_sentence_parts_paragraphs():
    assert len(texts(lay((100, FULL + "."), (72, FULL + ".   "), (100, FULL)))) == 2


@pytest.mark.parametrize("item", ["(b) any agent", "9.2 Any agent", "\u2022 any agent", "SECTION 4. AGENTS"])
def test_item_after_a_sentence_begins_a_block(item):
    assert len(texts(lay((72, FULL + "."), (72, item)))) == 2


def test_bracket_amid_a_sentence_does_not():
    first = "The Supplier shall give notice of each event that is named in the clauses"
    assert len(texts(lay((72, first), (72, "(a) and (b) of the schedule to this Agreement and pay.")))) == 1


def test_heading_stands_alone():
    assert texts(lay((220, "AUDIT RIGHTS"), (72, FULL)))[0] == "AUDIT RIGHTS"


def test_columns_are_read_by_their_own_width():
    left = [(60, "words of the left column are here") for _ in range(9)]
    right = [(310, "words of the right column are set") for _ in range(9)]
    lines = lay(*left) + [
        Line(1, 50_000 + index, ((50_000 + index, line.text),), line.box) for index, line in enumerate(lay(*right))
    ]
    assert len(texts(lines)) == 1


def test_sentence_goes_on_after_a_page_end():
    lines = lay((72, FULL)) + lay((72, "and shall not use it."), page=2)
    assert len(texts(lines)) == 1


def test_sentence_ended_with_the_page_does_not():
    lines = lay((72, "It is secret.")) + lay((72, "and so on."), page=2)
    assert len(texts(lines)) == 2


def test_list_item_on_a_new_page_begins_a_block():
    lines = lay((72, FULL)) + lay((72, "(c) any agent"), page=2)
    assert len(texts(lines)) == 2


def test_special_characters_are_replaced_one_for_one():
    text = "Know\x02How\xa0is\x00a\xadb\x02 \u037e \ud800"
    assert len(printed(text)) == len(text)
    assert printed(text) == "Know-How is a-b- ; \ufffd"


def test_marked_hyphen_joins_words():
    last, line = lay((72, "Know-"), (72, "How"))
    assert joins_without_space(last, line)
    assert not joins_without_space(*lay((72, "terms -"), (72, "and")))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("1.1.Initial Term", "1.1. Initial Term"),
        ("(b)The", "(b) The"),
        ("11.9SEV shall", "11.9 SEV shall"),
        ("copies ofthe Plan", "copies of the Plan"),
        ("ofPrime", "of Prime"),
        ("often offset for the 2.5x forthcoming", "often offset for the 2.5x forthcoming"),
        ("(s)he", "(s)he"),
    ],
)
def test_lost_spaces_are_put_back_without_a_place(text, shown):
    runs = shown_runs(text, 7)
    assert "".join(part for _, part in runs) == shown
    assert all(text[char - 7 :].startswith(part) for char, part in runs if char is not None)


_SHOWN_PARTS = ["of", "for", "all", "the", "its", "A", "$", " ", "1.", "2.1", "(a)", "By", "\ufb01", "\u200b", "\u00e9"]


@given(st.lists(st.sampled_from(_SHOWN_PARTS), min_size=1).map("".join))
def test_what_is_shown_otherwise_is_known_before_a_close_look(text):
    runs = shown_runs(text, 5)
    if is_plain(text, odd_characters(text)) and not begins_glued(text):
        assert runs == ((5, text),)


@given(st.text(st.characters(exclude_categories=[]), max_size=30))
def test_odd_characters_are_all_that_print_otherwise(text):
    odd = odd_characters(text)
    assert printed(text, odd) == printed(text)
    assert all(printed(character) == character for character in text if character not in odd)
    assert not set(printed(text)) & set("\x00\x02\x1f\xa0\xad\ud800\u2003\u3000")
