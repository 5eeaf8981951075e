"""The plans page: what a council reads of its plans, complete, closed in itself, and readable by everyone."""

import dataclasses
import re
from pathlib import Path

import headway as hw
import pandas as pd
import pytest
from bs4 import BeautifulSoup

ROOT = Path(__file__).parents[2]
HOSTILE = '<script>alert(1)</script> & "quoted" \'so\' {x} --> ]]> $y$'


@pytest.fixture(scope="module")
def path(southampton, tmp_path_factory) -> Path:
    """The plans of the city's report as a page by itself, with the way to the others."""
    given = {field.name: getattr(southampton.plans, field.name) for field in dataclasses.fields(southampton.plans)}
    given |= {"subtitle": given["subtitle"] or southampton.organisation}
    pages = {"index.html": "Scorecard", "savings.html": "Savings", "plans.html": "Plans"}
    return hw.plan.write_page(tmp_path_factory.mktemp("report") / "plans.html", pages=pages, **given)


@pytest.fixture(scope="module")
def soup(path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text("utf-8"), "html.parser")


def words(tag) -> str:
    return re.sub(r"\s+", " ", tag.get_text()).replace(" ,", ",").replace(" ;", ";").strip()


def section(soup, identity):
    return soup.find(id=identity).find_parent("section")


def written(tmp_path, **changed) -> BeautifulSoup:
    rated = pd.DataFrame({"theme": ["Place"], "initiative": ["Local plan"], "rating_q2": ["amber"], "rating_q4": [
        "green"
    ],
                          "direction_of_travel": ["improving"]})  # fmt: skip
    plan = pd.DataFrame({"theme": ["Growth"], "action": ["Growth plan"], "lead": ["Director"], "first_month": [
        "2025-08"
    ],
                         "last_month": ["2025-12"], "published_rating": ["on track"]})  # fmt: skip
    asked = pd.DataFrame({"recommendation": [5], "theme": ["Growth"], "title": ["A plan for growth"]})
    given = {"title": "Plans", "initiatives": rated, "actions": plan, "recommendations": asked, "as_at": "2025-10-31"}
    page = hw.plan.write_page(tmp_path / "plans.html", **given | changed)
    return BeautifulSoup(page.read_text("utf-8"), "html.parser")


# What it says


def test_in_short_every_count_has_what_it_is_out_of(soup):
    said = [words(li) for li in section(soup, "in-short").select("li")]
    assert (
        "Initiatives at 2020/21 - Q2: 1 red, 10 amber, 10 green of 21 rated; 1 of 25 not applicable, 3 "
        "of 25 not rated" in said
    )
    assert "Initiatives at 2020/21 - Q4: 0 red, 4 amber, 14 green of 18 rated; 7 of 25 not rated" in said
    assert any("4 improved, 0 worsened and 12 unchanged of 16 rated at both" in text for text in said)
    assert any("2 newly rated, 5 no longer rated and 2 rated at neither of 25" in text for text in said)
    matches = "Direction of travel matches the change in rating of the 4 initiatives with a changed rating and a"
    assert any(text.startswith(matches) for text in said)
    assert any(
        "2 complete, 0 over-running, 0 overdue, 2 past their window with no status known, 6 within their window, 1 "
        "before their window, of 11" in text
        for text in said
    )
    assert "A status is given for 2 of 11 actions." in said
    assert any("Transforming our council (4 actions for 5 recommendations)" in text for text in said)
    assert any("not that the council gave none" in text for text in said)  # what "status not known" means here


def test_every_initiative_with_both_ratings_its_transition_and_its_direction(soup, data):
    published = pd.read_csv(data / "initiatives_2020_21.csv")
    rows = section(soup, "initiatives").select("tbody tr")
    assert [row.th.get_text() for row in rows] == published.initiative.tolist()
    for row, (_, given) in zip(rows, published.iterrows(), strict=True):
        before, now, _, direction = (
            words(td).removeprefix(words(td.select_one(".headway-label"))).strip() for td in row.select("td")
        )
        shown = ["not rated" if pd.isna(given[name]) else given[name] for name in ("rating_q2", "rating_q4")]
        assert [before.lower(), now.lower()] == shown
        assert direction.lower().startswith(given.direction_of_travel)
    assert [h3.get_text() for h3 in section(soup, "initiatives").select("h3")] == list(published.theme.unique())
    wellbeing = section(soup, "initiatives").find("h3", string="Wellbeing").find_next("dl")
    assert words(
        wellbeing
    ) == ("2020/21 - Q2 1 red, 3 amber, 1 green of 5 rated 2020/21 - Q4 0 red, 1 amber, 1 green of 2 rated"
                                "; 3 of 5 not rated")  # fmt: skip


def test_findings_lateness_and_coverage(soup):
    assert not section(soup, "findings").select("tbody tr")
    assert "matches the change in rating of the 4 initiatives" in words(section(soup, "findings"))
    late = section(soup, "late")
    assert late.h2.get_text() == "Past their window as at October 2025"
    rows = [words(row) for row in late.select("tbody tr")]
    assert len(rows) == 2
    assert all("Director of People and Culture" in row and "April 2025 to July 2025" in row for row in rows)
    assert all("Window overStatus not known" in row and row.endswith("Months over3") for row in rows)
    covered = {row.th.get_text(): row for row in section(soup, "coverage").select("tbody tr")}
    assert list(covered) == [
        "Shaping our priorities", "Transforming our council", "People and culture", "Championing Southampton"
    ]
    assert "fewer actions than recommendations" in covered["Transforming our council"].get_text()
    assert len(section(soup, "coverage").select("tbody li")) == 11


def test_the_timeline_has_two_drawings_and_the_same_in_words(soup, data):
    actions = pd.read_csv(data / "action_plan_2025.csv")
    drawn = section(soup, "actions")
    charts = drawn.select("figure svg[role=img]")
    assert [chart.parent["class"] for chart in charts] == [["wide-chart"], ["narrow-chart"]]
    in_words = words(drawn.details)
    for action in actions.action:
        assert action in in_words
        assert all(action in chart.desc.get_text() for chart in charts)


def test_the_two_schemes_have_two_keys(soup):
    keys = [
        {dt.get_text(strip=True): dt.find_next("dd").get_text() for dt in dl.select("dt")}
        for dl in soup.select("dl.key")
    ]
    assert keys == [
        {"Red": "recovery plan required", "Amber": "at risk", "Green": "on track"},
        {"Red": "not progressed", "Amber": "delayed but progressing", "Green": "on track", "Blue": "complete",
         "Withdrawn": "no longer pursued"},
    ]


def test_the_date_is_said(soup):
    assert "31 October 2025" in words(section(soup, "method"))


def test_a_theme_under_two_names_is_said(tmp_path):
    asked = pd.DataFrame(
        {"recommendation": [5, 6], "theme": ["Growth and skills", "Audit"], "title": ["Plan", "Resolve"]}
    )
    plan = pd.DataFrame({"theme": ["Growth & skills"], "action": ["Growth plan"], "lead": ["Director"],
                         "published_rating": ["on track"], "first_month": ["2025-08"], "last_month": [
                             "2025-12"
                         ]})
    page = written(tmp_path, recommendations=asked, actions=plan)
    said = words(section(page, "in-short"))
    assert "0 of 2 themes with recommendations have actions." in said
    assert "With recommendations and no action: Growth and skills (nearest by name: Growth & skills); Audit." in said
    assert "With actions and no recommendation: Growth & skills (nearest by name: Growth and skills)." in said
    rows = [words(row) for row in section(page, "coverage").select("tbody tr")]
    assert rows[0].endswith("No actionnearest by name: Growth & skills")
    assert rows[1].endswith("No action")
    assert rows[2].endswith("No recommendationnearest by name: Growth and skills")


def test_the_overdue_stand_above_the_over_running_the_latest_first(tmp_path):
    plan = pd.DataFrame({"theme": "Growth", "action": ["Slow", "Silent", "Stopped", "Slower"], "lead": "Director",
                         "published_rating": ["amber", None, "red", "green"], "first_month": "2025-04",
                         "last_month": ["2025-07", "2025-09", "2025-06", "2025-05"]})  # fmt: skip
    rows = section(written(tmp_path, actions=plan), "late").select("tbody tr")
    assert [row.th.get_text() for row in rows] == ["Stopped", "Silent", "Slower", "Slow"]
    assert [words(row).count("Overdue") for row in rows] == [1, 0, 0, 0]  # nobody says that the silent is not done


def test_without_findings_lateness_and_themes(tmp_path):
    page = written(tmp_path)
    assert not section(page, "findings").select("table")
    assert not section(page, "late").select("table")
    assert words(section(page, "late").p).startswith("0 overdue and 0 over-running of 1 action as at")
    assert not page.select("nav.pages")


def test_text_is_never_markup(tmp_path):
    rated = pd.DataFrame({"theme": [HOSTILE], "initiative": [HOSTILE], "rating_q2": ["green"], "rating_q4": ["amber"],
                          "direction_of_travel": ["improving"]})  # fmt: skip
    plan = pd.DataFrame({"theme": [HOSTILE], "action": [HOSTILE], "lead": [HOSTILE], "first_month": ["2025-04"],
                         "last_month": ["2025-05"], "published_rating": [None]}, dtype=object)  # fmt: skip
    asked = pd.DataFrame({"recommendation": [HOSTILE], "theme": [HOSTILE], "title": [HOSTILE]})
    page = written(tmp_path, title=HOSTILE, subtitle=HOSTILE, notes=[HOSTILE], initiatives=rated, actions=plan,
                   recommendations=asked, actions_note=HOSTILE, initiatives_note=HOSTILE)  # fmt: skip
    assert not page.select("script")
    assert page.h1.get_text() == HOSTILE
    assert [th.get_text() for th in page.select("tbody th")] == [HOSTILE] * 4


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"title": ""}, "title: found ''; accepted: text"),
        ({"notes": "one"}, "notes: found text 'one'"),
        ({"pages": {"../x": "Up"}}, "pages: found '../x': 'Up'; accepted: a file name"),
        ({"as_at": "31/10/25"}, "31/10/25"),
    ],
)
def test_bad_words_are_refused_before_anything_is_written(tmp_path, changed, message):
    with pytest.raises(hw.HeadwayError, match=re.escape(message)):
        written(tmp_path, **changed)
    assert list(tmp_path.iterdir()) == []


# How it is built


def test_pages_lead_to_each_other(soup, southampton_pages):
    """A page by itself names those that it was told of; those of a report lead to each other."""
    assert [words(link) for link in soup.select("nav.pages li")] == ["Scorecard", "Savings", "Plans"]
    assert [link.get_text() for link in soup.select("nav.pages [aria-current=page]")] == ["Plans"]
    assert [link["href"] for link in soup.select("nav.pages a")] == ["index.html", "savings.html"]
    named = {}
    for file in ("index.html", "savings.html", "plans.html"):
        page = BeautifulSoup((southampton_pages / file).read_text("utf-8"), "html.parser")
        named[file] = [words(li) for li in page.select("header nav li, nav.pages li")]
        links = {a["href"] for a in page.select("nav a")}
        assert {"index.html", "savings.html", "plans.html"} - {file} <= links
    assert all(named.values()) and len(set(map(tuple, named.values()))) == 1


def test_landmarks_headings_and_references(soup):
    for name in ("header", "nav.contents", "nav.pages", "main", "footer", "h1"):
        assert len(soup.select(name)) == 1
    levels = [int(tag.name[1]) for tag in soup.find_all(re.compile("^h[1-6]$"))]
    assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False))
    ids = [tag["id"] for tag in soup.select("[id]")]
    assert len(ids) == len(set(ids))
    named = [a["href"][1:] for a in soup.select("a[href^='#']")]
    named += [name for tag in soup.select("[aria-labelledby]") for name in tag["aria-labelledby"].split()]
    named += [name for cell in soup.select("[headers]") for name in cell["headers"]]
    assert len(named) > 100
    assert set(named) <= set(ids)


def test_nothing_is_fetched(soup, path):
    text = path.read_text("utf-8")
    assert not soup.select("script, link, img, iframe, object, embed, base, [src], [srcset]")
    assert not re.search(r"url\((?!#)|@import|https?://", text)


# How it looks and sounds, in a browser


def test_it_asks_nobody_and_nothing_is_cut_off(page, path):
    assert page.asked == [path.as_uri()]
    assert page.said == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    cut = (
        "[...document.querySelectorAll('table, tbody th, tbody td')]"
        ".filter(e => e.scrollWidth > e.clientWidth + 1).length"
    )
    assert page.evaluate(cut) == 0


def test_one_drawing_is_seen_whole_and_its_text_can_be_read(page):
    width = page.viewport_size["width"]
    wide, narrow = (page.locator(f"[aria-labelledby=actions] .{name} svg") for name in ("wide-chart", "narrow-chart"))
    assert (wide.is_visible(), narrow.is_visible()) == ((True, False) if width > 768 else (False, True))
    seen = wide if width > 768 else narrow
    box = "e => [e.getBoundingClientRect().left, e.getBoundingClientRect().right, e.getBoundingClientRect().height]"
    boxes = seen.locator("text").evaluate_all(f"all => all.map({box})")
    assert boxes
    for left, right, tall in boxes:
        assert 0 <= left <= right <= width
        assert tall >= 9


def test_no_accessibility_violation(page, violations):
    page.locator("details").first.evaluate("e => { e.open = true }")
    assert violations(page) == {}


def test_printed_it_has_one_drawing(browser, path):
    page = browser.new_page()
    page.goto(path.as_uri())
    page.emulate_media(media="print")
    assert page.locator("[aria-labelledby=actions] .wide-chart").is_visible()
    assert not page.locator("[aria-labelledby=actions] .narrow-chart").is_visible()
    page.close()


# Of what there is


def by_day():
    plan = pd.DataFrame({"Task": ["Depot", "Trees", "Review"], "Due": ["2024-10-15", "2025-01-31", "2024-06-30"],
                         "Status": ["Late", None, "Complete"]})  # fmt: skip
    return hw.plan.timeline(plan, as_at="2024-10-20", action="Task", theme=None, lead=None, rating="Status", due="Due",
                            rating_words={"late": "amber"})  # fmt: skip


def test_actions_alone_are_a_page_in_two_statements(tmp_path):
    page = BeautifulSoup(by_day().write(tmp_path / "a.html", title="Actions").read_text("utf-8"), "html.parser")
    assert [h2.get_text() for h2 in page.main.select("h2")] == [
        "In short", "Key", "Actions as at 20 October 2024", "Past their window as at 20 October 2024",
        "Method and notes",
    ]  # fmt: skip
    assert [h3.get_text() for h3 in page.select(".keys h3")] == ["Status of actions"]
    late = section(page, "late")
    assert [th.get_text() for th in late.select("thead th")] == ["Action", "Window", "How it stands", "Days over"]
    said = words(late.select_one("tbody tr"))
    assert "due 15 October 2024" in said and "Over-runningDelayed but progressing" in said and said.endswith("over5")
    assert "days over are those since" in words(section(page, "method"))
    assert len(page.select("figure svg[role=img]")) == 2


def test_a_page_of_plans_holds_what_there_is(tmp_path):
    asked = pd.DataFrame({"recommendation": [1], "theme": ["Growth"], "title": ["A plan for growth"]})
    with_timeline = written(tmp_path, initiatives=None, actions=by_day(), recommendations=asked, as_at=None)
    headings = [h2.get_text() for h2 in with_timeline.main.select("h2")]
    assert "Initiatives by theme" not in headings and "Recommendations and their actions" in headings
    alone = written(tmp_path, actions=None, recommendations=None)
    assert [h3.get_text() for h3 in alone.select(".keys h3")] == ["Ratings of initiatives"]
    for changed, found in (
        ({"initiatives": None, "actions": None}, "neither initiatives nor actions"),
        ({"actions": None}, "recommendations: found them without actions"),
        ({"as_at": None}, "as_at: found None"),
        ({"actions": by_day()}, "as_at: found one beside a timeline"),
    ):
        with pytest.raises(hw.HeadwayError, match=found):
            written(tmp_path, **changed)
