"""A report as a Word document, in the styles of a council's own template where there is one."""

from __future__ import annotations

import io
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from headway.boundary.problems import refusal
from headway.language.palette import RATING_COLOURS
from headway.language.sentences import listed
from headway.report.paper.archive import opened, sign, timeless
from headway.report.paper.blocks import Block, Cell, Heading, Paper, Paragraph, Picture, Points, Table, Terms
from headway.report.paper.pictures import png_of, size_of
from headway.report.paper.typeset import logo_as_png

STYLES = ("Title", "Heading 1", "Heading 2", "Heading 3", "Normal", "List Bullet", "Caption")


def word(paper: Paper) -> dict[str, bytes]:
    """The report as one document, `report.docx`."""
    document = _document(paper.word_template)
    _about(document, paper)
    if paper.logo is not None:
        drawn = document.add_paragraph().add_run().add_picture(io.BytesIO(logo_as_png(paper.logo)), height=Mm(14))
        drawn._inline.docPr.set("descr", f"Logo of {paper.facts.get('Organisation', 'the organisation')}")
    document.add_paragraph(paper.title, style="Title")
    for name, said in paper.facts.items():
        _term(document, name, said)
    if paper.message:
        document.add_heading("In short", 1)
        _write(document, Points(paper.message))
    for part in paper.parts():
        _turn(document, wide=part.wide)
        for block in part.blocks:
            _write(document, block)
    written = io.BytesIO()
    document.save(written)
    return {"report.docx": timeless(written.getvalue())}


def _document(template: bytes | None) -> Any:
    """An empty document that has the styles of a template."""
    accepted = f"a document with the styles {listed(STYLES)}"
    document = opened(Document, template, "word_template", accepted)
    names = {style.name for style in document.styles}
    if absent := [name for name in STYLES if name not in names]:
        raise refusal("word_template", f"no style {listed([repr(name) for name in absent])}", accepted)
    if template is None:
        _plain(document)
    body = document.element.body
    for child in list(body):
        if child.tag != qn("w:sectPr"):  # what a page is, which stays
            body.remove(child)
    return document


def _plain(document: Any) -> None:
    """The look of those that bring none: letters without serifs, and room for tables."""
    for style in document.styles:
        if getattr(style, "font", None) is not None and style.element.rPr is not None:
            _lettered(style.element.rPr)
    _lettered(document.styles["Normal"].element.get_or_add_rPr())
    document.styles["Normal"].paragraph_format.space_after = Pt(6)
    for section in document.sections:
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(20)


def _lettered(properties: Any) -> None:
    fonts = properties.get_or_add_rFonts()
    fonts.attrib.clear()
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), "Arial")


def _about(document: Any, paper: Paper) -> None:
    """What is said of a document to those who list it or listen to it."""
    sign(document.core_properties, paper)
    fonts = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    if fonts is not None:
        language = fonts.find(qn("w:lang"))
        if language is None:
            language = OxmlElement("w:lang")
            fonts.append(language)
        language.set(qn("w:val"), "en-GB")


def _turn(document: Any, *, wide: bool) -> None:
    """Pages from here on, wider than tall or taller than wide."""
    section = document.sections[-1]
    long, short = max(section.page_width, section.page_height), min(section.page_width, section.page_height)
    if (section.page_width > section.page_height) == wide:
        return
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (long, short) if wide else (short, long)


def _write(document: Any, block: Block) -> None:
    match block:
        case Heading(level, said):
            document.add_heading(said, level)
        case Paragraph(said):
            document.add_paragraph(said)
        case Points(items):
            for item in items:
                document.add_paragraph(item, style="List Bullet")
        case Terms(pairs):
            for name, said in pairs:
                _term(document, name, said)
        case Table():
            _table(document, block)
        case Picture():
            _picture(document, block)


def _term(document: Any, name: str, said: str) -> None:
    paragraph = document.add_paragraph()
    paragraph.add_run(f"{name}: ").bold = True
    paragraph.add_run(said)


def _table(document: Any, table: Table) -> None:
    """A table whose header repeats on every page, and whose rows stay whole."""
    caption = document.add_paragraph(table.caption, style="Caption")
    caption.paragraph_format.keep_with_next = True
    drawn = document.add_table(rows=0, cols=len(table.columns))
    drawn.autofit = False
    section = document.sections[-1]
    room = section.page_width - section.left_margin - section.right_margin
    widths = [int(room * share) for share in table.shares()]
    _ruled(drawn, table.caption)
    for number, cells in enumerate([[Cell(name) for name in table.columns], *table.rows]):
        row = drawn.add_row()
        _whole(row, header=number == 0)
        for i, cell in enumerate(cells):
            row.cells[i].width = widths[i]
            _fill(row.cells[i].paragraphs[0], cell, bold=number == 0, right=i in table.right)
    for i, width in enumerate(widths):
        drawn.columns[i].width = width


def _ruled(drawn: Any, caption: str) -> None:
    """A line below each row, and what the table is, for those who listen."""
    properties = drawn._tbl.tblPr
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "B1B4B6")):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    properties.append(borders)
    said = OxmlElement("w:tblCaption")
    said.set(qn("w:val"), caption)
    properties.append(said)


def _whole(row: Any, *, header: bool) -> None:
    properties = row._tr.get_or_add_trPr()
    for name in ("w:cantSplit", *(["w:tblHeader"] if header else [])):
        properties.append(OxmlElement(name))


def _fill(paragraph: Any, cell: Cell, *, bold: bool, right: bool) -> None:
    paragraph.paragraph_format.space_after = Pt(2)
    if right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    if cell.rating is not None:
        mark = paragraph.add_run("\u25a0 ")
        mark.font.color.rgb = RGBColor.from_string(RATING_COLOURS[cell.rating].removeprefix("#").upper())
        mark.font.size = Pt(9)
    for i, line in enumerate(cell.text.split("\n")):
        run = paragraph.add_run()
        if i:
            run.add_break()
        run.add_text(line)
        run.bold, run.font.size = bold or None, Pt(9)


def _picture(document: Any, picture: Picture) -> None:
    paragraph = document.add_paragraph()
    section = document.sections[-1]
    wide, tall = size_of(picture.svg)
    room = section.page_width - section.left_margin - section.right_margin
    high = section.page_height - section.top_margin - section.bottom_margin - Mm(30)
    width = min(room, Pt(wide), int(high * wide / tall))
    shape = paragraph.add_run().add_picture(io.BytesIO(png_of(picture.svg)), width=width)
    said = shape._inline.docPr
    said.set("title", picture.finding)
    said.set("descr", picture.words)
