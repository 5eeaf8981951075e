"""Charts in axes that are small or of a laptop: names whole, amounts at their place, and what is left out said."""

import dataclasses
import itertools
import re
from typing import Any

import numpy as np
import pytest
from headway.charts.parts.layout import subtitle_in
from matplotlib import pyplot as plt
from matplotlib.text import Annotation, Text
from measuring import laid_out
from test_chart_frame import EACH, chart_of, crowded, drawn, gallery, in_two_parts

SMALL, LAPTOP = (3.6, 2.4), (7.0, 4.5)


def plotted(kind: str, size: tuple[float, float], case: str = "") -> Any:
    figure = plt.figure(figsize=size)
    ax = chart_of(kind, case).plot(figure.add_axes((0, 0, 1, 1)))
    laid_out(figure)
    plt.close("all")
    return ax


def said_in(ax: Any) -> list[str]:
    return [text.get_text() for text in ax.texts]


def extent(ax: Any, said: str) -> Any:
    (found,) = [text for text in ax.texts if text.get_text() == said]
    return Text.get_window_extent(found, laid_out(ax.figure))


def test_a_subtitle_that_is_shortened_keeps_its_year() -> None:
    lines = ["Share of patients, by area", "of the hospital, 2023/24"]
    assert subtitle_in(lines, 1, 170, "DejaVu Sans") == ["Share of patients, 2023/24"]
    assert subtitle_in(lines, 2, 170, "DejaVu Sans") == lines
    assert subtitle_in(lines, 1, 100, "DejaVu Sans") == ["Share of patients"]  # no room for both
    assert subtitle_in(["Share of patients, by area", "of the hospital"], 1, 170, "DejaVu Sans") == [
        "Share of patients"]  # fmt: skip


def test_a_small_stacked_bar_has_its_sum_at_its_place_and_the_mark_in_its_key() -> None:
    chart = in_two_parts()
    ax = chart.plot(plt.figure(figsize=SMALL).add_axes((0, 0, 1, 1)))
    sums = [float(line.get_xdata()[0]) for line in ax.get_lines() if line.get_label() == "_sum"]
    assert sums == pytest.approx([sum(sizes) for sizes in chart.rows.values()][: len(sums)])
    assert len(sums) == 2
    assert {"Rate", "Mix", "Together"} <= set(said_in(ax))
    for at, total in zip(sums, chart.totals, strict=False):
        box = extent(ax, total)
        x = ax.transData.transform((at, 0))[0]
        assert min(abs(box.x0 - x), abs(box.x1 - x)) < 8 * ax.figure.dpi / 72, total
    bars = [patch.get_window_extent() for patch in ax.patches if patch.get_label() != "_key"]
    assert not any(bar.y0 + 2 < extent(ax, total).y1 and extent(ax, total).y0 < bar.y1 - 2
                   and bar.x0 < extent(ax, total).x1 and extent(ax, total).x0 < bar.x1
                   for bar in bars for total in chart.totals[:2])  # fmt: skip
    assert any("Percentage points" in said for said in said_in(ax))
    # By hand: a rate of 2.7 and a mix of 0.2 are the 2.9 of all; neither has room in its part of the bar.
    assert {"All (rate 2.7, mix 0.2)", "Carers (rate 2.1)"} <= set(said_in(ax))


@pytest.mark.parametrize(("share", "sign", "size"), [
    (share, *each) for share, each in enumerate(itertools.product([1.0, -1.0], [SMALL, (3.6, 2.7), (4.5, 2.4)]))
])  # fmt: skip
def test_a_small_change_by_its_parts_has_what_rises_and_what_falls(
        share: int, sign: float, size: tuple[float, float]) -> None:  # fmt: skip
    """Whatever the order, a sixth of all for each, and each with its own amount."""
    for order in itertools.islice(itertools.permutations((5.0, 4.0, 3.0, -0.5, -1.0)), share, None, 6):
        parts = {f"Part {i}": sign * size for i, size in enumerate(order)}
        rows = {"Total": [sum(parts.values())], **{name: [size] for name, size in parts.items()}}
        totals = [f"{total:+.1f}".replace("-", "\u2212") for (total,) in rows.values()]
        chart = dataclasses.replace(chart_of("Stacked"), rows=rows, totals=totals, looks=[1] * len(rows))
        ax = chart.plot(plt.figure(figsize=size).add_axes((0, 0, 1, 1)))
        said = said_in(ax)
        shown = {name: parts[name] for name in parts if name in said}
        assert "Total" in said and 2 <= len(shown)
        assert any(sign * amount > 0 for amount in shown.values())
        assert any(sign * amount < 0 for amount in shown.values())
        lengths = [patch.get_width() for patch in ax.patches if patch.get_label() != "_key" and patch.get_width()]
        assert sorted(map(abs, lengths[1:])) == pytest.approx(sorted(map(abs, shown.values())))
        assert {total for total, name in zip(totals, rows, strict=True) if name in shown} <= set(said)
        plt.close("all")


def test_letters_of_parts_stand_beside_their_samples_and_a_laptop_cuts_no_name_for_figures() -> None:
    ax = plotted("Stacked", LAPTOP, "12 options")
    renderer, chart = laid_out(ax.figure), chart_of("Stacked", "12 options")
    samples = [patch.get_window_extent() for patch in ax.patches if patch.get_label() == "_key"]
    letters = [Text.get_window_extent(text, renderer) for text in ax.texts if text.get_text() in set("ABCDE")]
    assert len(samples) == 5 and len(letters) >= 5
    assert not any(sample.overlaps(letter) for sample in samples for letter in letters)
    assert set(chart.rows) <= set(said_in(ax))
    assert not any("\u2026" in said for said in said_in(ax))


def test_a_small_funnel_says_what_its_dots_are_and_how_many_it_names() -> None:
    chart, ax = chart_of("Funnel"), plotted("Funnel", SMALL)
    outside = [unit for unit in chart.known if unit.outside]
    named = [unit for unit in outside if unit.name in said_in(ax)]
    assert 1 < len(named) < len(outside) == 10
    below = " ".join(ax.get_xlabel().split())
    assert below == f"Dots: within limits. {len(named)} of 10 outside are named. Source: made up"
    wider = plotted("Funnel", (5.5, 2.4))  # the key has room for the dots
    assert "Within" in said_in(wider) and "Dots" not in wider.get_xlabel()
    assert "None outside is named." in plotted("Funnel", SMALL, "60 areas of every size").get_xlabel()


def test_a_ring_lies_beneath_marks_and_outlines_of_two_that_overlap_are_both_whole() -> None:
    ax = plotted("Funnel", SMALL)
    lines = [line for line in ax.get_lines() if line.get_label().startswith("_")]
    places = {unit.name: (unit.denominator, unit.value) for unit in chart_of("Funnel").known}

    def drawn_at(name: str) -> list[Any]:
        return [line for line in lines if (line.get_xdata()[0], line.get_ydata()[0]) == places[name]]

    (ring,) = [line for line in drawn_at("Southampton") if line.get_label() == "_highlighted"]
    (ground,) = [line for line in drawn_at("Southampton") if line.get_label() == "_ground"]
    (mark,) = [line for line in drawn_at("Southampton") if line.get_label() == "_low"]
    (other,) = [line for line in drawn_at("Portsmouth") if line.get_label() == "_low"]
    assert ring.get_marker() == "o"
    assert mark.get_zorder() == other.get_zorder() > ring.get_zorder() > ground.get_zorder()
    assert mark.get_markersize() == other.get_markersize()
    assert {each.get_markerfacecolor() for each in (ring, mark, other)} == {"none"}  # no paper that hides another
    apart = np.subtract(*(ax.transData.transform(places[name]) for name in ("Southampton", "Portsmouth")))
    assert np.hypot(*apart) * 72 / ax.figure.dpi > other.get_markersize() / 4  # a side of the other is seen


def test_a_funnel_with_room_names_all_that_are_outside_clear_of_its_scale() -> None:
    chart, ax = chart_of("Funnel"), drawn("Funnel")
    written = f"{' '.join(said_in(ax))} {' '.join(ax.get_xlabel().split())}"  # by a number, which the note tells
    for unit in chart.known:
        if unit.outside:
            assert all(word in written for word in unit.name.split()), unit.name
    unnamed = re.search("no room for a name: ([^.]*)[.]", " ".join(ax.get_xlabel().split()))
    assert unnamed is None or ";" not in unnamed[1]  # one at most, of which a number would be a detour
    renderer = laid_out(ax.figure)
    scale = [tick.get_window_extent(renderer) for tick in ax.get_yticklabels()]
    names = [Text.get_window_extent(text, renderer) for text in ax.texts
             if isinstance(text, Annotation) and text.get_text() and text.xycoords == "data"]  # fmt: skip
    assert names and not any(one.overlaps(other) for one in names for other in scale)


def test_a_funnel_of_many_on_a_laptop_keeps_no_room_for_names_that_are_only_counted() -> None:
    ax = plotted("Funnel", LAPTOP, "60 areas of every size")
    assert ax.get_window_extent().height > 0.5 * ax.figure.bbox.height


@pytest.mark.parametrize("size", [None, LAPTOP])
def test_a_caterpillar_of_few_long_names_has_them_whole(size: Any) -> None:
    chart = chart_of("Caterpillar", "long names")
    ax = drawn("Caterpillar", "long names") if size is None else plotted("Caterpillar", size, "long names")
    written = " ".join(said_in(ax))
    assert all(row.name in written for row in chart.rows)
    assert "\u2026" not in written


def test_a_caterpillar_says_once_what_names_that_are_cut_begin_with() -> None:
    import headway as hw

    begins, ends = "Share of households that were accepted as homeless or at risk of it within", range(1, 11)
    names = [f"{begins} {i} months of their first approach to the council" for i in ends]
    chart = hw.stats.proportion(list(ends), [20] * 10).picture(labels=names)
    ax = chart.plot()
    plt.close("all")
    (said,) = [part for part in " ".join(ax.get_xlabel().split()).split('"\u2026" stands for: ')[1:]]
    omitted = said.partition(".")[0]
    assert len(omitted) > 20 and begins.startswith(omitted)
    shown = " ".join(said_in(ax))
    assert all(f"\u2026 {name.removeprefix(omitted).strip()}" in shown for name in names)


@pytest.mark.parametrize("case", ["g", "t"])
@pytest.mark.parametrize("size", [None, LAPTOP, SMALL])
def test_a_control_chart_leads_no_two_lines_to_names_at_its_edge(case: str, size: Any) -> None:
    ax = drawn("Control chart", case) if size is None else plotted("Control chart", size, case)
    leads = [text for text in ax.texts if isinstance(text, Annotation) and text.arrow_patch and not text.get_text()]
    assert len(leads) <= (1 if size == SMALL else 0)
    assert "14" in ax.get_title(loc="left")  # the latest, which has no name beside its end then
    centre = {"g": "Mean", "t": "Centre"}[case]
    assert any(text.startswith(centre) for text in said_in(ax))


def test_names_beside_a_bridge_take_no_more_room_than_they_need() -> None:
    ax = plotted("Bridge", SMALL)
    renderer = laid_out(ax.figure)
    (name,) = [text for text in ax.texts if text.get_text() == "Over-achievement"]
    gap = ax.get_window_extent().x0 - Text.get_window_extent(name, renderer).x1
    assert 0 < gap * 72 / ax.figure.dpi < 16


def test_rows_of_small_multiples_on_a_laptop_say_when_they_begin_and_end_and_are_not_flat() -> None:
    ax = plotted("Small multiples", LAPTOP)
    assert said_in(ax).count("Apr 2020") == said_in(ax).count("Mar 2022") == 6
    assert said_in(drawn("Small multiples")).count("Apr 2020") == 6
    ends = sorted({round(float(height), 3) for line in ax.get_lines() if line.get_label() == "_grid"
                   for height in line.get_ydata()})  # fmt: skip
    assert len(ends) == 4  # 90 and 80 per cent of two rows, in points
    assert ends[1] - ends[0] == pytest.approx(ends[3] - ends[2]) and ends[1] - ends[0] > 20


def test_small_multiples_of_little_height_are_few_with_whole_names_and_a_scale() -> None:
    ax = plotted("Small multiples", SMALL)
    said = said_in(ax)
    assert "Southampton" in said and "Bournemouth, Christchurch and Poole" in " ".join(said)
    assert not any("\u2026" in text for text in said)
    assert any(text.startswith("2 of 6 shown: ") for text in said)
    assert said.count("80%") == said.count("90%") == 2
    values = [line for line in ax.get_lines() if line.get_label() == "_value"]
    targets = [line for line in ax.get_lines() if line.get_label() == "_target"]
    assert len(values) == 2
    tall = (ax.get_window_extent().height * 72 / ax.figure.dpi) / 2
    assert tall >= 27
    # Ten per cent are as high in each row, and are read off its own two figures.
    rows = [np.nanmean(line.get_ydata()) for line in targets]
    assert rows[1] - rows[0] == pytest.approx(tall, abs=0.5)


def test_small_multiples_without_a_target_begin_with_what_is_of_concern() -> None:
    import headway as hw

    calm, up = [5.0, 6, 5, 6, 5, 6, 5, 6, 5, 6, 5, 6, 5, 6], [5.0, 6, 5, 6, 5, 6, 5, 6, 5, 6, 5, 6, 5, 20]
    charts = hw.spc.xmr([*calm, *calm, *up], groups=np.repeat(["A", "B", "C"], 14), polarity="low_is_good")
    figure = plt.figure(figsize=SMALL)
    ax = charts.multiples(indicator="Waits").plot(figure.add_axes((0, 0, 1, 1)))
    plt.close("all")
    assert [text for text in said_in(ax) if text in ("A", "B", "C")][0] == "C"


def test_a_board_on_a_laptop_names_each_indicator_whole_and_keeps_marks_off_its_rules() -> None:
    chart, ax = chart_of("Board of control charts"), plotted("Board of control charts", LAPTOP)
    written = " ".join(said_in(ax))
    for row in chart.rows:
        assert row.name in written, row.name
    assert "\u2026" not in written and "more" not in written
    sizes = {text.get_fontsize() for text in ax.texts for row in chart.rows
             if text.get_weight() == "bold" and row.name and row.name.startswith(text.get_text())}  # fmt: skip
    assert len(sizes) == 1, sizes  # of one type
    rules = [float(line.get_ydata()[0]) for line in ax.get_lines() if line.get_label() == "_between"]
    assert len(rules) == len(chart.rows) - 1
    marks = [(float(line.get_ydata()[0]), line.get_markersize()) for line in ax.get_lines()
             if line.get_label() in ("_concern", "_improvement")]  # fmt: skip
    assert marks
    for at, size in marks:
        assert all(abs(at - rule) > size / 2 + 1.5 for rule in rules), at


def test_a_risk_matrix_says_whose_the_letters_in_its_cells_are() -> None:
    assert chart_of("Risk matrix", "3 by 3").shown().endswith("each risk by a letter")
    assert chart_of("Risk matrix", "40 risks").shown().endswith("how many in each cell")


@EACH
@pytest.mark.parametrize("size", [SMALL, LAPTOP])
def test_every_case_has_its_texts_apart_and_whole_in_axes_that_are_given(kind: str, size: Any) -> None:
    for case in [*gallery.CASES[kind]][1:]:  # the first is drawn in a dark style elsewhere
        assert crowded(plotted(kind, size, case).figure) == [], case


def test_a_small_outlook_names_all_that_it_draws_with_whole_amounts() -> None:
    said = said_in(plotted("Outlook", SMALL, "pounds"))
    projected = {"Projected \u00a359.3m", "80%: \u00a357.8m to \u00a360.8m"}
    assert projected | {"Target \u00a361m", "2022/23: \u00a361.2m"} <= set(said)


def test_of_many_parts_the_last_are_drawn_as_one_and_what_is_drawn_adds_up() -> None:
    chart = chart_of("Stacked", "30 parts")
    ax = chart.plot()
    plt.close("all")
    said = [" ".join(text.split()) for text in said_in(ax)]
    assert "The 13 others, together" in " ".join(said)
    assert len(chart.rows) == 32
    whole, *parts = [float(total.replace("−", "-")) for total in chart.totals]
    assert sum(parts) == pytest.approx(whole, abs=1e-9)
    (rest,) = {f"{sum(parts[18:]):+.1f}".replace("-", "−")} & set(said)
    drawn_totals = [text for text in said if text in set(chart.totals[:19])]
    assert len(drawn_totals) >= 19
    assert rest in said


def test_past_years_have_their_figures_below_them_where_there_is_room() -> None:
    chart = chart_of("Back-test")
    for ax in (chart.plot(), plotted("Back-test", LAPTOP)):
        named = [label.get_text().split("\n") for label in ax.get_xticklabels()]
        assert [name[1:] for name in named] == [[chart.formatted(a), chart.formatted(b)] for a, b in zip(
            chart.projected, chart.actual, strict=True)]  # fmt: skip
        written = [" ".join(text.get_text().split()) for text in ax.figure.findobj(Text)]
        key = [text.get_text() for text in ax.figure.legends[0].get_texts()] if ax.figure.legends else []
        for name in ("Projected", "In the end"):  # what each row of figures is, besides what the key says
            assert written.count(name) > key.count(name)
    small = plotted("Back-test", SMALL)
    assert all("\n" not in label.get_text() for label in small.get_xticklabels())
    plt.close("all")
