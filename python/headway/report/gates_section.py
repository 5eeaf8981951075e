"""Gates of business cases, as a section of the page of plans."""

from __future__ import annotations

from htmltools import HTML, TagChild, tags

from headway.boundary.problems import refusal
from headway.language.sentences import capital
from headway.plan.gates import GateTimeline
from headway.report.house_table import rows_table


def gates_section(gates: object) -> tuple[str, list[TagChild]]:
    """How many gates stand where, their chart, and each with its dates."""
    if not isinstance(gates, GateTimeline):
        raise refusal("gates", type(gates).__name__, "what hw.plan.gate_timeline gives")
    title = f"Gates as at {gates.when}"
    drawn = [
        {"programme": bar.theme, "gate": bar.action, "dates": capital(bar.window), "stands": capital(bar.stands)}
        for bar in gates.bars
    ]
    labels = {"programme": "Programme", "gate": "Gate", "dates": "Dates", "stands": "How it stands"}
    return gates.sentence(), [
        tags.p(gates.sentence()),
        tags.figure(
            tags.div(HTML(gates.svg(title=title, wide=True)), class_="wide-chart"),
            tags.div(HTML(gates.svg(title=title)), class_="narrow-chart"),
        ),
        rows_table(drawn, labels, f"{title}, with their dates", right=[]),
    ]
