"""The rows of a chart of many units: what each is called, which to tell from the others, and limits from the narrowest."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from headway._core import HeadwayError
from headway.chart import plain_line
from headway.counts import shown
from headway.stats.columns import group_name

if TYPE_CHECKING:
    from headway.stats.statistic import Figures


def labels_of(figures: Figures, labels: Any) -> list[str]:
    """A name for each value: those given, or the groups."""
    given = figures.groups if labels is None else list(labels)
    if given is None:
        raise HeadwayError(f"labels: found none; accepted: a name for each of {len(figures)} values")
    if isinstance(labels, str) or len(given) != len(figures):
        found = f"text {labels!r}" if isinstance(labels, str) else f"{len(given)} names"
        raise HeadwayError(f"labels: found {found}; accepted: a name for each of {len(figures)} values")
    return ["not named" if name is None or name != name else plain_line(group_name(name)) for name in given]


def own_of(names: Sequence[str], highlight: str | Sequence[str] | None) -> list[bool]:
    """Which of the names to tell from the others."""
    own = {plain_line(str(name)) for name in ([highlight] if isinstance(highlight, str) else highlight or [])}
    for name in sorted(own - set(names)):
        near = difflib.get_close_matches(name, names, n=1, cutoff=0.5)
        raise HeadwayError(
            f"highlight: found {name!r}, which is no label" + (f"; did you mean {near[0]!r}?" if near else "")
        )
    return [name in own for name in names]


def levels_of(figures: Figures) -> list[float]:
    """The levels of the limits, from the narrowest."""
    return sorted(float(level) for level in np.atleast_1d(figures.confidence))


def limits_of(figures: Figures, rows: int) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Lower and upper limits, rows x levels, from the narrowest."""
    levels = np.atleast_1d(figures.confidence)
    order = np.argsort(levels, kind="stable")
    lower, upper = (np.reshape(ends, (rows, len(levels)))[:, order] for ends in (figures.lower, figures.upper))
    return lower, upper


def percent(level: float) -> str:
    """A level as a reader says it: `95%`, `99.8%`."""
    return f"{100 * level:.10g}%"


def why(status: str) -> str:
    """Why there is no value."""
    return f"no value: {shown(status)}"
