"""The corporate scorecard of quarter 2 of 2024/25, as one page: python examples/report.py build/report/index.html"""

import sys
from pathlib import Path

import pandas as pd

import headway as hw

DATA = Path(__file__).parent / "data" / "southampton"

NOTES = [
    "Source: the council's corporate performance report for quarter 2 of 2024/25, Cabinet, November 2024. National is "
    "England; peer is the average of the council's statistical neighbours.",
    "The published report rates the outcomes of safeguarding enquiries red against target without printing a target. "
    "Without one they are not rated here.",
    "The report works changes out from unrounded figures. Here they are worked out from the figures as printed, and "
    "some differ from the report's by 0.01.",
    "Which indicators are year-to-date totals is read from their names.",
]


def scorecard() -> hw.Scorecard:
    kpis = pd.read_csv(DATA / "kpis_2024_25_q2.csv")
    definitions = pd.read_csv(DATA / "indicators.csv")
    history = pd.read_csv(DATA / "indicator_history_2024_25.csv").rename(columns={"month": "period"})
    results = kpis.merge(definitions, on="indicator", how="left", validate="many_to_one")
    undefined = results.indicator[results.accrual.isna()]
    if len(undefined):
        raise ValueError(f"no definition of {', '.join(undefined)}; accepted: a row of indicators.csv for each")
    return hw.Scorecard(results, history=history)


if __name__ == "__main__":
    scorecard().write(
        sys.argv[1],
        title="Corporate scorecard, quarter 2 of 2024/25",
        subtitle="Southampton City Council: results to September 2024, for Cabinet",
        notes=NOTES,
    )
