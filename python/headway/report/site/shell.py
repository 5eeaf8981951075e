"""What every page of the site has: its head, the way to the other pages, and its foot."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from importlib.resources import files

from headway import _core
from headway.language.palette import INK, MUTED, categorical, contrast, shades
from headway.language.sentences import legible
from headway.report.page import style
from headway.report.report import Report, logo_name
from headway.report.site.marks import shapes_in
from headway.report.site.markup import Child, Markup, element, joined

# Below which width the rows of a table are cards: of one, of one with many or wide columns, of one with more yet.
CARDS = {
    ".results": "screen and (max-width: 49.99rem)", ".results.many": "screen and (max-width: 74.99rem)",
    ".results.more": "screen",
}  # fmt: skip
STYLE, TABLES, SCRIPT = "report.css", "tables.css", "report.js"


@dataclasses.dataclass(frozen=True)
class Shell:
    """The frame of the pages of one report. `pages` are the files of its navigation and what each is called, `also`
    the documents beside them that say the same."""

    report: Report
    pages: Mapping[str, str]
    also: Mapping[str, str]

    def page(
        self, *, title: str, main: Sequence[Child], here: str, subtitle: str | None = None, above: Child = None,
        script: bool = False, tables: bool = False,
    ) -> bytes:  # fmt: skip
        """One page.

        `here` is its own file, `above` what stands between the navigation and the title; `tables` says whether it holds
        tables that other pages of the package have too.
        """
        up = "../" * here.count("/")
        called = title if title == self.report.title else f"{title}: {self.report.title}"
        head = element(
            "head", element("meta", charset="utf-8"),
            element("meta", name="viewport", content="width=device-width, initial-scale=1"), element("title", called),
            [element("link", rel="stylesheet", href=up + file) for file in (TABLES, STYLE)[not tables:]],
            element("script", src=up + SCRIPT, defer=True) if script else None,
        )  # fmt: skip
        body = element(
            "body", element("a", "Skip to main content", href="#main", class_="skip"),
            self._banner(up, first=title == self.report.title), self._navigation(up, here), above,
            element("main", element("h1", title), element("p", subtitle, class_="subtitle") if subtitle else None,
                    *main, id="main", tabindex="-1"),
            self._foot(whole=not up),
        )  # fmt: skip
        # The shapes stand at the end, when it is known which of them the page uses.
        whole = head + body.removesuffix("</body>") + shapes_in(body) + "</body>"
        return (f'<!DOCTYPE html>\n<html lang="en-GB">{legible(whole)}</html>\n').encode()

    def framed(
        self, *, title: str, subtitle: str | None, said: Sequence[Child], contents: Sequence[Child],
        main: Sequence[Child], pages: object, here: str,
    ) -> str:  # fmt: skip
        """A page that is whole in itself elsewhere: `headway.report.page.document` in the frame of the site."""
        ways = element("nav", element("h2", "Contents", id="contents"), contents, aria_labelledby="contents",
                       class_="contents")  # fmt: skip
        return self.page(title=title, subtitle=subtitle, main=[*said, ways, *main], here=here, tables=True).decode()

    def _banner(self, up: str, *, first: bool) -> Markup:
        """Whose report it is; on the first page its title stands below."""
        report = self.report
        said = " \u00b7 ".join(filter(None, [report.organisation, report.period]))
        title = element("p", element("a", report.title, href=f"{up}index.html"), class_="report")
        return element(
            "header", element("img", src=up + logo[0], alt="") if (logo := logo_of(report)) else None,
            None if first and said else title, element("p", said) if said else None,
        )  # fmt: skip

    def _navigation(self, up: str, here: str) -> Markup | None:
        if len(self.pages) < 2:
            return None
        links = [
            element("li", element("a", name, href=up + file, aria_current="page" if file == here else None))
            for file, name in self.pages.items()
        ]
        return element("nav", element("ul", links), aria_label="Pages of this report", class_="pages")

    def _foot(self, *, whole: bool) -> Markup:
        """Who answers for the report, on the pages that a reader begins with."""
        report = self.report
        dates = [("Published", report.published), ("Next", report.next_published), ("Author", report.author),
                 ("Contact", report.contact), ("Licence", report.licence)]  # fmt: skip
        known = [element("div", element("dt", name), element("dd", str(said)))
                 for name, said in dates if said and whole]  # fmt: skip
        if self.also and whole:
            links = [joined(", " if i else "", element("a", name, href=file))
                     for i, (file, name) in enumerate(self.also.items())]  # fmt: skip
            known.append(element("div", element("dt", "This report as a document"), element("dd", *links)))
        return element("footer", element("dl", known) if known else None,
                       element("p", f"Made with headway {_core.__version__}."))  # fmt: skip


def logo_of(report: Report) -> tuple[str, bytes] | None:
    """The file of the logo."""
    if (content := report.logo) is None:
        return None
    assert isinstance(content, bytes)  # whatever was given, a report holds the picture itself
    return logo_name(content), content


def style_of(report: Report) -> bytes:
    """The look of all pages, with the report's own colour where white is read on it."""
    accent = report.accent if report.accent and contrast(report.accent, "white") >= 4.5 else INK
    look = (files("headway.report.site") / "site.css").read_text("utf-8")
    blue, _, pink, *_ = categorical()
    colours = {"accent": accent, "ink": INK, "muted": MUTED, "value": blue, "target": pink, "shade": shades()[2]}
    root = "; ".join(f"--{name}: {colour}" for name, colour in colours.items())
    cards = (files("headway.report.site") / "cards.css").read_text("utf-8")
    narrow = [f"@media {screen} {{\n{cards.replace('ROOT', table)}}}" for table, screen in CARDS.items()]
    return "\n".join([f":root {{ {root} }}", look, *narrow, ""]).encode()


def style_of_tables() -> bytes:
    return style().encode()


def script() -> bytes:
    return (files("headway.report.site") / "site.js").read_bytes()
