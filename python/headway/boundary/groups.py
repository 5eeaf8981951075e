"""Rows as codes of the groups that columns make together."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from headway import _core
from headway.boundary.problems import refuse

_FEW = 10_000  # names, of which to make Python's own takes less time than to compile a pattern


def is_key(kind: pa.DataType) -> bool:
    """Whether values of a type can name groups: not lists, and not the intervals and periods of pandas."""
    kind = kind.value_type if pa.types.is_dictionary(kind) else kind
    return not (pa.types.is_nested(kind) or isinstance(kind, pa.BaseExtensionType))


def encode(columns: Mapping[str, pa.Array]) -> tuple[npt.NDArray[np.int32], dict[str, pa.Array]]:
    """Rows as codes of the groups that columns make together, in order of first appearance, and each group's keys.

    Null is a key like any other, and one with NaN. What a reader takes for one key is one: 0.0 and -0.0, a category
    that a dictionary lists twice, an accented letter and the same of two characters (Unicode's canonical equivalence),
    names that differ in spaces and dashes alone (`plain_text`).
    The key of a group is as in its first row.
    """
    refuse([f"column {name!r}: found values of type {array.type}; accepted: text, numbers, dates, or true and false"
            for name, array in columns.items() if not is_key(array.type)])  # fmt: skip
    if len(columns) == 1:
        [(name, array)] = columns.items()
        if (of_text := _by_plain_words(array)) is not None:
            return of_text[0], {name: of_text[1]}
    columns = {name: _plain(array) for name, array in columns.items()}
    rows = len(next(iter(columns.values())))
    starts = _starts_of_runs(columns, rows)
    if starts is not None:  # in a sorted table: one look a run
        of_runs, keys = encode({name: array.take(pa.array(starts)) for name, array in columns.items()})
        return np.repeat(of_runs, np.diff(starts, append=rows)), keys
    codes: npt.NDArray[np.int64] | None = None
    for array in columns.values():
        of_array = _codes_of(array)
        codes = of_array if codes is None else _renumbered(codes * (len(array) + 1) + of_array)
    assert codes is not None
    # Codes count up as they appear, so a group's first row is where they pass all codes before.
    first = pa.array(np.flatnonzero(np.diff(np.maximum.accumulate(codes), prepend=-1)))
    return codes.astype(np.int32), {name: _keys_at(array, first) for name, array in columns.items()}


def _by_plain_words(array: pa.Array) -> tuple[npt.NDArray[np.int32], pa.Array] | None:
    """The same of one column of text, whose every word is plain ASCII; None of any other, and of a long one."""
    if array.null_count or not 0 < len(array) <= _FEW or not (
        pa.types.is_string(array.type) or pa.types.is_large_string(array.type)
    ):
        return None
    codes, words = coded_words(array)
    if not "".join(words).isascii() or _core.plain_texts(words) != words:
        return None
    return codes.copy(), pa.array(words, array.type)


def coded_words(array: pa.Array) -> tuple[npt.NDArray[np.int32], list[str]]:
    """Plain text, small or large, as codes and the words they stand for, in order of first appearance; null is -1."""
    coded = _core.coded_texts if pa.types.is_string(array.type) else _core.coded_large_texts
    valid, offsets, letters = array.buffers()
    if offsets is None:  # of no rows
        return np.zeros(0, np.int32), []
    codes, words = coded(len(array), array.offset, offsets, letters, valid)
    codes.flags.writeable = False
    return codes, words


def _renumbered(codes: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Codes by the order in which they first appear."""
    return np.asarray(pa.array(codes).dictionary_encode().indices).astype(np.int64)


def _codes_of(array: pa.Array) -> npt.NDArray[np.int64]:
    """The rows of one column as codes of its distinct keys, in order of first appearance."""
    encoded = array
    if not pa.types.is_dictionary(array.type):
        encoded = array.dictionary_encode(null_encoding="encode")
    listed = _canonical(encoded.dictionary)
    meant = np.asarray(listed.dictionary_encode(null_encoding="encode").indices).astype(np.int64)
    null = np.flatnonzero(np.asarray(listed.is_null()))
    meant = np.append(meant, meant[null[0]] if len(null) else len(listed))  # of a row whose own code is null
    # A dictionary that was made here lists its values as they appear.
    if encoded is not array and bool(np.all(meant[:-1] == np.arange(len(listed)))):
        return np.asarray(encoded.indices).astype(np.int64)
    return _renumbered(meant[np.asarray(pc.fill_null(encoded.indices.cast(pa.int64()), len(listed)))])


def _canonical(values: pa.Array) -> pa.Array:
    """Distinct values of a column, each as the one that stands for all that mean the same."""
    kind = values.type
    if pa.types.is_floating(kind):
        values = values.cast(pa.float64())
        return pc.if_else(pc.is_nan(values), pa.scalar(None, pa.float64()), pc.add(values, 0.0))  # -0.0 + 0.0 is 0.0
    if pa.types.is_string(kind) or pa.types.is_large_string(kind):
        return pc.utf8_normalize(_plain_names(values), form="NFC")
    return values


def _plain_names(values: pa.Array) -> pa.Array:
    """Names without the spaces, dashes and look-alike letters that documents leave; most are plain as they are."""
    if len(values) <= _FEW:
        texts = values.to_pylist()
        made = _core.plain_texts([text or "" for text in texts])
        same = all(text is None or text == each for text, each in zip(texts, made, strict=True))
        kept = (None if text is None else each for text, each in zip(texts, made, strict=True))
        return values if same else pa.array([*kept], values.type)
    odd = pc.fill_null(pc.match_substring_regex(values, r"^ | $|  |[^ -~]"), False)
    if not pc.any(odd).as_py():
        return values
    plain = [_core.plain_text(name) for name in values.filter(odd).to_pylist()]
    return pc.replace_with_mask(values, odd, pa.array(plain, values.type))


def _keys_at(array: pa.Array, rows: pa.Array) -> pa.Array:
    """The keys of groups; of a dictionary that is none, for it lists a value twice or a null, made a good one."""
    keys = array.take(rows)
    if not pa.types.is_dictionary(array.type):
        return keys
    listed = keys.dictionary
    if listed.null_count == 0 and len(_canonical(listed).unique()) == len(listed):
        return keys
    return listed.take(keys.indices).dictionary_encode().cast(keys.type)


def joined(chunks: pa.ChunkedArray) -> pa.Array:
    """Chunks as one array. Of dictionaries that list nulls, which Arrow cannot join, the rows are encoded anew."""
    kind = chunks.type
    if chunks.num_chunks == 1:  # which Arrow would copy
        return chunks.chunk(0)
    if pa.types.is_dictionary(kind) and any(chunk.dictionary.null_count for chunk in chunks.chunks):
        plain = [chunk.dictionary.take(chunk.indices) for chunk in chunks.chunks]
        return pa.chunked_array(plain, kind.value_type).combine_chunks().dictionary_encode()
    return chunks.combine_chunks()


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
    if rows < 2_000:
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
