"""What several tests share: the example data, a browser, and time for Hypothesis on a busy machine."""

import gc
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pandas as pd
import pytest
from unchanged import Unchanged

hypothesis.settings.register_profile("headway", deadline=None)
hypothesis.settings.load_profile("headway")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--passed", help="leave out the files of tests that passed as they are, which this file keeps")


def pytest_configure(config: pytest.Config) -> None:
    if kept := config.getoption("passed"):
        config.pluginmanager.register(Unchanged(Path(kept)))


def pytest_collection_finish() -> None:
    """What is there by now stays to the end: it is not looked through for garbage again and again, which took a
    seventh of the time of tests that draw."""
    gc.freeze()
    gc.set_threshold(100_000, 10, 10)


@pytest.fixture(autouse=True)
def no_open_figures() -> Iterator[None]:
    """Figures that a test leaves open would be counted against the next one of its process."""
    yield
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot is not None:
        pyplot.close("all")


@pytest.fixture(scope="session")
def data() -> Path:
    """The directory of the city's published tables."""
    return Path(__file__).parents[2] / "examples" / "data" / "southampton"


@pytest.fixture(scope="session")
def southampton(data: Path) -> Any:
    """The city's report, as `make report` reads it."""
    import headway as hw

    return hw.read_folder(data)


@pytest.fixture(scope="session")
def southampton_pages(southampton: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that `make report` writes, in a folder that is not there yet."""
    folder: Path = southampton.write(tmp_path_factory.mktemp("report") / "new" / "folder")
    return folder


@pytest.fixture
def kpis(data: Path) -> pd.DataFrame:
    """Every indicator row of the second quarter of 2024/25, a fresh copy for each test."""
    return pd.read_csv(data / "kpis_2024_25_q2.csv")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Chromium, to look at pages as pictures and to hear them as a screen reader does."""
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if program is None:
        pytest.skip("needs chromium, chromium-browser or google-chrome on PATH to look at the page")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def violations() -> Callable[[Any], dict[str, list[str]]]:
    """What axe finds on a page that keeps WCAG 2.2 AA and its good practice from being met, by rule."""

    def found_on(page: Any) -> dict[str, list[str]]:
        from axe_playwright_python.sync_playwright import Axe

        tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
        # What passes is counted, not described element by element, which would take most of the time.
        options = {"runOnly": {"type": "tag", "values": tags}, "resultTypes": ["violations"]}
        found = Axe().run(page, options=options).response
        assert len(found["passes"]) > 10
        return {rule["id"]: [node["html"][:200] for node in rule["nodes"]] for rule in found["violations"]}

    return found_on


@pytest.fixture(params=[1366, 768, 375], ids=["laptop", "tablet", "phone"])
def page(request: pytest.FixtureRequest, browser: Any, path: Path) -> Iterator[Any]:
    """The page at `path`, which each module of tests writes, on a screen.

    Whatever it fetched or complained about is in `page.asked` and `page.said`.
    """
    page = browser.new_page(viewport={"width": request.param, "height": 800})
    page.asked, page.said = [], []
    page.on("request", lambda event: page.asked.append(event.url))
    page.on("console", lambda event: page.said.append(event.text))
    page.on("pageerror", lambda error: page.said.append(str(error)))
    page.goto(path.as_uri())
    yield page
    page.close()
