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

    names = list(known)
    # As a whole first, else "nad" would be nearer to supplier_nda than to nda.
    for scorer in (fuzz.ratio,) if whole else (fuzz.ratio, fuzz.WRatio):
        nearest = process.extractOne(word, names, scorer=scorer, processor=utils.default_process, score_cutoff=least)
        if nearest:
            return f"did you mean {nearest[0]!r}?"
    return ""


def nearest_hint(word: str, known: Iterable[str]) -> str:
    """Returns ``did_you_mean`` as it stands behind what is wrong, parted by a semicolon; empty where that is.

    Example:
        >>> f"no option sde{nearest_hint('sde', ['side', 'rules'])}"
        "no option sde; did you mean 'side'?"
    """
    asked = did_you_mean(word, known)
    return f"; {asked}" if asked else ""


def unknown_name(kind: str, name: object, known: Collection[str]) -> UsageError:
    """Returns the error for a name that nothing has.

    Args:
        kind: What it should have named.
        name: What was given, which need not even be a text.
        known: All names of that kind.
    """
    hint = nearest_hint(name, known) if isinstance(name, str) else ""
    return UsageError(f"no {kind} named {name!r}{hint} (known: {', '.join(known)})")
