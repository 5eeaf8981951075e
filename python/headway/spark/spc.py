"""Is a process stable, on a cluster: the charts of `headway.spc`, one for each group of `by=`.

`data=` is a frame of Spark, the other arguments are those of `headway.spc`; `dates=` (or `subgroups`) must say when
each row is, for the rows of a cluster's frame are in no order. The columns of the chart come beside the frame's own.

>>> from headway import spark
>>> spark.spc.xmr("waits", data=None, dates="month", polarity="low_is_good")
Traceback (most recent call last):
headway.HeadwayError: data: found NoneType; accepted: a frame of Spark (pyspark.sql.DataFrame)
"""

from headway.spark.verbs import on_spark
from headway.spc import charts, runs, subgroups

xmr = on_spark("spc", times="dates")(charts.xmr)
p_chart = on_spark("spc", times="dates")(charts.p_chart)
u_chart = on_spark("spc", times="dates")(charts.u_chart)
c_chart = on_spark("spc", times="dates")(charts.c_chart)
t_chart = on_spark("spc", times="dates")(charts.t_chart)
g_chart = on_spark("spc", times="dates")(charts.g_chart)
xbar_chart = on_spark("spc", times="subgroups")(subgroups.xbar_chart)
s_chart = on_spark("spc", times="subgroups")(subgroups.s_chart)
run_chart = on_spark("spc", times="dates")(runs.run_chart)

__all__ = ["c_chart", "g_chart", "p_chart", "run_chart", "s_chart", "t_chart", "u_chart", "xbar_chart", "xmr"]


def __dir__() -> list[str]:
    """What is public, for `dir` and for completion."""
    return __all__
