"""A small report with something of everything that a table can be of, and text that is none of what it looks like."""

import headway as hw
import numpy as np
import pandas as pd
from headway.report.commentary import Commentary, Words
from headway.report.report import Plans, Report

HOSTILE = [
    "=1+1", "+1 day", "-1 of 3", "@SUM(A1)", "{=1+1}", "'=quoted", "'tis text", "[click](https://a.example)",
    "$$note$$", "https://a.example", "_x0041_ is not A", "% of \u20ac", "a\nb\r\nc", "  two  spaces ", "\ttab\tinside",
    "<b>&amp; \"it's\"</b>", "\x07bell\x1b[31m", "\uff1d1", "x" * 40_000, "\u2028line, and, commas; too",
]  # fmt: skip
WAITS, RANGE, NONE = "Days that a repair waits", "Occupancy of homes (%)", "Contacts that nobody counted"
MONTHS = [f"{2022 + (9 + i) // 12}-{(9 + i) % 12 + 1:02d}" for i in range(24)]  # October 2022 to September 2024
WAITED = [round(30 + 3 * np.sin(i) - i / 8, 2) for i in range(24)]


def results() -> pd.DataFrame:
    """Results of every kind: rated, of a range, without a figure, without a period, and with hostile names."""
    own = pd.DataFrame({
        "section": ["Housing", "Housing", "Contacts", "Corporate"], "indicator": [WAITS, RANGE, NONE, WAITS],
        "period": ["2024-09", "2024/25 - Q2", "2024-09", "2024-09"], "previous": [WAITED[-2], 96.0, None, WAITED[-2]],
        "latest": [WAITED[-1], 91.5, None, WAITED[-1]], "latest_status": [None, None, "suppressed", None],
        "target": [25.0, None, 100.0, 25.0], "target_lower": [None, 92.0, None, None],
        "target_upper": [None, 98.0, None, None], "peer": [24.125, None, None, None],
        "polarity": ["low_is_good", "in_range", "high_is_good", "low_is_good"], "unit": ["days", "%", None, "days"],
        "accrual": ["average", "snapshot", "flow", "average"], "owner": ["Head of Repairs", None, None, None],
    })  # fmt: skip
    count = len(HOSTILE)
    odd = pd.DataFrame({
        "section": ["=Section"] * count, "indicator": HOSTILE, "period": "2024-09",
        "previous": np.arange(count) / 8, "latest": np.arange(count) / 4, "target": 1.0, "peer": -0.5,
        "polarity": "high_is_good", "unit": ["="] * count, "accrual": "snapshot", "owner": HOSTILE,
        "note": HOSTILE[::-1],
    })  # fmt: skip
    return pd.concat([own, odd], ignore_index=True)


def scorecard(rows: pd.DataFrame) -> hw.Scorecard:
    history = pd.DataFrame({"indicator": WAITS, "period": MONTHS, "value": WAITED})
    series = hw.Series(WAITED, start=MONTHS[0], accrual="average")
    outlook = {WAITS: hw.project_year_end(series, target=25.0, polarity="low_is_good")}
    return hw.Scorecard(rows, comparators=("target", "peer"), history=history, outlook=outlook)


def before() -> hw.Scorecard:
    rows = results().iloc[[0, 1, 4]].copy()
    rows["latest"] = [40.0, 95.0, 0.0]
    return hw.Scorecard(rows, comparators=("target", "peer"))


def savings() -> hw.SavingsPlan:
    programmes = pd.DataFrame({
        "portfolio": ["=Roads", "=Roads", "Homes"], "programme": ["Lights", "+Signs", "Repairs"],
        "expected_saving_gbp_m": ["\u00a33.5m", "n/a", "HRA"],
    })  # fmt: skip
    confidence = pd.DataFrame({"portfolio": ["=Roads"], "expected_saving_gbp_m": [3.5], "green_gbp_m": [2.0],
                               "amber_gbp_m": [1.0], "red_gbp_m": [0.5]})  # fmt: skip
    profile = pd.DataFrame({"portfolio": ["=Roads"] * 2, "financial_year": ["2024/25", "2025/26"],
                            "cumulative_saving_gbp_m": [1.2, 3.6]})  # fmt: skip
    return hw.SavingsPlan.from_frames(programmes, confidence, profile, profile_includes_unvalidated=False)


def plans() -> Plans:
    initiatives = pd.DataFrame({
        "initiative": ["=Clean air", "Clubs"], "theme": ["City", None], "rating_q2": ["A", None],
        "rating_q4": ["G", "R"], "direction_of_travel": ["worsening", None],
    })  # fmt: skip
    actions = pd.DataFrame({
        "action": ["=Strategy", "Hub"], "theme": ["City", "Place"], "lead": [None, "Director of Place"],
        "first_month": ["2025-04", None], "last_month": ["2025-07", None], "published_rating": [None, "blue"],
    })  # fmt: skip
    asked = pd.DataFrame({"recommendation": [1, 2], "theme": ["City", "Homes"], "title": ["One", "Two"]})
    return Plans(initiatives=initiatives, actions=actions, recommendations=asked, as_at="October 2025",
                 initiatives_note="=A note of initiatives.", notes=["A note of plans."])  # fmt: skip


def statistics() -> list:
    """A result of each kind that has figures of its own."""
    series = hw.Series(WAITED, start="2022-10", accrual="average")
    longer = hw.Series(WAITED * 2 + WAITED[:6], start="2020-04", accrual="average")
    monthly = pd.DataFrame({"month": MONTHS[:13] * 2, "ward": ["=North"] * 13 + ["South"] * 13,
                            "count": [5, 7, 6, 9, 8, 7, 6, 9, 7, 8, 6, 7, 30] * 2})  # fmt: skip
    return [
        hw.stats.proportion([83, 0, 5], [586, 0, 9], multiplier=100),
        hw.stats.proportion(8, 10, confidence=[0.95, 0.998]),
        hw.stats.funnel_points([12, 30, 55, 0], [100, 210, 1000, 40], multiplier=100),
        hw.spc.xmr(monthly["count"], dates=monthly.month, groups=monthly.ward, polarity="low_is_good", target=6),
        hw.spc.run_chart([5, 7, 6, 9, 8, 7, 6, 9, 7, 8, 6, 7]),
        hw.project_year_end(series), hw.backtest(longer), savings().simulate(draws=200, seed=7),
    ]  # fmt: skip


def report() -> Report:
    said = Commentary(sections={"Housing": Words(on_track="=Most of it.")},
                      indicators={WAITS: Words(focus=HOSTILE[12])})  # fmt: skip
    plan = savings()
    parts = {"gap": {"2025/26": 4.0}, "printed_totals": {"expected": 3.5}, "notes": ["=Money."]}
    return Report(
        title="=Quarter 2", organisation="@Anytown Council", period="results to Sep 2024", contact="+44 20 7946 0000",
        published="26 November 2024", licence="OGL", notes=["=A note of the analyst."], scorecard=scorecard(results()),
        before=before(), commentary=said, published_counts={"Housing": {"kpis": 2, "green": 1}, "=Roads": 4},
        savings=plan, savings_parts=parts, simulation=plan.simulate(draws=200, seed=7),
        plans=plans(), statistics=statistics(),
        charts=[hw.spc.run_chart([1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3]), plan],
    )  # fmt: skip
