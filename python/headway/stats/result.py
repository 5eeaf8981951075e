"""What tests and comparisons give back: several columns of numbers and of words, one element a row or a series."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from headway import _core
from headway._core import HeadwayError
from headway.frames import spell
from headway.stats.statistic import Codes, Inputs, one
from headway.words import Polarity


@dataclasses.dataclass(frozen=True)
class Words:
    """Codes of a vocabulary, or of several one after the other."""

    codes: Codes
    vocabulary: Iterable[StrEnum]

    def array(self) -> npt.NDArray[np.str_]:
        return np.array([str(member) for member in self.vocabulary])[self.codes]

    def one(self) -> StrEnum:
        return list(self.vocabulary)[int(self.codes[0])]

    def arrow(self) -> pa.Array:
        return spell(self.codes, [str(member) for member in self.vocabulary])


@dataclasses.dataclass(frozen=True)
class Places:
    """Whole numbers from 1; 0 is none, which arrays hold as NaN and frames as null."""

    codes: npt.NDArray[np.int32]

    def array(self) -> npt.NDArray[np.float64]:
        return np.where(self.codes == 0, np.nan, self.codes)

    def one(self) -> int | None:
        return int(self.codes[0]) or None

    def arrow(self) -> pa.Array:
        return pa.array(self.codes, mask=self.codes == 0)


Column = Words | Places | npt.NDArray[Any]


class Result:
    """The columns of a result as attributes: arrays, or of a single row or series scalars, None where missing."""

    method: str
    inputs: dict[str, npt.NDArray[np.float64]]
    groups: list[Any] | None

    def __init__(
        self,
        columns: Mapping[str, Column],
        *,
        scalar: bool,
        method: str,
        inputs: Mapping[str, npt.NDArray[np.float64]],
        groups: Sequence[Any] | None,
    ) -> None:
        self._columns = dict(columns)
        self._scalar = scalar
        for name, column in columns.items():
            setattr(self, name, _one(column) if scalar else _array(column))
        self.method = method
        self.inputs = {name: values.copy() for name, values in inputs.items()}
        self.groups = None if groups is None else list(groups)

    def __len__(self) -> int:
        column = next(iter(self._columns.values()))
        return len(column if isinstance(column, np.ndarray) else column.codes)

    def __repr__(self) -> str:
        name = self.method.split(",")[0]
        if self._scalar:
            return f"{self._words(0)}, {name}"
        shown = min(len(self), 10)
        rows = [f"  {row if self.groups is None else self.groups[row]}: {self._words(row)}" for row in range(shown)]
        if shown < len(self):
            rows.append(f"  and {len(self) - shown} more")
        return "\n".join([f"{len(self)} results, {name}", *rows])

    def _words(self, row: int) -> str:
        """One row as a reader says it."""
        parts = []
        for name, column in self._columns.items():
            if isinstance(column, Words):
                word = str(list(column.vocabulary)[int(column.codes[row])])
                word = word.replace("_99_8", " at 99.8%").replace("_95", " at 95%")  # outcomes at two levels
                parts.append(word.replace("_", " "))
            elif isinstance(column, np.ndarray) and column.dtype == np.bool_:
                parts += [name] if column[row] else []
            elif not np.isnan(number := _array(column)[row]):
                parts.append(f"{name.replace('_', ' ')} {number:.4g}")
        return ", ".join(parts)


def _array(column: Column) -> Any:
    return column if isinstance(column, np.ndarray) else column.array()


def _one(column: Column) -> Any:
    if not isinstance(column, np.ndarray):
        return column.one()
    return one(column)


Kind = TypeVar("Kind", bound=Result)


def give_back(
    kind: type[Kind], inputs: Inputs, columns: Mapping[str, Column], *, method: str, by_row: bool, prefix: str = ""
) -> Any:
    """The caller's frame with the columns (`by_row`), a frame of one row a series, or a result of that kind.

    In frames `prefix` goes before `status` and `method`, where the frame may hold those of the values already.
    """
    if inputs.frame is None:
        scalar = inputs.scalar if by_row else inputs.codes is None
        return kind(
            columns, scalar=scalar, method=method, inputs=inputs.arguments, groups=None if by_row else inputs.groups
        )
    arrow: dict[str, pa.Array] = {
        prefix + name if name == "status" else name: (
            pa.array(column, from_pandas=True) if isinstance(column, np.ndarray) else column.arrow()
        )
        for name, column in columns.items()
    }
    arrow[f"{prefix}method"] = pa.array([method] * len(next(iter(arrow.values()))), pa.large_string())
    return inputs.frame.with_columns(arrow) if by_row else inputs.frame.like([*inputs.keys.items(), *arrow.items()])


def group_codes(inputs: Inputs) -> npt.NDArray[np.int32]:
    """The group of each row; one group where none were given."""
    return np.zeros(inputs.rows, np.int32) if inputs.codes is None else inputs.codes


def polarity_codes(inputs: Inputs, polarity: Any) -> Codes:
    """A polarity for all rows, one a row, or, with `data`, those of a column; None is nobody's word."""
    words = [str(member) for member in Polarity]
    column = " or the name of a column" if inputs.frame is not None else ""

    def code(word: Any, where: str) -> int:
        if word is None or (isinstance(word, float) and word != word):
            return _core.no_polarity
        if not isinstance(word, str) or word not in words:
            raise HeadwayError(f"{where}: found {word!r}; accepted: {', '.join(words)}{column}")
        return words.index(word)

    if isinstance(polarity, str) and polarity not in words and inputs.frame is not None and polarity in inputs.frame:
        return inputs.frame.vocabulary(polarity, words, missing=_core.no_polarity)
    if polarity is None or isinstance(polarity, str):
        return np.full(inputs.rows, code(polarity, "polarity"), np.uint8)
    if inputs.frame is not None or not hasattr(polarity, "__len__"):
        accepted = f"{', '.join(words)}{column or ', or one of them a row'}"
        raise HeadwayError(f"polarity: found {type(polarity).__name__}; accepted: {accepted}")
    inputs.check_index("polarity", polarity)
    if len(polarity) != inputs.rows:
        raise HeadwayError(
            f"polarity: found {len(polarity)} for {inputs.rows} rows; accepted: one for all, or one a row"
        )
    return np.array([code(word, f"polarity[{row}]") for row, word in enumerate(polarity)], np.uint8)
