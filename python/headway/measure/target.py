"""Targets as people write them, read."""

from __future__ import annotations

import dataclasses
from typing import Any

from headway import _core
from headway._core import Period
from headway.boundary.polarity import polarity_code
from headway.boundary.scalars import bytes_of, flag, text_of
from headway.boundary.times import Time, period_of
from headway.measure.profile import RelativeTarget, baseline_of
from headway.series import Series
from headway.vocabulary import CalendarWord, ChangeIs, Polarity


@dataclasses.dataclass(frozen=True)
class Target:
    """What is to be reached, by when, and how it was told. Made by `read_target`.

    Attributes
    ----------
    value : float or (float or None, float or None)
        The number, or the bounds of a range, of which None is not there. NaN where what it is measured from is missing.
    by : Period or None
        To be reached by the end of this period; None where it was not said.
    relative : RelativeTarget or None
        The change and what it is measured from; None of a number.
    text : str
        As it was written.
    """

    value: float | tuple[float | None, float | None]
    by: Period | None = None
    relative: RelativeTarget | None = None
    text: str = ""

    def __repr__(self) -> str:
        by = f" by {self.by.label}" if self.by else ""
        if self.relative is not None:
            return f"{self.relative.words}{by}"
        if isinstance(self.value, float):
            return f"{self.value:.12g}{by}"
        lower, upper = self.value
        ends = f"{lower:.12g} to {upper:.12g}" if lower is not None and upper is not None else (
            f"at least {lower:.12g}" if lower is not None else f"at most {upper:.12g}")  # fmt: skip
        return f"{ends}{by}"


def read_target(
    text: str, *, baseline: tuple[Time, float | None] | Series | None = None, as_at: Time | None = None,
    polarity: Polarity | str | None = None, whole: bool = False, calendar: CalendarWord | int = "financial",
) -> Target:  # fmt: skip
    """A target as people write it: "a further 80 fewer by the end of Q3", "up 5 points", "no worse than last year".

    Parameters
    ----------
    text : str
        A number or a range ("95%", "95% of homes", "at most 30", "18 to 21", "reduce voids to 460"); a change ("80
        fewer", "a 5% reduction", "increase by 12", "by 5 points"); or a comparison ("at least as good as last year",
        "maintain"). Behind it a date, if you like ("by March 2026", "by the end of Q3", "by year end"), and of a
        change what it is measured from ("from March 2024", "than last year").
    baseline : (str or Period, float) or Series, optional
        What a change is measured from. Of a series it is the last published point, and "last year" or "March 2024" is
        looked up in it, as the point that ends then.
    as_at : str, Period or date, optional
        Now, which dates without a year come after. By default the period of the baseline.
    polarity : Polarity or str, optional
        Which side is good: for "improve by 5%", "by 5 points" and whole things.
    whole : bool, default False
        The target is a whole number of things: where high is good at least 63.2 is 64, where low is good at most 63.2
        is 63.
    calendar : {'financial', 'academic', 'calendar'} or int, default 'financial'
        Where a year begins; of a series its own.

    Returns
    -------
    Target
        `.value`, `.by`, `.relative` and `.text`.

    Raises
    ------
    HeadwayError
        For text that holds no figure and no comparison, two figures, no direction where no polarity gives it, words
        that could turn the meaning ("not", "or", "half"), a bound on the side that is not good or among other words, a
        date that is none ("by summer") or not after now, and a change without a baseline or of a series whose year is
        the sum of its points.

    Notes
    -----
    "By 5%" is a twentieth of what there is, "by 5 points" five of a percentage: of 60% the one is 63% and the other
    65%. A quarter or a month without its year is the first that ends after now. "Last year" is the same period a year
    before. A figure without "by", a direction or "a further" is the level itself, whatever the polarity.

    Examples
    --------
    >>> voids = hw.Series([559, 539], start="2024/25 - Q1", frequency="quarter", accrual="snapshot")
    >>> target = hw.read_target("a further 80 fewer by the end of next quarter", baseline=voids)
    >>> target
    539 (2024/25 - Q2) less 80 is 459 by 2024/25 - Q3
    >>> target.value, target.by
    (459.0, Period('2024/25 - Q3'))
    >>> hw.read_target("by 5%", baseline=("2023/24", 60), polarity="high_is_good").value
    63.0
    >>> hw.read_target("by 5 points", baseline=("2023/24", 60), polarity="high_is_good").value
    65.0
    >>> hw.read_target("reduce by 20%", baseline=("2023/24", 79), polarity="low_is_good", whole=True)
    79 (2023/24) less 20% is 63.2; of whole things 63, which is at most 63.2
    """
    series = baseline if isinstance(baseline, Series) else None
    given = None if baseline is None or series is not None else baseline_of(baseline, calendar)
    code = polarity_code(polarity, "polarity")
    (lower, upper), by, relative, said = _core.read_target(
        bytes_of(text_of(text, "text")), None if series is None else series._core, given,
        None if as_at is None else period_of(as_at, "as_at", calendar),
        None if code == _core.no_polarity else list(Polarity)[code], flag(whole, "whole"), calendar,
    )  # fmt: skip
    value: Any = lower if lower == upper or (lower != lower and upper != upper) else (_end(lower), _end(upper))
    if relative is None:
        return Target(value, by, None, said)
    change, period, from_, change_is, whole_side = relative
    told = RelativeTarget(change, baseline=(period, from_), change_is=ChangeIs(change_is), whole=whole_side)
    return Target(value, by, told, said)


def _end(bound: float) -> float | None:
    return None if bound != bound else bound
