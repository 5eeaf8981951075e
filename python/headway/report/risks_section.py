"""The risks of a savings plan, on its page: the matrix, and the register as it stands."""

from __future__ import annotations

from collections.abc import Mapping

from htmltools import HTML, TagChild, TagList, tags

from headway.boundary.amounts import UNIT_SIGNS
from headway.language.figures import decimals, figure, money, per_cent
from headway.language.sentences import capital
from headway.report.cells import muted, rating_mark
from headway.report.house_table import house_table
from headway.report.page import figure_of
from headway.uncertainty.risks import RiskRegister

_LABELS = {"risk": "Risk, owner and when", "rating": "Rating now, and target", "before": "Before mitigation",
           "moved": "Since the last register", "mitigation": "Mitigation", "saving": "Saving at risk",
           "cost": "Expected cost"}  # fmt: skip
_WIDE = {"risk": "18em", "moved": "8em", "mitigation": "15em", "saving": "15em"}


def risks_section(register: RiskRegister, note: str | None) -> tuple[str, list[TagChild], str]:
    """What the register says in short, what stands below its heading, and the rule of its ratings."""
    chart = register.picture()
    rows = [_row(row, register) for row in sorted(register.rows, key=lambda row: -row["score"])]
    labels = {name: label for name, label in _LABELS.items() if any(row[name] is not None for row in rows)}
    widths = {name: width for name, width in _WIDE.items() if name in labels}
    table = house_table([{name: row[name] or muted("Not given") for name in labels} for row in rows], labels,
                        title="The register of risks, the highest score first", widths=widths,
                        right=[name for name in ("cost",) if name in labels])  # fmt: skip
    content: list[TagChild] = [
        tags.p(tags.strong(note)) if note else None, figure_of(chart, note or ""), HTML(table.as_raw_html()),
    ]  # fmt: skip
    if register.closed:
        content.append(tags.p(f"No longer in the register: {', '.join(register.closed)}."))
    said = f"Risks to the savings: {chart.finding().removeprefix('Risks: ')}"
    return f"{said} ({note.rstrip('.')})" if note else said, content, _rule(register)


def _row(row: Mapping[str, object], register: RiskRegister) -> Mapping[str, TagChild | None]:
    """The cells of one risk, None where it has nothing."""

    def rated(rating: object, score: object) -> TagChild | None:
        return rating_mark(str(rating), f"{capital(str(rating))}, {score}") if rating else None

    cost, chance, change = row["expected_cost"], row["chance"], row["change"]
    assert isinstance(cost, float) and isinstance(chance, float) and isinstance(change, int)
    amount = money(cost, UNIT_SIGNS[register.unit], decimals(cost))
    moved = str(row["movement"]).capitalize() + (f" ({figure(change, places=0, signed=True)})" if change else "")
    whose = "; ".join(str(row[name]) for name in ("owner", "proximity") if row[name])
    return {
        "risk": TagList(str(row["name"]), muted(whose, below=True) if whose else None),
        "rating": TagList(rated(row["rating"], row["score"]) or muted(capital(str(row["status"]))),
                          muted(f"target {row['target']}", below=True) if row["target"] else None),
        "before": rated(row["inherent_rating"], row["inherent_score"]),
        "moved": None if row["movement"] == "not compared" else moved,
        **{name: str(row[name]) or None for name in ("mitigation", "saving")},
        "cost": None if cost != cost else TagList(amount, muted(f"chance {per_cent(chance)}", below=True)),
    }  # fmt: skip


def _rule(register: RiskRegister) -> str:
    *_, amber_from, red_from = register.scale
    return (f"A risk's score is its level of impact times its level of probability: red from {red_from}, amber from "
            f"{amber_from}. These colours are of risks alone: a red risk is no red indicator, action or saving. Its "
            "expected cost is its chance times what it costs.")  # fmt: skip
