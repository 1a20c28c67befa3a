from __future__ import annotations

import json
import os

import pytest
from report_factory import build_clean_report, build_report

from clausegap.errors import MissingFileError
from clausegap.portfolio import Portfolio
from clausegap.renderers.json_report import render_json


def _put(path, report):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(render_json(report), encoding="utf-8")


def _record(source, *files, error=None):
    return json.dumps(
        {"source": source, "status": "failed" if error else "reviewed", "error": error, "files": list(files), "more": 1}
    )


def test_reports_are_found_in_all_folders_in_a_fixed_order(tmp_path):
    for name in ("b.json", "a.json", "deep/er/c.json"):
        _put(tmp_path / name, build_report())
    (tmp_path / "a.html").write_text("x", encoding="utf-8")
    portfolio = Portfolio.from_folder(tmp_path)
    assert [os.path.relpath(row.report, tmp_path) for row in portfolio] == [
        "a.json", "b.json", f"deep{os.sep}er{os.sep}c.json",
    ]  # fmt: skip
    assert [row.page is not None for row in portfolio] == [True, False, False]
    assert portfolio.passed_over == ()


def test_a_batch_s_records_give_order_names_and_failures(tmp_path):
    _put(tmp_path / "a.json", build_report())
    _put(tmp_path / "z.json", build_clean_report())
    _put(tmp_path / "later.json", build_clean_report())
    error = {"code": "crashed", "message": "m.pdf: its process died"}
    records = [_record("in/z.pdf", "z.json", "z.html"), _record("m.pdf", error=error), _record("in/a.pdf", "a.json")]
    (tmp_path / "outcomes.jsonl").write_text("\n".join(records) + "\n", encoding="utf-8")
    portfolio = Portfolio.from_folder(tmp_path)
    assert [row.source for row in portfolio] == ["in/z.pdf", "m.pdf", "in/a.pdf", build_clean_report().source.name]
    assert portfolio.contracts[1].error == "crashed: m.pdf: its process died"


def test_documents_with_one_content_may_share_a_report(tmp_path):
    _put(tmp_path / "a.json", build_report())
    lines = [_record("a.pdf", "a.json"), _record("copy.pdf", "a.json")]
    (tmp_path / "outcomes.jsonl").write_text("\n".join(lines), encoding="utf-8")
    assert [row.source for row in Portfolio.from_folder(tmp_path)] == ["a.pdf", "copy.pdf"]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("no json", "no report"),
        ("[]", "no report"),
        ('{"schema_version": "1.2"}', "no report"),
        (render_json(build_report()).replace('"schema_version": "1.', '"schema_version": "2.'), "format 2."),
        ("\xff" * 3, "no report"),
    ],
)
def test_what_is_no_report_is_passed_over_with_a_reason(tmp_path, content, why):
    (tmp_path / "other.json").write_text(content, encoding="latin-1")
    _put(tmp_path / "report.json", build_report())
    portfolio = Portfolio.from_folder(tmp_path)
    assert len(portfolio) == 1
    (passed,) = portfolio.passed_over
    assert passed.path.endswith("other.json")
    assert why in passed.why


def test_a_report_that_is_gone_and_a_broken_record_are_passed_over(tmp_path):
    (tmp_path / "outcomes.jsonl").write_text(_record("a.pdf", "a.json") + '\n{"source": "b.p', encoding="utf-8")
    portfolio = Portfolio.from_folder(tmp_path)
    assert len(portfolio) == 0
    assert [one.why for one in portfolio.passed_over] == [
        "it cannot be read: No such file or directory",
        "it is no record of a batch",
    ]


def test_a_record_reaches_no_file_outside_its_folder(tmp_path):
    _put(tmp_path / "secret.json", build_report())
    inner = tmp_path / "inner"
    inner.mkdir()
    (inner / "outcomes.jsonl").write_text(_record("a.pdf", "../secret.json"), encoding="utf-8")
    assert len(Portfolio.from_folder(inner)) == 0


def test_reports_of_older_and_newer_versions_of_the_format_are_read(tmp_path):
    old = json.loads(render_json(build_report()))
    del old["term"], old["policy"], old["risks"]
    newer = {**json.loads(render_json(build_report())), "schema_version": "1.9", "brand_new": {"x": 1}}
    newer["findings"][0]["also_new"] = 1
    for name, report in (("old", old), ("newer", newer)):
        (tmp_path / f"{name}.json").write_text(json.dumps(report), encoding="utf-8")
    assert [row.review.term.kind for row in Portfolio.from_folder(tmp_path)] == ["unknown", "unknown"]


def test_no_folder_is_an_error(tmp_path):
    with pytest.raises(MissingFileError, match="no such folder"):
        Portfolio.from_folder(tmp_path / "none")
