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


def test_a_bound_that_is_itself_not_meant_stays_so() -> None:
    """Exactly 50 is not "over 50"; the scorecard, one rating and a projection all say so."""
    said = {"over 50": "over 50", "under 5": "under 5", "at least 50": "at least 50", ">50": "over 50",
            "<5 by March 2026": "under 5 by March 2026", "18 to 21": "18 to 21"}  # fmt: skip
    for text, shown in said.items():
        assert repr(hw.read_target(text)) == shown
    over = hw.read_target("over 50")
    assert (over.value, over.lower_open, over.upper_open) == ((50.0, None), True, False)
    assert pickle.loads(pickle.dumps(over)) == over != hw.read_target("at least 50")
    kpis = pd.DataFrame({"section": "S", "indicator": list("abcd"), "unit": "n", "period": "2024/25 - Q2",
                         "latest": [50.0, 5.0, 50.0, 51.0], "target": ["over 50", "<5", "at least 50", "over 50"],
                         "polarity": ["high", "low", "high", "high"]})  # fmt: skip
    read = hw.read_targets(kpis)
    assert read.target_lower_open.tolist() == [True, False, False, True]
    assert read.target_upper_open.tolist() == [False, True, False, False]
    rated = ["amber", "amber", "green", "green"]
    for way in (read, hw.clean(kpis, "target")):
        assert hw.assess(way, comparators=("target",)).target_rating.tolist() == rated
    board = hw.Scorecard(read, comparators=("target",))
    assert [board.board.row(row).against["target"].rating for row in range(4)] == rated
    assert [hw.rate(latest, hw.read_target(text), polarity) for latest, text, polarity
            in zip(kpis.latest, kpis.target, kpis.polarity, strict=True)] == rated  # fmt: skip
    assert "target_lower_open" not in hw.read_targets(kpis.iloc[[2]])
    with pytest.raises(hw.HeadwayError, match="target: found over 50, which the bound itself does not reach"):
        hw.Profile.linear(over)


SIGNS = {  # what a sign, points or a multiple in a cell of targets are, and what to write
    "-5%": "'down 5%' for a change, 'to -5%' for a level", "\u22125%": "'down 5%'", "-5% on last year": "'down 5%'",
    "-5% by March 2026": "'down 5%'", "(5%)": "'down 5%'", "+5%": "'up 5%' for a change, '5%' for a level",
    "+5": "'up 5' for a change, '5' for a level", "+5% of homes": "'up 5%'", "at least +5%": "'up 5%'",
    **dict.fromkeys(("5pp", "-5pp", "+5pp by March 2026", "at least 5pp", "5 points"), "accepted: 'up 5 points'"),
    "1.5 times": "'up 50%' for 1.5 times the baseline", "2 x": "it is a multiple", "doubled": "it is a multiple",
    "reduce by +5": "a sign and a direction; accepted: one of them",
}  # fmt: skip
LEVELS = {
    "-10": -10.0, "(450)": -450.0, "-\u00A32m": -2e6, "to -5%": -5.0, "reduce to -5%": -5.0, "-5% to 5%": (-5.0, 5.0),
    "at least -5%": (-5.0, None), "95+": (95.0, None), "95% of response times": 95.0, "down 5%": 512.05,
    "up +5%": 565.95, "by -80": 459.0, "by +80": 619.0, "up 50%": 808.5,
}  # fmt: skip


@pytest.mark.parametrize("text", SIGNS)
def test_a_sign_that_may_be_of_a_change_or_of_a_level_is_refused(text: str) -> None:
    row = pd.DataFrame({"period": ["2024/25 - Q2"], "latest": [539.0], "target": [text], "polarity": ["low"]})
    for call in (lambda: hw.read_target(text, baseline=VOIDS), lambda: hw.read_targets(row.assign(polarity="n/a"))):
        with pytest.raises(hw.HeadwayError, match=re.escape(SIGNS[text])):
            call()


@pytest.mark.parametrize("text", LEVELS)
def test_what_a_sign_leaves_clear_is_read(text: str) -> None:
    assert hw.read_target(text, baseline=VOIDS).value == LEVELS[text]


MONTHLY = hw.Series([10, 12, 14], start="2024-04", accrual="snapshot")
DEADLINES = {  # as at June 2024: the month by whose end it is due, and what that asks of each month from 14 to 32
    "by 31 December 2024": ("31 December 2024", 3.0), "by December 2024": ("December 2024", 3.0),
    "by 1 January 2025": ("December 2024", 3.0), "by 2025-01-01": ("2024-12", 3.0),
    "by the start of January": ("December 2024", 3.0), "by the beginning of January 2025": ("December 2024", 3.0),
    "before January 2025": ("December 2024", 3.0), "before 1 January 2025": ("December 2024", 3.0),
    "before January": ("December 2024", 3.0), "by January 2025": ("January 2025", 18 / 7),
    "by the end of January 2025": ("January 2025", 18 / 7), "before the end of January 2025": ("January 2025", 18 / 7),
}  # fmt: skip


@pytest.mark.parametrize("said", DEADLINES)
def test_a_deadline_on_the_first_of_a_month_is_reached_before_it(said: str) -> None:
    by, rate = DEADLINES[said]
    target = hw.read_target(f"32 {said}", baseline=MONTHLY)
    assert target.by is not None and target.by.label == by
    assert hw.required_run_rate(MONTHLY, target) == pytest.approx(rate)
    if said.startswith("by ") and any(character.isdigit() for character in said):
        assert hw.required_run_rate(MONTHLY, 32, by=said) == pytest.approx(rate)


def test_a_year_ends_before_the_first_of_the_next() -> None:
    flow = hw.Series([18, 17, 16, 16, 19, 15], start="2024-04", accrual="flow")
    assert hw.required_run_rate(flow, 194, by="1 April 2025") == hw.required_run_rate(flow, 194) == 15.5
    path = hw.Profile.steps({"April 2024": 30, "January 2025": 50})
    assert hw.required_run_rate(MONTHLY, path, by="1 January 2025") == pytest.approx((30 - 14) / 6)
    assert hw.Profile.steps({"2025-01-01": 50}).at("January 2025") == 50.0  # a label of data stands for its month
    with pytest.raises(hw.HeadwayError, match="is not after '2024-06'"):
        hw.read_target("32 by 1 July 2024", baseline=MONTHLY)


FLOW = hw.Series([18, 17, 16, 16, 19, 15], start="2024-04", accrual="flow")
WEEKS = [61.0, 58, 63, 60, 57, 62, 59, 64, 60, 58, 63, 61, 59, 76]
POINTS = pd.DataFrame({"series": "a", "period": [f"2024-{month:02}" for month in range(4, 10)],
                       "value": [18.0, 17, 16, 16, 19, 15]})  # fmt: skip
TAKERS = {
    "a rating": lambda target: hw.rate(61, target, "low"),
    "a projection": lambda target: hw.project_year_end(FLOW, target=target, polarity="low").probability,
    "a profile": lambda target: hw.Profile.flat(target).at("September 2024"),
    "milestones": lambda target: hw.Profile.milestones({"March 2025": target}).at("April 2026"),
    "a chart": lambda target: hw.spc.xmr(WEEKS, polarity="low", target=target).target[0],
    "a rate": lambda target: hw.required_run_rate(FLOW, target),
    "a frame, of all": lambda target: hw.project(POINTS, accrual="flow", target=target, polarity="low").probability[0],
    "a frame, of one": lambda target: hw.project(POINTS, accrual="flow", target={"a": target},
                                                 polarity="low").probability[0],
}  # fmt: skip


@pytest.mark.parametrize("taker", TAKERS)
def test_a_target_is_taken_wherever_its_number_or_its_bounds_are(taker: str) -> None:
    take = TAKERS[taker]
    assert take(hw.read_target("205")) == take(205)
    relative = hw.RelativeTarget(-0.10, baseline=("March 2024", 100))
    assert take(relative) == take(90.0)
    bounded = hw.read_target("at most 205")
    expected = take(205) if taker in ("a chart", "a rate") else take((None, 205))
    assert take(bounded) == pytest.approx(expected, nan_ok=True)
    if taker in ("a chart", "a rate"):
        with pytest.raises(hw.HeadwayError, match=re.escape("the range (18.0, 21.0); accepted: one number")):
            take(hw.read_target("18 to 21"))
    if taker != "a chart":  # where a tuple is one a point
        assert take(bounded.value) == pytest.approx(expected, nan_ok=True)


@pytest.mark.parametrize("text", ["No target", "no target set", "None", "Not set", "TBC", "n/a", "-", ""])
def test_words_for_no_target_are_none(text: str) -> None:
    rows = pd.DataFrame({"period": "2024/25 - Q2", "latest": [1.0, 2.0], "target": [text, "95"], "polarity": "high"})
    assert hw.read_targets(rows).target.fillna(-1).tolist() == [-1.0, 95.0]
