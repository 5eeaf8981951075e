from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from headway._core.arrays import Codes

def spelled(codes: Codes, words: Sequence[str]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.bytes_]]: ...
