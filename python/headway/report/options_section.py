"""The options that were appraised for a savings plan, on its page: scores, money beside them, and how firm it is."""

from __future__ import annotations

from collections.abc import Mapping

from htmltools import HTML, TagChild, tags

from headway.appraisal.options import OptionsAppraisal
from headway.boundary.amounts import UNIT_SIGNS
from headway.language.figures import decimals, figure, money
from headway.report.cells import muted
from headway.report.house_table import house_table
from headway.report.page import figure_of


def options_section(appraisal: OptionsAppraisal, note: str | None) -> tuple[str, list[TagChild], str]:
    """What the appraisal says in short, what stands below its heading, and its rule."""
    chart = appraisal.picture()
    content: list[TagChild] = [
        tags.p(tags.strong(note)) if note else None, figure_of(chart, note or ""), _options(appraisal),
        tags.h3("How firm the ranking is"), _firmness(appraisal),
    ]  # fmt: skip
    said = f"Options: {chart.finding()}"
    return f"{said} ({note.rstrip('.')})" if note else said, content, (
        "Options are scored on criteria with weights, all on one scale; where the weight of one criterion changes, the "
        "others keep their proportions. Money stands beside the scores and is no criterion."
    )  # fmt: skip


def _options(appraisal: OptionsAppraisal) -> HTML:
    sign = UNIT_SIGNS[appraisal.unit]
    rows: list[Mapping[str, TagChild]] = []
    for row in appraisal.ranked():
        amounts = {name: row[name] for name in ("net_present_value", "cost")}
        rows.append({
            "option": row["option"], "score": _short(row["score"]) if row["rank"] else muted(row["status"]),
            "rank": f"{row['rank']}{' (tied)' if row['tied'] else ''}" if row["rank"] else "",
            **{name: muted("Not known") if value != value else money(value, sign, decimals(value))
               for name, value in amounts.items()},
            "dominated_by": row["dominated_by"] or muted("None"),
        })  # fmt: skip
    labels = {"option": "Option", "score": "Score", "rank": "Rank", "net_present_value": "Net present value",
              "cost": "Cost", "dominated_by": "Matched or beaten everywhere by"}  # fmt: skip
    known = [name for name in ("net_present_value", "cost") if any(row[name] == row[name] for row in appraisal.rows)]
    labels = {name: label for name, label in labels.items()
              if name not in ("net_present_value", "cost") or name in known}  # fmt: skip
    table = house_table(rows, labels, title="Options, the highest score first", widths={"option": "16em"},
                        right=["score", "rank", *known])  # fmt: skip
    return HTML(table.as_raw_html())


def _firmness(appraisal: OptionsAppraisal) -> HTML:
    rows: list[Mapping[str, TagChild]] = []
    for row in appraisal.criteria:
        none = row["winner"] is None
        rows.append({
            "criterion": row["criterion"], "weight": _short(row["weight"]),
            "at": muted("No weight") if none else _short(row["at"]),
            "change": "" if none else figure(row["change"], places=decimals(row["change"]), signed=True),
            "winner": muted("None") if none else row["winner"] if row["change"] else "They tie",
        })  # fmt: skip
    labels = {"criterion": "Criterion", "weight": "Weight", "at": "Another option is level at", "change": "Change",
              "winner": "Which then wins"}  # fmt: skip
    table = house_table(rows, labels, title="The smallest change of each weight at which another option wins",
                        right=["weight", "at", "change"])  # fmt: skip
    return HTML(table.as_raw_html())


def _short(value: float) -> str:
    return figure(value, places=decimals(value))
