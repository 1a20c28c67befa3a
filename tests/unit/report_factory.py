"""Builds a realistic report on a weak services agreement, with text that attacks every format."""

from __future__ import annotations

from document_factory import HOSTILE_NAME, HOSTILE_PARTY, build_document
from finding_factory import build_findings

from clausegap.model.clause import Party
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
