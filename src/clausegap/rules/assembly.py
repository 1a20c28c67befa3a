"""Puts the rule files of a library together: each validated, with the names in it checked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from clausegap._nearest import nearest_hint
from clausegap.errors import RulesError
from clausegap.rules.clause_type import ClauseType
from clausegap.rules.models import Protection
from clausegap.rules.playbook import Playbook, PlaybookFile, put_together
from clausegap.rules.references import check_references, rule_ids
from clausegap.rules.shared import Generic, NoticesFile
from clausegap.rules.shipped import ShippedRules
from clausegap.rules.yamlfile import Model, RuleSource, mistake, parse_model

DUTIES: Final = "duties.yaml"
SHARED: Final = ("lexicon.yaml", "roles.yaml", "generic.yaml", "notices.yaml", "risks.yaml", DUTIES)
PLAYBOOKS: Final = "playbooks/"
TYPES: Final = "clause_types/"
SUPPLIER: Final = "supplier/"
FOLDERS: Final = (PLAYBOOKS, TYPES, SUPPLIER)


@dataclass(frozen=True)
class RuleFiles:
    """Rule files, and what is already known of the shipped ones.

    Attributes:
        sources: By their path inside a rule folder.
        shipped: What was worked out when the package was built, or None.
    """

    sources: Mapping[str, RuleSource]
    shipped: ShippedRules | None = None

    def source(self, name: str) -> RuleSource:
        """Returns a file that must be there.

        Raises:
            RulesError: It is not.
        """
        if name not in self.sources:
            raise RulesError(name, None, "", "this rule file is required and not there")
        return self.sources[name]

    @property
    def protections(self) -> list[str]:
        """The names of the files that hold a protection."""
        return [name for name in self.sources if name not in SHARED and not name.startswith((PLAYBOOKS, TYPES))]

    def below(self, folder: str) -> list[str]:
        """Returns the names of the files in a folder of a rule folder."""
        return [name for name in self.sources if name.startswith(folder)]

    def model(self, name: str, kind: type[Model]) -> Model:
        """Returns the validated content of a file.

        Raises:
            RulesError: It is not there, or has a mistake.
        """
        source = self.source(name)
        known = None if self.shipped is None else self.shipped.model(name, source, kind)
        return known or parse_model(source, kind)


def protections_of(files: RuleFiles, generic: Generic, notices: NoticesFile) -> list[tuple[Protection, RuleSource]]:
    """Returns the protections in catalogue order.

    Raises:
        RulesError: A file has a mistake, an id is used twice, or a name refers to nothing.
    """
    found = [(files.model(name, Protection), files.sources[name]) for name in files.protections]
    seen: dict[str, str] = {}
    for model, source in found:
        for place, name in (("id",), model.id), *rule_ids(model):
            if name in seen:
                where = "used twice" if seen[name] == source.path else f"also an id of {seen[name]}"
                raise mistake(source, place, f"the id {name!r} is {where}")
            seen[name] = source.path
    for model, source in found:
        check_references(model, seen.keys(), generic, notices, source)
    return sorted(found, key=lambda pair: (pair[0].order, pair[0].id))


def clause_types_of(
    files: RuleFiles, protections: Sequence[tuple[Protection, RuleSource]]
) -> list[tuple[ClauseType, RuleSource]]:
    """Returns the clause types, each with ids of its own and a protection that exists, by their ids.

    Raises:
        RulesError: A file has a mistake, an id is used twice, or a name refers to nothing.
    """
    taken = {name: "a protection" for model, _ in protections for _, name in rule_ids(model)}
    known = {model.id for model, _ in protections}
    found: dict[str, tuple[ClauseType, RuleSource]] = {}
    for name in files.below(TYPES):
        model, source = files.model(name, ClauseType), files.sources[name]
        if model.id in found:
            raise mistake(source, ("id",), f"{model.id!r} is also the id of {found[model.id][1].path}")
        if model.protection is not None and model.protection not in known:
            hint = nearest_hint(model.protection, known)
            raise mistake(source, ("protection",), f"there is no protection {model.protection!r}{hint}")
        if model.decides and model.protection is None:
            raise mistake(source, ("decides",), "only the clauses of a protection can decide; name it")
        for index, cue in enumerate(model.cues):
            if cue.id in taken:
                raise mistake(source, ("cues", index, "id"), f"the id {cue.id!r} is also used by {taken[cue.id]}")
            taken[cue.id] = source.path
        found[model.id] = (model, source)
    return [found[name] for name in sorted(found)]


def playbooks_of(files: RuleFiles) -> list[tuple[Playbook, PlaybookFile, RuleSource]]:
    """Returns the playbooks, each laid over the one it extends, with how it is written and its file.

    Raises:
        RulesError: A file has a mistake, an id is used twice, or a playbook extends what does not exist.
    """
    by_id: dict[str, tuple[PlaybookFile, RuleSource]] = {}
    for name in files.below(PLAYBOOKS):
        written, source = files.model(name, PlaybookFile), files.sources[name]
        if written.id in by_id:
            raise mistake(source, ("id",), f"{written.id!r} is also the id of another playbook")
        by_id[written.id] = written, source
    made: dict[str, Playbook] = {}
    busy: set[str] = set()

    def known(name: str) -> Playbook | None:
        if name not in by_id or name in busy:
            return None
        if name not in made:
            busy.add(name)
            made[name] = put_together(*by_id[name], known)
            busy.discard(name)
        return made[name]

    for name in by_id:
        known(name)
    return [(made[name], *by_id[name]) for name in by_id]
