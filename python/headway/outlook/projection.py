"""Where will it be at year end, how far off may that be, and what is the chance of its target?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from headway import _core
from headway._core import HeadwayError, Period, RatingRule
from headway.assess import DEFAULT_TOLERANCE, rate
from headway.boundary.frames import numbers_of
from headway.boundary.scalars import bounds as two_bounds
from headway.boundary.scalars import number
from headway.language.counts import number_of
from headway.language.figures import ends_in_words
from headway.measure.profile import Profile, RelativeTarget, Value
from headway.series import Series
from headway.vocabulary import Accrual, Method, MethodWord, Polarity, PolarityWord, Rating, SidesWord, Status

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from headway.outlook.backtest import Backtest


class Projection:
    """A series at the end of its year, with all that is needed to check it. Made by `project_year_end`.

    Attributes
    ----------
    value : float or None
        The year, in the indicator's unit; None where nothing can be said, and `reason` says why.
    lower, upper : float or None
        The interval at `level`; None for an end that it does not have, or where there is nothing to judge by.
    level : float
        The probability with which the interval holds the year.
    probability : float or None
        The chance of ending on the good side of the target; None without target, polarity or interval.
    method : Method or None
        What `auto` chose, or what was asked for.
    reason : str
        Why this method, where the interval is from, and what was done to the points.
    interval_reason : str
        Of that, where the interval is from or why there is none.
    status : Status
        `projected`, `complete`, `too few points`, `no data`, `gap in the year` or `late start`.
    past_error : float or None
        The mean absolute error of the method at this point of past years, in the indicator's unit.
    past_years : int
        How many years that is the mean of.
    year : Period or None
        The year that is projected.
    known, remaining : int
        Points of the year up to the last one published, and points to come.
    reached : float or None
        A sum so far, the last point of a level, the mean so far of an average.
    path : list of float
        The points to come, as they would be published.
    basis : {'back_test', 'portfolio', 'negative_binomial', 'exact', 'none'}
        What the interval is taken from.
    series : Series
        What was projected.
    as_at : Period or None
        The last point that is published.
    target : float, (float, float) or None
        For the year's end.
    profile : Profile or None
        The way to the target, where one was given.
    polarity : Polarity or None
        Which side of the target is good.
    version : str
        Name and version of the rules that made this projection.
    """

    def __init__(
        self,
        core: _core.Projection,
        series: Series,
        rule: _core.ProjectionRule,
        profile: Profile | None,
    ) -> None:
        self._core = core
        self._rule = rule
        self.series = series
        self.profile = profile

    @property
    def value(self) -> float | None:
        return self._core.value

    @property
    def lower(self) -> float | None:
        return self._core.lower

    @property
    def upper(self) -> float | None:
        return self._core.upper

    @property
    def level(self) -> float:
        return self._core.level

    @property
    def probability(self) -> float | None:
        return self._core.probability

    @property
    def method(self) -> Method | None:
        return None if self._core.method is None else Method(self._core.method)

    @property
    def reason(self) -> str:
        return self._core.reason

    @property
    def interval_reason(self) -> str:
        return self._core.interval_reason

    @property
    def status(self) -> Status:
        return Status(self._core.status)

    @property
    def past_error(self) -> float | None:
        return self._core.past_error

    @property
    def past_years(self) -> int:
        return self._core.past_years

    @property
    def year(self) -> Period | None:
        return self._core.year

    @property
    def known(self) -> int:
        return self._core.known

    @property
    def remaining(self) -> int:
        return self._core.remaining

    @property
    def reached(self) -> float | None:
        return self._core.reached

    @property
    def path(self) -> list[float]:
        return self._core.path

    @property
    def basis(self) -> str:
        return self._core.basis

    @property
    def as_at(self) -> Period | None:
        return self._core.as_at

    @property
    def target(self) -> float | tuple[float, float] | None:
        lower, upper = self._rule.target
        if np.isnan(lower) and np.isnan(upper):
            return None
        return lower if lower == upper else (lower, upper)

    @property
    def polarity(self) -> Polarity | None:
        return None if self._rule.polarity is None else Polarity(self._rule.polarity)

    @property
    def version(self) -> str:
        return self._rule.version

    def interval(self, level: float, *, sides: SidesWord = "both") -> tuple[float | None, float | None]:
        """The interval at another level.

        Parameters
        ----------
        level : float
            Above 0 and below 1.
        sides : {'both', 'lower', 'upper'}
            With one side, the whole of 1 - level lies beyond it, and the other end is None.

        Returns
        -------
        (float or None, float or None)

        Raises
        ------
        HeadwayError
            For a level outside 0 to 1 and an unknown side.

        Examples
        --------
        >>> p = hw.project_year_end(hw.Series([18, 17, 16, 16, 19, 15], start="2024-04", accrual="flow"))
        >>> p.interval(0.95)
        (162.0, 250.0)
        """
        lower, upper = self._core.interval(number(level, "level"), sides)
        return lower, upper

    def asked_by(self, period: Period) -> Value:
        """What the profile of the target asks by the end of a period.

        Parameters
        ----------
        period : Period

        Returns
        -------
        float, (float, float) or None
            None without a profile, and where it says nothing, as a quarterly one of August.
        """
        try:
            return None if self.profile is None else self.profile.at(period)
        except HeadwayError:
            return None

    def in_year_rating(self, *, tolerance: float = DEFAULT_TOLERANCE, rule: RatingRule | None = None) -> Rating:
        """Today's rating: what is reached so far against the in-year profile of the target.

        Parameters
        ----------
        tolerance, rule
            As for `headway.rate`.

        Returns
        -------
        Rating
            `not_rated` without a polarity; of a sum whose target has no profile, because a year-end total says nothing
            about September (the target of a level holds throughout); and where the profile has no value, such as for
            August among quarters.
        """
        if self.polarity is None or self.as_at is None:
            return Rating.not_rated
        if self.profile is not None:
            wanted: Value = self.asked_by(self.as_at)
        else:
            wanted = None if self.series.accrual in (Accrual.flow, Accrual.cumulative) else self.target
        return rate(self.reached, wanted, polarity=self.polarity, tolerance=tolerance, rule=rule)

    def forecast_rating(self, *, tolerance: float = DEFAULT_TOLERANCE, rule: RatingRule | None = None) -> Rating:
        """The forecast's own rating: the projected year against the target.

        Parameters
        ----------
        tolerance, rule
            As for `headway.rate`.

        Returns
        -------
        Rating
            `not_rated` without a projection, a target or a polarity.

        Examples
        --------
        >>> admissions = hw.Series([18, 17, 16, 16, 19, 15], start="2024-04", accrual="flow")
        >>> p = hw.project_year_end(admissions, target=hw.Profile.linear(194), polarity="low_is_good")
        >>> p.in_year_rating(), p.forecast_rating()
        (<Rating.amber: 'amber'>, <Rating.amber: 'amber'>)
        """
        if self.polarity is None:
            return Rating.not_rated
        return rate(self.value, self.target, polarity=self.polarity, tolerance=tolerance, rule=rule)

    def backtest(self) -> Backtest:
        """How the same rule has done on this series: see `headway.backtest`."""
        from headway.outlook.backtest import Backtest

        return Backtest(_core.backtest(self.series._core, self._rule), self)

    def plot(self, ax: Axes | None = None, *, levels: Sequence[float] = (0.5, 0.8, 0.95)) -> Axes:
        """Draw the trajectory: see `headway.trajectory.plot`."""
        from headway.charts.trajectory import plot

        return plot(self, ax, levels=levels)

    def __repr__(self) -> str:
        return sentence(self)

    def _repr_html_(self) -> str | None:
        """The sentence and the chart in a notebook. Nothing, so that the text is shown, without matplotlib."""
        from headway.charts.trajectory import notebook_html

        try:
            return notebook_html(self)
        except ImportError:
            return None


def brief(value: float) -> str:
    """A figure as a reader wants it in a sentence: whole from a thousand on and where it is whole, one decimal below,
    two digits below one."""
    value = float(f"{value:.12g}")
    if 0 < abs(value) < 1:
        return f"{value:.2g}"
    return f"{value:,.1f}" if abs(value) < 1000 and not value.is_integer() else f"{value:,.0f}"


def sentence(projection: Projection) -> str:
    """A projection in words: value, interval, chance, method and past error."""
    year = "the year" if projection.year is None else projection.year.label
    if projection.value is None:
        return f"{year}: {projection.status}. {projection.reason}"
    parts = [brief(projection.value)]
    if projection.status == Status.complete:
        parts[0] += f" in {year}, which is complete"
    elif projection.lower is None and projection.upper is None:
        parts[0] += " (no interval)"
    else:
        parts[0] += f" ({ends_in_words(projection.lower, projection.upper, brief)} at {projection.level:.0%})"
    if projection.target is not None and projection.polarity is None:
        parts.append("no chance of target without a polarity")
    if projection.probability is not None:
        parts.append(f"{chance_in_words(projection.probability)} chance of target")
    if projection.method is not None:
        parts.append(str(projection.method))
    if projection.past_error is not None:
        years = number_of(projection.past_years, "past year")
        parts.append(f"off by {brief(projection.past_error)} on average at this point of {years}")
    elif projection.status == Status.projected:
        parts.append("no past year to test on")
    return ", ".join(parts)


def chance_in_words(probability: float) -> str:
    """A probability as a reader may have it: never 0% or 100% of what is not certain.

    >>> from headway.outlook.projection import chance_in_words
    >>> chance_in_words(0.243), chance_in_words(0.0004), chance_in_words(0.9996), chance_in_words(1.0)
    ('24%', 'under 1%', 'over 99%', '100%')
    """
    if 0 < probability < 0.01:
        return "under 1%"
    if 0.99 < probability < 1:
        return "over 99%"
    return f"{probability:.0%}"


def limits(bounds: tuple[float | None, float | None] | None) -> tuple[float, float]:
    """What a figure can be, NaN for an end that nobody set."""
    if bounds is None:
        return float("nan"), float("nan")
    if not isinstance(bounds, (tuple, list)) or len(bounds) != 2:
        raise HeadwayError(f"bounds: found {bounds!r}; accepted: two numbers or None, for example (0, 100)")
    return number(bounds[0], "bounds[0]"), number(bounds[1], "bounds[1]")


def _at_year_end(target: Any, series: Series) -> Any:
    """What a target asks at the end of the series' year, where it is a profile or relative; else as it was given."""
    if isinstance(target, RelativeTarget):
        return target.value
    if not isinstance(target, Profile):
        return target
    return target._core.year_end(series.periods[-1].year(series.calendar)) if len(series) else None


def project_year_end(
    series: Series,
    *,
    method: Method | MethodWord = "auto",
    target: Value | Profile | RelativeTarget = None,
    polarity: Polarity | PolarityWord | None = None,
    level: float = 0.80,
    sides: SidesWord = "both",
    bounds: tuple[float | None, float | None] | None = None,
    denominators: Sequence[float | None] | npt.NDArray[Any] | None = None,
    event: float = 1.0,
) -> Projection:
    """Project a series to the end of the year of its last point.

    Parameters
    ----------
    series : Series
        Past years and this one together. Points at the end that are None or NaN are still to come.
    method : Method or str, default "auto"
        A method by name, or `auto`: with two past years a combination of many simple projections weighted by their
        past errors, with one `credibility`, with none the run rate of a sum and the last value of a level.
    target : float, (float, float), RelativeTarget or Profile, optional
        For the year's end, in the indicator's unit; or the way to it, of which the end counts here.
    polarity : Polarity or str, optional
        Which side of the target is good; without it there is no chance of meeting it.
    level : float, default 0.80
        The probability with which the interval holds the year.
    sides : {'both', 'lower', 'upper'}
        Which ends the interval has.
    bounds : (float, float), optional
        What a figure can be: (0, 100) for a percentage. Amounts and counts that were never negative stay so anyhow.
    denominators : sequence of numbers, optional
        One a point, for a series whose accrual is `average`: the year is the weighted mean.
    event : float, default 1
        What one event adds to a sum: 100_000 / population of a rate per 100,000 of a fixed population. A series of
        whole events has an interval without past years.

    Returns
    -------
    Projection
        With `.value`, `.lower`, `.upper`, `.level`, `.probability`, `.method` and `.reason`. Too little data is a
        status, never an error and never an invented number.

    Raises
    ------
    HeadwayError
        For an unknown method, a level outside 0 to 1, a method that adds up on a level, infinite numbers, and a linear
        or seasonal profile whose year is not that of the series.

    Notes
    -----
    Sources are named in the C++ header of each method. The interval comes from the method's own errors in past years;
    never from the textbook interval of a line, which covers under 40% where it claims 80%.

    Examples
    --------
    >>> admissions = hw.Series([18, 17, 16, 16, 19, 15], start="2024-04", accrual="flow")
    >>> hw.project_year_end(admissions, target=194, polarity="low_is_good")
    202 (177 to 228 at 80%), 36% chance of target, run_rate, no past year to test on
    >>> hw.project_year_end(admissions, method="ols_cumulative")
    201.5 (176 to 228 at 80%), ols_cumulative, no past year to test on
    """
    if not isinstance(series, Series):
        raise HeadwayError(f"series: found {type(series).__name__}; accepted: a headway.Series")
    profile = target if isinstance(target, Profile) else None
    weights = None if denominators is None else numbers_of(denominators, "denominators, point {row}")
    if weights is not None and len(weights) != len(series):
        raise HeadwayError(f"denominators: found {len(weights)} for {len(series)} points; accepted: one a point")
    lower, upper = two_bounds(_at_year_end(target, series), "target")
    lowest, highest = limits(bounds)
    rule = _core.ProjectionRule(
        method=method,
        target_lower=lower,
        target_upper=upper,
        polarity=polarity,
        level=number(level, "level"),
        sides=sides,
        lowest=lowest,
        highest=highest,
        event=number(event, "event"),
        denominators=weights,
    )
    return Projection(_core.project_year_end(series._core, rule), series, rule, profile)


def required_run_rate(series: Series, target: float | Profile | RelativeTarget | None) -> float | None:
    """What each point to come must bring to land on a target.

    Parameters
    ----------
    series : Series
        Up to now.
    target : float, RelativeTarget, Profile or None
        For the year's end, in the indicator's unit; of a profile its end counts.

    Returns
    -------
    float or None
        Of a sum, the amount of each point to come; of a mean, its level, all points weighing alike; of a level, its
        change. Negative where a sum is already beyond its target. None without target or data, and for a complete
        year.

    Raises
    ------
    HeadwayError
        For text, booleans and infinite numbers.

    Examples
    --------
    >>> hw.required_run_rate(hw.Series([18, 17, 16, 16, 19, 15], start="2024-04", accrual="flow"), 194)
    15.5
    """
    if not isinstance(series, Series):
        raise HeadwayError(f"series: found {type(series).__name__}; accepted: a headway.Series")
    return _core.required_run_rate(series._core, number(_at_year_end(target, series), "target"))
