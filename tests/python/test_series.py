"""Series in Python: any run of numbers in, the same points out, and nothing that can be changed."""

import copy
import pickle
from decimal import Decimal
from typing import Any

import headway as hw
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

NAN = float("nan")


def series(values, **options) -> hw.Series:
    return hw.Series(values, **{"start": "2024-04", "accrual": "flow"} | options)


@pytest.mark.parametrize(
    "values",
    [
        [1, None, 3],
        (1.0, NAN, 3.0),
        [Decimal("1"), None, Decimal("3.00")],
        np.array([1, NAN, 3]),
        np.array([1, 9, NAN, 9, 3, 9])[::2],
        np.array([[1, 0], [NAN, 0], [3, 0]])[:, 0],
        np.asfortranarray([[1, 0], [NAN, 0], [3, 0]])[0:3, 0],
        np.ma.array([1.0, 2.0, 3.0], mask=[0, 1, 0]),
        np.array([1, NAN, 3], np.float32),
        pd.Series([1, None, 3], index=[5, 5, 5]),
        pd.Series([1, None, 3], dtype="Int64"),
        pd.Series([1, None, 3], dtype="double[pyarrow]"),
        pd.Series([1, None, 3], dtype=object),
        pl.Series([1, None, 3]),
        pa.array([1, None, 3]),
        pa.chunked_array([[1.0], [None, 3.0]]),
        (x for x in (1, None, 3)),
    ],
    ids=lambda values: f"{type(values).__module__}.{type(values).__name__}",
)
def test_any_run_of_numbers(values) -> None:
    s = series(values)
    assert len(s) == 3
    np.testing.assert_array_equal(s.values, [1, NAN, 3])
    assert s.values.dtype == np.float64


def test_a_series_knows_its_periods_and_how_it_adds_up() -> None:
    s = series([18, 17, 16, 16, 19, 15], accrual="cumulative")
    assert [p.label for p in s.periods] == ["2024-04", "2024-05", "2024-06", "2024-07", "2024-08", "2024-09"]
    assert s.start == hw.Period.parse("April 2024")
    assert (s.accrual, s.frequency, s.calendar) == (hw.Accrual.cumulative, hw.Frequency.month, 4)
    assert isinstance(s.accrual, hw.Accrual)
    assert isinstance(s.frequency, hw.Frequency)
    assert repr(s) == "Series(6 points, 2024-04 to 2024-09, accrual='cumulative', frequency='month')"
    assert "1 point," in repr(series([1]))
    assert "2024-04" in repr(series([]))


@pytest.mark.parametrize(
    ("start", "frequency", "calendar", "labels"),
    [
        ("2022-12", "month", "financial", ["2022-12", "2023-01", "2023-02"]),
        ("2024-10", "quarter", "financial", ["2024/25 - Q3", "2024/25 - Q4", "2025/26 - Q1"]),
        ("2024/25 - Q3", "quarter", "financial", ["2024/25 - Q3", "2024/25 - Q4", "2025/26 - Q1"]),
        ("2024-10", "quarter", "calendar", ["2024 - Q4", "2025 - Q1", "2025 - Q2"]),
        ("2022/23", "year", "financial", ["2022/23", "2023/24", "2024/25"]),
        ("2022-04", "year", 4, ["2022/23", "2023/24", "2024/25"]),
        ("2022", "year", "calendar", ["2022", "2023", "2024"]),
    ],
)
def test_labels_of_its_points(start: str, frequency: str, calendar: str | int, labels: list[str]) -> None:
    s = series([1, 2, 3], start=start, frequency=frequency, calendar=calendar)
    assert [p.label for p in s.periods] == labels


@pytest.mark.parametrize(
    ("calendar", "first"), [("financial", (4, 8, 12)), ("academic", (9, 1, 5)), ("calendar", (1, 5, 9))]
)
def test_terms_begin_every_fourth_month(calendar: str, first: tuple[int, ...]) -> None:
    for month in range(1, 13):
        start = f"2024-{month:02d}"
        if month not in first:
            with pytest.raises(hw.HeadwayError, match="term"):
                series([1], start=start, frequency="term", calendar=calendar)
            continue
        (period,) = series([1], start=start, frequency="term", calendar=calendar).periods
        assert (period.start.month, period.months) == (month, 4)


@pytest.mark.parametrize(
    ("calendar", "first"), [("financial", (1, 4, 7, 10)), ("academic", (3, 6, 9, 12)), ("calendar", (1, 4, 7, 10))]
)
def test_quarters_begin_every_third_month(calendar: str, first: tuple[int, ...]) -> None:
    for month in range(1, 13):
        start = f"2024-{month:02d}"
        if month not in first:
            with pytest.raises(hw.HeadwayError, match="quarter"):
                series([1], start=start, frequency="quarter", calendar=calendar)
            continue
        (period,) = series([1], start=start, frequency="quarter", calendar=calendar).periods
        assert (period.start.month, period.months) == (month, 3)


def test_points_are_its_own_and_cannot_be_changed() -> None:
    mine = np.array([1.0, 2.0])
    s = series(mine)
    mine[0] = 9
    assert s.values[0] == 1
    with pytest.raises(ValueError, match="read-only"):
        s.values[0] = 9
    with pytest.raises(ValueError, match="WRITEABLE"):
        s.values.setflags(write=True)
    for name in ("values", "start", "accrual", "frequency", "calendar", "periods"):
        with pytest.raises(AttributeError):
            setattr(s, name, getattr(s, name))
    points = s.values
    del s
    assert points.tolist() == [1, 2]  # a view keeps its series alive


def test_infinite_points_are_refused_by_position() -> None:
    with pytest.raises(hw.HeadwayError) as refused:
        series([1, np.inf, None, -np.inf])
    assert "2 problems" in str(refused.value)
    assert "point 1" in str(refused.value)
    assert "point 3" in str(refused.value)


@pytest.mark.parametrize(
    "values",
    [
        ["18", "17"],
        "18",
        [True, False],
        [1, True],
        [1.0, True],
        [np.float64(1), True],
        pd.Series([1.0, True], dtype=object),
        [1, "17"],
        [1, [2]],
        [[1, 2], [3, 4]],
        np.eye(2),
        np.array(3.0),
        5,
        None,
        {"2024-04": 18},
        pd.to_datetime(["2024-04-01"]),
        pd.DataFrame({"a": [1.0]}),
        np.array([1j]),
        [10**400],
    ],
    ids=lambda values: f"{type(values).__name__} {str(values)[:12]}",
)
def test_what_is_no_run_of_numbers_is_refused(values) -> None:
    with pytest.raises(hw.HeadwayError, match="accepted|values"):
        series(values)


@pytest.mark.parametrize(
    ("options", "part"),
    [
        ({"accrual": "total"}, "snapshot, flow, cumulative, average, rolling"),
        ({"frequency": "week"}, "month, quarter, term, year"),
        ({"calendar": "fiscal"}, "financial"),
        ({"calendar": 13}, "13"),
        ({"start": "2024-13"}, "2024-13"),
        ({"start": "2024/25"}, "2024/25"),
        ({"start": "2024-05", "frequency": "year"}, "April"),
    ],
)
def test_bad_options_are_refused(options: dict, part: str) -> None:
    with pytest.raises(hw.HeadwayError) as refused:
        series([1, 2], **options)
    assert part in str(refused.value)


def test_enums_are_their_words() -> None:
    s = series([1], accrual=hw.Accrual.rolling, frequency=hw.Frequency.quarter)
    assert (s.accrual, s.frequency) == ("rolling", "quarter")


def test_a_series_is_a_value() -> None:
    s = series([1, None, 3], start="2024-04", accrual="cumulative", calendar="academic")
    for other in (pickle.loads(pickle.dumps(s)), copy.deepcopy(s)):
        assert other == s
        assert other.periods == s.periods
    assert s != series([1, None, 4], start="2024-04", accrual="cumulative", calendar="academic")
    assert s != series([1, None, 3], start="2024-04", accrual="flow", calendar="academic")
    assert s != [1, None, 3]


MONTHS = pd.period_range("2024-04", periods=6, freq="M")
OF_MONTHS = {
    "periods": MONTHS, "first days": MONTHS.to_timestamp(), "last days": MONTHS.to_timestamp(how="end").normalize(),
    "labels": [f"{m:%b-%y}" for m in MONTHS], "years in two digits": [f"{m:%b %y}" for m in MONTHS],
    "days of a spreadsheet": [f"01/{m:%m/%Y}" for m in MONTHS[:-1]] + ["30/09/2024"],
    "dates": [m.to_timestamp().date() for m in MONTHS], "periods of ours": [hw.Period(str(m)) for m in MONTHS],
}  # fmt: skip


@pytest.mark.parametrize("kind", OF_MONTHS)
@pytest.mark.parametrize("order", [[0, 1, 2, 3, 4, 5], [5, 4, 3, 2, 1, 0], [3, 0, 5, 1, 2, 4]], ids=str)
def test_an_index_of_times_says_when(kind: str, order: list[int]) -> None:
    index = pd.Index(OF_MONTHS[kind])[order]
    values = pd.Series(np.arange(1.0, 7)[order], index=index)
    for start in ({}, {"start": "2024-04"}):
        s = hw.Series(values, accrual="flow", **start)
        assert s.values.tolist() == [1, 2, 3, 4, 5, 6]
        assert [str(p.with_style("iso")) for p in s.periods] == [str(m) for m in MONTHS]


@pytest.mark.parametrize(("frequency", "index"), [
    ("quarter", pd.period_range("2024Q2", periods=3, freq="Q")), ("year", ["2022/23", "2023/24", "2024/25"]),
    ("quarter", pd.date_range("2024-04-01", periods=3, freq="QS")),
    ("quarter", pd.date_range("2024-06-30", periods=3, freq="QE")),
    ("year", pd.period_range("2024", periods=3, freq="Y-MAR")), ("year", ["2019-20", "2020-21", "2021-22"]),
], ids=str)  # fmt: skip
def test_an_index_of_quarters_or_years_needs_its_frequency(frequency: str, index) -> None:
    values = pd.Series([3.0, 2, 1], index=pd.Index(index)[::-1])
    s = hw.Series(values, accrual="flow", frequency=frequency)
    assert s.values.tolist() == [1, 2, 3] and str(s.frequency) == frequency
    with pytest.raises(hw.HeadwayError, match=f"frequency: found 'month' where .*; accepted: frequency='{frequency}'"):
        hw.Series(values, accrual="flow")


def test_an_index_that_disagrees_is_refused() -> None:
    values = pd.Series([1.0, 2, 3], index=pd.period_range("2023-04", periods=3, freq="M"))
    with pytest.raises(hw.HeadwayError, match=r"start: found '2024-04', where .* begins with .*2023.*to_numpy\(\)"):
        hw.Series(values, start="2024-04", accrual="flow")
    with pytest.raises(hw.HeadwayError, match="start: found none; accepted: .*start='2024-04', or an index of times"):
        hw.Series([1, 2], accrual="flow")
    with pytest.raises(hw.HeadwayError, match="start: found none"):
        hw.Series(pd.Series([1, 2]), accrual="flow")
    with pytest.raises(hw.HeadwayError, match="again, after row 0"):
        hw.Series(pd.Series([1, 2], index=["2024-04", "April 2024"]), accrual="flow")
    with pytest.raises(hw.HeadwayError, match=r"index\[1\]: found '15 April 2024', a day within"):
        hw.Series(pd.Series([1, 2], index=["1 April 2024", "15 April 2024"]), accrual="flow")
    assert hw.Series(values.to_numpy(), start="2024-04", accrual="flow").start == hw.Period("2024-04")


def test_a_month_that_an_index_lacks_is_a_point_not_published() -> None:
    s = hw.Series(pd.Series([1.0, 3], index=["2024-04", "2024-06"]), accrual="snapshot")
    np.testing.assert_array_equal(s.values, [1, NAN, 3])


@pytest.mark.parametrize(("start", "frequency", "found"), [
    ("Q1 2024-25", "month", "quarter"), ("2024/25 - Q1", "month", "quarter"), ("2024/25", "month", "year"),
    ("2024/25", "quarter", "year"), ("2024/25 - Q1", "year", "quarter"), ("Autumn term 2024", "month", "term"),
])  # fmt: skip
def test_a_start_of_another_frequency_is_told_the_frequency(start: str, frequency: str, found: str) -> None:
    """Not the first month of it, which would make months of quarters."""
    with pytest.raises(hw.HeadwayError, match=f"accepted: frequency='{found}' where every value is of as many") as said:
        hw.Series([1, 2, 3], start=start, accrual="flow", frequency=frequency)
    assert "for example" not in str(said.value)


@pytest.mark.parametrize(("said", "frequency"), [
    ("Monthly", "month"), ("MONTH", "month"), ("Quarterly", "quarter"), ("quarters", "quarter"), ("Termly", "term"),
    ("Yearly", "year"), ("Annual", "year"), ("annually", "year"),
])  # fmt: skip
def test_a_frequency_is_read_as_people_say_it(said: str, frequency: str) -> None:
    assert hw.Series([1, 2], start="2024-04", accrual="flow", frequency=said).frequency == frequency


YEARS = [2022, 2023, 2024]


@pytest.mark.parametrize("years", [YEARS, [str(year) for year in YEARS], [float(year) for year in YEARS]])
def test_calendar_years_are_told_the_calendar(years: list[Any]) -> None:
    frame = pd.DataFrame({"series": "a", "period": years, "value": [1.0, 2.0, 3.0]})
    with pytest.raises(hw.HeadwayError, match="accepted: calendar='calendar', where a year begins in January") as told:
        hw.project(frame, accrual="flow")
    assert "2021" not in str(told.value)  # by which every year would be called by another
    assert hw.project(frame, accrual="flow", calendar="calendar").status[0] == "complete"
    with pytest.raises(hw.HeadwayError, match="accepted: calendar='academic', where a year begins in September"):
        hw.Series([1, 2], start="2022/23 (from September)", accrual="flow", frequency="year")
