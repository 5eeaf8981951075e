"""The rows of a chart of many units: what each is called, which to tell from the others, and limits from the narrowest.

And the unit of their figures.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from headway._core import HeadwayError
from headway.boundary.columns import group_name
from headway.boundary.scalars import is_missing, line_of
from headway.language.sentences import in_words, plain_line

if TYPE_CHECKING:
    from headway.stats.statistic import Figures


def labels_of(figures: Figures, labels: Any) -> list[str]:
    """A name for each value: those given, or the groups."""
    accepted = f"a name for each of {len(figures)} values"
    given = figures.groups if labels is None else labels
    if given is None:
        raise HeadwayError(f"labels: found none; accepted: {accepted}")
    if isinstance(given, str):
        raise HeadwayError(f"labels: found text {given!r:.60}; accepted: {accepted}")
    if not np.iterable(given) or isinstance(given, (Mapping, set, frozenset)):
        raise HeadwayError(f"labels: found {type(given).__name__}; accepted: {accepted}")
    given = given.to_pylist() if hasattr(given, "to_pylist") else list(given)
    if len(given) != len(figures):
        raise HeadwayError(f"labels: found {len(given)} names; accepted: {accepted}")
    for row, name in enumerate(given):
        if np.iterable(name) and not isinstance(name, (str, tuple)):
            raise HeadwayError(f"labels[{row}]: found {type(name).__name__}; accepted: text or a number")
    return ["not named" if is_missing(name) else plain_line(group_name(name)) for name in given]


def own_of(names: Sequence[str], highlight: Any) -> list[bool]:
    """Which of the names to tell from the others: one, several, or None for none."""
    single = isinstance(highlight, str) or not np.iterable(highlight)
    given = [] if highlight is None else [highlight] if single else highlight
    own = {plain_line(group_name(name)) for name in given}
    for name in sorted(own - set(names)):
        near = difflib.get_close_matches(name, names, n=1, cutoff=0.5)
        raise HeadwayError(
            f"highlight: found {name!r}, which is no label" + (f"; did you mean {near[0]!r}?" if near else "")
        )
    return [name in own for name in names]


def unit_of(unit: Any, *, of_one: bool = False) -> str | None:
    """The unit that a caller gave, as text; of proportions `of_one`, it is not `%`."""
    said = None if unit is None else line_of(unit, "unit")
    if said == "%" and of_one:
        raise HeadwayError("unit: found '%' for proportions of 1; accepted: '%' with multiplier=100")
    return said


def sorted_levels(figures: Figures) -> list[float]:
    """The levels of the limits, from the narrowest."""
    return sorted(float(level) for level in np.atleast_1d(figures.confidence))


def limits_of(figures: Figures, rows: int) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Lower and upper limits, rows x levels, from the narrowest."""
    levels = np.atleast_1d(figures.confidence)
    order = np.argsort(levels, kind="stable")
    lower, upper = (np.reshape(ends, (rows, len(levels)))[:, order] for ends in (figures.lower, figures.upper))
    return lower, upper


def why(status: str) -> str:
    """Why there is no value."""
    return f"no value: {in_words(status)}"
