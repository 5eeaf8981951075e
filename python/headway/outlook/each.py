"""Series that are projected apart, in tasks of a cluster or in parts of a stream: each by what itself has shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pyarrow as pa

from headway import _core
from headway.boundary.frames import Frame, name_of
from headway.boundary.schemas import KEYS, NUMBERS, TEXT, TIMES, Columns, bounds_beside, named_column

_MAPPED = ("accrual", "target", "polarity", "event", "bounds", "breaks")
_TOO_FEW = 4  # series that lend each other no errors: five do
_YEARS = 3  # of past years, with which none borrows
Project = Callable[..., Any]


def columns_of(schema: pa.Schema, arguments: Mapping[str, Any]) -> Columns:
    """The columns that a projection reads, by the arguments of `headway.project`."""
    target, bounds, denominator = (arguments.get(name) for name in ("target", "bounds", "denominator"))
    ends = bounds if isinstance(bounds, (tuple, list)) else ()
    targets = [target] if isinstance(target, str) else []
    return {
        "series": (KEYS, [arguments["series"]]), "period": (TIMES, [arguments["period"]]),
        "value": (NUMBERS, [arguments["value"]]), "target": (NUMBERS, targets), **bounds_beside(schema, targets),
        **named_column(schema, TEXT, "accrual", arguments.get("accrual")),
        **named_column(schema, TEXT, "polarity", arguments.get("polarity")),
        "denominator": (NUMBERS, [] if denominator is None else [denominator]),
        **named_column(schema, NUMBERS, "event", arguments.get("event")),
        "bounds": (NUMBERS, [end for end in ends if isinstance(end, str)]),
    }  # fmt: skip


def declared(project: Project, schema: pa.Schema, arguments: Mapping[str, Any]) -> pa.Schema:
    """The columns of a projection: those of no rows, where a mapping has ranges for targets with their bounds."""
    found: pa.Schema = project(schema.empty_table(), **arguments).schema
    targets, value = arguments.get("target"), arguments["value"]
    if not isinstance(targets, Mapping):
        return found
    ranges = dict.fromkeys(tuple(each) if isinstance(each, list) else each for each in targets.values()
                           if isinstance(each, (tuple, list, str)))  # fmt: skip
    if not ranges:
        return found
    told = {str(number): each for number, each in enumerate(ranges)}
    names = {name: f"{name} of {value}" for name in ("series", "period")}
    tried = pa.table({names["series"]: [*told], names["period"]: ["2024-04"] * len(told), value: [1.0] * len(told)})
    shown = project(tried, value=value, accrual="flow", target=told, **names).schema
    ends = [field for field in shown if field.name.startswith("target_")]
    at = found.get_field_index("target")
    fields = [*found]
    return pa.schema([*fields[:at], *(ends or [fields[at]]), *fields[at + 1 :]])


def fitted(table: pa.Table, columns: pa.Schema) -> pa.Table:
    """A result in the columns that were declared: a target that is one number among bounds is both of them."""
    if "target" in table.schema.names and "target" not in columns.names:
        for end in ("target_lower", "target_upper"):
            table = table.append_column(end, table["target"])
        for end in ("target_lower_open", "target_upper_open"):
            table = table.append_column(end, pa.array(np.zeros(len(table), bool)))
    return table.select(columns.names).cast(columns)


def project_each(project: Project, table: pa.Table, arguments: Mapping[str, Any]) -> pa.Table:
    """Every series of a table by what itself has shown: none borrows the errors of others, which differ by task."""
    series = arguments["series"]
    result: pa.Table = project(table, **_of_these(table, series, arguments))
    borrowers = np.flatnonzero(_may_borrow(result))
    if not len(borrowers):
        return result
    codes = codes_of(table, series)
    order = np.argsort(codes, kind="stable")
    starts = np.searchsorted(codes[order], np.arange(len(result) + 1))
    alone: list[pa.Table] = []
    at = np.arange(len(result))
    for first in range(0, len(borrowers), _TOO_FEW):
        few = borrowers[first : first + _TOO_FEW]
        rows = np.sort(np.concatenate([order[starts[one] : starts[one + 1]] for one in few]))
        part = table.take(pa.array(rows))
        alone.append(project(part, **_of_these(part, series, arguments)))
        at[few] = len(result) + first + np.arange(len(few))  # in the order of their first rows, as in the whole
    return pa.concat_tables([result, *alone]).take(pa.array(at))


def codes_of(table: pa.Table, series: str) -> Any:
    """The series of each row, in the order of their first rows."""
    return Frame(table).identifiers(series).codes


def _may_borrow(result: pa.Table) -> Any:
    """Which series have too few past years to go by their own errors."""
    method, status = (np.asarray(result[name].to_pylist(), object) for name in ("method", "status"))
    years = np.asarray(result["past_years"].fill_null(0))
    return (status == "projected") & (method != "combination") & (years < _YEARS)


def _of_these(table: pa.Table, series: str, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments, of mappings what they say of the series of a table, None where they say nothing."""
    given = dict(arguments)
    mapped = {name: value for name, value in given.items() if name in _MAPPED and isinstance(value, Mapping)}
    if not mapped or not len(table):
        return given
    names = Frame(table).identifiers(series).as_given()
    for name, value in mapped.items():
        plain = {_core.plain_text(name_of(key)): each for key, each in value.items()}
        given[name] = {key: value.get(key, plain.get(_core.plain_text(name_of(key)))) for key in names}
    return given
