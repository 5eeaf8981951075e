"""A workbook of Excel, by XlsxWriter: the same report gives the same bytes."""

from __future__ import annotations

import datetime
import io
import math
from collections.abc import Mapping, Sequence
from typing import Any

from headway.report.report import Report
from headway.report.tabular.sheets import WIDE_TEXT, Cell, Figure, Grid, Link, Sheet, sheets_of

NAME = "report.xlsx"
_CREATED = datetime.datetime(1980, 1, 1)  # as the files within have it: there is no clock
LINE, FILLED = 16, 0.85  # points of a line, and how much of one words fill
_FONT = {"font_name": "Arial", "font_size": 12, "valign": "top"}
_FORMATS: Mapping[str, Mapping[str, Any]] = {
    "title": {"bold": True, "font_size": 16}, "part": {"bold": True, "font_size": 14}, "above": {},
    "heading": {"bold": True, "text_wrap": True, "bottom": 1}, "text": {"text_wrap": True},
    "link": {"font_color": "#0000ee", "underline": 1},
}  # fmt: skip


def workbook(report: Report, sheets: list[Sheet] | None = None) -> dict[str, bytes]:
    """The report as one workbook of Excel.

    Parameters
    ----------
    report : Report
    sheets : list of Sheet, optional
        Those of the report, where they are made already.

    Returns
    -------
    dict of str to bytes
        The content of report.xlsx.

    Raises
    ------
    HeadwayError
        For a table of more rows than a sheet holds.
    ImportError
        Without XlsxWriter, which comes with the extra `headway[report]`.
    """
    from xlsxwriter import Workbook

    sheets = sheets_of(report) if sheets is None else sheets
    held = io.BytesIO()
    book = Workbook(held, {"in_memory": True})
    book.set_properties({"title": sheets[0].lines[0], "author": report.author or report.organisation,
                         "company": report.organisation, "created": _CREATED})  # fmt: skip
    formats = {name: book.add_format({**_FONT, **given}) for name, given in _FORMATS.items()}
    for sheet in sheets:
        _write(book, formats, sheet)
    book.close()
    return {NAME: held.getvalue()}


def _write(book: Any, formats: dict[str, Any], sheet: Sheet) -> None:
    page = book.add_worksheet(sheet.tab)
    page.hide_gridlines(2)
    page.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})  # a year such as 2023 is a name here
    for row, line in enumerate(sheet.lines):
        # What stands above a table runs over its columns: wrapped, it would be as narrow as the first.
        usual = "text" if sheet.grid is None else "above"
        style = "title" if row == 0 else "part" if row in sheet.parts else usual
        page.write_string(row, 0, line, formats[style])
    if sheet.grid is None:
        page.set_column(0, 0, WIDE_TEXT)
        for row, line in enumerate(sheet.lines):
            _heighten(page, row, [line], [WIDE_TEXT])
        return
    _write_grid(book, page, formats, sheet.grid, len(sheet.lines))


def _write_grid(book: Any, page: Any, formats: dict[str, Any], grid: Grid, first: int) -> None:
    for column, (heading, width) in enumerate(zip(grid.headings, grid.widths, strict=True)):
        page.set_column(column, column, width)
        page.write_string(first, column, heading, formats["heading"])
    _heighten(page, first, grid.headings, grid.widths)
    for row, cells in enumerate(grid.rows, start=first + 1):
        _heighten(page, row, cells, grid.widths)
        for column, cell in enumerate(cells):
            if isinstance(cell, Figure):
                page.write_number(row, column, cell.value, _number_format(book, formats, cell.places))
            elif isinstance(cell, Link):
                page.write_url(row, column, f"internal:'{cell.tab}'!A1", formats["link"], cell.tab)
            else:
                page.write_string(row, column, cell, formats["text"])
    headings = [{"header": heading, "header_format": formats["heading"]} for heading in grid.headings]
    page.add_table(first, 0, first + len(grid.rows), len(grid.headings) - 1,
                   {"name": grid.name, "columns": headings, "style": None, "autofilter": False})  # fmt: skip


def _heighten(page: Any, row: int, cells: Sequence[Cell], widths: Sequence[float]) -> None:
    """Room for texts that take several lines: not every program that opens a workbook measures them by itself."""
    lines = max((math.ceil(len(cell) / (FILLED * width)) for cell, width in zip(cells, widths, strict=True)
                 if isinstance(cell, str) and len(cell) > width), default=1)  # fmt: skip
    if lines > 1:
        page.set_row(row, LINE * lines)


def _number_format(book: Any, formats: dict[str, Any], places: int) -> Any:
    """Figures with their decimals and thousands, as a report prints them."""
    shown = "#,##0" + ("." + "0" * places if places else "")
    if shown not in formats:
        formats[shown] = book.add_format({**_FONT, "num_format": shown, "align": "right"})
    return formats[shown]
