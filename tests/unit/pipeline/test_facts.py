"""Facts about a contract: what survives it and what ends it at once, by word, title, number and place."""

import pytest

PREAMBLE = 'This Agreement is made between Alpha Ltd (the "Customer") and Beta Ltd (the "Supplier").\n\n'
BODY = (
    "1. Services. Supplier shall run the help desk.\n\n"
    "2. Confidentiality. Supplier shall keep the plans secret.\n\n"
    "3. Ownership of Results. Customer owns the results.\n\n"
    "4. Audit. Customer may inspect the ledgers.\n\n"
    "5. Indemnification. Supplier shall indemnify Customer.\n\n"
    "6. Non-Solicitation. Supplier shall not hire staff of Customer.\n\n"
    "7. Return of Materials. Supplier shall return the plans.\n\n"
    "8. General. {}\n"
)


@pytest.fixture
def facts(analyse):
    """Returns the facts of a contract whose last section says something."""
    return lambda words: set(analyse(PREAMBLE + BODY.format(words)).facts)


@pytest.mark.parametrize(
    ("fact", "number", "word"),
    [
        ("confidentiality_survives", 2, "duties of confidentiality"),
        ("ip_survives", 3, "provisions on ownership"),
        ("audit_survives", 4, "audit rights"),
        ("liability_survives", 5, "indemnities"),
        ("restriction_survives", 6, "non-solicitation covenants"),
        ("return_survives", 7, "duties of return"),
    ],
)
def test_a_subject_survives_by_number_and_by_word(facts, fact, number, word):
    assert fact in facts(f"Section {number} shall survive the termination of this Agreement.")
    assert fact in facts(f"The {word} shall survive the termination of this Agreement.")
    assert fact not in facts("Section 1 shall survive the termination of this Agreement.")
    assert fact not in facts(f"Section {number} shall be read with care after termination.")


def test_numbers_apart_from_their_word(facts):
    found = facts("The following Sections shall survive the termination of this Agreement: 2, 3 and 7.")
    assert {"confidentiality_survives", "ip_survives", "return_survives"} <= found
    assert "audit_survives" not in found
    assert "ip_survives" in facts("Sections 2, 3 and 7 will survive.")
    assert "ip_survives" not in facts("The Sections on price shall survive the end for 3 years.")


def test_a_surviving_spouse_is_no_survival_clause(facts):
    assert "ip_survives" not in facts("On termination the surviving next of kin receives what Section 3 says.")


def test_a_section_that_says_of_itself_that_it_survives(analyse):
    text = f"{PREAMBLE}1. Intellectual Property. Customer owns the results. This Section survives termination.\n"
    assert "ip_survives" in analyse(text).facts


def test_an_indemnity_for_infringement_is_no_ownership(analyse):
    text = f"{PREAMBLE}1. Intellectual Property Indemnity. Supplier defends Customer. This Section survives expiry.\n"
    assert "ip_survives" not in analyse(text).facts


@pytest.mark.parametrize("number", [2, 3])
def test_a_breach_of_secrecy_ends_the_contract(facts, number):
    assert "secrecy_breach_ends" in facts(f"Customer may terminate at once if Supplier breaches Section {number}.")
    assert "secrecy_breach_ends" in facts(f"A breach of Section {number} is deemed incapable of remedy.")


@pytest.mark.parametrize(
    "words",
    [
        "Customer may terminate at once if Supplier breaches Section 1.",
        "Customer may terminate if Supplier breaches Section 2 and does not cure the breach in ten days.",
        "Customer may terminate on notice. Section 2 stays in force.",
    ],
)
def test_what_does_not_end_it_for_a_breach_of_secrecy(facts, words):
    assert "secrecy_breach_ends" not in facts(words)
