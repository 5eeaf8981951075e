"""Days in numbers, 30/09/2024 or 30/09/24: a column says of all of them which number is the day, or it is not known."""

from __future__ import annotations

import datetime
import re
from calendar import monthrange
from collections.abc import Iterable
from itertools import pairwise
from typing import Any, NamedTuple

from headway.boundary.lines_for_dates import InLine
from headway.boundary.scalars import is_missing

# Asked about first by `may_mean_two` of the core: a pattern that is widened here is widened there.
NUMBERED_DAY = re.compile(r"\s*(\d\d?)([/.-])(\d\d?)\2(\d{4}|\d\d)(?:[ T]00:00(?::00)?)?\s*")
_FIRST_TWO_DIGIT_YEAR = 70  # two digits are of 1970 to 2069, as `Period.parse` reads them


class _Day(NamedTuple):
    """Two numbers, of which one is the month, and a year."""

    first: int
    second: int
    year: int

    @classmethod
    def of(cls, first: str, second: str, year: str) -> _Day:
        century = 0 if len(year) == 4 else 1900 if int(year) >= _FIRST_TWO_DIGIT_YEAR else 2000
        return cls(int(first), int(second), century + int(year))

    def date(self, day_first: bool) -> datetime.date | None:
        """The day in one order of its numbers; None where there is none."""
        day, month = (self.first, self.second) if day_first else (self.second, self.first)
        real = self.year >= 1 and 1 <= month <= 12 and 1 <= day <= monthrange(self.year, month)[1]
        return datetime.date(self.year, month, day) if real else None

    def ends_a_month(self, day_first: bool) -> bool:
        """Whether it is the first or the last of its month."""
        date = self.date(day_first)
        return date is not None and date.day in (1, monthrange(date.year, date.month)[1])


def days_in_order(values: Iterable[Any], *, whole_months: bool = False) -> dict[str, str]:
    """Days in numbers of a column, where it shows which number is the day, as ISO days.

    A number above 12 shows it. So do, of `whole_months`, three days or more that in one order alone are all the first
    or the last of theirs, unless they may as well be working days of one January: see `_shows_months`. A year in two
    digits comes last, but where the column looks more like years that come first.

    >>> from headway.boundary.numbered_days import days_in_order
    >>> days_in_order(["01/10/2024", "30/09/24"]), days_in_order(["01/10/2024", "02/10/2024"])
    ({'01/10/2024': '2024-10-01', '30/09/24': '2024-09-30'}, {})
    >>> days_in_order(["24/09/30", "24/10/31", "24/11/30"])
    {}
    >>> days_in_order(["03/01/2023", "04/01/2023", "05/01/2023"], whole_months=True)
    {}
    """
    found = {value: match for value in values if isinstance(value, str) and (match := NUMBERED_DAY.fullmatch(value))}
    days = {value: _Day.of(match[1], match[3], match[4]) for value, match in found.items()}
    orders = {day.first > 12 for day in days.values() if max(day.first, day.second) > 12}
    if whole_months and not orders and len(days) >= 3:
        orders = {first for first in (True, False) if _shows_months([*days.values()], first)}
    if len(orders) != 1 or _years_come_first([*found.values()]):
        return {}
    day_first = orders.pop()
    return {value: date.isoformat() for value, day in days.items() if (date := day.date(day_first))}


def _shows_months(days: list[_Day], day_first: bool) -> bool:
    """Whether days are in one order all the first or the last of their months, and in the other are no better.

    In the other all are of January. Where that is one January, first days say months in British order alone, and with
    as many months from each to the next; in American order they do where the others are no working days in a row.
    """
    if not all(day.ends_a_month(day_first) for day in days):
        return False
    months = sorted({12 * day.year + (day.second if day_first else day.first) for day in days})
    others = sorted({date for day in days if (date := day.date(not day_first))})
    if len({date.year for date in others}) > 1 or (day_first and any(date.weekday() > 4 for date in others)):
        return True
    regular = len({after - before for before, after in pairwise(months)}) <= 1
    in_a_row = all(_working_days(before, after) <= 1 for before, after in pairwise(others))
    return regular and (day_first or not in_a_row)


def _working_days(before: datetime.date, after: datetime.date) -> int:
    """How many days of the week, but for its end, lie from one day to the next, without the last."""
    return sum((before + datetime.timedelta(days=day)).weekday() < 5 for day in range((after - before).days))


def _years_come_first(found: list[re.Match[str]]) -> bool:
    """Whether days look more like 24/09/30 than like 30/09/24: all at an end of their month, or of fewer years."""
    last = [_Day.of(match[1], match[3], match[4]) for match in found]
    first = [_Day.of(match[4], match[3], match[1].zfill(2)) for match in found]
    if any(len(match[4]) == 4 for match in found) or any(day.date(True) is None for day in first):
        return False

    def likelihood(days: list[_Day]) -> tuple[bool, int]:
        years = [day.year for day in days]
        return all(day.ends_a_month(True) for day in days), min(years) - max(years)

    return likelihood(first) > likelihood(last)


def line_for_dates(column: InLine, values: Iterable[Any]) -> str:
    """What to write for a column of days in numbers that does not show their order; empty where that would not read it.

    It chooses no order: which it is, the caller knows.

    >>> from headway.boundary.lines_for_dates import InLine
    >>> from headway.boundary.numbered_days import line_for_dates
    >>> due = InLine.of_frame("pandas", "due")
    >>> line_for_dates(due, ["01/04/2024", "2024-05-06"]), line_for_dates(due, ["31/02/2025"])
    ('', '')
    """
    texts = [value for value in values if not is_missing(value)]
    days = [match for text in texts if isinstance(text, str) and (match := NUMBERED_DAY.fullmatch(text))]
    shapes = {(match[2], len(match[4])) for match in days}
    read = [_Day.of(match[1], match[3], match[4]) for match in days]
    if len(days) != len(texts) or len(shapes) != 1 or any(":" in text or text != text.strip() for text in texts):
        return ""
    if not all(day.date(day_first) for day in read for day_first in (True, False)):
        return ""
    (sign, digits), *_ = shapes
    year = "%Y" if digits == 4 else "%y"
    orders = {"the day comes first": f"%d{sign}%m{sign}{year}", "the month does": f"%m{sign}%d{sign}{year}"}
    return ", ".join(f"{column.dates(shape)} where {where}" for where, shape in orders.items())
