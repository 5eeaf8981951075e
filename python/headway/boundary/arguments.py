"""The arguments of one call, read alike whether they are scalars, arrays or columns of a frame."""

from __future__ import annotations

import numbers
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from headway import _core
from headway._core import HeadwayError
from headway.boundary.columns import Column, Words, array_of, arrow_of, one_of
from headway.boundary.frames import Frame
from headway.boundary.groups import encode, is_key, joined
from headway.boundary.merged_cells import refuse_merged
from headway.boundary.problems import Problems, refusal, refuse
from headway.boundary.scalars import is_missing, line_to_read, number
from headway.boundary.time_labels import counts_days
from headway.boundary.times import DATES, may_be_a_year_or_month, says_a_time
from headway.boundary.units import refuse_uncountable
from headway.boundary.values import arrow_of_values, dimensions, numbers_of
from headway.vocabulary import FigureStatus, StatisticStatus

Floats = npt.NDArray[np.float64]
Codes = npt.NDArray[np.uint8]
Groups = npt.NDArray[np.int32]
_ARROW = (pa.Array, pa.ChunkedArray)
_FIRST_OTHERS = 8  # labels that are no times, of which an index of times has fewer before its first


def levels_of(confidence: Any) -> Floats:
    """One confidence level or a list of them, as the core takes them."""
    if dimensions(confidence) == 0:
        return np.array([number(confidence, "confidence", null=False)])
    levels = confidence.to_pylist() if isinstance(confidence, _ARROW) else confidence
    return np.array([number(level, f"confidence[{row}]", null=False) for row, level in enumerate(levels)])


def is_number(value: Any) -> bool:
    """Whether an argument is one number (or None), not an array and not the name of a column."""
    if isinstance(value, np.ndarray):
        return value.ndim == 0
    return not isinstance(value, str) and not hasattr(value, "__len__") and dimensions(value) == 0


def index_of(value: Any) -> Any:
    """The index of a pandas Series; None of anything else."""
    pandas = sys.modules.get("pandas")  # not imported: no Series
    return value.index if pandas is not None and isinstance(value, pandas.Series) else None


def time_index(arguments: Iterable[Any], *, numbered: bool = False) -> Any:
    """The index of the pandas Series among them, or an index, where its labels are times; None of any other.

    Text is where every label says a time or may mean one; where most do, one that does not (a total) is refused. Whole
    numbers may be those of rows, and are with `numbered` alone, where all are years or months of 1900 to 2100.
    """
    pandas = sys.modules.get("pandas")
    if pandas is None:
        return None
    indexes = (argument if isinstance(argument, pandas.Index) else index_of(argument) for argument in arguments)
    return next((index for index in indexes if index is not None and _says_times(index, numbered)), None)


def _says_times(index: Any, numbered: bool) -> bool:
    pandas = sys.modules["pandas"]
    if isinstance(index, (pandas.DatetimeIndex, pandas.PeriodIndex)):
        return True
    if isinstance(index, pandas.MultiIndex) or not len(index):
        return False
    if pandas.api.types.is_integer_dtype(index.dtype):
        return numbered and all(map(may_be_a_year_or_month, (index.min(), index.max())))
    if pandas.api.types.is_numeric_dtype(index.dtype):
        return False
    found: dict[Any, str] = {}  # what says no time
    seen: set[Any] = set()
    times = others = days = 0  # of these days as Excel counts them, or codes of five digits
    for label in index:
        if label in seen:
            continue
        seen.add(label)
        if is_missing(label):
            found[label] = "null"
        elif _says_time(label):
            times += 1
            days += isinstance(label, str) and counts_days(label)
        else:
            found[label], others = repr(label), others + 1
        if 2 * others > times + _FIRST_OTHERS:  # most indexes of names say so at the first
            return False
    times -= days * bool(found)
    if not times or 2 * others > times or all(isinstance(label, numbers.Number) for label in index):
        return False
    refuse([f"row {row}, index: found {found[label]} among times; accepted: {DATES}, without rows of a total"
            for row, label in enumerate(index if found else ()) if label in found])  # fmt: skip
    return True


def _says_time(label: Any) -> bool:
    """Whether a label of an index that is not all numbers says a time."""
    return may_be_a_year_or_month(label) if isinstance(label, numbers.Number) else says_a_time(label)


class Arguments:
    """The arguments of one call, read alike whether they are scalars, arrays or columns of a frame.

    Each argument is a number or an array; with `data`, a number or the name of a column. Numbers go with every row;
    None is a missing number, or, of an `optional` argument, one that was not given. All problems are refused at once.
    pandas Series go together by their index or not at all: rows are never paired across different ones.
    """

    def __init__(self, data: Any, by: str | Sequence[str] | None, /, *, groups: Any = None,
                 optional: Mapping[str, Any] | None = None, by_row: bool = False,
                 **arguments: Any) -> None:  # fmt: skip
        """`by_row` where rows are read each by itself, and may be in units of their own."""
        self.frame = data if data is None or isinstance(data, Frame) else Frame(data)
        self.by = _names(by)
        self.groups: Sequence[Any] | None = None
        self.codes: Groups | None = None
        self.keys: dict[str, pa.Array] = {}
        self.summed_up = False
        self._one_group = False
        self._of_rows: dict[str, Floats] = {}  # what was summed up
        if by is not None and self.frame is None:
            raise refusal("by", f"{by!r} without data", "columns of a frame, given as data=")
        if groups is not None and self.frame is not None:
            raise refusal("groups", "with data", "by= with the names of columns")
        given = arguments | {name: value for name, value in (optional or {}).items() if value is not None}
        given = {n: v[()] if isinstance(v, np.ndarray) and v.ndim == 0 else v for n, v in given.items()}
        group_keys = None if groups is None else _keys(groups)
        self.columns: dict[str, str] = {name: value for name, value in given.items() if isinstance(value, str)}
        if self.frame is not None:
            self.frame.require([*self.columns.values(), *self.by])
        read: dict[str, Floats] = {}
        problems = Problems()
        for name, value in given.items():
            with problems:
                read[name] = self._read(name, value)
        problems.refuse()
        single = {name for name, value in given.items() if is_number(value)}
        self.scalar = self.frame is None and groups is None and len(single) == len(given)
        lengths = {name: len(values) for name, values in read.items() if name not in single}
        self.rows = self._rows(lengths if group_keys is None else lengths | {"groups": len(group_keys)})
        self._index: tuple[str, Any] | None = None
        for name, value in {**given, "groups": groups}.items():
            self.refuse_other_index(name, value)
        self.arguments = {n: np.full(self.rows, values[0]) if n in single else values for n, values in read.items()}
        if self.frame is not None and self.by:
            columns = {name: self.frame.arrow(name) for name in self.by}
            self.codes, self.keys = encode(columns)
            refuse_merged({f"column {name!r}": array for name, array in columns.items()})
        elif group_keys is not None:
            self.codes, keys = encode({"groups": group_keys})
            refuse_merged({"groups": group_keys})
            self.groups = keys["groups"].to_pylist()
        if self.frame is not None:
            one_group = np.zeros(self.rows, np.int32) if self.codes is None else self.codes
            refuse_uncountable(self.frame, self.columns, None if by_row else one_group)

    def __getitem__(self, name: str) -> Floats:
        return self.arguments[name]

    def get(self, name: str) -> Floats | None:
        """An optional argument; None where it was not given."""
        return self.arguments.get(name)

    def _read(self, name: str, value: Any) -> Floats:
        if isinstance(value, str):
            if self.frame is None:
                accepted = "a number, an array of numbers, or with data= the name of a column"
                raise refusal(name, f"text {value!r}", accepted + line_to_read(value, name))
            return self.frame.numbers(value)
        if is_number(value):
            self.refuse_column_number(name, value)
            return np.array([number(value, name)])
        kind = type(value)
        if self.frame is not None:
            raise refusal(name, f"{kind.__name__} with data", "the name of a column, or a number")
        result = kind.__module__.startswith("headway.")
        if result or isinstance(value, (Mapping, set, frozenset)):
            part = next((f": its .{part}" for part in ("value", "values") if result and hasattr(value, part)), "")
            raise refusal(name, kind.__name__, f"a number, or an array, one element a row{part}")
        if (count := dimensions(value)) != 1:
            lengths = {len(each) if isinstance(each, (list, tuple)) else 0 for each in value}
            found = f"an array of {count} dimensions" if len(lengths) < 2 else "a list of lists of different lengths"
            raise refusal(name, found, "one dimension, one element a row")
        try:
            return numbers_of(value, f"{name}[{{row}}]")
        except TypeError:
            raise refusal(name, kind.__name__, "a number, or a list, array or column of numbers") from None

    def refuse_column_number(self, name: str, value: Any) -> None:
        """Refuse a number that may mean the column of that name."""
        if self.frame is not None and isinstance(value, numbers.Number) and value in self.frame.columns:
            accepted = "the name of a column as text (rename it), or a number that is no column's name"
            raise refusal(name, f"{value!r}, which is also the name of a column", accepted)

    def refuse_other_index(self, name: str, value: Any) -> None:
        """Refuse a pandas Series whose index is not that of the ones before it."""
        index = index_of(value)
        if index is None:
            return
        if self._index is None:
            self._index = name, index
        elif index is not self._index[1] and not index.equals(self._index[1]):
            accepted = "one index for all, or arrays (.to_numpy())"
            raise HeadwayError(f"{self._index[0]} and {name} have different indexes; accepted: {accepted}")

    def _rows(self, lengths: Mapping[str, int]) -> int:
        if self.frame is not None:
            return len(self.frame)
        if len(set(lengths.values())) > 1:
            found = ", ".join(f"{name} of {length}" for name, length in lengths.items())
            raise refusal("arrays of different lengths", found, "one length for all")
        return next(iter(lengths.values()), 1)

    def summed(self) -> Arguments:
        """With `by`, every argument added up within each group: one row a group from here on."""
        if self.codes is not None:
            count = self.group_count
            self._of_rows = self.arguments
            self.arguments = {n: _core.sum_by_group(self.codes, values, count) for n, values in self.arguments.items()}
            self.summed_up = True
        return self

    def lacking(self, missing: npt.NDArray[np.bool_], *, bands: Groups | None = None, labels: Sequence[str] = (),
                band_is: str = "age band") -> list[str | None]:  # fmt: skip
        """Why each group that is `missing` is: the rows and numbers that it lacks; None of the others.

        `bands` are codes of the rows' `labels`.
        """
        if not missing.any():
            return [None] * len(missing)
        of_rows = self._of_rows or self.arguments
        columns = [(self.columns.get(name, name), values) for name, values in of_rows.items()]
        words = _core.what_groups_lack(self.codes, self.group_count, bands, list(labels), band_is, columns)
        return [word or None if lacks else None for word, lacks in zip(words, missing.tolist(), strict=True)]

    def with_suppressed(self, status: Words, *, by_row: bool = False) -> Words:
        """Statuses, of which what is missing because a cell is suppressed says so: one a row or, else, a group.

        A cell is where its column is without a number and the column beside it, `<name>_status`, says suppressed.
        """
        rows = self._suppressed_rows()
        words = [str(member) for member in status.vocabulary]
        lacking = [code for code, word in enumerate(words) if word in ("missing", "no_data")]
        if rows is None or not np.isin(status.codes, lacking).any():
            return status
        if not by_row and self.codes is not None:
            rows = np.isin(np.arange(self.group_count), self.codes[rows])
        vocabulary = [*status.vocabulary] + [StatisticStatus.suppressed] * (StatisticStatus.suppressed not in words)
        code = [str(member) for member in vocabulary].index(StatisticStatus.suppressed)
        told = np.isin(status.codes, lacking) & np.repeat(rows, len(status.codes) // len(rows))
        return Words(np.where(told, code, status.codes).astype(np.uint8), vocabulary)

    def _suppressed_rows(self) -> npt.NDArray[np.bool_] | None:
        """Which rows of the frame have a suppressed cell among the arguments; None where no column says so."""
        found = np.zeros(self.rows, bool)
        if self.frame is None:
            return None
        for column in self.columns.values():
            beside = "status" if column == "value" and "value_status" not in self.frame else f"{column}_status"
            if beside in self.frame and self.frame.holds_text(beside):
                codes, words = self.frame.words(beside)
                said = [code for code, word in enumerate(words) if word == FigureStatus.suppressed]
                found |= np.isin(codes, said) & np.isnan(self.frame.numbers(column))
        return found if found.any() else None

    def pooled(self) -> Groups:
        """The codes of groups, for what makes one statistic of many rows: without groups all rows are one."""
        if (index := self._index and self._index[1] if self.frame is None else self.frame.index) is not None:
            time_index([index])  # which refuses a total among its times
        if self.codes is None:
            self.codes = np.zeros(self.rows, np.int32)
            self._one_group = True
        return self.codes

    @property
    def group_count(self) -> int:
        """How many groups there are; 1 where none were given."""
        if self.codes is None or self._one_group:
            return 1
        return len(self.groups if self.groups is not None else next(iter(self.keys.values())))

    @property
    def alone(self) -> bool:
        """Whether the result is of one row or of one group: scalars, not arrays of one element."""
        return self.frame is None and (self.scalar or self._one_group)

    def extra(self, values: Column) -> Any:
        """A further column, one a row or a group, as the caller gets them."""
        if self.frame is not None:
            return arrow_of(values)
        return one_of(values) if self.alone else array_of(values)


def _names(by: Any) -> list[str]:
    """The columns that tell series apart."""
    if by is not None and (not hasattr(by, "__iter__") or hasattr(by, "dtype") or isinstance(by, _ARROW)):
        found = f"{type(by).__name__} {by!r}" if not hasattr(by, "__iter__") else type(by).__name__
        raise refusal("by", found, "the name of a column of data=, or a list of names")
    return [by] if isinstance(by, str) else list(by or [])


def _keys(groups: Any) -> pa.Array:
    """The groups of rows, given as an array, as Arrow holds them."""
    accepted = "an array of text, of numbers or of dates, one element a row"
    if isinstance(groups, (str, Mapping, set, frozenset)) or is_number(groups):
        raise refusal("groups", f"{type(groups).__name__} {groups!r:.60}", accepted)
    try:
        if hasattr(groups, "columns"):
            raise TypeError(f"values of type {type(groups).__name__}")
        keys = arrow_of_values(groups)
    except TypeError as error:
        raise refusal("groups", str(error), accepted) from None
    keys = joined(keys) if isinstance(keys, pa.ChunkedArray) else keys
    if not is_key(keys.type):
        raise refusal("groups", f"values of type {keys.type}", accepted)
    return keys
