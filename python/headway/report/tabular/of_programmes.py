"""The tables of a programme office: published versions, parts and steps of actions, gates."""

from __future__ import annotations

from collections.abc import Iterator

from headway.plan.gates import GateTimeline
from headway.report.report import Plans
from headway.report.tabular.of_frames import Said, columns_of_core, columns_of_frame
from headway.report.tabular.table import Table, texts
from headway.savings.versions import SavingsVersions

_TOTALS = {
    "version": Said("Version", "The document that prints it."), "as_at": Said("As at", "When the document is of."),
    "figure": Said("Figure", "What it is of."), "year": Said("Year", "Of which year.", "no year is given"),
    "total": Said("Total", "As printed, or else the sum of its parts.", "no exact amount is printed"),
    "total_bound": Said("Bound", "What it says where it is no exact amount.", "the amount is exact"),
    "portfolios": Said("Portfolios", "How many are printed."), "schemes": Said("Schemes", "How many are printed."),
    "parts": Said("Its parts", "What portfolios come to.", "none is printed"),
    "rest": Said("Not in its parts", "What the printed total has besides its parts.", "none is printed"),
    "explained_by_rounding": Said("Explained by rounding", "Whether rounding for print can be all of it.",
                                  "there is nothing to compare"),
}  # fmt: skip
_ACTION = {"action": Said("Action", "The action that it belongs to.")}
_STANDS = {
    "due": Said("Due", "When it is due.", "no date"), "state": Said("How it stands", "By its window and its status.",
                                                                    words=True),
    "reason": Said("In words", "Why it stands there."),
    "months_over": Said("Months over", "The months begun since it was due.", "it is not over, or was due on a day"),
    "days_over": Said("Days over", "The days since it was due.", "it is not over"),
}  # fmt: skip
_PARTS = _ACTION | {"sub_action": Said("Part", "Its name.")} | _STANDS | {
    "completed": Said("Complete", "The share that is reported complete.", "not known"),
    "agrees": Said("Agrees", "Whether percentage and status say the same.", "either is missing"),
}  # fmt: skip
_PROGRESS = _ACTION | {
    "parts": Said("Parts", "How many it has."), "complete": Said("Complete", "How many of them are."),
    "not_known": Said("Not known", "Of how many neither status nor percentage is known."),
    "withdrawn": Said("Withdrawn", "How many are no longer pursued."),
    "differing": Said("Two things said", "Of how many status and percentage do not agree; none is counted complete."),
    "without_evidence": Said("Without evidence", "How many of those complete have none."),
    "progress": Said("Progress", "The share that is reported complete.", "it has no parts"),
    "status": Said("Status given", "As reported.", "no status", words=True),
    "derived": Said("Status by its parts", "What its parts come to.", "its parts do not say", words=True),
    "agrees": Said("Agrees", "Whether the two statuses are the same.", "either is missing"),
    "reason": Said("In words", "Why the parts say so."),
}  # fmt: skip
_STEPS = _ACTION | {"step": Said("Step", "What is to be done.")} | _STANDS | {
    "fit": Said("Against the window", "Whether it is due within the window of its action.", words=True),
    "months_beyond": Said("Months beyond", "From the end of the window to its date.", "it is not beyond, or by a day"),
    "days_beyond": Said("Days beyond", "From the end of the window to its date.", "it is not beyond"),
}  # fmt: skip


def table_of_versions(versions: SavingsVersions) -> Table:
    """What each document prints of the savings."""
    said = {name: each._replace(unit=versions.unit) if name in ("total", "parts", "rest") else each
            for name, each in _TOTALS.items()}  # fmt: skip
    return Table(
        "savings_versions", "What each document prints of the savings",
        columns_of_core(versions.core.totals(with_unit=True), said), (),
        (f"All amounts are in {versions.unit}.",), tab="Savings_versions",
    )  # fmt: skip


def tables_of_parts(plans: Plans) -> Iterator[Table]:
    """Parts of actions and how far actions have come by them, next steps, and gates."""
    notes = (plans.parts_note,) if plans.parts_note else ()
    if plans.progress is not None:
        yield Table("progress", "Actions and how far they have come by their parts",
                    columns_of_frame(plans.progress, _PROGRESS), says=notes, tab="Progress")  # fmt: skip
    if plans.sub_actions is not None:
        yield Table("sub_actions", "The parts of actions", columns_of_frame(plans.sub_actions, _PARTS), says=notes,
                    tab="Sub_actions")  # fmt: skip
    if plans.next_steps is not None:
        yield Table("next_steps", "Next steps and the windows of their actions",
                    columns_of_frame(plans.next_steps, _STEPS), tab="Next_steps")  # fmt: skip
    if plans.gates is not None:
        yield _gates(plans.gates, plans.gates_note)


def _gates(gates: GateTimeline, note: str | None) -> Table:
    bars = gates.bars
    return Table(
        "gates", f"Gates of business cases as at {gates.when}",
        [
            texts("programme", "Programme", "Its name.", [bar.theme for bar in bars]),
            texts("gate", "Gate", "The stage of its business case.", [bar.action for bar in bars]),
            texts("dates", "Dates", "When it was planned, is forecast or was passed.", [bar.window for bar in bars]),
            texts("state", "State", f"As at {gates.when}.", [bar.reason for bar in bars]),
            texts("stands", "How it stands", "The same in words, with how far it slipped.",
                  [bar.stands for bar in bars]),
        ],
        ("programme", "gate"), (gates.sentence(), *([note] if note else [])), tab="Gates",
    )  # fmt: skip
