"""Control charts: values with their mean, limits and target, special causes in shape and colour, and the same in words.

What the latest point is, and what the limits say of the target, stands above the chart in words. A point is a diamond
for an improvement, a square for a concern, a triangle up or down where neither side is better, and else a small dot.
"""

from __future__ import annotations

import dataclasses
import math
import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import numpy.typing as npt

from headway.charts.chart import Chart
from headway.charts.parts.axes import (
    POINT,
    Entry,
    at_point,
    is_month,
    label,
    name_points,
    not_from_0,
    padded,
    spans,
    value_axes,
)  # fmt: skip
from headway.charts.parts.labels import Label, Line, column, frame_of, leads, width
from headway.charts.parts.layout import LEADING, LEAST, SMALL, write
from headway.language.counts import number_of
from headway.language.figures import each_equal, figure_writer, in_unit, stands_by_the_axis, unit_in_words
from headway.language.palette import INK, MUTED, PAPER, categorical
from headway.language.sentences import capital, in_words, listed, method_in_a_note, without_middle

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Floats = npt.NDArray[np.float64]
MOST_CAUSES, WITHIN, LATEST = 4, "#eef1f3", "Latest"
NEAR = 0.03  # of the room between limits, within which a point is just inside one
# Of each type: marker, its place among the colours, what it is called.
TYPES = {"improvement": ("D", 0, "Improvement"), "concern": ("s", 3, "Concern"), "neutral_high": ("^", 5, "High"),
         "neutral_low": ("v", 5, "Low"), "common": ("o", 4, "Stable")}  # fmt: skip
VARIATIONS = {
    "common": "stable (common cause)", "improvement_high": "improvement, high", "improvement_low": "improvement, low",
    "concern_high": "concern, high", "concern_low": "concern, low", "neutral_high": "stands out, high",
    "neutral_low": "stands out, low", "no_limits": "cannot be said, without limits", "no_data": "no data",
}  # fmt: skip
ASSURANCES = {"pass": "pass", "fail": "fail", "inconsistent": "hit and miss", "no_target": "no target",
              "no_direction": "none, neither side is better", "no_limits": "none, without limits"}  # fmt: skip
MEANT = {"pass": "is set to be met unless something changes", "fail": "is set to be missed unless something changes",
         "inconsistent": "is met or missed by chance"}  # fmt: skip
NOT_NOW = {"pass": "is set to be met, but the latest misses it", "fail": "is set to be missed, but the latest meets it"}
CHANGES = {"improvement": (" for the better", "better"), "concern": (" for the worse", "worse"),
           "neutral_high": ("", "higher"), "neutral_low": ("", "lower")}  # fmt: skip
LONGEST, LONGEST_NAME = 30, 60  # letters of a unit and of a name in the title
RULES = {"outside_limits": "outside the limits", "trend": "seven points in a trend",
         "two_of_three": "two of three near a limit", "shift": "seven points on one side of the {middle}"}  # fmt: skip
POINTS_ARE = {"xbar": "mean", "s": "standard deviation", "g": "count between events", "t": "time between events"}
_DIVISOR = {"xbar": "size of the subgroup", "s": "size of the subgroup"}


class NoRow(NamedTuple):
    """Months, quarters or years between the points that have no row: how many, and the first of them."""

    unit: str
    number: int
    names: Sequence[str]


@dataclasses.dataclass(frozen=True, kw_only=True, eq=False)
class ControlPicture(Chart):
    """One series as it is drawn, in order of time. `name` is that of one of several, `kind` that of the chart,
    `measured` what its values are of, where that is known, `indicator` the same where the title is to say it; `against`
    is what else the latest point is compared with, by name; `wanted` how a target reads, "at least", "over", "at most"
    or "under", and nothing where neither side is better; `other_side` of a bound on the side that is not good."""

    name: str | None
    when: Sequence[str]
    value: Floats
    mean: Floats
    lower: Floats
    upper: Floats
    target: Floats
    phase: npt.NDArray[Any]
    point_type: Sequence[str]
    rule: Sequence[str | None]
    status: Sequence[str]
    variation: str
    assurance: str
    unit: str | None
    method: str
    kind: str
    no_row: NoRow | None
    doubt: str | None
    measured: str | None
    against: Mapping[str, float] = dataclasses.field(default_factory=dict)
    indicator: str | None = None
    wanted: str = ""
    other_side: bool = False

    @property
    def latest(self) -> int | None:
        """The last point that has a value."""
        known = np.flatnonzero(~np.isnan(self.value))
        return int(known[-1]) if known.size else None

    @property
    def formatted(self) -> Callable[[float], str]:
        """Writes figures in the decimals of them all; the latest unlike the limits and the target that it is not on."""
        against, at = self.against.values(), self.latest
        apart = [] if at is None else [(float(self.value[at]), float(ends[at]))
                                       for ends in (self.lower, self.upper, self.target)]  # fmt: skip
        return figure_writer([*self.value, *self.mean, *self.lower, *self.upper, *self.target, *against], self.unit,
                             whole=True, apart=apart)  # fmt: skip

    @property
    def drawn(self) -> Floats:
        """Every figure that has a height in the chart."""
        against = np.array([*self.against.values()], float)
        found: Floats = np.concatenate([self.value, self.mean, self.lower, self.upper, self.target, against])
        known: Floats = found[np.isfinite(found)]
        return known

    @property
    def missing(self) -> list[int]:
        return [int(row) for row in np.flatnonzero(np.isnan(self.value))]

    def finding(self) -> str:
        """What the latest point is, and what the limits say of the target, in one line."""
        of = named(self.indicator, self.name)
        if self.latest is None:
            return capital(f"{of}there are no data")
        formatted, target = self.formatted, self.target[self.latest]
        against = self.assurance in MEANT and not math.isnan(target)
        value, when = with_unit(formatted(self.value[self.latest]), self.unit), self.when[self.latest]
        what = POINTS_ARE.get(self.kind, "")
        said = f"{of}the latest {what or 'point'}, {value}," if when.startswith(POINT) else (
            f"{of}{f'a {what} of ' if what else ''}{value} {at_point(when)}")  # fmt: skip
        kind = self.point_type[self.latest]
        if self.variation == "no_limits":
            said += " cannot be judged, as there are no limits"
        elif kind == "common":
            said += f" is {_within(self, self.latest, brief=against)}"
        else:
            changed, beyond = CHANGES[kind]
            alone = self.rule[self.latest] == "outside_limits"
            rule = f" shows a change{changed}: {_rule(self, self.latest)}"
            said += f" is {beyond} than chance allows" if alone else rule
        if against:
            said += f"; {_of_the_target(self, target_said(self, target, formatted))}"
        return capital(said)

    def shown(self) -> str:
        few = self.latest is not None and self.status[self.latest] == "too_few_points"
        measured = None if self.measured in (self.indicator, self.name) and not self.title and len(
            self.measured or "") <= LONGEST_NAME else self.measured  # fmt: skip
        what = ": ".join(filter(None, (measured, POINTS_ARE.get(self.kind)))) or None
        return shown_in(what, self.unit, self.when) + (", with limits from few points" if few else "")

    def describe(self) -> str:
        formatted = self.formatted
        said = opening(self.name, self.when, self.unit, self.measured)
        if not len(self.value):
            return " ".join([*said, f"Method: {self.method}."])
        meant = f": the target {meaning(self)}" if self.assurance in MEANT else ""
        said += [f"Variation: {VARIATIONS[self.variation]}.", f"Assurance: {assured(self)}{meant}."]
        for i, rows in enumerate(_phases(self)):
            said.append(f"{f'Phase {i + 1}, from {self.when[rows[0]]}' if self.phase.max(initial=0) else 'Limits'}: "
                        f"{_limits_in_words(self, rows, formatted)}.")  # fmt: skip
        said += [f"{capital(cause)}." for cause in _causes(self)] or ["No point stands out."]
        said += _gaps(self)
        said += _absent(self)
        said += [self.doubt] if self.doubt else []
        if _trial(self):
            said.append("Limits of fewer than 13 points are trial limits.")
        said += [f"{name}: {formatted(value)}." for name, value in self.against.items()]
        said.append("The points:")
        for i, value in enumerate(self.value):
            words = in_words(self.status[i]) if math.isnan(value) else formatted(value)
            kind = "" if self.point_type[i] == "common" else f" ({in_words(self.point_type[i])})"
            target = "" if math.isnan(self.target[i]) or not _moves(self) else f", target {formatted(self.target[i])}"
            said.append(f"{self.when[i]} {words}{kind}{target}{';' if i < len(self.value) - 1 else '.'}")
        return " ".join([*said, f"Method: {self.method}."])

    def below(self) -> str:
        """What stands below the axes: special causes, phases, gaps, and the method."""
        causes = _causes(self)
        said = [f"{capital(cause)}." for cause in causes[:MOST_CAUSES]]
        if len(causes) > MOST_CAUSES:
            said.append(f"And {number_of(len(causes) - MOST_CAUSES, 'earlier signal')}.")
        if phases := _phases(self)[1:]:
            begin = ", ".join(self.when[rows[0]] for rows in phases)
            said.append(f"Upright line: {centre_of(self.kind)} and limits are made anew from {begin}.")
        if len(self.missing) > MOST_CAUSES:
            why = dict.fromkeys(in_words(self.status[i]) for i in self.missing)
            said.append(f"{number_of(len(self.missing), 'point')} without a value ({', '.join(why)}).")
        else:
            said += _gaps(self)
        said += _absent(self)
        if self.doubt:
            said.insert(0, self.doubt)
        if _trial(self):
            said.append("Limits of fewer than 13 points may still move.")
        return " ".join([*said, method_in_a_note(self.method)])

    def draw(self, ax: Axes, family: str, own: bool) -> None:
        """Values, mean, limits and target; special causes in shape and colour."""
        formatted = self.formatted
        n, pink = len(self.value), categorical()[2]

        tight = not own and frame_of(ax)[3] - frame_of(ax)[1] < 2 * LEAST  # where names and figures share lines

        def labels(room: float) -> list[Label]:
            named = [("Lower limit", self.lower, MUTED), (capital(centre_of(self.kind)), self.mean, INK),
                     ("Target", self.target, pink), ("Upper limit", self.upper, MUTED)]  # fmt: skip
            ends = [(name, _last(values), colour) for name, values, colour in named
                    if values is not self.mean or not _alone(self, n - 1)]  # fmt: skip
            ends += [(name, value, INK) for name, value in self.against.items()]
            known = [(name, end, colour) for name, end, colour in ends if end is not None]
            if tight:
                return [_in_a_line(re.sub(" (limit|line)$", "", name), formatted(end), (n - 0.5, end), colour, room,
                                   family) for name, end, colour in known]  # fmt: skip
            found = [label(name, formatted(end), (n - 0.5, end), colour, room, family, spare=colour == MUTED)
                     for name, end, colour in known]  # fmt: skip
            if self.latest is not None and n > 1:
                at = (float(self.latest), float(self.value[self.latest]))
                found.insert(0, label(LATEST, formatted(at[1]), at, INK, room, family, spare=True))
            return found

        found = self.drawn
        key = [Entry(None, INK, f"Variation: {VARIATIONS[self.variation]}", True),
               Entry(None, INK, f"Assurance: {assured(self)}", True)]  # fmt: skip
        key = key if self.title else []  # what the figures say has it
        present = [kind for kind in TYPES if kind in self.point_type]
        present = [] if present == ["common"] else present  # which needs telling from nothing
        key += [Entry(TYPES[kind][0], colour_of(kind), TYPES[kind][2]) for kind in present]
        limits = (float(found.min()), float(found.max())) if found.size else (0.0, 1.0)
        must = "" if tight else not_from_0(*padded(*limits))
        beside, right = value_axes(
            ax, family, own=own, words=self.words(self.below(), must), unit=self.unit,
            labels=labels, key=key, limits=limits, below=SMALL * LEADING + 8,
        )  # fmt: skip
        ax.set_xlim(-0.5, max(n, 1) - 0.5)
        name_points(ax, self.when, family)
        for rows in _phases(self):
            _band(ax, rows, self.lower, self.upper)
        for values, colour, wide, dashes, name in ((self.mean, INK, 1.4, "-", capital(centre_of(self.kind))),
                                                   (self.lower, MUTED, 1.1, (0, (5, 3)), "Lower limit"),
                                                   (self.upper, MUTED, 1.1, (0, (5, 3)), "Upper limit")):  # fmt: skip
            for rows in _phases(self):
                if values is self.mean and _alone(self, rows[0]):
                    continue
                _steps(ax, rows, values, color=colour, linewidth=wide, linestyle=dashes, zorder=2, label=name)
        dots = (0, (1, 1.3))
        _steps(ax, range(n), self.target, color=pink, linewidth=1.8, linestyle=dots, zorder=2.2, label="Target")
        for name, value in self.against.items():
            ax.axhline(value, color=INK, linewidth=1.1, linestyle=(0, (8, 3, 2, 3)), zorder=2, label=name)
        for rows in _phases(self)[1:]:
            ax.axvline(rows[0] - 0.5, color="0.6", linewidth=0.8, zorder=1, label="_rebased")
        for rows in _phases(self) or [[]]:
            ax.plot(rows, self.value[rows], color=MUTED, linewidth=1.0, zorder=3, label="Value")
        size = 1.0 if n <= 40 else 0.8
        for kind, (marker, _, _) in TYPES.items():
            here = [i for i in range(n) if self.point_type[i] == kind and not math.isnan(self.value[i])]
            if here:
                ax.plot(here, self.value[here], color=colour_of(kind), marker=marker, linestyle="none",
                        zorder=4 if kind == "common" else 5, markersize=(4 if kind == "common" else 7.5) * size,
                        markeredgecolor=PAPER if kind == "common" else INK, markeredgewidth=0.7, clip_on=False,
                        label=TYPES[kind][2])  # fmt: skip
        if tight and self.latest is not None and self.point_type[self.latest] != "common":
            latest = float(self.value[self.latest])  # which has no label beside it
            write(ax, formatted(latest), (self.latest, latest), (-7, -0.36 * SMALL), INK, family, coords="data",
                  ha="right", bold=True, zorder=6)  # fmt: skip
        without = [one for one in beside if one.lines[0].text != LATEST]
        if not self.title and leads(ax, without) < leads(ax, beside):  # the finding says what is latest
            beside = without
        column(ax, beside, right, family)


def _within(p: ControlPicture, row: int, *, brief: bool = False) -> str:
    """Where in its limits a point that does not stand out lies."""
    low, high = float(p.lower[row]), float(p.upper[row])
    value, near = float(p.value[row]), NEAR * (high - low)
    side = "upper" if high - value < near else "lower" if value - low < near else ""
    return f"just inside the {side} limit" if side else f"within the limits{'' if brief else ' of chance'}"


def _of_the_target(p: ControlPicture, target: str) -> str:
    """What the limits say of the target, and what points did."""
    if p.assurance == "inconsistent" and p.wanted:
        known = np.isfinite(p.value) & np.isfinite(p.target) & (p.phase == p.phase[p.latest])
        met = meets(p.wanted, p.value, p.target) & known
        what = "month" if all(map(is_month, p.when)) else "point"
        count, of = int(met.sum()), int(known.sum())
        phase = p.phase[p.latest]
        since = f" since {p.when[int(np.argmax(p.phase == phase))]}" if phase > 0 else ""
        if not count:
            return f"target of {target} met in none of {number_of(of, what)}{since}"
        if count == of:
            return f"target of {target} met in all {number_of(of, what)}{since}, but the limits reach past it"
        return f"target of {target} met in {count} of {number_of(of, what)}{since}"
    return f"the target of {target} {meaning(p)}"


def is_unlike_its_limits(p: ControlPicture) -> bool:
    """Whether the latest point is on the other side of its target than the limits are."""
    if p.latest is None or not p.wanted or p.assurance not in NOT_NOW or math.isnan(p.target[p.latest]):
        return False
    value, target = p.value[p.latest], p.target[p.latest]
    return bool(meets(p.wanted, value, target)) != (p.assurance == "pass")


def meets(wanted: str, value: Any, target: Any) -> Any:
    """Whether values are what a target that reads so wants."""
    on = each_equal(value, target)
    beyond = np.greater(value, target) if wanted in ("at least", "over") else np.less(value, target)
    return (beyond & ~on) if wanted in ("over", "under") else (beyond | on)


def target_said(p: ControlPicture, target: float, formatted: Callable[[float], str]) -> str:
    """A target in a sentence, which says where the number itself is not meant."""
    return f"{p.wanted} {formatted(target)}" if p.wanted in ("over", "under") else formatted(target)


def assured(p: ControlPicture) -> str:
    """An assurance in words, and why there is none."""
    other_side = p.other_side and p.assurance == "no_direction"
    return "none, the target is a bound on the other side" if other_side else ASSURANCES[p.assurance]


def meaning(p: ControlPicture) -> str:
    """What an assurance means of the target, and where the latest point does otherwise."""
    return NOT_NOW[p.assurance] if is_unlike_its_limits(p) else MEANT[p.assurance]


def centre_of(kind: str) -> str:
    """What the line in the middle is called: of a t chart it is no mean, which its points are transformed for."""
    return "centre line" if kind == "t" else "mean"


def with_unit(said: str, unit: str | None) -> str:
    """A figure in a title, with its unit where that stands above the scale and is short."""
    return f"{said} {unit}" if unit and stands_by_the_axis(unit) and len(unit) <= LONGEST else said


def named(indicator: str | None, name: str | None) -> str:
    """What a finding is of: the indicator, and of several series which."""
    names = [without_middle(text, LONGEST_NAME) for text in dict.fromkeys((indicator, name)) if text]
    return f"{', '.join(names)}: " if names else ""


def shown_in(measured: str | None, unit: str | None, when: Sequence[str]) -> str:
    """What is shown: what is measured, in what, and from when to when."""
    first, last = (when[0].removeprefix(POINT), when[-1].removeprefix(POINT)) if len(when) else ("", "")
    numbered = len(when) > 0 and when[0].startswith(POINT)
    span = "" if not when else f", {first} to {last}" if first != last else f", {first}"
    if numbered:
        span = f", {number_of(len(when), 'point')}"
    by = ["by month"] if len(when) and all(map(is_month, when)) else []
    what = ", ".join([*([measured] if measured else []), *([in_unit(unit)] if unit else []), *by])
    return capital(f"{what}{span}".removeprefix(", "))


def opening(name: str | None, when: Sequence[str], unit: str | None, measured: str | None) -> list[str]:
    """The first sentences of a series: its name, how many points it has of what and from when to when, their unit."""
    span = f", {when[0]} to {when[-1]}" if len(when) > 1 else ""
    of = f" of {measured}" if measured and measured != name else ""
    return [*([f"{name}."] if name else []), f"{number_of(len(when), 'point')}{of}{span}.", *unit_in_words(unit)]


def _limits_in_words(p: ControlPicture, rows: Sequence[int], formatted: Callable[[float], str]) -> str:
    first = rows[0]
    middle = centre_of(p.kind)
    if math.isnan(p.mean[first]):
        with_value = [row for row in rows if not math.isnan(p.value[row])]
        if any(p.status[row] == "not_finite" for row in with_value):
            return f"no {middle}, as no double holds it: the values are too large"
        any_value = bool(with_value)
        return f"no {middle}, as {'its baseline has' if any_value else 'there are'} no values"
    said = f"{middle} {formatted(p.mean[first])}"
    known = [row for row in rows if not math.isnan(p.lower[row])]
    if not known:
        return f"{said}, no limits"
    same = all(p.lower[row] == p.lower[known[0]] and p.upper[row] == p.upper[known[0]] for row in known)
    last = known[-1]
    said += f", limits {formatted(p.lower[last])} to {formatted(p.upper[last])}" + (
        "" if same else f" in {p.when[last]}, which vary with the {_DIVISOR.get(p.kind, 'denominator')}"
    )
    target = p.target[rows[-1]]
    if math.isnan(target):
        return said
    return f"{said}, target {target_said(p, target, formatted)}" + (f" in {p.when[rows[-1]]}" if _moves(p) else "")


def _alone(p: ControlPicture, row: int) -> bool:
    """Whether a phase has one value alone, which is its own mean and says nothing of a level."""
    return len(p.value) > 0 and int(np.isfinite(p.value[p.phase == p.phase[row]]).sum()) == 1


def _moves(p: ControlPicture) -> bool:
    known = p.target[~np.isnan(p.target)]
    return bool(known.size) and bool((known != known[0]).any())


def _phases(p: ControlPicture) -> list[list[int]]:
    return [np.flatnonzero(p.phase == phase).tolist() for phase in dict.fromkeys(p.phase.tolist())]


def _causes(p: ControlPicture) -> list[str]:
    """Each special cause, the latest first: what it is, by which rules, and when; what goes on by another is one."""
    runs: list[list[int]] = []
    for i, kind in enumerate(p.point_type):
        if kind == "common":
            continue
        before = runs[-1][-1] if runs else -2
        if before == i - 1 and all(part[before] == part[i] for part in (p.point_type, p.phase)):
            runs[-1].append(i)
        else:
            runs.append([i])
    rules = [listed([*dict.fromkeys(_rule(p, row) for row in run)]) for run in runs]
    return [f"{TYPES[p.point_type[run[0]]][2].lower()}, {rule}: {spans(p.when, run)}"
            for run, rule in zip(reversed(runs), reversed(rules), strict=True)]  # fmt: skip


def _rule(p: ControlPicture, row: int) -> str:
    """The rule that names a point, in words."""
    return RULES[str(p.rule[row])].format(middle="median" if p.kind == "g" else centre_of(p.kind))


def _gaps(p: ControlPicture) -> list[str]:
    if not p.missing:
        return []
    if all(p.status[i] == "missing" for i in p.missing):
        return [f"No value: {', '.join(p.when[i] for i in p.missing)}."]
    return [f"No value: {'; '.join(f'{p.when[i]} ({in_words(p.status[i])})' for i in p.missing)}."]


def _absent(p: ControlPicture) -> list[str]:
    """Months that have no row, not even a missing value, which would be a gap."""
    if p.no_row is None:
        return []
    unit, number, names = p.no_row
    if number > len(names):
        return [f"{number_of(number, unit)} between the points have no row: the chart passes over them."]
    return [f"No row for {', '.join(names)}: the chart passes over {'it' if number == 1 else 'them'}."]


def _trial(p: ControlPicture) -> bool:
    points = zip(p.status, p.value, p.lower, strict=True)
    return any(status == "too_few_points" for status, value, lower in points if not math.isnan(value + lower))


def colour_of(kind: str) -> str:
    return categorical()[TYPES[kind][1]]


def _last(values: Floats) -> float | None:
    """Where a line ends; None where it does not reach the end."""
    return float(values[-1]) if len(values) and math.isfinite(values[-1]) else None


def _in_a_line(name: str, said: str, at: tuple[float, float], colour: str, room: float, family: str) -> Label:
    """The name of a line with its figure, or the figure alone where there is no room for both."""
    both = Line(f"{name} {said}", SMALL)
    return Label([both if width(both, family) <= room else Line(said, SMALL)], at, colour)


def _band(ax: Axes, rows: Sequence[int], lower: Floats, upper: Floats) -> None:
    """The room between the limits, where chance keeps points."""
    within = np.isfinite(lower[list(rows)]) & np.isfinite(upper[list(rows)])
    if within.any():
        places = np.repeat(np.asarray(rows, float), 2) + np.tile([-0.5, 0.5], len(rows))
        low, high = (np.repeat(ends[list(rows)], 2) for ends in (lower, upper))
        ax.fill_between(places, low, high, where=np.repeat(within, 2), color=WITHIN, linewidth=0, zorder=0.3,
                        label="_within")  # fmt: skip


def _steps(ax: Axes, rows: Sequence[int], values: Floats, **look: Any) -> None:
    """A level under each point; a change between two of them is a step."""
    if not len(rows) or not np.isfinite(values[list(rows)]).any():
        return
    places = np.repeat(np.asarray(rows, float), 2) + np.tile([-0.5, 0.5], len(rows))
    ax.plot(places, np.repeat(values[list(rows)], 2), solid_capstyle="butt", **look)
