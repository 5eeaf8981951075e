"""How a series adds up, in the words of tables: one reader for every verb."""

from __future__ import annotations

import headway as hw
import pandas as pd
import pytest

SAID = {
    "YTD": "cumulative", "ytd": "cumulative", "Year to date": "cumulative", "Year-to-date": "cumulative",
    "Cumulative YTD": "cumulative", "Cumulative": "cumulative", "Rolling 12": "rolling", "Rolling 12 months": "rolling",
    "rolling_12_months": "rolling", "12-month rolling": "rolling", "Point in time": "snapshot", "Mean": "average",
    " Flow ": "flow", "Non-cumulative": "flow", "Not cumulative": "flow", "NON CUMULATIVE": "flow",
}  # fmt: skip
REFUSED = {
    "Monthly": "which does not say how a year adds up; accepted: flow", "In-month": "does not say how a year adds up",
    "Cumulativ": 'did you mean "cumulative"', "total": "accepted: snapshot, flow",
}  # fmt: skip
MONTHS = [str(month) for month in pd.period_range("2023-04", periods=18, freq="M")]
BOARD = pd.DataFrame({"section": "S", "indicator": ["I"], "period": "2024-09", "latest": 2.0, "previous": 1.0,
                      "target": 3.0, "polarity": "high_is_good"})  # fmt: skip


def projected(word: str, how: str) -> str:
    frame = pd.DataFrame({"series": "a", "period": MONTHS, "value": 5.0, "adds": word})
    given = {"argument": word, "column": "adds", "mapping": {"a": word}}[how]
    return str(hw.project(frame, accrual=given)["accrual"][0])


READERS = {
    **{f"project, {how}": lambda word, how=how: projected(word, how) for how in ("argument", "column", "mapping")},
    "series": lambda word: str(hw.Series([1, 2], start="2024-04", accrual=word).accrual),
    "assess": lambda word: hw.assess(BOARD.assign(accrual=word), comparators=("target",))["direction"][0],
    "scorecard": lambda word: hw.Scorecard(BOARD.assign(accrual=word), comparators=("target",)).directions().to_dict(),
}


@pytest.mark.parametrize("word", SAID)
@pytest.mark.parametrize("name", READERS)
def test_an_accrual_is_read_as_people_say_it(name: str, word: str) -> None:
    assert READERS[name](word) == READERS[name](SAID[word])


@pytest.mark.parametrize("word", REFUSED)
@pytest.mark.parametrize("name", READERS)
def test_what_says_no_accrual_is_refused_with_what_to_write(name: str, word: str) -> None:
    with pytest.raises(hw.HeadwayError, match=REFUSED[word]):
        READERS[name](word)


INITIATIVES = pd.DataFrame({"theme": ["T"], "initiative": ["I"], "rating_q2": ["amber"], "rating_q4": ["green"]})


@pytest.mark.parametrize(("word", "agrees"), [
    ("improving", True), ("Better", True), ("improved", True), ("Worse", False), ("declining", False),
    ("No change", False), ("same", False), ("stable", False),
])  # fmt: skip
def test_a_direction_of_travel_is_read_as_people_say_it(word: str, agrees: bool) -> None:
    frame = INITIATIVES.assign(direction_of_travel=word)
    assert hw.plan.transitions(frame)["agrees"].tolist() == [agrees]


@pytest.mark.parametrize("sign", ["\u2191", "\u2192", "\u25b2"])
def test_an_arrow_does_not_say_which_way_is_good(sign: str) -> None:
    frame = INITIATIVES.assign(direction_of_travel=sign)
    with pytest.raises(hw.HeadwayError, match="does not say which way is good") as refused:
        hw.plan.transitions(frame)
    assert f".replace({{'{sign}': 'improving'}})" in str(refused.value)
