"""A scorecard as one page: contents with counts, key, a table for each section with its outlooks, and the method."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from htmltools import HTML, Tag, TagChild, tags

from headway.language.counts import RATED, direction_sentence, rating_words, results, size_of
from headway.language.key import direction_key, outlook_key, rating_key, scorecard_method
from headway.language.sentences import capital, in_words
from headway.report.board import Board
from headway.report.board_rows import Section
from headway.report.cells import rating_mark
from headway.report.outlook_marks import OutlookMarks
from headway.report.page import document, method, validated_notes
from headway.report.row_words import rated_against
from headway.report.scorecard import Scorecard
from headway.report.scorecard_table import outlook_marks, scorecard_table


def scorecard_page(
    scorecard: Scorecard, *, title: str, subtitle: str | None, notes: Sequence[str],
    pages: Mapping[str, str] | None = None, here: str | None = None,
) -> str:  # fmt: skip
    """The page as text. Everything that it shows is escaped, and nothing in it is fetched."""
    board = scorecard.board
    sections = {f"section-{number}": section for number, section in enumerate(board.sections, start=1)}
    twice = " An indicator in two sections is shown and counted in both." if board.in_several else None
    said = [size_of(len(board), board.indicators, len(sections)), ".", twice]
    versions = dict.fromkeys(projection.version for projection in board.outlook.values())
    rules = board.rules
    paragraphs = scorecard_method(rules.rule, rules.dead_band, by_row=rules.by_row,
                                  dead_bands=rules.dead_bands is not None, projections=versions,
                                  notes=validated_notes(notes))  # fmt: skip
    return document(
        title=title, subtitle=subtitle, said=[said], pages=pages, here=here,
        contents=[
            tags.ol([_contents_entry(section, identity) for identity, section in sections.items()], class_="counted"),
            tags.p(tags.a("Method and notes", href="#method")),
        ],
        main=[
            _key(board),
            [_section(board, section, identity) for identity, section in sections.items()],
            method(paragraphs),
        ],
    )  # fmt: skip


def _contents_entry(section: Section, identity: str) -> Tag:
    first = next(iter(section.ratings), None)
    return tags.li(
        tags.a(section.name, href=f"#{identity}"),
        tags.span(results(section.results, section.indicators)),
        tags.span(_ratings(section, first)) if first is not None else None,
        tags.span(direction_sentence(section.directions)),
    )


def _ratings(section: Section, comparator: str) -> list[TagChild]:
    """The counts of one comparator in one section, each with its mark, and what they are out of."""
    rated, out_of = rating_words(comparator, section.ratings[comparator])
    marks: list[TagChild] = []
    for word, text in zip(RATED, rated, strict=False):
        marks += [rating_mark(word, text), ", " if word != RATED[-1] else " "]
    return [*marks, out_of]


def _section(board: Board, section: Section, identity: str) -> Tag:
    caption = f"{section.name}: latest results{rated_against(board.comparators)}"
    table = scorecard_table(board, section.rows, title=caption).with_id(f"{identity}-table")
    counts = [(capital(in_words(name)), _ratings(section, name)) for name in board.comparators]
    counts.append(("Direction", [direction_sentence(section.directions)]))
    figures = _outlook(board, section, identity)
    return tags.section(
        tags.h2(section.name, id=identity), tags.p(f"{results(section.results, section.indicators)}."),
        tags.dl([tags.div(tags.dt(label), tags.dd(*words)) for label, words in counts], class_="counts"),
        HTML(table.as_raw_html()), figures, aria_labelledby=identity,
        class_="scorecard beside-outlook" if figures else "scorecard",
    )  # fmt: skip


def _outlook(board: Board, section: Section, identity: str) -> list[Tag]:
    """A figure for each indicator of a section that has an outlook, once, whatever the number of its rows."""
    marks_of: dict[str, OutlookMarks] = {}
    for row in map(board.row, section.rows):
        marks = outlook_marks(row)
        if marks is not None:
            marks_of.setdefault(row.indicator, marks)
    return [
        marks.figure(name, identity=f"{identity}-outlook-{number}")
        for number, (name, marks) in enumerate(marks_of.items(), start=1)
    ]


def _key(board: Board) -> Tag:
    ratings = rating_key(board.rule, by_row=board.rules.by_row)
    marked = [(rating_mark(word, word.capitalize()), meaning) for word, meaning in ratings.items()]
    arrows = [("\u2191 \u2193 \u2192", direction_key(board.dead_band, by_row=board.rules.dead_bands is not None))]
    terms = [*marked, *arrows, *(outlook_key().items() if board.outlook else ())]
    return tags.section(
        tags.h2("Key", id="key"),
        tags.dl([tags.div(tags.dt(term), tags.dd(meaning)) for term, meaning in terms], class_="key"),
        aria_labelledby="key",
    )
