"""The summary as a Parquet table: one row a contract and protection."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Final

from clausegap.errors import UsageError
from clausegap.model.portfolio import ContractRow
from clausegap.renderers.summary_tidy import COLUMNS, tidy_rows

_GROUP: Final = 20_000  # rows that are in memory at a time


def require_pyarrow() -> None:
    """Makes sure that Parquet can be written.

    Raises:
        UsageError: pyarrow is not installed.
    """
    try:
        import pyarrow.parquet  # noqa: F401, PLC0415 - an optional dependency
    except ImportError as error:
        raise UsageError('Parquet needs pyarrow: pip install "clausegap[parquet]"') from error


def write_parquet(rows: Sequence[ContractRow], path: Path) -> None:
    """Writes the table.

    Raises:
        OSError: The file cannot be written.
        UsageError: pyarrow is not installed.
    """
    require_pyarrow()
    import pyarrow  # noqa: PLC0415
    from pyarrow import parquet  # noqa: PLC0415

    types = {
        str: pyarrow.string(),
        date: pyarrow.date32(),
        bool: pyarrow.bool_(),
        int: pyarrow.int32(),
        float: pyarrow.float64(),
    }
    schema = pyarrow.schema([(name, types[kind]) for name, kind in COLUMNS.items()])
    found = tidy_rows(rows)
    with parquet.ParquetWriter(path, schema) as writer:
        while group := list(islice(found, _GROUP)):
            writer.write_table(pyarrow.Table.from_pylist(group, schema=schema))
