"""The first screen: what a reader with five minutes should know, in counts that the pages below hold."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterator, Mapping, Sequence

from headway.language.counts import RATED, number_of, rating_words
from headway.language.figures import brief, label_of
from headway.language.periods import age_in_words, short
from headway.language.sentences import capital, in_words, listed, shortened
from headway.report.board_rows import Row
from headway.report.comparison import Comparison
from headway.report.report import Report
from headway.report.scorecard_table import outlook_marks
from headway.report.site.marks import RATINGS, WAYS, YearEndMarks, quiet, rating_mark
from headway.report.site.markup import Child, Markup, element, joined
from headway.report.site.results import STALE
from headway.report.site.subjects import Subject, Subjects

CHANGES = "changes.html"
MOST, LONGEST = 3, 72  # lines of a list on the first screen, and letters of a name in it


@dataclasses.dataclass(frozen=True)
class Message:
    """What the first screen says, of unique indicators by the latest of their rows."""

    indicators: int
    comparator: str | None
    ratings: Mapping[str, int]  # against that comparator, with what they are out of; empty without one
    directions: Mapping[str, int]  # with what they are out of
    furthest: Sequence[Subject]  # from the comparator, as a share of it, the furthest first
    moved: Sequence[tuple[Subject, str, str]] | None  # of another rating than before, from and to; None without before
    at_risk: Sequence[Subject]  # whose year is projected to end amber or red, the least chance of the target first
    projected: int  # that have a projected year with a rating
    new: Sequence[Subject]  # whose figure is of the last month
    stale: Sequence[tuple[Subject, int]]  # and how many months old, the oldest first
    without_figure: Sequence[Subject]
    absent: Mapping[str, Mapping[str, int]]  # sections that are published and have no table here
    differing: Mapping[str, tuple[int, int]]  # sections with another number of indicators: published, here


def message(report: Report, subjects: Subjects) -> Message:
    """What the first screen says of a report with a scorecard."""
    board, rows, every = subjects.board, subjects.rows, list(subjects.all.values())
    ratings, directions = board.counts_of([subject.latest for subject in every])
    far = {subject.name: distance for subject in every
           if not math.isnan(distance := subjects.distance_of(subject.latest))}  # fmt: skip
    ages = [(subject, age) for subject in every if (age := subjects.age_of(subject.latest)) is not None]
    ends = {subject.name: _forecast(rows[subject.latest]) for subject in every}
    at_risk = [subject for subject in every if ends[subject.name] in ("red", "amber")]
    published, counts = report.differing_counts(), report.counts_by_section
    return Message(
        indicators=len(every), comparator=subjects.comparator, ratings=ratings.get(subjects.comparator or "", {}),
        directions=directions, furthest=[subjects.all[name] for name in sorted(far, key=far.__getitem__, reverse=True)],
        moved=None if report.changes is None else list(_moved(subjects, report.changes)),
        at_risk=sorted(at_risk, key=lambda subject: _chance(rows[subject.latest])),
        projected=sum(rating in ("red", "amber", "green") for rating in ends.values()),
        new=[subject for subject, age in ages if age == 0],
        stale=sorted(((subject, age) for subject, age in ages if age > STALE), key=lambda each: -each[1]),
        without_figure=[subject for subject in every if math.isnan(rows[subject.latest].latest)],
        absent={each.section: counts[each.section] for each in published if each.here is None},
        differing={each.section: (each.published, each.here) for each in published if each.here is not None},
    )  # fmt: skip


def _forecast(row: Row) -> str | None:
    """The rating of a projected year."""
    return None if row.outlook is None else str(row.outlook.forecast_rating(row.rule_of_year_end or row.rule))


def _chance(row: Row) -> float:
    """The chance of the target, for an order in which what nobody knows is last."""
    known = row.outlook is not None and row.outlook.probability is not None
    return row.outlook.probability if known else math.inf  # type: ignore[union-attr,return-value]


def _moved(subjects: Subjects, changes: Comparison) -> Iterator[tuple[Subject, str, str]]:
    """Indicators whose rating against the first comparator is another than before."""
    moves = {move.row: move for move in changes.moves if move.comparator == subjects.comparator}
    for subject in subjects.all.values():
        if (move := moves.get(subject.latest)) is not None:
            yield subject, move.was, move.now


def first_screen(subjects: Subjects, said: Message) -> Markup:
    """The first screen as markup."""
    return element(
        "section", element("h2", "In short", id="in-short"), _tiles(said, twice=bool(subjects.board.in_several)),
        element("div", list(_parts(subjects, said)), class_="parts"), aria_labelledby="in-short", class_="message",
    )  # fmt: skip


def _tiles(said: Message, *, twice: bool) -> Markup:
    """How many indicators have each rating."""
    once = " An indicator in two sections is counted once here, and in both below." if twice else ""
    size = f"{number_of(said.indicators, 'indicator')}."
    if said.comparator is None:
        return element("p", size + once)
    counts = {word: said.ratings[word] for word in RATINGS if word in RATED or said.ratings[word]}
    tiles = [element("li", element("a", element("b", f"{count:,}"), " ", rating_mark(word), href="#results",
                                   data_state=f"rating={word}")) for word, count in counts.items()]  # fmt: skip
    rated, out_of = rating_words(said.comparator, said.ratings)
    said_of = f"The ratings are {out_of}" if rated else capital(out_of)
    return joined(element("ul", tiles, class_="tiles"), element("p", f"{size} {said_of}.{once}"))


def _parts(subjects: Subjects, said: Message) -> Iterator[Markup]:
    if said.directions["compared"]:
        words = [element("a", f"{said.directions[word]:,} {in_words(word)}", href="#results",
                         data_state=f"direction={word}") for word in WAYS if said.directions[word]]  # fmt: skip
        yield _part("Direction of travel",
                    element("p", _commas(words), f", of {said.directions['compared']:,} compared."))  # fmt: skip
    if said.moved is not None:
        lines = [joined(_link(subject), " ", element("small", rating_mark(was), " to ", rating_mark(now)))
                 for subject, was, now in said.moved]  # fmt: skip
        yield _part("Changed rating since last time", _list(lines) or element("p", "None."),
                    element("p", element("a", "All that changed", href=CHANGES)))
    if said.comparator is not None and said.furthest:
        lines = [_distance(subjects, subject, said.comparator) for subject in said.furthest[:MOST]]
        yield _part(f"Furthest from {in_words(said.comparator)}", _list(lines))
    if said.projected:
        lines = [_at_risk(subjects, subject) for subject in said.at_risk]
        words_ = f"{len(said.at_risk):,} of {number_of(said.projected, 'projected indicator')} would miss the target."
        yield _part("Year end", element("p", words_), _list(lines))
    yield _part("What is new and what is old", *_updated(subjects, said))
    if missing := list(_missing(said)):
        yield _part("What is missing", element("ul", [element("li", line) for line in missing]))


def _part(name: str, *content: Child) -> Markup:
    return element("div", element("h3", name), *content)


def _commas(words: Sequence[Child]) -> list[Child]:
    return [part for i, word in enumerate(words) for part in ((", ", word) if i else (word,))]


def _link(subject: Subject) -> Markup:
    return element("a", shortened(subject.name, LONGEST), href=f"indicators/{subject.slug}.html")


def _list(lines: Sequence[Child]) -> Markup | None:
    """So many as a first screen has room for, and how many more there are."""
    rest = len(lines) - MOST
    more = element("li", f"and {rest:,} more") if rest > 0 else None
    return element("ul", [element("li", line) for line in lines[:MOST]], more) if lines else None


def _distance(subjects: Subjects, subject: Subject, comparator: str) -> Markup:
    """Where an indicator is, where it should be, and how many people that is."""
    row = subjects.rows[subject.latest]
    figures, unit = subjects.figures[subject.latest], label_of(row.unit)
    unit = f" {unit}" if unit and unit.lower() not in row.indicator.lower() else ""
    when = "" if row.when is None else f" in {short(row.when)}"
    equivalent = subjects.equivalent_of(subject.latest)
    counted = row.denominator_unit or "of those counted"
    people = "" if math.isnan(equivalent) else f"; the gap is {brief(equivalent)} {counted}"
    said = f"{figures.of(row.latest)}{unit}{when}, {in_words(comparator)} {figures.ends(comparator)}{people}"
    return joined(_link(subject), " ", quiet(said))


def _at_risk(subjects: Subjects, subject: Subject) -> Markup:
    marks = outlook_marks(subjects.rows[subject.latest], YearEndMarks)
    assert marks is not None
    chance = marks.chance_in_figures()
    said = f"{marks.value()} projected" + (f", {chance} chance of target" if chance else "")
    return joined(_link(subject), " ", quiet(said))


def _updated(subjects: Subjects, said: Message) -> Iterator[Markup | None]:
    if subjects.as_at is not None:
        link = element("a", f"{len(said.new):,} of {number_of(said.indicators, 'indicator')}", href="#results",
                       data_state=f"since={subjects.as_at.start.isoformat()}")  # fmt: skip
        yield element("p", link, f" {have(len(said.new))} a figure to {short(subjects.as_at)}.")
    if said.stale:
        count = len(said.stale)
        yield element("p", f"{number_of(count, 'indicator')} {have(count)} a figure that is more than a year older.")
        yield _list([joined(_link(subject), " ", quiet(f"{age_in_words(age)} old")) for subject, age in said.stale])


def _missing(said: Message) -> Iterator[Child]:
    for name, counts in said.absent.items():
        rated = [f"{counts[word]} {word}" for word in RATED if counts.get(word)]
        of = f" ({', '.join(rated)} as published)" if rated else ""
        yield joined(element("b", name), f": {number_of(counts['kpis'], 'indicator')}{of}, of which there is no table.")
    for name, (published, here) in said.differing.items():
        yield joined(element("b", name), f": {number_of(published, 'indicator')} published, {here} here.")
    if said.without_figure:
        named = [shortened(subject.name, LONGEST) for subject in said.without_figure[:MOST]]
        rest = len(said.without_figure) - MOST
        yield f"No latest figure: {listed([*named, f'{rest:,} more'] if rest > 0 else named)}."
    if said.comparator is not None and (rest := said.ratings["not_rated"]):
        yield f"{number_of(rest, 'indicator')} {have(rest)} no rating against {in_words(said.comparator)}."


def have(count: int) -> str:
    return "has" if count == 1 else "have"
