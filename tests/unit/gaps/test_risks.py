"""The state and the coverage of a risk follow from the protections that answer it."""

import pytest
from document_factory import build_document
from finding_factory import build_findings

from clausegap.gaps.risks import risk_view
from clausegap.rules.models import Answers, Protection
from clausegap.rules.shared import ChecklistEntry, RiskEntry, RisksFile

FILE = RisksFile(
    risks=(RiskEntry(id="R01", title="It leaks", text="It does."),),
    mitigations={"M01": "Diligence"},
    checklist=(ChecklistEntry(id="look", mitigation="M01", risks=("R01",), text="Look."),),
)
GRADES = {"present": "strong", "weak": "weak", "missing": "absent", "undetermined": "absent"}
TEMPLATE = build_findings(build_document())[0].model_copy(update={"flags": (), "severity": "high"})


def view(*answers):
    """Returns the risk of protections given as (answer, status, expectation) or with a grade and flags."""
    findings, rules = [], []
    for number, (answer, status, expectation, *rest) in enumerate(answers):
        changes = {"protection": f"p{number}", "status": status, "expectation": expectation}
        changes |= {"grade": rest[0] if rest else GRADES[status], "flags": tuple(rest[1:])}
        findings.append(TEMPLATE.model_copy(update=changes))
        rules.append(Protection.model_construct(id=f"p{number}", answers=Answers(**{answer: ("R01",)})))
    return risk_view(findings, rules, FILE)


@pytest.mark.parametrize(
    ("answers", "state"),
    [
        pytest.param([("primary", "present", "required")], "covered", id="all-there"),
        pytest.param([("primary", "missing", "required")], "open", id="none-there"),
        pytest.param([("primary", "weak", "required")], "partly", id="weak"),
        pytest.param([("primary", "present", "required"), ("primary", "missing", "required")], "partly", id="half"),
        pytest.param(
            [("primary", "present", "required"), ("primary", "missing", "optional")], "covered", id="optional"
        ),
        pytest.param([("primary", "present", "optional")], "covered", id="found-though-optional"),
        pytest.param([("primary", "missing", "optional")], "not_expected", id="not-asked-for"),
        pytest.param([("supporting", "present", "required")], "not_expected", id="only-support"),
        pytest.param([("primary", "undetermined", "required")], "undetermined", id="not-read"),
        pytest.param(
            [("primary", "weak", "required"), ("primary", "undetermined", "required")],
            "partly",
            id="not-read-but-clear",
        ),
        pytest.param(
            [("primary", "present", "required"), ("supporting", "missing", "optional", "absent", "adverse")],
            "partly",
            id="something-grave-runs-against-it",
        ),
    ],
)
def test_state_follows_from_the_primary_answers(answers, state):
    assert view(*answers).risks[0].state == state


@pytest.mark.parametrize(
    ("answers", "coverage", "at_most"),
    [
        pytest.param([("primary", "present", "required")], 1.0, 1.0, id="strong"),
        pytest.param([("primary", "present", "required", "acceptable")], 0.75, 0.75, id="acceptable"),
        pytest.param(
            [("primary", "present", "required"), ("supporting", "missing", "required")], 0.75, 0.75, id="3-to-1"
        ),
        pytest.param([("primary", "undetermined", "required")], 0.0, 1.0, id="not-read"),
        pytest.param([("primary", "missing", "optional")], None, None, id="nothing-counts"),
    ],
)
def test_coverage_is_the_weighted_mean_of_the_credits(answers, coverage, at_most):
    found = view(*answers)
    assert (found.coverage, found.coverage_at_most) == (coverage, at_most)


def test_checklist_names_the_mitigation():
    assert view(("primary", "present", "required")).checklist[0].mitigation == "Diligence"
