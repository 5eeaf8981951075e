"""The first page: the message, the sections, and all results, which scripts can filter, sort and search."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from headway.language.counts import RATED, direction_sentence, number_of
from headway.language.figures import is_per_cent
from headway.language.key import direction_key, outlook_key, rating_key, scorecard_method
from headway.language.periods import short
from headway.language.sentences import capital, in_words
from headway.report.page import validated_notes
from headway.report.report import Report
from headway.report.site.marks import RATINGS, WAYS, WORST_FIRST, facts, quiet, rating_mark
from headway.report.site.markup import Child, Markup, element, joined
from headway.report.site.message import Message, first_screen, message
from headway.report.site.results import Column, columns_of, commentary, rated_marks, results_table
from headway.report.site.shell import Shell
from headway.report.site.subjects import Subjects, month_of


def index(shell: Shell, report: Report, subjects: Subjects) -> bytes:
    """The first page of a report with a scorecard."""
    said = message(report, subjects)
    main = [
        first_screen(subjects, said), _sections(report, subjects, said),
        element("section", element("h2", "All results", id="results", tabindex="-1"), _controls(subjects),
                _key(subjects), results_table(subjects), aria_labelledby="results", class_="explore"),
        _method(report, subjects),
    ]  # fmt: skip
    return shell.page(title=report.title, main=main, here="index.html", script=True)


def _controls(subjects: Subjects) -> Markup:
    """What scripts filter by; without scripts it is not shown."""
    rows = subjects.rows
    sections = [(slug, name) for name, slug in subjects.sections.items()]
    columns = columns_of(subjects)
    against = [(column.address, column.name) for column in columns if column.of_comparator]
    present = {row.direction for row in rows}
    ways = [(word, in_words(word).capitalize()) for word in (*WAYS, "unknown") if word in present]
    owners = [(owner, owner) for owner in sorted({each.owner for each in subjects.all.values() if each.owner})]
    months = sorted({month_of(row.when) for row in rows if row.when is not None}, key=lambda month: month.end)
    since = [(month.start.isoformat(), f"{short(month)} or later") for month in reversed(months)]
    buttons = [
        element("button", rating_mark(word), " ", element("b", "0"), type="button", data_rating=word,
                aria_pressed="false") for word in RATINGS
    ]  # fmt: skip
    return element(
        "form",
        element("p", element("label", "Search ", element("input", type="search", name="q", autocomplete="off"))),
        _choice("Section", "section", sections), _choice("Rated against", "against", against, every=False),
        _choice("Direction", "direction", ways), _choice("Owner", "owner", owners),
        _choice("Figures of", "since", since), _choice("Order", "sort", _orders(columns)),
        element("fieldset", element("legend", "Rating"), buttons) if against else None,
        element("p", element("output", "", id="shown"), " ", element("button", "Show all", type="reset")),
        hidden=True, class_="controls", aria_label="Filter the results", role="search", data_ways=" ".join(WORST_FIRST),
    )  # fmt: skip


def _orders(columns: Sequence[Column]) -> list[tuple[str, str]]:
    """What the results can be sorted by, as addresses call it: by columns, up and down."""
    each = [((column.address, column.name), (f"{column.address}-down", f"{column.name}, from the end"))
            for column in columns if column.by]  # fmt: skip
    return [("", "As reported"), *itertools.chain(*each)]


def _choice(label: str, name: str, options: Sequence[tuple[str, str]], *, every: bool = True) -> Markup | None:
    if len(options) < 2:
        return None
    first = [element("option", "All", value="")] if every and options[0][0] else []
    rest = [element("option", said, value=value) for value, said in options]
    return element("p", element("label", f"{label} ", element("select", first + rest, name=name)))


def _sections(report: Report, subjects: Subjects, said: Message) -> Markup:
    """Counts by section, and the sections that have no table."""
    board = subjects.board
    columns = ["Section", "Indicators", *(capital(in_words(name)) for name in board.comparators), "Direction"]
    rows = []
    for section in board.sections:
        cells: list[Child] = [f"{section.indicators:,}"]
        for name in board.comparators:
            *marks, out_of = rated_marks(name, section.ratings[name])
            cells.append(joined(*marks, quiet(out_of)))
        cells.append(capital(direction_sentence(section.directions)))
        link = element("a", section.name, href=f"#section-{subjects.sections[section.name]}")
        head = element("th", link, scope="row")
        rows.append(element("tr", head, [element("td", cell, data_l=name)
                                         for name, cell in zip(columns[1:], cells, strict=True)]))  # fmt: skip
    for name, counts in said.absent.items():
        rated = ", ".join(f"{counts[word]} {word}" for word in RATED if counts.get(word))
        words = f"No table in this report; published with {number_of(counts['kpis'], 'indicator')}"
        rows.append(element("tr", element("th", name, scope="row"),
                            element("td", f"{words}{': ' if rated else ''}{rated}.", colspan=str(len(columns) - 1)),
                            class_="absent"))  # fmt: skip
    head = element("tr", [element("th", name, scope="col") for name in columns])
    table = element("table", element("caption", "Counts of results by section"), element("thead", head),
                    element("tbody", rows), class_="results sections")  # fmt: skip
    return element("section", element("h2", "By section", id="sections"), table, _words(report),
                   aria_labelledby="sections")  # fmt: skip


def _words(report: Report) -> list[Markup]:
    """What those who run a section say of it."""
    words = {} if report.commentary is None else report.commentary.sections
    return [element("div", element("h3", name), commentary(each), class_="said") for name, each in words.items()
            if each.parts()]  # fmt: skip


def _key(subjects: Subjects) -> Markup:
    board = subjects.board
    ratings = rating_key(board.rule, by_row=board.rules.by_row) if board.comparators else {}
    terms: list[tuple[Child, str]] = [(rating_mark(word), said) for word, said in ratings.items()]
    terms.append(("\u2191 \u2193 \u2192", direction_key(board.dead_band, by_row=board.rules.dead_bands is not None)))
    terms += [("pp", "percentage points")] if any(is_per_cent(row.unit) for row in subjects.rows) else ()
    terms += outlook_key().items() if board.outlook else ()
    return element("details", element("summary", "What the marks mean"), facts(terms))


def _method(report: Report, subjects: Subjects) -> Markup:
    board = subjects.board
    versions = dict.fromkeys(projection.version for projection in board.outlook.values())
    paragraphs = scorecard_method(board.rules.rule, board.rules.dead_band, by_row=board.rules.by_row,
                                  dead_bands=board.rules.dead_bands is not None, projections=versions,
                                  notes=validated_notes(report.notes))  # fmt: skip
    return element("section", element("h2", "Method and notes", id="method"),
                   [element("p", each) for each in paragraphs], aria_labelledby="method", class_="method")  # fmt: skip
