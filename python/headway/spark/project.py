"""Where will each series be at year end, on a cluster."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from headway._core import RatingRule
from headway.assess import DEFAULT_TOLERANCE
from headway.boundary.readings import readings_of_periods
from headway.outlook import each
from headway.outlook.project import project as headway_project
from headway.spark.frames import SparkFrame
from headway.spark.plain import plain
from headway.spark.tasks import Call
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
    given.require(each.columns_of(given.schema, arguments))
    call = Call("project", {name: plain(value, name) for name, value in arguments.items()})
    declared = each.declared(headway_project, given.schema, call.given())
    reading = readings_of_periods(given.distinct(period), period, calendar)
    return given.by_groups(call, [series], named=[period], declared=declared, readings=[reading])
