"""What do numbers say, on a cluster: the statistics of `headway.stats` that stand on one row, or on one group.

`data=` is a frame of Spark, the other arguments are those of `headway.stats`. With `by=` all rows of a group come
together in one task; proportions, rates and comparisons of two without it go row by row. Trends ask for `period=`,
for the rows of a cluster's frame are in no order.

>>> from headway import spark
>>> spark.stats.proportion("seen", "asked", data=None)
Traceback (most recent call last):
headway.HeadwayError: data: found NoneType; accepted: a frame of Spark (pyspark.sql.DataFrame)
"""

from headway.spark.verbs import on_spark
from headway.stats import intervals, ranking, trend, two_samples

proportion = on_spark("stats", by_row=True)(intervals.proportion)
crude_rate = on_spark("stats", by_row=True)(intervals.crude_rate)
mean = on_spark("stats")(intervals.mean)
proportion_difference = on_spark("stats", by_row=True)(two_samples.proportion_difference)
proportion_ratio = on_spark("stats", by_row=True)(two_samples.proportion_ratio)
rate_difference = on_spark("stats", by_row=True)(two_samples.rate_difference)
rate_ratio = on_spark("stats", by_row=True)(two_samples.rate_ratio)
recent_trend = on_spark("stats", times="period")(trend.recent_trend)
mann_kendall = on_spark("stats", times="period")(trend.mann_kendall)
sen_slope = on_spark("stats", times="period")(trend.sen_slope)
quantile_group = on_spark("stats")(ranking.quantile_group)
rank_in_group = on_spark("stats")(ranking.rank_in_group)

__all__ = ["crude_rate", "mann_kendall", "mean", "proportion", "proportion_difference", "proportion_ratio",
           "quantile_group", "rank_in_group", "rate_difference", "rate_ratio", "recent_trend",
           "sen_slope"]  # fmt: skip


def __dir__() -> list[str]:
    """What is public, for `dir` and for completion."""
    return __all__
