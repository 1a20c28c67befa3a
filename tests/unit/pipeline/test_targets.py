"""Where cross references lead."""

import pytest

from clausegap.loaders import load_text
from clausegap.pipeline.references import find_references
from clausegap.pipeline.structure import find_sections
from clausegap.pipeline.targets import points_elsewhere, with_targets

CONTRACT = """1. Fees

1.1 Customer shall pay as in Section 2.1(b), Section 2.1(b)(ii) and Schedule 2.

1.2 Section 2 of Schedule 2 and clause 3.4 apply, as does Article IV.

2. Audit

2.1 Customer may:

(a) inspect the books; and

(b) copy (i) ledgers, and (ii) invoices.

ARTICLE IV

General. Nothing else is agreed.

SCHEDULE 2

1. Rates

As in Section 2, paragraph 1.1 of this Agreement and Section 9.

2. Discounts

None are given.
"""


def resolved(text):
    """Returns for each number the words that it leads to, None where it leads nowhere."""
    document = load_text(text)
    sections = find_sections(document.text, document.blocks)
    found = with_targets(document.text, document.blocks, sections, find_references(document.text))
    rows = []
    for reference in found:
        assert len(reference.targets) == len(reference.numbers)
        for number, target in zip(reference.numbers, reference.targets, strict=True):
            rows.append((number, None if target is None else document.text[target.start : target.end].split("\n")[0]))
    return rows


@pytest.fixture(scope="module")
def rows():
    return resolved(CONTRACT)


def test_brackets_lead_to_the_list_item_and_one_inside_it(rows):
    assert rows[0] == ("2.1(b)", "(b) copy (i) ledgers, and (ii) invoices.")
    assert rows[1] == ("2.1(b)(ii)", "(ii) invoices.")


def test_a_schedule_that_is_named_is_where_its_sections_are_looked_up(rows):
    assert rows[3] == ("2", "2. Discounts")


def test_a_number_means_the_section_of_the_same_schedule_first(rows):
    assert rows[9] == ("2", "2. Discounts")


def test_a_number_of_this_agreement_means_its_body(rows):
    assert rows[10][0] == "1.1"
    assert rows[10][1].startswith("1.1 Customer")


def test_what_does_not_exist_has_no_target(rows):
    assert ("3.4", None) in rows
    assert ("9", None) in rows


def test_roman_and_arabic_numbers_are_the_same():
    assert resolved("As in Section 4.\n\nARTICLE IV\n\nGeneral matters are here.")[0] == ("4", "ARTICLE IV")


def test_a_section_without_the_list_item_is_its_target_in_part():
    document = load_text("1. Fees\n\nPay as in Section 2(c).\n\n2. Audit\n\n(a) look; and\n\n(b) copy.")
    sections = find_sections(document.text, document.blocks)
    (found,) = with_targets(document.text, document.blocks, sections, find_references(document.text))
    (target,) = found.targets
    assert target is not None
    assert not target.whole
    assert sections[target.section].heading == "Audit"


def test_a_row_with_the_number_of_a_section_is_not_its_target():
    text = "See Section 2.\n\n2.\n\n2. Audit\n\n" + "Customer may audit the books and records of Supplier. " * 3
    assert resolved(text)[0] == ("2", "2. Audit")


@pytest.mark.parametrize(
    "text",
    [
        "Section 365(n) of the Bankruptcy Code",
        "Article 28 of the GDPR",
        "sections 257 and 258 Pensions Act 2004",
        "SECTION 48 OF THE INTERNAL REVENUE CODE",
        "Section 5 of the Prime Contract",
        "Section 4 thereof",
        "Internal Revenue Code Section 409A",
    ],
)
def test_statutes_and_other_agreements_are_elsewhere(text):
    assert [points_elsewhere(text, reference) for reference in find_references(text)] == [True]


@pytest.mark.parametrize(
    "text",
    ["Section 5 of this Agreement", "Section 2 of Schedule 1", "Section 2 and the Law of England", "Section 4 hereof"],
)
def test_pointers_into_the_contract_are_not_elsewhere(text):
    assert not points_elsewhere(text, find_references(text)[0])
