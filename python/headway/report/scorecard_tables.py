"""The scorecard of a folder: its results, what is defined of its indicators, their history and their year ends."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

from headway import _core
from headway.boundary.figure_columns import comparator_names
from headway.boundary.frames import Frame
from headway.boundary.keys import nearest
from headway.boundary.problems import Problems, refusal, refuse
from headway.boundary.table_files import FileTable, renamed
from headway.boundary.times import periods_of
from headway.report.outlook_table import outlook_of
from headway.report.report import COUNTED
from headway.report.scorecard import Scorecard
from headway.report.settings import Settings, column_or_number, switch, text, texts
from headway.report.tables import cleaned, known_columns, named_table, table_of, told_by

USUAL = ("target", "national", "peer")
_COLUMNS = ("section", "indicator", "period", "unit", "latest", "previous", "polarity", "accrual")
_RULE = ("tolerance", "amber_limit", "dead_band")
_OF_AN_INDICATOR = ("year_end_target", "event", "denominator")  # figures that belong to it and not to a quarter


def scorecard_of(settings: Settings, folder: Path, outlook: Settings | None) -> Scorecard | None:
    """The scorecard that settings describe; None where anything in them is refused."""
    before = len(settings.problems.found)
    given: dict[str, Any] = {
        "comparators": settings.get("comparators", texts), "basis": settings.get("basis", text),
        "directions": settings.get("directions", text), "previous": settings.get("previous", texts),
        **{name: settings.get(name, column_or_number) for name in _RULE},
    }  # fmt: skip
    sections = settings.get("sections", switch)
    definitions = named_table(settings, "definitions", folder)
    below = settings.table("history", text="file")
    leave_out = None if below is None else below.get("leave_out_others", switch)
    history = None if below is None else table_of(below, folder, rename=True)
    found = table_of(settings, folder, rename=False)
    if found is None or len(settings.problems.found) > before:
        return None
    with settings.problems:
        named = USUAL if given["comparators"] is None else given["comparators"]
        called = known_columns(settings, found.columns, [*_COLUMNS, *named])
        columns = {name: column for name, column in called.items() if name in _COLUMNS}
        _compare_by_columns(settings, given, columns)
        table = found.table
        if definitions is not None:
            together = _defined(settings, table, definitions, columns.get("indicator", "indicator"))
            if together is None:
                return None
            table = together
        usual = [name for name in USUAL if name in called or name in table.columns.column_names] or ["target"]
        compared = usual if given["comparators"] is None else given["comparators"]
        given["comparators"] = comparator_names([called.get(name, name) for name in compared])
        earlier = given["previous"] or ["previous"]
        figures = [columns.get("latest", "latest"), *earlier, *given["comparators"]]
        rules = [given[name] for name in _RULE if isinstance(given[name], str)]
        table = cleaned(settings, table, [*figures, *rules, *_OF_AN_INDICATOR])
        points = None if history is None else cleaned(settings, _as_in_the_results(history.table, columns), ["value"])
        if points is not None:
            _check_alone(settings, points)
        arguments = {name: value for name, value in (columns | given).items() if value is not None}
        if sections is False:
            if "section" in columns:
                accepted = f"columns without section, or no {settings.where('sections')}"
                raise refusal(settings.where("columns"), "'section' beside sections = false", accepted)
            arguments["section"] = None
        past = None if points is None else points.columns
        if not len(table):
            raise refusal(table.name, "no row below the names of columns", "a row a result")
        with told_by(settings, table, history=points):
            scorecard = Scorecard(table.columns, history=past, **arguments)
            if points is not None and not leave_out:
                refuse(_strangers(points, scorecard.board.of_no_indicator["history"], scorecard))
            projections = None if outlook is None else outlook_of(outlook, folder, scorecard, table, points)
            if len(settings.problems.found) > before:
                return None
            arguments["outlook"] = projections
            return scorecard if projections is None else Scorecard(table.columns, history=past, **arguments)
    return None


def _compare_by_columns(settings: Settings, given: dict[str, Any], columns: dict[str, str]) -> None:
    """Take a column of previous results among the columns for what `previous` says: one of them may say it."""
    column = columns.pop("previous", None)
    if column is None:
        return
    if given["previous"] is not None:
        accepted = f"columns without previous, or no {settings.where('previous')}"
        raise refusal(settings.where("columns"), "'previous', which stands apart too", accepted)
    given["previous"] = [column]


def _check_alone(settings: Settings, points: FileTable) -> None:
    """What is wrong with a history whatever the results are: so that it is said beside what is wrong with these."""
    read = Frame(points.columns)
    with told_by(settings, points):
        read.require({name: name for name in ("indicator", "period", "value")})
        problems = Problems()
        with problems:
            periods_of(read, "period")
        with problems:
            read.numbers("value")
        problems.refuse()


def _as_in_the_results(history: FileTable, columns: Mapping[str, str]) -> FileTable:
    """A history whose columns are called as those of the results are, by their usual names."""
    names = history.columns.column_names
    called = {name: columns[name] for name in ("indicator", "period")
              if name not in names and columns.get(name) in names}  # fmt: skip
    return renamed(history, called) if called else history


def _defined(settings: Settings, table: FileTable, definitions: FileTable, indicator: str) -> FileTable | None:
    """The results with what is defined of their indicators in further columns; None where nothing can be joined."""
    results, defined = Frame(table.columns), Frame(definitions.columns)
    for each, read, name in ((table, results, indicator), (definitions, defined, "indicator")):
        with told_by(settings, each):
            read.require({"indicator": name})
    if indicator not in results or "indicator" not in defined:
        return None
    problems = settings.problems.found
    row_of: dict[str, int] = {}
    codes, names = defined.names("indicator")
    for row, code in enumerate(codes.tolist()):
        name = names[code] if code >= 0 else ""
        first = row_of.setdefault(_core.plain_text(name), row)
        if first != row:
            problems.append(definitions.said(f"row {row}, column 'indicator': found {name!r} as row {first}; "
                                             "accepted: one definition of an indicator"))  # fmt: skip
    both = [name for name in defined.columns if name != "indicator" and name in results]
    problems += [f"{definitions.name}: column {name!r} is in {table.name} too; accepted: one of them" for name in both]
    known = list(names)
    codes, names = results.names(indicator)
    rows: list[int | None] = []
    for row, code in enumerate(codes.tolist()):
        rows.append(row_of.get(_core.plain_text(names[code])) if code >= 0 else None)
        if code >= 0 and rows[-1] is None:
            problems.append(table.said(
                f"row {row}, column {indicator!r}: found {names[code]!r}, of which there is no definition; accepted: "
                f"a row of it in {definitions.name}; the nearest there is {nearest(names[code], known)!r}"
            ))  # fmt: skip
    taken = definitions.columns.drop_columns(["indicator", *both]).take(pa.array(rows, pa.int64()))
    together = table.columns
    for name in taken.column_names:
        together = together.append_column(name, taken[name])
    return dataclasses.replace(
        table, columns=together, borrowed={name: (definitions, rows) for name in taken.column_names}
    )


def _strangers(points: FileTable, names: Sequence[str], scorecard: Scorecard) -> list[str]:
    """A problem for each name of a history that is of no indicator, at the first row that has it."""
    known, rows = scorecard.board.indicator_names, points.columns["indicator"].to_pylist()
    return [
        f"history, row {rows.index(name)}, column 'indicator': found {name!r}, which the scorecard does not have; "
        f"accepted: one that it has (the nearest is {nearest(name, known)!r}), or leave_out_others = true"
        for name in names
    ]  # fmt: skip


def counts_of(settings: Settings, key: str, folder: Path) -> dict[str, dict[str, int]]:
    """How many results of each section were published, and their ratings where these are known."""
    table = named_table(settings, key, folder)
    if table is None:
        return {}
    with told_by(settings, table):
        read = Frame(table.columns)
        read.require(["section", "kpis"])
        names = read.texts("section")
        counts = {word: read.numbers(word).tolist() for word in COUNTED if word in read}
        refuse([f"row {row}, column 'section': found nothing; accepted: the name of a section"
                for row, name in enumerate(names) if not name.strip()]
               + [f"row {row}, column 'section': found {name!r} as row {names.index(name)}; accepted: one of them"
                  for row, name in enumerate(names) if name.strip() and names.index(name) != row]
               + [f"row {row}, column {word!r}: found {'null' if count != count else count}; accepted: a whole number"
                  for word, numbers in counts.items() for row, count in enumerate(numbers)
                  if not (count >= 0 and count.is_integer()) and (count == count or word == "kpis")])  # fmt: skip
        return {
            name: {word: int(numbers[row]) for word, numbers in counts.items() if numbers[row] == numbers[row]}
            for row, name in enumerate(names)
        }
    return {}
