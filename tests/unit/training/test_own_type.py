"""A clause type taught from twenty passages and as many others, end to end."""

import json
from dataclasses import replace

import pytest
import yaml
from rule_factory import PREAMBLE
from sheet_factory import NEW_HARBOUR_CLAUSE, harbour_passages, write_contracts, write_table

from clausegap.engine import Engine
from clausegap.errors import DataError, UsageError
from clausegap.loaders import load_text
from clausegap.model.spec import ReviewSpec
from clausegap.ranking.model import weights_to_bytes
from clausegap.rules.library import load_library
from clausegap.training.corpus import Example
from clausegap.training.prepare import example_sheet
from clausegap.training.train import OwnType, lesson_from, summary, write_own_type, write_weights

OWN = OwnType("harbour_duties", "Harbour duties")
NEW = f"{PREAMBLE}1. Harbour\n\n{NEW_HARBOUR_CLAUSE}\n\n2. Fees\n\nSupplier shall send an invoice each month.\n"


@pytest.fixture(scope="module")
def table(tmp_path_factory):
    return write_table(tmp_path_factory.mktemp("data") / "harbour.csv", harbour_passages())


@pytest.fixture(scope="module")
def lesson(table):
    return lesson_from(table, ReviewSpec(), 1, OWN)


@pytest.fixture(scope="module")
def weights(lesson):
    return lesson.learned(1)


@pytest.fixture(scope="module")
def taught(weights, tmp_path_factory):
    """Returns a rule folder with the clause type."""
    folder = tmp_path_factory.mktemp("rules")
    write_own_type(OWN, weights, folder)
    return folder


def test_rule_file_and_weights_lie_side_by_side(taught):
    rule = taught / "clause_types" / "harbour_duties.yaml"
    assert sorted(path.name for path in rule.parent.iterdir()) == ["harbour_duties.npz", "harbour_duties.yaml"]
    assert yaml.safe_load(rule.read_text("utf-8")) == {
        "id": "harbour_duties",
        "title": "Harbour duties",
        "labels": ["harbour_duties"],
        "weights": "harbour_duties.npz",
    }


def test_rules_take_the_type_beside_the_shipped_ones(taught):
    types = load_library([taught]).clause_types
    assert set(types) == {*load_library().clause_types, "harbour_duties"}
    assert types["harbour_duties"].protection is None


def test_new_passage_of_the_type_is_found_with_clues(taught):
    report = Engine(ReviewSpec(rules=(str(taught),))).review(load_text(NEW))
    (found,) = [one for one in report.ranking.types if one.id == "harbour_duties"]
    (likely,) = [passage for passage in found.passages if passage.probability > 0.5]
    assert NEW[likely.start : likely.end] == likely.quote == NEW_HARBOUR_CLAUSE
    assert any(word in clue.text for clue in likely.clues for word in ("harbour", "vessel"))


def test_teaching_twice_gives_the_same_bytes(table, weights):
    again = lesson_from(table, ReviewSpec(), 1, OWN).learned(1)
    assert weights_to_bytes(again) == weights_to_bytes(weights)


def test_weights_say_where_they_come_from(weights):
    assert (weights.about["data"], weights.about["documents"]) == ("harbour.csv", "40")
    assert len(weights.about["rules"]) == 64


@pytest.mark.parametrize(
    ("text", "said"), [("By the harbour, CC BY 4.0.\nMore.\n", "By the harbour, CC BY 4.0."), ("", "")]
)
def test_weights_name_whom_the_licence_of_the_data_asks_to_name(tmp_path, text, said):
    table = write_table(tmp_path / "harbour.csv", harbour_passages())
    (tmp_path / "ATTRIBUTION").write_text(text, encoding="utf-8")
    assert lesson_from(table, ReviewSpec(), 1, OWN).about["attribution"] == said


def test_summary_counts_what_was_learned(lesson, weights):
    told = json.loads(summary(lesson, weights, 123))
    assert (told["documents"], told["types"], told["bytes"]) == (40, {"harbour_duties": 20}, 123)
    assert told["sha256"] == weights.fingerprint


def test_sentences_of_a_positive_passage_are_all_positive():
    text = "Supplier shall berth every vessel.\r\nIt shall pay the dues of the harbour."
    examples = (
        Example("Supplier shall pay each invoice within a month.", positive=False, document="one"),
        Example(text, positive=True, document="one"),
    )
    (document,) = example_sheet(examples, OWN.clause_type(), ReviewSpec(), 1)
    assert len(document.passages) == 3
    assert document.positives == {"harbour_duties": frozenset({1, 2})}
    assert document.marks == {"harbour_duties": (frozenset({1, 2}),)}


def test_background_contracts_are_further_negatives(table, tmp_path):
    contract = tmp_path / "msa.txt"
    contract.write_text("1. Fees\n\nSupplier shall send an invoice each month.\n", encoding="utf-8")
    lesson = lesson_from(table, ReviewSpec(), 1, replace(OWN, background=(contract,)))
    assert len(lesson.sheet) == 41
    assert not lesson.sheet[-1].has("harbour_duties")
    assert lesson.sheet[-1].types == {"harbour_duties"}


@pytest.mark.parametrize("name", ["", "Harbour", "harbour duties", "1st", "a-b", "../a"])
def test_name_that_cannot_be_an_id_is_refused(name):
    with pytest.raises(UsageError, match="use small letters, digits and _"):
        OwnType(name, "Any")


def test_passages_need_a_type(table):
    with pytest.raises(UsageError, match="need --type ID"):
        lesson_from(table, ReviewSpec(), 1)


def test_data_that_is_not_there_is_named(tmp_path):
    with pytest.raises(DataError, match=r"none\.csv: no such file or folder"):
        lesson_from(tmp_path / "none.csv", ReviewSpec(), 1, OWN)


def test_labelled_contracts_teach_the_types_of_the_rules(tmp_path):
    lesson = lesson_from(write_contracts(tmp_path, "Audit Rights", 6), ReviewSpec(), 1)
    assert list(lesson.types) == ["audit_rights"]
    for document in lesson.sheet:
        (index,) = document.positives["audit_rights"]
        assert " ".join(document.passages[index].tokens).startswith("CUSTOMER may audit")
        assert document.passages[index].heading == ("audit",)
        assert document.known["audit_rights"] > 0


def test_label_that_no_type_knows_teaches_nothing(tmp_path):
    with pytest.raises(DataError, match=r"marks no clause type of the rules; it has Harbour"):
        lesson_from(write_contracts(tmp_path, "Harbour", 6), ReviewSpec(), 1)


def test_type_with_hardly_an_example_is_not_learned(tmp_path):
    with pytest.raises(DataError, match="it has Audit Rights"):
        lesson_from(write_contracts(tmp_path, "Audit Rights", 4), ReviewSpec(), 1)


def test_labelled_contracts_name_their_types_themselves(tmp_path):
    with pytest.raises(UsageError, match="--type goes with labelled passages"):
        lesson_from(write_contracts(tmp_path, "Audit Rights", 1), ReviewSpec(), 1, OWN)


def test_weights_are_written_whole_or_not_at_all(weights, tmp_path):
    path = tmp_path / "below" / "a.npz"
    assert write_weights(weights, path) == path.stat().st_size
    assert [p.name for p in path.parent.iterdir()] == ["a.npz"]
    (tmp_path / "taken").mkdir()
    with pytest.raises(UsageError, match=r"taken cannot be written"):
        write_weights(weights, tmp_path / "taken")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["below", "taken"]
