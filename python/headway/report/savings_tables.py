"""The savings of a folder: a plan of one table or of three, what was printed of it, and what chance makes of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from headway.boundary.frames import Frame
from headway.boundary.problems import refusal, refuse
from headway.boundary.table_files import FileTable
from headway.report.benefits import benefits
from headway.report.risk_tables import options_of, risks_of
from headway.report.settings import (
    Settings,
    amounts,
    number,
    numbers,
    numbers_by_name,
    one_or_several,
    switch,
    text,
    texts,
    whole,
    words,
)
from headway.report.tables import cleaned, known_columns, named_table, table_of, told_by
from headway.report.versions_table import versions_of
from headway.savings.savings_plan import SavingsPlan
from headway.savings.tables import USUAL
from headway.uncertainty.delivery import Delivery
from headway.uncertainty.simulation import Simulation

_TABLES = ("programmes", "confidence", "profile")
_OF_BOTH: dict[str, Any] = {"version": text, "unit": text, "decimals": whole, "calendar": text, "aliases": words}
_OF_THREE: dict[str, Any] = {"fund": text, "levels": words, "profile_includes_unvalidated": switch,
                              "workstreams": words}
_OF_ONE: dict[str, Any] = {
    "years": one_or_several, "years_are": text, "savings_are": text, "forecast": one_or_several,
    "months": one_or_several,
    "confidence_words": words, "of_fund": text, "leave_out_totals": switch, "workstreams": words,
}  # fmt: skip
_PRINTED: dict[str, Any] = {"expected": number, "levels": numbers_by_name, "run_rate": numbers, "increments": numbers,
            "over_achievement": number}  # fmt: skip


_COLUMNS = ("portfolio", "programme", "expected", "expected_forecast", "actual", "confidence", "fund", "recurrence",
            "benefit", "start", "owner", "business_case", "next_step", "board", "themes", "depends_on")  # fmt: skip


class ReadSavings(NamedTuple):
    """A plan, what else is shown of it, and its simulation where one was asked for."""

    plan: SavingsPlan
    parts: dict[str, Any]
    simulation: Simulation | None


def savings_of(settings: Settings, folder: Path) -> ReadSavings | None:
    """The savings that settings describe; None where anything in them is refused."""
    before = len(settings.problems.found)
    parts: dict[str, Any] = {
        "title": settings.get("title", text), "subtitle": settings.get("subtitle", text),
        "notes": settings.get("notes", texts), "printed": settings.get("printed", number),
        "gap": settings.get("gap", amounts), "delays": settings.get("delays", numbers_by_name),
        "programmes_note": settings.get("programmes_note", text),
    }  # fmt: skip
    below = settings.table("printed_totals")
    totals = None if below is None else {name: below.get(name, kind) for name, kind in _PRINTED.items()}
    if totals is not None:
        parts["printed_totals"] = {name: value for name, value in totals.items() if value is not None}
    chance = settings.table("simulation")
    drawn = None if chance is None else {
        "seed": chance.needed("seed", whole, "2024"), "draws": chance.get("draws", whole),
        "delivery": _deliveries(chance),
    }  # fmt: skip
    of_benefits = settings.table("benefits", text="file")
    with_risks = None if chance is None else chance.get("risks", switch)
    register, appraisal = settings.table("risks"), settings.table("options")
    if register is not None:
        parts |= {"risks": risks_of(register, folder, settings.get("unit", text)),
                  "risks_note": register.get("note", text)}  # fmt: skip
    if appraisal is not None:
        parts |= {"options": options_of(appraisal, folder), "options_note": appraisal.get("note", text)}
    one = "file" in settings
    plan = _of_one(settings, folder) if one else _of_three(settings, folder)
    if of_benefits is not None:
        of_benefits.know("file", "sheet", "table", "header", "columns", "history")
        parts["benefits"] = None if plan is None else _benefits(of_benefits, folder, plan)
    of_versions = settings.table("versions", text="file")
    if of_versions is not None:
        parts["versions"] = versions_of(of_versions, folder, unit=None if plan is None else plan.core.unit)
    if plan is None or len(settings.problems.found) > before:
        return None
    with told_by(settings):
        if parts["printed"] is not None or parts["gap"] is not None:
            plan.picture(chart="bridge", by="portfolio", printed=parts["printed"])
            plan.picture(chart="run_rate", gap=parts["gap"])
        if "printed_totals" in parts:
            plan.reconcile(**parts["printed_totals"])
        if parts["delays"] is not None:
            plan.delayed(parts["delays"])
        arguments: dict[str, Any] = {name: value for name, value in (drawn or {}).items() if value is not None}
        if with_risks and "risks" not in parts:
            accepted = "a [savings.risks] beside it"
            raise refusal(chance.where("risks") if chance else "risks", "no register", accepted)
        arguments |= {"risks": parts["risks"]} if with_risks else {}
        return ReadSavings(plan, {name: value for name, value in parts.items() if value is not None},
                           None if drawn is None else plan.simulate(**arguments))  # fmt: skip
    return None


def _benefits(settings: Settings, folder: Path, plan: SavingsPlan) -> Any:
    """Benefits, and the history of their indicators, as `hw.benefits` reads them."""
    found, history = table_of(settings, folder, rename=True), named_table(settings, "history", folder)
    if "history" not in settings:
        accepted = 'history = "history.csv", a table of indicator, period and value'
        settings.problems.found.append(f"{settings.where('history')}: found none; accepted: {accepted}")
    if found is None or history is None:
        return None
    table = cleaned(settings, found.table, ("target", "baseline"))
    with told_by(settings, table, history=history):
        there = Frame(table.columns)
        optional = ("baseline", "baseline_at", "accrual", "programme")
        named: dict[str, Any] = {name: name for name in optional if name in there}
        return benefits(table.columns, cleaned(settings, history, ["value"]).columns,
                        **named, plan=plan if "programme" in named else None)  # fmt: skip
    return None


def _of_three(settings: Settings, folder: Path) -> SavingsPlan | None:
    given = {name: settings.get(name, kind) for name, kind in (_OF_BOTH | _OF_THREE).items()}
    tables: dict[str, FileTable] = {}
    columns: dict[str, str] = {}
    for name in _TABLES:
        below = settings.table(name, text="file")
        if below is None:
            if name not in settings:
                accepted = f'{name} = "savings_{name}.csv", or one table of all, file = "savings.csv"'
                settings.problems.found.append(f"{settings.where(name)}: found none; accepted: {accepted}")
            continue
        found = table_of(below, folder, rename=False)
        if found is not None:
            tables[name] = found.table
            columns |= known_columns(below, found.columns, [*USUAL])
    if len(tables) < len(_TABLES):
        return None
    with told_by(settings, **tables):
        arguments: dict[str, Any] = {name: value for name, value in given.items() if value is not None} | columns
        given_tables = {name: tables[name].columns for name in _TABLES}
        return SavingsPlan.from_frames(**given_tables, **arguments)._numbered(
            {name: table.rows for name, table in tables.items()}
        )
    return None


def _of_one(settings: Settings, folder: Path) -> SavingsPlan | None:
    given = {name: settings.get(name, kind) for name, kind in (_OF_BOTH | _OF_ONE).items()}
    if "years" not in settings:
        accepted = 'years = ["2024/25", "2025/26"], the columns of savings by year'
        settings.problems.found.append(f"{settings.where('years')}: found none; accepted: {accepted}")
    found = table_of(settings, folder, rename=False)
    if found is None or given["years"] is None:
        return None
    with told_by(settings, found.table):
        columns = known_columns(settings, found.columns, _COLUMNS)
        arguments: dict[str, Any] = {name: value for name, value in given.items() if value is not None} | columns
        return SavingsPlan.from_table(found.table.columns, **arguments)._numbered({"": found.table.rows})
    return None


def _deliveries(chance: Settings) -> dict[str, Delivery] | None:
    """How much of each level is delivered: at least, most likely, at most."""
    below = chance.table("delivery")
    if below is None:
        return None
    found: dict[str, Delivery] = {}
    for name in below:
        ends = below.get(name, numbers)
        if ends is not None:
            with chance.problems:
                refuse([] if len(ends) == 3 else [
                    f"{below.where(name)}: found {len(ends)} numbers; accepted: three, at least, most likely and at "
                    "most, [0.8, 1.0, 1.1]"
                ])  # fmt: skip
                found[name] = Delivery.pert(*ends)
    return found
