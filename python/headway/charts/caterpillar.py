"""Areas with their intervals, the highest first: a caterpillar chart, and the same in words.

The highlighted one is told by its name in bold, a diamond and a band, those that it is compared with by squares, not by
colour alone. What has no value is listed last, with the word that says why.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import numpy as np

from headway.charts.chart import Chart
from headway.charts.parts.axes import beside_scale, scale_below
from headway.charts.parts.labels import Line, cut, frame_of, points_of, shortened, width, wrapped
from headway.charts.parts.layout import LEADING, LEAST, SMALL, TIGHT, WIDE, WIDE_ENOUGH, lay_out, rewrite_note, write
from headway.language.counts import number_of
from headway.language.figures import (
    decimals,
    ends_in_words,
    figure,
    figure_writer,
    rounding,
    stands_by_the_axis,
    unit_in_words,
)  # fmt: skip
from headway.language.levels import percent
from headway.language.palette import INK, MUTED, PAPER, categorical, shades
from headway.language.sentences import are_named, capital, listed, method_in_a_note

if TYPE_CHECKING:
    from matplotlib.axes import Axes

BENCHMARK = "Benchmark"
THICK, THIN, APART = 5.0, 1.6, 3.5
NAMES, MOST_LINES, WIDEST = 134.0, 3, 0.45  # points of width, lines, and the part of axes given that names take
FEW, LINES_OF_FEW = 8, 6  # rows, of no more of which names are whole in so many lines
MOST_BELOW = 260  # letters of names below the axes that are not whole beside their bars
CLOSE = 1.12  # lines of neighbours in axes that are short of room
DENSE = 24  # rows of a figure of our own, more of which are as close as those of axes that are short of room
LEFT_OUT = "where there is no room, a name is left out."
ABOUT = 150.0  # points that title, subtitle, scale and source take
Dashes: TypeAlias = tuple[float, ...]
_AGAINST = {"higher": "higher than", "similar": "similar to", "lower": "lower than"}


class Neighbours(NamedTuple):
    """The areas that the highlighted are compared with: the mean of their values, NaN where there is none, how many it
    is of, and how many have no value."""

    mean: float
    known: int
    missing: int

    @property
    def name(self) -> str:
        return f"Mean of {number_of(self.known, 'neighbour')}"


class Row(NamedTuple):
    """One area.

    `lower` and `upper` have one limit a level, in the order of the levels. `above` and `below` are how many values are
    higher and lower. `against` is the outcome against the benchmark, `beside` that against the mean of the neighbours,
    empty where there is none; `status` is in words.
    """

    name: str
    value: float
    lower: tuple[float, ...]
    upper: tuple[float, ...]
    status: str
    highlighted: bool
    above: int
    below: int
    against: str
    neighbour: bool = False
    beside: str = ""

    @property
    def known(self) -> bool:
        return not math.isnan(self.value)

    @property
    def ends(self) -> tuple[float, ...]:
        return self.value, *self.lower, *self.upper


@dataclasses.dataclass(frozen=True, kw_only=True, eq=False)
class Caterpillar(Chart):
    """What is drawn: rows from the highest value to the lowest, then those without one; levels from the narrowest.

    `same` is the value of two that do not differ, where these compare two: 1 of a ratio, 0 of a difference.
    `neighbours` are those that the highlighted are compared with, where some are.
    """

    rows: Sequence[Row]
    levels: Sequence[float]
    benchmark: float | None
    benchmark_name: str
    unit: str | None
    method: str
    same: float | None = None
    indicator: str | None = None
    neighbours: Neighbours | None = None

    @property
    def mean(self) -> float | None:
        """That of the neighbours."""
        return None if self.neighbours is None or math.isnan(self.neighbours.mean) else self.neighbours.mean

    @property
    def lines(self) -> list[tuple[float, str, str, Dashes]]:
        """Through all rows: where, what it is called with its figure, its colour and its dashes."""
        formatted = _writer(self)
        found: list[tuple[float, str, str, Dashes]] = []
        if self.benchmark is not None:
            found.append((self.benchmark, f"{self.benchmark_name} {formatted(self.benchmark)}", categorical()[2],
                          (4.0, 2.0)))  # fmt: skip
        if self.neighbours is not None and self.mean is not None:
            found.append((self.mean, f"{self.neighbours.name} {formatted(self.mean)}", INK, (1.0, 1.3)))
        return found

    @property
    def known(self) -> list[Row]:
        return [row for row in self.rows if row.known]

    def finding(self) -> str:
        """Where the highlighted stand, or which is the highest and which the lowest, in one line."""
        return f"{self.indicator}: {self._found()}" if self.indicator else capital(self._found())

    def shown(self) -> str:
        levels = f" with {listed([f'{percent(level)}%' for level in self.levels])} intervals" if self.levels else ""
        count = len(self.rows)
        return f"{number_of(count, 'value')}{', the highest first,' if count > 1 else ''}{levels}".removesuffix(",")

    def _found(self) -> str:
        known, formatted = self.known, _writer(self)
        if not known:
            return "there is no value to show"
        said = [self._stands(row, formatted) for row in self.rows if row.highlighted]
        if said:
            return "; ".join(said)
        first, last = known[0], known[-1]
        if len(known) == 1:
            ends = _interval(first, 0, formatted) if self.levels else ""
            return f"{first.name} is {formatted(first.value)}" + (f" ({ends})" if ends else "")
        if first.below == last.above == 0:
            return f"all {len(known)} are {formatted(first.value)}"
        highest, lowest = [row.name for row in known if not row.above], [row.name for row in known if not row.below]
        return (f"highest {are_named(highest)}, {formatted(first.value)}; "
                f"lowest {are_named(lowest)}, {formatted(last.value)}")  # fmt: skip

    def _stands(self, row: Row, formatted: Callable[[float], str]) -> str:
        if not row.known:
            return f"{row.name} has {self._why(row, formatted)}"
        ends = _interval(row, 0, formatted) if self.levels and not (self.neighbours and row.beside) else ""
        return (f"{row.name} is {self._rank(row)}: {formatted(row.value)}" + (f" ({ends})" if ends else "")
                + self._against(row))  # fmt: skip

    def _against(self, row: Row) -> str:
        """How a row compares with the benchmark; nothing where it is not compared."""
        name = "the benchmark" if self.benchmark_name == BENCHMARK else self.benchmark_name
        said = [f"{_AGAINST[row.against]} {name}"] if row.against in _AGAINST else []
        if self.neighbours is not None and self.mean is not None and row.beside in _AGAINST:
            of = f"the mean of its {number_of(self.neighbours.known, 'neighbour')}, {_writer(self)(self.mean)}"
            said.append(of if said and row.beside == row.against else f"{_AGAINST[row.beside]} {of}")
        return f", {' and '.join(said)}" if said else ""

    def _rank(self, row: Row) -> str:
        """Its place among those with a value, from the nearer end; equal values share one."""
        count = len(self.known)
        if count == 1:
            return "the only value"
        if row.above == row.below == 0:
            return f"level with the other{f' {count - 1}' if count > 2 else ''}"
        joint = "joint " if count - row.above - row.below > 1 else ""
        place, end = (row.above, "highest") if row.above <= row.below else (row.below, "lowest")
        return f"{joint}{ordinal(place + 1)}{end} of {count}"

    def _why(self, row: Row, formatted: Callable[[float], str]) -> str:
        """Why there is no value, and what limits are known all the same."""
        known = [(_interval(row, i, formatted), percent(level)) for i, level in enumerate(self.levels)]
        ends = "; ".join(f"{interval} at {level}%" for interval, level in known if interval)
        return f"no value: {row.status}" + (f", {ends}" if ends else "")

    def describe(self) -> str:
        known, formatted = self.known, _writer(self)
        levels = listed([f"{percent(level)}%" for level in self.levels])
        said = [f"{len(known)} of {len(self.rows)} have a value" + (f"; intervals are at {levels}." if levels else ".")]
        said += unit_in_words(self.unit)
        if self.benchmark is not None:
            said.append(f"{self.benchmark_name}: {formatted(self.benchmark)}.")
        if self.neighbours is not None:
            none = "no neighbour has a value"
            said.append(f"{self.neighbours.name}: {formatted(self.mean)}." if self.mean is not None else
                        f"{capital(none)}.")  # fmt: skip
            near = [row.name for row in self.rows if row.neighbour]
            without = f"; {self.neighbours.missing} without a value" if self.neighbours.missing else ""
            said.append(f"Neighbours: {listed(near)}{without}.")
        if self.same is not None:
            said.append(f"No difference would be {formatted(self.same)}.")
        for row in self.rows:
            if row.highlighted:
                stands = self._rank(row) + self._against(row) if row.known else self._why(row, formatted)
                said.append(f"Highlighted: {row.name}, {stands}.")
        if known:
            said.append("From the highest to the lowest:")
        for row in known:
            intervals = [(_interval(row, i, formatted), percent(level)) for i, level in enumerate(self.levels)]
            ends = [f"{interval} at {level}%" for interval, level in intervals if interval]
            said.append(f"{row.name} {formatted(row.value)}, {'; '.join(ends) or 'no interval'}.")
        said += [f"{row.name}: {self._why(row, formatted)}." for row in self.rows if not row.known]
        return " ".join([*said, f"Method: {self.method}."])

    def draw(self, ax: Axes, family: str, own: bool) -> None:
        """A row each: its name, its bars and dot, its figure."""
        formatted = _writer(self)
        wide = WIDE if own else frame_of(ax)[2] - frame_of(ax)[0]
        frame = frame_of(ax)
        start, _, stop, _ = (4.0, 0.0, WIDE - 4, 0.0) if own else frame
        dense = own and len(self.rows) > DENSE
        apart, leading = (0.0, CLOSE) if dense else (APART, LEADING)
        room = max(NAMES, 0.3 * wide)
        room = room if own else min(room, WIDEST * wide - 10)
        high = frame_of(ax)[3] - frame_of(ax)[1]
        short = not own and wide >= WIDE_ENOUGH and high < len(self.rows) * SMALL * LEADING + ABOUT
        most = 1 if short or (not own and high < 2 * LEAST) else MOST_LINES
        room = 0.4 * wide if short else room
        every = [row.name for row in self.rows]
        few = most == MOST_LINES and len(self.rows) <= FEW
        wider = 0.4 * wide if few and wide >= WIDE_ENOUGH else room
        for lines_, room_ in ((LINES_OF_FEW, room), (most, wider)) if few else ((most, room),):
            names = [shortened(row.name, lines_, SMALL, room_, family, bold=row.highlighted, among=every)
                     for row in self.rows]  # fmt: skip
            if own or sum(len(lines) * SMALL * LEADING + APART for lines in names) <= high - ABOUT:
                break
        apart *= 1 + any(len(lines) > MOST_LINES for lines in names)
        values = [formatted(row.value) if row.known else "" for row in self.rows]
        widths = (width(Line(line, SMALL, row.highlighted), family)
                  for row, lines in zip(self.rows, names, strict=True) for line in lines)  # fmt: skip
        left = max(widths, default=0.0) + 10
        right = max((width(Line(value, SMALL, bold=True), family) for value in values), default=0.0) + 8
        within = wide - left - right - 8
        whys = [[] if row.known else wrapped(self._why(row, formatted), SMALL, within, family) for row in self.rows]
        lines = [max(len(one), len(why), 1) for one, why in zip(names, whys, strict=True)]
        heights = [count * SMALL * leading + apart + 3.0 * (dense and count > 1) for count in lines]
        beside_axis = stands_by_the_axis(self.unit)
        below = (1 + beside_axis) * SMALL * LEADING + (8 if own or high >= TIGHT else 4) + 4 * beside_axis
        # What the title and the note need is not known yet: room for a sentence that may not be needed.
        tight = not own and sum(heights) > frame_of(ax)[3] - frame_of(ax)[1] - 100
        note = " ".join(filter(None, [_whole(every, names), _bars_are(self) if short else _note(self)]))
        unknown = sum(not row.known for row in self.rows)
        without = f"{unknown} without a value; " if unknown else ""
        words = self.words(f"{capital(without + LEFT_OUT)} {note}" if tight else note)
        lay_out(ax, family, own=own, words=words, left=left + 4 * own,
                right=right + 4 * own, below=below, tall=sum(heights) or SMALL,
                over=dense * SMALL * LEADING + len(self.lines) * SMALL * LEADING + 2 * bool(self.lines))  # fmt: skip
        shown = self.rows
        low = not own and frame[3] - frame[1] < TIGHT
        if low and (kept := self._kept(frame_of(ax)[3] - frame_of(ax)[1], lines)):
            shown = [self.rows[i] for i in kept]
            names, values = [names[i] for i in kept], [values[i] for i in kept]
            whys, lines = [whys[i] for i in kept], [lines[i] for i in kept]
            heights = [SMALL * CLOSE + 1] * len(kept)
        whole = sum(heights)
        ax.set_ylim(whole or 1.0, 0)
        ax.set_yticks([])
        _scale(ax, self, family, (start, stop))
        if dense:  # the scale above as well, for those who do not see its foot
            for text in ax.get_xticklabels():
                if text.get_text():
                    write(ax, text.get_text(), (text.get_position()[0], 1), (0, 3), INK, family, ha="center",
                          coords=("data", "axes fraction"))  # fmt: skip
        ends = np.cumsum(heights)
        middles = (ends - np.array(heights) / 2).tolist()
        _, bottom, _, top = frame_of(ax)
        per = min(1.0, (top - bottom) / (whole or 1.0))
        _bars(ax, dataclasses.replace(self, rows=shown), middles, heights, per, (left, right - 2))
        bars = sum(height for row, height in zip(shown, heights, strict=True) if row.known)
        bars_said = Line(f"Bars: {', '.join(f'{percent(level)}%' for level in self.levels)}", SMALL)
        if low and self.lines and self.levels:  # where the name of the line leaves room
            name = Line(self.lines[0][1], SMALL, bold=True)
            half = width(name, family) / 2
            at = min(float(points_of(ax, [(self.lines[0][0], 0)])[0, 0]), stop - half) - half
            if start + width(bars_said, family) + 8 <= at:
                write(ax, bars_said.text, (0, 1), (-left, 4), MUTED, family)
        for i, line in enumerate(self.lines):
            _line(ax, *line, below=bars or sum(heights), family=family, within=(start, stop),
                  over=(dense + i) * SMALL * LEADING)  # fmt: skip
        if len(shown) < len(self.rows):
            beside_scale(ax, f"and {len(self.rows) - len(shown)} more", -left, family)
        if not own:  # what is written of the first and the last stays within the axes
            halves = [count / 2 * SMALL * CLOSE / per for count in lines]
            middles = [min(max(y, half), max(whole - half, half)) for y, half in zip(middles, halves, strict=True)]
        named = _named(shown, [middle * per for middle in middles], lines, bars * per)
        if tight and len(named) == len(self.rows):
            rewrite_note(ax, family, own=own, words=self.words(note), wide=wide)
        for i in named:
            row, y = shown[i], middles[i]
            plain = row.known and (self.neighbours is None or row.neighbour or row.highlighted)
            _write_row(ax, names[i], (0, y), -left, INK if plain else MUTED, family, bold=row.highlighted,
                       leading=1.04 if dense else LEADING)  # fmt: skip
            _write_row(ax, [values[i]], (1, y), right - 2, INK, family, bold=row.highlighted, ha="right")
            _write_row(ax, whys[i], (0, y), 3, MUTED, family, plain=True)

    def _kept(self, high: float, lines: Sequence[int]) -> list[int]:
        """Which rows are drawn in little height, that all of them have their names; none where there is room for all.

        The highlighted come first, then neighbours, both ends, and others at even steps.
        """
        room = int(high / (SMALL * CLOSE + 1))
        if room >= len(self.rows) or not self.known:
            return []
        rows = range(len(self.known))
        steps = np.unique(np.linspace(0, len(rows) - 1, max(2, room)).round().astype(int)).tolist()
        order = [*(i for i in rows if self.rows[i].highlighted), *(i for i in rows if self.rows[i].neighbour),
                 rows[0], rows[-1], *steps, *rows]  # fmt: skip
        return sorted([*dict.fromkeys(i for i in order if lines[i] == 1)][: max(1, room)])


def ordinal(place: int) -> str:
    """The first needs no number."""
    if place == 1:
        return ""
    ending = "th" if place % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th")
    return f"{place}{ending} "


def _interval(row: Row, level: int, formatted: Callable[[float], str]) -> str:
    lower, upper = (end if math.isfinite(end) else math.nan for end in (row.lower[level], row.upper[level]))
    return "" if math.isnan(lower) and math.isnan(upper) else ends_in_words(lower, upper, formatted)


def _writer(drawn: Caterpillar) -> Callable[[float], str]:
    """Writes each figure with the decimals of them all; a highlighted one that is not the benchmark unlike it."""
    against = [line for line in (drawn.benchmark, drawn.mean) if line is not None]
    write = figure_writer([*(end for row in drawn.rows for end in row.ends), *against], drawn.unit)
    for row in drawn.rows:
        ends = [end for end in row.ends if row.highlighted and math.isfinite(end)]
        if any(end != line and write(end) == write(line) for end in ends for line in against):
            places = min(6, decimals(*ends, *against, most=max(rounding(line, *ends) for line in against)))
            return lambda value: figure(value, places=places, unit=drawn.unit)
    return write


def _bars_are(drawn: Caterpillar) -> str:
    """What bars are, and that they do not begin at 0."""
    from_0 = " Scale not from 0." * (_limits(drawn)[0] > 0)
    levels = [f"{percent(level)}%" for level in drawn.levels]
    if len(levels) == 1:
        return f"Bars: {levels[0]} intervals.{from_0}"
    if len(levels) == 2:
        return f"Thick bars: {levels[0]} intervals; thin: {levels[1]}.{from_0}"
    return f"Bars, from thick to thin: {listed(levels)} intervals.{from_0}" if levels else from_0.strip()


def _note(drawn: Caterpillar) -> str:
    said = [bars] if (bars := _bars_are(drawn)) else []
    if any(row.highlighted for row in drawn.rows):
        said.append("Diamond and bold name: highlighted.")
    if drawn.neighbours is not None:
        said.append("Squares: its neighbours; rings: others.")
        if drawn.neighbours.missing:
            said.append(f"{capital(number_of(drawn.neighbours.missing, 'neighbour'))} without a value.")
    if drawn.same is not None:
        said.append(f"Line at {_writer(drawn)(drawn.same)}: no difference.")
    if drawn.levels and any(math.isnan(end) for row in drawn.known for end in (*row.lower, *row.upper)):
        said.append("A dot without a bar has no interval.")
    return " ".join([*said, method_in_a_note(drawn.method)])


def _whole(every: Sequence[str], shown: Sequence[Sequence[str]]) -> str:
    """What stands nowhere else of names that are not whole beside their bars: what all of them begin with, or each."""
    said = [(name, " ".join(lines)) for name, lines in zip(every, shown, strict=True) if " ".join(lines) != name]
    late = {name.removesuffix(text.removeprefix("\u2026 ")).strip() if text.startswith("\u2026 ") else ""
            for name, text in said}  # fmt: skip
    if len(late) == 1 and "" not in late:
        return f'"\u2026" stands for: {late.pop()}.'
    names = "; ".join(name for name, text in said if text.endswith("\u2026"))
    return f"In full: {names}." if names and len(names) <= MOST_BELOW else ""


def _limits(drawn: Caterpillar) -> tuple[float, float]:
    """As much of the scale as is needed for what is finite."""
    found = [end for row in drawn.rows for end in row.ends]
    lines = [line for line in (drawn.benchmark, drawn.mean, drawn.same) if line is not None]
    found = [end for end in [*found, *lines] if math.isfinite(end)]
    low, high = min(found, default=0.0), max(found, default=1.0)
    if low == high:
        low, high = low - (abs(low) / 10 or 1.0) * (low != 0), high + (abs(high) / 10 or 1.0)
    pad = (high - low) * 0.04
    return low - pad, high + pad


def _scale(ax: Axes, drawn: Caterpillar, family: str, within: tuple[float, float]) -> None:
    """The scale, and its figures below; the unit within the two ends."""
    ax.set_xlim(*_limits(drawn))
    ax.vlines(scale_below(ax, drawn.unit, family), *ax.get_ylim(), color="0.85", linewidth=0.6, zorder=0.5)
    if drawn.same is not None:
        ax.axvline(drawn.same, color=INK, linewidth=1.0, zorder=1, label="_same")
    if stands_by_the_axis(drawn.unit):
        start, stop = within
        (unit,) = cut(wrapped(str(drawn.unit), SMALL, stop - start, family), 1, SMALL, stop - start, family)
        aside = min(0.0, stop - width(Line(unit, SMALL), family) - frame_of(ax)[0])
        write(ax, unit, (0, 0), (aside, -2 * SMALL * LEADING - 2), INK, family)


def _bars(ax: Axes, drawn: Caterpillar, middles: Sequence[float], heights: Sequence[float], per: float,
          beside: tuple[float, float]) -> None:  # fmt: skip
    """A dot and its bars, `per` as thick as usual; an end that is not finite is an arrow out of the axes.

    `beside` are the points left and right of the axes over which a band reaches.
    """
    from matplotlib.patches import Rectangle

    dark, light = categorical()[0], shades()[2]
    low, high = ax.get_xlim()
    left, _, right, _ = frame_of(ax)
    before, after = (points / (right - left) for points in beside)
    per = max(0.75, per)
    count = len(drawn.levels)
    widths = np.linspace(THICK, THIN, count).tolist() if count > 1 else [THIN * 1.5]
    for row, y, height in zip(drawn.rows, middles, heights, strict=True):
        if row.highlighted:
            ax.add_patch(Rectangle((-before, y - height / 2), 1 + before + after, height,
                                   transform=ax.get_yaxis_transform(), color="0.9", linewidth=0, zorder=0.2,
                                   clip_on=False, label="_band"))  # fmt: skip
        if not row.known:
            continue
        colour = dark if row.highlighted or row.neighbour else light
        for level, lower, upper, wide in zip(drawn.levels, row.lower, row.upper, widths[:count], strict=True):
            if math.isnan(lower) and math.isnan(upper):
                continue
            ends = [row.value if math.isnan(end) else min(max(end, low), high) for end in (lower, upper)]
            ax.plot(ends, [y, y], color=colour, linewidth=wide * per, solid_capstyle="butt", zorder=2,
                    label=f"_{percent(level)}%")  # fmt: skip
            for end, drawn_at, marker in ((lower, ends[0], "<"), (upper, ends[1], ">")):
                if math.isinf(end):
                    ax.plot([drawn_at], [y], color=colour, marker=marker, markersize=6, zorder=2.2, clip_on=False,
                            label="_open")  # fmt: skip
        marker = "D" if row.highlighted else "s" if row.neighbour else "o"
        ring = marker == "o" and drawn.neighbours is not None
        ax.plot([row.value], [y], color=dark, marker=marker, markersize={"D": 7.5, "s": 7.0}.get(marker, 5.5) * per,
                markerfacecolor=PAPER if ring else dark, markeredgecolor=dark if ring else PAPER, markeredgewidth=0.9,
                linestyle="none", zorder=4, label="_highlighted" if row.highlighted else "_neighbour" if row.neighbour
                else "_value")  # fmt: skip


def _line(ax: Axes, at: float, text: str, colour: str, dashes: Dashes, *, below: float, family: str,
          within: tuple[float, float], over: float) -> None:  # fmt: skip
    """A broken line through all rows with a value, down to `below`, named so far above them within the two ends."""
    foot = 1.0 - below / ax.get_ylim()[0]
    ax.axvline(at, foot, 1, color=colour, linewidth=1.6, linestyle=(0, dashes), zorder=3,
               label=BENCHMARK if colour != INK else "_neighbours")  # fmt: skip
    start, stop = within
    (text,) = cut(wrapped(text, SMALL, stop - start, family, bold=True), 1, SMALL, stop - start, family, bold=True)
    x, half = float(points_of(ax, [(at, 0)])[0, 0]), width(Line(text, SMALL, bold=True), family) / 2
    middle = min(max(x, start + half), stop - half)
    write(ax, text, (at, 1), (middle - x, 4 + over), colour, family, ha="center", bold=True,
          coords=("data", "axes fraction"))  # fmt: skip


def _named(rows: Sequence[Row], middles: Sequence[float], lines: Sequence[int], bars: float) -> list[int]:
    """Which rows there is room to name, at such heights: the highlighted first, then those without a value, then
    neighbours.

    What is written of these, in the axes, would hide the bars above, which reach down to `bars`.
    """
    chosen: list[int] = []
    for i in sorted(range(len(rows)), key=lambda i: (not rows[i].highlighted, rows[i].known, not rows[i].neighbour)):
        if not rows[i].known and middles[i] - lines[i] / 2 * SMALL < bars - 1:
            continue
        if all(abs(middles[i] - middles[j]) >= (lines[i] + lines[j]) / 2 * SMALL * CLOSE - 1e-6 for j in chosen):
            chosen.append(i)
    return chosen


def _write_row(ax: Axes, lines: Sequence[str], at: tuple[float, float], aside: float, colour: str, family: str, *,
               bold: bool = False, plain: bool = False, leading: float = LEADING,
               ha: str = "left") -> None:  # fmt: skip
    """Lines about the middle of a row."""
    ground = {"facecolor": PAPER, "edgecolor": "none", "pad": 0.6} if plain else None
    for i, line in enumerate(lines):
        up = ((len(lines) - 1) / 2 - i) * SMALL * leading - 0.36 * SMALL
        coords = ("axes fraction", "data")
        write(ax, line, at, (aside, up), colour, family, coords=coords, bold=bold, zorder=5, bbox=ground, ha=ha)
