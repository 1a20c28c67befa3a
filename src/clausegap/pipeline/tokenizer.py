"""spaCy's tokenizer with its quadratic cases closed; ordinary text gets the same tokens.

spaCy strips one affix at a time from a stretch without white space, and for each copies the stretch and searches all of
it for a suffix: a signature line of 10,000 underscores takes seconds, a megabyte of letters no end. Three rules bound
that. A run of one mark is one affix; so are any ``LONGEST`` characters without white space, which are cut before spaCy
sees them; and a suffix is looked for only where one can begin.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc
from spacy.util import compile_prefix_regex, compile_suffix_regex

LONGEST: Final = 400  # characters without white space; a web address of contracts is shorter
_LEAST_RUN: Final = 4
_AFFIXES: Final = (r"([^\w\s])\1{3,}", r"_{4,}", rf"\S{{{LONGEST}}}")
_LONG: Final = re.compile(rf"(?<!\S)\S{{{LONGEST + 1},}}")
_PIECE: Final = re.compile(rf"([^\w\s])\1{{3,}}|_{{4,}}|\S{{1,{LONGEST}}}")
_LONGEST_SUFFIX: Final = 24  # spaCy's are of one to four characters, and look at no more before them


class SuffixSearch:
    """The search for a suffix, at the end of a stretch only.

    Attributes:
        pattern: The expression, by which spaCy saves a tokenizer.
    """

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self._search = re.compile(pattern).search

    def search(self, text: str) -> re.Match[str] | None:
        """Returns the suffix of a stretch, or None."""
        last = text[-1:]
        is_run = text.endswith(last * _LEAST_RUN) and (last == "_" or not last.isalnum())
        start = len(text.rstrip(last)) if is_run else len(text) - _LONGEST_SUFFIX
        return self._search(text, max(start, 0))


class BoundedTokenizer(Tokenizer):  # type: ignore[misc]  # spaCy's class has no types
    """A tokenizer whose time grows with the length of the text, whatever the text is."""

    def __call__(self, text: str) -> Doc:
        """Returns the Doc of a text."""
        cuts = list(_cuts(text))
        if not cuts:
            return self._plain(text)
        pieces = [self._plain(text[a:b]) for a, b in pairwise([0, *cuts, len(text)])]
        tokens = [token for piece in pieces for token in piece]
        spaces = [bool(token.whitespace_) for token in tokens]
        return Doc(self.vocab, words=[token.text for token in tokens], spaces=spaces)

    def _plain(self, text: str) -> Doc:
        doc: Doc = super().__call__(text)
        return doc


def bounded(nlp: Language) -> BoundedTokenizer:
    """Returns the bounded form of the tokenizer that a blank pipeline has."""
    defaults, plain = nlp.Defaults, nlp.tokenizer
    assert isinstance(plain, Tokenizer)
    return BoundedTokenizer(
        nlp.vocab,
        rules=plain.rules,
        prefix_search=compile_prefix_regex([*_AFFIXES, *(defaults.prefixes or ())]).search,
        suffix_search=SuffixSearch(compile_suffix_regex([*_AFFIXES, *(defaults.suffixes or ())]).pattern).search,
        infix_finditer=plain.infix_finditer,
        token_match=plain.token_match,
        url_match=plain.url_match,
    )


def _cuts(text: str) -> Iterator[int]:
    """Yields the offsets at which stretches without white space are cut."""
    for long in _LONG.finditer(text):
        for piece in _PIECE.finditer(text, long.start(), long.end()):
            if piece.end() < long.end():
                yield piece.end()
