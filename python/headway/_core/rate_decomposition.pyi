import numpy as np
import numpy.typing as npt
from headway._core.arrays import Codes, Numbers, SectionCodes

rate_decomposition_method: str

def printed_rate(text: str | bytes, name: str) -> tuple[float, int]: ...
def beside_printed(computed: float, printed: float, places: int | None) -> tuple[float, bool]: ...
def rate_decomposition(
    group: SectionCodes, groups: int, names: list[str], part: SectionCodes, count: Numbers, denominator: Numbers,
    previous_count: Numbers, previous_denominator: Numbers, multiplier: float, decimals: int | None,
) -> tuple[npt.NDArray[np.float64], Codes, npt.NDArray[np.float64], Codes, list[tuple[float, float]]]: ...
