"""Which indicator is how good, where or when: a tartan rug, one rating a cell, as a table.

It is a table and no picture, because each cell is a word to be read: a reader's software goes through it by row and
column, a search finds it, and on a phone each row becomes a card. A rating is its word, a shape and the shade of its
cell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import pyarrow as pa

from headway._core import HeadwayError
from headway.boundary.frames import Frame
from headway.boundary.problems import Problems
from headway.charts.parts.layout import title_of
from headway.language.figures import figure_writer
from headway.language.sentences import in_words
from headway.optional import report_extra

if TYPE_CHECKING:
    from great_tables import GT
    from htmltools import TagChild


class Look(NamedTuple):
    """How a word is drawn: its shape (marks.py), a second one where it is twice as sure, and the ground of its cell."""

    shape: str
    ground: str
    double: bool = False


GREEN, AMBER, RED, BLUE, DEEP_GREEN, DEEP_RED, DEEP_BLUE = (
    "#e3f1e9",
    "#fdf0dc",
    "#f9e1e2",
    "#e3ecf7",
    "#c8e5d6",
    "#f5cfd1",
    "#c9dcf3",
)
# Two schemes, which are never pooled: against a target, and against a benchmark.
RATINGS = {"red": Look("red", RED), "amber": Look("amber", AMBER), "green": Look("green", GREEN)}
OUTCOMES = {
    "worse_99_8": Look("red", DEEP_RED, True),
    "worse_95": Look("red", RED),
    "worse": Look("red", RED),
    "similar": Look("amber", AMBER),
    "better": Look("green", GREEN),
    "better_95": Look("green", GREEN),
    "better_99_8": Look("green", DEEP_GREEN, True),
    "lower_99_8": Look("down", DEEP_BLUE, True),
    "lower_95": Look("down", BLUE),
    "lower": Look("down", BLUE),
    "higher": Look("up", BLUE),
    "higher_95": Look("up", BLUE),
    "higher_99_8": Look("up", DEEP_BLUE, True),
}
SCHEMES = ((RATINGS, "not_rated"), (OUTCOMES, "not_compared"))


class Cell(NamedTuple):
    """One row of the frame; no word where it is not rated, and then why."""

    word: str | None
    value: float | str | None
    why: str


def tartan_rug(
    frame: Any,
    *,
    rows: str,
    columns: str,
    rating: str,
    value: str | None = None,
    reason: str | None = None,
    title: str | None = None,
) -> GT:
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
    said = title_of(title, finding(cells.values(), len(names_down) * len(names_across)))
    with report_extra():
        from great_tables import loc, style
        from htmltools import tags

        from headway.report.house_table import house_table
        from headway.report.marks import muted, rating_shape

    def drawn(cell: Cell | None) -> TagChild:
        if cell is None:
            return muted("not in the data")
        number = None if cell.value is None else tags.span(_figure(cell.value), class_="headway-figure")
        if cell.word is None:
            return tags.span(number, " " if number else None, muted(cell.why), class_="headway-stack")
        look = looks[cell.word]
        shapes = [rating_shape(look.shape)] * (1 + look.double)
        name, _, level = word_of(cell.word).partition(" ")  # a level may stand below the word
        word = tags.span(*shapes, " ", name, class_=f"headway-rating headway-{cell.word}")
        return tags.span(number, " " if number else None, word, f" {level}" if level else None, class_="headway-stack")

    keys = [f"column_{i}" for i in range(len(names_across))]
    labels = {"row": in_words(rows).capitalize(), **dict(zip(keys, names_across, strict=True))}
    table = house_table(
        [
            {
                "row": down,
                **{key: drawn(cells.get((down, across))) for key, across in zip(keys, names_across, strict=True)},
            }
            for down in names_down
        ],
        labels,
        title=said,
    )
    for word in dict.fromkeys(cell.word for cell in cells.values() if cell.word is not None):
        for key, across in zip(keys, names_across, strict=True):
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


def finding(cells: Any, size: int) -> str:
    """How often each word occurs, worst first, and what that is out of."""
    counts = Counter(cell.word for cell in cells if cell.word is not None)
    rated = [f"{counts[word]} {_lower_case(word_of(word))}" for looks, _ in SCHEMES for word in looks if counts[word]]
    if not rated:
        return f"None of {size} is rated"
    rest = size - counts.total()
    return f"{', '.join(rated)} of {size}" + (f"; {rest} not rated" if rest else "")


def _lower_case(text: str) -> str:
    return text[:1].lower() + text[1:]


def _figure(value: float | str) -> str:
    return value if isinstance(value, str) else figure_writer([value], None)(value)


def _read(
    frame: Any, rows: str, columns: str, rating: str, value: str | None, reason: str | None
) -> tuple[list[str], list[str], dict[tuple[str, str], Cell], dict[str, Look]]:
    read = Frame(frame)
    read.require([name for name in (rows, columns, rating, value, reason) if name is not None])
    if len(read) == 0:
        raise HeadwayError("tartan_rug: found a frame without rows; accepted: one row a cell")
    problems = Problems()
    down: list[str] = []
    across: list[str] = []
    words: list[str] = []
    whys = [""] * len(read)
    values: list[float | str | None] = [None] * len(read)
    with problems:
        down = _names(read, rows)
    with problems:
        across = _names(read, columns)
    with problems:
        words = read.texts(rating)
    with problems:
        whys = whys if reason is None else read.texts(reason)
    with problems:
        values = values if value is None else read.cells(value)
    problems.refuse()
    with problems:
        looks, none = _scheme(words, rating)
    problems.refuse()
    cells: dict[tuple[str, str], Cell] = {}
    for row, place in enumerate(zip(down, across, strict=True)):
        with problems:
            word, why = words[row], in_words(whys[row])
            if place in cells:
                raise HeadwayError(
                    f"row {row}: found {rows} {place[0]!r} and {columns} {place[1]!r} a second time; "
                    "accepted: one row a cell"
                )
            cells[place] = Cell(None if word in ("", none) else word, values[row], why or in_words(none))
    problems.refuse()
    return list(dict.fromkeys(down)), list(dict.fromkeys(across)), cells, looks


def _names(read: Frame, column: str) -> list[str]:
    array = read.arrow(column)
    names = (
        [str(name.as_py()) if name.is_valid else "" for name in array]
        if pa.types.is_integer(array.type)
        else read.texts(column)
    )
    missing = [row for row, name in enumerate(names) if not name.strip()]
    if missing:
        raise HeadwayError(f"row {missing[0]}, column {column!r}: found no name; accepted: text or whole numbers")
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
