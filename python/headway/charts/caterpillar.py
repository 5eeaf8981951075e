"""Neighbours with their intervals, the highest first: a caterpillar chart.

The own one is told by its name in bold, a diamond and a band, not by colour alone.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from headway.charts.caterpillar_words import Caterpillar, Row, describe, finding, writer
from headway.charts.parts.axes import scale_below
from headway.charts.parts.labels import Line, cut, frame_of, points_of, width, wrapped
from headway.charts.parts.layout import LEADING, SMALL, WIDE, lay_out, on_axes, picture, rewrite_note, title_of, write
from headway.language.figures import stands_by_the_axis
from headway.language.levels import percent
from headway.language.palette import INK, MUTED, PAPER, categorical, shades
from headway.language.sentences import capital

if TYPE_CHECKING:
    from matplotlib.axes import Axes

THICK, THIN, APART = 5.0, 1.6, 3.5
NAMES, MOST_LINES, WIDEST = 134.0, 2, 0.45  # points of width, lines, and the part of axes given that names take
CLOSE = 1.12  # lines of neighbours in axes that are short of room
LEFT_OUT = "where there is no room, a name is left out."


def plot(drawn: Caterpillar, ax: Axes | None, title: str | None) -> Axes:
    said = title_of(title, finding(drawn))
    return on_axes(ax, lambda axes, family, own: _draw(axes, family, own, drawn, said))


def svg(drawn: Caterpillar, title: str | None) -> str:
    said = title_of(title, finding(drawn))
    return picture(lambda axes, family: _draw(axes, family, True, drawn, said), title=said, description=describe(drawn))


def _draw(ax: Axes, family: str, own: bool, drawn: Caterpillar, title: str) -> None:
    shown = writer(drawn)
    wide = WIDE if own else frame_of(ax)[2] - frame_of(ax)[0]
    start, _, stop, _ = (4.0, 0.0, WIDE - 4, 0.0) if own else frame_of(ax)
    room = max(NAMES, 0.3 * wide)
    room = room if own else min(room, WIDEST * wide - 10)
    names = [
        cut(wrapped(row.name, SMALL, room, family, bold=row.own), MOST_LINES, SMALL, room, family) for row in drawn.rows
    ]
    values = [shown(row.value) if row.known else "" for row in drawn.rows]
    widths = (
        width(Line(line, SMALL, row.own), family) for row, lines in zip(drawn.rows, names, strict=True) for line in lines
    )
    left = max(widths, default=0.0) + 10
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
        note=f"{capital(without + LEFT_OUT)} {note}" if tight else note,
        left=left + 4 * own,
        right=right + 4 * own,
        below=below,
        tall=sum(heights) or SMALL,
        over=0.0 if drawn.benchmark is None else SMALL * LEADING + 2,
        fitted=True,
    )
    ax.set_ylim(sum(heights) or 1.0, 0)
    ax.set_yticks([])
    _scale(ax, drawn, family, (start, stop))
    ends = np.cumsum(heights)
    middles = (ends - np.array(heights) / 2).tolist()
    _, bottom, _, top = frame_of(ax)
    per = min(1.0, (top - bottom) / (sum(heights) or 1.0))
    _bars(ax, drawn, middles, heights, per, (left, right - 2))
    bars = sum(height for row, height in zip(drawn.rows, heights, strict=True) if row.known)
    if drawn.benchmark is not None:
        said = f"{drawn.benchmark_name} {shown(drawn.benchmark)}"
        _benchmark(ax, drawn, said, bars or sum(heights), family, (start, stop))
    lines = [max(len(one), len(why), 1) for one, why in zip(names, whys, strict=True)]
    if not own:  # what is written of the first and the last stays within the axes
        halves = [count / 2 * SMALL * CLOSE / per for count in lines]
        foot = sum(heights)
        middles = [min(max(y, half), max(foot - half, half)) for y, half in zip(middles, halves, strict=True)]
    named = _named(drawn.rows, [middle * per for middle in middles], lines, bars * per)
    if tight and len(named) == len(drawn.rows):
        rewrite_note(ax, family, own=own, note=note, wide=wide)
    for i in named:
        row, y = drawn.rows[i], middles[i]
        _write_row(ax, names[i], (0, y), -left, INK if row.known else MUTED, family, bold=row.own)
        _write_row(ax, [values[i]], (1, y), 6, INK, family, bold=row.own)
        _write_row(ax, whys[i], (0, y), 3, MUTED, family, plain=True)


def _note(drawn: Caterpillar) -> str:
    levels = [f"{percent(level)}%" for level in drawn.levels]
    bars = (
        f"Bars: {levels[0]} intervals" if len(levels) == 1 else f"Thick bars: {levels[0]} intervals; thin: {levels[1]}"
    )
    said = [f"{bars}."]
    if any(row.own for row in drawn.rows):
        said.append("Diamond and bold name: highlighted.")
    if any(row.known and math.isnan(end) for row in drawn.rows for end in (*row.lower, *row.upper)):
        said.append("A dot without a bar has no interval.")
    return " ".join([*said, f"{capital(drawn.method)}."])


def _scale(ax: Axes, drawn: Caterpillar, family: str, within: tuple[float, float]) -> None:
    """As much of the scale as is needed for what is finite, and its figures below; the unit within the two ends."""
    found = [end for row in drawn.rows for end in (row.value, *row.lower, *row.upper)]
    found = [end for end in [*found, math.nan if drawn.benchmark is None else drawn.benchmark] if math.isfinite(end)]
    low, high = min(found, default=0.0), max(found, default=1.0)
    if low == high:
        low, high = low - (abs(low) / 10 or 1.0) * (low != 0), high + (abs(high) / 10 or 1.0)
    pad = (high - low) * 0.04
    ax.set_xlim(low - pad, high + pad)
    ax.vlines(scale_below(ax, drawn.unit, family), *ax.get_ylim(), color="0.85", linewidth=0.6, zorder=0.5)
    if stands_by_the_axis(drawn.unit):
        start, stop = within
        (unit,) = cut(wrapped(str(drawn.unit), SMALL, stop - start, family), 1, SMALL, stop - start, family)
        aside = min(0.0, stop - width(Line(unit, SMALL), family) - frame_of(ax)[0])
        write(ax, unit, (0, 0), (aside, -2 * SMALL * LEADING - 2), INK, family)


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
                ends, [y, y], color=colour, linewidth=wide, solid_capstyle="butt", zorder=2, label=f"_{percent(level)}%"
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


def _benchmark(
    ax: Axes, drawn: Caterpillar, text: str, below: float, family: str, within: tuple[float, float]
) -> None:
    """A broken line through all rows with a value, down to `below`, named above them within the two ends."""
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
    start, stop = within
    (text,) = cut(wrapped(text, SMALL, stop - start, family, bold=True), 1, SMALL, stop - start, family, bold=True)
    x, half = float(points_of(ax, [(drawn.benchmark, 0)])[0, 0]), width(Line(text, SMALL, bold=True), family) / 2
    middle = min(max(x, start + half), stop - half)
    write(
        ax, text, (drawn.benchmark, 1), (middle - x, 4), categorical()[2], family, coords=("data", "axes fraction"),
        ha="center", bold=True,
    )  # fmt: skip


def _named(rows: Sequence[Row], middles: Sequence[float], lines: Sequence[int], bars: float) -> list[int]:
    """Which rows there is room to name, at such heights: the highlighted first, then those without a value.

    What is written of these, in the axes, would hide the bars above, which reach down to `bars`.
    """
    chosen: list[int] = []
    for i in sorted(range(len(rows)), key=lambda i: (not rows[i].own, rows[i].known)):
        if not rows[i].known and middles[i] - lines[i] / 2 * SMALL < bars - 1:
            continue
        if all(abs(middles[i] - middles[j]) >= (lines[i] + lines[j]) / 2 * SMALL * CLOSE for j in chosen):
            chosen.append(i)
    return chosen


def _write_row(
    ax: Axes, lines: Sequence[str], at: tuple[float, float], aside: float, colour: str, family: str, *,
    bold: bool = False, plain: bool = False,
) -> None:  # fmt: skip
    """Lines about the middle of a row."""
    ground = {"facecolor": PAPER, "edgecolor": "none", "pad": 0.6} if plain else None
    for i, line in enumerate(lines):
        up = ((len(lines) - 1) / 2 - i) * SMALL * LEADING - 0.36 * SMALL
        write(
            ax, line, at, (aside, up), colour, family, coords=("axes fraction", "data"), bold=bold, zorder=5, bbox=ground
        )
