"""A programme office's questions of a plan: the city's 28 cases, and order, delays and gates by hand."""

import headway as hw
import pandas as pd
import polars as pl
import pytest


@pytest.fixture
def tables(data) -> dict[str, pd.DataFrame]:
    programmes = pd.read_csv(data / "savings_programmes.csv")
    governance = pd.read_csv(data / "programme_governance.csv")
    return {
        "programmes": programmes.merge(governance, on=["portfolio", "programme"]),
        "confidence": pd.read_csv(data / "savings_confidence.csv"),
        "profile": pd.read_csv(data / "savings_profile.csv"),
    }  # fmt: skip


@pytest.fixture
def boards(data) -> pd.DataFrame:
    return pd.read_csv(data / "boards.csv")


# What the city published


def test_28_cases_by_portfolio_stage_board_and_next_step(tables, boards):
    plan = hw.SavingsPlan.from_frames(**tables)
    rows = plan.summary("portfolio").set_index("portfolio")
    assert rows.programmes.tolist() == [6, 3, 3, 2, 5, 2, 7, 28]
    assert rows.expected.tolist() == [14.65, 7.9, 1.8, 1.0, 4.0, 2.0, 11.3, 42.65]
    steps = plan.summary("next_step").set_index("next_step")
    assert steps.loc["in delivery", ["programmes", "of"]].tolist() == [7, 28]  # well defined and under way
    assert plan.summary("stage").programmes.tolist() == [28, 28]
    assert plan.summary("board", boards=boards).programmes.tolist() == [6, 3, 3, 2, 5, 2, 7, 28]
    assert plan.summary("reports_to", boards=boards).values.tolist()[0][:3] == ["Transformation Board", 28, 28]
    assert plan.summary("chair", boards=boards).chair.tolist() == ["Executive Director", "Total"]


def test_a_case_of_two_leads_stands_in_both_rows_and_counts_once(tables):
    rows = hw.SavingsPlan.from_frames(**tables).summary("lead").set_index("lead")
    assert rows.programmes.to_dict() == {
        "Adults and Health": 6, "Children & Learning": 6, "Finance and Corporate Services": 7, "Leader": 3,
        "Communities and Safer City": 1, "Economic Development": 3, "Environment and Transport": 3,
        "Housing Operations": 3, "Green City & Net Zero": 1, "Compliance and Leisure": 2, "Total": 28,
    }  # fmt: skip
    assert rows.loc["Total", "expected"] == 42.65 and rows.loc["Leader", "expected"] == 2.0


def test_themes_of_a_programme_count_once_in_the_total(tables):
    tables["programmes"]["themes"] = ["Prevention; Efficiencies"] * 2 + ["Growth"] * 3 + [None] * 23
    rows = hw.SavingsPlan.from_frames(**tables).summary("theme").set_index("theme", drop=False)
    assert rows.theme.fillna("-").tolist() == ["Prevention", "Efficiencies", "Growth", "-", "Total"]
    assert rows.programmes.tolist() == [2, 2, 3, 23, 28]
    assert rows.expected.tolist() == [10.25, 10.25, 4.4, 28.0, 42.65]


# By hand


def chain(**columns: object) -> dict[str, pd.DataFrame]:
    """HR is ready in April; System starts in June, Service in October, and Training in November after both."""
    return {
        "programmes": pd.DataFrame({
            "portfolio": "People", "programme": ["System", "Service", "Training"],
            "expected_saving_gbp_m": [12.0, 2.4, 1.2], "start": ["2024-06", "2024-10", "2024-11"],
            "depends_on": ["HR", "System", "Service; System"],
        }).assign(**columns),
        "confidence": pd.DataFrame({"portfolio": ["People"], "expected_saving_gbp_m": [15.6], "green": [15.6],
                                    "amber": [0.0], "red": [0.0]}),
        "profile": pd.DataFrame({"portfolio": "People", "financial_year": ["2024/25", "2025/26"],
                                 "cumulative_saving_gbp_m": [11.7, 15.6]}),
    }  # fmt: skip


WAITED_FOR = {"HR": "2024-04", "Procurement": None}


def test_a_delay_passes_through_three_dependants_less_slack():
    plan = hw.SavingsPlan.from_frames(**chain(), workstreams=WAITED_FOR)
    assert plan.order().name.tolist() == ["HR", "System", "Service", "Training", "Procurement"]
    rows = plan.delayed({"HR": 9})
    late = rows[rows.year == "2024/25"].iloc[:-1]
    assert late.months_late.tolist() == [7, 3, 2] and late.because.tolist() == ["HR", "System", "Service"]
    assert late.later_start.tolist() == ["2025-01", "2025-01", "2025-01"]
    assert late.planned.round(9).tolist() == [10.0, 1.2, 0.5] and late.later.round(9).tolist() == [3.0, 0.6, 0.3]
    total = rows[rows.portfolio == "Total"]
    assert total.shortfall.round(9).tolist() == [7.8, 0.0] and total.timing.round(9).tolist() == [7.8, 0.0]
    assert plan.delayed({"HR": 2}).portfolio.tolist() == ["Total", "Total"]  # slack takes it all
    assert plan.delayed({"Procurement": 6}).shortfall.tolist() == [0.0, 0.0]  # nothing waits for it


def test_what_starts_before_a_workstream_is_ready_is_told():
    plan = hw.SavingsPlan.from_frames(**chain(), workstreams={"HR": "September 2024"})
    assert plan.starts_too_early().values.tolist() == [["System", "HR", 3]]


def test_a_saving_before_its_gate_loses_what_comes_before_it():
    plan = hw.SavingsPlan.from_frames(**chain(), workstreams=WAITED_FOR)
    gates = pl.DataFrame({"programme": ["System", "Training"], "stage": ["full", "full"],
                          "planned": ["May 2024", "June 2024"], "forecast": ["October 2024", None],
                          "actual": [None, None]})  # fmt: skip
    rows = plan.gates(gates, as_at="July 2024")
    assert rows[["programme", "months_early", "year"]].values.tolist() == [
        ["System", 4, "2024/25"], ["System", 4, "2025/26"]]  # fmt: skip
    assert rows[["planned", "later", "timing"]].values.tolist() == [[10.0, 6.0, 4.0], [12.0, 12.0, 0.0]]


def of_one_table(**columns: object) -> pd.DataFrame:
    """The same in one table, as councils keep it."""
    return pd.DataFrame({
        "Service": "People", "Scheme": ["System", "Service", "Training"],
        "Starts": ["Jun 2024", "Oct 2024", "Nov 2024"], "2024/25 (£m)": [10.0, 1.2, 0.5],
        "2025/26 (£m)": [12.0, 2.4, 1.2], "Waits for": ["HR", "System", "Service; System"],
        "Themes": ["Growth; People", "n/a", None], "Board": ["Change Board", "Change Board", None],
        "Case": ["OBC", "Full business case", "TBC"],
    }).assign(**columns)  # fmt: skip


COLUMNS = {
    "portfolio": "Service", "programme": "Scheme", "years": ["2024/25 (£m)", "2025/26 (£m)"], "years_are": "run_rates",
    "start": "Starts", "depends_on": "Waits for", "themes": "Themes", "board": "Board", "business_case": "Case",
    "workstreams": WAITED_FOR,
}  # fmt: skip


def test_one_table_says_what_waits_for_what_and_who_leads_it():
    plan = hw.SavingsPlan.from_table(of_one_table(), **COLUMNS)
    three = hw.SavingsPlan.from_frames(**chain(), workstreams=WAITED_FOR)
    assert plan.order().name.tolist() == three.order().name.tolist()
    late = [each.delayed({"HR": 9}).months_late.fillna(0).tolist() for each in (plan, three)]
    assert late[0] == late[1] == [7, 7, 3, 3, 2, 2, 0, 0]
    assert plan.summary("board").programmes.tolist() == [2, 1, 3]
    assert plan.summary("theme").theme.fillna("-").tolist() == ["Growth", "People", "-", "Total"]
    assert plan.summary("stage").stage.fillna("-").tolist() == ["outline", "full", "-", "Total"]
    with pytest.raises(hw.HeadwayError, match="'Service' depends on \"Sytem\": .*did you mean \"System\""):
        hw.SavingsPlan.from_table(of_one_table(**{"Waits for": ["HR", "Sytem", None]}), **COLUMNS)
    with pytest.raises(hw.HeadwayError, match="row 1, column 'Case': found \"soon\"; accepted: strategic, outline"):
        hw.SavingsPlan.from_table(of_one_table(Case=["OBC", "soon", None]), **COLUMNS)


def test_the_page_says_who_leads_what_and_what_a_delay_does(tmp_path):
    plan = hw.SavingsPlan.from_table(of_one_table(), **COLUMNS)
    page = plan.write(tmp_path / "page.html", delays={"HR": 9}).read_text()
    assert "Programmes by theme; one of several stands in the row of each, and counts once in the total" in page
    assert "3 programmes wait for others" in page
    assert "If HR is 9 months late, 3 programmes are late, and £7.80m in 2024/25 comes later" in page
    noted = plan.write(tmp_path / "noted.html", delays={"HR": 9}, programmes_note="Invented here.").read_text()
    assert "<strong>Invented here.</strong>" in noted and "comes later (Invented here)." in noted
    early = {**COLUMNS, "workstreams": {"HR": "September 2024"}}
    page = hw.SavingsPlan.from_table(of_one_table(), **early).write(tmp_path / "early.html").read_text()
    assert "and 1 starts to save before what it needs is there" in page and "HR by 3 months" in page
    with pytest.raises(hw.HeadwayError, match='delay of "HRR": found no such programme or workstream'):
        plan.write(tmp_path / "no.html", delays={"HRR": 1})


def test_the_example_s_page_says_that_what_the_city_did_not_print_is_invented(data, southampton_pages):
    printed, shown = (pd.read_csv(data / f"savings_programmes{which}.csv") for which in ("", "_dates_invented"))
    pd.testing.assert_frame_equal(shown[printed.columns], printed)
    page = (southampton_pages / "savings.html").read_text("utf-8")
    late = "If Data &amp; Digital is 6 months late and Procurement is 4 months late, 5 programmes are late"
    assert f"{late}, and £1.25m in 2025/26 comes later" in page
    assert page.count("what they wait for and what is late are invented here") == 2  # in short, and in the section


# Bad input


def test_dependencies_and_delays_that_cannot_be_are_refused():
    missing = r'depends on "HR": found no such programme or workstream \(workstreams= names what is no programme\)'
    with pytest.raises(hw.HeadwayError, match=missing):
        hw.SavingsPlan.from_frames(**chain())
    circle = "found a circle: 'System' needs 'Training' needs 'Service' needs 'System'"
    with pytest.raises(hw.HeadwayError, match=circle):
        hw.SavingsPlan.from_frames(**chain(depends_on=["Training", "System", "Service"]))
    plan = hw.SavingsPlan.from_frames(**chain(), workstreams=WAITED_FOR)
    with pytest.raises(hw.HeadwayError) as refused:
        plan.delayed({"HRR": 3, "System": -1})
    assert str(refused.value).splitlines()[1:] == [
        '  delay of "HRR": found no such programme or workstream; did you mean "HR"?',
        '  delay of "System": found -1 months; accepted: 0 to 1200',
    ]  # fmt: skip
    with pytest.raises(hw.HeadwayError, match="workstreams: found int 3; accepted: names, or months"):
        hw.SavingsPlan.from_frames(**chain(), workstreams=3)
    with pytest.raises(hw.HeadwayError, match=r"workstreams\['HR'\]: period \"soon\""):
        hw.SavingsPlan.from_frames(**chain(), workstreams={"HR": "soon"})


def test_unknown_boards_and_programmes_have_the_nearest_beside_them(tables, boards):
    tables["programmes"].loc[0, "board"] = "Adult Social Care & Helth Board"
    plan = hw.SavingsPlan.from_frames(**tables)
    with pytest.raises(hw.HeadwayError, match='which is not listed; did you mean "Adult Social Care & Health Board"'):
        plan.summary("theme", boards=boards)
    with pytest.raises(hw.HeadwayError, match="boards: found none; accepted: the boards with their chairs"):
        plan.summary("chair")
    with pytest.raises(hw.HeadwayError, match="boards, column 'board' is not in the frame"):
        plan.summary("chair", boards=boards.rename(columns={"board": "name"}))
    gates = pd.DataFrame({"programme": ["CareTech"], "stage": ["full"], "planned": ["May 2024"]})
    with pytest.raises(hw.HeadwayError, match='which is no programme of the plan; did you mean "CareTec"'):
        plan.gates(gates, as_at="July 2024", forecast=None, actual=None)
