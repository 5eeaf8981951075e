"""What would have been projected at one point of past years, beside what came: drawn and in words."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from headway._core import Period
from headway.charts.chart import Chart
from headway.charts.parts.labels import Label, Line, column
from headway.charts.parts.layout import SMALL, USUAL
from headway.charts.parts.points_axis import lay_out_points, name_points, padded, room_beside
from headway.language.counts import number_of
from headway.language.figures import ends_in_words, error_in_words, figure_writer, unit_in_words
from headway.language.levels import percent
from headway.language.palette import INK, categorical, shades
from headway.language.periods import year_label
from headway.language.sentences import capital, plain_line, stopped

if TYPE_CHECKING:
    from matplotlib.axes import Axes


@dataclasses.dataclass(frozen=True, kw_only=True, eq=False)
class PastYears(Chart):
    """Past years as they would have been projected.

    Attributes
    ----------
    years : list of Period
    projected, lower, upper, actual : numpy.ndarray
        One value a year; NaN for an end that an interval does not have.
    point, points : int
        The point of the year that each was projected from, and how many a year has.
    error : float or None
        How far off they were on average of `past_years`.
    level : float
        The probability with which an interval holds its year.
    held, intervals : int
        How many intervals held their year, of how many.
    note, unit : str
        Where the points are from; what figures are in.
    """

    years: list[Period]
    projected: npt.NDArray[np.float64]
    lower: npt.NDArray[np.float64]
    upper: npt.NDArray[np.float64]
    actual: npt.NDArray[np.float64]
    point: int
    points: int
    error: float | None
    past_years: int
    level: float
    held: int
    intervals: int
    note: str
    unit: str | None

    def finding(self) -> str:
        if not self.years:
            return "No past year that could be projected"
        said = f"Projected from point {self.point} of {self.points}: "
        if self.error is None:
            return said + number_of(len(self.years), "past year")
        return said + self._off()

    def describe(self) -> str:
        if not self.years:
            return stopped(self.below())
        start = f"Past years, each projected from point {self.point} of {self.points} with what was known then."
        said = [start, *unit_in_words(self.unit)]
        for year, projected, lower, upper, actual in zip(self.years, self.projected, self.lower, self.upper,
                                                         self.actual, strict=True):  # fmt: skip
            none = np.isnan([lower, upper]).all()
            ends = "" if none else f" ({ends_in_words(lower, upper, self.formatted)})"
            figures = f"{self.formatted(projected)} projected{ends}, {self.formatted(actual)} in the end"
            said.append(f"{year.label}: {figures}.")
        return " ".join([*said, *self._sums()])

    def below(self) -> str:
        """What a reader must know of it, below its axes."""
        if not self.years:
            return "No past year that could be projected."
        said = [f"Projected from point {self.point} of {self.points} of each year, with what was known then."]
        note = plain_line(self.note)
        return " ".join([*said, *self._sums(), *([stopped(note)] if note else [])])

    @property
    def formatted(self) -> Callable[[float], str]:
        """Writes figures in the decimals of them all."""
        figures = np.concatenate([self.projected, self.lower, self.upper, self.actual]).tolist()
        return figure_writer([*figures, self.error], self.unit)

    def _off(self) -> str:
        off = error_in_words(self.error or 0.0, self.formatted, self.unit)
        return f"off by {off} on average of {number_of(self.past_years, 'past year')}"

    def _sums(self) -> list[str]:
        said = []
        if self.error is not None:
            said.append(f"{capital(self._off())}.")
        if self.intervals:
            said.append(f"The {percent(self.level)}% interval held {self.held} of {self.intervals}.")
        return said

    def draw(self, ax: Axes, family: str, own: bool) -> None:
        from matplotlib.transforms import offset_copy

        blue, n = categorical()[0], len(self.years)
        places = np.arange(n, dtype=float)
        root = ax.get_figure(root=True)
        assert root is not None
        before, after = (offset_copy(ax.transData, root, x=aside, units="points") for aside in (-6, 6))
        for place, value, lower, upper in zip(places, self.projected, self.lower, self.upper, strict=True):
            if np.isfinite([lower, upper]).any():
                ends = [value if np.isnan(end) else end for end in (lower, upper)]
                ax.plot([place, place], ends, color=shades()[2], linewidth=7, alpha=0.45, solid_capstyle="butt",
                        zorder=2, label="_interval", clip_on=False, transform=before)  # fmt: skip
        ax.plot(places, self.projected, color=blue, linestyle="none", marker="o", markersize=7, markerfacecolor="white",
                markeredgewidth=1.8, zorder=3, label="Projected", clip_on=False, transform=before)  # fmt: skip
        ax.plot(places, self.actual, color=INK, linestyle="none", marker="D", markersize=5.5, zorder=4, label="Actual",
                clip_on=False, transform=after)  # fmt: skip
        limits = padded(np.concatenate([self.projected, self.lower, self.upper, self.actual]))
        lay_out_points(ax, family, own=own, title=self.heading, note=self.below(), unit=self.unit, limits=limits)
        labels = []
        for name, values, colour in (("Projected", self.projected, blue), ("In the end", self.actual, INK)):
            for value in values[-1:].tolist():
                lines = [Line(name, SMALL), Line(self.formatted(value), USUAL, bold=True)]
                labels.append(Label(lines, (n - 1, value), colour))
        right = room_beside(ax, labels, max(n - 1, 0), family)
        if n:
            name_points(ax, places.tolist(), [year_label(year) for year in self.years], family)
        else:
            ax.set_xticks([])
        column(ax, labels, right + 6, family)
