"""Proportions, rates and means with their official intervals."""

from __future__ import annotations

from typing import Any

from headway import _core
from headway.boundary.arguments import Arguments, levels_of
from headway.boundary.documented import documented_as
from headway.boundary.in_batches import statistic, takes_streams
from headway.boundary.scalars import number, word
from headway.stats.statistic import statistic_of
from headway.vocabulary import PoissonInterval, PoissonIntervalWord


@takes_streams(statistic(by_row=True))
def proportion(count: Any, denominator: Any, *, data: Any = None, by: str | list[str] | None = None,
               confidence: float | list[float] = 0.95, multiplier: float = 1) -> Any:  # fmt: skip
    """Proportions with their Wilson score intervals.

    Parameters
    ----------
    count, denominator : number, array or str
        How many have the property, of how many. With `data`, names of columns. A single number goes with every row.
    data : pandas or Polars DataFrame, pyarrow Table, DuckDB relation or Stream, optional
        It is not changed.
    by : str or list of str, optional
        Columns of `data`: counts and denominators are added up within each group first.
    confidence : float or list of float, default 0.95
        Two-sided levels, between 0 and 1.
    multiplier : float, default 1
        What the proportion is printed per: 100 for per cent.

    Returns
    -------
    Statistic or frame
        `value`, `lower`, `upper` and `status`: scalars, or arrays of one element a row. With a list of levels, limits
        have one more dimension. With `data`, the frame with the columns `value`, `lower`, `upper` (with several levels
        `lower_95`, `upper_95`, `lower_99_8`, ...), `status` and `method`; with `by`, one row a group, in the order of
        their first rows.

    Raises
    ------
    HeadwayError
        For arrays of different lengths, a column that is missing or not of numbers, and a level or multiplier that is
        none.

    Notes
    -----
    A row that is no proportion has no value, and its status says why: `missing`, `not_finite`, `negative`,
    `zero_denominator` or `count_above_denominator`. No events have a lower limit of exactly 0; all of them, an upper
    limit of exactly 1 times the multiplier.

    Wilson (1927), JASA 22; PHE, "Technical guide: confidence intervals" (2018).

    Examples
    --------
    >>> smoking = hw.stats.proportion([83, 0, 7], [586, 12, 0], multiplier=100)
    >>> smoking.upper.round(2), smoking.status
    (array([17.22, 24.25,   nan]), array(['estimated', 'estimated', 'zero_denominator'], dtype='<U23'))
    >>> hw.stats.proportion(83, 586, confidence=[0.95, 0.998]).upper.round(4)
    array([0.1722, 0.1919])
    >>> wards = pd.DataFrame({"ward": ["Bevois", "Bevois", "Bargate"], "smokers": [20, 31, 9], "asked": [150, 160, 70]})
    >>> hw.stats.proportion("smokers", "asked", data=wards, by="ward", multiplier=100).round(1).iloc[:, :7]
          ward  smokers  asked  value  lower  upper     status
    0   Bevois     51.0  310.0   16.5   12.7   21.0  estimated
    1  Bargate      9.0   70.0   12.9    6.9   22.7  estimated
    """
    inputs = Arguments(data, by, count=count, denominator=denominator).summed()
    per = number(multiplier, "multiplier", null=False)
    columns = _core.proportion(inputs["count"], inputs["denominator"], levels_of(confidence), per)
    return statistic_of(inputs, *columns, confidence=confidence, multiplier=multiplier, method=_core.wilson_method,
                        measure="share")  # fmt: skip


@documented_as(proportion)
@takes_streams(statistic(by_row=True))
def crude_rate(count: Any, population: Any, *, data: Any = None, by: str | list[str] | None = None,
               confidence: float | list[float] = 0.95, multiplier: float = 1,
               interval: PoissonInterval | PoissonIntervalWord = "byar") -> Any:  # fmt: skip
    """Crude rates of events with their official intervals.

    Parameters
    ----------
    count, population : number, array or str
        Events, and the population or person-years in which they happened. With `data`, names of columns.
    multiplier : float, default 1
        What the rate is printed per: 100_000.
    interval : {'byar', 'exact'}, default 'byar'
        `byar` is the official one: exact below 10 events, Byar's from 10. `exact` is exact throughout.

    Raises
    ------
    HeadwayError
        As for `proportion`, and for an unknown interval.

    Notes
    -----
    Rows without a rate are `missing`, `not_finite`, `negative` or `zero_denominator`. No events have a lower limit of
    exactly 0.

    Garwood (1936), Biometrika 28; Breslow and Day (1987); PHE, "Technical guide: confidence intervals" (2018).

    Examples
    --------
    >>> admissions = hw.stats.crude_rate([101, 7, 0], [34_647, 2_100, 900], multiplier=100_000)
    >>> admissions.lower.round(1), admissions.upper.round(1)
    (array([237.4, 134. ,   0. ]), array([354.2, 686.8, 409.9]))
    """
    limits = word(interval, "interval", PoissonInterval)
    inputs = Arguments(data, by, count=count, population=population).summed()
    per = number(multiplier, "multiplier", null=False)
    columns = _core.crude_rate(inputs["count"], inputs["population"], levels_of(confidence), per, limits)
    method = _core.rate_method(limits)
    return statistic_of(inputs, *columns, confidence=confidence, multiplier=multiplier, method=method, measure="rate")


@documented_as(proportion)
@takes_streams(statistic())
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
    found = _core.mean(inputs.pooled(), inputs.group_count, inputs["values"], levels_of(confidence))
    extra = {"count": inputs.extra(found[4]), "missing": inputs.extra(found[5])}
    return statistic_of(inputs, *found[:4], confidence=confidence, multiplier=1, method=_core.mean_method, extra=extra)
