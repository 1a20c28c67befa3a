"""Whom matched words serve, and what kind of sentence they make, over readings given as words."""

import pytest

from clausegap.pipeline.direction import direction_of, modality_of


def span(text, words):
    reading = f" {text} "
    start = reading.index(f" {words} ") + 1
    return reading, start, start + len(words) + 1


@pytest.mark.parametrize(
    ("text", "words", "bearing", "direction"),
    [
        ("SUPPLIER shall keep secrets", "keep secrets", "duty", "for_user"),
        ("CUSTOMER shall keep secrets", "keep secrets", "duty", "against_user"),
        ("MUTUAL shall keep secrets", "keep secrets", "duty", "mutual"),
        ("neither MUTUAL shall tell secrets", "tell secrets", "duty", "mutual"),
        ("RECIPIENT shall keep secrets", "keep secrets", "duty", "mutual"),
        ("UNKNOWN shall keep secrets", "keep secrets", "duty", "unknown"),
        ("secrets shall be kept", "shall be kept", "duty", "unknown"),
        ("SUPPLIER shall not , and shall cause its staff not to , tell secrets", "tell secrets", "duty", "for_user"),
        ("SUPPLIER agrees that it will keep secrets", "keep secrets", "duty", "for_user"),
        ("CUSTOMER pays and SUPPLIER shall keep secrets", "shall keep secrets", "duty", "for_user"),
        ("SUPPLIER shall not : tell secrets of CUSTOMER", "tell secrets", "duty", "for_user"),
        ("CUSTOMER may inspect the books", "inspect the books", "right", "for_user"),
        ("SUPPLIER may inspect the books", "inspect the books", "right", "against_user"),
        ("books shall vest in CUSTOMER", "shall vest in CUSTOMER", "ownership", "for_user"),
        ("works belong to SUPPLIER", "belong to SUPPLIER", "ownership", "against_user"),
        ("CUSTOMER shall own the works", "shall own", "ownership", "for_user"),
    ],
)
def test_subject_and_bearing_tell_the_direction(text, words, bearing, direction):
    assert direction_of(*span(text, words), bearing=bearing) == direction


@pytest.mark.parametrize(
    ("slots", "bearing", "direction"),
    [
        ({"ower": "SUPPLIER"}, "duty", "for_user"),
        ({"ower": "CUSTOMER"}, "duty", "against_user"),
        ({"ower": "MUTUAL"}, "duty", "mutual"),
        ({"ower": "UNKNOWN"}, "duty", "unknown"),
        ({"holder": "CUSTOMER"}, "right", "for_user"),
        ({"holder": "SUPPLIER"}, "right", "against_user"),
        ({"ower": "SUPPLIER", "holder": "SUPPLIER"}, "right", "for_user"),
        ({"ower": "SUPPLIER", "holder": "SUPPLIER"}, "ownership", "against_user"),
    ],
)
def test_slots_tell_the_direction_before_the_subject(slots, bearing, direction):
    assert direction_of(*span("MUTUAL shall do it", "do it"), bearing=bearing, **slots) == direction


@pytest.mark.parametrize(
    ("sentence", "direction"),
    [
        ("Customer may inspect the books and records of Supplier.", "for_user"),
        ("Supplier may inspect the books and records of Customer.", "against_user"),
        ("Supplier will permit Customer to inspect its books and records.", "for_user"),
        ("Customer will permit Supplier to inspect its books and records.", "against_user"),
        ("Either party may inspect the books and records of the other.", "mutual"),
        ("Supplier's books and records shall be open to inspection by Customer.", "for_user"),
        ("Customer's books and records shall be open to inspection by Supplier.", "against_user"),
    ],
)
def test_audit_sentences_run_in_their_direction(analyse, sentence, direction):
    preamble = 'This Agreement is made between Alpha Ltd (the "Customer") and Beta Ltd (the "Supplier").'
    clauses = [c for c in analyse(f"{preamble}\n\n{sentence}").clauses if c.protection == "audit_rights"]
    assert [clause.direction for clause in clauses] == [direction]


def test_item_takes_its_direction_from_the_stem(analyse):
    preamble = 'This Agreement is made between Alpha Ltd (the "Customer") and Beta Ltd (the "Supplier").'
    text = (
        f"{preamble}\n\nSupplier shall not:\n\n(a) paint walls; or\n\n(b) disclose Customer's Confidential Information."
    )
    clause = next(c for c in analyse(text).clauses if c.protection == "confidentiality")
    assert clause.direction == "for_user"
    assert text[clause.start : clause.end].startswith("(b)")


@pytest.mark.parametrize(
    ("text", "words", "modality"),
    [
        ("SUPPLIER shall keep it", "keep it", "duty"),
        ("SUPPLIER shall not tell it", "tell it", "prohibition"),
        ("neither MUTUAL shall tell it", "tell it", "prohibition"),
        ("CUSTOMER may see it", "see it", "right"),
        ("CUSTOMER is entitled to see it", "see it", "right"),
        ("SUPPLIER hereby assigns it", "hereby assigns it", "transfer"),
        ("nothing shall prevent it", "shall prevent it", "release"),
        ("SUPPLIER is not required to keep it", "keep it", "release"),
        ("SUPPLIER warrants it", "warrants it", "statement"),
    ],
)
def test_modality_is_read_around_the_match(text, words, modality):
    assert modality_of(*span(text, words)) == modality
