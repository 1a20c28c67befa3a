"""What the customer owes, as the supplier's report lists it."""

import pytest

from clausegap import ReviewSpec
from clausegap.engine import Engine
from clausegap.loaders import load_text

PREAMBLE = 'This Agreement is made between Alpha Ltd (the "Customer") and Beta Ltd (the "Supplier").\n\n'


@pytest.fixture(scope="module")
def reviewer():
    return Engine(ReviewSpec(side="supplier", contract_type="msa"))


def kinds(engine, words):
    return {duty.kind: duty.count for duty in engine.review(load_text(PREAMBLE + words)).duties}


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Customer shall pay the fees within thirty days.", "duty_payment"),
        ("Customer agrees to reimburse Supplier for its expenses.", "duty_payment"),
        ("Customer shall provide Supplier with access to its systems.", "duty_inputs"),
        ("Customer shall, at its own cost, make a desk available to Supplier.", "duty_inputs"),
        ("Customer is responsible for the hardware.", "duty_inputs"),
        ("Customer shall accept or reject each deliverable within ten days.", "duty_acceptance"),
        ("Each party shall keep the other's information confidential.", "duty_secrecy"),
        ("Customer shall not hire any employee of Supplier.", "duty_no_poaching"),
        ("Customer hereby agrees to indemnify Supplier.", "duty_indemnity"),
        ("Customer shall comply with all applicable laws.", "duty_data"),
        ("Customer shall keep its passwords and network secure and its systems protected.", "duty_security"),
        ("Customer shall not copy or modify the software.", "duty_licences"),
        ("Customer shall promptly notify Supplier of defects.", "duty_notice"),
        ("Customer must sing.", "other"),
    ],
)
def test_duty_of_the_customer_is_sorted(reviewer, words, kind):
    assert kinds(reviewer, words) == {kind: 1}


@pytest.mark.parametrize(
    "words",
    [
        "Supplier shall provide the services.",
        "Customer may inspect the books.",
        "Customer shall have the right to inspect the books.",
        "Customer shall not be liable for delay.",
        "Customer shall retain all its rights.",
        "Neither party shall assign this Agreement.",
        "The parties shall meet.",
        "Nobody shall pay the fees.",
    ],
)
def test_what_is_no_duty_of_the_customer_is_left_out(reviewer, words):
    assert kinds(reviewer, words) == {}


def test_items_of_a_list_are_read_with_the_words_before_it(reviewer):
    words = "Customer shall:\n\n(a) pay the fees; and\n\n(b) provide Supplier with access to its premises.\n"
    assert kinds(reviewer, words) == {"duty_payment": 1, "duty_inputs": 1}


def test_only_the_first_few_are_quoted_and_all_are_counted(reviewer):
    words = "\n\n".join(f"Customer shall pay the fee of order {n}." for n in range(9))
    (duty,) = reviewer.review(load_text(PREAMBLE + words)).duties
    assert (duty.count, len(duty.evidence)) == (9, 6)
    assert duty.evidence[0].quote == "Customer shall pay the fee of order 0."


def test_the_customers_report_has_none():
    assert Engine(ReviewSpec()).review(load_text(f"{PREAMBLE}Customer shall pay the fees.")).duties == ()
