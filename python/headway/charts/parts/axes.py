"""Axes of values: their scale on the left, lines named beside their ends, and a key of marks in words above."""

from __future__ import annotations

import datetime
import itertools
import math
import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from headway._core import HeadwayError, Period
from headway.charts.parts.labels import Label, Line, cut, evenly, frame_of, points_of, width, wrapped
from headway.charts.parts.layout import LEADING, SMALL, TALL, USUAL, WIDE, Words, lay_out, named_ticks, says_unit, write
from headway.language.figures import figure, stands_by_the_axis
from headway.language.palette import INK, MUTED, PAPER

if TYPE_CHECKING:
    from matplotlib.axes import Axes

GAP, MARK, APART, TICKS = 4.0, 13.0, 10.0, 7
POINT = "Point "
TELLABLE = 1.5  # points of width, less than which marks of an axis cannot be told apart
_DAY = re.compile(r"\d+ \w{3} \d{4}")
_MONTH = re.compile(r"[A-Z][a-z]{2} \d{4}")
_DATE = re.compile(r"\d{4}-\d\d-\d\d(T00:00(:00)?)?")


class Entry(NamedTuple):
    """One entry of a key: a marker in its colour, None for none, and what it means; its `edge` where that is of
    another, and its `size` where marks are smaller."""

    marker: str | None
    colour: str
    words: str
    bold: bool = False
    hollow: bool = False
    edge: str = ""
    size: float = 7.0


def label(name: str, said: str, at: tuple[float, float], colour: str, room: float, family: str, *,
          spare: bool = False) -> Label:  # fmt: skip
    """The name of a line and its figure, for beside its end."""
    names = cut(wrapped(name, SMALL, room, family), 2, SMALL, room, family)
    figures = wrapped(said, USUAL, 2 * room, family, bold=True)  # a figure is parted only where it must
    lines = [*(Line(line, SMALL) for line in names), *(Line(line, USUAL, bold=True) for line in figures)]
    return Label(lines, at, colour, spare)


def value_axes(ax: Axes, family: str, *, own: bool, words: Words, limits: tuple[float, float],
               unit: str | None, labels: Callable[[float], list[Label]], below: float,
               key: Sequence[Entry] = (), measured: str | None = None,
               tall: float = TALL) -> tuple[list[Label], float]:  # fmt: skip
    """Lay out axes for such values; the labels for the room beside them, and where that begins.

    Parameters
    ----------
    words : Words
    limits : (float, float)
        The least and the greatest value that is drawn.
    labels : callable
        Gives the labels for so much room, in points.
    below : float
        Points below the axes for what is along them.
    key : sequence of Entry
        What the marks mean, above the axes, the most important first.
    measured : str, optional
        What the values are of, where it is known; above the scale, with the unit that stands there.
    tall : float
        Points of height that axes of their own have at least.
    """
    low, high = padded(*limits)
    if not math.isfinite(high - low):
        raise HeadwayError(f"chart: found values from {limits[0]:g} to {limits[1]:g}; accepted: what fits on one axis")
    ticks, names = named_ticks(low, high, unit, TICKS)
    left = max((width(Line(name, SMALL), family) for name in names), default=0.0) + 8
    wide = WIDE - 8 if own else frame_of(ax)[2] - frame_of(ax)[0]
    aside = min(max(80.0, wide / 7), 0.4 * wide)
    beside = labels(aside - 8)
    aside = max((one.width(family) for one in beside), default=0.0) + 10
    rows = key_rows(key, wide, family)
    by_the_axis = stands_by_the_axis(unit) and not says_unit(ax, unit, own, words, family)
    named = ", ".join([*([measured] if measured else []), *([str(unit)] if by_the_axis else [])])
    over = SMALL + 4.0 if named else 0.0
    heights = [SMALL * LEADING + 4 * (i == 0) for i in range(len(rows))]
    tall = max(tall, sum(one.height + GAP for one in beside))
    kept = lay_out(ax, family, own=own, words=words, left=left + 4 * own, below=below, tall=tall,
                   right=aside + 4 * own, over=over, key=heights)  # fmt: skip
    over += sum(heights[:kept])
    _, bottom, _, top = frame_of(ax)
    for count in range(TICKS, 0, -1):  # as many figures as there is height for
        ticks, names = named_ticks(low, high, unit, count)
        if len(ticks) * SMALL * LEADING <= top - bottom:
            break
    ax.set_ylim(low, high)
    ax.set_yticks(ticks, names)
    for tick in ticks:
        ax.axhline(tick, color="0.88", linewidth=0.6, zorder=0.5, label="_grid")
    if named:
        (name,) = cut(wrapped(named, SMALL, wide, family), 1, SMALL, wide, family)
        write(ax, name, (0, 1), (-left, 6), MUTED, family)
    for i, row in enumerate(rows[:kept]):
        draw_key_row(ax, row, -left, over - (i + 1) * SMALL * LEADING + 6, family)
    return beside, frame_of(ax)[2] + 6


def padded(low: float, high: float) -> tuple[float, float]:
    """A scale that holds both ends and a little more."""
    if low == high:
        low, high = (low - abs(low) / 10, high + abs(high) / 10) if low else (-1.0, 1.0)
    room = (high - low) * 0.06
    return (0.0 if 0 <= low < room else low - room), high + room


def not_from_0(low: float, high: float) -> str:
    """What must be said of a scale with such ends; nothing of one that has 0."""
    return "" if low <= 0 <= high else "The scale does not begin at 0."


def key_rows(key: Sequence[Entry], wide: float, family: str) -> list[list[Entry]]:
    """The entries of a key in rows that are no wider than the room; one that is wider by itself goes on below."""
    rows: list[list[Entry]] = []
    taken, before = 0.0, list[Entry]()
    for entry in key:
        if entry.marker and not entry.words:  # the next has the words of both, in one row
            before.append(entry)
            continue
        lines = wrapped(entry.words, SMALL, wide - MARK * (1 + len(before)), family, bold=entry.bold) or [""]
        for i, line in enumerate(lines):
            part = entry._replace(words=line, marker=entry.marker and (entry.marker if i == 0 else ""))
            parts, before = [*before, part], []
            needs = sum(_width(each, family) for each in parts)
            if rows and len(lines) == 1 and taken + needs <= wide and rows[-1][-1].bold == entry.bold:
                rows[-1] += parts
                taken += needs
            else:
                rows.append(parts)
                taken = needs
    return rows


def _width(entry: Entry, family: str) -> float:
    if entry.marker and not entry.words:
        return MARK
    return width(Line(entry.words, SMALL, entry.bold), family) + APART + (0.0 if entry.marker is None else MARK)


def draw_key_row(ax: Axes, row: Sequence[Entry], left: float, up: float, family: str) -> None:
    """One row of a key, from so many points left of the axes on, so far above them."""
    from matplotlib.transforms import offset_copy

    figure_ = ax.get_figure(root=True)
    for entry in row:
        if entry.marker:
            place = offset_copy(ax.transAxes, figure_, x=left + 5, y=up + 0.36 * SMALL, units="points")
            ax.plot([0], [1], transform=place, marker=entry.marker, markersize=entry.size, color=entry.colour,
                    linestyle="none", markerfacecolor=PAPER if entry.hollow else entry.colour, clip_on=False,
                    label="_key", markeredgecolor=entry.edge or entry.colour,
                    markeredgewidth=2.4 if entry.marker == "|" else 1.4)  # fmt: skip
        aside = left + (0.0 if entry.marker is None else MARK)
        write(ax, entry.words, (0, 1), (aside, up), INK, family, bold=entry.bold)
        left += _width(entry, family)


def beside_scale(ax: Axes, text: str, aside: float, family: str) -> None:
    """What has no line of its own where height is short: in that of the figures along the foot, so many points from
    where the axes begin. A figure that it would lie on is not written."""
    left, end = frame_of(ax)[0], frame_of(ax)[0] + aside + width(Line(text, SMALL), family) + 4
    ticks, names = ax.get_xticks().tolist(), [name.get_text() for name in ax.get_xticklabels()]
    if text and aside < 0:
        at = points_of(ax, [(tick, ax.get_ylim()[0]) for tick in ticks] or [(0.0, 0.0)])[:, 0].tolist()
        free = [name if at[i] - width(Line(name, SMALL), family) / 2 >= end else "" for i, name in enumerate(names)]
        if left < end and free != names:
            ax.set_xticks(ticks, free)
    write(ax, text, (0, 0), (aside, -3 - 0.8 * SMALL), MUTED, family)


def scale_below(ax: Axes, unit: str | None, family: str) -> list[float]:
    """Figures along the foot of axes whose ends are set, as many as there is room for; where all of them stand."""
    ticks, texts = named_ticks(*ax.get_xlim(), unit)
    at = points_of(ax, [(tick, 0) for tick in ticks])[:, 0].tolist()
    written = evenly(at, [width(Line(text, SMALL), family) / 2 for text in texts], len(at) - 1) if at else []
    ax.set_xticks(ticks, [text if i in written else "" for i, text in enumerate(texts)])
    return ticks


def powers_below(ax: Axes, family: str) -> None:
    """The same for an axis of tenfold steps: every power of ten, and between few of them also twice and five times."""
    from matplotlib.ticker import NullFormatter, NullLocator

    low, high = ax.get_xlim()
    powers = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    steps = (1, 2, 5) if len(powers) <= 4 else (1,)
    ticks = [step * 10.0**power for power in powers for step in steps if low <= step * 10.0**power <= high]
    texts = [figure(tick, places=max(0, -math.floor(math.log10(tick)))) for tick in ticks]
    at = points_of(ax, [(tick, ax.get_ylim()[0]) for tick in ticks])[:, 0].tolist()
    half = [width(Line(text, SMALL), family) / 2 for text in texts]
    within = [i for i in range(len(at)) if at[i] - half[i] >= frame_of(ax)[0]]  # left of them are figures of the scale
    even = evenly([at[i] for i in within], [half[i] for i in within], len(within) - 1) if within else []
    written = [within[i] for i in even]
    ax.xaxis.set_minor_locator(NullLocator())
    ax.xaxis.set_minor_formatter(NullFormatter())
    ax.set_xticks(ticks, [text if i in written else "" for i, text in enumerate(texts)])


def name_points(ax: Axes, names: Sequence[str], family: str) -> None:
    """As many names of points as there is room for, the first and the last always; point `i` stands at `i`.

    Of months through more than a year, those that begin a quarter are named, and of more than two those that begin a
    year. Of more points than a mark each can be told apart, those at even steps from the first have one.
    """
    names = [name.removeprefix(POINT) for name in names]
    starts, last = year_starts(names), len(names) - 1
    starts = [*(i for i in starts if i < last), last] if len(starts) > 1 else list(range(len(names)))
    room = (frame_of(ax)[2] - frame_of(ax)[0]) / 2
    if (step := math.ceil(len(starts) * TELLABLE / (2 * room))) > 1:
        starts = [*starts[:-1:step], last]
    shown = [(cut(wrapped(names[i], SMALL, room, family), 1, SMALL, room, family) or [""])[0] for i in starts]
    at = points_of(ax, [(i, 0) for i in starts])[:, 0].tolist()
    half = [width(Line(name, SMALL), family) / 2 for name in shown]
    # The first begins at its point where its left half has no room below the scale.
    scale = max((width(Line(name.get_text(), SMALL), family) for name in ax.get_yticklabels()), default=0.0) + 8
    begins = len(starts) > 1 and at[0] - half[0] < frame_of(ax)[0] - scale
    at = [x + half[i] * begins if i == 0 else x for i, x in enumerate(at)]
    chosen = from_the_first(at, half)
    ax.set_xticks(starts, [name if i in chosen else "" for i, name in enumerate(shown)])
    if begins:
        ax.get_xticklabels()[0].set_horizontalalignment("left")
    ax.tick_params(axis="x", length=3)


def from_the_first(at: Sequence[float], half: Sequence[float]) -> list[int]:
    """Which of the names in one line to write: the first and the last, and others at even steps from the first, the
    smallest that fit; a step that ends at the last goes before one that names little more. Where both ends do not fit,
    the last alone.

    Examples
    --------
    >>> from headway.charts.parts.axes import from_the_first
    >>> from_the_first([0, 10, 20, 30, 40], [6] * 5), from_the_first([0, 10, 20, 30, 40, 50], [6] * 6)
    ([0, 2, 4], [0, 2, 5])
    """
    last, found = len(at) - 1, []
    for step in range(1, last + 1):
        chosen = [*(i for i in range(0, last, step) if at[i] + half[i] + 3 <= at[last] - half[last]), last]
        if chosen[0] == 0 and all(at[i] + half[i] + 3 <= at[j] - half[j] for i, j in itertools.pairwise(chosen)):
            found.append((len(chosen) + (last % step == 0), chosen))
    return max(found, key=lambda each: each[0])[1] if found else [last] * (last >= 0)


def year_starts(names: Sequence[str]) -> list[int]:
    """The points that begin a quarter or a year, financial or else of the calendar, where all are months."""
    if len(names) <= 12 or not all(map(_MONTH.fullmatch, names)):
        return []
    quarters = [i for i, name in enumerate(names) if name.startswith(("Apr", "Jul", "Oct", "Jan"))]
    aprils, januaries = ([i for i in quarters if names[i].startswith(month)] for month in ("Apr", "Jan"))
    return quarters if len(names) <= 24 else aprils or januaries


def whens(dates: Sequence[Any] | None, count: int) -> list[str]:
    """When points are, as a reader says it: months where all dates are the first of one, else days.

    Without dates, points have numbers.

    >>> from headway.charts.parts.axes import whens
    >>> whens(["2024-04-01", "2024-05-01"], 2), whens(["2024-04-01", "2024-05-02"], 2), whens(None, 2)
    (['Apr 2024', 'May 2024'], ['1 Apr 2024', '2 May 2024'], ['Point 1', 'Point 2'])
    >>> whens(["2024-09", "Christmas"], 2), whens([2023, 2024.0], 2), whens(["2014-17", "2015-18"], 2)
    (['Sep 2024', 'Christmas'], ['2023', '2024'], ['2014-17', '2015-18'])
    """
    if dates is None:
        return [f"{POINT}{i + 1}" for i in range(count)]
    read = [_date_of(date) for date in dates]
    monthly = all(date.day == 1 for date in read if isinstance(date, datetime.date))
    return [
        str(date) if not isinstance(date, datetime.date) else f"{date:%b %Y}" if monthly else f"{date.day} {date:%b %Y}"
        for date in read
    ]


def is_month(when: str) -> bool:
    """Whether a point of `whens` is a month."""
    return _MONTH.fullmatch(when) is not None


def at_point(when: str) -> str:
    """Where a point of `whens` is, in a sentence.

    >>> from headway.charts.parts.axes import at_point
    >>> at_point("Sep 2024"), at_point("3 Sep 2024"), at_point("Point 3")
    ('in Sep 2024', 'on 3 Sep 2024', 'at point 3')
    """
    if when.startswith(POINT):
        return f"at {when[0].lower()}{when[1:]}"
    return f"on {when}" if _DAY.fullmatch(when) else f"in {when}"


def _date_of(value: Any) -> datetime.date | str:
    """A date, or what else stands for a point in time as text."""
    if isinstance(value, np.datetime64):
        value = value.astype("datetime64[us]").item()
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = " ".join(str(value).split())
    if _DATE.fullmatch(text):
        return datetime.date.fromisoformat(text[:10])
    if re.fullmatch(r"\d{4}-\d\d", text):
        try:
            period = Period.parse(text)
        except HeadwayError:
            return text
        return period.start if period.kind == "month" else text  # 2014-17 is four years
    return text


def spans(names: Sequence[str], rows: Sequence[int]) -> str:
    """Points by their names, those that follow one another as a span.

    >>> from headway.charts.parts.axes import spans
    >>> spans(["Apr", "May", "Jun", "Jul", "Aug"], [0, 1, 2, 4])
    'Apr to Jun, Aug'
    """
    runs: list[list[int]] = []
    for row in rows:
        if runs and row == runs[-1][-1] + 1:
            runs[-1].append(row)
        else:
            runs.append([row])
    return ", ".join(names[run[0]] if len(run) == 1 else f"{names[run[0]]} to {names[run[-1]]}" for run in runs)
