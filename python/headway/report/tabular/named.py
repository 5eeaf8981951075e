"""What names the results of a scorecard in its tables, and why a figure of them is not there."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from headway._core import Period
from headway.language.counts import of_comparator
from headway.language.periods import in_full
from headway.report.board_rows import Row
from headway.report.outlook_marks import OutlookMarks
from headway.report.row_figures import RowFigures
from headway.report.scorecard_table import outlook_marks
from headway.report.site.subjects import Subjects
from headway.report.tabular.keys import identifiers, period_key
from headway.report.tabular.table import Column, texts, texts_of

OF_RESULT, A_RANGE = "result_key", "a range"
GAP = "The latest result less the comparator, of percentages in points; 0 within a range."
_TAKEN = ("result_key", "section_key", "indicator_key", "period_key", "unit", "latest", "previous", "change",
          "direction", "direction_reason", "marks", "note", "doubts", "missing")  # fmt: skip


class Named:
    """The rows of a scorecard, what names them, and every period that its tables speak of."""

    def __init__(self, subjects: Subjects) -> None:
        self.subjects, self.board = subjects, subjects.board
        self.rows: Sequence[Row] = subjects.rows
        self.figures: Sequence[RowFigures] = subjects.figures
        self.section_keys = subjects.sections
        self.columns_of = dict(zip(self.board.comparators, identifiers(self.board.comparators, _TAKEN), strict=True))
        self.marks: list[OutlookMarks | None] = [outlook_marks(row) for row in self.rows]
        self.periods: dict[str, Period | None] = {}

    def section(self, names: Sequence[str]) -> Column:
        """The sections of rows, by key and name."""
        keys = [self.section_keys[name] for name in names]
        return texts("section_key", "Section", "The section of the report.", keys, of="sections",
                     shown=texts_of(names))  # fmt: skip

    def indicator(self, names: Sequence[str]) -> Column:
        """The indicators of rows, by key and name."""
        keys = [self.subjects.all[name].slug for name in names]
        return texts("indicator_key", "Indicator", "What is measured.", keys, of="indicators",
                     shown=texts_of(names))  # fmt: skip

    def period(self, periods: Sequence[Period | None], shown: Sequence[str | None], says: str) -> Column:
        """When rows are of, by key and as it is written."""
        keys = [period_key(period) for period in periods]
        for key, period in zip(keys, periods, strict=True):
            self.periods.setdefault(key, period)
        return texts("period_key", "Period", says, keys, of="periods",
                     shown=[label or "No period" for label in texts_of(shown)])  # fmt: skip

    def place(self, numbers_of_rows: Sequence[int], of: str = "results") -> list[Column]:
        """What names results; of the table of results itself they are the key of no other."""
        rows = [self.rows[number] for number in numbers_of_rows]
        when = self.period([row.when for row in rows], [row.period for row in rows], "When the result is of.")
        section = self.section([row.section for row in rows])
        indicator = self.indicator([row.indicator for row in rows])
        keys = ["/".join(parts) for parts in zip(section.values, indicator.values, when.values, strict=True)]
        result = texts(OF_RESULT, "", "What names a result: its section, indicator and period.", keys, of=of, shown=())
        return [result, section, indicator, when]

    def why_no_value(self, row: Row, name: str, figures: RowFigures) -> str:
        """Why a comparator is no one number."""
        said = figures.ends(name)
        if said is not None:
            return f"{A_RANGE}: {said}"
        return row.statuses.get(name) or f"no {of_comparator(name)}"

    def why_not_rated(self, row: Row, name: str) -> str | None:
        """Why a row is not rated against a comparator; None where it is."""
        rating, reason = row.against[name].rating, row.against[name].reason
        if rating != "not_rated":
            return None
        return row.statuses.get(name, f"no {of_comparator(name)}") if reason == "no comparator" else reason


def label_of(period: Period | None) -> str:
    """A period as all tables have it, without the marks of a figure."""
    return "No period" if period is None else in_full(period)


def or_nan(value: float | None) -> float:
    return math.nan if value is None else value


def value_of(row: Row, name: str) -> float:
    """A comparator that is one number."""
    ends = row.against[name].ends
    return ends[0] if len(ends) == 1 else math.nan


def why_no_gap(row: Row, why_no_value: str) -> str:
    """Why there is no gap: there is no result, or nothing to hold against it."""
    return row.latest_status or "no data" if math.isnan(row.latest) else why_no_value


def unit_column(units: Iterable[str | None]) -> Column:
    return texts("unit", "Unit", "What the figures of the row are counted in.", units, "not given")
