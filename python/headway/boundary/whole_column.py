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
from headway.boundary.numbered_days import days_in_order
from headway.language.sentences import is_whole

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_AND_NUMBER = re.compile(rf"(?<![a-z])(({'|'.join(_MONTHS)})[a-z]*)\.? ?(\d\d)(?!\d)", re.IGNORECASE)
_TWO_YEARS = re.compile(r"(\d\d) ?[-/] ?(\d\d)((?: ?[\[(].*)?)")
_ENOUGH = 3


def said_by_column(values: Iterable[Any], *, whole_months: bool = False) -> dict[str, str]:
    """Labels with two meanings, as labels with the one that their column shows.

    Of days in numbers: see `days_in_order`. "Apr 22" is of a year, and no day, where three months or more have its
    number or the labels are months one after another, unless all could be the first or the last days of their months.
    "15-16" is a year that spans two where all are, each the next.

    >>> from headway.boundary.whole_column import said_by_column
    >>> said_by_column(["Apr 22", "MAY22", "June 22"]), said_by_column(["08-09", "15-16"]), said_by_column(["Apr 22"])
    ({'Apr 22': 'Apr-22', 'MAY22': 'MAY-22', 'June 22': 'June-22'}, {}, {})
    >>> said_by_column(["11/12", "12/13", "13/14"])
    {'11/12': '2011/12', '12/13': '2012/13', '13/14': '2013/14'}
    """
    all_values = [*values]
    texts = (text for text in all_values if isinstance(text, str) and is_whole(text))
    plain = {text: plain for text in texts if (plain := _core.plain_text(text))}
    years = _years_that_span_two(plain) or _years_behind_months(plain)
    return {**days_in_order(all_values, whole_months=whole_months), **years}


def _years_that_span_two(plain: dict[str, str]) -> dict[str, str]:
    pairs = {text: pair for text, label in plain.items() if (pair := _TWO_YEARS.fullmatch(label))}
    if len(pairs) < len(plain) or any((int(pair[1]) + 1) % 100 != int(pair[2]) for pair in pairs.values()):
        return {}
    labels = {text: f"{_century(pair[1])}{pair[1]}/{pair[2]}{pair[3]}" for text, pair in pairs.items()}
    first = sorted({int(label[:4]) for label in labels.values()})
    one_by_one = len(first) > 1 and first == [*range(first[0], first[0] + len(first))]
    no_month = any(max(int(pair[1]), int(pair[2])) > len(_MONTHS) for pair in pairs.values())
    return labels if one_by_one and no_month else {}


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


def _years_behind_months(plain: dict[str, str]) -> dict[str, str]:
    if not any(_MONTH_AND_NUMBER.search(label) for label in plain.values()):
        return {}
    clear: list[Period] = []
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
    if max(map(len, of_number.values())) < _ENOUGH and not (successive and len(periods) >= _ENOUGH):
        return {}
    return {text: each.label for text, each in read.items()}


def _period(label: str) -> Period | None:
    try:
        return Period.parse(label)
    except HeadwayError:
        return None
