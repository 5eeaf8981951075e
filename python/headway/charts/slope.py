"""Two periods side by side: an indicator is a line from the one to the other, named at both ends; the same in words.

Better and worse are told apart by words, by the mark at the end and by dashes, and then by colour.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from headway.charts.chart import Chart
from headway.charts.parts.axes import not_from_0, padded
from headway.charts.parts.labels import Label, Line, column, cut, frame_of, shortened, spread, width, wrapped
from headway.charts.parts.layout import (
    LEADING,
    SMALL,
    TIGHT,
    USUAL,
    WIDE,
    lay_out,
    rewrite_note,
    rewrite_shown,
    shorten,
    without_scales,
    write,
)  # fmt: skip
from headway.language.counts import number_of
from headway.language.figures import figure_writer, in_unit, unit_in_words
from headway.language.palette import INK, MUTED, PAPER, categorical
from headway.language.sentences import capital, in_words, listed

if TYPE_CHECKING:
    from matplotlib.axes import Axes

ROOMY, MOST_TALL = (1.05, 1.3, 1.6, 2.0), 460.0  # times the height of all labels; points of height that they may take
MOST_LINES, DRIFT = 6, 26.0  # of a name; points that a label may stand off the height of its line
MOST, LEAST_TALL, BESIDE, GAP = 12, 150.0, 9.0, 4.0
SHARE, LOW_SHARE = 0.44, 0.58  # of the width for names, at most; where height is short, with their figures
FOR_NAMES = 0.5  # of the height of axes with their title, for names above their figures
BELOW = 12.0  # points between the axes and the note
CUT = "\u2026"  # in a name that is not whole
LONGEST = 34  # letters of a name in the title


class Way(NamedTuple):
    """How a direction is said and drawn: its words, its marker and what that is called, the place of its colour, and
    its dashes."""

    words: str
    marker: str
    called: str
    colour: int | None
    dashes: tuple[float, ...] = ()


WAYS = {
    "improving": Way("better", "D", "diamond", 0), "worsening": Way("worse", "s", "square, dashed", 2, (4, 1.6)),
    "increasing": Way("higher", "^", "triangle up", 4), "decreasing": Way("lower", "v", "triangle down", 4),
    "no_change": Way("unchanged", "o", "dot", None), "unknown": Way("no direction", "o", "dot", None),
}  # fmt: skip


class Move(NamedTuple):
    """An indicator at both periods: its values, its direction and why it has none, and its ratings where they are
    known; whether lower is better."""

    name: str
    before: float
    after: float
    direction: str
    why_none: str | None
    was: str | None
    now: str | None
    lower_is_better: bool = False

    @property
    def named(self) -> str:
        """Its name, with which way is good where that is down, as a line is read the other way."""
        return f"{self.name} (lower is better)" if self.lower_is_better else self.name

    @property
    def said(self) -> str:
        """Which way it went."""
        return WAYS[self.direction].words

    @property
    def rating_moved(self) -> bool:
        return self.was != self.now

    @property
    def moved(self) -> bool:
        return self.rating_moved or self.before != self.after


@dataclasses.dataclass(frozen=True, kw_only=True, eq=False)
class Slope(Chart):
    """Indicators of one unit at two periods.

    Attributes
    ----------
    moves : sequence of Move
        All of this unit, those that moved most first.
    when : (str, str)
        What the two periods are called.
    comparator : str or None
        What the ratings are against.
    elsewhere : int
        How many indicators of both periods are in other units, or not to be compared.
    unit : str or None
    """

    moves: Sequence[Move]
    when: tuple[str, str]
    comparator: str | None
    elsewhere: int
    unit: str | None

    @property
    def formatted(self) -> Callable[[float], str]:
        """Writes figures in the decimals of them all."""
        return figure_writer([end for move in self.moves for end in (move.before, move.after)], self.unit, whole=True)

    @property
    def drawn(self) -> list[Move]:
        """Those that moved, then those that did not, which are flat; at most twelve."""
        return sorted(self.moves, key=lambda move: not move.moved)[:MOST]

    def finding(self) -> str:
        """How many went which way."""
        if not self.moves:
            return "No indicator is to be compared"
        if len(self.moves) == 1:
            (only,) = self.moves
            if only.before == only.after:
                return f"{only.name} stayed at {self.formatted(only.after)}"
            ends = f"{self.formatted(only.before)} to {self.formatted(only.after)}"
            return f"{only.name} went from {ends}: {only.said}"
        counts = Counter(move.said for move in self.moves)
        parts = [f"{counts[way.words]} {way.words}" for way in WAYS.values() if counts[way.words]]
        verb = "got" if parts[0].endswith(("better", "worse", "higher", "lower")) else (
            "is" if parts[0].startswith("1 ") else "are")
        parts[0] = parts[0].replace(" ", f" {verb} ", 1)
        said = f"Results{self._in_unit()}: of {number_of(len(self.moves), 'indicator')}, {listed(parts)}"
        most = max(self.moves, key=lambda move: abs(move.after - move.before))
        named = len(self.moves) > 2 and most.moved and len(most.name) <= LONGEST
        return f"{said}; {most.name} moved most" if named else said

    def shown(self) -> str:
        """From when to when."""
        what = f"Results {in_unit(self.unit)}" if self.unit else "Results"
        return f"{what}, from {self.when[0]} to {self.when[1]}" if self.when != NO_PERIODS else (
            f"{what}, before and after")

    def describe(self) -> str:
        said = [f"{number_of(len(self.moves), 'indicator')}{self._in_unit()}.", *unit_in_words(self.unit)]
        for move in self.moves:
            ends = f"{self.formatted(move.before)} {self._at(0)}, {self.formatted(move.after)} {self._at(1)}"
            why = f" ({move.why_none})" if move.why_none else ""
            said.append(f"{move.named}: {ends}, {move.said}{why}{self._rated(move)}.")
        return " ".join([*said, *self._others()])

    def draw(self, ax: Axes, family: str, own: bool) -> None:
        wide = WIDE - 8 if own else frame_of(ax)[2] - frame_of(ax)[0]
        tight = not own and frame_of(ax)[3] - frame_of(ax)[1] < TIGHT
        label = self._in_a_line if tight else self._label
        moves = [(move, label(move, (LOW_SHARE if tight else SHARE) * wide, family)) for move in self.drawn]
        _, y0, _, y1 = frame_of(ax)
        if not own and not tight and sum(label.height + GAP for _, label in moves) > FOR_NAMES * (y1 - y0):
            moves = [(move, self._label(move, SHARE * wide, family, brief=True)) for move, _ in moves]
        if tight:  # those whose names are whole
            moves = sorted(moves, key=lambda of: (not of[0].moved, CUT in of[1].lines[0].text))
        labels = [label for _, label in moves]
        figures = [Line(self.formatted(move.before), USUAL) for move, _ in moves]
        left = max((width(line, family) for line in figures), default=0.0) + BESIDE
        right = max((label.width(family) for label in labels), default=0.0) + BESIDE + GAP
        # As high as names all of the lines near their ends, or most of them.
        high = sum(label.height + GAP for label in labels)
        tall = max((max(LEAST_TALL, times * high) for times in ROOMY if times == ROOMY[0] or times * high < MOST_TALL),
                   key=lambda each: (len(_near(moves, each)), -each))  # fmt: skip
        # Of how many there is room for is not known yet: room for what may be said of the others.
        ways = dict.fromkeys(WAYS[move.direction] for move in self.drawn if move.moved)
        must = capital("; ".join(f"{way.called}: {way.words}" for way in ways)) + "." if tight and ways else ""
        every = [end for move in self.drawn for end in (move.before, move.after)]
        must = must if tight else not_from_0(*padded(min(every, default=0.0), max(every, default=1.0)))
        words, below = self.words(self._note(self.drawn[:1]), must), 4.0 if tight else BELOW
        words = words._replace(subtitle=self.fewer(1, len(self.moves))) if tight else words
        lay_out(ax, family, own=own, words=words, left=left + 4 * own,
                right=right + 4 * own, below=below, tall=tall, over=SMALL + 6.0)  # fmt: skip
        x0, foot, x1, top = frame_of(ax)
        chosen = _near(moves, top - foot)
        labels, figures = [labels[i] for i in chosen], [figures[i] for i in chosen]
        drawn = [moves[i][0] for i in chosen]
        spare = rewrite_note(ax, family, own=own, words=self.words(self._note(drawn), must), wide=wide)
        if own:
            shorten(ax, spare, axes=False)
        if tight:
            rewrite_shown(ax, family, shown=self.fewer(len(drawn), len(self.moves)), wide=wide)
        x0, foot, x1, top = frame_of(ax)
        ends = [end for move in drawn for end in (move.before, move.after)]
        ax.set_xlim(0, 1)
        ax.set_ylim(*padded(min(ends, default=0.0), max(ends, default=1.0)))
        without_scales(ax, below)
        for place in (0, 1):
            ax.axvline(place, color="0.6", linewidth=0.8, zorder=0.5, label="_period", clip_on=False)
        for move in reversed(drawn):  # what moved most lies above
            way, colour = WAYS[move.direction], _colour(move)
            ax.plot([0, 1], [move.before, move.after], color=colour, linewidth=1.8, zorder=3, label=move.name,
                    linestyle=(0, way.dashes) if way.dashes else "-", clip_on=False)  # fmt: skip
            ax.plot([0], [move.before], color=colour, marker="o", markersize=4.5, zorder=4, clip_on=False, label="_was")
            ax.plot([1], [move.after], color=colour, marker=way.marker, markersize=7, zorder=4, clip_on=False,
                    markeredgecolor=PAPER, markeredgewidth=0.8, label="_is")  # fmt: skip
        before = {move.before: Label([line], (0.0, move.before), _colour(move))
                  for line, move in reversed([*zip(figures, drawn, strict=True)])}  # fmt: skip
        column(ax, [*before.values()], x0 - BESIDE + 1, family, ending=True)
        column(ax, labels, x1 + BESIDE, family)
        self._name_periods(ax, left, right, family)

    def _in_a_line(self, move: Move, room: float, family: str) -> Label:
        """The name of a line with its figure alone, where height is short."""
        said, every = self.formatted(move.after), [each.named for each in self.moves]
        (name,) = shortened(move.named, 1, SMALL, room - width(Line(f" {said}", SMALL, bold=True), family), family,
                            bold=True, among=every)  # fmt: skip
        return Label([Line(f"{name} {said}", SMALL, bold=True)], (1.0, move.after), _colour(move))

    def _label(self, move: Move, room: float, family: str, *, brief: bool = False) -> Label:
        """The name of a line, its figure, and which way it went; in brief in one line, where that has room."""
        every = [each.named for each in self.moves]
        names = shortened(move.named, MOST_LINES, SMALL, room, family, among=every)
        now = f"{move.said}, now {in_words(move.now or 'not rated')}" if move.rating_moved else move.said
        one = Line(f"{move.named} {self.formatted(move.after)}, {now}", SMALL, bold=True)
        if brief and width(one, family) <= room:
            return Label([one], (1.0, move.after), _colour(move))
        figures = wrapped(f"{self.formatted(move.after)}, {now}", USUAL, room, family, bold=True)
        lines = [*(Line(name, SMALL) for name in names), *(Line(figure, USUAL, bold=True) for figure in figures)]
        return Label(lines, (1.0, move.after), _colour(move))

    def _name_periods(self, ax: Axes, left: float, right: float, family: str) -> None:
        """When the two ends are, above them; each over its line, where both have room there."""
        x0, _, x1, _ = frame_of(ax)
        half = (x1 - x0) / 2
        names = []
        for place, beyond in ((0, left), (1, right)):
            room = half + beyond - 3
            lines = wrapped(self.when[place], SMALL, room, family, bold=True)
            names += cut(lines, 1, SMALL, room, family, bold=True)
        wide = [width(Line(name, SMALL, bold=True), family) for name in names]
        middles = [max(0.0, wide[0] / 2 - left), min(0.0, right - wide[1] / 2)]
        if x1 - x0 + middles[1] - middles[0] < sum(wide) / 2 + 8:
            middles = [half - 4 - wide[0] / 2, wide[1] / 2 + 4 - half]
        for place, (name, middle) in enumerate(zip(names, middles, strict=True)):
            write(ax, name, (place, 1), (middle, 7), INK, family, ha="center", bold=True)

    def _note(self, drawn: Sequence[Move]) -> str:
        """What is not drawn."""
        fewer = sum(move.moved for move in self.moves) > sum(move.moved for move in drawn)
        order = ["Drawn first: a rating that changed, then the largest moves."] if fewer else []
        return " ".join([*order, *self._others(drawn)])

    def _others(self, drawn: Sequence[Move] | None = None) -> list[str]:
        """What is not drawn, where some is; that which is there, of other units."""
        more = [] if drawn is None else [move for move in self.moves if move not in drawn]
        still = sum(not move.moved for move in more)
        names = [move.name for move in more if not move.moved]
        named = f" ({listed(names)})" if len(", ".join(names)) <= LONGEST else ""
        parts = [f"{still:,} unchanged{named}"] if still else []
        if moved := len(more) - still:
            parts.insert(0, f"{number_of(moved, 'other')}{self._in_unit()}")
        if self.elsewhere:
            parts.append(f"{self.elsewhere:,} in other units or not to be compared")
        return [f"Not shown: {listed(parts)}."] if parts else []

    def _rated(self, move: Move) -> str:
        """What its rating was and is."""
        if self.comparator is None or move.was is None or move.now is None:
            return ""
        was, now = in_words(move.was), in_words(move.now)
        return f"; {was} against {in_words(self.comparator)}" + (f" before, {now} now" if move.rating_moved else "")

    def _in_unit(self) -> str:
        return f" {in_unit(self.unit)}" if self.unit else ""

    def _at(self, place: int) -> str:
        return self.when[place].lower() if self.when == NO_PERIODS else f"in {self.when[place]}"


NO_PERIODS = ("Before", "After")


def _near(moves: Sequence[tuple[Move, Label]], tall: float) -> list[int]:
    """Which of the lines, those that come first before others, can be named near their ends in so much height."""
    chosen: list[int] = []
    for i in range(len(moves)):
        of = [*chosen, i]
        ends = [(moves[k][0].before, moves[k][0].after) for k in of]
        low, high = padded(min(map(min, ends)), max(map(max, ends)))
        starts = [*dict.fromkeys(end[0] for end in ends)]  # what begins at one figure has it once
        near = True
        for places, heights in ((starts, [USUAL * LEADING + GAP] * len(starts)),
                                ([end[1] for end in ends], [moves[k][1].height + GAP for k in of])):  # fmt: skip
            wanted = [(place - low) / (high - low) * tall for place in places]
            at = spread(wanted, heights, -GAP, tall + GAP)
            near &= sum(heights) <= tall + 3 * GAP
            near &= all(abs(one - other) <= DRIFT for one, other in zip(at, wanted, strict=True))
        chosen = of if near or not chosen else chosen
    return chosen


def _colour(move: Move) -> str:
    place = WAYS[move.direction].colour
    return MUTED if place is None else categorical()[place]
