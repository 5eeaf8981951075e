"""Rows as codes of the groups that columns make together."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from headway.boundary.problems import refuse


def is_key(kind: pa.DataType) -> bool:
    """Whether values of a type can name groups: not lists, and not the intervals and periods of pandas."""
    kind = kind.value_type if pa.types.is_dictionary(kind) else kind
    return not (pa.types.is_nested(kind) or isinstance(kind, pa.BaseExtensionType))


def encode(columns: Mapping[str, pa.Array]) -> tuple[npt.NDArray[np.int32], dict[str, pa.Array]]:
    """Rows as codes of the groups that columns make together, in order of first appearance, and each group's keys.

    Null is a key like any other.
    """
    refuse([f"column {name!r}: found values of type {array.type}; accepted: text, numbers, dates, or true and false"
            for name, array in columns.items() if not is_key(array.type)])  # fmt: skip
    columns = {name: _plain(array) for name, array in columns.items()}
    rows = len(next(iter(columns.values())))
    starts = _starts_of_runs(columns, rows)
    if starts is not None:  # in a sorted table: one look a run
        of_runs, keys = encode({name: array.take(pa.array(starts)) for name, array in columns.items()})
        return np.repeat(of_runs, np.diff(starts, append=rows)), keys
    codes: pa.Array | None = None
    for array in columns.values():
        # A categorical column lists its categories in an order of its own, and keeps its nulls among the codes.
        ready = pa.types.is_dictionary(array.type)
        encoded = array if ready else array.dictionary_encode(null_encoding="encode")
        indices = encoded.indices
        if ready:
            indices = pc.fill_null(indices.cast(pa.int64()), len(encoded.dictionary)).dictionary_encode().indices
        if codes is None:
            codes = indices
        else:
            both = codes.to_numpy().astype(np.int64) * (len(array) + 1) + indices.to_numpy()
            codes = pa.array(both).dictionary_encode().indices
    assert codes is not None
    numbered = codes.to_numpy().astype(np.int32, copy=False)
    # Codes count up as they appear, so a group's first row is where they pass all codes before.
    first = np.flatnonzero(np.diff(np.maximum.accumulate(numbered), prepend=-1))
    return numbered, {name: array.take(pa.array(first)) for name, array in columns.items()}


def _plain(array: pa.Array) -> pa.Array:
    """Keys of a type that Arrow can encode and take rows of; of views and of narrow decimals it can not."""
    kind = array.type
    if pa.types.is_string_view(kind):
        return array.cast(pa.large_string())
    if pa.types.is_binary_view(kind):
        return array.cast(pa.large_binary())
    if pa.types.is_decimal(kind) and kind.bit_width < 128:
        return array.cast(pa.decimal128(kind.precision, kind.scale))
    return array


def _starts_of_runs(columns: Mapping[str, pa.Array], rows: int) -> npt.NDArray[np.int64] | None:
    """Where any of the columns changes; None where rows are few, or where they change too often for it to pay."""
    if rows < 10_000:
        return None

    def ends(array: pa.Array) -> npt.NDArray[np.int64]:
        of_runs = pc.run_end_encode(array.indices if pa.types.is_dictionary(array.type) else array)
        return np.asarray(of_runs.run_ends, np.int64)

    try:
        if sum(len(ends(array.slice(0, 1000))) for array in columns.values()) > 250:
            return None
        changes = [ends(array) for array in columns.values()]
    except pa.ArrowNotImplementedError:
        return None
    starts = changes[0] if len(changes) == 1 else np.unique(np.concatenate(changes))
    return np.concatenate([[0], starts[:-1]])
