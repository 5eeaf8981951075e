"""Which indicator is how good, where or when: a tartan rug, one rating a cell, as a table.

It is a table and no picture, because each cell is a word to be read: a reader's software goes through it by row and
column, a search finds it, and on a phone each row becomes a card. A rating is its word, a shape and the shade of its
cell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import pyarrow as pa

from headway._core import HeadwayError
from headway.boundary.frames import Frame
from headway.boundary.problems import Problems, found_null, refuse
from headway.language.counts import RATED
from headway.language.figures import figure_writer
from headway.language.palette import RATING_GROUNDS
from headway.language.sentences import in_words, plain_line
from headway.optional import report_extra

if TYPE_CHECKING:
    from great_tables import GT
    from htmltools import TagChild


class Look(NamedTuple):
    """How a word is drawn: its shape (cells.py), and whether it is twice as sure: two shapes on a deeper ground."""

    shape: str
    double: bool = False

    @property
    def ground(self) -> str:
        """The colour of its cell."""
        return RATING_GROUNDS.get(self.shape, RATING_GROUNDS["blue"])[self.double]


# Two schemes, which are never pooled: against a target, and against a benchmark.
RATINGS = {word: Look(word) for word in RATED}
_SHAPES = {"worse": "red", "similar": "amber", "better": "green", "lower": "down", "higher": "up"}
_OUTCOMES = (
    "worse_99_8", "worse_95", "worse", "similar", "better", "better_95", "better_99_8",
    "lower_99_8", "lower_95", "lower", "higher", "higher_95", "higher_99_8",
)  # fmt: skip
OUTCOMES = {word: Look(_SHAPES[word.partition("_")[0]], word.endswith("_99_8")) for word in _OUTCOMES}
SCHEMES = ((RATINGS, "not_rated"), (OUTCOMES, "not_compared"))


class Cell(NamedTuple):
    """One row of the frame; no word where it is not rated, and then why."""

    word: str | None
    value: str | None
    why: str


def tartan_rug(
    frame: Any, *, rows: str, columns: str, rating: str, value: str | None = None, reason: str | None = None,
    title: str | None = None,
) -> GT:  # fmt: skip
    """A table of ratings: areas or indicators down, indicators or periods across.

    Parameters
    ----------
    frame : pandas or Polars DataFrame, pyarrow Table or DuckDB relation
        One row a cell, in any order. It is not changed.
    rows, columns : str
        Columns of what stands down and across, in the order of their first rows: text, or whole numbers such as years.
    rating : str
        Column of ratings against a target (`red`, `amber`, `green`, `not_rated`) or of outcomes of a comparison with a
        benchmark (`better`, `similar`, `worse` and their like, `not_compared`).
    value : str, optional
        Column of what is rated: numbers, or text as it shall be printed.
    reason : str, optional
        Column of why a cell is not rated.
    title : str, optional
        By default the counts of the ratings.

    Returns
    -------
    great_tables.GT
        To be shown in a notebook, changed (`.tab_source_note(...)`) or put into a page (`.as_raw_html()`).

    Raises
    ------
    HeadwayError
        For a frame without rows, a column that is missing, an unknown rating, ratings of both schemes in one frame, and
        two rows for one cell.
    ImportError
        Without great-tables, which comes with the extra `headway[report]`.

    Notes
    -----
    A cell without a rating says why: its reason, "not rated", or "not in the data" where the frame has no such row.

    Examples
    --------
    >>> compared = pd.DataFrame({
    ...     "area": ["Southampton", "Southampton", "Portsmouth"], "indicator": ["Smoking", "Obesity", "Smoking"],
    ...     "outcome": ["worse", "similar", "similar"], "value": [14.2, 31.0, 12.9]})
    >>> rug = hw.tartan_rug(compared, rows="area", columns="indicator", rating="outcome", value="value")
    >>> "not in the data" in rug.as_raw_html()
    True
    """
    names_down, names_across, cells, looks = _read(frame, rows, columns, rating, value, reason)
    with report_extra():
        from great_tables import loc, style
        from htmltools import tags

        from headway.report.cells import muted, rating_shape
        from headway.report.house_table import house_table
        from headway.report.page import validated_title
    counted = finding(cells.values(), len(names_down) * len(names_across))

    def drawn(cell: Cell | None) -> TagChild:
        if cell is None:
            return muted("not in the data")
        number = None if cell.value is None else tags.span(cell.value, class_="headway-figure")
        if cell.word is None:
            return tags.span(number, " " if number else None, muted(cell.why), class_="headway-stack")
        look = looks[cell.word]
        shapes = [rating_shape(look.shape)] * (1 + look.double)
        name, _, level = word_of(cell.word).partition(" ")  # a level may stand below the word
        word = tags.span(*shapes, " ", name, class_=f"headway-rating headway-{cell.word}")
        return tags.span(number, " " if number else None, word, f" {level}" if level else None, class_="headway-stack")

    keys = [f"column_{i}" for i in range(len(names_across))]
    across_of = dict(zip(keys, names_across, strict=True))
    labels = {"row": in_words(rows).capitalize(), **across_of}
    table = house_table(
        [{"row": down} | {key: drawn(cells.get((down, across_of[key]))) for key in keys} for down in names_down],
        labels,
        title=counted if title is None else plain_line(validated_title(title)),
    )
    for word in dict.fromkeys(cell.word for cell in cells.values() if cell.word is not None):
        for key, across in across_of.items():
            here = [i for i, down in enumerate(names_down) if (cell := cells.get((down, across))) and cell.word == word]
            if here:
                table = table.tab_style(style.fill(color=looks[word].ground), loc.body(columns=key, rows=here))
    return table


def word_of(word: str) -> str:
    """A rating or an outcome as a reader says it.

    >>> from headway.report.tartan_rug import word_of
    >>> word_of("green"), word_of("better_99_8")
    ('Green', 'Better (99.8%)')
    """
    name, _, level = word.partition("_")
    return name.capitalize() + (f" ({level.replace('_', '.')}%)" if level else "")


def finding(cells: Iterable[Cell], size: int) -> str:
    """How often each word occurs, worst first, and what that is out of."""
    counts = Counter(cell.word for cell in cells if cell.word is not None)
    words = [word for looks, _ in SCHEMES for word in looks if counts[word]]
    if not words:
        return f"None of {size} is rated"
    rated = ", ".join(f"{counts[word]} {word_of(word).lower()}" for word in words)
    rest = size - counts.total()
    return f"{rated} of {size}" + (f"; {rest} not rated" if rest else "")


def _read(
    frame: Any, rows: str, columns: str, rating: str, values: str | None, reason: str | None
) -> tuple[list[str], list[str], dict[tuple[str, str], Cell], dict[str, Look]]:
    read = Frame(frame)
    read.require([name for name in (rows, columns, rating, values, reason) if name is not None])
    if len(read) == 0:
        raise HeadwayError("tartan_rug: found a frame without rows; accepted: one row a cell")
    readers: dict[str, Callable[[], list[Any]]] = {
        "down": lambda: _names(read, rows), "across": lambda: _names(read, columns),
        "words": lambda: read.texts(rating), "whys": lambda: [""] * len(read) if reason is None else read.texts(reason),
        "values": lambda: [None] * len(read) if values is None else read.cells(values),
    }  # fmt: skip
    problems, found = Problems(), {}
    for name, reader in readers.items():
        with problems:
            found[name] = reader()
    problems.refuse()
    looks, none = _scheme(found["words"], rating)
    cells: dict[tuple[str, str], Cell] = {}
    for row, (down, across, word, why, value) in enumerate(zip(*found.values(), strict=True)):
        with problems:
            if (down, across) in cells:
                again = f"{rows} {down!r} and {columns} {across!r} a second time"
                raise HeadwayError(f"row {row}: found {again}; accepted: one row a cell")
            rated = None if word in ("", none) else word
            said = figure_writer([value], None)(value) if isinstance(value, float) else value
            cells[down, across] = Cell(rated, said, in_words(why) or in_words(none))
    problems.refuse()
    return list(dict.fromkeys(found["down"])), list(dict.fromkeys(found["across"])), cells, looks


def _names(read: Frame, column: str) -> list[str]:
    array = read.arrow(column)
    whole = pa.types.is_integer(array.type)
    names = ["" if name is None else str(name) for name in array.to_pylist()] if whole else read.texts(column)
    line = read.line_without_null(column) if whole else read.line_without_blank(column)
    lacking = (row for row, name in enumerate(names) if not name.strip())
    refuse(found_null(lacking, column, "text or whole numbers", line, "no name"))
    return names


def _scheme(words: Sequence[str], column: str) -> tuple[dict[str, Look], str]:
    """The scheme that the words are of; the first where there is none."""
    used = [(looks, none) for looks, none in SCHEMES if any(word in looks or word == none for word in words)]
    known = {word for looks, none in SCHEMES for word in (*looks, none, "")}
    for row, word in enumerate(words):
        if word not in known:
            accepted = "; ".join(", ".join([*looks, none]) for looks, none in SCHEMES)
            raise HeadwayError(f"row {row}, column {column!r}: found {word!r}; accepted: {accepted}")
    if len(used) > 1:
        raise HeadwayError(
            f"column {column!r}: found ratings against a target and outcomes against a benchmark; "
            "accepted: one of the two"
        )
    return used[0] if used else SCHEMES[0]
