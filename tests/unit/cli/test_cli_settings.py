"""Settings: a file is weaker than the environment, the environment weaker than an option."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from command_line import run

from clausegap.cli.app import app
from clausegap.cli.settings import Files, Settings, node_of, variables_of
from clausegap.cli.settings_files import project_file, read_settings, user_file
from clausegap.errors import UsageError

ROOT = node_of(typer.main.get_command(app))


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A folder that is the root of a repository, so that no settings above it count, nor those of the user."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "deep" / "er").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("clausegap.cli.settings_files.user_file", lambda: tmp_path / "user" / "clausegap.toml")
    return tmp_path


def _write(folder, text, name="clausegap.toml"):
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")


def _of(command, environment=None):
    found = Settings(ROOT, Files(), environment or {}).of(tuple(command.split()))
    return {name: setting.value for name, setting in found.items()}


def test_a_table_of_a_command_is_stronger_than_what_is_set_for_all(project):
    _write(project, 'side = "supplier"\n[review]\nside = "customer"\n')
    assert _of("review") == {"side": "customer"}
    assert _of("batch") == {"side": "supplier"}
    assert _of("schema") == {}


def test_a_table_of_a_group_holds_for_its_commands(project):
    _write(project, '[patterns]\nrules = "own"\n[patterns.check]\nrules = ["one", "two"]\n')
    assert _of("patterns list") == {"rules": ["own"]}
    assert _of("patterns check") == {"rules": ["one", "two"]}
    assert _of("review") == {}


def test_the_environment_is_stronger_than_a_file_and_a_command_s_variable_than_a_common_one(project):
    _write(project, 'side = "supplier"\ntimeout = 10\n')
    environment = {"CLAUSEGAP_TIMEOUT": "20", "CLAUSEGAP_REVIEW_TIMEOUT": "30"}
    assert _of("review", environment) == {"side": "supplier", "timeout": 30.0}
    assert _of("batch", environment) == {"side": "supplier", "timeout": 20.0}


def test_a_value_for_all_commands_holds_for_those_that_take_it(project):
    _write(project, 'format = "html"\nfail-on = "weaker"\n')
    assert _of("review") == {"format": "html"}
    assert _of("compare") == {"format": "html", "fail-on": "weaker"}
    assert _of("extract") == _of("config show") == {}
    assert _of("extract", {"CLAUSEGAP_FORMAT": "csv"}) == {}
    assert _of("review", {"CLAUSEGAP_FORMAT": "csv"}) == {"format": "csv"}
    with pytest.raises(UsageError, match="'csv' is not one of text, json"):
        _of("extract", {"CLAUSEGAP_EXTRACT_FORMAT": "csv"})
    with pytest.raises(UsageError, match="'pdf' is not one of"):
        _of("review", {"CLAUSEGAP_FORMAT": "pdf"})


def test_a_project_is_stronger_than_the_user(project):
    _write(project / "user", 'side = "supplier"\nmemory = 2000\n')
    _write(project, 'side = "customer"\n')
    assert _of("review") == {"side": "customer", "memory": 2000}


def test_an_option_is_stronger_than_all(project):
    _write(project, 'format = "html"\n[extract]\nformat = "json"\n')
    (project / "x.txt").write_text("1. AUDIT\n", encoding="utf-8")
    assert run("extract", "x.txt").stdout.startswith("{")
    assert run("extract", "x.txt", CLAUSEGAP_EXTRACT_FORMAT="text").stdout.startswith("FILE")
    assert run("extract", "x.txt", "--format", "json", CLAUSEGAP_EXTRACT_FORMAT="text").stdout.startswith("{")


def test_a_required_option_may_come_from_a_file(project):
    _write(project, '[batch]\nout = "reports"\n')
    done = run("batch", "none")
    assert "Missing option" not in done.stderr


def test_the_nearest_file_counts_up_to_the_root_of_the_repository(project, tmp_path_factory):
    _write(project, "")
    assert project_file(project / "deep" / "er") == project / "clausegap.toml"
    _write(project / "deep", "")
    assert project_file(project / "deep" / "er") == project / "deep" / "clausegap.toml"
    (project / "deep" / "er" / ".git").mkdir()
    assert project_file(project / "deep" / "er") is None


def test_a_pyproject_counts_if_it_has_our_table(project):
    _write(project, "[tool.other]\n", "pyproject.toml")
    assert project_file(project) is None
    _write(project, '[tool.clausegap]\nside = "supplier"\n', "pyproject.toml")
    assert _of("review") == {"side": "supplier"}
    _write(project, "")
    assert project_file(project) == project / "clausegap.toml"


def test_paths_are_relative_to_their_file_and_names_and_urls_are_none(project, monkeypatch):
    _write(project, 'rules = ["own", "s3://b/r"]\nplaybook = "books/own.yaml"\n[review]\noutput = "out/"\n')
    monkeypatch.chdir(project / "deep" / "er")
    up = Path("..", "..")
    expected = {"rules": [str(up / "own"), "s3://b/r"], "playbook": str(up / "books/own.yaml")}
    assert _of("review") == {**expected, "output": f"{up / 'out'}/"}
    _write(project, 'playbook = "msa"\n')
    assert _of("review") == {"playbook": "msa"}


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ('sdie = "customer"', "clausegap.toml: sdie: there is no such option; did you mean 'side'?"),
        ("[review]\nexplain = 1", "clausegap.toml: review.explain: there is no such option"),
        ("[reviw]\nside = 1", "clausegap.toml: reviw: there is no such option; did you mean 'review'?"),
        ("review = 1", "clausegap.toml: review: it is a command; write its options in a table [review]"),
        ('side = "costumer"', "side: 'costumer' is not one of customer, supplier; did you mean 'customer'?"),
        ('ocr = "no"', "clausegap.toml: ocr: 'no' is not true or false"),
        ("memory = true", "clausegap.toml: memory: True is not a whole number"),
        ('timeout = "long"', "clausegap.toml: timeout: 'long' is not a number"),
        ("[batch]\nrules = [1]", "clausegap.toml: batch.rules: 1 is not a text or a list of them"),
        ("side = ", "clausegap.toml: the settings are no TOML"),
        ("timeout = 0", "clausegap.toml: timeout: "),  # in the words of Typer
        ('[portfolio]\nexpires-before = "soon"', "clausegap.toml: portfolio.expires-before: "),
    ],
)
def test_a_mistake_names_file_and_key(project, text, complaint):
    _write(project, text)
    command = "portfolio" if "portfolio" in text else "review"
    done = run(command, "x.txt")
    assert (done.exit_code, done.stdout) == (2, "")
    assert complaint in done.stderr
    assert done.stderr.startswith("clausegap: ")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("variable", "value", "complaint"),
    [
        ("CLAUSEGAP_SIDE", "lender", "CLAUSEGAP_SIDE: 'lender' is not one of customer, supplier"),
        ("CLAUSEGAP_OCR", "perhaps", "CLAUSEGAP_OCR: 'perhaps' is neither yes nor no"),
        ("CLAUSEGAP_REVIEW_MEMORY", "much", "CLAUSEGAP_REVIEW_MEMORY: 'much' is no number"),
        ("CLAUSEGAP_CONFIG", "none.toml", "none.toml: no such file"),
        ("CLAUSEGAP_PLAYBOK", "msa", "PLAYBOK: there is no such option; did you mean 'CLAUSEGAP_PLAYBOOK'?"),
        ("CLAUSEGAP_REVIW_SIDE", "supplier", "did you mean 'CLAUSEGAP_REVIEW_SIDE'?"),
    ],
)
def test_a_mistake_in_the_environment_names_the_variable(project, variable, value, complaint):
    done = run("review", "x.txt", **{variable: value})
    assert done.exit_code == 2
    assert complaint in done.stderr


def test_what_a_system_may_set_is_passed_over_and_said(project):
    (project / "x.txt").write_text("1. AUDIT\n", encoding="utf-8")
    variables = {"CLAUSEGAP_SERVICE_PORT": "80", "CLAUSEGAP_VERSION": "1"}
    done = run("extract", "x.txt", **variables)
    assert done.stderr.splitlines() == [f"Passed over {name}: no option has that name" for name in variables]
    assert run("extract", "x.txt", "--quiet", **variables).stderr == ""


def test_several_values_in_the_environment_are_parted_as_in_path(project):
    assert _of("review", {"CLAUSEGAP_RULES": os.pathsep.join(["a", "b"])}) == {"rules": ["a", "b"]}
    assert _of("review", {"CLAUSEGAP_OCR": "no", "CLAUSEGAP_VERBOSE": "1"}) == {"ocr": False, "verbose": 1}


def test_help_works_whatever_the_file_says(project):
    _write(project, "nonsense = [")
    assert run("review", "--help").exit_code == 0
    assert run("--version").exit_code == 0


def test_a_file_can_be_named_and_all_be_left_out(project):
    _write(project, "nonsense = [")
    _write(project, 'side = "supplier"\n', "other.toml")
    shown = json.loads(run("--config", "other.toml", "config", "show", "--format", "json").stdout)
    assert shown["files"] == ["other.toml"]
    assert {one["value"] for one in shown["settings"]} == {"supplier"}
    assert json.loads(run("--no-config", "config", "show", "--format", "json").stdout) == {"files": [], "settings": []}


def test_what_is_in_force_is_shown_with_where_it_comes_from(project):
    _write(project, "[review]\ntimeout = 60\n")
    lines = run("config", "show", "review", CLAUSEGAP_SIDE="supplier", CLAUSEGAP_PASSWORD="secret").stdout.splitlines()
    shown = {line.split()[0]: " ".join(line.split()[1:]) for line in lines if line.startswith("  ")}
    assert shown["timeout"] == "60 clausegap.toml: review.timeout"
    assert shown["side"] == "supplier CLAUSEGAP_SIDE"
    assert shown["fail-on"] == "medium default"
    assert shown["password"] == "(not shown) CLAUSEGAP_PASSWORD"
    assert not [line for line in lines if "secret" in line]


def test_a_command_that_is_not_there_is_named_with_the_nearest():
    done = run("config", "show", "playbooks", "lst")
    assert done.exit_code == 2
    assert "did you mean 'playbooks list'?" in done.stderr


def test_every_option_of_every_command_has_its_own_variables():
    for node in ROOT.commands:
        variables = [name for option in node.options for name in variables_of(node.path, option)]
        assert len(set(variables)) == len(variables), node.path
        assert "CLAUSEGAP_CONFIG" not in variables


def test_no_key_can_mean_both_an_option_and_a_command():
    for group in (ROOT, *(child for child in ROOT.children.values() if child.children)):
        assert set(group.known) & set(group.children) == set()


def test_the_file_of_a_user_lies_where_the_system_keeps_settings(monkeypatch):
    if sys.platform != "linux":
        pytest.skip("the folder is another one on this system")
    monkeypatch.setenv("XDG_CONFIG_HOME", "/some/where")
    assert user_file() == Path("/some/where/clausegap/clausegap.toml")


def test_a_file_without_our_table_is_refused_when_it_is_named(project):
    _write(project, "[tool.other]\n", "pyproject.toml")
    with pytest.raises(UsageError, match=r"no table \[tool.clausegap\]"):
        read_settings(project / "pyproject.toml")


def test_completion_reads_no_settings(project):
    _write(project, "nonsense = [")
    environment = {
        **os.environ,
        "_CLAUSEGAP_COMPLETE": "complete_bash",
        "COMP_WORDS": "clausegap review --sid",
        "COMP_CWORD": "2",
    }
    command = [sys.executable, "-m", "clausegap"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.stdout.split() == ["--side"], done.stderr
