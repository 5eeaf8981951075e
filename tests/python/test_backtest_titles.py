"""The title of a back-test says on which side of its projection a year ended, and neither where it is on it."""

import headway as hw
import numpy as np
import pytest
from headway.charts.backtest import PastYears

# What was projected of each past year, what came, and what the title says.
CASES = [
    ([615.0], [615.0], "2021/22 ended as projected"),
    ([0.3], [0.1 + 0.2], "2021/22 ended as projected"),
    ([615.0], [620.0], "2021/22 ended higher than projected, by 5"),
    ([615.0], [610.0], "2021/22 ended lower than projected, by 5"),
    ([10.0, 20.0], [10.0, 20.0], "All 2 past years ended as projected"),
    ([10.0, 20.0], [12.0, 22.0], "All 2 past years ended higher than projected, by 2 on average"),
    ([10.0, 20.0], [8.0, 18.0], "All 2 past years ended lower than projected, by 2 on average"),
    ([10.0, 20.0], [10.0, 18.0], "Projections of 2 past years were off by 1 on average, too high for 1"),
    ([10.0, 20.0], [10.0, 22.0], "Projections of 2 past years were off by 1 on average, too low for 1"),
    ([10.0, 20.0], [12.0, 18.0], "Projections of 2 past years were off by 2 on average, too low for 1"),
]


@pytest.mark.parametrize(("projected", "actual", "title"), CASES)
def test_a_title_says_the_side_on_which_years_ended(projected, actual, title) -> None:
    ends = np.full(len(projected), np.nan)
    past = PastYears(
        years=[hw.Period.parse(f"{2021 + i}/{22 + i}") for i in range(len(projected))],
        projected=np.array(projected), actual=np.array(actual), lower=ends, upper=ends, point=6, points=12,
        error=float(np.mean(np.abs(np.subtract(actual, projected)))), past_years=len(projected), level=0.8, held=0,
        intervals=0, note="", unit=None,
    )  # fmt: skip
    assert past.finding() == title


def test_a_year_that_ended_as_projected_is_not_said_to_have_ended_lower() -> None:
    months = [50, 60, 55, 65, 70, 60, 45, 40, 35, 40, 45, 50] * 3 + [51, 62, 54, 66, 71, 60]
    past = hw.backtest(hw.Series(months, start="2021-04", accrual="flow"))
    assert [replay[6] for replay in past.replays] == [0.0]
    assert past.picture().finding() == "2023/24 ended as projected; within the 80% interval"
