from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest
from command_line import run

from clausegap.cli import options
from clausegap.cli.exits import complain, guarded
from clausegap.errors import RulesError
from clausegap.model import terms
from clausegap.model.report import Report
from clausegap.version import VERSION

HEAVY = ("spacy", "pdfplumber", "pypdfium2", "docx", "lxml", "jinja2", "rich", "yaml", "regex", "numpy", "sklearn")


def _run(*arguments, **settings):
    command = [sys.executable, "-m", "clausegap", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, **settings)


@pytest.mark.parametrize(
    ("arguments", "code", "forbidden"),
    [
        (["--help"], 0, (*HEAVY, "pydantic")),
        (["--version"], 0, (*HEAVY, "pydantic")),
        ([], 2, (*HEAVY, "pydantic")),
        # Recent versions of Typer themselves load pydantic to read the options of a command.
        (["review", "--help"], 0, HEAVY),
        (["review"], 2, HEAVY),
        (["review", "x.pdf", "--side", "lender"], 2, HEAVY),
        (["explain", "--help"], 0, HEAVY),
        (["train", "--help"], 0, HEAVY),
        (["evaluate"], 2, HEAVY),
        (["train", "--data", "x", "--out", "y", "--jobs", "0"], 2, HEAVY),
    ],
    ids=[
        "help",
        "version",
        "nothing",
        "help of a command",
        "no file",
        "no such side",
        "help of explain",
        "help of train",
        "no data",
        "no process",
    ],
)
def test_help_version_and_usage_errors_load_nothing_heavy(arguments, code, forbidden):
    script = f"""if True:
        import sys
        from clausegap.cli import main
        sys.argv[1:] = {arguments!r}
        try:
            main()
        except SystemExit as ended:
            loaded = [name for name in {forbidden!r} if name in sys.modules]
            sys.exit(f"loaded {{loaded}}" if loaded else ended.code)
    """
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stderr
    assert all(len(line) <= 80 for line in done.stdout.splitlines())


def test_the_version_is_printed():
    assert _run("--version").stdout == f"clausegap {VERSION}\n"


def test_a_contract_is_reviewed_with_the_shipped_rules(tmp_path):
    contract = tmp_path / "tiny.txt"
    contract.write_text("1. AUDIT\nSupplier shall keep records.\n", encoding="utf-8")
    done = _run("review", str(contract), "--format", "json", "--contract-type", "nda")
    report = Report.model_validate_json(done.stdout)
    assert (report.source.name, report.contract_type.type) == ("tiny.txt", "nda")
    assert (done.returncode, done.stderr) == (1, "")


def test_a_misspelt_playbook_is_a_usage_error_with_the_nearest_name(tmp_path):
    (tmp_path / "x.txt").write_text("1. AUDIT\nSupplier shall keep records.\n", encoding="utf-8")
    done = _run("review", str(tmp_path / "x.txt"), "--playbook", "nad")
    assert done.returncode == 2
    assert "did you mean 'nda'?" in done.stderr


def test_an_error_of_ours_is_one_line_with_its_exit_code(tmp_path):
    done = _run("review", str(tmp_path))
    assert done.returncode == 3
    assert done.stderr.splitlines() == [line for line in done.stderr.splitlines() if "no contracts" in line]
    assert done.stderr.startswith(f"clausegap: {tmp_path}: ")


def test_bad_rules_have_their_own_exit_code(tmp_path, capsys):
    def command():
        raise RulesError("a.yaml", 3, "id", "is empty")

    assert guarded(command) == 4
    assert capsys.readouterr().err == "clausegap: a.yaml:3: id: is empty\n"


def test_an_interruption_has_the_exit_code_of_a_shell():
    def command():
        raise KeyboardInterrupt

    assert guarded(command) == 130


def test_a_message_cannot_steer_the_terminal(capsys):
    complain("a\x1b[2Jb\nc")
    assert capsys.readouterr().err == "clausegap: a\ufffd[2Jb c\n"


@pytest.mark.skipif(sys.platform == "win32", reason="pipes close in another way")
def test_a_reader_that_stops_is_no_error():
    with subprocess.Popen(
        [sys.executable, "-m", "clausegap", "schema", "report"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full on this system")
def test_a_full_disk_behind_the_output_is_one_line():
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "clausegap", "schema", "report"]
        process = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert process.stderr == "clausegap: the output cannot be written: No space left on device\n"
    assert process.returncode == 2


def test_the_schema_is_json():
    assert json.loads(_run("schema", "report").stdout)["title"] == "Report"


@pytest.mark.parametrize(
    ("enumeration", "words"),
    [
        (options.SideName, get_args(terms.Side)),
        (options.ContractTypeName, terms.CONTRACT_TYPES),
        (options.FailOn, (*terms.SEVERITIES, "never")),
    ],
)
def test_options_take_the_words_of_the_domain(enumeration, words):
    assert tuple(member.value for member in enumeration) == words


@pytest.mark.parametrize(
    "arguments",
    [
        ("review", "{url}"),
        ("review", "{url}", "{url}", "--as-deal"),
        ("extract", "{url}"),
        ("explain", "{url}"),
        ("compare", "{url}", "{url}"),
    ],
    ids=lambda words: words[0] + str(len(words)),
)
def test_a_contract_is_named_by_a_url_as_by_a_path(tmp_path, arguments):
    pytest.importorskip("fsspec", reason="needs the extra clausegap[remote]")
    contract = tmp_path / "tiny.txt"
    contract.write_text("1. AUDIT\nSupplier shall keep records.\n", encoding="utf-8")
    done = run(*(word.format(url=contract.as_uri()) for word in arguments))
    assert done.exit_code in {0, 1}, done.stderr
    assert isinstance(done.exception, SystemExit | None), done.exception  # 1 is the code of a crash too
    missing = run(arguments[0], *(word.format(url=f"{contract.as_uri()}x") for word in arguments[1:]))
    assert missing.exit_code == 3
    assert "tiny.txtx: there is no such file; check the URL" in missing.stderr
    assert missing.stderr.startswith("clausegap: file:///")
