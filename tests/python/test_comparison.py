"""Comparison with a benchmark and goals: the smoking figure by every method, edges, frames, refusals."""

from decimal import Decimal
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import proportion_confint

import headway as hw

compare, goal = hw.stats.compare, hw.stats.goal
LOW, HIGH = "low_is_good", "high_is_good"


def test_smoking_depends_on_the_method() -> None:
    """14.23% of 586 residents against 11.63% (Cabinet, November 2024); intervals by statsmodels 0.14, z = 1.963."""
    n, x = 586, 0.1423 * 586
    z = (0.1423 - 0.1163) / np.sqrt(0.1163 * 0.8837 / n)
    assert round(z, 3) == 1.963
    answers = {}
    for method in ("normal", "wilson", "beta", "agresti_coull"):
        lower, upper = (100 * limit for limit in proportion_confint(x, n, 0.05, method))
        answers[method] = compare(14.23, 11.63, lower=lower, upper=upper, polarity=LOW).outcome
    assert answers == {"normal": "similar", "wilson": "worse", "beta": "similar", "agresti_coull": "similar"}
    wilson = hw.stats.proportion(x, n, multiplier=100)
    assert compare(wilson, 11.63, polarity=LOW).outcome == "worse"
    assert (
        compare(hw.stats.proportion(x, n, multiplier=100, confidence=[0.95, 0.998]), 11.63, polarity=LOW).outcome
        == "worse_95"
    )
    limits = hw.stats.funnel_points(x, n, target=11.63, multiplier=100, confidence=0.95)
    assert compare(limits, 11.63, method="control_limits", polarity=LOW).outcome == "worse"
    neighbours = hw.stats.proportion(0.13 * n, n, multiplier=100)
    assert compare(wilson, neighbours, method="double_interval", polarity=LOW).outcome == "similar"
    assert compare(14.23, 11.63, method="percentage_tolerance", polarity=LOW).outcome == "worse"
    assert compare(14.23, 11.63, method="percentage_tolerance", polarity=LOW, tolerance=0.25).outcome == "similar"


def test_a_scalar_gives_words_and_what_they_depend_on() -> None:
    one = compare(14.23, 11.63, lower=11.40, upper=17.06, polarity=LOW)
    assert one.outcome is hw.BenchmarkOutcome.similar
    assert one.status is hw.ComparisonStatus.compared
    assert one.difference == 2.6
    assert one.rule == {"polarity": LOW, "inclusive": True}
    assert "version 1" in one.method
    assert repr(one) == "similar, compared, difference 2.6, benchmark against the value's interval"
    none = compare(None, 11.63, lower=11.40, upper=17.06, polarity=LOW)
    assert (none.outcome, none.status, none.difference) == ("not_compared", "no_data", None)


def test_arrays_and_what_stops_a_row() -> None:
    many = compare(
        [50.0, 50, None, 50, 50, 50, np.inf], [40, None, 40, 40, 40, 60, 40], lower=[45, 45, 45, None, 55, 45, 45],
        upper=[55, 55, 55, 55, 45, 55, 55], polarity=[HIGH, HIGH, HIGH, HIGH, HIGH, None, HIGH],
    )  # fmt: skip
    assert many.outcome.tolist() == ["better"] + ["not_compared"] * 6
    assert many.status.tolist() == [
        "compared", "no_benchmark", "no_data", "no_limits", "reversed_limits", "no_polarity", "not_finite",
    ]  # fmt: skip
    assert len(many) == 7


@given(
    st.sampled_from([HIGH, LOW, "neutral"]),
    st.integers(-999, 999),
    st.integers(-999, 999),
    st.integers(-999, 999),
    st.booleans(),
)
def test_edges_hold_as_printed(polarity: str, benchmark: int, a: int, b: int, inclusive: bool) -> None:
    """Against exact decimals: limits in hundredths whose last bit is off, as that of a sum is."""
    low, high = sorted((Decimal(a) / 100, Decimal(b) / 100))
    target = Decimal(benchmark) / 100
    below, above = (target < low, target > high) if inclusive else (target <= low, target >= high)
    side = "higher" if below else "lower" if above else "similar"
    if not inclusive and below and above:
        return  # limits that meet in the benchmark: neither
    good = {HIGH: {"higher": "better", "lower": "worse"}, LOW: {"higher": "worse", "lower": "better"}}.get(polarity, {})
    lower, upper = (float(x) * (1 + 2.3e-16) for x in (low, high))
    assert compare(
        0, float(target), lower=lower, upper=upper, polarity=polarity, inclusive=inclusive
    ).outcome == good.get(side, side)


def test_quartiles_and_quintiles_against_numpy() -> None:
    """Bounds by numpy.quantile, linear (Hyndman and Fan 7); group 1 holds the highest values."""
    values = np.random.default_rng(3).normal(size=151)
    for method, cut in (("quartiles", 4), ("quintiles", 5)):
        ours = compare(values, polarity=HIGH, method=method)
        bounds = np.quantile(values, np.arange(1, cut) / cut)
        np.testing.assert_array_equal(ours.group, cut - np.searchsorted(bounds, values, side="left"))
        assert set(ours.outcome[ours.group == 1]) == {"better"} and set(ours.outcome[ours.group == cut]) == {"worse"}
        assert set(ours.outcome[(ours.group > 1) & (ours.group < cut)]) == {"similar"}
    few = compare([1, 2, None, 3], polarity=HIGH, method="quartiles")
    assert few.status.tolist() == ["too_few_values", "too_few_values", "no_data", "too_few_values"]


def test_quartiles_within_groups() -> None:
    frame = pd.DataFrame({"region": ["a", "b"] * 8, "rate": np.arange(16.0), "polarity": [HIGH, LOW] * 8})
    out = compare("rate", data=frame, by="region", method="quartiles", polarity="polarity")
    assert out[["region", "group", "outcome"]].iloc[[0, 1, 14, 15]].values.tolist() == [
        ["a", 4, "worse"], ["b", 4, "better"], ["a", 1, "better"], ["b", 1, "worse"],
    ]  # fmt: skip
    grouped = compare(np.arange(16.0), groups=["a", "b"] * 8, method="quartiles", polarity=HIGH)
    assert grouped.group.tolist() == out["group"].tolist()


@pytest.mark.parametrize("kind", [pd.DataFrame, pl.DataFrame, pa.table, "duckdb"])
def test_frames_come_back_as_they_came(kind: Any) -> None:
    table = pa.table({"v": [14.23, 9.0, None], "l": [11.634, 8.0, 1.0], "u": [17.3, 10.0, 2.0], "nation": [11.63] * 3})
    frame = duckdb.from_arrow(table) if kind == "duckdb" else table if kind is pa.table else (
        table.to_pandas() if kind is pd.DataFrame else pl.from_arrow(table))  # fmt: skip
    out = compare("v", "nation", lower="l", upper="u", polarity=LOW, data=frame)
    assert type(out) is type(frame)
    read = out.to_arrow_table() if kind == "duckdb" else out if kind is pa.table else pa.table(out)
    assert read["outcome"].to_pylist() == ["worse", "better", "not_compared"]
    assert read["status"].to_pylist() == ["compared", "compared", "no_data"]
    assert "version 1" in read["method"][0].as_py()
    assert read.column_names == ["v", "l", "u", "nation", "outcome", "status", "difference", "method"]


def test_goals() -> None:
    cover = goal([89.9, 90, 94.9, 95, None], lower=90, upper=95, polarity=HIGH)
    assert cover.outcome.tolist() == ["worse", "similar", "similar", "better", "not_compared"]
    np.testing.assert_allclose(cover.difference, [-5.1, -5, -0.1, 0, np.nan])
    assert goal(95, lower=95, polarity=HIGH, better_inclusive=False).outcome == "worse"
    # Fingertips where low is good, with two limits: both edges open.
    waits = goal([5, 8, 4.9], lower=5, upper=8, polarity=LOW, better_inclusive=False, similar_inclusive=False)
    assert waits.outcome.tolist() == ["similar", "worse", "better"]
    frame = pd.DataFrame({"v": [3.0, 4.0], "goal": [3.5, None], "polarity": [LOW, HIGH]})
    out = goal("v", upper="goal", polarity="polarity", data=frame)
    assert out["outcome"].tolist() == ["better", "not_compared"] and out["status"].tolist() == [
        "compared",
        "no_benchmark",
    ]
    assert goal(20, lower=18, upper=21, polarity="in_range").outcome == "better"


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        ({"method": "two_intervals"}, "comparison method: found 'two_intervals'; accepted: single_interval, "),
        ({"lower": None}, "found no lower; accepted: method single_interval with lower, upper"),
        ({"method": "double_interval"}, "found no benchmark_lower, benchmark_upper"),
        ({"lower_99_8": 1}, "found lower_99_8 alone"),
        ({"method": "double_interval", "benchmark_lower": 1, "benchmark_upper": 2, "lower_99_8": 1, "upper_99_8": 9},
         "two levels for method double_interval"),
        ({"polarity": "up"}, "polarity: found 'up'; accepted: high_is_good"),
        ({"polarity": [HIGH, LOW]}, "polarity: found 2 for 1 rows"),
        ({"polarity": ["up"]}, "polarity[0]: found 'up'; accepted: high_is_good"),
        ({"polarity": 3}, "polarity: found int"),
        ({"method": "percentage_tolerance", "tolerance": 10}, "found tolerance 10"),
        ({"method": "quartiles"}, "benchmark: found one with method quartiles"),
        ({"groups": [1]}, "found groups with method single_interval"),
        ({"benchmark": [1, 2, 3], "lower": [1, 2]}, "arrays of different lengths"),
        ({"value": "rate"}, "value: found text 'rate'"),
        ({"value": hw.stats.proportion(1, 10, confidence=[0.9, 0.99])}, "at the levels [0.9, 0.99]"),
        ({"value": [1.0], "lower": [True], "upper": [2]}, "lower[0]"),
    ],
)  # fmt: skip
def test_what_cannot_be_compared_is_refused(arguments: dict[str, Any], part: str) -> None:
    call = {"value": 5, "benchmark": 6, "lower": 4, "upper": 7, "polarity": HIGH} | arguments
    with pytest.raises(hw.HeadwayError) as refused:
        compare(call.pop("value"), call.pop("benchmark"), **call)
    assert part in str(refused.value)


def test_a_goal_without_a_limit_is_refused() -> None:
    with pytest.raises(hw.HeadwayError, match="found no limit; accepted: lower, upper or both"):
        goal(5, polarity=HIGH)


def test_a_statistic_of_many_brings_its_limits() -> None:
    both = hw.stats.proportion([83.4, 50, None], 586, multiplier=100, confidence=[0.998, 0.95])
    assert compare(both, 11.63, polarity=LOW).outcome.tolist() == ["worse_95", "better_95", "not_compared"]
    one = hw.stats.crude_rate([5, 50], [100, 100], confidence=[0.95])
    assert compare(one, 0.2, polarity=HIGH).outcome.tolist() == ["worse", "better"]
    for method in ("percentage_tolerance", "double_interval"):  # of two levels, what the method needs
        limits = {"benchmark_lower": 11, "benchmark_upper": 11.6} if method == "double_interval" else {}
        assert compare(both, 11.63, method=method, polarity=LOW, **limits).outcome[0] == "worse"
    assert compare(both, method="quartiles", polarity=LOW).status.tolist()[0] == "too_few_values"
    scalar = hw.stats.proportion(None, 586)
    assert compare(scalar, 0.1, polarity=HIGH).status == "no_data"
