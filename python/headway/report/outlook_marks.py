"""What a table and a page say of a projection: year end, chance, forecast rating, and the chart with its text."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from htmltools import HTML, Tag, TagChild, tags

from headway._core import RatingRule
from headway.language.counts import number_of
from headway.language.figures import decimals, ends_in_words, error_in_words, figure, per_cent, rounding
from headway.language.levels import percent
from headway.language.sentences import in_words
from headway.outlook.projection import Projection
from headway.report.cells import muted, rating_mark
from headway.vocabulary import Polarity, Rating, Status


class OutlookMarks:
    """One projection in the decimals and the unit of its row, rated by the rule of its scorecard."""

    def __init__(self, projection: Projection, *, rule: RatingRule, places: int, unit: str | None) -> None:
        self._projection = projection
        self._rule = rule
        self._unit = unit
        ends = list(_ends(projection))
        value = math.nan if projection.value is None else projection.value
        self._places = rounding(value, *ends, least=places)
        self._target_places = max(self._places, decimals(*ends, most=rounding(value, *ends)))

    def year_end(self, note: int | None) -> Tag:
        """The year, what it may be, how far off such projections were, and which note to read; or why there is none."""
        projection = self._projection
        if projection.value is None:
            return tags.span(muted(str(projection.status)), self._note(note))
        return tags.span(
            tags.span(self._figure(projection.value), class_="headway-figure"), muted(self._interval(), below=True),
            None if projection.status == Status.complete else muted(self._accuracy(), below=True), self._note(note),
        )  # fmt: skip

    def chance(self) -> Tag:
        """The chance of meeting the target, or why nobody can say."""
        probability = self._projection.probability
        if probability is None:
            return muted(self._why_not("no interval"))
        return tags.span(per_cent(probability), class_="headway-figure")

    def forecast_rating(self) -> Tag:
        """The target of the year's end, and how the projected year is rated against it; or why it is not."""
        target, mark = self._target(), self._rating_mark()
        return tags.span(muted("target ", target, below=True) if target else None, " " if target else None, mark)

    def figure(self, name: str, *, identity: str) -> Tag:
        """The chart of the year under the indicator's name, and all that is needed to judge it, in words."""
        projection = self._projection
        title = "Outlook to year end" if projection.year is None else f"Outlook to year end {projection.year.label}"
        last = projection.as_at
        as_at = "No figures yet" if last is None else f"From figures to {last.with_style('full')}"
        chart = _with_own_ids(projection.svg(title=title, unit=self._unit), identity)
        return tags.figure(
            tags.figcaption(tags.h3(name, id=identity), tags.p(as_at, class_="headway-muted")), HTML(chart),
            tags.dl([tags.div(tags.dt(label), tags.dd(*words)) for label, words in self._statements()]),
            aria_labelledby=identity, class_="outlook",
        )  # fmt: skip

    def _statements(self) -> Iterator[tuple[str, list[TagChild]]]:
        projection = self._projection
        unit = None if self._unit in (None, "%", "GBP", "count") else f" {self._unit}"
        if projection.value is None:
            yield "Year end", [str(projection.status)]
        else:
            interval = self._interval()
            yield "Year end", [self._figure(projection.value), unit, f"; {interval}"]
        target = self._target(words=True)
        of_target = f" of {target}" if target and projection.probability is not None else None
        yield "Chance of target", [self.chance(), of_target]
        yield "Forecast rating", [self._rating_mark(), f", against {self._target()}" if self._target() else None]
        if projection.method is not None:
            reason = projection.reason.replace(projection.method, in_words(projection.method))
            yield "Method", [reason[:1].upper() + reason[1:]]
        else:
            yield "Reason", [projection.reason]
        if projection.status == Status.projected:
            yield "Past accuracy", [self._accuracy()]
        if projection.series.note:
            yield "Note", [projection.series.note]

    def _figure(self, value: float, *, target: bool = False) -> str:
        return figure(value, places=self._target_places if target else self._places, unit=self._unit)

    def _interval(self) -> str:
        """For example "522.41 to 643.63 at 80%"."""
        projection = self._projection
        if projection.status == Status.complete:
            return "complete year"
        level = f"at {percent(projection.level)}%"
        if projection.lower is None and projection.upper is None:
            return "no interval"
        return f"{ends_in_words(projection.lower, projection.upper, self._figure)} {level}"

    def _accuracy(self) -> str:
        projection = self._projection
        if projection.past_error is None:
            return "no past year to test on"
        years, error = projection.past_years, error_in_words(projection.past_error, self._figure, self._unit)
        return f"off by {error}{' on average' if years > 1 else ''} in {number_of(years, 'past year')}"

    def _note(self, note: int | None) -> Tag | None:
        return None if note is None else muted(f"note {note}", below=True)

    def _target(self, *, words: bool = False) -> str:
        """The target of the year's end; in words, which side of it is good. Nothing where there is none."""
        ends = [self._figure(end, target=True) for end in _ends(self._projection)]
        if not words or len(ends) != 1:
            return " to ".join(ends)
        side = {Polarity.high_is_good: " or more", Polarity.low_is_good: " or less"}
        return ends[0] + (side.get(self._projection.polarity, "") if self._projection.polarity else "")

    def _rating_mark(self) -> Tag:
        rating = self._projection.forecast_rating(rule=self._rule)
        if rating == Rating.not_rated:
            return muted(self._why_not("target is 0" if 0 in _ends(self._projection) else "ratio is undefined"))
        return rating_mark(rating, rating.capitalize())

    def _why_not(self, otherwise: str) -> str:
        """Why there is neither chance nor rating; `otherwise` is what can stand in the way of this one alone."""
        projection = self._projection
        if projection.value is None:
            return str(projection.status)
        if projection.polarity is None:
            return "no polarity"
        if projection.polarity == Polarity.neutral:
            return "neutral indicator"
        if not list(_ends(projection)):
            return "no target"
        lower, upper = projection.target if isinstance(projection.target, tuple) else (0.0, 0.0)
        one_side = {Polarity.high_is_good: (lower,), Polarity.low_is_good: (upper,)}
        needed = one_side.get(projection.polarity, (lower, upper))
        return "no range" if any(map(math.isnan, needed)) else otherwise


def _ends(projection: Projection) -> Iterator[float]:
    """The target that the year is rated against: one number, or the ends of a range that are given."""
    target = projection.target
    ends = () if target is None else target if isinstance(target, tuple) else (target,)
    return (end for end in ends if not math.isnan(end))


def _with_own_ids(chart: str, identity: str) -> str:
    """The same chart, drawn twice on a page, would have its ids twice: they end in a key of what it shows."""
    key = re.search(r'aria-labelledby="title-(\w+) ', chart)
    return chart.replace(key[1], f"{key[1]}-{identity}") if key else chart
