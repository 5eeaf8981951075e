"""Charts in axes that are small or of a laptop: names whole, amounts at their place, and what is left out said."""

from typing import Any

import numpy as np
import pytest
from headway.charts.parts.layout import subtitle_in
from matplotlib import pyplot as plt
from matplotlib.text import Text
from measuring import laid_out
from test_chart_frame import chart_of

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
    chart, ax = chart_of("Stacked"), plotted("Stacked", SMALL)
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
    rules = [float(line.get_ydata()[0]) for line in ax.get_lines() if line.get_label() == "_between"]
    assert len(rules) == len(chart.rows) - 1
    marks = [(float(line.get_ydata()[0]), line.get_markersize()) for line in ax.get_lines()
             if line.get_label() in ("_concern", "_improvement")]  # fmt: skip
    assert marks
    for at, size in marks:
        assert all(abs(at - rule) > size / 2 + 1.5 for rule in rules), at


def test_a_risk_matrix_says_whose_the_numbers_in_its_cells_are() -> None:
    assert chart_of("Risk matrix", "3 by 3").shown().endswith("by the risks' own numbers")
    assert chart_of("Risk matrix", "40 risks").shown().endswith("how many in each cell")
