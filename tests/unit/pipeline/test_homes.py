"""Facts about where the parties are at home."""

import pytest

from clausegap.model.clause import Party
from clausegap.pipeline.homes import find_home_facts

CUSTOMER = Party(name="Alpha Ltd", terms=("Customer",), role="customer")
SUPPLIER = Party(name="Beta Ltd", terms=("Supplier",), role="supplier")
OFFSHORE = "Alpha Ltd, a company of England, and Beta Ltd, a company with its office at Pune, India, agree:"
DOMESTIC = "Alpha Ltd, a Texas corporation, and Beta Ltd, an Ohio corporation, agree:"


@pytest.mark.parametrize(
    ("opening", "law", "facts"),
    [
        (OFFSHORE, "India", {"supplier_offshore", "supplier_home_law"}),
        (OFFSHORE, "England and Wales", {"supplier_offshore"}),
        (OFFSHORE, None, {"supplier_offshore"}),
        (DOMESTIC, "State of Ohio", {"supplier_home_law"}),
        (DOMESTIC, "State of Texas", set()),
        (DOMESTIC, "State of New York", set()),
        ("Alpha Ltd, of Scotland, and Beta Ltd, of Wales, agree:", "England", set()),
        ("Alpha Ltd and Beta Ltd, a company of Poland, agree:", "Poland", {"supplier_home_law"}),
        ("The parties agree:", "India", set()),
        ("Alpha Ltd, of London, and Beta Ltd, of Mumbai, agree:", "India", {"supplier_offshore", "supplier_home_law"}),
        ("Alpha Ltd and Beta Ltd agree.\n\nAlpha Ltd sells in Peru. The law of Spain governs.", "Spain", set()),
        ("Alpha Ltd and Beta Ltd agree.\n\nBeta Ltd is of Spain.", "Spain", {"supplier_home_law"}),
    ],
)
def test_home_facts(opening, law, facts):
    assert set(find_home_facts(opening, (CUSTOMER, SUPPLIER), law)) == facts


def test_no_home_without_a_supplier():
    assert set(find_home_facts(OFFSHORE, (CUSTOMER,), "India")) == set()


def test_a_place_far_from_the_name_is_no_home():
    opening = "Alpha Ltd, of France, and Beta Ltd, " + "a company whose details are set out elsewhere, " * 12 + "Spain"
    assert set(find_home_facts(opening, (CUSTOMER, SUPPLIER), "Spain")) == set()
