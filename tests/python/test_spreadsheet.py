"""A council's own spreadsheet, 40 indicators, to a rated scorecard with outlook; and what is wrong with it, named."""

from pathlib import Path

import headway as hw
import pandas as pd
import polars as pl
import pytest

DATA = Path(__file__).parents[2] / "examples" / "data" / "spreadsheet"
NAMES = {"section": "Directorate", "indicator": "Measure", "period": "Reporting Period", "previous": "Last Qtr",
         "latest": "Actual", "comparators": ("Target", "Nat Avg"), "polarity": "Polarity", "unit": "Unit"}  # fmt: skip


@pytest.fixture(scope="module")
def kpis() -> pd.DataFrame:
    frame = pd.read_csv(DATA / "kpis.csv")
    return frame.assign(**{name: hw.clean(frame[name]).value for name in ("Last Qtr", "Actual", "Target", "Nat Avg")})


@pytest.fixture(scope="module")
def history() -> pd.DataFrame:
    return pd.read_csv(DATA / "history.csv")


def outlook_of(history, kpis, **options):
    of = kpis.set_index("KPI Ref")
    return hw.project(history, series="KPI Ref", period="Month", value="Value", accrual="snapshot", target=of["Target"],
                      polarity=of["Polarity"], **options)  # fmt: skip


def test_the_whole_way(kpis, history, tmp_path):
    outlook = outlook_of(history, kpis)
    board = hw.Scorecard(kpis, **NAMES, history=history, history_indicator="KPI Ref", history_period="Month",
                         history_value="Value", outlook=outlook)  # fmt: skip
    found = board.frame.set_index("KPI Ref")
    assert (len(board), board.board.indicators, len(board.sections)) == (40, 40, 5)
    # by hand: 14.6 against 15.7, low is good; 74.1 against 80.4, 8% short; 1,431 against 1,300 is 10.08% over
    assert found.loc[[1001, 1004, 1009], "Target_rating"].tolist() == ["green", "amber", "red"]
    assert found.loc[1007, "Target_reason"] == "neutral indicator" and found.loc[1022, "Target_reason"] == "no data"
    assert found.loc[1001, "direction"] == "improving" and found.loc[1005, "direction"] == "unknown"
    assert found.year_end.notna().all()
    assert found.loc[1007, "chance_reason"] == "neutral indicator" and found.loc[1008, "chance_reason"] == "no target"
    assert found.chance_reason.isna().sum() == 40 - 1 - 3  # one neutral, three without a target
    assert len(board.history) == 40 and board.board.of_no_indicator == {"outlook": [], "history": []}
    page = board.write(tmp_path / "board.html", title="Performance").read_text(encoding="utf-8")
    assert "\u00a37,900,000" in page and "pp" in page
    assert "Adults &amp; Health" in page


def test_other_frames_and_text_keys_find_the_same(kpis, history):
    outlook = outlook_of(history, kpis)
    expected = hw.Scorecard(kpis, **NAMES, outlook=outlook).frame.forecast_rating.tolist()
    as_text = outlook.assign(**{"KPI Ref": outlook["KPI Ref"].astype(str)})
    assert hw.Scorecard(kpis, **NAMES, outlook=as_text).frame.forecast_rating.tolist() == expected
    assert hw.Scorecard(kpis, **NAMES, outlook=pl.from_pandas(outlook)).frame.forecast_rating.tolist() == expected
    by_name = hw.project(history, series="Measure", period="Month", value="Value", accrual="snapshot")
    board = hw.Scorecard(kpis, **NAMES, outlook=by_name)
    assert board.frame.forecast_rating.tolist() == expected  # levels, against the scorecard's own targets
    assert set(board.frame.chance_reason.dropna()) == {"target not given to project", "no target", "neutral indicator"}


def test_a_sum_is_not_rated_against_the_target_of_a_quarter(kpis, history):
    flows = hw.project(history, series="KPI Ref", period="Month", value="Value", accrual="flow")
    frame = kpis.assign(Unit="no.")
    board = hw.Scorecard(frame, **NAMES, outlook=flows)
    assert set(board.frame.forecast_rating) == {"not_rated"} and set(board.frame.chance_reason) <= {
        "no target", "neutral indicator"}  # fmt: skip


def test_percentages_are_not_added_up_and_an_accrual_is_the_indicators(kpis, history):
    flows = hw.project(history, series="KPI Ref", period="Month", value="Value", accrual="flow")
    with pytest.raises(hw.HeadwayError, match="found percentages that were added up over the year"):
        hw.Scorecard(kpis, **NAMES, outlook=flows)
    with pytest.raises(hw.HeadwayError, match="found a projection of a series that is flow, but 'snapshot' in row 0"):
        hw.Scorecard(kpis.assign(Unit="", adds="snapshot"), **NAMES, accrual="adds", outlook=flows)


def test_what_is_of_no_indicator_is_said(kpis, history):
    more = pd.concat([history, history.head(30).assign(**{"KPI Ref": 2001, "Measure": "Swans"})])
    board = hw.Scorecard(kpis, **NAMES, history=more, history_period="Month", history_value="Value",
                         outlook=outlook_of(more, kpis))  # fmt: skip
    assert board.board.of_no_indicator == {"outlook": ["2001"], "history": ["Swans"]}
    assert "Of the history, not in the scorecard: Swans" in repr(board)
    others = outlook_of(history, kpis).assign(**{"KPI Ref": range(2001, 2041)})
    with pytest.raises(hw.HeadwayError, match="column 'KPI Ref': found no indicator of the scorecard, but '2001'"):
        hw.Scorecard(kpis, **NAMES, outlook=others)


def test_the_mistakes_that_are_made_first(history):
    raw = pd.read_csv(DATA / "kpis.csv")
    with pytest.raises(hw.HeadwayError) as refused:
        hw.Scorecard(raw, **NAMES)
    assert "hw.clean(frame['Actual']).value" in str(refused.value)
    with pytest.raises(hw.HeadwayError) as refused:
        hw.Scorecard(raw)
    assert "Write polarity='Polarity'" in str(refused.value)
    with pytest.raises(hw.HeadwayError, match="accrual='flow' for all, a column, or {1001: 'flow', ...}"):
        hw.project(history, series="KPI Ref", period="Month", value="Value")
    with pytest.raises(hw.HeadwayError, match="Write period='Month'"):
        hw.project(history, series="KPI Ref", period="Mnth", value="Value", accrual="flow")


def test_a_share_of_one_among_percentages_is_said(kpis):
    frame = kpis.assign(Actual=kpis.Actual.where(kpis["KPI Ref"] != 1003, kpis.Actual / 100))
    html = hw.Scorecard(frame, **NAMES).table().as_raw_html()
    assert html.count("looks like a share of 1 among percentages") == 1
    assert "looks like a share" not in hw.Scorecard(kpis, **NAMES).table().as_raw_html()


@pytest.mark.parametrize(
    ("options", "value"),
    [
        ({"target": 5.0, "polarity": "low"}, "red"),
        ({"target": {"a": 9.0, "b": 1.0}, "polarity": {"a": "Lower is better", "b": "low"}}, "green"),
        ({"target": pd.Series([9.0], index=["a"]), "polarity": "low_is_good"}, "green"),
        ({"target": {"a": (6, 8)}, "polarity": "in range"}, "green"),
        ({"target": {"a": (1, 2)}, "polarity": "in_range"}, "red"),
        ({"target": "goal", "polarity": "low"}, "green"),
        ({"target": {"a": None}, "polarity": "low"}, "not_rated"),
    ],
)
def test_what_belongs_to_a_series_is_a_column_a_mapping_or_one_for_all(options, value):
    frame = pd.DataFrame({"series": ["a"] * 6 + ["b"] * 6, "period": [f"2024-{m:02d}" for m in range(4, 10)] * 2,
                          "value": 7.0, "goal": 9.0})  # fmt: skip
    assert hw.project(frame, accrual="average", **options).forecast_rating[0] == value


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"target": {"c": 5}}, ["target", "no series of the frame among 'c'", "{'a': ...", "by the names of series"]),
        ({"target": {"a": "x"}}, ["target of series 'a'", "str 'x'"]),
        ({"target": pd.Series([1, 2], index=["a", "a"])}, ["target", "twice"]),
        ({"polarity": {"a": "Lowr"}}, ["polarity of series 'a'", "did you mean"]),
        ({"bounds": {"a": 5}}, ["bounds", "two numbers"]),
        ({"bounds": {"a": (0, 5)}}, ["series 'a'", "bounds", "figures of 0 to 5"]),
        ({"bounds": ("low", 100)}, ["'low' is not in the frame"]),
        ({"event": {"a": -1}}, ["series 'a'", "event", "-1"]),
    ],
)
def test_what_belongs_to_no_series_is_refused(options, words):
    frame = pd.DataFrame({"series": "a", "period": [f"2024-{m:02d}" for m in range(4, 10)], "value": 7.0})
    with pytest.raises(hw.HeadwayError) as refused:
        hw.project(frame, accrual="average", **options)
    assert all(word in str(refused.value) for word in words), str(refused.value)


def test_bounds_by_series_hold():
    months = [f"{2021 + m // 12}-{m % 12 + 1:02d}" for m in range(3, 45)]
    values = [100 - 60 * (m % 5 == 0) for m in range(42)]
    frame = pd.DataFrame({"series": "a", "period": months, "value": values, "lowest": 0, "highest": 100})
    for bounds in ((0, 100), {"a": (0, 100)}, ("lowest", "highest"), (None, 100)):
        assert hw.project(frame, accrual="snapshot", bounds=bounds).upper[0] <= 100
    assert hw.project(frame, accrual="snapshot").upper[0] > 100
