"""Reports as SARIF 2.1.0, the format in which code-review tools show the findings of checkers.

A protection is a rule. Each finding is a result, those that are present too: nothing is left out. Offsets count the
characters of the text as clausegap reads it; lines and columns are those of the file and stand only where it has lines.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from typing import Final
from urllib.parse import quote

from clausegap.model.document import Document, TextRef
from clausegap.model.evidence import Evidence
from clausegap.model.finding import Finding
from clausegap.model.policy import PolicyFinding, is_deviation
from clausegap.model.report import Report, ReportNotice
from clausegap.renderers import risk_wording, wording
from clausegap.renderers.reviewed import Reviewed
from clausegap.renderers.sarif_rules import LEVELS, Json, rules_of
from clausegap.version import VERSION

_SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_PATH_SIGNS: Final = "/!"  # kept as they are in a relative URI
_URL_SIGNS: Final = f"{_PATH_SIGNS}:"
_NOTICE_LEVELS: Final = {"unread": "error", "warning": "warning", "info": "note"}


def render_sarif(contracts: Sequence[Reviewed]) -> str:
    """Returns one run over all contracts as JSON, ending in a line break."""
    log: Json = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [_run(contracts)]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _run(contracts: Sequence[Reviewed]) -> Json:
    reports = [one.report for one in contracts if one.report]
    rules = rules_of(reports)
    order = {rule["id"]: number for number, rule in enumerate(rules)}
    return {
        "tool": {
            "driver": {
                "name": "clausegap",
                "version": VERSION,
                "semanticVersion": VERSION,
                "shortDescription": {"text": "Finds the gaps in the protective clauses of outsourcing contracts."},
                "fullDescription": {"text": wording.LEGAL_NOTICE},
                "rules": rules,
            }
        },
        "columnKind": "unicodeCodePoints",
        "artifacts": [artifact for one in contracts for artifact in _artifacts(one)],
        "invocations": [
            {
                "executionSuccessful": all(one.report for one in contracts),
                "toolExecutionNotifications": [notice for one in contracts for notice in _notices(one)],
            }
        ],
        "results": [{**result, "ruleIndex": order[result["ruleId"]]} for one in contracts for result in _results(one)],
    }


def _artifacts(one: Reviewed) -> Iterator[Json]:
    """Yields the contract, or the files of a deal."""
    if one.report is None:
        yield {"location": _artifact_location(one.source)}
        return
    for name, source in zip(_names(one), one.report.documents or [one.report.source], strict=True):
        yield {
            "location": _artifact_location(name),
            "mimeType": source.media_type,
            "hashes": {"sha-256": source.sha256},
            "properties": {
                "characters": source.characters,
                "contractType": one.report.contract_type.type,
                "playbook": one.report.playbook,
                "side": one.report.side,
                "rules": one.report.rules_fingerprint,
            },
        }


def _names(one: Reviewed) -> tuple[str, ...]:
    """Returns how the contract is named, or the files of a deal."""
    if one.report is None or not one.report.documents:
        return (one.source,)
    return one.files or tuple(source.name for source in one.report.documents)


def _artifact_location(source: str) -> Json:
    # What stands before a colon in a relative path would be taken for the scheme of a URL.
    signs = _URL_SIGNS if "://" in source else _PATH_SIGNS
    return {"uri": quote(source.replace("\\", "/"), safe=signs)}


def _results(one: Reviewed) -> Iterator[Json]:
    if one.report is None:
        return
    for finding in one.report.findings:
        yield _of_finding(one, one.report, finding)
    for policy in one.report.policy:
        yield _of_policy(one, policy)


def _of_finding(one: Reviewed, report: Report, finding: Finding) -> Json:
    near = finding.search.near_miss
    weak = [quoted for weakener in finding.weakeners if weakener.cured_by is None for quoted in weakener.evidence]
    others = [*finding.evidence[1:], *weak, *([near.evidence] if near and not finding.evidence else [])]
    return {
        "ruleId": finding.protection,
        "kind": _kind(finding),
        "level": LEVELS[finding.severity] if finding.is_gap else "none",
        "message": {"text": _message(report, finding)},
        "locations": [_location(one, finding.evidence[0] if finding.evidence else None)],
        "relatedLocations": [{"id": number, **_location(one, other)} for number, other in enumerate(others, start=1)],
        "partialFingerprints": _fingerprint(one, finding.protection, finding.status, finding.evidence),
        "properties": {
            "status": finding.status,
            "severity": finding.severity,
            "grade": finding.grade,
            "expectation": finding.expectation,
            "confidence": finding.confidence,
            "flags": list(finding.flags),
            "fallbacks": {stance: wording.visible(words) for stance, words in finding.fallbacks.items()},
        },
    }


def _kind(finding: Finding) -> str:
    """Returns how a result is to be taken; only what ``fail`` is may have a level."""
    if finding.is_gap:
        return "fail"
    return "pass" if finding.status == "present" else "notApplicable"


def _message(report: Report, finding: Finding) -> str:
    severity = f", {finding.severity}" if finding.is_gap else ""
    return " ".join([f"{finding.title}: {finding.status}{severity}.", *wording.remarks(report, finding)])


def _of_policy(one: Reviewed, policy: PolicyFinding) -> Json:
    deviates = is_deviation(policy.result, policy.severity)
    said = " ".join(wording.sentence(words) for words in (policy.said, policy.action) if words)
    return {
        "ruleId": f"playbook/{policy.id}",
        "kind": "fail" if deviates else "pass" if policy.result == "ok" else "informational",
        "level": LEVELS[policy.severity] if deviates else "none",
        "message": {"text": f"{policy.title}: {risk_wording.POLICY_RESULT_NAMES[policy.result]}. {said}".strip()},
        "locations": [_location(one, policy.evidence[0] if policy.evidence else None)],
        "partialFingerprints": _fingerprint(one, f"playbook/{policy.id}", policy.result, policy.evidence),
        "properties": {"result": policy.result, "severity": policy.severity},
    }


def _location(one: Reviewed, evidence: Evidence | None) -> Json:
    """Returns where a quote stands, or the whole contract for what stands nowhere: of a deal its first file."""
    if evidence is None:
        source = (one.report.documents or [one.report.source])[0] if one.report else None
        whole = {"charOffset": 0, "charLength": source.characters if source else 0}
        return {"physicalLocation": {"artifactLocation": _artifact_location(_names(one)[0]), "region": whole}}
    place = evidence.location
    found: Json = {
        "physicalLocation": {
            "artifactLocation": _artifact_location(_file_of(one, evidence)),
            "region": {**_region(one.document, evidence), "snippet": {"text": wording.printable(evidence.quote)}},
        },
        "properties": {} if place.page is None else {"page": place.page},
    }
    if place.section or place.heading:
        name = " ".join(wording.printable(words) for words in (place.section, place.heading) if words)
        found["logicalLocations"] = [{"name": name, "kind": "section"}]
    return found


def _file_of(one: Reviewed, evidence: Evidence) -> str:
    """Returns how the file is named that has a quote."""
    told = evidence.location.document
    if told is None or one.report is None:
        return one.source
    return next(
        (name for name, source in zip(_names(one), one.report.documents, strict=False) if source.name == told), told
    )


def _region(document: Document | None, evidence: Evidence) -> Json:
    """Returns the characters of a quote, and its lines and columns where the file has lines.

    In a deal offsets run over the text of all files; here they are those in the file, which only the document tells.
    """
    before = 0
    if evidence.location.document:
        part = (
            next((one for one in document.parts if one.start <= evidence.start < one.end), None) if document else None
        )
        if part is None:
            return {}
        before = part.start
    region: Json = {"charOffset": evidence.start - before, "charLength": evidence.end - evidence.start}
    if document is None or evidence.end <= evidence.start:
        return region
    return region | _lines(document, evidence)


def _lines(document: Document, evidence: Evidence) -> Json:
    first, last = document.source_at(evidence.start), document.source_at(evidence.end - 1)
    if not isinstance(first, TextRef):
        return {}
    found = {"startLine": first.line, "startColumn": first.column}
    return found | ({"endLine": last.line, "endColumn": last.column + 1} if isinstance(last, TextRef) else {})


def _fingerprint(one: Reviewed, rule: str, status: str, evidence: Sequence[Evidence]) -> dict[str, str]:
    """Returns what stays the same while words around a clause move, so that tools know a result again."""
    told = "\n".join([one.source, rule, status, *(" ".join(quoted.quote.split()) for quoted in evidence)])
    return {"clausegap/v1": hashlib.sha256(told.encode()).hexdigest()}


def _notices(one: Reviewed) -> Iterator[Json]:
    if one.report is None:
        if one.error:
            yield _notification(one, "error", one.error.code, wording.printable(one.failure))
        return
    for notice in one.report.notices:
        yield _notification(one, _NOTICE_LEVELS[notice.level], notice.code, wording.notice_line(notice), notice)


def _notification(one: Reviewed, level: str, code: str, words: str, notice: ReportNotice | None = None) -> Json:
    page = notice.page if notice else None
    return {
        "level": level,
        "message": {"text": words},
        "descriptor": {"id": code},
        "locations": [{"physicalLocation": {"artifactLocation": _artifact_location(name)}} for name in _names(one)],
        "properties": {} if page is None else {"page": page},
    }
