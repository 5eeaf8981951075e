"""Sub-actions and next steps of the city's action plan, progress by hand, and bad input."""

import datetime

import headway as hw
import pandas as pd
import polars as pl
import pytest


@pytest.fixture
def timeline(data):
    return hw.plan.timeline(pd.read_csv(data / "action_plan_2025.csv"), as_at=datetime.date(2025, 10, 31),
                            windows=pd.read_csv(data / "action_plan_timeframes.csv"))  # fmt: skip


HOUSING = "Drive improvements in the housing service"


# What the city published


def test_eleven_recommendations_with_four_themes(data, timeline):
    asked = pd.read_csv(data / "recommendations_2025.csv")
    assert (len(asked), asked.theme.nunique(), len(timeline.bars)) == (11, 4, 11)


def test_the_steps_beyond_their_window(data, timeline):
    made = hw.plan.next_steps(pd.read_csv(data / "action_next_steps.csv"), timeline)
    beyond = made[made.fit == "beyond"].set_index("step")
    assert beyond.months_beyond.to_dict() == {
        "The new processes are fully embedded": 12, "Cabinet signs off the housing strategy": 1,
        "The housing strategy is published": 12, "The housing asset management strategy is complete": 3,
        "Council approves the business plan of the housing revenue account": 2,
    }  # fmt: skip
    assert set(made[made.fit == "within"].due) == {"November 2025", "December 2025"}
    assert beyond.loc["Council approves the business plan of the housing revenue account", "days_beyond"] == 59


def test_sub_actions_a_to_e_and_what_they_say_of_the_action(data, timeline):
    parts = pd.read_csv(data / "action_sub_actions.csv")
    assert parts.groupby("heading").size().tolist() == [5, 3, 2, 4]
    made = hw.plan.sub_actions(parts, timeline, rating="status", due="due")
    late = made[made.state == "overdue"]
    assert late.sub_action.tolist() == ["b. Public consultation"] and late.days_over.tolist() == [40]
    rows = hw.plan.progress(parts, timeline, rating="status", due="due").set_index("action")
    housing = rows.loc[HOUSING]
    assert housing[["parts", "complete", "not_known"]].tolist() == [14, 1, 13]
    assert housing.progress == pytest.approx(1 / 14) and pd.isna(housing.derived) and pd.isna(housing.status)
    assert len(rows) == 11 and rows.progress.notna().sum() == 1
    assert set(rows.reason) == {"a part past its window, no status known", "no parts"}


# By hand


@pytest.fixture
def plan():
    frame = pl.DataFrame({
        "action": ["Strategy", "Hub", "Depot"], "theme": ["Place", "Place", "Roads"],
        "lead": ["Director of Place; Chief Executive", "Director of Place", None],
        "first_month": ["2025-04"] * 3, "last_month": ["2025-12"] * 3, "published_rating": ["green", "blue", "R"],
    })  # fmt: skip
    return frame, hw.plan.timeline(frame, as_at="October 2025")


def test_statuses_given_and_derived_stand_side_by_side(plan):
    parts = pl.DataFrame({"action": ["strategy", "Strategy", "Hub", "Hub"], "sub_action": ["a", "b", "a", "b"],
                          "weight": [3, 1, 1, 1], "done": ["100%", None, "100", "50"],
                          "status": [None, "red", "B", "B"]})  # fmt: skip
    rows = hw.plan.progress(parts, plan[1], percentage="done", weight="weight", rating="status")
    assert isinstance(rows, pl.DataFrame)
    assert rows["progress"].to_list() == [0.75, 0.75, None]
    assert rows["status"].to_list() == ["green", "blue", "red"]
    assert rows["derived"].to_list() == ["green", "green", None]  # "B" at 50 is not complete
    made = hw.plan.sub_actions(parts, plan[1], percentage="done", weight="weight", rating="status")
    assert made["agrees"].to_list() == [None, None, True, False]
    assert made["completed"].to_list() == [1.0, 0.0, 1.0, 0.5]


def test_parts_that_are_complete_and_have_no_evidence_are_counted(plan):
    parts = pd.DataFrame({"action": "Hub", "sub_action": ["a", "b", "c"], "status": ["B", "complete", "green"],
                          "shown by": ["Cabinet, 4 November", None, None]})  # fmt: skip
    rows = hw.plan.progress(parts, plan[1], rating="status", evidence="shown by")
    assert rows.without_evidence.tolist() == [0, 1, 0]
    assert "without_evidence" not in hw.plan.progress(parts, plan[1], rating="status")


def test_a_part_that_is_called_complete_at_a_half_is_not_counted_and_is_told(plan):
    parts = pd.DataFrame({"action": "Hub", "sub_action": ["a", "b"], "status": ["complete", "complete"],
                          "done": [50, 100]})  # fmt: skip
    rows = hw.plan.progress(parts, plan[1], rating="status", percentage="done")
    assert rows.complete.tolist() == [0, 1, 0]
    assert rows.differing.tolist() == [0, 1, 0]


def test_shares_as_text_are_refused_and_a_step_in_two_months_is_two(plan):
    parts = pd.DataFrame({"action": "Hub", "sub_action": ["a", "b", "c"], "done": ["0.5", "0.75", "TBC"]})
    with pytest.raises(hw.HeadwayError, match="may be shares"):
        hw.plan.sub_actions(parts, plan[1], percentage="done")
    steps = pd.DataFrame({"action": "Hub", "step": "Report", "due": ["November 2025", "February 2026"]})
    assert len(hw.plan.next_steps(steps, plan[1])) == 2


def test_an_action_of_two_owners_counts_for_each_and_once_in_the_total(plan):
    rows = hw.plan.action_summary(plan[0], as_at="October 2025", lead="lead")
    assert rows["lead"].to_list() == ["Director of Place", "Chief Executive", None, "Total"]
    assert rows["actions"].to_list() == [2, 1, 1, 3]
    assert rows["complete"].to_list() == [1, 0, 0, 1]


# Bad input


def test_all_that_is_wrong_is_said_at_once(plan):
    parts = pd.DataFrame({"action": ["Hubb", "Hub", "Hub", "Hub"], "sub_action": ["a", "b", "b", None],
                          "done": [50, 120, "most", 10]})  # fmt: skip
    with pytest.raises(hw.HeadwayError) as refused:
        hw.plan.sub_actions(parts, plan[1], percentage="done")
    assert str(refused.value).splitlines() == [
        "5 problems:",
        '  row 0, column \'action\': found "Hubb", which is no action of the plan; did you mean "Hub"?',
        "  row 1, column 'done': found 120; accepted: a percentage, 0 to 100",
        '  row 2, column \'sub_action\': found "b", which row 1 has already; accepted: a part once under its action',
        '  row 2, column \'done\': found "most"; accepted: a percentage, 0 to 100, or nothing',
        "  row 3, column 'sub_action': found no text; accepted: a name",
    ]  # fmt: skip
    with pytest.raises(hw.HeadwayError, match="may be shares; accepted: percentages"):
        shares = pd.DataFrame({"action": ["Hub"], "sub_action": "a", "done": [0.5]})
        hw.plan.progress(shares, plan[1], percentage="done")
    with pytest.raises(hw.HeadwayError, match="actions: found DataFrame; accepted: what hw.plan.timeline gives"):
        hw.plan.next_steps(pd.DataFrame({"action": ["Hub"], "step": "a", "due": "2026"}), plan[0])
    unweighted = pd.DataFrame({"action": "Hub", "sub_action": ["a", "b"], "weight": [1, None]})
    with pytest.raises(hw.HeadwayError, match='action "Hub": found weights of 1 of 2 parts; accepted: of all, or of'):
        hw.plan.progress(unweighted, plan[1], weight="weight")
