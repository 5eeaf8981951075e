"""Axes of amounts by year: their scale on the left, the years below, and what stands in the last year beside it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from headway.charts.parts.amounts import Amounts
from headway.charts.parts.labels import Label, Line, cut, evenly, frame_of, points_of, shortened, width, wrapped
from headway.charts.parts.layout import (
    LEADING,
    SMALL,
    TALL,
    TIGHT,
    USUAL,
    WIDE,
    Words,
    lay_out,
    says_unit,
    ticks_of,
    write,
)  # fmt: skip
from headway.language.palette import INK, MUTED

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST_LINES = 4
GAP, PAD = 5.0, 7.0
YEAR = re.compile(r"\d{4}/\d\d")
BELOW = ("data", "axes fraction")


def label(name: str, said: str, at: tuple[float, float], room: float, family: str, *,
          mark: tuple[str, str] | None = None) -> Label:  # fmt: skip
    """A name, in four lines at most, and its amount."""
    lines = cut(wrapped(name, SMALL, room, family), MOST_LINES, SMALL, room, family)
    amounts = wrapped(said, USUAL * 1.12, room, family)
    return Label([*(Line(line, SMALL) for line in lines), *(Line(line, USUAL, bold=True) for line in amounts)], at, INK,
                 mark=mark)  # fmt: skip


def year_axes(ax: Axes, family: str, *, own: bool, words: Words, years: Sequence[str],
              limits: tuple[float, float], amounts: Amounts, labels: Callable[[float], list[Label]],
              rows: Sequence[tuple[str, Sequence[str]]] = (),
              under: float = 0.0) -> tuple[list[Label], float]:  # fmt: skip
    """Lay out axes in which year `i` stands at `i`; the labels for the room beside them, and where that begins.

    Parameters
    ----------
    limits : (float, float)
        The least and the greatest amount that is drawn; 0 is always within.
    amounts : Amounts
        How amounts are written.
    labels : callable
        Gives the labels for so much room, in points.
    rows : sequence of (str, sequence of str)
        What is written below the years: a text a year, and the name of the row beside the last.
    under : float
        Points below all of these for what the caller draws there.
    """
    low, high = min(limits[0], 0.0), max(limits[1], 0.0)
    if low == high:
        high = 1.0
    x0, y0, x1, y1 = frame_of(ax)
    wide, tight = WIDE if own else x1 - x0, not own and y1 - y0 < TIGHT
    ticks, _ = ticks_of(low, high, 3 if tight else 5)
    # The scale reaches the next round number, for what is written above the highest.
    room = (high - low) * 0.12
    names = [amounts.along(ticks).bare(tick) for tick in ticks]
    left = max((width(Line(name, SMALL), family) for name in names), default=0.0) + 8
    aside = _aside(wide)
    beside = labels(aside - 8)
    if tight:
        beside, rows = [_short(one, aside - 8, family, len(beside) > 3) for one in beside], ()
    tall = max(TALL, sum(one.height + GAP for one in beside))
    below, said = foot_of(rows) + under, says_unit(ax, amounts.unit, own, words, family)
    lay_out(ax, family, own=own, words=words, left=left + 4 * own, below=below, tall=tall, right=aside,
            over=SMALL + 4)  # fmt: skip
    ax.set_xlim(-0.5, len(years) - 0.5)
    ax.set_ylim(low - room * (low < 0), high + room)
    ax.set_yticks(ticks, names)
    ax.hlines(ticks, -0.5, len(years) - 0.5, color="0.85", linewidth=0.6, zorder=0.5)
    ax.hlines([0.0], -0.5, len(years) - 0.5, color="0.35", linewidth=1.0, zorder=3.5)
    ax.spines["bottom"].set_visible(False)
    if not said:
        write(ax, f"{amounts.unit} a year", (0, 1), (-left, 6), MUTED, family)
    if len(readable(ax, [[Line(year, SMALL)] for year in years], family)) < len(years):
        years = [year[2:] if YEAR.fullmatch(year) else year for year in years]
    written = readable(ax, [[Line(year, SMALL), *(Line(texts[i], SMALL, bold=True) for _, texts in rows)]
                            for i, year in enumerate(years)], family)  # fmt: skip
    ax.set_xticks(range(len(years)), [name if i in written else "" for i, name in enumerate(years)])
    ax.tick_params(axis="x", pad=PAD)  # below the 0 of the scale, which the name of the first year may reach
    # A row's name begins where its last text ends, which may be beyond the axes.
    half_a_year = (frame_of(ax)[2] - frame_of(ax)[0]) / max(1, len(years)) / 2
    last = (width(Line(texts[-1], SMALL, bold=True), family) / 2 for _, texts in rows if texts)
    over = max(last, default=0.0) - half_a_year
    for k, (name, texts) in enumerate(rows, start=1):
        down = -PAD - SMALL * 0.9 - k * SMALL * LEADING
        write(ax, name, (1.0, 0), (max(6.0, over + 6), down), INK, family)
        for i in written:
            write(ax, texts[i], (i, 0), (0, down), INK, family, coords=BELOW, ha="center", bold=True)
    return beside, frame_of(ax)[2] + 6


def foot_of(rows: Sequence[tuple[str, Sequence[str]]]) -> float:
    """How far below the axes the years and what is written below them end."""
    return (1 + len(rows)) * SMALL * LEADING + 5 + PAD


def _short(one: Label, room: float, family: str, nameless: bool) -> Label:
    """A label in axes that are short of height: its name, whole, and its amount where few stand beside another."""
    names = " ".join(line.text for line in one.lines if not line.bold).partition(":")[0]
    name = shortened(names, 2, SMALL, room, family)
    amounts = [] if nameless else [line for line in one.lines if line.bold]
    return one._replace(lines=[*(Line(text, SMALL) for text in name), *amounts], spare=True)


def room_for_a_year(ax: Axes, own: bool, count: int, left: float) -> float:
    """About how wide one of so many years will be, with so much room for the scale."""
    wide = WIDE if own else frame_of(ax)[2] - frame_of(ax)[0]
    return (wide - left - _aside(wide)) / max(1, count)


def _aside(wide: float) -> float:
    return min(max(88.0, wide / 6), 0.4 * wide)


def readable(ax: Axes, texts: Sequence[Sequence[Line]], family: str) -> list[int]:
    """Over or under which years there is room for their texts, side by side."""
    if not texts:
        return []
    at = points_of(ax, [(i, 0) for i in range(len(texts))])[:, 0].tolist()
    return evenly(at, [max(width(line, family) for line in lines) / 2 for lines in texts], len(texts) - 1)
