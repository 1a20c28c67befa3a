"""Labelled texts through the pipeline: the sheets that weights are learned from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from joblib import Parallel, delayed

from clausegap.engine import Candidates, Engine
from clausegap.loaders import load_text
from clausegap.model.document import Document
from clausegap.model.spec import ReviewSpec
from clausegap.rules.clause_type import ClauseType
from clausegap.training.corpus import Example, LabelledText
from clausegap.training.sheet import Sheet, SheetDocument
from clausegap.training.spans import at_place, matching


def contract_sheet(
    texts: Iterable[LabelledText], types: Mapping[str, ClauseType], spec: ReviewSpec, jobs: int
) -> Sheet:
    """Returns a sheet of labelled contracts.

    Args:
        texts: The contracts.
        types: Clause types to learn, by id; their labels are the names in the data.
        spec: What the pipeline runs with: a rule that is a feature must be the same as at review.
        jobs: Processes to use.
    """
    run = delayed(_contract)
    return tuple(Parallel(n_jobs=jobs)(run(text, tuple(types.values()), spec) for text in texts))


def _contract(text: LabelledText, types: tuple[ClauseType, ...], spec: ReviewSpec) -> SheetDocument:
    candidates = _engine(spec).candidates(load_text(text.text, name=text.name))
    marked = {one.id: [span for label in one.labels for span in text.spans.get(label, ())] for one in types}
    marks = {name: matching(text.text, candidates.spans, spans) for name, spans in marked.items()}
    return SheetDocument(
        name=text.name,
        passages=candidates.passages,
        spans=candidates.spans,
        positives={name: at_place(candidates.spans, spans, marks[name]) for name, spans in marked.items()},
        marks=marks,
        types=frozenset(marked),
        known=_known(candidates, types),
    )


def example_sheet(examples: Iterable[Example], clause_type: ClauseType, spec: ReviewSpec, jobs: int) -> Sheet:
    """Returns a sheet of single labelled passages, one for each document they come from.

    A passage of several sentences is several candidates; all of a positive passage are positive.
    """
    by_document: dict[str, list[Example]] = {}
    for example in examples:
        by_document.setdefault(example.document, []).append(example)
    run = delayed(_passages)
    return tuple(
        Parallel(n_jobs=jobs)(run(name, rows, clause_type, spec) for name, rows in sorted(by_document.items()))
    )


def _passages(name: str, examples: list[Example], clause_type: ClauseType, spec: ReviewSpec) -> SheetDocument:
    text = "\n\n".join(example.text for example in examples)
    candidates = _engine(spec).candidates(load_text(text, name=name))
    marked = [span for span, example in zip(_places(examples), examples, strict=True) if example.positive]
    marks = tuple(
        frozenset(i for i, (start, end) in enumerate(candidates.spans) if first <= start and end <= last)
        for first, last in marked
    )
    return SheetDocument(
        name=name,
        passages=candidates.passages,
        spans=candidates.spans,
        positives={clause_type.id: frozenset().union(*marks)},
        marks={clause_type.id: marks},
        types=frozenset({clause_type.id}),
        known=_known(candidates, (clause_type,)),
        whole=False,
    )


def background_sheet(documents: Iterable[Document], clause_type: ClauseType, spec: ReviewSpec) -> Sheet:
    """Returns a sheet of contracts that have no clause of a type."""
    found = []
    for document in documents:
        candidates = _engine(spec).candidates(document)
        found.append(
            SheetDocument(
                name=document.source.name,
                passages=candidates.passages,
                spans=candidates.spans,
                positives={},
                marks={},
                types=frozenset({clause_type.id}),
                known=_known(candidates, (clause_type,)),
            )
        )
    return tuple(found)


def _places(examples: list[Example]) -> Iterator[tuple[int, int]]:
    start = 0
    for example in examples:
        yield start, start + len(example.text)
        start += len(example.text) + 2


def _known(candidates: Candidates, types: Iterable[ClauseType]) -> dict[str, float]:
    return {one.id: candidates.known.get(one.protection or "", 0.0) for one in types}


@lru_cache(maxsize=2)
def _engine(spec: ReviewSpec) -> Engine:
    return Engine(spec)
