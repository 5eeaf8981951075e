"""A page of a report, and a scorecard as one: complete in itself, the same for the same input, written whole or not at all."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from htmltools import HTML, Tag, TagChild, tags

from headway import _core
from headway.boundary.problems import refuse
from headway.language.counts import RATED, direction_sentence, rating_words
from headway.language.key import direction_key, direction_rule, outlook_key, outlook_rule, rating_key, zero_rule
from headway.language.sentences import in_words
from headway.report.marks import rating_mark
from headway.report.scorecard_table import outlook_marks, scorecard_table

if TYPE_CHECKING:
    from headway.report.scorecard import Scorecard

DOCTYPE = "<!DOCTYPE html>\n"


def document(
    *,
    title: str,
    subtitle: str | None,
    said: Sequence[TagChild],
    contents: Sequence[TagChild],
    main: Sequence[TagChild],
    pages: Mapping[str, str] | None,
    here: str | None,
) -> str:
    """A page of a report as text: its head, the way to the report's other pages, contents, and what it is about.

    Parameters
    ----------
    title : str
    subtitle : str, optional
        A line below the title.
    said : sequence
        Of the header, a paragraph each.
    contents : sequence
        What follows the heading "Contents".
    main : sequence
    pages : mapping from str to str, optional
        File names of the report's pages and what each is called.
    here : str, optional
        Which of them this is.
    """
    refuse([f"title: found {title!r}; accepted: text"] if not isinstance(title, str) or not title.strip() else [])
    page = tags.html(
        tags.head(
            tags.meta(charset="utf-8"),
            tags.meta(name="viewport", content="width=device-width, initial-scale=1"),
            tags.title(title),
            tags.style(HTML((files("headway.report") / "page.css").read_text("utf-8"))),
        ),
        tags.body(
            tags.a("Skip to main content", href="#main", class_="skip"),
            tags.header(
                tags.h1(title),
                tags.p(subtitle, class_="subtitle") if subtitle else None,
                [tags.p(*words) if isinstance(words, list) else tags.p(words) for words in said],
            ),
            _pages(pages, here) if pages else None,
            tags.nav(tags.h2("Contents", id="contents"), *contents, aria_labelledby="contents", class_="contents"),
            tags.main(*main, id="main", tabindex="-1"),
            tags.footer(tags.p(f"Made with headway {_core.__version__}.")),
        ),
        lang="en-GB",
    )
    return DOCTYPE + str(page) + "\n"


def _pages(pages: Mapping[str, str], here: str | None) -> Tag:
    """The links between the pages of a report; where the reader is, is said and not linked."""
    refuse([
        f"pages: found {file!r}: {name!r}; accepted: a file name and what its page is called"
        for file, name in pages.items()
        if not (isinstance(file, str) and isinstance(name, str) and name.strip()) or not re.fullmatch(r"[\w.-]+", file)
    ])
    return tags.nav(
        tags.ul([
            tags.li(tags.span(name, aria_current="page") if file == here else tags.a(name, href=file))
            for file, name in pages.items()
        ]),
        aria_label="Pages of this report",
        class_="pages",
    )


def method(paragraphs: Sequence[TagChild]) -> Tag:
    """The last section of a page: how its figures come about, and what to know about single ones."""
    return tags.section(
        tags.h2("Method and notes", id="method"),
        [tags.p(text) for text in paragraphs if text],
        aria_labelledby="method",
        class_="method",
    )


def checked_notes(notes: Sequence[str]) -> Sequence[str]:
    refuse([f"notes: found text {notes!r}; accepted: a sequence of texts"] if isinstance(notes, str) else [])
    return notes


def scorecard_page(
    board: Scorecard,
    *,
    title: str,
    subtitle: str | None,
    notes: Sequence[str],
    pages: Mapping[str, str] | None = None,
    here: str | None = None,
) -> str:
    """The page as text. Everything that it shows is escaped, and nothing in it is fetched."""
    sections = range(len(board.sections))
    repeated = sum(board._indicators_of) > len(board._texts["indicator"][1])
    size = [board._size_words(), ".", " An indicator in two sections is shown and counted in both." if repeated else None]
    return document(
        title=title,
        subtitle=subtitle,
        said=[size],
        contents=[
            tags.ol([_contents_entry(board, section) for section in sections], class_="counted"),
            tags.p(tags.a("Method and notes", href="#method")),
        ],
        main=[_key(board), [_section(board, section) for section in sections], _method(board, checked_notes(notes))],
        pages=pages,
        here=here,
    )


def write_whole(path: str | os.PathLike[str], text: str) -> Path:
    """Write a file completely or leave what was there; make its directory where there is none."""
    target = Path(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        part.write_bytes(text.encode())
        os.replace(part, target)
    finally:
        part.unlink(missing_ok=True)
    return target


def _contents_entry(board: Scorecard, section: int) -> Tag:
    return tags.li(
        tags.a(board.sections[section], href=f"#section-{section + 1}"),
        tags.span(board._section_size(section)),
        tags.span(_ratings(board, board.comparators[0], section)) if board.comparators else None,
        tags.span(direction_sentence(board._direction_counts[section])),
    )


def _ratings(board: Scorecard, comparator: str, section: int) -> list[TagChild]:
    """The counts of one comparator in one section, each with its mark, and what they are out of."""
    rated, out_of = rating_words(comparator, board._rating_counts[comparator][section])
    marks: list[TagChild] = []
    for word, text in zip(RATED, rated, strict=False):
        marks += [rating_mark(word, text), ", " if word != RATED[-1] else " "]
    return [*marks, out_of]


def _section(board: Scorecard, section: int) -> Tag:
    name, identity = board.sections[section], f"section-{section + 1}"
    against = " and ".join(", ".join(map(in_words, board.comparators)).rsplit(", ", 1))
    caption = f"{name}: latest results" + (f", rated against {against}" if against else "")
    table = scorecard_table(board, board._rows[section], title=caption, subtitle=None, grouped=False).with_id(f"{identity}-table")
    counts = [(in_words(name).capitalize(), _ratings(board, name, section)) for name in board.comparators]
    counts.append(("Direction", [direction_sentence(board._direction_counts[section])]))
    figures = _outlook(board, section, identity)
    return tags.section(
        tags.h2(name, id=identity),
        tags.p(f"{board._section_size(section)}."),
        tags.dl([tags.div(tags.dt(label), tags.dd(*words)) for label, words in counts], class_="counts"),
        HTML(table.as_raw_html()),
        figures,
        aria_labelledby=identity,
        class_="scorecard beside-outlook" if figures else "scorecard",
    )


def _outlook(board: Scorecard, section: int, identity: str) -> list[Tag]:
    """A figure for each indicator of a section that has an outlook, once, whatever the number of its rows."""
    row_of: dict[str, int] = {}
    for row in board._rows[section]:
        if board._outlook_of(row) is not None:
            row_of.setdefault(board._word("indicator", row) or "", row)
    return [
        outlook_marks(board, row, board.outlook[name]).figure(name, identity=f"{identity}-outlook-{number}")
        for number, (name, row) in enumerate(row_of.items(), start=1)
    ]


def _key(board: Scorecard) -> Tag:
    meanings = rating_key(board.rule).items()
    return tags.section(
        tags.h2("Key", id="key"),
        tags.dl(
            [tags.div(tags.dt(rating_mark(rating, rating.capitalize())), tags.dd(words)) for rating, words in meanings],
            tags.div(tags.dt("\u2191 \u2193 \u2192"), tags.dd(direction_key(board.dead_band))),
            [tags.div(tags.dt(label), tags.dd(words)) for label, words in outlook_key().items()] if board.outlook else None,
            class_="key",
        ),
        aria_labelledby="key",
    )


def _method(board: Scorecard, notes: Sequence[str]) -> Tag:
    versions = dict.fromkeys(projection.version for projection in board.outlook.values())
    paragraphs = [
        "Each result is rated against each comparator on its own. Better is higher or lower as the indicator says; "
        "some indicators are good within a range. A neutral indicator, for example a number of contacts, is neither "
        "good nor bad: it is never rated, and it increases or decreases.",
        zero_rule(board.rule),
        "Change is the latest result minus the previous one, in the indicator's unit; for percentages, in percentage "
        f"points. {direction_rule(board.dead_band)}",
        "A year-to-date total can only rise until the year ends, so its change since the month before is shown but its "
        "direction is unknown.",
        "Trends show the points that were published, at their own dates; each has its own scale.",
        outlook_rule() if board.outlook else "",
        *notes,
        f"Method of rating: {board.rule.method}.",
        f"Method of projection: {', '.join(versions)}." if versions else "",
    ]
    return method(paragraphs)
