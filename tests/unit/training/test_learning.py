"""What is learned from a small sheet with an obvious clause type."""

from dataclasses import replace

import numpy as np
import pytest
from sheet_factory import AUDIT, FILLER, audit_sheet, sheet_document

from clausegap.ranking.model import weights_from_bytes, weights_to_bytes
from clausegap.ranking.passages import Passage
from clausegap.ranking.windows import scores_of
from clausegap.training.evaluate import cross_validated, figures_of
from clausegap.training.fit import feature_table, fitted_lines, folds, labels_of, learned_vocabulary, packed
from clausegap.training.learn import learned, left_out, scales_of
from clausegap.training.metrics import area
from clausegap.training.scales import passage_scale, presence_scale

NAME = "audit_rights"
SHEET = audit_sheet()
EVERYTHING = np.ones(len(SHEET), dtype=np.bool_)


@pytest.fixture(scope="module")
def weights():
    return learned(SHEET, [NAME], {"version": "test"}, 1)


@pytest.fixture(scope="module")
def out():
    return left_out(SHEET, [NAME], 1)


def score(weights, *texts):
    passages = [Passage(tuple(text.split())) for text in texts]
    return scores_of(passages, weights)[:, 0]


def test_obvious_clause_is_found_in_documents_left_out():
    contracts = cross_validated(SHEET, [NAME], 1)[NAME]
    assert area(contracts) > 0.9
    figures = figures_of(NAME, contracts)
    assert (figures.marked, figures.documents) == (20, 20)
    assert figures.f1.value > 0.9
    assert figures.calibration < 0.2


def test_learning_twice_gives_the_same_bytes(weights):
    again = learned(audit_sheet(), [NAME], {"version": "test"}, 1)
    assert weights_to_bytes(again) == weights_to_bytes(weights)


def test_fingerprint_is_that_of_the_file(weights):
    assert weights_from_bytes(weights_to_bytes(weights), "a").fingerprint == weights.fingerprint


def test_new_wording_of_the_clause_scores_above_other_wording(weights):
    clause, other = score(weights, "customer may audit records of supplier", "payment of invoice on delivery date")
    assert clause > other
    chance = weights.each[0].passage.probability([[clause], [other]])
    assert chance[0] > 0.5 > chance[1]


def test_best_passage_alone_tells_documents_apart(weights):
    clause, other = score(weights, "customer may audit records of supplier", "payment of invoice on delivery date")
    likely, unlikely = weights.each[0].best.probability([[clause], [other]])
    assert likely > 0.5 > unlikely


def test_learned_words_cannot_be_read(weights):
    data = weights_to_bytes(replace(weights, about={}))
    arrays = [a.tobytes() for a in (weights.vocabulary.words, weights.vocabulary.stems, weights.features)]
    words = [word.encode() for word in (*AUDIT, *FILLER) if len(word) > 3]
    assert [word for word in words if any(word in part for part in (*arrays, data.replace(NAME.encode(), b"")))] == []


def test_stored_weights_score_as_the_line_does():
    vocabulary = learned_vocabulary(SHEET)
    table = feature_table(SHEET, vocabulary)
    lines = fitted_lines(table, SHEET, [NAME], EVERYTHING, 1)
    stored = packed(table, vocabulary, lines, {}, most=100_000, about={})
    exact = table.matrix @ lines[NAME].weights + lines[NAME].bias
    shown = np.concatenate([scores_of(d.passages, stored)[:, 0] for d in SHEET])
    assert np.abs(shown - exact).max() < 0.05 * np.ptp(exact)


@pytest.mark.parametrize("most", [1, 10])
def test_only_the_largest_weights_are_kept(most):
    vocabulary = learned_vocabulary(SHEET)
    table = feature_table(SHEET, vocabulary)
    line = fitted_lines(table, SHEET, [NAME], EVERYTHING, 1)
    stored = packed(table, vocabulary, line, {}, most=most, about={})
    assert len(stored.features) == most
    sizes = np.abs(line[NAME].weights * table.rarity)
    assert set(stored.features.tolist()) == set(table.ids[np.argsort(-sizes, kind="stable")[:most]].tolist())


def test_words_of_one_document_are_no_words_to_learn():
    sheet = (*SHEET, sheet_document("odd", [("zephyr", "notice")], frozenset()))
    assert len(learned_vocabulary(sheet).words) == len(learned_vocabulary(SHEET).words)


def test_a_type_is_not_learned_from_documents_where_nobody_looked():
    unseen = tuple(replace(d, name=f"{d.name}u", types=frozenset(), positives={}, marks={}) for d in audit_sheet())
    together = (*SHEET, *unseen)
    contracts = cross_validated(together, [NAME], 1)[NAME]
    assert len(contracts) == len(SHEET)
    assert area(contracts) > 0.9


def test_a_type_without_examples_is_found_nowhere(out):
    empty = tuple(replace(d, positives={}, marks={}) for d in SHEET)
    weights = learned(empty, [NAME], {}, 1)
    assert score(weights, "customer may audit the books")[0] == -20.0
    assert len(weights.features) == 0
    assert weights.each[0].presence.probability([[0.0] * 4])[0] < 1e-6


def test_labels_follow_the_passages():
    labels = labels_of(SHEET, NAME)
    assert labels.sum() == 20
    assert [bool(part.any()) for part in np.split(labels, len(SHEET))] == [d.has(NAME) for d in SHEET]
    assert not labels_of(SHEET, "other").any()


def test_documents_without_passages_are_no_trouble():
    sheet = (*SHEET, sheet_document("blank", [], frozenset()))
    assert len(cross_validated(sheet, [NAME], 1)[NAME]) == len(sheet)


def test_every_document_is_left_out_once(out):
    assert sorted(np.concatenate(out.folds).tolist()) == list(range(len(SHEET)))
    assert [part.tolist() for part in folds(len(SHEET))] == [part.tolist() for part in folds(len(SHEET))]


def test_scales_come_from_the_chosen_documents_only(out):
    half = EVERYTHING.copy()
    half[::2] = False  # leaves only documents that have such a clause
    _, presence, _ = scales_of(SHEET, NAME, out, half)
    assert presence.probability([[-9.0] * 4])[0] > 1 - 1e-6


def test_scale_rises_with_the_score():
    wanted = np.arange(40) >= 20
    scale = passage_scale(np.linspace(-3, 3, 40), wanted)
    low, high = scale.probability([[-3.0], [3.0]])
    assert low < 0.2
    assert high > 0.8


@pytest.mark.parametrize(("wanted", "chance"), [(True, 1.0), (False, 0.0)])
def test_scale_of_one_kind_only_is_sure(wanted, chance):
    scale = presence_scale(np.zeros((6, 4)), np.full(6, wanted))
    assert scale.probability(np.ones((1, 4)))[0] == pytest.approx(chance, abs=1e-6)
