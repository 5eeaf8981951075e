# The arrays and columns that several bindings take and give.

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Numbers: TypeAlias = npt.NDArray[np.float64]
Codes: TypeAlias = npt.NDArray[np.uint8]
SectionCodes: TypeAlias = npt.NDArray[np.int32]
StatisticColumns: TypeAlias = tuple[Numbers, Numbers, Numbers, Codes]
