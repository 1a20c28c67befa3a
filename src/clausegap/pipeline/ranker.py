"""Component ``clausegap_ranker``: a probability for every clause type, from learned weights.

It scores each searched sentence from the words, the headings, the neighbours and the rules that fired
(``clausegap.ranking``), joins neighbouring sentences of one clause, and says how likely the document
has such a clause at all. It decides nothing: the rules do, and the gap checker joins both.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from clausegap.model.analysis import Hit, Section, Unit
from clausegap.pipeline.bridge import add_spans, store, stored, text_of
from clausegap.pipeline.components import RuleComponent, clauses_on, hits_on, sections_on, units_on
from clausegap.pipeline.passages import heading_words, passages_of
from clausegap.pipeline.ranked import DocumentView, Scored, ranking_of, traced_clauses
from clausegap.ranking.model import Weights
from clausegap.ranking.passages import Passage
from clausegap.ranking.store import loaded, read_weights, shipped_weights
from clausegap.ranking.windows import scores_of
from clausegap.rules.library import RuleLibrary
from clausegap.rules.reading import Reader

if TYPE_CHECKING:
    from spacy.tokens import Doc

SHIPPED: Final = "shipped-weights"  # no clause type can have this id


class Ranker(RuleComponent):
    """Component ``clausegap_ranker``: how likely each passage is a clause of each type."""

    _files: dict[str, bytes] | None = None

    def prepare(self, library: RuleLibrary) -> None:
        """Loads the weights: those saved with the pipeline, else the shipped ones and those that clause types name."""
        if self._files is None:
            self._files = dict(_files_of(library))
        self._weights = {name: loaded(data, name) for name, data in _ordered(self._files)}

    def __call__(self, doc: Doc) -> Doc:
        """Returns the Doc with ``doc.spans["ranked"]`` (label = clause type, id = passage id) and the ranking."""
        view = DocumentView(text_of(doc), units_on(doc), sections_on(doc), hits_on(doc), clauses_on(doc), self.library)
        scored = tuple(self._scored(doc, view))
        ranking = ranking_of(view, scored) if scored else None
        types = ranking.types if ranking else ()
        add_spans(doc, "ranked", [(p.start, p.end, one.id, p.id) for one in types for p in one.passages])
        # Without weights too the clauses get the words that their rules matched.
        clauses = [clause.model_dump() for clause in traced_clauses(view, scored)]
        store(doc, ranking=None if ranking is None else ranking.model_dump(), clauses=clauses)
        return doc

    def passages(self, doc: Doc) -> tuple[Passage, ...]:
        """Returns the passages of a Doc that the matcher has seen."""
        return self._passages(doc, units_on(doc), sections_on(doc), hits_on(doc))

    def _passages(
        self, doc: Doc, units: Sequence[Unit], sections: Sequence[Section], hits: Sequence[Hit]
    ) -> tuple[Passage, ...]:
        words = heading_words(sections, Reader(self.library.spelling))
        readings = dict(stored(doc, "readings"))
        return passages_of(readings, {unit: words[units[unit].section] for unit in readings}, hits)

    def _scored(self, doc: Doc, view: DocumentView) -> Iterator[Scored]:
        """Yields the scores of all passages of a Doc under each file of weights."""
        passages = self._passages(doc, view.units, view.sections, view.hits)
        units = tuple(unit for unit, _ in stored(doc, "readings"))
        for name, weights in self.weights.items():
            owner = None if name == SHIPPED else name
            yield Scored(weights, owner, units, passages, scores_of(passages, weights))

    @property
    def weights(self) -> Mapping[str, Weights]:
        """The weights that run, by ``SHIPPED`` or the clause type that names them: the shipped ones first."""
        assert self.library is not None  # loads the library, and with it the weights
        return self._weights

    def to_bytes(self, *, exclude: Sequence[str] = ()) -> bytes:
        """Returns the rule files and the weights as bytes."""
        assert self.library is not None
        files = {name: base64.b64encode(data).decode() for name, data in (self._files or {}).items()}
        return json.dumps([super().to_bytes().decode(), files], sort_keys=True).encode()

    def from_bytes(self, data: bytes, *, exclude: Sequence[str] = ()) -> RuleComponent:
        """Takes the rule files and the weights from bytes."""
        rules, files = json.loads(data)
        self._files = {name: base64.b64decode(text) for name, text in files.items()}
        return super().from_bytes(rules.encode())

    def to_disk(self, path: str | Path, *, exclude: Sequence[str] = ()) -> None:
        """Writes the rule files and the weights to a folder."""
        super().to_disk(path)
        for name, data in (self._files or {}).items():
            (Path(path) / f"{name}.npz").write_bytes(data)

    def from_disk(self, path: str | Path, *, exclude: Sequence[str] = ()) -> RuleComponent:
        """Takes the rule files and the weights from a folder."""
        self._files = {file.stem: file.read_bytes() for file in sorted(Path(path).glob("*.npz"))}
        return super().from_disk(path)


def _ordered(files: Mapping[str, bytes]) -> list[tuple[str, bytes]]:
    """Returns files of weights in the order in which they run, wherever they come from."""
    return sorted(files.items(), key=lambda file: (file[0] != SHIPPED, file[0]))


def _files_of(library: RuleLibrary) -> Iterator[tuple[str, bytes]]:
    shipped = shipped_weights()
    if shipped is not None:
        yield SHIPPED, shipped
    for one in library.clause_types.values():
        if one.weights is not None:
            yield one.id, read_weights(Path(library.type_paths[one.id]).parent / one.weights)
