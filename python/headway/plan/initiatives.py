"""Initiatives: how each moved between snapshots, whether its direction of travel says the same, and counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

import pyarrow as pa

from headway import _core
from headway._core import HeadwayError, Period
from headway.boundary.documented import documented_as
from headway.boundary.frames import Frame, Given
from headway.boundary.problems import Problems
from headway.boundary.times import period_of
from headway.plan.columns import column, count_columns, counts_by_theme, text_array, theme_column

Snapshots: TypeAlias = Sequence[str] | Mapping[str, str | Period]

SNAPSHOTS = ("rating_q2", "rating_q4")
_COUNTS_OF_RATINGS = ("initiatives", "rated", "green", "amber", "red", "not_applicable", "not_rated")
_COUNTS_OF_TRANSITIONS = (
    "initiatives", "compared", "improved", "worsened", "unchanged", "newly_rated", "no_longer_rated", "not_rated",
    "directed", "disagreeing",
)  # fmt: skip


def transitions(
    frame: Given, *, initiative: str = "initiative", theme: str | None = "theme", snapshots: Snapshots = SNAPSHOTS,
    direction: str | None = "direction_of_travel",
) -> Given:  # fmt: skip
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
      initiative transition        change agrees
    0  Clean air  unchanged   still green   None
    1      Clubs   improved  red to amber   True
    """
    read = Frame(frame)
    rows = read_initiatives(read, initiative, theme, snapshots, direction).transitions()
    result: Given = read.with_columns({
        "transition": text_array([row[0] for row in rows]), "change": text_array([row[1] for row in rows]),
        "agrees": pa.array([row[2] for row in rows], pa.bool_()),
    })  # fmt: skip
    return result


@documented_as(transitions)
def disagreements(
    frame: Given, *, initiative: str = "initiative", theme: str | None = "theme", snapshots: Snapshots = SNAPSHOTS,
    direction: str = "direction_of_travel",
) -> Given:  # fmt: skip
    """List the initiatives whose direction of travel says something else than the change of their rating.

    A finding, not an error: direction of travel looks ahead. It is independent of a rating that has not changed, for it
    is finer than three colours.

    Returns
    -------
    frame
        Of the same kind: theme and initiative (under their own names), `change`, `transition` and direction, in the
        order of the rows.

    Examples
    --------
    >>> frame = pd.DataFrame({"initiative": ["Clean air", "Clubs"], "theme": "City", "rating_q2": ["A", "R"],
    ...                       "rating_q4": ["G", "A"], "direction_of_travel": ["worsening", "improving"]})
    >>> hw.plan.disagreements(frame)
      theme initiative          change transition direction_of_travel
    0  City  Clean air  amber to green   improved           worsening
    """
    read = Frame(frame)
    plan = read_initiatives(read, initiative, theme, snapshots, direction)
    moved = zip(plan.names(), plan.transitions(), plan.directions(), strict=True)
    rows = [(*name, change, of, reported) for name, (of, change, agrees), reported in moved if agrees is False]
    names = ["" if theme is None else theme, initiative, "change", "transition", direction]
    result: Given = read.like([(name, text_array([row[i] for row in rows])) for i, name in enumerate(names) if name])
    return result


@documented_as(transitions)
def ratings(
    frame: Given, *, initiative: str = "initiative", theme: str | None = "theme", snapshots: Snapshots = SNAPSHOTS,
) -> Given:
    """Count ratings by theme and snapshot, each with what it is out of.

    Returns
    -------
    frame
        Of the same kind: the theme (under its own name; without themes, one row a snapshot for all), `snapshot` (the
        label of its period, or the column), `initiatives`, `rated` of them, and of those rated `green`, `amber`, `red`;
        `not_applicable` and `not_rated` (blank) are the rest.

    Examples
    --------
    >>> frame = pd.DataFrame({"initiative": ["Clean air", "Clubs"], "q2": ["G", "R"], "q4": ["G", None]})
    >>> hw.plan.ratings(frame, theme=None, snapshots={"q2": "2020/21 - Q2", "q4": "2020/21 - Q4"})
           snapshot  initiatives  rated  green  amber  red  not_applicable  not_rated
    0  2020/21 - Q2            2      2      1      0    1               0          0
    1  2020/21 - Q4            2      1      1      0    0               0          1
    """
    read = Frame(frame)
    plan = read_initiatives(read, initiative, theme, snapshots, None)
    labels = snapshot_labels(snapshots)
    counted = [plan.ratings_by_theme(i) for i in range(len(labels))]
    rows = [(of_theme[0], label, of_theme[1]) for themes in zip(*counted, strict=True)
            for label, of_theme in zip(labels, themes, strict=True)]  # fmt: skip
    result: Given = read.like([
        *theme_column(theme, [row[0] for row in rows]), ("snapshot", text_array([row[1] for row in rows])),
        *count_columns([row[2] for row in rows], _COUNTS_OF_RATINGS),
    ])  # fmt: skip
    return result


@documented_as(transitions)
def summary(
    frame: Given, *, initiative: str = "initiative", theme: str | None = "theme", snapshots: Snapshots = SNAPSHOTS,
    direction: str | None = "direction_of_travel",
) -> Given:  # fmt: skip
    """Count transitions by theme, each with what it is out of.

    Returns
    -------
    frame
        Of the same kind: the theme (under its own name; without themes, one row for all), `initiatives`; `compared`
        (rated at the first and the last snapshot), and of those `improved`, `worsened`, `unchanged`; `newly_rated`,
        `no_longer_rated` and `not_rated` (at neither) are the rest. `directed` are those improved or worsened that
        have a direction of travel, `disagreeing` are those of them where it says something else.

    Examples
    --------
    >>> frame = pd.DataFrame({"initiative": ["Clean air", "Clubs"], "theme": "City", "rating_q2": ["G", "R"],
    ...                       "rating_q4": ["G", "A"], "direction_of_travel": ["worsening", "improving"]})
    >>> hw.plan.summary(frame)[["theme", "initiatives", "compared", "improved", "worsened", "unchanged", "disagreeing"]]
      theme  initiatives  compared  improved  worsened  unchanged  disagreeing
    0  City            2         2         1         0          1            0
    """
    read = Frame(frame)
    rows = read_initiatives(read, initiative, theme, snapshots, direction).transitions_by_theme()
    result: Given = read.like(counts_by_theme(theme, rows, _COUNTS_OF_TRANSITIONS))
    return result


@documented_as(transitions)
def steps(
    frame: Given, *, initiative: str = "initiative", theme: str | None = "theme", snapshots: Snapshots = SNAPSHOTS,
) -> Given:
    """Count every pair of ratings that occurs: the table of transitions.

    Returns
    -------
    frame
        Of the same kind: `from`, `to`, `transition` and `initiatives`, in the order of their first rows.

    Examples
    --------
    >>> frame = pd.DataFrame({"initiative": ["Air", "Clubs"], "rating_q2": ["G", "R"], "rating_q4": ["G", None]})
    >>> hw.plan.steps(frame, theme=None)
        from         to       transition  initiatives
    0  green      green        unchanged            1
    1    red  not rated  no_longer_rated            1
    """
    read = Frame(frame)
    rows = read_initiatives(read, initiative, theme, snapshots, None).steps()
    result: Given = read.like({
        "from": text_array([row[0] for row in rows]), "to": text_array([row[1] for row in rows]),
        "transition": text_array([row[2] for row in rows]),
        "initiatives": pa.array([row[3] for row in rows], pa.int64()),
    })  # fmt: skip
    return result


def read_initiatives(
    read: Frame, initiative: str, theme: str | None, snapshots: Snapshots, direction: str | None
) -> _core.Initiatives:
    if isinstance(snapshots, str) or not isinstance(snapshots, (Sequence, Mapping)):
        raise HeadwayError(f"snapshots: found {snapshots!r}; accepted: two or more columns")
    problems, periods = Problems(), []
    if isinstance(snapshots, Mapping):
        for name, when in snapshots.items():
            with problems:
                periods.append(period_of(when, f"snapshots[{name!r}]"))
        problems.refuse()
    else:  # in the order given, whenever they were
        periods = [Period.of_month(2000, 1).shifted(i) for i in range(len(snapshots))]
    optional = [name for name in (theme, direction) if name is not None]
    read.require([initiative, *snapshots, *optional])
    columns = [(period, column(read, name)) for period, name in zip(periods, snapshots, strict=True)]
    return _core.Initiatives(column(read, initiative), column(read, theme), columns, column(read, direction))


def snapshot_labels(snapshots: Snapshots) -> list[str]:
    """What snapshots are called: by their periods, or else by their columns."""
    return [str(period) for period in snapshots.values()] if isinstance(snapshots, Mapping) else list(snapshots)
