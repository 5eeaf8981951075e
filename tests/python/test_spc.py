"""Control charts and run charts against exact arithmetic, NumPy and SciPy, over arrays, groups and frames."""

import datetime
import math
from fractions import Fraction
from typing import Any

import duckdb
import headway as hw
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats as scipy_stats
from scipy.special import gammaln

POLARITIES = ["high_is_good", "low_is_good", "in_range", "neutral"]
points = st.lists(st.none() | st.integers(-40, 40), max_size=45)


# --- XmR against its definition, in fractions ----------------------------------------------------------------------


def sign(x: Fraction) -> int:
    return (x > 0) - (x < 0)


def limits(values: list[Fraction | None], screen: bool) -> tuple[Fraction | None, Fraction | None]:
    """Mean and distance of the limits from it, by definition; None where there is none."""
    known = [v for v in values if v is not None]
    if not known:
        return None, None
    mean = sum(known) / len(known)
    ranges = [abs(b - a) for a, b in zip(values, values[1:]) if a is not None and b is not None]
    if not ranges:
        return mean, None
    of_ranges = sum(ranges) / len(ranges)
    if screen:
        kept = [r for r in ranges if r <= Fraction(3267, 1000) * of_ranges]
        of_ranges = sum(kept) / len(kept) if sum(kept) else of_ranges
    if of_ranges == 0 and len(set(known)) > 1:
        return mean, None
    return mean, Fraction(266, 100) * of_ranges


def causes(
    values: list[Fraction | None], mean: Fraction | None, reach: Fraction | None, wording: str
) -> list[set[tuple[str, int]]]:
    """Every rule and side of every point of a phase, window by window."""
    found: list[set[tuple[str, int]]] = [set() for _ in values]
    sides = [0 if v is None or mean is None else sign(v - mean) for v in values]
    outside = [reach is not None and v is not None and abs(v - mean) > reach for v in values]
    far = [reach is not None and v is not None and abs(v - mean) > reach * 2 / 3 for v in values]
    for i, is_outside in enumerate(outside):
        if is_outside:
            found[i].add(("outside_limits", sides[i]))
    for i in range(len(values) - 6):
        window = values[i : i + 7]
        if None not in window:
            steps = {sign(b - a) for a, b in zip(window, window[1:])}
            if steps in ({1}, {-1}):
                for j in range(i, i + 7):
                    found[j].add(("trend", *steps))
        if set(sides[i : i + 7]) in ({1}, {-1}):
            for j in range(i, i + 7):
                found[j].add(("shift", sides[i]))
    counts = [f and (wording == "2023" or not o) for f, o in zip(far, outside)]
    for i in range(len(values) - 2):
        if set(sides[i : i + 3]) in ({1}, {-1}) and sum(counts[i : i + 3]) >= 2:
            for j in range(i, i + 3):
                if counts[j]:
                    found[j].add(("two_of_three", sides[i]))
    return found


RULES = ["outside_limits", "trend", "two_of_three", "shift"]


def named(found: set[tuple[str, int]], values: list[Fraction | None], i: int) -> tuple[str | None, int]:
    """The rule that names a point and its side: of two trends the one that goes on."""
    for rule in RULES:
        sides = [side for name, side in found if name == rule]
        if len(sides) == 2:
            return rule, sign(values[i + 1] - values[i])  # type: ignore[operator]
        if sides:
            return rule, sides[0]
    return None, 0


def type_of(side: int, polarity: str) -> str:
    if side == 0:
        return "common"
    if polarity in ("in_range", "neutral"):
        return "neutral_high" if side > 0 else "neutral_low"
    return "improvement" if (side > 0) == (polarity == "high_is_good") else "concern"


@settings(max_examples=400)
@given(
    points, st.sampled_from([1, 10, 1000]), st.sampled_from(POLARITIES), st.sampled_from(["2019", "2023"]),
    st.booleans(),
    st.sets(st.integers(0, 44), max_size=2), st.none() | st.integers(2, 20), st.none() | st.integers(-40, 40),
)  # fmt: skip
def test_xmr_is_its_definition(numbers, unit, polarity, wording, screen, rebase, baseline, target) -> None:
    """Exact fractions of printed decimals; limits to 1e-9 of the reach."""
    rebase = sorted(i for i in rebase if i < len(numbers))
    baseline = None if baseline is None or baseline > len(numbers) else baseline
    printed = [None if n is None else n / unit for n in numbers]
    exact = [None if n is None else Fraction(n, unit) for n in numbers]
    chart = hw.spc.xmr(
        printed, polarity=polarity, two_of_three=wording, screen_ranges=screen, rebase=rebase, baseline=baseline,
        target=None if target is None else target / unit,
    )  # fmt: skip
    edges = [0, *[i for i in rebase if i > 0], len(numbers)]
    latest = None
    for phase, (first, last) in enumerate(zip(edges, edges[1:])):
        values = exact[first:last]
        mean, reach = limits(values[:baseline], screen)
        known = sum(v is not None for v in values[:baseline])
        for i, found in enumerate(causes(values, mean, reach, wording)):
            at = first + i
            rule, side = named(found, values, i)
            assert chart.phase[at] == phase
            assert chart.rule[at] == rule
            assert chart.rules[at] == (
                ", ".join(f"{r} {w}" for r in RULES for w, s in (("high", 1), ("low", -1)) if (r, s) in found) or None
            )
            assert chart.point_type[at] == type_of(side, polarity)
            assert chart.status[at] == (
                "missing" if values[i] is None else "estimated" if known >= 13 else "too_few_points"
            )
            if values[i] is not None:
                latest = (type_of(side, polarity), side, mean, reach)
            if mean is None:
                assert np.isnan([chart.mean[at], chart.lower[at], chart.upper[at]]).all()
                continue
            assert chart.mean[at] == pytest.approx(float(mean), rel=1e-12, abs=1e-12 / unit)
            if reach is None:
                assert math.isnan(chart.lower[at]) and math.isnan(chart.upper[at])
            else:
                assert chart.upper[at] - chart.mean[at] == pytest.approx(float(reach), rel=1e-9, abs=1e-12 / unit)
                assert chart.mean[at] - chart.lower[at] == pytest.approx(float(reach), rel=1e-9, abs=1e-12 / unit)
    if latest is None:
        assert chart.variation == "no_data"
        return
    kind, side, mean, reach = latest
    high_or_low = {1: "_high", -1: "_low", 0: ""}[side]
    if kind == "common" and reach is None:
        assert chart.variation == "no_limits"
    else:
        assert chart.variation == (kind if kind.startswith("neutral") else kind + high_or_low)
    if target is None:
        expected = "no_target"
    elif polarity not in ("high_is_good", "low_is_good"):
        expected = "no_direction"
    elif reach is None:
        expected = "no_limits"
    else:
        better = (lambda x: x) if polarity == "high_is_good" else (lambda x: -x)
        goal = Fraction(target, unit)
        meets = [better(limit) >= better(goal) for limit in (mean - reach, mean + reach)]
        expected = "pass" if all(meets) else "inconsistent" if any(meets) else "fail"
    assert chart.assurance == expected


@given(points, st.sampled_from(POLARITIES), st.integers(-30, 30))
def test_a_chart_turned_upside_down_says_the_opposite(numbers, polarity, by) -> None:
    flipped = {"high_is_good": "low_is_good", "low_is_good": "high_is_good"}.get(polarity, polarity)
    up = hw.spc.xmr(numbers, polarity=polarity)
    down = hw.spc.xmr([None if n is None else by - n for n in numbers], polarity=flipped)
    turn = {"neutral_high": "neutral_low", "neutral_low": "neutral_high"}
    assert up.rule.tolist() == down.rule.tolist()
    assert up.point_type.tolist() == [turn.get(word, word) for word in down.point_type]


# --- the traps -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("value", [0.1, 0.7, 1 / 3, 1e-12, 5, 0, -2.2, 98.6e9])
@pytest.mark.parametrize("screen", [False, True])
def test_a_constant_series_has_limits_at_its_mean_and_no_signal(value: float, screen: bool) -> None:
    chart = hw.spc.xmr([value] * 30, polarity="high_is_good", target=value, screen_ranges=screen)
    for part in (chart.mean, chart.lower, chart.upper):
        assert part.tolist() == [value] * 30
    assert set(chart.point_type) == {"common"} and set(chart.rule) == {None}
    assert (chart.variation, chart.assurance) == ("common", "pass")
    run = hw.spc.run_chart([value] * 30)
    assert (run.median, run.useful, run.longest_run, run.longest_run_max, run.signal) == (value, 0, 0, None, False)


@pytest.mark.parametrize("missing", [None, float("nan")])
def test_a_missing_value_neither_invents_nor_crashes_a_signal(missing: Any) -> None:
    steady = [5.0, 6, 5, 7, 6, 5, 6, 7, 5, 6, 6, 5, 7, 6]
    for at in range(len(steady)):
        chart = hw.spc.xmr([*steady[:at], missing, *steady[at + 1 :]], polarity="low_is_good")
        assert set(chart.point_type) == {"common"}
        assert chart.status[at] == "missing" and math.isnan(chart.value[at])
        assert not np.isnan(chart.upper).any()
    shift = [1.0] * 6 + [2] * 4 + [missing] + [2] * 3 + [1] * 6
    assert "shift" not in set(hw.spc.xmr(shift, polarity="low_is_good").rule)
    assert hw.spc.xmr([missing] * 15, polarity="neutral").variation == "no_data"
    assert hw.spc.run_chart([missing] * 15).status == "missing"
    assert hw.spc.run_chart([missing] * 15).median is None


def test_one_point_and_none() -> None:
    one = hw.spc.xmr([5.0], polarity="high_is_good", target=3)
    assert (one.mean.tolist(), one.status.tolist(), one.variation, one.assurance) == (
        [5.0], ["too_few_points"], "no_limits", "no_limits"
    )
    assert np.isnan(one.lower).all() and np.isnan(one.upper).all()
    assert repr(one) == "1 point, XmR chart: mean 5, no limits; latest no_limits; target no_limits"
    none = hw.spc.xmr([], polarity="high_is_good")
    assert (len(none), none.variation, repr(none)) == (0, "no_data", "0 points, XmR chart: no data")
    assert hw.spc.run_chart([]).status == "missing"
    assert hw.spc.run_chart([3]).status == "too_few_points"


def test_infinite_values_are_left_out() -> None:
    chart = hw.spc.xmr([1, 2, math.inf, 1, 2] * 3, polarity="high_is_good")
    assert chart.status[2] == "not_finite"
    assert set(chart.rule) == {None} and np.isfinite(chart.upper).all()


# --- rebase, baseline, dates ---------------------------------------------------------------------------------------

MONTHS = [datetime.date(2023 + m // 12, m % 12 + 1, 1) for m in range(24)]
STEP = [10.0, 12, 11, 13, 10, 12, 11, 13, 10, 12, 11, 13] + [20.0, 22, 21, 23, 20, 22, 21, 23, 20, 22, 21, 23]


@pytest.mark.parametrize(
    ("dates", "rebase"),
    [
        (MONTHS, datetime.date(2024, 1, 1)),
        (MONTHS, ["2024-01-01"]),
        (MONTHS, [np.datetime64("2024-01-01")]),
        (MONTHS, ["January 2024"]),
        (np.array(MONTHS, "datetime64[D]"), [datetime.datetime(2024, 1, 1)]),
        (pd.Series(pd.to_datetime(MONTHS)), pd.Timestamp("2024-01-01")),
        (pl.Series(MONTHS), MONTHS[12]),
        ([d.isoformat() for d in MONTHS], MONTHS[12]),
        ([f"{d:%Y-%m}" for d in MONTHS], "2024-01"),
        (pd.Categorical([f"{d:%B %Y}" for d in MONTHS]), "2024-01"),
        ([hw.Period.parse(f"{d:%Y-%m}") for d in MONTHS], hw.Period.parse("2024-01")),
        (list(range(2000, 2024)), 2012),
        ([f"point {i}" for i in range(24)], "point 12"),
        (None, 12),
        (None, [12]),
    ],
)
def test_rebased_at_any_kind_of_date(dates: Any, rebase: Any) -> None:
    chart = hw.spc.xmr(STEP, polarity="high_is_good", dates=dates, rebase=rebase)
    np.testing.assert_allclose(chart.mean, [11.5] * 12 + [21.5] * 12)
    assert chart.phase.tolist() == [0] * 12 + [1] * 12
    assert set(chart.rule) == {None}
    assert len(chart.dates or STEP) == 24


def test_a_rebase_that_is_not_in_the_data_names_the_nearest() -> None:
    with pytest.raises(
        hw.HeadwayError, match="rebase: found 2024-01-20, which is not in the data; the nearest is 2024-02-01"
    ):
        hw.spc.xmr(STEP, polarity="neutral", dates=MONTHS, rebase=["2024-01-20"])
    with pytest.raises(hw.HeadwayError, match="rebase: found point 24; accepted: 0 to 23"):
        hw.spc.xmr(STEP, polarity="neutral", rebase=[24])
    with pytest.raises(hw.HeadwayError, match="found 2024-01-01 without dates"):
        hw.spc.xmr(STEP, polarity="neutral", rebase=["2024-01-01"])
    with pytest.raises(hw.HeadwayError, match="found 'soon'; accepted: dates"):
        hw.spc.xmr(STEP, polarity="neutral", dates=MONTHS, rebase=["soon"])
    with pytest.raises(hw.HeadwayError, match="found pont 12, which is not in the data; the nearest is point 12"):
        hw.spc.xmr(STEP, polarity="neutral", dates=[f"point {i}" for i in range(24)], rebase=["pont 12"])
    frame = pd.DataFrame(
        {"unit": ["A"] * 24 + ["B"] * 12, "month": [*MONTHS, *MONTHS[:12]], "value": [*STEP, *STEP[:12]]}
    )
    with pytest.raises(
        hw.HeadwayError, match="found 2024-01-01, which is not in the data in series B; the nearest is 2023-12-01"
    ):
        hw.spc.xmr("value", data=frame, by="unit", dates="month", rebase=["2024-01-01"], polarity="neutral")
    only_a = hw.spc.xmr("value", data=frame, by="unit", dates="month", rebase={"A": "2024-01-01"}, polarity="neutral")
    assert only_a["phase"].tolist() == [0] * 12 + [1] * 12 + [0] * 12
    with pytest.raises(hw.HeadwayError, match="found series 'C'; accepted: A, B"):
        hw.spc.xmr("value", data=frame, by="unit", dates="month", rebase={"C": "2024-01-01"}, polarity="neutral")
    with pytest.raises(hw.HeadwayError, match="2 problems"):
        hw.spc.xmr(STEP, polarity="neutral", dates=MONTHS, rebase=["1999-01-01", "1999-02-01"])


def test_a_baseline_freezes_mean_and_limits() -> None:
    frozen = hw.spc.xmr(STEP, polarity="high_is_good", baseline=12)
    np.testing.assert_allclose(frozen.mean, 11.5)
    np.testing.assert_allclose(frozen.upper, 11.5 + 2.66 * np.abs(np.diff(STEP[:12])).mean())
    assert set(frozen.rule[12:]) == {"outside_limits"}
    for until in ("2023-12-01", "2023-12-20", MONTHS[11], "December 2023"):
        dated = hw.spc.xmr(STEP, polarity="high_is_good", dates=MONTHS, baseline=until)
        np.testing.assert_array_equal(dated.upper, frozen.upper)
    for bad, message in [
        ({"baseline": 1}, "found 1; accepted: 2 points or more"),
        ({"baseline": "2023-12-01"}, "without dates"),
        ({"baseline": "2023-01-15", "dates": MONTHS}, "found 1 points up to 2023-01-15; accepted: 2"),
        ({"baseline": "2023-12-01", "dates": MONTHS, "rebase": ["2024-01-01"]}, "a date with rebase"),
        ({"baseline": "soon", "dates": MONTHS}, "found 'soon'"),
    ]:
        with pytest.raises(hw.HeadwayError, match=message):
            hw.spc.xmr(STEP, polarity="neutral", **bad)


def test_a_baseline_goes_to_the_end_of_its_day_or_period() -> None:
    ends = [hw.Period.parse(f"{d:%Y-%m}").end for d in MONTHS]
    at_noon = [datetime.datetime.combine(d, datetime.time(12)) for d in ends]
    for dates, until in [
        (ends, "2023-12"), (ends, "2023"), (ends, "2023-12-31"), (at_noon, "2023-12-31"), (at_noon, "2023")
    ]:
        chart = hw.spc.xmr(STEP, polarity="high_is_good", dates=dates, baseline=until)
        np.testing.assert_allclose(chart.mean, 11.5)
    at = datetime.datetime.combine(ends[11], datetime.time(11))  # an hour is not the end of its day
    with_hour = hw.spc.xmr(STEP, polarity="high_is_good", dates=at_noon, baseline=at)
    assert with_hour.mean[0] == pytest.approx(np.mean(STEP[:11]))


def test_a_number_of_points_is_no_year() -> None:
    years = list(range(2000, 2024))
    of_years = hw.spc.xmr(STEP, polarity="high_is_good", dates=years, baseline=2011)
    np.testing.assert_allclose(of_years.mean, 11.5)
    np.testing.assert_array_equal(
        hw.spc.xmr(STEP, polarity="high_is_good", dates=years, baseline=12).mean, of_years.mean
    )
    with pytest.raises(hw.HeadwayError, match="baseline: found 120; accepted: at most 24"):
        hw.spc.xmr(STEP, polarity="high_is_good", baseline=120)
    with pytest.raises(hw.HeadwayError, match="found 12, which is one of the dates and may be a number of points"):
        hw.spc.xmr(STEP, polarity="high_is_good", dates=list(range(24)), baseline=12)


def test_dates_in_a_zone_are_days_there() -> None:
    for zone in ("Europe/London", "Pacific/Auckland", "+05:30"):
        days = pd.Series(pd.to_datetime(MONTHS)).dt.tz_localize(zone)
        chart = hw.spc.xmr(STEP, polarity="high_is_good", dates=days, rebase="2024-01-01")
        assert chart.phase.tolist() == [0] * 12 + [1] * 12


def test_dates_and_subgroups_go_with_the_index_of_the_values() -> None:
    value = pd.Series([10, 11, 10, 12, 30], index=list("abcde"))
    dates = pd.Series(pd.date_range("2024-01-01", periods=5, freq="MS"), index=list("edcba"))
    for call in (
        lambda: hw.spc.xmr(value, dates=dates, polarity="neutral"),
        lambda: hw.spc.run_chart(value, dates=dates),
    ):
        with pytest.raises(hw.HeadwayError, match="values and dates have different indexes"):
            call()
    with pytest.raises(hw.HeadwayError, match="values and subgroups have different indexes"):
        hw.spc.xbar_chart(value, pd.Series(list("xxyyz"), index=list("edcba")))
    assert hw.spc.xbar_chart(value, pd.Series(list("xxyyy"), index=list("abcde"))).value.tolist() == [
        10.5, pytest.approx(52 / 3)
    ]


@pytest.mark.parametrize(
    "text",
    ["01/04/2023", "01/04/23", "Jul 23", "2023/07", "01042023",
     "2022-23",
     "2022\u201323", "W/E 28/04/2024", "1.4.2023", "Sept 3rd"],
)  # fmt: skip
def test_text_that_looks_like_a_time_is_no_label(text: str) -> None:
    """Labels are charted in the order of their rows: newest first, a fall is a rise."""
    said = r"row 1, {}: found .*accepted: dates.*write 2023-04-01\)"
    for dates in (["a", text], ["2024-01", text]):
        with pytest.raises(hw.HeadwayError, match=said.format("dates")):
            hw.spc.xmr([1, 2], polarity="neutral", dates=dates)
    with pytest.raises(hw.HeadwayError, match=said.format("dates")):
        hw.spc.run_chart([1, 2], dates=["a", text])
    with pytest.raises(hw.HeadwayError, match=said.format("subgroups")):
        hw.spc.xbar_chart([1, 2], ["a", text])
    with pytest.raises(hw.HeadwayError, match=said.format("column 'when'")):
        hw.spc.s_chart("v", "when", data=pd.DataFrame({"v": [1, 2], "when": ["a", text]}))


def test_true_labels_stay_labels() -> None:
    for labels in (["Week 1", "Week 2"], ["A", "B"], ["Ward A-1", "Ward B-2"], ["before May", "after May"], [
        "Period 12345", "Marchmont 2"
    ],
                   ["Week 1-2", "1.1"], ["Sprint 3.2", "24-001"], ["A12-34", "Ward 3/4"], ["10-14", "Mon 09:00-12:00"],
                   ["20230001", "100001"]):  # fmt: skip
        assert hw.spc.xmr([1, 2], polarity="neutral", dates=labels).dates == labels


@pytest.mark.parametrize("index", [pd.DatetimeIndex(MONTHS), pd.PeriodIndex(MONTHS, freq="M")])
def test_an_index_of_times_is_the_dates(index: Any) -> None:
    value = pd.Series(np.random.default_rng(7).normal(50, 3, 24).round(1), index=index)
    mixed = value.sample(frac=1, random_state=0)
    straight = hw.spc.xmr(value.to_numpy(), polarity="low_is_good")
    chart = hw.spc.xmr(mixed, polarity="low_is_good", rebase=())
    np.testing.assert_array_equal(chart.value[chart.order], straight.value)
    np.testing.assert_array_equal(chart.upper, straight.upper)
    assert hw.spc.xmr(mixed, polarity="low_is_good", rebase="2024-01").phase.sum() == 12
    assert hw.spc.run_chart(mixed).crossings == hw.spc.run_chart(value.to_numpy()).crossings
    shares = hw.spc.p_chart(mixed.round(), pd.Series(90, index=mixed.index))
    np.testing.assert_array_equal(shares.value[shares.order], value.round() / 90)
    both = pd.concat([value, value])
    assert hw.spc.xmr(both, polarity="neutral", groups=["a"] * 24 + ["b"] * 24).groups == ["a", "b"]
    with pytest.raises(hw.HeadwayError, match="rows 0 and 24: found one time twice"):
        hw.spc.xmr(both, polarity="neutral")
    # dates that are given go before the index, and subgroups are the dates of their charts
    assert hw.spc.xmr(value, dates=list(range(24)), polarity="neutral").dates == list(range(24))
    assert len(hw.spc.xbar_chart(pd.Series([1, 2, 3, 4], index=[index[0]] * 4), [1, 1, 2, 2])) == 2


def test_periods_of_pandas_are_dates() -> None:
    months = pd.period_range("2023-01", periods=24, freq="M")
    shuffle = np.random.default_rng(3).permutation(24)
    frame = pd.DataFrame({"month": months, "value": STEP}).iloc[shuffle]
    for dates in (months[shuffle], list(months[shuffle]), frame["month"].reset_index(drop=True), frame["month"].array):
        chart = hw.spc.xmr(np.array(STEP)[shuffle], polarity="high_is_good", dates=dates, rebase="2024-01")
        np.testing.assert_allclose(chart.mean[chart.order], [11.5] * 12 + [21.5] * 12)
        assert chart.dates == list(months[shuffle])
    for rebase in (pd.Period("2024-01", "M"), "2024-01", MONTHS[12]):
        out = hw.spc.xmr(
            "value", data=frame, dates="month", rebase=rebase, polarity="high_is_good"
        ).sort_values("month")
        np.testing.assert_allclose(out["mean"], [11.5] * 12 + [21.5] * 12)
    frozen = hw.spc.xmr("value", data=frame, dates="month", baseline=pd.Period("2023-12", "M"), polarity="neutral")
    np.testing.assert_allclose(frozen["mean"], 11.5)
    assert hw.spc.xmr([1, 2], dates=months[:2], polarity="neutral").describe().startswith(
        "2 points, Jan 2023 to Feb 2023."
    )
    with pytest.raises(hw.HeadwayError, match="row 1, dates: found None"):
        hw.spc.xmr([1, 2], dates=pd.PeriodIndex(["2023-01", None], freq="M"), polarity="neutral")
    days = pd.DataFrame({"month": months[[0, 0, 1, 1]], "days": [1, 3, 5, 9]})
    means = hw.spc.xbar_chart("days", "month", data=days)
    assert means["month"].tolist() == list(months[:2]) and means["value"].tolist() == [2, 7]
    assert hw.spc.xbar_chart([1, 3, 5, 9], [months[0], months[0], months[1], months[1]]).dates == list(months[:2])
    quarters = [hw.Period.parse(text) for text in ("2023 - Q1", "2023 - Q1", "2023 - Q2")]
    assert hw.spc.xbar_chart([1, 3, 5], quarters).dates == quarters[1:]


def test_a_column_of_subgroups_may_have_any_name() -> None:
    frame = pd.DataFrame({"series of a row": ["x", "x", "y"], "v": [1, 3, 5]})
    assert hw.spc.xbar_chart("v", "series of a row", data=frame)["value"].tolist() == [2, 5]


def test_the_wording_of_two_of_three_may_be_a_number() -> None:
    steady = [1, -1] * 7 + [1, 6, 4]
    for year in (2019, 2023):
        chart = hw.spc.xmr(steady, polarity="neutral", baseline=14, two_of_three=year)
        assert chart.rules.tolist() == hw.spc.xmr(
            steady, polarity="neutral", baseline=14, two_of_three=str(year)
        ).rules.tolist()
        assert chart.settings["two_of_three"] == str(year)


@pytest.mark.parametrize("values", [[None, None], [math.inf] * 3, []])
def test_a_run_chart_without_values_has_no_data(values: Any) -> None:
    assert repr(hw.spc.run_chart(values)) == f"{len(values)} points, run chart: no data"


def test_a_label_stands_once_in_a_series() -> None:
    with pytest.raises(
        hw.HeadwayError, match="row 2, dates: found 'wk a' a second time; accepted: one row a series and label"
    ):
        hw.spc.xmr([1, 2, 3, 4], polarity="neutral", dates=["wk a", "wk b", "wk a", "wk c"], rebase="wk a")
    twice = pd.DataFrame({"unit": ["A", "B", "B"], "week": ["a", "a", "a"], "value": [1, 2, 3]})
    with pytest.raises(hw.HeadwayError, match="row 2, column 'week': found 'a' a second time in series B"):
        hw.spc.xmr("value", data=twice, by="unit", dates="week", polarity="neutral")
    assert len(hw.spc.xmr("value", data=twice.iloc[:2], by="unit", dates="week", polarity="neutral")) == 2


def test_moments_counted_in_nanoseconds_are_times() -> None:
    dates = [1_700_000_000_000_000_001 + 86_400_000_000_000 * day for day in range(24)]
    chart = hw.spc.xmr(STEP[::-1], polarity="high_is_good", dates=dates[::-1], rebase=dates[12])
    assert chart.phase.tolist() == [1] * 12 + [0] * 12


def test_no_points_are_no_problem() -> None:
    assert len(hw.spc.xmr([], dates=[], polarity="neutral")) == 0
    assert len(hw.spc.xbar_chart([], [])) == 0


def test_rebasing_many_series_each_at_its_own_date() -> None:
    many = pd.DataFrame({"unit": np.repeat([f"u{k}" for k in range(50)], 24), "month": MONTHS * 50, "value": STEP * 50})
    at = {f"u{k}": [MONTHS[k % 20 + 2], MONTHS[k % 20 + 3]] for k in range(0, 50, 2)}
    phases = hw.spc.xmr("value", data=many, by="unit", dates="month", rebase=at, polarity="neutral")["phase"].to_numpy()
    for k in range(50):
        begins = [MONTHS.index(date) for date in at.get(f"u{k}", [])]
        assert phases[24 * k : 24 * k + 24].tolist() == [sum(i >= b for b in begins) for i in range(24)]


def test_rows_of_a_subgroup_say_the_same() -> None:
    with pytest.raises(hw.HeadwayError, match="row 0, target: found another than in a later row of its subgroup"):
        hw.spc.xbar_chart([1, 2, 3, 4], [1, 1, 2, 2], target=[1, 9, 2, 2], polarity="low_is_good")
    with pytest.raises(hw.HeadwayError, match="row 0, target"):
        hw.spc.xbar_chart([1, 2], [1, 1], target=[None, 9], polarity="low_is_good")
    assert hw.spc.xbar_chart([1, 2, 3, 4], [1, 1, 2, 2], target=[1, 1, None, None]).target[0] == 1
    frame = pd.DataFrame({"v": [1, 2, 3], "m": [1, 1, 2], "p": ["low_is_good", "high_is_good", "neutral"]})
    with pytest.raises(hw.HeadwayError, match="row 0, polarity"):
        hw.spc.s_chart("v", "m", data=frame, polarity="p")
    for measured in ([1, math.inf, 3, 4], [math.inf, 1, 3, 4]):
        for draw in (hw.spc.xbar_chart, hw.spc.s_chart):
            assert draw(measured, [1, 1, 2, 2]).status[0] == "not_finite"


def test_what_a_chart_says_of_itself() -> None:
    chart = hw.spc.t_chart([3, 5, 2, 9], screen_ranges=True, two_of_three="2019", baseline=3)
    assert chart.settings == {
        "two_of_three": "2019", "screen_ranges": True, "laney": False, "rebase": (), "baseline": 3, "multiplier": 1,
    }  # fmt: skip
    assert "with screened ranges" in chart.method and "2019" in chart.method
    large = hw.spc.xmr([123_456, 123_512, 123_420, 123_500] * 4, polarity="neutral")
    assert "mean 123472, limits 123287 to 123657" in repr(large)
    assert "trial limits 2.84 to 8.16" in repr(hw.spc.xmr([5, 6] * 3, polarity="neutral"))
    with pytest.raises(hw.HeadwayError, match="laney: found str 'no'; accepted: True or False"):
        hw.spc.p_chart([1], [2], laney="no")
    with pytest.raises(hw.HeadwayError, match="accepted: a share from 0 to 1 .0.95, not 95."):
        hw.spc.p_chart([88, 91], [100, 100], target=95, polarity="high_is_good")


def test_rows_in_any_order_are_read_in_order_of_time() -> None:
    random = np.random.default_rng(7)
    value = random.normal(50, 3, 24).round(1)
    value[15:] += 7
    straight = hw.spc.xmr(value, polarity="low_is_good", dates=MONTHS, target=np.arange(24.0) + 40)
    shuffle = random.permutation(24)
    mixed = hw.spc.xmr(
        value[shuffle], polarity="low_is_good", dates=[
            MONTHS[i] for i in shuffle
        ], target=(np.arange(24.0) + 40)[shuffle]
    )
    for part in ("mean", "upper", "point_type", "rules", "point_assurance", "target", "value"):
        np.testing.assert_array_equal(getattr(mixed, part), getattr(straight, part)[shuffle])
    assert (mixed.variation, mixed.assurance) == (straight.variation, straight.assurance)
    assert [mixed.dates[i] for i in mixed.order] == MONTHS
    assert hw.spc.run_chart(
        value[shuffle], dates=[MONTHS[i] for i in shuffle]
    ).crossings == hw.spc.run_chart(value).crossings
    with pytest.raises(hw.HeadwayError, match="rows 0 and 3: found one time twice in a series"):
        hw.spc.xmr([1, 2, 3, 4], polarity="neutral", dates=["2024-01", "2024-02", "2024-03", "January 2024"])
    with pytest.raises(hw.HeadwayError, match="row 1, dates: found None"):
        hw.spc.xmr([1, 2], polarity="neutral", dates=["2024-01", None])
    with pytest.raises(hw.HeadwayError, match="row 1, dates: found Easter"):
        hw.spc.xmr([1, 2], polarity="neutral", dates=["2024-01", "Easter"])


def test_a_series_brings_its_own_periods() -> None:
    series = hw.Series(STEP, start="2023-01", accrual="flow")
    chart = hw.spc.xmr(series, polarity="neutral", rebase="2024-01")
    assert chart.phase.tolist() == [0] * 12 + [1] * 12
    assert hw.spc.run_chart(series).median == hw.spc.run_chart(STEP).median


# --- targets and polarity ------------------------------------------------------------------------------------------


def test_a_target_that_moves_is_judged_point_by_point() -> None:
    value = [0.0, 1.0] * 10  # 0.5 -+ 2.66
    target = [-3.0] * 8 + [1.0] * 6 + [4.0] * 6
    chart = hw.spc.xmr(value, polarity="high_is_good", target=target)
    assert chart.point_assurance.tolist() == ["pass"] * 8 + ["inconsistent"] * 6 + ["fail"] * 6
    assert chart.assurance is hw.Assurance.fail
    assert hw.spc.xmr(value, polarity="high_is_good", target=[*target[:-1], None]).assurance == "no_target"
    assert hw.spc.xmr(value, polarity="low_is_good", target=target).assurance is hw.Assurance.passing
    assert hw.spc.xmr(value, polarity="neutral", target=4).assurance == "no_direction"
    assert hw.spc.xmr(value, polarity="low_is_good").assurance == "no_target"


# --- frames and groups ---------------------------------------------------------------------------------------------


def board() -> pd.DataFrame:
    random = np.random.default_rng(3)
    rows = []
    for k in range(7):
        for m, month in enumerate(MONTHS[: 24 - k]):
            value = random.normal(50, 2) + (6 if k % 2 and m > 14 else 0)
            rows.append(
                (f"indicator {k}", month, None if (k, m) == (3, 5) else round(value, 1), POLARITIES[k % 4], 50.0 + k)
            )
    return pd.DataFrame(
        rows, columns=["indicator", "month", "result", "polarity", "goal"]
    ).sample(frac=1, random_state=1)


ADDED = ["mean", "lower", "upper", "phase", "point_type", "rule", "rules", "variation", "assurance", "point_assurance",
         "status", "method", "doubt"]  # fmt: skip


@pytest.mark.parametrize("kind", ["pandas", "polars", "lazy", "arrow", "duckdb"])
def test_a_frame_gives_the_same_frame_with_the_chart(kind: str) -> None:
    pandas = board()
    before = pandas.copy()
    frame: Any = {
        "pandas": lambda: pandas,
        "polars": lambda: pl.from_pandas(pandas),
        "lazy": lambda: pl.from_pandas(pandas).lazy(),
        "arrow": lambda: pa.Table.from_pandas(pandas, preserve_index=False),
        "duckdb": lambda: duckdb.from_df(pandas.reset_index(drop=True)),
    }[kind]()
    out = hw.spc.xmr("result", data=frame, by="indicator", dates="month", polarity="polarity", target="goal")
    assert type(out) is type(frame)
    table = {"pandas": lambda: out, "polars": lambda: out.to_pandas(), "lazy": lambda: out.collect().to_pandas(),
             "arrow": lambda: out.to_pandas(), "duckdb": lambda: out.df()}[kind]()  # fmt: skip
    pd.testing.assert_frame_equal(pandas, before)
    assert list(table.columns) == [*before.columns, *ADDED]
    for indicator, rows in table.groupby("indicator", sort=False):
        rows = rows.sort_values("month")
        one = hw.spc.xmr(
            rows["result"].to_numpy(float), polarity=rows["polarity"].iloc[-1], target=rows["goal"].to_numpy()
        )
        np.testing.assert_array_equal(rows["upper"].to_numpy(float), one.upper)
        assert rows["point_type"].tolist() == one.point_type.tolist()
        assert [r if isinstance(r, str) else None for r in rows["rules"]] == one.rules.tolist()
        assert set(rows["variation"]) == {str(one.variation)}
        assert set(rows["assurance"]) == {str(one.assurance)}
        assert rows["status"].tolist() == one.status.tolist()
        assert set(rows["method"]) == {one.method}
    runs = hw.spc.run_chart("result", data=frame, by="indicator", dates="month")
    assert type(runs) is (type(frame))


def test_groups_of_arrays() -> None:
    frame = board()
    chart = hw.spc.xmr(frame["result"], polarity="high_is_good", dates=frame["month"], groups=frame["indicator"])
    assert chart.groups == list(dict.fromkeys(frame["indicator"]))
    assert chart.variation.shape == chart.assurance.shape == (7,)
    assert repr(chart) == "147 points of 7 series, XmR chart"
    for k, name in enumerate(chart.groups):
        rows = frame[frame["indicator"] == name].sort_values("month")
        one = hw.spc.xmr(rows["result"], polarity="high_is_good")
        assert chart.variation[k] == one.variation
        np.testing.assert_array_equal(np.sort(chart.value[chart.group == k]), np.sort(one.value))
    runs = hw.spc.run_chart(frame["result"], dates=frame["month"], groups=frame["indicator"])
    assert runs.signal.dtype == bool and runs.signal.shape == (7,)
    flat = hw.spc.run_chart([1, 1, 2, 3], groups=["a", "a", "b", "b"])
    np.testing.assert_array_equal(flat.longest_run_max, [np.nan, 4])


def test_a_frame_without_groups_and_one_with_two() -> None:
    frame = board()
    one = frame[frame["indicator"] == "indicator 0"].drop(columns="polarity")
    out = hw.spc.xmr("result", data=one, dates="month", polarity="low_is_good")
    assert out.index.tolist() == one.index.tolist()
    frame["half"] = ["a" if int(name[-1]) < 4 else "b" for name in frame["indicator"]]
    both = hw.spc.xmr("result", data=frame, by=["half", "indicator"], dates="month", polarity="polarity",
                      rebase={("b", "indicator 5"): "2024-01-01"})  # fmt: skip
    assert set(both.loc[both["phase"] == 1, "indicator"]) == {"indicator 5"}


def test_what_is_refused() -> None:
    frame = board()
    for call, message in [
        (lambda: hw.spc.xmr(5.0, polarity="neutral"), "values: found float; accepted: an array"),
        (lambda: hw.spc.xmr([1, 2], polarity="good"), "polarity: found \"good\"; did you mean \"high is good\""),
        (lambda: hw.spc.xmr([1, 2], polarity=5), "polarity: found 5"),
        (lambda: hw.spc.xmr("result", data=frame, polarity="polarty"), "did you mean 'polarity'"),
        (
            lambda: hw.spc.xmr("result", data=frame, by="indicator", polarity="neutral", dates="moth"),
            "did you mean 'month'"
        ),
        (
            lambda: hw.spc.xmr([1, 2], polarity="neutral", two_of_three="2020"),
            "two_of_three: found '2020'; accepted: 2019, 2023"
        ),
        (lambda: hw.spc.xmr([1, 2], polarity="neutral", target=[1, 2, 3]), "different lengths"),
        (lambda: hw.spc.xmr([1, 2], polarity="neutral", dates=["2024-01"]), "dates: found 1; accepted: 2"),
        (lambda: hw.spc.xmr(["a", "b"], polarity="neutral"), "values.0.: found str 'a'"),
        (lambda: hw.spc.xmr([1, 2], polarity="neutral", rebase={"A": 1}), "a mapping of series without by or groups"),
        (lambda: hw.spc.p_chart([1, 2], [10]), "different lengths"),
        (lambda: hw.spc.xbar_chart([1, 2, 3], [1, 1]), "subgroups: found 2; accepted: 3"),
        (lambda: hw.spc.run_chart(3), "values: found int"),
        (lambda: hw.spc.xbar_chart([1, 2, 3], "abc"), "subgroups: found 'abc'; accepted: one element a row"),
        (lambda: hw.spc.xbar_chart([1, 2, 3], 2), "subgroups: found 2; accepted: one element a row"),
        (lambda: hw.spc.xbar_chart([1, 2, 3], None), "subgroups: found None"),
        (
            lambda: hw.spc.xmr([1, 2, 3], polarity="neutral", dates=["a", "b", "c"], baseline="b"),
            "found b, and the dates are labels"
        ),
        (
            lambda: hw.spc.xmr(STEP, polarity="neutral", dates=MONTHS, rebase=1),
            "rebase: found 1 with dates; accepted: one of the dates"
        ),
        (lambda: hw.spc.xmr(STEP, polarity="neutral", dates=MONTHS, rebase=10**400), "rebase: found 10+ with dates"),
        (
            lambda: hw.spc.xmr(STEP, polarity="neutral", dates=range(2000, 2024), rebase=10**400),
            "rebase: found 10+; accepted: dates"
        ),
        (
            lambda: hw.spc.xmr(STEP, polarity="neutral", dates=MONTHS, rebase=pd.NaT),
            "rebase: found NaT; accepted: dates"
        ),
        (lambda: hw.spc.xmr([1, 2, 3], polarity="neutral", rebase=pd.NaT), "rebase: found NaT without dates"),
        (
            lambda: hw.spc.xmr([1, 2], polarity="neutral", dates=["a", "b"], rebase=pd.NaT),
            "rebase: found NaT, which is not in the data"
        ),
        (lambda: hw.spc.xmr([1, 2, 3], polarity="neutral", by=frame["indicator"]), "by: found Series"),
        (
            lambda: hw.spc.xmr(hw.stats.proportion([1, 2], 3), polarity="neutral"),
            "values: found Statistic; accepted: .*its .value"
        ),
    ]:
        with pytest.raises(hw.HeadwayError, match=message):
            call()


def test_every_result_names_its_method() -> None:
    assert hw.spc.xmr(
        [1, 2], polarity="neutral"
    ).method == "XmR chart, version 1 (NHS England; rules of Making Data Count 2023)"
    assert "2019" in hw.spc.xmr([1, 2], polarity="neutral", two_of_three=hw.TwoOfThree.wording_2019).method
    assert "screened" in hw.spc.xmr([1, 2], polarity="neutral", screen_ranges=True).method
    assert "Laney" in hw.spc.p_chart([1, 2], [9, 9], laney=True).method
    assert "Anhoej" in hw.spc.run_chart([1, 2]).method
    assert hw.spc.c_chart([1, 2]).kind is hw.ChartKind.c


# --- the other charts, by NumPy from their formulae ----------------------------------------------------------------

counted = st.lists(st.tuples(st.integers(0, 400), st.integers(1, 400)), min_size=2, max_size=40)


@given(counted, st.booleans())
def test_p_and_u_charts(rows, laney) -> None:
    """Montgomery's formulae and Laney's by NumPy: 1e-9."""
    x, n = np.array(rows, float).T
    for draw, counts, ceiling in ((hw.spc.p_chart, np.minimum(x, n), 1.0), (hw.spc.u_chart, x, np.inf)):
        mean = counts.sum() / n.sum()
        deviation = np.sqrt(mean * (1 - mean) / n) if ceiling == 1 else np.sqrt(mean / n)
        sigma = 1.0
        if laney and (deviation > 0).all():
            sigma = np.abs(np.diff((counts / n - mean) / deviation)).mean() / 1.128
        chart = draw(counts, n, laney=laney)
        np.testing.assert_allclose(chart.mean, mean, rtol=1e-9)
        np.testing.assert_allclose(
            chart.upper, np.minimum(ceiling, mean + 3 * sigma * deviation), rtol=1e-9, atol=1e-14
        )
        np.testing.assert_allclose(chart.lower, np.maximum(0, mean - 3 * sigma * deviation), rtol=1e-9, atol=1e-12)
        np.testing.assert_allclose(chart.value, counts / n, rtol=1e-15)


@given(st.lists(st.integers(0, 300), min_size=2, max_size=40))
def test_c_g_and_t_charts(numbers) -> None:
    """By NumPy: 1e-9."""
    x = np.array(numbers, float)
    mean = x.mean()
    for chart, reach in ((hw.spc.c_chart(x), 3 * np.sqrt(mean)), (hw.spc.g_chart(x), 3 * np.sqrt(mean * (mean + 1)))):
        np.testing.assert_allclose(chart.mean, mean, rtol=1e-9)
        np.testing.assert_allclose(chart.upper, mean + reach, rtol=1e-9)
        np.testing.assert_allclose(chart.lower, np.maximum(0, mean - reach), rtol=1e-9, atol=1e-12)
    root = x ** (1 / 3.6)
    chart = hw.spc.t_chart(x)
    reach = 2.66 * np.abs(np.diff(root)).mean()
    np.testing.assert_allclose(chart.mean, root.mean() ** 3.6, rtol=1e-9)
    np.testing.assert_allclose(chart.upper, (root.mean() + reach) ** 3.6, rtol=1e-9)
    np.testing.assert_allclose(chart.lower, max(0, root.mean() - reach) ** 3.6, rtol=1e-9, atol=1e-6)


def test_subgroup_charts_by_pandas_and_scipy() -> None:
    """Means and deviations by pandas, c4 by SciPy's gamma: 1e-9."""
    random = np.random.default_rng(11)
    frame = pd.DataFrame({"month": random.permutation(np.repeat([f"{d:%Y-%m}" for d in MONTHS[:14]], 9))})
    frame["days"] = random.normal(20, 4, len(frame))
    frame = frame.iloc[: len(frame) - 5]
    by_month = frame.groupby("month")["days"].agg(["size", "mean", "std"])
    n, mean, deviation = by_month["size"].to_numpy(), by_month["mean"].to_numpy(), by_month["std"].to_numpy()
    s = np.sqrt(((n - 1) * deviation**2).sum() / (n - 1).sum())
    c4 = np.sqrt(2 / (n - 1)) * np.exp(gammaln(n / 2) - gammaln((n - 1) / 2))
    centre = (n * mean).sum() / n.sum()
    xbar = hw.spc.xbar_chart("days", "month", data=frame).sort_values("month")
    np.testing.assert_allclose(xbar["value"], mean, rtol=1e-9)
    np.testing.assert_array_equal(xbar["size"], n)
    np.testing.assert_allclose(xbar["mean"], centre, rtol=1e-9)
    np.testing.assert_allclose(xbar["upper"], centre + 3 * s / (c4 * np.sqrt(n)), rtol=1e-9)
    of_s = hw.spc.s_chart(frame["days"], frame["month"])
    in_time = of_s.order
    np.testing.assert_allclose(of_s.value[in_time], deviation, rtol=1e-9)
    np.testing.assert_allclose(of_s.upper[in_time], s * (1 + 3 * np.sqrt(1 - c4**2) / c4), rtol=1e-9)
    assert of_s.size.sum() == len(frame)


def test_subgroups_of_several_series() -> None:
    frame = pd.DataFrame({"ward": ["A", "B"] * 6, "week": [1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3], "days": range(12)})
    out = hw.spc.xbar_chart("days", "week", data=frame, by="ward", target=4, polarity="low_is_good", rebase={"B": 3})
    assert out[["ward", "week", "value"]].values.tolist() == [
        ["A", 1, 1.0], ["B", 1, 2.0], ["A", 2, 5.0], ["B", 2, 6.0], ["A", 3, 9.0], ["B", 3, 10.0]
    ]  # fmt: skip
    assert out["phase"].tolist() == [0, 0, 0, 0, 0, 1]
    assert "assurance" in out


# --- run charts ----------------------------------------------------------------------------------------------------


@given(st.lists(st.none() | st.integers(-9, 9), max_size=120))
def test_run_charts_are_their_definition(numbers) -> None:
    """Runs by hand, crossings' limit by scipy.stats.binom.ppf: exact."""
    known = [n for n in numbers if n is not None]
    chart = hw.spc.run_chart([None if n is None else n / 10 for n in numbers])
    if not known:
        assert chart.status == "missing" and not chart.signal
        return
    median = float(np.median(known))
    sides = [n > median for n in known if n != median]
    assert chart.median == pytest.approx(median / 10, rel=1e-12, abs=1e-15)
    assert chart.useful == len(sides)
    assert chart.crossings == sum(a != b for a, b in zip(sides, sides[1:]))
    runs, longest = 0, 0
    for i, side in enumerate(sides):
        runs = runs + 1 if i and sides[i - 1] == side else 1
        longest = max(longest, runs)
    assert chart.longest_run == longest
    assert chart.status == ("estimated" if len(sides) >= 10 else "too_few_points")
    if not sides:
        assert (chart.longest_run_max, chart.crossings_min, chart.signal) == (None, None, False)
        return
    most, least = round(math.log2(len(sides))) + 3, int(scipy_stats.binom.ppf(0.05, len(sides) - 1, 0.5))
    assert (chart.longest_run_max, chart.crossings_min) == (most, max(least, 0))
    assert chart.signal == (longest > most or chart.crossings < least)


def test_the_limit_of_crossings_is_the_binomial_quantile() -> None:
    """SciPy 1.17, up to 3,000 useful points, beyond what a power of one half is a double: exact."""
    for useful in [*range(2, 400, 2), 1000, 1100, 2048, 3000]:
        chart = hw.spc.run_chart([0, 1] * (useful // 2))
        assert chart.useful == useful
        assert chart.crossings_min == int(scipy_stats.binom.ppf(0.05, useful - 1, 0.5)), useful


def test_shares_in_per_cent() -> None:
    options: Any = {"polarity": "high_is_good", "dates": list(range(2010, 2024))}
    seen, asked = [88, 91, 70, 90, 85, 88, 90, 89, 92, 87, 50, 86, 90, 88], [100] * 14
    share, percent = (
        hw.spc.p_chart(seen, asked, target=target, multiplier=per, **options) for target, per in ((0.9, 1), (90, 100))
    )
    assert percent.settings["multiplier"] == 100 and percent.value.tolist() == pytest.approx(seen, rel=1e-15)
    for name in ("mean", "lower", "upper"):
        assert getattr(percent, name) == pytest.approx(100 * getattr(share, name), rel=1e-12)
    assert percent.point_type.tolist() == share.point_type.tolist() and percent.assurance == share.assurance
    frame = pd.DataFrame({"seen": seen, "asked": asked})
    table = hw.spc.u_chart("seen", "asked", data=frame, multiplier=1000)
    assert table["value"].tolist() == pytest.approx([10 * n for n in seen], rel=1e-15)
    with pytest.raises(hw.HeadwayError, match="target: found 900; accepted: a share from 0 to the multiplier, 100"):
        hw.spc.p_chart(seen, asked, target=900, multiplier=100)
    with pytest.raises(hw.HeadwayError, match="multiplier: found 0"):
        hw.spc.p_chart(seen, asked, multiplier=0)


def test_events_of_one_day_go_as_they_are() -> None:
    days = pd.to_datetime(["2024-01-04", "2024-01-04", "2024-01-09", "2024-01-11"])
    chart = hw.spc.t_chart(pd.Series([3.0, 0, 5, 2], index=days), rebase=2)
    assert chart.dates is None and chart.phase.tolist() == [0, 0, 1, 1]
    with pytest.raises(hw.HeadwayError, match=r"found one time twice.*\(times are those of the index"):
        hw.spc.xmr(pd.Series([3.0, 0, 5, 2], index=days[::-1]), polarity="neutral")
    two = pd.Series([1.0, 2, 3, 4], index=pd.DatetimeIndex(["2024-01-01", "2024-02-01"] * 2))  # one a group and month
    assert len(hw.spc.xmr(two, groups=["a", "a", "b", "b"], polarity="neutral").dates) == 4


def test_a_frame_does_not_go_by_its_index() -> None:
    months = pd.date_range("2024-01-01", periods=4, freq="MS")
    frame = pd.DataFrame({"v": [4.0, 3, 2, 1], "month": months[::-1]}, index=months[::-1])
    with pytest.raises(hw.HeadwayError, match=r"^values: found an index of times that does not rise .*or dates=\)"):
        hw.spc.xmr("v", data=frame, polarity="neutral")
    assert hw.spc.xmr("v", data=frame, dates="month", polarity="neutral")["mean"].tolist() == [2.5] * 4
    assert len(hw.spc.run_chart("v", data=frame.sort_index())) == 1
    with pytest.raises(hw.HeadwayError, match=r"^values: found an index of times .*or period=\)"):
        hw.stats.sen_slope("v", data=frame)
    assert hw.stats.sen_slope("v", data=frame, period="month")["value"].tolist() == [1]


def test_a_year_is_a_date_to_rebase_at() -> None:
    years = ["2019", "2020", "2021", "2022"]
    assert hw.spc.xmr([1, 2, 8, 9], dates=years, rebase=2021, polarity="neutral").phase.tolist() == [0, 0, 1, 1]
    with pytest.raises(hw.HeadwayError, match="rebase: found 2 with dates; accepted: one of the dates"):
        hw.spc.xmr([1, 2, 8, 9], dates=years, rebase=2, polarity="neutral")


def test_events_need_no_month() -> None:
    months = ["2023-01", "2023-02", "2023-05", "2023-08"]
    assert "No row" not in hw.spc.g_chart([5, 6, 7, 5], dates=months).describe()
    assert "No row for Mar 2023, Apr 2023, Jun 2023, Jul 2023" in hw.spc.c_chart([5, 6, 7, 5], dates=months).describe()


YEARS = list(range(2001, 2031))


@pytest.mark.parametrize("baseline", ["2010", "2010/11", hw.Period.parse("2010"), pd.Timestamp("2010-01-01")])
def test_a_baseline_among_years_as_numbers_is_the_year_whatever_its_type(baseline):
    values = [50 + (7 * i) % 11 for i in range(30)]
    found, expected = (hw.spc.xmr(values, dates=YEARS, baseline=b, polarity="neutral") for b in (baseline, 2010))
    np.testing.assert_array_equal(found.mean, expected.mean)
    assert found.mean[0] == np.mean(values[:10])
    rebased = hw.spc.xmr(values, dates=YEARS, rebase=baseline, polarity="neutral")
    assert rebased.phase.tolist() == [0] * 9 + [1] * 21
    with pytest.raises(hw.HeadwayError, match="baseline: found"):
        hw.spc.xmr(values, dates=range(1, 31), baseline=baseline, polarity="neutral")


def test_a_period_of_pandas_is_found_as_it_is_printed():
    values = pd.Series([50.0 + (7 * i) % 11 for i in range(12)])
    dates = pd.period_range("2014Q1", periods=12, freq="Q-MAR")
    for rebase in ("2014Q4", dates[3]):
        chart = hw.spc.xmr(values, dates=dates, rebase=rebase, polarity="neutral")
        assert chart.phase.tolist() == [0] * 3 + [1] * 9
        assert "Phase 2, from 2014Q4" in chart.describe()
    by_text, by_period = (hw.spc.xmr(values, dates=dates, baseline=b, polarity="neutral") for b in ("2014Q4", dates[3]))
    np.testing.assert_array_equal(by_text.mean, by_period.mean)


@pytest.mark.parametrize("labels", [["2014-17", "2015-18", "2016-19"], ["2014 - 16", "2015 - 17", "2016 - 18"]])
def test_pooled_years_are_said_as_they_are_labelled(labels):
    said = hw.spc.run_chart([91, 94, 92], dates=labels).describe()
    assert f"3 points, {labels[0]} to {labels[2]}." in said and "Jan" not in said


def test_values_whose_mean_no_double_holds_have_a_status_and_no_signal() -> None:
    far = [1e308, -1e308, 1e308] * 5
    for chart in (hw.spc.xmr(far, polarity="neutral"), hw.spc.xmr(far, polarity="neutral", screen_ranges=True),
                  hw.spc.c_chart([1e308] * 15), hw.spc.g_chart([1e308, 0] * 8), hw.spc.t_chart([1.7e308] * 20),
                  hw.spc.u_chart([1e308] * 15, [1e-300] * 15), hw.spc.p_chart([1e308] * 15, [1.7e308] * 15),
                  hw.spc.xbar_chart([1e308, -1e308, 5] * 6, list("abcdef") * 3, polarity="neutral")):  # fmt: skip
        known = ~np.isnan(np.asarray(chart.mean, float))
        assert np.isfinite(np.asarray(chart.mean, float)[known]).all()
        assert not np.isinf(chart.lower).any() and not np.isinf(chart.upper).any()
        assert "inf" not in repr(chart).replace("points", "") and "nan" not in repr(chart)
    chart = hw.spc.xmr(far, polarity="neutral")
    assert set(chart.status) == {"not_finite"} and chart.variation == "no_limits"
    assert "too large" in chart.describe()
    with pytest.raises(hw.HeadwayError, match="^chart: found values from"):
        chart.svg()
    assert "too large" in repr(chart) or "no mean" in chart._repr_html_()
    assert hw.spc.run_chart([-1.7e308, 1.7e308] * 6).median == 0


# --- Figures in two units ------------------------------------------------------------------------------------------

SHARES = [0.45, 0.47, 46.0, 0.44, 0.48, 0.46]
MIXED = (
    "Shares of 1 stand among percentages: 5 of 6 figures are at most 1, as 0.45 {when}, the others at least 46. Write "
    "all of them in one unit."
)
SIX_MONTHS = [f"2024-0{month}" for month in range(4, 10)]
OF_VALUES = [
    (hw.spc.xmr, {"dates": SIX_MONTHS, "polarity": "high_is_good"}, "in Apr 2024"),
    (hw.spc.xmr, {"polarity": "neutral"}, "at point 1"),
    (hw.spc.run_chart, {"dates": SIX_MONTHS}, "in Apr 2024"),
    (hw.spc.xbar_chart, {"subgroups": ["2024-04"] * 3 + ["2024-05"] * 3}, "in Apr 2024"),
    (hw.spc.s_chart, {"subgroups": ["2024-04"] * 3 + ["2024-05"] * 3}, "in Apr 2024"),
]


@pytest.mark.parametrize(("chart", "asked", "when"), OF_VALUES)
def test_shares_among_percentages_are_said_by_every_chart_of_values(chart: Any, asked: dict, when: str) -> None:
    result = chart(SHARES, **asked)
    assert result.doubt == MIXED.format(when=when)
    assert result.doubt in result.describe()
    assert repr(result).endswith("; units in doubt")
    plain = chart([100 * value if value < 1 else value for value in SHARES], **asked)
    assert plain.doubt is None
    assert "unit" not in repr(plain) + plain.describe()


@pytest.mark.parametrize(("chart", "asked", "when"), [OF_VALUES[0], OF_VALUES[2], OF_VALUES[3]])
def test_a_frame_and_several_series_say_whose_units_are_in_doubt(chart: Any, asked: dict, when: str) -> None:
    asked = dict(asked)
    axis = "subgroups" if "subgroups" in asked else "dates"
    frame = pd.DataFrame({"ward": ["a"] * 6 + ["b"] * 6, "when": asked.pop(axis) * 2, "rate": SHARES + [46.0] * 6})
    of_frame = chart("rate", data=frame, by="ward", **{axis: "when"}, **asked)
    said = {ward: rows["doubt"].dropna().unique().tolist() for ward, rows in of_frame.groupby("ward")}
    assert said == {"a": [MIXED.format(when=when)], "b": []}
    result = chart(frame["rate"], groups=frame["ward"], **{axis: frame["when"]}, **asked)
    assert result.doubt.tolist() == [MIXED.format(when=when), None]
    assert "Shares of 1" in result.describe(series="a")
    assert "Shares of 1" not in result.describe(series="b")


def test_a_target_in_another_unit_than_the_latest_value_is_said() -> None:
    chart = hw.spc.xmr([91, 93, 92], dates=SIX_MONTHS[:3], polarity="high_is_good", target=0.95)
    assert chart.doubt == (
        "The target looks like a share of 1 beside percentages: the target is 0.95, the value 92 in Jun 2024. Write "
        "all of them in one unit."
    )
    assert chart.doubt in chart.describe()
    assert hw.spc.xmr([91, 93, 92], polarity="high_is_good", target=95).doubt is None
    dated = hw.spc.xmr([91, 93], dates=["2024-06-03", "2024-06-10"], polarity="high_is_good", target=[95, 0.95])
    assert "the value 93 on 10 Jun 2024" in str(dated.doubt)


@pytest.mark.parametrize("ids", [[1, 2], ["1", "2"], [1.5, 2.5]])
@pytest.mark.parametrize("as_printed", [True, False])
def test_a_series_is_named_as_it_is_or_as_it_is_printed(ids: list[Any], as_printed: bool) -> None:
    name = str(ids[1]) if as_printed else ids[1]
    groups, values = np.repeat(ids, 6).tolist(), [1, 2, 3, 4, 5, 6, 10, 20, 30, 40, 50, 60]
    chart = hw.spc.xmr(values, groups=groups, polarity="low", rebase={name: 3})
    assert chart.phase.tolist() == [0] * 9 + [1] * 3
    assert "10" in chart.describe(series=name)
    assert "20" in hw.spc.run_chart(values, groups=groups).describe(series=name)
    with pytest.raises(hw.HeadwayError, match="rebase: found series '3'; accepted: "):
        hw.spc.xmr(values, groups=groups, polarity="low", rebase={"3": 3})
