"""The savings page: what a council reads of its savings, complete, closed in itself, and open about its assumptions."""

import re
from pathlib import Path

import headway as hw
import pandas as pd
import pytest
from bs4 import BeautifulSoup
from headway.boundary.frames import Frame

ROOT = Path(__file__).parents[2]
HOSTILE = '<script>alert(1)</script> & "quoted" \'so\' {x} --> ]]> $y$'


@pytest.fixture(scope="module")
def path(southampton, tmp_path_factory) -> Path:
    """The savings page of the city's report, with the illustration that it leaves out."""
    plan, pages = southampton.savings, {"index.html": "Scorecard", "savings.html": "Savings", "plans.html": "Plans"}
    return plan.write(
        tmp_path_factory.mktemp("report") / "savings.html", simulation=plan.simulate(draws=100_000, seed=2024),
        pages=pages, **southampton.savings_parts,
    )  # fmt: skip


@pytest.fixture(scope="module")
def soup(path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text("utf-8"), "html.parser")


def words(tag) -> str:
    return re.sub(r"\s+", " ", tag.get_text()).strip()


def section(soup, identity):
    return soup.find(id=identity).find_parent("section")


def rows_of(table) -> dict[str, list[str]]:
    """Cells by the name of their row, without the names of their columns."""
    return {
        words(row.th): [
            words(td).removeprefix(words(td.select_one(".headway-label") or td)).strip() for td in row.select("td")
        ]
        for row in table.select("tbody tr")
    }


def plan_of(name="Roads", fund="general fund", budget="housing revenue account", step="in delivery", run_rates=(
    1.2, 3.6
),
            **options) -> hw.SavingsPlan:  # fmt: skip
    programmes = pd.DataFrame({"portfolio": [name] * 3, "programme": [
        "Lights", "Signs", "Homes"
    ], "budget": [fund, fund, budget],
                               "expected_saving_gbp_m": [3.5, None, None], "next_step": [
                                   step, None, step
                               ]})
    confidence = pd.DataFrame({"portfolio": [name], "expected_saving_gbp_m": [3.5], "green_gbp_m": [2.0],
                               "amber_gbp_m": [1.0], "red_gbp_m": [0.5]})  # fmt: skip
    profile = pd.DataFrame(
        {"portfolio": [name] * 2, "financial_year": ["2024/25", "2025/26"], "cumulative_saving_gbp_m": run_rates}
    )
    return hw.SavingsPlan.from_frames(programmes, confidence, profile, fund=fund, **options)


def written(tmp_path, plan=None, **changed) -> BeautifulSoup:
    page = (plan or plan_of()).write(tmp_path / "savings.html", **{"title": "Savings"} | changed)
    return BeautifulSoup(page.read_text("utf-8"), "html.parser")


# What it says


def as_a_chance(share):
    """What is not certain is never 0% or 100%."""
    return "under 1%" if 0 < share < 0.01 else "over 99%" if 0.99 < share < 1 else f"{share:.0%}"


def test_every_programme_with_its_saving_in_figures_or_in_words(soup, data):
    published = pd.read_csv(data / "savings_programmes.csv")
    tables = section(soup, "programmes").select("table")
    assert [h3.get_text() for h3 in section(soup, "programmes").select("h3")] == list(published.portfolio.unique())
    for table, (_, given) in zip(tables, published.groupby("portfolio", sort=False), strict=True):
        shown = rows_of(table)
        assert list(shown) == given.programme.tolist()
        for (saving, *_), (_, row) in zip(shown.values(), given.iterrows(), strict=True):
            other = pd.notna(row.budget) and row.budget != "general fund"
            absent = "Not in this plan's fund" if other else "Not applicable"
            assert saving == (absent if pd.isna(row.expected_saving_gbp_m) else f"£{row.expected_saving_gbp_m:.2f}m")
    text = words(section(soup, "programmes"))
    assert "Housing revenue account" in text
    assert "Dedicated schools grant" in text
    assert (
        "18 of 28 programmes have an expected saving of the general fund; for 8 none is applicable, and "
        "2 are of another fund" in text
    )


def test_the_simulation_owns_up(soup, southampton):
    plan = southampton.savings
    simulation = plan.simulate(draws=100_000, seed=2024)
    note = simulation.note
    drawn = section(soup, "simulation")
    assert note
    assert words(drawn.h2.find_next_sibling()) == note  # before the chart
    assert note in words(drawn.details)
    assert note.split()[-1] in words(drawn.select_one("svg"))
    said = next(words(li) for li in section(soup, "in-short").select("li") if "4 in 5 chance of" in li.get_text())
    assert said.startswith("Plan on \u00a3") and "in 2028/29" in said
    assert ": a 4 in 5 chance of at least that, by assumed odds" in said
    assert note.rstrip(".") in said
    assert "Each saving is taken to succeed or fail by itself" in words(drawn)
    assert "100,000" not in words(drawn)  # how it was done is for the method
    assert "100,000 simulated outcomes (seed 2024; method: Gaussian copula" in words(section(soup, "method"))
    chances, spread, rests = drawn.select("table")
    planned = {"2024/25": 7.3, "2025/26": 32.04, "2026/27": 39.37, "2027/28": 41.2, "2028/29": 41.6}
    assert "Chance of the £42.65m expected" in words(chances)
    for year, (amount, *shown) in rows_of(chances).items():
        assert amount == f"£{planned[year]:.2f}m"
        for wanted, chance in zip((planned[year], 42.65), shown, strict=True):
            share = (simulation.totals(year) >= wanted).mean()
            assert chance == as_a_chance(share)
    shares = simulation.contributions().to_pandas().query("year == '2028/29'").nlargest(5, "share")
    wanted = {row.saving: as_a_chance(row.share) for row in shares.itertuples()}
    assert {name: cells[-1] for name, cells in rows_of(spread).items()} == wanted
    assert sum(int(cells[0]) for cells in rows_of(rests).values()) == len(simulation.names)


def test_given_assumptions_need_no_note_and_correlation_is_said(tmp_path):
    plan = plan_of()
    given = {"green": hw.Delivery.pert(0.7, 0.9, 1.0), "amber": hw.Delivery.bernoulli(0.5)}
    names = plan.simulate(draws=200, seed=1).names
    if any("over-achievement" in name for name in names):
        given["over-achievement"] = hw.Delivery.bernoulli(0.5)
    simulation = plan.simulate(draws=500, seed=1, delivery=given, correlation=0.25)
    drawn = section(written(tmp_path, plan, simulation=simulation), "simulation")
    assert not simulation.note
    assert "succeed or fail together to a degree (a correlation of 0.25)" in words(drawn)
    assert "70% to 100%, most likely 90% (PERT)" in words(drawn)
    assert "illustration" not in words(drawn)


def test_printed_figures_that_disagree_are_shown_and_the_others_counted(soup):
    checked = section(soup, "printed")
    assert words(checked.p).startswith(
        "29 of 30 checks of the printed figures agree, and 1 does not: rounding explains all of it."
    )
    assert rows_of(checked.table) == {"Run rate, 2025/26": ["£32.05m", "£32.04m", "\u2212£0.01m", "Yes"]}
    assert any(words(li).startswith("29 of 30 checks") for li in section(soup, "in-short").select("li"))


def test_what_rounding_does_not_explain_is_said_and_agreement_has_no_table(tmp_path):
    wrong = section(written(tmp_path, printed_totals={"expected": 3.4}), "printed")
    assert rows_of(wrong.table)["Expected total, Total"] == ["£3.40m", "£3.50m", "+£0.10m", "No"]
    right = section(written(tmp_path, printed_totals={"expected": 3.5}), "printed")
    assert not right.select("table")
    assert "agree" in words(right)


def test_a_plan_alone_promises_no_more_than_it_has(tmp_path):
    page = written(tmp_path)
    assert not page.select("#simulation, #printed, nav.pages")
    assert [a["href"] for a in page.select("nav.contents a")] == [
        "#bridge", "#years", "#confidence", "#programmes", "#method"
    ]


def test_another_fund_and_unit(tmp_path):
    page = written(tmp_path, plan_of(fund="dedicated schools grant", budget="general fund", unit="thousands"))
    text = words(page.main)
    assert "£3.5k" in text
    assert "£3.5m" not in text
    assert "All figures are of the dedicated schools grant" in text
    assert rows_of(section(page, "programmes").table)["Homes"] == [
        "Not in this plan's fund", "General fund", "In delivery"
    ]


def test_text_is_never_markup(tmp_path):
    plan = plan_of(name=HOSTILE, step=HOSTILE)
    page = written(tmp_path, plan, title=HOSTILE, subtitle=HOSTILE, notes=[HOSTILE], simulation=plan.simulate(
        draws=200, seed=1
    ),
                   printed_totals={"expected": 3.4})  # fmt: skip
    assert not page.select("script")
    assert page.h1.get_text() == HOSTILE
    assert section(page, "programmes").h3.get_text() == HOSTILE


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"title": ""}, "title: found ''; accepted: text"),
        ({"notes": "one"}, "notes: found text 'one'"),
        ({"gap": {"2030/31": 1.0}}, "2030/31"),
        ({"simulation": [1.0]}, "simulation: found list; accepted: what SavingsPlan.simulate gives"),
        ({"printed_totals": {"total": 3.5}}, "printed_totals: found 'total'; accepted: expected, levels"),
        ({"printed_totals": 3.5}, "printed_totals: found float"),
        ({"printed_totals": {"levels": {"gren": 2.0}}}, "levels: found 'gren'"),
    ],
)
def test_bad_words_are_refused_before_anything_is_written(tmp_path, changed, message):
    with pytest.raises(hw.HeadwayError, match=re.escape(message)):
        written(tmp_path, **changed)
    assert list(tmp_path.iterdir()) == []


# How it is built


def test_a_page_takes_the_rows_of_the_core_and_builds_no_frame(tmp_path, monkeypatch):
    """Frames are for callers: the one that is built at the end shows that they are counted."""
    plan = plan_of()
    simulation, built = plan.simulate(draws=200, seed=1), []
    for name in ("__init__", "like"):
        method = getattr(Frame, name)
        monkeypatch.setattr(Frame, name, lambda self, given, method=method: built.append(given) or method(self, given))
    written(tmp_path, plan, gap=[1.0, 2.0], printed=3.5, simulation=simulation, printed_totals={"expected": 3.4})
    assert built == []
    plan.bridge()
    assert len(built) == 1


def test_references_resolve_and_nothing_is_fetched(soup, path):
    ids = [tag["id"] for tag in soup.select("[id]")]
    assert len(ids) == len(set(ids))
    named = [a["href"][1:] for a in soup.select("a[href^='#']")]
    named += [name for cell in soup.select("[headers]") for name in cell["headers"]]
    assert set(named) <= set(ids)
    assert not soup.select("script, link, img, iframe, object, embed, base, [src], [srcset]")
    assert not re.search(r"url\((?!#)|@import|https?://", path.read_text("utf-8"))
    assert [a["href"] for a in soup.select("nav.pages a")] == ["index.html", "plans.html"]
    levels = [int(tag.name[1]) for tag in soup.find_all(re.compile("^h[1-6]$"))]
    assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False))


def test_a_failed_write_leaves_what_was_there(tmp_path, monkeypatch):
    page = plan_of().write(tmp_path / "page.html", title="First")
    before = page.read_bytes()

    def fail(*_):
        raise OSError("disk full")

    monkeypatch.setattr("os.replace", fail)
    with pytest.raises(OSError, match="disk full"):
        plan_of().write(page, title="Second")
    assert page.read_bytes() == before
    assert list(tmp_path.iterdir()) == [page]


# How it looks and sounds, in a browser


def test_it_asks_nobody_and_nothing_scrolls_sideways(page, path):
    assert page.asked == [path.as_uri()]
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    cut = (
        "[...document.querySelectorAll('table, tbody th, tbody td')]"
        ".filter(e => e.scrollWidth > e.clientWidth + 1).length"
    )
    assert page.evaluate(cut) == 0


def test_no_accessibility_violation(page, violations):
    page.locator("details").evaluate_all("all => all.forEach(e => { e.open = true })")
    assert violations(page) == {}


def test_a_gap_is_a_table_and_a_printed_total_that_differs_is_said_first(tmp_path):
    page = written(tmp_path, gap={"2025/26": 5.0}, printed=9.0)
    table = next(table for table in section(page, "years").select("table") if "Unidentified" in words(table))
    assert rows_of(table)["2024/25"][0] == "not known"
    assert rows_of(table)["2025/26"][0] == "£5.00m"
    assert "was printed" in words(section(page, "in-short"))


def test_in_a_report_of_pounds_a_million_has_two_decimals(tmp_path):
    assert "3333" not in words(written(tmp_path, plan_of(run_rates=(1.0, 3.0 + 1 / 3))).main)
