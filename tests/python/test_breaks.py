"""Breaks: how callers say what a projection does not learn from."""

from __future__ import annotations

import datetime
import pickle
from typing import Any

import headway as hw
import numpy as np
import pandas as pd
import polars as pl
import pytest

MONTHS = [50, 60, 55, 65, 70, 60, 45, 40, 35, 40, 45, 50]
SHOCKED: list[float] = [*MONTHS * 2, 9, 0, 4, 8, 12, *MONTHS[5:], *MONTHS, 51, 62, 54, 66, 71, 60]
SPAN = (hw.Period.parse("2022-04"), hw.Period.parse("2022-08"))


def visits(values: list[float] = SHOCKED, **more: Any) -> hw.Series:
    return hw.Series(values, start="2020-04", accrual="flow", **more)


@pytest.mark.parametrize(
    "breaks",
    [
        "Apr 2022 to Aug 2022", "2022-04/2022-08", ["April 2022 - August 2022"], ("2022-04", "2022-08"),
        [("2022-04", "2022-08")], [["Apr 2022", "Aug 2022"]], (SPAN[0], "2022-08-31"),
        hw.Period.parse("2022-04/2022-08"),
        (datetime.date(2022, 4, 1), datetime.date(2022, 8, 31)), (pd.Period("2022-04", "M"), pd.Period("2022-08", "M")),
        (np.datetime64("2022-04"), pd.Timestamp("2022-08-01")), (202204, 202208),
    ],
)  # fmt: skip
def test_a_span_is_said_in_every_form_of_a_time(breaks: Any) -> None:
    assert visits(breaks=breaks).breaks == [SPAN]
    assert hw.project_year_end(visits(), breaks=breaks).series.breaks == [SPAN]


@pytest.mark.parametrize(
    "breaks", ["2022-04", hw.Period.parse("Apr 2022"), datetime.date(2022, 4, 1), ["2021-05", "2022-04"]]
)
def test_a_single_point_is_a_new_beginning(breaks: Any) -> None:
    assert visits(breaks=breaks).breaks == [SPAN[0]]
    said = hw.project_year_end(visits(), breaks=breaks).reason
    assert "Nothing before April 2022 is learned from." in said


@pytest.mark.parametrize("breaks", [None, (), []])
def test_no_breaks_change_nothing(breaks: Any) -> None:
    p, q = hw.project_year_end(visits()), hw.project_year_end(visits(breaks=breaks), breaks=breaks)
    assert (p.value, p.lower, p.upper, p.path, p.reason) == (q.value, q.lower, q.upper, q.path, q.reason)
    assert q.series == visits() and q.series.breaks == []


def test_breaks_of_a_projection_stand_in_place_of_those_of_its_series() -> None:
    broken = visits(breaks="Apr 2022 to Aug 2022")
    assert hw.project_year_end(broken).value == hw.project_year_end(visits(), breaks="Apr 2022 to Aug 2022").value
    assert hw.project_year_end(broken, breaks=()).value == hw.project_year_end(visits()).value
    assert broken.breaks == [SPAN]
    assert broken != visits()
    assert visits().with_breaks(broken.breaks) == broken


def test_what_a_result_carries_goes_with_it() -> None:
    p = hw.project_year_end(visits(marks=["", "revised"] + [""] * 52, note="counted"), breaks=("2022-04", "2022-08"))
    again = pickle.loads(pickle.dumps(p))
    assert again.value == p.value and again.series == p.series
    assert (p.series.note, p.series.marks[1]) == ("counted", "revised")
    assert "April 2022 to August 2022 are left out of what is learned." in p.describe()
    past = hw.backtest(visits(), breaks="Apr 2022 to Aug 2022").frame()
    assert "2022/23" not in past["year"].tolist()
    assert "2022/23" in hw.backtest(visits()).frame()["year"].tolist()


def test_a_shock_is_named_with_a_line_that_can_be_run() -> None:
    reason = hw.project_year_end(visits()).reason
    line = reason[reason.index("breaks=") :].removesuffix(".")
    assert line == "breaks=[('2022-04', '2022-08')]"
    p = eval(f"hw.project_year_end(visits(), {line})")
    assert p.series.breaks == [SPAN]
    assert "explain" not in p.reason


@pytest.mark.parametrize(
    ("breaks", "said"),
    [
        (("2022-08", "2022-04"), "ends before it begins"), ("2030-01", "outside of the series"),
        ([("2022-04", "2022-06"), ("2022-06", "2022-07")], "share a point"), ("Apr 2020 to Sep 2024", "leave out all"),
        ("soon", "breaks: period"), (5.5, "breaks: found float 5.5"), ([("2022-04",)], "breaks[0]: found 1 time;"),
        (np.array("2022-04"), "breaks: found ndarray"),
        ({"a": "2022-04"}, "breaks: found dict"), ([None], "breaks[0]"), (True, "breaks"),
        ("15 April 2022", "within its month"),
        ([("2022-04", "later")], "breaks[0][1]"), (["2022-04", "when"], "breaks[1]"),
    ],
)  # fmt: skip
def test_what_is_no_break_is_named(breaks: Any, said: str) -> None:
    with pytest.raises(hw.HeadwayError) as error:
        visits(breaks=breaks)
    assert said in str(error.value)
    with pytest.raises(hw.HeadwayError) as error:
        hw.project_year_end(visits(), breaks=breaks)
    assert said in str(error.value)


def table() -> pd.DataFrame:
    late = [f"{2022 + (m + 9) // 12}-{(m + 9) % 12 + 1:02d}" for m in range(24)]
    return pd.DataFrame({
        "series": ["library"] * 54 + ["pool"] * 24,
        "period": [f"{2020 + (m + 3) // 12}-{(m + 3) % 12 + 1:02d}" for m in range(54)] + late,
        "value": [*SHOCKED, *MONTHS * 2],
    })  # fmt: skip


def one(breaks: Any) -> float | None:
    return hw.project_year_end(visits(), breaks=breaks).value


def test_a_frame_takes_one_for_all_a_mapping_or_a_column() -> None:
    span = "Apr 2022 to Aug 2022"
    for breaks in (span, ("2022-04", "2022-08"), {"library": span}, {"library": [span]}, pd.Series({"library": span})):
        result = hw.project(table(), accrual="flow", breaks=breaks)
        assert result["value"].iloc[0] == one(span), breaks
        assert result["value"].iloc[1] == hw.project(table(), accrual="flow")["value"].iloc[1]
        assert "left out" in result["reason"].iloc[0] and "left out" not in result["reason"].iloc[1]
    frame = table().assign(closed=None)
    frame.loc[3, "closed"] = span
    frame.loc[60, "closed"] = "2023-04"
    for kind in (frame, pl.from_pandas(frame)):
        result = hw.project(kind, accrual="flow", breaks="closed")
        assert result["value"][0] == one(span)
        assert "Nothing before April 2023" in result["reason"][1]
    assert hw.project(frame.assign(closed=None), accrual="flow", breaks="closed")["value"].iloc[0] == one(())


@pytest.mark.parametrize(
    ("breaks", "said"),
    [
        ({"pool": ("2020-04", "2020-06")}, "series 'pool': breaks: found '2020-04' to '2020-06', which is outside"),
        ({"bath": "2022-04"}, "breaks: found no series of the frame"),
        ("Apr 2010 to Jun 2010", "outside of every series"),
        ({"library": "soon"}, "breaks of series 'library'"), ("value", "column 'value'"), (3.5, "breaks: found float"),
    ],
)  # fmt: skip
def test_what_is_no_break_of_a_frame_is_named(breaks: Any, said: str) -> None:
    with pytest.raises(hw.HeadwayError) as error:
        hw.project(table(), accrual="flow", breaks=breaks)
    assert said in str(error.value)


def test_past_errors_beyond_the_interval_say_why_in_every_text() -> None:
    # Off by much in the early years, and exact ever since.
    rng = np.random.default_rng(3)
    early = (np.array(MONTHS * 3) * rng.lognormal(0, 0.5, 36)).round().tolist()
    values = [*early, *MONTHS * 3, *MONTHS[:6]]
    p = hw.project_year_end(hw.Series(values, start="2018-04", accrual="flow"))
    why = "(in the interval recent points count more)"
    assert p.past_error is not None and p.lower is not None and p.upper is not None
    assert p.past_error > (p.upper - p.lower) / 2
    assert p.past_error_reason == why[1:-1]
    assert repr(p).endswith(f"past years {why}")
    assert f"on average {why}." in p.describe()
    assert f"on average {why}." in p.picture().below()
    frame = pd.DataFrame({
        "series": "visits", "period": [str(month) for month in p.series.periods], "value": values,
    })  # fmt: skip
    result = hw.project(frame, accrual="flow")
    assert result["past_error_reason"].iloc[0] == p.past_error_reason
    rows = pd.DataFrame({
        "section": ["a"], "indicator": ["visits"], "latest": [61], "target": [60], "polarity": ["high_is_good"],
        "period": ["2024-09"],
    })  # fmt: skip
    for outlook in (result, {"visits": p}):
        board = hw.Scorecard(rows, comparators=("target",), outlook=outlook)
        assert why in board._repr_html_()
    steady = hw.project_year_end(visits(MONTHS * 4 + MONTHS[:6]))
    assert steady.past_error_reason is None
