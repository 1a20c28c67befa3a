"""The decision table of the catalogue: which words make a clause present, weak or missing."""

import pytest
from rule_factory import finding_on

GUARD = "Supplier shall guard it"


@pytest.mark.parametrize(
    ("words", "status", "grade"),
    [
        pytest.param(f"{GUARD} corestrong majorstrong minorstrong.", "present", "strong", id="all"),
        pytest.param(f"{GUARD} corefine majorstrong.", "present", "strong", id="acceptable-core"),
        pytest.param(f"{GUARD} corestrong.", "present", "acceptable", id="core-alone"),
        pytest.param(f"{GUARD} majorstrong minorstrong.", "weak", "weak", id="no-core"),
        pytest.param(f"{GUARD} corepoor majorstrong.", "weak", "weak", id="weak-core"),
        pytest.param(f"{GUARD} for [***] years majorstrong.", "weak", "weak", id="blank-core"),
        pytest.param(f"{GUARD} corestrong majorstrong whigha.", "present", "acceptable", id="one-high"),
        pytest.param(f"{GUARD} corestrong majorstrong whigha whighb.", "weak", "weak", id="two-high"),
        pytest.param(f"{GUARD} corestrong whigha whighb minorstrong.", "present", "strong", id="cured"),
        pytest.param(f"{GUARD} corestrong majorstrong wcritical.", "weak", "weak", id="critical"),
        pytest.param(f"{GUARD} corefine majorstrong wmedium.", "present", "strong", id="one-medium"),
        pytest.param(f"{GUARD} corefine majorstrong wmedium wlow.", "present", "acceptable", id="low-score"),
        pytest.param("Supplier sells it majorstrong.", "weak", "weak", id="only-a-major"),
        pytest.param("Supplier sells it minorstrong.", "missing", "absent", id="only-a-minor"),
        pytest.param("Supplier sells it corestrong.", "missing", "absent", id="core-without-clause"),
        pytest.param(f"nsentence {GUARD} corestrong.", "missing", "absent", id="look-alike"),
    ],
)
def test_words_decide_status_and_grade(words, status, grade):
    finding = finding_on(words)
    assert (finding.status, finding.grade) == (status, grade)


@pytest.mark.parametrize(
    ("words", "score"),
    [
        pytest.param("corestrong majorstrong minorstrong", 1.0, id="everything"),
        pytest.param("corestrong", 0.5, id="three-of-six"),
        pytest.param("corefine majorstrong", 0.7083, id="factor-of-acceptable"),
        pytest.param("corepoor", 0.125, id="factor-of-weak"),
        pytest.param("corestrong whigha", 0.3, id="minus-high"),
        pytest.param("corestrong wmedium wlow", 0.37, id="minus-medium-and-low"),
        pytest.param("wcritical whigha", 0.0, id="never-below-zero"),
    ],
)
def test_score_is_weighted_share_less_weakeners(words, score):
    assert finding_on(f"{GUARD} {words}.").score == pytest.approx(score, abs=1e-4)


def test_status_ignores_the_score():
    finding = finding_on(f"{GUARD} corefine wmedium wlow.")
    assert finding.score < 0.25
    assert finding.status == "present"


def test_cured_weakener_stays_in_the_finding_without_effect():
    finding = finding_on(f"{GUARD} corestrong whigha minorstrong.")
    assert [(w.id, w.cured_by) for w in finding.weakeners] == [("gu_w_high_a", "gu_minor")]


def test_reduced_weakener_shows_its_lower_severity():
    finding = finding_on(f"{GUARD} corestrong whighb minorstrong.")
    assert [(w.id, w.severity) for w in finding.weakeners] == [("gu_w_high_b", "low")]


def test_weakeners_come_gravest_first():
    finding = finding_on(f"{GUARD} wlow wcritical wmedium.")
    assert [w.severity for w in finding.weakeners] == ["critical", "medium", "low"]


def test_weakener_outside_the_clause_does_not_count():
    far = "\n\n".join(f"{n}. Supplier paints wall {n}." for n in range(3, 12))
    finding = finding_on(f"2. {GUARD} corestrong.\n\n{far}\n\n12. Supplier sings wcritical.")
    assert finding.weakeners == ()
    assert finding.status == "present"


def test_absent_core_and_major_elements_are_named():
    assert [element.id for element in finding_on(f"{GUARD} minorstrong.").absent] == ["gu_core", "gu_major"]


def test_first_reason_names_what_fails():
    finding = finding_on(f"{GUARD} corepoor wcritical.")
    assert finding.reasons == ("The wording is too weak on: the core of it.", "A critical flaw.")
