"""The amounts of one chart, all written with the same decimals."""

from __future__ import annotations

import math
from typing import NamedTuple

from headway.language.figures import decimals, figure, money


class Amounts(NamedTuple):
    """How amounts are written: the unit that they are counted in, and their decimals."""

    unit: str
    places: int

    def __call__(self, amount: float, *, signed: bool = False) -> str:
        """An amount with its unit; NaN is not known."""
        return money(amount, self.unit, self.places, signed=signed)

    def bare(self, amount: float) -> str:
        """An amount without its unit; nothing where it is not known."""
        return "" if math.isnan(amount) else figure(amount, places=self.places)

    def print_as_0(self, amount: float) -> bool:
        return not math.isnan(amount) and round(abs(amount), self.places) == 0


def amounts_of(unit: str, *amounts: float) -> Amounts:
    """How these are written: with the most decimals that any of them uses."""
    return Amounts(unit, decimals(*amounts))
