"""Parties of an opening that defines no terms."""

import pytest

from clausegap.pipeline.bare_names import find_bare_names
from clausegap.rules.library import load_library

ROLES = load_library().roles


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("This agreement is between Acme Widgets and Host Brothers.", ["Acme Widgets", "Host Brothers"]),
        ("This is an agreement between widgets.com and Host Co.", []),
        ("An agreement between Acme.com and deep systems.", []),
        ("HOSTING\nbetween Acme, Inc. and Host Brothers Ltd, dated 1 May.", ["Acme, Inc.", "Host Brothers Ltd"]),
        ("The differences between Section 2 and Section 3 are small.", []),
        ("Peace between the parties and their staff.", []),
    ],
)  # fmt: skip
def test_names_between_which_it_is(text, names):
    assert [entity.name for entity in find_bare_names(text, ROLES)] == names


def test_a_first_word_that_the_text_goes_on_to_use_is_a_term():
    text = "An agreement between Acme Widgets Inc. and Host Brothers. Host hosts. Host bills. Acme pays Host."
    assert [entity.terms for entity in find_bare_names(text, ROLES)] == [
        ("Acme Widgets Inc.", "Acme Widgets"),
        ("Host Brothers", "Host"),
    ]
