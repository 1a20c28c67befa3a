"""Which readings of a document hold a phrase, looked up in all of them at once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from clausegap.rules.signs import HeadingSigns, Sign


class Concordance:
    """The readings of a document as one text: one look-up finds a word in all of them, or rules it out.

    Args:
        readings: Texts of readings, which begin and end with a space, so that no token reaches into the next.
    """

    def __init__(self, readings: Sequence[str]) -> None:
        self._readings = readings
        self._whole = "".join(readings)
        self._starts = list(accumulate(map(len, readings), initial=0))

    def holding(self, sign: Sign) -> Iterator[int]:
        """Yields the positions of the readings in which a sign occurs, ascending."""
        for position in self._likely(sign):
            if sign.expression.search(self._readings[position]):
                yield position

    def holding_any(self, signs: Iterable[Sign]) -> set[int]:
        """Returns the positions of the readings in which one of some signs occurs."""
        return {position for sign in signs for position in self.holding(sign)}

    def naming(self, headings: HeadingSigns) -> set[int]:
        """Returns the positions of the readings, those of titles, that are headings of a protection."""
        wanted = self.holding_any(headings.wanted)
        return wanted - self.holding_any(headings.unwanted) if wanted else wanted

    def _likely(self, sign: Sign) -> Sequence[int]:
        """Returns the positions of the readings with a word that the sign needs."""
        if not sign.needs:
            return range(len(self._readings))
        if not sign.may_occur_in(self._whole):
            return ()
        return sorted({position for need in sign.needs for position in self._with_word(need)})

    def _with_word(self, word: str) -> Iterator[int]:
        place = self._whole.find(word)
        while place >= 0:
            position = bisect_right(self._starts, place) - 1
            yield position
            place = self._whole.find(word, self._starts[position + 1])
