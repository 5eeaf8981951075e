"""A savings plan as one page: what was expected, what is forecast, when it comes, and how sure it is."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from htmltools import HTML, TagChild, tags

from headway import _core
from headway._core import HeadwayError
from headway.appraisal.options import OptionsAppraisal
from headway.boundary.problems import refuse
from headway.charts.bridge import Bridge
from headway.charts.confidence import Confidence
from headway.charts.run_rates import RunRates
from headway.charts.simulation import Fan
from headway.language.counts import number_of
from headway.language.figures import figure, money, per_cent
from headway.language.sentences import capital, in_words
from headway.report.cells import muted
from headway.report.house_table import Cell, rows_table
from headway.report.monitoring_section import benefits_section, monitoring_section
from headway.report.options_section import options_section
from headway.report.page import document, figure_of, page_of_parts
from headway.report.programmes_section import programmes_section
from headway.report.risks_section import risks_section
from headway.report.versions_section import versions_section
from headway.savings.arguments import Amounts, printed_of
from headway.savings.columns import Rows, rows_of
from headway.savings.savings_plan import SavingsPlan
from headway.savings.versions import SavingsVersions
from headway.uncertainty.risks import RiskRegister
from headway.uncertainty.simulation import Simulation

MOST_SAVINGS = 5  # of those that contribute to the spread


def savings_page(
    plan: SavingsPlan, *, title: str, subtitle: str | None, notes: Sequence[str], pages: Mapping[str, str] | None,
    here: str | None, gap: Amounts | None = None, printed: float | str | None = None,
    simulation: Simulation | None = None, printed_totals: Mapping[str, Any] | None = None, benefits: Any = None,
    risks: RiskRegister | None = None, risks_note: str | None = None, options: OptionsAppraisal | None = None,
    options_note: str | None = None, versions: SavingsVersions | None = None,
    delays: Mapping[str, int] | None = None, programmes_note: str | None = None,
    frame: Callable[..., str] = document,
) -> str:  # fmt: skip
    """The page as text. Everything that it shows is escaped, and nothing in it is fetched."""
    unit = plan.unit
    bridge = plan.picture(chart="bridge", by="portfolio", printed=printed)
    rates = plan.picture(chart="run_rate", gap=gap)
    sure = plan.picture(chart="confidence")
    assert isinstance(bridge, Bridge) and isinstance(rates, RunRates) and isinstance(sure, Confidence)

    def cell(amount: float) -> TagChild:
        return muted("not known") if math.isnan(amount) else money(amount, unit, plan.places)

    findings = [
        *(chart.finding() for chart in (bridge, rates, sure)),
        f"Over its years the plan brings {money(plan.cash(), unit, plan.places)}, worth "
        f"{money(plan.present_value(), unit, plan.places)} in {plan.years[0].label}",
    ]
    by_year = [*rates.rates.items(), ("Total", rates.total)]
    years = _table(rates.years, by_year, "Savings in each year, by portfolio", cell)
    against = None if gap is None else _gap_table(rows_of(plan.core.gap(rates.gap, [])), cell)
    parts: list[tuple[str, str, list[TagChild]]] = [
        ("bridge", "From the saving expected to the one forecast", [figure_of(bridge), _bridge_table(bridge, cell)]),
        ("years", "Savings by year", [figure_of(rates), years, against]),
        ("confidence", "How sure the savings are", [figure_of(sure), _confidence_table(sure, cell)]),
        ("programmes", "The programmes", _programmes(plan, cell)),
    ]
    if plan.core.has_schemes and (monitoring := plan.monitor()).with_delivered:
        said, section = monitoring_section(monitoring, cell)
        findings.append(said)
        parts.insert(0, ("year", "How the year goes", section))
    told, section = programmes_section(plan, delays, programmes_note, cell)
    if section:
        findings += told
        parts.append(("waiting", "Who leads the programmes, and what they wait for", section))
    if benefits is not None:
        said, section = benefits_section(benefits)
        findings.append(said)
        parts.append(("benefits", "Are the benefits coming?", section))
    if versions is not None:
        said, section = versions_section(versions, cell)
        findings.append(said)
        parts.append(("versions", "As documents published them", section))
    if simulation is not None:
        if not isinstance(simulation, Simulation):
            found = type(simulation).__name__
            raise HeadwayError(f"simulation: found {found}; accepted: what SavingsPlan.simulate gives")
        fan = simulation.picture(planned=rates.total, unit=unit)
        note = f". {simulation.note.strip().rstrip('.')}" if simulation.note else ""
        findings.append(f"{fan.finding()}{note}")
        in_full = bridge.total.expected
        simulated = _simulation(simulation, fan, in_full, money(in_full, unit, plan.places), cell)
        parts.append(("simulation", "The likely range of the savings", simulated))
    rules = [*_rules(plan), *([] if simulation is None else [_simulated(simulation)])]
    if risks is not None:
        said, section, rule = risks_section(risks, risks_note)
        findings.append(said)
        parts.append(("risks", "What could go wrong", section))
        rules.append(rule)
    if options is not None:
        said, section, rule = options_section(options, options_note)
        findings.append(said)
        parts.append(("options", "The options", section))
        rules.append(rule)
    if printed_totals is not None:
        agreed, section = _printed(plan, printed_totals, cell)
        findings.append(agreed)
        parts.append(("printed", "Do the printed figures agree?", section))
    return page_of_parts(
        title=title, subtitle=subtitle, in_short=[f"{said}." for said in findings], parts=parts,
        rules=[*rules, *plan.notes], notes=notes,
        pages=pages, here=here, frame=frame,
    )  # fmt: skip


def _table(columns: Sequence[str], rows: Iterable[tuple[str, Iterable[float]]], title: str, cell: Cell) -> HTML:
    """Portfolios with their amounts, and below them the total in bold."""
    labels = {"portfolio": "Portfolio", **{f"column_{i}": name for i, name in enumerate(columns)}}
    drawn: list[Mapping[str, TagChild]] = []
    for name, amounts in rows:
        bold = tags.strong if name == "Total" else tags.span
        cells = {f"column_{i}": bold(cell(amount)) for i, amount in enumerate(amounts)}
        drawn.append({"portfolio": bold(name), **cells})
    return rows_table(drawn, labels, title, right=list(labels)[1:])


def _bridge_table(bridge: Bridge, cell: Cell) -> HTML:
    names = {"expected": "Expected", "not_validated": "Not validated", "over_achievement": "Over-achievement",
             "still_to_come": "Still to come", "slippage": "Slippage", "forecast": "Forecast"}  # fmt: skip
    every = [*bridge.rows.items(), ("Total", bridge.total)]
    for column in ("still_to_come", "slippage"):
        if not any(getattr(row, column) for _, row in every):
            del names[column]
    rows = [(name, [getattr(row, column) for column in names]) for name, row in every]
    return _table(list(names.values()), rows, "From expected to forecast, by portfolio", cell)


def _gap_table(rows: Rows, cell: Cell) -> HTML:
    """What stands against the budget gap, year by year."""
    apart = {"non_cashable": "Not cashable", "avoidance": "Avoided costs"}
    beside = {name: said for name, said in apart.items() if any(row[name] for row in rows)}
    names = {"gap": "Gap", "secured": "Secured", "unrated": "Over-achievement", "forecast": "Forecast", **beside,
             **({"closing": "Closes the gap"} if beside else {}), "unidentified": "Unidentified",
             "surplus": "Surplus"}  # fmt: skip
    drawn = [{"year": row["year"], **{name: cell(row[name]) for name in names}} for row in rows]
    title = (
        "The forecast against the budget gap; secured is what is rated at the surest level, and over-achievement has "
        "no rating"
    )
    return rows_table(drawn, {"year": "Year", **names}, title, right=list(names))


def _confidence_table(sure: Confidence, cell: Cell) -> HTML:
    columns = ["Expected", *(in_words(level).capitalize() for level in sure.levels)]
    rows = [(name, (row.expected, *row.levels)) for name, row in (*sure.rows.items(), ("Total", sure.total))]
    return _table(columns, rows, "Savings expected, by portfolio and confidence", cell)


def _programmes(plan: SavingsPlan, cell: Cell) -> list[TagChild]:
    """By portfolio, with what is not applicable and what another fund bears said in words."""
    counts, rows_of_all = _core.count_programmes(plan.core), rows_of(plan.core.programmes())
    rated = any(row["confidence"] for row in rows_of_all)  # scheme by scheme: what has no saving is not known
    without = "none is known" if rated else "none is applicable"
    other = counts["of_another_fund"]
    elsewhere = f", and {other} {'is' if other == 1 else 'are'} of another fund, which is never added."
    content: list[TagChild] = [
        tags.p(
            f"{counts['with_saving']} of {number_of(counts['programmes'], 'programme')} have an expected saving of the "
            f"{plan.fund}; for {counts['not_applicable']} {without}{elsewhere if other else '.'}"
        )
    ]
    labels = {"programme": "Programme", "expected": "Expected saving", "confidence": "Confidence",
              "actual": "Delivered so far", "fund": "Another fund", "next_step": "Next step"}  # fmt: skip
    wide = {"expected": "12em", "confidence": "10em", "actual": "12em", "fund": "16em", "next_step": "22em"}
    portfolios: dict[str, Rows] = {}
    for row in rows_of_all:
        portfolios.setdefault(row["portfolio"], []).append(row)
    for portfolio, programmes in portfolios.items():
        rows: list[Mapping[str, TagChild]] = []
        for row in programmes:
            elsewhere = row["fund"] != plan.fund
            absent = muted("Not in this plan's fund" if elsewhere else "Not known" if rated else "Not applicable")
            rows.append({
                "programme": row["programme"],
                "expected": absent if math.isnan(row["expected"]) else cell(row["expected"]),
                **({"confidence": capital(row["confidence"] or "") or muted("Not rated")} if rated else {}),
                **({} if math.isnan(row["actual"]) else {"actual": cell(row["actual"])}),
                **({"fund": capital(row["fund"])} if elsewhere else {}),
                **({} if rated else {"next_step": capital(row["next_step"] or "") or muted("Not given")}),
            })
        here = {name: label for name, label in labels.items() if any(name in row for row in rows)}
        title = f"{portfolio}: programmes, expected saving and {'confidence' if rated else 'next step'}"
        widths = {name: width for name, width in wide.items() if name in here}
        right = [name for name in ("expected", "actual") if name in here]
        content += [tags.h3(portfolio), rows_table(rows, here, title, widths=widths, right=right)]
    return content


def _simulation(simulation: Simulation, fan: Fan, in_full: float, said: str, cell: Cell) -> list[TagChild]:
    """The fan, the chances of each year's plan and of the expected total, what the spread comes of and rests on."""
    core, years = simulation.core, [period.label for period in simulation.years]
    content: list[TagChild] = [
        tags.p(tags.strong(simulation.note)) if simulation.note else None,
        figure_of(fan, simulation.note),
    ]
    chances: list[Mapping[str, TagChild]] = [
        {"year": year, "amount": cell(amount), "chance": per_cent(core.probability(i, amount)),
         "full": per_cent(core.probability(i, in_full))}
        for i, (year, amount) in enumerate(zip(years, fan.planned, strict=True))
    ]  # fmt: skip
    labels = {"year": "Year", "amount": "Planned", "chance": "Chance of reaching it",
              "full": f"Chance of the {said} expected"}  # fmt: skip
    title = "Chance that a year's saving is at least the planned amount, and at least the expected total"
    content += [
        tags.h3("The chance of reaching the planned amount, and the expected total"),
        rows_table(chances, labels, title, right=("amount", "chance", "full")),
    ]
    last = len(years) - 1
    most: list[Mapping[str, TagChild]] = [
        {"saving": core.names[i], "mean": cell(core.saving_mean[i, last]),
         "share": per_cent(core.spread_share[i, last])}
        for i in _core.most_spread(core, last, MOST_SAVINGS)
    ]  # fmt: skip
    if most:
        labels = {"saving": "Saving", "mean": "On average", "share": "Share of the uncertainty"}
        title = f"The {number_of(len(most), 'saving')} that contribute most to the uncertainty, of {len(core.names)}"
        content += [
            tags.h3(f"What the range of {years[-1]} depends on most"),
            rows_table(most, labels, title, right=("mean", "share")),
        ]
    else:
        content.append(tags.p(f"Nothing is in doubt in {years[-1]}: it has no range."))
    return [*content, tags.h3("What is assumed"), _assumptions(simulation), tags.p(_drawn(simulation))]


def _assumptions(simulation: Simulation) -> HTML:
    """Savings of one delivery and delay together, by the levels that their names end with."""
    pooled: dict[tuple[str, str], list[str]] = {}
    core = simulation.core
    for name, delivery, delay in zip(core.names, core.deliveries, core.delays, strict=True):
        pooled.setdefault((delivery, delay), []).append(name)
    rows: list[Mapping[str, TagChild]] = []
    for (delivery, delay), names in pooled.items():
        levels = list(dict.fromkeys(name.rpartition(", ")[2] for name in names))
        named = ", ".join(levels if all(", " in name for name in names) else names)
        rows.append({"savings": capital(named), "count": str(len(names)), "delivery": delivery, "delay": delay})
    labels = {"savings": "Savings", "count": "Number", "delivery": "Share delivered", "delay": "Delay"}
    title = "Assumptions: what share of a planned saving is delivered, and how late"
    return rows_table(rows, labels, title, right=("count",))


def _drawn(simulation: Simulation) -> str:
    together = _core.correlation_range(simulation.core.correlation)
    if together is None:
        how = "Each saving is taken to succeed or fail by itself: where they fail together, the range is wider"
    elif together[0] == together[1]:
        together_by = f"a correlation of {figure(together[0], places=2)}"
        how = f"Savings are taken to succeed or fail together to a degree ({together_by})"
    else:
        least, greatest = (figure(end, places=2) for end in together)
        how = f"Savings are taken to succeed or fail together to a degree (correlations of {least} to {greatest})"
    return f"{how}."


def _simulated(simulation: Simulation) -> str:
    """How the range was worked out, for those who want to do it again."""
    return (
        f"The likely range of the savings comes of {simulation.draws:,} simulated outcomes (seed {simulation.seed}; "
        f"method: {simulation.version}). Uncertainty is the variance of the total; a saving that goes against the "
        "others has a negative share of it."
    )


def _printed(plan: SavingsPlan, totals: Mapping[str, Any], cell: Cell) -> tuple[str, list[TagChild]]:
    """The checks that fail, and how many do not."""
    accepted = ("expected", "levels", "run_rate", "increments", "over_achievement")
    if not isinstance(totals, Mapping):
        found = type(totals).__name__
        raise HeadwayError(f"printed_totals: found {found}; accepted: a mapping of {', '.join(accepted)}")
    unknown = [name for name in totals if name not in accepted]
    refuse([f"printed_totals: found {name!r}; accepted: {', '.join(accepted)}" for name in unknown])
    printed = printed_of(plan.scale, plan.core.unit, **totals)
    counts = _core.count_checks(plan.core, *printed)
    said = f"{counts['agree']} of {number_of(counts['checks'], 'check')} of the printed figures agree"
    rows: list[Mapping[str, TagChild]] = [
        {
            "check": f"{capital(row['check'])}, {row['where']}", "claimed": cell(row["claimed"]),
            "computed": cell(row["computed"]),
            "difference": money(row["difference"], plan.unit, plan.places, signed=True),
            "why": "Yes" if row["explained_by_rounding"] else tags.strong("No"),
        }
        for row in rows_of(plan.core.checks(*printed))
        if not row["agrees"]
    ]  # fmt: skip
    if rows:
        all_of_it = counts["explained_by_rounding"] == len(rows)
        explained = "all of it" if all_of_it else f"{counts['explained_by_rounding']} of {len(rows)}"
        said += f", and {len(rows)} {'does' if len(rows) == 1 else 'do'} not: rounding explains {explained}"
    intro = tags.p(
        f"{said}. Portfolios against their programmes and levels of confidence, totals against portfolios, and the "
        "bridge."
    )
    if not rows:
        return said, [intro]
    labels = {"check": "Figure", "claimed": "Printed", "computed": "From its parts", "difference": "Difference",
              "why": "Does rounding explain it?"}  # fmt: skip
    title = "Printed figures that do not agree with their parts"
    return said, [intro, rows_table(rows, labels, title, right=("claimed", "computed", "difference"))]


def _rules(plan: SavingsPlan) -> list[str]:
    left_out = [level.word for level in plan.scale.levels if not level.validated]
    return [
        f"All figures are of the {plan.fund}. Savings of other funds are never added to it.",
        "A saving of a year is what that year is better off by, compared with no programme: a run rate. It is counted "
        "again in each year in which it recurs, and the plan's years together are its cash.",
        "Forecast is expected, less what is not validated, plus over-achievement: by how much the last year's run rate "
        "is beyond what is validated."
        + (f" Not validated is what the scale rates {' or '.join(left_out)}." if left_out else ""),
        f"{capital(plan.scale.name)} is a scale of its own. Its levels say nothing of the rating of an indicator or "
        "of an action.",
        "Present value discounts each year after the first by the Green Book's rates.",
    ]
