"""What happened: a regular series that knows how it adds up over a year."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from headway import _core
from headway._core import HeadwayError, Period
from headway.boundary.arguments import index_of, time_index
from headway.boundary.breaks import Breaks, breaks_of
from headway.boundary.marks import SETS, bits_of, marks_of_points
from headway.boundary.problems import refusal
from headway.boundary.times import Time, each_period_of, period_of
from headway.boundary.values import numbers_of
from headway.vocabulary import Accrual, AccrualWord, CalendarWord, Frequency, FrequencyWord


class Series:
    """A regular series, past years and this one together.

    Parameters
    ----------
    values : sequence of numbers
        Oldest first, one a period, in the indicator's unit; a list, NumPy array, or a pandas, Polars or pyarrow
        column. None and NaN are points that were not published. A pandas Series whose index is of times (dates,
        periods, or text that is all labels of them) is taken by its index, in any order; a period between that it does
        not have is a point that was not published.
    start : str, Period or date, optional
        The period of the first value, or its first month: "2021-04". Not needed where an index says it.
    accrual : Accrual or str
        `snapshot`, `flow`, `cumulative` (year to date as published), `average` or `rolling`.
    frequency : Frequency or str, default "month"
        `month`, `quarter`, `term` (four months) or `year`; or as people say it, "Quarterly".
    calendar : {'financial', 'academic', 'calendar'} or int, default 'financial'
        Where a year begins: April, September, January, or a month from 1 to 12.
    note : str, optional
        Where the points are from, for readers: "April to July reconstructed from printed rates". It is printed under
        charts and goes with the series, but is no part of what it says: series with the same points are equal.
    marks : sequence of str, optional
        What is said of each point, as `clean` has it: "provisional", "estimated; revised", nothing. Its period has it
        too, and a projection's reason says what its last points are. No part of equality either.
    breaks : time, (time, time) or list of these, optional
        What a projection is not to learn from. A pair of times, or a label of a range ("Apr 2020 to Sep 2020"), is a
        span that is left out, such as a closure; a time of a single point is where the series begins anew, such as a
        change of definition, and nothing before it is learned from. What was reached stays reached.

    Raises
    ------
    HeadwayError
        For text, booleans or infinities among the values, a start that does not begin a period of the year or is not
        that of the index, an index of another frequency or with a time twice, a note that is not text, marks that
        are none or not one a point, and breaks that are outside of the series, end before they begin, overlap, or
        leave nothing to learn from.

    Examples
    --------
    >>> s = hw.Series([18, 17, 16, 16, 19, 15], start="2024-04", accrual="flow")
    >>> s.periods[-1].label
    '2024-09'
    >>> s
    Series(6 points, 2024-04 to 2024-09, accrual='flow', frequency='month')
    >>> import pandas as pd
    >>> hw.Series(pd.Series([6, 5, 4], index=["Jun-24", "May-24", "Apr-24"]), accrual="flow").values
    array([4., 5., 6.])
    """

    def __init__(
        self, values: Sequence[float | None] | npt.NDArray[Any] | Any, *, start: Time | None = None,
        accrual: Accrual | AccrualWord,
        frequency: Frequency | FrequencyWord = "month", calendar: CalendarWord | int = "financial", note: str = "",
        marks: Iterable[str | None] | None = None, breaks: Breaks | None = None,
    ) -> None:  # fmt: skip
        if not isinstance(note, str):
            raise HeadwayError(f"note: found {note!r}; accepted: text")
        self._note = note
        first = None if start is None else period_of(start, "start", calendar)
        points = _points(values)
        self._marks = marks_of_points(marks, len(points))
        if (times := _times_of(values, calendar)) is not None:
            self._core = _core.assemble_series(points, times, accrual, frequency, calendar, self._marks)
            bits = [bits_of(period.marks) for period in self._core.periods]
            self._marks = np.array(bits, np.uint8) if any(bits) else None
            begins = self._core.start
            if first is not None and first.start != begins.start:
                found = f"{first.label!r}, where the index of values begins with {begins.label!r}"
                raise refusal("start", found, "no start, or values.to_numpy() for values in the order of their rows")
        elif first is None:
            raise refusal("start", "none", "the period of the first value, as in start='2024-04', or an index of times")
        else:
            self._core = _core.Series(points, first, accrual, frequency, calendar, self._marks)
        if given := breaks_of(breaks, "breaks", calendar):
            self._core = self._core.with_breaks(given)

    def with_breaks(self, breaks: Breaks | None) -> Series:
        """The same series with these breaks and no others.

        Parameters
        ----------
        breaks : time, (time, time) or list of these, or None
            As for `Series`.

        Returns
        -------
        Series

        Raises
        ------
        HeadwayError
            As for the `breaks` of `Series`.

        Examples
        --------
        >>> visits = hw.Series([9, 8, 0, 0, 9, 8], start="2020-02", accrual="flow")
        >>> visits.with_breaks("Apr 2020 to May 2020").breaks
        [(Period('2020-04'), Period('2020-05'))]
        """
        other = copy.copy(self)
        other._core = self._core.with_breaks(breaks_of(breaks, "breaks", self.calendar))
        return other

    def __len__(self) -> int:
        return len(self._core)

    @property
    def values(self) -> npt.NDArray[np.float64]:
        """The values, oldest first, read-only; NaN where none was published."""
        return self._core.values

    @property
    def periods(self) -> list[Period]:
        """The period of each value."""
        return self._core.periods

    @property
    def start(self) -> Period:
        """The period of the first value."""
        return self._core.start

    @property
    def accrual(self) -> Accrual:
        """How the series adds up over a year."""
        return Accrual(self._core.accrual)

    @property
    def frequency(self) -> Frequency:
        """How often the series has a value."""
        return Frequency(self._core.frequency)

    @property
    def calendar(self) -> int:
        """The month, 1 to 12, in which a year begins."""
        return self._core.calendar

    @property
    def note(self) -> str:
        """Where the points are from; empty where nothing was said."""
        return self._note

    @property
    def marks(self) -> list[str]:
        """What is said of each point; empty where nothing is."""
        return [""] * len(self) if self._marks is None else SETS[self._marks].tolist()

    @property
    def breaks(self) -> list[Period | tuple[Period, Period]]:
        """Spans that are left out of what is learned, as their first and last points; where it begins anew, one."""
        begins, spans = self._core.breaks
        return [*([] if begins is None else [begins]), *spans]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Series) or self._state()[1:] != other._state()[1:] or self.breaks != other.breaks:
            return False
        return np.array_equal(self.values, other.values, equal_nan=True)

    def _state(self) -> tuple[npt.NDArray[np.float64], Period, str, str, int]:
        return self.values, self.start, str(self.accrual), str(self.frequency), self.calendar

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuilt, (*self._state(), self._note, None if self._marks is None else self.marks, self.breaks)

    def __repr__(self) -> str:
        periods = self.periods
        span = f", {periods[0].label} to {periods[-1].label}" if periods else f" from {self.start.label}"
        plural = "" if len(self) == 1 else "s"
        return (
            f"Series({len(self)} point{plural}{span}, accrual={str(self.accrual)!r}, frequency={str(self.frequency)!r})"
        )


def _rebuilt(values: Any, start: Period, accrual: str, frequency: str, calendar: int, note: str = "",
             marks: list[str] | None = None, breaks: list[Any] | None = None) -> Series:  # fmt: skip
    return Series(values, start=start, accrual=Accrual(accrual), frequency=Frequency(frequency), calendar=calendar,
                  note=note, marks=marks, breaks=breaks)  # fmt: skip


def _times_of(values: Any, calendar: CalendarWord | int) -> list[Period] | None:
    """The times of a pandas Series that its index says; None of values without, and of an index of anything else."""
    index = index_of(values)
    if index is None or not len(index):
        return None
    if time_index([index]) is None:
        if time_index([index], numbered=True) is not None and not index.is_monotonic_increasing:
            raise refusal("values", "an index of years or months that does not rise", "one that does (sort_index())")
        return None
    return each_period_of(index, "index[{}]", calendar, days=True, whole_months=True)


def _points(values: Any) -> npt.NDArray[np.float64]:
    if isinstance(values, np.ndarray) and values.ndim != 1:
        raise HeadwayError(f"values: found an array of {values.ndim} dimensions; accepted: one dimension")
    try:
        return numbers_of(values, "values, point {row}")
    except TypeError:
        raise HeadwayError(
            f"values: found {type(values).__name__}; accepted: a list, array or column of numbers and None"
        ) from None
