"""Groups of rows: the codes of a dictionary, whether rows come in runs or not, and whatever the type of a key."""

from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from headway import frames


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
        codes, keys = frames.encode(columns)
        expected, groups = by_dictionary(columns)
        assert codes.dtype == np.int32 and codes.tolist() == expected
        assert list(zip(*(array.to_pylist() for array in keys.values()), strict=True)) == groups
