"""A target of shares and rates is in their unit, by what their limits allow: charts and funnels."""

from __future__ import annotations

from typing import Any

import headway as hw
import pytest

COUNT, SIZE = [88, 91, 70, 90, 85, 88, 90, 89, 92, 87, 50, 86, 90, 88], [100] * 14


@pytest.mark.parametrize(
    ("chart", "multiplier", "target", "accepted"),
    [
        (hw.spc.p_chart, 1, 95, "a share from 0 to 1"), (hw.spc.p_chart, 100, 0.95, "multiplier=1"),
        (hw.spc.u_chart, 1, 95, "multiplier=100"), (hw.spc.u_chart, 1000, 0.9, "multiplier=1"),
        (hw.spc.u_chart, 100_000, 90, "multiplier=100"),
    ],
)  # fmt: skip
def test_a_target_in_another_unit_is_refused(chart: Any, multiplier: float, target: float, accepted: str) -> None:
    with pytest.raises(hw.HeadwayError, match=f"target: found {target}.* accepted: .*{accepted}"):
        chart(COUNT, SIZE, polarity="high_is_good", multiplier=multiplier, target=target)
    right = 0.9 * multiplier
    assert chart(COUNT, SIZE, polarity="high_is_good", multiplier=multiplier, target=right).assurance == "inconsistent"


def test_a_target_that_few_events_do_not_tell_from_the_rate_is_taken() -> None:
    few = hw.spc.u_chart([0, 1, 0, 0, 1, 0] * 3, [400] * 18, polarity="low_is_good", multiplier=1000, target=30)
    assert few.assurance in ("pass", "fail", "inconsistent")
    funnel = hw.stats.funnel_points([1, 0, 0], [400, 300, 300], kind="rate", target=5, multiplier=100)
    assert funnel.target == 5
    found = r"found 5 beside 0\.1 of all units \(0\.0\d+ to 0\.1\d+\), thirty times off or more"
    with pytest.raises(hw.HeadwayError, match=found):
        hw.stats.funnel_points([400, 300, 300], [400_000, 300_000, 300_000], kind="rate", target=5, multiplier=100)
    with pytest.raises(hw.HeadwayError, match="target: found 100 beside 1 of all units"):
        hw.stats.funnel_points([40, 30, 30], [42, 31, 29], kind="ratio", target=100)
