"""``clausegap explain``: the list, the trace of a clause, and of a passage that the ranker found."""

import pytest
from weights_factory import write_type

from clausegap.cli.exits import guarded
from clausegap.cli.explain import run_explain
from clausegap.engine import Engine
from clausegap.errors import UsageError
from clausegap.loaders import load
from clausegap.model.spec import ReviewSpec

TEXT = """\
MASTER SERVICES AGREEMENT

This Agreement is made between Alpha Ltd (the "Customer") and Beta Ltd (the "Supplier").

1. Harbour

1.1 Supplier shall berth every vessel at the quay.

2. Audit

2.1 Customer may at any time audit Supplier's books and records.
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("explain")


@pytest.fixture(scope="module")
def spec(folder):
    write_type(folder, "harbour", ["vessel"])
    return ReviewSpec(rules=(write_type(folder, "books", ["books"], protection="audit_rights", decides=True),))


@pytest.fixture(scope="module")
def contract(folder):
    path = folder / "msa.txt"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


@pytest.fixture(scope="module")
def full_report(spec, contract):
    return Engine(spec).review(load(contract))


@pytest.fixture(scope="module")
def saved(full_report, folder):
    """Returns the path of the report in JSON."""
    path = folder / "msa.json"
    path.write_text(full_report.model_dump_json(), encoding="utf-8")
    return str(path)


@pytest.fixture
def explained(saved, capsys):
    """Returns a function that explains a clause of the saved report."""

    def explain(clause=None):
        assert run_explain(saved, clause, ReviewSpec()) == 0
        return capsys.readouterr().out

    return explain


def test_clauses_and_passages_are_listed_with_their_probability(explained):
    lines = explained().splitlines()
    assert lines[0] == "Clauses of msa.txt"
    middle = next(n for n, line in enumerate(lines) if line.startswith("Passages by clause type, ranker "))
    (clause,) = [line.split() for line in lines[1:middle] if line.split()[0] == "audit_rights-1"]
    (passage,) = [line.split() for line in lines[middle + 1 :] if line.split()[0] == "harbour:1"]
    assert float(clause[1]) > 0.5
    assert float(passage[1]) > 0.5
    assert passage[2:] == ["section", "1.1", "(Harbour)"]


def test_trace_of_a_clause_names_rules_words_and_probability(explained, full_report):
    (clause,) = [c for c in full_report.clauses if c.id == "audit_rights-1"]
    shown = explained("audit_rights-1")
    assert shown.startswith("audit_rights-1: section 2.1 (Audit)\n")
    assert "serves: for_user" in shown
    for match in clause.matches:
        assert f"{'*' if match.rule in clause.rules else ' '} {match.rule}: “{match.text}”" in shown
    assert f"probability by the learned ranker: {clause.probability:.2f}" in shown
    assert "words        books" in shown
    assert "DOUBTFUL" not in shown


def test_trace_of_a_ranked_passage_quotes_it(explained):
    shown = explained("harbour:1")
    assert shown.startswith("harbour:1: About harbour, section 1.1 (Harbour)\n")
    assert "“1.1 Supplier shall berth every vessel at the quay.”" in shown
    assert "the document has such a clause: probability 0.9" in shown or "probability 1.0" in shown
    assert "words        vessel" in shown
    assert "rules that fired: " in shown


def test_contract_is_explained_as_its_report_is(explained, contract, spec, capsys):
    assert run_explain(contract, "audit_rights-1", spec) == 0
    assert capsys.readouterr().out == explained("audit_rights-1")


def write_changed(full_report, folder, **changes):
    path = folder / "changed.json"
    path.write_text(full_report.model_copy(update=changes).model_dump_json(), encoding="utf-8")
    return str(path)


def test_clause_that_the_ranker_doubts_is_marked(full_report, folder, capsys):
    clauses = tuple(c.model_copy(update={"doubtful": True}) for c in full_report.clauses)
    run_explain(write_changed(full_report, folder, clauses=clauses), "audit_rights-1", ReviewSpec())
    assert "DOUBTFUL: the ranker does not take this wording for such a clause" in capsys.readouterr().out


def test_report_without_weights_is_listed_and_explained(full_report, folder, capsys):
    clauses = tuple(c.model_copy(update={"probability": None, "clues": ()}) for c in full_report.clauses)
    path = write_changed(full_report, folder, clauses=clauses, ranking=None)
    run_explain(path, None, ReviewSpec())
    assert capsys.readouterr().out.endswith("No weights of the ranker ran.\n")
    run_explain(path, "audit_rights-1", ReviewSpec())
    assert "the ranker was not taught this kind of clause" in capsys.readouterr().out


def test_controls_in_a_contract_do_not_reach_the_terminal(full_report, folder, capsys):
    matches = tuple(c.model_copy(update={"id": "audit_rights-\x1b[31m1"}) for c in full_report.clauses)
    run_explain(write_changed(full_report, folder, clauses=matches), None, ReviewSpec())
    assert "\x1b" not in capsys.readouterr().out


@pytest.mark.parametrize(("name", "nearest"), [("audit_right-1", "audit_rights-1"), ("harbor:1", "harbour:1")])
def test_unknown_clause_is_a_usage_error_with_the_nearest_name(saved, capsys, name, nearest):
    assert guarded(lambda: run_explain(saved, name, ReviewSpec())) == 2
    error = capsys.readouterr().err
    assert f"has no clause '{name}'; did you mean '{nearest}'? (without --clause all are listed)" in error


def test_name_like_no_other_has_no_hint(saved):
    with pytest.raises(UsageError, match=r"has no clause 'zzz' \(without"):
        run_explain(saved, "zzz", ReviewSpec())


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"{", "is no report of this version (Invalid JSON"),
        (b"\xff\xfe", "is no report of this version ("),
        (b"{}", "is no report of this version ("),
        (b'{"schema_version": "0.1"}', "write it anew with 'clausegap review --format json'"),
    ],
)
def test_broken_report_is_an_input_error(tmp_path, capsys, data, words):
    path = tmp_path / "broken.json"
    path.write_bytes(data)
    assert guarded(lambda: run_explain(str(path), None, ReviewSpec())) == 3
    error = capsys.readouterr().err
    assert error.startswith(f"clausegap: {path}: is no report")
    assert words in error
    assert error.count("\n") == 1


@pytest.mark.parametrize("name", ["none.json", "none.txt"])
def test_file_that_is_not_there_is_an_input_error(tmp_path, capsys, name):
    assert guarded(lambda: run_explain(str(tmp_path / name), None, ReviewSpec())) == 3
    assert name in capsys.readouterr().err
