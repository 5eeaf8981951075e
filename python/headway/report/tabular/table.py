"""One description of a table, from which every form takes it: its columns, their cells, and why a cell is empty."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal, TypeAlias

import pyarrow as pa

from headway.language.sentences import legible
from headway.report.tabular.keys import identifiers

Kind: TypeAlias = Literal["text", "number", "whole", "truth", "date"]
ARROW: Mapping[Kind, pa.DataType] = {
    "text": pa.string(), "number": pa.float64(), "whole": pa.int64(), "truth": pa.bool_(), "date": pa.date32(),
}  # fmt: skip
MISSING = "missing"
NOTHING = "nothing"  # how a reason begins by which a cell is empty and nothing is missing
NOTHING_MISSING = f"{NOTHING} is missing"
NOT_GIVEN = "not given"


@dataclasses.dataclass(frozen=True)
class Column:
    """A column and its cells, of which None is empty.

    Parameters
    ----------
    name, heading, says : str
        What it is called in data, what it is called in a spreadsheet, and what it holds. The table makes of the names
        what data can have, no two alike.
    kind : {'text', 'number', 'whole', 'truth', 'date'}
    values : sequence
    why : str or sequence of str
        Why a cell is empty: of all, or one a row. Empty where no cell is.
    places : int or sequence of int
        The decimals of a number as a report prints it.
    unit : str
        What its numbers are counted in, where that is the same for all.
    of : str
        The table that it is a key of.
    shown : sequence of str, optional
        What a reader sees in its place: of a key the name, of a word the word in full. Empty: nothing, in no sheet.
    """

    name: str
    heading: str
    says: str
    kind: Kind
    values: Sequence[Any]
    why: str | Sequence[str] = ""
    places: int | Sequence[int] = 0
    unit: str = ""
    of: str = ""
    shown: Sequence[str | None] | None = None

    def reason(self, row: int) -> str:
        """Why the cell of a row is empty."""
        return self.why if isinstance(self.why, str) else self.why[row]

    def places_of(self, row: int) -> int:
        return self.places if isinstance(self.places, int) else self.places[row]

    @property
    def is_figure(self) -> bool:
        """Whether an empty cell is a figure or a day that is missing."""
        return self.kind in ("number", "whole", "date") and bool(self.why)

    def arrow(self) -> pa.Array:
        return pa.array(self.values, ARROW[self.kind])


@dataclasses.dataclass(frozen=True)
class Table:
    """A table of a report.

    Parameters
    ----------
    name : str
        Of its file, of letters and underscores.
    title : str
        What it holds, in a line.
    says : sequence of str
        What a reader must know of it.
    columns : sequence of Column
    key : sequence of str
        The columns whose cells together name a row.
    tab : str
        The name of its sheet; empty where it is no sheet, because another table says the same to a reader.
    """

    name: str
    title: str
    columns: Sequence[Column]
    key: Sequence[str] = ()
    says: Sequence[str] = ()
    tab: str = ""

    def __post_init__(self) -> None:
        names = identifiers(column.name for column in self.columns)
        named = [dataclasses.replace(column, name=name) for column, name in zip(self.columns, names, strict=True)]
        object.__setattr__(self, "columns", named)
        figures = [column for column in self.columns if column.is_figure]
        for column in self.columns:
            assert len(column.values) == len(self), f"{self.name}.{column.name}"
            assert not column.shown or len(column.shown) == len(self), f"{self.name}.{column.name}"
            for row, value in enumerate(column.values):
                assert value is not None or column.reason(row), f"{self.name}.{column.name}, row {row}: no reason"
        if figures and MISSING not in names:
            object.__setattr__(self, "columns", [*named, _missing(figures, len(self))])

    def __len__(self) -> int:
        return len(self.columns[0].values) if self.columns else 0

    def __getitem__(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)

    def arrow(self) -> pa.Table:
        """Its cells as they are, with the names that data have."""
        return pa.table({column.name: column.arrow() for column in self.columns})


def _missing(figures: Sequence[Column], rows: int) -> Column:
    """Why figures of a row are missing, in words."""
    said = ["; ".join(f"{column.heading}: {column.reason(row)}" for column in figures
                      if column.values[row] is None and not column.reason(row).startswith(NOTHING)) or None
            for row in range(rows)]  # fmt: skip
    return Column(MISSING, "Why a figure is missing", "The reason for each figure of the row that is not there.",
                  "text", said, NOTHING_MISSING)  # fmt: skip


def text_of(value: Any) -> str | None:
    """A cell of text as every form can hold it: without controls, and None where nothing is written."""
    if value is None:
        return None
    said = legible(str(value)).replace("\r\n", "\n").replace("\r", "\n")
    return said if said.strip() else None


def texts(name: str, heading: str, says: str, values: Iterable[Any], why: str = NOT_GIVEN, **more: Any) -> Column:
    """A column of text. `why` is why a cell may be empty."""
    return Column(name, heading, says, "text", texts_of(values), why, **more)


def texts_of(values: Iterable[Any]) -> list[str | None]:
    """Cells of text, each as every form can hold it; a text that stands in many cells is read once."""
    known: dict[str, str | None] = {}
    found: list[str | None] = []
    for value in values:
        said = value if isinstance(value, str) else None if value is None else str(value)
        if said is not None and said not in known:
            known[said] = text_of(said)
        found.append(None if said is None else known[said])
    return found


def numbers(
    name: str, heading: str, says: str, values: Iterable[float | None], why: Sequence[str], **more: Any
) -> Column:
    """A column of numbers, NaN where there is none; `why` has a reason for each row."""
    return Column(name, heading, says, "number", [number_of(value) for value in values], why, **more)


def number_of(value: float | None) -> float | None:
    return None if value is None or math.isnan(value) else float(value)


def words(
    name: str, heading: str, says: str, values: Iterable[str | None], why: str = NOT_GIVEN, **more: Any
) -> Column:
    """A column of words of a vocabulary, which a reader sees without underscores: not_rated as "Not rated"."""
    given = [*values]
    shown = [None if value is None else value.replace("_", " ").capitalize() for value in given]
    return texts(name, heading, says, given, why, shown=shown, **more)


def wholes(name: str, heading: str, says: str, values: Iterable[int], **more: Any) -> Column:
    """A column of counts."""
    return Column(name, heading, says, "whole", [int(value) for value in values], **more)
