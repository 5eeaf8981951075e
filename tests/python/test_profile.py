"""In-year profiles in Python: every shape, what its values are worked by hand, and the mistakes that are made."""

import copy
import math
import pickle
from decimal import Decimal
from fractions import Fraction

import headway as hw
import numpy as np
import pandas as pd
import pytest
from headway import _core
from hypothesis import assume, given
from hypothesis import strategies as st

NAN = float("nan")
MONTHS = [hw.Period.of_month(2024, 4).shifted(i) for i in range(12)]
printed = st.decimals(min_value=-999_999, max_value=999_999, places=3)

PAST = hw.Series([10, 20, 30, 40, 20, 20, 40, 20], start="2022/23 - Q1", accrual="flow", frequency="quarter")
REDUCTION = hw.RelativeTarget(-0.10, baseline=("March 2024", 645.6))
EVERY_SHAPE = [
    hw.Profile.flat(86.6),
    hw.Profile.flat(None),
    hw.Profile.flat((18, 21)),
    hw.Profile.flat(REDUCTION),
    hw.Profile.linear(560.8),
    hw.Profile.linear((None, 560.8), start_value=None, calendar="academic"),
    hw.Profile.seasonal(560.8, PAST),
    hw.Profile.steps({"April 2024": 90, "October 2024": None}),
    hw.Profile.milestones({"2025-03": 86.6, "2026-03": (70, 72)}, baseline=("2024-03", 94.2)),
]


# --- worked by hand ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("profile", "period", "value"),
    [
        (hw.Profile.flat(86.6), "2024-09", 86.6),
        (hw.Profile.linear(560.8), "September 2024", 280.4),
        (hw.Profile.linear(14.6), hw.Period("2024/25 - Q2"), 7.3),
        (hw.Profile.linear(86.6, start_value=94.2), "2024-09", 90.4),
        (hw.Profile.linear(12, calendar="academic"), "September 2024 - December 2024", 4),
        (hw.Profile.linear(12, calendar="academic"), "2024/25", 12),
        (hw.Profile.linear(12, calendar=1), "2024-09", 9),
        (hw.Profile.linear(REDUCTION, start_value=645.6), "2024-09", 613.32),
        (hw.Profile.seasonal(560.8, PAST), "2024/25 - Q2", 196.28),
        (hw.Profile.seasonal((280.4, 560.8), PAST), "2024-09", (98.14, 196.28)),
        (hw.Profile.steps({"2024-04": 90, "2024-10": 95}), "2024-09", 90),
        (hw.Profile.steps({"2024-04": 90, "2024-10": (95, 97)}), "2024-09", (90, 90)),
        (hw.Profile.steps({"2024/25": 90}, calendar="academic"), "2024-08", NAN),
        (hw.Profile.milestones({"2025-03": 86.6, "2026-03": 72}), "2025-09", 79.3),
        (hw.Profile.milestones({"2024/25": 60, "2025/26": 72}, calendar="academic"), "2026-02", 66),
        (hw.Profile.milestones({"2025-03": 86.6}, baseline=("2024-03", 94.2)), "2024-09", 90.4),
        (hw.Profile.flat((18, None)), "2024-09", (18, NAN)),
    ],
)
def test_worked_values(profile: hw.Profile, period, value) -> None:
    np.testing.assert_array_equal(profile.at(period), value)  # exactly, NaN where NaN
    assert isinstance(profile.at(period), tuple) == isinstance(value, tuple)


@pytest.mark.parametrize("profile", [EVERY_SHAPE[1], hw.Profile.linear(None), hw.Profile.seasonal(NAN, PAST)])
def test_no_target_is_no_value(profile: hw.Profile) -> None:
    assert math.isnan(profile.at("2024-09"))


def test_before_the_first_step_or_milestone_nothing_is_said() -> None:
    assert math.isnan(hw.Profile.steps({"2024-04": 90}).at("2024-03"))
    assert math.isnan(hw.Profile.milestones({"2025-03": 90}).at("2025-02"))
    assert math.isnan(hw.Profile.milestones({"2025-03": 90}, baseline=("2024-03", 80)).at("2024-02"))


def test_a_seasonal_profile_reads_complete_past_years_of_any_calendar() -> None:
    counts = [5, 4, 6, 5, 4, 6, 5, 5, 5, 5, 5, 5]  # September on: 30 of 60 by February
    past = hw.Series([*counts, 99, 99], start="2022-09", accrual="flow", calendar="academic")
    profile = hw.Profile.seasonal(120, past)
    assert profile.calendar == 9
    assert profile.at("2025-02") == 60
    np.testing.assert_array_equal(profile.shares, np.cumsum(counts) / 60)
    to_date = hw.Series(np.cumsum(counts), start="2022-09", accrual="cumulative", calendar="academic")
    assert hw.Profile.seasonal(120, to_date) == profile
    profile.shares[:] = 0  # a copy
    assert profile.shares[-1] == 1


def test_a_benchmark_of_a_running_total_is_profiled_like_a_target() -> None:
    target, national = hw.Profile.linear(560.8).at("2024-09"), hw.Profile.linear(556.96).at("2024-09")
    assert (target, national) == (280.4, 278.48)
    assert hw.rate(291.51, target, polarity="low_is_good") == "amber"
    assert hw.rate(291.51, national, polarity="low_is_good") == "amber"


def test_points_are_one_value_or_one_pair_a_period() -> None:
    profile = hw.Profile.linear(60)
    np.testing.assert_array_equal(profile.points(MONTHS), np.arange(1, 13) * 5.0)
    np.testing.assert_array_equal(profile.points(["2024-04", MONTHS[1]]), [5, 10])
    np.testing.assert_array_equal(profile.points(p.label for p in MONTHS), profile.points(MONTHS))
    np.testing.assert_array_equal(profile.points(pd.Series(["2024-04", "2025-03"])), [5, 60])
    assert profile.points([]).shape == (0,)
    ranges = hw.Profile.linear((60, 120)).points(MONTHS)
    assert ranges.shape == (12, 2)
    np.testing.assert_array_equal(ranges[:, 1], 2 * ranges[:, 0])
    assert ranges.dtype == np.float64


@pytest.mark.parametrize("profile", EVERY_SHAPE)
def test_points_agree_with_at(profile: hw.Profile) -> None:
    quarters = [p for i, p in enumerate(MONTHS) if i % 3 == 2]
    np.testing.assert_array_equal(profile.points(quarters), [profile.at(p) for p in quarters])


def test_a_relative_target_keeps_its_baseline() -> None:
    assert REDUCTION.value == 581.04
    assert (REDUCTION.change, REDUCTION.baseline) == (-0.1, (hw.Period("March 2024"), 645.6))
    profile = hw.Profile.flat(REDUCTION)
    assert profile.target == REDUCTION
    assert profile.baseline == REDUCTION.baseline
    assert profile.at("2024-09") == 581.04
    assert math.isnan(hw.RelativeTarget(-0.1, baseline=("2024-03", None)).value)


def test_an_equivalent_number() -> None:
    assert hw.equivalent_number(4, 3425) == 137
    assert hw.equivalent_number(Decimal("-4"), 3425) == -137
    assert math.isnan(hw.equivalent_number(None, 3425))
    assert math.isnan(hw.equivalent_number(4, NAN))


# --- against exact arithmetic, and what must hold for any ----------------------------------------------------------


@given(printed, printed, st.integers(1, 12))
def test_linear_is_the_exact_decimal(target: Decimal, start: Decimal, month: int) -> None:
    exact = Fraction(start) + (Fraction(target) - Fraction(start)) * month / 12
    found = hw.Profile.linear(target, start_value=start).at(MONTHS[month - 1])
    assert found == pytest.approx(float(exact), rel=0, abs=1e-13 * float(max(abs(target), abs(start))))
    if (exact * 1000).denominator == 1:  # a decimal of three places is found as it prints
        assert found == float(exact)


@given(printed, st.lists(st.integers(0, 10_000), min_size=12, max_size=36))
def test_seasonal_is_the_share_of_the_pooled_years(target: Decimal, amounts: list[int]) -> None:
    years = len(amounts) // 12
    pooled = [sum(amounts[m + 12 * y] for y in range(years)) for m in range(12)]
    assume(sum(pooled) > 0)
    found = hw.Profile.seasonal(target, hw.Series(amounts, start="2020-04", accrual="flow")).points(MONTHS)
    exact = [float(Fraction(target) * sum(pooled[: m + 1]) / sum(pooled)) for m in range(12)]
    np.testing.assert_allclose(found, exact, rtol=1e-12, atol=1e-12)
    assert found[-1] == float(target)
    steps = np.diff(found)
    assert (steps >= 0).all() or (steps <= 0).all()


@given(printed, printed, printed, st.data())
def test_a_range_keeps_its_order(one: Decimal, other: Decimal, start: Decimal, data: st.DataObject) -> None:
    target = sorted((float(one), float(other)))
    profile = data.draw(
        st.sampled_from([
            hw.Profile.flat(target),
            hw.Profile.linear(target, start_value=start),
            hw.Profile.milestones({"2024-12": target, "2025-06": (0, 1)}, baseline=("2024-03", start)),
        ])
    )
    values = profile.points(MONTHS)
    if values.ndim == 2:
        assert (values[:, 0] <= values[:, 1]).all()


# --- a value -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("profile", EVERY_SHAPE, ids=repr)
def test_a_profile_is_a_value(profile: hw.Profile) -> None:
    for same in (copy.deepcopy(profile), pickle.loads(pickle.dumps(profile))):
        assert same == profile
        assert hash(same) == hash(profile)
        np.testing.assert_array_equal(same.at("2024-09"), profile.at("2024-09"))
    assert sum(profile == other for other in EVERY_SHAPE) == 1
    assert profile != "profile"
    assert profile.shape in hw.ProfileShape
    assert repr(profile).startswith(f"Profile.{profile.shape}(")


def test_a_profile_says_what_it_was_made_of() -> None:
    path = EVERY_SHAPE[-1]
    assert path.values == {hw.Period("2025-03"): 86.6, hw.Period("2026-03"): (70.0, 72.0)}
    assert path.baseline == (hw.Period("2024-03"), 94.2)
    assert repr(path) == (
        "Profile.milestones({'2025-03': 86.6, '2026-03': (70.0, 72.0)}, baseline=('2024-03', 94.2))"
    )
    assert repr(hw.Profile.linear(560.8)) == "Profile.linear(560.8, start_value=0.0)"
    assert repr(hw.Profile.seasonal(560.8, PAST)) == "Profile.seasonal(560.8, 4 points a year)"
    linear = hw.Profile.linear((18, 21), start_value=5, calendar="academic")
    assert (linear.shape, linear.target, linear.start_value, linear.calendar) == ("linear", (18.0, 21.0), 5.0, 9)
    assert (linear.shares, linear.values, linear.baseline) == (None, {}, None)
    assert hw.Profile.steps({"April 2024": 90}) == hw.Profile.steps({"2024-04": 90.0}, calendar=4)
    assert hw.Profile.linear(1) != hw.Profile.linear(1, calendar="academic")
    assert hw.Profile.linear(1) != hw.Profile.linear(1, start_value=2)


def test_a_relative_target_is_a_value() -> None:
    same = pickle.loads(pickle.dumps(REDUCTION))
    assert same == REDUCTION == hw.RelativeTarget(-0.1, baseline=("2024-03", 645.6))
    assert hash(same) == hash(REDUCTION)
    assert hw.RelativeTarget(-0.1, baseline=("2024-03", 645)) != REDUCTION != "target"
    assert repr(REDUCTION) == "RelativeTarget(-0.1, baseline=('March 2024', 645.6))"


def test_python_and_cpp_have_the_same_shapes() -> None:
    assert [str(shape) for shape in hw.ProfileShape] == _core.vocabularies()["profile_shape"]


# --- mistakes ------------------------------------------------------------------------------------------------------

FLOWS = {"start": "2023-04", "accrual": "flow"}


@pytest.mark.parametrize(
    ("make", "parts"),
    [
        (lambda: hw.Profile("lineal", 560.8), ["'lineal'", "Profile.linear(...)", "Profile.milestones(...)"]),
        (lambda: hw.Profile(shape="linear"), ["shape='linear'", "Profile.flat(...)"]),
        (lambda: hw.Profile.flat("86.6"), ["target", "str '86.6'", "number"]),
        (lambda: hw.Profile.flat(True), ["target", "bool"]),
        (lambda: hw.Profile.flat((21, 18)), ["target", "21", "18", "lower bound first"]),
        (lambda: hw.Profile.flat((18, 20, 21)), ["target", "3 bounds"]),
        (lambda: hw.Profile.flat((18, "21")), ["target[1]", "str '21'"]),
        (lambda: hw.Profile.flat(math.inf), ["infinite target"]),
        (lambda: hw.Profile.linear(1, start_value="0"), ["start_value", "str '0'"]),
        (lambda: hw.Profile.linear(1, start_value=-math.inf), ["infinite start"]),
        (lambda: hw.Profile.linear(1, calendar="fiscal"), ["calendar", "'fiscal'", "'financial'"]),
        (lambda: hw.Profile.seasonal(1, [1, 2, 3, 4]), ["past", "list", "Series"]),
        (lambda: hw.Profile.seasonal(1, hw.Series(range(11), **FLOWS)), ["no complete year", "11 points", "2023-04"]),
        (lambda: hw.Profile.seasonal(1, hw.Series([0] * 12, **FLOWS)), ["total of 0", "more than 0"]),
        (
            lambda: hw.Profile.seasonal(1, hw.Series([1] * 12, start="2023-04", accrual="average")),
            ["average", "flow or cumulative"]
        ),
        (lambda: hw.Profile.seasonal(1, PAST).at("August 2024"), ["August 2024", "month 5", "every 3 months"]),
        (lambda: hw.Profile.steps({}), ["no steps"]),
        (lambda: hw.Profile.steps([("2024-04", 90)]), ["steps", "list", "by period"]),
        (lambda: hw.Profile.steps({"2024-10": 95, "2024-04": 90}), ["steps", "'2024-04' after '2024-10'", "later"]),
        (lambda: hw.Profile.steps({"2024-04": 90, "2024-10": "95"}), ["steps['2024-10']", "str '95'"]),
        (lambda: hw.Profile.steps({20240: 90}), ["steps", "int 20240", "Period"]),
        (lambda: hw.Profile.milestones({"2026-03": 72, "2025-03": 86.6}), ["milestones", "'2025-03' after '2026-03'"]),
        (lambda: hw.Profile.milestones({"2025-03": 72, "March 2025": 86.6}), ["'March 2025' after '2025-03'"]),
        (lambda: hw.Profile.milestones({"2025-03": (90, 80)}), ["2025-03", "lower bound first"]),
        (lambda: hw.Profile.milestones({"2025-03": 1}, baseline=94.2), ["baseline", "94.2", "period and its value"]),
        (lambda: hw.Profile.milestones({"2025-03": 1}, baseline=("2024-03", "94")), ["baseline[1]", "str '94'"]),
        (lambda: hw.Profile.milestones({"2025-03": 1}, baseline=("2026-03", 94)), ["'2025-03' after '2026-03'"]),
        (lambda: hw.Profile.milestones({"Smarch 2025": 1, "soon": 2}), ["2 problems", "Smarch 2025", "soon"]),
        (lambda: hw.Profile.flat(1).at(9), ["period", "int 9"]),
        (lambda: hw.Profile.flat(1).at("Smarch"), ["Smarch"]),
        (lambda: hw.Profile.flat(1).points("2024-09"), ["periods", "'2024-09'", "several"]),
        (lambda: hw.Profile.flat(1).points(["2024-09", None, 3]), ["2 problems", "periods[1]", "periods[2]"]),
        (lambda: hw.RelativeTarget(-10, baseline=("2024-03", 645.6)), ["change", "-10", "-0.10"]),
        (lambda: hw.RelativeTarget(None, baseline=("2024-03", 645.6)), ["change"]),
        (lambda: hw.RelativeTarget(-0.1, baseline=("2024-03", 0)), ["baseline", "2024-03", "more than 0"]),
        (lambda: hw.RelativeTarget(-0.1, baseline=("2024-03", -5)), ["baseline", "-5"]),
        (lambda: hw.RelativeTarget(-0.1, baseline=645.6), ["baseline", "645.6", "period"]),
        (lambda: hw.equivalent_number(4, -1), ["denominator", "-1", "0 or more"]),
        (lambda: hw.equivalent_number(4, math.inf), ["denominator", "inf"]),
        (lambda: hw.equivalent_number(math.inf, 4), ["infinite gap"]),
        (lambda: hw.equivalent_number("4", 3425), ["points", "str '4'"]),
        (lambda: hw.equivalent_number(4, True), ["denominator", "bool"]),
    ],
)  # fmt: skip
def test_mistakes_are_refused_by_name(make, parts: list[str]) -> None:
    with pytest.raises(hw.HeadwayError) as refused:
        make()
    for part in parts:
        assert part in str(refused.value)
