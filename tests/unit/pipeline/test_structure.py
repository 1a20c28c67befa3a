"""Sections, their numbers and headings, and the parts that hold no operative text."""

import random

import pytest

from clausegap.loaders import load_text
from clausegap.model.section import path_of, paths_of
from clausegap.pipeline.structure import find_sections, find_structure

TITLES = ("Fees of Supplier", "Audit of Books", "Secrecy of Data", "Ownership of Work", "Governing Law")
ENTRIES = "\n\n".join(f"{n}. {title} {n + 2}" for n, title in enumerate(TITLES, 1))
BODY = "\n\n".join(
    f"{n}. {title}\n\n{'Supplier shall do the work in good time. ' * 9}" for n, title in enumerate(TITLES, 1)
)


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
        pytest.param(
            "1.3 Preferred status. Customer shall buy from Supplier.", [("1.3", "Preferred status")], id="small-run-in"
        ),
        pytest.param("1.3 Time is short. Customer shall buy.", [("1.3", None)], id="sentence-after-a-number"),
        pytest.param(
            "9.3 Successors and Assigns; Transfer. It binds them.",
            [("9.3", "Successors and Assigns; Transfer")],
            id="semicolon",
        ),
        pytest.param("3.1 Acts by M&I Affiliates. It binds.", [("3.1", "Acts by M&I Affiliates")], id="ampersand"),
        pytest.param("ARTICLE 3\n\nTERM\n\nOne year.", [("ARTICLE 3", "TERM")], id="heading-on-the-next-line"),
        pytest.param(
            "EXHIBIT A\n\nSTATEMENT OF WORK\n\nSupplier shall work.",
            [("EXHIBIT A", "STATEMENT OF WORK")],
            id="exhibit-with-title",
        ),
        pytest.param("EXHIBIT C-2\n\nSupplier shall work.", [("EXHIBIT C-2", None)], id="exhibit-with-two-labels"),
        pytest.param('EXHIBIT "C"\n\nSupplier shall work.', [('EXHIBIT "C"', None)], id="exhibit-in-quotation-marks"),
        pytest.param(
            "B1. Supplier shall pay.\n\nB2. It is late.", [("B1", None), ("B2", None)], id="letter-and-number"
        ),
        pytest.param("S-2. Attestations. It shall hold.", [("S-2", "Attestations")], id="letter-dash-number"),
        pytest.param("A.3 Scope\n\nIt shall work.", [("A.3", "Scope")], id="letter-point-number"),
        pytest.param(
            "It ends in accordance with clause\n\n15.\n\n2. Fees\n\nPay.", [("2", "Fees")], id="number-of-a-sentence"
        ),
        pytest.param(
            "It pays as agreed under\n\nAnnexure B\n\n2. Fees\n\nPay.", [("2", "Fees")], id="annex-of-a-sentence"
        ),
        pytest.param(
            "1. Terms\n\nAs here.\n\n1.1\n\nMeans this.\n\n7.3\n\nMeans that.",
            [("1", "Terms"), ("1.1", None)],
            id="index-of-other-chapters",
        ),
        pytest.param("Exhibit 10.1\n\n1. Fees\n\nPay.", [("1", "Fees")], id="label-of-a-filing"),
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


def levels_of(text):
    document = load_text(text)
    return {s.heading or s.number: s.level for s in find_sections(document.text, document.blocks)[1:]}


def test_a_heading_without_a_number_divides_the_section_that_goes_on_behind_it():
    text = "3.1 Fees. Customer pays.\n\nDiscounts\n\nThere are none.\n\n3.2 Taxes. Customer pays them."
    assert levels_of(text) == {"Fees": 2, "Discounts": 3, "Taxes": 2}


def test_a_heading_right_above_a_section_is_not_below_the_one_before():
    text = "3.1 Fees. Customer pays.\n\nTAX MATTERS\n\n3.2 Customer pays them."
    assert levels_of(text)["TAX MATTERS"] == 1


def test_a_heading_before_the_next_chapter_is_not_below_the_one_before():
    text = "3.1 Fees. Customer pays.\n\nCLOSING\n\nThis is the end.\n\n4.1 Taxes. Customer pays them."
    assert levels_of(text)["CLOSING"] == 1


def test_exhibits_are_parts_of_level_0_whose_sections_lie_in_them():
    document = load_text("1. Fees\n\nPay.\n\nEXHIBIT A\n\n1. Rates\n\nLow.\n\nEXHIBIT B\n\nNone.")
    found = find_sections(document.text, document.blocks)
    exhibit = next(s for s in found if s.number == "EXHIBIT A")
    assert exhibit.level == 0
    assert document.text[exhibit.start : exhibit.last].split()[-1] == "Low."


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
        pytest.param("12. Confidentiality\tiv", ["toc"], id="tab-and-roman-page"),
        pytest.param(
            f"{ENTRIES}\n\n{BODY}",
            ["toc"] * 5 + ["body"] * 10,
            id="titles-with-pages-that-come-again-without-a-heading",
        ),
        pytest.param(f"{ENTRIES}\n\nThat is all.", ["body"] * 6, id="lines-with-numbers-that-do-not-come-again"),
        pytest.param(
            "CONTENTS\n\n1 FEES 3 2 AUDIT 4 3 SECRECY 5 4 OWNERSHIP OF THE WORK 6 5 SECURITY OF THE DATA AND PLACES OF"
            " WORK 7 6 LAW 8\n\n1. FEES\n\nPay.",
            ["toc", "toc", "body", "body"],
            id="entries-in-one-line",
        ),
        pytest.param(
            "Pay.\n\nExhibit A Rates\n\nExhibit B Sites\n\nExhibit C Tools",
            ["body", "toc", "toc", "toc"],
            id="list-of-exhibits",
        ),
        pytest.param("EXHIBIT A\n\nRates are low.\n\nEXHIBIT B\n\nNone.", ["body"] * 4, id="exhibits-with-words"),
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
        pytest.param(
            "W I T N E S S E T H:\n\nA. Customer wants work.\n\n1. Fees\n\nPay." + " Pay." * 60,
            ["recital", "recital", "body", "body"],
            id="witnesseth-and-letters",
        ),
        pytest.param(
            "Preliminary Statements\n\nCustomer wants work.\n\n1. Fees\n\nPay." + " Pay." * 60,
            ["recital", "recital", "body", "body"],
            id="preliminary-statements",
        ),
        pytest.param("Pay.\n\nExecuted as a Deed by ALPHA LTD acting by a director:", ["body", "signature"], id="deed"),
        pytest.param("Pay.\n\nDocuSigned by: A. Smith", ["body", "signature"], id="docusign"),
        pytest.param("Pay.\n\nAuthorised Signatory", ["body", "signature"], id="signatory"),
        pytest.param("Executed counterparts shall be kept by Supplier.", ["body"], id="executed-counterparts"),
        pytest.param("Pay.\n\nSigned for and on behalf of Alpha", ["body", "signature"], id="signed"),
        pytest.param("Pay.\n\nBy: ________\n\nName: A. Smith", ["body", "signature", "signature"], id="by-and-name"),
    ],
)
def test_parts_without_operative_text_are_told_apart(text, shown):
    document = load_text(text)
    assert list(find_structure(document.text, document.blocks)[1]) == shown


@pytest.mark.parametrize("seed", range(10))
def test_sections_around_all_sections_are_those_around_each(seed):
    chosen = random.Random(seed)
    numbers = [
        chosen.choice(["Schedule {0}", "Article {0}", "{0}.", "{0}.{1}", "{0}.{1}.{2}"]).format(
            *(chosen.randint(1, 4) for _ in range(3))
        )
        for _ in range(40)
    ]
    document = load_text("\n\n".join(f"{number} Fees\n\nSupplier shall pay the fees." for number in numbers))
    sections = find_sections(document.text, document.blocks)
    assert len({section.level for section in sections}) > 2
    assert paths_of(sections) == [path_of(sections, index) for index in range(len(sections))]
