"""Columns of text from a plan's frames to the core, and columns of text and counts back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np
import pyarrow as pa

from headway import _core
from headway.boundary.frames import Frame
from headway.boundary.problems import Problems, refusal, refuse
from headway.boundary.scalars import is_missing
from headway.boundary.times import periods_of, says_no_time
from headway.boundary.whole_column import said_by_column

Column: TypeAlias = tuple[str, list[str]] | None

_DATE = "a day, a month, or nothing"


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


def dates(read: Frame, *names: str | None) -> list[Column]:
    """Columns of times as the labels of their periods, days as days, blank where there is none."""
    there = [name for name in names if name is not None]
    columns: dict[str, Column] = {}
    problems = Problems()
    for name in there:
        rows = [row for row, dated in enumerate(_are_dates(read.values(name))) if dated]
        labels = [""] * len(read)
        with problems:
            codes, periods = periods_of(read, name, among=np.array(rows, np.int64), days=True, beside=there,
                                        accepted=_DATE)  # fmt: skip
            for row in rows:
                labels[row] = periods[codes[row]].label
        columns[name] = name, labels
    problems.refuse()
    return [None if name is None else columns[name] for name in names]


def labels(read: Frame, *names: str | None) -> list[Column]:
    """Columns of times as text that the core reads: text as it stands, but for what the column shows of days in
    numbers, blank where it says nothing; others as `dates` has them."""
    there = [name for name in names if name is not None and read.holds_text(name)]
    shown = [text for name in there for text in read.texts(name)]
    columns: list[Column] = []
    for name in names:
        if name is None or name not in there:
            columns += dates(read, name)
            continue
        said = said_by_column(dict.fromkeys(shown), f"column {name!r}")
        texts = read.texts(name)
        dated = zip(texts, _are_dates(texts), strict=True)
        columns.append((name, [said.get(text, text) if is_date else "" for text, is_date in dated]))
    return columns


def lacking(read: Frame, columns: Mapping[str, str | None]) -> dict[str, str | None]:
    """Optional columns, None for those by their usual names, which are their arguments', that the frame has not."""
    return {usual: None if name == usual and name not in read else name for usual, name in columns.items()}


def names_of(given: Any, argument: str) -> list[str]:
    """An argument that is several names."""
    several = hasattr(given, "__iter__") and not isinstance(given, (str, bytes, Mapping))
    names = [*given] if several else [given]
    if not several or not all(isinstance(name, str) for name in names):
        raise refusal(argument, f"{type(given).__name__} {given!r:.60}", "names, ['Telecare', 'Parking']")
    return names


def _are_dates(values: Sequence[Any]) -> list[bool]:
    """Which cells say when: none that is blank, or holds a word for nothing ("TBC", "n/a") or no end."""
    of_text = {text: _is_date(text) for text in {value for value in values if isinstance(value, str)}}
    return [of_text[value] if isinstance(value, str) else not is_missing(value) for value in values]


def _is_date(text: str) -> bool:
    plain = _core.plain_text(text)
    if plain.casefold().replace("-", "").replace(" ", "").rstrip(".") == "ongoing":
        return False
    return not says_no_time(plain)


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
