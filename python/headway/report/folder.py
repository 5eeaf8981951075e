"""A folder of tables with a `report.toml`, read into a report: whole, or refused with everything that is wrong."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from headway import _core
from headway._core import HeadwayError
from headway.boundary.folders import folder_of
from headway.boundary.frames import Frame
from headway.boundary.keys import nearest
from headway.boundary.problems import refuse
from headway.boundary.progress import steps
from headway.boundary.table_files import FileTable
from headway.report.commentary import Commentary, strangers
from headway.report.plan_tables import plans_of
from headway.report.report import Report, colour, picture
from headway.report.savings_tables import savings_of
from headway.report.scorecard import Scorecard
from headway.report.scorecard_tables import counts_of, scorecard_of
from headway.report.settings import FILE, Settings, day, text, texts
from headway.report.tables import named_table, told_by

_LINES = ("organisation", "period", "author", "contact", "licence")


def read_folder(folder: str | os.PathLike[str]) -> Report:
    """Read a folder of tables into a report, by its `report.toml`.

    Tables are CSV, Parquet, sheets of Excel workbooks, and tables or views of DuckDB files. `headway new FOLDER` makes
    such a folder, filled and with every key explained.

    Parameters
    ----------
    folder : str or path
        The folder. Nothing in it is changed.

    Returns
    -------
    Report

    Raises
    ------
    HeadwayError
        For everything in the folder that is wrong, all at once (`problems` holds each): the file, the row as a
        spreadsheet numbers it, the column, what was found and what is accepted.
    ImportError
        Without what reads Excel or DuckDB, which comes with the extra `headway[report]`.

    Examples
    --------
    >>> hw.read_folder("examples/data/southampton").scorecard.sections[0]
    'Corporate Plan'
    """
    path = folder_of(folder)
    settings = Settings.of_file(path / FILE)
    given: dict[str, Any] = {"title": settings.needed("title", text, '"Corporate scorecard, quarter 2 of 2024/25"')}
    given |= {name: settings.get(name, text) for name in _LINES}
    given["accent"] = settings.get("accent", colour)
    given |= {name: settings.get(name, day) for name in ("published", "next_published")}
    given["notes"] = settings.get("notes", texts)
    given["logo"] = settings.get("logo", lambda value, where: picture(path / text(value, where), where))
    for name in ("word_template", "slides_template"):
        given[name] = settings.get(name, lambda value, where: (path / text(value, where)))
    contents = [name for name in ("scorecard", "savings", "plans") if name in settings]
    if not contents:
        settings.problems.found.append(f"{FILE}: found nothing to report; accepted: [scorecard], [savings] or [plans]")
    for part in steps("parts", (_read_scorecards, _read_savings, _read_plans)):
        part(settings, path, given)
    settings.refuse_others()
    refuse([*dict.fromkeys(settings.problems.found)])
    try:
        return Report(**{name: value for name, value in given.items() if value is not None})
    except HeadwayError as error:
        refuse([f"{FILE}, {problem}" for problem in error.problems or (str(error),)])
        raise


def _read_scorecards(settings: Settings, path: Path, given: dict[str, Any]) -> None:
    """The scorecard, an earlier one, what is said of it and what was published of it."""
    below, outlook = settings.table("scorecard"), settings.table("outlook")
    earlier = settings.table("before")
    commentary = named_table(settings, "commentary", path)
    given["published_counts"] = counts_of(settings, "published_counts", path) or None
    if below is None:
        for name in ("outlook", "before", "commentary", "published_counts"):
            if name in settings:
                settings.problems.found.append(f"{settings.where(name)}: found it without a scorecard; accepted: a "
                                               "[scorecard] beside it")  # fmt: skip
        return
    scorecard = given["scorecard"] = scorecard_of(below, path, outlook)
    if outlook is not None and scorecard is None:
        outlook.know("file", "sheet", "table", "header", "columns", "method", "level", "note")
    given["before"] = None if earlier is None else scorecard_of(earlier, path, None)
    if commentary is not None:
        with told_by(settings, commentary):
            said = Commentary.from_frame(commentary.columns)
            if scorecard is not None:
                refuse(_strange_rows(commentary, said, scorecard))
            given["commentary"] = said


def _read_savings(settings: Settings, path: Path, given: dict[str, Any]) -> None:
    if (below := settings.table("savings")) is not None and (savings := savings_of(below, path)) is not None:
        given |= {"savings": savings.plan, "savings_parts": savings.parts, "simulation": savings.simulation}


def _read_plans(settings: Settings, path: Path, given: dict[str, Any]) -> None:
    if (below := settings.table("plans")) is not None:
        given["plans"] = plans_of(below, path)


def _strange_rows(table: FileTable, said: Commentary, scorecard: Scorecard) -> list[str]:
    """A problem for each row of a commentary that is of nothing in the scorecard."""
    read = Frame(table.columns)
    problems = []
    for column, names, known in (("section", said.sections, scorecard.sections),
                                 ("indicator", said.indicators, scorecard.board.indicator_names)):  # fmt: skip
        strange = set(strangers(names, known))
        cells = read.texts(column) if column in read else []
        problems += [
            f"row {row}, column {column!r}: found {cell.strip()!r}, which the scorecard does not have; accepted: one "
            f"that it has; the nearest is {nearest(_core.plain_text(cell), known)!r}"
            for row, cell in enumerate(cells) if cell.strip() in strange
        ]  # fmt: skip
    return problems

