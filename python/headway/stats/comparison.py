"""Better or worse than a benchmark, or about the same; and whether a goal is met."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from headway import _core
from headway.boundary.arguments import Arguments, Codes
from headway.boundary.columns import Column, WholeNumbers, Words
from headway.boundary.documented import documented_as
from headway.boundary.problems import refusal
from headway.boundary.scalars import flag, number, word
from headway.language.levels import percent
from headway.stats.funnel import FunnelLimits, FunnelPoints
from headway.stats.result import Result, give_back, polarity_codes
from headway.stats.statistic import Estimates
from headway.vocabulary import (
    BenchmarkOutcome,
    ComparisonMethod,
    ComparisonMethodWord,
    ComparisonStatus,
    Polarity,
    StatisticStatus,
)

_TWO_LEVELS = [0.95, 0.998]
_QUANTILES = ("quartiles", "quintiles")
_INTERVAL = ("lower", "upper")
_OUTER = ("lower_99_8", "upper_99_8")
_BENCHMARK_INTERVAL = ("benchmark_lower", "benchmark_upper")
_LIMITS_OF = {"single_interval": (*_INTERVAL, *_OUTER), "control_limits": (*_INTERVAL, *_OUTER),
              "double_interval": (*_INTERVAL, *_BENCHMARK_INTERVAL)}  # fmt: skip
# A value that is a statistic without a figure says why in that statistic's own word.
_STATUSES = (*ComparisonStatus, *StatisticStatus)


class Comparison(Result):
    """How values compare with their benchmark.

    Attributes
    ----------
    outcome : str or array
        `better`, `similar`, `worse`; `higher` and `lower` where no direction is good; at two levels `better_95`,
        `better_99_8` and so on; `not_compared`.
    difference : float or array
        Value less benchmark, as printed decimals.
    group : int, None or array
        With quartiles and quintiles instead: 1 holds the highest values. None where there is none, NaN in an array.
    status : str or array
        `compared`, or why not; of a `Statistic` that has no figure, its own word.
    method : str
        The method with its level or tolerance, its version and its source.
    rule : dict
        What the outcomes depend on: `method`, `confidence` (of a double interval `benchmark_confidence` too),
        `tolerance`, `inclusive` and `polarity`; of a goal its edges. None is what the method does not have, and the
        confidence of limits that were given as numbers, which do not tell it.
    inputs : dict
        The arguments, as arrays.
    groups : list or None
        What each row is of, where a `Statistic` with groups was compared.
    """

    outcome: Any
    difference: Any
    group: Any
    status: Any
    rule: dict[str, Any]


def _value_of(statistic: Any) -> Any:
    """The value of a Statistic; anything else stands for itself."""
    return statistic.value if isinstance(statistic, Estimates) else statistic


def _names_of(*compared: Any) -> list[Any] | None:
    """What the rows of a comparison are called: the groups of a Statistic among what was compared."""
    named = (figures.groups for figures in compared if isinstance(figures, Estimates) and figures.groups is not None)
    return next((list(groups) for groups in named), None)


def _levels_of(statistic: Estimates) -> list[float]:
    return [float(level) for level in np.atleast_1d(np.asarray(statistic.confidence, float))]


def _limits_of(statistic: Estimates, name: str, method: str) -> dict[str, Any]:
    """The limits that a Statistic brings to a method, by the names that `compare` knows them by.

    A value always lies in its own interval, and a funnel's target within its limits: each taken for the other, every
    value would be similar.
    """
    funnel = isinstance(statistic, (FunnelPoints, FunnelLimits))
    if funnel and method != "control_limits":
        raise refusal(name, f"a funnel's control limits with method {method}", "method control_limits")
    if not funnel and method == "control_limits":
        raise refusal(name, "statistics with intervals of their own with method control_limits",
                      "funnel_points, or control limits as lower and upper")  # fmt: skip
    levels = _levels_of(statistic)
    if len(levels) == 1:
        taken = {"": 0}
    elif sorted(levels) == _TWO_LEVELS:
        suffixes = ("", "_99_8") if _OUTER[0] in _LIMITS_OF[method] else ("",)
        taken = {suffix: levels.index(level) for suffix, level in zip(suffixes, _TWO_LEVELS)}
    else:
        found = f"at the levels {levels}" if levels else "without an interval"
        raise refusal(name, f"statistics {found}", "one level, or [0.95, 0.998]")
    limits = {end + suffix: np.asarray(getattr(statistic, end), float).reshape(-1, len(levels))[:, column]
              for end in _INTERVAL
              for suffix, column in taken.items()}  # fmt: skip
    return {part: array[0] if np.ndim(statistic.value) == 0 else array for part, array in limits.items()}


def _refuse_unlike(value: Any, benchmark: Any) -> None:
    """Refuse two of Statistic that are not in one unit, or not of the same groups in the same order."""
    if not (isinstance(value, Estimates) and isinstance(benchmark, Estimates)):
        return
    measures = value._measure, benchmark._measure
    if None not in measures and measures[0] != measures[1]:
        raise refusal("compare", f"a {measures[0]} and a benchmark that is a {measures[1]}", "two of one measure")
    if value.multiplier != benchmark.multiplier:
        multipliers = f"{value.multiplier:.10g} and a benchmark with multiplier {benchmark.multiplier:.10g}"
        raise refusal("compare", f"a value with multiplier {multipliers}",
                      "one multiplier (or .value, where the unit is the same)")  # fmt: skip
    if value.groups is not None and benchmark.groups is not None and value.groups != benchmark.groups:
        raise refusal("compare", "a value and a benchmark of different groups, or in another order",
                      "the same groups in the same order")  # fmt: skip


def _refuse_shares_and_per_cents(value: Any, lower: Any, upper: Any, benchmark: Any, name: str) -> None:
    """Refuse numbers of which one side is of shares, by the looks of it, and the other of per cents."""
    if not _core.are_shares_and_per_cents(value, lower, upper, benchmark):
        return
    first, other = (next((each for each in side.tolist() if each == each), np.nan) for side in (value, benchmark))
    sides = sorted([(first, "value", "100 * value"), (other, name, f"100 * {name}")])
    raise refusal(name, f"{other:.10g} beside a value of {first:.10g}, in every row as a per cent is beside a share",
                  f"both in one unit ({sides[0][2]}; where they are in one, both times 100)")  # fmt: skip


def _statuses(status: Codes, value: Any) -> Words:
    """The statuses; where a statistic has no figure to compare, its own word says more than `no_data`."""
    if isinstance(value, Estimates):
        own = np.broadcast_to(value._statuses.codes, status.shape)
        members = list(ComparisonStatus)
        lacking = [members.index(word) for word in (ComparisonStatus.no_data, ComparisonStatus.no_limits)]
        told = np.isin(status, lacking) & (own != list(StatisticStatus).index(StatisticStatus.estimated))
        status = np.where(told, own + len(members), status).astype(np.uint8)
    return Words(status, _STATUSES)


def compare(value: Any, benchmark: Any = None, *, polarity: Polarity | str | Sequence[str | None] | None,
            method: ComparisonMethod | ComparisonMethodWord = "single_interval", lower: Any = None, upper: Any = None,
            lower_99_8: Any = None, upper_99_8: Any = None, benchmark_lower: Any = None, benchmark_upper: Any = None,
            tolerance: float | None = None, inclusive: bool = True, data: Any = None, by: str | list[str] | None = None,
            groups: Any = None) -> Any:  # fmt: skip
    """Compare values with a benchmark: better, similar or worse.

    Parameters
    ----------
    value : number, array, str or Statistic
        With `data`, the name of a column. A `Statistic` brings its interval to `single_interval` and `double_interval`,
        one at the levels [0.95, 0.998] both of them; `funnel_points` bring theirs to `control_limits`.
    benchmark : number, array, str or Statistic
        In the unit of the value: of two of `Statistic`, with one multiplier and of one measure. A single number goes
        with every row; a row without one has NaN or null. Not for quartiles and quintiles. To `control_limits`,
        `funnel_limits` at the denominators of the values bring their limits.
    polarity : Polarity, str or sequence
        `high_is_good`, `low_is_good`, `neutral` or `in_range`, for all rows or one a row; with `data`, also the name of
        a column. None: nobody has said, and the row is not compared.
    method : {'single_interval', 'double_interval', 'control_limits', 'percentage_tolerance', 'quartiles', 'quintiles'}
        When a value is similar: the benchmark lies in its interval; the two intervals overlap; the value lies within
        control limits about the benchmark (see `funnel_points`); the difference is at most a share of the benchmark;
        the value is in no outer quarter or fifth of its comparison group.
    lower, upper : number, array or str, optional
        The value's interval, or the control limits; taken instead of those of a `Statistic`.
    lower_99_8, upper_99_8 : number, array or str, optional
        The same at 99.8%, where `lower` and `upper` are at 95%: with `single_interval` and `control_limits` the outcome
        then has two levels.
    benchmark_lower, benchmark_upper : number, array or str, optional
        The benchmark's interval, for `double_interval`.
    tolerance : float, optional
        For `percentage_tolerance`: a fraction of the benchmark. None: 0.10.
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
        `outcome`, `difference` (with quartiles and quintiles `group` instead) and `status`: scalars, or arrays of one
        element a row. With `data`, the frame with the columns `outcome`, `difference` or `group`, `comparison_status`
        and `comparison_method`: its `status` and `method`, where it has them, are those of the values.

    Raises
    ------
    HeadwayError
        For no benchmark, one that is not in the unit of a `Statistic` (11.63 beside shares of 1; thirty times off
        its interval or more in every row, of shares one of at most 1 beside per cents), numbers that are in every row
        as shares are beside per cents (0.142 beside 11.63), limits that the method needs
        and were not given, a Statistic whose limits are not what the method takes, arguments that the method does not
        use, an unknown method or polarity, a tolerance that is no fraction, two of Statistic that differ in multiplier
        or groups, arrays of different lengths, and a column that is missing or not of numbers.

    Notes
    -----
    A row that is not compared says why: `no_data`, `no_benchmark`, `no_limits`, `reversed_limits`, `outside_limits` (a
    value that is not in its own interval, or a benchmark that is not within the control limits about it), `not_finite`,
    `no_polarity` or `too_few_values`; or, where the value is a `Statistic` that has none, in the word of that:
    `suppressed`, `zero_denominator`, `missing` and so on. Limits and benchmarks are compared as printed decimals.

    OHID, Fingertips technical guidance; quantiles by definition 7 of Hyndman and Fan (1996).

    Examples
    --------
    >>> smoking = hw.stats.proportion(0.1423 * 586, 586, multiplier=100)
    >>> hw.stats.compare(smoking, 11.63, polarity="low_is_good")
    worse, difference 2.6, compared, benchmark against the value's interval at 95%
    >>> both = hw.stats.proportion([83.4, 50, 68], 586, multiplier=100, confidence=[0.95, 0.998])
    >>> hw.stats.compare(both, 11.63, polarity="low_is_good").outcome
    array(['worse_95', 'better_95', 'similar'], dtype='<U12')
    >>> hw.stats.compare([77.4, 77.3], 86, polarity="high_is_good", method="percentage_tolerance").outcome
    array(['similar', 'worse'], dtype='<U12')
    """
    method = word(method, "method", ComparisonMethod)
    quantiles = method in _QUANTILES
    inner = {"lower": lower, "upper": upper, "lower_99_8": lower_99_8, "upper_99_8": upper_99_8}
    outside = {"benchmark_lower": benchmark_lower, "benchmark_upper": benchmark_upper}
    if quantiles and benchmark is not None:
        raise refusal("benchmark", f"one with method {method}", "none, the rows are the comparison group")
    _refuse_unused(method, inner | outside | {"tolerance": tolerance, "by": by, "groups": groups})
    if not quantiles and benchmark is None:
        raise refusal(
            "benchmark", f"None with method {method}",
            "a number, an array, a Statistic or with data= the name of a column (NaN or null in rows that have none)",
        )  # fmt: skip
    _refuse_unlike(value, benchmark)
    if isinstance(value, FunnelLimits):
        raise refusal("value", "the curves of a funnel, whose values are its target", "funnel_points")

    known: list[float | None] = [None, None]  # the levels of the limits of the value and of the benchmark
    takes = _LIMITS_OF.get(method, ())
    if takes and all(limit is None for limit in inner.values()):
        curves = isinstance(benchmark, FunnelLimits) and not isinstance(value, FunnelPoints)
        source, name = (benchmark, "benchmark") if method == "control_limits" and curves else (value, "value")
        if isinstance(source, Estimates):
            inner |= _limits_of(source, name, method)
            known[0] = min(_levels_of(source))
    if _BENCHMARK_INTERVAL[0] in takes and all(limit is None for limit in outside.values()):
        if isinstance(benchmark, Estimates):
            limits = _limits_of(benchmark, "benchmark", method)
            outside = {f"benchmark_{end}": limits[end] for end in _INTERVAL}
            known[1] = min(_levels_of(benchmark))
    two_levels = _check_limits(method, inner | outside)

    required = {"value": _value_of(value)} | ({} if quantiles else {"benchmark": _value_of(benchmark)})
    inputs = Arguments(data, by, groups=groups, optional=inner | outside, by_row=True, **required)
    if isinstance(value, Estimates) and not quantiles and not isinstance(benchmark, Estimates):
        value._refuse_other_unit(inputs["benchmark"], "benchmark")
    elif isinstance(benchmark, Estimates) and not isinstance(value, Estimates):
        benchmark._refuse_other_unit(inputs["value"], "value")
    elif not quantiles and not isinstance(value, Estimates):
        interval = (None, None) if method == "control_limits" else (inputs.get("lower"), inputs.get("upper"))
        _refuse_shares_and_per_cents(inputs["value"], *interval, inputs["benchmark"], "benchmark")
    share = 0.10 if tolerance is None else number(tolerance, "tolerance", null=False)
    outcome, status, difference, group = _core.compare(
        inputs["value"], inputs.get("lower"), inputs.get("upper"), inputs.get("lower_99_8"), inputs.get("upper_99_8"),
        inputs.get("benchmark"), inputs.get("benchmark_lower"), inputs.get("benchmark_upper"),
        polarity_codes(inputs, polarity), inputs.pooled() if quantiles else None, inputs.group_count, method,
        two_levels, share, flag(inclusive, "inclusive"),
    )  # fmt: skip
    columns: dict[str, Column] = {"outcome": Words(outcome, BenchmarkOutcome)}
    columns |= {"group": WholeNumbers(group)} if quantiles else {"difference": difference}
    columns["status"] = _statuses(status, value)
    rule = {"method": str(method), "confidence": [*_TWO_LEVELS] if two_levels else known[0],
            **({"benchmark_confidence": known[1]} if method == "double_interval" else {}),
            "tolerance": share if method == "percentage_tolerance" else None, "inclusive": inclusive,
            "polarity": polarity}  # fmt: skip
    result = give_back(Comparison, inputs, columns, method=_in_full(_core.comparison_method(method, two_levels), rule),
                       by_row=True, prefix="comparison_")  # fmt: skip
    if isinstance(result, Comparison):
        result.rule, result.groups = rule, _names_of(value, benchmark)
    return result


def _refuse_unused(method: str, given: dict[str, Any]) -> None:
    """Refuse, by name, what was given and the method does not use: it would be taken for what decided."""
    takes: tuple[str, ...] = _LIMITS_OF.get(method, ())
    takes += ("tolerance",) if method == "percentage_tolerance" else ("by", "groups") if method in _QUANTILES else ()
    unused = [name for name, argument in given.items() if argument is not None and name not in takes]
    if unused:
        raise refusal("compare", f"{', '.join(unused)} with method {method}, which does not take that",
                      ", ".join(takes))  # fmt: skip


def _check_limits(method: str, given: dict[str, Any]) -> bool:
    """Refuse a method without the limits that it needs; whether there are two levels."""
    needed = [name for name in _LIMITS_OF.get(method, ()) if name not in _OUTER]
    lacking = [name for name in needed if given[name] is None]
    if lacking:
        raise refusal("compare", f"no {', '.join(lacking)}", f"method {method} with {', '.join(needed)}")
    outer = [name for name in _OUTER if given[name] is not None]
    if len(outer) == 1:
        raise refusal("compare", f"{outer[0]} alone", "lower_99_8 and upper_99_8")
    return len(outer) == 2


def _in_full(named: str, rule: dict[str, Any]) -> str:
    """The name of a method with what else decides: its level or tolerance, where known, and edges if not inclusive."""
    level, other = rule["confidence"], rule.get("benchmark_confidence")
    at = ""
    if isinstance(level, float) and (other == level or "benchmark_confidence" not in rule):
        at = f" at {percent(level)}%"
    elif "benchmark_confidence" in rule and (level or other):
        sides = {"the value's": level, "the benchmark's": other}
        at = f" ({', '.join(f'{side} at {percent(share)}%' for side, share in sides.items() if share)})"
    if rule["tolerance"] is not None:
        named = named.replace("a share of", f"{percent(rule['tolerance'])}% of")
    name, version = named.split(", ", 1)
    return f"{name}{at}, {version}" + ("" if rule["inclusive"] else ", inclusive=False")


@documented_as(compare)
def goal(value: Any, *, lower: Any = None, upper: Any = None, polarity: Polarity | str | Sequence[str | None] | None,
         better_inclusive: bool = True, similar_inclusive: bool = True, data: Any = None) -> Any:  # fmt: skip
    """Whether values meet a goal of one limit or two.

    Parameters
    ----------
    value : number, array, str or Statistic
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

    Returns
    -------
    Comparison or frame
        As for `compare`; `difference` is from the limit that is to be reached.

    Raises
    ------
    HeadwayError
        For no limit, one that is not in the unit of a `Statistic`, shares beside per cents as for `compare`, an unknown
        polarity, arrays of different lengths, and a column that is missing or not of numbers.

    Notes
    -----
    OHID, Fingertips technical guidance. Fingertips has both edges inclusive where high is good, and where low is good
    both inclusive for one limit and neither for two.

    Examples
    --------
    >>> hw.stats.goal([89.9, 90, 95], lower=90, upper=95, polarity="high_is_good").outcome
    array(['worse', 'similar', 'better'], dtype='<U12')
    >>> hw.stats.goal(7.3, upper=8, polarity="low_is_good")
    better, difference -0.7, compared, value against a goal
    """
    if lower is None and upper is None:
        raise refusal("goal", "no limit", "lower, upper or both")
    inputs = Arguments(data, None, optional={"lower": lower, "upper": upper}, by_row=True, value=_value_of(value))
    for name, limit in (("lower", inputs.get("lower")), ("upper", inputs.get("upper"))):
        if isinstance(value, Estimates) and limit is not None:
            value._refuse_other_unit(limit, name)
        elif limit is not None:
            _refuse_shares_and_per_cents(inputs["value"], None, None, limit, name)
    outcome, status, difference = _core.compare_with_goal(
        inputs["value"], inputs.get("lower"), inputs.get("upper"), polarity_codes(inputs, polarity),
        flag(better_inclusive, "better_inclusive"), flag(similar_inclusive, "similar_inclusive"),
    )  # fmt: skip
    columns: dict[str, Column] = {"outcome": Words(outcome, BenchmarkOutcome), "difference": difference,
                                  "status": _statuses(status, value)}  # fmt: skip
    edges = {"better_inclusive": better_inclusive, "similar_inclusive": similar_inclusive}
    method = _core.goal_method + "".join(f", {edge}=False" for edge, inclusive in edges.items() if not inclusive)
    result = give_back(Comparison, inputs, columns, method=method, by_row=True, prefix="comparison_")
    if isinstance(result, Comparison):
        result.rule, result.groups = {"method": "goal", **edges, "polarity": polarity}, _names_of(value)
    return result
