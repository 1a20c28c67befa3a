from __future__ import annotations

import csv
import io
import json

import openpyxl
import pytest
from report_factory import build_clean_report, build_report
from typer.testing import CliRunner

from clausegap.cli import options
from clausegap.cli.app import app
from clausegap.cli.portfolio import PortfolioRequest, run_portfolio
from clausegap.errors import MissingFileError, NoContractsError, UsageError
from clausegap.model.term import TERM_KINDS
from clausegap.model.terms import SEVERITIES, STATUSES
from clausegap.portfolio.question import Question
from clausegap.renderers.json_report import render_json
from clausegap.renderers.summary_table import SUMMARY_FORMATS


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    made = tmp_path / "reports"
    made.mkdir()
    (made / "weak.json").write_text(render_json(build_report()), encoding="utf-8")
    fine = build_clean_report()
    source = fine.source.model_copy(update={"name": "fine.docx"})
    (made / "fine.json").write_text(render_json(fine.model_copy(update={"source": source})), encoding="utf-8")
    (made / "other.json").write_text("{}", encoding="utf-8")
    (made / "outcomes.jsonl").write_text(
        '{"source": "in/fine.docx", "status": "reviewed", "error": null, "files": ["fine.json"]}\n'
        '{"source": "in/weak.pdf", "status": "reviewed", "error": null, "files": ["weak.json"]}\n'
        '{"source": "in/scan.pdf", "status": "unreadable", "error": {"code": "no_text", "message": "x"}}\n',
        encoding="utf-8",
    )
    return made


def _run(folder, *arguments):
    return CliRunner().invoke(app, ["portfolio", str(folder), *arguments], env={"COLUMNS": "80", "NO_COLOR": "1"})


def test_which_contracts_lack_a_protection(folder, capsys):
    assert run_portfolio(PortfolioRequest("reports", Question(protections=("ip_ownership",), statuses=("weak",)))) == 0
    assert [line.rstrip() for line in capsys.readouterr().out.splitlines()] == [
        "Ownership of the results: 1 of 3 contracts in in/",
        "",
        "Contract   Found             Where",
        "───────────────────────────────────────",
        "weak.pdf   weak (critical)   p. 2, 10.1",
        "",
        "  - 1 contract could not be reviewed and is in no answer.",
        "  - Passed over, since it is no report of clausegap: reports/other.json",
    ]


def test_without_a_question_all_contracts_are_listed_within_80_columns(folder, capsys):
    run_portfolio(PortfolioRequest("reports", Question()))
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "3 of 3 contracts in in/"
    assert [line.split()[0] for line in lines if line.startswith(("fine", "weak", "scan"))] == [
        "fine.docx", "weak.pdf", "scan.pdf",
    ]  # fmt: skip
    assert max(map(len, lines)) <= 80


def test_several_protections_have_a_column(folder, capsys):
    run_portfolio(PortfolioRequest("reports", Question(statuses=("missing",))))
    out = capsys.readouterr().out
    assert "Protection" in out
    assert "missing, adverse (high)" in " ".join(out.split())


def test_csv_and_json_go_to_standard_output(folder):
    done = _run(folder, "--protection", "ip_ownership", "--status", "weak", "--format", "csv")
    assert done.exit_code == 0
    (row,) = csv.DictReader(io.StringIO(done.stdout))
    assert (row["file"], row["ip_ownership"]) == ("in/weak.pdf", "weak (critical)")
    assert "clausegap: 1 contract could not be reviewed" in done.stderr
    (contract,) = json.loads(_run(folder, "--severity", "critical", "--format", "json").stdout)
    assert {verdict["severity"] for verdict in contract["review"]["verdicts"]} == {"critical"}


def test_the_suffix_of_the_output_chooses_the_format(folder, tmp_path):
    assert _run(folder, "--status", "missing", "-o", "answers/lacking.xlsx").exit_code == 0
    book = openpyxl.load_workbook(tmp_path / "answers" / "lacking.xlsx")
    assert [row[0].value for row in book["Contracts"].iter_rows(min_row=2)] == ["in/weak.pdf"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--format", "xlsx"], "add -o FILE"),
        (["-o", "x.txt"], "the suffix names no format"),
        (["-o", "x.csv", "--format", "text"], "the table is for the terminal"),
        (["--protection", "ip_ownershp"], "did you mean 'ip_ownership'?"),
        (["-o", "weak.json/x.csv"], "cannot be written"),
    ],
)
def test_a_mistake_is_one_line(folder, monkeypatch, arguments, message):
    monkeypatch.chdir(folder)
    done = _run(folder, *arguments)
    assert done.exit_code == 2
    assert message in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("arguments", [["--status", "gone"], ["--severity", "huge"], ["--expires-before", "soon"]])
def test_an_unknown_value_is_a_usage_error(folder, arguments):
    assert _run(folder, *arguments).exit_code == 2


def test_a_folder_without_reports_is_an_error(tmp_path):
    with pytest.raises(NoContractsError, match="no report in it"):
        run_portfolio(PortfolioRequest(str(tmp_path), Question()))
    with pytest.raises(MissingFileError):
        run_portfolio(PortfolioRequest(str(tmp_path / "none"), Question()))
    with pytest.raises(UsageError):
        run_portfolio(PortfolioRequest(str(tmp_path), Question(), "parquet"))


def test_the_words_of_the_options_are_those_of_the_models():
    assert tuple(one.value for one in options.StatusName) == STATUSES
    assert tuple(one.value for one in options.SeverityName) == SEVERITIES
    assert tuple(one.value for one in options.TermName) == TERM_KINDS
    assert {one.value for one in options.AnswerFormatName} == {"text", *SUMMARY_FORMATS}
