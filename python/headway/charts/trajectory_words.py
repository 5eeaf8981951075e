"""A projected year in words: its sentences, the note below its chart, and its figures as both print them."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from headway._core import Period
from headway.language.counts import number_of
from headway.language.counts import shown as in_words
from headway.language.figures import (
    decimals,
    ends_in_words,
    figure,
    figure_writer,
    in_unit,
    rounding,
    stands_by_the_axis,
)
from headway.language.sentences import plain_line
from headway.outlook.backtest import Backtest
from headway.outlook.projection import Projection, chance_in_words
from headway.vocabulary import Accrual, Frequency, Polarity, Rating, Status

if TYPE_CHECKING:
    from headway.charts.trajectory import Trajectory


def describe_year(p: Projection, drawn: Trajectory, unit: str | None) -> str:
    """See `headway.trajectory.describe`."""
    shown = figures_of(p, drawn, unit)
    total = p.series.accrual in (Accrual.flow, Accrual.cumulative)
    said = ["The series has no points."]
    if p.year is not None:
        said = [f"The year is {p.year.label}, {_span(p.year)}."]
    if stands_by_the_axis(unit):
        said.append(f"Figures are {_in(unit)}.")
    if p.reached is not None and p.as_at is not None and p.status != Status.complete and not drawn.amounts:
        what = "The total by" if total else "The mean to" if p.series.accrual == Accrual.average else "The figure for"
        said.append(f"{what} {in_a_sentence(p.as_at)} is {shown(p.reached)}, at {_where(drawn, p)}.")
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
        said.append(f"Method: {in_words(str(p.method))}.")
    if p.past_error is not None:
        years = number_of(p.past_years, "past year")
        said.append(f"At this point of {years} it was off by {_off(p.past_error, shown, unit)} on average.")
    elif p.status == Status.projected:
        said.append("There is no past year to test it on.")
    if not (p.status == Status.complete and p.reason == f"{p.year and p.year.label} is complete."):
        said.append(p.reason)
    if note := plain_line(p.series.note):
        said.append(f"Note: {stopped(note)}")
    return " ".join(said)


def describe_years(backtest: Backtest, drawn: Trajectory, unit: str | None) -> str:
    """See `headway.trajectory.describe_backtest`."""
    replays, p = backtest.replays, backtest.projection
    if not replays:
        return stopped(note_below_backtest(backtest, drawn, unit))
    shown = figures_of_backtest(backtest, unit)
    said = [f"Past years, each projected from {_where(drawn, p)} with what was known then."]
    if stands_by_the_axis(unit):
        said.append(f"Figures are {_in(unit)}.")
    for year, _, projected, lower, upper, actual, *_ in replays:
        ends = "" if lower is None and upper is None else f" ({ends_in_words(lower, upper, shown)})"
        said.append(f"{year.label}: {shown(projected)} projected{ends}, {shown(actual)} in the end.")
    return " ".join([*said, *_backtest_sums(backtest, unit)])


def note_below(projection: Projection, drawn: Trajectory, unit: str | None) -> str:
    """What a reader must know to trust or doubt the chart, below its axes."""
    p, said = projection, []
    shown = figures_of(p, drawn, unit)
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
        year = "the year" if p.year is None else year_label(p.year)
        said.append(f"{in_words(str(p.method)).capitalize()}; {place_in_year(p, drawn)} of {len(drawn.periods)} points of {year}; {tested}.")
        if drawn.fan:
            levels = [f"{level:.0%}" for level, _, _ in reversed(drawn.fan)]
            words = levels[0] if len(levels) == 1 else f"{', '.join(levels[:-1])} and {levels[-1]}"
            what = "the mean of the year may be" if p.series.accrual == Accrual.average else "the year may end"
            said.append(f"Shaded: where {what}, with {words} probability.")
        elif p.basis == "none":
            said.append(p.interval_reason)
    if note := plain_line(p.series.note):
        said.append(stopped(note))
    return " ".join(said)


def note_below_backtest(backtest: Backtest, drawn: Trajectory, unit: str | None) -> str:
    if not backtest.replays:
        return "No past year that could be projected."
    said = [f"Projected from {_where(drawn, backtest.projection)} of each year, with what was known then."]
    said += _backtest_sums(backtest, unit)
    if note := plain_line(backtest.projection.series.note):
        said.append(stopped(note))
    return " ".join(said)


# Sentences and parts of them


def _interval_words(p: Projection, shown: Callable[[float], str]) -> str:
    if p.lower is None and p.upper is None:
        return "there is no interval"
    mean = p.series.accrual == Accrual.average
    if p.lower is not None and p.upper is not None:
        ends = f"{'averages' if mean else 'ends'} between {shown(p.lower)} and {shown(p.upper)}"
    else:
        ends = f"{'is' if mean else 'ends at'} {ends_in_words(p.lower, p.upper, shown).removeprefix('at ')}"
    return f"with {p.level:.0%} probability it {ends}"


def _side(value: float, wanted: float | tuple[float, float], shown: Callable[[float], str]) -> str:
    lower, upper = wanted if isinstance(wanted, tuple) else (wanted, wanted)
    if value < lower and shown(value) != shown(lower):
        return "below"
    if value > upper and shown(value) != shown(upper):
        return "above"
    return "within" if isinstance(wanted, tuple) else "level with"


def bounds_in_words(target: float | tuple[float, float], shown: Callable[[float], str]) -> str:
    return ends_in_words(*target, shown) if isinstance(target, tuple) else shown(target)


def _good_words(polarity: Polarity | None) -> str:
    return {
        Polarity.high_is_good: " and high is good",
        Polarity.low_is_good: " and low is good",
    }.get(polarity, "") if polarity else ""  # fmt: skip


def _target_words(p: Projection, shown: Callable[[float], str]) -> str:
    assert p.target is not None
    said = f"The target is {bounds_in_words(p.target, shown)}{_good_words(p.polarity)}"
    if p.value is None:
        return f"{said}."
    what = "the year" if p.status == Status.complete else "the projection"
    return f"{said}: {what} is {_side(p.value, p.target, shown)} it."


def _profile_words(p: Projection, drawn: Trajectory, shown: Callable[[float], str]) -> list[str]:
    if p.profile is None or p.as_at is None or p.reached is None or drawn.amounts or p.status == Status.complete:
        return []
    row = drawn.profile[place_in_year(p, drawn) - 1]
    if not np.isfinite(row).any():
        return []
    asked = (float(row[0]), float(row[1])) if len(row) > 1 else float(row[0])
    side = f"the figure is {_side(p.reached, asked, shown)} it"
    rating = p.in_year_rating()
    if rating != Rating.not_rated:
        side += ", which is good" if rating == Rating.green else ", on the wrong side"
    return [f"By {in_a_sentence(p.as_at)} the way to the target asks for {bounds_in_words(asked, shown)}: {side}."]


def _where(drawn: Trajectory, projection: Projection) -> str:
    return f"point {place_in_year(projection, drawn)} of {len(drawn.periods)}"


def _backtest_sums(backtest: Backtest, unit: str | None) -> list[str]:
    shown, said = figures_of_backtest(backtest, unit), []
    if backtest.mean_absolute_error is not None:
        years = number_of(backtest.projection.past_years, "past year")
        said.append(f"Off by {_off(backtest.mean_absolute_error, shown, unit)} on average of {years}.")
    held, of = backtest.covered
    if of:
        said.append(f"The {backtest.projection.level:.0%} interval held {held} of {of}.")
    return said


# Figures


def figures_of(projection: Projection, drawn: Trajectory, unit: str | None) -> Callable[[float], str]:
    p = projection
    target = p.target if isinstance(p.target, tuple) else (p.target,)
    figures = [p.value, p.lower, p.upper, p.reached, *target]
    write = figure_writer([*figures, *drawn.actual[-1:]], unit)
    if p.value is not None:
        for bound in target:
            # A projection and a target that differ print differently.
            if bound is not None and np.isfinite(bound) and bound != p.value and write(bound) == write(p.value):
                places = decimals(bound, p.value, most=rounding(p.value, bound))
                return lambda value: figure(value, places=places, unit=unit)
    return write


def figures_of_backtest(backtest: Backtest, unit: str | None) -> Callable[[float], str]:
    figures = [value for replay in backtest.replays for value in replay[2:6] if not isinstance(value, str)]
    return figure_writer([*figures, backtest.mean_absolute_error], unit)


def _off(error: float, shown: Callable[[float], str], unit: str | None) -> str:
    """An error with the decimals of the figures that it is of, or, below those, its first digit."""
    small = error > 0 and shown(error) == shown(0.0)
    said = figure(error, places=-math.floor(math.log10(error)), unit=unit) if small else shown(error)
    return said.replace("%", " percentage points")


def _in(unit: str | None) -> str:
    return in_unit(plain_line(unit or ""))


# Periods and text


def place_in_year(projection: Projection, drawn: Trajectory) -> int:
    """Which point of the year the last published one is, from 1."""
    return 0 if projection.as_at is None else drawn.periods.index(projection.as_at) + 1


def in_a_sentence(period: Period) -> str:
    """A period in a sentence."""
    if period.kind == "quarter":
        year, _, quarter = year_label(period).partition(" - ")
        return f"{quarter} of {year}{period.label.removeprefix(year_label(period))}"
    return str(period.with_style("full")).replace(" - ", " to ")


def _span(year: Period) -> str:
    first, last = Period.of_date(year.start), Period.of_date(year.end)
    return f"{in_a_sentence(first)} to {in_a_sentence(last)}"


def on_the_axis(period: Period, frequency: Frequency) -> str:
    """A point of the year on its axis."""
    if frequency == Frequency.month:
        return str(period.with_style("abbreviated"))[:3]
    if frequency == Frequency.quarter:
        return year_label(period).rpartition(" ")[2]
    if frequency == Frequency.term:
        first, last = Period.of_date(period.start), Period.of_date(period.end)
        return f"{on_the_axis(first, Frequency.month)}\u2013{on_the_axis(last, Frequency.month)}"
    return year_label(period)


def year_label(year: Period) -> str:
    """The label of a year without its calendar, which the axis shows."""
    return year.label.partition(" (")[0]


def stopped(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."
