"""The table of a scorecard: every row with its figures, ratings, direction, trend and outlook, as a Great Tables object."""

from __future__ import annotations

import itertools
import math
import warnings
import zlib
from collections.abc import Sequence
from typing import TYPE_CHECKING

import pyarrow as pa
from great_tables import GT, html
from htmltools import Tag, TagList, tags

from headway._core import vocabularies
from headway.language.counts import of_comparator
from headway.language.figures import decimals, figure, rounding
from headway.language.sentences import in_words
from headway.report.house_table import in_house_style, labelled
from headway.report.marks import ARROWS, muted, rating_mark, sparkline
from headway.report.outlook_marks import OutlookMarks

if TYPE_CHECKING:
    from headway.outlook.projection import Projection
    from headway.report.scorecard import Scorecard

AGAINST_WIDTH = "10.2em"
WIDTHS = {
    "period": "7.6em",
    "previous": "5.8em",
    "latest": "5.6em",
    "change": "5.4em",
    "direction": "8.6em",
    "trend": "9em",
}
# Beside an outlook there is no room for more: a rating stands below its comparator's value.
AGAINST_WIDTH_BESIDE_OUTLOOK = "5.6em"
WIDTHS_BESIDE_OUTLOOK = WIDTHS | {
    "period": "6.2em",
    "direction": "7.2em",
    "trend": "8.2em",
    "year_end": "8.4em",
    "chance_of_target": "5em",
    "forecast_rating": "6em",
}
OUTLOOK = ("year_end", "chance_of_target", "forecast_rating")
WORDS = vocabularies()


def scorecard_table(board: Scorecard, rows: Sequence[int], *, title: str, subtitle: str | None, grouped: bool) -> GT:
    """The table of some rows of a scorecard, under a title; grouped by section, with counts, or not."""
    cells = _Cells(board, rows)
    drawn = [cells.row(row) for row in rows]
    somewhere = set().union(*drawn) | (set(cells.labels) - {"trend", *OUTLOOK})
    labels = {name: label for name, label in cells.labels.items() if name in somewhere}
    outlook = "year_end" in labels
    widths, against_width = (WIDTHS_BESIDE_OUTLOOK, AGAINST_WIDTH_BESIDE_OUTLOOK) if outlook else (WIDTHS, AGAINST_WIDTH)
    columns = {name: pa.array([cell.get(name, "") for cell in drawn], pa.string()) for name in labels}
    if grouped:
        columns["section"] = pa.array([board._word("section", row) for row in rows], pa.string())
    with warnings.catch_warnings():  # the frame that every installation has
        warnings.filterwarnings("ignore", message="PyArrow Table support", category=UserWarning)
        table = GT(pa.table(columns), rowname_col="indicator", groupname_col="section" if grouped else None)
    identity = zlib.crc32(repr([title, drawn]).encode())
    table = (
        table.with_id(f"scorecard-{identity:08x}")
        .tab_header(title=title, subtitle=subtitle)
        .tab_stubhead(labels["indicator"])
        .cols_label({name: label for name, label in labels.items() if name != "indicator"})
        .cols_align("left")
        .cols_align("right", columns=["previous", "latest", "change"])
        .cols_width({name: widths.get(name, against_width) for name in labels if name != "indicator"})
        .fmt_passthrough(list(labels), escape=False)
    )
    table = in_house_style(table)
    for text, number in cells.notes.items():
        table = table.tab_source_note(html(str(TagList(f"Note {number}: {text}"))))
    if not grouped:
        return table
    labels_of = {name: str(_group_label(board, section)) for section, name in enumerate(board.sections)}
    return table.fmt(lambda name: labels_of[str(name)], columns="section")


def outlook_marks(board: Scorecard, row: int, projection: Projection) -> OutlookMarks:
    """What to say of a row's outlook, in the decimals of its own results."""
    previous, latest = (float(board._results[key][row]) for key in ("previous", "latest"))
    places = decimals(previous, latest, most=rounding(latest, previous))
    return OutlookMarks(projection, rule=board.rule, places=places, unit=board._word("unit", row))


def _group_label(board: Scorecard, section: int) -> TagList:
    return TagList(
        f"{board.sections[section]}: {board._section_size(section)}",
        [tags.div(sentence, class_="headway-counts") for sentence in board._count_words(section)],
    )


class _Cells:
    """The cells of a scorecard, row by row, as markup that escapes what it was given."""

    def __init__(self, board: Scorecard, rows: Sequence[int]) -> None:
        self._board = board
        projections = [projection for projection in map(board._outlook_of, rows) if projection is not None]
        self._stacked = bool(projections)
        texts = dict.fromkeys(projection.series.note for projection in projections if projection.series.note)
        self.notes = {text: number for number, text in enumerate(texts, start=1)}
        before = ("indicator", "period", "previous", "latest", "change", "direction")
        self.labels = {
            **{name: name.capitalize() for name in before},
            **{f"against_{name}": in_words(name).capitalize() for name in board.comparators},
            "trend": "Trend",
            **{name: in_words(name).capitalize() for name in OUTLOOK},
        }

    def row(self, row: int) -> dict[str, str]:
        """The cells of one row as HTML, by column."""
        board, unit = self._board, self._board._word("unit", row)
        previous, latest = (float(board._results[key][row]) for key in ("previous", "latest"))
        change = float(board._codes.change[row])
        ends = {name: self._ends(name, row) for name in board.comparators}
        most = rounding(latest, previous, *itertools.chain(*ends.values()), change=change)
        places = decimals(previous, latest, most=most)
        places_of = {name: max(places, decimals(*values, most=most)) for name, values in ends.items()}
        money = unit if unit == "GBP" else None  # a change in percentages is in points, never in percent
        cells: dict[str, Tag | None] = {
            "indicator": self._indicator(row, unit),
            "period": tags.span(board._word("period", row) or muted("no period")),
            "previous": _figure(previous, places, unit),
            "latest": _figure(latest, places, unit),
            "change": _figure(change, places, money, signed=True),
            "direction": self._direction(row, change),
            **{f"against_{name}": self._against(name, row, ends[name], places_of[name], unit) for name in ends},
            "trend": self._trend(row, unit),
            **self._outlook(row),
        }
        return {
            name: str(cell if name == "indicator" else labelled(self.labels[name], cell))
            for name, cell in cells.items()
            if cell is not None
        }

    def _indicator(self, row: int, unit: str | None) -> Tag:
        name = self._board._word("indicator", row) or ""
        said = unit is None or unit in ("%", "GBP", "count") or unit.lower() in name.lower()
        return tags.span(name, None if said else muted(unit, below=True))

    def _direction(self, row: int, change: float) -> Tag:
        direction = WORDS["direction"][self._board._codes.direction[row]]
        if direction == "unknown":
            return tags.span("Unknown", muted(self._why_unknown(row), below=True))
        sign = 0 if direction == "no_change" else (change > 0) - (change < 0)
        arrow = tags.span(ARROWS[sign], class_="headway-arrow", aria_hidden="true")
        return tags.span(arrow, " ", in_words(direction).capitalize(), class_=f"headway-direction headway-{direction}")

    def _why_unknown(self, row: int) -> str:
        board = self._board
        for key, reason in (("latest", "no latest result"), ("previous", "no previous result")):
            if math.isnan(board._results[key][row]):
                return reason
        if board._word("polarity", row) is None:
            return "no polarity"
        return "year-to-date total" if board._word("accrual", row) == "cumulative" else "no range"

    def _ends(self, name: str, row: int) -> list[float]:
        """A comparator's value, or the two ends of a range."""
        value, *bounds = (float(numbers[row]) for numbers in self._board._against[name])
        in_range = self._board._word("polarity", row) == "in_range"
        return bounds if in_range and not all(map(math.isnan, bounds)) else [value]

    def _against(self, name: str, row: int, ends: list[float], places: int, unit: str | None) -> Tag:
        """A comparator's value beside its rating, or why there is none."""
        known = [figure(end, places=places, unit=unit) for end in ends if not math.isnan(end)]
        value = tags.span(" to ".join(known), class_="headway-figure") if len(known) == len(ends) else None
        ratings, reasons, _, _ = self._board._codes.comparators[name]
        rating, reason = WORDS["rating"][ratings[row]], WORDS["reason"][reasons[row]]
        if rating == "not_rated":
            mark = muted(f"no {of_comparator(name)}" if reason == "no comparator" else reason)
        else:
            mark = rating_mark(rating, rating.capitalize())
        return tags.span(value, " " if value else None, mark, class_="headway-stack" if self._stacked else "headway-pair")

    def _outlook(self, row: int) -> dict[str, Tag]:
        projection = self._board._outlook_of(row)
        if projection is None:
            return {}
        marks = outlook_marks(self._board, row, projection)
        note = self.notes.get(projection.series.note)
        return dict(zip(OUTLOOK, (marks.year_end(note), marks.chance(), marks.forecast_rating()), strict=True))

    def _trend(self, row: int, unit: str | None) -> Tag | None:
        points = self._board.history.get(self._board._word("indicator", row) or "", [])
        return sparkline(points, unit) if len(points) > 1 else None


def _figure(value: float, places: int, unit: str | None, *, signed: bool = False) -> Tag:
    if math.isnan(value):
        return muted("no data")
    return tags.span(figure(value, places=places, unit=unit, signed=signed), class_="headway-figure")
