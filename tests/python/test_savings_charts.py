"""The charts of a savings plan: they draw its amounts and no others, and can be read by everyone, everywhere."""

import functools
import itertools
import math
import random
import re
from xml.etree import ElementTree

import headway as hw
import matplotlib as mpl
import numpy as np
import pandas as pd
import polars as pl
import pytest
from bs4 import BeautifulSoup
from headway.charts import bridge as bridge_chart
from headway.charts.confidence import Confidence, letters_of
from headway.charts.simulation import Band, Fan
from headway.language.figures import money
from headway.language.palette import contrast
from headway.savings import pictures
from matplotlib import pyplot as plt
from matplotlib.colors import to_hex
from matplotlib.patches import Rectangle
from matplotlib.text import Text
from measuring import laid_out

NAN = float("nan")
LEVELS = ("green", "amber", "red")
mpl.use("Agg")


@pytest.fixture(autouse=True)
def closed():
    yield
    plt.close("all")


# The city's plan, as it was published


@pytest.fixture(scope="session")
def plan(data):
    return hw.SavingsPlan.from_frames(
        *(pd.read_csv(data / f"savings_{name}.csv") for name in ("programmes", "confidence", "profile"))
    )


@pytest.fixture(scope="session")
def published(data):
    """Amounts by portfolio: expected, and green, amber and red; and by portfolio and year."""
    return pd.read_csv(data / "savings_confidence.csv"), pd.read_csv(data / "savings_profile.csv")


def step(
    portfolio, expected, not_validated=0.0, over_achievement=0.0, slippage=0.0, forecast=None, unexplained=0.0,
    later=0.0,
):  # fmt: skip
    if forecast is None:
        forecast = expected - not_validated + over_achievement + later + slippage
    return {
        "portfolio": portfolio, "expected": expected, "not_validated": not_validated,
        "over_achievement": over_achievement, "still_to_come": later, "slippage": slippage, "forecast": forecast,
        "unexplained": unexplained, "explained_by_rounding": False,
    }  # fmt: skip


def fan_of(rates, planned=None, years=None):
    """A made fan: shares of what is planned in each year."""
    years = years or [f"{2024 + i}/{25 + i}" for i in range(len(rates))]
    shares = {"p5": 0.6, "p10": 0.68, "p25": 0.78, "p50": 0.87, "p75": 0.94, "p90": 0.99, "p95": 1.02, "prudent": 0.75}
    of = {name: [rate * share for rate in rates] for name, share in shares.items()}
    bands = [Band(0.90, of["p5"], of["p95"]), Band(0.80, of["p10"], of["p90"]), Band(0.50, of["p25"], of["p75"])]
    return Fan(years=years, bands=bands, median=of["p50"], prudent=of["prudent"], planned=planned or [NAN] * len(rates))


PLANNED = [7.3, 32.04, 39.37, 41.2, 41.6]
CITY = fan_of(PLANNED)
CITY_PLANNED = fan_of(PLANNED, PLANNED)


# Plans that are hard to draw

LONG = "Transformation of Adult Social Care, Public Health, Housing, Homelessness Prevention and Community Wellbeing"


def many(n, seed=0, *, long=False, scale=1.0):
    """A made plan of n portfolios, three levels and five years, and its totals."""
    r = random.Random(seed)
    names = [f"{LONG} {i}" if long else f"Portfolio {i}" for i in range(n)]
    levels = {name: [round(scale * r.choice([0, 0.01, 1, 5]) * r.random(), 2) for _ in LEVELS] for name in names}
    years = [f"{2024 + i}/{25 + i}" for i in range(5)]
    rates = {
        name: list(itertools.accumulate(round(scale * r.random() * r.choice([0, 1, 4]), 2) for _ in years))
        for name in names
    }
    confidence, bridges, incremental = [], [], []
    for name in names:
        green, amber, red = levels[name]
        confidence.append(
            {"portfolio": name, "expected": green + amber + red, **dict(zip(LEVELS, levels[name], strict=True))}
        )
        expected = green + amber + red
        bridges.append(step(name, expected, red, rates[name][-1] - expected + red, forecast=rates[name][-1]))
    for rows in (confidence, bridges):
        sums = {
            k: math.fsum(row[k] for row in rows) for k in rows[0] if k not in ("portfolio", "explained_by_rounding")
        }
        rows.append({"portfolio": "Total", "explained_by_rounding": False} | sums)
    for name, amounts in (*rates.items(), ("Total", [math.fsum(c) for c in zip(*rates.values(), strict=True)])):
        incremental += [
            {"portfolio": name, "year": year, "run_rate": rate} for year, rate in zip(years, amounts, strict=True)
        ]
    return bridges, confidence, incremental


def rows_of_years(rates, years=("2024/25", "2025/26", "2026/27", "2027/28", "2028/29")):
    return [{"portfolio": name, "year": year, "run_rate": rate} for name, amounts in rates.items()
            for year, rate in zip(years, amounts, strict=False)]  # fmt: skip


BRIDGES = {
    "one portfolio": [step("Schools", 1.8, 0, 1.87), step("Total", 1.8, 0, 1.87)],
    "only a total": [step("Total", 42.65, 7.67, 6.62)],
    "all zero": [step("Schools", 0), step("Total", 0)],
    "under-achievement": [step("A", 5, 1, -2), step("B", 3, 0, 0.5), step("Total", 8, 1, -1.5)],
    "slippage": [step("A", 5, 1, 0.2, -0.7), step("Total", 5, 1, 0.2, -0.7)],
    "does not close": [step("A", 5, 1, 0.2, forecast=4.19), step("Total", 5, 1, 0.2, forecast=4.19)],
    "printed otherwise": [
        step("A", 42.65, 7.67, 6.62, -9.56), step("Total", 42.65, 7.67, 6.62, -9.56, unexplained=0.01)
    ],
    "below zero": [step("A", 2, 3, -4), step("B", 1, 0, 0), step("Total", 3, 3, -4)],
    "a missing step": [
        step("A", 5, NAN, 0.2, forecast=4), step("B", 2, 1, 0), step("Total", 7, NAN, 0.2, NAN, 5.0, NAN)
    ],
    "nothing known": [step("Total", NAN, NAN, NAN, NAN, NAN, NAN)],
    "whole pounds": [step("A", 42650000, 7670000, 6620000), step("Total", 42650000, 7670000, 6620000)],
    "thirty": many(30)[0],
    "thirty with long names": many(30, long=True)[0],
    "hostile": [step("<script>alert(1)</script> $x^2$ & \x00\n\u202e", 5, 1), step("Total", 5, 1)],
}
CONFIDENCES = {
    "one portfolio": [{"portfolio": "Schools", "expected": 1.8, "green": 1.8, "amber": 0, "red": 0}] * 1
    + [{"portfolio": "Total", "expected": 1.8, "green": 1.8, "amber": 0, "red": 0}],
    "five levels": [
        {"portfolio": name, "expected": 15.0 * k, "green": 5.0 * k, "amber_green": 4.0 * k, "amber": 3.0 * k,
         "amber_red": 2.0 * k, "red": 1.0 * k} for name, k in (("A", 1), ("B", 0.2), ("Total", 1.2))
    ],
    "one level": [{"portfolio": name, "expected": 1.0, "sure": 1.0} for name in ("A", "Total")],
    "all zero": [{"portfolio": name, "expected": 0, "green": 0, "red": 0} for name in ("A", "B", "Total")],
    "missing": [{"portfolio": "A", "expected": NAN, "green": 1.0, "red": NAN},
                {"portfolio": "B", "expected": 2.0, "green": 2.0, "red": 0.0},
                {"portfolio": "Total", "expected": 3.0, "green": 3.0, "red": NAN}],
    "below zero": [{"portfolio": name, "expected": 1.0, "green": 3.0, "red": -2.0} for name in ("A", "Total")],
    "slivers": [
        {"portfolio": name, "expected": 10.03, "green": 0.01, "amber": 10.0, "red": 0.02} for name in ("A", "Total")
    ],
    "only a total": [{"portfolio": "Total", "expected": 1.0, "green": 1.0}],
    "thirty": many(30)[1],
    "thirty with long names": many(30, long=True)[1],
}  # fmt: skip
RUN_RATES = {
    "one year": rows_of_years({"A": [1.5], "B": [0.5], "Total": [2.0]}),
    "one portfolio": rows_of_years({"A": [1.5, 2, 2], "Total": [1.5, 2, 2]}),
    "all zero": rows_of_years({"A": [0, 0], "B": [0, 0], "Total": [0, 0]}),
    "a cost at first": rows_of_years({"A": [-1.5, 2, 4], "B": [0.5, 1, 1], "Total": [-1.0, 3, 5]}),
    "missing": rows_of_years({"A": [1.5, NAN, 4], "B": [NAN, 1, 1], "Total": [1.5, NAN, 5]}),
    "six": rows_of_years({**{f"P{i}": [i, i + 1] for i in range(6)}, "Total": [15, 21]}),
    "thirty": many(30)[2],
    "thirty with long names": many(30, long=True)[2],
    "twelve years": rows_of_years({"A": range(12), "Total": range(12)}, [f"{2024 + i}/{25 + i}" for i in range(12)]),
    "whole pounds": rows_of_years({"A": [1.5e6, 2e6], "Total": [1.5e6, 2e6]}),
}
FANS = {
    "one year": fan_of([5.0]),
    "all zero": fan_of([0.0, 0.0]),
    "ten years": fan_of([5.0 * i for i in range(10)]),
    "missing": Fan(
        years=["2024/25", "2025/26", "2026/27"], median=[3.0, NAN, 4.0], prudent=[NAN, NAN, 2.5], planned=[NAN] * 3,
        bands=[Band(0.80, [1.0, NAN, 2.0], [5.0, NAN, 6.0]), Band(0.50, [2.0, NAN, 3.0], [4.0, NAN, 5.0])],
    ),
    "below zero": fan_of([-3.0, 2.0, 4.0]),
}  # fmt: skip
GAP = [12.0, NAN, 42.0, NAN, NAN]


def bridge_of(rows, **options):
    return pictures.bridge(rows, **options)


def confidence_of(rows, scale="delivery confidence", meanings=None, **options):
    levels = [name for name in rows[0] if name not in ("portfolio", "expected", "explained_by_rounding")]
    return pictures.confidence(rows, scale, {name: (meanings or {}).get(name, "") for name in levels}, **options)


def rates_of(rows, **options):
    return pictures.run_rates(rows, **options)


CHARTS = {
    **{f"bridge, {name}": bridge_of(rows) for name, rows in BRIDGES.items()},
    **{
        f"bridge by portfolio, {name}": bridge_of(rows, by="portfolio", year="2028/29")
        for name, rows in BRIDGES.items()
    },
    **{f"confidence, {name}": confidence_of(rows) for name, rows in CONFIDENCES.items()},
    "confidence, explained": confidence_of(many(7)[1], "City scale", {
        name: f"{name} means what the business case says of it, in so many words" for name in LEVELS
    }),
    **{f"run rate, {name}": rates_of(rows) for name, rows in RUN_RATES.items()},
    "run rate, with a gap": rates_of(many(7)[2], gap=[9, 17, 33, 30, 41.5], expected=40.0),
    "run rate, a gap of some years": rates_of(many(7)[2], gap=GAP),
    **{f"simulation, {name}": fan for name, fan in FANS.items()},
    "simulation, with a plan": CITY_PLANNED,
}  # fmt: skip
for i in range(8):
    bridges, splits, by_year = many(1 + 3 * i, i, scale=10 ** (i - 3))
    CHARTS[f"bridge, made {i}"] = bridge_of(bridges, by="portfolio")
    CHARTS[f"confidence, made {i}"] = confidence_of(splits)
    CHARTS[f"run_rates, made {i}"] = rates_of(by_year)

EACH = pytest.mark.parametrize("name", CHARTS)
SCREENS = {
    "laptop": {"figsize": (13.66, 7.68), "layout": None},
    "laptop, constrained": {"figsize": (13.66, 7.68), "layout": "constrained"},
    "narrow": {"figsize": (5.2, 8)},
}


@functools.cache
def drawn(name):
    """A chart on a phone, drawn once for all that is asserted of it."""
    return CHARTS[name].plot()


def drawn_on(name, screen):
    """A chart in axes of a larger size, which is asked of once and not kept."""
    _, ax = plt.subplots(**SCREENS[screen])
    assert CHARTS[name].plot(ax) is ax
    return ax


@functools.cache
def written(name):
    return CHARTS[name].svg()


def texts(ax):
    return [text.get_text() for text in ax.texts]


# How they look


def boxes(ax):
    renderer = laid_out(ax.figure)
    shown = [t for t in ax.findobj(Text) if t.get_visible() and t.get_text().strip()]
    return {t: t.get_window_extent(renderer) if not hasattr(t, "arrow_patch") else Text.get_window_extent(t, renderer)
            for t in shown}  # fmt: skip


def meet(one, other):
    return min(one.x1, other.x1) - max(one.x0, other.x0) > 1.5 and min(one.y1, other.y1) - max(one.y0, other.y0) > 1.5


def overlaps(ax):
    """Pairs of texts that lie on one another, and texts that lie beyond the figure or on a bar that is not theirs."""
    found, page = boxes(ax), ax.figure.bbox
    bad = [
        (a.get_text(), b.get_text())
        for (a, one), (b, other) in itertools.combinations(found.items(), 2)
        if meet(one, other)
    ]
    bad += [t.get_text() for t, box in found.items()
            if box.x0 < -1 or box.y0 < -1 or box.x1 > page.x1 + 1 or box.y1 > page.y1 + 1]  # fmt: skip
    bars = [patch.get_window_extent() for patch in ax.patches if isinstance(patch, Rectangle) and patch.get_width()]
    for text, box in found.items():
        within = [bar for bar in bars if meet(bar, box)]
        if within and not any(bar.x0 - 1 <= box.x0 and box.x1 <= bar.x1 + 1 for bar in within):
            bad.append(f"on a bar: {text.get_text()}")
    return bad


@EACH
def test_no_text_lies_on_another_on_a_phone(name):
    ax = drawn(name)
    assert ax.figure.get_figwidth() * 72 == 312
    assert overlaps(ax) == []


@EACH
def test_no_text_lies_on_another_on_a_laptop(name):
    assert overlaps(drawn_on(name, "laptop")) == []


@EACH
def test_no_text_lies_on_another_where_an_engine_lays_out(name):
    assert overlaps(drawn_on(name, "laptop, constrained")) == []


@pytest.mark.parametrize("name", [name for name in CHARTS if "long" not in name])
def test_no_text_lies_on_another_in_narrow_axes(name):
    assert overlaps(drawn_on(name, "narrow")) == []


def neighbours(ax):
    """Fills and hatches of bars that touch: the parts of one row or column."""
    parts = [
        p
        for p in ax.patches
        if isinstance(p, Rectangle) and p.get_label() != "_key" and p.get_width() and p.get_height()
    ]
    for one, other in itertools.combinations(parts, 2):
        a, b = one.get_bbox(), other.get_bbox()
        beside = math.isclose(a.x1, b.x0) and math.isclose(a.y0, b.y0) and math.isclose(a.y1, b.y1)
        upon = math.isclose(a.y1, b.y0) and math.isclose(a.x0, b.x0) and math.isclose(a.x1, b.x1)
        if beside or upon:
            yield one, other


@EACH
def test_parts_that_touch_differ_in_grey_or_by_their_hatching(name):
    for one, other in neighbours(drawn(name)):
        apart = contrast(to_hex(one.get_facecolor()), to_hex(other.get_facecolor())) >= 3
        # Or by a line between them, which both are told from.
        edges = [to_hex(part.get_edgecolor()) for part in (one, other) if part.get_linewidth() >= 1]
        apart |= len(edges) == 2 and all(contrast(edge, to_hex(part.get_facecolor())) >= 3
                                         for edge, part in zip(edges, (one, other), strict=True))  # fmt: skip
        assert apart or (one.get_hatch() or "") != (other.get_hatch() or "")


def test_steps_of_a_bridge_are_told_apart_in_grey():
    kinds = {
        "in full": bridge_chart.look(bridge_chart.Step("Expected", 5, 0, 5, in_full=True)),
        "more": bridge_chart.look(bridge_chart.Step("Over-achievement", 1, 5, 6)),
        "less": bridge_chart.look(bridge_chart.Step("Not validated", -1, 5, 4)),
        "unexplained": bridge_chart.look(bridge_chart.Step("Unexplained", -1, 5, 4, unexplained=True)),
    }
    for one, other in itertools.combinations(kinds.values(), 2):
        assert one.hatch != other.hatch or contrast(one.fill, other.fill) >= 3


@EACH
def test_text_in_a_bar_is_read_on_it(name):
    ax = drawn(name)
    for text in ax.texts:
        if (ground := text.get_bbox_patch()) is not None:
            assert contrast(to_hex(text.get_color()), to_hex(ground.get_facecolor())) >= 4.5


@EACH
def test_nothing_is_drawn_as_nan(name):
    ax = drawn(name)
    said = [*texts(ax), ax.get_title(loc="left"), ax.get_xlabel(), *(t.get_text() for t in ax.get_xticklabels())]
    assert not any(re.search(r"\bnan\b|None", text) for text in said)


# As a part of a page


@EACH
def test_a_picture_is_a_part_of_a_page(name):
    text = written(name)
    root = BeautifulSoup(text, "html.parser").svg
    assert ElementTree.fromstring(text).tag == "svg"
    assert root["role"] == "img"
    assert [root.find(id=root[name]).name for name in ("aria-labelledby", "aria-describedby")] == ["title", "desc"]
    # The title is drawn above the chart too, and its description begins as its kind does.
    begins = {
        "bri": ("Expected ",), "con": ("Delivery confidence of ", "City scale of "), "run": ("Savings in each year",),
        "sim": ("Simulated savings in each year. ",),
    }  # fmt: skip
    shown = drawn(name).get_title(loc="left").replace("\n", " ")
    rest = root.title.get_text().removeprefix(shown).strip(" ,;(")
    assert root.title.get_text().startswith(shown)  # whose last clauses stand first below it where it is long
    assert " ".join(drawn(name).get_xlabel().split()).lower().startswith(rest.strip("()").lower())
    assert root.desc.get_text().startswith(begins[name[:3]])
    assert root["viewbox"].startswith("0 0 312 ")
    assert not root.select("style, script, metadata, image, foreignObject")
    ids = [tag["id"] for tag in root.select("[id]")]
    assert len(ids) == len(set(ids))
    sizes = [float(re.search(r"([\d.]+)px", tag["style"]).group(1)) for tag in root.select("text")]
    assert min(sizes) >= 10
    assert len(text) < 60_000


@EACH
def test_the_same_chart_is_the_same_bytes(name):
    assert CHARTS[name].svg() == written(name)


SAID = {
    "bridge, slippage": (
        "Savings: £3.5m of £5.0m expected is forecast; £1.0m is not validated, £0.2m over-achievement, £0.7m slippage",
        "Expected £5.0m, minus £1.0m not validated, plus £0.2m over-achievement, minus £0.7m slippage, makes £3.5m "
        "forecast. The parts add up.",
    ),
    "bridge by portfolio, under-achievement": (
        "Savings by 2028/29: £5.5m of £8.0m expected is forecast; £1.0m is not validated, £1.5m under-achievement",
        "Expected £8.0m, minus £1.0m not validated, minus £1.5m under-achievement, makes £5.5m forecast by 2028/29. "
        "The parts add up. By portfolio, 2 portfolios: A: expected £5.0m, minus £1.0m not validated, minus £2.0m "
        "under-achievement, makes £2.0m forecast. B: expected £3.0m, minus £0.0m not validated, plus £0.5m "
        "over-achievement, makes £3.5m forecast.",
    ),
    "confidence, five levels": (
        "Delivery confidence: £6.0m of £18.0m expected is green, £4.8m amber green, £3.6m amber, £2.4m amber red and "
        "£1.2m red",
        "Delivery confidence of £18.0m expected: green £6.0m, amber green £4.8m, amber £3.6m, amber red £2.4m, red "
        "£1.2m. By portfolio, 2 portfolios. A, £15.0m expected: green £5.0m, amber green £4.0m, amber £3.0m, amber "
        "red £2.0m, red £1.0m. B, £3.0m expected: green £1.0m, amber green £0.8m, amber £0.6m, amber red £0.4m, red "
        "£0.2m.",
    ),
    "run rate, a cost at first": (
        "Savings are forecast to reach £5.0m a year by 2026/27, £4.0m of it in A",
        "Savings in each year. 2024/25: −£1.0m in total; A −£1.5m, B £0.5m. 2025/26: £3.0m in total; A £2.0m, B £1.0m. "
        "2026/27: £5.0m in total; A £4.0m, B £1.0m.",
    ),
    "simulation, missing": (
        "Plan on £2.5m in 2026/27: a 4 in 5 chance of at least that",
        "Simulated savings in each year. 2024/25: what is met or exceeded with 80% probability is not known; the "
        "median is £3.0m; with 50% probability it is between £2.0m and £4.0m, with 80% between £1.0m and £5.0m. "
        "2025/26: what is met or exceeded with 80% probability is not known; the median is not known; with 50% "
        "probability it is between not known and not known, with 80% between not known and not known. 2026/27: £2.5m "
        "is met or exceeded with 80% probability; the median is £4.0m; with 50% probability it is between £3.0m and "
        "£5.0m, with 80% between £2.0m and £6.0m.",
    ),
}


@pytest.mark.parametrize("name", SAID)
def test_a_picture_says_what_it_shows(name):
    root = BeautifulSoup(written(name), "html.parser").svg
    assert (root.title.get_text(), root.desc.get_text()) == SAID[name]


@EACH
def test_every_chart_has_its_sentences(name):
    said = CHARTS[name].describe()
    assert said.endswith(".")
    assert not re.search(r"\bnan\b|None|\.\.|  |\u2212\u2212", said)


def test_text_is_never_markup_nor_mathematics():
    text = bridge_of(BRIDGES["hostile"], by="portfolio", title="<b> & $x$").svg()
    assert "<script" not in text
    assert "$x^2$" in text
    assert BeautifulSoup(text, "html.parser").svg.title.get_text() == "<b> & $x$"


def test_nothing_of_the_callers_is_changed(plan):
    plt.figure()
    before = dict(mpl.rcParams)
    plan.plot(chart="confidence")
    plan.svg(chart="confidence")
    assert dict(mpl.rcParams) == before
    assert len(plt.get_fignums()) == 2  # the page's picture is nobody's figure


# A plan, and its charts


def test_a_plan_is_drawn_and_said_without_arguments(plan):
    assert plan.picture().finding() == (
        "Savings by 2028/29: £41.60m of £42.65m expected is forecast; £7.67m is not validated, £6.62m over-achievement"
    )
    svg = BeautifulSoup(plan.svg(), "html.parser").svg
    assert svg.desc.get_text() == plan.describe()
    assert plan.describe().startswith("Expected £42.65m, minus £7.67m not validated, plus £6.62m over-achievement")
    shown = plan._repr_html_()
    assert shown.startswith("<p>£42.65m expected: £7.67m is not validated")
    assert plan.svg() in shown


def test_each_chart_of_a_plan_is_asked_for_by_its_name(plan):
    assert plan.describe(chart="run_rate").startswith("Savings in each year. 2024/25: £7.30m in total; ")
    assert plan.describe(chart="run_rate", expected=True).startswith(
        "Savings in each year, of £42.65m a year expected. "
    )
    assert "for a budget gap of £38.00m" in plan.describe(chart="run_rate", gap={"2025/26": 38.0})
    assert plan.describe(chart="confidence").startswith("Savings confidence of £42.65m expected: green £23.08m, ")
    assert plan.picture(chart="confidence", title="Ours").heading == "Ours"
    assert plan.plot(chart="run_rate", title="Ours").get_title(loc="left") == "Ours"
    assert "makes £32.04m forecast by 2025/26" in plan.describe(year="2025/26", printed=32.05)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"chart": "pie"}, "chart: found 'pie'; accepted: bridge, run_rate, confidence"),
        ({"chart": "confidence", "gap": [1.0]}, "gap: found with chart='confidence'"),
        ({"chart": "confidence", "by": "portfolio"}, "by: found with chart='confidence'"),
        ({"chart": "run_rate", "printed": 4.0}, "printed: found with chart='run_rate'"),
        ({"gap": [1.0]}, "gap: found with chart='bridge'"),
        ({"by": "year"}, "by: found 'year'; accepted: 'portfolio' or None"),
        ({"title": ""}, "title: found ''; accepted: text"),
        ({"year": "2031/32"}, "accepted: 2024/25 to 2028/29"),
        ({"chart": "run_rate", "gap": {"2031/32": 4.0}}, "gap: found '2031/32'; accepted: 2024/25 to 2028/29"),
        ({"chart": "run_rate", "gap": [4.0]}, "gap: found 1 amounts; accepted: one for each of 5 years"),
    ],
)
def test_bad_options_are_refused_by_name(plan, options, message):
    with pytest.raises(hw.HeadwayError, match=re.escape(message)):
        plan.plot(**options)


def test_older_names_still_draw_and_say_what_replaces_them(plan):
    for name, chart in (("plot_bridge", "bridge"), ("plot_run_rate", "run_rate"), ("plot_confidence", "confidence")):
        with pytest.warns(DeprecationWarning, match=f"SavingsPlan.{name} is now"):
            ax = getattr(plan, name)()
        assert ax.get_title(loc="left").replace("\n", " ") == plan.picture(chart=chart).finding()


def test_a_plan_of_any_kind_of_frame_has_the_same_charts(plan, data):
    tables = (pl.read_csv(data / f"savings_{name}.csv") for name in ("programmes", "confidence", "profile"))
    other = hw.SavingsPlan.from_frames(*tables)
    for chart in ("bridge", "run_rate", "confidence"):
        assert other.describe(chart=chart) == plan.describe(chart=chart)


# The bridge


def bars_of(ax):
    return sorted((p for p in ax.patches if isinstance(p, Rectangle)), key=Rectangle.get_y)


def test_the_published_bridge(plan):
    ax = plan.plot(year="2028/29")
    assert ax.get_title(loc="left").replace("\n", " ") == (
        "Savings by 2028/29: £41.60m of £42.65m expected is forecast; £7.67m is not validated, £6.62m over-achievement"
    )
    assert [text for text in texts(ax) if re.search(r"£\d", text)] == [
        "£42.65m", "\u25bc \u2212£7.67m", "\u25b2 +£6.62m", "£41.60m",
    ]  # fmt: skip
    assert [(bar.get_x(), bar.get_x() + bar.get_width()) for bar in bars_of(ax)] == [
        (0, 42.65), pytest.approx((42.65, 34.98)), pytest.approx((34.98, 41.60)), (0, 41.60),
    ]  # fmt: skip
    assert plan.describe(year="2028/29") == (
        "Expected £42.65m, minus £7.67m not validated, plus £6.62m over-achievement, makes £41.60m forecast by "
        "2028/29. The parts add up."
    )
    # A bar begins at 0, and the scale with it.
    assert ax.get_xlim()[0] == 0


def test_the_published_bridge_by_portfolio(plan):
    ax = plan.plot(by="portfolio")
    assert [text for text in texts(ax) if ":" in text] == [
        "Not validated: Resident Services", "Not validated: Enabling Excellence", "Not validated: Growth & Prosperity",
        "Not validated: Children's Services", "Over-achievement: Adult Social Care & Health",
        "Over-achievement: Schools & SEND", "Over-achievement: Children's Services",
        "Over-achievement: Resident",  # which goes on beside the line
        "Over-achievement: Customer &",
    ]  # fmt: skip
    said = plan.describe(by="portfolio")
    for amount in (
        14.65, 17.0, 2.35, 7.9, 0.23, 9.17, 1.5, 3.8, 0.89, 8.39, 0.01, 1.01, 1.61, 0.39, 2.03, 1.97, 1.87, 3.67
    ):
        assert money(amount) in said


@pytest.mark.parametrize("name", BRIDGES)
@pytest.mark.parametrize("by", [None, "portfolio"])
def test_each_bar_begins_where_the_last_one_ended_and_the_last_is_the_forecast(name, by):
    chart = bridge_of(BRIDGES[name], by=by)
    steps, ax = chart.steps[0], chart.plot()
    assert len(steps) <= 12
    known = [one for one in steps if not math.isnan(one.amount)]
    assert len(bars_of(ax)) == len(known)
    if len(known) < len(steps):
        return
    level = 0.0
    for one, bar in zip(steps, bars_of(ax), strict=True):
        closer = any(line.get_label() == "_total" for line in ax.get_lines())  # where totals are no bars
        start = (one.amount if closer else 0.0) if one.in_full else level
        level = one.amount if one.in_full else level + one.amount
        assert (bar.get_x(), bar.get_x() + bar.get_width()) == pytest.approx((start, level), abs=1e-9)
    assert sum(one.amount for one in steps if not one.in_full) + steps[0].amount == pytest.approx(
        steps[-1].amount, abs=1e-9
    )
    connectors = [line for line in ax.get_lines() if line.get_label() == "_connector"]
    assert len(connectors) == len(steps) - 1
    for line, (before, after) in zip(connectors, itertools.pairwise(bars_of(ax)), strict=True):
        assert any(
            line.get_xdata()[0] == pytest.approx(x, abs=1e-9)
            for x in (before.get_x(), before.get_x() + before.get_width())
        )
        assert any(
            line.get_xdata()[0] == pytest.approx(x, abs=1e-9)
            for x in (after.get_x(), after.get_x() + after.get_width())
        )
        assert line.get_ydata().tolist() == [before.get_y() + before.get_height(), after.get_y()]


def test_connectors_are_broken_behind_names(plan):
    ax = plan.plot(by="portfolio")
    connectors = [line for line in ax.get_lines() if line.get_label() == "_connector"]
    names = [text for text in ax.texts if text.get_text().startswith(("Over-achievement", "Not validated"))]
    assert len(names) == 9
    assert min(text.get_zorder() for text in names) > max(line.get_zorder() for line in connectors)


@pytest.mark.parametrize("most", [5, 7, 9, 12])
def test_portfolios_that_have_no_bar_stand_together_with_their_number(most):
    rows = many(30)[0]
    steps = next(steps for steps in bridge_of(rows, by="portfolio").steps if len(steps) <= most)
    assert len(steps) <= most
    for column, sign in (("not_validated", -1), ("over_achievement", 1)):
        amounts = sorted((sign * row[column] for row in rows[:-1] if round(row[column], 2)), key=abs, reverse=True)
        mine = [
            one
            for one in steps
            if not one.unexplained and ("alidated" in one.name) == (column == "not_validated") and not one.in_full
        ]
        others = [int(re.search(r"other \((\d+)\)", one.name).group(1)) for one in mine if "other (" in one.name]
        assert len(mine) - len(others) + sum(others) == len(amounts)
        assert all(count > 1 for count in others)
        kept = [one.amount for one in mine if "other (" not in one.name]
        assert kept == pytest.approx(amounts[: len(kept)])
        assert sum(one.amount for one in mine) == pytest.approx(sign * rows[-1][column])


def test_a_bridge_that_does_not_close_says_so():
    rows = BRIDGES["does not close"]
    assert "Unexplained: the parts do not add up" in texts(bridge_of(rows).plot())
    assert "\u25bc \u2212£0.01m" in texts(bridge_of(rows).plot())
    assert bridge_of(rows).describe().endswith("The parts do not add up: \u2212£0.01m is unexplained.")
    assert not any("nexplained" in text for text in texts(bridge_of(BRIDGES["only a total"]).plot()))


def test_what_was_printed_follows_the_forecast():
    rows = BRIDGES["printed otherwise"]
    found = [(one.name, one.amount) for one in bridge_of(rows).steps[0]][-3:]
    assert found == [
        ("Forecast", pytest.approx(32.04)), ("Unexplained: printed less forecast", 0.01),
        ("Printed", pytest.approx(32.05))
    ]
    assert bridge_of(rows).describe().endswith(
        "makes £32.04m forecast. The plan's own figures add up. £32.05m was printed, £0.01m more, which is unexplained."
    )
    rounded = [row | {"explained_by_rounding": True} for row in rows]
    assert "Explained by rounding" in texts(bridge_of(rounded).plot())
    assert bridge_of(rounded).describe().endswith("£0.01m more, which rounding explains.")


def test_what_falls_short_is_under_achievement():
    rows = BRIDGES["under-achievement"]
    assert {"Under-achievement", "\u25bc \u2212£1.5m"} <= set(texts(bridge_of(rows).plot()))
    assert "minus £1.5m under-achievement" in bridge_of(rows).describe()
    assert "£1.5m under-achievement" in bridge_of(rows).finding()
    assert "Over-achievement: B" in texts(bridge_of(rows, by="portfolio").plot())


def test_what_is_still_to_come_is_no_slippage():
    rows = [step("A", 5, 1, 0.2, later=-0.7), step("Total", 5, 1, 0.2, later=-0.7)]
    assert {"Still to come in later years", "\u25bc \u2212£0.7m"} <= set(texts(bridge_of(rows).plot()))
    assert "minus £0.7m still to come in later years" in bridge_of(rows).describe()
    assert "£0.7m planned for later years" in bridge_of(rows).finding()
    assert "lippage" not in bridge_of(rows).finding() + bridge_of(rows).describe()


def test_a_printed_total_that_differs_is_in_the_title_too():
    rows = [step("Total", 5, 1, 0.2, unexplained=0.3)]
    assert bridge_of(rows).finding().endswith("and £4.5m was printed, £0.3m more")
    said = bridge_of(rows).describe()
    assert "The plan's own figures add up. £4.5m was printed, £0.3m more, which is unexplained." in said


def test_slippage_is_drawn_only_where_there_is_any():
    assert {"Slippage", "\u25bc \u2212£0.7m"} <= set(texts(bridge_of(BRIDGES["slippage"]).plot()))
    assert "minus £0.7m slippage" in bridge_of(BRIDGES["slippage"]).describe()
    assert "lippage" not in bridge_of(BRIDGES["only a total"]).describe()


def test_what_is_not_known_is_said():
    rows = BRIDGES["a missing step"]
    assert {"Not validated: not known", "Slippage: not known", "Printed: not known"} <= set(
        texts(bridge_of(rows).plot())
    )
    said = bridge_of(rows).describe()
    assert "not validated not known" in said
    assert "Whether the parts add up is not known." in said
    assert "what is not validated is not known" in bridge_of(rows).finding()
    assert not any(
        line.get_label() == "_connector" and line.get_ydata()[1] > bars_of(bridge_of(rows).plot())[-2].get_y()
        for line in bridge_of(rows).plot().get_lines()
    )
    assert bridge_of(BRIDGES["all zero"]).finding() == "No saving is expected, and none is forecast"


# Confidence


def test_the_published_confidence(plan, published):
    ax = plan.plot(chart="confidence")
    assert ax.get_title(loc="left").replace("\n", " ") == (
        "Savings confidence: £23.08m of £42.65m expected is green, £11.90m amber and £7.67m red"
    )
    key = " ".join(texts(ax))
    assert "Green £23.08m. High: already delivering, or supported by an external partner" in key
    assert "Amber £11.90m. Identified, with less assurance or needing acceleration" in key
    assert "Red £7.67m. Not yet validated; business case needs development" in key
    assert {"12.75", "5.93", "3.80", "£14.65m", "Children's Services (amber £1.47m, red £0.23m)"} <= set(
        texts(ax)
    )
    said = plan.describe(chart="confidence")
    for name, *amounts in published[0].itertuples(index=False):
        expected, green, amber, red = map(money, amounts)
        assert f"{name}, {expected} expected: green {green}, amber {amber}, red {red}." in said
    assert "not how indicators stand against their targets" in ax.get_xlabel().replace("\n", " ")


def test_bars_share_a_scale_and_are_as_long_as_their_amounts(plan, published):
    ax = plan.plot(chart="confidence")
    rows = published[0].rename(columns=lambda name: name.replace("_gbp_m", ""))
    rows = rows.sort_values("expected_saving", ascending=False, kind="stable")
    found = [(p.get_x(), p.get_x() + p.get_width()) for p in bars_of(ax) if p.get_label() != "_key"]
    wanted = []
    for row in rows.itertuples():
        ends = np.cumsum([0, row.green, row.amber, row.red])
        wanted += [pytest.approx((a, b)) for a, b in itertools.pairwise(ends) if b > a]
    assert len(found) == len(wanted)
    for one, other in zip(found, wanted, strict=True):
        assert one == other


@EACH
def test_each_amount_of_a_part_is_in_it_or_beside_the_name(name):
    chart = CHARTS[name]
    if not isinstance(chart, Confidence) or len(chart.rows) > 12:
        return
    said = " ".join(texts(drawn(name)))
    for row in chart.rows.values():
        for amount in row.levels:
            if amount and not math.isnan(amount):
                printed = money(amount, "", 2).rstrip("0").rstrip(".").strip()
                assert re.search(rf"(^| |£){re.escape(printed)}", said)  # with its letter, by itself or as money


def test_at_most_twelve_bars_and_the_others_together():
    rows = many(30)[1]
    ax = confidence_of(rows).plot()
    amounts = sorted((row["expected"] for row in rows[:-1]), reverse=True)
    assert any(text.startswith("Other (19)") for text in texts(ax))
    assert money(math.fsum(amounts[11:])) in texts(ax)
    assert len({bar.get_y() for bar in bars_of(ax) if bar.get_label() != "_key"}) <= 12


def test_levels_have_letters_of_their_own():
    assert letters_of(["green", "amber_green", "amber", "amber_red", "red"]) == ["G", "AG", "A", "AR", "R"]
    assert letters_of(["high", "medium", "low"]) == ["H", "M", "L"]
    assert letters_of(["same", "same"]) == ["1", "2"]


def test_a_missing_level_is_said():
    ax = confidence_of(CONFIDENCES["missing"]).plot()
    assert any("red not known" in text for text in texts(ax))
    assert "A, not known expected: green £1m, red not known." in confidence_of(CONFIDENCES["missing"]).describe()


# Run rates


def test_the_published_run_rates(plan, published):
    ax = plan.plot(chart="run_rate")
    assert ax.get_title(loc="left").replace("\n", " ") == (
        "Savings are forecast to reach £41.60m a year by 2028/29, £17.00m of it in Adult Social Care & Health"
    )
    assert {"7.30", "32.04", "39.37", "41.20", "41.60"} <= set(texts(ax))
    assert {"17.00", "9.17", "8.39", "3.67", "Other (3)", "3.37"} <= set(texts(ax))
    assert "£17.00m" not in texts(ax)  # which stands in its bar
    assert "£17.00m" in texts(plan.plot(chart="run_rate", gap=[10, 25, 38, 44, 50]))  # whose lines cross the bars
    said = plan.describe(chart="run_rate")
    for name, _, rate in published[1].itertuples(index=False):
        assert f"{name} {money(rate)}" in said
    assert "2025/26: £32.04m in total, £24.74m more than the year before" in said


def test_bars_stand_on_one_another_up_to_the_total(plan):
    ax = plan.plot(chart="run_rate")
    assert len(ax.containers) == 5
    tops = [max(bar.get_y() + bar.get_height() for bar in bars) for bars in zip(*ax.containers, strict=True)]
    assert tops == pytest.approx([7.30, 32.04, 39.37, 41.20, 41.60])
    for year in zip(*ax.containers, strict=True):
        assert [b.get_y() for b in year] == pytest.approx([0, *itertools.accumulate(b.get_height() for b in year)][:-1])


def test_five_portfolios_are_five_and_six_are_four_and_the_others():
    assert list(rates_of(RUN_RATES["six"]).series) == ["P5", "P4", "P3", "P2", "Other (2)"]
    five = rows_of_years({**{f"P{i}": [i] for i in range(5)}, "Total": [10]})
    assert list(rates_of(five).series) == ["P4", "P3", "P2", "P1", "P0"]


def test_the_gap_and_the_expected_saving_are_drawn_and_said(plan):
    gap = {"2024/25": 12.0, "2028/29": 50.0}
    ax = plan.plot(chart="run_rate", gap=gap, expected=True)
    drawn_gaps = [line.get_ydata()[0] for line in ax.get_lines() if line.get_label() == "Budget gap"]
    assert drawn_gaps == [12.0, 50.0]
    assert {"Budget gap", "£50.00m", "Expected", "£42.65m", "12.00", "41.60"} <= set(texts(ax))
    said = plan.describe(chart="run_rate", gap=gap, expected=True)
    assert "of £42.65m a year expected" in said
    assert "for a budget gap of £50.00m" in said
    assert plan.picture(chart="run_rate", gap=gap, expected=True).finding() == (
        "Savings forecast by 2028/29: £41.60m a year, £1.05m short of what is expected and £8.40m short of the budget "
        "gap"
    )
    assert "In 2028/29 that is £1.05m short of the £42.65m expected and £8.40m short" in said
    for wanted, finding in (
        (41.6, "as much as the budget gap"), (40.0, "£1.60m more than the budget gap"),
    ):  # fmt: skip
        closed = plan.picture(chart="run_rate", gap={"2028/29": wanted}).finding()
        assert closed == f"Savings forecast by 2028/29: £41.60m a year, {finding}"


def test_missing_amounts_are_said():
    ax = rates_of(RUN_RATES["missing"]).plot()
    assert "2 amounts are not known" in ax.get_xlabel().replace("\n", " ")
    assert "2025/26: not known in total; A not known, B £1.0m." in rates_of(RUN_RATES["missing"]).describe()


# Simulation


def test_the_fan_draws_the_quantiles_and_the_prudent_figure():
    ax = drawn("simulation, with a plan")
    lines = {line.get_label(): line.get_xdata() for line in ax.get_lines()}
    np.testing.assert_allclose(lines["Median"] + np.array(PLANNED), CITY.median)
    np.testing.assert_allclose(lines["Prudent"] + np.array(PLANNED), CITY.prudent)
    assert lines["Planned"] == [0, 0]  # from which all stand as far as they are from what is planned
    bands = {
        shape.get_label(): np.concatenate([path.vertices for path in shape.get_paths()])
        for shape in ax.collections
        if shape.get_label().endswith("%")
    }
    assert list(bands) == ["90%", "80%", "50%"]
    for level, low, high in (("90%", 0.6, 1.02), ("80%", 0.68, 0.99), ("50%", 0.78, 0.94)):
        wanted = sorted({amount * share - amount for amount in PLANNED for share in (low, high)})
        np.testing.assert_allclose(np.unique(bands[level][:, 0].round(9)), np.unique(np.round(wanted, 9)))
    assert {"£m", "Planned", "Prudent", "£m (gap)", "42", "2028/29", "5 in 10 chance", "£m less or more than planned",
            "8 in 10 chance", "Median: more is as likely as less",
            "Prudent: 4 in 5 chance of this or more"} <= set(texts(ax))
    assert [name.get_text() for name in ax.get_xticklabels() if name.get_text()][-1] == "plan"
    figures = [text.split(" (") for text in texts(ax) if re.fullmatch(r"\d+ \(.?\d+\)", text)]
    assert {"5", "24", "30", "31"} <= {prudent for prudent, _ in figures}
    for planned, (prudent, apart) in zip(PLANNED, figures, strict=True):  # as a reader subtracts
        assert int(prudent) - round(planned) == int(apart.rstrip(")").replace("\u2212", "-"))
    assert CITY_PLANNED.finding() == (
        "Plan on £31m in 2028/29, £11m below plan: a 4 in 5 chance of at least that"
    )


def test_a_fan_without_a_plan_of_each_year_stands_on_amounts():
    partly = fan_of(PLANNED, [NAN, NAN, NAN, NAN, 41.6])
    ax = partly.plot()
    lines = {line.get_label(): line.get_xdata() for line in ax.get_lines()}
    np.testing.assert_array_equal(lines["Median"], CITY.median)
    np.testing.assert_array_equal(lines["Planned"], partly.planned)
    assert "plan" not in [name.get_text() for name in ax.get_xticklabels()]
    small = plt.figure(figsize=(3.6, 2.4))
    ax = FANS["ten years"].plot(small.add_axes((0, 0, 1, 1)))
    assert re.search(r"and \d earlier", " ".join(texts(ax))) and "33/34" in texts(ax)


def test_the_words_of_a_fan_have_each_of_its_figures():
    fan = fan_of(PLANNED, [NAN, NAN, NAN, NAN, 41.6])
    said = fan.describe()
    for year, *amounts in zip(
        CITY.years, CITY.median, CITY.prudent, *(ends for band in CITY.bands for ends in band[1:]), strict=True
    ):
        assert f"{year}: " in said
        for amount in amounts:
            assert f"£{amount:.0f}m" in said  # to two figures of a spread of 13
    assert "£42m is planned" in said
    assert said.count("is planned") == 1


def test_bands_that_are_not_there_are_not_promised():
    fan = Fan(years=["2024/25"], bands=[Band(0.5, [1.0], [3.0])], median=[2.0], prudent=[0.9], planned=[NAN])
    ax = fan.plot()
    assert "5 in 10 chance" in texts(ax)
    assert not [text for text in texts(ax) if "8 in 10" in text or "90%" in text]


def test_bands_are_told_apart_in_grey():
    ax = CITY.plot()
    shades = [to_hex(shape.get_facecolor()[0]) for shape in ax.collections if shape.get_label().endswith("%")]
    for one, other in itertools.pairwise(shades):
        assert contrast(one, other) >= 1.4
    assert contrast(
        shades[-1], to_hex(next(line for line in ax.get_lines() if line.get_label() == "Median").get_color())
    ) >= 2.5


# Money


@pytest.mark.parametrize(
    ("amount", "options", "said"),
    [
        (7.67, {}, "£7.67m"),
        (-7.67, {}, "\u2212£7.67m"),
        (6.62, {"signed": True}, "+£6.62m"),
        (0, {"signed": True}, "£0.00m"),
        (-0.001, {}, "£0.00m"),
        (1234567, {"unit": "GBP", "decimals": 0}, "£1,234,567"),
        (12, {"unit": "\u20ac bn", "decimals": 0}, "\u20ac12 bn"),
        (12, {"unit": "days", "decimals": 0}, "12 days"),
        (12, {"unit": "", "decimals": 0}, "12"),
        (NAN, {}, "not known"),
    ],
)
def test_money_as_it_is_printed(amount, options, said):
    assert money(amount, **options) == said
