"""Cumulative figures labelled by the year to date stand at the last month of each, or at its quarter."""

from typing import Any

import headway as hw
import pandas as pd
import pytest


def frame(period: list[str], **changed: Any) -> pd.DataFrame:
    return pd.DataFrame({"series": "a", "period": period, "value": [1.0, 3.0, 6.0][: len(period)], **changed})


TO_DATE = ["YTD Apr-24", "YTD May-24", "YTD Jun-24"]


@pytest.mark.parametrize(("to_date", "points"), [
    (TO_DATE, ["2024-04", "2024-05", "2024-06"]),
    (["April 2024 YTD", "Apr - May 2024", "Year to date: June 2024"], ["2024-04", "2024-05", "2024-06"]),
    (["YTD Jul-24", "YTD Aug-24", "YTD Sep-24"], ["2024-07", "2024-08", "2024-09"]),
    (["YTD Jun-24", "YTD Sep-24", "YTD Dec-24"], ["2024/25 - Q1", "2024/25 - Q2", "2024/25 - Q3"]),
])  # fmt: skip
def test_figures_to_date_are_projected_as_those_of_their_last_months(to_date: list[str], points: list[str]) -> None:
    found, same = (hw.project(frame(labels), accrual="cumulative") for labels in (to_date, points))
    pd.testing.assert_frame_equal(found.drop(columns="as_at"), same.drop(columns="as_at"))
    as_at, at = (hw.Period.parse(each["as_at"].iloc[0]) for each in (found, same))  # labelled as the rows are
    assert as_at.end == at.end


def test_figures_to_date_of_another_accrual_are_refused_with_what_to_say() -> None:
    for accrual in ("flow", "snapshot", "average"):
        with pytest.raises(hw.HeadwayError, match="or accrual 'cumulative' where each figure is of its year to date"):
            hw.project(frame(TO_DATE), accrual=accrual)
    with pytest.raises(hw.HeadwayError, match=r"one frequency a series$"):
        hw.project(frame(["2024-05", "YTD Jun-24"]), accrual="cumulative")
    with pytest.raises(hw.HeadwayError, match="again, after row 0"):
        hw.project(frame(["YTD May-24", "YTD May-24", "YTD Jun-24"]), accrual="cumulative")


def test_a_series_of_pandas_is_read_by_its_labels_to_date() -> None:
    values = pd.Series([1.0, 3.0, 6.0], index=TO_DATE)
    assert hw.Series(values, accrual="cumulative").periods == hw.Series([1, 3, 6], start="2024-04",
                                                                       accrual="cumulative").periods  # fmt: skip
