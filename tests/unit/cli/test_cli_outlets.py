"""Formats that hold several reports, in files, folders and on standard output."""

from __future__ import annotations

import csv
import io
import json
import sys

import openpyxl
import pytest
from fake_engine import make_calm, make_fake, write_contracts

from clausegap.cli.compare import run_changes
from clausegap.cli.outlets import place_of
from clausegap.cli.review import ReviewRequest, run_review
from clausegap.errors import UsageError
from clausegap.model.report import Report
from clausegap.model.spec import ReviewSpec


def _review(*files, make=make_calm, **options):
    return run_review(ReviewRequest(tuple(map(str, files)), ReviewSpec(), **options), make)


def _rows(text):
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_lines_of_several_contracts_follow_one_another(tmp_path, capsys):
    assert _review(*write_contracts(tmp_path, "gaps", "fine"), format="jsonl") == 1
    reports = [Report.model_validate_json(line) for line in capsys.readouterr().out.splitlines()]
    assert [report.source.name for report in reports] == ["00.txt", "01.txt"]


def test_a_line_is_there_before_the_next_contract_is_reviewed(tmp_path, capsys):
    seen = []

    def make(spec):
        engine = make_fake(spec)
        review = engine.review

        def watched(document):
            seen.append(capsys.readouterr().out.count("\n"))
            return review(document)

        engine.review = watched
        return engine

    _review(*write_contracts(tmp_path, "fine", "fine"), format="jsonl", make=make)
    assert seen == [0, 1]


@pytest.mark.parametrize("name", ["all.jsonl", "all.csv", "all.xlsx", "all.sarif"])
def test_several_reports_go_into_one_file_by_its_suffix(tmp_path, name):
    target = tmp_path / "new" / name
    assert _review(*write_contracts(tmp_path, "gaps", "fine"), output=str(target)) == 1
    data = target.read_bytes()
    shown = {
        ".jsonl": lambda: [json.loads(line)["source"]["name"] for line in data.decode().splitlines()],
        ".csv": lambda: [row["contract"] for row in _rows(data.decode("utf-8-sig"))],
        ".xlsx": lambda: [row[0] for row in openpyxl.load_workbook(io.BytesIO(data))["Findings"].values][1:],
        ".sarif": lambda: [one["location"]["uri"] for one in json.loads(data)["runs"][0]["artifacts"]],
    }[target.suffix]()
    assert [name.rpartition("/")[2] for name in dict.fromkeys(shown)] == ["00.txt", "01.txt"]


def test_a_folder_gets_a_file_for_each_contract(tmp_path):
    _review(*write_contracts(tmp_path, "gaps", "fine"), output=f"{tmp_path}/out/", format="csv")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["00.csv", "01.csv"]


def test_a_contract_that_cannot_be_read_has_its_place_in_a_table(tmp_path, capsys):
    assert _review(*write_contracts(tmp_path, "fine"), tmp_path / "none.pdf", format="csv") == 3
    printed = capsys.readouterr()
    last = _rows(printed.out)[-1]
    assert (last["result"], last["error"].partition(":")[0]) == ("unreadable", "missing_file")
    assert "no such file" in printed.err


def test_the_same_contracts_give_the_same_file(tmp_path):
    files = write_contracts(tmp_path, "gaps", "fine")
    for name in ("one.xlsx", "two.xlsx"):
        _review(*files, output=str(tmp_path / name))
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


def test_a_workbook_goes_through_a_pipe(tmp_path, monkeypatch):
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="utf-8"))
    _review(*write_contracts(tmp_path, "gaps"), format="xlsx", output="-")
    sys.stdout.flush()
    assert openpyxl.load_workbook(io.BytesIO(raw.getvalue())).sheetnames[0] == "Findings"


def test_a_workbook_is_not_put_on_a_terminal(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    with pytest.raises(UsageError, match="a workbook is no text"):
        _review(*write_contracts(tmp_path, "gaps"), format="xlsx")


def test_a_contract_is_not_overwritten_by_a_table(tmp_path):
    (file,) = write_contracts(tmp_path, "gaps")
    with pytest.raises(UsageError, match="overwrite a contract"):
        _review(file, format="csv", output=str(file))


def test_a_suffix_of_no_format_is_named_with_the_nearest(tmp_path):
    with pytest.raises(UsageError, match=r"no format has the suffix \.htlm; did you mean '\.html'\?"):
        _review(*write_contracts(tmp_path, "gaps"), output=str(tmp_path / "x.htlm"))


def test_a_deal_is_one_entry(tmp_path):
    target = tmp_path / "deal.sarif"
    _review(*write_contracts(tmp_path, "gaps", "fine"), as_deal=True, output=str(target))
    assert len(json.loads(target.read_text("utf-8"))["runs"][0]["artifacts"]) == 1


def test_outputs_name_no_place_of_a_machine(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert place_of(str(tmp_path / "a" / "b.pdf")) == "a/b.pdf"
    assert place_of("a/b.pdf") == "a/b.pdf"
    assert place_of("s3://bucket/b.pdf") == "s3://bucket/b.pdf"


@pytest.mark.parametrize(("strict", "exit_code"), [(False, 0), (True, 3)])
def test_strict_fails_on_what_was_not_read(tmp_path, strict, exit_code):
    def make(spec):
        engine = make_fake(spec)
        review = engine.review

        def unread(document):
            notice = {"level": "unread", "code": "no_text_page", "message": "Page 2 has no text."}
            report = review(document).model_dump(mode="json")
            return Report.model_validate({**report, "notices": [notice]})

        engine.review = unread
        return engine

    assert _review(*write_contracts(tmp_path, "fine"), make=make, strict=strict) == exit_code


def test_of_several_contracts_an_output_without_the_suffix_of_a_format_is_a_folder(tmp_path):
    _review(*write_contracts(tmp_path, "gaps", "fine"), output=str(tmp_path / "reports.v2"))
    assert sorted(path.name for path in (tmp_path / "reports.v2").iterdir()) == ["00.txt", "01.txt"]


@pytest.mark.parametrize("options", [{"output": "x.csv"}, {"format": "sarif"}])
def test_comparisons_are_refused_in_formats_of_reports_before_anything_is_read(tmp_path, options):
    request = ReviewRequest((str(tmp_path / "none.docx"),), ReviewSpec(), **options)
    with pytest.raises(UsageError, match="comparisons are not written as"):
        run_changes(request, make_fake)
