"""Contracts as pandas tables. pandas is optional and slow to import, so it is imported here when one is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from types import ModuleType
from typing import TYPE_CHECKING, Final, Literal, get_args

from clausegap._nearest import unknown_name
from clausegap.errors import UsageError
from clausegap.model.portfolio import ContractRow
from clausegap.model.terms import GRADES, SEVERITIES, STATUSES, Expectation
from clausegap.renderers.summary_tidy import COLUMNS, tidy_rows

if TYPE_CHECKING:
    import pandas

Form = Literal["tidy", "grid"]

# Types that can hold "not known", so that a column has the same type whatever is in it. Dates count in seconds: a
# contract may end in 9999, which nanoseconds cannot reach.
_TYPES: Final[Mapping[type, str]] = {
    str: "string",
    int: "Int64",
    float: "float64",
    bool: "boolean",
    date: "datetime64[s]",
}
# Vocabularies with an order, from the least to the most.
_ORDERED: Final[Mapping[str, Sequence[str]]] = {
    "status": STATUSES,
    "grade": GRADES,
    "severity": SEVERITIES,
    "worst_severity": SEVERITIES,
    "expectation": tuple(reversed(get_args(Expectation))),
}


def frame_of(rows: Sequence[ContractRow], form: Form, protections: Iterable[str]) -> pandas.DataFrame:
    """Returns contracts as a table.

    Args:
        rows: The contracts, in order.
        form: ``tidy`` for the columns of ``summary_tidy``; ``grid`` for contracts by protections.
        protections: Ids of the columns of the grid.

    Raises:
        UsageError: There is no such form, or pandas is not installed.
    """
    if form not in get_args(Form):
        raise unknown_name("form of a table", form, get_args(Form))
    try:
        import pandas  # noqa: PLC0415
    except ImportError as error:
        raise UsageError('to_dataframe() needs pandas: pip install "clausegap[dataframe]"') from error
    return _tidy(pandas, rows) if form == "tidy" else _grid(pandas, rows, protections)


def _tidy(pandas: ModuleType, rows: Sequence[ContractRow]) -> pandas.DataFrame:
    found = list(tidy_rows(rows))
    return pandas.DataFrame(
        {
            name: pandas.Series([row[name] for row in found], dtype=_type_of(pandas, name, kind))
            for name, kind in COLUMNS.items()
        }
    )


def _type_of(pandas: ModuleType, name: str, kind: type) -> object:
    if name in _ORDERED:
        return pandas.CategoricalDtype(_ORDERED[name], ordered=True)
    return _TYPES[kind]


def _grid(pandas: ModuleType, rows: Sequence[ContractRow], protections: Iterable[str]) -> pandas.DataFrame:
    """Returns the status of each protection in each contract; empty where a playbook leaves it out."""
    statuses = [{verdict.protection: verdict.status for verdict in row.verdicts} for row in rows]
    ordered = pandas.CategoricalDtype(STATUSES, ordered=True)
    columns = {
        protection: pandas.Categorical([found.get(protection) for found in statuses], dtype=ordered)
        for protection in protections
    }
    index = pandas.Index([row.source for row in rows], name="contract", dtype="string")
    return pandas.DataFrame(columns, index=index)
