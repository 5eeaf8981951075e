"""Rows that mean one key are one group, however the key is held."""

import struct
from collections.abc import Callable
from typing import Any

import headway as hw
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

OTHER_NAN = struct.unpack("d", struct.pack("Q", 0xFFF8_0000_0000_0123))[0]


def listed(words: list[str | None], codes: list[int | None]) -> pa.DictionaryArray:
    return pa.DictionaryArray.from_arrays(pa.array(codes, pa.int32()), pa.array(words), safe=False)


# Each holds the keys a, b, a, b, whatever stands for them.
ONE_KEY_TWICE = {
    "zeros of both signs": pa.array([0.0, 1.0, -0.0, 1.0]),
    "single precision": pa.array([0.0, 1.0, -0.0, 1.0], pa.float32()),
    "NaN of two kinds": pa.array([float("nan"), 1.0, OTHER_NAN, 1.0]),
    "NaN and null": pa.array([float("nan"), 1.0, None, 1.0]),
    "a value listed twice": listed(["x", "y", "x"], [0, 1, 2, 1]),
    "a null in the list and one among the codes": listed([None, "y"], [0, 1, None, 1]),
    "two nulls in the list": listed([None, "y", None], [0, 1, 2, 1]),
    "numbers in a dictionary": pa.DictionaryArray.from_arrays([0, 1, 2, 1], pa.array([0.0, 1.0, -0.0])),
    "an accent in two forms": pa.array(["Caf\u00e9", "y", "Cafe\u0301", "y"]),
    "the same in a dictionary": listed(["Caf\u00e9", "y", "Cafe\u0301"], [0, 1, 2, 1]),
    "chunks with lists of their own": pa.chunked_array([listed(["x", "y"], [0, 1]), listed(["y", "x"], [1, 0])]),
    "chunks of which one lists a null": pa.chunked_array([listed([None, "y"], [0, 1]), listed(["y"], [None, 0])]),
}  # fmt: skip


@pytest.mark.parametrize("keys", ONE_KEY_TWICE.values(), ids=ONE_KEY_TWICE)
@pytest.mark.parametrize("rows", [1, 5000], ids=["few rows", "sorted runs"])
def test_what_means_one_key_is_one_group(keys: pa.Array, rows: int) -> None:
    chunks = keys.chunks if isinstance(keys, pa.ChunkedArray) else [keys]
    keys = pa.chunked_array([chunk.take(pa.array(np.repeat(np.arange(len(chunk)), rows))) for chunk in chunks])
    frame = pa.table({"key": keys, "count": np.repeat([1.0, 2, 3, 4], rows), "of": np.repeat([10.0] * 4, rows)})
    summed = hw.stats.proportion("count", "of", data=frame, by="key")
    assert summed["count"].to_pylist() == [4 * rows, 6 * rows]
    assert hw.stats.mean(frame["count"], frame["key"]).value.tolist() == [2, 3]
    in_pairs = hw.stats.mean("count", data=frame.append_column("other", frame["key"]), by=["key", "other"])
    assert in_pairs["value"].to_pylist() == [2, 3]


@pytest.mark.parametrize("keys", ONE_KEY_TWICE.values(), ids=ONE_KEY_TWICE)
def test_the_key_is_as_in_its_first_row_and_of_its_type(keys: pa.Array) -> None:
    frame = pa.table({"key": keys, "count": [1, 2, 3, 4], "of": [10] * 4})
    given = hw.stats.proportion("count", "of", data=frame, by="key")["key"]
    assert given.type == keys.type
    assert str(given.to_pylist()) == str(keys.slice(0, 2).to_pylist())
    given.to_pandas()  # which refuses a dictionary that lists a value twice


def test_keys_that_differ_stay_apart() -> None:
    keys = ["", "a", "A", "\u00e9", "e", None]
    assert hw.stats.mean(np.ones(6), keys).groups == keys
    numbers = [0.0, 5e-324, -5e-324, float("inf"), float("-inf")]
    assert hw.stats.mean(np.ones(5), numbers).groups == numbers


def test_categoricals_of_pandas_and_polars() -> None:
    words = pd.Categorical(["x", None, "x", None], categories=["unused", "x"])
    assert hw.stats.mean("v", data=pd.DataFrame({"k": words, "v": [1.0, 2, 3, 4]}), by="k")["value"].tolist() == [2, 3]
    polars = pl.DataFrame({"k": pl.Series(["x", None, "x", None], dtype=pl.Categorical), "v": [1.0, 2, 3, 4]})
    assert hw.stats.mean("v", data=polars, by="k")["value"].to_list() == [2, 3]


POOLED: dict[str, Callable[..., Any]] = {
    "mean": hw.stats.mean,
    "mann_kendall": hw.stats.mann_kendall,
    "sen_slope": hw.stats.sen_slope,
    "xmr": lambda values, **of: hw.spc.xmr(values, polarity="low", **of),
    "run_chart": hw.spc.run_chart,
}
MERGED: dict[str, list[str | None]] = {
    "null": ["A", None, None, "B", None, None],
    "blank": ["A", "", " ", "B", "", ""],
    "of several lengths": ["A", "B", None, "C", None, None],
    "of one name": ["A", None, None, None, None, None],
    "again for a second measure": ["A", None, "B", None, "A", None],
}


@pytest.mark.parametrize("kind", MERGED)
@pytest.mark.parametrize("verb", POOLED)
def test_merged_cells_are_no_unit(verb: str, kind: str) -> None:
    names, values = MERGED[kind], [5.0, 6, 7, 50, 60, 70]
    rows = [row for row, name in enumerate(names) if not (name or "").strip()]
    found = rf"found names in the first rows alone of what may be merged cells \(none in rows {rows[0]} and {rows[1]}"
    with pytest.raises(hw.HeadwayError, match=f"^groups: {found}"):
        POOLED[verb](values, groups=names)
    frame = pd.DataFrame({"ward": names, "v": values})
    for data in (frame, frame.astype({"ward": "category"}), pl.DataFrame({"ward": names, "v": values})):
        with pytest.raises(hw.HeadwayError, match=f"^column 'ward': {found}"):
            POOLED[verb]("v", data=data, by="ward")
    with pytest.raises(hw.HeadwayError, match=f"^column 'ward': {found}"):
        hw.stats.rank_in_group("v", polarity="low", data=frame, by="ward")
    POOLED[verb]("v", data=frame.replace(r"^\s*$", None, regex=True).ffill(), by="ward")


@pytest.mark.parametrize("names", [["A", "B", None] * 2, [None, "A", "B"] * 2, ["A", "A", "B", "B", None, None],
                                   ["A", "B", "C", "D", "E", None], ["A", None, "B", None, "A", "B"],
                                   ["A", "A", None, "B", "B", None]])  # fmt: skip
def test_rows_without_a_name_below_one_alone_or_here_and_there_are_a_unit(names: list[str | None]) -> None:
    means = hw.stats.mean([5.0, 6, 7, 50, 60, 70], groups=names)
    assert len(means.groups) == len(set(names))
    assert None in means.groups
