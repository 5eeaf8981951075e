"""The page of `gallery.py`: charts as wide as a phone, in colour or in grey; and the same as pictures."""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path
from typing import Any

Cases = dict[str, dict[str, Callable[[], Any]]]
SIZES = {"laptop": (7.0, 4.5), "small": (3.6, 2.4)}  # inches

STYLE = """body{font:16px/1.4 Arial,sans-serif;margin:1rem;color:#0b0c0c}section{display:flex;flex-wrap:wrap;gap:2rem}
h2{flex:100%;margin:2rem 0 0}figure{margin:0;width:375px}figure.wide{width:62rem}figcaption{color:#505a5f}
img{width:100%}body:has(#grey:checked) figure{filter:grayscale(1)}"""


def in_axes(chart: Any, size: str, *, dark: bool = False) -> bytes:
    """A chart in axes that were given."""
    from matplotlib import pyplot, style

    written = io.BytesIO()
    with style.context("dark_background" if dark else "default"):
        figure = pyplot.figure(figsize=SIZES[size])
        chart.plot(figure.add_axes((0, 0, 1, 1)))
        figure.savefig(written, format="png", dpi=104, metadata={"Software": None})
        pyplot.close(figure)
    return written.getvalue()


def _figure(picture: str, said: str) -> str:
    return f"<figure>{picture}<figcaption>{escape(said)}</figcaption></figure>"


def _image(data: bytes, alternative: str) -> str:
    return f'<img alt="{escape(alternative)}" src="data:image/png;base64,{base64.b64encode(data).decode()}">'


def page(kinds: Cases) -> str:
    """The gallery: as wide as a phone, in colour or in grey."""
    sections = []
    for kind, cases in kinds.items():
        figures = []
        for case, made in cases.items():
            chart = made()
            figure = _figure(chart.svg(), case)
            figures.append(figure.replace("<figure>", "<figure class=wide>") if chart.widest == "62rem" else figure)
        chart = next(iter(cases.values()))()
        figures += [_figure(_image(in_axes(chart, "small", dark=dark), chart.finding()), said) for dark, said in (
            (False, "3.6 x 2.4 inches"), (True, "the same, in a dark style: charts bring white paper"))]  # fmt: skip
        sections.append(f"<section><h2>{escape(kind)}</h2>{''.join(figures)}</section>")
    return (
        f'<!DOCTYPE html><html lang="en-GB"><meta charset="utf-8"><title>Charts</title><style>{STYLE}</style>'
        '<meta name="viewport" content="width=device-width"><h1>Charts</h1>'
        f'<label><input type="checkbox" id="grey"> in grey</label>{"".join(sections)}</html>'
    )


def pictures(kinds: Cases, folder: Path) -> Iterator[Path]:
    """Every case as a picture: as wide as a phone, and of the first of each kind also on a laptop and small."""
    for kind, cases in kinds.items():
        for i, (case, made) in enumerate(cases.items()):
            chart = made()
            name = re.sub(r"[^a-z0-9]+", "-", f"{kind} {case}".lower()).strip("-")
            drawn = {"": chart.png(), **({f"-{size}": in_axes(chart, size) for size in SIZES} if i == 0 else {})}
            for which, data in drawn.items():
                path = folder / f"{name}{which}.png"
                path.write_bytes(data)
                yield path
