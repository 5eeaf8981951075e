"""A chart as one inline `<svg>`: for pages that ask nobody, hold several charts, and are read aloud."""

from __future__ import annotations

import hashlib
import io
import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_SVG, _LINK = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xlink}href"
_REFERENCE = re.compile(r"url\(#([^)]+)\)")
TITLE, TITLE_LINE = "chart-title", 15.0  # the class of what draws the title, and points of height of a line of it
_TITLE = re.compile(rf'<g class="{TITLE}">.*?</g>', re.DOTALL)
_BOX = re.compile(r'(height="[\d.]+" )?viewBox="0 ([\d.]+) ([\d.]+) ([\d.]+)"')


def inline_svg(figure: Figure, *, title: str, description: str, fonts: str, widest: str = "40rem") -> str:
    """Write a figure as markup that may stand in a page, next to others.

    Text stays text, in the fonts named. There is no width or height, so that it takes the width it is given, and no
    style sheet, which in a page would hold for all of it. Ids are those of the content, so that two charts share none
    and the same chart is the same bytes.

    Parameters
    ----------
    figure : matplotlib Figure
        Drawn in one font.
    title, description : str
        What the picture is called, which is short, and what it says, for those who do not see it.
    fonts : str
        As CSS names them, instead of the font that it was measured in.
    widest : str
        How wide it may become, as CSS says it.
    """
    import matplotlib as mpl

    written = io.StringIO()
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": "headway", "svg.image_inline": True}):
        figure.savefig(written, format="svg", metadata={"Date": None})
    root = ElementTree.fromstring(written.getvalue())
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag in (f"{_SVG}style", f"{_SVG}metadata") or not child.tag.startswith(_SVG):
                parent.remove(child)

    key = hashlib.sha256("\0".join((title, description, written.getvalue())).encode()).hexdigest()[:12]
    wanted = {text.removeprefix("#") for e in root.iter() if (text := e.get(_LINK))}
    wanted |= {name for e in root.iter() for text in e.attrib.values() for name in _REFERENCE.findall(text)}
    for element in root.iter():
        element.tag = element.tag.removeprefix(_SVG)
        if link := element.attrib.pop(_LINK, None):
            element.set("href", f"{link}-{key}")
        name = element.attrib.pop("id", None)
        for attribute, text in element.attrib.items():
            element.set(attribute, _REFERENCE.sub(rf"url(#\1-{key})", text))
        if name == TITLE:
            element.set("class", TITLE)
        if name in wanted:
            element.set("id", f"{name}-{key}")
        if element.tag == "text":
            element.set("style", element.get("style", "").replace("'DejaVu Sans'", fonts))

    box = root.get("viewBox", "")
    root.attrib.clear()
    root.attrib.update({
        "viewBox": box,
        "role": "img",
        "aria-labelledby": f"title-{key}",
        "aria-describedby": f"desc-{key}",
        "style": f"width: 100%; height: auto; max-width: {widest}; stroke-linejoin: round; stroke-linecap: butt",
    })
    for i, (tag, text) in enumerate((("title", title), ("desc", description))):
        element = ElementTree.Element(tag, {"id": f"{tag}-{key}"})
        element.text = text
        root.insert(i, element)
    return ElementTree.tostring(root, encoding="unicode")


def untitled(svg: str) -> str:
    """A picture of a chart without its title, for where that stands above it; its accessible name stays.

    >>> from headway.charts.parts.svg import untitled
    >>> untitled('<svg viewBox="0 0 312 200"><title>A</title><g class="chart-title"><text>A</text></g><path/></svg>')
    '<svg viewBox="0 15 312 185"><title>A</title><path/></svg>'
    """
    lines = sum(drawn.count("<text") for drawn in _TITLE.findall(svg))

    def shorter(box: re.Match[str]) -> str:
        top, wide, tall = map(float, box.groups()[1:])
        top, tall = top + lines * TITLE_LINE, tall - lines * TITLE_LINE
        return (f'height="{tall:g}" ' if box[1] else "") + f'viewBox="0 {top:g} {wide:g} {tall:g}"'

    return _BOX.sub(shorter, _TITLE.sub("", svg), count=1)
