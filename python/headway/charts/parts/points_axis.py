"""Axes of points in time: figures on the left, points below, and what stands at the end named beside it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

from headway.charts.parts.axes import Entry, draw_key_row, key_rows
from headway.charts.parts.labels import Label, Line, evenly, frame_of, points_of, width
from headway.charts.parts.layout import (
    LEADING,
    SMALL,
    TALL,
    WIDE,
    Words,
    lay_out,
    named_ticks,
    says_unit,
    without_scales,
    write,
)
from headway.language.figures import stands_by_the_axis
from headway.language.palette import MUTED

if TYPE_CHECKING:
    from matplotlib.axes import Axes

RING = 10.0  # points across the mark of a value at the end, with the bar of a target that touches it
BESIDE, ASIDE, MOST_BESIDE = 92.0, 9.0, 0.7  # the last: of the width, the most that names of the end take
LOWER = 90.0  # points of height of axes whose end is seen closer below them


def lay_out_points(ax: Axes, family: str, *, own: bool, words: Words, unit: str | None,
                   limits: tuple[float, float], lines: int = 1, under: float = 0.0, key: Sequence[Entry] = (),
                   rows: Sequence[str] = ()) -> None:  # fmt: skip
    """The title, the `key` of the marks, the scale of the figures with its unit above it, and the note below names of
    so many lines, and below so many points `under` them; `rows` are what the lines below the first are called, left of
    them."""
    ax.set_ylim(*limits)
    ticks, names = named_ticks(*limits, unit)
    ax.set_yticks(ticks, names)
    left = max((width(Line(name, SMALL), family) for name in (*names, *rows)), default=0.0) + 8 + 4 * own
    named = unit is not None and stands_by_the_axis(unit) and not says_unit(ax, unit, own, words, family)
    over = (SMALL + 4.0) * named
    wide = WIDE - 8 if own else frame_of(ax)[2] - frame_of(ax)[0]
    keys = key_rows(key, wide, family)
    heights = [SMALL * LEADING + 4 * (i == 0) for i in range(len(keys))]
    kept = lay_out(ax, family, own=own, words=words, left=left, below=lines * SMALL * LEADING + 12 + under,
                   tall=LOWER if under else TALL, over=over, key=heights)  # fmt: skip
    over += sum(heights[:kept])
    for i, row in enumerate(keys[:kept]):
        draw_key_row(ax, row, 4 * own - left, over - (i + 1) * SMALL * LEADING + 6, family)
    ax.xaxis.labelpad = 6 + under
    ax.tick_params(axis="x", length=3)
    if named and unit is not None:
        write(ax, unit, (0, 1), (4 * own - left, 6), MUTED, family)
    for i, name in enumerate(rows, 1):
        write(ax, name, (0, 0), (-8, -4 - (i + 0.8) * SMALL * LEADING), MUTED, family, ha="right")


def nothing_to_draw(ax: Axes, family: str, *, own: bool, words: Words) -> None:
    """Title and note alone, without an axis that would promise figures."""
    lay_out(ax, family, own=own, words=words, left=4.0 * own, below=4.0, tall=SMALL)
    without_scales(ax, 4.0)


def room_beside(
    ax: Axes, labels: Sequence[Label], end: float, family: str, *, slots: bool = False, clear: float = 0.0
) -> float:  # fmt: skip
    """Make room to the right for the labels of what stands at the end, and for marks there that reach so far beyond it;
    where it begins. In `slots` points have as much room on both sides as between them, up to half of the axes each."""
    left, _, right, _ = frame_of(ax)
    wide = right - left
    # Where nothing is named at the end, half the name of the last point has room all the same.
    aside = min(max((label.width(family) for label in labels), default=6.0) + 10, MOST_BESIDE * wide)
    aside += max(0.0, clear - 2)
    if slots:
        point = min((wide - aside) / (end + 1), (wide - aside) / 2)
        ax.set_xlim(-0.5, -0.5 + wide / point)
        ax.spines["bottom"].set_bounds(-0.5, end + 0.5)
        ax.hlines(ax.get_yticks(), -0.5, end + 0.5, color="0.85", linewidth=0.6, zorder=0.5, clip_on=False)
        return left + point * (end + 1)
    # The points lie between half a target's width on both sides; a single one in the middle.
    span, first = max(end, 1.0), 0.0 if end >= 1 else -0.5
    point = (wide - aside - 2 * ASIDE) / span
    low, high = first - ASIDE / point, first + span + ASIDE / point
    ax.set_xlim(low, low + wide / point)
    ax.spines["bottom"].set_bounds(low, high)
    ax.hlines(ax.get_yticks(), low, high, color="0.85", linewidth=0.6, zorder=0.5, clip_on=False)
    return right - aside


class End(NamedTuple):
    """What stands at the end beside the value: its name, its heights, its colour, and how thick its bars are."""

    name: str
    heights: Sequence[float]
    colour: str
    thick: float = 3.0


def bars_at_the_end(ax: Axes, end: float, ends: Sequence[End], value: float | None) -> float:
    """Bars at the end, or right of the ring of the value there, or of one another, where one would hide the other: how
    many points they reach beyond their usual place. The scale of the figures is set."""
    from matplotlib.transforms import offset_copy

    root = ax.get_figure(root=True)
    assert root is not None
    taken = [(float(points_of(ax, [(0, math.nan if value is None else value)])[0, 1]), RING / 2 - 1)]
    furthest = ASIDE
    for each in ends:
        at = points_of(ax, [(0, height) for height in each.heights])[:, 1].tolist()
        near = [reach for height, reach in taken if any(abs(height - one) < RING for one in at)]
        aside, wide = (max(near) + 2 + ASIDE / 2, ASIDE) if near else (0.0, 2 * ASIDE)
        for height in each.heights:
            ax.plot([end], [height], transform=offset_copy(ax.transData, root, x=aside, units="points"),
                    color=each.colour, linestyle="none", marker="_", markersize=wide, markeredgewidth=each.thick,
                    zorder=4.5, label=each.name, clip_on=False)  # fmt: skip
        taken += [(height, aside + wide / 2) for height in at]
        furthest = max(furthest, aside + wide / 2) if at else furthest
    return furthest - ASIDE


def name_points(ax: Axes, places: Sequence[float], names: Sequence[str], family: str,
                years: tuple[str, str] | None = None) -> None:  # fmt: skip
    """As many names as there is room for: the last always, the others at even steps back from it. Below the first and
    the last of them stand their `years`, where these are given."""
    at = [float(points_of(ax, [(place, 0)])[0, 0]) for place in places]
    half = [width(Line(name, SMALL), family) / 2 for name in names]
    points, end = range(len(places)), len(places) - 1
    if places[-1] != int(places[-1]):  # the mean of the points, beside which the last may have no room for its name
        points, end = range(end), end - 1
        below_it = width(Line(years[1], SMALL), family) / 2 if years else 0.0
        while end and at[end] + max(half[end], below_it) + 3 > at[-1] - half[-1]:
            end -= 1
    chosen = evenly(at[: end + 1], half[: end + 1], end)
    below = dict(zip((chosen[0], chosen[-1]), years or (), strict=False))
    if years and at[chosen[-1]] - at[chosen[0]] < width(Line(years[0], SMALL), family) + 3:
        below = {chosen[-1]: years[1]}  # which alone has room for its year
    chosen = [*chosen, *range(len(points), len(places))]
    ax.set_xticks(list(places), [
        "" if i not in chosen else f"{name}\n{below.get(i, '')}" if years else name for i, name in enumerate(names)
    ])  # fmt: skip


def padded(found: npt.NDArray[np.float64]) -> tuple[float, float]:
    """A scale that holds the figures that are known, and a little more."""
    found = found[np.isfinite(found)]
    low, high = (float(found.min()), float(found.max())) if found.size else (0.0, 1.0)
    if high == low:
        low, high = (low, high + 5.0) if low == 0 else (low - abs(low) / 10, high + abs(high) / 10)
    room = (high - low) * 0.06
    return (low if low == 0 else low - room), high + room
