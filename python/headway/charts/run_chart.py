"""Run charts: values about their median, and in words whether their runs show a shift."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from headway.charts.chart import Chart
from headway.charts.control_chart import LONGEST_NAME, MOST_CAUSES, named, opening, shown_in, with_unit
from headway.charts.parts.axes import POINT, label, name_points, not_from_0, padded, value_axes
from headway.charts.parts.labels import Label, column
from headway.charts.parts.layout import LEADING, SMALL
from headway.language.counts import number_of
from headway.language.figures import each_equal, figure_writer
from headway.language.palette import INK, PAPER, categorical
from headway.language.sentences import capital, in_words, method_in_a_note

if TYPE_CHECKING:
    from matplotlib.axes import Axes


@dataclasses.dataclass(frozen=True, kw_only=True, eq=False)
class RunPicture(Chart):
    """One series as it is drawn, in order of time, and what its runs say; limits are None without a useful point."""

    name: str | None
    when: Sequence[str]
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
    doubt: str | None
    measured: str | None
    indicator: str | None = None

    @property
    def missing(self) -> list[int]:
        return [int(row) for row in np.flatnonzero(~np.isfinite(self.value))]

    @property
    def latest(self) -> int | None:
        """The last point that has a value."""
        known = np.flatnonzero(np.isfinite(self.value))
        return int(known[-1]) if known.size else None

    @property
    def run(self) -> list[int]:
        """The points of the latest of the longest runs; those on the median neither break it nor count."""
        runs: list[list[int]] = []
        on = each_equal(self.value, self.median)
        for i in np.flatnonzero(np.isfinite(self.value) & ~on).tolist():
            if runs and (self.value[runs[-1][-1]] > self.median) == (self.value[i] > self.median):
                runs[-1].append(i)
            else:
                runs.append([i])
        return next((run for run in reversed(runs) if len(run) == self.longest_run), [])

    def finding(self) -> str:
        """Whether there is a signal, and by which rule, in one line."""
        of = named(self.indicator, self.name)
        if math.isnan(self.median):
            return capital(f"{of}there are no data")
        about = f"the median of {with_unit(_writer(self)(self.median), self.unit)}"
        if self.longest_run_max is None:
            return capital(f"{of}no sign of a shift, as all points are on {about}")
        if not self.signal and self.status == "too_few_points":
            return capital(f"{of}too few points to tell a shift from {about}")
        if not self.signal:
            return capital(f"{of}no sign of a shift from {about}")
        if self.longest_run > self.longest_run_max:
            run = self.run
            side = "above" if self.value[run[0]] > self.median else "below"
            first, last = (self.when[i].replace(POINT, POINT.lower()) for i in (run[0], run[-1]))
            when = f" since {first}" if run[-1] == self.latest else f", {first} to {last}"
            return capital(f"{of}a shift, {number_of(self.longest_run, 'point')} in a row {side} {about}{when}")
        return capital(f"{of}a shift, as points cross {about} no more than {number_of(self.crossings, 'time')}")

    def shown(self) -> str:
        said = self.measured in (self.indicator, self.name) and not self.title
        return shown_in(None if said and len(self.measured or "") <= LONGEST_NAME else self.measured, self.unit,
                        self.when)  # fmt: skip

    def describe(self) -> str:
        formatted = _writer(self)
        said = opening(self.name, self.when, self.unit, self.measured)
        if not math.isnan(self.median):
            said.append(f"The median is {formatted(self.median)}.")
            off = f"{number_of(self.useful, 'point')} not on it: {_rules(self)}."
            said.append("All points are on it." if self.longest_run_max is None else off)
            said.append("There is a signal of a shift." if self.signal else "There is no signal of a shift.")
        said += _cautions(self)
        said += ["The points:"] * bool(len(self.value))
        for i, value in enumerate(self.value):
            words = formatted(value) if math.isfinite(value) else "missing"
            said.append(f"{self.when[i]} {words}{';' if i < len(self.value) - 1 else '.'}")
        return " ".join([*said, f"Method: {self.method}."])

    def draw(self, ax: Axes, family: str, own: bool) -> None:
        """Values and their median."""
        formatted, n, blue = _writer(self), len(self.value), categorical()[0]
        found = np.append(self.value, self.median)
        found = found[np.isfinite(found)]

        def labels(room: float) -> list[Label]:
            if math.isnan(self.median):
                return []
            median = label("Median", formatted(self.median), (n - 0.5, self.median), INK, room, family)
            if self.latest is None:
                return [median]
            at = (float(self.latest), float(self.value[self.latest]))
            return [label("Latest", formatted(at[1]), at, blue, room, family, spare=True), median]

        limits = (float(found.min()), float(found.max())) if found.size else (0.0, 1.0)
        beside, right = value_axes(ax, family, own=own, limits=limits,
                                   words=self.words(_note(self), not_from_0(*padded(*limits))), unit=self.unit,
                                   labels=labels, below=SMALL * LEADING + 8)  # fmt: skip
        ax.set_xlim(-0.5, max(n, 1) - 0.5)
        name_points(ax, self.when, family)
        if not math.isnan(self.median):
            ax.plot([-0.5, n - 0.5], [self.median, self.median], color=INK, linewidth=1.4, zorder=2, label="Median")
        value = np.where(np.isfinite(self.value), self.value, np.nan)
        ax.plot(np.arange(n), value, color=blue, linewidth=1.4, marker="o", markersize=5 if n <= 40 else 4,
                markeredgecolor=PAPER, markeredgewidth=0.7, zorder=3, label="Value", clip_on=False)  # fmt: skip
        if self.signal and self.longest_run_max is not None and self.longest_run > self.longest_run_max:
            ax.plot(self.run, value[self.run], color=blue, linestyle="none", marker="o", markersize=8, zorder=3.2,
                    markeredgecolor=INK, markeredgewidth=1.2, label="_run", clip_on=False)  # fmt: skip
        column(ax, beside, right, family)


def _rules(r: RunPicture) -> str:
    crossed = number_of(r.crossings, "crossing")
    run = f"longest run {r.longest_run} (by chance at most {r.longest_run_max})"
    return f"{run}, {crossed} (by chance at least {r.crossings_min})"


def _note(r: RunPicture) -> str:
    """What a reader must know, in plain words: `describe` has the runs and crossings that it comes from."""
    plain = not r.signal and r.status != "too_few_points"
    told = not math.isnan(r.median) and r.longest_run_max is not None
    rules = ["Its ups and downs are what chance would give."] if told and plain else []
    rules += [f"{capital(_rules(r))}."] if told and not plain else []
    if r.signal and r.longest_run_max is not None and r.longest_run > r.longest_run_max:
        rules.insert(0, "Large points: the run.")
    return " ".join([*_cautions(r), *rules, method_in_a_note(r.method)])


def _cautions(r: RunPicture) -> list[str]:
    said = [r.doubt] if r.doubt else []
    if r.status == "too_few_points":
        said.append(f"{capital(in_words(r.status))}: it takes ten off the median to tell a shift; read it with care.")
    if len(r.missing) > MOST_CAUSES:
        said.append(f"{number_of(len(r.missing), 'point')} without a value.")
    elif r.missing:
        said.append(f"No value: {', '.join(r.when[i] for i in r.missing)}.")
    return said


def _writer(r: RunPicture) -> Callable[[float], str]:
    return figure_writer([*r.value, r.median], r.unit, whole=True)
