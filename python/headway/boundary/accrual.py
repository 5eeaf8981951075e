"""How a series adds up over a year, as an argument or a column says it."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from headway import _core
from headway._core import HeadwayError
from headway.boundary.frames import Frame
from headway.boundary.problems import refusal, refuse
from headway.boundary.scalars import bytes_of


def accrual_code(value: Any, where: str) -> int:
    """The code of one accrual, as its word or as people say it ("YTD")."""
    if not isinstance(value, str):
        raise refusal(where, f"{type(value).__name__} {value!r:.60}", ", ".join(_core.vocabularies()["accrual"]))
    try:
        return _core.read_accrual(bytes_of(value))
    except HeadwayError as error:
        raise HeadwayError(f"{where}: {error}") from None


def is_accrual(text: str) -> bool:
    """Whether text says how a series adds up."""
    return not why_no_accrual(text)


def why_no_accrual(text: str) -> str:
    """What is wrong with text that says no accrual; empty of one that does."""
    try:
        accrual_code(text, "")
    except HeadwayError as error:
        return str(error).removeprefix(": ")
    return ""


def accrual_column(frame: Frame, column: str, missing: int) -> npt.NDArray[np.uint8]:
    """A column of accruals as codes; null and blank are `missing`."""
    codes, words = frame.words(column)
    of_word = np.full(len(words) + 1, missing, np.uint8)  # the last is found by code -1
    problems = []
    for code, text in enumerate(words):
        try:
            of_word[code] = accrual_code(text, "") if text.strip() else missing
        except HeadwayError as error:
            problems += [f"row {row}, column {column!r}{error}" for row in np.flatnonzero(codes == code).tolist()]
    refuse(problems)
    return of_word[codes]
