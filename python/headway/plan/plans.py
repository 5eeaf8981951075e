"""What is being done: initiatives and their transitions, actions and their windows, and whether they cover what was asked.

Frames go in and come back as what came in. The statuses of initiatives and of actions are two schemes, see `key`: no
function takes both, and none counts one with the other.

>>> initiatives = pd.DataFrame({"initiative": ["Local plan"], "theme": ["Place"], "rating_q2": ["amber"],
...                             "rating_q4": ["green"], "direction_of_travel": ["improving"]})
>>> hw.plan.transitions(initiatives)[["initiative", "transition", "change", "agrees"]]
   initiative transition          change  agrees
0  Local plan   improved  amber to green    True
"""

from __future__ import annotations

import datetime
import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import pyarrow as pa

from headway import _core, pictured
from headway._core import HeadwayError, Period
from headway.boundary.frames import Frame
from headway.boundary.problems import refuse
from headway.plan.timeline import Timeline

__all__ = [
    "action_summary",
    "actions",
    "coverage",
    "disagreements",
    "key",
    "ratings",
    "steps",
    "summary",
    "timeline",
    "transitions",
    "write_page",
]

Snapshots: TypeAlias = Sequence[str] | Mapping[str, str | Period]
AsAt: TypeAlias = str | Period | datetime.date
_Column: TypeAlias = tuple[str, list[str]] | None

SNAPSHOTS = ("rating_q2", "rating_q4")
_COUNTS_OF_ACTIONS = (
    "actions", "complete", "before_window", "in_window", "over_running", "overdue", "overdue_without_status", "no_window",
    "with_status", "blue", "green", "amber", "red",
)  # fmt: skip
_COUNTS_OF_RATINGS = ("initiatives", "rated", "green", "amber", "red", "not_applicable", "not_rated")
_COUNTS_OF_TRANSITIONS = (
    "initiatives", "compared", "improved", "worsened", "unchanged", "newly_rated", "no_longer_rated", "not_rated",
    "directed", "disagreeing",
)  # fmt: skip


def key(scheme: str) -> dict[str, str]:
    """What the words of a status scheme mean.

    Parameters
    ----------
    scheme : {'initiative', 'action'}

    Returns
    -------
    dict
        Meanings by word.

    Raises
    ------
    HeadwayError
        For any other scheme.

    Examples
    --------
    >>> hw.plan.key("initiative")["amber"], hw.plan.key("action")["amber"]
    ('at risk', 'delayed but progressing')
    """
    keys = _core.rating_keys()
    if not isinstance(scheme, str) or scheme not in keys:
        raise HeadwayError(f"scheme: found {scheme!r}; accepted: {', '.join(keys)}")
    return keys[scheme]


def transitions(
    frame: Any,
    *,
    initiative: str = "initiative",
    theme: str | None = "theme",
    snapshots: Snapshots = SNAPSHOTS,
    direction: str | None = "direction_of_travel",
) -> Any:
    """Say of each initiative how its rating moved, and whether the reported direction of travel says the same.

    Parameters
    ----------
    frame : pandas or Polars DataFrame, pyarrow Table or DuckDB relation
        One initiative a row; it is not changed.
    initiative, theme : str
        Columns of text. None for a plan without themes.
    snapshots : sequence of str, or mapping from str to Period or label
        Columns of ratings, two or more, oldest first; a mapping says when each was, and their order is checked.
        Ratings are colours, their meanings or letters: "amber", "at risk", "A", "not applicable", "N/A". Null and blank
        are no rating, which is not the same as not applicable.
    direction : str, optional
        Column: improving, stable, worsening or null.

    Returns
    -------
    frame
        Of the same kind, with `transition` (from the first snapshot to the last), `change` (its steps in words) and
        `agrees`: whether direction of travel says the same, null where there is nothing to compare.

    Raises
    ------
    HeadwayError
        For a missing column, a word that is no rating of an initiative or no direction, an initiative that stands twice
        under a theme, fewer than two snapshots and snapshots out of order: row (from 0), column, what was found and
        what is accepted, up to ten at once.

    Examples
    --------
    >>> frame = pd.DataFrame({"initiative": ["Clean air", "Clubs"], "theme": "City", "rating_q2": ["G", "R"],
    ...                       "rating_q4": ["G", "A"], "direction_of_travel": ["worsening", "improving"]})
    >>> hw.plan.transitions(frame)[["initiative", "transition", "change", "agrees"]]
      initiative transition        change  agrees
    0  Clean air  unchanged   still green   False
    1      Clubs   improved  red to amber    True
    """
    read = Frame(frame)
    rows = _initiatives(read, initiative, theme, snapshots, direction).transitions()
    return read.with_columns({
        "transition": _text([row[0] for row in rows]),
        "change": _text([row[1] for row in rows]),
        "agrees": pa.array([row[2] for row in rows], pa.bool_()),
    })


def disagreements(
    frame: Any,
    *,
    initiative: str = "initiative",
    theme: str | None = "theme",
    snapshots: Snapshots = SNAPSHOTS,
    direction: str = "direction_of_travel",
) -> Any:
    """List the initiatives whose direction of travel says something else than their transition.

    A finding, not an error: direction of travel is finer than three colours and looks ahead.

    Parameters
    ----------
    frame, initiative, theme, snapshots, direction
        As for `transitions`.

    Returns
    -------
    frame
        Of the same kind: theme and initiative (under their own names), `change`, `transition` and direction, in the
        order of the rows.

    Raises
    ------
    HeadwayError
        As `transitions`.

    Examples
    --------
    >>> frame = pd.DataFrame({"initiative": ["Clean air", "Clubs"], "theme": "City", "rating_q2": ["G", "R"],
    ...                       "rating_q4": ["G", "A"], "direction_of_travel": ["worsening", "improving"]})
    >>> hw.plan.disagreements(frame)
      theme initiative       change transition direction_of_travel
    0  City  Clean air  still green  unchanged           worsening
    """
    read = Frame(frame)
    plan = _initiatives(read, initiative, theme, snapshots, direction)
    rows = [
        (*name, change, transition, reported)
        for name, (transition, change, agrees), reported in zip(
            plan.names(), plan.transitions(), plan.directions(), strict=True
        )
        if agrees is False
    ]
    names = ["" if theme is None else theme, initiative, "change", "transition", direction]
    return read.like([(name, _text([row[i] for row in rows])) for i, name in enumerate(names) if name])


def ratings(
    frame: Any,
    *,
    initiative: str = "initiative",
    theme: str | None = "theme",
    snapshots: Snapshots = SNAPSHOTS,
) -> Any:
    """Count ratings by theme and snapshot, each with what it is out of.

    Parameters
    ----------
    frame, initiative, theme, snapshots
        As for `transitions`. Without a theme, one row a snapshot for all.

    Returns
    -------
    frame
        Of the same kind: the theme (under its own name), `snapshot` (the label of its period, or the column), `initiatives`,
        `rated` of them, and of those rated `green`, `amber`, `red`; `not_applicable` and `not_rated` (blank) are the rest.

    Raises
    ------
    HeadwayError
        As `transitions`.

    Examples
    --------
    >>> frame = pd.DataFrame({"initiative": ["Clean air", "Clubs"], "q2": ["G", "R"], "q4": ["G", None]})
    >>> hw.plan.ratings(frame, theme=None, snapshots={"q2": "2020/21 - Q2", "q4": "2020/21 - Q4"})
           snapshot  initiatives  rated  green  amber  red  not_applicable  not_rated
    0  2020/21 - Q2            2      2      1      0    1               0          0
    1  2020/21 - Q4            2      1      1      0    0               0          1
    """
    read = Frame(frame)
    plan = _initiatives(read, initiative, theme, snapshots, None)
    labels = _labels(snapshots)
    counted = [plan.ratings_by_theme(i) for i in range(len(labels))]
    rows = [(of_theme[0], label, of_theme[1]) for themes in zip(*counted, strict=True)
            for label, of_theme in zip(labels, themes, strict=True)]  # fmt: skip
    return read.like([
        *_themes(theme, [row[0] for row in rows]),
        ("snapshot", _text([row[1] for row in rows])),
        *_counts([row[2] for row in rows], _COUNTS_OF_RATINGS),
    ])


def summary(
    frame: Any,
    *,
    initiative: str = "initiative",
    theme: str | None = "theme",
    snapshots: Snapshots = SNAPSHOTS,
    direction: str | None = "direction_of_travel",
) -> Any:
    """Count transitions by theme, each with what it is out of.

    Parameters
    ----------
    frame, initiative, theme, snapshots, direction
        As for `transitions`. Without a theme, one row for all.

    Returns
    -------
    frame
        Of the same kind: the theme (under its own name), `initiatives`; `compared` (rated at the first and the last
        snapshot), and of those `improved`, `worsened`, `unchanged`; `newly_rated`, `no_longer_rated` and `not_rated` (at
        neither) are the rest. `directed` are those compared that have a direction of travel, `disagreeing` are those of
        them where it says something else.

    Raises
    ------
    HeadwayError
        As `transitions`.

    Examples
    --------
    >>> frame = pd.DataFrame({"initiative": ["Clean air", "Clubs"], "theme": "City", "rating_q2": ["G", "R"],
    ...                       "rating_q4": ["G", "A"], "direction_of_travel": ["worsening", "improving"]})
    >>> hw.plan.summary(frame)[["theme", "initiatives", "compared", "improved", "worsened", "unchanged", "disagreeing"]]
      theme  initiatives  compared  improved  worsened  unchanged  disagreeing
    0  City            2         2         1         0          1            1
    """
    read = Frame(frame)
    rows = _initiatives(read, initiative, theme, snapshots, direction).transitions_by_theme()
    return read.like(_by_theme(theme, rows, _COUNTS_OF_TRANSITIONS))


def steps(
    frame: Any,
    *,
    initiative: str = "initiative",
    theme: str | None = "theme",
    snapshots: Snapshots = SNAPSHOTS,
) -> Any:
    """Count every pair of ratings that occurs: the table of transitions.

    Parameters
    ----------
    frame, initiative, theme, snapshots
        As for `transitions`.

    Returns
    -------
    frame
        Of the same kind: `from`, `to`, `transition` and `initiatives`, in the order of their first rows.

    Raises
    ------
    HeadwayError
        As `transitions`.

    Examples
    --------
    >>> frame = pd.DataFrame({"initiative": ["Air", "Clubs"], "rating_q2": ["G", "R"], "rating_q4": ["G", None]})
    >>> hw.plan.steps(frame, theme=None)
        from         to       transition  initiatives
    0  green      green        unchanged            1
    1    red  not rated  no_longer_rated            1
    """
    read = Frame(frame)
    rows = _initiatives(read, initiative, theme, snapshots, None).steps()
    return read.like({
        "from": _text([row[0] for row in rows]),
        "to": _text([row[1] for row in rows]),
        "transition": _text([row[2] for row in rows]),
        "initiatives": pa.array([row[3] for row in rows], pa.int64()),
    })


def actions(
    frame: Any,
    *,
    as_at: AsAt,
    windows: Any = None,
    action: str = "action",
    theme: str | None = "theme",
    timeframe: str = "timeframe",
    rating: str | None = "published_rating",
    first_month: str = "first_month",
    last_month: str = "last_month",
) -> Any:
    """Say of each action how it stands as at a date.

    Parameters
    ----------
    frame : pandas or Polars DataFrame, pyarrow Table or DuckDB relation
        One action a row; it is not changed.
    as_at : date, Period or str
        The date, "2025-10-31", or a period, "October 2025", which is read at its end. A date counts as its month, because
        windows are whole months. There is no default: a plan has no clock.
    windows : frame, optional
        Timeframes by name (`timeframe`) with their `first_month` and `last_month`; no last month is an open end. Without
        it the frame itself has these two columns.
    action, theme, timeframe, rating, first_month, last_month : str
        Columns of text. `timeframe` may be null: no window. `rating` holds colours, their meanings or letters: "blue",
        "complete", "B"; null is no status, and so is no such column (None).

    Returns
    -------
    frame
        Of the same kind, with `first_month` and `last_month` (where `windows` says them), `state`, `months_over` and
        `reason`. States: `complete`; `before_window`; `in_window`; `over_running`: the window is over and the action is
        reported green or amber; `overdue`: it is over, and the action is reported red or has no status; `no_window`.
        `months_over` are the months begun since the window ended, null where it is not over.

    Raises
    ------
    HeadwayError
        For a missing column, an unknown timeframe or status, a status of the other scheme, a label that is no month, a
        window that ends before it begins, an action that stands twice under its theme: row (from 0), column, what was
        found and what is accepted, up to ten at once.

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
    """
    read = Frame(frame)
    plan = _actions(read, windows, action, theme, timeframe, None, rating, first_month, last_month)
    rows = plan.standings(_as_at(as_at))
    months = {} if windows is None else {
        "first_month": _text([None if row[0] is None else row[0].with_style("iso").label for row in rows]),
        "last_month": _text([None if row[1] is None else row[1].with_style("iso").label for row in rows]),
    }  # fmt: skip
    return read.with_columns({
        **months,
        "state": _text([row[2] for row in rows]),
        "months_over": pa.array([row[3] for row in rows], pa.int64()),
        "reason": _text([row[4] for row in rows]),
    })


def action_summary(
    frame: Any,
    *,
    as_at: AsAt,
    windows: Any = None,
    action: str = "action",
    theme: str | None = "theme",
    timeframe: str = "timeframe",
    rating: str | None = "published_rating",
    first_month: str = "first_month",
    last_month: str = "last_month",
) -> Any:
    """Count actions by theme, by state and by status, each with what it is out of.

    Parameters
    ----------
    frame, as_at, windows, action, theme, timeframe, rating, first_month, last_month
        As for `actions`. Without a theme, one row for all.

    Returns
    -------
    frame
        Of the same kind: the theme (under its own name), `actions` and, out of them, `complete`, `before_window`,
        `in_window`, `over_running`, `overdue` (`overdue_without_status` of these) and `no_window`; `with_status`, and out
        of them `blue`, `green`, `amber`, `red`.

    Raises
    ------
    HeadwayError
        As `actions`.

    Examples
    --------
    >>> frame = pd.DataFrame({"action": ["Strategy", "Hub"], "theme": "Place", "first_month": "2025-04",
    ...                       "last_month": "2025-07", "published_rating": [None, "complete"]})
    >>> hw.plan.action_summary(frame, as_at="October 2025")[["theme", "actions", "complete", "overdue", "with_status"]]
       theme  actions  complete  overdue  with_status
    0  Place        2         1        1            1
    """
    read = Frame(frame)
    plan = _actions(read, windows, action, theme, timeframe, None, rating, first_month, last_month)
    return read.like(_by_theme(theme, plan.by_theme(_as_at(as_at)), _COUNTS_OF_ACTIONS))


def coverage(
    actions: Any,
    recommendations: Any,
    *,
    links: str | None = None,
    action: str = "action",
    theme: str = "theme",
    recommendation: str = "recommendation",
) -> Any:
    """Ask of a plan whether every recommendation has an action, and every action answers one.

    Parameters
    ----------
    actions, recommendations : frames
        One a row, each with a column `theme`.
    links : str, optional
        Column of `actions`: the recommendations that each answers, "4" or "4; 7". Without it coverage is by theme, and
        says no more than that: a theme that has actions may have recommendations without one.
    action, theme, recommendation : str
        Columns. Recommendations are named by text or whole numbers.

    Returns
    -------
    frame
        Of the kind of `actions`. By theme: the theme, `recommendations`, `actions`, `coverage` ("covered", "no action",
        "no recommendation"), `fewer_actions`, true where there are fewer actions than recommendations, and `nearest`: of
        a theme that stands on one side only, the theme on the other side that is nearest by name and may be the same one,
        or null. With links: a row for each recommendation and action of it: `recommendation`, `theme`, `action`,
        `coverage`, null for the one that is missing.

    Raises
    ------
    HeadwayError
        For a missing column, an action that stands twice under its theme, a recommendation that is listed twice, and a
        link to one that is not listed.

    Examples
    --------
    >>> asked = pd.DataFrame({"recommendation": [1, 2], "theme": ["Growth", "Housing"]})
    >>> plan = pd.DataFrame({"action": ["Growth plan"], "theme": ["Growth"], "answers": ["1"]})
    >>> hw.plan.coverage(plan, asked)[["theme", "recommendations", "actions", "coverage", "fewer_actions"]]
         theme  recommendations  actions   coverage  fewer_actions
    0   Growth                1        1    covered          False
    1  Housing                1        0  no action           True
    >>> hw.plan.coverage(plan, asked, links="answers").fillna("-")
      recommendation    theme       action   coverage
    0              1   Growth  Growth plan    covered
    1              2  Housing            -  no action
    """
    read, asked = Frame(actions), Frame(recommendations)
    read.require([action, theme, *([] if links is None else [links])])
    asked.require([recommendation, theme])
    listed = _core.read_recommendations(_identifiers(asked, recommendation), _column(asked, theme), None)
    plan = _core.Actions(
        _column(read, action), _column(read, theme), None, None, None if links is None else _identifiers(read, links),
        None, None, None, [],
    )  # fmt: skip
    if links is None:
        themes = plan.coverage_by_theme(listed)
        return read.like([
            *_themes(theme, [row[0] for row in themes]),
            ("recommendations", pa.array([row[1] for row in themes], pa.int64())),
            ("actions", pa.array([row[2] for row in themes], pa.int64())),
            ("coverage", _text([row[3] for row in themes])),
            ("fewer_actions", pa.array([row[4] for row in themes], pa.bool_())),
            ("nearest", _text([row[6] or None for row in themes])),
        ])
    pairs: list[tuple[str | None, ...]] = []
    for number, of, answering, status in plan.coverage(listed):
        pairs += [(number or None, of or None, name, status) for name in answering or (None,)]
    columns = (recommendation, theme, action, "coverage")
    return read.like([(name, _text([pair[i] for pair in pairs])) for i, name in enumerate(columns)])


def timeline(
    frame: Any,
    *,
    as_at: AsAt,
    windows: Any = None,
    action: str = "action",
    theme: str | None = "theme",
    timeframe: str = "timeframe",
    lead: str | None = "lead",
    rating: str | None = "published_rating",
    first_month: str = "first_month",
    last_month: str = "last_month",
) -> Timeline:
    """The windows of actions on one axis of months, with how each stands: a chart, and the same in plain sentences.

    Parameters
    ----------
    frame, as_at, windows, action, theme, timeframe, rating, first_month, last_month
        As for `actions`.
    lead : str, optional
        Column: the role that owns the action.

    Returns
    -------
    Timeline
        `.plot()` draws it with matplotlib, `.svg(title=...)` gives it as one inline `<svg>`, `.describe()` says it.

    Raises
    ------
    HeadwayError
        As `actions`.

    Examples
    --------
    >>> frame = pd.DataFrame({"action": ["Strategy"], "theme": "Place", "lead": "Director of Place",
    ...                       "first_month": "2025-04", "last_month": "2025-07", "published_rating": [None]})
    >>> print(hw.plan.timeline(frame, as_at="2025-10-31").describe())
    1 action as at October 2025: 1 overdue. Place: Strategy (Director of Place), April 2025 to July 2025: overdue by 3 months, no
    status.
    """
    read = Frame(frame)
    now = _as_at(as_at)
    plan = _actions(read, windows, action, theme, timeframe, lead, rating, first_month, last_month)
    return Timeline(plan, now)


def write_page(
    path: str | os.PathLike[str],
    *,
    title: str,
    initiatives: Any,
    actions: Any,
    recommendations: Any,
    as_at: AsAt,
    snapshots: Snapshots = SNAPSHOTS,
    windows: Any = None,
    subtitle: str | None = None,
    initiatives_note: str | None = None,
    actions_note: str | None = None,
    notes: Sequence[str] = (),
    pages: Mapping[str, str] | None = None,
) -> Path:
    """Write initiatives, actions and coverage as one accessible page.

    Parameters
    ----------
    path : str or path
        The file to write. Its directory is made where there is none. The file is written whole or not at all.
    title : str
        What the page is called.
    initiatives, actions, recommendations, windows : frames
        With the columns that are the defaults of `transitions`, `actions` and `coverage`.
    as_at : date, Period or str
        As for `actions`; the page states it.
    snapshots : sequence of str, or mapping from str to Period or label
        As for `transitions`.
    subtitle : str, optional
        A line below the title: whose plans, for whom.
    initiatives_note, actions_note : str, optional
        What a reader must know to read the figures of either, for the top of the page and for their sections.
    notes : sequence of str, optional
        Paragraphs for the end of the page: sources, and what a reader should know about single figures.
    pages : mapping from str to str, optional
        The pages of the same report: file names and what each is called, for the links between them.

    Returns
    -------
    Path
        The file that was written.

    Raises
    ------
    HeadwayError
        As `transitions`, `actions` and `coverage`; for a title that is empty or not text, and notes that are one text.
    ImportError
        Without the extra `headway[report]`.
    OSError
        Where the file cannot be written.

    Examples
    --------
    >>> import tempfile
    >>> rated = pd.DataFrame({"theme": ["Place"], "initiative": ["Local plan"], "rating_q2": ["amber"],
    ...                       "rating_q4": ["green"], "direction_of_travel": ["improving"]})
    >>> plan = pd.DataFrame({"theme": ["Growth"], "action": ["Growth plan"], "lead": ["Director of Growth"],
    ...                      "first_month": ["2025-08"], "last_month": ["2025-12"], "published_rating": ["on track"]})
    >>> asked = pd.DataFrame({"recommendation": [5], "theme": ["Growth"], "title": ["A plan for growth"]})
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     page = hw.plan.write_page(f"{folder}/plans.html", title="Plans", initiatives=rated, actions=plan,
    ...                               recommendations=asked, as_at="2025-10-31")
    ...     page.read_text("utf-8")[:15]
    '<!DOCTYPE html>'
    """
    return pictured.write_page(
        "plan", path, title=title, subtitle=subtitle, notes=notes, initiatives=initiatives, actions=actions,
        recommendations=recommendations, windows=windows, snapshots=snapshots, as_at=as_at, pages=pages,
        initiatives_note=initiatives_note, actions_note=actions_note,
    )  # fmt: skip


def _as_at(value: AsAt) -> Period:
    """A date as its month; a period as it is."""
    if isinstance(value, Period):
        return value
    if isinstance(value, datetime.date):
        return Period.of_date(value)
    if not isinstance(value, str):
        raise HeadwayError(f"as_at: found {type(value).__name__} {value!r}; accepted: a date, '2025-10-31', or a Period")
    if re.fullmatch(r"\s*\d{4}-\d{2}-\d{2}\s*", value):
        try:
            return Period.of_date(datetime.date.fromisoformat(value.strip()))
        except ValueError:
            raise HeadwayError(f"as_at: found {value!r}, which is no date; accepted: a date, '2025-10-31'") from None
    return Period.parse(value)


def _initiatives(
    read: Frame, initiative: str, theme: str | None, snapshots: Snapshots, direction: str | None
) -> _core.Initiatives:
    if isinstance(snapshots, str) or not isinstance(snapshots, (Sequence, Mapping)):
        raise HeadwayError(f"snapshots: found {snapshots!r}; accepted: two or more columns")
    if isinstance(snapshots, Mapping):
        refuse([
            f"snapshots[{name!r}]: found {type(when).__name__} {when!r}; accepted: a Period or its label"
            for name, when in snapshots.items()
            if not isinstance(when, (str, Period))
        ])
    optional = [name for name in (theme, direction) if name is not None]
    read.require([initiative, *snapshots, *optional])
    if isinstance(snapshots, Mapping):
        periods = [period if isinstance(period, Period) else Period.parse(period) for period in snapshots.values()]
    else:  # in the order given, whenever they were
        periods = [Period.of_month(2000, 1).shifted(i) for i in range(len(snapshots))]
    columns = [(period, _column(read, name)) for period, name in zip(periods, snapshots, strict=True)]
    return _core.Initiatives(_column(read, initiative), _column(read, theme), columns, _column(read, direction))


def _labels(snapshots: Snapshots) -> list[str]:
    """What snapshots are called: by their periods, or else by their columns."""
    return [str(period) for period in snapshots.values()] if isinstance(snapshots, Mapping) else list(snapshots)


def _actions(
    read: Frame,
    windows: Any,
    action: str,
    theme: str | None,
    timeframe: str,
    lead: str | None,
    rating: str | None,
    first_month: str,
    last_month: str,
) -> _core.Actions:
    optional = [name for name in (theme, lead, rating) if name is not None]
    own = [first_month, last_month] if windows is None else [timeframe]
    read.require([action, *optional, *own], hint="Timeframes by name need windows=" if windows is None else "")
    timeframes = None
    if windows is not None:
        table = Frame(windows)
        table.require([timeframe, first_month, last_month])
        timeframes = _core.read_timeframes(*(_column(table, name) for name in (timeframe, first_month, last_month)))
    by_name, first, last = (_column(read, name if name in own else None) for name in (timeframe, first_month, last_month))
    return _core.Actions(
        _column(read, action), _column(read, theme), _column(read, lead), _column(read, rating), None, by_name, first, last,
        timeframes,
    )  # fmt: skip


def _column(read: Frame, name: str | None) -> _Column:
    """A column of text for the core: its name and its rows."""
    return None if name is None else (name, read.texts(name))


def _identifiers(read: Frame, name: str) -> _Column:
    """The same of names that may be whole numbers, which a reader of CSV makes of them."""
    values = read.cells(name)
    refuse([
        f"row {row}, column {name!r}: found {value}; accepted: text or a whole number"
        for row, value in enumerate(values)
        if isinstance(value, float) and not value.is_integer()
    ])
    return name, ["" if value is None else f"{value:.0f}" if isinstance(value, float) else value for value in values]


def _text(values: Sequence[str | None]) -> pa.Array:
    return pa.array(list(values), pa.large_string())


def _themes(theme: str | None, names: Sequence[str]) -> list[tuple[str, pa.Array]]:
    """The column of themes under the caller's name of it; none where the caller has none."""
    return [] if theme is None else [(theme, _text([name or None for name in names]))]


def _counts(rows: Sequence[Mapping[str, int]], names: Sequence[str]) -> list[tuple[str, pa.Array]]:
    return [(name, pa.array([row[name] for row in rows], pa.int64())) for name in names]


def _by_theme(
    theme: str | None, rows: Sequence[tuple[str, dict[str, int]]], names: Sequence[str]
) -> list[tuple[str, pa.Array]]:
    return [*_themes(theme, [name for name, _ in rows]), *_counts([counts for _, counts in rows], names)]
