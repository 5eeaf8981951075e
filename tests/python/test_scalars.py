"""A scalar argument given as text, as people write figures: refused with the line that reads it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import headway as hw
import pytest

SERIES = hw.Series([10.0] * 30, start="2022-04", accrual="flow")
CALLS: list[tuple[Callable[[Any], Any], str]] = [
    (lambda text: hw.rate(text, 90, "high"), "value"),
    (lambda text: hw.rate(90, text, "high"), "comparator"),
    (lambda text: hw.rate(90, (text, None), "high"), r"comparator\[0\]"),
    (lambda text: hw.project_year_end(SERIES, target=text), "target"),
    (lambda text: hw.project_year_end(SERIES, bounds=(0, text)), r"bounds\[1\]"),
    (lambda text: hw.required_run_rate(SERIES, text), "target"),
    (lambda text: hw.equivalent_number(text, 3425), "points"),
    (lambda text: hw.stats.proportion(text, 586), "count"),
    (lambda text: hw.stats.funnel_points([1, 2], [5, 6], target=text), "target"),
    (lambda text: hw.spc.xmr([1, 2, 3], polarity="neutral", target=text), "target"),
    (lambda text: hw.stats.compare(hw.stats.proportion(83, 586), text, polarity="low"), "benchmark"),
]


@pytest.mark.parametrize(("call", "name"), CALLS)
@pytest.mark.parametrize(
    ("text", "number"), [("12.5%", "12.5"), ("1,234", "1234"), ("£1.2m", "1200000"), ("c. 40", "40")]
)
def test_text_that_is_a_figure_comes_with_the_line_to_write(
    call: Callable[[Any], Any], name: str, text: str, number: str
) -> None:
    with pytest.raises(hw.HeadwayError) as refused:
        call(text)
    may_be_share = text.endswith("%") and name not in ("points", "count")
    share = f", or hw.clean([{text!r}]).value[0] / 100 among shares of 1" * may_be_share
    assert f"hw.clean([{text!r}]).value[0], which is {number}{share})" in str(refused.value)
    assert str(refused.value).startswith(name.replace("\\", ""))


@pytest.mark.parametrize(("call", "name"), CALLS)
def test_text_that_is_no_figure_or_a_bound_has_no_line(call: Callable[[Any], Any], name: str) -> None:
    for text in ("soon", "over 50", "12,34"):
        with pytest.raises(hw.HeadwayError) as refused:
            call(text)
        assert "hw.clean" not in str(refused.value)


def test_a_per_cent_of_an_argument_that_is_a_fraction_is_its_hundredth() -> None:
    line = r"hw\.clean\(\['10%'\]\)\.value\[0\] / 100, which is 0\.1\)"
    with pytest.raises(hw.HeadwayError, match="tolerance: found str '10%'.*" + line):
        hw.rate(87, 90, "high", tolerance="10%")
    with pytest.raises(hw.HeadwayError, match="level: found str '10%'.*" + line):
        hw.project_year_end(SERIES, level="10%")
    with pytest.raises(hw.HeadwayError, match="confidence: found str '10%'.*" + line):
        hw.stats.proportion(83, 586, confidence="10%")


def test_a_cell_has_the_line_of_its_column_once() -> None:
    with pytest.raises(hw.HeadwayError) as refused:
        hw.stats.proportion(["83", None], [586, 1])
    assert str(refused.value).count("hw.clean") == 1
