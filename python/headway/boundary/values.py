"""Values at the boundary: an array or a column of any kind as Arrow, as numbers and as words, and words back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import narwhals as nw
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from headway import _core
from headway._core import HeadwayError, Period
from headway.boundary.groups import coded_words, joined
from headway.boundary.problems import refuse
from headway.boundary.scalars import NUMBERS, bytes_of, number, or_of_shares, shown_with_type

LARGE_TEXT = pa.large_string()
TEXTS = {kind.id for kind in (pa.string(), LARGE_TEXT, pa.string_view())}
_DICTIONARY = pa.dictionary(pa.int32(), LARGE_TEXT).id
_FEW = 200  # rows


def dimensions(value: Any) -> int:
    """How many dimensions an argument has: 0 of a scalar, 1 of a list or a column, 2 of lists of different lengths."""
    if isinstance(value, (pa.Array, pa.ChunkedArray)):
        return 1
    shape = getattr(value, "shape", None)
    try:
        return len(shape) if isinstance(shape, tuple) else np.ndim(value)
    except (ValueError, RecursionError):
        return 2


def arrow_of_values(values: Any, *, from_pandas: bool | None = None) -> pa.Array | pa.ChunkedArray:
    """Values as Python holds them, as Arrow does. A list in their place is refused: Arrow follows one that holds itself
    until the process dies.

    Raises
    ------
    TypeError
        For values that no one type of Arrow holds.
    """
    if isinstance(values, (pa.Array, pa.ChunkedArray)):
        return values
    values = values if hasattr(values, "__len__") else list(values)
    if str(getattr(values, "dtype", "object")).lower() == "object":
        for kind in set(map(type, values)):
            if hasattr(kind, "__iter__") and not issubclass(kind, (str, bytes)):
                nested = "list" if issubclass(kind, (list, tuple)) else kind.__name__
                raise TypeError(f"values of type {nested}")
    try:
        return pa.array(values, from_pandas=from_pandas)
    except (pa.ArrowException, OverflowError, ValueError) as error:
        raise TypeError("values of several types") from error


def numbers_of(values: Any, where: str) -> npt.NDArray[np.float64]:
    """A list, array or column as contiguous float64: null is NaN; single precision and decimals are read as they print.

    Any type but numbers is refused. `where` names a point in messages: "row {row}, column 'latest'".
    """
    if isinstance(values, (Iterator, range)):
        values = list(values)
    if isinstance(values, nw.Series) and values.dtype == nw.Float64:
        values = values.to_numpy() if values.implementation.is_pandas() else values
    # Exactly an array: Arrow knows the mask of a masked one.
    if type(values) is np.ndarray and values.dtype == np.float64 and values.ndim == 1:
        return np.ascontiguousarray(values)
    try:
        array = None if isinstance(values, (list, tuple)) else arrow_or_none(values)
    except TypeError:
        if dimensions(values) != 1 or not hasattr(values, "__array__"):
            raise
        return numbers_of(np.asarray(values), where)  # the index of a pandas frame
    if array is not None:
        return _numbers_of_arrow(array, where)
    # What Arrow does not hold, or holds too kindly (it takes True for 1 among floats), is read one by one.
    problems: dict[int, tuple[str, Any]] = {}
    numbers_read = np.full(len(values), np.nan)
    for row, value in enumerate(values):
        try:
            numbers_read[row] = number(value, where.format(row=row), cell=True)
        except HeadwayError as problem:
            problems[row] = str(problem), value
    _refuse_cells(problems, where)
    return numbers_read


def column_of(values: Any, name: str, place: str = "[{row}]") -> npt.NDArray[np.float64]:
    """A list, array or column of numbers; anything else is refused by its name, a number by its name and `place`."""
    accepted = "a list, array or column of numbers"
    if isinstance(values, (str, bytes)):
        raise HeadwayError(f"{name}: found text {values!r:.60}; accepted: {accepted}")
    try:
        if dimensions(values) != 1 and not isinstance(values, Iterator):
            raise TypeError
        return numbers_of(values, name + place)
    except TypeError:
        raise HeadwayError(f"{name}: found {type(values).__name__}; accepted: {accepted}") from None


def arrow_or_none(values: Any) -> pa.Array | None:
    """An array or column as one Arrow array; None where it holds objects or a type that Arrow does not know."""
    if isinstance(values, np.ndarray):
        if values.dtype == object:
            return None
    elif not isinstance(values, (nw.Series, pa.Array, pa.ChunkedArray)):
        values = nw.from_native(values, series_only=True)
    if isinstance(values, nw.Series) and values.dtype == nw.Object:
        return None
    try:
        if isinstance(values, nw.Series):
            of_arrow = values.implementation.is_pyarrow()
            values = values.to_native() if of_arrow else values.to_arrow()
        array = values
        if isinstance(array, np.ndarray):
            array = pa.array(array, from_pandas=True)
    except (pa.ArrowException, OverflowError, TypeError, UnicodeError):
        return None
    if pa.types.is_float16(array.type):  # which Arrow prints as the double it is nearest to
        return None
    return joined(array) if isinstance(array, pa.ChunkedArray) else array


def _numbers_of_arrow(array: pa.Array, where: str) -> npt.NDArray[np.float64]:
    kind = array.type
    if array.null_count == len(array):  # a reader gives a column without any value a type of its own
        return np.full(len(array), np.nan)
    if pa.types.is_float32(kind) or pa.types.is_decimal(kind):
        array = _as_it_prints(array)
    elif not (pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_decimal(kind)):
        cells = {row: array[row].as_py() for row in _culprits(array)}
        found = {row: f"{shown_with_type(cell)} in a column of type {kind}" for row, cell in cells.items()}
        _refuse_cells({row: (f"{where.format(row=row)}: found {found[row]}; accepted: {NUMBERS}", cell)
                       for row, cell in cells.items()}, where)  # fmt: skip
    floats = array if pa.types.is_float64(array.type) else pc.cast(array, pa.float64(), safe=False)
    if floats.null_count:
        floats = pc.fill_null(floats, float("nan"))
    return np.ascontiguousarray(floats.to_numpy(zero_copy_only=False))


def _as_it_prints(array: pa.Array) -> pa.Array:
    """Each number as the double that is nearest to it in print. In parts, for text takes more room than numbers."""
    rows = 1_000_000
    parts = (array.slice(start, rows) for start in range(0, len(array), rows))
    return pa.concat_arrays([part.cast(pa.large_string()).cast(pa.float64()) for part in parts])


def _refuse_cells(cells: Mapping[int, tuple[str, Any]], where: str) -> None:
    """Refuse cells that must be numbers, each a problem and what it holds.

    At the first that holds text as people write figures stands the line that reads the column.
    """
    problems = {row: problem for row, (problem, _) in cells.items()}
    for row, (_, value) in cells.items():
        if isinstance(value, str) and _core.is_figure(bytes_of(value)):
            place, of_a_frame, column = where.format(row=row).partition("column ")
            alone = place.partition("[")[0].partition(",")[0]
            line = f"frame = hw.clean(frame, {column})" if of_a_frame else f"hw.clean({alone}).value"
            line += "" if of_a_frame else or_of_shares(line, value, alone)
            problems[row] += f"; to read it, {line}"
            break
        if isinstance(value, str) and " column " in where and _is_told(value):
            column = where.format(row=row).partition("column ")[2]
            problems[row] += f"; to read targets as people write them, frame = hw.read_targets(frame, target={column})"
            break
    refuse([*problems.values()])


def _is_told(text: str) -> bool:
    """Whether text is a target that says a change or a date, and is no figure."""
    try:
        _, by, change, _ = _core.read_target(bytes_of(text), None, (Period.parse("2024"), 100.0), None, "high_is_good",
                                             False, "financial")  # fmt: skip
    except HeadwayError:
        return False
    return by is not None or change is not None


def _culprits(array: pa.Array) -> list[int]:
    """The rows that made a column no column of numbers: of text, what no number can be read from; else the first."""

    def reads(text: str) -> bool:
        try:
            float(text)
        except ValueError:
            return False
        return True

    values = array.to_pylist()
    present = [row for row, value in enumerate(values) if value is not None]
    return [row for row in present if isinstance(values[row], str) and not reads(values[row])] or present[:1]


def is_text(kind: pa.DataType) -> bool:
    """Whether a column of this type holds text."""
    return kind.id in TEXTS or (kind.id == _DICTIONARY and kind.value_type.id in TEXTS)


def words_of(array: pa.Array) -> tuple[npt.NDArray[np.int32], list[str]]:
    """Text, or nulls alone, as codes and the words they stand for, in order of first appearance; null is code -1."""
    if array.null_count == len(array):
        codes = np.full(len(array), -1, np.int32)
        codes.flags.writeable = False  # as those of Arrow are: readings are kept
        return codes, []
    # A categorical column lists its categories in an order of its own; some may not occur, or be null, or stand twice.
    listed = array.dictionary if pa.types.is_dictionary(array.type) else None
    if listed is not None and (listed.null_count or len(listed.unique()) < len(listed)):
        array, listed = pc.cast(array, pa.large_string()), None
    if pa.types.is_string_view(array.type):
        array = pc.cast(array, pa.large_string())
    if listed is None:
        return coded_words(array)
    encoded = array.indices.dictionary_encode()
    indices = encoded.indices
    codes = (pc.fill_null(indices, -1) if indices.null_count else indices).to_numpy(zero_copy_only=False)
    return codes, pc.cast(listed, pa.large_string()).take(encoded.dictionary).to_pylist()


def spell(codes: npt.NDArray[np.uint8], words: Sequence[str | None], kind: pa.DataType = LARGE_TEXT) -> pa.Array:
    """Codes as words, in large text or in views of text; a word of None is null."""
    codes = np.ascontiguousarray(codes, np.uint8)
    rows, views = len(codes), pa.types.is_string_view(kind)
    if rows <= _FEW and int(codes.max(initial=0)) < len(words):  # where to lay them out takes longer
        return pa.array([words[code] for code in codes.tolist()], kind)
    nothing = {code for code, word in enumerate(words) if word is None}
    text: list[Any]
    of_one = rows and (codes == codes[0]).all() and int(codes[0]) < len(words)
    if of_one and int(codes[0]) not in nothing and not views:
        return pa.repeat(pa.scalar(words[codes[0]], kind), rows)
    if of_one and int(codes[0]) in nothing:  # pages that nobody writes take no room
        text = [np.zeros(2 * rows, np.uint64)] if views else [np.zeros(rows + 1, np.int64), b""]
        valid = np.zeros((rows + 7) // 8, np.uint8)
    else:
        *text, valid = (_core.spelled_views if views else _core.spelled)(codes, words)
    bits = pa.py_buffer(valid) if len(valid) else None
    return pa.Array.from_buffers(kind, rows, [bits, *(pa.py_buffer(part) for part in text)])


def texts_of(codes: npt.NDArray[np.int32], texts: Sequence[str]) -> pa.Array:
    """Codes as the texts that they stand for; a negative one is null."""
    if len(codes) <= _FEW:  # which takes less than to look for rows
        return pa.array([None if code < 0 else texts[code] for code in codes.tolist()], LARGE_TEXT)
    rows = pa.array(codes, mask=codes < 0) if (codes < 0).any() else pa.array(codes)
    return pa.array(texts, LARGE_TEXT).take(rows)
