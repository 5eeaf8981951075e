"""Quantile groups, ranks and percentiles, against SciPy and the official formula in fractions."""

import math
from fractions import Fraction
from typing import Any

import headway as hw
import numpy as np
import pandas as pd
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats as scipy_stats


@given(st.lists(st.integers(0, 30), min_size=1, max_size=60), st.integers(1, 12), st.booleans())
def test_quantile_groups_are_those_of_the_official_formula(values: list[int], groups: int, highest_first: bool) -> None:
    """OHID: k + 1 - ceil((n + 1 - rank) / (n / k)) with SciPy's rankdata(method="min"), in fractions."""
    n = len(values)
    ranks = scipy_stats.rankdata([-v if highest_first else v for v in values], method="min")
    expected = [groups + 1 - math.ceil(Fraction(n + 1 - int(rank)) / Fraction(n, groups)) for rank in ranks]
    found = hw.stats.quantile_group(values, groups, highest_first=highest_first)
    if n < groups:
        assert found.group == [None] * n and set(found.status) == {"too_few_points"}
    else:
        assert found.group == expected
        assert 1 in found.group


@given(
    st.lists(st.integers(0, 12), min_size=1, max_size=40), st.sampled_from(["high_is_good", "low_is_good", "neutral"])
)
def test_ranks_and_percentiles_agree_with_scipy(values: list[int], polarity: str) -> None:
    """SciPy 1.17, rankdata(method="min") and percentileofscore(kind="mean"): exact, 1e-12."""
    sign = 1 if polarity == "low_is_good" else -1
    found = hw.stats.rank_in_group(values, polarity=polarity)
    assert found.rank == scipy_stats.rankdata([sign * v for v in values], method="min").tolist()
    better = [scipy_stats.percentileofscore([-sign * v for v in values], -sign * v, kind="mean") for v in values]
    np.testing.assert_allclose(found.percentile, better, rtol=1e-12)
    quartiles = hw.stats.quantile_group(values, 4, highest_first=polarity != "low_is_good")
    assert found.quartile == quartiles.group
    assert found.of.tolist() == [len(values)] * len(values)


def test_missing_values_have_no_group_and_no_rank() -> None:
    found = hw.stats.quantile_group([3, None, 1, np.inf, 2], 3)
    assert found.group == [1, None, 3, None, 2]
    np.testing.assert_array_equal(found.value, [1, np.nan, 3, np.nan, 2])
    assert found.status.tolist() == ["estimated", "missing", "estimated", "not_finite", "estimated"]
    assert repr(found) == "3 of 5 values in 3 groups, group 1 the highest"
    assert "OHID" in found.method and len(found) == 5
    ranked = hw.stats.rank_in_group([3, None, 1], polarity="low_is_good")
    assert ranked.rank == [2, None, 1] and ranked.quartile == [None] * 3
    assert repr(ranked) == "2 of 3 values ranked, 1 the lowest"
    assert ranked.polarity is hw.Polarity.low_is_good and ranked.status.tolist()[1] == "missing"
    assert hw.stats.quantile_group([]).group == []


@pytest.mark.parametrize("kind", [lambda f: f, pl.from_pandas])
def test_frames_keep_their_rows_and_rank_within_their_groups(kind: Any) -> None:
    table = pd.DataFrame({"region": ["n", "s", "n", "s", "n"], "imd": [30, 10, 20, 40, None]})
    frame = kind(table)
    found = hw.stats.quantile_group("imd", 2, data=frame, by="region")
    assert type(found) is type(frame)
    assert list(found.columns) == ["region", "imd", "quantile_group", "status", "method"]
    groups = [None if value is None or value != value else int(value) for value in found["quantile_group"].to_list()]
    assert groups == [1, 2, 2, 1, None]
    ranked = hw.stats.rank_in_group("imd", data=frame, by="region", polarity="high_is_good")
    assert ranked["of"].to_list() == [2, 2, 2, 2, 2]
    assert ranked["percentile"].to_list()[:4] == [75, 25, 25, 75]
    assert found["region"].to_list() == ["n", "s", "n", "s", "n"]
    assert hw.stats.quantile_group("imd", 2, data=frame)["quantile_group"].to_list()[:4] == [1, 2, 2, 1]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: hw.stats.quantile_group([1, 2], 0), "groups: found 0; accepted"),
        (lambda: hw.stats.quantile_group([1, 2], 2.5), "groups: found 2.5; accepted: a whole number"),
        (lambda: hw.stats.quantile_group([1, 2], True), "groups: found True"),
        (lambda: hw.stats.quantile_group(3, 1), "values: found a number"),
        (
            lambda: hw.stats.rank_in_group([1, 2], polarity="in_range"),
            "polarity: found 'in_range'; accepted: high_is_good, low_is_good, neutral"
        ),
        (lambda: hw.stats.rank_in_group([1, 2], polarity="so"), "accepted: high_is_good"),
        (
            lambda: hw.stats.rank_in_group(hw.stats.proportion([1, 2], 3), polarity="neutral"),
            "values: found Statistic; accepted: a number, or an array, one element a row: its .value"
        ),
        (lambda: hw.stats.quantile_group(
            hw.stats.compare([1], 2, polarity="neutral", method="percentage_tolerance")
        ), "values: found Comparison; accepted: a number, or an array, one element a row"),
        (
            lambda: hw.stats.quantile_group(hw.stats.quantile_group([1, 2], 2)),
            "values: found QuantileGroups; accepted: a number, or an array, one element a row: its .value"
        ),
        (
            lambda: hw.stats.quantile_group(hw.Series([1, 2], start="2024-04", accrual="flow")),
            "one element a row: its .values"
        ),
        (
            lambda: hw.stats.quantile_group([1, 2], by=pd.Series(["a", "b"])),
            "by: found Series; accepted: the name of a column of data=, or a list of names"
        ),
        (
            lambda: hw.stats.quantile_group("imd", by=np.array(["imd"]), data=pd.DataFrame({"imd": [1]})),
            "by: found ndarray"
        ),
        (
            lambda: hw.stats.quantile_group("imd", by=pd.Index(["imd"]), data=pd.DataFrame({"imd": [1]})),
            "by: found Index"
        ),
        (
            lambda: hw.stats.quantile_group("imd", by=pl.Series(["imd"]), data=pd.DataFrame({"imd": [1]})),
            "by: found Series"
        ),
        (lambda: hw.stats.quantile_group("imd", 4, data=pd.DataFrame({"imb": [1]})), "did you mean 'imb'"),
    ],
)
def test_bad_calls_are_refused(call: Any, message: str) -> None:
    with pytest.raises(hw.HeadwayError) as refused:
        call()
    assert message in str(refused.value)


def test_a_frame_has_ranks_and_quartiles_of_their_own() -> None:
    frame = pd.DataFrame({"x": [50, 10, 20, 30, 40, 10, None]})
    ranked = hw.stats.rank_in_group("x", data=frame, polarity="low_is_good")
    # quartiles by hand: 5 - ceil(4 (7 - rank) / 6) for ranks 6, 1, 3, 4, 5, 1
    assert ranked["rank"].astype(object).where(ranked["rank"].notna(), None).tolist() == [6, 1, 3, 4, 5, 1, None]
    assert ranked["quartile"].astype(object).where(
        ranked["quartile"].notna(), None
    ).tolist() == [4, 1, 2, 3, 3, 1, None]


def test_groups_say_which_end_is_first() -> None:
    assert repr(hw.stats.quantile_group([1, 2, 3], 3)) == "3 of 3 values in 3 groups, group 1 the highest"
    lowest = hw.stats.quantile_group([1, 2, None], 2, highest_first=False)
    assert repr(lowest) == "2 of 3 values in 2 groups, group 1 the lowest"
