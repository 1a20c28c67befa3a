"""Between a Document and a Doc: what rides on a Doc is plain data under one key, and span groups."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, Any, Final

from clausegap.model.clause import Party
from clausegap.model.document import Block, Document
from clausegap.numbering import kind_of, number_at_start

if TYPE_CHECKING:
    from _typeshed import DataclassInstance
    from spacy.language import Language
    from spacy.tokens import Doc

KEY: Final = "clausegap"


def to_doc(nlp: Language, document: Document, known: Sequence[Party] = ()) -> Doc:
    """Returns the tokenised Doc of a document, with its blocks, before any component has run.

    Args:
        nlp: The pipeline.
        document: The contract.
        known: Parties of the agreement that it belongs to.
    """
    doc = nlp.make_doc(document.text)
    store(doc, text=document.text, blocks=rows_of(document.blocks), known=[party.model_dump() for party in known])
    return doc


def text_of(doc: Doc) -> str:
    """Returns the text of a Doc; kept beside it, since spaCy puts it together anew at each access."""
    text: str | None = doc.user_data.get(KEY, {}).get("text")
    if text is None:
        text = doc.text
        store(doc, text=text)
    return text


def rows_of(values: Sequence[DataclassInstance]) -> list[dict[str, Any]]:
    """Returns flat dataclass values of one kind as plain rows, field by field."""
    names = [field.name for field in fields(values[0])] if values else []
    return [{name: getattr(value, name) for name in names} for value in values]


def store(doc: Doc, **values: object) -> None:
    """Adds plain values to what rides on a Doc."""
    # Any: spaCy's user_data is an untyped dictionary; everything below is lists, strings and numbers.
    data: dict[str, Any] = dict(doc.user_data.get(KEY, {}))
    data.update(values)
    doc.user_data[KEY] = data


def stored(doc: Doc, name: str) -> Any:  # noqa: ANN401 - plain data of several shapes
    """Returns a plain value that rides on a Doc.

    Raises:
        KeyError: The component that makes it has not run.
    """
    return doc.user_data[KEY][name]


def blocks_of(doc: Doc) -> tuple[Block, ...]:
    """Returns the blocks of a Doc; without a loader each non-empty line is one."""
    rows = doc.user_data.get(KEY, {}).get("blocks")
    if rows is not None:
        return tuple(Block(**row) for row in rows)
    found = []
    place = 0
    for line in text_of(doc).splitlines(keepends=True):
        shown = line.strip()
        if shown:
            start = place + line.index(shown)
            found.append(Block(kind_of(shown), start, start + len(shown), number_at_start(shown)))
        place += len(line)
    return tuple(found)


def known_parties(doc: Doc) -> tuple[Party, ...]:
    """Returns the parties of the agreement that a document belongs to; empty where none were given."""
    return tuple(Party.model_validate(row) for row in doc.user_data.get(KEY, {}).get("known", ()))


def add_spans(doc: Doc, group: str, rows: list[tuple[int, int, str, str]]) -> None:
    """Fills a span group from rows of start, end, label and id (characters, expanded to tokens)."""
    spans = []
    for start, end, label, name in rows:
        span = doc.char_span(start, end, label=label, span_id=name, alignment_mode="expand")
        if span is not None:
            spans.append(span)
    doc.spans[group] = spans
