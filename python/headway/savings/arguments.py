"""What callers say of a savings plan, read strictly: gaps by year, weights by level, printed totals, other versions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from headway._core import HeadwayError, Period
from headway.boundary.problems import refuse
from headway.boundary.scalars import number
from headway.boundary.times import Time, each_period_of
from headway.savings.confidence import ConfidenceScale

# The expected total, totals by level, run rates, increments, over-achievement, as the core takes them.
Printed: TypeAlias = tuple[float, list[float], list[float], list[float], float]


def year_of(year: Time, name: str, years: Sequence[Period]) -> Period:
    """A year by its label, in the calendar of the plan's own."""
    return each_period_of([year], name, years[0].start.month, years=True)[0]


def gaps_of(gap: Mapping[str, float] | Sequence[float], years: Sequence[Period]) -> list[float]:
    """One a year of the plan, NaN for a year without."""
    if isinstance(gap, Mapping):
        by_year = {year_of(label, "gap", years): number(amount, f"gap of {label}") for label, amount in gap.items()}
        accepted = f"{years[0].label} to {years[-1].label}"
        refuse([f"gap: found {year.label!r}; accepted: {accepted}" for year in by_year if year not in years])
        return [by_year.get(year, float("nan")) for year in years]
    if isinstance(gap, (str, bytes)) or not hasattr(gap, "__iter__"):
        accepted = "amounts by year, {'2025/26': 38.0}, or one for each year"
        raise HeadwayError(f"gap: found {type(gap).__name__}; accepted: {accepted}")
    amounts = [number(amount, f"gap, year {place}") for place, amount in enumerate(gap)]
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
    scale: ConfidenceScale, *, expected: float | None = None, levels: Mapping[str, float] | None = None,
    run_rate: Sequence[float] = (), increments: Sequence[float] = (), over_achievement: float | None = None,
) -> Printed:  # fmt: skip
    """Totals as they were printed; what was not is NaN, or nothing."""
    words, by_level = [level.word for level in scale.levels], dict(levels or {})
    refuse([f"levels: found {word!r}; accepted: {', '.join(words)}" for word in by_level if word not in words])
    return (
        number(expected, "expected"),
        [number(by_level.get(word), f"level {word!r}") for word in words] if by_level else [],
        [number(total, f"run_rate, year {place}") for place, total in enumerate(run_rate)],
        [number(total, f"increments, year {place}") for place, total in enumerate(increments)],
        number(over_achievement, "over_achievement"),
    )
