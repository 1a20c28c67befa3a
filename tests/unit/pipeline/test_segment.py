"""Units: sentences and list items, with their stems."""

import pytest

from clausegap.loaders import load_text
from clausegap.model.document import Block
from clausegap.pipeline.segment import find_units
from clausegap.pipeline.structure import find_sections, find_structure


def units_of(text, blocks=None):
    blocks = load_text(text).blocks if blocks is None else blocks
    return find_units(text, blocks, *reversed(find_structure(text, blocks)))


def shown(text):
    return [" ".join(text[u.start : u.end].split()) for u in units_of(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Acme Inc. shall pay.",
        "Acme, Inc. Delaware shall pay.",
        "Fees under Sec. 4 apply.",
        "Fees, e.g. Taxes, apply.",
        "Mr. Smith and Dr. Jones shall pay.",
        "J. Smith shall pay.",
        "The U.S. Government shall pay.",
        "Fees of $4.50 apply.",
        "12. Supplier shall pay.",
        "Alpha Pvt. Ltd. India shall pay.",
        "See Exhibit No. 4 for the fees.",
    ],
)
def test_abbreviation_does_not_end_a_sentence(text):
    assert shown(text) == [text]
    assert shown(f"First.\n\n{text}") == ["First.", text]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Supplier shall pay. Customer may look.", ["Supplier shall pay.", "Customer may look."]),
        ('It is "secret." Keep it so.', ['It is "secret."', "Keep it so."]),
        ("Pay now. (This is urgent.) Do it.", ["Pay now.", "(This is urgent.)", "Do it."]),
        ("Ask: who pays? Supplier pays.", ["Ask: who pays?", "Supplier pays."]),
        ("The notice runs five days. 4.2 Fees. Pay.", ["The notice runs five days.", "4.2 Fees.", "Pay."]),
    ],
)
def test_sentence_ends_at_a_stop(text, sentences):
    assert shown(text) == sentences


def test_items_in_paragraphs_of_their_own_carry_their_stem():
    text = "Supplier shall not:\n\n(a) disclose secrets; or\n\n(b) use them.\n\nCustomer pays."
    units = units_of(text)
    assert [u.kind for u in units] == ["sentence", "item", "item", "sentence"]
    assert [text[slice(*u.stem)] if u.stem else None for u in units] == [
        None, "Supplier shall not:", "Supplier shall not:", None,
    ]  # fmt: skip


def test_list_inside_a_paragraph_stays_one_sentence():
    text = "Supplier shall not: (a) disclose secrets; or (b) use them."
    assert [u.kind for u in units_of(text)] == ["sentence"]


@pytest.mark.parametrize(
    ("line", "stem"),
    [
        ("6. Intellectual property", None),
        ("6. Upon the end of this Agreement", "6. Upon the end of this Agreement"),
        ("6. Supplier undertakes to", "6. Supplier undertakes to"),
    ],
)
def test_a_title_in_small_letters_is_no_stem(line, stem):
    units = units_of(f"{line}\n\n6.1 Customer owns all.")
    text = f"{line}\n\n6.1 Customer owns all."
    assert [text[slice(*u.stem)] if u.stem else None for u in units] == [None, stem]


def test_item_without_stem_is_a_sentence():
    assert [(u.kind, u.stem) for u in units_of("Pay.\n\n(a) Customer may look.")] == [("sentence", None)] * 2


def test_sentence_torn_by_a_page_break_is_joined():
    text = "Supplier shall keep\n\nthe secrets of Customer."
    blocks = (Block("paragraph", 0, 19), Block("paragraph", 21, len(text)))
    assert [(u.start, u.end) for u in units_of(text, blocks)] == [(0, len(text))]


@pytest.mark.parametrize("text", ["Supplier pays.\n\nthe rest is free.", "Supplier pays\n\nThe rest is free."])
def test_closed_or_capital_paragraphs_are_not_joined(text):
    first = text.index("\n")
    blocks = (Block("paragraph", 0, first), Block("paragraph", first + 2, len(text)))
    assert len(units_of(text, blocks)) == 2


def test_headings_are_units_of_their_own_kind():
    assert [u.kind for u in units_of("1. Audit\n\nCustomer may look.")] == ["heading", "sentence"]


def test_units_name_their_section():
    text = "1. Fees\n\nPay.\n\n2. Audit\n\nLook."
    blocks = load_text(text).blocks
    sections = find_sections(text, blocks)
    assert [sections[u.section].number for u in units_of(text)] == ["1", "1", "2", "2"]


def test_endless_sentence_is_cut_at_semicolons():
    text = "Supplier shall keep the peace; " * 600
    units = units_of(text)
    assert max(u.end - u.start for u in units) <= 6000
    assert all(text[u.start : u.end].endswith(";") for u in units)
    assert sum(u.end - u.start for u in units) > len(text) - 2 * len(units)
