"""The chart of actions in their windows, in the style of the UK government's charts.

Every action is a bar from the first month of its window to the last, on one axis that each theme repeats. How it
stands is a shape and words, never a colour alone. A window without an end fades and goes on as an arrow; an action
whose window is over is carried on, dotted, to the date.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from headway.charts.parts.labels import Line, width, wrapped
from headway.charts.parts.layout import LARGE, SMALL, SVG_FONTS, USUAL, WIDE, house_style, own_figure
from headway.charts.parts.svg import inline_svg
from headway.language.palette import INK, MUTED, RATING_COLOURS
from headway.optional import report_extra
from headway.plan.timeline import Bar, Timeline

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

At: TypeAlias = Callable[[float], float]  # a month of the axis to its place
Write: TypeAlias = Callable[..., None]

# One unit is one pixel on a phone of 360, as in every chart; a wide drawing has room for names beside the bars.
NAMES, WIDE_BARS, EDGE = 300.0, 420.0, 8.0
LEADING, THICK, GAP = 1.25, 9.0, 12.0
TRACK = "#d8dadb"
# Of each state: marker, the colour of its edge, and of its fill.
MARKERS = {
    "complete": ("D", RATING_COLOURS["blue"], RATING_COLOURS["blue"]),
    "over_running": ("^", RATING_COLOURS["amber"], RATING_COLOURS["amber"]),
    "overdue": ("s", RATING_COLOURS["red"], RATING_COLOURS["red"]),
    "in_window": ("o", MUTED, "#c6cbce"),
    "before_window": ("o", MUTED, "white"),
    "no_window": ("x", MUTED, MUTED),
}


def plot(timeline: Timeline, *, wide: bool) -> Axes:
    """See `Timeline.plot`."""
    own = own_figure()
    with house_style() as family:
        return _draw(own, timeline, family, wide)


def picture_of(timeline: Timeline, title: str, *, wide: bool) -> str:
    """See `Timeline.svg`."""
    with report_extra():
        from matplotlib.figure import Figure
    with house_style("DejaVu Sans") as family, warnings.catch_warnings():
        # A reader's font may have the letter that the one measured with lacks.
        warnings.filterwarnings("ignore", message="Glyph .* missing", category=UserWarning)
        picture = Figure()
        _draw(picture, timeline, family, wide)
        return inline_svg(
            picture, title=title, description=timeline.describe(), fonts=SVG_FONTS, widest="62rem" if wide else "30rem"
        )


class _Row:
    """One action as lines of text, and the height that they need."""

    def __init__(self, bar: Bar, family: str, names: float, bars: float, *, wide: bool) -> None:
        self.bar, self.wide = bar, wide
        room = names if wide else bars
        self.names = [Line(text, USUAL, bold=True) for text in wrapped(bar.action, USUAL, room, family, bold=True)]
        self.names += [Line(text, SMALL) for text in wrapped(bar.lead, SMALL, room, family)]
        words = bar.stands[:1].upper() + bar.stands[1:]
        self.stands = [Line(text, SMALL) for text in wrapped(words, SMALL, bars - 14, family)]

    @property
    def height(self) -> float:
        names, stands = (sum(line.size * LEADING for line in lines) for lines in (self.names, self.stands))
        return max(names, THICK + 4 + stands) if self.wide else names + stands + THICK + 4


def _draw(figure: Figure, timeline: Timeline, family: str, wide: bool) -> Axes:
    """All rows below one another, in points from the upper left corner."""
    whole = EDGE + NAMES + EDGE + WIDE_BARS + EDGE if wide else WIDE
    left = 2 * EDGE + NAMES if wide else EDGE
    bars = whole - left - EDGE
    themes = {
        theme: [_Row(bar, family, NAMES, bars, wide=wide) for bar in rows] for theme, rows in timeline.themes.items()
    }
    headings = {theme: wrapped(theme, LARGE, NAMES if wide else bars, family, bold=True) for theme in themes}
    scale = SMALL * LEADING + 6
    above = SMALL * LEADING + 8

    def head(theme: str) -> float:
        heading = len(headings[theme]) * LARGE * LEADING
        return max(heading, scale) if wide else heading + scale

    height = above + sum(head(theme) + 6 + sum(row.height + GAP for row in rows) for theme, rows in themes.items()) + 4
    figure.set_size_inches(whole / 72, height / 72)
    ax = figure.add_axes((0, 0, 1, 1))
    ax.set_xlim(0, whole)
    ax.set_ylim(height, 0)
    ax.set_axis_off()
    ax.patch.set_visible(False)

    def write(line: Line, x: float, top: float, colour: str = INK, ha: str = "left") -> None:
        ax.text(x, top + line.size, line.text, size=line.size, weight="bold" if line.bold else "normal", color=colour,
                family=[family], ha=ha, va="baseline", parse_math=False)  # fmt: skip

    def at(month: float) -> float:
        return left + month / timeline.months * bars

    now = Line(timeline.when, SMALL, bold=True)
    half = width(now, family) / 2
    write(now, min(max(at(timeline.now), left + half), whole - EDGE - half), 2, ha="center")
    y = above
    for theme, rows in themes.items():
        for i, text in enumerate(headings[theme]):
            write(Line(text, LARGE, bold=True), EDGE, y + i * LARGE * LEADING)
        top = y + head(theme)
        _months(ax, timeline, family, at, top)
        ax.plot([EDGE, whole - EDGE], [y - 4, y - 4], color=INK, linewidth=0.8, label="_rule")
        y = top + 6
        for row in rows:
            _row(ax, row, write, at, left, y, timeline, family)
            y += row.height + GAP
    return ax


def _months(ax: Axes, timeline: Timeline, family: str, at: At, bottom: float) -> None:
    """The axis of a theme: names of months, every one or as many as there is room for, and the date."""
    room = at(1) - at(0)
    widest = width(Line("May 25", SMALL), family) + 4
    step = next((n for n in (1, 2, 3, 6, 12) if n * room >= widest), 24)
    for month in range(0, timeline.months, step):
        period = timeline.first.shifted(month)
        new_year = month == 0 or period.start.year != timeline.first.shifted(month - step).start.year
        name = f"{period.start:%b}" + (f" {period.start:%y}" if new_year else "")
        ax.text(at(month) + 1, bottom - 4, name, size=SMALL, color=MUTED, family=[family], ha="left", va="baseline",
                parse_math=False)  # fmt: skip
    for month in range(timeline.months + 1):
        ax.plot([at(month)] * 2, [bottom - 2, bottom + 1], color=MUTED, linewidth=0.6, label="_tick")
    ax.plot([at(timeline.now)], [bottom - 1], marker="v", markersize=5, color=INK, linestyle="none", label="_date")


def _row(
    ax: Axes, row: _Row, write: Write, at: At, left: float, y: float, timeline: Timeline, family: str
) -> None:
    """One action: its names, its bar, and how it stands."""
    bar, top = row.bar, y
    for line in row.names:
        write(line, EDGE, y, INK if line.bold else MUTED)
        y += line.size * LEADING
    if row.wide:
        y = top + THICK + 4
    marker, edge, fill = MARKERS[bar.state]
    words = max(width(line, family) for line in row.stands)
    if row.wide and bar.span is not None:  # below its window, where there is room
        left = max(left, min(at(bar.span[0]), at(timeline.months) - words - 14))
    ax.plot([left + 5], [y + SMALL * 0.66], marker=marker, markersize=6, color=edge, linestyle="none",
            markerfacecolor=fill, markeredgewidth=1.4, label=bar.state)  # fmt: skip
    for line in row.stands:
        write(line, left + 14, y)
        y += line.size * LEADING
    _bar(ax, bar, at, (top if row.wide else y + 2) + THICK / 2, edge, fill, timeline)


def _bar(ax: Axes, bar: Bar, at: At, middle: float, edge: str, fill: str, timeline: Timeline) -> None:
    """A window on its track, and the date."""
    ax.plot([at(0), at(timeline.months)], [middle, middle], color=TRACK, linewidth=1, zorder=1, label="_track")
    ax.plot([at(timeline.now)] * 2, [middle - THICK * 0.75, middle + THICK * 0.75], color=INK, linewidth=1.4, zorder=4,
            label="_now")  # fmt: skip
    if bar.span is None:
        return
    start, end, goes_on = bar.span
    solid = end - 1 if goes_on else end
    ax.fill_between([at(start), at(solid)], middle - THICK / 2, middle + THICK / 2, facecolor=fill,
                    edgecolor=edge, linewidth=1.2, zorder=2, label="window")  # fmt: skip
    if goes_on:
        for i in range(6):
            ax.fill_between([at(solid + i / 8), at(solid + (i + 1) / 8)], middle - THICK / 2, middle + THICK / 2,
                            facecolor=edge, alpha=0.6 - i * 0.09, linewidth=0, zorder=2, label="_fade")  # fmt: skip
        ax.plot([at(end) - 3], [middle], marker=">", markersize=6, color=edge, linestyle="none", zorder=3, label="_open")
    if bar.months_over:
        ax.plot([at(end), at(timeline.now)], [middle, middle], color=edge, linewidth=2.4, linestyle=(0, (1, 1)), zorder=3,
                label="over")  # fmt: skip
