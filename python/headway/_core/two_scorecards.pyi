from collections.abc import Sequence
from typing import Any, TypeAlias

from headway._core.assess import RatingRule
from headway._core.time import Period

# Both ends, and which of them are open.
GivenRange: TypeAlias = tuple[float, float, bool, bool]

class HeldScorecard:
    def __init__(self, comparators: Sequence[str]) -> None: ...
    def add(
        self, section: str, indicator: str, period: str | None, when: Period | None, unit: str | None,
        polarity: str | None, accrual: str | None, previous: float, latest: float, change: float,
        interval: GivenRange, direction: str, direction_reason: str,
        assessments: Sequence[tuple[GivenRange, str, str, RatingRule]],
    ) -> None: ...
    def set_history(self, indicator: str, points: Sequence[tuple[Period, float]]) -> None: ...
    def say(self, status: str, doubted: bool, denominator: float, counted: str) -> None: ...
    def set_outlook(
        self, indicator: str, year: str, value: float, lower: float, upper: float, level: float, probability: float,
        target: GivenRange,
    ) -> None: ...

def compare_scorecards(before: HeldScorecard, after: HeldScorecard) -> dict[str, Any]: ...
