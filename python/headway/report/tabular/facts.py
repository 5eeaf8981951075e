"""Every figure of every indicator, once: by indicator, period and what it is."""

from __future__ import annotations

import dataclasses
import math

from headway._core import Period
from headway.report.tabular.keys import period_key


@dataclasses.dataclass
class Fact:
    """One figure of an indicator, NaN where there is none, and why there is none."""

    slug: str
    period: Period | None
    measure: str
    value: float
    why: str
    places: int
    note: str
    unit: str | None


class Facts:
    """Figures by indicator, period and measure. An indicator that stands in several sections has one of each."""

    def __init__(self, periods: dict[str, Period | None]) -> None:
        self._periods = periods
        self._found: dict[tuple[str, str, str], Fact] = {}

    def add(
        self, key: tuple[str, Period | None, str], value: float, why: str, places: int, *, note: str, unit: str | None,
        of_history: bool = False,
    ) -> None:  # fmt: skip
        slug, period, measure = key
        self._periods.setdefault(period_key(period), period)
        named = (slug, period_key(period), measure)
        fact = self._found.get(named)
        if fact is None or math.isnan(fact.value) and not math.isnan(value):
            self._found[named] = Fact(slug, period, measure, value, why, places, note, unit)
        elif not math.isnan(value) and value != fact.value:
            differs = f"the history has {value!r}" if of_history else f"another section has {value!r}"
            fact.note = "; ".join(filter(None, (fact.note, differs)))

    def rows(self) -> list[Fact]:
        """In the order of indicators, each by time."""
        order = {slug: place for place, slug in enumerate(dict.fromkeys(slug for slug, _, _ in self._found))}
        return [self._found[key] for key in sorted(self._found, key=lambda key: (order[key[0]], key[1], key[2]))]
