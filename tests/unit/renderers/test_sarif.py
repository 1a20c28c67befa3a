from __future__ import annotations

import json
from pathlib import Path

import pytest
from report_factory import build_report

from clausegap.deals.merge import merged_document
from clausegap.errors import MissingFileError
from clausegap.loaders import load_text
from clausegap.model.evidence import Evidence, Location
from clausegap.model.policy import PolicyFinding
from clausegap.model.report import ReportNotice
from clausegap.renderers.reviewed import Reviewed
from clausegap.renderers.sarif import render_sarif

SCHEMA = Path(__file__).with_name("sarif-2.1.0.schema.json")  # by OASIS, without its descriptions
TEXT = "1. AUDIT\nThe Customer may audit\nthe books.\n"


def _run(*contracts):
    return json.loads(render_sarif(contracts))["runs"][0]


def _quoting(report, start, end):
    evidence = Evidence(start=start, end=end, quote=TEXT[start:end], location=Location(section="1"), rule="audit")
    first = report.findings[0].model_copy(update={"evidence": (evidence,)})
    return report.model_copy(update={"findings": (first, *report.findings[1:])})


def _with_all():
    policy = PolicyFinding(
        id="position:audit", title="Audit", check="position", result="deviates", severity="high", said="once a year"
    )
    notice = ReportNotice(level="unread", code="no_text_page", message="Page 3 has no text.", page=3)
    return build_report().model_copy(update={"policy": (policy,), "notices": (notice,)})


def test_it_is_valid_against_the_schema():
    jsonschema = pytest.importorskip("jsonschema", reason="needs the package 'jsonschema': pip install '.[test]'")
    missing = MissingFileError("none.pdf", "no such file", "check the path")
    contracts = [Reviewed("a b/msa!.pdf", _with_all()), Reviewed("none.pdf", error=missing)]
    schema = json.loads(SCHEMA.read_text("utf-8"))
    judge = jsonschema.validators.validator_for(schema)(schema)
    assert [error.message for error in judge.iter_errors(json.loads(render_sarif(contracts)))] == []


def test_every_finding_is_a_result_and_none_is_suppressed():
    report = build_report()
    results = _run(Reviewed("msa.pdf", report))["results"]
    assert [one["ruleId"] for one in results] == [finding.protection for finding in report.findings]
    assert [one for one in results if "suppressions" in one] == []


def test_the_level_follows_the_severity_of_a_gap_and_only_gaps_fail():
    report = build_report()
    levels = {"critical": "error", "high": "error", "medium": "warning", "low": "note", "info": "note"}
    for finding, result in zip(report.findings, _run(Reviewed("msa.pdf", report))["results"], strict=True):
        assert result["level"] == (levels[finding.severity] if finding.is_gap else "none")
        assert (result["kind"] == "fail") is finding.is_gap


def test_rules_are_the_protections_with_help_and_results_point_at_them():
    run = _run(Reviewed("msa.pdf", build_report()))
    rules = run["tool"]["driver"]["rules"]
    assert all(rule["help"]["text"].endswith(".") for rule in rules)
    assert [rules[one["ruleIndex"]]["id"] for one in run["results"]] == [one["ruleId"] for one in run["results"]]
    names = [rule["name"].casefold() for rule in rules if "name" in rule]
    assert not {rule["id"] for rule in rules} & set(names)


def test_a_quote_of_a_text_file_has_its_lines_and_columns():
    start = TEXT.index("Customer")
    report = _quoting(build_report(), start, TEXT.index("books"))
    place = _run(Reviewed("x/msa.txt", report, load_text(TEXT)))["results"][0]["locations"][0]
    region = place["physicalLocation"]["region"]
    assert (region["charOffset"], region["charLength"]) == (start, TEXT.index("books") - start)
    assert (region["startLine"], region["startColumn"], region["endLine"], region["endColumn"]) == (2, 5, 3, 5)
    assert place["physicalLocation"]["artifactLocation"]["uri"] == "x/msa.txt"
    assert place["logicalLocations"] == [{"name": "1", "kind": "section"}]


def test_without_the_document_there_are_offsets_only():
    report = _quoting(build_report(), 3, 9)
    region = _run(Reviewed("msa.txt", report))["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert region["charOffset"] == 3
    assert "startLine" not in region


@pytest.mark.parametrize("has_document", [True, False])
def test_in_a_deal_a_quote_stands_in_its_own_file(has_document):
    whole = merged_document([load_text("SCHEDULE\nNothing.\n", "a.txt"), load_text(TEXT, "b.txt")])
    start = whole.text.index("Customer")
    quote = Evidence(start=start, end=start + 8, quote="Customer", location=Location(document="b.txt"), rule="audit")
    report = build_report()
    first = report.findings[0].model_copy(update={"evidence": (quote,)})
    report = report.model_copy(update={"findings": (first, *report.findings[1:])})
    contract = Reviewed("a.txt", report, whole if has_document else None)
    place = _run(contract)["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "b.txt"
    assert place["region"].get("charOffset") == (TEXT.index("Customer") if has_document else None)


def test_the_files_of_a_deal_are_named_and_placed_one_by_one():
    report = build_report()
    sources = [report.source.model_copy(update={"name": name, "characters": 40}) for name in ("a.txt", "b.txt")]
    quote = Evidence(start=0, end=8, quote="Customer", location=Location(document="b.txt"), rule="audit")
    first = report.findings[0].model_copy(update={"evidence": (quote,)})
    findings = (first, *report.findings[1:])
    report = report.model_copy(update={"documents": tuple(sources), "findings": findings})
    run = _run(Reviewed("x/a.txt + y/b.txt", report, files=("x/a.txt", "y/b.txt")))
    assert [one["location"]["uri"] for one in run["artifacts"]] == ["x/a.txt", "y/b.txt"]
    places = [result["locations"][0]["physicalLocation"] for result in run["results"]]
    assert places[0]["artifactLocation"]["uri"] == "y/b.txt"
    whole = {"artifactLocation": {"uri": "x/a.txt"}, "region": {"charOffset": 0, "charLength": 40}}
    assert whole in places
    assert [one["location"]["uri"] for one in _run(Reviewed("d", report))["artifacts"]] == ["a.txt", "b.txt"]


def test_what_is_missing_is_a_matter_of_the_whole_contract():
    report = build_report()
    results = _run(Reviewed("msa.pdf", report))["results"]
    bare = [r for f, r in zip(report.findings, results, strict=True) if not f.evidence]
    assert bare
    whole = {"charOffset": 0, "charLength": report.source.characters}
    assert [r["locations"][0]["physicalLocation"]["region"] for r in bare] == [whole] * len(bare)


def test_a_fingerprint_stays_while_the_clause_moves_and_changes_with_its_words():
    first, moved, other = (_quoting(build_report(), *span) for span in ((9, 20), (9, 20), (9, 25)))
    evidence = moved.findings[0].evidence[0].model_copy(update={"start": 1009, "end": 1020})
    moved = moved.model_copy(
        update={"findings": (moved.findings[0].model_copy(update={"evidence": (evidence,)}), *moved.findings[1:])}
    )
    prints = [_run(Reviewed("m.txt", one))["results"][0]["partialFingerprints"] for one in (first, moved, other)]
    assert prints[0] == prints[1] != prints[2]


def test_what_was_not_read_is_a_notification_with_its_page():
    invocation = _run(Reviewed("msa.pdf", _with_all()))["invocations"][0]
    (notice,) = invocation["toolExecutionNotifications"]
    assert (notice["level"], notice["descriptor"]["id"], notice["properties"]) == ("error", "no_text_page", {"page": 3})
    assert invocation["executionSuccessful"] is True


def test_a_contract_that_cannot_be_read_makes_the_run_unsuccessful():
    missing = MissingFileError("none.pdf", "no such file", "check the path")
    run = _run(Reviewed("none.pdf", error=missing))
    assert run["invocations"][0]["executionSuccessful"] is False
    assert "no such file" in run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]
    assert run["results"] == []


@pytest.mark.parametrize(
    ("source", "uri"),
    [
        ("a b/ü.pdf", "a%20b/%C3%BC.pdf"),
        ("pack.zip!india/nda.docx", "pack.zip!india/nda.docx"),
        ("s3://bucket/a.pdf", "s3://bucket/a.pdf"),
        ("a#b?.txt", "a%23b%3F.txt"),
        ("draft: a.txt", "draft%3A%20a.txt"),
    ],
)
def test_a_path_becomes_a_uri(source, uri):
    assert _run(Reviewed(source, build_report()))["artifacts"][0]["location"]["uri"] == uri


def test_a_deviation_from_the_playbook_is_a_result_of_its_own():
    run = _run(Reviewed("msa.pdf", _with_all()))
    last = run["results"][-1]
    assert (last["ruleId"], last["kind"], last["level"]) == ("playbook/position:audit", "fail", "error")
