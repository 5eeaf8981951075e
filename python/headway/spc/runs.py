"""Run charts: runs about the median, by Anhoej's rules."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from headway import _core
from headway.boundary.columns import repeated
from headway.boundary.documented import documented_as
from headway.boundary.in_batches import statistic, takes_streams
from headway.boundary.labels import unit_of
from headway.boundary.values import spell
from headway.charts.parts.axes import whens
from headway.charts.run_chart import RunPicture
from headway.language.counts import number_of
from headway.spc.charts import xmr
from headway.spc.control_chart import ControlChart
from headway.spc.each import rebased_here
from headway.spc.points import Points
from headway.spc.series_charts import SeriesCharts
from headway.vocabulary import StatisticStatus

_STATUSES: list[str] = _core.vocabularies()["statistic_status"]
_LIMITS = ("longest_run_max", "crossings_min")
_OF_SERIES = ("median", "useful", "longest_run", "longest_run_max", "crossings", "crossings_min")


class RunChart(SeriesCharts):
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
    measured : str or None
        What the values are of: the name of the pandas or Polars Series that they came in.
    doubt : str, None or array
        What looks as if it were in another unit: shares of 1 among percentages, which are charted as they are.
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

    def __init__(self, points: Points, columns: dict[str, npt.NDArray[Any]], *, order: Any, method: str,
                 doubts: Mapping[int, str]) -> None:  # fmt: skip
        super().__init__(points, points.arguments["values"], order=order, method=method, doubts=doubts)
        self._status = columns["status"]
        self._columns = {name: columns[name] for name in _OF_SERIES} | {"signal": columns["signal"].astype(bool)}
        for name, of_series in self._columns.items():
            if name in _LIMITS:
                of_series = np.where(of_series == _core.no_run_limit, np.nan, of_series)
            setattr(self, name, of_series if self.groups is not None else self._of_series(0)[name])

    def _of_series(self, which: int) -> dict[str, Any]:
        """The figures of one series; None where there is none."""
        of = {name: values[which].item() for name, values in self._columns.items()}
        return {name: None if value != value or (name in _LIMITS and value == _core.no_run_limit) else value
                for name, value in of.items()}  # fmt: skip

    @property
    def status(self) -> Any:
        if self.groups is None:
            return StatisticStatus(_STATUSES[self._status[0]])
        return np.array(_STATUSES)[self._status]

    @documented_as(ControlChart.picture)
    def picture(self, *, series: Any = None, unit: str | None = None, title: str | None = None,
                indicator: str | None = None, subtitle: str | None = None,
                source: str | None = None) -> RunPicture:  # fmt: skip
        """The chart of one series: values about their median.

        Parameters
        ----------
        unit : str, optional
            `%` and `GBP` stand beside each figure, any other above the scale.

        Returns
        -------
        Chart
            With `.plot(ax)`, `.svg()` and `.describe()`. Axes that are short of room leave out the note and the end of
            the title, which `describe` has.

        Raises
        ------
        HeadwayError
            For a series that is not in the chart, several of which none is named, and a unit or a title that is not
            text.

        Examples
        --------
        >>> calls = hw.spc.run_chart([5.0, 6, 4, 7, 6, 5, 6, 8, 4, 7, 6, 5, 7, 9, 4, 6])
        >>> ax = calls.plot(unit="calls a day")
        """
        rows, which, name = self._points_of(series)
        one = self._of_series(which)
        return RunPicture(
            name=name, when=whens(None if self.dates is None else [self.dates[row] for row in rows], len(rows)),
            value=self.value[rows], median=math.nan if one["median"] is None else one["median"], useful=one["useful"],
            longest_run=one["longest_run"], longest_run_max=one["longest_run_max"], crossings=one["crossings"],
            crossings_min=one["crossings_min"], signal=one["signal"], status=_STATUSES[self._status[which]],
            unit=unit_of(unit), method=self.method, title=title, doubt=self._doubts.get(which),
            measured=indicator or self.measured or name, subtitle=subtitle, source=source,
            indicator=indicator or (self.measured if name is None else None),
        )  # fmt: skip

    def __repr__(self) -> str:
        if self.groups is None:
            return f"{number_of(len(self), 'point')}, run chart: {self._line(0)}"
        signals = int(np.sum(self.signal))
        return f"{number_of(len(self), 'point')} of {len(self.groups)} series, run charts: {signals} with a signal"

    def _words(self, which: int) -> str:
        one = self._of_series(which)
        if one["median"] is None:
            return "no data"
        if one["longest_run_max"] is None:
            return "no point off the median"
        return (f"median {one['median']:.4g}, longest run {one['longest_run']} (at most {one['longest_run_max']}), "
                f"{one['crossings']} crossings (at least {one['crossings_min']}): "
                f"{'a signal' if one['signal'] else 'no signal'}")  # fmt: skip


@documented_as(xmr)
@takes_streams(statistic(time="dates", prepared=rebased_here))
def run_chart(values: Any, *, dates: Any = None, groups: Any = None, data: Any = None,
              by: str | list[str] | None = None) -> Any:  # fmt: skip
    """Run charts by Anhoej's rules: is there a shift?

    Parameters
    ----------
    values : array, Series or str
        One a point, in order of time; None and NaN are missing. With `data`, the name of a column.

    Returns
    -------
    RunChart or frame
        With `data` a frame with one row a series: `median`, `useful`, `longest_run`, `longest_run_max`, `crossings`,
        `crossings_min`, `signal`, `status`, `method` and `doubt`.

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
    doubts = points.doubts(order, points.arguments["values"])
    if points.frame is None:
        return RunChart(points, columns, order=order[0], method=_core.run_chart_method, doubts=doubts)
    added: dict[str, pa.Array] = {"median": pa.array(columns["median"], from_pandas=True)}
    for name in _OF_SERIES[1:]:
        added[name] = pa.array(columns[name], mask=columns[name] == _core.no_run_limit)
    added["signal"] = pa.array(columns["signal"].astype(bool))
    added["status"] = spell(columns["status"], _STATUSES)
    added["method"] = repeated(_core.run_chart_method, points.count)
    added["doubt"] = pa.array([doubts.get(series) for series in range(points.count)], pa.string())
    return points.frame.like([*points.keys.items(), *added.items()])
