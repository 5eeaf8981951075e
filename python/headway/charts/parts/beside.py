"""Labels among lines and marks: never on one another, on a line or outside the axes.

All lengths are in points, 72 to the inch, measured from the lower left corner of the figure.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from headway.charts.parts.labels import (
    Floats,
    Label,
    Line,
    frame_of,
    lead_to,
    points_of,
    wrapped,
    write_label,
)  # fmt: skip

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# What a label costs for each dot of a line that it lies on, for each of the shading, for standing off so far that it
# needs a line of its own, and for standing nearer to another point than to its own; to be weighed against its distance.
ON_A_LINE, ON_SHADING, APART, NEARER_ANOTHER = 20.0, 0.3, 8.0, 25.0
INWARD = 30.0  # what it costs to stand below a mark that is outward above, or above one that is so below
CROWDED, NEAR = 3.0, 18.0  # what each mark of another costs that is so near to a label, which it might be taken to name
KEPT_OFF = 14.0  # points about a mark that is named in the key alone
BY_AN_EDGE, BY_A_DOT = 7.0, 7.0  # points from the edge of its mark, or from a dot, that a name stands off by itself
ALONE, OF_ONE_ALONE = 24.0, 13.0  # and from that of its own where no other is so near to the name
TOUCHING = 3.0  # and a number, which is taken for one of another sooner
BESIDE_ANOTHER = 12.0  # points from a label to the mark of another
MANY = 60  # corners of marks of others, among which a name has a line to its own
BY_ITSELF = " "  # of a number, that it is one
NARROWER = 0.7  # of the width of a name of one line that found no place, which is tried in two
OVER_A_LINE = 8  # of what a dot of a line costs, for each that a line to a name among marks is led across
MOST_TRIED, DEEP = 24, 2  # places of a label without one, each of which may ask another to move, and how many in turn
KEYED = 300.0  # what one that is keyed and has no number may cost: to be led far, but across no line
ALONG = 24  # dots of a line to a name
BY_A_CORNER = 8.0  # points from a corner of a name to which a line may lead
CLEAR = 4.0  # points between marks and the label of another that had to stand off
# The places about its own at which a label is tried, the nearest first: how far off, to which side, above or below.
_PLACES = np.array([(far, across, up)
                    for far in (6.0, 10.0, 15.0, 21.0, 28.0, 36.0, 46.0, 58.0, 72.0, 88.0)
                    for across in (-1.0, -0.75, -0.5, -0.25, 0.0, 0.25, 0.5, 0.75, 1.0)
                    for up in (-1.0, -0.5, 0.0, 0.5, 1.0)
                    if abs(up) == 1 or abs(across) == 1 and (up == 0 or 20 < far < 50)]).T  # fmt: skip

_Placed: TypeAlias = "list[tuple[_Places, int, tuple[float, float]]]"  # labels, at which places, and led to where


def beside(ax: Axes, labels: Sequence[Label], family: str, *, lines: Sequence[npt.ArrayLike],
           shading: Sequence[npt.ArrayLike] = (), right: float, most: float = np.inf,
           sizes: Sequence[float] = (), across_lines: float = ON_A_LINE) -> list[Label]:  # fmt: skip
    """Labels among lines: each at the place near its own that meets neither a line nor another label.

    Parameters
    ----------
    ax : matplotlib Axes
    labels : sequence of Label
        The first has the first choice; where a later one finds no place, one that stands in its way takes another.
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
    there = _There.of(ax, lines, shading, right, sizes, across_lines)
    placed: _Placed = []
    left_out: list[Label] = []
    kept_off: Floats = np.zeros((1, 1))
    queue = [*labels]
    for label in queue:  # which grows
        at, taken = points_of(ax, [label.at])[0], _taken(placed)
        tried = []
        for said in (label.lines, *label.shorter):
            places = _Places.of(label._replace(lines=said), there, at, family, kept_off)
            tried.append((*places.best(taken, most), places))
            if tried[-1][0] <= min(most, places.may_cost(most)):
                break
        least, i, places = min(tried, key=lambda each: each[0])
        if least <= places.may_cost(most):
            placed.append((places, i, places.led(i, taken)[1]))
        elif exchanged := _exchanged(places, placed, most):
            placed = exchanged
        elif label.otherwise not in ("", BY_ITSELF) and label.spare:  # further off, with a line to it
            queue.append(label._replace(spare=False, lines=_parted(label, family)))
        elif label.otherwise not in ("", BY_ITSELF):
            lines_ = [Line(label.otherwise, label.lines[0].size)]
            queue.append(label._replace(lines=lines_, otherwise=BY_ITSELF, spare=True))
        else:
            left_out.append(label)
            kept_off = kept_off + np.where(places.others[:, None], 0.0, KEPT_OFF * label.keyed)
    for places, i, end in placed:
        write_label(ax, places.label, places.left[i], places.foot[i] + places.tall, family)
        if places.apart[i]:
            lead_to(ax, places.label, end)
    return left_out


def _exchanged(places: _Places, placed: _Placed, most: float, deep: int = DEEP) -> _Placed:
    """All that are placed with one more, in whose way but one stands, which has moved, or has another move in turn; []
    where none can."""
    may_cost = places.may_cost(most)
    for i in np.argsort(places.cost, kind="stable")[:MOST_TRIED].tolist():
        if places.cost[i] > may_cost:
            break
        met = np.flatnonzero(_meets(_boxes(placed), places.boxes[i : i + 1]))
        if len(met) != 1 or placed[met[0]][0].label.always:
            continue
        moved, others = placed[met[0]][0], [*placed[: met[0]], *placed[met[0] + 1 :]]
        if _meets(places.boxes[i : i + 1], _leads(others)).any():
            continue
        led, end = places.led(i, _taken(others))
        if places.cost[i] + led > may_cost:
            continue
        others.append((places, i, end))
        least, j = moved.best(_taken(others), most)
        if least <= moved.may_cost(most):
            return [*others, (moved, j, moved.led(j, _taken(others))[1])]
        if deep and (found := _exchanged(moved, others, most, deep - 1)):
            return found
    return []


def _boxes(placed: _Placed) -> Floats:
    return np.array([places.boxes[i] for places, i, _ in placed]).reshape(-1, 4)


def _leads(placed: _Placed) -> Floats:
    """Small boxes along the lines that lead to labels, on which no other lies."""
    along = [np.linspace(places.at, end, ALONG) for places, i, end in placed if places.apart[i]]
    dots = np.concatenate([np.empty((0, 2)), *along])
    return np.hstack([dots - 1, dots + 1])


def _taken(placed: _Placed) -> Floats:
    return np.concatenate([_boxes(placed), _leads(placed)])


def _meets(boxes: Floats, taken: Floats) -> npt.NDArray[np.bool_]:
    lows, highs = boxes[:, None, :2], boxes[:, None, 2:]
    return np.asarray(np.any(np.all((lows < taken[:, 2:]) & (highs > taken[:, :2]), axis=2), axis=1))


def _within(dots: Floats, boxes: Floats) -> npt.NDArray[np.bool_]:
    across, up = dots.T
    return np.asarray((across > boxes[:, :1]) & (across < boxes[:, 2:3]) & (up > boxes[:, 1:2]) & (up < boxes[:, 3:]))


class _There(NamedTuple):
    """What there is in the axes: their frame, up to where labels may reach; dots along all lines; marks, and half of
    their sizes, none where none are drawn; lines but marks; shapes; and what it costs to be led across a line."""

    frame: tuple[float, float, float, float]
    dots: Floats
    marked: Floats
    half: Floats
    ways: list[Floats]
    shapes: list[Floats]
    across_lines: float

    @classmethod
    def of(cls, ax: Axes, lines: Sequence[npt.ArrayLike], shading: Sequence[npt.ArrayLike], right: float,
           sizes: Sequence[float], across_lines: float) -> _There:  # fmt: skip
        left, low, _, high = frame_of(ax)
        drawn = [points_of(ax, line) for line in lines]
        there = np.isfinite(drawn[0]).all(axis=1)
        half = np.asarray(sizes, float)[:, None] / 2
        return cls(
            (left, low, right, high), np.concatenate([np.empty((0, 2)), *map(_along, drawn)]), drawn[0][there],
            half[there] if len(half) else half, drawn[1:] if len(half) else [],
            [points_of(ax, shape) for shape in shading], across_lines,
        )  # fmt: skip


class _Places(NamedTuple):
    """The places at which a label is tried about its own, with what each costs where no other label is."""

    label: Label
    there: _There
    at: tuple[float, float]
    tall: float
    left: Floats
    foot: Floats
    boxes: Floats
    cost: Floats
    apart: npt.NDArray[np.bool_]  # for which a line leads to it
    mine: Floats  # how far it is from its own
    others: npt.NDArray[np.bool_]  # of all marks, those of others
    passed: Floats  # all lines but the edge of its own mark
    ways: dict[int, list[tuple[float, tuple[float, float]]]]  # by which a line may lead to each that was tried

    @classmethod
    def of(cls, label: Label, there: _There, at: Floats, family: str, kept_off: Floats) -> _Places:
        (x, y), (edge_left, low, right, high), marked, half = at.tolist(), there.frame, there.marked, there.half
        many = len(half) > MANY
        far, across, up = _PLACES
        wide, tall = label.width(family), label.height
        left = x - wide / 2 + across * (wide / 2 + np.where(abs(up) < 1, far, far / 2))
        foot = y - tall / 2 + up * (tall / 2 + far)
        boxes = np.stack([left - 2, foot - 1, left + wide + 2, foot + tall + 1], axis=1)
        lows, highs = boxes[:, None, :2], boxes[:, None, 2:]
        outside = np.max([edge_left - left, left + wide - right, low - foot, foot + tall - high], axis=0).clip(min=0)
        least, most = boxes[:, :2].min(axis=0), boxes[:, 2:].max(axis=0)
        near = there.dots[((there.dots > least) & (there.dots < most)).all(axis=1)]
        on = _within(near, boxes).sum(axis=1)
        others = np.hypot(*(marked - (x, y)).T) > 0.5
        own = half[~others].max(initial=0) if len(half) else 0.0
        passed = [way for way in there.ways if np.nanmax(np.hypot(*(way - (x, y)).T), initial=0.0) > own + 3]
        off = np.hypot(*np.moveaxis(np.maximum(lows - marked, marked - highs).clip(min=0), 2, 0))
        mine = np.hypot(*np.maximum(boxes[:, :2] - (x, y), (x, y) - boxes[:, 2:]).clip(min=0).T)
        another = np.any(off < mine[:, None] - 1, axis=1)
        # Nearer where there are others, to the edge of a large mark.
        touches = own + TOUCHING if label.otherwise == BY_ITSELF else max(BY_A_DOT, own + BY_AN_EDGE)
        alone = (len(half) > 0) & (label.otherwise != BY_ITSELF) & ~np.any((off < ALONE) & others, axis=1)
        apart = another | (mine > np.where(alone, own + OF_ONE_ALONE, 5 if many else touches if len(half) else 12))
        if many:
            apart |= np.any((off < BESIDE_ANOTHER) & others, axis=1)
        beyond, crossed = (300.0, 1.0) if label.ground else (30.0, ON_A_LINE)
        cost = far + beyond * outside + crossed * on + ON_SHADING * _shaded(boxes, there.shapes)
        cost += 1000.0 * ((far > 10) & (mine > 8)) * (label.otherwise == BY_ITSELF)
        cost += APART * apart + (0.0 if label.ground else NEARER_ANOTHER) * another + far * label.ground
        if len(half):
            clear = half + (0 if label.spare else CLEAR) * others[:, None]
            clear = clear + kept_off * (label.otherwise != BY_ITSELF)
            hides = np.all((lows < marked + clear) & (highs > marked - clear), axis=2).any(axis=1)
            # Where a scale is written, the name of a line or what stands above the axes.
            beyond_ = (foot < low - 2) | (left < edge_left - 3) | (foot + tall > high + 1) | (left + wide > right + 1)
            cost += 1000 * (hides | (another & label.spare) | beyond_)
            if not label.ground:  # on its letters, which a box has some room about
                cost += 1000 * _within(near, boxes + (0.5, 0.5, -0.5, -2.5)).any(axis=1)
            cost += INWARD * (up * label.outward < 0) + abs(across)
            cost += CROWDED * ((off < NEAR) & others).sum(axis=1)
        cost += (up < 0) + 2.0 * (across > 0)  # above what is high and left of what comes: where a reader looks first
        broken = [part for way in passed for part in (way, np.full((1, 2), math.nan))]
        return cls(label, there, (x, y), tall, left, foot, boxes, cost, apart, mine, others,
                   np.concatenate([np.empty((0, 2)), *broken]), {})  # fmt: skip

    def may_cost(self, most: float) -> float:
        if self.label.always:
            return math.inf
        led = 2 * most if not self.label.keyed or self.label.otherwise else max(2 * most, KEYED)
        return most if self.label.spare else led

    def best(self, taken: Floats, most: float) -> tuple[float, int]:
        """What the best place costs beside labels that have taken theirs, and which it is; inf where all cost more."""
        cost, best = self.cost + 1000 * _meets(self.boxes, taken), (math.inf, 0)
        for i in np.argsort(cost, kind="stable").tolist():
            if cost[i] > min(best[0], self.may_cost(most)):
                break
            best = min(best, (float(cost[i] + self.led(i, taken)[0]), i))
        return best

    def led(self, i: int, taken: Floats) -> tuple[float, tuple[float, float]]:
        """What it costs to be led to a place, and to which point of it that costs least."""
        if i not in self.ways:
            self.ways[i] = self._ways(i)
        found = [(self.there.across_lines * (lead + self._over(end, taken) * self.apart[i]), end)
                 for lead, end in self.ways[i]]  # fmt: skip
        return min(found, key=lambda each: each[0])

    def _ways(self, i: int) -> list[tuple[float, tuple[float, float]]]:
        """The points of a place to which a line may lead, the nearest and those by its corners, and what of the axes is
        in its way; the nearest alone where nothing is, or no line leads there."""
        (x, y), (left, low, right, high) = self.at, self.boxes[i] + (2, 1, -2, -1)
        nearest = min(max(x, left), right), min(max(y, low), high)
        ways = [(self._in_the_way(i, nearest), nearest)]
        if ways[0][0] and self.apart[i] and len(self.there.half) and (low > y or high < y):
            aside = min(BY_A_CORNER, (right - left) / 2)
            corners = [(at, nearest[1]) for at in (left + aside, right - aside)]
            ways += [(self._in_the_way(i, end), end) for end in corners]
        return ways

    def _in_the_way(self, i: int, end: tuple[float, float]) -> float:
        half, lead = self.there.half, 0
        if not self.mine[i] > 0:
            return lead
        if len(half):  # without a line to it, a name is rather on the side on which its mark is
            led = self.apart[i]
            lead = (OVER_A_LINE if led else 1) * _crossings(self.at if led else self._edge(end), end, self.passed)
        if self.apart[i]:
            if len(half):
                near = _distances(self.there.marked[self.others], self.at, end) < half[self.others, 0] + 1
                lead += (3 if self.label.ground else 50) * int(near.any())
            elif not self.label.ground:
                line = np.linspace(self.at, end, 9)[2:]
                lead = int((np.hypot(*(line[:, None] - self.there.dots).T).min(axis=0, initial=9) < 2).sum())
        return lead

    def _edge(self, end: tuple[float, float]) -> tuple[float, float]:
        """Where the way from its own mark to a point comes out of it: what lies beneath the mark is in no way."""
        (x, y), (to_x, to_y) = self.at, end
        own = float(self.there.half[~self.others].max(initial=0.0))
        share = min(1.0, own / max(math.hypot(to_x - x, to_y - y), own, 1e-9))
        return x + share * (to_x - x), y + share * (to_y - y)

    def _over(self, end: tuple[float, float], taken: Floats) -> int:
        """What it costs that a line leads over another label."""
        along = np.linspace(self.at, end, 17)[:, None]
        return (50 if len(self.there.half) else 3) * int(((along > taken[:, :2]) & (along < taken[:, 2:])).all(2).any())


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
    steps = np.diff(corners, axis=0)
    there = np.isfinite(steps).all(axis=1)
    steps, begins = steps[there], corners[:-1][there]
    counts = 1 + (np.hypot(*steps.T) / 3).astype(int)  # of dots after the corner
    each = np.repeat(np.arange(len(steps)), counts)
    shares = (1 + np.arange(len(each)) - np.repeat(np.cumsum(counts) - counts, counts)) / counts[each]
    found = np.concatenate([corners, begins[each] + shares[:, None] * steps[each]])
    return np.asarray(found[np.isfinite(found).all(axis=1)])
