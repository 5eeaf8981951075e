"""The parts and the next steps of a folder's actions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from headway.boundary.frames import Frame
from headway.boundary.table_files import FileTable
from headway.plan.action_parts import next_steps, progress, sub_actions
from headway.plan.action_plan import Timeline
from headway.report.settings import Settings
from headway.report.tables import told_by

_OF_BOTH = {"theme": "theme", "rating": "status", "owner": "owner", "evidence": "evidence"}
_OF_PARTS = _OF_BOTH | {"percentage": "percentage", "weight": "weight", "start": "start", "due": "due"}


def parts_of(
    settings: Settings, actions: Timeline, parts: FileTable | None, steps: FileTable | None,
    rating_words: Mapping[str, str | None] | None,
) -> dict[str, Any]:  # fmt: skip
    """What the parts and the steps of actions say, as a page of plans takes it; nothing of a table that is refused."""
    made: dict[str, Any] = {}
    if parts is not None:
        with told_by(settings, parts):
            columns = optional_columns(parts, _OF_PARTS)
            made["sub_actions"] = sub_actions(parts.columns, actions, rating_words=rating_words, **columns)
            made["progress"] = progress(parts.columns, actions, rating_words=rating_words, **columns)
    if steps is not None:
        with told_by(settings, steps):
            columns = optional_columns(steps, _OF_BOTH)
            made["next_steps"] = next_steps(steps.columns, actions, rating_words=rating_words, **columns)
    return made


def optional_columns(table: FileTable, names: Mapping[str, str]) -> dict[str, Any]:
    """Arguments and the columns that they name, None for those that the table has not."""
    there = Frame(table.columns)
    return {argument: name if name in there else None for argument, name in names.items()}
