"""A filter that leaves no row leaves a chart that says so: none of its forms is an error."""

import headway as hw
import matplotlib.pyplot as plt
import numpy as np
import pytest

NOTHING: list[float] = []
KINDS = {
    "xmr": lambda: hw.spc.xmr(NOTHING, polarity="low_is_good"),
    "with a target": lambda: hw.spc.xmr(NOTHING, polarity="low_is_good", target=5),
    "with dates": lambda: hw.spc.xmr(NOTHING, polarity="low_is_good", dates=[]),
    "c": lambda: hw.spc.c_chart(NOTHING),
    "p": lambda: hw.spc.p_chart(NOTHING, NOTHING),
    "u": lambda: hw.spc.u_chart(NOTHING, NOTHING),
    "t": lambda: hw.spc.t_chart(NOTHING),
    "g": lambda: hw.spc.g_chart(NOTHING),
    "xbar": lambda: hw.spc.xbar_chart(NOTHING, NOTHING),
    "s": lambda: hw.spc.s_chart(NOTHING, NOTHING),
    "run": lambda: hw.spc.run_chart(NOTHING),
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_chart_of_no_points_says_that_there_are_none(kind) -> None:
    chart = KINDS[kind]()
    assert chart.picture().finding() == "There are no data"
    for drawn in (chart.svg(), chart._repr_html_(), chart.multiples().svg()):
        assert "here are no data" in drawn
    assert chart.describe().startswith("0 points. Method: ")
    chart.plot()
    chart.grid()
    plt.close("all")


@pytest.mark.parametrize("values", [[], [None], [None] * 3, [np.nan]])
def test_a_board_of_charts_without_data_says_that_none_has_any(values) -> None:
    chart = hw.spc.xmr(values, polarity="low_is_good")
    board = hw.spc.board({"Waits": chart, "Calls": chart})
    assert board.picture().finding() == "Of 2 indicators, none has data"
    assert "none has data" in board.svg()


@pytest.mark.parametrize("chart", [hw.spc.xmr([], polarity="low_is_good", groups=[]), hw.spc.run_chart([], groups=[])])
def test_several_series_of_no_rows_say_why_there_is_none_to_draw(chart) -> None:
    assert "0 points of 0 series" in chart._repr_html_()
    with pytest.raises(hw.HeadwayError, match="series: found none, as there are no rows; accepted: a chart that has"):
        chart.plot()
