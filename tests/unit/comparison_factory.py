"""Builds two versions of a small contract, reviewed by hand, with words that attack every format."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from report_factory import build_report

from clausegap.compare.reports import compare_reports
from clausegap.compare.versions import Version
from clausegap.loaders import load_text
from clausegap.model.clause import Clause
from clausegap.model.comparison import Comparison
from clausegap.model.evidence import Evidence, Location
from clausegap.model.finding import ElementFinding, Finding, Search, WeakenerFinding
from clausegap.model.report import Report

HOSTILE = "<script>alert('x')</script> *bold* [link](http://x) \x1b[31m"
AUDIT = "Customer may audit the records of Supplier on five (5) days' notice, as set out in Section 3"
OLD = f"""1. AUDIT
1.1 {AUDIT}.
2. SECRECY
2.1 Supplier shall keep all secrets for ten years.
3. COSTS
3.1 Each party bears its own costs {HOSTILE}.
"""
NEW = f"""1. PAYMENT
1.1 Customer shall pay on time {HOSTILE}.
2. AUDIT
2.1 {AUDIT.replace("five (5)", "sixty (60)").replace("Section 3", "Section 4")}.
3. SECRECY
3.1 Supplier shall keep all secrets for ten years.
4. COSTS
4.1 Each party bears its own costs {HOSTILE}.
"""


def finding(protection: str, status: str = "present", **fields: object) -> Finding:
    """Returns a finding; present ones are strong, weak ones have a clause, all are required."""
    there = status in ("weak", "present")
    made = {
        "protection": protection,
        "family": protection,
        "title": protection.replace("_", " ").capitalize(),
        "status": status,
        "grade": {"present": "strong", "weak": "weak"}.get(status, "absent"),
        "score": 0.7 if there else None,
        "direction": "for_user",
        "severity": "info" if status == "present" else "high",
        "expectation": "required",
        "confidence": "high",
        "search": Search(rules=1),
        "reasons": () if there else ("No operative clause was found.",),
    }
    return Finding(**{**made, **fields})


def element(name: str, grade: str, role: str = "core", **fields: object) -> ElementFinding:
    return ElementFinding(id=name, role=role, content=f"what {name} asks for", grade=grade, **fields)


def weakener(name: str, severity: str, **fields: object) -> WeakenerFinding:
    return WeakenerFinding(id=name, severity=severity, why=f"{name} drains it", **fields)


def evidence(text: str, words: str, rule: str = "rule") -> Evidence:
    start = text.index(words)
    return Evidence(start=start, end=start + len(words), quote=words, location=Location(), rule=rule)


def clause(text: str, words: str, protection: str, score: float = 0.9) -> Clause:
    start = text.index(words)
    return Clause(
        id=f"{protection}-{start}",
        protection=protection,
        start=start,
        end=start + len(words),
        location=Location(),
        direction="for_user",
        modality="right",
        score=score,
        rules=("rule",),
    )


def version(
    text: str,
    findings: Sequence[Finding] = (),
    clauses: Sequence[Clause] = (),
    terms: tuple[str, ...] = (),
    **fields: object,
) -> Version:
    """Returns a version whose units are its lines."""
    document = load_text(text, "contract.txt")
    report: Report = build_report().model_copy(
        update={"findings": tuple(findings), "clauses": tuple(clauses), "notices": (), **fields}
    )
    units, start = [], 0
    for line in document.text.splitlines(keepends=True):
        units.append((start, start + len(line.rstrip("\n"))))
        start += len(line)

    def locate(offset: int) -> Location:
        return Location(section=str(document.text.count("\n", 0, offset) + 1))

    return Version(report, document, tuple(units), locate, terms)


def build_comparison(**fields: Mapping[str, object]) -> Comparison:
    """Returns a comparison with a change of each kind, in words that attack every format."""
    audit_now = NEW.split("\n")[3][4:]
    old = version(
        OLD,
        (
            finding("audit_rights", evidence=(evidence(OLD, AUDIT),), elements=(element("notice", "strong"),)),
            finding("confidentiality", evidence=(evidence(OLD, "Supplier shall keep all secrets for ten years."),)),
            finding("insurance"),
            finding("escrow", "undetermined"),
            finding("survival", "missing"),
            finding("non_compete", "weak"),
            finding("costs", evidence=(evidence(OLD, HOSTILE),)),
        ),
        (clause(OLD, "Each party bears", "costs"),),
    )
    new = version(
        NEW,
        (
            finding("audit_rights", evidence=(evidence(NEW, audit_now),), elements=(element("notice", "weak"),)),
            finding("confidentiality", evidence=(evidence(NEW, "Supplier shall keep all secrets for ten years."),)),
            finding("insurance", "missing"),
            finding("escrow", "missing"),
            finding("survival"),
            finding("non_compete"),
            finding("costs", evidence=(evidence(NEW, f"Customer shall pay on time {HOSTILE}"),)),
        ),
        (clause(NEW, "Customer shall pay on time", "costs"),),
    )
    return compare_reports(old, new).model_copy(update=fields)
