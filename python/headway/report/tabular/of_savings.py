"""The tables of a savings plan: portfolios, programmes, years, the bridge, and what chance makes of them."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from headway.charts.run_rates import RunRates
from headway.language.figures import money
from headway.language.sentences import capital, in_words
from headway.report.report import Report
from headway.report.tabular.of_frames import Said, columns_of_core
from headway.report.tabular.of_programmes import table_of_versions
from headway.report.tabular.of_risks import tables_of_options, tables_of_risks
from headway.report.tabular.of_simulation import columns_of_simulation
from headway.report.tabular.table import Column, Table
from headway.savings.arguments import gaps_of, printed_of
from headway.savings.savings_plan import SavingsPlan
from headway.uncertainty.simulation import Simulation

if TYPE_CHECKING:
    from headway._core import Columns

TOTAL = "Total"
_PROGRAMMES = {
    "portfolio": Said("Portfolio", "The portfolio that it is of."), "programme": Said("Programme", "Its name."),
    "expected": Said("Expected", "The saving that is expected.", "not applicable"),
    "confidence": Said("Confidence", "How sure it is.", words=True),
    "actual": Said("Delivered so far", "What it has saved.", "no data"),
    "fund": Said("Fund", "The fund that it saves.", words=True),
    "recurrence": Said("Recurrence", "Whether it recurs each year.", words=True),
    "benefit": Said("Benefit", "Whether a budget falls by it.", words=True),
    "business_case": Said("Business case", "How far its business case has come.", words=True),
    "next_step": Said("Next step", "What comes next.", words=True), "start": Said("Start", "The month it begins in."),
    "owner": Said("Owner", "Who answers for it."), "board": Said("Board", "Who oversees it."),
    "themes": Said("Themes", "What it is about."), "depends_on": Said("Depends on", "What it depends on."),
    "note": Said("Note", "What is said of the figure.", "nothing is noted"),
}  # fmt: skip
_PORTFOLIO = {"portfolio": Said("Portfolio", "The portfolio, or the total.")}
_BRIDGE = _PORTFOLIO | {
    "expected": Said("Expected", "The saving that is expected.", "not known"),
    "not_validated": Said("Not validated", "What of it is not validated, to be taken away.", "not known"),
    "over_achievement": Said("Over-achievement", "By how much the run rate is beyond what is validated.", "not known"),
    "still_to_come": Said("Still to come", "What is planned for later years, negative.", "not known"),
    "slippage": Said("Slippage", "What is late or lost against an earlier plan, negative.", "not known"),
    "forecast": Said("Forecast", "What is forecast for the last year.", "not known"),
    "unexplained": Said("Unexplained", "What was printed less the forecast.", "not known"),
}  # fmt: skip
_YEARS = _PORTFOLIO | {
    "year": Said("Year", "The financial year."),
    "run_rate": Said("Run rate", "What the year is better off by.", "not known"),
    "increment": Said("Increment", "What it adds to the year before.", "not known"),
    "cash": Said("Cash", "All years up to this one together.", "not known"),
}  # fmt: skip
_KINDS = {
    "cashable": Said("Cashable", "What lets a budget fall.", "not known"),
    "non_cashable": Said("Not cashable", "Time and capacity: no budget falls.", "not known"),
    "avoidance": Said("Avoided costs", "Costs that would have come.", "not known"),
    "income": Said("Income", "What is earned more.", "not known"),
    "kind_not_stated": Said("Kind not stated", "Of which nobody has said what kind of benefit it is.", "not known"),
}  # fmt: skip
_GAP = {
    "year": Said("Year", "The financial year."), "gap": Said("Gap", "The budget gap.", "no gap is given"),
    "secured": Said("Secured", "What is rated at the surest level.", "not known"),
    "unrated": Said("Over-achievement", "Of which nobody has said how sure it is.", "not known"),
    "forecast": Said("Forecast", "What is forecast.", "not known"), **_KINDS,
    "closing": Said("Closes the gap", "Of the forecast, all but what is not cashable and avoided costs.", "not known"),
    "unidentified": Said("Unidentified", "What of the gap nothing is forecast for.", "no gap is given"),
    "surplus": Said("Surplus", "By how much the forecast is beyond the gap.", "no gap is given"),
}  # fmt: skip
_MONITORING = {
    "row": Said("Row", "Whether it is of a scheme, a portfolio or a fund."),
    "fund": Said("Fund", "The fund. Funds are never added to one another."),
    "portfolio": Said("Portfolio", "The portfolio.", "a fund's total"),
    "programme": Said("Scheme", "The scheme.", "a total"),
    "confidence": Said("Confidence", "How sure it is.", "a total"),
    "planned": Said("Planned", "What was planned for the year.", "not known"),
    "forecast": Said("Forecast", "What is forecast for the year.", "not known"),
    "delivered": Said("Delivered", "What is delivered so far.", "not known"),
    "to_come": Said("To come", "Forecast less delivered.", "not known"),
    "slipped": Said("Slipped", "What comes in later years.", "not known"),
    "lost": Said("Lost", "What never comes.", "not known"),
    "not_split": Said("Slipped or lost", "What falls short, of which nobody can say which.", "not known"),
    "year_end": Said("Year end by its months", "What the months so far make of the year.", "too few months"),
    "lower": Said("Lower", "Of its interval.", "too few months"),
    "upper": Said("Upper", "Of its interval.", "too few months"),
}  # fmt: skip
_FUNDS = {
    "fund": Said("Fund", "The fund, the plan's own first."),
    "programmes": Said("Programmes", "How many programmes there are."),
    "with_saving": Said("With a saving", "How many of them have an expected saving."), **_KINDS,
}  # fmt: skip
_CHECKS = {
    "check": Said("Figure", "What was printed."), "where": Said("Of", "The portfolio or the year that it is of."),
    "claimed": Said("Printed", "The figure as printed.", "not known"),
    "computed": Said("From its parts", "The same from its parts.", "not known"),
    "difference": Said("Difference", "Computed less printed.", "not known"),
    "agrees": Said("Agrees", "Whether the two agree."),
    "explained_by_rounding": Said("Explained by rounding", "Whether rounding can make the difference."),
}  # fmt: skip


def tables_of_savings(report: Report) -> Iterator[Table]:
    """The tables of the report's savings plan."""
    plan, parts = report.savings, report.savings_parts
    assert plan is not None
    core = plan.core
    about = (f"All amounts are in {plan.unit} of the {plan.fund}.",)
    yield Table("savings_bridge", "From the saving expected to the one forecast, by portfolio",
                _with_total(_in(plan, core.bridge(None, parts.get("printed"), None), _BRIDGE)), ("portfolio",),
                about, tab="Savings_bridge")  # fmt: skip
    yield Table("savings_confidence", "Savings expected, by portfolio and confidence",
                _with_total(_in(plan, core.by_portfolio(), _PORTFOLIO | _amounts(plan))), ("portfolio",), about,
                tab="Savings_confidence")  # fmt: skip
    yield Table("savings_years", "Savings by portfolio and year",
                _with_total(_in(plan, core.incremental(), _YEARS)), ("portfolio", "year"), (*about, _together(plan)),
                tab="Savings_years")  # fmt: skip
    apart = f"All amounts are in {plan.unit}. Funds are never added to each other."
    yield Table("savings_funds", "What the plan comes to, fund by fund",
                _in(plan, core.totals(), _FUNDS | _amounts(plan)), ("fund",), (apart,),
                tab="Savings_funds")  # fmt: skip
    yield Table("savings_programmes", "Programmes and their expected savings",
                _programmes(plan), ("portfolio", "programme"), about, tab="Savings_programmes")  # fmt: skip
    if core.has_schemes and (monitoring := plan.monitor()).with_delivered:
        yield Table("savings_monitoring", f"{monitoring.year.label} by scheme, portfolio and fund",
                    _in(plan, monitoring.columns, _MONITORING), (), (apart, *monitoring.notes),
                    tab="Savings_monitoring")  # fmt: skip
    if (gap := parts.get("gap")) is not None:
        columns = _in(plan, core.gap(gaps_of(gap, plan.years, plan.core.unit), []), _GAP)
        yield Table("savings_gap", "The forecast against the budget gap", columns, ("year",), about, tab="Savings_gap")
    if (versions := parts.get("versions")) is not None:
        yield table_of_versions(versions)
    if report.simulation is not None:
        yield _fan(plan, report.simulation)
    if (register := parts.get("risks")) is not None:
        yield from tables_of_risks(register, parts.get("risks_note"))
    if (appraisal := parts.get("options")) is not None:
        yield from tables_of_options(appraisal, parts.get("options_note"))
    if (totals := parts.get("printed_totals")) is not None:
        columns = _in(plan, core.checks(*printed_of(plan.scale, core.unit, **totals)), _CHECKS)
        yield Table("savings_checks", "Printed figures, held against their parts", columns, (), about,
                    tab="Savings_checks")  # fmt: skip


def _programmes(plan: SavingsPlan) -> list[Column]:
    """Programmes; why one has no expected saving is said of each."""
    columns = _in(plan, plan.core.programmes(), _PROGRAMMES)
    funds = next(column for column in columns if column.name == "fund").values
    rated = any(next(column for column in columns if column.name == "confidence").values)
    why = ["not in this plan's fund" if fund != plan.fund else "not known" if rated else "not applicable"
           for fund in funds]  # fmt: skip
    return [dataclasses.replace(column, why=why) if column.name == "expected" else column for column in columns]


def _amounts(plan: SavingsPlan) -> dict[str, Said]:
    """Expected, by the levels of confidence, validated and forecast."""
    levels = {level.word: Said(capital(in_words(level.word)), f"What is rated {in_words(level.word)}.", "not known")
              for level in plan.scale.levels}  # fmt: skip
    return {
        "expected": Said("Expected", "The saving that is expected.", "not known"), **levels,
        "validated": Said("Validated", "What of it is validated.", "not known"),
        "forecast": Said("Forecast", "What is forecast for the last year.", "not known"),
    }  # fmt: skip


def _together(plan: SavingsPlan) -> str:
    """What the years come to."""
    cash, worth = (money(amount, plan.unit, plan.places) for amount in (plan.cash(), plan.present_value()))
    return f"Over its years the plan brings {cash}, worth {worth} in {plan.years[0].label}."


def _fan(plan: SavingsPlan, simulation: Simulation) -> Table:
    rates = plan.picture(chart="run_rate")
    assert isinstance(rates, RunRates)
    columns = columns_of_simulation(simulation, planned=rates.total, unit=plan.unit, places=plan.places)
    says = (f"Of {simulation.draws:,} simulated outcomes (seed {simulation.seed}; method: {simulation.version}).",
            *([simulation.note] if simulation.note else []))  # fmt: skip
    return Table("savings_simulation", "The likely range of the savings", columns, ("year",), says,
                 tab="Savings_simulation")  # fmt: skip


def _in(plan: SavingsPlan, columns: Columns, said: Mapping[str, Said]) -> list[Column]:
    """Columns whose numbers are amounts in the unit of a plan."""
    return columns_of_core(columns, {
        name: each._replace(unit=plan.unit, places=plan.places)
        if name in columns and columns[name][0] == "number" else each
        for name, each in said.items()
    })  # fmt: skip


def _with_total(columns: list[Column]) -> list[Column]:
    """The same, with whether a row is the total of others, so that nobody adds it to them."""
    is_total = [name == TOTAL for name in columns[0].values]
    return [*columns, Column("is_total", "Is a total", "Whether the row adds up the others.", "truth", is_total)]
