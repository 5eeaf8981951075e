"""The charts of statistics: they draw the figures of their results and no others, and everyone can read them."""

import functools
import itertools
import re
from typing import Any
from xml.etree import ElementTree

import headway as hw
import matplotlib as mpl
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from bs4 import BeautifulSoup
from headway import _core
from headway.charts import caterpillar, control_chart
from headway.language.figures import figure, figure_writer
from headway.language.palette import INK, MUTED, RATING_COLOURS, contrast
from headway.report.page import style
from headway.report.tartan_rug import OUTCOMES, RATINGS, SCHEMES
from headway.report.tartan_rug import finding as rug_finding
from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.patches import Rectangle
from matplotlib.text import Text
from measuring import laid_out

NAN = float("nan")
MINUS = "\u2212"
mpl.use("Agg")


@pytest.fixture(autouse=True)
def closed():
    yield
    plt.close("all")


# Made neighbours

AREAS = " ".join(
    """
Southampton; Portsmouth; Bristol, City of; Plymouth; Brighton and Hove; Bournemouth, Christchurch and Poole;
Medway; Southend-on-Sea; Reading; Slough; Milton Keynes; Luton; Peterborough; Derby; Leicester; Nottingham;
Stoke-on-Trent; Telford and Wrekin; Coventry; Sandwell; Wolverhampton; Kingston upon Hull, City of; York;
Middlesbrough; Redcar and Cleveland; Stockton-on-Tees; Blackburn with Darwen; Blackpool; Isle of Wight; Isles
of Scilly
""".split()
).split("; ")
LONG = "Transformation of Adult Social Care, Public Health, Housing, Homelessness Prevention and Community Wellbeing"
COUNTS = [
    int(number)
    for number in """
83 61 40 52 31 31 97 70 30 61 700 78 103 41 57 33 57 107 50 21 81 65 113 83 48 80 100 105 3 0
""".split()
]
ASKED = [
    int(number)
    for number in """
586 632 333 339 297 297 680 574 213 311 690 623 588 535 366 354 695 707 292 293 536 559 806 597 465 471 628
616 12 0
""".split()
]


def smoking(rows=30, confidence=(0.95, 0.998), multiplier=100, **options):
    given = confidence if isinstance(confidence, float) else list(confidence)
    result = hw.stats.proportion(COUNTS[:rows], ASKED[:rows], confidence=given, multiplier=multiplier)
    return result, {"labels": AREAS[:rows]} | options


OWN = {"highlight": "Southampton", "benchmark": 11.63, "benchmark_label": "England", "unit": "%"}
CATERPILLARS = {
    "thirty areas": smoking(**OWN),
    "one level": smoking(confidence=0.95, **OWN),
    "without a benchmark": smoking(12, unit="%"),
    "a benchmark beyond all": smoking(
        5, benchmark=99.0, benchmark_label="A benchmark with a name that is rather long", unit="%"
    ),
    "shares of one": smoking(8, multiplier=1, benchmark=0.1163),
    "one area": smoking(1, unit="%", highlight="Southampton"),
    "two that are equal": (hw.stats.proportion([5, 5], [50, 50]), {"labels": ["A", "B"], "highlight": ["A", "B"]}),
    "nobody": (hw.stats.proportion([0, 1], [0, 0]), {"labels": ["A", "B"], "highlight": "B"}),
    "long names": smoking(10, unit="%", labels=[f"{LONG} {i}" for i in range(10)], highlight=f"{LONG} 3"),
    "rates": (
        hw.stats.crude_rate(COUNTS[:20], [60 * n for n in ASKED[:20]], multiplier=100_000),
        {
            "labels": AREAS[:20],
            "unit": "per 100,000 residents",
            "highlight": ["Southampton", "York"][:1],
            "benchmark": 200,
        },
    ),
    "one that is extreme": (
        hw.stats.crude_rate([2, 150, 160], [0.002, 1000, 900], multiplier=1000),
        {"labels": ["Isles of Scilly", "Portsmouth", "Southampton"], "highlight": "Southampton"},
    ),
    "a hundred and fifty": (
        hw.stats.proportion([i % 37 + 3 for i in range(150)], [200] * 150, multiplier=100),
        {"labels": [f"Ward {i}" for i in range(150)], "highlight": "Ward 36", "benchmark": 10.0, "unit": "%"},
    ),
    "hostile": (hw.stats.proportion([5], [50]), {"labels": ["<script>alert(1)</script> $x^2$ & \x00\n\u202e"]}),
}

# Made series


def waits(points=60, seed=5):
    """A process that worsens half way, with a gap, a point that stands out and a trend at its end."""
    noise = np.random.default_rng(seed).normal(0, 4, points)
    values = np.where(np.arange(points) < points * 0.4, 60.0, 72.0) + noise
    values[points // 2] = NAN
    values[points * 3 // 4] = 95
    values[-8:] = np.linspace(70, 82, 8)
    return values


MONTHS = pd.date_range("2020-04-01", periods=60, freq="MS")
MOVING = np.where(np.arange(60) < 36, 65.0, 62.0)
DAYS = [61, 58, 63, 60, 57, 62, 59, 64, 60, 58, 63, 61, 59, 75]
TWO = ["Housing"] * 14 + ["Schools"] * 14
CONTROLS = {
    "sixty points": (
        hw.spc.xmr(waits(), polarity="low_is_good", target=MOVING, dates=MONTHS, rebase=["2022-04-01"]),
        {"unit": "%"},
    ),
    "without dates": (
        hw.spc.xmr(DAYS, polarity="low_is_good", target=65),
        {"unit": "working days from report to repair"},
    ),
    "neutral": (hw.spc.xmr([*DAYS, 45], polarity="neutral"), {}),
    "constant": (
        hw.spc.xmr([5.0] * 20, polarity="high_is_good", dates=list(range(2001, 2021)), target=5),
        {"unit": "GBP"},
    ),
    "one point": (hw.spc.xmr([5.0], polarity="high_is_good"), {}),
    "few points": (
        hw.spc.xmr([5.0, 6.0, 4.0, 7.0], polarity="high_is_good", dates=["2023", "2024", "2025", "2026"]),
        {},
    ),
    "no data": (hw.spc.xmr([NAN, NAN], polarity="high_is_good"), {}),
    "shares": (
        hw.spc.p_chart(
            np.arange(24) % 7 + 80,
            np.where(np.arange(24) % 3, 110, 400),
            polarity="high_is_good",
            target=0.7,
            dates=MONTHS[:24],
        ),
        {},
    ),
    "gaps": (
        hw.spc.xmr([NAN, *DAYS[:5], NAN, NAN, *DAYS[5:], NAN, NAN], polarity="low_is_good", target=40),
        {"unit": "%"},
    ),
    "one of two": (
        hw.spc.xmr([*DAYS, *DAYS[::-1]], polarity="high_is_good", groups=TWO, target=50),
        {"series": "Schools"},
    ),
    "large": (
        hw.spc.xmr(
            np.array(DAYS) * 1e7, polarity="low_is_good", dates=[f"a week with a long name {i}" for i in range(14)]
        ),
        {"unit": "GBP"},
    ),
}
RUNS = {
    "a shift": (hw.spc.run_chart([*range(40, 54), *range(60, 74)], dates=MONTHS[:28]), {"unit": "per 100,000"}),
    "no shift": (hw.spc.run_chart([5.0, 6, 4, 7, 6, 5, 6, 8, 4, 7, 6, 5, 7, 9, 4, 6]), {}),
    "constant": (hw.spc.run_chart([5.0] * 12), {"unit": "%"}),
    "no data": (hw.spc.run_chart([NAN] * 3), {}),
    "few and gaps": (hw.spc.run_chart([5.0, NAN, 6.0, 4.0, NAN], dates=["2021", "2022", "2023", "2024", "2025"]), {}),
    "one of two": (hw.spc.run_chart([*DAYS, *DAYS[::-1]], groups=TWO), {"series": "Housing"}),
}
RATED = np.random.default_rng(1)
PEOPLE = np.round(RATED.lognormal(11, 1, 60))
EVENTS = RATED.poisson(PEOPLE * 0.002 * RATED.lognormal(0, 0.15, 60))
FUNNELS = {
    "thirty areas": (
        hw.stats.funnel_points(COUNTS, ASKED, multiplier=100),
        {"labels": AREAS, "denominator": "Residents asked", "unit": "%"},
    ),
    "one highlighted": (
        hw.stats.funnel_points(COUNTS, ASKED, multiplier=100),
        {"labels": AREAS, "highlight": "Southampton", "unit": "%"},
    ),
    "sixty rates": (
        hw.stats.funnel_points(EVENTS, PEOPLE, kind="rate", multiplier=100_000),
        {
            "labels": [f"Area number {i} with a name" for i in range(60)],
            "unit": "per 100,000",
            "denominator": "Population",
        },
    ),
    "overdispersed": (
        hw.stats.funnel_points(EVENTS, PEOPLE, kind="rate", multiplier=100_000, overdispersion=True),
        {"labels": [f"Area {i}" for i in range(60)], "highlight": ["Area 3", "Area 4"]},
    ),
    "ratios at one level": (
        hw.stats.funnel_points([19, 8, 10], [10.2, 9, 11], kind="ratio", confidence=0.95),
        {"labels": ["A hospital", "Another", "A third"], "benchmark_label": "Expected"},
    ),
    "all within": (hw.stats.funnel_points([5, 6], [50, 50]), {"labels": ["A", "B"]}),
    "long names": (
        hw.stats.funnel_points(COUNTS[:28], ASKED[:28][::-1], multiplier=100),
        {"labels": [f"{LONG} {i}" for i in range(28)]},
    ),
}
CHARTS = {
    f"{kind}, {name}": case
    for kind, cases in (("caterpillar", CATERPILLARS), ("control", CONTROLS), ("run", RUNS), ("funnel", FUNNELS))
    for name, case in cases.items()
}
EACH = pytest.mark.parametrize("name", CHARTS)


def drawn(name, ax):
    result, options = CHARTS[name]
    return result.plot(ax, **options)


@functools.cache
def on_a_phone(name):
    """The chart in a figure of its own, drawn once for all that is asked of it."""
    return drawn(name, None)


@functools.cache
def picture_of(name):
    """The chart as an svg, drawn once."""
    result, options = CHARTS[name]
    return result.svg(**options)


def texts(ax):
    return [text.get_text() for text in ax.texts]


def title(ax):
    return ax.get_title(loc="left").replace("\n", " ")


def lines(ax, label):
    return [line for line in ax.get_lines() if line.get_label() == label]


# How they look


def boxes(*some):
    """Where each text of some axes of one figure is."""
    renderer = laid_out(some[0].figure)
    shown = [t for ax in some for t in ax.findobj(Text) if t.get_visible() and t.get_text().strip()]
    return {t: Text.get_window_extent(t, renderer) for t in shown}


def meet(one, other):
    return min(one.x1, other.x1) - max(one.x0, other.x0) > 1.5 and min(one.y1, other.y1) - max(one.y0, other.y0) > 1.5


def overlaps(*some):
    """Pairs of texts that lie on one another, and texts that lie beyond the figure."""
    found, page = boxes(*some), some[0].figure.bbox
    bad = [
        (a.get_text(), b.get_text())
        for (a, one), (b, other) in itertools.combinations(found.items(), 2)
        if meet(one, other)
    ]
    return bad + [
        t.get_text()
        for t, box in found.items()
        if box.x0 < -1 or box.y0 < -1 or box.x1 > page.x1 + 1 or box.y1 > page.y1 + 1
    ]


@EACH
def test_no_text_lies_on_another_on_a_phone(name):
    ax = on_a_phone(name)
    assert ax.figure.get_figwidth() * 72 == 312
    assert overlaps(ax) == []


@EACH
def test_no_text_lies_on_another_on_a_laptop(name):
    _, ax = plt.subplots(figsize=(12.5, 7.5))
    assert drawn(name, ax) is ax
    assert overlaps(ax) == []


@EACH
def test_no_text_lies_on_another_where_an_engine_lays_out(name):
    _, ax = plt.subplots(figsize=(12.5, 7.5), layout="constrained")
    drawn(name, ax)
    assert overlaps(ax) == []


@EACH
def test_no_text_lies_on_another_in_narrow_axes(name):
    _, ax = plt.subplots(figsize=(5.2, 8))
    drawn(name, ax)
    assert overlaps(ax) == []


def height(ax):
    return ax.get_window_extent().height * 72 / ax.figure.dpi


@EACH
@pytest.mark.parametrize("size", [(3.6, 3.6), (5, 4)])
def test_in_small_axes_no_text_is_cut_or_lies_on_another_and_the_plot_keeps_its_height(name, size):
    _, ax = plt.subplots(figsize=size)
    drawn(name, ax)
    assert overlaps(ax) == []
    assert height(ax) >= 90


@pytest.mark.parametrize(("size", "count", "first"), [
    *(((12, 8), 2, first) for first in range(0, len(CHARTS), 4)),
    *(((15, 12), 3, first) for first in range(0, len(CHARTS), 9)),
])  # fmt: skip
def test_charts_beside_and_below_one_another_keep_out_of_each_others_text(size, count, first):
    figure, axes = plt.subplots(count, count, figsize=size)
    some = list(zip(list(CHARTS)[first : first + count**2], axes.flat, strict=False))
    for name, ax in some:
        drawn(name, ax)
    for ax in axes.flat[len(some) :]:
        figure.delaxes(ax)
    assert overlaps(*(ax for _, ax in some)) == []
    assert min(height(ax) for _, ax in some) >= 90


def test_what_axes_have_no_room_for_is_given_up_in_order():
    whole = on_a_phone("control, sixty points")
    of_the_title = "Target of 62% met in none of 35 months since Apr 2022. "  # which it may have no room for
    caveat = "The scale does not begin at 0."  # which stands first where not all has room, else last

    def note_of(ax: Axes) -> str:
        return ax.get_xlabel().replace("\n", " ").replace(caveat, "").strip().removeprefix(of_the_title)

    assert caveat in whole.get_xlabel().replace("\n", " ")
    note, heading = note_of(whole), title(whole)
    keys = {"Improvement", "Concern", "Stable"}
    given_up = []
    for high in (8, 6, 5, 4, 3.6, 3):
        _, ax = plt.subplots(figsize=(3.6, high))
        said = texts(drawn("control, sixty points", ax))
        assert {"Target", "62%", "Mean", "72.4%"} <= set(" ".join(said).split())
        below = note_of(ax)
        given_up.append((note != below, heading != title(ax), not keys <= set(said)))
        for text, all_of_it in ((below, note), (title(ax), heading)):
            clauses = all_of_it.startswith((f"{text};", f"{text}:", f"{text},", f"{text} ("))
            assert text in ("", all_of_it) or clauses or (text[-1] == "\u2026" and all_of_it.startswith(text[:-1]))
    assert given_up == sorted(given_up)
    assert set(given_up) == {(False,) * 3, (True, False, False), (True, False, True)}
    assert len(ax.get_title(loc="left").splitlines()) == 3
    assert ax.get_xlabel() == ""


def test_a_label_that_would_hang_below_the_axes_is_left_out():
    _, ax = plt.subplots(figsize=(3.6, 3.6))
    drawn("control, sixty points", ax)
    assert "Lower limit" not in texts(ax)
    assert "58.2%" not in texts(ax)
    found = {t.get_text(): box for t, box in boxes(ax).items()}
    assert min(found[name].y0 for name in ("62%", "72.4%", "86.5%")) >= ax.get_window_extent().y0 - 3
    assert "Lower limit" in texts(on_a_phone("control, sixty points"))


def test_names_leave_a_caterpillar_half_the_width():
    _, ax = plt.subplots(figsize=(3.6, 3.6))
    given = ax.get_window_extent().frozen()
    drawn("caterpillar, long names", ax)
    names = [box for t, box in boxes(ax).items() if t.get_text().startswith(("Adult", "\u2026 ")) and t in ax.texts]
    assert names
    assert max(box.x1 - given.x0 for box in names) <= 0.45 * given.width
    assert ax.get_window_extent().width >= 0.3 * given.width


def test_the_words_for_no_value_do_not_hide_bars():
    for size in ((3.6, 3.6), (5, 4), (12.5, 4), (5.2, 8)):
        _, ax = plt.subplots(figsize=size)
        drawn("caterpillar, thirty areas", ax)
        bars = [line.get_window_extent() for line in ax.get_lines() if line.get_label() in ("_95%", "_99.8%")]
        words = [box for t, box in boxes(ax).items() if "no value" in t.get_text()]
        assert not any(word.y1 > bar.y0 + 3 for word in words for bar in bars)


def test_units_and_scales_keep_within_small_axes():
    for name in ("caterpillar, rates", "control, without dates", "run, a shift", "funnel, thirty areas"):
        result, options = CHARTS[name]
        for size, unit in (((3.6, 3.6), LONG), ((3.6, 2.2), "days")):
            _, ax = plt.subplots(figsize=size)
            result.plot(ax, **options | {"unit": unit})
            assert overlaps(ax) == []
            shown = [text for text in texts(ax) if text == unit or unit.startswith(text.rstrip("\u2026") or "-")]
            assert len(shown) == 1
    _, ax = plt.subplots(figsize=(3.6, 3.6))
    assert "per 100,000 residents" in texts(drawn("caterpillar, rates", ax))


def test_the_highlighted_unit_is_named_in_a_small_funnel_where_no_mark_is_hidden():
    _, ax = plt.subplots(figsize=(5, 5))
    named = drawn("funnel, one highlighted", ax)  # below where its name has no place at it
    assert "Southampton" in texts(named) or "Ring: Southampton." in named.get_xlabel()
    _, ax = plt.subplots(figsize=(3.6, 3.6))
    assert "Southampton" in title(drawn("funnel, one highlighted", ax))


@pytest.mark.parametrize("name", ["one highlighted", "thirty areas", "sixty rates"])
def test_no_name_of_a_funnel_lies_on_a_mark(name):
    ax = on_a_phone(f"funnel, {name}")
    ax.figure.draw_without_rendering()
    marks = [ax.transData.transform((line.get_xdata()[0], line.get_ydata()[0])) for line in ax.get_lines()
             if line.get_label() in ("_low", "_within", "_high")]  # fmt: skip
    names = [text for text in ax.texts if text.xy in {(line.get_xdata()[0], line.get_ydata()[0]) for line in
             ax.get_lines()} and text.get_text()]  # fmt: skip
    assert names
    for text in names:
        box = Text.get_window_extent(text)
        assert not [mark for mark in marks if box.x0 < mark[0] < box.x1 and box.y0 < mark[1] < box.y1], text


@EACH
def test_nothing_is_drawn_as_nan(name):
    ax = on_a_phone(name)
    said = [
        *texts(ax),
        title(ax),
        ax.get_xlabel(),
        *(t.get_text() for t in ax.get_xticklabels() + ax.get_yticklabels()),
    ]
    assert not any(re.search(r"\bnan\b|None|\binf\b", text) for text in said)


# As a part of a page


@EACH
def test_a_picture_has_a_name_and_says_in_words_what_it_shows(name):
    result, options = CHARTS[name]
    text = picture_of(name)
    assert ElementTree.fromstring(text).tag == "svg"
    root = BeautifulSoup(text, "html.parser").svg
    assert root["role"] == "img"
    assert [root.find(id=root[name]).name for name in ("aria-labelledby", "aria-describedby")] == ["title", "desc"]
    assert root.title.get_text().startswith(title(on_a_phone(name)))  # whose last clauses are below where it is long
    assert root.desc.get_text() == result.describe(**options)
    assert root["viewbox"].startswith("0 0 312 ")
    assert not root.select("style, script, metadata, image, foreignObject")
    ids = [tag["id"] for tag in root.select("[id]")]
    assert len(ids) == len(set(ids))
    assert min(float(re.search(r"([\d.]+)px", tag["style"]).group(1)) for tag in root.select("text")) >= 10


@EACH
def test_the_same_chart_is_the_same_bytes(name):
    result, options = CHARTS[name]
    assert result.svg(**options) == picture_of(name)


@pytest.mark.parametrize("name", ["caterpillar, one area", "control, neutral", "run, constant", "funnel, all within"])
def test_a_title_of_the_callers_stands_above_the_chart_as_it_was_given(name):
    result, options = CHARTS[name]
    assert BeautifulSoup(result.svg(**options, title="<b> & $x$"), "html.parser").svg.title.get_text() == "<b> & $x$"


@EACH
def test_every_chart_has_its_sentences(name):
    result, options = CHARTS[name]
    said = result.describe(**options)
    assert said.endswith(".")
    assert not re.search(r"\bnan\b|None|\binf\b|\.\.|  |\u2212\u2212", said)
    assert f"Method: {result.method}." in said
    assert len(said) < 20_000


def test_nothing_of_the_callers_is_changed():
    plt.figure()
    result, options = CATERPILLARS["thirty areas"]
    before, value, labels = dict(mpl.rcParams), result.value.copy(), list(options["labels"])
    result.plot(**options)
    result.svg(**options)
    assert dict(mpl.rcParams) == before
    np.testing.assert_array_equal(result.value, value)
    assert options["labels"] == labels
    assert len(plt.get_fignums()) == 2  # the page's picture is nobody's figure


# Caterpillar


@pytest.mark.parametrize("name", CATERPILLARS)
def test_dots_and_bars_are_the_values_and_limits_of_the_result(name):
    result, options = CATERPILLARS[name]
    ax = on_a_phone(f"caterpillar, {name}")
    known = np.flatnonzero(~np.isnan(result.value))
    order = known[np.argsort(-result.value[known], kind="stable")]
    dots = sorted(
        (line for line in ax.get_lines() if line.get_label() in ("_highlighted", "_value")),
        key=lambda line: line.get_ydata()[0],
    )
    np.testing.assert_array_equal([dot.get_xdata()[0] for dot in dots], result.value[order])
    lower, upper = (ends.reshape(len(result), -1) for ends in (result.lower, result.upper))
    for i, level in enumerate(np.atleast_1d(result.confidence)):
        bars = sorted(lines(ax, f"_{100 * level:.10g}%"), key=lambda line: line.get_ydata()[0])
        assert [list(bar.get_xdata()) for bar in bars] == np.column_stack([lower[order, i], upper[order, i]]).tolist()
        assert [bar.get_ydata()[0] for bar in bars] == [dot.get_ydata()[0] for dot in dots]
    names = options["labels"]
    written = [text.get_text() for text in ax.texts]
    if "long" not in name and "hostile" not in name:
        for i in order[:: max(1, len(order) // 7)]:
            assert names[i].split()[0] in " ".join(written)


def test_the_narrower_interval_is_the_thicker_bar_whatever_the_order_of_levels():
    for confidence in ((0.95, 0.998), (0.998, 0.95)):
        result, options = smoking(3, confidence=confidence)
        ax = result.plot(**options)
        assert [line.get_linewidth() for line in lines(ax, "_95%")] == pytest.approx([caterpillar.THICK] * 3)
        assert [line.get_linewidth() for line in lines(ax, "_99.8%")] == pytest.approx([caterpillar.THIN] * 3)
        assert "Thick bars: 95% intervals; thin: 99.8%." in ax.get_xlabel().replace("\n", " ")
        narrow = list(confidence).index(0.95)
        assert sorted(line.get_xdata()[0] for line in lines(ax, "_95%")) == sorted(result.lower[:, narrow])


NEAR = {"labels": list("ABCDE"), "highlight": "A", "unit": "%", "neighbours": ["B", "D", "E"]}


def test_an_area_is_compared_with_the_mean_of_its_neighbours():
    rates = hw.stats.proportion([30, 10, 20, 15, 0], [100, 100, 100, 300, 0], multiplier=100)
    chart = rates.picture(**NEAR, benchmark=29, benchmark_label="England")
    assert chart.neighbours == (7.5, 2, 1)  # of B and D, by hand: E has no value
    assert chart.heading == ("A is highest of 4: 30.0%, similar to England and higher than the mean "
                             "of its 2 neighbours, 7.5%")  # fmt: skip
    ax = chart.plot()
    (line,) = lines(ax, "_neighbours")
    assert line.get_xdata() == [7.5, 7.5]
    assert {"Mean of 2 neighbours 7.5%", "England 29.0%"} <= set(texts(ax))
    shapes = {label: [(line.get_xdata()[0], line.get_marker(), to_hex(line.get_markerfacecolor()) == "#ffffff")
                      for line in lines(ax, label)] for label in ("_highlighted", "_neighbour", "_value")}  # fmt: skip
    assert shapes == {"_highlighted": [(30.0, "D", False)], "_value": [(20.0, "o", True)],
                      "_neighbour": [(10.0, "s", False), (5.0, "s", False)]}  # fmt: skip
    said = chart.describe()
    assert "Mean of 2 neighbours: 7.5%. Neighbours: B, D and E; 1 without a value." in said
    assert "Squares: its neighbours; rings: others. 1 neighbour without a value." in " ".join(ax.get_xlabel().split())
    # The same mean that the statistic has, and the same words where both comparisons are alike.
    mean = hw.stats.neighbour_average([10.0, 5.0, NAN], method="mean_of_ratios").value
    assert chart.neighbours.mean == mean
    alike = rates.picture(**NEAR, benchmark=12, benchmark_label="England")
    assert alike.heading.endswith("higher than England and the mean of its 2 neighbours, 7.5%")


def test_in_small_axes_neighbours_are_named_before_others():
    names = [f"Area {i}" for i in range(40)]
    rates = hw.stats.proportion(range(10, 50), [100] * 40, multiplier=100)
    near = ["Area 2", "Area 8", "Area 31"]
    _, ax = plt.subplots(figsize=(3.6, 3.4))
    said = texts(rates.plot(ax, labels=names, highlight="Area 20", unit="%", neighbours=near))
    assert {"Area 20", *near} <= set(said) and len(set(names) & set(said)) < 20


def test_neighbours_that_cannot_be_are_refused_or_said():
    rates = hw.stats.proportion([30, 10, 20, 15, 0], [100, 100, 100, 300, 0], multiplier=100)
    with pytest.raises(hw.HeadwayError, match="neighbours: found 'F', which is no label"):
        rates.picture(**NEAR | {"neighbours": "F"})
    with pytest.raises(hw.HeadwayError, match="neighbours: found 'A', which is highlighted; accepted: other labels"):
        rates.picture(**NEAR | {"neighbours": ["A", "B"]})
    unknown = rates.picture(**NEAR | {"neighbours": "E"})
    assert "No neighbour has a value." in unknown.describe() and "neighbour" not in unknown.heading
    assert not lines(unknown.plot(), "_neighbours")


def test_the_highlighted_area_is_told_without_colour():
    result, options = CATERPILLARS["thirty areas"]
    ax = on_a_phone("caterpillar, thirty areas")
    (own,) = lines(ax, "_highlighted")
    assert own.get_marker() == "D"
    assert own.get_xdata()[0] == result.value[0]
    assert {line.get_marker() for line in lines(ax, "_value")} == {"o"}
    bold = {text.get_text() for text in ax.texts if text.get_weight() == "bold"}
    assert bold == {"Southampton", "14.16%", "England 11.63%"}
    (band,) = (patch for patch in ax.patches if isinstance(patch, Rectangle))
    assert band.get_y() < own.get_ydata()[0] < band.get_y() + band.get_height()
    colours = {to_hex(line.get_color()) for line in lines(ax, "_95%")}
    assert all(contrast(one, "#ffffff") >= 3 for one in colours)
    assert contrast(*colours) >= 1.5


def test_the_benchmark_stands_where_it_is_and_is_named():
    result, options = CATERPILLARS["thirty areas"]
    ax = on_a_phone("caterpillar, thirty areas")
    (line,) = lines(ax, "Benchmark")
    assert list(line.get_xdata()) == [11.63, 11.63]
    assert "England 11.63%" in texts(ax)
    assert "England: 11.63%." in result.describe(**options)
    assert not lines(on_a_phone("caterpillar, without a benchmark"), "Benchmark")


def test_rows_without_a_value_are_listed_with_their_status():
    result, options = CATERPILLARS["thirty areas"]
    found = " ".join(texts(on_a_phone("caterpillar, thirty areas")))
    assert "Milton Keynes" in found
    assert "no value: count above denominator" in found
    assert "no value: zero denominator" in found
    said = result.describe(**options)
    assert "28 of 30 have a value" in said
    assert "Milton Keynes: no value: count above denominator. Isles of Scilly: no value: zero denominator." in said


def test_names_that_have_no_room_are_left_out_and_the_chart_says_so():
    result, options = CATERPILLARS["thirty areas"]
    _, ax = plt.subplots(figsize=(12.5, 4))
    result.plot(ax, **options)
    assert overlaps(ax) == []
    assert {"Southampton", "14.16%"} <= set(texts(ax))
    assert len([name for name in AREAS if name in texts(ax)]) < 30
    assert "2 without a value; where there is no room, a name is left out." in ax.get_xlabel().replace("\n", " ")
    _, ax = plt.subplots(figsize=(12.5, 8.5))
    result.plot(ax, **options)
    assert set(AREAS) <= set(texts(ax))
    assert "left out" not in ax.get_xlabel()


@pytest.mark.parametrize(
    ("counts", "own", "said"),
    [
        ([5, 9, 7], "B", "B is highest of 3: 0.180 (0.098 to 0.308), similar to the benchmark"),
        ([0, 25, 12], "B", "B is highest of 3: 0.500 (0.366 to 0.634), higher than the benchmark"),
        ([0, 25, 12], "A", "A is lowest of 3: 0.000 (0.000 to 0.071), lower than the benchmark"),
        ([5, 9, 7], "A", "A is lowest of 3: 0.10"),
        ([5, 9, 7, 8, 6], "D", "D is 2nd highest of 5: 0.16"),
        ([5, 9, 7, 8, 6], "E", "E is 2nd lowest of 5: 0.12"),
        ([5, 5, 9], "A", "A is joint lowest of 3: 0.10"),
        ([5, 9, 9], "B", "B is joint highest of 3: 0.18"),
        ([5, 5, 5], "A", "A is level with the other 2: 0.10"),
        ([5], "A", "A is the only value: 0.10"),
        ([5, NAN], "B", "B has no value: missing"),
    ],
)
def test_the_title_says_where_the_highlighted_area_stands(counts, own, said):
    result = hw.stats.proportion(counts, [50] * len(counts))
    ax = result.plot(labels=list("ABCDE")[: len(counts)], highlight=own, benchmark=0.15)
    assert title(ax).startswith(said)


def test_ordinals():
    assert [caterpillar.ordinal(n).strip() for n in (1, 2, 3, 4, 11, 12, 13, 21, 22, 103, 111)] == [
        "",
        "2nd",
        "3rd",
        "4th",
        "11th",
        "12th",
        "13th",
        "21st",
        "22nd",
        "103rd",
        "111th",
    ]


def test_equal_values_keep_their_order_and_share_a_place():
    result, options = CATERPILLARS["thirty areas"]
    said = result.describe(**options | {"highlight": "Bournemouth, Christchurch and Poole"})
    assert said.index("Brighton and Hove 1") < said.index("Bournemouth, Christchurch and Poole 1")
    assert "Highlighted: Bournemouth, Christchurch and Poole, joint " in said


def test_the_words_have_every_figure_of_the_chart():
    result, options = CATERPILLARS["thirty areas"]
    said = result.describe(**options)
    for values in (result.value, *result.lower.T, *result.upper.T):
        for value in values[~np.isnan(values)]:
            assert figure(value, places=2, unit="%") in said


def test_a_value_without_an_interval_is_a_dot_that_says_so():
    result = hw.stats.proportion([5, 9], [50, 50])
    result.lower[0] = result.upper[0] = NAN
    ax = result.plot(labels=["A", "B"])
    assert len(lines(ax, "_95%")) == 1
    assert "A dot without a bar has no interval." in ax.get_xlabel().replace("\n", " ")
    assert "A 0.100, no interval." in result.describe(labels=["A", "B"])


def test_an_endless_interval_is_an_arrow():
    result = hw.stats.proportion([5, 9], [50, 50])
    result.upper[1] = np.inf
    ax = result.plot(labels=["A", "B"])
    (arrow,) = lines(ax, "_open")
    assert arrow.get_marker() == ">"
    assert arrow.get_xdata()[0] == ax.get_xlim()[1]
    assert "B 0.180, at least 0.098" in result.describe(labels=["A", "B"])


def test_groups_are_the_labels_of_grouped_statistics():
    table = hw.stats.proportion([5, 9, 7], [50, 50, 40])
    table.groups = ["Bevois", "Bargate", "Shirley"]
    assert {"Bevois", "Bargate", "Shirley"} <= set(texts(table.plot(highlight="Bevois")))


def test_bad_arguments_of_a_caterpillar_are_refused_by_name():
    result = hw.stats.proportion([5, 9, 7], [50, 50, 40])
    names = ["Southampton", "Portsmouth", "York"]
    for call in (result.plot, result.svg, result.describe):
        with pytest.raises(hw.HeadwayError, match="labels: found 2 names; accepted: a name for each of 3 values"):
            call(labels=names[:2])
        with pytest.raises(hw.HeadwayError, match="labels: found text 'abc'"):
            call(labels="abc")
        with pytest.raises(
            hw.HeadwayError, match="highlight: found 'Southamton', which is no label; did you mean 'Southampton'?"
        ):
            call(labels=names, highlight="Southamton")
        with pytest.raises(hw.HeadwayError, match="benchmark: found inf; accepted: a finite number or None"):
            call(labels=names, benchmark=float("inf"))
        with pytest.raises(hw.HeadwayError, match="benchmark: found str '11'"):
            call(labels=names, benchmark="11")
    with pytest.raises(hw.HeadwayError, match="labels: found 2 names; accepted: a name for each of 1 values"):
        hw.stats.proportion(5, 50).plot(labels=["A", "B"])
    with pytest.raises(hw.HeadwayError, match="title: found ''; accepted: text"):
        result.plot(labels=names, title="")


# Control charts


def steps(ax, label):
    """The levels of the lines of that name, point by point."""
    found = {}
    for line in lines(ax, label):
        for x, y in zip(line.get_xdata()[::2] + 0.5, line.get_ydata()[::2], strict=True):
            found[round(x)] = y
    return [found.get(i, NAN) for i in range(max(found, default=-1) + 1)]


@pytest.mark.parametrize("name", [name for name in CONTROLS if name != "one of two"])
def test_a_control_chart_draws_the_figures_of_its_result(name):
    result, options = CONTROLS[name]
    ax = on_a_phone(f"control, {name}")
    drawn_ = np.concatenate([line.get_ydata() for line in lines(ax, "Value")])  # a line a phase
    np.testing.assert_array_equal(drawn_, result.value)
    for label, values in (("Mean", result.mean), ("Lower limit", result.lower), ("Upper limit", result.upper)):
        told = np.isfinite(values).any() and not (label == "Mean" and name == "one point")  # which says no level
        np.testing.assert_array_equal(steps(ax, label), values if told else [])
    target = [] if result.target is None or np.isnan(result.target).all() else result.target
    np.testing.assert_array_equal(steps(ax, "Target"), target)
    for kind, (marker, _, word) in control_chart.TYPES.items():
        here = np.flatnonzero((result.point_type == kind) & ~np.isnan(result.value))
        marks = [line for line in lines(ax, word) if line.get_marker() == marker]
        assert [x for line in marks for x in line.get_xdata()] == here.tolist()


def test_a_value_alone_behind_a_break_has_no_mean_of_its_own():
    values = [12.0, 14, 13, 11, 12, 13, 15, 12, 13, 12, 11, 14, 13, 18]
    rebased = hw.spc.xmr(values, polarity="neutral", rebase=[13])
    ax = rebased.plot()
    (mean,) = lines(ax, "Mean")
    assert mean.get_xdata().max() == 12.5
    assert "Mean" not in texts(ax)


def test_the_latest_value_prints_unlike_a_limit_that_it_is_not_on():
    found = hw.spc.p_chart([41, 38, 45, 40, 37, 39, 42, 44, 36, 40, 41, 39, 43, 60], [400] * 14, multiplier=100,
                           polarity="high_is_good")  # fmt: skip
    assert 15 < found.upper[-1] < 15.05
    said = texts(found.plot(unit="%"))
    assert "15.03%" in said and "15.0%" not in said
    assert found.picture(unit="%").heading == "The latest point, 15%, is just inside the upper limit"
    # One that is on its limit has the decimals of all.
    same = figure_writer([15.0, 15.0, 10.44], "%", apart=[(15.0, 15.0)])
    assert (same(15.0), same(10.44)) == ("15.0%", "10.4%")


@pytest.mark.parametrize(("made", "said"), [
    (lambda: hw.spc.g_chart([12, 30, 8, 22, 14]).picture(unit="patients"),
     "The latest count between events, 14 patients, is within the limits of chance"),
    (lambda: hw.spc.t_chart([12.5, 30, 8, 22, 14], dates=MONTHS[:5]).picture(unit="days", indicator="Falls"),
     "Falls: a time between events of 14 days in Aug 2020 is within the limits of chance"),
    (lambda: hw.spc.xbar_chart([2.0, 4, 6, 3, 5, 4, 2, 6], np.repeat(MONTHS[:4], 2)).picture(),
     "A mean of 4 in Jul 2020 is within the limits of chance"),
    (lambda: hw.spc.s_chart([2.0, 4, 6, 3, 5, 4, 2, 6], np.repeat(MONTHS[:4], 2)).picture(),
     "A standard deviation of 2.83 in Jul 2020 is within the limits of chance"),
])  # fmt: skip
def test_the_title_says_what_the_points_of_a_rare_chart_are(made, said):
    assert made().heading == said


def test_limits_are_steps_where_a_chart_is_rebased():
    result, options = CONTROLS["sixty points"]
    ax = on_a_phone("control, sixty points")
    assert len(lines(ax, "Mean")) == len(lines(ax, "Upper limit")) == 2
    assert len(set(steps(ax, "Mean")[:24])) == len(set(steps(ax, "Mean")[24:])) == 1
    assert [line.get_xdata()[0] for line in lines(ax, "_rebased")] == [23.5]
    assert "Upright line: mean and limits are made anew from Apr 2022." in ax.get_xlabel().replace("\n", " ")
    assert "Phase 2, from Apr 2022: mean" in result.describe(**options)


def test_the_title_says_what_the_latest_point_is_and_what_becomes_of_the_target():
    result, options = CONTROLS["sixty points"]
    ax = on_a_phone("control, sixty points")
    assert (
        result.picture(**options).heading == "82% in Mar 2025 shows a change for the worse: seven points in a trend; "
        "target of 62% met in none of 35 months since Apr 2022"
    )
    assert {"Improvement", "Concern", "Stable"} <= set(texts(ax))
    ours = result.plot(**options | {"title": "Ours"})  # which does not say it
    assert {"Variation: concern, high", "Assurance: hit and miss"} <= set(texts(ours))
    assert title(on_a_phone("control, without dates")).startswith(
        "The latest point, 75, is worse than chance allows; target of 65 met"
    )
    ax = hw.spc.xmr([60, 61] * 8, polarity="low_is_good", target=70).plot()
    assert title(ax) == (
        "The latest point, 61, is within the limits; the target of 70 is set to be met unless something changes")
    ax = hw.spc.xmr([60, 61] * 8, polarity="high_is_good", target=70).plot()
    assert title(ax).endswith("the target of 70 is set to be missed unless something changes")
    assert (
        title(hw.spc.xmr([*[60, 61] * 8, 70], polarity="neutral").plot())
        == "The latest point, 70, is higher than chance allows"
    )
    assert title(hw.spc.xmr([*[60, 61] * 8, 70], polarity="high_is_good").plot()) == (
        "The latest point, 70, is better than chance allows"
    )
    assert title(on_a_phone("control, no data")) == "There are no data"
    weeks = [f"2024-0{1 + i // 4}-{1 + 7 * (i % 4):02}" for i in range(16)]
    ax = hw.spc.xmr([60, 61] * 8, polarity="neutral", dates=weeks).plot()
    assert title(ax) == "61 on 22 Apr 2024 is within the limits of chance"


@pytest.mark.parametrize(
    ("latest", "polarity", "said"),
    [
        (61, "low_is_good", "is set to be met unless something changes"),
        (75, "low_is_good", "is set to be met, but the latest misses it"),
        (70, "low_is_good", "is set to be met unless something changes"),  # a target that is reached is met
        (61, "high_is_good", "is set to be missed unless something changes"),
        (75, "high_is_good", "is set to be missed, but the latest meets it"),
    ],
)
def test_a_latest_point_that_is_unlike_its_limits_is_said(latest, polarity, said):
    chart = hw.spc.xmr([*[60, 61] * 13, latest], polarity=polarity, target=70)
    assert title(chart.plot()).endswith(f"the target of 70 {said}")
    assert f"the target {said}." in chart.describe()
    assert f" 70: it {said}." in hw.spc.board({"Waits": chart}).describe()


def test_types_of_points_differ_in_shape():
    shapes = [marker for marker, *_ in control_chart.TYPES.values()]
    assert len(set(shapes)) == len(shapes)
    for kind in control_chart.TYPES:
        assert contrast(control_chart.colour_of(kind), "#ffffff") >= 3


def test_control_charts_have_words_for_all_that_the_core_says():
    known = _core.vocabularies()
    assert set(control_chart.TYPES) == set(known["point_type"])
    assert set(control_chart.VARIATIONS) == set(known["variation"])
    assert set(control_chart.ASSURANCES) == set(known["assurance"])
    assert {"none", *control_chart.RULES} == set(known["special_cause"])


def test_special_causes_are_said_with_their_rule_and_time_the_latest_first():
    result, options = CONTROLS["sixty points"]
    note = on_a_phone("control, sixty points").get_xlabel().replace("\n", " ")
    note = note.removeprefix("Target of 62% met in none of 35 months since Apr 2022. ")
    assert note.startswith("Concern, seven points in a trend: ")
    assert "to Mar 2025. Concern, outside the limits: Jan 2024." in note
    said = result.describe(**options)
    for kind in ("improvement", "concern"):
        assert said.count(f"({kind})") == (result.point_type == kind).sum()
    assert "No point stands out." in CONTROLS["constant"][0].describe()


def test_a_missing_point_is_a_gap_and_is_said():
    result, options = CONTROLS["sixty points"]
    ax = on_a_phone("control, sixty points")
    assert np.isnan(lines(ax, "Value")[1].get_ydata()[6])
    assert "No value: Oct 2022." in ax.get_xlabel().replace("\n", " ")
    assert "Oct 2022 missing" in result.describe(**options)


def test_trial_limits_are_called_so():
    result, _ = CONTROLS["few points"]
    assert "Limits of fewer than 13 points may still move." in result.plot().get_xlabel().replace("\n", " ")
    assert "trial limits" in result.describe()
    assert "trial limits" not in CONTROLS["without dates"][0].describe()
    few = hw.spc.xmr([5, 5], polarity="high_is_good", target=4).picture()
    assert few.shown().endswith(", with limits from few points")
    one_of_one = hw.spc.s_chart([1, 2, 4] * 20 + [7], [*np.repeat(np.arange(20), 3), 20])
    assert "trial limits" not in one_of_one.describe()  # it is a point without a value that has too few
    assert "no mean, as its baseline has no values" in hw.spc.xmr(
        [None] * 2 + [1, 2] * 9, polarity="neutral", baseline=2
    ).describe()


def test_a_single_point_is_not_called_common():
    said = hw.spc.xmr([5, 6] * 8 + [20], rebase=16, polarity="neutral")
    assert "cannot be judged, as there are no limits" in said.plot().get_title(loc="left").replace("\n", " ")
    assert "Variation: cannot be said, without limits." in said.describe()


def test_a_pattern_ends_where_its_phase_does():
    values = [5, 6] * 7 + [9] * 7 + [10] * 7 + [0] * 7
    told = hw.spc.xmr(values, rebase=21, polarity="high_is_good", baseline=14).describe()
    assert (
        "Improvement, outside the limits: Point 22 to Point 28. Improvement, seven points on one side of the mean and "
        "outside the limits: Point 14 to Point 21." in told
    )


def test_the_side_of_a_g_chart_is_told_by_its_median():
    cases = hw.spc.g_chart([4, 6] * 6 + [5], polarity="high_is_good")
    assert "seven points on one side of the median" in cases.describe()
    assert "size of the subgroup" in hw.spc.xbar_chart([1, 2, 4, 3, 5, 2, 6], [1, 1, 2, 2, 2, 3, 3]).describe()


def with_rows(start: str, freq: str, rows: list[int]) -> dict[str, object]:
    """The same points at periods of pandas, at their text, at periods of ours and at their first and last days."""
    periods = pd.period_range(start, periods=24, freq=freq)[rows]
    kinds = {"pandas": periods, "first days": periods.start_time, "last days": periods.end_time.normalize()}
    if freq in ("M", "Y"):
        kinds |= {
            "text": [str(period) for period in periods], "ours": [hw.Period.parse(str(period)) for period in periods]
        }
    if freq == "Y":
        kinds["numbers"] = periods.year
    return kinds


@pytest.mark.parametrize(
    ("start", "freq", "rows", "said"),
    [
        (
            "2023-04", "M", [0, 1, 2, 5, 6, 8],
            {"text": "No row for Jul 2023, Aug 2023, Nov 2023: the chart passes over them."}
        ),
        (
            "2023-04", "M", [0, 1, 3],
            {"first days": "No row for Jun 2023: the chart passes over it.", "last days": "No row for 30 Jun 2023: the"}
        ),
        (
            "2023-04", "M", [0, 1, 7, 8],
            {"ours": "5 months between the points have no row: the chart passes over them."}
        ),
        (
            "2023", "Q", [0, 1, 3],
            {"pandas": "No row for 2023Q3: the chart passes over it.", "first days": "No row for Jul 2023: the"}
        ),
        (
            "2001", "Y", [0, 1, 3],
            {"numbers": "No row for 2003: the chart passes over it.", "text": "No row for 2003: the chart"}
        ),
        ("2001", "Y-MAR", [0, 1, 3], {"first days": "No row for Apr 2002: the"}),
        ("2023-04", "M", [0, 1, 2, 3], {}),
        ("2001", "Y", [0, 1, 2, 3], {}),
    ],
)  # fmt: skip
def test_a_month_without_a_row_is_named(start: str, freq: str, rows: list[int], said: dict[str, str]) -> None:
    """Hand-worked. A null is a gap, a month without a row is none: the points about it are neighbours."""
    for kind, dates in with_rows(start, freq, rows).items():
        told = [5.0 + row % 3 for row in rows]
        chart = hw.spc.xmr(told[::-1], dates=dates[::-1], polarity="neutral")
        note = chart.picture().below()
        for words in (chart.describe(), note):
            assert said.get(kind, "") in words
            assert ("have no row" in words or "No row for" in words) == bool(said), kind
        plain = hw.spc.xmr(told, polarity="neutral")  # no figure moves
        np.testing.assert_array_equal(chart.upper[chart.order], plain.upper)


@pytest.mark.parametrize(
    "dates",
    [None, ["Week 1", "Week 3", "Week 7"], ["2024-01-01", "2024-01-05", "2024-03-01"],
     ["2024-01", "Feb to May 2024", "2026-01"],
     ["2016 - 18", "2017 - 19", "2019 - 21"], [1, 2, 5], [
         "2024-01-01", "2024-06-01", "2024-11-01"
     ], [2019.5, 2020.5, 2022.5]],
)  # fmt: skip
def test_times_of_no_kind_lack_none(dates: object) -> None:
    assert "No row" not in hw.spc.xmr([5, 6, 7], dates=dates, polarity="neutral").describe()


def test_points_are_drawn_in_order_of_time():
    order = np.random.default_rng(3).permutation(14)
    years = np.arange(2001, 2015)
    result = hw.spc.xmr(np.array(DAYS, float)[order], polarity="low_is_good", dates=years[order].tolist())
    ax = result.plot()
    assert lines(ax, "Value")[0].get_ydata().tolist() == DAYS
    assert [text.get_text() for text in ax.get_xticklabels()][-1] == "2014"


def test_one_series_of_several_is_drawn_by_its_name():
    result, options = CONTROLS["one of two"]
    ax = on_a_phone("control, one of two")
    assert lines(ax, "Value")[0].get_ydata().tolist() == DAYS[::-1]
    assert title(ax).startswith("Schools: the latest point, 61")
    assert RUNS["one of two"][0].describe(series="Schools").startswith("Schools. 14 points")
    for chart in (result, RUNS["one of two"][0]):
        with pytest.raises(hw.HeadwayError, match="series: found None; accepted: one of Housing, Schools"):
            chart.plot()
        with pytest.raises(hw.HeadwayError, match="series: found 'Parks'; accepted: one of Housing, Schools"):
            chart.svg(series="Parks")
    with pytest.raises(hw.HeadwayError, match="series: found 'Parks'; accepted: None, as the chart is of one series"):
        CONTROLS["constant"][0].describe(series="Parks")


# Run charts


@pytest.mark.parametrize("name", [name for name in RUNS if name != "one of two"])
def test_a_run_chart_draws_its_values_and_their_median(name):
    result, options = RUNS[name]
    ax = on_a_phone(f"run, {name}")
    np.testing.assert_array_equal(lines(ax, "Value")[0].get_ydata(), result.value)
    assert [set(line.get_ydata()) for line in lines(ax, "Median")] == (
        [] if result.median is None else [{result.median}]
    )
    said = result.describe(**options)
    if result.longest_run_max is not None:
        for words in (
            f"longest run {result.longest_run} (by chance at most {result.longest_run_max})",
            f"(by chance at least {result.crossings_min})",
        ):
            assert words in said
            below = " ".join(ax.get_xlabel().split())
            plain = not result.signal and result.status != "too_few_points"
            assert "Its ups and downs are what chance would give." in below if plain else words in below.lower()
    assert ("There is a signal of a shift." in said) == result.signal


def test_the_title_of_a_run_chart_says_whether_there_is_a_signal():
    assert title(on_a_phone("run, a shift")) == (
        "A shift, 14 points in a row above the median of 56.5 per 100,000 since Jun 2021"
    )
    assert title(on_a_phone("run, no shift")) == "No sign of a shift from the median of 6"
    assert title(on_a_phone("run, constant")) == "No sign of a shift, as all points are on the median of 5%"
    assert title(on_a_phone("run, no data")) == "There are no data"
    note = on_a_phone("run, few and gaps").get_xlabel().replace("\n", " ")
    assert "Too few points: it takes ten off the median to tell a shift" in note


# Funnels


@pytest.mark.parametrize("name", FUNNELS)
def test_a_funnel_draws_the_figures_of_its_result_and_no_label_contradicts_its_curves(name):
    result, options = FUNNELS[name]
    ax = on_a_phone(f"funnel, {name}")
    known = np.flatnonzero(~np.isnan(result.value))
    units = [line for line in ax.get_lines() if line.get_label() in ("_low", "_within", "_high")]
    asked = result.inputs["denominator"]
    assert [(line.get_xdata()[0], line.get_ydata()[0]) for line in units] == [
        (asked[i], result.value[i]) for i in known
    ]
    assert lines(ax, "Target")[0].get_ydata()[0] == result.target
    lower, upper = (ends.reshape(len(result), -1) for ends in (result.lower, result.upper))
    for k, level in enumerate(np.atleast_1d(result.confidence)):
        (low,), (high,) = (lines(ax, f"{side} {100 * level:.10g}%") for side in ("Lower", "Upper"))
        for i in known:
            # Between two points of a curve, and at the unit itself, the limits are the same.
            for curve, limit in ((low, lower[i, k]), (high, upper[i, k])):
                here = np.interp(asked[i], curve.get_xdata(), curve.get_ydata())
                assert here == pytest.approx(limit, rel=0.02, abs=0.003 * result.target)
    for line, i in zip(units, known, strict=True):
        assert line.get_marker() == {"low": "v", "within": "o", "high": "^"}[result.label[i]]
        filled = line.get_markerfacecolor() == line.get_color()
        assert filled == (np.isnan(result.level[i]) or result.level[i] == np.max(result.confidence))


@pytest.mark.parametrize("name", [name for name in FUNNELS if name != "long names"])
def test_each_unit_outside_is_named_in_the_funnel_or_below(name):
    result, options = FUNNELS[name]
    ax = on_a_phone(f"funnel, {name}")
    said = " ".join(texts(ax)) + " " + ax.get_xlabel().replace("\n", " ")
    shown = " ".join(" ".join(said.split()).split())
    for i in np.flatnonzero(~np.isnan(result.level)) if name != "sixty rates" else ():
        assert all(word in shown for word in options["labels"][i].split())
        assert f"{options['labels'][i]} " in result.describe(**options)
    for i in np.flatnonzero(np.isnan(result.value)):
        assert f"{options['labels'][i]} ({result.status[i].replace('_', ' ')})" in shown


def test_the_title_of_a_funnel_counts_who_is_outside_or_names_the_highlighted():
    assert title(on_a_phone("funnel, thirty areas")) == (
        "Of 28, 4 are above and 5 below the average of 13.3%, by more than chance usually explains"
    )
    result, options = FUNNELS["one highlighted"]
    ax = on_a_phone("funnel, one highlighted")
    assert title(ax) == "Southampton, 14.2%, is no further from the average of 13.3% than chance usually explains"
    assert "Southampton" in texts(ax) or "Ring: Southampton." in " ".join(ax.get_xlabel().split())
    (ring,) = lines(ax, "_highlighted")
    assert ring.get_marker() == "o"
    assert (ring.get_xdata()[0], ring.get_ydata()[0]) == (586, result.value[0])
    two = result.picture(labels=AREAS, highlight=["Slough", "Isles of Scilly"], unit="%")
    assert two.finding().startswith(title(two.plot()))
    assert two.finding() == (
        "Slough, 19.6%, is above the average of 13.3%, by far more than chance usually explains; "
        "Isles of Scilly has no value: zero denominator"
    )
    assert title(on_a_phone("funnel, all within")) == (
        "All 2 are no further from the average of 0.11 than chance usually explains")


@pytest.mark.parametrize(("confidence", "below", "key"), [
    ((0.95, 0.998), "about 19 in 20 fall between the dotted lines, nearly all between the solid lines.",
     {"Outside the solid lines", "Outside the dotted lines only"}),
    ((0.9545, 0.9973), "about 19 in 20 fall between the dotted lines, nearly all between the solid lines.",
     {"Outside the solid lines", "Outside the dotted lines only"}),
    (0.998, "nearly all fall between the dotted lines.", {"Outside the limits"}),
    ((0.8, 0.95, 0.998), "about 4 in 5 fall between the dotted lines, nearly all between the outer solid lines.",
     {"Outside the outer solid lines", "Outside the inner solid lines only"}),
])  # fmt: skip
def test_what_the_limits_of_a_funnel_mean_is_said_of_them_as_they_are_drawn(confidence, below, key) -> None:
    points = hw.stats.funnel_points([5, 29, 20], [200, 200, 201], target=10, multiplier=100, confidence=confidence)
    ax = points.plot(labels=["A", "B", "C"])
    assert f"By chance alone, {below}" in " ".join(ax.get_xlabel().split())
    assert key | {"Within the limits"} <= set(texts(ax))
    assert "By chance alone" in points.describe(labels=["A", "B", "C"])
    plt.close("all")


def test_widened_limits_are_said():
    result, options = FUNNELS["overdispersed"]
    factor = f"{result.dispersion**0.5:.2f}"
    note = on_a_phone("funnel, overdispersed").get_xlabel().replace("\n", " ")
    assert f"widened by a factor of {factor}, as units differ by more than chance alone" in note
    assert factor in result.describe(**options)


def test_bad_arguments_of_a_funnel_are_refused_by_name():
    result, _ = FUNNELS["all within"]
    with pytest.raises(hw.HeadwayError, match="highlight: found 'C', which is no label"):
        result.svg(labels=["A", "B"], highlight="C")


# What all of them are asked

PROPORTIONS = hw.stats.proportion([5, 9, 7], [50, 50, 40], multiplier=100)
FUNNEL = hw.stats.funnel_points([5, 9, 7], [50, 50, 40], multiplier=100)
YEARS = hw.stats.mean([4.0, 5, 6, 7, 8, 9], groups=[2019, 2019, 2020, 2020, 0, 0])
ABC = {"labels": ["A", "B", "C"]}
BANDS = ["0-14", "15-64", "65+"]
AGES = [0, 1, 15, 45, 65, 75, 85]
DIED, LIVED = [13, 5, 62, 207, 374, 580, 578], [3_100, 45_350, 97_500, 59_600, 20_800, 11_700, 3_750]
WITHOUT_ARGUMENTS = {
    "one proportion": (hw.stats.proportion(83, 586), "Value is 0.142", "Value 0.142, 0.116 to 0.172 at 95%."),
    "one that is missing": (
        hw.stats.proportion(1, 0), "There is no value to show", "Value: no value: zero denominator."
    ),
    "rows without names": (
        PROPORTIONS, "Highest is Row 1, 18.0; lowest is Row 0, 10.0", "Row 2 17.5, 8.7 to 31.9 at 95%."
    ),
    "groups": (YEARS, "Highest is 0, 8.5; lowest is 2019, 4.5", "2020 6.5, 0.1 to 12.9 at 95%."),
    "three levels": (
        hw.stats.proportion([5, 9], [50, 50], confidence=[0.998, 0.8, 0.95]),
        "Highest is Row 1, 0.180; lowest is Row 0, 0.100",
        "intervals are at 80%, 95% and 99.8%. From the highest to the lowest: Row 1 0.180, 0.121 to 0.259 at 80%;",
    ),
    "no level": (
        hw.stats.neighbour_average([10, 90], [100, 300], method="mean_of_ratios", multiplier=100),
        "Value is 20",
        "1 of 1 have a value. From the highest to the lowest: Value 20, no interval.",
    ),
    "a ratio to nothing": (
        hw.stats.rate_ratio([4, 41], [12, 28_010], [0, 15], [10, 19_017]),
        "Row 1 is 1.86 (",
        "Row 0: no value: zero denominator, at least 0.55 at 95%.",
    ),
    "inequality": (
        hw.stats.slope_index_of_inequality(
            [62.1, 58.4, 55, 57.2, 49.9], [1200, 900, 1500, 1100, 1300], se=[1.5, 1.2, 0.9, 1.4, 1.1]
        ),
        f"Value is {MINUS}13.0",
        f"Value {MINUS}13.0, {MINUS}17.1 to {MINUS}9.0 at 95%.",
    ),
    "life expectancies": (
        hw.stats.life_expectancy(DIED, LIVED, AGES, at=[0, 65]), "Highest is 0, 80.7; lowest is 65, 19.1",
        "0 80.7, 80.2 to 81.3 at 95%.",
    ),
    "a standardised rate": (
        hw.stats.directly_standardised_rate([3, 20, 90], [8_000, 30_000, 7_000], "esp2013", age_bands=BANDS),
        "Value is 299.7", "Value 299.7, 246.7 to 360.6 at 95%.",
    ),
    "one unit of a funnel": (
        hw.stats.funnel_points(19, 10.2, kind="ratio", confidence=0.95),
        "Value, 1.86, is above the average of 1.00, by more than chance usually explains",
        "Value 1.86 of 10.2, above the 95% limits",
    ),
    "a funnel's limits": (
        hw.stats.funnel_limits([12, 30, 55], [100, 210, 1000], multiplier=100, at=[100, 400]),
        "The limits of chance about 7.4", "Average: 7.4. Limits at a denominator of 100: 2.3 to 12.5 at 95%;",
    ),
    "a control chart": (
        CONTROLS["constant"][0], "5 in 2020 is within the limits; the target",
        "Variation: stable (common cause).",
    ),
    "a run chart": (
        RUNS["constant"][0], "No sign of a shift, as all points are on the median of 5",
        "12 points, Point 1 to Point 12. The median is 5."
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", WITHOUT_ARGUMENTS)
def test_every_result_is_drawn_said_and_shown_in_a_notebook_without_arguments(name):
    """Hand-written: what stands above the chart, and a sentence below."""
    result, heading, sentence = WITHOUT_ARGUMENTS[name]
    shown = BeautifulSoup(result._repr_html_(), "html.parser")
    assert shown.svg.title.get_text().startswith(heading)
    assert sentence in shown.svg.desc.get_text()
    assert repr(result).splitlines()[0] in shown.p.get_text()
    ax = result.plot()
    assert title(ax).startswith(heading)
    assert overlaps(ax) == []


def test_bars_of_three_levels_are_thinner_the_wider_they_are():
    ax = WITHOUT_ARGUMENTS["three levels"][0].plot()
    thick = [lines(ax, f"_{level}%")[0].get_linewidth() for level in ("80", "95", "99.8")]
    assert thick == pytest.approx([5.0, 3.3, 1.6])
    assert "Bars, from thick to thin: 80%, 95% and 99.8% intervals." in ax.get_xlabel().replace("\n", " ")


def test_a_picture_is_a_record_that_is_drawn_later_as_it_was():
    picture = PROPORTIONS.picture(**ABC, highlight="B", benchmark=5.0)
    assert [(row.name, row.above, row.below, row.against) for row in picture.rows] == [
        ("B", 0, 2, "higher"), ("C", 1, 1, "higher"), ("A", 2, 0, "similar"),
    ]  # fmt: skip
    with pytest.raises(AttributeError):
        picture.unit = "%"
    assert picture.svg() == PROPORTIONS.svg(**ABC, highlight="B", benchmark=5.0)
    assert picture.heading == "B is highest of 3: 18.0 (9.8 to 30.8), higher than the benchmark"


@pytest.mark.parametrize("name", ["control, one of two", "run, one of two"])
def test_a_notebook_shows_what_each_series_says_and_the_first_charts(name):
    result, _ = CHARTS[name]
    shown = BeautifulSoup(result._repr_html_(), "html.parser")
    assert [th.get_text() for th in shown.select("th[scope=row]")] == ["Housing", "Schools"]
    said = {
        "control": "mean 61.43, limits 49.56 to 73.3; latest common; target inconsistent",
        "run": "median 60.5, longest run 2 (at most 7), 10 crossings (at least 4): no signal",
    }
    assert shown.select("td")[1].get_text() == said[name.partition(",")[0]]
    assert [svg.title.get_text().partition(":")[0] for svg in shown.select("svg")] == ["Housing", "Schools"]


def test_a_notebook_shows_few_of_many_series():
    names = [f"Area {i:02}" for i in range(13)]
    many = hw.spc.xmr([5.0, 6, 7] * 13, groups=np.repeat(names, 3), polarity="neutral")
    shown = BeautifulSoup(many._repr_html_(), "html.parser")
    assert [tag.get_text() for tag in shown.select("tr > :first-child")] == [*names[:10], "and 3 more"]
    assert len(shown.select("svg")) == 3


@pytest.mark.parametrize(("columns", "frame"), [(2, (11.0, 9.4)), (3, (16.5, 4.7)), (9, (16.5, 4.7)), (1, (5.5, 14.1))])
def test_all_series_stand_side_by_side_in_a_grid(columns, frame):
    three = hw.spc.xmr([*DAYS] * 3, groups=np.repeat(["North", "South", "West"], 14), polarity="low_is_good", target=65)
    figure = three.grid(columns, unit="%")
    assert tuple(figure.get_size_inches()) == pytest.approx(frame)
    assert [title(ax).partition(":")[0] for ax in figure.axes] == ["North", "South", "West"]
    tops = [round(ax.get_position().y1, 6) for ax in figure.axes]
    assert len(set(tops)) == -(-3 // columns) if columns < 3 else 1
    assert overlaps(*figure.axes) == []
    assert all("65%" in texts(ax) for ax in figure.axes)


def test_a_grid_of_one_series_is_its_chart():
    (ax,) = RUNS["no shift"][0].grid().axes
    assert title(ax) == title(on_a_phone("run, no shift"))
    with pytest.raises(hw.HeadwayError, match="unit: found int 5; accepted: text"):
        CONTROLS["one of two"][0].grid(unit=5)


@pytest.mark.parametrize(
    ("result", "options", "said"),
    [
        (PROPORTIONS, {"labels": 5}, "labels: found int; accepted: a name for each of 3 values"),
        (PROPORTIONS, {"labels": {"A", "B", "C"}}, "labels: found set; accepted: a name for each of 3 values"),
        (FUNNEL, {"labels": dict.fromkeys("ABC", 1)}, "labels: found dict; accepted: a name for each of 3 values"),
        (FUNNEL, {"labels": [["A"], "B", "C"]}, r"labels\[0\]: found list; accepted: text or a number"),
        (PROPORTIONS, ABC | {"highlight": 0}, "highlight: found '0', which is no label"),
        (FUNNEL, ABC | {"highlight": 5}, "highlight: found '5', which is no label"),
        (PROPORTIONS, ABC | {"highlight": ""}, "highlight: found '', which is no label"),
        (PROPORTIONS, ABC | {"unit": 5}, "unit: found int 5; accepted: text"),
        (FUNNEL, ABC | {"unit": b"%"}, "unit: found bytes b'%'; accepted: text"),
        (FUNNEL, ABC | {"denominator": 5}, "denominator: found int 5; accepted: text"),
        (FUNNEL, ABC | {"benchmark_label": None}, "benchmark_label: found NoneType None; accepted: text"),
        (PROPORTIONS, ABC | {"benchmark_label": 5}, "benchmark_label: found int 5; accepted: text"),
        (CONTROLS["without dates"][0], {"unit": 5}, "unit: found int 5; accepted: text"),
        (RUNS["constant"][0], {"unit": ["%"]}, r"unit: found list \['%'\]; accepted: text"),
    ],
)
def test_an_argument_of_the_wrong_kind_is_refused_by_name(result, options, said):
    for call in (result.plot, result.svg, result.describe):
        with pytest.raises(hw.HeadwayError, match=f"^{said}$"):
            call(**options)


@pytest.mark.parametrize(
    ("result", "options"),
    [(PROPORTIONS, ABC), (FUNNEL, ABC), (CONTROLS["without dates"][0], {}), (RUNS["constant"][0], {})],
)
def test_what_is_no_axes_and_a_title_that_is_no_text_are_refused(result, options):
    _, several = plt.subplots(1, 2)
    before = plt.get_fignums()
    for ax, found in ((5, "int"), (several, "ndarray"), (plt.gcf(), "Figure")):
        with pytest.raises(hw.HeadwayError, match=f"^ax: found {found}; accepted: matplotlib Axes"):
            result.plot(ax, **options)
    for call in (result.plot, result.svg):
        with pytest.raises(hw.HeadwayError, match="^title: found 5; accepted: text$"):
            call(title=5, **options)
    assert plt.get_fignums() == before


def test_a_number_is_highlighted_like_text():
    assert "Highlighted: 2019, " in YEARS.describe(highlight=2019)
    assert "Highlighted: 0, " in YEARS.describe(highlight=0)
    assert YEARS.describe(highlight=0) == YEARS.describe(highlight=[0]) == YEARS.describe(highlight=np.int64(0))
    (own,) = lines(YEARS.plot(highlight=0), "_highlighted")
    assert own.get_xdata()[0] == 8.5
    assert "Highlighted" not in YEARS.describe(highlight=None) + YEARS.describe(highlight=[])
    named = PROPORTIONS.describe(labels=[10, 11, 0], highlight=10)
    assert "Highlighted: 10, lowest of 3" in named
    assert FUNNEL.plot(labels=[10, 11, 0], highlight=0).get_title(loc="left").startswith("0, 17.5, is ")


def test_labels_are_any_list_of_names_and_a_missing_one_is_said():
    said = PROPORTIONS.describe(labels=["A", "B", "C"])
    by_place = pd.Series(list("ABC"), index=[2, 0, 1])
    for labels in (("A", "B", "C"), by_place, pl.Series(list("ABC")), pa.array(list("ABC"))):
        assert PROPORTIONS.describe(labels=labels) == said
    for missing in (None, NAN, pd.NA):
        assert "not named 10.0" in PROPORTIONS.describe(labels=[missing, "B", "C"])
    assert "not named 10.0" in PROPORTIONS.describe(labels=pa.array([None, "B", "C"]))


@pytest.mark.parametrize(
    ("result", "options"),
    [
        (hw.stats.proportion([5, 9, 7], [50, 50, 40]), ABC),
        (hw.stats.funnel_points([5, 9, 7], [50, 50, 40]), ABC),
        (CONTROLS["shares"][0], {}),
    ],
)
def test_per_cent_is_refused_for_proportions_of_one(result, options):
    for call in (result.plot, result.svg, result.describe):
        with pytest.raises(
            hw.HeadwayError, match="^unit: found '%' for proportions of 1; accepted: '%' with multiplier=100$"
        ):
            call(unit="%", **options)
    first = {"caterpillar": "A 0.100, 0.043 to 0.214 at 95%.", "funnel": "A 0.100 of 50"}
    assert first.get(
        type(result.picture(**options)).__name__.lower(), "Apr 2020 0.200 (concern);"
    ) in result.describe(**options)


def test_per_cent_stands_for_what_is_in_per_cent():
    assert "A 10.0%, 4.3% to 21.4% at 95%." in PROPORTIONS.describe(**ABC, unit="%")
    assert "A 10.0% of 50" in FUNNEL.describe(**ABC, unit="%")
    assert "0 8.5%, 2.1% to 14.9% at 95%." in YEARS.describe(unit="%")
    assert "The median is 5%" in RUNS["constant"][0].describe(unit="%")
    ratios = hw.stats.funnel_points([19, 8, 10], [10.2, 9, 11], kind="ratio")
    assert "A 1.86% of 10.2" in ratios.describe(**ABC, unit="%")
    shares = hw.spc.p_chart([80, 85, 90], [100] * 3, target=90, multiplier=100)
    assert "target 90%" in shares.describe(unit="%")
    assert "Point 1 80%" in shares.describe(unit="%")


def test_a_level_next_to_all_is_not_called_all():
    result = hw.stats.proportion([5, 9, 7], [50, 50, 40], confidence=0.99999999999)
    assert "intervals are at 99.999999999%" in result.describe(**ABC)
    assert "Bars: 99.999999999% intervals." in result.plot(**ABC).get_xlabel().replace("\n", " ")
    funnel = hw.stats.funnel_points([5, 9, 7], [50, 50, 40], confidence=0.99999999999)
    assert "at 99.999999999%." in funnel.describe(**ABC)


# Tartan rug

COMPARED = pd.DataFrame(
    [
        ("Southampton", "Smoking", "worse_95", 14.2, None),
        ("Southampton", "Obesity", "similar", 31.0, None),
        ("Southampton", "Deprivation", "higher_99_8", 27.5, None),
        ("Portsmouth", "Smoking", "not_compared", 12.9, "no_benchmark"),
        ("Portsmouth", "Obesity", "better_99_8", None, None),
        ("Isle of Wight", "Smoking", None, None, None),
    ],
    columns=["area", "indicator", "outcome", "value", "why"],
)
RUG = {"rows": "area", "columns": "indicator", "rating": "outcome", "value": "value", "reason": "why"}


def cells_of(table):
    """What each cell shows, by the row and the column that it names as its headers; its ground; its shapes."""
    soup = BeautifulSoup(table.as_raw_html(), "html.parser")
    for label in soup.select(".headway-label"):  # shown on narrow screens only
        label.decompose()
    headers = {tag["id"]: tag.get_text(" ", strip=True) for tag in soup.select("th[scope]")}
    found = {}
    for cell in soup.select("tbody td"):
        row, column = (headers[ref] for ref in cell["headers"])
        ground = re.search(r"background-color: (#\w+)", cell.get("style", ""))
        shapes = [shape.find(True).name for shape in cell.select("svg")]
        found[row, column] = (" ".join(cell.get_text(" ", strip=True).split()), ground and ground.group(1), shapes)
    return found


def test_each_cell_is_its_value_its_word_and_its_shape():
    found = cells_of(hw.tartan_rug(COMPARED, **RUG))
    assert {place: text for place, (text, *_) in found.items()} == {
        ("Southampton", "Smoking"): "14.2 Worse (95%)",
        ("Southampton", "Obesity"): "31 Similar",
        ("Southampton", "Deprivation"): "27.5 Higher (99.8%)",
        ("Portsmouth", "Smoking"): "12.9 no benchmark",
        ("Portsmouth", "Obesity"): "Better (99.8%)",
        ("Portsmouth", "Deprivation"): "not in the data",
        ("Isle of Wight", "Smoking"): "not compared",
        ("Isle of Wight", "Obesity"): "not in the data",
        ("Isle of Wight", "Deprivation"): "not in the data",
    }
    assert found["Southampton", "Smoking"][1:] == (OUTCOMES["worse_95"].ground, ["rect"])
    assert found["Portsmouth", "Obesity"][1:] == (OUTCOMES["better_99_8"].ground, ["circle", "circle"])
    assert found["Southampton", "Deprivation"][2] == ["polyline", "polyline"]
    assert found["Portsmouth", "Smoking"][1:] == (None, [])


def test_a_rug_is_a_table_with_headers_and_a_name():
    soup = BeautifulSoup(hw.tartan_rug(COMPARED, **RUG).as_raw_html(), "html.parser")
    table = soup.table
    assert (
        soup.find(id=table["aria-labelledby"]).get_text()
        == "1 worse (95%), 1 similar, 1 better (99.8%), 1 higher (99.8%) of 9; 5 not rated"
    )
    assert [th.get_text() for th in table.select("th[scope=col]")] == ["Area", "Smoking", "Obesity", "Deprivation"]
    assert [th.get_text() for th in table.select("th[scope=row]")] == ["Southampton", "Portsmouth", "Isle of Wight"]
    assert {svg["aria-hidden"] for svg in table.select("td svg")} == {"true"}


def test_a_rug_of_ratings_by_year():
    frame = pd.DataFrame({"kpi": ["Repairs"] * 3, "year": [2022, 2023, 2024], "rating": ["red", "not_rated", "green"]})
    table = hw.tartan_rug(frame, rows="kpi", columns="year", rating="rating", title="Repairs")
    assert {place: text for place, (text, *_) in cells_of(table).items()} == {
        ("Repairs", "2022"): "Red",
        ("Repairs", "2023"): "not rated",
        ("Repairs", "2024"): "Green",
    }
    assert "Repairs" in BeautifulSoup(table.as_raw_html(), "html.parser").select_one("td.gt_title").get_text()


def test_a_rug_of_what_assess_gives():
    rated = hw.assess(
        pd.DataFrame(
            {
                "indicator": ["Repairs", "Calls"],
                "quarter": ["Q2", "Q2"],
                "latest": [57.31, 80.0],
                "previous": [54.0, 81.0],
                "target": [90.0, NAN],
                "polarity": ["high_is_good"] * 2,
            }
        ),
        comparators=("target",),
    )
    found = cells_of(
        hw.tartan_rug(
            rated, rows="indicator", columns="quarter", rating="target_rating", value="latest", reason="target_reason"
        )
    )
    assert [text for text, *_ in found.values()] == ["57.3 Red", "80 no target"]


def test_every_look_is_read_on_its_ground_and_told_without_colour():
    for looks, _ in SCHEMES:
        for word, look in looks.items():
            for ink in (INK, MUTED):
                assert contrast(ink, look.ground) >= 4.5
            assert contrast(RATING_COLOURS.get(look.shape, RATING_COLOURS["blue"]), look.ground) >= 3
            # Levels of one verdict apart, which the words tell too, no two words share a shape.
            same = [other for other, its in looks.items() if (its.shape, its.double) == (look.shape, look.double)]
            assert {other.split("_")[0] for other in same} == {word.split("_")[0]}


def test_the_words_of_a_rug_are_those_of_the_vocabularies():
    assert {*RATINGS, "not_rated"} == {word.value for word in hw.Rating}
    assert {*OUTCOMES, "not_compared"} == {word.value for word in hw.BenchmarkOutcome}


def test_counts_of_a_rug():
    assert rug_finding([], 4) == "None of 4 is rated"


def test_any_kind_of_frame_makes_a_rug():
    html = hw.tartan_rug(COMPARED, **RUG).as_raw_html()
    assert hw.tartan_rug(pl.from_pandas(COMPARED), **RUG).as_raw_html() == html
    assert hw.tartan_rug(pa.Table.from_pandas(COMPARED), **RUG).as_raw_html() == html


def test_a_value_that_is_text_is_printed_as_it_is_and_markup_is_escaped():
    frame = COMPARED.assign(
        value=["14.2%", "31%", "<b>x</b>", "", None, None],
        area=COMPARED.area.str.replace("Isle", "<i>Isle"),
        indicator=COMPARED.indicator.str.replace("Obesity", "<u>Obesity</u>"),
    )
    html = hw.tartan_rug(frame, **RUG, title="<em>All</em>").as_raw_html()
    assert not re.search(r"<(b|i|u|em)>", html)
    found = cells_of(hw.tartan_rug(frame, **RUG))
    assert found["Southampton", "Smoking"][0] == "14.2% Worse (95%)"
    assert found["Southampton", "Deprivation"][0] == "<b>x</b> Higher (99.8%)"


def test_bad_frames_make_no_rug():
    with pytest.raises(hw.HeadwayError, match="column 'outcom' is not in the frame; did you mean 'outcome'?"):
        hw.tartan_rug(COMPARED, **RUG | {"rating": "outcom"})
    with pytest.raises(
        hw.HeadwayError,
        match="row 1, column 'outcome': found 'wurst'; accepted: red, amber, green, not_rated; worse_99_8, ",
    ):
        hw.tartan_rug(COMPARED.assign(outcome=["worse", "wurst", None, None, None, None]), **RUG)
    with pytest.raises(
        hw.HeadwayError,
        match="found ratings against a target and outcomes against a benchmark; accepted: one of the two",
    ):
        hw.tartan_rug(COMPARED.assign(outcome=["worse", "red", None, None, None, None]), **RUG)
    with pytest.raises(
        hw.HeadwayError,
        match=r"row 6 \(index 0\): found area 'Southampton' and indicator 'Smoking' a second time; accepted: one row",
    ):
        hw.tartan_rug(pd.concat([COMPARED, COMPARED[:1]]), **RUG)
    with pytest.raises(hw.HeadwayError, match="row 2, column 'area': found no name; accepted: text or whole numbers"):
        hw.tartan_rug(COMPARED.assign(area=["A", "B", None, "C", "D", "E"]), **RUG)
    with pytest.raises(hw.HeadwayError, match="found a frame without rows; accepted: one row a cell"):
        hw.tartan_rug(COMPARED[:0], **RUG)


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    """A page that holds a rug and the charts."""
    target = tmp_path_factory.mktemp("statistics") / "index.html"
    rug = hw.tartan_rug(COMPARED, **RUG).as_raw_html()
    pictures = "".join(f"<figure>{picture_of(name)}</figure>" for name in PICTURED)
    target.write_text(
        '<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, '
        f'initial-scale=1"><title>Statistics</title><style>{style()}</style></head><body><main><h1>Statistics</h1>'
        f'<section class="scorecard">{rug}</section>{pictures}</main></body></html>',
        "utf-8",
    )
    return target


PICTURED = ["caterpillar, thirty areas", "control, sixty points", "run, a shift", "funnel, sixty rates"]


def test_a_page_of_them_fits_every_screen_and_has_no_accessibility_violation(page, violations):
    assert page.evaluate("document.documentElement.scrollWidth") == page.viewport_size["width"]
    assert violations(page) == {}


TIES = {
    "lowest of two": ([3, 7, 9], "Highest is B, 350; lowest are A and C, 300"),
    "highest of three": ([3, 6, 9, 1], "Highest are A and 2 others, 300; lowest is D, 25"),
    "all": ([3, 6, 9], "All 3 are 300"),
}  # fmt: skip


@pytest.mark.parametrize("kind", TIES)
def test_a_title_names_no_one_of_several_that_are_level(kind: str) -> None:
    counts, said = TIES[kind]
    rates = hw.stats.crude_rate(counts, [1000, 2000, 3000, 4000][: len(counts)], multiplier=1e5)
    if kind == "highest of three":
        rates = hw.stats.crude_rate(counts, [1000, 2000, 3000, 4000], multiplier=1e5)
    drawn = rates.picture(labels=[*"ABCD"][: len(counts)])
    assert drawn.finding().replace(".0", "") == said


def test_equal_rates_of_unequal_areas_share_a_place() -> None:
    rates = hw.stats.crude_rate([3, 7, 9], [1000, 2000, 3000], multiplier=1e5)
    title = rates.picture(labels=["Abbey", "Bridge", "Castle"]).finding()
    assert "lowest are Abbey and Castle, 300.0" in title
    two = hw.stats.crude_rate([3, 6], [1000, 2000], multiplier=1e5)
    assert "B is level with the other:" in two.picture(labels=["A", "B"], highlight="B").finding()


DIFFERENCES = {
    "proportions": lambda m: hw.stats.proportion_difference([40, 30], [200, 200], [30, 35], [200, 200], multiplier=m),
    "slope of inequality": lambda m: hw.stats.slope_index_of_inequality(
        [62.1, 58.4, 55.0, 57.2, 49.9], [1200, 900, 1500, 1100, 1300], se=[1.5, 1.2, 0.9, 1.4, 1.1]),
    "slope": lambda m: hw.stats.sen_slope([62.1, 60.4, 60.0, 57.2, 55.9, 54.0]),
}  # fmt: skip


@pytest.mark.parametrize("name", DIFFERENCES)
def test_differences_of_percentages_are_in_percentage_points(name: str) -> None:
    drawn = DIFFERENCES[name](100).picture(unit="%")
    assert drawn.unit == "percentage points"
    assert "%" not in drawn.finding() and "Figures are in percentage points." in drawn.describe()
    assert "%" not in drawn.describe().replace("95%", "")
    assert drawn.same == 0 and "No difference would be 0" in drawn.describe()


def test_differences_of_shares_are_no_percentages() -> None:
    with pytest.raises(hw.HeadwayError, match="unit: found '%' for proportions of 1; accepted: '%' with multi"):
        DIFFERENCES["proportions"](1).plot(unit="%")


@pytest.mark.parametrize(("result", "same"), [
    (hw.stats.rate_ratio(30, 100, 20, 100), 1), (hw.stats.indirectly_standardised_ratio(
        [10, 20], [1e4, 2e4], [5, 6], [1e4, 1e4], multiplier=100), 100),
    (hw.stats.rate_difference(30, 100, 20, 100), 0), (hw.stats.proportion(30, 100), None),
], ids=["ratio", "per 100", "difference", "share"])  # fmt: skip
def test_what_compares_two_is_drawn_with_a_line_where_they_do_not_differ(result, same: float | None) -> None:
    ax = result.plot()
    lines = [line for line in ax.lines if line.get_label() == "_same"]
    assert [float(line.get_xdata()[0]) for line in lines] == ([] if same is None else [same])
    assert ("No difference would be" in result.describe()) == (same is not None)
    plt.close(ax.figure)


def test_one_value_is_said_with_its_interval() -> None:
    assert re.fullmatch(r"Value is 0\.30\d* \(0\.2\d* to 0\.3\d*\)", hw.stats.proportion(30, 100).picture().finding())


def test_the_line_of_a_t_chart_is_no_mean() -> None:
    days = [12.0, 30, 44, 8, 21, 60, 17, 33, 25, 40, 9, 51, 28]
    chart = hw.spc.t_chart(days)
    ax = chart.plot()
    texts = " ".join(text.get_text() for text in ax.texts)
    assert "Centre line" in texts and "Mean" not in texts
    assert "centre line" in chart.describe() and "mean" not in chart.describe().partition("Method:")[0]
    assert "centre line" in repr(chart) and "mean" not in repr(chart)
    plt.close(ax.figure)


def test_the_name_of_a_highlighted_unit_keeps_off_its_ring() -> None:
    rng = np.random.default_rng(2)
    at = rng.integers(200, 3000, 10)
    counts = rng.binomial(at, 0.12)
    names = [f"Ward {letter}" for letter in "ABCDEFGHIJ"]
    for own in range(10):
        points = hw.stats.funnel_points(counts, at, kind="proportion", multiplier=100)
        ax = points.plot(labels=names, highlight=names[own])
        ax.figure.canvas.draw()
        text = [each for each in ax.texts if each.get_text().startswith(names[own])][-1]
        (ring,) = [line for line in ax.lines if line.get_label() == "_highlighted"]
        box = text.get_window_extent().padded(-1)
        x, y = ax.transData.transform((ring.get_xdata()[0], ring.get_ydata()[0]))
        reach = ring.get_markersize() / 2 * ax.figure.dpi / 72
        for corner in ((x - reach, y), (x + reach, y), (x, y - reach), (x, y + reach), (x, y)):
            assert not box.contains(*corner), names[own]
        plt.close(ax.figure)


def test_a_title_that_is_too_long_for_its_axes_ends_with_a_clause() -> None:
    values = [73.0 + row % 3 + (6 if row > 20 else 0) for row in range(30)]
    chart = hw.spc.xmr(values, polarity="High", target=75)
    figure_, ax = plt.subplots(figsize=(3.4, 2.4))
    chart.plot(ax=ax, unit="%")
    title_ = ax.get_title(loc="left").replace("\n", " ")
    assert chart.picture(unit="%").finding().startswith(title_) and "\u2026" not in title_
    assert title_.endswith("allows")
    plt.close(figure_)


def test_one_run_of_special_causes_is_one_item() -> None:
    values = [73.0 + row % 3 + (6 if row > 20 else 0) for row in range(30)]
    said = hw.spc.xmr(values, polarity="High").describe()
    assert said.count("Improvement, ") == 1 and said.count("Concern, ") == 1
    assert "Improvement, two of three near a limit and outside the limits: Point 22 to Point 30." in said


# --- What is measured ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("chart", "named"), [
    (lambda: hw.spc.xmr(pd.Series([5.0, 6, 5, 7], name="calls a day"), polarity="neutral"), "calls a day"),
    (lambda: hw.spc.run_chart(pl.Series("calls a day", [5.0, 6, 5, 7])), "calls a day"),
    (lambda: hw.spc.p_chart(pd.Series([5, 6], name="seen"), pd.Series([9, 9], name="asked")), "seen / asked"),
    (lambda: hw.spc.xmr([5.0, 6, 5, 7], groups=["North"] * 4, polarity="neutral"), "North"),
])  # fmt: skip
def test_a_chart_says_what_is_measured(chart: Any, named: str) -> None:
    options = {"series": "North"} if named == "North" else {}
    assert chart().plot(**options).get_title(loc="left").startswith(f"{named[0].upper()}{named[1:]}: ")
    below = chart().plot(title="Ours", **options).texts[0].get_text()
    assert below.startswith(f"{named[0].upper()}{named[1:]}, ")
    assert (f" of {named}" in chart().describe(**options)) == (named != "North")
    plt.close("all")
