"""What a programme's costs and benefits are worth today, and when it has paid for itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, TypeAlias

import numpy as np
import numpy.typing as npt

from headway import _core
from headway._core import HeadwayError
from headway.boundary.frames import Frame
from headway.boundary.scalars import integral, number
from headway.boundary.times import Time, each_period_of, periods_of
from headway.boundary.units import refuse_several
from headway.boundary.values import column_of
from headway.vocabulary import EstimateOf, EstimateOfWord, ProjectType, ProjectTypeWord

_Fields: TypeAlias = tuple[str, str, list[tuple[int, float]]]


@dataclass(frozen=True, init=False)
class DiscountSchedule:
    """Yearly discount rates, each from a year on, with a name and a date. Year 0, the base year, is not discounted.

    Parameters
    ----------
    steps : mapping of int to float, or pairs
        The rate, as a fraction, from a year on: {0: 0.035, 31: 0.03}. The first is at year 0.
    name : str, default 'own'
        What reports call it.
    version : str, optional
        Whose it is and of when.

    Raises
    ------
    HeadwayError
        For no steps, a first step that is not at year 0, steps out of order, and a rate that is no fraction (3.5 where
        0.035 is meant).

    Examples
    --------
    >>> schedule = hw.DiscountSchedule.green_book()
    >>> schedule.steps
    ((0, 0.035), (31, 0.03), (76, 0.025))
    >>> round(schedule.factor(30), 4), round(schedule.factor(31), 4)
    (0.3563, 0.3459)
    >>> hw.DiscountSchedule({0: 0.015}, name="Green Book, health", version="February 2026").factor(0)
    1.0
    """

    name: str
    version: str
    steps: tuple[tuple[int, float], ...]

    def __init__(
        self, steps: Mapping[int, float] | Sequence[tuple[int, float]], *, name: str = "own", version: str = "",
    ) -> None:  # fmt: skip
        for what, text in (("name", name), ("version", version)):
            if not isinstance(text, str):
                raise HeadwayError(f"discount schedule, {what}: found {text!r}; accepted: text")
        try:
            pairs = [(year, rate) for year, rate in (steps.items() if isinstance(steps, Mapping) else steps)]
        except (TypeError, ValueError):
            accepted = "rates by first year, {0: 0.035, 31: 0.03}"
            raise HeadwayError(f"discount schedule: found {steps!r}; accepted: {accepted}") from None
        where = "discount schedule, step {}"
        read = [
            (integral(year, where.format(i)), number(rate, where.format(i))) for i, (year, rate) in enumerate(pairs)
        ]
        for field, given in (("name", name), ("version", version), ("steps", tuple(read))):
            object.__setattr__(self, field, given)
        _core.validate_schedule(self._fields)

    @classmethod
    def green_book(cls) -> DiscountSchedule:
        """HM Treasury's standard rates: 3.5% for the years 0 to 30, 3.0% for 31 to 75, 2.5% after, in real terms.

        Returns
        -------
        DiscountSchedule

        Examples
        --------
        >>> hw.DiscountSchedule.green_book().version
        'February 2026'
        """
        name, version, steps = _core.green_book()
        return cls(steps, name=name, version=version)

    @classmethod
    def flat(cls, rate: float) -> DiscountSchedule:
        """One rate for all years.

        Parameters
        ----------
        rate : float
            A fraction: 0.035 for 3.5%.

        Returns
        -------
        DiscountSchedule

        Examples
        --------
        >>> hw.DiscountSchedule.flat(0.25).factor(1)
        0.8
        """
        return cls({0: rate}, name="flat")

    def factor(self, year: int) -> float:
        """What one unit of a year is worth in the base year.

        Parameters
        ----------
        year : int
            Years after the base year.

        Returns
        -------
        float

        Raises
        ------
        HeadwayError
            For a year before the base year.
        """
        return float(_core.discount_factors(self._fields, 1, integral(year, "year"))[0])

    def factors(self, years: int) -> npt.NDArray[np.float64]:
        """The factors of so many years in a row, the base year first.

        Parameters
        ----------
        years : int

        Returns
        -------
        numpy.ndarray

        Examples
        --------
        >>> hw.DiscountSchedule.flat(0.25).factors(3)
        array([1.  , 0.8 , 0.64])
        """
        count = integral(years, "years")
        if count < 0:
            raise HeadwayError(f"years: found {years!r}; accepted: 0 to 1,000,000")
        return _core.discount_factors(self._fields, count, 0)

    @property
    def _fields(self) -> _Fields:
        return self.name, self.version, list(self.steps)

    def __repr__(self) -> str:
        dated = f", version={self.version!r}" if self.version else ""
        return f"DiscountSchedule({dict(self.steps)}, name={self.name!r}{dated})"


def _schedule(schedule: object) -> DiscountSchedule:
    if schedule is None:
        return DiscountSchedule.green_book()
    if not isinstance(schedule, DiscountSchedule):
        accepted = "a DiscountSchedule, such as DiscountSchedule.flat(0.035)"
        raise HeadwayError(f"schedule: found {schedule!r}; accepted: {accepted}")
    return schedule


def present_value(
    amounts: Sequence[float | None] | Any, *, schedule: DiscountSchedule | None = None, first_year: int = 0
) -> float:
    """What yearly amounts are worth in the base year.

    Parameters
    ----------
    amounts : sequence of numbers
        One a year, in real terms. A missing one (None, NaN) makes the value missing.
    schedule : DiscountSchedule, optional
        By default the Green Book's.
    first_year : int, default 0
        How many years after the base year the first amount falls.

    Returns
    -------
    float

    Raises
    ------
    HeadwayError
        For infinite amounts and years before the base year.

    Examples
    --------
    >>> round(hw.present_value([7.30, 32.04, 39.37, 41.20, 41.60], schedule=hw.DiscountSchedule.flat(0.035)), 2)
    148.42
    """
    base = integral(first_year, "first_year")
    return _core.present_value(column_of(amounts, "amounts"), _schedule(schedule)._fields, base)


def optimism_bias(
    project_type: ProjectType | ProjectTypeWord, *, mitigation: float = 0.0,
    estimate_of: EstimateOf | EstimateOfWord = "capital expenditure",
) -> float:  # fmt: skip
    """By how much to raise an estimate, as a fraction: what projects of this type overran by.

    Parameters
    ----------
    project_type : ProjectType or str
        'standard buildings', 'non-standard buildings', 'standard civil engineering', 'non-standard civil engineering',
        'equipment/development' or 'outsourcing' (of which it is operating expenditure).
    mitigation : float, default 0
        The share of the risks that is managed, 0 to 1. It takes the upper bound down, never below the lower.
    estimate_of : {'capital expenditure', 'works duration'}

    Returns
    -------
    float
        NaN for the works duration of outsourcing, for which nothing is published.

    Raises
    ------
    HeadwayError
        For an unknown type, and a mitigation beyond 0 to 1.

    Examples
    --------
    >>> hw.optimism_bias("standard buildings"), hw.optimism_bias("standard buildings", mitigation=1)
    (0.24, 0.02)
    >>> hw.optimism_bias("non-standard buildings", mitigation=0.92)
    0.0408
    """
    bias = _core.optimism_bias(project_type, estimate_of, number(mitigation, "mitigation"))
    return float("nan") if bias is None else bias


@dataclass(frozen=True)
class Appraisal:
    """What a programme is worth. Made by `appraise`.

    Attributes
    ----------
    present_value_benefits, present_value_costs : float
        Costs with their optimism bias. NaN where an amount is missing.
    net_present_value : float
        The first minus the second.
    benefit_cost_ratio : float or None
        The first over the second; None without costs.
    payback : float or None
        Years from the base year until the balance is no longer below 0, and stays so, undiscounted; None where it ends
        below 0.
    discounted_payback : float or None
        The same with present values.
    schedule : DiscountSchedule
        What was discounted by.
    optimism_bias : float
        What was added to the costs, as a fraction.
    method : str
        Name and version of the rules.
    """

    present_value_benefits: float
    present_value_costs: float
    net_present_value: float
    benefit_cost_ratio: float | None
    payback: float | None
    discounted_payback: float | None
    schedule: DiscountSchedule
    optimism_bias: float

    method: ClassVar[str] = _core.appraisal_method


def appraise(
    frame: Any = None, *, cost: str | Sequence[float | None] | Any = "cost",
    benefit: str | Sequence[float | None] | Any = "benefit", year: str | Sequence[Time] | None = None,
    schedule: DiscountSchedule | None = None, optimism_bias: float = 0.0,
) -> Appraisal:  # fmt: skip
    """Present values, benefit-cost ratio and payback of yearly costs and benefits.

    Parameters
    ----------
    frame : frame, optional
        One row a year, the base year first. Without it `cost` and `benefit` are the amounts themselves.
    cost, benefit : str or sequence of numbers, default 'cost' and 'benefit'
        Columns of the frame, or amounts; both positive and in real terms.
    year : str or sequence, optional
        Years, "2024/25" or 2024, to check that they come one a row, in order. Without it the order is taken as it is.
    schedule : DiscountSchedule, optional
        By default the Green Book's.
    optimism_bias : float, default 0
        Added to every cost, as a fraction: a number, or what the function `optimism_bias` says.

    Returns
    -------
    Appraisal

    Raises
    ------
    HeadwayError
        For no years, costs and benefits of different lengths, years out of order, infinite amounts, and a bias that is
        no fraction (24 where 0.24 is meant).

    Examples
    --------
    >>> case = hw.appraise(cost=[100, 0, 0, 0, 0, 0], benefit=[0, 30, 30, 30, 30, 30])
    >>> round(case.net_present_value, 2), round(case.benefit_cost_ratio, 2), round(case.payback, 2)
    (35.45, 1.35, 3.33)
    >>> bias = hw.optimism_bias("standard buildings")
    >>> round(hw.appraise(cost=[100, 0], benefit=[0, 150], optimism_bias=bias).net_present_value, 2)
    20.93
    """
    if frame is None:
        costs, benefits = (_amounts(given, name) for given, name in ((cost, "cost"), (benefit, "benefit")))
        if isinstance(year, str):
            raise HeadwayError(f"year: found {year!r} without a frame; accepted: a list of years")
        years = [] if year is None else each_period_of(year, "year[{}]", years=True)
        if years and len(years) != len(costs):
            raise HeadwayError(f"year: found {len(years)} years for {len(costs)} amounts; accepted: one each")
    else:
        read = Frame(frame)
        columns: list[Any] = [cost, benefit] if year is None else [cost, benefit, year]
        read.require(columns)
        costs, benefits = read.numbers(columns[0]), read.numbers(columns[1])
        refuse_several(read, columns[0], columns[1])
        years = []
        if year is not None:
            codes, periods = periods_of(read, columns[2], years=True, accepted="a year")
            years = [periods[code] for code in codes.tolist()]
    chosen, bias = _schedule(schedule), number(optimism_bias, "optimism_bias")
    return Appraisal(*_core.appraise(costs, benefits, chosen._fields, bias, years), chosen, bias)


def _amounts(given: Any, name: str) -> npt.NDArray[np.float64]:
    if isinstance(given, str):
        raise HeadwayError(f"{name}: found {given!r} without a frame; accepted: a list of amounts, one a year")
    return column_of(given, name)
