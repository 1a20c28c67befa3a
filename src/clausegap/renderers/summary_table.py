"""The formats of the summary of many contracts: a new one is a module and a line here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from clausegap._nearest import unknown_name
from clausegap.model.portfolio import ContractRow
from clausegap.renderers.summary_csv import csv_pieces, write_csv
from clausegap.renderers.summary_html import html_pieces, write_html
from clausegap.renderers.summary_json import json_pieces, write_json
from clausegap.renderers.summary_parquet import require_pyarrow, write_parquet
from clausegap.renderers.summary_xlsx import write_xlsx


@dataclass(frozen=True, slots=True)
class SummaryFormat:
    """A way to write a summary down.

    Attributes:
        suffix: Of the file, with the dot.
        write: Writes rows to a path; links are made as seen from its folder.
        pieces: Gives the text piece by piece, for a folder; None for formats that are no text.
        require: Raises a ``UsageError`` where what it needs is not installed.
    """

    suffix: str
    write: Callable[[Sequence[ContractRow], Path], None]
    pieces: Callable[[Sequence[ContractRow], Path], Iterator[str]] | None = None
    require: Callable[[], None] = lambda: None


SUMMARY_FORMATS: Final[Mapping[str, SummaryFormat]] = {
    "csv": SummaryFormat(".csv", write_csv, csv_pieces),
    "xlsx": SummaryFormat(".xlsx", write_xlsx),
    "html": SummaryFormat(".html", write_html, html_pieces),
    "json": SummaryFormat(".json", write_json, json_pieces),
    "parquet": SummaryFormat(".parquet", write_parquet, require=require_pyarrow),
}


def summary_format(name: str) -> SummaryFormat:
    """Returns the format of that name.

    Raises:
        UsageError: There is no such format, or what it needs is not installed.
    """
    if name not in SUMMARY_FORMATS:
        raise unknown_name("format of summaries", name, SUMMARY_FORMATS)
    found = SUMMARY_FORMATS[name]
    found.require()
    return found
