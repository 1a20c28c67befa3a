"""Writes summaries of many contracts, all of them or none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from clausegap.errors import UsageError
from clausegap.model.portfolio import ContractRow
from clausegap.renderers.summary_table import SUMMARY_FORMATS, summary_format

_STEM: Final = "summary"
# The names of all files that a batch can leave as its summary.
ALL_SUMMARIES: Final = tuple(f"{_STEM}{known.suffix}" for known in SUMMARY_FORMATS.values())


def formats_in(listed: str) -> tuple[str, ...]:
    """Returns the formats in a list with commas, such as ``csv,xlsx``; ``none`` stands for no summary.

    Raises:
        UsageError: There is no such format, or what it needs is not installed.
    """
    names = tuple(dict.fromkeys(name.strip().lower() for name in listed.split(",")))
    if names == ("none",):
        return ()
    for name in names:
        summary_format(name)
    return names


def write_summaries(rows: Sequence[ContractRow], folder: Path, formats: Iterable[str]) -> None:
    """Writes ``summary.csv``, ``summary.xlsx`` and so on into a folder.

    Whoever looks at one of these paths sees the old file or the whole new one; none is replaced before all are made.

    Args:
        rows: The contracts, in order.
        folder: Where to; it exists.
        formats: Names of ``renderers.summary_table``.

    Raises:
        OSError: One cannot be written; the old ones are still there.
        UsageError: There is no such format, or what it needs is not installed.
    """
    write_files(rows, {folder / f"{_STEM}{summary_format(name).suffix}": name for name in formats})


def write_files(rows: Sequence[ContractRow], targets: dict[Path, str]) -> None:
    """Writes rows to files, each in the format named beside it, all of them or none.

    Raises:
        OSError: One cannot be written; the old ones are still there.
        UsageError: There is no such format, or what it needs is not installed.
    """
    parts = {target: target.with_name(f"{target.name}.part") for target in targets}
    try:
        for target, name in targets.items():
            summary_format(name).write(rows, parts[target])
        for target, part in parts.items():
            part.replace(target)
    finally:
        for part in parts.values():
            part.unlink(missing_ok=True)


def format_of(path: Path) -> str:
    """Returns the name of the format whose suffix a path has.

    Raises:
        UsageError: No format has it.
    """
    for name, known in SUMMARY_FORMATS.items():
        if path.suffix.lower() == known.suffix:
            return name
    suffixes = ", ".join(known.suffix for known in SUMMARY_FORMATS.values())
    raise UsageError(f"{path}: the suffix names no format of summaries; known: {suffixes}")
