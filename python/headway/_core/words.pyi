from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from headway._core.arrays import Codes

def spelled(
    codes: Codes, words: Sequence[str | None]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.bytes_], npt.NDArray[np.uint8]]: ...
def spelled_views(
    codes: Codes, words: Sequence[str | None]
) -> tuple[npt.NDArray[np.uint64], bytes, npt.NDArray[np.uint8]]: ...
def coded_texts(
    rows: int, first: int, offsets: Any, letters: Any, valid: Any
) -> tuple[npt.NDArray[np.int32], list[str]]: ...
def coded_large_texts(
    rows: int, first: int, offsets: Any, letters: Any, valid: Any
) -> tuple[npt.NDArray[np.int32], list[str]]: ...
