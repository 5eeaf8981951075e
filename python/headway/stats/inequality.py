"""The slope and the relative index of inequality."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from headway import _core
from headway._core import HeadwayError
from headway.boundary.arguments import Arguments, levels_of
from headway.boundary.columns import Words, arrow_of
from headway.boundary.documented import documented_as
from headway.boundary.problems import refusal
from headway.boundary.scalars import flag, number, whole, word
from headway.stats.intervals import proportion
from headway.stats.statistic import MISSING, Statistic, limit_columns, statistic_of
from headway.vocabulary import StatisticStatus, ValueType, ValueTypeWord


class InequalityStatistic(Statistic):
    """Slope indices of inequality (`value`, `lower`, `upper`, `status`), and what else their lines say.

    Attributes
    ----------
    relative_index : Statistic
        The relative indices of inequality: the line at the most advantaged end over the line at the least advantaged.
    at_bottom, at_top : float or array
        The lines at relative ranks 0 and 1, times the size of the multiplier.
    """

    relative_index: Statistic
    at_bottom: Any
    at_top: Any


def _reasons(inputs: Arguments, missing: npt.NDArray[np.bool_]) -> list[str | None]:
    """Why each area that is `missing` is: the quantiles and numbers that it lacks."""
    quantile = inputs.get("quantile")
    if quantile is None or not np.all((quantile % 1 == 0) & (quantile >= 1)):
        words = inputs.lacking(missing)
    else:
        numbers, codes = np.unique(quantile, return_inverse=True)
        words = inputs.lacking(missing, bands=codes.astype(np.int32), labels=[f"{each:g}" for each in numbers],
                               band_is="quantile")  # fmt: skip
    return [word or ("no row for a quantile" if lacks else None)
            for word, lacks in zip(words, missing.tolist(), strict=True)]  # fmt: skip


@documented_as(proportion)
def slope_index_of_inequality(value: Any, population: Any, groups: Any = None, *, se: Any = None, lower: Any = None,
                              upper: Any = None, quantile: Any = None, data: Any = None,
                              by: str | list[str] | None = None, confidence: float | list[float] = 0.95,
                              multiplier: float = 1, value_type: ValueType | ValueTypeWord = "normal",
                              transform: bool = False, seed: int = 0, draws: int = 100_000) -> Any:  # fmt: skip
    """The slope index of inequality and, with it, the relative index.

    Parameters
    ----------
    value, population : array or str
        The indicator and the number of people in each quantile, one a row, the least advantaged quantile first. With
        `data`, names of columns.
    groups : array, optional
        The area of each row. Without it, all rows are the quantiles of one.
    se : array or str, optional
        The standard error of each value; for `value_type` normal.
    lower, upper : array or str, optional
        Instead of `se`: the 95% limits of each value.
    quantile : array or str, optional
        What orders the quantiles within an area, the least advantaged lowest: decile 1 the most deprived. Without it,
        rows are in order.
    by : str or list of str, optional
        Columns of `data` instead of `groups`.
    multiplier : float, default 1
        100 prints shares in percentage points. A negative one turns the indicator round: the slope changes its sign and
        the relative index is turned over.
    value_type : {'normal', 'rate', 'proportion'}, default 'normal'
        What the values are. Errors are symmetric in a normal value, in the logarithm of a rate, in the logit of a
        proportion.
    transform : bool, default False
        Draw the line through the logarithms of rates, or the logits of proportions.
    seed : int, default 0
        Of the simulated limits: the same seed gives the same limits.
    draws : int, default 100_000
        Of the simulated limits.

    Returns
    -------
    InequalityStatistic or frame
        `value`, `lower`, `upper` and `status` of the slope index, `.relative_index` with the same of the relative
        index, and `.at_bottom` and `.at_top`, the ends of the line: scalars for one area, arrays with `groups`. With
        `data`, a frame of one row an area with the columns `value`, `lower`, `upper`, `relative_index`,
        `relative_lower`, `relative_upper`, `relative_status`, `at_bottom`, `at_top`, `status`, `reason` (which
        quantiles or numbers a `missing` area lacks) and `method`.

    Raises
    ------
    HeadwayError
        For neither or both of `se` and limits, `se` of rates or proportions, `transform` of normal values, a quantile
        that an area has twice, a multiplier of 0, and a level or length that is none.

    Notes
    -----
    The slope index is the gradient of a line through the values, weighted by population, over the relative rank of the
    quantiles: what separates the two ends of the scale. The relative index is the line at the top over the line at the
    bottom. Limits are closed forms for normal values (Fieller's for the relative index) and for lines through
    logarithms or logits; those of untransformed rates and proportions are simulated.

    An area with a missing number is `missing`, and so is one without a row for a quantile that another area has (where
    `quantile` are whole numbers from 1, and an area has more than half of those up to the highest, each of them is one;
    by scores or without `quantile`, one with fewer rows than another). With a single quantile it is `too_few_points`; a
    rate of 0 or a proportion of 0 or 1 is `no_logarithm`, a value outside its limits `outside_limits`. Where the end of
    the line that is divided by is not clear of 0, the relative index has no limits, and its status is
    `zero_denominator`.

    Low and Low (2004), Journal of Public Health 26, 388; OHID public health technical guidance.

    Examples
    --------
    >>> obesity = hw.stats.slope_index_of_inequality(
    ...     [62.1, 58.4, 55.0, 57.2, 49.9], [1200, 900, 1500, 1100, 1300], se=[1.5, 1.2, 0.9, 1.4, 1.1])
    >>> obesity
    -13.02 (-17.08 to -8.968 at 95%), slope and relative index of inequality
    >>> obesity.relative_index
    0.7924 (0.7366 to 0.8521 at 95%), relative index of inequality
    """
    optional = {"se": se, "lower": lower, "upper": upper, "quantile": quantile}
    inputs = Arguments(data, by, groups=groups, value=value, population=population, optional=optional)
    if inputs.scalar:
        raise refusal("value", "a number", "an array, one quantile a row")
    if se is None and lower is None and upper is None:
        raise HeadwayError(
            "slope_index_of_inequality: found neither standard errors nor limits; accepted: se=, or lower= and upper="
            + ("" if groups is None else " (by name: the third argument is groups)")
        )
    rule = _core.InequalityRule(word(value_type, "value_type", ValueType), flag(transform, "transform"),
                                number(multiplier, "multiplier", null=False), whole(seed, "seed", 0, 2**64 - 1),
                                whole(draws, "draws", 1000, 10_000_000))  # fmt: skip
    slope, relative, at_bottom, at_top = _core.slope_index_of_inequality(
        inputs.pooled(), inputs.group_count, inputs.get("quantile"), inputs["value"], inputs["population"],
        inputs.get("se"), inputs.get("lower"), inputs.get("upper"), rule, levels_of(confidence),
    )  # fmt: skip
    extra: dict[str, Any]
    reason = _reasons(inputs, slope[3] == MISSING)
    if inputs.frame is not None:
        value_of_index, index_lower, index_upper, index_status = relative
        extra = {"relative_index": arrow_of(value_of_index)}
        extra |= limit_columns(index_lower, index_upper, confidence, "relative_")
        extra["relative_status"] = Words(index_status, StatisticStatus).arrow()
    else:
        method = rule.method.replace("slope and relative", "relative", 1)
        index = statistic_of(inputs, *relative, confidence=confidence, multiplier=1, method=method, measure="ratio",
                             reason=reason)  # fmt: skip
        extra = {"relative_index": index}
    extra |= {"at_bottom": inputs.extra(at_bottom), "at_top": inputs.extra(at_top)}
    return statistic_of(inputs, *slope, confidence=confidence, multiplier=multiplier, method=rule.method, extra=extra,
                        kind=InequalityStatistic, measure="slope", reason=reason)  # fmt: skip

