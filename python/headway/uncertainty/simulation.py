"""What will a plan of uncertain savings come to? A Monte-Carlo simulation, its fan, and what it rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from headway import _core
from headway._core import HeadwayError, Period
from headway.boundary.frames import Frame, numbers_of
from headway.boundary.problems import Problems, refuse
from headway.boundary.scalars import number
from headway.boundary.times import periods_of
from headway.language.figures import brief
from headway.language.levels import percent
from headway.uncertainty.delivery import Delay, Delivery, by_name

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LEVELS = (0.1, 0.25, 0.5, 0.75, 0.9)


class Simulation:
    """Simulated totals of a plan by year: made by `headway.simulate`, or of the core's own result.

    Parameters
    ----------
    core : result of the compiled core
    years : sequence of Period
        One a year of the result.
    like : Frame
        Of whose kind the frames are that this gives.
    unit : str, default "£m"
        What amounts are counted in, for the chart.
    note : str, optional
        What must be said wherever a figure of it is shown.

    Attributes
    ----------
    years : list of Period
    names : list of str
        The savings, in the order of their draws.
    draws, seed : int
    version : str
        Name and version of the method.
    """

    def __init__(self, core: _core.Simulation, years: Sequence[Period], like: Frame, unit: str = "£m", note: str = "") -> None:
        self._core = core
        self.unit = unit
        self.note = note
        self._like = like
        self.years = list(years)

    @property
    def names(self) -> list[str]:
        return self._core.names

    @property
    def draws(self) -> int:
        return self._core.draws

    @property
    def seed(self) -> int:
        return self._core.seed

    @property
    def version(self) -> str:
        return self._core.version

    def fan(self, levels: Sequence[float] = LEVELS) -> Any:
        """The total of each year: planned, on average, at the levels asked for, and prudent.

        Parameters
        ----------
        levels : sequence of float
            From 0 to 1; the column of 0.1 is `p10`, the amount below which a tenth of the draws stays.

        Returns
        -------
        frame
            One row a year: `year`, `planned`, `mean`, `sd`, a column a level, and `prudent`, the amount met or exceeded
            with 80% probability. `mean_error` and `prudent_error` are Monte-Carlo standard errors: how far another seed
            would be off, not how uncertain the savings are.

        Raises
        ------
        HeadwayError
            For a level outside 0 to 1.
        """
        if isinstance(levels, (str, bytes)) or not hasattr(levels, "__iter__"):
            raise HeadwayError(f"levels: found {levels!r}; accepted: several from 0 to 1, for example (0.1, 0.5, 0.9)")
        asked = numbers_of(list(levels), "levels[{row}]")
        fans = [self._core.fan(i, asked) for i in range(len(self.years))]
        return self._like.like({
            "year": self._labels(),
            "planned": self._core.planned,
            "mean": self._core.mean,
            "sd": self._core.standard_deviation,
            **{f"p{100 * level:.12g}": np.array([quantiles[i] for quantiles, _, _ in fans]) for i, level in enumerate(asked.tolist())},
            "prudent": np.array([prudent for _, prudent, _ in fans]),
            "mean_error": np.array([self._core.mean_error(i) for i in range(len(fans))]),
            "prudent_error": np.array([error for _, _, error in fans]),
        })

    def probability(self, amounts: float | Mapping[str | Period, float] | Sequence[float]) -> Any:
        """How likely each year's total is to reach an amount.

        Parameters
        ----------
        amounts : mapping of str or Period to float, sequence of float, or float
            By year, for those years; or one a year in order; or one for all.

        Returns
        -------
        frame
            One row a year asked for: `year`, `amount`, `probability`, the share of draws with a total of at least
            that, and its Monte-Carlo standard error `error`.

        Raises
        ------
        HeadwayError
            For a year that the plan does not have, and too few or too many amounts.
        """
        if isinstance(amounts, Mapping):
            asked = [(self._year(year), number(amount, f"amounts[{year!r}]")) for year, amount in amounts.items()]
        elif isinstance(amounts, Sequence) or hasattr(amounts, "__array__") and np.ndim(amounts) == 1:
            read = numbers_of(amounts, "amounts[{row}]")
            if len(read) != len(self.years):
                raise HeadwayError(f"amounts: found {len(read)}; accepted: {len(self.years)}, one a year, or a mapping by year")
            asked = list(enumerate(read.tolist()))
        else:
            asked = [(i, number(amounts, "amounts")) for i in range(len(self.years))]
        return self._like.like({
            "year": pa.array([self.years[i].label for i, _ in asked], pa.large_string()),
            "amount": pa.array([amount for _, amount in asked], pa.float64()),
            "probability": pa.array([self._core.probability(i, amount) for i, amount in asked], pa.float64()),
            "error": pa.array([self._core.probability_error(i, amount) for i, amount in asked], pa.float64()),
        })

    def contributions(self) -> Any:
        """What each saving contributes to the spread of each year.

        Returns
        -------
        frame
            One row a saving and year: `saving`, `year`, `share` (of the variance of the total; they add up to 1, one that
            goes against the others is negative, and NaN where a year has no spread), `mean` and `sd` of the saving.
        """
        savings, years = len(self.names), len(self.years)
        return self._like.like({
            "saving": pa.array(np.repeat(np.array(self.names, object), years).tolist(), pa.large_string()),
            "year": pa.array([period.label for period in self.years] * savings, pa.large_string()),
            "share": self._core.spread_share.ravel(),
            "mean": self._core.saving_mean.ravel(),
            "sd": self._core.saving_deviation.ravel(),
        })

    @property
    def assumptions(self) -> Any:
        """Every assumption: a frame with one row a saving, its delivery and its delay in words."""
        return self._like.like({
            "saving": pa.array(self.names, pa.large_string()),
            "delivery": pa.array(self._core.deliveries, pa.large_string()),
            "delay": pa.array(self._core.delays, pa.large_string()),
        })

    @property
    def correlation(self) -> npt.NDArray[np.float64] | None:
        """The correlation matrix of the normal scores, in the order of `names`; None where all are independent."""
        matrix = self._core.correlation
        return matrix.values if matrix.size else None

    def totals(self, year: str | Period) -> npt.NDArray[np.float64]:
        """Every draw of one year's total, in order.

        Parameters
        ----------
        year : str or Period

        Returns
        -------
        numpy.ndarray

        Raises
        ------
        HeadwayError
            For a year that the plan does not have.
        """
        return self._core.totals(self._year(year))

    def plot(self, ax: Axes | None = None, *, planned: Any = None) -> Axes:
        """Draw the fan: see `headway.simulation_chart.plot`. Planned amounts are the simulation's own unless given."""
        from headway.charts.simulation import plot

        return plot(self, ax, unit=self.unit, planned=self._core.planned if planned is None else planned)

    def _labels(self) -> pa.Array:
        return pa.array([period.label for period in self.years], pa.large_string())

    def _year(self, year: str | Period) -> int:
        labels = [period.label for period in self.years]
        label = year.label if isinstance(year, Period) else year
        if label not in labels:
            raise HeadwayError(f"year: found {label!r}; accepted: one of {', '.join(labels)}")
        return labels.index(label)

    def __repr__(self) -> str:
        last = len(self.years) - 1
        planned, mean, prudent = self._core.planned[last], self._core.mean[last], self._core.prudent(last)
        return (
            f"{self.years[last].label}: {brief(planned)} expected as planned; {brief(mean)} on average; {brief(prudent)} "
            f"is met or exceeded with {percent(_core.prudent_probability)}% probability (prudent); "
            f"{self.draws:,} draws, seed {self.seed}, savings {'independent' if self.correlation is None else 'correlated'}{'. ' + self.note if self.note else ''}"
        )


def simulate(
    savings: Any,
    *,
    delivery: Mapping[str, Delivery],
    delay: Mapping[str, Delay] | None = None,
    draws: int = 100_000,
    seed: int,
    correlation: float | Mapping[tuple[str, str], float] | Any = None,
    threads: int = 0,
    saving: str = "saving",
    year: str = "year",
    amount: str = "amount",
    calendar: str | int = "financial",
    unit: str = "£m",
) -> Simulation:
    """Simulate what a plan of uncertain savings comes to in each year.

    In each draw every saving delivers a share of what was planned, so many months late.

    Parameters
    ----------
    savings : pandas or Polars DataFrame, pyarrow Table or DuckDB relation
        One row a saving and year, every saving in every year; amounts in any one unit. It is not changed.
    delivery : mapping of str to Delivery
        For every saving; `hw.Delivery.certain()` where nothing is in doubt.
    delay : mapping of str to Delay, optional
        Savings that are not in it are on time.
    draws : int, default 100_000
        From 2 to 10 million.
    seed : int
        From 0 to 2**64 - 1. The same seed gives the same result, in C++ too, on any number of threads.
    correlation : float, mapping of (str, str) to float, or square matrix, optional
        Of the normal scores behind the shares delivered: one number for every pair, pairs by name (all others 0), or a
        matrix in the order of first rows. The savings that can be late are late together by the same numbers. By
        default all are independent.
    threads : int, default 0
        At most so many; 0 is one a processor.
    saving, year, amount : str
        Columns: text, text that `Period.parse` reads as a year, and numbers.
    calendar : {'financial', 'academic', 'calendar'} or int, default 'financial'
        Where a year such as ``2024/25`` begins.
    unit : str, default "£m"
        What amounts are counted in, for the chart.

    Returns
    -------
    Simulation
        With `.fan()`, `.probability(...)`, `.contributions()`, `.assumptions`, `.correlation`, `.draws` and `.seed`.

    Raises
    ------
    HeadwayError
        For a column that is missing or of a wrong type; a saving without a delivery, without a year, or with two rows
        for one; years with a gap between them; a name that no saving has; and correlations that contradict one another.

    Notes
    -----
    The amounts of a saving that is late are its planned amounts that many months before, by straight lines between
    years: exact for a saving that starts at the beginning of a year. A correlation is that of normal scores (a Gaussian
    copula); the shares' own is somewhat nearer to 0. Delivery and delay are independent of each other.

    Examples
    --------
    >>> plan = pd.DataFrame({"saving": ["Lights", "Lights", "Fleet", "Fleet"], "year": ["2024/25", "2025/26"] * 2,
    ...                      "amount": [1.0, 2.0, 3.0, 3.0]})
    >>> simulation = hw.simulate(plan, delivery={"Lights": hw.Delivery.pert(0.6, 0.9, 1.05),
    ...     "Fleet": hw.Delivery.bernoulli(0.7)}, delay={"Fleet": hw.Delay.months({0: 0.7, 6: 0.3})}, seed=7)
    >>> simulation
    2025/26: 5 expected as planned; 3.8 on average; 1.8 is met or exceeded with 80% probability (prudent); 100,000 draws, seed 7, savings independent
    >>> simulation.assumptions
       saving                                  delivery                                   delay
    0  Lights       60% to 105%, most likely 90% (PERT)                                 on time
    1   Fleet  100% with probability 70%, else nothing  on time 70%, 6 months late 30%
    """
    read = Frame(savings)
    names, years, table = _plan(read, saving, year, amount, calendar)
    problems = Problems()
    deliveries = {}
    delays = {}
    with problems:
        deliveries = by_name(delivery, names, "delivery", Delivery)
        refuse([
            f"delivery: found none for {name!r}; accepted: one for every saving (Delivery.certain() where it is sure)"
            for name in names
            if name not in deliveries
        ])
    with problems:
        delays = by_name(delay or {}, names, "delay", Delay)
    problems.refuse()
    uncertain = [
        _core.UncertainSaving.of_years(name, table[i], deliveries[name]._core, delays.get(name, Delay.none())._core)
        for i, name in enumerate(names)
    ]
    return simulated(
        uncertain, years, read, draws=draws, seed=seed, correlation=correlation, threads=threads, unit=unit
    )


def simulated(
    uncertain: list[_core.UncertainSaving],
    years: Sequence[Period],
    like: Frame,
    *,
    draws: int,
    seed: int,
    correlation: Any,
    threads: int,
    unit: str = "£m",
    note: str = "",
) -> Simulation:
    """A simulation of savings that are ready for it; its frames are of the kind of `like`."""
    matrix = _correlation(correlation, [saving.name for saving in uncertain])
    core = _core.simulate(
        uncertain,
        _natural(draws, "draws", most=10_000_000),
        _natural(seed, "seed"),
        matrix,
        _natural(threads, "threads", most=1024),
    )
    return Simulation(core, years, like, unit, note)


def _natural(value: object, name: str, most: int = 2**64 - 1) -> int:
    if isinstance(value, bool) or not isinstance(value, (int, np.integer)) or not 0 <= int(value) <= most:
        raise HeadwayError(f"{name}: found {value!r}; accepted: a whole number from 0 to {most:,}")
    return int(value)


def _plan(
    read: Frame, saving: str, year: str, amount: str, calendar: str | int
) -> tuple[list[str], list[Period], npt.NDArray[np.float64]]:
    """The savings in the order of their first rows, the years in the order of time, and the amounts of each."""
    read.require([saving, year, amount])
    problems = Problems()
    codes = labels_of = np.empty(0, np.int32)
    names: list[str] = []
    periods: list[Period] = []
    amounts = np.empty(0)
    with problems:
        codes, names = read.words(saving)
        refuse([f"row {row}, column {saving!r}: found null; accepted: text" for row in np.flatnonzero(codes < 0).tolist()])
    with problems:
        labels_of, periods = periods_of(read, year, calendar, accepted="a year")
        refuse([
            f"row {np.argmax(labels_of == code)}, column {year!r}: found {period.label!r}; accepted: a year, for example "
            "'2024/25'"
            for code, period in enumerate(periods)
            if period.months != 12
        ])
    with problems:
        amounts = read.numbers(amount)
        wrong = np.flatnonzero(~np.isfinite(amounts)).tolist()
        refuse([f"row {row}, column {amount!r}: found {amounts[row]}; accepted: a finite amount" for row in wrong])
    problems.refuse()
    years = sorted(set(periods))
    gaps = [(one, other) for one, other in zip(years, years[1:]) if one.months_until(other) != 12]
    refuse([
        f"column {year!r}: found {other.label!r} after {one.label!r}; accepted: years that follow one another"
        for one, other in gaps
    ])
    table = np.full((len(names), len(years)), np.nan)
    of_label = [years.index(period) for period in periods]
    doubles = []
    for row, (s, at) in enumerate(zip(codes.tolist(), labels_of.tolist())):
        if not np.isnan(table[s, of_label[at]]):
            doubles.append(f"row {row}: found {names[s]!r} in {periods[at].label!r} again; accepted: one row a saving and year")
        table[s, of_label[at]] = amounts[row]
    refuse(doubles)
    refuse([
        f"saving {names[s]!r}: found no amount for {years[y].label!r}; accepted: every saving in every year (0 where it saves nothing)"
        for s, y in np.argwhere(np.isnan(table)).tolist()
    ])
    return names, years, table


def _correlation(given: Any, names: list[str]) -> _core.Correlation:
    if given is None:
        return _core.Correlation()
    if isinstance(given, Mapping):
        problems = Problems()
        pairs = []
        for pair, value in given.items():
            with problems:
                if not isinstance(pair, tuple) or len(pair) != 2 or not all(isinstance(name, str) for name in pair):
                    raise HeadwayError(f"correlation: found the pair {pair!r}; accepted: two names, ('Lights', 'Fleet')")
                pairs.append((*pair, number(value, f"correlation[{pair!r}]")))
        problems.refuse()
        return _core.Correlation.of_pairs(names, pairs)
    if np.ndim(given) == 0:
        return _core.Correlation.equal(len(names), number(given, "correlation"))
    columns = getattr(given, "columns", None)
    if columns is not None and list(columns) != names:
        raise HeadwayError(f"correlation: found columns {list(columns)}; accepted: the savings in their order, {names}")
    matrix = np.asarray(given)
    if matrix.shape != (len(names), len(names)) or matrix.dtype.kind not in "fiu":
        raise HeadwayError(
            f"correlation: found {matrix.dtype} of shape {matrix.shape}; accepted: a number, pairs by name, or a matrix of "
            f"{len(names)} by {len(names)} numbers"
        )
    return _core.Correlation.matrix(np.ascontiguousarray(matrix, np.float64), names)
