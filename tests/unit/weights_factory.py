"""Small weights of the ranker made by hand: a clause type is taught by a few words.

A passage with one of the words of a type is such a clause, any other is not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np
import yaml

from clausegap.ranking.features import GROUPS, features_of
from clausegap.ranking.model import Scale, TypeWeights, Weights, weights_to_bytes
from clausegap.ranking.passages import Passage
from clausegap.ranking.vocabulary import Vocabulary, code_of

BARE = ("a", "and", "any", "by", "in", "of", "or", "shall", "the", "to")  # words without content
BIAS = -5.0
STEP = 0.03
NUMBER = 120  # adds 19 to the log-odds of a sentence of twenty words that has the word


def vocabulary_of(words: Iterable[str]) -> Vocabulary:
    """Returns a vocabulary in which a plural in s has the stem of its singular."""
    known = {*words, *BARE}
    coded = {code_of(word): 0 if word in BARE else code_of(word.removesuffix("s")) for word in known}
    codes = sorted(coded)
    return Vocabulary(np.array(codes, dtype=np.uint32), np.array([coded[c] for c in codes], dtype=np.uint32))


def ids_of(passage: Passage, group: str, vocabulary: Vocabulary) -> list[int]:
    """Returns the hashes of a passage's features of one group."""
    found = features_of([passage], vocabulary)
    return found.ids[found.groups == list(GROUPS).index(group)].tolist()


def weights_of(
    vocabulary: Vocabulary, taught: Mapping[str, Mapping[int, int]], *, bias: float = BIAS, version: str = "test"
) -> Weights:
    """Returns weights of clause types, each with a stored number for some features."""
    names = list(taught)
    entries = sorted((feature, names.index(name), number) for name in names for feature, number in taught[name].items())
    features, counts = np.unique(np.array([entry[0] for entry in entries], dtype=np.uint32), return_counts=True)
    return Weights(
        vocabulary=vocabulary,
        features=features,
        starts=np.concatenate(([0], np.cumsum(counts))).astype(np.uint32),
        types=np.array([entry[1] for entry in entries], dtype=np.uint8),
        weights=np.array([entry[2] for entry in entries], dtype=np.int8),
        each=tuple(
            TypeWeights(name, bias, STEP, Scale(0.0, (1.0,)), Scale(0.0, (1.0, 0.0, 0.0, 0.0))) for name in names
        ),
        about={"version": version},
    )


def weights_by_words(words: Mapping[str, Iterable[str]], *, bias: float = BIAS, version: str = "test") -> Weights:
    """Returns weights of clause types, each of which is told by single words."""
    vocabulary = vocabulary_of(word for chosen in words.values() for word in chosen)
    taught = {
        name: {ids_of(Passage((word,)), "word", vocabulary)[0]: NUMBER for word in chosen}
        for name, chosen in words.items()
    }
    return weights_of(vocabulary, taught, bias=bias, version=version)


def write_type(folder: Path, name: str, words: Iterable[str], **more: object) -> str:
    """Writes a clause type with weights of its own, told by single words; returns the folder for ``rules``."""
    below = folder / "clause_types"
    below.mkdir(parents=True, exist_ok=True)
    rule = {"id": name, "title": f"About {name}", "labels": [name], "weights": f"{name}.npz", **more}
    (below / f"{name}.yaml").write_text(yaml.safe_dump(rule), encoding="utf-8")
    (below / f"{name}.npz").write_bytes(weights_to_bytes(weights_by_words({name: words}, version=f"own {name}")))
    return str(folder)
