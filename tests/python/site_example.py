"""A report with something of everything that the site shows: the city's published quarter, and a made-up service."""

from pathlib import Path

import headway as hw
import numpy as np
import pandas as pd
from headway.report.commentary import Commentary, Words
from headway.report.report import Plans, Report
from headway.report.site import pages

DATA = Path(__file__).parents[2] / "examples" / "data" / "southampton"
HOSTILE = '<script>alert(1)</script> & "quoted" \'so\' {x} --> ]]> $y$ \\"'
WAITS, CALLS = "Days that a repair waits", "Calls answered within a minute"
LONG = "Rate of Looked After Children (per 10,000)"
MONTHS = [f"{2019 + (9 + i) // 12}-{(9 + i) % 12 + 1:02d}" for i in range(60)]  # October 2019 to September 2024
EARLIER = ("year_start", "same_month_last_year", "twelve_month_high", "twelve_month_low")
FOCUS = (
    "Two homes closed for repair in August and have not opened again, and foster care lost eleven carers over the "
    "summer, so that more children live further away."
)


def months(seed: int, level: float, step: float) -> list[float]:
    """Sixty months about a level that falls to another after the fortieth."""
    noise = np.random.default_rng(seed).normal(size=60)
    return np.round(level + 2 * noise - step * (np.arange(60) >= 40), 1).tolist()


HISTORIES = {WAITS: months(1, 30.0, 8.0), CALLS: months(2, 82.0, 0.0)}


def admissions() -> dict[str, hw.Projection]:
    found = {}
    for name, rows in pd.read_csv(DATA / "admissions_reconstructed.csv").groupby("indicator", sort=False):
        event = 100_000 / rows.population.iloc[0]
        series = hw.Series(rows.events.cumsum() * event, start="2024-04", accrual="cumulative", note="Reconstructed.")
        target = {"65": 560.8, "18": 14.6}["65" if "65" in str(name) else "18"]
        profile = hw.Profile.linear(target)
        found[str(name)] = hw.project_year_end(series, target=profile, polarity="low_is_good", event=event)
    return found


def results() -> pd.DataFrame:
    """Every row of the published quarter, and those of the two services."""
    kpis = pd.read_csv(DATA / "kpis_2024_25_q2.csv")
    kpis = kpis[[name for name in kpis if not name.startswith("published")]]
    kpis = kpis.merge(pd.read_csv(DATA / "indicators.csv")[["indicator", "accrual"]], on="indicator", how="left")
    own = pd.DataFrame({
        "section": "Housing & <b>Repairs</b>", "indicator": [WAITS, CALLS, HOSTILE], "period": "2024-09",
        "previous": [HISTORIES[WAITS][-2], HISTORIES[CALLS][-2], 3.0],
        "latest": [HISTORIES[WAITS][-1], HISTORIES[CALLS][-1], None], "target": [25.0, 90.0, 4.0],
        "national": [24.0, None, None], "peer": [None, 85.5, None],
        "polarity": ["low_is_good", "high_is_good", "high_is_good"], "unit": ["days", "%", HOSTILE],
        "accrual": "average", "owner": ["Head of Repairs", "Head of Customer Services", HOSTILE],
        "definition": ["From report to repair.", None, HOSTILE], "source": ["Housing system.", None, HOSTILE],
        "denominator": [None, 2000.0, None], "denominator_unit": [None, "calls", None],
    })  # fmt: skip
    return pd.concat([kpis, own], ignore_index=True)


def history() -> pd.DataFrame:
    published = pd.read_csv(DATA / "indicator_history_2024_25.csv").rename(columns={"month": "period"})
    own = [(name, month, value) for name, values in HISTORIES.items()
           for month, value in zip(MONTHS, values, strict=True)]
    return pd.concat([published, pd.DataFrame(own, columns=["indicator", "period", "value"])])


def scorecard() -> hw.Scorecard:
    outlook = admissions()
    for name, target in ((WAITS, 25.0), (CALLS, 90.0)):
        series = hw.Series(HISTORIES[name], start=MONTHS[0], accrual="average")
        polarity = "low_is_good" if name == WAITS else "high_is_good"
        outlook[name] = hw.project_year_end(series, target=target, polarity=polarity)
    return hw.Scorecard(results(), history=history(), outlook=outlook, previous=("previous", *EARLIER))


def earlier() -> hw.Scorecard:
    """A quarter before: one indicator was red, one had another target, one is not yet there and one is no more."""
    rows = results()
    rows.loc[rows.indicator == CALLS, "indicator"] = "Letters answered"
    rows.loc[rows.indicator == WAITS, "latest"] = 40.0
    rows.loc[rows.indicator == LONG, "target"] = 90.0
    return hw.Scorecard(rows)


def report() -> Report:
    summaries = pd.read_csv(DATA / "section_summaries_published.csv").set_index("section")
    counts = {
        str(name): {word: int(row[word]) for word in ("kpis", "red", "amber", "green") if row[word] == row[word]}
        for name, row in summaries.iterrows()
    }
    words = {
        LONG: Words(focus=FOCUS, next_steps="Open the new home.", owner="Director of Children", control="Placements."),
        HOSTILE: Words(text=HOSTILE),
    }
    frames = (pd.read_csv(DATA / f"savings_{name}.csv") for name in ("programmes", "confidence", "profile"))
    plans = Plans(actions=pd.read_csv(DATA / "action_plan_2025.csv"),
                  windows=pd.read_csv(DATA / "action_plan_timeframes.csv"), as_at="2025-10-31")  # fmt: skip
    chart = hw.spc.run_chart([5, 7, 6, 9, 8, 7, 6, 9, 7, 8, 6, 7])
    return Report(
        title="Quarter 2 of 2024/25", organisation="Anytown Council", period="Results to Sep 2024",
        scorecard=scorecard(), before=earlier(), published_counts=counts, notes=["A note of the analyst."],
        commentary=Commentary(sections={"Corporate Plan": Words(on_track="Most of it.")}, indicators=words),
        savings=hw.SavingsPlan.from_frames(*frames), plans=plans, statistics=[chart],
        charts=[hw.spc.xmr(HISTORIES[WAITS], polarity="low_is_good", target=25.0)],
        contact="performance@anytown.example",
    )  # fmt: skip


def written(folder: Path, files: dict[str, bytes] | None = None) -> Path:
    """The site in a folder."""
    for name, content in (pages(report()) if files is None else files).items():
        (path := folder / name).parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder
