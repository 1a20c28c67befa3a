from __future__ import annotations

import io
import json
import sys

import pytest
from fake_engine import make_broken, make_fake, write_contracts

from clausegap.cli.review import ReviewRequest, run_review
from clausegap.cli.streams import settle
from clausegap.errors import NoContractsError, RulesError, UsageError
from clausegap.model.report import Report
from clausegap.model.spec import ReviewSpec


def _review(*files, make=make_fake, **options):
    return run_review(ReviewRequest(tuple(map(str, files)), ReviewSpec(), **options), make)


def test_a_report_is_printed_as_text(tmp_path, capsys):
    assert _review(*write_contracts(tmp_path, "gaps")) == 1
    printed = capsys.readouterr()
    assert printed.out.startswith("00.txt\n6 gaps among 9 protections")
    assert max(map(len, printed.out.splitlines())) <= 80
    assert printed.err == ""


def test_several_texts_are_set_apart(tmp_path, capsys):
    _review(*write_contracts(tmp_path, "fine", "fine"))
    assert "\n\n01.txt\n" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("fail_on", "code"), [("info", 1), ("critical", 1), (None, 0)], ids=["info", "critical", "never"]
)
def test_the_exit_code_follows_the_worst_gap(tmp_path, fail_on, code):
    assert _review(*write_contracts(tmp_path, "gaps"), fail_on=fail_on) == code


def test_no_gap_is_no_failure(tmp_path):
    assert _review(*write_contracts(tmp_path, "fine"), fail_on="info") == 0


def test_an_unreadable_contract_is_named_and_the_others_are_reviewed(tmp_path, capsys):
    none = tmp_path / "none.pdf"
    assert _review(none, *write_contracts(tmp_path, "gaps")) == 3
    printed = capsys.readouterr()
    assert printed.err == f"clausegap: {none}: no such file; check the path\n"
    assert "6 gaps" in printed.out


@pytest.mark.parametrize("name", ["report.json", "report.html", "report.md", "report.txt"])
def test_the_suffix_of_the_output_decides_the_format(tmp_path, name):
    starts = {"report.json": "{", "report.html": "<!doctype", "report.md": "# ", "report.txt": "00.txt\n"}
    _review(*write_contracts(tmp_path, "gaps"), output=str(tmp_path / name))
    assert (tmp_path / name).read_text("utf-8").lower().startswith(starts[name])


def test_a_format_that_is_given_wins_over_the_suffix(tmp_path):
    _review(*write_contracts(tmp_path, "gaps"), output=str(tmp_path / "x.html"), format="json")
    assert Report.model_validate_json((tmp_path / "x.html").read_text("utf-8")).source.name == "00.txt"


def test_a_text_file_has_no_colour(tmp_path, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "200")
    _review(*write_contracts(tmp_path, "gaps"), output=str(tmp_path / "x.txt"))
    text = (tmp_path / "x.txt").read_text("utf-8")
    assert "\x1b" not in text
    assert max(map(len, text.splitlines())) <= 80


def test_a_slash_makes_the_output_a_folder(tmp_path):
    _review(*write_contracts(tmp_path, "fine"), output=f"{tmp_path}/reports/", format="json")
    assert [path.name for path in (tmp_path / "reports").iterdir()] == ["00.json"]


def test_several_reports_go_to_a_folder_under_names_of_their_own(tmp_path):
    for name in ("a/msa.txt", "b/MSA.txt", "b/msa.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("fine", encoding="utf-8")
    out = tmp_path / "out"
    _review(tmp_path / "a", tmp_path / "b", output=str(out), format="json")
    names = {path.name: json.loads(path.read_text("utf-8"))["source"]["name"] for path in out.iterdir()}
    assert names == {"msa.json": "msa.txt", "MSA-2.json": "MSA.txt", "msa-3.json": "msa.md"}


def test_several_reports_into_one_file_are_refused(tmp_path):
    with pytest.raises(UsageError, match="need a folder"):
        _review(*write_contracts(tmp_path, "fine", "fine"), output=str(tmp_path / "out.json"))


def test_several_web_pages_on_standard_output_are_refused(tmp_path):
    with pytest.raises(UsageError, match="several pages need a folder"):
        _review(*write_contracts(tmp_path, "fine", "fine"), format="html")


def test_json_on_standard_output_is_nothing_but_json(tmp_path, capsys):
    _review(*write_contracts(tmp_path, "fine"), format="json", output="-")
    assert json.loads(capsys.readouterr().out)["source"]["name"] == "00.txt"


def test_a_report_never_overwrites_a_contract(tmp_path):
    contract = tmp_path / "msa.md"
    contract.write_text("fine", encoding="utf-8")
    with pytest.raises(UsageError, match="would overwrite a contract"):
        _review(contract, format="md", output=f"{tmp_path}/")
    assert contract.read_text("utf-8") == "fine"


def test_an_output_that_cannot_be_written_is_one_line(tmp_path):
    paths = write_contracts(tmp_path, "fine")
    with pytest.raises(UsageError, match="cannot be written"):
        _review(*paths, output=f"{paths[0]}/report.json")


def test_an_empty_folder_is_an_error(tmp_path):
    with pytest.raises(NoContractsError, match="no contracts in this folder"):
        _review(tmp_path)


def test_bad_rules_stop_the_review_before_anything_is_written(tmp_path):
    with pytest.raises(RulesError):
        _review(*write_contracts(tmp_path, "fine"), make=make_broken, output=f"{tmp_path}/out/")
    assert not (tmp_path / "out").exists()


def test_standard_output_of_another_encoding_still_gets_utf8(tmp_path, monkeypatch):
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="ascii"))
    settle()
    _review(*write_contracts(tmp_path, "gaps"), format="md")
    sys.stdout.flush()
    assert "“" in raw.getvalue().decode("utf-8")


def test_a_deal_is_one_report_on_all_files(tmp_path, capsys):
    assert _review(*write_contracts(tmp_path, "gaps", "fine"), as_deal=True) == 1
    assert capsys.readouterr().out.startswith("00.txt + 01.txt\n")


def test_the_report_on_a_deal_goes_to_one_file(tmp_path):
    target = tmp_path / "out" / "deal.json"
    _review(*write_contracts(tmp_path, "gaps", "fine"), as_deal=True, output=str(target))
    assert json.loads(target.read_text(encoding="utf-8"))["source"]["name"] == "00.txt + 01.txt"


def test_a_document_of_a_deal_that_cannot_be_read_spoils_it(tmp_path, capsys):
    assert _review(*write_contracts(tmp_path, "gaps"), tmp_path / "none.pdf", as_deal=True) == 3
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "none.pdf" in printed.err


def test_no_engine_is_built_for_a_file_that_is_refused_at_once(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("clausegap.cli.engines._REFUSED_BY", 60.0)  # here the reader is spawned, which takes longer

    def unwanted(spec):
        raise AssertionError("an engine was built")

    empty = tmp_path / "empty.pdf"
    empty.write_bytes(b"")
    assert _review(tmp_path / "none.pdf", make=unwanted) == 3
    assert _review(empty, make=unwanted) == 3
    assert len(capsys.readouterr().err.splitlines()) == 2


def test_one_engine_reviews_all_contracts(tmp_path):
    made = []

    def make(spec):
        made.append(spec)
        return make_fake(spec)

    _review(*write_contracts(tmp_path, "gaps", "fine", "gaps"), make=make)
    assert len(made) == 1
