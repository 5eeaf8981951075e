"""The sheets of a workbook, whatever wrote it: a cover, contents, notes, and one table a sheet.

They keep to the guidance of the government's Analysis Function on releasing statistics in spreadsheets: each begins in
A1 with its title and says below what is in it, the shorthand too; a table has one row of headings, no blank row, column
or cell, nothing merged and nothing frozen; figures are numbers, and nothing is said by colour.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeAlias

from headway.language.counts import number_of
from headway.language.key import move_key, rating_key, scorecard_method
from headway.language.sentences import capital, listed
from headway.report.board import Board
from headway.report.report import Report
from headway.report.tabular.shorthand import SHORTHAND, explained, shorthand
from headway.report.tabular.table import MISSING, Column, Table, text_of
from headway.report.tabular.tables import refuse_longer, tables_of

MOST_ROWS = 1_048_500  # of a table: what a sheet has, less what stands above it
MOST_LETTERS = 32_700  # of a cell
NARROW, WIDE, WIDE_TEXT = 8, 60, 100  # letters that a column is wide
COVER, CONTENTS, NOTES = "Cover", "Contents", "Notes"
_CUT = " [cut]"


class Figure(NamedTuple):
    """A number, and the decimals that it is printed with."""

    value: float | int
    places: int


class Link(NamedTuple):
    """The name of a sheet, which leads to it."""

    tab: str


Cell: TypeAlias = str | Figure | Link


@dataclasses.dataclass(frozen=True)
class Grid:
    """A table on a sheet: its name, its headings, its cells, and how wide its columns are."""

    name: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    widths: Sequence[int]


@dataclasses.dataclass(frozen=True)
class Sheet:
    """One sheet: what stands in its first column from A1 down, and the table below that.

    Attributes
    ----------
    lines : sequence of str
        The first is the title; those that begin a part of the cover are in `parts`.
    """

    tab: str
    lines: Sequence[str]
    grid: Grid | None = None
    parts: Sequence[int] = ()


def sheets_of(report: Report, tables: list[Table] | None = None) -> list[Sheet]:
    """All sheets of a report, the cover first; of its tables, where they are made already."""
    tables = [table for table in (tables_of(report) if tables is None else tables) if table.tab]
    refuse_longer(tables, MOST_ROWS)
    notes = _notes(report)
    return [_cover(report), _contents(tables), notes, *map(_sheet, tables)]


# Tables --------------------------------------------------------------------------------------------------------------


def _sheet(table: Table) -> Sheet:
    columns = [column for column in table.columns if column.shown is None or len(column.shown) or not len(table)]
    columns = [column for column in columns if column.heading]
    empty = [column for column in columns if len(table) and column.kind == "text" and not any(_seen(column))]
    columns = [column for column in columns if column not in empty]
    used: set[str] = set()
    cells = [_cells(column, used) for column in columns]
    left_out = [column.heading for column in empty if column.name != MISSING]
    lines = [
        table.title, *table.says,
        "This worksheet contains one table." if len(table) else "There are none, so this worksheet has no table.",
        explained(used),
        f"Columns in which nothing stands are left out: {listed(left_out)}." if left_out else "",
    ]  # fmt: skip
    grid = Grid(table.name, _unlike([column.heading for column in columns]), [*zip(*cells, strict=True)],
                [_width(each, column) for each, column in zip(cells, columns, strict=True)])  # fmt: skip
    return Sheet(table.tab, [*_lines(lines)], grid if len(table) else None)


def _seen(column: Column) -> Sequence[object]:
    return column.values if column.shown is None else column.shown


def _cells(column: Column, used: set[str]) -> list[Cell]:
    """The cells of a column as a reader has them; the shorthand of those that are empty is added to `used`."""
    found: list[Cell] = []
    shown = column.shown
    for row, value in enumerate(column.values):
        seen = value if shown is None else shown[row]
        if value is None or seen is None:
            letter = shorthand(column.reason(row))
            used.add(letter)
            found.append(letter)
        elif column.kind in ("number", "whole"):
            found.append(Figure(value, column.places_of(row) if column.kind == "number" else 0))
        elif column.kind == "truth":
            found.append("Yes" if value else "No")
        else:
            found.append(_cut(str(seen)))
    return found


def _cut(text: str) -> str:
    """Text as long as a cell may be."""
    return text if len(text) <= MOST_LETTERS else text[: MOST_LETTERS - len(_CUT)] + _CUT


def _width(cells: Sequence[Cell], column: Column) -> int:
    """Wide enough for figures and for most of a text, which is wrapped."""
    longest = max((len(cell) if isinstance(cell, str) else 12 for cell in cells[:1000]), default=0)
    return max(NARROW, min(WIDE, longest + 2), min(WIDE, len(column.heading) // 2 + 4))


def _unlike(headings: Sequence[str]) -> list[str]:
    """Headings of which no two are alike, as a table must have them."""
    found: list[str] = []
    taken: set[str] = set()
    for heading in headings:
        line = (" ".join((text_of(heading) or "Column").split()) or "Column")[:200]
        own, number = line, 1
        while own.casefold() in taken:
            number += 1
            own = f"{line} {number}"
        taken.add(own.casefold())
        found.append(own)
    return found


# What stands before them ---------------------------------------------------------------------------------------------


def _cover(report: Report) -> Sheet:
    lines: list[str] = [report.title]
    lines += [line for line in (report.organisation, capital(report.period)) if line]
    named = (("Published", report.published), ("Next published", report.next_published), ("Author", report.author),
             ("Contact", report.contact), ("Licence", report.licence))  # fmt: skip
    lines += [f"{name}: {said}" for name, said in named if said]
    parts = [len(lines)]
    lines += ["About this workbook", f"Each worksheet has one table, and {CONTENTS} lists them. Figures are numbers as "
              "they were worked out, shown with the decimals of the report.",
              "A figure that is missing has a letter in brackets in its place, which is explained above the table, and "
              "the reason in words in the last column.",
              f"Notes on the figures are in {NOTES}."]  # fmt: skip
    if gaps := report.gaps():
        parts.append(len(lines))
        lines += ["What is missing", *gaps]
    return Sheet(COVER, [*_lines(lines)], parts=parts)


def _contents(tables: Sequence[Table]) -> Sheet:
    rows: list[list[Cell]] = [[Link(NOTES), "Notes on the figures, and the shorthand"]]
    rows += [[Link(table.tab), _cut(text_of(table.title) or table.tab)] for table in tables]
    grid = Grid("contents", ["Worksheet", "What it holds"], rows, [30, WIDE_TEXT])
    said = f"This worksheet contains one table. The workbook has {number_of(len(tables), 'table')} of figures."
    return Sheet(CONTENTS, [*_lines(["Contents", said])], grid)


def _notes(report: Report) -> Sheet:
    said = [("Report", note) for note in report.notes]
    if report.scorecard is not None:
        said += _rules_of(report.scorecard.board)
    if report.changes is not None:
        said += [("Changes", rule) for rule in move_key()]
    if report.savings is not None:
        said += [("Savings", note) for note in (*report.savings.notes, *report.savings_parts.get("notes", ()))]
    if report.plans is not None:
        said += [("Plans", note) for note in report.plans.notes]
    said += [("Shorthand", f"{letter} = {meaning}.") for letter, meaning in SHORTHAND.items()]
    rows: list[list[Cell]] = [[Figure(number, 0), of, _cut(text_of(note) or "Nothing is said.")]
                              for number, (of, note) in enumerate(said, start=1)]  # fmt: skip
    grid = Grid("notes", ["Note number", "Of", "Note"], rows, [NARROW + 4, 16, WIDE_TEXT])
    return Sheet(NOTES, ["Notes", "This worksheet contains one table."], grid)


def _rules_of(board: Board) -> list[tuple[str, str]]:
    """What the ratings mean, and how all else of a scorecard is worked out."""
    rules = board.rules
    ratings = rating_key(rules.rule, by_row=rules.by_row)
    versions = dict.fromkeys(projection.version for projection in board.outlook.values())
    method = scorecard_method(rules.rule, rules.dead_band, by_row=rules.by_row,
                              dead_bands=rules.dead_bands is not None, projections=versions, notes=())  # fmt: skip
    return [*(("Ratings", f"{capital(word)}: {meaning}.") for word, meaning in ratings.items()),
            *(("Method", paragraph) for paragraph in method)]  # fmt: skip


def _lines(lines: Sequence[str]) -> Iterator[str]:
    """Lines that say something, as a cell holds them."""
    for line in lines:
        if (said := text_of(line)) is not None:
            yield _cut(said)
