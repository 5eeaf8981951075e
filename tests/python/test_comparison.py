"""Comparison with a benchmark and goals: the smoking figure by every method, edges, frames, refusals."""

from decimal import Decimal
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
from statsmodels.stats.proportion import proportion_confint

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
    assert one.method == "benchmark against the value's interval, version 1 (Fingertips)"
    assert repr(one) == "similar, difference 2.6, compared, benchmark against the value's interval"
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


# Below 1 a figure beside one above it may be a share beside a per cent, which is refused.
HUNDREDTHS = st.integers(-999, 999).filter(lambda hundredths: abs(hundredths) >= 100)


@given(st.sampled_from([HIGH, LOW, "neutral"]), HUNDREDTHS, HUNDREDTHS, HUNDREDTHS, st.booleans())
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
        float(low), float(target), lower=lower, upper=upper, polarity=polarity, inclusive=inclusive
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
    assert read["comparison_status"].to_pylist() == ["compared", "compared", "no_data"]
    assert "version 1" in read["comparison_method"][0].as_py()
    added = ["outcome", "difference", "comparison_status", "comparison_method"]
    assert read.column_names == ["v", "l", "u", "nation", *added]
    quarters = compare("v", polarity=LOW, data=frame, method="quartiles")
    read = quarters.to_arrow_table() if kind == "duckdb" else quarters if kind is pa.table else pa.table(quarters)
    assert read["group"].null_count == 3 and pa.types.is_integer(read["group"].type) == (kind is not pd.DataFrame)


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
    assert out["outcome"].tolist() == ["better", "not_compared"]
    assert out["comparison_status"].tolist() == ["compared", "no_benchmark"]
    assert goal(20, lower=18, upper=21, polarity="in_range").outcome == "better"


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        ({"method": "two_intervals"}, "method: found 'two_intervals'; accepted: single_interval, "),
        ({"lower": None}, "found no lower; accepted: method single_interval with lower, upper"),
        ({"method": "double_interval"}, "found no benchmark_lower, benchmark_upper"),
        ({"lower_99_8": 1}, "found lower_99_8 alone"),
        ({"method": "double_interval", "benchmark_lower": 1, "benchmark_upper": 2, "lower_99_8": 1, "upper_99_8": 9},
         "found lower_99_8, upper_99_8 with method double_interval, which does not take that; accepted: lower, upper, "
         "benchmark_lower, benchmark_upper"),
        ({"polarity": "so"}, 'polarity: found "so"; accepted: high_is_good'),
        ({"polarity": [HIGH, LOW]}, "polarity: found 2 for 1 rows"),
        ({"polarity": ["so"]}, 'polarity[0]: found "so"; accepted: high_is_good'),
        ({"polarity": 3}, "polarity: found int"),
        ({"method": "percentage_tolerance", "tolerance": 10, "lower": None, "upper": None}, "found tolerance 10"),
        ({"method": "percentage_tolerance"}, "found lower, upper with method percentage_tolerance, which does"),
        ({"method": "quartiles", "benchmark": None, "upper": None}, "found lower with method quartiles, which"),
        ({"tolerance": 0.1}, "found tolerance with method single_interval, which does not take that; acc"),
        ({"benchmark_lower": 3, "benchmark_upper": 4}, "found benchmark_lower, benchmark_upper with method single_int"),
        ({"by": "area"}, "found by with method single_interval"),
        ({"benchmark": None}, "benchmark: found None with method single_interval; accepted: a number, an array"),
        ({"method": "quartiles"}, "benchmark: found one with method quartiles"),
        ({"groups": [1]}, "found groups with method single_interval"),
        ({"benchmark": [1, 2, 3], "lower": [1, 2]}, "arrays of different lengths"),
        ({"value": "rate"}, "value: found text 'rate'"),
        ({"value": hw.stats.proportion(1, 10, confidence=[0.9, 0.99]), "lower": None, "upper": None},
         "value: found statistics at the levels [0.9, 0.99]; accepted: one level, or [0.95, 0.998]"),
        ({"value": hw.stats.neighbour_average([1.0, 2.0], method="mean_of_ratios"), "lower": None, "upper": None},
         "value: found statistics without an interval; accepted: one level"),
        ({"value": hw.stats.proportion(1, 10), "upper": None}, "found no upper"),  # never one of each
        ({"value": [1.0], "lower": [True], "upper": [2]}, "lower[0]"),
    ],
)  # fmt: skip
def test_what_cannot_be_compared_is_refused(arguments: dict[str, Any], part: str) -> None:
    call = {"value": 5, "benchmark": 6, "lower": 4, "upper": 7, "polarity": HIGH} | arguments
    with pytest.raises(hw.HeadwayError) as refused:
        compare(call.pop("value"), call.pop("benchmark"), **call)
    assert part in str(refused.value)


def test_the_groups_of_a_statistic_name_the_rows() -> None:
    means = hw.stats.mean([1, 2, 3, 7, 8, 9], ["north", "north", "north", "south", "south", "south"])
    against = compare(means, 3, polarity=HIGH)
    assert against.groups == ["north", "south"] and "  south: better" in repr(against)
    assert compare([1, 9], means, polarity=HIGH, method="percentage_tolerance").groups == ["north", "south"]
    assert "  north: worse" in repr(goal(means, lower=5, polarity=HIGH))
    assert compare([1, 9], 3, polarity=HIGH, method="percentage_tolerance").groups is None


def test_a_level_is_never_called_all() -> None:
    sure = hw.stats.proportion(5, 10, confidence=0.99999999999)
    assert "at 99.999999999%" in compare(sure, 0.1, polarity=HIGH).method


def test_a_goal_without_a_limit_is_refused() -> None:
    with pytest.raises(hw.HeadwayError, match="found no limit; accepted: lower, upper or both"):
        goal(5, polarity=HIGH)


def test_a_statistic_of_many_brings_its_limits() -> None:
    both = hw.stats.proportion([83.4, 50, None], 586, multiplier=100, confidence=[0.998, 0.95])
    assert compare(both, 11.63, polarity=LOW).outcome.tolist() == ["worse_95", "better_95", "not_compared"]
    one = hw.stats.crude_rate([5, 50], [100, 100], confidence=[0.95])
    assert compare(one, 0.2, polarity=HIGH).outcome.tolist() == ["worse", "better"]
    for method in ("percentage_tolerance", "double_interval"):  # of two levels, what the method needs
        limits = {"benchmark_lower": 11, "benchmark_upper": 11.63} if method == "double_interval" else {}
        assert compare(both, 11.63, method=method, polarity=LOW, **limits).outcome[0] == "worse"
    assert compare(both, method="quartiles", polarity=LOW).status.tolist()[0] == "too_few_values"
    scalar = hw.stats.proportion(None, 586)
    assert compare(scalar, 0.1, polarity=HIGH).status == "missing"


def test_limits_are_used_for_what_they_are() -> None:
    """A value lies in its own interval and a target within its funnel, so either for the other finds nothing."""
    own = hw.stats.proportion([0, 100], [100, 100])
    with pytest.raises(hw.HeadwayError, match="value: found statistics with intervals of their own .*: funnel_points"):
        compare(own, 0.5, polarity=LOW, method="control_limits")
    assert compare(own, 0.5, lower=0.4, upper=0.6, polarity=LOW, method="control_limits").outcome.tolist() == [
        "better", "worse",
    ]  # fmt: skip

    funnel = hw.stats.funnel_points([8, 60] * 4, [100] * 8, multiplier=100)  # 34 about: both outside at 99.8%
    for method in ("single_interval", "double_interval"):
        with pytest.raises(hw.HeadwayError, match=f"value: found a funnel's control limits with method {method}; "):
            compare(funnel, hw.stats.proportion(34, 100, multiplier=100), polarity=LOW, method=method)
    against = compare(funnel, funnel.target, polarity=LOW, method="control_limits")
    assert against.outcome.tolist() == ["better_99_8", "worse_99_8"] * 4
    one = hw.stats.funnel_points([8, 60], [100, 100], multiplier=100, target=34, confidence=0.95)
    with pytest.raises(hw.HeadwayError, match="benchmark: found a funnel's control limits with method double_interval"):
        compare(hw.stats.proportion([8, 60], 100, multiplier=100), one, polarity=LOW, method="double_interval")

    curves = hw.stats.funnel_limits([8, 60], [100, 100], multiplier=100, target=34, confidence=0.95, at=[100, 10000])
    values = hw.stats.proportion([38, 3800], [100, 10000], multiplier=100)
    limits = compare(values, curves, polarity=LOW, method="control_limits")
    assert limits.outcome.tolist() == ["similar", "worse"] and "at 95%" in limits.method
    with pytest.raises(hw.HeadwayError, match="benchmark: found a funnel's control limits"):
        compare(values, curves, polarity=LOW, method="double_interval")
    with pytest.raises(hw.HeadwayError, match="value: found the curves of a funnel, whose values are its target"):
        compare(curves, 34, polarity=LOW, method="control_limits")


def test_two_statistics_are_in_one_unit_and_one_order() -> None:
    share, percent = hw.stats.proportion(14, 100), hw.stats.proportion(14, 100, multiplier=100)
    for method in ("single_interval", "double_interval", "percentage_tolerance"):
        with pytest.raises(hw.HeadwayError, match="value with multiplier 1 and a benchmark with multiplier 100; "):
            compare(share, percent, polarity=LOW, method=method)
    assert compare(percent, percent, polarity=LOW, method="double_interval").outcome == "similar"

    mean = hw.stats.mean([1, 2, 3, 4], groups=["x", "x", "y", "y"])
    turned = hw.stats.mean([3, 4, 1, 2], groups=["y", "y", "x", "x"])
    with pytest.raises(hw.HeadwayError, match="of different groups, or in another order"):
        compare(mean, turned, polarity=LOW, method="percentage_tolerance")
    assert compare(mean, mean, polarity=LOW, method="percentage_tolerance").outcome.tolist() == ["similar"] * 2


def test_the_average_of_neighbours_is_a_benchmark() -> None:
    neighbours = hw.stats.neighbour_average([10, 90], [100, 300], method="ratio_of_sums", multiplier=100)  # 25.0
    area = hw.stats.proportion([20, 200], [100, 1000], multiplier=100)  # 20%, Wilson 13.3 to 28.9 and 17.6 to 22.6
    assert compare(area, neighbours, polarity=HIGH).outcome.tolist() == ["similar", "worse"]
    near = compare(area, neighbours, polarity=HIGH, method="percentage_tolerance", tolerance=0.2)
    assert near.outcome.tolist() == ["similar", "similar"] and near.difference.tolist() == [-5, -5]
    with pytest.raises(hw.HeadwayError, match="benchmark: found statistics without an interval; accepted: one level, "):
        compare(area, neighbours, polarity=HIGH, method="double_interval")
    # Levels count only where limits do.
    three = hw.stats.proportion([20, 200], [100, 1000], multiplier=100, confidence=[0.8, 0.9, 0.95])
    assert compare(three, three, polarity=HIGH, method="percentage_tolerance").outcome.tolist() == ["similar"] * 2
    both = hw.stats.proportion(250, 1000, multiplier=100, confidence=[0.95, 0.998])
    assert compare(area, both, polarity=HIGH).outcome.tolist() == ["similar", "worse"]
    overlap = compare(both, both, polarity=HIGH, method="double_interval")  # which has one level
    assert overlap.outcome == "similar" and overlap.rule["confidence"] == overlap.rule["benchmark_confidence"] == 0.95


def test_the_rule_and_its_level_travel_with_the_outcome() -> None:
    half = compare(hw.stats.proportion(14, 100, confidence=0.5), 0.10, polarity=LOW)
    assert half.method == "benchmark against the value's interval at 50%, version 1 (Fingertips)"
    assert half.rule == {
        "method": "single_interval", "confidence": 0.5, "tolerance": None, "inclusive": True, "polarity": LOW,
    }  # fmt: skip
    assert repr(half).endswith("benchmark against the value's interval at 50%")
    both = compare(hw.stats.proportion(14, 100, confidence=[0.998, 0.95]), 0.10, polarity=LOW)
    assert repr(compare([20, 12], 10, lower=[12, 11], upper=[25, 13], lower_99_8=[11, 9], upper_99_8=[26, 14],
                        polarity=LOW)).splitlines()[1:] == [
        "  0: worse at 99.8%, difference 10, compared", "  1: worse at 95%, difference 2, compared",
    ]  # fmt: skip
    assert both.rule["confidence"] == [0.95, 0.998] and "at 95% and 99.8%" in both.method

    given = compare(14, 10, lower=8, upper=22, polarity=LOW, inclusive=False)  # nobody said at what level
    assert given.rule["confidence"] is None and given.rule["inclusive"] is False
    assert given.method == "benchmark against the value's interval, version 1 (Fingertips), inclusive=False"

    near = compare(14, 10, polarity=LOW, method="percentage_tolerance")
    assert near.method == "difference within 10% of the benchmark, version 1" and near.rule["tolerance"] == 0.1
    assert "within 12.5% of" in compare(14, 10, polarity=LOW, method="percentage_tolerance", tolerance=0.125).method
    frame = compare("v", 10, polarity=LOW, method="percentage_tolerance", tolerance=0.5, data=pl.DataFrame({"v": [14]}))
    assert frame["comparison_method"].to_list() == ["difference within 50% of the benchmark, version 1"]

    other = hw.stats.proportion(20, 100, confidence=0.998)
    overlap = compare(hw.stats.proportion(14, 100), other, polarity=LOW, method="double_interval")
    assert overlap.method.startswith("overlap of two intervals (the value's at 95%, the benchmark's at 99.8%), ")
    assert (overlap.rule["confidence"], overlap.rule["benchmark_confidence"]) == (0.95, 0.998)
    assert compare(other, other, polarity=LOW, method="double_interval").method.startswith(
        "overlap of two intervals at 99.8%, "
    )
    limits = {"benchmark_lower": 0.1, "benchmark_upper": 0.2}
    assert compare(other, 0.15, polarity=LOW, method="double_interval", **limits).method.startswith(
        "overlap of two intervals (the value's at 99.8%), "
    )

    open_edge = goal(8, upper=8, polarity=LOW, better_inclusive=False)
    assert open_edge.method == "value against a goal, version 1 (Fingertips), better_inclusive=False"
    assert open_edge.rule == {
        "method": "goal", "better_inclusive": False, "similar_inclusive": True, "polarity": LOW,
    }  # fmt: skip


def test_a_statistic_without_a_figure_says_why_in_its_own_word() -> None:
    few = hw.stats.directly_standardised_rate(
        [1, 2, 9, 40], [100] * 4, groups=["x", "x", "y", "y"], age_bands=["0-64", "65+"] * 2,
        standard={"0-64": 80, "65+": 20},
    )  # fmt: skip
    assert few.status.tolist() == ["suppressed", "estimated"]
    assert compare(few, 20_000, polarity=LOW).status.tolist() == ["suppressed", "compared"]
    shares = hw.stats.proportion([1, None, 1, 9, 5], [2, 2, 0, 2, 10])
    words = ["compared", "missing", "zero_denominator", "count_above_denominator", "compared"]
    assert compare(shares, 0.5, polarity=LOW).status.tolist() == words
    assert goal(shares, lower=0.4, polarity=HIGH).status.tolist() == words
    assert goal(shares, lower=0.4, polarity=HIGH).outcome.tolist() == ["better", *["not_compared"] * 3, "better"]
    one = compare(hw.stats.proportion(9, 2), [0.5, 0.6], polarity=LOW)
    assert one.status.tolist() == ["count_above_denominator"] * 2
    assert compare(hw.stats.proportion(9, 2), 0.5, polarity=LOW).status is hw.StatisticStatus.count_above_denominator
    assert compare(hw.stats.proportion(1, 2), np.nan, polarity=LOW).status == "no_benchmark"
    # A mean of one value is a figure, without an interval.
    lone = hw.stats.mean([7.0])
    assert compare(lone, 7, polarity=LOW).status == "too_few_points"
    assert compare(lone, 7, polarity=LOW, method="percentage_tolerance").status == "compared"


def test_a_group_is_none_where_there_is_none() -> None:
    four = compare([4.0, 3, None, 2, 1], polarity=HIGH, method="quartiles")
    np.testing.assert_array_equal(four.group, [1, 2, np.nan, 3, 4])
    one = compare(4.0, polarity=HIGH, method="quartiles")
    assert one.group is None and repr(one).startswith("not compared, too few values, quartiles")
    frame = compare("v", data=pl.DataFrame({"v": [4.0, 3, None, 2, 1]}), polarity=HIGH, method="quartiles")
    assert frame["group"].to_list() == [1, 2, None, 3, 4]
    assert frame.columns == ["v", "outcome", "group", "comparison_status", "comparison_method"]


@pytest.mark.parametrize("kind", [pd.DataFrame, pl.DataFrame])
def test_rates_and_their_comparison_chain_in_one_frame(kind: Any) -> None:
    areas = kind({"smokers": [120, 66, 1], "asked": [586, 586, 0]})
    rates = hw.stats.proportion("smokers", "asked", data=areas, multiplier=100)
    out = compare("value", 11.63, lower="lower", upper="upper", polarity=LOW, data=rates)
    assert list(out["outcome"]) == ["worse", "similar", "not_compared"]
    assert list(out["status"]) == ["estimated", "estimated", "zero_denominator"]  # of the proportions
    assert list(out["comparison_status"]) == ["compared", "compared", "no_data"]
    assert out["method"][0] != out["comparison_method"][0]
    aimed = goal("value", upper=15, polarity=LOW, data=rates)
    assert list(aimed["outcome"]) == ["worse", "better", "not_compared"]


def test_edges_are_true_or_false() -> None:
    for word in ("no", 1, None):
        with pytest.raises(hw.HeadwayError, match="^inclusive: found .*; accepted: True or False"):
            hw.stats.compare(5, 4, lower=3, upper=6, polarity="neutral", inclusive=word)  # type: ignore[arg-type]
        for edge in ("better_inclusive", "similar_inclusive"):
            with pytest.raises(hw.HeadwayError, match=f"^{edge}: found .*; accepted: True or False"):
                hw.stats.goal(5, lower=3, polarity="high_is_good", **{edge: word})  # type: ignore[arg-type]


def test_a_result_keeps_what_it_was_made_from() -> None:
    values = np.array([1.0, 2.0])
    found = hw.stats.compare(values, 1, polarity="neutral", method="percentage_tolerance")
    values[0] = 9
    assert found.inputs["value"].tolist() == [1, 2]


def test_a_polarity_that_is_nan_is_nobodys_word() -> None:
    polarity: Any = [np.nan, None, "high_is_good"]
    found = hw.stats.compare([1, 1, 1], 1, polarity=polarity, method="percentage_tolerance")
    assert found.status.tolist() == ["no_polarity", "no_polarity", "compared"]


def test_units_bring_their_own_limits_though_the_benchmark_has_some() -> None:
    options: Any = {"target": 0.0719, "confidence": 0.95}
    units = hw.stats.funnel_points([12, 30], [100, 210], **options)
    elsewhere = hw.stats.funnel_limits([12, 30], [100, 210], at=[5, 5], **options)  # of five each: wide
    found = hw.stats.compare(units, elsewhere, polarity="neutral", method="control_limits")
    assert units.label.tolist() == ["within", "high"] and found.outcome.tolist() == ["similar", "higher"]


def test_limits_of_another_unit_or_another_benchmark_are_told() -> None:
    """A value in per cent with the limits of shares is neither better nor worse; nor is one within another funnel."""
    found = compare([14.2, 14.2], 11.63, lower=[0.11, 11], upper=[0.17, 17], polarity=LOW)
    assert found.status.tolist() == ["outside_limits", "compared"]
    assert found.outcome.tolist() == ["not_compared", "similar"]
    units = hw.stats.funnel_points([12, 30, 55], [100, 210, 1000], multiplier=100)
    elsewhere = compare(units, 50, method="control_limits", polarity=LOW)
    assert elsewhere.status.tolist() == ["outside_limits"] * 3 and elsewhere.outcome.tolist() == ["not_compared"] * 3
    assert compare(
        units, round(units.target, 1), method="control_limits", polarity=LOW
    ).status.tolist() == ["compared"] * 3
    frame = pd.DataFrame({"v": [14.2], "low": [0.11], "high": [0.17]})
    table = compare("v", 11.63, data=frame, lower="low", upper="high", polarity=LOW)
    assert table["comparison_status"].tolist() == ["outside_limits"]


SHARE, PER_CENT = hw.stats.proportion(83, 586), hw.stats.proportion(83, 586, multiplier=100)
RATE, PER_100_000 = (hw.stats.crude_rate(101, 34_647, multiplier=m) for m in (1, 100_000))
RATIO = hw.stats.indirectly_standardised_ratio(117, [8_000, 7_000], [900, 88_000], [1e7, 1e7])
FUNNEL = hw.stats.funnel_points([83, 50], [586, 300])
OTHER_UNITS: dict[str, tuple[Any, Any]] = {
    "a share beside a per cent": (SHARE, 11.63), "a per cent beside a share": (PER_CENT, 0.1163),
    "several": (hw.stats.proportion([83, 61], 586), [11.63, 11.63]),
    "a share beside less than none": (SHARE, -0.1), "a per cent beside more than all": (PER_CENT, 120),
    "a rate per person beside one per 100,000": (RATE, 291.5), "the other way": (PER_100_000, 0.0029),
    "a ratio of 1 beside one of 100": (RATIO, 100),
    "two multipliers": (SHARE, hw.stats.proportion(5000, 43_000, multiplier=100)),
    "a share and a rate": (PER_CENT, hw.stats.crude_rate(101, 34_647, multiplier=100)),
    "a share and a mean difference": (SHARE, hw.stats.rate_difference(3, 10, 2, 10)),
}  # fmt: skip


@pytest.mark.parametrize(("value", "benchmark"), OTHER_UNITS.values(), ids=OTHER_UNITS)
def test_a_benchmark_in_another_unit_is_refused(value: Any, benchmark: Any) -> None:
    for method in ("single_interval", "double_interval", "percentage_tolerance"):
        own = {"benchmark_lower": benchmark, "benchmark_upper": benchmark}
        of_numbers = isinstance(benchmark, (int, float, list))
        options = own if method == "double_interval" and of_numbers else {}
        with pytest.raises(hw.HeadwayError, match="accepted"):
            hw.stats.compare(value, benchmark, polarity="low_is_good", method=method, **options)
    if of_numbers:
        with pytest.raises(hw.HeadwayError, match="accepted"):
            hw.stats.compare(benchmark, value, polarity="low_is_good", method="percentage_tolerance")
        for limit in ("lower", "upper"):
            with pytest.raises(hw.HeadwayError, match=rf"(^|  ){limit}(\[0\])?( and {limit}\[1\])?: found"):
                hw.stats.goal(value, **{limit: benchmark}, polarity="low_is_good")
    if isinstance(benchmark, (int, float)):
        with pytest.raises(hw.HeadwayError, match="^benchmark"):
            value.plot(benchmark=benchmark)


def test_a_target_in_another_unit_is_refused() -> None:
    counts, denominators = [83, 50], [586, 300]
    for options in ({"target": 15.0}, {"multiplier": 100, "target": 0.15}, {"kind": "rate", "target": 150},
                    {"kind": "rate", "multiplier": 100_000, "target": 0.15},
                    {"kind": "ratio", "target": 100}):  # fmt: skip
        for funnel in (hw.stats.funnel_points, hw.stats.funnel_limits):
            with pytest.raises(hw.HeadwayError, match="^target"):
                funnel(counts, denominators, **options)
    with pytest.raises(hw.HeadwayError, match=r"benchmark\[0\] and benchmark\[1\]: found 14.16"):
        hw.stats.compare(FUNNEL, 14.16, polarity="low_is_good", method="control_limits")


def test_a_benchmark_in_the_unit_is_compared_however_far_off_one_row_is() -> None:
    assert hw.stats.compare(PER_CENT, 11.63, polarity="low_is_good").outcome == "similar"
    assert hw.stats.compare(SHARE, 0.1163, polarity="low_is_good").outcome == "similar"
    assert hw.stats.compare(SHARE, 0.0, polarity="low_is_good").outcome == "worse"
    assert hw.stats.compare(SHARE, 1, polarity="low_is_good").outcome == "better"
    far = hw.stats.proportion([1, 300], [1000, 600], multiplier=100)
    assert hw.stats.compare(far, 0.6, polarity="low_is_good").outcome.tolist() == ["better", "worse"]
    # Where it is right all the same, there is a way to say so.
    numbers = hw.stats.compare(100 * PER_CENT.value, 11.63, lower=100 * PER_CENT.lower, upper=100 * PER_CENT.upper,
                               polarity="low_is_good")  # fmt: skip
    assert numbers.outcome == "worse"
    assert hw.stats.compare(hw.stats.mean([3.0, 4.0, 5.0]), 400, polarity="low_is_good").outcome == "better"
    assert hw.stats.compare(SHARE, float("nan"), polarity="low_is_good").status == "no_benchmark"


SMALL_RATE = hw.stats.crude_rate(1, 10_000, multiplier=100_000)  # 10, and 0.3 to 55.7
FAR_OFF: dict[str, tuple[Any, float, str]] = {
    "0.1% of few": (hw.stats.proportion(1, 1000, multiplier=100), 5.0, "better"),
    "0.1% of many": (hw.stats.proportion(1000, 1_000_000, multiplier=100), 5.0, "better"),
    "several": (hw.stats.proportion([1, 2], 1000, multiplier=100), 9.0, "better"),
    "0.1% as a share": (hw.stats.proportion(1, 1000), 0.05, "better"),
    "half of six": (hw.stats.proportion(3, 6, multiplier=100), 1.0, "worse"),
    "one event": (SMALL_RATE, 500, "better"),
    "no event": (hw.stats.crude_rate(0, 10_000, multiplier=100_000), 500, "better"),
}  # fmt: skip


@pytest.mark.parametrize(("value", "benchmark", "outcome"), FAR_OFF.values(), ids=FAR_OFF)
def test_one_small_area_is_no_evidence_of_another_unit(value: Any, benchmark: float, outcome: str) -> None:
    found = hw.stats.compare(value, benchmark, polarity="low_is_good").outcome
    assert set(np.atleast_1d(found)) == {outcome}
    goal = hw.stats.goal(value, upper=benchmark, polarity="low_is_good").outcome
    assert set(np.atleast_1d(goal)) == {outcome}
    value.plot(benchmark=benchmark)


def test_two_statistics_of_one_multiplier_are_of_one_unit() -> None:
    many = hw.stats.crude_rate(50_000, 1_000_000, multiplier=100_000)
    few = hw.stats.crude_rate(1000, 1_000_000, multiplier=100_000)
    assert hw.stats.compare(few, many, polarity="low_is_good", method="double_interval").outcome == "better"


def test_a_target_of_shares_far_above_all_units_is_one() -> None:
    funnel = hw.stats.funnel_points([1, 2], [1000, 1500], target=5, multiplier=100)
    assert funnel.label.tolist() == ["low", "low"]


@pytest.mark.parametrize("per", [1, 1000])
def test_a_per_cent_is_of_a_hundred(per: float) -> None:
    shares = hw.stats.proportion([83, 50], [586, 300], multiplier=per)
    funnel = hw.stats.funnel_points([83, 50], [586, 300], multiplier=per)
    for drawn in (shares, funnel):
        with pytest.raises(hw.HeadwayError, match=f"^unit: found '%' for proportions of {per}"):
            drawn.plot(unit="%")


SHARES, PER_CENTS = [0.142, 0.113], [14.2, 11.3]
UNLIKE = {
    "tolerance": lambda v, b, d: hw.stats.compare(v, b, polarity="Low", method="percentage_tolerance", data=d),
    "interval": lambda v, b, d: hw.stats.compare(v, b, polarity="Low", lower=v, upper=v, data=d),
    "two intervals": lambda v, b, d: hw.stats.compare(v, b, polarity="Low", lower=v, upper=v, benchmark_lower=b,
                                                      benchmark_upper=b, method="double_interval", data=d),
    "control limits": lambda v, b, d: hw.stats.compare(v, b, polarity="Low", lower=b, upper=b,
                                                       method="control_limits", data=d),
    "goal": lambda v, b, d: hw.stats.goal(v, lower=b, polarity="High", data=d),
    "range": lambda v, b, d: hw.stats.goal(v, lower=b, upper=b, polarity="in_range", data=d),
}  # fmt: skip


@pytest.mark.parametrize("name", UNLIKE)
@pytest.mark.parametrize("of_a_frame", [True, False])
def test_shares_are_not_compared_with_per_cents(name: str, of_a_frame: bool) -> None:
    def call(value, benchmark):
        if not of_a_frame:
            return UNLIKE[name](value, benchmark, None)
        return UNLIKE[name]("v", "b", pd.DataFrame({"v": value, "b": benchmark}))

    for value, benchmark in ((SHARES, [11.6, 11.6]), (PER_CENTS, [0.116, 0.116]), ([0.142, None], [11.6, 11.6])):
        with pytest.raises(hw.HeadwayError, match="in every row as a per cent is beside a share; accepted: both in"):
            call(value, benchmark)
    for value, benchmark in ((SHARES, [0.116, 0.116]), (PER_CENTS, [11.6, 11.6]), ([0.142, 0.9], [11.6, 11.6]),
                             ([0.142, 3.0], [11.6, 11.6]), ([0.5, 0.6], [600, 600])):  # fmt: skip
        call(value, benchmark)  # one row is near, or neither is a share beside per cents


def test_a_frame_of_shares_is_not_compared_with_a_per_cent() -> None:
    rows = pd.DataFrame({"n": [83], "d": [586]})
    given = {"lower": "lower", "upper": "upper", "polarity": "low_is_good"}
    shares = hw.stats.proportion("n", "d", data=rows)
    with pytest.raises(hw.HeadwayError, match="benchmark: found 11.63 beside a value of 0.1416"):
        hw.stats.compare("value", 11.63, data=shares, **given)
    per_cents = hw.stats.proportion("n", "d", data=rows, multiplier=100)
    assert hw.stats.compare("value", 11.63, data=per_cents, **given)["outcome"].tolist() == ["similar"]
