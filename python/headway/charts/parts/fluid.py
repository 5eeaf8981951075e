"""A chart as light markup: as wide as its page, while text, points and lines keep their size, on a phone as in print.

What is drawn between two points is in an inner picture that is stretched; text and marks stand at shares of the width.
A page of charts supplies the look by the classes, see `site.css`; without it they are legible all the same.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from html import escape
from typing import NamedTuple

from headway.charts.parts.labels import evenly
from headway.charts.parts.layout import ticks_of
from headway.language.figures import figure, stands_by_the_axis

HEIGHT, LINE, WIDE = 240, 16, 1000  # pixels, pixels of a line of text, and units across
LETTER = 6.9  # pixels that a letter takes, of text of 13
NARROW_PLOT, WIDE_PLOT = 190.0, 520.0  # the room of the points on a phone, and on a desk
TICKS = 5
Place = tuple[float, float]


class Curve(NamedTuple):
    """A line through points, parted where one has no value; a look of the page, and a colour."""

    points: Sequence[Place]
    look: str
    colour: str = "currentColor"


class Area(NamedTuple):
    """A shape that is filled."""

    corners: Sequence[Place]
    colour: str


class Mark(NamedTuple):
    """A point with a shape: `disc`, `ring`, `diamond`, `square`, `up`, `down` or `bar`."""

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
    *, title: str, description: str, limits: Place, reach: Place, names: Sequence[tuple[float, str]],
    curves: Iterable[Curve], areas: Iterable[Area] = (), marks: Iterable[Mark] = (), ends: Sequence[End] = (),
    unit: str | None = None,
) -> str:  # fmt: skip
    """A chart of values along points in time.

    Parameters
    ----------
    title, description : str
        What it says in one line and in full, for those who do not see it.
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
    """
    low, high = limits
    first, last = reach

    def across(x: float) -> float:
        return (x - first) / (last - first) if last > first else 0.5

    def down(y: float) -> float:
        return HEIGHT * (1 - (y - low) / (high - low))

    def to(place: Place) -> str:
        return f"{_number(across(place[0]) * WIDE)} {_number(down(place[1]))}"

    ticks, places = ticks_of(low, high, TICKS)
    scale = [(down(tick), figure(tick, places=places, unit=unit)) for tick in ticks]
    stretched = ['<path class="grid" d="' + "".join(f"M0 {_number(y)}H{WIDE}" for y, _ in scale) + '"/>']
    for corners, colour in areas:
        stretched.append(f'<path class="area" fill="{colour}" d="M{"L".join(map(to, corners))}Z"/>')
    for points, look, colour in curves:
        if drawn := _runs(points, to, dots=look == "dots"):
            stretched.append(f'<path class="{look}" stroke="{colour}" d="{drawn}"/>')
    over = [f'<use href="#{shape}" x="{_share(across(x))}" y="{_number(down(y))}" fill="{colour}"/>'
            for (x, y), shape, colour in marks]  # fmt: skip
    over += [f'<text class="scale" x="-6" y="{_number(y + 4)}">{escape(name)}</text>' for y, name in scale]
    if unit is not None and stands_by_the_axis(unit):
        over.append(f'<text class="unit" y="-10">{escape(unit)}</text>')
    over += _along(names, across)
    beside, right = _beside(ends, down)
    left = max((len(name) for _, name in scale), default=0) * LETTER + 10
    style = f"--left:{left:.0f}px;--right:{right:.0f}px"
    return (
        f'<svg class="chart" role="img" style="{style}" aria-label="{escape(title)}"><desc>{escape(description)}</desc>'
        f'<svg viewBox="0 0 {WIDE} {HEIGHT}" preserveAspectRatio="none">{"".join(stretched)}</svg>'
        f"{''.join(over)}{beside}</svg>"
    )


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0").replace("-0", "0") if abs(value) < 0.05 else f"{value:.1f}".removesuffix(".0")


def _share(value: float) -> str:
    return f"{_number(100 * value)}%"


def _runs(points: Sequence[Place], to: object, *, dots: bool) -> str:
    """The way through points, anew behind each that has no value; as dots, a point is a line of no length."""
    assert callable(to)
    drawn, before = [], False
    for place in points:
        known = math.isfinite(place[1])
        if known:
            drawn.append(f"M{to(place)}h0" if dots else f"{'L' if before else 'M'}{to(place)}")
        before = known
    return "".join(drawn)


def _along(names: Sequence[tuple[float, str]], across: object) -> list[str]:
    """Names below the points, as many as a phone has room for, and those that a wider page has too."""
    assert callable(across)
    if not names:
        return []
    half = [len(name) * LETTER / 2 + 2 for _, name in names]
    at = [across(x) for x, _ in names]
    narrow, wide = (set(evenly([x * room for x in at], half, len(at) - 1)) for room in (NARROW_PLOT, WIDE_PLOT))
    written = []
    for i, (x, name) in enumerate(zip(at, (name for _, name in names), strict=True)):
        if i in narrow or i in wide:
            look = "" if i in narrow and i in wide else " on-narrow" if i in narrow else " on-wide"
            written.append(f'<text class="foot{look}" x="{_share(x)}" y="{HEIGHT + 20}">{escape(name)}</text>')
    return written


def _beside(ends: Sequence[End], down: object) -> tuple[str, float]:
    """Names and figures beside the right edge, apart from one another, and the room that they take."""
    assert callable(down)
    placed: list[tuple[float, list[str], str]] = []
    for height, name, said, colour in sorted(ends, key=lambda end: -end.height):
        one = f"{name} {said}"
        lines = [one] if len(one) <= 14 else [name, said]
        top = down(height) - LINE * len(lines) / 2
        if placed:
            above, other, _ = placed[-1]
            top = max(top, above + LINE * len(other) + 2)
        placed.append((top, lines, colour))
    spare = max(0.0, placed[-1][0] + LINE * len(placed[-1][1]) - HEIGHT - LINE / 2) if placed else 0.0
    written, below = [], math.inf
    for top, lines, colour in reversed(placed):
        top = min(top, below - LINE * len(lines) - 2) if spare else top
        below = top
        for i, line in enumerate(lines):
            y = _number(top + LINE * (i + 0.8))
            written.append(f'<text class="end" x="100%" dx="12" y="{y}" fill="{colour}">{escape(line)}</text>')
    widest = max((len(line) for _, lines, _ in placed for line in lines), default=0)
    return "".join(written), widest * LETTER + 16
