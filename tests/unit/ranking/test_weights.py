"""The file of weights: written, read, refused, and what it makes of features."""

import io
import pickle
import zipfile
from dataclasses import replace

import numpy as np
import pytest
from weights_factory import BIAS, ids_of, vocabulary_of, weights_by_words, weights_of

from clausegap.errors import WeightsError
from clausegap.ranking.features import features_of
from clausegap.ranking.model import Scale, presence_signs, weights_from_bytes, weights_to_bytes
from clausegap.ranking.passages import Passage
from clausegap.ranking.windows import scores_of

WORDS = ["audit", "books", "records", "premises", "solicit"]
VOCABULARY = vocabulary_of(WORDS)
PASSAGES = [
    Passage(
        ("supplier", "shall", "permit", "audit", "of", "books", "and", "records"),
        ("audit",),
        ("aud_a",),
    ),
    Passage(()),
    Passage(("records", "of", "the", "premises", "and", "records", "and", "records")),
    Passage(("zephyr",)),
]
ARRAYS = ("meta", "words", "stems", "features", "starts", "types", "weights")


def taught(sign=1):
    """Returns weights of two types over many features of the passages."""
    numbers = {}
    for group in ("word", "pair", "triple", "skip", "heading", "rule"):
        for passage in PASSAGES:
            numbers |= {feature: sign * (1 + feature % 100) for feature in ids_of(passage, group, VOCABULARY)}
    return weights_of(VOCABULARY, {"audit_rights": numbers, "other": {f: -n for f, n in list(numbers.items())[::3]}})


WEIGHTS = taught()
DATA = weights_to_bytes(WEIGHTS)


def arrays_of(data):
    with np.load(io.BytesIO(data), allow_pickle=False) as file:
        return dict(file)


def archive_of(**changes):
    target = io.BytesIO()
    np.savez_compressed(target, **{**arrays_of(DATA), **changes})
    return target.getvalue()


def scores(weights, passages=PASSAGES):
    return scores_of(passages, weights)


def test_file_gives_back_what_was_written():
    again = weights_from_bytes(DATA, "a.npz")
    for name in ("features", "starts", "types", "weights"):
        assert np.array_equal(getattr(again, name), getattr(WEIGHTS, name))
        assert getattr(again, name).dtype == getattr(WEIGHTS, name).dtype
    assert (again.each, again.about) == (WEIGHTS.each, WEIGHTS.about)
    assert np.array_equal(again.vocabulary.words, WEIGHTS.vocabulary.words)
    assert np.array_equal(scores(again), scores(WEIGHTS))
    assert len(again.fingerprint) == 64


def test_equal_weights_give_equal_bytes():
    assert weights_to_bytes(taught()) == DATA
    assert weights_to_bytes(weights_from_bytes(DATA, "a.npz")) == DATA
    assert weights_to_bytes(taught(-1)) != DATA


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"no archive at all", id="text"),
        pytest.param(DATA[: len(DATA) // 2], id="cut"),
        pytest.param(pickle.dumps({"meta": 1}), id="pickle"),
        pytest.param(archive_of(starts=np.zeros(3, np.uint8)), id="lengths-differ"),
        pytest.param(archive_of(weights=np.zeros(9, np.float64)), id="wrong-kind"),
        pytest.param(archive_of(words=np.zeros((2, 2), np.uint32)), id="wrong-shape"),
        pytest.param(archive_of(meta=np.frombuffer(b"[]", np.uint8)), id="meta-is-a-list"),
        pytest.param(archive_of(meta=np.frombuffer(b"{", np.uint8)), id="meta-is-cut"),
        pytest.param(archive_of(meta=np.frombuffer(b'{"format": 1}', np.uint8)), id="meta-without-types"),
        pytest.param(archive_of(types=np.full(len(WEIGHTS.types), 9, np.uint8)), id="unknown-type"),
    ],
)
def test_damaged_file_is_refused_by_name(data):
    with pytest.raises(WeightsError, match=r"^mine\.npz: is damaged"):
        weights_from_bytes(data, "mine.npz")


def test_file_of_one_array_is_refused():
    target = io.BytesIO()
    np.save(target, np.arange(3))
    with pytest.raises(WeightsError, match="is damaged or no file of weights"):
        weights_from_bytes(target.getvalue(), "one.npy")


def test_file_that_lacks_a_part_is_refused():
    arrays = arrays_of(DATA)
    del arrays["stems"]
    target = io.BytesIO()
    np.savez_compressed(target, **arrays)
    with pytest.raises(WeightsError, match="stems"):
        weights_from_bytes(target.getvalue(), "mine.npz")


def test_pickled_objects_are_never_loaded():
    class Trap:
        def __reduce__(self):
            return (pytest.fail, ("a pickle was loaded",))

    with pytest.raises(WeightsError, match="allow_pickle=False"):
        weights_from_bytes(archive_of(words=np.array([Trap()], dtype=object)), "mine.npz")


def test_other_format_is_told_apart_from_damage():
    meta = np.frombuffer(b'{"format": 99, "about": {}, "types": []}', np.uint8)
    with pytest.raises(WeightsError, match=r"^mine\.npz: has format 99, this version reads 1; train it anew"):
        weights_from_bytes(archive_of(meta=meta), "mine.npz")


def test_any_changed_byte_is_refused_or_changes_nothing():
    for place in range(0, len(DATA), 7):
        data = bytearray(DATA)
        data[place] ^= 0xFF
        try:
            again = weights_from_bytes(bytes(data), "mine.npz")
        except WeightsError:
            continue
        assert np.array_equal(scores(again), scores(WEIGHTS)), place


def test_no_word_can_be_read_in_the_file():
    words = [word.encode() for word in (*WORDS, "supplier", "permit")]
    with zipfile.ZipFile(io.BytesIO(DATA)) as archive:
        parts = [archive.read(name) for name in archive.namelist() if name != "meta.npy"]
    assert [word for word in words if any(word in part for part in (*parts, DATA))] == []


@pytest.mark.parametrize("position", [0, 1])
@pytest.mark.parametrize("row", range(len(PASSAGES)))
def test_what_each_feature_adds_sums_up_to_the_score(row, position):
    _, _, added = WEIGHTS.contributions(WEIGHTS.known(features_of(PASSAGES, VOCABULARY)), row, position)
    assert added.sum() + BIAS == pytest.approx(scores(WEIGHTS)[row, position])


def test_repeated_words_count_once():
    once, twice = Passage(("audit", "zephyr")), Passage(("audit", "audit"))
    weights = weights_by_words({"audit_rights": ["audit"]})
    assert scores(weights, [twice])[0, 0] == pytest.approx(scores(weights, [once])[0, 0])


def test_passage_without_a_known_feature_has_the_bias():
    weights = weights_by_words({"audit_rights": ["audit"], "other": ["solicit"]})
    assert scores(weights, [Passage(("zephyr",))]).tolist() == [[BIAS, BIAS]]


def test_document_without_passages_has_no_scores():
    assert scores(WEIGHTS, []).shape == (0, 2)


def test_weights_without_features_score_by_the_bias():
    empty = weights_of(VOCABULARY, {"audit_rights": {}})
    assert scores(weights_from_bytes(weights_to_bytes(empty), "a")).tolist() == [[BIAS]] * len(PASSAGES)
    assert len(empty.known(features_of(PASSAGES, VOCABULARY)).places) == 0


def test_larger_number_adds_its_square():
    feature = ids_of(Passage(("audit",)), "word", VOCABULARY)[0]
    one, two = (scores(weights_of(VOCABULARY, {"a": {feature: n}}), [Passage(("audit",))])[0, 0] for n in (30, 60))
    assert two - BIAS == pytest.approx(4 * (one - BIAS))


@pytest.mark.parametrize(("signs", "chance"), [([0.0], 0.5), ([100.0], 1.0), ([-100.0], 0.0)])
def test_scale_makes_probabilities(signs, chance):
    assert Scale(0.0, (1.0,)).probability([signs]).tolist() == pytest.approx([chance])


def test_probability_rises_with_its_signs():
    chances = Scale(-2.0, (0.7,)).probability(np.linspace(-90, 90, 50)[:, None])
    assert np.all(np.diff(chances) >= 0)
    assert np.all((chances > 0) & (chances < 1 + 1e-12))


def test_presence_rests_on_the_best_passages_and_the_rules():
    none, one = presence_signs(np.array([]), 0.0), presence_signs(np.array([-3.0, 2.0]), 0.5)
    assert none.shape == one.shape == (4,)
    assert one[[0, 1, 3]].tolist() == [2.0, -3.0, 2.0]
    assert none[0] < one[0]
    assert none[2] < one[2]


def test_fingerprint_follows_the_file():
    other = replace(WEIGHTS, about={"version": "2"})
    prints = {weights_from_bytes(weights_to_bytes(w), "a").fingerprint for w in (WEIGHTS, other, taught())}
    assert len(prints) == 2
