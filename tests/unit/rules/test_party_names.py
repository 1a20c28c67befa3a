"""Wording with a contract's own names of its parties."""

from __future__ import annotations

import pytest

from clausegap.model.clause import Party
from clausegap.rules.party_names import party_names

ASKS = "Supplier shall ask Customer. Supplier's staff"


def named(words, text="Vendor shall. Vendor may.", *terms, role="supplier"):
    return party_names([Party(name="Beta Ltd", terms=terms or ("Vendor",), role=role)], text)(words)


@pytest.mark.parametrize(
    ("text", "term", "expected"),
    [
        ("Supplier shall. Supplier may.", "Supplier", ASKS),
        ("The Vendor shall. The Vendor may.", "Vendor", "The Vendor shall ask Customer. The Vendor's staff"),
        ("Vendor shall pay the Vendor. Vendor may.", "Vendor", "Vendor shall ask Customer. Vendor's staff"),
        ("Nobody is named.", "Vendor", ASKS),
        ("You shall. You may.", "You", ASKS),
        ("A (B) shall. A (B) may.", "A (B)", "A (B) shall ask Customer. A (B)'s staff"),
        ("Pyxis shall. Pyxis may.", "Pyxis", "Pyxis shall ask Customer. Pyxis' staff"),
    ],
)
def test_the_parties_are_named_as_the_contract_names_them(text, term, expected):
    assert named(ASKS, text, term) == expected


@pytest.mark.parametrize(
    ("wording", "expected"),
    [
        ("No act of the Customer, nor any Customer item, nor all Customer-owned goods.",
         "No act of the Owner, nor any Owner item, nor all Owner-owned goods."),
        ("A Customer client is a client; non-Customer goods are not.",
         "An Owner client is a client; non-Owner goods are not."),
        ("It may: Customer decides. Only Customer may.", "It may: The Owner decides. Only the Owner may."),
        ("“Customer” means who orders.", "“Owner” means who orders."),
        ("Return Customer Data and Customer Materials.", "Return Customer Data and Owner Materials."),
        ("The Customers of Customer’s group.", "The Customers of the Owner’s group."),
    ],
)  # fmt: skip
def test_articles_fit_their_place(wording, expected):
    text = "The Owner shall. The Owner may. Customer Data is secret."
    assert named(wording, text, "Owner", role="customer") == expected


@pytest.mark.parametrize("roles", [(None,), ("supplier", "supplier")])
def test_a_role_that_not_exactly_one_party_has_keeps_its_word(roles):
    parties = [Party(name="Beta", terms=("Vendor",), role=role) for role in roles]
    assert party_names(parties, "Vendor shall.")(ASKS) == ASKS


def test_both_names_change_at_once():
    parties = [
        Party(name="A", terms=("Supplier",), role="customer"),
        Party(name="B", terms=("Customer",), role="supplier"),
    ]
    assert (
        party_names(parties, "Supplier shall. Customer may.")(ASKS) == "Customer shall ask Supplier. Customer's staff"
    )
