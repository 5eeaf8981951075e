"""What a table and a page say of a year's end: the figure, chance, forecast rating, and the chart with its text."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from htmltools import HTML, Tag, TagChild, tags

from headway._core import RatingRule
from headway.language.counts import number_of
from headway.language.figures import (
    beside_the_interval,
    decimals,
    ends_in_words,
    error_in_words,
    figure,
    label_of,
    per_cent,
    rounding,
)
from headway.language.levels import percent
from headway.language.periods import marks_behind
from headway.language.sentences import in_words
from headway.report.cells import muted, rating_mark
from headway.report.year_ends import YearEnd
from headway.vocabulary import Polarity, Status

_AS_A_TARGET = {"no comparator": "no target", "comparator is 0": "target is 0"}


class OutlookMarks:
    """One year's end in the decimals and the unit of its row, rated by the rule of its row."""

    def __init__(self, year_end: YearEnd, *, rule: RatingRule, places: int, unit: str | None) -> None:
        self._of = year_end
        self._rule = rule
        self._unit = unit
        ends = list(_ends(year_end))
        value = math.nan if year_end.value is None else year_end.value
        self.places = rounding(value, *ends, least=places)
        self._target_places = max(self.places, decimals(*ends, most=rounding(value, *ends)))

    def year_end(self, note: int | None) -> Tag:
        """The year, what it may be, how far off such projections were, and which note to read; or why there is none."""
        year_end = self._of
        if year_end.value is None:
            return tags.span(muted(str(year_end.status)), self._note(note))
        return tags.span(
            tags.span(self._figure(year_end.value), class_="headway-figure"), muted(self._interval(), below=True),
            None if year_end.status == Status.complete else muted(self._accuracy(), below=True), self._note(note),
        )  # fmt: skip

    def chance(self) -> Tag:
        """The chance of meeting the target, or why nobody can say."""
        chance = self.chance_in_figures()
        return tags.span(chance, class_="headway-figure") if chance else muted(self.why_no_chance())

    def chance_in_figures(self) -> str:
        """For example "24%"; nothing where nobody can say."""
        return "" if self._of.probability is None else per_cent(self._of.probability)

    def why_no_chance(self) -> str:
        return str(self._of.probability_reason if self._of.value is not None else self._of.status)

    def forecast_rating(self) -> Tag:
        """The target of the year's end, and how the projected year is rated against it; or why it is not."""
        target, mark = self._target(), self.rating_mark()
        return tags.span(muted("target ", target, below=True) if target else None, " " if target else None, mark)

    def figure(self, name: str, *, identity: str) -> Tag:
        """The chart of the year under the indicator's name, and all that is needed to judge it, in words."""
        year_end = self._of
        title = "Outlook to year end" if year_end.year is None else f"Outlook to year end {year_end.year.label}"
        projection, as_at, chart = year_end.projection, None, None
        if projection is not None:
            last = projection.as_at
            when = "" if last is None else f"{last.with_style('full')}{marks_behind(last)}"
            as_at = f"From figures to {when}" if when else "No figures yet"
            chart = _with_own_ids(projection.svg(title=title, unit=self._unit), identity)
        return tags.figure(
            tags.figcaption(tags.h3(name, id=identity), tags.p(as_at or title, class_="headway-muted")),
            None if chart is None else HTML(chart),
            tags.dl([tags.div(tags.dt(label), tags.dd(*words)) for label, words in self.statements()]),
            aria_labelledby=identity, class_="outlook",
        )  # fmt: skip

    def statements(self) -> Iterator[tuple[str, list[TagChild]]]:
        year_end = self._of
        unit = f" {label_of(self._unit)}" if label_of(self._unit) else None
        if year_end.value is None:
            yield "Year end", [str(year_end.status)]
        else:
            interval = self._interval()
            yield "Year end", [self._figure(year_end.value), unit, f"; {interval}"]
        target = self._target(words=True)
        of_target = f" of {target}" if target and year_end.probability is not None else None
        yield "Chance of target", [self.chance(), of_target]
        yield "Forecast rating", [self.rating_mark(), f", against {self._target()}" if self._target() else None]
        if year_end.method is not None:
            reason = year_end.reason.replace(year_end.method, in_words(year_end.method))
            yield "Method", [reason[:1].upper() + reason[1:]]
        else:
            yield "Reason", [year_end.reason]
        if year_end.status == Status.projected:
            yield "Past accuracy", [self._accuracy()]
        if year_end.note:
            yield "Note", [year_end.note]

    def value(self) -> str:
        """The projected year; nothing where there is none."""
        return "" if self._of.value is None else self._figure(self._of.value)

    def _figure(self, value: float, *, target: bool = False) -> str:
        return figure(value, places=self._target_places if target else self.places, unit=self._unit)

    def _interval(self) -> str:
        """For example "522.41 to 643.63 at 80%"."""
        year_end = self._of
        if year_end.status == Status.complete:
            return "complete year"
        if year_end.lower is None and year_end.upper is None:
            return "no interval"
        level = "" if year_end.level is None else f"at {percent(year_end.level)}%"
        return f"{ends_in_words(year_end.lower, year_end.upper, self._figure)} {level}".strip()

    def _accuracy(self) -> str:
        year_end = self._of
        if year_end.past_error is None:
            return "no past year to test on"
        years, error = year_end.past_years, error_in_words(year_end.past_error, self._figure, self._unit)
        off = f"off by {error}{' on average' if years > 1 else ''} in {number_of(years, 'past year')}"
        return off + beside_the_interval(year_end.past_error_reason)

    def _note(self, note: int | None) -> Tag | None:
        return None if note is None else muted(f"note {note}", below=True)

    def _target(self, *, words: bool = False) -> str:
        """The target of the year's end; in words, which side of it is good. Nothing where there is none."""
        ends = [self._figure(end, target=True) for end in _ends(self._of)]
        if any(self._of.target_open) and self._of.target is not None:
            return ends_in_words(*self._of.target, lambda end: self._figure(end, target=True),
                                 open_=self._of.target_open)  # fmt: skip
        if not words or len(ends) != 1:
            return " to ".join(ends)
        side = {Polarity.high_is_good: " or more", Polarity.low_is_good: " or less"}
        return ends[0] + (side.get(self._of.polarity, "") if self._of.polarity else "")

    def rating_mark(self) -> Tag:
        """How the projected year is rated, or why it is not."""
        rating, why = self.rated()
        return muted(why) if rating == "not_rated" else rating_mark(rating, rating.capitalize())

    def rated(self) -> tuple[str, str]:
        """The rating of the projected year, and the reason of one that is none."""
        rating, why = self._of.forecast_rating(self._rule), self._of.why_not_rated(self._rule)
        return str(rating), _AS_A_TARGET.get(why, why)


def _ends(year_end: YearEnd) -> Iterator[float]:
    """The target that the year is rated against: one number, or the ends of a range that are given."""
    target = year_end.target
    ends = () if target is None else target if target[0] != target[1] else target[:1]
    return (end for end in ends if not math.isnan(end))


def _with_own_ids(chart: str, identity: str) -> str:
    """The same chart, drawn twice on a page, would have its ids twice: they end in a key of what it shows."""
    key = re.search(r'aria-labelledby="title-(\w+)"', chart)
    return chart.replace(key[1], f"{key[1]}-{identity}") if key else chart
