"""A column of money, as numbers in a unit or as text as people print it."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from headway import _core
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
    texts = [i for i, cell in enumerate(cells) if isinstance(cell, str)]
    amounts = np.array([math.nan if cell is None or isinstance(cell, str) else cell for cell in cells], np.float64)
    amounts[texts], refused = _core.read_amounts([bytes_of(str(cells[i])) for i in texts], unit)
    problems = {texts[place]: why for place, why in refused.items()}  # by cell
    read = amounts[codes]
    if nothing:
        read[np.array(nothing, bool)] = np.nan
    if problems:
        refuse([f"row {row}, column {name!r}: {problems[code]}" for row, code in enumerate(codes.tolist())
                if code in problems and not (nothing and nothing[row])])  # fmt: skip
    return read
