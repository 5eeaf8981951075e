"""Pages of the site in a real browser, where there is one: what axe finds, what does not fit, what asks a host.

One page of each kind is looked at, on a laptop and on a phone, from disk, as readers do who have no server; and the
search is asked one question.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

KINDS = ("index.html", "first_result.html", "tutorials/scorecard.html", "outlook.html", "methods/control_chart.html",
         "reference/python/index.html", "reference/python/stats/proportion.html", "reference/python/words.html",
         "reference/cpp.html", "reference/cpp/stats/proportion.html", "gallery.html", "search.html",
         "coming_from/pheindicatormethods.html", "project/changelog.html")  # fmt: skip
WIDTHS = (1280, 375)
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
QUESTION, ANSWER = "wilson score interval", "Proportions: Wilson's interval"


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
            page.goto((built / "search.html").as_uri() + "?q=" + QUESTION.replace(" ", "+"))
            page.wait_for_selector("#search-results li", timeout=30_000)
            first = page.locator("#search-results li a").all_inner_texts()[:10]
            if not any(ANSWER in each for each in first):
                found.append(f"the search for '{QUESTION}' finds {first}")
        browser.close()
    return found


def _of_page(page: Any, axe: Any) -> Iterator[str]:
    options = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
    for rule in axe().run(page, options=options).response["violations"]:
        yield f"{rule['id']}: {[node['html'][:150] for node in rule['nodes'][:3]]}"
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if wide > 0:
        yield f"is {wide} pixels wider than the screen"
