"""Better or worse than a benchmark, or about the same; and whether a goal is met."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from headway import _core
from headway._core import HeadwayError
from headway.frames import number
from headway.stats.result import Column, Result, Words, give_back, group_codes, polarity_codes
from headway.stats.statistic import Inputs, Statistic
from headway.words import BenchmarkOutcome, ComparisonMethod, ComparisonStatus, Polarity

_TWO_LEVELS = (0.95, 0.998)
_QUANTILES = ("quartiles", "quintiles")
_TWO_LEVEL_METHODS = ("single_interval", "control_limits")
_OUTER = ("lower_99_8", "upper_99_8")
_NEEDED = {
    "single_interval": ("lower", "upper"),
    "control_limits": ("lower", "upper"),
    "double_interval": ("lower", "upper", "benchmark_lower", "benchmark_upper"),
}


class Comparison(Result):
    """How values compare with their benchmark.

    Attributes
    ----------
    outcome : str or array
        `better`, `similar`, `worse`; `higher` and `lower` where no direction is good; at two levels `better_95`,
        `better_99_8` and so on; `not_compared`.
    status : str or array
        `compared`, or why not.
    difference : float or array
        Value less benchmark, as printed decimals.
    group : int or array
        With quartiles and quintiles instead: 1 holds the highest values; 0 where there is none.
    method : str
        The method, its version and its source.
    rule : dict
        What else the outcomes depend on.
    inputs : dict
        The arguments, as arrays.
    """

    outcome: Any
    status: Any
    difference: Any
    group: Any
    rule: dict[str, Any]


def _parts(statistic: Any, name: str) -> dict[str, Any]:
    """A value and its limits by the names that `compare` knows them by; anything else stands for itself."""
    if not isinstance(statistic, Statistic):
        return {"": statistic}
    levels = np.atleast_1d(np.asarray(statistic.confidence, float)).tolist()
    if len(levels) == 1:
        columns = {"lower": (statistic.lower, 0), "upper": (statistic.upper, 0)}
    elif name == "value" and sorted(levels) == list(_TWO_LEVELS):
        columns = {
            f"{end}{suffix}": (limits, levels.index(level))
            for end, limits in (("lower", statistic.lower), ("upper", statistic.upper))
            for suffix, level in zip(("", "_99_8"), _TWO_LEVELS, strict=True)
        }
    else:
        accepted = f"one level{', or [0.95, 0.998]' if name == 'value' else ''}"
        raise HeadwayError(f"{name}: found statistics at the levels {levels}; accepted: {accepted}")
    by_level = {
        part: np.asarray(limits, float).reshape(-1, len(levels))[:, column]
        for part, (limits, column) in columns.items()
    }
    parts = {"": np.atleast_1d(np.asarray(statistic.value, float))} | by_level
    return {part: array[0] if np.ndim(statistic.value) == 0 else array for part, array in parts.items()}


def compare(
    value: Any,
    benchmark: Any = None,
    *,
    polarity: Polarity | str | Sequence[str | None] | None,
    method: ComparisonMethod | str = "single_interval",
    lower: Any = None,
    upper: Any = None,
    lower_99_8: Any = None,
    upper_99_8: Any = None,
    benchmark_lower: Any = None,
    benchmark_upper: Any = None,
    tolerance: float = 0.10,
    inclusive: bool = True,
    data: Any = None,
    by: str | list[str] | None = None,
    groups: Any = None,
) -> Any:
    """Compare values with a benchmark: better, similar or worse.

    Parameters
    ----------
    value : number, array, str or Statistic
        With `data`, the name of a column. A `Statistic` brings its limits with it; one at the levels [0.95, 0.998],
        both intervals.
    benchmark : number, array, str or Statistic
        In the unit of the value. A single number goes with every row. Not for quartiles and quintiles.
    polarity : Polarity, str or sequence
        `high_is_good`, `low_is_good`, `neutral` or `in_range`, for all rows or one a row; with `data`, also the name of
        a column. None: nobody has said, and the row is not compared.
    method : {'single_interval', 'double_interval', 'control_limits', 'percentage_tolerance', 'quartiles', 'quintiles'}
        When a value is similar: the benchmark lies in its interval; the two intervals overlap; the value lies within
        control limits about the benchmark (see `funnel_points`); the difference is at most a share of the benchmark;
        the value is in no outer quarter or fifth of its comparison group.
    lower, upper : number, array or str, optional
        The value's interval, or the control limits.
    lower_99_8, upper_99_8 : number, array or str, optional
        The same at 99.8%, where `lower` and `upper` are at 95%: with `single_interval` and `control_limits` the outcome
        then has two levels.
    benchmark_lower, benchmark_upper : number, array or str, optional
        The benchmark's interval, for `double_interval`.
    tolerance : float, default 0.10
        For `percentage_tolerance`: a fraction of the benchmark.
    inclusive : bool, default True
        Whether a benchmark exactly on a limit (intervals that touch, a difference of exactly the tolerance) is similar,
        and a value on the bound of two quantile groups in the lower one.
    data : pandas or Polars DataFrame, pyarrow Table or DuckDB relation, optional
        It is not changed.
    by, groups : str or list of str, array
        For quartiles and quintiles, the comparison group of each row: columns of `data`, or an array. None: all rows
        are one.

    Returns
    -------
    Comparison or frame
        `outcome`, `status` and `difference` (with quartiles and quintiles `group`): scalars, or arrays of one element a
        row. With `data`, the frame with these columns and `method`.

    Raises
    ------
    HeadwayError
        For limits that the method needs and were not given, an unknown method or polarity, a tolerance that is no
        fraction, arrays of different lengths, and a column that is missing or not of numbers.

    Notes
    -----
    A row that is not compared says why: `no_data`, `no_benchmark`, `no_limits`, `reversed_limits`, `not_finite`,
    `no_polarity` or `too_few_values`. Limits and benchmarks are compared as printed decimals.

    OHID, Fingertips technical guidance; quantiles by definition 7 of Hyndman and Fan (1996).

    Examples
    --------
    >>> smoking = hw.stats.proportion(0.1423 * 586, 586, multiplier=100)
    >>> hw.stats.compare(smoking, 11.63, polarity="low_is_good")
    worse, compared, difference 2.6, benchmark against the value's interval
    >>> both = hw.stats.proportion([83.4, 50, 68], 586, multiplier=100, confidence=[0.95, 0.998])
    >>> hw.stats.compare(both, 11.63, polarity="low_is_good").outcome
    array(['worse_95', 'better_95', 'similar'], dtype='<U12')
    >>> hw.stats.compare([77.4, 77.3], 86, polarity="high_is_good", method="percentage_tolerance").outcome
    array(['similar', 'worse'], dtype='<U12')
    """
    quantiles = str(method) in _QUANTILES
    given: dict[str, Any] = {
        "lower": lower, "upper": upper, "lower_99_8": lower_99_8, "upper_99_8": upper_99_8,
        "benchmark_lower": benchmark_lower, "benchmark_upper": benchmark_upper,
    }  # fmt: skip
    required: dict[str, Any] = {"value": value}
    takes = _NEEDED.get(str(method), ()) + (_OUTER if str(method) in _TWO_LEVEL_METHODS else ())
    for name, prefix, statistic in (("value", "", value), ("benchmark", "benchmark_", benchmark)):
        for part, number_or_array in _parts(statistic, name).items():
            if not part:
                required[name] = number_or_array
            elif prefix + part in takes:
                given[prefix + part] = number_or_array if given[prefix + part] is None else given[prefix + part]
    if quantiles:
        if benchmark is not None:
            raise HeadwayError(
                f"benchmark: found one with method {method!s}; accepted: none, the rows are the comparison group"
            )
        del required["benchmark"]
        given = {}
    elif by is not None or groups is not None:
        raise HeadwayError(
            f"compare: found groups with method {method!s}; accepted: groups with {' and '.join(_QUANTILES)}"
        )
    two_levels = _check_limits(str(method), given)
    inputs = Inputs(data, by, groups=groups, optional=given, **required)
    polarities = polarity_codes(inputs, polarity)
    outcome, status, difference, group = _core.compare(
        inputs["value"], inputs.get("lower"), inputs.get("upper"), inputs.get("lower_99_8"), inputs.get("upper_99_8"),
        inputs.get("benchmark"), inputs.get("benchmark_lower"), inputs.get("benchmark_upper"), polarities,
        group_codes(inputs) if quantiles else None, inputs.group_count, method, two_levels,
        number(tolerance, "tolerance"), inclusive,
    )  # fmt: skip
    columns: dict[str, Column] = {
        "outcome": Words(outcome, BenchmarkOutcome),
        "status": Words(status, ComparisonStatus),
    }
    columns |= {"group": group} if quantiles else {"difference": difference}
    named = _core.comparison_method(method, two_levels)
    result = give_back(Comparison, inputs, columns, method=named, by_row=True)
    if isinstance(result, Comparison):
        result.rule = {"polarity": polarity, "inclusive": inclusive}
        if method == "percentage_tolerance":
            result.rule["tolerance"] = tolerance
    return result


def _check_limits(method: str, given: dict[str, Any]) -> bool:
    """Refuse a method without the limits that it needs; whether there are two levels."""
    needed = _NEEDED.get(method, ())
    lacking = [name for name in needed if given.get(name) is None]
    if lacking:
        raise HeadwayError(
            f"compare: found no {', '.join(lacking)}; accepted: method {method} with {', '.join(needed)}"
        )
    outer = [name for name in _OUTER if given.get(name) is not None]
    if len(outer) == 1:
        raise HeadwayError(f"compare: found {outer[0]} alone; accepted: lower_99_8 and upper_99_8")
    return len(outer) == 2


def goal(
    value: Any,
    *,
    lower: Any = None,
    upper: Any = None,
    polarity: Polarity | str | Sequence[str | None] | None,
    better_inclusive: bool = True,
    similar_inclusive: bool = True,
    data: Any = None,
) -> Any:
    """Whether values meet a goal of one limit or two.

    Parameters
    ----------
    value : number, array or str
        With `data`, the name of a column.
    lower, upper : number, array or str, optional
        One of them: from this limit on the value is better, otherwise worse. Both: better from the limit on the good
        side on, worse beyond the one on the bad side, similar between.
    polarity : Polarity, str or sequence
        `high_is_good`, `low_is_good`, or `in_range`: better between both limits, worse outside. As for `compare`.
    better_inclusive : bool, default True
        Whether a value exactly on the limit that is to be reached has reached it.
    similar_inclusive : bool, default True
        Whether a value exactly on the limit of the bad side is still similar.
    data : pandas or Polars DataFrame, pyarrow Table or DuckDB relation, optional
        It is not changed.

    Returns
    -------
    Comparison or frame
        As for `compare`; `difference` is from the limit that is to be reached.

    Raises
    ------
    HeadwayError
        For no limit, an unknown polarity, arrays of different lengths, and a column that is missing or not of numbers.

    Notes
    -----
    OHID, Fingertips technical guidance. Fingertips has both edges inclusive where high is good, and where low is good
    both inclusive for one limit and neither for two.

    Examples
    --------
    >>> hw.stats.goal([89.9, 90, 95], lower=90, upper=95, polarity="high_is_good").outcome
    array(['worse', 'similar', 'better'], dtype='<U12')
    >>> hw.stats.goal(7.3, upper=8, polarity="low_is_good")
    better, compared, difference -0.7, value against a goal
    """
    if lower is None and upper is None:
        raise HeadwayError("goal: found no limit; accepted: lower, upper or both")
    inputs = Inputs(data, None, optional={"lower": lower, "upper": upper}, value=value)
    outcome, status, difference = _core.compare_with_goal(
        inputs["value"],
        inputs.get("lower"),
        inputs.get("upper"),
        polarity_codes(inputs, polarity),
        better_inclusive,
        similar_inclusive,
    )
    columns: dict[str, Column] = {
        "outcome": Words(outcome, BenchmarkOutcome),
        "status": Words(status, ComparisonStatus),
        "difference": difference,
    }
    result = give_back(Comparison, inputs, columns, method=_core.goal_method, by_row=True)
    if isinstance(result, Comparison):
        result.rule = {
            "polarity": polarity,
            "better_inclusive": better_inclusive,
            "similar_inclusive": similar_inclusive,
        }
    return result
