from __future__ import annotations

import pytest

from clausegap.cli.train import LessonRequest, _with_own_rules
from clausegap.errors import UsageError
from clausegap.model.spec import ReviewSpec
from clausegap.ranking.model import Weights
from clausegap.ranking.passages import Passage
from clausegap.rules.library import load_library
from clausegap.training.learn import learned
from clausegap.training.sheet import SheetDocument
from clausegap.training.train import OwnType, lesson_from, rule_file, write_own_type

NAME = "data_residency"
CUES = """cues:
  - id: dr_c_named_place
    says: kept in a named place only
    patterns:
      - phrase: "servers ..4 located"
        match: ["Servers are located in Japan."]
        avoid: ["Servers are fast."]
"""


def _document(number, sentence, *, whole=False, positive=False, more=0):
    passages = [Passage(tuple(sentence.split()), ())]
    passages += [Passage(("fees", "are", "due", str(n % 7)), ()) for n in range(more)]
    mark = (frozenset({0}),) if positive else ()
    return SheetDocument(
        name=f"{number:02}", passages=tuple(passages), spans=tuple((n, n + 1) for n in range(len(passages))),
        positives={NAME: frozenset({0} if positive else ())}, marks={NAME: mark}, types=frozenset({NAME}),
        known={NAME: 0.0}, whole=whole,
    )  # fmt: skip


@pytest.fixture(scope="module")
def weights() -> Weights:
    sheet = [_document(n, "data stays on servers in this country", positive=True) for n in range(20)]
    sheet += [_document(20 + n, "the fees are paid every month") for n in range(20)]
    sheet += [_document(40 + n, "notices are sent by post", whole=True, more=40) for n in range(4)]
    return learned(sheet, (NAME,), {"version": "test"}, 1)


def test_presence_by_single_passages_counts_the_best_passage_only(weights):
    best, *rest = weights.each[0].presence.weights
    assert best > 0
    assert rest == [0.0, 0.0, 0.0]


def test_the_file_of_a_new_type_names_its_weights(weights, tmp_path):
    rule, numbers = write_own_type(OwnType(NAME, "Data residency"), weights, tmp_path)
    assert rule == rule_file(NAME, tmp_path)
    assert numbers.is_file()
    own = load_library((str(tmp_path),)).clause_types[NAME]
    assert (own.title, own.weights, own.cues) == ("Data residency", "data_residency.npz", ())


def test_cues_that_were_added_stay_when_it_is_trained_again(weights, tmp_path):
    own = OwnType(NAME, "Data residency")
    rule, _ = write_own_type(own, weights, tmp_path)
    rule.write_text(rule.read_text(encoding="utf-8") + CUES, encoding="utf-8")
    before = rule.read_bytes()
    write_own_type(own, weights, tmp_path)
    assert rule.read_bytes() == before


def test_a_shipped_clause_type_cannot_be_taught(tmp_path):
    table = tmp_path / "examples.csv"
    table.write_text("label,text\n" + "yes,a\nno,b\n" * 20, encoding="utf-8")
    with pytest.raises(UsageError, match="shipped rules"):
        lesson_from(table, ReviewSpec(), 1, OwnType("audit_rights", "Audits"))


def test_the_command_learns_with_the_cues_of_the_folder_it_writes_to(weights, tmp_path):
    request = LessonRequest("examples.csv", type=NAME)
    assert _with_own_rules(request, tmp_path).rules == ()
    write_own_type(OwnType(NAME, "Data residency"), weights, tmp_path)
    again = _with_own_rules(request, tmp_path)
    assert again.rules == (str(tmp_path),)
    assert _with_own_rules(again, tmp_path).rules == (str(tmp_path),)
