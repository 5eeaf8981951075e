"""The charts of a savings plan: they draw its amounts and no others, and can be read by everyone, everywhere."""

import itertools
import math
import random
import re
from types import SimpleNamespace
from xml.etree import ElementTree

import headway as hw
import matplotlib as mpl
import numpy as np
import pandas as pd
import polars as pl
import pytest
from bs4 import BeautifulSoup
from headway.charts import bridge as bridge_chart
from headway.charts import confidence as confidence_chart
from headway.charts import run_rates as run_rate_chart
from headway.charts import simulation as simulation_chart
from headway.language.figures import money
from headway.language.palette import contrast
from matplotlib import pyplot as plt
from matplotlib.colors import to_hex
from matplotlib.patches import Rectangle
from matplotlib.text import Text

NAN = float("nan")
LEVELS = ("green", "amber", "red")
mpl.use("Agg")


@pytest.fixture(autouse=True)
def closed():
    yield
    plt.close("all")


# The city's plan, its sums worked here from the published tables


@pytest.fixture(scope="session")
def confidence(data):
    table = pd.read_csv(data / "savings_confidence.csv").rename(columns=lambda name: name.replace("_gbp_m", ""))
    table = table.rename(columns={"expected_saving": "expected"})
    total = table.drop(columns="portfolio").sum().round(2)
    return pd.concat([table, pd.DataFrame([{"portfolio": "Total"} | total.to_dict()])], ignore_index=True)


@pytest.fixture(scope="session")
def incremental(data):
    table = pd.read_csv(data / "savings_profile.csv")
    table.columns = ["portfolio", "year", "run_rate"]
    total = table.groupby("year", as_index=False)["run_rate"].sum().round(2).assign(portfolio="Total")
    table = pd.concat([table, total], ignore_index=True)
    table["increment"] = table.groupby("portfolio")["run_rate"].diff().fillna(table["run_rate"]).round(2)
    return table


@pytest.fixture(scope="session")
def bridge(confidence, incremental):
    last = incremental[incremental.year == "2028/29"].set_index("portfolio").run_rate
    rows = pd.DataFrame({"portfolio": confidence.portfolio, "expected": confidence.expected, "not_validated": confidence.red})
    rows["over_achievement"] = [round(last[r.portfolio] - (r.expected - r.not_validated), 2) for r in rows.itertuples()]
    rows["still_to_come"] = rows["slippage"] = 0.0
    rows["forecast"] = [last[name] for name in rows.portfolio]
    rows["unexplained"] = 0.0
    return rows


def step(portfolio, expected, not_validated=0.0, over_achievement=0.0, slippage=0.0, forecast=None, unexplained=0.0, later=0.0):
    if forecast is None:
        forecast = expected - not_validated + over_achievement + later + slippage
    return {"portfolio": portfolio, "expected": expected, "not_validated": not_validated, "over_achievement": over_achievement,
            "still_to_come": later, "slippage": slippage, "forecast": forecast, "unexplained": unexplained}  # fmt: skip


def simulated(rates, years=None):
    years = years or [f"{2024 + i}/{25 + i}" for i in range(len(rates))]
    shares = {"p5": 0.6, "p10": 0.68, "p25": 0.78, "p50": 0.87, "p75": 0.94, "p90": 0.99, "p95": 1.02, "prudent": 0.75}
    rows = [{"year": year, "sd": 1000.0} | {name: rate * share for name, share in shares.items()}
            for year, rate in zip(years, rates, strict=True)]  # fmt: skip
    return SimpleNamespace(fan=lambda: rows)


CITY = simulated([7.3, 32.04, 39.37, 41.2, 41.6])


# Plans that are hard to draw

LONG = "Transformation of Adult Social Care, Public Health, Housing, Homelessness Prevention and Community Wellbeing"


def many(n, seed=0, *, long=False, scale=1.0):
    """A made plan of n portfolios, three levels and five years, and its totals."""
    r = random.Random(seed)
    names = [f"{LONG} {i}" if long else f"Portfolio {i}" for i in range(n)]
    levels = {name: [round(scale * r.choice([0, 0.01, 1, 5]) * r.random(), 2) for _ in LEVELS] for name in names}
    years = [f"{2024 + i}/{25 + i}" for i in range(5)]
    rates = {name: list(itertools.accumulate(round(scale * r.random() * r.choice([0, 1, 4]), 2) for _ in years)) for name in names}
    confidence, bridges, incremental = [], [], []
    for name in names:
        green, amber, red = levels[name]
        confidence.append({"portfolio": name, "expected": green + amber + red, **dict(zip(LEVELS, levels[name], strict=True))})
        expected = green + amber + red
        bridges.append(step(name, expected, red, rates[name][-1] - expected + red, forecast=rates[name][-1]))
    for rows in (confidence, bridges):
        rows.append({"portfolio": "Total"} | {k: math.fsum(row[k] for row in rows) for k in rows[0] if k != "portfolio"})
    for name, amounts in (*rates.items(), ("Total", [math.fsum(c) for c in zip(*rates.values(), strict=True)])):
        incremental += [{"portfolio": name, "year": year, "run_rate": rate} for year, rate in zip(years, amounts, strict=True)]
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
    "printed otherwise": [step("A", 42.65, 7.67, 6.62, -9.56), step("Total", 42.65, 7.67, 6.62, -9.56, unexplained=0.01)],
    "below zero": [step("A", 2, 3, -4), step("B", 1, 0, 0), step("Total", 3, 3, -4)],
    "a missing step": [step("A", 5, NAN, 0.2, forecast=4), step("B", 2, 1, 0), step("Total", 7, NAN, 0.2, None, 5.0, None)],
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
    "missing": [{"portfolio": "A", "expected": None, "green": 1.0, "red": None},
                {"portfolio": "B", "expected": 2.0, "green": 2.0, "red": 0.0},
                {"portfolio": "Total", "expected": 3.0, "green": 3.0, "red": NAN}],
    "below zero": [{"portfolio": name, "expected": 1.0, "green": 3.0, "red": -2.0} for name in ("A", "Total")],
    "slivers": [{"portfolio": name, "expected": 10.03, "green": 0.01, "amber": 10.0, "red": 0.02} for name in ("A", "Total")],
    "only a total": [{"portfolio": "Total", "expected": 1.0, "green": 1.0}],
    "thirty": many(30)[1],
    "thirty with long names": many(30, long=True)[1],
}  # fmt: skip
RUN_RATES = {
    "one year": rows_of_years({"A": [1.5], "B": [0.5], "Total": [2.0]}),
    "one portfolio": rows_of_years({"A": [1.5, 2, 2], "Total": [1.5, 2, 2]}),
    "all zero": rows_of_years({"A": [0, 0], "B": [0, 0], "Total": [0, 0]}),
    "a cost at first": rows_of_years({"A": [-1.5, 2, 4], "B": [0.5, 1, 1], "Total": [-1.0, 3, 5]}),
    "missing": rows_of_years({"A": [1.5, NAN, 4], "B": [None, 1, 1], "Total": [1.5, NAN, 5]}),
    "six": rows_of_years({**{f"P{i}": [i, i + 1] for i in range(6)}, "Total": [15, 21]}),
    "thirty": many(30)[2],
    "thirty with long names": many(30, long=True)[2],
    "twelve years": rows_of_years({"A": range(12), "Total": range(12)}, [f"{2024 + i}/{25 + i}" for i in range(12)]),
    "whole pounds": rows_of_years({"A": [1.5e6, 2e6], "Total": [1.5e6, 2e6]}),
}
FANS = {
    "one year": simulated([5.0]),
    "all zero": simulated([0.0, 0.0]),
    "ten years": simulated([5.0 * i for i in range(10)]),
    "missing": SimpleNamespace(fan=lambda: [
        {"year": "2024/25", "p10": 1.0, "p25": 2.0, "p50": 3.0, "p75": 4.0, "p90": 5.0, "prudent": None},
        {"year": "2025/26", "p10": None, "p25": NAN, "p50": None, "p75": None, "p90": None, "prudent": NAN},
        {"year": "2026/27", "p10": 2.0, "p25": 3.0, "p50": 4.0, "p75": 5.0, "p90": 6.0, "prudent": 2.5},
    ]),
    "below zero": simulated([-3.0, 2.0, 4.0]),
}  # fmt: skip
GAP = {"2024/25": 12.0, "2026/27": 42.0}

CHARTS = {
    **{f"bridge, {name}": (bridge_chart, rows, {}) for name, rows in BRIDGES.items()},
    **{f"bridge by portfolio, {name}": (bridge_chart, rows, {"by": "portfolio", "year": "2028/29"}) for name, rows in BRIDGES.items()},
    **{f"confidence, {name}": (confidence_chart, rows, {}) for name, rows in CONFIDENCES.items()},
    "confidence, explained": (confidence_chart, many(7)[1], {
        "scale": "City scale", "meanings": {name: f"{name} means what the business case says of it, in so many words" for name in LEVELS}
    }),
    **{f"run rate, {name}": (run_rate_chart, rows, {}) for name, rows in RUN_RATES.items()},
    "run rate, with a gap": (run_rate_chart, many(7)[2], {"gap": [9, 17, 33, 30, 41.5], "expected": 40.0}),
    "run rate, a gap of some years": (run_rate_chart, many(7)[2], {"gap": GAP}),
    **{f"simulation, {name}": (simulation_chart, fan, {}) for name, fan in FANS.items()},
    "simulation, with a plan": (simulation_chart, CITY, {"planned": [7.3, 32.04, 39.37, 41.2, 41.6]}),
}  # fmt: skip
for i in range(8):
    for chart, rows in zip((bridge_chart, confidence_chart, run_rate_chart), many(1 + 3 * i, i, scale=10 ** (i - 3)), strict=True):
        options = {"by": "portfolio"} if chart is bridge_chart else {}
        CHARTS[f"{chart.__name__.split('.')[1]}, made {i}"] = (chart, rows, options)

EACH = pytest.mark.parametrize("name", CHARTS)


def drawn(name, ax=None):
    chart, rows, options = CHARTS[name]
    return chart.plot(rows, ax, **options)


def texts(ax):
    return [text.get_text() for text in ax.texts]


# How they look


def boxes(ax):
    ax.figure.draw_without_rendering()
    renderer = ax.figure.canvas.get_renderer()
    shown = [t for t in ax.findobj(Text) if t.get_visible() and t.get_text().strip()]
    return {t: t.get_window_extent(renderer) if not hasattr(t, "arrow_patch") else Text.get_window_extent(t, renderer)
            for t in shown}  # fmt: skip


def meet(one, other):
    return min(one.x1, other.x1) - max(one.x0, other.x0) > 1.5 and min(one.y1, other.y1) - max(one.y0, other.y0) > 1.5


def overlaps(ax):
    """Pairs of texts that lie on one another, and texts that lie beyond the figure or on a bar that is not theirs."""
    found, page = boxes(ax), ax.figure.bbox
    bad = [(a.get_text(), b.get_text()) for (a, one), (b, other) in itertools.combinations(found.items(), 2) if meet(one, other)]
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
    assert ax.figure.get_figwidth() * 72 == 360
    assert overlaps(ax) == []


@EACH
@pytest.mark.parametrize("layout", [None, "constrained"])
def test_no_text_lies_on_another_on_a_laptop(name, layout):
    _, ax = plt.subplots(figsize=(13.66, 7.68), layout=layout)
    assert drawn(name, ax) is ax
    assert overlaps(ax) == []


@pytest.mark.parametrize("name", [name for name in CHARTS if "long" not in name])
def test_no_text_lies_on_another_in_narrow_axes(name):
    _, ax = plt.subplots(figsize=(5.2, 8))
    drawn(name, ax)
    assert overlaps(ax) == []


def neighbours(ax):
    """Fills and hatches of bars that touch: the parts of one row or column."""
    parts = [p for p in ax.patches if isinstance(p, Rectangle) and p.get_label() != "_key" and p.get_width() and p.get_height()]
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
        assert apart or (one.get_hatch() or "") != (other.get_hatch() or "")


def test_steps_of_a_bridge_are_told_apart_in_grey():
    kinds = {
        "in full": bridge_chart.look(bridge_chart.Step("Expected", 5, in_full=True)),
        "more": bridge_chart.look(bridge_chart.Step("Over-achievement", 1)),
        "less": bridge_chart.look(bridge_chart.Step("Not validated", -1)),
        "unexplained": bridge_chart.look(bridge_chart.Step("Unexplained", -1, unexplained=True)),
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
def test_a_picture_has_a_name_and_says_in_words_what_it_shows(name):
    chart, rows, options = CHARTS[name]
    text = chart.svg(rows, **options)
    root = BeautifulSoup(text, "html.parser").svg
    assert ElementTree.fromstring(text).tag == "svg"
    assert root["role"] == "img"
    assert [root.find(id=ref).name for ref in root["aria-labelledby"].split()] == ["title", "desc"]
    assert root.title.get_text() == chart.finding(rows, **{k: v for k, v in options.items() if k in ("year", "scale", "gap", "expected", "planned")})
    assert root.desc.get_text() == chart.describe(rows, **options)
    assert root["viewbox"].startswith("0 0 360 ")
    assert not root.select("style, script, metadata, image, foreignObject")
    ids = [tag["id"] for tag in root.select("[id]")]
    assert len(ids) == len(set(ids))
    sizes = [float(re.search(r"([\d.]+)px", tag["style"]).group(1)) for tag in root.select("text")]
    assert min(sizes) >= 10
    assert len(text) < 60_000
    assert chart.svg(rows, **options) == text


@EACH
def test_every_chart_has_its_sentences(name):
    chart, rows, options = CHARTS[name]
    said = chart.describe(rows, **options)
    assert said.endswith(".")
    assert not re.search(r"\bnan\b|None|\.\.|  |\u2212\u2212", said)


def test_text_is_never_markup_nor_mathematics():
    text = bridge_chart.svg(BRIDGES["hostile"], by="portfolio", title="<b> & $x$")
    assert "<script" not in text
    assert "$x^2$" in text
    assert BeautifulSoup(text, "html.parser").svg.title.get_text() == "<b> & $x$"


def test_nothing_of_the_callers_is_changed(confidence):
    plt.figure()
    before, table = dict(mpl.rcParams), confidence.copy()
    confidence_chart.plot(confidence)
    confidence_chart.svg(confidence)
    assert dict(mpl.rcParams) == before
    pd.testing.assert_frame_equal(confidence, table)
    assert len(plt.get_fignums()) == 2  # the page's picture is nobody's figure


def test_any_kind_of_frame_is_read(confidence, bridge, incremental):
    for chart, rows in ((confidence_chart, confidence), (bridge_chart, bridge), (run_rate_chart, incremental)):
        said = chart.describe(rows)
        assert chart.describe(pl.from_pandas(rows)) == said
        assert chart.describe(rows.to_dict("records")) == said
    fan = pd.DataFrame(CITY.fan())
    assert simulation_chart.describe(SimpleNamespace(fan=lambda: fan)) == simulation_chart.describe(CITY)


@pytest.mark.parametrize("chart", [bridge_chart, confidence_chart, run_rate_chart])
def test_rows_without_a_total_are_refused(chart):
    rows = {bridge_chart: BRIDGES, confidence_chart: CONFIDENCES, run_rate_chart: RUN_RATES}[chart]["one portfolio"]
    rows = [row for row in rows if row["portfolio"] != "Total"]
    for call in (chart.plot, chart.describe, chart.svg):
        with pytest.raises(hw.HeadwayError, match="found no row 'Total'"):
            call(rows)


def test_bad_input_is_refused_by_name(bridge):
    with pytest.raises(hw.HeadwayError, match="column 'slippage' is not in the frame"):
        bridge_chart.plot(bridge.drop(columns="slippage"))
    with pytest.raises(hw.HeadwayError, match="row 1, column 'expected': found str '5'"):
        bridge_chart.plot([step("A", 5.0), step("B", "5", forecast=1.0), step("Total", 5.0)])
    with pytest.raises(hw.HeadwayError, match="by: found 'year'; accepted: 'portfolio' or None"):
        bridge_chart.plot(bridge, by="year")
    with pytest.raises(hw.HeadwayError, match="found a name twice"):
        bridge_chart.plot([step("A", 5), step("A", 5), step("Total", 5)])
    with pytest.raises(hw.HeadwayError, match="title: found ''; accepted: text"):
        bridge_chart.plot(bridge, title="")
    with pytest.raises(hw.HeadwayError, match="meanings: found 'blue'; accepted: green, amber, red"):
        confidence_chart.plot(many(2)[1], meanings={"blue": "complete"})
    with pytest.raises(hw.HeadwayError, match="gap: found the year '2031/32'; accepted: 2024/25, "):
        run_rate_chart.plot(RUN_RATES["one portfolio"], gap={"2031/32": 4.0})
    with pytest.raises(hw.HeadwayError, match="gap: found 1 amounts; accepted: one for each of 3 years"):
        run_rate_chart.plot(RUN_RATES["one portfolio"], gap=[4.0])
    with pytest.raises(hw.HeadwayError, match="row 1: found 'A' in 2024/25 twice"):
        run_rate_chart.plot(rows_of_years({"A": [1.0, 2.0]}, ("2024/25", "2024/25")))
    with pytest.raises(hw.HeadwayError, match="simulation: found list; accepted: what SavingsPlan.simulate gives"):
        simulation_chart.plot([])
    with pytest.raises(hw.HeadwayError, match="column 'prudent' is not in the fan"):
        simulation_chart.plot(SimpleNamespace(fan=lambda: [{"year": "2024/25", "p50": 1.0}]))


# The bridge


def bars_of(ax):
    return sorted((p for p in ax.patches if isinstance(p, Rectangle)), key=Rectangle.get_y)


def test_the_published_bridge(bridge):
    ax = bridge_chart.plot(bridge, year="2028/29")
    assert ax.get_title(loc="left").replace("\n", " ") == (
        "£41.60m of £42.65m expected is forecast by 2028/29: £7.67m is not validated, £6.62m is over-achievement"
    )
    assert [text for text in texts(ax) if "£" in text and text != "£m"] == [
        "£42.65m", "\u25bc \u2212£7.67m", "\u25b2 +£6.62m", "£41.60m",
    ]  # fmt: skip
    assert [(bar.get_x(), bar.get_x() + bar.get_width()) for bar in bars_of(ax)] == [
        (0, 42.65), pytest.approx((42.65, 34.98)), pytest.approx((34.98, 41.60)), (0, 41.60),
    ]  # fmt: skip
    assert bridge_chart.describe(bridge, year="2028/29") == (
        "Expected £42.65m, minus £7.67m not validated, plus £6.62m over-achievement, makes £41.60m forecast by 2028/29. "
        "The bridge closes."
    )
    # A bar begins at 0, and the scale with it.
    assert ax.get_xlim()[0] == 0


def test_the_published_bridge_by_portfolio(bridge):
    ax = bridge_chart.plot(bridge, by="portfolio")
    assert [text for text in texts(ax) if ":" in text] == [
        "Not validated: Resident Services", "Not validated: Enabling Excellence", "Not validated: Growth & Prosperity",
        "Not validated: Children's Services", "Over-achievement: Adult Social Care & Health", "Over-achievement: Schools & SEND",
        "Over-achievement: Children's Services", "Over-achievement: Resident Services",
        "Over-achievement: Customer & Community",
    ]  # fmt: skip
    said = bridge_chart.describe(bridge, by="portfolio")
    for amount in (14.65, 17.0, 2.35, 7.9, 0.23, 9.17, 1.5, 3.8, 0.89, 8.39, 0.01, 1.01, 1.61, 0.39, 2.03, 1.97, 1.87, 3.67):
        assert money(amount) in said


@pytest.mark.parametrize("name", BRIDGES)
@pytest.mark.parametrize("by", [None, "portfolio"])
def test_each_bar_begins_where_the_last_one_ended_and_the_last_is_the_forecast(name, by):
    steps = bridge_chart.bridge_steps(BRIDGES[name], by=by)
    assert len(steps) <= 12
    ax = bridge_chart.plot(BRIDGES[name], by=by)
    known = [one for one in steps if not math.isnan(one.amount)]
    assert len(bars_of(ax)) == len(known)
    if len(known) < len(steps):
        return
    level = 0.0
    for one, bar in zip(steps, bars_of(ax), strict=True):
        start = 0.0 if one.in_full else level
        level = one.amount if one.in_full else level + one.amount
        assert (bar.get_x(), bar.get_x() + bar.get_width()) == pytest.approx((start, level), abs=1e-9)
    assert sum(one.amount for one in steps if not one.in_full) + steps[0].amount == pytest.approx(steps[-1].amount, abs=1e-9)
    connectors = [line for line in ax.get_lines() if line.get_label() == "_connector"]
    assert len(connectors) == len(steps) - 1
    for line, (before, after) in zip(connectors, itertools.pairwise(bars_of(ax)), strict=True):
        assert any(line.get_xdata()[0] == pytest.approx(x, abs=1e-9) for x in (before.get_x(), before.get_x() + before.get_width()))
        assert any(line.get_xdata()[0] == pytest.approx(x, abs=1e-9) for x in (after.get_x(), after.get_x() + after.get_width()))
        assert line.get_ydata().tolist() == [before.get_y() + before.get_height(), after.get_y()]


def test_no_name_hides_a_connector(bridge):
    ax = bridge_chart.plot(bridge, by="portfolio")
    connectors = [line for line in ax.get_lines() if line.get_label() == "_connector"]
    names = [text for text in ax.texts if text.get_text().startswith(("Over-achievement", "Not validated"))]
    assert len(names) == 9
    assert max(text.get_zorder() for text in names) < min(line.get_zorder() for line in connectors)


@pytest.mark.parametrize("most", [4, 5, 7, 12, 40])
def test_portfolios_that_have_no_bar_stand_together_with_their_number(most):
    rows = many(30)[0]
    steps = bridge_chart.bridge_steps(rows, by="portfolio", most=most)
    assert len(steps) <= most
    for column, sign in (("not_validated", -1), ("over_achievement", 1)):
        amounts = sorted((sign * row[column] for row in rows[:-1] if round(row[column], 2)), key=abs, reverse=True)
        mine = [one for one in steps if not one.unexplained and ("alidated" in one.name) == (column == "not_validated") and not one.in_full]
        others = [int(re.search(r"other \((\d+)\)", one.name).group(1)) for one in mine if "other (" in one.name]
        assert len(mine) - len(others) + sum(others) == len(amounts)
        assert all(count > 1 for count in others) or most == 4
        kept = [one.amount for one in mine if "other (" not in one.name]
        assert kept == pytest.approx(amounts[: len(kept)])
        assert sum(one.amount for one in mine) == pytest.approx(sign * rows[-1][column])


def test_a_bridge_that_does_not_close_says_so():
    rows = BRIDGES["does not close"]
    assert "Unexplained: the bridge does not close" in texts(bridge_chart.plot(rows))
    assert "\u25bc \u2212£0.01m" in texts(bridge_chart.plot(rows))
    assert bridge_chart.describe(rows).endswith("The bridge does not close: \u2212£0.01m is unexplained.")
    assert not any("nexplained" in text for text in texts(bridge_chart.plot(BRIDGES["only a total"])))


def test_what_was_printed_follows_the_forecast():
    rows = BRIDGES["printed otherwise"]
    found = [(one.name, one.amount) for one in bridge_chart.bridge_steps(rows)][-3:]
    assert found == [("Forecast", pytest.approx(32.04)), ("Unexplained: printed less forecast", 0.01), ("Printed", pytest.approx(32.05))]
    assert bridge_chart.describe(rows).endswith(
        "makes £32.04m forecast. The plan's own figures close. £32.05m was printed, £0.01m more, which is unexplained."
    )
    rounded = [row | {"explained_by_rounding": True} for row in rows]
    for kind in (rounded, pd.DataFrame(rounded), pl.DataFrame(rounded)):
        assert "Explained by rounding" in texts(bridge_chart.plot(kind))
        assert bridge_chart.describe(kind).endswith("£0.01m more, which rounding explains.")


def test_what_falls_short_is_under_achievement():
    rows = BRIDGES["under-achievement"]
    assert {"Under-achievement", "\u25bc \u2212£1.5m"} <= set(texts(bridge_chart.plot(rows)))
    assert "minus £1.5m under-achievement" in bridge_chart.describe(rows)
    assert "£1.5m is under-achievement" in bridge_chart.finding(rows)
    assert "Over-achievement: B" in texts(bridge_chart.plot(rows, by="portfolio"))


def test_what_is_still_to_come_is_no_slippage():
    rows = [step("A", 5, 1, 0.2, later=-0.7), step("Total", 5, 1, 0.2, later=-0.7)]
    assert {"Still to come in later years", "\u25bc \u2212£0.7m"} <= set(texts(bridge_chart.plot(rows)))
    assert "minus £0.7m still to come in later years" in bridge_chart.describe(rows)
    assert "£0.7m is planned for later years" in bridge_chart.finding(rows)
    assert "lippage" not in bridge_chart.finding(rows) + bridge_chart.describe(rows)


def test_a_printed_total_that_differs_is_in_the_title_too():
    rows = [step("Total", 5, 1, 0.2, unexplained=0.3)]
    assert bridge_chart.finding(rows).endswith("and £4.5m was printed, £0.3m more")
    assert "The plan's own figures close. £4.5m was printed, £0.3m more, which is unexplained." in bridge_chart.describe(rows)


def test_slippage_is_drawn_only_where_there_is_any():
    assert {"Slippage", "\u25bc \u2212£0.7m"} <= set(texts(bridge_chart.plot(BRIDGES["slippage"])))
    assert "minus £0.7m slippage" in bridge_chart.describe(BRIDGES["slippage"])
    assert "lippage" not in bridge_chart.describe(BRIDGES["only a total"])


def test_what_is_not_known_is_said():
    rows = BRIDGES["a missing step"]
    assert {"Not validated: not known", "Slippage: not known", "Printed: not known"} <= set(texts(bridge_chart.plot(rows)))
    said = bridge_chart.describe(rows)
    assert "not validated not known" in said
    assert "Whether the bridge closes is not known." in said
    assert "what is not validated is not known" in bridge_chart.finding(rows)
    assert not any(line.get_label() == "_connector" and line.get_ydata()[1] > bars_of(bridge_chart.plot(rows))[-2].get_y()
                   for line in bridge_chart.plot(rows).get_lines())  # fmt: skip
    assert bridge_chart.finding(BRIDGES["all zero"]) == "No saving is expected, and none is forecast"


# Confidence


def test_the_published_confidence(confidence):
    ax = confidence_chart.plot(confidence, meanings={"red": "not validated"})
    assert ax.get_title(loc="left").replace("\n", " ") == (
        "£23.08m of £42.65m expected is rated green for delivery confidence, £11.90m amber and £7.67m red"
    )
    assert {"Green, £23.08m", "Amber, £11.90m", "Red, £7.67m: not validated"} <= set(texts(ax))
    assert {"G 12.75", "A 5.93", "R 3.80", "£14.65m", "Children's Services (A 1.47, R 0.23)"} <= set(texts(ax))
    said = confidence_chart.describe(confidence)
    for row in confidence.itertuples():
        for amount in (row.expected, row.green, row.amber, row.red):
            assert money(amount) in said
    assert "indicator against its target" in ax.get_xlabel().replace("\n", " ")


def test_bars_share_a_scale_and_are_as_long_as_their_amounts(confidence):
    ax = confidence_chart.plot(confidence)
    rows = confidence[:-1].sort_values("expected", ascending=False, kind="stable")
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
    chart, rows, options = CHARTS[name]
    if chart is not confidence_chart or len(rows) > 13:
        return
    said = " ".join(texts(drawn(name)))
    for row in rows[:-1]:
        for level in (key for key in row if key not in ("portfolio", "expected")):
            if row[level] and not math.isnan(row[level]):
                assert re.search(rf"[A-Z]+ {money(row[level], '', 2).rstrip('0').rstrip('.').strip()}", said)


def test_at_most_twelve_bars_and_the_others_together():
    rows = many(30)[1]
    ax = confidence_chart.plot(rows)
    amounts = sorted((row["expected"] for row in rows[:-1]), reverse=True)
    assert any(text.startswith("Other (19)") for text in texts(ax))
    assert money(math.fsum(amounts[11:])) in texts(ax)
    assert len({bar.get_y() for bar in bars_of(ax) if bar.get_label() != "_key"}) <= 12


def test_levels_have_letters_of_their_own():
    letters = confidence_chart.letters_of
    assert letters(["green", "amber_green", "amber", "amber_red", "red"]) == ["G", "AG", "A", "AR", "R"]
    assert letters(["high", "medium", "low"]) == ["H", "M", "L"]
    assert letters(["same", "same"]) == ["1", "2"]


def test_a_missing_level_is_said():
    ax = confidence_chart.plot(CONFIDENCES["missing"])
    assert any("red not known" in text for text in texts(ax))
    assert "A, not known expected: green £1m, red not known." in confidence_chart.describe(CONFIDENCES["missing"])


# Run rates


def test_the_published_run_rates(incremental):
    ax = run_rate_chart.plot(incremental)
    assert ax.get_title(loc="left").replace("\n", " ") == (
        "Savings reach £41.60m a year by 2028/29, £17.00m of it in Adult Social Care & Health"
    )
    assert {"7.30", "32.04", "39.37", "41.20", "41.60"} <= set(texts(ax))
    assert {"£17.00m", "£9.17m", "£8.39m", "£3.67m", "Other (3)", "£3.37m"} <= set(texts(ax))
    said = run_rate_chart.describe(incremental)
    for row in incremental.itertuples():
        assert f"{row.portfolio} {money(row.run_rate)}" in said or row.portfolio == "Total"
    assert "2025/26: £32.04m in total, £24.74m more than the year before" in said


def test_bars_stand_on_one_another_up_to_the_total(incremental):
    ax = run_rate_chart.plot(incremental)
    assert len(ax.containers) == 5
    tops = [max(bar.get_y() + bar.get_height() for bar in bars) for bars in zip(*ax.containers, strict=True)]
    assert tops == pytest.approx([7.30, 32.04, 39.37, 41.20, 41.60])
    for year in zip(*ax.containers, strict=True):
        assert [b.get_y() for b in year] == pytest.approx([0, *itertools.accumulate(b.get_height() for b in year)][:-1])


def test_five_portfolios_are_five_and_six_are_four_and_the_others():
    assert list(run_rate_chart.series_of(run_rate_chart.run_rates(RUN_RATES["six"]))) == ["P5", "P4", "P3", "P2", "Other (2)"]
    five = rows_of_years({**{f"P{i}": [i] for i in range(5)}, "Total": [10]})
    assert list(run_rate_chart.series_of(run_rate_chart.run_rates(five))) == ["P4", "P3", "P2", "P1", "P0"]


def test_the_gap_and_the_expected_saving_are_drawn_and_said(incremental):
    gap = {"2024/25": 12.0, "2028/29": 50.0}
    ax = run_rate_chart.plot(incremental, gap=gap, expected=42.65)
    drawn_gaps = [line.get_ydata()[0] for line in ax.get_lines() if line.get_label() == "Budget gap"]
    assert drawn_gaps == [12.0, 50.0]
    assert {"Budget gap", "£50.00m", "Expected", "£42.65m", "12.00", "41.60"} <= set(texts(ax))
    said = run_rate_chart.describe(incremental, gap=gap, expected=42.65)
    assert "of £42.65m a year expected" in said
    assert "for a budget gap of £50.00m" in said
    assert run_rate_chart.finding(incremental, gap=gap, expected=42.65) == (
        "Savings reach £41.60m a year by 2028/29, of £42.65m expected; the budget gap is then £50.00m"
    )


def test_missing_amounts_are_said():
    ax = run_rate_chart.plot(RUN_RATES["missing"])
    assert "2 amounts are not known" in ax.get_xlabel().replace("\n", " ")
    assert "2025/26: not known in total; A not known, B £1.0m." in run_rate_chart.describe(RUN_RATES["missing"])


# Simulation


def test_the_fan_draws_the_quantiles_and_the_prudent_figure():
    ax = simulation_chart.plot(CITY, planned=[7.3, 32.04, 39.37, 41.2, 41.6])
    lines = {line.get_label(): line.get_ydata() for line in ax.get_lines()}
    rows = CITY.fan()
    np.testing.assert_array_equal(lines["Median"], [row["p50"] for row in rows])
    np.testing.assert_array_equal(lines["Prudent"], [row["prudent"] for row in rows])
    np.testing.assert_array_equal(lines["Planned"], [7.3, 32.04, 39.37, 41.2, 41.6])
    bands = {shape.get_label(): shape.get_paths()[0].vertices for shape in ax.collections if shape.get_label().endswith("%")}
    assert list(bands) == ["90%", "80%", "50%"]
    for level, low, high in (("90%", "p5", "p95"), ("80%", "p10", "p90"), ("50%", "p25", "p75")):
        heights = set(bands[level][:, 1])
        assert {row[low] for row in rows} | {row[high] for row in rows} == heights
    assert ax.get_ylim()[0] == 0
    assert "£m a year" in texts(ax)
    assert "met or exceeded with 80% probability" in " ".join(texts(ax))
    assert {"5.47", "24.03", "29.53", "30.90", "31.20"} <= set(texts(ax))
    assert simulation_chart.finding(CITY, planned=[0, 0, 0, 0, 41.6]) == (
        "£31.20m a year is met or exceeded with 80% probability in 2028/29; £41.60m is planned"
    )


def test_the_words_of_a_fan_have_each_of_its_figures():
    said = simulation_chart.describe(CITY, planned={"2028/29": 41.6})
    for row in CITY.fan():
        for name, amount in row.items():
            if name == "sd":
                continue  # of no band
            assert (amount if name == "year" else money(amount)) in said
    assert "£41.60m is planned" in said
    assert said.count("is planned") == 1


def test_bands_that_are_not_there_are_not_promised():
    fan = SimpleNamespace(fan=lambda: [{"year": "2024/25", "p25": 1.0, "p50": 2.0, "p75": 3.0, "prudent": 0.9}])
    ax = simulation_chart.plot(fan)
    assert "with 50% probability" in ax.get_xlabel().replace("\n", " ")
    assert "90%" not in ax.get_xlabel()


def test_bands_are_told_apart_in_grey():
    ax = simulation_chart.plot(CITY)
    shades = [to_hex(shape.get_facecolor()[0]) for shape in ax.collections if shape.get_label().endswith("%")]
    for one, other in itertools.pairwise(shades):
        assert contrast(one, other) >= 1.4
    assert contrast(shades[-1], to_hex(next(line for line in ax.get_lines() if line.get_label() == "Median").get_color())) >= 2.5


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
