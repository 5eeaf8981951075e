"""Control charts of single values, counts and the time between events: one series or many."""

from __future__ import annotations

from typing import Any

from headway.boundary.documented import documented_as
from headway.boundary.in_batches import statistic, takes_streams
from headway.spc.control_chart import control_chart
from headway.spc.each import rebased_here
from headway.spc.points import Points
from headway.vocabulary import Polarity, TwoOfThree, TwoOfThreeWord

_OVER = statistic(of_rows=True, time="dates", prepared=rebased_here)


@takes_streams(_OVER)
def xmr(values: Any, *, polarity: Polarity | str | None, target: Any = None, rebase: Any = (), dates: Any = None,
        baseline: Any = None, screen_ranges: bool = False, two_of_three: TwoOfThree | TwoOfThreeWord = "2023",
        groups: Any = None, data: Any = None, by: str | list[str] | None = None) -> Any:  # fmt: skip
    """XmR charts, as NHS England's Making Data Count draws them.

    Parameters
    ----------
    values : array, Series or str
        One a point, in order of time; None and NaN are missing. With `data`, the name of a column.
    polarity : Polarity or str
        `high_is_good`, `low_is_good`, or `neutral` and `in_range`, of which neither side is better; so it is of None,
        NaN and words for nothing ("n/a", "TBC"). With `data`, also the name of a column: the latest row of a series
        says its own.
    target : number, array or str, optional
        One for all points, or one a point: a target that moves. A `Target` that is a bound, and the bounds that `clean`
        leaves beside a column (`<target>_lower`, `<target>_upper`), keep their side, and that exactly 50 is not "over
        50"; a bound on the side that is not good has `no_direction`.
    rebase : date, list, or dict of series to dates, optional
        Where mean and limits are made anew: dates that are among `dates`, or without dates numbers of points, counted
        from 0. Each must be in every series, unless a dict says of which.
    dates : array or str, optional
        When each point is: dates, periods (of pandas too), text that `Period.parse` reads, or years, months and days as
        numbers (2024, 202404, 20240930 and Excel's 45565); then rows may be in any order. Text that is no time is a
        label, and so is a number below 1,000: their rows are in order of time. Refused are text that only looks like a
        time (01/04/2023 alone), labels that count backwards or go by the alphabet, and 1 to 12, which may be the months
        of any year. Without it, a pandas Series whose index is of times (dates, periods, text that says them) has its
        dates in that.
    baseline : int or date, optional
        So many points of each phase make its mean and limits, or those up to a date; the others are read against them.
    screen_ranges : bool, default False
        Leave moving ranges above 3.267 times their mean out, once. Making Data Count does not; NHSRplotthedots does.
    two_of_three : {'2023', '2019'}
        The wording of that rule: in 2019, points beyond the limit did not count.
    groups : array, optional
        Which series each point is of.
    data : pandas or Polars DataFrame, pyarrow Table, DuckDB relation or Stream, optional
        It is not changed.
    by : str or list of str, optional
        Columns of `data` that tell its series apart.

    Returns
    -------
    ControlChart or frame
        With `data` the frame, its rows in their order, with the columns `mean`, `lower`, `upper`, `phase`,
        `point_type`, `rule`, `rules`, `variation`, `status`, `method` and `doubt`, and with a target `assurance` and
        `point_assurance`: see `ControlChart`.

    Raises
    ------
    HeadwayError
        For a rebase that is not in the data (it names the nearest), a time that stands twice in a series, text that
        looks like a time and is not read, a baseline of fewer than two points, of more than there are, or of a number
        that is also a date, a target that is infinite (of shares, one that is none), pandas Series with different
        indexes, arrays of different lengths and unknown words.

    Notes
    -----
    Mean -+ 2.66 mean moving range. A missing value is a gap: no range and no pattern goes across it. Values on the mean
    break a shift and equal ones a trend. A constant series has limits equal to its mean and no signal. Limits of fewer
    than 13 points are given, as trial limits, with the status `too_few_points`; a single point has none.

    NHS England and NHS Improvement, "Making data count: strengthening your decisions" (2019); Nelson (1982), J. Quality
    Technology 14, for screening.

    Examples
    --------
    >>> chart = hw.spc.xmr([5.0, 6, 5, 7, 6, 5, 6, 7, 5, 6, 6, 5, 12], polarity="high_is_good", target=4)
    >>> chart
    13 points, XmR chart: mean 6.231, limits 2.019 to 10.44; latest improvement_high; target inconsistent
    >>> chart.rule[-1]
    'outside_limits'
    >>> months = pd.date_range("2023-04-01", periods=24, freq="MS")
    >>> calls = pd.DataFrame({"month": months, "answered": [81, 83, 80, 82] * 3 + [89, 91, 88, 90] * 3})
    >>> board = hw.spc.xmr("answered", data=calls, dates="month", rebase="2024-04", polarity="high_is_good", target=90)
    >>> board[["month", "answered", "mean", "point_type", "assurance"]].iloc[[0, 23]]
            month  answered  mean point_type     assurance
    0  2023-04-01        81  81.5     common  inconsistent
    23 2025-03-01        90  89.5     common  inconsistent
    """
    points = Points(data, by, groups=groups, dates=dates, target=target, values=values)
    return control_chart("xmr", points, values=points.arguments["values"], polarity=polarity, rebase=rebase,
                         baseline=baseline, two_of_three=two_of_three, screen_ranges=screen_ranges)  # fmt: skip


@documented_as(xmr)
@takes_streams(_OVER)
def p_chart(count: Any, denominator: Any, *, polarity: Polarity | str | None = "neutral", laney: bool = False,
            multiplier: float = 1, target: Any = None, rebase: Any = (), dates: Any = None, baseline: Any = None,
            two_of_three: TwoOfThree | TwoOfThreeWord = "2023", groups: Any = None, data: Any = None,
            by: str | list[str] | None = None) -> Any:  # fmt: skip
    """p charts of shares; with `laney`, p' charts.

    Parameters
    ----------
    count, denominator : array or str
        How many have the property, of how many, one a point in order of time.
    laney : bool, default False
        Widen the limits by the variation that there is between points beyond chance: for large denominators.
    multiplier : float, default 1
        What shares and rates, with their mean, limits and target, are printed per: 100 for per cent.
    target : number, array or str, optional
        As for `xmr`: a share, 0.95 and not 95, unless the multiplier is 100.

    Returns
    -------
    ControlChart or frame
        As for `xmr`; `value` is the share, times the multiplier. Limits vary with the denominator and stay between none
        and all.

    Notes
    -----
    Mean sum x / sum n, limits mean -+ 3 sqrt(mean (1 - mean) / n), times sigma_z for p'. A point that is no share is
    left out; its status says why.

    Montgomery, "Introduction to Statistical Quality Control" (2009), chapter 7; Laney (2002), Quality Engineering 14.

    Examples
    --------
    >>> seen = hw.spc.p_chart([88, 91, 70, 95], [100, 100, 100, 50], polarity="high_is_good")
    >>> seen.value.round(3), seen.status
    (array([0.88, 0.91, 0.7 ,  nan]), array(['too_few_points', 'too_few_points', 'too_few_points',
           'count_above_denominator'], dtype='<U23'))
    """
    points = Points(data, by, groups=groups, dates=dates, target=target, count=count, denominator=denominator)
    return control_chart("p", points, values=points.arguments["count"], denominators=points.arguments["denominator"],
                         polarity=polarity, rebase=rebase, baseline=baseline, two_of_three=two_of_three, laney=laney,
                         multiplier=multiplier)  # fmt: skip


@documented_as(p_chart)
@takes_streams(_OVER)
def u_chart(count: Any, exposure: Any, *, polarity: Polarity | str | None = "neutral", laney: bool = False,
            multiplier: float = 1, target: Any = None, rebase: Any = (), dates: Any = None, baseline: Any = None,
            two_of_three: TwoOfThree | TwoOfThreeWord = "2023", groups: Any = None, data: Any = None,
            by: str | list[str] | None = None) -> Any:  # fmt: skip
    """u charts of rates of events; with `laney`, u' charts.

    Parameters
    ----------
    count, exposure : array or str
        Events, and what they happened in: bed days, inspections, thousands of people.
    target : number, array or str, optional
        A rate, times the multiplier: one for all points, or one a point.

    Returns
    -------
    ControlChart or frame
        As for `xmr`; `value` is the rate, times the multiplier. Limits vary with the exposure and are not below 0.

    Notes
    -----
    Mean sum x / sum n, limits mean -+ 3 sqrt(mean / n), times sigma_z for u'.

    Montgomery (2009), chapter 7; Laney (2002), Quality Engineering 14.

    Examples
    --------
    >>> falls = hw.spc.u_chart([12, 9, 15, 11], [1.5, 1.4, 1.6, 1.5], polarity="low_is_good")
    >>> falls.mean[:1].round(3), falls.upper.round(2)
    (array([7.833]), array([14.69, 14.93, 14.47, 14.69]))
    """
    points = Points(data, by, groups=groups, dates=dates, target=target, count=count, exposure=exposure)
    return control_chart("u", points, values=points.arguments["count"], denominators=points.arguments["exposure"],
                         polarity=polarity, rebase=rebase, baseline=baseline, two_of_three=two_of_three, laney=laney,
                         multiplier=multiplier)  # fmt: skip


@documented_as(xmr)
@takes_streams(_OVER)
def c_chart(count: Any, *, polarity: Polarity | str | None = "neutral", target: Any = None, rebase: Any = (),
            dates: Any = None, baseline: Any = None, two_of_three: TwoOfThree | TwoOfThreeWord = "2023",
            groups: Any = None, data: Any = None, by: str | list[str] | None = None) -> Any:  # fmt: skip
    """c charts of counts of events, where the exposure is always the same.

    Parameters
    ----------
    count : array or str
        Events, one a point in order of time.

    Returns
    -------
    ControlChart or frame
        As for `xmr`. Limits are not below 0.

    Notes
    -----
    Mean of x, limits mean -+ 3 sqrt(mean). Montgomery (2009), chapter 7.

    Examples
    --------
    >>> hw.spc.c_chart([4, 6, 3, 5, 2, 4, 16], polarity="low_is_good").point_type.tolist()[-1]
    'concern'
    """
    points = Points(data, by, groups=groups, dates=dates, target=target, count=count)
    return control_chart("c", points, values=points.arguments["count"], polarity=polarity, rebase=rebase,
                         baseline=baseline, two_of_three=two_of_three)  # fmt: skip


@documented_as(xmr)
@takes_streams(_OVER)
def t_chart(time: Any, *, polarity: Polarity | str | None = "neutral", target: Any = None, rebase: Any = (),
            dates: Any = None, baseline: Any = None, screen_ranges: bool = False,
            two_of_three: TwoOfThree | TwoOfThreeWord = "2023", groups: Any = None, data: Any = None,
            by: str | list[str] | None = None) -> Any:  # fmt: skip
    """t charts of the time between rare events.

    Parameters
    ----------
    time : array or str
        Days, or any unit, between one event and the next, 0 or more.
    polarity : Polarity or str, default 'neutral'
        As for `xmr`. More time between harms is better: `high_is_good`.

    Returns
    -------
    ControlChart or frame
        As for `xmr`, on the scale of the times. Limits are not symmetric and not below 0.

    Notes
    -----
    The XmR chart of time^(1/3.6), its mean and limits raised again to 3.6.

    Nelson (1994), J. Quality Technology 26; Montgomery (2009), section 7.3.5.

    Examples
    --------
    >>> hw.spc.t_chart([31, 9, 54, 22, 70, 3, 41], polarity="high_is_good").mean[:1].round(1)
    array([25.7])
    """
    points = Points(data, by, groups=groups, dates=dates, target=target, time=time)
    return control_chart("t", points, values=points.arguments["time"], polarity=polarity, rebase=rebase,
                         baseline=baseline, two_of_three=two_of_three, screen_ranges=screen_ranges)  # fmt: skip


@documented_as(xmr)
@takes_streams(_OVER)
def g_chart(cases: Any, *, polarity: Polarity | str | None = "neutral", target: Any = None, rebase: Any = (),
            dates: Any = None, baseline: Any = None, two_of_three: TwoOfThree | TwoOfThreeWord = "2023",
            groups: Any = None, data: Any = None, by: str | list[str] | None = None) -> Any:  # fmt: skip
    """g charts of the cases between rare events.

    Parameters
    ----------
    cases : array or str
        Cases without the event between one event and the next, 0 or more.

    Returns
    -------
    ControlChart or frame
        As for `xmr`. Limits are not below 0.

    Notes
    -----
    Mean of x, limits mean -+ 3 sqrt(mean (mean + 1)). For shifts the side of a point is told by 0.693 of the mean, the
    theoretical median, since most values lie below the mean.

    Benneyan (2001), Health Care Management Science 4; Provost and Murray, "The Health Care Data Guide" (2011), 228.

    Examples
    --------
    >>> hw.spc.g_chart([3, 0, 12, 5, 1, 9, 4, 6, 2, 8, 5, 5, 5]).upper[:1].round(2)
    array([21.43])
    """
    points = Points(data, by, groups=groups, dates=dates, target=target, cases=cases)
    return control_chart("g", points, values=points.arguments["cases"], polarity=polarity, rebase=rebase,
                         baseline=baseline, two_of_three=two_of_three)  # fmt: skip
