"""Tables as analysts have them: what names a series and when its points are, in every type that frames hold."""

import datetime as dt

import headway as hw
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

MONTHS = pd.date_range("2023-04-01", periods=18, freq="MS")
TABLE = pd.DataFrame({"series": "a", "period": [f"{month:%Y-%m}" for month in MONTHS], "value": range(18)})
TIMES = {
    "first days": MONTHS,
    "last days": MONTHS + pd.offsets.MonthEnd(0),
    "dates": MONTHS.date,
    "days as text": [f"{month:%Y-%m-%d}" for month in MONTHS],
    "moments as text": [f"{month:%Y-%m-%d}T00:00:00" for month in MONTHS],
    "labels of a spreadsheet": [f"{month:%b-%y}" for month in MONTHS],
    "run together": [f"{month:%Y%m}" for month in MONTHS],
    "periods of pandas": MONTHS.to_period("M"),
    "periods": [hw.Period.of_date(month.date()) for month in MONTHS],
    "labels and days": [f"{month:%Y-%m-%d}" if month.month % 2 else f"{month:%B %Y}" for month in MONTHS],
}
NAMES = {
    "a whole number": 1001,
    "a number with a gap elsewhere": 1001.0,
    "a date": dt.date(2024, 4, 1),
    "true": True,
    "text": "a",
}


def projected(frame, **options):
    return hw.project(frame, accrual="flow", **options)


@pytest.mark.parametrize("name", TIMES)
def test_a_time_is_read_whatever_its_type(name):
    frame = TABLE.assign(period=TIMES[name])
    pd.testing.assert_frame_equal(projected(frame), projected(TABLE))


@pytest.mark.parametrize("days", [pd.date_range("2020-06-30", periods=14, freq="QE"),
                                  pd.date_range("2020-04-01", periods=14, freq="QS")])  # fmt: skip
def test_days_that_lie_quarters_apart_are_quarters(days):
    frame = pd.DataFrame({"series": "a", "period": days, "value": range(14)})
    quarters = frame.assign(period=[f"{2020 + i // 4}/{21 + i // 4} - Q{i % 4 + 1}" for i in range(14)])
    pd.testing.assert_frame_equal(projected(frame), projected(quarters))


def test_years_as_numbers_are_calendar_years():
    frame = pd.DataFrame({"series": "a", "period": range(2012, 2024), "value": range(12)})
    said = projected(frame.assign(period=frame.period.astype(str)), calendar="calendar")
    pd.testing.assert_frame_equal(projected(frame, calendar="calendar"), said)


@pytest.mark.parametrize("day", ["2024-02-15", dt.date(2024, 2, 15), pd.Timestamp("2024-02-28")])
def test_a_day_within_its_month_is_refused_with_its_row(day):
    frame = TABLE.assign(period=[*TABLE.period[:10].astype(object), day, *TABLE.period[11:]])
    with pytest.raises(hw.HeadwayError, match="row 10, column 'period': found 2024-02-(15|28)"):
        projected(frame)


def test_labels_that_could_all_be_years_are_refused():
    labels = [f"{2001 + i}-{2 + i:02d}" for i in range(11)]
    frame = pd.DataFrame({"series": "a", "period": labels, "value": range(11)})
    with pytest.raises(hw.HeadwayError, match="'2001-02' and '2002-03' and so on, which could be .*2001/02"):
        projected(frame)
    assert projected(frame.assign(period=frame.period.str.replace("-", "/"))).year.tolist() == ["2011/12"]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_comes_back_as_it_came(name):
    frame = TABLE.assign(series=NAMES[name])
    found = projected(frame)
    assert found.series.dtype == frame.series.dtype and found.series.tolist() == [NAMES[name]]
    assert len(frame.merge(found, on="series")) == len(frame)


@pytest.mark.parametrize("kind", [pl.Enum(["b", "a"]), pl.Categorical(), pl.String(), pl.Int16(), pl.Date()])
def test_a_polars_type_stays_what_it_is(kind):
    value = {pl.Int16(): 7, pl.Date(): dt.date(2024, 4, 1)}.get(kind, "a")
    frame = pl.from_pandas(TABLE).with_columns(series=pl.lit(value, kind))
    found = projected(frame)
    assert found.schema["series"] == frame.schema["series"]
    assert frame.join(found, on="series", how="inner").height == frame.height


def test_names_of_arrow_and_categories_keep_their_type_and_order():
    frame = pd.concat([TABLE.assign(series=name) for name in (9, 2, 5)], ignore_index=True)
    table = pa.Table.from_pandas(frame)
    assert projected(table).column("series").to_pylist() == [9, 2, 5]
    assert projected(table).schema.field("series").type == pa.int64()
    ordered = frame.assign(series=pd.Categorical(frame.series, [2, 5, 9], ordered=True))
    assert projected(ordered).series.dtype == ordered.series.dtype


def test_a_frame_with_an_index_of_its_own_gives_a_frame_with_a_new_one():
    assert projected(TABLE.assign(series=7).set_index(pd.Index(range(5, 23)))).index.tolist() == [0]


@pytest.mark.parametrize(
    ("names", "words"),
    [
        ([None] + ["a"] * 17, ["row 0, column 'series': found null"]),
        ([float("nan")] + [1] * 17, ["row 0, column 'series': found null"]),
        ([[1]] * 18, ["rows 0, 1, 2 and 15 more, column 'series': found list"]),
        (["1"] * 9 + [1] * 9, ["column 'series'", "'1'", "one type a column"]),
    ],
)
def test_what_names_nothing_is_refused(names, words):
    with pytest.raises(hw.HeadwayError) as refused:
        projected(TABLE.assign(series=pd.Series(names, dtype=object)))
    assert all(word in str(refused.value) for word in words)


def test_how_each_series_adds_up_may_be_said_by_its_name():
    frame = pd.concat([TABLE.assign(series=1, how="flow"), TABLE.assign(series=2, how="snapshot")], ignore_index=True)
    by_name = hw.project(frame.drop(columns="how"), accrual={1: "flow", 2: hw.Accrual.snapshot, 3: "rolling"})
    pd.testing.assert_frame_equal(by_name, hw.project(frame, accrual="how"))


@pytest.mark.parametrize(
    ("accrual", "words"),
    [
        (None, ["accrual: found none for series 1, 2;", "accrual='flow'", "{1: 'flow', ...}", "snapshot"]),
        ({1: "flow"}, ["found none for series 2;"]),
        ({1: "flow", 2: "sum"}, ['accrual of series 2: found "sum"', "snapshot"]),
    ],
)
def test_how_figures_add_up_is_never_guessed(accrual, words):
    frame = pd.concat([TABLE.assign(series=1), TABLE.assign(series=2)], ignore_index=True)
    with pytest.raises(hw.HeadwayError) as refused:
        hw.project(frame, accrual=accrual)
    assert all(word in str(refused.value) for word in words)
