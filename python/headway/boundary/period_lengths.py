"""How long the periods of a series are: one length for all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from headway._core import Period
from headway.boundary import times
from headway.language.counts import number_of


def of_other_lengths(rows: Sequence[Any], series: Iterable[Any]) -> list[tuple[int, Any, str]]:
    """Of each series its first row of periods that are longer or shorter than those before, and what was found.

    A day, and a run of months, which may be the year to date, is of any length.

    >>> from headway.boundary.period_lengths import of_other_lengths
    >>> of_other_lengths(["2024-04", "2024-05", "2024/25"], "aaa")
    [(2, 'a', "found '2024/25' of 12 months and '2024-04' of 1 month")]
    """
    length_of = {value: _fixed_length(value) for value in dict.fromkeys(rows)}
    first: dict[Any, Any] = {}
    found: dict[Any, tuple[int, Any, str]] = {}
    for row, (value, of) in enumerate(zip(rows, series, strict=True)):
        if not (length := length_of[value]):
            continue
        before = first.setdefault(of, value)
        if length_of[before] != length:
            texts = (f"{times.text_of(each)!r} of {number_of(length_of[each], 'month')}" for each in (value, before))
            found.setdefault(of, (row, of, f"found {' and '.join(texts)}"))
    return [*found.values()]


def _fixed_length(value: Any) -> int:
    """The months of a period that is one by its kind; 0 of any other time."""
    period = times.labelled(value) if isinstance(value, str) else value
    if isinstance(period, Period):
        return 0 if period.kind in ("day", "months") else period.months
    span = times.span_of(period) if times.is_pandas_period(period) else None
    return 0 if span is None else span.months
