"""A report as slides: its title, its message, and one chart a slide under what it finds."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches, Pt

from headway.boundary.problems import refusal
from headway.charts.parts.svg import untitled
from headway.language.sentences import listed
from headway.report.paper.archive import opened, sign, timeless
from headway.report.paper.blocks import Paper, Picture
from headway.report.paper.pictures import png_of, size_of

LAYOUTS = ("Title Slide", "Title and Content", "Title Only")
MOST_POINTS, MOST_LETTERS = 6, 180  # on a slide, and in a point: what somebody reads while listening
_SIZES = ((70, 28), (120, 24), (180, 20), (10**6, 16))  # letters up to which a title has so many points, in two lines


def slides(paper: Paper) -> dict[str, bytes]:
    """The report as one presentation, `report.pptx`."""
    shown = _presentation(paper.slides_template)
    sign(shown.core_properties, paper)
    first = _slide(shown, "Title Slide", paper.title)
    _say(first, 1, list(paper.facts.values()))
    if paper.message:
        slide = _slide(shown, "Title and Content", "In short")
        _say(slide, 1, [point for point in paper.message if len(point) <= MOST_LETTERS][:MOST_POINTS])
        slide.notes_slide.notes_text_frame.text = "\n".join(paper.message)
    for picture in paper.pictures():
        _chart(shown, picture)
    written = io.BytesIO()
    shown.save(written)
    return {"report.pptx": timeless(written.getvalue())}


def _presentation(template: bytes | None) -> Any:
    """An empty presentation that has the layouts of a template."""
    accepted = f"a presentation with the layouts {listed(LAYOUTS)}"
    shown = opened(Presentation, template, "slides_template", accepted)
    names = {layout.name for layout in shown.slide_layouts}
    if absent := [name for name in LAYOUTS if name not in names]:
        raise refusal("slides_template", f"no layout {listed([repr(name) for name in absent])}", accepted)
    for slide in list(shown.slides._sldIdLst):
        shown.part.drop_rel(slide.rId)
        shown.slides._sldIdLst.remove(slide)
    if template is None:
        _widen(shown)
    return shown


def _widen(shown: Any) -> None:
    """The library's own template is as wide as screens once were."""
    wide = Inches(13.333)
    for part in (shown.slide_master, *shown.slide_layouts):
        for place, across in (("a:off", "x"), ("a:ext", "cx")):
            for found in part._element.iter(qn(place)):
                if across in found.attrib:
                    found.set(across, str(int(found.get(across)) * wide // shown.slide_width))
    shown.slide_width = wide


def _slide(shown: Any, layout: str, title: str) -> Any:
    slide = shown.slides.add_slide(next(each for each in shown.slide_layouts if each.name == layout))
    slide.shapes.title.text_frame.text = title
    size = Pt(40 if layout == "Title Slide" else next(size for most, size in _SIZES if len(title) <= most))
    for paragraph in slide.shapes.title.text_frame.paragraphs:
        paragraph.font.size = size
    return slide


def _say(slide: Any, place: int, lines: Sequence[str]) -> None:
    """Lines in a place of a slide; a place that nothing is said in is taken out."""
    (frame,) = (each for each in slide.placeholders if each.placeholder_format.idx == place)
    if not lines:
        frame._element.getparent().remove(frame._element)
        return
    frame.text_frame.text = lines[0]
    for line in lines[1:]:
        frame.text_frame.add_paragraph().text = line
    for paragraph in frame.text_frame.paragraphs:
        paragraph.font.size = Pt(20)


def _chart(shown: Any, picture: Picture) -> None:
    slide = _slide(shown, "Title Only", picture.finding)
    title = slide.shapes.title
    margin, top = Inches(0.5), title.top + title.height
    drawn_alone = untitled(picture.svg)
    wide, tall = size_of(drawn_alone)
    room = shown.slide_width - 2 * margin, shown.slide_height - top - margin
    width = min(room[0], room[1] * wide / tall)
    drawn = slide.shapes.add_picture(io.BytesIO(png_of(drawn_alone)), Emu(int((shown.slide_width - width) / 2)), top,
                                     Emu(int(width)))  # fmt: skip
    drawn._element.nvPicPr.cNvPr.set("descr", f"{picture.finding}. {picture.words}")
    slide.notes_slide.notes_text_frame.text = picture.words
