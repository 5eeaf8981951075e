"""Means of groups against SciPy, over arrays and frames; the averages of neighbours."""

from typing import Any

import headway as hw
import numpy as np
import pandas as pd
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats as scipy_stats


@given(st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=40), st.floats(0.01, 0.9999))
def test_means_agree_with_scipy(values: list[float], level: float) -> None:
    """SciPy 1.17, t.isf, and NumPy's mean and deviation of distances from the first value: 1e-9 of the deviation."""
    ours = hw.stats.mean(values, confidence=level)
    away = np.array(values) - values[0]
    error = scipy_stats.sem(away)
    margin = scipy_stats.t.isf((1 - level) / 2, len(values) - 1) * error
    assert ours.value == pytest.approx(values[0] + away.mean(), rel=1e-12, abs=1e-9)
    assert ours.upper - ours.value == pytest.approx(margin, rel=1e-9, abs=1e-8)
    assert ours.lower <= ours.value <= ours.upper


def test_one_group_gives_scalars_and_counts_what_is_missing() -> None:
    one = hw.stats.mean([1, None, 2, 3, float("nan")])
    assert (one.value, one.count, one.missing, one.status) == (2.0, 3, 2, "estimated")
    assert isinstance(one.lower, float) and "Student" in one.method
    assert hw.stats.mean([1.0, 2.0], confidence=[0.95, 0.998]).upper.shape == (2,)
    assert repr(hw.stats.mean([7])) == "7, too few points, mean with Student's t interval"
    alone = hw.stats.mean([7])
    assert (alone.value, alone.lower, alone.status) == (7.0, None, "too_few_points")
    assert hw.stats.mean([]).status == "too_few_points"
    assert hw.stats.mean([None]).status == "missing"
    assert hw.stats.mean([1, np.inf]).status == "not_finite"


def test_a_constant_group_has_limits_equal_to_its_mean() -> None:
    same = hw.stats.mean([0.1] * 10)
    assert same.value == same.lower == same.upper == 0.1


def test_groups_come_in_the_order_of_their_first_values() -> None:
    found = hw.stats.mean([3, 4, 8, None, 7, 5], ["b", "b", "a", "a", "c", "b"])
    assert found.groups == ["b", "a", "c"]
    assert found.value.tolist() == [4, 8, 7]
    assert found.status.tolist() == ["estimated", "too_few_points", "too_few_points"]
    assert found.missing.tolist() == [0, 1, 0] and found.count.tolist() == [3, 1, 1]
    assert found.lower.shape == (3,) and np.isnan(found.lower[1])
    assert hw.stats.mean([1, 2, 3, 4], [1, 1, 2, 2], confidence=[0.9, 0.95]).lower.shape == (2, 2)


@pytest.mark.parametrize("kind", [lambda f: f, pl.from_pandas])
def test_frames_give_a_row_a_group(kind: Any) -> None:
    table = pd.DataFrame({"team": ["x", "y", "x", "x"], "year": [1, 1, 1, 2], "days": [3.0, 4.0, 5.0, None]})
    frame = kind(table)
    found = hw.stats.mean("days", data=frame, by=["team", "year"])
    assert type(found) is type(frame)
    assert list(found.columns) == ["team", "year", "value", "lower", "upper", "count", "missing", "status", "method"]
    assert found["value"].to_list()[:2] == [4, 4] and found["missing"].to_list() == [0, 0, 1]
    assert found["status"].to_list() == ["estimated", "too_few_points", "missing"]
    whole = hw.stats.mean("days", data=frame)
    assert len(whole) == 1 and whole["value"].to_list() == [4] and "team" not in whole.columns
    assert len(hw.stats.mean("days", data=kind(table[:1]))) == 1
    assert "team" not in hw.stats.mean("days", data=kind(table[:1])).columns


def test_the_two_averages_of_neighbours() -> None:
    counts, denominators, areas = [10, 90, 3, None], [100, 300, 4, 5], ["a", "a", "b", "b"]
    one_area = hw.NeighbourAverage.ratio_of_sums
    each = hw.stats.neighbour_average(counts, denominators, areas, method="mean_of_ratios", multiplier=100)
    whole = hw.stats.neighbour_average(counts, denominators, areas, method=one_area, multiplier=100)
    assert each.value.tolist() == [20, 75] and whole.value.tolist() == [25, 75]
    assert each.groups == ["a", "b"] and each.neighbours.tolist() == [2, 1] and each.missing.tolist() == [0, 1]
    assert "mean of ratios" in each.method and "ratio of sums" in whole.method
    assert repr(each).splitlines()[1] == "  a: 20"
    published = hw.stats.neighbour_average([-2.0, 5.0, None], method="mean_of_ratios")
    assert (published.value, published.neighbours, published.missing) == (1.5, 2, 1)
    wrong = hw.stats.neighbour_average([1, 2], [10, 0], method="ratio_of_sums")
    assert (wrong.value, wrong.status) == (None, "zero_denominator")
    frame = pd.DataFrame({"area": areas, "x": counts, "n": denominators})
    table = hw.stats.neighbour_average("x", "n", data=frame, by="area", method="ratio_of_sums")
    assert list(table.columns) == ["area", "value", "neighbours", "missing", "status", "method"]
    assert table["value"].tolist() == [0.25, 0.75]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: hw.stats.mean([1, 2], [1]), "values of 2, groups of 1"),
        (lambda: hw.stats.mean([1, 2], confidence=0), "confidence: found 0"),
        (lambda: hw.stats.mean([1, 2], confidence=None), "confidence: found NoneType None; accepted: a number"),
        (
            lambda: hw.stats.mean([1, 2], confidence=[0.9, None]),
            "confidence[1]: found NoneType None; accepted: a number"
        ),
        (lambda: hw.stats.mean(["a"]), "found str 'a'"),
        (lambda: hw.stats.mean("n", ["a"], data=pd.DataFrame({"n": [1]})), "groups: found with data; accepted: by="),
        (lambda: hw.stats.mean([1], by="area"), "by: found 'area' without data"),
        (lambda: hw.stats.neighbour_average([1], method="ratio_of_sums"), "found no denominators"),
        (
            lambda: hw.stats.neighbour_average([1], [2], method="median"),
            "method: found 'median'; accepted: mean_of_ratios, ratio_of_sums"
        ),
        (lambda: hw.stats.neighbour_average(1, 2, method="ratio_of_sums"), "found a number"),
    ],
)
def test_bad_calls_are_refused(call: Any, message: str) -> None:
    with pytest.raises(hw.HeadwayError) as refused:
        call()
    assert message in str(refused.value)


@pytest.mark.parametrize(
    ("groups", "part"),
    [
        (5, "groups: found int 5"),
        ("abc", "groups: found str 'abc'"),
        ([1, "a", 2], "several types"),
        ([("a", "b"), ("a", "c"), ("b", "b")], "groups: found values of type list"),
        ([["a"], ["a", "c"], "b"], "groups: found"),
        (pd.PeriodIndex(["2020", "2021", "2020"], freq="Y"), "ArrowPeriodType"),
        (pd.cut([1, 5, 9], [0, 4, 10]), "ArrowIntervalType"),
    ],
)
def test_groups_that_are_no_keys_are_refused(groups: Any, part: str) -> None:
    with pytest.raises(hw.HeadwayError) as refused:
        hw.stats.mean([1, 2, 3], groups)
    assert part in str(refused.value) and "accepted:" in str(refused.value)


def test_columns_that_are_no_keys_are_refused_by_name() -> None:
    frame = pd.DataFrame({"n": [1.0, 2, 3], "cut": pd.cut([1, 5, 9], [0, 4, 10]), "lists": [[1], [2], [1]]})
    frame["year"] = pd.PeriodIndex(["2020", "2021", "2020"], freq="Y")
    for name in ("cut", "lists", "year"):
        with pytest.raises(hw.HeadwayError, match=f"column '{name}': found values of type .*accepted: text"):
            hw.stats.mean("n", data=frame, by=name)
    with pytest.raises(hw.HeadwayError, match="by: found int 3"):
        hw.stats.mean("n", data=frame, by=3)  # type: ignore[arg-type]
    text = hw.stats.mean("n", data=frame.assign(cut=frame.cut.astype(str)), by="cut")
    assert text["cut"].tolist() == ["(0, 4]", "(4, 10]"]


def test_the_index_of_a_frame_is_an_array() -> None:
    assert hw.stats.mean([1, 2, 3], pd.Index(["a", "b", "a"])).groups == ["a", "b"]
    assert hw.stats.mean(pd.Index([1, 2, 3])).value == 2


def test_groups_make_an_array_of_one_number_too() -> None:
    found = hw.stats.mean(5, ["a", "b", "a"])
    assert found.value.tolist() == [5, 5] and found.groups == ["a", "b"]
    assert hw.stats.mean(5, ["a"]).value.tolist() == [5]
    assert hw.stats.mean(5).value == 5


def test_words_of_a_group_say_no_limits_that_are_none() -> None:
    lines = repr(hw.stats.mean([1, 2, 7], ["a", "a", "b"])).splitlines()
    assert lines[1:] == ["  a: 1.5 (-4.853 to 7.853 at 95%)", "  b: 7, too few points"]


@pytest.mark.parametrize(("groups", "more"), [(9, []), (10, []), (11, ["  and 1 more"]), (25, ["  and 15 more"])])
def test_ten_groups_are_shown(groups: int, more: list[str]) -> None:
    lines = repr(hw.stats.mean(range(groups), range(groups))).splitlines()
    assert lines[0].startswith(f"{groups} statistics")
    assert lines[1:] == [f"  {group}: {group}, too few points" for group in range(min(groups, 10))] + more


def test_an_average_of_neighbours_knows_its_multiplier() -> None:
    assert hw.stats.neighbour_average([10, 90], [100, 300], method="ratio_of_sums", multiplier=100).multiplier == 100


def test_a_published_value_of_a_neighbour_may_be_negative() -> None:
    assert hw.stats.neighbour_average([-10.0, 30.0], method="mean_of_ratios").value == 10
    assert hw.stats.neighbour_average([-10.0, 30.0], [50, 50], method="mean_of_ratios").status == "negative"
