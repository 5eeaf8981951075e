"""What do numbers say? The official methods of indicators, over scalars, arrays and frames.

Every function takes scalars, arrays (lists, NumPy arrays, columns), or, with ``data=``, the names of a frame's columns.
Scalars and arrays give a `Statistic` with ``.value``, ``.lower``, ``.upper`` and ``.status``, or, of comparisons,
trends and ranks, a result with columns of its own. A frame gives a frame of the same kind: its rows with columns added,
or one row a group where many rows make one figure. What cannot be estimated is missing, and its status says why.

>>> hw.stats.proportion(83, 586, multiplier=100)
14.16 (11.57 to 17.22 at 95%), Wilson score interval
"""

import sys as _sys

from headway.boundary.annotated import hold as _hold
from headway.stats.comparison import Comparison, compare, goal
from headway.stats.funnel import FunnelLimits, FunnelPoints, funnel_limits, funnel_points
from headway.stats.inequality import InequalityStatistic, slope_index_of_inequality
from headway.stats.intervals import crude_rate, mean, proportion
from headway.stats.life_table import life_expectancy
from headway.stats.neighbours import neighbour_average
from headway.stats.ranking import QuantileGroups, Ranking, quantile_group, rank_in_group
from headway.stats.rate_decomposition import RateDecomposition, rate_decomposition
from headway.stats.standardise import (
    directly_standardised_rate,
    european_standard_population_2013,
    indirectly_standardised_rate,
    indirectly_standardised_ratio,
)  # fmt: skip
from headway.stats.statistic import Statistic
from headway.stats.trend import MannKendall, RecentTrend, mann_kendall, recent_trend, sen_slope
from headway.stats.two_samples import proportion_difference, proportion_ratio, rate_difference, rate_ratio

__all__ = ["Comparison", "FunnelLimits", "FunnelPoints", "InequalityStatistic", "MannKendall", "QuantileGroups",
           "Ranking", "RateDecomposition", "RecentTrend", "Statistic", "compare", "crude_rate",
           "directly_standardised_rate", "european_standard_population_2013", "funnel_limits", "funnel_points", "goal",
           "indirectly_standardised_rate", "indirectly_standardised_ratio", "life_expectancy", "mann_kendall", "mean",
           "neighbour_average", "proportion", "proportion_difference", "proportion_ratio", "quantile_group",
           "rank_in_group", "rate_decomposition", "rate_difference", "rate_ratio", "recent_trend", "sen_slope",
           "slope_index_of_inequality"]  # fmt: skip


def __dir__() -> list[str]:
    """What is public, for `dir` and for completion."""
    return __all__


_hold(_sys.modules[__name__], __all__)
