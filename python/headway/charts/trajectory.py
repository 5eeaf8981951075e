"""The way through a year, drawn and in words: what is published, where it may end, and what was wanted.

An interval says where the year may end and nothing of the points before: its shading is drawn straight from the last
point published. A sum is drawn as the total so far. The year of a mean is no point of it, and stands beside.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import numpy.typing as npt

from headway._core import Period
from headway.charts.chart import Chart
from headway.charts.control_chart import with_unit
from headway.charts.parts.axes import not_from_0
from headway.charts.parts.beside import beside
from headway.charts.parts.closeup import TALL_ENOUGH, Closeup, Reading, draw_closeup
from headway.charts.parts.labels import MARKED, Label, Line, column, frame_of, wrapped
from headway.charts.parts.layout import LARGE, LEADING, SMALL, TIGHT, USUAL, WIDE, Words, is_said
from headway.charts.parts.points_axis import (
    BESIDE,
    MOST_BESIDE,
    End,
    bars_at_the_end,
    lay_out_points,
    name_points,
    padded,
    room_beside,
)
from headway.language.counts import number_of
from headway.language.figures import (
    beside_the_interval,
    bounds_in_words,
    decimals,
    ends_in_words,
    error_in_words,
    figure,
    figure_writer,
    in_unit,
    per_cent,
    rounding,
    side_in_words,
    signs_of,
    unit_in_words,
)
from headway.language.levels import percent
from headway.language.palette import MUTED, categorical, shades
from headway.language.periods import in_a_sentence, on_the_axis, span_in_words, year_label
from headway.language.sentences import capital, in_words, listed, plain_line, stopped
from headway.vocabulary import Accrual, Frequency, Method, Polarity, Rating, Status

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST_COST = 120.0  # of a label's place in axes that are short of height: see labels.py
BEFORE = "#848c91"  # of the year before: pale, beneath the intervals and what lies on it
WIDER = 4.2  # points of its line, of which some is seen on both sides of what lies on it
Points: TypeAlias = npt.NDArray[np.float64]


@dataclasses.dataclass(frozen=True, kw_only=True, eq=False)
class Trajectory(Chart):
    """A projected year in the terms of the chart: running totals of a sum, else levels.

    Attributes
    ----------
    periods : list of Period
        The points of the year, published and to come.
    known : int
        Which of them, from 1, is the last one published, `as_at`; 0 where there is none.
    actual, expected, last_year : numpy.ndarray
        One value a period, NaN where there is none. What is expected begins at the last point published.
    profile : numpy.ndarray
        One row a period: what the target asks by then, or its two bounds.
    target : (float, float) or None
        At the year's end, equal where it is one number; NaN for a bound that is none; `target_open`, if not met on it.
    end : float
        Where the year's own value stands: at its last point; of a mean, which is no point of the year, beside it.
    fan : list of (float, float, float)
        Level, lower and upper, widest first; NaN for an end that an interval does not have.
    amounts : bool
        Whether the points are single amounts, because the total so far is not known.
    value, lower, upper, reached, probability, past_error : float or None
        The year, its interval at `level`, what is reached, the chance of the target, how far off such projections were.
    on_the_way : Rating
        Of what is reached, against the profile.
    reason, no_interval, past_error_reason : str
        Why this method, or none; why no interval; why past errors are more than the interval reaches.
    indicator : str or None
        What they are figures of.
    note, unit : str
        Where the points are from; what figures are in, which stands by the axis unless it is `%` or `GBP`.
    """

    periods: list[Period]
    known: int
    actual: Points
    expected: Points
    last_year: Points
    profile: Points
    target: tuple[float, float] | None
    target_open: tuple[bool, bool]
    end: float
    fan: list[tuple[float, float, float]]
    amounts: bool
    year: Period | None
    as_at: Period | None
    status: Status
    accrual: Accrual
    frequency: Frequency
    polarity: Polarity | None
    value: float | None
    lower: float | None
    upper: float | None
    level: float
    reached: float | None
    probability: float | None
    on_the_way: Rating
    method: Method | None
    reason: str
    no_interval: str
    past_error: float | None
    past_years: int
    past_error_reason: str | None
    note: str
    unit: str | None
    indicator: str | None = None

    def finding(self) -> str:
        year = "the year" if self.year is None else year_label(self.year)
        of = f"{self.indicator}: " if self.indicator else ""
        if self.value is None:
            return capital(f"{of}no projection of {year}, {self.status}")
        unit = None if is_said(self.unit, Words("", self.indicator or "")) else self.unit
        value = with_unit(self.formatted(self.value), unit) + (" on average" if self.mean_of_year else "")
        target = ""
        if self.target is not None:
            target = f", {self._side(self.value)} the target of {self.target_in_words()}"
        elif self.status != Status.complete and (self.lower is not None or self.upper is not None):
            target = f" ({ends_in_words(self.lower, self.upper, self.formatted)} at {percent(self.level)}%)"
        if self.status == Status.complete:
            return capital(f"{of}{value} in {year}{target}")
        chance = "" if self.probability is None else f" ({per_cent(self.probability)} chance of meeting it)"
        return capital(f"{of}heading for {value} in {year}{target}{chance}")

    def shown(self) -> str:
        if self.year is None:
            return ""
        step = f"{self.frequency} by {self.frequency}"
        what = f"added up {step}" if self._total and not self.amounts else step
        unit = f"{in_unit(self.unit)}, " if self.unit else ""
        return capital(f"{unit}{what}, {span_in_words(self.year)}")

    def words(self, note: str = "", must: str = "") -> Words:
        """The same, with the months of the year where a subtitle that was given says no year."""
        words = super().words(note, must)
        if self.subtitle is None or self.year is None or re.search(r"(?<!\d)(19|20)\d\d(?!\d)", self.subtitle):
            return words
        return words._replace(subtitle=f"{self.subtitle}, {span_in_words(self.year)}")

    def describe(self) -> str:
        formatted, total = self.formatted, self.accrual in (Accrual.flow, Accrual.cumulative)
        complete = self.status == Status.complete
        said = ["The series has no points."]
        if self.year is not None:
            said = [f"The year is {self.year.label}, {span_in_words(self.year)}."]
        said += unit_in_words(self.unit)
        if self.reached is not None and self.as_at is not None and not complete and not self.amounts:
            what = "The total by" if total else "The mean to" if self.mean_of_year else "The figure for"
            reached = f"{formatted(self.reached)}, at point {self.known} of {len(self.periods)}"
            said.append(f"{what} {in_a_sentence(self.as_at)} is {reached}.")
        if self.value is None:
            said.append(f"There is no projection: {self.status}.")
        elif complete:
            said.append(f"It is complete, at {formatted(self.value)}.")
        else:
            ends = "average" if self.mean_of_year else "end at"
            said.append(f"The year is projected to {ends} {formatted(self.value)}; {self._interval_in_words()}.")
        if self.target is not None:
            said.append(self._target_in_words())
        said += self._way_in_words()
        if self.probability is not None and not complete:
            said.append(f"The chance of meeting the target is {per_cent(self.probability)}.")
        if self.method is not None:
            said.append(f"Method: {in_words(self.method)}.")
        if self.past_error is not None:
            off = error_in_words(self.past_error, formatted, self.unit)
            past = f"At this point of {number_of(self.past_years, 'past year')} it was off by {off} on average"
            said.append(f"{past}{beside_the_interval(self.past_error_reason)}.")
        elif self.status == Status.projected:
            said.append("There is no past year to test it on.")
        if not (complete and self.reason == f"{self.year and self.year.label} is complete."):
            said.append(self.reason)
        if note := plain_line(self.note):
            said.append(f"Note: {stopped(note)}")
        return " ".join(said)

    def below(self, shades: bool = True) -> str:
        """What a reader must know to trust or doubt the chart, below its axes; of shades unless their key is there."""
        said = []
        if self.value is None:
            if self.amounts:
                said.append("Single amounts: the total so far is not known.")
            said.append(f"No projection ({self.status}): {self.reason}")
        elif self.status == Status.complete:
            said.append(self.reason)
        else:
            tested = "no past year to test on"
            if self.past_error is not None:
                off = error_in_words(self.past_error, self.formatted, self.unit)
                tested = f"{number_of(self.past_years, 'past year')}, off by {off} on average"
                tested += beside_the_interval(self.past_error_reason)
            year = "the year" if self.year is None else year_label(self.year)
            points = f"{self.known} of {len(self.periods)} {self.frequency}s of {year}"
            method = "several methods combined" if self.method == "combination" else in_words(str(self.method))
            said.append(f"{capital(method)}; {points}; {tested}.")
            if shaded := self.shaded():
                said += [shaded] * shades
            elif self.no_interval:
                said.append(self.no_interval)
        if note := plain_line(self.note):
            said.append(stopped(note))
        return " ".join(said)

    def shaded(self) -> str:
        """What the shading is; nothing where there is none."""
        if not self.fan or self.value is None or self.status == Status.complete:
            return ""
        levels = listed([f"{percent(level)}%" for level, _, _ in reversed(self.fan)])
        what = "the mean of the year may be" if self.mean_of_year else "the year may end"
        dark = ", from dark to pale" * (len(self.fan) > 1)
        return f"Shaded{dark}: where {what}, with {levels} probability."

    @property
    def formatted(self) -> Callable[[float], str]:
        """Writes figures in the decimals of them all, whole numbers without; a projection and a target that differ
        print differently."""
        return self._writer(whole=True)

    def _writer(self, *, whole: bool) -> Callable[[float], str]:
        bounds = [bound for bound in self.target or () if np.isfinite(bound)]
        figures = [self.value, self.lower, self.upper, self.reached, *bounds, *self.actual[-1:]]
        if self.counted:  # of what is counted there is no part of one
            figures = [None if each is None or not np.isfinite(each) else round(each) for each in figures]
        even = figure_writer(figures, self.unit)
        if self.value is not None:
            for bound in bounds:
                if bound != self.value and even(bound) == even(self.value):
                    places = decimals(bound, self.value, most=rounding(self.value, bound))
                    return lambda value: figure(value, places=places, unit=self.unit)
        return figure_writer(figures, self.unit, whole=True) if whole else even

    @property
    def counted(self) -> bool:
        """Whether figures are counts of things that the unit names."""
        known = self.actual[np.isfinite(self.actual)]
        named = self.unit is not None and signs_of(self.unit) is None and "per" not in self.unit.split()
        return named and self._total and bool(known.size) and bool((known == np.round(known)).all())

    @property
    def _total(self) -> bool:
        return self.accrual in (Accrual.flow, Accrual.cumulative)

    @property
    def mean_of_year(self) -> bool:
        """Whether the year is the mean of its points, and so none of them."""
        return self.accrual == Accrual.average

    def _interval_in_words(self) -> str:
        if self.lower is None and self.upper is None:
            return "there is no interval"
        if self.lower is not None and self.upper is not None:
            between = f"{self.formatted(self.lower)} and {self.formatted(self.upper)}"
            ends = f"{'averages' if self.mean_of_year else 'ends'} between {between}"
        else:
            end = ends_in_words(self.lower, self.upper, self.formatted).removeprefix("at ")
            ends = f"{'is' if self.mean_of_year else 'ends at'} {end}"
        return f"with {percent(self.level)}% probability it {ends}"

    def _target_in_words(self) -> str:
        good = {Polarity.high_is_good: " and high is good", Polarity.low_is_good: " and low is good"}
        side = good.get(self.polarity, "") if self.polarity else ""
        said = f"The target is {self.target_in_words()}{side}"
        if self.value is None:
            return f"{said}."
        what = "the year" if self.status == Status.complete else "the projection"
        return f"{said}: {what} is {self._side(self.value)} it."

    def _way_in_words(self) -> list[str]:
        asked = self._asked()
        if asked is None or self.as_at is None or self.reached is None:
            return []
        side = f"the figure is {side_in_words(self.reached, asked, self._writer(whole=False))} it"
        if self.on_the_way != Rating.not_rated:
            side += ", which is good" if self.on_the_way == Rating.green else ", on the wrong side"
        by = f"By {in_a_sentence(self.as_at)} the way to the target asks for"
        return [f"{by} {bounds_in_words(asked, self.formatted)}: {side}."]

    def _asked(self) -> tuple[float, float] | None:
        """What the way to the target asks by the last point published."""
        row = self.profile[self.known - 1] if self.known else np.array([np.nan])
        return (float(row[0]), float(row[-1])) if np.isfinite(row).any() else None

    def _side(self, value: float) -> str:
        assert self.target is not None
        return side_in_words(value, self.target, self._writer(whole=False), open_=self.target_open)

    def target_in_words(self) -> str:
        assert self.target is not None
        return bounds_in_words(self.target, self.formatted, open_=self.target_open)

    def draw(self, ax: Axes, family: str, own: bool) -> None:
        blue, pink = categorical()[0], categorical()[2]  # lightness and shape tell them apart as well
        n, at, complete = len(self.periods), self.known - 1, self.status == Status.complete
        places, value = np.arange(n), None if complete else self.value
        of_year = self.value if self.mean_of_year or not complete else None
        target = None if self.amounts else self.target  # of the total, which says nothing of single amounts
        bounds = [bound for bound in dict.fromkeys(target or ()) if np.isfinite(bound)]
        start, foot, stop, top = (4.0, 0.0, WIDE - 4, 0.0) if own else frame_of(ax)
        crowded = self.closeup()
        closeup = crowded if own or top - foot >= TALL_ENOUGH else None
        before = bool(np.isfinite(self.last_year).all()) and not closeup  # where the year before has a row
        ax.plot(places, self.actual, color=blue, linewidth=2.2, marker="o", markersize=4.5, zorder=4, label="Actual",
                clip_on=False)  # fmt: skip
        if before:
            ax.plot(places, self.last_year, color=BEFORE, linewidth=WIDER, zorder=1.2, clip_on=False,
                    label=self.last_year_in_words())  # fmt: skip
        said = [band for band in self.fan if band[0] == self.level] or self.fan[:1]  # in words, else the widest
        wedges = self._shade(ax, said if closeup else self.fan)
        if value is not None:
            ax.plot(places, self.expected, color=blue, linewidth=1.6, linestyle=(0, (4, 2.5)), zorder=3,
                    label="Projection", clip_on=False)  # fmt: skip
        if of_year is not None:
            ax.plot([self.end], [of_year], color=blue, marker="o", markersize=7, markerfacecolor="white",
                    markeredgewidth=1.8, linestyle="none", zorder=5, clip_on=False,
                    label="Projected year" if value is not None else "Year")  # fmt: skip
        for bound in self.profile.T:
            if (asked := np.isfinite(bound)).any():
                ax.plot(places[asked], bound[asked], color=pink, linewidth=1.2, linestyle=":", zorder=2.8,
                        label="Way to target", clip_on=False)  # fmt: skip
        names = [on_the_axis(period, self.frequency) for period in self.periods]
        low = not own and frame_of(ax)[3] - frame_of(ax)[1] < TIGHT  # the title says the year
        named = self.frequency == Frequency.month and not low
        years = (str(self.periods[0].start.year), str(self.periods[-1].end.year)) if named else None
        names += ["Year"] if self.mean_of_year else []
        lines_below = 2 if years else 1
        under = closeup.height(stop - start, family) if closeup else 0.0
        lay_out_points(ax, family, own=own, lines=lines_below, under=under, unit=self.unit, limits=self.limits(),
                       words=self.words(self.below(not closeup), not_from_0(*self.limits())))  # fmt: skip
        if closeup:
            draw_closeup(ax, closeup, family, (start, stop), lines_below * SMALL * LEADING + 12)
        clear = bars_at_the_end(ax, self.end, [End("Target", bounds, pink)], of_year)
        # What stands at the end of the year is named beside it, what stands within it where there is room.
        room = MOST_BESIDE * (frame_of(ax)[2] - frame_of(ax)[0]) - 10 - MARKED
        labels = self._at_the_end(target, bounds, before, family, low=low, room=room)
        if closeup:  # in a line each, or all of them in two, as the interval is below
            rows = [row for row in closeup.rows if row.name != self.last_year_in_words()]
            texts = [wrapped(f"{row.name} {row.said}", SMALL, BESIDE, family, bold=True) for row in rows]
            if max(map(len, texts)) > 1:
                texts = [[row.name, *wrapped(row.said, SMALL, BESIDE, family)] for row in rows]
            labels = [Label([Line(line, SMALL, bold=i == 0) for line in lines], (self.end, float(np.mean(row.at))),
                            row.colour) for i, (row, lines) in enumerate(zip(rows, texts, strict=True))]
        if crowded:  # where lines would lead from one place
            marks = {categorical()[0]: "o"}
            labels = [one._replace(mark=(marks.get(one.colour, "_"), BEFORE if one.colour == MUTED else one.colour))
                      for one in labels]  # fmt: skip
        right = room_beside(ax, labels, self.end, family, clear=clear)
        name_points(ax, [*places.tolist(), *[self.end] * self.mean_of_year], names, family, years)
        heights = (self.actual, self.expected, *[self.last_year] * (not closeup), *self.profile.T)
        lines = [np.column_stack([places, y]) for y in heights]
        lines += [np.vstack([box, box[:1]]) for box in wedges[:1] if self.mean_of_year]
        within = [] if complete or at < 0 else self._within(at)
        within += self._name_before(stop - start > WIDE) if before and self.mean_of_year else []
        if low:  # where they would lie on what is below the axes
            within = [one._replace(spare=True) for one in within]
        beside(ax, within, family, lines=lines, shading=wedges[:1], right=right, most=MOST_COST if low else np.inf)
        column(ax, labels, right + max(6, 4 + clear), family)

    def _at_the_end(self, target: tuple[float, float] | None, bounds: list[float], before: bool, family: str, *,
                    low: bool, room: float) -> list[Label]:  # fmt: skip
        blue, pink, labels = categorical()[0], categorical()[2], []
        if self.value is not None:
            complete = self.status == Status.complete
            name, said = self.year_in_words() if complete else "Projected", self.formatted(self.value)
            lines = [Line(name, SMALL), Line(said, LARGE, bold=True)]
            if low:
                lines = [Line(f"{name} {said}", SMALL, bold=True)]
                if not complete and None not in (self.lower, self.upper):
                    bounds_ = ends_in_words(self.lower, self.upper, self.formatted)
                    likely = wrapped(f"{percent(self.level)}%: {bounds_}", SMALL, room, family)
                    lines += [Line(line, SMALL) for line in likely]
            elif not complete and (self.lower is not None or self.upper is not None):
                ends = wrapped(ends_in_words(self.lower, self.upper, self.formatted), SMALL, BESIDE, family)
                lines += [Line(line, SMALL) for line in [f"{percent(self.level)}% likely:", *ends]]
            labels.append(Label(lines, (self.end, self.value), blue))
        if target is not None and bounds:
            figures = wrapped(self.target_in_words(), USUAL, BESIDE, family)
            lines = [Line("Target", SMALL), *(Line(words, USUAL, bold=True) for words in figures)]
            if low and len(figures) == 1:
                lines = [Line(f"Target {figures[0]}", SMALL, bold=True)]
            labels.append(Label(lines, (self.end, sum(bounds) / len(bounds)), pink))
        if before and not self.mean_of_year:  # of a mean it would lead across the year's own
            last = float(self.last_year[-1])
            words = f"{self.last_year_in_words()}: {self.formatted(last)}"
            lines = [Line(text, SMALL) for text in wrapped(words, SMALL, BESIDE, family)]
            labels.append(Label(lines, (len(self.periods) - 1, last), MUTED, spare=low))
        return labels

    def closeup(self) -> Closeup | None:
        """What a year that is a sum may come to, beside the year before and the target; None of any other."""
        bounds = [bound for bound in dict.fromkeys(self.target or ()) if np.isfinite(bound)]
        before = float(self.last_year[-1]) if np.isfinite(self.last_year).all() and len(self.last_year) else np.nan
        if not self._total or self.amounts or self.value is None or not (bounds or np.isfinite(before)):
            return None
        blue, pink, complete = categorical()[0], categorical()[2], self.status == Status.complete
        year, written = self.year_in_words(), self.formatted
        heading = f"{year} in all" if complete else f"Where {year} may end"
        if not complete and (self.lower is not None or self.upper is not None):
            heading += f": {ends_in_words(self.lower, self.upper, written)}, {percent(self.level)}% likely"
        bands = [(self.value if np.isnan(lower) else lower, self.value if np.isnan(upper) else upper)
                 for _, lower, upper in self.fan]  # fmt: skip
        name, levels = year if complete else "Projected", [f"{percent(level)}%" for level, _, _ in self.fan]
        rows = [Reading(name, written(self.value), [self.value], blue, "o", [] if complete else bands, levels)]
        if np.isfinite(before):
            rows.append(Reading(self.last_year_in_words(), written(before), [before], MUTED, "|"))
        if self.target is not None and bounds:
            rows.append(Reading("Target", self.target_in_words(), bounds, pink, "|"))
        low, high = (found := Closeup(heading, rows, self.unit, bounds)).limits
        return found if low <= 0 <= high else found._replace(heading=f"{heading} (scale not from 0)")

    def _within(self, at: int) -> list[Label]:
        """What is reached at the last point published, and what was wanted by then."""
        by = "by" if self.accrual in (Accrual.flow, Accrual.cumulative) and not self.amounts else "in"
        reached, when = float(self.actual[at]), on_the_axis(self.periods[at], self.frequency)
        text = f"{self.formatted(reached)} {by} {when}"
        this = [Line("This year so far" if by == "by" else "This year", SMALL)]
        wanted, asked = [], self._asked()
        if asked is not None and not (asked[0] == asked[1] and self.target and asked[0] == self.target[0]):
            this = []  # beside what was wanted by then there is room for a line each
            line = Line(f"Target {by} {when}: {bounds_in_words(asked, self.formatted)}", SMALL)
            wanted = [Label([line], (at, float(np.nanmean(asked))), categorical()[2])]
        return [Label([*this, Line(text, USUAL, bold=True)], (at, reached), categorical()[0]), *wanted]

    def _name_before(self, wide: bool) -> list[Label]:
        """The name of the year before with what it was at its end, or of less `wide` axes alone where its line is."""
        last, when = float(self.last_year[-1]), on_the_axis(self.periods[-1], self.frequency)
        texts = (self.last_year_in_words(), f"{self.formatted(last)} in {when}")
        if wide:
            return [Label([Line(text, SMALL) for text in texts], (len(self.periods) - 1, last), MUTED)]
        others = np.vstack([self.actual, self.expected])
        known = np.where(np.isfinite(others).any(axis=0), np.abs(others - self.last_year).min(axis=0, initial=np.inf,
                         where=np.isfinite(others)), -1.0)  # fmt: skip
        at = int(np.argmax(known))
        return [Label([Line(texts[0], SMALL)], (at, float(self.last_year[at])), MUTED)]

    def last_year_in_words(self) -> str:
        return "" if self.year is None else year_label(self.year.shifted(-12))

    def year_in_words(self) -> str:
        return "The year" if self.year is None else year_label(self.year)

    def wedges(self, fan: Sequence[tuple[float, float, float]] | None = None) -> list[list[tuple[float, float]]]:
        """The corners of intervals, of all of them unless some are given: straight from the last point to the year's
        end, or, of a mean, beside it."""
        shapes = []
        for _, lower, upper in self.fan if fan is None else fan:
            assert self.value is not None
            lower, upper = (self.value if np.isnan(end) else end for end in (lower, upper))
            if self.mean_of_year:
                left, right = self.end - 0.3, self.end + 0.3
                corners = [(left, lower), (right, lower), (right, upper), (left, upper)]
            else:
                last = (self.known - 1.0, float(self.actual[self.known - 1]))
                corners = [last, (self.end, lower), (self.end, upper)]
            shapes.append(corners)
        return shapes

    def _shade(self, ax: Axes, fan: Sequence[tuple[float, float, float]]) -> list[Points]:
        from matplotlib.colors import to_rgba

        wedges = self.wedges(fan)
        for (level, _, _), corners in zip(fan, wedges, strict=True):
            ax.fill(*zip(*corners, strict=True), facecolor=to_rgba(shades()[2], 0.22), edgecolor=shades()[2],
                    linewidth=0.7, zorder=1.5, label=f"{percent(level)}%", clip_on=False)  # fmt: skip
        return [np.array(corners, float) for corners in wedges]

    def limits(self) -> tuple[float, float]:
        """From 0 for a total; for levels, from where the figures are. A little more than all that is drawn."""
        bounds = () if self.amounts else self.target or ()  # the target of a total says nothing of single amounts
        ends = [end for _, *interval in self.fan for end in interval]
        value = self.value if self.mean_of_year or self.status != Status.complete else None
        others = [*ends, *bounds, *([] if value is None else [value])]
        others += [0.0] * self._total
        drawn = [self.actual, self.expected, self.last_year, self.profile.ravel(), np.array(others, float)]
        return padded(np.concatenate(drawn))
