"""What will a plan of uncertain savings come to? Savings, deliveries and delays in, a simulation out."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from headway import _core
from headway._core import HeadwayError, Period
from headway.boundary.frames import Frame
from headway.boundary.problems import Problems, found_null, refuse
from headway.boundary.scalars import number, text_of
from headway.boundary.times import periods_of
from headway.boundary.values import dimensions
from headway.uncertainty.delivery import Delay, Delivery, by_name
from headway.uncertainty.risks import RiskRegister
from headway.uncertainty.simulation import Simulation
from headway.vocabulary import CalendarWord


def simulate(
    savings: Any, *, delivery: Mapping[str, Delivery], delay: Mapping[str, Delay] | None = None, draws: int = 100_000,
    seed: int, correlation: float | Mapping[tuple[str, str], float] | Any = None, threads: int = 0,
    saving: str = "saving", year: str = "year", amount: str = "amount", calendar: CalendarWord | int = "financial",
    unit: str = "£m", risks: RiskRegister | None = None,
) -> Simulation:  # fmt: skip
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
    risks : RiskRegister, optional
        Risks with a chance and an amount. One that happens takes its amount away in each year, from what the savings
        that it threatens plan there and no more; it is one event for all of them, and independent of all others.

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
    2025/26: 5 expected as planned; 3.8 on average; 1.8 is met or exceeded with 80% probability (prudent); 100,000
    draws, seed 7, savings independent
    >>> simulation.assumptions
       saving                                  delivery                                   delay
    0  Lights       60% to 105%, most likely 90% (PERT)                                 on time
    1   Fleet  100% with probability 70%, else nothing  on time 70%, 6 months late 30%
    """
    read = Frame(savings)
    names, years, table = _plan(read, saving, year, amount, calendar)
    problems = Problems()
    deliveries, delays = {}, {}
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
    return _of_table(
        names, table, deliveries, delays, years, read, draws=draws, seed=seed, correlation=correlation, threads=threads,
        unit=text_of(unit, "unit"), risks=register_of(risks),
    )  # fmt: skip


def _of_table(
    names: list[str], table: npt.NDArray[np.float64], deliveries: Mapping[str, Delivery], delays: Mapping[str, Delay],
    years: list[Period], like: Frame, **how: Any,
) -> Simulation:  # fmt: skip
    uncertain = [
        _core.UncertainSaving.of_years(name, table[i], deliveries[name]._core, delays.get(name, Delay.none())._core)
        for i, name in enumerate(names)
    ]
    again = functools.partial(_of_table, names, table, deliveries, delays, years, like.snapshot(), **how)
    return simulated(uncertain, years, like, again=again, **how)


def simulated(
    uncertain: list[_core.UncertainSaving], years: Sequence[Period], like: Frame, *, draws: int, seed: int,
    correlation: Any, threads: int, again: Callable[[], Simulation], unit: str = "£m", note: str = "",
    risks: RiskRegister | None = None, plan: _core.SavingsPlan | None = None, by_programme: bool = False,
) -> Simulation:  # fmt: skip
    """A simulation of savings that are ready for it; its frames are of the kind of `like`; `again` makes it anew.

    Of a `plan`, risks name programmes and portfolios.
    """
    matrix = _correlation(correlation, [saving.name for saving in uncertain])
    if risks is not None:
        if plan is not None and str(risks.unit) != plan.unit:
            raise HeadwayError(f"risks: found amounts in {risks.unit} for a plan in {plan.unit}; accepted: "
                               f"risk_register(..., unit={plan.unit!r})")  # fmt: skip
        events = _core.uncertain_risks(risks._events(years), uncertain, plan, by_programme)
        uncertain, matrix = [*uncertain, *events], matrix.beside(len(events))
        note = " ".join(filter(None, (note, risks._note)))
    core = _core.simulate(
        uncertain, _natural(draws, "draws", 2, 10_000_000), _natural(seed, "seed"), matrix,
        _natural(threads, "threads", most=1024),
    )  # fmt: skip
    return Simulation(core, years, like, unit, note, again)


def register_of(risks: Any) -> RiskRegister | None:
    """Risks as a register."""
    if risks is not None and not isinstance(risks, RiskRegister):
        raise HeadwayError(f"risks: found {type(risks).__name__}; accepted: a RiskRegister, of hw.risk_register")
    return risks


def _natural(value: object, name: str, least: int = 0, most: int = 2**64 - 1) -> int:
    if isinstance(value, bool) or not isinstance(value, (int, np.integer)) or not least <= int(value) <= most:
        raise HeadwayError(f"{name}: found {value!r}; accepted: a whole number from {least} to {most:,}")
    return int(value)


def _plan(
    read: Frame, saving: str, year: str, amount: str, calendar: CalendarWord | int
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
        refuse(found_null(np.flatnonzero(codes < 0).tolist(), saving, "text", read.line_without_null(saving)))
    with problems:
        labels_of, periods = periods_of(read, year, calendar, years=True, accepted="a year")
        refuse([
            f"row {row}, column {year!r}: found {periods[code].label!r}; accepted: a year, for example '2024/25'"
            for row, code in enumerate(labels_of.tolist())
            if periods[code].months != 12
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
            found = f"{names[s]!r} in {periods[at].label!r} again"
            doubles.append(f"row {row}: found {found}; accepted: one row a saving and year")
        table[s, of_label[at]] = amounts[row]
    refuse(doubles)
    accepted = "every saving in every year (0 where it saves nothing)"
    refuse([
        f"saving {names[s]!r}: found no amount for {years[y].label!r}; accepted: {accepted}"
        for s, y in np.argwhere(np.isnan(table)).tolist()
    ])
    return names, years, table


def _correlation(given: Any, names: list[str]) -> _core.Correlation:
    if given is None:
        return _core.Correlation()
    if isinstance(given, Mapping):
        problems, pairs = Problems(), []
        for pair, value in given.items():
            with problems:
                if not isinstance(pair, tuple) or len(pair) != 2 or not all(isinstance(name, str) for name in pair):
                    accepted = "two names, ('Lights', 'Fleet')"
                    raise HeadwayError(f"correlation: found the pair {pair!r}; accepted: {accepted}")
                pairs.append((*pair, number(value, f"correlation[{pair!r}]")))
        problems.refuse()
        return _core.Correlation.of_pairs(names, pairs)
    if dimensions(given) == 0:
        return _core.Correlation.equal(len(names), number(given, "correlation"))
    columns = getattr(given, "columns", None)
    if columns is not None and list(columns) != names:
        raise HeadwayError(f"correlation: found columns {list(columns)}; accepted: the savings in their order, {names}")
    try:
        matrix = np.asarray(given if dimensions(given) == 2 else [])
    except ValueError:  # lists of different lengths
        matrix = np.empty(0, object)
    if matrix.shape != (len(names), len(names)) or matrix.dtype.kind not in "fiu":
        accepted = f"a number, pairs by name, or a matrix of {len(names)} by {len(names)} numbers"
        raise HeadwayError(f"correlation: found {matrix.dtype} of shape {matrix.shape}; accepted: {accepted}")
    return _core.Correlation.matrix(np.ascontiguousarray(matrix, np.float64), names)
