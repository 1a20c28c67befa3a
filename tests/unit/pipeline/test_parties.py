"""Who the parties are and which of them is the customer, in small preambles."""

import pytest
from rule_factory import shipped_engine

from clausegap.model.spec import ReviewSpec
from clausegap.pipeline.parties import find_parties, mentions_of
from clausegap.pipeline.role_signs import RoleSigns
from clausegap.rules.reading import Reader

LIBRARY = shipped_engine().library
SIGNS = RoleSigns(LIBRARY)


def parties_of(text, spec=None):
    return find_parties(text, LIBRARY, SIGNS, spec or ReviewSpec())


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        pytest.param(
            'This Agreement is made between Alpha Ltd (the "Customer") and Beta Ltd (the "Supplier").',
            {"Alpha Ltd": "customer", "Beta Ltd": "supplier"},
            id="role-words",
        ),
        pytest.param(
            "This Agreement is made between Alpha Ltd (the Customer) and Beta Ltd (the Supplier).",
            {"Alpha Ltd": "customer", "Beta Ltd": "supplier"},
            id="uk-without-quotes",
        ),
        pytest.param(
            "THIS AGREEMENT is dated 1 May.\n\nPARTIES\n\n(1) ALPHA PLC, incorporated in England, of 1 High Street, "
            "London (Customer)\n\n(2) BETA LIMITED, incorporated in England, of 2 Low Road, Leeds (Supplier)",
            {"ALPHA PLC": "customer", "BETA LIMITED": "supplier"},
            id="uk-numbered-without-article",
        ),
        pytest.param(
            "This Agreement is entered into by and between Alpha Foods, Inc., a Delaware corporation, hereinafter "
            'referred to as "Client", and Beta Works LLC, an Ohio company, hereinafter referred to as "Contractor".',
            {"Alpha Foods, Inc.": "customer", "Beta Works LLC": "supplier"},
            id="hereinafter",
        ),
        pytest.param(
            'This Agreement is made between Alpha, Inc., a Utah corporation ("Company" or "Alpha"), and Mary Jones '
            '(the "Consultant").',
            {"Alpha, Inc.": "customer", "Mary Jones": "supplier"},
            id="opposite-of-a-strong-word",
        ),
        pytest.param(
            'This Agreement is made between Alpha Corp. ("Alpha") and Beta Pvt. Ltd. ("Beta"). Beta shall provide the '
            "Services to Alpha. Alpha shall pay the fees to Beta.",
            {"Alpha Corp.": "customer", "Beta Pvt. Ltd.": "supplier"},
            id="by-evidence-alone",
        ),
        pytest.param(
            'This Agreement is made between Alpha Hosting Inc. ("Client") and Beta Bank Inc. ("Company"). Client shall '
            "provide the hosting services to Company. Client shall perform the maintenance services for Company. "
            "Company shall pay Client the fees. Client shall invoice Company monthly.",
            {"Alpha Hosting Inc.": "supplier", "Beta Bank Inc.": "customer"},
            id="form-that-calls-the-vendor-client",
        ),
        pytest.param(
            'This Agreement is made between Alpha Ltd ("Alpha") and Beta Ltd ("Beta"). They are friends.',
            {"Alpha Ltd": None, "Beta Ltd": None},
            id="unresolved",
        ),
        pytest.param(
            'This Agreement is made between Alpha Ltd (the "Disclosing Party") and Beta Ltd (the "Receiving Party").',
            {"Alpha Ltd": None, "Beta Ltd": None},
            id="nda-roles-are-no-trade-roles",
        ),
        pytest.param(
            'This Agreement is made between Alpha Ltd (the "Customer"), Beta Ltd (the "Supplier") and Gamma Inc. (the '
            '"Escrow Agent").',
            {"Alpha Ltd": "customer", "Beta Ltd": "supplier"},
            id="third-party-left-out",
        ),
    ],
)
def test_parties_get_their_roles(text, roles):
    assert {party.name: party.role for party in parties_of(text)} == roles


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        (
            'This Agreement is made between Alpha, Inc., a Utah company ("Company" or "Alpha"), and B Ltd ("Vendor").',
            {"Company", "Alpha", "Alpha, Inc."},
        ),
        (
            'This Agreement is made between Alphaware Ltd (collectively with its affiliates, the "Customer") and '
            'B Ltd ("Vendor").',
            {"Customer", "Alphaware", "Alphaware Ltd"},
        ),
    ],
)
def test_aliases_and_short_names_mean_the_party(text, terms):
    assert terms <= set(parties_of(text)[0].terms)


@pytest.mark.parametrize("word", ["Service Provider", "Service Company", "Contractor", "Independent Contractor"])
def test_every_role_word_may_name_a_party(word):
    parties = parties_of(f'This Agreement is made between Alpha Ltd (the "Client") and Beta Ltd (the "{word}").')
    assert [party.role for party in parties] == ["customer", "supplier"]


@pytest.mark.parametrize("word", ["Agreement", "Effective Date", "Parties", "Services", "Party"])
def test_other_defined_terms_are_no_parties(word):
    text = f'This Agreement (the "{word}") is made between Alpha Ltd (the "Customer") and Beta Ltd (the "Supplier").'
    assert [party.name for party in parties_of(text)] == ["Alpha Ltd", "Beta Ltd"]


@pytest.mark.parametrize(
    ("spec", "roles"),
    [
        (ReviewSpec(customer="Beta"), ["supplier", "customer"]),
        (ReviewSpec(supplier="Beta Ltd"), ["customer", "supplier"]),
        (ReviewSpec(customer="nobody"), [None, None]),
    ],
)
def test_caller_names_the_roles(spec, roles):
    text = 'This Agreement is made between Alpha Ltd ("Alpha") and Beta Ltd ("Beta"). They are friends.'
    assert [party.role for party in parties_of(text, spec)] == roles


def test_role_words_serve_where_nobody_is_named():
    text = "Customer shall pay the fees. Supplier shall provide the Services. Customer may leave."
    assert [(party.name, party.role) for party in parties_of(text)] == [
        ("Customer", "customer"),
        ("Supplier", "supplier"),
    ]


@pytest.mark.parametrize(("side", "tokens"), [("customer", "CUSTOMER SUPPLIER"), ("supplier", "SUPPLIER CUSTOMER")])
def test_advised_party_reads_as_customer(side, tokens):
    parties = parties_of('Made between Alpha Ltd (the "Customer") and Beta Ltd (the "Supplier").')
    reader = Reader(LIBRARY.spelling, mentions_of(parties, LIBRARY.roles, side))
    assert reader.read("Customer pays Supplier").text == f" {tokens.replace(' ', ' pays ')} "


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ('Made between Alpha Ltd (the "Customer") and Beta Ltd (the "Supplier").', " RECIPIENT tells DISCLOSER "),
        ('Made between Alpha Ltd (the "Discloser") and Beta Ltd (the "Recipient").', " RECIPIENT tells DISCLOSER "),
        (
            'Made between Alpha Ltd (the "Customer" or "Discloser") and Beta Ltd (the "Supplier" or "Recipient").',
            " SUPPLIER tells CUSTOMER ",
        ),
    ],
)
def test_nda_words_are_roles_unless_one_party_bears_them(text, reading):
    reader = Reader(LIBRARY.spelling, mentions_of(parties_of(text), LIBRARY.roles, "customer"))
    assert reader.read("Recipient tells Discloser").text == reading
