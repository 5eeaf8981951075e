"""Columns of text from a plan's frames to the core, and columns of text and counts back."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias, TypeVar

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from headway import _core
from headway._core import HeadwayError
from headway.boundary.frames import Frame
from headway.boundary.lines_for_dates import InLine
from headway.boundary.problems import Problems, refusal, refuse
from headway.boundary.scalars import is_missing
from headway.boundary.times import periods_of
from headway.boundary.whole_column import said_by_column
from headway.language.sentences import is_whole

Codes: TypeAlias = npt.NDArray[np.int32]
Column: TypeAlias = tuple[str, list[str], Codes] | None  # its name, its texts, and which each row has: -1 is blank
Times: TypeAlias = Callable[..., list[Column]]  # of a frame and the names of columns
Made = TypeVar("Made")

_DATE = "a day, a month, or nothing"


def column(read: Frame, name: str | None) -> Column:
    """A column of text for the core."""
    if name is None:
        return None
    codes, words = read.words(name)
    return name, words, codes


def named(read: Frame, name: str | None) -> Column:
    """The same of names that may be numbers, dates or categories."""
    if name is None:
        return None
    codes, words = read.names(name)
    return name, words, codes


def by_row(name: str, texts: list[str]) -> Column:
    """A column of texts, one a row."""
    return name, texts, np.arange(len(texts), dtype=np.int32)


def rows_of(texts: Column, rows: int) -> list[str]:
    """A text a row, of a column that there may be."""
    if texts is None:
        return [""] * rows
    _, words, codes = texts
    return [words[code] if code >= 0 else "" for code in codes.tolist()]


def identifiers(read: Frame, name: str) -> Column:
    """The same of names that may be whole numbers, which a reader of CSV makes of them."""
    values = read.cells(name)
    refuse([
        f"row {row}, column {name!r}: found {value}; accepted: text or a whole number"
        for row, value in enumerate(values)
        if isinstance(value, float) and not value.is_integer()
    ])
    texts = ["" if value is None else f"{value:.0f}" if isinstance(value, float) else value for value in values]
    return by_row(name, texts)


def dates(read: Frame, *names: str | None) -> list[Column]:
    """Columns of times as the labels of their periods, days as days, blank where there is none."""
    there = [name for name in names if name is not None]
    columns: dict[str, Column] = {}
    problems = Problems()
    for name in there:
        dated = _dated(read, name)
        rows = None if dated.all() else np.flatnonzero(dated)
        with problems:
            codes, periods = periods_of(read, name, among=rows, days=True, beside=there, accepted=_DATE)
            columns[name] = name, [period.label for period in periods], codes
    problems.refuse()
    return [None if name is None else columns[name] for name in names]


def labels(read: Frame, *names: str | None) -> list[Column]:
    """Columns of times as text that the core reads: text as it stands, but for what the column shows of days in
    numbers, blank where it says nothing; others as `dates` has them."""
    there = {name: read.words(name) for name in names if name is not None and read.holds_text(name)}
    shown = [*itertools.chain.from_iterable(words for _, words in there.values())]
    said: dict[str, str] | None = None
    columns: list[Column] = []
    for name in names:
        if name is None or name not in there:
            columns += dates(read, name)
            continue
        if said is None:
            said = said_by_column(shown, f"column {name!r}", written=InLine.of_frame(read.kind, name))
        codes, words = there[name]
        dated, texts = _are_dates(words), [said.get(word, word) for word in words] if said else words
        if not all(dated):
            texts = [text if is_date else "" for text, is_date in zip(texts, dated, strict=True)]
        columns.append((name, texts, codes))
    return columns


def with_dates(make: Callable[[Times], Made]) -> Made:
    """What is made of columns of dates: as `labels` has them, which the core reads at once, or else as `dates`, which
    reads more and says more of what is none."""
    try:
        return make(labels)
    except HeadwayError:
        return make(dates)


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


def _dated(read: Frame, name: str) -> npt.NDArray[np.bool_]:
    """Which rows of a column say when."""
    if not read.holds_text(name):
        values = read.values(name)
        of_text = {value for value in values if isinstance(value, str)}
        dated = dict(zip(of_text, _are_dates([*of_text]), strict=True))
        return np.array([dated[value] if isinstance(value, str) else not is_missing(value) for value in values], bool)
    codes, words = read.words(name)
    return np.array([*_are_dates(words), False])[codes]  # the last is found by code -1


def _are_dates(texts: Sequence[str]) -> list[bool]:
    """Which texts say when: none that is blank, or a word for nothing ("TBC", "n/a") or for no end."""
    if is_whole("".join(texts)):
        return _core.are_dates([*texts])
    # Half of a character is no text that the core reads; where it is for a date, the row is refused.
    return [not is_whole(text) or _core.are_dates([text])[0] for text in texts]


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
