"""Labels that are no times by themselves: those that may yet mean one, and those that are in no order of time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

DAYS_OF_EXCEL = range(32874, 73051)  # as Excel counts the days of 1990 to 2099
_MONTH = (
    "jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?|dec(ember)?"
)
_MONTH_ALONE = re.compile(rf"\s*({_MONTH})\s*", re.IGNORECASE)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_QUARTER_ALONE, _QUARTERS = re.compile(r"\s*(q[1-4])\s*", re.IGNORECASE), ("q1", "q2", "q3", "q4")
_NAMED_MONTH = re.compile(rf"(?<![a-z])({_MONTH})(?![a-z])", re.IGNORECASE)
_SLASH, _JOIN = r"\s*[/\u2044]\s*", r"\s*[/.\-\u2010-\u2015\u2212\u2044]\s*"
_YEAR, _OF_12, _OF_31 = r"(19|20)\d\d", r"(0[1-9]|1[0-2])", r"(0[1-9]|[12]\d|3[01])"
_JOINED = re.compile(rf"(?<!\d)(\d{{1,4}}{_JOIN}\d\d?{_JOIN}\d{{1,4}}|{_YEAR}{_JOIN}(\d\d?|{_YEAR})|\d\d?{_JOIN}{_YEAR}"
                     rf"|\d\d{_SLASH}\d\d)(?!\d)")  # fmt: skip
_FIVE_DIGITS = re.compile(r"\s*\d{5}\s*", re.ASCII)
_RUN_TOGETHER = re.compile(rf"\s*({_YEAR}{_OF_12}({_OF_31})?|{_OF_31}{_OF_12}{_YEAR})\s*")


def looks_like_a_time(text: str) -> bool:
    """Whether text that is not read may yet mean a time: 01/04/2023, 1 July 2023, Jul 23, 2022-23, 202307.

    >>> from headway.boundary.time_labels import looks_like_a_time
    >>> [looks_like_a_time(text) for text in ("01/04/2023", "Jul 23", "202307", "45413", "Week 1", "May ward", "A-1")]
    [True, True, True, True, False, False, False]
    """
    digit = any(character.isdigit() for character in text)
    named = _NAMED_MONTH.search(text) or _JOINED.search(text) or _RUN_TOGETHER.fullmatch(text)
    return digit and (named is not None or counts_days(text))


def counts_days(text: str) -> bool:
    """Whether it is a number as Excel counts days, of 1990 to 2099, that became text."""
    return _FIVE_DIGITS.fullmatch(text) is not None and int(text) in DAYS_OF_EXCEL


def count_backwards(labels: Sequence[str]) -> bool:
    """Whether labels that are no times by themselves, in the order of their rows, go back in time.

    Months and quarters without a year do where they pass more than one end of the year, as they never do forwards;
    three labels or more that differ in whole numbers alone do where these only fall.

    >>> from headway.boundary.time_labels import count_backwards
    >>> [count_backwards(labels) for labels in (["Mar", "Feb", "Jan"], ["Dec", "Jan", "Feb"], ["Q4", "Q1"],
    ...                                         ["Week 3", "Week 2", "Week 1"], ["Before", "After"])]
    [True, False, False, True, False]
    """
    for alone, names in ((_MONTH_ALONE, _MONTHS), (_QUARTER_ALONE, _QUARTERS)):
        found = [alone.fullmatch(label) for label in labels]
        if all(found):
            places = [names.index(each[1][:3].lower()) for each in found if each]
            return sum((after - before) % len(names) for before, after in pairwise(places)) >= len(names)
    shapes = {re.sub(r"\d+", "0", label) for label in labels}
    if len(labels) < 3 or len(shapes) > 1 or not re.search(r"[^\W\d]", shapes.pop()):  # numbers alone may be any
        return False
    counted = _counts(labels)
    return all(before > after for before, after in pairwise(counted))


def go_by_the_alphabet(labels: list[str]) -> bool:
    """Whether labels that differ in whole numbers alone stand in the order of text, in which 10 is before 2.

    A table that is grouped or turned leaves them so; a new year does not, which goes on from its first.

    >>> from headway.boundary.time_labels import go_by_the_alphabet
    >>> [go_by_the_alphabet(labels) for labels in (["P1", "P10", "P2"], ["P2", "P10", "P1"], ["P11", "P12", "P1"],
    ...                                            ["P1", "P2", "P10"], ["1", "10", "2"], ["P12", "P3", "P6", "P9"],
    ...                                            ["P12 2023", "P3 2024", "P6 2024", "P9 2024"])]
    [True, True, False, False, True, False, False]
    """
    if len({re.sub(r"\d+", "0", label) for label in labels}) != 1 or len(labels) < 3:
        return False
    counted = _counts(labels)
    if sorted(labels) not in (labels, labels[::-1]) or sorted(counted) in (counted, counted[::-1]):
        return False
    year_last = [numbers[::-1] for numbers in counted]
    once_round = labels == sorted(labels) and any(map(_rise_once_round, (counted, year_last)))
    return year_last != sorted(year_last) and not once_round


def _rise_once_round(counted: list[list[int]]) -> bool:
    """Whether numbers rise but for one new beginning below where they began, as 12, 3, 6, 9 do."""
    begins = next((row for row in range(1, len(counted)) if counted[row] < counted[row - 1]), 0)
    return counted[begins:] + counted[:begins] == sorted(counted)


def _counts(labels: Sequence[str]) -> list[list[int]]:
    """The whole numbers of each label."""
    return [[int(digits) for digits in re.findall(r"\d+", label)] for label in labels]
