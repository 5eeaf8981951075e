"""What a funnel plot says in words: who is further from the target than chance explains, and what its limits mean."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable, Sequence

from headway.charts.chart import Chart
from headway.charts.funnel_unit import Floats, Unit
from headway.language.figures import figure_writer
from headway.language.levels import odds, percent

BEYOND = {"high": "above", "low": "below"}
MEASURES = ("average", "mean", "median", "target", "benchmark", "standard")  # names that are words and no place
USUAL = 0.8  # from which level on limits hold what chance usually explains
NEARLY_ALL = 0.99  # from which on wider limits hold nearly all


@dataclasses.dataclass(frozen=True, kw_only=True, eq=False)
class Shown(Chart):
    """What is drawn: units in the order given, none where there are but limits; levels, curves from the narrowest.
    `good` is the side that is good, "high" or "low", empty where nobody has said."""

    units: Sequence[Unit]
    levels: Sequence[float]
    at: Floats
    lower: Floats
    upper: Floats
    target: float
    target_name: str
    denominator: str
    unit: str | None
    dispersion: float
    method: str
    indicator: str | None = None
    good: str = ""

    @property
    def known(self) -> list[Unit]:
        return [unit for unit in self.units if unit.known]


def found(f: Shown, of: str, brief: bool) -> str:
    """How many are outside the limits, or where the highlighted ones are; by the limits alone where it is `brief`."""
    formatted = writer(f)
    if not f.units:
        return f"The limits of chance about {formatted(f.target)}"
    if not f.known:
        return "There is no value to show"
    if highlighted := [unit for unit in f.units if unit.highlighted or len(f.units) == 1]:
        return "; ".join(
            f"{unit.name}, {formatted(unit.value)}, is {_beside(unit, f, brief)}"
            if unit.known else f"{unit.name} has {unit.why}" for unit in highlighted
        )  # fmt: skip
    if not any(unit.outside for unit in f.known):
        all_ = f"All {len(f.known)} are" if len(f.known) > 1 else f"{f.known[0].name} is"
        return f"{all_} {_no_further(f)}"
    labels = [unit.label for unit in f.known if unit.outside]
    sides = " and ".join(f"{labels.count(side)} {beyond}" for side, beyond in BEYOND.items() if side in labels)
    verb = "is" if sides.startswith("1 ") else "are"
    return f"{of} {len(f.known)}, {sides.replace(' ', f' {verb} ', 1)} {_whole(f)}, {_by_more(f, f.levels[0])}"


def where(unit: Unit, f: Shown) -> str:
    """Which limits a unit is beyond, or within."""
    if not unit.outside:
        return f"within the {percent(f.levels[0])}% limits"
    return f"{BEYOND[unit.label]} the {percent(unit.level)}% limits"


def by_chance(f: Shown, between: Sequence[str]) -> str:
    """How many fall within the narrowest limits and how many within the widest, which are called so."""
    if not len(f.at):
        return ""
    first, last = f.levels[0], f.levels[-1]
    whose = "As units differ here" if f.dispersion > 1 else "By chance alone"
    if first == last:
        return f"{whose}, {odds(first, NEARLY_ALL)} fall {between[0]}."
    return f"{whose}, {odds(first)} fall {between[0]}, {odds(last, NEARLY_ALL)} {between[-1]}."


def names_of_limits(f: Shown, lines: tuple[str, str], ones: str) -> list[str]:
    """What the limits are called as they are drawn, from the narrowest: of the first kind, then of the other."""
    first, other = lines
    if len(f.levels) == 1:
        return [f"the {first} {ones}"]
    others = [f"{percent(level)}% {ones}" for level in f.levels[1:]]
    others = [f"{other} {ones}"] if len(others) == 1 else [f"inner {other} {ones}", *others[1:-1],
                                                           f"outer {other} {ones}"]  # fmt: skip
    return [f"the {name}" for name in (f"{first} {ones}", *others)]


def judged(unit: Unit, f: Shown) -> str:
    """Whether a side on which a unit is outside is the good one, where anybody has said."""
    return (" (better)" if unit.label == f.good else " (worse)") if f.good and unit.outside else ""


def widened(f: Shown) -> str:
    factor = f"{math.sqrt(f.dispersion):.2f}"
    return f"are widened by a factor of {factor}, as units differ by more than chance alone (overdispersion)."


def writer(f: Shown) -> Callable[[float], str]:
    return figure_writer([*(unit.value for unit in f.units), f.target], f.unit)


def _whole(f: Shown) -> str:
    """The figure that all are compared with, in a sentence: "England's 9.0%", "the average of 9.0%"."""
    name, figure = f.target_name, writer(f)(f.target)
    return f"the {name.lower()} of {figure}" if name.lower() in MEASURES else f"{name}'s {figure}"


def _usual(f: Shown) -> str:
    return "units usually differ" if f.dispersion > 1 else "chance usually explains"


def _no_further(f: Shown) -> str:
    if f.levels[0] < USUAL:
        return f"within the {percent(f.levels[0])}% limits about {_whole(f)}"
    return f"no further from {_whole(f)} than {_usual(f)}"


def _far(f: Shown, level: float) -> str:
    """What is said of the widest of several limits."""
    return "far " * (level == f.levels[-1] > f.levels[0])


def _by_more(f: Shown, level: float) -> str:
    if level < USUAL:
        return f"beyond the {percent(level)}% limits"
    return f"by {_far(f, level)}more than {_usual(f)}"


def _beside(unit: Unit, f: Shown, brief: bool) -> str:
    """Where a unit is beside the whole's own figure, or `brief` beside the limits alone."""
    if brief:
        return f"{where(unit, f)}{judged(unit, f)}"
    if not unit.outside:
        return _no_further(f)
    return f"{BEYOND[unit.label]} {_whole(f)}{judged(unit, f)}, {_by_more(f, unit.level)}"
