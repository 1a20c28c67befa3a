"""The rows of a portfolio as JSON, for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter

from clausegap.model.portfolio import ContractRow


def write_json(rows: Sequence[ContractRow], path: Path) -> None:
    """Writes the rows as a JSON list.

    Raises:
        OSError: The file cannot be written.
    """
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(json_pieces(rows, path.parent))


def json_pieces(rows: Sequence[ContractRow], folder: Path) -> Iterator[str]:
    """Yields a JSON list of the rows, one a line, with the fields of ``ContractRow``; no link depends on the folder."""
    for number, row in enumerate(rows):
        yield "[\n" if number == 0 else ",\n"
        yield _adapter().dump_json(row).decode()
    yield "\n]\n" if rows else "[]\n"


@cache
def _adapter() -> TypeAdapter[ContractRow]:
    return TypeAdapter(ContractRow)
