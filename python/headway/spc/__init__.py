"""Is a process stable, is it getting better, will it meet its target? Control charts and run charts.

Every function takes a series in order of time, several of them with ``groups=``, or, with ``data=``, the names of a
frame's columns and ``by=`` those that tell its series apart. A series gives a chart with one element a point; a frame
gives the same frame with the columns of the chart.

>>> waits = [61, 58, 63, 60, 57, 62, 59, 64, 60, 58, 63, 61, 59, 75]
>>> chart = hw.spc.xmr(waits, polarity="low_is_good", target=65)
>>> chart
14 points, XmR chart: mean 61.43, limits 49.56 to 73.3; latest concern_high; target inconsistent
>>> chart.point_type[-2:].tolist(), chart.rule[-2:].tolist()
(['common', 'concern'], [None, 'outside_limits'])
"""

import sys as _sys

from headway.boundary.annotated import hold as _hold
from headway.spc.boards import Board, board
from headway.spc.charts import c_chart, g_chart, p_chart, t_chart, u_chart, xmr
from headway.spc.control_chart import ControlChart
from headway.spc.runs import RunChart, run_chart
from headway.spc.subgroups import s_chart, xbar_chart

__all__ = ["Board", "ControlChart", "RunChart", "board", "c_chart", "g_chart", "p_chart", "run_chart", "s_chart",
           "t_chart", "u_chart", "xbar_chart", "xmr"]  # fmt: skip


def __dir__() -> list[str]:
    """What is public, for `dir` and for completion."""
    return __all__


_hold(_sys.modules[__name__], __all__)
