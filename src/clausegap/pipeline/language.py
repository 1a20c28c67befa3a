"""Whether a text is English: the rules read nothing else, so absence means nothing in other languages."""

from __future__ import annotations

import re
from typing import Final

from spacy.lang.en.stop_words import STOP_WORDS

_WORD: Final = re.compile(r"[^\W\d_]+")
_LEAST_WORDS: Final = 40  # a shorter text tells too little
_SAMPLE: Final = 40_000  # characters
# English contracts are close to half function words; other languages share a few of them by chance.
_LEAST_SHARE: Final = 0.15


def is_english(text: str) -> bool:
    """Returns whether a text is English, by its share of English function words; short texts count as English."""
    middle = max(len(text) // 2 - _SAMPLE // 2, 0)
    words = _WORD.findall(text[middle : middle + _SAMPLE].lower())
    if len(words) < _LEAST_WORDS:
        return not text.strip() or not words or any(word.isascii() for word in words)
    return sum(map(STOP_WORDS.__contains__, words)) >= len(words) * _LEAST_SHARE
