"""What does a saving deliver in each year? From its full-year effect and its start."""

from __future__ import annotations

from collections.abc import Sequence

from headway import _core
from headway._core import HeadwayError, Period
from headway.boundary.scalars import integral, number
from headway.boundary.times import Time, each_period_of, period_of
from headway.vocabulary import Recurrence, RecurrenceWord


def phased(
    full_year_effect: float, *, start: Time, years: Sequence[Time], ramp_months: int = 0,
    recurrence: Recurrence | RecurrenceWord = Recurrence.recurring, months_late: int = 0,
) -> list[float]:  # fmt: skip
    """What a saving delivers in each year, from its full-year effect and its start.

    Parameters
    ----------
    full_year_effect : float
        In any unit of money. Of a one-off saving, all of it.
    start : Period, str or date
        The first month that saves.
    years : sequence of Period, str or date
    ramp_months : int, default 0
        Months until full effect, to which it builds up evenly.
    recurrence : {'recurring', 'one-off'}, default 'recurring'
    months_late : int, default 0
        Moves the start.

    Returns
    -------
    list of float
        One a year. A saving that starts when m months of the year are gone delivers (12 - m) / 12 in that year.

    Raises
    ------
    HeadwayError
        For a start that is no month, months that are not 0 to 1200, and an amount that is missing or infinite.

    Examples
    --------
    >>> hw.phased(2.4, start="October 2024", years=["2024/25", "2025/26"])
    [1.2, 2.4]
    >>> hw.phased(2.4, start="October 2024", years=["2024/25", "2025/26"], months_late=3)
    [0.6, 2.4]
    """
    if isinstance(years, (str, Period)):
        raise HeadwayError(f"years: found {years!r}; accepted: several, for example ['2024/25', '2025/26']")
    return _core.phased(
        number(full_year_effect, "full_year_effect"), period_of(start, "start"),
        each_period_of(years, "years[{}]", years=True), integral(ramp_months, "ramp_months"), str(recurrence),
        integral(months_late, "months_late"),
    )  # fmt: skip
