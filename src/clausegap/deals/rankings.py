"""The rankings of the documents of a deal as one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from clausegap.model.ranking import RankedPassage, RankedType, Ranking


def moved_ranking(ranking: Ranking, shift: int) -> Ranking:
    """Returns a ranking with the offsets of its passages moved."""

    def passage(found: RankedPassage) -> RankedPassage:
        return found.model_copy(update={"start": found.start + shift, "end": found.end + shift})

    types = (one.model_copy(update={"passages": tuple(map(passage, one.passages))}) for one in ranking.types)
    return ranking.model_copy(update={"types": tuple(types)})


def joined_ranking(rankings: Sequence[Ranking]) -> Ranking | None:
    """Returns the rankings of all documents as one, in one offset space; None without any.

    A deal is as likely to have a clause as the likeliest of its documents: they were scored by the same
    weights, and how far their chances depend on each other is not known.
    """
    if not rankings:
        return None
    found: dict[str, list[RankedType]] = defaultdict(list)
    for ranking in rankings:
        for one in ranking.types:
            found[one.id].append(one)
    return rankings[0].model_copy(update={"types": tuple(_joined(found[name]) for name in sorted(found))})


def _joined(types: Sequence[RankedType]) -> RankedType:
    passages = [passage for one in types for passage in one.passages]
    numbered = (p.model_copy(update={"id": f"{types[0].id}:{n}"}) for n, p in enumerate(passages, start=1))
    presence = max(one.presence for one in types)
    return types[0].model_copy(update={"presence": presence, "passages": tuple(numbered)})
