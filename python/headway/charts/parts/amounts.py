"""The amounts of one chart, all written in the same unit with the same decimals."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from headway.language.figures import decimals, figure, money, scale_of, written


class Amounts(NamedTuple):
    """How amounts are written: in which unit, with how many decimals, and how many of the unit that they are counted in
    one of it is."""

    unit: str
    places: int
    per: float = 1.0

    def __call__(self, amount: float, *, signed: bool = False) -> str:
        """An amount with its unit; NaN is not known."""
        return money(written(amount, self.per), self.unit, self.places, signed=signed)

    def bare(self, amount: float) -> str:
        """An amount without its unit; nothing where it is not known."""
        return "" if math.isnan(amount) else figure(written(amount, self.per), places=self.places)

    def along(self, ticks: Sequence[float]) -> Amounts:
        """How the round amounts of a scale are written beside these."""
        return self._replace(places=decimals(*(written(tick, self.per) for tick in ticks), most=6))

    def print_as_0(self, amount: float) -> bool:
        return not math.isnan(amount) and round(abs(written(amount, self.per)), self.places) == 0


def amounts_of(unit: str, *amounts: float) -> Amounts:
    """How these are written: long ones in thousands, millions or billions, with the most decimals that any uses."""
    written_in, per = scale_of(amounts, unit)
    return Amounts(written_in or unit, decimals(*(written(amount, per) for amount in amounts)), per)
