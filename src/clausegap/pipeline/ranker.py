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

from clausegap.pipeline.bridge import add_spans
from clausegap.pipeline.components import RuleComponent
from clausegap.pipeline.passages import heading_words, passages_of
from clausegap.pipeline.ranked import DocumentView, Scored, ranking_of, traced_clauses
from clausegap.pipeline.workings import Workings
from clausegap.ranking.model import Weights
from clausegap.ranking.passages import Passage
from clausegap.ranking.store import loaded, read_weights, shipped_weights
from clausegap.ranking.windows import scored_parts
from clausegap.rules.library import RuleLibrary
from clausegap.rules.reading import Reader

if TYPE_CHECKING:
    from spacy.tokens import Doc

SHIPPED: Final = "shipped-weights"  # no clause type can have this id


class Ranker(RuleComponent):
    """Component ``clausegap_ranker``: how likely each passage is a clause of each type."""

    makes = ("ranking", "clauses")
    _files: dict[str, bytes] | None = None

    def prepare(self, library: RuleLibrary) -> None:
        """Loads the weights: those saved with the pipeline, else the shipped ones and those that clause types name."""
        if self._files is None:
            self._files = dict(_files_of(library))
        self._weights = {name: loaded(data, name) for name, data in _ordered(self._files)}

    def run(self, workings: Workings) -> None:
        """Ranks the passages, and says which words each clause of the rules rests on."""
        w = workings
        view = DocumentView(w.text, w.units, w.sections, w.hits, w.clauses, self.library)
        scored = tuple(self._scored(workings))
        w.ranking = ranking_of(view, scored) if scored else None
        # Without weights too the clauses get the words that their rules matched.
        w.clauses = tuple(traced_clauses(view, scored))

    def mark(self, doc: Doc, workings: Workings) -> None:
        """Fills ``doc.spans["ranked"]`` (label = clause type, id = passage id)."""
        types = workings.ranking.types if workings.ranking else ()
        add_spans(doc, "ranked", [(p.start, p.end, one.id, p.id) for one in types for p in one.passages])

    def passages(self, workings: Workings) -> tuple[Passage, ...]:
        """Returns the passages of a document that the matcher has seen."""
        words = heading_words(workings.sections, Reader(self.library.spelling))
        readings = dict(workings.readings)
        headings = {unit: words[workings.units[unit].section] for unit in readings}
        hits = workings.hits
        if self.library.unranked:
            hits = tuple(hit for hit in hits if hit.protection not in self.library.unranked)
        return passages_of(readings, headings, hits)

    def _scored(self, workings: Workings) -> Iterator[Scored]:
        """Yields the scores of all passages of a document under each file of weights."""
        passages = self.passages(workings)
        units = tuple(unit for unit, _ in workings.readings)
        for name, weights in self.weights.items():
            owner = None if name == SHIPPED else name
            yield Scored(weights, owner, units, *scored_parts(passages, weights))

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
