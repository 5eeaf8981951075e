"""Rows in messages by what they hold, where their number tells nothing: of a task on a cluster, or of a batch."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import pyarrow as pa

from headway._core import HeadwayError
from headway.boundary.problems import each_of, refuse
from headway.boundary.times import text_of

_ROW = re.compile(r"\brow (\d+)\b")
_ROWS = re.compile(r"\brows (\d+(?:, \d+)*)(?: and (\d+)(?! more))?")
_SHOWN = 3


def renamed_in(text: str, name: Callable[[list[int]], str]) -> str:
    """A text, its rows called what `name` says of their numbers."""

    def several(found: re.Match[str]) -> str:
        return name([int(row) for row in [*found[1].split(", "), *([found[2]] if found[2] else [])]])

    return _ROWS.sub(several, _ROW.sub(lambda one: name([int(one[1])]), text))


def with_rows_renamed(table: pa.Table, name: Callable[[list[int]], str]) -> pa.Table:
    """A result whose column `reason` may name rows, these called what `name` says of their numbers."""
    at = table.schema.get_field_index("reason")
    if at < 0 or table["reason"].null_count == len(table):
        return table
    said = [None if text is None else renamed_in(text, name) for text in table["reason"].to_pylist()]
    return table.set_column(at, "reason", pa.array(said, table.schema.field(at).type))


def renamed(error: HeadwayError, name: Callable[[list[int]], str]) -> HeadwayError:
    """The same error, its rows called what `name` says of their numbers."""

    try:
        refuse([renamed_in(each, name) for each in each_of(error)])  # which puts several into one message
    except HeadwayError as again:
        return again
    return error


def named_by_keys(error: HeadwayError, table: pa.Table, keys: Sequence[str]) -> HeadwayError:
    """The same error, its rows named by what they hold in the columns `keys`.

    >>> import pyarrow as pa
    >>> from headway import HeadwayError
    >>> from headway.boundary.named_rows import named_by_keys
    >>> table = pa.table({"ward": ["Bevois", "Bargate"], "value": [1.0, float("inf")]})
    >>> named_by_keys(HeadwayError("row 1, column 'value': found inf"), table, ["ward"])
    HeadwayError("row of ward 'Bargate', column 'value': found inf")
    """

    def name(rows: list[int]) -> str:
        said = [", ".join(f"{key} {_shown(table, key, row)}" for key in keys) for row in rows if row < len(table)]
        shown = dict.fromkeys(said)
        more = f" and {len(shown) - _SHOWN} more" if len(shown) > _SHOWN else ""
        return f"row{'s' * (len(rows) > 1)} of {'; '.join([*shown][:_SHOWN])}{more}"

    return renamed(error, name) if keys else error


def _shown(table: pa.Table, key: str, row: int) -> str:
    value = table[key][row].as_py()
    return repr(value) if isinstance(value, str) or value is None else text_of(value)


def counted_from(error: HeadwayError, first: int) -> HeadwayError:
    """The same error, of rows of a batch that begins with the row `first`."""
    return renamed(error, lambda rows: numbered([first + row for row in rows]))


def numbered(rows: Sequence[int]) -> str:
    """Rows by their numbers: "row 4", "rows 4, 7"."""
    return f"row{'s' * (len(rows) > 1)} {', '.join(map(str, rows))}"
