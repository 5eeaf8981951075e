"""A column of money, as numbers in a unit or as text as people print it."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from headway import _core
from headway._core import HeadwayError
from headway.boundary.frames import Frame
from headway.boundary.problems import refuse
from headway.boundary.scalars import bytes_of
from headway.vocabulary import MoneyUnit

UNIT_SIGNS = {MoneyUnit.pounds: "£", MoneyUnit.thousands: "£k", MoneyUnit.millions: "£m", MoneyUnit.billions: "£bn"}


def amounts_of(frame: Frame, name: str, unit: MoneyUnit, nothing: Sequence[bool] = ()) -> npt.NDArray[np.float64]:
    """The amounts of a column in a unit, NaN where there is none; bounds and what another fund bears are refused.

    `nothing` are the rows that are missing in a caller's own words.
    """
    if not frame.holds_text(name) and frame.holds_one_type(name):
        return frame.numbers(name)
    cells, codes = frame.coded_cells(name)
    problems: dict[int, str] = {}  # by cell
    amounts = np.full(len(cells), np.nan)
    for i, cell in enumerate(cells):
        try:
            amounts[i] = _amount_of(cell, unit) if isinstance(cell, str) else math.nan if cell is None else cell
        except HeadwayError as error:
            problems[i] = str(error)
    read = amounts[codes]
    if nothing:
        read[np.array(nothing, bool)] = np.nan
    if problems:
        refuse([f"row {row}, column {name!r}: {problems[code]}" for row, code in enumerate(codes.tolist())
                if code in problems and not (nothing and nothing[row])])  # fmt: skip
    return read


def _amount_of(cell: str, unit: MoneyUnit) -> float:
    if _core.says_nothing([cell])[0] and cell.strip(" -\u2013\u2014"):  # a dash may be 0
        return math.nan
    amount, _, fund, _, lower, upper, *_, approximate = _core.read_money(bytes_of(cell), unit)
    if fund is not None or lower is not None or upper is not None or approximate:
        raise HeadwayError(f"found {cell!r}; accepted: one amount, or n/a")
    return math.nan if amount is None else amount
