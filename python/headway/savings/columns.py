"""The columns of the core: as the caller's frame, and as rows for charts and pages, which need no frame."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from headway.boundary.frames import Frame
from headway.boundary.results import arrays_of, values_of

if TYPE_CHECKING:
    from headway._core import Columns

Rows: TypeAlias = list[dict[str, Any]]


def frame_of(columns: Columns, like: Frame) -> Any:
    """A frame of the kind of another."""
    return like.like(arrays_of(columns))


def rows_of(columns: Columns) -> Rows:
    """Rows as dicts: a number that is missing is NaN, a text None."""
    read = [
        [float("nan") if value is None else value for value in values_of(column)] if column[0] == "number"
        else values_of(column)
        for column in columns.values()
    ]
    return [dict(zip(columns, row, strict=True)) for row in zip(*read, strict=True)]
