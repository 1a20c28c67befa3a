"""Parties in the many ways in which contracts name them."""

import pytest
from rule_factory import shipped_engine

from clausegap.model.spec import ReviewSpec
from clausegap.pipeline.parties import find_parties, names_recipient
from clausegap.pipeline.role_signs import RoleSigns

LIBRARY = shipped_engine().library
SIGNS = RoleSigns(LIBRARY)


def parties_of(text):
    return find_parties(text, LIBRARY, SIGNS, ReviewSpec())


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param(
            "between the Centre for Tidal Research and Training, a charity with offices in Oslo (“CTRT”), and "
            "Alpha Ltd (“Alpha”).",
            ["Centre for Tidal Research and Training", "Alpha Ltd"],
            id="and-inside-a-name",
        ),
        pytest.param(
            'between Alpha Group Realty Trust, Inc., a Utah corporation ("Owner"), and Beta LLC ("Agent").',
            ["Alpha Group Realty Trust, Inc.", "Beta LLC"],
            id="several-legal-forms",
        ),
        pytest.param(
            'between Dragonfly Systems, Inc. (hereafter "Dragonfly Systems") and Beta LLC (hereafter "Beta").',
            ["Dragonfly Systems, Inc.", "Beta LLC"],
            id="name-that-ends-in-a-thing",
        ),
        pytest.param(
            'between eBeta Communications Corporation ("eBeta") and Alpha Ltd ("Alpha").',
            ["eBeta Communications Corporation", "Alpha Ltd"],
            id="small-first-letter",
        ),
        pytest.param(
            'between ________, a company of Ohio (the "Company"), and Beta LLC ("Beta").',
            ["Company", "Beta LLC"],
            id="blank-name-is-its-term",
        ),
        pytest.param(
            'between [Name], of [Address] ("Lender") and [Name], of [Address] ("Operator").',
            ["Lender", "Operator"],
            id="two-blanks-stay-two",
        ),
        pytest.param(
            "between Alpha Holdings Group, Inc., (Alpha Holdings) and ________ (Recipient).",
            ["Alpha Holdings Group, Inc.", "Recipient"],
            id="bracket-without-quotes",
        ),
        pytest.param(
            'between Alpha Ltd (the "Company") and you, the test taker ("Attendee").',
            ["Alpha Ltd", "Attendee"],
            id="you",
        ),
        pytest.param(
            'between Alpha Ltd (the "Company"), and the "Stockholder". The Company made a demand (the "Demand").',
            ["Alpha Ltd", "Stockholder"],
            id="term-without-name-or-bracket",
        ),
        pytest.param(
            'given by Alpha Ltd (the "Recipient") in favour of Beta Ltd (the "Discloser").',
            ["Alpha Ltd", "Beta Ltd"],
            id="undertaking",
        ),
        pytest.param(
            'between Alpha Ltd ("Alpha") and Beta Ltd ("Beta"). WHEREAS Alpha sells oil (the "Freight") in the '
            'area of the Northern Court (the "Northern Court");',
            ["Alpha Ltd", "Beta Ltd"],
            id="recitals-define-no-parties",
        ),
        pytest.param(
            'between Alpha Ltd ("Alpha") and Beta Ltd ("Beta") under the Joint Sales Agreement ("JSA").',
            ["Alpha Ltd", "Beta Ltd"],
            id="abbreviated-document",
        ),
        pytest.param(
            'between WestBay Company, a Utah corporation ("Parent"), and Beta Ltd ("SpinOff").',
            ["WestBay Company", "Beta Ltd"],
            id="parent-as-one-of-two",
        ),
    ],
)
def test_each_party_is_found_once(text, names):
    assert [party.name for party in parties_of(f"This Agreement is made {text}")] == names


def test_second_bracket_of_a_party_is_another_name_for_it():
    text = (
        'This Agreement is made between Alpha Solutions, LLC ("AS"), a Utah company, having its office in Provo '
        '("Reseller") and Beta Ltd ("Vendor").'
    )
    assert [("Reseller" in p.terms, p.role) for p in parties_of(text)] == [(True, "customer"), (False, "supplier")]


def test_parties_of_one_side_share_its_word_and_its_role():
    text = (
        'This Agreement is made between Alpha Ltd ("Alpha"), Beta Ltd ("Beta") and Gamma Ltd (the "Company"). '
        'Each of Alpha and Beta is hereinafter referred to as a "Supplier" and collectively as the "Suppliers".'
    )
    parties = parties_of(text)
    assert [p.role for p in parties] == ["supplier", "supplier", "customer"]
    assert all({"Supplier", "Suppliers"} <= set(p.terms) for p in parties[:2])


def test_sheet_of_particulars_names_the_parties():
    text = "HOSTING TERMS\n\nClient: Alpha Foods Ltd\n\nProvider: Beta Hosting Ltd\n\nThe terms follow."
    assert [(p.name, p.role) for p in parties_of(text)] == [
        ("Alpha Foods Ltd", "customer"),
        ("Beta Hosting Ltd", "supplier"),
    ]


@pytest.mark.parametrize(
    ("evidence", "roles"),
    [
        ("Beta is considering whether to engage Alpha.", ["supplier", "customer"]),
        (
            "Alpha runs a fleet and is looking for a firm to which it can outsource its dispatch.",
            ["customer", "supplier"],
        ),
        ("Alpha would like to be chosen for the work.", ["supplier", "customer"]),
        ("The services performed by the Alpha are good.", ["supplier", "customer"]),
        ("Alpha is here. Services are sold to others. Beta is there.", [None, None]),
    ],
)
def test_what_is_said_of_the_parties_tells_their_roles(evidence, roles):
    text = f'This Agreement is made between Alpha Ltd ("Alpha") and Beta Ltd ("Beta"). {evidence}'
    assert [party.role for party in parties_of(text)] == roles


def test_places_that_either_side_may_take_are_no_parties():
    text = (
        'This Agreement is made between Alpha Ltd ("Alpha") and Beta Ltd ("Beta"), where one party ("Discloser") '
        'tells the other party ("Recipient").'
    )
    parties = parties_of(text)
    assert [party.name for party in parties] == ["Alpha Ltd", "Beta Ltd"]
    assert not names_recipient(parties, LIBRARY.roles)


def test_duty_of_a_named_recipient_is_not_mutual(analyse):
    text = (
        'This undertaking is given by Alpha Ltd (the "Recipient") in favour of Beta Ltd (the "Discloser").\n\n'
        "The Recipient shall not disclose the Confidential Information of the Discloser to any third party."
    )
    clauses = [c for c in analyse(text).clauses if c.protection == "confidentiality"]
    assert {clause.direction for clause in clauses} == {"unknown"}
