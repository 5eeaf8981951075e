"""Is there a trend? The recent trend as Fingertips marks it, and Mann and Kendall's test with Sen's slope."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from headway import _core
from headway._core import HeadwayError
from headway.boundary.arguments import Arguments, Codes, levels_of
from headway.boundary.columns import Column, Words
from headway.boundary.documented import documented_as
from headway.boundary.in_batches import statistic, takes_streams
from headway.boundary.problems import refusal, refuse
from headway.boundary.scalars import number, word
from headway.boundary.time_rows import in_steps, refuse_unordered, steps_of
from headway.stats.result import Result, give_back, polarity_codes
from headway.stats.statistic import statistic_of
from headway.vocabulary import Polarity, StatisticStatus, TrendKind, TrendKindWord, TrendMarker, TrendStatus


class RecentTrend(Result):
    """The recent trend of one series or of many.

    Attributes
    ----------
    marker : str or array
        `improving` or `worsening` by polarity, without one `increasing` or `decreasing`; `no_significant_change`;
        `cannot_be_calculated`.
    chi_squared, p_value : float or array
        Of the test for trend, with one degree of freedom.
    slope : float or array
        A year: log odds of proportions, otherwise in the unit of the value before the multiplier.
    status : str or array
        `estimated`, or why it cannot be calculated.
    method : str
        The method, its version and its source.
    groups : list or None
        What each element stands for, where arrays were given with groups.
    """

    marker: Any
    chi_squared: Any
    p_value: Any
    slope: Any
    status: Any


class MannKendall(Result):
    """Mann and Kendall's test of one series or of many.

    Attributes
    ----------
    s : float or array
        Pairs that rise less pairs that fall.
    tau : float or array
        Kendall's tau-b, from -1 to 1.
    z, p_value : float or array
        With continuity correction; two-sided.
    exact : bool or array
        Whether the p-value is exact: without ties, up to 33 points.
    status : str or array
        `estimated`, or why not.
    """

    s: Any
    tau: Any
    z: Any
    p_value: Any
    exact: Any
    status: Any


@takes_streams(statistic(time="period"))
def recent_trend(count: Any = None, denominator: Any = None, *, kind: TrendKind | TrendKindWord | None = None,
                 value: Any = None, se: Any = None, lower: Any = None, upper: Any = None,
                 polarity: Polarity | str | Sequence[str | None] | None = "neutral", confidence: float = 0.998,
                 period: Any = None, groups: Any = None, data: Any = None,
                 by: str | list[str] | None = None) -> Any:  # fmt: skip
    """The recent trend of annual indicators, as Fingertips marks it, from the latest five points.

    Parameters
    ----------
    count, denominator : array or str
        Of each year, oldest first (or in any order, with `period`). With `data`, names of columns.
    kind : {'proportion', 'rate', 'value'}, optional
        What the points are: cases among so many (the default), events in a population, or values.
    value, se : array or str
        Instead of counts: any indicator and its standard error.
    lower, upper : array or str
        Instead of `se`: the limits of its 95% interval.
    polarity : Polarity or str, default 'neutral'
        With `high_is_good` and `low_is_good` the marker is improving or worsening. Also one word a point or, with
        `data`, the name of a column: one word for all points of a series, nulls aside.
    confidence : float, default 0.998
        Of the test: 0.998 asks for a chi-squared above 9.55.
    period : array or str, optional
        The year of each point: a number from 1000 to 9999, a label such as `2022/23`, a Period, one of pandas too, or
        the first or last day of each. The latest five must be consecutive.
    groups : array, optional
        Which series each element belongs to.
    data : pandas or Polars DataFrame, pyarrow Table, DuckDB relation or Stream, optional
        It is not changed.
    by : str or list of str, optional
        Columns of `data` that say which series each row belongs to.

    Returns
    -------
    RecentTrend or frame
        `marker`, `chi_squared`, `p_value`, `slope` and `status`: scalars, or with `groups` arrays of one
        element a series. With `data`, a frame of one row a series, in the order of their first rows.

    Raises
    ------
    HeadwayError
        For counts and values together or neither, counts without denominators, an unknown kind or polarity, a series
        with two polarities, a level that is none, periods that are not years, pandas Series with different indexes,
        arrays of different lengths, and a column that is missing or not of numbers.

    Notes
    -----
    There is a trend where chi-squared exceeds the quantile of its level and the slope has the same sign in all six
    fits: of the five points, and of each four of them. Proportions: chi-squared for trend (Cochran and Armitage),
    slopes of the log odds; otherwise weighted least squares, the standard error of a rate from the width of its
    official 95% interval.

    A series that cannot be marked says why: `too_few_points`, `not_consecutive`, `missing`, `not_finite`, `negative`,
    `zero_denominator`, `count_above_denominator`, `outside_limits` (a value outside its own limits) or `no_log_odds`
    (a count of none or of all).

    OHID, Fingertips technical guidance, "Trend markers".

    Examples
    --------
    >>> hw.stats.recent_trend([520, 498, 470, 449, 421], [3400, 3390, 3420, 3410, 3395], polarity="low_is_good")
    improving, chi squared 15.21, p value 9.624e-05, slope -0.06138, estimated, recent trend of five points
    >>> hw.stats.recent_trend(value=[79.1, 79.0, 79.4, 79.9, 80.2], se=[0.2] * 5).marker
    <TrendMarker.increasing: 'increasing'>
    """
    of_counts = count is not None or denominator is not None
    if of_counts == (value is not None or se is not None or lower is not None or upper is not None):
        found = "counts and values together" if of_counts else "neither counts nor values"
        raise refusal("recent_trend", found, "count and denominator, or value with se, or with lower and upper")
    if of_counts and (count is None or denominator is None):
        lacking = "denominator" if denominator is None else "count"
        raise refusal(lacking, "None", "count and denominator together, or value= with se=")
    kind = ("proportion" if of_counts else "value") if kind is None else word(kind, "kind", TrendKind)
    if (kind == "value") == of_counts:
        raise HeadwayError(f"kind: found {kind}; accepted: " + ("proportion, rate" if of_counts else "value"))
    ends = {"lower": lower, "upper": upper}
    if of_counts:
        required = {"count": count, "denominator": denominator}
    elif se is not None and lower is None and upper is None:
        required = {"value": value, "se": se}
    elif se is None and lower is not None and upper is not None:
        required = {"value": value} | ends
    else:
        raise refusal("recent_trend", "not one measure of error", "value with se, or with lower and upper")
    inputs = Arguments(data, by, groups=groups, **required)
    if period is None:
        refuse_unordered(inputs, **required)
    first = inputs["count" if of_counts else "value"]
    second = inputs["denominator"] if of_counts else inputs.get("se")
    level = number(confidence, "confidence", null=False)
    marker, chi_squared, p_value, slope, status = _core.recent_trend(
        inputs.pooled(), inputs.group_count, first, second, inputs.get("lower"), inputs.get("upper"),
        None if period is None else steps_of(inputs, period, years=True), _polarities(inputs, polarity), kind, level,
    )  # fmt: skip
    columns: dict[str, Column] = {"marker": Words(marker, TrendMarker), "chi_squared": chi_squared, "p_value": p_value,
                                  "slope": slope, "status": Words(status, TrendStatus)}  # fmt: skip
    return give_back(RecentTrend, inputs, columns, method=_core.recent_trend_method(kind), by_row=False)


def _polarities(inputs: Arguments, polarity: Any) -> Codes:
    """The polarity of each row's series, which has one; where no row of it has a word, nobody's."""
    codes, words = inputs.pooled(), polarity_codes(inputs, polarity)
    rows = np.flatnonzero(words != _core.no_polarity)
    first = np.full(inputs.group_count, -1)
    first[codes[rows[::-1]]] = rows[::-1]
    differing = rows[words[rows] != words[first[codes[rows]]]]
    _, at = np.unique(codes[differing], return_index=True)  # one problem a series
    named = [str(word) for word in Polarity]
    refuse([f"rows {first[codes[row]]} and {row}, polarity: found {named[words[first[codes[row]]]]} and "
            f"{named[words[row]]} in one series; accepted: one polarity a series"
            for row in differing[np.sort(at)].tolist()])  # fmt: skip
    of_series = np.where(first < 0, _core.no_polarity, words[first]) if len(words) else words[:0]
    return of_series[codes].astype(np.uint8)


@documented_as(recent_trend)
@takes_streams(statistic(time="period"))
def mann_kendall(values: Any, *, period: Any = None, groups: Any = None, data: Any = None,
                 by: str | list[str] | None = None) -> Any:  # fmt: skip
    """Mann and Kendall's test for a trend of any shape, up or down.

    Parameters
    ----------
    values : array or str
        In the order of time, or in any, with `period`. With `data`, the name of a column. A missing value is left out.
    period : array or str, optional
        The year, quarter or month of each value, all of one kind: as for `recent_trend`, months and quarters as labels
        (`2024-09`) or as Periods, or dates, the first or last days of months: of years where all are of one month, of
        quarters where all are three months apart or six. At most 10,000 from first to last.

    Returns
    -------
    MannKendall or frame
        `s`, `tau`, `z`, `p_value`, `exact` and `status`: scalars, or with `groups` arrays of one element a series. With
        `data`, a frame of one row a series.

    Raises
    ------
    HeadwayError
        For arrays of different lengths, a column that is missing or not of numbers, periods that are none, are of
        several kinds or stand twice in a series, and without `period` a pandas Series whose index of times does not
        rise.

    Notes
    -----
    The p-value is two-sided: exact without ties up to 33 points, otherwise normal, with the variance corrected for ties
    and for continuity. At least three values are needed.

    Mann (1945), Econometrica 13; Kendall (1975), "Rank correlation methods".

    Examples
    --------
    >>> test = hw.stats.mann_kendall([12, 15, 11, 18, 17, 21, 20, 25])
    >>> round(test.tau, 3), round(test.p_value, 4), test.exact
    (0.714, 0.0141, True)
    """
    inputs = Arguments(data, by, groups=groups, values=values)
    s, tau, z, p_value, exact, status = _core.mann_kendall(*in_steps(inputs, period, values=values))
    columns: dict[str, Column] = {"s": s, "tau": tau, "z": z, "p_value": p_value, "exact": exact,
                                  "status": Words(status, StatisticStatus)}  # fmt: skip
    return give_back(MannKendall, inputs, columns, method=_core.mann_kendall_method, by_row=False)


@documented_as(mann_kendall)
@takes_streams(statistic(time="period"))
def sen_slope(values: Any, *, period: Any = None, groups: Any = None, data: Any = None,
              by: str | list[str] | None = None, confidence: float | list[float] = 0.95) -> Any:  # fmt: skip
    """Sen's slope: the median of the slopes between all pairs of points, with its interval.

    Parameters
    ----------
    values : array or str
        In the order of time, equally spaced, or in any order, with `period`. With `data`, the name of a column. A
        missing value is left out; the others keep their times.
    period : array or str, optional
        As for `mann_kendall`; a period without a row counts as a missing value.
    confidence : float or list of float, default 0.95
        Two-sided levels of the interval.

    Returns
    -------
    Statistic or frame
        `value`, `lower`, `upper` and `status`, per period or, without, per row: scalars, or with `groups` arrays of one
        element a series. With `data`, a frame of one row a series.

    Raises
    ------
    HeadwayError
        As for `mann_kendall`, and for a level that is none.

    Notes
    -----
    At least three values are needed, and limits at 95% need five: three or four have a value without limits, and the
    status `too_few_points`. A slope that rises by no more than the last bits of the values is 0. The limits are slopes
    of pairs, as many places from the middle as the variance of Mann and Kendall's test says.

    Sen (1968), JASA 63.

    Examples
    --------
    >>> hw.stats.sen_slope([12, 15, 11, 18, 17, 21, 20, 25])
    1.708 (0.6667 to 3 at 95%), Sen's slope
    """
    inputs = Arguments(data, by, groups=groups, values=values)
    columns = _core.sen_slope(*in_steps(inputs, period, values=values), levels_of(confidence))
    return statistic_of(inputs, *columns, confidence=confidence, multiplier=1.0, method=_core.sen_slope_method,
                        measure="slope")  # fmt: skip
