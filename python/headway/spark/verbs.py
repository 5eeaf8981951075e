"""Verbs with `data=` and `by=`, made to take a frame of Spark."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from typing import Any, ParamSpec

import pyarrow as pa

from headway._core import HeadwayError
from headway.boundary.problems import each_of, refusal, refuse
from headway.boundary.schemas import KEYS, NUMBERS, TEXT, TIMES, Kind, named_column
from headway.boundary.time_rows import Axis
from headway.boundary.values import is_text
from headway.boundary.whole_column import said_by_column
from headway.spark.frames import SparkFrame
from headway.spark.plain import plain
from headway.spark.tasks import Call, Readings

Given = ParamSpec("Given")
_TIMES = ("dates", "period", "subgroups")
_NO_FIGURES = ("polarity", "kind", "interval", "two_of_three", "by", "data", "groups", "baseline", "rebase")


def on_spark(room: str, *, by_row: bool = False, times: str | None = None) -> Callable[[Callable[Given, Any]],
                                                                                     Callable[Given, Any]]:  # fmt: skip
    """The verb of a room for a frame of Spark; `by_row` where without `by` each row stands by itself.

    `times` is the argument that says when rows are, which must be given: a frame of Spark has no order.
    """

    def made(verb: Callable[Given, Any]) -> Callable[Given, Any]:
        signature = inspect.signature(verb)

        def on_frame(*args: Given.args, **kwargs: Given.kwargs) -> Any:
            given = dict(signature.bind(*args, **kwargs).arguments)
            return _asked(f"{room}.{verb.__name__}", given, by_row, times)

        on_frame.__name__ = on_frame.__qualname__ = verb.__name__
        on_frame.__doc__ = _documented(verb, room)
        on_frame.__signature__ = signature  # type: ignore[attr-defined]
        return on_frame

    return made


def _documented(verb: Callable[..., Any], room: str) -> str:
    said = (inspect.getdoc(verb) or "").split("\n")[0]
    return (f"{said}\n\nAs `headway.{room}.{verb.__name__}` of a frame in memory: `data` is a pyspark.sql.DataFrame, the "
            "other arguments are names of\nits columns, numbers and words; a frame of Spark comes back.")  # fmt: skip


def _asked(verb: str, given: dict[str, Any], by_row: bool, times: str | None) -> Any:
    frame = SparkFrame(given.pop("data", None), "data")
    if given.pop("groups", None) is not None and verb != "stats.quantile_group":
        raise refusal("groups", "with a frame of Spark", "by= with the names of columns")
    by = given.get("by")
    keys = [by] if isinstance(by, str) else list(by or [])
    when = None if times is None else given.get(times)
    if times is not None and not isinstance(when, str):
        raise refusal(times, "none", "the name of a column: the rows of a frame of Spark are in no order")
    columns: dict[str, tuple[Kind, Sequence[str]]] = {"by": (KEYS, keys)}
    columns |= {name: (TIMES, [given[name]]) for name in _TIMES if isinstance(given.get(name), str)}
    columns |= {name: (NUMBERS, [value]) for name, value in given.items()
                if isinstance(value, str) and name not in (*_TIMES, *_NO_FIGURES)}  # fmt: skip
    columns |= named_column(frame.schema, TEXT, "polarity", given.get("polarity"))
    frame.require(columns)
    call = Call(verb, {name: plain(value, name) for name, value in given.items()})
    if by_row and not keys:
        return frame.by_rows(call, read=[name for _, names in columns.values() for name in names])
    readings = [] if when is None else _readings(frame, when)
    return frame.by_groups(call, keys, named=[] if when is None else [when], readings=readings)


def _readings(frame: SparkFrame, column: str) -> list[Readings]:
    """Of a column of text, how its labels are read where they have two meanings; of others nothing need be known."""
    if not is_text(frame.schema.field(column).type):
        return []
    found = frame.distinct(column)
    try:
        axis = Axis(found, f"column {column!r}")
    except HeadwayError as error:  # of distinct times, whose rows are no rows of the frame
        refuse([problem.partition(", ")[2] if problem.startswith("row") else problem for problem in each_of(error)])
        raise
    if axis.keys is None:
        labels = ", ".join(map(repr, found.to_pylist()[:2]))
        raise refusal(f"column {column!r}", f"{labels}, labels which only their rows put in order", "times")
    said = said_by_column(found.to_pylist(), f"column {column!r}", whole_months=True)
    if not said:
        return []
    return [Readings(column, found, pa.array([said.get(text, text) for text in found.to_pylist()], found.type))]


