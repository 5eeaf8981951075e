from collections.abc import Mapping, Sequence
from typing import TypeAlias

from headway._core.plan import Actions, TextRows
from headway._core.savings import Columns
from headway._core.time import Period

NumberRows: TypeAlias = tuple[str, Sequence[float | str | None]]

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
