"""A report as pages of HTML, one a kind of content, each complete in itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from htmltools import HTML, Tag, TagChild, tags

from headway.language.sentences import stopped
from headway.pictured import Pictured
from headway.report.page import page_of_parts
from headway.report.plan_page import plan_page
from headway.report.report import Report
from headway.report.savings_page import savings_page
from headway.report.scorecard_page import scorecard_page

_CALLED = {"scorecard": "Scorecard", "savings": "Savings", "plans": "Plans", "statistics": "Statistics",
           "charts": "Charts"}  # fmt: skip


def pages(report: Report) -> dict[str, bytes]:
    """The pages by their names; the first of them is index.html."""
    made = {name: make for name, make in _MAKERS.items() if getattr(report, name) not in (None, ())}
    files = {("index.html" if i == 0 else f"{name}.html"): name for i, name in enumerate(made)}
    links = {file: _CALLED[name] for file, name in files.items()}
    texts = {file: made[name](report, links, file) for file, name in files.items()}
    return {file: text.encode() for file, text in texts.items()}


def _subtitle(report: Report) -> str | None:
    whose = ": ".join(filter(None, (report.organisation, report.period)))
    return whose or None


def _notes(report: Report) -> list[str]:
    """What stands at the end: what was published and is not here, the notes, and who made it."""
    said = {"Author": report.author, "Published": report.published, "Next": report.next_published,
            "Contact": report.contact, "Licence": report.licence}  # fmt: skip
    return [*report.gaps(), *report.notes, *(stopped(f"{name}: {words}") for name, words in said.items() if words)]


def _scorecard(report: Report, links: dict[str, str], here: str) -> str:
    assert report.scorecard is not None
    return scorecard_page(report.scorecard, title=report.title, subtitle=_subtitle(report), notes=_notes(report),
                          pages=links, here=here)  # fmt: skip


def _savings(report: Report, links: dict[str, str], here: str) -> str:
    assert report.savings is not None
    words = {"title": ": ".join(filter(None, ("Savings plan", report.savings.version))),
             "subtitle": report.organisation or None, "notes": (), **report.savings_parts}  # fmt: skip
    return savings_page(report.savings, pages=links, here=here, simulation=report.simulation, **words)


def _plans(report: Report, links: dict[str, str], here: str) -> str:
    plans = report.plans
    assert plans is not None
    return plan_page(
        title=plans.title or "Plans", subtitle=plans.subtitle or report.organisation or None, notes=plans.notes,
        initiatives=plans.initiatives, actions=plans.actions, recommendations=plans.recommendations,
        windows=plans.windows, snapshots=plans.snapshots, as_at=plans.as_at, pages=links, here=here,
        initiatives_note=plans.initiatives_note, actions_note=plans.actions_note,
    )  # fmt: skip


def _results(name: str) -> Callable[[Report, dict[str, str], str], str]:
    def page(report: Report, links: dict[str, str], here: str) -> str:
        results: Sequence[Pictured] = getattr(report, name)
        drawn = [result.picture() for result in results]
        parts: list[tuple[str, str, list[TagChild]]] = [
            (f"{name}-{number}", chart.heading, [tags.figure(HTML(chart.svg())), _in_words(chart.describe())])
            for number, chart in enumerate(drawn, start=1)
        ]
        return page_of_parts(
            title=f"{report.title}: {_CALLED[name].lower()}" if here != "index.html" else report.title,
            subtitle=_subtitle(report), in_short=[stopped(chart.finding()) for chart in drawn], parts=parts, rules=[],
            notes=_notes(report) if here == "index.html" else (), pages=links, here=here,
        )  # fmt: skip

    return page


def _in_words(words: str) -> Tag:
    return tags.details(tags.summary("The chart in words"), tags.p(words))


_MAKERS: dict[str, Callable[[Report, dict[str, str], str], str]] = {
    "scorecard": _scorecard, "savings": _savings, "plans": _plans, "statistics": _results("statistics"),
    "charts": _results("charts"),
}  # fmt: skip
