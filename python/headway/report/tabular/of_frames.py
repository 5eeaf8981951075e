"""Tables of what results give as columns: a frame of the caller's kind, or columns of the core."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, cast

import pyarrow as pa

from headway.boundary.frames import Frame
from headway.boundary.results import values_of
from headway.language.figures import decimals, rounding
from headway.language.sentences import capital, in_words
from headway.report.tabular.table import Column, Kind, number_of, text_of

if TYPE_CHECKING:
    from headway._core import Columns


class Said(NamedTuple):
    """What is said of a column: its heading, what it holds, why a cell is empty, and how its figures print."""

    heading: str
    says: str
    why: str = "not given"
    places: int | None = None  # of each figure its own, where nothing is said
    unit: str = ""
    words: bool = False  # of a vocabulary, which a reader sees in full


def columns_of_core(columns: Columns, said: Mapping[str, Said]) -> list[Column]:
    """The columns of a result of the core that something is said of, in that order."""
    return [column_of(name, cast(Kind, columns[name][0]), values_of(columns[name]), each) for name, each in said.items()
            if name in columns]  # fmt: skip


def columns_of_frame(frame: Any, said: Mapping[str, Said]) -> list[Column]:
    """The columns of a frame that something is said of, in that order."""
    read = Frame(frame)
    found = []
    for name, each in said.items():
        if name in read:
            array = read.arrow(name)
            found.append(column_of(name, _kind(array.type), array.to_pylist(), each))
    return found


def column_of(name: str, kind: Kind, values: Sequence[Any], said: Said) -> Column:
    """One column, whose empty cells all have the same reason."""
    if kind == "number":
        given: list[Any] = [number_of(value) for value in values]
    elif kind == "text":
        given = [text_of(value) for value in values]
    else:
        given = list(values)
    shown = [None if value is None else capital(in_words(value)) for value in given] if said.words else None
    why: str | list[str] = [said.why] * len(given) if kind == "number" else said.why
    places: int | list[int] = said.places or 0
    if kind == "number" and said.places is None:
        places = [0 if value is None else decimals(value, most=rounding(value)) for value in given]
    heading = f"{said.heading} ({said.unit})" if said.unit else said.heading
    return Column(name, heading, said.says, kind, given, why, places, said.unit, shown=shown)


def numbers_said(name: str, values: Iterable[float | None], said: Said) -> Column:
    """A column of numbers, NaN where there is none."""
    return column_of(name, "number", [*values], said)


def _kind(of: pa.DataType) -> Kind:
    if pa.types.is_boolean(of):
        return "truth"
    if pa.types.is_integer(of):
        return "whole"
    return "number" if pa.types.is_floating(of) or pa.types.is_decimal(of) else "text"
