"""Standardised rates: direct, by a standard population; indirect, against a reference."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from headway import _core
from headway.boundary.arguments import levels_of
from headway.boundary.documented import documented_as
from headway.boundary.frames import Frame
from headway.boundary.problems import refusal, refuse
from headway.boundary.scalars import number, word
from headway.boundary.values import dimensions
from headway.stats.age_bands import AgeInputs, is_esp2013, is_matched
from headway.stats.intervals import proportion
from headway.stats.statistic import statistic_of
from headway.vocabulary import PoissonInterval, PoissonIntervalWord


def european_standard_population_2013() -> dict[str, float]:
    """The European Standard Population of 2013: 100,000 people in 19 age bands.

    Returns
    -------
    dict of str to float
        People by age band, from "0-4" to "90+".

    Notes
    -----
    The word ``"esp2013"``, which `directly_standardised_rate` takes, also knows its 0, 1-4, 90-94 and 95+.

    Eurostat, "Revision of the European Standard Population: report of Eurostat's task force" (2013).

    Examples
    --------
    >>> standard = hw.stats.european_standard_population_2013()
    >>> standard["0-4"], standard["90+"], sum(standard.values())
    (5000.0, 1000.0, 100000.0)
    """
    return _core.european_standard_population_2013(False)


@documented_as(proportion)
def directly_standardised_rate(
    count: Any, population: Any, standard: Any, *, age_bands: Any = None, frequency: Any = None, groups: Any = None,
    data: Any = None, by: str | list[str] | None = None, confidence: float | list[float] = 0.95,
    multiplier: float = 100_000, interval: PoissonInterval | PoissonIntervalWord = "byar",
) -> Any:  # fmt: skip
    """Directly standardised rates with Dobson's intervals: what rates would be at the ages of a standard population.

    Parameters
    ----------
    count, population : array or str
        Events and people (or person-years), one element an age band of an area. With `data`, names of columns.
    standard : 'esp2013', mapping, array or str
        The standard population. ``"esp2013"`` (the European Standard Population 2013, in any case) and a mapping from
        age band to people (a dict, or a pandas Series with bands as its index) are matched to `age_bands` by age; a
        band made of several of the standard's gets their sum. An array, or with `data` the name of a column, has one
        element a row, and in all areas the same for a band.
    age_bands : array or str, optional
        Labels such as ``"0-4"``, ``"Under 1"``, ``"90+"`` or ``"95 and over"``. All groups of a call have the same
        bands.
    frequency : array or str, optional
        Where one person may have several events: how many each, a whole number, while `count` is of people. A band has
        one row a frequency, with the same population on each; needs `age_bands`.
    groups : array, optional
        Which area each row is of; without it all rows are one.
    by : str or list of str, optional
        Columns of `data` that tell areas apart.
    multiplier : float, default 100_000
        What the rate is printed per.
    interval : {'byar', 'exact'}, default 'byar'
        The limits of the events, from which Dobson's are made.

    Returns
    -------
    Statistic or frame
        One element or row a group, in the order of their first rows: `value`, `lower`, `upper`, `status`, `reason`
        (which age bands or numbers a `missing` area lacks; None, or null in a frame, elsewhere), and `total_count`,
        `total_population` and `suppression` (`fewer_than_10_events`; None, or null in a frame, where there is none).
        Limits as for `proportion`.

    Raises
    ------
    HeadwayError
        For columns of different lengths; labels that are no age bands, overlap or leave one out; a band that an area
        has twice, that the standard does not have or has two amounts for; pandas Series with different indexes; a
        frequency, level, multiplier or interval that is none.

    Notes
    -----
    Fewer than 10 events in bands of the standard are `suppressed`, their total too. An area that lacks a band which
    others have, or a number, is `missing`: an unknown count is not 0, so fill in zeros where a band without a row had
    no events. A band without people is `zero_denominator`.

    Dobson et al (1991), Statistics in Medicine 10; PHE, "Technical guide: confidence intervals" (2018); Morris et al
    (2018), Population Health Metrics 16, for the 10 events.

    Examples
    --------
    >>> bands = ["0-14", "15-64", "65+"]
    >>> hw.stats.directly_standardised_rate([3, 20, 90], [8_000, 30_000, 7_000], "esp2013", age_bands=bands)
    299.7 (246.7 to 360.6 at 95%), directly standardised rate
    >>> deaths = pd.DataFrame({
    ...     "ward": ["Bevois"] * 3 + ["Bargate"] * 3,
    ...     "age": bands * 2,
    ...     "deaths": [3, 20, 90, 0, 2, 7],
    ...     "people": [8_000, 30_000, 7_000, 2_000, 9_000, 1_500],
    ... })
    >>> rates = hw.stats.directly_standardised_rate(
    ...     "deaths", "people", "esp2013", age_bands="age", data=deaths, by="ward")
    >>> rates.round(1).drop(columns=["lower", "upper", "total_population", "reason", "method"])
          ward  value  total_count           suppression      status
    0   Bevois  299.7        113.0                   NaN   estimated
    1  Bargate    NaN          NaN  fewer_than_10_events  suppressed
    """
    limits = word(interval, "interval", PoissonInterval)
    if isinstance(standard, str) and data is None and not is_esp2013(standard):
        raise refusal("standard", repr(standard),
                      "'esp2013', a mapping from age bands to people, or an array of one element a row")  # fmt: skip
    frame = None if data is None else Frame(data)
    of_europe = is_esp2013(standard) and (frame is None or standard not in frame)
    if frame is not None and isinstance(standard, str) and not of_europe:
        frame.require([standard], hint="standard is a column, 'esp2013' or a mapping from age bands to people")
    matched = of_europe or is_matched(standard, age_bands, count, population, frequency, groups)
    by_age, by_row = ({"standard": standard}, {}) if matched else ({}, {"standard": standard})
    inputs = AgeInputs(frame, by, groups=groups, age_bands=age_bands, matched=by_age, one_a_band=list(by_row),
                       optional={"frequency": frequency}, count=count, population=population, **by_row)  # fmt: skip
    _refuse_frequencies(inputs)
    levels = levels_of(confidence)
    columns, counts, people, suppression = _core.directly_standardised_rate(
        *inputs.rows_of_areas, inputs["count"], inputs["population"], inputs["standard"], inputs.get("frequency"),
        levels, number(multiplier, "multiplier", null=False), limits,
    )  # fmt: skip
    extra = {"total_count": inputs.extra(counts), "total_population": inputs.extra(people),
             "suppression": inputs.suppressions(suppression)}  # fmt: skip
    method = _core.direct_method(limits, frequency is None)
    inputs.pooled()  # rows without groups are one area
    return statistic_of(inputs, *columns, confidence=confidence, multiplier=multiplier, method=method, extra=extra,
                        measure="rate", reason=inputs.reasons(columns[3]))  # fmt: skip


def _refuse_frequencies(inputs: AgeInputs) -> None:
    """Refuse a frequency that no person can have."""
    frequency = inputs.get("frequency")
    if frequency is None:
        return
    column = inputs.columns.get("frequency")
    name = "frequency" if column is None else f"column {column!r}"
    refuse([
        f"row {row}, {name}: found {frequency[row]:.10g}; accepted: a whole number of events, 1 or more"
        for row in np.flatnonzero(~np.isnan(frequency) & ~((frequency >= 1) & (frequency % 1 == 0))).tolist()
    ])


@documented_as(directly_standardised_rate)
def indirectly_standardised_ratio(
    count: Any, population: Any, reference_count: Any, reference_population: Any, *, age_bands: Any = None,
    groups: Any = None, data: Any = None, by: str | list[str] | None = None, confidence: float | list[float] = 0.95,
    multiplier: float = 1, interval: PoissonInterval | PoissonIntervalWord = "byar",
) -> Any:  # fmt: skip
    """Indirectly standardised ratios: events observed against those expected at a reference's rates.

    Parameters
    ----------
    count : number, array, mapping or str
        Events by age band, one element a row; or, where ages are not known, in all: a number for one area, a mapping
        from group to total for several (from a tuple where `by` has several columns).
    population : array or str
        People (or person-years), one element an age band of an area.
    reference_count, reference_population : array, mapping or str
        Events and people of the reference: one element a row, or a mapping from age band (a dict, or a pandas Series
        with bands as its index), matched to `age_bands` by age.
    multiplier : float, default 1
        What the ratio is printed per: 100 where the reference is to be 100.
    interval : {'byar', 'exact'}, default 'byar'
        The limits of the observed events.

    Returns
    -------
    Statistic or frame
        One element or row a group: `value`, `lower`, `upper`, `status`, `reason`, `observed` and `expected`.

    Raises
    ------
    HeadwayError
        As for `directly_standardised_rate`, for totals of groups that do not occur, and for a standard population as
        the reference.

    Notes
    -----
    A ratio compares an area with the reference, not two areas with each other: their weights differ. An area that lacks
    a number or a band is `missing`; where nothing is expected it is `zero_denominator`.

    Breslow and Day (1987); PHE, "Technical guide: confidence intervals" (2018).

    Examples
    --------
    >>> ratio = hw.stats.indirectly_standardised_ratio(
    ...     117, [8_000, 30_000, 7_000], [900, 12_000, 88_000], [1e7, 3.6e7, 1e7], multiplier=100)
    >>> ratio, round(ratio.expected, 1)
    (161.8 (133.8 to 193.9 at 95%), indirect standardisation, 72.3)
    """
    return _indirect(True, count, population, reference_count, reference_population, age_bands, groups, data, by,
                     confidence, multiplier, interval)  # fmt: skip


@documented_as(indirectly_standardised_ratio)
def indirectly_standardised_rate(
    count: Any, population: Any, reference_count: Any, reference_population: Any, *, age_bands: Any = None,
    groups: Any = None, data: Any = None, by: str | list[str] | None = None, confidence: float | list[float] = 0.95,
    multiplier: float = 100_000, interval: PoissonInterval | PoissonIntervalWord = "byar",
) -> Any:  # fmt: skip
    """Indirectly standardised rates: the ratio of observed to expected events times the reference's crude rate.

    Parameters
    ----------
    multiplier : float, default 100_000
        What the rate is printed per.

    Notes
    -----
    Breslow and Day (1987); PHE, "Technical guide: confidence intervals" (2018).

    Examples
    --------
    >>> reference = {"0-14": 900, "15-64": 12_000, "65+": 88_000}
    >>> people = {"0-14": 1e7, "15-64": 3.6e7, "65+": 1e7}
    >>> hw.stats.indirectly_standardised_rate(
    ...     [3, 20, 94], [8_000, 30_000, 7_000], reference, people, age_bands=["0-14", "15-64", "65+"])
    291.5 (241.1 to 349.4 at 95%), indirect standardisation
    """
    return _indirect(False, count, population, reference_count, reference_population, age_bands, groups, data, by,
                     confidence, multiplier, interval)  # fmt: skip


def _indirect(ratio: bool, count: Any, population: Any, reference_count: Any, reference_population: Any, age_bands: Any,
              groups: Any, data: Any, by: str | list[str] | None, confidence: Any, multiplier: float,
              interval: PoissonInterval | PoissonIntervalWord) -> Any:  # fmt: skip
    limits = word(interval, "interval", PoissonInterval)
    frame = None if data is None else Frame(data)
    for name, value in (("reference_count", reference_count), ("reference_population", reference_population)):
        if is_esp2013(value) and (frame is None or value not in frame):
            raise refusal(name, f"{value!r}, a standard population, in which nothing happened",
                          "one element a row, or a mapping from age bands, of a reference with events and people (for "
                          "a standard population: directly_standardised_rate)")  # fmt: skip
    several = groups is not None or by is not None
    in_all = isinstance(count, Mapping) or (not several and not isinstance(count, str) and dimensions(count) == 0
                                            and (data is not None or dimensions(population) > 0))  # fmt: skip
    matched: dict[str, Any] = {}
    by_row = {} if in_all else {"count": count}
    by_row["population"] = population
    for name, value in (("reference_count", reference_count), ("reference_population", reference_population)):
        (matched if is_matched(value, age_bands, count, population, groups) else by_row)[name] = value
    inputs = AgeInputs(frame, by, groups=groups, age_bands=age_bands, matched=matched, **by_row)
    observed = None
    if isinstance(count, Mapping):
        observed = inputs.numbers_by_area(count, "count")
    elif in_all:
        inputs.refuse_column_number("count", count)
        observed = np.array([number(count, "count")])
    columns, seen, expected = _core.indirectly_standardised(
        *inputs.rows_of_areas, inputs.get("count"), observed, inputs["population"], inputs["reference_count"],
        inputs["reference_population"], ratio, levels_of(confidence), number(multiplier, "multiplier", null=False),
        limits,
    )  # fmt: skip
    extra = {"observed": inputs.extra(seen), "expected": inputs.extra(expected)}
    method = _core.indirect_method(limits)
    inputs.pooled()  # rows without groups are one area
    return statistic_of(inputs, *columns, confidence=confidence, multiplier=multiplier, method=method, extra=extra,
                        measure="ratio" if ratio else "rate",
                        reason=inputs.reasons(columns[3], observed))  # fmt: skip
