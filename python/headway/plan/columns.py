"""Columns of text from a plan's frames to the core, and columns of text and counts back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

import pyarrow as pa

from headway.boundary.frames import Frame
from headway.boundary.problems import refuse

Column: TypeAlias = tuple[str, list[str]] | None


def column(read: Frame, name: str | None) -> Column:
    """A column of text for the core: its name and its rows."""
    return None if name is None else (name, read.texts(name))


def named(read: Frame, name: str | None) -> Column:
    """The same of names that may be numbers, dates or categories."""
    if name is None:
        return None
    codes, words = read.names(name)
    return name, [words[code] if code >= 0 else "" for code in codes.tolist()]


def identifiers(read: Frame, name: str) -> Column:
    """The same of names that may be whole numbers, which a reader of CSV makes of them."""
    values = read.cells(name)
    refuse([
        f"row {row}, column {name!r}: found {value}; accepted: text or a whole number"
        for row, value in enumerate(values)
        if isinstance(value, float) and not value.is_integer()
    ])
    return name, ["" if value is None else f"{value:.0f}" if isinstance(value, float) else value for value in values]


def text_array(values: Sequence[str | None]) -> pa.Array:
    return pa.array(list(values), pa.large_string())


def theme_column(theme: str | None, names: Sequence[str]) -> list[tuple[str, pa.Array]]:
    """The column of themes under the caller's name of it; none where the caller has none."""
    return [] if theme is None else [(theme, text_array([name or None for name in names]))]


def count_columns(rows: Sequence[Mapping[str, int]], names: Sequence[str]) -> list[tuple[str, pa.Array]]:
    return [(name, pa.array([row[name] for row in rows], pa.int64())) for name in names]


def counts_by_theme(
    theme: str | None, rows: Sequence[tuple[str, dict[str, int]]], names: Sequence[str]
) -> list[tuple[str, pa.Array]]:
    return [*theme_column(theme, [name for name, _ in rows]), *count_columns([row for _, row in rows], names)]
