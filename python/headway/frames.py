"""Frames at the boundary: any kind in, columns as NumPy views, the same kind out, the input never changed."""

from __future__ import annotations

import decimal
import difflib
import numbers
from collections.abc import Iterable, Sequence
from typing import Any, NoReturn

import narwhals as nw
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from headway._core import HeadwayError

ACCEPTED_FRAMES = "a pandas or Polars DataFrame, a pyarrow Table or a DuckDB relation"
NUMBERS = "a number (integer, float or decimal) or null"
TEXT = "text or null"
PROBLEMS_SHOWN = 10


def refuse(problems: Sequence[str]) -> None:
    """Raise one error for all problems, the first ten word for word; do nothing where there is none."""
    if not problems:
        return
    if len(problems) == 1:
        raise HeadwayError(problems[0])
    shown = list(problems[:PROBLEMS_SHOWN])
    if len(problems) > len(shown):
        shown.append(f"and {len(problems) - len(shown)} more")
    raise HeadwayError(f"{len(problems)} problems:\n  " + "\n  ".join(shown))


def number(value: object, name: str) -> float:
    """A scalar as a float; None is NaN. Booleans and text are refused, as they are in columns."""
    if value is None:
        return float("nan")
    if isinstance(value, (bool, np.bool_)) or not isinstance(value, (numbers.Real, decimal.Decimal)):
        raise HeadwayError(f"{name}: found {_shown(value)}; accepted: a number, or None for missing")
    return float(value)


def _shown(value: object) -> str:
    text = repr(value)
    if len(text) > 60:
        text = text[:57] + "..."
    return f"{type(value).__name__} {text}"


class Frame:
    """A caller's frame: reads its columns, and gives it back with more of them.

    Rows are counted from 0 in every message.
    """

    def __init__(self, native: Any) -> None:
        try:
            frame = nw.from_native(native)
        except TypeError:
            raise HeadwayError(f"found {type(native).__name__}; accepted: {ACCEPTED_FRAMES}") from None
        except nw.exceptions.DuplicateError as error:
            raise HeadwayError(f"column names must be unique: {error}") from None
        self._lazy = frame if isinstance(frame, nw.LazyFrame) else None
        # A lazy frame's row order is its source's own, so it is read once, whole, and built anew.
        self._eager: nw.DataFrame[Any] = frame.collect(backend="pyarrow") if isinstance(frame, nw.LazyFrame) else frame
        self.columns = list(self._eager.columns)
        self._arrow: dict[str, pa.ChunkedArray] = {}

    def __len__(self) -> int:
        return len(self._eager)

    def __contains__(self, name: str) -> bool:
        return name in self.columns

    def require(self, names: Iterable[str], *, hint: str = "") -> None:
        """Refuse a frame that lacks a column, naming the nearest one it has."""
        problems = []
        for name in names:
            if name not in self:
                near = difflib.get_close_matches(name.lower(), [str(c) for c in self.columns], n=1)
                problems.append(
                    f"column {name!r} is not in the frame"
                    + (f"; did you mean {near[0]!r}?" if near else "")
                    + f" Accepted: one of {', '.join(map(str, self.columns))}"
                )
        if problems and hint:
            problems[-1] += f". {hint}"
        refuse(problems)

    def _column(self, name: str, accepted: str) -> pa.ChunkedArray:
        if name not in self._arrow:
            try:
                array = self._eager[name].to_arrow()
            except (pa.ArrowInvalid, pa.ArrowTypeError) as error:
                self._refuse_mixed(name, accepted, error)
            if isinstance(array, pa.Array):
                array = pa.chunked_array([array])
            self._arrow[name] = array
        return self._arrow[name]

    def _refuse_mixed(self, name: str, accepted: str, error: Exception) -> NoReturn:
        """An object column of several types: name the rows that are of another one."""
        wanted = str if accepted == TEXT else (numbers.Real, decimal.Decimal)
        problems = [
            f"row {row}, column {name!r}: found {_shown(value)}; accepted: {accepted}"
            for row, value in enumerate(self._eager[name].to_list())
            if value is not None and (isinstance(value, bool) or not isinstance(value, wanted))
        ]
        refuse(problems)
        raise HeadwayError(f"column {name!r}: {error}; accepted: {accepted}")

    def numbers(self, name: str) -> npt.NDArray[np.float64]:
        """A numeric column as contiguous float64, null as NaN. Any other type is refused by name."""
        column = self._column(name, NUMBERS)
        kind = column.type
        if pa.types.is_null(kind):
            return np.full(len(column), np.nan)
        if not (pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_decimal(kind)):
            row, value = next(((i, v.as_py()) for i, v in enumerate(column) if v.is_valid), (0, None))
            raise HeadwayError(
                f"row {row}, column {name!r}: found {_shown(value)} in a column of type {kind}; "
                f"accepted: {NUMBERS}"
            )
        floats = column.cast(pa.float64(), safe=False)
        if floats.null_count:
            floats = pc.fill_null(floats, float("nan"))
        return np.ascontiguousarray(floats.to_numpy())

    def words(self, name: str) -> tuple[npt.NDArray[np.int32], list[str]]:
        """A text column as codes and the words they stand for, in order of first appearance; null is code -1."""
        column = self._column(name, TEXT)
        kind = column.type
        text = kind.value_type if pa.types.is_dictionary(kind) else kind
        if pa.types.is_null(text):
            return np.full(len(column), -1, np.int32), []
        if not (pa.types.is_string(text) or pa.types.is_large_string(text) or pa.types.is_string_view(text)):
            row, value = next(((i, v.as_py()) for i, v in enumerate(column) if v.is_valid), (0, None))
            raise HeadwayError(
                f"row {row}, column {name!r}: found {_shown(value)} in a column of type {kind}; accepted: {TEXT}"
            )
        # A categorical column lists its categories in an order of its own, and some may not occur.
        encoded = column.cast(pa.large_string()).dictionary_encode().combine_chunks()
        if isinstance(encoded, pa.ChunkedArray):
            encoded = encoded.chunk(0) if encoded.num_chunks else pa.DictionaryArray.from_arrays([], pa.array([], pa.large_string()))
        codes = pc.fill_null(encoded.indices.cast(pa.int32()), -1).to_numpy(zero_copy_only=False)
        return codes, encoded.dictionary.to_pylist()

    def vocabulary(self, name: str, accepted: Sequence[str], missing: int | None) -> npt.NDArray[np.uint8]:
        """A column of words from a closed vocabulary as its codes; null is `missing`, or refused where that is None."""
        codes, words = self.words(name)
        known = {word: code for code, word in enumerate(accepted)}
        unknown = [i for i, word in enumerate(words) if word not in known]
        bad = np.isin(codes, unknown) if unknown else np.zeros(len(codes), bool)
        if missing is None:
            bad |= codes == -1
        if bad.any():
            rows = np.flatnonzero(bad)
            shown = [
                f"row {row}, column {name!r}: found {'null' if codes[row] < 0 else repr(words[codes[row]])}; "
                f"accepted: {', '.join(accepted)}"
                for row in rows[:PROBLEMS_SHOWN]
            ]
            refuse(shown + [""] * (len(rows) - len(shown)))
        table = np.array([known.get(word, 0) for word in words] + [0 if missing is None else missing], np.uint8)
        return table[codes]

    def with_columns(self, added: dict[str, pa.Array]) -> Any:
        """The caller's frame, of the caller's kind, with columns added; refused where a name is taken."""
        refuse([
            f"column {name!r} would be written, but the frame has one; accepted: a frame without it (rename or drop it)"
            for name in added
            if name in self
        ])
        if self._lazy is not None or self._eager.implementation.is_pyarrow():
            table = self._eager.to_arrow()
            for name, column in added.items():
                table = table.append_column(name, column)
            return self._native(table)
        backend = self._eager.implementation
        extra = nw.from_arrow(pa.table(added), backend=backend)
        return self._eager.with_columns(*extra.iter_columns()).to_native()

    def like(self, columns: dict[str, Any]) -> Any:
        """A new frame of the caller's kind."""
        table = pa.table(columns)
        if self._lazy is not None or self._eager.implementation.is_pyarrow():
            return self._native(table)
        return nw.from_arrow(table, backend=self._eager.implementation).to_native()

    def _native(self, table: pa.Table) -> Any:
        if self._lazy is None:
            return table
        if self._lazy.implementation.is_duckdb():
            import duckdb

            return duckdb.from_arrow(table)
        return nw.from_arrow(table, backend=self._lazy.implementation).lazy().to_native()


def spell(codes: npt.NDArray[np.uint8], words: Sequence[str | None]) -> pa.Array:
    """Codes as words; a word of None is null."""
    return pa.array(list(words), pa.large_string()).take(pa.array(codes))

