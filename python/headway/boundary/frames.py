"""Frames at the boundary: any kind in, columns as NumPy views, the same kind out, the input never changed."""

from __future__ import annotations

import datetime
import difflib
import sys
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

import narwhals as nw
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from headway import _core
from headway._core import HeadwayError
from headway.boundary.pandas_frames import as_pandas, kept, names_of, type_of_text, with_columns_beside
from headway.boundary.problems import Problems, found_null, refusal, refuse
from headway.boundary.scalars import is_missing, number, shown_with_type
from headway.boundary.values import LARGE_TEXT, arrow_of_values, arrow_or_none, is_text, numbers_of, words_of
from headway.language.sentences import is_whole

_MOST_KEPT = 100_000  # rows whose columns are kept as Arrow has them
_LOOKED_AT = 10_000  # rows of a longer column, which say whether it repeats its words
ACCEPTED_FRAMES = "a pandas or Polars DataFrame, a pyarrow Table or a DuckDB relation"
TEXT = "text or null"
_NAMES = "a name: text, a number, a date or a category"


Given = TypeVar("Given")  # of a verb that gives back a frame of the kind that it was given


class Frame:
    """A caller's frame: reads its columns, and gives it back with more of them.

    Rows are counted from 0 in every message.
    """

    def __init__(self, native: Any) -> None:
        self._arrays: dict[str, pa.Array | None] = {}
        self._words: dict[str, tuple[npt.NDArray[np.int32], list[str]]] = {}
        self._lazy: nw.LazyFrame[Any] | None = None
        self._read: nw.DataFrame[Any] | None = None
        pandas = sys.modules.get("pandas")  # not imported: none of its frames
        names = names_of(native.columns) if pandas is not None and isinstance(native, pandas.DataFrame) else None
        of_pandas = names is not None and len(set(names)) == len(names)
        self._pandas: Any = native if of_pandas else None
        if names is not None and of_pandas:
            self.columns, self._rows = names, len(native)
            self._places = {column: place for place, column in enumerate(names)}
            return
        try:
            frame = nw.from_native(native)
            self._lazy = frame if isinstance(frame, nw.LazyFrame) else None
            # A lazy frame's row order is its source's own, so it is read once, whole, and built anew.
            self._read = frame.collect() if isinstance(frame, nw.LazyFrame) else frame
            self.columns, self._rows = list(self._read.columns), len(self._read)
            self._pandas = self._read.to_native() if self._read.implementation.is_pandas() else None
            self._places = {column: place for place, column in enumerate(self.columns)}
        except TypeError:
            raise HeadwayError(f"found {type(native).__name__}; accepted: {ACCEPTED_FRAMES}") from None
        except nw.exceptions.DuplicateError as error:
            raise HeadwayError(f"column names must be unique: {error}") from None

    @property
    def _eager(self) -> nw.DataFrame[Any]:
        """The rows as narwhals has them: of a pandas frame not before something asks, for it takes a while."""
        if self._read is None:
            self._read = nw.from_native(self._pandas, eager_only=True)
        return self._read

    def __len__(self) -> int:
        return self._rows

    def snapshot(self) -> Frame:
        """The same rows, which stay as they are whatever becomes of the caller's frame."""
        if self._pandas is not None and self._lazy is None:
            same = Frame.__new__(Frame)
            same._pandas, same._read, same._lazy, same._arrays, same._words = kept(self._pandas), None, None, {}, {}
            same.columns, same._rows, same._places = self.columns, self._rows, self._places
            return same
        rows = self._eager.to_native() if self._pandas is None else kept(self._pandas)
        return _frame_again(rows, None if self._lazy is None else self._lazy.implementation.value)

    def __reduce__(self) -> tuple[Any, ...]:
        if self._lazy is None:
            self._arrays, self._words = {}, {}
            return super().__reduce__()  # type: ignore[return-value]
        return _frame_again, (self._eager.to_native(), self._lazy.implementation.value)

    @property
    def native(self) -> Any:
        """The frame as a caller gives it."""
        return self._pandas if self._lazy is None and self._pandas is not None else self._native(self._eager)

    @property
    def text(self) -> pa.DataType:
        """The type of text that this kind of frame takes as it is."""
        of_polars = self._pandas is None and self._lazy is None and self._eager.implementation.is_polars()
        return pa.string_view() if of_polars else LARGE_TEXT

    @property
    def kind(self) -> str:
        """The library whose way a line to write has: "pandas", "polars", "arrow" or "other"."""
        of = None if self._pandas is not None else self._eager.implementation
        alone = of is not None and of.is_pyarrow() and self._lazy is None
        return "pandas" if of is None else "polars" if of.is_polars() else "arrow" if alone else "other"

    def __contains__(self, name: str) -> bool:
        return name in self.columns

    def _series(self, name: str) -> nw.Series[Any]:
        if not isinstance(name, str):  # a number would be taken for a row
            raise refusal(f"column {name!r}", f"a name of type {type(name).__name__}", "text (rename it)")
        return self._eager.get_column(name)

    def _array(self, name: str) -> pa.Array | None:
        """A column as one Arrow array; None where it holds objects. Small ones are kept, for verbs read them twice."""
        if self._rows > _MOST_KEPT:
            return arrow_or_none(self._series(name))
        if name not in self._arrays:
            self._arrays[name] = self._array_of(name)
        return self._arrays[name]

    def _array_of(self, name: str) -> pa.Array | None:
        if not isinstance(name, str) or self._pandas is None:
            return arrow_or_none(self._series(name))
        held = self._held(name)
        if held.dtype.kind not in "fiubOUT" or (held.dtype.kind == "O" and isinstance(held, np.ndarray)):
            return arrow_or_none(self._series(name))
        try:  # as narwhals does it, in a sixth of its time
            array = pa.array(held if hasattr(held, "__arrow_array__") else np.asarray(held), from_pandas=True)
        except (pa.ArrowException, OverflowError, TypeError, UnicodeError):
            return arrow_or_none(self._series(name))
        return arrow_or_none(array)

    def _held(self, name: str) -> Any:
        """What a column of a pandas frame holds: to make a Series of it, or to ask pandas where it stands, takes longer
        than to read it."""
        return self._pandas._get_column_array(self._places[name])

    def require(self, names: Iterable[str] | Mapping[str, str | tuple[str, ...]], *, hint: str = "") -> None:
        """Refuse a frame that lacks a column, naming the nearest one it has.

        With a mapping from arguments to their columns, of which one argument may have several, the argument to write is
        named too.
        """
        pairs = [*names.items()] if isinstance(names, Mapping) else [("", tuple(names))]
        if all(name in self for _, given in pairs for name in (given if isinstance(given, tuple) else (given,))):
            return
        problems = []
        columns = {folded(column): str(column) for column in self.columns}
        taken: dict[str, str] = {}  # columns that are another's by their name
        for argument, given in pairs:
            taken |= {folded(each): argument for each in (given if isinstance(given, tuple) else (given,))}
        for argument, given in pairs:
            several = isinstance(given, tuple)
            wanted: tuple[Any, ...] = given if isinstance(given, tuple) else (given,)
            for name in wanted:
                if name in self:
                    continue
                free = [column for column in columns if taken.get(column, argument) == argument]
                near = (difflib.get_close_matches(folded(name), free, n=1)
                        or difflib.get_close_matches(folded(name), columns, n=1, cutoff=0.85))  # all but the same
                nearest = columns[near[0]] if near else None
                written = repr(nearest) if nearest else "'...'"
                written = f"({written},)" if several else written
                say = f" Write {argument}={written}." if argument else ""
                problems.append(f"column {name!r} is not in the frame"
                                + (f"; did you mean {nearest!r}?" if nearest else ".") + say)  # fmt: skip
        if problems:  # the columns once, whatever is missing
            problems[-1] += f" Accepted: one of {', '.join(map(str, self.columns))}{self._later_header()}"
            problems[-1] += f". {hint}" if hint else ""
        refuse(problems)

    def _later_header(self) -> str:
        """What to do where a title stands above the header of a spreadsheet."""
        unnamed = [name for name in self.columns if str(name).startswith(("Unnamed: ", "__UNNAMED__", "column_"))]
        said = {"pandas": "header=1", "other": "skip=1"}.get(self.kind, "skip_rows=1")
        later = f". Names of columns look to be in a later row: read the file with {said}, or 2, ..."
        return later if 2 * len(unnamed) > len(self.columns) else ""

    def named(self, argument: str, value: Any) -> str:
        """The column that an argument names; what is no name, and no column, is refused."""
        if not isinstance(value, str):
            raise refusal(argument, f"{type(value).__name__} with data", "the name of a column")
        self.require([value])
        return value

    def numbers(self, name: str) -> npt.NDArray[np.float64]:
        """A numeric column as contiguous float64, null as NaN. Any other type is refused by name."""
        held = self._numbers_held(name)
        if held is not None:
            values = np.ascontiguousarray(held, np.float64).view()
            values.flags.writeable = False  # it may be the caller's own
            return values
        array = self._array(name) if self._rows <= _MOST_KEPT else None
        return numbers_of(self._series(name) if array is None else array, self._where(name))

    def _numbers_held(self, name: str) -> npt.NDArray[Any] | None:
        """What a column of a pandas frame holds, where that is numbers as they are read."""
        held = self._held(name) if self._pandas is not None and isinstance(name, str) and name in self else None
        plain = isinstance(held, np.ndarray) and (held.dtype == np.float64 or held.dtype.kind in "iu")
        return held if plain else None

    def texts(self, name: str) -> list[str]:
        """A text column, one a row; null is the empty text."""
        return _by_row(self._text(name), "")

    def cells(self, name: str) -> list[float | str | None]:
        """A column of numbers, of text or of both, as spreadsheets hold money: null, and text without any, is None."""
        numbers = self._numbers_held(name)
        if numbers is not None:
            return [None if value != value else value for value in numbers.astype(np.float64).tolist()]
        array = self._array(name)
        if array is not None:
            if is_text(array.type):
                return _by_row(array, None)
            return [None if value != value else value for value in numbers_of(array, self._where(name)).tolist()]
        problems = Problems()
        values: list[float | str | None] = []
        for row, value in enumerate(self._series(name).to_list()):
            with problems:
                read = value if isinstance(value, str) else number(value, self._where(name).format(row=row), cell=True)
                values.append(None if read != read else read)
        problems.refuse()
        return values

    def coded_cells(self, name: str) -> tuple[list[float | str | None], npt.NDArray[np.int32]]:
        """The cells of such a column, those of text each once, and which of them each row has."""
        array = self._array(name)
        if array is None or not is_text(array.type):
            each = self.cells(name)
            return each, np.arange(len(each), dtype=np.int32)
        codes, words = self.words(name)
        cells: list[float | str | None] = [*[word or None for word in words], None]
        return cells, np.where(codes < 0, len(words), codes).astype(np.int32) if (codes < 0).any() else codes

    def values(self, name: str) -> list[Any]:
        """Any column, of several types too, as Python holds it, each null in its own way: see `is_missing`."""
        return [*self._series(name).to_list()]

    @property
    def index(self) -> Any:
        """The index of a pandas frame; None of any other."""
        return None if self._pandas is None else self._pandas.index

    def arrow(self, name: str) -> pa.Array:
        """Any column, as Arrow holds it."""
        array = self._array(name)
        if array is not None:
            return array
        try:
            values = self._series(name).to_list()
            return arrow_of_values([None if is_missing(value) else value for value in values])
        except TypeError as error:
            accepted = "text, numbers, dates, or true and false, one type a column"
            raise refusal(f"column {name!r}", str(error), accepted) from None

    def rows(self) -> list[dict[str, Any]]:
        """Every row, its cells by column."""
        if not len(self):
            return []
        rows: list[dict[str, Any]] = pa.table({name: self.arrow(name) for name in self.columns}).to_pylist()
        return rows

    @staticmethod
    def _where(name: str) -> str:
        return f"row {{row}}, column {_braces(repr(name))}"

    def words(self, name: str) -> tuple[npt.NDArray[np.int32], list[str]]:
        """A text column as codes and the words they stand for, in order of first appearance; null is code -1."""
        if self._rows > _MOST_KEPT:
            return words_of(self._text(name))
        if name not in self._words:  # which verbs read twice
            self._words[name] = words_of(self._text(name))
        codes, words = self._words[name]
        return codes, [*words]

    def words_if_text(self, name: str) -> tuple[npt.NDArray[np.int32], list[str]] | None:
        """The same; None of a column that holds no text. A long one is read once."""
        array = self._array(name) if self._rows > _MOST_KEPT else None
        if array is None:
            return self.words(name) if self.holds_text(name) else None
        return words_of(array) if is_text(array.type) or array.null_count == len(array) else None

    def _text(self, name: str) -> pa.Array:
        """A column of text, or of nulls alone, as Arrow holds it; any other is refused."""
        array = self._array(name)
        if array is None:
            values = [None if is_missing(value) else value for value in self._series(name).to_list()]
            refuse([f"row {row}, column {name!r}: found {shown_with_type(value)}; accepted: {TEXT}"
                    for row, value in enumerate(values)
                    if value is not None and not isinstance(value, str)])  # fmt: skip
            refuse([f"row {row}, column {name!r}: found {shown_with_type(value)}, half of a character; accepted: {TEXT}"
                    for row, value in enumerate(values) if value is not None and not is_whole(value)])  # fmt: skip
            array = pa.array([None if value is None else str(value) for value in values], pa.large_string())
        if not is_text(array.type) and array.null_count < len(array):
            row = pc.index(pc.is_valid(array), True).as_py()
            found = f"{shown_with_type(array[row].as_py())} in a column of type {array.type}"
            raise refusal(f"row {row}, column {name!r}", found, TEXT)
        return array

    def holds_text(self, name: str) -> bool:
        """Whether a column holds text, or nothing at all."""
        numbers = self._numbers_held(name)
        if numbers is not None:
            return not len(numbers) or bool(numbers.dtype.kind == "f" and np.isnan(numbers).all())
        array = self._array(name)
        if array is None:
            return all(isinstance(value, str) or is_missing(value) for value in self._series(name).to_list())
        return is_text(array.type) or array.null_count == len(array)

    def holds_one_type(self, name: str) -> bool:
        """Whether a column is of one type, as Arrow has it: no column of objects."""
        return self._numbers_held(name) is not None or self._array(name) is not None

    def names(self, name: str) -> tuple[npt.NDArray[np.int32], list[str]]:
        """As `words`, of a column that names things by text, numbers, dates or categories.

        Names that differ in spaces, dashes and look-alike letters alone are one, as it is spelled first.
        """
        text = self.words_if_text(name)
        if text is not None:
            of_rows, words = text
            spelled: dict[str, str] = {}  # in order of first appearance
            plain = _core.plain_texts(words)
            if len(dict.fromkeys(plain)) == len(words):
                return of_rows, words
            for key, word in zip(plain, words, strict=True):
                spelled.setdefault(key, word)
            code_of_key = {key: code for code, key in enumerate(spelled)}
            return np.array([*(code_of_key[key] for key in plain), -1], np.int32)[of_rows], list(spelled.values())
        values = self.values(name)
        refuse([f"row {row}, column {name!r}: found {shown_with_type(value)}; accepted: {_NAMES}"
                for row, value in enumerate(values) if not isinstance(value, Hashable)])  # fmt: skip
        code_of: dict[Any, int] = {}
        codes = [-1 if is_missing(value) else code_of.setdefault(value, len(code_of)) for value in values]
        names = [name_of(value) for value in code_of]
        refuse([f"column {name!r}: two names of different types are written {text!r}; accepted: one type a column"
                for text, times in Counter(names).items() if times > 1])  # fmt: skip
        return np.array(codes, np.int32), names

    def identified(self, name: str) -> tuple[npt.NDArray[np.int32], list[str]]:
        """The same, of which no row may lack a name."""
        codes, names = self.names(name)
        refuse(found_null(np.flatnonzero(codes < 0).tolist(), name, _NAMES, self.line_without_null(name)))
        return codes, names

    def identifiers(self, name: str) -> Identifiers:
        """The same, and the names as they came."""
        codes, names = self.identified(name)
        if self._pandas is not None and self._held(name).dtype == type_of_text():  # as it would come back
            return Identifiers(codes, names, pa.array(names, LARGE_TEXT))
        # Codes count up as they appear, so a name's first row is where they pass all codes before.
        first = np.flatnonzero(np.diff(np.maximum.accumulate(codes), prepend=np.int32(-1))).tolist()
        return Identifiers(codes, names, nw.maybe_reset_index(self._series(name)[first]))

    def vocabulary(
        self, name: str, accepted: Sequence[str], missing: int, *, also: Mapping[str, str] | None = None
    ) -> npt.NDArray[np.uint8]:
        """A column of words from a closed vocabulary, in any case, as its codes; null and blank are `missing`.

        `also` are other words in use, and what they mean.
        """
        codes, words = self.words(name)
        known = {folded(word): code for code, word in enumerate(accepted)} | {"": missing}
        known |= {folded(word): known[folded(meant)] for word, meant in (also or {}).items()}
        unknown = [i for i, word in enumerate(words) if folded(word) not in known]
        if unknown:
            refuse([f"row {row}, column {name!r}: found {words[codes[row]]!r}; accepted: {', '.join(accepted)}"
                    for row in np.flatnonzero(np.isin(codes, unknown)).tolist()])  # fmt: skip
        table = np.array([known[folded(word)] for word in words] + [missing], np.uint8)
        return table[codes]

    def line_without_null(self, name: str) -> str:
        """The line that leaves out the rows which have nothing in a column, in the frame's own library."""
        return _core.line_without_nothing(self.kind, repr(name))

    def line_without_blank(self, name: str) -> str:
        """The same for rows that have no more than spaces in a column of text, or nothing."""
        return _core.line_without_blank(self.kind, repr(name))

    def with_columns(self, added: dict[str, pa.Array]) -> Any:
        """The caller's frame, of the caller's kind, with columns added; refused where a name is taken."""
        taken = [name for name in added if name in self]
        if taken and len(taken) == len(added):
            names = ", ".join(taken)
            raise HeadwayError(f"the frame has these columns already; accepted: the frame before, without {names}")
        refuse([
            f"column {name!r} would be written, but the frame has one; accepted: a frame without it (rename or drop it)"
            for name in taken
        ])
        if self._pandas is not None:  # all at once, which takes a fifth of the time
            return with_columns_beside(self._pandas, self.columns, added)
        extra = nw.from_arrow(pa.table(added), backend=self._eager.implementation)
        return self._native(self._eager.with_columns(*extra.iter_columns()))

    def replaced(self, instead: Mapping[str, pa.Array], added: dict[str, pa.Array]) -> Any:
        """The caller's frame, of the caller's kind, with other columns in place of some, and more of them."""
        new = nw.from_arrow(pa.table(dict(instead)), backend=self._eager.implementation)
        if self._pandas is not None:
            caller = self._pandas
            beside = new.to_native().set_axis(caller.index)
            changed = caller.assign(**{name: beside[name] for name in instead})
        else:
            changed = self._native(self._eager.with_columns(*new.iter_columns()))
        return Frame(changed).with_columns(added) if added else changed

    def like(self, columns: Mapping[str, Any] | Sequence[tuple[str, Any]]) -> Any:
        """A new frame of the caller's kind. Names of the caller's come in pairs with columns, none twice.

        A column of NumPy holds numbers, NaN where there is none, and is the frame's from here on.
        """
        pairs = list(columns.items()) if isinstance(columns, Mapping) else list(columns)
        names = [name for name, _ in pairs]
        refuse([f"column {name!r} would be written twice; accepted: a column of another name (rename it)"
                for name in dict.fromkeys(names) if names.count(name) > 1])  # fmt: skip
        if self._lazy is None and self._pandas is not None:
            return as_pandas(dict(pairs))
        arrays = {name: pa.array(column, from_pandas=True) if isinstance(column, np.ndarray) else column
                  for name, column in pairs if not isinstance(column, nw.Series)}  # fmt: skip
        frame = nw.from_arrow(pa.table(arrays), backend=self._eager.implementation)
        given = [column.alias(name) for name, column in pairs if isinstance(column, nw.Series)]
        return self._native(frame.with_columns(*given).select(names))

    def _native(self, frame: nw.DataFrame[Any]) -> Any:
        if self._lazy is None:
            return frame.to_native()
        if self._lazy.implementation.is_duckdb():
            import duckdb

            return duckdb.from_arrow(frame.to_arrow())
        return frame.lazy(backend=self._lazy.implementation).to_native()


def _by_row(array: pa.Array, blank: str | None) -> list[Any]:
    """Text, or nulls alone, one a row; null and the empty text are `blank`.

    Rows of one word share one text where a column lists its words, or is long: to make a text a row takes more room
    than the column, and of a column that lists its words a hundred times as long.
    """
    if pa.types.is_dictionary(array.type) and len(array.dictionary) <= len(array):
        listed = [word or blank for word in array.dictionary.to_pylist()]
        return [blank if code is None else listed[code] for code in array.indices.to_pylist()]
    if pa.types.is_dictionary(array.type) or pa.types.is_string_view(array.type):
        array = pc.cast(array, pa.large_string())
    if len(array) <= _MOST_KEPT or not _repeats(array):  # where to look for equal words takes longer
        return [text or blank for text in array.to_pylist()]
    codes, words = words_of(array)
    listed = [*(word or blank for word in words), blank]  # the last is found by code -1
    return [listed[code] for code in codes.tolist()]


def _repeats(array: pa.Array) -> bool:
    """Whether a long column says most things more than once, by rows that are spread over all of it."""
    some = array.take(pa.array(np.linspace(0, len(array) - 1, min(len(array), _LOOKED_AT), dtype=np.int64)))
    return 2 * len(some.unique()) <= len(some)


class Identifiers(NamedTuple):
    """What a column names, in order of first appearance."""

    codes: npt.NDArray[np.int32]  # of each row
    names: list[str]
    given: nw.Series[Any] | pa.Array  # the names as the caller gave them, each once

    def as_given(self) -> list[Any]:
        """The names as Python holds them."""
        return [*(self.given.to_pylist() if isinstance(self.given, pa.Array) else self.given.to_list())]


def name_of(value: Any) -> str:
    """A name as text, whatever its type."""
    if isinstance(value, float) and value.is_integer():  # 1001.0, of a column with a gap
        value = int(value)
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        value = value.date()
    return str(value)


def folded(name: object) -> str:
    """A word or a name of a column, whatever its case, spaces and underscores."""
    return " ".join(str(name).lower().replace("_", " ").split())


def _frame_again(rows: Any, lazy: str | None) -> Frame:
    """A frame of rows that were read; `lazy` is the kind that gave them, where it reads when it is asked."""
    if lazy == "duckdb":
        import duckdb

        return Frame(duckdb.from_arrow(rows))
    return Frame(rows if lazy is None else nw.from_native(rows).lazy(backend=lazy).to_native())


def _braces(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")
