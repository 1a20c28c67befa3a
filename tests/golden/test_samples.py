"""Every sample contract against its golden report and against a lawyer's judgement of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from clausegap import ReviewSpec, load
from clausegap.engine import Engine

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "sample_contracts"
JUDGED = Path(__file__).resolve().parent / "samples"
NAMES = sorted(path.stem for path in SAMPLES.glob("*.docx"))


def report_of(engine, name, suffix):
    return engine.review(load(SAMPLES / f"{name}{suffix}"))


def golden(report):
    """The report without what changes with every edit of a rule."""
    shown = json.loads(report.model_dump_json())
    del shown["rules_fingerprint"], shown["clausegap_version"]
    for finding in shown["findings"]:
        finding["search"]["rules"] = "counted"
    return shown


def test_there_are_samples_in_both_formats():
    assert len(NAMES) >= 8
    assert [path.stem for path in sorted(SAMPLES.glob("*.pdf"))] == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_report_is_the_golden_one(engine, name, request):
    path = SAMPLES / f"{name}.expected.json"
    shown = golden(report_of(engine, name, ".docx"))
    if request.config.getoption("--regenerate"):
        path.write_text(json.dumps(shown, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    assert shown == json.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", NAMES)
def test_pdf_and_word_give_the_same_verdicts(engine, name):
    word, pdf = (report_of(engine, name, suffix) for suffix in (".docx", ".pdf"))
    assert {f.protection: (f.status, f.severity) for f in pdf.findings} == {
        f.protection: (f.status, f.severity) for f in word.findings
    }


@pytest.mark.parametrize("name", NAMES)
def test_a_contract_is_no_other_version_of_itself_in_another_format(engine, name):
    word, pdf = (load(SAMPLES / f"{name}{suffix}") for suffix in (".docx", ".pdf"))
    changes = engine.compare(word, pdf).changes
    assert {change.protection: change.kind for change in changes if change.kind != "unchanged"} == {}


@pytest.mark.parametrize("name", NAMES)
def test_verdicts_are_those_of_the_judgement(engine, name):
    judged = json.loads((JUDGED / f"{name}.judged.json").read_text(encoding="utf-8"))
    report = report_of(engine, name, ".docx")
    said = {f.protection: f.status for f in report.findings}
    assert said == {p: j["status"] for p, j in judged["findings"].items()}
    assert report.contract_type.type == judged["contract_type"]


def test_every_protection_is_present_in_one_sample_weak_in_one_and_missing_in_one(engine):
    judged = [json.loads(path.read_text(encoding="utf-8"))["findings"] for path in JUDGED.glob("*.judged.json")]
    seen = {(protection, j["status"]) for findings in judged for protection, j in findings.items()}
    protections = [f.protection for f in report_of(engine, NAMES[0], ".docx").findings]
    wanted = {(protection, status) for protection in protections for status in ("present", "weak", "missing")}
    assert sorted(wanted - seen) == []


@pytest.fixture(scope="session")
def for_supplier():
    return Engine(ReviewSpec(side="supplier"))


@pytest.mark.parametrize(
    ("name", "least", "most"),
    [("strong-msa", 2, 9), ("bpo-full-audit", 3, 9), ("consulting-english-law", 2, 9), ("weak-msa", 0, 0)],
)
def test_what_is_good_for_the_customer_is_dangerous_for_the_supplier(for_supplier, name, least, most):
    grave = [gap for gap in report_of(for_supplier, name, ".docx").gaps if gap.severity in ("high", "critical")]
    assert least <= len(grave) <= most


def test_supplier_reads_a_strong_contract_for_what_it_takes_on(for_supplier):
    report = report_of(for_supplier, "strong-msa", ".docx")
    assert report.playbook == "supplier_msa"
    fired = {weakener.id for finding in report.findings for weakener in finding.weakeners}
    assert {"lcap_w_no_cap_leaks", "lcap_w_no_cap_indemnities", "alim_w_any_time", "bgr_w_wide_licence"} <= fired
    assert report.finding("confidentiality").flags == ("counterparty_only",)
    assert [duty.kind for duty in report.duties] == ["duty_payment"]


def test_supplier_in_a_one_way_nda_for_it_is_at_ease(for_supplier):
    report = report_of(for_supplier, "one-way-nda-supplier", ".docx")
    assert report.finding("confidentiality").status == "present"
    assert {gap.severity for gap in report.gaps} <= {"low", "info"}


@pytest.mark.parametrize("name", NAMES)
def test_type_and_parties_are_the_same_whoever_is_advised(engine, for_supplier, name):
    customer, supplier = (report_of(one, name, ".docx") for one in (engine, for_supplier))
    assert (supplier.contract_type, supplier.parties) == (customer.contract_type, customer.parties)


def test_regenerate_switch_is_off(request):
    assert not request.config.getoption("--regenerate"), "golden files were rewritten; run again without the switch"
