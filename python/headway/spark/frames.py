"""A frame of Spark at the door: its columns by type, and verbs over its partitions."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

import pyarrow as pa

from headway import _core
from headway.boundary.problems import refusal
from headway.boundary.readings import Readings
from headway.boundary.schemas import Columns, require_columns
from headway.boundary.values import is_text
from headway.optional import spark_extra
from headway.spark.tasks import Call, GroupTask, RowTask

_VANISH = " \t\n\r\f\v`'"  # spaces and quotation marks, of which spellings differ


class SparkFrame:
    """What a caller gives; nothing of it is read but its schema."""

    def __init__(self, native: Any, argument: str = "frame") -> None:
        if not (hasattr(native, "mapInArrow") and hasattr(native, "schema") and hasattr(native, "repartition")):
            raise refusal(argument, type(native).__name__, "a frame of Spark (pyspark.sql.DataFrame)")
        with spark_extra():
            from pyspark.sql.pandas.types import to_arrow_schema
        self.native = native
        self.types = {field.name: field.dataType.simpleString() for field in native.schema.fields}
        self.schema: pa.Schema = to_arrow_schema(native.schema)

    def require(self, columns: Columns) -> None:
        """Refuse a frame that lacks a column, or has one of another type, before any work."""
        require_columns(self.schema, columns, self.types)

    def declare(self, call: Call) -> pa.Schema:
        """The columns that a verb gives: those of no rows."""
        return call(self.schema.empty_table()).schema

    def by_rows(self, call: Call, read: Iterable[str]) -> Any:
        """The verb over every row by itself. In messages a row is named by what is not `read`."""
        return self._mapped(self.native, RowTask(call, self.declare(call), self._names(read)))

    def by_groups(self, call: Call, by: Sequence[str], *, named: Sequence[str] = (), declared: pa.Schema | None = None,
                  readings: Sequence[Readings] = ()) -> Any:  # fmt: skip
        """The verb over groups, all of a group in one task; without `by` all rows are one.

        In messages a row is named by its group, and by the columns `named`.
        """
        from pyspark.sql import functions

        row = _free("row", self.schema.names)
        numbered = self.native.withColumn(row, functions.monotonically_increasing_id())
        keys = [self._meeting(name) for name in by]
        together = numbered.repartition(*keys) if keys else numbered.repartition(1)
        task = GroupTask(call, declared or self.declare(call), [*by, *named], row, readings)
        return self._mapped(together, task)

    def distinct(self, column: str) -> pa.Array:
        """What a column holds, each once and in one order: one look at the frame."""
        found = self.native.select(column).distinct().toArrow()[column].combine_chunks().drop_null()
        return found.take(pa.compute.sort_indices(found))

    def _mapped(self, native: Any, task: RowTask | GroupTask) -> Any:
        from pyspark.sql.pandas.types import from_arrow_schema

        return native.mapInArrow(task, from_arrow_schema(task.declared))

    def _names(self, read: Iterable[str]) -> list[str]:
        """Up to three columns that tell one row from another: text or whole numbers that the verb does not read."""
        of_keys = [field.name for field in self.schema if is_text(field.type) or pa.types.is_integer(field.type)]
        others = [name for name in of_keys if name not in {*read}]
        return (others or [*self.schema.names])[:3]

    def _meeting(self, name: str) -> Any:
        """An expression that is one for all spellings of a key: rows that are of one group meet in one task."""
        from pyspark.sql import functions

        column, kind = functions.col(_quoted(name)), self.schema.field(name).type
        if pa.types.is_floating(kind):
            number = column.cast("double") + functions.lit(0.0)
            return functions.when(functions.isnan(number), None).otherwise(number)
        if not is_text(kind):
            return column
        spelled, meant = _look_alikes()
        others = functions.translate(column, spelled, meant)
        others = functions.regexp_replace(others, r".\p{M}+|[^\x00-\x7f]", "")
        ascii_alone = functions.length(column) == functions.octet_length(column)
        thorough = functions.translate(functions.when(ascii_alone, column).otherwise(others), _VANISH, "")
        plain = ascii_alone  # as most are: to look through a name letter by letter takes longer than all else
        for letter in _VANISH.strip(" "):
            plain = plain & ~functions.contains(column, functions.lit(letter))
        closed_up = functions.replace(column, functions.lit(" "), functions.lit(""))
        return functions.when(plain, closed_up).otherwise(thorough)


def _look_alikes() -> tuple[str, str]:
    """Letters beyond ASCII that stand for one within, and these, as the core has it; those that vanish come last."""
    stands_for: dict[str, str] = {}
    vanish = []
    for code in (*range(0x80, 0xD800), *range(0xE000, 0x10000)):
        character = chr(code)
        plain = unicodedata.normalize("NFC", _core.plain_text(f"a{character}b")[1:-1])
        if plain == "":
            vanish.append(character)
        elif plain != character and len(plain) == 1 and plain.isascii():
            stands_for[character] = plain
    return "".join([*stands_for, *vanish]), "".join(stands_for.values())


def _free(name: str, taken: Iterable[str]) -> str:
    found = f"__headway_{name}"
    while found in taken:
        found += "_"
    return found


def _quoted(name: str) -> str:
    return "`" + name.replace("`", "``") + "`"
