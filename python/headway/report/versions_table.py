"""The published versions of a folder: figures as documents print them, and the register of the documents."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from headway.report.settings import Settings, text, words
from headway.report.tables import known_columns, named_table, table_of, told_by
from headway.savings.versions import SavingsVersions

_COLUMNS = ("document", "amount", "as_at", "figure", "year", "portfolio", "scheme")


def versions_of(settings: Settings, folder: Path, *, unit: str | None) -> SavingsVersions | None:
    """The versions that settings describe, in the unit of the plan; None where anything in them is refused."""
    given = {"terms_are": settings.get("terms_are", text), "terms_of": settings.get("terms_of", words),
             "aliases": settings.get("aliases", words), "calendar": settings.get("calendar", text)}  # fmt: skip
    found, documents = table_of(settings, folder, rename=False), named_table(settings, "documents", folder)
    if found is None or ("documents" in settings and documents is None):
        return None
    arguments: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
    arguments |= {"unit": unit or "millions", **known_columns(settings, found.columns, _COLUMNS)}
    with told_by(settings, found.table, documents=documents):
        return SavingsVersions.from_frame(
            found.table.columns, documents=None if documents is None else documents.columns, **arguments
        )
    return None
