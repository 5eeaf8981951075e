"""The written page: complete, closed in itself, repeatable, and readable by everyone on every screen."""

import os
import re
import shutil
import subprocess
import sys
import types
from pathlib import Path

import headway as hw
import pandas as pd
import pytest
from bs4 import BeautifulSoup
from headway.pictured import Written

ROOT = Path(__file__).parents[2]
TITLE = "Corporate scorecard, quarter 2 of 2024/25"


@pytest.fixture(scope="module")
def path(southampton, tmp_path_factory) -> Path:
    """The scorecard of the city's report as a page by itself, in a folder that is not there yet."""
    return written_to(tmp_path_factory.mktemp("report") / "new" / "folder" / "index.html", southampton)


def written_to(path: Path, report: hw.Report) -> Path:
    return report.scorecard.write(
        path, title=report.title, subtitle=f"{report.organisation}: {report.period}",
        notes=[*report.gaps(), *report.notes],
        pages={"index.html": "Scorecard", "savings.html": "Savings", "plans.html": "Plans"},
    )  # fmt: skip


@pytest.fixture(scope="module")
def html(path) -> str:
    return path.read_text("utf-8")


@pytest.fixture(scope="module")
def soup(html) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


def board(rule=None, dead_band=0.0, outlook=None, **columns) -> hw.Scorecard:
    given = {"section": ["Housing"], "indicator": ["Repairs"], "period": ["2024/25 - Q2"], "previous": [50.0],
             "latest": [60.0], "target": [55.0], "polarity": ["high_is_good"]}  # fmt: skip
    return hw.Scorecard(
        pd.DataFrame(given | columns), comparators=("target",), rule=rule, dead_band=dead_band, outlook=outlook
    )


def written(card: hw.Scorecard) -> BeautifulSoup:
    from headway.report.scorecard_page import scorecard_page

    return BeautifulSoup(scorecard_page(card, title="Report", subtitle=None, notes=()), "html.parser")


def words(tag) -> str:
    return re.sub(r"\s+", " ", tag.get_text()).replace(" ,", ",").strip()


# What it says


def test_every_row_in_its_section_and_order(soup, kpis):
    sections = soup.select("section.scorecard")
    assert [section.h2.get_text() for section in sections] == list(kpis.section.unique())
    for section in sections:
        names = [th.find(string=True) for th in section.select("tbody th[scope=row]")]
        assert names == kpis.indicator[kpis.section == section.h2.get_text()].tolist()
    assert len(soup.select("tbody th[scope=row]")) == len(kpis) == 69


def test_counts_are_those_that_the_city_published(soup, data):
    """Wherever it published them and its rows allow; one red of adult social care was printed without its target."""
    published = pd.read_csv(data / "section_summaries_published.csv").set_index("section")
    for section in soup.select("section.scorecard"):
        row = published.loc[section.h2.get_text()]
        counts = {div.dt.get_text(): words(div.dd) for div in section.select(".counts div")}
        assert list(counts) == ["Target", "National", "Peer", "Direction"]
        assert words(section.p) == f"{row.kpis:.0f} indicators."
        if pd.notna(row.with_target):
            green = int(row.green)
            assert counts["Target"].startswith(
                f"{row.red:.0f} red, {row.amber:.0f} amber, {green} green of {row.with_target:.0f} with a target"
            )
        if pd.notna(row.improving):
            assert f": {row.improving:.0f} improving, {row.worsening:.0f} worsening" in counts["Direction"]


def test_counts_of_the_section_with_year_to_date_totals(soup):
    entry = soup.find("a", string="Community Wellbeing - Adult Social Care").parent
    assert "3 red, 3 amber, 0 green of 6 with a target; 3 of 9 not rated" in words(entry)
    assert "of 7 compared: 0 improving, 5 worsening, 1 increasing, 1 decreasing; 2 of 9 unknown" in words(entry)
    rows = [th.parent for th in soup.select("th[scope=row]") if th.get_text().startswith("Cumulative")]
    assert len(rows) == 2
    assert all("Unknownyear-to-date total" in row.get_text() for row in rows)


def test_contents_lead_to_every_section_with_its_counts(soup, kpis):
    entries = soup.select("nav.contents li")
    assert [entry.a.get_text() for entry in entries] == list(kpis.section.unique())
    for entry in entries:
        target = soup.find(id=entry.a["href"].removeprefix("#"))
        assert target.get_text() == entry.a.get_text()
        counts = target.find_parent("section").select(".counts dd")
        assert words(counts[0]) in words(entry)
        assert words(counts[-1]) in words(entry)


def test_the_key_and_the_method_are_those_of_the_rule():
    page = written(board(rule=hw.RatingRule(basis="percentage_points", tolerance=5)))
    key = {div.dt.get_text(strip=True): div.dd.get_text() for div in page.select("dl.key div")}
    assert list(key)[:3] == ["Red", "Amber", "Green"]
    assert key["Red"] == "worse by more than 5 percentage points"
    method = words(page.find(id="method").parent)
    assert f"Method of rating: {hw.RatingRule.method}." in method
    assert "comparator of 0" not in method  # points are no fraction of it
    assert "comparator of 0 is red" in words(written(board()))
    assert hw.__version__ in words(page.footer)


def test_the_page_states_its_dead_band_and_draws_it():
    page = written(board(dead_band=5, previous=[57.0]))
    assert "no change (of more than 5)" in words(page.select_one("dl.key"))
    assert "Direction is the sign of a change of more than 5 in the indicator's unit" in words(
        page.find(id="method").parent
    )
    assert page.select_one(".headway-direction").get_text() == "\u2192 No clear changetoo small to count"
    assert "more than" not in words(written(board()).select_one("dl.key").find_all("dd")[-1])


def test_the_size_of_the_report_in_true_words(soup):
    assert words(soup.header).endswith(
        "69 results for 61 indicators in 5 sections. An indicator in two sections is shown and counted in both."
    )
    places = {"section": ["A", "A"], "previous": [1.0] * 2, "latest": [1.0] * 2, "target": [1.0] * 2}
    two_periods = written(board(**places, indicator=["a", "a"], period=["2023", "2024"], polarity=["neutral"] * 2))
    assert words(two_periods.header).endswith("2 results for 1 indicator in 1 section.")
    assert words(two_periods.select_one("section.scorecard p")) == "2 results for 1 indicator."
    assert words(two_periods.select_one("nav.contents li span")) == "2 results for 1 indicator"


# Outlook

ADULTS = "Community Wellbeing - Adult Social Care"


def projection(values=(18, 17, 16, 16, 19, 15), *, note="", **rule) -> hw.Projection:
    """Of 101 admissions in half a year, which is 202 in the whole."""
    series = hw.Series(list(values), start="2024-04", accrual="flow", note=note)
    return hw.project_year_end(series, **{"target": 194, "polarity": "low_is_good"} | rule)


def statements(figure) -> dict[str, str]:
    return {div.dt.get_text(): words(div.dd) for div in figure.select("dl div")}


def test_a_figure_for_each_outlook_below_the_table_of_its_section(soup):
    figures = soup.select("figure")
    assert [figure.find_parent("section").h2.get_text() for figure in figures] == [ADULTS, ADULTS]
    names = [th.find(string=True) for th in soup.select("th[scope=row]") if th.get_text().startswith("Cumulative")]
    assert [figure.h3.get_text() for figure in figures] == names
    for figure in figures:
        assert figure.find_previous("table").find_parent("section") is figure.find_parent("section")
        assert words(figure.figcaption.p) == "From figures to September 2024"
        chart = figure.select_one("svg[role=img]")
        assert chart.title.get_text() == "Outlook to year end 2024/25"
        assert chart.desc.get_text()


def test_the_figure_says_all_that_is_needed_to_judge_it(soup, southampton):
    outlook = southampton.scorecard.outlook
    note = ("Reconstructed: April to July were not published; these whole numbers of admissions reproduce every "
            "printed figure. "
            "The report itself expected 581.6 for older and 15.1 for younger adults by year end.")  # fmt: skip
    for figure, value, against in zip(
        soup.select("figure"), ("17.84", "583.02"), ("Red, against 14.60", "Amber, against 560.80"), strict=True
    ):
        ours = outlook[figure.h3.get_text()]
        method = ours.reason.replace("auto chose run_rate", "Auto chose run rate")
        assert statements(figure) == {
            "Year end": f"{value} per 100,000; {ours.lower:.2f} to {ours.upper:.2f} at 80%",
            "Chance of target": f"{ours.probability:.0%} of {against.split()[-1]} or less",
            "Forecast rating": against,
            "Method": method,
            "Past accuracy": "no past year to test on",
            "Note": note,
        }


def test_past_years_and_what_cannot_be_said():
    past = [10 + month % 12 + month // 12 * 3 % 7 for month in range(54)]
    series = hw.Series(past, start="2020-04", accrual="flow")
    for polarity, said in (("high_is_good", "no target"), (None, "no polarity")):
        known = statements(written(board(polarity=polarity, outlook={"Repairs": hw.project_year_end(series)})).figure)
        assert known["Past accuracy"] == "off by 2 on average in 2 past years"
        assert known["Chance of target"] == known["Forecast rating"] == said
    assert "Note" not in known
    unknown = statements(written(board(polarity=None, outlook={"Repairs": projection([18])})).figure)
    assert unknown == {"Year end": "too few points", "Chance of target": "too few points",
                       "Forecast rating": "too few points, against 194",
                       "Reason": "1 point is known, 1 of 2024/25. No method can say from so few."}  # fmt: skip
    complete = statements(written(board(polarity=None, outlook={"Repairs": projection([16] * 12)})).figure)
    assert complete["Year end"] == "192; complete year"
    assert "Past accuracy" not in complete


def test_an_indicator_in_two_sections_has_its_outlook_in_both_and_in_two_rows_of_one_once():
    places = {"section": ["A", "A", "B"], "period": ["2023", "2024", "2024"], "indicator": ["a"] * 3}
    results = {"previous": [1.0] * 3, "latest": [1.0] * 3, "target": [1.0] * 3, "polarity": ["low_is_good"] * 3}
    page = written(board(**places, **results, outlook={"a": projection()}))
    assert [figure.find_parent("section").h2.get_text() for figure in page.select("figure")] == ["A", "B"]
    assert [cell.get_text().count("202") for cell in page.select('td[headers$="year_end"]')] == [1, 1, 1]
    ids = [tag["id"] for tag in page.select("[id]")]
    assert len(ids) == len(set(ids))


def test_method_and_key_speak_of_an_outlook_only_where_there_is_one(soup):
    method, key = words(soup.find(id="method").parent), [dt.get_text(strip=True) for dt in soup.select("dl.key dt")]
    assert key[-3:] == ["Year end", "Chance of target", "Forecast rating"]
    assert (
        "A forecast rating is of the projected year against the year-end target, while the target column "
        "rates" in method
    )
    assert "Method of projection: headway outlook" in method
    without = written(board())
    assert not without.select("figure")
    assert "projection" not in words(without.find(id="method").parent)
    assert "Year end" not in words(without.select_one("dl.key"))


def test_notes_compare_the_outlook_with_the_extrapolations_of_the_report(soup, data, southampton):
    published = pd.read_csv(data / "year_end_extrapolations_published.csv").set_index("indicator").published_year_end
    outlook = southampton.scorecard.outlook
    method = words(soup.find(id="method").parent)
    assert set(published.index) == set(outlook)
    for indicator, ours in outlook.items():
        line = hw.project_year_end(ours.series, method="ols_cumulative").value
        assert f"{line:.1f}" == f"{published[indicator]:.1f}"
        assert f"{line:.1f}" in method
        assert f"{ours.value:.1f}" in method
    assert "reconstructed" in method


def test_text_of_an_outlook_is_never_markup():
    hostile = '<script>alert(1)</script> & =cmd() "quoted" \'so\' {x} --> ]]>'
    card = board(
        section=[hostile], indicator=[hostile], unit=[hostile + "."], polarity=None,
        outlook={hostile: projection(note=hostile)}
    )
    page = written(card)
    assert not page.select("script")
    assert page.h3.get_text() == hostile
    assert hostile in page.select_one("figure svg desc").get_text()  # the note
    assert statements(page.figure)["Note"] == hostile


# How it is built


def test_landmarks_and_headings(soup):
    assert soup.html["lang"] == "en-GB"
    assert soup.title.get_text() == TITLE
    assert [
        len(soup.select(name)) for name in ("header", "nav.contents", "nav.pages", "main", "footer", "h1")
    ] == [1] * 6
    assert soup.h1.get_text() == TITLE
    levels = [int(tag.name[1]) for tag in soup.find_all(re.compile("^h[1-6]$"))]
    assert levels == [1] + [2] * 5 + [3] * 2 + [2] * 3  # below adult social care, its two outlooks
    skip = soup.body.find("a")
    assert (skip["href"], skip.get_text()) == ("#main", "Skip to main content")
    assert soup.find(id="main").name == "main"


def test_every_link_and_reference_resolves_and_every_id_is_one(soup):
    ids = [tag["id"] for tag in soup.select("[id]")]
    assert len(ids) == len(set(ids))
    named = [link["href"].removeprefix("#") for link in soup.select("a[href]") if not link.find_parent(class_="pages")]
    named += [name for tag in soup.select("[aria-labelledby]") for name in tag["aria-labelledby"].split()]
    named += [name for cell in soup.select("[headers]") for name in cell["headers"]]
    assert len(named) > 600
    assert set(named) <= set(ids)


def test_tables_have_names_and_scopes(soup):
    tables = soup.select("table")
    assert len(tables) == 5
    for number, table in enumerate(tables, start=1):
        assert table.parent["id"] == f"section-{number}-table"
        assert soup.find(id=table["aria-labelledby"]).get_text().endswith("rated against target, national and peer")
        assert {th["scope"] for th in table.select("thead th")} == {"col"}
        assert {th["scope"] for th in table.select("tbody th")} == {"row"}
        for cell in table.select("tbody td"):
            label = cell.select_one(".headway-label")  # what a narrow screen reads
            header = soup.find(id=cell["headers"][-1]).get_text()
            assert label.get_text() == header if label else not cell.get_text()


def test_nothing_is_fetched(html, soup):
    assert not soup.select("script, link, img, iframe, object, embed, base, [src], [srcset]")
    assert not re.search(r"url\((?!#)|@import|https?://", html)
    elsewhere = [link["href"] for link in soup.select("[href]") if not link["href"].startswith("#")]
    assert elsewhere == ["savings.html", "plans.html"]


def test_the_same_input_writes_the_same_bytes(path, data, southampton_pages, tmp_path):
    report = hw.read_folder(data)
    assert written_to(tmp_path / "index.html", report).read_bytes() == path.read_bytes()
    again = report.write(tmp_path / "again")
    files = sorted(file.relative_to(again) for file in again.rglob("*") if file.is_file())
    assert files == sorted(f.relative_to(southampton_pages) for f in southampton_pages.rglob("*") if f.is_file())
    assert all((again / file).read_bytes() == (southampton_pages / file).read_bytes() for file in files)


def test_text_is_never_markup(tmp_path):
    hostile = '<script>alert(1)</script> & =cmd() "quoted" \'so\' {x} --> ]]>'
    card = board(section=[hostile], indicator=[hostile], unit=[hostile + "."])
    page = card.write(tmp_path / "page.html", title=hostile, subtitle=hostile, notes=[hostile])
    text = page.read_text("utf-8")
    assert "<script" not in text
    soup = BeautifulSoup(text, "html.parser")
    note = soup.find(id="method").parent.find_all("p")[-2]
    for shown in (
        soup.title, soup.h1, *map(soup.select_one, (".subtitle", "nav.contents li a", ".scorecard h2")), note
    ):
        assert shown.get_text() == hostile
    assert soup.select_one("th[scope=row]").get_text() == f"{hostile}{hostile}."
    assert soup.select_one(".gt_title").get_text().startswith(hostile)


# How it is written


def test_a_failed_write_leaves_what_was_there(tmp_path, monkeypatch):
    page = board().write(tmp_path / "page.html", title="First")
    before = page.read_bytes()

    def fail(*_):
        raise OSError("disk full")

    monkeypatch.setattr("os.replace", fail)
    with pytest.raises(OSError, match="disk full"):
        board().write(page, title="Second")
    assert page.read_bytes() == before
    assert list(tmp_path.iterdir()) == [page]


@pytest.mark.skipif(shutil.which("make") is None, reason="no make")
def test_a_missing_report_is_written_anew_and_so_is_one_whose_tables_changed(tmp_path):
    shutil.copy(ROOT / "Makefile", tmp_path)
    for name in ("include", "src", "python", "examples", "build/report"):
        (tmp_path / name).mkdir(parents=True)
    old = [f"--assume-old={tmp_path / '.venv' / 'stamps' / name}" for name in ("installed", "environment")]
    table = tmp_path / "examples" / "data" / "southampton" / "kpis.csv"
    table.parent.mkdir(parents=True)
    table.touch()
    os.utime(table, (0, 0))

    def would_run() -> int:
        command = ["make", "--dry-run", *old, "report"]
        dry = subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, text=True)
        return dry.stdout.count("headway report examples/data/southampton")

    assert would_run() == 1
    page = tmp_path / "build" / "report" / "index.html"
    page.touch()
    assert would_run() == 0
    page.unlink()
    assert would_run() == 1
    os.utime(table)
    page.touch()
    os.utime(page, (1, 1))
    assert would_run() == 1


def test_a_kind_of_page_is_a_module_of_its_own(tmp_path, monkeypatch):
    """Found by its name, and given the result, the words of the page and its file's name."""
    module = types.ModuleType("headway.report.brief_page")
    module.brief_page = lambda *given, **words: repr((given, sorted(words.items())))
    monkeypatch.setitem(sys.modules, module.__name__, module)

    class Brief(Written, page="brief"):
        def __repr__(self) -> str:
            return "a brief"

    page = Brief().write(tmp_path / "brief.html", title="Brief", depth=2)
    words = (
        "[('depth', 2), ('here', 'brief.html'), ('notes', ()), ('pages', None), ('subtitle', None), ('title', 'Brief')]"
    )
    assert page.read_text() == f"((a brief,), {words})"


def test_a_keyword_that_no_page_has_is_refused_by_the_name_of_the_method(tmp_path):
    for result, name in ((board(), "Scorecard"), (object.__new__(hw.SavingsPlan), "SavingsPlan")):
        with pytest.raises(TypeError, match=rf"^{name}\.write\(\) got an unexpected keyword argument 'foo'"):
            result.write(tmp_path / "page.html", title="Report", foo=2)


def test_write_gives_back_the_path_and_makes_its_directory(tmp_path):
    target = tmp_path / "a" / "b" / "page.html"
    assert board().write(str(target), title="Report") == target
    assert target.read_bytes().startswith(b'<!DOCTYPE html>\n<html lang="en-GB">')


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"title": ""}, "title: found ''; accepted: text"),
        ({"title": None}, "title: found None"),
        ({"title": "\u00a0\n"}, "title: found "),
        ({"title": "Report", "notes": "one"}, "notes: found text 'one'; accepted: a sequence of texts"),
    ],
)
def test_bad_words_are_refused_before_anything_is_written(tmp_path, options, message):
    with pytest.raises(hw.HeadwayError, match=message):
        board().write(tmp_path / "page.html", **options)
    assert list(tmp_path.iterdir()) == []


# How it looks and sounds, in a browser


def test_it_asks_nobody_and_complains_of_nothing(page, path):
    assert page.asked == [path.as_uri()]
    assert page.said == []


def test_nothing_scrolls_sideways_and_nothing_is_cut_off(page):
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    cut = (
        "[...document.querySelectorAll('table, tbody th, tbody td')]"
        ".filter(e => e.scrollWidth > e.clientWidth + 1).length"
    )
    assert page.evaluate(cut) == 0


def test_every_figure_has_its_column_in_sight(page):
    narrow = page.viewport_size["width"] < 1200
    labels = page.locator("tbody td .headway-label")
    assert labels.first.is_visible() == narrow
    assert page.locator("thead th").first.is_visible() == (not narrow)


def test_no_accessibility_violation(page, violations):
    assert violations(page) == {}


def test_a_chart_is_seen_whole_and_a_long_name_wraps(page):
    box = "e => [e.getBoundingClientRect().left, Math.max(e.getBoundingClientRect().right, e.scrollWidth)]"
    width = page.viewport_size["width"]
    things = page.locator("figure h3, figure svg[role=img], figure svg[role=img] text, figure dd")
    boxes = things.evaluate_all(f"all => all.map({box})")
    assert boxes
    for left, right in boxes:
        assert 0 <= left <= right <= width


def test_the_first_key_press_offers_to_skip_to_the_tables(page):
    page.keyboard.press("Tab")
    focused = page.locator(":focus")
    assert focused.inner_text() == "Skip to main content"
    box = focused.bounding_box()
    assert box["x"] >= 0
    assert box["width"] > 0
    assert focused.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_printed_on_landscape_pages_without_split_rows(browser, path):
    page = browser.new_page()
    page.goto(path.as_uri())
    page.emulate_media(media="print")
    assert page.locator("thead th").first.is_visible()
    assert page.locator("tbody tr").first.evaluate("e => getComputedStyle(e).breakInside") == "avoid"
    assert re.search(rb"/MediaBox \[0 0 84[12][\d.]* 59[45]", page.pdf(prefer_css_page_size=True))
    page.close()
