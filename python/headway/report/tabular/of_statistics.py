"""The tables of statistics and charts that the caller chose, each with every figure that its chart is drawn from."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from headway._core import HeadwayError
from headway.language.levels import percent
from headway.language.sentences import capital, in_words, plain_line
from headway.outlook.projection import Backtest, Projection
from headway.pictured import Pictured
from headway.report.report import Report
from headway.report.tabular.of_frames import Said, columns_of_frame, numbers_said
from headway.report.tabular.of_simulation import columns_of_simulation
from headway.report.tabular.table import Column, Table, texts, wholes, words
from headway.spc.control_chart import ControlChart
from headway.spc.runs import RunChart
from headway.spc.series_charts import SeriesCharts
from headway.stats.funnel import FunnelPoints
from headway.stats.statistic import Estimates
from headway.uncertainty.simulation import Simulation

_PAST = {
    "year": Said("Year", "The past year."), "method": Said("Method", "What it was projected by.", words=True),
    "projected": Said("Projected", "What was projected.", "not known"),
    "lower": Said("Lower end", "Where the interval began.", "no interval"),
    "upper": Said("Upper end", "Where the interval ended.", "no interval"),
    "actual": Said("In the end", "What came.", "not known"),
    "error": Said("Error", "Projected less what came.", "not known"),
    "covered": Said("Held", "Whether the interval held what came.", "no interval"),
}  # fmt: skip


def tables_of_statistics(report: Report) -> Iterator[Table]:
    """One for each result, in the order of the report."""
    for kind, results in (("statistic", report.statistics), ("chart", report.charts)):
        for number, result in enumerate(results, start=1):
            first, *lines = repr(result).splitlines()
            says = [plain_line(line) for line in lines] if _is_short(lines) else []
            yield Table(f"{kind}_{number}", f"{capital(kind)} {number}: {plain_line(first)}", _columns(result),
                        says=says, tab=f"{capital(kind)}_{number}")  # fmt: skip


def _is_short(lines: Sequence[str]) -> bool:
    return len(lines) <= 3


def _columns(result: Pictured) -> list[Column]:
    if isinstance(result, Estimates):
        return [*_estimates(result)]
    if isinstance(result, SeriesCharts):
        return [*_points(result)]
    if isinstance(result, Simulation):
        return columns_of_simulation(result, unit=result.unit)
    if isinstance(result, Backtest):
        return columns_of_frame(result.frame("pyarrow"), _PAST)
    if isinstance(result, Projection):
        return [*_projection(result)]
    return [texts("words", "In words", "What the result says.", _lines(result), "nothing is said")]


def _lines(result: Pictured) -> list[str]:
    """A result that has no figures of its own here, in its own words."""
    try:
        return [line for line in result.describe().splitlines() if line.strip()] or [repr(result)]
    except HeadwayError:  # one of several, of which none was asked for
        return repr(result).splitlines()


def _figures(name: str, heading: str, says: str, values: Any, why: str | Sequence[str]) -> Column:
    given = [float(value) for value in np.atleast_1d(np.asarray(values, float))]
    column = numbers_said(name, given, Said(heading, says))
    return dataclasses.replace(column, why=[why] * len(given) if isinstance(why, str) else list(why))


def _estimates(result: Estimates) -> Iterator[Column]:
    rows = len(result)
    statuses = [in_words(str(word)) for word in np.atleast_1d(result.status)]
    why = ["not estimated" if word == "estimated" else word for word in statuses]
    if result.groups is not None and len(result.groups) == rows:
        yield texts("group", "Group", "What the statistic is of.", result.groups, "not named")
    else:
        yield wholes("row", "Row", "Which one, counted from 1.", range(1, rows + 1))
    for name, values in result.inputs.items():
        if np.shape(values) == (rows,):
            yield _figures(name, capital(in_words(name)), "What it was made from.", values, "no data")
    yield _figures("value", "Value", "The statistic.", result.value, why)
    several = np.ndim(result.confidence) > 0
    levels = np.atleast_1d(np.asarray(result.confidence, float)).tolist()
    for side, says in (("lower", "Where its interval begins."), ("upper", "Where its interval ends.")):
        limits = np.asarray(getattr(result, side), float)
        for i, level in enumerate(levels):
            of_level = np.atleast_2d(limits)[:, i] if several else limits
            name = f"{side}_{percent(level).replace('.', '_')}" if several else side
            yield _figures(name, f"{capital(side)} end at {percent(level)}%", says, of_level, why)
    if isinstance(result, FunnelPoints):
        yield words("label", "Where it lies", "Low, within or high of the limits of chance.",
                    [str(word) for word in np.atleast_1d(result.label)])  # fmt: skip
    yield words("status", "Status", "Whether it could be estimated, or why not.",
                [str(word) for word in np.atleast_1d(result.status)])  # fmt: skip
    yield texts("method", "Method", "How it was worked out.", [result.method] * rows)


def _points(result: SeriesCharts) -> Iterator[Column]:
    """The points of a chart in the order of time, each with the lines that it is held against."""
    order = result.order
    if result.groups is not None:
        yield texts("series", "Series", "The series that the point is of.",
                    [result.groups[code] for code in result.group[order].tolist()], "not named")  # fmt: skip
    yield wholes("point", "Point", "Which one, counted from 1.", range(1, len(order) + 1))
    if result.dates is not None:
        yield texts("when", "When", "When the point is of.", [result.dates[i] for i in order.tolist()], "not given")
    yield _figures("value", "Value", "The point.", result.value[order], "no data")
    if isinstance(result, ControlChart):
        for name, says in (("mean", "The line in the middle."), ("lower", "The lower limit."),
                           ("upper", "The upper limit.")):  # fmt: skip
            yield _figures(name, capital(name), says, np.asarray(getattr(result, name), float)[order], "no limits")
        if result.target is not None:
            yield _figures("target", "Target", "The target.", np.asarray(result.target, float)[order], "no target")
        yield words("point_type", "Kind of point", "Common, or a special cause and what it means.",
                    np.asarray(result.point_type)[order].tolist())  # fmt: skip
    elif isinstance(result, RunChart):
        medians = np.atleast_1d(np.asarray(result.median, float))
        of_points = medians[result.group[order]] if len(medians) > 1 else np.repeat(medians, len(order))
        yield _figures("median", "Median", "The line in the middle.", of_points, "no median")


def _projection(result: Projection) -> Iterator[Column]:
    year = None if result.year is None else result.year.label
    yield texts("year", "Year", "The year that is projected.", [year], "no year")
    yield texts("status", "Status", "Whether it is projected, complete, or why it is neither.", [str(result.status)])
    for name, heading in (("value", "Year end"), ("lower", "Lower end"), ("upper", "Upper end")):
        given = getattr(result, name)
        yield _figures(name, heading, "Of the projected year.", [np.nan if given is None else given],
                       str(result.status) if result.value is None else "no interval")  # fmt: skip
    yield _figures("probability", "Chance of target", "From 0 to 1.",
                   [np.nan if result.probability is None else result.probability],
                   result.probability_reason or "no target")  # fmt: skip
    yield texts("method", "Method", "What it was projected by.",
                [None if result.method is None else str(result.method)], "not projected")  # fmt: skip
    yield texts("reason", "About the method", "Why that method.", [result.reason], "nothing is said")
