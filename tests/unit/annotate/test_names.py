import pytest

from clausegap.annotate.names import Names
from clausegap.loaders import load_text
from clausegap.model.clause import Party

CLIENT = Party(name="Bellwick Foods, LLC", terms=("Client", "Bellwick Foods, LLC"), role="customer")
VENDOR = Party(name="Tarsell, Inc.", terms=("Vendor", "Tarsell, Inc."), role="supplier")
BARE = "Client hires Vendor. Vendor works for Client. Client pays Vendor."
WITH_ARTICLE = "The Client hires the Vendor. The Vendor works for the Client. The Client pays the Vendor."


@pytest.mark.parametrize(
    ("text", "wording", "expected"),
    [
        (BARE, "Supplier shall name Customer.", "Vendor shall name Client."),
        (WITH_ARTICLE, "Supplier shall name Customer.", "The Vendor shall name the Client."),
        (WITH_ARTICLE, "It ends. Customer's marks are Customer's.", "It ends. The Client's marks are the Client's."),
        (WITH_ARTICLE, "any Customer item and Customer Data", "any Client item and Client Data"),
        (BARE, "customers and suppliers of the Customers", "customers and suppliers of the Customers"),
        ("Client and Vendor agree.", "Supplier serves Customer.", "Supplier serves Customer."),
    ],
)
def test_wording_takes_the_names_of_the_contract(text, wording, expected):
    assert Names((CLIENT, VENDOR), load_text(text)).put_into(wording) == expected


@pytest.mark.parametrize(
    "parties",
    [
        (),
        (CLIENT, Party(name="Other Foods", terms=("Client Two",), role="customer")),
        (CLIENT, VENDOR.model_copy(update={"terms": ("Client",)})),
        (CLIENT.model_copy(update={"role": None}),),
    ],
    ids=["none", "two of a side", "a name of both", "no role"],
)
def test_a_doubtful_name_is_not_put_in(parties):
    assert Names(parties, load_text(BARE)).put_into("for Customer") == "for Customer"


def test_names_may_be_the_words_of_the_other_side():
    seller = Party(name="A", terms=("Customer",), role="supplier")
    buyer = Party(name="B", terms=("Supplier",), role="customer")
    names = Names((seller, buyer), load_text("Customer and Supplier. Customer and Supplier. Customer and Supplier."))
    assert names.put_into("Supplier pays Customer.") == "Customer pays Supplier."
