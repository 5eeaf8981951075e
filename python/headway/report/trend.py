"""The trend of an indicator as cells have it: its points at their own times, its first and last figure, and its target
where that is near enough for the points to be told apart."""

from __future__ import annotations

import math
from collections.abc import Sequence

from headway._core import Period
from headway.language.figures import decimals, figure, rounding
from headway.report.board_rows import Row
from headway.report.differences import is_goal

MARGIN = 4
DOTTED = "dotted: target"


class Trend:
    """Two points or more, and a target; None where there is none, or none that is near."""

    def __init__(self, points: Sequence[tuple[Period, float]], unit: str | None, target: float | None = None) -> None:
        self.points, self.unit = points, unit
        values = [value for _, value in points]
        low, high = min(values), max(values)
        near = target is not None and high > low and 2 * low - high <= target <= 2 * high - low
        self.target = target if near else None
        self._places = decimals(*values, most=rounding(values[-1], values[0]))
        self._values, self._times = values, [period.end.toordinal() for period, _ in points]

    @classmethod
    def of_row(cls, row: Row) -> Trend | None:
        """That of a row with earlier points, and the target that it is rated against."""
        if len(row.history) < 2:
            return None
        goals = [each for name, each in row.against.items() if is_goal(name) and each.rating != "not_rated"]
        target = goals[0].ends[0] if goals and len(goals[0].ends) == 1 else math.nan
        return cls(row.history, row.unit, None if math.isnan(target) else target)

    def written(self, number: int) -> str:
        """The figure of a point."""
        return figure(self._values[number], places=self._places, unit=self.unit)

    def places(self, wide: float, tall: float) -> list[tuple[float, float]]:
        """Where the points stand in so much room, from its upper left corner."""
        return [(_along(time, self._times, wide), self._down(value, tall))
                for time, value in zip(self._times, self._values, strict=True)]  # fmt: skip

    def height_of_target(self, tall: float) -> float | None:
        """Where the target stands in the same room."""
        return None if self.target is None else self._down(self.target, tall)

    def _down(self, value: float, tall: float) -> float:
        drawn = self._values if self.target is None else [*self._values, self.target]
        return tall - _along(value, drawn, tall)


def _along(value: float, ends: Sequence[float], size: float) -> float:
    low, high = min(ends), max(ends)
    return size / 2 if low == high else MARGIN + (value - low) / (high - low) * (size - 2 * MARGIN)
