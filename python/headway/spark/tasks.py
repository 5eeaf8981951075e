"""What runs in a task: batches of Arrow in, batches of the declared columns out, by one verb and plain data alone."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from headway._core import HeadwayError
from headway.assess import assess
from headway.boundary.named_rows import named_by_keys, with_rows_renamed
from headway.boundary.readings import Readings
from headway.outlook.each import fitted, project_each
from headway.outlook.project import project
from headway.spark.one_thread import one_thread
from headway.spark.plain import restored
from headway.spc import charts, runs, subgroups
from headway.spc.each import rebased_here
from headway.stats import intervals, ranking, trend, two_samples

ROWS = 131_072  # of one call: a batch of Spark has ten thousand, and each call takes its time
OUT = 65_536  # of one batch that goes back
VERBS: dict[str, Callable[..., Any]] = {
    "assess": assess,
    "project": project,
    **{f"stats.{verb.__name__}": verb for verb in (
        intervals.proportion, intervals.crude_rate, intervals.mean, ranking.quantile_group, ranking.rank_in_group,
        trend.mann_kendall, trend.recent_trend, trend.sen_slope, two_samples.proportion_difference,
        two_samples.proportion_ratio, two_samples.rate_difference, two_samples.rate_ratio)},
    **{f"spc.{verb.__name__}": verb for verb in (
        charts.xmr, charts.p_chart, charts.u_chart, charts.c_chart, charts.t_chart, charts.g_chart,
        subgroups.xbar_chart, subgroups.s_chart, runs.run_chart)},
}  # fmt: skip
Batches = Iterator[pa.RecordBatch]


@dataclasses.dataclass(frozen=True)
class Call:
    """A verb and its arguments: a table in, a table out."""

    verb: str
    arguments: Mapping[str, Any]

    def given(self) -> dict[str, Any]:
        """The arguments as the verb takes them."""
        return {name: restored(name, value) for name, value in self.arguments.items()}

    def __call__(self, table: pa.Table) -> pa.Table:
        given = self.given()
        if self.verb == "project":
            return project_each(project, table, given)
        if self.verb.startswith("spc."):
            given = rebased_here(table, given)
        verb = VERBS[self.verb]
        result: pa.Table = verb(table, **given) if self.verb == "assess" else verb(data=table, **given)
        return result


@dataclasses.dataclass(frozen=True)
class RowTask:
    """Rows by themselves: `mapInArrow` of a frame as it is."""

    call: Call
    declared: pa.Schema
    keys: Sequence[str]  # what names a row in a message

    def __call__(self, batches: Batches) -> Batches:
        with one_thread():
            for table in _pieces(batches):
                yield from _batches(_named(self.call, table, self.keys), self.declared)


@dataclasses.dataclass(frozen=True)
class GroupTask:
    """Rows of groups that are all in one task, in the order that they have in the frame."""

    call: Call
    declared: pa.Schema
    keys: Sequence[str]
    row: str  # the column with the number of each row, which is dropped
    readings: Sequence[Readings]

    def __call__(self, batches: Batches) -> Batches:
        together = [batch for batch in batches if len(batch)]
        if not together:
            return
        with one_thread():
            read = table = _in_order(pa.Table.from_batches(together), self.row)
            for reading in self.readings:
                read = reading.read(read)
            try:
                result = self.call(read)
            except HeadwayError as error:
                raise named_by_keys(error, table, self.keys) from None
            result = with_rows_renamed(result, lambda rows: "a row" if len(rows) == 1 else f"{len(rows)} rows")
            for reading in self.readings:
                result = reading.unread(result, table)
            yield from _batches(result, self.declared)


def _in_order(table: pa.Table, row: str) -> pa.Table:
    numbers = table[row].to_numpy()
    table = table.drop_columns([row])
    if (np.diff(numbers) > 0).all():
        return table
    return table.take(pa.array(np.argsort(numbers, kind="stable")))


def _named(call: Call, table: pa.Table, keys: Sequence[str]) -> pa.Table:
    try:
        return call(table)
    except HeadwayError as error:
        raise named_by_keys(error, table, keys) from None


def _pieces(batches: Batches) -> Iterator[pa.Table]:
    """Small batches together."""
    waiting: list[pa.RecordBatch] = []
    rows = 0
    for batch in batches:
        waiting.append(batch)
        rows += len(batch)
        if rows >= ROWS:
            yield pa.Table.from_batches(waiting)
            waiting, rows = [], 0
    if rows:
        yield pa.Table.from_batches(waiting)


def _batches(table: pa.Table, declared: pa.Schema) -> Batches:
    return iter(fitted(table, declared).combine_chunks().to_batches(max_chunksize=OUT))
