"""Builds a realistic report on a weak services agreement, with text that attacks every format."""

from __future__ import annotations

from document_factory import HOSTILE_NAME, HOSTILE_PARTY, HOSTILE_QUOTE, build_document, evidence
from finding_factory import build_findings

from clausegap.model.clause import Clause, Party
from clausegap.model.document import Document
from clausegap.model.evidence import Evidence
from clausegap.model.ranking import Clue, RankedPassage, RankedType, Ranking
from clausegap.model.report import JurisdictionNotice, Report, ReportNotice, ReportSource, TypeGuess
from clausegap.model.risk import ChecklistItem, Risk, RiskPart, RiskView


def build_report() -> Report:
    """Returns the report on ``build_document()``, with every status and an adverse clause."""
    document = build_document()
    return Report(
        clausegap_version="0.1.0",
        rules_fingerprint="cd" * 32,
        playbook="msa",
        side="customer",
        source=ReportSource(
            name=HOSTILE_NAME,
            media_type="application/pdf",
            sha256=document.source.sha256,
            size=document.source.size,
            pages=3,
            characters=len(document.text),
        ),
        contract_type=TypeGuess(type="msa", evidence=("MASTER SERVICES AGREEMENT",)),
        governing_law="England and Wales",
        parties=(
            Party(name="Northwind Foods plc", terms=("Customer",), role="customer"),
            Party(name=HOSTILE_PARTY, terms=("Supplier",), role="supplier"),
        ),
        risks=build_risks(),
        findings=build_findings(document),
        jurisdiction_notices=(
            JurisdictionNotice(
                id="JN_NON_COMPETE",
                text="A restraint must protect a legitimate interest.",
                reviewed_on="2025-01-15",
            ),
        ),
        notices=(
            ReportNotice(level="warning", code="two_columns", message="The page seems to have two columns.", page=2),
        ),
    )


def build_risks() -> RiskView:
    """Returns a view of two risks: one that weak answers cover partly, and one that nothing stands against."""
    secrets = RiskPart(
        protection="confidentiality", answer="primary", status="weak", expectation="required", credit=0.25
    )
    return RiskView(
        coverage=0.125,
        coverage_at_most=0.125,
        formula="Mean of the risks.",
        risks=(
            Risk(id="R01", title="Secrets leak", text="They do.", state="partly", coverage=0.25, parts=(secrets,)),
            Risk(id="R02", title="Nobody watches", text="Not one.", state="open", coverage=0.0, parts=()),
        ),
        checklist=(ChecklistItem(id="look", mitigation="Diligence", text="Look before you sign.", risks=("R02",)),),
    )


def build_unread_report() -> Report:
    """Returns the report with a page that could not be read, so that nothing in it is called missing."""
    report = build_report()
    notice = ReportNotice(level="unread", code="no_text_page", message="The page has no text layer.", page=4)
    findings = tuple(
        f.model_copy(update={"status": "undetermined"}) if f.status == "missing" else f for f in report.findings
    )
    return report.model_copy(update={"findings": findings, "notices": (*report.notices, notice)})


def build_clean_report() -> Report:
    """Returns a report without gaps."""
    report = build_report()
    risks = report.risks.model_copy(update={"risks": ()})
    return report.model_copy(update={"findings": (report.finding("customer_materials"),), "risks": risks})


def build_ranked_report() -> Report:
    """Returns the report as the learned ranker completes it: one clause sure, one doubtful, four clause types."""
    document = build_document()
    findings = {f.protection: f for f in build_report().findings}
    clauses = (
        _clause(findings["confidentiality"].evidence[0], "confidentiality", 0.004),
        _clause(findings["audit_rights"].evidence[0], "audit_rights", 0.9312),
    )
    return build_report().model_copy(update={"clauses": clauses, "ranking": build_ranking(document)})


def build_ranking(document: Document) -> Ranking:
    """Returns four clause types: a likely one, a hostile one, one without any passage, and one too unlikely to show."""
    clues = (
        Clue(kind="heading", text="records", weight=2.1),
        Clue(kind="apart", text="CUSTOMER … inspect", weight=1.4),
        Clue(kind="words", text="sole discretion", weight=-0.9),
        Clue(kind="rule", text="names the books and records", weight=0.8),
        Clue(kind="before", text="term", weight=0.1),
    )
    audit = _ranked(
        "audit_rights", "Audit rights", 0.9671, _passage(document, "allow Customer to inspect", 0.88, *clues)
    )
    hostile_clue = Clue(kind="words", text=HOSTILE_QUOTE, weight=0.5)
    hostile = _ranked("odd", f"Odd {HOSTILE_PARTY}", 0.55, _passage(document, HOSTILE_QUOTE, 0.61, hostile_clue))
    return Ranking(
        version="0.1.0",
        fingerprints=("ef" * 32, "12" * 32),
        types=(audit, hostile, _ranked("insurance", "Insurance", 0.41), _ranked("non_compete", "Non-compete", 0.39)),
    )


def _ranked(name: str, title: str, presence: float, *passages: RankedPassage) -> RankedType:
    numbered = tuple(p.model_copy(update={"id": f"{name}:{n}"}) for n, p in enumerate(passages, start=1))
    return RankedType(id=name, title=title, protection=None, decides=False, presence=presence, passages=numbered)


def _passage(document: Document, words: str, probability: float, *clues: Clue) -> RankedPassage:
    found = evidence(document, words)
    return RankedPassage(
        id="", start=found.start, end=found.end, location=found.location, quote=words, probability=probability,
        clues=clues,
    )  # fmt: skip


def _clause(found: Evidence, protection: str, probability: float) -> Clause:
    return Clause(
        id=f"{protection}-1", protection=protection, start=found.start, end=found.end, location=found.location,
        direction="for_user", modality="duty", score=0.8, rules=("rule",), probability=probability,
        doubtful=probability < 0.01,
    )  # fmt: skip
