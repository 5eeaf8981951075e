"""Options appraisal: a case by hand, the change of a weight at which another wins, frames of every kind."""

import re
from typing import Any

import headway as hw
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

WEIGHTS = {"Fit": 40, "Value": 30, "Achievability": 30}
ROWS = {"option": ["As now", "Reform", "Outsource"], "Fit": [3, 8, 6], "Value": [5, 7, 9], "Achievability": [9, 5, 4],
        "npv": ["£1.0m", None, "£4,500k"], "cost": [0.2, 2.1, None]}  # fmt: skip


def appraised(frame: Any = None, **said: Any) -> hw.OptionsAppraisal:
    given = {"weights": WEIGHTS, "scale": (0, 10), "net_present_value": "npv", "cost": "cost"}
    return hw.appraise_options(pd.DataFrame(ROWS) if frame is None else frame, **(given | said))


def test_by_hand() -> None:
    found = appraised()
    assert found.leaders == ("Reform",)
    assert found.options.score.tolist() == [5.4, 6.8, 6.3] and found.options["rank"].tolist() == [3, 1, 2]
    assert found.options.value_rank.fillna(0).tolist() == [2, 0, 1]
    assert found.options.net_present_value.tolist()[::2] == [1.0, 4.5]
    assert found.contributions.contribution.tolist() == [1.2, 1.5, 2.7, 3.2, 2.1, 1.5, 2.4, 2.7, 1.2]
    assert found.firmness.weight_at.tolist() == pytest.approx([20, 44, 100 * 26 / 54])
    assert found.firmness.winner.tolist() == ["Outsource", "Outsource", "As now"]
    assert found.smallest_move is not None and found.smallest_move.amount == 12.5
    level = appraised(weights={"Fit": 40 * 56 / 70, "Value": 44, "Achievability": 30 * 56 / 70}).options.score
    assert level[1] == pytest.approx(level[2])  # the weight that is told, the others in proportion


@pytest.mark.parametrize("kind", [pl.DataFrame, pa.table])
def test_frames_come_back_as_they_came(kind: Any) -> None:
    frame = kind(ROWS)
    found = appraised(frame)
    for each in (found.options, found.contributions, found.firmness):
        assert type(each) is type(frame)
    assert found.options["option"][1] == ROWS["option"][1] or str(found.options["option"][1]) == "Reform"


@given(st.lists(st.integers(0, 100), min_size=2, max_size=4), st.data())
@settings(max_examples=40, deadline=None)
def test_scores_are_the_weighted_means(weights: list[int], data: st.DataObject) -> None:
    total = sum(weights)
    weights = weights if total == 100 else [*weights, 100 - total] if total < 100 else [100]
    names = [f"c{i}" for i in range(len(weights))]
    scores = data.draw(st.lists(st.lists(st.integers(0, 10), min_size=len(names), max_size=len(names)), min_size=1,
                                max_size=5))  # fmt: skip
    frame = pd.DataFrame(scores, columns=names).assign(option=[f"o{i}" for i in range(len(scores))])
    found = hw.appraise_options(frame, weights=dict(zip(names, weights, strict=True)), scale=(0, 10))
    wanted = [sum(w * s for w, s in zip(weights, row, strict=True)) / 100 for row in scores]
    assert found.options.score.tolist() == pytest.approx(wanted)
    assert found.options["rank"].tolist() == [1 + sum(other > own + 1e-12 for other in wanted) for own in wanted]


def test_ties_missing_scores_and_domination_are_told() -> None:
    frame = pd.DataFrame({"option": list("abcd"), "x": [5, 5, 4, None], "y": [5, 5, 5, 9]})
    found = hw.appraise_options(frame, weights={"x": 0.5, "y": 0.5}, scale=(0, 10))
    assert found.leaders == ("a", "b") and found.options.tied.tolist() == [True, True, False, False]
    assert found.options.dominated_by.fillna("").tolist() == ["", "", "a", ""]
    assert found.options.status.tolist() == ["scored"] * 3 + ["no score on x"]
    assert pd.isna(found.options["rank"][3])
    assert found.picture().finding() == "a and b score highest, 5 of 10 each, the same on every criterion"
    assert "b: score 5, rank 1 (tied), the same scores as a" in repr(found)
    assert found.smallest_move is None and found.firmness.winner.isna().all()
    level = hw.appraise_options(pd.DataFrame({"option": ["a", "b"], "x": [6, 4], "y": [4, 6]}),
                                weights={"x": 50, "y": 50}, scale=(0, 10))  # fmt: skip
    assert "a and b score the same where the weight of x is 50, as it is; any other parts them." in level.describe()
    firm = hw.appraise_options(frame[1:3], weights={"x": 0.5, "y": 0.5}, scale=(0, 10))
    assert firm.smallest_move is None and firm.firmness.winner.isna().all()
    assert firm.describe().endswith("No weights make another option win.")
    none = hw.appraise_options(frame[3:], weights={"x": 0.5, "y": 0.5}, scale=(0, 10))
    assert repr(none) == "No option has a score on every criterion.\n  d: no score on x"


def test_scores_are_read_with_their_words() -> None:
    told = appraised(frame=pd.DataFrame({**ROWS, "Fit": ["3 - poor", "8 (good)", "6"], "Value": ["5", "n/a", 9]}))
    assert told.options.score.isna().tolist() == [False, True, False]
    plain = appraised(frame=pd.DataFrame({**ROWS, "Value": [5, None, 9]}))
    assert told.options.score.fillna(0).tolist() == plain.options.score.fillna(0).tolist()
    accepted = 'row 1, column \'Fit\': found "8/10"; accepted: a score, or a score and its word ("8 - good")'
    with pytest.raises(hw.HeadwayError, match=re.escape(accepted)):
        appraised(frame=pd.DataFrame({**ROWS, "Fit": ["3", "8/10", "good"]}))


def test_all_that_is_wrong_is_told_at_once() -> None:
    with pytest.raises(hw.HeadwayError) as refused:
        appraised(weights={"Fit": 40, "Value": 30, "Achievability": 20}, scale=(4, 8))
    assert len(refused.value.problems) == 4
    assert "weights: found 90 in all; accepted: weights that add up to 1 or to 100" in str(refused.value)
    assert 'row 0, option "As now": found 3 on "Fit"; accepted: from 4 to 8' in str(refused.value)


@pytest.mark.parametrize(("said", "refused"), [
    ({"weights": [40, 60]}, "weights: found list; accepted: weights by criterion"),
    ({"weights": {"Fitt": 100}}, "column 'Fitt' is not in the frame; did you mean 'Fit'?"),
    ({"scale": 10}, "scale: found 10; accepted: the lowest and the highest score, (0, 10)"),
    ({"weights": {"Fit": "much", "Value": 50}}, "weight of 'Fit': found str 'much'"),
    ({"frame": pd.DataFrame({**ROWS, "npv": ["over £50m", None, None]})}, "row 0, column 'npv': found \"over £50m\""),
    ({"frame": pd.DataFrame({**ROWS, "option": ["As now", "As now", "b"]})}, "found the option again, after row 0"),
    ({"frame": pd.DataFrame({**ROWS, "option": ["As now", None, "b"]})}, "row 1, column 'option': found null"),
    ({"frame": pd.DataFrame(ROWS)[:0]}, "options: found none"),
])  # fmt: skip
def test_what_is_refused(said: dict[str, Any], refused: str) -> None:
    with pytest.raises(hw.HeadwayError, match=re.escape(refused)):
        appraised(**said)


def test_the_chart_stacks_what_each_criterion_adds() -> None:
    chart = appraised().picture()
    assert list(chart.rows) == ["Reform", "Outsource", "As now"]  # by rank
    assert chart.rows["Reform"] == [3.2, 2.1, 1.5] and chart.totals == ["6.8", "6.3", "5.4"]
    assert chart.finding() == ("Reform scores highest, 6.8 of 10; "
                               "Outsource wins if Value weighs over 44 instead of 30")  # fmt: skip
    assert "Outsource: score 6.3, rank 2, net present value £4.5m." in chart.describe()
    assert "The least weight that has to be moved for another to score as high is 12.5: 12.5 from Fit to Value" in (
        chart.describe())  # fmt: skip
    ax = chart.plot()
    widths = [round(patch.get_width(), 6) for patch in ax.patches if patch.get_label() != "_key"]
    assert widths == [3.2, 2.1, 1.5, 2.4, 2.7, 1.2, 1.2, 1.5, 2.7]


def test_spaces_and_letter_case_tell_no_options_apart_and_are_not_printed() -> None:
    spaced = pd.DataFrame(ROWS | {"option": ["As now ", " Reform", "Out  source"]})
    assert appraised(spaced).options.option.tolist() == ["As now", "Reform", "Out source"]
    for name in ("reform", "REFORM ", "Reform "):
        with pytest.raises(hw.HeadwayError, match=r"row 2.*'?option'?.*[Rr]eform|[Rr]eform.*twice"):
            appraised(pd.DataFrame(ROWS | {"option": ["As now", "Reform", name]}))
