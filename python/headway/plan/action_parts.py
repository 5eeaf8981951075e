"""Actions in parts: sub-actions, how far an action has come by them, and next steps with dates of their own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from headway import _core
from headway.boundary.documented import documented_as
from headway.boundary.frames import Frame, Given
from headway.boundary.problems import Problems, refusal
from headway.boundary.results import arrays_of
from headway.plan.action_columns import ratings
from headway.plan.action_plan import Timeline
from headway.plan.columns import Codes, Times, named, with_dates


def sub_actions(
    frame: Given, actions: Timeline, *, action: str = "action", sub_action: str = "sub_action",
    theme: str | None = None, rating: str | None = None, rating_words: Mapping[str, str | None] | None = None,
    percentage: str | None = None, weight: str | None = None, start: str | None = None, due: str | None = None,
    owner: str | None = None, evidence: str | None = None,
) -> Given:  # fmt: skip
    """Say of each part of an action how it stands, and whether its status and its percentage say the same.

    Parameters
    ----------
    frame : pandas or Polars DataFrame, pyarrow Table or DuckDB relation
        One part a row; it is not changed.
    actions : Timeline
        What `timeline` gives for the actions; its date is that of their parts.
    action, sub_action : str
        Columns: the action that a part belongs to, and what the part is, once under its action.
    theme : str, optional
        Column of the action's theme, where two themes have an action of one name.
    rating : str, optional
        Column of statuses, as for `hw.plan.actions`.
    rating_words : mapping, optional
        As for `hw.plan.actions`.
    percentage : str, optional
        Column: percentage complete, 0 to 100, as numbers or text ("75%"), null where nobody said.
    weight : str, optional
        Column: what a part weighs among those of its action, for all of them or for none.
    start, due : str, optional
        Columns of a part's own window; without either it has that of its action.
    owner, evidence : str, optional
        Columns of text; owners are separated by semicolons. Evidence is what shows that a part is complete.

    Returns
    -------
    frame
        Of the same kind, with `state`, `months_over`, `days_over` and `reason`, as for `hw.plan.actions`; `completed`,
        the share that is reported complete (the percentage, else 1 of a part whose status is complete and 0 of any
        other; null where neither is given), and `agrees`: whether percentage and status are both complete or both not,
        null where either is missing.

    Raises
    ------
    HeadwayError
        For an action that the plan has not (the nearest is named), or has under several themes; a part that stands
        twice under its action; what is no status, date, percentage or weight; numbers from 0 to 1 (as text without "%"
        too), which may be shares; weights of some parts of an action and not of others: row (from 0), column, found,
        accepted, up to ten at once.

    Examples
    --------
    >>> plan = pd.DataFrame({"action": ["Housing"], "theme": "Council", "lead": "Director of Housing",
    ...                      "first_month": "2025-08", "last_month": "2025-12", "published_rating": ["complete"]})
    >>> timeline = hw.plan.timeline(plan, as_at="2025-10-31")
    >>> parts = pd.DataFrame({"action": "Housing", "sub_action": ["a. survey", "b. panel", "c. website"],
    ...                       "status": ["complete", "on track", None], "done": [100, 100, None]})
    >>> hw.plan.sub_actions(parts, timeline, rating="status", percentage="done")[["sub_action", "state", "agrees"]]
      sub_action      state agrees
    0  a. survey   complete   True
    1   b. panel  in_window  False
    2  c. website  in_window   None
    """
    read = Frame(frame)
    parts = _parts(read, actions, action, sub_action, theme, rating, rating_words, percentage, weight, start, due,
                   owner, evidence)  # fmt: skip
    result: Given = read.with_columns(arrays_of(parts.standings(actions.as_at)))
    return result


@documented_as(sub_actions)
def progress(
    frame: Given, actions: Timeline, *, action: str = "action", sub_action: str = "sub_action",
    theme: str | None = None, rating: str | None = None, rating_words: Mapping[str, str | None] | None = None,
    percentage: str | None = None, weight: str | None = None, start: str | None = None, due: str | None = None,
    owner: str | None = None, evidence: str | None = None,
) -> Given:  # fmt: skip
    """Say how far each action has come by its parts, and what they say of its status, beside the one that was given.

    Progress is the share of parts reported complete, by weight where weights are given; parts that are withdrawn do not
    count. The status is derived: blue where every part is complete; amber or red where one is reported and past its
    window, amber if any part has progressed; none where one is past it and nobody says how it stands; green where some
    have progressed, red where none has.

    Returns
    -------
    frame
        Of the same kind, one row an action: `theme`, `action`, `parts`, of these `complete`, `not_known` (neither
        status nor percentage), `withdrawn` and `differing` (status and percentage do not agree: neither a part that is
        called complete at 50%, nor one on track at 100%, is counted complete), and, with a column of evidence,
        `without_evidence`, how many of those complete have none; `progress`, null without parts; `status` as given,
        `derived`, `agrees` (null where either is missing) and `reason`. The two are never merged.

    Examples
    --------
    >>> plan = pd.DataFrame({"action": ["Housing"], "theme": "Council", "lead": "Director of Housing",
    ...                      "first_month": "2025-08", "last_month": "2025-12", "published_rating": ["complete"]})
    >>> timeline = hw.plan.timeline(plan, as_at="2025-10-31")
    >>> parts = pd.DataFrame({"action": "Housing", "sub_action": ["a. survey", "b. panel"], "done": [100, "40%"]})
    >>> hw.plan.progress(parts, timeline, percentage="done")[["action", "progress", "status", "derived", "agrees"]]
        action  progress status derived  agrees
    0  Housing       0.7   blue   green   False
    """
    read = Frame(frame)
    parts = _parts(read, actions, action, sub_action, theme, rating, rating_words, percentage, weight, start, due,
                   owner, evidence)  # fmt: skip
    result: Given = read.like(arrays_of(parts.progress(actions.as_at)))
    return result


@documented_as(sub_actions)
def next_steps(
    frame: Given, actions: Timeline, *, action: str = "action", step: str = "step", due: str = "due",
    theme: str | None = None, rating: str | None = None, rating_words: Mapping[str, str | None] | None = None,
    owner: str | None = None, evidence: str | None = None,
) -> Given:  # fmt: skip
    """Say of each next step how it stands, and whether it lies within the window of its action.

    Parameters
    ----------
    frame : pandas or Polars DataFrame, pyarrow Table or DuckDB relation
        One step a row; it is not changed.
    action, step, due : str
        Columns: the action that a step belongs to, what it is, and by when: a day, or a longer period, of which the
        last day is meant. A step that stands twice under its action is due at two times.

    Returns
    -------
    frame
        Of the same kind, with `state`, `months_over`, `days_over` and `reason`, as for `hw.plan.actions`; `fit`:
        "within" the window of its action, "beyond" it (the action cannot end when its window says), "before" it,
        "no date", or "no window"; `months_beyond` and `days_beyond`, from the end of the window to the date.

    Examples
    --------
    >>> plan = pd.DataFrame({"action": ["Housing"], "theme": "Council", "lead": "Director of Housing",
    ...                      "first_month": "2025-08", "last_month": "2025-12", "published_rating": [None]})
    >>> timeline = hw.plan.timeline(plan, as_at="2025-10-31")
    >>> steps = pd.DataFrame({"action": "Housing", "step": ["Panel set up", "Business plan approved"],
    ...                       "due": ["November 2025", "February 2026"]})
    >>> hw.plan.next_steps(steps, timeline)[["step", "fit", "months_beyond", "days_beyond"]]
                         step     fit  months_beyond  days_beyond
    0            Panel set up  within            NaN          NaN
    1  Business plan approved  beyond            2.0         59.0
    """
    read = Frame(frame)
    columns = {"action": action, "name": step, "theme": theme, "rating": rating, "due": due, "start": None,
               "owner": owner, "evidence": evidence}  # fmt: skip
    steps = with_dates(lambda times: _core.NextSteps(
        _texts(read, columns, rating_words, times, name_is="step"), _core_of(actions)
    ))  # fmt: skip
    result: Given = read.with_columns(arrays_of(steps.standings(actions.as_at)))
    return result


def _parts(
    read: Frame, actions: Timeline, action: str, sub_action: str, theme: str | None, rating: str | None,
    rating_words: Mapping[str, str | None] | None, percentage: str | None, weight: str | None, start: str | None,
    due: str | None, owner: str | None, evidence: str | None,
) -> _core.SubActions:  # fmt: skip
    given = {"percentage": percentage, "weight": weight}
    numbers = {argument: name for argument, name in given.items() if name is not None}
    columns = {"action": action, "name": sub_action, "theme": theme, "rating": rating, "start": start, "due": due,
               "owner": owner, "evidence": evidence}  # fmt: skip

    def made(times: Times) -> _core.SubActions:
        texts = _texts(read, columns, rating_words, times, numbers)
        cells: dict[str, tuple[str, list[float | str | None], Codes]] = {}
        problems = Problems()
        for name in numbers.values():
            with problems:
                cells[name] = name, *read.coded_cells(name)
        problems.refuse()
        shares, weights = (None if name is None else cells[name] for name in (percentage, weight))
        return _core.SubActions(texts, shares, weights, _core_of(actions))

    return with_dates(made)


def _texts(
    read: Frame, columns: Mapping[str, str | None], rating_words: Mapping[str, str | None] | None, times: Times,
    numbers: Mapping[str, str] | None = None, name_is: str = "sub_action",
) -> dict[str, Any]:  # fmt: skip
    there = {argument: name for argument, name in {**columns, **(numbers or {})}.items() if name is not None}
    read.require({name_is if argument == "name" else argument: name for argument, name in there.items()})
    problems = Problems()
    texts: dict[str, Any] = {}
    for part in ("action", "name", "theme", "owner", "evidence"):
        with problems:
            texts[part] = named(read, columns[part])
    with problems:
        texts["rating"] = ratings(read, columns["rating"], rating_words)
    with problems:
        texts["start"], texts["due"] = times(read, columns["start"], columns["due"])
    problems.refuse()
    return texts


def _core_of(actions: Any) -> _core.Actions:
    if not isinstance(actions, Timeline):
        raise refusal("actions", type(actions).__name__, "what hw.plan.timeline gives for the actions")
    return actions.core
