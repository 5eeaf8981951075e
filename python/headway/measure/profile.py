"""What was wanted by now: the in-year profile of a target or of a benchmark."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from headway import _core
from headway._core import HeadwayError, Period
from headway._core import Profile as _CoreProfile
from headway.boundary.deadlines import deadline_of
from headway.boundary.documented import documented_as
from headway.boundary.polarity import polarity_code
from headway.boundary.problems import Problems, refusal
from headway.boundary.scalars import Ends, Told, ends_of, number, word
from headway.boundary.times import Time, each_period_of, period_of
from headway.series import Series
from headway.vocabulary import CalendarWord, ChangeIs, ChangeIsWord, Polarity, ProfileShape

# One number, the two bounds of a range, or None for no target.
Value: TypeAlias = float | tuple[float | None, float | None] | None
# The arguments of the core's Profile, but for a relative target, which stands here as its Python self.
_State: TypeAlias = tuple[Any, ...]


class RelativeTarget(Told):
    """A target that is told by a change: "reduce by 10% from March", "80 fewer", "up 5 points".

    Parameters
    ----------
    change : float
        Signed: as a fraction, -0.10 is a reduction by 10%; or an amount in the indicator's unit.
    baseline : (str or Period, float)
        When it was measured, and what it was, in the indicator's unit. None and NaN are missing, and so is the
        target then.
    change_is : {'fraction', 'amount', 'points'}, default 'fraction'
        What the change is counted in. Points are percentage points, of an indicator in per cent.
    whole : Polarity or str, optional
        The target is a whole number of things: where high is good the next above (at least 63.2 is 64), where low is
        good the next below, else the nearest.

    Raises
    ------
    HeadwayError
        Of a fraction, for a change beyond -1 to 1 (-10 where -0.10 was meant), and a baseline of 0 or less, of which a
        fraction says nothing: state the target itself. Of any, for an infinite number.

    Examples
    --------
    >>> target = hw.RelativeTarget(-0.10, baseline=("March 2024", 645.6))
    >>> target.value
    581.04
    >>> hw.Profile.flat(target).at("September 2024")
    581.04
    >>> hw.RelativeTarget(-80, baseline=("2024/25 - Q2", 539), change_is="amount").words
    '539 (2024/25 - Q2) less 80 is 459'
    """

    def __init__(
        self, change: float, *, baseline: tuple[Time, float | None], change_is: ChangeIs | ChangeIsWord = "fraction",
        whole: Polarity | str | None = None,
    ) -> None:  # fmt: skip
        self._change = number(change, "change")
        self._baseline = baseline_of(baseline, "financial")
        self._change_is = word(change_is, "change_is", ChangeIs)
        code = polarity_code(whole, "whole")
        self._whole = None if code == _core.no_polarity else list(Polarity)[code]
        self._core = _core.RelativeTarget(self._change, *self._baseline, self._change_is, self._whole)

    @property
    def value(self) -> float:
        """What the target comes to: baseline x (1 + change), or baseline + change; whole where it is of things."""
        return self._core.value

    def _ends(self) -> Ends:
        return Ends(self.value, self.value)

    @property
    def change(self) -> float:
        """The fraction or the amount, signed."""
        return self._change

    @property
    def change_is(self) -> ChangeIs:
        """What the change is counted in."""
        return self._change_is

    @property
    def whole(self) -> Polarity | None:
        """The side on which a target of whole things lies; None where it need not be whole."""
        return self._whole

    @property
    def baseline(self) -> tuple[Period, float]:
        """What the change is taken from: the period and its value."""
        return self._baseline

    @property
    def words(self) -> str:
        """How the target is made, for a reader."""
        return self._core.words

    def __eq__(self, other: object) -> bool:
        return isinstance(other, RelativeTarget) and self._key() == other._key()

    def __hash__(self) -> int:
        return hash(self._key())

    def _key(self) -> tuple[object, ...]:
        return self._change, self._change_is, self._whole, _baseline_key(self._baseline)

    def __reduce__(self) -> tuple[Any, ...]:
        again = functools.partial(RelativeTarget, baseline=self._baseline, change_is=self._change_is, whole=self._whole)
        return again, (self._change,)

    def __repr__(self) -> str:
        period, value = self._baseline
        said = "" if self._change_is == ChangeIs.fraction else f", change_is={str(self._change_is)!r}"
        said += "" if self._whole is None else f", whole={str(self._whole)!r}"
        return f"RelativeTarget({self._change!r}, baseline=({period.label!r}, {value!r}){said})"


class Profile:
    """What should have been reached by each period on the way to a target.

    A year-end target says nothing about September until it has a profile; the national total of a year is no
    comparator for September until it has one. Made by its shape: `Profile.flat`, `Profile.linear`,
    `Profile.seasonal`, `Profile.steps` or `Profile.milestones`.

    Wherever a value is taken it is a number, the two bounds of a range (one of which may be None), or None for no
    target. Periods are labels or `Period`, and are read at their end: September and the second quarter are both at
    month 6 of the financial year.

    Raises
    ------
    HeadwayError
        For bounds in the wrong order, text, booleans or infinities among the values, and what is no period.

    Examples
    --------
    >>> hw.Profile.linear(560.8).at("September 2024")
    280.4
    >>> hw.Profile.flat((18, 21)).at("September 2024")
    (18.0, 21.0)
    """

    _core: _CoreProfile
    _state: _State

    def __init__(self, *found: object, **named: object) -> None:
        shown = ", ".join([repr(value) for value in found] + [f"{name}={value!r}" for name, value in named.items()])
        shapes = ", ".join(f"Profile.{shape}(...)" for shape in ProfileShape)
        raise HeadwayError(f"Profile: found Profile({shown}); accepted: {shapes}")

    @classmethod
    def flat(cls, target: Value | RelativeTarget) -> Profile:
        """The year-end value at every period: of a level, a percentage or a rolling figure.

        Parameters
        ----------
        target : float, (float, float), RelativeTarget or None
            The year-end value.

        Returns
        -------
        Profile

        Examples
        --------
        >>> hw.Profile.flat(86.6).at("2024-09")
        86.6
        """
        return _of_year(ProfileShape.flat, target)

    @classmethod
    @documented_as(flat)
    def linear(
        cls, target: Value | RelativeTarget, *, start_value: float | None = 0,
        calendar: CalendarWord | int = "financial",
    ) -> Profile:  # fmt: skip
        """A straight line through the year, by months.

        Parameters
        ----------
        start_value : float or None, default 0
            Where the year starts: 0 of a running total; of a level, what it was at the last year end. None where
            that is not known: then only the year end is.
        calendar : {'financial', 'academic', 'calendar'} or int, default 'financial'
            Where the year begins: April, September, January, or a month from 1 to 12.

        Examples
        --------
        >>> hw.Profile.linear(14.6).at("2024/25 - Q2")
        7.3
        >>> hw.Profile.linear(86.6, start_value=94.2).at("2024-09")
        90.4
        """
        return _of_year(ProfileShape.linear, target, start=number(start_value, "start_value"), calendar=calendar)

    @classmethod
    @documented_as(flat)
    def seasonal(cls, target: Value | RelativeTarget, past: Series) -> Profile:
        """The share of the year that past years had reached by the same point: of a running total with seasons.

        Parameters
        ----------
        past : Series
            Monthly, quarterly or termly points of accrual `flow` or `cumulative`. Its complete years are pooled, and
            years with a point missing left out. The year begins where the series says.

        Raises
        ------
        HeadwayError
            For a series of levels or averages, without a complete year, or whose years come to 0 or less.

        Examples
        --------
        >>> past = hw.Series([10, 20, 30, 40], start="2023/24 - Q1", accrual="flow", frequency="quarter")
        >>> profile = hw.Profile.seasonal(560.8, past)
        >>> profile.at("2024/25 - Q2")
        168.24
        >>> profile.shares
        array([0.1, 0.3, 0.6, 1. ])
        """
        if not isinstance(past, Series):
            raise HeadwayError(f"past: found {type(past).__name__}; accepted: a headway.Series of past years")
        shares = _core.cumulative_shares(past._core)
        return _of_year(ProfileShape.seasonal, target, shares=shares, calendar=past.calendar)

    @classmethod
    @documented_as(flat)
    def steps(cls, values: Mapping[Time, Value], *, calendar: CalendarWord | int = "financial") -> Profile:
        """Each value from the beginning of its period until the next: a standard that changes in October.

        Parameters
        ----------
        values : mapping of str or Period to float, (float, float) or None
            In order of time. None: no target from then on. Before the first there is none.
        calendar : {'financial', 'academic', 'calendar'} or int, default 'financial'
            Where a year such as ``2024/25`` begins.

        Raises
        ------
        HeadwayError
            For a period that begins no later than the one before.

        Examples
        --------
        >>> profile = hw.Profile.steps({"April 2024": 90, "October 2024": 95})
        >>> profile.at("September 2024"), profile.at("October 2024")
        (90.0, 95.0)
        """
        return _made(ProfileShape.steps, milestones=_dated(values, "steps", calendar), calendar=calendar)

    @classmethod
    @documented_as(steps)
    def milestones(
        cls, values: Mapping[Time, Value], *, baseline: tuple[Time, float | None] | None = None,
        calendar: CalendarWord | int = "financial",
    ) -> Profile:  # fmt: skip
        """Straight lines between values, each reached by the end of its period: a path over several years.

        Parameters
        ----------
        values : mapping of str, Period or date to float, (float, float) or None
            In order of time. After the last its value stays. A milestone is a deadline: one of the first day of a month
            is reached by the end of the month before, as is "before April 2025".
        baseline : (str or Period, float), optional
            When and what was measured before: where the line to the first milestone comes from. Without it nothing
            can be said before the first.

        Raises
        ------
        HeadwayError
            For a period that ends no later than the one before.

        Examples
        --------
        >>> path = hw.Profile.milestones({"March 2025": 86.6, "March 2026": 72}, baseline=("March 2024", 94.2))
        >>> path.at("September 2024"), path.at("September 2025"), path.at("September 2026")
        (90.4, 79.3, 72.0)
        """
        return _made(
            ProfileShape.milestones, milestones=_dated(values, "milestones", calendar, deadline_of),
            baseline=None if baseline is None else baseline_of(baseline, calendar), calendar=calendar,
        )  # fmt: skip

    def at(self, period: Time) -> float | tuple[float, float]:
        """What should have been reached by the end of a period.

        Parameters
        ----------
        period : str, Period or date

        Returns
        -------
        float or (float, float)
            Two bounds where a range was given. NaN where there is no target: before the first step, and before the
            first milestone and its baseline.

        Raises
        ------
        HeadwayError
            For a period that ends between two points of a seasonal profile, such as August among quarters.

        Examples
        --------
        >>> hw.Profile.linear(560.8).at("2024-12")
        420.6
        """
        return self._core.at(period_of(period, "period", self._state[-1]))

    def points(self, periods: Iterable[Time]) -> npt.NDArray[np.float64]:
        """What should have been reached by the end of each of several periods, for a chart or a table.

        Parameters
        ----------
        periods : iterable of str, Period or date
            For example the `periods` of a series.

        Returns
        -------
        numpy.ndarray
            One value a period; where a range was given, a row of two bounds a period.

        Raises
        ------
        HeadwayError
            As `at`.

        Examples
        --------
        >>> series = hw.Series([5, 4, 6], start="2024-04", accrual="flow")
        >>> hw.Profile.linear(60).points(series.periods)
        array([ 5., 10., 15.])
        """
        if isinstance(periods, (str, Period)) or not isinstance(periods, Iterable):
            raise HeadwayError(f"periods: found {periods!r}; accepted: several periods (at takes one)")
        return self._core.points(each_period_of(periods, "periods[{}]", self._state[-1], whole_months=True))

    @property
    def shape(self) -> ProfileShape:
        """How the target becomes a value for each period."""
        return ProfileShape(self._state[0])

    @property
    def target(self) -> float | tuple[float, float] | RelativeTarget:
        """The year-end value as given, a relative one with its baseline; NaN of steps and milestones."""
        return self._state[2] or _shown(self._state[1])

    @property
    def start_value(self) -> float:
        """Where the year of a linear profile starts."""
        return float(self._state[3])

    @property
    def shares(self) -> npt.NDArray[np.float64] | None:
        """Of a seasonal profile: the share of the year that is reached by each of its points."""
        return None if self._state[4] is None else self._state[4].copy()

    @property
    def values(self) -> dict[Period, float | tuple[float, float]]:
        """Of steps and milestones: the values by period."""
        return {period: _shown(value) for period, value in self._state[5]}

    @property
    def baseline(self) -> tuple[Period, float] | None:
        """What the line to the first milestone, or a relative target, comes from; None where nothing was said."""
        relative: RelativeTarget | None = self._state[2]
        measured: tuple[Period, float] | None = self._state[6]
        return relative.baseline if relative else measured

    @property
    def calendar(self) -> int:
        """The month, 1 to 12, in which a year begins."""
        return self._core.calendar

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Profile) and self._key() == other._key()

    def __hash__(self) -> int:
        return hash(self._key())

    def _key(self) -> tuple[object, ...]:
        shape, target, relative, start, shares, milestones, baseline, _ = self._state
        return (
            shape, _value_key(target), relative, _number_key(start), None if shares is None else shares.tobytes(),
            tuple((period, _value_key(value)) for period, value in milestones),
            None if baseline is None else _baseline_key(baseline), self.calendar,
        )  # fmt: skip

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuilt, self._state

    def __repr__(self) -> str:
        shape, _, _, start, shares, milestones, baseline, _ = self._state
        if shape in (ProfileShape.steps, ProfileShape.milestones):
            what = repr({period.label: _shown(value) for period, value in milestones})
        else:
            what = repr(self.target)
        if shape == ProfileShape.linear:
            what += f", start_value={start!r}"
        if shares is not None:
            what += f", {len(shares)} points a year"
        if baseline is not None:
            what += f", baseline=({baseline[0].label!r}, {baseline[1]!r})"
        return f"Profile.{shape}({what})"


def _rebuilt(*state: Any) -> Profile:
    profile = Profile.__new__(Profile)
    shape, target, relative, *rest = state
    profile._core = _CoreProfile(shape, target, relative and relative._core, *rest)
    profile._state = state
    return profile


def _made(
    shape: ProfileShape, *, target: tuple[float, float] = (np.nan, np.nan), relative: RelativeTarget | None = None,
    start: float = 0.0, shares: npt.NDArray[np.float64] | None = None,
    milestones: tuple[tuple[Period, tuple[float, float]], ...] = (), baseline: tuple[Period, float] | None = None,
    calendar: CalendarWord | int = "financial",
) -> Profile:  # fmt: skip
    return _rebuilt(shape, target, relative, start, shares, milestones, baseline, calendar)


def _of_year(shape: ProfileShape, target: Value | RelativeTarget, **fields: Any) -> Profile:
    if isinstance(target, RelativeTarget):
        return _made(shape, relative=target, **fields)
    return _made(shape, target=_closed(target, "target"), **fields)


def _closed(value: Any, name: str) -> tuple[float, float]:
    """The bounds of a target; a profile has no way to say that a bound is itself not meant."""
    lower, upper, *open_ = ends_of(value, name)
    if any(open_):
        raise refusal(name, f"{value!r}, which the bound itself does not reach", "'at least 50', or a number")
    return lower, upper


def baseline_of(value: object, calendar: CalendarWord | int) -> tuple[Period, float]:
    if not isinstance(value, (tuple, list)) or len(value) != 2:
        raise HeadwayError(f"baseline: found {value!r}; accepted: a period and its value, ('March 2024', 94.2)")
    return period_of(value[0], "baseline[0]", calendar), number(value[1], "baseline[1]")


def _dated(
    values: object, name: str, calendar: CalendarWord | int, when: Callable[..., Period] = period_of
) -> tuple[tuple[Period, tuple[float, float]], ...]:
    if not isinstance(values, Mapping):
        raise HeadwayError(f"{name}: found {type(values).__name__}; accepted: values by period, {{'March 2025': 86.6}}")
    read, problems = [], Problems()
    for period, value in values.items():
        with problems:
            read.append((when(period, name, calendar), _closed(value, f"{name}[{period!r}]")))
    problems.refuse()
    return tuple(read)


def _shown(value: tuple[float, float]) -> float | tuple[float, float]:
    lower, upper = value
    return lower if lower == upper or (np.isnan(lower) and np.isnan(upper)) else value


# What makes two of them equal: periods as such, whatever their labels, and NaN as None, because it equals nothing.
def _number_key(value: float) -> float | None:
    return None if np.isnan(value) else value


def _value_key(value: tuple[float, float]) -> tuple[float | None, float | None]:
    return _number_key(value[0]), _number_key(value[1])


def _baseline_key(baseline: tuple[Period, float]) -> tuple[Period, float | None]:
    return baseline[0], _number_key(baseline[1])
