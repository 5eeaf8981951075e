"""The lines that errors suggest are of the library of the frame that was given, and work when they are pasted."""

import datetime
import re
from collections.abc import Callable
from typing import Any

import duckdb
import headway as hw
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.compute as pc
import pytest

KINDS: dict[str, Callable[[dict[str, list[Any]]], Any]] = {
    "pandas": pd.DataFrame, "polars": pl.DataFrame, "arrow": pa.table,
}  # fmt: skip


def refusal(call: Callable[[], Any]) -> str:
    with pytest.raises(hw.HeadwayError) as refused:
        call()
    return str(refused.value)


def pasted(line: str, frame: Any) -> Any:
    """What a line makes of a frame, with the names that its library is known by."""
    names = {"frame": frame, "table": frame, "pandas": pd, "pl": pl, "pa": pa, "pc": pc, "int": int, "hw": hw}
    if re.match(r"(frame|table)(\[[^=]*\])? = ", line):
        exec(line, names)
        return names["table" if isinstance(frame, pa.Table) else "frame"]
    return eval(line, names)


def with_column(frame: Any, name: str, column: Any) -> Any:
    if isinstance(frame, pd.DataFrame):
        return frame.assign(**{name: column})
    if isinstance(frame, pl.DataFrame):
        return frame.with_columns(column.alias(name))
    return frame.set_column(frame.column_names.index(name), name, column)


def projected(frame: Any) -> Any:
    return hw.project(frame, accrual="flow")


def rows(period: list[Any]) -> dict[str, list[Any]]:
    return {"series": ["a"] * len(period), "period": period, "value": [1.0, 3.0, 6.0][: len(period)]}


TIMED = [
    (["2024-04-01 13:15", "2024-05-01 09:00", "2024-06-01"], "2024-04-01 13:15", "13:15"),
    (["2024-04-30T23:59:59", "2024-05-31T00:00:00", "2024-06-30"], "2024-04-30T23:59:59", "23:59"),
    (["1 April 2024 9:30 am", "1 May 2024 9:30 am", "1 June 2024"], "1 April 2024 9:30 am", "9:30"),
    ([datetime.datetime(2024, 4, 1, 13, 15), datetime.datetime(2024, 5, 1), datetime.datetime(2024, 6, 1)],
     "2024-04-01T13:15:00", "13:15"),
]  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("period", "found", "at"), TIMED)
def test_a_time_of_day_is_said_with_the_line_that_takes_it_off(kind: str, period: Any, found: str, at: str) -> None:
    frame = KINDS[kind](rows(period))
    message = refusal(lambda: projected(frame))
    assert f"row 0, column 'period': found {found}, which has a time of day ({at}); accepted: the day alone" in message
    line = re.search(r"or the column as dates \((.*)\)$", message, re.MULTILINE)
    assert line is not None
    projected(with_column(frame, "period", pasted(line[1], frame)))


@pytest.mark.parametrize("when", [
    "2024-04-01 13:15", datetime.datetime(2024, 4, 1, 13, 15), pd.Timestamp(2024, 4, 1, 13, 15),
    pd.Timestamp(2024, 4, 1, 13, 15).to_datetime64(),
])  # fmt: skip
def test_a_time_of_day_of_an_argument_is_said(when: Any) -> None:
    for call in (lambda: hw.Series([1, 2], start=when, accrual="flow"), lambda: hw.Profile.flat(3).at(when)):
        assert "which has a time of day (13:15); accepted: the day alone" in refusal(call)
    assert hw.Series([1], start="2024-04-01 00:00", accrual="flow").start == hw.Period.parse("April 2024")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("period", [["01/04/2024", "01/05/2024"], ["01.04.24", "01.05.24"]])
def test_days_whose_order_nothing_shows_have_a_line_for_either(kind: str, period: list[str]) -> None:
    frame = KINDS[kind](rows(period))
    message = refusal(lambda: projected(frame))
    line = re.search(r"as dates \((.*) where the day comes first, (.*) where the month does\)$", message, re.MULTILINE)
    assert line is not None
    for each in line.groups():
        made = with_column(frame, "period", pasted(each, frame))
        assert hw.Period.of_day(made["period"].to_pylist()[0] if kind == "arrow" else made["period"][0])
    projected(with_column(frame, "period", pasted(line[1], frame)))


@pytest.mark.parametrize("kind", KINDS)
def test_labels_that_could_be_years_or_months_have_a_line_for_either(kind: str) -> None:
    frame = KINDS[kind](rows(["2009-10", "2010-11"]))
    message = refusal(lambda: projected(frame))
    years, months = re.findall(r"\(((?:frame|pc|pandas|\().*?)\)(?:, dates for months|$)", message)
    projected(with_column(frame, "period", pasted(years, frame)))
    hw.project(with_column(frame, "period", pasted(months, frame)), accrual="snapshot")


SCHEMES = {"Dir": ["Adults", None, "Place"], "Scheme": ["A1", "A2", "P1"], "Confidence": ["Green"] * 3,
           "2024/25 (£k)": [100.0, 200.0, 30.0]}  # fmt: skip


def plan_of(frame: Any) -> Any:
    return hw.SavingsPlan.from_table(frame, portfolio="Dir", programme="Scheme", confidence="Confidence",
                                     years=["2024/25 (£k)"], years_are="run_rates", fund="general_fund")  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("changed", "line"), [
    ({}, r"filled down \((.*)\)$"),
    ({"2024/25 (£k)": [100.0, None, 30.0], "Confidence": ["Green", None, "Green"]}, r"its headings \((.*)\)$"),
    ({"Dir": ["Adults"] * 3, "2024/25 (£k)": [100.0, -20.0, 30.0]}, r"leave the row out \((.*)\)$"),
])  # fmt: skip
def test_lines_of_schemes_are_of_the_frame(kind: str, changed: dict[str, Any], line: str) -> None:
    frame = KINDS[kind](SCHEMES | changed)
    found = re.search(line, refusal(lambda: plan_of(frame)), re.MULTILINE)
    assert found is not None
    assert plan_of(pasted(found[1], frame)).totals() is not None


def test_a_query_has_lines_of_sql_for_its_columns_and_none_for_its_rows() -> None:
    timed = pa.table(rows(["2024-04-01 13:15", "2024-05-01 09:00"]))
    relation = duckdb.sql("SELECT * FROM timed")
    message = refusal(lambda: projected(relation))
    line = re.search(r"as dates \((.*)\)$", message, re.MULTILINE)
    assert line is not None and "frame" not in message and "pandas" not in message
    projected(duckdb.sql(f"SELECT series, CAST({line[1]} AS DATE) AS period, value FROM timed"))
    schemes = pa.table(SCHEMES | {"Dir": ["Adults"] * 3, "2024/25 (£k)": [100.0, -20.0, 30.0]})
    below_0 = duckdb.sql("SELECT * FROM schemes")
    message = refusal(lambda: plan_of(below_0))
    assert message.endswith("leave the row out") and len(timed) + len(schemes) == 5


@pytest.mark.parametrize(("call", "name"), [
    (lambda given: hw.spc.p_chart([40] * 12, [100] * 12, target=given), "target"),
    (lambda given: hw.stats.compare([0.38], benchmark=given, lower=[0.3], upper=[0.5], polarity="neutral"),
     "benchmark"),
    (lambda given: hw.stats.compare([38.0], benchmark=[36.0], method="percentage_tolerance", tolerance=given,
                                    polarity="neutral"), "tolerance"),
])  # fmt: skip
def test_a_per_cent_in_text_has_a_line_that_makes_it_a_share(call: Callable[[Any], Any], name: str) -> None:
    message = refusal(lambda: call("40%"))
    lines = re.findall(r"hw\.clean\(\['40%'\]\)\.value\[0\](?: / 100)?", message)
    assert message.startswith(name) and lines[-1].endswith(" / 100")
    assert pasted(lines[-1], None) == 0.4
    call(pasted(lines[-1], None))
    several = refusal(lambda: call(["40%"] * (12 if name == "target" else 1))) if name != "tolerance" else ""
    assert name == "tolerance" or f"hw.clean({name}).value / 100 among shares of 1" in several


def test_names_in_a_later_row_have_the_argument_of_the_library() -> None:
    names = ["Title", "column_1", "column_2"]
    for kind, said in (("pandas", "header=1"), ("polars", "skip_rows=1"), ("arrow", "skip_rows=1")):
        frame = KINDS[kind]({name: ["x"] for name in names})
        assert f"read the file with {said}, or 2" in refusal(lambda frame=frame: projected(frame))
