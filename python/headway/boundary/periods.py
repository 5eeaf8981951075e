"""When the rows of series are, where they follow one another period by period."""

from __future__ import annotations

import decimal
import numbers
from typing import Any

import numpy as np

from headway import _core
from headway._core import HeadwayError, Period
from headway.boundary.arguments import Arguments, Floats, Groups, time_index
from headway.boundary.problems import refuse
from headway.boundary.scalars import is_missing
from headway.boundary.times import FIRST_YEAR, LAST_YEAR, UNITS, Span, day_of, read, shown, span_of

MOST_STEPS = 10_000
_YEARS = f"a year from {FIRST_YEAR} to {LAST_YEAR}, a label such as 2022/23, a period of one year or a date on 1 January"
_STEPS = (
    f"a year from {FIRST_YEAR} to {LAST_YEAR}, a label such as 2022/23 or 2024-09, a period of one month, quarter or "
    "year, or the first or last day of a month"
)


def steps_of(inputs: Arguments, period: Any, *, years: bool = False) -> Floats:
    """The number of each row's period, one apart where they follow one another; NaN where it has none.

    All are years, which begin in one month, or without `years` quarters or months.
    """
    cells = _cells(inputs, period)
    first: dict[Any, int] = {}  # of each, the first row
    try:
        for row, cell in enumerate(cells):
            first.setdefault(cell, row)
    except TypeError:
        raise HeadwayError(f"period: found lists, or what is no period; accepted: {_YEARS if years else _STEPS}") from None
    known: dict[Any, Span] = {}
    problems = []
    for cell, row in first.items():
        if not is_missing(cell):
            try:
                known[cell] = _span(cell, years)
            except HeadwayError as error:
                problems.append(f"{_where(inputs, period, row)}: {error}")
    refuse(problems)
    # Dates do not say of what: of years where all are of one month, of quarters where all are three months apart.
    dates = [span.start for span in known.values() if not span.months]
    of_dates = next(months for months in sorted(UNITS, reverse=True) if len({start % months for start in dates}) <= 1)
    known = {cell: Span(span.start, span.months or of_dates) for cell, span in known.items()}
    lengths = sorted({span.months for span in known.values()})
    if len(lengths) > 1:
        found = " and ".join(f"{UNITS[length]}s" for length in lengths)
        raise HeadwayError(f"period: found {found}; accepted: periods of one kind")
    begins: dict[int, Any] = {}
    for cell, span in known.items():
        if not isinstance(cell, numbers.Number):  # a number does not say when its year begins
            begins.setdefault(span.start % span.months, cell)
    if len(begins) > 1:
        found, unit = " and ".join(repr(str(cell)) for cell in list(begins.values())[:2]), UNITS[lengths[0]]
        raise HeadwayError(
            f"period: found {found}, {unit}s that begin in different months; accepted: one kind of {unit}"
        )
    steps: dict[Any, float] = {cell: span.start // span.months for cell, span in known.items()}
    steps |= {cell: np.nan for cell in first if is_missing(cell)}
    return np.array([steps[cell] for cell in cells], np.float64)


def _where(inputs: Arguments, period: Any, row: int) -> str:
    return f"period[{row}]" if inputs.frame is None else f"row {row}, column {period!r}"


def _cells(inputs: Arguments, period: Any) -> list[Any]:
    if inputs.frame is not None:
        if not isinstance(period, str):
            raise HeadwayError(f"period: found {type(period).__name__} with data; accepted: the name of a column")
        inputs.frame.require([period])
        return inputs.frame.values(period)
    if isinstance(period, str) or np.ndim(period) != 1:
        raise HeadwayError(f"period: found {type(period).__name__}; accepted: an array of periods, one a point")
    cells = period.to_pylist() if hasattr(period, "to_pylist") else list(period)
    inputs.check_index("period", period)
    if len(cells) != inputs.rows:
        raise HeadwayError(f"period: found {len(cells)} for {inputs.rows} points; accepted: one a point")
    return cells


def _span(cell: Any, years: bool) -> Span:
    """The months of one row's period; 0 of a date, which begins or ends one."""
    accepted = _YEARS if years else _STEPS
    if isinstance(cell, str):
        text = read(cell)
        cell = Period.parse(cell) if text is None else text  # which says what is wrong with it
    if isinstance(cell, decimal.Decimal):
        cell = float(cell)
    span = None if isinstance(cell, bool) else span_of(cell)
    if span is None or (years and not span.months and (day_of(cell).day, day_of(cell).month) != (1, 1)):
        raise HeadwayError(f"found {shown(cell)}; accepted: {accepted}")
    if span.months not in ((0, 12) if years else (0, *UNITS)):
        one = "periods of one year" if years else "months, quarters or years"
        raise HeadwayError(f"found {str(cell)!r}; accepted: {one}, which do not overlap")
    return span


def in_steps(inputs: Arguments, period: Any, **arguments: Any) -> tuple[Groups, int, Floats]:
    """The values of each series in the order of their periods, one a step, NaN where there is no row.

    Before them the codes of their series, and how many there are. `arguments` are the values as the caller gave them.
    """
    codes, count, values = inputs.pooled(), inputs.group_count, next(inputs[name] for name in arguments)
    if period is None:
        refuse_unordered(inputs, **arguments)
        return codes, count, values
    steps = steps_of(inputs, period)
    lacking = np.flatnonzero(np.isnan(steps)).tolist()
    refuse([f"{_where(inputs, period, row)}: found none; accepted: one for every row" for row in lacking])
    if not len(steps):
        return codes, count, values
    rows, offsets = _core.order_rows(codes, count, steps)
    first, last = rows[offsets[:-1]], rows[offsets[1:] - 1]
    lengths = (steps[last] - steps[first]).astype(np.int64) + 1
    refuse([
        f"rows {first[series]} and {last[series]}, period: found {lengths[series]:,} steps from one to the other; "
        f"accepted: at most {MOST_STEPS:,}"
        for series in np.flatnonzero(lengths > MOST_STEPS)
    ])
    begins = np.cumsum(lengths) - lengths
    spread = np.full(int(lengths.sum()), np.nan)
    spread[begins[codes] + (steps - steps[first][codes]).astype(np.int64)] = values
    return np.repeat(np.arange(count, dtype=np.int32), lengths), count, spread


def refuse_unordered(inputs: Arguments, when: str = "period", **arguments: Any) -> None:
    """Refuse pandas rows whose index is of times that do not rise: the rows would be taken for their order.

    `when` is the argument that says otherwise.
    """
    index = time_index(arguments.values() if inputs.frame is None else [inputs.frame.index])
    if index is None:
        return
    codes = inputs.pooled()
    order = np.argsort(codes, kind="stable")
    falls = np.flatnonzero((np.diff(codes[order]) == 0) & (np.diff(index.asi8[order]) <= 0))
    if index.hasnans or len(falls):
        found = f"rows {order[falls[0]]} and {order[falls[0] + 1]}" if len(falls) else "rows without one"
        raise HeadwayError(
            f"{next(iter(arguments))}: found an index of times that does not rise ({found}); accepted: one that does "
            f"(sort_index(), or {when}=)"
        )
