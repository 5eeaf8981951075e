"""The end of a chart seen closer: what stands there in a row each, on a scale that holds nothing else.

Where a year is a sum, what it may come to, its target and the year before lie within a hair of one another at the end
of a line that begins at 0. Below the axes they stand a row each, named with their figures, on a scale of their own that
is headed so.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple, cast

from headway.charts.parts.labels import Line, cut, evenly, frame_of, width, wrapped
from headway.charts.parts.layout import LEADING, SMALL, named_ticks, write
from headway.language.figures import stands_by_the_axis
from headway.language.palette import INK, MUTED, PAPER, shades

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.transforms import Affine2DBase, Transform

ROW, THICK, TICKS, APART, SAMPLE = 18.0, 11.0, 5, 8.0, 8.0
SHARE = 0.5  # of the width that names and figures take, at most
TALL_ENOUGH = 300.0  # points of height of axes given that have the room


class Reading(NamedTuple):
    """One row: its name, its figure as it is printed, and where it stands; two places are the bounds of a range.

    `marker` is that of the axes above. `bands` are from where to where it may lie, the widest first, with as likely as
    `levels` say.
    """

    name: str
    said: str
    at: Sequence[float]
    colour: str
    marker: str
    bands: Sequence[tuple[float, float]] = ()
    levels: Sequence[str] = ()


class Closeup(NamedTuple):
    """What is seen closer: what it is, its rows, the unit of the scale, and where a line goes through all rows."""

    heading: str
    rows: Sequence[Reading]
    unit: str | None
    guides: Sequence[float] = ()

    @property
    def limits(self) -> tuple[float, float]:
        """All that stands on the scale, and a little more."""
        found = [*self.guides, *(end for row in self.rows for end in row.at)]
        found += [end for row in self.rows for band in row.bands for end in band]
        found = [end for end in found if math.isfinite(end)]
        low, high = min(found), max(found)
        room = (high - low) * 0.08 or abs(high) * 0.1 or 1.0
        return low - room, high + room

    @property
    def levels(self) -> Sequence[str]:
        return next((row.levels for row in self.rows if row.bands), ())

    def heading_in(self, wide: float, family: str) -> list[str]:
        return wrapped(self.heading, SMALL, wide, family, bold=True)

    def height(self, wide: float, family: str) -> float:
        """Points that it takes, in so much width."""
        lines = len(self.heading_in(wide, family)) + bool(self.levels) + 1
        return lines * SMALL * LEADING + len(self.rows) * ROW + 14


def draw_closeup(ax: Axes, closeup: Closeup, family: str, within: tuple[float, float], top: float) -> None:
    """Draw it so many points below the foot of the axes, between two edges in points of the figure."""
    from matplotlib.transforms import Affine2D, ScaledTranslation

    root = ax.get_figure(root=True)
    assert root is not None
    start, stop = within
    wide, aside = stop - start, start - frame_of(ax)[0]
    for line in closeup.heading_in(wide, family):
        write(ax, line, (0, 0), (aside, -top - SMALL), INK, family, bold=True)
        top += SMALL * LEADING
    if closeup.levels:
        _key(ax, closeup.levels, family, aside, top)
        top += SMALL * LEADING
    top += 4
    names, figures, left = _columns(closeup, SHARE * wide, family)
    low, high = closeup.limits
    ticks, texts = named_ticks(low, high, closeup.unit, TICKS)
    half = [width(Line(text, SMALL), family) / 2 for text in texts]
    per = (wide - left - max(half, default=0.0)) / (high - low)
    # From the scale and points down to points of the axes' lower left corner, wherever that is moved to.
    inches = Affine2D().translate(-low, 0).scale(per, -1).translate(aside + left, -top).scale(1 / 72)
    place = inches + root.dpi_scale_trans + ScaledTranslation(0, 0, cast("Affine2DBase", ax.transAxes))
    foot = len(closeup.rows) * ROW + 2
    at = [left + (tick - low) * per for tick in ticks]
    written = evenly(at, half, len(at) - 1) if at else []
    for i, tick in enumerate(ticks):
        _upright(ax, tick, foot, place, "0.85", 0.6, 0.5)
        if i in written:
            write(ax, texts[i], (0, 0), (aside + at[i], -top - foot - SMALL - 1), INK, family, ha="center")
    if closeup.unit and stands_by_the_axis(closeup.unit):  # beside its scale, as far as there is room
        room = left - APART + min((at[i] - half[i] - left for i in written), default=0.0)
        for line in cut(wrapped(closeup.unit, SMALL, room, family), 1, SMALL, room, family):
            write(ax, line, (0, 0), (aside, -top - foot - SMALL - 1), MUTED, family)
    ax.plot([low, high], [foot, foot], transform=place, color="0.6", linewidth=0.8, clip_on=False, label="_grid")
    for guide in closeup.guides:
        _upright(ax, guide, foot, place, closeup.rows[-1].colour, 1.2, 2)
    for i, row in enumerate(closeup.rows):
        middle = (i + 0.5) * ROW
        for text, x, bold in ((names[i], 0.0, False), (figures[i], left - APART, True)):
            write(ax, text, (0, 0), (aside + x, -top - middle - 0.36 * SMALL), row.colour, family, bold=bold,
                  ha="right" if bold else "left")  # fmt: skip
        for k, (first, last) in enumerate(row.bands):
            ax.fill_between([first, last], [middle - THICK / 2] * 2, [middle + THICK / 2] * 2, transform=place,
                            facecolor=fill_of(k, len(row.bands)), edgecolor=shades()[2], linewidth=0.8,
                            zorder=2.5 + 0.1 * k, clip_on=False, label="_closeup")  # fmt: skip
        known = [end for end in row.at if math.isfinite(end)]
        ax.plot(known, [middle] * len(known), transform=place, color=row.colour, marker=row.marker, linestyle="none",
                markersize=13 if row.marker == "|" else 8, markeredgewidth=3 if row.marker == "|" else 1.8,
                markerfacecolor=PAPER if row.marker == "o" else row.colour, zorder=4, clip_on=False,
                label=f"_closeup {row.name}")  # fmt: skip


def _key(ax: Axes, levels: Sequence[str], family: str, aside: float, top: float) -> None:
    """What the shades of a row are, the darkest first, so many points below the foot of the axes."""
    from matplotlib.transforms import offset_copy

    root = ax.get_figure(root=True)
    assert root is not None
    write(ax, "Likely:", (0, 0), (aside, -top - SMALL), MUTED, family)
    at = aside + width(Line("Likely:", SMALL), family) + 8
    for i in range(len(levels) - 1, -1, -1):
        place = offset_copy(ax.transAxes, root, x=at + SAMPLE / 2, y=-top - 0.64 * SMALL, units="points")
        ax.plot([0], [0], transform=place, marker="s", markersize=SAMPLE, color=fill_of(i, len(levels)),
                markeredgecolor=shades()[2], markeredgewidth=0.8, clip_on=False, label="_sample")  # fmt: skip
        write(ax, levels[i], (0, 0), (at + SAMPLE + 4, -top - SMALL), INK, family)
        at += SAMPLE + width(Line(levels[i], SMALL), family) + 14


def fill_of(place: int, count: int) -> str:
    """The fill of a band, the widest first and palest."""
    return shades()[2:][min(count - 1 - place, 2)]


def _columns(closeup: Closeup, room: float, family: str) -> tuple[list[str], list[str], float]:
    """Names and figures, cut to the room, and how wide both are with what is between them."""
    figures = [cut(wrapped(row.said, SMALL, room, family, bold=True), 1, SMALL, room, family, bold=True)[0]
               for row in closeup.rows]  # fmt: skip
    said = max(width(Line(text, SMALL, bold=True), family) for text in figures) + APART
    rest = max(room - said, 40.0)
    names = [cut(wrapped(row.name, SMALL, rest, family), 1, SMALL, rest, family)[0] for row in closeup.rows]
    return names, figures, max(width(Line(name, SMALL), family) for name in names) + said + APART


def _upright(ax: Axes, at: float, foot: float, place: Transform, colour: str, wide: float, zorder: float) -> None:
    ax.plot([at, at], [0, foot], transform=place, color=colour, linewidth=wide, zorder=zorder, clip_on=False,
            label="_grid" if zorder < 1 else "_guide")  # fmt: skip
