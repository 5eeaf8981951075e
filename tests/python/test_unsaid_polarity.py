"""A polarity that nobody has said, however its cell is empty, is taken alike by every verb; a ranking must be told."""

from collections.abc import Callable
from typing import Any

import headway as hw
import numpy as np
import pandas as pd
import pytest

VALUES = [5.0, 6, 7, 6, 5]
SERIES = hw.Series([5] * 6, start="2024-04", accrual="flow")
MONTHS = pd.DataFrame({"visits": "Central", "month": [f"2024-{i:02}" for i in range(4, 10)], "value": 5.0})
UNSAID: list[Any] = [None, float("nan"), np.float64("nan"), pd.NA, pd.NaT, "", " ", "n/a", "TBC", "-"]

# What each verb says where nobody has said which side is good.
VERBS: dict[str, tuple[Callable[[Any], Any], Any]] = {
    "xmr": (lambda said: str(hw.spc.xmr(VALUES, polarity=said, target=6).assurance), "no_direction"),
    "c_chart": (lambda said: str(hw.spc.c_chart(VALUES, polarity=said).polarity), "neutral"),
    "xbar_chart": (lambda said: str(hw.spc.xbar_chart(VALUES, [1, 1, 2, 2, 2], polarity=said).polarity), "neutral"),
    "rate": (lambda said: str(hw.rate(5, 6, said)), "not_rated"),
    "compare": (
        lambda said: str(hw.stats.compare(5, lower=4, upper=5.5, benchmark=7, polarity=said).outcome), "not_compared",
    ),
    "recent_trend": (
        lambda said: str(hw.stats.recent_trend([10, 20, 30, 40, 60], [100] * 5, polarity=said).marker), "increasing",
    ),
    "project_year_end": (
        lambda said: hw.project_year_end(SERIES, target=60, polarity=said).probability_reason, "no polarity",
    ),
    "project": (
        lambda said: hw.project(MONTHS, series="visits", period="month", accrual="flow", target={"Central": 60.0},
                                polarity=said)["probability_reason"].iloc[0], "no polarity",
    ),
    "read_target": (lambda said: hw.read_target("60", polarity=said).value, 60.0),
}  # fmt: skip


@pytest.mark.parametrize("verb", VERBS)
def test_an_unsaid_polarity_is_the_same_however_it_is_empty(verb) -> None:
    call, expected = VERBS[verb]
    said = [call(each) for each in UNSAID]
    assert said == [expected] * len(UNSAID)


@pytest.mark.parametrize("said", UNSAID)
def test_a_ranking_must_be_told(said) -> None:
    with pytest.raises(hw.HeadwayError, match="polarity: found .*; accepted: high_is_good, low_is_good, neutral"):
        hw.stats.rank_in_group(VALUES, polarity=said)


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("wrong", [5, True, "sideways"])
def test_what_says_something_else_is_refused(verb, wrong) -> None:
    with pytest.raises(hw.HeadwayError, match="polarity"):
        VERBS[verb][0](wrong)
