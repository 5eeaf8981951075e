"""What would have been projected at one point of past years, beside what came: drawn and in words."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from headway._core import Period
from headway.charts.chart import Chart
from headway.charts.parts.axes import Entry, not_from_0
from headway.charts.parts.labels import Label, Line, column, evenly, frame_of, points_of, width
from headway.charts.parts.layout import SMALL, TIGHT, WIDE
from headway.charts.parts.points_axis import lay_out_points, name_points, nothing_to_draw, padded, room_beside
from headway.charts.parts.year_axis import YEAR
from headway.language.counts import number_of
from headway.language.figures import each_equal, ends_in_words, error_in_words, figure_writer, in_unit, unit_in_words
from headway.language.levels import percent
from headway.language.palette import INK, categorical, shades
from headway.language.periods import year_label
from headway.language.sentences import capital, plain_line, stopped

if TYPE_CHECKING:
    from matplotlib.axes import Axes

ROWS = ("Projected", "In the end")  # which the figures below the years are
BESIDE = 24.0  # points of the width about figures below all years, and about what their rows are called
SLOT, LEAST = 24.0, 3.5  # points of width of a year, in less of which marks are smaller, and the least size of one
INTERVAL, ASIDE = 18.0, 4.2  # points of width of an interval, and from its middle to that of each mark on it


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
    indicator : str or None
        What they are figures of.
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
    indicator: str | None = None

    def finding(self) -> str:
        of = f"{self.indicator}: " if self.indicator else ""
        if not self.years:
            return capital(f"{of}no past year that could be projected")
        if self.error is None:
            return capital(f"{of}{number_of(len(self.years), 'past year')} projected")
        off = error_in_words(self.error, self.formatted, self.unit)
        off += " on average" if self.past_years > 1 else ""
        n, right = len(self.years), each_equal(self.actual, self.projected)
        higher, lower = (int(np.sum(on_side & ~right)) for on_side in (self.actual > self.projected,
                                                                       self.actual < self.projected))  # fmt: skip
        ends = {f"higher than projected, by {off}": higher, f"lower than projected, by {off}": lower, "as projected": n}
        if max(higher, lower, int(right.sum())) == n == self.past_years:
            years = f"all {n} past years" if n > 1 else year_label(self.years[0])
            said = f"{years} ended {next(end for end, number in ends.items() if number == n)}"
        else:
            side = f"too high for {lower}" if lower and not higher else f"too low for {higher}"
            said = f"projections of {number_of(n, 'past year')} were off by {off}, {side}"
        within = f"{'all' if self.held == self.intervals > 1 else f'{self.held} of {self.intervals}'} within"
        if n == 1:
            within = "within" if self.held else "outside"
        return capital(f"{of}{said}" + (f"; {within} the {percent(self.level)}% interval" if self.intervals else ""))

    def shown(self) -> str:
        if not self.years:
            return ""
        span = " to ".join(dict.fromkeys((year_label(self.years[0]), year_label(self.years[-1]))))
        of = f"{capital(in_unit(self.unit))}: years" if self.unit else "Years"
        return f"{of} as projected {self._when()}, and in the end, {span}"

    def _when(self) -> str:
        points = {12: "months", 4: "quarters"}.get(self.points, "points")
        return f"after {self.point} of {self.points} {points}"

    def describe(self) -> str:
        if not self.years:
            return stopped(self.below())
        start = f"Past years, each projected {self._when()} with what was known then."
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
        said = ["Each projected with what was known then."]
        note = plain_line(self.note)
        sums = self._sums() if self.title else []  # which the figures' own title says
        return " ".join([*said, *sums, *([stopped(note)] if note else [])])

    @property
    def formatted(self) -> Callable[[float], str]:
        """Writes figures in the decimals of them all."""
        figures = np.concatenate([self.projected, self.lower, self.upper, self.actual]).tolist()
        return figure_writer([*figures, self.error], self.unit, whole=True)

    def _off(self) -> str:
        off = error_in_words(self.error or 0.0, self.formatted, self.unit)
        if self.past_years == 1:
            return f"off by {off} in the one past year"
        return f"off by {off} on average of {number_of(self.past_years, 'past year')}"

    def _sums(self) -> list[str]:
        said = []
        if self.error is not None:
            said.append(f"{capital(self._off())}.")
        if self.intervals == self.past_years == 1 and said:
            said[-1] = f"{capital(self._off())}; its {percent(self.level)}% interval {_held(self.held)} it."
        elif self.intervals:
            said.append(f"The {percent(self.level)}% interval held {self.held} of {self.intervals}.")
        return said

    def draw(self, ax: Axes, family: str, own: bool) -> None:
        blue, n = categorical()[0], len(self.years)
        places = np.arange(n, dtype=float)
        if not n:
            nothing_to_draw(ax, family, own=own, words=self.words())
            return
        limits = padded(np.concatenate([self.projected, self.lower, self.upper, self.actual]))
        years = [year_label(year) for year in self.years]
        short = [year[2:] if YEAR.fullmatch(year) else year for year in years]
        figured = next((said for said in map(self._figured, (years, short)) if _fit(ax, said, family, own)), None)
        words = self.words(self.below() if figured else f"{self.below()} {self._last()}", not_from_0(*limits))
        key = [Entry("o", blue, ROWS[0], hollow=True), Entry("D", INK, ROWS[1])]
        if np.isfinite([self.lower, self.upper]).any():
            key.append(Entry("s", shades()[4], f"{percent(self.level)}% interval", edge=INK))
        tight = not own and frame_of(ax)[3] - frame_of(ax)[1] < TIGHT
        lay_out_points(ax, family, own=own, words=words, unit=self.unit, limits=limits, lines=3 if figured else 1,
                       key=() if tight else key, rows=ROWS if figured else ())  # fmt: skip
        # Where height is short the key stands beside the axes, off the last year.
        beside = [Label([Line(entry.words, SMALL)], (n - 1, limits[1]), INK, mark=(entry.marker or "", entry.colour))
                  for entry in reversed(key) if tight]  # fmt: skip
        right = room_beside(ax, beside, n - 1, family, slots=True)
        column(ax, beside, right + 10, family)
        self._marks(ax, places, float(np.diff(points_of(ax, [(0, 0), (1, 0)])[:, 0])[0]))
        if figured:
            ax.set_xticks(places, figured)
        else:
            half = [width(Line(year, SMALL), family) / 2 for year in years]
            all_fit = len(evenly(points_of(ax, [(i, 0) for i in range(n)])[:, 0].tolist(), half, n - 1)) == n
            name_points(ax, places.tolist(), years if all_fit else short, family)

    def _last(self) -> str:
        """The figures of the last year, where not all years have room for theirs."""
        projected, actual = self.formatted(self.projected[-1]), self.formatted(self.actual[-1])
        return f"{year_label(self.years[-1])}: {projected} projected, {actual} in the end."

    def _marks(self, ax: Axes, places: npt.NDArray[np.float64], room: float) -> None:
        """Intervals, and on each what was projected and what came of it, side by side in the room that a year has."""
        from matplotlib.transforms import offset_copy

        root, size = ax.get_figure(root=True), min(1.0, room / SLOT)
        assert root is not None
        before, after = (offset_copy(ax.transData, root, x=x * size, units="points") for x in (-ASIDE, ASIDE))
        edges = [offset_copy(ax.transData, root, x=x * size, units="points") for x in (-INTERVAL / 2, INTERVAL / 2)]
        for place, value, lower, upper in zip(places, self.projected, self.lower, self.upper, strict=True):
            if np.isfinite([lower, upper]).any():
                ends = [value if np.isnan(end) else end for end in (lower, upper)]
                # An edge, for what is too light alone.
                for name, colour, wide, at in (("_interval", shades()[4], INTERVAL * size, ax.transData),
                                               *(("_edge", INK, 1.0, edge) for edge in edges)):  # fmt: skip
                    ax.plot([place, place], ends, color=colour, linewidth=wide, solid_capstyle="butt", zorder=2,
                            label=name, clip_on=False, transform=at)  # fmt: skip
                known = [end for end in (lower, upper) if np.isfinite(end)]
                ax.plot([place] * len(known), known, color=INK, linestyle="none", marker="_",
                        markersize=(INTERVAL + 1) * size, markeredgewidth=1.4, zorder=2.2, label="_end",
                        clip_on=False)  # fmt: skip
        ax.plot(places, self.projected, color=categorical()[0], linestyle="none", marker="o", clip_on=False, zorder=3,
                markersize=max(LEAST, 6.5 * size), markerfacecolor="white", markeredgewidth=1.8 * size,
                label="Projected", transform=before)  # fmt: skip
        ax.plot(places, self.actual, color=INK, linestyle="none", marker="D", markersize=max(LEAST, 5.5 * size),
                zorder=4, label="Actual", clip_on=False, transform=after)  # fmt: skip

    def _figured(self, years: Sequence[str]) -> list[str]:
        """Each year with its figures below it."""
        return ["\n".join([year, self.formatted(projected), self.formatted(actual)])
                for year, projected, actual in zip(years, self.projected, self.actual, strict=True)]  # fmt: skip


def _fit(ax: Axes, names: Sequence[str], family: str, own: bool) -> bool:
    """Whether names of three lines have room beside one another, and below what is drawn."""
    left, bottom, right, top = frame_of(ax)
    wide = max(width(Line(line, SMALL), family) for name in names for line in name.split("\n")) + 6
    room = (WIDE if own else right - left) - BESIDE - max(width(Line(name, SMALL), family) for name in ROWS)
    return (own or top - bottom >= TIGHT) and len(names) * wide <= room


def _held(held: int) -> str:
    return "held" if held else "did not hold"
