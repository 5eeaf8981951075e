"""One column of any kind, cell by cell, and columns given back in the same kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import narwhals as nw
import numpy as np
import pyarrow as pa

from headway._core import HeadwayError
from headway.boundary.problems import refusal
from headway.boundary.scalars import bytes_of, is_missing, number, shown_with_type
from headway.boundary.values import numbers_of

ACCEPTED = "a list, array or column of cells, one dimension"
Cell = bytes | float | None


class Cells:
    """A caller's column: what each cell holds, and the kind in which columns of that length go back.

    `found` holds text as bytes, numbers, and None where there is nothing; `texts` the same as it was written; `refused`
    the rows that hold neither, and why.
    """

    def __init__(self, values: Any, name: str) -> None:
        self._native = values
        self._series: nw.Series[Any] | None = None
        rows = self._rows(values, name)
        self.found: list[Cell] = []
        self.texts: list[str | None] = []
        self.refused: list[tuple[int, str]] = []
        for row, value in enumerate(rows):
            cell, text = self._read(row, value)
            self.found.append(cell)
            self.texts.append(text)

    def _rows(self, values: Any, name: str) -> list[Any]:
        if isinstance(values, (list, tuple, range, Iterator)):
            return list(values)
        if isinstance(values, np.ndarray):
            if values.ndim != 1:
                raise refusal(name, f"an array of {values.ndim} dimensions", ACCEPTED)
            return numbers_of(values, name).tolist() if values.dtype.kind in "iuf" else list(values)
        if isinstance(values, pa.Array):
            return list(values.to_pylist())
        if isinstance(values, (str, bytes, Mapping, set, frozenset)):
            raise refusal(name, f"{type(values).__name__} {values!r:.60}", ACCEPTED)
        try:
            self._series = nw.from_native(values, series_only=True)
        except TypeError:
            if np.ndim(values) == 1 and hasattr(values, "__array__"):  # an index, an array of pandas' own
                return list(values)
            raise self._no_column(values, name) from None
        if self._series.dtype.is_float():  # single precision is read as it prints
            return [*numbers_of(values, name).tolist()]
        return [*self._series.to_list()]

    @staticmethod
    def _no_column(values: Any, name: str) -> HeadwayError:
        columns = getattr(values, "columns", None)
        if columns is None:
            return refusal(name, shown_with_type(values), ACCEPTED)
        first = next((str(column) for column in columns if isinstance(column, str)), "Actual")
        return refusal(name, type(values).__name__, f"one column of it: hw.clean(frame[{first!r}])")

    def _read(self, row: int, value: Any) -> tuple[Cell, str | None]:
        if isinstance(value, str):
            return bytes_of(value), str(value)
        try:
            read = number(value, "", cell=True)
        except HeadwayError:
            self.refused.append((row, f"{type(value).__name__}, which is neither text nor a number"))
            return None, str(value)
        if np.isinf(read):
            self.refused.append((row, "is not finite"))
            return None, str(value)
        return (None, None) if is_missing(read) else (read, str(value))

    def back(self, column: Any) -> Any:
        """An array, one element a row, in the caller's kind: a Series with its index, a Polars Series, an Arrow array;
        what was a list or an array comes as an array."""
        native = self._native
        if isinstance(native, pa.Array):
            return _arrow(column)
        if self._series is None:
            return column
        if self._series.implementation.is_pandas_like():
            letters = column.astype(object) if column.dtype.kind == "U" else column
            # Text that no column of text holds, such as half a character, came as objects and goes as objects.
            kept = object if column.dtype == object and native.dtype == object else None
            return type(native)(letters, index=native.index, name=native.name, dtype=kept)
        if isinstance(native, pa.ChunkedArray):
            return pa.chunked_array([_arrow(column)])
        named = nw.from_arrow(pa.table({self._series.name or "": _arrow(column)}),
                              backend=self._series.implementation)  # fmt: skip
        return named[named.columns[0]].to_native()


def _arrow(column: Any) -> pa.Array:
    return pa.array(column.tolist() if column.dtype.kind in "UO" else column,
                    pa.large_string() if column.dtype.kind in "UO" else None, from_pandas=True)  # fmt: skip
