"""Pages of the site in a real browser, where there is one: what axe finds, what does not fit, what asks a host.

One page of each kind is looked at, on a laptop and on a phone, from disk, as readers do who have no server; and the
search is asked what readers ask (questions.toml): the answer stands on one of the first three pages that it finds.
"""

from __future__ import annotations

import re
import shutil
import tomllib
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus

KINDS = ("index.html", "first_result.html", "tutorials/scorecard.html", "outlook.html", "methods/control_chart.html",
         "reference/python/index.html", "reference/python/stats/proportion.html", "reference/python/words.html",
         "reference/cpp.html", "reference/cpp/stats/proportion.html", "gallery.html", "search.html",
         "coming_from/pheindicatormethods.html", "project/changelog.html")  # fmt: skip
WIDTHS = (1280, 375)
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPENED = 3  # so many pages a reader opens before giving up


def complaints(built: Path) -> list[str] | None:
    """What is wrong with pages, a line each; None where there is no browser to ask."""
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    try:
        from axe_playwright_python.sync_playwright import Axe
        from playwright.sync_api import sync_playwright
    except ImportError:
        return None
    if program is None:
        return None
    found: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        for width in WIDTHS:
            page = browser.new_page(viewport={"width": width, "height": 800})
            asked: list[str] = []
            page.on("request", lambda event, asked=asked: asked.append(event.url))
            for kind in KINDS:
                page.goto((built / kind).as_uri())
                found += [f"{kind} at {width}: {said}" for said in _of_page(page, Axe)]
            found += [f"at {width}: asks {url}" for url in asked if not url.startswith(("file:", "data:"))]
        page = browser.new_page()
        for reader, questions in tomllib.loads((Path(__file__).parent / "questions.toml").read_text("utf-8")).items():
            for question, answer in questions.items():
                pages = _searched(page, built, question)
                if not any(re.search(answer, _text(built / each)) for each in pages[:OPENED]):
                    found.append(f"a {reader} asks '{question}' and finds {pages[:OPENED]}")
        browser.close()
    return found


def _searched(page: Any, built: Path, question: str) -> list[str]:
    """The pages that the search finds, the best first, each once."""
    page.goto((built / "search.html").as_uri() + "?q=" + quote_plus(question))
    page.wait_for_function("/found|match/.test(document.querySelector('.search-summary')?.textContent)", timeout=60_000)
    links = page.eval_on_selector_all("#search-results li > a", "all => all.map(a => a.getAttribute('href'))")
    return list(dict.fromkeys(link.split("#")[0].split("?")[0] for link in links))


def _text(file: Path) -> str:
    page = re.sub(r"<(script|nav|header|footer)\b.*?</\1>", "", file.read_text("utf-8"), flags=re.DOTALL)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", page)))


def _of_page(page: Any, axe: Any) -> Iterator[str]:
    options = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
    for rule in axe().run(page, options=options).response["violations"]:
        yield f"{rule['id']}: {[node['html'][:150] for node in rule['nodes'][:3]]}"
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if wide > 0:
        yield f"is {wide} pixels wider than the screen"
