"""The site in a browser that asks nobody: filters, order, search, addresses, keys, sizes of screens, paper."""

import re
import runpy
from pathlib import Path
from urllib.parse import parse_qs

import headway as hw
import pandas as pd
import pytest
from headway.report.site.addresses import slugs_of

EXAMPLE = runpy.run_path(str(Path(__file__).with_name("site_example.py")))
CALLS, HOSTILE, LONG, WAITS, results = (EXAMPLE[name] for name in ("CALLS", "HOSTILE", "LONG", "WAITS", "results"))
INDEX = "index.html"
TOTAL = next(name for name in results().indicator if name.startswith("Cumulative number of older adults"))
KINDS = {  # a page of each kind
    "index": INDEX, "control chart": "indicators/days-that-a-repair-waits.html",
    "few points": "indicators/rate-of-looked-after-children-per-10-000.html",
    "outlook": f"indicators/{slugs_of([TOTAL])[TOTAL]}.html", "savings": "savings.html",
    "plans": "plans.html", "charts": "charts.html", "changes": "changes.html",
}  # fmt: skip
ROW = "table.results:not(.sections) tbody tr[data-d]"


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return EXAMPLE["written"](tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="module")
def tab(browser):
    """One tab for all tests, whose requests are blocked but for files; what it asked and said is kept."""
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    page.asked, page.said = [], []
    page.route(re.compile("^(?!file:)"), lambda route: route.abort())
    page.on("request", lambda event: page.asked.append(event.url))
    page.on("console", lambda event: page.said.append(event.text))
    page.on("pageerror", lambda error: page.said.append(str(error)))
    yield page
    page.close()


@pytest.fixture
def index(tab, folder):
    """The first page, as it is opened."""
    tab.set_viewport_size({"width": 1366, "height": 768})
    tab.goto("about:blank")
    tab.goto((folder / INDEX).as_uri())
    return tab


def shown(page) -> list[str]:
    """The names of the rows in sight, in their order."""
    return page.locator(f"{ROW}:visible th a").all_inner_texts()


def state(page) -> dict[str, str]:
    """What the address keeps."""
    return {key: values[0] for key, values in parse_qs(page.url.partition("#")[2]).items()}


def expected(**wanted) -> list[str]:
    """Names of the results whose columns say so, in the order of the report."""
    frame = results()
    for column, value in wanted.items():
        frame = frame[frame[column] == value]
    return frame.indicator.tolist()


# Filters, order and search


def test_all_results_are_shown_and_counted(index):
    assert shown(index) == expected()
    assert index.locator("#shown").inner_text() == f"{len(results())} of {len(results())} results shown."
    assert index.locator("form.controls").is_visible()


def test_buttons_of_ratings_count_and_filter(index, folder):
    total = len(results())
    counts = {}
    for word in ("red", "amber", "green", "not_rated"):
        button = index.locator(f"button[data-rating={word}]")
        counts[word] = int(button.locator("b").inner_text())
        button.click()
        assert len(shown(index)) == counts[word]
        assert button.get_attribute("aria-pressed") == "true"
        assert state(index) == {"rating": word}
        assert index.locator("#shown").inner_text() == f"{counts[word]} of {total} results shown."
        button.click()
        assert len(shown(index)) == total
    assert sum(counts.values()) == total
    assert "rating" not in state(index)


def test_filters_narrow_together_and_counts_follow(index):
    index.select_option("select[name=section]", label="Corporate Plan")
    assert shown(index) == expected(section="Corporate Plan")
    assert int(index.locator("button[data-rating=red] b").inner_text()) == 5  # as the council published it
    index.locator("button[data-rating=red]").click()
    assert len(shown(index)) == 5
    assert state(index) == {"section": "corporate-plan", "rating": "red"}
    index.select_option("select[name=against]", label="National")
    assert int(index.locator("button[data-rating=red] b").inner_text()) == len(shown(index)) == 6
    index.locator("button[type=reset]").click()
    assert len(shown(index)) == len(results())
    assert state(index) == {}


def test_by_owner_direction_and_time(index):
    index.select_option("select[name=owner]", label="Head of Repairs")
    assert shown(index) == [WAITS]
    index.select_option("select[name=owner]", label="Director of Children")  # whom the commentary names
    assert set(shown(index)) == {LONG}
    index.locator("button[type=reset]").click()
    index.select_option("select[name=direction]", label="Improving")
    improving = shown(index)
    assert 0 < len(improving) < len(results())
    assert index.locator(f"{ROW}:visible .way.improving").count() == len(improving)
    index.locator("button[type=reset]").click()
    index.select_option("select[name=since]", index=1)
    periods = set(index.locator(f"{ROW}:visible td[data-l=Latest] small:first-of-type").all_inner_texts())
    assert "Sep 2024" in periods
    assert not {"2023", "2022/23", "2019"} & periods


def test_search_finds_all_words_in_any_order_and_says_when_there_are_none(index):
    index.locator("input[name=q]").fill("score zzz")
    assert shown(index) == []
    assert index.locator("#shown").inner_text().startswith("0 of ")
    index.locator("input[name=q]").fill("children looked")
    assert set(shown(index)) == {LONG}
    index.locator("input[name=q]").fill("<SCRIPT>")
    assert shown(index) == [HOSTILE]


def test_columns_sort_both_ways_and_back(index):
    head = index.locator("table.results:not(.sections) thead th").first
    head.locator("button").click()
    names = shown(index)
    assert names == sorted(names, key=str.lower)
    assert head.get_attribute("aria-sort") == "ascending"
    assert state(index) == {"sort": "indicator"}
    assert index.locator("small.place:visible").count() == len(names)  # its section, which no heading says now
    head.locator("button").click()
    assert shown(index)[0] == names[-1]
    assert head.get_attribute("aria-sort") == "descending"
    head.locator("button").click()
    assert shown(index) == expected()
    assert head.get_attribute("aria-sort") is None


def test_without_headings_a_list_sorts(index):
    index.set_viewport_size({"width": 360, "height": 800})
    index.select_option("select[name=sort]", label="Indicator")
    names = shown(index)
    assert names == sorted(names, key=str.lower)
    index.select_option("select[name=sort]", label="Indicator, from the end")
    assert shown(index)[0] == names[-1]
    assert state(index) == {"sort": "indicator-down"}
    index.select_option("select[name=sort]", label="As reported")
    assert shown(index) == expected()


def test_the_worst_and_the_furthest_come_first(index):
    index.locator("thead button", has_text="Target").click()
    marks = index.locator(f"{ROW}:visible td[data-l=Target]").all_inner_texts()
    order = [("Red", "Amber", "Green").index(mark.split()[0]) if mark.split()[0] in ("Red", "Amber", "Green") else 3
             for mark in marks]  # fmt: skip
    assert order == sorted(order)
    furthest = index.locator(".message h3", has_text="Furthest").locator("xpath=..").locator("li a").first.inner_text()
    assert shown(index)[0] == furthest


# Addresses


def test_an_address_is_opened_as_it_was_left(index, folder, tab):
    index.locator("button[data-rating=amber]").click()
    index.select_option("select[name=direction]", label="Worsening")
    index.locator("thead button", has_text="Indicator").click()
    before, address = shown(index), index.url
    tab.goto("about:blank")
    tab.goto(address)
    assert shown(tab) == before
    assert tab.locator("button[data-rating=amber]").get_attribute("aria-pressed") == "true"
    assert tab.locator("select[name=direction]").input_value() == "worsening"


@pytest.mark.parametrize(("hash_", "named"), [
    ("rating=purple", 'rating "purple", which is no choice here'), ("nonsense=1", 'nonsense "1"'),
    ("%E0%A4%A", '"%E0%A4%A"'), ("q=%00", None), ("section=section-1", 'section "section-1"'), ("results", None),
    ("section=%22%5D&sort=x-down", 'section ""]" and sort "x-down"'), ("against=1", 'against "1"'),
    ("gone-since", 'The address asks for "gone-since", which is not here.'),
])  # fmt: skip
def test_an_address_of_nonsense_harms_nothing_and_is_named(tab, folder, hash_, named):
    tab.goto("about:blank")
    tab.said.clear()
    tab.goto(f"{(folder / INDEX).as_uri()}#{hash_}")
    said = tab.locator("#shown").inner_text()
    total = len(results())
    assert (named or "shown.") in said
    assert said.startswith(f"{0 if hash_ == 'q=%00' else total} of {total} results shown.")
    assert tab.said == []
    tab.locator("button[data-rating=red]").click()
    assert tab.locator("#shown").inner_text().endswith("results shown.")


def test_counts_of_the_message_lead_to_what_they_count(index):
    for link in index.locator(".message a[data-state]").all():
        count = int(re.search(r"\d+", link.inner_text())[0])
        link.click()
        names = shown(index)
        assert len(set(names)) == count, link.inner_text()
        assert index.evaluate("document.getElementById('results').getBoundingClientRect().top < 100")
        assert index.evaluate("document.activeElement.id") == "results"
        index.locator("button[type=reset]").click()


def test_a_count_that_was_followed_is_left_by_going_back(index):
    index.locator(".tiles a").first.click()
    assert state(index) == {"rating": "red"}
    index.go_back()
    assert len(shown(index)) == len(results())


def test_every_indicator_has_an_address_and_leads_back_to_its_row(tab, folder):
    tab.goto((folder / KINDS["few points"]).as_uri())
    assert tab.locator("h1").inner_text() == LONG
    tab.locator("a", has_text="All results").click()
    target = tab.locator("tr:target")
    assert target.locator("th a").inner_text() == LONG
    top, bottom = target.evaluate("e => [e.getBoundingClientRect().top, e.getBoundingClientRect().bottom]")
    heads = tab.locator("table.results:not(.sections) thead th").first.bounding_box()
    assert heads["y"] + heads["height"] <= top < bottom <= 768


# Keys


def test_keys_alone_filter_sort_and_open_an_indicator(index):
    index.keyboard.press("Tab")
    assert index.evaluate("document.activeElement.textContent") == "Skip to main content"
    index.keyboard.press("Enter")
    assert index.evaluate("document.activeElement.id") == "main"
    for _ in range(200):
        index.keyboard.press("Tab")
        if index.evaluate("document.activeElement.name") == "q":
            break
    index.keyboard.type("repair waits")
    assert shown(index) == [WAITS]
    for _ in range(30):
        index.keyboard.press("Tab")
        if index.evaluate("document.activeElement.closest('tbody tr[data-d]') !== null"):
            break
        assert index.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    index.keyboard.press("Enter")
    index.wait_for_url("**/indicators/**")
    assert index.locator("h1").inner_text() == WAITS
    index.go_back()
    assert shown(index) == [WAITS]


# What it asks and says


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_asks_for_files_beside_it_and_complains_of_nothing(tab, folder, kind):
    tab.goto("about:blank")
    tab.asked.clear(), tab.said.clear()
    tab.goto((folder / KINDS[kind]).as_uri())
    assert {Path(url).name for url in tab.asked if not url.startswith("data:")} <= {
        Path(KINDS[kind]).name, "report.css", "report.js", "tables.css"
    }  # fmt: skip
    assert tab.said == []


# Everyone can read it


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("width", [360, 1366])
def test_no_accessibility_violation(tab, folder, violations, kind, width):
    tab.set_viewport_size({"width": width, "height": 800})
    tab.goto((folder / KINDS[kind]).as_uri())
    assert violations(tab) == {}


@pytest.mark.parametrize("hash_", ["rating=red&section=corporate-plan", "sort=target", "q=zzz"])
def test_no_accessibility_violation_in_any_state(tab, folder, violations, hash_):
    tab.set_viewport_size({"width": 1366, "height": 800})
    tab.goto("about:blank")
    tab.goto(f"{(folder / INDEX).as_uri()}#{hash_}")
    tab.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    assert violations(tab) == {}


def test_no_accessibility_violation_where_something_and_where_nothing_changed(tab, folder, tmp_path, violations):
    tab.goto((folder / KINDS["changes"]).as_uri())
    assert tab.locator("main table").count() == 8  # moved, new, gone, revised and redefined, and counts of three
    same = hw.Scorecard(results())
    EXAMPLE["written"](tmp_path, EXAMPLE["pages"](EXAMPLE["Report"](title="Same", scorecard=same, before=same)))
    tab.goto((tmp_path / KINDS["changes"]).as_uri())
    assert tab.locator("main table").count() == 3
    assert violations(tab) == {}


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_scrolls_sideways_nor_leaves_the_screen(tab, folder, kind):
    tab.goto((folder / KINDS[kind]).as_uri())
    for width in (320, 360, 800, 1366, 1440):  # 320 is 1280 at 400%
        tab.set_viewport_size({"width": width, "height": 800})
        assert tab.evaluate("document.documentElement.scrollWidth") <= width, width
        out = tab.evaluate(
            "[...document.querySelectorAll('main *')].filter(e => e.getClientRects().length && !e.closest('.shapes') &&"
            " e.getBoundingClientRect().right > innerWidth + 1).map(e => e.outerHTML.slice(0, 80))"
        )
        assert out == [], width


def test_text_in_charts_is_read_on_a_phone_and_stays_apart(tab, folder):
    for kind in ("control chart", "few points", "outlook"):
        tab.goto((folder / KINDS[kind]).as_uri())
        for width in (360, 800, 1280, 1032):
            tab.set_viewport_size({"width": width, "height": 800})
            tab.emulate_media(media="print" if width == 1032 else "screen")  # the width of a sheet
            texts = tab.evaluate(
                "[...document.querySelectorAll('svg.chart text')].filter(e => e.getClientRects().length).map(e => {"
                " const b = e.getBoundingClientRect(); return [parseFloat(getComputedStyle(e).fontSize), b.left,"
                " b.right, b.top, b.bottom, e.textContent, [...document.querySelectorAll('svg.chart')].indexOf("
                "e.closest('svg.chart'))] })"
            )
            assert texts
            assert all(size >= 12 for size, *_ in texts)
            for i, (_, left, right, top, bottom, said, chart) in enumerate(texts):
                for _, left2, right2, top2, bottom2, other, chart2 in texts[i + 1 :]:
                    apart = right <= left2 + 1 or right2 <= left + 1 or bottom <= top2 + 3 or bottom2 <= top + 3
                    assert apart or chart != chart2, (kind, width, said, other)
    tab.emulate_media(media="screen")


def test_a_table_at_800_pixels_and_cards_below(tab, folder):
    tab.goto((folder / INDEX).as_uri())
    for width, narrow in ((360, True), (799, True), (800, False), (1366, False)):
        tab.set_viewport_size({"width": width, "height": 800})
        assert tab.locator("table.results thead th").last.is_visible() != narrow
        display = tab.locator(ROW).first.evaluate("e => getComputedStyle(e).display")
        assert display == ("grid" if narrow else "table-row")


@pytest.mark.parametrize("kind", ["changes", "savings", "plans"])
def test_other_tables_are_tables_at_800_pixels_too(tab, folder, kind):
    tab.goto((folder / KINDS[kind]).as_uri())
    for width, narrow in ((799, True), (800, False)):
        tab.set_viewport_size({"width": width, "height": 800})
        heads = tab.locator("main thead th")
        assert heads.count() > 3
        assert {head.is_visible() for head in heads.all()} == {not narrow}


def test_wide_figures_and_many_comparators_leave_no_screen(tab, tmp_path):
    comparators = ["target", "national", "region", "statistical_neighbours", "peer", "aspiration"]
    rows = {"section": "S" * 60, "indicator": ["Donau" * 20, "b"], "period": "Sep 2023 - Aug 2024", "unit": "GBP",
            "previous": 123456789.12, "latest": [223456789.12, 1e300], "polarity": "high_is_good"}  # fmt: skip
    points = {"indicator": "b", "period": [str(year) for year in range(2010, 2023)], "value": [1e300, -1e300] * 6 + [1]}
    card = hw.Scorecard(pd.DataFrame(rows | dict.fromkeys(comparators, 223456789.13)), comparators=comparators,
                        history=pd.DataFrame(points))  # fmt: skip
    before = hw.Scorecard(pd.DataFrame(rows | dict.fromkeys(comparators, 123456789.13)), comparators=comparators)
    files = EXAMPLE["pages"](EXAMPLE["Report"](title="Long" * 20, scorecard=card, before=before, organisation="O" * 60))
    EXAMPLE["written"](tmp_path, files)
    for name in [file for file in files if file.endswith(".html")]:
        tab.goto((tmp_path / name).as_uri())
        for width in (320, 800, 1366):
            tab.set_viewport_size({"width": width, "height": 800})
            assert tab.evaluate("document.documentElement.scrollWidth") <= width, (name, width)


def test_two_columns_on_a_wide_screen(tab, folder):
    tab.set_viewport_size({"width": 1440, "height": 900})
    tab.goto((folder / KINDS["outlook"]).as_uri())
    tops = tab.locator(".pair > section").evaluate_all("all => all.map(e => e.getBoundingClientRect().top)")
    assert tops[0] == tops[1]


# Without scripts, and on paper


def test_without_scripts_it_is_complete(browser, folder):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1366, "height": 768})
    page = context.new_page()
    page.goto((folder / INDEX).as_uri())
    assert page.locator(f"{ROW} th a").count() == len(results())
    assert page.locator(ROW).last.is_visible()
    assert not page.locator("form.controls").is_visible()
    assert page.locator("thead button").count() == 0
    page.locator(".tiles a").first.click()
    assert page.url.endswith("#results")
    page.goto((folder / KINDS["control chart"]).as_uri())
    assert page.locator("svg.chart").count() == 2
    context.close()


def printed(browser, file: Path, tmp_path: Path) -> list[str]:
    """The text of each page on paper."""
    pypdf = pytest.importorskip("pypdf", reason="reads what is on paper")
    page = browser.new_page()
    page.goto(file.as_uri())
    pdf = tmp_path / "page.pdf"
    page.pdf(path=pdf, prefer_css_page_size=True)
    page.close()
    return [each.extract_text() for each in pypdf.PdfReader(pdf).pages]


@pytest.mark.parametrize("kind", KINDS)
def test_paper_has_page_numbers_and_no_page_that_is_almost_empty(browser, folder, tmp_path, kind):
    sheets = printed(browser, folder / KINDS[kind], tmp_path)
    assert sheets
    for number, sheet in enumerate(sheets, start=1):
        assert f"Page {number} of {len(sheets)}" in re.sub(r"\s+", " ", sheet)
        lines = [line for line in sheet.splitlines() if line.strip() and not line.startswith("Page ")]
        assert len(lines) > 5 or number == len(sheets), (number, sheet)
        headings = ("History", "Year end", "Figures", "About this indicator", "Method and notes", "By section")
        assert lines[-1].strip() not in headings, (number, lines[-1])


def test_details_are_opened_on_paper(browser, folder, tmp_path):
    assert "worse by more than 10% of the comparator" in re.sub(r"\s+", " ", " ".join(
        printed(browser, folder / INDEX, tmp_path)))  # fmt: skip


def test_no_result_is_lost_on_paper(browser, folder, tmp_path):
    sheets = printed(browser, folder / INDEX, tmp_path)
    text = re.sub(r"\s+", " ", " ".join(sheets))
    assert CALLS in text
    of_the_table = [sheet for sheet in sheets if "no earlier points" in sheet]
    assert len(of_the_table) > 3
    assert all("National" in sheet and "Indicator" in sheet for sheet in of_the_table)  # headings on each
    assert text.count("Sep 2024") >= 30
