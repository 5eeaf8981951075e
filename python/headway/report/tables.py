"""The tables of a folder: read as its settings say, their figures as people write them."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from headway._core import HeadwayError
from headway.boundary.frames import Frame
from headway.boundary.keys import nearest
from headway.boundary.table_files import FileTable, read_table
from headway.measure.figure import clean
from headway.report.settings import Settings, text, whole, words

_OF_ROWS = re.compile(r"\b(rows?|columns?|frame)\b")
# a line of Python in brackets, which no file takes
_CODE = re.compile(r" \((?:frame\b|table\b|hw\.|pandas\.|p[ac]\.)(?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)")
_FIGURE = "a figure such as 1,234, £1.2m, 12.5%, <5, or a word for none such as n/a"


class Sourced(NamedTuple):
    """A table and what the settings call its columns, where these are not renamed."""

    table: FileTable
    columns: Mapping[str, str]


def table_of(settings: Settings, folder: Path, *, rename: bool) -> Sourced | None:
    """The table that settings name: `file`, `sheet` or `table`, `header`, `columns`; None where it cannot be read.

    Columns are renamed, or what they are called is given.
    """
    file = settings.needed("file", text, '"kpis.csv"')
    given = {"sheet": settings.get("sheet", text), "table": settings.get("table", text)}
    header, called = settings.get("header", whole), settings.get("columns", words) or {}
    if file is None:
        return None
    with settings.problems:
        table = read_table(folder / file, file, **given, header=1 if header is None else max(header, 1),
                           called=called if rename else {})  # fmt: skip
        return Sourced(table, {} if rename else called)
    return None


def named_table(settings: Settings, key: str, folder: Path) -> FileTable | None:
    """The table below a key, with its columns renamed."""
    below = settings.table(key, text="file")
    found = None if below is None else table_of(below, folder, rename=True)
    return None if found is None else found.table


def known_columns(settings: Settings, columns: Mapping[str, str], known: Sequence[str]) -> dict[str, str]:
    """What the columns of a table are called, by names that it has; another name is a problem."""
    settings.problems.found += [
        f"{settings.where('columns')}: found {name!r}; accepted: {', '.join(known)}; the nearest is "
        f"{nearest(name, known)!r}"
        for name in columns if name not in known
    ]  # fmt: skip
    return {name: called for name, called in columns.items() if name in known}


@contextlib.contextmanager
def told_by(settings: Settings, *tables: FileTable | None, **named: FileTable | None) -> Iterator[None]:
    """Say the problems that are found within by the rows of the table that they are of.

    That is the first of the tables; or, of a problem that begins with the name of one, that one.
    """
    try:
        yield
    except HeadwayError as error:
        for problem in _each_of(error):
            name, _, rest = problem.partition(", ")
            table = named.get(name)
            own = next((each for each in tables if each is not None), None)
            if table is not None:
                told = table.said(rest)
            elif own is not None and _OF_ROWS.search(problem):
                told = own.said(problem)
            else:
                told = f"{settings.where()}: {problem}"
            settings.problems.found.append(_as_settings(told))


def _each_of(error: HeadwayError) -> Iterator[str]:
    """The problems of an error, each by itself, and of one that has several in its lines each of these."""
    for problem in error.problems or (str(error),):
        first, *lines = problem.split("\n  ")
        yield from lines if lines and re.fullmatch(r"\d+ problems:", first) else [problem]


def _as_settings(problem: str) -> str:
    """A problem whose lines to write are written as settings are, and not as arguments."""
    problem = re.sub(r"Write (?:history_)?(\w+)=('[^']*')", r"Write columns = { \1 = \2 }", problem)
    problem = re.sub(r"\b(\w+)=\(('[^']*'),\)", r"\1 = [\2]", problem)
    problem = re.sub(r"\b(\w+)=\{([^}]*)\}", lambda named: f"{named[1]} = {{ {named[2].replace(': ', ' = ')} }}",
                     problem)  # fmt: skip
    problem = re.sub(r"\b(\w+)=(True|False)\b", lambda named: f"{named[1]} = {named[2].lower()}", problem)
    problem = _CODE.sub("", problem).replace("a frame without", "a table without").replace(" or None", ' or ""')
    return re.sub(r"\b(\w+)=('[^']*')", r"\1 = \2", problem)


def cleaned(settings: Settings, table: FileTable, names: Iterable[str]) -> FileTable:
    """The table with the figures of some columns read, where they are text; what is not understood is a problem."""
    read = Frame(table.columns)
    columns = [name for name in dict.fromkeys(names) if name in read and read.holds_text(name)]
    settings.problems.found += [
        table.said(f"row {row}, column {name!r}: found {found!r} ({why}); accepted: {_FIGURE}")
        for name in columns
        for row, found, why in clean(read.arrow(name)).unread
    ]
    return table.with_columns(clean(table.columns, columns)) if columns else table
