"""A workbook of OpenDocument: the same sheets as the one of Excel, cell by cell. The same report gives the same bytes.

It is written here because what writes it in Python takes a minute for the figures of five hundred indicators.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from html import escape

from headway.language.figures import figure
from headway.report.report import Report
from headway.report.tabular.sheets import WIDE_TEXT, Cell, Figure, Link, Sheet, sheets_of

NAME = "report.ods"
_MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
_SPACES_OF_NAMES = {
    "office": "office:1.0", "table": "table:1.0", "text": "text:1.0", "style": "style:1.0", "meta": "meta:1.0",
    "fo": "xsl-fo-compatible:1.0", "number": "datastyle:1.0",
}  # fmt: skip
_NAMES = " ".join([
    *(f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}"' for prefix, name in _SPACES_OF_NAMES.items()),
    'xmlns:xlink="http://www.w3.org/1999/xlink"', 'xmlns:dc="http://purl.org/dc/elements/1.1/"',
    'office:version="1.3"',
])  # fmt: skip
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_LETTER = 0.2  # centimetres of a column
_CELLS = {
    "title": ('fo:font-size="16pt" fo:font-weight="bold"', ""),
    "part": ('fo:font-size="14pt" fo:font-weight="bold"', ""),
    "above": ("", ""), "text": ("", 'fo:wrap-option="wrap"'),
    "heading": ('fo:font-weight="bold"', 'fo:wrap-option="wrap" fo:border-bottom="0.75pt solid #000000"'),
    "link": ('fo:color="#0000ee" style:text-underline-style="solid"', ""),
}  # fmt: skip
_HEADINGS = {"title": "Heading_20_1", "part": "Heading_20_2"}  # by which a screen reader knows them
_SPACES = re.compile(" {2,}|^ | $|\t")


def workbook(report: Report, sheets: list[Sheet] | None = None) -> dict[str, bytes]:
    """The report as one workbook of OpenDocument.

    Parameters
    ----------
    report : Report
    sheets : list of Sheet, optional
        Those of the report, where they are made already.

    Returns
    -------
    dict of str to bytes
        The content of report.ods.

    Raises
    ------
    HeadwayError
        For a table of more rows than a sheet holds.
    """
    sheets = sheets_of(report) if sheets is None else sheets
    parts = {
        "mimetype": _MIMETYPE, "content.xml": _content(sheets), "styles.xml": _STYLES,
        "meta.xml": _meta(sheets[0].lines[0], report.author or report.organisation), "META-INF/manifest.xml": _MANIFEST,
    }  # fmt: skip
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as file:
        for name, text in parts.items():
            of = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            of.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            file.writestr(of, text.encode("utf-8"))
    return {NAME: held.getvalue()}


def _content(sheets: list[Sheet]) -> str:
    places = sorted({cell.places for sheet in sheets if sheet.grid for row in sheet.grid.rows for cell in row
                     if isinstance(cell, Figure)})  # fmt: skip
    widths = sorted({width for sheet in sheets for width in _widths(sheet)})
    ranges = "".join(
        f'<table:database-range table:name="{sheet.grid.name}" table:target-range-address="{_range(sheet)}" '
        'table:display-filter-buttons="false"/>'
        for sheet in sheets if sheet.grid
    )  # fmt: skip
    return "".join([
        _HEAD, f"<office:document-content {_NAMES}><office:automatic-styles>",
        *(f'<style:style style:name="c{width}" style:family="table-column"><style:table-column-properties '
          f'style:column-width="{width * _LETTER:.2f}cm"/></style:style>' for width in widths),
        *(_cell_style(name, *given) for name, given in _CELLS.items()), *map(_number_style, places),
        "</office:automatic-styles><office:body><office:spreadsheet>", *map(_table, sheets),
        f"<table:database-ranges>{ranges}</table:database-ranges>" if ranges else "",
        "</office:spreadsheet></office:body></office:document-content>",
    ])  # fmt: skip


def _cell_style(name: str, letters: str, cell: str) -> str:
    parent = _HEADINGS.get(name, "Default")
    return (f'<style:style style:name="{name}" style:family="table-cell" style:parent-style-name="{parent}">'
            f"<style:table-cell-properties {cell}/><style:text-properties {letters}/></style:style>")  # fmt: skip


def _number_style(places: int) -> str:
    """Figures with their decimals and thousands, as a report prints them."""
    return (f'<number:number-style style:name="N{places}"><number:number number:decimal-places="{places}" '
            'number:min-integer-digits="1" number:grouping="true"/>'
            f'</number:number-style><style:style style:name="n{places}" style:family="table-cell" '
            f'style:parent-style-name="Default" style:data-style-name="N{places}"/>')  # fmt: skip


def _widths(sheet: Sheet) -> list[int]:
    return [WIDE_TEXT] if sheet.grid is None else [*sheet.grid.widths]


def _table(sheet: Sheet) -> str:
    return "".join([
        f'<table:table table:name="{sheet.tab}">',
        *(f'<table:table-column table:style-name="c{width}"/>' for width in _widths(sheet)), *_rows(sheet),
        "</table:table>",
    ])  # fmt: skip


def _rows(sheet: Sheet) -> Iterator[str]:
    for row, line in enumerate(sheet.lines):
        usual = "text" if sheet.grid is None else "above"
        yield _row([_text(line, "title" if row == 0 else "part" if row in sheet.parts else usual)])
    if sheet.grid is None:
        return
    heads = _row([_text(heading, "heading") for heading in sheet.grid.headings])
    yield f"<table:table-header-rows>{heads}</table:table-header-rows>"
    for cells in sheet.grid.rows:
        yield _row([_cell(cell) for cell in cells])


def _row(cells: list[str]) -> str:
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


def _cell(cell: Cell) -> str:
    if isinstance(cell, Figure):
        said = figure(cell.value, places=cell.places)
        return (f'<table:table-cell table:style-name="n{cell.places}" office:value-type="float" '
                f'office:value="{cell.value!r}"><text:p>{said}</text:p></table:table-cell>')  # fmt: skip
    if isinstance(cell, Link):
        return ('<table:table-cell table:style-name="link" office:value-type="string"><text:p>'
                f'<text:a xlink:type="simple" xlink:href="#{cell.tab}.A1">{cell.tab}</text:a></text:p>'
                "</table:table-cell>")  # fmt: skip
    return _text(cell, "text")


def _text(text: str, style: str) -> str:
    lines = "".join(f"<text:p>{_SPACES.sub(_spaced, escape(line))}</text:p>" for line in text.split("\n"))
    return f'<table:table-cell table:style-name="{style}" office:value-type="string">{lines}</table:table-cell>'


def _spaced(found: re.Match[str]) -> str:
    """Spaces that would be read as one, and tabs."""
    return "<text:tab/>" if found[0] == "\t" else f'<text:s text:c="{len(found[0])}"/>'


def _range(sheet: Sheet) -> str:
    assert sheet.grid is not None
    first = len(sheet.lines) + 1
    last = f"{_letters(len(sheet.grid.headings))}{first + len(sheet.grid.rows)}"
    return f"{sheet.tab}.A{first}:{sheet.tab}.{last}"


def _letters(column: int) -> str:
    """The letters of a column, counted from 1: 27 is AA."""
    before, letter = divmod(column - 1, 26)
    return (_letters(before) if before else "") + chr(ord("A") + letter)


def _meta(title: str, author: str) -> str:
    by = f"<meta:initial-creator>{escape(author)}</meta:initial-creator>" if author else ""
    return (f"{_HEAD}<office:document-meta {_NAMES}><office:meta><dc:title>{escape(title)}</dc:title>{by}"
            "<dc:language>en-GB</dc:language></office:meta></office:document-meta>")  # fmt: skip


_STYLES = (
    f'{_HEAD}<office:document-styles {_NAMES}><office:styles><style:default-style style:family="table-cell">'
    '<style:text-properties fo:font-family="Arial" fo:font-size="12pt" fo:language="en" fo:country="GB"/>'
    '</style:default-style><style:style style:name="Default" style:family="table-cell">'
    '<style:table-cell-properties style:vertical-align="top"/></style:style>'
    + "".join(f'<style:style style:name="{name}" style:display-name="{name.replace("_20_", " ")}" '
              'style:family="table-cell" style:parent-style-name="Default"/>' for name in _HEADINGS.values())
    + "</office:styles></office:document-styles>"
)  # fmt: skip
_MANIFEST = (
    f'{_HEAD}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" '
    f'manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:media-type="{_MIMETYPE}"/>'
    + "".join(f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="text/xml"/>'
              for name in ("content.xml", "styles.xml", "meta.xml"))
    + "</manifest:manifest>"
)  # fmt: skip
