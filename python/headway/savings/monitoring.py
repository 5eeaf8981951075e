"""A year's savings by scheme, portfolio and fund, as a result that draws itself."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Literal

import pyarrow.compute as pc

from headway._core import Period
from headway.boundary.frames import Frame
from headway.boundary.keys import nearest
from headway.boundary.problems import refusal
from headway.boundary.results import array_of, arrays_of, values_of
from headway.charts.delivered import DeliveredChart, DeliveredRow
from headway.charts.parts.bars import MOST_BARS
from headway.language.sentences import plain_line
from headway.pictured import Pictured
from headway.savings.columns import Rows, rows_of
from headway.savings.pictures import FEWEST_BARS, ordered, pooled

if TYPE_CHECKING:
    from headway._core import Columns
    from headway.savings.views import Views

_OF_SCHEMES = ("row", "schemes", "with_delivered", "not_known")
_OF_TOTALS = ("row", "programme", "confidence", "recurrence", "not_known")


class Monitoring(Pictured):
    """How a year's savings stand, which `SavingsPlan.monitor` gives.

    Attributes
    ----------
    year : Period
    as_at : Period or None
        The month up to which amounts are delivered; None where nobody says it.
    unit : str
        Of all amounts: "£k".
    notes : list of str
        What of the ledger and the table does not agree.
    with_delivered : int
        Of how many schemes something is known to be delivered.
    columns : mapping of the compiled core
        For pages and spreadsheets: all rows, schemes before portfolios before funds.
    """

    year: Period
    as_at: Period | None
    unit: str
    notes: list[str]
    columns: Columns
    with_delivered: int
    _like: Frame
    _fund: str

    @classmethod
    def _of(cls, columns: Columns, year: Period, as_at: Period | None, notes: list[str], plan: Views) -> Monitoring:
        result = cls()
        result.year, result.as_at, result.unit, result.notes = year, as_at, plan.unit, notes
        result.columns, result._like, result._fund = columns, plan._like, plan.fund
        of = zip(*(values_of(columns[name]) for name in ("row", "with_delivered")), strict=True)
        result.with_delivered = sum(count for row, count in of if row == "scheme")
        return result

    @property
    def schemes(self) -> Any:
        """One scheme a row: `fund`, `portfolio`, `programme`, `confidence`, `recurrence`; `planned` and `forecast` of
        the year, `delivered` so far, `to_come`, `shortfall` (planned less forecast), of which `slipped` comes later,
        `lost` never, and `not_split` nobody can say; `full_year` and `full_year_forecast`; and by the months so far
        `year_end`, `lower`, `upper`, the `probability` of what is planned, `status` and `reason`."""
        return self._frame("scheme", _OF_SCHEMES)

    @property
    def portfolios(self) -> Any:
        """The same added up by fund and portfolio, with how many `schemes` they have, and of how many of them something
        is known to be delivered: `with_delivered`."""
        return self._frame("portfolio", _OF_TOTALS)

    @property
    def funds(self) -> Any:
        """The same added up by fund. Funds are never added to one another."""
        return self._frame("fund", (*_OF_TOTALS, "portfolio"))

    def picture(
        self, *, by: Literal["portfolio", "scheme"] = "portfolio", fund: str | None = None, title: str | None = None,
        subtitle: str | None = None, source: str | None = None,
    ) -> DeliveredChart:  # fmt: skip
        """What is delivered, to come and short of the plan.

        Parameters
        ----------
        by : {'portfolio', 'scheme'}, default 'portfolio'
            What a bar is; the largest ones, and the others together.
        fund : str, optional
            Of which; by default the plan's own.
        title, subtitle, source : str, optional
            By default what the figures say, and what is shown; no source.

        Returns
        -------
        DeliveredChart

        Raises
        ------
        HeadwayError
            For another `by`, and a fund that has no scheme.
        """
        if by not in ("portfolio", "scheme"):
            raise refusal("by", repr(by), "portfolio, scheme")
        rows = rows_of(self.columns)
        funds = list(dict.fromkeys(row["fund"] for row in rows))
        of = self._fund if fund is None else fund
        if of not in funds:
            near = nearest(str(of), funds)
            raise refusal("fund", repr(of), f"one that has schemes; the nearest is {near!r}")
        rows = [row for row in rows if row["fund"] == of]
        named = _named(rows, by)
        (total,) = (_row_of(row) for row in rows if row["row"] == "fund")
        figures = {name: [*row] for name, row in named.items()}
        sizes = [0.0 if math.isnan(row.planned) else row.planned for row in named.values()]
        drawn = [{name: DeliveredRow(*amounts) for name, amounts in pooled(figures, sizes, most).items()}
                 for most in range(MOST_BARS, FEWEST_BARS - 1, -1)]  # fmt: skip
        return DeliveredChart(
            year=self.year.label, as_at=self.as_at.label if self.as_at else "", what=by,
            rows={name: named[name] for name in ordered(figures, sizes)}, total=total, pooled=drawn, unit=self.unit,
            title=title, subtitle=subtitle, source=source,
        )  # fmt: skip

    def __repr__(self) -> str:
        return self.picture().finding()

    def _frame(self, row: str, without: tuple[str, ...]) -> Any:
        of_row = pc.equal(array_of(self.columns["row"]), row)
        return self._like.like({name: array.filter(of_row) for name, array in arrays_of(self.columns).items()
                                if name not in without})  # fmt: skip


def _named(rows: Rows, by: str) -> dict[str, DeliveredRow]:
    """Rows by their names, of which a scheme says its portfolio where another has the same."""
    shown = [row for row in rows if row["row"] == by]
    names = [row["programme" if by == "scheme" else "portfolio"] for row in shown]
    return {
        plain_line(name if names.count(name) == 1 else f"{name} ({row['portfolio']})"): _row_of(row)
        for name, row in zip(names, shown, strict=True)
    }


def _row_of(row: dict[str, Any]) -> DeliveredRow:
    """A row as it is drawn."""
    of = ("planned", "forecast", "delivered", "slipped", "lost", "year_end", "lower", "upper")
    unknown = row["schemes"] - row["with_delivered"]
    return DeliveredRow(*(row[name] for name in of))._replace(unknown=unknown, not_known=row["not_known"])
