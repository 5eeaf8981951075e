"""Tables of files: CSV, Parquet, sheets of Excel workbooks, tables and views of DuckDB files.

What is wrong in a file is said with the row as a spreadsheet numbers it: in CSV and Excel the first row is 1, whatever
stands in it; of Parquet and DuckDB, which have no row of names, the first row of the table is 1.
"""

from __future__ import annotations

import csv
import dataclasses
import datetime
import decimal
import difflib
import io
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import parquet

from headway._core import HeadwayError
from headway.boundary.keys import nearest
from headway.boundary.problems import refusal, refuse
from headway.optional import report_extra

_ENDINGS = {".csv": "CSV", ".parquet": "Parquet", ".xlsx": "Excel", ".xlsm": "Excel", ".duckdb": "DuckDB"}
_ACCEPTED = "a table in a file .csv, .parquet, .xlsx or .duckdb"
_WHOLE, _NUMBER = re.compile(r"-?(0|[1-9]\d{0,15})"), re.compile(r"-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?")
# Where a message names rows: at its beginning, in brackets, and where it compares them.
_ROWS = re.compile(r"^rows? \d+(?: and \d+)?(?=[,: ])|(?: as| in) row \d+(?=;|$)|\(rows? \d+(?:(?:, | and )\d+)*\)"
                   r"|, which row \d+(?= has)")  # fmt: skip
_OF_A_TABLE = ("history, ", "outlook, ", "outlook: ")
_CELL = re.compile(r"row (?P<row>\d+), column '(?P<column>\w+)'")
_LITERAL = re.compile(r'"[^"]*"|\\.')  # of a format of numbers: what is printed and means nothing
_INTEGER = re.compile(r"\d+")


@dataclasses.dataclass(frozen=True)
class FileTable:
    """A table as it was read.

    Attributes
    ----------
    columns : Table
    name : str
        What messages call it: the file, and the sheet or table in it.
    rows : sequence of int
        The row of the file that each row is.
    called : mapping
        What the file calls a column that was renamed.
    borrowed : mapping
        Columns that were joined from another table, each with that and the row of it that each row is.
    """

    columns: pa.Table
    name: str
    rows: Sequence[int]
    called: Mapping[str, str] = dataclasses.field(default_factory=dict)
    borrowed: Mapping[str, tuple[FileTable, Sequence[int | None]]] = dataclasses.field(default_factory=dict)

    def said(self, problem: str) -> str:
        """A problem of this table, by the rows and the columns of its file."""
        for prefix in _OF_A_TABLE:
            problem = problem.removeprefix(prefix)
        if (cell := _CELL.match(problem)) and cell["column"] in self.borrowed:
            other, rows = self.borrowed[cell["column"]]
            row = rows[int(cell["row"])]
            cell_there = f"{'' if row is None else f'row {row}, '}column {cell['column']!r}"
            return other.said(cell_there + problem[cell.end() :])
        problem = _ROWS.sub(lambda found: _INTEGER.sub(self._row, found[0]), problem)
        for ours, theirs in self.called.items():
            problem = problem.replace(f"column {ours!r}", f"column {theirs!r}")
        problem = problem.replace(" is not in the frame", " is not in it")
        separator = ", " if re.match(r"(rows? \d|column ')", problem) else ": "
        return f"{self.name}{separator}{problem}"

    def _row(self, found: re.Match[str]) -> str:
        row = int(found[0])
        return str(self.rows[row]) if row < len(self.rows) else found[0]

    def with_columns(self, columns: pa.Table) -> FileTable:
        """The same rows with other columns."""
        return dataclasses.replace(self, columns=columns)

    def __len__(self) -> int:
        return len(self.columns)


def read_table(
    path: Path, name: str, *, sheet: str | None = None, table: str | None = None, header: int = 1,
    called: Mapping[str, str] | None = None,
) -> FileTable:  # fmt: skip
    """A table of a file; `name` is what messages call the file.

    `sheet` is of a workbook, `table` of a DuckDB file; `header` is the row that names the columns, of CSV and of a
    sheet. `called` renames columns: what they shall be called, and what the file calls them.
    """
    kind = _ENDINGS.get(path.suffix.lower())
    if kind is None:
        raise refusal(name, f"a file {path.suffix or 'without an ending'}", _ACCEPTED)
    _refuse_absent(path, name)
    for given, word, of in ((sheet, "sheet", "Excel"), (table, "table", "DuckDB")):
        if given is not None and kind != of:
            raise refusal(name, f"{word} {given!r} of a file that is {kind}", f"no {word}")
    if header != 1 and kind not in ("CSV", "Excel"):
        raise refusal(name, f"header {header} of a file that is {kind}", "no header")
    try:
        if kind == "CSV":
            return renamed(_of_csv(path, name, header, _typed_texts), called or {})
        if kind == "Parquet":
            columns = parquet.read_table(path)
        elif kind == "Excel":
            return renamed(_of_sheet(path, name, sheet, header), called or {})
        else:
            columns, name = _of_database(path, name, table)
    except (OSError, pa.ArrowException) as error:
        raise refusal(name, f"what cannot be read as {kind} ({_first_line(error)})", _ACCEPTED) from None
    _refuse_names(columns.column_names, name, 0)
    return renamed(FileTable(columns, name, range(1, len(columns) + 1)), called or {})


def read_texts(path: Path, name: str) -> FileTable:
    """A CSV, every cell as it is written, numbers too; `name` is what messages call it."""
    if path.suffix.lower() != ".csv":
        raise refusal(name, f"a file {path.suffix or 'without an ending'}", "a table in a file .csv")
    _refuse_absent(path, name)
    try:
        return _of_csv(path, name, 1, _texts)
    except OSError as error:
        raise refusal(name, f"what cannot be read as CSV ({_first_line(error)})", "a table in a file .csv") from None


def _refuse_absent(path: Path, name: str) -> None:
    if not path.exists():
        near = difflib.get_close_matches(path.name, [each.name for each in _beside(path)], n=1)
        raise refusal(name, "no such file", _ACCEPTED + (f"; did you mean {near[0]!r}?" if near else ""))
    if not path.is_file():
        raise refusal(name, "what is no file", _ACCEPTED)


def _beside(path: Path) -> list[Path]:
    try:
        return [each for each in path.parent.iterdir() if each.suffix.lower() in _ENDINGS]
    except OSError:
        return []


def _first_line(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:200]


# CSV ----------------------------------------------------------------------------------------------------------------


def _of_csv(path: Path, name: str, header: int, typed: Callable[[Sequence[Any]], pa.Array]) -> FileTable:
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        raise refusal(f"{name}, row {row}", f"the byte {content[error.start]:#04x}, which is no UTF-8",
                      "UTF-8 (in Excel, save as 'CSV UTF-8')") from None  # fmt: skip
    records: list[list[str]] = []
    try:
        for record in csv.reader(io.StringIO(text, newline=""), strict=True):
            records.append(record)
    except csv.Error as error:
        raise refusal(f"{name}, row {len(records) + 1}", str(error), "comma-separated values") from None
    return _of_rows(records, name, header, typed)


def _texts(cells: Sequence[str]) -> pa.Array:
    """Text as it is. Blank is null."""
    return pa.array([cell if cell.strip() else None for cell in cells], pa.large_string())


def _typed_texts(cells: Sequence[str]) -> pa.Array:
    """Numbers where all that stands there is a number; text where anything else does. Blank is null."""
    texts = [cell if cell.strip() else None for cell in cells]
    there = [text.strip() for text in texts if text is not None]
    array = pa.array([None if text is None else text.strip() for text in texts], pa.large_string())
    if there and all(map(_WHOLE.fullmatch, there)):
        return array.cast(pa.int64())
    if there and all(map(_NUMBER.fullmatch, there)):
        return array.cast(pa.float64())
    return _texts(cells)


# Excel --------------------------------------------------------------------------------------------------------------


def _of_sheet(path: Path, name: str, sheet: str | None, header: int) -> FileTable:
    with report_extra():
        import openpyxl
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except Exception as error:  # of a library whose errors have nothing in common
        raise refusal(name, f"what cannot be read as Excel ({_first_line(error)})", _ACCEPTED) from None
    try:
        names = [each.title for each in book.worksheets]
        if sheet is None and len(names) == 1:
            sheet = names[0]
        if sheet not in names:
            raise _no_part(name, "sheet", sheet, names)
        name = f"{name}, sheet {sheet!r}"
        try:
            records = [[_cell(cell) for cell in row] for row in book[sheet].iter_rows()]
        except Exception as error:
            raise refusal(name, f"what cannot be read as Excel ({_first_line(error)})", _ACCEPTED) from None
    finally:
        book.close()
    return _of_rows(records, name, header, _typed_cells)


def _cell(cell: Any) -> Any:
    """A cell as it is seen: a number that is formatted as per cent has its sign."""
    value = cell.value
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        return value
    if "%" not in _LITERAL.sub("", str(cell.number_format)):
        return value
    return f"{decimal.Decimal(repr(value)).scaleb(2).normalize():f}%"


def _typed_cells(cells: Sequence[Any]) -> pa.Array:
    """One type where all that stands there has one; else text, as it would be written."""
    cells = [None if isinstance(cell, str) and not cell.strip() else cell for cell in cells]
    there = [cell for cell in cells if cell is not None]
    if all(isinstance(cell, str) for cell in there):
        return _typed_texts([cell or "" for cell in cells])
    if not any(isinstance(cell, bool) for cell in there):
        if all(isinstance(cell, int) for cell in there):
            return pa.array(cells, pa.int64() if all(abs(cell) < 2**63 for cell in there) else pa.float64())
        if all(isinstance(cell, (int, float)) for cell in there):
            return pa.array(cells, pa.float64())
    if all(isinstance(cell, datetime.datetime) for cell in there):
        days = all(cell.time() == datetime.time() for cell in there)
        return pa.array(cells, pa.timestamp("us")).cast(pa.date32()) if days else pa.array(cells, pa.timestamp("us"))
    return _typed_texts(["" if cell is None else _as_text(cell) for cell in cells])


def _as_text(cell: Any) -> str:
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, datetime.datetime) and cell.time() == datetime.time():
        return cell.date().isoformat()
    return str(cell)


# Both ---------------------------------------------------------------------------------------------------------------


def _of_rows(
    records: Sequence[Sequence[Any]], name: str, header: int, typed: Callable[[Sequence[Any]], pa.Array]
) -> FileTable:
    """A table of rows of cells, of which one names the columns."""
    if len(records) < header or not any(map(_stands, records[header - 1])):
        raise refusal(name, f"no names of columns in row {header}", "a row that names the columns (header = 1, 2, ...)")
    names = [str(cell).strip() if _stands(cell) else "" for cell in records[header - 1]]
    while names and not names[-1]:
        names.pop()
    other = next((each for each in ";\t|" if len(names) == 1 and each in names[0]), None)
    if other is not None and typed is not _typed_cells:
        raise refusal(f"{name}, row {header}", f"columns with {other!r} between", "commas between columns")
    rows = [number for number, record in enumerate(records, start=1) if number > header and any(map(_stands, record))]
    wide = len(records[header - 1])
    refuse([
        f"{name}, row {row}: found {len(records[row - 1])} cells; accepted: {wide}, as the names in row {header}"
        for row in rows
        if len(records[row - 1]) != wide and typed is not _typed_cells
        or any(map(_stands, records[row - 1][len(names) :]))
    ])
    _refuse_names(names, name, header)
    cells = [[*records[row - 1], *[None] * len(names)][: len(names)] for row in rows]
    first: dict[tuple[Any, ...], int] = {}
    refuse([
        f"{name}, row {row}: found the same as row {before}; accepted: one of them"
        for row, record in zip(rows, cells, strict=True)
        if (before := first.setdefault(tuple(record), row)) != row
    ])
    columns = [typed([record[i] for record in cells]) for i in range(len(names))]
    return FileTable(pa.table(columns, names), name, rows)


def _stands(cell: Any) -> bool:
    return cell is not None and not (isinstance(cell, str) and not cell.strip())


def _refuse_names(names: Sequence[str], name: str, header: int) -> None:
    where = f"{name}, row {header}" if header else name
    refuse([
        f"{where}: found column {i} without a name; accepted: a name for each column"
        for i, column in enumerate(names, start=1) if not column.strip()
    ] + [
        f"{where}: found column {column!r} {names.count(column)} times; accepted: names that differ"
        for column in dict.fromkeys(names) if column.strip() and names.count(column) > 1
    ])  # fmt: skip


def renamed(table: FileTable, called: Mapping[str, str]) -> FileTable:
    """The table with some columns renamed; all that is wrong with that is refused at once."""
    names = table.columns.column_names
    problems = []
    for ours, theirs in called.items():
        if theirs not in names:
            near = difflib.get_close_matches(theirs, names, n=1)
            said = f"; did you mean {near[0]!r}?" if near else "."
            problems.append(f"{table.name}: column {theirs!r} is not in it{said} Accepted: one of {', '.join(names)}")
        elif ours in names and ours not in called.values() and ours != theirs:
            problems.append(f"{table.name}: column {theirs!r} is to be {ours!r}, which is there too; accepted: "
                            f"one of them (rename or remove the other)")  # fmt: skip
    refuse(problems)
    of_theirs = {theirs: ours for ours, theirs in called.items()}
    renamed = table.columns.rename_columns([of_theirs.get(name, name) for name in names])
    return dataclasses.replace(table, columns=renamed, called=dict(called))


# DuckDB -------------------------------------------------------------------------------------------------------------

# Nothing is fetched to read a table.
_OFFLINE: dict[str, Any] = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
_TABLES = """
    select schema_name, table_name from duckdb_tables() where not internal
    union all select schema_name, view_name from duckdb_views() where not internal
    order by all
"""


def _of_database(path: Path, name: str, table: str | None) -> tuple[pa.Table, str]:
    with report_extra():
        import duckdb
    try:
        with duckdb.connect(path, read_only=True, config=_OFFLINE) as database:
            found = database.execute(_TABLES).fetchall()
            tables = {each if schema == "main" else f"{schema}.{each}": (schema, each) for schema, each in found}
            table = next(iter(tables)) if table is None and len(tables) == 1 else table
            if table not in tables:
                raise _no_part(name, "table", table, list(tables))
            quoted = ".".join('"' + part.replace('"', '""') + '"' for part in tables[table])
            return database.sql(f"select * from {quoted}").to_arrow_table(), f"{name}, table {table!r}"
    except duckdb.Error as error:
        raise refusal(name, f"what cannot be read as DuckDB ({_first_line(error)})", _ACCEPTED) from None


def _no_part(name: str, part: str, given: str | None, known: Sequence[str]) -> HeadwayError:
    """What to say where a file has several sheets or tables and none of them is meant."""
    near = nearest(given or "", known)
    found = f"several {part}s and none named" if given is None and known else f"no {part} {given or ''!r}"
    accepted = f"one of {', '.join(map(repr, known))}; write {part} = {near!r}" if known else f"a file with a {part}"
    return refusal(name, found, accepted)
