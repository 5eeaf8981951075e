"""The first screen: what a reader with five minutes should know, in counts that the pages below hold."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterator, Mapping, Sequence

from headway import _core
from headway.language.counts import number_of, of_comparator
from headway.language.figures import brief, label_of, per_cent
from headway.language.periods import age_in_words, short
from headway.language.sentences import capital, in_words, listed
from headway.report.report import Report
from headway.report.row_figures import RowFigures
from headway.report.scorecard_table import outlook_marks
from headway.report.site.marks import RATINGS, YearEndMarks, quiet, rating_mark
from headway.report.site.markup import Child, Markup, element, joined
from headway.report.site.results import STALE
from headway.report.site.subjects import Subject, Subjects

MOST, LONGEST = 3, 72  # lines of a list on the first screen, and letters of a name in it


@dataclasses.dataclass(frozen=True)
class Message:
    """The counts of the first screen, each of unique indicators, by the latest of their rows."""

    indicators: int
    comparator: str | None
    ratings: Mapping[str, int]
    directions: Mapping[str, int]
    furthest: Sequence[Subject]  # from the first comparator, as a share of it
    moved: Sequence[tuple[Subject, str, str]]  # whose rating is another than before: from, to
    at_risk: Sequence[Subject]  # whose year is projected to end amber or red
    projected: int  # that have a projected year with a rating
    latest: Sequence[Subject]  # whose figure is of the last period
    stale: Sequence[tuple[Subject, int]]  # and how many months old, the oldest first
    without_figure: Sequence[Subject]
    absent: Mapping[str, Mapping[str, int]]  # sections that are published and have no table here
    differing: Mapping[str, tuple[int, int]]  # sections with another number of results than published: published, here


def message(report: Report, subjects: Subjects) -> Message:
    """What the first screen says of a report with a scorecard."""
    board, rows = subjects.board, subjects.rows
    first = next(iter(board.comparators), None)
    every = list(subjects.all.values())
    latest = {subject.name: subjects.latest_row(subject) for subject in every}
    ratings = {word: 0 for word in RATINGS}
    directions: dict[str, int] = {}
    for number in latest.values():
        if first is not None:
            ratings[rows[number].against[first].rating] += 1
        directions[rows[number].direction] = directions.get(rows[number].direction, 0) + 1
    far = [(subjects.distance_of(number), name) for name, number in latest.items()]
    far = sorted((each for each in far if not math.isnan(each[0])), key=lambda each: -each[0])
    ages = {name: subjects.age_of(number) for name, number in latest.items()}
    stale = [(subjects.all[name], age) for name, age in ages.items() if age is not None and age > STALE]
    ends = {name: str(rows[n].outlook.forecast_rating(rows[n].rule_of_year_end or rows[n].rule))
            for name, n in latest.items() if rows[n].outlook is not None}  # fmt: skip
    here = {_core.plain_text(section.name): section.results for section in board.sections}
    published = {name: (counts, here.get(_core.plain_text(name))) for name, counts in report.published_counts.items()}
    return Message(
        indicators=len(every), comparator=first, ratings=ratings, directions=directions,
        furthest=[subjects.all[name] for _, name in far[:MOST]], moved=list(_moved(report, subjects, latest, first)),
        at_risk=[subjects.all[name] for name, rating in ends.items() if rating in ("red", "amber")],
        projected=sum(rating != "not_rated" for rating in ends.values()),
        latest=[subjects.all[name] for name, age in ages.items() if age == 0],
        stale=sorted(stale, key=lambda each: -each[1]),
        without_figure=[subjects.all[name] for name, number in latest.items() if math.isnan(rows[number].latest)],
        absent={name: counts for name, (counts, rows_here) in published.items() if rows_here is None},
        differing={name: (counts["kpis"], rows_here) for name, (counts, rows_here) in published.items()
                   if rows_here is not None and rows_here != counts["kpis"]},
    )  # fmt: skip


def _moved(
    report: Report, subjects: Subjects, latest: Mapping[str, int], comparator: str | None
) -> Iterator[tuple[Subject, str, str]]:
    """Indicators of both scorecards whose rating against the first comparator is another than before."""
    if report.before is None or comparator is None or comparator not in report.before.comparators:
        return
    earlier = Subjects(report.before.board)
    for name, number in latest.items():
        if name in earlier.all:
            was = earlier.rows[earlier.latest_row(earlier.all[name])].against[comparator].rating
            now = subjects.rows[number].against[comparator].rating
            if was != now:
                yield subjects.all[name], was, now


def message_of(report: Report, subjects: Subjects) -> Markup:
    """The first screen as markup."""
    said = message(report, subjects)
    return element(
        "section", element("h2", "In short", id="in-short"), _tiles(said, bool(subjects.board.in_several)),
        element("div", [part for part in _parts(report, subjects, said) if part], class_="parts"),
        aria_labelledby="in-short", class_="message",
    )  # fmt: skip


def _tiles(said: Message, twice: bool) -> Child:
    if said.comparator is None:
        return element("p", number_of(said.indicators, "indicator"))
    rated = sum(said.ratings[word] for word in RATINGS[:3])
    tiles = [
        element("li", element("a", element("b", f"{said.ratings[word]:,}"), " ", rating_mark(word, word.capitalize()),
                              href="#results", data_state=f"rating={word}"))
        for word in RATINGS[:3]
    ]  # fmt: skip
    rest = said.ratings["not_rated"]
    other = element("li", element("a", element("b", f"{rest:,}"), "Not rated", href="#results",
                                  data_state="rating=not_rated")) if rest else None  # fmt: skip
    return joined(
        element("ul", tiles, other, class_="tiles"),
        element("p", f"{number_of(said.indicators, 'indicator')}, {rated} of them rated against "
                     f"{in_words(said.comparator)}.",
                " One in two sections is counted once here, and in both below." if twice else None),
    )  # fmt: skip


def _parts(report: Report, subjects: Subjects, said: Message) -> Iterator[Markup | None]:
    compared = {word: count for word, count in said.directions.items() if word != "unknown"}
    if compared:
        order = ("improving", "worsening", "no_change", "increasing", "decreasing")
        words = [element("a", f"{compared[word]} {in_words(word)}", href="#results", data_state=f"direction={word}")
                 for word in order if compared.get(word)]  # fmt: skip
        yield _part("Direction since the result before", element("p", _commas(words), f", of {sum(compared.values())} compared."))
    if report.before is not None:
        lines = [joined(_link(subject), " ", _from_to(was, now)) for subject, was, now in said.moved]
        none = element("p", "No indicator of both scorecards has another rating.")
        yield _part("Changed rating since last time", _list(lines) or none)
    if said.comparator is not None and said.furthest:
        lines = [_distance(subjects, subject, said.comparator) for subject in said.furthest]
        yield _part(f"Furthest from {in_words(said.comparator)}", _list(lines))
    if said.projected:
        lines = [_at_risk(subjects, subject) for subject in said.at_risk]
        words = f"{len(said.at_risk)} of {number_of(said.projected, 'projected indicator')} would miss the target."
        yield _part("Year end", joined(element("p", words), _list(lines)))
    yield _part("What is new and what is old", _updated(subjects, said))
    missing = list(_missing(said))
    if missing:
        yield _part("What is missing", element("ul", [element("li", line) for line in missing]))


def _part(name: str, content: Child) -> Markup:
    return element("div", element("h3", name), content)


def _commas(words: Sequence[Child]) -> list[Child]:
    return [part for i, word in enumerate(words) for part in ((", ", word) if i else (word,))]


def _link(subject: Subject) -> Markup:
    name = subject.name if len(subject.name) <= LONGEST else f"{subject.name[:LONGEST].rpartition(' ')[0]}\u2026"
    return element("a", name, href=f"indicators/{subject.slug}.html")


def _list(lines: Sequence[Child]) -> Markup | None:
    """So many as a first screen has room for, and how many more there are."""
    if not lines:
        return None
    rest = len(lines) - MOST
    more = element("li", f"and {rest} more") if rest > 0 else None
    return element("ul", [element("li", line) for line in lines[:MOST]], more)


def _from_to(was: str, now: str) -> Markup:
    words = [rating_mark(word, in_words(word).capitalize()) if word != "not_rated" else "Not rated"
             for word in (was, now)]  # fmt: skip
    return element("small", words[0], " to ", words[1])


def _distance(subjects: Subjects, subject: Subject, comparator: str) -> Markup:
    number = subjects.latest_row(subject)
    row, figures = subjects.rows[number], RowFigures(subjects.rows[number])
    unit = label_of(row.unit)
    unit = f" {unit}" if unit and unit.lower() not in row.indicator.lower() else ""
    said = f"{figures.of(row.latest)}{unit} in {short(row.when) if row.when else 'no period'}, {in_words(comparator)} "
    equivalent = subjects.equivalent_of(number)
    counted = subject.about.get("counted", "of those counted")
    people = "" if math.isnan(equivalent) else f", the same as {brief(equivalent)} {counted}"
    return joined(_link(subject), " ", quiet(f"{said}{figures.ends(comparator)}{people}"))


def _at_risk(subjects: Subjects, subject: Subject) -> Markup:
    row = subjects.rows[subjects.latest_row(subject)]
    marks = outlook_marks(row, YearEndMarks)
    assert marks is not None and row.outlook is not None
    chance = row.outlook.probability
    said = f"{marks.value()} projected" + ("" if chance is None else f", {per_cent(chance)} chance of target")
    return joined(_link(subject), " ", quiet(said))


def _updated(subjects: Subjects, said: Message) -> Markup:
    parts: list[Child] = []
    if subjects.as_at is not None:
        month = subjects.as_at
        updated = f"{len(said.latest)} of {number_of(said.indicators, 'indicator')}"
        link = element("a", updated, href="#results", data_state=f"since={month.end.isoformat()}")
        parts.append(element("p", link, f" {'has' if len(said.latest) == 1 else 'have'} a figure to {short(month)}."))
    if said.stale:
        words = f"{number_of(len(said.stale), 'indicator')} {'has' if len(said.stale) == 1 else 'have'} a figure more than a year old."
        lines = [joined(_link(subject), " ", quiet(f"{age_in_words(age)} old")) for subject, age in said.stale]
        parts += [element("p", words), _list(lines)]
    return joined(*parts)


def _missing(said: Message) -> Iterator[Child]:
    for name, counts in said.absent.items():
        rated = [f"{counts[word]} {word}" for word in ("red", "amber", "green") if counts.get(word)]
        of = f" ({', '.join(rated)} as published)" if rated else ""
        yield joined(element("b", name), f": {number_of(counts['kpis'], 'indicator')}{of}; no table of them is in this "
                                         "report.")  # fmt: skip
    for name, (published, here) in said.differing.items():
        yield joined(element("b", name), f": {number_of(published, 'indicator')} published, {here} here.")
    if said.without_figure:
        yield f"No latest figure: {listed([subject.name for subject in said.without_figure[:MOST]])}."
    if said.comparator is not None and (rest := said.ratings["not_rated"]):
        yield f"{number_of(rest, 'indicator')} {'is' if rest == 1 else 'are'} not rated against {of_comparator(said.comparator)}."
