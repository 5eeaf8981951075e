from collections.abc import Sequence
from typing import Any, TypeAlias

from headway._core.savings import SavingsPlan
from headway._core.simulation import UncertainSaving

Scale: TypeAlias = tuple[list[str], list[str], int, int]
RiskRow: TypeAlias = tuple[str, tuple[int, int], tuple[int, int], int, float, float]
RiskEvent: TypeAlias = tuple[str, float, float, list[str] | None, int]

risk_method: str

def risk_levels(cells: Sequence[str], name: str, words: Sequence[str]) -> list[int]: ...
def shares(cells: Sequence[str], name: str) -> list[float]: ...
def validate_risk_scale(scale: Scale) -> None: ...
def risk_standings(risks: Sequence[RiskRow], scale: Scale, before: Sequence[RiskRow] | None) -> dict[str, Any]: ...
def risk_matrix(levels: Sequence[tuple[int, int]], scale: Scale) -> list[tuple[int, int, int, str, list[int]]]: ...
def uncertain_risks(
    risks: Sequence[RiskEvent], savings: Sequence[UncertainSaving], plan: SavingsPlan | None, by_programme: bool
) -> list[UncertainSaving]: ...
