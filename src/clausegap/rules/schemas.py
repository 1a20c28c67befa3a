"""JSON Schemas of the rule files, for editors that complete and check YAML while it is written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from clausegap.rules.base import RuleModel
from clausegap.rules.clause_type import ClauseType
from clausegap.rules.models import Protection
from clausegap.rules.playbook import PlaybookFile
from clausegap.rules.shared import Generic, LexiconFile, NoticesFile, RisksFile, RolesFile

FILES: Final[Mapping[str, type[RuleModel]]] = {
    "protection": Protection,
    "playbook": PlaybookFile,
    "clause_type": ClauseType,
    "lexicon": LexiconFile,
    "roles": RolesFile,
    "generic": Generic,
    "notices": NoticesFile,
    "risks": RisksFile,
}
_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"


def rule_schema(name: str) -> dict[str, object]:
    """Returns the JSON Schema of a kind of rule file: ``protection``, ``playbook`` and so on.

    Raises:
        KeyError: There is no such kind.
    """
    return {"$schema": _DIALECT, **FILES[name].model_json_schema()}
