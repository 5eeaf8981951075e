"""Workbooks: each sheet that is seen is a heading and its rows, every cell as its format shows it."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from typing import Any

from headway._core import HeadwayError
from headway.audit.lines import Lines
from headway.audit.packed import unpacked, unreadable
from headway.audit.shown import shown
from headway.optional import audit_extra

_EXCEL, _ODS = "an Excel workbook, .xlsx or .xlsm", "an OpenDocument spreadsheet, .ods"
_MOST_CELLS = 5_000_000  # of a sheet: what is formatted beyond its table counts too
_MOST_COLUMNS = 1000
_O = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"


def read_xlsx(content: bytes, name: str, lines: Lines) -> None:
    """The sheets of an Excel workbook."""
    with audit_extra():
        import openpyxl
    unpacked(content, name, "Excel", _EXCEL)
    try:
        with warnings.catch_warnings():  # of parts of a workbook that hold no cells
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
            try:
                for sheet in book.worksheets:
                    if sheet.sheet_state != "visible":
                        lines.leave("a hidden sheet", f"sheet {sheet.title!r}")
                        continue
                    sheet.reset_dimensions()  # what the file says of them may be anything
                    rows = ([shown(cell.value, cell.number_format) if cell.value is not None else "" for cell in row]
                            for row in sheet.iter_rows())  # fmt: skip
                    _add_sheet(sheet.title, rows, lines)
                for chart in book.chartsheets:
                    lines.leave("a chart", f"sheet {chart.title!r}")
            finally:
                book.close()
    except HeadwayError:
        raise
    except Exception as error:
        raise unreadable(error, name, "Excel", _EXCEL) from None


def _add_sheet(title: str, rows: Iterator[list[str]], lines: Lines) -> None:
    """A heading and rows; rows without anything part two tables."""
    of_sheet = f"sheet {title!r}"
    lines.heading(title, of_sheet)
    seen = 0
    for number, row in enumerate(rows, start=1):
        seen += len(row) + 1
        if seen > _MOST_CELLS:
            lines.leave("the rest of the sheet", f"{of_sheet}, from row {number}")
            break
        if any(row):
            filled = [cell for cell in row if cell.strip()]
            if len(filled) == 1 and filled[0] == row[0]:
                lines.part()  # a title or a remark, which is not a row of what follows
                lines.add(" ".join(row[0].split()), f"{of_sheet}, row {number}")
            else:
                lines.row(row, f"{of_sheet}, row {number}")
        else:
            lines.part()
    lines.part()


def read_ods(content: bytes, name: str, lines: Lines) -> None:
    """The sheets of an OpenDocument spreadsheet, whose cells have the text that they show."""
    with audit_extra():
        from lxml import etree
    archive = unpacked(content, name, "OpenDocument", _ODS)
    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
        root = etree.fromstring(archive.read("content.xml"), parser)
        hidden = {style.get(f"{_STYLE}name") for style in root.iter(f"{_STYLE}style")
                  for each in style if each.get(f"{_O}display") == "false"}  # fmt: skip
        for table in root.iter(f"{_O}table"):
            title = table.get(f"{_O}name", "")
            if table.get(f"{_O}style-name") in hidden:
                lines.leave("a hidden sheet", f"sheet {title!r}")
            else:
                _add_sheet(title, _rows(table), lines)
    except HeadwayError:
        raise
    except Exception as error:
        raise unreadable(error, name, "OpenDocument", _ODS) from None


def _rows(table: Any) -> Iterator[list[str]]:
    """The rows of a sheet, each as often as it is repeated; none of those that only fill it to its end."""
    empty = 0
    for row in table.iter(f"{_O}table-row"):
        times = _times(row, "number-rows-repeated")
        cells: list[str] = []
        for cell in row:
            if cell.tag in (f"{_O}table-cell", f"{_O}covered-table-cell"):
                text = " ".join("".join(each.itertext()) for each in cell.iter(f"{_TEXT}p"))
                repeated = _times(cell, "number-columns-repeated")
                cells += [text] * min(repeated, _MOST_COLUMNS - len(cells))
        if not any(cells):
            empty += times
            continue
        while empty:
            empty -= 1
            yield []
        for _ in range(times):
            yield cells


def _times(node: Any, name: str) -> int:
    said = node.get(f"{_O}{name}", "1")
    return max(1, int(said)) if said.isdigit() and len(said) < 8 else 1
