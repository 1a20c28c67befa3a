import pytest

from clausegap.numbering import ends_sentence, is_contents_line, is_heading, kind_of, number_at_start, starts_item


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("9.1 The Supplier", "9.1"),
        ("9.1. The Supplier", "9.1."),
        ("3. 2. 2. sublicense", "3. 2. 2."),
        ("(a) to pay", "(a)"),
        ("(iv) to pay", "(iv)"),
        ("1.2(a) to pay", "1.2(a)"),
        ("IV. TERM", "IV."),
        ("Article IV", "Article IV"),
        ("SCHEDULE 2: FEES", "SCHEDULE 2"),
        ("Section 3.2 Fees", "Section 3.2"),
        ("§ 5 Fees", "§ 5"),
        ("section 3.2 Fees", "section 3.2"),
        ("annexure 2", "annexure 2"),
        ("a", None),
        ("parties agree", None),
        ("1 Definitions", "1"),
        ("Section 3.2 of the Plan", None),
        ("Section 3.2, as amended", None),
        ("30 days after", None),
        ("2019 was a year", None),
        ("1.5% of the fees", None),
        ("(the Agreement)", None),
        ("A Supplier", None),
    ],
)
def test_number_is_read_as_displayed(text, number):
    assert number_at_start(text) == number


def test_bare_number_is_no_sign_of_an_item():
    assert number_at_start("30 Business Days") == "30"
    assert not starts_item("30 Business Days")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("AUDIT RIGHTS", "heading"),
        ("Governing Law", "heading"),
        ("9. Confidentiality.", "heading"),
        ("Article IV", "heading"),
        ("(a) Audit", "list_item"),
        ("\u2022 one copy", "list_item"),
        ("\u00b7one copy", "list_item"),
        ("- - - - -", "paragraph"),
        ("The Supplier shall pay.", "paragraph"),
        ("By: ________", "paragraph"),
        ("Name: John Doe", "paragraph"),
        ("9. Audit ........ 4", "paragraph"),
        ("9.1 The Supplier shall pay", "paragraph"),
    ],
)
def test_kind_follows_the_shape(text, kind):
    assert kind_of(text) == kind


@pytest.mark.parametrize("line", ["Audit ........ 4", "Audit . . . . . . iv", "Audit\t12", "Audit \u2026\u2026 4"])
def test_contents_lines_are_seen(line):
    assert is_contents_line(line)


def test_omission_dots_are_no_contents_line():
    assert not is_contents_line("the Supplier ... shall pay")


@pytest.mark.parametrize("text", ["Terms of", "Obligations of the Supplier", "Fees and Payment", "section 3", "TERM"])
def test_title_is_a_heading_whatever_word_ends_it(text):
    assert is_heading(text)


@pytest.mark.parametrize("text", ["Fees payable", "Fees and Payment;", "Section 3;", "The Supplier pays", "Term?"])
def test_prose_is_told_by_how_it_ends(text):
    assert not is_heading(text)


@pytest.mark.parametrize(
    ("line", "ends"),
    [
        ("to pay; and", True),
        ("to pay, or", True),
        ("to pay and", False),
        ("to pay", False),
        ("paid.", True),
        ("", False),
    ],
)
def test_sentence_ends_with_a_mark_or_before_the_next_item(line, ends):
    assert ends_sentence(line) is ends
