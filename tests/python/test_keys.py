"""Keys of two tables that differ in letter case, spaces or dashes alone: never a silent gap."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import headway as hw
import pandas as pd
import pytest

NAME = "Adult social care - visits"
OTHERS = ["Adult Social Care - Visits", "adult social care-visits", "Adult social care \u2013 Visits",
          "ADULT_SOCIAL_CARE - VISITS", "Adult  social care-visits"]  # fmt: skip
MONTHS = [f"{2022 + month // 12}-{month % 12 + 1:02d}" for month in range(3, 33)]


def board(**more: Any) -> hw.Scorecard:
    frame = pd.DataFrame({"section": "Care", "indicator": [NAME, "Calls"], "period": "2024-09", "latest": [1.0, 2.0],
                          "previous": [1.0, 1.0], "target": [1.0, 2.0], "polarity": "high_is_good"})  # fmt: skip
    return hw.Scorecard(frame, comparators=("target",), **more)


def points(name: str) -> pd.DataFrame:
    series = [pd.DataFrame({"indicator": each, "period": MONTHS, "value": 10.0}) for each in (name, "Calls")]
    return pd.concat(series, ignore_index=True)


def history(name: str) -> Any:
    return board(history=points(name))


def outlook(name: str) -> Any:
    return board(outlook=hw.project(points(name), series="indicator", accrual="snapshot"))


def mapping(name: str) -> Any:
    series = hw.Series([10.0] * 30, start="2022-04", accrual="snapshot")
    return board(outlook={name: hw.project_year_end(series)})


def target(name: str) -> Any:
    return hw.project(points(NAME), series="indicator", accrual="snapshot", target={name: 9.0, "Calls": 3.0})


def accrual(name: str) -> Any:
    return hw.project(points(NAME), series="indicator", accrual={name: "snapshot", "Calls": "snapshot"})


@pytest.mark.parametrize("join", [history, outlook, mapping, target, accrual])
@pytest.mark.parametrize("other", OTHERS)
def test_another_spelling_is_refused_with_the_one_to_write(join: Callable[[str], Any], other: str) -> None:
    join(NAME)
    with pytest.raises(hw.HeadwayError) as refused:
        join(other)
    assert repr(NAME) in str(refused.value) and "accepted" in str(refused.value)


def test_dashes_and_spaces_that_print_alike_are_one_spelling() -> None:
    for join in (history, outlook, mapping, target, accrual):
        join(NAME.replace("-", "\u2013").replace(" ", "\u00a0"))
