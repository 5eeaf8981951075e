"""Control charts: limits, special causes, variation and assurance of one series or of many."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from headway import _core
from headway.frames import Problems, flag, refuse, spell
from headway.spc.points import Points, regrouped
from headway.stats.statistic import Floats
from headway.words import Assurance, ChartKind, Polarity, TwoOfThree, Variation

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_WORDS = _core.vocabularies()
_RULES: list[str | None] = [None, *_WORDS["special_cause"][1:]]
_SIGNALS: list[str | None] = [None, *_core.signal_words()[1:]]


class ControlChart:
    """A control chart of one series, or of several, one element a point in the order in which they were given.

    Attributes
    ----------
    value : array
        What is charted; NaN where there is none.
    mean, lower, upper : array
        The centre line and the limits; of one phase they are all the same, but for charts whose limits vary with the
        denominator.
    target : array or None
        The target of each point.
    dates : list or None
        When each point is, as it was given.
    order : array
        The points in order of time, one series after another.
    phase : array
        Counted from 0; a rebase begins the next.
    point_type : array
        `common`, `improvement`, `concern`, `neutral_high` or `neutral_low`.
    rule : array
        The special cause that names the point: `outside_limits`, `trend`, `two_of_three` or `shift`, the first of them
        that it belongs to; None where it belongs to none.
    rules : array
        All that it belongs to, with their sides, in one text: "outside_limits high, shift high"; None where none.
    variation : Variation or array
        What the latest point is: `common`, or improvement, concern or neutral, high or low; `no_limits` where nothing
        tells (a single point, for one), `no_data`. One a series.
    assurance : Assurance or array
        What the limits say of the latest target: `pass`, `fail`, `inconsistent` (hit and miss), or why nothing:
        `no_target`, `no_direction`, `no_limits`. One a series.
    point_assurance : array
        The same of each point and its own target.
    status : array
        `estimated`; `too_few_points` where limits are trial limits, of fewer than 13 points; `missing`, `not_finite`
        and others where the point has no value.
    groups : list or None
        The series; `group` has the number of its series for each point.
    size : array or None
        How many measurements each subgroup has, of xbar and s charts.
    kind, polarity, method : str
        What was asked for; the method, its version and its source.
    settings : dict
        How it was drawn: `two_of_three`, `screen_ranges`, `laney`, `rebase` and `baseline`.
    """

    def __init__(
        self,
        kind: str,
        points: Points,
        columns: dict[str, npt.NDArray[Any]],
        *,
        order: Any,
        size: Floats | None,
        polarity: str,
        method: str,
        settings: dict[str, Any],
    ) -> None:
        self.settings = settings
        self.kind = ChartKind(kind)
        self.polarity = Polarity(polarity)
        self.method = method
        self.value: Floats = columns["value"]
        self.mean: Floats = columns["mean"]
        self.lower: Floats = columns["lower"]
        self.upper: Floats = columns["upper"]
        self.target = points.target
        self.size = None if size is None else size.astype(np.int64)
        self.phase = columns["phase"]
        self.order = order
        self.dates = None if points.axis is None else points.axis.values()
        self.groups = None if points.groups is None else list(points.groups)
        self.group = points.codes
        self._columns = columns

    def _of_points(self, name: str, words: Sequence[str | None]) -> npt.NDArray[Any]:
        named: npt.NDArray[Any] = np.array(words)[self._columns[name]]
        return named

    @property
    def point_type(self) -> npt.NDArray[Any]:
        return self._of_points("point_type", _WORDS["point_type"])

    @property
    def rule(self) -> npt.NDArray[Any]:
        return self._of_points("rule", _RULES)

    @property
    def rules(self) -> npt.NDArray[Any]:
        return self._of_points("signals", _SIGNALS)

    @property
    def point_assurance(self) -> npt.NDArray[Any]:
        return self._of_points("point_assurance", _WORDS["assurance"])

    @property
    def status(self) -> npt.NDArray[Any]:
        return self._of_points("status", _WORDS["statistic_status"])

    @property
    def variation(self) -> Any:
        words = self._of_points("variation", _WORDS["variation"])
        return Variation(str(words[0])) if self.groups is None else words

    @property
    def assurance(self) -> Any:
        words = self._of_points("assurance", _WORDS["assurance"])
        return Assurance(str(words[0])) if self.groups is None else words

    def plot(
        self, ax: Axes | None = None, *, series: Any = None, unit: str | None = None, title: str | None = None
    ) -> Axes:
        """Draw the chart: values, mean, limits and target, special causes in shape and colour.

        Parameters
        ----------
        ax : matplotlib Axes, optional
            Where to draw. By default a figure of its own, which is as readable on a phone as in a report.
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
            For a series that is not in the chart, several of which none is named, and a title that is not text.
        ImportError
            Without matplotlib and afcharts, which come with the extra `headway[report]`.

        Examples
        --------
        >>> waits = hw.spc.xmr([61, 58, 63, 60, 57, 62, 59, 64, 60, 58, 63, 61, 59, 75], polarity="low_is_good", target=65)
        >>> ax = waits.plot(unit="working days")
        """
        from headway import control_chart as chart

        return chart.plot(chart.points(self, series=series, unit=unit), ax, title)

    def svg(self, *, series: Any = None, unit: str | None = None, title: str | None = None) -> str:
        """The chart as one inline `<svg>` for a page, with its text alternative: see `plot`."""
        from headway import control_chart as chart

        return chart.svg(chart.points(self, series=series, unit=unit), title)

    def describe(self, *, series: Any = None, unit: str | None = None) -> str:
        """The chart in plain sentences, with every value: see `plot`."""
        from headway import control_chart as chart

        return chart.describe(chart.points(self, series=series, unit=unit))

    def __len__(self) -> int:
        return len(self.value)

    def __repr__(self) -> str:
        count = f"{len(self)} point{'' if len(self) == 1 else 's'}"
        name = self.method.split(",")[0]
        if self.groups is not None:
            return f"{count} of {len(self.groups)} series, {name}"
        known = [int(row) for row in self.order if not np.isnan(self.value[row])]
        if not known:
            return f"{count}, {name}: no data"
        last = known[-1]
        lower, upper = self.lower[last], self.upper[last]
        trial = "trial " if self.status[last] == "too_few_points" else ""
        limits = "no limits" if np.isnan(lower) else f"{trial}limits {_figure(lower)} to {_figure(upper)}"
        target = "" if self.assurance is Assurance.no_target else f"; target {self.assurance}"
        return f"{count}, {name}: mean {_figure(self.mean[last])}, {limits}; latest {self.variation}{target}"


def _figure(value: float) -> str:
    """Four digits, or all that stand before the point."""
    return f"{value:.4g}" if abs(value) < 10_000 else f"{value:.0f}"


def _draw(
    kind: str,
    points: Points,
    *,
    polarity: Any,
    rebase: Any,
    baseline: Any,
    two_of_three: str,
    values: Floats,
    denominators: Floats | None = None,
    deviations: Floats | None = None,
    screen_ranges: bool = False,
    laney: bool = False,
    polarities: Any = None,
    size: Floats | None = None,
    subgroups: str | None = None,
) -> Any:
    problems = Problems()
    with problems:
        screen_ranges, laney = flag(screen_ranges, "screen_ranges"), flag(laney, "laney")
    with problems:
        polarities = points.polarities(polarity) if polarities is None else polarities
    order = points.ordered()
    with problems:
        phases = points.rebased(rebase, order)
    with problems:
        first_points = points.baselines(baseline, rebase)
    problems.refuse()
    columns = _core.control_charts(
        kind, *order, values, denominators, deviations, points.target, polarities, phases, first_points, two_of_three,
        screen_ranges, laney,
    )  # fmt: skip
    method = _core.chart_method(kind, two_of_three, screen_ranges, laney)
    if points.frame is None:
        settings = {
            "two_of_three": str(two_of_three), "screen_ranges": screen_ranges, "laney": laney, "rebase": rebase,
            "baseline": baseline,
        }  # fmt: skip
        return ControlChart(
            kind, points, columns, order=order[0], size=size, polarity=polarity, method=method, settings=settings
        )
    added: dict[str, pa.Array] = {}
    if kind != "xmr":
        added["value"] = pa.array(columns["value"], from_pandas=True)
    for name in ("mean", "lower", "upper"):
        added[name] = pa.array(columns[name], from_pandas=True)
    added["phase"] = pa.array(columns["phase"])
    added["point_type"] = spell(columns["point_type"], _WORDS["point_type"])
    added["rule"] = spell(columns["rule"], _RULES)
    added["rules"] = spell(columns["signals"], _SIGNALS)
    added["variation"] = spell(columns["variation"][points.codes], _WORDS["variation"])
    if points.target is not None:
        added["assurance"] = spell(columns["assurance"][points.codes], _WORDS["assurance"])
        added["point_assurance"] = spell(columns["point_assurance"], _WORDS["assurance"])
    added["status"] = spell(columns["status"], _WORDS["statistic_status"])
    added["method"] = pa.repeat(pa.scalar(method, pa.large_string()), points.rows)
    if subgroups is None:
        return points.frame.with_columns(added)
    assert points.axis is not None
    keys = [(name, array.take(pa.array(points.codes))) for name, array in points.keys.items()]
    return points.frame.like([*keys, (subgroups, points.axis.array), ("size", pa.array(size).cast(pa.int64())), *added.items()])


def xmr(
    values: Any,
    *,
    polarity: Polarity | str,
    target: Any = None,
    rebase: Any = (),
    dates: Any = None,
    baseline: Any = None,
    screen_ranges: bool = False,
    two_of_three: TwoOfThree | str = "2023",
    groups: Any = None,
    data: Any = None,
    by: str | list[str] | None = None,
) -> Any:
    """XmR charts, as NHS England's Making Data Count draws them.

    Parameters
    ----------
    values : array, Series or str
        One a point, in order of time; None and NaN are missing. With `data`, the name of a column.
    polarity : Polarity or str
        `high_is_good`, `low_is_good`, or `neutral` and `in_range`, of which neither side is better. With `data`, also
        the name of a column: the latest row of a series says its own.
    target : number, array or str, optional
        One for all points, or one a point: a target that moves.
    rebase : date, list, or dict of series to dates, optional
        Where mean and limits are made anew: dates that are among `dates`, or without dates numbers of points, counted
        from 0. Each must be in every series, unless a dict says of which.
    dates : array or str, optional
        When each point is: dates, text that `Period.parse` reads, or numbers such as years; then rows may be in any
        order. Text that is no period is a label, and rows are in order of time.
    baseline : int or date, optional
        So many points of each phase make its mean and limits, or those up to a date; the others are read against them.
    screen_ranges : bool, default False
        Leave moving ranges above 3.267 times their mean out, once. Making Data Count does not; NHSRplotthedots does.
    two_of_three : {'2023', '2019'}
        The wording of that rule: in 2019, points beyond the limit did not count.
    groups : array, optional
        Which series each point is of.
    data : pandas or Polars DataFrame, pyarrow Table or DuckDB relation, optional
        It is not changed.
    by : str or list of str, optional
        Columns of `data` that tell its series apart.

    Returns
    -------
    ControlChart or frame
        With `data` the frame, its rows in their order, with the columns `mean`, `lower`, `upper`, `phase`,
        `point_type`, `rule`, `rules`, `variation`, `status` and `method`, and with a target `assurance` and
        `point_assurance`: see `ControlChart`.

    Raises
    ------
    HeadwayError
        For a rebase that is not in the data (it names the nearest), a time that stands twice in a series, a baseline of
        fewer than two points, arrays of different lengths and unknown words.

    Notes
    -----
    Mean -+ 2.66 mean moving range. A missing value is a gap: no range and no pattern goes across it. Values on the mean
    break a shift and equal ones a trend. A constant series has limits equal to its mean and no signal. Limits of fewer
    than 13 points are given, as trial limits, with the status `too_few_points`; a single point has none.

    NHS England and NHS Improvement, "Making data count: strengthening your decisions" (2019); Nelson (1982), J. Quality
    Technology 14, for screening.

    Examples
    --------
    >>> chart = hw.spc.xmr([5.0, 6, 5, 7, 6, 5, 6, 7, 5, 6, 6, 5, 12], polarity="high_is_good", target=4)
    >>> chart
    13 points, XmR chart: mean 6.231, limits 2.019 to 10.44; latest improvement_high; target inconsistent
    >>> chart.rule[-1]
    'outside_limits'
    >>> months = pd.date_range("2023-04-01", periods=24, freq="MS")
    >>> calls = pd.DataFrame({"month": months, "answered": [81, 83, 80, 82] * 3 + [89, 91, 88, 90] * 3})
    >>> board = hw.spc.xmr("answered", data=calls, dates="month", rebase="2024-04", polarity="high_is_good", target=90)
    >>> board[["month", "answered", "mean", "point_type", "assurance"]].iloc[[0, 23]]
            month  answered  mean point_type     assurance
    0  2023-04-01        81  81.5     common  inconsistent
    23 2025-03-01        90  89.5     common  inconsistent
    """
    points = Points(data, by, groups=groups, dates=dates, target=target, values=values)
    return _draw(
        "xmr", points, values=points.arguments["values"], polarity=polarity, rebase=rebase, baseline=baseline,
        two_of_three=two_of_three, screen_ranges=screen_ranges,
    )  # fmt: skip


def p_chart(
    count: Any,
    denominator: Any,
    *,
    polarity: Polarity | str = "neutral",
    laney: bool = False,
    target: Any = None,
    rebase: Any = (),
    dates: Any = None,
    baseline: Any = None,
    two_of_three: TwoOfThree | str = "2023",
    groups: Any = None,
    data: Any = None,
    by: str | list[str] | None = None,
) -> Any:
    """p charts of shares; with `laney`, p' charts.

    Parameters
    ----------
    count, denominator : array or str
        How many have the property, of how many, one a point in order of time.
    polarity : Polarity or str, default 'neutral'
        As for `xmr`.
    laney : bool, default False
        Widen the limits by the variation that there is between points beyond chance: for large denominators.
    target, rebase, dates, baseline, two_of_three, groups, data, by
        As for `xmr`; a target is a share, 0.95 and not 95.

    Returns
    -------
    ControlChart or frame
        As for `xmr`; `value` is the share. Limits vary with the denominator and stay between 0 and 1.

    Raises
    ------
    HeadwayError
        As for `xmr`.

    Notes
    -----
    Mean sum x / sum n, limits mean -+ 3 sqrt(mean (1 - mean) / n), times sigma_z for p'. A point that is no share is
    left out; its status says why.

    Montgomery, "Introduction to Statistical Quality Control" (2009), chapter 7; Laney (2002), Quality Engineering 14.

    Examples
    --------
    >>> seen = hw.spc.p_chart([88, 91, 70, 95], [100, 100, 100, 50], polarity="high_is_good")
    >>> seen.value.round(3), seen.status
    (array([0.88, 0.91, 0.7 ,  nan]), array(['too_few_points', 'too_few_points', 'too_few_points',
           'count_above_denominator'], dtype='<U23'))
    """
    points = Points(data, by, groups=groups, dates=dates, target=target, count=count, denominator=denominator)
    return _draw(
        "p", points, values=points.arguments["count"], denominators=points.arguments["denominator"], polarity=polarity,
        rebase=rebase, baseline=baseline, two_of_three=two_of_three, laney=laney,
    )  # fmt: skip


def u_chart(
    count: Any,
    exposure: Any,
    *,
    polarity: Polarity | str = "neutral",
    laney: bool = False,
    target: Any = None,
    rebase: Any = (),
    dates: Any = None,
    baseline: Any = None,
    two_of_three: TwoOfThree | str = "2023",
    groups: Any = None,
    data: Any = None,
    by: str | list[str] | None = None,
) -> Any:
    """u charts of rates of events; with `laney`, u' charts.

    Parameters
    ----------
    count, exposure : array or str
        Events, and what they happened in: bed days, inspections, thousands of people.
    polarity, laney, target, rebase, dates, baseline, two_of_three, groups, data, by
        As for `p_chart`.

    Returns
    -------
    ControlChart or frame
        As for `xmr`; `value` is the rate. Limits vary with the exposure and are not below 0.

    Raises
    ------
    HeadwayError
        As for `xmr`.

    Notes
    -----
    Mean sum x / sum n, limits mean -+ 3 sqrt(mean / n), times sigma_z for u'.

    Montgomery (2009), chapter 7; Laney (2002), Quality Engineering 14.

    Examples
    --------
    >>> falls = hw.spc.u_chart([12, 9, 15, 11], [1.5, 1.4, 1.6, 1.5], polarity="low_is_good")
    >>> falls.mean[:1].round(3), falls.upper.round(2)
    (array([7.833]), array([14.69, 14.93, 14.47, 14.69]))
    """
    points = Points(data, by, groups=groups, dates=dates, target=target, count=count, exposure=exposure)
    return _draw(
        "u", points, values=points.arguments["count"], denominators=points.arguments["exposure"], polarity=polarity,
        rebase=rebase, baseline=baseline, two_of_three=two_of_three, laney=laney,
    )  # fmt: skip


def c_chart(
    count: Any,
    *,
    polarity: Polarity | str = "neutral",
    target: Any = None,
    rebase: Any = (),
    dates: Any = None,
    baseline: Any = None,
    two_of_three: TwoOfThree | str = "2023",
    groups: Any = None,
    data: Any = None,
    by: str | list[str] | None = None,
) -> Any:
    """c charts of counts of events, where the exposure is always the same.

    Parameters
    ----------
    count : array or str
        Events, one a point in order of time.
    polarity, target, rebase, dates, baseline, two_of_three, groups, data, by
        As for `p_chart`.

    Returns
    -------
    ControlChart or frame
        As for `xmr`. Limits are not below 0.

    Raises
    ------
    HeadwayError
        As for `xmr`.

    Notes
    -----
    Mean of x, limits mean -+ 3 sqrt(mean). Montgomery (2009), chapter 7.

    Examples
    --------
    >>> hw.spc.c_chart([4, 6, 3, 5, 2, 4, 16], polarity="low_is_good").point_type.tolist()[-1]
    'concern'
    """
    points = Points(data, by, groups=groups, dates=dates, target=target, count=count)
    return _draw(
        "c", points, values=points.arguments["count"], polarity=polarity, rebase=rebase, baseline=baseline,
        two_of_three=two_of_three,
    )  # fmt: skip


def t_chart(
    time: Any,
    *,
    polarity: Polarity | str = "neutral",
    target: Any = None,
    rebase: Any = (),
    dates: Any = None,
    baseline: Any = None,
    screen_ranges: bool = False,
    two_of_three: TwoOfThree | str = "2023",
    groups: Any = None,
    data: Any = None,
    by: str | list[str] | None = None,
) -> Any:
    """t charts of the time between rare events.

    Parameters
    ----------
    time : array or str
        Days, or any unit, between one event and the next, 0 or more.
    polarity, target, rebase, dates, baseline, screen_ranges, two_of_three, groups, data, by
        As for `xmr`; polarity is neutral unless it is said. More time between harms is better: `high_is_good`.

    Returns
    -------
    ControlChart or frame
        As for `xmr`, on the scale of the times. Limits are not symmetric and not below 0.

    Raises
    ------
    HeadwayError
        As for `xmr`.

    Notes
    -----
    The XmR chart of time^(1/3.6), its mean and limits raised again to 3.6.

    Nelson (1994), J. Quality Technology 26; Montgomery (2009), section 7.3.5.

    Examples
    --------
    >>> hw.spc.t_chart([31, 9, 54, 22, 70, 3, 41], polarity="high_is_good").mean[:1].round(1)
    array([25.7])
    """
    points = Points(data, by, groups=groups, dates=dates, target=target, time=time)
    return _draw(
        "t", points, values=points.arguments["time"], polarity=polarity, rebase=rebase, baseline=baseline,
        two_of_three=two_of_three, screen_ranges=screen_ranges,
    )  # fmt: skip


def g_chart(
    cases: Any,
    *,
    polarity: Polarity | str = "neutral",
    target: Any = None,
    rebase: Any = (),
    dates: Any = None,
    baseline: Any = None,
    two_of_three: TwoOfThree | str = "2023",
    groups: Any = None,
    data: Any = None,
    by: str | list[str] | None = None,
) -> Any:
    """g charts of the cases between rare events.

    Parameters
    ----------
    cases : array or str
        Cases without the event between one event and the next, 0 or more.
    polarity, target, rebase, dates, baseline, two_of_three, groups, data, by
        As for `p_chart`.

    Returns
    -------
    ControlChart or frame
        As for `xmr`. Limits are not below 0.

    Raises
    ------
    HeadwayError
        As for `xmr`.

    Notes
    -----
    Mean of x, limits mean -+ 3 sqrt(mean (mean + 1)). For shifts the side of a point is told by 0.693 of the mean, the
    theoretical median, since most values lie below the mean.

    Benneyan (2001), Health Care Management Science 4; Provost and Murray, "The Health Care Data Guide" (2011), 228.

    Examples
    --------
    >>> hw.spc.g_chart([3, 0, 12, 5, 1, 9, 4, 6, 2, 8, 5, 5, 5]).upper[:1].round(2)
    array([21.43])
    """
    points = Points(data, by, groups=groups, dates=dates, target=target, cases=cases)
    return _draw(
        "g", points, values=points.arguments["cases"], polarity=polarity, rebase=rebase, baseline=baseline,
        two_of_three=two_of_three,
    )  # fmt: skip


def xbar_chart(
    values: Any,
    subgroups: Any,
    *,
    polarity: Polarity | str = "neutral",
    target: float | None = None,
    rebase: Any = (),
    baseline: Any = None,
    two_of_three: TwoOfThree | str = "2023",
    groups: Any = None,
    data: Any = None,
    by: str | list[str] | None = None,
) -> Any:
    """xbar charts: the means of subgroups, by the standard deviations within them.

    Parameters
    ----------
    values : array or str
        Measurements, several a subgroup, in any order; those that are missing are left out.
    subgroups : array or str
        The date, period or label of the subgroup that each measurement is of; labels are in order of first appearance.
    polarity, rebase, baseline, two_of_three, groups, data, by
        As for `p_chart`; the subgroups are the dates.
    target : float, optional
        One for all subgroups.

    Returns
    -------
    ControlChart or frame
        One element, or row, a subgroup; `value` is its mean and `size` how many measurements it has.

    Raises
    ------
    HeadwayError
        As for `xmr`.

    Notes
    -----
    Limits mean -+ 3 s / (c4 sqrt(n)), s the mean of the standard deviations, pooled where sizes differ. Read the
    `s_chart` first: these limits rest on it.

    Montgomery (2009), section 6.3.

    Examples
    --------
    >>> days = [9, 11, 8, 12, 10, 9, 15, 12, 10]
    >>> waits = pd.DataFrame({"month": ["2024-04", "2024-05", "2024-06"] * 3, "days": days})
    >>> hw.spc.xbar_chart("days", "month", data=waits)[["month", "size", "value", "mean", "upper"]].round(2)
         month  size  value   mean  upper
    0  2024-04     3   12.0  10.67  13.92
    1  2024-05     3   11.0  10.67  13.92
    2  2024-06     3    9.0  10.67  13.92
    """
    return _draw_subgroups(
        "xbar", values, subgroups, polarity=polarity, target=target, rebase=rebase, baseline=baseline,
        two_of_three=two_of_three, groups=groups, data=data, by=by,
    )  # fmt: skip


def s_chart(
    values: Any,
    subgroups: Any,
    *,
    polarity: Polarity | str = "neutral",
    target: float | None = None,
    rebase: Any = (),
    baseline: Any = None,
    two_of_three: TwoOfThree | str = "2023",
    groups: Any = None,
    data: Any = None,
    by: str | list[str] | None = None,
) -> Any:
    """s charts: the standard deviations of subgroups.

    Parameters
    ----------
    values, subgroups, polarity, target, rebase, baseline, two_of_three, groups, data, by
        As for `xbar_chart`.

    Returns
    -------
    ControlChart or frame
        One element, or row, a subgroup; `value` is its standard deviation and `size` how many measurements it has.
        A subgroup of one has none.

    Raises
    ------
    HeadwayError
        As for `xmr`.

    Notes
    -----
    Limits s (1 -+ 3 sqrt(1 - c4^2) / c4), B3 s and B4 s of the tables, not below 0. Montgomery (2009), section 6.3.

    Examples
    --------
    >>> hw.spc.s_chart([9, 12, 15, 11, 10, 12, 8, 9, 10], [1, 1, 1, 2, 2, 2, 3, 3, 3]).value
    array([3., 1., 1.])
    """
    return _draw_subgroups(
        "s", values, subgroups, polarity=polarity, target=target, rebase=rebase, baseline=baseline,
        two_of_three=two_of_three, groups=groups, data=data, by=by,
    )  # fmt: skip


def _draw_subgroups(
    kind: str, values: Any, subgroups: Any, *, polarity: Any, target: Any, groups: Any, data: Any, by: Any, **asked: Any
) -> Any:
    points = Points(data, by, groups=groups, dates=None, target=target, values=values)
    of_rows = points.polarities(polarity)
    measurements = points.arguments["values"]
    codes, count = regrouped(points, subgroups)
    size, mean, deviation = _core.subgroups(*_core.order_rows(codes, count, None), measurements)
    of_subgroups = _of_subgroups(of_rows, codes, count, "polarity")
    if points.target is not None:
        points.target = _of_subgroups(points.target, codes, count, "target")
    return _draw(
        kind, points, values=mean if kind == "xbar" else deviation, denominators=size, deviations=deviation,
        polarity=polarity, polarities=of_subgroups, size=size,
        subgroups=subgroups if points.frame is not None else None, **asked,
    )  # fmt: skip


def _of_subgroups(values: npt.NDArray[Any], codes: npt.NDArray[np.int32], count: int, name: str) -> npt.NDArray[Any]:
    """What all rows of a subgroup say of it; two that say different things are refused."""
    said = np.empty(count, values.dtype)
    said[codes] = values
    differ = np.flatnonzero((values != said[codes]) & ~((values != values) & (said[codes] != said[codes])))
    refuse([
        f"row {row}, {name}: found another than in a later row of its subgroup; accepted: one for all rows of a subgroup"
        for row in differ.tolist()
    ])
    return said
