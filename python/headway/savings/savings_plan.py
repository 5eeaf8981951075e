"""What does it save? A savings plan: frames in, frames out."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from headway import _core
from headway._core import HeadwayError, Period
from headway.appraisal import DiscountSchedule, present_value
from headway.boundary.frames import Frame
from headway.boundary.problems import Problems, refuse
from headway.boundary.scalars import number
from headway.language.counts import number_of
from headway.language.figures import money
from headway.money import whole
from headway.outlook.project import project
from headway.pictured import write_page
from headway.savings.confidence import ConfidenceScale
from headway.savings.tables import USUAL, Tables
from headway.uncertainty.delivery import Delay, Delivery, by_name, mapping_of
from headway.uncertainty.simulation import Simulation, simulated
from headway.vocabulary import Fund, FundWord, MoneyUnit, MoneyUnitWord, Polarity

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from headway._core import Columns as _Columns
    from headway._core import SavingsPlan as _CorePlan

_KINDS = {"text": pa.large_string(), "number": pa.float64(), "whole": pa.int64(), "truth": pa.bool_()}
ILLUSTRATION = "An illustration: how sure each level is, headway has assumed and the council has not said; it takes savings to be independent."
_UNITS = {"pounds": "£", "thousands": "£k", "millions": "£m", "billions": "£bn"}


class SavingsPlan:
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

    _core: _CorePlan
    _like: Frame
    _unread: list[str]

    def __init__(self, *found: object, **named: object) -> None:
        raise HeadwayError("SavingsPlan: found a plan without frames; accepted: SavingsPlan.from_frames(...)")

    @classmethod
    def _of(cls, core: _CorePlan, like: Frame, unread: list[str]) -> SavingsPlan:
        plan = cls.__new__(cls)
        plan._core, plan._like, plan._unread = core, like, unread
        return plan

    @classmethod
    def from_frames(
        cls,
        programmes: Any,
        confidence: Any,
        profile: Any,
        *,
        version: str = "",
        fund: Fund | FundWord = "general fund",
        unit: MoneyUnit | MoneyUnitWord = "millions",
        scale: ConfidenceScale | None = None,
        decimals: int | None = None,
        calendar: str | int = "financial",
        also_called: Mapping[str, str] | None = None,
        portfolio: str = USUAL["portfolio"],
        programme: str = USUAL["programme"],
        expected: str = USUAL["expected"],
        levels: Mapping[str, str] | None = None,
        year: str = USUAL["year"],
        run_rate: str = USUAL["run_rate"],
        budget: str = USUAL["budget"],
        reason: str = USUAL["reason"],
        recurrence: str = USUAL["recurrence"],
        benefit: str = USUAL["benefit"],
        business_case: str = USUAL["business_case"],
        next_step: str = USUAL["next_step"],
        start: str = USUAL["start"],
        ramp_months: str = USUAL["ramp_months"],
        owner: str = USUAL["owner"],
        board: str = USUAL["board"],
        themes: str = USUAL["themes"],
        depends_on: str = USUAL["depends_on"],
    ) -> SavingsPlan:
        """A plan from the three tables that councils publish.

        Parameters
        ----------
        programmes : pandas or Polars DataFrame, pyarrow Table or DuckDB relation
            One programme a row: `portfolio`, `programme`, `expected`, and where there are such columns `budget` (its
            fund), `recurrence` ("recurring" or "one-off"), `benefit` ("cashable", "non-cashable", "avoidance", "income"),
            `business_case` ("strategic", "outline", "full", "delivery"), `next_step`, `start` (a month), `ramp_months`,
            `owner` (a role), `board`, `themes` and `depends_on` (several separated by semicolons).
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
        also_called : mapping, optional
            Other names of portfolios: {"Enabling Services": "Enabling Excellence"}.
        levels : mapping, optional
            The column of each level; by default "green_gbp_m" or "green", and so on.
        portfolio, programme, expected, year, run_rate, budget, reason, recurrence, benefit, business_case, next_step, \
start, ramp_months, owner, board, themes, depends_on : str
            Names of columns.

        Returns
        -------
        SavingsPlan

        Raises
        ------
        HeadwayError
            For columns that are missing or of a wrong type, unknown portfolios (with the nearest name), money that cannot
            be read, parts that do not add up to the expected saving, a run rate that falls without a reason, mixed funds,
            missing years and the rest: table, row (counted from 0), column, found, accepted, up to ten at once.
        """
        scale = ConfidenceScale.savings() if scale is None else scale
        if not isinstance(scale, ConfidenceScale):
            raise HeadwayError(f"scale: found {type(scale).__name__}; accepted: a headway.ConfidenceScale")
        for name, text in (("version", version), ("unit", unit), ("fund", fund)):
            if not isinstance(text, str):
                raise HeadwayError(f"{name}: found {type(text).__name__}; accepted: text")
        others = also_called or {}
        if not isinstance(others, Mapping) or not all(isinstance(each, str) for pair in others.items() for each in pair):
            raise HeadwayError("also_called: found what is no mapping of names; accepted: {'Enabling Services': 'Enabling Excellence'}")
        names = {
            "portfolio": portfolio, "programme": programme, "expected": expected, "year": year, "run_rate": run_rate,
            "budget": budget, "reason": reason, "recurrence": recurrence, "benefit": benefit,
            "business_case": business_case, "next_step": next_step, "start": start, "ramp_months": ramp_months,
            "owner": owner, "board": board, "themes": themes, "depends_on": depends_on,
        }  # fmt: skip
        frames = {"programmes": programmes, "confidence": confidence, "profile": profile}
        tables = Tables(frames, names, levels or {}, scale)
        rows = tables.programmes(), tables.confidence(), tables.profile()
        tables.problems.refuse()
        core = _core.assemble_plan(
            *rows,
            names,
            tables.level_columns,
            version=version,
            unit=unit,
            fund=fund,
            scale=scale._tuple(),
            decimals=None if decimals is None else whole(decimals, "decimals"),
            calendar=calendar,
            also_called=dict(others),
        )
        return cls._of(core, tables.frames["programmes"], tables.unread())

    @property
    def version(self) -> str:
        return self._core.version

    @property
    def fund(self) -> str:
        return self._core.fund

    @property
    def unit(self) -> str:
        """As it stands behind an amount: "£m"."""
        return _UNITS[self._core.unit]

    @property
    def decimals(self) -> int:
        """How many the run rates were printed with."""
        return self._core.decimals

    @property
    def scale(self) -> ConfidenceScale:
        return ConfidenceScale._from(self._core.scale)

    @property
    def years(self) -> list[Period]:
        return self._core.years

    @property
    def notes(self) -> list[str]:
        """What a reader should know: figures with a footnote mark, row by row, and programmes that do not add up, columns that
        were not read."""
        return [*self._core.notes, *self._unread]

    @property
    def _places(self) -> int:
        """The decimals to show: pence and thousandths of a million are noise to a reader."""
        return 2 if self.unit == "£m" else min(self.decimals, 2)

    @property
    def _calendar(self) -> int:
        return self.years[0].start.month

    def _frame(self, columns: _Columns) -> Any:
        return self._like.like({name: pa.array(values, _KINDS[kind]) for name, (kind, values) in columns.items()})

    def programmes(self) -> Any:
        """The programmes as they were read.

        Returns
        -------
        frame
            One row a programme. Null `expected` is "not applicable", or borne by another `fund`.
        """
        return self._frame(self._core.programmes())

    def totals(self) -> Any:
        """What the plan comes to, fund by fund: funds are never netted.

        Returns
        -------
        frame
            `fund`, `programmes`, `with_saving` (of those), `expected`, a column for each level of confidence, `validated`
            and `forecast` (the last year's run rate); the plan's own fund first. Null where the plan says nothing of
            another fund.
        """
        return self._frame(self._core.totals())

    def by_portfolio(self) -> Any:
        """Expected savings by portfolio and confidence.

        Returns
        -------
        frame
            `portfolio`, `expected`, a column for each level, `validated` and `forecast`.
        """
        return self._frame(self._core.by_portfolio())

    def incremental(self) -> Any:
        """Run rate, increment and cash by portfolio and year.

        Returns
        -------
        frame
            `portfolio`, `year`, `run_rate` (what the year is better off by), `increment` (what it adds to the year before)
            and `cash` (all years up to this one).
        """
        return self._frame(self._core.incremental())

    def over_achievement(self) -> Any:
        """By how much the last run rate is beyond what was validated; negative is under-achievement.

        Returns
        -------
        frame
            `portfolio`, `expected`, `not_validated`, `run_rate` and `over_achievement`.
        """
        return self._frame(self._core.over_achievement())

    def bridge(
        self, year: Period | str | None = None, *, printed: float | None = None, planned: SavingsPlan | None = None
    ) -> Any:
        """From what was expected to what is forecast.

        Parameters
        ----------
        year : Period or str, optional
            A year of the plan; by default the last.
        printed : float, optional
            The total that was published for that year.
        planned : SavingsPlan, optional
            An earlier version, against which slippage is measured; without one nothing has slipped.

        Returns
        -------
        frame
            `portfolio`, `expected`, `not_validated` (to be taken away), `over_achievement`, `still_to_come` (what is planned
            for later years; 0 in the last), `slippage` (late or lost against `planned`), both negative where they take
            away, `forecast`, `unexplained` (printed less forecast) and `explained_by_rounding`.

        Raises
        ------
        HeadwayError
            For a year that is not the plan's, and an earlier version of other years or portfolios.
        """
        at = None if year is None else Period.parse(str(year))
        figure = None if printed is None else number(printed, "printed")
        return self._frame(self._core.bridge(at, figure, None if planned is None else _plan(planned)._core))

    def phased(self) -> Any:
        """What programmes with a start month deliver in each year, from their full-year effect, ramp and recurrence.

        Returns
        -------
        frame
            `portfolio`, `programme`, `year` and `run_rate`: to be held beside the portfolio's own, which it does not enter.
        """
        return self._frame(self._core.phased() or dict.fromkeys(("portfolio", "programme", "year"), ("text", [])) | {"run_rate": ("number", [])})

    def by_benefit(self) -> Any:
        """Expected savings by kind of benefit: only cashable ones let a budget fall.

        Returns
        -------
        frame
            `benefit` (null where nobody has stated it) and `expected`, of the plan's fund.
        """
        return self._frame(self._core.by_benefit() or {"benefit": ("text", []), "expected": ("number", [])})

    def cash(self) -> float:
        """What the plan brings over its years, undiscounted: the sum of its run rates.

        Returns
        -------
        float
        """
        return self._core.cash()

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
        return present_value(self._core.run_rate, schedule=schedule or DiscountSchedule.green_book())

    def confidence(self, weights: Mapping[str, float] | None = None) -> Any:
        """Three views of the same expected savings: all, weighted, and by the source's own rule.

        Parameters
        ----------
        weights : mapping, optional
            What each level counts, from 0 to 1, for example {"green": 1, "amber": 0.5, "red": 0}. There is no default.

        Returns
        -------
        frame
            `portfolio`, `unweighted`, `weighted` (null without weights) and `validated` (without red).

        Raises
        ------
        HeadwayError
            For a weight outside 0 to 1, and for a level that is missing or unknown.
        """
        return self._frame(self._core.confidence(None if weights is None else self._weights(weights)))

    def gap(self, gap: Mapping[str, float] | Sequence[float], *, weights: Mapping[str, float] | None = None) -> Any:
        """How far the plan closes a budget gap, year by year.

        Parameters
        ----------
        gap : mapping or sequence of numbers
            By year label, {"2025/26": 38.0}, or one for each year of the plan.
        weights : mapping, optional
            As for `confidence`; that of a level that is not validated counts nothing, because it is in no run rate.

        Returns
        -------
        frame
            `year`, `gap`, `secured` (at the surest level), `weighted`, `unrated` (over-achievement, of which nobody has said
            how sure it is), `forecast`, `unidentified` and `surplus`. Null for a year without a gap.

        Raises
        ------
        HeadwayError
            For a year that is not the plan's, and another number of figures than years.
        """
        return self._frame(self._core.gap(self._gaps(gap), [] if weights is None else self._weights(weights)))

    def _gaps(self, gap: Mapping[str, float] | Sequence[float]) -> list[float]:
        """One a year of the plan, NaN for a year without."""
        if isinstance(gap, Mapping):
            by_year = {Period.parse(str(label)): number(amount, f"gap of {label}") for label, amount in gap.items()}
            refuse([
                f"gap: found {year.label!r}; accepted: {self.years[0].label} to {self.years[-1].label}"
                for year in by_year
                if year not in self.years
            ])
            return [by_year.get(year, float("nan")) for year in self.years]
        if isinstance(gap, (str, bytes)) or not hasattr(gap, "__iter__"):
            raise HeadwayError(f"gap: found {type(gap).__name__}; accepted: amounts by year, {{'2025/26': 38.0}}, or one for each year")
        return [number(amount, f"gap, year {place}") for place, amount in enumerate(gap)]

    def _weights(self, weights: Mapping[str, float]) -> list[float]:
        words = [level.word for level in self.scale.levels]
        refuse([f"weights: found {word!r}; accepted: {', '.join(words)}" for word in weights if word not in words])
        refuse([f"weights: found none for {word!r}; accepted: one for each of {', '.join(words)}" for word in words if word not in weights])
        return [number(weights[word], f"weight of {word!r}") for word in words]

    def slippage(self, forecast: SavingsPlan) -> Any:
        """What a later version has slipped against this one: savings that come later, and savings that never come.

        Parameters
        ----------
        forecast : SavingsPlan
            A later version, of the same years.

        Returns
        -------
        frame
            `portfolio`, `year`, `planned`, `forecast`, `shortfall`, `timing` and `permanent`, which add up to the shortfall.

        Raises
        ------
        HeadwayError
            For plans of other years, funds or units.
        """
        return self._frame(self._core.slippage(_plan(forecast)._core))

    def compare(self, later: SavingsPlan) -> Any:
        """This version beside a later one.

        Parameters
        ----------
        later : SavingsPlan

        Returns
        -------
        frame
            `portfolio`, and `_before`, `_after` and `_change` of `expected`, `validated` and `forecast` (in the last year that
            both have). Null for a portfolio that one version does not have.

        Raises
        ------
        HeadwayError
            For plans of other funds, units or scales of confidence, and without a year in common.
        """
        return self._frame(self._core.versions(_plan(later)._core))

    def realign(
        self,
        *,
        from_: str,
        to: str,
        level: str,
        amount: float,
        as_at: Period | str,
        reason: str,
        from_programme: str = "",
        to_programme: str = "",
    ) -> SavingsPlan:
        """A plan in which an expectation has moved from one portfolio to another. This one stays as it is.

        Parameters
        ----------
        from_, to : str
            Portfolios.
        level : str
            Of confidence, the same on both sides.
        amount : float
            Above 0, and at most what there is.
        as_at : Period or str
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
        at = as_at if isinstance(as_at, Period) else Period.parse(as_at)
        core = self._core.realigned(from_, to, level, number(amount, "amount"), at, reason, from_programme, to_programme)
        return SavingsPlan._of(core, self._like, self._unread)

    def history(self) -> Any:
        """Expectations that have moved, the oldest first.

        Returns
        -------
        frame
            `as_at`, `from`, `to`, `level`, `amount` and `reason`.
        """
        return self._frame(self._core.history())

    def starts_too_early(self) -> Any:
        """Programmes that start to save before one that they depend on does.

        Returns
        -------
        frame
            `programme`, `needs` and `months_early`.
        """
        return self._frame(self._core.too_early())

    def reconcile(
        self,
        *,
        expected: float | None = None,
        levels: Mapping[str, float] | None = None,
        run_rate: Sequence[float] = (),
        increments: Sequence[float] = (),
        over_achievement: float | None = None,
    ) -> Any:
        """Do the figures agree with one another, and with the totals that were printed?

        Parameters
        ----------
        expected : float, optional
            The printed total.
        levels : mapping, optional
            Printed totals by level of confidence.
        run_rate, increments : sequence of numbers
            Printed totals, one a year.
        over_achievement : float, optional
            The printed total.

        Returns
        -------
        frame
            One check a row: `check`, `where`, `computed`, `claimed`, `difference`, `envelope` (the most that rounding for print
            can explain), `agrees` and `explained_by_rounding`.

        Raises
        ------
        HeadwayError
            For another number of printed figures than years, and an unknown level.
        """
        words = [level.word for level in self.scale.levels]
        by_level = dict(levels or {})
        refuse([f"levels: found {word!r}; accepted: {', '.join(words)}" for word in by_level if word not in words])
        return self._frame(
            self._core.checks(
                number(expected, "expected"),
                [number(by_level.get(word), f"level {word!r}") for word in words] if by_level else [],
                [number(total, f"run_rate, year {place}") for place, total in enumerate(run_rate)],
                [number(total, f"increments, year {place}") for place, total in enumerate(increments)],
                number(over_achievement, "over_achievement"),
            )
        )

    def delivered(
        self, frame: Any, *, portfolio: str = "portfolio", month: str = "month", amount: str = "amount", accrual: str = "flow", level: float = 0.80
    ) -> Any:
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
            As `headway.project` gives it, one row a portfolio, with `delivered` (so far this year) and `planned` (the year's run
            rate): the chance is that of reaching what is planned.

        Raises
        ------
        HeadwayError
            As for `headway.project`; for an unknown portfolio, a last year that is not the plan's, and an accrual that
            does not add up.
        """
        if accrual not in ("flow", "cumulative"):
            raise HeadwayError(f"accrual: found {accrual!r}; accepted: flow, cumulative")
        read = Frame(frame)
        read.require([portfolio, month, amount])
        problems = Problems()
        latest: dict[str, tuple[Period, int]] = {}
        for row, (name, label) in enumerate(zip(read.texts(portfolio), read.texts(month), strict=True)):
            with problems:
                period = _in_row(row, month, lambda: Period.parse(label, self._calendar))
                latest[name] = max((period, row), latest.get(name, (period, row)))
        problems.refuse()
        planned: dict[str, float] = {}
        for name, (period, row) in latest.items():
            with problems:
                planned[name] = _in_row(row, portfolio, lambda: self._core.planned_in(name, period))
        problems.refuse()
        target = "planned"
        with_target = read.with_columns({target: pa.array([planned[name] for name in read.texts(portfolio)], pa.float64())})
        result = project(
            with_target, series=portfolio, period=month, value=amount, accrual=accrual, level=level, target=target,
            polarity=Polarity.high_is_good, calendar=self._calendar,
        )  # fmt: skip
        projected = Frame(result)
        names = projected.texts(portfolio)
        return projected.with_columns({
            "delivered": pa.array(projected.numbers("reached"), from_pandas=True),
            target: pa.array([planned[name] for name in names], pa.float64()),
        })

    def simulate(
        self,
        draws: int = 100_000,
        seed: int | None = None,
        *,
        by: str = "confidence",
        delivery: Mapping[str, Delivery] | None = None,
        delay: Mapping[str, Delay] | None = None,
        correlation: Any = None,
        threads: int = 0,
    ) -> Simulation:
        """What the plan comes to in each year when savings fall short, or come late.

        Parameters
        ----------
        draws : int, default 100_000
        seed : int
            The same seed gives the same result, in C++ too, on any number of threads. There is no default.
        by : {'confidence', 'programme'}, default 'confidence'
            One saving for each portfolio and validated level, named "Portfolio, level", and for its over-achievement, which
            nobody has rated; or one for each programme with an expected saving of the plan's fund.
        delivery : mapping of str to Delivery, optional
            For every validated level and "over-achievement", or for every programme. By confidence it may be left out: then
            an illustration stands in, in round numbers that are headway's and not the council's: PERT, at least 80% (the
            surest level) down to 40% (the least sure, and over-achievement), most likely all, at most a tenth more.
            `Simulation.assumptions` shows it.
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
            assumed = _core.illustration(self._core)
        else:
            assumed = {name: (each._core, Delay.none()._core) for name, each in mapping_of(delivery or {}, "delivery", Delivery).items()}
        for name, each in by_name(delay or {}, list(assumed), "delay", Delay).items():
            assumed[name] = (assumed[name][0], each._core)
        savings = _core.uncertain_savings(self._core, assumed, by == "programme")
        return simulated(
            savings, self.years, self._like, draws=draws, seed=seed, correlation=correlation, threads=threads, unit=self.unit,
            note=ILLUSTRATION if delivery is None else "",
        )  # fmt: skip

    def plot_bridge(self, ax: Axes | None = None, *, year: Period | str | None = None, printed: float | None = None, by: str | None = None) -> Axes:
        """Draw the bridge as a waterfall: see `headway.bridge_chart.plot`."""
        from headway.charts.bridge import plot

        at = self.years[-1] if year is None else Period.parse(str(year))
        return plot(self.bridge(at, printed=printed), ax, unit=self.unit, by=by, year=at.label)

    def plot_run_rate(self, ax: Axes | None = None, *, gap: Mapping[str, float] | None = None) -> Axes:
        """Draw the run rate by year and portfolio: see `headway.run_rate_chart.plot`."""
        from headway.charts.run_rates import plot

        return plot(self.incremental(), ax, unit=self.unit, gap=None if gap is None else self._gaps(gap))

    def plot_confidence(self, ax: Axes | None = None) -> Axes:
        """Draw expected savings by confidence: see `headway.confidence_chart.plot`."""
        from headway.charts.confidence import plot

        levels = {level.word: level.meaning for level in self.scale.levels}
        return plot(self.by_portfolio(), ax, unit=self.unit, scale=self.scale.name, meanings=levels, levels=list(levels))

    def write(
        self,
        path: str | os.PathLike[str],
        *,
        title: str,
        subtitle: str | None = None,
        gap: Mapping[str, float] | Sequence[float] | None = None,
        printed: float | None = None,
        simulation: Simulation | None = None,
        printed_totals: Mapping[str, Any] | None = None,
        notes: Sequence[str] = (),
        pages: Mapping[str, str] | None = None,
    ) -> Path:
        """Write the plan as one accessible page, complete in itself.

        Parameters
        ----------
        path : str or path
            The file to write, whole or not at all. Its directory is made where there is none.
        title : str
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
        notes : sequence of str, optional
            Paragraphs for the end of the page.
        pages : mapping from str to str, optional
            The pages of the same report: file names and what each is called.

        Returns
        -------
        Path
            The file that was written.

        Raises
        ------
        HeadwayError
            For text that is none, a gap of a year that the plan does not have, and printed totals that `reconcile` does
            not take.
        ImportError
            Without what draws, which comes with the extra `headway[report]`.
        """
        return write_page(
            "savings", path, self, title=title, subtitle=subtitle, gap=gap, printed=printed, simulation=simulation,
            printed_totals=printed_totals, notes=notes, pages=pages,
        )  # fmt: skip

    def __repr__(self) -> str:
        all_ = {name: values[-1] for name, (_, values) in self._core.bridge(None, None, None).items()}

        def shown(amount: float) -> str:
            return money(amount, unit=self.unit, decimals=self._places)

        over = all_["over_achievement"]
        beyond = f"over-achievement adds {shown(over)}" if over >= 0 else f"under-achievement takes {shown(-over)}"
        return (
            f"{shown(all_['expected'])} expected: {shown(all_['not_validated'])} is not validated, {beyond}, and "
            f"{shown(all_['forecast'])} is forecast by {self.years[-1].label}."
            + (f" ({number_of(len(self.notes), 'note')}: see its notes.)" if self.notes else "")
        )


def _in_row(row: int, column: str, read: Callable[[], Any]) -> Any:
    try:
        return read()
    except HeadwayError as error:
        raise HeadwayError(f"row {row}, column {column!r}: {error}") from None


def _plan(found: object) -> SavingsPlan:
    if not isinstance(found, SavingsPlan):
        raise HeadwayError(f"found {type(found).__name__}; accepted: a headway.SavingsPlan")
    return found
