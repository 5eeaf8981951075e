"""The tables of a scorecard: its results, and the star of facts, indicators, periods and ratings around them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence

from headway._core import Period
from headway.language.counts import of_comparator
from headway.language.figures import rounding
from headway.language.periods import in_full
from headway.language.sentences import capital, earlier_in_words, in_words
from headway.report.board import Board
from headway.report.board_rows import Row
from headway.report.outlook_marks import OutlookMarks
from headway.report.row_figures import RowFigures
from headway.report.scorecard_table import outlook_marks
from headway.report.site.subjects import Subjects, slugs_of
from headway.report.tabular.facts import Facts
from headway.report.tabular.keys import identifiers, period_key
from headway.report.tabular.table import Column, Table, numbers, texts, texts_of, wholes, words
from headway.report.year_ends import YearEnd

OF_RESULT = "result_key"
_RATED = ("green", "amber", "red")


class ScorecardTables:
    """What the tables of a scorecard are made of: its rows, what names them, and every period that they speak of."""

    def __init__(self, subjects: Subjects) -> None:
        self.subjects, self.board = subjects, subjects.board
        self.rows: Sequence[Row] = subjects.rows
        self.figures: Sequence[RowFigures] = subjects.figures
        self.section_keys = slugs_of(section.name for section in self.board.sections)
        self.columns_of = dict(zip(self.board.comparators, identifiers(self.board.comparators, _TAKEN), strict=True))
        self.marks: list[OutlookMarks | None] = [outlook_marks(row) for row in self.rows]
        self.periods: dict[str, Period | None] = {}

    def tables(self) -> Iterator[Table]:
        """All of them, results first; periods are known at the end."""
        yield self._results()
        yield self._ratings_by_section()
        yield self._directions_by_section()
        if any(row.outlook for row in self.rows):
            yield self._outlook()
        yield self._indicators()
        yield self._facts()
        yield self._ratings()
        yield self._sections()
        yield self._periods()

    # Keys -----------------------------------------------------------------------------------------------------------

    def _section(self, names: Sequence[str]) -> Column:
        keys = [self.section_keys[name] for name in names]
        return texts("section_key", "Section", "The section of the report.", keys, of="sections",
                     shown=texts_of(names))  # fmt: skip

    def _indicator(self, names: Sequence[str]) -> Column:
        keys = [self.subjects.all[name].slug for name in names]
        return texts("indicator_key", "Indicator", "What is measured.", keys, of="indicators",
                     shown=texts_of(names))  # fmt: skip

    def _period(self, periods: Sequence[Period | None], shown: Sequence[str | None], says: str) -> Column:
        keys = [period_key(period) for period in periods]
        for key, period in zip(keys, periods, strict=True):
            self.periods.setdefault(key, period)
        return texts("period_key", "Period", says, keys, of="periods",
                     shown=[label or "No period" for label in texts_of(shown)])  # fmt: skip

    def _place(self, numbers_of_rows: Sequence[int], of: str = "results") -> list[Column]:
        """What names results; of the table of results itself they are the key of no other."""
        rows = [self.rows[number] for number in numbers_of_rows]
        when = self._period([row.when for row in rows], [row.period for row in rows], "When the result is of.")
        section = self._section([row.section for row in rows])
        indicator = self._indicator([row.indicator for row in rows])
        keys = ["/".join(parts) for parts in zip(section.values, indicator.values, when.values, strict=True)]
        result = texts(OF_RESULT, "", "What names a result: its section, indicator and period.", keys, of=of, shown=())
        return [result, section, indicator, when]

    # Tables ---------------------------------------------------------------------------------------------------------

    def _results(self) -> Table:
        rows = self.rows
        before, latest, change = self._figures_of_results()
        direction = words("direction", "Direction", "Which way it has gone since the result before.",
                          [row.direction for row in rows])  # fmt: skip
        why = texts("direction_reason", "About the direction", "Why the direction is what it is.",
                    [row.direction_reason for row in rows],
                    shown=[capital(row.direction_reason) for row in rows])  # fmt: skip
        marks = [_marks(row) for row in rows]
        return Table(
            "results", "Results by section",
            [
                *self._place(range(len(rows)), of=""), _unit(row.unit for row in rows), latest, before, change,
                direction,
                *(column for name in self.board.comparators for column in self._against(name)),
                *(column for name in self.board.since for column in self._since(name)), why,
                texts("marks", "Marks", "What is said of a figure, such as that it is provisional.", marks,
                      "nothing is marked"),
                texts("note", "Note", "What a reader must know of the figures.", [row.note for row in rows],
                      "nothing is noted"),
                texts("doubts", "In doubt", "Figures that look as if they were in another unit.",
                      ["; ".join(row.doubts) for row in rows], "nothing is in doubt"),
            ],
            key=(OF_RESULT,), tab="Results", says=_said_of_results(self.board),
        )  # fmt: skip

    def _figures_of_results(self) -> tuple[Column, Column, Column]:
        rows, figures = self.rows, self.figures
        places = [each.places for each in figures]
        before = numbers("previous", "Previous", "The result before.", (row.previous for row in rows),
                         [row.previous_status or "no data" for row in rows], places=places)  # fmt: skip
        latest = numbers("latest", "Latest", "The latest result.", (row.latest for row in rows),
                         [row.latest_status or "no data" for row in rows], places=places)  # fmt: skip
        change = numbers("change", "Change", "The latest result less the one before, of percentages in points.",
                         (row.change for row in rows), [each.why_no_change() for each in figures],
                         places=places)  # fmt: skip
        return before, latest, change

    def _against(self, name: str) -> Iterator[Column]:
        """A comparator, how each row is rated against it, and by how much it misses it."""
        rows, column, heading = self.rows, self.columns_of[name], capital(in_words(name))
        why = [self._why_no_value(row, name, figures) for row, figures in zip(rows, self.figures, strict=True)]
        places = [figures.places_of(name) for figures in self.figures]
        yield numbers(column, heading, f"The {of_comparator(name)}.", (_value(row, name) for row in rows), why,
                      places=places)  # fmt: skip
        yield numbers(f"{column}_gap", f"Gap to {in_words(name)}", _GAP, self.board.gaps_of(name).tolist(),
                      [_no_gap(row, said) for row, said in zip(rows, why, strict=True)], places=places)  # fmt: skip
        ratings = [row.against[name].rating for row in rows]
        not_rated = [self._why_not_rated(row, name) for row in rows]
        yield texts(f"{column}_rating", f"{heading} rating", f"How the latest result is rated against the "
                    f"{of_comparator(name)}.", ratings, shown=_rated(ratings, not_rated))  # fmt: skip
        yield texts(f"{column}_reason", f"{heading} not rated because",
                    f"Why the latest result is not rated against the {of_comparator(name)}.", not_rated,
                    "nothing is to be explained: it is rated", shown=())  # fmt: skip

    def _since(self, name: str) -> Iterator[Column]:
        """An earlier figure that a row is compared with besides the one before."""
        rows, said = self.rows, earlier_in_words(name)
        column = identifiers([f"since_{name}"])[0]
        why = [row.since[name].direction_reason for row in rows]
        places = [figures.places_of_earlier(name) for figures in self.figures]
        yield numbers(column, capital(said), f"The figure of the {said}.", (row.since[name].value for row in rows),
                      ["no data" if reason == "clear" else reason for reason in why], places=places)  # fmt: skip
        yield words(f"{column}_direction", f"Direction since {said}", f"Which way it has gone since the {said}.",
                    [row.since[name].direction for row in rows])  # fmt: skip

    def _why_no_value(self, row: Row, name: str, figures: RowFigures) -> str:
        said = figures.ends(name)
        if said is not None:
            return f"a range: {said}"
        return row.statuses.get(name) or f"no {of_comparator(name)}"

    def _why_not_rated(self, row: Row, name: str) -> str | None:
        rating, reason = row.against[name].rating, row.against[name].reason
        if rating != "not_rated":
            return None
        return row.statuses.get(name, f"no {of_comparator(name)}") if reason == "no comparator" else reason

    def _ratings(self) -> Table:
        """The same ratings, one a row."""
        pairs = [(number, name) for number in range(len(self.rows)) for name in self.board.comparators]
        rows = [(self.rows[number], name) for number, name in pairs]
        ends = [row.against[name] for row, name in rows]
        why = [self._why_no_value(self.rows[number], name, self.figures[number]) for number, name in pairs]
        places = [self.figures[number].places_of(name) for number, name in pairs]
        gaps = {name: self.board.gaps_of(name).tolist() for name in self.board.comparators}
        not_rated = [self._why_not_rated(row, name) for row, name in rows]
        return Table(
            "ratings", "Ratings of results against each comparator",
            [
                *self._place([number for number, _ in pairs]),
                texts("comparator", "Against", "What the result is compared with.", [name for _, name in pairs]),
                numbers("value", "Value", "The comparator where it is one number.",
                        (_value(row, name) for row, name in rows), why, places=places),
                numbers("lower", "Lower end", "Where the comparator begins: of one number, that number.",
                        (each.ends[0] for each in ends), ["no lower end" if "range" in said else said for said in why],
                        places=places),
                numbers("upper", "Upper end", "Where the comparator ends: of one number, that number.",
                        (each.ends[-1] for each in ends), ["no upper end" if "range" in said else said for said in why],
                        places=places),
                words("rating", "Rating", "How the latest result is rated.", [each.rating for each in ends]),
                numbers("gap", "Gap", _GAP, (gaps[name][number] for number, name in pairs),
                        [_no_gap(row, said) for (row, _), said in zip(rows, why, strict=True)], places=places),
                texts("reason", "Not rated because", "Why the result is not rated.", not_rated,
                      "nothing is to be explained: it is rated"),
            ],
            key=(OF_RESULT, "comparator"),
        )  # fmt: skip

    def _ratings_by_section(self) -> Table:
        every = [(section, name) for name in self.board.comparators for section in self.board.sections]
        counts = [section.ratings[name] for section, name in every]
        return Table(
            "ratings_by_section", "Ratings by section",
            [
                self._section([section.name for section, _ in every]),
                texts("comparator", "Against", "What results are compared with.", [name for _, name in every],
                      shown=[capital(in_words(name)) for _, name in every]),
                wholes("results", "Results", "How many results the section has.", (each["kpis"] for each in counts)),
                wholes("with_comparator", "With a comparator", "How many of the results have it: what green, amber and "
                       "red are out of.", (each["with_comparator"] for each in counts)),
                *(wholes(word, capital(word), f"How many results are {word}.", (each[word] for each in counts))
                  for word in _RATED),
                wholes("not_rated", "Not rated", "How many of all results are not rated.",
                       (each["not_rated"] for each in counts)),
            ],
            key=("section_key", "comparator"), tab="Ratings_by_section" if every else "",
            says=("Green, amber and red are out of the results with a comparator; all four counts are out of the "
                  "results.", *_twice(self.board)),
        )  # fmt: skip

    def _directions_by_section(self) -> Table:
        counts = [section.directions for section in self.board.sections]
        names = ("improving", "worsening", "no_change", "increasing", "decreasing", "unknown")
        return Table(
            "directions_by_section", "Directions of travel by section",
            [
                self._section([section.name for section in self.board.sections]),
                wholes("results", "Results", "How many results the section has.", (each["kpis"] for each in counts)),
                wholes("compared", "Compared", "How many have a direction: what the next five are out of.",
                       (each["compared"] for each in counts)),
                *(wholes(name, capital(in_words(name)), f"How many results are {in_words(name)}.",
                         (each[name] for each in counts)) for name in names),
            ],
            key=("section_key",), tab="Directions_by_section", says=_twice(self.board),
        )  # fmt: skip

    def _outlook(self) -> Table:
        numbers_of_rows = [number for number, row in enumerate(self.rows) if row.outlook is not None]
        ends = [end for row in self.rows if (end := row.outlook) is not None]
        marks = [each for each in self.marks if each is not None]
        rated = [each.rated() for each in marks]
        not_rated = [reason if rating == "not_rated" else None for rating, reason in rated]
        why = [end.status if end.value is None else "no interval" for end in ends]
        places = [each.places for each in marks]

        def figure(name: str, heading: str, says: str, why: Sequence[str] = why) -> Column:
            return numbers(name, heading, says, (_or_nan(getattr(end, name)) for end in ends), why, places=places)

        year = [period_key(end.year) for end in ends]
        for key, end in zip(year, ends, strict=True):
            self.periods.setdefault(key, end.year)
        no_target = ["no target" if end.target is None else "no such end" for end in ends]
        return Table(
            "outlook", "Where indicators will be at year end",
            [
                *self._place(numbers_of_rows),
                texts("year_key", "Year", "The year that is projected.", year, of="periods",
                      shown=["No year" if end.year is None else end.year.label for end in ends]),
                _unit(end.unit for end in ends),
                texts("status", "Status", "Whether the year is projected, complete, or why it is neither.",
                      [end.status for end in ends], shown=[capital(end.status) for end in ends]),
                figure("value", "Year end", "The projected year.", [end.status for end in ends]),
                figure("lower", "Lower end", "Where the interval of the year begins."),
                figure("upper", "Upper end", "Where the interval of the year ends."),
                numbers("level", "Level", "How often such an interval should hold the year, from 0 to 1.",
                        (_or_nan(end.level) for end in ends), ["no interval"] * len(ends), places=2),
                numbers("target_lower", "Target from", "What the year is rated against: where it begins, of one number "
                        "that number.", (math.nan if end.target is None else end.target[0] for end in ends),
                        no_target, places=places),
                numbers("target_upper", "Target to", "What the year is rated against: where it ends, of one number "
                        "that number.", (math.nan if end.target is None else end.target[1] for end in ends),
                        no_target, places=places),
                numbers("probability", "Chance of target", "The chance of meeting the target, from 0 to 1.",
                        (_or_nan(end.probability) for end in ends), [each.why_no_chance() for each in marks],
                        places=[rounding(_or_nan(end.probability), 1.0) for end in ends]),
                texts("rating", "Forecast rating", "How the projected year is rated against its target.",
                      [rating for rating, _ in rated], shown=_rated([rating for rating, _ in rated], not_rated)),
                texts("rating_reason", "Not rated because", "Why the projected year is not rated.", not_rated,
                      "nothing is to be explained: it is rated", shown=()),
                texts("method", "Method", "What it was projected by.", [end.method for end in ends], "not projected",
                      shown=[None if end.method is None else capital(in_words(end.method)) for end in ends]),
                texts("reason", "About the method", "Why that method, or why there is none.",
                      [end.reason for end in ends], "nothing is said", shown=[_about(end) for end in ends]),
                numbers("past_error", "Past error", "How far off such projections were in past years, on average.",
                        (_or_nan(end.past_error) for end in ends),
                        [end.past_error_reason or "no past year to test on" for end in ends], places=places),
                wholes("past_years", "Past years", "In how many past years that was tested.",
                       (end.past_years for end in ends)),
                texts("note", "Note", "What must be said with the figure.", [end.note for end in ends],
                      "nothing is noted"),
            ],
            key=(OF_RESULT,), tab="Year_ends",
        )  # fmt: skip

    def _indicators(self) -> Table:
        every = list(self.subjects.all.values())
        rows = [self.rows[subject.latest] for subject in every]

        def about(key: str, heading: str, says: str) -> Column:
            return texts(key, heading, says, [subject.about.get(key) for subject in every], "not given")

        sections = ["; ".join(dict.fromkeys(self.rows[number].section for number in subject.rows)) for subject in every]
        return Table(
            "indicators", "Indicators and what they are",
            [
                texts("indicator_key", "", "What names an indicator in every table, and its page on the site.",
                      [subject.slug for subject in every], shown=()),
                texts("indicator", "Indicator", "Its name in full.", [subject.name for subject in every]),
                texts("sections", "Sections", "The sections that it stands in.", sections),
                _unit(row.unit for row in rows),
                words("polarity", "Which way is good", "Whether high or low figures are good.",
                      [row.polarity for row in rows], "not given"),
                words("accrual", "What a figure is", "How its figures add up over a year.",
                      [row.accrual for row in rows], "not given"),
                about("owner", "Owner", "Who answers for it."),
                about("definition", "Definition", "What it is in full."),
                about("source", "Source", "Where its figures come from."),
                about("control", "Control", "What of it the organisation controls."),
                about("counted", "Counted", "What a percentage is of."),
            ],
            key=("indicator_key",), tab="Indicators",
        )  # fmt: skip

    def _facts(self) -> Table:
        facts = Facts(self.periods)
        for subject in self.subjects.all.values():
            for number in subject.rows:
                self._facts_of_row(facts, subject.slug, number)
            of_latest = self.figures[subject.latest].places
            for period, value in self.rows[subject.latest].history:
                marks = [mark for mark in period.marks if mark != "footnote"]
                facts.add((subject.slug, period, "actual"), value, "no data", of_latest, note=", ".join(marks),
                          unit=self.rows[subject.latest].unit, of_history=True)  # fmt: skip
        found = facts.rows()
        names = {subject.slug: subject.name for subject in self.subjects.all.values()}
        shown = [_label(each.period) for each in found]
        return Table(
            "facts", "Every figure of every indicator",
            [
                texts("indicator_key", "Indicator", "What is measured.", [each.slug for each in found],
                      of="indicators", shown=texts_of(names[each.slug] for each in found)),
                self._period([each.period for each in found], shown, "When the figure is of."),
                texts("measure", "Measure", "What the figure is: actual, a comparator, or an end of the outlook.",
                      [each.measure for each in found], shown=[capital(in_words(each.measure)) for each in found]),
                _unit(each.unit for each in found),
                numbers("value", "Value", "The figure.", (each.value for each in found), [each.why for each in found],
                        places=[each.places for each in found]),
                texts("note", "Note", "What is said of the figure.", [each.note for each in found],
                      "nothing is noted"),
            ],
            key=("indicator_key", "period_key", "measure"), tab="Figures",
            says=("One figure a row: earlier points, the latest results, what they are compared with, and year ends.",),
        )  # fmt: skip

    def _facts_of_row(self, facts: Facts, slug: str, number: int) -> None:
        row, figures = self.rows[number], self.figures[number]
        facts.add((slug, row.when, "actual"), row.latest, row.latest_status or "no data", figures.places,
                  note=row.marks.get("latest", ""), unit=row.unit)  # fmt: skip
        for name in self.board.comparators:
            measure = f"{name}_comparator" if name in _OF_INDICATORS else name
            ends, places = row.against[name].ends, figures.places_of(name)
            why, note = self._why_no_value(row, name, figures), row.marks.get(name, "")
            measures = {measure: ends[0]} if len(ends) == 1 else {f"{measure}_lower": ends[0],
                                                                  f"{measure}_upper": ends[1]}  # fmt: skip
            for named, value in measures.items():
                facts.add((slug, row.when, named), value, "no such end" if len(ends) > 1 else why, places, note=note,
                          unit=row.unit)  # fmt: skip
        end, marks = row.outlook, self.marks[number]
        if end is None or marks is None:
            return
        for measure, given in (("outlook", end.value), ("outlook_lower", end.lower), ("outlook_upper", end.upper)):
            why = end.status if end.value is None else "no interval"
            facts.add((slug, end.year, measure), _or_nan(given), why, marks.places, note=end.note, unit=end.unit)

    def _sections(self) -> Table:
        names = [section.name for section in self.board.sections]
        return Table(
            "sections", "Sections of the report",
            [
                texts("section_key", "", "What names a section in every table.",
                      [self.section_keys[name] for name in names], shown=()),
                texts("section", "Section", "Its name in full.", names),
                wholes("position", "Position", "Where it stands in the report.", range(1, len(names) + 1)),
            ],
            key=("section_key",),
        )  # fmt: skip

    def _periods(self) -> Table:
        periods = sorted(self.periods.items(), key=lambda each: ("", "") if each[1] is None else
                         (each[1].start.isoformat(), each[1].end.isoformat()))  # fmt: skip
        given = [period for _, period in periods]
        return Table(
            "periods", "Periods",
            [
                texts("period_key", "", "What names a period in every table: its first day and its last.",
                      [key for key, _ in periods], shown=()),
                texts("label", "Period", "What a reader calls it.", map(_label, given)),
                texts("kind", "Kind", "month, quarter, year and so on.", [p and p.kind for p in given], "no period"),
                Column("start", "First day", "Its first day.", "date", [p and p.start for p in given], "no period"),
                Column("end", "Last day", "Its last day.", "date", [p and p.end for p in given], "no period"),
            ],
            key=("period_key",),
        )  # fmt: skip


def _label(period: Period | None) -> str:
    """A period as all tables have it, without the marks of a figure."""
    return "No period" if period is None else in_full(period)


def _or_nan(value: float | None) -> float:
    return math.nan if value is None else value


def _value(row: Row, name: str) -> float:
    """A comparator that is one number."""
    ends = row.against[name].ends
    return ends[0] if len(ends) == 1 else math.nan


def _rated(ratings: Sequence[str], reasons: Sequence[str | None]) -> list[str]:
    """Ratings as a reader has them: a word, and why there is none."""
    return [f"Not rated: {reason}" if rating == "not_rated" else capital(rating)
            for rating, reason in zip(ratings, reasons, strict=True)]  # fmt: skip


def _about(end: YearEnd) -> str:
    """Why a method was chosen, with its name in words."""
    return capital(end.reason.replace(end.method, in_words(end.method)) if end.method else end.reason)


def _no_gap(row: Row, why_no_value: str) -> str:
    """Why there is no gap: there is no result, or nothing to hold against it."""
    return row.latest_status or "no data" if math.isnan(row.latest) else why_no_value


def _unit(units: Iterable[str | None]) -> Column:
    return texts("unit", "Unit", "What the figures of the row are counted in.", units, "not given")


def _marks(row: Row) -> str:
    """What is said of the figures of a row."""
    return "; ".join(f"{capital(in_words(name))}: {said}" for name, said in row.marks.items())


def _twice(board: Board) -> tuple[str, ...]:
    several = board.in_several
    return ("An indicator that stands in two sections is counted in both.",) if several else ()


def _said_of_results(board: Board) -> tuple[str, ...]:
    return ("One result a row. A rating is against the comparator that stands before it.", *_twice(board))


_OF_INDICATORS = ("actual", "outlook", "outlook_lower", "outlook_upper")  # measures that are no comparator
_GAP = "The latest result less the comparator, of percentages in points; 0 within a range."
_TAKEN = ("result_key", "section_key", "indicator_key", "period_key", "unit", "latest", "previous", "change",
          "direction", "direction_reason", "marks", "note", "doubts", "missing")  # fmt: skip
