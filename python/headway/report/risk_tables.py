"""The risks and the options of a folder: a register with its scale, and scores with their weights."""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import Any

from headway.appraisal.options import OptionsAppraisal, appraise_options
from headway.report.settings import Settings, numbers, numbers_by_name, text, texts, whole
from headway.report.tables import cleaned, known_columns, table_of, told_by
from headway.uncertainty.risks import RiskRegister, risk_register

_NO_COLUMNS = ("frame", "impacts", "probabilities", "amber_from", "red_from", "previous", "unit", "calendar")
_RISK_COLUMNS = [name for name in inspect.signature(risk_register).parameters if name not in _NO_COLUMNS]
_OPTION_COLUMNS = ("option", "net_present_value", "cost")


def _levels(value: Any, where: str) -> int | list[str]:
    """How many levels a scale has, or what they are called."""
    return texts(value, where) if isinstance(value, list) else whole(value, where)


def risks_of(settings: Settings, folder: Path, unit: str | None) -> RiskRegister | None:
    """The register that settings describe, by default in this unit; None where anything in it is refused."""
    before = len(settings.problems.found)
    said: dict[str, Any] = {
        "impacts": settings.needed("impacts", _levels, "5"),
        "probabilities": settings.needed("probabilities", _levels, "5"),
        "amber_from": settings.needed("amber_from", whole, "6"), "red_from": settings.needed("red_from", whole, "15"),
    }  # fmt: skip
    unit = settings.get("unit", text) or unit
    found = table_of(settings, folder, rename=False)
    earlier = settings.table("previous", text="file")
    then = None if earlier is None else table_of(earlier, folder, rename=False)
    if found is None or len(settings.problems.found) > before:
        return None
    said |= {} if unit is None else {"unit": unit}
    with told_by(settings, found.table, previous=None if then is None else then.table):
        columns: dict[str, Any] = {**known_columns(settings, found.columns, _RISK_COLUMNS)}
        return risk_register(found.table.columns, previous=None if then is None else then.table.columns, **said,
                             **columns)  # fmt: skip
    return None


def options_of(settings: Settings, folder: Path) -> OptionsAppraisal | None:
    """The appraisal that settings describe; None where anything in it is refused."""
    before = len(settings.problems.found)
    weights = settings.needed("weights", numbers_by_name, '{ "Strategic fit" = 60, Risk = 40 }')
    scale, unit = settings.needed("scale", numbers, "[0, 10]"), settings.get("unit", text)
    found = table_of(settings, folder, rename=False)
    if scale is not None and len(scale) != 2:
        accepted = "two, the lowest and the highest score, [0, 10]"
        settings.problems.found.append(f"{settings.where('scale')}: found {len(scale)} numbers; accepted: {accepted}")
    if found is None or weights is None or scale is None or len(settings.problems.found) > before:
        return None
    table = cleaned(settings, found.table, weights)
    with told_by(settings, table):
        columns: dict[str, Any] = {**known_columns(settings, found.columns, _OPTION_COLUMNS)}
        columns |= {} if unit is None else {"unit": unit}
        return appraise_options(table.columns, weights=weights, scale=(scale[0], scale[1]), **columns)
    return None
