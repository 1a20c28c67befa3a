"""Burdens that are in order within limits: what they earn by their limits, and what is said of them."""

from dataclasses import replace

import pytest
from rule_factory import GUARDING, PREAMBLE, analysed, supplier_library

from clausegap.gaps.case import Case
from clausegap.gaps.checker import check
from clausegap.gaps.standard import Standards
from clausegap.loaders import load_text
from clausegap.model.document import Notice
from clausegap.model.spec import ReviewSpec

BURDEN = (
    GUARDING.replace("gu_", "bu_")
    .replace("id: guarding", "id: burden\nside: supplier\nlogic: bounded")
    .replace("order: 1", "order: 2")
    .replace("fallbacks: {customer:", "fallbacks: {supplier:")
    .replace("for_user", "for_user")
)
DUTY = "Supplier shall guard it"


def burden(words, *notices):
    library = supplier_library((BURDEN,))
    document = replace(load_text(PREAMBLE + words), notices=notices)
    analysis = analysed(document, library, ReviewSpec(side="supplier"))
    case = Case(document, analysis, Standards(library, library.playbooks["house"], "msa"))
    return next(finding for finding in check(case) if finding.protection == "burden")


@pytest.mark.parametrize(
    ("words", "status", "flags"),
    [
        ("Nobody does anything.", "present", ()),
        ("Customer shall guard it.", "present", ()),
        ("Nobody does anything wadverse.", "present", ()),
        (f"{DUTY}.", "missing", ("adverse",)),
        (f"{DUTY} minorstrong.", "missing", ("adverse",)),
        (f"{DUTY} majorstrong.", "weak", ()),
        (f"{DUTY} corefine.", "present", ()),
        (f"{DUTY} corefine wmedium.", "present", ()),
        (f"{DUTY} corefine whigha.", "weak", ()),
        (f"{DUTY} corefine wcritical.", "weak", ()),
    ],
)
def test_limits_decide(words, status, flags):
    finding = burden(words)
    assert (finding.status, finding.flags) == (status, flags)


def test_no_burden_is_no_claim_where_not_everything_was_read():
    unread = Notice("unread", "no_text_page", "A page has no text.", 3)
    assert burden("Nobody does anything.", unread).status == "undetermined"
    assert burden(f"{DUTY} corefine.", unread).status == "present"


def test_a_burden_is_not_called_unlimited_where_a_limit_may_be_unread():
    finding = burden(f"{DUTY}.", Notice("unread", "no_text_page", "A page has no text.", 3))
    assert (finding.status, finding.flags) == ("undetermined", ("adverse",))
    assert finding.evidence
    assert finding.reasons[0].endswith("a limit may stand elsewhere.")


def test_reasons_name_limits_and_what_lacks():
    assert burden("Nobody does anything.").reasons == ("No such clause was found in the text.",)
    assert burden(f"{DUTY}.").reasons == ("There is such a clause, and nothing limits it.",)
    assert burden(f"{DUTY} majorstrong.").reasons == (
        "There is such a clause, within limits: a larger part of it.",
        "Nothing was found on: the core of it.",
    )


def test_the_wording_to_propose_is_the_suppliers():
    assert list(burden(f"{DUTY}.").fallbacks) == ["supplier", "balanced"]
