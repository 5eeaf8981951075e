"""Tables that mix percentages and counts: tolerance, basis, amber limit and dead band as columns."""

import headway as hw
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

KPIS = pd.DataFrame({
    "section": "All", "indicator": ["admissions", "repairs, %", "waits", "calls, %"], "period": "2024/25 - Q2",
    "latest": [104.0, 86.0, 33.0, 79.0], "previous": [103.0, 85.0, 31.0, 80.0],
    "target": [100.0, 90.0, 30.0, 80.0], "national": [103.0, 88.0, 40.0, 70.0],
    "polarity": ["low_is_good", "high_is_good", "low_is_good", "high_is_good"],
})  # fmt: skip


def rated(frame=KPIS, **options):
    return hw.assess(frame, comparators=("target", "national"), **options).target_rating.tolist()


def refusal(frame=KPIS, **options):
    with pytest.raises(hw.HeadwayError) as refused:
        hw.assess(frame, comparators=("target", "national"), **options)
    return str(refused.value)


def test_the_tolerance_of_a_row():
    frame = KPIS.assign(within=[0.03, 0.05, 0.10, None])
    assert rated(frame, tolerance="within") == ["red", "amber", "amber", "amber"]  # the last by the usual tenth
    points = frame.assign(within=[3, 3, 3, 1], basis=["absolute", "percentage_points", "Absolute", "Percentage points"])
    assert rated(points, tolerance="within", basis="basis") == ["red", "red", "amber", "amber"]
    assert rated(frame.assign(within=5), tolerance="within", basis="absolute") == ["amber"] * 4


@pytest.mark.parametrize(("said", "basis"), [
    ("percentage points", "percentage_points"), ("Percentage_Points", "percentage_points"), ("pp", "percentage_points"),
    ("% points", "percentage_points"), ("Points", "percentage_points"), ("%", "relative"), ("Per cent", "relative"),
    ("RELATIVE", "relative"), ("number", "absolute"), ("Units", "absolute"), ("Ratio", "ratio"),
])  # fmt: skip
def test_a_basis_is_said_alike_to_a_rule_and_to_a_frame(said, basis):
    rule = hw.RatingRule(basis=said, tolerance=0.5)
    assert rule == hw.RatingRule(basis=basis, tolerance=0.5)
    assert rated(tolerance=0.5, basis=said) == rated(rule=rule) == rated(KPIS.assign(b=said), tolerance=0.5, basis="b")
    with pytest.raises(hw.HeadwayError, match='basis: found "not relative"; accepted: relative'):
        hw.RatingRule(basis="not relative")


def test_the_amber_limit_of_a_row_is_of_the_first_comparator():
    frame = KPIS.assign(limit=[104, 87, None, 79])
    assert rated(frame, amber_limit="limit") == ["amber", "red", "amber", "amber"]
    found = hw.assess(frame, comparators=("target", "national"), amber_limit="limit")
    assert found.national_rating.tolist() == hw.assess(KPIS, comparators=("national",)).national_rating.tolist()


@given(st.lists(st.tuples(st.integers(0, 400), st.integers(1, 400), st.integers(0, 100), st.booleans(),
                          st.sampled_from(["relative", "absolute", "percentage_points", "ratio"])),
                min_size=1, max_size=20))  # fmt: skip
def test_a_column_of_rules_is_each_rule_for_itself(rows):
    frame = pd.DataFrame(rows, columns=["latest", "target", "tolerance", "high", "basis"]).assign(previous=1.0)
    frame["tolerance"] /= 101
    frame.loc[frame["basis"] == "percentage_points", "tolerance"] += 1  # below it they look like a share
    frame["polarity"] = np.where(frame.pop("high"), "high_is_good", "low_is_good")
    found = hw.assess(frame, comparators=("target",), tolerance="tolerance", basis="basis").target_rating
    assert found.tolist() == [
        str(hw.rate(row.latest, row.target, row.polarity, rule=hw.RatingRule(tolerance=row.tolerance, basis=row.basis)))
        for row in frame.itertuples()
    ]


@pytest.mark.parametrize(
    ("columns", "options", "words"),
    [
        ({"within": [0.1, 10, 0.1, 0.1]}, {"tolerance": "within"}, ["row 1, column 'within'", "found tolerance 10"]),
        ({"within": [0.1, -1, 0.1, 0.1]}, {"tolerance": "within"}, ["row 1, column 'within'", "-1"]),
        ({"within": ["5%"] * 4}, {"tolerance": "within"}, ["row 0", "frame = hw.clean(frame, 'within')"]),
        ({"basis": ["pounds", None, None, None]}, {"basis": "basis"}, ["row 0, column 'basis'", "percentage_points"]),
        ({"basis": ["pp", "%", None, "number"], "within": [3, None, None, None]},
         {"basis": "basis", "tolerance": "within"}, ["row 3, column 'within'", "found null"]),
        ({"basis": ["band", None, None, None]}, {"basis": "basis"}, ["row 0", "amber_limit", "basis band"]),
        ({"limit": [99.0, None, None, None]}, {"amber_limit": "limit"}, ["row 0, column 'limit'", "better than 100"]),
        ({"limit": [np.nan, np.inf, 31, 79]}, {"amber_limit": "limit"}, ["row 1, column 'limit'"]),
        ({"band": [-1, 0, 0, 0]}, {"dead_band": "band"}, ["row 0, column 'band'", "-1"]),
        ({}, {"tolerance": "Within"}, ["'Within'", "Write tolerance="]),
        ({}, {"amber_limit": 5}, ["amber_limit", "int", "a column"]),
        ({}, {"basis": 5}, ["basis", "a column, or one of relative"]),
        ({}, {"basis": "absolute", "rule": hw.RatingRule()}, ["both basis and rule"]),
        ({"basis": ["pp", None, None, None]}, {"basis": "basis", "rule": hw.RatingRule(tolerance=0.05)},
         ["row 0, column 'tolerance': found nothing, with basis percentage_points"]),
    ],
)  # fmt: skip
def test_a_rule_that_cannot_rate_is_refused_with_its_row(columns, options, words):
    message = refusal(KPIS.assign(**columns), **options)
    assert all(word in message for word in words), message


def test_the_dead_band_of_a_row():
    frame = KPIS.assign(band=[1.0, 0.5, None, 2])
    found = hw.assess(frame, comparators=("target",), dead_band="band")
    assert found.direction.tolist() == ["no_change", "improving", "worsening", "no_change"]
    assert found.direction_reason.fillna("").tolist() == ["within the dead band", "", "", "within the dead band"]


def test_what_intervals_explain_is_no_direction():
    """77.84 to 77.80 within 76.9 to 78.7; and by hand, half-widths of 3 and 4 explain a change of 5."""
    frame = pd.DataFrame({
        "latest": [77.80, 15.0, 15.1, 9.9, 5.0], "previous": [77.84, 10.0, 10.0, 15.0, 4.0],
        "latest_lower": [76.9, 12.0, 12.1, 1.0, None], "latest_upper": [78.7, 99.0, 99.0, 12.9, None],
        "previous_lower": [None, 0.0, 0.0, 11.0, None], "previous_upper": [None, 14.0, 14.0, 99.0, None],
    })  # fmt: skip
    found = hw.assess(frame, comparators=(), polarity="high_is_good")
    assert found.direction.tolist() == ["no_change", "no_change", "improving", "worsening", "improving"]
    assert found.direction_reason.fillna("").tolist() == ["within the intervals"] * 2 + [""] * 3


def test_the_scorecard_rates_and_says_by_the_rule_of_the_row():
    frame = KPIS.assign(within=[0.03, 0.05, 0.10, None], band=[2.0, 0, 0, 0])
    outlook = hw.project(
        pd.DataFrame({"series": "admissions", "period": [f"2024-{m:02d}" for m in range(4, 10)], "value": 104.0}),
        accrual="average", target=100, polarity="low_is_good",
    )  # fmt: skip
    board = hw.Scorecard(frame, comparators=("target",), tolerance="within", dead_band="band", outlook=outlook)
    assert board.frame.target_rating.tolist() == ["red", "amber", "amber", "amber"]
    assert board.frame.forecast_rating.tolist()[0] == "red"  # 104 is within a tenth of 100, not within 3%
    assert outlook.forecast_rating[0] == "amber"
    html = board.table().as_raw_html()
    assert "No clear change" in html and "too small to count" in html


def test_a_frame_without_previous_has_no_directions_and_a_named_one_must_exist():
    frame = KPIS.drop(columns="previous")
    for options in ({}, {"previous": None}):
        found = hw.assess(frame, comparators=("target",), **options)
        assert found.change.isna().all() and set(found.direction) == {"unknown"}
        assert set(found.direction_reason) == {"no previous value"}
        card = hw.Scorecard(frame, comparators=("target",), **options)
        assert "Direction" not in card.table().as_raw_html() and "Previous" not in card.table().as_raw_html()
    message = refusal(frame, previous="Last")
    assert "column 'Last' is not in the frame" in message and "Write previous=" in message


@pytest.mark.parametrize("argument", ["section", "indicator", "period", "latest", "previous", "polarity", "unit",
                                      "accrual", "tolerance", "dead_band", "amber_limit"])  # fmt: skip
def test_a_missing_column_names_its_own_argument(argument):
    with pytest.raises(hw.HeadwayError) as refused:
        hw.Scorecard(KPIS, comparators=("target",), **{argument: "latst"})
    assert "Write " + argument + "='latest'" in str(refused.value) and "comparators" not in str(refused.value)


def test_rows_are_named_by_the_index_of_the_frame_too():
    frame = KPIS.set_index("indicator", drop=False)
    message = refusal(frame.assign(latest=["1", "2", "x", "4"]))
    assert "row 2 (index 'waits'), column 'latest': found str 'x'" in message
    assert "(index" not in refusal(KPIS.assign(latest=["1", "2", "x", "4"]))
    history = pd.DataFrame({"indicator": "waits", "period": ["2024-04"] * 2, "value": 1.0}, index=[70, 71])
    with pytest.raises(hw.HeadwayError, match=r"history, row 1 \(index 71\)"):
        hw.Scorecard(KPIS, comparators=(), history=history)
    with pytest.raises(hw.HeadwayError, match=r"count\[1\] \(index 'b'\)"):
        hw.stats.proportion(pd.Series([1, "x"], index=["a", "b"]), 5)


def test_a_control_chart_tells_noise_from_news():
    """Fourteen months about 50, by hand: moving ranges of 2 give limits of 50 +- 2.66 x 2; then one beyond them."""
    months = [f"{2023 + m // 12}-{m % 12 + 1:02d}" for m in range(5, 20)]
    noise = [49.0, 51.0] * 7
    points = {"steady": [*noise, 49.0], "news": [*noise, 60.0], "short": noise[:5], "bad news": [*noise, 60.0],
              "neither": [*noise, 40.0]}  # fmt: skip
    history = pd.concat([pd.DataFrame({"indicator": name, "period": months[-len(values):], "value": values})
                         for name, values in points.items()])  # fmt: skip
    frame = pd.DataFrame({
        "section": "All", "indicator": ["steady", "news", "bad news", "neither", "short"], "period": "2024-08",
        "previous": 51.0, "latest": [49.0, 60.0, 60.0, 40.0, 49.0],
        "polarity": ["high", "high", "low", "neutral", "high"],
    })  # fmt: skip
    card = hw.Scorecard(frame, comparators=(), history=history, directions="control_chart")
    assert card.frame.direction.tolist() == ["no_change", "improving", "worsening", "decreasing", "worsening"]
    assert card.frame.direction_reason.tolist()[0] == "common cause on its control chart"
    assert card.summary().loc[0, ["improving", "worsening", "no_change"]].tolist() == [1, 2, 1]
    assert "No clear change" in card.table().as_raw_html()
    assert hw.Scorecard(frame, comparators=(), history=history).frame.direction.tolist()[0] == "worsening"
    with pytest.raises(hw.HeadwayError, match="directions: found 'spc'; accepted: 'change' or 'control_chart'"):
        hw.Scorecard(frame, comparators=(), history=history, directions="spc")


def test_an_amount_has_no_default_and_a_word_of_basis_takes_any_tolerance():
    for options in ({"basis": "absolute"}, {"basis": "pp"}):
        assert "tolerance: found none with basis" in refusal(**options)
    assert "rows 0, 1, 2 and 3, column 'tolerance': found null" in refusal(KPIS.assign(basis="pp"), basis="basis")
    assert rated(basis="absolute", tolerance=5) == rated(rule=hw.RatingRule(basis="absolute", tolerance=5))
    assert rated(KPIS.assign(basis="Absolute"), basis="basis", tolerance=5) == rated(basis="absolute", tolerance=5)
    assert rated(basis="per cent", tolerance=0.05) == rated(tolerance=0.05)
    assert "both tolerance and rule" in refusal(tolerance=0.2, rule=hw.RatingRule())


@pytest.mark.parametrize(("lower", "upper"), [(10.0, 20.0), (-np.inf, np.inf), (2.5, 0.5)])
def test_an_interval_that_is_not_of_its_value_is_refused(lower, upper):
    frame = pd.DataFrame({"latest": [1.0], "previous": 2.0, "latest_lower": lower, "latest_upper": upper})
    with pytest.raises(hw.HeadwayError, match="row 0, columns 'latest_lower' and 'latest_upper': found"):
        hw.assess(frame, comparators=(), polarity="high")


def test_noise_is_compared_with_the_move_towards_a_range():
    """By hand: 2 below, then 1.5 above: nearer by 0.5, where sqrt(2.5^2 + 2^2) = 3.2 is explained."""
    frame = pd.DataFrame({
        "latest": [56.5], "previous": 43.0, "latest_lower": 54.0, "latest_upper": 59.0, "previous_lower": 41.0,
        "previous_upper": 45.0, "target": 50.0, "target_lower": 45.0, "target_upper": 55.0,
    })  # fmt: skip
    found = hw.assess(frame, comparators=("target",), polarity="in_range")
    assert (found.direction[0], found.direction_reason[0]) == ("no_change", "within the intervals")


def test_an_amber_limit_beside_a_bound_is_worse_than_it():
    frame = pd.DataFrame({"latest": [1.0], "target": None, "target_lower": 90.0, "target_upper": np.nan, "limit": 97.0})
    with pytest.raises(hw.HeadwayError, match="row 0, column 'limit': found 97, which is better than 90"):
        hw.assess(frame, comparators=("target",), polarity="high", amber_limit="limit", previous=None)


def test_a_cell_that_names_a_row_is_left_as_it_is():
    frame = KPIS.set_index("indicator", drop=False).assign(polarity=["row 1", *KPIS.polarity[1:]])
    assert "row 0 (index 'admissions'), column 'polarity': found \"row 1\"" in refusal(frame)


def test_every_row_that_a_message_names_has_its_label():
    polarity = ["sideways"] * 8 + ["rows 1 and 2, row 3"]
    frame = pd.DataFrame({"latest": 1.0, "target": 1.0, "polarity": polarity},
                         index=[f"E{code}" for code in range(9)])  # fmt: skip
    with pytest.raises(hw.HeadwayError) as refused:
        hw.assess(frame, comparators=("target",))
    first, second = str(refused.value).split("\n")[1:]
    some = ", ".join(f"{row} (index 'E{row}')" for row in range(3))
    assert first.strip().startswith(f"rows {some} and 5 more, column 'polarity'")
    assert second.strip().startswith("row 8 (index 'E8')") and second.count("(index") == 1
    twice = pd.DataFrame({"v": [1.0, 2], "p": [10.0, 20], "se": [1.0, 1], "q": [1, 1]}, index=["a", "b"])
    with pytest.raises(hw.HeadwayError, match=r"^rows 0 \(index 'a'\) and 1 \(index 'b'\), quantile: found 1 twice"):
        hw.stats.slope_index_of_inequality("v", "p", se="se", quantile="q", data=twice)
