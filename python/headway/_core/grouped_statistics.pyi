from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from headway._core.arrays import Codes, Numbers, SectionCodes, StatisticColumns

Integers: TypeAlias = npt.NDArray[np.int64]
Quantiles: TypeAlias = npt.NDArray[np.int32]

mean_method: str
quantile_group_method: str
ranking_method: str

class InequalityRule:
    def __init__(self, type: str, transform: bool, multiplier: float, seed: int, draws: int) -> None: ...
    @property
    def method(self) -> str: ...

def mean(
    group: SectionCodes, groups: int, values: Numbers, levels: Numbers
) -> tuple[Numbers, Numbers, Numbers, Codes, Integers, Integers]: ...
def neighbour_average(
    group: SectionCodes, groups: int, counts: Numbers, denominators: Numbers | None, average: str, multiplier: float
) -> tuple[Numbers, Integers, Integers, Codes]: ...
def neighbour_average_method(average: str) -> str: ...
def quantile_group(
    group: SectionCodes, groups: int, values: Numbers, quantiles: int, highest_first: bool
) -> tuple[Quantiles, Codes]: ...
def rank_in_group(
    group: SectionCodes, groups: int, values: Numbers, polarity: str
) -> tuple[Integers, Integers, Numbers, Quantiles, Codes]: ...
def slope_index_of_inequality(
    group: SectionCodes, groups: int, quantile: Numbers | None, value: Numbers, population: Numbers,
    standard_error: Numbers | None, lower: Numbers | None, upper: Numbers | None, rule: InequalityRule, levels: Numbers,
) -> tuple[StatisticColumns, StatisticColumns, Numbers, Numbers]: ...
