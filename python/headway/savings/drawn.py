"""The charts of a savings plan: its bridge, its run rates, and how sure its savings are."""

from __future__ import annotations

import dataclasses
import math
import warnings
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from headway._core import HeadwayError
from headway.boundary.problems import refuse
from headway.boundary.times import Time
from headway.charts.bridge import Bridge
from headway.charts.confidence import Confidence
from headway.charts.run_rates import NOT_COMPARED, RunRates
from headway.pictured import Pictured
from headway.savings import pictures
from headway.savings.arguments import Amounts, gaps_of, year_of
from headway.savings.columns import rows_of
from headway.savings.programmes import ProgrammeViews
from headway.savings.views import Views

if TYPE_CHECKING:
    from matplotlib.axes import Axes

PlanChart: TypeAlias = Literal["bridge", "run_rate", "confidence"]
PlanPicture: TypeAlias = Bridge | RunRates | Confidence


class Drawn(ProgrammeViews, Pictured):
    """The charts of a plan: a base of `SavingsPlan`."""

    def picture(
        self, *, chart: PlanChart = "bridge", title: str | None = None, year: Time | None = None,
        printed: float | str | None = None, planned: Views | None = None, by: Literal["portfolio"] | None = None,
        gap: Amounts | None = None, expected: bool | None = None,
        subtitle: str | None = None, source: str | None = None,
    ) -> PlanPicture:  # fmt: skip
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
        gap : mapping or sequence of numbers or str, optional
            Of the run rate: the budget gap, as for `gap`.
        expected : bool, optional
            Of the run rate: whether the saving that the plan expects is drawn across the years.
        subtitle : str, optional
            Below the title; by default what is shown and when.
        source : str, optional
            Where the figures are from; stands below the axes.

        Returns
        -------
        Bridge, RunRates or Confidence

        Raises
        ------
        HeadwayError
            For an unknown chart, what is of another chart, a year or a gap that is not the plan's, and a title that is
            not text.
        """
        said: dict[str, Any] = {"subtitle": subtitle, "source": source}
        if chart == "run_rate":
            _of_chart(chart, year=year, printed=printed, planned=planned, by=by)
            gaps = () if gap is None else gaps_of(gap, self.years, self.core.unit)
            full = rows_of(self.core.by_portfolio())[-1]["expected"] if expected else math.nan
            rows = rows_of(self.core.incremental())
            drawn: PlanPicture = pictures.run_rates(rows, unit=self.unit, gap=gaps, expected=full, title=title,
                                                    from_gap=self._from(gaps), from_expected=self._from(
                                                        [full] * len(self.years) if expected else ()))  # fmt: skip
            return dataclasses.replace(drawn, **said)
        _of_chart(chart, gap=gap, expected=expected)
        if chart == "bridge":
            if by not in (None, "portfolio"):
                raise HeadwayError(f"by: found {by!r}; accepted: 'portfolio' or None")
            rows = rows_of(self._bridge(year, printed, planned))
            at = self.years[-1] if year is None else year_of(year, "year", self.years)
            doubt = self.core.in_doubt
            drawn = pictures.bridge(rows, unit=self.unit, by=by, year=at.label, title=title, in_doubt=doubt)
            return dataclasses.replace(drawn, **said)
        _of_chart(chart, year=year, printed=printed, planned=planned, by=by)
        if chart != "confidence":
            raise HeadwayError(f"chart: found {chart!r}; accepted: bridge, run_rate, confidence")
        levels = {level.word: level.meaning for level in self.scale.levels}
        rows = rows_of(self.core.by_portfolio())
        drawn = pictures.confidence(rows, self.scale.name, levels, unit=self.unit, title=title)
        return dataclasses.replace(drawn, **said)

    def _from(self, wanted: Sequence[float]) -> tuple[float, float]:
        """By how much the last year falls short of what is wanted, and exceeds it."""
        if not wanted:
            return NOT_COMPARED
        last = rows_of(self.core.gap(wanted, []))[-1]
        return last["unidentified"], last["surplus"]

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


def _of_chart(chart: str, **others: Any) -> None:
    """Refuse what is of another chart."""
    refuse([
        f"{name}: found with chart={chart!r}; accepted: with a chart that it is of"
        for name, value in others.items()
        if value is not None
    ])
