"""Actions in parts, and their next steps, as sections of the page of plans."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from htmltools import TagChild, TagList, tags

from headway.boundary.frames import Frame
from headway.boundary.problems import refusal
from headway.boundary.scalars import is_missing
from headway.language.counts import number_of
from headway.language.figures import per_cent
from headway.language.sentences import capital
from headway.plan.schemes import key
from headway.report.cells import muted
from headway.report.house_table import rows_table

_FITS = {"within": "Within its action's window", "before": "Before its action's window", "no date": "No date",
         "no window": "Its action has no window"}  # fmt: skip
_STANDS = {"reported complete": "Complete", "due later, no start given": "Due later", "no window": "No date",
           "window over, no status": "Past its date, no status known"}  # fmt: skip


def progress_section(progress: Any) -> tuple[str, list[TagChild]]:
    """How many actions have parts, and how far each has come; `progress` is what `hw.plan.progress` gives."""
    rows = _rows(progress, "progress", ("action", "parts", "complete", "not_known", "differing", "progress", "status",
                                        "derived", "agrees", "reason"))  # fmt: skip
    with_parts = [row for row in rows if row["parts"]]
    differing = [row for row in rows if row["agrees"] is False]
    said = f"{len(with_parts)} of {number_of(len(rows), 'action')} {'has' if len(with_parts) == 1 else 'have'} parts"
    if differing:
        said += f", and what the parts say of the status of {len(differing)} is not the status that was given"
    meanings = key("action")

    def status(word: Any) -> TagChild:
        return muted("None") if is_missing(word) else capital(meanings[word])

    drawn = [
        {
            "action": row["action"], "parts": TagList(
                f"{row['complete']} of {row['parts']}",
                muted(f"of {row['differing']} status and percentage differ", below=True) if row["differing"] else None),
            "progress": muted("Not known") if is_missing(row["progress"]) else TagList(
                per_cent(row["progress"]),
                muted(f"{row['not_known']} not known", below=True) if row["not_known"] else None),
            "status": status(row["status"]),
            "derived": TagList(status(row["derived"]), muted(row["reason"], below=True)),
            "agrees": muted("Nothing to compare") if is_missing(row["agrees"]) else "Yes" if row["agrees"] else "No",
        }
        for row in with_parts
    ]  # fmt: skip
    labels = {"action": "Action", "parts": "Parts complete", "progress": "Reported complete", "status": "Status given",
              "derived": "Status by its parts", "agrees": "The same?"}  # fmt: skip
    table = rows_table(drawn, labels, "Actions and how far their parts have come", right=["parts", "progress"])
    why = (
        "What is reported complete is the share of parts, each by its percentage, or by its status where it has none; "
        "a part of which neither is known counts as not complete. The two statuses are never merged."
    )
    return said, [table, tags.p(why)]


def sub_actions_table(sub_actions: Any) -> TagChild:
    """Parts with how each stands; `sub_actions` is what `hw.plan.sub_actions` gives."""
    rows = _rows(sub_actions, "sub_actions", ("action", "sub_action", "reason", "days_over", "completed"))
    heading = "heading" in rows[0] if rows else False
    drawn = [
        {
            "action": TagList(row["action"], muted(row["heading"], below=True)
                              if heading and not is_missing(row["heading"]) else None),
            "part": row["sub_action"], "stands": _stands(row),
            "completed": muted("Not known") if is_missing(row["completed"]) else per_cent(row["completed"]),
        }
        for row in rows
    ]  # fmt: skip
    labels = {"action": "Action", "part": "Part", "stands": "How it stands", "completed": "Complete"}
    return rows_table(drawn, labels, "The parts of actions", right=["completed"])


def steps_section(next_steps: Any) -> tuple[str, list[TagChild]]:
    """How many steps lie beyond the window of their action, and each; what `hw.plan.next_steps` gives."""
    rows = _rows(next_steps, "next_steps", ("action", "step", "due", "reason", "days_over", "fit", "months_beyond",
                                            "days_beyond"))  # fmt: skip
    beyond = [row for row in rows if row["fit"] == "beyond"]
    steps = number_of(len(rows), "next step")
    said = (f"{len(beyond)} of {steps} {'is' if len(beyond) == 1 else 'are'} dated after the window of the action ends"
            if beyond else f"None of {steps} is dated after the window of its action ends")  # fmt: skip
    drawn = [
        {
            "action": row["action"], "step": row["step"],
            "due": muted("No date") if is_missing(row["due"]) else str(row["due"]), "stands": _stands(row),
            "fit": _beyond(row) if row["fit"] == "beyond" else _FITS[row["fit"]],
        }
        for row in rows
    ]  # fmt: skip
    labels = {"action": "Action", "step": "Next step", "due": "Due", "stands": "How it stands",
              "fit": "Against the action's window"}  # fmt: skip
    table = rows_table(drawn, labels, "Next steps and the windows of their actions", right=[])
    return said, [tags.p(f"{said}."), table]


def _beyond(row: dict[str, Any]) -> TagChild:
    by = (number_of(int(row["days_beyond"]), "day") if is_missing(row["months_beyond"])
          else number_of(int(row["months_beyond"]), "month"))  # fmt: skip
    return tags.strong(f"{by} beyond it")


def _stands(row: dict[str, Any]) -> TagChild:
    """By its reason: that nobody says how it stands is another thing than that it is late."""
    over = row["days_over"]
    days = None if is_missing(over) else muted(f"by {number_of(int(over), 'day')}", below=True)
    return TagList(_STANDS.get(row["reason"], capital(row["reason"])), days)


def _rows(frame: Any, name: str, needed: Sequence[str]) -> list[dict[str, Any]]:
    read = Frame(frame)
    if lacking := [column for column in needed if column not in read]:
        raise refusal(name, f"a frame without {', '.join(lacking)}", f"what hw.plan.{name} gives, with columns by "
                      "their usual names")  # fmt: skip
    columns = {column: read.values(column) for column in read.columns}
    return [{column: values[row] for column, values in columns.items()} for row in range(len(read))]
