"""The spaCy components. Each reads what the ones before it stored and adds its own results.

Results are span groups (``sections``, ``sentences``, ``parties``, ``anchors``, ``signs``, ``elements``,
``weakeners``, ``negatives``, ``cues``, ``clauses``, ``ranked``; label = protection or kind, id = rule or
number) and plain data for ``extract``. Nothing else rides on a Doc, so Docs serialise and pass between processes.
"""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from clausegap.model.spec import ReviewSpec
from clausegap.pipeline.bridge import add_spans, keep, workings_on
from clausegap.pipeline.english import English
from clausegap.pipeline.facts import find_facts
from clausegap.pipeline.homes import find_home_facts
from clausegap.pipeline.matchers import PatternMatcher
from clausegap.pipeline.parties import find_parties, mentions_of, names_recipient, with_known
from clausegap.pipeline.readings import HitFinder
from clausegap.pipeline.references import find_definitions, find_governing_law, find_references
from clausegap.pipeline.resolve import drop_negatives, family_sections, find_clauses
from clausegap.pipeline.role_signs import RoleSigns
from clausegap.pipeline.segment import find_units
from clausegap.pipeline.structure import find_structure
from clausegap.pipeline.targets import with_targets
from clausegap.pipeline.workings import Workings
from clausegap.rules.library import RuleLibrary, build_library, load_library
from clausegap.rules.reading import Reader
from clausegap.rules.yamlfile import RuleSource

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_HIT_GROUPS: Final = {
    "anchor": "anchors",
    "sign": "signs",
    "signal": "elements",
    "weakener": "weakeners",
    "negative": "negatives",
    "cue": "cues",
}


class Component(ABC):
    """A step of the analysis: it adds to the workings, and in a pipeline to the Doc.

    The engine runs the steps on workings alone, without a Doc, which costs a fraction of the time.

    Attributes:
        makes: Names of what it adds to the workings.
    """

    makes: ClassVar[tuple[str, ...]]

    @abstractmethod
    def run(self, workings: Workings) -> None:
        """Adds what it finds to the workings."""

    @abstractmethod
    def mark(self, doc: Doc, workings: Workings) -> None:
        """Adds what was found to the span groups of a Doc."""

    def __call__(self, doc: Doc) -> Doc:
        """Returns the Doc with what was found, as span groups and as plain data."""
        workings = workings_on(doc)
        self.run(workings)
        keep(doc, workings, self.makes)
        self.mark(doc, workings)
        return doc


class SectionFinder(Component):
    """Component ``clausegap_sections``: sections with numbers and headings, and parts without operative text."""

    makes = ("blocks", "sections", "zones")

    def run(self, workings: Workings) -> None:
        """Finds sections and zones."""
        workings.sections, workings.zones = find_structure(workings.text, workings.blocks)

    def mark(self, doc: Doc, workings: Workings) -> None:
        """Fills ``doc.spans["sections"]`` (label = number, id = heading)."""
        rows = [(s.start, s.end, s.number or "", s.heading or "") for s in workings.sections if s.end > s.start]
        add_spans(doc, "sections", rows)


class SentenceFinder(Component):
    """Component ``clausegap_sentences``: sentences and list items, definitions, references, governing law."""

    makes = ("units", "definitions", "references", "governing_law")

    def run(self, workings: Workings) -> None:
        """Finds units and what can be read from them without rules."""
        text = workings.text
        workings.units = find_units(text, workings.blocks, workings.zones, workings.sections)
        workings.definitions = find_definitions(text, workings.units)
        workings.references = with_targets(text, workings.blocks, workings.sections, find_references(text))
        workings.governing_law = find_governing_law(text)

    def mark(self, doc: Doc, workings: Workings) -> None:
        """Fills ``doc.spans["sentences"]`` (label = kind, id = part of the contract)."""
        add_spans(doc, "sentences", [(u.start, u.end, u.kind, u.zone) for u in workings.units])


class RuleComponent(Component):
    """A component that carries the rule library and saves it with the pipeline.

    Args:
        spec: What to review for.
        nlp: The pipeline that it is a part of; None where it runs without one.
    """

    def __init__(self, spec: ReviewSpec, nlp: Language | None = None) -> None:
        self.spec = spec
        self._english = English(nlp)
        self._library: RuleLibrary | None = None

    @property
    def library(self) -> RuleLibrary:
        """The rules: those saved with the pipeline, else those of the spec, read at the first use.

        Reading is put off because spaCy builds a component from its config before it restores the
        saved state, and by then the rule files of the config may be gone.
        """
        if self._library is None:
            self._take(load_library(self.spec.rules, self.spec.side))
        assert self._library is not None
        return self._library

    def _take(self, library: RuleLibrary) -> None:
        self.prepare(library)
        self._library = library  # last: another thread that sees it finds all that was made of it

    def prepare(self, library: RuleLibrary) -> None:
        """Builds what depends on the library."""

    def to_bytes(self, *, exclude: Sequence[str] = ()) -> bytes:
        """Returns the rule files as bytes."""
        files = {name: [source.path, source.text] for name, source in self.library.sources.items()}
        return json.dumps(files, sort_keys=True).encode()

    def from_bytes(self, data: bytes, *, exclude: Sequence[str] = ()) -> RuleComponent:
        """Takes the rule files from bytes."""
        files = json.loads(data)
        sources = {name: RuleSource(path, text) for name, (path, text) in files.items()}
        self._take(build_library(sources, self.spec.side))
        return self

    def to_disk(self, path: str | Path, *, exclude: Sequence[str] = ()) -> None:
        """Writes the rule files to a folder."""
        for name, source in self.library.sources.items():
            target = Path(path) / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(source.text, encoding="utf-8")

    def from_disk(self, path: str | Path, *, exclude: Sequence[str] = ()) -> RuleComponent:
        """Takes the rule files from a folder."""
        files = sorted(Path(path).rglob("*.yaml"))
        # Named by their place in the folder: all components of a pipeline then share one library.
        named = {f.relative_to(path).as_posix(): f.read_text(encoding="utf-8") for f in files}
        self._take(build_library({name: RuleSource(name, text) for name, text in named.items()}, self.spec.side))
        return self


class PartyFinder(RuleComponent):
    """Component ``clausegap_parties``: the parties, their roles, and facts about the contract."""

    makes = ("parties", "facts")

    def prepare(self, library: RuleLibrary) -> None:
        """Compiles the signs of roles."""
        self._signs = RoleSigns(library)

    def run(self, workings: Workings) -> None:
        """Finds the parties, and the facts that conditions of the rules may name."""
        text, library = workings.text, self.library
        parties = with_known(find_parties(text, library, self._signs, self.spec, workings.tokens), workings.known)
        facts = set(find_facts(text, parties, workings.sections, workings.units, workings.references, library.roles))
        facts.update(find_home_facts(text, parties, workings.governing_law))
        workings.parties = tuple(parties)
        workings.facts = tuple(sorted(facts))

    def mark(self, doc: Doc, workings: Workings) -> None:
        """Fills ``doc.spans["parties"]``: where the text first names them (label = role, id = name)."""
        rows: list[tuple[int, int, str, str]] = []
        for party in workings.parties:
            at = workings.text.find(party.name)
            if at >= 0:
                rows.append((at, at + len(party.name), party.role or "unresolved", party.name))
        add_spans(doc, "parties", rows)


class RuleMatcher(RuleComponent):
    """Component ``clausegap_matcher``: every pattern of the rules over every sentence."""

    makes = ("hits", "unfinished", "readings")

    def prepare(self, library: RuleLibrary) -> None:
        """Builds the matchers."""
        self._finder = HitFinder(library, PatternMatcher(library, self._english))

    def run(self, workings: Workings) -> None:
        """Finds the hits of all patterns."""
        roles, parties = self.library.roles, workings.parties
        reader = Reader(self.library.spelling, mentions_of(parties, roles, self.spec.side))
        one_way = names_recipient(parties, roles)
        with self._english.zone():
            found = self._finder.find(workings.text, workings.units, reader, workings.tokens, one_way=one_way)
        workings.hits, workings.unfinished, workings.readings = found.hits, found.unfinished, found.readings

    def mark(self, doc: Doc, workings: Workings) -> None:
        """Fills the span groups for anchors, signs, elements, weakeners, negatives and cues."""
        for kind, group in _HIT_GROUPS.items():
            rows = [(hit.start, hit.end, hit.protection, hit.rule) for hit in workings.hits if hit.kind == kind]
            add_spans(doc, group, rows)


class ClauseFinder(RuleComponent):
    """Component ``clausegap_clauses``: negatives applied, anchors joined to clauses."""

    makes = ("hits", "families", "clauses")

    def run(self, workings: Workings) -> None:
        """Finds the clauses, and the sections that speak of each protection."""
        units, sections, library = workings.units, workings.sections, self.library
        workings.hits = drop_negatives(workings.hits, units, library)
        workings.families = family_sections(sections, library, Reader(library.spelling))
        workings.clauses = find_clauses(workings.hits, units, sections, library, workings.families)

    def mark(self, doc: Doc, workings: Workings) -> None:
        """Fills ``doc.spans["clauses"]`` (label = protection, id = clause id)."""
        add_spans(doc, "clauses", [(c.start, c.end, c.protection, c.id) for c in workings.clauses])
