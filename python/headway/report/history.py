"""Earlier points of a scorecard's indicators, for their trends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np

from headway import _core
from headway._core import Period
from headway.boundary.frames import Frame
from headway.boundary.problems import Problems, refuse
from headway.boundary.times import periods_of

Points: TypeAlias = list[tuple[Period, float]]


def history_of(frame: Any | None, indicators: Sequence[str]) -> dict[str, Points]:
    """Points by indicator as the scorecard spells it, the oldest first; of other indicators none is read."""
    points: dict[str, Points] = {}
    if frame is not None:
        problems = Problems()
        with problems:
            points = _points(Frame(frame), {_core.plain_text(name): name for name in indicators})
        refuse([f"history, {problem}" for problem in problems.found])
    return points


def _points(frame: Frame, known: Mapping[str, str]) -> dict[str, Points]:
    frame.require(["indicator", "period", "value"])
    codes, words = frame.names("indicator")
    names = [known.get(_core.plain_text(word)) for word in words]
    if words and known and not any(names):
        found, accepted = repr(words[0]), repr(next(iter(known.values())))
        lacking = f"found no indicator of the scorecard, but {found}"
        refuse([f"column 'indicator': {lacking}; accepted: {accepted} and others"])
    values = frame.numbers("value")
    dated = frame.names("period")[0] >= 0
    rows = np.flatnonzero(np.array([*(name is not None for name in names), False])[codes] & dated)
    labels_of, periods = periods_of(frame, "period", among=rows)

    problems = Problems()
    row_of: dict[tuple[str, Period], int] = {}
    points: dict[str, Points] = {}
    for row in rows[~np.isnan(values[rows])].tolist():
        name, period, value = str(names[codes[row]]), periods[labels_of[row]], float(values[row])
        first = row_of.setdefault((name, period), row)
        if np.isinf(value):
            sign = "-" if value < 0 else ""
            problems.found.append(f"row {row}, column 'value': found {sign}infinity; accepted: a finite number or null")
        elif first != row:
            same = f"the same indicator and period as row {first}"
            problems.found.append(f"row {row}, {name!r}: {same}; accepted: one of them")
        points.setdefault(name, []).append((period, value))
    problems.refuse()
    return {name: sorted(series, key=lambda point: point[0].end) for name, series in points.items()}
