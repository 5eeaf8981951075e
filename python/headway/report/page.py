"""The shell of every page of a report: complete in itself, and the same for the same input.

A kind of page is a module of its own, `<kind>_page`, with a function of that name, which `pictured.write_page` calls.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from importlib.resources import files

from htmltools import HTML, Tag, TagChild, tags

from headway import _core
from headway.boundary.problems import refusal, refuse
from headway.boundary.scalars import text_of
from headway.charts.chart import Chart
from headway.language.sentences import legible, plain_line

DOCTYPE = "<!DOCTYPE html>\n"
# Below which width the rows of tables are cards: of a scorecard, which has a dozen columns, and of all others.
_CARDS = {".scorecard:not(.plan)": "74.99rem", ".plan": "49.99rem"}


def style() -> str:
    """The look of pages and of the tables in them."""
    look, cards = ((files("headway.report") / name).read_text("utf-8") for name in ("page.css", "page_cards.css"))
    narrow = [f"@media screen and (max-width: {width}) {{\n{cards.replace('ROOT', root)}}}\n"
              for root, width in _CARDS.items()]  # fmt: skip
    return "".join([look, *narrow])


def document(
    *, title: str, subtitle: str | None, said: Sequence[TagChild], contents: Sequence[TagChild],
    main: Sequence[TagChild], pages: Mapping[str, str] | None, here: str | None,
) -> str:  # fmt: skip
    """A page of a report as text: its head, the way to the report's other pages, contents, and what it is about.

    `said` are paragraphs of the header, and `contents` follow the heading "Contents". `pages` are file names of the
    report's pages and what each is called, and `here` is the one of them that this is.
    """
    page = tags.html(
        tags.head(
            tags.meta(charset="utf-8"),
            tags.meta(name="viewport", content="width=device-width, initial-scale=1"),
            tags.title(validated_title(title)),
            tags.style(HTML(style())),
        ),
        tags.body(
            tags.a("Skip to main content", href="#main", class_="skip"),
            tags.header(
                tags.h1(title),
                tags.p(text_of(subtitle, "subtitle"), class_="subtitle") if subtitle not in (None, "") else None,
                [tags.p(*words) if isinstance(words, list) else tags.p(words) for words in said],
            ),
            None if pages is None else _pages(pages, here),
            tags.nav(tags.h2("Contents", id="contents"), *contents, aria_labelledby="contents", class_="contents"),
            tags.main(*main, id="main", tabindex="-1"),
            tags.footer(tags.p(f"Made with headway {_core.__version__}.")),
        ),
        lang="en-GB",
    )
    return DOCTYPE + legible(str(page)) + "\n"


def page_of_parts(
    *, title: str, subtitle: str | None, in_short: Sequence[TagChild], parts: Sequence[tuple[str, str, list[TagChild]]],
    rules: Sequence[str], notes: Sequence[str], pages: Mapping[str, str] | None, here: str | None,
    keys: Tag | None = None, frame: Callable[..., str] = document,
) -> str:  # fmt: skip
    """A page that says in short what matters, and then shows it in parts: an id, a heading and what stands below it.

    `frame` makes the whole page of it, by the arguments of `document`.
    """
    places = [*((identity, name) for identity, name, _ in parts), ("method", "Method and notes")]
    return frame(
        title=title, subtitle=subtitle, said=[], pages=pages, here=here,
        contents=[tags.ol([tags.li(tags.a(name, href=f"#{identity}")) for identity, name in places])],
        main=[
            tags.section(
                tags.h2("In short", id="in-short"), tags.ul([tags.li(words) for words in in_short], class_="in-short"),
                aria_labelledby="in-short",
            ),
            keys,
            [
                tags.section(tags.h2(name, id=identity), *content, aria_labelledby=identity, class_="scorecard plan")
                for identity, name, content in parts
            ],
            method([*rules, *validated_notes(notes)]),
        ],
    )  # fmt: skip


def _pages(pages: Mapping[str, str], here: str | None) -> Tag | None:
    """The links between the pages of a report; where the reader is, is said and not linked."""
    if not isinstance(pages, Mapping):
        accepted = "a mapping from file names to what their pages are called, {'q2.html': 'Quarter 2'}"
        raise refusal("pages", f"{type(pages).__name__} {pages!r:.60}", accepted)
    refuse([
        f"pages: found {file!r}: {name!r}; accepted: a file name and what its page is called"
        for file, name in pages.items()
        if not (isinstance(file, str) and isinstance(name, str) and name.strip()) or not re.fullmatch(r"[\w.-]+", file)
    ])
    return None if not pages else tags.nav(
        tags.ul([
            tags.li(tags.span(name, aria_current="page") if file == here else tags.a(name, href=file))
            for file, name in pages.items()
        ]),
        aria_label="Pages of this report", class_="pages",
    )  # fmt: skip


def figure_of(chart: Chart, *before: str) -> list[Tag]:
    """A chart and its words, after what must be said before them."""
    words = " ".join([*filter(None, before), chart.describe()])
    return [tags.figure(HTML(chart.svg())), tags.details(tags.summary("The chart in words"), tags.p(words))]


def method(paragraphs: Sequence[TagChild]) -> Tag:
    """The last section of a page: how its figures come about, and what to know about single ones."""
    return tags.section(
        tags.h2("Method and notes", id="method"), [tags.p(text) for text in paragraphs if text],
        aria_labelledby="method", class_="method",
    )  # fmt: skip


def validated_title(title: object) -> str:
    """A title, which is text and not empty."""
    if not isinstance(title, str) or not plain_line(title):
        raise refusal("title", f"{title!r:.60}", "text")
    return text_of(title, "title")


def validated_notes(notes: Sequence[str]) -> Sequence[str]:
    if isinstance(notes, str) or not isinstance(notes, Sequence):
        found = f"text {notes!r:.60}" if isinstance(notes, str) else f"{type(notes).__name__} {notes!r:.60}"
        raise refusal("notes", found, "a sequence of texts")
    return [text_of(note, f"notes[{i}]") for i, note in enumerate(notes)]
