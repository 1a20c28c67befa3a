"""The rule library: all rule files, validated, compiled and fingerprinted."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Final

import regex

from clausegap import _resources
from clausegap.errors import RulesError, UsageError
from clausegap.model.terms import ContractType
from clausegap.rules import phrase as phrases
from clausegap.rules.clause_type import ClauseType
from clausegap.rules.compiled import CompiledPattern
from clausegap.rules.compiler import CompiledSign, Compiler, Sign
from clausegap.rules.models import Protection
from clausegap.rules.playbook import Playbook, PlaybookFile, read_playbook
from clausegap.rules.playbook_references import check_playbook
from clausegap.rules.reading import Reader
from clausegap.rules.references import check_answers, check_references, check_shared, rule_ids
from clausegap.rules.shared import Generic, LexiconFile, NoticesFile, RisksFile, RolesFile
from clausegap.rules.yamlfile import RuleSource, mistake, parse_model, read_source

_SHARED: Final = ("lexicon.yaml", "roles.yaml", "generic.yaml", "notices.yaml", "risks.yaml")
_PLAYBOOKS: Final = "playbooks/"
_TYPES: Final = "clause_types/"
_FOLDERS: Final = (_PLAYBOOKS, _TYPES)


_DIRECTIONS: Final = {
    "for_user": "for the advised side",
    "mutual": "for both sides",
    "against_user": "for the other side",
    "unknown": "for a side that is not told",
}

Headings = Mapping[str, tuple[regex.Pattern[str], regex.Pattern[str] | None]]


@dataclass(frozen=True)
class RuleLibrary:
    """Everything the pipeline and the gap checker need to know about the law of the project.

    Attributes:
        protections: In catalogue order.
        generic: Weakeners and negatives of all protections.
        roles: What party names say.
        notices: Jurisdiction notices.
        risks: Risks, mitigations, and the checklist outside the contract.
        playbooks: By id.
        clause_types: Kinds of clauses that the ranker finds, by id.
        type_paths: Path of the file of each clause type.
        patterns: All patterns, in a total order.
        headings: Compiled heading phrases (wanted, unwanted) by protection id.
        type_signs: Signs of contract types by playbook id.
        words: The parsed lexicon.
        spelling: Folded spellings.
        sources: The rule files, by their path inside the rule folder.
        fingerprint: SHA-256 over names and texts of all files.
    """

    protections: tuple[Protection, ...]
    generic: Generic
    roles: RolesFile
    notices: NoticesFile
    risks: RisksFile
    playbooks: Mapping[str, Playbook]
    clause_types: Mapping[str, ClauseType]
    type_paths: Mapping[str, str]
    patterns: tuple[CompiledPattern, ...]
    headings: Headings
    type_signs: Mapping[str, tuple[CompiledSign, ...]]
    words: phrases.Lexicon = field(repr=False)
    spelling: Mapping[str, str] = field(repr=False)
    sources: Mapping[str, RuleSource] = field(repr=False)
    fingerprint: str

    def protection(self, name: str) -> Protection:
        """Returns a protection by id.

        Raises:
            UsageError: There is none of that name.
        """
        for protection in self.protections:
            if protection.id == name:
                return protection
        raise UsageError(f"no protection named {name!r}; known: {', '.join(p.id for p in self.protections)}")

    @cached_property
    def owners(self) -> Mapping[str, Protection]:
        """The protection that each protection and rule id belongs to."""
        return {name: p for p in self.protections for name in (p.id, *(rule for _, rule in rule_ids(p)))}

    @cached_property
    def says(self) -> Mapping[str, str]:
        """What each rule is about, by the names under which the ranker knows rules."""
        found = {cue.id: cue.says for one in self.clause_types.values() for cue in one.cues}
        found |= {weakener.id: weakener.why for weakener in self.generic.weakeners}
        found |= {negative.id: negative.why for negative in self.generic.negatives}
        found |= {sign.id: sign.id.replace("_", " ") for sign in self.generic.signs}
        for protection in self.protections:
            name = protection.title.lower()
            found |= {sign.id: f"wording that bears on {name} ({sign.id})" for sign in protection.signs}
            found |= {anchor.id: f"wording of {name} ({anchor.id})" for anchor in protection.anchors}
            found |= {element.id: element.content for element in protection.elements}
            found |= {f"{e.id}.{signal}": e.content for e in protection.elements for signal in e.signals}
            found |= {weakener.id: weakener.why for weakener in protection.weakeners}
            found |= {negative.id: negative.why for negative in protection.negatives}
            found[f"{protection.id}#"] = f"a clause of {name}"
            for direction, words in _DIRECTIONS.items():
                found[f"{protection.id}#{direction}"] = f"a clause of {name} {words}"
            taken = f"wording of {name} that an exception takes away"
            found |= {f"{anchor.id}!": taken for anchor in protection.anchors}
        return found

    def expression(self, phrase: str) -> re.Pattern[str]:
        """Returns a phrase ready to run over readings.

        Raises:
            PhraseError: It is not well formed.
        """
        return self._compiler.phrase(phrase)

    def sign(self, phrase: str) -> Sign:
        """Returns a phrase that is only asked whether it occurs in a reading.

        Raises:
            PhraseError: It is not well formed.
        """
        if phrase not in self._signs:
            self._signs[phrase] = self._compiler.sign(phrase)
        return self._signs[phrase]

    @cached_property
    def _signs(self) -> dict[str, Sign]:
        """Signs that were asked for; all come from rule files and playbooks, so there are not many."""
        return {}

    @cached_property
    def _compiler(self) -> Compiler:
        return Compiler(self.words, self.reader)

    @cached_property
    def reader(self) -> Reader:
        """Makes readings of texts in which the parties are not known."""
        return Reader(self.spelling)

    def playbook_from(self, source: RuleSource) -> Playbook:
        """Returns the playbook of a file, laid over the one it extends.

        Raises:
            RulesError: The file has a mistake, or names what does not exist.
        """
        playbook = read_playbook(source, self.playbooks.get)
        check_playbook(playbook, self.protections, self.generic, source, self.expression)
        return playbook

    def playbook_for(self, contract_type: ContractType) -> Playbook:
        """Returns the playbook of a contract type: the one named like the type, else any that serves it.

        Raises:
            UsageError: No playbook serves that type.
        """
        serving = [playbook for playbook in self.playbooks.values() if playbook.contract_type == contract_type]
        if serving:
            return min(serving, key=lambda playbook: (playbook.id != contract_type, playbook.id))
        raise UsageError(f"no playbook for contract type {contract_type!r}")

    def slow_patterns(self) -> tuple[CompiledPattern, ...]:
        """Returns the patterns without required words, which run on every sentence."""
        return tuple(pattern for pattern in self.patterns if not pattern.required)


def load_library(extra: Sequence[str | Path] = ()) -> RuleLibrary:
    """Reads the shipped rules and, over them, further rule files or folders.

    A further file whose name is that of a shipped one replaces it. Equal files give one shared library.

    Args:
        extra: YAML files, or folders laid out like ``clause_patterns/``.

    Raises:
        RulesError: A file is missing or has a mistake.
    """
    return build_library(collect_sources(extra))


def collect_sources(extra: Sequence[str | Path] = ()) -> dict[str, RuleSource]:
    """Returns the rule files by their path inside a rule folder, later ones replacing earlier ones.

    Raises:
        RulesError: A file or folder is missing or cannot be read.
    """
    found = _folder_sources(_resources.clause_patterns())
    for place in map(Path, extra):
        if place.is_dir():
            found.update(_folder_sources(place))
        elif place.is_file():
            folder = f"{place.parent.name}/"
            found[(folder if folder in _FOLDERS else "") + place.name] = read_source(place)
        else:
            raise RulesError(str(place), None, "", "no such rule file or folder")
    return found


def _folder_sources(folder: Path) -> dict[str, RuleSource]:
    files = sorted(path for below in ("", *_FOLDERS) for path in folder.glob(f"{below}*.yaml"))
    if not files:
        raise RulesError(str(folder), None, "", "holds no .yaml rule file")
    return {path.relative_to(folder).as_posix(): read_source(path) for path in files}


def build_library(sources: Mapping[str, RuleSource]) -> RuleLibrary:
    """Returns the library made of rule files.

    Args:
        sources: By their path inside a rule folder.

    Raises:
        RulesError: A file has a mistake.
    """
    return _built(tuple(sorted(sources.items())))


@lru_cache(maxsize=4)
def _built(items: tuple[tuple[str, RuleSource], ...]) -> RuleLibrary:
    sources = dict(items)
    lexicon = parse_model(_shared(sources, "lexicon.yaml"), LexiconFile)
    generic = parse_model(_shared(sources, "generic.yaml"), Generic)
    notices = parse_model(_shared(sources, "notices.yaml"), NoticesFile)
    reader = Reader(lexicon.spelling)
    words = _parsed_lexicon(lexicon, reader, sources["lexicon.yaml"])
    protections = _protections(sources, generic, notices)
    compiler = Compiler(words, reader)
    patterns = [p for model, source in protections for p in compiler.patterns(model, source)]
    patterns += compiler.generic(generic, sources["generic.yaml"])
    types = _clause_types(sources, protections)
    patterns += [p for model, source in types for p in compiler.cues(model, source)]
    models = [model for model, _ in protections]
    check_shared(models, generic, notices, sources)
    risks = parse_model(_shared(sources, "risks.yaml"), RisksFile)
    check_answers(protections, risks, sources["risks.yaml"])
    playbooks = _playbooks({name: s for name, s in items if name.startswith(_PLAYBOOKS)})
    for playbook, source in playbooks:
        check_playbook(playbook, models, generic, source, compiler.phrase)
    return RuleLibrary(
        protections=tuple(models),
        generic=generic,
        roles=parse_model(_shared(sources, "roles.yaml"), RolesFile),
        notices=notices,
        risks=risks,
        playbooks={playbook.id: playbook for playbook, _ in playbooks},
        clause_types={model.id: model for model, _ in types},
        type_paths={model.id: source.path for model, source in types},
        patterns=tuple(patterns),
        headings={model.id: compiler.headings(model, source) for model, source in protections},
        type_signs={playbook.id: compiler.type_signs(playbook, source) for playbook, source in playbooks},
        words=words,
        spelling=lexicon.spelling,
        sources=sources,
        fingerprint=_fingerprint(items),
    )


def _shared(sources: Mapping[str, RuleSource], name: str) -> RuleSource:
    if name not in sources:
        raise RulesError(name, None, "", "this rule file is required and not there")
    return sources[name]


def _protections(
    sources: Mapping[str, RuleSource], generic: Generic, notices: NoticesFile
) -> list[tuple[Protection, RuleSource]]:
    named = [(name, s) for name, s in sources.items() if name not in _SHARED and not name.startswith(_FOLDERS)]
    found = [(parse_model(source, Protection), source) for _, source in named]
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


def _clause_types(
    sources: Mapping[str, RuleSource], protections: Sequence[tuple[Protection, RuleSource]]
) -> list[tuple[ClauseType, RuleSource]]:
    """Returns the clause types, each with ids of its own and a protection that exists."""
    taken = {name: "a protection" for model, _ in protections for _, name in rule_ids(model)}
    known = {model.id for model, _ in protections}
    found: dict[str, tuple[ClauseType, RuleSource]] = {}
    for name, source in sources.items():
        if not name.startswith(_TYPES):
            continue
        model = parse_model(source, ClauseType)
        if model.id in found:
            raise mistake(source, ("id",), f"{model.id!r} is also the id of {found[model.id][1].path}")
        if model.protection is not None and model.protection not in known:
            raise mistake(source, ("protection",), f"there is no protection {model.protection!r}")
        if model.decides and model.protection is None:
            raise mistake(source, ("decides",), "only the clauses of a protection can decide; name it")
        for index, cue in enumerate(model.cues):
            if cue.id in taken:
                raise mistake(source, ("cues", index, "id"), f"the id {cue.id!r} is also used by {taken[cue.id]}")
            taken[cue.id] = source.path
        found[model.id] = (model, source)
    return [found[name] for name in sorted(found)]


def _playbooks(sources: Mapping[str, RuleSource]) -> list[tuple[Playbook, RuleSource]]:
    """Returns the playbooks of a rule folder, each laid over the one it extends."""
    by_id: dict[str, RuleSource] = {}
    for source in sources.values():
        name = parse_model(source, PlaybookFile).id
        if name in by_id:
            raise mistake(source, ("id",), f"{name!r} is also the id of another playbook")
        by_id[name] = source
    made: dict[str, Playbook] = {}
    busy: set[str] = set()

    def known(name: str) -> Playbook | None:
        if name not in by_id or name in busy:
            return None
        if name not in made:
            busy.add(name)
            made[name] = read_playbook(by_id[name], known)
            busy.discard(name)
        return made[name]

    for name in by_id:
        known(name)
    return [(made[name], by_id[name]) for name in by_id]


def _parsed_lexicon(file: LexiconFile, reader: Reader, source: RuleSource) -> phrases.Lexicon:
    words: dict[str, phrases.Row] = {}
    for name, entries in file.lexicon.items():
        try:
            options = tuple(phrases.parse(entry, words, reader.fold) for entry in entries)
        except phrases.PhraseError as error:
            raise mistake(source, ("lexicon", name), str(error)) from error
        words[name] = (phrases.Choice(options),)
    return words


def _fingerprint(items: Sequence[tuple[str, RuleSource]]) -> str:
    digest = hashlib.sha256()
    for name, source in items:
        digest.update(f"{name}\0{source.text}\0".replace("\r\n", "\n").encode())
    return digest.hexdigest()
