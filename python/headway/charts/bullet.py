"""Results on the bands that their ratings part values into: where each stands, and how far it is to the next."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from headway.charts.chart import Chart
from headway.charts.parts import bars
from headway.charts.parts.bars import KEY_MARK, LINE, Bar, Fill, KeyEntry, Piece, fits_within, heights_of, names_in
from headway.charts.parts.labels import frame_of, wrapped
from headway.charts.parts.layout import SMALL, lay_out, shorten, without_scales
from headway.language.counts import RATED, number_of
from headway.language.palette import INK, PAPER, RATING_COLOURS, paler
from headway.language.sentences import listed

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MARGIN = 0.15  # of what is to be seen in a row, on either side of it
NEAR = 0.07  # of the scale: a letter nearer to the mark of a result would lie under it


class Bullet(NamedTuple):
    """One result: its value, what it is compared with, and up to where it would be amber; NaN for what there is not.

    `said` and `against` are the value and the comparator as they are printed.
    """

    name: str
    value: float
    said: str
    target: tuple[float, float]
    against: str
    amber: tuple[float, float]
    rating: str

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
    """

    rows: Sequence[Bullet]
    comparator: str
    ratings: Mapping[str, int]

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
        return f"Latest results on the bands of their ratings against {self.comparator}, each on a scale of its own"

    def describe(self) -> str:
        said = [f"{row.name}: {row.said} against {row.against}, {row.rating}." for row in self.rows]
        return " ".join([*said, *self._more()])

    def _more(self) -> list[str]:
        more = number_of(self.others, "more rated result")
        return [f"{more}, not shown."] if self.others else []

    def draw(self, ax: Axes, family: str, own: bool) -> None:
        tall = LINE + 8 + bars.MOST_BARS * bars.MOST_HIGH
        aside = bars.names_beside(ax, own)
        brackets = "" if aside else ", which stands in brackets"
        note = " ".join([f"Diamond: the result; line: its {self.comparator}{brackets}.", *self._more()])
        lay_out(ax, family, own=own, words=self.words(note), left=max(4, aside), below=SMALL, tall=tall)
        left, bottom, right, top = frame_of(ax)
        key = self._key(right - left, family)
        head = max((entry.height for entry in key), default=0.0) + 4
        room = len(self.rows) if own else max(1, int((top - bottom - head) // LINE)) if aside else len(self.rows)
        rows = self.rows[:room]
        ends = [row.said if aside else f"{row.said} ({row.against})" for row in rows]
        bars.scale(ax, 0.0, 1.0, [(1.0, end) for end in ends], family)
        drawn = []
        for row, end in zip(rows, ends, strict=True):
            pieces = [Piece(row_at(row, start), row_at(row, stop), LOOKS[word], word[0].upper())
                      for start, stop, word in row.bands()]  # fmt: skip
            at = row_at(row, row.value)
            pieces = [each if fits_within(ax, each, family) and abs(at - (each.start + each.end) / 2) > NEAR
                      else each._replace(within="") for each in pieces]  # fmt: skip
            name = [row.name] if aside else names_in(row.name, right - left, family)
            drawn.append(Bar(name, pieces, end))
        if own:
            shorten(ax, tall - head - heights_of(drawn), axes=True)
        parts = bars.draw_bars(ax, drawn, family, below=head, beside=aside)
        without_scales(ax, SMALL)
        bars.draw_key(ax, key, family, start=aside or 1e-9)
        for row, of_row in zip(rows, parts, strict=True):
            foot, thick = of_row[0].get_y(), of_row[0].get_height()
            for line in dict.fromkeys(each for each in row.target if math.isfinite(each)):
                ax.vlines([row_at(row, line)], foot - 2, foot + thick + 2, color=INK, linewidth=2.4, zorder=7,
                          label="_target")  # fmt: skip
            ax.plot([row_at(row, row.value)], [foot + thick / 2], marker="D", markersize=8, color=INK, zorder=8,
                    markeredgecolor=PAPER, clip_on=False, label="_value")  # fmt: skip

    def _key(self, room: float, family: str) -> list[KeyEntry]:
        present = [word for word in RATED if any(word == each for row in self.rows for _, _, each in row.bands())]
        return [KeyEntry(LOOKS[word], word[0].upper(), wrapped(word.capitalize(), SMALL, room - KEY_MARK, family))
                for word in present]  # fmt: skip


def row_at(row: Bullet, value: float) -> float:
    """Where a value stands on the scale of its row, from 0 to 1."""
    low, high = row.ends()
    return (value - low) / (high - low)


LOOKS = {
    "green": Fill(paler(RATING_COLOURS["green"]), RATING_COLOURS["green"]),
    "amber": Fill(paler(RATING_COLOURS["amber"]), RATING_COLOURS["amber"]),
    "red": Fill(PAPER, RATING_COLOURS["red"], "/////"),
}
