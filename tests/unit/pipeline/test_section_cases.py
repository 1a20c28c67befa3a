"""Headings, contents and lists as they are printed in contracts."""

import pytest

from clausegap.loaders import load_text
from clausegap.pipeline.references import find_governing_law
from clausegap.pipeline.segment import find_units
from clausegap.pipeline.structure import find_sections, find_structure


def sections_of(text):
    document = load_text(text)
    return [(s.number, s.heading) for s in find_sections(document.text, document.blocks)][1:]


def stems_of(text):
    document = load_text(text)
    found = find_sections(document.text, document.blocks)
    units = find_units(document.text, document.blocks, find_structure(document.text, document.blocks)[1], found)
    return [
        (document.text[u.start : u.end].split()[0], document.text[slice(*u.stem)].split()[0]) for u in units if u.stem
    ]


@pytest.mark.parametrize(
    ("text", "sections"),
    [
        ("3. Staff and other work\n\n3.1 It works.", [("3", "Staff and other work"), ("3.1", None)]),
        ("Source: ALPHA INC, 10-K\n\n1. Fees\n\nPay.", [("1", "Fees")]),
        ("1. Fees\n\nPay.\n\nAlpha Freight, LLC\n\nBy:", [("1", "Fees")]),
        (
            "2. Work\n\n2.1 It is done.\n\n1 A note is here.\n\n2.2 It goes on.",
            [("2", "Work"), ("2.1", None), ("2.2", None)],
        ),
        ("7. LIABILITY; INSURANCE. Supplier pays.", [("7", "LIABILITY; INSURANCE")]),
    ],
)  # fmt: skip
def test_titles_are_told_from_labels_names_and_notes(text, sections):
    assert sections_of(text) == sections


def test_chapter_in_capitals_before_a_number_in_a_long_line():
    filler = "Supplier shall do the work with care and in good time. " * 40
    text = f"{filler}ARTICLE 2 COMPENSATION 2.1 Monthly Pay. {filler}"
    assert ("2.1", "Monthly Pay") in sections_of(text)


def test_entries_of_the_contents_open_no_sections():
    text = "Table of Contents\n\n1. Fees\n\nSchedule A\n\n1. Fees\n\nThe fees fall due." + " It is so." * 80
    assert sections_of(text) == [("1", "Fees")]


def test_duty_among_the_recitals_is_searched():
    text = (
        "RECITALS\n\nA. Alpha sells fish.\n\nB. Beta shall keep secrets.\n\nWHEREAS Beta shall be paid,"
        + " and so" * 60
    )
    document = load_text(text)
    assert list(find_structure(document.text, document.blocks)[1]) == ["recital", "recital", "body", "recital"]


@pytest.mark.parametrize(
    ("text", "stems"),
    [
        pytest.param(
            "Supplier shall:\n\n(a) keep secrets;\n\n(b) train, namely:\n\n(i) staff; and\n\n(ii) guests.\n\n(c) pay.",
            [("(a)", "Supplier"), ("(b)", "Supplier"), ("(i)", "Supplier"), ("(ii)", "Supplier"), ("(c)", "Supplier")],
            id="nested",
        ),
        pytest.param(
            "Supplier shall not\n\n(a) copy; or\n\n(b) sell.", [("(a)", "Supplier"), ("(b)", "Supplier")], id="no-colon"
        ),
        pytest.param(
            "Supplier shall provide that\n\n• staff are vetted\n\n• data is safe",
            [("•", "Supplier"), ("•", "Supplier")],
            id="bullets",
        ),
        pytest.param(
            "Customer may:\n\n1. see the books; and\n\n2. ask staff.\n\n5. Term\n\nOne year.",
            [("1.", "Customer"), ("2.", "Customer")],
            id="small-numbers",
        ),
        pytest.param(
            "9.1 Supplier shall not:\n\n9.1.1 copy.\n\n9.1.2 sell.\n\n9.2 Customer may look.",
            [("9.1.1", "9.1"), ("9.1.2", "9.1")],
            id="decimals",
        ),
    ],
)
def test_items_carry_the_words_that_introduce_them(text, stems):
    assert stems_of(text) == stems


@pytest.mark.parametrize(
    ("sentence", "law"),
    [
        ("This Agreement shall be governed by the laws of the State of New York.", "State of New York"),
        ("It is governed by and construed in accordance with the law of England and Wales.", "England and Wales"),
        ("Nevada law governs this agreement.", "Nevada"),
        ("The laws of the Province of Ontario apply.", "Province of Ontario"),
        ("This agreement is governed by Irish law.", "Irish"),
        ("Supplier shall comply with applicable law.", None),
    ],
)
def test_governing_law_is_named_as_in_the_contract(sentence, law):
    assert find_governing_law(sentence) == law
