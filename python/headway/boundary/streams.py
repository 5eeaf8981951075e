"""Rows that come in batches and need not be in memory at once: what a caller gives, and what a verb gives back."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa

from headway._core import HeadwayError
from headway.boundary.files import path_of, whole_file
from headway.boundary.frames import Frame
from headway.boundary.problems import refusal
from headway.boundary.scalars import whole

ROWS = 131_072
_MOST_ROWS = 16_777_216
ACCEPTED = (
    "a Parquet file or a folder of them, a dataset or a RecordBatchReader of pyarrow, a LazyFrame of Polars, a "
    "relation of DuckDB, or batches of pyarrow"
)
Batches = Iterator[pa.RecordBatch]


class Stream:
    """Rows in batches, which a verb goes through one after another, and which come from a verb so.

    Parameters
    ----------
    source : path, pyarrow Dataset or RecordBatchReader, Polars LazyFrame, DuckDB relation or batches
        Where rows come from: a Parquet file or a folder of them, or anything that gives batches of Arrow. Nothing is
        read before rows are asked for, and never more than some batches at once.
    rows : int, default 131_072
        Of how many rows at most a batch is made. Results do not depend on it.

    Attributes
    ----------
    schema : pyarrow.Schema
        The columns and their types.

    Raises
    ------
    HeadwayError
        For a source that gives no batches, a path where no such file is, and a number of rows that is none.

    Notes
    -----
    A file, a dataset, a LazyFrame and a relation are read anew each time; a reader and batches of a generator can be
    read once. Arrow, Polars and DuckDB take a stream as it is (`pyarrow.table(stream)`, `polars.from_arrow(stream)`).

    Examples
    --------
    >>> wards = hw.Stream(pd.DataFrame({"seen": [8, 0, 6], "asked": [20, 15, 30]}), rows=2)
    >>> shares = hw.stats.proportion("seen", "asked", data=wards)
    >>> [len(batch) for batch in shares]
    [2, 1]
    >>> shares.read()["value"].to_pylist()
    [0.4, 0.0, 0.2]
    """

    def __init__(self, source: Any, *, rows: int = ROWS) -> None:
        self.rows = whole(rows, "rows", 1, _MOST_ROWS)
        self._once, self._opened = False, False
        self.schema, self._open = self._source(source)

    @classmethod
    def _made(cls, schema: pa.Schema, opened: Callable[[], Batches], *, rows: int, once: bool) -> Stream:
        """A stream of what a verb gives."""
        made = cls.__new__(cls)
        made.rows, made.schema, made._open, made._once, made._opened = rows, schema, opened, once, False
        return made

    def _source(self, source: Any) -> tuple[pa.Schema, Callable[[], Batches]]:
        if isinstance(source, (str, os.PathLike)):
            source = _files(source)
        if _is_dataset(source):
            return source.schema, lambda: source.to_batches(batch_size=self.rows, batch_readahead=2,
                                                            fragment_readahead=1)  # fmt: skip
        if isinstance(source, Stream):
            self._once = source._once
            return source.schema, lambda: iter(source)
        if hasattr(source, "collect_batches") and hasattr(source, "collect_schema"):  # a LazyFrame
            schema = source.head(0).collect().to_arrow().schema
            return schema, lambda: (batch for frame in source.collect_batches(maintain_order=True)
                                    for batch in frame.to_arrow().cast(schema).to_batches())  # fmt: skip
        if hasattr(source, "to_arrow_reader") and hasattr(source, "columns"):  # a relation of DuckDB
            schema = source.limit(0).to_arrow_table().schema
            return schema, lambda: iter(source.to_arrow_reader(self.rows))
        if isinstance(source, pa.RecordBatchReader):
            self._once = True
            return source.schema, lambda: iter(source)
        if hasattr(source, "columns"):  # a frame, or refused
            frame = Frame(source)
            table = pa.table({name: frame.arrow(name) for name in frame.columns})
            return table.schema, lambda: iter(table.to_batches(self.rows))
        try:
            if hasattr(source, "__arrow_c_stream__") and not _is_a_column(source):
                schema = pa.RecordBatchReader.from_stream(source).schema
                return schema, lambda: iter(pa.RecordBatchReader.from_stream(source))
            if isinstance(source, Iterable) and not isinstance(source, (bytes, Mapping, set)):
                return self._of_batches(iter(source))
        except (pa.ArrowException, TypeError, ValueError) as error:
            if isinstance(error, HeadwayError):
                raise
        raise refusal("source", type(source).__name__, ACCEPTED)

    def _of_batches(self, batches: Iterator[Any]) -> tuple[pa.Schema, Callable[[], Batches]]:
        self._once = True
        first = next(batches, None)
        if not isinstance(first, (pa.RecordBatch, pa.Table)):
            raise refusal("source", "nothing" if first is None else f"several of {type(first).__name__}", ACCEPTED)

        def parts() -> Batches:
            yield from _checked(first, first.schema, 0)
            for number, part in enumerate(batches, 1):
                yield from _checked(part, first.schema, number)

        return first.schema, parts

    def __iter__(self) -> Batches:
        """The batches, of at most so many rows."""
        if self._once and self._opened:
            raise HeadwayError("the stream has been read; accepted: its first reading, or a stream of what can be read "
                               "again: a file, a dataset, a LazyFrame, a relation")  # fmt: skip
        self._opened = True
        for batch in self._open():
            for first in range(0, len(batch), self.rows):
                yield batch.slice(first, self.rows)

    def reader(self) -> pa.RecordBatchReader:
        """The batches as a reader of pyarrow."""
        return pa.RecordBatchReader.from_batches(self.schema, iter(self))

    def read(self) -> pa.Table:
        """All rows at once, as a table of pyarrow."""
        return pa.Table.from_batches(iter(self), self.schema)

    def write(self, path: str | os.PathLike[str]) -> None:
        """Write the rows as a Parquet file, batch by batch: all of it, or nothing where the stream breaks off.

        Parameters
        ----------
        path : path
            Ends in `.parquet`, or has no ending. A file that is there is replaced when all is written.

        Raises
        ------
        HeadwayError
            For what is no name of a file, and whatever reading or the verb refuses; then no file is left, and one that
            was there is as it was.
        """
        with whole_file(path_of(path, (".parquet",), "Parquet")) as file:
            from pyarrow import parquet  # which takes longer to import than all else of Arrow

            with parquet.ParquetWriter(file, self.schema) as writer:
                for batch in self:
                    writer.write_batch(batch)

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        return self.reader().__arrow_c_stream__(requested_schema)

    def __repr__(self) -> str:
        return f"Stream of {', '.join(self.schema.names)}"


def stream_of(frame: Any) -> Stream | None:
    """A stream of what is one, or comes in batches alone; None of any other."""
    if isinstance(frame, Stream):
        return frame
    return Stream(frame) if isinstance(frame, pa.RecordBatchReader) or _is_dataset(frame) else None


def _is_a_column(source: Any) -> bool:
    """Whether it is a column of a library of frames, or a class."""
    return isinstance(source, type) or type(source).__module__.partition(".")[0] in ("pandas", "polars", "pyarrow")


def _is_dataset(source: Any) -> bool:
    """Whether it is a dataset of pyarrow, which is not imported to see that."""
    dataset = sys.modules.get("pyarrow.dataset")
    return dataset is not None and isinstance(source, dataset.Dataset)


def _files(path: Any) -> Any:
    from pyarrow import dataset

    place = Path(os.fsdecode(path))
    try:
        there = place.exists()
    except OSError:  # a name that is too long
        there = False
    if not there:
        raise refusal("source", f"{str(place)!r:.60}, where nothing is", ACCEPTED)
    try:
        return dataset.dataset(place, format="parquet")
    except (pa.ArrowException, OSError) as error:
        raise refusal("source", f"{str(place)!r} ({str(error).splitlines()[0]})", ACCEPTED) from None


def _checked(part: Any, schema: pa.Schema, number: int) -> Batches:
    if not isinstance(part, (pa.RecordBatch, pa.Table)) or not part.schema.equals(schema):
        columns = getattr(part, "schema", None)
        found = type(part).__name__ if columns is None else ", ".join(f"{each.name} {each.type}" for each in columns)
        raise refusal(f"batch {number}", found, ", ".join(f"{each.name} {each.type}" for each in schema))
    yield from (part.to_batches() if isinstance(part, pa.Table) else [part])
