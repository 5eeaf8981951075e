"""Small multiples: many series beside and below one another, all on one scale, so that they can be compared by eye."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from headway.charts.chart import Chart
from headway.charts.control_chart import ControlPicture, shown_in
from headway.charts.parts.axes import padded
from headway.charts.parts.labels import Line, cut, evenly, frame_of, width, wrapped
from headway.charts.parts.layout import HINTED, LEADING, SMALL, WIDE, lay_out, named_ticks
from headway.charts.run_chart import RunPicture
from headway.charts.strand import Box, draw_strand, height_of, strand_of
from headway.language.figures import figure_writer, stands_by_the_axis, unit_in_words
from headway.language.palette import INK, MUTED

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# Points: the least width and the height of a panel, its least height, and between two.
PANEL, TALL, LEAST, BETWEEN = 96.0, 62.0, 24.0, 12.0


@dataclasses.dataclass(frozen=True, kw_only=True, eq=False)
class Multiples(Chart):
    """Series of one chart, in the order given; `indicator` is what all are of."""

    panels: Sequence[ControlPicture | RunPicture]
    unit: str | None
    indicator: str | None = None

    @property
    def limits(self) -> tuple[float, float]:
        """The ends of the one scale."""
        ends = [strand_of(panel).limits for panel in self.panels]
        return padded(min(low for low, _ in ends), max(high for _, high in ends)) if ends else (0.0, 1.0)

    @property
    def formatted(self) -> Callable[[float], str]:
        """Writes figures in the decimals of them all."""
        values = [value for panel in self.panels for value in panel.value.tolist()]
        return figure_writer(values, self.unit, whole=True)

    def latest(self) -> list[tuple[str, float, str]]:
        """Of each series that has a value its name, its last value and when that was."""
        found = []
        for panel in self.panels:
            known = [i for i, value in enumerate(panel.value.tolist()) if math.isfinite(value)]
            found += [(panel.name or "", float(panel.value[i]), panel.when[i]) for i in known[-1:]]
        return found

    def finding(self) -> str:
        """Which series is the highest at its end, and which the lowest."""
        latest, of = self.latest(), f"{self.indicator}: " if self.indicator else ""
        if not latest:
            return f"{of}there are no data" if of else "There are no data"
        (high, most, _), (low, least, _) = max(latest, key=lambda one: one[1]), min(latest, key=lambda one: one[1])
        if most == least:
            return f"{of}{high} is last at {self.formatted(most)}"
        write = self.formatted
        return f"{of}{high} is the highest, last at {write(most)}; {low} the lowest, at {write(least)}"

    def shown(self) -> str:
        when = [each for panel in self.panels for each in (panel.when[0], panel.when[-1])] if self.panels else []
        return shown_in(None, f"{len(self.panels)} series on one scale", when[:2])

    def describe(self) -> str:
        said = [f"{len(self.panels)} series on one scale.", *unit_in_words(self.unit)]
        said += [f"{name}: last {self.formatted(value)}, {when}." for name, value, when in self.latest()]
        return " ".join([*said, *(panel.describe() for panel in self.panels)])

    def draw(self, ax: Axes, family: str, own: bool) -> None:
        wide = WIDE - 8 if own else frame_of(ax)[2] - frame_of(ax)[0]
        ticks, names = named_ticks(*self.limits, self.unit, 3)
        scale = max((width(Line(name, SMALL), family) for name in names), default=0.0) + 6
        across = max(1, min(len(self.panels), int((wide - scale + BETWEEN) / (PANEL + BETWEEN))))
        down = max(1, math.ceil(len(self.panels) / across))
        each = (wide - scale - (across - 1) * BETWEEN) / across
        titles = [wrapped(panel.name or "Values", SMALL, HINTED * each, family, bold=True) for panel in self.panels]
        most = min(2 if own else 1, max(map(len, titles), default=1))
        titles = [cut(lines, most, SMALL, HINTED * each, family, bold=True) for lines in titles]
        head = most * SMALL * LEADING + 3
        tall = down * (head + TALL + SMALL * LEADING + BETWEEN)
        above = stands_by_the_axis(self.unit)
        lay_out(ax, family, own=own, words=self.words(self._note()), left=4.0 * own, right=4.0 * own, below=8.0,
                tall=tall, over=(SMALL + 4.0) * above)  # fmt: skip
        left, foot, right, top = frame_of(ax)
        ax.set_xlim(0, right - left)
        ax.set_ylim(top - foot, 0)
        ax.set_xticks([])
        ax.set_yticks([])
        ax.spines["bottom"].set_visible(False)
        fitting = down if own else max(1, min(down, int((top - foot) / (head + LEAST + SMALL * LEADING + BETWEEN))))
        drawn = self.panels if fitting == down else self.panels[: fitting * across]
        row_high = (top - foot - SMALL * LEADING * (len(drawn) < len(self.panels))) / fitting
        if len(drawn) < len(self.panels):
            left_out = Line(f"and {len(self.panels) - len(drawn)} series more", SMALL)
            _write(ax, left_out, 0, fitting * row_high, family, MUTED)
        if above:
            _write(ax, Line(str(self.unit), SMALL), 0, -SMALL * LEADING - 2, family, MUTED)
        for i, panel in enumerate(drawn):
            row, column = divmod(i, across)
            start = scale + column * (each + BETWEEN)
            box = Box(start, row * row_high + head, start + each, (row + 1) * row_high - SMALL * LEADING - BETWEEN)
            for k, text in enumerate(titles[i]):
                _write(ax, Line(text, SMALL, bold=True), start, box.top - head + k * SMALL * LEADING, family)
            for tick, text in zip(ticks, names, strict=True):
                height = height_of(tick, box, self.limits)
                ax.plot([box.left, box.right], [height] * 2, color="0.88", linewidth=0.6, zorder=0.5, label="_grid")
                if not column:
                    _write(ax, Line(text, SMALL), 0, height - SMALL * 0.64, family)
            draw_strand(ax, strand_of(panel), box, self.limits)
            self._name_ends(ax, panel, box, family)

    def _name_ends(self, ax: Axes, panel: ControlPicture | RunPicture, box: Box, family: str) -> None:
        """When a series begins and ends, below it."""
        ends = list(dict.fromkeys((panel.when[0], panel.when[-1]))) if len(panel.when) else []
        wide = [width(Line(text, SMALL), family) for text in ends]
        at = [box.left + wide[0] / 2, box.right - 2 - wide[-1] / 2][: len(ends)] if ends else []
        for i in evenly(at, [each / 2 for each in wide], len(ends) - 1) if ends else ():
            _write(ax, Line(ends[i], SMALL), at[i] - wide[i] / 2, box.foot + 1, family, MUTED)

    def _note(self) -> str:
        if not any(isinstance(panel, ControlPicture) for panel in self.panels):
            return "Line across: the median."
        return "Shaded: the limits of chance; line across: the mean; dotted: the target. Marks: what stands out."


def _write(ax: Axes, line: Line, x: float, top: float, family: str, colour: str = INK) -> None:
    ax.text(x, top + line.size, line.text, size=line.size, weight="bold" if line.bold else "normal", color=colour,
            family=[family], ha="left", va="baseline", parse_math=False)  # fmt: skip
