"""What stands beside the figures of a scorecard: as `clean` leaves it, bounds, why there is none, and marks; and as an
analyst writes it, notes, and what a percentage is of."""

from __future__ import annotations

import math
from collections.abc import Sequence

from headway.boundary.bounds import bounds_of
from headway.boundary.frames import Frame
from headway.boundary.problems import refuse
from headway.boundary.statuses import NO_NEWS, statuses_of
from headway.language.figures import brief, ends_in_words
from headway.language.sentences import plain_line


class Beside:
    """Of the columns of figures of a frame, which may have others beside them: `<name>_lower`, `<name>_marks`, ...

    Attributes
    ----------
    bounds : dict
        The bounds of each column, None where it has none.
    """

    def __init__(self, frame: Frame, columns: Sequence[str]) -> None:
        self.bounds = {name: bounds_of(frame, name) for name in columns}
        self._statuses = {name: words for name in columns if (words := statuses_of(frame, name)) is not None}
        self._marks = {name: frame.texts(beside) for name in columns
                       if (beside := f"{name}_marks") in frame and frame.holds_text(beside)}  # fmt: skip

        self._notes = frame.texts("note") if "note" in frame and frame.holds_text("note") else None
        counts = "denominator" in frame and not frame.holds_text("denominator")
        self._denominators = frame.numbers("denominator") if counts else None
        refuse([
            f"row {row}, column 'denominator': found {number:g}; accepted: 0 or more, or null for not known"
            for row, number in enumerate([] if self._denominators is None else self._denominators.tolist())
            if number < 0 or math.isinf(number)
        ])  # fmt: skip
        self._counted = frame.texts("denominator_unit") if counts and "denominator_unit" in frame else None

    def note(self, row: int) -> str | None:
        """What a reader must know of the figures of a row."""
        return None if self._notes is None else plain_line(self._notes[row]) or None

    def denominator(self, row: int) -> tuple[float, str]:
        """What a percentage is of, NaN where nobody says it; and what that counts."""
        if self._denominators is None:
            return math.nan, ""
        return float(self._denominators[row]), "" if self._counted is None else plain_line(self._counted[row])

    def status(self, column: str | None, row: int) -> str | None:
        """Why a column has no figure in a row, where `clean` said so."""
        word = self._statuses[column][row] if column in self._statuses else ""
        bounds = self.bounds.get(column or "")
        if word == "bound" and bounds is not None:
            return ends_in_words(*bounds.of_row(row), brief, open_=bounds.open_of(row))
        return None if word in NO_NEWS else word

    def marks(self, row: int) -> dict[str, str]:
        """What is said of the figures of a row, by column; a footnote stands elsewhere."""
        said = {name: [mark for mark in marks[row].split("; ") if mark not in ("", "footnote")]
                for name, marks in self._marks.items()}  # fmt: skip
        return {name: ", ".join(marks) for name, marks in said.items() if marks}
