"""Many charts side by side: small multiples."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from headway.charts.chart import Chart
from headway.charts.parts.layout import own_figure

if TYPE_CHECKING:
    from matplotlib.figure import Figure

WIDE, TALL, BETWEEN = 5.2, 4.4, 0.3  # inches of one chart, and between two


def grid(charts: Sequence[Chart], columns: int = 2) -> Figure:
    """A figure of all the charts, in their order, row by row, so many beside one another."""
    across = max(1, min(columns, len(charts)))
    down = max(1, math.ceil(len(charts) / across))
    figure = own_figure()
    wide, tall = across * (WIDE + BETWEEN), down * (TALL + BETWEEN)
    figure.set_size_inches(wide, tall)
    for i, chart in enumerate(charts):
        row, column = divmod(i, across)
        left, top = column * (WIDE + BETWEEN) + BETWEEN / 2, tall - row * (TALL + BETWEEN) - BETWEEN / 2
        chart.plot(figure.add_axes((left / wide, (top - TALL) / tall, WIDE / wide, TALL / tall)))
    return figure
