"""What the pages know of each indicator beside its results: its address, its age, and what is said about it."""

from __future__ import annotations

import dataclasses
import functools
import math
from collections.abc import Mapping, Sequence

from headway import _core
from headway._core import Period
from headway.boundary.frames import Frame
from headway.language.figures import is_per_cent
from headway.report.board import Board
from headway.report.board_rows import Row
from headway.report.commentary import Commentary, Words
from headway.report.row_figures import RowFigures
from headway.report.site.addresses import slugs_of

# Columns of a scorecard's frame that say something of its indicators, and what a commentary says of them as well.
ABOUT, SAID_TOO = ("definition", "source", "owner", "control"), ("owner", "control")


@dataclasses.dataclass(frozen=True)
class Subject:
    """One indicator: the numbers of its rows, the name of its page, and what the caller says about it.

    `latest` is the row of the latest period, the first of several.
    """

    name: str
    slug: str
    rows: list[int]
    latest: int
    about: Mapping[str, str]
    words: Words | None

    @property
    def owner(self) -> str | None:
        return self.about.get("owner")


class Subjects:
    """The indicators of a scorecard in the order of their first rows.

    Attributes
    ----------
    all : dict of str to Subject
    sections : dict of str to str
        What each section is called in addresses.
    rows : list of Row
    figures : list of RowFigures
    as_at : Period or None
        The month in which the latest period of the scorecard ends, which ages are counted to.
    """

    def __init__(self, board: Board, commentary: Commentary | None = None) -> None:
        self.board = board
        self.rows: list[Row] = [board.row(number) for number in range(len(board))]
        self.figures = [RowFigures(row) for row in self.rows]
        self.comparator = next(iter(board.comparators), None)
        frame = Frame(board.frame)
        self._gaps = [] if self.comparator is None else frame.numbers(f"{self.comparator}_gap").tolist()
        self._notes = _texts(frame, "note")
        by_name: dict[str, list[int]] = {}
        for number, row in enumerate(self.rows):
            by_name.setdefault(row.indicator, []).append(number)
        slugs = slugs_of(by_name)
        self.sections = slugs_of(section.name for section in board.sections)
        given = {} if commentary is None else commentary.indicators
        words = {_core.plain_text(name): each for name, each in given.items()}
        columns = {key: _texts(frame, key) for key in ABOUT}
        self.all: dict[str, Subject] = {}
        for name, numbers in by_name.items():
            own = words.get(_core.plain_text(name))
            about = {key: text for key, texts in columns.items() if (text := texts[numbers[0]] if texts else "")}
            about |= {} if own is None else {key: text for key in SAID_TOO if (text := getattr(own, key))}
            latest = self._latest(numbers)
            self.all[name] = Subject(name, slugs[name], numbers, latest, about, own)
        months = (month_of(row.when) for row in self.rows if row.when is not None)
        self.as_at = max(months, key=lambda month: month.end, default=None)

    def _latest(self, numbers: Sequence[int]) -> int:
        ends = {number: when.end for number in numbers if (when := self.rows[number].when) is not None}
        return max(ends, key=lambda number: (ends[number], -number), default=numbers[0])

    def note_of(self, number: int) -> str:
        """What the caller says beside a row; empty where nothing is."""
        return self._notes[number] if self._notes else ""

    def distance_of(self, number: int) -> float:
        """How far a row misses its first comparator, as a share of it; NaN where it does not, or is not rated."""
        if self.comparator is None:
            return math.nan
        against = self.rows[number].against[self.comparator]
        missed = against.rating in ("red", "amber")
        return _core.gap_share(self._gaps[number], (against.ends[0], against.ends[-1])) if missed else math.nan

    def equivalent_of(self, number: int) -> float:
        """How many of those that are counted a gap of percentage points is; NaN without a denominator."""
        row = self.rows[number]
        if not is_per_cent(row.unit):
            return math.nan
        return abs(_core.equivalent_number(self._gaps[number], row.denominator))

    def age_of(self, number: int) -> int | None:
        """How many months before the latest the figure of a row ends; None without a period."""
        when = self.rows[number].when
        return None if when is None or self.as_at is None else month_of(when).months_until(self.as_at)


def _texts(frame: Frame, column: str) -> list[str]:
    """A column of text, one a row; empty where there is no such column, or it holds something else."""
    return frame.texts(column) if column in frame and frame.holds_text(column) else []


@functools.cache
def month_of(period: Period) -> Period:
    """The month in which a period ends."""
    return Period.of_date(period.end)
