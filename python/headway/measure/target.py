"""Targets as people write them, read: one, or a column of them."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from headway import _core
from headway._core import HeadwayError, Period
from headway.boundary.accrual import accrual_column
from headway.boundary.frames import Frame, Given
from headway.boundary.polarity import polarities_of, polarity_code
from headway.boundary.problems import Problems, refuse
from headway.boundary.scalars import Ends, Told, bounds, bytes_of, flag, is_missing, text_of
from headway.boundary.times import Time, labelled, period_of, periods_of, say_no_time
from headway.measure.profile import RelativeTarget, baseline_of
from headway.series import Series
from headway.vocabulary import CalendarWord, ChangeIs, Polarity


@dataclasses.dataclass(frozen=True)
class Target(Told):
    """What is to be reached, by when, and how it was told. Made by `read_target`.

    It is taken wherever a target is one number or the bounds of a range.

    Attributes
    ----------
    value : float or (float or None, float or None)
        The number, or the bounds of a range, of which None is not there. NaN where what it is measured from is missing.
    by : Period or None
        To be reached by the end of this period; None where it was not said.
    relative : RelativeTarget or None
        The change and what it is measured from; None of a number.
    text : str
        As it was written.
    lower_open, upper_open : bool
        Whether a bound is itself not meant: exactly 50 is not "over 50".
    """

    value: float | tuple[float | None, float | None]
    by: Period | None = None
    relative: RelativeTarget | None = None
    text: str = ""
    lower_open: bool = False
    upper_open: bool = False

    def _ends(self) -> Ends:
        lower, upper = bounds(self.value, "value")
        return Ends(lower, upper, self.lower_open, self.upper_open)

    def __repr__(self) -> str:
        by = f" by {self.by.label}" if self.by else ""
        if self.relative is not None:
            return f"{self.relative.words}{by}"
        if isinstance(self.value, float):
            return f"{self.value:.12g}{by}"
        lower, upper = self.value
        over, under = "over " if self.lower_open else "", "under " if self.upper_open else ""
        if lower is not None and upper is not None:
            return f"{over}{lower:.12g} to {under}{upper:.12g}{by}"
        return f"{over or 'at least '}{lower:.12g}{by}" if upper is None else f"{under or 'at most '}{upper:.12g}{by}"


def read_target(
    text: str, *, baseline: tuple[Time, float | None] | Series | None = None, as_at: Time | None = None,
    polarity: Polarity | str | None = None, whole: bool = False, calendar: CalendarWord | int = "financial",
) -> Target:  # fmt: skip
    """A target as people write it: "a further 80 fewer by the end of Q3", "up 5 points", "no worse than last year".

    Parameters
    ----------
    text : str
        A number or a range ("95%", "95% of homes", "at most 30", "18 to 21", "reduce voids to 460"); a change ("80
        fewer", "a 5% reduction", "increase by 12", "by 5 points"); or a comparison ("at least as good as last year",
        "maintain"). Behind it a date, if you like ("by March 2026", "by the end of Q3", "by year end"), and of a
        change what it is measured from ("from March 2024", "than last year").
    baseline : (str or Period, float) or Series, optional
        What a change is measured from. Of a series it is the last published point, and "last year" or "March 2024" is
        looked up in it, as the point that ends then.
    as_at : str, Period or date, optional
        Now, which dates without a year come after. By default the period of the baseline.
    polarity : Polarity or str, optional
        Which side is good: for "improve by 5%", "by 5 points" and whole things.
    whole : bool, default False
        The target is a whole number of things: where high is good at least 63.2 is 64, where low is good at most 63.2
        is 63.
    calendar : {'financial', 'academic', 'calendar'} or int, default 'financial'
        Where a year begins; of a series its own.

    Returns
    -------
    Target
        `.value`, `.by`, `.relative` and `.text`.

    Raises
    ------
    HeadwayError
        For text that holds no figure and no comparison, two figures, no direction where no polarity gives it, a sign
        that may be of a change or of a level ("-5%"), words that could turn the meaning ("not", "or", "half"), a bound
        on the side that is not good or among other words, a date that is none ("by summer") or not after now, and a
        change without a baseline or of a series whose year is the sum of its points.

    Notes
    -----
    "By 5%" is a twentieth of what there is, "by 5 points" five of a percentage: of 60% the one is 63% and the other
    65%. A quarter or a month without its year is the first that ends after now. "Last year" is the same period a year
    before. A figure without "by", a direction or "a further" is the level itself, whatever the polarity. A sign may be
    of a change or of a level: "-10" is the level, as a temperature or a balance is; "-5%" and "+5" are refused ("down
    5%" is the change, "to -5%" the level), as are points and multiples ("5pp", "1.5 times") that say no direction.

    What is due by the first of a month is due by the end of the month before: "by 1 January 2025", "by the start of
    January 2025" and "before January 2025" are by December 2024. "No later than", "until" and "up to" are as "by",
    "ahead of" as "before".

    Examples
    --------
    >>> voids = hw.Series([559, 539], start="2024/25 - Q1", frequency="quarter", accrual="snapshot")
    >>> target = hw.read_target("a further 80 fewer by the end of next quarter", baseline=voids)
    >>> target
    539 (2024/25 - Q2) less 80 is 459 by 2024/25 - Q3
    >>> target.value, target.by
    (459.0, Period('2024/25 - Q3'))
    >>> hw.read_target("by 5%", baseline=("2023/24", 60), polarity="high_is_good").value
    63.0
    >>> hw.read_target("by 5 points", baseline=("2023/24", 60), polarity="high_is_good").value
    65.0
    >>> hw.read_target("reduce by 20%", baseline=("2023/24", 79), polarity="low_is_good", whole=True)
    79 (2023/24) less 20% is 63.2; of whole things 63, which is at most 63.2
    """
    series = baseline if isinstance(baseline, Series) else None
    given = None if baseline is None or series is not None else baseline_of(baseline, calendar)
    code = polarity_code(polarity, "polarity")
    (lower, upper, *open_), by, relative, said = _core.read_target(
        bytes_of(text_of(text, "text")), None if series is None else series._core, given,
        None if as_at is None else period_of(as_at, "as_at", calendar),
        None if code == _core.no_polarity else list(Polarity)[code], flag(whole, "whole"), calendar,
    )  # fmt: skip
    value: Any = lower if lower == upper or (lower != lower and upper != upper) else (_end(lower), _end(upper))
    if relative is None:
        return Target(value, by, None, said, *open_)
    change, period, from_, change_is, whole_side = relative
    told = RelativeTarget(change, baseline=(period, from_), change_is=ChangeIs(change_is), whole=whole_side)
    return Target(value, by, told, said)


def say_no_target(texts: Iterable[str]) -> list[bool]:
    """Which texts of a column of targets are a word for nothing, marks behind it or not."""
    each = [*texts]
    return [marked or alone for marked, alone in zip(say_no_time(each), _core.says_nothing(each), strict=True)]


def _end(bound: float) -> float | None:
    return None if bound != bound else bound


def read_targets(
    frame: Given, *, target: str = "target", latest: str = "latest", period: Time = "period",
    polarity: str = "polarity", accrual: str | None = None, history: Any = None, indicator: str = "indicator",
    history_period: str = "period", history_value: str = "value", whole: bool = False,
    calendar: CalendarWord | int = "financial",
) -> Given:  # fmt: skip
    """A column of targets as people write them, as the numbers that scorecards, plans and benefits are rated against.

    Parameters
    ----------
    frame : pandas or Polars DataFrame, pyarrow Table or DuckDB relation
        An indicator a row; it is not changed.
    target : str, default "target"
        Column: numbers, text as `read_target` reads it, or words for nothing ("TBC", "n/a", "No target"), which is
        none.
    latest, period : str, default "latest", "period"
        Columns of the result that a change is measured from, and of its period, or one period for all.
    polarity : str, default "polarity"
        A column, or one word for all.
    accrual : str, optional
        Column: how figures add up, as for a scorecard. By its usual name it may be lacking.
    history : frame, optional
        Points of the indicators, one a row: what `indicator`, `history_period` and `history_value` say. For "at least
        as good as last year" and other changes from an earlier result.
    indicator : str, default "indicator"
        Column of both frames.
    whole : bool, default False
        As for `read_target`.
    calendar : {'financial', 'academic', 'calendar'} or int, default 'financial'
        Where a year begins.

    Returns
    -------
    frame
        Of the same kind, with numbers in the column of targets, NaN or null where there is none, and beside it
        `<target>_lower` and `<target>_upper` (the bounds of "at most 30"; where no target is one, there is neither),
        `<target>_lower_open` and `<target>_upper_open` where one is "over 50", which exactly 50 is not, `<target>_by`,
        the period by whose end it is to be reached, null where that is not said, and `<target>_text`, as it was
        written.

    Raises
    ------
    HeadwayError
        As for `read_target`, with row (counted from 0) and column, up to ten at once; for columns that are missing.

    Examples
    --------
    >>> kpis = pd.DataFrame({"indicator": ["Voids", "Calls answered"], "period": "2024/25 - Q2", "latest": [539, 88.2],
    ...                      "target": ["a further 80 fewer by the end of Q3", "at least as good as last year"],
    ...                      "polarity": ["low_is_good", "high_is_good"]})
    >>> earlier = pd.DataFrame({"indicator": ["Calls answered"], "period": ["2023/24 - Q2"], "value": [90.5]})
    >>> hw.read_targets(kpis, history=earlier)[["indicator", "target", "target_by"]]
            indicator  target     target_by
    0           Voids   459.0  2024/25 - Q3
    1  Calls answered    90.5           NaN
    """
    read, problems = Frame(frame), Problems()
    one = labelled(period) if isinstance(period, str) and period not in read else None
    if not isinstance(period, str):
        one = period_of(period, "period", calendar)
    needed = {"target": target, "latest": latest} | ({} if one else {"period": str(period)})
    read.require(needed | ({} if history is None else {"indicator": indicator}))
    cells = read.cells(target)
    texts = {row: cell for row, cell in enumerate(cells) if isinstance(cell, str)}
    nothing = {row for row, none in zip(texts, say_no_target(texts.values()), strict=True) if none}
    results = np.full(len(read), math.nan)
    when = [one] * len(read)
    sums = [""] * len(read)
    points: dict[str, list[tuple[Period, float]]] = {}
    with problems:
        results = read.numbers(latest)
    with problems:
        when = when if one else _periods(read, str(period), calendar)
    with problems:
        polarities = polarities_of(read, polarity)
    with problems:
        sums = _parts_of_sums(read, accrual, when)
    with problems:
        points = {} if history is None else _points(history, indicator, history_period, history_value, calendar)
    problems.refuse()
    names = _names(read, indicator) if points else [""] * len(read)
    made: list[tuple[Ends, Period | None]] = []
    for row, cell in enumerate(cells):
        if cell is None or row in nothing or not isinstance(cell, str):
            number = math.nan if cell is None or isinstance(cell, str) else cell
            made.append((Ends(number, number), None))
            continue
        at = when[row]
        with problems:
            try:
                ends, by, _, _ = _core.read_target(
                    bytes_of(cell), None, None if at is None or results[row] != results[row] else (at, results[row]),
                    at, None if polarities[row] == _core.no_polarity else list(Polarity)[polarities[row]],
                    flag(whole, "whole"), calendar, points.get(_core.plain_text(names[row])), sums[row],
                )  # fmt: skip
            except HeadwayError as error:
                raise HeadwayError(f"row {row}, column {target!r}: {error}") from None
            made.append((Ends(*ends), by))
    problems.refuse()
    with_targets: Given = _with_targets(read, target, made, cells)
    return with_targets


def _names(read: Frame, column: str) -> list[str]:
    codes, names = read.names(column)
    return [names[code] if code >= 0 else "" for code in codes.tolist()]


def _with_targets(
    read: Frame, target: str, made: Sequence[tuple[Ends, Period | None]], cells: Sequence[float | str | None]
) -> Any:
    lower, upper = (np.array([ends[i] for ends, _ in made], np.float64) for i in (0, 1))
    text = pa.large_string()
    added = {}
    if (np.nan_to_num(lower, nan=0.5) != np.nan_to_num(upper, nan=0.5)).any():
        ranges = lower != upper
        added = {f"{target}_lower": pa.array(np.where(ranges, lower, np.nan), from_pandas=True),
                 f"{target}_upper": pa.array(np.where(ranges, upper, np.nan), from_pandas=True)}  # fmt: skip
    if any(ends.lower_open or ends.upper_open for ends, _ in made):
        added |= {f"{target}_{end}": pa.array([getattr(ends, end) for ends, _ in made], pa.bool_())
                  for end in ("lower_open", "upper_open")}  # fmt: skip
    added[f"{target}_by"] = pa.array([None if by is None else by.label for _, by in made], text)
    shown = [None if cell is None else cell if isinstance(cell, str) else f"{cell:.15g}" for cell in cells]
    added[f"{target}_text"] = pa.array(shown, text)
    return read.replaced({target: pa.array(np.where(lower == upper, lower, np.nan), from_pandas=True)}, added)


def _periods(read: Frame, column: str, calendar: CalendarWord | int) -> list[Period | None]:
    said = [row for row, value in enumerate(read.values(column)) if not is_missing(value)]
    codes, periods = periods_of(read, column, calendar, among=np.array(said, np.int64))
    of_row: list[Period | None] = [None] * len(read)
    for row in said:
        of_row[row] = periods[codes[row]]
    return of_row


def _parts_of_sums(read: Frame, accrual: str | None, when: Sequence[Period | None]) -> list[str]:
    """What each result is a part of, where the year is the sum of such: "a month"; empty of any other."""
    column = accrual if accrual is not None else "accrual" if "accrual" in read else None
    if column is None:
        return [""] * len(read)
    read.require({"accrual": column})
    words = _core.vocabularies()["accrual"]
    totals = {words.index(word) for word in ("flow", "cumulative")}
    codes = accrual_column(read, column, missing=len(words)).tolist()
    return [f"a {at.kind}" if at is not None and at.months < 12 and code in totals else ""
            for code, at in zip(codes, when, strict=True)]  # fmt: skip


def _points(
    history: Any, indicator: str, period: str, value: str, calendar: CalendarWord | int
) -> dict[str, list[tuple[Period, float]]]:
    """The points of each indicator."""
    problems = Problems()
    points: dict[str, list[tuple[Period, float]]] = {}
    with problems:
        read = Frame(history)
        read.require({"indicator": indicator, "history_period": period, "history_value": value})
        names, values = _names(read, indicator), read.numbers(value)
        when = _periods(read, period, calendar)
        for name, at, result in zip(names, when, values.tolist(), strict=True):
            if at is not None:
                points.setdefault(_core.plain_text(name), []).append((at, result))
    refuse([f"history, {problem}" for problem in problems.found])
    return points
