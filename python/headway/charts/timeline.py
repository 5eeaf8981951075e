"""The windows of actions on one axis of months, and how each action stands: drawn, and in plain sentences.

Every action is a bar from the first day of its window to the last, on one axis of months at the head and at the foot,
which a tall drawing repeats, with a line at the date where no words are in its way. How it stands is shape, hatching
and words, never a colour alone. A window without an end fades and goes on as an arrow, one without a beginning fades
in; an action whose window is over is carried on, dotted, to the date, and what is complete is paler from there on.
"""

from __future__ import annotations

import dataclasses
import math
from typing import TYPE_CHECKING

from headway._core import Period
from headway.charts.chart import Chart
from headway.charts.parts.labels import Line, cut, frame_of, width, wrapped
from headway.charts.parts.layout import (
    HINTED,
    LARGE,
    LEADING,
    SMALL,
    TIGHT,
    USUAL,
    WIDE,
    WIDE_ENOUGH,
    by_clauses,
    cited_in,
)  # fmt: skip
from headway.charts.parts.svg import TITLE
from headway.charts.window_bar import (
    FINE,
    HOLLOW,
    OTHERWISE,
    THICK,
    Bar,
    Row,
    briefly_dated,
    dated,
    early,
    gate_look,
    hollow_in,
    in_its_window,
    look_of,
    months_named,
    said_of,
    standing,
    urgent,
)
from headway.language.counts import number_of
from headway.language.palette import INK, MUTED, PAPER

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# A wide drawing has room for names beside the bars.
NAMES, WIDE_BARS, EDGE = 300.0, 420.0, 8.0
GAP = 12.0
SCALE = SMALL * LEADING + 6  # the height of an axis of months
NAMED, WORDS = 0.295, 0.345  # of wide axes that were given for names, and at most for how each stands
GATES_NAMED = 0.26  # the same for names of gates, which are short
MOST_LINES, ABOUT = 5, 127.0  # of a name in such axes; points that title, axis, note and source take
REPEATED = 700.0  # points of height, after which the axis of months stands again
MOST_LETTERS = 40  # of the name of an action in the title
DENSE = 12  # actions, of more of which each takes less room
TRACK = "#d8dadb"
PALER = 0.62  # how much of what is to come of a complete action's window the paper takes
LANE = 2.0  # points above and below a bar that the line of the date takes where words stand between bars
HATCHES = {"red": "xxxxx", "amber": "/////", "blue": "....."}  # of bars, which are of one tone in grey; green is plain


@dataclasses.dataclass(frozen=True, kw_only=True, eq=False)
class ActionWindows(Chart):
    """Actions by theme in their windows, as at a date.

    Attributes
    ----------
    themes : dict
        Bars by theme.
    sentence : str
        How many actions stand where.
    when : str
        The date in words.
    first : Period
        The month in which the axis begins.
    months : int
        How many the axis has.
    now : float
        Where the date stands on it.
    wide : bool
        Names beside the bars, for a laptop or a sheet of paper; else above, for a phone.
    """

    themes: dict[str, list[Bar]]
    sentence: str
    when: str
    first: Period
    months: int
    now: float
    wide: bool

    @property
    def widest(self) -> str:
        return "62rem" if self.wide else "30rem"

    @property
    def marked(self) -> str:
        """The date where it stands on the axis: a month is read at its end."""
        last = Period.parse(self.when).end
        return f"{last.day} {last:%b %Y}"

    def finding(self) -> str:
        """How many are done or on track, and how each of the others stands, so that they add up."""
        every = [bar for of_theme in self.themes.values() for bar in of_theme]
        stand, of = [standing(bar) for bar in every], self.counted(len(every))
        overdue = [bar.action for bar in every if standing(bar) == "overdue"]
        named = f" ({overdue[0]})" if len(overdue) == 1 and len(overdue[0]) <= MOST_LETTERS else ""
        others = ", ".join(f"{stand.count(words):,} {words}{named if words == 'overdue' else ''}"
                           for words in OTHERWISE if words in stand)  # fmt: skip
        fine = stand.count(FINE)
        if not every:
            return f"{of} as at {self.when}"
        some = f"{fine:,} of {of} {'is' if fine == 1 else 'are'}" if fine else f"None of {of} is"
        some = f"All {of} are" if fine == len(every) > 1 else some if len(every) > 1 else "The action is"
        some = f"{some} not" if fine < len(every) == 1 else some
        return f"{some} {FINE}{', ' if others and len(every) > 1 else ': ' if others else ''}{others}"

    def shown(self) -> str:
        last = self.first.shifted(self.months - 1)
        span = f"{self.first.start:%B %Y} to {last.start:%B %Y}"
        return f"Bars: when each action is to be done, {span}; colour and shape: how it stands"

    def describe(self) -> str:
        themes = [(f"{theme}: " if theme else "") + "; ".join(in_its_window(bar) for bar in bars) + "."
                  for theme, bars in self.themes.items()]  # fmt: skip
        return " ".join([self.sentence, *themes])

    def counted(self, number: int) -> str:
        """So many of what there is a bar of."""
        return number_of(number, "action")

    @property
    def owner(self) -> str:
        """Who owns every one of several, which is said once; empty where owners differ."""
        leads = [bar.lead for of_theme in self.themes.values() for bar in of_theme]
        return leads[0] if len(leads) > 1 and len({*leads}) == 1 else ""

    def marks(self) -> str:
        """What the marks mean that a reader cannot guess, and what holds of all."""
        bars = [bar for of_theme in self.themes.values() for bar in of_theme]
        spans, paler = [bar.span for bar in bars if bar.span is not None], ", paler once complete"
        said = [words for shown, words in (
            (bool(spans), f"Bar: planned window{paler * any(early(bar, self.now) for bar in bars)}."),
            (any(goes_on for _, _, goes_on, _ in spans), "Arrow: no end."),
            (any(only_due for *_, only_due in spans), "Fading in: no beginning is given."),
            (any(bar.days_over for bar in bars), "Dotted: past it."),
            (any(bar.state in HOLLOW for bar in bars), hollow_in(bars))) if shown]  # fmt: skip
        return " ".join([*said, *self._owned()])

    def _owned(self) -> list[str]:
        return [f"Owner of all: {self.owner}."] if self.owner else []

    def draw(self, ax: Axes, family: str, own: bool) -> None:
        _Drawing(self, ax, family, own)


@dataclasses.dataclass(frozen=True, kw_only=True, eq=False)
class GateWindows(ActionWindows):
    """Gates by programme, each from when it was planned to when it was passed or is expected; `late` counts them."""

    late: str

    def finding(self) -> str:
        return self.late

    def shown(self) -> str:
        last = self.first.shifted(self.months - 1)
        span = f"{self.first.start:%B %Y} to {last.start:%B %Y}"
        return f"When each gate was planned, and was passed or is expected, {span}"

    def counted(self, number: int) -> str:
        return number_of(number, "gate")

    def marks(self) -> str:
        bars = [bar for of_theme in self.themes.values() for bar in of_theme]
        shapes = {gate_look(bar)[0] for bar in bars if bar.span is not None}
        slips = any(bar.span is not None and not bar.span[3] and bar.span[0] < bar.span[1] for bar in bars)
        ends = " or ".join(words for shape, words in (("D", "passed"), ("o", "expected")) if shape in shapes)
        said = [f"Bar: from planned{f' to {ends}' if ends else ''}."] * slips
        said += ["Arrow: no end."] * (">" in shapes)
        said += ["Dotted: overdue."] * any(bar.days_over for bar in bars)
        return " ".join([*said, *self._owned()])


class _Drawing:
    """All rows below one another, in points from the upper left corner; in given axes as many as they hold."""

    def __init__(self, chart: ActionWindows, ax: Axes, family: str, own: bool) -> None:
        self.chart, self.ax, self.family = chart, ax, family
        x0, y0, x1, y1 = (0.0, 0.0, EDGE + NAMES + EDGE + WIDE_BARS + EDGE if chart.wide else WIDE, 0.0)
        if not own:
            x0, y0, x1, y1 = frame_of(ax)
        self.whole = x1 - x0
        self.wide = wide_ = chart.wide or (not own and self.whole >= WIDE_ENOUGH)
        named = GATES_NAMED if isinstance(chart, GateWindows) else NAMED
        names = NAMES if own else (self.whole - 3 * EDGE) * (named if self.wide else NAMES / (NAMES + WIDE_BARS))
        self.left = 2 * EDGE + names if wide_ else EDGE
        self.beside = beside = 0.0 if own or not wide_ else self._for_words()
        self.lanes: list[tuple[float, float]] = []  # of bars, from above
        self.bars = self.whole - self.left - EDGE - beside - 4
        self.low = low = not own and y1 - y0 < TIGHT
        dense = sum(map(len, chart.themes.values())) > DENSE or not own
        self.gap = GAP * (1.0 if not dense else 0.8 if wide_ else 0.5)
        themes = chart.themes
        if chart.owner:
            themes = {theme: [bar._replace(lead="") for bar in bars] for theme, bars in themes.items()}
        if isinstance(chart, GateWindows):
            year = chart.when[-4:]
            themes = {theme: [bar._replace(stands=briefly_dated(bar, year) if beside else dated(bar)) for bar in bars]
                      for theme, bars in themes.items()}
        every = [bar for bars in themes.values() for bar in bars]
        if isinstance(chart, GateWindows):  # stages, which are called alike whatever the programme
            of = {bar: bar.action.removesuffix(" case") if beside or low else bar.action for bar in every}
            every = [bar._replace(action=f"{bar.theme}: {of[bar]}") for bar in every]
        flat = not own  # one list, the most urgent first, of as many as there is room for
        themes = {"": sorted(every, key=urgent)} if flat else themes
        if not flat and not isinstance(chart, GateWindows):
            themes = {theme: sorted(of_theme, key=urgent) for theme, of_theme in themes.items()}
        elif not flat and dense:  # whose stages have an order: the most urgent programme first
            themes = dict(sorted(themes.items(), key=lambda of: min(map(urgent, of[1]), default=(True, 9, True))))
        in_a_line = flat and wide_
        self.gap = 4.0 if in_a_line else self.gap
        may = not isinstance(chart, GateWindows) and not low  # say dates, which what is said of a gate has
        choices = [(MOST_LINES, may), (MOST_LINES, False), (2, False)] if beside else [(1, may and not dense)]
        for most, dates in choices:  # names whole and with dates, where all have room
            rows = {theme: [Row(bar, family, names, self.bars, wide=wide_, dense=dense, dates=dates, beside=beside,
                                 most=most if low or in_a_line else 0, among=[each.action for each in bars])
                            for bar in bars] for theme, bars in themes.items()}  # fmt: skip
            if sum(row.height + self.gap for of_theme in rows.values() for row in of_theme) <= y1 - y0 - ABOUT:
                break
        room = names if wide_ else self.bars
        headings = {theme: wrapped(theme, LARGE, room, family, bold=True) for theme in rows}
        above = 2.0 if flat else 8.0
        self.dated = {} if low else dict.fromkeys([*rows][:1], SMALL * LEADING + 1)
        self.axes, since = set[str](), REPEATED
        for theme, of_theme in rows.items():  # again where it is far above
            if since >= REPEATED:
                self.axes.add(theme)
                since = 0.0
            since += len(headings[theme]) * LARGE * LEADING + sum(row.height + self.gap for row in of_theme)
        words, room = chart.words(chart.marks()), self.whole - 2 * EDGE
        self.size = USUAL if low else LARGE
        title = wrapped(words.title, self.size, HINTED * room, family, bold=True)
        shown, key = wrapped(words.subtitle, SMALL, room, family), []
        if not low:  # the key comes before what it is of
            key, words = wrapped(words.note, SMALL, room, family), words._replace(note="")
        self.shown = shown + key
        self.source = [line for text in words.below for line in wrapped(text, SMALL, room, family)]
        self.footed = own and len(every) > 1
        whole = above + sum(self._head(headings[theme], theme) + 6 + sum(row.height + self.gap for row in of_theme)
                            for theme, of_theme in rows.items()) + SCALE * self.footed  # fmt: skip
        if own:
            height = whole + 4
        else:  # a line of what is shown and of the source at least; of the note where there is height
            title = cut(title, 3, self.size, HINTED * room, family, bold=True)
            if low:
                self.shown = shown = by_clauses(shown, 1, SMALL, room, family)
                date = wrapped(f"Upright line: {chart.marked}.", SMALL, room, family)  # there is no other note
                self.source = [*date, *cited_in(words.cited, 1, room, family)]
            over = len(self.source) * SMALL * LEADING + 6
            if whole + over > y1 - y0 - self._room_for(title):  # whose room is for rows
                self.shown = (shown := by_clauses(shown, 1, SMALL, room, family)) + key
            if key and whole + over > y1 - y0 - self._room_for(title):
                self.shown = shown
                left = y1 - y0 - self._room_for(title) - whole + self.gap - over
                said_ = " ".join(key).split(". ")  # as many sentences as have room
                keys = [wrapped(". ".join(said_[:count]).rstrip(".") + ".", SMALL, room, family)
                        for count in range(len(said_), 0, -1)]  # fmt: skip
                self.shown = shown + next((lines for lines in keys if len(lines) * SMALL * LEADING <= left), [])
            height = max(1.0, y1 - y0 - self._room_for(title))
        foot = len(self.source) * SMALL * LEADING + (3 if low else 6) * bool(self.source)
        height = height + foot if own else height
        self._lay_out(title, height, (x0, y0), own)

        y, left_out, self.begins = above, 0, math.inf
        overdue: list[str] = []
        for theme, of_theme in rows.items():
            for i, row in enumerate(of_theme):
                before = 0.0 if i else self._head(headings[theme], theme) + (1 if low else 6)
                more = 0.0 if row is [*rows.values()][-1][-1] else SMALL * LEADING
                if left_out or (not own and y + before + row.height + more + foot > height):
                    left_out += 1
                    overdue += [row.bar.theme or row.bar.action] if row.bar.days_over else []
                    continue
                if not i:
                    self._theme(headings[theme], y, theme)
                y += before
                self._row(row, y)
                y += row.height + self.gap
        if left_out:
            y = y if own else min(y, height - foot - SMALL * LEADING - 1)
            more_rows = f"and {chart.counted(left_out)} more"
            with_overdue = f"{more_rows}, overdue: {', '.join(dict.fromkeys(overdue))}"
            has_room = width(Line(with_overdue, SMALL), family) <= self.whole - 2 * EDGE
            self._write(Line(with_overdue if overdue and has_room else more_rows, SMALL), EDGE, y, MUTED)
        if self.footed:
            self._scale(y + SCALE)
        self._date(y - self.gap)
        y += SCALE * self.footed
        if in_a_line:  # no text is in the way of the lines of months
            ax.vlines([self._at(month) for month, *_ in self._months()], above + self.dated.get("", 0.0) + SCALE,
                      y - self.gap, color="0.88", linewidth=0.8, zorder=0.5, label="_grid")  # fmt: skip
        y = y if own else height - foot
        for i, line in enumerate(self.source):
            self._write(Line(line, SMALL), EDGE, y + 2 + i * SMALL * LEADING, MUTED)

    def _lay_out(self, title: list[str], height: float, corner: tuple[float, float], own: bool) -> None:
        """Size our own figure; the axes below their title, without a frame, in points from their upper left corner."""
        ax, root = self.ax, self.ax.get_figure(root=True)
        assert root is not None
        if own:
            root.set_size_inches(self.whole / 72, (height + self._room_for(title)) / 72)
        wide, tall = root.get_size_inches() * 72
        ax.set_position((corner[0] / wide, corner[1] / tall, self.whole / wide, height / tall))
        ax.set_xlim(0, self.whole)
        ax.set_ylim(height, 0)
        ax.set_xticks([])
        ax.set_yticks([])
        ax.set_axis_off()
        ax.patch.set_visible(False)
        below = len(self.shown) * SMALL * LEADING
        for i, line in enumerate(self.shown):
            self._write(Line(line, SMALL), EDGE, i * SMALL * LEADING - below - 4, MUTED)
        ax.set_title("\n".join(title), loc="left", x=EDGE / self.whole, pad=8 + below, size=self.size, weight="bold",
                     color=INK, family=[self.family], linespacing=LEADING, parse_math=False, gid=TITLE)  # fmt: skip

    def _room_for(self, title: list[str]) -> float:
        return len(title) * self.size * LEADING + (8 if self.low else 12) + len(self.shown) * SMALL * LEADING

    def _head(self, heading: list[str], theme: str) -> float:
        tall, scale = len(heading) * LARGE * LEADING, SCALE * (theme in self.axes)
        return (max(tall, scale) if self.wide else tall + scale) + self.dated.get(theme, 0.0)

    def _at(self, month: float) -> float:
        """The place of a month of the axis."""
        return self.left + month / self.chart.months * self.bars

    def _within(self, month: float) -> float:
        """The same of a mark: as a whole within the month whose end or day that is, or where that is narrower than the
        mark, in its middle."""
        half = min(0.5, (THICK / 2 + 0.5) * self.chart.months / self.bars)
        begins = math.ceil(month) - 1
        return self._at(begins + half + (month - begins) * (1 - 2 * half))

    def _write(self, line: Line, x: float, top: float, colour: str = INK, ha: str = "left") -> None:
        """A line of text."""
        self.ax.text(x, top + line.size, line.text, size=line.size, weight="bold" if line.bold else "normal",
                     color=colour, family=[self.family], ha=ha, va="baseline", parse_math=False,
                     zorder=5)  # fmt: skip

    def _theme(self, heading: list[str], y: float, theme: str) -> None:
        """A theme's name, and its axis: names of months, every one or as many as there is room for, and the date, which
        is named right below the mark of the first axis."""
        ax, chart, bottom = self.ax, self.chart, y + self._head(heading, theme) - self.dated.get(theme, 0.0)
        for i, text in enumerate(heading):
            self._write(Line(text, LARGE, bold=True), EDGE, y + i * LARGE * LEADING)
        if heading:
            ax.plot([EDGE, self.whole - EDGE], [y - 4, y - 4], color=INK, linewidth=0.8, label="_rule")
        if theme not in self.axes:
            return
        self._scale(bottom)
        ax.plot([self._at(chart.now)], [bottom - 1], marker="v", markersize=5, color=INK, linestyle="none",
                label="_date")  # fmt: skip
        self.begins = min(self.begins, bottom + self.dated.get(theme, 0.0) + 1)
        if theme in self.dated:
            now = Line(chart.marked, SMALL, bold=True)
            half, at = width(now, self.family) / 2, self._at(chart.now)
            self._write(now, min(max(at, EDGE + half), self.whole - EDGE - half), bottom + 2, ha="center")

    def _scale(self, bottom: float) -> None:
        """Ticks where months begin, longer for those with names."""
        named = [month for month, *_ in self._months()]
        for month, middle, name in self._months():
            self.ax.text(middle, bottom - 6, name, size=SMALL, color=MUTED, family=[self.family], ha="center",
                         va="baseline", parse_math=False)  # fmt: skip
        for months, tall, wide in ((range(self.chart.months + 1), 2.0, 0.6), (named, 5.0, 1.2)):
            self.ax.vlines([self._at(month) for month in months], bottom + 1 - tall, bottom + 1, color=MUTED,
                           linewidth=wide, label="_tick" if wide < 1 else "_named")  # fmt: skip

    def _date(self, bottom: float) -> None:
        """The line of the date, seen on bars of any colour: from its name through all rows, or where words stand
        between bars, along those alone."""
        pieces = [(min(self.begins, bottom), bottom)] if self.beside else self.lanes
        ends = [end for piece in pieces for end in (*piece, math.nan)]
        for colour, wide, name in ((PAPER, 4.2, "_ground"), (INK, 1.6, "_now")):
            self.ax.plot([self._at(self.chart.now)] * len(ends), ends, color=colour, linewidth=wide, zorder=4,
                         label=name, solid_capstyle="butt")  # fmt: skip

    def _months(self) -> list[tuple[int, float, str]]:
        """Months whose names have room, each with the middle of its name."""
        return months_named(self.chart.first, self.chart.months, self._at, (EDGE, self.whole - EDGE), self.family)

    def _for_words(self) -> float:
        """The room beside bars for how each stands: of as many as can be in one line."""
        gates = isinstance(self.chart, GateWindows)
        every = [bar._replace(stands=briefly_dated(bar, self.chart.when[-4:])) if gates else bar
                 for bars in self.chart.themes.values() for bar in bars]  # fmt: skip
        wide = [width(Line(said_of(bar, dense=True), SMALL), self.family) + 16 for bar in every]
        most = WORDS * self.whole
        return max((each for each in wide if each <= most), default=most)

    def _row(self, row: Row, y: float) -> None:
        """One action: its names, its bar, and how it stands."""
        bar, top, left = row.bar, y, self.left
        for line in row.names:
            self._write(line, EDGE, y, INK if line.bold else MUTED)
            y += line.size * LEADING
        if row.wide:
            y = top + row.thick + 4
        marker, edge, fill = (gate_look if isinstance(self.chart, GateWindows) else look_of)(bar)
        if row.aside:
            y -= row.names[-1].size * LEADING
            left += row.aside
        if row.beside:  # in one line with its name and its bar
            y, left = top, self._at(self.chart.months) + 8
        words = max(width(line, self.family) for line in row.stands)
        if row.wide and not row.beside and bar.span is not None:  # below its window, where there is room
            left = max(left, min(self._at(bar.span[0]), self._at(self.chart.months) - words - 18))
        self.ax.plot([left + 5], [y + SMALL * 0.66], marker=marker, markersize=6, color=edge, linestyle="none",
                     markerfacecolor=fill, markeredgewidth=1.4, label=bar.state)  # fmt: skip
        for line in row.stands:
            self._write(line, left + 14, y)
            y += line.size * LEADING
        above = top + max(0.0, (SMALL * LEADING - row.thick) / 2) if row.beside else top if row.wide else y + 2
        self._bar(bar, above + row.thick / 2, edge, fill, row.thick)

    def _bar(self, bar: Bar, middle: float, edge: str, fill: str, thick: float) -> None:
        """A window on its track."""
        ax, at, now = self.ax, self._at, self._at(self.chart.now)
        self.lanes.append((middle - thick / 2 - LANE, middle + thick / 2 + LANE))
        ax.plot([at(0), at(self.chart.months)], [middle] * 2, color=TRACK, linewidth=1, zorder=1, label="_track")
        if bar.span is None:
            return
        if isinstance(self.chart, GateWindows):
            self._gate(bar, bar.span, middle)
            return
        start, end, goes_on, only_due = bar.span
        start = min(start, self.chart.now) if only_due and bar.state == "in_window" else start  # which it is in now
        if early(bar, self.chart.now):
            ax.fill_between([max(at(start), now), at(end) + 1], middle - thick / 2 - 1, middle + thick / 2 + 1,
                            facecolor=PAPER, alpha=PALER, linewidth=0, zorder=3.5, label="_paler")  # fmt: skip
        solid = end - 1 if goes_on else end

        def fade(from_: float, step: float, alphas: list[float]) -> None:
            for i, alpha in enumerate(alphas):
                ax.fill_between([at(from_ + i * step), at(from_ + (i + 1) * step)], middle - thick / 2,
                                middle + thick / 2, facecolor=edge, alpha=alpha, linewidth=0, zorder=2,
                                label="_fade")  # fmt: skip

        fading = [0.6 - i * 0.09 for i in range(6)]
        if only_due:  # its beginning fades, its end is a line
            fade(min(start, end), (end - min(start, end)) / 6, fading[::-1])
            ax.plot([at(end) - 1.2] * 2, [middle - thick / 2, middle + thick / 2], color=edge, linewidth=2.4,
                    zorder=3, label="_due")  # fmt: skip
        elif solid > start:
            ax.fill_between([at(start), at(solid)], middle - thick / 2, middle + thick / 2, facecolor=fill,
                            edgecolor=edge, linewidth=1.2, zorder=2, label="window")  # fmt: skip
            if fill == edge and (hatch := HATCHES.get(bar.rating or "")):
                ax.fill_between([at(start), at(solid)], middle - thick / 2, middle + thick / 2, facecolor="none",
                                edgecolor=PAPER, hatch=hatch, linewidth=0, zorder=2.2, label="_hatch")  # fmt: skip
        if goes_on:
            fade(solid, 1 / 8, fading)
            ax.plot([at(end) - 3], [middle], marker=">", markersize=6, color=edge, linestyle="none", zorder=3,
                    label="_open")  # fmt: skip
        if bar.days_over:
            ax.plot([at(end), now], [middle, middle], color=edge, linewidth=2.4, linestyle=(0, (1, 1)), zorder=3,
                    label="over")  # fmt: skip

    def _gate(self, bar: Bar, span: tuple[float, float, bool, bool], middle: float) -> None:
        """When a gate was planned, and from there a bar to where it was passed or is expected; if it is overdue, dots
        to the date."""
        ax, at, (start, end, goes_on, only_due) = self.ax, self._within, span
        shape, edge, fill = gate_look(bar)
        start = end if only_due else start  # which is when it was planned, and all there is
        ax.fill_between([at(start), at(end)], middle - 2.5, middle + 2.5, facecolor=edge, linewidth=0,
                        zorder=2, label="window")  # fmt: skip
        if start < end:
            ax.plot([at(start)], [middle], marker="|", markersize=THICK, markeredgewidth=2, color=edge,
                    linestyle="none", zorder=3, label="_planned")  # fmt: skip
        if bar.days_over:
            ax.plot([at(end), self._at(self.chart.now)], [middle, middle], color=edge, linewidth=3.6,
                    linestyle=(0, (1, 0.7)), zorder=2.5, label="over")  # fmt: skip
        ax.plot([at(end)], [middle], marker=shape, markersize=THICK - 1,
                markeredgewidth=1.8, color=edge, markerfacecolor=fill, linestyle="none",
                zorder=4, label="_open" if goes_on else "_gate", clip_on=False)  # fmt: skip
