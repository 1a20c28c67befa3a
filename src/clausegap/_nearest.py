"""Proposes what somebody may have meant who named what there is not."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Final

from clausegap.errors import UsageError

_LEAST_LIKE: Final = 60  # of 100, by rapidfuzz


def did_you_mean(word: str, known: Iterable[str], *, whole: bool = False, least: int = _LEAST_LIKE) -> str:
    """Returns a question that names the nearest known word, empty without one that is near.

    Args:
        word: What was typed.
        known: What could have been meant.
        whole: Whether it must be near as a whole, where else the beginning of a longer word will do.
        least: How like it must be, of 100.

    Example:
        >>> did_you_mean("sde", ["side", "rules"])
        "did you mean 'side'?"
    """
    from rapidfuzz import fuzz, process, utils  # noqa: PLC0415  needed for a mistake only

    scorer, plain = fuzz.ratio if whole else fuzz.WRatio, utils.default_process
    nearest = process.extractOne(word, list(known), scorer=scorer, processor=plain, score_cutoff=least)
    return f"did you mean {nearest[0]!r}?" if nearest else ""


def none_such(kind: str, name: str, known: Iterable[str]) -> str:
    """Returns what is wrong with a name that nothing has, and the nearest one that something has."""
    nearest = did_you_mean(name, known)
    return f"there is no {kind} {name!r}" + (f"; {nearest}" if nearest else "")


def unknown_name(kind: str, name: str, known: Collection[str]) -> UsageError:
    """Returns the error for a name that nothing has.

    Args:
        kind: What it should have named.
        name: What was typed.
        known: All names of that kind.
    """
    # As a whole first, else "nad" would be nearer to supplier_nda than to nda.
    nearest = did_you_mean(name, known, whole=True) or did_you_mean(name, known)
    hint = f"; {nearest}" if nearest else ""
    return UsageError(f"no {kind} named {name!r}{hint} (known: {', '.join(known)})")
