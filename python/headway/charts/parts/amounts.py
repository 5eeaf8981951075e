"""The amounts of one chart, all written in the same unit with the same decimals."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from headway.language.figures import decimals, figure, money, scale_of, written

NEXT = {"\u00a3k": "\u00a3m", "\u00a3m": "\u00a3bn"}  # the unit that a thousand of another is one of


class Amounts(NamedTuple):
    """How amounts are written: in which unit, with how many decimals, and how many of the unit that they are counted in
    one of it is; one that `turns` to the next unit is written in that from a thousand on: £1.16m beside £930k."""

    unit: str
    places: int
    per: float = 1.0
    turns: bool = False

    def __call__(self, amount: float, *, signed: bool = False) -> str:
        """An amount with its unit; NaN is not known."""
        if self.turns and (larger := NEXT.get(self.unit)) and abs(self._rounded(amount)) >= 1000:
            thousands = round(written(amount, self.per * 1000), self.places + 3)
            return money(thousands, larger, decimals(thousands, most=6), signed=signed)
        return money(written(amount, self.per), self.unit, self.places, signed=signed)

    def bare(self, amount: float) -> str:
        """An amount without its unit; nothing where it is not known."""
        return "" if math.isnan(amount) else figure(written(amount, self.per), places=self.places)

    def along(self, ticks: Sequence[float]) -> Amounts:
        """How the round amounts of a scale are written beside these."""
        return self._replace(places=decimals(*(written(tick, self.per) for tick in ticks), most=6))

    def print_as_0(self, amount: float) -> bool:
        return not math.isnan(amount) and self._rounded(amount) == 0

    def rounded(self, amount: float) -> float:
        """An amount as it is printed, in the unit that it is counted in."""
        return self._rounded(amount) * self.per

    def _rounded(self, amount: float) -> float:
        return round(written(amount, self.per), self.places)


def amounts_of(unit: str, *amounts: float) -> Amounts:
    """How these are written: long ones in thousands, millions or billions, with the most decimals that any uses."""
    written_in, per = scale_of(amounts, unit)
    return Amounts(written_in or unit, decimals(*(written(amount, per) for amount in amounts)), per)
