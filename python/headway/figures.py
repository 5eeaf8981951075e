"""Figures as a report prints them: the decimals of their row, thousands, units, and a true minus sign."""

from __future__ import annotations

import math

MINUS = "\u2212"
MOST_DECIMALS = 2


def decimals(*values: float) -> int:
    """The most decimals that these figures use, up to two. NaN uses none.

    >>> from headway.figures import decimals
    >>> decimals(94.26, 95), decimals(706, 351), decimals(float("nan"))
    (2, 0, 0)
    """
    printed = (f"{value:.{MOST_DECIMALS}f}".rstrip("0").partition(".")[2] for value in values if not math.isnan(value))
    return max(map(len, printed), default=0)


def figure(value: float, *, places: int, unit: str | None = None, signed: bool = False) -> str:
    """One figure as text. Of the units only `%` and `GBP` stand beside a figure; others belong to its label.

    >>> from headway.figures import figure
    >>> figure(86.6, places=2), figure(2458, places=0), figure(36060, places=0, unit="GBP")
    ('86.60', '2,458', '£36,060')
    >>> figure(-1345, places=0, signed=True), figure(0.6, places=2, signed=True), figure(0, places=1, signed=True)
    ('−1,345', '+0.60', '0.0')
    """
    digits = f"{abs(value):,.{places}f}"
    sign = "" if not digits.strip("0.,") else MINUS if value < 0 else "+" if signed else ""
    return f"{sign}{'£' if unit == 'GBP' else ''}{digits}{'%' if unit == '%' else ''}"
