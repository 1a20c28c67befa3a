"""``clausegap extract``: formats, outputs and exit codes."""

import json
import subprocess
import sys

import pytest

from clausegap.cli import options
from clausegap.cli.exits import UNREADABLE, guarded
from clausegap.cli.extract import ExtractRequest, run_extract
from clausegap.errors import UsageError
from clausegap.model.extract import Extract
from clausegap.renderers.extract_text import PARTS

TEXT = "1. Fees\n\nCustomer shall pay as in Section 2.\n\n2. Audit\n\nCustomer may look.\n"


def _extract(file, **options):
    return run_extract(ExtractRequest(file, **options))


@pytest.fixture
def contract(tmp_path):
    path = tmp_path / "msa.txt"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


def test_everything_but_what_was_kept_apart_is_printed(contract, capsys):
    assert _extract(contract) == 0
    shown = capsys.readouterr().out
    for title in ("FILE", "COVERAGE", "NOTICES", "STRUCTURE", "DEFINED TERMS", "CROSS REFERENCES", "TEXT"):
        assert f"{title}" in shown
    assert "KEPT APART" not in shown


def test_text_alone_is_the_text(contract, capsys):
    _extract(contract, parts=("text",))
    assert capsys.readouterr().out == TEXT + "\n"


def test_json_is_written_by_the_suffix_of_the_output(contract, tmp_path):
    target = tmp_path / "new" / "msa.json"
    assert _extract(contract, output=str(target)) == 0
    found = Extract.model_validate_json(target.read_text(encoding="utf-8"))
    assert found.text == TEXT


def test_json_holds_everything_so_parts_are_refused(contract):
    with pytest.raises(UsageError, match="--show"):
        _extract(contract, format="json", parts=("text",))


def test_the_contract_is_not_overwritten(contract):
    with pytest.raises(UsageError, match="overwrite"):
        _extract(contract, output=contract)


def test_a_file_that_cannot_be_read_gives_the_exit_code_of_unreadable(tmp_path, capsys):
    missing = tmp_path / "none.pdf"
    assert guarded(lambda: _extract(str(missing))) == UNREADABLE
    assert "no such file" in capsys.readouterr().err


def test_words_that_may_be_missing_give_the_exit_code_of_unreadable(contract, monkeypatch):
    whole = Extract.model_validate_json(_json_of(contract))
    part = whole.model_copy(update={"coverage": whole.coverage.model_copy(update={"complete": False})})
    monkeypatch.setattr("clausegap.cli.extract.extract", lambda *_, **__: part)
    assert _extract(contract) == UNREADABLE


def _json_of(contract):
    command = [sys.executable, "-m", "clausegap", "extract", contract, "--format", "json"]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout


def test_the_command_prints_json(contract):
    assert json.loads(_json_of(contract))["sections"][1]["heading"] == "Fees"


def test_options_name_the_parts_there_are():
    assert [name.value for name in options.ShowName] == list(PARTS)


def test_reading_out_needs_no_spacy(contract):
    script = (
        f"import sys; from clausegap.cli.extract import ExtractRequest, run_extract; "
        f"run_extract(ExtractRequest({contract!r})); "
        "print(sorted({'spacy', 'numpy', 'yaml'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.splitlines()[-1] == "[]"
