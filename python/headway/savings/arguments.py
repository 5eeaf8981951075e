"""What callers say of a savings plan, read strictly: gaps by year, weights by level, printed totals, other versions."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from headway import _core
from headway._core import HeadwayError, Period
from headway.boundary.problems import refuse
from headway.boundary.scalars import bytes_of, number
from headway.boundary.times import Time, each_period_of
from headway.savings.confidence import ConfidenceScale
from headway.vocabulary import CalendarWord

# The expected total, totals by level, run rates, increments, over-achievement, as the core takes them.
Printed: TypeAlias = tuple[float, list[float], list[float], list[float], float]
# By year, or one for each: numbers in the plan's unit, or money as people print it.
Amounts: TypeAlias = Mapping[str, float | str] | Sequence[float | str]

_NUMBERS_ALONE = re.compile(r"\d{2,4}\s*[-_/\u2010-\u2015]\s*\d{2,4}")


def year_as_written(year: Any, calendar: CalendarWord | int) -> Any:
    """A year of a plan as it is written beside others: "2024-25" is 2024/25, as in headings; other times as they are.

    Two numbers with a dash may be two years or a month elsewhere: a plan has years.
    """
    if not isinstance(year, str) or _NUMBERS_ALONE.fullmatch(year.strip()) is None:
        return year
    try:
        found = _core.year_in_heading(year, calendar)
    except HeadwayError:
        return year
    return year if found is None else found.label


def year_of(year: Time, name: str, years: Sequence[Period]) -> Period:
    """A year by its label, in the calendar of the plan's own."""
    month = years[0].start.month
    return each_period_of([year_as_written(year, month)], name, month, years=True)[0]


def amount_of(amount: float | str | None, name: str, unit: str) -> float:
    """An amount in the plan's unit: a number, or money as people print it, "£0.2m"."""
    if not isinstance(amount, str):
        return number(amount, name)
    (read,), refused = _core.read_amounts([bytes_of(amount)], unit)
    refuse([f"{name}: {why}" for why in refused.values()])
    return float(read)


def gaps_of(gap: Amounts, years: Sequence[Period], unit: str) -> list[float]:
    """One a year of the plan, NaN for a year without."""
    if isinstance(gap, Mapping):
        by_year = {year_of(label, "gap", years): amount_of(amount, f"gap of {label}", unit)
                   for label, amount in gap.items()}  # fmt: skip
        accepted = f"{years[0].label} to {years[-1].label}"
        refuse([f"gap: found {year.label!r}; accepted: {accepted}" for year in by_year if year not in years])
        return [by_year.get(year, float("nan")) for year in years]
    if isinstance(gap, (str, bytes)) or not hasattr(gap, "__iter__"):
        accepted = "amounts by year, {'2025/26': 38.0}, or one for each year"
        raise HeadwayError(f"gap: found {type(gap).__name__}; accepted: {accepted}")
    amounts = [amount_of(amount, f"gap, year {place}", unit) for place, amount in enumerate(gap)]
    if len(amounts) != len(years):
        raise HeadwayError(f"gap: found {len(amounts)} amounts; accepted: one for each of {len(years)} years")
    return amounts


def aliases_of(aliases: Mapping[str, str] | None) -> dict[str, str]:
    """Other names of portfolios, to the names of the plan."""
    given = {} if aliases is None else aliases
    pairs = given.items() if isinstance(given, Mapping) else [(None, None)]
    if not all(isinstance(name, str) for pair in pairs for name in pair):
        accepted = "{'Enabling Services': 'Enabling Excellence'}"
        raise HeadwayError(f"aliases: found what is no mapping of names; accepted: {accepted}")
    return dict(given)


def weights_of(weights: Mapping[str, float], scale: ConfidenceScale) -> list[float]:
    """One a level of the scale."""
    words = [level.word for level in scale.levels]
    accepted = ", ".join(words)
    refuse([f"weights: found {word!r}; accepted: {accepted}" for word in weights if word not in words])
    missing = [word for word in words if word not in weights]
    refuse([f"weights: found none for {word!r}; accepted: one for each of {accepted}" for word in missing])
    return [number(weights[word], f"weight of {word!r}") for word in words]


def printed_of(
    scale: ConfidenceScale, unit: str, *, expected: float | str | None = None,
    levels: Mapping[str, float | str] | None = None, run_rate: Sequence[float | str] = (),
    increments: Sequence[float | str] = (), over_achievement: float | str | None = None,
) -> Printed:  # fmt: skip
    """Totals as they were printed; what was not is NaN, or nothing."""
    words, by_level = [level.word for level in scale.levels], dict(levels or {})
    refuse([f"levels: found {word!r}; accepted: {', '.join(words)}" for word in by_level if word not in words])
    return (
        amount_of(expected, "expected", unit),
        [amount_of(by_level.get(word), f"level {word!r}", unit) for word in words] if by_level else [],
        [amount_of(total, f"run_rate, year {place}", unit) for place, total in enumerate(run_rate)],
        [amount_of(total, f"increments, year {place}", unit) for place, total in enumerate(increments)],
        amount_of(over_achievement, "over_achievement", unit),
    )
