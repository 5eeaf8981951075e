from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from headway._core.savings import Columns, SavingsPlan
from headway._core.time import Period

Codes: TypeAlias = npt.NDArray[np.int32]
LedgerTuple: TypeAlias = tuple[
    Codes, Sequence[str], Codes, Sequence[str], Codes, Sequence[Period], npt.NDArray[np.float64], bool
]

def monitor(
    plan: SavingsPlan, ledger: LedgerTuple | None, names: tuple[str, str, str, str], year: Period | None,
    as_at: Period | None, level: float,
) -> tuple[Columns, Period, Period | None, list[str]]: ...
def read_benefit(
    baseline: float, baseline_at: Period | None, target: float, due: Period | None, polarity: str | None,
    running_total: bool, points: Sequence[tuple[Period, float]],
) -> tuple[str, Period | None, Period | None, float, float, float, float, float, float]: ...
