"""The way through a year, drawn and in words: what is published, where it may end, and what was wanted."""

from __future__ import annotations

import contextlib
import math
import re
import warnings
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

from headway._core import HeadwayError, Period
from headway.counts import number_of
from headway.extra import report_extra
from headway.figures import decimals, figure, rounding
from headway.labels import Label, Line, beside, column, frame_of, points_of, width, wrapped
from headway.outlook import Backtest, Projection, chance_in_words
from headway.series import Series
from headway.words import Accrual, Frequency, Polarity, Rating, Status

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Points = npt.NDArray[np.float64]

# One unit of the drawing is one pixel on a phone 360 pixels wide: text of 10 is read there, and 18 on a wide screen.
WIDE, TALL = 360.0, 210.0
ROOM_FOR_A_TITLE, BESIDE, ASIDE = 34.0, 92.0, 9.0
SMALL, USUAL, LARGE = 10.0, 11.0, 13.0
INK, MUTED = "#0b0c0c", "#505a5f"
SVG_FONTS = "Arial, Helvetica, 'DejaVu Sans', sans-serif"


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
    >>> from headway.trajectory import trajectory
    >>> admissions = hw.Series([18, 17, 16, 16, 19, 15], start="2024-04", accrual="flow")
    >>> drawn = trajectory(hw.project_year_end(admissions, target=194))
    >>> drawn.actual[:6]
    array([ 18.,  35.,  51.,  67.,  86., 101.])
    >>> drawn.expected[-1], drawn.target
    (np.float64(202.0), (194.0, 194.0))
    """
    series, status = projection.series, projection.status
    periods = _periods_of_year(projection)
    amounts = series.accrual == Accrual.flow and status in (Status.gap, Status.late_start)
    adds = np.cumsum if series.accrual == Accrual.flow and not amounts else np.asarray

    published = _of_year(series, periods)
    actual = np.asarray(adds(published), float)
    complete = status == Status.complete
    known = int(np.flatnonzero(np.isfinite(published))[-1]) + 1 if projection.as_at is not None else 0

    expected = np.full(len(periods), np.nan)
    if projection.path and known:
        path = np.asarray(projection.path, float)
        expected[known - 1] = actual[known - 1]
        expected[known:] = actual[known - 1] + np.cumsum(path) if adds is np.cumsum else path

    last_year = np.full(len(periods), np.nan)
    if not complete and not amounts:
        before = _of_year(series, [period.shifted(-12) for period in periods])
        if np.isfinite(before).all():
            last_year = np.asarray(adds(before), float)

    profile = np.full((len(periods), 1), np.nan)
    if projection.profile is not None and not complete and not amounts:
        asked = [_asked(projection, period) for period in periods]
        profile = np.array([value if isinstance(value, tuple) else (value,) for value in asked], float)

    target = projection.target
    bounds = target if target is None or isinstance(target, tuple) else (target, target)
    fan = []
    for level in sorted(levels, reverse=True):
        ends = projection.interval(level)
        if ends != (None, None) and not complete and projection.value is not None:
            lower, upper = (np.nan if end is None else end for end in ends)
            fan.append((float(level), lower, upper))
    end = len(periods) - 1 + (1.8 if series.accrual == Accrual.average else 0)
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
    >>> [text.get_text() for text in ax.get_xticklabels()][:2], ax.get_lines()[0].get_label()
    (['Apr\\n2024', 'May'], 'Actual')
    """
    _projection(projection)
    drawn = trajectory(projection, levels)
    with _house_style() as family:
        ax, above = _given_or_own(ax)
        _draw(ax, projection, drawn, unit, family, above)
        _name_axis(ax, unit)
    return ax


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
    >>> [line.get_label() for line in ax.get_lines()]
    ['Projected', 'Actual']
    """
    if not isinstance(backtest, Backtest):
        raise HeadwayError(f"backtest: found {type(backtest).__name__}; accepted: a headway.Backtest")
    with _house_style() as family:
        ax, above = _given_or_own(ax)
        _draw_backtest(ax, backtest, unit, family, above)
        _name_axis(ax, unit)
    return ax


# In words


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
    >>> from headway.trajectory import describe
    >>> admissions = hw.Series([18, 17, 16, 16, 19, 15], start="2024-04", accrual="flow")
    >>> print(describe(hw.project_year_end(admissions, target=194, polarity="low_is_good")))
    The year is 2024/25, April 2024 to March 2025. The total by September 2024 is 101, at point 6 of 12. The year is
    projected to end at 202; with 80% probability it ends between 183 and 221. The target is 194 and low is good: the
    projection is above it. The chance of meeting the target is 29%. Method: run_rate. There is no past year to test it
    on. auto chose run_rate: no complete past year, 6 of 12 points of this year. Interval from the counts so far
    (negative binomial): fewer than three past years to test on.
    """
    _projection(projection)
    p, drawn = projection, trajectory(projection)
    shown = _figures(p, drawn, unit)
    total = p.series.accrual in (Accrual.flow, Accrual.cumulative)
    said = ["The series has no points."]
    if p.year is not None:
        said = [f"The year is {p.year.label}, {_span(p.year)}."]
    if _beside_axis(unit):
        said.append(f"Figures are {_in(unit)}.")
    if p.reached is not None and p.as_at is not None and p.status != Status.complete and not drawn.amounts:
        what = "The total by" if total else "The mean to" if p.series.accrual == Accrual.average else "The figure for"
        said.append(f"{what} {_full(p.as_at)} is {shown(p.reached)}, at point {_place(p, drawn)} of {len(drawn.periods)}.")
    if p.value is None:
        said.append(f"There is no projection: {p.status}.")
    elif p.status == Status.complete:
        said.append(f"It is complete, at {shown(p.value)}.")
    else:
        ends = "average" if p.series.accrual == Accrual.average else "end at"
        said.append(f"The year is projected to {ends} {shown(p.value)}; {_interval_words(p, shown)}.")
    if p.target is not None:
        said.append(_target_words(p, shown))
    said += _profile_words(p, drawn, shown)
    if p.probability is not None and p.status != Status.complete:
        said.append(f"The chance of meeting the target is {chance_in_words(p.probability)}.")
    if p.method is not None:
        said.append(f"Method: {p.method}.")
    if p.past_error is not None:
        years = number_of(p.past_years, "past year")
        said.append(f"At this point of {years} it was off by {_off(p.past_error, shown, unit)} on average.")
    elif p.status == Status.projected:
        said.append("There is no past year to test it on.")
    if not (p.status == Status.complete and p.reason == f"{p.year and p.year.label} is complete."):
        said.append(p.reason)
    if note := _plain(p.series.note):
        said.append(f"Note: {_stopped(note)}")
    return " ".join(said)


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
    >>> from headway.trajectory import describe_backtest
    >>> calls = hw.Series([30, 20, 10, 20] * 2 + [31, 20, 10, 20, 33], start="2021-04", accrual="flow",
    ...                   frequency="quarter")
    >>> print(describe_backtest(hw.backtest(calls, method="run_rate")))
    Past years, each projected from point 1 of 4 with what was known then. 2021/22: 120 projected, 80 in the end.
    2022/23: 120 projected, 80 in the end. 2023/24: 124 projected, 81 in the end. Off by 41 on average of 3 past years.
    """
    replays, p = backtest.replays, backtest.projection
    if not replays:
        return _stopped(_backtest_note(backtest, unit))
    shown = _backtest_figures(backtest, unit)
    said = [f"Past years, each projected from {_where(p)} with what was known then."]
    if _beside_axis(unit):
        said.append(f"Figures are {_in(unit)}.")
    for year, _, projected, lower, upper, actual, _ in replays:
        ends = "" if lower is None and upper is None else f" ({_ends(lower, upper, shown)})"
        said.append(f"{year.label}: {shown(projected)} projected{ends}, {shown(actual)} in the end.")
    return " ".join([*said, *_backtest_sums(backtest, unit)])


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
    >>> from headway.trajectory import svg
    >>> admissions = hw.Series([18, 17, 16, 16, 19, 15], start="2024-04", accrual="flow")
    >>> picture = svg(hw.project_year_end(admissions), title="Admissions")
    >>> picture.startswith('<svg viewBox="0 0 360 '), picture.endswith("</svg>")
    (True, True)
    """
    _projection(projection)
    if not isinstance(title, str) or not _plain(title):
        raise HeadwayError(f"title: found {title!r}; accepted: text")
    title, unit = _plain(title), None if unit is None else _plain(unit)
    drawn = trajectory(projection)
    with report_extra():
        from matplotlib.figure import Figure

        from headway.inline import inline_svg
    with _house_style("DejaVu Sans") as family, warnings.catch_warnings():
        # A reader's font may have the letter that the one measured with lacks.
        warnings.filterwarnings("ignore", message="Glyph .* missing", category=UserWarning)
        picture, height_of_line = Figure(), LARGE * 1.25
        lines = wrapped(title, LARGE, WIDE - 8, family)
        above = len(lines) * height_of_line + (26 if _beside_axis(unit) else 16)
        _draw(picture.add_subplot(), projection, drawn, unit, family, above)
        texts = [Line(line, LARGE, bold=True) for line in lines]
        if unit is not None and _beside_axis(unit):
            texts.append(Line(unit, SMALL))
        for i, line in enumerate(texts):
            top = 1 - (3 + LARGE + i * height_of_line) / (picture.get_figheight() * 72)
            picture.text(
                4 / WIDE, top, line.text, size=line.size, weight="bold" if line.bold else "normal", color=INK,
                family=[family], parse_math=False,
            )  # fmt: skip
        return inline_svg(picture, title=title, description=describe(projection, unit=unit), fonts=SVG_FONTS)


def notebook_html(projection: Projection) -> str:
    """What a notebook shows of a projection: its sentence and its chart."""
    from html import escape

    year = "The year" if projection.year is None else projection.year.label
    since = "" if projection.as_at is None or projection.status == Status.complete else f", from {_full(projection.as_at)}"
    return f"<p>{escape(repr(projection))}</p>\n{svg(projection, title=year + since)}"


# What is said


def _plain(text: str) -> str:
    """One line without control characters, which no page may hold."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _stopped(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _projection(projection: object) -> None:
    if not isinstance(projection, Projection):
        raise HeadwayError(f"projection: found {type(projection).__name__}; accepted: a headway.Projection")


def _full(period: Period) -> str:
    """A period in a sentence."""
    if period.kind == "quarter":
        year, _, quarter = period.label.partition(" - ")
        return f"{quarter} of {year}"
    return str(period.with_style("full")).replace(" - ", " to ")


def _span(year: Period) -> str:
    first, last = Period.of_date(year.start), Period.of_date(year.end)
    return f"{_full(first)} to {_full(last)}"


def _short(period: Period, frequency: Frequency) -> str:
    """A point of the year on its axis."""
    if frequency == Frequency.month:
        return str(period.with_style("abbreviated"))[:3]
    if frequency == Frequency.quarter:
        return period.label.rpartition(" ")[2]
    if frequency == Frequency.term:
        first, last = Period.of_date(period.start), Period.of_date(period.end)
        return f"{_short(first, Frequency.month)}\u2013{_short(last, Frequency.month)}"
    return _year(period)


def _year(year: Period) -> str:
    """The label of a year without its calendar, which the axis shows."""
    return year.label.partition(" (")[0]


def _place(projection: Projection, drawn: Trajectory) -> int:
    """Which point of the year the last published one is, from 1."""
    return 0 if projection.as_at is None else drawn.periods.index(projection.as_at) + 1


def _where(projection: Projection) -> str:
    drawn = trajectory(projection, ())
    return f"point {_place(projection, drawn)} of {len(drawn.periods)}"


def _beside_axis(unit: str | None) -> bool:
    return unit not in (None, "", "%", "GBP")


def _in(unit: str | None) -> str:
    unit = _plain(unit or "")
    return unit if unit.startswith("per ") else f"in {unit}"


def _figure_writer(figures: Sequence[float | None], unit: str | None) -> Callable[[float], str]:
    """Writes each figure with the decimals of them all: as many as their size asks for."""
    known = [float(value) for value in figures if value is not None and np.isfinite(value)]
    largest = max(map(abs, known), default=0.0)
    # Whole from a thousand on, else about three digits.
    most = 0 if largest >= 1000 else 1 if largest >= 10 or not largest else 2 - math.floor(math.log10(largest))
    places = decimals(*known, most=most)
    return lambda value: figure(value, places=places, unit=unit)


def _figures(projection: Projection, drawn: Trajectory, unit: str | None) -> Callable[[float], str]:
    p = projection
    target = p.target if isinstance(p.target, tuple) else (p.target,)
    figures = [p.value, p.lower, p.upper, p.reached, *target]
    write = _figure_writer([*figures, *drawn.actual[-1:]], unit)
    if p.value is not None:
        for bound in target:
            # A projection and a target that differ print differently.
            if bound is not None and np.isfinite(bound) and bound != p.value and write(bound) == write(p.value):
                places = decimals(bound, p.value, most=rounding(p.value, bound))
                return lambda value: figure(value, places=places, unit=unit)
    return write


def _off(error: float, shown: Callable[[float], str], unit: str | None) -> str:
    """An error with the decimals of the figures that it is of, or, below those, its first digit."""
    small = error > 0 and shown(error) == shown(0.0)
    said = figure(error, places=-math.floor(math.log10(error)), unit=unit) if small else shown(error)
    return said.replace("%", " percentage points")


def _ends(lower: float | None, upper: float | None, shown: Callable[[float], str]) -> str:
    if lower is None or np.isnan(lower):
        return f"at most {shown(upper or 0.0)}"
    if upper is None or np.isnan(upper):
        return f"at least {shown(lower)}"
    return f"{shown(lower)} to {shown(upper)}"


def _interval_words(p: Projection, shown: Callable[[float], str]) -> str:
    if p.lower is None and p.upper is None:
        return "there is no interval"
    mean = p.series.accrual == Accrual.average
    if p.lower is not None and p.upper is not None:
        ends = f"{'averages' if mean else 'ends'} between {shown(p.lower)} and {shown(p.upper)}"
    else:
        ends = f"{'is' if mean else 'ends at'} {_ends(p.lower, p.upper, shown).removeprefix('at ')}"
    return f"with {p.level:.0%} probability it {ends}"


def _side(value: float, wanted: float | tuple[float, float], shown: Callable[[float], str]) -> str:
    lower, upper = wanted if isinstance(wanted, tuple) else (wanted, wanted)
    if value < lower and shown(value) != shown(lower):
        return "below"
    if value > upper and shown(value) != shown(upper):
        return "above"
    return "within" if isinstance(wanted, tuple) else "level with"


def _bounds_words(target: float | tuple[float, float], shown: Callable[[float], str]) -> str:
    return _ends(*target, shown) if isinstance(target, tuple) else shown(target)


def _good_words(polarity: Polarity | None) -> str:
    return {
        Polarity.high_is_good: " and high is good",
        Polarity.low_is_good: " and low is good",
    }.get(polarity, "") if polarity else ""  # fmt: skip


def _target_words(p: Projection, shown: Callable[[float], str]) -> str:
    assert p.target is not None
    said = f"The target is {_bounds_words(p.target, shown)}{_good_words(p.polarity)}"
    if p.value is None:
        return f"{said}."
    what = "the year" if p.status == Status.complete else "the projection"
    return f"{said}: {what} is {_side(p.value, p.target, shown)} it."


def _profile_words(p: Projection, drawn: Trajectory, shown: Callable[[float], str]) -> list[str]:
    if p.profile is None or p.as_at is None or p.reached is None or drawn.amounts or p.status == Status.complete:
        return []
    asked = _asked(p, p.as_at)
    if not np.isfinite(np.asarray(asked, float)).any():
        return []
    side = f"the figure is {_side(p.reached, asked, shown)} it"
    rating = p.in_year_rating()
    if rating != Rating.not_rated:
        side += ", which is good" if rating == Rating.green else ", on the wrong side"
    return [f"By {_full(p.as_at)} the way to the target asks for {_bounds_words(asked, shown)}: {side}."]


def _note(projection: Projection, drawn: Trajectory, unit: str | None) -> str:
    """What a reader must know to trust or doubt the chart, below its axes."""
    p, said = projection, []
    shown = _figures(p, drawn, unit)
    if p.value is None:
        if drawn.amounts:
            said.append("Single amounts: the total so far is not known.")
        said.append(f"No projection ({p.status}): {p.reason}")
    elif p.status == Status.complete:
        said.append(p.reason)
    else:
        tested = "no past year to test on"
        if p.past_error is not None:
            tested = f"{number_of(p.past_years, 'past year')}, off by {_off(p.past_error, shown, unit)} on average"
        year = "the year" if p.year is None else _year(p.year)
        said.append(f"{p.method}; {_place(p, drawn)} of {len(drawn.periods)} points of {year}; {tested}.")
        if drawn.fan:
            levels = [f"{level:.0%}" for level, _, _ in reversed(drawn.fan)]
            words = levels[0] if len(levels) == 1 else f"{', '.join(levels[:-1])} and {levels[-1]}"
            what = "the mean of the year may be" if p.series.accrual == Accrual.average else "the year may end"
            said.append(f"Shaded: where {what}, with {words} probability.")
        elif p.basis == "none":
            why = re.search(r"No interval[^.]*\.", p.reason)
            said.append(why.group() if why else "No interval.")
    if note := _plain(p.series.note):
        said.append(_stopped(note))
    return " ".join(said)


def _backtest_figures(backtest: Backtest, unit: str | None) -> Callable[[float], str]:
    figures = [value for replay in backtest.replays for value in replay[2:6] if not isinstance(value, str)]
    return _figure_writer([*figures, backtest.mean_absolute_error], unit)


def _backtest_sums(backtest: Backtest, unit: str | None) -> list[str]:
    shown, said = _backtest_figures(backtest, unit), []
    if backtest.mean_absolute_error is not None:
        years = number_of(backtest.projection.past_years, "past year")
        said.append(f"Off by {_off(backtest.mean_absolute_error, shown, unit)} on average of {years}.")
    held, of = backtest.covered
    if of:
        said.append(f"The {backtest.projection.level:.0%} interval held {held} of {of}.")
    return said


def _backtest_note(backtest: Backtest, unit: str | None) -> str:
    if not backtest.replays:
        return "No past year that could be projected."
    said = [f"Projected from {_where(backtest.projection)} of each year, with what was known then."]
    said += _backtest_sums(backtest, unit)
    if note := _plain(backtest.projection.series.note):
        said.append(_stopped(note))
    return " ".join(said)


# What is drawn


def _periods_of_year(projection: Projection) -> list[Period]:
    series = projection.series
    first = Period.of_date((projection.year or series.start.year(series.calendar)).start)
    months = {Frequency.month: 1, Frequency.quarter: 3, Frequency.term: 4, Frequency.year: 12}[series.frequency]
    return Series(
        [None] * (12 // months), start=first, accrual="flow", frequency=series.frequency, calendar=series.calendar
    ).periods


def _of_year(series: Series, periods: Sequence[Period]) -> Points:
    """The published points at these periods."""
    found = dict(zip(series.periods, series.values.tolist(), strict=True))
    return np.array([found.get(period, np.nan) for period in periods], float)


def _asked(projection: Projection, period: Period) -> float | tuple[float, float]:
    """What the target asks by then; NaN where its profile says nothing, as a quarterly one of August."""
    assert projection.profile is not None
    try:
        return projection.profile.at(period)
    except HeadwayError:
        return float("nan")


@contextlib.contextmanager
def _house_style(font: str | None = None) -> Iterator[str]:
    """The style and colours of the UK government's charts, for a while; the font that text is measured and drawn in."""
    with report_extra():
        import afcharts  # noqa: F401  the style is found by its name
        from matplotlib import font_manager, style
    with style.context("afcharts.afcharts"):
        if font is None:
            # By name, because "sans-serif" is another font once the style is left.
            font = font_manager.get_font(font_manager.findfont(font_manager.FontProperties(family=["sans-serif"]))).family_name
        yield font


def _given_or_own(ax: Axes | None) -> tuple[Axes, float | None]:
    """Axes to draw in, and the room above those of our own."""
    if ax is not None:
        return ax, None
    from matplotlib import pyplot

    return pyplot.figure().add_subplot(), ROOM_FOR_A_TITLE


def _name_axis(ax: Axes, unit: str | None) -> None:
    if unit is not None and _beside_axis(unit):
        ax.set_ylabel(_plain(unit), parse_math=False)


def _colours() -> tuple[str, str, str]:
    """For the series, the shading and the target, which lightness and shape tell apart as well."""
    from afcharts.af_colours import get_af_colours

    categorical, sequential = get_af_colours("categorical"), get_af_colours("sequential")
    return categorical[0], sequential[2], categorical[2]


def _draw(ax: Axes, p: Projection, drawn: Trajectory, unit: str | None, family: str, above: float | None) -> None:
    blue, shade, pink = _colours()
    n = len(drawn.periods)
    places = np.arange(n)
    mean = p.series.accrual == Accrual.average
    shown = _figures(p, drawn, unit)
    value = p.value if p.value is not None and p.status != Status.complete else None
    of_year = p.value if mean and p.status == Status.complete else value
    at = _place(p, drawn) - 1

    ax.plot(places, drawn.actual, color=blue, linewidth=2.2, marker="o", markersize=4.5, zorder=4, label="Actual",
            clip_on=False)  # fmt: skip
    if np.isfinite(drawn.last_year).all():
        ax.plot(places, drawn.last_year, color=MUTED, linewidth=0.9, alpha=0.75, zorder=2, label=_last_year(p),
                clip_on=False)  # fmt: skip
    wedges = _shade(ax, p, drawn, at, shade)
    if value is not None:
        ax.plot(places, drawn.expected, color=blue, linewidth=1.6, linestyle=(0, (4, 2.5)), zorder=3,
                label="Projection", clip_on=False)  # fmt: skip
    if of_year is not None:
        ax.plot([drawn.end], [of_year], color=blue, marker="o", markersize=7, markerfacecolor="white",
                markeredgewidth=1.8, zorder=5, label="Projected year" if value is not None else "Year", linestyle="none",
                clip_on=False)  # fmt: skip
    for bound in drawn.profile.T:
        if (asked := np.isfinite(bound)).any():
            ax.plot(places[asked], bound[asked], color=pink, linewidth=1.2, linestyle=":", zorder=2.8,
                    label="Way to target", clip_on=False)  # fmt: skip
    bounds = [] if drawn.target is None else [b for b in dict.fromkeys(drawn.target) if np.isfinite(b)]
    for bound in bounds:
        ax.plot([drawn.end], [bound], color=pink, linestyle="none", marker="_", markersize=2 * ASIDE, markeredgewidth=3,
                zorder=4.5, label="Target", clip_on=False)  # fmt: skip

    names = [_short(period, p.series.frequency) for period in drawn.periods]
    if p.series.frequency == Frequency.month:
        years = [drawn.periods[0].start.year, *[""] * (n - 2), drawn.periods[-1].end.year]
        names = [f"{name}\n{year}" for name, year in zip(names, years, strict=True)]  # all begin at the same height
    _frame(ax, _limits(p, drawn, of_year), _note(p, drawn, unit), unit, family, above)

    # What stands at the end of the year is named beside it, what stands within it where there is room.
    labels = []
    if value is not None:
        lines = [Line("Projected", SMALL), Line(shown(value), LARGE, bold=True)]
        if p.lower is not None or p.upper is not None:
            ends = wrapped(_ends(p.lower, p.upper, shown), SMALL, BESIDE, family)
            lines += [Line(line, SMALL) for line in [f"{p.level:.0%} likely:", *ends]]
        labels.append(Label(lines, (drawn.end, value), blue))
    elif p.status == Status.complete and p.value is not None:
        year = "The year" if p.year is None else _year(p.year)
        labels.append(Label([Line(year, SMALL), Line(shown(p.value), LARGE, bold=True)], (drawn.end, p.value), blue))
    if bounds and drawn.target is not None:
        wanted = bounds[0] if drawn.target[0] == drawn.target[1] else drawn.target
        lines = [Line("Target", SMALL)]
        lines += [Line(line, USUAL, bold=True) for line in wrapped(_bounds_words(wanted, shown), USUAL, BESIDE, family)]
        labels.append(Label(lines, (drawn.end, sum(bounds) / len(bounds)), pink))
    if np.isfinite(drawn.last_year).all():
        words = f"{_last_year(p)}: {shown(drawn.last_year[-1])}" if not mean else _last_year(p)
        lines = [Line(text, SMALL) for text in wrapped(words, SMALL, BESIDE, family)]
        labels.append(Label(lines, (n - 1, float(drawn.last_year[-1])), MUTED))
    right = _scale(ax, labels, drawn.end, family)
    _name_points(ax, [*places.tolist(), drawn.end][: n + mean], [*names, "Year\n"][: n + mean], drawn.end, family)

    within = []
    if at >= 0 and p.status != Status.complete:
        by = "by" if p.series.accrual in (Accrual.flow, Accrual.cumulative) and not drawn.amounts else "in"
        reached = float(drawn.actual[at])
        text = f"{shown(reached)} {by} {_short(drawn.periods[at], p.series.frequency)}"
        within.append(Label([Line(text, USUAL, bold=True)], (at, reached), blue))
        asked = drawn.profile[at]
        if np.isfinite(asked).any() and not (len(asked) == 1 and drawn.target and asked[0] == drawn.target[0]):
            text = _bounds_words((asked[0], asked[1]) if len(asked) > 1 else float(asked[0]), shown)
            line = Line(f"Target {by} {_short(drawn.periods[at], p.series.frequency)}: {text}", SMALL)
            within.append(Label([line], (at, float(np.nanmean(asked))), pink))
    lines_drawn = [np.column_stack([places, y]) for y in (drawn.actual, drawn.expected, drawn.last_year, *drawn.profile.T)]
    beside(ax, within, family, lines=lines_drawn, shading=wedges[:1], right=right)
    column(ax, labels, right + 6, family)


def _last_year(p: Projection) -> str:
    return "" if p.year is None else _year(p.year.shifted(-12))


def _shade(ax: Axes, p: Projection, drawn: Trajectory, at: int, colour: str) -> list[Points]:
    """The intervals: straight from the last point to the year's end, or, of a mean, beside it."""
    shapes = []
    for level, lower, upper in drawn.fan:
        assert p.value is not None
        lower, upper = (p.value if np.isnan(end) else end for end in (lower, upper))
        if p.series.accrual == Accrual.average:
            left, right = drawn.end - 0.3, drawn.end + 0.3
            corners = [(left, lower), (right, lower), (right, upper), (left, upper)]
        else:
            corners = [(at, float(drawn.actual[at])), (drawn.end, lower), (drawn.end, upper)]
        ax.fill(*zip(*corners, strict=True), facecolor=colour, alpha=0.22, linewidth=0, zorder=1.5,
                label=f"{level:.0%}", clip_on=False)  # fmt: skip
        shapes.append(np.array(corners, float))
    return shapes


def _limits(p: Projection, drawn: Trajectory, value: float | None) -> tuple[float, float]:
    """From 0 for a total; for levels, from where the figures are. A little more than all that is drawn."""
    figures = [drawn.actual, drawn.expected, drawn.last_year, drawn.profile.ravel(), np.array(drawn.target or ()),
               np.array([end for _, *ends in drawn.fan for end in ends]), np.array([] if value is None else [value])]  # fmt: skip
    found = np.concatenate(figures)
    found = found[np.isfinite(found)]
    if p.series.accrual in (Accrual.flow, Accrual.cumulative):
        found = np.append(found, 0.0)
    return _padded(found)


def _padded(found: Points) -> tuple[float, float]:
    low, high = (float(found.min()), float(found.max())) if found.size else (0.0, 1.0)
    if high == low:
        low, high = (low, high + 5.0) if low == 0 else (low - abs(low) / 10, high + abs(high) / 10)
    room = (high - low) * 0.06
    return (low if low == 0 else low - room), high + room


def _frame(
    ax: Axes, limits: tuple[float, float], note: str, unit: str | None, family: str, above: float | None
) -> None:
    """The scale of the figures, and the note, for which room is made below the axes."""
    from matplotlib.ticker import MaxNLocator

    low, high = limits
    ax.set_ylim(low, high)
    ticks = [float(tick) for tick in MaxNLocator(5, integer=high - low >= 5).tick_values(low, high) if low <= tick <= high]
    size = max(map(abs, ticks), default=0.0)
    places = next((k for k in range(12) if all(abs(tick - round(tick, k)) <= 1e-9 * size for tick in ticks)), 2)
    names = [figure(tick, places=places, unit=unit) for tick in ticks]
    ax.set_yticks(ticks, names)
    ax.tick_params(labelsize=SMALL, labelcolor=INK, labelfontfamily=family, length=0, pad=3)
    ax.tick_params(axis="x", length=3)
    ax.yaxis.label.set(size=SMALL, color=INK, family=[family])
    ax.grid(visible=False)
    ax.patch.set_visible(False)
    for side in ("left", "right", "top"):
        ax.spines[side].set_visible(False)
    ax.spines["bottom"].set_color("0.6")

    beside_them = max((width(Line(name, SMALL), family) for name in names), default=0.0) + 8
    figure_ = ax.get_figure(root=True)
    assert figure_ is not None
    ax.xaxis.label.set(size=SMALL, color=MUTED, family=[family], linespacing=1.25, parse_math=False)
    below_it = 2 * SMALL * 1.25 + 12  # the names of the points, two lines of them
    if above is not None:
        left = beside_them + (16 if above == ROOM_FOR_A_TITLE else 0)  # a caller may name the axis
        lines = wrapped(note, SMALL, WIDE - left - 6, family)
        below_it += len(lines) * SMALL * 1.25 + 6
        height = above + TALL + below_it
        figure_.set_size_inches(WIDE / 72, height / 72)
        figure_.subplots_adjust(left=left / WIDE, right=1 - 6 / WIDE, top=1 - above / height, bottom=below_it / height)
        ax.set_xlabel("\n".join(lines), loc="left", labelpad=6)
        return
    left, bottom, right, top = frame_of(ax)
    lines = wrapped(note, SMALL, right - left, family)
    ax.set_xlabel("\n".join(lines), loc="left", labelpad=6)
    if figure_.get_layout_engine() is not None:
        figure_.draw_without_rendering()
        return
    wide, tall = figure_.get_size_inches() * 72
    shift = max(0.0, beside_them - left)
    raised = max(0.0, min(len(lines) * SMALL * 1.25, (top - bottom) / 2))
    ax.set_position(((left + shift) / wide, (bottom + raised) / tall, (right - left - shift) / wide,
                     (top - bottom - raised) / tall))  # fmt: skip


def _scale(ax: Axes, labels: Sequence[Label], end: float, family: str) -> float:
    """Room to the right for the labels of what stands at the end; where it begins."""
    left, _, right, _ = frame_of(ax)
    wide = right - left
    aside = min(max((label.width(family) for label in labels), default=-10.0) + 10, 0.6 * wide)
    # The points lie between half a target's width on both sides; a single one in the middle.
    span, first = max(end, 1.0), 0.0 if end >= 1 else -0.5
    point = (wide - aside - 2 * ASIDE) / span
    low, high = first - ASIDE / point, first + span + ASIDE / point
    ax.set_xlim(low, low + wide / point)
    ax.spines["bottom"].set_bounds(low, high)
    ax.hlines(ax.get_yticks(), low, high, color="0.85", linewidth=0.6, zorder=0.5, clip_on=False)
    return right - aside


def _name_points(ax: Axes, places: Sequence[float], names: Sequence[str], end: float, family: str) -> None:
    """As many names as there is room for: the last always, the others at even steps back from it."""
    at = [float(points_of(ax, [(place, 0)])[0, 0]) for place in places]
    half = [max(width(Line(line, SMALL), family) for line in name.split("\n")) / 2 for name in names]
    last = len(places) - 1 if places[-1] == int(places[-1]) else len(places) - 2  # of the points, not their mean

    def fits(chosen: list[int]) -> bool:
        return all(at[i] + half[i] + 3 <= at[j] - half[j] for i, j in zip(chosen, chosen[1:], strict=False))

    # The first point too, unless that leaves hardly any.
    few = range(1, max(2, len(places) // 3))
    steps = [(step, {0}) for step in few] + [(step, set()) for step in range(1, len(places) + 1)]
    choices = [sorted({*first, *range(last, -1, -step), len(places) - 1}) for step, first in steps]
    chosen = next(filter(fits, choices), [len(places) - 1])
    ax.set_xticks(list(places), [name if i in chosen else "" for i, name in enumerate(names)])


def _draw_backtest(ax: Axes, backtest: Backtest, unit: str | None, family: str, above: float | None) -> None:
    from matplotlib.transforms import offset_copy

    blue, shade, _ = _colours()
    shown = _backtest_figures(backtest, unit)
    n = len(backtest.replays)
    places = np.arange(n, dtype=float)
    columns = [np.array([np.nan if r[i] is None else r[i] for r in backtest.replays], float) for i in (2, 3, 4, 5)]
    projected, lower, upper, actual = columns
    root = ax.get_figure(root=True)
    assert root is not None
    before, after = (offset_copy(ax.transData, root, x=aside, units="points") for aside in (-6, 6))
    for place, value, below, over in zip(places, projected, lower, upper, strict=True):
        if np.isfinite([below, over]).any():
            ends = [value if np.isnan(x) else x for x in (below, over)]
            ax.plot([place, place], ends, color=shade, linewidth=7, alpha=0.45, solid_capstyle="butt", zorder=2,
                    label="_interval", clip_on=False, transform=before)  # fmt: skip
    ax.plot(places, projected, color=blue, linestyle="none", marker="o", markersize=7, markerfacecolor="white",
            markeredgewidth=1.8, zorder=3, label="Projected", clip_on=False, transform=before)  # fmt: skip
    ax.plot(places, actual, color=INK, linestyle="none", marker="D", markersize=5.5, zorder=4, label="Actual",
            clip_on=False, transform=after)  # fmt: skip
    found = np.concatenate(columns)
    _frame(ax, _padded(found[np.isfinite(found)]), _backtest_note(backtest, unit), unit, family, above)
    labels = []
    if n:
        for name, value, colour in (("Projected", projected[-1], blue), ("In the end", actual[-1], INK)):
            lines = [Line(name, SMALL), Line(shown(float(value)), USUAL, bold=True)]
            labels.append(Label(lines, (n - 1, float(value)), colour))
    right = _scale(ax, labels, max(n - 1, 0), family)
    if n:
        _name_points(ax, places.tolist(), [_year(replay[0]) for replay in backtest.replays], n - 1, family)
    else:
        ax.set_xticks([])
    column(ax, labels, right + 6, family)
