from collections.abc import Sequence
from typing import TypeAlias

from headway._core.savings import Columns, SavingsPlan
from headway._core.time import Period

LedgerTuple: TypeAlias = tuple[Sequence[str], Sequence[str], Sequence[Period], Sequence[float], bool]

def monitor(
    plan: SavingsPlan, ledger: LedgerTuple | None, names: tuple[str, str, str, str], year: Period | None,
    as_at: Period | None, level: float,
) -> tuple[Columns, Period, Period | None, list[str]]: ...
def read_benefit(
    baseline: float, baseline_at: Period | None, target: float, due: Period | None, polarity: str | None,
    running_total: bool, points: Sequence[tuple[Period, float]],
) -> tuple[str, Period | None, Period | None, float, float, float, float, float, float]: ...
