from __future__ import annotations

import numpy as np
import pytest
from weights_factory import vocabulary_of, weights_of

from clausegap.ranking import windows
from clausegap.ranking.features import NEIGHBOURHOOD, features_of
from clausegap.ranking.passages import Passage
from clausegap.ranking.windows import scores_of, window

WORDS = ["audit", "books", "records", "premises", "visit", "inspect", "copies", "accounts", "site", "review", "logs"]
VOCABULARY = vocabulary_of(WORDS)


def passages(count, length=7):
    return tuple(Passage(tuple(WORDS[(n * 3 + k) % len(WORDS)] for k in range(length))) for n in range(count))


def test_a_window_holds_the_words_around_and_no_passage_more():
    found = window(passages(40), 20, 21)
    reach = -(-NEIGHBOURHOOD // 7)
    assert found == (20 - reach, 21 + reach)


@pytest.mark.parametrize(("start", "end"), [(0, 1), (2, 3), (0, 3)])
def test_a_window_ends_with_the_document(start, end):
    assert window(passages(3), start, end) == (0, 3)


def test_scores_do_not_depend_on_the_parts(monkeypatch):
    document = passages(60)
    ids = features_of(document, VOCABULARY).ids
    weights = weights_of(VOCABULARY, {"audit_rights": {int(i): int(i) % 100 - 50 for i in np.unique(ids)}})
    whole = scores_of(document, weights)
    monkeypatch.setattr(windows, "PART", 7)
    assert np.allclose(scores_of(document, weights), whole)
    assert whole.shape == (60, 1)
    assert len(np.unique(whole)) > 5


def test_a_document_without_passages_has_no_scores():
    assert scores_of((), weights_of(VOCABULARY, {"audit_rights": {}})).shape == (0, 1)
