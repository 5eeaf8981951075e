"""The recent trend against NumPy by its definition; Mann-Kendall and Sen against SciPy; groups and periods."""

import datetime
from typing import Any

import headway as hw
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats as scipy_stats
from statsmodels.regression.linear_model import WLS
from statsmodels.stats.contingency_tables import Table

trend = hw.stats.recent_trend
YEARS = np.arange(5.0)


def by_definition(x: np.ndarray, n: np.ndarray, level: float = 0.998) -> tuple[float, float, str]:
    """Cochran and Armitage's sums, slopes of the log odds by numpy.polyfit."""
    p, mean = x.sum() / n.sum(), (n * YEARS).sum() / n.sum()
    chi_squared = (x * (YEARS - mean)).sum() ** 2 / (p * (1 - p) * (n * (YEARS - mean) ** 2).sum())
    log_odds = np.log(x / (n - x))
    slopes = [np.polyfit(YEARS, log_odds, 1)[0]]
    slopes += [np.polyfit(np.delete(YEARS, i), np.delete(log_odds, i), 1)[0] for i in range(5)]
    signs = {0.0 if abs(slope) < 1e-12 else float(np.sign(slope)) for slope in slopes}  # polyfit rounds
    marked = chi_squared > scipy_stats.chi2.isf(1 - level, 1) and len(signs) == 1 and 0.0 not in signs
    return (
        chi_squared,
        slopes[0],
        "no_significant_change" if not marked else "increasing" if slopes[0] > 0 else "decreasing",
    )


@settings(max_examples=200)
@given(
    st.lists(st.tuples(st.integers(1, 99), st.integers(100, 5000)), min_size=5, max_size=5),
    st.sampled_from([0.9, 0.95, 0.998]),
)
def test_proportions_by_definition(points: list[tuple[int, int]], level: float) -> None:
    x, n = np.array(points, float).T
    chi_squared, slope, marker = by_definition(x, n, level)
    ours = trend(x, n, confidence=level)
    assert ours.chi_squared == pytest.approx(chi_squared, rel=1e-9, abs=1e-12)
    assert ours.slope == pytest.approx(slope, rel=1e-9, abs=1e-12)
    assert ours.marker == marker
    assert ours.p_value == pytest.approx(scipy_stats.chi2.sf(chi_squared, 1), rel=1e-9)


def test_chi_squared_agrees_with_the_ordinal_association_of_statsmodels() -> None:
    """statsmodels 0.14, Table.test_ordinal_association: conditional on all margins, (N - 1) / N of ours. 1e-9."""
    x, n = np.array([520.0, 498, 470, 449, 421]), np.array([3400.0, 3390, 3420, 3410, 3395])
    z = (
        Table(np.array([x, n - x]).T, shift_zeros=False)
        .test_ordinal_association(row_scores=YEARS, col_scores=np.array([1.0, 0.0]))
        .zscore
    )
    assert trend(x, n).chi_squared == pytest.approx(z**2 * n.sum() / (n.sum() - 1), rel=1e-9)


@pytest.mark.parametrize("seed", range(5))
def test_values_agree_with_weighted_least_squares_of_statsmodels(seed: int) -> None:
    """statsmodels 0.14, WLS with weights 1 / se^2; its covariance rescaled to known errors. 1e-9."""
    random = np.random.default_rng(seed)
    y, se = 10 + random.normal(size=5) + 0.5 * YEARS, random.uniform(0.2, 0.9, 5)
    fit = WLS(y, np.column_stack([np.ones(5), YEARS]), weights=1 / se**2).fit()
    variance = fit.cov_params()[1, 1] / fit.scale
    ours = trend(value=y, se=se)
    assert ours.slope == pytest.approx(fit.params[1], rel=1e-9)
    assert ours.chi_squared == pytest.approx(fit.params[1] ** 2 / variance, rel=1e-9)
    limits = trend(value=y, lower=y - 1.96 * se, upper=y + 1.96 * se)
    assert limits.chi_squared == pytest.approx(ours.chi_squared, rel=1e-9)


def test_rates_take_the_error_of_their_official_interval() -> None:
    """Exact limits by SciPy below 10 events, Byar's formula from 10; their width over 3.92; numpy.polyfit. 1e-9."""
    x, n = np.array([0.0, 4, 12, 25, 40]), np.array([1000.0, 1100, 1050, 1200, 1150])
    z = scipy_stats.norm.isf(0.025)
    lower = np.array(
        [
            0,
            *scipy_stats.chi2.ppf(0.025, 2 * x[1:2]) / 2,
            *(x[2:] * (1 - 1 / (9 * x[2:]) - z / (3 * np.sqrt(x[2:]))) ** 3),
        ]
    )
    y = x + 1
    upper = np.where(x < 10, scipy_stats.chi2.isf(0.025, 2 * y) / 2, y * (1 - 1 / (9 * y) + z / (3 * np.sqrt(y))) ** 3)
    se = (upper - lower) / 3.92 / n
    slope, covariance = np.polyfit(YEARS, x / n, 1, w=1 / se, cov="unscaled")
    ours = trend(x, n, kind="rate")
    assert ours.slope == pytest.approx(slope[0], rel=1e-9)
    assert ours.chi_squared == pytest.approx(slope[0] ** 2 / covariance[0, 0], rel=1e-9)
    assert (ours.marker, ours.status) == ("increasing", "estimated")


def test_a_scalar_result_and_its_words() -> None:
    one = trend([5, 6, 7, 8, 9], [100] * 5)
    assert one.marker is hw.TrendMarker.no_significant_change and one.status is hw.TrendStatus.estimated
    assert isinstance(one.chi_squared, float) and "Fingertips" in one.method
    none = trend([5, 6, 7], [100] * 3)
    assert (none.marker, none.chi_squared, none.status) == ("cannot_be_calculated", None, "too_few_points")


@pytest.mark.parametrize(
    ("count", "denominator", "status"),
    [
        ([10, 20, None, 40, 50], [100] * 5, "missing"),
        ([10, 20, 30, 40, 101], [100] * 5, "count_above_denominator"),
        ([10, 20, 30, -40, 50], [100] * 5, "negative"),
        ([10, 20, 30, 40, 50], [100, 100, 0, 100, 100], "zero_denominator"),
        ([10, 20, 30, 40, np.inf], [100] * 5, "not_finite"),
        ([0, 20, 30, 40, 50], [100] * 5, "no_log_odds"),
        ([0] * 5, [100] * 5, "no_log_odds"),
    ],
)
def test_what_cannot_be_calculated_says_why(count: list[float], denominator: list[float], status: str) -> None:
    found = trend(count, denominator)
    assert (found.marker, found.status) == ("cannot_be_calculated", status)


def test_many_series_by_groups_in_order_of_their_first_points() -> None:
    groups = ["b"] * 5 + ["a"] * 3 + ["c"] * 6
    x = [50, 40, 30, 20, 10, 1, 2, 3, 99, 10, 20, 30, 40, 50]
    many = trend(x, [100] * 14, groups=groups, polarity="high_is_good")
    assert many.groups == ["b", "a", "c"]
    assert many.marker.tolist() == ["worsening", "cannot_be_calculated", "improving"]
    assert many.chi_squared[0] == pytest.approx(1e4 / 210) and np.isnan(many.chi_squared[1])
    assert "b: worsening" in repr(many)


def frame_of(order: list[int]) -> pd.DataFrame:
    years = ["2018/19", "2019/20", "2020/21", "2021/22", "2022/23"]
    rows = [{"area": area, "year": year, "x": x, "n": 100, "polarity": "low_is_good"}
            for area, values in (("Bargate", [10, 20, 30, 40, 50]), ("Bevois", [30, 31, 30, 29, 30]))
            for year, x in zip(years, values, strict=True)]  # fmt: skip
    return pd.DataFrame(rows).iloc[order].reset_index(drop=True)


@given(st.permutations(range(10)))
@settings(max_examples=25)
def test_frames_are_put_in_the_order_of_their_periods(order: list[int]) -> None:
    out = trend("x", "n", data=frame_of(list(order)), by="area", period="year", polarity="polarity").set_index("area")
    assert out.loc["Bargate", "marker"] == "worsening" and out.loc["Bevois", "marker"] == "no_significant_change"
    assert out.loc["Bargate", "chi_squared"] == pytest.approx(1e4 / 210)
    assert list(out.columns) == ["marker", "chi_squared", "p_value", "slope", "status", "method"]


def test_periods_that_are_not_five_years_in_a_row() -> None:
    x, n = [10, 20, 30, 40, 50], [100] * 5
    assert trend(x, n, period=[2019, 2020, 2021, 2022, 2023]).marker == "increasing"
    assert trend(x, n, period=[2018, 2020, 2021, 2022, 2023]).status == "not_consecutive"
    assert trend(x, n, period=["2019", "2020", "2021", None, "2023"]).status == "missing"
    assert trend(x, n, period=[hw.Period.parse(str(year)) for year in range(2019, 2024)]).marker == "increasing"
    for month in ("JAN", "APR", "SEP"):
        for freq in ("YS", "YE"):
            dates = pd.date_range("2019-01-01", periods=5, freq=f"{freq}-{month}")
            assert trend(x, n, period=dates).marker == "increasing"
    for periods, part in (
        (
            ["2016 - 18", "2017 - 19", "2018 - 20", "2019 - 21", "2020 - 22"],
            "period[0]: found '2016 - 18'; accepted: periods of one year",
        ),
        (["2019", "2020", "2021", "2022", "2022/23"], "years that begin in different months"),
        (["2019", "2020", "2021", "2022", "soon"], "period[4]"),
        ([2019, 2020], "period: found 2 for 5 points"),
        (
            [20180000, 20190000, 20200000, 20210000, 20220000],
            "period[0]: found 20180000; accepted: a year from 1000 to 9999"
        ),
        (
            [2019, 2020, 201819, 2022, 2023],
            "period[2]: found 201819; accepted: a year from 1000 to 9999, a label such as 2022/23"
        ),
        ([2019, 2020.5, 2021, 2022, 2023], "period[1]: found 2020.5"),
        ([True] * 5, "period[0]: found True"),
        (pd.date_range("2019-02-15", periods=5, freq="365D"), "period[0]: found 2019-02-15; accepted: a year"),
        (pd.date_range("2019-02-01", periods=5, freq="MS"), "years that begin in different months"),
        (["2019-01-01", "2020-01-01", "2021-01-01", "2022-01-01", "2023-12-31"], "years that begin in different"),
        (["2019/20", "2020/21", "2021/22", "2022/23", "2024-01-01"], "years that begin in different months"),
        (pd.period_range("2019-01", periods=5, freq="M"), "period[0]: found '2019-01'; accepted: periods of one year"),
        ([[2019]] * 5, "period: found list"),
        (np.array([[2019], [2020], [2021], [2022], None], object), "period: found lists"),
        ("year", "period: found str"),
    ):
        with pytest.raises(hw.HeadwayError) as refused:
            trend(x, n, period=periods)
        assert part in str(refused.value)


@pytest.mark.parametrize(
    "years",
    [
        pd.period_range("2019", periods=5, freq="Y"),
        pd.period_range("2019-04", periods=5, freq="Y-MAR"),
        pd.Series(pd.period_range("2019", periods=5, freq="Y")),
        pd.date_range("2019", periods=5, freq="YS"),
        np.arange(5).astype("datetime64[Y]") + 49,
        [f"{year}-01-01" for year in range(2019, 2024)],
        pl.Series([2019, 2020, 2021, 2022, 2023]),
        pa.array([2019, 2020, 2021, 2022, 2023]),
    ],
)
def test_periods_and_dates_are_years(years: object) -> None:
    rows = [4, 0, 2, 1, 3]
    x = np.array([10, 20, 30, 40, 50])
    assert trend(x, 100, period=years).marker == "increasing"
    frame = pd.DataFrame({"year": pd.Series(years), "x": x, "n": 100}).iloc[rows]
    out = trend("x", "n", data=frame, period="year")
    assert out["marker"].tolist() == ["increasing"] and out["chi_squared"][0] == pytest.approx(
        trend(x, 100).chi_squared
    )
    frame.loc[3, "year"] = None
    assert trend("x", "n", data=frame, period="year")["status"].tolist() == ["missing"]


def test_a_frame_of_one_series() -> None:
    out = trend("x", "n", data=pl.DataFrame({"x": [10, 20, 30, 40, 50], "n": [100] * 5}))
    assert isinstance(out, pl.DataFrame) and out["marker"].to_list() == ["increasing"]


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        ({}, "neither counts nor values"),
        ({"count": [1], "denominator": [2], "value": [1], "se": [1]}, "counts and values together"),
        ({"value": [1]}, "not one measure of error"),
        ({"value": [1], "se": [1], "lower": [1], "upper": [1]}, "not one measure of error"),
        ({"count": [1], "denominator": [2], "kind": "value"}, "kind: found value; accepted: proportion, rate"),
        ({"count": [1], "denominator": [2], "kind": "ratio"}, "kind: found 'ratio'; accepted: proportion, rate, value"),
        (
            {"count": [1], "denominator": [2], "by": pd.Series(["a"])},
            "by: found Series; accepted: the name of a column"
        ),
        ({"value": [1], "se": [1], "kind": "rate"}, "kind: found rate; accepted: value"),
        ({"count": [1], "denominator": [2], "confidence": 99.8}, "confidence: found 99.8"),
        ({"count": [1], "denominator": [2], "polarity": "good"}, "polarity: found \"good\""),
        ({"count": [1, 2], "denominator": [2]}, "different lengths"),
    ],
)
def test_what_is_no_trend_is_refused(arguments: dict[str, object], part: str) -> None:
    with pytest.raises(hw.HeadwayError) as refused:
        trend(**arguments)
    assert part in str(refused.value)


# --- Mann-Kendall and Sen ------------------------------------------------------------------------------------------


@settings(max_examples=150)
@given(st.lists(st.integers(-50, 50), min_size=3, max_size=40))
def test_mann_kendall_agrees_with_scipy(values: list[int]) -> None:
    """SciPy 1.17, kendalltau: tau-b, and the exact p-value; the normal one by its definition in NumPy. 1e-9."""
    ours = hw.stats.mann_kendall(values)
    times = np.arange(len(values))
    v = np.array(values, float)
    ties = len(set(values)) < len(values)
    assert ours.exact == (not ties and len(values) <= 33)
    pairs = np.sign(v[None, :] - v[:, None])[np.triu_indices(len(v), 1)]
    assert ours.s == pairs.sum()
    if len(set(values)) > 1:
        assert ours.tau == pytest.approx(scipy_stats.kendalltau(times, v).statistic, rel=1e-9, abs=1e-12)
    if ours.exact:
        assert ours.p_value == pytest.approx(scipy_stats.kendalltau(times, v, method="exact").pvalue, rel=1e-9)
    else:
        n, (_, t) = len(v), np.unique(v, return_counts=True)
        variance = (n * (n - 1) * (2 * n + 5) - (t * (t - 1) * (2 * t + 5)).sum()) / 18
        z = np.sign(ours.s) * max(0, abs(ours.s) - 1) / np.sqrt(variance) if variance else 0.0
        assert ours.z == pytest.approx(z, rel=1e-9)
        assert ours.p_value == pytest.approx(2 * scipy_stats.norm.sf(abs(z)), rel=1e-9)


@settings(max_examples=150)
@given(st.lists(st.integers(-50, 50), min_size=3, max_size=40), st.sampled_from([0.8, 0.95, 0.99]))
def test_sens_slope_agrees_with_scipy(values: list[int], level: float) -> None:
    """SciPy 1.17, theilslopes: 1e-9."""
    ours, oracle = hw.stats.sen_slope(values, confidence=level), scipy_stats.theilslopes(values, alpha=level)
    assert ours.value == pytest.approx(oracle.slope, rel=1e-9, abs=1e-12)
    if ours.status == "too_few_points":  # SciPy takes all slopes for the interval, whatever the level
        slopes = [(b - a) / (j - i) for i, a in enumerate(values) for j, b in enumerate(values) if j > i]
        assert (ours.lower, ours.upper) == (None, None)
        assert oracle.low_slope == min(slopes) or oracle.high_slope == max(slopes)
    elif len(set(values)) > 1:  # SciPy has no interval of a constant series
        assert (ours.lower, ours.upper) == pytest.approx((oracle.low_slope, oracle.high_slope), rel=1e-9, abs=1e-12)


@settings(max_examples=60)
@given(
    st.lists(st.one_of(st.none(), st.integers(-20, 20)), min_size=6, max_size=25).filter(
        lambda v: sum(x is not None for x in v) > 2
    )
)
def test_points_around_a_gap_keep_their_times(values: list[int | None]) -> None:
    """SciPy 1.17, theilslopes and kendalltau of the known points at their own times: 1e-9."""
    times = [t for t, v in enumerate(values) if v is not None]
    known = [v for v in values if v is not None]
    assert hw.stats.sen_slope(values).value == pytest.approx(
        scipy_stats.theilslopes(known, times).slope, rel=1e-9, abs=1e-12
    )
    if len(set(known)) > 1:
        assert hw.stats.mann_kendall(values).tau == pytest.approx(
            scipy_stats.kendalltau(times, known).statistic, rel=1e-9, abs=1e-12
        )


def test_series_by_groups_and_frames() -> None:
    frame = pd.DataFrame({"area": ["a"] * 5 + ["b"] * 5 + ["c"], "v": [1, 2, 3, 4, 5, 5, 4, None, 2, 1, 9]})
    test = hw.stats.mann_kendall("v", data=frame, by="area")
    assert test["s"].tolist()[:2] == [10, -6] and test["status"].tolist() == [
        "estimated",
        "estimated",
        "too_few_points",
    ]
    slope = hw.stats.sen_slope("v", data=frame, by="area", confidence=[0.8, 0.95])
    assert slope["value"].tolist()[:2] == [1, -1] and "lower_80" in slope.columns
    many = hw.stats.sen_slope(frame["v"], groups=frame["area"])
    assert many.groups == ["a", "b", "c"] and many.value[:2].tolist() == [1, -1] and np.isnan(many.value[2])
    assert hw.stats.mann_kendall(frame["v"], groups=frame["area"]).p_value[0] == pytest.approx(2 / 120)
    assert hw.stats.sen_slope([1, None, 3]).status == "too_few_points"


def test_a_constant_series_has_no_trend_and_no_nan() -> None:
    flat = hw.stats.mann_kendall([4.2] * 7)
    assert (flat.s, flat.tau, flat.z, flat.p_value) == (0, 0, 0, 1)
    assert hw.stats.sen_slope([4.2] * 7).value == 0
    steady = trend([7] * 5, [100] * 5)
    assert (steady.chi_squared, steady.slope, steady.marker) == (0, 0, "no_significant_change")


def test_a_series_has_one_polarity_whatever_the_order_of_its_rows() -> None:
    """Four rows high_is_good and one low_is_good were improving, and read backwards worsening."""
    frame = pd.DataFrame({
        "area": ["a"] * 5 + ["b"] * 5,
        "year": [2001, 2002, 2003, 2004, 2005] * 2,
        "n": [421, 449, 470, 498, 520] * 2,
        "of": [3400] * 10,
        "polarity": ["high_is_good"] * 9 + ["low_is_good"],
    })  # fmt: skip
    for rows, found in (
        (frame, "rows 5 and 9, polarity: found high_is_good and low_is_good"),
        (frame[::-1], "rows 0 (index 9) and 1 (index 8), polarity: found low_is_good and high_is_good"),
    ):
        with pytest.raises(hw.HeadwayError) as refused:
            trend("n", "of", data=rows, by="area", period="year", polarity="polarity")
        assert str(refused.value) == f"{found} in one series; accepted: one polarity a series"
    with pytest.raises(hw.HeadwayError, match="rows 0 and 4, polarity: found neutral and in_range"):
        trend([421, 449, 470, 498, 520], 3400, polarity=["neutral"] * 4 + ["in_range"])


def test_a_null_beside_a_polarity_is_no_other_polarity() -> None:
    frame = pd.DataFrame({"area": list("aaaaabbbbbccccc"), "n": [421, 449, 470, 498, 520] * 3, "of": [3400] * 15})
    words = ["high_is_good", *[None] * 4, *[None] * 4, "low_is_good", *[None] * 5]
    for order in (slice(None), slice(None, None, -1)):
        rows = frame.assign(year=[2001, 2002, 2003, 2004, 2005] * 3, polarity=words)[order]
        out = trend("n", "of", data=rows, by="area", period="year", polarity="polarity").set_index("area")
        assert out["marker"].to_dict() == {"a": "improving", "b": "worsening", "c": "increasing"}


def test_counts_without_denominators_are_refused() -> None:
    counts = [520, 498, 470, 449, 421]
    with pytest.raises(hw.HeadwayError, match="denominator: found None; accepted: count and denominator together"):
        trend(counts)
    with pytest.raises(hw.HeadwayError, match="denominator: found None"):
        trend("n", data=pd.DataFrame({"n": counts, "a": 1}), by="a")
    with pytest.raises(hw.HeadwayError, match="count: found None"):
        trend(denominator=counts)


@pytest.mark.parametrize("values", [[], [3.0], [3.0, 4], [2.0 * x for x in range(10)]])
def test_all_rows_are_one_series_however_few(values: list[float]) -> None:
    slope, test = hw.stats.sen_slope(values), hw.stats.mann_kendall(values)
    enough = len(values) == 10
    assert slope.value == (2 if enough else None) and test.s == (45 if enough else None)
    assert slope.status == test.status == ("estimated" if enough else "too_few_points")
    frame = pd.DataFrame({"n": np.array(values), "x": np.zeros(len(values))}, index=range(20, 20 + len(values)))
    slopes, tests = hw.stats.sen_slope("n", data=frame), hw.stats.mann_kendall("n", data=frame)
    assert list(slopes.columns) == ["value", "lower", "upper", "status", "method"] and len(slopes) == len(tests) == 1
    assert list(tests.columns) == ["s", "tau", "z", "p_value", "exact", "status", "method"]
    assert slopes["status"].tolist() == [slope.status]


def test_exact_is_said_and_not_numbered() -> None:
    assert ", exact, estimated," in repr(hw.stats.mann_kendall([12, 15, 11, 18]))
    assert "exact" not in repr(hw.stats.mann_kendall([12, 12, 11, 18]))


def test_periods_and_polarities_go_with_the_index_of_the_counts() -> None:
    counts, years = pd.Series([520, 498, 470, 449, 421]), pd.Series([2005, 2004, 2003, 2002, 2001])
    assert trend(counts, 3400, period=years).marker == "increasing"
    with pytest.raises(hw.HeadwayError, match="count and period have different indexes"):
        trend(counts, 3400, period=years.sort_values())
    with pytest.raises(hw.HeadwayError, match="count and polarity have different indexes"):
        trend(counts, 3400, polarity=pd.Series(["neutral"] * 5, index=range(1, 6)))


def test_a_value_outside_its_own_limits_is_told() -> None:
    year: Any = {"value": [20, 21, 22, 23, 24], "lower": [19, 20, 21, 22, 23], "upper": [21, 22, 23, 24, 25]}
    assert trend(**year).status == "estimated"
    found = trend(**year | {"lower": [0.1] * 5, "upper": [0.2] * 5})  # shares, beside per cent
    assert (found.status, found.marker) == ("outside_limits", "cannot_be_calculated")


# --- the periods of other series -----------------------------------------------------------------------------------


@settings(max_examples=80)
@given(
    st.lists(st.integers(-20, 20), min_size=5, max_size=20), st.randoms(),
    st.sampled_from(["M", "Q", "Y", "Y-MAR", "text", "date"])
)
def test_values_are_put_in_the_order_of_their_periods(values: list[int], random: object, kind: str) -> None:
    """SciPy 1.17, theilslopes and kendalltau at the times of the known points: 1e-9."""
    times = sorted(random.sample(range(3 * len(values)), len(values)))
    rows = random.sample(range(len(values)), len(values))
    periods = [pd.Period("2001-04", kind if len(kind) < 4 and kind != "Y-MAR" else "M") + time for time in times]
    if kind == "Y-MAR":
        periods = [pd.Period("2001-04", kind) + time for time in times]
    if kind == "text":
        periods = [str(period) for period in periods]
    if kind == "date":
        periods = [period.start_time for period in periods]
    frame = pd.DataFrame({"v": values, "when": periods}).iloc[rows]
    slope, tau = scipy_stats.theilslopes(values, times).slope, scipy_stats.kendalltau(times, values).statistic
    for v, when, data in ((frame["v"], frame["when"], None), ("v", "when", frame)):
        ours, test = (function(v, period=when, data=data) for function in (hw.stats.sen_slope, hw.stats.mann_kendall))
        ours, test = (ours, test) if data is None else (ours.iloc[0], test.iloc[0])
        value = ours.value if data is None else ours["value"]
        assert value == pytest.approx(slope, rel=1e-9, abs=1e-12)
        if len(set(values)) > 1:
            assert test.tau == pytest.approx(tau, rel=1e-9, abs=1e-12)


def test_a_column_of_periods_may_have_any_name() -> None:
    with pytest.raises(hw.HeadwayError, match=r"row 1, column '\{year\}': found none"):
        hw.stats.sen_slope("v", period="{year}", data=pd.DataFrame({"v": [1, 2], "{year}": ["2019", None]}))


def test_series_have_their_own_periods() -> None:
    frame = pd.DataFrame({
        "area": list("abababab"), "year": [2024, 2019, 2022, 2020, 2023, 2021, 2020, 2022],
        "v": [9, 4, 5, 3, 7, 2, 1, 1]
    })
    slopes = hw.stats.sen_slope("v", period="year", data=frame, by="area")
    assert slopes["area"].tolist() == ["a", "b"] and slopes["value"].tolist() == [2, -1]
    arrays = hw.stats.sen_slope(frame["v"], period=frame["year"], groups=frame["area"])
    assert arrays.groups == ["a", "b"] and arrays.value.tolist() == [2, -1]
    tests = hw.stats.mann_kendall("v", period="year", data=frame, by="area")
    assert tests["s"].tolist() == [6, -6]
    assert hw.stats.sen_slope([], period=[]).status == "too_few_points"


@pytest.mark.parametrize(
    ("period", "part"),
    [
        ([2019, 2020, 2019], "rows 0 and 2: found one time twice in a series"),
        ([2019, None, 2020], "period[1]: found none; accepted: one for every row"),
        ([2019, 2020], "period: found 2 for 3 points"),
        (["2024-01", "2024-02", "2024-13"], "period[2]: period \"2024-13\""),
        (["2024-01", "2024-02", "2024 - Q3"], "period: found months and quarters; accepted: periods of one kind"),
        (["2024-01", "2024-02", "2018 - 20"], "period[2]: found '2018 - 20'; accepted: months, quarters or years"),
        (["2022", "2023", "2024/25"], "found '2022' and '2024/25', years that begin in different months"),
        (["2024-01-15", "2024-02-15", "2024-03-15"], "period[0]: found 2024-01-15"),
        ([1, 2, 3], "period[0]: found 1; accepted: a year from 1000 to 9999"),
        (
            [datetime.date(1024, 1, 1), datetime.date(2024, 2, 1), datetime.date(2024, 3, 1)],
            "rows 0 and 2, period: found 12,003 steps from one to the other; accepted: at most 10,000"
        ),
    ],
)
def test_what_is_no_period_is_refused(period: list[object], part: str) -> None:
    for function in (hw.stats.mann_kendall, hw.stats.sen_slope):
        with pytest.raises(hw.HeadwayError) as refused:
            function([1, 2, 3], period=period)
        assert part in str(refused.value)
        with pytest.raises(hw.HeadwayError) as refused:
            function("v", period=period, data=pd.DataFrame({"v": [1, 2, 3]}))
        assert "period: found list with data" in str(refused.value)


@pytest.mark.parametrize(
    "index", [pd.date_range("2019", periods=6, freq="YS"), pd.period_range("2019", periods=6, freq="Y")]
)
def test_an_index_of_times_that_does_not_rise_is_refused(index: pd.Index) -> None:
    values = pd.Series([12.0, 15, 11, 18, 17, 21], index=index)
    for function in (hw.stats.mann_kendall, hw.stats.sen_slope):
        assert function(values).status == "estimated"
        with pytest.raises(
            hw.HeadwayError, match=r"values: found an index of times that does not rise \(rows 0 and 1\); .*sort_index"
        ):
            function(values[::-1])
        assert function(pd.concat([values, values]), groups=["a"] * 6 + ["b"] * 6).groups == ["a", "b"]
        with pytest.raises(hw.HeadwayError, match="rows 5 and 6"):
            function(pd.concat([values, values]))
        back = values[::-1]
        assert repr(function(back, period=back.index)) == repr(function(values))
        assert repr(function(back, period=back.index.to_series())) == repr(function(values))
    with pytest.raises(hw.HeadwayError, match="count: found an index of times that does not rise"):
        trend(values[::-1], 100)
    with pytest.raises(hw.HeadwayError, match="does not rise .rows without one."):
        hw.stats.sen_slope(pd.Series([1.0, 2], index=pd.DatetimeIndex(["2024", None])))


def test_dates_are_of_the_longest_period_that_they_can_be() -> None:
    """2.667 a year, as with labels, wherever the year begins; and a quarter."""
    values = [12, 14, 15, 19, 22, 25]
    labels = [f"{year}/{year + 1 - 2000}" for year in range(2017, 2023)]
    expected = hw.stats.sen_slope(values, period=labels).value
    for day in ((1, 1), (4, 1), (3, 31), (12, 31)):
        dates = [datetime.date(year, *day) for year in range(2017, 2023)]
        assert hw.stats.sen_slope(values, period=dates).value == expected
    assert hw.stats.sen_slope(values, period=pd.date_range("2023-01-01", periods=6, freq="QS")).value == expected
    assert hw.stats.sen_slope(values, period=pd.date_range("2023-01-01", periods=6, freq="MS")).value == expected
    assert hw.stats.sen_slope(
        values, period=pd.PeriodIndex([str(y) for y in range(9994, 10_000)], freq="Y")
    ).value == expected
    assert trend([1] * 5, 10, period=np.array(["NaT"] * 5, "datetime64[D]")).status == "missing"
