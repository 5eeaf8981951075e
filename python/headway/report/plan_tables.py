"""The plans of a folder: initiatives, actions, and what they answer."""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import Any

from headway.plan.action_plan import timeline
from headway.plan.gates import gate_timeline
from headway.plan.initiatives import SNAPSHOTS, transitions
from headway.plan.recommendations import Coverage
from headway.report.parts_tables import optional_columns, parts_of
from headway.report.report import Plans
from headway.report.settings import Settings, day, one_or_several, text, texts, words
from headway.report.tables import known_columns, named_table, table_of, told_by

_ACTION_COLUMNS = [
    name for name in inspect.signature(timeline).parameters
    if name not in ("frame", "as_at", "windows", "rating_words")
]  # fmt: skip
_MAY_LACK = {"theme": "theme", "lead": "lead", "rating": "published_rating"}


def plans_of(settings: Settings, folder: Path) -> Plans | None:
    """The plans that settings describe; None where anything in them is refused."""
    before = len(settings.problems.found)
    said: dict[str, Any] = {name: settings.get(name, text) for name in (
        "title", "subtitle", "initiatives_note", "actions_note", "parts_note", "gates_note")}  # fmt: skip
    notes, as_at = settings.get("notes", texts), settings.get("as_at", day)
    snapshots = settings.get("snapshots", one_or_several) or SNAPSHOTS
    initiatives = named_table(settings, "initiatives", folder)
    windows = named_table(settings, "windows", folder)
    recommendations = named_table(settings, "recommendations", folder)
    below = settings.table("actions", text="file")
    meant = None if below is None else below.get("rating_words", words)
    actions = None if below is None else table_of(below, folder, rename=False)
    sub_actions, next_steps = (named_table(settings, name, folder) for name in ("sub_actions", "next_steps"))
    of_gates = settings.table("gates", text="file")
    year = None if of_gates is None else of_gates.get("year", text)
    gated = None if of_gates is None else table_of(of_gates, folder, rename=True)
    if initiatives is None and actions is None and len(settings.problems.found) == before:
        settings.problems.found.append(f"{settings.where()}: found neither initiatives nor actions; accepted: one of "
                                       'them at least, actions = "actions.csv"')  # fmt: skip
    if (actions is not None or gated is not None) and as_at is None and "as_at" not in settings:
        settings.problems.found.append(f"{settings.where('as_at')}: found none; accepted: as_at = 2025-10-31, a day")
    if len(settings.problems.found) > before:
        return None
    acting: Any = None
    if actions is not None:
        assert below is not None and as_at is not None
        columns: dict[str, Any] = {**known_columns(below, actions.columns, _ACTION_COLUMNS)}
        there = actions.table.columns.column_names
        for name, usual in _MAY_LACK.items():
            if name not in columns and usual not in there:
                columns[name] = None
        with told_by(settings, actions.table, windows=windows):
            acting = timeline(
                actions.table.columns, as_at=as_at, windows=None if windows is None else windows.columns,
                rating_words=meant, **columns,
            )  # fmt: skip
    of_parts: dict[str, Any] = {}
    if acting is not None:
        of_parts = parts_of(settings, acting, sub_actions, next_steps, meant)
    if gated is not None:
        assert as_at is not None
        with told_by(settings, gated.table):
            of_parts["gates"] = gate_timeline(gated.table.columns, as_at=as_at, year=year, **optional_columns(
                gated.table, {"forecast": "forecast", "actual": "actual", "saving_start": "saving_start"}))  # fmt: skip
    if initiatives is not None:
        with told_by(settings, initiatives):
            transitions(initiatives.columns, snapshots=snapshots)
    if recommendations is not None and acting is not None:
        with told_by(settings, recommendations):
            Coverage(acting, recommendations.columns)
    if len(settings.problems.found) > before:
        return None
    return Plans(
        initiatives=None if initiatives is None else initiatives.columns, actions=acting, snapshots=snapshots,
        recommendations=None if recommendations is None else recommendations.columns, notes=notes or (), **said,
        **of_parts,
    )  # fmt: skip
