"""The unit of each figure of a column: as `clean` leaves it beside the column, or as its heading has it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from headway import _core
from headway.boundary.frames import Frame
from headway.boundary.problems import refusal
from headway.language.sentences import is_whole

Floats = npt.NDArray[np.float64]


class Units(NamedTuple):
    """A code for each row, -1 where nobody says a unit, None where nobody says one of any; and what the codes say."""

    codes: npt.NDArray[np.int32] | None
    words: Sequence[str]

    def of_row(self, row: int) -> str:
        """Empty where nobody says one."""
        return "" if self.codes is None or self.codes[row] < 0 else self.words[self.codes[row]]


NO_UNITS = Units(None, ())


def units_of(frame: Frame, name: str) -> Units:
    """What `<name>_unit` says of each row; else the heading, of figures that are surely in its unit."""
    beside = f"{name}_unit"
    if beside in frame and frame.holds_text(beside):
        codes, words = frame.words(beside)
        return Units(codes, words)
    heading = _core.unit_of_heading(name) if is_whole(name) else None
    if heading is None:
        return NO_UNITS
    return Units(_core.in_unit_of_heading(name, frame.numbers(name)), (heading,))


def refuse_several(frame: Frame, *names: str) -> None:
    """Refuse columns of one sum whose figures are not in one unit, within a column or among them."""
    one_group = np.zeros(len(frame), np.int32)
    first = ""
    for name in names:
        units = units_of(frame, name)
        _core.check_one_unit((frame.numbers(name), None, None, units), one_group, [], None, name)
        said = units.of_row(int(np.argmax(units.codes >= 0))) if units.codes is not None and len(frame) else ""
        if _core.units_differ(first, said):
            raise refusal(f"column {name!r}", f"figures in {said}, but {first} in column {names[0]!r}", "one unit")
        first = first or said
