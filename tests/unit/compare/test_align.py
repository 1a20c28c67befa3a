from __future__ import annotations

from comparison_factory import NEW, OLD, version

from clausegap.compare.align import align


def pairs(old, new, *terms):
    """The pairs of changed lines, by line number from 0; terms are the defined terms of each version."""
    named = terms or ((), ())
    before, after = version(old, terms=named[0]), version(new, terms=named[1])
    return align(before, after).changed(range(len(before.units)), range(len(after.units)))


def test_equal_sentences_are_no_change_wherever_they_stand():
    assert pairs("Supplier shall pay.\nCustomer may audit.\n", "Customer may audit.\nSupplier shall pay.\n") == []


def test_clause_numbers_and_typography_are_no_change():
    assert pairs("9.1 Customer’s  right to audit.\n", "10.2 Customer's right to audit.\n") == []


def test_a_reference_to_a_section_that_was_renumbered_is_no_change():
    old = "1. AUDIT\nAudits follow Section 2 and Section 9.\n2. COSTS\nEach bears its own.\n"
    new = "1. START\nToday.\n2. AUDIT\nAudits follow Section 3 and Section 9.\n3. COSTS\nEach bears its own.\n"
    assert pairs(old, new) == [(None, 0), (None, 1)]


def test_a_reference_to_another_section_is_a_change():
    old = "1. AUDIT\nAudits follow Section 2 of this Agreement.\n2. COSTS\nEach bears its own.\n3. FEES\nNone.\n"
    assert pairs(old, old.replace("follow Section 2", "follow Section 3")) == [(1, 1)]


def test_numbers_that_several_sections_have_say_nothing():
    old = "1. AUDIT\nAudits follow Section 1 of this Agreement.\nSCHEDULE\n1. COSTS\nEach bears its own.\n"
    new = "2. AUDIT\nAudits follow Section 2 of this Agreement.\nSCHEDULE\n1. COSTS\nEach bears its own.\n"
    assert pairs(old, new) == [(1, 1)]


def test_an_edited_sentence_is_paired_with_its_former_self():
    assert pairs(OLD, NEW) == [(None, 0), (None, 1), (1, 3)]


def test_a_sentence_unlike_all_others_has_no_pair():
    old = "Supplier shall hold insurance of one million.\nSame here.\n"
    new = "Same here.\nThe law of England governs every dispute of the parties.\n"
    assert pairs(old, new) == [(0, None), (None, 1)]


def test_each_sentence_is_paired_once_with_the_most_similar():
    old = "Customer may audit the books once a year.\nCustomer may audit the books on ten days' notice.\n"
    new = "Customer may audit the books on two days' notice.\n"
    assert pairs(old, new) == [(0, None), (1, 0)]


def test_a_hostile_reference_takes_no_time():
    old = "Audits follow Sections 1" + " , ," * 5000 + " x of this Agreement.\n1. START\nToday.\n2. END\nLater.\n"
    assert pairs(old, old.replace("2. END", "3. END")) == []


PAY = "Supplier shall pay Customer.\nThe Supplier's books are open.\nSuppliers of Supplier may not sue.\n"


def test_a_term_with_another_name_throughout_is_no_change():
    new = PAY.replace("Supplier", "Work Partner")
    assert pairs(PAY, new, ("Supplier",), ("Work Partner",)) == []
    assert len(pairs(PAY, new)) == 3  # nobody defines them


def test_a_term_that_still_stands_somewhere_is_another_party():
    new = PAY.replace("Supplier shall", "Agent shall").replace("The Supplier", "The Agent")
    assert pairs(PAY, new, ("Supplier",), ("Agent",))[:2] == [(0, 0), (1, 1)]


def test_two_terms_that_change_places_are_a_change():
    new = "Customer shall pay Supplier.\nThe Customer's books are open.\nCustomers of Customer may not sue.\n"
    assert len(pairs(PAY, new, ("Supplier", "Customer"), ("Supplier", "Customer"))) == 3


def test_a_sentence_that_became_a_list_is_no_change():
    old = "Start.\nSupplier shall keep (a) logs, (b) books and (c) keys safe.\nEnd.\n"
    new = "Start.\nSupplier shall keep\n(a) logs,\n(b) books and\n(c) keys\nsafe.\nEnd.\n"
    assert pairs(old, new) == pairs(new, old) == []
    assert pairs(old, new.replace("(b) books and\n", "")) != []


def test_an_item_that_was_struck_out_is_a_change_though_its_words_stand_elsewhere():
    old = "The Supplier keeps all logs.\nAudits reach the\n(a) premises\n(b) logs\n"
    assert pairs(old, old.replace("(b) logs\n", "")) == [(3, None)]
