from __future__ import annotations

import pytest
from comparison_factory import element, finding, weakener

from clausegap.compare.reasons import reasons_for
from clausegap.compare.verdict import judge, severity_of
from clausegap.model.evidence import Parameter

CURED = (weakener("w", "high", cured_by="e"),)


def audit(status="present", **fields):
    return finding("audit_rights", status, **fields)


def days(value, text):
    return Parameter(kind="notice", value=value, text=text)


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        (audit(), audit("undetermined"), "undetermined"),
        (audit("undetermined"), audit(), "undetermined"),
        (audit("undetermined"), audit("missing"), "undetermined"),
        (audit("missing"), audit("undetermined"), "undetermined"),
        (audit(), audit("missing"), "removed"),
        (audit("weak"), audit("missing"), "removed"),
        (audit("missing"), audit("weak"), "added"),
        # Weak by supporting parts alone: the operative clause is not there.
        (audit(), audit("weak", score=None), "removed"),
        (audit("weak", score=None), audit(), "added"),
        (audit("weak", score=None), audit("missing"), "weakened"),
        # What another document holds may be as good as before.
        (audit(), audit("weak", score=None, flags=("by_reference",)), "weakened"),
        (audit(), audit("weak"), "weakened"),
        (audit(), audit(grade="acceptable"), "weakened"),
        (audit("weak"), audit(), "strengthened"),
        (audit("missing"), audit("missing", flags=("adverse",)), "weakened"),
        (audit("missing", flags=("adverse",)), audit("missing"), "strengthened"),
        (audit("missing"), audit("missing"), "unchanged"),
        (audit(), audit(), "unchanged"),
    ],
)
def test_status_and_grade_decide_first(old, new, kind):
    assert judge(old, new).kind == kind


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ({}, {"weakeners": (weakener("w", "low"),)}, "weakened"),
        ({"weakeners": (weakener("w", "low"),)}, {"weakeners": (weakener("w", "high"),)}, "weakened"),
        ({"weakeners": (weakener("w", "high"),)}, {"weakeners": CURED}, "strengthened"),
        ({}, {"weakeners": CURED}, "unchanged"),
        ({"elements": (element("e", "strong"),)}, {"elements": (element("e", "acceptable"),)}, "weakened"),
        ({"elements": (element("e", "strong"),)}, {}, "weakened"),
        ({}, {"elements": (element("e", "weak", "minor"),)}, "strengthened"),
        # The weightier sign decides: a minor part that came does not outweigh a core one that went.
        ({"elements": (element("c", "strong"),)}, {"elements": (element("m", "strong", "minor"),)}, "weakened"),
        ({"weakeners": (weakener("w", "critical"),)}, {"weakeners": (weakener("v", "medium"),)}, "strengthened"),
        ({"elements": (element("c", "strong"),)}, {"elements": (element("d", "strong"),)}, "changed"),
        # A poor wording that goes is hardly a loss.
        ({"elements": (element("c", "weak"),), "weakeners": (weakener("w", "high"),)}, {}, "strengthened"),
        # A number says nothing on its own: more days may be better or worse.
        ({"elements": (element("e", "strong", parameters=(days(5, "five days"),)),)},
         {"elements": (element("e", "strong", parameters=(days(9, "nine days"),)),)}, "unchanged"),
    ],
    ids=["new weakener", "graver", "cured", "cured from the start", "lower grade", "element gone", "element come",
         "minor against core", "critical against medium", "core against core", "poor wording gone", "number"],
)  # fmt: skip
def test_then_the_weightiest_sign(old, new, kind):
    assert judge(audit(**old), audit(**new)).kind == kind


def test_elements_of_a_missing_protection_do_not_count():
    assert judge(audit("missing", elements=(element("e", "strong"),)), audit("missing")).kind == "unchanged"


def test_numbers_are_told_by_their_values():
    parts = [
        (element("e", "strong", parameters=numbers),)
        for numbers in (
            (days(30, "thirty (30) days"), days(5, "five days")),
            (days(30, "30 days"), days(9, "nine days")),
        )
    ]
    (change,) = judge(audit(elements=parts[0]), audit(elements=parts[1])).elements
    assert (change.old_numbers, change.new_numbers) == (("five days",), ("nine days",))


@pytest.mark.parametrize(
    ("kind", "old", "new", "weakeners", "severity"),
    [
        ("removed", audit(), audit("missing", severity="critical"), (), "critical"),
        ("weakened", audit(), audit("weak", severity="medium"), (), "medium"),
        ("weakened", audit(), audit(), (), "low"),
        ("weakened", audit(), audit(), (weakener("w", "high"),), "high"),
        ("weakened", audit(), audit(expectation="optional"), (weakener("w", "high"),), "info"),
        ("added", audit("missing", severity="high"), audit(), (), "high"),
        ("changed", audit(), audit(), (), "info"),
        ("undetermined", audit(), audit("undetermined", severity="high"), (), "high"),
    ],
)
def test_the_severity_of_a_change(kind, old, new, weakeners, severity):
    changed = judge(old, new.model_copy(update={"weakeners": weakeners})).weakeners
    assert severity_of(kind, old, new, changed) == severity


def reasons(old, new, same_words=False):
    return reasons_for(old, new, judge(old, new), same_words=same_words)


def test_reasons_are_sentences_on_what_the_findings_tell():
    old = audit(elements=(element("e", "strong", parameters=(days(5, "five days"),)),))
    new = audit(
        "weak",
        elements=(element("e", "weak", parameters=(days(60, "sixty days"),)),),
        weakeners=(weakener("w", "high"),),
    )
    assert reasons(old, new) == (
        "It was present (strong) and is now weak.",
        "New weakness (high): w drains it.",
        "What e asks for: strong before, weak now (“five days” before, “sixty days” now).",
    )


def test_the_reason_of_an_absence_is_that_of_the_finding():
    assert reasons(audit(), audit("missing"))[1] == "No operative clause was found."


def test_a_change_that_lies_elsewhere_is_said_to():
    assert "unchanged; what changed stands elsewhere" in reasons(audit(), audit("missing"), same_words=True)[-1]


def test_other_words_alone_are_said_to_be_just_that():
    assert reasons(audit(), audit()) == ("Only words changed; the rules see no difference in what they give.",)
    numbers = [audit(elements=(element("e", "strong", parameters=(days(n, f"{n} days"),)),)) for n in (5, 9)]
    assert reasons(*numbers)[1] == "What e asks for: another number (“5 days” before, “9 days” now)."
