"""Periods as a reader has them: in a sentence, and on an axis."""

from __future__ import annotations

from headway._core import Period
from headway.language.counts import number_of
from headway.vocabulary import Frequency


def year_label(year: Period) -> str:
    """The label of a year without its calendar, which its points show.

    >>> from headway.language.periods import year_label
    >>> year_label(hw.Period.parse("2023/24", "academic"))
    '2023/24'
    """
    return year.label.partition(" (")[0]


def in_a_sentence(period: Period) -> str:
    """A period in a sentence.

    >>> from headway.language.periods import in_a_sentence
    >>> in_a_sentence(hw.Period.parse("2024/25 - Q2")), in_a_sentence(hw.Period.parse("2024-09"))
    ('Q2 of 2024/25', 'September 2024')
    >>> in_a_sentence(hw.Period.parse("2023/24 [p]"))
    '2023/24 (provisional)'
    """
    if period.kind in ("quarter", "half"):
        year, _, part = year_label(period).partition(" - ")
        return f"{part} of {year}{period.label.removeprefix(year_label(period))}{marks_behind(period)}"
    return str(period.with_style("full")).replace(" - ", " to ") + marks_behind(period)


def in_full(period: Period) -> str:
    """A period as a page has it, whose months are all of one style; longer ones as they were published.

    >>> from headway.language.periods import in_full
    >>> in_full(hw.Period.parse("Sept-24")), in_full(hw.Period.parse("Sept'23 to Aug'24"))
    ('September 2024', "Sept'23 to Aug'24")
    """
    return str(period.with_style("full")) if period.kind == "month" else period.label


def marks_behind(period: Period) -> str:
    """What is said of the figure of a period, in brackets behind it; nothing where nothing is."""
    marks = [mark for mark in period.marks if mark != "footnote"]
    return f" ({', '.join(marks)})" if marks else ""


def span_in_words(year: Period) -> str:
    """A year from its first month to its last."""
    return f"{in_a_sentence(Period.of_date(year.start))} to {in_a_sentence(Period.of_date(year.end))}"


def on_the_axis(period: Period, frequency: Frequency) -> str:
    """A point of a year on its axis: a month by three letters, a quarter by its number."""
    if frequency == Frequency.month:
        return str(period.with_style("abbreviated"))[:3]
    if frequency == Frequency.quarter:
        return year_label(period).rpartition(" ")[2]
    if frequency == Frequency.term:
        months = (on_the_axis(Period.of_date(day), Frequency.month) for day in (period.start, period.end))
        return "\u2013".join(months)
    return year_label(period)


def short(period: Period) -> str:
    """A period in little room, as all of a page have it.

    >>> from headway.language.periods import short
    >>> short(hw.Period.parse("September 2024")), short(hw.Period.parse("2024/25 - Q2"))
    ('Sep 2024', '2024/25 - Q2')
    """
    return str(period.with_style("abbreviated")) + marks_behind(period)


def age_in_words(months: int) -> str:
    """How old a figure is.

    >>> from headway.language.periods import age_in_words
    >>> age_in_words(1), age_in_words(14), age_in_words(24), age_in_words(45)
    ('1 month', '1 year 2 months', '2 years', '3 years 9 months')
    """
    years, rest = divmod(months, 12)
    parts = [number_of(count, unit) for count, unit in ((years, "year"), (rest, "month")) if count]
    return " ".join(parts) or number_of(0, "month")
