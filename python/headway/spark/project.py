"""Where will each series be at year end, on a cluster."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pyarrow as pa

from headway._core import HeadwayError, RatingRule
from headway.assess import DEFAULT_TOLERANCE
from headway.boundary.frames import Frame
from headway.boundary.problems import each_of, refuse
from headway.boundary.schemas import KEYS, NUMBERS, TEXT, TIMES, Columns, bounds_beside, named_column
from headway.boundary.times import periods_of
from headway.spark.frames import SparkFrame
from headway.spark.plain import plain
from headway.spark.tasks import Call, Readings
from headway.vocabulary import CalendarWord, Method, MethodWord, Polarity, SidesWord


def project(
    frame: Any, *, series: str = "series", period: str = "period", value: str = "value",
    accrual: str | Mapping[Any, str] | None = None, method: Method | MethodWord = "auto", level: float = 0.80,
    target: str | float | Mapping[Any, Any] | None = None, polarity: Polarity | str | Mapping[Any, str] | None = None,
    denominator: str | None = None, event: str | float | Mapping[Any, float] | None = None, sides: SidesWord = "both",
    bounds: tuple[float | str | None, float | str | None] | Mapping[Any, Any] | None = None,
    breaks: Any = None, tolerance: float = DEFAULT_TOLERANCE, rule: RatingRule | None = None,
    calendar: CalendarWord | int = "financial",
) -> Any:  # fmt: skip
    """Project every series of a frame of Spark to the end of its year, as `headway.project` does of a frame in memory.

    Parameters
    ----------
    frame : pyspark.sql.DataFrame
        One point a row, in any order. One look at its times is taken at once, for a label can mean one time or another
        by what else stands in its column; the rest is read when the result is asked for.
    series, period, value, accrual, method, level, target, polarity, denominator, event, sides, bounds, breaks, \
tolerance, rule, calendar
        As for `headway.project`. Mappings from the names of series travel to the tasks as plain data.

    Returns
    -------
    pyspark.sql.DataFrame
        One row a series, in no order, with the columns of `headway.project`.

    Raises
    ------
    HeadwayError
        At once, for a column that is missing or of a wrong type and for text that is no time. When the result is asked
        for, a task fails with the error of `headway.project`, its rows named by series and period.

    Notes
    -----
    All rows of a series come together in one task. Each series is projected by what itself has shown, as
    `headway.project` does where it is alone in its frame: one with too few past years borrows no errors of others,
    which would be other ones in every task.

    Examples
    --------
    >>> from headway import spark
    >>> spark.project({"series": ["a"]}, accrual="flow")
    Traceback (most recent call last):
    headway.HeadwayError: frame: found dict; accepted: a frame of Spark (pyspark.sql.DataFrame)
    """
    given = SparkFrame(frame)
    arguments = {
        "series": series, "period": period, "value": value, "accrual": accrual, "method": method, "level": level,
        "target": target, "polarity": polarity, "denominator": denominator, "event": event, "sides": sides,
        "bounds": bounds, "breaks": breaks, "tolerance": tolerance, "rule": rule, "calendar": calendar,
    }  # fmt: skip
    given.require(_columns(given.schema, arguments))
    call = Call("project", {name: plain(each, name) for name, each in arguments.items()})
    return given.by_groups(call, [series], named=[period], declared=_declared(call, given.schema),
                           readings=[_readings(given.distinct(period), period, calendar)])  # fmt: skip


def _columns(schema: pa.Schema, arguments: Mapping[str, Any]) -> Columns:
    target, bounds, denominator = (arguments[name] for name in ("target", "bounds", "denominator"))
    ends = bounds if isinstance(bounds, (tuple, list)) else ()
    texts = {name: named_column(schema, TEXT, name, arguments[name]) for name in ("accrual", "polarity")}
    return {
        "series": (KEYS, [arguments["series"]]), "period": (TIMES, [arguments["period"]]),
        "value": (NUMBERS, [arguments["value"]]), **texts["accrual"], **texts["polarity"],
        "target": (NUMBERS, [target] if isinstance(target, str) else []),
        **bounds_beside(schema, [target] if isinstance(target, str) else []),
        "denominator": (NUMBERS, [] if denominator is None else [denominator]),
        **named_column(schema, NUMBERS, "event", arguments["event"]),
        "bounds": (NUMBERS, [end for end in ends if isinstance(end, str)]),
    }  # fmt: skip


def _declared(call: Call, schema: pa.Schema) -> pa.Schema:
    """The columns of the result: those of no rows, where a mapping has ranges for targets with their bounds."""
    declared = call(schema.empty_table()).schema
    targets = call.arguments["target"]
    if not isinstance(targets, Mapping):
        return declared
    ranges = list(dict.fromkeys(tuple(each) if isinstance(each, list) else each for each in targets.values()
                                if isinstance(each, (tuple, list, str))))  # fmt: skip
    names = [str(number) for number in range(len(ranges))]
    value = call.arguments["value"]
    tried = pa.table({"series": pa.array(names, pa.string()), "period": ["2024-04"] * len(names),
                      value: [1.0] * len(names)}) if ranges and value not in ("series", "period") else None  # fmt: skip
    if tried is None:
        return declared
    shown = Call("project", {"value": value, "accrual": "flow", "target": dict(zip(names, ranges, strict=True))})(tried)
    ends = [field for field in shown.schema if field.name.startswith("target_")]
    at = declared.get_field_index("target")
    fields = [*declared]
    return pa.schema([*fields[:at], *(ends or [fields[at]]), *fields[at + 1 :]])


def _readings(found: pa.Array, column: str, calendar: CalendarWord | int) -> Readings:
    """How each time of a column is read where it stands among all others: the label of its period."""
    try:
        codes, periods = periods_of(Frame(pa.table({column: found})), column, calendar, regular=True)
    except HeadwayError as error:  # of distinct times, whose rows are no rows of the frame
        refuse([problem.partition(", ")[2] if problem.startswith("row") else problem for problem in each_of(error)])
        raise
    labels = [period.with_style("full").label for period in periods]
    return Readings(column, found, pa.array(labels, pa.large_string()).take(pa.array(codes)))
