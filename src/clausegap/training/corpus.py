"""Labelled documents: contracts with marked spans, or single passages of a clause type.

Two shapes are read. A *folder of contracts* holds ``gold.json`` and ``txt/<name>.txt``, as CUAD can be
laid out (Hendrycks et al. 2021): ``{name: {"labels": {label: [[start, end], ...]}}}``, offsets into the
text as Python reads it with ``newline=""``. A *table of passages* is a CSV file with the columns
``text`` and ``label`` (1 or 0, yes or no) and perhaps ``document``, or a folder with ``positive/`` and
``negative/`` text files, one passage each.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from clausegap.errors import DataError

_YES: Final = frozenset({"1", "yes", "y", "true", "positive"})
_NO: Final = frozenset({"0", "no", "n", "false", "negative"})
LEAST_EXAMPLES: Final = 20


@dataclass(frozen=True, slots=True)
class LabelledText:
    """A document with marked spans.

    Attributes:
        name: Of the document.
        text: Its text.
        spans: For each label the start and end of each marked span.
    """

    name: str
    text: str
    spans: Mapping[str, tuple[tuple[int, int], ...]]


@dataclass(frozen=True, slots=True)
class Example:
    """A passage that is, or is not, a clause of a type.

    Attributes:
        text: The passage.
        positive: Whether it is such a clause.
        document: Where it comes from; passages of one document are never split between folds.
    """

    text: str
    positive: bool
    document: str


def is_contract_folder(path: Path) -> bool:
    """Whether a folder is laid out as labelled contracts."""
    return (path / "gold.json").is_file()


def read_contracts(folder: Path) -> Iterator[LabelledText]:
    """Yields the labelled contracts of a folder, sorted by name.

    Raises:
        DataError: ``gold.json`` or a text is missing or not of the known shape.
    """
    source = folder / "gold.json"
    try:
        gold = json.loads(source.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DataError(str(source), f"cannot be read as JSON ({error})") from error
    if not isinstance(gold, dict) or not gold:
        raise DataError(str(source), "must be an object of contract names, each with its labels")
    for name in sorted(gold):
        text = _text_of(folder / "txt" / f"{name}.txt")
        try:
            labels = gold[name]["labels"]
            spans = {label: tuple((int(a), int(b)) for a, b in rows) for label, rows in labels.items()}
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise DataError(str(source), f"{name}: labels must be lists of start and end ({error})") from error
        if any(not 0 <= a < b <= len(text) for rows in spans.values() for a, b in rows):
            raise DataError(str(source), f"{name}: a span lies outside its text of {len(text)} characters")
        yield LabelledText(name, text, spans)


def _text_of(path: Path) -> str:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return file.read()
    except OSError as error:
        raise DataError(str(path), f"cannot be read ({error.strerror}), but gold.json names it") from error
    except UnicodeDecodeError as error:
        raise DataError(str(path), f"cannot be read as a text in UTF-8 ({error})") from error


def read_examples(path: Path) -> tuple[Example, ...]:
    """Returns the labelled passages of a CSV file or of a folder.

    Raises:
        DataError: It is of neither shape, or holds too few examples of either kind.
    """
    found = tuple(_of_folder(path) if path.is_dir() else _of_table(path))
    positives = sum(example.positive for example in found)
    if positives < LEAST_EXAMPLES or len(found) - positives < LEAST_EXAMPLES:
        raise DataError(
            str(path),
            f"has {positives} positive and {len(found) - positives} negative passages; "
            f"at least {LEAST_EXAMPLES} of each are needed",
        )
    return found


def _of_table(path: Path) -> Iterator[Example]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise DataError(str(path), f"cannot be read as a CSV file in UTF-8 ({error})") from error
    for number, row in enumerate(rows, start=2):
        label, text = (row.get("label") or "").strip().lower(), (row.get("text") or "").strip()
        if label not in _YES | _NO or not text:
            raise DataError(f"{path}:{number}", "needs a column 'text' and a column 'label' with yes or no")
        yield Example(text, label in _YES, (row.get("document") or "").strip() or f"row {number}")


def _of_folder(path: Path) -> Iterator[Example]:
    kinds: Sequence[tuple[str, bool]] = (("positive", True), ("negative", False))
    for name, positive in kinds:
        if not (path / name).is_dir():
            raise DataError(str(path), "needs gold.json and txt/, or the folders positive/ and negative/")
        for file in sorted((path / name).glob("*.txt")):
            # Files of one name in both folders are two passages, not two parts of one document.
            yield Example(_passage_of(file), positive, f"{name}/{file.stem}")


def _passage_of(path: Path) -> str:
    try:
        text = path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(str(path), f"cannot be read as a text in UTF-8 ({error})") from error
    if not text:
        raise DataError(str(path), "is empty; each file holds one passage")
    return text
