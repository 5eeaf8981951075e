"""What results are compared with besides the one before: columns of the frame, or points of their own history."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from headway import _core
from headway._core import Period
from headway.assess import Codes
from headway.boundary.frames import Frame
from headway.boundary.problems import refusal
from headway.boundary.values import spell
from headway.language.sentences import is_whole

Floats = npt.NDArray[np.float64]

WORDS = _core.vocabularies()


class Since(NamedTuple):
    """A row beside an earlier figure. Figures are NaN where they are missing, and so is a period that nobody says."""

    value: float
    period: Period | None
    change: float
    direction: str
    direction_reason: str


@dataclasses.dataclass(frozen=True)
class SinceColumns:
    """All rows beside one earlier figure each."""

    values: Floats
    periods: list[Period | None]
    change: Floats
    direction: npt.NDArray[np.uint8]
    direction_reason: npt.NDArray[np.uint8]
    of_history: bool

    @classmethod
    def of_column(cls, values: Floats, codes: Codes) -> SinceColumns:
        """Of a column of the frame, as the kernel has assessed it."""
        periods: list[Period | None] = [None] * len(values)
        return cls(values, periods, codes.change, codes.direction, codes.direction_reason, of_history=False)

    @classmethod
    def of_points(cls, rows: Iterable[tuple[Any, ...]]) -> SinceColumns:
        """Of points of the history: what `since_earlier` gives for each row."""
        given = list(rows)
        points = [point or (None, np.nan) for point, _, _, _ in given]
        return cls(
            np.array([value for _, value in points], float), [period for period, _ in points],
            np.array([change for _, change, _, _ in given], float),
            np.array([WORDS["direction"].index(word) for _, _, word, _ in given], np.uint8),
            np.array([WORDS["direction_reason"].index(word) for _, _, _, word in given], np.uint8), of_history=True,
        )  # fmt: skip

    def of_row(self, row: int) -> Since:
        return Since(
            float(self.values[row]), self.periods[row], float(self.change[row]),
            WORDS["direction"][self.direction[row]], WORDS["direction_reason"][self.direction_reason[row]],
        )  # fmt: skip

    def columns(self, name: str) -> dict[str, pa.Array]:
        """What a frame has of it: the figure too, where it is of the history."""
        why: list[str | None] = [None, *WORDS["direction_reason"][1:]]
        own = {name: pa.array(self.values, from_pandas=True)} if self.of_history else {}
        return own | {
            f"{name}_change": pa.array(self.change, from_pandas=True),
            f"{name}_direction": spell(self.direction, WORDS["direction"]),
            f"{name}_direction_reason": spell(self.direction_reason, why),
        }


def of_history(read: Frame, name: str | None, *, history: bool) -> bool:
    """Whether an earlier figure is a point of the history and no column; refused where there is no history to read."""
    if name is None or name in read or not (is_whole(name) and _core.is_earlier(name)):
        return False
    if not history:
        accepted = f"a column of that name, or history=, of which {name!r} is a point"
        raise refusal(f"previous {name!r}", "neither a column of that name nor a history", accepted)
    return True
