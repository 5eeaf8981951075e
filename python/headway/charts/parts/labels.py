"""Labels that stand beside what they name, in a chart: never on one another, on a line or outside the axes.

All lengths are in points, 72 to the inch, measured from the lower left corner of the figure. Widths are those of the
font that the labels are drawn in.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

from headway.language.palette import INK, PAPER

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.text import Annotation

Floats = npt.NDArray[np.float64]
LEADING = 1.25
# What a label costs for each dot of a line that it lies on, for each of the shading, for standing off so far that it
# needs a line of its own, and for standing nearer to another point than to its own; to be weighed against its distance.
ON_A_LINE, ON_SHADING, APART, NEARER_ANOTHER = 20.0, 0.3, 8.0, 25.0
MARKED = 12.0  # points that the mark before a label takes
CROWDED, NEAR = 3.0, 18.0  # what each mark of another costs that is so near to a label, which it might be taken to name
KEPT_OFF = 14.0  # points about a mark that is named in the key alone
BY_AN_EDGE = 5.7  # points from the edge of its mark that a name stands off without a line to it
TOUCHING = 3.0  # and a number, which is taken for one of another sooner
BESIDE_ANOTHER = 12.0  # points from a label to the mark of another
MANY = 60  # corners of marks of others, among which a name has a line to its own
TRAILING = " &,;:-\u2013"  # which no shortened name ends in
BY_ITSELF = " "  # of a number, that it is one
NARROWER = 0.7  # of the width of a name of one line that found no place, which is tried in two
OVER_A_LINE = 8  # of what a dot of a line costs, for each that a line to a name among marks is led across
CLEAR = 4.0  # points between marks and the label of another that had to stand off
_GROUND = {"facecolor": PAPER, "edgecolor": "none", "pad": 0.8}
# The places about its own at which a label is tried, the nearest first: how far off, to which side, above or below.
_PLACES = np.array([(far, across, up)
                    for far in (6.0, 10.0, 15.0, 21.0, 28.0, 36.0, 46.0, 58.0, 72.0, 88.0)
                    for across in (-1.0, -0.75, -0.5, -0.25, 0.0, 0.25, 0.5, 0.75, 1.0)
                    for up in (-1.0, 0.0, 1.0) if up or abs(across) == 1]).T  # fmt: skip


class Line(NamedTuple):
    """One line of a label."""

    text: str
    size: float
    bold: bool = False


class Label(NamedTuple):
    """A label of one or more lines, and the place in the axes, in their data's own terms, that it names.

    One that is `spare` is left out where there is no room for all. One with a `mark`, a marker and its colour, has that
    before it in a column, where it names what would be hard to lead to. One on a `ground` may lie on lines, which it
    hides. Where one has no place, a number of `otherwise` letters is tried right beside its mark; one that is there
    `always` has the least bad; and of one that is `keyed` names of others keep off the mark, whose own they might seem.
    """

    lines: list[Line]
    at: tuple[float, float]
    colour: str
    spare: bool = False
    mark: tuple[str, str] | None = None
    ground: bool = False
    otherwise: str = ""
    always: bool = False
    keyed: bool = False

    @property
    def height(self) -> float:
        return sum(line.size for line in self.lines) * LEADING

    def width(self, family: str) -> float:
        return max(width(line, family) for line in self.lines) + MARKED * (self.mark is not None)


@functools.lru_cache(4096)
def width(line: Line, family: str) -> float:
    """How wide a line of text is."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import text_to_path

    font = FontProperties(family=[family], size=line.size, weight="bold" if line.bold else "normal")
    return float(text_to_path.get_text_width_height_descent(line.text, font, False)[0])


def wrapped(text: str, size: float, room: float, family: str, *, bold: bool = False) -> list[str]:
    """Text in lines that are no wider than the room; a word that is wider by itself is cut."""
    lines: list[str] = []
    for word in text.split():
        if lines and width(Line(f"{lines[-1]} {word}", size, bold), family) <= room:
            lines[-1] += f" {word}"
            continue
        while (first := fitting(word, size, room, family, bold=bold)) < len(word):
            lines.append(word[:first])
            word = word[first:]
        lines.append(word)
    return lines


def cut(lines: list[str], most: int, size: float, room: float, family: str, *, bold: bool = False) -> list[str]:
    """The first lines of a text, the last of them ending in an ellipsis where there are more."""
    if len(lines) <= most or not most:
        return lines[:most]
    last = lines[most - 1]
    last = last[: fitting(last, size, room, family, bold=bold, end="\u2026")]
    return [*lines[: most - 1], f"{last}\u2026"]


def shortened(text: str, most: int, size: float, room: float, family: str, *, bold: bool = False,
              among: Sequence[str] = ()) -> list[str]:  # fmt: skip
    """A name in so many lines; a longer one ends early, after a whole word. Where another `among` names that are shown
    begins with as much, it ends whole and begins late, which is where such names differ.

    >>> from headway.charts.parts.labels import shortened
    >>> name = "Share of people in work in the north of the city, ward 1"
    >>> shortened(name, 2, 10, 130, "DejaVu Sans")
    ['Share of people in work', 'in the north of the city…']
    >>> shortened(name, 2, 10, 130, "DejaVu Sans", among=[name, f"{name}2"])
    ['… people in work in the', 'north of the city, ward 1']
    """
    lines = wrapped(text, size, room, family, bold=bold)
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while (more := f"{last.rstrip(TRAILING)}\u2026") and width(Line(more, size, bold), family) > room and " " in last:
        last = last.rpartition(" ")[0]
    kept = [*lines[: most - 1], more]
    beginning = " ".join(kept).removesuffix("\u2026")
    if any(other != text and " ".join(other.split()).startswith(beginning) for other in among):
        words = text.split()
        for i in range(1, len(words)):
            if len(late := wrapped(f"\u2026 {' '.join(words[i:])}", size, room, family, bold=bold)) <= most:
                return late
    fits = width(Line(more, size, bold), family) <= room
    return kept if fits else cut(lines, most, size, room, family, bold=bold)


def fitting(text: str, size: float, room: float, family: str, *, bold: bool = False, end: str = "") -> int:
    """How many of the first letters of a text are, with an end, no wider than the room; one at least."""

    def fits(count: int) -> bool:
        return count <= 1 or width(Line(text[:count] + end, size, bold), family) <= room

    # A text of any length is measured no further than about twice what fits.
    most = min(len(text), 64)
    while fits(most):
        if most == len(text):
            return most
        most = min(len(text), 2 * most)
    least = 1
    while most - least > 1:
        middle = (least + most) // 2
        least, most = (middle, most) if fits(middle) else (least, middle)
    return least


def spread(wanted: Sequence[float], heights: Sequence[float], low: float, high: float) -> list[float]:
    """Where to put the middles of things in one column, as near to where they are wanted as their heights allow.

    Parameters
    ----------
    wanted, heights : sequence of float
        The middle that each would have by itself, and its height.
    low, high : float
        The ends of the column. Where it is too short for all, they reach beyond its lower end.

    Returns
    -------
    list of float
        Middles in the order given; things that do not fit side by side keep the order of what they wanted.

    Examples
    --------
    >>> from headway.charts.parts.labels import spread
    >>> spread([50, 51, 90], [10, 10, 10], 0, 100)
    [45.5, 55.5, 90.0]
    >>> spread([1, 2], [10, 10], 0, 100)
    [5.0, 15.0]
    """
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    # Runs of things that touch: their members, the bottom that the run wants by the mean of its members, its height.
    runs: list[tuple[list[int], list[float], float]] = []

    def bottom(run: tuple[list[int], list[float], float]) -> float:
        return max(low, min(sum(run[1]) / len(run[1]), high - run[2]))

    for i in order:
        runs.append(([i], [wanted[i] - heights[i] / 2], heights[i]))
        while len(runs) > 1 and bottom(runs[-2]) + runs[-2][2] > bottom(runs[-1]):
            (members, wants, height), (more, others, taller) = runs[-2:]
            runs[-2:] = [(members + more, wants + [want - height for want in others], height + taller)]
    middles = [0.0] * len(wanted)
    for run in runs:
        edge = bottom(run) if run[2] <= high - low else high - run[2]
        for i in run[0]:
            middles[i] = edge + heights[i] / 2
            edge += heights[i]
    return middles


def evenly(at: Sequence[float], half: Sequence[float], last: int) -> list[int]:
    """Which of the names in one line to write: the last always, others at even steps back, the smallest that fit.

    Parameters
    ----------
    at, half : sequence of float
        The middle of each name, and half its width.
    last : int
        From which the steps are counted; what comes after it is written too.

    Examples
    --------
    >>> from headway.charts.parts.labels import evenly
    >>> evenly([0, 10, 20, 30, 40], [6] * 5, 4), evenly([0, 10, 20, 30], [6] * 4, 3)
    ([0, 2, 4], [1, 3])
    """

    def fits(chosen: list[int]) -> bool:
        return all(at[i] + half[i] + 3 <= at[j] - half[j] for i, j in zip(chosen, chosen[1:], strict=False))

    choices = [sorted({*range(last, -1, -step), len(at) - 1}) for step in range(1, len(at) + 1)]
    return next(filter(fits, choices), [len(at) - 1])


def points_of(ax: Axes, places: npt.ArrayLike) -> Floats:
    """Places in the axes' data, as points of the figure."""
    pixels = ax.transData.transform(np.asarray(places, float).reshape(-1, 2))
    return np.asarray(pixels, float) * 72 / ax.figure.dpi


def frame_of(ax: Axes) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of the axes."""
    box = ax.get_window_extent()
    left, bottom, right, top = (float(edge) * 72 / ax.figure.dpi for edge in box.extents)
    return left, bottom, right, top


def _write(ax: Axes, label: Label, left: float, top: float, family: str) -> list[Annotation]:
    """Put the lines of a label, each by its own size and weight, below one another from its upper left corner."""
    (x, y), written = points_of(ax, [label.at])[0], []
    for line in label.lines:
        top -= line.size * LEADING
        written.append(ax.annotate(line.text, label.at, xytext=(left - x, top + 0.3 * line.size - y),
                                   textcoords="offset points", size=line.size, weight="bold" if line.bold else "normal",
                                   color=label.colour, family=[family], ha="left", va="baseline", parse_math=False,
                                   annotation_clip=False, zorder=2.8 if label.ground else 6,  # no ground hides a mark
                                   bbox=_GROUND if label.ground else None))  # fmt: skip
    return written


def _lead(ax: Axes, label: Label, to: tuple[float, float], clear: float = 3.0) -> None:
    """A thin line from a place to its label, where the label had to stand off; clear of both."""
    x, y = points_of(ax, [label.at])[0]
    ax.annotate(
        "", label.at, xytext=(to[0] - x, to[1] - y), textcoords="offset points", annotation_clip=False, zorder=2.5,
        arrowprops={"arrowstyle": "-", "linewidth": 0.7, "color": label.colour, "alpha": 0.7, "shrinkA": 2,
                    "shrinkB": clear},
    )  # fmt: skip


def column(ax: Axes, labels: Sequence[Label], left: float, family: str, *, ending: bool = False,
           slack: float | None = None) -> None:  # fmt: skip
    """Labels below one another, from a left edge on or `ending` there, each as near to the height of its place as can
    be.

    Where they would reach below the axes, the first of those that are spare is left out, then the next. One that stands
    further off than `slack` has a line that leads to it, else than half its height.
    """
    for label, place, middle in _stacked(ax, labels):
        aside = MARKED * (label.mark is not None) - ending * label.width(family)
        _write(ax, label, left + aside, middle + label.height / 2, family)
        if label.mark is not None:
            _sample(ax, label, left + 4, middle + label.height / 2 - 0.62 * label.lines[0].size)
        elif abs(middle - place) > (label.height / 2 if slack is None else slack):
            _lead(ax, label, (left + (2 if ending else 0), middle), clear=0.0)


def _stacked(ax: Axes, labels: Sequence[Label]) -> list[tuple[Label, float, float]]:
    """The labels of a column that have room, the height of what each names, and that of its own middle."""
    _, low, _, high = frame_of(ax)
    crowded = sum(label.height + 4.0 for label in labels) > high - low + 8.0
    gap = 1.0 if crowded else 4.0
    while sum(label.height + gap for label in labels) > high - low + 2 * gap and any(label.spare for label in labels):
        first = next(i for i, label in enumerate(labels) if label.spare)
        labels = [*labels[:first], *labels[first + 1 :]]
    wanted = [float(points_of(ax, [label.at])[0, 1]) for label in labels]
    heights = [label.height + gap for label in labels]
    return [*zip(labels, wanted, spread(wanted, heights, low - gap, high + gap), strict=True)]


def leads(ax: Axes, labels: Sequence[Label]) -> int:
    """How many labels of a column stand so far off that a line leads to them."""
    return sum(abs(middle - place) > label.height / 2 for label, place, middle in _stacked(ax, labels))


def _sample(ax: Axes, label: Label, x: float, y: float) -> None:
    """The mark before a label."""
    from matplotlib.transforms import offset_copy

    left, low, _, _ = frame_of(ax)
    root = ax.get_figure(root=True)
    assert root is not None and label.mark is not None
    place = offset_copy(ax.transAxes, root, x=x - left, y=y - low, units="points")
    marker, colour = label.mark
    ax.plot([0], [0], transform=place, marker=marker, color=colour, markersize=8, linestyle="none", clip_on=False,
            markerfacecolor=PAPER if marker == "o" else colour, label="_key", zorder=6,
            markeredgecolor=INK if marker == "s" else colour,
            markeredgewidth={"_": 3.0, "o": 1.8}.get(marker, 1.0))  # fmt: skip


def beside(ax: Axes, labels: Sequence[Label], family: str, *, lines: Sequence[npt.ArrayLike],
           shading: Sequence[npt.ArrayLike] = (), right: float, most: float = np.inf,
           sizes: Sequence[float] = (), across_lines: float = ON_A_LINE) -> list[Label]:  # fmt: skip
    """Labels among lines: each at the place near its own that meets neither a line nor another label.

    Parameters
    ----------
    ax : matplotlib Axes
    labels : sequence of Label
        The first has the first choice.
    family : str
        The font.
    lines, shading : sequence of (n, 2) arrays
        What there is in the axes, in their data's terms: the corners of lines to keep off, the first of which are
        points that a label might be taken to name, and of shapes that a label would rather not lie on.
    right : float
        Where the room for these labels ends, in points of the figure.
    most : float
        What a label that is spare may cost (see the head of this file), of others twice as much. One that would cost
        more is left out.
    sizes : sequence of float
        How large a mark is drawn at each of those points, in points of the figure; none where nothing is. No label lies
        on a mark or is led to across another's or across a line, but one that is there always; one that is spare never
        stands nearer to another than to its own, others keep clear of others.
    across_lines : float
        What each dot of a line costs that the line to a label crosses; among marks more for each line.

    Returns
    -------
    list of Label
        Those that were left out.
    """
    edge_left, low, _, high = frame_of(ax)
    dots = np.concatenate([np.empty((0, 2)), *(_along(points_of(ax, line)) for line in lines)])
    marked = points_of(ax, lines[0])
    shapes = [points_of(ax, shape) for shape in shading]
    half = np.asarray(sizes, float)[:, None] / 2
    kept_off: Floats | float = 0.0
    many = len(half) > MANY
    there = np.isfinite(marked).all(axis=1)
    marked, half = marked[there], half[there] if len(half) else half
    ways = [points_of(ax, line) for line in lines[1:]] if len(half) else []
    taken = np.empty((0, 4))
    left_out: list[Label] = []
    far, across, up = _PLACES
    queue = [*labels]
    for label in queue:  # which grows
        x, y = points_of(ax, [label.at])[0]
        wide, tall = label.width(family), label.height
        left = x - wide / 2 + across * (wide / 2 + np.where(up == 0, far, far / 2))
        foot = y - tall / 2 + up * (tall / 2 + far)
        boxes = np.stack([left - 2, foot - 1, left + wide + 2, foot + tall + 1], axis=1)
        lows, highs = boxes[:, None, :2], boxes[:, None, 2:]
        outside = np.max([edge_left - left, left + wide - right, low - foot, foot + tall - high], axis=0).clip(min=0)
        meets = np.any(np.all((lows < taken[:, 2:]) & (highs > taken[:, :2]), axis=2), axis=1)
        least_, most_ = boxes[:, :2].min(axis=0), boxes[:, 2:].max(axis=0)
        across_, up_ = dots[((dots > least_) & (dots < most_)).all(axis=1)].T
        on = ((across_ > boxes[:, :1]) & (across_ < boxes[:, 2:3])
              & (up_ > boxes[:, 1:2]) & (up_ < boxes[:, 3:])).sum(axis=1)  # fmt: skip
        others = np.hypot(*(marked - (x, y)).T) > 0.5
        own = half[~others].max(initial=0) if len(half) else 0.0
        # All lines but the edge of its own mark.
        passed = [way for way in ways if np.nanmax(np.hypot(*(way - (x, y)).T), initial=0.0) > own + 3]
        off = np.hypot(*np.moveaxis(np.maximum(lows - marked, marked - highs).clip(min=0), 2, 0))
        mine = np.hypot(*np.maximum(boxes[:, :2] - (x, y), (x, y) - boxes[:, 2:]).clip(min=0).T)
        another = np.any(off < mine[:, None] - 1, axis=1)
        # Nearer where there are others, to the edge of a large mark.
        touches = own + TOUCHING if label.otherwise == BY_ITSELF else max(9.0, own + BY_AN_EDGE)
        apart = another | (mine > (5 if many else touches if len(half) else 12))
        if many:
            apart |= np.any((off < BESIDE_ANOTHER) & others, axis=1)
        beyond, crossed = (300.0, 1.0) if label.ground else (30.0, ON_A_LINE)
        cost = far + beyond * outside + 1000 * meets + crossed * on + ON_SHADING * _shaded(boxes, shapes)
        cost += 1000.0 * ((far > 10) & (mine > 8)) * (label.otherwise == BY_ITSELF)
        cost += APART * apart + (0.0 if label.ground else NEARER_ANOTHER) * another + far * label.ground
        if len(half):
            clear = half + (0 if label.spare else CLEAR) * others[:, None]
            clear = clear + kept_off * (label.otherwise != BY_ITSELF)
            hides = np.all((lows < marked + clear) & (highs > marked - clear), axis=2).any(axis=1)
            # Where a scale is written, the name of a line or what stands above the axes.
            beyond_ = (foot < low - 2) | (left < edge_left - 3) | (foot + tall > high + 1) | (left + wide > right + 1)
            cost += 1000 * (hides | (another & label.spare) | beyond_)
            cost += CROWDED * ((off < NEAR) & others).sum(axis=1)
        aside = (up < 0) + 2.0 * (across > 0)  # above what is high and left of what comes: where a reader looks first
        best = (math.inf, 0)
        for i in np.argsort(cost + aside, kind="stable").tolist():
            if cost[i] + aside[i] > best[0]:
                break
            lead, end = 0, _nearest(x, y, left[i], foot[i], wide, tall)
            if len(half) and mine[i] > 0:  # without a line to it, a name is rather on the side on which its mark is
                lead = (OVER_A_LINE if apart[i] else 1) * sum(_crossings((x, y), end, way) for way in passed)
            if apart[i] and mine[i] > 0:
                if len(half):
                    near = _distances(marked[others], (x, y), end) < half[others, 0] + 1
                    lead += (3 if label.ground else 50) * int(near.any())
                elif not label.ground:
                    line = np.linspace((x, y), end, 9)[2:]
                    lead = int((np.hypot(*(line[:, None] - dots).T).min(axis=0, initial=9) < 2).sum())
                along = np.linspace((x, y), end, 17)[:, None]
                lead += 3 * int(((along > taken[:, :2]) & (along < taken[:, 2:])).all(axis=2).any())
            best = min(best, (float(cost[i] + across_lines * lead + aside[i]), i))
        least, i = best
        if least > (most if label.spare else 2 * most) and not label.always:
            if label.otherwise not in ("", BY_ITSELF) and label.spare:  # further off, with a line to it
                queue.append(label._replace(spare=False, lines=_parted(label, family)))
            elif label.otherwise not in ("", BY_ITSELF):
                lines_ = [Line(label.otherwise, label.lines[0].size)]
                queue.append(label._replace(lines=lines_, otherwise=BY_ITSELF, spare=True))
            else:
                left_out.append(label)
                kept_off = kept_off + KEPT_OFF * label.keyed * ~others[:, None]
            continue
        taken = np.concatenate([taken, boxes[i : i + 1]])
        _write(ax, label, left[i], foot[i] + tall, family)
        if apart[i]:
            _lead(ax, label, _nearest(x, y, left[i], foot[i], wide, tall))
    return left_out


def _parted(label: Label, family: str) -> list[Line]:
    """The lines of a label; of one line two, each of whole words, where both are narrower."""
    (text, size, bold), *others = label.lines
    parted = wrapped(text, size, label.width(family) * NARROWER, family, bold=bold)
    if others or len(parted) != 2 or " ".join(parted) != text:
        return label.lines
    return [Line(part, size, bold) for part in parted]


def _shaded(boxes: Floats, shapes: Sequence[Floats]) -> npt.NDArray[np.int64]:
    """How many of the points of a grid over each box lie in shapes."""
    from matplotlib.path import Path

    across, up = np.repeat(np.arange(9), 4), np.tile(np.arange(4), 9)
    sizes = boxes[:, 2:] - boxes[:, :2]
    grid = np.stack([boxes[:, :1] + across * sizes[:, :1] / 8, boxes[:, 1:2] + up * sizes[:, 1:] / 3], axis=2)
    found = np.zeros(len(boxes), np.int64)
    for shape in shapes:
        found += Path(shape).contains_points(grid.reshape(-1, 2)).reshape(len(boxes), -1).sum(axis=1)
    return found


def _nearest(x: float, y: float, left: float, low: float, wide: float, tall: float) -> tuple[float, float]:
    """The point of a box that is nearest to a place."""
    return min(max(x, left), left + wide), min(max(y, low), low + tall)


def _crossings(start: tuple[float, float], end: tuple[float, float], way: Floats) -> int:
    """How often a straight line crosses one of corners."""
    a, b = np.array(start), np.array(end)
    corner, step = way[:-1], np.diff(way, axis=0)

    def side(of: Floats, line: Floats, to: Floats) -> npt.NDArray[np.bool_]:
        (x, y), (across, up) = (to - of).T, line.T
        return np.asarray(across * y - up * x > 0)

    parted = side(a, b - a, corner) != side(a, b - a, way[1:])
    met = parted & (side(corner, step, a) != side(corner, step, b)) & np.isfinite(step).all(axis=1)
    return int(met.sum())


def _distances(points: Floats, start: tuple[float, float], end: tuple[float, float]) -> Floats:
    """How far points are from a straight line between two places."""
    a, b = np.array(start), np.array(end)
    share = np.clip((points - a) @ (b - a) / ((b - a) @ (b - a) or 1.0), 0, 1)
    return np.asarray(np.hypot(*(points - a - share[:, None] * (b - a)).T))


def _along(corners: Floats) -> Floats:
    """Dots along a line, three points apart; where a corner is missing the line is broken."""
    dots = [corners]
    for a, b in zip(corners[:-1], corners[1:], strict=True):
        if np.isfinite([*a, *b]).all():
            dots.append(a + np.linspace(0, 1, 2 + int(np.hypot(*(b - a)) / 3))[:, None] * (b - a))
    found = np.concatenate(dots)
    return found[np.isfinite(found).all(axis=1)]
