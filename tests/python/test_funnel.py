"""Funnels against scipy, labels against the limits that are drawn, targets, overdispersion, frames."""

import headway as hw
import numpy as np
import pandas as pd
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats as scipy_stats
from scipy.stats import mstats

points, limits = hw.stats.funnel_points, hw.stats.funnel_limits


@pytest.mark.parametrize("level", [0.5, 0.95, 0.998, 0.99999])
def test_limits_of_counts_are_the_exact_interval_turned_round(level: float) -> None:
    """SciPy 1.17, gamma.ppf and gamma.isf: x events just differ from these expected ones. To 1e-9."""
    x, tail = np.array([1.0, 2, 3, 10, 57, 400, 1e5]), (1 - level) / 2
    high_at, low_at = scipy_stats.gamma.ppf(tail, x), scipy_stats.gamma.isf(tail, x + 1)
    np.testing.assert_allclose(
        limits(None, high_at, kind="ratio", target=1, confidence=level, at=high_at).upper, x / high_at, rtol=1e-9
    )
    np.testing.assert_allclose(
        limits(None, low_at, kind="ratio", target=1, confidence=level, at=low_at).lower, x / low_at, rtol=1e-9
    )
    per_mille = limits(None, x, kind="rate", target=25, multiplier=1000, confidence=level, at=low_at / 0.025)
    np.testing.assert_allclose(per_mille.lower, x / low_at * 25, rtol=1e-9)


def test_limits_of_proportions_by_numpy() -> None:
    """t -+ z sqrt(t (1 - t) / n), z by scipy.stats.norm: 1e-12."""
    n = np.array([3.0, 40, 586, 1e6])
    curve = limits(None, n, target=11.63, multiplier=100, at=n)
    for column, tail in enumerate((0.025, 0.001)):
        reach = scipy_stats.norm.isf(tail) * np.sqrt(0.1163 * 0.8837 / n)
        np.testing.assert_allclose(curve.lower[:, column], 100 * np.maximum(0, 0.1163 - reach), rtol=1e-12)
        np.testing.assert_allclose(curve.upper[:, column], 100 * np.minimum(1, 0.1163 + reach), rtol=1e-12)
    assert curve.confidence == [0.95, 0.998] and curve.target == pytest.approx(11.63)


@pytest.mark.parametrize("multiplier", [1, 100, 1000, 100_000])
def test_a_limit_does_not_stop_at_100_whatever_the_multiplier(multiplier: float) -> None:
    one = points([9, 3], [10, 4], multiplier=multiplier)
    assert one.upper.max() == multiplier  # of so few all may have it
    assert points([5], [2.0], kind="ratio", multiplier=multiplier).upper.max() > 2 * multiplier
    np.testing.assert_allclose(one.lower / multiplier, points([9, 3], [10, 4]).lower)


@given(
    st.sampled_from(["proportion", "rate", "ratio"]),
    st.lists(st.tuples(st.integers(0, 500), st.integers(1, 500)), min_size=1, max_size=12),
    st.floats(1, 1e5),
    st.booleans(),
)
def test_labels_agree_with_the_limits_that_are_drawn(
    kind: str, units: list[tuple[int, int]], per: float, wide: bool
) -> None:
    n = np.array([float(max(unit)) if kind == "proportion" else unit[1] for unit in units])
    x = np.array([float(unit[0]) for unit in units])
    found = points(x, n, kind=kind, multiplier=per, overdispersion=wide)
    drawn = limits(x, n, kind=kind, multiplier=per, overdispersion=wide, at=n)
    np.testing.assert_array_equal(found.upper, drawn.upper)
    np.testing.assert_array_equal(found.lower, drawn.lower)
    assert found.target == drawn.target and found.dispersion == drawn.dispersion >= 1
    for row in range(len(x)):
        outside = [
            level
            for column, level in enumerate([0.95, 0.998])
            if found.value[row] > drawn.upper[row, column] * (1 + 1e-12)
            or found.value[row] < drawn.lower[row, column] * (1 - 1e-12)
        ]
        assert found.label[row] == ("within" if not outside else "high" if found.value[row] > found.target else "low")
        assert np.isnan(found.level[row]) if not outside else found.level[row] == outside[-1]


@given(st.integers(0, 300), st.floats(0.5, 300))
def test_a_label_says_what_the_exact_interval_says(count: int, expected: float) -> None:
    """A rate of `count` over the expected ones, exact, leaves out 1 just where the unit is labelled."""
    rate = hw.stats.crude_rate(count, expected, confidence=0.998, interval="exact")
    label = points(count, expected, kind="ratio", confidence=0.998).label
    if min(abs(rate.lower - 1), abs(rate.upper - 1)) > 1e-9:
        assert label == ("high" if rate.lower > 1 else "low" if rate.upper < 1 else "within")


def test_the_target_is_that_of_all_units_with_a_value() -> None:
    found = points([10, 30, None, 5], [100, 200, 50, 0], multiplier=100)
    assert found.target == pytest.approx(100 * 40 / 300)
    assert found.label.tolist() == ["within", "within", "not_compared", "not_compared"]
    assert found.status.tolist() == ["estimated", "estimated", "missing", "zero_denominator"]
    assert points([3], [4], kind="ratio", multiplier=100).target == 100
    assert points(3, 40, target=5, multiplier=100).target == 5


def test_overdispersion_agrees_with_winsorised_scores_of_scipy() -> None:
    """scipy.stats.mstats.winsorize(limits=0.1) and numpy: 1e-12."""
    random = np.random.default_rng(8)
    n = random.integers(50, 900, 43).astype(float)
    x = random.binomial(n.astype(int), random.beta(8, 40, 43)).astype(float)
    t = x.sum() / n.sum()
    z = np.asarray(mstats.winsorize((x - t * n) / np.sqrt(t * (1 - t) * n), limits=0.1))
    wide = points(x, n, overdispersion=True)
    assert wide.dispersion == pytest.approx(np.mean(z**2), rel=1e-12) and wide.dispersion > 1.5
    reach = scipy_stats.norm.isf(0.025) * np.sqrt(wide.dispersion * t * (1 - t) / n)
    np.testing.assert_allclose(wide.upper[:, 0], t + reach, rtol=1e-12)
    z = np.asarray(mstats.winsorize((x - 0.2 * n) / np.sqrt(0.2 * n), limits=0.1))
    ratio = points(x, 0.2 * n, kind="ratio", overdispersion=True)
    assert ratio.dispersion == pytest.approx(max(1, np.mean(z**2)), rel=1e-12)
    assert "overdispersion" in wide.method and points(x, n).dispersion == 1


def test_a_scalar_gives_scalars() -> None:
    one = points(83, 586, target=11.63, multiplier=100, confidence=0.95)
    assert one.label is hw.FunnelLabel.within and one.level is None
    high = points(84, 586, target=11.63, multiplier=100, confidence=0.95)
    assert high.label is hw.FunnelLabel.high and high.level == 0.95
    assert isinstance(high.upper, float)


def test_frames() -> None:
    frame = pl.DataFrame({"trust": ["a", "a", "b"], "deaths": [12, 20, 30], "admissions": [100, 900, 210]})
    out = points("deaths", "admissions", data=frame, by="trust", multiplier=100)
    assert isinstance(out, pl.DataFrame)
    assert out["label"].to_list() == ["low", "high"] and out["deaths"].to_list() == [32, 30]
    assert {"value", "lower_95", "upper_99_8", "level", "status", "method"} <= set(out.columns)
    curve = limits("deaths", "admissions", data=frame, by="trust", multiplier=100, points=7)
    assert curve.columns[:3] == ["denominator", "value", "lower_95"] and len(curve) == 7
    assert curve["denominator"].to_list()[0] == 210 and curve["denominator"].to_list()[-1] == 1000
    np.testing.assert_allclose(curve["value"], 100 * 62 / 1210)
    assert len(points("deaths", "admissions", data=pd.DataFrame(frame.to_dict(as_series=False)))) == 3


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        ({"kind": "mean"}, "kind: found 'mean'; accepted: proportion, rate, ratio"),
        ({"target": 1.3}, "target: found 1.3; accepted: from 0 to 1"),
        ({"target": 700, "multiplier": 100}, "target: found 700; accepted: from 0 to 100"),
        ({"overdispersion": "no"}, "overdispersion: found str 'no'; accepted: True or False"),
        ({"overdispersion": True, "target": 0.5, "count": [None]}, "overdispersion: found no unit"),
        ({"multiplier": 0}, "multiplier: found 0"),
        ({"confidence": 95}, "confidence: found 95"),
        ({"confidence": []}, "confidence: found no level"),
        ({"denominator": [1, 2]}, "different lengths"),
        ({"count": [None]}, "no unit with a count and a denominator"),
    ],
)
def test_what_is_no_funnel_is_refused(arguments: dict[str, object], part: str) -> None:
    call: dict[str, object] = {"count": [5], "denominator": [10]} | arguments
    with pytest.raises(hw.HeadwayError) as refused:
        points(call.pop("count"), call.pop("denominator"), **call)  # type: ignore[arg-type]
    assert part in str(refused.value)
    with pytest.raises(hw.HeadwayError, match="counts, or a target"):
        limits(None, [10])
    for few in (1, 2.5, "3", True):
        with pytest.raises(hw.HeadwayError, match="points: found .*accepted: a whole number from 2"):
            limits([5], [10], points=few)  # type: ignore[arg-type]


def test_limits_are_not_called_overdispersed_without_counts() -> None:
    """With a target alone they came out as narrow as chance, under the method's name."""
    n = [100, 200, 400]
    wide = limits([30, 10, 90], n, target=7, multiplier=100, overdispersion=True)
    assert wide.dispersion > 5
    with pytest.raises(hw.HeadwayError, match="count: found None; accepted: the counts that overdispersion comes from"):
        limits(None, n, target=7, multiplier=100, overdispersion=True)
    assert limits(None, n, target=7, multiplier=100).dispersion == 1


def test_a_frame_has_the_target_and_the_dispersion() -> None:
    counts, n = [12, 60, 30, 4], [100, 210, 1000, 90]
    frame = pl.DataFrame({"count": counts, "n": n})
    out = points("count", "n", data=frame, multiplier=100, overdispersion=True)
    arrays = points(counts, n, multiplier=100, overdispersion=True)
    assert arrays.dispersion > 2
    assert out["target"].to_list() == [arrays.target] * 4 and out["dispersion"].to_list() == [arrays.dispersion] * 4


def test_no_rows_are_no_units() -> None:
    frame = pl.DataFrame({"trust": ["a"], "count": [1], "n": [2]})
    columns = points("count", "n", data=frame).columns
    empty = points("count", "n", data=frame[:0])
    assert empty.columns == columns and len(empty) == 0
    by_trust = points("count", "n", data=frame[:0], by="trust", overdispersion=True, kind="rate", target=3)
    assert [name for name in by_trust.columns if name != "reason"] == columns and len(by_trust) == 0


def test_a_reader_is_told_that_limits_are_limits() -> None:
    few = points([9, 2], [10, 10], target=0.5, confidence=0.9)
    assert [line.split(" (")[1].split(" ")[0] for line in repr(few).splitlines()[1:]] == ["limits", "limits"]
    curve = limits(None, [1], target=50, multiplier=100, confidence=0.95, at=[100, 400])
    assert repr(curve).splitlines()[1:] == [
        "  at 100: 50 (limits 40.2 to 59.8 at 95%)",
        "  at 400: 50 (limits 45.1 to 54.9 at 95%)",
    ]


def test_a_target_of_none_or_of_all_is_a_target() -> None:
    assert points([0, 3], [10, 10], target=0).label.tolist() == ["within", "high"]
    assert points([0, 10], [10, 10], target=100, multiplier=100).label.tolist() == ["low", "within"]


def test_units_without_events_are_dispersed_about_a_target() -> None:
    # Two z-scores of -0.2 / sqrt(0.2 x 0.8 / 10), squared: 2.5
    assert points([0, 0], [10, 10], target=0.2, overdispersion=True).dispersion == pytest.approx(2.5, rel=1e-12)


def test_a_curve_needs_no_units_where_its_target_is_given() -> None:
    frame = pd.DataFrame({"count": [], "n": []}, dtype=float)
    curve = limits("count", "n", data=frame, target=10, multiplier=100, at=[100])
    assert curve["value"].tolist() == [10]


def test_limits_at_one_denominator_are_drawn_there_alone() -> None:
    from matplotlib import pyplot as plt

    one = limits([12, 30], [100, 210], target=9.0, multiplier=100, at=[400])
    ax = one.plot(unit="%")
    drawn = [line for line in ax.get_lines() if str(line.get_label()).startswith(("Lower", "Upper"))]
    assert [line.get_xdata().tolist() for line in drawn] == [[400]] * 4  # no line that would hold elsewhere
    heights = sorted(float(line.get_ydata()[0]) for line in drawn)
    assert heights == pytest.approx(sorted([*one.lower.ravel(), *one.upper.ravel()]))
    assert ax.get_xlim()[1] > 400
    plt.close("all")
