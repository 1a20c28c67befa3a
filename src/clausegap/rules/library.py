"""The rule library: all rule files, validated, compiled and fingerprinted."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Final

from clausegap._collection import held
from clausegap._log import logger_of
from clausegap._nearest import unknown_name
from clausegap.errors import UsageError
from clausegap.model.terms import ContractType, Side
from clausegap.rules.assembly import DUTIES, RuleFiles, clause_types_of, playbooks_of, protections_of
from clausegap.rules.clause_type import ClauseType
from clausegap.rules.compiled import CompiledPattern
from clausegap.rules.compiler import Compiler
from clausegap.rules.duties import DutiesFile, DutyKind
from clausegap.rules.glyphs import Alphabet
from clausegap.rules.meaning import meanings_of
from clausegap.rules.mirror import seen_from, with_roles_exchanged
from clausegap.rules.models import Protection
from clausegap.rules.playbook import Playbook
from clausegap.rules.playbook_references import check_playbook
from clausegap.rules.reading import Reader
from clausegap.rules.references import check_answers, check_shared, rule_ids
from clausegap.rules.shared import Generic, LexiconFile, NoticesFile, RisksFile, RolesFile
from clausegap.rules.shipped import LEXICON, shipped_rules
from clausegap.rules.signs import HeadingSigns, RoleSign, Sign, TypeSign
from clausegap.rules.sources import collect_sources, paths_of_own
from clausegap.rules.yamlfile import RuleSource

_LOG: Final = logger_of("rules")


@dataclass(frozen=True)
class RuleLibrary:
    """Everything the pipeline and the gap checker need to know about the law of the project.

    Attributes:
        side: The party that is advised.
        everything: The protections of both sides as they are written, in catalogue order.
        protections: Those whose rules run, in catalogue order; some may serve the other side only.
        generic: Weakeners and negatives of all protections.
        roles: What party names say.
        notices: Jurisdiction notices.
        risks: Risks, mitigations, and the checklist outside the contract.
        playbooks: By id.
        clause_types: Kinds of clauses that the ranker finds, by id.
        type_paths: Path of the file of each clause type.
        rule_paths: Path of the file of each protection, and of the generic rules.
        patterns: All patterns, in a total order.
        headings: By protection id.
        keywords: The same.
        type_signs: Signs of contract types by playbook id.
        role_signs: Signs of the roles of parties.
        duties: Kinds of what the other side owes, with their phrases; for the supplier only.
        alphabet: Of the phrases of all patterns.
        compiler: Compiles further phrases with the same lexicon.
        sources: The rule files, by their path inside the rule folder.
        fingerprint: SHA-256 over names and texts of all files.
    """

    side: Side
    everything: tuple[Protection, ...]
    protections: tuple[Protection, ...]
    generic: Generic
    roles: RolesFile
    notices: NoticesFile
    risks: RisksFile
    playbooks: Mapping[str, Playbook]
    clause_types: Mapping[str, ClauseType]
    type_paths: Mapping[str, str]
    rule_paths: Mapping[str, str]
    patterns: tuple[CompiledPattern, ...]
    headings: Mapping[str, HeadingSigns]
    keywords: Mapping[str, tuple[Sign, ...]]
    type_signs: Mapping[str, tuple[TypeSign, ...]]
    role_signs: tuple[RoleSign, ...]
    duties: tuple[tuple[DutyKind, tuple[Sign, ...]], ...]
    alphabet: Alphabet = field(repr=False)
    compiler: Compiler = field(repr=False)
    sources: Mapping[str, RuleSource] = field(repr=False)
    fingerprint: str

    @cached_property
    def catalogue(self) -> tuple[Protection, ...]:
        """The protections of the advised side, in catalogue order."""
        return tuple(protection for protection in self.protections if protection.is_of(self.side))

    @cached_property
    def unheard(self) -> tuple[str, ...]:
        """Ids of own protections that are not the advised side's: a customer's, in a review for the supplier."""
        own = paths_of_own(self.sources)
        return tuple(p.id for p in self.protections if not p.is_of(self.side) and self.rule_paths[p.id] in own)

    @cached_property
    def unranked(self) -> frozenset[str]:
        """Ids of the protections that the ranker never saw: those of the supplier alone."""
        return frozenset(protection.id for protection in self.protections if protection.side == "supplier")

    @property
    def spelling(self) -> Mapping[str, str]:
        """Folded spellings."""
        return self.compiler.lexicon.spelling

    def protection(self, name: str) -> Protection:
        """Returns a protection by id.

        Raises:
            UsageError: There is none of that name.
        """
        for protection in self.protections:
            if protection.id == name:
                return protection
        raise unknown_name("protection", name, [protection.id for protection in self.protections])

    @cached_property
    def owners(self) -> Mapping[str, Protection]:
        """The protection that each protection and rule id belongs to."""
        return {name: p for p in self.protections for name in (p.id, *(rule for _, rule in rule_ids(p)))}

    @cached_property
    def says(self) -> Mapping[str, str]:
        """What each rule is about, by the names under which the ranker knows rules."""
        written = [protection for protection in self.everything if self.side in protection.runs_for]
        return meanings_of((*written, *self.protections), self.generic, self.clause_types.values())

    def expression(self, phrase: str) -> re.Pattern[str]:
        """Returns a phrase ready to run over readings.

        Raises:
            PhraseError: It is not well formed.
        """
        return self.compiler.phrase(phrase)

    def sign(self, phrase: str) -> Sign:
        """Returns a phrase that is only asked whether it occurs in a reading.

        Raises:
            PhraseError: It is not well formed.
        """
        return self.compiler.sign(phrase)

    def path_of(self, pattern: CompiledPattern) -> str:
        """Returns the path of the file that a pattern is from."""
        return (self.type_paths if pattern.kind == "cue" else self.rule_paths)[pattern.protection]

    @property
    def reader(self) -> Reader:
        """Makes readings of texts in which the parties are not known."""
        return self.compiler.reader

    def playbook_for(self, contract_type: ContractType) -> Playbook:
        """Returns the advised side's playbook of a contract type: the one named like the type, else any that serves it.

        Raises:
            UsageError: No playbook serves that type.
        """
        of_side = (playbook for playbook in self.playbooks.values() if playbook.side == self.side)
        serving = [playbook for playbook in of_side if playbook.contract_type == contract_type]
        if serving:
            return min(serving, key=lambda playbook: (playbook.id != contract_type, playbook.id))
        raise UsageError(f"no playbook of the {self.side} for contract type {contract_type!r}")


def load_library(extra: Sequence[str | Path] = (), side: Side = "customer") -> RuleLibrary:
    """Reads the shipped rules and, over them, further rule files or folders.

    A further file whose name is that of a shipped one replaces it. Equal files give one shared library.

    Args:
        extra: YAML files, or folders laid out like ``clause_patterns/``.
        side: The party that is advised: for the supplier its own protections run beside those of the customer.

    Raises:
        RulesError: A file is missing or has a mistake.
    """
    return build_library(collect_sources(extra), side)


def build_library(sources: Mapping[str, RuleSource], side: Side = "customer") -> RuleLibrary:
    """Returns the library made of rule files.

    Args:
        sources: By their path inside a rule folder.
        side: The party that is advised.

    Raises:
        RulesError: A file has a mistake.
    """
    return _built(tuple(sorted(sources.items())), side)


@lru_cache(maxsize=4)
def _built(items: tuple[tuple[str, RuleSource], ...], side: Side) -> RuleLibrary:
    with held():
        library = library_of(RuleFiles(dict(items), shipped_rules()), side)
    counts = (len(items), len(library.protections), len(library.patterns))
    _LOG.info("rules loaded: %d files, %d protections, %d patterns, fingerprint %s", *counts, library.fingerprint)
    return library


def library_of(files: RuleFiles, side: Side = "customer") -> RuleLibrary:
    """Returns the library made of rule files and what is known of them, for a review of one side.

    Raises:
        RulesError: A file has a mistake.
    """
    generic, notices = files.model("generic.yaml", Generic), files.model("notices.yaml", NoticesFile)
    roles, risks = files.model("roles.yaml", RolesFile), files.model("risks.yaml", RisksFile)
    compiler = _compiler_of(files)
    of_both_sides = protections_of(files, generic, notices)
    everything = tuple(model for model, _ in of_both_sides)
    protections = [(model, source) for model, source in of_both_sides if side in model.runs_for]
    types = clause_types_of(files, protections)
    # Of the rules as they are written: the ranker knows those too that say nothing to the other side.
    patterns = _patterns_of(protections, types, (generic, files.sources["generic.yaml"]), compiler)
    check_shared(everything, generic, notices, files.sources)
    check_answers(of_both_sides, risks, files.sources["risks.yaml"])
    playbooks = playbooks_of(files)
    for playbook, written, source in playbooks:
        check_playbook(playbook, written, source, everything, generic, compiler.told)
    return RuleLibrary(
        side=side,
        everything=everything,
        protections=tuple(seen_from(side, model) for model, _ in protections),
        generic=generic,
        roles=roles,
        notices=notices,
        risks=risks.of(side),
        playbooks={playbook.id: playbook for playbook, _, _ in playbooks},
        clause_types={model.id: model for model, _ in types},
        type_paths={model.id: source.path for model, source in types},
        rule_paths={"generic": files.sources["generic.yaml"].path, **{m.id: source.path for m, source in protections}},
        patterns=patterns,
        headings={model.id: compiler.headings(model, source) for model, source in protections},
        keywords={model.id: compiler.keywords(model, source) for model, source in protections},
        type_signs={playbook.id: compiler.type_signs(playbook, source) for playbook, _, source in playbooks},
        role_signs=compiler.role_signs(roles, files.sources["roles.yaml"]),
        duties=_duties_of(files, compiler) if side == "supplier" else (),
        alphabet=_alphabet_of(files, patterns),
        compiler=compiler,
        sources=files.sources,
        fingerprint=_fingerprint(files.sources),
    )


def _patterns_of(
    protections: Iterable[tuple[Protection, RuleSource]],
    types: Iterable[tuple[ClauseType, RuleSource]],
    generic: tuple[Generic, RuleSource],
    compiler: Compiler,
) -> tuple[CompiledPattern, ...]:
    """Returns all patterns: those of protections, the generic ones, then the cues of clause types."""
    own = [pattern for model, source in protections for pattern in compiler.patterns(model, source)]
    cues = [pattern for model, source in types for pattern in compiler.cues(model, source)]
    return (*own, *compiler.generic(*generic), *cues)


def _duties_of(files: RuleFiles, compiler: Compiler) -> tuple[tuple[DutyKind, tuple[Sign, ...]], ...]:
    source = files.source(DUTIES)
    return tuple(
        (kind, tuple(compiler.placed_sign(with_roles_exchanged(p), ("duties", k), source) for p in kind.phrases))
        for k, kind in enumerate(files.model(DUTIES, DutiesFile).duties)
    )


def _compiler_of(files: RuleFiles) -> Compiler:
    """Returns the compiler for the lexicon of some rule files, with what is known of the shipped rules."""
    lexicon, source = files.model(LEXICON, LexiconFile), files.source(LEXICON)
    if files.shipped is None:
        return Compiler(lexicon, source)
    return Compiler(lexicon, source, files.shipped.known_phrases(source), files.shipped.known_expressions())


def _alphabet_of(files: RuleFiles, patterns: Sequence[CompiledPattern]) -> Alphabet:
    if files.shipped is not None and files.shipped.is_of(files.sources):
        return files.shipped.alphabet()
    return Alphabet.of(compiled.source for compiled in patterns if compiled.pattern.phrase is not None)


def _fingerprint(sources: Mapping[str, RuleSource]) -> str:
    digest = hashlib.sha256()
    for name, source in sources.items():
        digest.update(f"{name}\0{source.text}\0".replace("\r\n", "\n").encode())
    return digest.hexdigest()
