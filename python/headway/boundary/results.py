"""The columns of a result of the core, as a frame's and as lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa

if TYPE_CHECKING:
    from headway._core import Columns, ResultColumn

_KINDS = {"text": pa.large_string(), "number": pa.float64(), "whole": pa.int64(), "truth": pa.bool_()}


def array_of(column: ResultColumn) -> pa.Array:
    """A column as Arrow holds it, in the buffers that the core filled."""
    kind, rows, buffers = column
    return pa.Array.from_buffers(_KINDS[kind], rows, [None if each is None else pa.py_buffer(each) for each in buffers])


def arrays_of(columns: Columns) -> dict[str, pa.Array]:
    """Each column as Arrow holds it, of the type that the core says, without a row too."""
    return {name: array_of(column) for name, column in columns.items()}


def values_of(column: ResultColumn) -> list[Any]:
    """A column, one value a row, None where there is none."""
    return list(array_of(column).to_pylist())
