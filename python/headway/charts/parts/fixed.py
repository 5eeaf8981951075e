"""A chart of points in time as a picture of its own: of one width, for a document or a file, in a hundredth of the time
that drawing takes.

It shows what `fluid_svg` shows, in attributes that every reader of SVG knows, with what it finds as its title.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from textwrap import wrap
from typing import NamedTuple

from headway.charts.parts.axes import from_the_first
from headway.charts.parts.closeup import Closeup
from headway.charts.parts.fluid import LINE, LONGEST, End, Place, scale_of, way
from headway.charts.parts.layout import Words, is_said
from headway.charts.parts.svg import TITLE, TITLE_LINE
from headway.charts.parts.timed import Timed
from headway.language.figures import stands_by_the_axis
from headway.language.palette import INK, MUTED, PAPER, categorical, shades
from headway.language.sentences import shortened

# Points of the picture, of the axes, about them, and between a mark at their end and its name.
WIDE, HEIGHT, EDGE, BESIDE = 480, 200, 6, 14
ROW = 13  # of small text
SMALL, LARGE, LETTER = 10.0, 12.0, 0.62  # sizes of text, and how wide a letter of it is
FONT = "'DejaVu Sans'"
_SHAPES = {
    "d": "M0-6 6 0 0 6-6 0z", "q": "M-4.5-4.5h9v9h-9z", "u": "M0-6 6 5H-6z", "v": "M0 6 6-5H-6z",
    "b": "M-9-1.5H9v3H-9z",
}  # fmt: skip


class Look(NamedTuple):
    """How a line is drawn: its colour, its width, and its dashes."""

    colour: str
    wide: float
    dashes: str = ""
    cap: str = ""

    def of(self, colour: str | None) -> str:
        """Its attributes, in a colour of its own where there is one."""
        said = f'fill="none" stroke="{colour or self.colour}" stroke-width="{self.wide:g}" stroke-linejoin="round"'
        said += f' stroke-dasharray="{self.dashes}"' if self.dashes else ""
        return said + (f' stroke-linecap="{self.cap}"' if self.cap else "")


@functools.cache
def _looks() -> dict[str, Look]:
    """By the names that the pages have for them."""
    blue, _, pink, *_ = categorical()
    return {
        "grid": Look("#d8dadb", 1), "value": Look(blue, 1.8), "thin": Look(blue, 1.1), "ahead": Look(blue, 1.6, "6 4"),
        "before": Look(MUTED, 1.2), "mean": Look(INK, 1.5), "limit": Look(MUTED, 1.4, "6 4"),
        "dotted": Look(pink, 2, "2 3"), "dashed": Look(pink, 1.6, "6 4"), "dash-dot": Look(pink, 1.6, "8 3 2 3"),
        "other": Look(INK, 1.2, "8 3 2 3"), "dots": Look(blue, 5, cap="round"),
    }  # fmt: skip


def fixed_svg(drawn: Timed, *, words: Words, description: str) -> str:
    """The picture as one `<svg>` with `<title>` and `<desc>`, and what stands about every chart; the same chart is the
    same bytes."""
    low, high = drawn.limits
    first, last = drawn.reach
    scale = scale_of(low, high, drawn.unit)
    left = EDGE + max([_wide(name) + 8 for _, name in scale] + [_wide(name) / 2 for _, name in drawn.names[:1]])
    lines_of = {end: _lines_of(end) for end in drawn.ends}
    right = EDGE + max([_wide(line, bold=True) + BESIDE for lines in lines_of.values() for line in lines], default=0.0)
    heading = wrap(words.title, int((WIDE - 2 * EDGE) / (LARGE * LETTER * 1.12))) or [""]
    shown, below = _lines(words.subtitle), [line for paragraph in words.below for line in _lines(paragraph)]
    by_the_axis = drawn.unit is not None and stands_by_the_axis(drawn.unit) and not is_said(drawn.unit, words)
    under = EDGE + TITLE_LINE * len(heading)
    top = under + ROW * len(shown) + (16 + 4 * bool(shown) if by_the_axis else 4) + 8
    room = WIDE - left - right

    def across(x: float) -> float:
        return left + room * ((x - first) / (last - first) if last > first else 0.5)

    def down(y: float) -> float:
        return top + HEIGHT * (1 - (y - low) / (high - low))

    def to(place: Place) -> Place:
        return across(place[0]), down(place[1])

    looks, tall = _looks(), top + HEIGHT + 26 + EDGE
    closer: list[str] = []
    if drawn.closeup is not None:
        closer, taken = _closer(drawn.closeup, tall)
        tall += taken
    foot = tall + SMALL
    tall += ROW * len(below) + EDGE * bool(below)
    parts = [f'<rect width="{WIDE}" height="{tall:g}" fill="{PAPER}"/>']
    named = [_text(EDGE, EDGE + 12 + TITLE_LINE * i, line, size=LARGE, bold=True) for i, line in enumerate(heading)]
    parts.append(f'<g class="{TITLE}">{"".join(named)}</g>')
    parts += [_text(EDGE, under + ROW * (i + 1), line, colour=MUTED) for i, line in enumerate(shown)]
    if by_the_axis:
        parts.append(_text(EDGE, top - 10, str(drawn.unit), colour=MUTED))
    for tick, name in scale:
        parts.append(f'<path {looks["grid"].of(None)} d="M{left:.1f} {down(tick):.1f}H{WIDE - right:.1f}"/>')
        parts.append(_text(left - 6, down(tick) + 3.5, name, anchor="end"))
    parts += [f'<path {_shade()} d="{way(map(to, corners))}Z"/>' for corners, _ in drawn.areas]
    for points, look, colour in drawn.curves:
        if path := way(map(to, points), dots=look == "dots"):
            parts.append(f'<path {looks[look].of(colour)} d="{path}"/>')
    for place, shape, colour in drawn.marks:
        x, y = to(place)
        if shape == "o":
            ring = f'fill="{PAPER}" stroke="{colour}" stroke-width="1.6"'
            parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" {ring}/>')
        else:
            parts.append(f'<path transform="translate({x:.1f} {y:.1f})" fill="{colour}" d="{_SHAPES[shape]}"/>')
    parts += _foot(drawn.names, across, top + HEIGHT + 18)
    parts += _beside(drawn.ends, lines_of, down, WIDE - right + BESIDE - 2, top + HEIGHT)
    parts += closer
    parts += [_text(EDGE, foot + ROW * i, line, colour=MUTED) for i, line in enumerate(below)]
    said = f"<title>{escape(words.title)}</title><desc>{escape(description)}</desc>"
    return f'<svg viewBox="0 0 {WIDE} {tall:g}" role="img" font-family="{FONT}">{said}{"".join(parts)}</svg>'


def _shade() -> str:
    """How where a value may be is shaded: palely, with an edge that is told from paper."""
    return f'fill="{shades()[2]}" fill-opacity="0.24" stroke="{shades()[2]}" stroke-width="0.7"'


def _lines(said: str) -> list[str]:
    return wrap(said, int((WIDE - 2 * EDGE) / (SMALL * LETTER)))


def _closer(closeup: Closeup, top: float) -> tuple[list[str], float]:
    """What is seen closer, so far from the top of the picture, and the height that it takes."""
    low, high = closeup.limits
    looks = _looks()
    left = EDGE + max(_wide(row.name) + 8 + _wide(row.said, bold=True) for row in closeup.rows) + 12
    scale = scale_of(low, high, closeup.unit)
    room = WIDE - left - EDGE - max([_wide(name) / 2 for _, name in scale], default=0.0)

    def across(x: float) -> float:
        return left + room * (x - low) / (high - low)

    parts = [_text(EDGE, top + SMALL, closeup.heading, bold=True)]
    first = top + SMALL + 6
    foot = first + LINE * len(closeup.rows)
    parts += [f'<path {looks["grid"].of(None)} d="M{across(tick):.1f} {first:.1f}V{foot:.1f}"/>' for tick, _ in scale]
    for i, row in enumerate(closeup.rows):
        y = first + LINE * (i + 0.5)
        parts.append(_text(EDGE, y + 3.5, row.name, colour=row.colour))
        parts.append(_text(left - 12, y + 3.5, row.said, colour=row.colour, bold=True, anchor="end"))
        parts += [f'<rect x="{across(a):.1f}" y="{y - 4:.1f}" width="{across(b) - across(a):.1f}" height="8" '
                  f'{_shade()}/>'
                  for a, b in row.bands]  # fmt: skip
        for x in (across(end) for end in row.at if math.isfinite(end)):
            if row.marker == "o":
                ring = f'fill="{PAPER}" stroke="{row.colour}" stroke-width="1.6"'
                parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" {ring}/>')
            else:
                parts.append(f'<path stroke="{row.colour}" stroke-width="3" d="M{x:.1f} {y - 6:.1f}v12"/>')
    parts += [f'<path {Look(closeup.rows[-1].colour, 1.2).of(None)} d="M{across(x):.1f} {first:.1f}V{foot:.1f}"/>'
              for x in closeup.guides]  # fmt: skip
    parts += _foot(scale, across, foot + 14)
    return parts, foot + 14 + EDGE + 4 - top


def _text(x: float, y: float, said: str, *, size: float = SMALL, colour: str = INK, bold: bool = False,
          anchor: str = "") -> str:  # fmt: skip
    more = (' font-weight="bold"' if bold else "") + (f' text-anchor="{anchor}"' if anchor else "")
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:g}" fill="{colour}"{more}>{escape(said)}</text>'


def _wide(said: str, *, bold: bool = False) -> float:
    return len(said) * SMALL * LETTER * (1.12 if bold else 1.0)


def _foot(names: Sequence[tuple[float, str]], across: Callable[[float], float], y: float) -> Iterator[str]:
    """As many names below the points as there is room for."""
    if names:
        at, half = [across(x) for x, _ in names], [_wide(name) / 2 + 2 for _, name in names]
        yield from (_text(at[i], y, names[i][1], anchor="middle") for i in from_the_first(at, half))


def _lines_of(end: End) -> list[str]:
    return [shortened(end.name, LONGEST), *([end.said] if 0 < len(end.said) <= LONGEST else [])]


def _beside(ends: Sequence[End], lines_of: Mapping[End, list[str]], down: Callable[[float], float], x: float,
            floor: float) -> Iterator[str]:  # fmt: skip
    """Names and figures beside the right edge, apart from one another."""
    placed: list[tuple[float, End]] = []
    for end in sorted(ends, key=lambda each: -each.height):
        top = down(end.height) - LINE * len(lines_of[end]) / 2
        if placed:
            above, other = placed[-1]
            top = max(top, above + LINE * len(lines_of[other]) + 2)
        placed.append((top, end))
    floor += LINE / 2
    for top, end in reversed(placed):
        top = min(top, floor - LINE * len(lines_of[end]))
        floor = top - 2
        for i, line in enumerate(lines_of[end]):
            yield _text(x, top + LINE * (i + 0.8), line, colour=end.colour, bold=i > 0)
