"""Cross references as the text names them, and defined terms."""

import pytest

from clausegap.loaders import load_text
from clausegap.pipeline.references import find_definitions, find_references
from clausegap.pipeline.segment import find_units
from clausegap.pipeline.structure import find_structure


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        pytest.param("as in Section 9.1(b)(ii).", ("9.1(b)(ii)",), id="brackets"),
        pytest.param("Sections 3.4, 16 and 17.5 apply", ("3.4", "16", "17.5"), id="several"),
        pytest.param("Clauses 4 through 7 survive", ("4", "7", "5", "6"), id="range"),
        pytest.param("Articles III and IV survive", ("III", "IV"), id="roman"),
        pytest.param("under clause B1 of the Annex", ("B1",), id="of-a-schedule"),
        pytest.param("in Section 4.2. (Q) Fees", ("4.2",), id="next-sentence-is-no-bracket"),
        pytest.param("as listed in Schedule 3.1 hereto", ("Schedule 3.1",), id="dotted-schedule"),
        pytest.param("see Exhibit 1(a) for stores", ("Exhibit 1(a)",), id="bracketed-exhibit"),
    ],
)
def test_references_carry_their_numbers(text, numbers):
    assert [reference.numbers for reference in find_references(text)] == [numbers]


def terms_of(text):
    document = load_text(text)
    sections, zones = find_structure(document.text, document.blocks)
    units = find_units(document.text, document.blocks, zones, sections)
    return [definition.term for definition in find_definitions(document.text, units)]


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        pytest.param("“Affiliate” means any company under common control.", ["Affiliate"], id="quoted"),
        pytest.param("‘Affiliate’ means any company under common control.", ["Affiliate"], id="single-quotes"),
        pytest.param("1.1 Affiliate means any company under common control.", ["Affiliate"], id="numbered-and-plain"),
        pytest.param("(c) Work Results shall mean all that is made.", ["Work Results"], id="listed-and-plain"),
        pytest.param("“Secrets” of a party (the “Discloser”) means all.", ["Secrets", "Discloser"], id="of-somebody"),
        pytest.param("“Secrets” of Customer means all it knows.", ["Secrets"], id="of-a-party"),
        pytest.param("The word “Secret” of the label is in red and means that it burns.", [], id="no-definition"),
        pytest.param("Deliverables: all that Supplier hands over to Customer.", ["Deliverables"], id="colon"),
        pytest.param("Deliverables | all that Supplier hands over to Customer.", ["Deliverables"], id="table"),
        pytest.param("Alpha Ltd (the “Customer”) buys from Beta Ltd.", ["Customer"], id="in-brackets"),
        pytest.param("This means that Supplier shall pay the damage in full.", [], id="no-term"),
        pytest.param("Title: Director of the Company of Alpha Limited", [], id="signature"),
    ],
)
def test_defined_terms(text, terms):
    assert terms_of(text) == terms
