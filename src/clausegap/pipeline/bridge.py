"""Between a Document and a Doc: what rides on a Doc is plain data under one key, and span groups."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, Any, Final

from clausegap.model.analysis import Definition, Hit, Reference, Target, Unit
from clausegap.model.clause import Clause, Party
from clausegap.model.document import Block, Document
from clausegap.model.ranking import Ranking
from clausegap.model.section import Section
from clausegap.numbering import kind_of, number_at_start
from clausegap.pipeline.workings import Workings

if TYPE_CHECKING:
    from _typeshed import DataclassInstance
    from pydantic import BaseModel
    from spacy.language import Language
    from spacy.tokens import Doc

# Any below: spaCy's user_data is an untyped dictionary; all that goes into it is lists, strings and numbers.
_Codec = tuple[Callable[[Any], Any], Callable[[Any], Any]]

_KEY: Final = "clausegap"


def to_doc(nlp: Language, document: Document, known: Sequence[Party] = ()) -> Doc:
    """Returns the tokenised Doc of a document, with its blocks, before any component has run.

    Args:
        nlp: The pipeline.
        document: The contract.
        known: Parties of the agreement that it belongs to.
    """
    doc = nlp.make_doc(document.text)
    doc.user_data[_KEY] = {"text": document.text}
    keep(doc, Workings(document.text, document.blocks, tuple(known)), ("blocks", "known"))
    return doc


def workings_on(doc: Doc) -> Workings:
    """Returns what the components before have found in a Doc; without a loader each non-empty line is a block."""
    data: dict[str, Any] = doc.user_data.setdefault(_KEY, {})
    # Kept beside the Doc, since spaCy puts the text together anew at each access.
    if "text" not in data:
        data["text"] = doc.text
    text: str = data["text"]
    workings = Workings(text, ())
    for name, (_, read) in _CODECS.items():
        if name in data:
            setattr(workings, name, read(data[name]))
    if "blocks" not in data:
        workings.blocks = tuple(_lines(text))
    return workings


def keep(doc: Doc, workings: Workings, names: Sequence[str]) -> None:
    """Lets some of the workings ride on a Doc, as plain data."""
    for name in names:
        write, _ = _CODECS[name]
        doc.user_data[_KEY][name] = write(getattr(workings, name))


def require(doc: Doc, *names: str) -> None:
    """Makes sure that the components that find some of the workings have run.

    Raises:
        KeyError: One has not.
    """
    for name in names:
        doc.user_data[_KEY][name]


def add_spans(doc: Doc, group: str, rows: Sequence[tuple[int, int, str, str]]) -> None:
    """Fills a span group from rows of start, end, label and id (characters, expanded to tokens)."""
    spans = []
    for start, end, label, name in rows:
        span = doc.char_span(start, end, label=label, span_id=name, alignment_mode="expand")
        if span is not None:
            spans.append(span)
    doc.spans[group] = spans


def _lines(text: str) -> list[Block]:
    found = []
    place = 0
    for line in text.splitlines(keepends=True):
        shown = line.strip()
        if shown:
            start = place + line.index(shown)
            found.append(Block(kind_of(shown), start, start + len(shown), number_at_start(shown)))
        place += len(line)
    return found


def _rows_of(values: Sequence[DataclassInstance]) -> list[dict[str, Any]]:
    """Returns flat dataclass values of one kind as plain rows, field by field."""
    names = [one.name for one in fields(values[0])] if values else []
    return [{name: getattr(value, name) for name in names} for value in values]


def _flat(kind: type[DataclassInstance]) -> _Codec:
    return _rows_of, lambda rows: tuple(kind(**row) for row in rows)


def _models(kind: type[BaseModel]) -> _Codec:
    return (
        lambda values: [value.model_dump() for value in values],
        lambda rows: tuple(kind.model_validate(row) for row in rows),
    )


def _unit(row: dict[str, Any]) -> Unit:
    return Unit(**{**row, "stem": tuple(row["stem"]) if row["stem"] else None})


def _reference(row: dict[str, Any]) -> Reference:
    targets = tuple(None if target is None else Target(*target) for target in row["targets"])
    return Reference(**{**row, "numbers": tuple(row["numbers"]), "targets": targets})


_PLAIN: Final[_Codec] = (list, tuple)
_CODECS: Final[Mapping[str, _Codec]] = {
    "blocks": _flat(Block),
    "known": _models(Party),
    "zones": _PLAIN,
    "sections": _flat(Section),
    "units": (_rows_of, lambda rows: tuple(map(_unit, rows))),
    "definitions": _flat(Definition),
    "references": (_rows_of, lambda rows: tuple(map(_reference, rows))),
    "governing_law": (lambda law: law, lambda law: law),
    "parties": _models(Party),
    "facts": _PLAIN,
    "hits": (lambda hits: [hit._asdict() for hit in hits], lambda rows: tuple(Hit(**row) for row in rows)),
    "readings": (list, lambda rows: tuple((unit, text) for unit, text in rows)),
    "unfinished": _PLAIN,
    "families": (
        lambda families: {name: sorted(indexes) for name, indexes in families.items()},
        lambda families: {name: frozenset(indexes) for name, indexes in families.items()},
    ),
    "clauses": _models(Clause),
    "ranking": (
        lambda ranking: None if ranking is None else ranking.model_dump(),
        lambda row: None if row is None else Ranking.model_validate(row),
    ),
}
