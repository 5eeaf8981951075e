import numpy as np
import numpy.typing as npt
from headway._core.arrays import Codes, Numbers, SectionCodes, StatisticColumns

mann_kendall_method: str
sen_slope_method: str

def recent_trend(
    group: SectionCodes, groups: int, first: Numbers, second: Numbers | None, lower: Numbers | None,
    upper: Numbers | None, period: Numbers | None, polarity: Codes, kind: str, level: float,
) -> tuple[Codes, Numbers, Numbers, Numbers, Codes]: ...
def recent_trend_method(kind: str) -> str: ...
def mann_kendall(
    group: SectionCodes, groups: int, values: Numbers
) -> tuple[Numbers, Numbers, Numbers, Numbers, npt.NDArray[np.bool_], Codes]: ...
def sen_slope(group: SectionCodes, groups: int, values: Numbers, levels: Numbers) -> StatisticColumns: ...
