"""Life expectancy from abridged life tables."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa

from headway import _core
from headway._core import HeadwayError
from headway.boundary.arguments import Floats, Groups, levels_of
from headway.boundary.documented import documented_as
from headway.boundary.problems import refusal
from headway.boundary.scalars import number
from headway.boundary.values import column_of, dimensions, is_text
from headway.stats.age_bands import AgeInputs
from headway.stats.standardise import directly_standardised_rate
from headway.stats.statistic import MISSING, statistic_of


@documented_as(directly_standardised_rate)
def life_expectancy(deaths: Any, population: Any, start_age: Any = None, at: Any = 0, *, age_bands: Any = None,
                    groups: Any = None, data: Any = None, by: str | list[str] | None = None,
                    confidence: float | list[float] = 0.95) -> Any:  # fmt: skip
    """Life expectancy, with its interval, from deaths and people by age band.

    Parameters
    ----------
    deaths, population : array or str
        Deaths, and the people or person-years among whom they happened, one element an age band of an area: three years
        of deaths go with the sum of three years' populations. With `data`, names of columns.
    start_age : array or str, optional
        The first age of each band, where the last band is open; or labels, as `age_bands`. In any order; all groups of
        a call have the same bands.
    at : float or list of float, default 0
        The age, or ages, that years of life are counted from; each starts a band.
    age_bands : array or str, optional
        Instead of `start_age`: labels such as ``"Under 1"``, ``"1 to 4"``, ``"Aged 5-9"``, ``"90 and over"``. In any
        order; all groups of a call have the same bands.

    Returns
    -------
    Statistic or frame
        One element or row a group, and age where `at` is a list (all ages of the first group first; `.groups` then has
        ages, or pairs of group and age): `value`, `lower`, `upper` in years, `status`, `age`, and `suppression` (None,
        or null in a frame, where there is none).

    Raises
    ------
    HeadwayError
        For columns of different lengths; ages or labels that are none, overlap or leave one out; a band that an area
        has twice; labels whose last band is not open; an age that no band starts at; a level that is none.

    Notes
    -----
    Not printed, and why: a number or band that is not there (`missing`); no people in a band (`zero_denominator`); more
    deaths than people (`count_above_denominator`); and as `suppressed`, 5,000 people or fewer in all
    (`small_population`), no deaths in the last band (`no_deaths_in_last_band`), or a 95% interval of more than 20 years
    (`wide_interval`). What is suppressed has no limits either, for it lies in the middle of them.

    Chiang (1984); Silcocks, Jenner and Reza (2001), J Epidemiol Community Health 55, for the last band; Eayres and
    Williams (2004), the same 58.

    Examples
    --------
    >>> ages = [0, 1, 15, 45, 65, 75, 85]
    >>> deaths = [13, 5, 62, 207, 374, 580, 578]
    >>> people = [3_100, 45_350, 97_500, 59_600, 20_800, 11_700, 3_750]
    >>> hw.stats.life_expectancy(deaths, people, ages)
    80.74 (80.17 to 81.31 at 95%), abridged life table
    >>> hw.stats.life_expectancy(deaths, people, ages, at=[0, 65]).value.round(1)
    array([80.7, 19.1])
    >>> bands = ["Under 1", "1 to 14", "15-44", "45-64", "65-74", "75-84", "85 and over"]
    >>> hw.stats.life_expectancy(deaths, people, age_bands=bands)
    80.74 (80.17 to 81.31 at 95%), abridged life table
    """
    if (start_age is None) == (age_bands is None):
        found = "nothing" if start_age is None else "both"
        raise refusal("start_age or age_bands", found, "one of them: first ages of bands, or their labels")
    inputs = AgeInputs(data, by, groups=groups, deaths=deaths, population=population)
    if age_bands is None:
        bands, labels, starts = _bands(inputs, start_age)
    else:
        bands, labels = inputs.read_bands("age_bands", age_bands)
        starts = np.array(_core.life_table_starts(labels))
    ages = np.array([number(at, "at", null=False)]) if dimensions(at) == 0 else column_of(at, "at")
    if len(ages) == 0:
        raise refusal("at", "no age", "one or more")
    if inputs.group_count == 0:  # no area, so no band: the ages that are asked for start those of none
        starts = np.unique(ages)
        labels = [f"from {start:g}" for start in starts.tolist()]
    levels = levels_of(confidence)
    columns, suppression = _core.life_expectancy(inputs.codes, inputs.group_count, bands, labels, starts,
                                                 inputs["deaths"], inputs["population"], ages, levels)  # fmt: skip
    inputs.pooled()  # rows without groups are one area
    areas = inputs.group_count
    lacks = np.reshape(columns[3] == MISSING, (areas, len(ages)))
    words = inputs.lacking(np.any(lacks, axis=1), bands=bands, labels=labels)
    reason = [word if lack else None for word, row in zip(words, lacks.tolist(), strict=True) for lack in row]
    if dimensions(at) > 0:
        inputs.keys = {name: array.take(pa.array(np.repeat(np.arange(areas), len(ages))))
                       for name, array in inputs.keys.items()}  # fmt: skip
        named = [int(age) if age.is_integer() else age for age in ages.tolist()]
        inputs.groups = named if inputs.groups is None else [(group, age) for group in inputs.groups for age in named]
    extra = {"age": inputs.extra(np.tile(ages, areas)), "suppression": inputs.suppressions(suppression)}
    return statistic_of(inputs, *columns, confidence=confidence, multiplier=1, method=_core.life_expectancy_method,
                        extra=extra, measure="years", reason=reason)  # fmt: skip


def _bands(inputs: AgeInputs, start_age: Any) -> tuple[Groups, list[str], Floats]:
    """Which band each row is of, what the bands are called and where they start. Ages come as numbers or as labels."""
    if inputs.frame is None:
        labelled = isinstance(start_age, str) or (dimensions(start_age) > 0
                                                  and any(isinstance(age, str) for age in start_age))  # fmt: skip
    else:
        start_age = inputs.frame.named("start_age", start_age)
        inputs.frame.require([start_age])
        try:
            labelled = is_text(inputs.frame.arrow(start_age).type)
        except HeadwayError:  # of several types: `read_bands` says in which rows
            labelled = True
    if labelled:
        bands, labels = inputs.read_bands("start_age", start_age)
        return bands, labels, np.array(_core.life_table_starts(labels))
    if inputs.frame is not None:
        ages = inputs.frame.numbers(start_age)
    elif dimensions(start_age) == 0:
        ages = np.array([number(start_age, "start_age")])
    else:
        inputs.refuse_other_index("start_age", start_age)
        ages = column_of(start_age, "start_age")
    if len(ages) != inputs.rows:
        raise refusal("start_age", f"{len(ages)} ages for {inputs.rows} rows", "one a row")
    known = ~np.isnan(ages)
    starts, found = np.unique(ages[known], return_inverse=True)
    bands = np.full(len(ages), -1, np.int32)
    bands[known] = found
    return bands, [f"from {start:g}" for start in starts.tolist()], starts
