"""What all charts share: a title, what is shown, a source; on dark figures and in small axes; in grey and in words.

How each kind looks is stored small: `python tests/python/test_chart_frame.py` stores it anew, once it was looked at.
"""

import dataclasses
import functools
import importlib.util
import io
import itertools
import math
import re
from pathlib import Path
from typing import Any

import headway as hw
import numpy as np
import pytest
from bs4 import BeautifulSoup
from headway.charts.on_page import alone
from headway.charts.parts.svg import untitled
from headway.language.palette import INK, PAPER, contrast
from headway.language.sentences import without_middle
from matplotlib import pyplot as plt
from matplotlib.colors import to_hex
from matplotlib.patches import Rectangle
from matplotlib.text import Annotation, Text
from matplotlib.transforms import Bbox
from measuring import laid_out

SPEC = importlib.util.spec_from_file_location("gallery", Path(__file__).parents[2] / "examples" / "gallery.py")
assert SPEC is not None and SPEC.loader is not None
gallery = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(gallery)
KINDS = list(gallery.CASES)
EACH = pytest.mark.parametrize("kind", KINDS)


@functools.cache
def chart_of(kind: str, case: str = "") -> Any:
    """A case of a kind, by itself the first, made once."""
    return gallery.CASES[kind][case or next(iter(gallery.CASES[kind]))]()


@functools.cache
def drawn(kind: str, case: str = "") -> Any:
    """The axes of a case, drawn once."""
    ax = chart_of(kind, case).plot()
    plt.close("all")
    return ax


def in_two_parts() -> Any:
    """Bars of two parts, of which some take away, as the weighted scores of options may have them."""
    rows = {"All": [2.7, 0.2], "Carers": [2.1, -12.5], "Mental health": [-3.1, 11.6], "Older people": [-1.9, 8.1],
            "Physical disability": [-0.1, -3.8], "Learning disability": [5.7, -3.2]}  # fmt: skip
    return dataclasses.replace(
        chart_of("Stacked"), rows=rows, parts={"Rate": "by its rate", "Mix": "by its share"}, looks=(), note="",
        totals=["+2.9", "\u221210.4", "+8.5", "+6.2", "\u22123.9", "+2.5"],
    )  # fmt: skip


def texts(ax: Any) -> list[str]:
    return [text.get_text() for text in ax.texts]


def boxes(figure: Any) -> dict[Text, Any]:
    renderer = laid_out(figure)
    shown = [t for t in figure.findobj(Text) if t.get_visible() and t.get_text().strip()]
    return {text: Text.get_window_extent(text, renderer) for text in shown}


@EACH
def test_every_chart_has_a_title_what_is_shown_and_a_source(kind: str) -> None:
    chart = dataclasses.replace(chart_of(kind), title="Ours", subtitle="Wards, 2024", source="The council")
    drawn_ = chart.svg()
    root: Any = BeautifulSoup(drawn_, "html.parser").svg
    written = [tag.get_text() for tag in root.select("text")]
    for text in ("Ours", "Wards, 2024", "Source: The council"):
        assert written.count(text) == 1, text
    assert root.find(id=root["aria-labelledby"]).get_text() == "Ours"  # a short name; what it says is described
    said = root.find(id=root["aria-describedby"]).get_text()
    assert said == f"Wards, 2024. {chart.describe()} Source: The council."
    bare: Any = BeautifulSoup(untitled(drawn_), "html.parser").svg
    assert [tag.get_text() for tag in bare.select("text")] == [text for text in written if text != "Ours"]
    assert bare.title.get_text() == "Ours"
    (*_, tall), (_, top, _, less) = (map(float, each["viewbox"].split()) for each in (root, bare))
    assert (top, less) == (15, pytest.approx(tall - 15))


@pytest.mark.parametrize("kind", ["Outlook", "Control chart"])
def test_a_light_picture_says_what_the_drawn_one_says(kind: str) -> None:
    chart = dataclasses.replace(chart_of(kind), subtitle="Wards, 2024", source="The council")
    root: Any = BeautifulSoup(alone(chart), "html.parser").svg
    written = [tag.get_text() for tag in root.select("text")]
    said = " ".join(written)
    for text in (chart.heading, "Wards, 2024", chart.below(), "Source: The council"):
        assert said.count(text) == 1, text
    foot = float(root["viewbox"].split()[-1])
    assert max(float(tag["y"]) for tag in root.select("text")) < foot
    for tag in root.select("text"):  # no line is longer than the picture, by the widest letters of its size
        assert len(tag.get_text()) * float(tag["font-size"]) * 0.62 <= 480, tag


@EACH
def test_every_chart_says_what_it_shows_by_itself(kind: str) -> None:
    chart = dataclasses.replace(chart_of(kind), title=None, subtitle=None)
    assert chart.shown()
    assert len(chart.heading) < 160
    for name in ("title", "subtitle", "source"):
        with pytest.raises(hw.HeadwayError, match=f"{name}: found 5; accepted: text"):
            dataclasses.replace(chart, **{name: 5})


def crowded(figure: Any) -> list[Any]:
    """What is wrong with where a figure's texts and leads are: texts on one another, cut or small, and lines that lead
    from one place to the same side."""
    found, page, wrong = boxes(figure), figure.bbox, []
    texts_ = [text.get_text() for text in found]
    low, high = (np.array([getattr(box, end) for box in found.values()]).reshape(-1, 2) for end in ("min", "max"))
    shared = np.minimum(high[:, None], high) - np.maximum(low[:, None], low)
    for one, other in np.argwhere(np.triu((shared > 1.5).all(axis=2), 1)):
        wrong.append(("overlap", texts_[one], texts_[other]))
    for text, box in found.items():
        if box.x0 < -1 or box.y0 < -1 or box.x1 > page.x1 + 1 or box.y1 > page.y1 + 1:
            wrong.append(("cut", text.get_text()))
        if text.get_fontsize() < 10:
            wrong.append(("small", text.get_text()))
    leads = [each for each in figure.findobj(Annotation) if each.arrow_patch is not None and not each.get_text()]
    starts = [each.axes.transData.transform(each.xy) * 72 / figure.dpi for each in leads]
    for (one, a), (other, b) in itertools.combinations(zip(leads, starts, strict=True), 2):
        if np.hypot(*(a - b)) < 4 and one.xyann[1] * other.xyann[1] > 0:
            wrong.append(("led from one place", a.round(), b.round()))
    return wrong


# What stands behind the figures: it may be faint.
FURNITURE = {"_grid", "_tick", "_track", "_period", "_rebased", "_ground"}


def faint(ax: Any) -> list[Any]:
    """Lines and marks that carry meaning and are not told from paper, neither in themselves nor by their edge."""
    seen = [(line.get_label(), {line.get_color(), *([line.get_markeredgecolor()] if line.get_marker() not in (
        "None", "", None) else [])}) for line in ax.get_lines() if line.get_label() not in FURNITURE]  # fmt: skip
    edged = {"_interval"}  # thick lines that have lines of ink about them
    return [name for name, colours in seen if name not in edged
            and max(contrast(to_hex(colour), "white") for colour in colours) < 3]  # fmt: skip


@EACH
def test_every_case_has_its_texts_apart_and_its_marks_in_sight(kind: str) -> None:
    for case in gallery.CASES[kind]:
        ax = drawn(kind, case)
        assert crowded(ax.figure) == [], case
        assert faint(ax) == [], case


@EACH
def test_every_title_is_a_finding_of_what_is_shown(kind: str) -> None:
    """It names the indicator, if there is one, and says a figure or why there is none; it fits on a slide."""
    for case in gallery.CASES[kind]:
        chart = chart_of(kind, case)
        indicator = getattr(chart, "indicator", None)
        if indicator is not None and len(indicator) > 60:  # whose middle is in the subtitle
            assert without_middle(indicator, 60) in chart.heading and indicator in chart.words().subtitle, case
        else:
            assert indicator is None or indicator in chart.heading, case
        assert re.search(r"\d|\bno\b|\btoo few\b", chart.heading.removeprefix(indicator or ""), re.IGNORECASE), case
        assert chart.heading.count(": ") <= 2, (case, chart.heading)
        assert chart.source, case  # what is made up says so


def told(words: str, figure: Any) -> str:
    """How much of the beginning of a text stands in a figure, one word after the other; the last may be cut."""
    shown = [text.get_text() for text in figure.findobj(Text) if text.get_visible()]
    every = [word.strip(":,;") for text in shown for word in text.split()]
    wanted = [word.strip(":,;") for word in words.split()]
    same = (itertools.takewhile(lambda pair: pair[0] == pair[1], zip(wanted, every[i:], strict=False))
            for i in range(len(every)))  # fmt: skip
    return " ".join(max(([word for word, _ in pairs] for pairs in same), key=len, default=[]))


@EACH
@pytest.mark.parametrize("size", [(3.6, 2.4), (7, 4.5)])
def test_axes_that_are_given_say_what_is_shown_and_its_source_and_no_text_lies_on_another(kind: str, size: Any) -> None:
    """In a dark style as well, in which charts bring their own paper."""
    chart = chart_of(kind)
    with plt.style.context("dark_background"):
        figure = plt.figure(figsize=size)
        chart.plot(figure.add_axes((0, 0, 1, 1)))
    paper = [patch for patch in figure.findobj(Rectangle) if patch.get_label() == "_paper"]
    assert [to_hex(patch.get_facecolor()) for patch in paper] == ["#ffffff"]
    found = boxes(figure)
    for text in found:
        assert contrast(to_hex(text.get_color()), "white") >= 4.5 or to_hex(text.get_color()) == "#ffffff", text
    assert crowded(figure) == []
    title, words = figure.axes[0].get_title(loc="left").splitlines(), chart.words()
    assert 0 < len(title) <= (2 if size[0] == 7 else 3), title
    assert len(told(words.subtitle, figure).split()) >= 3
    assert len(told(words.cited, figure).split()) >= 2
    plt.close("all")


@functools.cache
def small(kind: str) -> Any:
    """The figure of a kind in axes of 3.6 by 2.4 inches, drawn once."""
    figure = plt.figure(figsize=(3.6, 2.4))
    chart_of(kind).plot(figure.add_axes((0, 0, 1, 1)))
    plt.close("all")
    return figure


@EACH
def test_a_small_chart_keeps_what_a_source_says_of_itself(kind: str) -> None:
    """That figures are made up, in brackets at its end, is never what a lack of room takes."""
    source = chart_of(kind).source
    aside = f"({source.rpartition(' (')[2]}" if source.endswith(")") else ""
    said = " ".join(small(kind).axes[0].get_xlabel().split() + texts(small(kind).axes[0]))
    assert aside in " ".join(said.split())


@EACH
def test_a_small_chart_cuts_no_name_in_its_middle(kind: str) -> None:
    """It shows fewer things whole, not many of which none is known by its name."""
    every = [text.get_text() for text in small(kind).findobj(Text) if text.get_visible()]
    assert [text for text in every if "\u2026" in text.rstrip("\u2026")] == []


@pytest.mark.parametrize(("kind", "said"), [
    ("Funnel", {"Southampton"}), ("Run rate", {"Care & Health", "Other (6)"}), ("Bullet", {"Care leavers in work"}),
    ("Gates", {"and 7 gates more, overdue: Estate"}), ("Timeline", {"Open the family hub in Shirley"}),
    ("Board of control charts", {"and 4 indicators more, of concern: Time to repair"}),
    ("Slope", {"Rent collected 56.6%"}), ("Small multiples", {"Southampton"}), ("Caterpillar", {"Southampton"}),
])  # fmt: skip
def test_what_the_title_of_a_small_chart_names_is_named_in_it(kind: str, said: set[str]) -> None:
    assert said <= set(texts(small(kind).axes[0]))


@pytest.mark.parametrize(("kind", "said"), [
    ("Back-test", {"80% interval", "In the end", "Projected"}),
    ("Stacked", {"Total", "Learning disability", "Mental health", "+2.9", "+5.7", "\u22123.1"}),
    ("Simulation", {"Middle 80%", "Median", "Prudent"}),
    ("Bullet", {"Red", "Amber", "Green", "Result", "target"}),
    ("Funnel", {"Southampton", "Beyond 99.8%", "95%", "99.8% limit,", "95% dotted"}), ("Risk matrix", {"Impact"}),
    ("Gates", {"Upright line: 31 Oct 2025."}), ("Timeline", {"Upright line: 31 Oct 2025."}),
    ("Slope", {"Recycling 62.8%"}), ("Caterpillar", {"Bars: 95%, 99.8%"}),
    ("Delivered", {"Delivered", "To come", "Plan", "£119k short", "£358k"}),
    ("Control chart", {"Upper 69.2", "Lower 53.1", "Mean 61.1", "Target 65"}),
    ("Outlook", {"Projected 629.2", "80%: 618.9 to 639.5", "Target 610"}),
])  # fmt: skip
def test_a_small_chart_draws_no_mark_without_its_name(kind: str, said: set[str]) -> None:
    assert said <= set(texts(small(kind).axes[0]))


@pytest.mark.parametrize(("kind", "said"), [
    ("Published versions", "Scale not from 0; upright lines: totals."), ("Back-test", "The scale does not begin at 0."),
    ("Small multiples", "Shaded: chance; line: mean; dotted: target."),
    ("Slope", "Diamond: better; square, dashed: worse."),
])  # fmt: skip
def test_small_axes_lose_a_note_but_not_what_must_be_said(kind: str, said: str) -> None:
    note = " ".join(small(kind).axes[0].get_xlabel().split())
    assert note.startswith(f"{said} Source: ")
    assert said in " ".join(drawn(kind).get_xlabel().split()) or kind in ("Small multiples", "Slope")


def test_a_small_key_has_what_is_drawn_and_nothing_else() -> None:
    chart = chart_of("Delivered")
    for left in ({"Resident Services"}, {"Children's Services"}):
        rows = {name: row for name, row in chart.rows.items() if name not in left}
        axes = plt.figure(figsize=(3.6, 2.4)).add_axes((0, 0, 1, 1))
        ax = dataclasses.replace(chart, rows=rows, pooled=[rows]).plot(axes)
        unknown = any(row.not_known for name, row in rows.items() if name in texts(ax))
        assert ("Not known" in texts(ax)) == unknown
    plt.close("all")


def test_changes_up_and_down_are_not_made_one() -> None:
    """Seven changes of +7.9 to -5.7 come to -0.1: in few bars those up stand apart from those down."""
    every, *_, fewest = chart_of("Published versions").steps
    of = {step.name: step.published.amount for step in fewest}
    changes = [step.published.amount for step in every if step.kind in ("changed", "appears", "disappears")]
    assert [name for name in of if name.startswith(("Up", "Down"))] == ["Up (3)", "Down (4)"]
    assert of["Up (3)"] == pytest.approx(sum(amount for amount in changes if amount > 0))
    assert of["Down (4)"] == pytest.approx(sum(amount for amount in changes if amount < 0))
    for one, other in itertools.pairwise(fewest[:-1]):
        assert other.start == pytest.approx(one.end)


def test_all_areas_outside_are_named_at_their_marks_where_there_is_room() -> None:
    for size in (None, (7, 4.5)):
        ax = drawn("Funnel")
        if size is not None:
            ax = chart_of("Funnel").plot(plt.figure(figsize=size).add_axes((0, 0, 1, 1)))
        below, written = " ".join(ax.get_xlabel().split()), " ".join(texts(ax))
        assert "1" not in texts(ax) and "By number" not in below
        outside = [unit for unit in chart_of("Funnel").known if unit.outside]
        assert [unit.name for unit in outside if unit.name.split(",")[0] not in written] == []
        assert "no room" not in below and "Ring" not in below
        at = {text.xy for text in ax.texts if isinstance(text, Annotation) and text.get_text()}
        assert at >= {(unit.denominator, unit.value) for unit in outside}
    plt.close("all")


def test_cells_of_risks_have_their_letters_and_a_list_has_them_all() -> None:
    chart, ax = chart_of("Risk matrix"), drawn("Risk matrix")
    laptop = chart.plot(plt.figure(figsize=(7, 4.5)).add_axes((0, 0, 1, 1)))
    narrow = chart.plot(plt.figure(figsize=(3.6, 5)).add_axes((0, 0, 1, 1)))
    plt.close("all")
    for name, letter in chart.letters.items():  # a line each in ink, or where that has no room, in the note
        for each in (ax, laptop):
            assert [to_hex(text.get_color()) for text in each.texts if text.get_text() == f"{letter}: {name}"] == [INK]
        assert f"{letter}: {name}" in " ".join(narrow.get_xlabel().split())
    # Where the key multiplies the levels, both axes have their numbers.
    named = [tick.get_text().split() for tick in laptop.get_xticklabels()]
    assert named == [[str(i), name] for i, name in enumerate(chart.impacts, 1)]
    assert {"1 Rare", "5 Almost certain"} <= set(texts(laptop))
    assert {"A", "B, C", "E, F"} <= set(texts(drawn("Risk matrix")))
    assert not chart_of("Risk matrix", "40 risks").letters


def test_the_year_before_lies_beneath_the_intervals() -> None:
    ax = chart_of("Outlook").plot(plt.subplots(figsize=(9, 4))[1])  # in less height it has no row of its own
    before = next(line for line in ax.get_lines() if line.get_label() == "2023/24")
    assert before.get_zorder() < min(patch.get_zorder() for patch in ax.patches if patch.get_label().endswith("%"))


@EACH
def test_a_title_has_three_lines_at_most_as_wide_as_a_phone(kind: str) -> None:
    """What it cannot say in them stands first in the note; a title of the caller's own is left as it is."""
    for case in gallery.CASES[kind]:
        lines = drawn(kind, case).get_title(loc="left").splitlines()
        most = 4 if kind in ("Stacked", "Control chart") else 3  # of which some have no clause to spare
        assert len(lines) <= most, (case, lines)


def test_what_a_title_has_no_room_for_stands_first_in_the_note() -> None:
    chart = chart_of("Caterpillar", "long names")
    ax = drawn("Caterpillar", "long names")
    title, note = (" ".join(text.split()) for text in (ax.get_title(loc="left"), ax.get_xlabel()))
    assert chart.heading.startswith(f"{title}; lowest is")
    assert note.startswith("Lowest is Percentage of people") and "9.8%. Thick bars" in note
    given = dataclasses.replace(chart, title=chart.heading).plot()
    assert " ".join(given.get_title(loc="left").split()) == chart.heading  # a title of the caller's own
    assert given.get_xlabel().startswith("Thick bars")
    plt.close("all")


def test_slivers_of_a_bridge_are_seen_closer_and_its_totals_are_no_bars() -> None:
    for kind, case, closer in (("Bridge", "ordinary", False), ("Bridge", "by portfolio", True),
                               ("Published versions", "40 portfolios", True)):  # fmt: skip
        ax = drawn(kind, case)
        totals = [line.get_xdata()[0] for line in ax.get_lines() if line.get_label() == "_total"]
        from_0 = [patch for patch in ax.patches if patch.get_x() == 0 and patch.get_width()]
        assert (len(totals), bool(from_0)) == ((2, False) if closer else (0, True)), case
        assert (ax.get_xlim()[0] > 0) == closer
        assert ("Scale not from 0; upright lines: totals." in " ".join(ax.get_xlabel().split())) == closer
    steps = chart_of("Bridge", "by portfolio").steps[0]
    lines = drawn("Bridge", "by portfolio").get_lines()
    totals = [line.get_xdata()[0] for line in lines if line.get_label() == "_total"]
    assert totals == [steps[0].amount, steps[-1].amount]


def test_the_axis_of_months_stands_at_the_head_and_at_the_foot_and_again_where_both_are_far() -> None:
    for kind, case, count in (("Gates", "ordinary", 2), ("Timeline", "ordinary", 2), ("Gates", "20 programmes", 0)):
        ax = drawn(kind, case)
        at = sorted(scale.get_segments()[0][:, 1].max() for scale in ax.collections if scale.get_label() == "_tick")
        rows = [line.get_ydata()[0] for line in ax.get_lines() if line.get_label() == "_track"]
        assert at[0] < min(rows) and at[-1] > max(rows)
        assert len(at) == count or not count and max(np.diff(at)) < 900, (case, at)
        assert len([line for line in ax.get_lines() if line.get_label() == "_date"]) == len(at) - 1


@pytest.mark.parametrize("laptop", [False, True], ids=["phone", "laptop"])
@pytest.mark.parametrize("kind", ["Gates", "Timeline"])
def test_the_line_of_the_date_is_at_every_bar_and_at_no_words(kind: str, laptop: bool) -> None:
    chart = chart_of(kind)
    ax = chart.plot(plt.figure(figsize=(7, 4.5)).add_axes((0, 0, 1, 1))) if laptop else chart.plot()
    (line,) = [line for line in ax.get_lines() if line.get_label() == "_now"]
    rows = sorted(track.get_ydata()[0] for track in ax.get_lines() if track.get_label() == "_track")
    x, ends = line.get_xdata()[0], np.reshape([end for end in line.get_ydata() if not np.isnan(end)], (-1, 2))
    assert len(rows) == 8 and len(ends) == (1 if laptop else 8)
    assert all(any(top < row < bottom for top, bottom in ends) for row in rows)
    renderer, dots = laid_out(ax.figure), ax.figure.dpi / 72
    for top, bottom in ends:
        (left, low), (right, high) = ax.transData.transform([(x, bottom), (x, top)]) + [(-dots, 0), (dots, 0)]
        crossed = [text.get_text() for text in ax.texts if Text.get_window_extent(text, renderer).overlaps(
            Bbox.from_extents(left, low, right, high)) and text.get_text() and text.get_bbox_patch() is None]
        assert not crossed
    plt.close("all")


def test_bars_of_each_status_are_told_apart_in_grey() -> None:
    chart = chart_of("Timeline")
    hatched = {shape.get_hatch() for shape in drawn("Timeline").collections if shape.get_label() == "_hatch"}
    states = {bar.rating for of_theme in chart.themes.values() for bar in of_theme if bar.span and bar.rating}
    assert states == {"red", "amber", "green", "blue"} and len(hatched) == 3


def test_dates_of_gates_are_said_beside_their_rows_on_a_laptop() -> None:
    ax = chart_of("Gates").plot(plt.figure(figsize=(7, 4.5)).add_axes((0, 0, 1, 1)))
    found = texts(ax)
    assert len([text for text in found if text.startswith("Due ")]) == 8
    assert {"Due Feb, passed Aug", "Due Sep, overdue by 31 days", "Due Sep, expected Dec"} <= {*found}
    plt.close("all")


def test_marks_of_gates_are_named_above_them_and_bars_have_more_than_a_third() -> None:
    ax = chart_of("Gates").plot(plt.figure(figsize=(7, 4.5)).add_axes((0, 0, 1, 1)))
    at = {text.get_text(): text.get_position()[1] for text in ax.texts}
    key = [up for words, up in at.items() if "Bar: from planned" in words]
    assert len(key) == 1 and max(key) < min(up for words, up in at.items() if words.endswith(": Full"))
    track = next(line.get_xdata() for line in ax.get_lines() if line.get_label() == "_track")
    assert np.ptp(track) > 0.36 * np.ptp(ax.get_xlim())
    plt.close("all")


@pytest.mark.parametrize(("kind", "case", "said"), [
    ("Slope", "30 indicators", r"\d+ of 30 shown"), ("Bullet", "40 results", r"and \d+ more"),
    ("Caterpillar", "60 areas", r"and \d+ more"), ("Small multiples", "16 areas", r"\d+ of 16 shown"),
    ("Board of control charts", "12 indicators", r"and \d+ indicators more"), ("Timeline", "40 actions", r"and \d+ ac"),
    ("Delivered", "by scheme, long names", r"\d+ of 14 shown"), ("Stacked", "30 parts", r"\d+ of 32 shown"),
    ("Gates", "ordinary", r"Telecare: Full.* and \d+ gates more"),
])  # fmt: skip
def test_small_axes_say_what_they_leave_out(kind: str, case: str, said: str) -> None:
    figure = plt.figure(figsize=(3.6, 2.4))
    ax = chart_of(kind, case).plot(figure.add_axes((0, 0, 1, 1)))
    assert re.search(said, " ".join(texts(ax))), texts(ax)
    found, page = boxes(figure), figure.bbox
    assert min(box.x0 for box in found.values()) >= page.x0 + 2 * figure.dpi / 72  # clear of what stands beside them
    plt.close("all")


@pytest.mark.parametrize("kind", ["Run chart", "Back-test"])
def test_a_unit_stands_above_its_scale_or_in_the_subtitle(kind: str) -> None:
    chart = chart_of(kind)
    for subtitle, above in ((f"Mean {chart.unit}, 2024", False), (f"Pre{chart.unit}, 2024", True), ("2024", True)):
        shown = texts(dataclasses.replace(chart, subtitle=subtitle).plot())
        assert (chart.unit in shown) == above, subtitle
    plt.close("all")


def test_a_light_figure_has_no_paper_of_its_own() -> None:
    figure = plt.figure(figsize=(5, 4))
    chart_of("Run chart").plot(figure.add_subplot())
    assert not [patch for patch in figure.findobj() if patch.get_label() == "_paper"]
    own = chart_of("Run chart").plot().figure
    assert to_hex(own.get_facecolor()) == "#ffffff"
    plt.close("all")


def test_lines_and_edges_are_told_from_paper() -> None:
    ax = drawn("Outlook", "gaps")
    for patch in ax.patches:
        assert contrast(to_hex(patch.get_edgecolor()), "white") >= 3 and patch.get_linewidth() > 0.5
    ordinary = drawn("Outlook", "an average, in per cent")
    (last,) = [line for line in ordinary.get_lines() if line.get_label() == "2023/24"]
    assert contrast(to_hex(last.get_color()), "white") >= 3 and (last.get_alpha() or 1) == 1
    fan = drawn("Simulation", "ordinary")
    bands = [shape for shape in fan.collections if shape.get_label().endswith("%")]
    assert len(bands) == 1
    assert all(contrast(to_hex(band.get_edgecolor()[0]), "white") >= 3 for band in bands)
    assert contrast(INK, "white") > 4.5
    plt.close("all")


@pytest.mark.parametrize(("kind", "case", "said"), [
    ("Outlook", "pounds", {"\u00a360m", "\u00a359.3m", "\u00a361m"}), ("Control chart", "billions", {"\u00a360.7bn"}),
    ("Run rate", "pounds, one costs first", {"\u00a3m a year", "55.82"}),
    ("Confidence", "pounds, 14 long names", {"\u00a323.90m"}),
])  # fmt: skip
def test_long_amounts_are_in_millions_and_billions(kind: str, case: str, said: set[str]) -> None:
    ax = drawn(kind, case)
    shown = {*texts(ax), *(name.get_text() for name in (*ax.get_yticklabels(), *ax.get_xticklabels()))}
    assert said <= shown
    assert not [text for text in shown if len(text.replace(",", "").strip("\u00a3")) > 8 and text[1:].isdigit()]
    plt.close("all")


def test_years_of_months_are_named_where_they_begin() -> None:
    ax = drawn("Control chart", "XmR, five years")
    assert [name.get_text() for name in ax.get_xticklabels()] == ["Apr 2020", "", "Apr 2022", "", "", "Apr 2025"]
    ax = drawn("Run chart", "a shift")
    named = [name.get_text() for name in ax.get_xticklabels() if name.get_text()]
    assert {name.split()[0] for name in named[:-1]} <= {"Jan", "Apr", "Jul", "Oct"} and named[-1] == "Mar 2022"
    plt.close("all")


def test_a_funnel_of_very_different_sizes_has_tenfold_steps() -> None:
    chart = chart_of("Funnel", "60 areas of every size")
    ax = drawn("Funnel", "60 areas of every size")
    assert ax.get_xscale() == "log"
    assert "Patients, in tenfold steps" in texts(ax)
    assert "(dotted)" in " ".join(texts(ax)) and "95% limit" not in texts(ax)  # which end as one
    marked = {(line.get_xdata()[0], line.get_ydata()[0]) for line in ax.get_lines() if line.get_label() in (
        "_high", "_low", "_within")}  # fmt: skip
    assert marked == {(unit.denominator, unit.value) for unit in chart.units}
    assert drawn("Funnel", "ordinary").get_xscale() == "linear"
    plt.close("all")


def test_many_areas_and_many_actions_stand_close() -> None:
    areas = drawn("Caterpillar", "60 areas")
    assert areas.figure.get_figheight() < 14.2  # of names that are whole
    assert all(area in " ".join(texts(areas)) for area in ("Leeds", "Salford East", "Derby") if area in gallery.WARDS)
    above = [text for text in areas.texts if text.get_text() == "10%"]
    assert len(above) == 1  # the scale stands above too
    actions = drawn("Timeline", "40 actions")
    assert actions.figure.get_figheight() < 24
    assert drawn("Gates", "20 programmes").figure.get_figheight() < 27
    assert all(gallery.numbered(gallery.DONE, i) in " ".join(texts(actions)) for i in range(40))
    plt.close("all")


def test_a_funnel_of_one_size_has_curves_about_it_as_the_formula_has_them() -> None:
    chart = chart_of("Funnel", "one")
    ax = drawn("Funnel", "one")
    curves = [line for line in ax.get_lines() if str(line.get_label()).startswith(("Lower", "Upper"))]
    assert len(curves) == 4
    for line in curves:
        at, limit = np.asarray(line.get_xdata()), np.asarray(line.get_ydata())
        assert (at[0], at[-1]) == (200, 600) and 400 in at
        nearer = np.diff(np.abs(limit - chart.target))
        assert (nearer < 0).all(), line.get_label()
    assert ax.get_xlim()[1] > 600
    assert "Limits at a denominator of 400: 6.20% to 11.80% at 95%" in chart.describe()


def test_assumed_odds_are_said_wherever_their_claim_is() -> None:
    chart = chart_of("Simulation")
    claim, said = "4 in 5 chance", "assumed odds"
    for size in ((3.6, 2.4), (3, 2), (9, 4)):
        ax = chart.plot(plt.figure(figsize=size).add_axes((0, 0, 1, 1)))
        title = " ".join(ax.get_title(loc="left").split())
        assert said in title or claim not in title, title
        assert size != (3.6, 2.4) or claim in title
    assert "below" not in chart.shown()
    assert said in dataclasses.replace(chart, title="Savings", subtitle=None).words("").subtitle
    given = dataclasses.replace(chart, note="Left out is £1m.")
    assert given.finding().endswith(": a 4 in 5 chance of at least that, if the assumptions hold")
    assert "llustration" not in given.shown()
    assert dataclasses.replace(chart, note="").finding().endswith(": a 4 in 5 chance of at least that")
    plt.close("all")


def test_a_month_that_is_read_at_its_end_says_so_where_it_is_marked() -> None:
    for kind, said in (("Gates", "31 Oct 2025"), ("Timeline", "31 Oct 2025")):
        ax = drawn(kind)
        now = chart_of(kind).now
        renderer = laid_out(ax.figure)
        (text,) = (text for text in ax.texts if text.get_text() == said)
        (mark, *_) = (line for line in ax.get_lines() if line.get_label() == "_date")
        at = ax.transData.transform((mark.get_xdata()[0], 0))[0]
        assert now == int(now)  # where the next month begins
        box = Text.get_window_extent(text, renderer)
        assert (box.x0 + box.x1) / 2 == pytest.approx(at, abs=2 * ax.figure.dpi / 72), kind


def test_the_key_of_gates_has_the_shapes_that_there_are() -> None:
    chart = chart_of("Gates")
    assert "Bar: from planned to passed or expected." in chart.marks() and "Arrow" in chart.marks()
    overdue = {theme: [bar for bar in bars if bar.days_over] for theme, bars in chart.themes.items()}
    alone = dataclasses.replace(chart, themes={theme: bars for theme, bars in overdue.items() if bars})
    assert alone.marks() == "Dotted: overdue."
    rings = [line for line in alone.plot().get_lines() if line.get_marker() in ("o", "D", ">")]
    assert rings == []
    plt.close("all")


def test_totals_of_stacked_bars_stand_at_their_sum_on_its_side_of_zero() -> None:
    for case in ("a change by its parts", "30 parts"):  # of many the first
        chart, ax = chart_of("Stacked", case), drawn("Stacked", case)
        renderer, dot = laid_out(ax.figure), ax.figure.dpi / 72
        for sizes, total in [*zip(chart.rows.values(), chart.totals, strict=True)][:19]:
            of_bar = [text for text in ax.texts if text.get_text() == total and text.get_weight() == "bold"]
            found = [Text.get_window_extent(text, renderer) for text in of_bar]
            at = ax.transData.transform((sum(sizes), 0))[0]
            assert any(min(abs(box.x0 - at), abs(box.x1 - at)) < 7 * dot for box in found), (case, total)
    small = in_two_parts().plot(plt.figure(figsize=(3.6, 2.9)).add_axes((0, 0, 1, 1)))
    zero = small.transData.transform((0, 0))[0]
    renderer = laid_out(small.figure)
    sides = {text.get_text(): Text.get_window_extent(text, renderer) for text in small.texts}
    assert sides["\u221210.4"].x1 < zero < sides["+8.5"].x0
    plt.close("all")


@EACH
def test_a_title_begins_with_what_it_is_of(kind: str) -> None:
    for case in gallery.CASES[kind]:
        found = chart_of(kind, case).finding()
        assert not re.match(r"(Up|Down|Over|Under)\b|[-\u2212+]?£[\d.,]+\w*, (£|over|about)", found), found


def test_a_chart_of_spreads_says_so_in_its_subtitle() -> None:
    assert chart_of("Control chart", "s").words("").subtitle.startswith("Standard deviation, in working days, by month")
    assert chart_of("Control chart", "t").shown().startswith("Time between events, in days")
    assert "deviation" not in chart_of("Control chart").shown()


def test_names_along_an_axis_stand_at_even_steps() -> None:
    for kind, case in (("Outlook", "ordinary"), ("Outlook", "an average, in per cent"), ("Run chart", "few points")):
        ax = drawn(kind, case)
        at = [i for i, name in enumerate(ax.get_xticklabels()) if name.get_text() and "Year" not in name.get_text()]
        assert len(at) > 2 and len(set(np.diff(at))) == 1, (kind, at)
    plt.close("all")


# Boards and small multiples


def test_small_multiples_stand_on_one_scale() -> None:
    values = {"North": [1.0, 2, 3, 2], "South": [8.0, 9, 7, 10]}
    charts = hw.spc.xmr(sum(values.values(), []), groups=np.repeat(list(values), 4), polarity="neutral")
    picture = charts.multiples(unit="%", indicator="Empty homes")
    assert picture.heading == "Empty homes: highest is South, latest 10%; lowest is North, 2%"
    ax = picture.plot()
    drawn = [line.get_ydata() for line in ax.get_lines() if line.get_label() == "_value"]
    # The same step of values is the same height, whichever the panel.
    assert np.diff(drawn[0]) == pytest.approx(-np.array([1, 1, -1]) * (np.diff(drawn[1])[0] / -1))
    assert "South: last 10%, Point 4." in picture.describe()
    # No panel cuts the limits of its series.
    assert picture.limits[0] < charts.lower.min() and picture.limits[1] > charts.upper.max()
    limits = [line.get_ydata() for line in ax.get_lines() if line.get_label() == "_limit"]
    assert len(limits) == 4 and all(np.isfinite(heights).all() for heights in limits)
    plt.close("all")


@pytest.mark.parametrize("case", list(gallery.CASES["Small multiples"]))
@pytest.mark.parametrize("size", [None, (7.0, 4.5)], ids=["own", "laptop"])
def test_rows_of_small_multiples_share_a_window_and_name_their_target_and_how_each_stands(case: str, size: Any) -> None:
    chart = chart_of("Small multiples", case)
    ax = chart.plot() if size is None else chart.plot(plt.figure(figsize=size).add_axes((0, 0, 1, 1)))
    lines = {name: [line for line in ax.get_lines() if line.get_label() == name]
             for name in ("_value", "_target", "_limit", "_grid", "_common")}  # fmt: skip
    at = {round(float(np.nanmean(line.get_ydata())), 1) for line in lines["_target"]}
    called = [text for text in ax.texts if text.get_text() == "target"]
    assert len(called) == len(at)  # one a row
    for height in at:
        assert min(abs(text.get_position()[1] - 3 - height) for text in called) < 15, "beside its line"
    shown, panels = len(lines["_value"]), {panel.name: panel for panel in chart.panels}
    stands = {}
    for name, value, _ in chart.latest():
        missed, usual = value < 90, panels[name].mean[-1] < 90
        side = f", below target{'' if usual else ' now'}" if missed else ", usually below target" if usual else ""
        stands[name] = f"stable{side}"
    found = [text.get_text() for text in ax.texts if "target" in text.get_text() and text.get_text() != "target"]
    found += [text for text in texts(ax) if text == "stable"]
    assert len(found) == shown and {*found} <= {*stands.values(), *(said[8:] for said in stands.values())}
    assert shown < len(stands) or sum("below target now" in said for said in found) == sum(
        said.endswith(" now") for said in stands.values())  # fmt: skip
    # Names are whole, in three lines at most above the latest value.
    bold = [text.get_text() for text in ax.texts if text.get_weight() == "bold"]
    assert len(bold) <= 4 * shown and not [text for text in bold if "\u2026" in text]
    assert "does not begin at 0" in " ".join(ax.get_xlabel().split())
    # The same figures are as far from the dates in each row.
    dates = sorted({text.get_position()[1] for text in ax.texts if text.get_text() == "Apr 2020"})
    grid = {round(float(height), 1) for line in lines["_grid"] for height in line.get_ydata()}
    rows = [sorted(height for height in grid if above < height < foot)
            for above, foot in itertools.pairwise([-math.inf, *dates])]  # fmt: skip
    for row in rows if len(dates) == len(at) else ():  # of many, the first and the last alone have dates
        assert np.diff(row) == pytest.approx(np.diff(rows[0]), abs=0.2)
        assert row[0] - dates[rows.index(row)] == pytest.approx(rows[0][0] - dates[0], abs=0.2)
    plt.close("all")


@pytest.mark.parametrize("laptop", [False, True], ids=["phone", "laptop"])
def test_the_unit_of_a_run_rate_is_said_once_above_its_scale(laptop: bool) -> None:
    chart = chart_of("Run rate")
    ax = chart.plot(plt.figure(figsize=(7, 4.5)).add_axes((0, 0, 1, 1))) if laptop else chart.plot()
    assert " ".join(texts(ax)).count("\u00a3m") == 1
    plt.close("all")


def test_the_mark_of_the_latest_value_lies_within_its_panel() -> None:
    charts = hw.spc.xmr(np.arange(120.0) % 7, groups=np.repeat(["North", "South"], 60), polarity="neutral")
    figure = plt.figure(figsize=(3.6, 2.4))
    ax = charts.multiples(indicator="Empty homes").plot(figure.add_axes((0, 0, 1, 1)))
    figure.draw_without_rendering()
    latest = [line for line in ax.get_lines() if line.get_label() == "_common"]
    assert len(latest) == 2
    for mark in latest:
        x, _ = mark.get_transform().transform(mark.get_xydata())[0]
        assert x + (mark.get_markersize() + mark.get_markeredgewidth()) / 2 * figure.dpi / 72 <= figure.bbox.x1
    plt.close("all")


def test_a_board_says_beside_each_mark_what_it_means() -> None:
    days = [61, 58, 63, 60, 57, 62, 59, 64, 60, 58, 63, 61, 59, 75]
    board = hw.spc.board({
        "Waits": hw.spc.xmr(days, polarity="low_is_good", target=65),
        "Calls": hw.spc.xmr(days[:-1], polarity="high_is_good", target=90),
    }, units={"Waits": "days", "Calls": "%"})  # fmt: skip
    picture = board.picture()
    assert picture.finding() == "Of 2 indicators, 1 is of concern: Waits is high, and Calls is set to miss its target"
    ax = board.plot()
    said = {"Waits, days", "75", "Concern, high", "Hit and miss", "Target at most 65", "Calls", "59%", "Stable",
            "Set to miss", "Target at least 90%"}  # fmt: skip
    assert said <= set(texts(ax))
    marks = [line for line in ax.get_lines() if line.get_label().startswith(("_variation", "_assurance"))]
    assert [(mark.get_label(), mark.get_marker(), mark.get_fillstyle()) for mark in marks] == [
        ("_variation concern_high", "s", "full"), ("_assurance inconsistent", ">", "left"),
        ("_variation common", "o", "full"), ("_assurance fail", ">", "none"),
    ]  # fmt: skip
    said_of_calls = ("Calls: 59% at point 13. Variation: stable (common cause). Target at least 90%: it is set to be "
                     "missed unless")
    assert said_of_calls in board.describe()
    plt.close("all")


def test_what_is_no_board_is_refused() -> None:
    chart = hw.spc.xmr([1.0, 2, 3], polarity="neutral")
    with pytest.raises(hw.HeadwayError, match="charts: found list; accepted: control charts by indicator"):
        hw.spc.board([chart])  # type: ignore[arg-type]
    several = hw.spc.xmr([1.0, 2, 3, 4], groups=["a", "a", "b", "b"], polarity="neutral")
    with pytest.raises(hw.HeadwayError, match="found a chart of 2 series; accepted: a ControlChart of one series"):
        hw.spc.board({"Waits": several})
    with pytest.raises(hw.HeadwayError, match="units.*'Calls'.*accepted: one of Waits"):
        hw.spc.board({"Waits": chart}, units={"Calls": "%"})


# How they look: stored small and in grey, and compared with a tolerance

STORED = Path(__file__).parents[1] / "data" / "gallery"
ACROSS, FAR, MOST = 48, 24, 0.02  # squares across; grey that one may differ by, and the share that may differ more


def stored_as(kind: str) -> Path:
    return STORED / f"{kind.replace(' ', '-').lower()}.pgm"


def thumbnail(chart: Any) -> Any:
    """A chart as so many squares across, each with its mean grey, 0 to 255."""
    dots = plt.imread(io.BytesIO(chart.png()))[:, :, :3].mean(axis=2) * 255
    side = dots.shape[1] // ACROSS
    down = dots.shape[0] // side
    return dots[: down * side, : ACROSS * side].reshape(down, side, ACROSS, side).mean(axis=(1, 3))


@EACH
def test_a_chart_looks_as_it_did(kind: str) -> None:
    found = thumbnail(chart_of(kind))
    header, _, dots = stored_as(kind).read_bytes().partition(b"255\n")
    wide, high = map(int, header.split()[1:3])
    stored = np.frombuffer(dots, np.uint8).reshape(high, wide).astype(float)
    assert abs(found.shape[0] - high) <= 1, "it is taller or shorter"
    rows = min(found.shape[0], high)
    assert (np.abs(found[:rows] - stored[:rows]) > FAR).mean() < MOST


if __name__ == "__main__":
    STORED.mkdir(parents=True, exist_ok=True)
    for each, cases in gallery.CASES.items():
        dots = thumbnail(next(iter(cases.values()))())
        stored_as(each).write_bytes(b"P5 %d %d 255\n" % dots.shape[::-1] + dots.round().astype(np.uint8).tobytes())


def test_names_of_a_funnel_stand_right_of_its_scale_whose_lines_begin_at_0() -> None:
    """Left of 0 there is room for names and no line, and the figures of the scale left of that."""
    for size in (None, (7, 4.5)):
        ax = drawn("Funnel")
        if size is not None:
            ax = chart_of("Funnel").plot(plt.figure(figsize=size).add_axes((0, 0, 1, 1)))
        figure = ax.get_figure(root=True)
        renderer = laid_out(figure)
        assert ax.get_xlim()[0] < 0.0
        assert all(not name.get_text().startswith("\u2212") for name in ax.get_xticklabels()), "no count is below 0"
        begins = ax.get_window_extent().x0
        figures = [tick.get_window_extent(renderer) for tick in ax.get_yticklabels()]
        assert all(0 < begins - box.x1 < 10 * figure.dpi / 72 for box in figures)
        across = [line for line in ax.get_lines() if line.get_label() in ("Target", "_grid")]
        low, high = ax.get_xlim()
        assert len(across) > 3
        assert all(list(line.get_xdata()) == pytest.approx([-low / (high - low), 1.0]) for line in across)
        assert ax.spines["bottom"].get_bounds() == (0.0, high)
        places = {(unit.denominator, unit.value) for unit in chart_of("Funnel").known}
        names = [text for text in ax.texts if isinstance(text, Annotation) and text.get_text() and text.xy in places]
        assert len(names) >= 10
        assert [text.get_text() for text in names if Text.get_window_extent(text, renderer).x0 < begins] == []
    plt.close("all")


@pytest.mark.parametrize("case", [*gallery.CASES["Funnel"]])
def test_a_ring_hides_neither_limits_nor_marks_and_dots_are_as_large_as_in_the_key(case: str) -> None:
    ax = drawn("Funnel", case)
    limits = [line for line in ax.get_lines() if line.get_label().startswith(("Lower", "Upper"))]
    rings = [line for line in ax.get_lines() if line.get_label() == "_highlighted"]
    for ring in rings:
        assert ring.get_marker() == "o" and ring.get_markerfacecolor() == "none"
        assert all(ring.get_zorder() > line.get_zorder() for line in limits), "it is seen whole"
    dots = [line for line in ax.get_lines() if line.get_marker() == "o" and line not in rings]
    key = {line.get_markersize() for line in dots if line.get_label() == "_key" and line.get_markerfacecolor() != "none"
           and line.get_markerfacecolor() != PAPER}  # fmt: skip
    within = {line.get_markersize() for line in dots if line.get_label() not in ("_key", "_ground")}
    assert key == within or not (key and within)


@pytest.mark.parametrize("size", [None, (7, 4.5)])
def test_where_a_year_may_end_has_more_height_than_the_way_there(size: Any) -> None:
    chart = chart_of("Outlook")
    ax = chart.plot(plt.figure(figsize=size).add_axes((0, 0, 1, 1)) if size else None)
    laid_out(ax.figure)
    closer_ = [line for line in ax.get_lines() if line.get_label() == "_guide"]
    heading = next(text for text in ax.texts if text.get_text().startswith("Where"))
    lower = heading.get_window_extent().y1 - min(line.get_window_extent().y0 for line in closer_)
    assert lower > 0.85 * ax.get_window_extent().height
    assert "2023/24" not in [line.get_label() for line in ax.get_lines()]
    assert [patch.get_label() for patch in ax.patches if patch.get_label().endswith("%")] == ["80%"]
    plt.close("all")


@pytest.mark.parametrize("kind", ["Control chart", "Run chart", "Slope", "Back-test", "Funnel", "Outlook"])
def test_a_scale_without_0_is_said_to_be_one(kind: str) -> None:
    """In the same words in all kinds, at a laptop's size and a phone's; an outlook of a sum by its closer scale."""
    said = "The scale does not begin at 0."
    for case in gallery.CASES[kind]:
        chart = chart_of(kind, case)
        for ax in (drawn(kind, case), chart.plot(plt.figure(figsize=(7, 4.5)).add_axes((0, 0, 1, 1)))):
            low, high = sorted(ax.get_ylim())
            assert (said in " ".join(ax.get_xlabel().split())) == (not low <= 0 <= high), case
        plt.close("all")


def test_amounts_stand_along_all_of_a_scale_of_bars() -> None:
    for kind in ("Stacked", "Published versions", "Bridge"):
        for case in gallery.CASES[kind]:
            ax = drawn(kind, case)
            low, high = ax.get_xlim()
            ends = [end for bar in ax.patches if isinstance(bar, Rectangle) and bar.get_width()
                    for end in (bar.get_x(), bar.get_x() + bar.get_width())]  # fmt: skip
            written = [tick for tick, name in zip(ax.get_xticks(), ax.get_xticklabels(), strict=True)
                       if name.get_text()]  # fmt: skip
            assert not written or min(written) - min([low, *ends]) < 0.3 * (high - low), (kind, case)


def test_a_total_is_told_from_its_parts_and_from_their_mix() -> None:
    looks = {to_hex(bar.get_facecolor()) for bar in drawn("Stacked").patches if isinstance(bar, Rectangle)}
    assert len(looks - {"#ffffff"}) == 3


def test_the_last_prudent_figure_stands_clear_of_the_axis() -> None:
    for size in (None, (7, 4.5)):
        ax = chart_of("Simulation").plot(plt.figure(figsize=size).add_axes((0, 0, 1, 1)) if size else None)
        laid_out(ax.figure)
        (prudent,) = [line for line in ax.get_lines() if line.get_label() == "Prudent"]
        at = ax.transData.transform(prudent.get_xydata())[:, 1].min() - ax.get_window_extent().y0
        assert at * 72 / ax.figure.dpi > prudent.get_markersize() / 2 + 2
    plt.close("all")


def test_what_a_title_leaves_to_the_note_keeps_its_brackets_in_pairs() -> None:
    for kind in KINDS:
        for case in gallery.CASES[kind]:
            note = drawn(kind, case).get_xlabel()
            assert note.count("(") == note.count(")"), (kind, case, note)


def test_a_laptop_prints_every_figure_of_a_year_that_a_phone_prints() -> None:
    def figures(ax: Any) -> set[str]:
        return set(re.findall(r"£[\d.,]+[km]?", " ".join(texts(ax))))

    wide = chart_of("Delivered").plot(plt.figure(figsize=(7, 4.5)).add_axes((0, 0, 1, 1)))
    assert figures(drawn("Delivered")) <= figures(wide)
    apart = ["as planned", "£44k short", "£58k short", "£119k short", "£18k above"]
    for ax in (wide, drawn("Delivered")):
        column = [text for text in ax.texts if text.get_text() in apart]
        assert [text.get_text() for text in column] == apart and {text.get_ha() for text in column} == {"right"}
        assert len({text.xy[0] for text in column}) == 1
        assert not [text for text in texts(ax) if "(" in text]
        every = chart_of("Delivered").rows.values()
        assert {f"£{row.delivered:.0f}k" for row in every if row.delivered >= 0} <= figures(ax)
        longest = max(max(row.planned, row.forecast) for row in every)
        assert ax.get_xticks()[-1] <= longest and ax.spines["bottom"].get_bounds() == (0.0, longest)
        ends = [sorted(shape.get_segments()[0][:, 1]) for shape in ax.collections if shape.get_label() == "_mark"]
        tall = [(part.get_y(), part.get_y() + part.get_height()) for part in ax.patches if part.get_label() != "_key"]
        assert len(ends) == 5  # above and below the bar whose plan each is
        assert all(any(low < top and foot < high for top, foot in tall) for low, high in ends)
        assert not [line for line in ax.get_lines() if line.get_color() == PAPER]
    assert "forecast £524k" in texts(wide)
    assert len(re.findall("£", chart_of("Delivered").finding())) <= 2
    assert "Resident Services" in chart_of("Delivered").finding()
    plt.close("all")


def test_a_timeline_counts_what_has_no_known_status_and_marks_what_is_complete() -> None:
    chart = chart_of("Timeline")
    bars = [bar for of_theme in chart.themes.values() for bar in of_theme]
    assert sum(bar.rating is None for bar in bars) == 2 and chart.finding().endswith(", 2 not known")
    assert sum(map(int, re.findall(r"\b(\d+) (?=of|overdue|delayed|not)", chart.finding()))) == len(bars)
    assert {line.get_marker() for line in drawn("Timeline").get_lines() if line.get_label() == "complete"} == {"D"}


def test_no_mark_of_a_board_means_two_things_in_grey() -> None:
    lines = drawn("Board of control charts").get_lines()
    of = {name: {line.get_marker() for line in lines if line.get_label().startswith(name)}
          for name in ("_variation", "_assurance")}  # fmt: skip
    assert of["_variation"] and of["_assurance"] and not of["_variation"] & of["_assurance"]
