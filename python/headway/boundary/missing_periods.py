"""Which periods between others have no row."""

from __future__ import annotations

import datetime
from calendar import monthrange
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from headway._core import Period
from headway.boundary.times import NUMBERS, UNITS, day_of, read_text, span_of, year_and_month


class MissingPeriods(NamedTuple):
    """Whole months, quarters or years that are between others and have no row."""

    unit: str
    number: int
    times: list[Any]  # the first of them, in the kind of the times about them


def missing_periods(times: Sequence[Any], most: int) -> MissingPeriods | None:
    """Which are without a row, where all times, in their order, are whole months, quarters or years of one kind.

    Of dates that are first days, or last days, the kind is the least distance between two.

    >>> from headway.boundary.missing_periods import missing_periods
    >>> missing_periods(["2024-04", "2024-05", "2024-08"], 4)
    MissingPeriods(unit='month', number=2, times=[Period('2024-06'), Period('2024-07')])
    >>> missing_periods([2019, 2020, 2022], 4), missing_periods(["Week 1", "Week 3"], 4)
    (MissingPeriods(unit='year', number=1, times=[2021]), None)
    """
    spans = [span for span in map(span_of, times) if span is not None]
    if len(spans) < max(2, len(times)) or len({span.months for span in spans}) > 1:
        return None
    first_days = {day_of(time).day == 1 for time, span in zip(times, spans, strict=True) if not span.months}
    steps = np.diff([span.start for span in spans])
    length = spans[0].months or int(steps.min())
    if len(first_days) > 1 or length not in UNITS or (steps <= 0).any() or (steps % length).any():
        return None
    lacking = (steps // length - 1).tolist()
    if not any(lacking):
        return None
    found = [_shifted(times[i], length * (k + 1)) for i, number in enumerate(lacking) for k in range(min(number, most))]
    return MissingPeriods(UNITS[length], sum(lacking), found[:most])


def _shifted(value: Any, months: int) -> Any:
    """So many months later, in the kind of the value: a year, a period, or the first or last day of a month."""
    if isinstance(value, str) and isinstance(period := read_text(value), Period):
        value = period
    if isinstance(value, Period):
        return value.shifted(months)
    span = span_of(value)
    assert span is not None
    if isinstance(value, NUMBERS) and span.months == 1:
        year, month = year_and_month(span.start + months)
        return 100 * year + month
    if span.months:  # a year as a number, or a period of pandas
        return value + months // span.months
    first = day_of(value).day == 1
    year, month = year_and_month(span.start + months)
    return datetime.date(year, month, 1 if first else monthrange(year, month)[1])
