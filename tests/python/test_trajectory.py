"""The chart of a year: it draws the projection's numbers and no others, and can be read by everyone, everywhere."""

import builtins
import inspect
import itertools
import math
import pickle
import random
import re
from xml.etree import ElementTree

import headway as hw
import matplotlib as mpl
import numpy as np
import pytest
from bs4 import BeautifulSoup
from headway.charts.on_page import alone, on_page
from matplotlib import pyplot as plt
from matplotlib.colors import to_hex
from measuring import laid_out

NAN = float("nan")
mpl.use("Agg")


@pytest.fixture(autouse=True)
def closed():
    yield
    plt.close("all")


def rate(events, population, target):
    """A rate per 100,000 of a fixed population, as it was published: the year to date."""
    one = 1e5 / population
    points = list(itertools.accumulate(n * one for n in events))
    series = hw.Series(points, start="2024-04", accrual="cumulative", note="April to July reconstructed")
    return hw.project_year_end(series, target=hw.Profile.linear(target), polarity="low_is_good", event=one)


def projected(values, *, start="2024-04", accrual="flow", frequency="month", calendar="financial", note="", **rule):
    series = hw.Series(values, start=start, accrual=accrual, frequency=frequency, calendar=calendar, note=note)
    return hw.project_year_end(series, **rule)


SEASONS = [round(100 + 30 * math.sin(i / 12 * 6.28) + 7 * math.sin(5 * i) + i / 2) for i in range(54)]
SWINGS = [20 + math.sin(7 * i) + math.cos(3 * i) for i in range(42)]
LINEAR = {"target": hw.Profile.linear(194), "polarity": "low_is_good"}
EVENTS = [18, 17, 16, 16, 19, 15]

CASES = {
    "a rate": lambda: rate(EVENTS, 34647, 560.8),
    "a small rate": lambda: rate([6, 4, 1, 1, 2, 1], 168200, 14.6),
    "a flow with seasons": lambda: projected(SEASONS, start="2020-04", target=1400, polarity="high_is_good"),
    "with a seasonal profile": lambda: projected(
        SEASONS, start="2020-04", target=hw.Profile.seasonal(
            1400, hw.Series(SEASONS[:48], start="2020-04", accrual="flow")
        )
    ),
    "one month to go": lambda: projected(SEASONS[:47], start="2020-04", target=hw.Profile.linear(1240)),
    "one month known": lambda: projected(SEASONS[:49], start="2020-04", target=hw.Profile.linear(1240)),
    "a snapshot": lambda: projected(
        [
            95 - i * 0.3 + math.sin(9 * i) for i in range(44)
        ], start="2021-04", accrual="snapshot", polarity="low_is_good",
        target=hw.Profile.milestones({"March 2025": 78}, baseline=("March 2024", 84)),
    ),
    "a percentage": lambda: projected(
        [min(100, 94 + 4 * math.sin(i)) for i in range(40)], start="2021-04", accrual="snapshot", target=95,
        bounds=(0, 100), polarity="high_is_good",
    ),
    "quarters": lambda: projected(
        [30, 22, 15, 25, 33, 21, 14, 27, 35, 25, 16, 28, 31, 24], start="2021-04", frequency="quarter", **LINEAR
    ),
    "quarters of an academic year": lambda: projected(
        [30, 22, 15, 25, 33], start="2023-09", frequency="quarter", calendar="academic"
    ),
    "a long name at the end": lambda: projected([5, None], start="2024-04", accrual="snapshot", frequency="term"),
    "terms": lambda: projected(
        [5.2, 5.1, 4.8, 5, 4.9, 4.7, 4.6], start="2022-09", accrual="snapshot", frequency="term", calendar="academic",
        target=4.5,
    ),
    "a mean of an academic year": lambda: projected(
        [x + 20 for x in SWINGS[:40]], start="2021-09", accrual="average", calendar="academic", target=41,
        polarity="high_is_good",
    ),
    "a range": lambda: projected(SWINGS, start="2021-04", accrual="rolling", target=(18, 21), polarity="in_range"),
    "a gap in a total": lambda: projected(
        [*itertools.accumulate([11] * 12), 10, 22, None, None, 55, 67], start="2023-04", accrual="cumulative",
        target=hw.Profile.linear(130),
    ),
    "money": lambda: projected(
        [1250000 + 90000 * math.sin(i) for i in range(40)], start="2021-04", target=hw.Profile.linear(15500000)
    ),
    "money spent": lambda: projected([-500000 + 9e4 * math.sin(i) for i in range(42)], start="2021-04", target=-4e6),
    "zeros": lambda: projected([0] * 18, start="2023-04", target=0, polarity="low_is_good"),
    "target and projection one": lambda: projected(EVENTS, target=hw.Profile.linear(202.0)),
    "hardly an interval": lambda: projected(
        [100 + i / 100 for i in range(42)], start="2021-04", accrual="snapshot", target=100.42
    ),
    "small figures": lambda: projected([0.0031, 0.0034], start="2024-05", accrual="cumulative", target=0.0091),
    "no interval": lambda: projected([6.1], accrual="snapshot", target=6.5, method="last_value"),
    "complete": lambda: projected([*EVENTS, 14, 20, 22, 23, 17, 16], **LINEAR),
    "a complete year of months and last year": lambda: projected(SEASONS[:48], start="2020-04", **LINEAR),
    "too few points": lambda: projected([18, 17], **LINEAR),
    "a gap in a flow": lambda: projected([10, 12, None, 11, 13], **LINEAR),
    "a late start": lambda: projected([3, 4, 5], start="2024-06", **LINEAR),
    "nothing of this year": lambda: projected([*range(10, 22), None], start="2023-04", target=100),
    "no points": lambda: projected([], target=100),
    "years": lambda: projected([3, 4, 5, 6], start="2021-04", frequency="year", target=5),
}  # fmt: skip


def line(ax, label):
    (found,) = [line for line in ax.get_lines() if line.get_label() == label]
    return found


def lines(ax):
    return [line.get_label() for line in ax.get_lines() if not line.get_label().startswith("_")]


def closer(ax):
    """What is seen closer below the axes: where each row's mark stands."""
    marks = [line for line in ax.get_lines() if line.get_label().startswith("_closeup ")]
    return {mark.get_label().removeprefix("_closeup "): mark.get_xdata().tolist() for mark in marks}


def fan(ax):
    """The wedges or bars by their level: the heights of their corners."""
    return {patch.get_label(): patch.get_xy()[:, 1].tolist() for patch in ax.patches}


def texts(ax):
    return [text.get_text() for text in ax.texts if text.get_text()]


def note(ax):
    return " ".join(ax.get_xlabel().split())


# What is drawn


def test_a_published_total_is_drawn_as_published_and_carried_on():
    p = rate(EVENTS, 34647, 560.8)
    ax = p.plot()
    np.testing.assert_array_equal(line(ax, "Actual").get_ydata()[:6], p.series.values)
    assert np.isnan(line(ax, "Actual").get_ydata()[6:]).all()
    expected = line(ax, "Projection").get_ydata()
    assert np.isnan(expected[:5]).all()
    np.testing.assert_array_equal(expected[5:], [p.reached, *p.path])
    assert line(ax, "Projected year").get_ydata() == [p.value]
    assert line(ax, "Target").get_ydata() == [560.8]
    np.testing.assert_allclose(line(ax, "Way to target").get_ydata(), 560.8 / 12 * np.arange(1, 13))
    assert line(ax, "Projection").get_linestyle() != line(ax, "Actual").get_linestyle()


def test_a_flow_is_drawn_as_the_total_so_far():
    p = projected(SEASONS, start="2020-04")
    ax = p.plot()
    this_year = np.cumsum(SEASONS[48:])
    np.testing.assert_array_equal(line(ax, "Actual").get_ydata()[:6], this_year)
    np.testing.assert_allclose(line(ax, "Projection").get_ydata()[5:], this_year[-1] + np.cumsum([0, *p.path]))
    assert line(ax, "Projection").get_ydata()[-1] == pytest.approx(p.value)
    assert "2023/24" not in lines(ax) and closer(ax)["2023/24"] == [sum(SEASONS[36:48])]
    small = p.plot(plt.subplots(figsize=(9, 4))[1])  # which has no row for it
    np.testing.assert_array_equal(line(small, "2023/24").get_ydata(), np.cumsum(SEASONS[36:48]))


@pytest.mark.parametrize("accrual", ["snapshot", "rolling", "average"])
def test_a_level_is_drawn_as_it_is(accrual):
    p = projected(SWINGS, start="2021-04", accrual=accrual)
    ax = p.plot()
    np.testing.assert_array_equal(line(ax, "Actual").get_ydata()[:6], SWINGS[36:])
    np.testing.assert_array_equal(line(ax, "Projection").get_ydata()[5:], [SWINGS[-1], *p.path])
    np.testing.assert_array_equal(line(ax, "2023/24").get_ydata(), SWINGS[24:36])
    assert line(ax, "Projected year").get_ydata() == [p.value]


def test_the_year_of_a_mean_stands_beside_its_points():
    p = projected(SWINGS, start="2021-04", accrual="average", target=20)
    ax = p.plot()
    (beside,) = line(ax, "Projected year").get_xdata()
    assert beside > 11
    assert line(ax, "Target").get_xdata() == [beside]
    corners = ax.patches[0].get_xy()
    assert corners[:, 0].min() > 11
    named = [label.get_text().strip() for label in ax.get_xticklabels() if label.get_text()]
    assert named[-1] == "Year" and len(named) > 3
    assert "where the mean of the year may be" in note(ax)


def shades_of(ax):
    """The levels of the key of shades, each of which is that of its band: of all bands, as many as there are levels."""
    renderer = laid_out(ax.figure)
    samples = {box.get_window_extent(renderer): to_hex(box.get_color()) for box in ax.get_lines()
               if box.get_label() == "_sample"}  # fmt: skip
    bands = [shape for shape in ax.collections if shape.get_label() == "_closeup"]
    wide = {to_hex(band.get_facecolor()[0]): np.ptp(band.get_paths()[0].vertices[:, 0]) for band in bands}
    named = {}
    for box, colour in samples.items():
        (name,) = (text.get_text() for text in ax.texts if text.get_text()
                   and 0 < text.get_window_extent(renderer).x0 - box.x1 < 8 * ax.figure.dpi / 72
                   and text.get_window_extent(renderer).y0 < (box.y0 + box.y1) / 2
                   < text.get_window_extent(renderer).y1)  # fmt: skip
        named[name] = wide[colour]
    levels = sorted(named, key=lambda name: int(name.removesuffix("%")))
    assert [named[name] for name in levels] == sorted(wide.values())
    return {*named}


@pytest.mark.parametrize("size", [None, (7, 4.5)])
def test_the_projection_and_the_target_are_told_apart_at_the_end_of_a_sum(size):
    """The target has a bar of its own there, beside the ring, however close they are; the year before has a row."""
    for target in (1400, 1465, sum(SEASONS[36:48])):
        p = projected(SEASONS, start="2020-04", target=target, polarity="high_is_good")
        ax = p.plot(plt.figure(figsize=size).add_axes((0, 0, 1, 1)) if size else None)
        renderer = laid_out(ax.figure)
        found = [line(ax, "Target"), line(ax, "Projected year")]
        assert [one.get_ydata()[0] for one in found] == [target, p.value]
        assert closer(ax)["2023/24"] == [sum(SEASONS[36:48])]
        assert len([line for line in ax.get_lines() if line.get_label() == "2023/24"]) == 0
        boxes = [one.get_window_extent(renderer) for one in found]
        assert not any(one.overlaps(other) for one, other in itertools.combinations(boxes, 2))
        names = [text.get_window_extent(renderer) for text in ax.texts if text.get_text()]
        assert not any(one.overlaps(other) for one in boxes for other in names)
    plt.close("all")


def test_the_fan_ends_at_the_intervals_of_its_levels():
    p = rate(EVENTS, 34647, 560.8)
    ax, small = p.plot(), p.plot(plt.subplots(figsize=(9, 4))[1])
    assert fan(ax).keys() == {"80%"} and fan(small).keys() == {"50%", "80%", "95%"}  # the others are in the row below
    assert fan(ax)["80%"][:3] == [p.reached, *p.interval(0.8)]
    for level in (0.5, 0.8, 0.95):
        assert fan(small)[f"{level:.0%}"][:3] == [p.reached, *p.interval(level)]
    corners = small.patches[0].get_xy()
    assert corners[:3, 0].tolist() == [5, 11, 11]
    said = "Shaded, from dark to pale: where the year may end, with 50%, 80% and 95% probability."
    assert said in p.picture().below() and said not in note(ax)  # whose shades have a key below the axes
    assert shades_of(ax) == {"50%", "80%", "95%"}
    assert "Shaded, from dark to pale: where the year may end" in note(small) and shades_of(small) == set()
    other = p.plot(levels=[0.9])
    assert fan(other).keys() == {"90%"} == shades_of(other)
    assert "Shaded: where the year may end, with 90% probability." in p.picture(levels=[0.9]).below()
    none = p.plot(levels=())
    assert fan(none) == {} and shades_of(none) == set()
    assert "Shaded" not in note(none)
    with pytest.raises(hw.HeadwayError, match="level"):
        p.plot(levels=[80])


def test_the_end_of_a_sum_is_seen_closer_where_it_stands():
    p = projected(SEASONS, start="2020-04", target=1400, polarity="high_is_good")
    ax = p.plot()
    assert closer(ax) == {"Projected": [p.value], "2023/24": [sum(SEASONS[36:48])], "Target": [1400.0]}
    bands = [shape.get_paths()[0].vertices for shape in ax.collections if shape.get_label() == "_closeup"]
    assert [(band[:, 0].min(), band[:, 0].max()) for band in bands] == [p.interval(level) for level in (0.95, 0.8, 0.5)]
    chart = p.picture()
    low, high = chart.closeup().limits
    assert 0 < low < min(p.interval(0.95)) and high - low < 0.5 * p.value
    # Its marks stand by its own scale, from left to right in the order of their values, below the foot of the axes.
    ax.figure.draw_without_rendering()
    marks = [line for line in ax.get_lines() if line.get_label().startswith("_closeup ")]
    places = [line.get_transform().transform(line.get_xydata())[0] for line in marks]
    values = [line.get_xdata()[0] for line in marks]
    assert np.argsort([x for x, _ in places]).tolist() == np.argsort(values).tolist()
    assert all(y < ax.get_window_extent().y0 for _, y in places)
    written = {text.get_text(): box for text, box in ((t, t.get_window_extent(laid_out(ax.figure))) for t in ax.texts)}
    for tick in (1450, 1500, 1550):  # whose figures stand below it
        box = written[f"{tick:,}"]
        at = marks[0].get_transform().transform([[tick, 0.0]])[0, 0]
        assert at == pytest.approx((box.x0 + box.x1) / 2, abs=1.5)
    np.testing.assert_allclose(np.diff([x for x, _ in places]) / np.diff(values), (places[1][0] - places[0][0])
                               / (values[1] - values[0]))  # fmt: skip
    for other in ("a snapshot", "a mean of an academic year", "too few points", "a gap in a flow"):
        assert closer(CASES[other]().plot()) == {}, other
    _, small = plt.subplots(figsize=(3.6, 2.4))
    assert closer(p.plot(small)) == {}


def test_the_light_picture_sees_the_same_closer():
    chart = projected(SEASONS, start="2020-04", target=1400, polarity="high_is_good").picture()
    closeup = chart.closeup()
    for markup in (alone(chart), on_page(chart, "said")):
        said = BeautifulSoup(markup, "html.parser").get_text(" ")
        for text in (closeup.heading, *(row.said for row in closeup.rows), *(row.name for row in closeup.rows)):
            assert text in said, text
    root = BeautifulSoup(alone(chart), "html.parser")
    at = {text.get_text(): float(text["x"]) for text in root.select("text[text-anchor=middle]")}
    per = (at["1,550"] - at["1,450"]) / 100
    assert float(root.select("circle")[-1]["cx"]) == pytest.approx(at["1,450"] + (chart.value - 1450) * per, abs=0.2)
    bars = [(float(bar["x"]), float(bar["width"])) for bar in root.select("rect[stroke]")]
    expected = [(at["1,450"] + (low - 1450) * per, (high - low) * per) for low, high in closeup.rows[0].bands]
    np.testing.assert_allclose(bars, expected, atol=0.2)


def test_one_end_of_an_interval_is_said():
    p = projected(EVENTS, sides="upper")
    assert p.lower is None
    assert f"Where 2024/25 may end: at most {p.upper:.0f}, 80% likely" in texts(
        projected(EVENTS, sides="upper", target=200).plot())  # fmt: skip
    assert f"at most {p.upper:.0f}" in texts(p.plot())
    assert f"with 80% probability it ends at most {p.upper:.0f}." in p.describe().replace("at at", "at")


def test_without_an_interval_there_is_no_fan_and_the_note_says_why():
    ax = CASES["no interval"]().plot()
    assert fan(ax) == {}
    assert "Projection" in lines(ax)
    assert "No interval: one point says nothing of how far points lie apart." in note(ax)
    assert "likely" not in " ".join(texts(ax))


def test_a_complete_year_is_only_itself_and_its_target():
    for name in ("complete", "a complete year of months and last year"):
        ax = CASES[name]().plot()
        assert lines(ax) == ["Actual", "Target"]
        assert fan(ax) == {}
        assert "is complete." in note(ax)


def test_where_there_is_no_projection_what_is_known_is_drawn_and_the_note_says_why():
    few = CASES["too few points"]().plot()
    assert lines(few) == ["Actual", "Way to target", "Target"]
    assert "No projection (too few points): 2 points are known" in note(few)
    nothing = CASES["nothing of this year"]().plot()
    assert np.isnan(line(nothing, "Actual").get_ydata()).all()
    np.testing.assert_array_equal(line(nothing, "2023/24").get_ydata(), np.cumsum(range(10, 22)))
    assert "Nothing of 2024/25 is published." in note(nothing)
    assert "No projection (no data)" in note(CASES["no points"]().plot())


@pytest.mark.parametrize("name", ["a gap in a flow", "a late start"])
def test_a_total_that_is_not_known_is_not_drawn(name):
    p = CASES[name]()
    ax = p.plot()
    assert lines(ax) == ["Actual"]  # a target of the total says nothing of single amounts
    published = line(ax, "Actual").get_ydata()
    np.testing.assert_array_equal(published[np.isfinite(published)], p.series.values[np.isfinite(p.series.values)])
    assert note(ax).startswith("Single amounts: the total so far is not known. No projection")
    assert "The total by" not in p.describe()


def test_a_missing_point_breaks_the_line():
    actual = line(CASES["a gap in a total"]().plot(), "Actual").get_ydata()
    np.testing.assert_array_equal(actual[:6], [10, 22, NAN, NAN, 55, 67])


def test_both_bounds_of_a_target_are_drawn():
    ax = projected(SWINGS, start="2021-04", accrual="rolling", target=hw.Profile.flat((18, 21))).plot()
    assert [line.get_ydata()[-1] for line in ax.get_lines() if line.get_label() == "Target"] == [18, 21]
    assert [line.get_ydata()[0] for line in ax.get_lines() if line.get_label() == "Way to target"] == [18, 21]
    assert "18 to 21" in texts(ax)


def test_a_profile_that_says_nothing_of_some_months_is_drawn_where_it_does():
    past = hw.Series([10, 20, 30, 40], start="2023/24 - Q1", accrual="flow", frequency="quarter")
    ax = projected(EVENTS, target=hw.Profile.seasonal(200, past)).plot()
    assert line(ax, "Way to target").get_xdata().tolist() == [2, 5, 8, 11]


def test_so_is_one_whose_target_is_a_range():
    past = hw.Series([10, 20, 30, 40], start="2023/24 - Q1", accrual="flow", frequency="quarter")
    p = projected(EVENTS[:5], target=hw.Profile.seasonal((180, 200), past), polarity="in_range")
    ways = [one for one in p.plot().get_lines() if one.get_label() == "Way to target"]
    assert [way.get_xdata().tolist() for way in ways] == [[2, 5, 8, 11]] * 2
    np.testing.assert_allclose([way.get_ydata() for way in ways], [[18, 54, 108, 180], [20, 60, 120, 200]])
    assert p.in_year_rating() == "not_rated"  # of August the quarters say nothing


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("a rate", "May\n2024", "Mar\n2025"),
        ("quarters", "Q1", "Q4"),
        ("quarters of an academic year", "Q1", "Q4"),
        ("terms", "Sep\u2013Dec", "May\u2013Aug"),
        ("a mean of an academic year", "Oct\n2024", "Year\n"),
        ("years", "2024/25", "2024/25"),
    ],
)
def test_the_points_are_named_as_the_calendar_has_them(name, first, last):
    names = [label.get_text() for label in CASES[name]().plot().get_xticklabels() if label.get_text()]
    assert (names[0], names[-1]) == (first, last)


def test_all_months_are_named_where_there_is_room():
    _, ax = plt.subplots(figsize=(12, 6))
    rate(EVENTS, 34647, 560.8).plot(ax)
    assert [
        label.get_text()[:3] for label in ax.get_xticklabels()
    ] == "Apr May Jun Jul Aug Sep Oct Nov Dec Jan Feb Mar".split()


def test_figures_are_labelled_at_their_places():
    said = texts(rate(EVENTS, 34647, 560.8).plot())
    assert said[0] == "Added up month by month, April 2024 to March 2025"
    assert {"291.5 by Sep", "Target by Sep: 280.4", "Projected 583.0", "Target 560.8"} <= set(said)
    assert "Where 2024/25 may end: 522.4 to 643.6, 80% likely (scale not from 0)" in " ".join(said)
    rows = said.index("Projected")
    assert said[rows : rows + 4] == ["Projected", "583.0", "Target", "560.8"]
    level = texts(CASES["a snapshot"]().plot())
    assert level[level.index("Projected") + 2] == "80% likely:"
    money = texts(CASES["money"]().plot(unit="GBP"))
    assert "\u00a315.5m" in money
    assert "96.1%" in texts(projected([96.14] * 4, accrual="snapshot").plot(unit="%"))
    assert "0.0091" in texts(CASES["small figures"]().plot())


def test_a_projection_and_a_target_that_differ_print_differently():
    said = texts(projected([580.04] * 6, accrual="snapshot", target=580).plot())
    assert {"580.04", "580.00"} <= set(said)


# The note


def test_the_note_says_how_and_from_how_much():
    assert note(rate(EVENTS, 34647, 560.8).plot()).startswith(
        "Run rate; 6 of 12 months of 2024/25; no past year to test on."
    )
    p = CASES["a flow with seasons"]()
    assert re.match(
        rf"Several methods combined; 6 of 12 months of 2024/25; {p.past_years} past years, off by \d+ on average\.",
        note(p.plot()),
    )
    assert note(rate(EVENTS, 34647, 560.8).plot()).endswith("April to July reconstructed.")


def test_an_error_is_never_nothing_and_of_a_percentage_in_points():
    p = projected([90 + 0.02 * math.sin(i) for i in range(42)], start="2021-04", accrual="average")
    assert 0 < p.past_error < 0.05
    assert re.search(r"off by 0\.0\d+ percentage points? on average", note(p.plot(unit="%")))


def test_a_series_carries_its_note():
    s = hw.Series([1, 2], start="2024-04", accrual="flow", note="by hand")
    assert s.note == "by hand"
    assert pickle.loads(pickle.dumps(s)).note == "by hand"
    assert hw.Series([1, 2], start="2024-04", accrual="flow").note == ""
    assert s == hw.Series([1, 2], start="2024-04", accrual="flow")  # the same points
    with pytest.raises(hw.HeadwayError, match="note: found None; accepted: text"):
        hw.Series([1], start="2024-04", accrual="flow", note=None)


# How it looks


def boxes(ax):
    renderer = laid_out(ax.figure)
    shown = [*ax.texts, *ax.get_xticklabels(), *ax.get_yticklabels(), ax.xaxis.label, ax.title, ax._left_title]
    return {t: t.get_window_extent(renderer) for t in shown if t.get_text().strip() and t.get_visible()}


def overlaps(ax):
    """Pairs of texts that lie on one another, by more than the rounding of their edges, or beyond the figure."""
    found, page = boxes(ax), ax.figure.bbox
    bad = [
        (a.get_text(), b.get_text())
        for (a, one), (b, other) in itertools.combinations(found.items(), 2)
        if min(one.x1, other.x1) - max(one.x0, other.x0) > 1.5 and min(one.y1, other.y1) - max(one.y0, other.y0) > 1.5
    ]
    out = [t.get_text() for t, box in found.items()
           if box.x0 < -1 or box.y0 < -1 or box.x1 > page.x1 + 1 or box.y1 > page.y1 + 1]  # fmt: skip
    return bad + out


@pytest.mark.parametrize("name", CASES)
def test_no_text_lies_on_another_or_beyond_the_figure(name):
    unit = {"money": "GBP", "money spent": "GBP", "a percentage": "%", "terms": "%"}.get(name)
    for title in (None, "What the figures are, in more words than a line of this chart has room for " * 2):
        assert overlaps(CASES[name]().plot(unit=unit, title=title)) == []


@pytest.mark.parametrize("seed", range(12))
def test_no_text_lies_on_another_whatever_the_figures(seed):
    r = random.Random(seed)
    size, accrual = 10 ** r.uniform(-2, 6), r.choice(["flow", "snapshot", "average"])
    values = [size * (1 + r.gauss(0, 0.3)) for _ in range(r.choice([3, 7, 27, 40]))]
    p = projected(values, start="2021-04", accrual=accrual)
    near = p if p.value is None else projected(
        values, start="2021-04", accrual=accrual, polarity="low_is_good",
        target=hw.Profile.linear(p.value * r.choice([0.5, 0.99, 1, 1.001, 1.3])),
    )  # fmt: skip
    assert overlaps(near.plot()) == []


def test_given_axes_are_drawn_in_and_the_note_has_its_room():
    figure, (left, right) = plt.subplots(1, 2, figsize=(12, 5))
    assert rate(EVENTS, 34647, 560.8).plot(left) is left
    CASES["a flow with seasons"]().plot(right)
    assert overlaps(left) + overlaps(right) == []
    figure, ax = plt.subplots(layout="constrained")
    rate(EVENTS, 34647, 560.8).plot(ax)
    assert overlaps(ax) == []


def test_nothing_of_the_callers_is_changed():
    plt.figure()
    before = dict(mpl.rcParams)
    p = rate(EVENTS, 34647, 560.8)
    p.plot()
    p.backtest().plot()
    p.svg(title="Admissions")
    assert dict(mpl.rcParams) == before
    assert len(plt.get_fignums()) == 3  # the page's picture is nobody's figure


def test_lines_are_told_apart_without_colour():
    ax = CASES["with a seasonal profile"]().plot(plt.subplots(figsize=(9, 4))[1])  # in which the year before is a line
    drawn = [one for one in ax.get_lines() if not one.get_label().startswith("_")]
    looks = {(one.get_linestyle(), one.get_marker(), one.get_linewidth(), one.get_markerfacecolor() == "white")
             for one in drawn}  # fmt: skip
    assert len(looks) == len(drawn) == 6


# As a part of a page


def picture(p, **options):
    text = p.svg(**{"title": "Admissions"} | options)
    return text, BeautifulSoup(text, "html.parser").svg


@pytest.mark.parametrize("name", CASES)
def test_an_inline_picture_has_a_name_a_description_and_no_width(name):
    p = CASES[name]()
    text, root = picture(p)
    assert root["role"] == "img"
    assert [root.find(id=root[name]).name for name in ("aria-labelledby", "aria-describedby")] == ["title", "desc"]
    assert root.title.get_text() == "Admissions"
    assert root.desc.get_text() == p.describe()
    assert not root.has_attr("width")
    assert not root.has_attr("height")
    assert root["viewbox"].startswith("0 0 312 ")
    assert ElementTree.fromstring(text).tag == "svg"
    assert not root.select("style, script, metadata, image, foreignObject")
    assert not re.search(r"https?:|@import", text)
    ids = [tag["id"] for tag in root.select("[id]")]
    assert len(ids) == len(set(ids))
    assert {use["href"].removeprefix("#") for use in root.select("use")} <= set(ids)


def test_the_same_projection_is_the_same_bytes_and_charts_share_no_id():
    one, root = picture(rate(EVENTS, 34647, 560.8))
    assert rate(EVENTS, 34647, 560.8).svg(title="Admissions") == one
    _, other = picture(rate([6, 4, 1, 1, 2, 1], 168200, 14.6))
    assert not {tag["id"] for tag in root.select("[id]")} & {tag["id"] for tag in other.select("[id]")}


def test_text_is_text_and_large_enough_on_a_phone():
    _, root = picture(rate(EVENTS, 34647, 560.8), unit="per 100,000")
    said = [text.get_text().strip() for text in root.select("text")]
    assert "per 100,000" in " ".join(said).lower()
    assert {"Admissions", "Projected", "583.0", "291.5 by Sep"} <= set(said)
    wide = float(root["viewbox"].split()[2])
    sizes = [float(re.search(r"([\d.]+)px", text["style"]).group(1)) for text in root.select("text")]
    assert min(sizes) * 360 / wide >= 10  # in pixels of a screen that is 360 wide
    assert all("Arial" in text["style"] for text in root.select("text"))


def test_text_is_never_markup_nor_mathematics():
    hostile = "<script>alert(1)</script> & $x^2$ \"quoted\" 'so' ]]> \x00\n\u202e"
    p = projected(EVENTS, note=hostile)
    text, root = picture(p, title=hostile, unit=hostile)
    assert "<script" not in text
    assert root.title.get_text().startswith("<script>alert(1)</script> & $x^2$")
    assert "<script>alert(1)</script>" in root.desc.get_text()
    assert "$x^2$" in "".join(root.find_all(string=re.compile("x")))
    assert ElementTree.fromstring(text).tag == "svg"
    assert "<script" not in p._repr_html_()


def test_letters_that_no_font_has_are_for_the_reader_to_see():
    assert "\u4e16" in projected(EVENTS, note="\u4e16\u754c").svg(title="\u4e16\u754c")


@pytest.mark.parametrize("title", ["", " ", 5])
def test_a_title_that_is_none_is_refused(title):
    for result in (projected(EVENTS), projected(EVENTS).backtest()):
        for call in (result.svg, result.plot):
            with pytest.raises(hw.HeadwayError, match="title: found"):
                call(title=title)
    assert plt.get_fignums() == []


def test_a_unit_that_is_no_text_is_refused_by_name():
    for result in (projected(EVENTS), projected(EVENTS).backtest()):
        for call in (result.svg, result.plot, result.describe):
            with pytest.raises(hw.HeadwayError, match="unit: found int 5; accepted: text"):
                call(unit=5)


@pytest.mark.parametrize(
    ("name", "finding"),
    [
        ("a rate", "Heading for 583.0 in 2024/25, above the target of 560.8 (32% chance of meeting it)"),
        ("a flow with seasons",
         "Heading for 1,519 in 2024/25, above the target of 1,400 (over 99% chance of meeting it)"),
        ("a mean of an academic year",
         "Heading for 40.3 on average in 2024/25, below the target of 41 (under 1% chance of meeting it)"),
        ("no interval", "Heading for 6.1 in 2024/25, below the target of 6.5"),
        ("complete", "213 in 2024/25, above the target of 194"),
        ("too few points", "No projection of 2024/25, too few points"),
        ("no points", "No projection of the year, no data"),
    ],
)
def test_the_title_is_what_the_figures_say_unless_it_is_given(name, finding):
    p = CASES[name]()
    assert " ".join(p.plot().get_title(loc="left").split()) == finding
    assert picture(p, title=None)[1].title.get_text() == finding
    assert p.plot(title="Admissions").get_title(loc="left") == "Admissions"


def test_a_level_is_written_as_it_was_set():
    p = projected(EVENTS, level=0.998)
    assert "at 99.8%)" in repr(p)
    assert "99.8% likely:" in texts(p.plot())
    assert "with 99.8% probability" in p.describe()
    assert "with 50% and 99.8% probability" in note(p.plot(levels=(0.5, 0.998)))
    assert fan(p.plot(levels=(0.998,))).keys() == {"99.8%"}


def test_help_and_completion_show_the_keywords_of_each_result():
    shared = ["unit", "title", "indicator", "subtitle", "source"]
    for result, keywords in ((hw.Projection, ["levels", *shared]), (hw.Backtest, shared)):
        assert list(inspect.signature(result.svg).parameters)[1:] == keywords
        assert list(inspect.signature(result.plot).parameters)[1:] == ["ax", *keywords]


def test_a_result_is_read_and_not_changed():
    p = projected(EVENTS, target=194, polarity="low_is_good")
    for name in ("value", "target", "reason"):
        with pytest.raises(AttributeError):
            setattr(p, name, 1.0)
    assert (p.polarity, p.method, p.status) == (hw.Polarity.low_is_good, hw.Method.run_rate, hw.Status.projected)
    assert projected(EVENTS, target=(None, 200)).target[1] == 200
    assert projected(EVENTS).target is None


def test_a_notebook_shows_the_sentence_and_the_chart():
    p = rate(EVENTS, 34647, 560.8)
    soup = BeautifulSoup(p._repr_html_(), "html.parser")
    assert soup.p.get_text() == repr(p)
    assert soup.svg.title.get_text() == p.picture().finding()
    past = projected(CALLS, start="2017-04", frequency="quarter").backtest()
    shown = BeautifulSoup(past._repr_html_(), "html.parser")
    assert [name.get_text() for name in shown.select("th")] == [replay[0].label for replay in past.replays]
    assert shown.svg.desc.get_text() == past.describe()


@pytest.mark.parametrize("library", ["matplotlib", "afcharts"])
def test_without_the_extra_a_notebook_shows_text_and_a_call_names_it(monkeypatch, library):
    real = builtins.__import__

    def lacking(name, *arguments, **options):
        if name.partition(".")[0] == library:
            raise ModuleNotFoundError(f"No module named {library!r}", name=library)
        return real(name, *arguments, **options)

    monkeypatch.setattr(builtins, "__import__", lacking)
    p = projected(EVENTS)
    assert p._repr_html_() is None
    assert repr(p).startswith("202")
    assert p.describe().startswith("The year is 2024/25")
    for call in (p.plot, p.backtest().plot, lambda: p.svg(title="Admissions")):
        with pytest.raises(
            ImportError, match=rf"charts need {library}, which comes with: pip install 'headway\[report\]'"
        ):
            call()


# In words


def test_the_words_say_all_that_the_chart_shows():
    assert rate(EVENTS, 34647, 560.8).describe(unit="per 100,000") == (
        "The year is 2024/25, April 2024 to March 2025. Figures are per 100,000. The total by September 2024 is "
        "291.5, at "
        "point 6 of 12. The year is projected to end at 583.0; with 80% probability it ends between 522.4 and 643.6. "
        "The "
        "target is 560.8 and low is good: the projection is above it. By September 2024 the way to the target asks for "
        "280.4: the figure is above it, on the wrong side. The chance of meeting the target is 32%. Method: run rate. "
        "There is no past year to test it on. auto chose run_rate: no complete past year, 6 of 12 points of this "
        "year. It takes the "
            "points to come to be like those so far. "
        "Interval from the counts so far (negative binomial): by chance they vary more than the method's errors at "
        "earlier points of this year say. Note: April to "
        "July "
        "reconstructed."
    )


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("complete", "It is complete, at 213. The target is 194 and low is good: the year is above it."),
        ("too few points", "There is no projection: too few points."),
        ("no interval", "The year is projected to end at 6.1; there is no interval."),
        ("a mean of an academic year", "The year is projected to average 40"),
        ("a range", "The target is 18 to 21: the projection is within it."),
        ("target and projection one", "the projection is level with it"),
        ("quarters", "The total by Q2 of 2024/25 is 55"),
        ("quarters of an academic year", "The total by Q1 of 2024/25 (from September) is 33"),
        ("terms", "The figure for September 2024 to December 2024 is 4.60"),
        ("no points", "The series has no points."),
    ],
)
def test_words_for_each_kind_of_year(name, part):
    assert part in CASES[name]().describe()


@pytest.mark.parametrize("name", CASES)
def test_every_year_has_its_sentences(name):
    said = CASES[name]().describe()
    assert said.endswith(".")
    assert not re.search(r"nan|None|\.\.|  ", said)


# Past years


CALLS = [30 + 5 * math.sin(3 * i) + i % 4 * 6 for i in range(30)]


def test_a_back_test_is_drawn_year_by_year_with_its_intervals():
    b = projected(CALLS, start="2017-04", frequency="quarter").backtest()
    assert len(b) >= 3
    ax = b.plot()
    np.testing.assert_array_equal(line(ax, "Projected").get_ydata(), [replay[2] for replay in b.replays])
    np.testing.assert_array_equal(line(ax, "Actual").get_ydata(), [replay[5] for replay in b.replays])
    bars = [list(one.get_ydata()) for one in ax.get_lines() if one.get_label() == "_interval"]
    assert bars == [[replay[3], replay[4]] for replay in b.replays if replay[3] is not None]
    assert b.replays[-1][0].label == "2023/24"
    assert [label.get_text() for label in ax.get_xticklabels()][-1].split("\n")[0] == "23/24"
    held, of = b.covered
    # The title has the sums.
    assert note(ax) == "Each projected with what was known then. The scale does not begin at 0."
    sums = f"Off by 1.1 on average of {len(b)} past years. The 80% interval held {held} of {of}."
    assert sums in note(b.plot(title="Past years")) and sums in b.describe()
    assert overlaps(ax) == []
    assert " ".join(
        ax.get_title(loc="left").split()
    ) == (
        "Projections of 5 past years were off by 1.1 on average, too low for 3; 4 of 5 within the 80% interval"
    )
    for replay in b.replays:
        assert replay[0].label in b.describe()


def test_without_past_years_the_back_test_says_so():
    b = projected(EVENTS).backtest()
    ax = b.plot()
    assert b.describe() == "No past year that could be projected." and not note(ax)
    assert overlaps(ax) == []


def test_what_is_drawn_can_be_had_as_numbers():
    drawn = projected(EVENTS, target=194).picture()
    assert drawn.actual[:6].tolist() == [18, 35, 51, 67, 86, 101]
    assert drawn.target == (194, 194)
    assert [level for level, _, _ in drawn.fan] == [0.95, 0.8, 0.5]
    assert [str(period) for period in drawn.periods[:2]] == ["April 2024", "May 2024"]


def test_what_a_unit_counts_is_projected_in_whole_numbers():
    """35 complaints by July are on their way to a whole number; a rate, money and what is not whole keep decimals."""
    counts = [9, 10, 8, 9, 11, 10, 9, 12, 10, 9, 11, 8] * 3 + [9, 10, 7, 9]
    result = projected(counts, start="2021-04", target=100, polarity="low_is_good")
    assert result.value != round(result.value)
    said = result.picture(unit="complaints", indicator="Complaints").finding()
    assert said.startswith(f"Complaints: heading for {round(result.value)} in 2024/25, above the target of 100")
    for unit in ("per 1,000 residents", None):
        assert not re.search(r"heading for \d+ ", result.picture(unit=unit).finding().lower())
    halves = projected([value + 0.5 for value in counts], start="2021-04").picture(unit="complaints")
    assert re.search(r"heading for \d+\.\d", halves.finding().lower())


def test_the_figure_of_a_title_has_its_unit_unless_the_title_says_it():
    result = projected([9.5] * 40, start="2021-04")
    assert "heading for 114 homes" in result.picture(unit="homes").finding().lower()
    assert "114 homes in" in result.picture(unit="homes", subtitle="New homes, Southampton").finding()
    assert "for 114 in" in result.picture(unit="homes", indicator="New homes").finding()


def test_a_subtitle_says_the_period_of_the_year():
    result = projected([9.5] * 40, start="2021-04")
    assert result.picture(subtitle="New homes").words().subtitle == "New homes, April 2024 to March 2025"
    assert "New homes, April 2024 to March 2025" in " ".join(texts(result.plot(subtitle="New homes")))
    for said in ("New homes, 2024/25", "Homes by March 2025"):
        assert result.picture(subtitle=said).words().subtitle == said
    assert result.picture().words().subtitle.endswith("April 2024 to March 2025")


def ends_of(ax):
    """Where the ring of the year and the bar of its target stand, in points, and how far each reaches to its sides."""
    ax.figure.draw_without_rendering()
    found = (line(ax, "Projected year"), line(ax, "Target"))
    return [(mark.get_transform().transform(mark.get_xydata())[0] * 72 / ax.figure.dpi, mark.get_markersize() / 2)
            for mark in found]  # fmt: skip


@pytest.mark.parametrize(("target", "beside"), [(1480.0, True), (1510.0, True), (700.0, False)])
def test_a_ring_and_the_bar_of_a_target_do_not_hide_one_another(target, beside):
    """By each other's side where they would, else the bar below or above the ring."""
    ((ring, reach), (bar, half)) = ends_of(projected(SEASONS, start="2020-04", target=target).plot())
    assert (abs(bar[1] - ring[1]) < reach + 1.5) <= beside
    assert (bar[0] - half > ring[0] + reach) == beside and (beside or bar[0] == pytest.approx(ring[0]))


def test_lines_are_named_at_their_ends_with_their_values():
    p = projected(SEASONS, start="2020-04", target=1400)
    said = texts(p.plot(unit="homes"))
    before = f"{sum(SEASONS[36:48]):,.0f}"
    assert {"This year so far", f"Projected {p.value:,.0f}", "2023/24", before, "Target 1,400", "homes"} <= set(said)
    level = texts(CASES["a mean of an academic year"]().plot())
    assert "This year" in level and "This year so far" not in level


def test_a_scale_that_does_not_begin_at_zero_is_said_to():
    heading = projected(SEASONS, start="2020-04", target=1400).picture().closeup().heading
    assert heading.endswith("likely (scale not from 0)")
    assert "scale" not in projected(SEASONS, start="2020-04", target=0).picture().closeup().heading
