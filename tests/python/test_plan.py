"""Initiatives, actions and coverage: what the city published, counted by hand from its documents, and bad input."""

import datetime
import inspect

import headway as hw
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

SNAPSHOTS = {"rating_q2": "2020/21 - Q2", "rating_q4": "2020/21 - Q4"}
AS_AT = datetime.date(2025, 10, 31)


@pytest.fixture
def initiatives(data) -> pd.DataFrame:
    return pd.read_csv(data / "initiatives_2020_21.csv")


@pytest.fixture
def actions(data) -> pd.DataFrame:
    return pd.read_csv(data / "action_plan_2025.csv")


@pytest.fixture
def windows(data) -> pd.DataFrame:
    return pd.read_csv(data / "action_plan_timeframes.csv")


@pytest.fixture
def recommendations(data) -> pd.DataFrame:
    return pd.read_csv(data / "recommendations_2025.csv")


# What the city published


def test_all_rated_initiatives_are_amber_or_green_and_seven_have_no_rating(initiatives):
    """The update: "all initiatives at amber or green status". Counted by hand in its tables."""
    before, now = hw.plan.ratings(initiatives, theme=None, snapshots=SNAPSHOTS).to_dict("records")
    assert before == {"snapshot": "2020/21 - Q2", "initiatives": 25, "rated": 21, "green": 10, "amber": 10, "red": 1,
                      "not_applicable": 1, "not_rated": 3}  # fmt: skip
    assert now == {"snapshot": "2020/21 - Q4", "initiatives": 25, "rated": 18, "green": 14, "amber": 4, "red": 0,
                   "not_applicable": 0, "not_rated": 7}  # fmt: skip


def test_transitions_by_name(initiatives):
    made = hw.plan.transitions(initiatives, snapshots=SNAPSHOTS)
    named = {word: set(rows.initiative) for word, rows in made.groupby("transition")}
    assert named["improved"] == {"Future of work", "Better case management", "People development", "Absence management"}
    assert "worsened" not in named
    assert named["newly_rated"] == {"Our natural environment", "Resources, waste and water management"}
    assert named["no_longer_rated"] == {
        "Mayflower Quarter Masterplan", "Tackling child hunger", "Transforming adults social care",
        "Children and Young People's specialist resource hub", "Working differently",
    }  # fmt: skip
    assert named["not_rated"] == {"Bitterne Community Hub", "Innovation & efficiencies"}
    assert len(named["unchanged"]) == 12
    change = made.set_index("initiative").change
    assert change[change == "red to amber"].index.tolist() == ["Better case management"]
    assert change["Innovation & efficiencies"] == "not applicable to not rated"
    assert change["Bitterne Community Hub"] == "still not rated"


def test_direction_of_travel_is_independent_of_a_rating_that_has_not_changed(initiatives):
    """Twelve are unchanged: one still amber and improving, one still green and worsening."""
    made = hw.plan.transitions(initiatives)
    unchanged = made.transition == "unchanged"
    assert unchanged.sum() == 12 and made.agrees[unchanged].isna().all()
    assert made.agrees.isna().sum() == 9 + 12
    assert len(hw.plan.disagreements(initiatives)) == 0
    assert hw.plan.summary(initiatives, theme=None)[["directed", "disagreeing"]].values.tolist() == [[4, 0]]
    denied = initiatives.assign(direction_of_travel=initiatives.direction_of_travel.replace("improving", "worsening"))
    differing = hw.plan.disagreements(denied)
    assert set(differing.transition) == {"improved"} and set(differing.direction_of_travel) == {"worsening"}


def test_summary_by_theme(initiatives):
    by = hw.plan.summary(initiatives).set_index("theme")
    assert by.index.tolist() == list(initiatives.theme.unique())
    assert (by.initiatives == 5).all()
    columns = ["compared", "improved", "worsened", "unchanged", "newly_rated", "no_longer_rated", "not_rated"]
    assert by.loc["Wellbeing", columns].tolist() == [2, 1, 0, 1, 0, 3, 0]
    assert by.loc["Successful, sustainable organisation", columns].tolist() == [3, 2, 0, 1, 0, 1, 1]
    assert by.loc["Green City", columns].tolist() == [3, 0, 0, 3, 2, 0, 0]


def test_table_of_transitions(initiatives):
    table = hw.plan.steps(initiatives).set_index(["from", "to"])
    assert table.initiatives.to_dict() == {
        ("amber", "amber"): 2, ("green", "green"): 10, ("not rated", "not rated"): 1, ("not rated", "green"): 1,
        ("not rated", "amber"): 1, ("amber", "not rated"): 5, ("amber", "green"): 3, ("red", "amber"): 1,
        ("not applicable", "not rated"): 1,
    }  # fmt: skip
    assert table.transition["amber", "not rated"] == "no_longer_rated"


def test_actions_as_at_the_end_of_october(actions, windows):
    stand = hw.plan.actions(actions, as_at=AS_AT, windows=windows)
    assert stand.state.value_counts().to_dict() == {"in_window": 6, "complete": 2, "overdue": 2, "before_window": 1}
    late = stand[stand.state == "overdue"]
    assert late.theme.unique().tolist() == ["People and culture"]
    assert late.months_over.tolist() == [3, 3]
    assert late.reason.unique().tolist() == ["window over, no status"]
    assert late.last_month.unique().tolist() == ["2025-07"]
    authority = stand[stand.timeframe == "longer term"].iloc[0]
    assert (authority.first_month, authority.state) == ("2026-01", "before_window")
    assert pd.isna(authority.last_month)
    total = hw.plan.action_summary(actions, as_at=AS_AT, windows=windows, theme=None).iloc[0]
    assert total[
        ["actions", "complete", "overdue", "overdue_without_status", "over_running", "with_status", "blue"]
    ].tolist() == [
        11, 2, 2, 2, 0, 2, 2,
    ]  # fmt: skip


def test_a_year_later_all_but_the_open_one_are_late(actions, windows):
    stand = hw.plan.actions(actions, as_at="October 2026", windows=windows)
    assert stand.state.value_counts().to_dict() == {"overdue": 8, "complete": 2, "in_window": 1}
    assert sorted(stand.months_over.dropna()) == [10] * 6 + [15] * 2
    assert stand.reason[stand.timeframe == "longer term"].tolist() == ["window open, no end"]


def test_coverage_by_theme(actions, recommendations):
    """Each theme of the report lists its recommendations and then its actions."""
    assert sorted(recommendations.recommendation) == list(range(1, 12))
    by = hw.plan.coverage(actions, recommendations).set_index("theme")
    assert by.recommendations.to_dict() == {
        "Shaping our priorities": 1, "Transforming our council": 5, "People and culture": 2,
        "Championing Southampton": 3,
    }  # fmt: skip
    assert by.actions.tolist() == [2, 4, 2, 3]
    assert (by.coverage == "covered").all()
    assert by.index[by.fewer_actions].tolist() == ["Transforming our council"]


def test_keys_are_those_that_were_published(data):
    keys = pd.read_csv(data / "rating_keys.csv").set_index("scheme")
    for scheme in ("initiative", "action"):
        published = dict(keys.loc[scheme].values.tolist())
        ours = hw.plan.key(scheme)
        assert {word: ours[word] for word in published} == published
        assert set(ours) - set(published) <= {"not applicable", "withdrawn"}  # which the documents do not have
    for scheme, found in (("indicator", "'indicator'"), (["action"], "['action']")):
        assert refusal(hw.plan.key, scheme) == f"scheme: found {found}; accepted: initiative, action"


# Frames in, frames out


@pytest.mark.parametrize("name", hw.plan.__all__)
def test_every_function_says_what_it_takes_gives_refuses_and_shows(name):
    text = inspect.getdoc(getattr(hw.plan, name)) or ""
    for heading in ("Parameters", "Returns", "Raises", "Examples"):
        assert f"{heading}\n{'-' * len(heading)}" in text, f"{name} lacks {heading}"


def test_themes_are_the_same_in_any_letter_case(actions, recommendations):
    """The report heads a section "People and Culture" and lists the theme as "People and culture"."""
    headed = actions.assign(theme=actions.theme.str.title())
    by = hw.plan.coverage(headed, recommendations)
    assert by.theme.tolist() == list(recommendations.theme.unique())
    assert by.actions.tolist() == [2, 4, 2, 3]


@pytest.mark.parametrize("of", [pd.DataFrame, pl.DataFrame, pa.table], ids=["pandas", "polars", "pyarrow"])
def test_frames_come_back_as_what_came_in(of, initiatives, actions, windows, recommendations):
    def columns(frame: pd.DataFrame) -> dict[str, list[object]]:
        return {name: [None if v != v else v for v in column] for name, column in frame.to_dict("list").items()}

    plan, rated = of(columns(actions)), of(columns(initiatives))
    frames = [
        hw.plan.transitions(rated), hw.plan.ratings(rated), hw.plan.summary(rated), hw.plan.steps(rated),
        hw.plan.disagreements(rated), hw.plan.actions(plan, as_at=AS_AT, windows=windows),
        hw.plan.action_summary(plan, as_at=AS_AT, windows=windows), hw.plan.coverage(plan, recommendations),
    ]  # fmt: skip
    assert {type(frame) for frame in frames} == {type(plan)}


def test_input_is_not_changed_and_missing_is_null(initiatives, actions, windows):
    before = initiatives.copy(), actions.copy()
    hw.plan.transitions(initiatives)
    stand = hw.plan.actions(pl.DataFrame(actions.replace(np.nan, None)), as_at=AS_AT, windows=windows)
    pd.testing.assert_frame_equal(initiatives, before[0])
    pd.testing.assert_frame_equal(actions, before[1])
    assert stand.schema["months_over"] == pl.Int64
    assert stand["months_over"].null_count() == 9


def test_other_columns_and_no_themes():
    frame = pd.DataFrame({"name": ["Hub"], "spring": ["R"], "summer": ["A"], "autumn": ["G"]})
    made = hw.plan.transitions(
        frame, initiative="name", theme=None, snapshots=("spring", "summer", "autumn"), direction=None
    )
    assert made[["transition", "change", "agrees"]].values.tolist() == [["improved", "red to amber to green", None]]
    counts = hw.plan.summary(frame, initiative="name", theme=None, snapshots=("spring", "autumn"), direction=None)
    assert "theme" not in counts
    assert counts.directed.tolist() == [0]


def test_windows_may_stand_in_the_frame_itself():
    frame = pd.DataFrame({"action": ["A", "B", "C"], "first_month": ["2025-04", "May 2025", None],
                          "last_month": ["2025-07", None, None], "published_rating": [
                              "on track", None, "B"
                          ]})
    stand = hw.plan.actions(frame, as_at="2025/26 - Q2", theme=None)
    assert stand.columns.tolist() == [*frame, "state", "months_over", "days_over", "reason"]
    assert stand.state.tolist() == ["over_running", "in_window", "complete"]
    assert stand.months_over.tolist()[0] == 2
    without = hw.plan.actions(frame, as_at="2025/26 - Q2", theme=None, rating=None)
    assert without.state.tolist() == ["overdue", "in_window", "no_window"]


@pytest.mark.parametrize(
    "as_at", ["2025-10-31", "2025-10-01", "October 2025", AS_AT, pd.Timestamp(AS_AT), hw.Period("2025-10")]
)
def test_a_date_is_its_month(actions, windows, as_at):
    stand = hw.plan.actions(actions, as_at=as_at, windows=windows)
    assert stand.months_over.dropna().tolist() == [3, 3]


def test_links_are_many_to_many(recommendations):
    plan = pd.DataFrame(
        {"action": ["Board", "Parks"], "theme": ["Transforming our council"] * 2, "answers": ["3; 10", None]}
    )
    pairs = hw.plan.coverage(plan, recommendations, links="answers")
    covered = pairs[pairs.coverage == "covered"]
    assert covered[["recommendation", "action"]].values.tolist() == [["3", "Board"], ["10", "Board"]]
    assert (pairs.coverage == "no action").sum() == 9
    alone = pairs[pairs.coverage == "no recommendation"]
    assert alone.action.tolist() == ["Parks"]
    assert alone.recommendation.isna().all()
    numbered = plan.assign(answers=[3, np.nan])
    assert (hw.plan.coverage(numbered, recommendations, links="answers").coverage == "covered").sum() == 1


# Damage and bad input


def test_letters_of_converted_tables_are_read(initiatives):
    """S0 prints G, A, R and N/A, some in Greek and Cyrillic, with no-break spaces."""
    letters = {"green": "G", "amber": "\u0391", "red": "R\u00a0", "not applicable": "N/A"}
    printed = initiatives.assign(
        rating_q2=initiatives.rating_q2.map(letters),
        rating_q4=initiatives.rating_q4.map(letters | {"amber": "\u0410"}),
        direction_of_travel=initiatives.direction_of_travel.str.capitalize(),
    )  # fmt: skip
    for function in (hw.plan.summary, hw.plan.steps):
        pd.testing.assert_frame_equal(function(printed), function(initiatives))


def refusal(function, *arguments, **options) -> str:
    with pytest.raises(hw.HeadwayError) as caught:
        function(*arguments, **options)
    return str(caught.value)


def test_words_of_no_scheme_and_of_the_other(initiatives, actions, windows):
    initiatives.loc[3, "rating_q2"] = "blue"
    initiatives.loc[7, "rating_q4"] = "gren"
    initiatives.loc[9, "direction_of_travel"] = "upwards"
    said = refusal(hw.plan.transitions, initiatives)
    assert said.startswith("3 problems:")
    assert (
        "row 3, column 'rating_q2': found \"blue\", a word of the action rating (blue: complete), which "
        "is another scheme" in said
    )
    assert "row 7, column 'rating_q4': found \"gren\"" in said
    assert 'did you mean "green"?' in said
    assert (
        "row 9, column 'direction_of_travel': found \"upwards\"; accepted as direction of travel: "
        "improving, stable" in said
    )
    actions["published_rating"] = actions.published_rating.astype(object)
    actions.loc[4, "published_rating"] = "at risk"
    actions.loc[5, "timeframe"] = "medum term"
    said = refusal(hw.plan.actions, actions, as_at=AS_AT, windows=windows)
    assert (
        "row 4, column 'published_rating': found \"at risk\", a word of the initiative rating (amber: at "
        "risk)" in said
    )
    assert "row 5, column 'timeframe': found \"medum term\"; accepted: short term, medium term, longer term" in said
    assert 'did you mean "medium term"?' in said


def test_an_initiative_stands_once_under_its_theme(initiatives):
    twice = pd.concat([initiatives, initiatives[:1]], ignore_index=True)
    assert "row 25, column 'initiative': found \"Supporting safer communities\", which row 0 has already" in refusal(
        hw.plan.summary, twice
    )


def test_actions_and_recommendations_stand_once(actions, windows, recommendations):
    """Twice in a frame they would be counted twice: 22 actions for 11, 10 recommendations for 5."""
    twice = pd.concat([actions, actions], ignore_index=True)
    for function, options in (
        (hw.plan.actions, {"as_at": AS_AT, "windows": windows}),
        (hw.plan.action_summary, {"as_at": AS_AT, "windows": windows}),
        (hw.plan.timeline, {"as_at": AS_AT, "windows": windows}),
        (hw.plan.coverage, {"recommendations": recommendations}),
    ):
        said = refusal(function, twice, **options)
        assert said.startswith(
            "rows 11, 12, 13 and 8 more, column 'action': found \"Finalise the city plan with partners\", which row 0 "
            "has already"
        )
        assert "accepted: an action once under its theme, with all that it answers in one row" in said
    asked = pd.concat([recommendations, recommendations[:1]], ignore_index=True)
    for options in ({}, {"links": "answers"}):
        said = refusal(hw.plan.coverage, actions.assign(answers=None), asked, **options)
        number = recommendations.recommendation[0]
        assert said == (
            f"row 11, column 'recommendation': found \"{number}\", which row 0 has already; accepted: a "
            "recommendation once"
        )


def test_a_theme_under_two_names_is_named_beside_the_gap(actions, recommendations):
    other = actions.replace("Shaping our priorities", "Shaping priorities")
    by = hw.plan.coverage(other, recommendations).set_index("theme")
    assert by.coverage[by.coverage != "covered"].to_dict() == {
        "Shaping our priorities": "no action", "Shaping priorities": "no recommendation",
    }  # fmt: skip
    assert by.nearest.dropna().to_dict() == {
        "Shaping our priorities": "Shaping priorities", "Shaping priorities": "Shaping our priorities",
    }  # fmt: skip
    assert hw.plan.coverage(actions, recommendations).nearest.isna().all()


def test_a_column_is_never_written_over_another(initiatives, actions, windows, recommendations):
    """A theme of the caller under a name that is written too, and two columns of the caller under one name."""
    def named(frame, name):
        return frame.rename(columns={"theme": name})

    for function, frame, name, options in (
        (hw.plan.ratings, initiatives, "green", {}),
        (hw.plan.ratings, initiatives, "snapshot", {}),
        (hw.plan.summary, initiatives, "improved", {}),
        (hw.plan.disagreements, initiatives, "change", {}),
        (hw.plan.action_summary, actions, "actions", {"as_at": AS_AT, "windows": windows}),
        (hw.plan.coverage, actions, "coverage", {"recommendations": named(recommendations, "coverage")}),
        (hw.plan.coverage, actions, "nearest", {"recommendations": named(recommendations, "nearest")}),
    ):
        said = refusal(function, named(frame, name), theme=name, **options)
        twice = f"column '{name}' would be written twice; accepted: a column of another name (rename it)"
        assert said == twice, function
    linked = named(actions, "coverage").assign(answers="4")
    said = refusal(hw.plan.coverage, linked, named(recommendations, "coverage"), theme="coverage", links="answers")
    assert "column 'coverage' would be written twice" in said
    once = initiatives.drop_duplicates("theme")
    assert "column 'theme' would be written twice" in refusal(hw.plan.disagreements, once, initiative="theme")


def test_snapshots_and_dates_that_are_none(initiatives, actions, windows):
    backwards = dict(reversed(SNAPSHOTS.items()))
    assert "found '2020/21 - Q2' (column 'rating_q2') after '2020/21 - Q4'" in refusal(
        hw.plan.ratings, initiatives, snapshots=backwards
    )
    assert "snapshots: found 1; accepted: two or more" in refusal(hw.plan.ratings, initiatives, snapshots=["rating_q2"])
    assert "accepted: two or more columns" in refusal(hw.plan.ratings, initiatives, snapshots="rating_q2")
    assert "snapshots: found None; accepted: two or more columns" in refusal(
        hw.plan.ratings, initiatives, snapshots=None
    )
    assert "snapshots['rating_q2']: found int 1; accepted: a Period, its label" in refusal(
        hw.plan.ratings, initiatives, snapshots=SNAPSHOTS | {"rating_q2": 1}
    )
    for as_at, words in (("2025-10-32", "no day 32"), (20251032, "found int 20251032"), ("someday", "someday")):
        assert words in refusal(hw.plan.actions, actions, as_at=as_at, windows=windows)
    assert "windows=" in refusal(hw.plan.actions, actions, as_at=AS_AT)
    windows.loc[0, "last_month"] = "2025-03"
    assert "row 0, column 'last_month': found a window from '2025-04' to '2025-03'" in refusal(
        hw.plan.actions, actions, as_at=AS_AT, windows=windows
    )


def test_links_to_nothing(recommendations):
    plan = pd.DataFrame({"action": ["Board"], "theme": ["Place"], "answers": ["12"]})
    assert 'action "Board": found the recommendation "12"' in refusal(
        hw.plan.coverage, plan, recommendations, links="answers"
    )
    halves = plan.assign(answers=[1.5])
    assert "row 0, column 'answers': found 1.5; accepted: text or a whole number" in refusal(
        hw.plan.coverage, halves, recommendations, links="answers"
    )


# Actions by the day, in the plan's own columns and words

KEPT = pd.DataFrame({
    "Ref": [1, 2, 3, 4, 5, 6], "Directorate": ["Finance", "Finance", "People", "People", "Place", "Place"],
    "What": ["Review", "Reserves", "Appraisals", "Leadership", "Depot", "Trees"],
    "Start": ["01/04/2024", "15/04/2024", "01/04/2024", None, "01/09/2024", "01/11/2024"],
    "Due by": ["30/06/2024", "30/09/2024", "15/10/2024", None, "30/06/2025", "31/01/2025"],
    "Progress": ["Complete", "In progress", "BEHIND  schedule", None, "On Track", "not started"],
})  # fmt: skip
MEANT = {"in progress": "green", "Behind schedule": "amber", "Not started": "not progressed"}
COLUMNS = {"action": "What", "theme": "Directorate", "rating": "Progress", "start": "Start", "due": "Due by"}


def kept(frame=KEPT, as_at="2024-10-20", **options):
    return hw.plan.actions(frame, as_at=as_at, **COLUMNS | {"rating_words": MEANT} | options)


def test_an_action_due_on_the_15th_is_over_running_on_the_20th():
    stand = kept()
    assert stand.state.tolist() == [
        "complete", "over_running", "over_running", "no_window", "in_window", "before_window",
    ]  # fmt: skip
    assert stand.days_over.fillna(0).tolist() == [0, 20, 5, 0, 0, 0]
    assert stand.months_over.isna().all()
    assert kept(as_at="2024-10-15").state[2] == "in_window"
    assert kept(as_at="2024-10-16").days_over[2] == 1
    assert kept(as_at="October 2024").days_over[2] == 16


@pytest.mark.parametrize("days", [
    lambda texts: pd.to_datetime(texts, dayfirst=True), lambda texts: [*pd.to_datetime(texts, dayfirst=True).dt.date],
    lambda texts: pd.to_datetime(texts, dayfirst=True).dt.strftime("%Y-%m-%d"),
    lambda texts: pd.to_datetime(texts, dayfirst=True).dt.strftime("%d %B %Y"),
    lambda texts: pd.to_datetime(texts, dayfirst=True).dt.strftime("%d-%b-%y"),
    lambda texts: (pd.to_datetime(texts, dayfirst=True) - pd.Timestamp("1899-12-30")).dt.days,
    lambda texts: texts.fillna("TBC"), lambda texts: texts + " 00:00",
], ids=["datetime64", "dates", "ISO", "words", "spreadsheet", "Excel", "to be confirmed", "midnight"])  # fmt: skip
def test_days_of_actions_are_read_whatever_they_are(days):
    pd.testing.assert_frame_equal(
        kept(KEPT.assign(**{name: days(KEPT[name]) for name in ("Start", "Due by")}))[["state", "days_over"]],
        kept()[["state", "days_over"]],
    )


def test_a_month_is_due_on_its_last_day_and_ongoing_is_never_over():
    frame = pd.DataFrame({"action": ["A", "B", "C", "D"], "due": ["October 2024", "2024-10-30", "ongoing", None],
                          "begin": [None, None, "2024-01", "2024-12"]})  # fmt: skip
    stand = hw.plan.actions(frame, as_at="2024-10-31", theme=None, rating=None, due="due", start="begin")
    assert stand.state.tolist() == ["in_window", "overdue", "in_window", "before_window"]
    assert stand.reason.tolist() == [
        "due later, no start given", "window over, no status", "window open, no end", "window not begun",
    ]  # fmt: skip
    later = hw.plan.actions(frame, as_at="2024-11-02", theme=None, rating=None, due="due", start="begin")
    assert (later.days_over[0], later.months_over[0]) == (2, 1)


@pytest.mark.parametrize(("due", "day"), [
    ("end of March 2025", "2025-03-31"), ("End March 2025", "2025-03-31"), ("by end of Mar-25", "2025-03-31"),
    ("End of Q3 2024/25", "2024-12-31"), ("by 31/03/2025", "2025-03-31"), ("By the end of 2024/25", "2025-03-31"),
    ("On-going", None), ("on going", None), ("Ongoing.", None), ("ON\u2011GOING", None),
])  # fmt: skip
def test_due_dates_are_read_as_people_write_them(due, day):
    frames = [pd.DataFrame({"action": ["A"], "due": [each]}) for each in (due, day)]
    stands = [hw.plan.actions(frame, as_at="2025-04-07", theme=None, rating=None, due="due") for frame in frames]
    pd.testing.assert_frame_equal(stands[0][["state", "days_over"]], stands[1][["state", "days_over"]])


@pytest.mark.parametrize("found", [
    "Off track", "Not on track", "On hold", "Of track", "Incomplete", "Not complete", "Progressed", "Progressing",
    "Not required", "Grey", "Not at risk", "At no risk", "Unstable", "Not worsening", "No longer applicable",
    "Unachieved",
])  # fmt: skip
def test_no_suggestion_turns_the_meaning_of_a_status(found):
    actions = pd.DataFrame({"action": ["A"], "status": [found], "due": ["2025-03-31"]})
    said = refusal(hw.plan.actions, actions, as_at="2025-04", theme=None, rating="status", due="due")
    frame = pd.DataFrame({"theme": ["T"], "initiative": ["i"], "a": ["green"], "b": [found], "way": [found]})
    snapshots = {"a": "2023-03", "b": "2024-03"}
    said += refusal(hw.plan.ratings, frame, snapshots=snapshots)
    said += refusal(hw.plan.transitions, frame.assign(b="green"), snapshots=snapshots, direction="way")
    assert "accepted" in said and "did you mean" not in said


@pytest.mark.parametrize(("found", "meant"), [
    ("On trakc", "on track"), ("on-track", "on track"), ("gren", "green"), ("Complte", "complete"),
    ("Not progresed", "not progressed"),
])  # fmt: skip
def test_a_slip_in_a_status_is_named(found, meant):
    actions = pd.DataFrame({"action": ["A"], "status": [found], "due": ["2025-03-31"]})
    said = refusal(hw.plan.actions, actions, as_at="2025-04", theme=None, rating="status", due="due")
    assert f'did you mean "{meant}"?' in said


def test_words_of_no_meaning_are_named_once_each_with_the_line_to_write():
    frame = KEPT.assign(Progress=["Done", "In progress", "Paused", "done ", "On hold", "PAUSED"])
    said = refusal(kept, frame)
    assert "column 'Progress': found 'Done' (row 0), 'Paused' (row 2), 'On hold' (row 4); accepted: blue (complete), " \
           "green (on track), amber (delayed but progressing), red (not progressed), withdrawn (no longer pursued), " \
           "nothing" in said  # fmt: skip
    assert "rating_words={'Done': ..., 'Paused': ..., 'On hold': ...}" in said
    meant = MEANT | {"Done": "blue", "paused": None, "On hold": "amber"}
    assert kept(frame, rating_words=meant).state.tolist()[0] == "complete"
    for words, found in (({"Done": "finished"}, "rating_words['Done']: found 'finished'"), (["Done"], "found list"),
                         ({"Done": "blue", "DONE": "red"}, "'DONE' with two meanings"), ({1: "blue"}, "found int 1"),
                         ({"Done": 1}, "rating_words['Done']: found 1")):  # fmt: skip
        assert found in refusal(kept, frame, rating_words=words)


def test_days_that_cannot_be_read_are_refused_with_their_row():
    early = KEPT.assign(**{"Due by": ["30/03/2024", *KEPT["Due by"][1:]]})
    assert "row 0, column 'Due by': found a window from '2024-04-01' to '2024-03-30'" in refusal(kept, early)
    unknown = KEPT.assign(Start=["soon", *KEPT.Start[1:]])
    assert "row 0, column 'Start': period \"soon\"" in refusal(kept, unknown)
    either = KEPT.assign(**{"Start": "01/04/2024", "Due by": "01/10/2024"})  # which number is the month?
    assert 'write "2024-10-01" or "2024-01-10"' in refusal(kept, either)
    assert "pandas.to_datetime(frame['Due by'], format='%d/%m/%Y') where the day comes first" in refusal(kept, either)
    assert "windows: found timeframes and start= or due=" in refusal(kept, KEPT, windows=KEPT)


# --- Actions that are no longer pursued ----------------------------------------------------------------------------

NOT_PURSUED = ["No longer pursued", "cancelled", "Withdrawn", "SUPERSEDED", "Not proceeding"]


def dropped(words: str) -> pd.DataFrame:
    """Three actions whose windows are over; one of them is not pursued."""
    return pd.DataFrame({"theme": ["Place", "Place", "Parks"], "action": ["Depot", "Trees", "Hub"], "lead": "Director",
                         "first_month": "2025-04", "last_month": "2025-07",
                         "published_rating": [words, None, "blue"]})  # fmt: skip


@pytest.mark.parametrize("words", NOT_PURSUED)
def test_an_action_that_is_not_pursued_is_not_late_and_counts_reconcile(words):
    frame = dropped(words)
    stand = hw.plan.actions(frame, as_at="2025-10-31")
    assert stand.state.tolist() == ["withdrawn", "overdue", "complete"]
    assert stand.reason.tolist()[0] == "reported no longer pursued"
    assert stand[["months_over", "days_over"]].iloc[0].isna().all()
    counts = hw.plan.action_summary(frame, as_at="2025-10-31", theme=None).iloc[0]
    states = ["complete", "before_window", "in_window", "over_running", "overdue", "no_window", "withdrawn"]
    assert counts[states].tolist() == [1, 0, 0, 0, 1, 0, 1]
    assert counts[states].sum() == counts.actions == 3
    assert counts[["blue", "green", "amber", "red", "withdrawn"]].sum() == counts.with_status == 2


def test_an_action_that_is_not_pursued_is_drawn_and_said_as_such(tmp_path):
    timeline = hw.plan.timeline(dropped("cancelled"), as_at="2025-10-31")
    assert timeline.sentence() == (
        "3 actions as at October 2025: 1 complete, 1 past their window with no status known, 1 no longer pursued."
    )
    assert "Depot (Director), April 2025 to July 2025: no longer pursued" in timeline.describe()
    ax = timeline.plot()
    assert any(text.get_text().startswith("No longer pursued") for text in ax.texts)
    assert [line.get_label() for line in ax.lines].count("over") == 1
    plt.close("all")
    timeline.write(tmp_path / "actions.html", title="Our actions")
    page = (tmp_path / "actions.html").read_text(encoding="utf-8")
    assert "1 no longer pursued, of 3" in page
    late = page[page.index('id="late"') :]
    assert "Trees" in late
    assert "Depot" not in late[: late.index("</section>")]


def test_an_action_that_is_not_pursued_answers_nothing():
    asked = pd.DataFrame({"recommendation": [1, 2], "theme": ["Place", "Parks"]})
    frame = dropped("superseded").assign(answers=["1", None, "2"])
    answered = hw.plan.coverage(frame, asked, links="answers", rating="published_rating")
    assert answered[["recommendation", "coverage"]].values.tolist()[:2] == [["1", "no action"], ["2", "covered"]]
    assert hw.plan.coverage(frame, asked, rating="published_rating").actions.tolist() == [1, 1]
    assert hw.plan.coverage(frame, asked).actions.tolist() == [2, 1]


@pytest.mark.parametrize("nothing", ["-", "n/a", "TBC", "\u2013", "", None])
def test_a_status_that_says_nothing_is_no_status(nothing: str | None) -> None:
    frame = pd.DataFrame({"theme": ["t", "t"], "action": ["a", "b"], "lead": ["x", "y"],
                          "first_month": ["2024-04", "2024-04"], "last_month": ["2024-09", "2024-10"],
                          "published_rating": [nothing, "green"]})  # fmt: skip
    counted = hw.plan.action_summary(frame, as_at="2024-08-31", theme=None)
    assert counted[["actions", "with_status", "green"]].to_numpy().tolist()[-1] == [2, 1, 1]
    with pytest.raises(hw.HeadwayError, match="row 0, column 'published_rating': found \"Paused\""):
        hw.plan.actions(frame.assign(published_rating=["Paused", "green"]), as_at="2024-08-31")
