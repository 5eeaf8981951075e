"""What belongs to series, in a task that has some of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pyarrow as pa

from headway import _core
from headway.boundary.frames import Frame, name_of
from headway.boundary.groups import encode
from headway.outlook.project import project

_MAPPED = ("accrual", "target", "polarity", "event", "bounds", "breaks")
_TOO_FEW = 4  # series that lend each other no errors: five do
_YEARS = 3  # of past years, with which none borrows


def project_each(table: pa.Table, arguments: Mapping[str, Any]) -> pa.Table:
    """Every series of a table by what itself has shown: none borrows the errors of others, which differ by task."""
    series = arguments.get("series", "series")
    result: pa.Table = project(table, **_of_these(table, series, arguments))
    borrows = _may_borrow(result)
    if not borrows.any():
        return result
    codes = Frame(table).identifiers(series).codes
    order = np.argsort(codes, kind="stable")
    starts = np.searchsorted(codes[order], np.arange(len(result) + 1))
    alone: list[pa.Table] = []
    at = np.arange(len(result))
    borrowers = np.flatnonzero(borrows)
    for first in range(0, len(borrowers), _TOO_FEW):
        few = borrowers[first : first + _TOO_FEW]
        rows = np.sort(np.concatenate([order[starts[one] : starts[one + 1]] for one in few]))
        part = table.take(pa.array(rows))
        alone.append(project(part, **_of_these(part, series, arguments)))
        # In the order of their first rows, as in the whole.
        at[few] = len(result) + first + np.arange(len(few))
    return pa.concat_tables([result, *alone]).take(pa.array(at))


def _may_borrow(result: pa.Table) -> Any:
    """Which series have too few past years to go by their own errors."""
    method, status = (np.asarray(result[name].to_pylist(), object) for name in ("method", "status"))
    years = result["past_years"].fill_null(0).to_numpy()
    return (status == "projected") & (method != "combination") & (years < _YEARS)


def _of_these(table: pa.Table, series: str, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments, of mappings what they say of the series of a table, None where they say nothing."""
    given = dict(arguments)
    mapped = {name: value for name, value in given.items() if name in _MAPPED and isinstance(value, Mapping)}
    if not mapped or not len(table):
        return given
    names = Frame(table).identifiers(series)
    for name, value in mapped.items():
        plain = {_core.plain_text(name_of(key)): each for key, each in value.items()}
        given[name] = {key: value.get(key, plain.get(_core.plain_text(name_of(key)))) for key in names.given.to_list()}
    return given


def by_series(table: pa.Table, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments of a chart, of a mapping where series are rebased what it says of those of a table."""
    given = dict(arguments)
    rebase = given.get("rebase")
    by = given.get("by")
    if not isinstance(rebase, Mapping) or by is None:
        return given
    columns = [by] if isinstance(by, str) else list(by)
    _, keys = encode({name: Frame(table).arrow(name) for name in columns})
    here = [*zip(*(array.to_pylist() for array in keys.values()), strict=True)]
    known = {key if len(columns) > 1 else key[0] for key in here}
    given["rebase"] = {name: each for name, each in rebase.items() if name in known}
    return given
