"""What all commands have in common: help, names of options, colours, pipes, silence, exit codes."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import typer
from command_line import run

from clausegap import _resources
from clausegap.cli import completion
from clausegap.cli.app import app
from clausegap.cli.nearest import did_you_mean, nearest_file
from clausegap.cli.settings import node_of
from clausegap.cli.usage_notes import USAGE_NOTES
from clausegap.cli.verdict import code_of
from clausegap.rules.library import load_library

ROOT = node_of(typer.main.get_command(app))
COMMANDS = [" ".join(node.path) for node in ROOT.commands]
TEXT = "1. AUDIT\nThe Customer may at any time audit the Supplier's books and records.\n"


@pytest.fixture
def contract(tmp_path):
    path = tmp_path / "tiny.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def _process(*words, **settings):
    command = [sys.executable, "-m", "clausegap", *map(str, words)]
    return subprocess.run(command, capture_output=True, timeout=60, check=False, **settings)


@pytest.mark.parametrize("command", COMMANDS)
def test_help_fits_eighty_columns_and_has_every_option_and_exit_code(command):
    shown = run(*command.split(), "-h", COLUMNS="80").stdout
    assert max(map(len, shown.splitlines())) <= 80
    node = next(node for node in ROOT.commands if " ".join(node.path) == command)
    assert [name for option in node.options for name in option.names if f"{name}" not in shown] == []
    assert USAGE_NOTES[command].codes_line.split()[0] in shown


def test_notes_are_on_commands_that_there_are():
    assert set(USAGE_NOTES) == set(COMMANDS)


@pytest.mark.parametrize("example", [line for notes in USAGE_NOTES.values() for line, _ in notes.examples])
def test_an_example_is_a_command_line_that_is_understood(example):
    words = example.rpartition("| ")[2].split()[1:]
    group, path = typer.main.get_command(app), []
    while hasattr(group, "commands"):
        path.append(words[0])
        group, words = group.commands[words[0]], words[1:]
    assert group.make_context(" ".join(path), words).params


def test_an_option_means_and_is_called_the_same_everywhere():
    told: dict[str, set[str]] = {}
    for node in ROOT.commands:
        for option in node.options:
            told.setdefault(option.long_name, set()).add(option.meaning)
    alike = {
        "side",
        "playbook",
        "contract-type",
        "rules",
        "password",
        "ocr",
        "timeout",
        "memory",
        "strict",
        "exit-zero",
    }
    assert {name: meanings for name, meanings in told.items() if name in alike and len(meanings) > 1} == {}
    short = [name for node in ROOT.commands for option in node.options for name in option.names if len(name) == 2]
    assert set(short) == {"-o", "-q", "-v"}


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("reviw", "x"), "clausegap: no such command 'reviw'; did you mean 'review'? (see 'clausegap --help')\n"),
        (("review", "x", "--formt", "json"), "did you mean '--format'?"),
        (("review", "x", "--format", "josn"), "did you mean 'json'?"),
        (("review",), "clausegap: missing argument 'FILE' (see 'clausegap review --help')\n"),
        (("batch", "x"), "missing option '--out' (see"),
        (("patterns", "shw"), "did you mean 'show'? (see 'clausegap patterns --help')"),
        (("review", ""), "clausegap: FILE: an empty name names no file; is a variable of the shell not set?"),
        (("batch", "x", "--out", ""), "--out: an empty name names no file"),
        (("--format", "json", "review"), "no such option: --format; options of a command stand behind its name"),
        (("patterns", "show", "audit"), "did you mean 'audit_rights'?"),
        (("patterns", "show", "audit_right"), "did you mean 'audit_rights'?"),
    ],
)
def test_a_mistake_is_answered_with_what_was_probably_meant(words, complaint):
    done = run(*words)
    assert done.exit_code == 2
    assert complaint in done.stderr


def test_a_missing_file_is_answered_with_the_nearest_in_its_folder(contract):
    done = run("review", contract.with_name("tny.txt"))
    assert done.exit_code == 3
    assert f"no such file; check the path; did you mean '{contract.as_posix()}'?" in done.stderr


def test_without_a_near_one_nothing_is_proposed(tmp_path):
    assert did_you_mean("xyz", ["side", "rules"]) == ""
    assert nearest_file(str(tmp_path / "none" / "a.pdf")) == ""
    (tmp_path / "rand.pdf").touch()
    assert nearest_file(str(tmp_path / "nope.pdf")) == ""  # a suffix alone makes no file near


def test_colours_are_for_terminals_only(contract, monkeypatch):
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    assert "\x1b" not in run("review", contract).stdout
    assert "\x1b[" in run("review", contract, FORCE_COLOR="1").stdout
    assert "\x1b[31m" not in run("review", contract, FORCE_COLOR="1", NO_COLOR="1").stdout


@pytest.mark.skipif(sys.platform == "win32", reason="pipes close in another way")
def test_a_pipe_that_closes_early_ends_a_review_without_a_word(contract):
    command = [sys.executable, "-m", "clausegap", "review", contract, "--format", "html"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


# A process that a background job starts has the signal ignored, which the command leaves as it is.
_INTERRUPTIBLE = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
from clausegap.cli import main
sys.exit(main())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")
def test_ctrl_c_ends_a_review_with_its_own_code_and_leaves_no_half_a_file(tmp_path):
    fifo = tmp_path / "endless.txt"
    os.mkfifo(fifo)
    out = tmp_path / "out.json"
    command = [sys.executable, "-c", _INTERRUPTIBLE, "review", fifo, "-o", out]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        time.sleep(1.5)
        process.send_signal(signal.SIGINT)
        try:
            _, said = process.communicate(timeout=20)
        finally:
            process.kill()
    assert (process.returncode, said) == (130, b"")
    assert [path.name for path in tmp_path.iterdir()] == ["endless.txt"]


@pytest.mark.skipif(sys.platform == "win32", reason="descriptors are closed in another way")
def test_closed_standard_streams_do_no_harm(contract, tmp_path):
    out = tmp_path / "out.json"
    shell = f'"{sys.executable}" -m clausegap review "{contract}" -o "{out}" >&- 2>&-'
    assert subprocess.run(["sh", "-c", shell], timeout=60, check=False).returncode == 1
    assert out.stat().st_size > 0


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_is_read_only_is_one_line(contract, tmp_path):
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    done = run("review", contract, "-o", closed / "x.json")
    assert done.exit_code == 2
    assert "the report cannot be written" in done.stderr


def test_verbose_shows_log_records_and_quiet_excludes_it(contract):
    logger = logging.getLogger("clausegap")
    before, level = list(logger.handlers), logger.level
    try:
        done = _process("review", contract, "-v", "--format", "json", text=True, encoding="utf-8")
        assert [line.split()[0] for line in done.stderr.splitlines()].count("INFO") >= 2
        assert "audit the Supplier's books" not in done.stderr
        assert "exclude one another" in run("review", contract, "-v", "-q").stderr
    finally:
        logger.handlers, logger.level = before, level


def test_exit_zero_is_for_gaps_and_differences_only(contract):
    assert run("review", contract).exit_code == 1
    assert run("review", contract, "--exit-zero").exit_code == 0
    assert run("review", contract, "--no-exit-codes").exit_code == 0
    assert run("review", contract.with_name("none.pdf"), "--exit-zero").exit_code == 3
    assert run("playbooks", "diff", "msa", "nda").exit_code == 1
    assert run("playbooks", "diff", "msa", "nda", "--exit-zero").exit_code == 0


def test_what_is_open_counts_more_than_a_gap():
    from report_factory import build_report

    report = build_report()
    assert "undetermined" in {finding.status for finding in report.findings}
    assert code_of(report, "medium") == 1
    assert code_of(report, "medium", strict=True) == 3


def test_completion_knows_protections_and_playbooks_without_reading_rules(tmp_path, monkeypatch):
    library = load_library()
    assert set(completion.protections("")) == {protection.id for protection in library.everything}
    assert set(completion.playbooks("")) >= set(library.playbooks)
    assert completion.protections("audit") == ["audit_limits", "audit_rights"]
    monkeypatch.chdir(tmp_path)
    (tmp_path / "own.yaml").write_text("", encoding="utf-8")
    assert completion.playbooks("o") == ["own.yaml"]
    assert Path(_resources.clause_patterns()).is_dir()


@pytest.mark.parametrize(
    ("typed", "number", "proposed"),
    [
        ("clausegap rev", 1, ["review"]),
        ("clausegap review --format js", 3, ["json", "jsonl"]),
        ("clausegap patterns show audit", 3, ["audit_limits", "audit_rights"]),
        ("clausegap review --playbook n", 3, ["nda"]),
    ],
)
def test_a_shell_gets_proposals(typed, number, proposed, tmp_path):
    asked = {"_CLAUSEGAP_COMPLETE": "complete_bash", "COMP_WORDS": typed, "COMP_CWORD": str(number)}
    done = _process(env={**os.environ, **asked}, cwd=tmp_path, text=True)
    assert sorted(done.stdout.split()) == proposed


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_there_is_a_script_for_each_shell(shell):
    asked = {"_CLAUSEGAP_COMPLETE": f"source_{shell}"}
    done = _process(env={**os.environ, **asked}, text=True)
    assert "_CLAUSEGAP_COMPLETE" in done.stdout
