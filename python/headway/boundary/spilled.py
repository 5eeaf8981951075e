"""Rows of groups that come in any order and do not fit in memory: parted by group on the disk, and put in order again.

Each row has its number. Batches are parted by what their keys have in common whatever their spelling, into files of a
folder of their own; a part holds whole groups in the order of their rows. What is made of each part is merged by row.
"""

from __future__ import annotations

import tempfile
import unicodedata
import zlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from headway import _core

PARTS = 64
LARGE = 256 * 1024 * 1024  # bytes of a part that is parted again
_DEEPEST = 3
Rows = npt.NDArray[np.int64]
Batches = Iterator[pa.RecordBatch]


class Parts:
    """Rows parted by group. Use as a context: the folder goes with it."""

    def __init__(self, schema: pa.Schema, keys: Sequence[str], *, at_once: int) -> None:
        self.schema = schema.append(pa.field(free_name(schema), pa.int64()))
        self.keys, self._at_once = list(keys), at_once
        self._folder = tempfile.TemporaryDirectory(prefix="headway-")
        self._held: list[pa.RecordBatch] = []
        self._rows = 0
        self._parted: _Parted | None = None

    def __enter__(self) -> Parts:
        return self

    def __exit__(self, *_: object) -> None:
        self._folder.cleanup()

    def add(self, batch: pa.RecordBatch) -> None:
        """The next rows of the stream."""
        number = pa.array(np.arange(self._rows, self._rows + len(batch)))
        self._held.append(pa.RecordBatch.from_arrays([*batch.columns, number], schema=self.schema))
        self._rows += len(batch)
        if self._rows - self._written() >= self._at_once:
            self._part()

    def _written(self) -> int:
        return self._rows - sum(map(len, self._held))

    def _part(self) -> None:
        if self._parted is None:
            self._parted = _Parted(Path(self._folder.name), self.schema, self.keys, 0)
        self._parted.write(pa.Table.from_batches(self._held, self.schema))
        self._held = []

    def __iter__(self) -> Iterator[pa.Table]:
        """Each part, with the numbers of its rows in its last column; one where all rows were few."""
        if self._parted is None:
            yield pa.Table.from_batches(self._held, self.schema)
            return
        self._part()
        yield from self._parted.tables()

    def merged(self, results: Iterable[tuple[pa.Table, Rows]], schema: pa.Schema) -> Batches:
        """What was made of parts, each row of it with a number that grows, in the order of these."""
        first = next(results := iter(results), None)
        if first is None:
            return
        if self._parted is None:
            yield from first[0].to_batches()
            return
        numbered = schema.append(pa.field(free_name(schema), pa.int64()))
        files: list[Path] = []
        for table, numbers in (first, *results):
            if len(table):
                files.append(Path(self._folder.name) / f"result{len(files)}.arrow")
                made = table.append_column(numbered.field(len(schema)), pa.array(numbers))
                with pa.OSFile(str(files[-1]), "wb") as sink, pa.ipc.new_stream(sink, numbered) as writer:
                    writer.write_table(made, max_chunksize=16_384)
        yield from _in_order([_Sorted(file) for file in files])


def free_name(schema: pa.Schema) -> str:
    """A name for the column of numbers of rows that no other column has."""
    name = "row"
    while name in schema.names:
        name += "_"
    return name


class _Parted:
    """Files of a folder, each with the groups that hash alike."""

    def __init__(self, folder: Path, schema: pa.Schema, keys: Sequence[str], depth: int) -> None:
        self._folder, self._schema, self._keys, self._depth = folder, schema, keys, depth
        self._files: dict[int, tuple[Path, Any, Any]] = {}

    def write(self, table: pa.Table) -> None:
        of_rows = _parts_of(table, self._keys, self._depth)
        order = np.argsort(of_rows, kind="stable")
        ends = np.searchsorted(of_rows[order], np.arange(PARTS + 1))
        sorted_rows = table.unify_dictionaries().take(pa.array(order))
        for part in np.flatnonzero(np.diff(ends)).tolist():
            if part not in self._files:
                path = self._folder / f"part{self._depth}-{part}.arrow"
                sink = pa.OSFile(str(path), "wb")
                self._files[part] = path, sink, pa.ipc.new_stream(sink, self._schema)
            rows = sorted_rows.slice(ends[part], ends[part + 1] - ends[part])
            self._files[part][2].write_table(rows)

    def tables(self) -> Iterator[pa.Table]:
        for _, sink, writer in self._files.values():
            writer.close()
            sink.close()
        for path, _, _ in self._files.values():
            if path.stat().st_size > LARGE and self._depth < _DEEPEST and len(self._files) > 1:
                yield from self._again(path)
            else:
                with pa.OSFile(str(path)) as file:
                    yield pa.ipc.open_stream(file).read_all()
            path.unlink()

    def _again(self, path: Path) -> Iterator[pa.Table]:
        folder = path.with_suffix("")
        folder.mkdir()
        deeper = _Parted(folder, self._schema, self._keys, self._depth + 1)
        with pa.memory_map(str(path)) as file:
            for batch in pa.ipc.open_stream(file):
                deeper.write(pa.Table.from_batches([batch]))
        yield from deeper.tables()


def _parts_of(table: pa.Table, keys: Sequence[str], depth: int) -> npt.NDArray[np.int64]:
    """The part of each row: one for all rows whose keys a reader takes for the same."""
    hashes = np.zeros(len(table), np.int64)
    for name in keys:
        column = table[name].combine_chunks()
        encoded = column if pa.types.is_dictionary(column.type) else column.dictionary_encode()
        of_values = [zlib.crc32(f"{depth} {_meeting(value)}".encode("utf-8", "replace"))
                     for value in encoded.dictionary.to_pylist()]  # fmt: skip
        table_of = np.array([*of_values, 0], np.int64)
        codes = np.asarray(pc.fill_null(encoded.indices.cast(pa.int64()), len(of_values)))
        hashes = hashes * 31 + table_of[codes]
    return hashes % PARTS


def _meeting(value: Any) -> Any:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", _core.plain_text(value))
    if isinstance(value, float):
        return None if value != value else value + 0.0
    return value


class _Sorted:
    """A file of rows in order, read batch by batch."""

    def __init__(self, path: Path) -> None:
        self._file = pa.memory_map(str(path))
        self._batches = iter(pa.ipc.open_stream(self._file))
        self.batch: pa.RecordBatch | None = None
        self.numbers: Rows = np.empty(0, np.int64)
        self.advance()

    def advance(self) -> None:
        self.batch = next(self._batches, None)
        if self.batch is not None:
            self.numbers = np.asarray(self.batch.column(self.batch.num_columns - 1))

    def up_to(self, last: int) -> pa.RecordBatch:
        """The rows up to a number, which are taken."""
        assert self.batch is not None
        count = int(np.searchsorted(self.numbers, last, side="right"))
        taken = self.batch.slice(0, count)
        if count == len(self.batch):
            self.advance()
        else:
            self.batch, self.numbers = self.batch.slice(count), self.numbers[count:]
        return taken


def _in_order(files: list[_Sorted]) -> Batches:
    """Rows of several files in the order of their numbers: each time all that is surely before what is not read yet."""
    while files := [file for file in files if file.batch is not None]:
        last = min(int(file.numbers[-1]) for file in files)
        table = pa.Table.from_batches([file.up_to(last) for file in files]).unify_dictionaries()
        numbers = table.column(table.num_columns - 1)
        order = pa.array(np.argsort(np.asarray(numbers), kind="stable"))
        yield from table.remove_column(table.num_columns - 1).take(order).combine_chunks().to_batches()
