"""How long each verb of a programme office takes, beside reading its tables with pandas.

    python benchmarks/programmes.py [programmes] [times] [verb ...]

A hundred programmes in ten portfolios with a thousand dependencies, and what an office keeps of them: a monthly ledger
and published versions of five years, four gates and a risk each, benefits with their indicators' history, sub-actions
and next steps, options. Tables are written as CSV files and read with pandas, each verb in turn with its tables, and
the medians of the processor's time of many are printed. A view of a plan is held against the tables that the plan was
made of; one that takes a table of its own, against that alone. What a result makes when it is first asked for (its
frames, its bars) is a view too, made anew each time.
"""

import gc
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import headway as hw
import numpy as np
import pandas as pd

MONTHS = [f"{2024 + (3 + k) // 12}-{(3 + k) % 12 + 1:02d}" for k in range(60)]
YEARS = ["2024/25", "2025/26", "2026/27", "2027/28", "2028/29"]
STAGES = ("strategic", "outline", "full", "delivery")
AS_AT = "2026-10-31"


class Verb(NamedTuple):
    """A verb, the tables that it takes, and what is done with them."""

    name: str
    tables: tuple[str, ...]
    work: Callable[..., object]


def tables_of(count: int) -> dict[str, pd.DataFrame]:
    """What an office keeps of so many programmes."""
    rng = np.random.default_rng(7)
    numbers, portfolios = np.arange(count), np.array([f"Portfolio {i:02d}" for i in range(10)])
    names = np.array([f"Programme {i:03d}" for i in numbers])
    portfolio = portfolios[numbers % 10]
    starts = np.sort(rng.integers(0, 40, count))
    expected = np.round(rng.uniform(0.1, 5, count), 2)

    def month(k: int) -> str:
        return str(pd.Period("2024-04", "M") + int(k))

    def day(k: int) -> str:
        return f"{month(k)}-{rng.integers(1, 29):02d}"

    def after(k: int) -> str:
        """Eleven that come before it, or all."""
        return "; ".join(names[sorted(rng.choice(k, min(k, 11), replace=False))])

    tables: dict[str, pd.DataFrame] = {}
    tables["programmes"] = pd.DataFrame({
        "portfolio": portfolio, "programme": names, "expected_saving_gbp_m": [f"£{x:.2f}m" for x in expected],
        "recurrence": "recurring",
        "benefit": np.array(["cashable", "non-cashable", "avoidance", "income"])[numbers % 4],
        "business_case": np.array(STAGES)[numbers % 4], "next_step": "in delivery",
        "start": [month(k) for k in starts], "owner": [f"Lead {i % 20}" for i in numbers],
        "board": [f"Board {i % 10}" for i in numbers], "themes": [f"Theme {i % 5}; Theme {i % 7}" for i in numbers],
        "depends_on": [after(k) for k in numbers],
    })  # fmt: skip
    of = [expected[portfolio == each] for each in portfolios]
    totals = [float(np.round(each.sum(), 2)) for each in of]
    green = [float(np.round(total * 0.5, 2)) for total in totals]
    tables["confidence"] = pd.DataFrame({
        "portfolio": portfolios, "expected_saving_gbp_m": totals, "green_gbp_m": green,
        "amber_gbp_m": [float(np.round(total - half, 2)) for total, half in zip(totals, green, strict=True)],
        "red_gbp_m": 0.0,
    })  # fmt: skip
    tables["profile"] = pd.DataFrame([
        {"portfolio": name, "financial_year": year, "cumulative_saving_gbp_m": round(total * (y + 1) / len(YEARS), 2)}
        for name, total in zip(portfolios, totals, strict=True) for y, year in enumerate(YEARS)
    ])  # fmt: skip

    money = np.round(rng.uniform(10, 900, (count, len(YEARS))).cumsum(axis=1))
    schemes = {"Directorate": portfolio, "Scheme": names, "RAG": np.array(["Green", "Amber", "R"])[numbers % 3],
               "Fund": "GF", "Type": "Recurring"}  # fmt: skip
    schemes |= {f"Plan {year} (£k)": [f"{x:,.0f}" for x in money[:, y]] for y, year in enumerate(YEARS)}
    schemes |= {f"Forecast {year} (£k)": np.round(money[:, y] * 0.9) for y, year in enumerate(YEARS[2:], 2)}
    tables["schemes"] = pd.DataFrame(schemes)

    postings = np.round(rng.uniform(0, 90, (60, count)), 2)
    at = {"programme": np.tile(names, 60), "month": np.repeat(MONTHS, count)}
    tables["ledger"] = pd.DataFrame({**at, "amount": postings.ravel()})
    tables["portfolio_ledger"] = pd.DataFrame({
        "portfolio": np.tile(portfolios, 60), "month": np.repeat(MONTHS, 10), "amount": 0.1 + postings[:, :10].ravel(),
    })  # fmt: skip
    published = np.round(rng.uniform(0.1, 5, (60, count)), 2)
    tables["versions"] = pd.DataFrame({
        "document": "Monthly report", "as_at": at["month"], "figure": "expected saving", "year": "2028/29",
        "portfolio": np.tile(portfolio, 60), "scheme": at["programme"],
        "amount": [f"£{x:.2f}m" for x in published.ravel()],
    })  # fmt: skip

    slips = rng.integers(0, 5, count)
    tables["gates"] = pd.DataFrame([
        {"programme": name, "stage": stage, "planned": day(k - 10 + 3 * s), "forecast": day(k - 10 + 3 * s + slip),
         "actual": day(k - 10 + 3 * s + slip) if k - 10 + 3 * s + slip < 30 else None, "saves_from": month(k)}
        for name, k, slip in zip(names, starts, slips, strict=True) for s, stage in enumerate(STAGES)
    ])  # fmt: skip
    tables["risks"] = pd.DataFrame({
        "risk": [f"Risk of {name}" for name in names], "impact": rng.integers(1, 6, count),
        "probability": rng.integers(1, 6, count), "inherent_impact": 5, "inherent_probability": 4,
        "target": rng.integers(1, 9, count), "chance": [f"{x}%" for x in rng.integers(1, 60, count)],
        "amount": [f"£{x:.1f}m" for x in expected], "saving": names, "owner": [f"Lead {i % 20}" for i in numbers],
        "proximity": "within a year", "mitigation": "see the plan",
    })  # fmt: skip
    tables["options"] = pd.DataFrame({
        "option": [f"Option {i}" for i in numbers], "npv": [f"£{x:.1f}m" for x in expected],
        **{f"Criterion {c}": rng.integers(0, 11, count) for c in range(5)},
    })  # fmt: skip
    tables["benefits"] = pd.DataFrame({
        "indicator": [f"Indicator {i}" for i in numbers], "programme": names, "target": 80.0, "due": "March 2028",
        "baseline_at": "2025-03", "polarity": "Lower is better",
    })  # fmt: skip
    tables["history"] = pd.DataFrame({
        "indicator": np.repeat(tables["benefits"].indicator, 36), "period": np.tile(MONTHS[:36], count),
        "value": np.round(rng.normal(100, 5, 36 * count), 1),
    })  # fmt: skip
    tables["actions"] = pd.DataFrame({
        "action": [f"Action {i}" for i in numbers], "theme": [f"Theme {i % 5}" for i in numbers], "lead": "Director",
        "first_month": [month(k) for k in starts], "last_month": [month(k + 6) for k in starts],
        "published_rating": np.array(["complete", "on track", "amber"])[numbers % 3],
    })  # fmt: skip
    of_action = np.repeat(tables["actions"].action, 5)
    tables["parts"] = pd.DataFrame({
        "action": of_action, "part": [f"{'abcde'[i % 5]}. part {i}" for i in range(5 * count)],
        "status": np.array(["complete", "on track", "amber"])[np.arange(5 * count) % 3],
        "done": [f"{x}%" for x in rng.integers(2, 100, 5 * count)], "due": [day(k) for k in np.repeat(starts + 5, 5)],
        "owner": "Head of service; Manager",
    })  # fmt: skip
    tables["documents"] = pd.DataFrame({
        "document": [f"M{m}" for m in MONTHS], "title": "Monthly report", "date": MONTHS, "status": "Published",
        "supersedes": [None, *(f"M{m}" for m in MONTHS[:-1])],
    })  # fmt: skip
    counts = rng.integers(1, 90, (2, 60 * count))
    tables["reviews"] = pd.DataFrame({
        "part": at["programme"], "month": at["month"], "done": counts.min(axis=0), "due": counts.max(axis=0) + 10,
        "done_before": counts[0] // 2, "due_before": counts[0] + 5,
    })  # fmt: skip
    return tables


SCHEMES: dict[str, Any] = {
    "portfolio": "Directorate", "programme": "Scheme", "confidence": "RAG", "fund": "Fund", "recurrence": "Type",
    "years": [f"Plan {year} (£k)" for year in YEARS], "forecast": [f"Forecast {year} (£k)" for year in YEARS[2:]],
    "years_are": "run_rates",
}  # fmt: skip
RISKS: dict[str, Any] = {"impacts": 5, "probabilities": 5, "amber_from": 6, "red_from": 15}
PLAN = ("programmes", "confidence", "profile")
PARTS: dict[str, Any] = {"sub_action": "part", "rating": "status", "percentage": "done", "due": "due", "owner": "owner"}


def verbs_of(tables: dict[str, pd.DataFrame]) -> list[Verb]:
    """Every verb that takes such tables, and the views of what it makes."""
    plan = hw.SavingsPlan.from_frames(*(tables[name] for name in PLAN))
    schemes = hw.SavingsPlan.from_table(tables["schemes"], **SCHEMES)
    timeline = hw.plan.timeline(tables["actions"], as_at=AS_AT)
    versions = hw.SavingsVersions.from_frame(tables["versions"])
    latest = versions.labels[-2:]
    delays = {"Programme 000": 6, "Programme 001": 3}
    weights = {f"Criterion {c}": 20 for c in range(5)}

    def risks(frame: pd.DataFrame) -> object:
        return hw.risk_register(frame, **RISKS)

    def options(frame: pd.DataFrame) -> object:
        return hw.appraise_options(frame, weights=weights, scale=(0, 10), net_present_value="npv")

    def reviews(frame: pd.DataFrame) -> object:
        return hw.stats.rate_decomposition("done", "due", "done_before", "due_before", part="part", by="month",
                                           data=frame)  # fmt: skip

    month, gates = schemes.monitor(tables["ledger"]), hw.plan.gate_timeline(tables["gates"], as_at=AS_AT)
    register, appraised = risks(tables["risks"]), options(tables["options"])
    return [
        Verb("SavingsPlan.from_frames", PLAN, hw.SavingsPlan.from_frames),
        *(Verb(f"  {view}", PLAN, lambda *_, view=view: getattr(plan, view)())
          for view in ("programmes", "order", "starts_too_early", "bridge", "totals", "by_portfolio", "incremental")),
        Verb("  delayed", PLAN, lambda *_: plan.delayed(delays)),
        *(Verb(f"  summary by {by}", PLAN, lambda *_, by=by: plan.summary(by)) for by in ("theme", "board", "lead")),
        Verb("  gates", ("gates",), lambda read: plan.gates(read, as_at=AS_AT)),
        Verb("  delivered", ("portfolio_ledger",), lambda read: plan.delivered(read)),
        Verb("SavingsPlan.from_table", ("schemes",), lambda read: hw.SavingsPlan.from_table(read, **SCHEMES)),
        Verb("  monitor", ("ledger",), lambda read: schemes.monitor(read)),
        *(Verb(f"    its {view}", ("ledger",), lambda _, view=view: _anew(month, view))
          for view in ("schemes", "portfolios", "funds")),
        Verb("SavingsVersions.from_frame", ("versions",), hw.SavingsVersions.from_frame),
        Verb("  totals", ("versions",), lambda _: versions.totals()),
        Verb("  bridge", ("versions",), lambda _: versions.bridge(*latest)),
        Verb("plan.gates", ("gates",), lambda read: hw.plan.gates(read, as_at=AS_AT, saving_start="saves_from")),
        Verb("plan.gate_timeline", ("gates",), lambda read: hw.plan.gate_timeline(read, as_at=AS_AT)),
        Verb("  its bars", ("gates",), lambda _: _anew(gates, "bars")),
        Verb("risk_register", ("risks",), risks),
        *(Verb(f"  its {view}", ("risks",), lambda _, view=view: _anew(register, view))
          for view in ("risks", "matrix", "rows")),
        Verb("appraise_options", ("options",), options),
        *(Verb(f"  its {view}", ("options",), lambda _, view=view: _anew(appraised, view))
          for view in ("options", "contributions", "firmness", "rows")),
        Verb("benefits", ("benefits", "history"),
             lambda *read: hw.benefits(*read, baseline_at="baseline_at", programme="programme", plan=plan)),
        Verb("plan.timeline", ("actions",), lambda read: hw.plan.timeline(read, as_at=AS_AT)),
        Verb("  its bars", ("actions",), lambda _: _anew(timeline, "bars")),
        Verb("plan.sub_actions", ("parts",), lambda read: hw.plan.sub_actions(read, timeline, **PARTS)),
        Verb("plan.progress", ("parts",), lambda read: hw.plan.progress(read, timeline, **PARTS)),
        Verb("plan.next_steps", ("parts",), lambda read: hw.plan.next_steps(read, timeline, step="part")),
        Verb("plan.documents", ("documents",), hw.plan.documents),
        Verb("stats.rate_decomposition", ("reviews",), reviews),
    ]  # fmt: skip


def _anew(of: Any, view: str) -> object:
    """A view of a result, which may keep it."""
    of.__dict__.pop(view, None)
    return getattr(of, view)


def timed(work: Callable[..., object], *arguments: object) -> tuple[float, object]:
    start = time.process_time()  # of all threads: a machine that others use as well tells the same
    made = work(*arguments)
    return time.process_time() - start, made


def main(count: int, times: int, only: tuple[str, ...]) -> None:
    tables = tables_of(count)
    waiting = tables["programmes"].depends_on.fillna("").str.count("Programme").sum()
    print(f"{count} programmes, {waiting:,} dependencies, {len(tables['ledger']):,} postings; median of {times}, "
          "milliseconds of processor")  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        files = {name: Path(folder) / f"{name}.csv" for name in tables}
        for name, table in tables.items():
            table.to_csv(files[name], index=False)
        tables = {name: pd.read_csv(file) for name, file in files.items()}
        for verb in verbs_of(tables):
            if only and verb.name.strip() not in only:
                continue
            reading, working = [], []
            for _ in range(times + 1):
                gc.collect()
                taken, read = timed(lambda: [pd.read_csv(files[name]) for name in verb.tables])  # noqa: B023
                reading.append(taken)
                working.append(timed(verb.work, *read)[0])  # type: ignore[misc]
            read_in, done_in = (1000 * statistics.median(each[1:]) for each in (reading, working))  # but the first
            rows = sum(len(tables[name]) for name in verb.tables)
            print(f"  {verb.name:<30}{done_in:8.2f}, reading {rows:5,} rows {read_in:8.2f}: {done_in / read_in:5.2f}")


if __name__ == "__main__":
    programmes, times = (int(each) for each in (*sys.argv[1:3], *("100", "25")[len(sys.argv[1:3]) :]))
    main(programmes, times, tuple(sys.argv[3:]))
