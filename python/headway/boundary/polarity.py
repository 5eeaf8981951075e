"""Which way is good, as an argument or a column says it."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from headway import _core
from headway._core import HeadwayError
from headway.boundary.frames import Frame
from headway.boundary.problems import refusal, refuse
from headway.boundary.scalars import bytes_of, is_missing

WORDS: list[str] = _core.vocabularies()["polarity"]
ACCEPTED = f"{', '.join(WORDS)}, or as people say it, \"Higher is better\""
NEUTRAL = np.uint8(WORDS.index("neutral"))
Codes = npt.NDArray[np.uint8]


def polarity_code(value: Any, where: str) -> int:
    """The code of one polarity, as its word or as people say it; None and "n/a" are nobody's word."""
    if is_missing(value):
        return _core.no_polarity
    if not isinstance(value, str):
        raise refusal(where, f"{type(value).__name__} {value!r:.60}", ACCEPTED)
    try:
        return _core.read_polarity(bytes_of(value))
    except HeadwayError as error:
        raise HeadwayError(f"{where}: {error}") from None


def polarity_column(frame: Frame, column: str) -> Codes:
    """A column of polarities as codes; null, blank and "n/a" are nobody's word."""
    codes, words = frame.words(column)
    of_word = np.full(len(words) + 1, _core.no_polarity, np.uint8)  # the last is found by code -1
    problems = []
    for code, text in enumerate(words):
        try:
            of_word[code] = polarity_code(text, "")
        except HeadwayError as error:
            problems += [f"row {row}, column {column!r}{error}" for row in np.flatnonzero(codes == code).tolist()]
    refuse(problems)
    return of_word[codes]


def polarities_of(frame: Frame, polarity: Any) -> Codes:
    """The polarity of every row of a frame: a column says it, or one word for all."""
    if isinstance(polarity, str) and polarity in frame and polarity not in WORDS:
        return polarity_column(frame, polarity)
    if isinstance(polarity, str) and not is_polarity(polarity):
        frame.require({"polarity": polarity}, hint=f"Or one for all: {ACCEPTED}")
    return np.full(len(frame), polarity_code(polarity, "polarity"), np.uint8)


def is_polarity(text: Any) -> bool:
    """Whether text says a polarity, or that there is none."""
    try:
        return polarity_code(text, "") >= 0
    except HeadwayError:
        return False
