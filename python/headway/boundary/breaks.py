"""Breaks of a series as callers give them: spans that nothing is learned from, and new beginnings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from headway._core import Period
from headway.boundary.frames import Frame
from headway.boundary.problems import Problems, refusal
from headway.boundary.scalars import is_missing
from headway.boundary.times import Time, period_of, periods_of
from headway.language.counts import number_of
from headway.vocabulary import CalendarWord

Break: TypeAlias = tuple[Period, Period | None]
Breaks: TypeAlias = Time | tuple[Time, Time] | Iterable[Time | tuple[Time, Time]]
ACCEPTED = "a time where it begins anew, a span ('Apr 2020 to Sep 2020', or a pair), or a list of these"


def breaks_of(given: Any, name: str = "breaks", calendar: CalendarWord | int = "financial") -> list[Break]:
    """Each as its first and its last period, the last None of a time that stands alone.

    A pair of times is a span, a list several breaks; a time alone is left to the series, of which one that is longer
    than a point is a span and any other a new beginning.

    >>> from headway.boundary.breaks import breaks_of
    >>> breaks_of(("2020-04", "2020-09"))
    [(Period('2020-04'), Period('2020-09'))]
    >>> breaks_of(["2020-04", "2022-04"])
    [(Period('2020-04'), None), (Period('2022-04'), None)]
    """
    if given is None:
        return []
    if _is_one(given):
        return [_break(given, name, calendar)]
    if isinstance(given, Mapping) or getattr(given, "ndim", 1) != 1:  # an array of none or two dimensions
        raise refusal(name, f"{type(given).__name__} {given!r:.60}", ACCEPTED)
    problems, found = Problems(), []
    for place, one in enumerate(given):
        with problems:
            found.append(_break(one, f"{name}[{place}]", calendar))
    problems.refuse()
    return found


def _is_one(given: Any) -> bool:
    """Whether it is a single break: a time, or two in a tuple."""
    if isinstance(given, tuple) and len(given) == 2:
        return not any(isinstance(end, (tuple, list)) for end in given)
    return isinstance(given, (str, Period)) or not isinstance(given, Iterable)


def _break(given: Any, name: str, calendar: CalendarWord | int) -> Break:
    if isinstance(given, (tuple, list)):
        if len(given) != 2:
            raise refusal(name, number_of(len(given), "time"), "two, the first and the last of a span")
        first, last = (period_of(end, f"{name}[{place}]", calendar) for place, end in enumerate(given))
        return first, last
    return period_of(given, name, calendar, accepted=ACCEPTED), None


def breaks_of_column(frame: Frame, column: str, codes: npt.NDArray[np.int32], count: int,
                     calendar: CalendarWord | int) -> list[list[Break]]:  # fmt: skip
    """Of each of so many series what any of its rows says, each once; a null says nothing."""
    said = np.flatnonzero([not is_missing(value) and value != "" for value in frame.values(column)])
    of_series: list[list[Break]] = [[] for _ in range(count)]
    if not len(said):
        return of_series
    of_rows, periods = periods_of(frame, column, calendar, among=said, accepted=ACCEPTED)
    for row in said.tolist():
        one = (periods[of_rows[row]], None)
        if one not in of_series[codes[row]]:
            of_series[codes[row]].append(one)
    return of_series
