"""Frames of pandas: what goes back is what Arrow makes of a table, and nobody's but the caller's."""

import datetime as dt
from typing import Any

import headway as hw
import narwhals as nw
import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from headway.boundary.frames import Frame

MOMENT = dt.datetime(2024, 4, 1, 12)
COLUMNS: dict[str, Any] = {
    "text": pa.array(["a", None], pa.large_string()), "short text": pa.array(["a", "b"]), "whole": pa.array([1, 2]),
    "whole or null": pa.array([1, None]), "number": pa.array([1.5, float("nan")]), "null": pa.nulls(2),
    "number or null": pa.array([None, 1.5], pa.float32()), "truth": pa.array([True, False]),
    "truth or null": pa.array([True, None]), "date": pa.array([dt.date(2024, 4, 1), None]),
    "moment": pa.array([MOMENT, None]), "with a zone": pa.array([MOMENT, None], pa.timestamp("us", "Europe/London")),
    "category": pa.array(["a", "b"]).dictionary_encode(), "list": pa.array([[1], None]),
    "small": pa.array([1, 2], pa.int8()), "in chunks": pa.chunked_array([["a"], ["b"]]), "array": np.array([1.5, 2.5]),
}  # fmt: skip


@pytest.mark.parametrize("rows", [2, 0])
def test_a_frame_of_pandas_is_what_arrow_makes_of_a_table(rows: int) -> None:
    columns = {name: column[:rows] for name, column in COLUMNS.items()}
    made = Frame(pd.DataFrame({"x": [1]})).like(columns)
    pd.testing.assert_frame_equal(made, pa.table(columns).to_pandas(), check_column_type=True)
    beside = Frame(pd.DataFrame({"x": range(rows)}, index=[f"row {i}" for i in range(rows)])).with_columns(columns)
    assert beside.index.tolist() == [f"row {i}" for i in range(rows)]
    pd.testing.assert_frame_equal(beside.drop(columns="x").reset_index(drop=True), made)


def test_what_goes_back_may_be_changed() -> None:
    whole = pa.array([1, 2, 3])
    made = Frame(pd.DataFrame({"x": [1]})).like({"whole": whole, "text": pa.array(["a", "b", "c"])})
    made.loc[0, "whole"], made.loc[0, "text"] = 9, "z"
    assert whole.to_pylist() == [1, 2, 3] and made.text.tolist() == ["z", "b", "c"]


def _of_every_type() -> pd.DataFrame:
    rows = pa.table({name: column for name, column in COLUMNS.items() if name != "list"}).to_pandas()
    rows["objects"] = [1, "a"]
    rows["months"] = pd.period_range("2024-04", periods=2, freq="M")
    rows["nullable"] = pd.array([1, None], dtype="Int64")
    rows["duration"] = pd.to_timedelta([1, 2], unit="D")
    return rows


@pytest.mark.parametrize("names", ["text", "objects", "numbers and text", "named"])
def test_columns_beside_are_as_pandas_joins_frames(names: str) -> None:
    rows = _of_every_type()
    if names == "objects":
        rows.columns = rows.columns.astype(object)
    if names == "numbers and text":
        rows.columns = [*rows.columns[:-1], 7]
    if names == "named":
        rows.columns.name = "columns"
    rows.index = pd.Index([5, 5], name="row")
    added = {"state": pa.array(["late", None], pa.large_string()), "months": pa.array([None, 3])}
    made = Frame(rows.drop(columns="months")).with_columns(added)
    beside = pd.DataFrame({"state": pd.Series(["late", None], dtype="str"), "months": [np.nan, 3.0]})
    beside.index, beside.columns.name = rows.index, rows.columns.name
    joined = pd.concat([rows.drop(columns="months"), beside], axis=1)
    pd.testing.assert_frame_equal(made, joined, check_column_type=True)


def test_a_frame_with_columns_beside_and_the_callers_own_share_nothing() -> None:
    rows = _of_every_type()
    before = rows.copy()
    made = Frame(rows).with_columns({"state": pa.array(["late", None], pa.large_string())})
    for name in rows.columns:
        made.loc[0, name] = rows.loc[1, name]
        again = made[name].copy()
        pd.testing.assert_frame_equal(rows, before)
        rows.loc[1, name] = before.loc[0, name]
        pd.testing.assert_series_equal(made[name], again)
        rows = before.copy()


class Mine(pd.DataFrame):
    """A frame of a caller's own kind."""

    @property
    def _constructor(self) -> type:
        return Mine


def test_a_frame_of_a_callers_own_kind_comes_back_as_such() -> None:
    made = Frame(Mine({"x": [1, 2]})).with_columns({"state": pa.array(["late", None], pa.large_string())})
    assert type(made) is Mine and made.columns.tolist() == ["x", "state"]


def test_a_caller_who_changes_words_changes_no_other_reading() -> None:
    read = Frame(pd.DataFrame({"name": ["a", None, "b", "a"]}))
    read.words("name")[1].append("c")
    codes, words = read.words("name")
    assert words == ["a", "b"] and codes.tolist() == [0, -1, 1, 0]
    assert not codes.flags.writeable


@pytest.mark.parametrize("lazy", [False, True])
def test_frames_of_pandas_that_narwhals_holds_are_read_as_such(lazy: bool) -> None:
    rows = pd.DataFrame({"indicator": ["Voids"], "latest": [2.0], "previous": [1.0], "polarity": ["low_is_good"],
                         "target": [3.0]}, index=["first"])  # fmt: skip
    held = nw.from_native(rows).lazy() if lazy else nw.from_native(rows)
    read = hw.assess(held, comparators=("target",))
    assert type(read) is type(hw.assess(rows, comparators=("target",)))
    assert read.index.tolist() == ["first"] and read.target_rating.tolist() == ["green"]


def test_a_snapshot_stays_as_it_is() -> None:
    rows = pd.DataFrame({"name": ["a", "b"], "value": [1.0, 2.0]})
    kept = Frame(rows).snapshot()
    rows.loc[0, "name"], rows.loc[0, "value"] = "z", 9.0
    assert kept.texts("name") == ["a", "b"] and kept.numbers("value").tolist() == [1.0, 2.0]


def test_columns_of_one_name_are_refused() -> None:
    rows = pd.DataFrame([[1.0, 2.0]], columns=["latest", "latest"])
    with pytest.raises(hw.HeadwayError, match="column names must be unique"):
        Frame(rows)
