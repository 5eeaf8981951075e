"""Columns of text as people write figures: their numbers, and what was done to read them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from headway import _core
from headway.boundary.cells import Cells
from headway.boundary.columns import Words
from headway.boundary.frames import Frame
from headway.boundary.marks import SETS
from headway.boundary.problems import refusal
from headway.language.cleaned import in_doubt, rows_with, what_was_done
from headway.language.sentences import is_whole
from headway.pictured import said
from headway.vocabulary import FigureStatus


@dataclass(frozen=True, eq=False, repr=False)
class Figures:
    """A column of figures as people write them, read row by row. Made by `clean`.

    The columns have one element a row and are of the caller's kind: a pandas Series with its index, a Polars Series, an
    Arrow array; of lists, arrays.

    Attributes
    ----------
    value : column of numbers
        Missing where there is none, or only a bound.
    lower, upper : column of numbers
        What a bound says: at least, and at most. Missing where it is not said.
    lower_open, upper_open : column of bool
        The bound itself is not meant: "over 50", "<5".
    status : column of text
        `value`, `bound`, or why there is neither: the words of `FigureStatus`.
    marks : column of text
        What a cell says of its figure: words of `FigureMark`, with "; " between; empty where there is none.
    unit : column of text
        "£", "%", "pp", "days" and so on as the cell or its heading has it, or empty. Per cent stay as printed: 12.5 of
        "12.5%". Below a heading with a unit of money ("£k") every amount is in it, and has it here.
    text : column of text
        What stood in each cell, missing where nothing did.
    unread : list of (int, str, str)
        Every row, from 0, that was not understood: its row, what stood there, and why.
    changes : list of str
        What was done, in words: the lines that are shown.
    """

    value: Any
    lower: Any
    upper: Any
    lower_open: Any
    upper_open: Any
    status: Any
    marks: Any
    unit: Any
    text: Any
    unread: list[tuple[int, str, str]] = field(default_factory=list)
    changes: list[str] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.value)

    def __repr__(self) -> str:
        return "\n  ".join(self.changes)

    def _repr_html_(self) -> str:
        return said(repr(self))


def clean(values: Any, columns: Sequence[str] | str | None = None) -> Any:
    """Text as people write figures, a column or those of a frame: its numbers, and row by row what it says.

    Read are thousands separators ("7,012", and no-break or thin spaces), pounds and scales ("£1.2m", "£230k"), per
    cent ("12.5%" is 12.5), minus signs of any kind and the accountant's brackets ("(350)" is -350), approximate figures
    ("c.40"), bounds ("<5", "over 50", ">=95%", "3-5"), marks in brackets ("1,234 [p]") and the words and signs that
    stand where there is no figure ("n/a", "TBC", "..", "[c]"). Nothing is guessed and nothing dropped: what is not
    understood has the status `unread`, no value, its text and a reason.

    Parameters
    ----------
    values : list, array or column
        Of text, of numbers, or of both, one dimension. Numbers stay as they are. None, NaN, NaT, pd.NA and blank text
        are missing. A cell of any other type, a bool too, is unread. Or, with `columns`, a frame.
    columns : str or sequence of str, optional
        Which columns of a frame to read.

    Returns
    -------
    Figures or frame
        Of a column `Figures`, with `.value`, `.lower`, `.upper`, `.status`, `.marks`, `.unit` and `.text`, one element
        a row, and `.unread`. Of a frame the same frame, numbers in place of the text of `columns`; where some cell of a
        column is no value, `<name>_status` says what it is, and where one is a bound, `<name>_lower` and `<name>_upper`
        hold it, as `assess` and `Scorecard` read them; where a bound is itself not meant ("over 50"),
        `<name>_lower_open` and `<name>_upper_open` say so; where a cell has marks, `<name>_marks` holds them; where
        cells or the heading have a unit, `<name>_unit` keeps it, and verbs hold figures that they compare to be in one
        unit; where some are unread, `<name>_text` keeps those.

    Raises
    ------
    HeadwayError
        For what is no column: a frame without `columns`, one text, a mapping, an array of two dimensions; for a column
        that the frame lacks, or has under a name to be added; for a heading that names two units. Never for what a cell
        holds.

    Notes
    -----
    Unread, because they could mean two things: "12,34", "1.234.567", "1e3", "007", "2019-20", "5m" without a pound sign
    (metres?), a figure together with "[c]", and "£14.65" in a column of money alone whose other amounts have a scale
    ("£7.9m"); in a column of several units that is said. "n/a" and a dash are `missing` and no more; "[x]" and ".." are
    `not available`, "[z]" is `not applicable`, "[c]" and "*" are `suppressed`, "[low]" is not 0 and so no value. "No
    target" is `missing` too, "to be agreed" is `to be confirmed`.

    A sign is the value's own: "-5%" is -5, as a change rate or a variance is. Among targets it may mean a change of 5%,
    and `read_targets` refuses it.

    A unit in a cell beats that of its heading, the name of the column: "£1.2m" below "Actual (£k)" is 1200, in £k.
    "£350" there may be pounds or thousands, and is unread. A bare figure of at most 1 below "(%)" may be a share, and
    has no unit.

    Source: Government Analysis Function, Using symbols and shorthand in tables (2022).

    Examples
    --------
    >>> actual = pd.Series(["7,012", "£3.4m", "12.5%", "<5", "1,234 [p]", "n/a", "[c]", "12,34"])
    >>> done = hw.clean(actual)
    >>> done
    5 of 8 read: 2 thousands separators, 1 pound sign, 1 per cent sign, 1 scale, 1 mark
      marks: 1 provisional
      units are mixed: 3 without (rows 0, 3 and 4), 1 in £ (row 1), 1 in % (row 2); each value is in its own
      bound: 1, row 3 ("<5")
      missing: 1, row 5 ("n/a")
      suppressed: 1, row 6 ("[c]")
      unread: 1, row 7 ("12,34": its commas or points do not group by three)
    >>> done.value.tolist()
    [7012.0, 3400000.0, 12.5, nan, 1234.0, nan, nan, nan]
    >>> done.status[3], float(done.upper[3]), done.marks[4]
    ('bound', 5.0, 'provisional')
    >>> done.unread
    [(7, '12,34', 'its commas or points do not group by three')]
    >>> hw.clean(pd.DataFrame({"Actual": ["1,431", "[c]"], "Target": ["1,300", "18 to 21"]}), ["Actual", "Target"])
       Actual  Target Actual_status Target_status  Target_lower  Target_upper
    0  1431.0  1300.0         value         value           NaN           NaN
    1     NaN     NaN    suppressed         bound          18.0          21.0
    """
    if columns is not None:
        return _cleaned_frame(Frame(values), columns)
    name = getattr(values, "name", None)
    return _figures(Cells(values, "values"), name if isinstance(name, str) else "")


def _figures(cells: Cells, heading: str) -> Figures:
    """The cells of a column below its heading."""
    heading = heading if is_whole(heading) else ""
    read = _core.read_figures(cells.found, cells.refused, heading)
    why = dict(read["unread"])
    status = Words(read["status"], FigureStatus)
    figures = read["status"] < list(FigureStatus).index(FigureStatus.missing)
    units = {unit: np.flatnonzero(figures & (read["unit"] == code)).tolist() for code, unit in enumerate(read["units"])}
    lines = what_was_done(len(cells.found), read["read"], dict(read["changes"]), dict(read["counted_marks"]), units)
    if read["in_doubt"]:
        lines.append(in_doubt([(row, cells.texts[row], other, cells.texts[other]) for row, other in read["in_doubt"]]))
    given = _core.unit_of_heading(heading)
    if given is not None:
        lines.append(f"in {given}, as the heading has it")
    for code, member in enumerate(FigureStatus):
        rows = np.flatnonzero(read["status"] == code).tolist()
        if rows and member != FigureStatus.value:
            lines.append(rows_with(member, [(row, cells.texts[row]) for row in rows], why))
    texts = np.empty(len(cells.texts), object)
    texts[:] = cells.texts
    return Figures(
        **{name: cells.back(read[name]) for name in ("value", "lower", "upper", "lower_open", "upper_open")},
        status=cells.back(status.array()), marks=cells.back(SETS[read["marks"]]),
        unit=cells.back(np.array(read["units"])[read["unit"]]), text=cells.back(texts),
        unread=[(row, cells.texts[row] or "", reason) for row, reason in read["unread"]], changes=lines,
    )  # fmt: skip


def _cleaned_frame(frame: Frame, columns: Any) -> Any:
    """A frame with numbers in place of some columns of text, and what is to be said of those that are none."""
    if not isinstance(columns, str) and not np.iterable(columns):
        raise refusal("columns", f"{type(columns).__name__} {columns!r:.60}", "names of columns")
    names = [columns] if isinstance(columns, str) else list(columns)
    frame.require(names)
    cleaned: dict[str, pa.Array] = {}
    added: dict[str, pa.Array] = {}
    for name in names:
        read = _figures(Cells(frame.values(name), "values"), name)
        cleaned[name] = pa.array(read.value, pa.float64(), from_pandas=True)
        statuses = [str(word) for word in read.status]
        if set(statuses) - {"value", "missing"}:
            added[f"{name}_status"] = pa.array(statuses, pa.large_string())
        if "bound" in statuses:
            added |= {f"{name}_{end}": pa.array(getattr(read, end), pa.float64(), from_pandas=True)
                      for end in ("lower", "upper")}  # fmt: skip
            open_ends = {f"{name}_{end}": pa.array(getattr(read, end), pa.bool_())
                         for end in ("lower_open", "upper_open")}  # fmt: skip
            added |= open_ends if any(pc.any(ends).as_py() for ends in open_ends.values()) else {}
        for beside, words in (("marks", read.marks), ("unit", read.unit)):
            if any(map(len, words)):
                added[f"{name}_{beside}"] = pa.array([str(word) or None for word in words], pa.large_string())
        if read.unread:
            unread = {row: text for row, text, _ in read.unread}
            added[f"{name}_text"] = pa.array([unread.get(row) for row in range(len(read))], pa.large_string())
    return frame.replaced(cleaned, added)
