"""What departs from the general decision: inverted protections, needless clauses, signs, other protections."""

from dataclasses import replace

import pytest
from rule_factory import GUARDING, PREAMBLE, SHARED, analysed, finding_on, playbook_text, sources_with

from clausegap.gaps.case import Case
from clausegap.gaps.checker import check
from clausegap.gaps.standard import Standards
from clausegap.loaders import load_text
from clausegap.model.document import Notice
from clausegap.rules.library import build_library

KEEPING = """\
id: keeping
family: testing
order: 2
title: Keeping
definition: What the supplier may keep.
missing_severity: high
logic: inverted
headings: {phrases: ["keeping"], match: ["Keeping"], avoid: ["Payment"]}
keywords: ["keep*"]
anchors:
  - id: ke_a_keep
    bearing: right
    patterns: [{phrase: "<holder> may keep", match: ["Supplier may keep it."], avoid: ["Supplier may go."]}]
elements:
  - id: ke_ban
    content: nothing is kept
    role: core
    reach: document
    signals: {ban: [{phrase: "keeps nothing", match: ["Supplier keeps nothing."], avoid: ["Supplier keeps it."]}]}
    grades: {strong: [[ban]]}
  - id: ke_limit
    content: only a little is kept
    role: major
    signals: {little: [{phrase: "a little", match: ["It keeps a little."], avoid: ["It keeps all."]}]}
    grades: {acceptable: [[little]]}
fallbacks: {customer: Supplier keeps nothing., balanced: Supplier keeps a little.}
"""
SPECIAL = """\
signs:
  - id: gu_danger
    patterns: [{phrase: "danger", match: ["There is danger."], avoid: ["There is peace."]}]
decision:
  present_when: [{by: [["!gu_danger"]], why: nothing needs guarding}]
  weak_without_clause: [{by: [[keeping]], why: what is kept is half guarded}]
required_when: [[gu_danger]]
missing_severity_when: [{by: [[gu_danger]], to: critical}]
"""


@pytest.fixture(scope="module")
def library():
    files = {
        "guarding.yaml": GUARDING + SPECIAL,
        "keeping.yaml": KEEPING,
        "playbooks/house.yaml": playbook_text("optional").replace("guarding: optional", "keeping: required"),
    }
    return build_library(sources_with(files))


def findings(library, words, *notices):
    document = replace(load_text(PREAMBLE + words), notices=notices)
    case = Case(document, analysed(document, library), Standards(library, library.playbooks["house"], "msa"))
    return {finding.protection: finding for finding in check(case)}


UNREAD = Notice("unread", "no_text_page", "A page has no text.", 3)


@pytest.mark.parametrize(
    ("words", "status", "grade", "flags"),
    [
        pytest.param("Supplier goes.", "present", "acceptable", (), id="silence-protects"),
        pytest.param("Supplier keeps nothing.", "present", "strong", (), id="said-so"),
        pytest.param("Supplier may keep a little.", "weak", "weak", (), id="within-limits"),
        pytest.param("Supplier may keep it.", "missing", "absent", ("adverse",), id="open"),
        pytest.param("Customer may keep it.", "present", "acceptable", (), id="own-right-is-no-threat"),
        pytest.param("Either party may keep it.", "missing", "absent", ("adverse",), id="mutual-right-threatens"),
    ],
)
def test_absence_of_a_threatening_right_is_the_protection(library, words, status, grade, flags):
    found = findings(library, words)["keeping"]
    assert (found.status, found.grade, found.flags) == (status, grade, flags)


def test_an_open_right_is_quoted_and_is_a_gap(library):
    found = findings(library, "Supplier may keep it.")["keeping"]
    assert "may keep it" in found.evidence[0].quote
    assert found.is_gap
    assert found.severity == "high"


@pytest.mark.parametrize(
    ("words", "status"),
    [
        pytest.param("Supplier goes.", "undetermined", id="silence-needs-everything-read"),
        pytest.param("Supplier keeps nothing.", "present", id="said-so"),
        pytest.param("Supplier may keep it.", "undetermined", id="its-limit-may-be-unread"),
    ],
)
def test_silence_protects_only_where_everything_was_read(library, words, status):
    assert findings(library, words, UNREAD)["keeping"].status == status


def test_a_clause_can_be_needless(library):
    found = findings(library, "Supplier goes.")["guarding"]
    assert (found.status, found.reasons[0]) == ("present", "Nothing needs guarding.")


def test_needless_is_claimed_only_where_everything_was_read(library):
    assert findings(library, "Supplier goes.", UNREAD)["guarding"].status == "undetermined"


def test_a_sign_makes_the_clause_needed_and_graver(library):
    found = findings(library, "There is danger. Supplier may keep it.")["guarding"]
    assert (found.status, found.expectation, found.severity) == ("missing", "required", "critical")


def test_a_condition_may_ask_for_another_protection(library):
    # "keeping" is weak, which the ruling of "guarding" asks for.
    found = findings(library, "There is danger. Supplier may keep a little.")["guarding"]
    assert (found.status, found.reasons[0]) == ("weak", "What is kept is half guarded.")


def test_a_sign_of_the_opening_counts_only_there():
    generic = SHARED["generic.yaml"] + (
        "signs:\n  - id: hosted\n    where: opening\n"
        "    patterns: [{phrase: hosting, match: [The hosting.], avoid: [The host.]}]\n"
    )
    playbook = playbook_text("required", "expects_when: [{by: [[hosted]], expects: {guarding: optional}}]\n")
    files = {"guarding.yaml": GUARDING, "generic.yaml": generic, "playbooks/house.yaml": playbook}
    rules = build_library(sources_with(files))
    assert finding_on("The hosting begins.", rules).expectation == "optional"
    far = "It goes on. " * 300
    assert finding_on(f"{far} The hosting begins.", rules).expectation == "required"


def test_a_signal_is_an_anchor_in_an_operative_sentence():
    text = GUARDING.replace(
        "anchors:\n",
        "anchors:\n  - {id: gu_a_core, signals: [gu_core], bearing: duty}\n",
        1,
    )
    rules = build_library(sources_with({"guarding.yaml": text, "playbooks/house.yaml": playbook_text()}))
    assert finding_on("Supplier shall corestrong.", rules).status == "present"
    assert finding_on("Customer shall corestrong.", rules).flags == ("counterparty_only",)
    assert finding_on("Supplier is corestrong.", rules).status == "missing"
