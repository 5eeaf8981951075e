"""What does it save? A savings plan: frames in, frames out."""

from __future__ import annotations

import copy
import functools
import math
import os
import warnings
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from headway import _core
from headway._core import HeadwayError, Period
from headway.appraisal import DiscountSchedule, present_value
from headway.boundary.documented import documented_as
from headway.boundary.frames import Frame
from headway.boundary.problems import refuse
from headway.boundary.scalars import number
from headway.boundary.times import Time, period_of
from headway.charts.bridge import Bridge
from headway.charts.confidence import Confidence
from headway.charts.run_rates import RunRates
from headway.language.counts import number_of
from headway.language.figures import money
from headway.pictured import Pictured, Written
from headway.savings import pictures
from headway.savings.arguments import gaps_of, year_of
from headway.savings.columns import rows_of
from headway.savings.confidence import ConfidenceScale
from headway.savings.delivered import delivered
from headway.savings.tables import USUAL, assembled
from headway.savings.views import Views
from headway.uncertainty.delivery import Delay, Delivery, by_name, mapping_of
from headway.uncertainty.simulate import simulated
from headway.uncertainty.simulation import Simulation
from headway.vocabulary import CalendarWord, Fund, FundWord, MoneyUnit, MoneyUnitWord

if TYPE_CHECKING:
    from matplotlib.axes import Axes

ILLUSTRATION = (
    "An illustration: how sure each level is, headway has assumed and the council has not said; it takes savings to be "
    "independent."
)
PlanChart: TypeAlias = Literal["bridge", "run_rate", "confidence"]


class SavingsPlan(Views, Pictured, Written, page="savings"):
    """A savings plan: portfolios of programmes, how sure their savings are, and what they save year by year.

    Made by `SavingsPlan.from_frames`. A plan is never changed: `realign` makes another one that remembers the change.
    Every frame that it gives is of the kind of the programmes frame, with amounts in the plan's unit, and ends with a
    row "Total" where it has one row a portfolio.

    Raises
    ------
    HeadwayError
        For a plan that is made in another way.

    Examples
    --------
    >>> programmes = pd.DataFrame({"portfolio": ["Roads"], "programme": ["Lights"], "expected_saving_gbp_m": ["£3.5m"]})
    >>> confidence = pd.DataFrame({"portfolio": ["Roads"], "expected_saving_gbp_m": [3.5], "green_gbp_m": [2.0],
    ...                            "amber_gbp_m": [1.0], "red_gbp_m": [0.5]})
    >>> profile = pd.DataFrame({"portfolio": ["Roads", "Roads"], "financial_year": ["2024/25", "2025/26"],
    ...                         "cumulative_saving_gbp_m": [1.2, 3.6]})
    >>> plan = hw.SavingsPlan.from_frames(programmes, confidence, profile)
    >>> plan
    £3.50m expected: £0.50m is not validated, over-achievement adds £0.60m, and £3.60m is forecast by 2025/26.
    >>> plan.bridge()[["portfolio", "expected", "not_validated", "over_achievement", "forecast"]].tail(1)
      portfolio  expected  not_validated  over_achievement  forecast
    1     Total       3.5            0.5               0.6       3.6
    """

    _unread: list[str]
    _again: Callable[[], SavingsPlan]

    def __init__(self, *found: object, **named: object) -> None:
        raise HeadwayError("SavingsPlan: found a plan without frames; accepted: SavingsPlan.from_frames(...)")

    @classmethod
    def _of(
        cls, core: _core.SavingsPlan, like: Frame, unread: list[str], again: Callable[[], SavingsPlan]
    ) -> SavingsPlan:
        plan = cls.__new__(cls)
        plan.core, plan._like, plan._unread, plan._again = core, like, unread, again
        return plan

    def __reduce__(self) -> tuple[Any, ...]:
        return self._again, ()  # from its tables, as it was made

    @classmethod
    def from_frames(
        cls, programmes: Any, confidence: Any, profile: Any, *, version: str = "",
        fund: Fund | FundWord = "general fund", unit: MoneyUnit | MoneyUnitWord = "millions",
        scale: ConfidenceScale | None = None, decimals: int | None = None,
        calendar: CalendarWord | int = "financial", aliases: Mapping[str, str] | None = None,
        portfolio: str = USUAL["portfolio"], programme: str = USUAL["programme"], expected: str = USUAL["expected"],
        levels: Mapping[str, str] | None = None, year: str = USUAL["year"], run_rate: str = USUAL["run_rate"],
        budget: str = USUAL["budget"], reason: str = USUAL["reason"], recurrence: str = USUAL["recurrence"],
        benefit: str = USUAL["benefit"], business_case: str = USUAL["business_case"],
        next_step: str = USUAL["next_step"], start: str = USUAL["start"], ramp_months: str = USUAL["ramp_months"],
        owner: str = USUAL["owner"], board: str = USUAL["board"], themes: str = USUAL["themes"],
        depends_on: str = USUAL["depends_on"], also_called: Mapping[str, str] | None = None,
    ) -> SavingsPlan:  # fmt: skip
        """A plan from the three tables that councils publish.

        Parameters
        ----------
        programmes : pandas or Polars DataFrame, pyarrow Table or DuckDB relation
            One programme a row: `portfolio`, `programme`, `expected`, and where there are such columns `budget` (its
            fund), `recurrence` ("recurring" or "one-off"), `benefit` ("cashable", "non-cashable", "avoidance",
            "income"), `business_case` ("strategic", "outline", "full", "delivery"), `next_step`, `start` (a month),
            `ramp_months`, `owner` (a role), `board`, `themes` and `depends_on` (several separated by semicolons).
        confidence : frame
            One portfolio a row: `portfolio`, `expected` and a column for each level of confidence.
        profile : frame
            One portfolio and year a row: `portfolio`, `year`, `run_rate`, and `reason` where it falls.
        version : str, optional
            What this version of the plan is called.
        fund : str, default "general fund"
            The fund that the plan is of. Programmes of another are listed with it and never added to it.
        unit : {'pounds', 'thousands', 'millions', 'billions'}, default 'millions'
            The unit of plain numbers and of every result. Text says its own: "£7.9m", "£230k", "n/a", "HRA".
        scale : ConfidenceScale, optional
            By default `ConfidenceScale.savings()`: green, amber, red, of which red is not validated.
        decimals : int, optional
            Of run rates as printed, which rounding explains; by default as many as they show.
        calendar : {'financial', 'academic', 'calendar'} or int, default 'financial'
            Where a year begins.
        aliases : mapping, optional
            Other names of portfolios: {"Enabling Services": "Enabling Excellence"}.
        levels : mapping, optional
            The column of each level; by default "green_gbp_m" or "green", and so on.
        portfolio, programme, expected, year, run_rate, budget, reason, recurrence, benefit, business_case, next_step, \
start, ramp_months, owner, board, themes, depends_on : str
            Names of columns.
        also_called : mapping, optional
            The former name of `aliases`, with a warning.

        Returns
        -------
        SavingsPlan

        Raises
        ------
        HeadwayError
            For columns that are missing or of a wrong type, unknown portfolios (with the nearest name), money that
            cannot be read, parts that do not add up to the expected saving, a run rate that falls without a reason,
            mixed funds, missing years and the rest: table, row (counted from 0), column, found, accepted, up to ten at
            once.
        """
        names = {
            "portfolio": portfolio, "programme": programme, "expected": expected, "year": year, "run_rate": run_rate,
            "budget": budget, "reason": reason, "recurrence": recurrence, "benefit": benefit,
            "business_case": business_case, "next_step": next_step, "start": start, "ramp_months": ramp_months,
            "owner": owner, "board": board, "themes": themes, "depends_on": depends_on,
        }  # fmt: skip
        if also_called is not None:
            warnings.warn("SavingsPlan.from_frames(also_called=) is now aliases=", DeprecationWarning, stacklevel=3)
            aliases = also_called if aliases is None else aliases
        frames = {"programmes": programmes, "confidence": confidence, "profile": profile}
        settings = names | {
            "version": version, "fund": fund, "unit": unit, "scale": scale, "decimals": decimals, "calendar": calendar,
            "aliases": copy.copy(aliases), "levels": copy.copy(levels),
        }  # fmt: skip
        core, tables = assembled(
            frames, names, levels or {}, ConfidenceScale.savings() if scale is None else scale, version=version,
            fund=fund, unit=unit, decimals=decimals, calendar=calendar, aliases=aliases or {},
        )  # fmt: skip
        made = ({name: frame.snapshot() for name, frame in tables.frames.items()}, settings)
        return cls._of(core, tables.frames["programmes"], tables.unread(), functools.partial(_again, *made))

    @property
    def version(self) -> str:
        """What this version of the plan is called."""
        return self.core.version

    @property
    def fund(self) -> str:
        """The fund that the plan is of."""
        return self.core.fund

    @property
    def decimals(self) -> int:
        """How many the run rates were printed with."""
        return self.core.decimals

    @property
    def notes(self) -> list[str]:
        """What a reader should know: figures with a footnote mark, row by row, programmes that do not add up, columns
        that were not read."""
        return [*self.core.notes, *self._unread]

    @property
    def places(self) -> int:
        """The decimals to show: pence and thousandths of a million are noise to a reader."""
        return 2 if self.unit == "£m" else min(self.decimals, 2)

    def cash(self) -> float:
        """What the plan brings over its years, undiscounted: the sum of its run rates.

        Returns
        -------
        float
        """
        return self.core.cash()

    def present_value(self, *, rate: float | None = None, schedule: DiscountSchedule | None = None) -> float:
        """What the plan's cash is worth in its first year.

        Parameters
        ----------
        rate : float, optional
            One rate for all years, for example 0.035.
        schedule : DiscountSchedule, optional
            Instead of a rate; by default the Green Book's.

        Returns
        -------
        float
            The first year is not discounted.

        Raises
        ------
        HeadwayError
            For a rate and a schedule together, and for a rate that no one could discount by.
        """
        if rate is not None and schedule is not None:
            raise HeadwayError("present_value: found a rate and a schedule; accepted: one of them")
        if rate is not None:
            schedule = DiscountSchedule.flat(number(rate, "rate"))
        return present_value(self.core.run_rate, schedule=schedule or DiscountSchedule.green_book())

    def realign(
        self, *, from_: str, to: str, level: str, amount: float, as_at: Time, reason: str,
        from_programme: str = "", to_programme: str = "",
    ) -> SavingsPlan:  # fmt: skip
        """A plan in which an expectation has moved from one portfolio to another. This one stays as it is.

        Parameters
        ----------
        from_, to : str
            Portfolios.
        level : str
            Of confidence, the same on both sides.
        amount : float
            Above 0, and at most what there is.
        as_at : str, Period or date
            When it was decided.
        reason : str
        from_programme, to_programme : str, optional
            Programmes that move with their portfolios.

        Returns
        -------
        SavingsPlan
            With the change in its `history`. Forecasts do not move, so over-achievement does.

        Raises
        ------
        HeadwayError
            For unknown names (with the nearest), an amount that cannot move, and no reason.
        """
        at, moved = period_of(as_at, "as_at"), number(amount, "amount")
        given = (from_, to, level, moved, at, reason, from_programme, to_programme)
        return SavingsPlan._of(
            self.core.realigned(*given), self._like, self._unread, functools.partial(_realigned, self, *given)
        )

    def delivered(
        self, frame: Any, *, portfolio: str = "portfolio", month: str = "month", amount: str = "amount",
        accrual: Literal["flow", "cumulative"] = "flow", level: float = 0.80,
    ) -> Any:  # fmt: skip
        """What portfolios have delivered by month, and what they will have by year end against the year's run rate.

        Parameters
        ----------
        frame : frame
            One portfolio and month a row; past years may come before this one.
        portfolio, month, amount : str
            Columns: text, text that `Period.parse` reads, and numbers in the plan's unit.
        accrual : {'flow', 'cumulative'}, default 'flow'
            Amounts of the month, or of the year so far.
        level : float, default 0.80
            Of the interval.

        Returns
        -------
        frame
            As `headway.project` gives it, one row a portfolio, with `delivered` (so far this year) and `planned` (the
            year's run rate): the chance is that of reaching what is planned.

        Raises
        ------
        HeadwayError
            As for `headway.project`; for an unknown portfolio, a last year that is not the plan's, and an accrual that
            does not add up.
        """
        columns = {"portfolio": portfolio, "month": month, "amount": amount}
        return delivered(self.core, frame, **columns, accrual=accrual, level=level)

    def simulate(
        self, draws: int = 100_000, seed: int | None = None, *, by: Literal["confidence", "programme"] = "confidence",
        delivery: Mapping[str, Delivery] | None = None, delay: Mapping[str, Delay] | None = None,
        correlation: Any = None, threads: int = 0,
    ) -> Simulation:  # fmt: skip
        """What the plan comes to in each year when savings fall short, or come late.

        Parameters
        ----------
        draws : int, default 100_000
        seed : int
            The same seed gives the same result, in C++ too, on any number of threads. There is no default.
        by : {'confidence', 'programme'}, default 'confidence'
            One saving for each portfolio and validated level, named "Portfolio, level", and for its over-achievement,
            which nobody has rated; or one for each programme with an expected saving of the plan's fund.
        delivery : mapping of str to Delivery, optional
            For every validated level and "over-achievement", or for every programme. By confidence it may be left out:
            then an illustration stands in, in round numbers that are headway's and not the council's: PERT, at least
            80% (the surest level) down to 40% (the least sure, and over-achievement), most likely all, at most a tenth
            more. `Simulation.assumptions` shows it.
        delay : mapping of str to Delay, optional
            By the same names; what is not in it is on time.
        correlation, threads
            As for `headway.simulate`.

        Returns
        -------
        Simulation
            What is not validated is in no run rate, and so in no simulation.

        Raises
        ------
        HeadwayError
            For no seed, a name that is none (with the nearest) or missing, and a run rate without a validated saving.
        """
        if seed is None:
            raise HeadwayError("seed: found none; accepted: a whole number, which makes the draws the same again")
        if by not in ("confidence", "programme"):
            raise HeadwayError(f"by: found {by!r}; accepted: confidence, programme")
        if delivery is None and by == "confidence":
            assumed = _core.illustration(self.core)
        else:
            given = mapping_of(delivery or {}, "delivery", Delivery)
            assumed = {name: (each._core, Delay.none()._core) for name, each in given.items()}
        for name, each in by_name(delay or {}, list(assumed), "delay", Delay).items():
            assumed[name] = (assumed[name][0], each._core)
        savings = _core.uncertain_savings(self.core, assumed, by == "programme")
        return simulated(
            savings, self.years, self._like, draws=draws, seed=seed, correlation=correlation, threads=threads,
            unit=self.unit, note=ILLUSTRATION if delivery is None else "", again=functools.partial(
                SavingsPlan.simulate, self, draws, seed, by=by, delivery=delivery, delay=delay, correlation=correlation,
                threads=threads,
            ),
        )  # fmt: skip

    def picture(
        self, *, chart: PlanChart = "bridge", title: str | None = None, year: Time | None = None,
        printed: float | None = None, planned: SavingsPlan | None = None, by: Literal["portfolio"] | None = None,
        gap: Mapping[str, float] | Sequence[float] | None = None, expected: bool | None = None,
    ) -> Bridge | RunRates | Confidence:  # fmt: skip
        """One of the charts of a plan.

        Parameters
        ----------
        chart : {'bridge', 'run_rate', 'confidence'}, default 'bridge'
            From the saving expected to the one forecast, as a waterfall; what is saved in each year, the largest
            portfolios upon one another; or expected savings, parted by how sure they are.
        title : str, optional
            By default what the figures say.
        year, printed, planned : optional
            Of the bridge: as for `bridge`.
        by : {'portfolio'}, optional
            Of the bridge: its steps by portfolio, 12 bars at most.
        gap : mapping or sequence of numbers, optional
            Of the run rate: the budget gap, as for `gap`.
        expected : bool, optional
            Of the run rate: whether the saving that the plan expects is drawn across the years.

        Returns
        -------
        Bridge, RunRates or Confidence

        Raises
        ------
        HeadwayError
            For an unknown chart, what is of another chart, a year or a gap that is not the plan's, and a title that is
            not text.
        """
        if chart == "run_rate":
            _of_chart(chart, year=year, printed=printed, planned=planned, by=by)
            gaps = () if gap is None else gaps_of(gap, self.years)
            full = rows_of(self.core.by_portfolio())[-1]["expected"] if expected else math.nan
            rows = rows_of(self.core.incremental())
            return pictures.run_rates(rows, unit=self.unit, gap=gaps, expected=full, title=title)
        _of_chart(chart, gap=gap, expected=expected)
        if chart == "bridge":
            if by not in (None, "portfolio"):
                raise HeadwayError(f"by: found {by!r}; accepted: 'portfolio' or None")
            rows = rows_of(self._bridge(year, printed, planned))
            at = self.years[-1] if year is None else year_of(year, "year", self.years)
            return pictures.bridge(rows, unit=self.unit, by=by, year=at.label, title=title)
        _of_chart(chart, year=year, printed=printed, planned=planned, by=by)
        if chart != "confidence":
            raise HeadwayError(f"chart: found {chart!r}; accepted: bridge, run_rate, confidence")
        levels = {level.word: level.meaning for level in self.scale.levels}
        rows = rows_of(self.core.by_portfolio())
        return pictures.confidence(rows, self.scale.name, levels, unit=self.unit, title=title)

    def plot_bridge(self, ax: Axes | None = None, **options: Any) -> Axes:
        """Draw the bridge: `plot`, which replaces this."""
        return self._plot("plot_bridge", "plot()", ax, "bridge", options)

    def plot_run_rate(self, ax: Axes | None = None, **options: Any) -> Axes:
        """Draw the run rate by year and portfolio: `plot(chart="run_rate")`, which replaces this."""
        return self._plot("plot_run_rate", "plot(chart='run_rate')", ax, "run_rate", options)

    def plot_confidence(self, ax: Axes | None = None, **options: Any) -> Axes:
        """Draw expected savings by confidence: `plot(chart="confidence")`, which replaces this."""
        return self._plot("plot_confidence", "plot(chart='confidence')", ax, "confidence", options)

    def _plot(self, name: str, better: str, ax: Axes | None, chart: PlanChart, options: dict[str, Any]) -> Axes:
        warnings.warn(f"SavingsPlan.{name} is now SavingsPlan.{better}", DeprecationWarning, stacklevel=4)
        return self.plot(ax, chart=chart, **options)

    @documented_as(Written.write)
    def write(  # type: ignore[override]  # its own parts by name
        self, path: str | os.PathLike[str], *, title: str, subtitle: str | None = None, notes: Sequence[str] = (),
        pages: Mapping[str, str] | None = None, gap: Mapping[str, float] | Sequence[float] | None = None,
        printed: float | None = None, simulation: Simulation | None = None,
        printed_totals: Mapping[str, Any] | None = None,
    ) -> Path:  # fmt: skip
        """Write the plan as one accessible page, complete in itself.

        Parameters
        ----------
        title : str
            What the page is called.
        subtitle : str, optional
            A line below the title: whose plan, for whom.
        gap : mapping or sequence of numbers, optional
            The budget gap by year, as for `gap`.
        printed : float, optional
            The total that was published for the last year, as for `bridge`.
        simulation : Simulation, optional
            What `simulate` gave. Its note and its assumptions are shown with it.
        printed_totals : mapping, optional
            Totals that were published, by the keywords of `reconcile`.

        Raises
        ------
        HeadwayError
            For text that is none, a gap of a year that the plan does not have, and printed totals that `reconcile` does
            not take.
        ImportError
            Without what draws, which comes with the extra `headway[report]`.
        """
        return super().write(
            path, title=title, subtitle=subtitle, notes=notes, pages=pages, gap=gap, printed=printed,
            simulation=simulation, printed_totals=printed_totals,
        )  # fmt: skip

    def __repr__(self) -> str:
        all_ = rows_of(self.core.bridge(None, None, None))[-1]

        def said(amount: float) -> str:
            return money(amount, unit=self.unit, decimals=self.places)

        over = all_["over_achievement"]
        beyond = f"over-achievement adds {said(over)}" if over >= 0 else f"under-achievement takes {said(-over)}"
        return (
            f"{said(all_['expected'])} expected: {said(all_['not_validated'])} is not validated, {beyond}, and "
            f"{said(all_['forecast'])} is forecast by {self.years[-1].label}."
            + (f" ({number_of(len(self.notes), 'note')}: see its notes.)" if self.notes else "")
        )


def _again(frames: Mapping[str, Frame], settings: Mapping[str, Any]) -> SavingsPlan:
    return SavingsPlan.from_frames(**{name: frame.native for name, frame in frames.items()}, **settings)


def _realigned(plan: SavingsPlan, from_: str, to: str, level: str, amount: float, at: Period, reason: str,
               from_programme: str, to_programme: str) -> SavingsPlan:  # fmt: skip
    return plan.realign(from_=from_, to=to, level=level, amount=amount, as_at=at, reason=reason,
                        from_programme=from_programme, to_programme=to_programme)  # fmt: skip


def _of_chart(chart: str, **others: Any) -> None:
    """Refuse what is of another chart."""
    refuse([
        f"{name}: found with chart={chart!r}; accepted: with a chart that it is of"
        for name, value in others.items()
        if value is not None
    ])
