"""From labelled data to files: the shipped weights, or a clause type of the user's own."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import yaml

from clausegap.errors import DataError, UsageError
from clausegap.loaders import load
from clausegap.model.spec import ReviewSpec
from clausegap.ranking.model import Weights, weights_to_bytes
from clausegap.rules.clause_type import ClauseType
from clausegap.rules.library import load_library
from clausegap.training.corpus import is_contract_folder, read_contracts, read_examples
from clausegap.training.learn import learned
from clausegap.training.prepare import background_sheet, contract_sheet, example_sheet
from clausegap.training.sheet import Sheet
from clausegap.version import VERSION

_ID: Final = re.compile(r"[a-z][a-z0-9_]*")
# A type with no more marks than this in the data is not worth a model of its own.
_LEAST_MARKS: Final = 5


@dataclass(frozen=True)
class OwnType:
    """A clause type that a user teaches.

    Attributes:
        id: Its key.
        title: Its name in plain words.
        background: Contracts known to have no such clause, as further negatives.
    """

    id: str
    title: str
    background: tuple[Path, ...] = ()

    def __post_init__(self) -> None:
        if not _ID.fullmatch(self.id):
            raise UsageError(f"{self.id!r} cannot name a clause type: use small letters, digits and _")

    def clause_type(self) -> ClauseType:
        """Returns it as a rule file has it."""
        return ClauseType(id=self.id, title=self.title, labels=(self.id,), weights=f"{self.id}.npz")


@dataclass(frozen=True)
class Lesson:
    """What is learned, and from what.

    Attributes:
        sheet: Labelled documents.
        types: Clause types by id.
        about: Where the data comes from, for the file of weights.
    """

    sheet: Sheet
    types: Mapping[str, ClauseType]
    about: Mapping[str, str]

    def learned(self, jobs: int) -> Weights:
        """Returns the weights; equal lessons give equal weights."""
        return learned(self.sheet, tuple(self.types), self.about, jobs)


def lesson_from(data: Path, spec: ReviewSpec, jobs: int, own: OwnType | None = None) -> Lesson:
    """Returns what can be learned from a folder or file of labelled data.

    Args:
        data: A folder of labelled contracts, or labelled passages (``training.corpus``).
        spec: What the pipeline runs with.
        jobs: Processes to use.
        own: The clause type that labelled passages are of.

    Raises:
        DataError: The data cannot be learned from.
        UsageError: Labelled passages were given without a clause type, or contracts with one, or the clause
            type is one of the shipped rules.
    """
    if data.is_dir() and is_contract_folder(data):
        if own is not None:
            raise UsageError("--type goes with labelled passages; labelled contracts name their types themselves")
        return _contract_lesson(data, spec, jobs)
    if not data.exists():
        raise DataError(str(data), "no such file or folder")
    if own is None:
        raise UsageError("labelled passages need --type ID, the clause type that they teach")
    clause_type = _own_type(own, spec)
    sheet = (
        *example_sheet(read_examples(data), clause_type, spec, jobs),
        *background_sheet(map(load, own.background), clause_type, spec),
    )
    return Lesson(sheet, {own.id: clause_type}, _about(data, len(sheet), spec))


def _own_type(own: OwnType, spec: ReviewSpec) -> ClauseType:
    """Returns the clause type as the user's rules have it by now, with its cues; else a new one."""
    if own.id in load_library(()).clause_types:
        raise UsageError(f"{own.id!r} is a clause type of the shipped rules: choose another name")
    return load_library(spec.rules).clause_types.get(own.id) or own.clause_type()


def _contract_lesson(data: Path, spec: ReviewSpec, jobs: int) -> Lesson:
    texts = tuple(read_contracts(data))
    marks = Counter({label: 0 for text in texts for label in text.spans})
    for text in texts:
        marks.update({label: len(spans) for label, spans in text.spans.items()})
    known = load_library(spec.rules).clause_types
    types = {name: one for name, one in known.items() if sum(marks[label] for label in one.labels) >= _LEAST_MARKS}
    if not types:
        labels = ", ".join(sorted(marks)) or "no label"
        raise DataError(str(data), f"marks no clause type of the rules; it has {labels}")
    return Lesson(contract_sheet(texts, types, spec, jobs), types, _about(data, len(texts), spec))


def _about(data: Path, documents: int, spec: ReviewSpec) -> dict[str, str]:
    return {
        "version": VERSION,
        "data": data.name,
        "documents": str(documents),
        "rules": load_library(spec.rules).fingerprint,
        "attribution": _attribution(data),
    }


def _attribution(data: Path) -> str:
    """Returns the first line of ``ATTRIBUTION`` beside the data: whom its licence asks to name."""
    path = data / "ATTRIBUTION" if data.is_dir() else data.with_name("ATTRIBUTION")
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    return lines[0] if lines else ""


def write_weights(weights: Weights, path: Path) -> int:
    """Writes a file of weights whole or not at all; returns its size in bytes.

    Raises:
        UsageError: The place cannot be written.
    """
    data = weights_to_bytes(weights)
    _write(path, data)
    return len(data)


def write_own_type(own: OwnType, weights: Weights, folder: Path) -> tuple[Path, Path]:
    """Writes a clause type and its weights into a rule folder, for ``--rules``; returns both paths.

    A file of the clause type that is there already stays as it is, for its cues are the user's work.

    Raises:
        UsageError: The folder cannot be written.
    """
    rule = rule_file(own.id, folder)
    numbers = rule.with_suffix(".npz")
    if not rule.exists():
        _write(rule, _rule_text(own))
    _write(numbers, weights_to_bytes(weights))
    return rule, numbers


def rule_file(name: str, folder: Path) -> Path:
    """Returns where the file of a clause type lies in a rule folder."""
    return folder / "clause_types" / f"{name}.yaml"


def _rule_text(own: OwnType) -> bytes:
    model = own.clause_type().model_dump(exclude_defaults=True, mode="json")
    text = "# Taught from examples; add cues to help it (docs/how-to/teach-a-clause-type.md).\n"
    return (text + yaml.safe_dump(model, sort_keys=False, allow_unicode=True)).encode()


def _write(path: Path, data: bytes) -> None:
    part = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(data)
        part.replace(path)
    except OSError as error:
        with suppress(OSError):
            part.unlink()
        raise UsageError(f"{path} cannot be written ({error.strerror})") from error


def summary(lesson: Lesson, weights: Weights, size: int) -> str:
    """Returns what was learned, as JSON."""
    marks = {name: sum(len(document.marks.get(name, ())) for document in lesson.sheet) for name in lesson.types}
    return json.dumps(
        {
            "documents": len(lesson.sheet),
            "types": marks,
            "features": len(weights.features),
            "bytes": size,
            "sha256": weights.fingerprint,
        },
        indent=2,
    )
