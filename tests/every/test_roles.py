"""Over every sign of a role: it keeps its examples, and no word is both customer and supplier."""

import re

import pytest

from clausegap.pipeline.examples import example_mentions
from clausegap.rules.library import load_library
from clausegap.rules.reading import Reader

LIBRARY = load_library()
READER = Reader(LIBRARY.spelling, example_mentions(LIBRARY.roles))


@pytest.mark.parametrize("index", range(len(LIBRARY.roles.signs)), ids=lambda i: LIBRARY.roles.signs[i].phrase[:40])
def test_sign_keeps_its_examples(index):
    written, told = LIBRARY.roles.signs[index], LIBRARY.role_signs[index]
    assert [text for text in written.match if not re.search(told.source, READER.read(text).text)] == []
    assert [text for text in written.avoid if re.search(told.source, READER.read(text).text)] == []


def test_role_words_are_of_one_kind():
    roles = LIBRARY.roles
    words = [*roles.customer, *roles.supplier, *roles.ambiguous, *roles.third_parties]
    assert sorted({word for word in words if words.count(word) > 1}) == []
