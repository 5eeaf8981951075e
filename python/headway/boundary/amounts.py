"""A column of money, as numbers in a unit or as text as people print it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from headway import _core
from headway._core import HeadwayError
from headway.boundary.frames import Frame
from headway.boundary.problems import Problems
from headway.boundary.scalars import bytes_of
from headway.vocabulary import MoneyUnit

UNIT_SIGNS = {MoneyUnit.pounds: "£", MoneyUnit.thousands: "£k", MoneyUnit.millions: "£m", MoneyUnit.billions: "£bn"}


def amounts_of(frame: Frame, name: str, unit: MoneyUnit, nothing: Sequence[bool] = ()) -> npt.NDArray[np.float64]:
    """The amounts of a column in a unit, NaN where there is none; bounds and what another fund bears are refused.

    `nothing` are the rows that are missing in a caller's own words.
    """
    problems, amounts = Problems(), []
    for row, cell in enumerate(frame.cells(name)):
        amounts.append(cell if isinstance(cell, float) else float("nan"))
        if not isinstance(cell, str) or (nothing and nothing[row]):
            continue
        with problems:
            try:
                amount, _, fund, _, lower, upper, *_, approximate = _core.read_money(bytes_of(cell), unit)
            except HeadwayError as error:
                raise HeadwayError(f"row {row}, column {name!r}: {error}") from None
            if fund is not None or lower is not None or upper is not None or approximate:
                raise HeadwayError(f"row {row}, column {name!r}: found {cell!r}; accepted: one amount, or n/a")
            amounts[-1] = float("nan") if amount is None else amount
    problems.refuse()
    return np.array(amounts, np.float64)
