"""Figures as a report prints them: the decimals of their row, thousands, units, and a true minus sign."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from headway import _core

MINUS = "\u2212"
MOST_DECIMALS = 2
NOISE = 1e-13  # of a figure, which is left of binary rounding
_PENCE = (("\u00a3", ""), ("\u20ac", ""), ("$", ""))


def decimals(*values: float, most: int = MOST_DECIMALS) -> int:
    """The most decimals that these figures use, up to `most`. NaN uses none.

    >>> from headway.language.figures import decimals
    >>> decimals(94.26, 95), decimals(706, 351), decimals(float("nan"))
    (2, 0, 0)
    """
    return _core.decimals_used(values, most)


def rounding(figure: float, *beside: float, change: float = math.nan, least: int = MOST_DECIMALS) -> int:
    """The decimals to round a row to: two (`least`), or as many as it takes to tell its figures apart.

    A figure and one beside it that differ print differently, and nothing but 0 prints as 0. Figures that agree in 15
    significant digits are the same. NaN is not printed.

    >>> from headway.language.figures import rounding
    >>> rounding(94.86, 86.6), rounding(89.996, 90), rounding(0.004, 0.002, change=0.002), rounding(0.1 + 0.2, 0.3)
    (2, 3, 3, 2)
    >>> rounding(202.3, 194, least=0), rounding(194.3, 194, least=0)
    (0, 1)
    """
    return _core.places_to_tell_apart(figure, beside, change, least)


def figure(value: float, *, places: int, unit: str | None = None, signed: bool = False) -> str:
    """One figure as text. Of the units only per cent and currencies stand beside a figure; others belong to its label.

    >>> from headway.language.figures import figure
    >>> figure(86.6, places=2), figure(36060, places=0, unit="GBP"), figure(3, places=0, unit="£m")
    ('86.60', '£36,060', '£3m')
    >>> figure(-1345, places=0, signed=True), figure(0.6, places=2, signed=True), figure(0, places=1, signed=True)
    ('−1,345', '+0.60', '0.0')

    Pounds and pence have two decimals or none.

    >>> figure(65.6, places=1, unit="GBP"), figure(65.6, places=1, unit="£m")
    ('£65.60', '£65.6m')
    """
    return _core.figure_text(value, _of_money(places, unit), unit or "", signed)


def _of_money(places: int, unit: str | None) -> int:
    """The decimals of an amount: pence are never parted."""
    return 2 if places == 1 and signs_of(unit) in _PENCE else places


def signs_of(unit: str | None) -> tuple[str, str] | None:
    """What stands before and after each figure; None of a unit that belongs to its label.

    >>> from headway.language.figures import signs_of
    >>> signs_of("GBP"), signs_of("£'000"), signs_of("Per cent"), signs_of("days"), signs_of("£ per head")
    (('£', ''), ('£', 'k'), ('', '%'), None, None)
    """
    return None if unit is None else _core.signs_of(unit)


def is_per_cent(unit: str | None) -> bool:
    """Whether figures are percentages, of which a change is in points."""
    return unit is not None and _core.is_per_cent(unit)


def label_of(unit: str | None) -> str:
    """What a label says of a unit: nothing where it stands beside each figure, or figures are plain numbers."""
    return "" if unit is None else _core.unit_label(unit)


def change_of(value: float, *, places: int, unit: str | None = None) -> str:
    """A change as text: of percentages in points, never in per cent.

    >>> from headway.language.figures import change_of
    >>> change_of(2.7, places=1, unit="%"), change_of(-36060, places=0, unit="£"), change_of(0.4, places=1)
    ('+2.7 pp', '−£36,060', '+0.4')
    """
    return _core.change_text(value, _of_money(places, unit), unit or "", True, " pp")


def brief(value: float) -> str:
    """A figure as a sentence has it: whole from a thousand on and where it is whole, one decimal below, two digits
    below one, however small.

    >>> from headway.language.figures import brief
    >>> brief(1345.6), brief(94.26), brief(202.0), brief(0.0123), brief(0.00001)
    ('1,346', '94.3', '202', '0.012', '0.00001')
    """
    value = float(f"{value:.12g}")
    if 0 < abs(value) < 1:
        return f"{value:.{1 - math.floor(math.log10(abs(value)))}f}".rstrip("0").rstrip(".")
    return f"{value:,.1f}" if abs(value) < 1000 and not value.is_integer() else f"{value:,.0f}"


def per_cent(share: float) -> str:
    """A chance or a share in whole per cent. Only 0 and 1 print as 0% and 100%: what is not certain never does.

    A level that was set, which may have decimals, is `levels.percent`.

    >>> from headway.language.figures import per_cent
    >>> per_cent(0.243), per_cent(0.007), per_cent(0.9996), per_cent(1.0), per_cent(-0.12)
    ('24%', 'under 1%', 'over 99%', '100%', '−12%')
    """
    if 0 < share < 0.01:
        return "under 1%"
    if 0.99 < share < 1:
        return "over 99%"
    return figure(100 * share, places=0, unit="%")


def ends_in_words(
    lower: float | None, upper: float | None, formatted: Callable[[float], str], *,
    open_: tuple[bool, bool] = (False, False),
) -> str:  # fmt: skip
    """An interval or a range as a reader has it; None and NaN are an end that it does not have.

    >>> from headway.language.figures import ends_in_words
    >>> ends_in_words(3, 5, str), ends_in_words(None, 5, str), ends_in_words(3, float("nan"), str)
    ('3 to 5', 'at most 5', 'at least 3')
    >>> ends_in_words(50, None, str, open_=(True, False)), ends_in_words(3, 5, str, open_=(False, True))
    ('over 50', '3 to under 5')
    """
    if lower is None or math.isnan(lower):
        return f"{'under' if open_[1] else 'at most'} {formatted(upper or 0.0)}"
    if upper is None or math.isnan(upper):
        return f"{'over' if open_[0] else 'at least'} {formatted(lower)}"
    return f"{'over ' if open_[0] else ''}{formatted(lower)} to {'under ' if open_[1] else ''}{formatted(upper)}"


def bounds_in_words(
    bounds: tuple[float, float], formatted: Callable[[float], str], *, open_: tuple[bool, bool] = (False, False)
) -> str:
    """A target or a limit as a reader has it: one number where both bounds are, else its range."""
    return formatted(bounds[0]) if bounds[0] == bounds[1] else ends_in_words(*bounds, formatted, open_=open_)


def equal(a: float, b: float) -> bool:
    """Whether two figures are one printed decimal, but for what is left of binary rounding.

    >>> from headway.language.figures import equal
    >>> equal(0.07 * 100, 7.0), equal(7.0, 7.0000000001)
    (True, False)
    """
    return math.isclose(a, b, rel_tol=NOISE)


def each_equal(figures: Any, others: Any) -> Any:
    """The same of several, one by one, as an array.

    >>> from headway.language.figures import each_equal
    >>> each_equal([0.07 * 100, 7.1], 7.0).tolist()
    [True, False]
    """
    return np.isclose(figures, others, rtol=NOISE, atol=0.0)


def side_in_words(
    value: float, bounds: tuple[float, float], even: Callable[[float], str], *,
    open_: tuple[bool, bool] = (False, False),
) -> str:  # fmt: skip
    """On which side of a target a figure is; `even` writes what is told apart. On an open bound it is not within.

    >>> from headway.language.figures import side_in_words
    >>> [side_in_words(60, bounds, str) for bounds in ((60, 60), (50, 60), (70, 80), (50, 55))]
    ['level with', 'within', 'below', 'above']
    >>> side_in_words(60, (float("nan"), 60), str, open_=(False, True))
    'not within'
    """
    lower, upper = bounds
    if value < lower and even(value) != even(lower):
        return "below"
    if value > upper and even(value) != even(upper):
        return "above"
    beyond = (value < lower or equal(value, lower), value > upper or equal(value, upper))
    if any(is_open and is_beyond for is_open, is_beyond in zip(open_, beyond, strict=True)):
        return "not within"
    return "level with" if lower == upper else "within"


def beside_the_interval(why: str | None) -> str:
    """Behind a past error, why it is more than an interval beside it reaches; nothing where it is not.

    >>> from headway.language.figures import beside_the_interval
    >>> "off by 2.1" + beside_the_interval("in the interval recent points count more")
    'off by 2.1 (in the interval recent points count more)'
    """
    return f" ({why})" if why else ""


def error_in_words(error: float, formatted: Callable[[float], str], unit: str | None) -> str:
    """An error with the decimals of the figures that it is of, or, below those, its first digit; of percentages, in
    points. What is left of binary rounding, a billionth of the last decimal, is none.

    >>> from headway.language.figures import brief, error_in_words
    >>> [error_in_words(error, "{:.1f}".format, None) for error in (2.34, 0.004, 5.3e-15)]
    ['2.3', '0.004', '0.0']
    >>> error_in_words(5.3e-15, brief, None)
    '0'
    """
    decimals_shown = len(formatted(0.0).partition(".")[2].rstrip("%"))
    error = 0.0 if error <= 10.0 ** -(decimals_shown + 9) else error
    small = error > 0 and formatted(error) == formatted(0.0)
    said = figure(error, places=-math.floor(math.log10(error)), unit=unit) if small else formatted(error)
    return said.replace("%", " percentage points")


def money(amount: float, unit: str = "£m", decimals: int = 2, *, signed: bool = False) -> str:
    """An amount of money as text, in the unit that it is counted in; NaN is not known.

    A unit that begins with a currency's sign stands around the figure, any other after it.

    >>> from headway.language.figures import money
    >>> money(7.67), money(-1.5, "£m", 2), money(6.62, signed=True), money(36060, "GBP", 0), money(12, "£k", 0)
    ('£7.67m', '−£1.50m', '+£6.62m', '£36,060', '£12k')
    >>> money(3.5, "million euros", 1), money(float("nan"))
    ('3.5 million euros', 'not known')
    """
    if math.isnan(amount):
        return "not known"
    signs = signs_of(unit)
    own = (unit[0], unit[1:]) if unit[:1] in ("£", "€", "$") else ("", f" {unit}" if unit else "")
    currency, after = signs or own
    digits = figure(amount, places=decimals, signed=signed)
    sign = digits[0] if digits[0] in (MINUS, "+") else ""
    return f"{sign}{currency}{digits.removeprefix(sign)}{after}"


MOST_APART = 6  # decimals that tell two figures apart


def figure_writer(
    figures: Sequence[float | None], unit: str | None, *, whole: bool = False,
    apart: Sequence[tuple[float, float]] = (),
) -> Callable[[float], str]:  # fmt: skip
    """Writes each figure with the decimals of them all: as many as their size asks for, and as it takes to tell those
    `apart` that are compared. Long amounts of money are written in thousands, millions or billions; where `whole`,
    whole numbers have no decimals.

    >>> from headway.language.figures import figure_writer
    >>> figure_writer([0.1416, 0.1157], None)(0.1416), figure_writer([14.16, None], "%")(14.16)
    ('0.142', '14.2%')
    >>> figure_writer([59364311, 61e6], "GBP")(61e6), figure_writer([61.2, 65], None, whole=True)(65)
    ('£61.0m', '65')
    >>> figure_writer([15, 15.04], "%", whole=True, apart=[(15, 15.04)])(15.04)
    '15.04%'
    """
    known = [float(value) for value in figures if value is not None and math.isfinite(value)]
    unit, per = scale_of(known, unit)
    known = [written(value, per) for value in known]
    largest = max(map(abs, known), default=0.0)
    # Whole from a thousand on, else about three digits.
    most = 0 if largest >= 1000 else 1 if largest >= 10 or not largest else 2 - math.floor(math.log10(largest))
    places = decimals(*known, most=most)
    pairs = [(written(one, per), written(other, per)) for one, other in apart if math.isfinite(one + other)]
    places = max([places, *(min(MOST_APART, rounding(one, other, least=places)) for one, other in pairs)])

    def write(value: float) -> str:
        value = written(value, per)
        return figure(value, places=0 if whole and value.is_integer() else places, unit=unit)

    return write


def written(amount: float, per: float) -> float:
    """An amount in the unit that it is written in, of which one is so many of its own: see `scale_of`."""
    return _core.written(amount, per)


def scale_of(amounts: Sequence[float], unit: str | None) -> tuple[str | None, float]:
    """The unit that amounts are written in, and how many of their own one of it is: long ones of money in thousands,
    millions or billions.

    >>> from headway.language.figures import scale_of
    >>> scale_of([59364311], "GBP"), scale_of([42.65], "£m"), scale_of([59364311], None)
    (('£m', 1000000.0), ('£m', 1.0), (None, 1.0))
    """
    return (None, 1.0) if unit is None else _core.written_scale(amounts, unit)


SAID_OF_UNITS = {"%": "per cent", "GBP": "pounds", "\u00a3": "pounds"}


def in_unit(unit: str) -> str:
    """What figures are in, or per, that do not say so themselves.

    >>> from headway.language.figures import in_unit
    >>> in_unit("days"), in_unit("per 1,000 residents")
    ('in days', 'per 1,000 residents')
    >>> in_unit("%"), in_unit("GBP")
    ('in per cent', 'in pounds')
    """
    return unit if unit.startswith("per ") else f"in {SAID_OF_UNITS.get(unit, unit)}"


def scale_doubts(
    figures: Mapping[str, float], unit: str | None, *, units: Sequence[str] = (),
    made: Mapping[str, float] | None = None,
) -> list[str]:  # fmt: skip
    """Figures of one row that look as if they were counted in another unit than the others.

    `units` are those that their own cells say, empty where they say none; `made` are figures that were made of others.

    >>> from headway.language.figures import scale_doubts
    >>> scale_doubts({"latest": 82.0, "target": 0.9}, "%")
    ['target 0.9 looks like a share of 1 among percentages']
    >>> scale_doubts({"latest": 0.912, "target": 0.9}, "%")
    ['figures of at most 1: shares, where percentages are meant?']
    >>> scale_doubts({"latest": 7.9e6, "target": 8.0}, "£m")
    ['latest 7,900,000 looks like pounds, not £m']
    >>> scale_doubts({"latest": 1.25, "target": 1.1e6}, "£")
    ['latest 1.2 looks like another unit than target 1,100,000']
    """
    all_figures = {**figures, **(made or {})}
    names, values = list(all_figures), list(all_figures.values())
    doubts = []
    for doubt, at in _core.scale_doubts(values, unit or "", [bool(said) for said in units], len(figures)):
        if doubt == "all_shares":
            doubts.append("figures of at most 1: shares, where percentages are meant?")
            continue
        said = "a share of 1 among percentages" if doubt == "share_of_one" else f"pounds, not {unit}"
        if doubt == "another_unit":
            largest = max((name for name in figures if abs(figures[name]) >= 0), key=lambda name: abs(figures[name]))
            said = f"another unit than {largest} {brief(figures[largest])}"
        doubts.append(f"{names[at]} {brief(values[at])} looks like {said}")
    return doubts


def unit_in_words(unit: str | None) -> list[str]:
    """The sentence that says the unit of figures without one; none where it stands beside each of them."""
    return [f"Figures are {in_unit(unit)}."] if unit is not None and stands_by_the_axis(unit) else []


def stands_by_the_axis(unit: str | None) -> bool:
    """Whether a unit is named beside the axis; per cent and money stand beside each figure."""
    return bool(unit) and signs_of(unit) is None
