"""What does it save? A savings plan: frames in, frames out."""

from __future__ import annotations

import copy
import functools
import os
import warnings
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from headway import _core
from headway._core import HeadwayError
from headway.appraisal.options import OptionsAppraisal
from headway.boundary.documented import documented_as
from headway.boundary.frames import Frame
from headway.boundary.scalars import flag, number
from headway.boundary.times import Time, period_of
from headway.charts.parts.amounts import amounts_of
from headway.charts.simulation import ILLUSTRATES
from headway.language.counts import number_of
from headway.language.figures import money
from headway.pictured import Written
from headway.savings.arguments import Amounts
from headway.savings.columns import rows_of
from headway.savings.confidence import ConfidenceScale
from headway.savings.drawn import Drawn
from headway.savings.followed import Followed
from headway.savings.programmes import Workstreams, workstreams_of
from headway.savings.schemes import SavingsAre, YearColumns, YearsAre, planned
from headway.savings.tables import USUAL, assembled
from headway.savings.versions import SavingsVersions
from headway.uncertainty.delivery import Delay, Delivery, by_name, mapping_of
from headway.uncertainty.risks import RiskRegister
from headway.uncertainty.simulate import register_of, simulated
from headway.uncertainty.simulation import Simulation
from headway.vocabulary import CalendarWord, Fund, MoneyUnit, MoneyUnitWord

ILLUSTRATION = (f"{ILLUSTRATES}how much each level delivers is assumed here, not stated by the council; savings are "
                "taken to be independent.")  # fmt: skip
IN_DOUBT = (
    "Left out is {} of the last year's forecast: the plan does not say whether that is over-achievement or savings not "
    "validated."
)


class SavingsPlan(Drawn, Followed, Written, page="savings"):
    """A savings plan: portfolios of programmes, how sure their savings are, and what they save year by year.

    Made by `SavingsPlan.from_frames` of three tables, or by `SavingsPlan.from_table` of one. A plan is never changed:
    `realign` makes another one that remembers the change. Every frame that it gives is of the kind of the programmes
    frame, with amounts in the plan's unit, and ends with a row "Total" where it has one row a portfolio.

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
    >>> plan = hw.SavingsPlan.from_frames(programmes, confidence, profile, profile_includes_unvalidated=False)
    >>> plan
    £3.50m expected: £0.50m is not validated, over-achievement adds £0.60m, and £3.60m is forecast by 2025/26.
    >>> plan.bridge()[["portfolio", "expected", "not_validated", "over_achievement", "forecast"]].tail(1)
      portfolio  expected  not_validated  over_achievement  forecast
    1     Total       3.5            0.5               0.6       3.6
    """

    _again: Callable[[], SavingsPlan]

    def __init__(self, *found: object, **named: object) -> None:
        accepted = "SavingsPlan.from_frames(...) or SavingsPlan.from_table(...)"
        raise HeadwayError(f"SavingsPlan: found a plan without frames; accepted: {accepted}")

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
        fund: Fund | str = "general fund", unit: MoneyUnit | MoneyUnitWord = "millions",
        scale: ConfidenceScale | None = None, decimals: int | None = None,
        calendar: CalendarWord | int = "financial", aliases: Mapping[str, str] | None = None,
        portfolio: str = USUAL["portfolio"], programme: str = USUAL["programme"], expected: str = USUAL["expected"],
        levels: Mapping[str, str] | None = None, year: str = USUAL["year"], run_rate: str = USUAL["run_rate"],
        budget: str = USUAL["budget"], reason: str = USUAL["reason"], recurrence: str = USUAL["recurrence"],
        benefit: str = USUAL["benefit"], business_case: str = USUAL["business_case"],
        next_step: str = USUAL["next_step"], start: str = USUAL["start"], ramp_months: str = USUAL["ramp_months"],
        owner: str = USUAL["owner"], board: str = USUAL["board"], themes: str = USUAL["themes"],
        depends_on: str = USUAL["depends_on"], profile_includes_unvalidated: bool | None = None,
        workstreams: Workstreams | None = None, also_called: Mapping[str, str] | None = None,
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
            The fund that the plan is of, or its abbreviation ("HRA"). Programmes of another are listed with it and
            never added to it; a portfolio that has nothing else needs no row of confidence.
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
        profile_includes_unvalidated : bool, optional
            Whether run rates include savings that are not validated (red). True takes them out, evenly from all levels:
            of 1,000 expected, 400 of it red, a run rate of 1,000 forecasts 600. False takes what is beyond the
            validated saving for over-achievement: 1,000 is forecast, 400 of it over-achievement. Where it is not said
            and the figures do not show it, a note says what is in doubt, and a simulation leaves that out.
        workstreams : mapping or sequence of str, optional
            What programmes may depend on besides one another, and the month from which each is ready, where that is
            known: {"HR": "2024-09", "Procurement": None}.
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
            "profile_includes_unvalidated": profile_includes_unvalidated, "workstreams": copy.copy(workstreams),
        }  # fmt: skip
        core, tables = assembled(
            frames, names, levels or {}, ConfidenceScale.savings() if scale is None else scale, version=version,
            fund=fund, unit=unit, decimals=decimals, calendar=calendar, aliases=aliases or {},
            includes=None if profile_includes_unvalidated is None
            else flag(profile_includes_unvalidated, "profile_includes_unvalidated"),
            workstreams=workstreams_of(workstreams),
        )  # fmt: skip
        made = ({name: frame.snapshot() for name, frame in tables.frames.items()}, settings)
        return cls._of(core, tables.frames["programmes"], tables.unread(), functools.partial(_again, *made))

    @classmethod
    def from_table(
        cls, table: Any, *, portfolio: str = "portfolio", programme: str = "programme", years: YearColumns,
        years_are: YearsAre | None = None, savings_are: SavingsAre = "positive", expected: str | None = None,
        forecast: YearColumns | None = None, expected_forecast: str | None = None, actual: str | None = None,
        months: YearColumns | None = None, confidence: str | None = None,
        confidence_words: Mapping[str, str] | None = None,
        fund: str | None = None, of_fund: Fund | str | None = None, recurrence: str | None = None,
        benefit: str | None = None, start: str | None = None, owner: str | None = None,
        business_case: str | None = None, next_step: str | None = None, board: str | None = None,
        themes: str | None = None, depends_on: str | None = None, workstreams: Workstreams | None = None,
        unit: str | None = None, leave_out_totals: bool = False,
        version: str = "", scale: ConfidenceScale | None = None, decimals: int | None = None,
        calendar: CalendarWord | int = "financial", aliases: Mapping[str, str] | None = None,
    ) -> SavingsPlan:  # fmt: skip
        """A plan from one table as councils keep it: a row a scheme, a column a year.

        Money is read as it is written: numbers, "1,200", "£230k", "(50)". A unit in a cell beats that of its heading,
        "(£k)", "£m", "£000s", which beats `unit`. A cell without a figure ("n/a", "-", "TBC", nothing) adds nothing to
        any sum, and the plan's notes say which scheme and year. Rows in which nothing stands are no rows.

        Parameters
        ----------
        table : pandas or Polars DataFrame, pyarrow Table or DuckDB relation
        portfolio, programme : str
            Columns of names. Letter case and spaces do not tell two portfolios apart.
        years : mapping, sequence of str or str
            Columns of savings by year, as planned: {"Saving 24/25 (£k)": "2024/25"}, or the columns alone where their
            headings say the year ("24/25", "2024-25", "Year to March 2025"). A part of a year ("Q2 24/25") is refused.
        years_are : {'run_rates', 'increments'}
            Whether a year says what it is better off by in all (1,200 then 2,400) or what it adds to the year before
            (1,200 then 1,200). There is no default.
        savings_are : {'positive', 'negative'}, default 'positive'
            How savings are written: negative where a budget prints what it cuts as -450 or "(450)".
        expected : str, optional
            The column of the full-year effect; by default the last year's run rate.
        forecast : as `years`, optional
            What is forecast now of some of the years, of the same kind: it takes the place of what was planned, and the
            bridge of such a year shows the difference as slippage. Run rates of years without one stand as planned.
        expected_forecast : str, optional
            The column of what the full-year effect is forecast to be now, for `monitor`.
        actual : str, optional
            The column of what has been delivered so far this year.
        months : as `years`, optional
            Columns of what was delivered in each month: "Apr-24 (£k)", or "Apr" in a table of one year; see `monitor`.
        confidence : str, optional
            The column of words for how sure a scheme is, or one level for all. Levels of the scale are known by their
            words and first letters in any case ("Green", "R"). A scheme that nobody has rated (nothing, "n/a", "TBC",
            "not rated") is at a level of its own, "not rated", which is not validated; a note says so. Without the
            column, or where it rates no scheme, nothing is rated.
        confidence_words : mapping, optional
            What other words mean: {"Delivered": "green"}, or "not rated".
        fund : str, optional
            The column of funds ("GF", "HRA"), or one fund for all.
        of_fund : str, optional
            The fund that the plan is of, by default the only one in the table, or the general fund. Schemes of another
            are listed, and never added; a portfolio of no others is in no bridge.
        recurrence, benefit : str, optional
            Columns of "recurring" (or nothing) and "one-off", and of "cashable", "non-cashable", "avoidance", "income".
        start : str, optional
            The column of first months that save.
        owner : str, optional
            The column of who is responsible.
        business_case, next_step, board, themes, depends_on : str, optional
            Columns as for `from_frames`, for `summary`, `order` and `delayed`.
        workstreams : mapping or sequence of str, optional
            As for `from_frames`.
        unit : str, optional
            Of figures where neither cell nor heading says one, and of every result: "pounds", "thousands", "millions",
            "billions", or as headings have it, "£k". By default that of the headings.
        leave_out_totals : bool, default False
            Whether rows of totals are left out instead of refused; a note says what they are off by.
        version, scale, decimals, calendar, aliases
            As for `from_frames`.

        Returns
        -------
        SavingsPlan
            Schemes are its programmes. Schemes at a level that is not validated (red) are expected, but in no run rate,
            forecast, cash or simulation, as in every plan; its notes say how much that is.

        Raises
        ------
        HeadwayError
            For columns that are missing, no `years_are`, no unit, a heading without a year, money that cannot be read,
            unknown words (all in the one line to fill in), rows of totals, a scheme twice and the rest: row (counted
            from 0), column, found, accepted, up to ten at once.

        Examples
        --------
        >>> schemes = pd.DataFrame({
        ...     "Directorate": ["Place", "Place", "Adults"], "Scheme": ["Parking", "Lights", "Telecare"],
        ...     "Saving 24/25 (£k)": ["1,200", "£0.1m", "n/a"], "Saving 25/26 (£k)": [1200, 250, 400],
        ...     "RAG": ["Delivered", "G", "Red"],
        ... })
        >>> plan = hw.SavingsPlan.from_table(
        ...     schemes, portfolio="Directorate", programme="Scheme", confidence="RAG",
        ...     confidence_words={"Delivered": "green"}, years=["Saving 24/25 (£k)", "Saving 25/26 (£k)"],
        ...     years_are="run_rates")
        >>> plan
        £1,850k expected: £400k is not validated, over-achievement adds £0k, and £1,450k is forecast by 2025/26.
        (2 notes: see its notes.)
        >>> plan.notes[0]
        'row 2, "Telecare": no figure of 2024/25 ("n/a"), which adds nothing to any sum'
        """
        settings: dict[str, Any] = {
            "portfolio": portfolio, "programme": programme, "years": copy.copy(years), "years_are": years_are,
            "savings_are": savings_are, "expected": expected, "forecast": copy.copy(forecast),
            "expected_forecast": expected_forecast, "actual": actual, "months": copy.copy(months),
            "recurrence": recurrence, "benefit": benefit, "confidence": confidence,
            "confidence_words": copy.copy(confidence_words),
            "fund": fund, "of_fund": of_fund, "start": start, "owner": owner, "business_case": business_case,
            "next_step": next_step, "board": board, "themes": themes, "depends_on": depends_on,
            "workstreams": copy.copy(workstreams), "unit": unit,
            "leave_out_totals": leave_out_totals, "version": version, "scale": scale, "decimals": decimals,
            "calendar": calendar, "aliases": copy.copy(aliases),
        }  # fmt: skip
        core, read, unread = planned(table, **settings)
        return cls._of(core, read, unread, functools.partial(_from_table_again, read.snapshot(), settings))

    def as_planned(self) -> SavingsPlan:
        """This plan before its forecast took the place of what was planned, for `slippage` and `compare`.

        Returns
        -------
        SavingsPlan
            The same plan where nothing but what was planned is known.
        """
        return SavingsPlan._of(
            self.core.as_planned(), self._like, self._unread, functools.partial(SavingsPlan.as_planned, self)
        )

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
        given: dict[str, Any] = {"from_": from_, "to": to, "level": level, "amount": moved, "as_at": at,
                                 "reason": reason, "from_programme": from_programme, "to_programme": to_programme}
        again = functools.partial(SavingsPlan.realign, self, **given)
        return SavingsPlan._of(self.core.realigned(**given), self._like, self._unread, again)

    def simulate(
        self, draws: int = 100_000, seed: int | None = None, *, by: Literal["confidence", "programme"] = "confidence",
        delivery: Mapping[str, Delivery] | None = None, delay: Mapping[str, Delay] | None = None,
        correlation: Any = None, threads: int = 0, risks: RiskRegister | None = None,
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
        risks : RiskRegister, optional
            Risks with a chance and an amount, which name programmes or portfolios. One that happens takes its amount
            away in each year. By programme that is from these programmes; by confidence from their portfolios.

        Returns
        -------
        Simulation
            What is not validated is in no run rate, and so in no simulation. Nor is what is in doubt (see
            `from_frames`), unless `delivery` says how sure over-achievement is.

        Raises
        ------
        HeadwayError
            For no seed, a name that is none (with the nearest) or missing, a run rate without a validated saving, and a
            risk of what is neither a programme nor a portfolio.
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
        without = by == "programme" or _core.over_achieved not in (delivery or {})
        doubt = amounts_of(self.unit, self.core.in_doubt)(self.core.in_doubt)
        notes = [ILLUSTRATION] if delivery is None else []
        notes += [IN_DOUBT.format(doubt)] if without and self.core.in_doubt else []
        savings = _core.uncertain_savings(self.core, assumed, by == "programme", without)
        return simulated(
            savings, self.years, self._like, draws=draws, seed=seed, correlation=correlation, threads=threads,
            unit=self.unit, note=" ".join(notes), risks=register_of(risks), plan=self.core,
            by_programme=by == "programme", again=functools.partial(
                SavingsPlan.simulate, self, draws, seed, by=by, delivery=delivery, delay=delay, correlation=correlation,
                threads=threads, risks=risks,
            ),
        )  # fmt: skip

    @documented_as(Written.write)
    def write(  # type: ignore[override]  # its own parts by name
        self, path: str | os.PathLike[str], *, title: str | None = None, subtitle: str | None = None,
        notes: Sequence[str] = (), pages: Mapping[str, str] | None = None,
        gap: Amounts | None = None, printed: float | str | None = None, simulation: Simulation | None = None,
        printed_totals: Mapping[str, Any] | None = None, benefits: Any = None,
        risks: RiskRegister | None = None, risks_note: str | None = None, options: OptionsAppraisal | None = None,
        options_note: str | None = None, versions: SavingsVersions | None = None,
        delays: Mapping[str, int] | None = None, programmes_note: str | None = None,
    ) -> Path:  # fmt: skip
        """Write the plan as one accessible page, complete in itself.

        Parameters
        ----------
        title : str, optional
            What the page is called; by default "Savings plan" and the plan's version.
        subtitle : str, optional
            A line below the title: whose plan, for whom.
        gap : mapping or sequence of numbers or str, optional
            The budget gap by year, as for `gap`.
        printed : float or str, optional
            The total that was published for the last year, as for `bridge`.
        simulation : Simulation, optional
            What `simulate` gave. Its note and its assumptions are shown with it.
        printed_totals : mapping, optional
            Totals that were published, by the keywords of `reconcile`.
        benefits : frame, optional
            What `headway.benefits` gives: benefits read from their indicators.
        risks : RiskRegister, optional
            What `headway.risk_register` gives.
        options : OptionsAppraisal, optional
            What `headway.appraise_options` gives.
        risks_note, options_note, programmes_note : str, optional
            What stands with each, the last with delays, wherever it is shown: that it is invented, or a draft.
        versions : SavingsVersions, optional
            The savings as documents published them, version by version.
        delays : mapping, optional
            As for `delayed`: what it does stands beside what waits for what.

        Raises
        ------
        HeadwayError
            For text that is none, a gap of a year that the plan does not have, and printed totals that `reconcile` does
            not take.
        ImportError
            Without what draws, which comes with the extra `headway[report]`.
        """
        title = ": ".join(filter(None, ("Savings plan", self.version))) if title is None else title
        return super().write(
            path, title=title, subtitle=subtitle, notes=notes, pages=pages, gap=gap, printed=printed,
            simulation=simulation, printed_totals=printed_totals, benefits=benefits,
            risks=risks, risks_note=risks_note, options=options, options_note=options_note, versions=versions,
            delays=delays, programmes_note=programmes_note,
        )  # fmt: skip

    def __repr__(self) -> str:
        all_ = rows_of(self.core.bridge(None, None, None))[-1]

        def said(amount: float) -> str:
            return money(amount, unit=self.unit, decimals=self.places)

        over, later, doubt = all_["over_achievement"], -all_["still_to_come"], self.core.in_doubt
        beyond = f"{said(later)} comes after {self.years[-1].label}, " if later else ""
        beyond += f"over-achievement adds {said(over)}" if over >= 0 else f"under-achievement takes {said(-over)}"
        if doubt:
            beyond += f" ({said(doubt)} of it may be savings that are not validated: profile_includes_unvalidated says)"
        return (
            f"{said(all_['expected'])} expected: {said(all_['not_validated'])} is not validated, {beyond}, and "
            f"{said(all_['forecast'])} is forecast by {self.years[-1].label}."
            + (f" ({number_of(len(self.notes), 'note')}: see its notes.)" if self.notes else "")
        )


def _again(frames: Mapping[str, Frame], settings: Mapping[str, Any]) -> SavingsPlan:
    return SavingsPlan.from_frames(**{name: frame.native for name, frame in frames.items()}, **settings)


def _from_table_again(table: Frame, settings: Mapping[str, Any]) -> SavingsPlan:
    return SavingsPlan.from_table(table.native, **settings)
