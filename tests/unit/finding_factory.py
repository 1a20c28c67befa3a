"""Builds the nine findings on the weak services agreement of ``document_factory``."""

from __future__ import annotations

from document_factory import HOSTILE_QUOTE, evidence

from clausegap.model.document import Document
from clausegap.model.evidence import Evidence, Parameter
from clausegap.model.finding import AbsentElement, ElementFinding, Finding, NearMiss, Search, WeakenerFinding
from clausegap.model.terms import Grade, Role


def build_findings(document: Document) -> tuple[Finding, ...]:
    """Returns findings of every status, one of them adverse, in catalogue order."""
    restrictions = (_non_compete(document), _exclusivity(document), _non_solicit_employees(document))
    ownership = (_ip_ownership(document), _customer_materials(document), _background_license())
    return (
        _confidentiality(document),
        *restrictions,
        _non_solicit_customers(),
        *ownership,
        _audit_rights(document),
    )


def _element(
    element_id: str, role: Role, content: str, grade: Grade, *found: Evidence, **numbers: Parameter
) -> ElementFinding:
    return ElementFinding(
        id=element_id,
        role=role,
        content=content,
        grade=grade,
        evidence=found,
        parameters=tuple(numbers.values()),
    )


def _confidentiality_elements(document: Document, duty: str, term: str) -> tuple[ElementFinding, ...]:
    return (
        _element(
            "conf_non_disclosure",
            "core",
            "Duty not to disclose to third parties",
            "weak",
            evidence(document, duty),
        ),
        _element(
            "conf_non_use",
            "core",
            "Use limited to a defined purpose",
            "acceptable",
            evidence(document, "shall use it only to perform this Agreement"),
        ),
        _element(
            "conf_duration",
            "core",
            "Duty outlives the contract",
            "weak",
            evidence(document, term),
            term=Parameter(kind="duration", value=12, text="one (1) year"),
        ),
    )


def _confidentiality(document: Document) -> Finding:
    duty = "Each party shall use reasonable endeavours to keep the other's Confidential Information secret"
    term = "for one (1) year after the date of disclosure"
    return Finding(
        protection="confidentiality",
        family="confidentiality",
        title="Confidentiality, non-disclosure and non-use",
        status="weak",
        grade="weak",
        score=0.21,
        direction="mutual",
        severity="high",
        expectation="required",
        confidence="high",
        flags=("mutual",),
        reasons=(
            "The duty ends one year after disclosure, while the contract may still run.",
            "Nothing limits who inside the supplier may see the information.",
        ),
        evidence=(
            evidence(document, f"{duty} and shall use it only to perform this Agreement, {term}.", "conf_a_hold"),
            evidence(document, HOSTILE_QUOTE, "conf_a_definition"),
        ),
        elements=_confidentiality_elements(document, duty, term),
        absent=(
            AbsentElement(id="conf_permitted_recipients", role="core", content="permitted recipients"),
            AbsentElement(id="conf_trade_secret_tail", role="core", content="trade secret tail"),
        ),
        weakeners=(
            WeakenerFinding(
                id="conf_w_marked_only",
                severity="high",
                why="unmarked code and site knowledge fall outside",
                evidence=(evidence(document, "information that is clearly marked as confidential"),),
            ),
            WeakenerFinding(
                id="conf_w_soft_efforts",
                severity="medium",
                why="a leak without fault is no breach",
                cured_by="conf_non_use",
                evidence=(evidence(document, "use reasonable endeavours to keep"),),
            ),
        ),
        search=Search(rules=41, units=18),
        fallbacks={"customer": "Supplier shall keep Confidential Information secret & use it only for the Services."},
    )


def _non_compete(document: Document) -> Finding:
    bids = evidence(document, "Supplier may submit competing bids", "nc_n_competing_bids")
    near = NearMiss(evidence=bids, why="it speaks of bids in a tender, not of a ban on competing")
    return _missing("non_compete", "restriction", "Non-competition").model_copy(
        update={"search": Search(rules=17, units=18, near_miss=near), "notices": ("JN_NON_COMPETE",)}
    )


def _exclusivity(document: Document) -> Finding:
    words = "Customer shall obtain all services described in Schedule 1 exclusively from Supplier."
    return _missing("exclusivity", "restriction", "Exclusivity and dedicated resources").model_copy(
        update={
            "severity": "high",
            "expectation": "optional",
            "flags": ("counterparty_only", "adverse"),
            "reasons": ("The customer may buy from nobody else; the supplier promises nothing in return.",),
            "evidence": (evidence(document, words),),
        }
    )


def _non_solicit_employees(document: Document) -> Finding:
    words = "Neither party shall solicit or employ any employee of the other who worked on the Services"
    return Finding(
        protection="non_solicit_employees",
        family="restriction",
        title="Non-solicitation of employees",
        status="present",
        grade="acceptable",
        score=0.58,
        direction="mutual",
        severity="info",
        expectation="recommended",
        confidence="high",
        evidence=(evidence(document, words),),
        elements=(
            _element(
                "nse_duration",
                "core",
                "Bounded time",
                "acceptable",
                evidence(document, "during the Term and for twelve (12) months after it ends"),
                term=Parameter(kind="duration", value=12, text="twelve (12) months"),
            ),
        ),
        search=Search(rules=12, units=18),
    )


def _non_solicit_customers() -> Finding:
    return _missing("non_solicit_customers", "restriction", "Non-solicitation of customers").model_copy(
        update={"expectation": "optional", "severity": "info"}
    )


def _ip_ownership(document: Document) -> Finding:
    duty = "Supplier agrees to assign to Customer all rights in the Deliverables"
    return Finding(
        protection="ip_ownership",
        family="ip_ownership",
        title="Ownership of the results",
        status="weak",
        grade="weak",
        score=0.15,
        direction="for_user",
        severity="critical",
        expectation="required",
        confidence="high",
        reasons=("Ownership waits for full payment, so a fee dispute holds it back.",),
        evidence=(evidence(document, f"Upon full payment of all fees, {duty}"),),
        elements=(
            _element("ipo_assignment", "core", "Present assignment of all rights", "weak", evidence(document, duty)),
        ),
        absent=(AbsentElement(id="ipo_moral_rights", role="core", content="moral rights"),),
        weakeners=(
            WeakenerFinding(
                id="gen_w_conditional_on_payment",
                severity="critical",
                why="a fee dispute suspends the protection",
                evidence=(evidence(document, "Upon full payment of all fees"),),
            ),
        ),
        search=Search(rules=38, units=18),
        fallbacks={"customer": "Supplier hereby assigns to Customer all rights in the Deliverables."},
    )


def _customer_materials(document: Document) -> Finding:
    return Finding(
        protection="customer_materials",
        family="ip_ownership",
        title="Customer's own materials and data",
        status="present",
        grade="strong",
        score=0.82,
        direction="for_user",
        severity="info",
        expectation="required",
        confidence="high",
        evidence=(
            evidence(document, "All data and specifications that Customer hands over remain its exclusive property"),
        ),
        search=Search(rules=14, units=18),
    )


def _background_license() -> Finding:
    return _missing("background_license", "ip_ownership", "Licence to the supplier's own materials").model_copy(
        update={
            "status": "undetermined",
            "severity": "high",
            "reasons": ("No licence was found, but the search did not finish.",),
            "search": Search(rules=15, units=18, unfinished=("bgl_a_license_back",)),
        }
    )


def _audit_rights(document: Document) -> Finding:
    words = "may, in its sole discretion, allow Customer to inspect them once a year on thirty (30) days' notice"
    return Finding(
        protection="audit_rights",
        family="audit_rights",
        title="Right to audit, inspect and verify",
        status="weak",
        grade="weak",
        score=0.1,
        direction="for_user",
        severity="high",
        expectation="required",
        confidence="medium",
        reasons=("The supplier decides whether an inspection takes place at all.",),
        evidence=(evidence(document, words),),
        elements=(
            _element(
                "aud_frequency",
                "major",
                "How often an audit may take place",
                "acceptable",
                evidence(document, "once a year on thirty (30) days' notice"),
                often=Parameter(kind="frequency", value=1, text="once a year"),
                notice=Parameter(kind="notice", value=30, text="thirty (30) days' notice"),
            ),
        ),
        absent=(
            AbsentElement(id="aud_scope_compliance", role="core", content="scope compliance"),
            AbsentElement(id="aud_subcontractors", role="core", content="subcontractors"),
        ),
        weakeners=(
            WeakenerFinding(
                id="gen_w_sole_discretion",
                severity="high",
                why="the ower decides whether the protection exists",
                evidence=(evidence(document, "in its sole discretion"),),
            ),
        ),
        search=Search(rules=29, units=18),
        fallbacks={"customer": "Customer may audit Supplier's compliance with this Agreement on ten days' notice."},
    )


def _missing(protection: str, family: str, title: str) -> Finding:
    return Finding(
        protection=protection,
        family=family,
        title=title,
        status="missing",
        grade="absent",
        score=None,
        direction="unknown",
        severity="medium",
        expectation="recommended",
        confidence="medium",
        reasons=("No operative clause was found.",),
        search=Search(rules=10, units=18),
    )
