"""Results against what they are compared with: by what share each is better or worse, on one scale for all.

Values are in units of their own, so a row stands by how far it is from its comparator as a share of that: better to the
right, worse to the left, whatever the direction of the indicator. The line of the comparator is the same through all
rows, and so can all be compared; the figures themselves stand beside the bars.
"""

from __future__ import annotations

import dataclasses
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from headway.charts.chart import Chart
from headway.charts.parts import bars
from headway.charts.parts.axes import beside_scale
from headway.charts.parts.bars import KEY_MARK, LINE, Bar, Fill, KeyEntry, Piece, heights_of, names_in, of_rating
from headway.charts.parts.labels import Line, evenly, frame_of, points_of, width, wrapped
from headway.charts.parts.layout import LEADING, SMALL, lay_out, shorten, ticks_of, without_scales, write
from headway.language.counts import RATED, number_of
from headway.language.figures import figure
from headway.language.palette import INK, MUTED, PAPER, RATING_COLOURS, paler
from headway.language.sentences import listed

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LEAST_WORSE, LEAST_BETTER = 0.2, 0.05  # what the scale reaches at least to either side, as a share of a comparator
FURTHEST = 0.5  # and at most: what is beyond that is an arrow
MARGIN = 1.12  # times what is to be seen
LONGEST = 34  # letters of a name in the title


class Bullet(NamedTuple):
    """One result: its value, what it is compared with, and up to where it would be amber; NaN for what there is not.

    `said` and `against` are the value and the comparator as they are printed; `unit` is what its figures are in where
    they do not say it themselves.
    """

    name: str
    value: float
    said: str
    target: tuple[float, float]
    against: str
    amber: tuple[float, float]
    rating: str
    unit: str = ""

    @property
    def named(self) -> str:
        """Its name, with its unit."""
        said = self.unit.lower() in self.name.lower()  # nothing is in everything
        return self.name if said else f"{self.name}, {self.unit}"

    @property
    def wanted(self) -> str:
        """How the comparator reads: at least, at most, or within."""
        below, above = (not math.isnan(edge) for edge in self.amber)
        return self.against if below == above else f"{'at least' if below else 'at most'} {self.against}"

    @property
    def place(self) -> float:
        """By what share of its comparator the value is better, or less than 0 worse: that of the nearer bound."""
        return min(self._shares(self.value), default=0.0)

    @property
    def amber_from(self) -> float:
        """The place from which on, up to 0, values are amber; 0 where none are."""
        below, above = self._shares(self.value, each=True)
        side = 0 if below <= above else 1
        edge = self.amber[side]
        return _share(edge - self.target[0] if side == 0 else self.target[1] - edge, self.target[side])

    def _shares(self, value: float, *, each: bool = False) -> list[float]:
        """By what share of each bound that it can miss a value is better than that; of both, where it cannot, more than
        anything."""
        below, above = (not math.isnan(edge) for edge in self.amber)
        found = [_share(value - self.target[0], self.target[0]) if below else math.inf,
                 _share(self.target[1] - value, self.target[1]) if above else math.inf]  # fmt: skip
        return found if each else [share for share, can in zip(found, (below, above), strict=True) if can]


def _pale(word: str) -> Fill:
    """How a band of a rating looks, behind the mark of a result."""
    look = of_rating(word)
    return look if look.hatch else look._replace(fill=paler(RATING_COLOURS[word]))


def _share(by: float, bound: float) -> float:
    """A difference as a share of a bound; of a bound of 0 more than anything, or less."""
    if by == 0 or math.isnan(by):
        return 0.0
    return by / abs(bound) if bound else math.copysign(math.inf, by)


@dataclasses.dataclass(frozen=True, kw_only=True, eq=False)
class BulletChart(Chart):
    """Results by how far each is from its comparator.

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

    @property
    def limits(self) -> tuple[float, float]:
        """The ends of the scale: as far as results and amber reach, but no further than half of a comparator."""
        found = [end for row in self.rows for end in (row.place, row.amber_from)]
        low, high = (MARGIN * end for end in (min(found, default=0.0), max(found, default=0.0)))
        return max(-FURTHEST, min(low, -LEAST_WORSE)), min(FURTHEST, max(high, LEAST_BETTER))

    def finding(self) -> str:
        known = [(word, count) for word in RATED if (count := self.ratings.get(word))]
        if not known:
            return f"No result is rated against {self.comparator}"
        if self.others == 0 and len(self.rows) == 1:
            (row,) = self.rows
            return f"{row.name}: {row.said} is {row.rating} against {self.comparator} ({row.wanted})"
        (word, count), *others = known
        parts = [f"{count} {'is' if count == 1 else 'are'} {word}", *(f"{count} {word}" for word, count in others)]
        of = number_of(sum(self.ratings.values()), "result")
        said = f"Results against {self.comparator}: of {of}, {listed(parts)}"
        first = self.rows[0] if self.rows else None
        if first is None or first.place >= 0 or len(first.name) > LONGEST:
            return said
        return f"{said}; furthest off is {first.name}"

    def shown(self) -> str:
        worst = f", the {len(self.rows)} furthest from it" if self.others else ""
        when = f", {self.period}" if self.period else ""
        return f"Latest results{when}: how far each is better or worse than its {self.comparator}{worst}"

    def describe(self) -> str:
        said = [f"{row.named}: {row.said} against {row.against}, {row.rating}." for row in self.rows]
        return " ".join([*said, *self._more()])

    def _more(self) -> list[str]:
        shown = Counter(row.rating for row in self.rows)
        parts = [f"{count} {word}" for word in RATED if (count := self.ratings.get(word, 0) - shown[word])]
        return [f"Not shown: {listed(parts)}."] if parts else []

    def draw(self, ax: Axes, family: str, own: bool) -> None:
        aside, tight = bars.names_beside(ax, own), bars.is_low(ax, own)
        tall = 2 * LINE + 8 + bars.MOST_BARS * bars.MOST_HIGH
        low, high = self.limits
        beyond = any(not low <= row.place <= high for row in self.rows)
        note = [f"Diamond: latest result; line: {self.comparator}."]
        note += ["Arrow: beyond the scale."] * beyond
        below = SMALL * LEADING + 2 if tight else (1 if aside else 2) * SMALL * LEADING + 8
        lay_out(ax, family, own=own, words=self.words("" if tight else " ".join([*note, *self._more()])),
                left=max(4, aside), below=below, tall=tall)  # fmt: skip
        left, bottom, right, top = frame_of(ax)
        key = self._key(right - left, family)
        if tight:  # which has no note
            key = [entry._replace(low=True) for entry in [*key, KeyEntry(Fill(PAPER, PAPER), "\u25c6", ["Result"])]]
        ends = 0.0 if tight else LINE + 3  # where better and worse are
        head = bars.head_of(ax, key, family, start=aside or bars.IN_ROWS) + 4 + ends
        rows, left_out = list(self.rows), self.others
        named = [Bar([row.named], []) for row in rows]
        while aside and len(rows) > 1 and head + LINE * (bool(left_out) and not tight) + bars.height_beside(
            named[: len(rows)], aside, family
        ) > top - bottom:
            rows, left_out = rows[:-1], left_out + 1
        said = [row.said if tight else f"{row.said} {row.rating}" for row in rows]
        written = max((width(Line(text, SMALL + 1, bold=True), family) for text in said), default=0.0) + 8
        ax.set_xlim(low, low + (high - low) * (right - left) / max(40.0, right - left - written))
        drawn, every = [], [each.named for each in self.rows]
        for row, text in zip(rows, said, strict=True):
            against = f"({self.comparator} {row.wanted})"
            name = [row.named] if tight else [row.named, against] if aside else names_in(
                row.named, right - left, family, aside=against, among=every)
            drawn.append(Bar(name, self._pieces(row, low, high), text))
        if own:
            shorten(ax, tall - head - heights_of(drawn), axes=True)
        elif not aside:
            while len(drawn) > 1 and head + heights_of(drawn) + LINE > top - bottom:
                drawn, left_out = drawn[:-1], left_out + 1
        more = f"and {left_out:,} more"
        of_bars = [*drawn, *([Bar([more], [])] if not own and left_out and not tight else [])]
        parts = bars.draw_bars(ax, of_bars, family, below=head, beside=aside, roomy=not own)
        bars.draw_key(ax, key, family, start=aside or bars.IN_ROWS)
        self._name_sides(ax, high, ax.get_ylim()[0] if tight else head - ends, family)
        if tight:
            without_scales(ax, below)
            beside_scale(ax, more * bool(left_out), -aside, family)
        else:
            self._scale(ax, high, family)
            if aside:
                beside_scale(ax, f"% better or worse than {self.comparator}", -aside, family)
            else:
                write(ax, f"per cent better or worse than {self.comparator}", (1, 0), (0, -2 * SMALL * LEADING - 1),
                      MUTED, family, ha="right")  # fmt: skip
        for row, of_row in zip(rows, parts[: len(drawn)], strict=False):
            foot, thick = of_row[0].get_y(), of_row[0].get_height()
            self._mark(ax, row, (low, high), foot + thick / 2, tight)
            for colour, wide, label in ((PAPER, 4.0, "_ground"), (INK, 2.4, "_target")):
                ax.vlines([0.0], foot - 2, foot + thick + 2, color=colour, linewidth=wide, label=label,
                          zorder=6.5 if colour == PAPER else 7)  # fmt: skip

    @staticmethod
    def _pieces(row: Bullet, low: float, high: float) -> list[Piece]:
        """The bands of a row, from the worst."""
        amber = max(low, min(0.0, row.amber_from))
        found = [(low, amber, "red"), (amber, 0.0, "amber"), (0.0, high, "green")]
        return [Piece(start, end, _pale(word)) for start, end, word in found if end > start]

    @staticmethod
    def _mark(ax: Axes, row: Bullet, limits: tuple[float, float], middle: float, small: bool) -> None:
        """The mark of a result, or an arrow at the end of the scale that it is beyond."""
        low, high = limits
        marker = "<" if row.place < low else ">" if row.place > high else "D"
        ax.plot([min(max(row.place, low), high)], [middle], marker=marker, markersize=8 if small else 10, color=INK,
                zorder=8, markeredgecolor=PAPER, markeredgewidth=1.6, clip_on=False,
                label="_value" if marker == "D" else "_beyond")  # fmt: skip

    def _name_sides(self, ax: Axes, high: float, top: float, family: str) -> None:
        """Above the rows, or below them, what the line is, and on which side of it results are better."""
        left, _, right, _ = frame_of(ax)
        zero, end = (float(points_of(ax, [(at, 0)])[0, 0]) - left for at in (0.0, high))
        said = self.comparator
        half = width(Line(said, SMALL, bold=True), family) / 2
        write(ax, said, (0, top), (zero, -SMALL), INK, family, coords=bars.KEY, ha="center", bold=True)
        for text, at, ha, room in (("worse", 0.0, "left", zero - half), ("better", max(end, zero + half + 8), "left",
                                                                         right - left - zero - half)):  # fmt: skip
            if width(Line(text, SMALL), family) + 8 <= room:
                at = zero + half + 8 if text == "better" else at
                write(ax, text, (0, top), (at, -SMALL), MUTED, family, coords=bars.KEY, ha=ha)

    def _scale(self, ax: Axes, high: float, family: str) -> None:
        """Shares of the comparator along the foot, where there is room."""
        low = ax.get_xlim()[0]
        ticks = [tick for tick in ticks_of(low, high)[0] if tick <= high]
        names = [self.comparator if tick == 0 else f"{figure(100 * tick, places=0, signed=True)}%" for tick in ticks]
        at = points_of(ax, [(tick, 0) for tick in ticks])[:, 0].tolist()
        half = [width(Line(name, SMALL), family) / 2 for name in names]
        start = frame_of(ax)[0] - 4
        chosen = evenly(at, half, ticks.index(0.0)) if 0.0 in ticks else []
        chosen = [i for i in chosen if at[i] - half[i] >= start]
        ax.set_xticks(ticks, [name if i in chosen else "" for i, name in enumerate(names)])

    def _key(self, room: float, family: str) -> list[KeyEntry]:
        low, high = self.limits
        looks = {piece.look for row in self.rows for piece in self._pieces(row, low, high)}
        present = [word for word in RATED if _pale(word) in looks]
        return [KeyEntry(_pale(word), "", wrapped(word.capitalize(), SMALL, room - KEY_MARK, family))
                for word in present]  # fmt: skip
