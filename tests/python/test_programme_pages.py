"""Versions, parts, steps and gates in a report: on its pages, in its tables, and in its settings."""

import re
import shutil

import headway as hw
import pandas as pd
import pytest
from bs4 import BeautifulSoup
from headway.report.tabular.of_plans import tables_of_plans
from headway.report.tabular.of_savings import tables_of_savings

HOSTILE = "<script>alert(1)</script> & \"quoted\" 'so'"


@pytest.fixture(scope="module")
def pages(southampton_pages) -> dict[str, BeautifulSoup]:
    return {name: BeautifulSoup((southampton_pages / f"{name}.html").read_text("utf-8"), "html.parser")
            for name in ("savings", "plans")}  # fmt: skip


def words(tag) -> str:
    return re.sub(r"\s+", " ", tag.get_text(" ")).strip()


def section(soup, identity):
    return soup.find(id=identity).find_parent("section")


def cells(table) -> list[list[str]]:
    return [[words(td) for td in row.select("th, td")] for row in table.select("tbody tr")]


# On the pages


def test_the_savings_page_shows_what_three_documents_print_and_what_is_unexplained(pages):
    said = [words(li) for li in section(pages["savings"], "in-short").select("li")]
    assert ("3 versions of the savings are published. Of 3 figures that a later one prints again, 2 contradict it and "
            "1 cannot be told.") in said  # fmt: skip
    tables = section(pages["savings"], "versions").select("table")
    totals = [" / ".join(row) for row in cells(tables[0])]
    assert any("about £40m" in row for row in totals) and any("over £50m" in row for row in totals)
    assert any("£42.64m" in row and "−£0.01m rounding does not explain it" in row for row in totals)
    between = [" / ".join(row) for row in cells(tables[1])]
    assert "£32.05m" in between[1] and "£2.45m" in between[1] and between[1].endswith("No")
    assert "over £8.4m" in between[2] and between[0].endswith("Cannot say")
    assert len(section(pages["savings"], "versions").select("figure")) == 3


def test_the_plans_page_shows_parts_steps_beyond_their_window_and_gates_that_are_invented(pages):
    said = [words(li) for li in section(pages["plans"], "in-short").select("li")]
    assert "5 of 8 next steps are dated after the window of the action ends." in said
    assert "1 of 11 actions has parts." in said
    parts = section(pages["plans"], "parts").select("table")
    assert "1 of 14" in cells(parts[0])[0][1] and len(cells(parts[1])) == 14
    assert "no status known" in " ".join(cells(parts[1])[7])
    steps = [row for row in cells(section(pages["plans"], "steps").table) if "beyond it" in row[-1]]
    assert len(steps) == 5 and any("2 months beyond it" in row[-1] for row in steps)
    gates = words(section(pages["plans"], "gates"))
    assert "those dates are invented here" in gates and "at least 13 months later than planned" in gates


def test_spreadsheets_and_data_have_the_same(southampton):
    tables = {table.name: table for table in tables_of_savings(southampton)}
    versions = {column.name: column.values for column in tables["savings_versions"].columns}
    assert versions["total"] == [None, 42.65, 32.05, 41.6, 42.64, 34.5, None]
    assert versions["total_bound"][-1] == "over £50m"
    of_plans = {table.name: len(table) for table in tables_of_plans(southampton.plans)}
    assert of_plans | {"progress": 11, "sub_actions": 14, "next_steps": 8, "gates": 8} == of_plans


# By hand


def test_a_page_of_ones_own_escapes_what_it_shows(tmp_path):
    actions = pd.DataFrame({"theme": ["Growth"], "action": [HOSTILE], "lead": ["Director"], "first_month": "2025-08",
                            "last_month": "2025-12", "published_rating": ["blue"]})  # fmt: skip
    timeline = hw.plan.timeline(actions, as_at="2025-10-31")
    parts = pd.DataFrame({"action": [HOSTILE] * 2, "sub_action": [HOSTILE, "b"], "done": [50, None]})
    steps = pd.DataFrame({"action": [HOSTILE], "step": [HOSTILE], "due": [None]})
    gates = pd.DataFrame({"programme": [HOSTILE], "stage": ["full"], "planned": ["2024-09"]})
    page = hw.plan.write_page(
        tmp_path / "plans.html", title="Plans", actions=timeline, gates_note=HOSTILE, parts_note=HOSTILE,
        sub_actions=hw.plan.sub_actions(parts, timeline, percentage="done"),
        progress=hw.plan.progress(parts, timeline, percentage="done"), next_steps=hw.plan.next_steps(steps, timeline),
        gates=hw.plan.gate_timeline(gates, as_at="2025-10-31", forecast=None, actual=None),
    )  # fmt: skip
    text = page.read_text("utf-8")
    soup = BeautifulSoup(text, "html.parser")
    assert "<script>alert" not in text and not soup.select("script")
    assert "what the parts say of the status of 1 is not the status that was given" in words(section(soup, "in-short"))
    assert cells(section(soup, "parts").table)[0][-1].endswith("No")
    assert "No date" in words(section(soup, "steps").table)


def test_what_is_no_result_is_refused(tmp_path):
    actions = pd.DataFrame({"action": ["a"], "theme": "Growth", "lead": "x", "published_rating": ["blue"],
                            "first_month": ["2025-08"], "last_month": ["2025-12"]})  # fmt: skip
    given = {"title": "Plans", "actions": actions, "as_at": "2025-10-31"}
    for name, accepted in {
        "progress": "progress: found a frame without parts, complete, .*; accepted: what hw.plan.progress gives",
        "sub_actions": "sub_actions: found a frame without sub_action, .*; accepted: what hw.plan.sub_actions gives",
        "next_steps": "next_steps: found a frame without step, .*; accepted: what hw.plan.next_steps gives",
        "gates": "gates: found DataFrame; accepted: what hw.plan.gate_timeline gives",
    }.items():
        with pytest.raises(hw.HeadwayError, match=accepted):
            hw.plan.write_page(tmp_path / "plans.html", **given, **{name: actions})


# In the settings


@pytest.mark.parametrize(
    ("file", "before", "after", "said"),
    [
        ("savings_versions.csv", "productivity plan 2024,expected saving,,T", "productvity plan,expected saving,,T",
         r"savings_versions.csv, row 34, column 'document': found no document \"productvity plan\"; did you mean"),
        ("savings_versions.csv", "over £50m", "over £.50m",
         "savings_versions.csv, row 36, column 'amount': money: found"),
        ("documents.csv", "Productivity plan,July", "Transformation programme,July",
         r"documents.csv, row 4: found \"Transformation programme\" of July 2024, which row 3 has already"),
        ("action_next_steps.csv", "Complete a growth and prosperity plan,", "Complete a growth plan,",
         r"action_next_steps.csv, row 9, column 'action': found \"Complete a growth plan\", which is no action"),
        ("action_sub_actions.csv", "21 September 2025", "soon",
         "action_sub_actions.csv, row 9, column 'due': .*soon"),
        ("gates.csv", "Good Landlord,outline", "Good Landlord,outlin",
         r"gates.csv, row 7, column 'stage': found \"outlin\""),
        ("report.toml", 'gates = "gates.csv"', 'gates = { file = "gates.csv", yeer = "2024/25" }',
         "found a key that means nothing; did you mean 'year'?"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_table_is_told_by_its_row(data, tmp_path, file, before, after, said):
    folder = shutil.copytree(data, tmp_path / "report")
    text = (folder / file).read_text("utf-8")
    assert before in text
    (folder / file).write_text(text.replace(before, after, 1), "utf-8")
    with pytest.raises(hw.HeadwayError, match=said.replace("?", r"\?")):
        hw.read_folder(folder)
