from collections.abc import Mapping, Sequence
from typing import ClassVar, Literal, TypeAlias

from headway._core.arrays import Codes, Numbers

AssessedColumn: TypeAlias = tuple[Codes, Codes, Numbers, Codes]

no_polarity: int
no_basis: int

class RatingRule:
    method: ClassVar[str]
    def __init__(
        self,
        *,
        tolerance: float = 0.1,
        basis: Literal["relative", "absolute", "percentage_points", "ratio", "band"] = "relative",
        amber_limit: float | None = None,
        green_inclusive: bool = True,
        amber_inclusive: bool = True,
        zero: Literal["red", "not_rated"] = "red",
    ) -> None: ...
    @property
    def tolerance(self) -> float: ...
    @property
    def basis(self) -> str: ...
    @property
    def amber_limit(self) -> float | None: ...
    @property
    def green_inclusive(self) -> bool: ...
    @property
    def amber_inclusive(self) -> bool: ...
    @property
    def zero(self) -> str: ...
    def __eq__(self, other: object) -> bool: ...
    def __hash__(self) -> int: ...

def read_polarity(text: bytes) -> int: ...
def rate(value: float, lower: float, upper: float, polarity: str, rule: RatingRule) -> str: ...
def equivalent_number(points: float, denominator: float) -> float: ...
def assess_columns(
    latest: Numbers, previous: Numbers | None, polarity: Codes, accrual: Codes | None,
    comparators: Sequence[tuple[str, Numbers, Numbers | None, Numbers | None]], rule: RatingRule,
    tolerance: Numbers | None, basis: Codes | None, amber_limit: Numbers | None, dead_band: float,
    dead_bands: Numbers | None, latest_interval: tuple[Numbers, Numbers] | None,
    previous_interval: tuple[Numbers, Numbers] | None, threads: int, names: Mapping[str, str],
) -> tuple[Numbers, Codes, Codes, list[AssessedColumn]]: ...
def vocabularies() -> dict[str, list[str]]: ...
