"""Tables of files: the same table of CSV, Parquet, Excel and DuckDB is the same report; what is not read is named."""

import datetime
import re
import sys
from collections.abc import Callable
from importlib.resources import as_file, files
from pathlib import Path

import duckdb
import headway as hw
import openpyxl
import pandas as pd
import polars as pl
import pytest
from headway.boundary.table_files import read_table

TABLES = ["kpis", "indicators", "history", "commentary", "savings", "actions"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder that `headway new` makes."""
    folder = tmp_path / "quarter"
    folder.mkdir()
    for file in (files("headway.report") / "template").iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    return folder


@pytest.fixture(scope="module")
def of_csv(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of that folder."""
    with as_file(files("headway.report") / "template") as template:
        return hw.read_folder(template).write(tmp_path_factory.mktemp("report") / "csv")


def as_parquet(folder: Path) -> None:
    _move(folder, lambda name, table: table.to_parquet(folder / f"{name}.parquet"), 'file = "{0}.parquet"')


def as_sheets(folder: Path) -> None:
    with pd.ExcelWriter(folder / "book.xlsx", engine="openpyxl") as book:
        _move(folder, lambda name, table: table.to_excel(book, sheet_name=name, index=False),
              'file = "book.xlsx"\nsheet = "{0}"')  # fmt: skip


def as_database(folder: Path) -> None:
    with duckdb.connect(folder / "council.duckdb") as database:
        def put(name: str, table: pd.DataFrame) -> None:
            database.register("given", pl.from_pandas(table))
            database.execute(f"create table {name}_table as select * from given")
            database.execute(f"create view {name} as select * from {name}_table")
            database.unregister("given")

        _move(folder, put, 'file = "council.duckdb"\ntable = "{0}"')


def _move(folder: Path, put: Callable[[str, pd.DataFrame], object], said: str) -> None:
    """Every table elsewhere, and the settings with it."""
    settings = (folder / "report.toml").read_text("utf-8")
    for name in TABLES:
        put(name, pd.read_csv(folder / f"{name}.csv", keep_default_na=False, na_values=[""]))
        (folder / f"{name}.csv").unlink()
        table = said.format(name)
        settings = settings.replace(f'\nfile = "{name}.csv"', f"\n{table}")
        for key in ("definitions", "commentary", "actions"):
            inline = table.replace("\n", ", ")
            settings = settings.replace(f'\n{key} = "{name}.csv"', f"\n{key} = {{ {inline} }}")
    (folder / "report.toml").write_text(settings, "utf-8")


@pytest.mark.parametrize("moved", [as_parquet, as_sheets, as_database])
def test_the_same_tables_are_the_same_report_wherever_they_are(
    folder: Path, tmp_path: Path, of_csv: Path, moved: Callable[[Path], None]
) -> None:
    moved(folder)
    assert not list(folder.glob("*.csv"))
    other = hw.read_folder(folder).write(tmp_path / "other")
    names = sorted(str(file.relative_to(of_csv)) for file in of_csv.rglob("*") if file.is_file())
    assert names == sorted(str(file.relative_to(other)) for file in other.rglob("*") if file.is_file())
    # But rows are numbered as each file numbers them: tables without a row of headings, from one less.
    less = 0 if moved is as_sheets else 1

    def read(file: Path, more: int = 0) -> bytes:
        return re.sub(rb"\brow (\d+)", lambda found: b"row %d" % (int(found[1]) + more), file.read_bytes())

    assert [name for name in names if read(of_csv / name) != read(other / name, less)] == []


@pytest.mark.parametrize(
    ("moved", "said"),
    [(as_parquet, "kpis.parquet, row 2,"), (as_sheets, "book.xlsx, sheet 'kpis', row 3,"),
     (as_database, "council.duckdb, table 'kpis', row 2,")],
)  # fmt: skip
def test_a_problem_is_told_by_the_table_and_its_row(folder: Path, moved: Callable[[Path], None], said: str) -> None:
    text = (folder / "kpis.csv").read_text("utf-8")
    (folder / "kpis.csv").write_text(text.replace("Lower is better", "Lowish", 1), "utf-8")
    moved(folder)
    with pytest.raises(hw.HeadwayError, match=f"^{said} column 'polarity': found \"Lowish\""):
        hw.read_folder(folder)


# One kind of file at a time ------------------------------------------------------------------------------------------


def rows_of_csv(tmp_path: Path, text: str, **options: object) -> list[dict[str, object]]:
    (tmp_path / "t.csv").write_text(text, "utf-8", newline="")
    table = read_table(tmp_path / "t.csv", "t.csv", **options)  # type: ignore[arg-type]
    return table.columns.to_pylist()


def test_a_column_of_csv_is_of_numbers_where_all_are_and_else_of_text(tmp_path: Path) -> None:
    text = '\ufeffwhole,number,text,reference,blank,both\n1,1.5, a ,007,,1\n-2,2e3,"b, ""c""\nd",008, ,n/a\n'
    assert rows_of_csv(tmp_path, text) == [
        {"whole": 1, "number": 1.5, "text": " a ", "reference": "007", "blank": None, "both": "1"},
        {"whole": -2, "number": 2000.0, "text": 'b, "c"\nd', "reference": "008", "blank": None, "both": "n/a"},
    ]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_rows_are_numbered_as_a_spreadsheet_numbers_them(tmp_path: Path, ending: str) -> None:
    text = ending.join(["Title,", ",", "a,b", "1,x", ",", '"2\u2028","y', 'z"', "3,w", ",", ""])
    (tmp_path / "t.csv").write_text(text, "utf-8", newline="")
    table = read_table(tmp_path / "t.csv", "t.csv", header=3)
    assert list(table.rows) == [4, 6, 7]
    assert table.said("row 1, column 'a': found 'x'; accepted: y") == "t.csv, row 6, column 'a': found 'x'; accepted: y"
    assert table.said("rows 0 and 2, 'a': the same as row 1") == "t.csv, rows 4 and 7, 'a': the same as row 6"


def book(tmp_path: Path, rows: list[list[object]], **formats: str) -> Path:
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    for cell, written in formats.items():
        made.active[cell].number_format = written
    made.save(tmp_path / "t.xlsx")
    return tmp_path / "t.xlsx"


def test_cells_of_a_sheet_are_as_they_are_seen(tmp_path: Path) -> None:
    day = datetime.datetime(2024, 9, 30)
    path = book(
        tmp_path,
        [["share", "mixed", "day", "moment", "flag", "whole", None],
         [0.899, 1, day, day.replace(hour=1), True, 3, None], [],
         [None, "n/a", day, day, False, None, None], [1.2, 2.5, None, None, None, 4, None]],
        A2="0.0%", A5="0%", F2='0"%"',
    )  # fmt: skip
    table = read_table(path, "t.xlsx")
    assert table.name == "t.xlsx, sheet 'Sheet'" and list(table.rows) == [2, 4, 5]
    columns = table.columns.to_pydict()
    assert columns["share"] == ["89.9%", None, "120%"]
    assert columns["mixed"] == ["1", "n/a", "2.5"]
    assert columns["day"] == [datetime.date(2024, 9, 30)] * 2 + [None]
    assert columns["moment"] == [day.replace(hour=1), day, None]
    assert (columns["flag"], columns["whole"]) == (["TRUE", "FALSE", None], [3, None, 4])


@pytest.mark.parametrize(("library", "name"), [("openpyxl", "t.xlsx"), ("duckdb", "t.duckdb")])
def test_what_reads_a_file_and_is_not_installed_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, library: str, name: str
) -> None:
    (tmp_path / name).touch()
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(ImportError, match=rf"need {library}, which comes with: pip install 'headway\[report\]'"):
        read_table(tmp_path / name, name)


def test_a_sheet_or_a_table_that_is_not_there_is_named_with_those_that_are(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    made.active.title = "KPIs"
    made.create_sheet("Notes")
    made.save(tmp_path / "t.xlsx")
    with pytest.raises(hw.HeadwayError, match="several sheets and none named; accepted: one of 'KPIs', 'Notes'"):
        read_table(tmp_path / "t.xlsx", "t.xlsx")
    with pytest.raises(hw.HeadwayError, match="no sheet 'KPI'; accepted: one of 'KPIs', 'Notes'; write sheet = 'KPIs'"):
        read_table(tmp_path / "t.xlsx", "t.xlsx", sheet="KPI")
    with duckdb.connect(tmp_path / "t.duckdb") as database:
        database.execute("create schema q2; create table q2.kpis as select 1 as a")
        database.execute('create table "it.self" as select 2 as a')
    for name, value in (("q2.kpis", 1), ("it.self", 2)):
        assert read_table(tmp_path / "t.duckdb", "t", table=name).columns.to_pylist() == [{"a": value}]
    with pytest.raises(hw.HeadwayError, match="no table 'kpi'; accepted: one of 'it.self', 'q2.kpis'; write table = "):
        read_table(tmp_path / "t.duckdb", "t", table="kpi")
    with pytest.raises(hw.HeadwayError, match='no table .kpis.; drop'):
        read_table(tmp_path / "t.duckdb", "t", table='kpis"; drop table "it.self')
    assert read_table(tmp_path / "t.duckdb", "t", table="it.self").columns.num_rows == 1
