"""Marks of points: what a table says beside a period or a figure reaches the series, the projection and the page."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import headway as hw
import pandas as pd
import polars as pl
import pytest

MONTHS = [f"{2022 + month // 12}-{month % 12 + 1:02d}" for month in range(3, 33)]
LABELS = [*MONTHS[:-2], f"{MONTHS[-2]} [p]", f"{MONTHS[-1]} (provisional) [r]"]


def points(periods: list[str] = LABELS, **more: Any) -> pd.DataFrame:
    values = [10.0 + month % 12 for month in range(30)]
    return pd.DataFrame({"series": "visits", "period": periods, "value": values} | more)


@pytest.mark.parametrize("kind", [lambda frame: frame, pl.from_pandas])
def test_a_projection_says_that_its_last_points_are_provisional(kind: Any) -> None:
    found = hw.project(kind(points()), accrual="flow")
    assert found["marks"][0] == "provisional; revised"
    assert "The last 2 points are provisional." in found["reason"][0]
    plain = hw.project(kind(points(MONTHS)), accrual="flow")
    assert plain["marks"].to_list() == [None] or pd.isna(plain["marks"][0])
    assert "provisional" not in plain["reason"][0] and plain["value"][0] == found["value"][0]


def test_marks_of_figures_are_marks_of_points() -> None:
    values = [str(10 + month % 12) for month in range(30)]
    frame = points(MONTHS, value=[*values[:-1], f"c. {values[-1]} [e]"])
    found = hw.project(hw.clean(frame, "value"), accrual="flow")
    assert found.marks[0] == "approximate; estimated"
    assert "The last point is estimated. The last point is approximate." in found.reason[0]
    found = "rows 0, 1, 2 and 27 more, column 'value_marks': found 'draft'; accepted: approximate, "
    with pytest.raises(hw.HeadwayError, match=found):
        hw.project(points(MONTHS).assign(value_marks="draft"), accrual="flow")


def test_a_break_in_series_is_said_where_it_is() -> None:
    labels = [*MONTHS[:12], f"{MONTHS[12]} [b]", *MONTHS[13:]]
    assert "The series has a break at 2023-04." in hw.project(points(labels), accrual="flow").reason[0]


def test_a_series_keeps_the_marks_of_its_points() -> None:
    marks = [None] * 28 + ["provisional", "provisional; revised"]
    series = hw.Series(points().value, start="2022-04", accrual="flow", marks=marks)
    assert series.marks[-3:] == ["", "provisional", "provisional; revised"]
    assert series.periods[-1].marks == ("provisional", "revised") and series.periods[0].marks == ()
    assert series == hw.Series(points().value, start="2022-04", accrual="flow")
    assert pickle.loads(pickle.dumps(series)).marks == series.marks
    projection = hw.project_year_end(series)
    assert "The last 2 points are provisional." in projection.reason
    assert "provisional" in projection.describe()
    assert projection.as_at is not None and projection.as_at.marks == ("provisional", "revised")
    cleaned = hw.clean(["10", "12 [p]"])
    assert hw.Series(cleaned.value, start="2024-04", accrual="flow", marks=cleaned.marks).marks == ["", "provisional"]
    for wrong, why in ((["p"], "marks\\[0\\]: found 'p'; accepted: approximate"), (["revised"] * 2, "2 for 1 points"),
                       ("revised", "found str 'revised'; accepted: one text a point")):  # fmt: skip
        with pytest.raises(hw.HeadwayError, match=why):
            hw.Series([1.0], start="2024-04", accrual="flow", marks=wrong)


def test_a_page_says_it(tmp_path: Path) -> None:
    frame = pd.DataFrame({"indicator": ["visits"], "period": ["2024-09 [p]"], "latest": [15.0], "polarity": "high"})
    history = points().rename(columns={"series": "indicator"})
    series = hw.Series(points().value, start="2022-04", accrual="flow", marks=[None] * 29 + ["provisional"])
    for outlook in (hw.project(history, series="indicator", accrual="flow"), {"visits": hw.project_year_end(series)}):
        board = hw.Scorecard(frame, section=None, comparators=(), history=history, outlook=outlook)
        page = board.write(tmp_path / "page.html", title="Visits").read_text()
        assert "points are provisional" in page or "point is provisional" in page
        assert "in September 2024 (provisional, revised)" in page  # of the trend
