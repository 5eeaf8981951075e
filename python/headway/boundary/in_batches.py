"""Verbs over streams: row by row in batches, group by group in parts, with what they say at once said at once."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from headway._core import HeadwayError
from headway.boundary.frames import Frame
from headway.boundary.groups import encode
from headway.boundary.named_rows import counted_from, numbered, renamed, with_rows_renamed
from headway.boundary.readings import Readings, readings_of_times
from headway.boundary.schemas import Columns, columns_of_verb, require_columns
from headway.boundary.spilled import Parts
from headway.boundary.streams import Stream, stream_of

Verb = TypeVar("Verb", bound=Callable[..., Any])
Call = Callable[[pa.Table], pa.Table]
Arguments = Mapping[str, Any]
Codes = npt.NDArray[np.int32]
AT_ONCE = 1_048_576  # rows that are gathered before they are parted by group


def takes_streams(over: Callable[[Callable[..., Any], Stream, dict[str, Any]], Stream], frame: str = "data",
                  ) -> Callable[[Verb], Verb]:  # fmt: skip
    """A verb that takes a stream for its argument `frame` too, which it goes `over` in batches, and gives one back.

    A reader of pyarrow, and a dataset, give a reader.
    """

    def made(verb: Verb) -> Verb:
        signature = inspect.signature(verb)
        first = next(iter(signature.parameters)) == frame

        @functools.wraps(verb)
        def door(*args: Any, **kwargs: Any) -> Any:
            given = args[0] if first and args else kwargs.get(frame)
            stream = stream_of(given)
            if stream is None:
                return verb(*args, **kwargs)
            bound = signature.bind(*args, **kwargs)
            bound.apply_defaults()
            arguments = {name: value for name, value in bound.arguments.items() if name != frame}
            result = over(verb, stream, arguments)
            return result if isinstance(given, Stream) else result.reader()

        return door  # type: ignore[return-value]

    return made


def by_rows(call: Call, stream: Stream, columns: Columns) -> Stream:
    """A verb that goes row by row: a batch in, a batch out. Messages count rows from the first of the stream."""
    require_columns(stream.schema, columns)
    declared = call(stream.schema.empty_table()).schema

    def batches() -> Iterator[pa.RecordBatch]:
        before = 0
        for batch in stream:
            try:
                result = call(pa.Table.from_batches([batch]))
            except HeadwayError as error:
                raise counted_from(error, before) from None
            yield from result.cast(declared).combine_chunks().to_batches()
            before += len(batch)

    return Stream._made(declared, batches, rows=stream.rows, once=stream._once)


class Grouped(NamedTuple):
    """A verb that goes group by group."""

    call: Call
    declared: pa.Schema
    fitted: Callable[[pa.Table, pa.Schema], pa.Table]
    keys: Sequence[str]
    codes: Callable[[pa.Table], Codes] | None  # the group of each row; None where a result has a row for each row
    time: str | None
    readings: Callable[[pa.Array], Readings | None]


def by_groups(grouped: Grouped, stream: Stream, columns: Columns) -> Stream:
    """A verb that goes group by group: the stream is parted by group on the disk, and results are put in order again.

    Messages count rows from the first of the stream.
    """
    require_columns(stream.schema, columns)

    def batches() -> Iterator[pa.RecordBatch]:
        with Parts(stream.schema, grouped.keys, at_once=AT_ONCE) as parts:
            times = _Distinct(None if grouped.time is None else stream.schema.field(grouped.time))
            for batch in stream:
                parts.add(batch)
                if grouped.time is not None:
                    times.add(batch.column(grouped.time))
            reading = None if grouped.time is None else grouped.readings(times.found())
            yield from parts.merged((_of_part(grouped, part, reading) for part in parts), grouped.declared)

    return Stream._made(grouped.declared, batches, rows=stream.rows, once=stream._once)



def _of_part(grouped: Grouped, part: pa.Table, reading: Readings | None) -> tuple[pa.Table, npt.NDArray[np.int64]]:
    """What a verb makes of a part, and of each row of it the number of the row that it stands for."""
    numbers = np.asarray(part.column(part.num_columns - 1), np.int64)
    table = part.remove_column(part.num_columns - 1)
    read = table if reading is None else reading.read(table)

    def name(rows: list[int]) -> str:
        return numbered(of_stream[[row for row in rows if row < len(of_stream)]].tolist())

    of_stream = numbers
    try:
        result = with_rows_renamed(grouped.call(read), name)
    except HeadwayError as error:
        raise renamed(error, name) from None
    result = result if reading is None else reading.unread(result, table)
    if grouped.codes is not None and len(table):
        numbers = numbers[np.unique(grouped.codes(table), return_index=True)[1]]
    return grouped.fitted(result, grouped.declared), numbers[: len(result)]


class _Distinct:
    """The times that a column holds, each once and in one order."""

    def __init__(self, field: pa.Field | None) -> None:
        kind = pa.null() if field is None else field.type
        self._kind = kind.value_type if pa.types.is_dictionary(kind) else kind
        self._found: pa.Array = pa.array([], self._kind)

    def add(self, column: pa.Array) -> None:
        values = column.dictionary_decode() if pa.types.is_dictionary(column.type) else column
        self._found = pa.chunked_array([self._found, values.unique()], self._kind).unique()

    def found(self) -> pa.Array:
        found = self._found.drop_null()
        return found.take(pa.compute.sort_indices(found))


def statistic(*, by_row: bool = False, of_rows: bool = False, time: str | None = None,
              prepared: Callable[[pa.Table, Arguments], Arguments] = lambda _, arguments: arguments,
              ) -> Callable[[Callable[..., Any], Stream, dict[str, Any]], Stream]:  # fmt: skip
    """How a verb with `data=` and `by=` goes over a stream: row by row without `by` (`by_row`), else group by group.

    `of_rows` where its result has a row for each row. `time` is the argument that says when rows are.
    """

    def over(verb: Callable[..., Any], stream: Stream, arguments: dict[str, Any]) -> Stream:
        def call(table: pa.Table) -> pa.Table:
            return verb(data=table, **prepared(table, arguments))

        columns = columns_of_verb(stream.schema, arguments)
        keys = list(columns["by"][1])
        if by_row and not keys:
            return by_rows(call, stream, columns)
        require_columns(stream.schema, columns)
        when = None if time is None else arguments.get(time)
        grouped = Grouped(
            call, call(stream.schema.empty_table()).schema, lambda table, declared: table.cast(declared), keys,
            None if of_rows else lambda table: _codes(table, keys), when,
            lambda found: readings_of_times(found, str(when)),
        )  # fmt: skip
        return by_groups(grouped, stream, columns)

    return over


def _codes(table: pa.Table, keys: Sequence[str]) -> Codes:
    if not keys:
        return np.zeros(len(table), np.int32)
    return encode({name: Frame(table).arrow(name) for name in keys})[0]
