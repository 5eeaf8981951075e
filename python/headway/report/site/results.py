"""The rated table of all results, by section, each with its way to the page of its indicator."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from headway.language.counts import RATED, direction_sentence, rating_words, results
from headway.language.figures import label_of
from headway.language.periods import age_in_words, short
from headway.language.sentences import capital, in_words, shortened
from headway.report.board_rows import Counts, Row, Section
from headway.report.commentary import Words
from headway.report.row_figures import RowFigures
from headway.report.row_words import rated_against, why_not_rated
from headway.report.scorecard_table import outlook_marks
from headway.report.site.addresses import words_of
from headway.report.site.marks import YearEndMarks, direction_mark, facts, quiet, rating_mark, trend_mark
from headway.report.site.markup import Child, Markup, element, joined
from headway.report.site.subjects import Subject, Subjects
from headway.report.trend import Trend

STALE = 12  # months: what is older is marked with its age
# Pixels: of a screen, of the other columns together, of a column and of a letter of a figure.
NARROW, USUAL, BESIDE, LEAST, LETTER = 768, 1168, 440, 70, 9
SHORT = 110  # letters of what is said of an indicator


class Column(NamedTuple):
    """A column of the table: its name, what it is called in addresses, and the order of `site.js` that sorts it.

    Of a comparator that is its number, and None of a column without an order.
    """

    name: str
    address: str
    by: str | None

    @property
    def of_comparator(self) -> bool:
        return self.by is not None and self.by.isdigit()


def results_table(subjects: Subjects) -> Markup:
    """All rows of the scorecard."""
    board, columns = subjects.board, columns_of(subjects)
    head = element("tr", [element("th", each.name, scope="col", data_by=each.by, data_sort=each.by and each.address)
                          for each in columns])  # fmt: skip
    caption = f"Latest results by section{rated_against(board.comparators)}"
    names = [each.name for each in columns]
    bodies = [_section(subjects, section, names) for section in board.sections]
    return element("table", element("caption", caption), element("thead", head), bodies,
                   class_=f"results {room_of(subjects, range(len(subjects.rows)))}".strip())  # fmt: skip


def columns_of(subjects: Subjects) -> list[Column]:
    """The columns of the table."""
    comparators = [(capital(in_words(name)), str(i)) for i, name in enumerate(subjects.board.comparators)]
    ends = [("Year end", "chance")] if any(row.outlook for row in subjects.rows) else []
    named: list[tuple[str, str | None]] = [("Indicator", "name"), ("Latest", "period"), ("Change", "way"), *comparators,
                                           ("Trend", None), *ends]  # fmt: skip
    found: dict[str, Column] = {}
    for number, (name, by) in enumerate(named):
        address = words_of(name)
        address = f"{address}-{number}".strip("-") if address in ("", *found) else address
        found[address] = Column(name, address, by)
    return list(found.values())


def room_of(subjects: Subjects, numbers: Sequence[int]) -> str:
    """The class of a table of rows whose columns need more room than a narrow screen has; see `CARDS`."""
    figures = [subjects.figures[number] for number in numbers]
    columns = [[each.of(each.row.latest) for each in figures]]
    columns += [[each.ends(name) for each in figures] for name in subjects.board.comparators]
    letters = [max((len(word) for said in column for word in (said or "").split()), default=0) for column in columns]
    needed = BESIDE + sum(max(LEAST, LETTER * count) for count in letters)
    return "" if needed <= NARROW else "many" if needed <= USUAL else "more"


def _section(subjects: Subjects, section: Section, columns: Sequence[str]) -> Markup:
    counted: list[Child] = [f"{results(section.results, section.indicators)}. "]
    for name, counts in [*section.ratings.items()][:1]:
        counted += [*rated_marks(name, counts), ". "]
    counted += [capital(direction_sentence(section.directions)), "."]
    name = element("th", element("h3", section.name), quiet(counted), scope="rowgroup", colspan=str(len(columns)))
    rows, slug = [_row(subjects, number, columns) for number in section.rows], subjects.sections[section.name]
    return element("tbody", element("tr", name, class_="section"), rows, id=f"section-{slug}",
                   data_section=slug)  # fmt: skip


def rated_marks(comparator: str, counts: Counts) -> list[Child]:
    """The counts of ratings with their marks, and what they are out of."""
    rated, out_of = rating_words(comparator, counts)
    marks = [joined(rating_mark(word, text), " ") for word, text in zip(RATED, rated, strict=False)]
    return [*marks, out_of]


def _row(subjects: Subjects, number: int, columns: Sequence[str]) -> Markup:
    row = subjects.rows[number]
    subject, figures, unit = subjects.all[row.indicator], subjects.figures[number], label_of(row.unit)
    cells: list[Child] = [latest_cell(subjects, number), _change(row, figures),
             *(against_cell(row, figures, name) for name in subjects.board.comparators), trend_cell(row)]  # fmt: skip
    if "Year end" in columns:
        cells.append(_year_end(row))
    below = [unit if unit.lower() not in row.indicator.lower() else "", subjects.note_of(number), _words_of(subject)]
    head = element(
        "th", element("a", row.indicator, href=f"indicators/{subject.slug}.html"),
        [quiet(shortened(said, SHORT)) for said in below if said], element("small", row.section, class_="place"),
        [element("small", doubt, class_="doubt") for doubt in row.doubts], scope="row",
    )  # fmt: skip
    labelled = [element("td", cell, data_l=name) for name, cell in zip(columns[1:], cells, strict=True)]
    identity = subject.slug if number == subject.rows[0] else None
    return element("tr", head, labelled, id=identity, **dict(_data_of(subjects, number)))


def _words_of(subject: Subject) -> str:
    """The first of what is said of an indicator; its page has all of it."""
    words = subject.words
    return "" if words is None else words.focus or words.text or words.on_track or words.next_steps or ""


def commentary(words: Words) -> Markup:
    """All that is said, by what it is about."""
    return facts((name, _paragraphs(said)) for name, said in words.parts().items())


def _paragraphs(text: str) -> Child:
    """Text with its paragraphs, which an empty line parts."""
    parts = re.split(r"\n\s*\n", text)
    return text if len(parts) == 1 else [element("p", part) for part in parts]


def _data_of(subjects: Subjects, number: int) -> Iterator[tuple[str, str]]:
    """What a row is found and sorted by."""
    row = subjects.rows[number]
    yield "data_r", " ".join(each.rating for each in row.against.values())
    yield "data_d", row.direction
    if row.when is not None:
        yield "data_p", row.when.end.isoformat()
    if owner := subjects.all[row.indicator].owner:
        yield "data_o", owner
    if not math.isnan(distance := subjects.distance_of(number)):
        yield "data_g", f"{distance:.4g}"
    if row.outlook is not None and row.outlook.probability is not None:
        yield "data_y", f"{row.outlook.probability:.4g}"


def latest_cell(subjects: Subjects, number: int) -> Markup:
    """The latest figure, when it is of, and its age where it is old."""
    row, age = subjects.rows[number], subjects.age_of(number)
    said = subjects.figures[number].of(row.latest)
    value = quiet(row.latest_status or "no data") if said is None else element("b", said)
    old = age is not None and age > STALE and said is not None
    return joined(
        value, quiet(marks) if (marks := row.marks.get("latest")) else None, quiet(period_of(row)),
        element("small", f"{age_in_words(age or 0)} old", class_="stale") if old else None,
    )  # fmt: skip


def period_of(row: Row) -> str:
    return "no period" if row.when is None else short(row.when)


def _change(row: Row, figures: RowFigures) -> Markup:
    change, before = figures.change(), figures.of(row.previous)
    said = f"{change} from {before}" if change and before else change or (f"was {before}" if before else "")
    return joined(direction_mark(row), quiet(said) if said else None)


def against_cell(row: Row, figures: RowFigures, name: str) -> Markup:
    """A comparator's rating above its value, or why there is none."""
    said, marks, why = figures.ends(name), row.marks.get(name), why_not_rated(row, name)
    value = None if said is None else quiet(said, f" ({marks})" if marks else None)
    return joined(rating_mark(row.against[name].rating) if why is None else quiet(why), value)


def trend_cell(row: Row) -> Markup:
    """The trend, or the reason why there is none."""
    if (trend := Trend.of_row(row)) is not None:
        return trend_mark(trend)
    return quiet("no earlier points" if not row.history else "one point")


def _year_end(row: Row) -> Child:
    marks = outlook_marks(row, YearEndMarks)
    if marks is None or row.outlook is None:
        return None
    if row.outlook.value is None:
        return quiet(str(row.outlook.status))
    chance = None if row.outlook.probability is None else quiet(f"{marks.chance_in_figures()} chance of target")
    return joined(element("b", marks.value()), chance, marks.rating_mark())
