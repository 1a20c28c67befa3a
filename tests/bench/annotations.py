"""Measures whether the notes of an annotated contract stand exactly on the words of the evidence.

Every contract of the folders is reviewed and annotated with notes on all that was found. The words under each note are
then read back from the written file by code that shares nothing with what wrote it, and compared with the evidence,
white space left out. Prints one JSON object:

    files       contracts annotated, and those that could not be, with the reason
    notes       notes on words of the contract
    exact       share of them whose words are those of the evidence
    misses      file, protection, and both texts of each that is not
    seconds     of annotating, by file: median and most
    faults      what Word would refuse in a written file (Word only)

Numbers that Word displays and does not store, signs of footnotes and the lines between the cells of a table have no
characters in the file, so no note can stand on them: they are left out on both sides.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1] / "unit" / "loaders"))

from common import contracts_in, engine_for, load_file
from word_comments import bodies, commented, faults

from clausegap import Document
from clausegap.annotate.notes import Note, NoteOptions, notes
from clausegap.annotate.table import write_notes
from clausegap.errors import ClausegapError

_OPTIONS = NoteOptions(extent="all")
_WORD = (".docx", ".docm")


@dataclass
class Tally:
    """What was counted over all files."""

    files: int = 0
    notes: int = 0
    exact: int = 0
    refused: dict[str, str] = field(default_factory=dict)
    misses: list[dict[str, str]] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    faults: Counter[str] = field(default_factory=Counter)


def main() -> None:
    """Prints the figures for the contracts of some folders."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--suffix", default=".docx", help="which files of the folders")
    parser.add_argument("--most", type=int, help="files of each folder, the first by name")
    arguments = parser.parse_args()
    tally = Tally()
    for folder in arguments.folders:
        files = [path for path in contracts_in(folder) if path.suffix.lower() == arguments.suffix]
        for path in files[: arguments.most]:
            measure(path, tally)
    print(json.dumps(summary(tally), indent=1, ensure_ascii=False))


def measure(path: Path, tally: Tally) -> None:
    """Annotates one contract and reads the words under its notes back."""
    try:
        document = load_file(path)
        report, frame = engine_for().examine(document)
        found = notes(report, document, frame, _OPTIONS)
        started = time.process_time()
        copy = write_notes(path.read_bytes(), report, document, found, _OPTIONS)
    except ClausegapError as error:
        tally.refused[path.name] = str(error)
        return
    tally.files += 1
    tally.seconds.append(time.process_time() - started)
    if path.suffix.lower() in _WORD:
        tally.faults.update(faults(copy))
        compare(path, document, found, word_words(copy, len(found)), tally)


def word_words(copy: bytes, number: int) -> list[str]:
    """Returns the words under the notes of a Word file, in the order in which they were written."""
    words = commented(copy)
    return [words[key] for key in list(bodies(copy))[-number:]]


def compare(path: Path, document: Document, found: tuple[Note, ...], read: list[str], tally: Tally) -> None:
    """Counts the notes that stand on the words of their evidence."""
    for note, words in zip(found, read, strict=True):
        wanted = stored(document, note.start, note.end)
        if not wanted:
            continue
        tally.notes += 1
        if "".join(words.split()) == wanted:
            tally.exact += 1
        else:
            tally.misses.append(
                {"file": path.name, "protection": note.protection, "wanted": wanted, "read": "".join(words.split())}
            )


def stored(document: Document, start: int, end: int) -> str:
    """Returns the characters of some text that stand in the file itself, without white space."""
    held = (i for i in range(start, end) if document.source_at(i) is not None)
    return "".join("".join(document.text[i] for i in held).split())


def summary(tally: Tally) -> dict[str, object]:
    """Returns the figures."""
    return {
        "files": tally.files,
        "refused": tally.refused,
        "notes": tally.notes,
        "exact": round(tally.exact / tally.notes, 4) if tally.notes else None,
        "misses": tally.misses,
        "seconds": {"median": round(statistics.median(tally.seconds), 3), "most": round(max(tally.seconds), 3)},
        "faults": dict(tally.faults),
    }


if __name__ == "__main__":
    main()
