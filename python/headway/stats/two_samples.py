"""Two proportions, or two rates, compared: their difference and their ratio."""

from __future__ import annotations

from typing import Any

from headway import _core
from headway.boundary.arguments import Arguments, Floats, levels_of
from headway.boundary.documented import documented_as
from headway.boundary.in_batches import statistic, takes_streams
from headway.boundary.scalars import number, word
from headway.stats.intervals import proportion
from headway.stats.statistic import statistic_of
from headway.vocabulary import PoissonInterval, PoissonIntervalWord


@documented_as(proportion)
@takes_streams(statistic(by_row=True))
def proportion_difference(count: Any, denominator: Any, other_count: Any, other_denominator: Any, *, data: Any = None,
                          by: str | list[str] | None = None, confidence: float | list[float] = 0.95,
                          multiplier: float = 1) -> Any:  # fmt: skip
    """How much higher one proportion is than another, with Newcombe's interval.

    Parameters
    ----------
    count, denominator : number, array or str
        How many have the property, of how many, in the first sample. With `data`, names of columns. A single number
        goes with every row.
    other_count, other_denominator : number, array or str
        The same of the second sample, which is taken off. The samples share nobody.
    multiplier : float, default 1
        100 for percentage points.

    Notes
    -----
    The limits come from the Wilson intervals of both proportions (method 10), so they stay within -1 and 1 and no count
    is too small. An interval that leaves 0 out is a significant difference; two intervals that overlap say nothing of
    the kind. A row that either proportion has not is `missing`, `not_finite`, `negative`, `zero_denominator` or
    `count_above_denominator`.

    Newcombe (1998), Statistics in Medicine 17, 873.

    Examples
    --------
    >>> hw.stats.proportion_difference(56, 70, 48, 80, multiplier=100)
    20 (5.243 to 33.39 at 95%), Newcombe's hybrid score interval
    """
    inputs, samples = _samples("denominator", count, denominator, other_count, other_denominator, data, by)
    columns = _core.proportion_difference(*samples, levels_of(confidence), number(multiplier, "multiplier", null=False))
    method = _core.proportion_difference_method
    return statistic_of(inputs, *columns, confidence=confidence, multiplier=multiplier, method=method,
                        measure="difference")  # fmt: skip


@documented_as(proportion_difference)
@takes_streams(statistic(by_row=True))
def proportion_ratio(count: Any, denominator: Any, other_count: Any, other_denominator: Any, *, data: Any = None,
                     by: str | list[str] | None = None, confidence: float | list[float] = 0.95) -> Any:  # fmt: skip
    """How many times as high one proportion is as another, with Koopman's score interval.

    Parameters
    ----------
    other_count, other_denominator : number, array or str
        The same of the second sample, which is what is divided by. The samples share nobody.

    Notes
    -----
    None in the first sample: the ratio is 0 and so is its lower limit. None in the second: there is no ratio
    (`zero_denominator`), but it has a lower limit, and the upper one is infinity. The limits of the ratio turned over
    are the limits turned over.

    Koopman (1984), Biometrics 40, 513.

    Examples
    --------
    >>> hw.stats.proportion_ratio(36, 40, 16, 80)
    4.5 (2.94 to 7.152 at 95%), Koopman's score interval
    """
    inputs, samples = _samples("denominator", count, denominator, other_count, other_denominator, data, by)
    columns = _core.proportion_ratio(*samples, levels_of(confidence))
    return statistic_of(inputs, *columns, confidence=confidence, multiplier=1, method=_core.proportion_ratio_method,
                        measure="ratio")  # fmt: skip


@documented_as(proportion)
@takes_streams(statistic(by_row=True))
def rate_difference(count: Any, population: Any, other_count: Any, other_population: Any, *, data: Any = None,
                    by: str | list[str] | None = None, confidence: float | list[float] = 0.95, multiplier: float = 1,
                    interval: PoissonInterval | PoissonIntervalWord = "byar") -> Any:  # fmt: skip
    """How much higher one rate of events is than another.

    Parameters
    ----------
    count, population : number, array or str
        Events, and the population or person-years in which they happened. With `data`, names of columns.
    other_count, other_population : number, array or str
        The same of the second sample, which is taken off.
    multiplier : float, default 1
        What the difference is printed per: 100_000.
    interval : {'byar', 'exact'}, default 'byar'
        The interval of each rate that the limits come from: see `crude_rate`.

    Raises
    ------
    HeadwayError
        As for `proportion`, and for an unknown interval.

    Notes
    -----
    Zou and Donner (2008), Statistics in Medicine 27: the method of variance estimates recovery (MOVER).

    Examples
    --------
    >>> hw.stats.rate_difference(41, 28_010, 15, 19_017, multiplier=1000)
    0.675 (0.0167 to 1.302 at 95%), MOVER from Byar's intervals
    """
    limits = word(interval, "interval", PoissonInterval)
    inputs, samples = _samples("population", count, population, other_count, other_population, data, by)
    per = number(multiplier, "multiplier", null=False)
    columns = _core.rate_difference(*samples, levels_of(confidence), per, limits)
    method = _core.rate_difference_method(limits)
    return statistic_of(inputs, *columns, confidence=confidence, multiplier=multiplier, method=method,
                        measure="difference")  # fmt: skip


@documented_as(rate_difference)
@takes_streams(statistic(by_row=True))
def rate_ratio(count: Any, population: Any, other_count: Any, other_population: Any, *, data: Any = None,
               by: str | list[str] | None = None, confidence: float | list[float] = 0.95) -> Any:  # fmt: skip
    """How many times as high one rate of events is as another, with its exact interval.

    Parameters
    ----------
    other_count, other_population : number, array or str
        The same of the second sample, which is what is divided by.

    Raises
    ------
    HeadwayError
        As for `proportion`.

    Notes
    -----
    Zero counts are as in `proportion_ratio`. Of all events, the share that falls on the first sample is binomial, and
    its Clopper-Pearson limits give those of the ratio.

    Przyborowski and Wilenski (1940), Biometrika 31; Breslow and Day (1987).

    Examples
    --------
    >>> hw.stats.rate_ratio(41, 28_010, 15, 19_017)
    1.856 (1.006 to 3.609 at 95%), exact conditional interval
    >>> none = hw.stats.rate_ratio(4, 12, 0, 10)
    >>> none.value, round(none.lower, 3), none.upper, str(none.status)
    (None, 0.55, inf, 'zero_denominator')
    """
    inputs, samples = _samples("population", count, population, other_count, other_population, data, by)
    columns = _core.rate_ratio(*samples, levels_of(confidence))
    return statistic_of(inputs, *columns, confidence=confidence, multiplier=1, method=_core.rate_ratio_method,
                        measure="ratio")  # fmt: skip


def _samples(of: str, count: Any, base: Any, other_count: Any, other_base: Any, data: Any,
             by: str | list[str] | None) -> tuple[Arguments, tuple[Floats, Floats, Floats, Floats]]:  # fmt: skip
    """The arguments of samples whose counts are `of` a denominator or a population; and they as the core takes them."""
    samples = {"count": count, of: base, "other_count": other_count, f"other_{of}": other_base}
    inputs = Arguments(data, by, **samples).summed()
    return inputs, (inputs["count"], inputs[of], inputs["other_count"], inputs[f"other_{of}"])
