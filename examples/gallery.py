"""Every kind of chart in ordinary and in awkward cases, on one page that asks no network: `make gallery`.

With `--pictures` each stands beside the page as a PNG as well, as wide as a phone (two dots a pixel), the first of a
kind also on a laptop and in a notebook's grid. The figures are made up, but for the savings and the actions, which a
city published.
"""

from __future__ import annotations

import functools
import random
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import headway as hw
import numpy as np
import pandas as pd

CITY = Path(__file__).parent / "data" / "southampton"
LONG = "Percentage of people aged 65 and over who were still at home 91 days after discharge from hospital into rehab"
AREAS = ("Southampton", "Portsmouth", "Bristol, City of", "Plymouth", "Brighton and Hove", "Bournemouth, Christchurch "
         "and Poole", "Isle of Wight", "Medway", "Sheffield", "Newcastle upon Tyne", "Liverpool", "Salford",
         "Kingston upon Hull, City of", "Coventry", "Derby", "Leeds")  # fmt: skip
NEAR = ("Portsmouth", "Bristol, City of", "Plymouth", "Sheffield", "Derby", "Coventry")
EXPECTED = "expected_saving_gbp_m"
ADMISSIONS = {"indicator": "Emergency admissions", "subtitle": "Total so far per 100,000 residents, Southampton",
              "source": "NHS England, hospital episode statistics"}  # fmt: skip
REPAIRS = {"indicator": "Time to repair", "source": "Southampton City Council, housing system (figures made up)",
           "subtitle": "Mean working days to close a repair, Southampton, by month"}  # fmt: skip
SMOKING = {"indicator": "Smoking", "source": "Office for Health Improvement and Disparities, annual population survey",
           "subtitle": "Share of adults who smoke, upper-tier authorities, 2023"}  # fmt: skip
DEATHS = {"indicator": "Deaths in hospital", "source": "made up",
          "subtitle": "Share of patients who died within 30 days, by area of the hospital, 2023/24"}  # fmt: skip
WARDS_SMOKING = {"indicator": "Smoking", "subtitle": "Share of adults who smoke, by ward, 2023", "source": "made up"}


def months(count: int, *, start: float, drift: float = 0.0, spread: float = 1.0, seed: int = 7) -> list[float]:
    """So many values about a level that drifts."""
    drawn = random.Random(seed)
    return [round(start + drift * i + drawn.gauss(0, spread), 1) for i in range(count)]


def dates(count: int, first: str = "2020-04-01") -> list[str]:
    return [f"{date:%Y-%m-%d}" for date in pd.date_range(first, periods=count, freq="MS")]


MADE_UP = {"source": "made up"}
SAVINGS = {"source": "Southampton City Council, transformation programme 2024"}
COUNCIL = {"source": "Southampton City Council, performance report (figures made up)"}
PROGRAMME = {"source": "Southampton City Council, programme office (figures made up)"}
CALLS = {"indicator": "Calls answered in a minute", **MADE_UP}
INFECTIONS = {"indicator": "Infections", **MADE_UP}
MONTHS = ("Apr", "May", "Jun")
DONE = ("Review the contract for home care and agree what comes next with partners", "Publish the housing strategy",
        "Recruit foster carers", "Resurface the ring road", "Open the family hub in Shirley", "Let the leisure centres",
        "Agree the climate plan", "Move licensing online")  # fmt: skip
PORTFOLIOS = ("Adult Social Care & Health", "Children's Services", "Resident Services", "Enabling Excellence",
              "Growth & Prosperity", "Schools & SEND", "Customer & Community")  # fmt: skip
PROGRAMMES = ("Telecare", "Family hubs", "Digital front door", "Estate")
OPTIONS = ("Stay as now", "Share the service with neighbours", "Build it in house", "Buy it in")


def numbered(names: tuple[str, ...], i: int) -> str:
    """One of the names, with a number where they are used up."""
    return names[i % len(names)] + (f" {i // len(names) + 1}" if i >= len(names) else "")


@functools.cache
def plan() -> Any:
    tables = (pd.read_csv(CITY / f"savings_{name}.csv") for name in ("programmes", "confidence", "profile"))
    return hw.SavingsPlan.from_frames(*tables)


def delivered(schemes: int = 3, names: str = "Scheme {}") -> Any:
    """A year of so many schemes, some of which slip or are lost, and one of which nobody follows by month."""
    drawn, rows = random.Random(11), []
    for i in range(schemes):
        planned = round(drawn.uniform(40, 900))
        forecast = round(planned * (1.0, 0.75, 0.9, 1.15)[i % 4])
        later = (1.0, 0.9, 0.9, 1.1)[i % 4]  # of the full year, in which a part of what slips is there
        spent = [round(forecast / 12 * drawn.uniform(0.6, 1.2)) for _ in range(3)]
        rows.append({
            "Directorate": PORTFOLIOS[i % 5], "Scheme": names.format(i + 1), "Target 24/25 (£k)": planned,
            "Forecast 24/25 (£k)": forecast, "Full year (£k)": 1.5 * planned,
            "Full year now (£k)": round(1.5 * planned * later),
            **{f"{month} (£k)": "n/a" if i % 7 == 2 else spent[k]
               for k, month in enumerate(MONTHS)},
        })  # fmt: skip
    year = pd.DataFrame(rows)
    followed = hw.SavingsPlan.from_table(
        year, portfolio="Directorate", programme="Scheme", years="Target 24/25 (£k)", years_are="run_rates",
        forecast="Forecast 24/25 (£k)", expected="Full year (£k)", expected_forecast="Full year now (£k)",
        months=[f"{month} (£k)" for month in MONTHS],
    )
    return followed.monitor()


@functools.cache
def in_pounds(portfolios: int = 6, names: str = "Portfolio {}") -> Any:
    """A plan in whole pounds, of so many portfolios, one of which costs before it saves."""
    drawn = random.Random(3)
    years = ("2024/25", "2025/26", "2026/27", "2027/28")
    programmes, confidence, profile = [], [], []
    for i in range(portfolios):
        name, saved = names.format(i + 1), round(drawn.uniform(2e5, 2.4e7), -3)
        programmes.append({"portfolio": name, "programme": f"{name} programme", EXPECTED: saved})
        confidence.append({"portfolio": name, EXPECTED: saved, "green": 0.5 * saved, "amber": 0.3 * saved,
                           "red": 0.2 * saved})  # fmt: skip
        shares = (-0.1, 0.2, 0.6, 0.9) if i == 1 else (0.1, 0.4, 0.7, 0.95)
        profile += [{"portfolio": name, "financial_year": year, "cumulative_saving_gbp_m": round(saved * share),
                     "reason": "set up first" if share < 0 else None}
                    for year, share in zip(years, shares, strict=True)]  # fmt: skip
    frames = map(pd.DataFrame, (programmes, confidence, profile))
    return hw.SavingsPlan.from_frames(*frames, unit="pounds")


def actions(count: int) -> Any:
    """So many actions in four themes, in every state, some without a window."""
    rows = []
    for i in range(count):
        first = f"2025-{1 + i % 12:02d}"
        rows.append({
            "theme": ("Homes", "Streets and places", "Health", "Money")[4 * i // count],
            "action": numbered(DONE, i), "lead": "Director of Place", "first_month": first if i % 9 else None,
            "last_month": "2025-08" if i % 20 == 4 else f"2026-{1 + (i * 5) % 12:02d}" if i % 7 else None,
            "published_rating": (None, "blue", "green", "amber", "red")[i % 5],
        })  # fmt: skip
    return hw.plan.timeline(pd.DataFrame(rows), as_at="October 2025")


def gates(programmes: int) -> Any:
    """Two gates of so many programmes: some slipped, some passed, one without an end."""
    rows = [
        {
            "programme": numbered(PROGRAMMES, i), "stage": stage, "planned": planned,
            "forecast": (None, "December 2025", "2026 onwards")[i % 3] if stage == "full" else None,
            "actual": ("March 2025", "August 2025")[i % 2] if stage == "outline" else None,
        }
        for i in range(programmes) for stage, planned in (("outline", "February 2025"), ("full", "September 2025"))
    ]  # fmt: skip
    return hw.plan.gate_timeline(pd.DataFrame(rows), as_at="October 2025")


def published() -> Any:
    """What three documents print of the city's savings."""
    figures, documents = (pd.read_csv(CITY / f"{name}.csv") for name in ("savings_versions", "documents"))
    return hw.SavingsVersions.from_frame(figures, documents=documents, terms_of={"expected saving": "set"})


def versions(portfolios: int) -> Any:
    """Two versions of so many portfolios, of which some change, one appears and one disappears."""
    drawn = random.Random(5)
    amounts = [round(drawn.uniform(0.2, 9), 1) for _ in range(portfolios)]
    later = [round(amount + drawn.choice((-0.4, 0, 0.3, 1.1)), 1) for amount in amounts]
    rows = [{"document": "Budget report", "as_at": "February 2024", "portfolio": numbered(PORTFOLIOS, i),
             "amount": amount} for i, amount in enumerate(amounts)]  # fmt: skip
    rows += [{"document": "Outturn report", "as_at": "May 2025", "portfolio": numbered(PORTFOLIOS, i + 1),
              "amount": amount} for i, amount in enumerate(later)]  # fmt: skip
    rows.append({"document": "Outturn report", "as_at": "May 2025", "portfolio": "Total",
                 "amount": round(sum(later) + 0.5, 1)})  # fmt: skip
    return hw.SavingsVersions.from_frame(pd.DataFrame(rows))


def flow(values: list[float], target: Any = None, **said: Any) -> Any:
    series = hw.Series(values, start="2020-04", accrual="flow")
    return hw.project_year_end(series, target=target, polarity="low_is_good").picture(**said)


def quarter_flow(**said: Any) -> Any:
    series = hw.Series(months(14, start=90, drift=2, spread=6), start="2021-04", accrual="flow", frequency="quarter")
    return hw.project_year_end(series, target=480, polarity="high_is_good").picture(**said)


def averages(values: list[float], target: Any = None, **said: Any) -> Any:
    series = hw.Series(values, start="2021-04", accrual="average")
    return hw.project_year_end(series, target=target, polarity="high_is_good").picture(**said)


def quarters(count: int, **said: Any) -> Any:
    values = months(count, start=240, drift=3, spread=14)
    series = hw.Series(values, start="2018-04", accrual="flow", frequency="quarter")
    return hw.backtest(series).picture(unit="admissions", **said)


def rates(names: Any, seed: int = 2, **said: Any) -> Any:
    drawn = random.Random(seed)
    people = [drawn.randrange(300, 9000) for _ in names]
    cases = [round(n * drawn.gauss(0.14, 0.03)) for n in people]
    smoking = hw.stats.proportion(cases, people, multiplier=100, confidence=[0.95, 0.998])
    return smoking.picture(labels=list(names), unit="%", benchmark=13.6, benchmark_label="England", **said)


def funnel(names: Any, sizes: tuple[float, float], seed: int = 5, target: float | None = None, **said: Any) -> Any:
    """Denominators from one size to the other, by equal ratios."""
    drawn, count = random.Random(seed), len(names)
    people = [round(sizes[0] * (sizes[1] / sizes[0]) ** (i / max(1, count - 1))) for i in range(count)]
    cases = [round(n * min(0.9, max(0.0, drawn.gauss(0.1, 0.02 + 0.3 / n**0.5)))) for n in people]
    points = hw.stats.funnel_points(cases, people, multiplier=100, target=target)
    return points.picture(labels=list(names), unit="%", denominator="Patients", benchmark_label="England",
                          polarity="low_is_good", **said)


DAYS = months(60, start=61, spread=3) + [75.0]
GAPS = [value if i % 11 else float("nan") for i, value in enumerate(months(36, start=88, spread=2))]
WARDS = [f"{area} {side}" for area in AREAS[:12] for side in ("North", "South", "East", "West", "Centre")]

def of_areas(areas: Any, **said: Any) -> Any:
    """A control chart an area, each about its own level."""
    values = [value for i, _ in enumerate(areas) for value in months(24, start=80 + 3 * (i % 5), spread=1.5, seed=i)]
    charts = hw.spc.xmr(values, groups=np.repeat(list(areas), 24), dates=dates(24) * len(areas), target=90,
                        polarity="high_is_good")  # fmt: skip
    return charts.multiples(unit="%", indicator="Repairs on time", **said)


def compared(count: int, *, unit: str = "%", seed: int = 4, period: str = "2024/25 - Q{}", **said: Any) -> Any:
    """So many indicators at two quarters, some of which moved a little and some a lot."""
    drawn = random.Random(seed)
    names = [numbered(NAMED, i) for i in range(count)]
    before = [round(drawn.uniform(45, 97), 1) for _ in names]
    after = [round(min(100, value + drawn.gauss(0, 4)), 1) if i % 6 else value for i, value in enumerate(before)]
    places = {"section": "All", "indicator": names, "unit": unit, "target": [85.0 - i % 5 for i in range(count)],
              "polarity": ["low_is_good" if numbered(NAMED, i).startswith("Empty") else "high_is_good"
                          for i in range(count)]}  # fmt: skip
    boards = [hw.Scorecard(pd.DataFrame({**places, "latest": latest, "period": period.format(i + 1)}),
                           comparators=("target",)) for i, latest in enumerate((before, after))]  # fmt: skip
    return hw.compare(*boards).picture(**said)


def bullets(count: int, **said: Any) -> Any:
    """So many results of both polarities, in several units."""
    drawn = random.Random(3)
    of = [RESULTS[i % len(RESULTS)] for i in range(count)]
    rows = {
        "section": "All", "indicator": [numbered(tuple(name for name, *_ in RESULTS), i) for i in range(count)],
        "unit": [unit for _, unit, *_ in of], "period": "2024/25 - Q2", "target": [target for *_, target in of],
        "latest": [round(drawn.uniform(0.78, 1.1) * target, 1) for *_, target in of],
        "polarity": [polarity for _, _, polarity, _ in of],
    }  # fmt: skip
    return hw.Scorecard(pd.DataFrame(rows), comparators=("target",)).bullets().picture(**said)


SERVICES = ("Older people", "Learning disability", "Mental health", "Physical disability", "Carers")
NAMED = ("Repairs on time", "Rent collected", LONG, "Calls answered in a minute", "Care leavers in work", "Recycling",
         "Empty homes")  # fmt: skip
RESULTS = (("Repairs on time", "%", "high_is_good", 90.0), (LONG, "%", "high_is_good", 85.0),
           ("Time to let a home", "days", "low_is_good", 30.0), ("Rent collected", "%", "high_is_good", 98.0),
           ("Cost of a placement", "GBP", "low_is_good", 940.0), ("Care leavers in work", "%", "high_is_good", 65.0),
           ("Household waste recycled", "%", "high_is_good", 50.0))  # fmt: skip
KINDS = ((LONG, 82, 80, "%"), ("Time to repair", 61, 70, "days"), ("Spending", 4.2e7, 5e7, "GBP"),
         ("Falls", 9, None, "per 1,000 bed days"), ("Net change in jobs", -4, 2, "thousand jobs"))  # fmt: skip


def mix(count: int, **said: Any) -> Any:
    """The change of a rate by so many parts, of which some grew."""
    drawn = random.Random(9)
    sizes = [drawn.randrange(100, 900) for _ in range(2 * count)]
    due, was_due = sizes[:count], sizes[count:]
    done, was_done = ([round(n * drawn.uniform(0.5, 0.9)) for n in side] for side in (due, was_due))
    names = [numbered(SERVICES, i) for i in range(count)]
    return hw.stats.rate_decomposition(done, due, was_done, was_due, part=names, multiplier=100, decimals=1).picture(
        **(MADE_UP | said))


RISKS = ("Home care runs short", "Cyber attack", "Grant not renewed", "Contractor fails", "Staff cannot be hired",
         "Sale of land delayed", "Winter demand", "Data lost")  # fmt: skip
IMPACTS = ["Negligible", "Minor", "Moderate", "Major", "Severe"]
CHANCES = ["Rare", "Unlikely", "Possible", "Likely", "Almost certain"]


def risks(count: int, **scale: Any) -> Any:
    """So many risks, of which some have a chance and an amount."""
    drawn = random.Random(8)
    said = {name: scale.pop(name) for name in ("source", "subtitle") if name in scale} or MADE_UP
    scale = {"impacts": IMPACTS, "probabilities": CHANCES, "amber_from": 6, "red_from": 15} | scale
    most = scale["impacts"] if isinstance(scale["impacts"], int) else len(scale["impacts"])
    frame = pd.DataFrame({
        "risk": [numbered(RISKS, i) for i in range(count)],
        "impact": [drawn.randint(1, most) for _ in range(count)],
        "probability": [drawn.randint(1, len(scale["probabilities"])) for _ in range(count)],
    })  # fmt: skip
    return hw.risk_register(frame, **scale).picture(**said)


def options(count: int, **said: Any) -> Any:
    """So many options on five criteria."""
    drawn = random.Random(6)
    weights = {"Strategic fit": 30, "Value for money": 25, "Achievability": 20, "Affordability": 15, "Supplier": 10}
    frame = pd.DataFrame({"option": [numbered(OPTIONS, i) for i in range(count)]} | {
        name: [drawn.randrange(2, 10) for _ in range(count)] for name in weights})  # fmt: skip
    return hw.appraise_options(frame, weights=weights, scale=(0, 10)).picture(**(MADE_UP | said))


def board(count: int, **said: Any) -> Any:
    """So many indicators, with units, directions and targets of their own."""
    charts, units = {}, {}
    for i in range(count):
        name, start, target, unit = KINDS[i % 5]
        name += f" {i + 1}" if i > 4 else ""
        values = [start * (1 + value / 100) for value in months(24, start=2 if i % 3 else 0, spread=3, seed=i)]
        values[-1] *= 1.2 if i % 3 == 1 else 1
        values = [min(100, value) for value in values] if unit == "%" else values
        charts[name] = hw.spc.xmr(values, dates=dates(24), target=target,
                                  polarity="low_is_good" if i % 5 in (1, 2, 3) else "high_is_good")  # fmt: skip
        units |= {name: unit} if unit else {}
    return hw.spc.board(charts, units=units).picture(**(MADE_UP | said))


CASES: dict[str, dict[str, Callable[[], Any]]] = {
    "Outlook": {
        "ordinary": lambda: flow(months(54, start=48, drift=0.1, spread=3), 610, unit="per 100,000", **ADMISSIONS),
        "pounds": lambda: flow([round(1e6 * v, 2) for v in months(42, start=5, spread=0.4)], 61e6, unit="GBP",
                               indicator="Cost of care", **MADE_UP),
        "an average, in per cent": lambda: averages(months(42, start=86, spread=1.5), 90, unit="%", **CALLS),
        "negative": lambda: averages(months(30, start=-12, spread=4), -5, unit="thousand jobs",
                                     indicator="Net change in jobs", **MADE_UP),
        "gaps": lambda: flow([round(v) if i % 5 else float("nan") for i, v in enumerate(months(40, start=9))], 100,
                             unit="complaints", indicator="Complaints", **MADE_UP),
        "one point": lambda: flow([12.0], 150, unit="complaints", indicator="Complaints", **MADE_UP),
        "a sum of quarters": lambda: quarter_flow(indicator="Homes built", unit="homes", **MADE_UP),
    },
    "Back-test": {
        "ordinary": lambda: quarters(26, indicator="Emergency admissions", source=ADMISSIONS["source"], subtitle=(
            "Admissions a year, Southampton: as projected after 2 of 4 quarters, and in the end")),
        "two years": lambda: quarters(14, indicator="Emergency admissions", source=ADMISSIONS["source"]),
        "none": lambda: quarters(3, indicator="Emergency admissions", source=ADMISSIONS["source"]),
    },
    "Control chart": {
        "XmR, five years": lambda: hw.spc.xmr(DAYS, dates=dates(61), polarity="low_is_good", target=65).picture(
            unit="working days", **REPAIRS),
        "p": lambda: hw.spc.p_chart([41, 38, 45, 40, 37, 39, 42, 44, 36, 40, 41, 39, 43, 60], [400] * 14,
                                    multiplier=100, dates=dates(14), polarity="high_is_good", target=12).picture(
            unit="%", indicator="Quit at four weeks", **MADE_UP),
        "gaps and a rebase": lambda: hw.spc.xmr(GAPS, dates=dates(36), polarity="high_is_good", target=92,
                                                rebase=["2022-04-01"]).picture(unit="%", **CALLS),
        "c": lambda: hw.spc.c_chart([7, 9, 4, 6, 8, 5, 7, 10, 6, 5, 8, 7, 6, 9], dates=dates(14)).picture(
            indicator="Serious incidents", **MADE_UP),
        "u": lambda: hw.spc.u_chart([7, 9, 4, 6, 8, 5, 7, 10], [90, 120, 80, 95, 110, 70, 100, 130], multiplier=1000,
                                    dates=dates(8)).picture(unit="falls per 1,000 bed days", indicator="Falls",
                                                            **MADE_UP),
        "g": lambda: hw.spc.g_chart([12, 30, 8, 22, 41, 15, 9, 27, 18, 33, 11, 25, 14]).picture(
            unit="patients", **INFECTIONS),
        "t": lambda: hw.spc.t_chart([12.5, 30, 8, 22, 41, 15, 9, 27, 18.6, 33, 11, 25, 14]).picture(
            unit="days", **INFECTIONS),
        "x-bar": lambda: hw.spc.xbar_chart(months(80, start=14, spread=2), np.repeat(dates(16), 5)).picture(
            unit="working days", **REPAIRS),
        "s": lambda: hw.spc.s_chart(months(80, start=14, spread=2), np.repeat(dates(16), 5)).picture(
            unit="working days", indicator="Time to repair", source=REPAIRS["source"]),
        "one point": lambda: hw.spc.xmr([61], dates=dates(1), polarity="neutral").picture(
            unit="working days", **REPAIRS),
        "billions": lambda: hw.spc.xmr([1e9 * v for v in months(24, start=61, spread=3)], dates=dates(24),
                                       polarity="neutral").picture(unit="GBP", indicator="Spending", **MADE_UP),
        "negative, a long name": lambda: hw.spc.xmr(pd.Series(months(24, start=-4, spread=3), name=LONG),
                                                    dates=dates(24), polarity="low_is_good").picture(
            unit="points from the plan", **MADE_UP),
    },
    "Run chart": {
        "ordinary": lambda: hw.spc.run_chart(months(24, start=12, spread=3), dates=dates(24)).picture(
            unit="working days", **REPAIRS),
        "a shift": lambda: hw.spc.run_chart(months(12, start=12) + months(12, start=17), dates=dates(24)).picture(
            unit="working days", **REPAIRS),
        "few points": lambda: hw.spc.run_chart([3, 5, 4, float("nan"), 6], dates=dates(5)).picture(
            unit="working days", **REPAIRS),
    },
    "Funnel": {
        "ordinary": lambda: funnel(AREAS, (300, 3000), highlight="Southampton", **DEATHS),
        "60 areas of every size": lambda: funnel(WARDS, (20, 60000), **DEATHS),
        "one": lambda: funnel(AREAS[:1], (400, 400), target=9.0, **DEATHS),
    },
    "Caterpillar": {
        "ordinary": lambda: rates(AREAS, highlight="Southampton", **SMOKING),
        "60 areas": lambda: rates(WARDS, highlight="Southampton North", **WARDS_SMOKING),
        "with its neighbours": lambda: rates(AREAS, highlight="Southampton", neighbours=NEAR, **SMOKING),
        "60 areas, with neighbours": lambda: rates(WARDS, highlight="Southampton North", neighbours=WARDS[3::9],
                                                   **WARDS_SMOKING),
        "long names": lambda: rates([f"{LONG} {i}" for i in range(4)], source="made up"),
        "two": lambda: rates(AREAS[:2], **SMOKING),
    },
    "Bridge": {
        "ordinary": lambda: plan().picture(**SAVINGS, subtitle="Savings a year, Southampton City Council, £m"),
        "by portfolio": lambda: plan().picture(by="portfolio", **SAVINGS, subtitle=(
            "Savings a year by portfolio, Southampton City Council, £m")),
        "pounds, 14 portfolios": lambda: in_pounds(14, LONG + " {}").picture(by="portfolio", **MADE_UP),
    },
    "Published versions": {
        "ordinary": lambda: versions(6).picture(**PROGRAMME, subtitle=(
            "Savings a year from 2028/29 by portfolio, Southampton, £m: what changed between reports")),
        "a bound": lambda: published().picture(figure="run rate", year="2028/29", before="programme 2024",
                                               after="progress report 2025", source="the council's reports"),
        "40 portfolios": lambda: versions(40).picture(**MADE_UP),
    },
    "Run rate": {
        "ordinary": lambda: plan().picture(chart="run_rate", **SAVINGS, subtitle=(
            "Savings a year by portfolio, Southampton City Council, £m")),
        "a gap, and what is expected": lambda: plan().picture(
            chart="run_rate", gap=[10, 25, 38, 44, 50], expected=True, **SAVINGS,
            subtitle="Savings a year by portfolio, Southampton City Council, £m"),
        "pounds, one costs first": lambda: in_pounds().picture(chart="run_rate", **MADE_UP),
    },
    "Confidence": {
        "ordinary": lambda: plan().picture(chart="confidence", **SAVINGS, subtitle=(
            "Expected savings a year once made in full, from 2028/29, by portfolio, Southampton, £m")),
        "pounds, 14 long names": lambda: in_pounds(14, LONG + " {}").picture(chart="confidence", **MADE_UP),
    },
    "Risk matrix": {
        "ordinary": lambda: risks(8, **PROGRAMME, subtitle=(
            "Residual risks of the transformation programme, Southampton, October 2025")),
        "40 risks": lambda: risks(40),
        "words that do not fit": lambda: risks(5, impacts=[
            "Nobody notices", "Some complaints", "Services stop for a day or more", "Residents come to harm",
            "Residents come to lasting harm, or government steps in"]),
        "3 by 3": lambda: risks(4, impacts=3, probabilities=["low", "medium", "high"], amber_from=3, red_from=6),
    },
    "Stacked": {
        "a change by its parts": lambda: mix(5, unit="%", indicator="Reviews on time", **COUNCIL, subtitle=(
            "Percentage points of the change, by service, Southampton, 2023/24 to 2024/25")),
        "30 parts": lambda: mix(30, unit="%"), "one": lambda: mix(1),
        "options by criterion": lambda: options(4, **PROGRAMME, subtitle=(
            "Options for telecare in Southampton: weighted scores by criterion, from 0 to 10")),
        "12 options": lambda: options(12),
    },
    "Delivered": {
        "ordinary": lambda: delivered(6).picture(**PROGRAMME, subtitle=(
            "Savings in £ thousands, Southampton City Council; in bold: forecast, of what was planned")),
        "by scheme, long names": lambda: delivered(14, LONG + " {}").picture(by="scheme", **MADE_UP),
        "one": lambda: delivered(1).picture(**MADE_UP),
    },
    "Simulation": {
        "ordinary": lambda: plan().simulate(draws=2000, seed=7).picture(**SAVINGS, subtitle=(
            "Savings a year against plan, Southampton City Council, £m")),
        "pounds": lambda: in_pounds().simulate(draws=2000, seed=7).picture(**MADE_UP),
    },
    "Small multiples": {
        "ordinary": lambda: of_areas(AREAS[:6], **MADE_UP, subtitle=(
            "Per cent of repairs done on time, six areas of the south, by month, the worst first")),
        "16 areas": lambda: of_areas(AREAS, **MADE_UP, subtitle=(
            "Per cent of repairs done on time, sixteen areas, by month, the worst first")),
        "one": lambda: of_areas(AREAS[:1], **MADE_UP),
    },
    "Board of control charts": {
        "ordinary": lambda: board(5, **COUNCIL, subtitle=(
            "Monthly figures and limits of chance, Southampton, Apr 2020 to Mar 2022")),
        "12 indicators": lambda: board(12),
    },
    "Slope": {
        "ordinary": lambda: compared(6, **COUNCIL, subtitle=(
            "Performance in Southampton, from 2024/25 - Q1 to 2024/25 - Q2")),
        "30 indicators": lambda: compared(30, **MADE_UP), "pounds": lambda: compared(4, unit="GBP", **MADE_UP),
        "one": lambda: compared(1, **MADE_UP),
    },
    "Bullet": {
        "ordinary": lambda: bullets(6, **COUNCIL, subtitle=(
            "Southampton, 2024/25 - Q2: how far each result is better or worse than its target")),
        "40 results": lambda: bullets(40, **MADE_UP), "one": lambda: bullets(1, **MADE_UP),
    },
    "Timeline": {
        "ordinary": lambda: actions(8).picture(**PROGRAMME, subtitle=(
            "Southampton's delivery plan: when each action is due, February 2025 to November 2026")),
        "wide": lambda: actions(8).picture(wide=True, **MADE_UP),
        "40 actions": lambda: actions(40).picture(**MADE_UP),
        "40 actions, wide": lambda: actions(40).picture(wide=True, **MADE_UP),
    },
    "Gates": {
        "ordinary": lambda: gates(4).picture(**PROGRAMME, subtitle=(
            "Southampton's business cases: planned and actual dates, February to December 2025")),
        "wide": lambda: gates(4).picture(wide=True, **MADE_UP),
        "20 programmes": lambda: gates(20).picture(**MADE_UP),
    },
}  # fmt: skip


if __name__ == "__main__":
    from gallery_page import page, pictures

    np.seterr(all="ignore")
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "build/gallery")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "index.html").write_text(page(CASES), encoding="utf-8")
    if "--pictures" in sys.argv:
        print("\n".join(str(path) for path in pictures(CASES, folder)))
    print(f"The charts are in {folder}: open {folder / 'index.html'} in a browser")
