"""The bounds of a column: "over 50" is in `<name>_lower`, and that 50 itself is not meant in `<name>_lower_open`."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from headway.boundary.frames import Frame
from headway.boundary.problems import Problems, refusal

Floats = npt.NDArray[np.float64]
Codes = npt.NDArray[np.uint8]


class Bounds(NamedTuple):
    """What each row is at least and at most, NaN where it is not said, and 1 where a bound is open; None where none is.

    In the order in which the core takes them.
    """

    lower: Floats
    upper: Floats
    lower_open: Codes | None
    upper_open: Codes | None

    def of_row(self, row: int) -> tuple[float, float]:
        return float(self.lower[row]), float(self.upper[row])

    def open_of(self, row: int) -> tuple[bool, bool]:
        lower, upper = (open_ is not None and bool(open_[row]) for open_ in (self.lower_open, self.upper_open))
        return lower, upper


def bounds_of(frame: Frame, name: str) -> Bounds | None:
    """The bounds beside a column, as `clean` leaves them; None where it has none, and one alone is refused."""
    names = [f"{name}_lower", f"{name}_upper"]
    if not any(each in frame for each in names):
        return None
    frame.require(names)
    problems = Problems()
    with problems:
        lower = frame.numbers(names[0])
    with problems:
        upper = frame.numbers(names[1])
    opens = []
    for each in names:
        with problems:
            opens.append(_flags(frame, f"{each}_open") if f"{each}_open" in frame else None)
    problems.refuse()
    return Bounds(lower, upper, *opens)


def _flags(frame: Frame, name: str) -> Codes:
    """A column of true and false as 1 and 0; null is false."""
    array = frame.arrow(name)
    if array.null_count == len(array):
        return np.zeros(len(array), np.uint8)
    if not pa.types.is_boolean(array.type):
        raise refusal(f"column {name!r}", f"a column of type {array.type}", "true and false, as hw.clean leaves them")
    return np.asarray(pc.fill_null(array, False).cast(pa.uint8()).to_numpy(zero_copy_only=False), np.uint8)
