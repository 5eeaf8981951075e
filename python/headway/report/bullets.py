"""The results of a scorecard as a chart of where each stands on the bands of its rating."""

from __future__ import annotations

import dataclasses
import math
from collections import Counter

from headway import _core
from headway.boundary.keys import nearest
from headway.boundary.problems import refusal
from headway.charts.bullet import Bullet, BulletChart
from headway.charts.parts.bars import MOST_BARS
from headway.language.counts import RATED
from headway.language.figures import label_of
from headway.language.sentences import in_words
from headway.pictured import Pictured
from headway.report.board import Board
from headway.report.row_figures import RowFigures
from headway.report.slopes import period_of


@dataclasses.dataclass(frozen=True, repr=False)
class Bullets(Pictured):
    """Where results stand on the bands of their ratings, which `Scorecard.bullets` gives.

    Attributes
    ----------
    rows : tuple of Bullet
        The rated results, those first that are furthest from their comparator, as a share of it.
    comparator : str
        The column that they are rated against.
    period : str or None
        When they are of, where that is the same for all.
    """

    rows: tuple[Bullet, ...]
    comparator: str
    period: str | None = None

    def picture(
        self, *, title: str | None = None, subtitle: str | None = None, source: str | None = None
    ) -> BulletChart:  # fmt: skip
        """The chart: a row a result, by what share it is better or worse, up to twelve of them."""
        ratings = Counter(row.rating for row in self.rows)
        return BulletChart(rows=self.rows[:MOST_BARS], comparator=in_words(self.comparator), ratings=ratings,
                           period=self.period, title=title, subtitle=subtitle, source=source)  # fmt: skip

    def __repr__(self) -> str:
        chart = self.picture()
        return "\n".join([chart.finding(), *(f"  {row.name}: {row.said}, {row.rating}" for row in chart.rows)])


def bullets_of(board: Board, section: str | None, comparator: str | None) -> Bullets:
    """The rated results of a section, or of all."""
    if not board.comparators:
        raise refusal("comparator", "a scorecard without any", "one of comparators=('target',)")
    name = board.comparators[0] if comparator is None else comparator
    known = {each.name: each.rows for each in board.sections}
    for what, found, accepted in (("comparator", name, [*board.comparators]), ("section", section, [*known])):
        if found is not None and found not in accepted:
            near = nearest(str(found), accepted)
            raise refusal(what, repr(found), f"one of the scorecard's; the nearest is {near!r}")
    numbers = [number for each, rows in known.items() if section in (None, each) for number in rows]
    gaps = board.gaps_of(name)
    rows = [(_core.gap_share(float(gaps[number]), row.target), row)
            for number in numbers if (row := _bullet(board, number, name)) is not None]  # fmt: skip
    rows.sort(key=lambda each: -each[0] if each[1].rating != "green" and math.isfinite(each[0]) else 0.0)
    periods = {period_of(board.row(number)) for number in numbers}
    return Bullets(tuple(row for _, row in rows), name, periods.pop() if len(periods) == 1 else None)


def _bullet(board: Board, number: int, comparator: str) -> Bullet | None:
    """One row; None where it is not rated, or its figure is a bound and no number."""
    row = board.row(number)
    against, figures = row.against[comparator], RowFigures(row)
    said, printed = figures.of(row.latest), figures.ends(comparator)
    if against.rating not in RATED or said is None or printed is None:
        return None
    ends = (against.ends[0], against.ends[-1])
    rule = board.rules.of(number, limited=comparator == board.comparators[0])
    amber = _core.amber_edges(ends, row.polarity, rule)
    return Bullet(row.indicator, row.latest, said, ends, printed, amber, against.rating,
                  label_of(row.unit))
