from collections.abc import Mapping, Sequence
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from headway._core.plan import Actions, TextRows
from headway._core.savings import Columns
from headway._core.time import Period

NumberRows: TypeAlias = tuple[str, Sequence[float | str | None], npt.NDArray[np.int32]]  # which cell each row has

class SubActions:
    def __init__(
        self, texts: Mapping[str, TextRows | None], percentage: NumberRows | None, weight: NumberRows | None,
        actions: Actions,
    ) -> None: ...
    def standings(self, as_at: Period) -> Columns: ...
    def progress(self, as_at: Period) -> Columns: ...

class NextSteps:
    def __init__(self, texts: Mapping[str, TextRows | None], actions: Actions) -> None: ...
    def standings(self, as_at: Period) -> Columns: ...
