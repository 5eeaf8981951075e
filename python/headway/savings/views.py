"""What a savings plan says, each view of it as a frame of the caller's kind."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Self

from headway._core import HeadwayError, Period
from headway.appraisal.appraise import DiscountSchedule, present_value
from headway.boundary.amounts import UNIT_SIGNS
from headway.boundary.frames import Frame
from headway.boundary.scalars import number
from headway.boundary.times import Time
from headway.savings.arguments import Amounts, amount_of, gaps_of, printed_of, weights_of, year_of
from headway.savings.columns import frame_of
from headway.savings.confidence import ConfidenceScale
from headway.vocabulary import MoneyUnit

if TYPE_CHECKING:
    from headway import _core
    from headway._core import Columns


_ROW = re.compile(r"(?:(?P<table>\w+), )?row (?P<row>\d+)(?=[,:])")  # where a note begins with one


class Views:
    """The views of a plan: the base of `SavingsPlan`.

    Attributes
    ----------
    core : SavingsPlan of the compiled core
        For charts and pages, which take its rows as they are.
    """

    core: _core.SavingsPlan
    _like: Frame
    _unread: list[str]
    _rows: Mapping[str, Sequence[int]] = {}

    @property
    def unit(self) -> str:
        """As it stands behind an amount: "£m"."""
        return UNIT_SIGNS[MoneyUnit(self.core.unit)]

    @property
    def scale(self) -> ConfidenceScale:
        """Of delivery confidence."""
        return ConfidenceScale._from(self.core.scale)

    @property
    def years(self) -> list[Period]:
        """Of the run rates, one after another."""
        return self.core.years

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
        return [*(_in_file(note, self._rows) for note in self.core.notes), *self._unread]

    def _numbered(self, rows: Mapping[str, Sequence[int]]) -> Self:
        """This plan, whose notes number rows as its files do: the rows of each table, one alone without a name."""
        self._rows = rows
        return self

    @property
    def places(self) -> int:
        """The decimals to show: pence and thousandths of a million are noise to a reader."""
        return 2 if self.unit == "£m" else min(self.decimals, 2)

    def _frame(self, columns: Columns) -> Any:
        return frame_of(columns, self._like)

    def _bridge(self, year: Time | None, printed: float | str | None, planned: Views | None) -> Columns:
        at = None if year is None else year_of(year, "year", self.years)
        figure = None if printed is None else amount_of(printed, "printed", self.core.unit)
        return self.core.bridge(at, figure, None if planned is None else plan_of(planned, "planned"))

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

    def programmes(self) -> Any:
        """The programmes as they were read.

        Returns
        -------
        frame
            One row a programme. Null `expected` is "not applicable", not known, or borne by another `fund`. The level
            of `confidence` and what is `actual` so far are those of `from_table`.
        """
        return self._frame(self.core.programmes())

    def totals(self) -> Any:
        """What the plan comes to, fund by fund: funds are never netted.

        Returns
        -------
        frame
            `fund`, `programmes`, `with_saving` (of those), `expected`, a column for each level of confidence,
            `validated` and `forecast` (the last year's run rate); the plan's own fund first. Null where the plan says
            nothing of another fund.
        """
        return self._frame(self.core.totals())

    def by_portfolio(self) -> Any:
        """Expected savings by portfolio and confidence.

        Returns
        -------
        frame
            `portfolio`, `expected`, a column for each level, `validated` and `forecast`.
        """
        return self._frame(self.core.by_portfolio())

    def incremental(self) -> Any:
        """Run rate, increment and cash by portfolio and year.

        Returns
        -------
        frame
            `portfolio`, `year`, `run_rate` (what the year is better off by), `increment` (what it adds to the year
            before) and `cash` (all years up to this one).
        """
        return self._frame(self.core.incremental())

    def over_achievement(self) -> Any:
        """By how much the last run rate is beyond what was validated; negative is under-achievement.

        Returns
        -------
        frame
            `portfolio`, `expected`, `not_validated`, `run_rate` and `over_achievement`.
        """
        return self._frame(self.core.over_achievement())

    def bridge(
        self, year: Time | None = None, *, printed: float | str | None = None, planned: Views | None = None
    ) -> Any:
        """From what was expected to what is forecast.

        Parameters
        ----------
        year : str, Period or date, optional
            A year of the plan; by default the last.
        printed : float or str, optional
            The total that was published for that year, in the plan's unit or as text that says its own, "£0.18m".
        planned : Views, optional
            An earlier version, against which slippage is measured; without one nothing has slipped.

        Returns
        -------
        frame
            `portfolio`, `expected`, `not_validated` (to be taken away), `over_achievement`, `still_to_come` (what is
            planned for later years; 0 in the last), `slippage` (late or lost against `planned`), both negative where
            they take away, `forecast`, `unexplained` (printed less forecast) and `explained_by_rounding`.

        Raises
        ------
        HeadwayError
            For a year that is not the plan's, and an earlier version of other years or portfolios.
        """
        return self._frame(self._bridge(year, printed, planned))

    def phased(self) -> Any:
        """What programmes with a start month deliver in each year, from their full-year effect, ramp and recurrence.

        Returns
        -------
        frame
            `portfolio`, `programme`, `year` and `run_rate`: to be held beside the portfolio's own, which it does not
            enter.
        """
        return self._frame(self.core.phased())

    def by_benefit(self) -> Any:
        """Expected savings by kind of benefit: only cashable ones let a budget fall.

        Returns
        -------
        frame
            `benefit` (null where nobody has stated it) and `expected`, of the plan's fund.
        """
        return self._frame(self.core.by_benefit())

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
        return self._frame(self.core.confidence(None if weights is None else weights_of(weights, self.scale)))

    def gap(self, gap: Amounts, *, weights: Mapping[str, float] | None = None) -> Any:
        """How far the plan closes a budget gap, year by year.

        Parameters
        ----------
        gap : mapping or sequence of numbers or str
            By year label, {"2025/26": 38.0}, or one for each year of the plan: in its unit, or text that says its own,
            "£38m".
        weights : mapping, optional
            As for `confidence`; that of a level that is not validated counts nothing, because it is in no run rate.

        Returns
        -------
        frame
            `year`, `gap`, `secured` (at the surest level), `weighted`, `unrated` (over-achievement, of which nobody has
            said how sure it is), `forecast`, `unidentified` and `surplus`. Null for a year without a gap.

        Raises
        ------
        HeadwayError
            For a year that is not the plan's, and another number of figures than years.
        """
        by_level = [] if weights is None else weights_of(weights, self.scale)
        return self._frame(self.core.gap(gaps_of(gap, self.years, self.core.unit), by_level))

    def slippage(self, forecast: Views) -> Any:
        """What a later version has slipped against this one: savings that come later, and savings that never come.

        Parameters
        ----------
        forecast : SavingsPlan
            A later version, of the same years.

        Returns
        -------
        frame
            `portfolio`, `year`, `planned`, `forecast`, `shortfall`, `timing` and `permanent`, which add up to the
            shortfall.

        Raises
        ------
        HeadwayError
            For plans of other years, funds or units.
        """
        return self._frame(self.core.slippage(plan_of(forecast, "forecast")))

    def compare(self, later: Views) -> Any:
        """This version beside a later one.

        Parameters
        ----------
        later : SavingsPlan

        Returns
        -------
        frame
            `portfolio`, and `_before`, `_after` and `_change` of `expected`, `validated` and `forecast` (in the last
            year that both have). Null for a portfolio that one version does not have.

        Raises
        ------
        HeadwayError
            For plans of other funds, units or scales of confidence, and without a year in common.
        """
        return self._frame(self.core.versions(plan_of(later, "later")))

    def history(self) -> Any:
        """Expectations that have moved, the oldest first.

        Returns
        -------
        frame
            `as_at`, `from`, `to`, `level`, `amount` and `reason`.
        """
        return self._frame(self.core.history())

    def starts_too_early(self) -> Any:
        """Programmes that start to save before one that they depend on does.

        Returns
        -------
        frame
            `programme`, `needs` and `months_early`.
        """
        return self._frame(self.core.too_early())

    def reconcile(
        self, *, expected: float | str | None = None, levels: Mapping[str, float | str] | None = None,
        run_rate: Sequence[float | str] = (), increments: Sequence[float | str] = (),
        over_achievement: float | str | None = None,
    ) -> Any:  # fmt: skip
        """Do the figures agree with one another, and with the totals that were printed?

        Parameters
        ----------
        expected : float or str, optional
            The printed total, in the plan's unit or as text that says its own, "£36.6m"; so are all others.
        levels : mapping, optional
            Printed totals by level of confidence.
        run_rate, increments : sequence of numbers or str
            Printed totals, one a year.
        over_achievement : float or str, optional
            The printed total.

        Returns
        -------
        frame
            One check a row: `check`, `where`, `computed`, `claimed`, `difference`, `envelope` (the most that rounding
            for print can explain), `agrees` and `explained_by_rounding`.

        Raises
        ------
        HeadwayError
            For another number of printed figures than years, and an unknown level.
        """
        printed = printed_of(
            self.scale, self.core.unit, expected=expected, levels=levels, run_rate=run_rate, increments=increments,
            over_achievement=over_achievement,
        )  # fmt: skip
        return self._frame(self.core.checks(*printed))


def _in_file(note: str, rows: Mapping[str, Sequence[int]]) -> str:
    """A note with its row as it stands in a file."""
    where = _ROW.match(note)
    table = None if where is None else rows.get(where["table"] or "")
    if where is None or table is None:
        return note
    return f"{note[: where.start('row')]}{table[int(where['row'])]}{note[where.end('row') :]}"


def plan_of(found: object, name: str) -> _core.SavingsPlan:
    """Another version, as the core holds it."""
    if not isinstance(found, Views):
        raise HeadwayError(f"{name}: found {type(found).__name__}; accepted: a headway.SavingsPlan")
    return found.core
