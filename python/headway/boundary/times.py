"""Times as callers give them: dates, periods of ours and of pandas, years, and text of each."""

from __future__ import annotations

import calendar
import datetime
import re
import sys
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from headway._core import HeadwayError, Period
from headway.boundary.scalars import is_missing

FIRST_YEAR, LAST_YEAR = 1000, 9999
UNITS = {1: "month", 3: "quarter", 12: "year"}
_MONTH = (
    "jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?|dec(ember)?"
)
_NAMED_MONTH = re.compile(rf"(?<![a-z])({_MONTH})(?![a-z])", re.IGNORECASE)
_SLASH, _JOIN = r"\s*[/\u2044]\s*", r"\s*[/.\-\u2010-\u2015\u2212\u2044]\s*"
_YEAR, _OF_12, _OF_31 = r"(19|20)\d\d", r"(0[1-9]|1[0-2])", r"(0[1-9]|[12]\d|3[01])"
_JOINED = re.compile(
    rf"(?<!\d)(\d{{1,4}}{_JOIN}\d\d?{_JOIN}\d{{1,4}}|{_YEAR}{_JOIN}(\d\d?|{_YEAR})|\d\d?{_JOIN}{_YEAR}"
    rf"|\d\d{_SLASH}\d\d)(?!\d)"
)
_RUN_TOGETHER = re.compile(rf"\s*({_YEAR}{_OF_12}({_OF_31})?|{_OF_31}{_OF_12}{_YEAR})\s*")


def is_pandas_period(value: Any) -> bool:
    """Whether it is a Period of pandas."""
    pandas = sys.modules.get("pandas")  # not imported: none
    return pandas is not None and isinstance(value, pandas.Period)


def is_year(value: Any) -> bool:
    """Whether it is a whole number that may mean a year."""
    whole = isinstance(value, (int, np.integer)) and not isinstance(value, bool)
    return whole and FIRST_YEAR <= int(value) <= LAST_YEAR


def ends_of(period: Any) -> tuple[datetime.datetime, datetime.datetime]:
    """The first and the last moment of a Period of pandas, to the microsecond."""
    first, last = (moment.asm8.astype("datetime64[us]").item() for moment in (period.start_time, period.end_time))
    return first, last


def read(text: str) -> datetime.datetime | Period | None:
    """A date as ISO 8601 writes it, or a period; None of other text."""
    try:
        return datetime.datetime.fromisoformat(text)
    except ValueError:
        pass
    try:
        return Period.parse(text)
    except HeadwayError:
        return None


def looks_like_a_time(text: str) -> bool:
    """Whether text that is not read may yet mean a time: 01/04/2023, 1 July 2023, Jul 23, 2022-23, 202307.

    >>> from headway.boundary.times import looks_like_a_time
    >>> [looks_like_a_time(text) for text in ("01/04/2023", "Jul 23", "202307", "Week 1", "May ward", "A-1")]
    [True, True, True, False, False, False]
    """
    digit = any(character.isdigit() for character in text)
    return digit and bool(_NAMED_MONTH.search(text) or _JOINED.search(text) or _RUN_TOGETHER.fullmatch(text))


def shown(value: Any) -> str:
    """A time that a caller gave, as a message shows it."""
    if isinstance(value, np.datetime64):
        value = value.astype("datetime64[us]")
    if isinstance(value, np.generic):
        value = value.item()
    if is_missing(value):
        return str(value)
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        value = value.date()
    if isinstance(value, datetime.date):
        return value.isoformat()
    return str(value) if isinstance(value, (str, Period)) or is_pandas_period(value) else f"{value!r:.60}"


class Span(NamedTuple):
    """Whole months: the first, counted from year 0, and how many; 0 of a first or a last day, which does not say."""

    start: int
    months: int


def span_of(value: Any) -> Span | None:
    """The whole months that a time is; None of any other."""
    if is_missing(value):
        return None
    if isinstance(value, str):
        value = read(value)
    if isinstance(value, Period):
        return Span(12 * value.start.year + value.start.month - 1, value.months)
    if is_pandas_period(value):
        first, last = ends_of(value)
        ends = last.day == calendar.monthrange(last.year, last.month)[1] and last.time() == datetime.time.max
        if not (first.day == 1 and first.time() == datetime.time.min and ends):
            return None
        start = 12 * first.year + first.month - 1
        return Span(start, 12 * last.year + last.month - start)
    if isinstance(value, np.datetime64):
        value = value.astype("datetime64[us]").item()
    if isinstance(value, datetime.date):
        whole_day = not isinstance(value, datetime.datetime) or value.time() == datetime.time()
        ends = value.day in (1, calendar.monthrange(value.year, value.month)[1])
        return Span(12 * value.year + value.month - 1, 0) if whole_day and ends else None
    if isinstance(value, (int, float, np.number)) and not isinstance(value, bool):
        is_year = float(value).is_integer() and FIRST_YEAR <= value <= LAST_YEAR
        return Span(12 * int(value), 12) if is_year else None
    return None


class Absent(NamedTuple):
    """Whole months, quarters or years that are between others and have no row."""

    unit: str
    number: int
    times: list[Any]  # the first of them, in the kind of the times about them


def absent(times: Sequence[Any], most: int) -> Absent | None:
    """Which are without a row, where all times, in their order, are whole months, quarters or years of one kind.

    Of dates that are first days, or last days, the kind is the least distance between two.

    >>> from headway.boundary.times import absent
    >>> absent(["2024-04", "2024-05", "2024-08"], 4)
    Absent(unit='month', number=2, times=[Period('2024-06'), Period('2024-07')])
    >>> absent([2019, 2020, 2022], 4), absent(["Week 1", "Week 3"], 4)
    (Absent(unit='year', number=1, times=[2021]), None)
    """
    spans = [span_of(time) for time in times]
    known = [span for span in spans if span is not None]
    if len(known) < max(2, len(spans)) or len({span.months for span in known}) > 1:
        return None
    days = {day_of(time).day == 1 for time, span in zip(times, known, strict=True) if not span.months}
    steps = np.diff([span.start for span in known])
    length = known[0].months or int(steps.min())
    if len(days) > 1 or length not in UNITS or (steps <= 0).any() or (steps % length).any():
        return None
    lacking = steps // length - 1
    if not lacking.any():
        return None
    found = [
        _moved(times[i], length, k + 1)
        for i in np.flatnonzero(lacking)[:most]
        for k in range(min(int(lacking[i]), most))
    ]
    return Absent(UNITS[length], int(lacking.sum()), found[:most])


def day_of(value: Any) -> datetime.date:
    """The day of a time that `span_of` takes for a first or a last one."""
    if isinstance(value, str):
        value = read(value)
    if isinstance(value, np.datetime64):
        value = value.astype("datetime64[us]").item()
    assert isinstance(value, datetime.date)
    return value.date() if isinstance(value, datetime.datetime) else value


def _moved(value: Any, months: int, times: int) -> Any:
    """So many times so many months later, in the kind of the value."""
    if isinstance(value, str):
        value = read(value)
    if isinstance(value, Period):
        return value.shifted(months * times)
    if is_pandas_period(value) or not isinstance(value, (datetime.date, np.datetime64)):
        return value + times
    day = day_of(value)
    year, month = divmod(12 * day.year + day.month - 1 + months * times, 12)
    return datetime.date(year, month + 1, 1 if day.day == 1 else calendar.monthrange(year, month + 1)[1])
