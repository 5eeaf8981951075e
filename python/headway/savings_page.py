"""A savings plan as one page: what was expected, what is forecast, when it comes, and how sure it is."""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from htmltools import HTML, Tag, TagChild, tags

from headway import bridge_chart, confidence_chart, run_rate_chart, simulation_chart
from headway.counts import shown as in_words
from headway.figures import money
from headway.house_table import house_table
from headway.marks import muted
from headway.page import checked_notes, document, method, write_whole
from headway.portfolios import TOTAL, portfolios_of
from headway.run_rate_chart import run_rates

if TYPE_CHECKING:
    from headway.savings_plan import SavingsPlan


def write(
    path: str | os.PathLike[str],
    plan: SavingsPlan,
    *,
    title: str,
    subtitle: str | None = None,
    gap: Mapping[str, float] | Sequence[float] | None = None,
    printed: float | None = None,
    simulation: Any = None,
    notes: Sequence[str] = (),
    pages: Mapping[str, str] | None = None,
) -> Path:
    """Write a savings plan as one accessible page.

    Parameters
    ----------
    path : str or path
        The file to write. Its directory is made where there is none. The file is written whole or not at all.
    plan : SavingsPlan
    title : str
        What the page is called.
    subtitle : str, optional
        A line below the title: whose plan, for whom.
    gap : mapping or sequence of numbers, optional
        The budget gap by year.
    printed : float, optional
        The total that was published for the last year.
    simulation : object, optional
        What `SavingsPlan.simulate` gave.
    notes : sequence of str, optional
        Paragraphs for the end of the page: sources, and what a reader should know about single figures.
    pages : mapping from str to str, optional
        The pages of the same report: file names and what each is called, for the links between them.

    Returns
    -------
    Path
        The file that was written.

    Raises
    ------
    HeadwayError
        For text that is none, and for a gap of a year that the plan does not have.
    ImportError
        Without what draws, which comes with the extra `headway[report]`.
    """
    here = Path(path).name
    return write_whole(
        path,
        savings_page(
            plan, title=title, subtitle=subtitle, gap=gap, printed=printed, simulation=simulation, notes=notes, pages=pages,
            here=here,
        ),
    )  # fmt: skip


def savings_page(
    plan: SavingsPlan,
    *,
    title: str,
    subtitle: str | None,
    gap: Mapping[str, float] | Sequence[float] | None,
    printed: float | None,
    simulation: Any,
    notes: Sequence[str],
    pages: Mapping[str, str] | None,
    here: str | None,
) -> str:
    """The page as text. Everything that it shows is escaped, and nothing in it is fetched."""
    unit, places, year = plan.unit, plan.decimals, plan.years[-1].label
    scale = plan.scale
    levels = {level.word: level.meaning for level in scale.levels}
    bridge, incremental, split = plan.bridge(printed=printed), plan.incremental(), plan.by_portfolio()
    meanings = {word: meaning for word, meaning in levels.items() if meaning}

    def shown(amount: float) -> TagChild:
        return muted("not known") if math.isnan(amount) else money(amount, unit, places)

    findings = [
        bridge_chart.finding(bridge, unit=unit, year=year),
        run_rate_chart.finding(incremental, unit=unit, gap=gap),
        confidence_chart.finding(split, unit=unit, scale=scale.name, levels=list(levels)),
        f"Over its years the plan brings {money(plan.cash(), unit, places)}, worth "
        f"{money(plan.present_value(), unit, places)} in {plan.years[0].label}",
    ]
    parts: list[tuple[str, str, list[TagChild]]] = [
        ("bridge", "From the saving expected to the one forecast", [
            _figure(bridge_chart.svg(bridge, unit=unit, by="portfolio", year=year),
                    bridge_chart.describe(bridge, unit=unit, by="portfolio", year=year)),
            _bridge_table(bridge, shown),
        ]),
        ("years", "Savings by year", [
            _figure(run_rate_chart.svg(incremental, unit=unit, gap=gap),
                    run_rate_chart.describe(incremental, unit=unit, gap=gap)),
            _years_table(incremental, shown),
        ]),
        ("confidence", "How sure the savings are", [
            _figure(confidence_chart.svg(split, unit=unit, scale=scale.name, meanings=meanings, levels=list(levels)),
                    confidence_chart.describe(split, unit=unit, scale=scale.name, meanings=meanings, levels=list(levels))),
            _confidence_table(split, list(levels), shown),
        ]),
    ]  # fmt: skip
    if simulation is not None:
        planned = run_rates(incremental).total
        findings.append(simulation_chart.finding(simulation, unit=unit, planned=planned))
        parts.append(("simulation", "What chance makes of it", [
            _figure(simulation_chart.svg(simulation, unit=unit, planned=planned),
                    simulation_chart.describe(simulation, unit=unit, planned=planned)),
        ]))  # fmt: skip
    contents = [*((identity, name) for identity, name, _ in parts), ("method", "Method and notes")]
    return document(
        title=title,
        subtitle=subtitle,
        said=[],
        contents=[tags.ol([tags.li(tags.a(name, href=f"#{identity}")) for identity, name in contents])],
        main=[
            tags.section(
                tags.h2("In short", id="in-short"),
                tags.ul([tags.li(f"{said}.") for said in findings], class_="in-short"),
                aria_labelledby="in-short",
            ),
            [
                tags.section(tags.h2(name, id=identity), *content, aria_labelledby=identity, class_="scorecard plan")
                for identity, name, content in parts
            ],
            method([*_rules(plan), *plan.notes, *checked_notes(notes)]),
        ],
        pages=pages,
        here=here,
    )


def _figure(picture: str, words: str) -> list[Tag]:
    return [tags.figure(HTML(picture)), tags.details(tags.summary("The chart in words"), tags.p(words))]


def _table(
    rows: Mapping[str, Sequence[float]], columns: Sequence[str], title: str, shown: Callable[[float], TagChild]
) -> HTML:
    """Portfolios with their amounts, and the total in bold."""
    labels = {"portfolio": "Portfolio", **{f"column_{i}": name for i, name in enumerate(columns)}}
    drawn: list[Mapping[str, TagChild]] = []
    for name, amounts in rows.items():
        bold = tags.strong if name == TOTAL else tags.span
        cells = {f"column_{i}": bold(shown(amount)) for i, amount in enumerate(amounts)}
        drawn.append({"portfolio": bold(name), **cells})
    return HTML(house_table(drawn, labels, title=title, right=list(labels)[1:]).as_raw_html())


def _bridge_table(rows: Any, shown: Callable[[float], TagChild]) -> HTML:
    read = portfolios_of(rows, bridge_chart.COLUMNS)
    every = {**read.rows, TOTAL: read.total}
    names = {"expected": "Expected", "not_validated": "Not validated", "over_achievement": "Over-achievement",
             "slippage": "Slippage", "forecast": "Forecast"}  # fmt: skip
    if not any(row["slippage"] for row in every.values()):
        del names["slippage"]
    amounts = {name: [row[column] for column in names] for name, row in every.items()}
    return _table(amounts, list(names.values()), "From expected to forecast, by portfolio", shown)


def _years_table(rows: Any, shown: Callable[[float], TagChild]) -> HTML:
    read = run_rates(rows)
    return _table({**read.rates, TOTAL: read.total}, read.years, "Savings in each year, by portfolio", shown)


def _confidence_table(rows: Any, levels: Sequence[str], shown: Callable[[float], TagChild]) -> HTML:
    read = portfolios_of(rows, ["expected", *levels])
    names = ["Expected", *(in_words(level).capitalize() for level in levels)]
    amounts = {name: [row[column] for column in ("expected", *levels)] for name, row in {**read.rows, TOTAL: read.total}.items()}
    return _table(amounts, names, "Savings expected, by portfolio and confidence", shown)


def _rules(plan: SavingsPlan) -> list[str]:
    left_out = [level.word for level in plan.scale.levels if not level.validated]
    return [
        f"All figures are of the {plan.fund}. Savings of other funds are never added to it.",
        "A saving of a year is what that year is better off by, compared with no programme: a run rate. It is counted again in "
        "each year in which it recurs, and the plan's years together are its cash.",
        "Forecast is expected, less what is not validated, plus over-achievement: by how much the last year's run rate is "
        "beyond what is validated."
        + (f" Not validated is what the scale rates {' or '.join(left_out)}." if left_out else ""),
        f"{plan.scale.name[:1].upper()}{plan.scale.name[1:]} is a scale of its own. Its levels say nothing of the rating of an indicator or of an action.",
        "Present value discounts each year after the first by the Green Book's rates.",
    ]
