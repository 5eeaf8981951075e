from collections.abc import Sequence

from headway._core.arrays import Numbers
from headway._core.assess import RatingRule
from headway._core.outlook import Projection
from headway._core.series import Series
from headway._core.time import Period

class RelativeTarget:
    def __init__(self, change: float, period: Period, baseline: float) -> None: ...
    @property
    def value(self) -> float: ...

class Profile:
    def __init__(
        self,
        shape: str,
        target: tuple[float, float],
        relative: RelativeTarget | None,
        start: float,
        shares: Numbers | None,
        milestones: Sequence[tuple[Period, tuple[float, float]]],
        baseline: tuple[Period, float] | None,
        calendar: str | int,
    ) -> None: ...
    def at(self, period: Period) -> float | tuple[float, float]: ...
    def year_end(self, year: Period) -> float | tuple[float, float]: ...
    def points(self, periods: Sequence[Period]) -> Numbers: ...
    @property
    def calendar(self) -> int: ...

def is_per_cent(unit: str) -> bool: ...
def signs_of(unit: str) -> tuple[str, str] | None: ...
def cumulative_shares(past: Series) -> Numbers: ...
def outlook_ratings(
    projection: Projection, profile: Profile | None, accrual: str, rule: RatingRule
) -> tuple[str, str]: ...
