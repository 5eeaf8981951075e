"""The chart of a projected year, and of past ones, in the style of the UK government's charts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from headway.charts.parts.labels import Label, Line, beside, column, evenly, frame_of, points_of, width, wrapped
from headway.charts.parts.layout import LARGE, LEADING, SMALL, TALL, USUAL, WIDE, picture
from headway.charts.trajectory_words import (
    bounds_in_words,
    describe_year,
    figures_of,
    figures_of_backtest,
    note_below,
    note_below_backtest,
    on_the_axis,
    place_in_year,
    year_label,
)
from headway.language.figures import ends_in_words, figure, stands_by_the_axis
from headway.language.palette import INK, MUTED, categorical, shades
from headway.language.sentences import plain_line
from headway.outlook.backtest import Backtest
from headway.outlook.projection import Projection
from headway.vocabulary import Accrual, Frequency, Status

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from headway.charts.trajectory import Trajectory

ROOM_FOR_A_TITLE, BESIDE, ASIDE = 34.0, 92.0, 9.0


def name_axis(ax: Axes, unit: str | None) -> None:
    if unit is not None and stands_by_the_axis(unit):
        ax.set_ylabel(plain_line(unit), parse_math=False)


def picture_of(p: Projection, drawn: Trajectory, title: str, unit: str | None) -> str:
    """See `headway.trajectory.svg`."""

    def in_axes(ax: Axes, family: str) -> None:
        height_of_line = LARGE * LEADING
        lines = wrapped(title, LARGE, WIDE - 8, family)
        draw(ax, p, drawn, unit, family, len(lines) * height_of_line + (26 if stands_by_the_axis(unit) else 16))
        texts = [Line(line, LARGE, bold=True) for line in lines]
        if unit is not None and stands_by_the_axis(unit):
            texts.append(Line(unit, SMALL))
        root = ax.get_figure(root=True)
        assert root is not None
        for i, line in enumerate(texts):
            top = 1 - (3 + LARGE + i * height_of_line) / (root.get_figheight() * 72)
            root.text(
                4 / WIDE, top, line.text, size=line.size, weight="bold" if line.bold else "normal", color=INK,
                family=[family], parse_math=False,
            )  # fmt: skip

    return picture(in_axes, title=title, description=describe_year(p, drawn, unit))


def draw(ax: Axes, p: Projection, drawn: Trajectory, unit: str | None, family: str, above: float | None) -> None:
    """A year in axes. With room above, the figure is our own, and is sized."""
    blue, shade, pink = _colours()
    n = len(drawn.periods)
    places = np.arange(n)
    mean = p.series.accrual == Accrual.average
    shown = figures_of(p, drawn, unit)
    value = p.value if p.value is not None and p.status != Status.complete else None
    of_year = p.value if mean and p.status == Status.complete else value
    at = place_in_year(p, drawn) - 1

    ax.plot(places, drawn.actual, color=blue, linewidth=2.2, marker="o", markersize=4.5, zorder=4, label="Actual",
            clip_on=False)  # fmt: skip
    if np.isfinite(drawn.last_year).all():
        ax.plot(places, drawn.last_year, color=MUTED, linewidth=0.9, alpha=0.75, zorder=2, label=_last_year(p),
                clip_on=False)  # fmt: skip
    wedges = _shade(ax, p, drawn, at, shade)
    if value is not None:
        ax.plot(places, drawn.expected, color=blue, linewidth=1.6, linestyle=(0, (4, 2.5)), zorder=3,
                label="Projection", clip_on=False)  # fmt: skip
    if of_year is not None:
        ax.plot([drawn.end], [of_year], color=blue, marker="o", markersize=7, markerfacecolor="white",
                markeredgewidth=1.8, linestyle="none", zorder=5, clip_on=False,
                label="Projected year" if value is not None else "Year")  # fmt: skip
    for bound in drawn.profile.T:
        if (asked := np.isfinite(bound)).any():
            ax.plot(places[asked], bound[asked], color=pink, linewidth=1.2, linestyle=":", zorder=2.8,
                    label="Way to target", clip_on=False)  # fmt: skip
    bounds = [] if drawn.target is None else [b for b in dict.fromkeys(drawn.target) if np.isfinite(b)]
    for bound in bounds:
        ax.plot([drawn.end], [bound], color=pink, linestyle="none", marker="_", markersize=2 * ASIDE, markeredgewidth=3,
                zorder=4.5, label="Target", clip_on=False)  # fmt: skip

    names = [on_the_axis(period, p.series.frequency) for period in drawn.periods]
    if p.series.frequency == Frequency.month:
        years = [drawn.periods[0].start.year, *[""] * (n - 2), drawn.periods[-1].end.year]
        names = [f"{name}\n{year}" for name, year in zip(names, years, strict=True)]  # all begin at the same height
    _frame(ax, _limits(p, drawn, of_year), note_below(p, drawn, unit), unit, family, above)

    # What stands at the end of the year is named beside it, what stands within it where there is room.
    labels = []
    if value is not None:
        lines = [Line("Projected", SMALL), Line(shown(value), LARGE, bold=True)]
        if p.lower is not None or p.upper is not None:
            ends = wrapped(ends_in_words(p.lower, p.upper, shown), SMALL, BESIDE, family)
            lines += [Line(line, SMALL) for line in [f"{p.level:.0%} likely:", *ends]]
        labels.append(Label(lines, (drawn.end, value), blue))
    elif p.status == Status.complete and p.value is not None:
        year = "The year" if p.year is None else year_label(p.year)
        labels.append(Label([Line(year, SMALL), Line(shown(p.value), LARGE, bold=True)], (drawn.end, p.value), blue))
    if bounds and drawn.target is not None:
        wanted = bounds[0] if drawn.target[0] == drawn.target[1] else drawn.target
        figures = wrapped(bounds_in_words(wanted, shown), USUAL, BESIDE, family)
        lines = [Line("Target", SMALL), *(Line(words, USUAL, bold=True) for words in figures)]
        labels.append(Label(lines, (drawn.end, sum(bounds) / len(bounds)), pink))
    if np.isfinite(drawn.last_year).all():
        words = f"{_last_year(p)}: {shown(drawn.last_year[-1])}" if not mean else _last_year(p)
        lines = [Line(text, SMALL) for text in wrapped(words, SMALL, BESIDE, family)]
        labels.append(Label(lines, (n - 1, float(drawn.last_year[-1])), MUTED))
    right = _scale(ax, labels, drawn.end, family)
    _name_points(ax, [*places.tolist(), drawn.end][: n + mean], [*names, "Year\n"][: n + mean], drawn.end, family)

    within = []
    if at >= 0 and p.status != Status.complete:
        by = "by" if p.series.accrual in (Accrual.flow, Accrual.cumulative) and not drawn.amounts else "in"
        reached = float(drawn.actual[at])
        text = f"{shown(reached)} {by} {on_the_axis(drawn.periods[at], p.series.frequency)}"
        within.append(Label([Line(text, USUAL, bold=True)], (at, reached), blue))
        asked = drawn.profile[at]
        if np.isfinite(asked).any() and not (len(asked) == 1 and drawn.target and asked[0] == drawn.target[0]):
            text = bounds_in_words((asked[0], asked[1]) if len(asked) > 1 else float(asked[0]), shown)
            line = Line(f"Target {by} {on_the_axis(drawn.periods[at], p.series.frequency)}: {text}", SMALL)
            within.append(Label([line], (at, float(np.nanmean(asked))), pink))
    heights = (drawn.actual, drawn.expected, drawn.last_year, *drawn.profile.T)
    lines_drawn = [np.column_stack([places, y]) for y in heights]
    beside(ax, within, family, lines=lines_drawn, shading=wedges[:1], right=right)
    column(ax, labels, right + 6, family)


def draw_backtest(
    ax: Axes, backtest: Backtest, drawn: Trajectory, unit: str | None, family: str, above: float | None
) -> None:
    """Past years in axes, as `draw`."""
    from matplotlib.transforms import offset_copy

    blue, shade, _ = _colours()
    shown = figures_of_backtest(backtest, unit)
    n = len(backtest.replays)
    places = np.arange(n, dtype=float)
    columns = [np.array([np.nan if r[i] is None else r[i] for r in backtest.replays], float) for i in (2, 3, 4, 5)]
    projected, lower, upper, actual = columns
    root = ax.get_figure(root=True)
    assert root is not None
    before, after = (offset_copy(ax.transData, root, x=aside, units="points") for aside in (-6, 6))
    for place, value, below, over in zip(places, projected, lower, upper, strict=True):
        if np.isfinite([below, over]).any():
            ends = [value if np.isnan(x) else x for x in (below, over)]
            ax.plot([place, place], ends, color=shade, linewidth=7, alpha=0.45, solid_capstyle="butt", zorder=2,
                    label="_interval", clip_on=False, transform=before)  # fmt: skip
    ax.plot(places, projected, color=blue, linestyle="none", marker="o", markersize=7, markerfacecolor="white",
            markeredgewidth=1.8, zorder=3, label="Projected", clip_on=False, transform=before)  # fmt: skip
    ax.plot(places, actual, color=INK, linestyle="none", marker="D", markersize=5.5, zorder=4, label="Actual",
            clip_on=False, transform=after)  # fmt: skip
    found = np.concatenate(columns)
    _frame(ax, _padded(found[np.isfinite(found)]), note_below_backtest(backtest, drawn, unit), unit, family, above)
    labels = []
    if n:
        for name, value, colour in (("Projected", projected[-1], blue), ("In the end", actual[-1], INK)):
            lines = [Line(name, SMALL), Line(shown(float(value)), USUAL, bold=True)]
            labels.append(Label(lines, (n - 1, float(value)), colour))
    right = _scale(ax, labels, max(n - 1, 0), family)
    if n:
        _name_points(ax, places.tolist(), [year_label(replay[0]) for replay in backtest.replays], n - 1, family)
    else:
        ax.set_xticks([])
    column(ax, labels, right + 6, family)


def _colours() -> tuple[str, str, str]:
    """For the series, the shading and the target, which lightness and shape tell apart as well."""
    return categorical()[0], shades()[2], categorical()[2]


def _last_year(p: Projection) -> str:
    return "" if p.year is None else year_label(p.year.shifted(-12))


def _shade(ax: Axes, p: Projection, drawn: Trajectory, at: int, colour: str) -> list[npt.NDArray[np.float64]]:
    """The intervals: straight from the last point to the year's end, or, of a mean, beside it."""
    shapes = []
    for level, lower, upper in drawn.fan:
        assert p.value is not None
        lower, upper = (p.value if np.isnan(end) else end for end in (lower, upper))
        if p.series.accrual == Accrual.average:
            left, right = drawn.end - 0.3, drawn.end + 0.3
            corners = [(left, lower), (right, lower), (right, upper), (left, upper)]
        else:
            corners = [(at, float(drawn.actual[at])), (drawn.end, lower), (drawn.end, upper)]
        ax.fill(*zip(*corners, strict=True), facecolor=colour, alpha=0.22, linewidth=0, zorder=1.5,
                label=f"{level:.0%}", clip_on=False)  # fmt: skip
        shapes.append(np.array(corners, float))
    return shapes


def _limits(p: Projection, drawn: Trajectory, value: float | None) -> tuple[float, float]:
    """From 0 for a total; for levels, from where the figures are. A little more than all that is drawn."""
    ends = [end for _, *interval in drawn.fan for end in interval]
    others = [*ends, *(drawn.target or ()), np.nan if value is None else value]
    found = np.concatenate([drawn.actual, drawn.expected, drawn.last_year, drawn.profile.ravel(), others])
    found = found[np.isfinite(found)]
    if p.series.accrual in (Accrual.flow, Accrual.cumulative):
        found = np.append(found, 0.0)
    return _padded(found)


def _padded(found: npt.NDArray[np.float64]) -> tuple[float, float]:
    low, high = (float(found.min()), float(found.max())) if found.size else (0.0, 1.0)
    if high == low:
        low, high = (low, high + 5.0) if low == 0 else (low - abs(low) / 10, high + abs(high) / 10)
    room = (high - low) * 0.06
    return (low if low == 0 else low - room), high + room


def _frame(
    ax: Axes, limits: tuple[float, float], note: str, unit: str | None, family: str, above: float | None
) -> None:
    """The scale of the figures, and the note, for which room is made below the axes."""
    from matplotlib.ticker import MaxNLocator

    low, high = limits
    ax.set_ylim(low, high)
    ticks = MaxNLocator(5, integer=high - low >= 5).tick_values(low, high)
    ticks = [float(tick) for tick in ticks if low <= tick <= high]
    size = max(map(abs, ticks), default=0.0)
    places = next((k for k in range(12) if all(abs(tick - round(tick, k)) <= 1e-9 * size for tick in ticks)), 2)
    names = [figure(tick, places=places, unit=unit) for tick in ticks]
    ax.set_yticks(ticks, names)
    ax.tick_params(labelsize=SMALL, labelcolor=INK, labelfontfamily=family, length=0, pad=3)
    ax.tick_params(axis="x", length=3)
    ax.yaxis.label.set(size=SMALL, color=INK, family=[family])
    ax.grid(visible=False)
    ax.patch.set_visible(False)
    for side in ("left", "right", "top"):
        ax.spines[side].set_visible(False)
    ax.spines["bottom"].set_color("0.6")

    beside_them = max((width(Line(name, SMALL), family) for name in names), default=0.0) + 8
    figure_ = ax.get_figure(root=True)
    assert figure_ is not None
    ax.xaxis.label.set(size=SMALL, color=MUTED, family=[family], linespacing=1.25, parse_math=False)
    below_it = 2 * SMALL * 1.25 + 12  # the names of the points, two lines of them
    if above is not None:
        left = beside_them + (16 if above == ROOM_FOR_A_TITLE else 0)  # a caller may name the axis
        lines = wrapped(note, SMALL, WIDE - left - 6, family)
        below_it += len(lines) * SMALL * 1.25 + 6
        height = above + TALL + below_it
        figure_.set_size_inches(WIDE / 72, height / 72)
        figure_.subplots_adjust(left=left / WIDE, right=1 - 6 / WIDE, top=1 - above / height, bottom=below_it / height)
        ax.set_xlabel("\n".join(lines), loc="left", labelpad=6)
        return
    left, bottom, right, top = frame_of(ax)
    lines = wrapped(note, SMALL, right - left, family)
    ax.set_xlabel("\n".join(lines), loc="left", labelpad=6)
    if figure_.get_layout_engine() is not None:
        figure_.draw_without_rendering()
        return
    wide, tall = figure_.get_size_inches() * 72
    shift = max(0.0, beside_them - left)
    raised = max(0.0, min(len(lines) * SMALL * 1.25, (top - bottom) / 2))
    ax.set_position(((left + shift) / wide, (bottom + raised) / tall, (right - left - shift) / wide,
                     (top - bottom - raised) / tall))  # fmt: skip


def _scale(ax: Axes, labels: Sequence[Label], end: float, family: str) -> float:
    """Room to the right for the labels of what stands at the end; where it begins."""
    left, _, right, _ = frame_of(ax)
    wide = right - left
    # Where nothing is named at the end, half the name of the last point has room all the same.
    aside = min(max((label.width(family) for label in labels), default=6.0) + 10, 0.6 * wide)
    # The points lie between half a target's width on both sides; a single one in the middle.
    span, first = max(end, 1.0), 0.0 if end >= 1 else -0.5
    point = (wide - aside - 2 * ASIDE) / span
    low, high = first - ASIDE / point, first + span + ASIDE / point
    ax.set_xlim(low, low + wide / point)
    ax.spines["bottom"].set_bounds(low, high)
    ax.hlines(ax.get_yticks(), low, high, color="0.85", linewidth=0.6, zorder=0.5, clip_on=False)
    return right - aside


def _name_points(ax: Axes, places: Sequence[float], names: Sequence[str], end: float, family: str) -> None:
    """As many names as there is room for: the last always, the others at even steps back from it."""
    at = [float(points_of(ax, [(place, 0)])[0, 0]) for place in places]
    half = [max(width(Line(line, SMALL), family) for line in name.split("\n")) / 2 for name in names]
    last = len(places) - 1 if places[-1] == int(places[-1]) else len(places) - 2  # of the points, not their mean
    chosen = evenly(at, half, last)
    ax.set_xticks(list(places), [name if i in chosen else "" for i, name in enumerate(names)])
