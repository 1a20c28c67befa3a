"""What is given by mistake, of another type or out of range, is refused by an error that says what is needed."""

from __future__ import annotations

import datetime
import io
import pickle

import pytest
from document_factory import build_document
from report_factory import build_report

import clausegap
from clausegap import InputError, Limits, ReviewSpec, UsageError
from clausegap.annotate.notes import NoteOptions
from clausegap.batch.plan import Plan, job_of

NO_SOURCES = [None, 5, ["a.docx"], object(), io.BytesIO(b"x")]


@pytest.mark.parametrize("use", [clausegap.load, clausegap.extract, clausegap.review], ids=lambda use: use.__name__)
@pytest.mark.parametrize("source", NO_SOURCES, ids=lambda source: type(source).__name__)
def test_a_source_of_another_type_is_named(use, source):
    with pytest.raises(UsageError, match=f"source: a path, .* needed, not {type(source).__name__}"):
        use(source)


def test_an_open_file_is_to_be_read_first():
    with pytest.raises(UsageError, match=r"call its read\(\)"):
        clausegap.load(io.BytesIO(b"x"))


def test_an_empty_string_is_no_folder():
    with pytest.raises(InputError, match="the string is empty; give a path"):
        clausegap.load("")


def test_a_folder_is_named(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError, match=r"^\.: it is a folder"):
        clausegap.load(".")


@pytest.mark.parametrize("text", [None, 5, b"x"])
def test_a_text_is_a_string(text):
    with pytest.raises(UsageError, match="text: a string is needed"):
        clausegap.load_text(text)


@pytest.mark.parametrize("options", [{"reading": None}, {"reading": "ocr"}, {"limits": 5}])
def test_options_of_reading_are_values_of_their_own(options):
    with pytest.raises(UsageError, match=f"^{next(iter(options))}: "):
        clausegap.load(b"x", **options)


@pytest.mark.parametrize("party", ["customer", "supplier"])
def test_a_party_has_a_name(party):
    with pytest.raises(UsageError, match=f"{party}: a name is needed, not 5"):
        ReviewSpec(**{party: 5})


@pytest.mark.parametrize("setting", [{"workers": "2"}, {"workers": None}, {"timeout": "a"}, {"memory": "1 GB"}])
def test_settings_of_a_batch_are_numbers(setting):
    with pytest.raises(UsageError, match="a number is needed, not"):
        Plan(ReviewSpec(), **setting)


@pytest.mark.parametrize("source", [None, 5, ("a.txt", 5), ("a.txt",), (5, b"x")])
def test_a_batch_takes_paths_and_pairs(source):
    with pytest.raises(UsageError, match="sources: paths, URLs or pairs"):
        job_of(source)


@pytest.mark.parametrize(
    "option", [{"extent": "some"}, {"severity": "grave"}, {"author": 5}, {"date": "2026-11-29"}, {"date": 5}]
)
def test_options_of_notes_are_checked(option):
    with pytest.raises(UsageError, match=next(iter(option))):
        NoteOptions(**option)


def test_notes_may_have_a_date():
    assert NoteOptions(date=datetime.date(2026, 11, 29)).date.year == 2026


@pytest.mark.parametrize("number", [{"most": -1}, {"most": "a"}, {"around": -5}])
def test_excerpts_are_counted_from_nothing(number):
    report = clausegap.GapReport.model_construct(**{**dict(build_report()), "document": build_document()})
    with pytest.raises(UsageError, match="give a whole number from 0"):
        report.show_clauses(**number)


def test_limits_are_taken_as_before():
    assert clausegap.load(b"Customer may audit.", limits=Limits(seconds=60)).text == "Customer may audit."


@pytest.mark.parametrize("rules", ["my_rules", b"my_rules"], ids=["text", "bytes"])
def test_one_string_is_no_list_of_rules(rules):
    with pytest.raises(UsageError, match=r"rules: a list of paths is needed, not one string; write \["):
        clausegap.Reviewer(rules=rules)


def test_one_document_is_no_deal():
    with pytest.raises(UsageError, match="sources: a list of documents is needed, not one"):
        clausegap.Reviewer().review_deal("msa.docx")


def test_a_reviewer_travels_to_other_processes_without_its_engine():
    reviewer = clausegap.Reviewer(side="supplier", supplier="Acme")
    reviewer.review("Acme shall keep all of it secret.\n")
    copied = pickle.loads(pickle.dumps(reviewer))
    assert (copied.spec, copied.reading, copied.limits) == (reviewer.spec, reviewer.reading, reviewer.limits)
    assert "_engine" not in vars(copied)
