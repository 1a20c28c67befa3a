"""Measures the supplier's rules on passages that were judged by reading; writes the table of docs/quality.md.

    supplier.py FOLDER [FOLDER ...] [--judged FILE] [--wrong] [--write]

The folders hold the public contracts as text (CUAD, and newly drafted ones). supplier_judged.json says of places in
them, as offsets into the text, what a reader found; it holds no words of theirs, only the digest of the whole text.
Each contract is reviewed for the supplier; of the clauses found those count that bear on a verdict, that is, whose
direction serves the supplier or, for a burden, binds it. A judgement is

    right     what was quoted is a clause of this kind, between the right sides as the report names them
    wrong     it is none, or runs the other way
    sought    a clause of this kind that the reader met in the text, whether the rules had found it or not

and was made in one of four readings, on two halves of the contracts:

    mending   the first half; rules were mended by what it showed
    second    the other half, read with the rules as mended so far, so unseen then; rules were mended by it too
    third     that half again, in contracts not drawn for that protection before; unseen then, and mended by too
    last      both halves, in contracts not drawn for that protection before; nothing was mended afterwards

Only `last` is unseen by the rules as they are, and that only in these four: rules were written and mended earlier with
some of these contracts in view, and which is not known. Quotes were drawn at random, one of a contract for each
protection: six to fourteen, or all where there are fewer. For what is sought, sentences with words of the kind were
drawn at random and read without sight of what was found; that measures recall among such sentences only. One reader
judged, who also mends the rules.

Prints one JSON object. By protection:

    earlier   [right, all] of `second` and `third`, as judged when they were read
    kept      [still found, all] of the right quotes of the readings that rules were mended by
    gone      [no longer found, all] of the wrong ones
    last      [right, all] of the quotes of the last reading that are still found
    precision the share of `last`, or of `earlier` where nothing was left to draw
    sought    [found, all] of `third`, by which rules were mended
    unseen    [found, all] of `last`
    recall    the share of `unseen`, or else of `sought`

and `contracts` judged and here, those that are `absent or changed` and so left out, and with --wrong each place that is
not as judged.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from common import contracts_in, engine_for, load_file
from tables import table, write_section

from clausegap import ReviewSpec
from clausegap.model.clause import Clause
from clausegap.rules.library import load_library
from clausegap.rules.models import Protection

JUDGED: Final = Path(__file__).resolve().parent / "supplier_judged.json"
# Headings of the table, by the figures that stand below them.
COLUMNS: Final = {
    "earlier": "earlier, when read",
    "last": "last, unseen",
    "sought": "sought earlier, found",
    "unseen": "sought last, found",
    "gone": "wrong ones gone",
    "kept": "right ones kept",
}


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a reader said of a place in a contract, and whether a clause that counts is found there now."""

    contract: str
    protection: str
    start: int
    end: int
    verdict: str
    reading: str
    found: bool


def judgements(
    folders: Sequence[Path], judged: Mapping[str, dict], kinds: Mapping[str, Protection]
) -> Iterator[Judgement]:
    """Yields the judgements on the contracts that are there with the same text as was read."""
    spec = ReviewSpec(side="supplier")
    for path in sorted(path for folder in folders for path in contracts_in(folder)):
        if path.stem not in judged:
            continue
        document = load_file(path)
        if digest(document.text) != judged[path.stem]["sha256"]:
            continue
        clauses = [clause for clause in engine_for(spec).review(document).clauses if counts(clause, kinds)]
        for protection, start, end, verdict, reading in judged[path.stem]["judgements"]:
            found = any(c.protection == protection and c.start < end and start < c.end for c in clauses)
            yield Judgement(path.stem, protection, start, end, verdict, reading, found)


def digest(text: str) -> str:
    """Returns what tells that a text is the one that was read."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def counts(clause: Clause, kinds: Mapping[str, Protection]) -> bool:
    """Says whether a clause is one of the supplier's own kinds and bears on the verdict."""
    if clause.protection not in kinds:
        return False
    without = "against_user" if kinds[clause.protection].logic == "direct" else "for_user"
    return clause.direction != without


def figures(given: Sequence[Judgement]) -> dict[str, object]:
    """Returns the figures of one protection."""
    quotes = [one for one in given if one.verdict != "sought"]
    before = [one for one in quotes if one.reading != "last"]
    earlier = _right([one for one in before if one.reading != "mending"])
    last = _right([one for one in quotes if one.reading == "last" and one.found])
    sought, unseen = (_sought(given, reading) for reading in ("third", "last"))
    wrong = [one.found for one in before if one.verdict == "wrong"]
    right = [one.found for one in before if one.verdict == "right"]
    return {
        "earlier": earlier,
        "kept": [sum(right), len(right)],
        "gone": [len(wrong) - sum(wrong), len(wrong)],
        "last": last,
        "precision": _share(last if last[1] else earlier),
        "sought": sought,
        "unseen": unseen,
        "recall": _share(unseen if unseen[1] else sought),
    }


def _right(given: Sequence[Judgement]) -> list[int]:
    return [sum(one.verdict == "right" for one in given), len(given)]


def _sought(given: Sequence[Judgement], reading: str) -> list[int]:
    found = [one.found for one in given if one.verdict == "sought" and one.reading == reading]
    return [sum(found), len(found)]


def _share(counted: Sequence[int]) -> float | None:
    return round(counted[0] / counted[1], 4) if counted[1] else None


def is_missed(one: Judgement) -> bool:
    """Says whether a place is not as judged."""
    return one.found == (one.verdict == "wrong")


def write(by_protection: Mapping[str, Mapping], kinds: Mapping[str, Protection]) -> None:
    """Renews the table of docs/quality.md."""
    rows = [[kinds[name].title, *_cells(one)] for name, one in by_protection.items() if name in kinds]
    write_section(
        "quality.md",
        "supplier",
        table(["protection", *COLUMNS.values()], [*rows, ["**all**", *_cells(by_protection["all"])]]),
    )


def _cells(one: Mapping) -> list[str]:
    return [_of(one[key]) for key in COLUMNS]


def _of(pair: Sequence[int]) -> str:
    return f"{pair[0]} of {pair[1]}" if pair[1] else "-"


def main() -> None:
    """Measures, prints and writes."""
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("folders", nargs="+", type=Path, help="folders of contracts as text")
    args.add_argument("--judged", type=Path, default=JUDGED, help="the judgements")
    args.add_argument("--wrong", action="store_true", help="also list what is not as judged")
    args.add_argument("--write", action="store_true", help="renew the table of docs/quality.md")
    opt = args.parse_args()
    library = load_library(side="supplier")
    kinds = {protection.id: protection for protection in library.protections if protection.id in library.unranked}
    judged = json.loads(opt.judged.read_text(encoding="utf-8"))
    given = list(judgements(opt.folders, judged, kinds))
    if not given:
        args.error("no contract of the folders has been judged")
    by_protection = {name: figures([one for one in given if one.protection == name]) for name in kinds}
    by_protection["all"] = figures(given)
    here = {one.contract for one in given}
    found = {"contracts": len(here), "absent or changed": sorted(set(judged) - here), "protections": by_protection}
    if opt.wrong:
        found["not as judged"] = [
            f"{o.contract} {o.start}-{o.end} {o.protection} {o.verdict} ({o.reading})" for o in given if is_missed(o)
        ]
    print(json.dumps(found))
    if opt.write:
        write(by_protection, kinds)


if __name__ == "__main__":
    main()
