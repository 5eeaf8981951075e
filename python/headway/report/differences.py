"""Whether results differ from what they are compared with by more than chance: by their intervals, given or worked out.

A target is a goal, which is met or not; a difference from it is not asked about.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from headway import _core
from headway.boundary.arguments import levels_of
from headway.boundary.bounds import Bounds
from headway.language.figures import is_per_cent
from headway.vocabulary import BenchmarkOutcome, ComparisonMethod

Floats = npt.NDArray[np.float64]
LEVEL = 0.95
_OUTCOMES = list(BenchmarkOutcome)


class Interval(NamedTuple):
    """Within which a result may well be: as it was given, or Wilson's at 95% where only what it is of was given."""

    lower: float
    upper: float
    given: bool


def is_goal(comparator: str) -> bool:
    """Whether what results are compared with is a target, by its name."""
    return "target" in comparator.lower()


def intervals_of(
    latest: Floats, bounds: Bounds | None, denominators: Sequence[float], units: Sequence[str | None]
) -> list[Interval | None]:
    """The interval of each result: beside it, or by what a percentage is of; None where nobody gave either.

    >>> from headway.report.differences import intervals_of
    >>> [interval] = intervals_of(np.array([14.16]), None, [586.0], ["%"])
    >>> round(interval.lower, 2), round(interval.upper, 2), interval.given
    (11.57, 17.22, False)
    """
    counts = np.array([
        _core.equivalent_number(value, denominator) if denominator > 0 and is_per_cent(unit) else np.nan
        for value, denominator, unit in zip(latest.tolist(), denominators, units, strict=True)
    ], float)  # fmt: skip
    _, lowers, uppers, _ = _core.proportion(counts, np.array(denominators, float), levels_of(LEVEL), 100.0)
    found: list[Interval | None] = []
    for row, (lower, upper) in enumerate(zip(lowers.ravel().tolist(), uppers.ravel().tolist(), strict=True)):
        own = (np.nan, np.nan) if bounds is None or np.isnan(latest[row]) else bounds.of_row(row)
        given = own[0] < own[1]
        known = given or lower <= upper
        found.append(Interval(*own, given=True) if given else Interval(lower, upper, given=False) if known else None)
    return found


def differences_of(
    latest: Floats, intervals: Sequence[Interval | None], benchmarks: Mapping[str, Floats],
    polarities: npt.NDArray[np.uint8],
) -> list[dict[str, str]]:  # fmt: skip
    """How each result differs from each of its benchmarks, where that is known: better, similar, worse, higher, lower.

    >>> from headway.report.differences import Interval, differences_of
    >>> interval, low_is_good = Interval(11.57, 17.22, given=True), np.array([1], np.uint8)
    >>> differences_of(np.array([14.16]), [interval], {"national": np.array([11.4])}, low_is_good)
    [{'national': 'worse'}]
    """
    ends = [(np.nan, np.nan) if each is None else each[:2] for each in intervals]
    lower, upper = np.array(ends, float).reshape(-1, 2).T.copy()
    found: list[dict[str, str]] = [{} for _ in intervals]
    for name, benchmark in benchmarks.items():
        outcomes, *_ = _core.compare(
            latest, lower, upper, None, None, benchmark, None, None, polarities, None, 0,
            ComparisonMethod.single_interval, False, 0.0, True,
        )  # fmt: skip
        for row, code in enumerate(outcomes.tolist()):
            if _OUTCOMES[code] != BenchmarkOutcome.not_compared:
                found[row][name] = str(_OUTCOMES[code])
    return found
