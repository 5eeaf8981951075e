"""Coverage: whether every recommendation has an action, and every action answers one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import pyarrow as pa

from headway import _core
from headway.boundary.frames import Frame, Given
from headway.plan.action_columns import ratings
from headway.plan.action_plan import Timeline
from headway.plan.columns import Column, by_row, column, identifiers, text_array, theme_column


class ThemeCoverage(NamedTuple):
    """How many recommendations and actions one theme has, and the places of its recommendations in their list."""

    theme: str
    asked: int
    actions: int
    coverage: str
    fewer_actions: bool
    recommendations: list[int]
    nearest: str


class Coverage:
    """Recommendations and actions by theme, of frames with the columns that are the defaults of `coverage`, or of the
    timeline of the actions.

    Attributes
    ----------
    recommendations : list of Recommendation
        With their titles.
    themes : list of ThemeCoverage
    counts : dict
        Themes that are `asked` anything, `covered`, with `fewer_actions`, `no_action` and `no_recommendation`.
    """

    def __init__(self, actions: Any, recommendations: Any) -> None:
        asked = Frame(recommendations)
        asked.require(["recommendation", "theme", "title"])
        self.recommendations = _core.read_recommendations(
            identifiers(asked, "recommendation"), column(asked, "theme"), column(asked, "title")
        )
        action, theme, rating = _named(actions)
        plan = _core.Actions(action, theme, None, rating, None, None, None, None, [])
        self.themes = [ThemeCoverage(*row) for row in plan.coverage_by_theme(self.recommendations)]
        self.counts = plan.count_coverage(self.recommendations)


def _named(actions: Any) -> tuple[Column, Column, Column]:
    """What actions and their themes are called and their status, of a frame or of their timeline."""
    if isinstance(actions, Timeline):
        bars = actions.bars
        return (by_row("action", [bar.action for bar in bars]), by_row("theme", [bar.theme for bar in bars]),
                by_row("published_rating", [bar.rating or "" for bar in bars]))  # fmt: skip
    read = Frame(actions)
    return column(read, "action"), column(read, "theme"), ratings(read, "published_rating", None)


def coverage(
    actions: Given, recommendations: Any, *, links: str | None = None, action: str = "action", theme: str = "theme",
    recommendation: str = "recommendation", rating: str | None = None,
    rating_words: Mapping[str, str | None] | None = None,
) -> Given:  # fmt: skip
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
    rating : str, optional
        Column of `actions`: their status. An action that is withdrawn answers nothing and is not counted.
    rating_words : mapping, optional
        As for `actions`.

    Returns
    -------
    frame
        Of the kind of `actions`. By theme: the theme, `recommendations`, `actions`, `coverage` ("covered", "no action",
        "no recommendation"), `fewer_actions`, true where there are fewer actions than recommendations, and `nearest`:
        of a theme that stands on one side only, the theme on the other side that is nearest by name and may be the same
        one, or null. With links: a row for each recommendation and action of it: `recommendation`, `theme`, `action`,
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
    read.require([action, theme, *[name for name in (links, rating) if name is not None]])
    asked.require([recommendation, theme])
    listed = _core.read_recommendations(identifiers(asked, recommendation), column(asked, theme), None)
    plan = _core.Actions(
        column(read, action), column(read, theme), None, ratings(read, rating, rating_words),
        None if links is None else identifiers(read, links),
        None, None, None, [],
    )  # fmt: skip
    result: Given
    if links is None:
        themes = [ThemeCoverage(*row) for row in plan.coverage_by_theme(listed)]
        result = read.like([
            *theme_column(theme, [row.theme for row in themes]),
            ("recommendations", pa.array([row.asked for row in themes], pa.int64())),
            ("actions", pa.array([row.actions for row in themes], pa.int64())),
            ("coverage", text_array([row.coverage for row in themes])),
            ("fewer_actions", pa.array([row.fewer_actions for row in themes], pa.bool_())),
            ("nearest", text_array([row.nearest or None for row in themes])),
        ])
        return result
    pairs: list[tuple[str | None, ...]] = []
    for number, of, answering, status in plan.coverage(listed):
        pairs += [(number or None, of or None, name, status) for name in answering or (None,)]
    columns = (recommendation, theme, action, "coverage")
    result = read.like([(name, text_array([pair[i] for pair in pairs])) for i, name in enumerate(columns)])
    return result
