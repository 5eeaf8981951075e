"""Text in lines: as much of it on each as the room holds, at a cost that grows with its length and no faster."""

import itertools
import random

import pytest
from headway.charts.parts import labels
from headway.charts.parts.labels import Line, cut, evenly, fitting, width, wrapped
from hypothesis import given
from hypothesis import strategies as st

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
