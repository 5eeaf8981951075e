"""Run charts: runs about the median, by Anhoej's rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from headway import _core
from headway.boundary.columns import repeated
from headway.boundary.frames import spell
from headway.spc.points import Points
from headway.vocabulary import StatisticStatus

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_STATUSES: list[str] = _core.vocabularies()["statistic_status"]
_LIMITS = ("longest_run_max", "crossings_min")


class RunChart:
    """A run chart of one series, or of several, one element a series.

    Attributes
    ----------
    median : float or array
        None, or NaN in an array, where there is no value.
    useful : int or array
        Points that are not on the median.
    longest_run, crossings : int or array
        Useful points in a row on one side, and how often the line crosses the median.
    longest_run_max, crossings_min : int or array
        A longer run, or fewer crossings, is a signal; None, or NaN, where there is no useful point.
    signal : bool or array
        Whether there is one.
    status : str or array
        `estimated`, `too_few_points` (fewer than ten useful points: read it with care) or `missing`.
    value : array
        The points as they were given; `dates`, `order` and `group` are those of the points.
    groups : list or None
        The series.
    method : str
        The method, its version and its source.
    """

    median: Any
    useful: Any
    longest_run: Any
    longest_run_max: Any
    crossings: Any
    crossings_min: Any
    signal: Any

    def __init__(self, points: Points, columns: dict[str, npt.NDArray[Any]], *, order: Any, method: str) -> None:
        self.method = method
        self.value = points.arguments["values"]
        self.order = order
        self.dates = None if points.axis is None else points.axis.values()
        self.groups = None if points.groups is None else list(points.groups)
        self.group = points.codes
        self._status = columns["status"]
        for name in ("median", "useful", "longest_run", *_LIMITS, "crossings", "signal"):
            of_series = columns[name]
            if name == "signal":
                of_series = of_series.astype(bool)
            if name in _LIMITS and self.groups is not None:
                of_series = np.where(of_series == _core.no_run_limit, np.nan, of_series)
            setattr(self, name, of_series if self.groups is not None else _scalar(name, of_series[0]))

    @property
    def status(self) -> Any:
        if self.groups is None:
            return StatisticStatus(_STATUSES[self._status[0]])
        return np.array(_STATUSES)[self._status]

    def plot(
        self, ax: Axes | None = None, *, series: Any = None, unit: str | None = None, title: str | None = None
    ) -> Axes:
        """Draw the chart: values about their median.

        Parameters
        ----------
        ax : matplotlib Axes, optional
            Where to draw; where it is short of room, the note and the end of the title are left out, which `describe`
            has. By default a figure of its own, which is as readable on a phone as in a report.
        series : optional
            Which of `groups`, where there are several.
        unit : str, optional
            `%` and `GBP` stand beside each figure, any other above the scale.
        title : str, optional
            By default what the chart says.

        Returns
        -------
        matplotlib Axes

        Raises
        ------
        HeadwayError
            For a series that is not in the chart, several of which none is named, and a unit or a title that is not
            text.
        ImportError
            Without matplotlib and afcharts, which come with the extra `headway[report]`.

        Examples
        --------
        >>> calls = hw.spc.run_chart([5.0, 6, 4, 7, 6, 5, 6, 8, 4, 7, 6, 5, 7, 9, 4, 6])
        >>> ax = calls.plot(unit="calls a day")
        """
        from headway.charts import run_chart as chart

        return chart.plot(chart.runs(self, series=series, unit=unit), ax, title)

    def svg(self, *, series: Any = None, unit: str | None = None, title: str | None = None) -> str:
        """The chart as one inline `<svg>` for a page, with its text alternative: see `plot`."""
        from headway.charts import run_chart as chart

        return chart.svg(chart.runs(self, series=series, unit=unit), title)

    def describe(self, *, series: Any = None, unit: str | None = None) -> str:
        """The chart in plain sentences, with every value: see `plot`."""
        from headway.charts import run_chart as chart

        return chart.describe(chart.runs(self, series=series, unit=unit))

    def __len__(self) -> int:
        return len(self.value)

    def __repr__(self) -> str:
        if self.groups is not None:
            signals = int(np.sum(self.signal))
            return f"{len(self)} points of {len(self.groups)} series, run charts: {signals} with a signal"
        if self.median is None:
            return f"{len(self)} points, run chart: no data"
        if self.longest_run_max is None:
            return f"{len(self)} points, run chart: no point off the median"
        return (
            f"{len(self)} points, run chart: median {self.median:.4g}, longest run {self.longest_run} (at most "
            f"{self.longest_run_max}), {self.crossings} crossings (at least {self.crossings_min}): "
            f"{'a signal' if self.signal else 'no signal'}"
        )


def _scalar(name: str, value: Any) -> Any:
    if (name in _LIMITS and value == _core.no_run_limit) or value != value:
        return None
    return value.item()


def run_chart(
    values: Any,
    *,
    dates: Any = None,
    groups: Any = None,
    data: Any = None,
    by: str | list[str] | None = None,
) -> Any:
    """Run charts by Anhoej's rules: is there a shift?

    Parameters
    ----------
    values : array, Series or str
        One a point, in order of time; None and NaN are missing. With `data`, the name of a column.
    dates, groups, data, by
        As for `xmr`.

    Returns
    -------
    RunChart or frame
        With `data` a frame with one row a series: `median`, `useful`, `longest_run`, `longest_run_max`, `crossings`,
        `crossings_min`, `signal`, `status` and `method`.

    Raises
    ------
    HeadwayError
        For a time that stands twice in a series, text that looks like a time and is not read, pandas Series with
        different indexes and arrays of different lengths.

    Notes
    -----
    Points on the median, and missing ones, are passed over: they neither break a run nor lengthen it. The longest run
    may have round(log2(n)) + 3 of n useful points; the crossings are at least the 5% quantile of a binomial of n - 1
    trials at one half.

    Anhoej and Olesen, "Run charts revisited", PLoS ONE 9 (2014).

    Examples
    --------
    >>> hw.spc.run_chart([5.0, 6, 4, 7, 6, 5, 6, 8, 4, 7, 6, 5, 7, 9, 4, 6])
    16 points, run chart: median 6, longest run 2 (at most 6), 8 crossings (at least 2): no signal
    """
    points = Points(data, by, groups=groups, dates=dates, values=values)
    order = points.ordered()
    columns = _core.run_charts(*order, points.arguments["values"])
    if points.frame is None:
        return RunChart(points, columns, order=order[0], method=_core.run_chart_method)
    added: dict[str, pa.Array] = {"median": pa.array(columns["median"], from_pandas=True)}
    for name in ("useful", "longest_run", "longest_run_max", "crossings", "crossings_min"):
        added[name] = pa.array(columns[name], mask=columns[name] == _core.no_run_limit)
    added["signal"] = pa.array(columns["signal"].astype(bool))
    added["status"] = spell(columns["status"], _STATUSES)
    added["method"] = repeated(_core.run_chart_method, points.count)
    return points.frame.like([*points.keys.items(), *added.items()])
