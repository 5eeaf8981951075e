"""The tables as data: CSV with metadata of CSV on the Web, and Parquet. The same report gives the same bytes."""

from __future__ import annotations

import io
import json
import re
from typing import Any

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from headway.report.report import Report
from headway.report.tabular.table import Column, Table
from headway.report.tabular.tables import tables_of

FOLDER, METADATA = "data", "metadata.json"
_DATATYPES = {"text": "string", "number": "number", "whole": "integer", "truth": "boolean", "date": "date"}
# What a spreadsheet would take for a formula, and the mark itself, so that taking it away gives every text back.
_AS_A_FORMULA = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20']|[\t\r\n]")
_RULE = (
    "Text that a spreadsheet would take for a formula, because it begins with =, +, - or @, has an apostrophe before "
    "it, and so has text that begins with an apostrophe: without the first apostrophe it is the text. An empty cell is "
    "a missing value; why is in the column 'missing' of its row."
)


def csv(report: Report, tables: list[Table] | None = None) -> dict[str, bytes]:
    """The tables of the report as CSV, and what they hold, in `data/metadata.json`, as CSV on the Web.

    Parameters
    ----------
    report : Report
    tables : list of Table, optional
        Those of the report, where they are made already.

    Returns
    -------
    dict of str to bytes
        Contents by path.
    """
    tables = tables_of(report) if tables is None else tables
    files = {f"{FOLDER}/{table.name}.csv": _csv(table) for table in tables}
    said = json.dumps(metadata(report, tables), ensure_ascii=False, indent=1)
    return files | {f"{FOLDER}/{METADATA}": f"{said}\n".encode()}


def parquet(report: Report, tables: list[Table] | None = None) -> dict[str, bytes]:
    """The tables of the report as Parquet, each column with its heading, description and unit in its metadata.

    Parameters
    ----------
    report : Report
    tables : list of Table, optional
        Those of the report, where they are made already.

    Returns
    -------
    dict of str to bytes
        Contents by path.
    """
    tables = tables_of(report) if tables is None else tables
    return {f"{FOLDER}/{table.name}.parquet": _parquet(table) for table in tables}


def unmarked(text: str) -> str:
    """A text of a CSV file as it was, before it was marked as text.

    >>> from headway.report.tabular.data import unmarked
    >>> unmarked("'=1+1"), unmarked("''tis"), unmarked("plain")
    ('=1+1', "'tis", 'plain')
    """
    return text[1:] if text.startswith("'") else text


def _csv(table: Table) -> bytes:
    columns = {column.name: _marked(column) if column.kind == "text" else column.arrow() for column in table.columns}
    held = io.BytesIO()
    pyarrow.csv.write_csv(pa.table(columns), held)
    return held.getvalue()


def _marked(column: Column) -> pa.Array:
    """Text with a mark before what is no formula and would be taken for one."""
    return pa.array([f"'{text}" if text is not None and _AS_A_FORMULA.match(text) else text for text in column.values],
                    pa.string())  # fmt: skip


def _parquet(table: Table) -> bytes:
    arrow = table.arrow()
    fields = [
        arrow.schema.field(column.name).with_metadata(
            {"heading": column.heading, "description": column.says, "unit": column.unit})
        for column in table.columns
    ]  # fmt: skip
    about = {"title": table.title, "description": " ".join(table.says), "key": " ".join(table.key)}
    held = io.BytesIO()
    pyarrow.parquet.write_table(arrow.cast(pa.schema(fields, about)), held)
    return held.getvalue()


# CSV on the Web ------------------------------------------------------------------------------------------------------


def metadata(report: Report, tables: list[Table]) -> dict[str, Any]:
    """What the tables hold, with their keys, in the vocabulary of CSV on the Web."""
    keys = {table.name: list(table.key) for table in tables}
    named = {"dc:publisher": report.organisation, "dc:license": report.licence, "dc:issued": report.published,
             "dc:temporal": report.period}  # fmt: skip
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:title": report.title, "dc:description": _RULE,
        **{name: said for name, said in named.items() if said},
        "dialect": {"encoding": "utf-8", "delimiter": ",", "header": True, "doubleQuote": True},
        "tables": [
            {
                "url": f"{table.name}.csv", "dc:title": table.title,
                **({"dc:description": " ".join(table.says)} if table.says else {}),
                "tableSchema": {
                    "columns": [_column(column, is_key=column.name in table.key) for column in table.columns],
                    **({"primaryKey": list(table.key)} if table.key else {}),
                    **({"foreignKeys": found} if (found := _foreign_keys(table, keys)) else {}),
                },
            }
            for table in tables
        ],
    }  # fmt: skip


def _column(column: Column, *, is_key: bool) -> dict[str, Any]:
    return {
        "name": column.name, "titles": column.name, **({"rdfs:label": column.heading} if column.heading else {}),
        "dc:description": column.says, "datatype": _DATATYPES[column.kind],
        **({"schema:unitText": column.unit} if column.unit else {}), **({"required": True} if is_key else {}),
    }  # fmt: skip


def _foreign_keys(table: Table, keys: dict[str, list[str]]) -> list[dict[str, Any]]:
    """Each column that is the key of another table."""
    return [
        {"columnReference": [column.name], "reference": {"resource": f"{column.of}.csv",
                                                         "columnReference": keys[column.of]}}
        for column in table.columns if column.of
    ]  # fmt: skip
