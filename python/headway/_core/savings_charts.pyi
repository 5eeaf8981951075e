from collections.abc import Sequence
from typing import TypeAlias

from headway._core.savings import SavingsPlan
from headway._core.simulation import Correlation, Simulation

# Of the charts and the page of a plan. A row of the bridge: its portfolio and fields, in the order of the core.
BridgeTuple: TypeAlias = tuple[str, float, float, float, float, float, float, float, bool]

def bridge_steps(
    rows: Sequence[BridgeTuple], by_portfolio: bool, most: int, decimals: int
) -> list[tuple[str, str, int, bool, float, float, float]]: ...
def unclosed_by(row: BridgeTuple) -> float: ...
def largest_first(amounts: Sequence[float]) -> list[int]: ...
def pooled(
    sizes: Sequence[float], most: int, columns: Sequence[Sequence[float]]
) -> tuple[list[int], int, list[float]]: ...
def count_programmes(plan: SavingsPlan) -> dict[str, int]: ...
def count_checks(
    plan: SavingsPlan,
    expected: float,
    levels: Sequence[float],
    run_rate: Sequence[float],
    increments: Sequence[float],
    over_achievement: float,
) -> dict[str, int]: ...
def most_spread(simulation: Simulation, year: int, most: int) -> list[int]: ...
def correlation_range(correlation: Correlation) -> tuple[float, float] | None: ...
