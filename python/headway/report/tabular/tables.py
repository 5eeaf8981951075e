"""All tables of a report, in the order of their sheets, and what their columns are."""

from __future__ import annotations

from collections.abc import Iterator

from headway._core import HeadwayError
from headway.report.report import Report
from headway.report.site.subjects import Subjects
from headway.report.tabular.named import Named
from headway.report.tabular.of_changes import tables_of_changes
from headway.report.tabular.of_plans import tables_of_plans
from headway.report.tabular.of_savings import tables_of_savings
from headway.report.tabular.of_scorecard import tables_of_scorecard
from headway.report.tabular.of_statistics import tables_of_statistics
from headway.report.tabular.of_words import commentary_table, published_table
from headway.report.tabular.star import tables_of_star
from headway.report.tabular.table import Table, texts

DICTIONARY = "dictionary"


def tables_of(report: Report) -> list[Table]:
    """Every table of a report. What they hold is typed, and every empty cell has its reason.

    Parameters
    ----------
    report : Report

    Returns
    -------
    list of Table
        The last is the dictionary of them all.
    """
    tables = [*_tables(report)]
    return [*tables, _dictionary(tables)]


def _tables(report: Report) -> Iterator[Table]:
    if report.scorecard is not None:
        named = Named(Subjects(report.scorecard.board, report.commentary))
        yield from tables_of_scorecard(named)
        yield from tables_of_star(named)
    if report.changes is not None:
        yield from tables_of_changes(report.changes)
    if report.published_counts:
        yield published_table(report)
    if report.commentary is not None:
        yield commentary_table(report.commentary)
    if report.savings is not None:
        yield from tables_of_savings(report)
    if report.plans is not None:
        yield from tables_of_plans(report.plans)
    yield from tables_of_statistics(report)


def _dictionary(tables: list[Table]) -> Table:
    """What each column of each table holds: a dictionary of the data, as a table of its own."""
    every = [(table, column) for table in tables for column in table.columns]
    why = [sorted({column.reason(row) for row, value in enumerate(column.values) if value is None})
           for _, column in every]  # fmt: skip
    return Table(
        DICTIONARY, "What each column holds",
        [
            texts("table", "Table", "The table, and the name of its file.", [table.name for table, _ in every]),
            texts("sheet", "Worksheet", "The sheet that has it for a reader.", [table.tab for table, _ in every],
                  "nothing in a workbook"),
            texts("column", "Column", "Its name in data.", [column.name for _, column in every]),
            texts("heading", "Heading", "Its name in a workbook.", [column.heading for _, column in every],
                  "nothing in a workbook"),
            texts("says", "What it holds", "What it holds.", [column.says for _, column in every]),
            texts("kind", "Kind", "text, number, whole, truth or date.", [column.kind for _, column in every]),
            texts("unit", "Unit", "What its numbers are counted in, where that is the same for all.",
                  [column.unit for _, column in every], "nothing, or of each row its own"),
            texts("key", "Key", "Whether it names a row, alone or with others.",
                  ["yes" if column.name in table.key else "no" for table, column in every]),
            texts("refers_to", "Refers to", "The table whose key it is.", [column.of for _, column in every],
                  "nothing"),
            texts("empty_cells", "Why cells are empty", "Every reason for an empty cell of it.",
                  ["; ".join(said) for said in why], "nothing is empty"),
        ],
        key=("table", "column"), tab="Dictionary",
    )  # fmt: skip


def refuse_longer(tables: list[Table], most: int) -> None:
    """Refuse tables of more rows than a sheet has."""
    long = [f"table {table.name!r}: found {len(table):,} rows; accepted: {most:,}, which is all that a sheet holds; "
            "the forms csv and parquet hold more" for table in tables if table.tab and len(table) > most]  # fmt: skip
    if long:
        raise HeadwayError("\n".join(long))
