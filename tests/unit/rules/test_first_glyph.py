"""Expressions that begin with a choice find the same when they begin with a set."""

import re
from itertools import product

import pytest

from clausegap.rules.first_glyph import with_first_set

TEXTS = ["".join(letters) for length in range(1, 6) for letters in product("abcd", repeat=length)]


@pytest.mark.parametrize(
    ("source", "written"),
    [
        ("(?:ab|[cd]|ba)c", "[acdb](?:(?<=a)b|(?<=[cd])|(?<=b)a)c"),
        ("(?:ab|a)c", "[aa](?:(?<=a)b|(?<=a))c"),
        ("(?:(?:ab|b)c|d)a", "[abd](?:(?:(?<=a)b|(?<=b))c|(?<=d))a"),
        ("(?:a.{0,2}?b|[cd](?:b)?)(?P<x>[ab])", "[acd](?:(?<=a).{0,2}?b|(?<=[cd])(?:b)?)(?P<x>[ab])"),
        ("(?:a|b)?c", "(?:a|b)?c"),
        ("(?:a?b|c)d", "(?:a?b|c)d"),
        ("(?:(?:a|b)?c|d)", "(?:(?:a|b)?c|d)"),
        ("(?:(?:a|b){1,3}|d)", "(?:(?:a|b){1,3}|d)"),
        ("(?:(?P<x>[ab])c|d)", "(?:(?P<x>[ab])c|d)"),
        ("(?:.a|b)", "(?:.a|b)"),
        ("abc", "abc"),
        ("[ab]c", "[ab]c"),
    ],
)
def test_expression_finds_the_same(source, written):
    assert with_first_set(source) == written
    before, after = re.compile(source), re.compile(written)
    for text in TEXTS:
        found = [(match.span(), match.groups()) for match in before.finditer(text)]
        assert [(match.span(), match.groups()) for match in after.finditer(text)] == found
