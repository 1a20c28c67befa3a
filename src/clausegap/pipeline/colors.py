"""The families' colours for displacy, so that it shows clauses as the HTML report and notebooks do."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from clausegap.model.palette import family_hues, solid
from clausegap.rules.library import load_library


def clause_colors(rules: Sequence[str | Path] = ()) -> dict[str, str]:
    """Returns a colour for each label of the span groups ``clauses`` and ``ranked``: that of the protection's family.

    displacy finds those of the shipped rules by itself, through the entry point ``spacy_displacy_colors``. Clause
    types that belong to no protection have displacy's own colour.

    Args:
        rules: Further rule files or folders, to give to displacy in ``options["colors"]``.

    Raises:
        RulesError: A rule file has a mistake.

    Example:
        >>> clause_colors()["audit_rights"]
        '#93ecd6'
    """
    library = load_library(rules)
    hues = family_hues(protection.family for protection in library.protections)
    colors = {protection.id: solid(hues[protection.family]) for protection in library.protections}
    ranked = {name: colors[one.protection] for name, one in library.clause_types.items() if one.protection in colors}
    return ranked | colors
