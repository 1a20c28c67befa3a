"""``clausegap train`` and ``clausegap evaluate``, without starting further processes."""

import json
import sys

import pytest
from sheet_factory import harbour_passages, write_contracts, write_table

from clausegap.cli.exits import guarded
from clausegap.cli.train import LessonRequest, run_evaluate, run_train
from clausegap.errors import UsageError
from clausegap.ranking.model import weights_from_bytes


@pytest.fixture(scope="module")
def table(tmp_path_factory):
    return str(write_table(tmp_path_factory.mktemp("data") / "harbour.csv", harbour_passages()))


def request(data, **more):
    return LessonRequest(str(data), jobs=1, **{"type": "harbour_duties", **more})


def test_own_type_is_written_as_a_rule_folder(table, tmp_path, capsys):
    assert run_train(request(table, title="Duties of the harbour"), str(tmp_path / "rules")) == 0
    told = json.loads(capsys.readouterr().out)
    below = tmp_path / "rules" / "clause_types"
    data = (below / "harbour_duties.npz").read_bytes()
    assert "title: Duties of the harbour" in (below / "harbour_duties.yaml").read_text("utf-8")
    assert (told["documents"], told["types"], told["bytes"]) == (40, {"harbour_duties": 20}, len(data))
    assert told["sha256"] == weights_from_bytes(data, "a").fingerprint


def test_title_is_made_of_the_id(table, tmp_path):
    run_train(request(table), str(tmp_path))
    assert "title: Harbour duties" in (tmp_path / "clause_types" / "harbour_duties.yaml").read_text("utf-8")


def test_labelled_contracts_give_one_file_of_weights(tmp_path, capsys):
    data = write_contracts(tmp_path / "data", "Audit Rights", 6)
    first, second = tmp_path / "first.npz", tmp_path / "second.npz"
    for path in (first, second):
        assert run_train(LessonRequest(str(data), jobs=1), str(path)) == 0
    assert json.loads(capsys.readouterr().out.split("}\n{")[0] + "}")["types"] == {"audit_rights": 6}
    assert first.read_bytes() == second.read_bytes()


def test_evaluation_is_a_table_with_intervals(table, capsys):
    assert run_evaluate(request(table), as_json=False) == 0
    head, row, note = capsys.readouterr().out.splitlines()
    assert head.split() == ["clause", "type", "marked", "AUPR", "precision", "recall", "F1"]
    assert row.split()[:2] == ["harbour_duties", "20"]
    assert float(row.split()[2]) > 0.9
    assert note.startswith("In brackets: 95 % intervals over documents.")


def test_evaluation_in_json_has_every_figure(table, capsys):
    assert run_evaluate(request(table), as_json=True) == 0
    (figures,) = json.loads(capsys.readouterr().out)
    assert (figures["name"], figures["marked"], figures["documents"]) == ("harbour_duties", 20, 20)
    for name in ("area", "precision_at_80", "precision", "recall", "f1"):
        assert 0 <= figures[name]["low"] <= figures[name]["value"] <= figures[name]["high"] <= 1
    assert 0 <= figures["calibration"] <= 1


@pytest.mark.parametrize("run", [lambda r: run_train(r, "x"), lambda r: run_evaluate(r, as_json=False)])
@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"type": None, "title": "Harbour"}, "--title and --background go with --type"),
        ({"type": None, "background": "."}, "--title and --background go with --type"),
        ({"type": None}, "need --type ID"),
        ({"type": "Harbour Duties"}, "cannot name a clause type"),
    ],
)
def test_arguments_that_do_not_go_together_are_refused(table, run, more, words):
    with pytest.raises(UsageError, match=words):
        run(request(table, **more))


@pytest.mark.parametrize("missing", [("sklearn",), ("scipy", "snowballstemmer")])
def test_missing_extra_is_named_with_what_to_install(table, monkeypatch, missing):
    for name in missing:
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(UsageError) as caught:
        run_train(request(table), "x")
    assert str(caught.value) == f"training needs {', '.join(missing)}: install clausegap[train]"


def test_data_that_cannot_be_learned_from_is_an_input_error(tmp_path, capsys):
    bad = tmp_path / "bad.csv"
    bad.write_text("text,label\nSome words.,maybe\n", encoding="utf-8")
    assert guarded(lambda: run_train(request(bad), str(tmp_path / "rules"))) == 3
    assert capsys.readouterr().err.startswith(f"clausegap: {bad}:2: needs a column 'text'")
    assert not (tmp_path / "rules").exists()


def test_place_that_cannot_be_written_is_a_usage_error(table, tmp_path, capsys):
    (tmp_path / "taken").write_text("a file", encoding="utf-8")
    assert guarded(lambda: run_train(request(table), str(tmp_path / "taken"))) == 2
    assert "cannot be written" in capsys.readouterr().err
