"""Jurisdiction notices follow the governing law and the parties' addresses."""

import pytest
from rule_factory import GUARDING, PREAMBLE, analysed, playbook_text, sources_with

from clausegap.gaps.checker import Case, check
from clausegap.gaps.law import notices_for
from clausegap.gaps.standard import Standards
from clausegap.loaders import load_text
from clausegap.rules.library import build_library

NOTICES = """\
reviewed_on: '2026-01-31'
notices:
  - {id: JN_ALWAYS, text: Ask anyway.}
  - {id: JN_OHIO, text: Ask in Ohio., laws: [Ohio]}
  - {id: JN_OTHER, text: Not asked for.}
"""
GUARD = "Supplier shall guard it corestrong."


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        (f"{GUARD} This Agreement is governed by the laws of Ohio.", ["JN_ALWAYS", "JN_OHIO"]),
        (f"The office is in Ohio. {GUARD}", ["JN_ALWAYS", "JN_OHIO"]),
        (f"{GUARD} This Agreement is governed by the laws of Utah.", ["JN_ALWAYS"]),
        ("Supplier sells it in Ohio.", []),
    ],
)
def test_notices_follow_law_and_findings(text, ids):
    guarding = GUARDING + "notices: [JN_ALWAYS, JN_OHIO]\n"
    files = {"guarding.yaml": guarding, "notices.yaml": NOTICES, "playbooks/house.yaml": playbook_text()}
    library = build_library(sources_with(files))
    document = load_text(PREAMBLE + text)
    analysis = analysed(document, library)
    findings = check(Case(document, analysis, Standards(library, library.playbooks["house"], "msa")))
    shown = notices_for(findings, analysis, document, library.notices)
    assert [notice.id for notice in shown] == ids
    assert {notice.reviewed_on for notice in shown} <= {"2026-01-31"}
