"""What a plan of uncertain savings may come to: a Monte-Carlo simulation, its fan, and what it rests on."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from headway import _core
from headway._core import HeadwayError, Period
from headway.boundary.frames import Frame
from headway.boundary.scalars import line_of, number
from headway.boundary.times import Time, each_period_of
from headway.boundary.values import numbers_of
from headway.charts.simulation import Band, Fan
from headway.language.figures import brief
from headway.language.levels import percent
from headway.pictured import Pictured

LEVELS = (0.1, 0.25, 0.5, 0.75, 0.9)


class Simulation(Pictured):
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
    again : callable, optional
        What makes it anew, from its seed, where it is unpickled.

    Attributes
    ----------
    core : result of the compiled core
        For charts and pages, which take its figures as they are.
    years : list of Period
    names : list of str
        The savings, in the order of their draws.
    draws, seed : int
    version : str
        Name and version of the method.
    """

    def __init__(
        self, core: _core.Simulation, years: Sequence[Period], like: Frame, unit: str = "£m", note: str = "",
        again: Callable[[], Simulation] | None = None,
    ) -> None:  # fmt: skip
        self._again = again
        self.core, self.unit, self.note, self._like, self.years = core, unit, note, like, list(years)
        self.names, self.draws, self.seed, self.version = core.names, core.draws, core.seed, core.version

    def __reduce__(self) -> tuple[Any, ...]:
        if self._again is None:
            raise HeadwayError("Simulation: found one of the core's own; accepted: what hw.simulate gives")
        return self._again, ()

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
        fans = [self.core.fan(i, asked) for i in range(len(self.years))]
        return self._like.like({
            "year": pa.array([period.label for period in self.years], pa.large_string()),
            "planned": self.core.planned, "mean": self.core.mean, "sd": self.core.standard_deviation,
            **{f"p{100 * level:.12g}": np.array([quantiles[i] for quantiles, _, _ in fans])
               for i, level in enumerate(asked.tolist())},
            "prudent": np.array([prudent for _, prudent, _ in fans]),
            "mean_error": np.array([self.core.mean_error(i) for i in range(len(fans))]),
            "prudent_error": np.array([error for _, _, error in fans]),
        })  # fmt: skip

    def probability(self, amounts: float | Mapping[Time, float] | Sequence[float]) -> Any:
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
                accepted = f"{len(self.years)}, one a year, or a mapping by year"
                raise HeadwayError(f"amounts: found {len(read)}; accepted: {accepted}")
            asked = list(enumerate(read.tolist()))
        else:
            asked = [(i, number(amounts, "amounts")) for i in range(len(self.years))]
        return self._like.like({
            "year": pa.array([self.years[i].label for i, _ in asked], pa.large_string()),
            "amount": pa.array([amount for _, amount in asked], pa.float64()),
            "probability": pa.array([self.core.probability(i, amount) for i, amount in asked], pa.float64()),
            "error": pa.array([self.core.probability_error(i, amount) for i, amount in asked], pa.float64()),
        })

    def contributions(self) -> Any:
        """What each saving contributes to the spread of each year.

        Returns
        -------
        frame
            One row a saving and year: `saving`, `year`, `share` (of the variance of the total; they add up to 1, one
            that goes against the others is negative, and NaN where a year has no spread), `mean` and `sd` of the
            saving.
        """
        savings, years = len(self.names), len(self.years)
        return self._like.like({
            "saving": pa.array(np.repeat(np.array(self.names, object), years).tolist(), pa.large_string()),
            "year": pa.array([period.label for period in self.years] * savings, pa.large_string()),
            "share": self.core.spread_share.ravel(), "mean": self.core.saving_mean.ravel(),
            "sd": self.core.saving_deviation.ravel(),
        })  # fmt: skip

    @property
    def assumptions(self) -> Any:
        """Every assumption: a frame with one row a saving, its delivery and its delay in words."""
        return self._like.like({
            "saving": pa.array(self.names, pa.large_string()),
            "delivery": pa.array(self.core.deliveries, pa.large_string()),
            "delay": pa.array(self.core.delays, pa.large_string()),
        })

    @property
    def correlation(self) -> npt.NDArray[np.float64] | None:
        """The correlation matrix of the normal scores, in the order of `names`; None where all are independent."""
        matrix = self.core.correlation
        return matrix.values if matrix.size else None

    def totals(self, year: Time) -> npt.NDArray[np.float64]:
        """Every draw of one year's total, in order.

        Parameters
        ----------
        year : str, Period or date

        Returns
        -------
        numpy.ndarray

        Raises
        ------
        HeadwayError
            For a year that the plan does not have.
        """
        return self.core.totals(self._year(year))

    def picture(
        self, *, planned: Mapping[Time, float] | Sequence[float] | None = None, unit: str | None = None,
        title: str | None = None, subtitle: str | None = None, source: str | None = None,
    ) -> Fan:  # fmt: skip
        """What the plan may save in each year, as a fan: bands of chance, the median, and the prudent figure.

        Parameters
        ----------
        planned : mapping of str or Period to float, or sequence of float, optional
            What is planned, by year or one a year in order; by default what comes delivered in full and on time.
        unit : str, optional
            What amounts are counted in; by default the simulation's own.
        title : str, optional
            By default what the figures say.
        subtitle : str, optional
            Below the title; by default what is shown and when.
        source : str, optional
            Where the figures are from; stands below the axes.

        Returns
        -------
        Fan

        Raises
        ------
        HeadwayError
            For planned amounts of other years, and a unit or a title that is not text.
        """
        quantiles = np.array([self.core.quantiles(i, np.array(LEVELS)) for i in range(len(self.years))]).reshape(-1, 5)
        p10, _, p50, _, p90 = quantiles.T.tolist()
        wanted = self._planned(planned)
        chance = [math.nan if math.isnan(amount) else self.core.probability(i, amount)
                  for i, amount in enumerate(wanted)]  # fmt: skip
        return Fan(
            years=[period.label for period in self.years], median=p50,
            bands=[Band(0.80, p10, p90)],
            prudent=[self.core.prudent(i) for i in range(len(self.years))], planned=wanted,
            chance=chance, note=self.note, unit=self.unit if unit is None else line_of(unit, "unit"), title=title,
            subtitle=subtitle, source=source,
        )  # fmt: skip

    def _planned(self, planned: Mapping[Time, float] | Sequence[float] | None) -> list[float]:
        """One amount a year, NaN for a year without."""
        if planned is None:
            return [*self.core.planned.tolist()]
        if isinstance(planned, Mapping):
            by_year = {self._year(year): number(amount, f"planned[{str(year)!r}]") for year, amount in planned.items()}
            return [by_year.get(i, math.nan) for i in range(len(self.years))]
        if isinstance(planned, (str, bytes)) or not hasattr(planned, "__iter__"):
            accepted = "amounts by year, {'2025/26': 38.0}, or one for each year"
            raise HeadwayError(f"planned: found {type(planned).__name__}; accepted: {accepted}")
        amounts = [number(amount, f"planned[{i}]") for i, amount in enumerate(planned)]
        if len(amounts) != len(self.years):
            accepted = f"one for each of {len(self.years)} years"
            raise HeadwayError(f"planned: found {len(amounts)} amounts; accepted: {accepted}")
        return amounts

    def _year(self, year: Time) -> int:
        period = each_period_of([year], "year", self.years[0].start.month, years=True)[0]
        if period not in self.years:
            labels = ", ".join(each.label for each in self.years)
            raise HeadwayError(f"year: found {period.label!r}; accepted: one of {labels}")
        return self.years.index(period)

    def __repr__(self) -> str:
        last = len(self.years) - 1
        planned, mean, prudent = self.core.planned[last], self.core.mean[last], self.core.prudent(last)
        together = "independent" if self.correlation is None else "correlated"
        return (
            f"{self.years[last].label}: {brief(planned)} expected as planned; {brief(mean)} on average; "
            f"{brief(prudent)} is met or exceeded with {percent(_core.prudent_probability)}% probability (prudent); "
            f"{self.draws:,} draws, seed {self.seed}, savings {together}" + (f". {self.note}" if self.note else "")
        )
