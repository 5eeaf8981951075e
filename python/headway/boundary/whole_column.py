"""What a whole column says of labels that alone have two meanings."""

from __future__ import annotations

import re
from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise
from typing import Any, NamedTuple

from headway import _core
from headway._core import HeadwayError, Period
from headway.boundary.lines_for_dates import InLine
from headway.boundary.numbered_days import days_in_order
from headway.language.sentences import is_whole

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# What these read, `may_mean_two` of the core asks about first: a pattern that is widened here is widened there.
_MONTH_AND_NUMBER = re.compile(rf"(?<![a-z])(({'|'.join(_MONTHS)})[a-z]*)\.? ?(\d\d)(?!\d)", re.IGNORECASE)
_TWO_YEARS = re.compile(r"(\d\d) ?[-/] ?(\d\d)((?: ?[\[(].*)?)")
_YEAR_TO_YEAR = re.compile(r"((?:19|20)\d\d)([-/])((?:19|20)?\d\d)((?: ?[\[(].*)?)")  # no space about the sign
_ISO_DAY = re.compile(r"[0-9]{4}-[0-9][0-9]-[0-9][0-9]")
_MOST_POOLED = 50  # years that end in two digits, as `Period.parse` reads them: most_years_ending_in_two_digits
_ENOUGH = 3


def said_by_column(
    values: Iterable[Any], where: str, *, whole_months: bool = False, written: InLine | None = None
) -> dict[str, str]:
    """Labels with two meanings, as labels with the one that their column shows.

    `where` is the column in a message, `written` in the lines that it suggests, of a column of a frame.

    Of days in numbers: see `days_in_order`. "Apr 22" is of a year, and no day, where three months or more have its
    number, the labels are months one after another or the same months stand in the column, unless all could be the
    first or the last days of their months.
    "15-16" is a year that spans two where all are, each the next. So is "2005-06", and "2005-07" is three years, where
    one of the column is no month and all are of one length.

    Raises
    ------
    HeadwayError
        For labels that could be months or years where the column does not show which.

    >>> from headway.boundary.whole_column import said_by_column
    >>> said_by_column(["Apr 22", "MAY22", "June 22"], "period"), said_by_column(["08-09", "15-16"], "period")
    ({'Apr 22': 'Apr-22', 'MAY22': 'MAY-22', 'June 22': 'June-22'}, {})
    >>> said_by_column(["Sept 24", "Sep-24", "2023/24"], "period"), said_by_column(["Sept 24", "2023/24"], "period")
    ({'Sept 24': 'Sept-24'}, {})
    >>> said_by_column(["11/12", "12/13", "13/14"], "period")
    {'11/12': '2011/12', '12/13': '2012/13', '13/14': '2013/14'}
    >>> said_by_column(["2010-12", "2011-13"], "period"), said_by_column(["2010-11", "2010-12"], "period")
    ({'2010-12': '2010 - 12', '2011-13': '2011 - 13'}, {})
    """
    given = [*values]
    if not _core.any_may_mean_two(given):
        return {}
    days: list[str] = []  # that none can take for anything else
    others: list[Any] = []
    for value in given:
        (days if isinstance(value, str) and _ISO_DAY.fullmatch(value) else others).append(value)
    texts = [*dict.fromkeys(text for text in others if isinstance(text, str) and is_whole(text))]
    plain = {text: plain for text, plain in zip(texts, _core.plain_texts(texts), strict=True) if plain}
    years = _years_that_span_two(plain, days) or _years_behind_months(plain, days)
    years = years or _years_to_years(plain, days, where, written)
    return {**days_in_order(others, whole_months=whole_months), **years}


def _years_that_span_two(plain: dict[str, str], days: list[str]) -> dict[str, str]:
    if days:
        return {}
    pairs: dict[str, re.Match[str]] = {}
    for text, label in plain.items():
        pair = _TWO_YEARS.fullmatch(label)
        if pair is None or (int(pair[1]) + 1) % 100 != int(pair[2]):
            return {}
        pairs[text] = pair
    labels = {text: f"{_century(pair[1])}{pair[1]}/{pair[2]}{pair[3]}" for text, pair in pairs.items()}
    one_by_one = _one_by_one({int(label[:4]) for label in labels.values()})
    no_month = any(max(int(pair[1]), int(pair[2])) > len(_MONTHS) for pair in pairs.values())
    return labels if one_by_one and no_month else {}


def _one_by_one(years: set[int]) -> bool:
    return len(years) > 1 and max(years) - min(years) == len(years) - 1


def _century(two_digits: str) -> str:
    return "19" if int(two_digits) >= 70 else "20"


class _Read(NamedTuple):
    """A label whose numbers are read as years, and its last month and number."""

    label: str
    period: Period
    month: int
    number: int

    def may_end_a_month(self) -> bool:
        """Whether its number may be the first or the last day of its month."""
        return self.number in (1, *(monthrange(year, self.month)[1] for year in (2023, 2024)))


def _years_behind_months(plain: dict[str, str], days: list[str]) -> dict[str, str]:
    if not any(label.lower() != label.upper() and _MONTH_AND_NUMBER.search(label) for label in plain.values()):
        return {}
    clear = [period for day in dict.fromkeys(days) if (period := _period(day)) is not None]
    read: dict[str, _Read] = {}
    for text, label in plain.items():
        if (period := _period(label)) is not None:
            clear.append(period)
        elif found := [*_MONTH_AND_NUMBER.finditer(label)]:
            with_years = _MONTH_AND_NUMBER.sub(r"\1-\3", label)
            if (period := _period(with_years)) is not None:
                month = _MONTHS.index(found[-1][2].lower()) + 1
                read[text] = _Read(with_years, period, month, int(found[-1][3]))
    if all(each.may_end_a_month() for each in read.values()):
        return {}
    of_number: dict[int, set[Period]] = defaultdict(set)
    for each in read.values():
        of_number[each.number].add(each.period)
    periods = sorted({*clear, *(each.period for each in read.values())})
    successive = all(one.next() == other for one, other in pairwise(periods))
    by_itself = max(map(len, of_number.values())) >= _ENOUGH or (successive and len(periods) >= _ENOUGH)
    if not by_itself and not {each.period for each in read.values()} <= set(clear):
        return {}
    return {text: each.label for text, each in read.items()}


def _period(label: str) -> Period | None:
    try:
        return Period.parse(label)
    except HeadwayError:
        return None


class _YearToYear(NamedTuple):
    """Two years and nothing about their sign, 2005-06 or 2005-07, which up to 12 could be a month."""

    first: int
    more: int  # years after the first
    dash: bool
    month: bool
    mark: str

    @classmethod
    def of(cls, written: re.Match[str]) -> _YearToYear:
        first, dash, last = int(written[1]), written[2] == "-", written[3]
        more = (int(last) - first) % 100 if len(last) == 2 else int(last) - first
        return cls(first, more, dash, dash and len(last) == 2 and 1 <= int(last) <= len(_MONTHS), written[4])

    def may_be_years(self) -> bool:
        return 0 < self.more < _MOST_POOLED

    def label(self) -> str:
        return f"{self.first}{'/' if self.more == 1 else ' - '}{(self.first + self.more) % 100:02d}{self.mark or ''}"


def _years_to_years(plain: dict[str, str], days: list[str], where: str, written_as: InLine | None) -> dict[str, str]:
    written = {text: _YearToYear.of(pair) for text, label in plain.items() if (pair := _YEAR_TO_YEAR.fullmatch(label))}
    unclear = {text: each for text, each in written.items()
               if each.dash and each.may_be_years() and (each.month or each.more == 1)}  # fmt: skip
    if not unclear:
        return {}
    others = [_period(label) for text, label in plain.items() if text not in unclear]
    clear = {0 if each is None or each.kind not in ("year", "years") else _more_years(each) for each in others}
    clear |= {0} if days else set()
    no_month = {each.more for each in unclear.values() if not each.month}
    if len(clear | {each.more for each in unclear.values()}) > 1:
        doubtful = {text: each for text, each in unclear.items() if each.month and each.more in clear | no_month}
        if not doubtful:
            return {}
        raise HeadwayError(_could_be_both(doubtful, where, None))
    firsts = {each.first for each in unclear.values()}
    if clear or (no_month and _one_by_one(firsts)):
        return {text: each.label() for text, each in written.items()}
    if no_month or len(firsts) == 1:
        return {}
    raise HeadwayError(_could_be_both(unclear, where, written_as))


def _more_years(period: Period) -> int:
    """The years after the first of a period of whole years; 0 of one year by the calendar, which has but one."""
    return int(period.start.month != 1) if period.kind == "year" else period.months // 12 - 1


def _could_be_both(labels: dict[str, _YearToYear], where: str, written: InLine | None) -> str:
    """Labels that could be months or years; the whole column where it is `written`."""
    texts = [*labels][:2]
    years, months = " and ".join(labels[text].label() for text in texts) + " for years", "names of months for months"
    if written and not any(each.mark or "-" not in text for text, each in labels.items()):
        joined = "/" if labels[texts[0]].more == 1 else " - "
        years += f" ({written.replaced('-', joined)})"
        months = f"dates for months ({written.months()})"
    return (f"{where}: found {' and '.join(map(repr, texts))}{' and so on' * (len(labels) > 2)}, which could be months "
            f"or years; accepted: {years}, {months}")  # fmt: skip
