"""Whether a text is English: the rules read nothing else, so absence means nothing in other languages."""

from __future__ import annotations

import re
from typing import Final

# The words of spaCy's stop word list, kept here because importing that would import all of spaCy.
_LISTED: Final = """
    a about above across after afterwards again against all almost alone along already also although always am among
    amongst amount an and another any anyhow anyone anything anyway anywhere are around as at back be became because
    become becomes becoming been before beforehand behind being below beside besides between beyond both bottom but
    by ca call can cannot could did do does doing done down due during each eight either eleven else elsewhere empty
    enough even ever every everyone everything everywhere except few fifteen fifty first five for former formerly
    forty four from front full further get give go had has have he hence her here hereafter hereby herein hereupon
    hers herself him himself his how however hundred i if in indeed into is it its itself just keep last latter
    latterly least less made make many may me meanwhile might mine more moreover most mostly move much must my
    myself name namely neither never nevertheless next nine no nobody none noone nor not nothing now nowhere of off
    often on once one only onto or other others otherwise our ours ourselves out over own part per perhaps please
    put quite rather re really regarding same say see seem seemed seeming seems serious several she should show side
    since six sixty so some somehow someone something sometime sometimes somewhere still such take ten than that the
    their them themselves then thence there thereafter thereby therefore therein thereupon these they third this
    those though three through throughout thru thus to together too top toward towards twelve twenty two under
    unless until up upon us used using various very via was we well were what whatever when whence whenever where
    whereafter whereas whereby wherein whereupon wherever whether which while whither who whoever whole whom whose
    why will with within without would yet you your yours yourself yourselves
"""
FUNCTION_WORDS: Final = frozenset(_LISTED.split())
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
        return not text.strip() or not words or any(map(str.isascii, words))
    return sum(map(FUNCTION_WORDS.__contains__, words)) >= len(words) * _LEAST_SHARE
