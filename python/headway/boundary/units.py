"""The unit of each figure of a column: as `clean` leaves it beside the column, or as its heading has it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from headway import _core
from headway.boundary.frames import Frame
from headway.boundary.problems import Problems, refusal, refuse
from headway.language.sentences import is_whole

# Arguments that are counts, where two of them make a statistic: of one alone nobody knows.
_COUNTS = ("count", "denominator", "population", "other_count", "other_denominator", "other_population", "deaths",
           "exposure", "frequency", "reference_count", "reference_population", "cases", "previous_count",
           "previous_denominator")  # fmt: skip
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


def refuse_uncountable(frame: Frame, columns: Mapping[str, str], group: npt.NDArray[np.int32] | None) -> None:
    """Refuse columns of one verb whose figures are not what its arguments, by name, are.

    Counts are single: neither per cent nor thousands. Figures that are compared in a row are in one unit, and those of
    one `group` too; without it each row stands by itself.
    """
    units = {argument: units_of(frame, column) for argument, column in columns.items()}
    if all(of.codes is None for of in units.values()):
        return
    counts = [argument for argument in columns if argument in _COUNTS]
    compared = [argument for argument in columns if argument not in (*_COUNTS, "se")]
    problems = Problems()
    for argument in counts if len(counts) > 1 else ():
        with problems:
            _refuse_no_counts(columns[argument], units[argument])
    figures = {argument: (frame.numbers(columns[argument]), None, None, units[argument]) for argument in columns}
    for argument in columns:
        if group is not None and (argument not in counts or len(counts) == 1):
            with problems:
                _core.check_one_unit(figures[argument], group, [], None, columns[argument])
    for other in compared[1:]:
        first = compared[0]
        with problems:
            refuse([f"row {row}, column {columns[other]!r}: found a figure in {units[other].of_row(row)}, but one in "
                    f"{units[first].of_row(row)} in column {columns[first]!r}; accepted: one unit"
                    for row in _core.rows_in_other_units(figures[first], figures[other])])  # fmt: skip
    problems.refuse()


def _refuse_no_counts(column: str, units: Units) -> None:
    if units.codes is None:
        return
    scales = {"£k": "thousands", "£m": "millions", "£bn": "billions"}  # as "(000s)" is read, also of what is no money
    wrong = {code: scales.get(word, word) for code, word in enumerate(units.words) if not _core.counts_singly(word)}
    refuse([f"row {row}, column {column!r}: found a figure in {wrong[code]}; accepted: a count, in full: neither "
            "per cent nor thousands"
            for row, code in enumerate(units.codes.tolist()) if code in wrong])  # fmt: skip


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
