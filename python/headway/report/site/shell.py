"""What every page of the site has: its head, the way to the other pages, and its foot."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from importlib.resources import files

from headway import _core
from headway.language.palette import INK, MUTED, categorical, contrast, shades
from headway.language.sentences import legible
from headway.report.report import Report
from headway.report.site.marks import shapes_in
from headway.report.site.markup import Child, Markup, element

STYLE, SCRIPT = "report.css", "report.js"


@dataclasses.dataclass(frozen=True)
class Shell:
    """The frame of the pages of one report. `pages` are the files of its navigation and what each is called."""

    report: Report
    pages: Mapping[str, str]

    def page(
        self, *, title: str, main: Sequence[Child], here: str, above: Child = None, script: bool = False,
    ) -> bytes:  # fmt: skip
        """One page. `here` is its own file, `above` what stands between the navigation and the title."""
        up = "../" * here.count("/")
        called = title if title == self.report.title else f"{title}: {self.report.title}"
        head = element(
            "head", element("meta", charset="utf-8"),
            element("meta", name="viewport", content="width=device-width, initial-scale=1"),
            element("title", called), element("link", rel="stylesheet", href=up + STYLE),
            element("script", src=up + SCRIPT, defer=True) if script else None,
        )  # fmt: skip
        body = element(
            "body", element("a", "Skip to main content", href="#main", class_="skip"),
            self._banner(up), self._navigation(up, here), above,
            element("main", element("h1", title), *main, id="main", tabindex="-1"),
            self._foot(),
        )  # fmt: skip
        # The shapes stand at the end, when it is known which of them the page uses.
        whole = head + body.removesuffix("</body>") + shapes_in(body) + "</body>"
        return (f'<!DOCTYPE html>\n<html lang="en-GB">{legible(whole)}</html>\n').encode()

    def _banner(self, up: str) -> Markup:
        report = self.report
        said = " · ".join(filter(None, [report.organisation, report.period]))
        return element(
            "header", element("img", src=up + "logo" + logo[0], alt="") if (logo := logo_of(report)) else None,
            element("p", element("a", report.title, href=f"{up}index.html"), class_="report"),
            element("p", said) if said else None,
        )  # fmt: skip

    def _navigation(self, up: str, here: str) -> Markup | None:
        if len(self.pages) < 2:
            return None
        links = [
            element("li", element("a", name, href=up + file, aria_current="page" if file == here else None))
            for file, name in self.pages.items()
        ]
        return element("nav", element("ul", links), aria_label="Pages of this report", class_="pages")

    def _foot(self) -> Markup:
        report = self.report
        dates = [("Published", report.published), ("Next", report.next_published), ("Author", report.author),
                 ("Contact", report.contact), ("Licence", report.licence)]  # fmt: skip
        known = [element("div", element("dt", name), element("dd", said)) for name, said in dates if said]
        return element("footer", element("dl", known) if known else None,
                       element("p", f"Made with headway {_core.__version__}."))  # fmt: skip


def logo_of(report: Report) -> tuple[str, bytes] | None:
    """The ending and the bytes of the logo's file."""
    logo = report.logo
    if logo is None:
        return None
    content = logo if isinstance(logo, bytes) else logo.encode() if "<svg" in str(logo) else open(logo, "rb").read()
    return (".png" if content.startswith(b"\x89PNG") else ".svg"), content


def style_of(report: Report) -> bytes:
    """The look of all pages, with the report's own colour where white is read on it."""
    accent = report.accent if report.accent and contrast(report.accent, "white") >= 4.5 else INK
    look = (files("headway.report.site") / "site.css").read_text("utf-8")
    blue, _, pink, *_ = categorical()
    colours = {"accent": accent, "ink": INK, "muted": MUTED, "value": blue, "target": pink, "shade": shades()[2]}
    root = "; ".join(f"--{name}: {colour}" for name, colour in colours.items())
    return f":root {{ {root} }}\n{look}".encode()


def script() -> bytes:
    return (files("headway.report.site") / "site.js").read_bytes()
