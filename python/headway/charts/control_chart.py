"""Control charts: values with their mean, limits and target, special causes in shape and colour, and the same in words.

What the latest point is, and what the limits say of the target, stands above the chart in words. A point is a diamond
for an improvement, a square for a concern, a triangle up or down where neither side is better, and else a small dot.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import numpy.typing as npt

from headway._core import HeadwayError
from headway.boundary.times import Absent, absent
from headway.charts.parts.axes import POINT, Entry, label, name_points, spans, value_axes, whens
from headway.charts.parts.labels import Label, column
from headway.charts.parts.layout import LEADING, SMALL, on_axes, picture, title_of
from headway.charts.parts.rows import unit_of
from headway.language.counts import number_of
from headway.language.figures import figure_writer, unit_in_words
from headway.language.palette import INK, MUTED, PAPER, categorical
from headway.language.sentences import capital, in_words, plain_line

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from headway.spc import ControlChart

Floats = npt.NDArray[np.float64]
MOST_CAUSES = 4
# Of each type: marker, its place among the colours, what it is called.
TYPES = {
    "improvement": ("D", 0, "Improvement"),
    "concern": ("s", 3, "Concern"),
    "neutral_high": ("^", 5, "High"),
    "neutral_low": ("v", 5, "Low"),
    "common": ("o", 4, "Common cause"),
}
VARIATIONS = {
    "common": "common cause",
    "improvement_high": "improvement, high",
    "improvement_low": "improvement, low",
    "concern_high": "concern, high",
    "concern_low": "concern, low",
    "neutral_high": "special cause, high",
    "neutral_low": "special cause, low",
    "no_limits": "cannot be said, without limits",
    "no_data": "no data",
}
ASSURANCES = {
    "pass": "pass",
    "fail": "fail",
    "inconsistent": "hit and miss",
    "no_target": "no target",
    "no_direction": "none, neither side is better",
    "no_limits": "none, without limits",
}
MEANT = {
    "pass": "is met time after time",
    "fail": "is missed time after time",
    "inconsistent": "is met or missed by chance",
}
RULES = {
    "outside_limits": "outside the limits",
    "trend": "seven points in a trend",
    "two_of_three": "two of three near a limit",
    "shift": "seven points on one side of the {middle}",
}


_DIVISOR = {"xbar": "size of the subgroup", "s": "size of the subgroup"}


class Points(NamedTuple):
    """One series as it is drawn, in order of time."""

    name: str | None
    when: list[str]
    value: Floats
    mean: Floats
    lower: Floats
    upper: Floats
    target: Floats
    phase: npt.NDArray[Any]
    point_type: list[str]
    rule: list[str | None]
    status: list[str]
    variation: str
    assurance: str
    unit: str | None
    method: str
    kind: str
    absent: Absent | None

    @property
    def latest(self) -> int | None:
        """The last point that has a value."""
        known = np.flatnonzero(~np.isnan(self.value))
        return int(known[-1]) if known.size else None

    @property
    def missing(self) -> list[int]:
        return [int(row) for row in np.flatnonzero(np.isnan(self.value))]


def series_of(chart: Any, series: Any) -> tuple[npt.NDArray[np.int64], int, str | None]:
    """The points of one series of a chart in order of time, its number, and its name where there are several."""
    if chart.groups is None:
        if series is not None:
            raise HeadwayError(f"series: found {series!r}; accepted: None, as the chart is of one series")
        return chart.order, 0, None
    if series not in chart.groups:
        accepted = ", ".join(map(str, chart.groups[:10])) + (", ..." if len(chart.groups) > 10 else "")
        raise HeadwayError(f"series: found {series!r}; accepted: one of {accepted}")
    which = chart.groups.index(series)
    return chart.order[chart.group[chart.order] == which], which, plain_line(str(series))


def points(chart: ControlChart, *, series: Any = None, unit: str | None = None) -> Points:
    """What a control chart draws: see `headway.spc.ControlChart.plot`."""
    rows, which, name = series_of(chart, series)
    one = chart.groups is None
    dates = None if chart.dates is None else [chart.dates[row] for row in rows]
    return Points(
        name=name,
        when=whens(dates, len(rows)),
        value=chart.value[rows],
        mean=chart.mean[rows],
        lower=chart.lower[rows],
        upper=chart.upper[rows],
        target=np.full(len(rows), np.nan) if chart.target is None else chart.target[rows],
        phase=chart.phase[rows],
        point_type=chart.point_type[rows].tolist(),
        rule=chart.rule[rows].tolist(),
        status=chart.status[rows].tolist(),
        variation=str(chart.variation if one else chart.variation[which]),
        assurance=str(chart.assurance if one else chart.assurance[which]),
        unit=unit_of(unit, of_one=chart.kind == "p" and chart.settings["multiplier"] == 1),
        method=chart.method,
        kind=str(chart.kind),
        # The points of t and g charts are events, which no month need have.
        absent=None if dates is None or chart.kind in ("t", "g") else absent(dates, MOST_CAUSES),
    )


# Words


def finding(p: Points) -> str:
    """What the latest point is, and what the limits say of the target, in one line."""
    of = f"{p.name}: " if p.name else ""
    if p.latest is None:
        return capital(f"{of}there are no data")
    shown = _writer(p)
    value, when = shown(p.value[p.latest]), p.when[p.latest]
    at = "on" if re.fullmatch(r"\d+ \w{3} \d{4}", when) else "in"
    said = f"{of}the latest point, {value}," if when.startswith(POINT) else f"{of}{value} {at} {when}"
    kind = p.point_type[p.latest]
    if p.variation == "no_limits":
        said += " cannot be judged, as there are no limits"
    elif kind == "common":
        said += " shows no special cause"
    else:
        said += {"improvement": " is an improvement", "concern": " is a concern"}.get(kind, " is special")
        said += f", {VARIATIONS[p.variation].partition(', ')[2]}: {_rule(p, p.latest)}"
    target = p.target[p.latest]
    if p.assurance in MEANT and not math.isnan(target):
        said += f"; the target of {shown(target)} {MEANT[p.assurance]}"
    if p.status[p.latest] == "too_few_points" and not math.isnan(p.lower[p.latest]):
        said += " (by trial limits)"
    return capital(said)


def describe(p: Points) -> str:
    """The chart in plain sentences, with every value, for those who do not see it."""
    shown = _writer(p)
    said = [
        f"{p.name}." if p.name else "",
        f"{number_of(len(p.value), 'point')}" + (f", {p.when[0]} to {p.when[-1]}." if len(p.value) > 1 else "."),
    ]
    said += unit_in_words(p.unit)
    meant = f": the target {MEANT[p.assurance]}" if p.assurance in MEANT else ""
    said += [f"Variation: {VARIATIONS[p.variation]}.", f"Assurance: {ASSURANCES[p.assurance]}{meant}."]
    for i, rows in enumerate(_phases(p)):
        said.append(
            f"{f'Phase {i + 1}, from {p.when[rows[0]]}' if p.phase.max(initial=0) else 'Limits'}: "
            f"{_limits_in_words(p, rows, shown)}."
        )
    said += [f"{capital(cause)}." for cause in _causes(p)] or ["No special causes."]
    said += _gaps(p)
    said += _absent(p)
    if _trial(p):
        said.append("Limits of fewer than 13 points are trial limits.")
    said.append("The points:")
    for i, value in enumerate(p.value):
        words = in_words(p.status[i]) if math.isnan(value) else shown(value)
        kind = "" if p.point_type[i] == "common" else f" ({in_words(p.point_type[i])})"
        target = "" if math.isnan(p.target[i]) or not _moves(p) else f", target {shown(p.target[i])}"
        said.append(f"{p.when[i]} {words}{kind}{target}{';' if i < len(p.value) - 1 else '.'}")
    return " ".join([part for part in said if part] + [f"Method: {p.method}."])


def _limits_in_words(p: Points, rows: Sequence[int], shown: Callable[[float], str]) -> str:
    first = rows[0]
    if math.isnan(p.mean[first]):
        any_value = any(not math.isnan(p.value[row]) for row in rows)
        return "no mean, as its baseline has no values" if any_value else "no mean, as there are no values"
    said = f"mean {shown(p.mean[first])}"
    known = [row for row in rows if not math.isnan(p.lower[row])]
    if not known:
        return f"{said}, no limits"
    same = all(p.lower[row] == p.lower[known[0]] and p.upper[row] == p.upper[known[0]] for row in known)
    last = known[-1]
    said += f", limits {shown(p.lower[last])} to {shown(p.upper[last])}" + (
        "" if same else f" in {p.when[last]}, which vary with the {_DIVISOR.get(p.kind, 'denominator')}"
    )
    target = p.target[rows[-1]]
    return (
        said
        if math.isnan(target)
        else f"{said}, target {shown(target)}" + (f" in {p.when[rows[-1]]}" if _moves(p) else "")
    )


def _moves(p: Points) -> bool:
    known = p.target[~np.isnan(p.target)]
    return bool(known.size) and bool((known != known[0]).any())


def _phases(p: Points) -> list[list[int]]:
    return [np.flatnonzero(p.phase == phase).tolist() for phase in dict.fromkeys(p.phase.tolist())]


def _causes(p: Points) -> list[str]:
    """Each special cause, the latest first: what it is, by which rule, and when."""
    runs: list[list[int]] = []
    for i, kind in enumerate(p.point_type):
        if kind == "common":
            continue
        before = runs[-1][-1] if runs else -2
        if before == i - 1 and all(part[before] == part[i] for part in (p.point_type, p.rule, p.phase)):
            runs[-1].append(i)
        else:
            runs.append([i])
    return [
        f"{TYPES[p.point_type[run[0]]][2].lower()}, {_rule(p, run[0])}: {spans(p.when, run)}" for run in reversed(runs)
    ]


def _rule(p: Points, row: int) -> str:
    """The rule that names a point, in words."""
    return RULES[str(p.rule[row])].format(middle="median" if p.kind == "g" else "mean")


def _gaps(p: Points) -> list[str]:
    if not p.missing:
        return []
    return [f"No value: {'; '.join(f'{p.when[i]} ({in_words(p.status[i])})' for i in p.missing)}."]


def _absent(p: Points) -> list[str]:
    """Months that have no row, not even a missing value, which would be a gap."""
    if p.absent is None:
        return []
    unit, number, times = p.absent
    if number > MOST_CAUSES:
        return [f"{number_of(number, unit)} between the points have no row: the chart passes over them."]
    it = "it" if number == 1 else "them"
    return [f"No row for {', '.join(whens(times, number))}: the chart passes over {it}."]


def _trial(p: Points) -> bool:
    return any(status == "too_few_points" for status, value in zip(p.status, p.value, strict=True) if not math.isnan(value))


def _writer(p: Points) -> Callable[[float], str]:
    return figure_writer([*p.value, *p.mean, *p.lower, *p.upper, *p.target], p.unit)


def _note(p: Points) -> str:
    causes = _causes(p)
    said = [f"{capital(cause)}." for cause in causes[:MOST_CAUSES]]
    if len(causes) > MOST_CAUSES:
        said.append(f"And {number_of(len(causes) - MOST_CAUSES, 'earlier special cause')}.")
    if phases := _phases(p)[1:]:
        said.append(f"Mean and limits are made anew from {', '.join(p.when[rows[0]] for rows in phases)}.")
    if len(p.missing) > MOST_CAUSES:
        why = dict.fromkeys(in_words(p.status[i]) for i in p.missing)
        said.append(f"{number_of(len(p.missing), 'point')} without a value ({', '.join(why)}).")
    else:
        said += _gaps(p)
    said += _absent(p)
    if _trial(p):
        said.append("Trial limits, of fewer than 13 points.")
    return " ".join([*said, f"{capital(p.method)}."])


# Drawing


def plot(p: Points, ax: Axes | None, title: str | None) -> Axes:
    said = title_of(title, finding(p))
    return on_axes(ax, lambda axes, family, own: _draw(axes, family, own, p, said))


def svg(p: Points, title: str | None) -> str:
    said = title_of(title, finding(p))
    return picture(lambda axes, family: _draw(axes, family, True, p, said), title=said, description=describe(p))


def colour_of(kind: str) -> str:
    return categorical()[TYPES[kind][1]]


def _draw(ax: Axes, family: str, own: bool, p: Points, title: str) -> None:
    shown = _writer(p)
    n, pink = len(p.value), categorical()[2]
    last = n - 0.5

    def labels(room: float) -> list[Label]:
        named = [
            ("Lower limit", p.lower, MUTED, True),
            ("Mean", p.mean, INK, False),
            ("Target", p.target, pink, False),
            ("Upper limit", p.upper, MUTED, True),
        ]
        ends = [(name, _last(values), colour, spare) for name, values, colour, spare in named]
        return [
            label(name, shown(end), (last, end), colour, room, family, spare=spare)
            for name, end, colour, spare in ends
            if end is not None
        ]

    found = np.concatenate([p.value, p.mean, p.lower, p.upper, p.target])
    found = found[np.isfinite(found)]
    key = [
        Entry(None, INK, f"Variation: {VARIATIONS[p.variation]}", True),
        Entry(None, INK, f"Assurance: {ASSURANCES[p.assurance]}", True),
    ]
    key += [Entry(marker, colour_of(kind), words) for kind, (marker, _, words) in TYPES.items() if kind in p.point_type]
    beside, right = value_axes(
        ax,
        family,
        own=own,
        title=title,
        note=_note(p),
        limits=(float(found.min()), float(found.max())) if found.size else (0.0, 1.0),
        unit=p.unit,
        labels=labels,
        below=SMALL * LEADING + 8,
        key=key,
    )
    ax.set_xlim(-0.5, max(n, 1) - 0.5)
    name_points(ax, p.when, family)
    for values, colour, wide, dashes, name in (
        (p.mean, INK, 1.4, "-", "Mean"),
        (p.lower, MUTED, 1.1, (0, (5, 3)), "Lower limit"),
        (p.upper, MUTED, 1.1, (0, (5, 3)), "Upper limit"),
    ):
        for rows in _phases(p):
            _steps(ax, rows, values, color=colour, linewidth=wide, linestyle=dashes, zorder=2, label=name)
    _steps(ax, range(n), p.target, color=pink, linewidth=1.8, linestyle=(0, (1, 1.3)), zorder=2.2, label="Target")
    for rows in _phases(p)[1:]:
        ax.axvline(rows[0] - 0.5, color="0.6", linewidth=0.8, zorder=1, label="_rebased")
    ax.plot(np.arange(n), p.value, color=MUTED, linewidth=1.0, zorder=3, label="Value")
    size = 1.0 if n <= 40 else 0.8
    for kind, (marker, _, _) in TYPES.items():
        here = [i for i in range(n) if p.point_type[i] == kind and not math.isnan(p.value[i])]
        if here:
            ax.plot(
                here,
                p.value[here],
                color=colour_of(kind),
                marker=marker,
                linestyle="none",
                zorder=4 if kind == "common" else 5,
                markersize=(4 if kind == "common" else 7.5) * size,
                markeredgecolor=PAPER,
                markeredgewidth=0.6,
                label=TYPES[kind][2],
                clip_on=False,
            )
    column(ax, beside, right, family)


def _last(values: Floats) -> float | None:
    """Where a line ends; None where it does not reach the end."""
    return float(values[-1]) if len(values) and math.isfinite(values[-1]) else None


def _steps(ax: Axes, rows: Sequence[int], values: Floats, **look: Any) -> None:
    """A level under each point; a change between two of them is a step."""
    if not len(rows) or not np.isfinite(values[list(rows)]).any():
        return
    places = np.repeat(np.asarray(rows, float), 2) + np.tile([-0.5, 0.5], len(rows))
    ax.plot(places, np.repeat(values[list(rows)], 2), **look)
