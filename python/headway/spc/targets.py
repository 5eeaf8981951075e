"""What is wanted of points: numbers, and of bounds which side of them is meant and whether they are met on them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from headway.boundary.bounds import bounds_of
from headway.boundary.frames import Frame
from headway.boundary.polarity import WORDS
from headway.boundary.scalars import Ends

Floats = npt.NDArray[np.float64]
Codes = npt.NDArray[np.uint8]
SIDES = ("", "at least", "over", "at most", "under")  # in the order in which the core has them
_LOW = WORDS.index("low_is_good")


class Wanted(NamedTuple):
    """The number of each point, and the code of its side; None where either side of all may be good."""

    number: Floats
    side: Codes | None


def side_of(ends: Ends) -> int:
    """How a target of one number or of one end reads."""
    lower, upper, lower_open, upper_open = ends
    if lower == upper or (lower != lower and upper != upper):
        return 0
    above = "under" if upper_open else "at most"
    return SIDES.index(above if lower != lower else "over" if lower_open else "at least")


def wanted_of(frame: Frame, column: str, number: Floats, polarity: Codes) -> Wanted:
    """A column of targets with the bounds that `clean` left beside it, which are of rows that have no number.

    Of two bounds the one that the polarity asks for.
    """
    bounds = bounds_of(frame, column) if np.isnan(number).any() else None
    if bounds is None:
        return Wanted(number, None)
    bounded = np.isnan(number) & ~(np.isnan(bounds.lower) & np.isnan(bounds.upper))
    above = np.isnan(bounds.lower) | (~np.isnan(bounds.upper) & (polarity == _LOW))
    nothing = np.zeros(len(number), np.uint8)
    lower_open, upper_open = (nothing if of is None else of for of in (bounds.lower_open, bounds.upper_open))
    side = np.where(above, SIDES.index("at most") + upper_open, SIDES.index("at least") + lower_open)
    return Wanted(np.where(bounded, np.where(above, bounds.upper, bounds.lower), number),
                  np.where(bounded, side, 0).astype(np.uint8))  # fmt: skip
