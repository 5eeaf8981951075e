"""The site: every count is that of the results, every link leads somewhere, text is text, and it is complete."""

import csv
import dataclasses
import io
import re
import runpy
from pathlib import Path, PurePosixPath

import headway as hw
import numpy as np
import pandas as pd
import pytest
from bs4 import BeautifulSoup
from headway.charts.history import History
from headway.charts.on_page import on_page
from headway.charts.parts.fluid import End, fluid_svg, way
from headway.report.commentary import Commentary, Words
from headway.report.report import Report
from headway.report.site import pages
from headway.report.site.addresses import slugs_of
from headway.report.site.message import message
from headway.report.site.subjects import Subjects
from hypothesis import given
from hypothesis import strategies as st

EXAMPLE = runpy.run_path(str(Path(__file__).with_name("site_example.py")))
CALLS, HOSTILE, LONG, WAITS = (EXAMPLE[name] for name in ("CALLS", "HOSTILE", "LONG", "WAITS"))
SOME = {"section": ["A"], "indicator": ["a"], "period": ["Sep 2024"], "previous": [1.0], "latest": [2.0],
        "target": [3.0], "polarity": ["high_is_good"]}  # fmt: skip


@pytest.fixture(scope="module")
def report() -> Report:
    return EXAMPLE["report"]()


@pytest.fixture(scope="module")
def files(report) -> dict[str, bytes]:
    return pages(report)


@pytest.fixture(scope="module")
def soups(files) -> dict[str, BeautifulSoup]:
    return {name: BeautifulSoup(text, "html.parser") for name, text in files.items() if name.endswith(".html")}


@pytest.fixture(scope="module")
def index(soups) -> BeautifulSoup:
    return soups["index.html"]


def words(tag) -> str:
    return re.sub(r"\s+", " ", tag.get_text()).strip()


def small(**columns) -> hw.Scorecard:
    return hw.Scorecard(pd.DataFrame(SOME | columns), comparators=("target",))


def site(card: hw.Scorecard, **parts) -> dict[str, BeautifulSoup]:
    found = pages(Report(title="Report", scorecard=card, **parts))
    return {name: BeautifulSoup(text, "html.parser") for name, text in found.items() if name.endswith(".html")}


def page_of(soups, name) -> BeautifulSoup:
    (found,) = [soup for file, soup in soups.items() if file.startswith("indicators/") and soup.h1.get_text() == name]
    return found


def facts(tag) -> dict[str, str]:
    return {words(dt): words(dt.find_next("dd")) for dt in tag.select("dl.facts dt")}


# Counts


def test_the_first_screen_counts_unique_indicators_by_their_latest_row(report, index):
    frame = report.scorecard.frame
    latest = frame.drop_duplicates("indicator")  # those that stand twice are the same in both sections
    counts = latest.target_rating.value_counts()
    tiles = {words(tile).split(" ", 1)[1]: int(tile.b.get_text()) for tile in index.select(".tiles a")}
    called = {"Red": "red", "Amber": "amber", "Green": "green", "Not rated": "not_rated"}
    assert tiles == {name: counts[word] for name, word in called.items()}
    said = words(index.select_one(".tiles + p"))
    with_target = latest.target.notna().sum()
    assert said.startswith(f"{len(latest)} indicators. The ratings are of {with_target} with a target; ")
    assert said.endswith("An indicator in two sections is counted once here, and in both below.")
    directions = latest.direction.value_counts()
    links = {link["data-state"]: words(link) for link in index.select(".parts a[data-state^=direction]")}
    assert links == {
        f"direction={word}": f"{count} {word.replace('_', ' ')}" for word, count in directions.items()
        if word != "unknown"
    }  # fmt: skip


def test_sections_are_counted_as_the_scorecard_counts_them_and_absent_ones_are_named(report, index):
    table = index.select_one("table.sections")
    ratings = report.scorecard.ratings()
    for row in table.select("tbody tr:not(.absent)"):
        section = row.th.get_text()
        for name in ("target", "national", "peer"):
            (counts,) = ratings[(ratings.section == section) & (ratings.comparator == name)].to_dict("records")
            cell = words(row.select_one(f"td[data-l={name.capitalize()}]"))
            if counts[f"with_{'comparator'}"]:
                assert cell.startswith(f"{counts['red']} red {counts['amber']} amber {counts['green']} green of "
                                       f"{counts['with_comparator']} with a ")  # fmt: skip
    absent = [words(row) for row in table.select("tr.absent")]
    assert absent == [
        "Children and Learning - Education & Youth OffendingNo table in this report; published with 10 indicators: "
        "2 red, 5 amber, 3 green.",
        "Growth and ProsperityNo table in this report; published with 7 indicators: 2 red, 2 amber, 3 green.",
        "Enabling ServicesNo table in this report; published with 6 indicators: 1 red, 2 amber, 5 green.",
    ]
    missing = [words(item) for item in index.find("h3", string="What is missing").find_next("ul").select("li")]
    assert [line.partition(":")[0] for line in missing[:3]] == [
        "Children and Learning - Education & Youth Offending", "Growth and Prosperity", "Enabling Services"
    ]  # fmt: skip


def test_a_section_that_was_published_with_another_number_is_named():
    found = site(small(), published_counts={"A": {"kpis": 3}})["index.html"]
    assert "A: 3 indicators published, 1 here." in words(found.select_one(".parts"))


def test_every_result_has_its_row_with_its_figures(report, index):
    frame = report.scorecard.frame
    rows = index.select("table.results:not(.sections) tbody tr[data-d]")
    assert [row.th.a.get_text() for row in rows] == frame.indicator.tolist()
    for row, (_, given_) in zip(rows, frame.iterrows(), strict=True):
        assert row["data-r"].split() == [given_[f"{name}_rating"] for name in ("target", "national", "peer")]
        assert row["data-d"] == given_.direction
        shown = row.select_one("td[data-l=Latest] b")
        if np.isnan(given_.latest):
            assert shown is None
        else:
            assert float(re.sub(r"[^\d.]", "", shown.get_text())) == pytest.approx(given_.latest, abs=0.005)
        for name in ("target", "national", "peer"):
            rating = given_[f"{name}_rating"]
            mark = row.select_one(f"td[data-l={name.capitalize()}] .{rating if rating != 'not_rated' else 'red'}")
            assert (mark is None) == (rating == "not_rated")
            assert mark is None or mark.get_text().lower() == rating


def test_a_trend_in_every_row_or_the_reason_why_not(index):
    for row in index.select("table.results:not(.sections) tbody tr[data-d]"):
        cell = row.select_one("td[data-l=Trend]")
        assert cell.select_one("svg.trend[aria-label]") or words(cell) in ("no earlier points", "one point")


def test_the_furthest_are_those_whose_gap_is_most_of_their_target(report, index):
    frame = report.scorecard.frame.drop_duplicates("indicator")
    missed = frame[frame.target_rating.isin(["red", "amber"]) & (frame.target != 0)]
    far = (missed.target_gap / missed.target).abs().sort_values(ascending=False)
    heading = index.find("h3", string="Furthest from target")
    named = [item.a.get_text() for item in heading.find_next("ul").select("li")]
    assert named == missed.indicator[far.index].tolist()[:3]


def test_an_equivalent_number_says_what_is_counted():
    card = small(unit=["%"], latest=[91.0], target=[95.0], denominator=[3425.0], denominator_unit=["pupils"])
    said = words(site(card)["index.html"].find("h3", string="Furthest from target").parent)
    assert said.endswith("a 91% in Sep 2024, target 95%; the gap is 137 pupils")


def test_what_a_percentage_cannot_be_of_is_refused():
    with pytest.raises(hw.HeadwayError, match="row 0, column 'denominator': found -5; accepted: 0 or more, or null"):
        small(denominator=[-5.0])
    with pytest.raises(hw.HeadwayError, match="column 'denominator'"):
        small(denominator=[float("inf")])


def test_a_rating_that_moved_is_named_with_both(report, index):
    heading = index.find("h3", string="Changed rating since last time")
    assert [words(item) for item in heading.parent.select("li")] == [f"{WAITS} Red to Green"]


def test_nothing_is_said_of_the_time_before_without_it():
    assert site(small())["index.html"].find("h3", string=re.compile("since last time")) is None


def test_the_years_at_risk_are_those_that_are_projected_to_miss_the_least_chance_first(report, index):
    part = index.find("h3", string="Year end").parent
    ends = report.scorecard.frame.drop_duplicates("indicator").set_index("indicator")
    known = ends[ends.forecast_rating.isin(["red", "amber", "green"])]
    missed = known[known.forecast_rating != "green"].sort_values("chance_of_target")
    assert words(part.p) == f"{len(missed)} of {len(known)} projected indicators would miss the target."
    names = [re.sub("\u2026$", "", item.a.get_text()) for item in part.select("li")]
    assert all(name.startswith(cut) for name, cut in zip(missed.index, names, strict=True))


def test_why_there_is_no_direction_is_said_alike_wherever_it_is_said():
    for latest, said in ((90.0, "too small to count"), (float("nan"), "no latest result")):
        rows = pd.DataFrame(SOME | {"previous": [88.0], "latest": [latest]})
        card = hw.Scorecard(rows, comparators=("target",), dead_band=5.0)
        assert said in words(site(card)["index.html"])
        assert said in words(BeautifulSoup(card._repr_html_(), "html.parser"))


def test_an_old_figure_says_how_old(soups, index):
    card = small(section=["A"] * 3, indicator=["new", "old", "a year"], period=["Sep 2024", "2019", "Sep 2023"],
                 **{name: SOME[name] * 3 for name in ("previous", "latest", "target", "polarity")})  # fmt: skip
    found = site(card)
    rows = found["index.html"].select("table.results:not(.sections) tbody tr[data-d]")
    assert [words(row.select_one(".stale") or row.i or BeautifulSoup("", "html.parser")) for row in rows] == [
        "", "4 years 9 months old", ""
    ]  # fmt: skip
    assert facts(page_of(found, "old"))["Latest figure"] == "2019, 4 years 9 months before Sep 2024"


# The page of an indicator


@pytest.mark.parametrize("name", [WAITS, CALLS])
def test_the_figures_are_those_given_on_the_page_and_in_the_file(files, soups, name):
    page = page_of(soups, name)
    table = page.select_one("table.months")
    head = [th.get_text() for th in table.select("thead th")][1:]
    assert head == "Apr May Jun Jul Aug Sep Oct Nov Dec Jan Feb Mar".split()
    shown = {}
    for row in table.select("tbody tr"):
        first = int(row.th.find(string=True)[:4])
        for month, cell in zip((*range(4, 13), 1, 2, 3), row.select("td"), strict=False):  # of a part
            if text := cell.find(string=True, recursive=False):
                shown[f"{first + (month < 4)}-{month:02d}"] = float(text.strip("%"))
    points = dict(zip(EXAMPLE["MONTHS"], EXAMPLE["HISTORIES"][name], strict=True))
    assert shown == points
    link = page.select_one("a[download]")["href"].removeprefix("../")
    rows = list(csv.DictReader(io.StringIO(files[link].decode())))
    assert {row["period"]: float(row["value"]) for row in rows} == points


def test_an_indicator_without_history_says_so(soups):
    page = page_of(soups, HOSTILE)
    assert "No earlier points were given." in words(page.find(id="history").parent)
    assert not page.select("table.months, table.points, svg.chart")


def test_the_page_says_what_the_indicator_is_and_who_answers_for_it(soups):
    said = facts(page_of(soups, WAITS).find(id="about").parent)
    assert said == {
        "Definition": "From report to repair.", "Unit": "days", "Which way is good": "lower is better",
        "What a figure is": "a mean", "Source": "Housing system.", "Owner": "Head of Repairs",
        "Latest figure": "Sep 2024, the latest in this report",
    }  # fmt: skip


def test_a_result_stands_beside_several_earlier_ones(soups):
    page = page_of(soups, LONG)  # the council's own figures of April and of the month before
    said = facts(page.find("table").find_next("dl"))
    assert said == {"Since year start": "Improving: \u22122.61 from 97.47 in Apr 2024",
                    "Since twelve-month high": "Improving: \u22122.61 from 97.47 in Apr 2024",
                    "Since twelve-month low": "Worsening: +0.60 from 94.26 in Aug 2024"}  # fmt: skip
    values = EXAMPLE["HISTORIES"][WAITS]
    said = facts(page_of(soups, WAITS).find("table").find_next("dl"))
    assert said["Since same month last year"].endswith(f" from {values[-13]} in Sep 2023")
    assert f" from {max(values[-13:-1])} in " in said["Since twelve-month high"]
    assert "Since year start" not in page_of(soups, HOSTILE).get_text()


def test_a_result_that_differs_by_more_than_chance_says_so():
    """Smokers among 586 residents: Wilson's interval does not hold the nation's share, another that was given does."""
    rows = {"unit": ["%"], "previous": [None], "latest": [14.23], "target": [10.0], "national": [11.63], "peer": [14.0],
            "polarity": ["low_is_good"], "denominator": [586.0], "denominator_unit": ["residents"]}  # fmt: skip

    def cells_and_notes(**more):
        card = hw.Scorecard(pd.DataFrame(SOME | rows | more))
        found = site(card)
        assert "statistically" not in words(found["index.html"].main)
        page = found["indicators/indicator-a.html"]
        return [words(cell) for cell in page.select("table.one td")], [words(each) for each in page.select("main > p")]

    (latest, *_, target, national, peer), notes = cells_and_notes()
    assert latest == "14.23%Sep 202411.63% to 17.29%"
    assert target == "Red10.00%"
    assert (national, peer) == ("Red11.63%statistically worse", "Amber14.00%statistically similar")
    assert notes == ["The interval of the latest figure is at 95% (Wilson, of 586 residents); what lies within is "
                     "statistically similar."]  # fmt: skip
    (latest, *_, national, _), notes = cells_and_notes(latest_lower=[11.40], latest_upper=[17.06])
    assert (latest, national) == ("14.23%Sep 202411.40% to 17.06%", "Red11.63%statistically similar")
    assert notes == ["The interval of the latest figure is as given; what lies within is statistically similar."]
    (latest, *_, national, _), notes = cells_and_notes(denominator=[None])
    assert (latest, national, notes) == ("14.23%Sep 2024", "Red11.63%", [])
    (latest, *_), _ = cells_and_notes(latest=[None], latest_upper=[5.0], latest_lower=[None])  # a bound, no interval
    assert latest == "no dataSep 2024"


def test_paragraphs_of_commentary_stay_apart():
    several = Words(focus="One.\n\nTwo <b>.\n  \nThree.")
    said = Commentary(indicators={"a": several}, sections={"A": Words(text="One.")})
    found = site(small(), commentary=said)
    page = found["indicators/indicator-a.html"]
    assert [words(p) for p in page.select("#commentary ~ dl dd p")] == ["One.", "Two <b>.", "Three."]
    assert found["index.html"].select_one(".said dd").p is None


def test_commentary_is_short_in_the_table_and_whole_on_the_page(soups, index):
    focus = EXAMPLE["FOCUS"]
    assert facts(page_of(soups, LONG).find(id="commentary").parent) == {
        "Areas for focus": focus, "Next steps": "Open the new home.", "Owner": "Director of Children",
        "What the council controls": "Placements.",
    }  # fmt: skip
    row = index.find(id="rate-of-looked-after-children-per-10-000")
    cut = next(text for small_ in row.th.select("small") if (text := small_.get_text()).endswith("\u2026"))
    assert focus.startswith(cut[:-1])
    assert len(cut) <= 110
    assert "Most of it." in words(index.find(id="sections").parent)


def test_the_outlook_says_value_interval_chance_method_and_how_it_did_before(report, soups):
    ours = report.scorecard.outlook[WAITS]
    part = page_of(soups, WAITS).find(id="outlook").parent
    said = facts(part)
    assert said["Year end"] == f"{ours.value:.1f} days; {ours.lower:.1f} to {ours.upper:.1f} at 80%"
    assert said["Chance of target"] == f"{ours.probability:.0%} of 25.0 or less"
    assert said["Forecast rating"] == "Green, against 25.0"
    replays = ours.backtest().replays
    rows = [[words(cell) for cell in row.select("th, td")] for row in part.select("table.points tbody tr")]
    assert [row[0] for row in rows] == [replay[0].label for replay in replays]
    for row, (_, _, projected, lower, upper, actual, *_) in zip(rows, replays, strict=True):
        assert row[1:] == [f"{projected:.1f}", f"{lower:.1f} to {upper:.1f}", f"{actual:.1f}"]


@pytest.mark.parametrize("comparators", [("national",), ("target", "national")])
def test_what_is_no_target_is_not_called_one(comparators):
    """Neither a national value nor, where there is no target, what stands behind it."""
    rows = pd.DataFrame(SOME | {"period": ["2024"], "national": [2.5], "target": [None]})
    points = pd.DataFrame({"indicator": "a", "period": [str(year) for year in range(2005, 2024)], "value": 2.0})
    page = site(hw.Scorecard(rows, comparators=comparators, history=points))["indicators/indicator-a.html"]
    ends = " ".join(texts_of(str(page.select_one(".ends"))))
    assert "National 2.5" in ends
    assert "Target" not in ends
    assert "target" not in page.figcaption.get_text()


def test_a_control_chart_only_where_there_are_points_for_it(soups):
    assert "chance allows" in words(page_of(soups, WAITS).find(id="history").parent)
    few = words(page_of(soups, LONG).find(id="history").parent)
    assert "4 points: a control chart takes 12." in few
    total = "Cumulative number of older adults (aged 65 and over) whose long-term support needs are met"
    page = next(soup for soup in soups.values() if soup.h1.get_text().startswith(total))
    assert "A total that starts anew each year has no control chart." in words(page.find(id="history").parent)


# Charts


def texts_of(svg: str) -> list[str]:
    return [text.get_text() for text in BeautifulSoup(svg, "html.parser").select("text")]


@pytest.mark.parametrize("kind", ["control", "trajectory", "history"])
def test_a_chart_on_a_page_agrees_with_the_same_in_a_notebook(report, soups, kind):
    page = page_of(soups, LONG if kind == "history" else WAITS)
    said = page.find(id="outlook-says" if kind == "trajectory" else "history-says").get_text()
    values, months = EXAMPLE["HISTORIES"][WAITS], EXAMPLE["MONTHS"]
    if kind == "control":
        chart = hw.spc.xmr(values, polarity="low_is_good", target=25.0, dates=months).picture(unit="days")
        chart = dataclasses.replace(chart, against={"National": 24.0})
        figures = [chart.mean[-1], chart.lower[-1], chart.upper[-1], 25.0, 24.0, values[-1]]
        assert "National: 24." in chart.describe()
    elif kind == "trajectory":
        chart = report.scorecard.outlook[WAITS].picture(unit="days")
        figures = [chart.value, 25.0]
    else:
        points = report.scorecard.history[LONG]
        against = {"Target": (86.6, 86.6), "National": (71.0, 71.0), "Peer": (100.9, 100.9)}
        chart = History(periods=[period for period, _ in points], values=[value for _, value in points],
                        against=against, unit="per 10,000")  # fmt: skip
        figures = [86.6, 71.0, 100.9, 94.86]
    assert said == chart.heading == chart.finding()
    light, heavy = (" ".join(texts_of(svg)) for svg in (on_page(chart, "id"), chart.svg()))
    for figure in figures:
        assert chart.formatted(figure) in light
        assert chart.formatted(figure) in heavy


def test_a_title_that_a_chart_is_drawn_with_is_not_seen_twice(soups):
    assert [soups[f"{kind}.html"].h2.get("class") for kind in ("statistics", "charts")] == [["heard"], None]
    assert soups["statistics.html"].h2.get_text() in soups["statistics.html"].svg.get_text(" ").replace("\n", " ")


def test_a_chart_is_named_by_its_caption_and_its_scale_has_the_unit(soups):
    for soup in soups.values():
        for chart in soup.select("svg.chart"):
            assert words(soup.find(id=chart["aria-labelledby"]))
    assert "days" in texts_of(str(page_of(soups, WAITS).select_one("svg.chart")))


@given(st.lists(st.tuples(st.floats(-50, 1050), st.floats(-300, 300) | st.just(float("nan"))), max_size=20))
def test_a_way_leads_where_it_should(places):
    """Read as a browser reads it: the first pair behind an m leads elsewhere, the others are lines."""
    drawn: list[list[tuple[int, int]]] = []
    x = y = 0
    for part in re.findall(r"m([^m]*)", way(places)):
        numbers = [int(number) for number in re.findall(r"-?\d+", part)]
        for i, (dx, dy) in enumerate(zip(numbers[::2], numbers[1::2], strict=True)):
            x, y = x + dx, y + dy
            if i == 0:
                drawn.append([])
            drawn[-1].append((x, y))
    expected: list[list[tuple[int, int]]] = []
    before = False
    for across, down in places:
        if known := not np.isnan(down):
            if not before:
                expected.append([])
            expected[-1].append((round(across), round(down)))
        before = known
    assert drawn == expected


@given(st.lists(st.floats(0, 100), min_size=1, max_size=6))
def test_names_at_the_end_stand_apart_within_the_chart(heights):
    ends = [End(height, f"Line {i}", "1.0", "#000000") for i, height in enumerate(heights)]
    svg = fluid_svg(labelled_by="id", limits=(0.0, 100.0), reach=(0.0, 1.0), names=[], curves=[], ends=ends)
    tops = sorted(int(y) for y in re.findall(r"<text y=(-?\d+) fill", svg))
    assert len(tops) == len(heights)
    assert all(below - above >= 15 for above, below in zip(tops, tops[1:], strict=False))
    assert -20 <= tops[0] and tops[-1] <= 262


# How it is built


def test_every_link_and_reference_leads_somewhere_and_every_id_is_one(files, soups):
    ids = {name: [tag["id"] for tag in soup.select("[id]")] for name, soup in soups.items()}
    for name, soup in soups.items():
        assert len(ids[name]) == len(set(ids[name])), name
        for link in soup.select("a[href], link[href], script[src], img[src]"):
            path, _, place = (link.get("href") or link.get("src")).partition("#")
            target = name
            if path:
                parts: list[str] = []
                for part in (PurePosixPath(name).parent / path).parts:
                    parts = parts[:-1] if part == ".." else [*parts, part]
                target = "/".join(parts)
                assert target in files, (name, path)
            assert not place or place in ids[target], (name, place)
        for tag in soup.select("[aria-labelledby]"):
            assert set(tag["aria-labelledby"].split()) <= set(ids[name])
        for use in soup.select("use[href]"):
            assert use["href"][1:] in ids[name]


def test_every_indicator_has_a_page_and_every_page_is_reached(soups, index):
    rows = index.select("table.results:not(.sections) tbody tr[data-d] th a")
    linked = {link["href"] for link in rows}
    assert linked == {name for name in soups if name.startswith("indicators/")}
    for link in rows:
        assert soups[link["href"]].h1.get_text() == link.get_text()
    navigation = {link["href"] for link in index.select("nav.pages a")}
    assert navigation == {"index.html", "changes.html", "savings.html", "plans.html", "statistics.html",
                          "charts.html"}  # fmt: skip


def test_landmarks_and_headings(soups):
    for name, soup in soups.items():
        assert soup.html["lang"] == "en-GB"
        assert [len(soup.select(each)) for each in ("header", "main", "footer", "h1")] == [1] * 4, name
        levels = [int(tag.name[1]) for tag in soup.find_all(re.compile("^h[1-6]$"))]
        assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False)), name
        skip = soup.body.find("a")
        assert (skip["href"], skip.get_text()) == ("#main", "Skip to main content")
        assert soup.title.get_text().startswith(soup.h1.get_text())
        for table in soup.select("table"):
            assert table.caption is not None or table.has_attr("aria-labelledby"), name


def test_nothing_is_fetched_from_a_host(files):
    for name, content in files.items():
        text = content.decode()
        assert not re.search(r"(?:src|href|action)=[\"']?(?:https?:|//)|@import|url\((?!['\"]?(?:data:|#))", text), name
    assert set(re.findall(r"https?://[^\s\"'>]+", files["report.css"].decode())) == {"http://www.w3.org/2000/svg"}
    assert "fetch" not in re.sub("//.*", "", files["report.js"].decode())


def test_the_same_report_is_the_same_bytes(files):
    assert pages(EXAMPLE["report"]()) == files


def test_text_is_never_markup(soups):
    for name, soup in soups.items():
        assert not [script for script in soup.select("script") if not script.get("src")], name
        assert not soup.select("main b b, [onclick], [onerror]")
        assert "alert(1)" not in str(soup).replace("&lt;script&gt;alert(1)", ""), name
    page = page_of(soups, HOSTILE)
    said = facts(page.find(id="about").parent)
    flat = re.sub(r"\s+", " ", HOSTILE)
    assert said["Definition"] == said["Source"] == said["Owner"] == said["Unit"] == flat
    assert facts(page.find(id="commentary").parent) == {"Commentary": flat}
    whole = site(small(section=[HOSTILE], indicator=[HOSTILE], unit=[HOSTILE], note=[HOSTILE]), organisation=HOSTILE,
                 notes=[HOSTILE], commentary=Commentary(sections={HOSTILE: Words(focus=HOSTILE)}),
                 published_counts={HOSTILE + "!": {"kpis": 1}})  # fmt: skip
    for soup in whole.values():
        assert not [script for script in soup.select("script") if not script.get("src")]


def test_a_month_is_printed_in_one_way(soups):
    whole = re.compile(r"\b(January|February|March|April|June|July|August|September|October|November|December) 20\d\d")
    for name in ("index.html", "indicators/days-that-a-repair-waits.html"):
        assert not whole.search(soups[name].get_text()), name


def test_five_years_of_months_with_an_outlook_take_few_bytes(files):
    assert len(files["indicators/days-that-a-repair-waits.html"]) < 10_000
    assert len(files["figures/days-that-a-repair-waits.csv"]) < 1_500


def test_names_of_pages_are_of_their_indicators_alone():
    names = ["Repairs: on time (%)", "Repairs, on time %", "Caf\u00e9s", "\u6c34", "con", "x" * 300, "A", "a"]
    slugs = slugs_of(names)
    assert len({slug.lower() for slug in slugs.values()}) == len(names)
    assert all(re.fullmatch(r"[a-z0-9-]{4,64}", slug) for slug in slugs.values())
    assert slugs["Caf\u00e9s"] == "cafes"
    assert slugs_of(["Results", "In short", "Section 2"]) == {
        "Results": "indicator-results", "In short": "indicator-in-short", "Section 2": "indicator-section-2"
    }  # fmt: skip
    assert slugs_of(names[2:4]) == {name: slugs[name] for name in names[2:4]}  # whatever else there is


def test_an_address_stays_when_an_indicator_with_an_alike_name_comes():
    long = "Gap in life expectancy between the most and the least deprived"
    before = slugs_of([f"{long} (females)", "Repairs on time (%)"])
    after = slugs_of([f"{long} (males)", f"{long} (females)", "Repairs on time (%)", "Repairs: on time"])
    assert {name: after[name] for name in before} == before
    assert len(set(after.values())) == 4


def test_sections_and_comparators_are_called_by_their_names_in_addresses(index):
    options = {select["name"]: [option["value"] for option in select.select("option")]
               for select in index.select("select")}  # fmt: skip
    assert options["section"][:2] == ["", "corporate-plan"]
    assert options["against"] == ["target", "national", "peer"]
    bodies = index.select("tbody[data-section]")
    assert [body["data-section"] for body in bodies] == options["section"][1:]
    assert [body["id"] for body in bodies] == [f"section-{slug}" for slug in options["section"][1:]]
    heads = {head["data-sort"]: head["data-by"] for head in index.select("th[data-by]")}
    assert heads == {"indicator": "name", "latest": "period", "change": "way", "target": "0", "national": "1",
                     "peer": "2", "year-end": "chance"}  # fmt: skip
    alike = hw.Scorecard(pd.DataFrame(SOME | {"Target 1": 1.0, "target-1": 2.0, "\u6c34": 2.0}),
                         comparators=("Target 1", "target-1", "\u6c34"))  # fmt: skip
    page = site(alike)["index.html"]
    assert [head["data-sort"] for head in page.select("th[data-by]")][3:] == ["target-1", "target-1-4", "5"]


def test_a_report_without_a_scorecard_leads_to_what_it_has(report):
    found = pages(Report(title="Savings", savings=report.savings, notes=["A note."], charts=[], statistics=[]))
    page = BeautifulSoup(found["index.html"], "html.parser")
    assert [link["href"] for link in page.select("main a")] == ["savings.html"]
    assert "A note." in words(page.main)
    assert "report.js" not in found


def test_a_scorecard_without_comparators_periods_and_directions_has_its_page():
    rows = pd.DataFrame({"section": ["A"], "indicator": ["a"], "period": ["2024"], "latest": [1.0]})
    card = hw.Scorecard(rows, comparators=(), polarity="neutral")
    found = site(card)
    assert words(found["index.html"].select_one(".message p")) == "1 indicator."
    assert message(Report(title="R", scorecard=card), Subjects(card.board)).ratings == {}


def test_logo_accent_and_imprint():
    png = b"\x89PNG\r\n\x1a\n" + bytes(20)
    words_ = {"contact": "a@b.example", "licence": "OGL"}
    found = pages(Report(title="R", scorecard=small(), logo=png, accent="#005ea5", **words_))
    assert found["logo.png"] == png
    page = BeautifulSoup(found["indicators/indicator-a.html"], "html.parser")
    assert page.header.img["src"] == "../logo.png"
    page = BeautifulSoup(found["index.html"], "html.parser")
    assert words(page.footer).startswith("Contacta@b.exampleLicenceOGL")
    assert "--accent: #005ea5" in found["report.css"].decode()
    pale = pages(Report(title="R", scorecard=small(), accent="#ffff00"))["report.css"].decode()
    assert "--accent: #0b0c0c" in pale  # on which white could not be read
