"""Bounds that are open: what "over 50" and "<5" say is said exactly, wherever bounds go."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import headway as hw
import pandas as pd
import polars as pl
import pytest

# latest, previous, target, polarity; then rating, direction and what a page says of the latest and the target
CASES = [
    ("50", "40", "over 50", "high", "amber", "improving", "50", "over 50"),
    ("50", "60", "at least 50", "high", "green", "worsening", "50", "at least 50"),
    ("50.1", "60", ">50", "high", "green", "worsening", "50.1", "over 50.0"),
    ("5", "4", "<5", "low", "amber", "worsening", "5", "under 5"),
    ("5", "4", "up to 5", "low", "green", "worsening", "5", "at most 5"),
    ("over 50", "50", "50", "high", "green", "improving", "over 50", "50"),
    ("at least 50", "50", "50", "high", "green", "unknown", "at least 50", "50"),
    ("over 49", "50", "50", "high", "not_rated", "unknown", "over 49", "only a bound is known"),
    ("<5", "5", "5", "low", "green", "improving", "under 5", "5"),
    ("<5", "<5", "4", "low", "not_rated", "unknown", "under 5", "only a bound is known"),
    ("<45", "50", "50", "high", "red", "worsening", "under 45", "50"),
    ("up to 45", "50", "50", "high", "not_rated", "worsening", "at most 45", "only a bound is known"),
    ("18-21", "17", "15-25", "In range", "green", "unknown", "18 to 21", "15 to 25"),
    ("[c]", "<5", "5", "low", "not_rated", "unknown", "suppressed", "no data"),
]


@pytest.mark.parametrize("kind", [lambda frame: frame, pl.from_pandas])
def test_a_bound_is_rated_and_compared_as_far_as_it_goes(kind: Any) -> None:
    names = ["latest", "previous", "target", "polarity", "rating", "direction"]
    table = pd.DataFrame([case[:6] for case in CASES], columns=names).assign(indicator=[*map(str, range(len(CASES)))])
    cleaned = hw.clean(kind(table.drop(columns=["rating", "direction"])), ["latest", "previous", "target"])
    assessed = hw.assess(cleaned, comparators=("target",))
    assert list(assessed["target_rating"]) == list(table.rating)
    assert list(assessed["direction"]) == list(table.direction)
    board = hw.Scorecard(cleaned, section=None, period="2024/25", comparators=("target",))
    for row, (*_, latest, target) in enumerate(CASES):
        alone = hw.clean(table[row : row + 1].drop(columns=["rating", "direction"]), ["latest", "previous", "target"])
        html = hw.Scorecard(alone, section=None, period="2024/25", comparators=("target",)).table().as_raw_html()
        assert latest in html and target in html, (row, latest, target)
    assert board.frame is not None


def test_open_bounds_are_columns_of_true_and_false() -> None:
    cleaned = hw.clean(pd.DataFrame({"a": ["over 50", "3"], "b": ["3-5", "1"]}), ["a", "b"])
    assert cleaned.a_lower_open.tolist() == [True, False] and "b_lower_open" not in cleaned
    frame = pd.DataFrame({"latest": [50.0], "target": [None], "polarity": "high", "target_lower": [50.0],
                          "target_upper": [None]}).astype({"target": float, "target_upper": float})  # fmt: skip
    for opened, rating in ((True, "amber"), (False, "green"), (None, "green")):
        assessed = hw.assess(frame.assign(target_lower_open=opened), comparators=("target",))
        assert assessed.target_rating[0] == rating
    with pytest.raises(hw.HeadwayError, match="column 'target_lower_open': found a column of type .*; accepted: true"):
        hw.assess(frame.assign(target_lower_open="yes"), comparators=("target",))


def counts(target: str) -> Any:
    """Half a first year of one event each month, with a target for the year."""
    months = [f"2024-{month:02d}" for month in range(4, 10)]
    table = pd.DataFrame({"series": "falls", "period": months, "value": [1] * 6, "target": target})
    return hw.project(hw.clean(table, "target"), accrual="flow", target="target", polarity="low_is_good")


def test_the_chance_of_an_open_target_leaves_the_bound_out() -> None:
    under, most, one_less = (counts(target) for target in ("<12", "up to 12", "up to 11"))
    assert under.probability[0] == one_less.probability[0] < most.probability[0]
    assert under.value[0] == pytest.approx(12)
    assert under.forecast_rating[0] == "amber" and most.forecast_rating[0] == "green"
    assert under.target_upper_open.tolist() == [True]


def test_an_outlook_keeps_that_its_target_is_open(tmp_path: Path) -> None:
    frame = pd.DataFrame({"indicator": ["falls"], "period": "2024-09", "latest": [1.0], "polarity": "low_is_good"})
    for target, rating, said in (("<12", "amber", "under 12"), ("up to 12", "green", "12 or less")):
        board = hw.Scorecard(frame, section=None, comparators=(), outlook=counts(target))
        assert board.frame.forecast_rating[0] == rating
        assert said in board.write(tmp_path / "page.html", title="Falls").read_text()
