from __future__ import annotations

import io
import json
import os
import sys
import threading
from pathlib import Path

import pytest
from command_line import run

from clausegap.cli.inputs import request_of, standard_input
from clausegap.errors import MissingFileError, TooLargeError

TEXT = b"1. AUDIT\nThe Customer may at any time audit the Supplier's books and records.\n"


def test_a_contract_comes_from_standard_input_and_is_called_by_a_name():
    done = run("extract", "-", "--stdin-name", "nda.txt", "--format", "json", given=TEXT)
    assert done.exit_code == 0, done.stderr
    found = json.loads(done.stdout)
    assert (found["source"]["name"], found["text"].encode()) == ("nda.txt", TEXT)


def test_the_format_of_standard_input_is_found_out():
    page = b"<!doctype html><html><body><p>The Supplier shall keep it secret.</p></body></html>"
    done = run("extract", "-", "--format", "json", given=page)
    assert json.loads(done.stdout)["source"]["media_type"] == "text/html"


def test_a_review_of_standard_input_is_one_of_a_file_of_that_name(tmp_path):
    (tmp_path / "msa.txt").write_bytes(TEXT)
    by_name = run("review", tmp_path / "msa.txt", "--format", "json")
    by_pipe = run("review", "-", "--stdin-name", "msa.txt", "--format", "json", given=TEXT)
    assert by_pipe.exit_code == by_name.exit_code == 1
    assert by_pipe.stdout == by_name.stdout


def test_nothing_on_standard_input_is_an_error_that_says_so():
    done = run("review", "-", given=b"")
    assert (done.exit_code, done.stdout) == (3, "")
    assert done.stderr.startswith("clausegap: stdin: it holds nothing")


def test_a_report_from_standard_input_is_explained():
    report = run("review", "-", "--format", "json", given=TEXT).stdout
    done = run("explain", "-", given=report.encode())
    assert done.exit_code == 0, done.stderr
    assert done.stdout.startswith("Clauses of stdin\n")


def test_standard_input_stands_for_one_version_only():
    done = run("compare", "-", "-", given=TEXT)
    assert done.exit_code == 2
    assert "one version only" in done.stderr


def test_a_batch_takes_no_standard_input(tmp_path):
    done = run("batch", "-", "--out", tmp_path / "out", given=TEXT)
    assert done.exit_code == 2
    assert "clausegap review -" in done.stderr


def test_too_much_on_standard_input_is_refused(monkeypatch):
    monkeypatch.setattr("clausegap.loaders.members.MAX_BYTES", 10)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(bytes(100))))
    with pytest.raises(TooLargeError, match="stdin"):
        standard_input()


def test_closed_standard_input_is_an_error(monkeypatch):
    monkeypatch.setattr("sys.stdin", None)
    with pytest.raises(MissingFileError, match="is closed"):
        request_of("-")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes in folders")
def test_a_named_pipe_is_read_to_its_end(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_bytes, args=(TEXT,))
    writer.start()
    done = run("extract", pipe, "--show", "text")
    writer.join()
    assert (done.exit_code, "at any time audit" in done.stdout) == (0, True), done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="other systems take no such names")
@pytest.mark.parametrize("suffix", ["json", "xlsx", "csv"])
def test_a_file_whose_name_is_no_utf8_can_be_reviewed(tmp_path, suffix):
    name = os.fsdecode(os.fsencode(tmp_path) + b"/\xfc.txt")
    Path(name).write_bytes(TEXT)
    target = tmp_path / f"report.{suffix}"
    assert run("review", name, "-o", target, "--exit-zero").exit_code == 0
    assert target.stat().st_size > 0
    if suffix == "json":
        assert json.loads(target.read_bytes())["source"]["name"] == "\ufffd.txt"
