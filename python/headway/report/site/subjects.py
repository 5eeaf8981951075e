"""What the pages know of each indicator beside its results: its address, its age, and what is said about it."""

from __future__ import annotations

import dataclasses
import functools
import math
import re
import unicodedata
import zlib
from collections.abc import Iterable, Mapping

from headway import _core
from headway._core import Period
from headway.boundary.frames import Frame
from headway.language.figures import is_per_cent
from headway.report.board import Board
from headway.report.board_rows import Row
from headway.report.commentary import Commentary, Words

ABOUT = ("definition", "source", "owner", "control", "note", "counted")  # columns of a scorecard's frame that say something of it
LONGEST = 48


@dataclasses.dataclass(frozen=True)
class Subject:
    """One indicator: the numbers of its rows, the name of its page, and what the caller says about it."""

    name: str
    slug: str
    rows: list[int]
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
    as_at : Period or None
        The month of the latest period in the scorecard, which ages are counted to.
    """

    def __init__(self, board: Board, commentary: Commentary | None = None) -> None:
        self.board = board
        self.rows: list[Row] = [board.row(number) for number in range(len(board))]
        by_name: dict[str, list[int]] = {}
        for number, row in enumerate(self.rows):
            by_name.setdefault(row.indicator, []).append(number)
        slugs = slugs_of(by_name)
        first = next(iter(board.comparators), None)
        frame = Frame(board.frame)
        self._denominators = frame.numbers("denominator").tolist() if "denominator" in frame else None
        self._gaps = [] if first is None else frame.numbers(f"{first}_gap").tolist()
        words = {} if commentary is None else {
            _core.plain_text(name): said for name, said in commentary.indicators.items()
        }  # fmt: skip
        columns = self._columns()
        self.all: dict[str, Subject] = {}
        for name, numbers in by_name.items():
            about = {key: said for key, texts in columns.items() for number in numbers[:1] if (said := texts[number])}
            for key in ("owner", "control"):
                if said := getattr(own := words.get(_core.plain_text(name)), key, None):
                    about[key] = said
            self.all[name] = Subject(name, slugs[name], numbers, about, own)
        ends = [month_of(period) for period in (row.when for row in self.rows) if period is not None]
        self.as_at = max(ends, key=lambda month: month.end, default=None)

    def _columns(self) -> dict[str, list[str]]:
        frame = Frame(self.board.frame)
        return {key: frame.texts(key) for key in ABOUT if key in frame and frame.holds_text(key)}

    def distance_of(self, number: int) -> float:
        """How far a row misses its first comparator, as a share of it; NaN where it does not, or is not rated."""
        name = next(iter(self.board.comparators), None)
        if name is None or self.rows[number].against[name].rating not in ("red", "amber"):
            return math.nan
        ends, gap = self.rows[number].against[name].ends, self._gaps[number]
        edge = ends[0] if gap < 0 else ends[-1]
        return abs(gap / edge) if edge else math.nan

    def latest_row(self, subject: Subject) -> int:
        """Of the rows of an indicator the one of the latest period, the first of several."""
        ends = {number: row.when.end for number in subject.rows if (row := self.rows[number]).when is not None}
        return max(ends, key=lambda number: (ends[number], -number), default=subject.rows[0])

    def equivalent_of(self, number: int) -> float:
        """How many of those that are counted a gap of percentage points is; NaN without a denominator."""
        if self._denominators is None or not is_per_cent(self.rows[number].unit):
            return math.nan
        return abs(_core.equivalent_number(self._gaps[number], self._denominators[number]))

    def age_of(self, number: int) -> int | None:
        """How many months before the latest the figure of a row ends; None without a period."""
        period = self.rows[number].when
        return None if period is None or self.as_at is None else month_of(period).months_until(self.as_at)


@functools.cache
def month_of(period: Period) -> Period:
    """The month in which a period ends."""
    return Period.of_date(period.end)


def slugs_of(names: Iterable[str]) -> dict[str, str]:
    """Names of files for indicators: their words, and where two are alike a number made of each name."""
    slugs: dict[str, str] = {}
    for name in names:
        plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
        slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
        cut = slug if len(slug) <= LONGEST else slug[:LONGEST].rpartition("-")[0] or slug[:LONGEST]
        slugs[name] = cut if len(cut) > 3 else f"indicator-{cut}".rstrip("-")
    count: dict[str, int] = {}
    for slug in slugs.values():
        count[slug] = count.get(slug, 0) + 1
    return {name: slug if count[slug] == 1 else f"{slug}-{zlib.crc32(name.encode()):08x}"
            for name, slug in slugs.items()}  # fmt: skip
