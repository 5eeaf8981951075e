"""Appraisal in Python: published factors and present values, an oracle in exact fractions, and the usual mistakes."""

import copy
import pickle
from fractions import Fraction
from itertools import accumulate

import duckdb
import headway as hw
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

GREEN_BOOK = hw.DiscountSchedule.green_book()
amounts = st.integers(0, 100_000).map(lambda pence: pence / 100)


def exact_factor(year: int) -> Fraction:
    """The Green Book's factor in exact arithmetic."""
    factor = Fraction(1)
    for t in range(1, year + 1):
        factor /= 1 + Fraction(35 if t <= 30 else 30 if t <= 75 else 25, 1000)
    return factor


@pytest.mark.parametrize("year", [0, 1, 10, 30, 31, 32, 75, 76, 77, 125, 200])
def test_factors_in_exact_arithmetic(year: int) -> None:
    assert GREEN_BOOK.factor(year) == pytest.approx(float(exact_factor(year)), rel=1e-14)


def test_factors_as_published() -> None:
    # long-term discount factors of the Green Book, to four decimals
    published = {0: 1.0, 10: 0.7089, 20: 0.5026, 40: 0.2651, 125: 0.0274}
    assert {year: round(GREEN_BOOK.factor(year), 4) for year in published} == published
    assert GREEN_BOOK.factors(126).tolist() == [GREEN_BOOK.factor(year) for year in range(126)]
    assert GREEN_BOOK.factors(0).tolist() == []


def test_present_values_of_the_programme() -> None:
    rate = hw.DiscountSchedule.flat(0.035)
    assert round(hw.present_value([7.30, 32.04, 39.37, 41.20, 41.60], schedule=rate), 2) == 148.42
    assert round(hw.present_value([7.3, 32.05, 39.37, 41.2, 41.6], schedule=rate), 2) == 148.43
    assert round(hw.present_value(pd.Series([7.3, 32.05, 39.37, 41.2, 41.6])), 2) == 148.43  # 3.5% for 30 years
    assert hw.present_value([1.03], schedule=hw.DiscountSchedule.flat(0.03), first_year=1) == pytest.approx(1)
    assert np.isnan(hw.present_value([1, None]))


def test_a_schedule_is_a_value() -> None:
    own = hw.DiscountSchedule({0: 0.035, 31: 0.03, 76: 0.025}, name="Green Book", version="February 2026")
    assert own == GREEN_BOOK and hash(own) == hash(GREEN_BOOK)
    assert own != hw.DiscountSchedule(own.steps) != hw.DiscountSchedule.flat(0.035)
    assert pickle.loads(pickle.dumps(own)) == own == copy.deepcopy(own)
    assert eval(repr(own), {"DiscountSchedule": hw.DiscountSchedule}) == own
    assert repr(hw.DiscountSchedule.flat(0.035)) == "DiscountSchedule({0: 0.035}, name='flat')"
    with pytest.raises(AttributeError):
        own.name = "other"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: hw.DiscountSchedule({}), "found no steps"),
        (lambda: hw.DiscountSchedule({1: 0.035}), "found first year 1; accepted: 0"),
        (lambda: hw.DiscountSchedule([(0, 0.1), (5, 0.1), (5, 0.2)]), "first year 5 after 5"),
        (lambda: hw.DiscountSchedule({0: 3.5}), "0.035 for 3.5%"),
        (lambda: hw.DiscountSchedule({0: "3.5%"}), "found str '3.5%'"),
        (lambda: hw.DiscountSchedule({0.5: 0.1}), "found 0.5; accepted: a whole number"),
        (lambda: hw.DiscountSchedule(0.035), "found 0.035; accepted: rates by first year"),
        (lambda: hw.DiscountSchedule({0: 0.1}, name=1), "name: found 1; accepted: text"),
        (lambda: GREEN_BOOK.factor(-1), "found year -1"),
        (lambda: GREEN_BOOK.factors(-1), "years: found -1"),
        (lambda: hw.present_value([1], schedule=0.035), "schedule: found 0.035; accepted: a DiscountSchedule"),
        (lambda: hw.present_value([1], first_year=-2), "found year -2"),
        (lambda: hw.present_value([1, float("inf")]), "year 1: found an infinite amount"),
        (lambda: hw.present_value("12"), "amounts: found text '12'"),
    ],
)
def test_what_cannot_be_discounted_is_refused(call, message: str) -> None:
    with pytest.raises(hw.HeadwayError, match=message):
        call()


# --- optimism bias -------------------------------------------------------------------------------------------------


def test_published_bounds_of_optimism_bias() -> None:
    # Mott MacDonald (2002), table 2: upper and lower, of works duration and of capital expenditure
    published = {
        "standard buildings": (0.04, 0.01, 0.24, 0.02),
        "non-standard buildings": (0.39, 0.02, 0.51, 0.04),
        "standard civil engineering": (0.20, 0.01, 0.44, 0.03),
        "non-standard civil engineering": (0.25, 0.03, 0.66, 0.06),
        "equipment/development": (0.54, 0.10, 2.00, 0.10),
    }
    for kind, bounds in published.items():
        found = [
            hw.optimism_bias(kind, mitigation=mitigation, estimate_of=estimate)
            for estimate in ("works duration", "capital expenditure")
            for mitigation in (0, 1)
        ]
        assert tuple(found) == bounds, kind
    assert hw.optimism_bias(hw.ProjectType.outsourcing) == 0.41
    assert np.isnan(hw.optimism_bias("outsourcing", estimate_of=hw.EstimateOf.works_duration))
    with pytest.raises(hw.HeadwayError, match="project type: found 'bridge'; accepted: standard buildings"):
        hw.optimism_bias("bridge")
    with pytest.raises(hw.HeadwayError, match="mitigation: found 50"):
        hw.optimism_bias("outsourcing", mitigation=50)


# --- the appraisal -------------------------------------------------------------------------------------------------


def test_worked_by_hand() -> None:
    case = hw.appraise(cost=[100, 0, 0, 0, 0, 0], benefit=[0, 30, 30, 30, 30, 30])
    assert case.present_value_costs == 100
    assert case.present_value_benefits == pytest.approx(30 * (1 - 1.035**-5) / 0.035)
    assert case.net_present_value == pytest.approx(30 * (1 - 1.035**-5) / 0.035 - 100)
    assert case.benefit_cost_ratio == pytest.approx(0.3 * (1 - 1.035**-5) / 0.035)
    assert case.payback == pytest.approx(10 / 3)
    assert case.discounted_payback == pytest.approx(3.61013379375)
    assert case.schedule == GREEN_BOOK and case.optimism_bias == 0 and case.method == "appraisal, version 1"
    assert pickle.loads(pickle.dumps(case)) == case

    never = hw.appraise(cost=[100, 0], benefit=[0, 50])
    assert (never.payback, never.discounted_payback) == (None, None)
    assert hw.appraise(cost=[0], benefit=[5]).benefit_cost_ratio is None
    again = hw.appraise(cost=[100, 0, 60, 0, 0], benefit=[0, 120, 0, 20, 40], schedule=hw.DiscountSchedule.flat(0))
    assert again.payback == 3.5 == again.discounted_payback


@given(st.lists(st.tuples(amounts, amounts), min_size=1, max_size=90), st.sampled_from([0.0, 0.24, 2.0]))
def test_agrees_with_exact_fractions(rows: list[tuple[float, float]], bias: float) -> None:
    costs, benefits = ([Fraction(str(amount)) for amount in side] for side in zip(*rows, strict=True))
    raised = [cost * (1 + Fraction(str(bias))) for cost in costs]
    worth = [sum(amount * exact_factor(t) for t, amount in enumerate(side)) for side in (benefits, raised)]
    case = hw.appraise(cost=[c for c, _ in rows], benefit=[b for _, b in rows], optimism_bias=bias)
    assert case.present_value_benefits == pytest.approx(float(worth[0]), rel=1e-12, abs=1e-12)
    assert case.present_value_costs == pytest.approx(float(worth[1]), rel=1e-12, abs=1e-12)
    assert case.net_present_value == pytest.approx(float(worth[0] - worth[1]), rel=1e-9, abs=1e-8)
    assert case.benefit_cost_ratio == (pytest.approx(float(worth[0] / worth[1]), rel=1e-12) if worth[1] else None)

    balance = list(accumulate(benefit - cost for benefit, cost in zip(benefits, raised, strict=True)))
    if balance[-1] < 0:
        assert case.payback is None
    elif min(balance) >= 0:
        assert case.payback == 0
    else:
        last = max(t for t, amount in enumerate(balance) if amount < 0)
        part = -balance[last] / (balance[last + 1] - balance[last])
        assert case.payback == pytest.approx(float(last + part), rel=1e-9)


TABLE = {"year": ["2024/25", "2025/26", "2026/27"], "cost": [100.0, 0.0, 0.0], "benefit": [0.0, 60.0, 60.0]}


@pytest.mark.parametrize("make", [pd.DataFrame, pl.DataFrame, pa.table, lambda t: duckdb.from_arrow(pa.table(t))])
def test_any_frame(make) -> None:
    case = hw.appraise(make(TABLE), year="year")
    assert case == hw.appraise(cost=TABLE["cost"], benefit=TABLE["benefit"], year=TABLE["year"])
    assert case.payback == pytest.approx(100 / 60)


def test_other_names_and_years_as_numbers() -> None:
    frame = pd.DataFrame({"y": [2024, 2025, 2026], "spend": TABLE["cost"], "saving": TABLE["benefit"]})
    expected = hw.appraise(cost=TABLE["cost"], benefit=TABLE["benefit"])
    assert hw.appraise(frame, cost="spend", benefit="saving", year="y") == expected
    assert hw.appraise(frame, cost="spend", benefit="saving") == expected
    periods = [hw.Period.of_year(2024).shifted(12 * i) for i in range(3)]
    assert hw.appraise(cost=np.array(TABLE["cost"]), benefit=TABLE["benefit"], year=periods) == expected


def test_a_missing_amount_makes_the_worth_missing() -> None:
    case = hw.appraise(cost=[100, None], benefit=[0, 200])
    assert np.isnan(case.present_value_costs) and np.isnan(case.net_present_value)
    assert (case.benefit_cost_ratio, case.payback, case.discounted_payback) == (None, None, None)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: hw.appraise(cost=[1], benefit=[1, 2]), "costs of 1 years and benefits of 2"),
        (lambda: hw.appraise(cost=[], benefit=[]), "found no years"),
        (lambda: hw.appraise(cost=[1], benefit=[1], optimism_bias=24), "0.24 for 24%"),
        (lambda: hw.appraise(cost=[1], benefit=[1], optimism_bias=None), "optimism bias: found nan"),
        (lambda: hw.appraise(benefit=[1]), "cost: found 'cost' without a frame"),
        *[
            (
                lambda year=year: hw.appraise(pd.DataFrame({"cost": [1, 1], "benefit": [1, 1], "y": year}), year="y"),
                "row 1, column 'y': found null",
            )
            for year in (["2024/25", None], [2024, None])
        ],
        (lambda: hw.appraise(cost=[1], benefit=[1], year="year"), "year: found 'year' without a frame"),
        (lambda: hw.appraise(cost=[1], benefit=[1], year=["2024/25", "2025/26"]), "found 2 years for 1 amounts"),
        (lambda: hw.appraise(cost=[1], benefit=[1], year=["soon"]), "soon"),
        (lambda: hw.appraise(cost=[1], benefit=[1], year=[2024.5]), r"year\[0\]: found float 2024.5"),
        (lambda: hw.appraise(cost=[1], benefit=[1], year=["May 2024"]), "found 'May 2024'; accepted: a year"),
        (lambda: hw.appraise(pd.DataFrame(TABLE).iloc[[0, 2]], year="year"),
         r"row 1 \(index 2\): found '2026/27' after '2024/25'"),
        (lambda: hw.appraise(pd.DataFrame(TABLE), cost="costs"), "column 'costs' is not in .* mean 'cost'"),
        (lambda: hw.appraise(pd.DataFrame(TABLE), cost="year"), "row 0, column 'year'"),
        (lambda: hw.appraise([1, 2]), "accepted: a pandas or Polars DataFrame"),
    ],
)
def test_what_cannot_be_appraised_is_refused(call, message: str) -> None:
    with pytest.raises(hw.HeadwayError, match=message):
        call()
