"""The table of a scorecard: every row with its figures, ratings, direction, trend and outlook."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from great_tables import GT, html
from htmltools import Tag, TagList, tags

from headway.language.counts import results, section_counts
from headway.language.figures import decimals, label_of, rounding
from headway.language.sentences import capital, earlier_in_words, in_words, legible
from headway.report.board import Board
from headway.report.board_rows import Row, Section
from headway.report.cells import muted, rating_mark, sparkline
from headway.report.house_table import house_table
from headway.report.outlook_marks import OutlookMarks
from headway.report.row_figures import RowFigures
from headway.report.row_words import travel, why_not_rated
from headway.report.trend import Trend


class Line:
    """A row ready to be printed: its figures, and what is said of its outlook."""

    def __init__(self, row: Row, *, note: int | None, stacked: bool) -> None:
        self.row, self.note = row, note
        self.stacked = stacked  # a rating stands below its comparator's value, not beside it
        self.outlook = outlook_marks(row)
        self.figures = RowFigures(row)

    def figure(self, value: float, status: str | None = None) -> Tag:
        said = self.figures.of(value)
        return muted(status or "no data") if said is None else tags.span(said, class_="headway-figure")

    def change(self) -> Tag:
        said = self.figures.change()
        return muted(self.figures.why_no_change()) if said is None else tags.span(said, class_="headway-figure")

    def since(self, name: str) -> Tag | None:
        """Which way it has gone since an earlier figure, and from what; None where there is no such figure."""
        since = self.row.since[name]
        if (said := self.figures.since(name)) is None:
            return None
        return tags.span(_travel(since.direction, since.change, since.direction_reason), muted(said, below=True))

    def ends(self, name: str) -> Tag | None:
        """A comparator's value or range; None where it is missing."""
        said = self.figures.ends(name)
        return None if said is None else tags.span(said, class_="headway-figure")


class Column(NamedTuple):
    """A column of the table, and how wide it is; one that is rare stands only where some row has a cell."""

    name: str
    label: str
    cell: Callable[[Line], Tag | None]
    width: str = ""
    beside_outlook: str = ""
    right: bool = False
    rare: bool = False


def since_columns(earlier: Iterable[str]) -> list[Column]:
    """A column for each earlier figure besides the previous one; they stand behind the direction."""
    return [
        Column(f"since_{name}", f"Since {earlier_in_words(name)}", functools.partial(_since, name), "8em", "7em",
               rare=True)
        for name in earlier
    ]  # fmt: skip


def columns_of(comparators: Sequence[str]) -> list[Column]:
    """The columns of the table, in their order. The first names its row."""
    against = [
        Column(f"against_{name}", capital(in_words(name)), functools.partial(_against, name), "10.2em", "5.6em")
        for name in comparators
    ]
    return [
        Column("indicator", "Indicator", _indicator),
        Column("period", "Period", lambda line: tags.span(line.row.period or muted("no period")), "7.6em", "6.2em"),
        Column("previous", "Previous", _previous, "5.8em", right=True),
        Column("latest", "Latest", _latest, "5.6em", right=True),
        Column("change", "Change", Line.change, "5.4em", right=True),
        Column("direction", "Direction", _direction, "8.6em", "7.2em"),
        *against,
        Column("trend", "Trend", _trend, "9em", "8.2em", rare=True),
        Column("year_end", "Year end", _outlook(OutlookMarks.year_end), "8.4em", rare=True),
        Column("chance_of_target", "Chance of target", _outlook(lambda x, _: x.chance()), "5em", rare=True),
        Column("forecast_rating", "Forecast rating", _outlook(lambda x, _: x.forecast_rating()), "6em", rare=True),
    ]


def scorecard_table(
    board: Board, numbers: Sequence[int], *, title: str, subtitle: str | None = None, grouped: bool = False
) -> GT:
    """The table of some rows of a scorecard, under a title; grouped by section, with counts, or not."""
    rows = [board.row(number) for number in numbers]
    texts = dict.fromkeys(row.outlook.note for row in rows if row.outlook and row.outlook.note)
    notes = {text: number for number, text in enumerate(texts, start=1)}
    outlook = any(row.outlook for row in rows)
    lines = [
        Line(row, note=notes.get(row.outlook.note) if row.outlook else None, stacked=outlook)
        for row in rows
    ]
    hidden = [] if board.has_previous else ["previous", "change"]
    hidden += [] if any(row.direction != "unknown" for row in rows) or board.has_previous else ["direction"]
    every = columns_of(board.comparators)
    behind = [column.name for column in every].index("direction") + 1
    every[behind:behind] = since_columns(board.since)
    columns = [column for column in every if column.name not in hidden]
    cells = [{column.name: cell for column in columns if (cell := column.cell(line)) is not None} for line in lines]
    somewhere = set().union(*cells)
    columns = [column for column in columns if column.name in somewhere or not column.rare]
    table = house_table(
        cells, {column.name: column.label for column in columns}, title=title, subtitle=subtitle,
        widths={column.name: (column.beside_outlook if outlook else "") or column.width for column in columns[1:]},
        right=[column.name for column in columns if column.right],
        groups=[row.section for row in rows] if grouped else None, kind="scorecard",
    )  # fmt: skip
    for text, number in notes.items():
        table = table.tab_source_note(html(str(TagList(f"Note {number}: {text}"))))
    if not grouped:
        return table
    labels = {section.name: str(_group_label(section)) for section in board.sections}
    return table.fmt(lambda name: legible(labels[str(name)]), columns="groups")


def outlook_marks(row: Row, kind: type[OutlookMarks] = OutlookMarks) -> OutlookMarks | None:
    """What to say of a row's outlook, in the decimals of its own results; None where it has none."""
    if row.outlook is None:
        return None
    places = decimals(row.previous, row.latest, most=rounding(row.latest, row.previous))
    return kind(row.outlook, rule=row.rule_of_year_end or row.rule, places=places, unit=row.unit)


def _group_label(section: Section) -> TagList:
    return TagList(
        f"{section.name}: {results(section.results, section.indicators)}",
        [tags.div(words, class_="headway-counts") for words in section_counts(section.ratings, section.directions)],
    )


def _indicator(line: Line) -> Tag:
    name, unit = line.row.indicator, label_of(line.row.unit)
    return tags.span(name, None if unit.lower() in name.lower() else muted(unit, below=True))


def _previous(line: Line) -> Tag:
    return _with_marks(line, "previous", line.figure(line.row.previous, line.row.previous_status))


def _latest(line: Line) -> Tag:
    figure = _with_marks(line, "latest", line.figure(line.row.latest, line.row.latest_status))
    beside = [*([line.row.note] if line.row.note else []), *line.row.doubts]
    return tags.span(figure, [muted(words, below=True) for words in beside]) if beside else figure


def _with_marks(line: Line, name: str, figure: Tag) -> Tag:
    """A figure with what is said of it, such as that it is provisional, below."""
    marks = line.row.marks.get(name)
    return tags.span(figure, muted(marks, below=True)) if marks else figure


def _since(name: str, line: Line) -> Tag | None:
    return line.since(name)


def _direction(line: Line) -> Tag:
    return _travel(line.row.direction, line.row.change, line.row.direction_reason)


def _travel(direction: str, change: float, reason: str) -> Tag:
    """A direction in words beside the arrow of its change, or why there is none."""
    said = travel(direction, change, reason)
    arrow = tags.span(said.arrow, class_="headway-arrow", aria_hidden="true") if said.arrow else None
    why = muted(said.why, below=True) if said.why else None
    look = None if direction == "unknown" else f"headway-direction headway-{direction}"
    return tags.span(arrow, " " if arrow else None, said.word, why, class_=look)


def _against(name: str, line: Line) -> Tag:
    """A comparator's value beside its rating, or why there is none."""
    rating, why, ends = line.row.against[name].rating, why_not_rated(line.row, name), line.ends(name)
    value = None if ends is None else _with_marks(line, name, ends)
    mark = rating_mark(rating, rating.capitalize()) if why is None else muted(why)
    return tags.span(value, " " if value else None, mark, class_="headway-stack" if line.stacked else "headway-pair")


def _trend(line: Line) -> Tag | None:
    trend = Trend.of_row(line.row)
    return None if trend is None else sparkline(trend)


def _outlook(said: Callable[[OutlookMarks, int | None], Tag]) -> Callable[[Line], Tag | None]:
    """A cell that says something of a row's outlook."""
    return lambda line: said(line.outlook, line.note) if line.outlook else None
