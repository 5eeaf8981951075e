"""Actions: how each stands as at a date, by its window and its status; counts, and the timeline of them all."""

from __future__ import annotations

import datetime
import functools
from collections import Counter
from collections.abc import Mapping
from typing import Any, TypeAlias

import pyarrow as pa

from headway import _core
from headway._core import Period
from headway.boundary.documented import documented_as
from headway.boundary.frames import Frame, Given
from headway.boundary.scalars import flag
from headway.boundary.times import period_of
from headway.charts.timeline import ActionWindows
from headway.charts.window_bar import Bar
from headway.language.counts import number_of
from headway.pictured import Pictured, Written, said
from headway.plan.action_columns import ActionColumns, read_actions
from headway.plan.columns import by_row, counts_by_theme, text_array

AsAt: TypeAlias = str | Period | datetime.date

_COUNTS_OF_ACTIONS = (
    "actions", "complete", "before_window", "in_window", "over_running", "overdue", "overdue_without_status",
    "no_window", "withdrawn", "with_status", "blue", "green", "amber", "red",
)  # fmt: skip
# Overdue and without a status is another thing than overdue: nobody says that it is not done.
STATES = {
    "complete": "complete", "over_running": "over-running", "overdue": "overdue",
    "status_not_known": "past their window with no status known", "in_window": "within their window",
    "before_window": "before their window", "no_window": "without a window",
    "withdrawn": "no longer pursued",
}  # fmt: skip
_STATUSES = _core.rating_keys()["action"]
LATE = ("overdue", "status_not_known", "over_running")


class Timeline(Pictured, Written, page="actions"):
    """Actions in their windows as at a date; `hw.plan.timeline` makes one, and `.write` makes a page of it.

    Attributes
    ----------
    bars : list of Bar
        One an action, in the order of the rows.
    as_at : Period
        Whose last day is the date.
    by_day : bool
        Whether any window begins or ends with a day; else windows are whole months, and so is the date.
    when : str
        The date in words, a day or a month.
    first : Period
        The month in which the axis begins.
    months : int
        How many the axis has.
    now : float
        Where the date stands on it.
    counts : dict
        Actions by state and by status.
    """

    def __init__(self, plan: _core.Actions, as_at: Period) -> None:
        self.as_at = as_at
        self._core: _core.Actions | None = plan
        self.by_day = plan.by_day
        self.when = (Period.of_day(as_at.end) if self.by_day else Period.of_date(as_at.end)).label
        self.counts = plan.counts(as_at)
        self._places = plan.theme_places()
        self.first, self.months, self.now, self._spans = plan.timeline(as_at)

    @functools.cached_property
    def bars(self) -> list[Bar]:
        assert self._core is not None  # else a pickle has its bars
        bars = []
        for texts, stands, span in zip(self._core.texts(), self._core.standings(self.as_at), self._spans, strict=True):
            (theme, action, lead, rating), (first, last, state, months_over, days_over, reason) = texts, stands
            window, words = _window(first, last), _stands(rating, state, months_over, days_over)
            bars.append(Bar(theme, action, lead, rating, first, last, state, months_over, days_over, reason, span,
                            window, words))  # fmt: skip
        return bars

    @property
    def said(self) -> Counter[str]:
        """How many actions stand where, as a reader is told it."""
        return Counter(map(state_of, self.bars))

    @property
    def core(self) -> _core.Actions:
        """The actions as the core has them, for what belongs to them."""
        if self._core is not None:
            return self._core
        first, last = (["" if end is None else end.label for end in ends]
                       for ends in ([bar.first for bar in self.bars], [bar.last for bar in self.bars]))  # fmt: skip
        return _core.Actions(
            by_row("action", [bar.action for bar in self.bars]), by_row("theme", [bar.theme for bar in self.bars]),
            by_row("lead", [bar.lead for bar in self.bars]), by_row("rating", [bar.rating or "" for bar in self.bars]),
            None, None, by_row("first", first), by_row("last", last), None,
        )  # fmt: skip

    def __getstate__(self) -> dict[str, Any]:
        return self.__dict__ | {"bars": self.bars, "_core": None}  # which say the same

    @property
    def themes(self) -> dict[str, list[Bar]]:
        """Bars by theme, in the order of their first rows."""
        grouped: dict[int, list[Bar]] = {}
        for place, bar in zip(self._places, self.bars, strict=True):
            grouped.setdefault(place, []).append(bar)
        return {bars[0].theme: bars for bars in grouped.values()}

    def sentence(self) -> str:
        """How many actions stand where.

        Examples
        --------
        >>> frame = pd.DataFrame({"action": ["Strategy", "Hub"], "theme": "Place", "lead": "Director of Place",
        ...                       "first_month": "2025-04", "last_month": "2025-07",
        ...                       "published_rating": [None, "blue"]})
        >>> hw.plan.timeline(frame, as_at="October 2025").sentence()
        '2 actions as at October 2025: 1 complete, 1 past their window with no status known.'
        """
        stand = ", ".join(f"{self.said[state]} {words}" for state, words in STATES.items() if self.said[state])
        return f"{number_of(self.counts['actions'], 'action')} as at {self.when}{': ' if stand else ''}{stand}."

    def picture(self, *, wide: bool = False, title: str | None = None, subtitle: str | None = None,
                source: str | None = None) -> ActionWindows:  # fmt: skip
        """Every action in its window, on one axis of months.

        Parameters
        ----------
        wide : bool, default False
            Names beside the bars, for a laptop or a sheet of paper; by default they stand above, for a phone.
        title : str, optional
            By default how many actions are done or on track, and how the others stand.
        subtitle : str, optional
            Below the title; by default what is shown and when.
        source : str, optional
            Where the figures are from; stands below the axes.

        Returns
        -------
        ActionWindows
            As tall as its actions need; in axes that are given it shows as many as they hold, and says how many not.

        Raises
        ------
        HeadwayError
            For a title that is empty or not text.

        Examples
        --------
        >>> frame = pd.DataFrame({"action": ["Strategy"], "theme": "Place", "lead": "Director of Place",
        ...                       "first_month": "2025-04", "last_month": "2025-07", "published_rating": [None]})
        >>> ax = hw.plan.timeline(frame, as_at="October 2025").plot()
        >>> [text.get_text() for text in ax.texts if "over" in text.get_text()]
        ['Window over by 3 months, status not known (Director']
        """
        return ActionWindows(
            title=title, subtitle=subtitle, source=source,
            themes=self.themes, sentence=self.sentence(), when=self.when,
            first=self.first, months=self.months, now=self.now, wide=flag(wide, "wide"),
        )  # fmt: skip

    def __repr__(self) -> str:
        return f"Timeline: {self.sentence()}"

    def _options_in_a_notebook(self) -> dict[str, Any]:
        return {"wide": True}

    def _repr_html_(self) -> str | None:
        try:
            return f"{said(self.sentence())}\n{self.svg(wide=True)}"
        except ImportError:
            return None


def state_of(bar: Bar) -> str:
    """The state of an action, in which one past its window without a status is not overdue."""
    return "status_not_known" if bar.state == "overdue" and bar.rating is None else bar.state


def _window(first: Period | None, last: Period | None) -> str:
    """A window in words: "April 2025 to July 2025", "from 1 January 2026", "due 15 October 2024", "no window"."""
    begins, ends = (None if each is None else each.with_style("full").label for each in (first, last))
    if begins is None:
        return "no window" if ends is None else f"due {ends}"
    if ends is None:
        return f"from {begins}"
    return begins if last == first else f"{begins} to {ends}"


def _stands(rating: str | None, state: str, months_over: int | None, days_over: int | None) -> str:
    """How an action stands in words, its status with it: "overdue by 3 months, not progressed"."""
    if state in ("complete", "withdrawn"):
        return STATES[state]
    status = "status not known" if rating is None else _STATUSES[rating]
    by = "" if days_over is None else f" by {number_of(days_over, 'day')}"
    if months_over is not None:
        by = f" by {number_of(months_over, 'month')}"
    words = {
        "before_window": "before its window", "in_window": "in its window", "over_running": f"over-running{by}",
        "overdue": f"overdue{by}", "no_window": "no window",
    }  # fmt: skip
    if state == "overdue" and rating is None:  # nobody says that it is not done
        return f"window over{by}, {status}"
    return f"{words[state]}, {status}"


def actions(
    frame: Given, *, as_at: AsAt, windows: Any = None, action: str = "action", theme: str | None = "theme",
    timeframe: str = "timeframe", rating: str | None = "published_rating",
    rating_words: Mapping[str, str | None] | None = None, first_month: str = "first_month",
    last_month: str = "last_month", start: str | None = None, due: str | None = None,
) -> Given:  # fmt: skip
    """Say of each action how it stands as at a date.

    Parameters
    ----------
    frame : pandas or Polars DataFrame, pyarrow Table or DuckDB relation
        One action a row; it is not changed.
    as_at : date, Period or str
        The date, "2025-10-31", or a period, "October 2025", which is read at its end. There is no default: a plan has
        no clock.
    windows : frame, optional
        Timeframes by name (`timeframe`) with their `first_month` and `last_month`; no last month is an open end.
        Without it the frame itself has these two columns, or those that `start` and `due` name.
    action, theme, timeframe, rating, first_month, last_month : str
        Columns. `timeframe` may be null: no window. `rating` holds colours, their meanings or letters: "blue",
        "complete", "B", or "withdrawn", "cancelled", "superseded", "not proceeding"; null is no status, and so is no
        such column (None).
    rating_words : mapping, optional
        What other words of that column mean: {"In progress": "green", "Behind schedule": "amber"}, or None for no
        status. Letter case and spaces do not matter. A word that is in neither is refused.
    start, due : str, optional
        Columns of days, or of months, of which the last day is meant: from when, and by when. Either may be left out.
        Cells are dates, text (also "end of March 2025", and 30/09/2024 where the columns show which number is the day),
        or nothing: blank, "n/a", "TBC", "on-going".

    Returns
    -------
    frame
        Of the same kind, with `first_month` and `last_month` (where `windows` says them), `state`, `months_over`,
        `days_over` and `reason`. States: `complete`; `before_window`; `in_window`; `over_running`: the window is over
        and the action is reported green or amber; `overdue`: it is over, and the action is reported red or has no
        status; `no_window`; `withdrawn`: it is reported as no longer pursued, and never late. `days_over` are the days
        since the last day of the window, `months_over` the months begun since a window of whole months ended; null
        where it is not over, and months where it ended with a day.

    Raises
    ------
    HeadwayError
        For a missing column, an unknown timeframe or status, a status of the other scheme, a cell that is neither a day
        nor a month, a window that ends before it begins, an action that stands twice under its theme: row (from 0),
        column, what was found and what is accepted, up to ten at once. Of unknown statuses each is named once, with the
        `rating_words` to write.

    Examples
    --------
    >>> frame = pd.DataFrame({"action": ["Strategy", "Authority"], "theme": "Place", "timeframe": ["short", "longer"],
    ...                       "published_rating": [None, "green"]})
    >>> windows = pd.DataFrame({"timeframe": ["short", "longer"], "first_month": ["2025-04", "2026-01"],
    ...                         "last_month": ["2025-07", None]})
    >>> hw.plan.actions(frame, as_at="2025-10-31", windows=windows)[["action", "state", "months_over", "reason"]]
          action          state  months_over                  reason
    0   Strategy        overdue          3.0  window over, no status
    1  Authority  before_window          NaN        window not begun

    By the day, in the words and the columns of the plan:

    >>> kept = pd.DataFrame({"Action": ["Depot", "Trees"], "Due date": ["15/10/2024", "31/01/2025"],
    ...                      "Status": ["Behind schedule", "Not started"]})
    >>> meant = {"Behind schedule": "amber", "Not started": "red"}
    >>> hw.plan.actions(kept, as_at="2024-10-20", action="Action", theme=None, due="Due date", rating="Status",
    ...                 rating_words=meant)[["Action", "state", "days_over", "reason"]]
      Action         state  days_over                                         reason
    0  Depot  over_running        5.0  window over, reported delayed but progressing
    1  Trees     in_window        NaN                      due later, no start given
    """
    read = Frame(frame)
    columns = ActionColumns(
        action, theme, timeframe, None, rating, rating_words, first_month, last_month, start, due
    )  # fmt: skip
    plan = read_actions(read, windows, columns)
    rows = plan.standings(_as_at(as_at))
    months = {} if windows is None else {
        "first_month": text_array([None if row[0] is None else row[0].with_style("iso").label for row in rows]),
        "last_month": text_array([None if row[1] is None else row[1].with_style("iso").label for row in rows]),
    }  # fmt: skip
    result: Given = read.with_columns({
        **months, "state": text_array([row[2] for row in rows]),
        "months_over": pa.array([row[3] for row in rows], pa.int64()),
        "days_over": pa.array([row[4] for row in rows], pa.int64()), "reason": text_array([row[5] for row in rows]),
    })  # fmt: skip
    return result


@documented_as(actions)
def action_summary(
    frame: Given, *, as_at: AsAt, windows: Any = None, action: str = "action", theme: str | None = "theme",
    timeframe: str = "timeframe", rating: str | None = "published_rating",
    rating_words: Mapping[str, str | None] | None = None, first_month: str = "first_month",
    last_month: str = "last_month", start: str | None = None, due: str | None = None, lead: str | None = None,
) -> Given:  # fmt: skip
    """Count actions by theme, or by who leads them, by state and by status, each with what it is out of.

    Parameters
    ----------
    lead : str, optional
        Column of owners, several separated by semicolons: rows are then by owner. An action of several counts for
        each, and once in the last row, "Total".

    Returns
    -------
    frame
        Of the same kind: the theme (under its own name; without themes, one row for all) or the owner, `actions` and,
        out of them, `complete`, `before_window`, `in_window`, `over_running`, `overdue` (`overdue_without_status` of
        these), `no_window` and `withdrawn`; `with_status`, and out of them `blue`, `green`, `amber`, `red` and
        `withdrawn`.

    Examples
    --------
    >>> frame = pd.DataFrame({"action": ["Strategy", "Hub"], "theme": "Place", "first_month": "2025-04",
    ...                       "last_month": "2025-07", "published_rating": [None, "complete"]})
    >>> hw.plan.action_summary(frame, as_at="October 2025")[["theme", "actions", "complete", "overdue", "with_status"]]
       theme  actions  complete  overdue  with_status
    0  Place        2         1        1            1
    """
    read = Frame(frame)
    columns = ActionColumns(
        action, theme, timeframe, lead, rating, rating_words, first_month, last_month, start, due
    )  # fmt: skip
    plan, when = read_actions(read, windows, columns), _as_at(as_at)
    rows = plan.by_theme(when) if lead is None else [*plan.by_owner(when), ("Total", plan.counts(when))]
    result: Given = read.like(counts_by_theme(theme if lead is None else lead, rows, _COUNTS_OF_ACTIONS))
    return result


@documented_as(actions)
def timeline(
    frame: Any, *, as_at: AsAt, windows: Any = None, action: str = "action", theme: str | None = "theme",
    timeframe: str = "timeframe", lead: str | None = "lead", rating: str | None = "published_rating",
    rating_words: Mapping[str, str | None] | None = None, first_month: str = "first_month",
    last_month: str = "last_month", start: str | None = None, due: str | None = None,
) -> Timeline:  # fmt: skip
    """The windows of actions on one axis of months, with how each stands: a chart, and the same in plain sentences.

    Parameters
    ----------
    lead : str, optional
        Column: the role that owns the action.

    Returns
    -------
    Timeline
        `.plot()` draws it with matplotlib, `.svg()` gives it as one inline `<svg>`, `.describe()` says it, and
        `.write("actions.html", title=...)` makes a page of it.

    Examples
    --------
    >>> frame = pd.DataFrame({"action": ["Strategy"], "theme": "Place", "lead": "Director of Place",
    ...                       "first_month": "2025-04", "last_month": "2025-07", "published_rating": [None]})
    >>> print(hw.plan.timeline(frame, as_at="2025-10-31").describe())
    1 action as at October 2025: 1 past their window with no status known. Place: Strategy (Director of Place), April
    2025 to July 2025: window over by 3 months, status not known.
    """
    columns = ActionColumns(
        action, theme, timeframe, lead, rating, rating_words, first_month, last_month, start, due
    )  # fmt: skip
    return Timeline(read_actions(Frame(frame), windows, columns), _as_at(as_at))


def _as_at(value: AsAt) -> Period:
    """A date as its day; a period as it is."""
    return period_of(value, "as_at", days=True, accepted="a date, '2025-10-31', or a Period")
