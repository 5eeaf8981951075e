"""Two proportions or rates compared, against statsmodels and SciPy, over scalars, arrays and frames."""

import math
from typing import Any

import headway as hw
import numpy as np
import pandas as pd
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats as scipy_stats
from statsmodels.stats.proportion import confint_proportions_2indep
from statsmodels.stats.rates import confint_poisson_2indep

SAMPLES = [(56, 70, 48, 80), (9, 10, 3, 10), (5, 100, 12, 80), (83, 586, 11, 300), (200, 100_000, 150, 90_000)]
LEVELS = [0.8, 0.95, 0.998]


@pytest.mark.parametrize("sample", [*SAMPLES, (0, 10, 0, 20), (10, 10, 0, 20)])
def test_differences_of_proportions_agree_with_statsmodels(sample: tuple[int, ...]) -> None:
    """statsmodels 0.15, confint_proportions_2indep(method="newcomb"): 1e-9."""
    ours = hw.stats.proportion_difference(*sample, confidence=LEVELS, multiplier=100)
    for column, level in enumerate(LEVELS):
        lower, upper = confint_proportions_2indep(*sample, method="newcomb", compare="diff", alpha=1 - level)
        assert (ours.lower[column], ours.upper[column]) == pytest.approx((100 * lower, 100 * upper), rel=1e-9)


@pytest.mark.parametrize("sample", SAMPLES)
def test_ratios_of_proportions_agree_with_statsmodels(sample: tuple[int, ...]) -> None:
    """statsmodels 0.15, confint_proportions_2indep(method="score", correction=False), which iterates: 1e-6."""
    ours = hw.stats.proportion_ratio(*sample, confidence=LEVELS)
    for column, level in enumerate(LEVELS):
        oracle = confint_proportions_2indep(*sample, method="score", compare="ratio", correction=False, alpha=1 - level)
        assert (ours.lower[column], ours.upper[column]) == pytest.approx(oracle, rel=1e-6)


@pytest.mark.parametrize("sample", [*SAMPLES, (0, 10, 4, 12), (5, 3, 2, 8.5)])
def test_rates_agree_with_scipy_and_statsmodels(sample: tuple[float, ...]) -> None:
    """SciPy 1.17, quantiles of F for the ratio; statsmodels 0.15, MOVER of exact-c for the difference: 1e-9."""
    x1, n1, x2, n2 = sample
    ratio = hw.stats.rate_ratio(*sample, confidence=LEVELS)
    difference = hw.stats.rate_difference(*sample, confidence=LEVELS, interval="exact")
    for column, level in enumerate(LEVELS):
        tail = (1 - level) / 2
        lower = 0.0 if x1 == 0 else x1 / (x2 + 1) / scipy_stats.f.isf(tail, 2 * x2 + 2, 2 * x1) * n2 / n1
        upper = (x1 + 1) / x2 * scipy_stats.f.isf(tail, 2 * x1 + 2, 2 * x2) * n2 / n1
        assert (ratio.lower[column], ratio.upper[column]) == pytest.approx((lower, upper), rel=1e-9)
        if x1 > 0:
            oracle = confint_poisson_2indep(
                *sample, method="mover", compare="diff", method_mover="exact-c", alpha=1 - level
            )
            found = (difference.lower[column], difference.upper[column])
            assert found == pytest.approx(oracle, rel=1e-9, abs=1e-12 * x1 / n1)


count, size = st.integers(0, 2000), st.integers(1, 2000)


@given(count, size, count, size, st.floats(0.01, 0.9999999))
def test_limits_hold_the_value_and_turn_over(x1: int, n1: int, x2: int, n2: int, level: float) -> None:
    pairs = [hw.stats.rate_ratio]
    if x1 <= n1 and x2 <= n2:
        pairs.append(hw.stats.proportion_ratio)
        difference = hw.stats.proportion_difference(x1, n1, x2, n2, confidence=level)
        assert -1 <= difference.lower <= difference.value <= difference.upper <= 1
    for compare in pairs:
        one, other = compare(x1, n1, x2, n2, confidence=level), compare(x2, n2, x1, n1, confidence=level)
        assert one.lower is not None and (one.lower == 0) == (x1 == 0)
        assert one.upper == math.inf if x2 == 0 else one.upper < math.inf
        if x2:
            assert one.lower <= one.value * (1 + 1e-12) and one.value <= one.upper * (1 + 1e-12)
            assert one.upper * other.lower == pytest.approx(1, rel=1e-12)
        else:
            assert (one.value, one.status) == (None, "zero_denominator")


@given(st.integers(1, 5000), st.integers(1, 5000), st.integers(1, 5000), st.integers(1, 5000))
def test_the_score_interval_agrees_with_the_pooled_test(x1: int, rest1: int, x2: int, rest2: int) -> None:
    """Koopman's interval leaves 1 out just where Pearson's chi-squared test (SciPy, uncorrected) says so."""
    ratio = hw.stats.proportion_ratio(x1, x1 + rest1, x2, x2 + rest2)
    p = scipy_stats.chi2_contingency([[x1, rest1], [x2, rest2]], correction=False).pvalue
    if abs(p - 0.05) > 1e-9:
        assert (p < 0.05) == (not ratio.lower <= 1 <= ratio.upper)


def test_rows_that_cannot_be_compared_say_why() -> None:
    found = hw.stats.proportion_difference([5, None, 11, 5, -1], [10, 10, 10, 0, 10], [1, 1, 1, 1, 1], 20)
    assert found.status.tolist() == ["estimated", "missing", "count_above_denominator", "zero_denominator", "negative"]
    assert np.isnan(found.lower[1:]).all()
    assert "Newcombe" in found.method and "version 1" in found.method
    assert hw.stats.rate_ratio(30, 10, 1, 20).status == "estimated"  # more events than people
    assert "Koopman" in hw.stats.proportion_ratio(1, 2, 1, 2).method
    assert "Garwood" in hw.stats.rate_difference(1, 2, 1, 2, interval=hw.PoissonInterval.exact).method


@pytest.mark.parametrize("kind", [lambda f: f, pl.from_pandas])
def test_frames_and_their_groups(kind: Any) -> None:
    frame = kind(
        pd.DataFrame({"area": ["a", "b", "a"], "x": [5, 8, 6], "n": [100, 120, 90], "y": [9, 8, 7], "m": [80, 80, 80]})
    )
    rows = hw.stats.proportion_difference("x", "n", "y", "m", data=frame, multiplier=100)
    assert list(rows.columns) == ["area", "x", "n", "y", "m", "value", "lower", "upper", "status", "method"]
    areas = hw.stats.rate_ratio("x", "n", "y", "m", data=frame, by="area", confidence=[0.95, 0.998])
    assert type(areas) is type(frame) and areas["area"].to_list() == ["a", "b"]
    assert areas["lower_99_8"].to_list()[0] == hw.stats.rate_ratio(11, 190, 16, 160, confidence=0.998).lower


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: hw.stats.rate_ratio([1, 2], [1, 2, 3], 1, 1), "arrays of different lengths"),
        (lambda: hw.stats.rate_ratio(1, 1, 1, 1, confidence=1), "confidence: found 1"),
        (
            lambda: hw.stats.rate_difference(1, 1, 1, 1, interval="wald"),
            "interval: found 'wald'; accepted: byar, exact"
        ),
        (lambda: hw.stats.proportion_difference(1, 1, 1, 1, multiplier=0), "multiplier: found 0"),
        (lambda: hw.stats.proportion_ratio("x", 1, 1, 1), "with data= the name of a column"),
    ],
)
def test_bad_calls_are_refused(call: Any, message: str) -> None:
    with pytest.raises(hw.HeadwayError) as refused:
        call()
    assert message in str(refused.value)


def test_limits_are_shown_where_there_is_no_value() -> None:
    assert repr(
        hw.stats.rate_ratio(4, 12, 0, 10)
    ) == "zero denominator (0.5501 to inf at 95%), exact conditional interval"
