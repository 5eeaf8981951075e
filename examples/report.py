"""The report: the corporate scorecard of quarter 2 of 2024/25, and beside it a page of savings and one of plans.

python examples/report.py build/report/index.html
"""

import csv
import sys
from pathlib import Path

import headway as hw
import pandas as pd

DATA = Path(__file__).parent / "data" / "southampton"

# The pages of the report, in the order of their links.
PAGES = {"index.html": "Scorecard", "savings.html": "Savings", "plans.html": "Plans"}

NOTES = [
    "Source: the council's corporate performance report for quarter 2 of 2024/25, Cabinet, November 2024. National is "
    "England; peer is the average of the council's statistical neighbours.",
    "The published report rates the outcomes of safeguarding enquiries red against target without printing a target. "
    "Without one they are not rated here.",
    "The report works changes out from unrounded figures. Here they are worked out from the figures as printed, and "
    "some differ from the report's by 0.01.",
    "Which indicators are year-to-date totals is read from their names.",
    "Admissions of adults: their monthly figures from April to July were not published. They are reconstructed, as "
    "the whole numbers of admissions that reproduce every figure that was printed, and so the outlook of the two "
    "indicators rests on reconstructed figures.",
    "The report itself expected 581.6 admissions of older adults and 15.1 of younger adults per 100,000 by the end of "
    "the year. A least-squares line through the cumulative figures (headway's ols_cumulative) gives both. The outlook "
    "here is 583.0 and 17.8, by the run rate. It is not that line because each cumulative figure contains the one "
    "before: the textbook interval of such a line holds the year in under 40% of cases where it claims 80%.",
]

RECONSTRUCTED = (
    "Reconstructed: April to July were not published; these whole numbers of admissions reproduce every printed "
    "figure. The report itself expected 581.6 for older and 15.1 for younger adults by year end."
)


def table(name: str) -> pd.DataFrame:
    """A table of the example: a file that is damaged is named, with the line."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        try:
            header, *lines = list(csv.reader(file, strict=True))
        except (csv.Error, ValueError) as error:
            raise ValueError(f"{name}: {error}; accepted: comma-separated values in UTF-8, with a header") from error
    first = {}
    for number, line in enumerate(lines, start=2):
        if len(line) != len(header):
            raise ValueError(f"{name}, line {number}: found {len(line)} fields; accepted: {len(header)}, as the header")
        if first.setdefault(tuple(line), number) != number:
            raise ValueError(f"{name}, line {number}: found the same as line {first[tuple(line)]}; accepted: one")
    return pd.read_csv(DATA / name)


def outlook() -> dict[str, hw.Projection]:
    """Where admissions of adults are heading, as rates per 100,000 since April."""
    months = table("admissions_reconstructed.csv")
    targets = table("year_end_extrapolations_published.csv").set_index("indicator").year_end_target
    projections = {}
    for indicator, rows in months.groupby("indicator", sort=False):
        event = 100_000 / rows.population.iloc[0]  # what one admission adds to the rate
        rates, start = rows.events.cumsum() * event, rows.month.iloc[0]
        series = hw.Series(rates, start=start, accrual="cumulative", note=RECONSTRUCTED)
        projections[indicator] = hw.project_year_end(
            series, target=hw.Profile.linear(targets[indicator]), polarity="low_is_good", event=event
        )
    return projections


def scorecard() -> hw.Scorecard:
    kpis = table("kpis_2024_25_q2.csv")
    definitions = table("indicators.csv")
    history = table("indicator_history_2024_25.csv").rename(columns={"month": "period"})
    results = kpis.merge(definitions, on="indicator", how="left", validate="many_to_one")
    undefined = results.indicator[results.accrual.isna()]
    if len(undefined):
        raise ValueError(f"no definition of {', '.join(undefined)}; accepted: a row of indicators.csv for each")
    board = hw.Scorecard(results, history=history, outlook=outlook())
    strangers = board.board.of_no_indicator["history"]
    if strangers:
        named = ", ".join(map(repr, strangers))
        raise ValueError(f"indicator_history_2024_25.csv: found {named}; accepted: indicators of the scorecard")
    return board


INITIATIVES_NOTE = (
    "The update says that all initiatives are at amber or green. That holds of every initiative that it rates at Q4; "
    "seven have no rating there, and five of the seven were amber at Q2."
)
ACTIONS_NOTE = (
    "The progress report shows the status of actions by colour. In the text at hand the word \"Complete\" of two "
    "actions is all that is left of it: \"status not known\" says that none can be read there, not that the council "
    "gave none."
)
PLAN_NOTES = [
    "Sources: the corporate plan's end-of-year update for 2020/21, for initiatives; the progress report on the "
    "Corporate Peer Challenge of January 2025, for recommendations, actions and their timeframes. Titles of "
    "recommendations and actions are shortened.",
    "Of the two actions past their window here the progress report says that the strategy is slightly delayed and well "
    "under way, and that the investigation is complete and its retention plan is to follow with the strategy.",
    "Actions are dated as at 31 October 2025, the time of the progress report. Short term is April to July 2025, "
    "medium term August to December 2025, longer term 2026 onwards.",
]


def write_plans(path: Path) -> Path:
    """Initiatives of 2020/21, and the action plan of 2025 as at its report."""
    return hw.plan.write_page(
        path,
        title="Plans: initiatives of 2020/21 and the action plan of 2025",
        subtitle="Southampton City Council: what is being done, and how it stands",
        initiatives=table("initiatives_2020_21.csv"),
        snapshots={"rating_q2": "2020/21 - Q2", "rating_q4": "2020/21 - Q4"},
        actions=table("action_plan_2025.csv"),
        windows=table("action_plan_timeframes.csv"),
        recommendations=table("recommendations_2025.csv"),
        as_at="2025-10-31",
        initiatives_note=INITIATIVES_NOTE,
        actions_note=ACTIONS_NOTE,
        notes=PLAN_NOTES,
        pages=PAGES,
    )


SAVINGS_NOTES = [
    "Sources: the council's transformation programme, Cabinet, July 2024, for programmes, confidence and the profile. "
    "General fund only: what programmes save the housing revenue account and the dedicated schools grant is not "
    "printed, and would not be added.",
    "The report calls one portfolio by two names, Enabling Excellence and Enabling Services; here it has the first.",
    "The report prints £32.05m for 2025/26 where its seven portfolios add up to £32.04m: rounding explains that. The "
    "productivity plan of 2024 prints an expected total of £42.64m over the same seven amounts, which add up to "
    "£42.65m: rounding does not explain that.",
    "The progress report of 2025 speaks of £34.5m of savings in the 2025/26 budget and of over £50m by 2028/29. It "
    "does not say by which portfolios, so they are not in this plan.",
]


def savings() -> hw.SavingsPlan:
    """The transformation programme of 2024."""
    tables = (table(f"savings_{name}.csv") for name in ("programmes", "confidence", "profile"))
    return hw.SavingsPlan.from_frames(*tables, version="transformation programme 2024")


def write_savings(path: Path) -> Path:
    """What was expected, what is forecast, when it comes and how sure it is."""
    plan = savings()
    totals = table("savings_profile_published_totals.csv")
    return plan.write(
        path,
        title="Savings: the transformation programme of 2024",
        subtitle="Southampton City Council: five years from 2024/25, for Cabinet",
        printed=41.60,
        simulation=plan.simulate(draws=100_000, seed=2024),
        printed_totals={
            "expected": 42.65,
            "levels": {"green": 23.08, "amber": 11.9, "red": 7.67},
            "run_rate": totals.cumulative_total_gbp_m.tolist(),
            "increments": totals.incremental_total_gbp_m.tolist(),
            "over_achievement": 6.62,
        },
        notes=SAVINGS_NOTES,
        pages=PAGES,
    )


if __name__ == "__main__":
    first = scorecard().write(
        sys.argv[1],
        title="Corporate scorecard, quarter 2 of 2024/25",
        subtitle="Southampton City Council: results to September 2024, for Cabinet",
        notes=NOTES,
        pages=PAGES,
    )
    write_savings(first.with_name("savings.html"))
    write_plans(first.with_name("plans.html"))
