"""The colours of charts and pages, and whether text is read on them."""

from __future__ import annotations

import functools

INK, MUTED, PAPER = "#0b0c0c", "#505a5f", "white"
# Of ratings: what their marks are drawn in; and the ground of a cell that text is read on, paler and deeper.
RATING_COLOURS = {"red": "#b3141b", "amber": "#b36200", "green": "#00703c", "blue": "#1d4f91"}
RATING_GROUNDS = {
    "red": ("#f9e1e2", "#f5cfd1"), "amber": ("#fdf0dc", "#fdf0dc"), "green": ("#e3f1e9", "#c8e5d6"),
    "blue": ("#e3ecf7", "#c9dcf3"),
}  # fmt: skip


def categorical() -> list[str]:
    """Colours for things that differ in kind, in the order of the government's charts: dark and light by turns."""
    return list(_colours("categorical"))


def shades() -> list[str]:
    """The shades of one colour, dark to light."""
    return list(_colours("sequential"))


@functools.cache  # which are read from a file
def _colours(kind: str) -> tuple[str, ...]:
    from afcharts.af_colours import get_af_colours

    return tuple(get_af_colours(kind))


def sequential(count: int) -> list[str]:
    """As many shades of one colour as there are steps, dark to light."""
    from matplotlib.colors import LinearSegmentedColormap, to_hex

    scale = LinearSegmentedColormap.from_list("shades", shades())
    return [to_hex(scale(i / max(1, count - 1))) for i in range(count)]


def paler(colour: str) -> str:
    """A colour mixed with as much white, for black text to be read on."""
    from matplotlib.colors import to_hex, to_rgb

    red, green, blue = ((1 + part) / 2 for part in to_rgb(colour))
    return str(to_hex((red, green, blue)))


def luminance(colour: str) -> float:
    """How light a colour is, 0 to 1, as WCAG 2.2 measures it."""
    from matplotlib.colors import to_rgb

    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21, as WCAG 2.2 measures it."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def ink_on(fill: str) -> str:
    """Black or white, whichever is read on a fill."""
    return max((INK, PAPER), key=lambda ink: contrast(ink, fill))
