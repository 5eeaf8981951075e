"""The rows of series in time: in order (`Axis`), or one period apart (`steps_of`, `in_steps`)."""

from __future__ import annotations

import copy
import datetime
import difflib
import itertools
import numbers
import sys
import zoneinfo
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import narwhals as nw
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from headway import _core
from headway._core import HeadwayError, Period
from headway.boundary import times
from headway.boundary.arguments import Arguments, Floats, Groups, index_of, time_index
from headway.boundary.lines_for_dates import InLine
from headway.boundary.numbered_days import line_for_dates
from headway.boundary.period_lengths import of_other_lengths
from headway.boundary.problems import refusal, refuse
from headway.boundary.scalars import is_missing
from headway.boundary.time_labels import count_backwards, counts_days, go_by_the_alphabet, looks_like_a_time
from headway.boundary.values import arrow_of_values, arrow_or_none, dimensions, is_text
from headway.boundary.whole_column import said_by_column
from headway.language.sentences import legible

MOST_STEPS = 10_000
_LABELS = 1_000  # of an index: one of more than that is no label of periods
_LONDON = zoneinfo.ZoneInfo("Europe/London")
_COARSE = ("Y", "M", "W", "h", "m")  # units of NumPy's times that Arrow does not have
_ISO = " (write 2023-04-01)"
_YEAR = f"a year from {times.FIRST_YEAR} to {times.LAST_YEAR}"
_YEARS = f"{_YEAR}, a label such as 2022/23, a period of one year or the first or last day of one"
_STEPS = (
    f"{_YEAR}, a label such as 2022/23 or 2024-09, a period of one month, quarter or year, or the first or last day of "
    "a month"
)
_IN_ORDER = "dates, years, months such as 202404, or nothing where the rows have the oldest first"
Rows = npt.NDArray[np.int64]


def _zone(name: str | None) -> datetime.tzinfo | None:
    """The time zone of a column of moments: a place or, as `+01:00`, a distance."""
    if name is None:
        return None
    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return datetime.datetime.fromisoformat(f"2000-01-01T00:00{name}").tzinfo


class Axis:
    """When each row is.

    Attributes
    ----------
    keys : array or None
        Numbers that grow with time; None of labels that are no times: their rows are taken in the order they are in.
    numbers : bool
        Whether the times are plain numbers, such as years.
    """

    numbers = False
    zone: datetime.tzinfo | None = None
    _texts: Sequence[str] = ()
    _said: Mapping[str, str] = {}
    _taken: Rows | None = None  # the caller's rows, of some of them

    def __init__(self, values: Any, name: str, written: InLine | None = None) -> None:
        """`name` is what messages call the values, `written` what lines do, of a column of a frame."""
        self.name, self._written = name, written
        self._values = _rows_of_periods(values)
        if self._values is not None:
            texts = [None if is_missing(value) else str(value) for value in self._values]
            self.array = pa.array(texts, pa.large_string())
            key = {value: times.key_of(value) for value in dict.fromkeys(self._values)}
            keys = [key[value] for value in self._values]
            self._refuse_rows([row for row, key in enumerate(keys) if key is None])
            self.keys: Floats | None = np.array(keys, np.float64)
            return
        self.array = _array(values, name)
        if pa.types.is_dictionary(self.array.type):
            self.array = self.array.dictionary_decode()
        missing = pc.is_null(self.array, nan_is_null=True).to_numpy(zero_copy_only=False)
        self._refuse_rows(np.flatnonzero(missing).tolist())
        kind = self.array.type
        if not len(self.array):
            self.keys = np.empty(0)
        elif is_text(kind):
            self.keys = self._keys_of_text()
        elif pa.types.is_date(kind) or pa.types.is_timestamp(kind):
            self.zone = _zone(getattr(kind, "tz", None))
            moments = self.array.cast(pa.timestamp("us", getattr(kind, "tz", None)), safe=False).cast(pa.int64())
            self.keys = moments.to_numpy(zero_copy_only=False).astype(np.float64)
            self._refuse_midnights_elsewhere(moments.to_pylist())
        elif pa.types.is_integer(kind) or pa.types.is_floating(kind):
            self.numbers = True
            # Numbers too near to each other for a double become one, which is then refused as standing twice.
            self.keys = self.array.cast(pa.float64(), safe=False).to_numpy(zero_copy_only=False)
            self._read_days(self.keys)
        else:
            raise refusal(name, str(kind), times.DATES)

    def __len__(self) -> int:
        return len(self.array)

    def _refuse_rows(self, rows: list[int], hint: str = "") -> None:
        refuse([f"row {row}, {self.name}: found {self.text(row)}; accepted: {times.DATES}{hint}" for row in rows])

    def _refuse_midnights_elsewhere(self, moments: list[int]) -> None:
        """Refuse moments of UTC that are midnights of London: those of summer are on the day before their own."""
        if self.zone is None or self.zone.utcoffset(None) != datetime.timedelta():
            return
        there = [datetime.datetime.fromtimestamp(at / 1e6, self.zone) for at in dict.fromkeys(moments)]
        before = next((moment for moment in there if moment.time() != datetime.time()), None)
        if before and all(moment.astimezone(_LONDON).time() == datetime.time() for moment in there):
            raise refusal(self.name, f"midnights of London in UTC ({before:%Y-%m-%d %H:%M})",
                          "days of London (tz_convert('Europe/London'), of Polars convert_time_zone)")  # fmt: skip

    def _read_days(self, found: Floats) -> None:
        """The days that numbers mean, where all of them do: 20240930, or 45565 as Excel counts."""
        distinct, codes = np.unique(found, return_inverse=True)
        days = [*itertools.takewhile(lambda day: day is not None, map(times.day_of_number, distinct.tolist()))]
        if len(days) == len(distinct):
            self.numbers, self._values = False, [days[code] for code in codes.tolist()]
            self.keys = np.array([times.key_of(day) for day in days], np.float64)[codes]

    def _keys_of_text(self) -> Floats | None:
        encoded = self.array.cast(pa.large_string()).dictionary_encode()
        codes = encoded.indices.to_numpy(zero_copy_only=False)
        texts = encoded.dictionary.to_pylist()
        self._texts = texts
        self._said = said_by_column(texts, self.name, whole_months=True, written=self._written)
        keys = [times.key_of(self._said.get(text, text)) for text in texts]
        unread = {code for code, key in enumerate(keys) if key is None}
        meant = {code for code in unread if looks_like_a_time(texts[code])}
        if len(unread) == len(keys) and not meant:
            refuse_disordered(texts, self.name)
            return None
        if unread:
            refused = meant if len(unread) == len(keys) else unread
            written = self._written or InLine("pandas", self.name)
            line = line_for_dates(written, texts) or written.days(texts)
            hint = f" (write 2023-04-01, or pass dates: {line})" if line else _ISO if meant else ""
            if all(counts_days(texts[code]) for code in refused):
                hint = f" (numbers, as Excel counts days: {written.numbers()})"
            self._refuse_rows(np.flatnonzero(np.isin(codes, list(refused))).tolist(), hint)
        return np.asarray(np.array(keys, np.float64)[codes], np.float64)

    def take(self, rows: Rows) -> Axis:
        """These rows alone."""
        taken = copy.copy(self)
        taken.array, taken._taken = self.array.take(pa.array(rows)), rows
        taken.keys = None if self.keys is None else self.keys[rows]
        taken._values = None if self._values is None else [self._values[row] for row in rows.tolist()]
        return taken

    def column(self) -> pa.Array:
        """The rows as a frame holds them."""
        pandas = sys.modules.get("pandas")
        if pandas is None or not self._values or not times.is_pandas_period(self._values[0]):
            return self.array
        return pa.array(pandas.array(self._values))

    def values(self) -> list[Any]:
        """The rows as they were given, of labels with two meanings as their column has them."""
        if self._values is not None:
            return list(self._values)
        return [self._said.get(value, value) for value in self.array.to_pylist()]

    def refuse_lengths(self, codes: Groups, name: Callable[[int], str]) -> None:
        """Refuse a series whose labels are of several lengths; `name` says which series it is."""
        if not self._texts and self._values is None:
            return
        rows = self.values()
        refuse([f"row {row}, {self.name}: {found}{name(series)}; accepted: periods of one length"
                for row, series, found in of_other_lengths(rows, codes.tolist())])  # fmt: skip

    def refuse_counts(self, codes: Groups, name: Callable[[int], str]) -> None:
        """Refuse small numbers, which are no times, where a series goes back in them.

        The months of a financial year, 4 to 12 and then 1 to 3, are no order to put rows in.
        """
        if not self.numbers or self.keys is None or not (np.abs(self.keys) < times.FIRST_YEAR).all():
            return
        order = np.argsort(codes, kind="stable")
        falls = np.flatnonzero((np.diff(codes[order]) == 0) & (np.diff(self.keys[order]) < 0))
        for before, after in order[[falls[:1], falls[:1] + 1]].T.tolist():
            rows = (before, after) if self._taken is None else self._taken[[before, after]].tolist()
            found = f"{self.text(before)} and then {self.text(after)}{name(int(codes[before]))}"
            raise refusal(f"rows {rows[0]} and {rows[1]}, {self.name}", f"{found}, numbers that are no times",
                          _IN_ORDER)  # fmt: skip

    def text(self, row: int) -> str:
        """A row as a message shows it."""
        return times.text_of(self.array[row].as_py())

    def key(self, value: Any, *, end: bool = False) -> float:
        """A time that a caller gave, among these: a row as it is printed, or else what `times.key_of` reads.

        Among numbers, which are years or months (202404), a time is the one in which it begins.
        """
        if isinstance(value, str):
            value = said_by_column([*self._texts, value], self.name, whole_months=True).get(value, value)
        value = self._meant(value)
        if self._values is not None and isinstance(value, str):
            value = next((row for row in self._values if str(row) == value), value)
        if self.numbers and self.keys is not None and (when := times.read(value)) is not None:
            spans = [times.span_of(key) for key in np.unique(self.keys)]
            months = {None if span is None else span.months for span in spans}
            if months == {12}:
                return float(when.first.year)
            if months == {1}:
                return float(100 * when.first.year + when.first.month)
            raise HeadwayError(f"found {value!r:.60} among numbers that are no years; accepted: a number")
        key = times.key_of(value, end=end, zone=self.zone)
        if key is None:
            raise HeadwayError(f"found {value!r:.60}; accepted: {times.DATES}")
        return key

    def _meant(self, value: Any) -> Any:
        """A time that a caller gave; of a number beside dates the day, month or year that it means."""
        return value if self.numbers else times.meant_by_number(value)

    def at(self, value: Any, among: Rows) -> Rows:
        """Which of these rows are at a time."""
        if self.keys is None:
            text = pa.scalar(legible(str(value)), pa.large_string())
            here = pc.equal(self.array.take(pa.array(among)).cast(pa.large_string()), text)
            found = np.asarray(here.to_numpy(zero_copy_only=False), bool)
        else:
            keys, value = self.keys[among], self._meant(value)
            found = keys == self.key(value)
            if not found.any() and not self.numbers:
                found = self._standing_for(value, keys)
        return np.asarray(among[found], np.int64)

    def _standing_for(self, value: Any, keys: Floats) -> npt.NDArray[np.bool_]:
        """Which keys are at the one time within a period, or at the other end of the month of a first or last day."""
        month = times.month_around(value)
        if month is None:
            found = (keys >= self.key(value)) & (keys <= self.key(value, end=True))
        else:
            found = np.isin(keys, [self.key(day) for day in (month.start, month.end)])
        return found if len(np.unique(keys[found])) == 1 else np.zeros(len(keys), bool)

    def nearest(self, value: Any, among: Rows) -> str:
        """The time among these rows that is nearest to a value, as a message shows it."""
        key = times.key_of(self._meant(value), zone=self.zone)
        if self.keys is None or key is None:
            return difflib.get_close_matches(str(value), map(self.text, among.tolist()), n=1, cutoff=0.0)[0]
        row = int(among[np.argmin(np.abs(self.keys[among] - key))])
        return self.text(row) if self._values is None else times.text_of(self._values[row])


def _rows_of_periods(values: Any) -> list[Any] | None:
    """The rows, where they hold periods of ours or of pandas; None of other kinds of time."""
    pandas = sys.modules.get("pandas")
    dtype = getattr(values, "dtype", None)
    held: Iterable[Any] = ()
    if isinstance(values, pa.Array):
        held = values.to_pandas() if getattr(values.type, "extension_name", "") == "pandas.period" else ()
    elif isinstance(values, (list, tuple)) or dtype == object or (pandas and isinstance(dtype, pandas.PeriodDtype)):
        held = values
    rows = list(held)
    return rows if any(isinstance(row, Period) or times.is_pandas_period(row) for row in rows) else None


def _array(values: Any, name: str) -> pa.Array:
    if isinstance(values, (pa.Array, pa.ChunkedArray)):
        array = values
    else:
        if isinstance(values, np.ndarray) and values.dtype.kind == "M" and np.datetime_data(values.dtype)[0] in _COARSE:
            values = values.astype("datetime64[s]")
        try:
            if not isinstance(values, (list, tuple, np.ndarray)):
                series = nw.from_native(values, series_only=True, pass_through=True)
                held = arrow_or_none(series) if isinstance(series, nw.Series) else None
                values = list(values) if held is None else held
            array = arrow_of_values(values, from_pandas=True)
        except TypeError:
            raise refusal(name, f"{type(values).__name__} of several types", times.DATES) from None
    return array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array


def refuse_disordered(labels: list[str], name: str) -> None:
    """Refuse labels that are no times, of which the rows are taken in their order, where that is none of time."""
    between = f"({labels[0]!r} to {labels[-1]!r})" if labels else ""
    if count_backwards(labels):
        raise refusal(name, f"labels that go back in time {between}", "rows with the oldest first, or dates")
    if go_by_the_alphabet(labels):
        raise refusal(name, f"labels in the order of the alphabet {between}", "rows with the oldest first, or dates")


def refuse_unordered(inputs: Arguments, when: str = "period", **arguments: Any) -> None:
    """Refuse pandas rows whose index is of times that do not rise: the rows would be taken for their order.

    `when` is the argument that says otherwise.
    """
    indexes = [*map(index_of, arguments.values())] if inputs.frame is None else [inputs.frame.index]
    index = time_index(indexes, numbered=True)
    if index is None:
        _refuse_index_of_labels(indexes)
        return
    codes = inputs.pooled()
    order = np.argsort(codes, kind="stable")
    keys = None if index.hasnans else Axis(index.to_series(), "index").keys
    falls: list[int] = []
    if keys is not None:
        falls = np.flatnonzero((np.diff(codes[order]) == 0) & (np.diff(keys[order]) <= 0)).tolist()
    if index.hasnans or len(falls):
        found = f"rows {order[falls[0]]} and {order[falls[0] + 1]}" if len(falls) else "rows without one"
        raise refusal(next(iter(arguments)), f"an index of times that does not rise ({found})",
                      f"one that does (sort_index(), or {when}=)")  # fmt: skip


def _refuse_index_of_labels(indexes: Iterable[Any]) -> None:
    """Refuse rows whose index is of labels that say in which order they are, and it is none of time."""
    index = next((index for index in indexes if index is not None), None)
    if index is not None and all(isinstance(label, str) for label in index[:_LABELS]):
        labels = [*dict.fromkeys(index)]
        if len(labels) <= _LABELS and all(isinstance(label, str) for label in labels):
            refuse_disordered(labels, "index")


def steps_of(inputs: Arguments, period: Any, *, years: bool = False) -> Floats:
    """The number of each row's period, one apart where they follow one another; NaN where it has none.

    All are years, which begin in one month, or without `years` quarters or months.
    """
    cells = _cells(inputs, period)
    first: dict[Any, int] = {}  # of each, the first row
    try:
        for row, cell in enumerate(cells):
            first.setdefault(cell, row)
    except TypeError:
        raise refusal("period", "lists, or what is no period", _YEARS if years else _STEPS) from None
    where = "period" if inputs.frame is None else f"column {period!r}"
    written = None if inputs.frame is None else InLine.of_frame(inputs.frame.kind, period)
    if said := said_by_column(first, where, whole_months=True, written=written):
        cells = [said.get(cell, cell) for cell in cells]
        first = {said.get(cell, cell): row for cell, row in reversed(first.items())}
    spans: dict[Any, times.Span] = {}
    problems = []
    for cell, row in first.items():
        if not is_missing(cell):
            try:
                spans[cell] = _step(cell, years)
            except HeadwayError as error:
                problems.append(f"{_where(inputs, period, row)}: {error}")
    refuse(problems)
    # Dates do not say of what: of years where all are of one month, of quarters where all are three months apart.
    dates = [span.start for span in spans.values() if not span.months]
    of_dates = 12 if years else max(months for months in times.UNITS if len({start % months for start in dates}) <= 1)
    spans = {cell: times.Span(span.start, span.months or of_dates) for cell, span in spans.items()}
    lengths = sorted({span.months for span in spans.values()})
    if len(lengths) > 1:
        found = " and ".join(f"{times.UNITS[length]}s" for length in lengths)
        raise refusal("period", found, "periods of one kind")
    begins: dict[int, Any] = {}
    for cell, span in spans.items():
        if not isinstance(cell, numbers.Number):  # a number does not say when its year begins
            begins.setdefault(span.start % span.months, cell)
    if len(begins) > 1:
        found, unit = " and ".join(repr(str(cell)) for cell in list(begins.values())[:2]), times.UNITS[lengths[0]]
        raise refusal("period", f"{found}, {unit}s that begin in different months", f"one kind of {unit}")
    steps: dict[Any, float] = {cell: span.start // span.months for cell, span in spans.items()}
    return np.array([steps.get(cell, np.nan) for cell in cells], np.float64)


def _where(inputs: Arguments, period: Any, row: int) -> str:
    return f"period[{row}]" if inputs.frame is None else f"row {row}, column {period!r}"


def _cells(inputs: Arguments, period: Any) -> list[Any]:
    if inputs.frame is not None:
        return inputs.frame.values(inputs.frame.named("period", period))
    if isinstance(period, str) or dimensions(period) != 1:
        raise refusal("period", type(period).__name__, "an array of periods, one a point")
    cells = period.to_pylist() if hasattr(period, "to_pylist") else list(period)
    inputs.refuse_other_index("period", period)
    if len(cells) != inputs.rows:
        raise refusal("period", f"{len(cells)} for {inputs.rows} points", "one a point")
    return cells


def _step(cell: Any, years: bool) -> times.Span:
    """The months of one row's period; 0 of a date, which begins or ends one."""
    if isinstance(cell, str) and times.read(cell) is None:
        Period.parse(cell)  # which says what is wrong with it
    span = times.span_of(cell)
    if span is None:
        raise HeadwayError(f"found {times.text_of(cell)}; accepted: {_YEARS if years else _STEPS}")
    if span.months not in ((0, 12) if years else (0, *times.UNITS)):
        one = "periods of one year" if years else "months, quarters or years"
        raise HeadwayError(f"found {times.text_of(cell)!r}; accepted: {one}, which do not overlap")
    return span


def in_steps(inputs: Arguments, period: Any, **arguments: Any) -> tuple[Groups, int, Floats]:
    """The values of each series in the order of their periods, one a step, NaN where there is no row.

    Before them the codes of their series, and how many there are. `arguments` are the values as the caller gave them.
    """
    codes, count, values = inputs.pooled(), inputs.group_count, next(inputs[name] for name in arguments)
    if period is None:
        refuse_unordered(inputs, **arguments)
        return codes, count, values
    steps = steps_of(inputs, period)
    lacking = np.flatnonzero(np.isnan(steps)).tolist()
    refuse([f"{_where(inputs, period, row)}: found none; accepted: one for every row" for row in lacking])
    if not len(steps):
        return codes, count, values
    rows, offsets = _core.order_rows(codes, count, steps)
    first, last = rows[offsets[:-1]], rows[offsets[1:] - 1]
    lengths = (steps[last] - steps[first]).astype(np.int64) + 1
    refuse([f"rows {first[series]} and {last[series]}, period: found {lengths[series]:,} steps from one to the other; "
            f"accepted: at most {MOST_STEPS:,}"
            for series in np.flatnonzero(lengths > MOST_STEPS)])  # fmt: skip
    begins = np.cumsum(lengths) - lengths
    spread = np.full(int(lengths.sum()), np.nan)
    spread[begins[codes] + (steps - steps[first][codes]).astype(np.int64)] = values
    return np.repeat(np.arange(count, dtype=np.int32), lengths), count, spread
