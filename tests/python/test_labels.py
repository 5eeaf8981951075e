"""Text in lines: as much of it on each as the room holds, at a cost that grows with its length and no faster."""

import itertools
import random

import numpy as np
import pytest
from headway.charts.parts import beside, labels
from headway.charts.parts.labels import Label, Line, cut, evenly, fitting, width, wrapped
from hypothesis import given
from hypothesis import strategies as st
from matplotlib import pyplot as plt
from matplotlib.text import Annotation, Text
from measuring import laid_out

FONT = "DejaVu Sans"


@pytest.mark.parametrize("seed", range(40))
def test_each_line_holds_as_much_as_its_room(seed: int) -> None:
    some = random.Random(seed)
    text = "".join(some.choice("AVTWyjfil.,m1 \u00e9") for _ in range(some.choice([3, 20, 150])))
    room, size, bold = some.choice([1.0, 15.0, 101.3, 340.0]), some.choice([10.0, 13.0]), some.random() < 0.5

    def narrow(text: str) -> bool:
        return len(text) <= 1 or width(Line(text, size, bold), FONT) <= room

    lines = wrapped(text, size, room, FONT, bold=bold)
    expected: list[str] = []
    for word in text.split():
        if expected and narrow(f"{expected[-1]} {word}"):
            expected[-1] += f" {word}"
            continue
        while word:
            longest = next(n for n in range(len(word), 0, -1) if narrow(word[:n]))
            expected.append(word[:longest])
            word = word[longest:]
    assert lines == expected
    for most in range(1, len(lines)):
        *before, last = cut(lines, most, size, room, FONT, bold=bold)
        assert before == lines[: most - 1]
        assert last[-1] == "\u2026" and (len(last) == 2 or width(Line(last, size, bold), FONT) <= room)


@pytest.mark.parametrize("text", ["abcdefghij" * 300, "a" * 3000, "ab " * 1000], ids=["word", "letter", "words"])
@pytest.mark.parametrize("room", [0.0, 30.0, 340.0])
def test_a_long_text_is_measured_a_few_times_over(monkeypatch: pytest.MonkeyPatch, text: str, room: float) -> None:
    """A width of 6 a letter, which is no font's, so that what is measured is counted and not remembered."""
    measured = []

    def counted(line: Line, family: str) -> float:
        measured.append(len(line.text))
        return 6.0 * len(line.text)

    monkeypatch.setattr(labels, "width", counted)
    lines = wrapped(text, 10, room, FONT)
    cut(lines, 1, 10, room, FONT)
    fitting(text, 10, room, FONT)

    assert sum(measured) < 200 * len(text)


@given(st.lists(st.floats(1, 40), min_size=1, max_size=30), st.floats(0.5, 40))
def test_names_are_written_at_even_steps_back_from_the_last(half: list[float], apart: float) -> None:
    at = [i * apart for i in range(len(half))]
    chosen = evenly(at, half, len(at) - 1)
    assert chosen[-1] == len(at) - 1
    steps = {b - a for a, b in itertools.pairwise(chosen)}
    assert len(steps) <= 1 and (not steps or chosen[0] < steps.copy().pop())  # as many as there are at that step
    assert all(at[i] + half[i] + 3 <= at[j] - half[j] for i, j in itertools.pairwise(chosen))


def crowd(seed: int) -> tuple[list[Annotation], int]:
    """Names beside ten marks that stand close, and how many were left out."""
    some = random.Random(seed)
    ax = plt.figure(figsize=(3.5, 3.5)).add_axes((0, 0, 1, 1), xlim=(0, 1), ylim=(0, 1))
    at = [(some.uniform(0.2, 0.8), some.uniform(0.2, 0.8)) for _ in range(10)]
    names = [Label([Line("Area " + "abcdefghij"[i] * some.randint(1, 12), 10)], place, "black", spare=True)
             for i, place in enumerate(at)]  # fmt: skip
    dots = np.repeat(at, 2, axis=0)
    dots[1::2] = np.nan
    left_out = beside.beside(ax, names, FONT, lines=[dots, [(0, 0.5), (1, 0.5)]], right=252, most=60, sizes=[5.0] * 20)
    written = [text for text in ax.texts if isinstance(text, Annotation) and text.get_text()]
    assert len(written) + len(left_out) == len(names)
    return written, len(left_out)


@pytest.mark.parametrize("deep", [0, 2])
def test_a_name_that_has_no_place_has_one_where_another_can_move(deep: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """More names than in the order of who comes first, of which none lies on another, on a mark or on a line."""
    monkeypatch.setattr(beside, "DEEP", deep)
    fewer = 0
    for seed in range(30):
        with monkeypatch.context() as first_come:
            first_come.setattr(beside, "_exchanged", lambda *_: [])
            _, without = crowd(seed)
        written, left_out = crowd(seed)
        fewer += without - left_out
        assert left_out <= without, seed
        ax = written[0].axes
        renderer = laid_out(ax.figure)
        found = [Text.get_window_extent(text, renderer) for text in written]
        for one, other in itertools.combinations(found, 2):
            assert not one.overlaps(other), seed
        line = ax.transData.transform((0, 0.5))[1]
        assert not any(box.y0 < line < box.y1 for box in found), seed
        for text, box in zip(written, found, strict=True):
            assert not box.contains(*ax.transData.transform(text.xy)), seed
        plt.close("all")
    assert fewer > 5


def test_dots_along_a_line_are_close_and_on_it_and_none_where_it_is_broken() -> None:
    corners = np.array([(0.0, 0.0), (10.0, 0.0), (10.0, 1.0), (np.nan, np.nan), (50.0, 50.0), (80.0, 90.0)])
    dots = beside._along(corners)
    assert np.isfinite(dots).all()
    for begin, end in ((corners[0], corners[1]), (corners[1], corners[2]), (corners[4], corners[5])):
        length = np.hypot(*(end - begin))
        along = (dots - begin) @ (end - begin) / length
        on = (np.abs((dots - begin) @ np.array([[0, -1], [1, 0]]) @ (end - begin)) < 1e-9) & (along >= -1e-9) & (
            along <= length + 1e-9)  # fmt: skip
        assert np.diff(np.sort(along[on])).max() <= 3.0 + 1e-9
        assert along[on].min() == pytest.approx(0) and along[on].max() == pytest.approx(length)
    assert ((dots[:, 0] <= 10) | (dots[:, 0] >= 50)).all()
