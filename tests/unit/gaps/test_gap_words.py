"""Words are found as an expression with borders finds them."""

import re

import pytest

from clausegap.gaps.words import stands_in


@pytest.mark.parametrize(
    "words", ["the goods are", "goods", "(goods)", "badgoods", "goods_", "a goods-train", "", "goodsgoods goods"]
)
@pytest.mark.parametrize("term", ["goods", "u.s.", "good", "s"])
def test_a_term_stands_in_words_where_the_expression_finds_it(term, words):
    assert stands_in(term, words) == bool(re.search(rf"\b{re.escape(term)}\b", words))
