"""How the times of a whole column are read, for rows that are read apart: in a cluster's tasks, in a stream's parts."""

from __future__ import annotations

import dataclasses

import pyarrow as pa
import pyarrow.compute as pc

from headway._core import HeadwayError
from headway.boundary.frames import Frame
from headway.boundary.lines_for_dates import InLine
from headway.boundary.problems import each_of, refusal, refuse
from headway.boundary.time_rows import Axis
from headway.boundary.times import periods_of
from headway.boundary.values import is_text
from headway.boundary.whole_column import said_by_column
from headway.vocabulary import CalendarWord


@dataclasses.dataclass(frozen=True)
class Readings:
    """What a whole column said of its times: each as it came, and as it is read wherever it stands."""

    column: str
    values: pa.Array
    meant: pa.Array

    def read(self, table: pa.Table) -> pa.Table:
        at = table.schema.get_field_index(self.column)
        index = pc.index_in(table[self.column], self.values)
        return table.set_column(at, self.column, pc.take(self.meant, index.combine_chunks()))

    def unread(self, result: pa.Table, table: pa.Table) -> pa.Table:
        """A result of one row a row, with the times as they came."""
        if self.column not in result.schema.names or len(result) != len(table):
            return result
        return result.set_column(result.schema.get_field_index(self.column), self.column, table[self.column])


def readings_of_periods(found: pa.Array, column: str, calendar: CalendarWord | int = "financial") -> Readings:
    """The periods of a column of regular series, of its distinct times: as labels that have one meaning each."""
    try:
        codes, periods = periods_of(Frame(pa.table({column: found})), column, calendar, regular=True)
    except HeadwayError as error:
        raise _without_rows(error) from None
    labels = [period.with_style("full").label for period in periods]
    return Readings(column, found, pa.array(labels, pa.large_string()).take(pa.array(codes)))


def readings_of_times(found: pa.Array, column: str) -> Readings | None:
    """The times of a column of points, of its distinct ones; None where each is read alone as among the others."""
    if not is_text(found.type) or not len(found):
        return None
    try:
        written = InLine.of_frame("arrow", column)
        axis = Axis(found, f"column {column!r}", written)
    except HeadwayError as error:
        raise _without_rows(error) from None
    texts = found.to_pylist()
    if axis.keys is None:
        labels = ", ".join(map(repr, texts[:2]))
        raise refusal(f"column {column!r}", f"{labels}, labels which only their rows put in order", "times")
    said = said_by_column(texts, f"column {column!r}", whole_months=True, written=written)
    return Readings(column, found, pa.array([said.get(text, text) for text in texts], found.type)) if said else None


def _without_rows(error: HeadwayError) -> HeadwayError:
    """The same error, of distinct times, whose rows are no rows of the caller's."""
    try:
        refuse([problem.partition(", ")[2] if problem.startswith("row") else problem for problem in each_of(error)])
    except HeadwayError as again:
        return again
    return error
