"""What a caterpillar chart shows of statistics, the highest first, and says in words.

What has no value is listed last, with the word that says why.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from headway import _core
from headway._core import HeadwayError
from headway.boundary.scalars import line_of, number
from headway.charts.parts.rows import labels_of, limits_of, own_of, sorted_levels, unit_of, why
from headway.language.figures import decimals, ends_in_words, figure, figure_writer, rounding, unit_in_words
from headway.language.levels import percent

if TYPE_CHECKING:
    from headway.stats.statistic import Statistic

BENCHMARK = "Benchmark"


class Row(NamedTuple):
    """One neighbour; `lower` and `upper` have one limit a level, in the order of the levels."""

    name: str
    value: float
    lower: tuple[float, ...]
    upper: tuple[float, ...]
    status: str
    own: bool

    @property
    def known(self) -> bool:
        return not math.isnan(self.value)

    @property
    def why(self) -> str:
        """Why there is no value."""
        return why(self.status)


class Caterpillar(NamedTuple):
    """What is drawn: rows from the highest value to the lowest, then those without one; levels from the narrowest."""

    rows: list[Row]
    levels: list[float]
    benchmark: float | None
    benchmark_name: str
    unit: str | None
    method: str


def caterpillar(
    statistic: Statistic,
    *,
    labels: Any = None,
    highlight: str | Sequence[str] | None = None,
    benchmark: float | None = None,
    benchmark_label: str = BENCHMARK,
    unit: str | None = None,
) -> Caterpillar:
    """What a caterpillar chart shows of statistics: see `headway.stats.Statistic.plot`."""
    if np.ndim(statistic.value) != 1:
        raise HeadwayError("a caterpillar chart: found one statistic; accepted: several, of arrays or groups")
    levels = sorted_levels(statistic)
    if not 1 <= len(levels) <= 2:
        raise HeadwayError(f"a caterpillar chart: found {len(levels)} confidence levels; accepted: one or two")
    names = labels_of(statistic, labels)
    own = own_of(names, highlight)
    lower, upper = limits_of(statistic, len(names))
    columns = zip(
        names,
        statistic.value.tolist(),
        map(tuple, lower.tolist()),
        map(tuple, upper.tolist()),
        statistic.status.tolist(),
        own,
        strict=True,
    )
    rows = [Row(*column) for column in columns]
    ranked = sorted((row for row in rows if row.known), key=lambda row: -row.value)
    against = math.nan if benchmark is None else number(benchmark, "benchmark")
    if math.isinf(against):
        raise HeadwayError(f"benchmark: found {benchmark!r}; accepted: a finite number or None")
    return Caterpillar(
        [*ranked, *(row for row in rows if not row.known)],
        levels,
        None if math.isnan(against) else against,
        line_of(benchmark_label, "benchmark_label"),
        unit_of(unit, of_one=statistic.method == _core.wilson_method and statistic.multiplier == 1),
        statistic.method,
    )


# Words


def finding(drawn: Caterpillar) -> str:
    """What the chart says, in one line."""
    known = [row for row in drawn.rows if row.known]
    if not known:
        return "There is no value to show"
    shown = writer(drawn)
    own = [row for row in drawn.rows if row.own]
    if not own:
        first, last = known[0], known[-1]
        if first.value == last.value:
            return f"{_count(known)} {shown(first.value)}"
        return f"Highest is {first.name}, {shown(first.value)}; lowest is {last.name}, {shown(last.value)}"
    said = []
    for row in own:
        if not row.known:
            said.append(f"{row.name} has {row.why}")
            continue
        ends = _interval(row, 0, shown)
        said.append(
            f"{row.name} is {_rank(row, known)}: {shown(row.value)}"
            + (f" ({ends})" if ends else "")
            + _against(row, drawn)
        )
    return "; ".join(said)


def _against(row: Row, drawn: Caterpillar) -> str:
    """How a row compares with the benchmark, by its narrowest interval; nothing where it cannot be compared."""
    from headway.stats.comparison import compare

    if drawn.benchmark is None or not row.known:
        return ""
    found = compare(row.value, drawn.benchmark, lower=row.lower[0], upper=row.upper[0], polarity="neutral").outcome
    words = {"higher": "higher than", "similar": "similar to", "lower": "lower than"}.get(str(found))
    name = "the benchmark" if drawn.benchmark_name == BENCHMARK else drawn.benchmark_name
    return "" if words is None else f", {words} {name}"


def _count(known: Sequence[Row]) -> str:
    return f"{known[0].name} is" if len(known) == 1 else f"All {len(known)} are"


def _rank(row: Row, known: Sequence[Row]) -> str:
    """Its place among those with a value, from the nearer end; equal values share one."""
    above, below = sum(other.value > row.value for other in known), sum(other.value < row.value for other in known)
    if len(known) == 1:
        return "the only value"
    if above == below == 0:
        return f"level with all {len(known)}"
    joint = "joint " if len(known) - above - below > 1 else ""
    place, end = (above, "highest") if above <= below else (below, "lowest")
    return f"{joint}{ordinal(place + 1)}{end} of {len(known)}"


def ordinal(place: int) -> str:
    """The first needs no number."""
    if place == 1:
        return ""
    ending = "th" if place % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th")
    return f"{place}{ending} "


def describe(drawn: Caterpillar) -> str:
    """The chart in plain sentences, with every figure, for those who do not see it."""
    shown = writer(drawn)
    known = [row for row in drawn.rows if row.known]
    levels = " and ".join(f"{percent(level)}%" for level in drawn.levels)
    said = [f"{len(known)} of {len(drawn.rows)} have a value; intervals are at {levels}."]
    said += unit_in_words(drawn.unit)
    if drawn.benchmark is not None:
        said.append(f"{drawn.benchmark_name}: {shown(drawn.benchmark)}.")
    said += [
        f"Highlighted: {row.name}, {_rank(row, known) + _against(row, drawn) if row.known else row.why}."
        for row in drawn.rows
        if row.own
    ]
    if known:
        said.append("From the highest to the lowest:")
    for row in known:
        ends = [
            f"{_interval(row, i, shown)} at {percent(level)}%"
            for i, level in enumerate(drawn.levels)
            if _interval(row, i, shown)
        ]
        said.append(f"{row.name} {shown(row.value)}, {'; '.join(ends) or 'no interval'}.")
    said += [f"{row.name}: {row.why}." for row in drawn.rows if not row.known]
    return " ".join([*said, f"Method: {drawn.method}."])


def _interval(row: Row, level: int, shown: Callable[[float], str]) -> str:
    lower, upper = (end if math.isfinite(end) else math.nan for end in (row.lower[level], row.upper[level]))
    return "" if math.isnan(lower) and math.isnan(upper) else ends_in_words(lower, upper, shown)


def writer(drawn: Caterpillar) -> Callable[[float], str]:
    """Writes each figure with the decimals of them all; a highlighted one that is not the benchmark unlike it."""
    figures = [end for row in drawn.rows for end in (row.value, *row.lower, *row.upper)]
    against = [] if drawn.benchmark is None else [drawn.benchmark]
    write = figure_writer([*figures, *against], drawn.unit)
    for row in drawn.rows:
        ends = [end for end in (row.value, *row.lower, *row.upper) if row.own and math.isfinite(end)]
        if against and any(end != against[0] and write(end) == write(against[0]) for end in ends):
            places = min(6, decimals(*ends, *against, most=rounding(against[0], *ends)))
            return lambda value: figure(value, places=places, unit=drawn.unit)
    return write
