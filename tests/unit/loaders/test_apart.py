"""Documents that are read in a process apart: what it does cannot hurt the caller."""

from __future__ import annotations

import faulthandler
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from clausegap.errors import (
    CrashedError,
    EmptyFileError,
    EncryptedFileError,
    MemoryLimitError,
    MissingFileError,
    TimeLimitError,
)
from clausegap.loaders import apart, load
from clausegap.loaders.apart import ReadingProcess, Request
from clausegap.model.reading import LEAST_MEMORY, Limits, ReadOptions

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="uses signals and forks of POSIX")
linux_only = pytest.mark.skipif(sys.platform != "linux", reason="limits of memory are enforced on Linux only")
TEXT = b"1. SECRECY\nThe Supplier shall keep it secret."


@pytest.fixture
def forked(monkeypatch):
    """Lets the test put something else in the place of what loads, which only a forked process inherits."""

    def replace(loader):
        monkeypatch.setattr(apart, "_may_fork", lambda: True)
        monkeypatch.setattr(apart, "load_unnoted", lambda source, **_: loader(source) or load(TEXT, name="made.txt"))

    return replace


@pytest.mark.parametrize("source", [TEXT, "contract.txt", Path("contract.txt")])
def test_the_document_is_the_same_as_without(source, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("contract.txt").write_bytes(TEXT)
    assert load(source, limits=Limits()) == load(source)


def test_options_travel(tmp_path):
    document = load(TEXT, name="named.txt", media_type="text/plain", reading=ReadOptions(ocr=False), limits=Limits())
    assert document.source.name == "named.txt"


def test_errors_are_those_of_load_with_the_path_of_the_user(tmp_path):
    (tmp_path / "empty.pdf").touch()
    with ReadingProcess() as reader:
        reader.begin(Request(tmp_path / "empty.pdf"))
        with pytest.raises(EmptyFileError, match=str(tmp_path)):
            reader.result()
        reader.begin(Request(tmp_path / "none.pdf"))
        with pytest.raises(MissingFileError):
            reader.result()


def test_one_process_reads_one_document_after_the_other(forked):
    forked(lambda source: None)
    with ReadingProcess() as reader:
        reader.begin(Request(b"a"))
        first = multiprocessing.active_children()
        reader.result()
        reader.begin(Request(b"b"))
        assert multiprocessing.active_children() == first
        reader.result()
    assert multiprocessing.active_children() == []


def test_a_result_comes_once():
    with ReadingProcess() as reader:
        with pytest.raises(ValueError, match="nothing was begun"):
            reader.result()
        reader.begin(Request(TEXT))
        reader.result()
        with pytest.raises(ValueError, match="nothing was begun"):
            reader.result()


def test_a_hang_is_ended_with_the_programs_it_started_and_the_next_document_is_read(forked, tmp_path):
    def hang(source):
        if source == b"hang":
            (tmp_path / "pid").write_text(str(subprocess.Popen(["sleep", "60"]).pid), encoding="ascii")
            time.sleep(60)

    forked(hang)
    with ReadingProcess(Limits(seconds=1.5)) as reader:
        reader.begin(Request(b"hang", name="a.pdf"))
        with pytest.raises(TimeLimitError, match=r"a\.pdf: reading it took longer than 1\.5 s"):
            reader.result()
        reader.begin(Request(TEXT))
        assert reader.result().blocks[0].kind == "heading"
    assert _is_gone(int((tmp_path / "pid").read_text(encoding="ascii")))


def test_a_crash_is_named_by_its_signal(forked):
    def crash(source):
        faulthandler.disable()  # else pytest prints where the child was
        os.kill(os.getpid(), signal.SIGSEGV)

    forked(crash)
    with ReadingProcess() as reader:
        reader.begin(Request(b"x", name="a.pdf"))
        with pytest.raises(CrashedError, match=r"a\.pdf: the process that read it died \(SIGSEGV\)"):
            reader.result()


def test_an_unforeseen_error_is_named_and_is_one_line(forked):
    def bug(source):
        raise ZeroDivisionError("first line\nsecond line")

    forked(bug)
    with ReadingProcess() as reader:
        reader.begin(Request(b"x", name="a.pdf"))
        with pytest.raises(CrashedError) as caught:
            reader.result()
    assert caught.value.problem == "reading it failed unforeseen with ZeroDivisionError: first line"


@linux_only
def test_memory_is_bounded_and_the_next_document_has_a_fresh_process(forked):
    seen = []

    def eat(source):
        if source == b"eat":
            seen.append(bytearray(512 * 1024**2))

    forked(eat)
    with ReadingProcess(Limits(memory=128)) as reader:
        reader.begin(Request(b"eat", name="a.pdf"))
        first = multiprocessing.active_children()
        with pytest.raises(MemoryLimitError, match=r"a\.pdf: reading it needs more than 128 MiB"):
            reader.result()
        reader.begin(Request(TEXT))
        assert reader.result().text
        assert multiprocessing.active_children() != first


@linux_only
@pytest.mark.parametrize("name", ["strong-msa.pdf", "strong-msa.docx"])
def test_real_libraries_that_run_out_of_memory_cost_the_document_only(name, tmp_path):
    samples = Path(__file__).parents[3] / "sample_contracts"
    with ReadingProcess(Limits(memory=16)) as reader:
        for _ in range(2):
            reader.begin(Request(samples / name))
            with suppress(MemoryLimitError, CrashedError):
                assert reader.result().text


@linux_only
@pytest.mark.parametrize("name", ["strong-msa.pdf", "strong-msa.docx"])
def test_the_least_memory_is_enough_for_the_libraries(name):
    samples = Path(__file__).parents[3] / "sample_contracts"
    assert load(samples / name, limits=Limits(memory=LEAST_MEMORY)).text


def test_a_password_reaches_the_process():
    from printing import print_pdf, rows

    data = print_pdf(rows("The secret clause."), user_password="sesame")
    with pytest.raises(EncryptedFileError):
        load(data, limits=Limits())
    assert load(data, reading=ReadOptions(password="sesame"), limits=Limits()).text == "The secret clause."


def test_closing_ends_a_process_that_still_reads(forked):
    forked(lambda source: time.sleep(60))
    with ReadingProcess() as reader:
        reader.begin(Request(b"x"))
    assert multiprocessing.active_children() == []


def _is_gone(pid):
    for _ in range(100):
        try:
            os.kill(pid, 0)
            if Path(f"/proc/{pid}/stat").read_text(encoding="ascii").split()[2] == "Z":
                return True  # dead, and nobody has asked for its exit code yet
        except (ProcessLookupError, FileNotFoundError):
            return True
        time.sleep(0.05)
    return False
