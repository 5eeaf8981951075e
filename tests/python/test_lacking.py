"""Why a statistic of many rows is missing: which rows are not there, and which have no number."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import headway as hw
import pandas as pd
import polars as pl
import pytest

AGES = ["0-14", "15-64", "65+"]
REFERENCE = dict(zip(AGES, [900, 12_000, 88_000], strict=True)), dict(zip(AGES, [1e7, 3.6e7, 1e7], strict=True))


def wards() -> pd.DataFrame:
    """One ward that is whole, one without a row for a band, one without a number."""
    return pd.DataFrame({
        "ward": ["whole"] * 3 + ["short"] * 2 + ["gap"] * 3, "age": [*AGES, AGES[0], AGES[2], *AGES],
        "deaths": [30.0, 200, 900, 30, 900, 30, None, 900],
        "people": [8e4, 3e5, 7e4, 8e4, 7e4, 8e4, 3e5, 7e4],
    })  # fmt: skip


def direct(deaths: Any, people: Any, ages: Any, **more: Any) -> Any:
    return hw.stats.directly_standardised_rate(deaths, people, "esp2013", age_bands=ages, **more)


def ratio(deaths: Any, people: Any, ages: Any, **more: Any) -> Any:
    return hw.stats.indirectly_standardised_ratio(deaths, people, *REFERENCE, age_bands=ages, **more)


def rate(deaths: Any, people: Any, ages: Any, **more: Any) -> Any:
    return hw.stats.indirectly_standardised_rate(deaths, people, *REFERENCE, age_bands=ages, **more)


def life(deaths: Any, people: Any, ages: Any, **more: Any) -> Any:
    return hw.stats.life_expectancy(deaths, people, ages, **more)


@pytest.mark.parametrize("verb", [direct, ratio, rate, life])
def test_what_is_missing_says_which_band(verb: Callable[..., Any]) -> None:
    rows = wards()
    of_frame = [None, "no row for age band 15-64", "no deaths in row 6 (age band 15-64)"]
    for frame in (rows, pl.from_pandas(rows)):
        found = verb("deaths", "people", "age", data=frame, by="ward")
        assert [None if pd.isna(why) else why for why in found["reason"].to_list()] == of_frame
        assert (found["status"].to_list() == ["estimated", "missing", "missing"]) or verb is life
    result = verb(rows.deaths, rows.people, rows.age, groups=rows.ward)
    assert result.reason[0] is None and result.reason[1] == of_frame[1]
    assert "short: missing (no row for age band 15-64)" in repr(result)
    of_one = rows[rows.ward == "gap"]
    one = verb(of_one.deaths, of_one.people, of_one.age)
    assert one.status == "missing" and one.reason in [f"no {name} in row 1 (age band 15-64)"
                                                      for name in ("count", "deaths")]  # fmt: skip
    assert verb(rows.deaths[:3], rows.people[:3], rows.age[:3]).reason is None


def test_of_several_ages_each_has_the_reason() -> None:
    rows = wards()
    rows = rows[rows.ward != "short"]
    result = hw.stats.life_expectancy(rows.deaths, rows.people, rows.age, at=[65, 0], groups=rows.ward)
    assert result.reason.tolist() == [None, None, *["no deaths in row 4 (age band 15-64)"] * 2]


def test_a_total_that_is_not_given_is_what_is_missing() -> None:
    rows = wards()[:5]
    result = hw.stats.indirectly_standardised_ratio({"whole": 1130}, rows.people, *REFERENCE, age_bands=rows.age,
                                                    groups=rows.ward)  # fmt: skip
    assert result.reason.tolist() == [None, "no row for age band 15-64; no total count"]
    with pytest.raises(hw.HeadwayError, match="no group; accepted: groups of the rows, the nearest 'whole'"):
        hw.stats.indirectly_standardised_ratio({"Whole": 1130}, rows.people, *REFERENCE, age_bands=rows.age,
                                               groups=rows.ward)  # fmt: skip


@pytest.mark.parametrize("verb", [hw.stats.proportion, hw.stats.crude_rate])
def test_a_sum_says_which_row_has_no_number(verb: Callable[..., Any]) -> None:
    found = verb("deaths", "people", data=wards(), by="ward")
    assert found["reason"].tolist()[2] == "no deaths in row 6" and found["reason"].isna().tolist() == [1, 1, 0]


def test_a_slope_says_which_quantile_has_no_row() -> None:
    deciles = pd.DataFrame({"area": ["whole"] * 5 + ["short"] * 4 + ["gap"] * 5,
                            "quantile": [1, 2, 3, 4, 5, 1, 2, 3, 5, 1, 2, 3, 4, 5],
                            "value": [62.1, 58, 55, 57, 50, 62, 58, 55, 50, 62, 58, None, 57, 50], "se": 1.2,
                            "people": 1000.0})  # fmt: skip
    found = hw.stats.slope_index_of_inequality("value", "people", se="se", quantile="quantile", data=deciles, by="area")
    assert found.reason.tolist()[1:] == ["no row for quantile 4", "no value in row 11 (quantile 3)"]
    assert found.status.tolist() == ["estimated", "missing", "missing"]
    result = hw.stats.slope_index_of_inequality(deciles.value, deciles.people, deciles.area, se=deciles.se)
    assert result.reason.tolist() == [None, "no row for a quantile", "no value in row 11"]
    assert result.relative_index.reason.tolist() == result.reason.tolist()
