"""Words of a page as pdfplumber has them, from where to where each stands in points, put together to lines and text."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from headway.audit.lines import raised

_CELL, _NONE = 1.5, 0.1  # in heights of letters: more room parts cells; less is none within a word
_SMALL = 0.85  # letters of marks above the line
_MOST_COMPARED = 20  # words of a line
_MARKS = {*"-\u2022\u2013\u25cf\u00b7\u25aa\uf0b7o"}


def across(word: Any) -> float:
    """The middle of a word, from left to right."""
    return float(word["x0"] + word["x1"]) / 2


def down(word: Any) -> float:
    """The middle of a word, from the top of the page."""
    return float(word["top"] + word["bottom"]) / 2


def in_lines(words: Sequence[Any]) -> list[list[Any]]:
    """Words of one height, from the top, each line from left to right."""
    lines: list[list[Any]] = []
    for word in sorted(words, key=lambda each: (down(each), each["x0"])):
        if not lines or down(word) > max(each["bottom"] for each in lines[-1][:_MOST_COMPARED]):
            lines.append([])
        lines[-1].append(word)
    return [sorted(line, key=lambda word: float(word["x0"])) for line in lines]


def size_of(line: Sequence[Any]) -> float:
    """The height of the letters of a line."""
    return max(float(word["size"]) for word in line)


def text_of(line: Sequence[Any], *, cells: bool = False) -> str:
    """The words of a line. Figures above it are marks of notes; with `cells`, much room parts them by tabs."""
    size = size_of(line)
    middle = max(down(word) for word in line if word["size"] == size)
    text = str(line[0]["text"])
    for before, word in pairwise(line):
        room = word["x0"] - before["x1"]
        if cells and room > _CELL * size and text not in _MARKS:
            text += "\t"
        elif room > _NONE * size:
            text += " "
        text += raised(word["text"]) if word["size"] < _SMALL * size and down(word) < middle else word["text"]
    return text


def text_within(words: Sequence[Any]) -> str:
    """The words of a cell, line by line."""
    return " ".join(text_of(line) for line in in_lines(words))
