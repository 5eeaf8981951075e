"""The tables of a scorecard that a reader has: results, counts and year ends."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from headway.language.counts import of_comparator
from headway.language.figures import rounding
from headway.language.sentences import capital, earlier_in_words, in_words
from headway.report.board import Board
from headway.report.board_rows import Row
from headway.report.tabular.keys import identifiers, period_key
from headway.report.tabular.named import GAP, OF_RESULT, Named, or_nan, unit_column, value_of, why_no_gap
from headway.report.tabular.table import Column, Table, numbers, texts, wholes, words
from headway.report.year_ends import YearEnd

_RATED = ("green", "amber", "red")


def tables_of_scorecard(of: Named) -> Iterator[Table]:
    """Results, counts by section with what they are out of, and year ends."""
    yield _results(of)
    yield _ratings_by_section(of)
    yield _directions_by_section(of)
    if any(row.outlook for row in of.rows):
        yield _outlook(of)


def _results(of: Named) -> Table:
    rows = of.rows
    before, latest, change = _figures_of_results(of)
    direction = words("direction", "Direction", "Which way it has gone since the result before.",
                      [row.direction for row in rows])  # fmt: skip
    why = texts("direction_reason", "About the direction", "Why the direction is what it is.",
                [row.direction_reason for row in rows],
                shown=[capital(row.direction_reason) for row in rows])  # fmt: skip
    marks = [_marks(row) for row in rows]
    return Table(
        "results", "Results by section",
        [
            *of.place(range(len(rows)), of=""), unit_column(row.unit for row in rows), latest, before, change,
            direction,
            *(column for name in of.board.comparators for column in _against(of, name)),
            *(column for name in of.board.since for column in _since(of, name)), why,
            texts("marks", "Marks", "What is said of a figure, such as that it is provisional.", marks,
                  "nothing is marked"),
            texts("note", "Note", "What a reader must know of the figures.", [row.note for row in rows],
                  "nothing is noted"),
            texts("doubts", "In doubt", "Figures that look as if they were in another unit.",
                  ["; ".join(row.doubts) for row in rows], "nothing is in doubt"),
        ],
        key=(OF_RESULT,), tab="Results", says=_said_of_results(of.board),
    )  # fmt: skip


def _figures_of_results(of: Named) -> tuple[Column, Column, Column]:
    rows, figures = of.rows, of.figures
    places = [each.places for each in figures]
    before = numbers("previous", "Previous", "The result before.", (row.previous for row in rows),
                     [row.previous_status or "no data" for row in rows], places=places)  # fmt: skip
    latest = numbers("latest", "Latest", "The latest result.", (row.latest for row in rows),
                     [row.latest_status or "no data" for row in rows], places=places)  # fmt: skip
    change = numbers("change", "Change", "The latest result less the one before, of percentages in points.",
                     (row.change for row in rows), [each.why_no_change() for each in figures],
                     places=places)  # fmt: skip
    return before, latest, change


def _against(of: Named, name: str) -> Iterator[Column]:
    """A comparator, how each row is rated against it, and by how much it misses it."""
    rows, column, heading = of.rows, of.columns_of[name], capital(in_words(name))
    why = [of.why_no_value(row, name, figures) for row, figures in zip(rows, of.figures, strict=True)]
    places = [figures.places_of(name) for figures in of.figures]
    yield numbers(column, heading, f"The {of_comparator(name)}.", (value_of(row, name) for row in rows), why,
                  places=places)  # fmt: skip
    yield numbers(f"{column}_gap", f"Gap to {in_words(name)}", GAP, of.board.gaps_of(name).tolist(),
                  [why_no_gap(row, said) for row, said in zip(rows, why, strict=True)], places=places)  # fmt: skip
    ratings = [row.against[name].rating for row in rows]
    not_rated = [of.why_not_rated(row, name) for row in rows]
    yield texts(f"{column}_rating", f"{heading} rating", f"How the latest result is rated against the "
                f"{of_comparator(name)}.", ratings, shown=_rated(ratings, not_rated))  # fmt: skip
    yield texts(f"{column}_reason", f"{heading} not rated because",
                f"Why the latest result is not rated against the {of_comparator(name)}.", not_rated,
                "nothing is to be explained: it is rated", shown=())  # fmt: skip


def _since(of: Named, name: str) -> Iterator[Column]:
    """An earlier figure that a row is compared with besides the one before."""
    rows, said = of.rows, earlier_in_words(name)
    column = identifiers([f"since_{name}"])[0]
    why = [row.since[name].direction_reason for row in rows]
    places = [figures.places_of_earlier(name) for figures in of.figures]
    yield numbers(column, capital(said), f"The figure of the {said}.", (row.since[name].value for row in rows),
                  ["no data" if reason == "clear" else reason for reason in why], places=places)  # fmt: skip
    yield words(f"{column}_direction", f"Direction since {said}", f"Which way it has gone since the {said}.",
                [row.since[name].direction for row in rows])  # fmt: skip


def _ratings_by_section(of: Named) -> Table:
    every = [(section, name) for name in of.board.comparators for section in of.board.sections]
    counts = [section.ratings[name] for section, name in every]
    return Table(
        "ratings_by_section", "Ratings by section",
        [
            of.section([section.name for section, _ in every]),
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
              "results.", *_twice(of.board)),
    )  # fmt: skip


def _directions_by_section(of: Named) -> Table:
    counts = [section.directions for section in of.board.sections]
    names = ("improving", "worsening", "no_change", "increasing", "decreasing", "unknown")
    return Table(
        "directions_by_section", "Directions of travel by section",
        [
            of.section([section.name for section in of.board.sections]),
            wholes("results", "Results", "How many results the section has.", (each["kpis"] for each in counts)),
            wholes("compared", "Compared", "How many have a direction: what the next five are out of.",
                   (each["compared"] for each in counts)),
            *(wholes(name, capital(in_words(name)), f"How many results are {in_words(name)}.",
                     (each[name] for each in counts)) for name in names),
        ],
        key=("section_key",), tab="Directions_by_section", says=_twice(of.board),
    )  # fmt: skip


def _outlook(of: Named) -> Table:
    numbers_of_rows = [number for number, row in enumerate(of.rows) if row.outlook is not None]
    ends = [end for row in of.rows if (end := row.outlook) is not None]
    marks = [each for each in of.marks if each is not None]
    rated = [each.rated() for each in marks]
    not_rated = [reason if rating == "not_rated" else None for rating, reason in rated]
    why = [end.status if end.value is None else "no interval" for end in ends]
    places = [each.places for each in marks]

    def figure(name: str, heading: str, says: str, why: Sequence[str] = why) -> Column:
        return numbers(name, heading, says, (or_nan(getattr(end, name)) for end in ends), why, places=places)

    year = [period_key(end.year) for end in ends]
    for key, end in zip(year, ends, strict=True):
        of.periods.setdefault(key, end.year)
    no_target = ["no target" if end.target is None else "no such end" for end in ends]
    return Table(
        "outlook", "Where indicators will be at year end",
        [
            *of.place(numbers_of_rows),
            texts("year_key", "Year", "The year that is projected.", year, of="periods",
                  shown=["No year" if end.year is None else end.year.label for end in ends]),
            unit_column(end.unit for end in ends),
            texts("status", "Status", "Whether the year is projected, complete, or why it is neither.",
                  [end.status for end in ends], shown=[capital(end.status) for end in ends]),
            figure("value", "Year end", "The projected year.", [end.status for end in ends]),
            figure("lower", "Lower end", "Where the interval of the year begins."),
            figure("upper", "Upper end", "Where the interval of the year ends."),
            numbers("level", "Level", "How often such an interval should hold the year, from 0 to 1.",
                    (or_nan(end.level) for end in ends), ["no interval"] * len(ends), places=2),
            numbers("target_lower", "Target from", "What the year is rated against: where it begins, of one number "
                    "that number.", (math.nan if end.target is None else end.target[0] for end in ends),
                    no_target, places=places),
            numbers("target_upper", "Target to", "What the year is rated against: where it ends, of one number "
                    "that number.", (math.nan if end.target is None else end.target[1] for end in ends),
                    no_target, places=places),
            numbers("probability", "Chance of target", "The chance of meeting the target, from 0 to 1.",
                    (or_nan(end.probability) for end in ends), [each.why_no_chance() for each in marks],
                    places=[rounding(or_nan(end.probability), 1.0) for end in ends]),
            texts("rating", "Forecast rating", "How the projected year is rated against its target.",
                  [rating for rating, _ in rated], shown=_rated([rating for rating, _ in rated], not_rated)),
            texts("rating_reason", "Not rated because", "Why the projected year is not rated.", not_rated,
                  "nothing is to be explained: it is rated", shown=()),
            texts("method", "Method", "What it was projected by.", [end.method for end in ends], "not projected",
                  shown=[None if end.method is None else capital(in_words(end.method)) for end in ends]),
            texts("reason", "About the method", "Why that method, or why there is none.",
                  [end.reason for end in ends], "nothing is said", shown=[_about(end) for end in ends]),
            numbers("past_error", "Past error", "How far off such projections were in past years, on average.",
                    (or_nan(end.past_error) for end in ends),
                    [end.past_error_reason or "no past year to test on" for end in ends], places=places),
            wholes("past_years", "Past years", "In how many past years that was tested.",
                   (end.past_years for end in ends)),
            texts("note", "Note", "What must be said with the figure.", [end.note for end in ends],
                  "nothing is noted"),
        ],
        key=(OF_RESULT,), tab="Year_ends",
    )  # fmt: skip


def _rated(ratings: Sequence[str], reasons: Sequence[str | None]) -> list[str]:
    """Ratings as a reader has them: a word, and why there is none."""
    return [f"Not rated: {reason}" if rating == "not_rated" else capital(rating)
            for rating, reason in zip(ratings, reasons, strict=True)]  # fmt: skip


def _about(end: YearEnd) -> str:
    """Why a method was chosen, with its name in words."""
    return capital(end.reason.replace(end.method, in_words(end.method)) if end.method else end.reason)


def _marks(row: Row) -> str:
    """What is said of the figures of a row."""
    return "; ".join(f"{capital(in_words(name))}: {said}" for name, said in row.marks.items())


def _twice(board: Board) -> tuple[str, ...]:
    several = board.in_several
    return ("An indicator that stands in two sections is counted in both.",) if several else ()


def _said_of_results(board: Board) -> tuple[str, ...]:
    return ("One result a row. A rating is against the comparator that stands before it.", *_twice(board))
