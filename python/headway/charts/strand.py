"""One series drawn small, in a box of axes of points: its values, what they are about, and what stands out."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import numpy.typing as npt

from headway.charts.control_chart import TYPES, WITHIN, ControlPicture, colour_of
from headway.charts.run_chart import RunPicture
from headway.language.palette import INK, MUTED, categorical

if TYPE_CHECKING:
    from matplotlib.axes import Axes

BEYOND = 3.0  # points that the mark of the latest value reaches over its place
Floats = npt.NDArray[np.float64]


class Strand(NamedTuple):
    """What is drawn of a series; NaN where there is none."""

    value: Floats
    centre: Floats
    lower: Floats
    upper: Floats
    target: Floats
    point_type: Sequence[str]

    @property
    def limits(self) -> tuple[float, float]:
        """The least and the greatest figure that has a height."""
        return _ends(self[:5]) or (0.0, 1.0)

    @property
    def near(self) -> tuple[float, float]:
        """The same, but for a target so far off that it would press all else flat."""
        all_, low_high = self.limits, _ends(self[:4])
        if low_high is None:
            return all_
        room = 0.6 * (low_high[1] - low_high[0])
        return all_ if all_[0] >= low_high[0] - room and all_[1] <= low_high[1] + room else low_high


def _ends(values: Sequence[Floats]) -> tuple[float, float] | None:
    found = np.concatenate(values)
    found = found[np.isfinite(found)]
    return (float(found.min()), float(found.max())) if found.size else None


class Box(NamedTuple):
    """Where a strand is drawn: in points, from the upper left corner of its axes."""

    left: float
    top: float
    right: float
    foot: float


def strand_of(picture: ControlPicture | RunPicture) -> Strand:
    """What is drawn of a chart."""
    if isinstance(picture, ControlPicture):
        return Strand(picture.value, picture.mean, picture.lower, picture.upper, picture.target, picture.point_type)
    none = np.full(len(picture.value), math.nan)
    kinds = ["common"] * len(picture.value)
    return Strand(picture.value, np.full(len(picture.value), picture.median), none, none, none, kinds)


def height_of(value: float, box: Box, limits: tuple[float, float]) -> float:
    """Where a value stands in a box with such a scale."""
    low, high = limits if limits[0] < limits[1] else (limits[0] - 1, limits[1] + 1)
    return box.foot - (value - low) / (high - low) * (box.foot - box.top)


def draw_strand(ax: Axes, strand: Strand, box: Box, limits: tuple[float, float]) -> None:
    """Draw a series in a box whose height is that of a scale."""
    n = len(strand.value)
    box = box._replace(right=box.right - BEYOND)
    step = (box.right - box.left) / max(1, n)
    edges = box.left + np.repeat(np.arange(n, dtype=float), 2) * step + np.tile([0.0, step], n)
    middles = box.left + (np.arange(n) + 0.5) * step

    def heights(values: Floats) -> Any:
        return np.array([height_of(value, box, limits) for value in values.tolist()])

    lower, upper = np.repeat(heights(strand.lower), 2), np.repeat(heights(strand.upper), 2)
    inside = [np.where((end >= box.top) & (end <= box.foot), end, np.nan) for end in (lower, upper)]
    lower, upper = (np.clip(end, box.top, box.foot) for end in (lower, upper))
    if np.isfinite(lower + upper).any():
        ax.fill_between(edges, lower, upper, where=np.isfinite(lower + upper), color=WITHIN, linewidth=0, zorder=0.3,
                        label="_within")  # fmt: skip
    for end in inside:
        ax.plot(edges, end, color=MUTED, linewidth=0.7, linestyle=(0, (4, 2)), zorder=1.5, label="_limit")
    ax.plot(edges, np.repeat(heights(strand.centre), 2), color=INK, linewidth=0.9, zorder=2, label="_centre")
    within = np.where((strand.target >= limits[0]) & (strand.target <= limits[1]), strand.target, np.nan)
    ax.plot(edges, np.repeat(heights(within), 2), color=categorical()[2], linewidth=1.4, zorder=2.2,
            linestyle=(0, (1, 1.3)), label="_target")  # fmt: skip
    for beyond, to, edge in ((strand.target > limits[1], 1, box.top), (strand.target < limits[0], -1, box.foot)):
        if beyond[-1:].any():  # an arrow out of the box
            ax.annotate("", (box.left - 4, edge - 4 * to), xytext=(box.left - 4, edge + 8 * to), zorder=4,
                        arrowprops={"arrowstyle": "->", "color": categorical()[2], "linewidth": 1.4, "shrinkA": 0,
                                    "shrinkB": 0}, annotation_clip=False)  # fmt: skip
    drawn = heights(strand.value)
    ax.plot(middles, drawn, color=MUTED, linewidth=1.0, zorder=3, label="_value")
    known = np.flatnonzero(np.isfinite(strand.value)).tolist()
    for i in known:
        kind = strand.point_type[i]
        begins = kind != "common" and not (i - 1 in known and strand.point_type[i - 1] == kind)
        if i == known[-1] or begins:
            ax.plot([middles[i]], [drawn[i]], marker=TYPES[kind][0], color=colour_of(kind), linestyle="none", zorder=4,
                    markersize=5.5 if i == known[-1] and kind != "common" else 4.5, markeredgecolor=INK,
                    markeredgewidth=0.6, label=f"_{kind}", clip_on=False)  # fmt: skip
