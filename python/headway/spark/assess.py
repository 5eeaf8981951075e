"""How good is it, row by row on a cluster."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from headway._core import RatingRule
from headway.boundary.figure_columns import columns_of
from headway.spark.frames import SparkFrame
from headway.spark.plain import plain
from headway.spark.tasks import Call


def assess(
    frame: Any, *, latest: str = "latest", previous: str | Sequence[str] | None = "previous",
    polarity: str = "polarity", comparators: Sequence[str] = ("target", "national", "peer"),
    tolerance: float | str | None = None, basis: str | None = None, amber_limit: str | None = None,
    rule: RatingRule | None = None, accrual: str | None = None, dead_band: float | str = 0.0,
) -> Any:  # fmt: skip
    """Rate every row of a frame of Spark, as `headway.assess` does of a frame in memory.

    Parameters
    ----------
    frame : pyspark.sql.DataFrame
        One indicator a row. Nothing of it is read before the result is asked for.
    latest, previous, polarity, comparators, tolerance, basis, amber_limit, rule, accrual, dead_band
        As for `headway.assess`. The rule travels to the tasks as its fields.

    Returns
    -------
    pyspark.sql.DataFrame
        The frame with the columns that `headway.assess` adds, by `mapInArrow`.

    Raises
    ------
    HeadwayError
        At once, for a column that is missing or of a wrong type. When the result is asked for, a task fails with the
        error of `headway.assess`, its rows named by up to three columns that the verb does not read.

    Examples
    --------
    >>> from headway import spark
    >>> spark.assess([1, 2])
    Traceback (most recent call last):
    headway.HeadwayError: frame: found list; accepted: a frame of Spark (pyspark.sql.DataFrame)
    """
    given = SparkFrame(frame)
    arguments = {
        "latest": latest, "previous": previous, "polarity": polarity, "comparators": comparators,
        "tolerance": tolerance, "basis": basis, "amber_limit": amber_limit, "rule": rule, "accrual": accrual,
        "dead_band": dead_band,
    }  # fmt: skip
    columns = columns_of(given.schema, arguments)
    given.require(columns)
    call = Call("assess", {name: plain(value, name) for name, value in arguments.items()})
    return given.by_rows(call, read=[name for _, names in columns.values() for name in names])
