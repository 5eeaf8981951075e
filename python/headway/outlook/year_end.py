"""A series to the end of its year, past years from the same point, and what each point to come must bring."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Any

import numpy.typing as npt

from headway import _core
from headway._core import HeadwayError
from headway.boundary.breaks import Breaks
from headway.boundary.deadlines import deadline_of
from headway.boundary.scalars import ends_of, is_missing, number, one_number_of
from headway.boundary.times import Time
from headway.boundary.values import column_of
from headway.measure.profile import Profile, RelativeTarget, Value
from headway.measure.target import Target
from headway.outlook.projection import Backtest, Projection
from headway.series import Series
from headway.vocabulary import Method, MethodWord, Polarity, SidesWord


def project_year_end(
    series: Series, *, method: Method | MethodWord = "auto", target: Value | Profile | RelativeTarget | Target = None,
    polarity: Polarity | str | None = None, level: float = 0.80, sides: SidesWord = "both",
    bounds: tuple[float | None, float | None] | None = None,
    denominators: Sequence[float | None] | npt.NDArray[Any] | None = None, event: float = 1.0,
    breaks: Breaks | None = None,
) -> Projection:  # fmt: skip
    """Project a series to the end of the year of its last point.

    Parameters
    ----------
    series : Series
        Past years and this one together. Points at the end that are None or NaN are still to come.
    method : Method or str, default "auto"
        A method by name, or `auto`: with two past years a combination of many simple projections weighted by their
        past errors, with one a smoothed level in last year's season as far as it holds (`shrunk_season`), with none
        the run rate, of a last point a smoothed level.
    target : float, (float, float), Target, RelativeTarget or Profile, optional
        For the year's end, in the indicator's unit; or the way to it, of which the end counts here.
    polarity : Polarity or str, optional
        Which side of the target is good; without it, and of words for nothing ("n/a"), there is no chance of meeting
        it.
    level : float, default 0.80
        The probability with which the interval holds the year.
    sides : {'both', 'lower', 'upper'}
        Which ends the interval has.
    bounds : (float, float), optional
        What a published figure can be: (0, 100) for a percentage. Of a flow that is each point, and not the total of
        the year. Amounts and counts that were never negative stay so anyhow.
    denominators : sequence of numbers, optional
        One a point, for a series whose accrual is `average`: the year is the weighted mean.
    event : float, default 1
        What one event adds to a sum: 100_000 / population of a rate per 100,000 of a fixed population. The
        interval of whole events is never narrower than chance allows.
    breaks : time, (time, time) or list of these, optional
        What is not learned from, in place of what the series has: spans that are left out ("Apr 2020 to Sep 2020", or
        a pair of times), and times where it begins anew. `reason` says so; `series` of the result has them.

    Returns
    -------
    Projection
        With `.value`, `.lower`, `.upper`, `.level`, `.probability`, `.method` and `.reason`. Too little data is a
        status, never an error and never an invented number.

    Raises
    ------
    HeadwayError
        For an unknown method, a level outside 0 to 1, a method that adds up on a level, infinite numbers, a linear
        or seasonal profile whose year is not that of the series, and breaks as `Series` refuses them.

    Notes
    -----
    Sources are named in the C++ header of each method. The interval comes from the method's own errors in past years;
    never from the textbook interval of a line, which covers under 40% where it claims 80%.

    Examples
    --------
    >>> admissions = hw.Series([18, 17, 16, 16, 19, 15], start="2024-04", accrual="flow")
    >>> hw.project_year_end(admissions, target=194, polarity="low_is_good")
    202 (181 to 223 at 80%), 32% chance of target, run_rate, no past year to test on
    >>> hw.project_year_end(admissions, method="ols_cumulative")
    201.5 (180 to 223 at 80%), ols_cumulative, no past year to test on
    >>> hw.project_year_end(admissions, breaks="2024-07").reason[-41:]
    'Nothing before July 2024 is learned from.'
    """
    if not isinstance(series, Series):
        raise HeadwayError(f"series: found {type(series).__name__}; accepted: a headway.Series")
    series = series if breaks is None else series.with_breaks(breaks)
    profile = target if isinstance(target, Profile) else None
    weights = None if denominators is None else column_of(denominators, "denominators", ", point {row}")
    if weights is not None and len(weights) != len(series):
        raise HeadwayError(f"denominators: found {len(weights)} for {len(series)} points; accepted: one a point")
    lower, upper, *open_ = ends_of(_at_year_end(target, series), "target")
    lowest, highest = limits(bounds)
    return _projected(series, profile, dict(
        method=method, target_lower=lower, target_upper=upper, polarity=None if is_missing(polarity) else polarity,
        level=number(level, "level"), sides=sides, lowest=lowest, highest=highest, event=number(event, "event"),
        denominators=None if weights is None else weights.copy(), target_lower_open=open_[0],
        target_upper_open=open_[1],
    ))  # fmt: skip


def _projected(series: Series, profile: Profile | None, given: dict[str, Any]) -> Projection:
    rule = _core.ProjectionRule(**given)
    again = functools.partial(_projected, series, profile, given)
    open_ = (given["target_lower_open"], given["target_upper_open"])
    return Projection(_core.project_year_end(series._core, rule), series, rule, profile, again, open_)


def backtest(series: Series, **rule: Any) -> Backtest:
    """Replay past years from the same point of the year, with what was known then.

    Parameters
    ----------
    series : Series
        As for `project_year_end`.
    **rule
        The keyword arguments of `project_year_end`.

    Returns
    -------
    Backtest
        With `.frame()`, `.plot()`, `.mean_absolute_error` and `.covered`. Years that were not published whole, and
        those with too little before them, are left out; so are years of which a break leaves out a point.

    Raises
    ------
    HeadwayError
        As `project_year_end`.

    Examples
    --------
    >>> calls = hw.Series([30, 20, 10, 20] * 5 + [33, 22], start="2019-04", accrual="flow", frequency="quarter")
    >>> hw.backtest(calls).frame()[["year", "projected", "actual"]].tail(1)
          year  projected  actual
    2  2023/24       80.0    80.0
    """
    return project_year_end(series, **rule).backtest()


def required_run_rate(
    series: Series, target: Value | Profile | RelativeTarget | Target, *, by: Time | None = None
) -> float | None:
    """What each point to come must bring to land on a target.

    Parameters
    ----------
    series : Series
        Up to now.
    target : float, (float, None), Target, RelativeTarget, Profile or None
        In the indicator's unit, of bounds the one end that there is, for the year's end, or `by` a date; of a profile
        what it wants then.
    by : str, Period or date, optional
        By the end of which point the target is to be reached; by the first day of a month is by the end of the month
        before, as is "before January 2025". By default the date of a `Target` that has one, else the year's end.

    Returns
    -------
    float or None
        Of a sum, the amount of each point to come; of a mean, its level, all points weighing alike; of a level, its
        change. Negative where a sum is already beyond its target. None without target or data, and for a complete
        year.

    Raises
    ------
    HeadwayError
        For text, booleans and infinite numbers, a range, a date that is not after the last known point or is within
        one, and of a sum or a mean a date beyond the year.

    Examples
    --------
    >>> hw.required_run_rate(hw.Series([18, 17, 16, 16, 19, 15], start="2024-04", accrual="flow"), 194)
    15.5
    >>> voids = hw.Series([559, 539], start="2024/25 - Q1", frequency="quarter", accrual="snapshot")
    >>> hw.required_run_rate(voids, hw.read_target("a further 80 fewer by the end of Q3", baseline=voids))
    -80.0
    """
    if not isinstance(series, Series):
        raise HeadwayError(f"series: found {type(series).__name__}; accepted: a headway.Series")
    date = None if by is None else deadline_of(by, "by", series.calendar)
    if isinstance(target, Target):
        date = date or target.by
    if isinstance(target, Profile) and date is not None:
        target = target.at(date)
    wanted = one_number_of(_at_year_end(target, series), "target")  # a range has no rate that lands on it
    return _core.required_run_rate(series._core, number(wanted, "target"), date)


def limits(bounds: tuple[float | None, float | None] | None) -> tuple[float, float]:
    """What a figure can be, NaN for an end that nobody set."""
    if bounds is None:
        return float("nan"), float("nan")
    if not isinstance(bounds, (tuple, list)) or len(bounds) != 2:
        raise HeadwayError(f"bounds: found {bounds!r}; accepted: two numbers or None, for example (0, 100)")
    return number(bounds[0], "bounds[0]"), number(bounds[1], "bounds[1]")


def _at_year_end(target: Any, series: Series) -> Any:
    """What a target asks at the end of the series' year, where it is a profile; else as it was given."""
    if not isinstance(target, Profile):
        return target
    return target._core.year_end(series.periods[-1].year(series.calendar)) if len(series) else None
