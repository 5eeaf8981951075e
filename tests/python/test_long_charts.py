"""A chart of ten times the points has no more marks and names along its axis than there is room for."""

import datetime

import headway as hw
import matplotlib.pyplot as plt
import numpy as np
import pytest

CHARTS = {
    "control": lambda values, dates: hw.spc.xmr(values, polarity="low_is_good", dates=dates),
    "run": lambda values, dates: hw.spc.run_chart(values, dates=dates),
}


def days(count: int) -> list[datetime.date]:
    return [datetime.date(2010, 1, 2) + datetime.timedelta(days=i) for i in range(count)]


@pytest.mark.parametrize("dated", [False, True])
@pytest.mark.parametrize("kind", CHARTS)
def test_marks_of_a_long_series_are_no_more_than_can_be_told_apart(kind, dated) -> None:
    drawn = {}
    for count in (300, 3000):
        values = np.sin(np.arange(count) * 7.0)
        ax = CHARTS[kind](values, days(count) if dated else None).plot()
        drawn[count] = ticks = ax.get_xticks().tolist()
        left, right = (ax.transData.transform((at, 0.0))[0] * 72 / ax.figure.dpi for at in ticks[:2])
        assert right - left >= 1.0  # points of width
        names = [name.get_text() for name in ax.get_xticklabels()]
        assert (ticks[0], ticks[-1]) == (0, count - 1)
        assert names[0] and names[-1]
        plt.close("all")
    assert len(drawn[3000]) <= 2 * len(drawn[300])


def test_every_point_of_a_short_series_has_a_mark() -> None:
    ax = hw.spc.xmr(np.sin(np.arange(40) * 7.0), polarity="low_is_good").plot()
    assert ax.get_xticks().tolist() == list(range(40))
    plt.close("all")
