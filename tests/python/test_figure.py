"""Columns of text as people write figures: every case of tests/data/figures.csv, every kind of column, any text."""

import csv
import datetime
import pickle
from decimal import Decimal
from pathlib import Path
from typing import Any

import headway as hw
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

# A line a case: what is written, and what is read of it; "open" beside a bound that is not meant itself.
with (Path(__file__).parents[1] / "data" / "figures.csv").open(encoding="utf-8", newline="") as file:
    CASES = list(csv.DictReader(file))


def as_written(number: float, is_open: bool = False) -> str:
    return "" if np.isnan(number) else f"{number:.15g}" + (" open" if is_open else "")


@pytest.mark.parametrize("case", CASES, ids=[f"{line}: {case['text']}" for line, case in enumerate(CASES, 2)])
def test_what_people_write(case: dict[str, str]) -> None:
    done = hw.clean([case["text"]])
    read = {
        "text": done.text[0],
        "value": as_written(done.value[0]),
        "lower": as_written(done.lower[0], done.lower_open[0]),
        "upper": as_written(done.upper[0], done.upper_open[0]),
        "status": done.status[0],
        "marks": done.marks[0],
        "unit": done.unit[0],
    }
    assert read == case
    assert bool(done.unread) == (case["status"] == "unread")
    # Where a number must be, the error says the line to write, unless that would not read it either.
    with pytest.raises(hw.HeadwayError) as refused:
        hw.stats.mean([case["text"]])
    assert ("hw.clean(values).value" in str(refused.value)) == (case["status"] != "unread")


def test_each_status_mark_and_unit_is_among_the_cases() -> None:
    assert {case["status"] for case in CASES} == {str(status) for status in hw.FigureStatus}
    assert {mark for case in CASES for mark in case["marks"].split("; ") if mark} == {str(m) for m in hw.FigureMark}
    assert {case["unit"] for case in CASES} == set(hw._core.vocabularies()["figure_unit"])


def test_what_is_no_text() -> None:
    column = [None, float("nan"), np.nan, pd.NA, pd.NaT, 3, 2.5, Decimal("1.1"), np.float32(51.66), np.int8(4), True,
              np.True_, datetime.date(2024, 4, 1), float("inf"), b"5", [5], 1j, Decimal("NaN")]  # fmt: skip
    done = hw.clean(column)
    assert done.status.tolist() == ["missing"] * 5 + ["value"] * 5 + ["unread"] * 7 + ["missing"]
    assert done.value[5:10].tolist() == [3, 2.5, 1.1, 51.66, 4]
    assert [row for row, _, _ in done.unread] == list(range(10, 17))
    assert done.unread[0] == (10, "True", "bool, which is neither text nor a number")
    assert done.text[:6].tolist() == [None] * 5 + ["3"]


WRITTEN = ["7,012", "£3.4m", "n/a", "[c]", "<5", None]


def test_columns_come_back_in_kind() -> None:
    index = pd.Index(["a", "b", "c", "d", "e", "f"], name="area")
    series = hw.clean(pd.Series(WRITTEN, index=index, name="Actual"))
    for name in ("value", "upper", "upper_open", "status", "marks", "unit", "text"):
        column = getattr(series, name)
        assert isinstance(column, pd.Series) and column.index.equals(index) and column.name == "Actual"
    assert series.value.dtype == np.float64 and series.upper_open.dtype == bool
    polars = hw.clean(pl.Series("Actual", WRITTEN))
    assert isinstance(polars.value, pl.Series) and polars.value.name == "Actual" and polars.value.dtype == pl.Float64
    assert polars.value.null_count() == 4 and polars.upper_open.dtype == pl.Boolean
    arrow = hw.clean(pa.array(WRITTEN))
    assert isinstance(arrow.value, pa.DoubleArray) and arrow.value.null_count == 4
    assert isinstance(hw.clean(pa.chunked_array([WRITTEN[:2], WRITTEN[2:]])).status, pa.ChunkedArray)
    arrays = hw.clean(WRITTEN)
    assert isinstance(arrays.value, np.ndarray)
    for other in (series, polars, arrow, hw.clean(np.array(WRITTEN, object)), hw.clean(tuple(WRITTEN)),
                  hw.clean(iter(WRITTEN)), hw.clean(pd.Series(WRITTEN, dtype="category")),
                  hw.clean(pd.Index(WRITTEN, dtype=object)), hw.clean(pd.array(WRITTEN))):  # fmt: skip
        assert list(map(str, list(other.status))) == arrays.status.tolist()
        assert np.array_equal(np.array(other.value.to_numpy(zero_copy_only=False) if isinstance(other.value, pa.Array)
                                       else other.value, float), arrays.value, equal_nan=True)  # fmt: skip
        assert other.changes == arrays.changes and len(other) == 6


@pytest.mark.parametrize(
    "numbers",
    [
        np.array([1.5, np.nan]), np.array([1.5, np.nan], np.float32), pd.Series([1.5, None]), pl.Series([1.5, None]),
        pa.array([1.5, None]), pd.Series([1.5, None], dtype="Float64"), pl.Series([1.5, None], dtype=pl.Float32),
    ],
)  # fmt: skip
def test_numbers_stay(numbers: Any) -> None:
    done = hw.clean(numbers)
    assert list(map(str, list(done.status))) == ["value", "missing"]
    assert done.changes == ["1 of 2 read", "missing: 1, row 1 (empty)"]


def test_an_empty_column() -> None:
    for empty in ([], pd.Series([], dtype=object), pl.Series([], dtype=pl.String), pa.array([], pa.string())):
        assert len(hw.clean(empty)) == 0
    assert repr(hw.clean([])) == "0 of 0 read"


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ("7,012", "values: found str '7,012'; accepted: a list, array or column of cells"),
        (7, "values: found int 7; accepted: a list"),
        (None, "values: found NoneType None; accepted: a list"),
        ({"a": 1}, "values: found dict"),
        (np.zeros((2, 2)), "values: found an array of 2 dimensions"),
        (pd.DataFrame({"Actual": ["5"]}), r"values: found DataFrame; accepted: one column of it: hw.clean\(frame"),
        (pl.DataFrame({"Actual": ["5"]}), r"one column of it: hw.clean\(frame\['Actual'\]\)"),
    ],
)  # fmt: skip
def test_what_is_no_column_is_refused(values: Any, message: str) -> None:
    with pytest.raises(hw.HeadwayError, match=message):
        hw.clean(values)


def test_it_says_what_it_did() -> None:
    done = hw.clean(["6,869", "12.5%", "5*", "TBC", "", "see <note>", *["n/a"] * 12])
    assert repr(done).splitlines() == [
        "3 of 18 read: 1 thousands separator, 1 per cent sign, 1 mark",
        "  marks: 1 footnote",
        "  units are mixed: 2 without (rows 0 and 2), 1 in % (row 1); each value is in its own",
        '  missing: 13, rows 4 (empty), 6 ("n/a"), 7 ("n/a"), 8 ("n/a"), 9 ("n/a"), 10 ("n/a"), 11 ("n/a"), '
        '12 ("n/a"), 13 ("n/a"), 14 ("n/a") and 3 more',
        '  to be confirmed: 1, row 3 ("TBC")',
        '  unread: 1, row 5 ("see <note>": holds no figure: write a number, or n/a where there is none)',
    ]
    assert "see &lt;note&gt;" in done._repr_html_() and "<note>" not in done._repr_html_()
    assert pickle.loads(pickle.dumps(done)).changes == done.changes


@given(st.text(st.characters(), max_size=12) | st.text("£$0123456789.,-() mkbn*[]%/cprxz<>", max_size=10))
@example("\ud800")
@example("\udca35")
@example("\x00")
@example("1" * 10_000)
@example("[p]" * 3_000)
def test_any_text_is_read_or_named(text: str) -> None:
    done = hw.clean(pd.Series([text], dtype=object))
    assert done.text.tolist() == [text]
    assert np.isnan(done.value[0]) == (done.status[0] != "value")
    assert len(done.unread) == (done.status[0] == "unread")
    repr(done).encode()


@given(
    st.decimals(-999_999, 999_999, places=2), st.sampled_from(["", "%", " [p]", "*"]), st.sampled_from(",\u00a0\u202f")
)  # fmt: skip
def test_numbers_come_back_however_they_are_written(number: Decimal, after: str, separator: str) -> None:
    text = f"{abs(number):,}".replace(",", separator)
    ways = [f"-{text}{after}", f"\u2212{text}{after}", f"({text})"] if number < 0 else [f"{text}{after}"]
    for written in ways:
        assert hw.clean([written]).value[0] == float(number), written


# --- where a number must be ----------------------------------------------------------------------------------------

SERIES = {"series": ["a"] * 3, "period": ["2024-04", "2024-05", "2024-06"], "value": ["6,869", "7,012", "TBC"]}


@pytest.mark.parametrize(
    ("verb", "line"),
    [
        (lambda: hw.assess(pd.DataFrame({"latest": ["7,012"], "previous": [1.0], "polarity": ["low_is_good"],
                                         "target": [5.0]}), comparators=["target"]), "frame['latest']"),
        (lambda: hw.assess(pl.DataFrame({"Actual": ["7,012"], "previous": [1.0], "polarity": ["low_is_good"],
                                         "target": [5.0]}), latest="Actual", comparators=["target"]),
         "frame['Actual']"),
        (lambda: hw.project(pd.DataFrame(SERIES), accrual="flow"), "frame['value']"),
        (lambda: hw.Series(["6,869", 3], start="2024-04", accrual="flow"), "values"),
        (lambda: hw.Series(pd.Series(["6,869", "3"]), start="2024-04", accrual="flow"), "values"),
        (lambda: hw.stats.proportion(pd.Series(["1,000", "12"]), [5000, 50]), "count"),
        (lambda: hw.stats.crude_rate("events", 100, data=pd.DataFrame({"events": ["[c]", 4]})), "frame['events']"),
        (lambda: hw.stats.mean(pd.Series([4, "5%"], index=["a", "b"])), "values"),
        (lambda: hw.spc.xmr(["5%", "6%"], polarity="neutral"), "values"),
        (lambda: hw.reconcile(["£5m", 4], 9, decimals=0), "terms"),
    ],
)  # fmt: skip
def test_verbs_that_meet_text_say_the_line_to_write(verb: Any, line: str) -> None:
    with pytest.raises(hw.HeadwayError) as refused:
        verb()
    column = line.removeprefix("frame[").removesuffix("]")
    written = f"frame = hw.clean(frame, {column})" if column != line else f"hw.clean({line}).value"
    assert f"; to read it, {written}" in str(refused.value)


def test_the_line_reads_it() -> None:
    frame = pd.DataFrame(SERIES)
    frame = hw.clean(frame, "value")
    assert frame["value"].tolist()[:2] == [6869, 7012]
    assert len(hw.project(frame, accrual="flow")) == 1


@pytest.mark.parametrize(("text", "mark"), [("92r", "[r]"), ("25.2p", "[p]"), ("25.2% P", "[p]"), ("1,234 e", "[e]")])
def test_a_letter_without_brackets_is_refused_with_the_mark_that_it_may_be(text: str, mark: str) -> None:
    done = hw.clean([text])
    assert done.unread == [(0, text, f"a mark is written {mark}")] and np.isnan(done.value[0])
