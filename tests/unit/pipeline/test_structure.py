"""Sections, their numbers and headings, and the parts that hold no operative text."""

import pytest

from clausegap.loaders import load_text
from clausegap.pipeline.structure import find_sections, zones


def sections_of(text):
    document = load_text(text)
    return [(s.number, s.heading) for s in find_sections(document.text, document.blocks)][1:]


@pytest.mark.parametrize(
    ("text", "sections"),
    [
        pytest.param("1. Fees\n\nPay.\n\n2. Audit\n\nLook.", [("1", "Fees"), ("2", "Audit")], id="headings"),
        pytest.param("9.1 Supplier shall pay.\n\n9.2 Customer may look.", [("9.1", None), ("9.2", None)], id="numbers"),
        pytest.param(
            "4.2 Audit Rights. Customer may look at the books.", [("4.2", "Audit Rights")], id="run-in-heading"
        ),
        pytest.param("Confidentiality. Each party shall be quiet.", [(None, "Confidentiality")], id="run-in-bare"),
        pytest.param("CONFIDENTIALITY: each party shall be quiet.", [(None, "CONFIDENTIALITY")], id="colon"),
        pytest.param("Article IV\n\nSupplier shall pay.", [("Article IV", None)], id="article"),
        pytest.param("Section 7. Term\n\nOne year.", [("7", "Term")], id="named-section"),
        pytest.param("1. Fees\n\n(a) one thing;\n\n(b) another thing.", [("1", "Fees")], id="items-are-no-sections"),
        pytest.param("Supplier shall pay. Customer may look at it.", [], id="plain-sentences"),
    ],
)
def test_sections_carry_number_and_heading(text, sections):
    assert sections_of(text) == sections


def test_contract_in_one_line_is_cut_at_its_numbered_headings():
    filler = "Supplier shall do the work with care and in good time. " * 30
    text = f"THIS AGREEMENT is made today. 1. Services. {filler}2. Audit Rights. {filler}3.1 Fees. Customer shall pay."
    assert sections_of(text) == [("1", "Services"), ("2", "Audit Rights"), ("3.1", "Fees")]


def test_sections_lie_in_those_above_them():
    document = load_text("1. Fees\n\n1.1 Pay.\n\n1.1.1 Pay now.\n\n2. Audit\n\n2.1 Look.")
    found = find_sections(document.text, document.blocks)
    ends = {s.number: document.text[s.start : s.last].split()[-1] for s in found[1:]}
    assert ends == {"1": "now.", "1.1": "now.", "1.1.1": "now.", "2": "Look.", "2.1": "Look."}


def test_sections_cover_the_text_without_overlap():
    document = load_text("Preamble.\n\n1. Fees\n\n1.1 Pay.\n\n2. Audit\n\nLook.")
    found = find_sections(document.text, document.blocks)
    assert [s.start for s in found] == [0, *(s.end for s in found[:-1])]
    assert found[-1].end == len(document.text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param(
            "CONTENTS\n\n1. Fees ........ 3\n\n2. Audit ........ 4\n\n1. Fees\n\nPay.",
            ["toc", "toc", "toc", "body", "body"],
            id="leaders",
        ),
        pytest.param(
            "Table of Contents\n\n1. Fees\n\n2. Audit\n\n1. Fees\n\nPay.\n\n2. Audit\n\nLook.",
            ["toc", "toc", "toc", "body", "body", "body", "body"],
            id="bare-titles-that-come-again",
        ),
        pytest.param("12. Confidentiality ........ 27", ["toc"], id="one-contents-line"),
        pytest.param(
            "WHEREAS, Customer wants work.\n\nNOW, THEREFORE, the parties agree as follows:\n\nPay." + " Pay." * 60,
            ["recital", "body", "body"],
            id="whereas",
        ),
        pytest.param(
            "BACKGROUND\n\nCustomer wants work.\n\n1. Fees\n\nPay." + " Pay." * 60,
            ["recital", "recital", "body", "body"],
            id="background-up-to-a-number",
        ),
        pytest.param("Pay.\n\nSigned for and on behalf of Alpha", ["body", "signature"], id="signed"),
        pytest.param("Pay.\n\nBy: ________\n\nName: A. Smith", ["body", "signature", "signature"], id="by-and-name"),
    ],
)
def test_parts_without_operative_text_are_told_apart(text, shown):
    document = load_text(text)
    assert list(zones(document.text, document.blocks)) == shown
