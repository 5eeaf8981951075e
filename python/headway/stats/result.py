"""What tests and comparisons give back: several columns of numbers and of words, one element a row or a series."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

import numpy as np

from headway.boundary.arguments import Arguments, Codes, Floats
from headway.boundary.columns import Column, Rows, Words, array_of, arrow_of, one_of, repeated
from headway.boundary.polarity import ACCEPTED, polarities_of, polarity_code
from headway.boundary.problems import refusal
from headway.boundary.scalars import is_missing
from headway.pictured import said


class Result(Rows):
    """The columns of a result as attributes: arrays, or of a single row or series scalars, None where missing."""

    inputs: dict[str, Floats]

    def __init__(self, columns: Mapping[str, Column], *, scalar: bool, method: str, inputs: Mapping[str, Floats],
                 groups: Sequence[Any] | None) -> None:  # fmt: skip
        self._columns = dict(columns)
        self._scalar = scalar
        for name, column in columns.items():
            setattr(self, name, one_of(column) if scalar else array_of(column))
        self.method = method
        self.inputs = {name: values.copy() for name, values in inputs.items()}
        self.groups = None if groups is None else list(groups)

    def __len__(self) -> int:
        column = next(iter(self._columns.values()))
        return len(column if isinstance(column, np.ndarray) else column.codes)

    def _words(self, row: int) -> str:
        parts = []
        for name, column in self._columns.items():
            if isinstance(column, Words):
                word = str(column.of_row(row))
                word = word.replace("_99_8", " at 99.8%").replace("_95", " at 95%")  # outcomes at two levels
                parts.append(word.replace("_", " "))
            elif isinstance(column, np.ndarray) and column.dtype == np.bool_:
                parts += [name] if column[row] else []
            elif not np.isnan(number := array_of(column)[row]):
                parts.append(f"{name.replace('_', ' ')} {number:.4g}")
        return ", ".join(parts)

    def _repr_html_(self) -> str:
        """What a notebook shows: the first rows in words."""
        return said(repr(self))


Kind = TypeVar("Kind", bound=Result)


def give_back(kind: type[Kind], inputs: Arguments, columns: Mapping[str, Column], *, method: str, by_row: bool,
              prefix: str = "") -> Any:  # fmt: skip
    """The caller's frame with the columns (`by_row`), a frame of one row a series, or a result of that kind.

    In frames `prefix` goes before `status` and `method`, where the frame may hold those of the values already.
    """
    if isinstance(status := columns.get("status"), Words):
        columns = {**columns, "status": inputs.with_suppressed(status, by_row=by_row)}
    if inputs.frame is not None:
        return as_frame(inputs, columns, method=method, by_row=by_row, prefix=prefix)
    scalar = inputs.scalar if by_row else inputs.alone
    groups = None if by_row else inputs.groups
    return kind(columns, scalar=scalar, method=method, inputs=inputs.arguments, groups=groups)


def as_frame(inputs: Arguments, columns: Mapping[str, Column], *, method: str, by_row: bool = True,
             prefix: str = "") -> Any:  # fmt: skip
    """The frames that `give_back` gives."""
    assert inputs.frame is not None
    arrow = {prefix + name if name == "status" else name: arrow_of(column) for name, column in columns.items()}
    arrow[f"{prefix}method"] = repeated(method, len(next(iter(arrow.values()))))
    return inputs.frame.with_columns(arrow) if by_row else inputs.frame.like([*inputs.keys.items(), *arrow.items()])


def polarity_codes(inputs: Arguments, polarity: Any) -> Codes:
    """A polarity for all rows, one a row, or, with `data`, those of a column; None and NaN are nobody's word."""
    if inputs.frame is not None and isinstance(polarity, str):
        return polarities_of(inputs.frame, polarity)
    if is_missing(polarity) or isinstance(polarity, str):
        return np.full(inputs.rows, polarity_code(polarity, "polarity"), np.uint8)
    if inputs.frame is not None or not hasattr(polarity, "__len__"):
        more = "or one of them a row" if inputs.frame is None else "or the name of a column"
        raise refusal("polarity", type(polarity).__name__, f"{ACCEPTED}, {more}")
    inputs.refuse_other_index("polarity", polarity)
    if len(polarity) != inputs.rows:
        raise refusal("polarity", f"{len(polarity)} for {inputs.rows} rows", "one for all, or one a row")
    return np.array([polarity_code(word, f"polarity[{row}]") for row, word in enumerate(polarity)], np.uint8)
