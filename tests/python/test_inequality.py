"""The slope and relative index of inequality against NumPy's regression, over arrays and frames."""

from typing import Any

import headway as hw
import numpy as np
import pandas as pd
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats as scipy_stats

VALUE, POPULATION = [62.1, 58.4, 55.0, 57.2, 49.9], [1200, 900, 1500, 1100, 1300]
ERROR = [1.5, 1.2, 0.9, 1.4, 1.1]
LOWER, UPPER = [55, 52, 50.2, 51, 45], [70, 65, 60.1, 64, 55.3]


def weights(population: Any) -> Any:
    """The rows of inv(X'AX) X'A: what intercept and gradient are made of."""
    share = np.asarray(population, float) / np.sum(population)
    rank = np.cumsum(share) - share / 2
    x = np.column_stack([np.ones(len(share)), rank])
    return np.linalg.solve(x.T @ (share[:, None] * x), (share[:, None] * x).T)


quantiles = st.lists(
    st.tuples(st.floats(10, 100), st.floats(50, 5000), st.floats(0.01, 1)), min_size=2, max_size=12
)  # fmt: skip


@given(quantiles, st.floats(0.5, 0.9999))
def test_the_slope_agrees_with_numpy(rows: list[tuple[float, float, float]], level: float) -> None:
    """NumPy 2, weighted least squares by its normal equations: 1e-9 of the size of the values."""
    y, n, se = (np.array(column) for column in zip(*rows, strict=True))
    intercept, gradient = weights(n) @ y
    margin = scipy_stats.norm.isf((1 - level) / 2) * np.sqrt(np.sum(weights(n)[1] ** 2 * se**2))
    found = hw.stats.slope_index_of_inequality(y, n, se=se, confidence=level)
    assert found.value == pytest.approx(gradient, rel=1e-9, abs=1e-8)
    assert found.upper - found.value == pytest.approx(margin, rel=1e-9)
    assert found.value - found.lower == pytest.approx(margin, rel=1e-9)
    assert found.at_bottom == pytest.approx(intercept, rel=1e-9, abs=1e-8)
    assert found.at_top == pytest.approx(intercept + gradient, rel=1e-9, abs=1e-8)


@given(quantiles)
def test_the_limits_of_the_relative_index_are_where_fieller_puts_them(rows: list[tuple[float, float, float]]) -> None:
    """At a limit r, Y(1) - r Y(0) is just z of its standard errors away from 0 (NumPy): 1e-6."""
    y, n, se = (np.array(column) for column in zip(*rows, strict=True))
    found = hw.stats.slope_index_of_inequality(y, n, se=se).relative_index
    if found.lower is None:
        assert found.status == "zero_denominator"
        return
    bottom = weights(n)[0]
    top = bottom + weights(n)[1]
    for limit in (found.lower, found.upper):
        combined = top - limit * bottom
        z = abs(combined @ y) / np.sqrt(np.sum(combined**2 * se**2))
        assert z == pytest.approx(scipy_stats.norm.isf(0.025), rel=1e-6)
    assert found.lower <= found.value <= found.upper


@given(
    st.sampled_from([(VALUE, LOWER, UPPER, "rate"), (VALUE, LOWER, UPPER, "normal"),
                     (np.array(VALUE) / 100, np.array(LOWER) / 100, np.array(UPPER) / 100, "proportion")]),
    st.floats(1e-6, 1e6), st.booleans(), st.booleans(),
)  # fmt: skip
@settings(max_examples=60, deadline=None)
def test_limits_never_swap(case: Any, multiplier: float, negative: bool, transform: bool) -> None:
    value, lower, upper, kind = case
    found = hw.stats.slope_index_of_inequality(
        value, POPULATION, lower=lower, upper=upper, multiplier=-multiplier if negative else multiplier,
        value_type=kind, transform=transform and kind != "normal", draws=1000,
    )  # fmt: skip
    assert found.lower < found.value < found.upper
    assert found.relative_index.lower < found.relative_index.value < found.relative_index.upper
    assert (found.value > 0) == negative and (found.relative_index.value > 1) == negative


def test_untransformed_rates_are_simulated_from_a_seed() -> None:
    """NumPy 2, 400,000 draws of default_rng(3): within 1% of the width of the interval."""
    error = (np.log(UPPER) - np.log(LOWER)) / 2 / scipy_stats.norm.isf(0.025)
    draws = np.exp(np.random.default_rng(3).normal(np.log(VALUE), error, (400_000, 5))) @ weights(POPULATION).T
    args: dict[str, Any] = {"lower": LOWER, "upper": UPPER, "value_type": "rate"}
    found = hw.stats.slope_index_of_inequality(VALUE, POPULATION, **args)
    slope, ratio = np.quantile(draws[:, 1], [0.025, 0.975]), np.quantile(1 + draws[:, 1] / draws[:, 0], [0.025, 0.975])
    assert (found.lower, found.upper) == pytest.approx(slope, abs=0.01 * np.ptp(slope))
    assert (found.relative_index.lower, found.relative_index.upper) == pytest.approx(ratio, abs=0.01 * np.ptp(ratio))
    assert found.value == pytest.approx((weights(POPULATION) @ VALUE)[1], rel=1e-9)
    again = hw.stats.slope_index_of_inequality(VALUE, POPULATION, seed=0, **args)
    assert (again.lower, again.relative_index.upper) == (found.lower, found.relative_index.upper)
    assert hw.stats.slope_index_of_inequality(VALUE, POPULATION, seed=1, **args).lower != found.lower
    assert "simulated" in found.method
    assert "closed form" in hw.stats.slope_index_of_inequality(VALUE, POPULATION, transform=True, **args).method


def test_one_area_gives_scalars_and_areas_give_arrays() -> None:
    one = hw.stats.slope_index_of_inequality(VALUE, POPULATION, se=ERROR)
    assert [type(part) for part in (one.value, one.lower, one.at_bottom, one.relative_index.value)] == [float] * 4
    assert isinstance(one, hw.stats.InequalityStatistic) and "Low and Low" in one.method
    both = hw.stats.slope_index_of_inequality(
        VALUE * 2, POPULATION * 2, ["a"] * 5 + ["b"] * 5, se=ERROR * 2, confidence=[0.95, 0.998]
    )
    assert both.groups == ["a", "b"] and both.lower.shape == both.relative_index.lower.shape == (2, 2)
    assert both.lower[1, 0] == one.lower and both.relative_index.upper[0, 0] == one.relative_index.upper
    assert both.at_top.tolist() == [one.at_top] * 2
    assert repr(both.relative_index).splitlines()[0] == "2 statistics, relative index of inequality"


@pytest.mark.parametrize("kind", [lambda f: f, pl.from_pandas])
def test_frames_in_any_order_of_rows(kind: Any) -> None:
    table = pd.DataFrame({
        "area": ["a"] * 5 + ["b"] * 5,
        "decile": [1, 2, 3, 4, 5] * 2,
        "rate": [*VALUE, 1.0, 2.0, 3.0, 4.0, None],
        "people": POPULATION * 2,
        "error": ERROR * 2,
    })  # fmt: skip
    one = hw.stats.slope_index_of_inequality(VALUE, POPULATION, se=ERROR)
    shuffled = kind(table.sample(frac=1, random_state=4))
    found = hw.stats.slope_index_of_inequality(
        "rate", "people", se="error", quantile="decile", data=shuffled, by="area"
    )
    assert type(found) is type(shuffled)
    assert list(found.columns) == [
        "area", "value", "lower", "upper", "relative_index", "relative_lower", "relative_upper", "relative_status",
        "at_bottom", "at_top", "status", "reason", "method",
    ]  # fmt: skip
    row = found["area"].to_list().index("a")
    assert found["value"].to_list()[row] == one.value
    assert found["relative_index"].to_list()[row] == one.relative_index.value
    assert found["relative_upper"].to_list()[row] == one.relative_index.upper
    assert found["status"].to_list()[1 - row] == "missing"
    levels = hw.stats.slope_index_of_inequality(
        "rate", "people", se="error", data=kind(table), by="area", confidence=[0.95, 0.998]
    )
    assert {"lower_95", "relative_upper_99_8"} <= set(levels.columns)


def test_an_area_of_one_quantile_and_equal_values() -> None:
    assert hw.stats.slope_index_of_inequality([5], [10], se=[1]).status == "too_few_points"
    flat = hw.stats.slope_index_of_inequality([0.1] * 10, [7] * 10, se=[0.01] * 10)
    assert flat.value == 0 and flat.lower == -flat.upper and flat.relative_index.value == 1
    assert hw.stats.slope_index_of_inequality([5, 6], [10, 0], se=[1, 1]).status == "zero_denominator"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"se": None}, "found neither standard errors nor limits"),
        (
            {"se": None, "groups": [1.5, 1.2, 0.9, 1.4, 1.1]},
            "accepted: se=, or lower= and upper= (by name: the third argument is groups)"
        ),
        ({"lower": LOWER, "upper": UPPER}, "found both standard errors"),
        ({"value_type": "rate"}, "found standard errors with value type rate"),
        ({"value_type": "ratio"}, "value_type: found 'ratio'; accepted: normal, rate, proportion"),
        ({"transform": True}, "transform with value type normal"),
        ({"multiplier": 0}, "multiplier: found 0"),
        ({"confidence": 1.5}, "confidence: found 1.5"),
        ({"draws": 10}, "draws: found 10; accepted: a whole number from 1000"),
        ({"seed": -1}, "seed: found -1"),
        ({"seed": 1.5}, "seed: found 1.5"),
        ({"quantile": [1, 2, 3, 3, 4]}, "rows 2 and 3, quantile: found 3 twice"),
        ({"quantile": [1, 2, None, 3, 4]}, "row 2, quantile: found none"),
        ({"groups": ["a"]}, "groups of 1"),
    ],
)
def test_bad_calls_are_refused(change: dict[str, Any], message: str) -> None:
    with pytest.raises(hw.HeadwayError) as refused:
        hw.stats.slope_index_of_inequality(VALUE, POPULATION, **({"se": ERROR} | change))
    assert message in str(refused.value)


@pytest.mark.parametrize("word", ["no", 1, None])
def test_switches_are_true_or_false(word: Any) -> None:
    with pytest.raises(hw.HeadwayError, match="transform: found .*; accepted: True or False"):
        hw.stats.slope_index_of_inequality([1, 2, 3], [4, 5, 6], se=[1, 1, 1], transform=word)
    with pytest.raises(hw.HeadwayError, match="highest_first: found .*; accepted: True or False"):
        hw.stats.quantile_group([1, 2, 3, 4], 2, highest_first=word)


def test_areas_of_one_quantile_may_have_the_same() -> None:
    found = hw.stats.slope_index_of_inequality([5, 6], [1, 1], ["a", "b"], se=[1, 1], quantile=[1, 1])
    assert found.status.tolist() == ["too_few_points"] * 2


def test_a_relative_index_has_no_multiplier() -> None:
    found = hw.stats.slope_index_of_inequality([5, 6], [1, 1], se=[1, 1], multiplier=100)
    assert (found.multiplier, found.relative_index.multiplier) == (100, 1)


def test_a_quantile_without_events_has_no_logarithm_and_limits_hold_their_value() -> None:
    rates = hw.stats.slope_index_of_inequality(
        [2.0, 0.0], [10, 10], lower=[1, 0], upper=[3, 1], value_type="rate", draws=1000
    )
    assert rates.status == "no_logarithm"
    shares = hw.stats.slope_index_of_inequality([20, 10], [1, 1], lower=[0.1, 0.05], upper=[0.3, 0.2])
    assert shares.status == "outside_limits"


FIVE = {"area": ["a"] * 5, "quantile": [1, 2, 3, 4, 5], "rate": VALUE, "people": POPULATION, "error": ERROR}


def with_another(area: pd.DataFrame) -> pd.DataFrame:
    return pd.concat([pd.DataFrame(FIVE), area.assign(area="b")])


def slopes(frame: Any, **options: Any) -> Any:
    return hw.stats.slope_index_of_inequality("rate", "people", se="error", data=frame, by="area", **options)


@pytest.mark.parametrize("absent", [[4], [1], [5], [2, 4], [1, 5], [2, 3, 4, 5]])
@pytest.mark.parametrize("named", [True, False], ids=["by quantile", "in order"])
def test_a_quantile_without_a_row_is_missing_as_one_without_a_number_is(absent: list[int], named: bool) -> None:
    options = {"quantile": "quantile"} if named else {}
    all_five = pd.DataFrame(FIVE)
    there = with_another(all_five[~all_five["quantile"].isin(absent)])
    null = with_another(all_five.assign(rate=all_five["rate"].where(~all_five["quantile"].isin(absent))))
    expected = slopes(null, **options).drop(columns="reason")
    assert expected["status"].tolist() == ["estimated", "missing"]
    for frame in (there, there.sample(frac=1, random_state=1) if named else there, pl.from_pandas(there)):
        found = slopes(frame, **options)
        found = found.to_pandas() if isinstance(found, pl.DataFrame) else found
        found = found.sort_values("area", ignore_index=True)
        assert pd.isna(found["reason"][0]) and found["reason"][1].startswith("no row for")
        pd.testing.assert_frame_equal(found.drop(columns="reason"), expected)
    arrays = {name: there[name].to_numpy() for name in there}
    ours = hw.stats.slope_index_of_inequality(arrays["rate"], arrays["people"], arrays["area"], se=arrays["error"],
                                              quantile=arrays["quantile"] if named else None)  # fmt: skip
    assert ours.status.tolist() == ours.relative_index.status.tolist() == ["estimated", "missing"]
    assert np.isnan([ours.value[1], ours.lower[1], ours.at_bottom[1], ours.relative_index.value[1]]).all()


def test_a_number_that_no_area_has_is_absent_from_all() -> None:
    one = hw.stats.slope_index_of_inequality([62, 58, 55, 50], [10] * 4, se=[1] * 4, quantile=[1, 2, 3, 5])
    assert one.status == "missing"
    for scores in ([10.5, 20.1, 31, 50.2], [2, 3, 4, 5], [10, 20, 30, 50], [1041, 2200, 3100, 9000]):
        known = hw.stats.slope_index_of_inequality([62, 58, 55, 50], [10] * 4, se=[1] * 4, quantile=scores)
        assert known.status == "estimated"
    areas = hw.stats.slope_index_of_inequality([6, 5, 6, 5], [10] * 4, list("aabb"), se=[1] * 4,
                                               quantile=[0.5, 7.5, 0.7, 8.1])  # fmt: skip
    assert areas.status.tolist() == ["estimated"] * 2


@pytest.mark.parametrize(
    "scores",
    [[11, 22, 33, 12, 24, 36], [11.5, 22.5, 33.5, 12.5, 24.5, 36.5], [1, 20, 35, 2, 22, 36], [10, 20, 30, 10, 25, 30],
     [0, 1, 2, 0, 1, 3], list(range(1, 91))],
    ids=str,
)  # fmt: skip
def test_scores_are_no_numbers_of_quantiles_though_they_are_whole(scores: list[float]) -> None:
    """Values 6, 4, 2 of equal thirds lie on a line that falls by 6 from end to end."""
    areas = len(scores) // 3
    by_area = np.reshape(scores, (areas, 3)) if areas == 2 else np.sort(np.reshape(scores, (3, areas)).T)
    found = hw.stats.slope_index_of_inequality([6, 4, 2] * areas, [10] * 3 * areas, np.repeat(np.arange(areas), 3),
                                               se=[1] * 3 * areas, quantile=by_area.ravel())  # fmt: skip
    assert set(found.status) == {"estimated"}
    assert found.value == pytest.approx(-6)
