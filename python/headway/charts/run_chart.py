"""Run charts: values about their median, and in words whether their runs show a shift."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import numpy.typing as npt

from headway.charts.control_chart import MOST_CAUSES, series_of
from headway.charts.parts.axes import label, name_points, value_axes, whens
from headway.charts.parts.labels import Label, column
from headway.charts.parts.layout import LEADING, SMALL, on_axes, picture, title_of
from headway.charts.parts.rows import unit_of
from headway.language.counts import number_of
from headway.language.figures import figure_writer, unit_in_words
from headway.language.palette import INK, PAPER, categorical
from headway.language.sentences import capital, in_words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from headway.spc import RunChart


class Runs(NamedTuple):
    """One series as it is drawn, in order of time, and what its runs say; limits are None without a useful point."""

    name: str | None
    when: list[str]
    value: npt.NDArray[np.float64]
    median: float
    useful: int
    longest_run: int
    longest_run_max: int | None
    crossings: int
    crossings_min: int | None
    signal: bool
    status: str
    unit: str | None
    method: str

    @property
    def missing(self) -> list[int]:
        return [int(row) for row in np.flatnonzero(~np.isfinite(self.value))]


def runs(chart: RunChart, *, series: Any = None, unit: str | None = None) -> Runs:
    """What a run chart draws: see `headway.spc.RunChart.plot`."""
    rows, which, name = series_of(chart, series)

    def of_series(values: Any) -> Any:
        return values if chart.groups is None else values[which]

    def limit(values: Any) -> int | None:
        found = of_series(values)
        return None if found is None or math.isnan(found) else int(found)

    median = of_series(chart.median)
    return Runs(
        name,
        whens(None if chart.dates is None else [chart.dates[row] for row in rows], len(rows)),
        chart.value[rows],
        math.nan if median is None else float(median),
        int(of_series(chart.useful)),
        int(of_series(chart.longest_run)),
        limit(chart.longest_run_max),
        int(of_series(chart.crossings)),
        limit(chart.crossings_min),
        bool(of_series(chart.signal)),
        str(of_series(chart.status)),
        unit_of(unit),
        chart.method,
    )


# Words


def finding(r: Runs) -> str:
    """Whether there is a signal, and by which rule, in one line."""
    of = f"{r.name}: " if r.name else ""
    if math.isnan(r.median):
        return f"{of}there are no data"
    if r.longest_run_max is None:
        return f"{of}no signal, as all points are on the median"
    return f"{of}{'a signal of a shift' if r.signal else 'no signal of a shift'}: {_rules(r)}"


def _rules(r: Runs) -> str:
    crossed = number_of(r.crossings, "crossing")
    run = f"longest run {r.longest_run} (by chance at most {r.longest_run_max})"
    return f"{run}, {crossed} (by chance at least {r.crossings_min})"


def describe(r: Runs) -> str:
    """The chart in plain sentences, with every value, for those who do not see it."""
    shown = _writer(r)
    said = [
        f"{r.name}." if r.name else "",
        f"{number_of(len(r.value), 'point')}" + (f", {r.when[0]} to {r.when[-1]}." if len(r.value) > 1 else "."),
    ]
    said += unit_in_words(r.unit)
    if not math.isnan(r.median):
        said.append(f"The median is {shown(r.median)}.")
        said.append(
            f"{number_of(r.useful, 'point')} not on it: {_rules(r)}."
            if r.longest_run_max is not None
            else "All points are on it."
        )
        said.append("There is a signal of a shift." if r.signal else "There is no signal of a shift.")
    said += _cautions(r)
    said.append("The points:")
    for i, value in enumerate(r.value):
        said.append(
            f"{r.when[i]} {shown(value) if math.isfinite(value) else 'missing'}{';' if i < len(r.value) - 1 else '.'}"
        )
    return " ".join([part for part in said if part] + [f"Method: {r.method}."])


def _cautions(r: Runs) -> list[str]:
    said = []
    if r.status == "too_few_points":
        said.append(f"{capital(in_words(r.status))}: fewer than ten are not on the median, so read it with care.")
    if len(r.missing) > MOST_CAUSES:
        said.append(f"{number_of(len(r.missing), 'point')} without a value.")
    elif r.missing:
        said.append(f"No value: {', '.join(r.when[i] for i in r.missing)}.")
    return said


def _writer(r: Runs) -> Callable[[float], str]:
    return figure_writer([*r.value, r.median], r.unit)


# Drawing


def plot(r: Runs, ax: Axes | None, title: str | None) -> Axes:
    said = title_of(title, capital(finding(r)))
    return on_axes(ax, lambda axes, family, own: _draw(axes, family, own, r, said))


def svg(r: Runs, title: str | None) -> str:
    said = title_of(title, capital(finding(r)))
    return picture(lambda axes, family: _draw(axes, family, True, r, said), title=said, description=describe(r))


def _draw(ax: Axes, family: str, own: bool, r: Runs, title: str) -> None:
    shown, n, blue = _writer(r), len(r.value), categorical()[0]
    found = np.append(r.value, r.median)
    found = found[np.isfinite(found)]

    def labels(room: float) -> list[Label]:
        return (
            [] if math.isnan(r.median) else [label("Median", shown(r.median), (n - 0.5, r.median), INK, room, family)]
        )

    beside, right = value_axes(
        ax,
        family,
        own=own,
        title=title,
        note=" ".join([*_cautions(r), f"{capital(r.method)}."]),
        limits=(float(found.min()), float(found.max())) if found.size else (0.0, 1.0),
        unit=r.unit,
        labels=labels,
        below=SMALL * LEADING + 8,
    )
    ax.set_xlim(-0.5, max(n, 1) - 0.5)
    name_points(ax, r.when, family)
    if not math.isnan(r.median):
        ax.plot([-0.5, n - 0.5], [r.median, r.median], color=INK, linewidth=1.4, zorder=2, label="Median")
    value = np.where(np.isfinite(r.value), r.value, np.nan)
    ax.plot(
        np.arange(n),
        value,
        color=blue,
        linewidth=1.4,
        marker="o",
        markersize=5 if n <= 40 else 4,
        markeredgecolor=PAPER,
        markeredgewidth=0.7,
        zorder=3,
        label="Value",
        clip_on=False,
    )
    column(ax, beside, right, family)
