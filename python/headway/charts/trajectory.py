"""The way through a year, drawn and in words: what is published, where it may end, and what was wanted."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

from headway import _core
from headway._core import HeadwayError, Period
from headway.charts.parts.layout import on_axes
from headway.charts.trajectory_chart import ROOM_FOR_A_TITLE, draw, draw_backtest, name_axis, picture_of
from headway.charts.trajectory_words import describe_year, describe_years, in_a_sentence
from headway.language.sentences import plain_line
from headway.outlook.backtest import Backtest
from headway.outlook.projection import Projection
from headway.vocabulary import Accrual, Status

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Points = npt.NDArray[np.float64]


class Trajectory(NamedTuple):
    """What there is to draw of a projected year, in the terms of the chart: running totals of a sum, else levels.

    Attributes
    ----------
    periods : list of Period
        The points of the year, published and to come.
    actual, expected, last_year : numpy.ndarray
        One value a period, NaN where there is none. What is expected begins at the last point published.
    profile : numpy.ndarray
        One row a period: what the target asks by then, or its two bounds.
    target : (float, float) or None
        At the year's end, equal where it is one number; NaN for a bound that it does not have.
    end : float
        Where the year's own value stands: at its last point; of a mean, which is no point of the year, beside it.
    fan : list of (float, float, float)
        Level, lower and upper, widest first; NaN for an end that an interval does not have.
    amounts : bool
        Whether the points are single amounts, because the total so far is not known.
    """

    periods: list[Period]
    actual: Points
    expected: Points
    last_year: Points
    profile: Points
    target: tuple[float, float] | None
    end: float
    fan: list[tuple[float, float, float]]
    amounts: bool


def trajectory(projection: Projection, levels: Sequence[float] = (0.5, 0.8, 0.95)) -> Trajectory:
    """What `plot` draws.

    Parameters
    ----------
    projection : Projection
    levels : sequence of float
        Of the intervals, each above 0 and below 1.

    Returns
    -------
    Trajectory

    Raises
    ------
    HeadwayError
        For a level outside 0 to 1.

    Examples
    --------
    >>> from headway.charts.trajectory import trajectory
    >>> admissions = hw.Series([18, 17, 16, 16, 19, 15], start="2024-04", accrual="flow")
    >>> drawn = trajectory(hw.project_year_end(admissions, target=194))
    >>> drawn.actual[:6]
    array([ 18.,  35.,  51.,  67.,  86., 101.])
    >>> drawn.expected[-1], drawn.target
    (np.float64(202.0), (194.0, 194.0))
    """
    periods, actual, expected, last_year, amounts = _core.trajectory(projection.series._core, projection._core)
    complete = projection.status == Status.complete
    profile = np.full((len(periods), 1), np.nan)
    if projection.profile is not None and not complete and not amounts:
        asked = [projection.asked_by(period) for period in periods]
        profile = np.array([value if isinstance(value, tuple) else (value,) for value in asked], float)

    target = projection.target
    bounds = target if target is None or isinstance(target, tuple) else (target, target)
    fan = []
    for level in sorted(levels, reverse=True):
        ends = projection.interval(level)
        if ends != (None, None) and not complete and projection.value is not None:
            lower, upper = (np.nan if end is None else end for end in ends)
            fan.append((float(level), lower, upper))
    end = len(periods) - 1 + (1.8 if projection.series.accrual == Accrual.average else 0)
    return Trajectory(periods, actual, expected, last_year, profile, None if amounts else bounds, end, fan, amounts)


def plot(
    projection: Projection,
    ax: Axes | None = None,
    *,
    levels: Sequence[float] = (0.5, 0.8, 0.95),
    unit: str | None = None,
) -> Axes:
    """Draw the year: what is published, where it may end, its target and last year.

    Parameters
    ----------
    projection : Projection
    ax : matplotlib Axes, optional
        Where to draw; room for the note is made at its lower end. By default a figure of its own, which is as
        readable on a phone as in a report.
    levels : sequence of float, default (0.5, 0.8, 0.95)
        Of the intervals that are shaded; none for none.
    unit : str, optional
        `%` and `GBP` stand beside figures; any other is written above the axis.

    Returns
    -------
    matplotlib Axes
        Yours to give a title.

    Raises
    ------
    HeadwayError
        For a level outside 0 to 1.
    ImportError
        Without matplotlib and afcharts, which come with the extra `headway[report]`.

    Notes
    -----
    An interval says where the year may end and nothing of the points before: its shading is drawn straight from the
    last point published. A sum is drawn as the total so far. The year of a mean is no point of it, and stands beside.

    Examples
    --------
    >>> admissions = hw.Series([18, 17, 16, 16, 19, 15], start="2024-04", accrual="flow")
    >>> ax = hw.project_year_end(admissions, target=194, polarity="low_is_good").plot()
    >>> title = ax.set_title("Admissions to hospital")
    >>> [line.get_label() for line in ax.get_lines()]
    ['Actual', 'Projection', 'Projected year', 'Target']
    """
    _projection(projection)
    drawn = trajectory(projection, levels)

    def in_axes(axes: Axes, family: str, own: bool) -> None:
        draw(axes, projection, drawn, unit, family, ROOM_FOR_A_TITLE if own else None)
        name_axis(axes, unit)

    return on_axes(ax, in_axes)


def plot_backtest(backtest: Backtest, ax: Axes | None = None, *, unit: str | None = None) -> Axes:
    """Draw what would have been projected at this point of past years, beside what came.

    Parameters
    ----------
    backtest : Backtest
    ax : matplotlib Axes, optional
        Where to draw. By default a figure of its own.
    unit : str, optional
        As for `plot`.

    Returns
    -------
    matplotlib Axes

    Raises
    ------
    ImportError
        Without matplotlib and afcharts, which come with the extra `headway[report]`.

    Examples
    --------
    >>> calls = hw.Series([30, 20, 10, 20] * 5 + [33, 22], start="2019-04", accrual="flow", frequency="quarter")
    >>> ax = hw.backtest(calls).plot()
    >>> [line.get_label() for line in ax.get_lines()][-2:]
    ['Projected', 'Actual']
    """
    _backtest(backtest)
    drawn = trajectory(backtest.projection, ())

    def in_axes(axes: Axes, family: str, own: bool) -> None:
        draw_backtest(axes, backtest, drawn, unit, family, ROOM_FOR_A_TITLE if own else None)
        name_axis(axes, unit)

    return on_axes(ax, in_axes)


def describe(projection: Projection, *, unit: str | None = None) -> str:
    """The year in plain sentences, for those who do not see the chart.

    Parameters
    ----------
    projection : Projection
    unit : str, optional
        `%` and `GBP` stand beside figures; any other is said once.

    Returns
    -------
    str

    Examples
    --------
    >>> from headway.charts.trajectory import describe
    >>> admissions = hw.Series([18, 17, 16, 16, 19, 15], start="2024-04", accrual="flow")
    >>> print(describe(hw.project_year_end(admissions, target=194, polarity="low_is_good")))
    The year is 2024/25, April 2024 to March 2025. The total by September 2024 is 101, at point 6 of 12. The year is
    projected to end at 202; with 80% probability it ends between ... and .... The target is 194 and low is good: the
    projection is above it. The chance of meeting the target is ...%. Method: run rate. ...
    """
    _projection(projection)
    return describe_year(projection, trajectory(projection), unit)


def describe_backtest(backtest: Backtest, *, unit: str | None = None) -> str:
    """A back-test in plain sentences.

    Parameters
    ----------
    backtest : Backtest
    unit : str, optional
        As for `describe`.

    Returns
    -------
    str

    Examples
    --------
    >>> from headway.charts.trajectory import describe_backtest
    >>> calls = hw.Series([30, 20, 10, 20] * 2 + [31, 20, 10, 20, 33], start="2021-04", accrual="flow",
    ...                   frequency="quarter")
    >>> print(describe_backtest(hw.backtest(calls, method="run_rate")))
    Past years, each projected from point 1 of 4 with what was known then. 2021/22: 120 projected..., 80 in the end.
    2022/23: 120 projected..., 80 in the end. 2023/24: 124 projected..., 81 in the end. Off by 41 on average of 3 past
    years....
    """
    _backtest(backtest)
    return describe_years(backtest, trajectory(backtest.projection, ()), unit)


def svg(projection: Projection, *, title: str, unit: str | None = None) -> str:
    """The chart as one inline `<svg>` for a page, with its text alternative.

    Parameters
    ----------
    projection : Projection
    title : str
        What the figures are: drawn above the chart, and its name to those who do not see it.
    unit : str, optional
        As for `plot`.

    Returns
    -------
    str
        `<svg role="img">` as wide as the room it is given, up to 40rem, with `<title>` and `<desc>`; text is text. The
        same projection gives the same bytes, and no two charts of a page share an id.

    Raises
    ------
    HeadwayError
        For a title that is empty or not text.
    ImportError
        Without matplotlib and afcharts, which come with the extra `headway[report]`.

    Examples
    --------
    >>> from headway.charts.trajectory import svg
    >>> admissions = hw.Series([18, 17, 16, 16, 19, 15], start="2024-04", accrual="flow")
    >>> picture = svg(hw.project_year_end(admissions), title="Admissions")
    >>> picture.startswith('<svg viewBox="0 0 360 '), picture.endswith("</svg>")
    (True, True)
    """
    _projection(projection)
    if not isinstance(title, str) or not plain_line(title):
        raise HeadwayError(f"title: found {title!r}; accepted: text")
    return picture_of(projection, trajectory(projection), plain_line(title), None if unit is None else plain_line(unit))


def notebook_html(projection: Projection) -> str:
    """What a notebook shows of a projection: its sentence and its chart."""
    year = "The year" if projection.year is None else projection.year.label
    since = ""
    if projection.as_at is not None and projection.status != Status.complete:
        since = f", from {in_a_sentence(projection.as_at)}"
    return f"<p>{escape(repr(projection))}</p>\n{svg(projection, title=year + since)}"


def _projection(projection: object) -> None:
    if not isinstance(projection, Projection):
        raise HeadwayError(f"projection: found {type(projection).__name__}; accepted: a headway.Projection")


def _backtest(backtest: object) -> None:
    if not isinstance(backtest, Backtest):
        raise HeadwayError(f"backtest: found {type(backtest).__name__}; accepted: a headway.Backtest")
