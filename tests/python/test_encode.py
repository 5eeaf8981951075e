"""Groups of rows: the codes of a dictionary, whether rows come in runs or not, and whatever the type of a key."""

import datetime
from decimal import Decimal
from typing import Any

import headway as hw
import numpy as np
import pyarrow as pa
import pytest
from headway.boundary import values
from headway.boundary.groups import encode


def by_dictionary(columns: dict[str, pa.Array]) -> tuple[list[int], list[tuple[Any, ...]]]:
    seen: dict[tuple[Any, ...], int] = {}
    rows = zip(*(array.to_pylist() for array in columns.values()), strict=True)
    return [seen.setdefault(row, len(seen)) for row in rows], list(seen)


@pytest.mark.parametrize("run", [1, 3, 25, 20_000])
@pytest.mark.parametrize("rows", [0, 1, 200, 12_000])
def test_codes_are_those_of_a_dictionary_of_rows(rows: int, run: int) -> None:
    random = np.random.default_rng(run)

    def column(values: list[Any]) -> pa.Array:
        drawn = np.repeat(random.integers(0, len(values), rows // run + 1), run)[:rows]
        return pa.array([values[i] for i in drawn.tolist()])

    tables = [
        {"area": column(["a", "b", None, "c"])},
        {"area": column(["a", "b", "c"]).dictionary_encode(), "year": column([2023, None, 2024])},
        {"day": column([True, False, None]), "area": column(["x", "y"]), "share": column([0.5, 1.5])},
    ]
    for columns in tables:
        codes, keys = encode(columns)
        expected, groups = by_dictionary(columns)
        assert codes.dtype == np.int32 and codes.tolist() == expected
        assert list(zip(*(array.to_pylist() for array in keys.values()), strict=True)) == groups


@pytest.mark.parametrize("run", [1, 6_000])
def test_null_is_a_category_of_its_own(run: int) -> None:
    categories = pa.array(["c", "never", "a", "b"])  # in an order that is not that of the rows
    indices = pa.array(np.repeat([2, 0, 3, 0], run).tolist() + [None] * run + [0] * run, pa.int8())
    area = pa.DictionaryArray.from_arrays(indices, categories)
    year = pa.array([2023] * (5 * run) + [None] * run).dictionary_encode()
    for columns in ({"area": area}, {"area": area, "year": year}):
        codes, keys = encode(columns)
        expected, groups = by_dictionary(columns)
        assert codes.tolist() == expected
        assert list(zip(*(array.to_pylist() for array in keys.values()), strict=True)) == groups


NARROW = [pa.decimal32(5, 2), pa.decimal64(9, 2)] if hasattr(pa, "decimal32") else []


@pytest.mark.parametrize("run", [1, 3_000])  # row by row, and in runs
@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        (pa.string_view(), "x", "y"),
        (pa.binary_view(), b"x", b"y"),
        (pa.large_string(), "x", "y"),
        (pa.bool_(), True, False),
        (pa.decimal128(9, 2), Decimal("1.50"), Decimal("2.50")),
        (pa.timestamp("us"), datetime.datetime(2024, 1, 1), datetime.datetime(2025, 1, 1)),
        *((kind, Decimal("1.50"), Decimal("2.50")) for kind in NARROW),
    ],
)
def test_any_type_of_key(kind: pa.DataType, one: Any, other: Any, run: int) -> None:
    values = [one, other, None, one]
    column = pa.array([value for value in values for _ in range(run)], kind)
    codes, keys = encode({"key": column})
    assert codes.tolist() == np.repeat([0, 1, 2, 0], run).tolist()
    assert keys["key"].to_pylist() == values[:3]


def test_text_as_views_names_groups() -> None:
    area = pa.array(["a", "b", "a"], pa.string_view())
    found = hw.stats.mean("x", data=pa.table({"x": [1, 2, 3], "area": area}), by="area")
    assert found["area"].to_pylist() == ["a", "b"] and found["value"].to_pylist() == [2, 2]
    assert hw.stats.mean([1, 2, 3], area).groups == ["a", "b"]


def test_more_groups_than_pairs_of_half_words() -> None:
    rows = 2**17 - 1  # in 32 bits, rows 2^15 apart would fall together
    codes, keys = encode({"id": pa.array(np.arange(rows)), "year": pa.array(np.zeros(rows, np.int64))})
    assert np.array_equal(codes, np.arange(rows)) and len(keys["id"]) == rows


@pytest.mark.parametrize("rows", [0, 1, 7, 8, 9, 1_000])
def test_codes_are_spelled_as_arrow_takes_them(rows: int) -> None:
    words = ["low", "", None, "a word of more than thirty-two letters in all", "\N{POUND SIGN}", "x" * 32]
    codes = np.random.default_rng(rows).integers(0, len(words), rows).astype(np.uint8)
    for accepted in (words, [word or "-" for word in words]):
        spelled = values.spell(codes, accepted)
        spelled.validate(full=True)
        assert spelled.type == pa.large_string()
        assert spelled.to_pylist() == [accepted[code] for code in codes]
    every_other = np.tile(codes, 2)[::2]
    assert values.spell(every_other, words).to_pylist() == [words[code] for code in every_other]


def test_a_code_without_a_word_is_refused() -> None:
    with pytest.raises(hw.HeadwayError, match="row 1: found code 3; accepted: below 3"):
        values.spell(np.array([2, 3], np.uint8), ["a", "b", "c"])


@pytest.mark.parametrize("column", [
    pa.array(["b", "a", None, "b"]).dictionary_encode(),
    pa.DictionaryArray.from_arrays(pa.array([2, 0, None, 2], pa.int8()), ["x", "never", "z"]),
    pa.DictionaryArray.from_arrays(pa.array([1, 0, 2, 1], pa.int16()), pa.array(["x", None, "y"])),
    pa.DictionaryArray.from_arrays(pa.array([1, 0, 2, 1], pa.uint8()), pa.array(["x", "y", "x"])),
    pa.DictionaryArray.from_arrays(pa.array([1, 0], pa.int64()), pa.array(["x", "y"], pa.string_view())),
    pa.DictionaryArray.from_arrays(pa.array([], pa.int8()), pa.array(["x"])),
    pa.array(["a", "b", None, "a"], pa.string_view()), pa.array(["b", "a", "b"]), pa.nulls(3),
])  # fmt: skip
def test_words_stand_in_the_order_in_which_rows_have_them(column: pa.Array) -> None:
    codes, words = values.words_of(column)
    rows = column.to_pylist()
    assert codes.dtype == np.int32
    assert [words[code] if code >= 0 else None for code in codes.tolist()] == rows
    assert words == [word for word in dict.fromkeys(rows) if word is not None]
