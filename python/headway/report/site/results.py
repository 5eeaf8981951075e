"""The rated table of all results, by section, each with its way to the page of its indicator."""

from __future__ import annotations

import math
from collections.abc import Iterator

from headway.language.counts import direction_sentence, of_comparator, rating_words, results
from headway.language.figures import label_of
from headway.language.periods import age_in_words, short
from headway.language.sentences import capital, in_words
from headway.report.board_rows import Row, Section
from headway.report.commentary import Words
from headway.report.row_figures import RowFigures
from headway.report.scorecard_table import outlook_marks
from headway.report.site.marks import RATINGS, UNKNOWN, YearEndMarks, direction_mark, quiet, rating_mark, trend_mark
from headway.report.site.markup import Child, Markup, element, joined
from headway.report.site.subjects import Subject, Subjects

STALE = 12  # months: what is older is marked with its age
SHORT = 110  # letters of what is said of an indicator


def results_table(subjects: Subjects) -> Markup:
    """All rows of the scorecard."""
    board = subjects.board
    outlook = any(row.outlook for row in subjects.rows)
    columns = ["Indicator", "Latest", "Change", *(capital(in_words(name)) for name in board.comparators), "Trend"]
    columns += ["Year end"] if outlook else []
    head = element("tr", [element("th", name, scope="col") for name in columns])
    against = " and ".join(", ".join(map(in_words, board.comparators)).rsplit(", ", 1))
    caption = "Latest results by section" + (f", rated against {against}" if against else "")
    bodies = [_section(subjects, section, f"section-{i}", columns) for i, section in enumerate(board.sections, start=1)]
    return element("table", element("caption", caption), element("thead", head), bodies, class_="results")


def _section(subjects: Subjects, section: Section, identity: str, columns: list[str]) -> Markup:
    first = next(iter(section.ratings), None)
    said = [results(section.results, section.indicators)]
    counted: list[Child] = []
    if first is not None:
        rated, out_of = rating_words(first, section.ratings[first])
        for word, text in zip(RATINGS, rated, strict=False):
            counted += [rating_mark(word, text), " "]
        counted.append(out_of)
    name = element("th", element("h3", section.name), quiet(". ".join(said), ". ", *counted, ". ",
                   capital(direction_sentence(section.directions)), "."), scope="rowgroup", colspan=str(len(columns)))
    rows = [_row(subjects, number, columns) for number in section.rows]
    return element("tbody", element("tr", name, class_="section"), rows, id=identity)


def _row(subjects: Subjects, number: int, columns: list[str]) -> Markup:
    row = subjects.rows[number]
    subject = subjects.all[row.indicator]
    figures = RowFigures(row)
    cells = [_latest(row, figures, subjects.age_of(number)), _change(row, figures),
             *(against_cell(row, figures, name) for name in subjects.board.comparators), trend_of(row)]  # fmt: skip
    if "Year end" in columns:
        cells.append(_year_end(row))
    unit = label_of(row.unit)
    head = element(
        "th", element("a", row.indicator, href=f"indicators/{subject.slug}.html"),
        quiet(unit) if unit and unit.lower() not in row.indicator.lower() else None,
        element("small", row.section, class_="place"),
        [element("small", doubt, class_="doubt") for doubt in row.doubts],
        _short_words(subject), scope="row",
    )  # fmt: skip
    labelled = [element("td", cell, data_l=name) for name, cell in zip(columns[1:], cells, strict=True)]
    first = number == subject.rows[0]
    return element("tr", head, labelled, id=subject.slug if first else None, **dict(data_of(subjects, number)))


def _short_words(subject: Subject) -> Markup:
    """What the table has room for of a note and a commentary; the page of the indicator has all of it."""
    words = subject.words
    said = None if words is None else words.focus or words.text or words.on_track or words.next_steps
    short_of = [text if len(text) <= SHORT else f"{text[:SHORT].rpartition(' ')[0]}\u2026"
                for text in (subject.about.get("note"), said) if text]  # fmt: skip
    return joined(map(quiet, short_of))


def commentary(words: Words) -> Markup:
    """All that is said, by what it is about."""
    return element("dl", [element("div", element("dt", name), element("dd", said))
                          for name, said in words.parts().items()], class_="facts")  # fmt: skip


def data_of(subjects: Subjects, number: int) -> Iterator[tuple[str, str]]:
    """What a row is found and sorted by."""
    row, board = subjects.rows[number], subjects.board
    yield "data_r", " ".join(row.against[name].rating for name in board.comparators)
    yield "data_d", row.direction
    if row.when is not None:
        yield "data_p", row.when.end.isoformat()
    if owner := subjects.all[row.indicator].owner:
        yield "data_o", owner
    distance = subjects.distance_of(number)
    if not math.isnan(distance):
        yield "data_g", f"{distance:.4g}"
    if row.outlook is not None and row.outlook.probability is not None:
        yield "data_y", f"{row.outlook.probability:.4g}"


def _latest(row: Row, figures: RowFigures, age: int | None) -> Markup:
    said = figures.of(row.latest)
    value = quiet(row.latest_status or "no data") if said is None else element("b", said)
    old = None
    if age is not None and age > STALE and said is not None:
        old = element("small", f"{age_in_words(age)} old", class_="stale")
    marks = row.marks.get("latest")
    return joined(value, quiet(marks) if marks else None, quiet(period_of(row)), old)


def period_of(row: Row) -> str:
    return "no period" if row.when is None else short(row.when)


def _change(row: Row, figures: RowFigures) -> Markup:
    before = figures.of(row.previous)
    if row.direction == "unknown":
        why = UNKNOWN.get(row.direction_reason, row.direction_reason)
        if math.isnan(row.change):
            return joined(quiet(why), quiet(f"was {before}") if before else None)
        return joined(quiet(why), quiet(f"{figures.change()} from {before}"))
    change = figures.change()
    said = f"{change} from {before}" if change and before else change or (f"was {before}" if before else "")
    noise = None if row.direction_reason == "clear" else quiet(row.direction_reason)
    return joined(direction_mark(row), noise, quiet(said) if said else None)


def against_cell(row: Row, figures: RowFigures, name: str) -> Markup:
    """A comparator's rating above its value, or why there is none."""
    rating, reason = row.against[name].rating, row.against[name].reason
    said = figures.ends(name)
    marks = row.marks.get(name)
    value = None if said is None else quiet(said, f" ({marks})" if marks else None)
    if rating != "not_rated":
        return joined(rating_mark(rating, rating.capitalize()), value)
    return joined(quiet(why_not_rated(row, name, reason)), value)


def why_not_rated(row: Row, name: str, reason: str) -> str:
    return row.statuses.get(name, f"no {of_comparator(name)}") if reason == "no comparator" else reason


def trend_of(row: Row) -> Markup:
    if len(row.history) > 1:
        since = quiet("since ", short(row.history[0][0]))
        return joined(trend_mark(row.history, row.unit), since)
    return quiet("no earlier points" if not row.history else "one point")


def _year_end(row: Row) -> Child:
    marks = outlook_marks(row, YearEndMarks)
    if marks is None or row.outlook is None:
        return None
    if row.outlook.value is None:
        return quiet(str(row.outlook.status))
    chance = None if row.outlook.probability is None else quiet(f"{marks.chance_in_figures()} chance of target")
    return joined(element("b", marks.value()), chance, marks.rating_mark())
