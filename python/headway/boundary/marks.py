"""The marks of figures and of points: words with semicolons between, as `clean` has them, and the bits of the core."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import numpy.typing as npt

from headway import _core
from headway.boundary.frames import Frame
from headway.boundary.problems import refusal, refuse
from headway.boundary.scalars import is_missing

Codes = npt.NDArray[np.uint8]
WORDS: list[str] = _core.vocabularies()["figure_mark"]
# Every set of marks is one of 256, said once.
SETS = np.array(["; ".join(mark for bit, mark in enumerate(WORDS) if each >> bit & 1) for each in range(256)])
_BIT = {mark: 1 << bit for bit, mark in enumerate(WORDS)}


def marks_beside(frame: Frame, column: str) -> Codes | None:
    """The marks that stand in a column of their own beside one; None where there is no such column."""
    name = f"{column}_marks"
    if name not in frame or not frame.holds_text(name):
        return None
    return marks_of(frame.texts(name), f"row {{row}}, column {name!r}")


def marks_of(values: Iterable[Any], where: str) -> Codes:
    """Words of marks, one text a row, as bits; nothing is none. `where` names a row in messages."""
    texts = ["" if is_missing(value) else value for value in values]
    refuse([
        f"{where.format(row=row)}: found {text!r:.60}; accepted: {', '.join(WORDS)}, with ; between, or nothing"
        for row, text in enumerate(texts)
        if not isinstance(text, str) or any(each not in _BIT for each in _parts(text))
    ])
    return np.array([sum({_BIT[each] for each in _parts(text)}) for text in texts], np.uint8)


def _parts(text: str) -> list[str]:
    return [part for each in text.split(";") if (part := each.strip().lower())]


def bits_of(marks: Iterable[str]) -> int:
    """The marks of a period as bits."""
    return sum({_BIT[each] for each in marks})


def marks_of_points(given: Any, points: int) -> Codes | None:
    """The marks of a series, one a point; None where nobody gave any."""
    if given is None:
        return None
    if isinstance(given, (str, bytes)) or not isinstance(given, Iterable):
        raise refusal("marks", f"{type(given).__name__} {given!r:.60}", "one text a point, such as 'provisional'")
    marks = marks_of(list(given), "marks[{row}]")
    if len(marks) != points:
        raise refusal("marks", f"{len(marks)} for {points} points", "one a point")
    return marks
