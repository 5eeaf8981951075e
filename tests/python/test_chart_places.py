"""Where marks and names stand: in the month that they are dated to, at their sum, in their cell, off the limits."""

import dataclasses
import functools
import importlib.util
import itertools
import math
import random
import re
from pathlib import Path
from typing import Any

import headway as hw
import numpy as np
import pytest
from headway.charts.on_page import alone, on_page
from headway.charts.parts.labels import shortened, wrapped
from headway.charts.parts.layout import Words
from headway.charts.window_bar import dated
from hypothesis import given
from hypothesis import strategies as st
from matplotlib import pyplot as plt
from matplotlib.text import Annotation, Text
from measuring import laid_out
from test_chart_frame import in_two_parts

SPEC = importlib.util.spec_from_file_location("gallery", Path(__file__).parents[2] / "examples" / "gallery.py")
assert SPEC is not None and SPEC.loader is not None
gallery = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(gallery)
LAPTOP = (7.0, 4.5)
MONTH = re.compile(r"(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)( \d{4})?")
DATED = pytest.mark.parametrize("kind", ["Gates", "Timeline"])
FORMS = pytest.mark.parametrize("laptop", [False, True], ids=["phone", "laptop"])


@functools.cache
def chart_of(kind: str, case: str = "") -> Any:
    return gallery.CASES[kind][case or next(iter(gallery.CASES[kind]))]()


def drawn(chart: Any, laptop: bool) -> Any:
    ax = chart.plot(plt.figure(figsize=LAPTOP).add_axes((0, 0, 1, 1))) if laptop else chart.plot()
    plt.close("all")
    return ax


def said(ax: Any) -> str:
    """All that is written in a figure, in one line."""
    return " ".join(" ".join(text.get_text().split()) for text in ax.figure.findobj(Text))


def axis_of(ax: Any, months: int) -> tuple[float, float]:
    """Where the axis of months begins, and how wide one is."""
    left, right = next(line.get_xdata() for line in ax.get_lines() if line.get_label() == "_track")
    return left, (right - left) / months


@FORMS
@pytest.mark.parametrize("case", ["ordinary", "20 programmes"])
def test_the_mark_of_a_gate_lies_within_the_month_that_its_words_name(case: str, laptop: bool) -> None:
    chart = chart_of("Gates", case)
    seen = 0
    for theme, bars in chart.themes.items():
        for bar in bars:
            ax = drawn(dataclasses.replace(chart, themes={theme: [bar]}), laptop)
            left, month = axis_of(ax, chart.months)
            for line in ax.get_lines():
                if line.get_label() not in ("_gate", "_planned"):
                    continue
                at = (line.get_xdata()[0] - left) / month
                half = min(0.5, line.get_markersize() / 2 / month)
                begins = math.floor(at)
                assert begins <= at - half + 1e-9 and at + half <= begins + 1 + 1e-9, bar
                name = f"{chart.first.shifted(begins).start:%b %Y}"
                words = f"{dated(bar)} {MONTH.sub(lambda of: of.group(0), bar.window)}"
                assert re.search(name.replace(" ", "[a-z]* "), words), (name, words)
                seen += 1
    assert seen >= 8


@DATED
@FORMS
def test_a_months_name_stands_over_that_month(kind: str, laptop: bool) -> None:
    chart = chart_of(kind)
    ax = drawn(chart, laptop)
    renderer = laid_out(ax.figure)
    left, month = axis_of(ax, chart.months)
    names = [text for text in ax.texts if MONTH.fullmatch(text.get_text()) and text.get_ha() == "center"]
    assert len({text.get_text() for text in names}) >= 3
    for text in names:
        begins = math.floor((text.get_position()[0] - left) / month)
        wide = Text.get_window_extent(text, renderer).width / ax.transData.get_matrix()[0, 0]
        within = text.get_position()[0] - wide / 2 > 9  # else it begins with the picture, over its month as well
        ticks = [x for scale in ax.collections if scale.get_label() == "_named"
                 for x in np.array(scale.get_segments())[:, 0, 0]]  # fmt: skip
        if within:
            assert text.get_text()[:3] == f"{chart.first.shifted(begins).start:%b}"
            assert text.get_position()[0] == pytest.approx(left + (begins + 0.5) * month)
        assert any(abs(tick - text.get_position()[0]) <= max(wide / 2, month / 2) + 1 for tick in ticks)


@DATED
def test_a_laptop_has_the_key_too(kind: str) -> None:
    ax = drawn(chart_of(kind), laptop=True)
    assert "Arrow: no end." in said(ax) and "more" not in {text.get_text()[-4:] for text in ax.texts}
    assert axis_of(ax, 1)[1] > 160  # points, of 504


def test_totals_on_a_laptop_have_a_mark_at_their_sum_and_brackets_are_whole() -> None:
    chart = in_two_parts()
    ax = drawn(chart, laptop=True)
    at = [line.get_xdata()[0] for line in ax.get_lines() if line.get_label() == "_sum"]
    assert at == pytest.approx([sum(sizes) for sizes in chart.rows.values()])
    assert "Triangle: all its parts together." in said(ax)
    assert all(text.get_text().count("(") == text.get_text().count(")") for text in ax.texts)
    low = chart.plot(plt.figure(figsize=(7, 3)).add_axes((0, 0, 1, 1)))
    sums = {text.get_text(): text.xy[0] for text in low.texts if text.get_text() in chart.totals}
    assert len(sums) == len([line for line in low.get_lines() if line.get_label() == "_sum"]) >= 4
    assert all(sums[total] == pytest.approx(sum(sizes))
               for sizes, total in zip(chart.rows.values(), chart.totals, strict=True) if total in sums)  # fmt: skip
    assert "Together" in said(low)
    assert "At the end of a bar" not in said(low)
    low = chart.plot(plt.figure(figsize=(7, 2.2)).add_axes((0, 0, 1, 1)))  # no room below its bars
    assert not [line for line in low.get_lines() if line.get_label() == "_sum"]
    assert "At the end of a bar: all its parts together." in said(low)
    plt.close("all")


@FORMS
def test_a_board_says_what_its_marks_are_and_what_is_usual_in_every_row(laptop: bool) -> None:
    chart = chart_of("Board of control charts")
    ax = drawn(chart, laptop)
    usual = [text.get_text() for text in ax.texts if text.get_text().startswith("usually ")]
    assert len(usual) == len(chart.rows) == 5
    # Before the first row, once, the marks that there are in their colours.
    once = ("Shaded: what chance alone gives", "line: mean", "Improvement")
    assert all(said(ax).count(words) == 1 for words in once)
    renderer, top = laid_out(ax.figure), ax.get_window_extent().y1
    key = [line for line in ax.get_lines() if line.get_label() == "_key"]
    drawn_ = [line for line in ax.get_lines() if line.get_marker() in ("s", "D") and line not in key]
    assert {(line.get_marker(), line.get_color()) for line in key} == {
        (line.get_marker(), line.get_color()) for line in drawn_}  # fmt: skip
    assert all(line.get_window_extent(renderer).y0 >= top for line in key)
    words = [text for text in ax.texts if text.get_text() in ("Concern", "Improvement") or "Shaded" in text.get_text()]
    assert len(words) == 3 and all(Text.get_window_extent(text, renderer).y0 >= top - 3 for text in words)


@FORMS
def test_a_target_off_the_scale_of_a_board_is_named_at_its_arrow_within_its_row(laptop: bool) -> None:
    ax = drawn(chart_of("Board of control charts"), laptop)
    renderer, dots = laid_out(ax.figure), ax.figure.dpi / 72
    (name,) = [text for text in ax.texts if text.get_text() == "target 2"]
    (arrow,) = [text for text in ax.texts if isinstance(text, Annotation) and text.arrow_patch is not None]
    (row,) = [text for text in ax.texts if text.get_text().startswith("Net change in jobs")]
    box, tip = Text.get_window_extent(name, renderer), ax.transData.transform(arrow.xy)
    assert 0 < box.x0 - tip[0] < 10 * dots and box.y0 - 8 * dots < tip[1] < box.y1 + 4 * dots
    assert not box.overlaps(Text.get_window_extent(row, renderer))
    limits = [line.get_window_extent(renderer).y1 for line in ax.get_lines() if line.get_label() == "_limit"]
    assert max(limits) < box.y0 + 2 * dots  # above the series, whose line it hides nowhere


@FORMS
@pytest.mark.parametrize("case", ["ordinary", "60 areas of every size"])
def test_no_name_of_a_funnel_lies_on_a_limit_or_hides_one(case: str, laptop: bool) -> None:
    ax = drawn(chart_of("Funnel", case), laptop)
    renderer = laid_out(ax.figure)
    limits = [line for line in ax.get_lines() if re.match(r"(Lower|Upper) ", str(line.get_label()))]
    assert len(limits) == 4
    names = [text for text in ax.texts if text.get_text().strip() and text.get_zorder() == 6]
    assert names and not [text for text in names if text.get_bbox_patch() is not None]
    for line in limits:
        way = ax.transData.transform(np.column_stack(line.get_data()))
        fine = np.concatenate([np.linspace(a, b, 50) for a, b in zip(way[:-1], way[1:], strict=True)])
        for text in names:
            box = Text.get_window_extent(text, renderer)
            on = (fine > (box.x0, box.y0)) & (fine < (box.x1, box.y1))
            assert not on.all(axis=1).any(), (text.get_text(), line.get_label())


def test_few_of_a_funnel_have_a_number_and_all_outside_are_told() -> None:
    chart = chart_of("Funnel")
    for laptop in (False, True):
        found = said(drawn(chart, laptop))
        assert all(unit.name.split(",")[0] in found for unit in chart.units if unit.outside)
        assert "3 " not in found.partition("By number: ")[2].partition(".")[0]


def funnel_of(seed: int, highlight: tuple[int, ...]) -> Any:
    """A funnel of fifteen areas of any size, some of which are far from their target."""
    drawn_ = random.Random(seed)
    people = [round(200 * 20 ** drawn_.random()) for _ in range(15)]
    share = drawn_.choice([0.05, 0.3, 0.9])
    cases = [round(n * min(1, max(0, drawn_.gauss(share, 0.02 + 0.5 / n**0.5)))) for n in people]
    names = [f"{drawn_.choice(('Ash', 'Oakley', 'Bournemouth and Poole'))} {letter}" for letter in "ABCDEFGHIJKLMNO"]
    points = hw.stats.funnel_points(cases, people, multiplier=100)
    return points.picture(labels=names, unit="%", highlight=[names[i] for i in highlight] or None)


FUNNELS = [(case, ()) for case in gallery.CASES["Funnel"]]
FUNNELS += [(str(seed), some) for seed in range(6) for some in ((), (3,), (1, 2, 9))]
FUNNEL = pytest.mark.parametrize(("case", "highlight"), FUNNELS)


def funnel(case: str, highlight: tuple[int, ...]) -> Any:
    return funnel_of(int(case), highlight) if case.isdigit() else chart_of("Funnel", case)


@functools.cache
def funnel_drawn(case: str, highlight: tuple[int, ...], laptop: bool) -> Any:
    """The axes of such a funnel, drawn once for all that is asserted of it."""
    return drawn(funnel(case, highlight), laptop)


def crossings(start: Any, end: Any, way: Any) -> bool:
    """Whether a straight line meets one of corners, by the areas of triangles."""

    def area(a: Any, b: Any, c: Any) -> Any:
        return (b[..., 0] - a[..., 0]) * (c[..., 1] - a[..., 1]) - (b[..., 1] - a[..., 1]) * (c[..., 0] - a[..., 0])

    one, other = way[:-1], way[1:]
    parted = area(start, end, one) * area(start, end, other) < 0
    return bool((parted & (area(one, other, start) * area(one, other, end) < 0)).any())


@FORMS
@FUNNEL
def test_no_name_of_a_funnel_stands_over_a_figure_of_its_scale(
        case: str, highlight: tuple[int, ...], laptop: bool) -> None:  # fmt: skip
    ax = funnel_drawn(case, highlight, laptop)
    renderer = laid_out(ax.figure)
    figures = [tick.get_window_extent(renderer).padded(1) for tick in ax.get_yticklabels() if tick.get_text()]
    for text in ax.texts:
        if isinstance(text, Annotation) and text.get_text().strip() and text.get_zorder() == 6:
            box = Text.get_window_extent(text, renderer).shrunk(1.0, 0.7)  # its letters
            assert not any(box.overlaps(figure) for figure in figures), text.get_text()


@FORMS
@FUNNEL
def test_no_line_to_a_name_crosses_a_limit_or_the_target(case: str, highlight: tuple[int, ...], laptop: bool) -> None:
    chart, ax = funnel(case, highlight), funnel_drawn(case, highlight, laptop)
    places = {(unit.denominator, unit.value) for unit in chart.known}
    leads = [text for text in ax.texts if isinstance(text, Annotation) and text.arrow_patch is not None
             and text.xy in places]  # fmt: skip
    lines = [line for line in ax.get_lines() if re.match("Lower|Upper|Target", str(line.get_label()))]
    for line in lines:
        way = line.get_transform().transform(np.column_stack(line.get_data()))
        for lead in leads:
            start = ax.transData.transform(lead.xy)
            end = start + np.array(lead.xyann) * ax.figure.dpi / 72
            assert not crossings(start, end, way), (lead.xy, line.get_label())


@FORMS
@FUNNEL
def test_a_funnel_says_where_its_scale_and_its_limits_end(case: str, highlight: tuple[int, ...], laptop: bool) -> None:
    """Limits are whole, or it is said that they go on; so is a scale that is not from 0."""
    chart, ax = funnel(case, highlight), funnel_drawn(case, highlight, laptop)
    low, high = ax.get_ylim()
    note = " ".join(ax.get_xlabel().split())
    assert (low > 0) == ("The scale does not begin at 0." in note)
    limits = np.hstack([chart.lower, chart.upper])
    cut = limits.min() < low or limits.max() > high
    assert cut == ("Limits of the smallest are beyond the scale." in note)


def test_limits_of_one_size_are_whole_and_those_of_very_small_ones_crush_no_others() -> None:
    one = drawn(chart_of("Funnel", "one"), laptop=False)
    assert one.get_ylim()[0] == 0 and "beyond" not in one.get_xlabel()
    sizes = drawn(chart_of("Funnel", "60 areas of every size"), laptop=False)
    assert "beyond the scale" in " ".join(sizes.get_xlabel().split())
    values = [unit.value for unit in chart_of("Funnel", "60 areas of every size").known]
    assert np.ptp(values) > 0.6 * np.ptp(sizes.get_ylim())
    assert any("not begin at 0" in " ".join(drawn(funnel_of(seed, ()), False).get_xlabel().split())
               for seed in range(6))  # fmt: skip


@FORMS
@FUNNEL
def test_a_highlighted_unit_is_named_in_bold_or_else_below_and_not_in_the_key(
        case: str, highlight: tuple[int, ...], laptop: bool) -> None:  # fmt: skip
    chart, ax = funnel(case, highlight), funnel_drawn(case, highlight, laptop)
    names = [unit for unit in chart.known if unit.highlighted]
    written = [text for text in ax.texts if isinstance(text, Annotation) and text.get_weight() == "bold"]
    for unit in names if len(names) == 1 else ():
        at = " ".join(text.get_text() for text in written if text.xy == (unit.denominator, unit.value))
        below = f"Ring: {unit.name}." in " ".join(ax.get_xlabel().split())
        assert at.startswith(unit.name.split()[0]) != below
        assert f"{unit.name}, " in chart.heading and "%" in chart.heading, "its value is in the title"
        assert at or case != "ordinary"
        assert unit.name not in [text.get_text() for text in ax.texts if text.get_weight() != "bold"]
        (mark,) = [line for line in ax.get_lines() if line.get_label() == "_highlighted"]
        at_it = mark.get_xydata().tolist()
        units = [line for line in ax.get_lines() if line.get_label() in ("_low", "_within", "_high")]
        (own,) = [line for line in units if line.get_xydata().tolist() == at_it]
        others = [line for line in units if line is not own]
        assert all(line.get_zorder() > mark.get_zorder() for line in units), "its ring lies beneath all marks"
        assert mark.get_markerfacecolor() == "none", "and hides none"
        assert own.get_markerfacecolor() in (own.get_color(), "none")  # by which limit it is beyond, as in the key
        alike = [line.get_markersize() for line in others if (line.get_label() == "_within") == (not unit.outside)]
        assert all(own.get_markersize() == size for size in alike)
        assert mark.get_markersize() - own.get_markersize() > 5.0
    assert "is better" not in " ".join(text.get_text() for text in ax.texts)


@FORMS
@FUNNEL
def test_a_highlighted_unit_is_named_and_no_other_beside_its_mark(case: str, highlight: tuple[int, ...],
                                                                             laptop: bool) -> None:  # fmt: skip
    chart, ax = funnel(case, highlight), funnel_drawn(case, highlight, laptop)
    names = [unit for unit in chart.known if unit.highlighted]
    if len(names) > 1:
        assert "Highlighted" in [text.get_text() for text in ax.texts]
        below = " ".join(ax.get_xlabel().split())
        for unit in names:  # there, by a number, or by words where that is all there is room for
            at = (unit.denominator, unit.value)
            there = [text for text in ax.texts if isinstance(text, Annotation) and text.get_text() and text.xy == at]
            assert there or unit.name in below or not unit.outside, unit.name
        return
    for unit in names:
        assert unit.name in " ".join([*(text.get_text() for text in ax.texts), *ax.get_xlabel().split()])
        (mark,) = [line for line in ax.get_lines() if line.get_label() == "_highlighted"]
        at, renderer = ax.transData.transform((unit.denominator, unit.value)), laid_out(ax.figure)
        reach = (mark.get_markersize() / 2 + 8) * ax.figure.dpi / 72
        beside = [text.xy for text in ax.texts if isinstance(text, Annotation)]
        if (unit.denominator, unit.value) not in beside:  # its own has no place
            for other in chart.known:
                for text in ax.texts:
                    if text.get_text() and text.get_text() in other.name and getattr(text, "xy", 0) == (
                        other.denominator, other.value):  # fmt: skip
                        box = Text.get_window_extent(text, renderer).padded(reach)
                        assert not box.contains(*at), other.name


@FORMS
@pytest.mark.parametrize("quarters", [18, 26, 42, 58])
def test_marks_of_a_year_of_a_back_test_lie_on_no_other_year(quarters: int, laptop: bool) -> None:
    chart = gallery.quarters(quarters, indicator="Emergency admissions", source="made up")
    ax = drawn(chart, laptop)
    ax.figure.draw_without_rendering()
    reach: dict[int, list[float]] = {}
    for line in ax.get_lines():
        if line.get_label() in ("Projected", "Actual", "_interval", "_edge", "_end"):
            wide = line.get_markersize() if line.get_marker() not in ("None", "") else line.get_linewidth()
            for x, y in line.get_xydata():
                at = line.get_transform().transform((x, y))[0] * 72 / ax.figure.dpi
                reach.setdefault(int(x), []).extend([at - wide / 2, at + wide / 2])
    assert len(reach) == len(chart.years) > 1
    for year in range(len(reach) - 1):
        assert max(reach[year]) < min(reach[year + 1]), year


def test_a_back_test_has_the_figures_of_all_years_where_they_have_room() -> None:
    chart = gallery.quarters(42, indicator="Emergency admissions", source="made up")
    ax = drawn(chart, laptop=True)
    names = [name.get_text() for name in ax.get_xticklabels()]
    assert [name.split("\n")[1:] for name in names] == [
        [chart.formatted(projected), chart.formatted(actual)]
        for projected, actual in zip(chart.projected, chart.actual, strict=True)
    ]
    # Each row of figures is called at its left, in its own line.
    renderer = laid_out(ax.figure)
    figures = [Text.get_window_extent(name, renderer) for name in ax.get_xticklabels()]
    for i, called in enumerate(("Projected", "In the end"), 1):
        row = [Text.get_window_extent(text, renderer) for text in ax.texts if text.get_text() == called]
        box = min(row, key=lambda one: one.y0)  # below its entry in the key
        assert len(row) == 2 and box.x1 < min(each.x0 for each in figures)
        line = figures[0].y1 - (i + 0.5) * figures[0].height / 3
        assert abs((box.y0 + box.y1) / 2 - line) < figures[0].height / 12, called


@pytest.mark.parametrize("size", [None, LAPTOP, (3.6, 2.4)])
@pytest.mark.parametrize("quarters", [18, 26, 42])
def test_the_outcome_of_a_year_lies_on_its_interval_and_its_key_has_no_figures(quarters: int, size: Any) -> None:
    chart = gallery.quarters(quarters, indicator="Emergency admissions", source="made up")
    ax = chart.plot() if size is None else chart.plot(plt.figure(figsize=size).add_axes((0, 0, 1, 1)))
    lines = {name: [line for line in ax.get_lines() if line.get_label() == name]
             for name in ("_interval", "Actual", "Projected", "_key")}  # fmt: skip

    def across(line: Any, i: int = 0) -> float:
        return float(line.get_transform().transform(line.get_xydata()[i])[0] * 72 / ax.figure.dpi)

    for i, interval in enumerate(lines["_interval"]):
        for name in ("Actual", "Projected"):
            (marks,) = lines[name]
            assert abs(across(marks, i) - across(interval)) + marks.get_markersize() / 2 <= interval.get_linewidth() / 2
    assert len(lines["_key"]) == 3
    end = ax.transData.transform((len(chart.years) - 0.5, 0))[0] * 72 / ax.figure.dpi
    top = ax.get_window_extent().y1
    for mark in lines["_key"]:  # above the axes, or off the last year
        x, y = mark.get_transform().transform(mark.get_xydata()[0])
        assert y > top or x * 72 / ax.figure.dpi > end + 10
    last = {chart.formatted(values[-1]) for values in (chart.projected, chart.actual)}
    assert not any(figure in text.get_text() for text in ax.texts for figure in last if text is not ax.title)
    plt.close("all")


@FORMS
@pytest.mark.parametrize("case", list(gallery.CASES["Caterpillar"]))
def test_bars_whose_scale_is_not_from_0_say_so(case: str, laptop: bool) -> None:
    ax = drawn(chart_of("Caterpillar", case), laptop)
    assert ("Scale not from 0." in " ".join(ax.get_xlabel().split())) == (ax.get_xlim()[0] > 0)


def test_the_prudent_figure_of_a_simulation_hides_no_band() -> None:
    """However narrow the bands of a year are: below them, and clear of those of the next."""
    for case, size in itertools.product(gallery.CASES["Simulation"], (None, LAPTOP, (3.6, 2.4), (5, 3))):
        chart = chart_of("Simulation", case)
        ax = chart.plot() if size is None else chart.plot(plt.figure(figsize=size).add_axes((0, 0, 1, 1)))
        bars = sorted({(min(ys), max(ys)) for shape in ax.collections if str(shape.get_label()).endswith("%")
                       for ys in [path.vertices[:, 1] for path in shape.get_paths()]})  # fmt: skip
        (marks,) = [line for line in ax.get_lines() if line.get_label() == "Prudent"]
        half = marks.get_markersize() / 2
        assert len(bars) == len(marks.get_ydata())
        assert marks.get_markersize() > 3
        for i, middle in enumerate(sorted(marks.get_ydata())):
            assert middle - half >= bars[i][1] - 0.01
            assert middle + half <= (bars[i + 1][0] if i + 1 < len(bars) else ax.get_ylim()[0] + 1)
        plt.close("all")


@FORMS
def test_each_part_of_a_run_rate_that_is_as_high_as_figures_has_its_own(laptop: bool) -> None:
    ax = drawn(chart_of("Run rate"), laptop)
    written = [text.xy for text in ax.texts if re.fullmatch(r"[\d.]+", text.get_text())]
    bars = [bar for bar in ax.patches if np.ptp(ax.transData.transform([(0, 0), (0, bar.get_height())])[:, 1])
            >= 9.5 * ax.figure.dpi / 72]  # fmt: skip
    assert len(bars) > 20
    for bar in bars:
        middle = (bar.get_x() + bar.get_width() / 2, bar.get_y() + bar.get_height() / 2)
        assert any(np.allclose(xy, middle) for xy in written), bar


@FORMS
def test_an_indicator_that_did_not_change_is_flat_and_called_so(laptop: bool) -> None:
    chart = chart_of("Slope")
    ax = drawn(chart, laptop)
    (still,) = [move for move in chart.moves if not move.moved]
    lines = {line.get_label(): line.get_ydata() for line in ax.get_lines()}
    assert all(tuple(lines[move.name]) == (move.before, move.after) for move in chart.moves)
    assert f"{still.name} 57.3%, unchanged" in " ".join(text.get_text() for text in ax.texts if text.get_text())
    assert "Not shown" not in ax.get_xlabel()


@FORMS
@pytest.mark.parametrize("kind", ["Control chart", "Run chart"])
def test_the_first_and_the_last_point_in_time_are_dated(kind: str, laptop: bool) -> None:
    """Each by its month and its year, where both have room, of light pictures and pages too."""
    for case in gallery.CASES[kind]:
        chart = chart_of(kind, case)
        ax = drawn(chart, laptop)
        names = [name.get_text() for name in ax.get_xticklabels()]
        first, last = (chart.when[i].removeprefix("Point ") for i in (0, -1))
        assert (names[0], names[-1]) == (first, last), case
        if kind == "Control chart" and len(chart.when) > 1:
            for page in (alone(chart), on_page(chart, "a")):
                shown = re.findall(r"<text(?: class=wide|)[^>]*>([^<]*)", page)
                assert {chart.when[0], chart.when[-1]} <= set(shown), case


def test_what_is_usual_stands_in_one_column_of_a_board_beside_its_names() -> None:
    for case in gallery.CASES["Board of control charts"]:
        ax = drawn(chart_of("Board of control charts", case), laptop=True)
        found = [text for text in ax.texts if text.get_text().startswith("usually ")]
        assert len(found) > 3
        assert len({text.get_position()[0] for text in found}) == 1


def test_a_long_title_is_not_parted_before_a_verb() -> None:
    """What goes below is one by itself, not the end of one."""
    said = [f"{name}, {value}%, is below the limits" for name, value in (("North", 5), ("South", 6), ("East", 7))]
    for wide in range(160, 420, 10):
        words = Words(f"Deaths: {'; '.join(said)}").shortened(12, wide, 3, "DejaVu Sans")
        assert words.title.endswith("limits") or words.title.endswith("\u2026") or "; " not in words.title, words
        if "; " in words.title:
            assert words.note in ("", *(f"{'; '.join(said[i:])}. ".strip() for i in (1, 2))), words


def test_the_marks_of_a_funnel_are_measured_once_whatever_their_number(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of each unit anew, three hundred took seconds."""
    from headway.charts import funnel as module

    measured = []
    of = module.points_of
    monkeypatch.setattr(module, "points_of", lambda ax, places: measured.append(len(places)) or of(ax, places))
    points = hw.stats.funnel_points(range(10, 310), range(1000, 1300), multiplier=100)
    points.plot(labels=[f"Area {i}" for i in range(300)], highlight="Area 7")
    plt.close("all")
    assert sum(measured) < 5 * 300


@pytest.mark.parametrize("case", ["ordinary", "words that do not fit"])
def test_a_risk_is_told_with_its_cell(case: str) -> None:
    chart = chart_of("Risk matrix", case)
    note = said(drawn(chart, laptop=False))
    for cell in chart.cells:
        if cell.risks:  # by the letter that its cell has
            assert ", ".join(chart.letters[name] for name in cell.risks) in note
            assert all(f"{chart.letters[name]}: {name}" in note for name in cell.risks)
    assert all(f"{i} {name}" in note for i, name in enumerate(chart.impacts, 1))


def test_names_are_shortened_between_words() -> None:
    """At their end, after a whole word; never in their middle."""
    name = "Customer & Community Services and Libraries: gone"
    for room, most in itertools.product(range(110, 260, 10), (1, 2)):
        said = " ".join(shortened(name, most, 10, room, "DejaVu Sans"))
        begins, cut, ends = said.partition("\u2026")
        assert not ends and name.startswith(begins), said
        assert set(begins.split()) <= {word.rstrip(":") for word in name.split()} | set(name.split()), said
        assert cut or said == name


WORDS = st.lists(st.text("abc", min_size=1, max_size=12), min_size=1, max_size=6).map(" ".join)


@given(st.lists(WORDS, min_size=2, max_size=6, unique=True), st.integers(1, 3), st.integers(60, 200))
def test_names_that_begin_alike_show_their_ends(ends: list[str], most: int, room: int) -> None:
    """Of names with one beginning each is told from the others where what differs fits into its lines."""
    names = [f"Percentage of people aged 65 and over {end}" for end in ends]
    lines = [shortened(name, most, 10, room, "DejaVu Sans", among=names) for name in names]
    assert all(len(each) <= most for each in lines)
    for name, each in zip(names, lines, strict=True):
        said = " ".join(each)
        assert not said.strip("\u2026").count("\u2026"), said
        if said.startswith("\u2026"):
            assert name.replace(" ", "").endswith(said.strip("\u2026").replace(" ", ""))  # a long word is broken
    whole = [" ".join(each).strip("\u2026 ") for each in lines]
    short = [len(wrapped(f"\u2026 {end}", 10, room, "DejaVu Sans")) <= most for end in ends]
    fine = [said for said, fits in zip(whole, short, strict=True) if fits]
    assert len(set(fine)) == len(fine)
