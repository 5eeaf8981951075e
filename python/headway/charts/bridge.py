"""The bridge from the saving that is expected to the one that is forecast: a waterfall, and the same in words.

Every step carries its amount, its sign and a triangle; what is taken away is hatched, so that neither colour nor a
screen is needed to tell the steps apart.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from headway.charts.chart import Chart
from headway.charts.parts.amounts import Amounts, amounts_of
from headway.charts.parts.bars import (
    ARROWED,
    FOOT,
    Bar,
    Fill,
    Piece,
    draw_bars,
    height_beside,
    heights_of,
    is_low,
    names_beside,
    names_in,
    no_wider,
    scale,
    scale_or_not,
)  # fmt: skip
from headway.charts.parts.labels import frame_of, points_of, wrapped
from headway.charts.parts.layout import LEADING, SMALL, WIDE, Words, lay_out, shorten
from headway.language.counts import number_of
from headway.language.palette import MUTED, PAPER, categorical, luminance

if TYPE_CHECKING:
    from matplotlib.axes import Axes

UP, DOWN, LEVEL = "\u25b2", "\u25bc", "\u25ac"
PARTED = 500.0  # points of width, from which on a bridge goes by portfolio
SLIVER = 8.0  # points of a step, of less of which all are seen closer, if they lie within so much of the whole:
CLOSER = 0.5
NOTE = f"{UP} adds; {DOWN} takes away, hatched."
BARS, LINES = "Dark bars: totals.", "Scale not from 0; upright lines: totals."


class BridgeRow(NamedTuple):
    """The amounts of one portfolio, or of all; NaN where one is not known."""

    expected: float
    not_validated: float
    over_achievement: float
    still_to_come: float
    slippage: float
    forecast: float
    unexplained: float = 0.0
    explained_by_rounding: bool = False


class Step(NamedTuple):
    """One bar: an amount in full, or what is added to the bar before it (less than 0: taken away).

    Start and end are NaN where nothing known comes before, and where the amount is not known.
    """

    name: str
    amount: float
    start: float
    end: float
    in_full: bool = False
    unexplained: bool = False
    said: str = ""  # in place of the amount, where it is a bound
    open_to: int = 0  # 1 or -1 where a bound goes on without an end, to more or to less
    reach: float = math.nan  # up to where it may be, where a bound has two ends

    @property
    def hollow(self) -> bool:
        """Whether some of its bar is no more than what may be."""
        return not math.isnan(self.reach) or self.open_to * self.amount < 0


@dataclasses.dataclass(frozen=True, kw_only=True, eq=False)
class Bridge(Chart):
    """The bridge of a plan.

    Attributes
    ----------
    rows : mapping of str to BridgeRow
        By portfolio.
    total : BridgeRow
    steps : sequence of sequences of Step
        The bars, and, for axes with less room, the same in fewer and fewer.
    parted : sequence of sequences of Step
        The same by portfolio, for wide axes that have the room.
    unclosed_by : float
        By how much the steps miss the forecast; NaN where that is not known.
    printed : float
        What was published; NaN where it is not known.
    by_portfolio : bool
        Whether portfolios have steps of their own.
    year : str, optional
        The year of the forecast.
    unit : str
    in_doubt : float
        Of the over-achievement, what may not be validated: nobody has said which.
    """

    rows: Mapping[str, BridgeRow]
    total: BridgeRow
    steps: Sequence[Sequence[Step]]
    unclosed_by: float
    printed: float
    by_portfolio: bool = False
    year: str | None = None
    unit: str = "£m"
    in_doubt: float = 0.0
    parted: Sequence[Sequence[Step]] = ()

    @property
    def amounts(self) -> Amounts:
        return amounts_of(self.unit, *(amount for row in (self.total, *self.rows.values()) for amount in row[:-1]))

    def finding(self) -> str:
        total, formatted = self.total, self.amounts
        by = f" by {self.year}" if self.year else ""
        if round(abs(total.expected), 9) == 0 and round(abs(total.forecast), 9) == 0:
            return f"No saving is expected, and none is forecast{by}"
        parts = [_said(total.not_validated, "is not validated", "what is not validated", formatted)]
        if math.isnan(total.over_achievement):
            parts.append("over-achievement is not known")
        elif not formatted.print_as_0(total.over_achievement):
            over = "over" if not total.over_achievement < 0 else "under"
            all_ = formatted(self.in_doubt) == formatted(abs(total.over_achievement))
            doubt = f", {'which' if all_ else f'of which {formatted(self.in_doubt)}'} may not be validated"
            doubt = doubt if self.in_doubt else ""
            parts.append(f"{formatted(abs(total.over_achievement))} {over}-achievement{doubt}")
        for amount, words in ((total.still_to_come, "planned for later years"), (total.slippage, "slippage")):
            if not formatted.print_as_0(amount):
                parts.append(_said(abs(amount), words, f"what is {words}", formatted))
        beyond = total.unexplained
        if not (formatted.print_as_0(beyond) or math.isnan(beyond) or total.explained_by_rounding):
            parts.append(f"and {formatted(self.printed)} was printed, {_more(beyond, formatted)}")
        said = f"Savings{by}: {formatted(total.forecast)} of {formatted(total.expected)} expected is forecast"
        return f"{said}; {', '.join(parts)}"

    def shown(self) -> str:
        by = ", by portfolio" if self.by_portfolio and len(self.rows) > 1 else ""
        return (f"From the saving a year that is expected to the one forecast{f' by {self.year}' if self.year else ''}"
                f"{by}, {self.amounts.unit}")  # fmt: skip

    def describe(self) -> str:
        formatted, beyond = self.amounts, self.total.unexplained
        said = [_sentence("", self.total, formatted, f" by {self.year}" if self.year else "")]
        if math.isnan(self.unclosed_by):
            said.append("Whether the parts add up is not known.")
        elif formatted.print_as_0(self.unclosed_by):
            said.append("The parts add up." if formatted.print_as_0(beyond) else "The plan's own figures add up.")
        else:
            said.append(f"The parts do not add up: {formatted(self.unclosed_by)} is unexplained.")
        if self.in_doubt:
            said.append(f"Of the over-achievement {formatted(self.in_doubt)} may be savings that are not validated: "
                        "nobody has said whether the figures by year include them.")  # fmt: skip
        if math.isnan(beyond):
            said.append("By how much the printed total differs is not known.")
        elif not formatted.print_as_0(beyond):
            why = "which rounding explains" if self.total.explained_by_rounding else "which is unexplained"
            said.append(f"{formatted(self.printed)} was printed, {_more(beyond, formatted)}, {why}.")
        if self.by_portfolio:
            if len(self.rows) > 1:
                said.append(f"By portfolio, {number_of(len(self.rows), 'portfolio')}:")
            said += [_sentence(name, row, formatted, "") for name, row in self.rows.items()]
        return " ".join(said)

    def draw(self, ax: Axes, family: str, own: bool) -> None:
        waterfall(ax, family, own, self.words(), NOTE, self.amounts, self.steps, self.parted)


def waterfall(
    ax: Axes, family: str, own: bool, words: Words, note: str, formatted: Amounts, steps_of: Sequence[Sequence[Step]],
    parted: Sequence[Sequence[Step]] = (),
) -> None:  # fmt: skip
    """Steps below one another, in as many bars as there is room for; in wide axes that are given, the parted ones.

    Where steps would be slivers of a scale that begins at 0, they are seen closer: then totals are no bars, whose
    length would say nothing, but lines.
    """
    aside = names_beside(ax, own)
    x0, _, x1, _ = (4.0, 0.0, WIDE - 4, 0.0) if own else frame_of(ax)
    every = [*(parted if not own and x1 - x0 - max(4, aside) >= PARTED else ()), *steps_of]
    closer = _closer(every[0], 0.6 * (x1 - x0 - aside))
    words = words._replace(note=note if all(not step.in_full for step in every[0]) else f"{note} {BARS}")
    tight = is_low(ax, own)
    if not math.isnan(closer):
        words = words._replace(note=note, must=LINES)
    if tight:  # the version or the amount alone, without its date
        every = [[step._replace(name=step.name.partition(", ")[0]) if step.in_full else step for step in steps]
                 for steps in every]  # fmt: skip
    aside = no_wider(aside, (step.name for steps in every for step in steps), family)
    tall = heights_of(_bars(every[0], formatted, WIDE - 10, family, closer))
    lay_out(ax, family, own=own, words=words, left=max(4, aside), below=FOOT if tight else SMALL * LEADING + 8,
            tall=tall)  # fmt: skip
    left, bottom, right, top = frame_of(ax)
    for steps in every:
        bars = _bars(steps, formatted, right - left, family, closer)
        if own or (height_beside(bars, aside, family) if aside else heights_of(bars)) <= top - bottom:
            break
    ends = [end for bar in bars for piece in bar.pieces for end in (piece.start, piece.end)]
    written = [(max((max(piece[:2]) for piece in bar.pieces), default=0.0), bar.beyond + ARROWED * (bar.open_to > 0))
               for bar in bars]  # fmt: skip
    low, high = min(ends, default=0.0), max(ends, default=0.0)
    low = low if math.isnan(closer) else closer
    scale(ax, low, high, written, family, from_0=math.isnan(closer))
    if not aside:
        wide, taken = _clear_of_connectors(ax, steps, bars, family), heights_of(bars)
        bars = wide if own or heights_of(wide) <= top - bottom else bars
        if own:
            shorten(ax, taken - heights_of(bars), axes=True)
    parts = draw_bars(ax, bars, family, beside=aside)
    scale_or_not(ax, high, formatted, family, 0.0, low=tight)
    if not math.isnan(closer):
        for step, bar, of in zip(steps, bars, parts, strict=True):
            if step.in_full and of:
                middle, colour = of[0].get_y() + of[0].get_height() / 2, bar.pieces[0].look.line
                ax.plot([step.end], [middle], marker="|", markersize=of[0].get_height(), markeredgewidth=5.0,
                        color=colour, linestyle="none", zorder=4, label="_total", clip_on=False)  # fmt: skip
    # From where a bar ends to where the next begins; to and from what is not known, nothing leads.
    for i, step in enumerate(steps[:-1]):
        if parts[i] and parts[i + 1] and not math.isnan(step.end):
            down = [parts[i][0].get_y() + parts[i][0].get_height(), parts[i + 1][0].get_y()]
            ax.plot([step.end, step.end], down, color=MUTED, linewidth=0.9, zorder=2.5, clip_on=False,
                    label="_connector")  # fmt: skip


def _closer(steps: Sequence[Step], wide: float) -> float:
    """Where a scale begins that shows steps closer; NaN where they are seen on one that begins at 0, or no closer."""
    ends = [end for step in steps for end in ((step.end,) if step.in_full else (step.start, step.end))
            if not math.isnan(end)]  # fmt: skip
    ends += [step.reach for step in steps if not math.isnan(step.reach)]
    sizes = [abs(step.amount) for step in steps if not step.in_full and step.amount and not math.isnan(step.amount)]
    low, high = min(ends, default=0.0), max(ends, default=0.0)
    if not sizes or not 0 < low < high or low <= CLOSER * high or min(sizes) / high * wide >= SLIVER:
        return math.nan
    return low - 0.15 * (high - low)


def _clear_of_connectors(ax: Axes, steps: Sequence[Step], bars: Sequence[Bar], family: str) -> list[Bar]:
    """Bars whose names end before the line that comes down to them, where that leaves them half of the width."""
    left, _, right, _ = frame_of(ax)
    found = list(bars)
    for i, step in enumerate(steps[:-1]):
        if math.isnan(step.end):
            continue
        room = float(points_of(ax, [(step.end, 0)])[0, 0]) - left - 4
        if 0.5 * (right - left) <= room:
            name = " ".join(bars[i + 1].name)
            found[i + 1] = bars[i + 1]._replace(name=wrapped(name, SMALL, min(room, right - left), family))
    return found


def _said(amount: float, words: str, what: str, formatted: Amounts) -> str:
    return f"{what} is not known" if math.isnan(amount) else f"{formatted(amount)} {words}"


def _more(beyond: float, formatted: Amounts) -> str:
    return f"{formatted(abs(beyond))} {'less' if beyond < 0 else 'more'}"


def _sentence(name: str, row: BridgeRow, formatted: Amounts, by: str) -> str:
    """One row as a sum in words."""
    parts = [f"expected {formatted(row.expected)}"]
    over = "under-achievement" if row.over_achievement < 0 else "over-achievement"
    for amount, words in ((0.0 - row.not_validated, "not validated"), (row.over_achievement, over),
                          (row.still_to_come, "still to come in later years"), (row.slippage, "slippage")):  # fmt: skip
        if words in ("still to come in later years", "slippage") and formatted.print_as_0(amount):
            continue
        taken = amount < 0 or (words == "not validated" and amount == 0)
        sign = "minus" if taken else "plus"
        parts.append(f"{words} not known" if math.isnan(amount) else f"{sign} {formatted(abs(amount))} {words}")
    said = f"{', '.join(parts)}, makes {formatted(row.forecast)} forecast{by}."
    return f"{name}: {said}" if name else said[0].upper() + said[1:]


def _bars(steps: Sequence[Step], formatted: Amounts, room: float, family: str, closer: float) -> list[Bar]:
    bars, every = [], [step.name for step in steps]
    for step in steps:
        if math.isnan(step.amount):
            name = step.name.partition(":")[0] if step.unexplained else step.name
            bars.append(Bar(names_in(f"{name}: not known", room, family), []))
            continue
        mark = LEVEL if formatted.print_as_0(step.amount) else UP if step.amount > 0 else DOWN
        amount = step.said or formatted(step.amount, signed=not step.in_full)
        said = amount if step.in_full else f"{mark} {amount}"
        # With nothing to stand on, the amount alone.
        start, end = (0.0, step.amount) if math.isnan(step.start) else (step.start, step.end)
        start = end if step.in_full and not math.isnan(closer) else start
        shown = look(step)
        pieces = [Piece(start, end, Fill(PAPER, shown.line) if step.open_to * step.amount < 0 else shown)]
        if not math.isnan(step.reach):
            pieces.append(Piece(end, step.reach, Fill(PAPER, MUTED)))
        bars.append(Bar(names_in(step.name, room, family, among=every), pieces, said, open_to=step.open_to))
    return bars


def look(step: Step) -> Fill:
    """Dark in full, lighter for more, hatched on white for less, crossed where nobody knows why."""
    colours = categorical()
    dark = min(colours[:4], key=luminance)
    if step.unexplained:
        return Fill(PAPER, MUTED, "xxxx")
    if step.in_full:
        return Fill(colours[0], colours[0])
    return Fill(colours[1], colours[1]) if step.amount >= 0 else Fill(PAPER, dark, "/////")
