"""Deadlines: one rule for all, by whose end something is due."""

import datetime
from collections.abc import Callable
from typing import Any

import headway as hw
import pandas as pd
import pytest

VOIDS = hw.Series([559, 539], start="2024/25 - Q1", frequency="quarter", accrual="snapshot")
PERIODS = [str(month) for month in pd.period_range("2023-04", "2024-06", freq="M")]
HISTORY = pd.DataFrame({"indicator": "Voids", "period": PERIODS, "value": [98.0, 102.0] * 6 + [97.0, 96.0, 88.0]})

BY_DECEMBER = [
    "December 2024", "31 December 2024", "2024-12-31", "2024/25 - Q3", "by December 2024", "by 1 January 2025",
    "1 January 2025", "2025-01-01", "2025-01-01 00:00:00", datetime.date(2025, 1, 1), pd.Timestamp(2025, 1, 1),
    20250101, "by the start of January 2025", "by the end of December 2024", "before January 2025",
    "Before 1 January 2025", "before 2 January 2025",
    "before the end of December 2024", "before 2024/25 - Q4", "no later than December 2024",
    "not later than 31 December 2024", "until December 2024", "till 1 January 2025", "up to December 2024",
    "up until 1 January 2025", "ahead of January 2025", "prior to 1 January 2025", "on or before 31 December 2024",
]  # fmt: skip
WORDS = ("by ", "before ", "no later", "not later", "until ", "till ", "up ", "ahead of ", "prior to ", "on or before ")


def milestone(due: Any) -> float:
    path = hw.Profile.milestones({due: 100.0}, baseline=("March 2024", 10.0))
    assert next(iter(path.values)).end == datetime.date(2024, 12, 31)
    return float(path.at("June 2024"))


def benefit(due: Any) -> float:
    goals = pd.DataFrame({"indicator": ["Voids"], "target": [55.0], "due": [due], "polarity": "low_is_good",
                          "since": "March 2024", "was": [100.0]})  # fmt: skip
    read = hw.benefits(goals, HISTORY, baseline="was", baseline_at="since")
    return float(read["expected_by_now"].iloc[0])


OF: dict[str, tuple[Callable[[Any], Any], Any]] = {
    "required_run_rate": (lambda due: hw.required_run_rate(VOIDS, 459, by=due), -80.0),  # one quarter to come
    "milestone": (milestone, 40.0),  # a third of the nine months, of 90
    "benefit": (benefit, 85.0),  # the same third, of 45
}


@pytest.mark.parametrize("of", OF)
@pytest.mark.parametrize("due", BY_DECEMBER, ids=str)
def test_what_is_due_by_the_first_of_a_month_is_due_by_the_end_of_the_month_before(of: str, due: Any) -> None:
    found, expected = OF[of]
    assert found(due) == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize("due", [due for due in BY_DECEMBER if isinstance(due, str) and due.lower().startswith(WORDS)])
def test_a_target_in_words_has_its_date_by_the_same_rule(due: str) -> None:
    by = hw.read_target(f"459 {due}").by
    assert by is not None and by.end == datetime.date(2024, 12, 31)


@pytest.mark.parametrize("of", OF)
@pytest.mark.parametrize(("due", "found"), [
    ("before summer", "summer"), ("after January 2025", "after January 2025"), ("by", "[\"']by[\"']"),
    ("15 March 2025", "15 March 2025"), ("before 20 March 2025", "(19|before 20) March 2025"),
])  # fmt: skip
def test_what_is_no_deadline_of_whole_months_is_refused(of: str, due: str, found: str) -> None:
    with pytest.raises(hw.HeadwayError, match=found):
        OF[of][0](due)


def test_a_column_of_days_is_read_as_deadlines_and_steps_and_baselines_are_none() -> None:
    goals = pd.DataFrame({"indicator": "Voids", "target": 55.0, "polarity": "low_is_good", "was": 100.0,
                          "due": pd.to_datetime(["2025-01-01", "2024-12-31"]), "since": "March 2024"})  # fmt: skip
    read = hw.benefits(goals, HISTORY, baseline="was", baseline_at="since")
    assert read["expected_by_now"].tolist() == pytest.approx([85.0, 85.0])
    steps = hw.Profile.steps({"2025-04-01": 90})
    assert list(steps.values) == [hw.Period.parse("April 2025")]  # it holds from then on
    path = hw.Profile.milestones({"2025-04-01": 90}, baseline=("2024-04-01", 80))
    assert path.baseline == (hw.Period.parse("April 2024"), 80.0)
