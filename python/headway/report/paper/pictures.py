"""The pictures of a report: charts as SVG with their words, and as PNG for what takes no SVG."""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape

from headway.charts.chart import Chart
from headway.charts.on_page import alone
from headway.charts.parts.layout import SVG_FONTS
from headway.report.paper.blocks import Picture
from headway.report.paper.typeset import FONT, typeset

_BOX = re.compile(r'viewBox="0 [0-9.]+ ([0-9.]+) ([0-9.]+)"')
_SAID = re.compile(r"<(?:title|desc)[^>]*>(.*?)</(?:title|desc)>", re.DOTALL)


def picture_of_chart(chart: Chart, title: str | None = None) -> Picture:
    return picture_of(alone(chart, title))


def picture_of(svg: str) -> Picture:
    """The picture of a chart as `Chart.svg` and `alone` write it, without a name."""
    finding, words = (unescape(said) for said in _SAID.findall(svg)[:2])
    wide, tall = size_of(svg)
    named = svg.replace(SVG_FONTS, f"'{FONT}'")
    size = f'xmlns="http://www.w3.org/2000/svg" width="{wide:g}" height="{tall:g}"'
    return Picture("", finding, words, named.replace("<svg ", f"<svg {size} ", 1))


def size_of(svg: str) -> tuple[float, float]:
    """The width and the height of a picture, in points."""
    box = _BOX.search(svg)
    assert box is not None, svg[:200]
    return float(box[1]), float(box[2])


@lru_cache(64)
def png_of(svg: str, dots: int = 200) -> bytes:
    """A picture of so many dots an inch; the same picture is the same bytes."""
    wide, _ = size_of(svg)
    page = f'#set page(width: auto, height: auto, margin: 0pt)\n#image("a.svg", width: {wide:g}pt)'
    return typeset(page, {"a.svg": svg.encode()}, format="png", ppi=float(dots))
