"""Whom a sentence serves, in varied drafting, through the shipped rules."""

import pytest

PREAMBLE = 'This Agreement is made between Alpha Ltd (the "Customer") and Beta Ltd (the "Supplier").'


@pytest.mark.parametrize(
    ("protection", "sentence", "direction"),
    [
        ("confidentiality", "Customer's Confidential Information shall be kept confidential.", "for_user"),
        (
            "confidentiality",
            "The Confidential Information of Customer shall be held in strict confidence by Supplier.",
            "for_user",
        ),
        (
            "confidentiality",
            "The Confidential Information of Supplier shall be held in strict confidence by Customer.",
            "against_user",
        ),
        (
            "confidentiality",
            "All Confidential Information received from Customer shall be treated by Supplier as confidential.",
            "for_user",
        ),
        (
            "confidentiality",
            "Confidential Information of either party shall not be disclosed to third parties.",
            "mutual",
        ),
        (
            "confidentiality",
            "Supplier, as the receiving party, shall keep Customer's Confidential Information confidential.",
            "for_user",
        ),
        (
            "confidentiality",
            "Supplier, without the prior consent of Customer, shall not disclose Confidential Information to anybody.",
            "for_user",
        ),
        (
            "confidentiality",
            "Supplier shall use the data for the Services; it shall not disclose the Confidential Information.",
            "for_user",
        ),
        (
            "confidentiality",
            "If Customer ends this Agreement, Supplier shall not disclose any Confidential Information.",
            "for_user",
        ),
        (
            "ip_ownership",
            "Customer acknowledges that all right, title and interest in the Deliverables remain with Supplier.",
            "against_user",
        ),
        (
            "ip_ownership",
            "As between the parties, Supplier shall own all right, title and interest in the Deliverables.",
            "against_user",
        ),
        (
            "non_compete",
            "Supplier agrees that, for two years after termination by Customer, it will not compete with Customer.",
            "for_user",
        ),
        (
            "non_solicit_employees",
            "If Supplier ends this Agreement, Customer shall not solicit or hire the employees of Supplier.",
            "against_user",
        ),
    ],
)
def test_sentence_serves_the_right_party(analyse, protection, sentence, direction):
    clauses = [c for c in analyse(f"{PREAMBLE}\n\n{sentence}").clauses if c.protection == protection]
    assert {clause.direction for clause in clauses} == {direction}
