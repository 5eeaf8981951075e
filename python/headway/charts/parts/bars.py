"""Bars below one another, each with its name above it: read on a phone as in a report, however long the names."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from headway.charts.parts.amounts import Amounts
from headway.charts.parts.labels import Line, evenly, frame_of, points_of, shortened, width, wrapped
from headway.charts.parts.layout import (
    LEADING,
    SMALL,
    TIGHT,
    USUAL,
    WIDE_ENOUGH,
    shorten,
    ticks_of,
    without_scales,
    write,
)  # fmt: skip
from headway.language.figures import signs_of
from headway.language.palette import INK, PAPER, RATING_COLOURS, ink_on, paler

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.patches import Rectangle

MOST_BARS, BESIDE, BESIDE_WIDE, LINE = 12, 0.5, 0.4, SMALL * LEADING + 1
THICK, APART = 15.0, 8.0
NARROW_MARK = 12.0  # of a key, for a marker and what parts it from its name
MARK, OVER = 2.0, 3.0  # how thick the mark of an amount is, and how far it goes beyond its bar
MOST_BESIDE = 5  # lines of a name beside its bar, where there is height
FOOT = 4.0  # points below bars without a scale
CLOSE = 1.08  # lines of a name beside its bar
IN_ROWS = 1e-9  # where a key begins whose entries stand beside one another in axes that are wide enough
BARE = 0.2  # of a scale, what may be without an amount at its beginning
KEY_MARK, LOW_MARK, KEY = 24.0, 15.0, ("axes fraction", "data")
GOES_ON, ARROWED = 16.0, "\u2002\u2002\u2002"  # points of a bar that fades and of its arrow, and letters as wide
MOST_HIGH = 3 * SMALL * LEADING + THICK + APART  # of a bar with its name


class Fill(NamedTuple):
    """How a bar or a part of one looks; hatching and edge are of the colour `line`."""

    fill: str
    line: str
    hatch: str = ""


def of_rating(word: str) -> Fill:
    """How a part of a rating looks: told from another in grey by lightness or hatching."""
    colour = RATING_COLOURS[word]
    return Fill({"green": colour, "amber": paler(colour)}.get(word, PAPER), colour, "/////" if word == "red" else "")


class Piece(NamedTuple):
    """A part of a bar, from one amount to another, and what is written within it."""

    start: float
    end: float
    look: Fill
    within: str = ""
    at: float = math.nan  # where that stands, by itself in the middle


class Bar(NamedTuple):
    """A row of the chart: the lines of its name, its parts, what is written beyond their end, points below them for
    what the caller writes there, 1 or -1 where its first part goes on without an end, to more or to less, whether
    that is written beyond their lower end, an amount that a line across it marks, and the lines that stand in a column
    at the right edge, of which rows that are low have the first."""

    name: list[str]
    pieces: list[Piece]
    beyond: str = ""
    under: float = 0.0
    open_to: int = 0
    leftward: bool = False
    mark: float = math.nan
    column: Sequence[str] = ()

    @property
    def height(self) -> float:
        return len(self.name) * SMALL * LEADING + THICK + APART + self.under


def names_in(text: str, room: float, family: str, *, aside: str = "", among: Iterable[str] = ()) -> list[str]:
    """A name in lines for the room above its bar; a long one among others is cut, what is said aside never."""
    lines = wrapped(text, SMALL, room, family)
    if aside and lines and width(Line(f"{lines[-1]} {aside}", SMALL), family) <= room:
        lines[-1] += f" {aside}"
    else:
        lines += wrapped(aside, SMALL, room, family)
    if len(lines) <= 3:
        return lines
    return [*shortened(text, 2, SMALL, room, family, among=[*among]), *wrapped(aside, SMALL, room, family)]


def heights_of(bars: Sequence[Bar]) -> float:
    return sum(bar.height for bar in bars)


def scale(ax: Axes, low: float, high: float, beyond: Sequence[tuple[float, str]], family: str,
          before: Sequence[tuple[float, str]] = (), *, from_0: bool = True,
          column: Sequence[str] = ()) -> None:  # fmt: skip
    """Along the bottom from `low` to `high`, with room for what is written beyond each bar's end, and in a column right
    of that, and before others; from 0 on, unless nothing that is drawn is a length from there."""
    left, _, right, _ = frame_of(ax)
    wide = right - left
    low, high = (min(low, 0.0), max(high, 0.0)) if from_0 else (low, high)
    if low == high:
        high = 1.0
    # The ends at which the writing that needs most room ends with the axes.
    end, most = high, 0.35 if before else 0.85
    aside = max((width(Line(text, SMALL), family) + 6 for text in column if text), default=0.0)
    for _ in range(3 if before else 1):  # as each end takes room from the other
        for at, text in before:
            room = min(width(Line(text, USUAL, bold=True), family) + 8, most * wide)
            low = min(low, end - (end - at) * wide / (wide - room))
        for at, text in beyond:
            room = min(width(Line(text, USUAL, bold=True), family) + 6 + aside, most * wide)
            end = max(end, low + (at - low) * wide / (wide - room))
    ax.set_xlim(low, end)


def write_scale(ax: Axes, high: float, amounts: Amounts, family: str, *, below: float = 0.0) -> None:
    """The amounts along the bottom of bars that are drawn, up to the longest: as many as there is room for."""
    low, end = ax.get_xlim()
    every = _over(low, high) if high > low else [0.0]
    ax.spines["bottom"].set_bounds(low, high)
    signs = signs_of(amounts.unit)
    left, _, right, _ = frame_of(ax)
    ticks = [tick for tick in every if tick <= high]
    names = [f"{signs[0] if signs else ''}0" if tick == 0 else amounts.along(ticks)(tick) for tick in ticks]
    at = points_of(ax, [(tick, 0) for tick in ticks])[:, 0].tolist()
    half = [width(Line(name, SMALL), family) / 2 for name in names]
    even = evenly(at, half, len(at) - 1) if at else []
    first = bool(even) and even[0] == 0 and abs(at[0] - left) < 1  # whose name begins with the axes
    written = [i for i in even if (left - 4 <= at[i] - half[i] or (first and i == 0)) and at[i] + half[i] <= right + 4]
    ax.set_xticks(ticks, [name if i in written else "" for i, name in enumerate(names)])
    if first:
        ax.get_xticklabels()[0].set_horizontalalignment("left")
    foot = ax.get_ylim()[0]
    ax.vlines(ticks, below, foot, color="0.85", linewidth=0.6, zorder=0.5)
    if low < 0:
        ax.vlines([0.0], below, foot, color="0.35", linewidth=1.0, zorder=0.9)


def _over(low: float, high: float) -> list[float]:
    """Round amounts over the whole of a scale: at closer steps where the usual ones leave its beginning bare."""
    usual = ticks_of(low, high)[0]
    for count in (5, 8, 12):
        ticks = ticks_of(low, high, count)[0]
        if ticks and ticks[0] - low <= BARE * (high - low):
            return ticks
    return usual


def scale_or_not(ax: Axes, high: float, amounts: Amounts, family: str, below: float, *, low: bool) -> None:
    """The scale of bars; of `low` ones, which say their amounts, only its 0, where some are less."""
    if not low:
        write_scale(ax, high, amounts, family, below=below)
        return
    without_scales(ax, FOOT)
    if ax.get_xlim()[0] < 0:
        ax.vlines([0.0], below, ax.get_ylim()[0], color="0.35", linewidth=1.0, zorder=0.9)


def names_beside(ax: Axes, own: bool) -> float:
    """Points for names left of bars, in axes that were given and are wide enough for that, or too low for names above
    them; else none."""
    left, _, right, _ = frame_of(ax)
    if is_low(ax, own):
        return BESIDE * (right - left)
    return 0.0 if own or right - left < WIDE_ENOUGH else BESIDE_WIDE * (right - left)


def no_wider(beside: float, names: Iterable[str], family: str) -> float:
    """So many points left of bars, or fewer where the longest name needs no more."""
    return min(beside, max((width(Line(name, SMALL), family) for name in names), default=0.0) + 12)


def is_low(ax: Axes, own: bool) -> bool:
    """Whether axes that were given are too low for names above bars, and for more than the names of a key."""
    _, foot, _, top = frame_of(ax)
    return not own and top - foot < TIGHT


def draw_bars(
    ax: Axes, bars: Sequence[Bar], family: str, *, below: float = 0.0, beside: float = 0.0, roomy: bool = False,
    ruled: int = 0,
) -> list[list[Rectangle]]:  # fmt: skip
    """Put bars into axes whose amounts are set, the first below so much room; the places of their parts. Their names
    stand in so much room beside them, where there is such room. `roomy` bars keep their places where there is more
    height than they take; a rule stands below so many `ruled` ones."""
    from matplotlib.patches import Rectangle

    left, foot, right, head = frame_of(ax)
    beside_ = _rows_beside(bars, beside, head - foot - below, family) if beside else []
    high = below + (sum(each for _, each in beside_) if beside else heights_of(bars)) or 1.0
    ax.set_ylim(max(high, head - foot) if roomy else high, 0)
    ax.set_yticks([])
    low, end = ax.get_xlim()
    a_point = (end - low) / max(1.0, right - left)
    top, drawn = below, []
    for k, bar in enumerate(bars):
        above = top + len(bar.name) * SMALL * LEADING
        if beside:
            lines, each = beside_[k]
            thick = min(THICK, 0.8 * each, each - bar.under - 1 if bar.under else THICK)
            above = top + (each - thick - bar.under) / 2
            for i, line in enumerate(lines):
                up = ((len(lines) - 1) / 2 - i) * SMALL * CLOSE - 0.36 * SMALL
                write(ax, line, (0, above + thick / 2), (-beside, up), INK, family, coords=KEY, zorder=2)
        else:
            thick = THICK
            if bar.name:  # names stand on paper, clear of the scale's lines
                ax.fill_between([0, 1], top, above, transform=ax.get_yaxis_transform(), facecolor=PAPER, linewidth=0,
                                zorder=1, label="_ground")  # fmt: skip
        for i, line in enumerate(() if beside else bar.name):
            up = 3.5 + (len(bar.name) - 1 - i) * SMALL * LEADING
            # Over the scale's lines and connectors, which are broken behind it.
            write(ax, line, (0, above), (0, up), INK, family, coords=KEY, zorder=2.7, bbox=_ground(PAPER, 1.7))
        parts = []
        for piece in bar.pieces:
            part = Rectangle((piece.start, above), piece.end - piece.start, thick, facecolor=piece.look.fill,
                             edgecolor=piece.look.line, hatch=piece.look.hatch or None, linewidth=1.0, zorder=3,
                             clip_on=False)  # fmt: skip
            ax.add_patch(part)
            parts.append(part)
            if piece.look.line == PAPER:  # of hatching, which an edge has the colour of
                ax.fill_between([piece.start, piece.end], above, above + thick, facecolor="none", edgecolor=INK,
                                linewidth=1.0, zorder=3.6, label="_edge")  # fmt: skip
            if piece.within and thick >= SMALL:
                at = (piece.start + piece.end) / 2 if math.isnan(piece.at) else piece.at
                if piece.look.hatch:  # on a plain ground, from edge to edge
                    half = (width(Line(piece.within, SMALL, bold=True), family) / 2 + 2) * a_point
                    ax.fill_between([at - half, at + half], above + 1, above + thick - 1, facecolor=piece.look.fill,
                                    linewidth=0, zorder=3.5, label="_ground")  # fmt: skip
                write(ax, piece.within, (at, above + thick / 2), (0, -0.36 * SMALL),
                      ink_on(piece.look.fill), family, coords="data", ha="center", bold=True, zorder=6)  # fmt: skip
        if not math.isnan(bar.mark) and low <= bar.mark <= end:
            ax.vlines([bar.mark], above - OVER, above + thick + OVER, color=INK, linewidth=MARK, zorder=4,
                      clip_on=False, label="_mark")  # fmt: skip
        if bar.open_to and bar.pieces:
            _go_on(ax, bar.pieces[0], bar.open_to, above, thick)
        if bar.beyond:
            ends = [end for piece in bar.pieces for end in (piece.start, piece.end)]
            ends += [] if math.isnan(bar.mark) else [bar.mark]
            at = min(ends, default=0.0) if bar.leftward else max(ends, default=0.0)
            aside = -5.0 if bar.leftward else 5 + GOES_ON * (bar.open_to > 0)
            size = SMALL if beside and beside_[k][1] < LINE else USUAL  # of rows that are closer than lines
            write(ax, bar.beyond, (at, above + thick / 2), (aside, -0.36 * size), INK, family, coords="data",
                  ha="right" if bar.leftward else "left", size=size, bold=True, zorder=5,
                  bbox=_ground(PAPER, 0.6))  # fmt: skip
        column = bar.column[: 1 if beside and beside_[k][1] < 2 * LINE else None]
        for i, line in enumerate(column):
            up = ((len(column) - 1) / 2 - i) * SMALL * CLOSE - 0.36 * SMALL
            up -= 2.5 * (len(column) > 1 and not beside)  # clear of the name above
            write(ax, line, (1, above + thick / 2), (0, up), INK, family, coords=KEY, ha="right", zorder=5)
        drawn.append(parts)
        top += beside_[k][1] if beside else bar.height
        if k + 1 == ruled:
            ax.plot([-beside / (right - left), 1], [top - APART / 2 * (not beside)] * 2, color="0.35", linewidth=1.0,
                    transform=ax.get_yaxis_transform(), zorder=2.9, clip_on=False, label="_rule")  # fmt: skip
    return drawn


def height_beside(bars: Sequence[Bar], beside: float, family: str) -> float:
    """Points of height of bars with their names beside them, whole, or of long ones as much as is ever written."""
    every = [" ".join(bar.name) for bar in bars]
    return sum(_needed(_beside(name, MOST_BESIDE, beside - 6, family, every), bar.under)
               for name, bar in zip(every, bars, strict=True))  # fmt: skip


def _rows_beside(bars: Sequence[Bar], beside: float, high: float, family: str) -> list[tuple[list[str], float]]:
    """The lines of each name beside its bar, and the height of its row: as many lines as there is height for, and what
    they leave is shared by all."""
    every = [" ".join(bar.name) for bar in bars]
    for most in range(MOST_BESIDE, 0, -1):
        names = [_beside(name, most, beside - 6, family, every) for name in every]
        needed = [_needed(lines, bar.under) for lines, bar in zip(names, bars, strict=True)]
        spare = high - sum(needed)
        if spare >= 0:
            break
    if spare < 0:
        return [(lines, max(SMALL, high / len(bars))) for lines in names]
    return [(lines, each + spare / len(bars)) for lines, each in zip(names, needed, strict=True)]


def _needed(lines: Sequence[str], under: float = 0.0) -> float:
    """The height of a row: of its name, or of its bar with what stands below that."""
    return max(max(1, len(lines)) * SMALL * CLOSE + LINE - SMALL * CLOSE, (under > 0) * (LINE + under - 1))


def _beside(name: str, most: int, room: float, family: str, among: Sequence[str]) -> list[str]:
    """A name in so many lines, what it says in brackets whole, in a line of its own where that needs one."""
    said, _, aside = name.rpartition(" (")
    among = [other.rpartition(" (")[0] or other for other in among]
    if most < 2 or not said or not name.endswith(")") or width(Line(f"({aside}", SMALL), family) > room:
        return shortened(name, most, SMALL, room, family, among=among)
    lines = shortened(said, most, SMALL, room, family, among=among)
    if width(Line(f"{lines[-1]} ({aside}", SMALL), family) <= room:
        return [*lines[:-1], f"{lines[-1]} ({aside}"]
    return [*shortened(said, most - 1, SMALL, room, family, among=among), f"({aside}"]


def _go_on(ax: Axes, piece: Piece, to: int, above: float, thick: float) -> None:
    """A part that has no end fades and goes on as an arrow; back from its end, where it may be less."""
    from matplotlib.patches import Rectangle

    left, _, right, _ = frame_of(ax)
    low, high = ax.get_xlim()
    a_point = (high - low) / (right - left)
    for i in range(3):
        ends = sorted(piece.end + to * (k * 3.0) * a_point for k in (i, i + 1))
        ax.add_patch(Rectangle((ends[0], above), ends[1] - ends[0], thick, facecolor=piece.look.line, linewidth=0,
                               alpha=0.6 - 0.2 * i, zorder=3.1, clip_on=False, label="_fade"))  # fmt: skip
    ax.plot([piece.end + to * (GOES_ON - 4) * a_point], [above + thick / 2], marker=">" if to > 0 else "<",
            markersize=7, color=piece.look.line, linestyle="none", zorder=4, clip_on=False, label="_open")  # fmt: skip


def fits_within(ax: Axes, piece: Piece, family: str) -> bool:
    """Whether a part is wide enough for what is written within it."""
    ends = points_of(ax, [(piece.start, 0), (piece.end, 0)])[:, 0]
    return bool(abs(ends[1] - ends[0]) >= width(Line(piece.within, SMALL, bold=True), family) + 7)


def fitted(ax: Axes, pieces: Sequence[Piece], family: str) -> list[Piece]:
    """Parts with as much of a letter and an amount as each has room for: both, the letter alone, or nothing."""
    found = []
    for piece in pieces:
        letter, _, amount = piece.within.partition(" ")
        texts = (piece.within, letter, "") if amount else (piece.within, "")
        choices = [piece._replace(within=text) for text in texts]
        found.append(next(each for each, text in zip(choices, texts, strict=True)
                          if text and fits_within(ax, each, family) or each is choices[-1]))
    return found


def _ground(colour: str, pad: float) -> dict[str, Any]:
    return {"facecolor": colour, "edgecolor": "none", "pad": pad}


def lettered(letter: str, family: str) -> float:
    """Points that the letter of a part takes before its name in a key."""
    return width(Line(letter, SMALL, bold=True), family) + 5 if letter else 0.0


class KeyEntry(NamedTuple):
    """What a look means: its letter and the lines beside its sample, or beside the marker it is."""

    look: Fill
    letter: str
    lines: list[str]

    low: bool = False  # where height is short: its name alone, closer
    marker: str = ""

    @property
    def height(self) -> float:
        return max(1, len(self.lines)) * SMALL * LEADING + (2 if self.low else 5)

    @property
    def mark(self) -> float:
        return NARROW_MARK if self.marker else LOW_MARK if self.low else KEY_MARK

    def across(self, family: str) -> float:
        """How wide it is, in points."""
        lines = max((width(Line(line, SMALL), family) for line in self.lines), default=0.0)
        return self.mark + lettered(self.letter, family) + lines

    @property
    def apart(self) -> float:
        return 5.0 if self.low else APART


def draw_key(ax: Axes, entries: Sequence[KeyEntry], family: str, *, start: float = 0.0) -> None:
    """A key at the head of axes that have their scale, as high as its entries together; from a start left of them on,
    in one row, or as many as it needs."""
    from matplotlib.patches import Rectangle

    left, _, right, _ = frame_of(ax)
    top, at_ = 0.0, -start
    for entry in entries:
        if start and at_ > -start and at_ + entry.across(family) > right - left:
            top, at_ = top + entry.height, -start
        from_ = at_ / (right - left)
        high = SMALL * LEADING - 2 * entry.low
        middle = (from_ + (entry.mark - 6) / 2 / (right - left), top + 1 + SMALL * LEADING / 2 - entry.low)
        mark = Rectangle((from_ + 0.5 / (right - left), top + 1), (entry.mark - 6) / (right - left), high,
                         transform=ax.get_yaxis_transform(), facecolor=entry.look.fill, edgecolor=entry.look.line,
                         hatch=entry.look.hatch or None, linewidth=1.0, zorder=3, clip_on=False,
                         label="_key")  # fmt: skip
        if entry.marker:
            upright = entry.marker == "|"  # as tall and thick as that of a bar
            ax.plot([middle[0]], [middle[1]], transform=ax.get_yaxis_transform(), marker=entry.marker,
                    markersize=high if upright else 6, markeredgewidth=MARK if upright else None, color=entry.look.line,
                    linestyle="none", clip_on=False, label="_key")  # fmt: skip
        else:
            ax.add_patch(mark)
        at = (from_ + entry.mark / (right - left), middle[1])
        write(ax, entry.letter, at, (0, -0.36 * SMALL), INK, family, coords=KEY, bold=True, zorder=6)
        for i, line in enumerate(entry.lines):
            aside = (lettered(entry.letter, family), -0.36 * SMALL - i * SMALL * LEADING)
            write(ax, line, at, aside, INK, family, coords=KEY, zorder=6)
        if start:
            at_ += entry.across(family) + entry.apart
        else:
            top += entry.height


def head_of(ax: Axes, entries: Sequence[KeyEntry], family: str, *, start: float = 0.0) -> float:
    """The height of a key, below one another or in rows from a start left of the axes on."""
    if not start:
        return sum(entry.height for entry in entries) + 4
    left, _, right, _ = frame_of(ax)
    rows, at = 1, 0.0
    for entry in entries:
        if at and at + entry.across(family) > right - left + start:
            rows, at = rows + 1, 0.0
        at += entry.across(family) + entry.apart
    return rows * max((entry.height for entry in entries), default=0.0)


def draw_pooled(
    ax: Axes, pooled: Sequence[Mapping[str, Any]], bars_of: Callable[[Any], list[Bar]],
    key_of: Callable[[Any], Sequence[KeyEntry]], amounts: Amounts, family: str, *, own: bool, beside: float,
    tall: float, low: bool, whole: bool = False,
) -> Mapping[str, Any]:  # fmt: skip
    """Bars of as many rows as there is room for, below the key of these, with their scale, or in `low` axes without it,
    as each bar says its amount, and without what is said beside names, unless these are kept `whole`; what axes of
    their own were taken to be too tall is given back. The rows that are drawn."""
    _, bottom, _, top = frame_of(ax)
    start = beside or IN_ROWS
    for rows in pooled:
        drawn, key = bars_of(rows), key_of(rows)
        head = head_of(ax, key, family, start=start) + 4 * (not beside)
        if low and not whole:
            named = [bar._replace(name=[name]) for bar, name in zip(drawn, rows, strict=False)]
            drawn = [*named, *drawn[len(named) :]]
        if own or head + (height_beside(drawn, beside, family) if beside else heights_of(drawn)) <= top - bottom:
            break
    high = max((max(piece[:2]) for bar in drawn for piece in bar.pieces), default=0.0)
    if own:
        shorten(ax, tall - head - heights_of(drawn), axes=True)
    draw_bars(ax, drawn, family, below=head, beside=beside)
    scale_or_not(ax, high, amounts, family, head, low=low)
    draw_key(ax, key, family, start=start)
    return rows
