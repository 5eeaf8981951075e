from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
from headway._core.arrays import Codes, Numbers, SectionCodes

Rows: TypeAlias = npt.NDArray[np.int64]

no_run_limit: int
run_chart_method: str

def order_rows(series: SectionCodes, count: int, time: Numbers | None) -> tuple[Rows, Rows]: ...
def control_charts(
    kind: str, rows: Rows, offsets: Rows, values: Numbers, denominators: Numbers | None, deviations: Numbers | None,
    target: Numbers | None, polarity: Codes, rebase: Codes | None, baseline: Rows | None, two_of_three: str,
    screen_ranges: bool, laney: bool, multiplier: float,
) -> dict[str, npt.NDArray[Any]]: ...
def subgroups(rows: Rows, offsets: Rows, measurements: Numbers) -> tuple[Numbers, Numbers, Numbers]: ...
def run_charts(rows: Rows, offsets: Rows, values: Numbers) -> dict[str, npt.NDArray[Any]]: ...
def chart_method(kind: str, two_of_three: str, screen_ranges: bool, laney: bool) -> str: ...
def signal_words() -> list[str]: ...
