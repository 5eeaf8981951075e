"""A bar of a timeline: what there is to say of an action or a gate, and how it looks by how it stands."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from headway._core import Period
from headway.charts.parts.labels import Line, shortened, width, wrapped
from headway.charts.parts.layout import LEADING, SMALL, USUAL
from headway.language.palette import MUTED, PAPER, RATING_COLOURS
from headway.language.sentences import capital

THICK = 9.0  # points of height of a bar

# Of a status, as the key of a page has them.
SHAPES = {"blue": "D", "green": "o", "amber": "^", "red": "s", "withdrawn": "X"}
UNKNOWN = "o"  # no status is known
_MONTHS = re.compile(r"\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*( \d{4})")
_ONE_YEAR = re.compile(r" (\d{4}) to (.* \1)$")
FILL = "#c6cbce"
HOLLOW = {"before_window": "window not begun", "no_window": "no window"}
SLIP = re.compile(r", (at least )?[\d,]+ \w+ (later|earlier) than planned")

FINE = "done or on track"
OTHERWISE = ("overdue", "past the window with no status known", "over-running", "not progressed", "delayed",
             "not known", "no longer pursued")  # fmt: skip


class Bar(NamedTuple):
    """One action: what there is to draw and to say of it.

    Attributes
    ----------
    theme, action, lead : str
        Empty where nothing was said.
    rating : str or None
        Its status.
    first, last : Period or None
        The months or the days of its window.
    state, reason : str
    months_over, days_over : int or None
    span : (float, float, bool, bool) or None
        From and to on the axis, in months, whether it goes on beyond, and whether nobody said when it begins.
    window : str
        In words: "April 2025 to July 2025", "from January 2026", "no window".
    stands : str
        How it stands in words, its status with it: "overdue by 3 months, not progressed".
    """

    theme: str
    action: str
    lead: str
    rating: str | None
    first: Period | None
    last: Period | None
    state: str
    months_over: int | None
    days_over: int | None
    reason: str
    span: tuple[float, float, bool, bool] | None
    window: str
    stands: str


def look_of(bar: Bar) -> tuple[str, str, str]:
    """The marker of an action, the colour of its edge and that of its fill: its status as given, never one of its own.

    Hollow is that alone whose window has not begun, or which has none, as the key says; an action without a status is
    grey, whatever its window, and so is one that is withdrawn.
    """
    if bar.rating is None or bar.state == "withdrawn":
        marker, colour, fill = SHAPES["withdrawn"] if bar.state == "withdrawn" else UNKNOWN, MUTED, FILL
    else:
        marker, colour, fill = SHAPES[bar.rating], RATING_COLOURS[bar.rating], RATING_COLOURS[bar.rating]
    return marker, colour, "white" if bar.state in HOLLOW else fill


def hollow_in(bars: Sequence[Bar]) -> str:
    """What hollow marks mean, of those that there are."""
    words = [words for state, words in HOLLOW.items() if any(bar.state == state for bar in bars)]
    return f"Hollow: {' or '.join(words)}."


def gate_look(bar: Bar) -> tuple[str, str, str]:
    """The same of a gate: a diamond where it was passed, a ring where it is expected, an arrow where no end is given,
    and a square where it is overdue."""
    marker, edge, _ = look_of(bar)
    if bar.days_over:
        return "s", RATING_COLOURS["red"], RATING_COLOURS["red"]
    marker = ">" if bar.span is not None and bar.span[2] else marker
    return marker, edge, edge if marker in "D>" else PAPER


def dated(bar: Bar) -> str:
    """How a gate stands, with when that is: "passed Mar 2025, 1 month later than planned"."""
    dates = {words: date for part in bar.window.split(", ")
             for words, _, date in [_MONTHS.sub(r"\1\2", part).rpartition("for ") if "for " in part
                                    else _MONTHS.sub(r"\1\2", part).partition(" ")]}  # fmt: skip
    planned, forecast, passed = (dates.get(word) for word in ("planned ", "forecast ", "passed"))
    if passed:
        return bar.stands.replace("passed", f"passed {passed}", 1)
    if bar.days_over:
        return f"{bar.stands}, planned for {planned}" if planned else bar.stands
    return bar.stands.replace("due later", f"expected {forecast or planned}", 1) if forecast or planned else bar.stands


def briefly_dated(bar: Bar, year: str) -> str:
    """When a gate was due and how it stands, without the year of the date, which the title has, and without by how much
    it slips, which both its dates have."""
    due = planned_in(bar)
    said = f"{due}, {bar.stands if bar.days_over else SLIP.sub('', dated(bar))}" if due else dated(bar)
    return re.sub(rf"\b([A-Z][a-z]{{2}}) {year}\b", r"\1", said)


def early(bar: Bar, now: float) -> bool:
    """Whether an action is complete while a part of its window is to come, which is no work."""
    return bar.state == "complete" and bar.span is not None and bar.span[1] > now


def standing(bar: Bar) -> str:
    """How an action stands in the title, by its window and its status as given: each in one place alone."""
    if bar.state == "withdrawn":
        return "no longer pursued"
    if bar.days_over:
        over = {None: "past the window with no status known", "red": "overdue"}
        return FINE if bar.rating == "blue" else over.get(bar.rating, "over-running")
    return {"red": "not progressed", "amber": "delayed", None: "not known"}.get(bar.rating, FINE)


def in_its_window(bar: Bar) -> str:
    """An action with its owner's role, its window and how it stands."""
    return f"{bar.action}{f' ({bar.lead})' if bar.lead else ''}, {bar.window}: {bar.stands}"


def urgent(bar: Bar) -> tuple[bool, int, bool]:
    """Where there is not room for all: those past their window first, then those with the worst status."""
    worst = ("red", "amber", "green", "blue")
    return not bar.days_over, worst.index(bar.rating) if bar.rating in worst else len(worst), bar.span is None


class Row:
    """One action as lines of text, and the height that they need; of many in a figure, without its owner, who is in the
    words of the chart, and without its dates, unless `dates` are said."""

    def __init__(self, bar: Bar, family: str, names: float, bars: float, *, wide: bool, dense: bool, dates: bool,
                 most: int, beside: float, among: Sequence[str]) -> None:  # fmt: skip
        self.bar, self.wide, self.beside = bar, wide, beside
        words = (beside or bars) - 14
        room, size = names if wide else bars, SMALL if dense else USUAL
        names_ = wrapped(bar.action, size, room, family, bold=True)
        if most:
            names_ = shortened(bar.action, most, size, room, family, bold=True, among=among)
        self.thick = THICK - 2 if dense and not wide else THICK
        self.names = [Line(text, size, bold=True) for text in names_]
        said = said_of(bar, dense=dense or bool(beside))
        said = said if not dates or bar.span is None else capital(said.removeprefix("In its window, "))
        stands = wrapped(said, SMALL, words, family)
        if beside and len(stands) > 2:
            stands = shortened(said, 2, SMALL, words, family)
        if dates and (planned := planned_in(bar)):  # in its line, else in one of their own
            in_one = wrapped(f"{said}; {planned}", SMALL, words, family)
            stands = in_one if len(in_one) == 1 else [*stands, *wrapped(capital(planned), SMALL, words, family)]
        elif beside and (due := due_in(bar)) and len(stands) == 1:  # where that takes no height
            in_one = wrapped(f"{said}, {due}", SMALL, words, family)
            stands = in_one if len(in_one) == 1 else [*stands, capital(due)] if len(self.names) > 1 else stands
        self.stands = [Line(text, SMALL) for text in stands]
        # How it stands goes on in the last line of its name where there is room.
        self.aside = 0.0
        if dense and not wide and len(self.stands) == 1:
            taken, needed = width(self.names[-1], family) + 10, width(self.stands[0], family) + 14
            self.aside = taken if taken + needed <= bars else 0.0

    @property
    def height(self) -> float:
        names, stands = (sum(line.size * LEADING for line in lines) for lines in (self.names, self.stands))
        stands = 0.0 if self.aside else stands
        if self.beside:
            return max(names, stands, self.thick + 2)
        return max(names, self.thick + 4 + stands) if self.wide else names + stands + self.thick + 4


def planned_in(bar: Bar) -> str:
    """The dates of a window, months in short: "planned Apr to Jul 2025"; of a gate "due Apr 2025"; empty where there is
    none."""
    if bar.window.startswith("planned for "):
        planned = bar.window.removeprefix("planned for ").partition(", ")[0]
        short = _MONTHS.sub(r"\1\2", planned)
        return f"due {short}"
    if bar.span is None:
        return ""
    dates = _ONE_YEAR.sub(r" to \2", _MONTHS.sub(r"\1\2", bar.window))
    return dates if dates.startswith("due ") else f"planned {dates}"


def due_in(bar: Bar) -> str:
    """When the window of an action ends, month in short: "due Jul 2025"; empty where that is not known."""
    if bar.span is None or bar.last is None:
        return ""
    return f"due {planned_in(bar).removeprefix('planned ').removeprefix('due ').rpartition(' to ')[2]}"


def said_of(bar: Bar, *, dense: bool) -> str:
    """How an action stands; where there is less room without what its bar shows, and without its owner."""
    stands = bar.stands.removeprefix("in its window, ") if dense else bar.stands
    for long, short in ((" later than planned", " late"), (", planned for", ", due")) if dense else ():
        stands = stands.replace(long, short)
    return f"{capital(stands)} ({bar.lead})" if bar.lead and not dense else capital(stands)


def months_named(first: Period, months: int, at: Callable[[float], float], within: tuple[float, float],
                 family: str) -> list[tuple[int, float, str]]:  # fmt: skip
    """Months of an axis whose names have room, at even steps from the first: each with the middle of its name, which is
    that of the month, unless it would reach beyond what it is `within`."""
    found: list[tuple[int, float, str]] = []
    for step in (1, 2, 3, 6, 12, 24, 48, 96):
        found, ends = [], -math.inf
        for month in range(0, months, step):
            start = first.shifted(month).start
            new_year = month == 0 or start.year != first.shifted(month - step).start.year
            name = f"{start:%b}" + (f" {start:%Y}" if new_year else "")
            half = width(Line(name, SMALL), family) / 2
            middle = min(max(at(month + 0.5), within[0] + half), within[1] - half)
            if middle - half < ends + 5:
                break
            found.append((month, middle, name))
            ends = middle + half
        else:
            return found
    return found[:1]
