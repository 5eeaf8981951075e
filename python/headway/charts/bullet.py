"""Results on the bands that their ratings part values into: where each stands, and how far it is to the next."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from headway.charts.chart import Chart
from headway.charts.parts import bars
from headway.charts.parts.bars import KEY_MARK, LINE, Bar, KeyEntry, Piece, heights_of, names_in, of_rating
from headway.charts.parts.labels import Line, frame_of, points_of, spread, width, wrapped
from headway.charts.parts.layout import SMALL, lay_out, shorten, without_scales, write
from headway.language.counts import RATED, number_of
from headway.language.palette import INK, MUTED, PAPER
from headway.language.sentences import listed

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MARGIN = 0.15  # of what is to be seen in a row, on either side of it
MARK = 8.0  # points from the middle of the mark of a result to where a letter may stand
UNDER = 14.0  # points below a bar for the figures at which its bands part


class Bullet(NamedTuple):
    """One result: its value, what it is compared with, and up to where it would be amber; NaN for what there is not.

    `said` and `against` are the value and the comparator as they are printed, `edges` where bands part, likewise;
    `unit` is what its figures are in where they do not say it themselves.
    """

    name: str
    value: float
    said: str
    target: tuple[float, float]
    against: str
    amber: tuple[float, float]
    rating: str
    edges: Sequence[tuple[float, str]] = ()
    unit: str = ""

    @property
    def named(self) -> str:
        """Its name, with its unit."""
        said = self.unit.lower() in self.name.lower()  # nothing is in everything
        return self.name if said else f"{self.name}, {self.unit}"

    def ends(self) -> tuple[float, float]:
        """Where the scale of its row begins and ends."""
        seen = [each for each in (self.value, *self.target, *self.amber) if math.isfinite(each)]
        low, high = min(seen), max(seen)
        margin = MARGIN * (high - low) or max(abs(high), 1.0) * MARGIN
        return low - margin, high + margin

    def bands(self) -> list[tuple[float, float, str]]:
        """From where to where values would have which rating."""
        low, high = self.ends()
        below, above = (not math.isnan(edge) for edge in self.amber)
        bands = [(low, self.amber[0], "red"), (self.amber[0], self.target[0], "amber")] if below else []
        bands.append((self.target[0] if below else low, self.target[1] if above else high, "green"))
        bands += [(self.target[1], self.amber[1], "amber"), (self.amber[1], high, "red")] if above else []
        return [(start, end, word) for start, end, word in bands if end > start]


@dataclasses.dataclass(frozen=True, kw_only=True, eq=False)
class BulletChart(Chart):
    """Results, each on a scale of its own.

    Attributes
    ----------
    rows : sequence of Bullet
        Those that are drawn.
    comparator : str
        What they are compared with, in words.
    ratings : mapping of str to int
        How many results have which rating, also of those that are not drawn.
    period : str or None
        When they are of, where that is the same for all.
    """

    rows: Sequence[Bullet]
    comparator: str
    ratings: Mapping[str, int]
    period: str | None = None

    @property
    def others(self) -> int:
        return sum(self.ratings.values()) - len(self.rows)

    def finding(self) -> str:
        known = [(word, count) for word in RATED if (count := self.ratings.get(word))]
        if not known:
            return f"No result is rated against {self.comparator}"
        if self.others == 0 and len(self.rows) == 1:
            (row,) = self.rows
            return f"{row.name}: {row.said} is {row.rating} against {self.comparator} ({row.against})"
        (word, count), *others = known
        parts = [f"{count} {'is' if count == 1 else 'are'} {word}", *(f"{count} {word}" for word, count in others)]
        return f"Of {number_of(sum(self.ratings.values()), 'rated result')}, {listed(parts)} against {self.comparator}"

    def shown(self) -> str:
        worst = f", the {len(self.rows)} furthest from it" if self.others else ""
        return f"Latest results{f', {self.period}' if self.period else ''}, each against its {self.comparator}{worst}"

    def describe(self) -> str:
        said = [f"{row.named}: {row.said} against {row.against}, {row.rating}." for row in self.rows]
        return " ".join([*said, *self._more()])

    def _more(self) -> list[str]:
        more = number_of(self.others, "more rated result")
        return [f"{more}, not shown."] if self.others else []

    def draw(self, ax: Axes, family: str, own: bool) -> None:
        aside = bars.names_beside(ax, own)
        under = 0.0 if aside else UNDER
        tall = LINE + 8 + bars.MOST_BARS * (bars.MOST_HIGH + under)
        words = self.words(f"Figures below a bar: where its rating turns. Each has a scale of its own. "
                           f"{' '.join(self._more())}".strip())  # fmt: skip
        marks = f"Diamond: latest result; line: {self.comparator}"
        if aside:
            words = words._replace(subtitle=marks, note="", source="")  # whose room is for rows
        else:
            words = words._replace(note=f"{marks}. {words.note}")
        lay_out(ax, family, own=own, words=words, left=max(4, aside), below=SMALL, tall=tall)
        left, bottom, right, top = frame_of(ax)
        key = self._key(right - left, family)
        head = max((entry.height for entry in key), default=0.0) + 4
        rows, left_out = list(self.rows), self.others
        room = max(1, int((top - bottom - head) // LINE))
        if aside and len(rows) + bool(left_out) > room:
            left_out += len(rows) - max(1, room - 1)
            rows = rows[: max(1, room - 1)]

        def said_of(row: Bullet) -> str:
            return row.said if aside else f"{row.said} {row.rating}"

        bars.scale(ax, 0.0, 1.0, [(1.0, said_of(row)) for row in rows], family)
        drawn = []
        for row in rows:
            pieces = [
                self._lettered(ax, row, Piece(row_at(row, start), row_at(row, stop), of_rating(word)), word, family)
                for start, stop, word in row.bands()
            ]
            name = [row.named] if aside else names_in(row.named, right - left, family)
            drawn.append(Bar(name, pieces, said_of(row), under))
        if own:
            shorten(ax, tall - head - heights_of(drawn), axes=True)
        of_bars = [*drawn, *([Bar([f"and {left_out:,} more"], [])] if aside and left_out else [])]
        parts = bars.draw_bars(ax, of_bars, family, below=head, beside=aside)
        without_scales(ax, SMALL)
        bars.draw_key(ax, key, family, start=aside or 1e-9)
        for row, of_row in zip(rows, parts, strict=False):
            foot, thick = of_row[0].get_y(), of_row[0].get_height()
            ax.plot([row_at(row, row.value)], [foot + thick / 2], marker="D", markersize=8 if aside else 10, color=INK,
                    zorder=8, markeredgecolor=PAPER, markeredgewidth=1.6, clip_on=False, label="_value")  # fmt: skip
            for line in dict.fromkeys(each for each in row.target if math.isfinite(each)):
                at, over = row_at(row, line), 4.0 if under else 1.3
                for colour, wide, said in ((PAPER, 4.0, "_ground"), (INK, 2.4, "_target")):
                    ax.vlines([at], foot - min(over, 2), foot + thick + over, color=colour, linewidth=wide, label=said,
                              zorder=7.5 if colour == PAPER else 9)  # fmt: skip
            if under:
                self._write_edges(ax, row, foot + thick, family)

    def _lettered(self, ax: Axes, row: Bullet, piece: Piece, word: str, family: str) -> Piece:
        """A band with its letter, beside the mark of the result where that stands in it, if there is room."""
        (start, _), (end, _) = points_of(ax, [(piece.start, 0), (piece.end, 0)])
        ((at, _),) = points_of(ax, [(row_at(row, row.value), 0)])
        clear = [(start, end)] if not start - MARK < at < end + MARK else [(start, at - MARK), (at + MARK, end)]
        low, high = max(clear, key=lambda each: each[1] - each[0])
        letter = word[0].upper()
        if high - low < width(Line(letter, SMALL, bold=True), family) + 4:
            return piece
        per = (piece.end - piece.start) / (end - start)
        return piece._replace(within=letter, at=piece.start + ((low + high) / 2 - start) * per)

    def _write_edges(self, ax: Axes, row: Bullet, foot: float, family: str) -> None:
        """Below a bar the figures at which its bands part."""
        left, _, right, _ = frame_of(ax)
        named = len(set(row.target)) == 1 or not all(map(math.isfinite, row.target))  # a range has two
        lines = [Line(f"{self.comparator} {said}" if named and edge in row.target else said, SMALL, edge in row.target)
                 for edge, said in row.edges]
        wide = [width(line, family) + 6 for line in lines]
        at = [float(points_of(ax, [(row_at(row, edge), 0)])[0, 0]) for edge, _ in row.edges]
        for line, middle in zip(lines, spread(at, wide, left - 3, right), strict=True):
            write(ax, line.text, (0, foot), (middle - left, -SMALL - 4), INK if line.bold else MUTED, family,
                  coords=bars.KEY, ha="center", bold=line.bold)  # fmt: skip

    def _key(self, room: float, family: str) -> list[KeyEntry]:
        present = [word for word in RATED if any(word == each for row in self.rows for _, _, each in row.bands())]
        return [KeyEntry(of_rating(word), word[0].upper(), wrapped(word.capitalize(), SMALL, room - KEY_MARK, family))
                for word in present]  # fmt: skip


def row_at(row: Bullet, value: float) -> float:
    """Where a value stands on the scale of its row, from 0 to 1."""
    low, high = row.ends()
    return (value - low) / (high - low)

