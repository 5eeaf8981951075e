"""Means of groups with their intervals."""

from __future__ import annotations

from typing import Any

from headway import _core
from headway.boundary.arguments import Arguments, levels_of
from headway.boundary.documented import documented_as
from headway.stats.intervals import proportion
from headway.stats.statistic import statistic_of


@documented_as(proportion)
def mean(values: Any, groups: Any = None, *, data: Any = None, by: str | list[str] | None = None,
         confidence: float | list[float] = 0.95) -> Any:  # fmt: skip
    """Means of groups with their Student t intervals.

    Parameters
    ----------
    values : array or str
        The values. With `data`, the name of a column.
    groups : array, optional
        The group of each value: text or numbers. Without it, all values are one group.
    by : str or list of str, optional
        Columns of `data` that make the groups.

    Returns
    -------
    Statistic or frame
        `value`, `lower`, `upper` and `status`, and with them `count` (values that are known) and `missing` (values left
        out): scalars for one group; with `groups`, arrays in the order of their first values, named by `.groups`. With
        `data`, a frame of one row a group.

    Raises
    ------
    HeadwayError
        For arrays of different lengths, a column that is missing or not of numbers, and a level that is none.

    Notes
    -----
    Missing values are left out and counted. A group of one value has that value and no limits, `too_few_points`. A
    constant group has limits equal to its mean. A group all whose values are missing is `missing`, one with an infinite
    value `not_finite`; no values at all are `too_few_points`.

    Student (1908), Biometrika 6; PHE, "Technical guide: confidence intervals" (2018).

    Examples
    --------
    >>> days = hw.stats.mean([3.1, 4.7, 2.2, 5.9, 4.4, 3.8])
    >>> days
    4.017 (2.661 to 5.373 at 95%), mean with Student's t interval
    >>> by_team = hw.stats.mean([3, 4, 8, None, 7], ["a", "a", "b", "b", "c"])
    >>> by_team.groups, by_team.value, by_team.missing
    (['a', 'b', 'c'], array([3.5, 8. , 7. ]), array([0, 1, 0]))
    """
    inputs = Arguments(data, by, groups=groups, values=values)
    codes = inputs.pooled()
    value, lower, upper, status, count, missing = _core.mean(codes, inputs.group_count, inputs["values"],
                                                             levels_of(confidence))  # fmt: skip
    extra = {"count": inputs.extra(count), "missing": inputs.extra(missing)}
    return statistic_of(inputs, value, lower, upper, status, confidence=confidence, multiplier=1,
                        method=_core.mean_method, extra=extra)  # fmt: skip
