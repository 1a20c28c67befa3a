"""Where missing protections belong, on a small contract with everything that must be avoided."""

from __future__ import annotations

import pytest

from clausegap.annotate.homes import Homes
from clausegap.loaders import load_text
from clausegap.model.clause import Clause
from clausegap.model.document import Document
from clausegap.model.evidence import Evidence, Location
from clausegap.model.finding import Finding, NearMiss, Search
from clausegap.model.frame import Frame
from clausegap.pipeline.structure import find_structure

TEXT = """SERVICES AGREEMENT
Contents
1. Definitions 1
2. Secrets 2
3. Audit 3
This Agreement is made between Alpha Ltd and Beta Ltd.
1. Definitions
1.1 "Records" means books that Beta keeps, and audit trails.
2. Secrets
2.1 Beta shall keep the information of Alpha secret.
2.2 Beta shall give it back at the end.
3. Audit
3.1 Alpha may look at the invoices of Beta.
3.2 Beta shall answer questions on them.
4. General
4.1 The laws of England apply to this Agreement.
ALPHA LTD
By: ____________________
BETA LTD
By: ____________________
SCHEDULE 1
1. Beta shall keep a register of secrets and audits.
"""


@pytest.fixture
def contract() -> Document:
    return load_text(TEXT)


def located(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


def finding(protection: str, family: str, near: str | None = None, rule: str = "anchor") -> Finding:
    miss = None
    if near is not None:
        start, end = located(near)
        evidence = Evidence(start=start, end=end, quote=near, location=Location(), rule=rule)
        miss = NearMiss(evidence=evidence, why="it is about something else")
    return Finding(
        protection=protection, family=family, title=protection, status="missing", grade="absent", score=None,
        direction="unknown", severity="high", expectation="required", confidence="high",
        search=Search(rules=1, near_miss=miss),
        absent=({"id": "element", "role": "core", "content": "x"},),
    )  # fmt: skip


def clause(protection: str, words: str) -> Clause:
    start, end = located(words)
    return Clause(
        id=f"{protection}-1", protection=protection, start=start, end=end, location=Location(), direction="for_user",
        modality="duty", score=1.0, rules=(),
    )  # fmt: skip


def home(contract, report, asked, *, clauses=(), headed=()):
    """The words before and behind the place where the finding of this name belongs."""
    sections, zones = find_structure(contract.text, contract.blocks)
    spans = tuple((b.start, b.end, zone) for b, zone in zip(contract.blocks, zones, strict=True))
    numbers = [i for i, s in enumerate(sections) if s.heading in headed]
    findings = (finding("secrets", "conf"), finding("return", "conf"), finding("law", "general"), asked)
    known = report.model_copy(update={"findings": findings, "clauses": clauses})
    frame = Frame(sections, {asked.protection: frozenset(numbers)}, spans)
    place = Homes(known, contract, frame).of(asked)
    assert place in {block.end for block in contract.blocks}
    return contract.text[:place].split("\n")[-1]


def test_behind_the_section_under_a_heading_of_the_protection(report, contract):
    asked = finding("audit", "control", near="Beta shall give it back")
    assert home(contract, report, asked, headed=("Audit",)) == "3.2 Beta shall answer questions on them."


def test_never_in_a_table_of_contents_or_a_schedule(report, contract):
    asked = finding("audit", "control", near="a register of secrets and audits")
    assert home(contract, report, asked) == "4.1 The laws of England apply to this Agreement."
    asked = finding("audit", "control", near="3. Audit 3")
    assert home(contract, report, asked) == "4.1 The laws of England apply to this Agreement."


def test_else_behind_a_clause_that_did_not_count(report, contract):
    asked = finding("audit", "conf", near="look at the invoices")
    clauses = (clause("secrets", "Beta shall keep the information of Alpha secret."),)
    assert home(contract, report, asked, clauses=clauses) == "3.1 Alpha may look at the invoices of Beta."


def test_else_behind_the_last_clause_of_the_family(report, contract):
    clauses = (clause("secrets", "Beta shall keep the information"), clause("law", "The laws of England apply"))
    asked = finding("staff", "conf", near="look at the invoices", rule="element")  # touches the subject only
    assert home(contract, report, asked, clauses=clauses) == "2.1 Beta shall keep the information of Alpha secret."


def test_else_behind_words_that_touch_the_subject(report, contract):
    asked = finding("audit", "control", near="look at the invoices", rule="element")
    assert home(contract, report, asked) == "3.1 Alpha may look at the invoices of Beta."


def test_else_beside_its_neighbour_in_the_catalogue(report, contract):
    clauses = (clause("secrets", "Beta shall keep the information"), clause("return", "Beta shall give it back"))
    assert home(contract, report, finding("x", "none"), clauses=clauses) == "2.2 Beta shall give it back at the end."


def test_else_before_the_signatures(report, contract):
    assert home(contract, report, finding("x", "none")) == "4.1 The laws of England apply to this Agreement."


@pytest.mark.parametrize("near", ["This Agreement is made between Alpha", "books that Beta keeps"])
def test_neither_in_the_opening_nor_among_the_definitions(report, contract, near):
    assert home(contract, report, finding("x", "none", near=near)).startswith("4.1 The laws")


def test_a_text_of_one_line(report):
    only = load_text("Beta shall keep it secret.")
    frame = Frame(find_structure(only.text, only.blocks)[0], {}, ())
    assert Homes(report, only, frame).of(finding("non_compete", "x")) == len(only.text)
