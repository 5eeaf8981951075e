"""Columns by their types alone, before any row is read: of batches that are to come, and of a cluster's frames."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import pyarrow as pa

from headway.boundary.frames import Frame
from headway.boundary.groups import is_key
from headway.boundary.problems import refuse
from headway.boundary.values import is_text


class Kind(NamedTuple):
    """What a column must hold, and the types that are accepted, in words."""

    name: str
    accepted: str

    def holds(self, kind: pa.DataType) -> bool:
        if pa.types.is_null(kind):
            return True
        if self is NUMBERS:
            return bool(pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_decimal(kind))
        if self is TEXT:
            return is_text(kind)
        if self is KEYS:
            return is_key(kind)
        if self is FLAGS:
            return bool(pa.types.is_boolean(kind))
        number = pa.types.is_integer(kind) or pa.types.is_floating(kind)
        return is_text(kind) or bool(pa.types.is_date(kind) or pa.types.is_timestamp(kind) or number)


NUMBERS = Kind("numbers", "numbers: whole numbers of any width, float, double or decimal")
TEXT = Kind("words", "text")
KEYS = Kind("names", "text, numbers, dates, or true and false")
FLAGS = Kind("flags", "true and false")
TIMES = Kind("times", "dates, timestamps, text that hw.Period.parse reads, or whole numbers such as years")
Columns = Mapping[str, tuple[Kind, Iterable[str]]]  # by argument, which may have several


def require_columns(schema: pa.Schema, columns: Columns, types: Mapping[str, str] | None = None) -> None:
    """Refuse a schema that lacks one of the columns, or has one of another type, before any work.

    `types` are the names of types as the caller knows them; by default Arrow's.

    >>> import pyarrow as pa
    >>> from headway.boundary.schemas import NUMBERS, require_columns
    >>> require_columns(pa.schema({"latest": pa.string()}), {"latest": (NUMBERS, ["latest"])})
    Traceback (most recent call last):
    headway.HeadwayError: column 'latest': found type string; accepted: numbers: whole numbers of any width, float, \
double or decimal
    """
    wanted = {argument: tuple(names) for argument, (_, names) in columns.items()}
    Frame(schema.empty_table()).require(wanted)
    found = types or {field.name: str(field.type) for field in schema}
    refuse([f"column {name!r}: found type {found[name]}; accepted: {kind.accepted}"
            for kind, names in columns.values() for name in names
            if not kind.holds(schema.field(name).type)])  # fmt: skip


def bounds_beside(schema: pa.Schema, names: Iterable[str]) -> dict[str, tuple[Kind, list[str]]]:
    """The bounds that stand beside columns, where the schema has them: `latest_lower`, `latest_lower_open`."""
    ends = [f"{name}{end}" for name in names for end in ("_lower", "_upper")]
    found = {name: (NUMBERS, [name]) for name in ends if name in schema.names}
    return found | {f"{name}_open": (FLAGS, [f"{name}_open"]) for name in ends if f"{name}_open" in schema.names}


def named_column(schema: pa.Schema, kind: Kind, argument: str, value: Any) -> dict[str, tuple[Kind, list[str]]]:
    """The column that an argument names, of one that may be a word instead; none of any other value."""
    return {argument: (kind, [value])} if isinstance(value, str) and value in schema.names else {}


_WHEN = ("dates", "period", "subgroups")
_NO_FIGURES = ("polarity", "kind", "interval", "two_of_three", "by", "data", "groups", "baseline", "rebase")


def columns_of_verb(schema: pa.Schema, arguments: Mapping[str, Any]) -> dict[str, tuple[Kind, list[str]]]:
    """The columns that a verb with `data=` reads, by its arguments."""
    by = arguments.get("by")
    times = {name: (TIMES, [arguments[name]]) for name in _WHEN if isinstance(arguments.get(name), str)}
    figures = {name: (NUMBERS, [value]) for name, value in arguments.items()
               if isinstance(value, str) and name not in (*_WHEN, *_NO_FIGURES)}  # fmt: skip
    said = named_column(schema, TEXT, "polarity", arguments.get("polarity"))
    return {"by": (KEYS, [by] if isinstance(by, str) else list(by or [])), **times, **figures, **said}
