"""Risks and options in a report: on the savings page, in the tables, and from a folder; what is invented says so."""

import re
import shutil
from pathlib import Path
from typing import Any

import headway as hw
import pandas as pd
import pytest
from bs4 import BeautifulSoup
from headway.report.savings_page import savings_page
from headway.report.tabular.tables import tables_of

CITY = Path(__file__).parents[2] / "examples" / "data" / "southampton"


@pytest.fixture(scope="module")
def report() -> hw.Report:
    return hw.read_folder(CITY)


@pytest.fixture(scope="module")
def page(report: hw.Report) -> Any:
    assert report.savings is not None
    words = {"title": "Savings", "subtitle": None, "notes": (), **report.savings_parts}
    return BeautifulSoup(savings_page(report.savings, pages=None, here=None, **words), "html.parser")


def test_the_page_shows_the_register_and_says_that_it_is_invented(page: Any) -> None:
    section = page.find(id="risks").parent
    text = " ".join(section.get_text(" ").split())
    assert "These risks are invented" in text and len(section.select("svg[role=img]")) == 1
    rows = [[" ".join(cell.get_text(" ").split()) for cell in row.select("th, td")]
            for row in section.select("tbody tr")]  # fmt: skip
    assert len(rows) == 8
    first = rows[0]
    assert "Disposal of assets slips a year Director of Growth; 2025/26" in first[0] and "Red, 16 target 8" in first[1]
    assert "Worse (+4)" in " ".join(first)
    assert "£0.4m chance 50%" in first[-1]
    assert any("No probability" in " ".join(row) for row in rows)
    assert "No longer in the register: Grant for early help ends." in text
    short = page.find(id="in-short").parent.get_text(" ")
    assert "Risks to the savings: 2 of 7 are red" in short and "invented" in short


def test_the_page_shows_options_and_how_firm_they_are(page: Any) -> None:
    section = page.find(id="options").parent
    text = " ".join(section.get_text(" ").split())
    assert "invented" in text and "How firm the ranking is" in text
    tables = section.select("table")
    assert [len(table.select("tbody tr")) for table in tables] == [4, 4]
    assert "One contract with an operator" in tables[0].select_one("tbody tr").get_text()


def test_the_tables_hold_the_same(report: hw.Report) -> None:
    tables = {table.name: table for table in tables_of(report)}
    risks = tables["savings_risks"]
    assert len(risks) == 8 and any("invented" in line for line in risks.says)
    register = report.savings_parts["risks"]
    assert risks["score"].values == [score or None for score in register.risks["score"].to_pylist()]
    options = tables["savings_options"]
    assert options["score"].values == report.savings_parts["options"].options["score"].to_pylist()
    assert len(tables["savings_option_scores"]) == 16 and len(tables["savings_option_weights"]) == 4


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of savings alone, with risks that its simulation takes."""
    for file in ("savings_programmes.csv", "savings_confidence.csv", "savings_profile.csv", "risks_invented.csv",
                 "options_invented.csv"):  # fmt: skip
        shutil.copy(CITY / file, tmp_path)
    (tmp_path / "report.toml").write_text("""title = "Savings"
[savings]
programmes = "savings_programmes.csv"
confidence = "savings_confidence.csv"
profile = "savings_profile.csv"
[savings.simulation]
seed = 7
draws = 500
risks = true
[savings.risks]
file = "risks_invented.csv"
impacts = ["Negligible", "Minor", "Moderate", "Major", "Severe"]
probabilities = ["Rare", "Unlikely", "Possible", "Likely", "Almost certain"]
amber_from = 6
red_from = 15
[savings.options]
file = "options_invented.csv"
weights = { "Strategic fit" = 30, "Value for money" = 30, "Achievability" = 20, "Affordability" = 20 }
scale = [0, 10]
""")
    return tmp_path


def test_a_simulation_takes_the_risks_that_are_asked_for(folder: Path) -> None:
    simulation = hw.read_folder(folder).simulation
    assert simulation is not None and "Leisure contract is challenged" in simulation.names
    assert "2 risks without a chance and an amount" in simulation.note
    text = (folder / "report.toml").read_text()
    (folder / "report.toml").write_text(text.replace("risks = true\n", ""))
    without = hw.read_folder(folder).simulation
    assert without is not None and "Leisure contract is challenged" not in without.names
    assert without.core.mean[-1] > simulation.core.mean[-1]


@pytest.mark.parametrize(("was", "now", "said"), [
    ("amber_from = 6", "amber_from = 16", "[savings.risks]"),
    ('impacts = ["Negligible", "Minor", "Moderate", "Major", "Severe"]', "impacts = 4",
     "risks_invented.csv, row 2, column 'impact': found \"5 - Severe\"; accepted: 1 to 4"),
    ("amber_from = 6\n", "", "[savings.risks] amber_from: found none; accepted: amber_from = 6"),
    ('"Affordability" = 20', '"Affordability" = 30', "found 110 in all; accepted: weights that add up to 1 or to 100"),
    ("scale = [0, 10]", "scale = [0, 5, 10]", "[savings.options] scale: found 3 numbers; accepted: two"),
    ("scale = [0, 10]", "scale = [0, 8]", 'option "Keep the leisure centres as they are": found 9'),
    ("red_from = 15", 'red_from = 15\ncolour = "blue"', "found a key that means nothing"),
])  # fmt: skip
def test_what_is_wrong_in_a_folder_is_told_with_its_place(folder: Path, was: str, now: str, said: str) -> None:
    text = (folder / "report.toml").read_text()
    assert was in text
    (folder / "report.toml").write_text(text.replace(was, now))
    with pytest.raises(hw.HeadwayError, match=re.escape(said)):
        hw.read_folder(folder)


def test_risks_of_a_simulation_need_a_register(folder: Path) -> None:
    text = (folder / "report.toml").read_text()
    begin, end = text.index("[savings.risks]"), text.index("[savings.options]")
    (folder / "report.toml").write_text(text[:begin] + text[end:])
    with pytest.raises(hw.HeadwayError, match=re.escape("risks: found no register; accepted: a [savings.risks]")):
        hw.read_folder(folder)


def test_risks_in_another_unit_than_the_plan_are_refused() -> None:
    tables = (pd.read_csv(CITY / f"savings_{name}.csv") for name in ("programmes", "confidence", "profile"))
    plan = hw.SavingsPlan.from_frames(*tables)
    risks = pd.DataFrame({"risk": ["a"], "impact": [1], "probability": [1], "chance": [0.5], "amount": [400.0]})
    register = hw.risk_register(risks, impacts=5, probabilities=5, amber_from=6, red_from=15, unit="thousands")
    with pytest.raises(hw.HeadwayError, match="found amounts in thousands for a plan in millions"):
        plan.simulate(10, seed=1, risks=register)
