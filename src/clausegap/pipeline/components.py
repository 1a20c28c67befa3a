"""The spaCy components. Each reads what the ones before it stored and adds its own results.

Results are span groups (``sections``, ``sentences``, ``parties``, ``anchors``, ``signs``, ``elements``,
``weakeners``, ``negatives``, ``cues``, ``clauses``, ``ranked``; label = protection or kind, id = rule or
number) and plain data for ``extract``. Nothing else rides on a Doc, so Docs serialise and pass between processes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from clausegap.model.analysis import Definition, Hit, Reference, Section, Target, Unit
from clausegap.model.clause import Clause, Party
from clausegap.model.ranking import Ranking
from clausegap.model.spec import ReviewSpec
from clausegap.pipeline.bridge import KEY, add_spans, blocks_of, known_parties, rows_of, store, stored, text_of
from clausegap.pipeline.facts import find_facts
from clausegap.pipeline.homes import find_home_facts
from clausegap.pipeline.matchers import PatternMatcher
from clausegap.pipeline.parties import compile_signs, find_parties, mentions_of, names_recipient, with_known
from clausegap.pipeline.readings import HitFinder
from clausegap.pipeline.references import find_definitions, find_governing_law, find_references
from clausegap.pipeline.resolve import drop_negatives, family_sections, find_clauses
from clausegap.pipeline.segment import find_units
from clausegap.pipeline.structure import find_structure
from clausegap.pipeline.targets import with_targets
from clausegap.rules.library import RuleLibrary, build_library, load_library
from clausegap.rules.reading import Reader
from clausegap.rules.yamlfile import RuleSource

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

_HIT_GROUPS: Final = {
    "anchor": "anchors",
    "sign": "signs",
    "signal": "elements",
    "weakener": "weakeners",
    "negative": "negatives",
    "cue": "cues",
}


class SectionFinder:
    """Component ``clausegap_sections``: sections with numbers and headings, and parts without operative text."""

    def __call__(self, doc: Doc) -> Doc:
        """Returns the Doc with ``doc.spans["sections"]`` (label = number, id = heading)."""
        text = text_of(doc)
        blocks = blocks_of(doc)
        sections, zones = find_structure(text, blocks)
        rows = [(s.start, s.end, s.number or "", s.heading or "") for s in sections if s.end > s.start]
        add_spans(doc, "sections", rows)
        store(
            doc,
            blocks=rows_of(blocks),
            zones=list(zones),
            sections=rows_of(sections),
        )
        return doc


class SentenceFinder:
    """Component ``clausegap_sentences``: sentences and list items, definitions, references, governing law."""

    def __call__(self, doc: Doc) -> Doc:
        """Returns the Doc with ``doc.spans["sentences"]`` (label = kind, id = part of the contract)."""
        text = text_of(doc)
        blocks, sections = blocks_of(doc), sections_on(doc)
        units = find_units(text, blocks, stored(doc, "zones"), sections)
        add_spans(doc, "sentences", [(u.start, u.end, u.kind, u.zone) for u in units])
        store(
            doc,
            units=rows_of(units),
            definitions=rows_of(find_definitions(text, units)),
            references=rows_of(with_targets(text, blocks, sections, find_references(text))),
            governing_law=find_governing_law(text),
        )
        return doc


class RuleComponent:
    """A component that carries the rule library and saves it with the pipeline."""

    def __init__(self, spec: ReviewSpec, vocab: Vocab) -> None:
        self.spec = spec
        self.vocab = vocab
        self._library: RuleLibrary | None = None

    @property
    def library(self) -> RuleLibrary:
        """The rules: those saved with the pipeline, else those of the spec, read at the first use.

        Reading is put off because spaCy builds a component from its config before it restores the
        saved state, and by then the rule files of the config may be gone.
        """
        if self._library is None:
            self._take(load_library(self.spec.rules))
        assert self._library is not None
        return self._library

    def _take(self, library: RuleLibrary) -> None:
        self._library = library
        self.prepare(library)

    def prepare(self, library: RuleLibrary) -> None:
        """Builds what depends on the library."""

    def to_bytes(self, *, exclude: Sequence[str] = ()) -> bytes:
        """Returns the rule files as bytes."""
        files = {name: [source.path, source.text] for name, source in self.library.sources.items()}
        return json.dumps(files, sort_keys=True).encode()

    def from_bytes(self, data: bytes, *, exclude: Sequence[str] = ()) -> RuleComponent:
        """Takes the rule files from bytes."""
        files = json.loads(data)
        self._take(build_library({name: RuleSource(path, text) for name, (path, text) in files.items()}))
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
        self._take(build_library({name: RuleSource(name, text) for name, text in named.items()}))
        return self


class PartyFinder(RuleComponent):
    """Component ``clausegap_parties``: the parties, their roles, and facts about the contract."""

    def prepare(self, library: RuleLibrary) -> None:
        """Compiles the signs of roles."""
        self._signs = compile_signs(library, Reader(library.spelling))

    def __call__(self, doc: Doc) -> Doc:
        """Returns the Doc with ``doc.spans["parties"]``: where the preamble names them (label = role)."""
        text = text_of(doc)
        library = self.library
        parties = with_known(find_parties(text, library, self._signs, self.spec), known_parties(doc))
        facts = set(find_facts(text, parties, sections_on(doc), units_on(doc), references_on(doc), library.roles))
        facts.update(find_home_facts(text, parties, stored(doc, "governing_law")))
        rows: list[tuple[int, int, str, str]] = []
        for party in parties:
            at = text.find(party.name)
            if at >= 0:
                rows.append((at, at + len(party.name), party.role or "unresolved", party.name))
        add_spans(doc, "parties", rows)
        store(doc, parties=[party.model_dump() for party in parties], facts=sorted(facts))
        return doc


class RuleMatcher(RuleComponent):
    """Component ``clausegap_matcher``: every pattern of the rules over every sentence."""

    def prepare(self, library: RuleLibrary) -> None:
        """Builds the matchers."""
        self._finder = HitFinder(library, PatternMatcher(library, self.vocab))

    def __call__(self, doc: Doc) -> Doc:
        """Returns the Doc with span groups for anchors, signs, elements, weakeners and negatives."""
        library = self.library
        parties = parties_on(doc)
        reader = Reader(library.spelling, mentions_of(parties, library.roles, self.spec.side))
        one_way = names_recipient(parties, library.roles)
        found = self._finder.find(text_of(doc), units_on(doc), reader, doc, one_way=one_way)
        for kind, group in _HIT_GROUPS.items():
            add_spans(doc, group, [(h.start, h.end, h.protection, h.rule) for h in found.hits if h.kind == kind])
        store(doc, hits=rows_of(found.hits), unfinished=list(found.unfinished), readings=list(found.readings))
        return doc


class ClauseFinder(RuleComponent):
    """Component ``clausegap_clauses``: negatives applied, anchors joined to clauses."""

    def __call__(self, doc: Doc) -> Doc:
        """Returns the Doc with ``doc.spans["clauses"]`` (label = protection, id = clause id)."""
        units, sections = units_on(doc), sections_on(doc)
        hits = drop_negatives(hits_on(doc), units, self.library)
        families = family_sections(text_of(doc), sections, self.library, Reader(self.library.spelling))
        clauses = find_clauses(hits, units, sections, self.library, families)
        add_spans(doc, "clauses", [(c.start, c.end, c.protection, c.id) for c in clauses])
        store(
            doc,
            hits=rows_of(hits),
            families={name: sorted(indexes) for name, indexes in families.items()},
            clauses=[clause.model_dump() for clause in clauses],
        )
        return doc


def sections_on(doc: Doc) -> tuple[Section, ...]:
    """Returns the sections that ride on a Doc."""
    return tuple(Section(**row) for row in stored(doc, "sections"))


def units_on(doc: Doc) -> tuple[Unit, ...]:
    """Returns the units that ride on a Doc."""
    return tuple(Unit(**{**row, "stem": tuple(row["stem"]) if row["stem"] else None}) for row in stored(doc, "units"))


def definitions_on(doc: Doc) -> tuple[Definition, ...]:
    """Returns the definitions that ride on a Doc."""
    return tuple(Definition(**row) for row in stored(doc, "definitions"))


def references_on(doc: Doc) -> tuple[Reference, ...]:
    """Returns the references that ride on a Doc."""
    return tuple(_reference(row) for row in stored(doc, "references"))


def _reference(row: Mapping[str, Any]) -> Reference:
    targets = tuple(None if target is None else Target(*target) for target in row["targets"])
    return Reference(**{**row, "numbers": tuple(row["numbers"]), "targets": targets})


def parties_on(doc: Doc) -> tuple[Party, ...]:
    """Returns the parties that ride on a Doc."""
    return tuple(Party.model_validate(row) for row in stored(doc, "parties"))


def hits_on(doc: Doc) -> tuple[Hit, ...]:
    """Returns the hits that ride on a Doc."""
    return tuple(Hit(**row) for row in stored(doc, "hits"))


def clauses_on(doc: Doc) -> tuple[Clause, ...]:
    """Returns the clauses that ride on a Doc."""
    return tuple(Clause.model_validate(row) for row in stored(doc, "clauses"))


def ranking_on(doc: Doc) -> Ranking | None:
    """Returns the ranking that rides on a Doc; None where no ranker or no weights ran."""
    row = doc.user_data.get(KEY, {}).get("ranking")
    return None if row is None else Ranking.model_validate(row)
