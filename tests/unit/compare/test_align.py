from __future__ import annotations

from comparison_factory import NEW, OLD, version

from clausegap.compare.align import align


def pairs(old, new):
    """The pairs of changed lines, by line number from 0."""
    before, after = version(old), version(new)
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
