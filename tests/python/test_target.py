"""Targets as people write them, and what they ask of each point to come."""

import math
import pickle
import re
from typing import Any

import headway as hw
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

VOIDS = hw.Series([559, 539], start="2024/25 - Q1", frequency="quarter", accrual="snapshot")


def test_a_further_80_fewer_by_the_end_of_the_next_quarter() -> None:
    """S1 of the council: 539 empty homes, "targeted a reduction of a further 80 properties by the end of Q3"."""
    target = hw.read_target("a reduction of a further 80 properties by the end of Q3", baseline=VOIDS)
    assert (target.value, target.by) == (459.0, hw.Period.parse("2024/25 - Q3"))
    assert target.relative == hw.RelativeTarget(-80, baseline=("2024/25 - Q2", 539), change_is="amount")
    assert repr(target) == "539 (2024/25 - Q2) less 80 is 459 by 2024/25 - Q3"
    assert hw.required_run_rate(VOIDS, target) == -80.0
    assert hw.required_run_rate(VOIDS, 459) == -40.0  # to the year's end
    assert hw.required_run_rate(VOIDS, target, by="2024/25") == -40.0
    assert hw.required_run_rate(VOIDS, 459, by="31 December 2024") == -80.0
    path = hw.Profile.milestones({"2024/25 - Q3": 459, "2025/26 - Q4": 300}, baseline=("2024/25 - Q2", 539))
    assert hw.required_run_rate(VOIDS, path, by="2025/26 - Q4") == pytest.approx((300 - 539) / 6)


def test_by_5_per_cent_and_by_5_points() -> None:
    said = {"baseline": ("2023/24", 60), "polarity": "Higher is better"}
    assert hw.read_target("by 5%", **said).value == 63.0
    assert hw.read_target("by 5 points", **said).value == 65.0
    assert hw.RelativeTarget(5, baseline=("2023/24", 60), change_is="points").words == (
        "60 (2023/24) plus 5 points is 65")  # fmt: skip
    assert hw.read_target("5% fewer than last year", baseline=("2023/24", 60), as_at="2024/25").value == 57.0
    assert hw.read_target("no worse than last year by Q3", baseline=("2023/24 - Q2", 60),
                          as_at="2024/25 - Q2").by == hw.Period.parse("2024/25 - Q3")  # fmt: skip


def test_numbers_ranges_and_what_is_missing() -> None:
    assert hw.read_target("at least 95% by March 2026").value == (95.0, None)
    assert repr(hw.read_target("at least 95% by March 2026")) == "at least 95 by March 2026"
    assert hw.read_target("18 to 21").value == (18.0, 21.0)
    assert hw.read_target("95% of homes by March 2026", baseline=VOIDS).value == 95.0
    assert hw.required_run_rate(VOIDS, hw.read_target("at most 459", baseline=VOIDS), by="2024/25 - Q3") == -80.0
    missing = hw.read_target("80 fewer", baseline=("2024/25 - Q2", None))
    assert math.isnan(missing.value) and repr(missing) == "what was measured in 2024/25 - Q2 is not known"
    assert hw.required_run_rate(VOIDS, missing) is None


@given(st.integers(1, 4000), st.integers(1, 99), st.sampled_from(["high_is_good", "low_is_good"]))
def test_whole_things_lie_on_the_good_side(baseline: int, per_cent: int, polarity: str) -> None:
    said: dict[str, Any] = {"baseline": ("2023/24", baseline), "polarity": polarity}
    text = f"reduce by {per_cent}%"
    exact, whole = hw.read_target(text, **said).value, hw.read_target(text, **said, whole=True).value
    assert exact == pytest.approx(baseline * (100 - per_cent) / 100)
    hundredths = baseline * (100 - per_cent)
    assert whole == (hundredths // 100 if polarity == "low_is_good" else -(-hundredths // 100))


def test_a_relative_target_is_a_value() -> None:
    target = hw.RelativeTarget(-80, baseline=("2024/25 - Q2", 539), change_is="amount", whole="low_is_good")
    assert pickle.loads(pickle.dumps(target)) == target
    assert eval(repr(target), {"RelativeTarget": hw.RelativeTarget}) == target
    assert target != hw.RelativeTarget(-80, baseline=("2024/25 - Q2", 539), change_is="points", whole="low_is_good")
    assert (str(target.change_is), str(target.whole)) == ("amount", "low_is_good")
    assert hw.Profile.linear(target, start_value=539).at("September 2024") == 499.0


@pytest.mark.parametrize(("text", "said", "refused"), [
    ("soon", {}, "target: found \"soon\": it holds no figure; accepted: a number or a range"),
    ("80 fewer or 20", {}, "'or' could turn its meaning"),
    ("by 5%", {}, "no polarity says which side is good"),
    ("80 fewer by Q1 2024/25", {}, "its date '2024/25 - Q1' is not after '2024/25 - Q2'"),
    ("80 fewer", {"baseline": None}, "nothing says from what"),
    ("stay below 30", {}, "it is a bound among other words"),
    ("reduce by 2026", {}, "'by 2026' may be a year or an amount"),
    ("80 fewer by summer", {}, "'by summer' is no date"),
    ("10 fewer", {"baseline": hw.Series([1, 2], start="2024-04", accrual="flow")}, "the last is a month; accepted"),
    (80, {}, "text: found int 80; accepted: text"),
    ("80 fewer", {"baseline": 539}, "baseline: found 539; accepted: a period and its value"),
    ("80 fewer", {"whole": "yes"}, "whole: found str 'yes'; accepted: True or False"),
    ("80 fewer", {"polarity": "sideways"}, "polarity: "),
])  # fmt: skip
def test_what_is_refused(text: Any, said: dict[str, Any], refused: str) -> None:
    with pytest.raises(hw.HeadwayError, match=re.escape(refused)):
        hw.read_target(text, **{"baseline": VOIDS, **said})


def test_rates_to_a_date_that_is_none_are_refused() -> None:
    for by, said in (("2024/25 - Q2", "accepted: the end of a later quarter"), ("October 2024", "by: found")):
        with pytest.raises(hw.HeadwayError, match=said):
            hw.required_run_rate(VOIDS, 459, by=by)
    with pytest.raises(hw.HeadwayError, match=re.escape("found the range (18.0, 21.0); accepted: one number")):
        hw.required_run_rate(VOIDS, hw.read_target("18 to 21"))
    flow = hw.Series([1, 2, 3], start="2024-04", accrual="flow")
    with pytest.raises(hw.HeadwayError, match="by: found 'June 2025', and the sum is of '2024/25'"):
        hw.required_run_rate(flow, 20, by="June 2025")


def test_a_column_of_targets() -> None:
    kpis = pd.DataFrame({
        "indicator": ["Voids", "Calls", "Visits", "Repairs"], "period": "2024/25 - Q2",
        "latest": [539, 88.2, 10.0, 30.0],
        "target": ["a further 80 fewer by the end of Q3", "at least as good as last year", "TBC", "at most 25"],
        "polarity": ["low_is_good", "high_is_good", "high_is_good", "low_is_good"],
    })  # fmt: skip
    before = pd.DataFrame({"indicator": ["Calls"], "period": ["2023/24 - Q2"], "value": [90.5]})
    read = hw.read_targets(kpis, history=before)
    assert read.target.fillna(-1).tolist() == [459.0, 90.5, -1.0, -1.0]
    assert read.target_upper.fillna(-1).tolist() == [-1.0, -1.0, -1.0, 25.0]
    assert read.target_by.fillna("").tolist() == ["2024/25 - Q3", "", "", ""]
    assert read.target_text.tolist() == kpis.target.tolist()
    assert hw.assess(read, comparators=("target",)).target_rating.tolist() == ["red", "amber", "not_rated", "red"]
    assert kpis.target[0] == "a further 80 fewer by the end of Q3"  # as it was
    for kind in (pl.DataFrame, pa.Table.from_pandas):
        assert type(hw.read_targets(kind(kpis), history=before)) is type(kind(kpis))


def test_a_column_of_targets_is_refused_by_its_row() -> None:
    kpis = pd.DataFrame({"indicator": ["Voids", "Fires"], "period": "2024/25 - Q2", "latest": [539, 12],
                         "target": ["80 fewer than last year", "5 fewer"], "polarity": "low_is_good",
                         "accrual": ["snapshot", "flow"]})  # fmt: skip
    with pytest.raises(hw.HeadwayError) as refused:
        hw.read_targets(kpis)
    assert "row 0, column 'target': target: found \"80 fewer than last year\": it is meas" in str(refused.value)
    assert "row 1, column 'target': target: found \"5 fewer\": it is a change, and a year" in str(refused.value)
    with pytest.raises(hw.HeadwayError, match=r"frame = hw.read_targets\(frame, target='target'\)"):
        hw.assess(kpis, previous=None, comparators=("target",))
