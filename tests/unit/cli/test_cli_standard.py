from __future__ import annotations

import pytest
from fake_engine import make_fake, write_contracts
from typer.testing import CliRunner

from clausegap.cli.app import app
from clausegap.cli.compare import CompareRequest
from clausegap.cli.standard import run_standard
from clausegap.errors import MissingFileError, UsageError
from clausegap.model.spec import ReviewSpec


def _compare(source, **options):
    return run_standard(CompareRequest((str(source),), ReviewSpec(), **options), make_fake)


def test_a_contract_is_compared_with_standard_wording(tmp_path, capsys):
    (source,) = write_contracts(tmp_path, "contract")
    assert _compare(source) == 1
    printed = capsys.readouterr()
    assert printed.out.startswith("00.txt against standard wording\nOf 8 protections: 1 weaker; ")
    assert printed.err == ""


@pytest.mark.parametrize(
    ("words", "fail_on", "code"),
    [
        ("only weaker", "info", 1),
        ("only weaker", "high", 1),
        ("only weaker", "critical", 0),
        ("only weaker", None, 0),
        ("only no_clause", "high", 1),
        ("only different reworded stronger close meets", "info", 0),
    ],
)
def test_the_exit_code_follows_the_losses(tmp_path, words, fail_on, code):
    assert _compare(*write_contracts(tmp_path, words), fail_on=fail_on) == code


@pytest.mark.parametrize("name", ["c.json", "c.html", "c.md", "c.txt"])
def test_the_suffix_of_the_output_decides_the_format(tmp_path, name):
    starts = {"c.json": "{", "c.html": "<!doctype", "c.md": "# 00", "c.txt": "00.txt against"}
    _compare(*write_contracts(tmp_path, "contract"), output=str(tmp_path / name))
    assert (tmp_path / name).read_text("utf-8").startswith(starts[name])


def test_the_contract_is_not_overwritten(tmp_path):
    (source,) = write_contracts(tmp_path, "contract")
    with pytest.raises(UsageError, match="would overwrite a contract"):
        _compare(source, output=str(source))


def test_a_contract_that_cannot_be_read_is_an_error(tmp_path):
    with pytest.raises(MissingFileError):
        _compare(tmp_path / "none.docx")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [(["a.txt"], "give NEW, or --standard"), (["a.txt", "b.txt", "--standard"], "leave out NEW")],
)
def test_one_contract_needs_the_standard_and_two_exclude_it(arguments, told):
    found = CliRunner().invoke(app, ["compare", *arguments])
    assert found.exit_code == 2
    assert told in found.stderr


def test_the_command_reads_the_standard_from_a_playbook(tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr("clausegap.cli.standard.run_standard", lambda request: asked.append(request) or 0)
    arguments = ["compare", "a.txt", "--standard", "--playbook", "acme.yaml", "--fail-on", "high"]
    assert CliRunner().invoke(app, arguments).exit_code == 0
    (request,) = asked
    assert (request.sources, request.spec.playbook, request.fail_on) == (("a.txt",), "acme.yaml", "high")
