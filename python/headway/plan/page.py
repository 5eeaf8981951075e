"""Initiatives, actions and coverage as one page."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from headway.boundary.documented import documented_as
from headway.pictured import Written
from headway.pictured import write_page as write_page_of
from headway.plan.action_plan import AsAt
from headway.plan.gates import GateTimeline
from headway.plan.initiatives import SNAPSHOTS, Snapshots


@documented_as(Written.write)
def write_page(
    path: str | os.PathLike[str], *, title: str, initiatives: Any = None, actions: Any = None,
    recommendations: Any = None, as_at: AsAt | None = None, snapshots: Snapshots = SNAPSHOTS, windows: Any = None,
    subtitle: str | None = None, initiatives_note: str | None = None, actions_note: str | None = None,
    notes: Sequence[str] = (), pages: Mapping[str, str] | None = None, sub_actions: Any = None, progress: Any = None,
    next_steps: Any = None, gates: GateTimeline | None = None, parts_note: str | None = None,
    gates_note: str | None = None,
) -> Path:  # fmt: skip
    """Write initiatives, actions and coverage, or what there is of them, as one accessible page.

    Actions alone are written by their timeline too: `hw.plan.timeline(...).write(path, title=...)`.

    Parameters
    ----------
    title : str
        What the page is called.
    initiatives, actions, recommendations, windows : frames, optional
        With the columns that are the defaults of `transitions`, `actions` and `coverage`; of actions in other columns
        or other words their `timeline`. Initiatives or actions there must be, recommendations go with actions.
    as_at : date, Period or str, optional
        As for `actions`; the page states it. A timeline has its own.
    snapshots : sequence of str, or mapping from str to Period or label
        As for `transitions`.
    subtitle : str, optional
        A line below the title: whose plans, for whom.
    initiatives_note, actions_note, parts_note, gates_note : str, optional
        What a reader must know to read the figures of each, for the top of the page and for their sections.
    sub_actions, progress, next_steps : frames, optional
        What `hw.plan.sub_actions`, `progress` and `next_steps` give, with columns by their usual names.
    gates : GateTimeline, optional
        What `hw.plan.gate_timeline` gives.

    Raises
    ------
    HeadwayError
        As `transitions`, `actions` and `coverage`; for nothing to write, actions without a date, a title that is empty
        or not text, and notes that are one text.
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
    return write_page_of(
        "plan", path, title=title, subtitle=subtitle, notes=notes, initiatives=initiatives, actions=actions,
        recommendations=recommendations, windows=windows, snapshots=snapshots, as_at=as_at, pages=pages,
        initiatives_note=initiatives_note, actions_note=actions_note, sub_actions=sub_actions, progress=progress,
        next_steps=next_steps, gates=gates, parts_note=parts_note, gates_note=gates_note,
    )  # fmt: skip
