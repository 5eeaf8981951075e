"""What do numbers say? The official methods of indicators, over scalars, arrays and frames.

Every function takes scalars, arrays (lists, NumPy arrays, columns), or, with ``data=``, the names of a frame's columns.
Scalars and arrays give a `Statistic` with ``.value``, ``.lower``, ``.upper`` and ``.status``; a frame gives a frame of the
same kind. What cannot be estimated is missing, and its status says why.

>>> hw.stats.proportion(83, 586, multiplier=100)
14.16 (11.57 to 17.22 at 95%), Wilson score interval
"""

from headway.stats.intervals import crude_rate, proportion
from headway.stats.statistic import Statistic

__all__ = [
    "Statistic",
    "crude_rate",
    "proportion",
]
