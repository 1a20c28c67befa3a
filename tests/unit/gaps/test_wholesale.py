"""A document that is incorporated as a whole is named where something is missing."""

import pytest
from rule_factory import finding_on

OPENING = "It begins here and says a little. " * 14


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("The License Agreement is incorporated by reference.", "License Agreement"),
        ("The schedules are incorporated in this Agreement.", None),
        ("The License Agreement was signed last year.", None),
    ],
)
def test_it_may_hold_what_is_missing(words, named):
    reasons = finding_on(f"{OPENING}\n\n{words}").reasons
    said = [reason for reason in reasons if "incorporated as a whole" in reason]
    assert said == (
        [f"{named} is incorporated as a whole and was not supplied; it may hold the clause."] if named else []
    )
