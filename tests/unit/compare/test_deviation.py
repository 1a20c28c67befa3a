"""How a clause differs from a standard wording, by what the rules recognise in both."""

from __future__ import annotations

import pytest
from comparison_factory import element as silent_element
from comparison_factory import evidence, finding, weakener

from clausegap.compare.deviation import NEAR, difference_of, kind_of, reasons_of
from clausegap.model.evidence import Parameter

QUOTE = (evidence("words", "words"),)


def element(name, grade, role="core", **fields):
    return silent_element(name, grade, role, evidence=QUOTE, **fields)


def clause(elements=(), weakeners=(), status="present"):
    return finding("audit_rights", status, elements=elements, weakeners=weakeners, evidence=QUOTE)


def judged(standard, contract, *, complete=True, closeness=0, is_verbatim=False):
    found = difference_of(standard, contract, complete=complete)
    return kind_of(found, is_verbatim=is_verbatim, closeness=closeness), found


RIGHT = element("right", "strong")
NOTICE = element("notice", "strong", "major")


@pytest.mark.parametrize(
    ("closeness", "is_verbatim", "kind"),
    [(0, False, "reworded"), (NEAR - 1, False, "reworded"), (NEAR, False, "close"), (100, True, "meets")],
)
def test_other_words_with_the_same_parts_are_not_weaker(closeness, is_verbatim, kind):
    found = judged(clause((RIGHT,)), clause((RIGHT,)), closeness=closeness, is_verbatim=is_verbatim)
    assert found[0] == kind


@pytest.mark.parametrize(
    ("standard", "contract", "kind"),
    [
        (clause((RIGHT, NOTICE)), clause((RIGHT,)), "weaker"),
        (clause((RIGHT, NOTICE)), clause((RIGHT, element("notice", "weak", "major"))), "weaker"),
        (clause((RIGHT,)), clause((RIGHT,), (weakener("w", "low", evidence=QUOTE),)), "weaker"),
        (clause((RIGHT,)), clause((RIGHT, NOTICE)), "stronger"),
        (clause((RIGHT,), (weakener("w", "low", evidence=QUOTE),)), clause((RIGHT,)), "stronger"),
        (clause((RIGHT, NOTICE)), clause((RIGHT, element("new", "strong", "major"))), "different"),
        (clause((RIGHT, NOTICE)), clause((RIGHT, element("new", "strong", "minor"))), "weaker"),
        (
            clause((RIGHT, NOTICE, element("more", "strong", "major"))),
            clause((RIGHT, element("new", "strong", "major"))),
            "weaker",
        ),
        (clause((NOTICE,)), clause((RIGHT,), status="weak"), "weaker"),
    ],
)
def test_signs_are_weighed(standard, contract, kind):
    assert judged(standard, contract)[0] == kind


def test_a_sentence_that_is_there_is_met_whatever_else_the_contract_gives():
    assert judged(clause((RIGHT,)), clause((RIGHT, NOTICE)), closeness=100, is_verbatim=True)[0] == "meets"


def test_the_words_of_the_standard_with_a_weakness_elsewhere_are_weaker():
    contract = clause((RIGHT,), (weakener("w", "high", evidence=QUOTE),))
    kind, found = judged(clause((RIGHT,)), contract, closeness=100, is_verbatim=True)
    assert kind == "weaker"
    assert "word for word" in reasons_of(kind, found, is_verbatim=True)[0]


def test_what_a_wording_alone_is_silent_on_is_no_gain():
    assert judged(clause((RIGHT,), (weakener("silence", "high"),)), clause((RIGHT,)))[0] == "reworded"


def test_what_a_wording_alone_has_by_silence_is_no_part_of_it():
    kind, found = judged(clause((RIGHT, silent_element("uncapped", "strong"))), clause((RIGHT,)))
    assert (kind, found.parts) == ("reworded", 1)


def test_a_wording_without_recognised_parts_decides_nothing_but_its_words():
    kind, found = judged(clause(), clause((RIGHT,)), closeness=90)
    assert kind == "undetermined"
    assert reasons_of(kind, found, is_verbatim=False) == (
        "The rules recognise no part of this standard, so only words were compared.",
    )
    assert judged(clause(), clause((RIGHT,)), closeness=100, is_verbatim=True)[0] == "meets"
    assert judged(finding("audit_rights", "missing"), clause((RIGHT,)))[0] == "undetermined"
    drained = clause((RIGHT,), (weakener("w", "high", evidence=QUOTE),))
    assert judged(clause(), drained, closeness=100, is_verbatim=True)[0] == "weaker"
    assert judged(clause(), drained, closeness=90)[0] == "undetermined"


def test_what_may_stand_in_unread_parts_is_not_called_lacking():
    kind, found = judged(clause((RIGHT, NOTICE)), clause((RIGHT,)), complete=False)
    assert kind == "undetermined"
    assert (
        "What notice asks for: not found, but not everything could be read"
        in reasons_of(kind, found, is_verbatim=False)[-1]
    )
    silent = clause((RIGHT,), (weakener("silence", "high"),))
    assert judged(clause((RIGHT,)), silent, complete=False)[0] == "undetermined"
    assert judged(clause((RIGHT,)), silent)[0] == "weaker"
    proven = clause((RIGHT,), (weakener("w", "high", evidence=QUOTE),))
    assert judged(clause((RIGHT, NOTICE)), proven, complete=False)[0] == "weaker"


def test_reasons_name_grades_numbers_and_weaknesses():
    days = [Parameter(kind="notice", value=v, text=t) for v, t in ((5, "five days"), (9, "nine days"))]
    standard = clause((element("right", "strong", parameters=(days[0],)), NOTICE))
    contract = clause((element("right", "strong", parameters=(days[1],)),), (weakener("w", "high", evidence=QUOTE),))
    kind, found = judged(standard, contract)
    assert reasons_of(kind, found, is_verbatim=False) == (
        "A weakness beyond the standard (high): W drains it.",
        "What notice asks for: strong in the standard, not found in the contract.",
        "What right asks for: another number (“five days” in the standard, “nine days” in the contract).",
    )


def test_many_reasons_are_counted():
    many = tuple(element(f"e{n}", "strong") for n in range(14))
    kind, found = judged(clause(many), clause(many[:1]))
    reasons = reasons_of(kind, found, is_verbatim=False)
    assert len(reasons) == 11
    assert reasons[-1] == "And 3 more."
