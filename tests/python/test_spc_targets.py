"""What control charts say of a target is what rating says of it: its side, and whether it is met on its number."""

from typing import Any

import headway as hw
import numpy as np
import pandas as pd
import pytest

# A target as it is written, the side that is good, what a process of exactly 50 does, and how the target reads.
CASES = [
    ("50", "high_is_good", "pass", "at least 50"),
    ("50", "low_is_good", "pass", "at most 50"),
    ("at least 50", "high_is_good", "pass", "at least 50"),
    ("<=50", "low_is_good", "pass", "at most 50"),
    ("over 50", "high_is_good", "fail", "over 50"),
    ("under 50", "low_is_good", "fail", "under 50"),
    ("over 49", "high_is_good", "pass", "over 49"),
    ("under 51", "low_is_good", "pass", "under 51"),
    (">=55", "low_is_good", "no_direction", "at least 55"),
    ("<=55", "high_is_good", "no_direction", "at most 55"),
    ("under 45", "high_is_good", "no_direction", "under 45"),
    ("over 45", "low_is_good", "no_direction", "over 45"),
    ("over 45", "neutral", "no_direction", "over 45"),
]
OF_RATING = {"pass": "green", "fail": "amber", "no_direction": "not_rated"}


@pytest.mark.parametrize(("text", "polarity", "assurance", "reads"), CASES)
def test_a_target_keeps_its_side_and_whether_its_number_is_meant(text, polarity, assurance, reads) -> None:
    target = hw.read_target(text)
    chart = hw.spc.xmr([50] * 14, polarity=polarity, target=target)
    assert chart.assurance == assurance
    assert set(chart.point_assurance) == {assurance}
    if polarity != "neutral":
        assert hw.rate(50, target, polarity=polarity) == OF_RATING[assurance]
    assert f"Target {reads}: " in hw.spc.board({"Calls": chart}).describe()


@pytest.mark.parametrize(("text", "polarity", "assurance", "reads"), CASES)
def test_the_bounds_that_clean_leaves_say_the_same(text, polarity, assurance, reads) -> None:
    frame = pd.DataFrame({"v": [50.0] * 14, "n": [100] * 14, "t": [text] * 14, "week": np.repeat(range(7), 2)})
    read = hw.clean(frame, "t")
    charts = [
        hw.spc.xmr("v", data=read, target="t", polarity=polarity),
        hw.spc.xbar_chart("v", "week", data=read, target="t", polarity=polarity),
        hw.spc.p_chart("v", "n", data=read, target="t", polarity=polarity, multiplier=100),
    ]
    expected = [assurance] * 2 + ["no_direction" if assurance == "no_direction" else "inconsistent"]
    assert [chart["assurance"].unique().tolist() for chart in charts] == [[word] for word in expected]


@pytest.mark.parametrize(
    ("polarity", "assurance"), [("high_is_good", "pass"), ("low_is_good", "fail"), ("in_range", "no_direction")]
)
def test_of_two_bounds_the_polarity_says_which(polarity, assurance) -> None:
    frame = pd.DataFrame({"v": [50.0] * 14, "t": ["40 to 45"] * 14})
    chart = hw.spc.xmr("v", data=hw.clean(frame, "t"), target="t", polarity=polarity)
    assert chart["assurance"].unique().tolist() == [assurance]


def test_rows_of_a_frame_may_have_numbers_and_bounds() -> None:
    frame = pd.DataFrame({"k": ["a"] * 14 + ["b"] * 14 + ["c"] * 14, "v": 50.0, "t": ["50"] * 14 + ["over 50"] * 28})
    frame.loc[28:, "t"] = "TBC"
    chart = hw.spc.xmr("v", data=hw.clean(frame, "t"), by="k", target="t", polarity="high_is_good")
    assert chart.groupby("k")["assurance"].first().tolist() == ["pass", "fail", "no_target"]


@pytest.mark.parametrize(("text", "said"), [("over 50", "target of over 50"), ("at least 50", "target of 50")])
def test_titles_say_where_a_number_itself_is_not_meant(text, said) -> None:
    picture = hw.spc.xmr([50] * 14, polarity="high_is_good", target=hw.read_target(text)).picture()
    met = "missed" if "over" in text else "met"
    assert f"the {said} is set to be {met} unless something changes" in picture.finding()


def test_points_on_an_open_bound_do_not_meet_it() -> None:
    values: list[Any] = [50, 52] * 7
    of = {text: hw.spc.xmr(values, polarity="high_is_good", target=hw.read_target(text)).picture().finding()
          for text in ("at least 50", "over 50")}  # fmt: skip
    assert "target of 50 met in all 14 points" in of["at least 50"]
    assert "target of over 50 met in 7 of 14 points" in of["over 50"]


def test_small_multiples_count_what_misses_an_open_bound_and_judge_no_bound_on_the_other_side() -> None:
    wards = {"groups": ["North"] * 14 + ["South"] * 14}
    strict = hw.spc.xmr([50] * 14 + [52] * 14, polarity="high_is_good", target=hw.read_target("over 50"), **wards)
    assert "1 of 2 misses the target of over 50" in strict.multiples().finding()
    other = hw.spc.xmr([50] * 14 + [52] * 14, polarity="low_is_good", target=hw.read_target("over 50"), **wards)
    assert "target" not in other.multiples().finding()


def test_a_column_of_numbers_is_the_target_whatever_stands_beside_it() -> None:
    frame = pd.DataFrame({"v": [5.0, 6, 7, 5, 6, 7], "target": 6.0, "target_upper": 9.0})

    def assurance(data: pd.DataFrame) -> list[str]:
        return list(hw.spc.xmr("v", target="target", polarity="low", data=data).assurance)

    assert assurance(frame) == assurance(frame[["v", "target"]]) != ["no_target"]
    assert assurance(frame.assign(target_lower="n/a")) == assurance(frame)
