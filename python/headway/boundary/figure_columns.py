"""The columns of figures that are rated: which, by the arguments that name them, and of which types."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pyarrow as pa

from headway._core import HeadwayError
from headway.boundary.problems import refuse
from headway.boundary.schemas import NUMBERS, TEXT, Columns, bounds_beside, named_column


def comparator_names(comparators: Iterable[str]) -> tuple[str, ...]:
    """The names once, in order; text that stands alone and a name that stands twice are refused."""
    if not isinstance(comparators, Iterable):
        raise HeadwayError(f"comparators: found {type(comparators).__name__}; accepted: column names, or () for none")
    if isinstance(comparators, str):
        raise HeadwayError(f"comparators: found text {comparators!r}; accepted: several names, ({comparators!r},)")
    names = tuple(comparators)
    twice = [name for i, name in enumerate(names) if name in names[:i]]
    if twice:
        raise HeadwayError(f"comparators: found {twice[0]!r} twice; accepted: each column once")
    return names


def previous_names(previous: str | Iterable[str] | None) -> tuple[str | None, tuple[str, ...]]:
    """The figure that results are compared with first, and the others; none twice."""
    if previous is None or isinstance(previous, str) or not isinstance(previous, Iterable):
        return previous, ()  # what is no name is refused by the frame
    accepted = "the name of a column, or several, ('previous', 'year_start')"
    names = tuple(previous)
    refuse([f"previous: found {type(name).__name__}; accepted: {accepted}" for name in names
            if not isinstance(name, str)])  # fmt: skip
    refuse([f"previous: found {name!r} twice; accepted: each column once" for name in dict.fromkeys(names)
            if names.count(name) > 1])  # fmt: skip
    return (names[0], names[1:]) if names else (None, ())


def columns_of(schema: pa.Schema, arguments: Mapping[str, Any]) -> Columns:
    """The columns that ratings read, by the arguments of `headway.assess`."""
    first, others = previous_names(arguments["previous"])
    if first == "previous" and first not in schema.names:
        first = None
    before = [] if first is None else [first, *others]
    against, accrual = comparator_names(arguments["comparators"]), arguments["accrual"]
    if accrual is None and "accrual" in schema.names:
        accrual = "accrual"
    numbers = {name: named_column(schema, NUMBERS, name, arguments[name])
               for name in ("tolerance", "amber_limit", "dead_band")}  # fmt: skip
    return {
        "latest": (NUMBERS, [arguments["latest"]]), "previous": (NUMBERS, before), "comparators": (NUMBERS, against),
        **bounds_beside(schema, [arguments["latest"], *before, *against]),
        **named_column(schema, TEXT, "polarity", arguments["polarity"]),
        **named_column(schema, TEXT, "basis", arguments["basis"]),
        **numbers["tolerance"], **numbers["amber_limit"], **numbers["dead_band"],
        "accrual": (TEXT, [] if accrual is None else [accrual]),
    }  # fmt: skip
