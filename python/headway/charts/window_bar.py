"""A bar of a timeline: what there is to say of an action or a gate, and how it looks by how it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from headway._core import Period
from headway.language.palette import MUTED, PAPER, RATING_COLOURS

# Of a status, as the key of a page has them.
SHAPES = {"blue": "D", "green": "o", "amber": "^", "red": "s", "withdrawn": "X"}
UNKNOWN = "o"  # no status is known
_MONTHS = re.compile(r"\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*( \d{4})")
FILL = "#c6cbce"
HOLLOW = {"before_window": "its window has not begun", "no_window": "it has no window"}


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


def in_its_window(bar: Bar) -> str:
    """An action with its owner's role, its window and how it stands."""
    return f"{bar.action}{f' ({bar.lead})' if bar.lead else ''}, {bar.window}: {bar.stands}"


def urgent(bar: Bar) -> tuple[bool, int, bool]:
    """Where there is not room for all: those past their window first, then those with the worst status."""
    worst = ("red", "amber", "green", "blue")
    return not bar.days_over, worst.index(bar.rating) if bar.rating in worst else len(worst), bar.span is None
