"""Intervals against SciPy and statsmodels, over scalars, arrays and frames."""

from typing import Any

import duckdb
import headway as hw
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats as scipy_stats
from statsmodels.stats.proportion import proportion_confint

LEVELS = [0.8, 0.95, 0.998, 0.999999]


def test_proportions_agree_with_statsmodels() -> None:
    """statsmodels 0.14, method wilson: exact but for cancellation in its lower limit, so 1e-9 of the proportion."""
    random = np.random.default_rng(5)
    n = random.integers(1, 100_000, 3000).astype(float)
    x = random.binomial(n.astype(int), random.random(3000)).astype(float)
    ours = hw.stats.proportion(x, n, confidence=LEVELS)
    for column, level in enumerate(LEVELS):
        lower, upper = proportion_confint(x, n, 1 - level, "wilson")
        np.testing.assert_allclose(ours.lower[:, column], lower, rtol=1e-9, atol=1e-13)
        np.testing.assert_allclose(ours.upper[:, column], upper, rtol=1e-9)


@pytest.mark.parametrize(("count", "denominator"), [(3, 7), (83, 586), (0, 5), (5, 5), (1, 10**6)])
def test_proportions_agree_with_scipy(count: int, denominator: int) -> None:
    """SciPy 1.17, binomtest(...).proportion_ci(method="wilson"): 1e-9."""
    oracle = scipy_stats.binomtest(count, denominator).proportion_ci(0.95, "wilson")
    ours = hw.stats.proportion(count, denominator)
    assert (ours.lower, ours.upper) == pytest.approx((oracle.low, oracle.high), rel=1e-9, abs=1e-15)


@pytest.mark.parametrize("interval", ["byar", "exact"])
def test_rates_agree_with_chi_squared(interval: str) -> None:
    """SciPy 1.17, chi2.ppf and chi2.isf (each limit from its own tail); Byar's formula by NumPy: 1e-9.

    Not beyond 100,000 events, where SciPy itself is off by more.
    """
    x = np.concatenate([np.arange(40), [3.5, 9.99, 1234, 1e5]])
    n = np.linspace(50, 90_000, len(x))
    ours = hw.stats.crude_rate(x, n, confidence=LEVELS, multiplier=1000, interval=interval)
    for column, level in enumerate(LEVELS):
        tail = (1 - level) / 2
        lower = np.where(x == 0, 0, scipy_stats.chi2.ppf(tail, 2 * np.maximum(x, 0.1)) / 2)
        upper = scipy_stats.chi2.isf(tail, 2 * x + 2) / 2
        if interval == "byar":
            z, y, many = scipy_stats.norm.isf(tail), x + 1, x >= 10
            with np.errstate(divide="ignore", invalid="ignore"):
                lower = np.where(many, x * (1 - 1 / (9 * x) - z / (3 * np.sqrt(x))) ** 3, lower)
            upper = np.where(many, y * (1 - 1 / (9 * y) + z / (3 * np.sqrt(y))) ** 3, upper)
        np.testing.assert_allclose(ours.lower[:, column], lower / n * 1000, rtol=1e-9)
        np.testing.assert_allclose(ours.upper[:, column], upper / n * 1000, rtol=1e-9)
    assert ours.lower[0].tolist() == [0, 0, 0, 0]


@given(st.integers(0, 10**6), st.integers(1, 10**6), st.floats(0.01, 0.999999999))
def test_limits_hold_the_value_and_stay_where_they_belong(count: int, denominator: int, level: float) -> None:
    rate = hw.stats.crude_rate(count, denominator, confidence=level)
    assert 0 <= rate.lower and rate.lower < rate.upper
    if count <= denominator:
        share = hw.stats.proportion(count, denominator, confidence=level)
        assert 0 <= share.lower <= share.value <= share.upper <= 1
        assert (share.lower == 0) == (count == 0) and (share.upper == 1) == (count == denominator)
    else:
        assert hw.stats.proportion(count, denominator).status == "count_above_denominator"


def test_a_scalar_gives_scalars() -> None:
    one = hw.stats.proportion(83, 586, multiplier=100)
    assert [type(part) for part in (one.value, one.lower, one.upper)] == [float] * 3
    assert one.status is hw.StatisticStatus.estimated
    assert repr(one) == "14.16 (11.57 to 17.22 at 95%), Wilson score interval"
    none = hw.stats.proportion(None, 586)
    assert (none.value, none.lower, none.upper, none.status) == (None, None, None, "missing")
    assert repr(none) == "missing, Wilson score interval"
    assert hw.stats.crude_rate(3, 0).status == "zero_denominator"


def test_an_array_gives_arrays_and_a_single_number_goes_with_every_row() -> None:
    many = hw.stats.crude_rate([10, None, -1], 1000, multiplier=1000)
    np.testing.assert_array_equal(many.value, [10, np.nan, np.nan])
    assert many.status.tolist() == ["estimated", "missing", "negative"]
    assert many.lower.shape == many.upper.shape == (3,)
    assert repr(many).splitlines()[1:] == ["  0: 10 (4.787 to 18.39 at 95%)", "  1: missing", "  2: negative"]
    assert many.inputs["population"].tolist() == [1000] * 3
    assert "Byar" in many.method and "version 1" in many.method
    assert hw.stats.proportion([], []).value.tolist() == []


def test_several_levels_add_a_dimension() -> None:
    assert hw.stats.proportion(1, 2, confidence=[0.95, 0.998]).lower.shape == (2,)
    many = hw.stats.proportion([1, 0, 3], [2, 2, 2], confidence=[0.95, 0.998])
    assert many.lower.shape == (3, 2)
    single = hw.stats.proportion([1, 0, 3], [2, 2, 2], confidence=0.998)
    np.testing.assert_array_equal(many.lower[:, 1], single.lower)
    assert np.isnan(many.upper[2]).all()


def table() -> pd.DataFrame:
    return pd.DataFrame({
        "area": ["a", "b", "a", None, "b"],
        "year": [2023, 2023, 2023, 2023, 2024],
        "count": [5, 8, 6, 0, np.nan],
        "population": [100, 120, 90, 50, 10],
    })


KINDS: list[Any] = [lambda f: f, pl.from_pandas, pa.Table.from_pandas, lambda f: duckdb.from_df(f)]


@pytest.mark.parametrize("kind", KINDS)
def test_a_frame_comes_back_with_columns(kind: Any) -> None:
    frame = kind(table())
    result = hw.stats.proportion("count", "population", data=frame, multiplier=100)
    assert type(result) is type(frame)
    arrow = result.arrow().read_all() if hasattr(result, "arrow") and not hasattr(result.arrow(), "to_pylist") else (
        result if isinstance(result, pa.Table) else pa.table(result)
    )  # fmt: skip
    assert arrow.column_names == ["area", "year", "count", "population", "value", "lower", "upper", "status", "method"]
    assert arrow["status"].to_pylist() == ["estimated"] * 4 + ["missing"]
    assert arrow["value"].to_pylist()[-1] is None
    ours = hw.stats.proportion(table()["count"], table()["population"], multiplier=100)
    np.testing.assert_array_equal(arrow["lower"].to_numpy()[:4], ours.lower[:4])


def test_groups_of_a_frame_are_added_up_and_come_in_the_order_of_their_first_rows() -> None:
    frame = table()
    before = frame.copy()
    result = hw.stats.crude_rate("count", "population", data=frame, by=["area", "year"], confidence=[0.95, 0.998])
    pd.testing.assert_frame_equal(frame, before)
    assert list(result.columns) == [
        "area", "year", "count", "population", "value", "lower_95", "upper_95", "lower_99_8", "upper_99_8", "status",
        "reason", "method"
    ]  # fmt: skip
    assert result["area"].tolist()[:2] == ["a", "b"] and result["area"].isna().tolist() == [False, False, True, False]
    assert result["count"].tolist()[:3] == [11, 8, 0]
    assert result["population"].tolist() == [190, 120, 50, 10]
    assert result["status"].tolist() == ["estimated", "estimated", "estimated", "missing"]
    alone = hw.stats.crude_rate(11, 190)
    assert (result["lower_95"][0], result["upper_95"][0]) == (alone.lower, alone.upper)
    one = hw.stats.proportion("count", 200, data=frame, by="year")
    assert one["value"][0] == 19 / 800


def test_categories_group_as_their_words() -> None:
    frame = table().assign(area=pd.Categorical(table()["area"], categories=["z", "b", "a"]))
    result = hw.stats.crude_rate("count", "population", data=frame, by="area")
    assert result["area"].tolist()[:2] == ["a", "b"] and len(result) == 3


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: hw.stats.proportion([1, 2], [1, 2, 3]), "count of 2, denominator of 3; accepted: one length"),
        (lambda: hw.stats.proportion([[1, 2]], [1]), "found an array of 2 dimensions"),
        (lambda: hw.stats.proportion("count", "population"), "with data= the name of a column"),
        (lambda: hw.stats.proportion("cuont", "population", data=table()), "did you mean 'count'"),
        (lambda: hw.stats.proportion("area", "population", data=table()), "column 'area'"),
        (lambda: hw.stats.proportion("count", [1, 2], data=table()), "found list with data; accepted: the name"),
        (lambda: hw.stats.proportion("count", "population", data=table(), by="aera"), "did you mean 'area'"),
        (lambda: hw.stats.proportion([1], [2], by="area"), "by: found 'area' without data"),
        (lambda: hw.stats.proportion(1, 2, confidence=95), "confidence: found 95; accepted: a level above 0"),
        (lambda: hw.stats.proportion(1, 2, confidence=[0.95, 1]), "confidence: found 1"),
        (lambda: hw.stats.proportion(1, 2, confidence=[]), "found no level"),
        (lambda: hw.stats.proportion(1, 2, multiplier=0), "multiplier: found 0"),
        (lambda: hw.stats.proportion(True, 2), "count: found bool True"),
        (lambda: hw.stats.proportion(["1", 2], [2, "3"]), r"count\[0\]: found str '1'"),
        (lambda: hw.stats.crude_rate(1, 2, interval="wald"), "interval: found 'wald'; accepted: byar, exact"),
        (lambda: hw.stats.proportion("count", "population", data=table(), by=table()["area"]), "by: found Series"),
    ],
)
def test_what_is_refused(call: Any, message: str) -> None:
    with pytest.raises(hw.HeadwayError, match=message):
        call()


@pytest.mark.parametrize(
    ("name", "call"),
    [
        ("confidence", lambda wrong: hw.stats.proportion(1, 2, confidence=wrong)),
        ("confidence", lambda wrong: hw.stats.recent_trend([1] * 5, 2, confidence=wrong)),
        ("multiplier", lambda wrong: hw.stats.proportion(1, 2, multiplier=wrong)),
        ("multiplier", lambda wrong: hw.stats.crude_rate(1, 2, multiplier=wrong)),
        ("multiplier", lambda wrong: hw.stats.proportion_difference(1, 2, 1, 2, multiplier=wrong)),
        ("multiplier", lambda wrong: hw.stats.rate_difference(1, 2, 1, 2, multiplier=wrong)),
        ("multiplier", lambda wrong: hw.stats.neighbour_average([1], method="mean_of_ratios", multiplier=wrong)),
        ("multiplier", lambda wrong: hw.stats.slope_index_of_inequality([1, 2], [1, 1], se=[1, 1], multiplier=wrong)),
        ("multiplier", lambda wrong: hw.stats.directly_standardised_rate([9], [99], [1], multiplier=wrong)),
        ("multiplier", lambda wrong: hw.stats.indirectly_standardised_ratio([9], [99], [1], [1], multiplier=wrong)),
        ("multiplier", lambda wrong: hw.stats.funnel_points([1], [2], multiplier=wrong)),
        ("multiplier", lambda wrong: hw.spc.p_chart([1], [2], multiplier=wrong)),
        ("target", lambda wrong: hw.stats.funnel_points([1], [2], target=float("nan") if wrong is None else wrong)),
        ("at", lambda wrong: hw.stats.life_expectancy([1, 2], [3, 4], [0, 5], at=wrong)),
        (
            "tolerance",
            lambda wrong: hw.stats.compare(
                1, 2, polarity="neutral", method="percentage_tolerance",
                tolerance=float("nan") if wrong is None else wrong
            ),
        ),
    ],
)
def test_null_is_accepted_only_where_it_is(name: str, call: Any) -> None:
    for wrong in ("95%", None):
        with pytest.raises(
            hw.HeadwayError,
            match=rf"^{name}: found .*; accepted: a number \(integer, float or decimal\)( \(to read it, hw\..*\))?$",
        ):
            call(wrong)
    with pytest.raises(hw.HeadwayError, match="accepted: a number .integer, float or decimal. or null; to read it, hw"):
        hw.stats.proportion([1, "2"], 2)


def test_a_frame_with_the_result_columns_is_refused() -> None:
    once = hw.stats.proportion("count", "population", data=table())
    with pytest.raises(hw.HeadwayError, match="value"):
        hw.stats.proportion("count", "population", data=once)


def test_pandas_series_go_together_by_their_index() -> None:
    """By position 20 of 70 and 9 of 310; by area 20 of 310 and 9 of 70."""
    count = pd.Series({"Bevois": 20, "Bargate": 9})
    asked = pd.Series({"Bargate": 70, "Bevois": 310})
    with pytest.raises(hw.HeadwayError) as refused:
        hw.stats.proportion(count, asked)
    assert str(refused.value) == (
        "count and denominator have different indexes; accepted: one index for all, or arrays (.to_numpy())"
    )
    np.testing.assert_allclose(hw.stats.proportion(count, asked[count.index]).value, [20 / 310, 9 / 70])
    np.testing.assert_allclose(hw.stats.proportion(count, asked.to_numpy()).value, [20 / 70, 9 / 310])
    with pytest.raises(hw.HeadwayError, match="values and groups have different indexes"):
        hw.stats.mean(count, pd.Series(["a", "b"]))
    with pytest.raises(hw.HeadwayError, match="count and other_population have different indexes"):
        hw.stats.rate_ratio(count, [310, 70], count, asked)


def test_a_mask_of_numpy_is_a_missing_value() -> None:
    for kind in (float, np.float32, int):
        masked = hw.stats.proportion(np.ma.array(np.array([1, 2], kind), mask=[False, True]), 5)
        assert masked.status.tolist() == ["estimated", "missing"], kind


def test_a_number_that_names_a_column_is_not_taken_for_a_number() -> None:
    wide = pd.DataFrame({2020: [1, 2], 2021: [3, 4], "population": [100, 200]})
    for year in (2020, np.int64(2020), 2020.0):
        with pytest.raises(hw.HeadwayError, match=r"count: found .*2020.* also the name of a column"):
            hw.stats.crude_rate(year, "population", data=wide)
    assert hw.stats.crude_rate(2019, "population", data=wide)["value"].tolist() == [20.19, 10.095]


@pytest.mark.parametrize(
    ("count", "part"),
    [
        ([[1, 2], [1]], "lists of different lengths"),
        ([[1, 2], [1, 3]], "an array of 2 dimensions"),
        ({"a": 1}, "found dict"),
        ({1, 2}, "found set"),
    ],
)
def test_what_is_no_row_of_numbers_is_refused(count: Any, part: str) -> None:
    with pytest.raises(hw.HeadwayError, match="count: .*" + part):
        hw.stats.proportion(count, 5)


def test_arrays_of_no_dimension_are_numbers_and_an_index_is_an_array() -> None:
    one = hw.stats.proportion(np.array(83), np.array(586), multiplier=100)
    assert one.value == hw.stats.proportion(83, 586, multiplier=100).value and isinstance(one.lower, float)
    np.testing.assert_allclose(hw.stats.proportion(pd.Index([1, 2]), 5).value, [0.2, 0.4])
    np.testing.assert_allclose(hw.stats.proportion([1, 2], np.array(5)).value, [0.2, 0.4])


def test_sums_of_groups_are_null_where_they_are_missing() -> None:
    frame = pl.DataFrame({"ward": ["x", "y"], "count": [1, None], "asked": [5, 6]})
    out = hw.stats.proportion("count", "asked", data=frame, by="ward")
    assert out["count"].to_list() == [1, None] and out["asked"].to_list() == [5, 6]


def test_no_level_is_named_100() -> None:
    near = 0.9999999999999
    assert "99.99999999999%" in repr(hw.stats.proportion(1, 10, confidence=near))
    out = hw.stats.proportion("a", 10, data=pd.DataFrame({"a": [1]}), confidence=[0.998, near])
    assert list(out.columns[2:6]) == ["lower_99_8", "upper_99_8", "lower_99_99999999999", "upper_99_99999999999"]


def test_a_result_that_is_drawn_later_keeps_what_it_was_made_from() -> None:
    count = np.array([83.0, 12.0])
    results = [hw.stats.funnel_points(count, 586), hw.stats.recent_trend(value=count, se=1)]
    count[0] = 500
    for result, name in zip(results, ("count", "value"), strict=True):
        assert result.inputs[name].tolist() == [83, 12]
        result.inputs[name][1] = 0
    assert count.tolist() == [500, 12]
