"""The columns of results, as arrays, as scalars and as columns of frames; and rows of them in words."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from enum import StrEnum
from typing import Any, ClassVar

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from headway.boundary.values import spell

SHOWN = 10


@dataclasses.dataclass(frozen=True)
class Words:
    """Codes of a vocabulary, or of several one after the other."""

    codes: npt.NDArray[np.uint8]
    vocabulary: Iterable[StrEnum]

    def array(self) -> npt.NDArray[np.str_]:
        return np.array([str(member) for member in self.vocabulary])[self.codes]

    def one(self) -> StrEnum:
        return self.of_row(0)

    def of_row(self, row: int) -> StrEnum:
        return list(self.vocabulary)[int(self.codes[row])]

    def arrow(self) -> pa.Array:
        return spell(self.codes, [str(member) for member in self.vocabulary])


@dataclasses.dataclass(frozen=True)
class WholeNumbers:
    """Whole numbers from 1; 0 is none, which arrays hold as NaN and frames as null."""

    codes: npt.NDArray[np.int32] | npt.NDArray[np.int64]

    def array(self) -> npt.NDArray[np.float64]:
        return np.where(self.codes == 0, np.nan, self.codes)

    def one(self) -> int | None:
        return int(self.codes[0]) or None

    def whole(self) -> list[int | None]:
        """As whole numbers, with None where there is none."""
        return [code or None for code in self.codes.tolist()]

    def arrow(self) -> pa.Array:
        return pa.array(self.codes, mask=self.codes == 0)


Column = Words | WholeNumbers | npt.NDArray[Any]


def array_of(column: Column) -> Any:
    return column if isinstance(column, np.ndarray) else column.array()


def arrow_of(column: Column) -> pa.Array:
    return pa.array(column, from_pandas=True) if isinstance(column, np.ndarray) else column.arrow()


def one_of(column: Column) -> Any:
    """The one element of a column: a scalar, None where it is missing; of levels, an array."""
    if not isinstance(column, np.ndarray):
        return column.one()
    first = column[0]
    if isinstance(first, np.ndarray):
        return first
    value = first.item()
    return None if value != value else value


def repeated(text: str, rows: int) -> pa.Array:
    """A column that says the same in every row: the method."""
    return pa.repeat(pa.scalar(text, pa.large_string()), rows)


def group_name(group: Any) -> str:
    """What a reader calls a group; a pair of group and age is named by both."""
    return ", ".join(map(str, group)) if isinstance(group, tuple) else str(group)


class Rows:
    """A result of one row or of many, shown by its first rows in words."""

    method: str
    groups: list[Any] | None
    _scalar: bool
    _kind: ClassVar[str] = "results"

    def __len__(self) -> int:
        raise NotImplementedError

    def __repr__(self) -> str:
        name = self.method.split(",")[0]
        if self._scalar:
            return f"{self._words(0)}, {name}"
        rows = [f"  {self._row_name(row)}: {self._words(row)}" for row in range(min(len(self), SHOWN))]
        if len(self) > SHOWN:
            rows.append(f"  and {len(self) - SHOWN} more")
        return "\n".join([f"{len(self)} {self._kind}, {name}", *rows])

    def _row_name(self, row: int) -> str:
        return str(row) if self.groups is None else group_name(self.groups[row])

    def _words(self, row: int) -> str:
        """One row as a reader says it."""
        raise NotImplementedError
