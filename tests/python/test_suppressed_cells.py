"""A cell that is suppressed is not one that is missing, in any statistic that is made of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import headway as hw
import numpy as np
import pandas as pd
import polars as pl
import pytest

TABLE = pd.DataFrame({
    "area": ["A"] * 6 + ["B"] * 6 + ["C"] * 6, "year": [*range(2018, 2024)] * 3, "age": ["0-14", "15-64", "65+"] * 6,
    "n": ["12", "15", "[c]", "18", "21", "20", "12", "15", "n/a", "18", "21", "20", *map(str, range(12, 18))],
    "d": 1000.0, "b": 14.0,
})  # fmt: skip
OF_ROWS: dict[str, Callable[[Any], Any]] = {
    "proportion": lambda frame: hw.stats.proportion("n", "d", data=frame),
    "rate": lambda frame: hw.stats.crude_rate("n", "d", data=frame),
    "difference": lambda frame: hw.stats.proportion_difference("n", "d", "b", "d", data=frame),
    "ratio": lambda frame: hw.stats.rate_ratio("b", "d", "n", "d", data=frame),
    "compare": lambda frame: hw.stats.compare("n", "b", data=frame, polarity="Low", method="percentage_tolerance"),
    "goal": lambda frame: hw.stats.goal("n", upper="b", data=frame, polarity="Low"),
}
OF_AREAS: dict[str, Callable[[Any], Any]] = {
    "pooled": lambda frame: hw.stats.proportion("n", "d", data=frame, by="area"),
    "standardised": lambda frame: hw.stats.directly_standardised_rate(
        "n", "d", "b", data=frame[frame["year"] < 2021] if isinstance(frame, pd.DataFrame)
        else frame.filter(pl.col("year") < 2021), by="area"),
    "trend": lambda frame: hw.stats.recent_trend("n", "d", data=frame, by="area", period="year"),
}  # fmt: skip


def statuses(result: Any) -> list[str]:
    (name,) = [name for name in result.columns if name.endswith("status") and not name.startswith(("n_", "area"))]
    return list(result[name])


@pytest.mark.parametrize("of", [lambda frame: frame, pl.DataFrame], ids=["pandas", "polars"])
@pytest.mark.parametrize("name", OF_ROWS)
def test_a_row_of_a_suppressed_cell_is_suppressed(name: str, of: Any) -> None:
    said = statuses(OF_ROWS[name](of(hw.clean(TABLE, "n"))))
    assert said[2] == "suppressed" and said[8] in ("missing", "no_data") and said.count("suppressed") == 1


@pytest.mark.parametrize("of", [lambda frame: frame, pl.DataFrame], ids=["pandas", "polars"])
@pytest.mark.parametrize("name", OF_AREAS)
def test_an_area_with_a_suppressed_cell_is_suppressed(name: str, of: Any) -> None:
    said = statuses(OF_AREAS[name](of(hw.clean(TABLE, "n"))))
    assert said == ["suppressed", "missing", "estimated"]


def test_a_cell_that_somebody_filled_in_is_no_longer_suppressed() -> None:
    frame = hw.clean(TABLE, "n").fillna({"n": 3.0})
    assert set(hw.stats.proportion("n", "d", data=frame)["status"]) == {"estimated"}


def test_a_statistic_that_is_suppressed_is_compared_as_such() -> None:
    shown = pd.DataFrame({"value": [np.nan, np.nan, 5.0], "status": ["suppressed", "missing", "estimated"]})
    found = hw.stats.compare("value", 5, data=shown, polarity="Low", method="percentage_tolerance")
    assert found["comparison_status"].tolist() == ["suppressed", "no_data", "compared"]
