"""What the functions of this package share: how their arguments are read, and how their results are given back."""

from __future__ import annotations

import numbers
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from headway import _core
from headway._core import HeadwayError
from headway.frames import Frame, Problems, encode, is_key, number, numbers_of
from headway.stats.columns import Column, Rows, Words, array_of, arrow_of, one_of, repeated
from headway.words import StatisticStatus

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Floats = npt.NDArray[np.float64]
Codes = npt.NDArray[np.uint8]
Groups = npt.NDArray[np.int32]
_ARROW = (pa.Array, pa.ChunkedArray)


def levels_of(confidence: Any) -> Floats:
    """One confidence level or a list of them, as the core takes them."""
    if np.ndim(confidence) == 0:
        return np.array([number(confidence, "confidence", null=False)])
    levels = confidence.to_pylist() if isinstance(confidence, _ARROW) else confidence
    return np.array([number(level, f"confidence[{row}]", null=False) for row, level in enumerate(levels)])


def level_name(level: float) -> str:
    """How a level is called in names of columns: `95`, `99_8`."""
    return percent(level).replace(".", "_")


def percent(level: float) -> str:
    """A level in per cent, as it was written; none is 100."""
    text = f"{100 * level:.10g}"
    return f"{100 * level:.15g}" if text == "100" else text


def limit_columns(lower: Floats, upper: Floats, confidence: Any, prefix: str = "") -> dict[str, pa.Array]:
    """The limits of a frame's rows, levels x rows: `lower` and `upper`, or with several levels `lower_95`, ..."""
    suffixes = [""] if np.ndim(confidence) == 0 else [f"_{level_name(level)}" for level in levels_of(confidence)]
    columns = {}
    for suffix, low, high in zip(suffixes, lower, upper, strict=True):
        columns[f"{prefix}lower{suffix}"] = pa.array(low, from_pandas=True)
        columns[f"{prefix}upper{suffix}"] = pa.array(high, from_pandas=True)
    return columns


def is_number(value: Any) -> bool:
    """Whether an argument is one number (or None), not an array and not the name of a column."""
    if isinstance(value, np.ndarray):
        return value.ndim == 0
    return not isinstance(value, str) and not hasattr(value, "__len__") and np.ndim(value) == 0


def index_of(value: Any) -> Any:
    """The index of a pandas Series; None of anything else."""
    pandas = sys.modules.get("pandas")  # not imported: no Series
    return value.index if pandas is not None and isinstance(value, pandas.Series) else None


def time_index(arguments: Iterable[Any]) -> Any:
    """The index of the pandas Series among them, or an index, where it is of times; None of any other."""
    pandas = sys.modules.get("pandas")
    if pandas is None:
        return None
    indexes = (argument if isinstance(argument, pandas.Index) else index_of(argument) for argument in arguments)
    return next((index for index in indexes if isinstance(index, (pandas.DatetimeIndex, pandas.PeriodIndex))), None)


class Figures(Rows):
    """Values with limits, of one row or of many. What they hold is said at `Statistic`."""

    _kind = "statistics"
    _limits_are: ClassVar[str] = ""  # what goes before them in words

    def __init__(
        self,
        value: Floats,
        lower: Floats,
        upper: Floats,
        status: Codes,
        *,
        confidence: Any,
        multiplier: float,
        method: str,
        inputs: Mapping[str, Floats],
        scalar: bool,
        groups: Sequence[Any] | None = None,
    ) -> None:
        several = np.ndim(confidence) > 0
        self._statuses = Words(status, StatisticStatus)
        self._scalar = scalar
        limits = (lower.T, upper.T) if several else (lower[0], upper[0])
        self.lower: Any = one_of(limits[0]) if scalar else limits[0]
        self.upper: Any = one_of(limits[1]) if scalar else limits[1]
        self.value: Any = one_of(value) if scalar else value
        self.confidence = confidence
        self.multiplier = multiplier
        self.method = method
        self.inputs = dict(inputs)  # copies would take as long as the statistics
        self.groups = None if groups is None else list(groups)

    @property
    def status(self) -> Any:
        return self._statuses.one() if self._scalar else self._statuses.array()

    def __len__(self) -> int:
        return len(self._statuses.codes)

    def _words(self, row: int) -> str:
        """One statistic as a reader says it; without a value or without limits, why."""
        value, lower, upper = (
            np.atleast_1d(part) if self._scalar else np.atleast_1d(part[row]) for part in (self.value, self.lower, self.upper)
        )
        status = str(self._statuses.of_row(row)).replace("_", " ")
        intervals = ", ".join(
            f"{low:.4g} to {high:.4g} at {percent(level)}%"
            for low, high, level in zip(lower, upper, np.atleast_1d(self.confidence), strict=True)
            if low is not None and not np.isnan(low)
        )
        if value[0] is None or np.isnan(value[0]):
            return status + (f" ({self._limits_are}{intervals})" if intervals else "")
        why = "" if status == StatisticStatus.estimated else f", {status}"
        return f"{value[0]:.4g}" + (f" ({self._limits_are}{intervals})" if intervals else "") + why


class Statistic(Figures):
    """Statistics with their intervals, of one row or of many.

    Attributes
    ----------
    value : float or array
        None where a scalar is missing, NaN in an array.
    lower, upper : float or array
        Limits of the interval. With a list of levels there is one more dimension, the last.
    status : str or array
        `estimated`, or why there is no value, or no more than a value or limits.
    confidence, multiplier : float or list of float
        As they were asked for.
    method : str
        The method, its version and its source.
    inputs : dict
        The arguments, as arrays; an array of floats is the caller's own.
    groups : list or None
        What each element stands for, where arrays were given with groups.
    """

    def plot(
        self,
        ax: Axes | None = None,
        *,
        labels: Any = None,
        highlight: str | Sequence[str] | None = None,
        benchmark: float | None = None,
        benchmark_label: str = "Benchmark",
        unit: str | None = None,
        title: str | None = None,
    ) -> Axes:
        """Draw neighbours with their intervals, the highest first: a caterpillar chart.

        Parameters
        ----------
        ax : matplotlib Axes, optional
            Where to draw, with about 16 points of height a row; where there is less, some names, the note and the end of
            the title are left out, which `describe` has. By default a figure of its own, which is as readable on a phone
            as in a report.
        labels : sequence of str, optional
            What each value is of, in the order of the values: a pandas Series goes by place, not by its index. By
            default the groups.
        highlight : str or sequence of str, optional
            Labels to tell from the others: a bold name, a diamond and a band.
        benchmark : float, optional
            Where to draw a broken line, in the terms of the values.
        benchmark_label : str, default "Benchmark"
            What that is.
        unit : str, optional
            `%` and `GBP` stand beside each figure, any other below the scale. `%` asks for proportions with
            `multiplier=100`.
        title : str, optional
            By default what the figures say.

        Returns
        -------
        matplotlib Axes

        Raises
        ------
        HeadwayError
            For one value alone, more than two confidence levels, labels that are not one a value, a highlight that is
            no label, a unit or a title that is not text, and `%` for proportions of 1.
        ImportError
            Without matplotlib and afcharts, which come with the extra `headway[report]`.

        Notes
        -----
        With two levels the narrower interval is a thick bar and the wider a thin one. Rows without a value come last,
        with their status.

        Examples
        --------
        >>> smoking = hw.stats.proportion([83, 61, 0], [586, 610, 0], multiplier=100, confidence=[0.95, 0.998])
        >>> ax = smoking.plot(labels=["Southampton", "Portsmouth", "Isles of Scilly"], highlight="Southampton",
        ...                   benchmark=11.63, benchmark_label="England", unit="%")
        """
        from headway import caterpillar_chart, caterpillar_words

        drawn = caterpillar_words.caterpillar(
            self, labels=labels, highlight=highlight, benchmark=benchmark, benchmark_label=benchmark_label, unit=unit
        )
        return caterpillar_chart.plot(drawn, ax, title)

    def svg(
        self,
        *,
        labels: Any = None,
        highlight: str | Sequence[str] | None = None,
        benchmark: float | None = None,
        benchmark_label: str = "Benchmark",
        unit: str | None = None,
        title: str | None = None,
    ) -> str:
        """The caterpillar chart as one inline `<svg>` for a page, with its text alternative: see `plot`."""
        from headway import caterpillar_chart, caterpillar_words

        drawn = caterpillar_words.caterpillar(
            self, labels=labels, highlight=highlight, benchmark=benchmark, benchmark_label=benchmark_label, unit=unit
        )
        return caterpillar_chart.svg(drawn, title)

    def describe(
        self,
        *,
        labels: Any = None,
        highlight: str | Sequence[str] | None = None,
        benchmark: float | None = None,
        benchmark_label: str = "Benchmark",
        unit: str | None = None,
    ) -> str:
        """The caterpillar chart in plain sentences, with every figure: see `plot`."""
        from headway import caterpillar_words

        drawn = caterpillar_words.caterpillar(
            self, labels=labels, highlight=highlight, benchmark=benchmark, benchmark_label=benchmark_label, unit=unit
        )
        return caterpillar_words.describe(drawn)


class Inputs:
    """The arguments of one call, read alike whether they are scalars, arrays or columns of a frame.

    Each argument is a number or an array; with `data`, a number or the name of a column. Numbers go with every row;
    None is a missing number, or, of an `optional` argument, one that was not given. All problems are refused at once.
    pandas Series go together by their index or not at all: rows are never paired across different ones.
    """

    def __init__(
        self,
        data: Any,
        by: str | Sequence[str] | None,
        /,
        *,
        groups: Any = None,
        optional: Mapping[str, Any] | None = None,
        **arguments: Any,
    ) -> None:
        self.frame = data if data is None or isinstance(data, Frame) else Frame(data)
        if by is not None and (not hasattr(by, "__iter__") or hasattr(by, "dtype") or isinstance(by, _ARROW)):
            found = f"{type(by).__name__} {by!r}" if not hasattr(by, "__iter__") else type(by).__name__
            raise HeadwayError(f"by: found {found}; accepted: the name of a column of data=, or a list of names")
        self.by = [by] if isinstance(by, str) else list(by or [])
        self.groups: Sequence[Any] | None = None
        self.codes: Groups | None = None
        self.keys: dict[str, pa.Array] = {}
        self._in_groups = False
        self._one_group = False
        if by is not None and self.frame is None:
            raise HeadwayError(f"by: found {by!r} without data; accepted: columns of a frame, given as data=")
        if groups is not None and self.frame is not None:
            raise HeadwayError("groups: found with data; accepted: by= with the names of columns")
        given = arguments | {name: value for name, value in (optional or {}).items() if value is not None}
        given = {n: v[()] if isinstance(v, np.ndarray) and v.ndim == 0 else v for n, v in given.items()}
        keys_of_groups = None if groups is None else _keys(groups)
        problems = Problems()
        if self.frame is not None:
            with problems:
                self.frame.require([*(value for value in given.values() if isinstance(value, str)), *self.by])
            problems.refuse()
        self.columns: dict[str, str] = {name: value for name, value in given.items() if isinstance(value, str)}
        read: dict[str, Floats] = {}
        for name, value in given.items():
            with problems:
                read[name] = self._read(name, value)
        problems.refuse()
        single = {name for name, value in given.items() if is_number(value)}
        self.scalar = self.frame is None and groups is None and len(single) == len(given)
        self.rows = self._rows(
            {name: len(values) for name, values in read.items() if name not in single}
            | ({} if keys_of_groups is None else {"groups": len(keys_of_groups)})
        )
        self._index: tuple[str, Any] | None = None
        for name, value in {**given, "groups": groups}.items():
            self.check_index(name, value)
        self.arguments = {
            name: np.full(self.rows, values[0]) if name in single else values for name, values in read.items()
        }
        if self.frame is not None and self.by:
            self.codes, self.keys = encode({name: self.frame.arrow(name) for name in self.by})
        elif keys_of_groups is not None:
            self.codes, keys = encode({"groups": keys_of_groups})
            self.groups = keys["groups"].to_pylist()

    def __getitem__(self, name: str) -> Floats:
        return self.arguments[name]

    def get(self, name: str) -> Floats | None:
        """An optional argument; None where it was not given."""
        return self.arguments.get(name)

    def _read(self, name: str, value: Any) -> Floats:
        if isinstance(value, str):
            if self.frame is None:
                raise HeadwayError(
                    f"{name}: found text {value!r}; accepted: a number, an array of numbers, or with data= the name of "
                    "a column"
                )
            return self.frame.numbers(value)
        if is_number(value):
            self.check_no_column(name, value)
            return np.array([number(value, name)])
        if self.frame is not None:
            raise HeadwayError(f"{name}: found {type(value).__name__} with data; accepted: the name of a column, or a number")
        if type(value).__module__.startswith("headway."):
            part = next((f": its .{part}" for part in ("value", "values") if hasattr(value, part)), "")
            kind = type(value).__name__
            raise HeadwayError(f"{name}: found {kind}; accepted: a number, or an array, one element a row{part}")
        if isinstance(value, (Mapping, set, frozenset)):
            kind = type(value).__name__
            raise HeadwayError(f"{name}: found {kind}; accepted: a number, or an array, one element a row")
        try:
            dimensions = np.ndim(value)
        except ValueError:
            raise HeadwayError(
                f"{name}: found a list of lists of different lengths; accepted: one dimension, one element a row"
            ) from None
        if dimensions != 1:
            raise HeadwayError(
                f"{name}: found an array of {dimensions} dimensions; accepted: one dimension, one element a row"
            )
        try:
            return numbers_of(value, f"{name}[{{row}}]")
        except TypeError:
            accepted = "a number, or a list, array or column of numbers"
            raise HeadwayError(f"{name}: found {type(value).__name__}; accepted: {accepted}") from None

    def check_no_column(self, name: str, value: Any) -> None:
        """Refuse a number that may mean the column of that name."""
        if self.frame is not None and isinstance(value, numbers.Number) and value in self.frame.columns:
            raise HeadwayError(
                f"{name}: found {value!r}, which is also the name of a column; accepted: the name of a column as text "
                "(rename it), or a number that is no column's name"
            )

    def check_index(self, name: str, value: Any) -> None:
        """Refuse a pandas Series whose index is not that of the ones before it."""
        index = index_of(value)
        if index is None:
            return
        if self._index is None:
            self._index = name, index
        elif index is not self._index[1] and not index.equals(self._index[1]):
            raise HeadwayError(
                f"{self._index[0]} and {name} have different indexes; accepted: one index for all, or arrays "
                "(.to_numpy())"
            )

    def _rows(self, lengths: Mapping[str, int]) -> int:
        if self.frame is not None:
            return len(self.frame)
        if len(set(lengths.values())) > 1:
            found = ", ".join(f"{name} of {length}" for name, length in lengths.items())
            raise HeadwayError(f"arrays of different lengths: found {found}; accepted: one length for all")
        return next(iter(lengths.values()), 1)

    def summed(self) -> Inputs:
        """With `by`, every argument added up within each group: one row a group from here on."""
        if self.codes is not None:
            count = self.group_count
            self.arguments = {name: _core.sum_by_group(self.codes, values, count) for name, values in self.arguments.items()}
            self._in_groups = True
        return self

    def pooled(self) -> Groups:
        """The codes of groups, for what makes one statistic of many rows: without groups all rows are one."""
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

    def statistic(
        self,
        value: Floats,
        lower: Floats,
        upper: Floats,
        status: Codes,
        *,
        confidence: Any,
        multiplier: float,
        method: str,
        extra: Mapping[str, Any] | None = None,
        kind: type[Figures] = Statistic,
    ) -> Any:
        """What the caller gets: a `Statistic`, or a frame. `extra` holds further results: attributes, or columns.

        `value` and `status` have one element a row, or a group; `lower` and `upper` are levels x rows.
        """
        if self.frame is None:
            result = kind(
                value, lower, upper, status, confidence=confidence, multiplier=multiplier, method=method,
                inputs=self.arguments, groups=self.groups,
                scalar=self.alone,
            )  # fmt: skip
            for name, values in (extra or {}).items():
                setattr(result, name, values)
            return result
        columns: dict[str, Any] = {"value": pa.array(value, from_pandas=True)}
        columns |= limit_columns(lower, upper, confidence) | dict(extra or {})
        columns["status"] = Words(status, StatisticStatus).arrow()
        columns["method"] = repeated(method, len(value))
        if self.codes is None:
            return self.frame.with_columns(columns)
        summed: dict[str, pa.Array] = {}
        if self._in_groups:
            named = {self.columns[name]: sums for name, sums in self.arguments.items() if name in self.columns}
            summed = {column: pa.array(sums, from_pandas=True) for column, sums in named.items()}
        return self.frame.like([*self.keys.items(), *summed.items(), *columns.items()])


def _keys(groups: Any) -> pa.Array:
    """The groups of rows, given as an array, as Arrow holds them."""
    accepted = "an array of text, of numbers or of dates, one element a row"
    if isinstance(groups, (str, Mapping, set, frozenset)) or is_number(groups):
        raise HeadwayError(f"groups: found {type(groups).__name__} {groups!r:.60}; accepted: {accepted}")
    try:
        keys = pa.array(groups)
    except (pa.ArrowException, OverflowError, TypeError, ValueError):
        found = "values of several types, or of one that is no key"
        raise HeadwayError(f"groups: found {found}; accepted: {accepted}") from None
    keys = keys.combine_chunks() if isinstance(keys, pa.ChunkedArray) else keys
    if not is_key(keys.type):
        raise HeadwayError(f"groups: found values of type {keys.type}; accepted: {accepted}")
    return keys
