"""The average of an area's nearest neighbours."""

from __future__ import annotations

from typing import Any

from headway import _core
from headway.boundary.arguments import Arguments
from headway.boundary.documented import documented_as
from headway.boundary.problems import refusal
from headway.boundary.scalars import number, word
from headway.stats.intervals import proportion
from headway.stats.statistic import statistic_of
from headway.vocabulary import NeighbourAverage, NeighbourAverageWord


@documented_as(proportion)
def neighbour_average(count: Any, denominator: Any = None, groups: Any = None, *,
                      method: NeighbourAverage | NeighbourAverageWord, data: Any = None,
                      by: str | list[str] | None = None, multiplier: float = 1) -> Any:  # fmt: skip
    """The average of each area's nearest neighbours, in one of the two ways that are in use.

    Parameters
    ----------
    count : array or str
        One neighbour a row: its count or, without `denominator`, its published value. With `data`, a column.
    denominator : number, array or str, optional
        What the counts are of.
    groups : array, optional
        The area that each row is a neighbour of. Without it, all rows are neighbours of one.
    method : {'mean_of_ratios', 'ratio_of_sums'}
        `mean_of_ratios`: every neighbour counts the same. `ratio_of_sums`: the neighbours as if they were one area.
        They differ, so there is no default, and the result names the one that was taken.
    by : str or list of str, optional
        Columns of `data` instead of `groups`.
    multiplier : float, default 1
        What the average is printed per.

    Returns
    -------
    Statistic or frame
        `value` and `status`, and with them `neighbours` (those averaged) and `missing` (those left out). An average of
        neighbours has no limits: its areas are chosen, not drawn.

    Raises
    ------
    HeadwayError
        For an unknown method, `ratio_of_sums` without denominators, arrays of different lengths and a multiplier that
        is none.

    Notes
    -----
    A neighbour with a missing number is left out and counted. One that is wrong (infinite, of counts also negative or
    without a denominator) makes the average missing, and its status says why. A published value may be negative.

    CIPFA, "Nearest Neighbours Model" (2019), says who they are.

    Examples
    --------
    >>> hw.stats.neighbour_average([10, 90], [100, 300], method="mean_of_ratios", multiplier=100).value
    20.0
    >>> hw.stats.neighbour_average([10, 90], [100, 300], method="ratio_of_sums", multiplier=100).value
    25.0
    >>> hw.stats.neighbour_average([10.0, 30.0, None], method="mean_of_ratios").missing
    1
    """
    inputs = Arguments(data, by, groups=groups, count=count, optional={"denominator": denominator})
    if inputs.scalar:
        raise refusal("count", "a number", "an array, one neighbour a row")
    way = word(method, "method", NeighbourAverage)
    codes = inputs.pooled()
    value, neighbours, missing, status = _core.neighbour_average(
        codes, inputs.group_count, inputs["count"], inputs.get("denominator"), way,
        number(multiplier, "multiplier", null=False),
    )  # fmt: skip
    extra = {"neighbours": inputs.extra(neighbours), "missing": inputs.extra(missing)}
    none = value[:0].reshape(0, 1).repeat(len(value), axis=1)  # limits at no level
    return statistic_of(inputs, value, none, none, status, confidence=[], multiplier=multiplier,
                        method=_core.neighbour_average_method(way), extra=extra)  # fmt: skip
