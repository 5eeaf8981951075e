"""Verbs with `data=` and `by=`, made to take a frame of Spark."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any, ParamSpec

from headway.boundary.problems import refusal
from headway.boundary.readings import readings_of_times
from headway.boundary.schemas import columns_of_verb
from headway.boundary.values import is_text
from headway.spark.frames import SparkFrame
from headway.spark.plain import plain
from headway.spark.tasks import Call

Given = ParamSpec("Given")


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
    return (f"{said}\n\nAs `headway.{room}.{verb.__name__}` of a frame in memory: `data` is a frame of Spark, the "
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
    columns = columns_of_verb(frame.schema, given)
    frame.require(columns)
    call = Call(verb, {name: plain(value, name) for name, value in given.items()})
    if by_row and not keys:
        return frame.by_rows(call, read=[name for _, names in columns.values() for name in names])
    if when is None:
        return frame.by_groups(call, keys)
    text = is_text(frame.schema.field(when).type)
    reading = readings_of_times(frame.distinct(when), when) if text else None
    return frame.by_groups(call, keys, named=[when], readings=[] if reading is None else [reading])
