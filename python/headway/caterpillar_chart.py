"""Neighbours with their intervals, the highest first: a caterpillar chart, and the same in words.

The own one is told by its name in bold, a diamond and a band, not by colour alone. What has no value is listed last,
with the word that says why.
"""

from __future__ import annotations

import difflib
import math
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from headway._core import HeadwayError
from headway.chart import (
    INK,
    LEADING,
    MUTED,
    PAPER,
    SMALL,
    WIDE,
    capital,
    categorical,
    lay_out,
    on_axes,
    picture,
    plain_line,
    shades,
    ticks_of,
    title_of,
)
from headway.counts import shown as in_words
from headway.figures import decimals, ends_in_words, figure, figure_writer, rounding, stands_by_the_axis
from headway.frames import number
from headway.labels import Line, cut, evenly, frame_of, points_of, width, wrapped
from headway.stats.columns import group_name

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from headway.stats.statistic import Figures, Statistic

THICK, THIN, APART = 5.0, 1.6, 3.5
NAMES, MOST_LINES = 134.0, 2
BENCHMARK = "Benchmark"
CLOSE = 1.12  # lines of neighbours in axes that are short of room
LEFT_OUT = "where there is no room, a name is left out."


class Row(NamedTuple):
    """One neighbour; `lower` and `upper` have one limit a level, in the order of the levels."""

    name: str
    value: float
    lower: tuple[float, ...]
    upper: tuple[float, ...]
    status: str
    own: bool

    @property
    def known(self) -> bool:
        return not math.isnan(self.value)

    @property
    def why(self) -> str:
        """Why there is no value."""
        return f"no value: {in_words(self.status)}"


class Caterpillar(NamedTuple):
    """What is drawn: rows from the highest value to the lowest, then those without one; levels from the narrowest."""

    rows: list[Row]
    levels: list[float]
    benchmark: float | None
    benchmark_name: str
    unit: str | None
    method: str


def caterpillar(
    statistic: Statistic,
    *,
    labels: Any = None,
    highlight: str | Sequence[str] | None = None,
    benchmark: float | None = None,
    benchmark_label: str = BENCHMARK,
    unit: str | None = None,
) -> Caterpillar:
    """What a caterpillar chart shows of statistics: see `headway.stats.Statistic.plot`."""
    if np.ndim(statistic.value) != 1:
        raise HeadwayError("a caterpillar chart: found one statistic; accepted: several, of arrays or groups")
    levels = [float(level) for level in np.atleast_1d(statistic.confidence)]
    if not 1 <= len(levels) <= 2:
        raise HeadwayError(f"a caterpillar chart: found {len(levels)} confidence levels; accepted: one or two")
    names = labels_of(statistic, labels)
    own = own_of(names, highlight)
    order = sorted(range(len(levels)), key=lambda i: levels[i])
    lower, upper = (
        np.reshape(ends, (len(names), len(levels)))[:, order].tolist() for ends in (statistic.lower, statistic.upper)
    )
    columns = zip(
        names,
        statistic.value.tolist(),
        map(tuple, lower),
        map(tuple, upper),
        statistic.status.tolist(),
        [name in own for name in names],
        strict=True,
    )
    rows = [Row(*column) for column in columns]
    ranked = sorted((row for row in rows if row.known), key=lambda row: -row.value)
    against = math.nan if benchmark is None else number(benchmark, "benchmark")
    if math.isinf(against):
        raise HeadwayError(f"benchmark: found {benchmark!r}; accepted: a finite number or None")
    return Caterpillar(
        [*ranked, *(row for row in rows if not row.known)],
        sorted(levels),
        None if math.isnan(against) else against,
        plain_line(benchmark_label),
        None if unit is None else plain_line(unit),
        statistic.method,
    )


def labels_of(statistic: Figures, labels: Any) -> list[str]:
    """A name for each value: those given, or the groups."""
    given = statistic.groups if labels is None else list(labels)
    if given is None:
        raise HeadwayError(f"labels: found none; accepted: a name for each of {len(statistic)} values")
    if isinstance(labels, str) or len(given) != len(statistic):
        found = f"text {labels!r}" if isinstance(labels, str) else f"{len(given)} names"
        raise HeadwayError(f"labels: found {found}; accepted: a name for each of {len(statistic)} values")
    return ["not named" if name is None or name != name else plain_line(group_name(name)) for name in given]


def own_of(names: Sequence[str], highlight: str | Sequence[str] | None) -> set[str]:
    """The names to tell from the others."""
    own = {plain_line(str(name)) for name in ([highlight] if isinstance(highlight, str) else highlight or [])}
    for name in sorted(own - set(names)):
        near = difflib.get_close_matches(name, names, n=1, cutoff=0.5)
        raise HeadwayError(
            f"highlight: found {name!r}, which is no label" + (f"; did you mean {near[0]!r}?" if near else "")
        )
    return own


# Words


def finding(drawn: Caterpillar) -> str:
    """What the chart says, in one line."""
    known = [row for row in drawn.rows if row.known]
    if not known:
        return "There is no value to show"
    shown = _writer(drawn)
    own = [row for row in drawn.rows if row.own]
    if not own:
        first, last = known[0], known[-1]
        if first.value == last.value:
            return f"{_count(known)} {shown(first.value)}"
        return f"Highest is {first.name}, {shown(first.value)}; lowest is {last.name}, {shown(last.value)}"
    said = []
    for row in own:
        if not row.known:
            said.append(f"{row.name} has {row.why}")
            continue
        ends = _interval(row, 0, shown)
        said.append(
            f"{row.name} is {_rank(row, known)}: {shown(row.value)}"
            + (f" ({ends})" if ends else "")
            + _against(row, drawn)
        )
    return "; ".join(said)


def _against(row: Row, drawn: Caterpillar) -> str:
    """How a row compares with the benchmark, by its narrowest interval; nothing where it cannot be compared."""
    from headway.stats.comparison import compare

    if drawn.benchmark is None or not row.known:
        return ""
    found = compare(row.value, drawn.benchmark, lower=row.lower[0], upper=row.upper[0], polarity="neutral").outcome
    words = {"higher": "higher than", "similar": "similar to", "lower": "lower than"}.get(str(found))
    name = "the benchmark" if drawn.benchmark_name == BENCHMARK else drawn.benchmark_name
    return "" if words is None else f", {words} {name}"


def _count(known: Sequence[Row]) -> str:
    return f"{known[0].name} is" if len(known) == 1 else f"All {len(known)} are"


def _rank(row: Row, known: Sequence[Row]) -> str:
    """Its place among those with a value, from the nearer end; equal values share one."""
    above, below = (sum(beyond(other.value) for other in known) for beyond in (row.value.__lt__, row.value.__gt__))
    if len(known) == 1:
        return "the only value"
    if above + below + len([other for other in known if other.value == row.value]) == len(
        [o for o in known if o.value == row.value]
    ):
        return f"level with all {len(known)}"
    joint = "joint " if sum(other.value == row.value for other in known) > 1 else ""
    place, end = (above, "highest") if above <= below else (below, "lowest")
    return f"{joint}{_ordinal(place + 1)}{end} of {len(known)}"


def _ordinal(place: int) -> str:
    """The first needs no number."""
    if place == 1:
        return ""
    ending = "th" if place % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th")
    return f"{place}{ending} "


def describe(drawn: Caterpillar) -> str:
    """The chart in plain sentences, with every figure, for those who do not see it."""
    shown = _writer(drawn)
    known = [row for row in drawn.rows if row.known]
    levels = " and ".join(percent(level) for level in drawn.levels)
    said = [f"{len(known)} of {len(drawn.rows)} have a value; intervals are at {levels}."]
    if stands_by_the_axis(drawn.unit):
        said.append(f"Figures are {drawn.unit if str(drawn.unit).startswith('per ') else f'in {drawn.unit}'}.")
    if drawn.benchmark is not None:
        said.append(f"{drawn.benchmark_name}: {shown(drawn.benchmark)}.")
    said += [
        f"Highlighted: {row.name}, {_rank(row, known) + _against(row, drawn) if row.known else row.why}."
        for row in drawn.rows
        if row.own
    ]
    if known:
        said.append("From the highest to the lowest:")
    for row in known:
        ends = [
            f"{_interval(row, i, shown)} at {percent(level)}"
            for i, level in enumerate(drawn.levels)
            if _interval(row, i, shown)
        ]
        said.append(f"{row.name} {shown(row.value)}, {'; '.join(ends) or 'no interval'}.")
    said += [f"{row.name}: {row.why}." for row in drawn.rows if not row.known]
    return " ".join([*said, f"Method: {drawn.method}."])


def percent(level: float) -> str:
    """A level as a reader says it: `95%`, `99.8%`."""
    return f"{100 * level:.10g}%"


def _interval(row: Row, level: int, shown: Callable[[float], str]) -> str:
    lower, upper = (end if math.isfinite(end) else math.nan for end in (row.lower[level], row.upper[level]))
    return "" if math.isnan(lower) and math.isnan(upper) else ends_in_words(lower, upper, shown)


def _writer(drawn: Caterpillar) -> Callable[[float], str]:
    """Writes each figure with the decimals of them all; a highlighted one that is not the benchmark unlike it."""
    figures = [end for row in drawn.rows for end in (row.value, *row.lower, *row.upper)]
    against = [] if drawn.benchmark is None else [drawn.benchmark]
    write = figure_writer([*figures, *against], drawn.unit)
    for row in drawn.rows:
        ends = [end for end in (row.value, *row.lower, *row.upper) if row.own and math.isfinite(end)]
        if against and any(end != against[0] and write(end) == write(against[0]) for end in ends):
            places = min(6, decimals(*ends, *against, most=rounding(against[0], *ends)))
            return lambda value: figure(value, places=places, unit=drawn.unit)
    return write


# Drawing


def plot(drawn: Caterpillar, ax: Axes | None, title: str | None) -> Axes:
    said = title_of(title, finding(drawn))
    return on_axes(ax, lambda axes, family, own: _draw(axes, family, own, drawn, said))


def svg(drawn: Caterpillar, title: str | None) -> str:
    said = title_of(title, finding(drawn))
    return picture(lambda axes, family: _draw(axes, family, True, drawn, said), title=said, description=describe(drawn))


def _draw(ax: Axes, family: str, own: bool, drawn: Caterpillar, title: str) -> None:
    shown = _writer(drawn)
    wide = WIDE if own else frame_of(ax)[2] - frame_of(ax)[0]
    room = max(NAMES, 0.3 * wide)
    names = [
        cut(wrapped(row.name, SMALL, room, family, bold=row.own), MOST_LINES, SMALL, room, family) for row in drawn.rows
    ]
    values = [shown(row.value) if row.known else "" for row in drawn.rows]
    left = (
        max(
            (
                width(Line(line, SMALL, row.own), family)
                for row, lines in zip(drawn.rows, names, strict=True)
                for line in lines
            ),
            default=0.0,
        )
        + 10
    )
    right = max((width(Line(value, SMALL, bold=True), family) for value in values), default=0.0) + 8
    within = wide - left - right - 8
    whys = [[] if row.known else wrapped(row.why, SMALL, within, family) for row in drawn.rows]
    heights = [max(len(lines), len(why), 1) * SMALL * LEADING + APART for lines, why in zip(names, whys, strict=True)]
    beside_axis = stands_by_the_axis(drawn.unit)
    below = (1 + beside_axis) * SMALL * LEADING + 8 + 4 * beside_axis
    # What the title and the note need is not known yet: room for a sentence that may not be needed.
    tight = not own and sum(heights) > frame_of(ax)[3] - frame_of(ax)[1] - 100
    note = _note(drawn)
    unknown = sum(not row.known for row in drawn.rows)
    without = f"{unknown} without a value; " if unknown else ""
    lay_out(
        ax,
        family,
        own=own,
        title=title,
        note=f"{note} {capital(without + LEFT_OUT)}" if tight else note,
        left=left + 4 * own,
        right=right + 4 * own,
        below=below,
        tall=sum(heights) or SMALL,
        over=0.0 if drawn.benchmark is None else SMALL * LEADING + 2,
    )
    ax.set_ylim(sum(heights) or 1.0, 0)
    ax.set_yticks([])
    _scale(ax, drawn, family)
    ends = np.cumsum(heights)
    middles = (ends - np.array(heights) / 2).tolist()
    _, bottom, _, top = frame_of(ax)
    per = min(1.0, (top - bottom) / (sum(heights) or 1.0))
    _bars(ax, drawn, middles, heights, per, (left, right - 2))
    if drawn.benchmark is not None:
        known = sum(height for row, height in zip(drawn.rows, heights, strict=True) if row.known)
        _benchmark(ax, drawn, f"{drawn.benchmark_name} {shown(drawn.benchmark)}", known or sum(heights), family)
    lines = [max(len(one), len(why), 1) for one, why in zip(names, whys, strict=True)]
    named = _named(drawn.rows, [middle * per for middle in middles], lines)
    if tight and len(named) == len(drawn.rows):
        ax.xaxis.label.set_text("\n".join(wrapped(note, SMALL, wide, family)))
    for i in named:
        row, y = drawn.rows[i], middles[i]
        _write(ax, names[i], (0, y), "axes", -left, INK if row.known else MUTED, family, bold=row.own)
        _write(ax, [values[i]], (1, y), "axes", 6, INK, family, bold=row.own)
        _write(ax, whys[i], (0, y), "axes", 3, MUTED, family, plain=True)


def _note(drawn: Caterpillar) -> str:
    levels = [percent(level) for level in drawn.levels]
    bars = (
        f"Bars: {levels[0]} intervals" if len(levels) == 1 else f"Thick bars: {levels[0]} intervals; thin: {levels[1]}"
    )
    said = [f"{bars}."]
    if any(row.own for row in drawn.rows):
        said.append("Diamond and bold name: highlighted.")
    if any(row.known and math.isnan(end) for row in drawn.rows for end in (*row.lower, *row.upper)):
        said.append("A dot without a bar has no interval.")
    return " ".join([*said, f"{capital(drawn.method)}."])


def _scale(ax: Axes, drawn: Caterpillar, family: str) -> None:
    """As much of the scale as is needed for what is finite, and its figures below."""
    found = [end for row in drawn.rows for end in (row.value, *row.lower, *row.upper)]
    found = [end for end in [*found, math.nan if drawn.benchmark is None else drawn.benchmark] if math.isfinite(end)]
    low, high = min(found, default=0.0), max(found, default=1.0)
    if low == high:
        low, high = low - (abs(low) / 10 or 1.0) * (low != 0), high + (abs(high) / 10 or 1.0)
    pad = (high - low) * 0.04
    ax.set_xlim(low - pad, high + pad)
    ticks, places = ticks_of(*ax.get_xlim())
    texts = [figure(tick, places=places, unit=drawn.unit) for tick in ticks]
    at = points_of(ax, [(tick, 0) for tick in ticks])[:, 0].tolist() if ticks else []
    written = evenly(at, [width(Line(text, SMALL), family) / 2 for text in texts], len(at) - 1) if at else []
    ax.set_xticks(ticks, [text if i in written else "" for i, text in enumerate(texts)])
    ax.vlines(ticks, *ax.get_ylim(), color="0.85", linewidth=0.6, zorder=0.5)
    if drawn.unit is not None and stands_by_the_axis(drawn.unit):
        ax.annotate(
            drawn.unit,
            (0, 0),
            xycoords="axes fraction",
            xytext=(0, -2 * SMALL * LEADING - 2),
            textcoords="offset points",
            ha="left",
            va="baseline",
            size=SMALL,
            color=INK,
            family=[family],
            parse_math=False,
            annotation_clip=False,
        )


def _bars(
    ax: Axes,
    drawn: Caterpillar,
    middles: Sequence[float],
    heights: Sequence[float],
    per: float,
    beside: tuple[float, float],
) -> None:
    """A dot and its bars, `per` as thick as usual; an end that is not finite is an arrow out of the axes.

    `beside` are the points left and right of the axes over which a band reaches.
    """
    from matplotlib.patches import Rectangle

    dark, light = categorical()[0], shades()[2]
    low, high = ax.get_xlim()
    left, _, right, _ = frame_of(ax)
    before, after = (points / (right - left) for points in beside)
    per = max(0.75, per)
    widths = [THICK * per, THIN * per] if len(drawn.levels) == 2 else [THIN * 1.5 * per]
    for row, y, height in zip(drawn.rows, middles, heights, strict=True):
        if row.own:
            ax.add_patch(
                Rectangle(
                    (-before, y - height / 2),
                    1 + before + after,
                    height,
                    transform=ax.get_yaxis_transform(),
                    color="0.9",
                    linewidth=0,
                    zorder=0.2,
                    clip_on=False,
                    label="_highlight",
                )
            )
        if not row.known:
            continue
        colour = dark if row.own else light
        for level, lower, upper, wide in zip(drawn.levels, row.lower, row.upper, widths, strict=True):
            if math.isnan(lower) and math.isnan(upper):
                continue
            ends = [row.value if math.isnan(end) else min(max(end, low), high) for end in (lower, upper)]
            ax.plot(
                ends, [y, y], color=colour, linewidth=wide, solid_capstyle="butt", zorder=2, label=f"_{percent(level)}"
            )
            for end, drawn_at, marker in ((lower, ends[0], "<"), (upper, ends[1], ">")):
                if math.isinf(end):
                    ax.plot(
                        [drawn_at],
                        [y],
                        color=colour,
                        marker=marker,
                        markersize=6,
                        zorder=2.2,
                        clip_on=False,
                        label="_open",
                    )
        ax.plot(
            [row.value],
            [y],
            color=dark,
            marker="D" if row.own else "o",
            markersize=(7.5 if row.own else 5.5) * per,
            markeredgecolor=PAPER,
            markeredgewidth=0.9,
            linestyle="none",
            zorder=4,
            label="_own" if row.own else "_value",
        )


def _benchmark(ax: Axes, drawn: Caterpillar, text: str, below: float, family: str) -> None:
    """A broken line through all rows with a value, down to `below`, named above them."""
    assert drawn.benchmark is not None
    foot = 1.0 - below / ax.get_ylim()[0]
    ax.axvline(
        drawn.benchmark,
        foot,
        1,
        color=categorical()[2],
        linewidth=1.6,
        linestyle=(0, (4, 2)),
        zorder=3,
        label="Benchmark",
    )
    figure_ = ax.get_figure(root=True)
    assert figure_ is not None
    edge = figure_.get_figwidth() * 72 - 4
    x, half = float(points_of(ax, [(drawn.benchmark, 0)])[0, 0]), width(Line(text, SMALL, bold=True), family) / 2
    middle = min(max(x, 4 + half), edge - half)
    ax.annotate(
        text,
        (drawn.benchmark, 1),
        xycoords=("data", "axes fraction"),
        xytext=(middle - x, 4),
        textcoords="offset points",
        ha="center",
        va="baseline",
        size=SMALL,
        weight="bold",
        color=categorical()[2],
        family=[family],
        parse_math=False,
        annotation_clip=False,
    )


def _named(rows: Sequence[Row], middles: Sequence[float], lines: Sequence[int]) -> list[int]:
    """Which rows there is room to name, at such heights: the highlighted first, then those without a value."""
    chosen: list[int] = []
    for i in sorted(range(len(rows)), key=lambda i: (not rows[i].own, rows[i].known)):
        if all(abs(middles[i] - middles[j]) >= (lines[i] + lines[j]) / 2 * SMALL * CLOSE for j in chosen):
            chosen.append(i)
    return chosen


def _write(
    ax: Axes,
    lines: Sequence[str],
    at: tuple[float, float],
    coords: str,
    aside: float,
    colour: str,
    family: str,
    *,
    bold: bool = False,
    plain: bool = False,
) -> None:
    """Lines about the middle of a row."""
    for i, line in enumerate(lines):
        up = ((len(lines) - 1) / 2 - i) * SMALL * LEADING - 0.36 * SMALL
        ax.annotate(
            line,
            at,
            xycoords=(f"{coords} fraction", "data"),
            xytext=(aside, up),
            textcoords="offset points",
            ha="left",
            va="baseline",
            size=SMALL,
            weight="bold" if bold else "normal",
            color=colour,
            family=[family],
            parse_math=False,
            annotation_clip=False,
            zorder=5,
            bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 0.6} if plain else None,
        )
