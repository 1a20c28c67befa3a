"""A rule library of one made-up protection, whose wording is marker words, and a review with it.

The protection ``guarding`` is there when Supplier "shall guard". ``corestrong``, ``majorfine`` and the
like earn its elements their grades; ``wcritical``, ``whigha`` and the like are its weakeners.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache

import spacy
from spacy.language import Language

from clausegap.engine import Engine
from clausegap.gaps.case import Case
from clausegap.gaps.checker import check
from clausegap.gaps.standard import Standards
from clausegap.loaders import load_text
from clausegap.model.analysis import Analysis
from clausegap.model.document import Document
from clausegap.model.finding import Finding
from clausegap.model.spec import ReviewSpec
from clausegap.pipeline import analysis_of
from clausegap.pipeline.bridge import to_doc
from clausegap.pipeline.components import (
    ClauseFinder,
    PartyFinder,
    RuleMatcher,
    SectionFinder,
    SentenceFinder,
)
from clausegap.rules.library import RuleLibrary, build_library
from clausegap.rules.sources import collect_sources
from clausegap.rules.yamlfile import RuleSource

PREAMBLE = 'This Agreement is made between Alpha Ltd (the "Customer") and Beta Ltd (the "Supplier").\n\n'

GUARDING = """\
id: guarding
family: testing
order: 1
title: Guarding
definition: The supplier guards what it is given.
answers: {primary: [R01], mitigations: [M01]}
missing_severity: high
headings:
  phrases: ["guarding"]
  match: ["Guarding"]
  avoid: ["Payment"]
keywords: ["guard*"]
anchors:
  - id: gu_a_guard
    patterns:
      - phrase: "<ower> shall guard"
        match: ["Supplier shall guard it."]
        avoid: ["Supplier shall sell it."]
elements:
  - id: gu_core
    content: the core of it
    role: core
    signals:
      strong: [{phrase: "corestrong", match: ["A corestrong b."], avoid: ["A b c."]}]
      fine: [{phrase: "corefine", match: ["A corefine b."], avoid: ["A b c."]}]
      poor: [{phrase: "corepoor", match: ["A corepoor b."], avoid: ["A b c."]}]
      term: [{phrase: "for PERIOD", match: ["A for two years."], avoid: ["A b c."]}]
    measures:
      blank: {of: term, kind: duration, note: redacted}
    grades:
      strong: [[strong]]
      acceptable: [[fine]]
      unknown: [[blank]]
      weak: [[poor]]
  - id: gu_major
    content: a larger part of it
    role: major
    signals:
      strong: [{phrase: "majorstrong", match: ["A majorstrong b."], avoid: ["A b c."]}]
    grades: {strong: [[strong]]}
    reach: document
  - id: gu_minor
    content: a smaller part of it
    role: minor
    signals:
      strong: [{phrase: "minorstrong", match: ["A minorstrong b."], avoid: ["A b c."]}]
    grades: {strong: [[strong]]}
    reach: document
weakeners:
  - id: gu_w_critical
    severity: critical
    why: a critical flaw
    patterns: [{phrase: "wcritical", match: ["A wcritical b."], avoid: ["A b c."]}]
  - id: gu_w_high_a
    severity: high
    why: a high flaw
    cured_by: [[gu_minor]]
    patterns: [{phrase: "whigha", match: ["A whigha b."], avoid: ["A b c."]}]
  - id: gu_w_high_b
    severity: high
    why: another high flaw
    reduced: [{by: [[gu_minor]], to: low}]
    patterns: [{phrase: "whighb", match: ["A whighb b."], avoid: ["A b c."]}]
  - id: gu_w_medium
    severity: medium
    why: a medium flaw
    patterns: [{phrase: "wmedium", match: ["A wmedium b."], avoid: ["A b c."]}]
  - id: gu_w_low
    severity: low
    why: a low flaw
    patterns: [{phrase: "wlow", match: ["A wlow b."], avoid: ["A b c."]}]
  - id: gu_w_adverse
    severity: high
    why: it takes something away
    adverse: true
    reach: document
    patterns: [{phrase: "wadverse", match: ["A wadverse b."], avoid: ["A b c."]}]
negatives:
  - id: gu_n_sentence
    why: only a look-alike
    patterns: [{phrase: "nsentence", match: ["A nsentence b."], avoid: ["A b c."]}]
  - id: gu_n_section
    why: a section of look-alikes
    scope: section
    patterns: [{phrase: "nsection", match: ["A nsection b."], avoid: ["A b c."]}]
  - id: gu_n_after
    why: what follows is a look-alike
    scope: after
    patterns: [{phrase: "nafter", match: ["A nafter b."], avoid: ["A b c."]}]
fallbacks: {customer: Supplier shall guard everything., balanced: Supplier shall guard it.}
"""

SHARED = {
    "lexicon.yaml": "spelling: {licence: license}\nlexicon:\n  MUST: [shall, must, agree* to]\n",
    "generic.yaml": "weakeners: []\nnegatives: []\n",
    "risks.yaml": """\
risks:
  - {id: R01, title: It is lost, text: What is not guarded is lost.}
  - {id: R02, title: It is sold, text: What is not guarded is sold.}
mitigations: {M01: Guard it}
checklist: [{id: own_eyes, mitigation: M01, risks: [R01], text: Watch it yourself.}]
""",
    "notices.yaml": "reviewed_on: '2026-01-31'\nnotices:\n  - {id: JN_ANY, text: Ask.}\n",
}


def sources_with(files: Mapping[str, str]) -> dict[str, RuleSource]:
    """Returns the sources of a rule folder: the shared files, the shipped roles and duties, and further files."""
    texts = {**SHARED, **files}
    found = {name: RuleSource(name, text) for name, text in texts.items()}
    shipped = collect_sources()
    return {name: shipped[name] for name in ("roles.yaml", "duties.yaml")} | found


def playbook_text(expectation: str = "required", extra: str = "") -> str:
    """Returns a playbook that expects the protection ``guarding`` in some degree."""
    head = "id: house\ntitle: House\ncontract_type: msa\n"
    return f"{head}expects: {{guarding: {expectation}}}\n{extra}"


@lru_cache(maxsize=16)
def small_library(expectation: str = "required", extra: str = "") -> RuleLibrary:
    """Returns the library of ``guarding`` and a playbook."""
    files = {"guarding.yaml": GUARDING, "playbooks/house.yaml": playbook_text(expectation, extra)}
    return build_library(sources_with(files))


@lru_cache(maxsize=1)
def blank() -> Language:
    """Returns an empty English pipeline; making one takes a quarter of a second."""
    return spacy.blank("en")


@lru_cache(maxsize=1)
def shipped_engine() -> Engine:
    """Returns the engine of the shipped rules, for a services agreement."""
    return Engine(ReviewSpec(contract_type="msa"))


def analysed(document: Document, library: RuleLibrary, spec: ReviewSpec | None = None) -> Analysis:
    """Returns the analysis of a document by the components, with rules of one's own."""
    spec = spec or ReviewSpec()
    doc = to_doc(blank(), document)
    rules = json.dumps({name: [source.path, source.text] for name, source in library.sources.items()}).encode()
    finders = [finder(spec, blank()).from_bytes(rules) for finder in (PartyFinder, RuleMatcher, ClauseFinder)]
    for component in (SectionFinder(), SentenceFinder(), *finders):
        doc = component(doc)
    return analysis_of(doc)


def finding_on(document: Document | str, library: RuleLibrary | None = None, spec: ReviewSpec | None = None) -> Finding:
    """Returns the finding on ``guarding`` in a contract."""
    library = library or small_library()
    document = load_text(PREAMBLE + document) if isinstance(document, str) else document
    case = Case(document, analysed(document, library, spec), Standards(library, library.playbooks["house"], "msa"))
    return check(case)[0]
