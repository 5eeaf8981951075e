"""The points of one indicator at their own times, with its target and what it is compared with: drawn and in words."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from headway._core import Period
from headway.charts.chart import Chart
from headway.charts.parts.axes import label, name_points, value_axes
from headway.charts.parts.labels import Label, column
from headway.charts.parts.layout import LEADING, SMALL
from headway.language.counts import number_of
from headway.language.figures import bounds_in_words, figure_writer, unit_in_words
from headway.language.palette import categorical, shades
from headway.language.periods import short

if TYPE_CHECKING:
    from matplotlib.axes import Axes



@dataclasses.dataclass(frozen=True, kw_only=True, eq=False)
class History(Chart):
    """Points of one indicator.

    Attributes
    ----------
    periods : list of Period
    values : list of float
        One a period, the oldest first.
    against : dict of str to (float, float)
        What the latest is compared with, by name: a number twice, or the bounds of a range, NaN for an open one.
    unit : str or None
    """

    periods: list[Period]
    values: list[float]
    against: dict[str, tuple[float, float]]
    unit: str | None

    def finding(self) -> str:
        if not self.values:
            return "No points"
        last = f"{self.formatted(self.values[-1])} in {short(self.periods[-1])}"
        if len(self.values) == 1:
            return last
        return f"{last}, from {self.formatted(self.values[0])} in {short(self.periods[0])}"

    def describe(self) -> str:
        said = [f"{number_of(len(self.values), 'point')}.", *unit_in_words(self.unit)]
        for name, bounds in self.against.items():
            said.append(f"{name}: {bounds_in_words(bounds, self.formatted)}.")
        points = zip(self.periods, self.values, strict=True)
        return " ".join([*said, *(f"{short(period)}: {self.formatted(value)}." for period, value in points)])

    @property
    def formatted(self) -> Callable[[float], str]:
        """Writes figures in the decimals of them all."""
        return figure_writer([*self.values, *(end for ends in self.against.values() for end in ends)], self.unit)

    @property
    def times(self) -> list[float]:
        """Where points stand: the last day of each."""
        return [float(period.end.toordinal()) for period in self.periods]

    @property
    def limits(self) -> tuple[float, float]:
        """The least and the greatest value that is drawn."""
        found = [*self.values, *(end for ends in self.against.values() for end in ends if math.isfinite(end))]
        return (min(found), max(found)) if found else (0.0, 1.0)

    def ends(self) -> list[tuple[str, float, str]]:
        """What each comparator is called and its figure, at the height where it stands; the first is the first."""
        known = [(name, [end for end in ends if math.isfinite(end)]) for name, ends in self.against.items()]
        return [(name, end, self.formatted(end)) for name, ends in known for end in dict.fromkeys(ends)]

    def draw(self, ax: Axes, family: str, own: bool) -> None:
        blue = categorical()[0]
        colours = self.colours()

        def labels(room: float) -> list[Label]:
            end = self.times[-1] if self.times else 0.0
            named = [label(name, said, (end, height), colours[name], room, family)
                     for name, height, said in self.ends()]
            latest = [label("Latest", self.formatted(value), (end, value), blue, room, family)
                      for value in self.values[-1:]]  # fmt: skip
            return [*named, *latest]

        beside, right = value_axes(ax, family, own=own, words=self.words(), limits=self.limits, unit=self.unit,
                                   labels=labels, below=SMALL * LEADING + 8)  # fmt: skip
        # Points are as far apart as their times; names stand by number, so that the axis has room for them.
        times = self.times
        span = (times[-1] - times[0]) if len(times) > 1 else 1.0
        places = [(time - times[0]) / span * max(len(times) - 1, 1) for time in times]
        ax.set_xlim(-0.5, max(len(times), 1) - 0.5)
        name_points(ax, [short(period) for period in self.periods], family)
        ax.set_xticks([places[round(at)] for at in ax.get_xticks()], [text.get_text() for text in ax.get_xticklabels()])
        for name, height, _ in self.ends():
            ax.axhline(height, color=colours[name], linewidth=1.6, linestyle=(0, (1, 1.3)), label=name)
        ax.plot(places, self.values, color=blue, linewidth=1.8, marker="o", markersize=4.5, label="Value")
        column(ax, [one._replace(at=(places[-1] if places else 0.0, one.at[1])) for one in beside], right, family)

    def colours(self) -> dict[str, str]:
        """A colour for each comparator; the first, the target, is that of targets everywhere."""
        read: Sequence[str] = (categorical()[2], categorical()[4], shades()[2])  # of which text can be read
        return {name: read[i % len(read)] for i, name in enumerate(self.against)}
