"""What a scorecard knows of a row and of a section, as tables and pages have it."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import NamedTuple, TypeAlias

from headway._core import Period, RatingRule
from headway.report.differences import Interval
from headway.report.earlier import Since
from headway.report.history import Points
from headway.report.year_ends import YearEnd

Counts: TypeAlias = dict[str, int]


class Against(NamedTuple):
    """A row against one comparator: its value, or the two ends of a range; its rating, and the reason for none; and
    which ends are themselves not meant."""

    ends: list[float]
    rating: str
    reason: str
    open_ends: tuple[bool, bool]


@dataclasses.dataclass(frozen=True)
class Row:
    """One result. Text is None where it is null or blank or has no column, and a figure is NaN where it is missing."""

    section: str
    indicator: str
    period: str | None
    when: Period | None
    unit: str | None
    polarity: str | None
    accrual: str | None
    previous: float
    latest: float
    change: float
    direction: str
    direction_reason: str
    rule: RatingRule  # against the first comparator
    rule_of_year_end: RatingRule | None
    dead_band: float
    doubts: list[str]  # what is odd about its figures
    statuses: Mapping[str, str]  # why there is no figure of a comparator, where `clean` said so
    marks: Mapping[str, str]  # what is said of a figure, by "latest", "previous" and comparators
    latest_status: str | None
    previous_status: str | None
    against: Mapping[str, Against]  # by comparator
    outlook: YearEnd | None
    history: Points  # the oldest first
    since: Mapping[str, Since]  # by what it is compared with besides the previous figure
    denominator: float  # what a percentage is of
    denominator_unit: str  # what that counts
    interval: Interval | None  # of the latest figure
    differs: Mapping[str, str]  # how that differs from its comparators by more than chance, where that is known
    note: str | None  # what a reader must know of its figures


@dataclasses.dataclass(frozen=True)
class Section:
    """One section: the numbers of its rows, how many results and indicators it has, and its counts."""

    name: str
    rows: list[int]
    results: int
    indicators: int
    ratings: Mapping[str, Counts]  # by comparator
    directions: Counts
