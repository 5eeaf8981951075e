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
    reasons = {"polarity not given to project", "no target", "neutral indicator"}
    assert set(board.frame.chance_reason.dropna()) == reasons


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
    assert "frame = hw.clean(frame, 'Actual')" in str(refused.value)
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
        ({"target": {"a": "x"}}, ["target of series 'a'", "found 'x'", '(lower, upper), None, or text']),
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


def card(outlook=None, **columns):
    frame = pd.DataFrame({"section": "S", "indicator": ["a"], "period": "Sep-24", "polarity": "High", **columns})
    return hw.Scorecard(frame, comparators=("target",), outlook=outlook)


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"latest": 82.0, "target": 0.9, "unit": "%"}, "target 0.9 looks like a share of 1 among percentages"),
        ({"latest": 91.2, "previous": 0.885, "target": 90.0, "unit": "Per cent"}, "previous 0.89 looks like a share"),
        ({"latest": 0.912, "target": 0.9, "unit": "%"}, "figures of at most 1: shares, where percentages are meant?"),
        ({"latest": 7.9e6, "target": 8.0, "unit": "£m", "polarity": "Low"}, "latest 7,900,000 looks like pounds, not"),
        ({"latest": 7.9, "target": 8e6, "unit": "£m", "polarity": "Low"}, "target 8,000,000 looks like pounds, not £m"),
        ({"latest": 1200.0, "target": 1000.0, "unit": "£k"}, ""),
        ({"latest": 0.4, "target": 2.0, "unit": "%"}, ""),
        ({"latest": 0.4, "target": 2.0, "unit": "days"}, ""),
    ],
)  # fmt: skip
def test_figures_in_another_unit_than_the_others_are_said(columns, said):
    board = card(**columns)
    assert (said in repr(board)) if said else ("looks like" not in repr(board) and "shares" not in repr(board))
    assert said in board.table().as_raw_html()


@pytest.mark.parametrize(
    ("unit", "printed"),
    [("£000s", "£1,200k"), ("£000", "£1,200k"), ("£'000", "£1,200k"), ("£s", "£1,200"), ("£", "£1,200"),
     ("£m", "£1,200m"), ("£ million", "£1,200 million"), ("£ per head", "1,200"), ("GBP", "£1,200")],
)  # fmt: skip
def test_units_of_money_as_spreadsheets_have_them(unit, printed):
    html = card(latest=1200.0, target=1000.0, unit=unit).table().as_raw_html()
    assert f">{printed}<" in html


def test_what_is_no_value_is_printed_as_what_it_is():
    raw = pd.DataFrame({
        "Indicator": list("abcd"), "Actual": ["<5", "[c]", "31.4%", "TBC"], "Target": ["10", "18-21", ">=30%", "n/a"],
        "Pol": ["Low", "In range", "High", "High"],
    })  # fmt: skip
    for frame in (raw, pl.from_pandas(raw), raw.set_index("Indicator", drop=False)):
        cleaned = hw.clean(frame, ["Actual", "Target"])
        assert type(cleaned) is type(frame) and list(frame["Actual"])[0] == "<5"
        board = hw.Scorecard(cleaned, section=None, indicator="Indicator", period="Q2 2024/25", latest="Actual",
                             comparators=("Target",), polarity="Pol")  # fmt: skip
        assert list(board.frame["Target_rating"]) == ["green", "not_rated", "green", "not_rated"]  # <5 is under 10
        html = board.table().as_raw_html()
        for said in ("under 5", "suppressed", "18 to 21", "at least 30", "to be confirmed"):
            assert said in html, said
        assert board.sections == ["All indicators"] and board.board.row(0).period == "2024/25 - Q2"
    with pytest.raises(hw.HeadwayError, match="column 'Actul' is not in the frame; did you mean 'Actual'"):
        hw.clean(raw, ["Actul"])
    with pytest.raises(hw.HeadwayError, match="columns: found int 3; accepted: names of columns"):
        hw.clean(raw, 3)


def test_a_months_amount_is_not_rated_against_the_target_of_its_year():
    history = pd.DataFrame({"indicator": "bins", "period": pd.date_range("2022-04-01", periods=30, freq="MS"),
                            "value": [100 + i % 3 for i in range(30)]})  # fmt: skip
    row = {"indicator": ["bins"], "latest": 102.0, "target": 1100.0, "polarity": "Lower"}
    outlook = hw.project(history, series="indicator", accrual="flow", target={"bins": 1100.0}, polarity="Lower")
    board = card(outlook, **row)
    assert board.frame.loc[0, ["target_rating", "target_reason"]].tolist() == ["not_rated", "the target is of the year"]
    assert board.frame.forecast_rating[0] == "red" and board.ratings().loc[0, "green"] == 0
    assert card(outlook, **row | {"target": 95.0}).frame.target_rating[0] == "amber"  # a target of its own
    assert card(outlook, **row | {"period": "2024/25"}).frame.target_rating[0] == "green"  # a whole year
    at_most = hw.project(history, series="indicator", accrual="flow", target={"bins": (None, 1100.0)}, polarity="Lower")
    board = card(at_most, **row | {"target": None, "target_lower": None, "target_upper": 1100.0})
    assert board.frame.loc[0, ["target_rating", "target_reason"]].tolist() == ["not_rated", "the target is of the year"]


def test_a_row_of_totals_is_refused_by_name():
    rows = pd.DataFrame({"section": ["S", "Total"], "indicator": ["a", "Total:"], "period": ["Sep-24", None],
                         "latest": [1.0, 1.0], "target": 1.0, "polarity": ["High", None]})  # fmt: skip
    for totals in (rows, rows.assign(polarity="High"), rows.assign(section="S"), rows.assign(indicator=["a", "b"])):
        with pytest.raises(hw.HeadwayError, match="row 1, .*, which looks like a row of totals; accepted: the frame"):
            hw.Scorecard(totals, comparators=("target",))


@pytest.mark.parametrize("name", ["TOTAL", "Grand\u00a0total", "Sub\u2010totals:", "Subtotals", "Net total",
                                  "Total savings", "All indicators", "Overall total :"])  # fmt: skip
def test_rows_of_totals_are_told_by_one_list(name):
    rows = pd.DataFrame({"section": "S", "indicator": ["a", name], "period": ["Sep-24", None], "latest": [1.0, 1.0],
                         "target": 1.0, "polarity": ["High", None]})  # fmt: skip
    with pytest.raises(hw.HeadwayError, match="row 1, .*, which looks like a row of totals; accepted: the frame"):
        hw.Scorecard(rows, comparators=("target",))
    schemes = pd.DataFrame({"service": ["Place", "Place", name], "scheme": ["x", "y", None], "2024/25": [1.0, 2, 9]})
    with pytest.raises(hw.HeadwayError, match="row 2: found .*, a row of totals"):
        hw.SavingsPlan.from_table(schemes, portfolio="service", programme="scheme", years=["2024/25"],
                                  years_are="run_rates", unit="thousands")  # fmt: skip
    for other in ("Homes built in total", "Total mobility"):  # what an indicator may be called
        assert len(hw.Scorecard(rows.assign(indicator=["a", other]), comparators=("target",))) == 2


def test_a_history_that_has_another_figure_for_the_row_is_said():
    frame = pd.DataFrame({"section": "S", "indicator": ["a"], "period": "Sep-24", "latest": 61.0, "polarity": "High"})
    history = pd.DataFrame({"indicator": "a", "period": ["2024-08", "2024-09"], "value": [89.0, 90.0]})
    assert "the history has 90 for September 2024" in repr(hw.Scorecard(frame, comparators=(), history=history))
    for latest, said in ((88.0, True), (90.4, False), (90.0, False)):  # a revision is said, a rounded figure is not
        board = hw.Scorecard(frame.assign(latest=latest), comparators=(), history=history)
        assert ("the history has 90 for September 2024" in repr(board)) == said == bool(board.frame.doubts.notna()[0])


def test_a_header_in_a_later_row_is_named():
    with pytest.raises(hw.HeadwayError) as refused:
        hw.Scorecard(pd.DataFrame({f"Unnamed: {i}": [1] for i in range(6)}))
    message = str(refused.value)
    assert message.count("Unnamed: 3") == 1 and "read the file with header=1" in message


def test_how_figures_add_up_by_series_and_names_of_another_type():
    frame = pd.DataFrame({"series": 7, "period": [f"2024-{m:02d}" for m in range(4, 10)], "value": 7.0})
    for accrual in ({7: "flow"}, {"7": "flow"}, {7.0: "flow"}, pd.Series(["flow"], index=["7"])):
        assert hw.project(frame, accrual=accrual).accrual[0] == "flow"
    for accrual in (3, ["flow"]):
        with pytest.raises(hw.HeadwayError, match="accrual: found (int|list)"):
            hw.project(frame, accrual=accrual)
    assert hw.project(frame, accrual="flow").as_at[0] == "September 2024"
    more = pd.concat([frame, frame.assign(period=[f"2024-{m}" for m in (10, 11, 12)] * 2, value=0.0).head(3)])
    assert "The last 3 figures are 0 and none before is" in hw.project(more, accrual="flow").reason[0]


MONTHS = [f"{2022 + m // 12}-{m % 12 + 1:02d}" for m in range(3, 35)]


def test_what_a_column_says_of_a_series_is_of_its_latest_period_in_any_order_of_rows():
    frame = pd.DataFrame({"series": "a", "period": MONTHS, "value": 10.0 + pd.Series(range(32)) % 3,
                          "goal": [200.0] * 31 + [400.0], "good": [None, "high"] + [None] * 30})  # fmt: skip
    one, other = (hw.project(rows, accrual="flow", target="goal", polarity="good")
                  for rows in (frame, frame.iloc[::-1]))  # fmt: skip
    pd.testing.assert_frame_equal(one, other)
    assert (one.target[0], one.polarity[0], one.forecast_rating[0]) == (400.0, "high_is_good", "red")


def test_the_polarity_of_a_series_is_one_and_its_target_stands_in_its_latest_row():
    frame = pd.DataFrame({"series": "a", "period": MONTHS, "value": 10.0, "goal": 200.0, "good": "low"})
    with pytest.raises(hw.HeadwayError, match="row 31, series 'a', column 'good': found high_is_good, but low_is"):
        hw.project(frame.assign(good=["low"] * 31 + ["high"]), accrual="flow", target="goal", polarity="good")
    for lost in (frame.assign(goal=[200.0] * 31 + [None]), frame.assign(goal=None, goal_upper=[200.0] * 31 + [None],
                                                                         goal_lower=None)):  # fmt: skip
        with pytest.raises(hw.HeadwayError, match="row 31, series 'a', column 'goal': found no target in its latest"):
            hw.project(lost, accrual="flow", target="goal", polarity="good")
    last_year = hw.project(frame.assign(goal=[200.0] * 12 + [None] * 20), accrual="flow", target="goal", polarity="low")
    assert last_year.probability_reason[0] == "no target"


def test_a_mapping_of_targets_is_read_as_a_column_is():
    frame = pd.DataFrame({"series": "a", "period": MONTHS, "value": 72.0})
    for text, ends in ((">=75%", (75.0, None)), ("70 to 75%", (70.0, 75.0))):
        found = hw.project(frame, accrual="average", target={"a": text}, polarity="high")
        assert [None if pd.isna(end) else end for end in (found.target_lower[0], found.target_upper[0])] == [*ends]
    assert hw.project(frame, accrual="average", target=pd.Series({"a": "75%"}), polarity="high").target[0] == 75.0
    none = hw.project(frame, accrual="average", target={"a": "TBC"}, polarity="high")
    assert none.probability_reason[0] == "no target"


def test_an_outlook_as_at_another_month_than_its_row_is_said():
    frame = pd.DataFrame({"indicator": ["a"], "latest": [73.5], "target": [75.0], "polarity": "high"})
    months = [f"2024-{month:02d}" for month in range(4, 13)]
    zeros = pd.DataFrame({"series": "a", "period": months, "value": [73.0, 74, 75, 73, 74, 73.5, 0, 0, 0]})
    outlook = hw.project(zeros, accrual="average", target={"a": 75}, polarity="high")
    for period, said in (("2024-12", False), ("2024-09", True), ("2024-06", True)):
        board = hw.Scorecard(frame, section=None, period=period, comparators=("target",), outlook=outlook)
        assert ("year end is projected as at December 2024" in repr(board)) == said
        assert ("as at December 2024" in board._repr_html_()) == said


def test_names_that_differ_in_spaces_are_one():
    frame = pd.DataFrame({"series": ["Calls", "Calls ", "Calls\u00a0"] * 4, "period": MONTHS[:12], "value": 70.0})
    found = hw.project(frame, accrual="average")
    assert found.series.tolist() == ["Calls"] and "not published" not in found.reason[0]
    counts = pd.DataFrame({"by": ["A", "A ", "A\u00a0", "Hedge\u2010End", "Hedge-End"], "n": 1.0, "d": 2.0})
    assert hw.stats.proportion("n", "d", data=counts, by="by")["by"].tolist() == ["A", "Hedge\u2010End"]
    charts = hw.spc.xmr("n", data=counts.assign(n=[1.0, 2, 3, 8, 9]), by="by", polarity="neutral")
    assert charts["mean"].tolist() == [2, 2, 2, 8.5, 8.5]


def test_a_target_is_a_number_where_a_row_has_no_bounds():
    frame = pd.DataFrame({"series": ["a"] * 6 + ["b"] * 6, "period": [f"2024-{m:02d}" for m in range(4, 10)] * 2,
                          "value": 20.0, "t": [None] * 6 + [200.0] * 6, "t_lower": [18.0] * 6 + [None] * 6,
                          "t_upper": [22.0] * 6 + [None] * 6, "p": ["in_range"] * 6 + ["low"] * 6})  # fmt: skip
    outlook = hw.project(frame, series="series", accrual="flow", target="t", polarity="p")
    board = hw.Scorecard(
        pd.DataFrame({"indicator": ["a", "b"], "latest": 20.0, "target": [20.0, 200.0], "polarity": ["range", "low"]}),
        section=None, period="2024-09", comparators=("target",), outlook=outlook,
    )  # fmt: skip
    assert board.frame.forecast_rating.tolist() == ["red", "red"]
    assert board.frame.target_reason.tolist()[1] == "the target is of the year"


def test_an_amber_limit_is_of_the_comparator_beside_it_not_of_the_year():
    frame = pd.DataFrame({"series": "a", "period": [f"2024-{m:02d}" for m in range(4, 10)], "value": 24.0})
    outlook = hw.project(frame, accrual="flow", target=2000, polarity="high")
    board = hw.Scorecard(
        pd.DataFrame({"indicator": ["a"], "latest": 19.0, "target": 20.0, "limit": 18.0, "polarity": "high"}),
        section=None, period="2024-09", comparators=("target",), amber_limit="limit", outlook=outlook,
    )  # fmt: skip
    assert (board.frame.target_rating[0], board.frame.forecast_rating[0]) == ("amber", "red")


def test_a_last_month_is_not_rated_against_the_target_of_a_year_that_is_complete():
    months = [f"{2024 + m // 12}-{m % 12 + 1:02d}" for m in range(3, 15)]
    year = pd.DataFrame({"series": "a", "period": months, "value": [21.0] * 12})
    outlook = hw.project(year, accrual="flow", target=200, polarity="low")
    row = pd.DataFrame({"indicator": ["a"], "latest": 21.0, "target": 200.0, "polarity": "low"})
    board = hw.Scorecard(row, section=None, period="2025-03", comparators=("target",), outlook=outlook)
    assert board.frame.loc[0, ["target_rating", "forecast_rating"]].tolist() == ["not_rated", "red"]


def test_polarity_that_project_was_not_given_is_said_as_such():
    frame = pd.DataFrame({"series": "a", "period": [f"2024-{m:02d}" for m in range(4, 10)], "value": 24.0})
    outlook = hw.project(frame, accrual="average", target=20)
    row = pd.DataFrame({"indicator": ["a"], "latest": 21.0, "target": 20.0, "polarity": "low"})
    board = hw.Scorecard(row, section=None, period="2024-09", comparators=("target",), outlook=outlook)
    assert board.frame.chance_reason[0] == "polarity not given to project"


def test_words_of_accrual_in_any_case_are_one_definition():
    frame = pd.DataFrame({"series": "a", "period": [f"2024-{m:02d}" for m in range(4, 10)], "value": 24.0})
    row = pd.DataFrame({"section": ["A", "B"], "indicator": ["a", "a"], "period": "2024-09", "latest": 21.0,
                        "target": 20.0, "polarity": "low", "accrual": ["Flow", "flow"]})  # fmt: skip
    board = hw.Scorecard(row, comparators=("target",), outlook=hw.project(frame, accrual="Flow"))
    assert board.board.row(0).accrual == "flow"


@pytest.mark.parametrize("kind", [lambda frame: frame, pl.from_pandas])
def test_marks_and_units_of_cells_stand_beside_the_numbers_and_on_the_page(kind):
    raw = pd.DataFrame({
        "indicator": list("abcd"), "latest": ["1,234 [p]", "c. 12%", "£3.4m [r][e]", "5 [1]"],
        "previous": ["1,200", "11% [e]", "£3m", "4"], "target": ["1,300 [f]", "90%", "95%", "6"], "polarity": "High",
    })  # fmt: skip
    cleaned = hw.clean(kind(raw), ["latest", "previous", "target"])
    assert [word if isinstance(word, str) else None for word in cleaned["latest_marks"]] == [
        "provisional", "approximate", "estimated; revised", "footnote"
    ]  # fmt: skip
    assert [word if isinstance(word, str) else None for word in cleaned["latest_unit"]] == [None, "%", "£", None]
    plain = hw.clean(kind(raw[3:].assign(latest="5")), ["latest"])
    assert "latest_marks" not in plain.columns and "latest_unit" not in plain.columns
    board = hw.Scorecard(cleaned, section=None, period="2024/25", comparators=("target",))
    rows = [board.board.row(row) for row in range(4)]
    assert rows[0].marks == {"latest": "provisional", "target": "forecast"}
    assert rows[1].marks == {"latest": "approximate", "previous": "estimated"}
    assert (rows[2].marks, rows[3].marks) == ({"latest": "estimated, revised"}, {})
    assert [row.unit for row in rows] == [None, "%", "£", None]
    assert rows[2].doubts == ["target is in %, the latest in £"] and not rows[1].doubts
    html = board.table().as_raw_html()
    for said in ("provisional", "approximate", "estimated, revised", "forecast", "12%", "£3,400,000"):
        assert said in html, said
