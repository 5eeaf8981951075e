"""Words for nothing are those of the core, in every verb: of targets, of ratings and of directions."""

import headway as hw
import pandas as pd
import pytest

NO_TARGET = ["No target", "No target.", "no target set", "Target not set", "Not set", "None set"]
TO_COME = ["TBC", "TBC.", "Not yet set", "No target yet", "no target agreed", "To be set", "To be agreed"]
NOTHING = [*NO_TARGET, *TO_COME, "-", "n/a", "", ".."]


@pytest.mark.parametrize(("words", "status"), [(NO_TARGET, "missing"), (TO_COME, "to be confirmed")])
def test_clean_knows_how_no_target_is_said(words: list[str], status: str) -> None:
    assert hw.clean(words).status.tolist() == [status] * len(words)


def test_a_sign_is_that_of_a_value_where_values_are_read_and_refused_where_targets_are() -> None:
    assert hw.clean(["-5%", "5%"]).value.tolist() == [-5.0, 5.0]
    with pytest.raises(hw.HeadwayError, match="down 5%"):
        hw.read_target("-5%", baseline=("2023/24", 60))


@pytest.mark.parametrize("word", [*NOTHING, "None", "?"])
def test_a_column_of_targets_has_none_where_a_word_says_so(word: str) -> None:
    kpis = pd.DataFrame({"indicator": ["a", "b"], "period": "2024/25", "latest": [5.0, 6.0], "target": ["7", word],
                         "polarity": "high_is_good"})  # fmt: skip
    assert hw.read_targets(kpis)["target"].isna().tolist() == [False, True]
    goals = kpis[["indicator", "target", "polarity"]].assign(due=["March 2026", None])
    history = pd.DataFrame({"indicator": ["a", "b"] * 2, "period": ["2023/24"] * 2 + ["2024/25"] * 2, "value": 5.0})
    assert hw.benefits(goals, history)["achieved"].isna().tolist()[1]


@pytest.mark.parametrize("word", [*NOTHING, "None", "?"])
def test_ratings_and_directions_may_be_a_word_for_nothing(word: str) -> None:
    rated = "-" if word == "n/a" else word  # which is a rating: not applicable
    frame = pd.DataFrame({"initiative": ["a"], "theme": ["t"], "rating_q2": [rated], "rating_q4": ["G"],
                          "direction_of_travel": [word]})  # fmt: skip
    made = hw.plan.transitions(frame)
    assert made["transition"].tolist() == ["newly_rated"] and made["agrees"].isna().all()
    actions = pd.DataFrame({"action": ["a"], "theme": ["t"], "timeframe": [word], "published_rating": [rated]})
    windows = pd.DataFrame({"timeframe": ["short"], "first_month": ["2025-04"], "last_month": ["2025-07"]})
    stands = hw.plan.actions(actions, as_at="2025-10", windows=windows)
    assert stands["state"].tolist() == ["no_window"]
