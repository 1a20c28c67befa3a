"""Labelled documents made by hand: a sheet of contracts, and tables of labelled passages."""

from __future__ import annotations

import csv
import json
import random
from collections.abc import Sequence
from pathlib import Path

from rule_factory import PREAMBLE

from clausegap.ranking.passages import Passage
from clausegap.training.sheet import SheetDocument

FILLER = [
    "agreement",
    "date",
    "notice",
    "party",
    "service",
    "payment",
    "invoice",
    "month",
    "address",
    "delivery",
    "order",
    "price",
    "term",
]
AUDIT = ["customer", "may", "audit", "the", "books", "and", "records", "of", "supplier", "on", "notice"]

_HARBOUR = (
    "{} shall berth every vessel at the harbour named in the schedule.",
    "Each vessel of {} must leave the harbour before the tide turns.",
    "{} pays harbour dues for every vessel that it moors.",
    "The harbour master may inspect any vessel that {} brings in.",
)
_OTHER = (
    "{} shall pay each invoice within thirty days of receipt.",
    "Notices to {} must be in writing and sent by courier.",
    "{} may not assign this Agreement without written consent.",
    "This Agreement binds {} from the date of signature.",
)
_NAMES = ("Supplier", "Customer", "The carrier", "The agent", "The owner")
NEW_HARBOUR_CLAUSE = "Buyer shall keep every vessel in the harbour until its dues are paid."


def audit_sheet(count: int = 40, name: str = "audit_rights") -> tuple[SheetDocument, ...]:
    """Returns documents of six passages; every second has one about audits, which is marked."""
    draw = random.Random(0)
    found = []
    for index in range(count):
        rows = [tuple(draw.choices(FILLER, k=8)) for _ in range(6)]
        marked = frozenset({draw.randrange(6)}) if index % 2 else frozenset()
        for place in marked:
            rows[place] = (*draw.choices(FILLER, k=3), *AUDIT)
        found.append(sheet_document(f"{index:02}", rows, marked, name))
    return tuple(found)


def sheet_document(
    name: str, rows: Sequence[Sequence[str]], marked: frozenset[int], clause_type: str = "audit_rights"
) -> SheetDocument:
    """Returns a document of passages, of which some are clauses of a type."""
    return SheetDocument(
        name=name,
        passages=tuple(Passage(tuple(row)) for row in rows),
        spans=tuple((100 * n, 100 * n + 99) for n in range(len(rows))),
        positives={clause_type: marked},
        marks={clause_type: tuple(frozenset({index}) for index in sorted(marked))},
        types=frozenset({clause_type}),
        known={clause_type: 0.0},
    )


def harbour_passages(each: int = 20) -> list[tuple[str, bool]]:
    """Returns passages about a harbour, and as many others."""
    wanted = [_HARBOUR[n % 4].format(_NAMES[n // 4 % 5]) for n in range(each)]
    others = [_OTHER[n % 4].format(_NAMES[n // 4 % 5]) for n in range(each)]
    return [(text, True) for text in wanted] + [(text, False) for text in others]


def write_table(path: Path, passages: Sequence[tuple[str, bool]]) -> Path:
    """Writes labelled passages as a CSV file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["text", "label"])
        writer.writerows([text, "yes" if positive else "no"] for text, positive in passages)
    return path


def write_contracts(folder: Path, label: str, count: int) -> Path:
    """Writes labelled contracts, each with one marked sentence about audits."""
    (folder / "txt").mkdir(parents=True)
    gold = {}
    for number in range(count):
        clause = f"Customer may audit the books and records of Supplier on {number + 2} days' notice."
        text = f"{PREAMBLE}1. Audit\n\n{clause}\n\n2. Fees\n\nSupplier shall send an invoice each month.\n"
        (folder / "txt" / f"c{number}.txt").write_bytes(text.encode())
        start = text.index(clause)
        gold[f"c{number}"] = {"labels": {label: [[start, start + len(clause)]]}}
    (folder / "gold.json").write_text(json.dumps(gold), encoding="utf-8")
    return folder
