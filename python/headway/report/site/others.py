"""Pages of savings, plans, and of what else the caller chose, in the frame of the site."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from headway.charts.chart import Chart
from headway.charts.on_page import on_page, timed
from headway.pictured import Pictured
from headway.report.comparison_page import comparison_page
from headway.report.plan_page import plan_page
from headway.report.report import Report
from headway.report.savings_page import savings_page
from headway.report.site.markup import Markup, element
from headway.report.site.shell import Shell


class Framing(Protocol):
    """What makes a page of its parts."""

    def framed(self, *, title: str, subtitle: str | None, said: Any, contents: Any, main: Any, pages: Any,
               here: Any) -> str: ...  # fmt: skip


def savings(shell: Framing, report: Report, here: str) -> str:
    """What is to be saved."""
    assert report.savings is not None
    words = {"title": ": ".join(filter(None, ("Savings plan", report.savings.version))), "subtitle": None, "notes": (),
             **report.savings_parts}  # fmt: skip
    return savings_page(report.savings, pages=None, here=here, simulation=report.simulation, frame=shell.framed,
                        **words)  # fmt: skip


def plans(shell: Framing, report: Report, here: str) -> str:
    """What is being done."""
    given = report.plans
    assert given is not None
    return plan_page(
        title=given.title or "Plans", subtitle=given.subtitle, notes=given.notes, initiatives=given.initiatives,
        actions=given.actions, recommendations=given.recommendations, windows=given.windows, snapshots=given.snapshots,
        as_at=given.as_at, pages=None, here=here, initiatives_note=given.initiatives_note,
        actions_note=given.actions_note, sub_actions=given.sub_actions, progress=given.progress,
        next_steps=given.next_steps, gates=given.gates, parts_note=given.parts_note, gates_note=given.gates_note,
        frame=shell.framed,
    )  # fmt: skip


def changes(shell: Framing, report: Report, here: str) -> str:
    """What changed since the scorecard before."""
    assert report.changes is not None
    return comparison_page(report.changes, title="What changed", subtitle=None, notes=(), here=here, frame=shell.framed)


def statistics(shell: Shell, report: Report, here: str) -> str:
    return _drawn("Statistics", report.statistics, shell, here)


def charts(shell: Shell, report: Report, here: str) -> str:
    return _drawn("Charts", report.charts, shell, here)


def _drawn(title: str, results: Sequence[Pictured], shell: Shell, here: str) -> str:
    """Results by their charts, each with its words."""
    drawn = [result.picture() for result in results]
    parts = [
        element("section", element("h2", chart.heading, id=f"result-{number}", class_=_seen_already(chart)),
                element("figure", Markup(on_page(chart, f"result-{number}"))),
                element("details", element("summary", "The chart in words"), element("p", chart.describe())))
        for number, chart in enumerate(drawn, start=1)
    ]  # fmt: skip
    return shell.page(title=title, main=parts, here=here).decode()


def _seen_already(chart: Chart) -> str | None:
    """The class of a heading that is heard alone, for a chart that is drawn with its title in it."""
    return "heard" if timed(chart) is None else None


FRAMED: dict[str, tuple[str, Callable[[Framing, Report, str], str]]] = {
    "changes": ("Changes", changes), "savings": ("Savings", savings), "plans": ("Plans", plans),
}  # fmt: skip
OTHERS: dict[str, tuple[str, Callable[[Shell, Report, str], str]]] = {
    **FRAMED, "statistics": ("Statistics", statistics), "charts": ("Charts", charts),
}  # fmt: skip
