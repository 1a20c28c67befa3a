"""Where the learned ranker and the rules disagree: what only one of them takes for a clause.

The rules decide. A passage that only the ranker takes for the operative clause never makes a
protection present; it is shown as the nearest miss and, where the ranker is sure, keeps the checker
from calling the protection missing. A clause that only the rules take for one stays, marked as doubtful.
"""

from __future__ import annotations

from typing import Final

from clausegap.gaps.group import Group
from clausegap.model.analysis import Analysis
from clausegap.model.ranking import LIKELY, RankedPassage
from clausegap.rules.models import Protection

SURE: Final = 0.85  # a passage from here, in a document as likely to have such a clause, puts absence in doubt


def unrecognised(analysis: Analysis, protection: Protection, group: Group) -> RankedPassage | None:
    """Returns the passage that the ranker takes for the operative clause where no rule recognised any.

    Where rules recognised one that serves the other side, or one that a negative took away, there is
    no disagreement: the ranker does not tell whom a clause serves.
    """
    recognised = group.serving or group.opposed or group.dropped
    if recognised or protection.logic != "direct":
        return None
    found = [one.best for one in analysis.deciding(protection.id) if one.best is not None]
    best = max(found, key=lambda passage: passage.probability, default=None)
    return best if best is not None and best.probability >= LIKELY else None


def is_sure(analysis: Analysis, protection: Protection, passage: RankedPassage) -> bool:
    """Whether the ranker is so sure of a passage and of the document that absence cannot be claimed."""
    types = analysis.deciding(protection.id)
    return any(min(passage.probability, one.presence) >= SURE and passage in one.passages for one in types)


def is_doubtful(analysis: Analysis, protection: Protection, group: Group) -> bool:
    """Whether the ranker takes none of the recognised clauses of a protection for one."""
    units = {analysis.units[hit.unit].start for hit in group.serving}
    clauses = [clause for clause in analysis.clauses_of(protection.id) if clause.start in units]
    return bool(clauses) and all(clause.doubtful for clause in clauses)
