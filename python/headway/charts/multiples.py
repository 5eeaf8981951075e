"""Small multiples: many series beside and below one another, all on one scale, so that they can be compared by eye."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from headway.charts.chart import Chart
from headway.charts.control_chart import ControlPicture, meets, shown_in
from headway.charts.parts.axes import at_point, not_from_0, padded
from headway.charts.parts.labels import Line, evenly, frame_of, shortened, spread, width
from headway.charts.parts.layout import (
    HINTED,
    LEADING,
    SMALL,
    TIGHT,
    WIDE,
    has_subtitle,
    lay_out,
    named_ticks,
    rewrite_shown,
    without_scales,
)
from headway.charts.run_chart import RunPicture
from headway.charts.strand import Box, draw_strand, height_of, strand_of
from headway.language.figures import equal, figure_writer, stands_by_the_axis, unit_in_words
from headway.language.palette import INK, MUTED, categorical
from headway.language.sentences import are_named, capital

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# Points: the least width and the height of a panel, its least height, and between two.
PANEL, TALL, LEAST, BETWEEN = 96.0, 78.0, 24.0, 12.0
FEW_ROWS = 4  # of a figure of our own, each of which says when its series begin and end; of more the first and last
SPARE = 0.02  # of the scale, beyond each end
STANDS = {"common": "stable", "concern": "concern", "improvement": "improving", "neutral": "stands out"}
ROW, NAMED = 27.0, 0.42  # where height is short: the least of a row, and the share of the width of names
CLOSE, MOST_LINES = 1.08, 4  # lines of a name beside its series
ABOUT = 150.0  # points that title, subtitle, note and source take


@dataclasses.dataclass(frozen=True, kw_only=True, eq=False)
class Multiples(Chart):
    """Series of one chart, in the order given; `indicator` is what all are of."""

    panels: Sequence[ControlPicture | RunPicture]
    unit: str | None
    indicator: str | None = None

    @property
    def limits(self) -> tuple[float, float]:
        """The ends of the one scale: what is drawn of all, and no more than lets marks at its ends be whole."""
        ends = [strand_of(panel).limits for panel in self.panels]
        low, high = min((low for low, _ in ends), default=0.0), max((high for _, high in ends), default=1.0)
        return (low - SPARE * (high - low), high + SPARE * (high - low)) if low < high else padded(low, high)

    @property
    def formatted(self) -> Callable[[float], str]:
        """Writes values in the decimals of them all."""
        return figure_writer([value for panel in self.panels for value in panel.value.tolist()], self.unit)

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
        most, least, write = max(value for _, value, _ in latest), min(value for _, value, _ in latest), self.formatted
        high, low = ([name for name, value, _ in latest if equal(value, end)] for end in (most, least))
        if self.target is not None and self.wanted:
            name, worst = (low, least) if self.wanted in ("at least", "over") else (high, most)
            missed = sum(not self._met(value) for _, value, _ in latest)
            if len(latest) == 1:
                met = "misses" if missed else "meets"
                return f"{of}{name[0]}, latest {write(worst)}, {met} the target of {self._wanted()}"
            whens = {when for *_, when in latest}
            when = f" {at_point(whens.pop())}" if len(whens) == 1 else ""
            count = f"all {missed}" if missed == len(latest) else f"{missed} of {len(latest)}"
            said = f"{of}{count} miss{'es' if missed == 1 else ''} the target of {self._wanted()}{when}"
            last = "lowest" if self.wanted in ("at least", "over") else "highest"
            return f"{said}; {last} {are_named(name)}, {write(worst)}"
        if len(latest) == 1:
            return f"{of}{high[0]}, latest {write(most)}"
        if equal(most, least):
            return capital(f"{of}all are at {write(most)}")
        return capital(f"{of}highest {are_named(high)}, latest {write(most)}; lowest {are_named(low)}, {write(least)}")

    @property
    def target(self) -> float | None:
        """The latest target, where all have the same."""
        found = {float(panel.target[panel.latest]) for panel in self.panels
                 if isinstance(panel, ControlPicture) and panel.latest is not None}  # fmt: skip
        return found.pop() if len(found) == 1 and not any(map(math.isnan, found)) else None

    @property
    def wanted(self) -> str:
        """How the target reads, where that is the same for all."""
        found = {panel.wanted for panel in self.panels
                 if isinstance(panel, ControlPicture) and panel.assurance != "no_direction"}  # fmt: skip
        return found.pop() if len(found) == 1 else ""

    def _wanted(self) -> str:
        target = math.nan if self.target is None else self.target
        return f"{self.wanted} {figure_writer([target], self.unit, whole=True)(target)}".strip()

    def _met(self, value: float) -> bool:
        assert self.target is not None
        return bool(meets(self.wanted, value, self.target))

    def _said_of(self, panel: ControlPicture | RunPicture) -> str:
        """How a series varies at its end, and on which side of its target that is where it misses it: now, or where its
        latest value meets it, usually."""
        stands, strand = _stands(panel), strand_of(panel)
        value, mean = (next(iter(of[np.isfinite(of)][-1:].tolist()), None) for of in (strand.value, strand.centre))
        if value is None or mean is None or not stands or self.target is None or not self.wanted:
            return stands
        missed, usual = not self._met(value), not self._met(mean)
        side = {"at least": "below", "over": "not over", "under": "not under"}.get(self.wanted, "above")
        said = f"{side} target{' now' * (not usual)}" if missed else f"usually {side} target" if usual else ""
        return ", ".join(filter(None, (stands, said)))

    def _ordered(self) -> list[ControlPicture | RunPicture]:
        """The worst first, where there is a target and a direction; else as given."""
        if self.target is None or not self.wanted:
            return list(self.panels)
        latest = {name: value for name, value, _ in self.latest()}
        sign = 1 if self.wanted in ("at least", "over") else -1
        return sorted(self.panels, key=lambda panel: sign * latest.get(panel.name or "", math.inf * sign))

    def shown(self) -> str:
        when = [each for panel in self.panels for each in (*panel.when[:1], *panel.when[-1:])]
        first = ", the worst first" if self.target is not None and self.wanted and len(self.panels) > 1 else ""
        return shown_in(None, self.unit, when[:2]) + first

    def describe(self) -> str:
        said = [f"{len(self.panels)} series on one scale.", *unit_in_words(self.unit)]
        said += [f"{name}: last {self.formatted(value)}, {when}." for name, value, when in self.latest()]
        return " ".join([*said, *(panel.describe() for panel in self.panels)])

    def draw(self, ax: Axes, family: str, own: bool) -> None:
        wide = WIDE - 8 if own else frame_of(ax)[2] - frame_of(ax)[0]
        if not own and frame_of(ax)[3] - frame_of(ax)[1] < TIGHT:
            self._in_rows(ax, family, wide)
            return
        ticks, names = named_ticks(*self.limits, self.unit, 3)
        called = ["target"] * (self.target is not None)
        scale = max((width(Line(name, SMALL), family) for name in [*names, *called]), default=0.0) + 6
        latest = {name: self.formatted(value) for name, value, _ in self.latest()}
        values = [Line(text, SMALL, bold=True) for text in latest.values()]
        most_wide = max((width(line, family) for line in values), default=0.0) / HINTED
        # No word of a name is broken where there is room for fewer beside one another.
        words = {word for panel in self.panels for word in (panel.name or "").split()}
        longest = max((width(Line(word, SMALL, bold=True), family) for word in words), default=0.0) / HINTED
        panel_wide = max(PANEL, min(longest + most_wide + 8, (wide - scale - BETWEEN) / 2))
        across = max(1, min(len(self.panels), int((wide - scale + BETWEEN) / (panel_wide + BETWEEN))))
        panels = self._ordered()
        down = max(1, math.ceil(len(self.panels) / across))
        each = (wide - scale - (across - 1) * BETWEEN) / across
        every = [panel.name or "Values" for panel in panels]
        titles = [shortened(name, MOST_LINES, SMALL, HINTED * each, family, bold=True, among=every) for name in every]
        stands, beside = self._standing(panels, each - most_wide - 6, each, family)
        talls = [(len(lines) + 2 - beside) * SMALL * LEADING + 3 for lines in titles]
        heads = [max(talls[i : i + across]) for i in range(0, len(titles), across)] or [0.0]
        every_row = not own or down <= FEW_ROWS or not self._same_ends
        dated = [every_row or i < across or i + across >= len(panels) for i in range(len(panels))]
        feet = [SMALL * LEADING * any(dated[i : i + across]) + BETWEEN for i in range(0, len(panels), across)]
        highs, limits = [TALL] * down, self.limits
        tops = [sum(heads[:i]) + sum(feet[:i]) + sum(highs[:i]) for i in range(down + 1)]
        tall = float(math.ceil(tops[-1]))
        above = stands_by_the_axis(self.unit)
        _, y0, _, y1 = frame_of(ax)
        wanted = sum(heads) + sum(highs) + down * (SMALL * LEADING + BETWEEN)
        short = not own and wanted > y1 - y0 - ABOUT  # whose room is for panels
        kinds = {kind for panel in panels for kind in strand_of(panel).point_type}
        note = f"{self._in_short(kinds)} {not_from_0(*limits)}".strip()
        said = self.words(must=note) if short else self.words(note)
        lay_out(ax, family, own=own, words=said, left=4.0 * own, right=4.0 * own, below=8.0,
                tall=tall, over=(SMALL + 4.0) * above)  # fmt: skip
        left, foot, right, top = frame_of(ax)
        ax.set_xlim(0, right - left)
        ax.set_ylim(top - foot, 0)
        without_scales(ax, 8.0)
        fitting = down
        while not own:  # as many rows as keep a height, a unit of their scale as high in each
            spare = top - foot - sum(heads[:fitting]) - SMALL * LEADING * (fitting < down)
            high = (spare + BETWEEN) / fitting - SMALL * LEADING - BETWEEN
            if high >= LEAST or fitting == 1:
                break
            fitting -= 1
        if not own:
            highs = [high] * down
            feet = [SMALL * LEADING + BETWEEN] * down
            tops = [sum(heads[:i]) + sum(feet[:i]) + sum(highs[:i]) for i in range(fitting + 1)]
        drawn = panels if fitting == down else panels[: fitting * across]
        if len(drawn) < len(self.panels):
            left_out = Line(f"and {len(self.panels) - len(drawn)} series more", SMALL)
            _write(ax, left_out, 0, tops[fitting] - BETWEEN, family, MUTED)
        if above:
            _write(ax, Line(str(self.unit), SMALL), 0, -SMALL * LEADING - 2, family, MUTED)
        for i, panel in enumerate(drawn):
            row, column = divmod(i, across)
            start, head = scale + column * (each + BETWEEN), talls[i]  # a short name is right above its panel, too
            box = Box(start, tops[row] + heads[row], start + each, tops[row] + heads[row] + highs[row])
            for k, text in enumerate(titles[i]):
                _write(ax, Line(text, SMALL, bold=True), start, box.top - head + k * SMALL * LEADING, family)
            last, line = Line(latest.get(panel.name or "", ""), SMALL, bold=True), SMALL * LEADING
            _write(ax, last, start, box.top - (2 - beside) * line - 3, family)
            behind = start + (most_wide + 6) * beside
            _write(ax, Line(stands[i], SMALL), behind, box.top - line - 3, family, MUTED)
            apart = abs(height_of(ticks[0], box, limits) - height_of(ticks[-1], box, limits)) / max(
                1, len(ticks) - 1) if ticks else 0.0  # fmt: skip
            written = [each for each in zip(ticks, names, strict=True) if limits[0] <= each[0] <= limits[1]]
            written = written[-1 if apart < SMALL * LEADING else 0 :]
            for tick, _ in written:
                ax.plot([box.left, box.right], [height_of(tick, box, limits)] * 2, color="0.88", linewidth=0.6,
                        zorder=0.5, label="_grid")  # fmt: skip
            if not column:
                self._name_scale(ax, written, box, limits, family)
            draw_strand(ax, strand_of(panel), box, limits)
            if dated[i]:
                self._name_ends(ax, panel, box, family)

    def _standing(self, panels: Sequence[ControlPicture | RunPicture], aside: float, wide: float,
                  family: str) -> tuple[list[str], bool]:  # fmt: skip
        """How each series stands, all in as many words as there is room for, and whether that is beside their values:
        the side of its target before how it varies."""
        whole = [self._said_of(panel) for panel in panels]
        sides = [said.partition(", ")[2] or said for said in whole]
        for room, beside in ((aside, True), (wide, False)):
            for said in (whole, sides):
                if all(width(Line(text, SMALL), family) <= HINTED * room for text in said):
                    return said, beside
        return [_stands(panel) for panel in panels], False

    def _in_rows(self, ax: Axes, family: str, wide: float) -> None:
        """In little height a row each, so few that each can be read: its name, its series between the lowest and the
        highest figure of the one scale, and its latest value."""
        panels = self._ordered()
        if self.target is None or not self.wanted:
            panels = sorted(panels, key=lambda panel: not _is_of_concern(panel))
        strands = [strand_of(panel) for panel in panels]  # of which the latest value alone is marked
        strands = [one._replace(point_type=[*["common"] * (len(one.value) - 1), *one.point_type[-1:]])
                   for one in strands]  # fmt: skip
        kinds = {kind for one in strands for kind in one.point_type}
        lay_out(ax, family, own=False, words=self.words(must=self._in_short(kinds)), left=0.0, right=0.0,
                below=SMALL * LEADING, tall=0.0)  # fmt: skip
        without_scales(ax, SMALL * LEADING)
        left, foot, right, top = frame_of(ax)
        ax.set_xlim(0, right - left)
        ax.set_ylim(top - foot, 0)
        every = [panel.name or "Values" for panel in panels]
        names = [shortened(name, MOST_LINES, SMALL, NAMED * wide, family, bold=True, among=every) for name in every]
        talls = [len(lines) * SMALL * CLOSE for lines in names]
        room = top - foot + SMALL * LEADING  # of names, which may stand beside the dates
        count = max(1, min(len(panels), int((top - foot) / ROW)))
        while count > 1 and sum(talls[:count]) > room:
            count -= 1
        drawn, high = panels[:count], (top - foot) / count
        middles = spread([-high * (i + 0.5) for i in range(count)], talls[:count], -room, 0.0)
        latest = {name: self.formatted(value) for name, value, _ in self.latest()}
        start, stop = (max((width(Line(text, SMALL, bold=True), family) for text in texts), default=0.0) / HINTED
                       for texts in ([line for lines in names[:count] for line in lines], latest.values()))  # fmt: skip
        stop = max([stop, *(width(Line(_stands(panel), SMALL), family) / HINTED for panel in drawn)])
        box, limits = Box(0.0, 0.0, 0.0, 0.0), dataclasses.replace(self, panels=drawn).limits
        ticks, figures = named_ticks(*limits, self.unit, 3)
        at_ends = [*zip(ticks, figures, strict=True)][:: max(1, len(ticks) - 1)]
        scale = max((width(Line(text, SMALL), family) for _, text in at_ends), default=0.0)
        for i, (panel, lines) in enumerate(zip(drawn, names, strict=False)):
            box = Box(start + scale + 12, i * high + 3, right - left - stop - 8, (i + 1) * high - 3)
            for k, text in enumerate(lines):
                up = -middles[i] - talls[i] / 2 + (k - 0.1) * SMALL * CLOSE
                _write(ax, Line(text, SMALL, bold=True), 0, up, family)
            self._scale(ax, at_ends, box, limits, family)
            last = Line(latest.get(panel.name or "", ""), SMALL, bold=True)
            for k, line in enumerate(ends := [last, Line(_stands(panel), SMALL)][: 1 + bool(_stands(panel))]):
                at = right - left - width(line, family) / HINTED
                up = (box.top + box.foot - len(ends) * SMALL * LEADING) / 2 + k * SMALL * LEADING
                _write(ax, line, at, up, family, MUTED if k else INK)
            draw_strand(ax, strands[i], box, limits)
        if drawn and self._same_ends:
            self._name_ends(ax, drawn[0], box._replace(left=box.left - scale - 4), family)
        if len(drawn) < len(panels) and has_subtitle(ax):
            rewrite_shown(ax, family, shown=self.fewer(len(drawn), len(panels)), wide=wide)
        elif len(drawn) < len(panels):
            _write(ax, Line(f"and {len(panels) - len(drawn)} more", SMALL), box.left, box.foot + 1, family, MUTED)

    @staticmethod
    def _scale(ax: Axes, ticks: Sequence[tuple[float, str]], box: Box, limits: tuple[float, float],
               family: str) -> None:  # fmt: skip
        """Figures left of a series at their heights, the highest alone where they would lie on one another."""
        heights = [height_of(tick, box, limits) for tick, _ in ticks]
        apart = min((abs(a - b) for a, b in zip(heights, heights[1:], strict=False)), default=math.inf)
        for (_, text), up in [*zip(ticks, heights, strict=True)][-1 if apart < SMALL else 0 :]:
            ax.plot([box.left, box.right], [up] * 2, color="0.88", linewidth=0.6, zorder=0.5, label="_grid")
            aside = box.left - 4 - width(Line(text, SMALL), family)
            _write(ax, Line(text, SMALL), aside, up - SMALL * 0.64, family)

    def _in_short(self, kinds: set[str]) -> str:
        """What the marks are, those of such kinds among them, where room is for rows."""
        if not any(isinstance(panel, ControlPicture) for panel in self.panels):
            return "Line across: the median."
        dotted = any(np.isfinite(strand_of(panel).target).any() for panel in self.panels)
        marks = [words for kind, words in (("concern", "square: concern"), ("improvement", "diamond: improvement"),
                                           ("neutral_high", "triangle up: high"), ("neutral_low", "triangle down: low"))
                 if kind in kinds]  # fmt: skip
        return f"{'; '.join(['Shaded: chance', 'line: mean', *['dotted: target'] * dotted, *marks])}."

    @property
    def _same_ends(self) -> bool:
        """Whether all series begin and end alike, which is then said below the last ones."""
        return len({(panel.when[0], panel.when[-1]) if len(panel.when) else None for panel in self.panels}) == 1

    def _name_ends(self, ax: Axes, panel: ControlPicture | RunPicture, box: Box, family: str) -> None:
        """When a series begins and ends, below it."""
        ends = list(dict.fromkeys((panel.when[0], panel.when[-1]))) if len(panel.when) else []
        wide = [width(Line(text, SMALL), family) for text in ends]
        at = [box.left + wide[0] / 2, box.right - 2 - wide[-1] / 2][: len(ends)] if ends else []
        for i in evenly(at, [each / 2 for each in wide], len(ends) - 1) if ends else ():
            _write(ax, Line(ends[i], SMALL), at[i] - wide[i] / 2, box.foot + 1, family, MUTED)

    def _name_scale(self, ax: Axes, ticks: Sequence[tuple[float, str]], box: Box, limits: tuple[float, float],
                    family: str) -> None:  # fmt: skip
        """The figures left of a row of panels, and the target by name at its height, below or above the figure that
        has that height; a figure that would lie on it is not written."""
        line, up = SMALL * LEADING, math.nan
        heights = [height_of(tick, box, limits) for tick, _ in ticks]
        if self.target is not None:
            at = height_of(self.target, box, limits)
            alike = any(abs(height - at) < 0.5 for height in heights)
            up = at + line * alike
            if alike and (up > box.foot or any(0.5 < abs(height - up) < line for height in heights)):
                up = at - line
            _write(ax, Line("target", SMALL), 0, up - SMALL * 0.64, family, categorical()[2])
        for (_, text), height in zip(ticks, heights, strict=True):
            if not abs(height - up) < line - 0.01:
                _write(ax, Line(text, SMALL), 0, height - SMALL * 0.64, family)


def _stands(panel: ControlPicture | RunPicture) -> str:
    """How a series varies at its end, in a word; empty where nobody can say."""
    return STANDS.get(panel.variation.partition("_")[0], "") if isinstance(panel, ControlPicture) else ""


def _is_of_concern(panel: ControlPicture | RunPicture) -> bool:
    return isinstance(panel, ControlPicture) and panel.variation.startswith("concern")


def _write(ax: Axes, line: Line, x: float, top: float, family: str, colour: str = INK) -> None:
    ax.text(x, top + line.size, line.text, size=line.size, weight="bold" if line.bold else "normal", color=colour,
            family=[family], ha="left", va="baseline", parse_math=False)  # fmt: skip
