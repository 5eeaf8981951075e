"""Where will it be at year end, how far off may that be, will it meet its target, and how was it in past years?"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from typing import Any, Literal

import narwhals as nw
import numpy as np
import pyarrow as pa

from headway import _core
from headway._core import HeadwayError, Period, ProjectionRule, RatingRule
from headway._core import Projection as CoreProjection
from headway.assess import DEFAULT_TOLERANCE, resolve_rule
from headway.boundary.documented import documented_as
from headway.boundary.scalars import line_of, number
from headway.charts.backtest import PastYears
from headway.charts.trajectory import Trajectory
from headway.language.counts import number_of
from headway.language.figures import beside_the_interval, brief, ends_in_words, error_in_words, per_cent
from headway.language.levels import percent
from headway.measure.profile import Profile, Value
from headway.pictured import Pictured
from headway.series import Series
from headway.vocabulary import Accrual, Method, Polarity, Rating, SidesWord, Status


@dataclasses.dataclass(frozen=True, init=False, repr=False, eq=False)
class Projection(Pictured):
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
    probability_reason : str or None
        Why there is no chance: "no target", "neutral indicator", "no interval", ...; None where there is one.
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
    past_error_reason : str or None
        Why that is more than the 80% interval reaches; None where it is not.
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
    target_open : (bool, bool)
        Whether its lower and its upper bound are themselves not meant: "over 60", "under 60".
    profile : Profile or None
        The way to the target, where one was given.
    polarity : Polarity or None
        Which side of the target is good.
    version : str
        Name and version of the rules that made this projection.
    """

    value: float | None
    lower: float | None
    upper: float | None
    level: float
    probability: float | None
    probability_reason: str | None
    method: Method | None
    reason: str
    interval_reason: str
    status: Status
    past_error: float | None
    past_years: int
    past_error_reason: str | None
    year: Period | None
    known: int
    remaining: int
    reached: float | None
    path: list[float]
    basis: str
    series: Series
    as_at: Period | None
    target: float | tuple[float, float] | None
    target_open: tuple[bool, bool]
    profile: Profile | None
    polarity: Polarity | None
    version: str
    _core: CoreProjection
    _rule: ProjectionRule
    _again: Callable[[], Projection]

    def __init__(
        self, core: CoreProjection, series: Series, rule: ProjectionRule, profile: Profile | None,
        again: Callable[[], Projection], target_open: tuple[bool, bool],
    ) -> None:  # fmt: skip
        lower, upper = rule.target
        of_rule = {
            "series": series,
            "target": None if np.isnan([lower, upper]).all() else lower if lower == upper else (lower, upper),
            "target_open": target_open,
            "profile": profile, "polarity": None if rule.polarity is None else Polarity(rule.polarity),
            "version": rule.version, "method": None if core.method is None else Method(core.method),
            "status": Status(core.status), "_core": core, "_rule": rule, "_again": again,
        }  # fmt: skip
        for field in dataclasses.fields(self):  # all others as the core has them
            given = of_rule[field.name] if field.name in of_rule else getattr(core, field.name)
            object.__setattr__(self, field.name, given)

    def __reduce__(self) -> tuple[Any, ...]:
        return self._again, ()  # the core projects the same again

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
        (168.0, 240.0)
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
        return self._ratings(tolerance, rule)[0]

    @documented_as(in_year_rating)
    def forecast_rating(self, *, tolerance: float = DEFAULT_TOLERANCE, rule: RatingRule | None = None) -> Rating:
        """The forecast's own rating: the projected year against the target.

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
        return self._ratings(tolerance, rule)[1]

    def _ratings(self, tolerance: float, rule: RatingRule | None) -> tuple[Rating, Rating]:
        profile = None if self.profile is None else self.profile._core
        rated = _core.outlook_ratings(self._core, profile, self.series.accrual, resolve_rule(tolerance, rule))
        return Rating(rated[0]), Rating(rated[1])

    def backtest(self) -> Backtest:
        """How the same rule has done on this series: see `headway.backtest`."""
        return Backtest(*_core.backtest(self.series._core, self._rule), self)

    def picture(
        self, *, levels: Sequence[float] = (0.5, 0.8, 0.95), unit: str | None = None, title: str | None = None,
        indicator: str | None = None, subtitle: str | None = None, source: str | None = None,
    ) -> Trajectory:  # fmt: skip
        """The year: what is published, where it may end, its target and last year.

        Parameters
        ----------
        levels : sequence of float, default (0.5, 0.8, 0.95)
            Of the intervals that are shaded; none for none.
        unit : str, optional
            `%` and `GBP` stand beside figures; any other is written above the axis.
        title : str, optional
            By default what the figures say.
        indicator : str, optional
            What the figures are of: the title begins with it.
        subtitle : str, optional
            Below the title; by default what is shown and when.
        source : str, optional
            Where the figures are from; stands below the axes.

        Returns
        -------
        Trajectory
            Its points as they are drawn: running totals of a sum, else levels.

        Raises
        ------
        HeadwayError
            For a level outside 0 to 1, and a unit or a title that is not text.

        Examples
        --------
        >>> admissions = hw.Series([18, 17, 16, 16, 19, 15], start="2024-04", accrual="flow")
        >>> outlook = hw.project_year_end(admissions, target=194, polarity="low_is_good")
        >>> lines = [line.get_label() for line in outlook.plot(title="Admissions").get_lines()]
        >>> [label for label in lines if not label.startswith("_")]  # other than those of the scale
        ['Actual', 'Projection', 'Projected year', 'Target']
        >>> outlook.picture().actual[:6]
        array([ 18.,  35.,  51.,  67.,  86., 101.])
        >>> print(outlook.describe())
        The year is 2024/25, April 2024 to March 2025. The total by September 2024 is 101, at point 6 of 12. The year is
        projected to end at 202; with 80% probability it ends between ... and .... The target is 194 and low is good:
        the projection is above it. The chance of meeting the target is ...%. Method: run rate. ...
        """
        if isinstance(levels, (str, bytes)) or not hasattr(levels, "__iter__"):
            accepted = "several, for example (0.5, 0.8, 0.95), or () for none"
            raise HeadwayError(f"levels: found {levels!r}; accepted: {accepted}")
        periods, actual, expected, last_year, amounts = _core.trajectory(self.series._core, self._core)
        complete = self.status == Status.complete
        profile = np.full((len(periods), 1), np.nan)
        if self.profile is not None and not complete and not amounts:
            asked = [self.asked_by(period) for period in periods]
            profile = np.array([value if isinstance(value, tuple) else (value, value) for value in asked], float)
            profile = profile if any(isinstance(value, tuple) for value in asked) else profile[:, :1]
        read = [number(level, f"levels[{i}]", null=False) for i, level in enumerate(levels)]
        ends = [(level, *self.interval(level)) for level in sorted(read, reverse=True)]
        fan = [
            (level, np.nan if lower is None else lower, np.nan if upper is None else upper)
            for level, lower, upper in ends
            if (lower, upper) != (None, None) and not complete and self.value is not None
        ]
        target = self.target
        return Trajectory(
            title=title, indicator=indicator, subtitle=subtitle, source=source,
            unit=None if unit is None else line_of(unit, "unit"), periods=periods, actual=actual,
            expected=expected, last_year=last_year, profile=profile, fan=fan, amounts=amounts,
            target=target if target is None or isinstance(target, tuple) else (target, target),
            end=len(periods) - 1 + (1.8 if self.series.accrual == Accrual.average else 0.0),
            accrual=self.series.accrual, frequency=self.series.frequency, note=self.series.note,
            known=0 if self.as_at is None else periods.index(self.as_at) + 1, on_the_way=self.in_year_rating(),
            no_interval=self.interval_reason if self.basis == "none" else "",
            **{name: getattr(self, name) for name in (
                "year", "as_at", "status", "polarity", "value", "lower", "upper", "level", "reached",
                "probability", "method", "reason", "past_error", "past_years", "past_error_reason", "target_open",
            )},
        )  # fmt: skip

    def __repr__(self) -> str:
        return sentence(self)


class Backtest(Pictured):
    """How a method has done on a series: past years, projected from the same point. Made by `backtest`.

    Attributes
    ----------
    replays : list of tuple
        (year, method, projected, lower, upper, actual, error, held) of each past year, oldest first; `held` is whether
        the interval held the year, None where there was none.
    projection : Projection
        Of this year, by the same rule.
    covered : (int, int)
        In how many past years the interval held the year, and in how many there was one.
    """

    def __init__(self, replays: list[_core.ReplayRow], covered: tuple[int, int], projection: Projection) -> None:
        self.replays, self.covered, self.projection = replays, covered, projection

    def __reduce__(self) -> tuple[Any, ...]:
        return Projection.backtest, (self.projection,)

    def __len__(self) -> int:
        return len(self.replays)

    @property
    def mean_absolute_error(self) -> float | None:
        """The mean distance of the projected from the actual year, in the indicator's unit; None without past years."""
        return self.projection.past_error

    def frame(self, kind: Literal["pandas", "polars", "pyarrow"] = "pandas") -> Any:
        """One row a past year.

        Parameters
        ----------
        kind : {'pandas', 'polars', 'pyarrow'}
            The library whose frame it is.

        Returns
        -------
        frame
            `year, method, projected, lower, upper, actual, error, covered`; null where there was no interval.

        Raises
        ------
        HeadwayError
            For another kind.
        """
        if kind not in ("pandas", "polars", "pyarrow"):
            raise HeadwayError(f"kind: found {kind!r}; accepted: pandas, polars, pyarrow")
        years, methods, *figures, held = list(zip(*self.replays, strict=True)) or [()] * 8
        names = ("projected", "lower", "upper", "actual", "error")
        table = pa.table({
            "year": pa.array([year.label for year in years], pa.large_string()),
            "method": pa.array(methods, pa.large_string()),
            **{name: pa.array(values, pa.float64()) for name, values in zip(names, figures, strict=True)},
            "covered": pa.array(held, pa.bool_()),
        })
        return nw.from_arrow(table, backend=kind).to_native()

    def picture(
        self, *, unit: str | None = None, title: str | None = None, indicator: str | None = None,
        subtitle: str | None = None, source: str | None = None,
    ) -> PastYears:  # fmt: skip
        """What would have been projected at this point of past years, beside what came.

        Parameters
        ----------
        unit : str, optional
            `%` and `GBP` stand beside figures; any other is written above the axis.
        title : str, optional
            By default how far off they were.
        indicator : str, optional
            What the figures are of: the title begins with it.
        subtitle : str, optional
            Below the title; by default what is shown and when.
        source : str, optional
            Where the figures are from; stands below the axes.

        Returns
        -------
        PastYears

        Raises
        ------
        HeadwayError
            For a unit or a title that is not text.

        Examples
        --------
        >>> calls = hw.Series([30, 20, 10, 20] * 2 + [31, 20, 10, 20, 33], start="2021-04", accrual="flow",
        ...                   frequency="quarter")
        >>> past = hw.backtest(calls, method="run_rate")
        >>> [line.get_label() for line in past.plot().get_lines() if not line.get_label().startswith("_")]
        ['Projected', 'Actual']
        >>> print(past.describe())
        Past years, each projected after 1 of 4 quarters with what was known then. 2021/22: 120 projected..., 80 in the
        end. 2022/23: 120 projected..., 80 in the end. 2023/24: 124 projected..., 81 in the end. Off by 41 on average of
        3 past years....
        """
        now = self.projection
        columns = [np.array([replay[i] for replay in self.replays], float) for i in (2, 3, 4, 5)]
        projected, lower, upper, actual = columns
        held, intervals = self.covered
        return PastYears(
            title=title, indicator=indicator, subtitle=subtitle, source=source,
            unit=None if unit is None else line_of(unit, "unit"), note=now.series.note, level=now.level,
            years=[replay[0] for replay in self.replays], projected=projected, lower=lower, upper=upper, actual=actual,
            point=now.known, points=now.known + now.remaining, error=self.mean_absolute_error,
            past_years=now.past_years, held=held, intervals=intervals,
        )  # fmt: skip

    def __repr__(self) -> str:
        if not self.replays:
            return "Backtest: no past year that could be projected"
        lines = [f"Backtest at point {self.projection.known} of the year, {number_of(len(self), 'past year')}"]
        for year, method, projected, lower, upper, actual, error, _ in self.replays:
            ends = "" if lower is None and upper is None else f" ({ends_in_words(lower, upper, brief)})"
            off = error_in_words(abs(error), "{:,.1f}".format, None)
            sign = "" if off == "0.0" else "-" if error < 0 else "+"
            said = f"{brief(projected)}{ends} projected by {method}, {brief(actual)} in the end, {sign}{off}"
            lines.append(f"  {year.label}: {said}")
        held, of = self.covered
        if of:
            lines.append(f"  the {percent(self.projection.level)}% interval held {held} of {of}")
        return "\n".join(lines)


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
        parts[0] += f" ({ends_in_words(projection.lower, projection.upper, brief)} at {percent(projection.level)}%)"
    if projection.target is not None and projection.polarity is None:
        parts.append("no chance of target without a polarity")
    if projection.probability is not None:
        parts.append(f"{per_cent(projection.probability)} chance of target")
    if projection.method is not None:
        parts.append(str(projection.method))
    if projection.past_error is not None:
        years = number_of(projection.past_years, "past year")
        off = f"off by {error_in_words(projection.past_error, brief, None)} on average at this point of {years}"
        parts.append(off + beside_the_interval(projection.past_error_reason))
    elif projection.status == Status.projected:
        parts.append("no past year to test on")
    return ", ".join(parts)
