"""Programmes by board, theme and stage, what waits for what, and what a delay does, as a section of their page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from htmltools import TagChild, tags

from headway import _core
from headway.language.counts import number_of
from headway.language.sentences import capital, listed
from headway.report.cells import muted
from headway.report.house_table import Cell, rows_table
from headway.savings.columns import Rows, rows_of
from headway.savings.programmes import months_of_delays
from headway.savings.savings_plan import SavingsPlan

_GROUPS = {"board": "Board", "theme": "Theme", "stage": "Stage of the business case"}


def programmes_section(
    plan: SavingsPlan, delays: Mapping[str, int] | None, note: str | None, cell: Cell
) -> tuple[list[str], list[TagChild]]:
    """What is said of the programmes by what they have in common, of their order, and of delays; nothing of a plan that
    says nothing of these."""
    findings: list[str] = []
    content: list[TagChild] = []
    for by, name in _GROUPS.items():
        rows = rows_of(_core.grouped_programmes(plan.core, by, []))
        if len(rows) > 2 or (len(rows) == 2 and rows[0]["group"] is not None):
            content += [tags.h3(f"By {name.lower()}"), _groups(rows, name, cell)]
    if any(row["depends_on"] for row in rows_of(plan.core.programmes())):
        said, waits = _order(plan)
        findings.append(said)
        content += [tags.h3("What waits for what"), tags.p(f"{said}."), *waits]
    if delays is not None:
        said, late = _delays(plan, delays, cell)
        findings.append(said)
        content += [tags.h3("What a delay does"), tags.p(f"{said}."), *late]
    if not content or not note:
        return findings, content
    said = ". ".join(findings)
    return [f"{said} ({note.rstrip('.')})"] if said else [], [tags.p(tags.strong(note)), *content]


def _groups(rows: Rows, name: str, cell: Cell) -> TagChild:
    """Programmes and their expected savings; one of two themes stands in both rows, and counts once in the total."""
    drawn: list[Mapping[str, TagChild]] = []
    for row in rows:
        total = row["group"] == "Total" and row is rows[-1]
        bold = tags.strong if total else tags.span
        drawn.append({
            "group": bold(capital(row["group"])) if row["group"] else muted("Not said"),
            "programmes": bold(f"{row['programmes']} of {row['of']}"), "with_saving": bold(str(row["with_saving"])),
            "expected": bold(cell(row["expected"])),
        })  # fmt: skip
    labels = {"group": name, "programmes": "Programmes", "with_saving": "With an expected saving",
              "expected": "Expected saving"}  # fmt: skip
    counted = sum(row["programmes"] for row in rows[:-1]) > rows[-1]["programmes"]
    title = f"Programmes by {name.lower()}" + (
        "; one of several stands in the row of each, and counts once in the total" if counted else ""
    )
    return rows_table(drawn, labels, title, right=list(labels)[1:])


def _order(plan: SavingsPlan) -> tuple[str, list[TagChild]]:
    ordered = [row for row in rows_of(_core.order_of_programmes(plan.core)) if row["needs"]]
    early: dict[str, list[str]] = {}
    for row in rows_of(plan.core.too_early()):
        early.setdefault(row["programme"], []).append(f"{row['needs']} by {number_of(row['months_early'], 'month')}")
    waits = "programme waits" if len(ordered) == 1 else "programmes wait"
    said = f"{len(ordered)} {waits} for others"
    before = "starts to save before what it needs" if len(early) == 1 else "start to save before what they need"
    said += f", and {len(early)} {before} is there" if early else ""
    drawn: list[Mapping[str, TagChild]] = [
        {"programme": row["name"], "needs": row["needs"], "start": row["start"] or muted("Not known"),
         "early": tags.strong(listed(early[row["name"]])) if row["name"] in early else "No"}
        for row in ordered
    ]  # fmt: skip
    labels = {"programme": "Programme", "needs": "Waits for", "start": "First month that saves",
              "early": "Starts before it"}  # fmt: skip
    return said, [rows_table(drawn, labels, "Programmes in an order in which they can come, and what each waits for",
                             right=[])]  # fmt: skip


def _delays(plan: SavingsPlan, delays: Mapping[str, int], cell: Cell) -> tuple[str, list[TagChild]]:
    whole_months = months_of_delays(delays)
    rows = rows_of(_core.delayed_programmes(plan.core, whole_months))
    late = [row for row in rows if row["programme"]]
    given = listed([f"{name} is {number_of(months, 'month')} late" for name, months in whole_months])
    behind: dict[tuple[str, str], Rows] = {}
    for row in late:
        behind.setdefault((row["portfolio"], row["programme"]), []).append(row)
    starts = {(row["portfolio"], row["programme"]): row["start"] for row in rows_of(plan.core.programmes())}
    moved = [f"{cell(row['shortfall'])} in {row['year']}" for row in rows if not row["programme"] and row["shortfall"]]
    said = f"If {given}, {number_of(len(behind), 'programme')} {'is' if len(behind) == 1 else 'are'} late"
    said += f", and {listed(moved)} comes later" if moved else ", and no saving of the plan's years comes later"
    # Of each the years in which something comes later; where nothing does, its first.
    drawn = [_late(row, starts.get(of), cell) for of, years in behind.items()
             for row in [year for year in years if year["shortfall"]] or years[:1]]  # fmt: skip
    if not drawn:
        return said, []
    labels = {"programme": "Programme", "late": "Late by", "because": "Because of", "year": "Year",
              "planned": "Planned", "later": "With the delay", "shortfall": "Comes later"}  # fmt: skip
    return said, [rows_table(drawn, labels, f"What is late if {given}",
                             right=("planned", "later", "shortfall"))]  # fmt: skip


def _late(row: Mapping[str, Any], start: str | None, cell: Cell) -> Mapping[str, TagChild]:
    lacking = "No saving is known" if start else "No start is known"
    return {
        "programme": row["programme"], "late": number_of(row["months_late"], "month"),
        "because": row["because"] or "Itself", "year": row["year"] or muted(lacking),
        **{name: cell(row[name]) for name in ("planned", "later", "shortfall")},
    }  # fmt: skip
