"""Bars that are made of parts, some of which may take away: contributions to a change, criteria of an option.

Parts are told apart by shade, by hatching and by a letter, so that neither colour nor a screen is needed.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from headway.charts.chart import Chart
from headway.charts.confidence import WITHOUT_LETTERS, looks_of, stack_of
from headway.charts.parts import bars
from headway.charts.parts.amounts import Amounts, amounts_of
from headway.charts.parts.bars import (
    KEY_MARK,
    LINE,
    Bar,
    Fill,
    KeyEntry,
    Piece,
    fits_within,
    heights_of,
    lettered,
    names_in,
)
from headway.charts.parts.labels import Line, frame_of, points_of, width, wrapped
from headway.charts.parts.layout import (
    LEADING,
    LOW,
    SMALL,
    USUAL,
    WIDE,
    Words,
    has_subtitle,
    lay_out,
    rewrite_shown,
    shorten,
    write,
)
from headway.language.figures import figure
from headway.language.palette import INK, PAPER

if TYPE_CHECKING:
    from matplotlib.axes import Axes


ABOUT = 110.0  # points that title, subtitle, key, scale, note and source take
MOST_ROWS, LEAST_ROWS = 20, 2  # of a figure of our own; of axes that have a key


@dataclasses.dataclass(frozen=True, kw_only=True, eq=False)
class Stacked(Chart):
    """Bars of parts.

    Attributes
    ----------
    rows : mapping of str to sequence of float
        By the name of a bar the size of each part; the most important first, for axes with less room leave out the
        last. NaN is not known.
    parts : mapping of str to str
        What the parts are called, and what each means, or "".
    totals : sequence of str
        What stands at the end of each bar, or at the sum of parts of which some take away.
    says : str
        What the chart says, in one line.
    what : str
        What is shown.
    sentences : sequence of str
        The chart in words, with every figure.
    note : str
        What a reader must know.
    unit : str
        Of the figures; empty where `what` says it.
    sums : int or None
        Where the rows after the first add up to it, the decimals of their totals: of many the last are drawn as one,
        and a rule sets the first apart.
    looks : sequence of int
        Of bars of a single part, which of as many shades each has as there are; they need no key, and what they come
        to stands at their ends alone.
    """

    rows: Mapping[str, Sequence[float]]
    parts: Mapping[str, str]
    totals: Sequence[str]
    says: str
    what: str
    sentences: Sequence[str]
    note: str = ""
    unit: str = ""
    sums: int | None = None
    looks: Sequence[int] = ()

    @property
    def amounts(self) -> Amounts:
        return amounts_of(self.unit, *(size for sizes in self.rows.values() for size in sizes))

    def finding(self) -> str:
        return self.says

    def shown(self) -> str:
        return self.what

    def describe(self) -> str:
        return " ".join(self.sentences)

    def draw(self, ax: Axes, family: str, own: bool) -> None:
        if own and self.sums is not None and len(self.rows) > MOST_ROWS:
            self._with_others(self.sums).draw(ax, family, own)
            return
        key = self._key(WIDE - 10, family, low=False)
        aside, low = bars.names_beside(ax, own), bars.is_low(ax, own)
        scaled = not low or (bool(self.looks) and frame_of(ax)[3] - frame_of(ax)[1] >= LOW)
        under = not aside or self._has_room_below(ax, low)
        tall = sum(entry.height for entry in key) + 4 + heights_of(self._bars(WIDE - 10, family, under=under))
        lay_out(ax, family, own=own, words=self._words(under, low), left=max(4, aside),
                below=SMALL * LEADING + 8 if scaled else bars.FOOT, tall=tall)  # fmt: skip
        left, bottom, right, top = frame_of(ax)
        key = self._key(right - left + aside, family, low=low, sums=low and under)
        if low and not under:
            room = top - bottom - bars.head_of(ax, key, family, start=aside) >= LEAST_ROWS * LINE
            key = key if room else []  # `describe` has it
        head = bars.head_of(ax, key, family, start=aside)
        counted = low and has_subtitle(ax)
        of, drawn = self, (every := self._bars(right - left, family, under=under))
        if own and len(every) > MOST_ROWS:
            drawn = [*every[: MOST_ROWS - 1], Bar([f"and {len(every) - MOST_ROWS + 1} more, which are smaller"], [])]
            shorten(ax, heights_of(every) - heights_of(drawn), axes=True)
        for kept in range(len(every) - 1, 0, -1):
            if own or head + (bars.height_beside(drawn, aside, family) if aside else heights_of(drawn)) <= top - bottom:
                break
            of = self._of_both_sides(kept)
            every = of._bars(right - left, family, under=under)
            drawn = [*every[:kept], *([] if counted else [Bar([f"and {len(every) - kept} more"], [])])]
        if counted:
            rewrite_shown(ax, family, shown=self.fewer(len(drawn), len(every)), wide=right - left + aside)
        ends = [end for bar in drawn for piece in bar.pieces for end in piece[:2]]
        written: dict[bool, list[tuple[float, str]]] = {False: [], True: []}
        for bar in drawn:
            its = [end for piece in bar.pieces for end in piece[:2]]
            written[bar.leftward].append(((min if bar.leftward else max)(its, default=0.0), bar.beyond))
        if low and under:  # beside the triangle of each, on its side of 0
            for sizes, total, _ in zip(of.rows.values(), of.totals, drawn, strict=False):
                written[math.fsum(sizes) < 0].append((math.fsum(sizes), total))
        bars.scale(ax, min(ends, default=0.0), max(ends, default=0.0), written[False], family, written[True])
        drawn = [bar._replace(pieces=_fitted(ax, bar.pieces, family)) for bar in drawn]
        said = of._said_aside(drawn, right - left, family)
        if own:
            shorten(ax, heights_of(drawn) - heights_of(said), axes=True)
        takes = bars.height_beside(said, aside, family) if aside else heights_of(said)
        drawn = said if own or head + takes <= top - bottom else drawn
        ruled = int(self.sums is not None and len(drawn) > 1)
        parts = bars.draw_bars(ax, drawn, family, below=head, beside=aside, ruled=ruled)
        mixed = any(map(_is_mixed, self.rows.values()))
        for row, sizes, total in zip(parts, of.rows.values(), of.totals, strict=False):
            if mixed and row and under:
                foot, at = row[0].get_y() + row[0].get_height(), math.fsum(sizes)
                if aside:  # so far as the next bar, where there is less room
                    foot -= 1.0
                ax.plot([at], [foot + 3.5], marker="^", markersize=5, color=INK, linestyle="none", zorder=6,
                        clip_on=False, label="_sum")  # fmt: skip
                wide = width(Line(total, USUAL, bold=True), family) + 6
                before = float(points_of(ax, [(at, 0)])[0, 0]) + wide > right + 0.5 or (low and at < 0)
                write(ax, total, (at, foot + 3.5 + 0.5 * USUAL), (-5 if before else 5, -0.3 * USUAL), INK, family,
                      coords="data", ha="right" if before else "left", size=USUAL, bold=True, zorder=5,
                      bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 0.6})  # fmt: skip
        bars.scale_or_not(ax, max(ends, default=0.0), self.amounts, family, head, low=not scaled)
        bars.draw_key(ax, key, family, start=aside)

    def _of_both_sides(self, kept: int) -> Stacked:
        """The same with the largest that adds and the largest that takes away among so many rows, where the first is
        their sum: one that is on neither side gives its place, the smallest first."""
        came = [0.0 if math.isnan(total := math.fsum(sizes)) else total for sizes in self.rows.values()]
        order = [*range(len(came))]
        for side in (1, -1) if self.sums is not None and kept > 2 else ():
            largest = max(order[1:], key=lambda i: side * came[i])
            if side * came[largest] > 0 and not any(side * came[i] > 0 for i in order[1:kept]):
                order.remove(min(order[1:kept], key=lambda i: abs(came[i])))
                order.remove(largest)
                order.insert(kept - 1, largest)
                order += [i for i in range(len(came)) if i not in order]
        rows, looks = [*self.rows.items()], [*self.looks]
        return dataclasses.replace(self, rows=dict(rows[i] for i in order), totals=[self.totals[i] for i in order],
                                   looks=[looks[i] for i in order] if looks else ())  # fmt: skip

    def _with_others(self, places: int) -> Stacked:
        """The same with the last rows as one, so that what is drawn adds up."""
        kept, others = [*self.rows][: MOST_ROWS - 1], [*self.rows.values()][MOST_ROWS - 1 :]
        sizes = [math.fsum(of_part) for of_part in zip(*others, strict=True)]
        total = math.fsum(sizes)
        written = "not known" if math.isnan(total) else figure(total, places=places, signed=True)
        rows = {name: self.rows[name] for name in kept} | {f"The {len(others)} others, together": sizes}
        looks = [*self.looks[: len(kept)], *self.looks[-1:]]
        return dataclasses.replace(self, rows=rows, totals=[*self.totals[: len(kept)], written], looks=looks)

    def _has_room_below(self, ax: Axes, low: bool) -> bool:
        """Whether bars whose names stand beside them leave room for their totals below each; in `low` axes of fewer
        bars, for a total at the end of a bar that ends elsewhere would be read as its length."""
        _, foot, _, top = frame_of(ax)
        if low:
            return top - foot >= LOW
        return (top - foot - ABOUT) / max(1, len(self.rows)) >= bars.THICK + 18

    def _said_aside(self, drawn: Sequence[Bar], room: float, family: str) -> list[Bar]:
        """The same bars; what has no room in its part stands beside the name."""
        if self.looks:  # whose amounts stand at their ends
            return [*drawn]
        found, looks = [], self._looks()
        for (name, sizes), bar in zip(self.rows.items(), drawn, strict=False):
            within = {piece.within.split()[-1] for piece in bar.pieces if piece.within}
            aside = [f"{letter or part[:1].lower() + part[1:]} {said}"
                     for part, (_, letter), size in zip(self.parts, looks, sizes, strict=True)
                     if not math.isnan(size) and not self.amounts.print_as_0(size)
                     and (said := self.amounts.bare(size)) not in within]  # fmt: skip
            aside = [*aside, *self._unknown(sizes)]
            words = f"({', '.join(aside)})" if aside and len(bar.pieces) > 1 else ""
            of = names_in(name, room, family, aside=words, among=self.rows)
            found.append(bar._replace(name=of) if words else bar)
        return [*found, *drawn[len(found) :]]

    def _unknown(self, sizes: Sequence[float]) -> list[str]:
        return [f"{part} not known" for part, size in zip(self.parts, sizes, strict=True) if math.isnan(size)]

    def _words(self, under: bool, low: bool) -> Words:
        """What stands about the axes, with where totals are, if they are not at their place on the scale."""
        if low and under:  # the key has it
            return self.words(self.note)
        where = "Triangle" if under else "At the end of a bar"
        mixed = f"{where}: all its parts together." if any(map(_is_mixed, self.rows.values())) else ""
        return self.words(self.note, mixed) if low else self.words(" ".join(filter(None, [self.note, mixed])))

    def _key(self, room: float, family: str, *, low: bool, sums: bool = False) -> list[KeyEntry]:
        """What the parts mean that some bar has; in `low` axes their names alone; and what the triangles are."""
        if self.looks:
            return []
        said = [f"{name}: {meaning}" if meaning and not low else name for name, meaning in self.parts.items()]
        there = [any(not math.isnan(size) and not self.amounts.print_as_0(size) for size in sizes)
                 for sizes in zip(*self.rows.values(), strict=True)] or [True] * len(said)  # fmt: skip
        key = [KeyEntry(look, letter, wrapped(text, SMALL, room - KEY_MARK - lettered(letter, family), family), low)
               for text, (look, letter), shown in zip(said, self._looks(), there, strict=True) if shown]  # fmt: skip
        if sums and any(map(_is_mixed, self.rows.values())):
            key.append(KeyEntry(Fill(PAPER, INK), "", ["Together"], low, "^"))
        return key

    def _looks(self) -> list[tuple[Fill, str]]:
        """How each part looks, and its letter, where they are many: the first of its name, or where two have the same
        A, B, C."""
        names = [" " * i for i in range(max(self.looks) + 1)] if self.looks else list(self.parts)
        if len(names) <= WITHOUT_LETTERS:
            return [(look, "") for look in looks_of(names)]
        letters = [name[:1].upper() for name in names]
        if len(set(letters)) < len(letters):
            letters = [chr(ord("A") + i % 26) for i in range(len(names))]
        return list(zip(looks_of(names), letters, strict=True))

    def _bars(self, room: float, family: str, *, under: bool) -> list[Bar]:
        """Totals stand where a bar ends: left of it where that is less than 0, and where it ends elsewhere than at
        their sum, below that, if there is room below."""
        looks, drawn = self._looks(), []
        mixed = any(map(_is_mixed, self.rows.values()))
        for i, ((name, sizes), total) in enumerate(zip(self.rows.items(), self.totals, strict=True)):
            unknown = [] if self.looks else self._unknown(sizes)  # of a single part its total says it
            aside = f"({', '.join(unknown)})" if unknown else ""
            below = under and mixed
            names = names_in(name, room, family, aside=aside, among=self.rows)
            its = [looks[self.looks[i]]] if self.looks else looks
            pieces = stack_of(sizes, its, self.amounts)
            pieces = [piece._replace(within="") for piece in pieces] if self.looks else pieces
            drawn.append(Bar(names, pieces, "" if below else total, under=USUAL * below,
                             leftward=math.fsum(sizes) < 0))  # fmt: skip
        return drawn


def _fitted(ax: Axes, pieces: Sequence[Piece], family: str) -> list[Piece]:
    """Parts with as much as each has room for: an amount without its letter rather than the letter alone, which would
    leave the amount to be looked up."""
    found = []
    for piece, short in zip(pieces, bars.fitted(ax, pieces, family), strict=True):
        bare = piece._replace(within=piece.within.rpartition(" ")[2])
        found.append(bare if short.within != piece.within and fits_within(ax, bare, family) else short)
    return found


def _is_mixed(sizes: Sequence[float]) -> bool:
    """Whether all are known, and some add and some take away, so that a bar does not end at their sum."""
    return not any(map(math.isnan, sizes)) and any(size > 0 for size in sizes) and any(size < 0 for size in sizes)
