"""A board of control charts: of each of many indicators how it varies, and whether its target will be met, at a glance.

Each is a row: the series with its limits, the latest figure, and two marks with what they say in words, so that neither
colour nor shape is needed to read them. Each row has a scale of its own, as indicators have units of their own.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from headway.charts.chart import Chart
from headway.charts.control_chart import (
    MEANT,
    TYPES,
    VARIATIONS,
    ControlPicture,
    assured,
    colour_of,
    is_unlike_its_limits,
    meaning,
)  # fmt: skip
from headway.charts.parts.axes import Entry, at_point, draw_key_row, is_month, key_rows
from headway.charts.parts.labels import Line, cut, frame_of, shortened, width, wrapped
from headway.charts.parts.layout import HINTED, LEADING, SMALL, TIGHT, USUAL, WIDE, WIDE_ENOUGH, lay_out, without_scales
from headway.charts.strand import Box, draw_strand, strand_of
from headway.language.counts import number_of
from headway.language.figures import stands_by_the_axis
from headway.language.palette import INK, MUTED, PAPER, categorical
from headway.language.sentences import capital, listed

if TYPE_CHECKING:
    from matplotlib.axes import Axes

HEIGHT, TIGHT_HEIGHT, BETWEEN, MARK = 42.0, 29.0, 8.0, 14.0
BESIDE, STRIP_WIDE = 0.4, 0.2  # the shares of a wide one that names and series take
CLOSE, MOST_LINES, LOWEST = 1.08, 8, 34.0  # lines of a name beside its series, and the least height of such a row
UNDER = 2.5  # points between such a name and what is usual
CLEAR = 6.0  # points between a series and the ends of its row, which marks beyond it keep off
ARROW = 8.0  # points before a series for an arrow to a target
STRIP, APART = 0.38, 10.0  # the share of the width that series take, and points between what stands beside another
ABOUT = 150.0  # points that title, subtitle, note and source take
OWN_SCALE = "Each row has its own scale."
TIGHT_NOTE = "Shaded: chance; line: mean; dotted, arrow: target"
LINES = "Shaded: what chance alone gives; line: mean; dotted: target"
BEGINS = "Marks: where one begins."
RULE = "#d8dadb"
HIT_AND_MISS = "Hit and miss: met at times, by chance."
SET_TO = {"pass": "set to meet", "fail": "set to miss", "inconsistent": "hit and miss"}
MOST_LETTERS = 40  # of names in the title
FIRST = ("concern", "improvement", "neutral")
FILLED = {"pass": "full", "fail": "none", "inconsistent": "left"}


@dataclasses.dataclass(frozen=True, kw_only=True, eq=False)
class BoardPicture(Chart):
    """Control charts of many indicators, in the order given; the `name` of each is that of its indicator."""

    rows: Sequence[ControlPicture]

    def finding(self) -> str:
        """How many stand out, and how many cannot be trusted to meet their target."""
        if not self.rows:
            return "No indicator is charted"
        kinds = [row.variation.partition("_")[0] for row in self.rows]
        counts = [(kinds.count("concern"), "of concern"), (kinds.count("improvement"), "improving"),
                  (kinds.count("neutral"), "standing out")]  # fmt: skip
        parts = [f"{count} {'is' if count == 1 else 'are'} {words}" for count, words in counts if count]
        concerns = [row for row in sorted(self.rows, key=_urgent) if row.variation.startswith("concern")]
        of_concern = ", ".join(map(_why, concerns))  # as their rows follow one another
        named = len(parts) == 1 and bool(concerns) and sum(len(row.name or "") for row in concerns) <= MOST_LETTERS
        none = "none has data" if all(row.latest is None for row in self.rows) else "none stands out"
        said = f"Of {number_of(len(self.rows), 'indicator')}, {listed(parts) if parts else none}"
        failing = [row for row in self.rows if row.assurance == "fail" and not (named and row in concerns)]
        miss = f"set to miss {'its' if len(failing) == 1 else 'their'} target"
        said += f": {of_concern}" * named
        which = failing[0].name if len(failing) == 1 and len(failing[0].name or "") <= MOST_LETTERS / 2 else ""
        verb = "is" if len(failing) == 1 else "are"
        return f"{said}, and {which or len(failing)} {verb} {miss}" if failing else said

    def shown(self) -> str:
        spans = {(row.when[0], row.when[-1]) for row in self.rows if len(row.when)}
        span = f", {' to '.join(dict.fromkeys(*spans))}" if len(spans) == 1 else ""
        return f"Each month's figure and what chance allows{span}" if _monthly(self.rows) else (
            f"Each figure and what chance allows{span}")

    def describe(self) -> str:
        said = [f"{number_of(len(self.rows), 'indicator')}."]
        for row in self.rows:
            latest = "no data"
            if row.latest is not None:
                latest = f"{row.formatted(row.value[row.latest])} {at_point(row.when[row.latest])}"
            assured = capital(_of_the_target(row))
            said.append(f"{row.name}: {latest}. Variation: {VARIATIONS[row.variation]}. {assured}.")
        return " ".join(said)

    def draw(self, ax: Axes, family: str, own: bool) -> None:
        wide = WIDE - 8 if own else frame_of(ax)[2] - frame_of(ax)[0]
        tight = not own and frame_of(ax)[3] - frame_of(ax)[1] < TIGHT
        order = sorted(self.rows, key=_urgent)
        names = [wrapped(_name(row), USUAL, HINTED * wide, family, bold=True) for row in order]
        wide_ = not own and wide >= WIDE_ENOUGH and not tight
        room = HINTED * (BESIDE * wide - APART if wide_ else wide)  # of names beside their series, or above
        sizes = [USUAL] * len(order)
        if wide_:  # whole, where one is long all in smaller letters
            names = [wrapped(_name(row), USUAL, room, family, bold=True) for row in order]
            sizes = [SMALL if max(map(len, names), default=0) > 2 else USUAL] * len(order)
        if not own:
            every = [_name(row) for row in order]
            names = [shortened(_name(row), MOST_LINES if wide_ else 1, size, room, family, bold=True, among=every)
                     for row, size in zip(order, sizes, strict=True)]  # fmt: skip
        high = TIGHT_HEIGHT if tight else HEIGHT
        below = [not wide_ and not tight and not _is_aside(row, lines, wide, family)
                 for row, lines in zip(order, names, strict=True)]  # fmt: skip
        heights = [len(lines) * USUAL * LEADING + SMALL * LEADING * under + high + BETWEEN
                   for lines, under in zip(names, below, strict=True)]  # fmt: skip
        if wide_:
            # The usual range of each stands below its name.
            heights = [max(LOWEST, 3.5 + SMALL * LEADING * (1 + len(_assured(row))),
                           _high(lines, size) + (SMALL * LEADING + UNDER) * bool(_usual(row)) + 1)
                       for row, lines, size in zip(order, names, sizes, strict=True)]  # fmt: skip
        _, y0, _, y1 = frame_of(ax)
        short = not own and sum(heights) > y1 - y0 - ABOUT  # whose room is for rows
        foot_, note = 4.0 if tight or short else 10.0, self._note()
        in_a_line = width(Line(note, SMALL), family) <= HINTED * wide
        said = self.words("" if tight else OWN_SCALE if short and not in_a_line else note)
        key = [] if tight else key_rows(self._key(), wide, family)
        of_key = [SMALL * LEADING + 4 * own * (i == 0) for i in range(len(key))]
        kept = lay_out(ax, family, own=own, words=said, left=4.0 * own, right=4.0 * own, below=foot_,
                       tall=sum(heights) or SMALL, key=of_key)  # fmt: skip
        for i, entries in enumerate(key[:kept]):
            draw_key_row(ax, entries, 0.0, (kept - i - 1) * SMALL * LEADING + (6 if own else 4), family)
        left, foot, right, head = frame_of(ax)
        ax.set_xlim(0, right - left)
        ax.set_ylim(head - foot, 0)
        without_scales(ax, foot_)
        if wide_ and (spare := head - foot - sum(heights)) > 0:
            heights = [height + min(BETWEEN, spare / len(heights)) for height in heights]
        latest = [line for row in self.rows for line in _latest(row)]
        start = BESIDE * (right - left) if wide_ else 0.0
        strip = (start, start + (STRIP_WIDE if wide_ else STRIP) * (right - left))
        words = strip[1] + 2 * APART + max((width(line, family) for line in latest), default=0.0)
        top = 0.0
        for i, (row, lines, size, height) in enumerate(zip(order, names, sizes, heights, strict=True)):
            last = i == len(self.rows) - 1
            if top + height + (0 if last else SMALL * LEADING) > head - foot + 1 and not own:
                left_out = f"and {number_of(len(self.rows) - i, 'indicator')} more"
                concerns = [row.name or "" for row in order[i:] if row.variation.startswith("concern")]
                named = f"{left_out}, of concern: {listed(concerns)}"
                if concerns and width(Line(named, SMALL), family) <= right - left:
                    left_out = named
                self._write(ax, Line(left_out, SMALL), 0, top, family, MUTED)
                if tight and top + 2 * SMALL * LEADING <= head - foot + 3:
                    self._write(ax, Line(TIGHT_NOTE, SMALL), 0, top + SMALL * LEADING, family, MUTED)
                break
            if wide_ and i:  # whose is which, where marks stand beyond their limits
                ax.plot([0, right - left], [top + 1.0] * 2, color=RULE, linewidth=0.8, zorder=0.2, label="_between")
            self._row(ax, row, lines, size, top, (right - left, words), family, height if wide_ else high, strip,
                      tight)  # fmt: skip
            top += height

    def _row(self, ax: Axes, row: ControlPicture, lines: Sequence[str], size: float, top: float,
             across: tuple[float, float], family: str, high: float, strip: tuple[float, float],
             tight: bool) -> None:  # fmt: skip
        wide, start = across
        for i, text in enumerate(lines):
            self._write(ax, Line(text, size, bold=True), 0, top + 2 * (size < USUAL) + _high(lines[:i], size), family)
        usual = Line(_usual(row), SMALL)
        if not strip[0]:  # series stand below their names
            top += len(lines) * USUAL * LEADING
            if _is_aside(row, lines, wide, family):
                taken = width(Line(lines[-1] if lines else "", USUAL, bold=True), family) / HINTED
                self._write(ax, usual, taken + APART, top - USUAL * LEADING + 1, family, MUTED)
            elif not tight:
                self._write(ax, usual, 0, top, family, MUTED)
                top += SMALL * LEADING
        else:
            self._write(ax, usual, 0, top + _high(lines, size) + UNDER * (size < USUAL), family, MUTED)
        strand, ends = strand_of(row), (CLEAR + 1, CLEAR) if strip[0] else (7.0, 3.0)
        box = Box(strip[0] + ARROW, top + ends[0], strip[1], top + high - ends[1])
        if (off := _off(row)) and not tight:  # the arrow to it has its name, in its own lane
            ends = (top + SMALL + 3, box.foot) if off > 0 else (box.top, top + high - SMALL - 3)
            box, above = box._replace(top=ends[0], foot=ends[1]), top - 0.5 if off > 0 else ends[1] + 1
            self._write(ax, Line(f"target {row.formatted(_target(row))}", SMALL), box.left + 2, above, family,
                        categorical()[2])  # fmt: skip
        draw_strand(ax, strand, box, strand.near)
        top += 3
        for i, line in enumerate(_latest(row)):
            self._write(ax, line, strip[1] + APART, top + i * USUAL * LEADING, family, INK if line.bold else MUTED)
        if row.latest is None:
            return
        kind = row.point_type[row.latest] if row.variation not in ("no_limits", "no_data") else "common"
        at, middle = start + 5, top + SMALL * 0.66
        ax.plot([at], [middle], marker=TYPES[kind][0], color=colour_of(kind), markersize=7, linestyle="none",
                markeredgecolor=INK, markeredgewidth=0.6, clip_on=False,
                label=f"_variation {row.variation}")  # fmt: skip
        room = wide - at - MARK + 5
        said = VARIATIONS[row.variation].removesuffix(" (common cause)")
        for text in cut(wrapped(capital(said), SMALL, room, family), 1, SMALL, room, family):
            self._write(ax, Line(text, SMALL), at + MARK - 5, top, family)
        below = top + SMALL * LEADING + 1
        if row.assurance in FILLED:
            colour = categorical()[2]
            ax.plot([at], [below + SMALL * 0.66], marker=">", color=colour, markersize=7, linestyle="none",
                    fillstyle=FILLED[row.assurance], markerfacecoloralt=PAPER, markeredgewidth=1.2,
                    markeredgecolor=colour, label=f"_assurance {row.assurance}", clip_on=False)  # fmt: skip
        assured = _assured(row)
        if tight:  # one line
            now = _but_not_now(row)
            assured = [{", not now": "missed now", ", met now": "met now"}.get(now, assured[0])]
        for i, said in enumerate(assured):
            for text in cut(wrapped(capital(said), SMALL, room, family), 1, SMALL, room, family):
                self._write(ax, Line(text, SMALL), at + MARK - 5, below + i * SMALL * LEADING, family)

    @property
    def _marked(self) -> list[str]:
        """The kinds of points that have a mark."""
        kinds = {kind for row in self.rows for kind in row.point_type} - {"common"}
        return [kind for kind in TYPES if kind in kinds]

    def _key(self) -> list[Entry]:
        """What the marks and lines of all rows are, before the first."""
        said = [(kind, *TYPES[kind]) for kind in self._marked]
        marks = [Entry(marker, colour_of(kind), f"Stands out, {name.lower()}" if "_" in kind else name, edge=INK)
                 for kind, marker, _, name in said]  # fmt: skip
        return [*marks, Entry(None, INK, LINES)]

    def _note(self) -> str:
        met = any(row.assurance == "inconsistent" for row in self.rows)
        return " ".join([OWN_SCALE, *[BEGINS] * bool(self._marked), *[HIT_AND_MISS] * met])

    @staticmethod
    def _write(ax: Axes, line: Line, x: float, top: float, family: str, colour: str = INK) -> None:
        ax.text(x, top + line.size, line.text, size=line.size, weight="bold" if line.bold else "normal", color=colour,
                family=[family], ha="left", va="baseline", parse_math=False)  # fmt: skip


def _high(lines: Sequence[str], size: float) -> float:
    """The height of the lines of a name, of small letters closer to one another."""
    return len(lines) * size * (CLOSE if size < USUAL else LEADING)


def _latest(row: ControlPicture) -> list[Line]:
    """The latest figure and when it was."""
    if row.latest is None:
        return [Line("No data", SMALL)]
    return [Line(row.formatted(row.value[row.latest]), USUAL, bold=True), Line(row.when[row.latest], SMALL)]


def _usual(row: ControlPicture) -> str:
    """Between which limits chance keeps its points, where there are limits."""
    if row.latest is None:
        return ""
    low, high = float(row.lower[row.latest]), float(row.upper[row.latest])
    return "" if math.isnan(low + high) else f"usually {row.formatted(low)} to {row.formatted(high)}"


def _is_aside(row: ControlPicture, lines: Sequence[str], wide: float, family: str) -> bool:
    """Whether the usual range stands beside the last line of a name, and not below it."""
    taken = width(Line(lines[-1] if lines else "", USUAL, bold=True), family) / HINTED
    usual = _usual(row)
    return not usual or taken + width(Line(usual, SMALL), family) + 2 * APART <= wide


def _target(row: ControlPicture) -> float:
    return math.nan if row.latest is None else float(row.target[row.latest])


def _off(row: ControlPicture) -> int:
    """1 or -1 where a target is so far above or below the scale of its row that an arrow leads to it."""
    (low, high), target = strand_of(row).near, _target(row)
    return int(target > high) - int(target < low)


def _why(row: ControlPicture) -> str:
    """Why one is of concern, with its name."""
    how = row.variation.partition("_")[2]
    reasons = [*[how] * bool(how), *["set to miss its target"] * (row.assurance == "fail")]
    return f"{row.name or ''} is {' and '.join(reasons) or 'of concern'}"


def _assured(row: ControlPicture) -> list[str]:
    """Whether the latest target is met, and which that is."""
    target = _target(row)
    if math.isnan(target):
        return ["no target"]
    of = f"target {f'{row.wanted} ' if row.wanted else ''}{row.formatted(target)}"
    return [SET_TO[row.assurance] + _but_not_now(row), of] if row.assurance in SET_TO else [of]


def _but_not_now(row: ControlPicture) -> str:
    """Where the latest point is on the other side of its target than its limits are."""
    return "" if not is_unlike_its_limits(row) else ", not now" if row.assurance == "pass" else ", met now"


def _monthly(rows: Sequence[ControlPicture]) -> bool:
    """Whether all points of all are months."""
    return all(is_month(when) for row in rows for when in row.when) and any(len(row.when) for row in rows)


def _of_the_target(row: ControlPicture) -> str:
    """The same in a sentence."""
    target = _target(row)
    if math.isnan(target):
        return "no target"
    of = f"target {f'{row.wanted} ' if row.wanted else ''}{row.formatted(target)}"
    return f"{of}: it {meaning(row)}" if row.assurance in MEANT else f"{of}: {assured(row)}"


def _name(row: ControlPicture) -> str:
    """An indicator, with what its figures are in where they do not say it."""
    return f"{row.name or ''}, {row.unit}" if stands_by_the_axis(row.unit) else row.name or ""


def _urgent(row: ControlPicture) -> tuple[int, bool]:
    """What is looked at first: what stands out, concerns before others, then a target missed."""
    kind = row.variation.partition("_")[0]
    return FIRST.index(kind) if kind in FIRST else len(FIRST), row.assurance != "fail"
