"""PDF: the words of each page in lines from top to bottom, its tables as rows, its headings by their size.

A page says where words stand and not what they are. Words of one height are a line; a gap wider than any between words
parts cells; more room than between lines parts paragraphs; larger letters are a heading; a page with a gutter is read
column by column; what stands at the same place of most pages is no part of the text.
"""

from __future__ import annotations

import contextlib
import dataclasses
import io
import logging
import re
import statistics
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from headway._core import HeadwayError
from headway.audit.lines import Lines, one_line
from headway.audit.packed import unreadable
from headway.audit.page_words import across, down, in_lines, size_of, text_of, text_within
from headway.audit.ruled import between_rules
from headway.boundary.problems import refusal
from headway.boundary.progress import steps
from headway.optional import audit_extra

_ACCEPTED = "a PDF, .pdf"
_MOST_PAGES = 5000
_MOST_EDGES = 4000  # of a page: a map or a chart of more has no tables that anybody could find in time
_PARAGRAPH = 0.6  # in heights of letters: the room between paragraphs
_NEAR = 3.0  # points: as near to each other, edges are one
_FULL = 0.7  # of a page: a table that goes on fills the page
_MOST_CUT = 0.05  # of the words of a table: they go over the edge of their cell
_LARGER = 1.15  # than the letters of the text: a heading
_FEW_WORDS, _SEVERAL = 3, 3  # of a page that is a picture; pages
_HEAD = 2  # parts of a running head: what has more is a row
_DIGITS = re.compile(r"\d+")
_OF_CONTENTS = re.compile(r"\.{4,}\s*\d*")  # a table of contents leads to its pages


@dataclasses.dataclass
class _Line:
    """A line of words, or a row of a table, in points from the top of its page."""

    text: str
    top: float
    bottom: float
    size: float
    row: int = 0  # of a table, from 1
    column: int = 0  # of the page
    edges: tuple[int, int] = (0, 0)  # of the table


@dataclasses.dataclass
class _Page:
    number: int
    height: float
    lines: list[_Line]


def read_pdf(content: bytes, name: str, lines: Lines) -> None:
    """The pages of a PDF."""
    with audit_extra():
        import pdfplumber
        from pdfminer.pdfdocument import PDFPasswordIncorrect
        from pdfplumber.utils.exceptions import PdfminerException
    if b"%PDF-" not in content[:2000]:
        raise refusal(name, "what cannot be read as PDF" if content else "an empty file", _ACCEPTED)
    pages: list[_Page] = []
    try:
        with _silent("pdfminer"), pdfplumber.open(io.BytesIO(content)) as pdf:
            for number, each in enumerate(steps("pages", pdf.pages[:_MOST_PAGES]), start=1):
                try:
                    pages.append(_page_of(each, number, lines))
                except Exception:  # of one page, whose others may be read
                    lines.leave("a page that is damaged", f"page {number}")
                each.close()
            if len(pdf.pages) > _MOST_PAGES:
                lines.leave("the rest of the pages", f"from page {_MOST_PAGES + 1}")
    except PdfminerException as error:
        if error.args and isinstance(error.args[0], PDFPasswordIncorrect):
            raise refusal(name, "a PDF with a password", f"{_ACCEPTED}, without a password") from None
        raise unreadable(error, name, "PDF", _ACCEPTED) from None
    except HeadwayError:
        raise
    except Exception as error:
        raise unreadable(error, name, "PDF", _ACCEPTED) from None
    _without_running_heads(pages)
    sizes = [line.size for page in pages for line in page.lines for _ in line.text.split() if not line.row]
    body = statistics.median(sizes) if sizes else 0.0
    head: _Line | None = None
    for page in pages:
        goes_on = _goes_on(page, head)
        _add_page(page, body, lines, goes_on=goes_on)
        head = _open_head(page, head if goes_on else None)


@contextlib.contextmanager
def _silent(library: str) -> Iterator[None]:
    """Keeps a library from saying what it thinks of a file while it reads on."""
    logger = logging.getLogger(library)
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)


def _page_of(page: Any, number: int, lines: Lines) -> _Page:
    words = [word for word in page.extract_words(extra_attrs=["size"]) if word.get("upright", True)]
    area = float(page.width) * float(page.height) or 1.0
    pictures = sum((each["x1"] - each["x0"]) * (each["bottom"] - each["top"]) for each in page.images) / area
    if pictures > 0.1 and len(words) < _FEW_WORDS:
        lines.leave("a page that is a picture", f"page {number}")
    elif pictures > 0.1:
        lines.leave("a picture", f"page {number}")
    found: list[_Line] = []
    for box, rows in _tables(page, words) if words and len(page.edges) <= _MOST_EDGES else ():
        left, top, right, bottom = box
        rest = [word for word in words if not (left <= across(word) <= right and top <= down(word) <= bottom)]
        if len(rest) < len(words):  # words of a table within a table are taken once
            words, height = rest, (bottom - top) / len(rows)
            edges = (round(left / _NEAR), round(right / _NEAR))
            found += [_Line("\t".join(row), top + i * height, top + (i + 1) * height, 0.0, row=i + 1, edges=edges)
                      for i, row in enumerate(rows)]  # fmt: skip
    gutter = _gutter(words, float(page.width)) if not found else None
    for column, part in enumerate(_columns(words, gutter)):
        found += [line for line in (_line_of(words, column) for words in in_lines(part))
                  if not _OF_CONTENTS.search(line.text)]  # fmt: skip
    found.sort(key=lambda line: (line.column, line.top, line.row))
    return _Page(number, float(page.height), found)


def _tables(page: Any, words: Sequence[Any]) -> Iterator[tuple[Sequence[float], list[list[str]]]]:
    """Tables in a grid, and those whose rows stand between rules."""
    for table in page.find_tables():
        within = _by_cell(table, words)
        rows = [[one_line(text_within(within.get(cell, []))) for cell in row.cells] for row in table.rows]
        if sum(any(row) for row in rows) > 1 and max(sum(map(bool, row)) for row in rows) > 1 and _holds(within):
            yield table.bbox, rows
    rules = [(float(edge["x0"]), float(edge["x1"]), float(edge["top"]))
             for edge in page.edges if edge["orientation"] == "h"]  # fmt: skip
    yield from between_rules(rules, words)


def _by_cell(table: Any, words: Sequence[Any]) -> dict[Any, list[Any]]:
    """The words of each cell of a grid."""
    found: dict[Any, list[Any]] = {}
    left, top, right, bottom = table.bbox
    for word in words:
        x, y = across(word), down(word)
        if left <= x <= right and top <= y <= bottom:
            cell = next((each for each in table.cells if each[0] <= x < each[2] and each[1] <= y < each[3]), None)
            found.setdefault(cell, []).append(word)
    return found


def _holds(by_cell: Mapping[Any, Sequence[Any]]) -> bool:
    """Whether words stand within the cells of a grid; through those of a chart its lines go."""
    cut = [cell is None or bool(word["x0"] < cell[0] - 2 or word["x1"] > cell[2] + 2)
           for cell, words in by_cell.items() for word in words]  # fmt: skip
    return cut.count(True) <= _MOST_CUT * len(cut)


def _line_of(words: Sequence[Any], column: int) -> _Line:
    return _Line(text_of(words, cells=True), min(float(word["top"]) for word in words),
                 max(float(word["bottom"]) for word in words), size_of(words), column=column)  # fmt: skip


def _gutter(words: Sequence[Any], width: float) -> float | None:
    """Where a page of two columns of text parts: no word crosses it, and both sides are lines of several words."""
    for at in sorted((width * step / 100 for step in range(40, 61)), key=lambda each: abs(each - width / 2)):
        left = [word for word in words if word["x1"] <= at]
        right = [word for word in words if word["x0"] >= at]
        if len(left) + len(right) < len(words):
            continue
        sides = [in_lines(side) for side in (left, right)]
        if all(len(side) >= 8 and statistics.median(map(len, side)) >= 5 for side in sides):
            return at
    return None


def _columns(words: Sequence[Any], gutter: float | None) -> list[list[Any]]:
    if gutter is None:
        return [list(words)]
    return [[word for word in words if (word["x0"] < gutter) == left] for left in (True, False)]


def _without_running_heads(pages: Sequence[_Page]) -> None:
    """Take away what stands at the edge of several pages, the same but for its numbers."""

    def key(page: _Page, line: _Line) -> tuple[str, int] | None:
        edge = min(line.top, page.height - line.bottom)
        in_table = line.row or line.text.count("\t") > _HEAD
        return None if in_table or edge > 0.12 * page.height else (_DIGITS.sub("0", line.text), round(edge / 4))

    counts = Counter(each for page in pages for each in {key(page, line) for line in page.lines})
    for page in pages:
        page.lines = [line for line in page.lines
                      if (at := key(page, line)) is None or counts[at] < _SEVERAL]  # fmt: skip


def _goes_on(page: _Page, head: _Line | None) -> bool:
    """Whether a page begins with more rows of the table that the one before ended in; the head that it has again for
    its readers is taken away."""
    first = page.lines[0] if page.lines else None
    if head is None or first is None or not first.row:
        return False
    if first.text == head.text:
        del page.lines[0]
        return bool(page.lines)
    return first.edges == head.edges and first.text.count("\t") == head.text.count("\t")


def _open_head(page: _Page, head: _Line | None) -> _Line | None:
    """The head of the table that a page ends in, which may be of the page before; None where the page ends in text."""
    if not page.lines or page.lines[-1].bottom < _FULL * page.height:
        return None
    for line in page.lines:
        if not line.row:
            head = None
        elif head is None or line.row == 1 and line.edges != head.edges:
            head = line
    return head


def _add_page(page: _Page, body: float, lines: Lines, *, goes_on: bool) -> None:
    place = f"page {page.number}"
    if not goes_on:
        lines.part()
    before: _Line | None = None
    heading: list[str] = []
    for line in page.lines:
        if before is not None and _is_apart(before, line):
            _end_heading(heading, place, lines)
            lines.part()
        if not line.row and line.size > _LARGER * body and "\t" not in line.text:
            heading.append(line.text)
        else:
            _end_heading(heading, place, lines)
            if line.row:
                lines.row(line.text.split("\t"), place)
            else:
                lines.add(one_line(line.text, tabs=True), place)
        before = line
    _end_heading(heading, place, lines)


def _is_apart(before: _Line, line: _Line) -> bool:
    """Whether a line begins another block."""
    if line.row or before.row:
        return not before.row or line.row != before.row + 1
    room, other_size = line.top - before.bottom, abs(line.size - before.size) > 0.1 * line.size
    return room > _PARAGRAPH * line.size or other_size or line.column != before.column


def _end_heading(heading: list[str], place: str, lines: Lines) -> None:
    """A heading may be of several lines."""
    lines.heading(" ".join(heading), place)
    heading.clear()
