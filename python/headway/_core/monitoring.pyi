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
def read_benefits(
    baseline: npt.NDArray[np.float64], baseline_at: Sequence[Period | None], target: npt.NDArray[np.float64],
    due: Sequence[Period | None], polarity: Sequence[str | None], running_total: Sequence[bool], series: Codes,
    begins: Sequence[int], periods: Sequence[Period], of_points: Codes, values: npt.NDArray[np.float64],
) -> tuple[Columns, list[tuple[int, str]]]: ...
