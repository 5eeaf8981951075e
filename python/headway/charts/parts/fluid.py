"""A chart as light markup: as wide as its page, while text, points and lines keep their size, on a phone as in print.

What is drawn between two points is in an inner picture that is stretched; text and marks stand at shares of the width.
A page of charts supplies the look by the classes, see `site.css`; without it they are legible all the same.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterable, Sequence
from html import escape
from textwrap import wrap
from typing import NamedTuple

from headway._core import HeadwayError
from headway.charts.parts.axes import from_the_first
from headway.charts.parts.closeup import Closeup
from headway.charts.parts.layout import named_ticks
from headway.language.figures import stands_by_the_axis
from headway.language.sentences import shortened

HEIGHT, LINE, WIDE = 240, 16, 1000  # pixels, pixels of a line of text, and units across
LETTER, BOLD = 7.4, 8.4  # pixels that a letter takes, of text of 13
NARROW_PLOT, WIDE_PLOT = 190.0, 380.0  # the least room of the points on a phone, and on a desk or on paper
TICKS = 5
ONE_LINE, LONGEST = 14, 16  # letters of a name and its figure in one line, and of a line
PHONE = 36  # letters in a line across a narrow page
Place = tuple[float, float]


class Curve(NamedTuple):
    """A line through points, parted where one has no value; a look of the page, and a colour if it is another."""

    points: Sequence[Place]
    look: str
    colour: str | None = None


class Area(NamedTuple):
    """A shape that is filled, in a look of the page."""

    corners: Sequence[Place]
    look: str


class Mark(NamedTuple):
    """A point with a shape that the page supplies: `d`iamond, s`q`uare, `u`p, down (`v`), ring (`o`) or `b`ar."""

    place: Place
    shape: str
    colour: str


class End(NamedTuple):
    """What stands at the end of a line: its name and its figure."""

    height: float
    name: str
    said: str
    colour: str


def fluid_svg(
    *, labelled_by: str, limits: Place, reach: Place, names: Sequence[tuple[float, str]],
    curves: Iterable[Curve], areas: Iterable[Area] = (), marks: Iterable[Mark] = (), ends: Sequence[End] = (),
    unit: str | None = None, closeup: Closeup | None = None,
) -> str:  # fmt: skip
    """A chart of values along points in time.

    Parameters
    ----------
    labelled_by : str
        The id of the element of the page that says what it shows.
    limits, reach : (float, float)
        The ends of the scale of values, and of the points.
    names : sequence of (float, str)
        Points along the foot and what they are called.
    curves, areas, marks : iterable
        In the order in which they are drawn: areas below lines, marks above.
    ends : sequence of End
        Named beside the right edge, each in sight whatever the others are.
    unit : str, optional
        Stands above the scale unless it stands beside each figure.
    closeup : Closeup, optional
        Drawn closer below the foot, its rows named with their figures beside the right edge.
    """
    low, high = limits
    first, last = reach
    if not math.isfinite(high - low):
        raise HeadwayError(f"chart: found values from {low:g} to {high:g}; accepted: what fits on one axis")

    def across(x: float) -> float:
        return (x - first) / (last - first) if last > first else 0.5

    def down(y: float) -> float:
        return HEIGHT * (1 - (y - low) / (high - low))

    def to(place: Place) -> Place:
        return across(place[0]) * WIDE, down(place[1])

    scale = [(down(tick), said) for tick, said in scale_of(low, high, unit)]
    stretched = ['<path class=grid d="' + "".join(f"M0 {y:.0f}H{WIDE}" for y, _ in scale) + '"/>']
    for corners, look in areas:
        stretched.append(f'<path class={look} d="{way(map(to, corners))}Z"/>')
    for points, look, colour in curves:
        if drawn := way(map(to, points), dots=look == "dots"):
            paint = f" stroke={colour}" if colour else ""
            stretched.append(f'<path class={look}{paint} d="{drawn}"/>')
    over = []
    for (shape, colour), group in itertools.groupby(sorted(marks, key=lambda mark: mark[1:]), lambda mark: mark[1:]):
        here = [place for place, _, _ in group]
        if shape == "q":  # which the ends of lines of no length are
            stretched.append(f'<path class=squares stroke={colour} d="{way(map(to, here), dots=True)}"/>')
        else:
            each = (f"<use href=#{shape} x={_share(across(x))} y={down(y):.0f} />" for x, y in here)
            over.append(f'<g fill={colour}>{"".join(each)}</g>')
    scaled = "".join(f'<text y={y + 4:.0f}>{escape(name)}</text>' for y, name in scale)
    over.append(f'<svg x=-6 class=scale>{scaled}</svg>')
    if unit is not None and stands_by_the_axis(unit):
        over.append(f'<text class=unit y=-10>{escape(unit)}</text>')
    over.append(f'<svg y={HEIGHT + 20} class=foot>{"".join(_along(names, across))}</svg>')
    beside, right = _beside(ends, down)
    # The first name below stands in the middle of its point, which is half its width from the edge of the page.
    left = max([len(name) * LETTER + 14 for _, name in scale] + [len(name) * LETTER / 2 for _, name in names[:1]])
    under = 0
    if closeup is not None:
        ways, texts, under, aside = _closer(closeup, left)
        stretched += ways
        over += texts
        right = max(right, aside)
    style = f"--left:{left:.0f}px;--right:{right:.0f}px" + (f";margin-bottom:{under}px" if under else "")
    return (
        f'<svg class=chart role=img style="{style}" aria-labelledby={labelled_by}>'
        f'<svg viewBox="0 0 {WIDE} {HEIGHT}" preserveAspectRatio=none class=way>{"".join(stretched)}</svg>'
        f"{''.join(over)}{beside}</svg>"
    )


def scale_of(low: float, high: float, unit: str | None) -> list[tuple[float, str]]:
    """Round values between two ends, as every chart writes them; what is longer than there is room for, in short."""
    ticks, names = named_ticks(low, high, unit, TICKS)
    return [(tick, name if len(name) <= LONGEST else f"{tick:.3g}") for tick, name in zip(ticks, names, strict=True)]


def _closer(closeup: Closeup, left: float) -> tuple[list[str], list[str], int, float]:
    """Lines, texts, and the room below the foot and beside the right edge of what is seen closer."""
    low, high = closeup.limits
    heading = wrap(closeup.heading, PHONE)
    top = HEIGHT + LINE * (2 + len(heading))
    lines_of = [_lines_of(row.name, row.said) for row in closeup.rows]
    foot = top + LINE + sum(LINE * len(lines) for lines in lines_of)

    def across(x: float) -> float:
        return (x - low) / (high - low)

    scale = scale_of(low, high, closeup.unit)
    ways = ['<path class=grid d="' + "".join(f"M{across(x) * WIDE:.0f} {top + 8}V{foot}" for x, _ in scale) + '"/>']
    texts = [f"<text x={-left:.0f} y={top - LINE * (len(heading) - 1 - i)}>{escape(line)}</text>"
             for i, line in enumerate(heading)]  # fmt: skip
    beside, begins = [], top + LINE // 2
    for row, lines in zip(closeup.rows, lines_of, strict=True):
        middle = begins + LINE * len(lines) // 2
        for first, last in row.bands:
            ways.append(f'<path class=area d="M{across(first) * WIDE:.0f} {middle - 5}'
                        f'H{across(last) * WIDE:.0f}v10H{across(first) * WIDE:.0f}Z"/>')  # fmt: skip
        known = [across(x) for x in row.at if math.isfinite(x)]
        if row.marker == "o":
            rings = "".join(f"<use href=#o x={_share(x)} y={middle} />" for x in known)
            texts.append(f'<g fill={row.colour}>{rings}</g>')
        else:
            ways.append(f'<path stroke={row.colour} d="{"".join(f"M{x * WIDE:.0f} {middle - 6}v12" for x in known)}"/>')
        beside += [f'<text y={begins + LINE * i + 12} fill={row.colour}>{escape(line)}</text>'
                   for i, line in enumerate(lines)]  # fmt: skip
        begins += LINE * len(lines)
    if closeup.guides:
        guides = "".join(f"M{across(x) * WIDE:.0f} {top + 8}V{foot}" for x in closeup.guides)
        ways.append(f'<path class=dotted d="{guides}"/>')
    texts.append(f'<svg y={foot + LINE} class=foot>{"".join(_along(scale, across))}</svg>')
    texts.append(f'<svg x=100% class=ends>{"".join(beside)}</svg>')
    widest = max(len(line) for lines in lines_of for line in lines)
    return ways, texts, foot + 2 * LINE - HEIGHT, widest * BOLD + 16


def _lines_of(name: str, said: str) -> list[str]:
    """A name and its figure: in one line where that is short, else in two; too long a figure is left out."""
    one = f"{name} {said}".strip()
    return [one] if len(one) <= ONE_LINE else [shortened(name, LONGEST), *([said] if 0 < len(said) <= LONGEST else [])]


def _share(value: float) -> str:
    return f"{100 * value:.1f}".removesuffix(".0") + "%"


def way(places: Iterable[Place], *, dots: bool = False) -> str:
    """The way through places as a path draws it, in whole units and from each to the next, which is shortest to say.

    It begins anew behind a place that has no value; as dots, each place is a line of no length.

    >>> from headway.charts.parts.fluid import way
    >>> way([(0, 220.2), (18.5, 227), (37, float("nan")), (55, 200), (74, 201)])
    'm0 220 18 7m37-27 19 1'
    >>> way([(0, 220), (18, 227)], dots=True)
    'm0 220h0m18 7h0'
    """
    drawn: list[str] = []
    x, y, anew = 0, 0, True
    for across, down in places:
        if not math.isfinite(down):
            anew = True
            continue
        to = round(across), round(down)
        # What follows an m are lines to each, which need no letter; a number needs no space before its sign.
        dx, dy = to[0] - x, to[1] - y
        drawn.append(f"{'m' if anew else '' if dx < 0 else ' '}{dx}{'' if dy < 0 else ' '}{dy}{'h0' if dots else ''}")
        (x, y), anew = to, dots
    return "".join(drawn)


def _along(names: Sequence[tuple[float, str]], across: Callable[[float], float]) -> list[str]:
    """Names below the points, as many as a phone has room for, and those that a wider page has too."""
    if not names:
        return []
    half = [len(name) * LETTER / 2 + 2 for _, name in names]
    at = [across(x) for x, _ in names]
    wide = from_the_first([x * WIDE_PLOT for x in at], half)
    # Of these again, so that no name is written twice.
    chosen = from_the_first([at[i] * NARROW_PLOT for i in wide], [half[i] for i in wide])
    narrow = {wide[i] for i in chosen}
    return [f"<text{'' if i in narrow else ' class=wide'} x={_share(at[i])}>{escape(names[i][1])}</text>" for i in wide]


def _beside(ends: Sequence[End], down: Callable[[float], float]) -> tuple[str, float]:
    """Names and figures beside the right edge, apart from one another, and the room that they take."""
    placed: list[tuple[float, list[str], str]] = []
    for height, name, said, colour in sorted(ends, key=lambda end: -end.height):
        lines = _lines_of(name, said)
        top = down(height) - LINE * len(lines) / 2
        if placed:
            above, other, _ = placed[-1]
            top = max(top, above + LINE * len(other) + 2)
        placed.append((top, lines, colour))
    written, floor = [], HEIGHT + LINE / 2
    for top, lines, colour in reversed(placed):
        top = min(top, floor - LINE * len(lines))
        floor = top - 2
        for i, line in enumerate(lines):
            y = f"{top + LINE * (i + 0.8):.0f}"
            written.append(f'<text y={y} fill={colour}>{escape(line)}</text>')
    widest = max((len(line) for _, lines, _ in placed for line in lines), default=0)
    return f'<svg x=100% class=ends>{"".join(written)}</svg>', widest * BOLD + 16
