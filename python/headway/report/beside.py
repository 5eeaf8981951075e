"""What stands beside the figures of a scorecard, as `clean` leaves it: bounds, why there is none, marks and units."""

from __future__ import annotations

from collections.abc import Sequence

from headway.boundary.bounds import bounds_of
from headway.boundary.frames import Frame
from headway.language.figures import brief, ends_in_words
from headway.language.sentences import in_words


class Beside:
    """Of the columns of figures of a frame, which may have others beside them: `<name>_lower`, `<name>_marks`, ...

    Attributes
    ----------
    bounds : dict
        The bounds of each column, None where it has none.
    """

    def __init__(self, frame: Frame, columns: Sequence[str]) -> None:
        self.bounds = {name: bounds_of(frame, name) for name in columns}
        self._statuses, self._marks, self._units = (
            {name: frame.texts(beside) for name in columns
             if (beside := f"{name}_{kind}") in frame and frame.holds_text(beside)}
            for kind in ("status", "marks", "unit")
        )  # fmt: skip

    def status(self, column: str | None, row: int) -> str | None:
        """Why a column has no figure in a row, where `clean` said so."""
        word = self._statuses[column][row] if column in self._statuses else ""
        bounds = self.bounds.get(column or "")
        if word == "bound" and bounds is not None:
            return ends_in_words(*bounds.of_row(row), brief, open_=bounds.open_of(row))
        return None if word in ("", "value", "missing") else word

    def marks(self, row: int) -> dict[str, str]:
        """What is said of the figures of a row, by column; a footnote stands elsewhere."""
        said = {name: [mark for mark in marks[row].split("; ") if mark not in ("", "footnote")]
                for name, marks in self._marks.items()}  # fmt: skip
        return {name: ", ".join(marks) for name, marks in said.items() if marks}

    def has_units(self, column: str) -> bool:
        """Whether the cells of a column said what they are in."""
        return column in self._units

    def doubts(self, latest: str, row: int) -> list[str]:
        """What of a row is in another unit than its latest figure."""
        units = {name: words[row] for name, words in self._units.items() if words[row]}
        of_latest = units.get(latest)
        return [f"{in_words(name)} is in {unit}, the latest in {of_latest}" for name, unit in units.items()
                if of_latest not in (None, unit)]  # fmt: skip
