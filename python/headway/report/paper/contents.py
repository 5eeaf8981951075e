"""What stands in a report on paper: the message, the results by section, what changed, savings, plans and the rest."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence

from headway._core import __version__
from headway.boundary.labels import unit_of
from headway.charts.chart import Chart
from headway.language.counts import number_of
from headway.language.key import direction_key, outlook_key, rating_key, scorecard_method
from headway.language.sentences import capital, in_words
from headway.pictured import Pictured
from headway.report.board_rows import Row, Section
from headway.report.paper.blocks import Block, Cell, Heading, Paper, Paragraph, Picture, Table, Terms
from headway.report.paper.of_page import Parts, blocks_of, text_of_markup
from headway.report.paper.pictures import picture_of_chart
from headway.report.report import Report
from headway.report.row_words import ARROWS, rated_against, travel, why_not_rated
from headway.report.scorecard_table import outlook_marks
from headway.report.site import others
from headway.report.site.indicator import IndicatorPage
from headway.report.site.results import period_of
from headway.report.site.subjects import Subject, Subjects
from headway.report.wording import Sentence, sentences

# Indicators that have a picture, which are as many as somebody looks at, and points of which a picture shows more than
# a table does.
MOST_PICTURES, FEWEST_POINTS = 40, 5
# Of all that can be drafted, what a reader with a minute reads; each section has its own counts.
_MESSAGE = ("size", "size_results", "ratings", "ratings_all", "ratings_none", "directions", "directions_none",
            "off_track", "furthest", "outlook_at_risk", "missing", "stale")  # fmt: skip
_OF_SECTION = ("section_ratings", "ratings_all", "ratings_none", "section_directions", "directions_none")
_FACTS = {"organisation": "Organisation", "period": "Period", "author": "Author", "published": "Published",
          "next_published": "Next published", "contact": "Contact", "licence": "Licence"}  # fmt: skip


def paper_of(report: Report) -> Paper:
    """The whole report, in the order in which it is read; its pictures have the names that their files have."""
    facts = {said: str(value) for name, said in _FACTS.items() if (value := getattr(report, name))}
    drafted = () if report.scorecard is None else sentences(report.scorecard)
    general = [each.text for each in drafted if each.kind in _MESSAGE and each.section is each.indicator is None]
    return Paper(
        report.title, facts, _bytes(report.logo), report.accent, [*general, *report.gaps()],
        [*_scorecard(report, drafted), *_pages(report), *_drawn("Statistics", report.statistics),
         *_drawn("Charts", report.charts), *_notes(report), Paragraph(f"Made with headway {__version__}.")],
        _bytes(report.word_template), _bytes(report.slides_template),
    )  # fmt: skip


def _bytes(given: object) -> bytes | None:
    """What a report holds of a file, whatever it was given."""
    return given if isinstance(given, bytes) else None


def _scorecard(report: Report, drafted: Sequence[Sentence]) -> Iterator[Block]:
    if report.scorecard is None:
        return
    board = report.scorecard.board
    subjects = Subjects(board, report.commentary)
    for section in board.sections:
        yield Heading(1, section.name)
        said = [each.text for each in drafted if each.section == section.name and each.kind in _OF_SECTION]
        yield from map(Paragraph, said)
        yield from _commentary(report, section, subjects)
        yield _results(subjects, section)
    yield from _pictures(subjects)
    yield from _method(report)


def _commentary(report: Report, section: Section, subjects: Subjects) -> Iterator[Block]:
    words = None if report.commentary is None else report.commentary.sections.get(section.name)
    if words is not None and words.parts():
        yield Terms(list(words.parts().items()))
    named = dict.fromkeys(subjects.rows[number].indicator for number in section.rows)
    said = [(name, "; ".join(f"{part}: {text}" for part, text in each.parts().items()))
            for name in named if (each := subjects.all[name].words) is not None and each.parts()]  # fmt: skip
    if said:
        yield Heading(2, "Commentary")
        yield Terms(said)


def _results(subjects: Subjects, section: Section) -> Table:
    names = list(subjects.board.comparators)
    rows = [subjects.rows[number] for number in section.rows]
    ends = any(row.outlook is not None for row in rows)
    columns = ["Indicator", "Latest", "Before", "Direction", *map(capital, map(in_words, names))]
    caption = f"{section.name}: latest results{rated_against(names)}"
    cells = [_row(subjects, number, names, ends) for number in section.rows]
    return Table(caption, [*columns, *(["Year end"] if ends else [])], cells, frozenset({1, 2}))


def _row(subjects: Subjects, number: int, names: Sequence[str], ends: bool) -> list[Cell]:
    row, figures = subjects.rows[number], subjects.figures[number]
    unit = row.unit if row.unit and row.unit.lower() not in row.indicator.lower() and len(row.unit) > 1 else ""
    name = "\n".join(filter(None, [row.indicator, unit, subjects.note_of(number), *row.doubts]))
    latest = figures.of(row.latest) or row.latest_status or "no data"
    marks = row.marks.get("latest")
    cells = [
        Cell(name), Cell("\n".join(filter(None, [latest, marks, period_of(row)]))),
        Cell(figures.of(row.previous) or row.previous_status or "no data"), Cell(_direction(row, figures.change())),
        *(_against(row, name, figures.ends(name)) for name in names),
    ]  # fmt: skip
    return [*cells, _year_end(row)] if ends else cells


def _direction(row: Row, change: str | None) -> str:
    said = travel(row.direction, row.change, row.direction_reason)
    return "\n".join(filter(None, [f"{said.arrow} {said.word}".strip(), change, said.why]))


def _against(row: Row, name: str, ends: str | None) -> Cell:
    rating, marks, why = row.against[name].rating, row.marks.get(name), why_not_rated(row, name)
    value = None if ends is None else f"{ends} ({marks})" if marks else ends
    return Cell("\n".join(filter(None, [capital(rating) if why is None else why, value])),
                rating if why is None else None)  # fmt: skip


def _year_end(row: Row) -> Cell:
    marks = outlook_marks(row)
    if marks is None or row.outlook is None:
        return Cell("")
    if row.outlook.value is None:
        return Cell(str(row.outlook.status))
    rating, why = marks.rated()
    chance = marks.chance_in_figures()
    rated = rating != "not_rated"
    said = [marks.value(), f"{chance} chance of target" if chance else "", capital(rating if rated else why)]
    return Cell("\n".join(filter(None, said)), rating if rated else None)


def _pictures(subjects: Subjects) -> Iterator[Block]:
    """The charts of indicators, those first that are furthest from their target; each with its year's end."""
    drawn = [(subject, charts) for subject in _by_need(subjects) if (charts := _charts_of(subjects, subject))]
    if not drawn:
        return
    yield Heading(1, "Indicators in pictures")
    if (rest := len(drawn) - MOST_PICTURES) > 0:
        yield Paragraph(f"The {MOST_PICTURES} that are furthest from their target; the pages of the report have the "
                        f"charts of {number_of(rest, 'other indicator')}.")  # fmt: skip
    for subject, charts in drawn[:MOST_PICTURES]:
        yield Heading(2, subject.name)
        for kind, chart in charts.items():
            picture = picture_of_chart(chart)
            yield picture._replace(name=f"{subject.slug}-{kind}", finding=f"{subject.name}: {picture.finding}")
        if (marks := outlook_marks(subjects.rows[subject.latest])) is not None:
            yield Terms([(name, text_of_markup(*said)) for name, said in marks.statements()])


def _by_need(subjects: Subjects) -> list[Subject]:
    far = {subject.name: subjects.distance_of(subject.latest) for subject in subjects.all.values()}
    return sorted(subjects.all.values(), key=lambda each: -far[each.name] if math.isfinite(far[each.name]) else 0.0)


def _charts_of(subjects: Subjects, subject: Subject) -> dict[str, Chart]:
    """What a paper shows of an indicator: where its year is heading, else how it got here."""
    charts = charts_of(subjects, subject)
    if "outlook" in charts:
        return {"outlook": charts["outlook"]}
    return charts if len(IndicatorPage(subjects, subject).points()) >= FEWEST_POINTS else {}


def charts_of(subjects: Subjects, subject: Subject) -> dict[str, Chart]:
    """The charts of an indicator's page, by their kinds."""
    page = IndicatorPage(subjects, subject)
    history, row = page.chart(page.points()), page.row
    charts: dict[str, Chart] = {} if history is None else {"history": history}
    if row.outlook is not None and row.outlook.projection is not None:
        charts["outlook"] = row.outlook.projection.picture(unit=unit_of(row.unit, of=100))
    return charts


def _method(report: Report) -> Iterator[Block]:
    assert report.scorecard is not None
    board = report.scorecard.board
    rules = board.rules
    yield Heading(1, "Method of the scorecard")
    terms = [(capital(word), meaning) for word, meaning in rating_key(board.rule, by_row=rules.by_row).items()]
    terms.append((" ".join(ARROWS[sign] for sign in (1, -1, 0)),
                  direction_key(board.dead_band, by_row=rules.dead_bands is not None)))  # fmt: skip
    yield Terms([*terms, *(outlook_key().items() if board.outlook else ())])
    versions = dict.fromkeys(projection.version for projection in board.outlook.values())
    said = scorecard_method(rules.rule, rules.dead_band, by_row=rules.by_row, dead_bands=rules.dead_bands is not None,
                            projections=versions, notes=())  # fmt: skip
    yield from (Paragraph(each) for each in said if each)


def _pages(report: Report) -> Iterator[Block]:
    """What the pages of changes, savings and plans have."""
    for key, given in (("changes", report.changes), ("savings", report.savings), ("plans", report.plans)):
        if given is not None:
            name, page = others.FRAMED[key]
            yield Heading(1, name)
            yield from named(key, blocks_of(page(Parts(), report, "")))


def _drawn(name: str, results: Sequence[Pictured]) -> Iterator[Block]:
    if results:
        yield Heading(1, name)
    yield from named(name.lower(), (picture_of_chart(result.picture()) for result in results))


def named(part: str, blocks: Iterable[Block]) -> Iterator[Block]:
    """The pictures of a part are called by it and numbered."""
    number = 0
    for block in blocks:
        if isinstance(block, Picture):
            number += 1
            block = block._replace(name=f"{part}-{number}")
        yield block


def _notes(report: Report) -> Iterator[Block]:
    if report.notes:
        yield Heading(1, "Notes")
        yield from map(Paragraph, report.notes)
