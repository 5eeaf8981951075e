"""When the points of a series are: dates, periods, years, or labels in the order of their rows."""

from __future__ import annotations

import copy
import datetime
import difflib
import numbers
import sys
import zoneinfo
from collections.abc import Sequence
from typing import Any

import narwhals as nw
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from headway._core import HeadwayError, Period
from headway.boundary.problems import refuse
from headway.boundary.scalars import is_missing
from headway.boundary.times import ends_of, is_pandas_period, is_year, looks_like_a_time, read, shown

DATES = "dates, text that hw.Period.parse reads, or numbers such as years"
_HINT = " (write 2023-04-01, or pass dates: pandas.to_datetime(..., dayfirst=True))"
_EPOCH = datetime.datetime(1970, 1, 1)
_MICROSECOND = datetime.timedelta(microseconds=1)
Keys = npt.NDArray[np.float64]


def key_of(value: Any, *, end: bool = False, zone: datetime.tzinfo | None = None) -> float | None:
    """A point in time as a number that grows with it, microseconds of dates and periods; None of what is no time.

    A day or a period is where it begins or, with `end`, its last moment. Times without a zone are of `zone`.
    """
    if is_missing(value):
        return None
    if isinstance(value, str):
        value = read(value)
    if isinstance(value, Period):
        value = value.end if end else value.start
    if is_pandas_period(value):
        value = ends_of(value)[int(end)]
    if isinstance(value, np.datetime64):
        value = value.astype("datetime64[us]").item()
    if isinstance(value, datetime.date):
        moment = value if isinstance(value, datetime.datetime) else datetime.datetime.combine(value, datetime.time())
        if end and moment.time() == datetime.time():
            moment += datetime.timedelta(days=1) - _MICROSECOND
        if moment.tzinfo is None and zone is not None:
            moment = moment.replace(tzinfo=zone)
        if moment.tzinfo is not None:
            moment = moment.astimezone(datetime.UTC).replace(tzinfo=None)
        return float((moment - _EPOCH) // _MICROSECOND)
    if isinstance(value, numbers.Real) and not isinstance(value, (bool, np.bool_)):
        try:
            return float(value)
        except OverflowError:
            return None
    return None


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

    def __init__(self, values: Any, name: str) -> None:
        self.name = name
        self._values = _periods(values)
        if self._values is not None:
            texts = [None if is_missing(value) else str(value) for value in self._values]
            self.array = pa.array(texts, pa.large_string())
            key = {value: key_of(value) for value in dict.fromkeys(self._values)}
            keys = [key[value] for value in self._values]
            self._refuse_rows([row for row, key in enumerate(keys) if key is None])
            self.keys: Keys | None = np.array(keys, np.float64)
            return
        self.array = _array(values, name)
        if pa.types.is_dictionary(self.array.type):
            self.array = self.array.dictionary_decode()
        missing = pc.is_null(self.array, nan_is_null=True).to_numpy(zero_copy_only=False)
        self._refuse_rows(np.flatnonzero(missing).tolist())
        kind = self.array.type
        if not len(self.array):
            self.keys = np.empty(0)
        elif pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind):
            self.keys = self._keys_of_text()
        elif pa.types.is_date(kind) or pa.types.is_timestamp(kind):
            self.zone = _zone(getattr(kind, "tz", None))
            moments = self.array.cast(pa.timestamp("us", getattr(kind, "tz", None)), safe=False).cast(pa.int64())
            self.keys = moments.to_numpy(zero_copy_only=False).astype(np.float64)
        elif pa.types.is_integer(kind) or pa.types.is_floating(kind):
            self.numbers = True
            # Numbers too near to each other for a double become one, which is then refused as standing twice.
            self.keys = self.array.cast(pa.float64(), safe=False).to_numpy(zero_copy_only=False)
        else:
            raise HeadwayError(f"{name}: found {kind}; accepted: {DATES}")

    def __len__(self) -> int:
        return len(self.array)

    def _refuse_rows(self, rows: list[int], hint: str = "") -> None:
        refuse([f"row {row}, {self.name}: found {self.shown(row)}; accepted: {DATES}{hint}" for row in rows])

    def _keys_of_text(self) -> Keys | None:
        encoded = self.array.cast(pa.large_string()).dictionary_encode()
        codes = encoded.indices.to_numpy(zero_copy_only=False)
        texts = encoded.dictionary.to_pylist()
        keys = [key_of(text) for text in texts]
        unread = {code for code, key in enumerate(keys) if key is None}
        meant = {code for code in unread if looks_like_a_time(texts[code])}
        if len(unread) == len(keys) and not meant:
            return None
        if unread:
            refused = meant if len(unread) == len(keys) else unread
            self._refuse_rows(np.flatnonzero(np.isin(codes, list(refused))).tolist(), _HINT if meant else "")
        return np.asarray(np.array(keys, np.float64)[codes], np.float64)

    def take(self, rows: npt.NDArray[np.int64]) -> Axis:
        """These rows alone."""
        taken = copy.copy(self)
        taken.array = self.array.take(pa.array(rows))
        taken.keys = None if self.keys is None else self.keys[rows]
        taken._values = None if self._values is None else [self._values[row] for row in rows.tolist()]
        return taken

    def column(self) -> pa.Array:
        """The rows as a frame holds them."""
        pandas = sys.modules.get("pandas")
        if pandas is None or not self._values or not is_pandas_period(self._values[0]):
            return self.array
        return pa.array(pandas.array(self._values))

    def values(self) -> list[Any]:
        """The rows as they were given."""
        return list(self._values) if self._values is not None else self.array.to_pylist()

    def shown(self, row: int) -> str:
        return shown(self.array[row].as_py())

    def key(self, value: Any, *, end: bool = False) -> float:
        """A time that a caller gave, among these."""
        if not self.numbers and is_year(value):
            value = str(value)
        key = key_of(value, end=end, zone=self.zone)
        if key is None:
            raise HeadwayError(f"found {value!r:.60}; accepted: {DATES}")
        return key

    def at(self, value: Any, among: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """Which of these rows are at a time."""
        if self.keys is None:
            here = pc.equal(self.array.take(pa.array(among)).cast(pa.large_string()), str(value))
            found = np.asarray(here.to_numpy(zero_copy_only=False), bool)
        else:
            found = self.keys[among] == self.key(value)
        return np.asarray(among[found], np.int64)

    def nearest(self, value: Any, among: npt.NDArray[np.int64]) -> str:
        """The time among these rows that is nearest to a value, as a message shows it."""
        key = key_of(value, zone=self.zone)
        if self.keys is None or key is None:
            texts = [self.shown(row) for row in among.tolist()]
            return difflib.get_close_matches(str(value), texts, n=1, cutoff=0.0)[0]
        return self.shown(int(among[np.argmin(np.abs(self.keys[among] - key))]))


def _periods(values: Any) -> Sequence[Any] | None:
    """The rows, where they hold periods of ours or of pandas; None of other kinds of time."""
    pandas = sys.modules.get("pandas")
    dtype = getattr(values, "dtype", None)
    if isinstance(values, pa.Array):
        held = values.to_pandas() if getattr(values.type, "extension_name", "") == "pandas.period" else ()
    elif isinstance(values, (list, tuple)) or dtype == object:
        held = values
    elif pandas is not None and isinstance(dtype, pandas.PeriodDtype):
        held = values
    else:
        held = ()
    rows = list(held)
    return rows if any(isinstance(row, Period) or is_pandas_period(row) for row in rows) else None


def _array(values: Any, name: str) -> pa.Array:
    if isinstance(values, (pa.Array, pa.ChunkedArray)):
        array = values
    else:
        try:
            if not isinstance(values, (list, tuple, np.ndarray)):
                series = nw.from_native(values, series_only=True, pass_through=True)
                values = series.to_arrow() if isinstance(series, nw.Series) else list(values)
            array = values if isinstance(values, (pa.Array, pa.ChunkedArray)) else pa.array(values, from_pandas=True)
        except (pa.ArrowException, TypeError, OverflowError):
            raise HeadwayError(f"{name}: found {type(values).__name__} of several types; accepted: {DATES}") from None
    return array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array
