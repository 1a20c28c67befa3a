"""Every wording that is proposed, put into a small contract: it does what it is proposed for, and no harm beside it.

It stands there as a paragraph without a heading, as ``annotate --insert-fallbacks`` writes it: a heading would help.
"""

import functools

import pytest

from clausegap import ReviewSpec
from clausegap.engine import Engine
from clausegap.loaders import load_text
from clausegap.model.terms import SIDES, severity_rank
from clausegap.rules.library import load_library

CONTRACT = """SERVICES AGREEMENT

This Agreement is made between Alpha Ltd (the "Customer") and Beta Ltd (the "Supplier").

1. Services

Supplier shall perform the services described in each statement of work (the "Services") and deliver the results
named there (the "Deliverables").
{}
Signed for Customer: ____________    Signed for Supplier: ____________
"""
WORDINGS = [
    pytest.param(side, protection.id, stance, id=f"{side}-{protection.id}-{stance}")
    for side in SIDES
    for protection in load_library(side=side).protections
    if protection.is_of(side)
    for stance in protection.fallbacks.for_side(side)
]
# A compromise that gives the other side part of what the protection is about.
CONCEDED = {("customer", "exclusivity"), ("customer", "residuals_restriction")}


@functools.cache
def engine(side):
    return Engine(ReviewSpec(side=side, contract_type="msa"))


@functools.cache
def wordings(side):
    return {protection.id: protection.fallbacks.for_side(side) for protection in load_library(side=side).protections}


@functools.cache
def review(side, wording=""):
    return engine(side).review(load_text(CONTRACT.format(f"\n{wording}\n" if wording else "")))


def weakened(finding, least):
    counted = (w for w in finding.weakeners if w.cured_by is None and severity_rank(w.severity) >= severity_rank(least))
    return {weakener.id for weakener in counted}


@pytest.mark.parametrize(("side", "protection", "stance"), WORDINGS)
def test_wording_gives_the_protection_and_harms_no_other(side, protection, stance):
    before, after = review(side), review(side, wordings(side)[protection][stance])
    own = after.finding(protection)
    is_conceded = stance == "balanced" and (side, protection) in CONCEDED
    assert own.status == ("weak" if is_conceded else "present"), own.reasons
    assert (weakened(own, "high"), "adverse" in own.flags) == (set(), False)
    for old, new in zip(before.findings, after.findings, strict=True):
        assert {*new.flags} & {"adverse"} <= {*old.flags}, new
        assert weakened(new, "medium") <= weakened(old, "medium") or new is own, new
        assert not (old.status == "present" and new.status != "present") or new is own, new
