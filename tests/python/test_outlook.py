"""Projections in Python: every argument and mistake, the same answers from a frame, what must hold for any series."""

import itertools
import math
import re
from decimal import Decimal

import duckdb
import headway as hw
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from headway import _core
from headway.language.figures import per_cent
from headway.report.outlook_marks import OutlookMarks
from headway.report.year_ends import of_projection
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

NAN = float("nan")
EVENTS = [18, 17, 16, 16, 19, 15]
LEVELS = ["snapshot", "average", "rolling"]
METHODS = [str(method) for method in hw.Method]
ADD_UP = ["ols_cumulative", "completion_ratio", "credibility"]


def flow(values, **options) -> hw.Series:
    return hw.Series(values, **{"start": "2018-04", "accrual": "flow"} | options)


def seasonal(points: int, seed: int = 1) -> list[float]:
    rng = np.random.default_rng(seed)
    return [100 + 30 * math.sin(i * math.pi / 6) + 0.2 * i + rng.uniform(-10, 10) for i in range(points)]


def cumulative(events: list[float], population: float) -> list[float]:
    return list(np.cumsum(events) * 100_000 / population)


# --- worked by hand, and published ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("events", "population", "year_end", "pro_rata", "last_increment"),
    [(EVENTS, 34_647, 581.6, 583.02, 551.25), ([6, 4, 1, 1, 2, 1], 168_200, 15.1, 17.84, 12.52)],
)
def test_the_published_year_ends(events, population, year_end, pro_rata, last_increment) -> None:
    series = hw.Series(cumulative(events, population), start="2024-04", accrual="cumulative")
    found = {m: hw.project_year_end(series, method=m).value for m in ("ols_cumulative", "run_rate", "last_value")}
    assert round(found["ols_cumulative"], 1) == year_end
    assert found["run_rate"] == pytest.approx(pro_rata, abs=0.01)
    assert found["last_value"] == pytest.approx(last_increment, abs=0.05)  # of the printed 8.32 and 8.92
    assert len({round(x, 1) for x in found.values()}) == 3


def test_a_projection_has_all_that_is_needed_to_check_it() -> None:
    p = hw.project_year_end(flow(EVENTS, start="2024-04"), target=194, polarity="low_is_good")
    assert (p.value, p.path) == (pytest.approx(202), pytest.approx([101 / 6] * 6))
    assert (p.reached, p.known, p.remaining) == (101, 6, 6)
    assert (p.method, p.status, p.basis) == (hw.Method.run_rate, hw.Status.projected, "negative_binomial")
    assert isinstance(p.method, hw.Method)
    assert isinstance(p.status, hw.Status)
    assert isinstance(p.polarity, hw.Polarity)
    assert (p.year.label, p.as_at.label, p.level, p.target) == ("2024/25", "2024-09", 0.8, 194)
    assert p.past_error is None
    assert p.past_years == 0
    assert p.lower < p.value < p.upper
    assert 0 < p.probability < 0.5
    assert p.interval(p.level) == (p.lower, p.upper)
    assert "outlook" in p.version
    assert p.series.accrual == "flow"


def test_the_words_of_a_projection() -> None:
    p = hw.project_year_end(flow(seasonal(42)), target=1200, polarity="high_is_good")
    assert repr(p).startswith(f"{p.value:,.0f} (")
    assert "at 80%)" in repr(p)
    assert "chance of target, combination, off by" in repr(p)
    assert "of 3 past years" in repr(p) or "of 1 past year" in repr(p)
    assert "(no interval)" in repr(hw.project_year_end(flow([1.5]), method="run_rate"))
    assert "(at least" in repr(hw.project_year_end(flow(EVENTS), sides="lower"))
    assert "(at most" in repr(hw.project_year_end(flow(EVENTS), sides="upper"))
    assert repr(hw.project_year_end(flow([1.5] * 12))).startswith("18 in 2018/19, which is complete")
    assert repr(hw.project_year_end(flow([]))).startswith("the year: no data.")
    assert repr(hw.project_year_end(flow([1]))).startswith("2018/19: too few points. 1 point is known")
    assert "under 1% chance" in repr(hw.project_year_end(flow(EVENTS), target=110, polarity="low_is_good"))


@pytest.mark.parametrize(
    ("values", "options", "status", "reason"),
    [
        ([], {}, "no data", "Nothing of the year is published."),
        ([None, None], {}, "no data", "Nothing of 2018/19 is published."),
        ([5], {}, "too few points", "1 point is known, 1 of 2018/19."),
        ([1, 2, None, 4, 5], {}, "gap in the year", "A point of 2018/19 is missing"),
        ([1, 2, 3, 4], {"start": "2018-06"}, "late start", "in 2018-06"),
        ([1, None, None, 4], {"accrual": "snapshot"}, "too few points", "More than a quarter"),
        ([1.0] * 12, {}, "complete", "2018/19 is complete."),
    ],
)
def test_too_little_data_is_a_status(values, options: dict, status: str, reason: str) -> None:
    p = hw.project_year_end(flow(values, **options), target=3, polarity="high_is_good")
    assert p.status == status
    assert reason in p.reason
    if status != "complete":
        assert (p.value, p.lower, p.upper, p.probability, p.method) == (None,) * 5
        assert p.path == []
        assert p.forecast_rating() == "not_rated"


def test_a_falling_cumulative_is_reported_and_never_below_what_is_reached() -> None:
    series = flow([100, 90, 80, 70, 60, 50], accrual="cumulative")
    for method in METHODS:
        p = hw.project_year_end(series, method=method)
        if p.value is not None:
            assert p.value >= 50
            assert "The cumulative figure falls at 2018-05." in p.reason


def test_points_to_come_may_be_given_as_missing() -> None:
    known = hw.project_year_end(flow(EVENTS))
    for to_come in (None, NAN):
        p = hw.project_year_end(flow(EVENTS + [to_come] * 6))
        assert (p.value, p.lower, p.upper, p.known, p.as_at) == (known.value, known.lower, known.upper, 6, known.as_at)


# --- arguments -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("method", METHODS)
def test_a_method_is_its_word(method: str) -> None:
    series = flow(seasonal(42))
    assert hw.project_year_end(series, method=method).value == hw.project_year_end(
        series, method=hw.Method(method)
    ).value


@pytest.mark.parametrize(
    "target",
    [
        194, 194.0, Decimal("194"), np.int64(194), np.float32(194), (194, 194), hw.Profile.flat(194),
        hw.Profile.linear(194)
    ],
    ids=lambda target: type(target).__name__,
)
def test_a_target_is_a_number_or_the_way_to_it(target) -> None:
    p = hw.project_year_end(flow(EVENTS), target=target, polarity="low_is_good")
    assert p.target == 194
    assert p.probability == hw.project_year_end(flow(EVENTS), target=194, polarity=hw.Polarity.low_is_good).probability


def test_ranges_half_ranges_and_no_target() -> None:
    series = flow(EVENTS)
    p = hw.project_year_end(series, target=(180, 210), polarity="in_range")
    assert p.target == (180, 210)
    high = hw.project_year_end(series, target=(180, None), polarity="high_is_good").probability
    low = hw.project_year_end(series, target=(None, 210), polarity="low_is_good").probability
    assert p.probability == pytest.approx(high + low - 1)
    for target, polarity in itertools.product(
        (None, NAN, (None, None)), ("high_is_good", "low_is_good", "in_range", "neutral")
    ):
        q = hw.project_year_end(series, target=target, polarity=polarity)
        assert (q.target, q.probability) == (None, None)
    assert hw.project_year_end(series, target=194).probability is None
    assert hw.project_year_end(flow([]), target=hw.Profile.linear(5)).target is None


def test_levels_and_sides() -> None:
    p = hw.project_year_end(flow(EVENTS), level=0.95)
    assert p.interval(0.95) == (p.lower, p.upper)
    narrow = p.interval(0.5)
    assert p.lower < narrow[0] < narrow[1] < p.upper
    lower, upper = hw.project_year_end(flow(EVENTS), sides="lower"), hw.project_year_end(flow(EVENTS), sides="upper")
    assert lower.upper is None
    assert upper.lower is None
    assert (lower.lower, upper.upper) == (p.interval(0.8, sides="lower")[0], p.interval(0.8, sides="upper")[1])
    assert all(math.isfinite(x) for level in (math.nextafter(1, 0), 5e-324) for x in p.interval(level))


def test_bounds_hold_value_path_and_interval() -> None:
    values = [100 - abs(x - 110) / 50 for x in seasonal(42)]
    p = hw.project_year_end(flow(values, accrual="snapshot"), level=0.99, bounds=(0, 100))
    assert p.upper == 100
    assert max(p.path) <= 100
    assert hw.project_year_end(flow(values, accrual="snapshot"), bounds=(None, None)).value is not None
    rising = hw.project_year_end(flow([10, 12, 14, 16, 18, 20]), method="ols", bounds=(0, 20))
    assert rising.value == 90 + 6 * 20
    with pytest.raises(hw.HeadwayError, match="bounds: point 0 is 18.* accepted: figures of 0.* to 16"):
        hw.project_year_end(flow(EVENTS), bounds=(0, 16))
    to_date = hw.project_year_end(flow(np.cumsum(EVENTS), accrual="cumulative"), bounds=(0, 150))
    assert (to_date.value, to_date.path[-1], to_date.upper) == (150, 150, 150)


def test_a_rate_of_a_fixed_population_is_as_uncertain_as_its_events() -> None:
    rates = [round(x * 100_000 / 34_647, 2) for x in EVENTS]
    p = hw.project_year_end(flow(rates), event=100_000 / 34_647)
    q = hw.project_year_end(flow(EVENTS))
    assert p.basis == q.basis == "negative_binomial"
    assert (p.lower, p.upper) == pytest.approx((q.lower * 2.88625, q.upper * 2.88625), rel=1e-3)
    assert hw.project_year_end(flow(rates)).basis == "back_test"


@pytest.mark.parametrize(
    "kind", [list, tuple, np.array, pd.Series, pl.Series, pa.array], ids=lambda kind: kind.__name__
)
def test_denominators_weigh(kind) -> None:
    series = flow([0.5, 0.3, 0.3], accrual="average")
    p = hw.project_year_end(series, denominators=kind([100, 100, 300]))
    assert p.reached == pytest.approx(0.34)  # 170 of 500
    assert p.value == pytest.approx(0.34)
    assert hw.project_year_end(series).value == pytest.approx(1.1 / 3)


def test_denominators_known_ahead_are_not_a_complete_year() -> None:
    rates = [0.5, 0.3, 0.3] + [None] * 9
    p = hw.project_year_end(flow(rates, accrual="average"), denominators=[100, 100, 300] + [300] * 9)
    assert (p.status, p.known, p.remaining) == ("projected", 3, 9)
    assert p.reached == pytest.approx(0.34)


@pytest.mark.parametrize(
    ("arguments", "parts"),
    [
        ({"method": "holt"}, ["method", "'holt'", "run_rate"]),
        ({"method": None}, ["method", "NoneType"]),
        (
            {"method": "completion_ratio", "series": hw.Series([1, 2], start="2024-04", accrual="snapshot")},
            ["snapshot", "flow or cumulative"]
        ),
        ({"method": "credibility", "series": hw.Series([1, 2], start="2024-04", accrual="average")}, ["average"]),
        ({"target": "194"}, ["target", "str '194'"]),
        ({"target": True}, ["target", "bool"]),
        ({"target": math.inf}, ["target", "infinite"]),
        ({"target": (None, -math.inf)}, ["target", "infinite"]),
        ({"target": (1, 2, 3)}, ["target", "3 bounds"]),
        ({"target": (210, 180)}, ["target", "lower bound first"]),
        ({"target": (180, "x")}, ["target[1]", "'x'"]),
        ({"polarity": "hihg"}, ["polarity", '"hihg"', "high_is_good"]),
        ({"polarity": True}, ["polarity", "bool"]),
        ({"level": 0}, ["level", "above 0 and below 1"]),
        ({"level": 1}, ["level", "above 0"]),
        ({"level": 80}, ["level", "80"]),
        ({"level": NAN}, ["level", "nan"]),
        ({"level": None}, ["level"]),
        ({"level": "80%"}, ["level", "'80%'"]),
        ({"level": True}, ["level", "bool"]),
        ({"sides": "left"}, ["sides", "'left'", "both, lower, upper"]),
        ({"sides": None}, ["sides"]),
        ({"bounds": (100, 0)}, ["bounds", "lower bound first"]),
        ({"bounds": 100}, ["bounds", "100", "two numbers"]),
        ({"bounds": (0, 50, 100)}, ["bounds", "two numbers"]),
        ({"bounds": ("0", 100)}, ["bounds[0]", "str '0'"]),
        ({"event": 0}, ["event", "positive"]),
        ({"event": -2}, ["event", "positive"]),
        ({"event": None}, ["event"]),
        ({"event": math.inf}, ["event"]),
        ({"event": "1"}, ["event", "str '1'"]),
        ({"denominators": [1] * 6}, ["denominators", "flow", "average"]),
        (
            {"denominators": [1, 2], "series": hw.Series([1, 2, 3], start="2024-04", accrual="average")},
            ["2 for 3", "one a point"]
        ),
        (
            {"denominators": [], "series": hw.Series([1, 2, 3], start="2024-04", accrual="average")},
            ["0 for 3", "one a point"]
        ),
        (
            {"denominators": [1, -1, 2], "series": hw.Series([1, 2, 3], start="2024-04", accrual="average")},
            ["point 1", "negative"]
        ),
        (
            {"denominators": [1, "2", 3], "series": hw.Series([1, 2, 3], start="2024-04", accrual="average")},
            ["denominators, point 1", "'2'"]
        ),
        (
            {"denominators": [1, math.inf, 3], "series": hw.Series([1, 2, 3], start="2024-04", accrual="average")},
            ["point 1", "infinite"]
        ),
        ({"series": EVENTS}, ["series", "list", "headway.Series"]),
        ({"series": None}, ["series", "NoneType"]),
    ],
    ids=lambda x: next(iter(x)) if isinstance(x, dict) else None,
)
def test_bad_arguments_are_refused(arguments: dict, parts: list[str]) -> None:
    options = dict(arguments)
    series = options.pop("series", flow(EVENTS))
    for call in (hw.project_year_end, hw.backtest):
        with pytest.raises(hw.HeadwayError) as refused:
            call(series, **options)
        for part in parts:
            assert part in str(refused.value)


@pytest.mark.parametrize(
    ("values", "options", "part"),
    [
        ([1, math.inf], {}, "infinite"),
        ([1, "2"], {}, "str '2'"),
        ([1, True], {}, "bool"),
        ([1, 2], {"frequency": "quarter", "start": "2024-05"}, "2024-04"),
        ([1, 2], {"frequency": "year", "start": "2024-05"}, "2024-04"),
    ],
)
def test_a_series_that_cannot_be(values, options: dict, part: str) -> None:
    with pytest.raises(hw.HeadwayError, match=part):
        flow(values, **options)


def test_ratings_of_today_and_of_the_forecast() -> None:
    p = hw.project_year_end(flow(EVENTS), target=hw.Profile.linear(194), polarity="low_is_good")
    assert (p.in_year_rating(), p.forecast_rating()) == ("amber", "amber")
    assert (p.in_year_rating(tolerance=0.01), p.forecast_rating(tolerance=0.01)) == ("red", "red")
    assert p.forecast_rating(rule=hw.RatingRule(basis="absolute", tolerance=8)) == "amber"
    assert p.forecast_rating(rule=hw.RatingRule(basis="absolute", tolerance=7.9)) == "red"
    no_profile = hw.project_year_end(flow(EVENTS), target=194, polarity="low_is_good")
    assert (no_profile.in_year_rating(), no_profile.forecast_rating()) == ("not_rated", "amber")
    level = hw.project_year_end(flow([70, 80, 90], accrual="snapshot"), target=85, polarity="high_is_good")
    assert level.in_year_rating() == "green"
    assert hw.project_year_end(flow(EVENTS), target=194).forecast_rating() == "not_rated"
    assert hw.project_year_end(flow(EVENTS), polarity="low_is_good").forecast_rating() == "not_rated"
    assert hw.project_year_end(flow([]), target=194, polarity="low_is_good").in_year_rating() == "not_rated"


# --- required run rate and back-test -------------------------------------------------------------------------------


def test_a_profile_has_the_year_of_its_series() -> None:
    school = hw.Series([10] * 6, start="2024-09", accrual="flow", calendar="academic")
    past = hw.Series([10] * 12, start="2023-04", accrual="flow")
    for profile in (hw.Profile.linear(120), hw.Profile.seasonal(120, past)):
        with pytest.raises(
            hw.HeadwayError, match=r"found '2024/25 \(from September\)'.*accepted: a year that begins in April"
        ):
            hw.project_year_end(school, target=profile)
        with pytest.raises(hw.HeadwayError, match="accepted: a year that begins in April"):
            hw.required_run_rate(school, profile)
    assert hw.project_year_end(school, target=hw.Profile.linear(120, calendar="academic")).target == 120
    assert hw.project_year_end(school, target=hw.Profile.flat(120)).target == 120


def test_a_relative_target_goes_where_a_number_does() -> None:
    relative = hw.RelativeTarget(-0.10, baseline=("March 2024", 645.6))
    assert hw.project_year_end(flow(EVENTS), target=relative).target == 581.04
    assert hw.required_run_rate(flow(EVENTS), relative) == hw.required_run_rate(flow(EVENTS), 581.04)
    assert hw.required_run_rate(flow(EVENTS), hw.Profile.linear(194)) == 15.5


def test_figures_below_one_keep_two_digits() -> None:
    rate = hw.Series([0.034, 0.038, 0.042], start="2024-04", accrual="snapshot")
    assert repr(hw.project_year_end(rate, method="last_value")).startswith("0.042 (0.0")


def test_that_nothing_has_happened_is_its_own_reason() -> None:
    reason = hw.project_year_end(hw.Series([0] * 66, start="2019-04", accrual="flow")).reason
    assert reason.startswith("auto chose combination: 5 past years")
    assert "no proof that nothing will" in reason and "fewer than three" not in reason


def test_what_each_point_to_come_must_bring() -> None:
    assert hw.required_run_rate(flow(EVENTS), 194) == 15.5
    assert hw.required_run_rate(flow([100, 20]), Decimal(90)) == -3
    assert hw.required_run_rate(flow([10, 20, 30], accrual="snapshot"), 75) == 5
    assert hw.required_run_rate(flow([10, 20, 30], accrual="average"), 18.5) == 18
    for series, target in (
        (flow(EVENTS), None), (flow(EVENTS), NAN), (flow([]), 5), (flow([1] * 12), 5), (flow([1, None, 3]), 5)
    ):
        assert hw.required_run_rate(series, target) is None


@pytest.mark.parametrize(
    ("series", "target", "part"),
    [(flow(EVENTS), "194", "target"), (flow(EVENTS), True, "bool"), (flow(EVENTS), math.inf, "infinite"), (
        flow(EVENTS), -math.inf, "infinite"
    ),
     (EVENTS, 194, "series"), (flow(EVENTS), (180, 194), "target")],
)  # fmt: skip
def test_no_run_rate_to_what_is_no_target(series, target, part: str) -> None:
    with pytest.raises(hw.HeadwayError, match=part):
        hw.required_run_rate(series, target)


def test_a_back_test_as_a_frame() -> None:
    calls = flow([45.5, 29.5, 15, 30, 49.5, 33, 16.5, 45, 54, 36], start="2022-04", frequency="quarter")
    back = hw.backtest(calls, method="run_rate")
    assert len(back) == 2
    assert back.mean_absolute_error == pytest.approx((30 + 21) / 2)
    assert back.covered == (2, 2)
    rows = {
        "year": ["2022/23", "2023/24"], "method": ["run_rate"] * 2, "projected": [150.0, 165.0],
        "lower": pytest.approx([75.0, 99.14], abs=0.005), "upper": pytest.approx([267.12, 230.86], abs=0.005),
        "actual": [120.0, 144.0], "error": [30.0, 21.0], "covered": [True] * 2,
    }  # fmt: skip
    assert back.frame("pyarrow").to_pydict() == rows
    assert back.frame("polars").to_dict(as_series=False) == rows
    assert isinstance(back.frame(), pd.DataFrame)
    assert list(back.frame().columns) == list(rows)
    assert repr(back).splitlines() == [
        "Backtest at point 2 of the year, 2 past years",
        "  2022/23: 150 (75 to 267.1) projected by run_rate, 120 in the end, +30.0",
        "  2023/24: 165 (99.1 to 230.9) projected by run_rate, 144 in the end, +21.0",
        "  the 80% interval held 2 of 2",
    ]
    for kind in ("excel", None, "Pandas"):
        with pytest.raises(hw.HeadwayError, match="pandas, polars, pyarrow"):
            back.frame(kind)


@pytest.mark.parametrize("sides", ["both", "lower", "upper"])
def test_a_back_test_counts_what_its_intervals_held(sides: str) -> None:
    back = hw.backtest(flow(seasonal(102, 4)), method="run_rate", sides=sides)
    frame = back.frame()
    of = frame["covered"].notna().sum()
    assert of >= 4
    assert back.covered == (int(frame["covered"].dropna().astype(bool).sum()), of)
    assert ("interval held" in repr(back)) == (of > 0)
    for row in frame.dropna(subset=["covered"]).itertuples():
        held = (sides == "upper" or row.lower <= row.actual) and (sides == "lower" or row.actual <= row.upper)
        assert row.covered == held


def test_nothing_to_test_on() -> None:
    for series in (flow([]), flow(EVENTS), flow([1.0] * 12), flow([1, None, 3])):
        back = hw.backtest(series)
        assert (len(back), back.covered, back.frame("pyarrow").num_rows) == (0, (0, 0), 0)
        assert "no past year" in repr(back)
        assert list(back.frame().columns)[0] == "year"


# --- frames --------------------------------------------------------------------------------------------------------


def long(series: dict[str, list], start: int = 2018) -> pd.DataFrame:
    """Months from April on, one row a point."""
    rows = [
        {"series": name, "period": f"{start + (m + 3) // 12}-{(m + 3) % 12 + 1:02d}", "value": value}
        for name, values in series.items()
        for m, value in enumerate(values)
    ]
    return pd.DataFrame(rows)


SERIES = {
    "long": seasonal(42, 2), "medium": seasonal(18, 3), "counts": [float(x) for x in EVENTS], "gap": [
        1.0, None, 3.0, 4.0, 5.0
    ],
    "one": [5.0], "whole": [1.5] * 12, "none": [None, None],
}  # fmt: skip
COLUMNS = [
    "value", "lower", "upper", "level", "probability", "probability_reason", "forecast_rating", "method", "status",
    "reason", "past_error", "past_years", "past_error_reason", "reached", "accrual",
]


def table_of(frame) -> pa.Table:
    if isinstance(frame, pd.DataFrame):
        return pa.Table.from_pandas(frame, preserve_index=False)
    if isinstance(frame, pl.DataFrame):
        return frame.to_arrow()
    return frame if isinstance(frame, pa.Table) else frame.to_arrow_table()


@pytest.mark.parametrize("accrual", ["flow", "snapshot", "average", "rolling", "cumulative"])
def test_a_frame_gives_what_the_series_give(accrual: str) -> None:
    result = hw.project(long(SERIES), accrual=accrual, bounds=(0, 1e6), level=0.9)
    assert result["series"].tolist() == list(SERIES)
    for row in table_of(result).to_pylist():
        p = hw.project_year_end(flow(SERIES[row["series"]], accrual=accrual), bounds=(0, 1e6), level=0.9)
        for name in set(COLUMNS) - {"forecast_rating", "past_years", "accrual"}:
            expected = getattr(p, name)
            assert row[name] == (
                None if expected is None else str(expected) if name in ("method", "status") else expected
            ), (row["series"], name)
        assert (row["forecast_rating"], row["accrual"]) == (p.forecast_rating(), accrual)
        assert row["past_years"] == (None if p.value is None else p.past_years)
        assert row["reached"] == p.reached
        assert row["year"] == (p.year.label if p.year else None)


def test_every_kind_of_frame_and_any_order_of_rows() -> None:
    frame = long(SERIES)
    expected = table_of(hw.project(frame, accrual="flow")).to_pydict()
    for kind in (pl.from_pandas(frame), pa.Table.from_pandas(frame), duckdb.from_df(frame)):
        result = hw.project(kind, accrual="flow")
        assert type(result) is type(kind)
        assert table_of(result).to_pydict() == expected
    by_name = {row["series"]: row for row in pa.table(expected).to_pylist()}
    before = frame.copy()
    for seed in range(5):
        shuffled = hw.project(frame.sample(frac=1, random_state=seed), accrual="flow")
        assert {row["series"]: row for row in table_of(shuffled).to_pylist()} == by_name
    pd.testing.assert_frame_equal(frame, before)


def test_columns_may_have_other_names_and_say_more() -> None:
    frame = long({"a": EVENTS, "b": [5.5, 6.5, 7.5]}).rename(columns={"series": "KPI", "period": "month", "value": "n"})
    frame["adds"] = np.where(frame["KPI"] == "a", "flow", "snapshot")
    frame["goal"] = 194.0
    frame["good"] = np.where(frame["KPI"] == "a", "low_is_good", None)
    result = hw.project(
        frame, series="KPI", period="month", value="n", accrual="adds", target="goal", polarity="good",
        method="run_rate"
    )
    a, b = table_of(result).to_pylist()
    assert (a["KPI"], a["value"], a["method"]) == ("a", pytest.approx(202), "run_rate")
    assert a["probability"] == hw.project_year_end(flow(EVENTS), target=194, polarity="low_is_good").probability
    assert (b["KPI"], b["value"], b["probability"]) == ("b", 6.5, None)


def test_the_last_row_says_what_the_target_is_and_ranges_have_two_columns() -> None:
    frame = long({"a": EVENTS})
    frame["target"] = [100.0] * 5 + [194.0]
    one = hw.project(frame, accrual="flow", target="target", polarity="low_is_good")
    assert one["probability"][0] == hw.project_year_end(flow(EVENTS), target=194, polarity="low_is_good").probability
    frame = frame.assign(target=None, target_lower=180.0, target_upper=210.0)
    two = hw.project(frame, accrual="flow", target="target", polarity="in_range")
    assert two["probability"][0] == hw.project_year_end(
        flow(EVENTS), target=(180, 210), polarity="in_range"
    ).probability
    frame["target_lower"] = None
    assert table_of(
        hw.project(frame, accrual="flow", target="target", polarity="in_range")
    ).to_pydict()["probability"] == [None]


def test_denominators_in_a_frame() -> None:
    frame = long({"a": [0.5, 0.3, 0.3], "b": [2.0, 4.0, 6.0]})
    frame["of"] = [100, 100, 300, 1, 1, 1]
    result = hw.project(frame, accrual="average", denominator="of")
    assert result["value"].tolist() == pytest.approx([0.34, 4.0])
    assert hw.project(frame.assign(of=None), accrual="average", denominator="of")["status"].tolist() == ["no data"] * 2
    assert hw.project(  # has none
        frame, accrual="snapshot", denominator="of", method="last_value"
    )["value"].tolist() == pytest.approx([0.3, 6.0])


@pytest.mark.parametrize(
    ("labels", "calendar", "year"),
    [
        (["2023/24 - Q1", "2023/24 - Q2"], "financial", "2023/24"),
        (["Sep 2023 to Dec 2023", "Jan 2024 to Apr 2024"], "academic", "September 2023 - August 2024"),
        (["2024-01", "2024-02", "2024-03"], "calendar", "2024"),
        (["2024-01", "2024-02", "2024-03"], 1, "2024"),
    ],
)
def test_quarters_terms_and_other_years(labels: list[str], calendar, year: str) -> None:
    frame = pd.DataFrame({"series": "a", "period": labels, "value": range(5, 5 + len(labels))})
    row = hw.project(frame, accrual="flow", calendar=calendar).iloc[0]
    assert row["year"] == year or hw.Period.parse(row["year"], calendar) == hw.Period.parse(year, calendar)
    assert row["status"] == "projected"
    per_year = {2: 4, 3: 12}[len(labels)] if "Sep" not in labels[0] else 3
    assert row["value"] == pytest.approx(sum(range(5, 5 + len(labels))) * per_year / len(labels))


def mixed(**columns) -> pd.DataFrame:
    return pd.DataFrame({"series": ["a", "a"], "period": ["2024-04", "2024-05"], "value": [1.0, 2.0]} | columns)


@pytest.mark.parametrize(
    ("frame", "options", "parts"),
    [
        (
            mixed(period=["2024-04", "April 2024"]), {},
            ["row 1", "series 'a'", "again, after row 0", "one row a period"]
        ),
        (mixed(period=["2024-04", "2024/25 - Q2"]), {}, ["row 1", "one frequency a series"]),
        (mixed(period=["2024-04", "soon"]), {}, ["row 1", "'period'", "soon"]),
        (mixed(period=["2024-04", None]), {}, ["row 1", "'period'", "null"]),
        (mixed(series=["a", None]), {}, ["row 1", "'series'", "null"]),
        (mixed(series=[[1], [2]]), {}, ["row 1", "'series'", "list", "text, a number"]),
        (mixed(value=["1", "x"]), {}, ["row 1", "'value'", "'x'"]),
        (mixed(value=[True, False]), {}, ["'value'", "bool"]),
        (mixed(value=[1, math.inf]), {}, ["row 1", "'value'", "infinite"]),
        (mixed(period=["May 2024 to Jul 2024", "Aug 2024 to Oct 2024"]), {}, ["row 0", "April", "quarter"]),
        (mixed(), {"accrual": "adds"}, ["'adds'", "not in the frame"]),
        (mixed(adds=["flow", "level"]), {"accrual": "adds"}, ["row 1", '"level"', "cumulative"]),
        (mixed(adds=["flow", None]), {"accrual": "adds"}, ["row 1", "'adds'", "null"]),
        (mixed(adds=["flow", "snapshot"]), {"accrual": "adds"}, ["row 1", "one accrual a series"]),
        (mixed(), {"target": "goal"}, ["'goal'", "not in the frame"]),
        (mixed(goal=["a", "b"]), {"target": "goal"}, ["'goal'"]),
        (mixed(goal=[1, math.inf]), {"target": "goal"}, ["series 'a'", "target", "infinite"]),
        (mixed(goal=1.0, goal_lower=[3.0, 3.0]), {"target": "goal"}, ["'goal_upper'"]),
        (mixed(goal=1.0, goal_lower=3.0, goal_upper=2.0), {"target": "goal"}, ["series 'a'", "lower bound first"]),
        (mixed(), {"polarity": "good"}, ["'good'", "not in the frame", "Or one for all"]),
        (mixed(good=["so", None]), {"polarity": "good"}, ["row 0", '"so"', "high_is_good"]),
        (mixed(of=[1, -1]), {"accrual": "average", "denominator": "of"}, ["series 'a'", "point 1", "negative"]),
        (mixed(), {"value": "n"}, ["'n'", "not in the frame"]),
        (mixed(), {"method": "magic"}, ["method", "'magic'"]),
        (mixed(), {"method": "credibility", "accrual": "snapshot"}, ["series 'a'", "flow or cumulative"]),
        (mixed(), {"level": 2}, ["level"]),
        (mixed(), {"level": "0.8"}, ["level", "str '0.8'"]),
        (mixed(), {"sides": "left"}, ["sides", "'left'"]),
        (mixed(), {"bounds": (2, 1)}, ["bounds"]),
        (mixed(), {"bounds": 5}, ["bounds"]),
        (mixed(), {"calendar": "lunar"}, ["lunar"]),
        ([1, 2], {}, ["list", "pandas"]),
    ],
    ids=range(32),
)
def test_mistakes_in_a_frame_are_named(frame, options: dict, parts: list[str]) -> None:
    with pytest.raises(hw.HeadwayError) as refused:
        hw.project(frame, **{"accrual": "flow"} | options)
    for part in parts:
        assert part in str(refused.value)


def test_one_infinite_value_is_one_problem() -> None:
    with pytest.raises(hw.HeadwayError) as refused:
        hw.project(mixed(value=[1, math.inf]), accrual="flow")
    assert "problems" not in str(refused.value)


def test_a_frame_without_rows() -> None:
    for empty in (mixed().iloc[:0], mixed().iloc[:0].astype({"series": object, "period": object})):
        result = hw.project(empty, accrual="flow")
        assert len(result) == 0
        assert list(result.columns) == ["series", "year", "as_at", "marks", *COLUMNS]


def test_thousands_of_series() -> None:
    rng = np.random.default_rng(5)
    names = [f"s{i}" for i in range(3000)]
    frame = pd.DataFrame({
        "series": np.repeat(names, 9),
        "period": [f"2024-{m:02d}" for m in range(4, 13)] * 3000,
        "value": rng.poisson(20, 27_000),
    })
    result = hw.project(frame, accrual="flow")
    assert result["series"].tolist() == names
    assert result["value"].tolist() == pytest.approx(
        (frame["value"].to_numpy().reshape(-1, 9).sum(1) * 12 / 9).tolist()
    )
    assert (result["lower"] < result["upper"]).all()
    pd.testing.assert_frame_equal(result, hw.project(frame, accrual="flow"))


def test_series_too_short_for_errors_of_their_own_take_those_of_others() -> None:
    lenders = {f"s{i}": seasonal(42, i) for i in range(5)}
    short = {"short": [x + 0.5 for x in EVENTS]}
    alone = hw.project(long(short), accrual="flow")
    among = hw.project(long(lenders | short), accrual="flow").iloc[[5]]
    assert not alone["reason"].str.contains("similar series").any()
    assert among["lower"].iloc[0] < among["value"].iloc[0] == alone["value"].iloc[0] < among["upper"].iloc[0]
    assert "errors of 5 similar series" in among["reason"].iloc[0]


# --- what must hold for any series ---------------------------------------------------------------------------------

amounts = st.floats(min_value=0.5, max_value=999, width=32)
runs = st.lists(amounts, min_size=3, max_size=60)
whole = st.lists(st.integers(min_value=0, max_value=500), min_size=3, max_size=11)
accruals = st.sampled_from(["snapshot", "flow", "cumulative", "average", "rolling"])
methods = st.sampled_from(METHODS)


@given(runs, accruals, methods)
def test_a_complete_year_is_itself(values, accrual, method) -> None:
    assume(accrual not in LEVELS or method not in ADD_UP)
    values = (values * 12)[: len(values) // 12 * 12 + 12]
    p = hw.project_year_end(flow(values, accrual=accrual), method=method, target=250, polarity="high_is_good")
    assume(p.status != "units in doubt")
    year = values[-12:]
    truth = {"flow": sum(year), "average": sum(year) / 12}.get(accrual, values[-1])
    assert p.status == "complete"
    assert p.value == pytest.approx(truth)
    assert p.lower == p.upper == p.value
    assert p.probability in (0, 1)


@given(runs, accruals, methods, st.sampled_from([0.125, 2, 1024]))
def test_scaling_scales(values, accrual, method, factor) -> None:
    assume(accrual not in LEVELS or method not in ADD_UP)
    series = [flow([v * f for v in values], accrual=accrual) for f in (1, factor)]
    one, other = (hw.project_year_end(s, method=method, bounds=(0, None)) for s in series)
    assume({one.basis, other.basis}.isdisjoint({"negative_binomial"}))  # whose event is one, whatever the unit
    assume("units in doubt" not in (one.status, other.status))  # which is of the size of figures
    assert one.status == other.status
    for name in ("value", "lower", "upper", "past_error"):
        a, b = getattr(one, name), getattr(other, name)
        assert (a is None) == (b is None)
        if a is not None:
            assert b == pytest.approx(a * factor, rel=1e-6, abs=1e-7 * factor)


@given(runs, st.sampled_from(LEVELS), methods, st.integers(min_value=-2000, max_value=2000))
def test_shifting_a_level_shifts(values, accrual, method, shift) -> None:
    assume(method not in ADD_UP)
    values = [round(v) + 0.5 for v in values]  # no counts, which stay above 0
    one, other = (
        hw.project_year_end(flow([v + s for v in values], accrual=accrual), method=method) for s in (0, shift)
    )
    assert one.status == other.status
    for name in ("value", "lower", "upper"):
        a, b = getattr(one, name), getattr(other, name)
        assert (a is None) == (b is None)
        if a is not None and "never off" in one.reason:
            continue  # a hundredth of the level, whatever that is, is left open
        if a is not None and method != "combination" and one.method != "combination":
            assert b == pytest.approx(a + shift, abs=1e-5)
        elif a is not None and name == "value":
            assert b == pytest.approx(a + shift, rel=1e-4, abs=0.05)


@given(whole, accruals, st.lists(st.integers(min_value=0, max_value=9000), min_size=2, max_size=2))
def test_the_chance_is_monotone_in_the_target(values, accrual, targets) -> None:
    series = flow(np.cumsum(values) if accrual == "cumulative" else values, accrual=accrual)
    near, far = sorted(targets)

    def chance(target, polarity):
        return hw.project_year_end(series, target=target, polarity=polarity).probability

    if chance(near, "high_is_good") is None:
        assert hw.project_year_end(series).lower is None
        return
    assert 1 >= chance(near, "high_is_good") >= chance(far, "high_is_good") >= 0
    assert 0 <= chance(near, "low_is_good") <= chance(far, "low_is_good") <= 1
    if near < far:
        assert 0 <= chance((near, (near + far) / 2), "in_range") <= chance((near, far), "in_range") + 1e-12 <= 1 + 1e-9


def test_a_range_of_one_number_has_no_chance_but_of_a_fact_or_a_count() -> None:
    level = flow(seasonal(42), accrual="snapshot")
    assert hw.project_year_end(level, target=(100, 120), polarity="in_range").probability is not None
    assert hw.project_year_end(level, target=110, polarity="in_range").probability is None
    assert 0 < hw.project_year_end(flow(EVENTS), target=202, polarity="in_range").probability < 0.1


@given(whole, st.floats(min_value=0.01, max_value=0.99), st.floats(min_value=0.01, max_value=0.99))
def test_a_higher_level_is_never_narrower(values, one, other) -> None:
    p = hw.project_year_end(flow(values))
    narrow, wide = (p.interval(level) for level in sorted((one, other)))
    assert wide[0] <= narrow[0] <= narrow[1] <= wide[1]
    assert wide[0] >= sum(values)


@given(st.floats(min_value=1, max_value=1e6, width=32), st.integers(min_value=0, max_value=3))
def test_more_months_of_a_noiseless_series_never_widen_it(level, years) -> None:
    widths = []
    for known in range(3, 13):
        p = hw.project_year_end(flow([round(level)] * (12 * years + known)))
        assert p.value == pytest.approx(12 * round(level))
        widths.append(p.upper - p.lower)
    assert all(later <= earlier for earlier, later in itertools.pairwise(widths))


@given(st.lists(amounts, min_size=13, max_size=60))
def test_identities_of_seasonal_projections(values) -> None:
    assume(len(values) % 12)
    series = flow(values)

    def year_end(method):
        return hw.project_year_end(series, method=method).value

    assert year_end("seasonal_naive") == pytest.approx(sum(values[-12:]))
    if len(values) < 24:
        k = len(values) - 12
        ratio = sum(values[12:]) * sum(values[:12]) / sum(values[:k])
        share = sum(values[:k]) / sum(values[:12])
        assert year_end("seasonal_naive_growth") == pytest.approx(ratio)
        assert year_end("completion_ratio") == pytest.approx(ratio)
        assert year_end("credibility") == pytest.approx(share * ratio + (1 - share) * sum(values[-12:]))


@settings(max_examples=60)
@given(st.lists(st.one_of(st.none(), st.floats(allow_nan=True, allow_infinity=False)), max_size=40), accruals, methods)
def test_any_figures_are_answered_in_words_and_numbers(values, accrual, method) -> None:
    assume(accrual not in LEVELS or method not in ADD_UP)
    p = hw.project_year_end(flow(values, accrual=accrual), method=method, target=1, polarity="in_range")
    assert p.reason
    assert repr(p)
    assert (p.value is not None) == (p.status in ("projected", "complete"))
    for number in (p.value, p.lower, p.upper, p.probability, *p.path):
        assert number is None or math.isfinite(number)
    repr(p.backtest())


@given(st.lists(
    st.tuples(st.sampled_from("abc"), st.integers(min_value=0, max_value=30)), unique=True, min_size=1, max_size=40
), st.randoms())
def test_the_order_of_rows_changes_nothing(points, random) -> None:
    rows = [(name, f"{2020 + m // 12}-{m % 12 + 1:02d}", float(m * 7 % 13)) for name, m in points]
    shuffled = random.sample(rows, len(rows))
    results = [hw.project(
        pa.table(dict(zip(("series", "period", "value"), map(list, zip(*r, strict=True)), strict=True))),
        accrual="snapshot"
    ) for r in (rows, shuffled)]
    one, other = ({row["series"]: row for row in result.to_pylist()} for result in results)
    assert one == other


@pytest.mark.parametrize("enum", [hw.Method, hw.Status])
def test_python_and_cpp_have_the_same_words(enum) -> None:
    words = _core.vocabularies()[{"Method": "method", "Status": "status"}[enum.__name__]]
    assert [str(member) for member in enum] == words


def test_a_year_to_date_without_its_first_months_is_known() -> None:
    """The two figures that were published: what came before them is in them."""
    published = hw.Series([248.22, 291.51], start="2024-08", accrual="cumulative")
    projected = hw.project_year_end(published)
    assert (projected.method, projected.basis) == ("run_rate", "back_test")
    assert projected.value == pytest.approx(583.02, abs=0.005)
    refused = hw.project_year_end(published, method="ols_cumulative")
    assert refused.status == "too few points"
    assert "ols_cumulative needs three points of this year, all published" in refused.reason


def test_a_year_to_date_at_year_end_is_a_fact_whatever_is_missing_before() -> None:
    complete = hw.project_year_end(hw.Series([None] * 11 + [560], start="2023-04", accrual="cumulative"))
    assert (complete.status, complete.value, complete.lower, complete.upper) == ("complete", 560, 560, 560)


def test_an_average_with_denominators_has_an_interval_from_the_errors_of_its_ratios() -> None:
    """Equal denominators are none: value and interval are those of the plain mean."""
    values = [80 + (7 * i) % 11 for i in range(41)]
    plain = hw.project_year_end(hw.Series(values, start="2021-04", accrual="average"))
    weighted = hw.project_year_end(hw.Series(values, start="2021-04", accrual="average"), denominators=[50] * 41)
    assert weighted.basis == plain.basis == "back_test"
    assert weighted.upper - weighted.lower == pytest.approx(plain.upper - plain.lower)
    assert weighted.value == pytest.approx(plain.value, rel=0.01)


def test_a_misspelt_accrual_is_told_apart_from_a_missing_column() -> None:
    frame = pd.DataFrame({"series": ["a"], "period": ["2024-04"], "value": [1]})
    with pytest.raises(
        hw.HeadwayError, match="'flows' is not in the frame.*accrual is a column or one of snapshot, flow"
    ):
        hw.project(frame, accrual="flows")


def test_a_frame_says_what_one_event_adds() -> None:
    events, added = [18, 17, 16, 16, 19, 15], 100_000 / 34_647
    rates = np.cumsum(events) * added
    frame = pd.DataFrame(
        {"series": "older", "period": [f"2024-{m:02d}" for m in range(4, 10)], "value": rates, "adds": added}
    )
    one = hw.project_year_end(hw.Series(rates, start="2024-04", accrual="cumulative"), event=added)
    row = hw.project(frame, accrual="cumulative", event="adds").iloc[0]
    assert (row.value, row.lower, row.upper) == pytest.approx((one.value, one.lower, one.upper))
    assert hw.project(frame, accrual="cumulative").lower.iloc[0] > row.lower  # by its errors alone


def test_a_profile_without_a_value_for_the_month_rates_nothing() -> None:
    quarters = hw.Series([1, 2, 3, 4], start="2022/23 - Q1", accrual="flow", frequency="quarter")
    months = hw.Series([1, 2, 3, 4, 5], start="2024-04", accrual="flow")
    p = hw.project_year_end(months, target=hw.Profile.seasonal(30, quarters), polarity="high_is_good")
    assert p.in_year_rating() == "not_rated"


def test_a_target_without_a_polarity_says_so() -> None:
    series = hw.Series([18, 17, 16, 16, 19, 15], start="2024-04", accrual="flow")
    assert "no chance of target without a polarity" in repr(hw.project_year_end(series, target=194))


# In words


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (0.0, "0%"), (1e-9, "under 1%"), (0.007, "under 1%"), (0.00999, "under 1%"), (0.01, "1%"), (0.014, "1%"),
        (0.016, "2%"), (0.5, "50%"), (0.984, "98%"), (0.99, "99%"), (0.9901, "over 99%"), (0.9999999, "over 99%"),
        (1.0, "100%"), (1.2, "120%"), (-0.12, "\u221212%"), (-0.001, "0%"),
    ],
)  # fmt: skip
def test_what_is_not_certain_is_never_0_or_100_per_cent(share, words):
    assert per_cent(share) == words


def test_a_chance_is_written_in_one_way_wherever_it_is_said():
    values = [95 + 2 * math.sin(i) for i in range(40)]
    series = hw.Series(values, start="2021-04", accrual="snapshot")
    targets = [target for target in np.arange(97, 101, 0.05) if 0.005 < hw.project_year_end(
        series, target=target, polarity="high_is_good").probability < 0.0095]  # fmt: skip
    assert targets, "no target whose chance would round to 1%"
    outlook = hw.project_year_end(series, target=targets[0], polarity="high_is_good")
    assert f"{outlook.probability:.0%}" == "1%"
    assert "under 1% chance of target" in repr(outlook)
    assert "under 1% chance of meeting it" in outlook.picture().finding()
    assert "The chance of meeting the target is under 1%." in outlook.describe()
    marks = OutlookMarks(of_projection(outlook), rule=hw.RatingRule(), places=1, unit=None)
    assert "under 1%" in str(marks.chance())


@given(
    st.lists(st.integers(1, 99), min_size=12, max_size=12), st.integers(1, 11), st.sampled_from([1, 10, 100, 1000]),
    st.sampled_from(["flow", "average", "snapshot"]), st.sampled_from(["auto", "run_rate", "seasonal_naive"]),
    st.sampled_from([None, "%", "GBP"]),
)  # fmt: skip
@example([13, 22, 71, 5, 38, 64, 9, 47, 86, 31, 55, 3], 5, 10, "average", "seasonal_naive", "%")
def test_what_is_left_of_binary_rounding_is_said_nowhere(year, known, per, accrual, method, unit) -> None:
    """The same year again and again, which some methods hit but for the last bits."""
    values = [amount / per for amount in year]
    series = hw.Series([*values * 3, *values[:known]], start="2020-04", accrual=accrual)
    outlook = hw.project_year_end(series, method=method, target=40, polarity="low_is_good")
    past = hw.backtest(series, method=method)
    cell = OutlookMarks(of_projection(outlook), rule=hw.RatingRule(), places=1, unit=unit).year_end(None)
    for said in (repr(outlook), repr(past), outlook.describe(unit=unit), past.describe(unit=unit), str(cell)):
        assert not re.search(r"\de-\d|\D0\.0{6}|[-+]0\.0(?!\d)", said), said


@given(st.integers(0, 11), st.integers(1, 11), st.integers(1, 3), st.sampled_from([0.5, 0.8, 0.95]))
@example(3, 11, 1, 0.8)
def test_a_projection_of_counts_lies_within_its_interval(month, known, events, level) -> None:
    """One event in eleven months is 1.1 in the year: within 1 to 2, where 1 to 1 would be certain of it."""
    values = [events if i == month else 0 for i in range(known)]
    p = hw.project_year_end(hw.Series(values, start="2024-04", accrual="flow"), level=level)
    if p.value is not None:
        assert p.lower <= p.value <= p.upper
        assert p.interval(level, sides="upper")[1] >= p.value >= p.interval(level, sides="lower")[0]


@pytest.mark.parametrize("method", ["ols", "theil_sen", "anchored_slope"])
def test_an_interval_is_no_surer_than_the_methods_own_past_years(method) -> None:
    """Past years of 24 and 18 in a few clumps, and two empty months."""
    past = [0, 0, 6, 0, 0, 9, 0, 0, 9, 0, 0, 0, 0, 9, 0, 0, 0, 0, 9, 0, 0, 0, 0, 0]
    p = hw.project_year_end(hw.Series([*past, 0, 0], start="2022-04", accrual="flow"), method=method, target=5,
                            polarity="low_is_good")  # fmt: skip
    assert p.past_error > 8 and p.basis == "back_test"
    assert p.upper - p.lower > 0.7 * p.past_error
    assert p.probability < 0.9


TOTALS = "as running totals do: were they cumulative"
AMOUNTS = "they look like amounts"


@pytest.mark.parametrize(
    ("values", "accrual", "said"),
    [
        ([10, 20, 31, 40, 52, 60, 71, 80, 91, 100, 110, 120] * 2 + [10, 21, 30], "flow", TOTALS),
        ([10, 20, 31, 40], "flow", TOTALS),
        ([10, 20, 31], "flow", ""),
        ([10, 11, 12, 13], "flow", ""),
        ([10, 12, 15, 19, 24, 30], "flow", ""),
        ([3, 5, 4, 6, 5, 7] * 4 + [3, 5], "flow", ""),
        ([10, 20, 31, 40, 52, 60, 71, 80, 91, 100, 110, 120] * 2 + [10, 21, 30], "cumulative", ""),
        ([10 + i for i in range(20)], "cumulative", AMOUNTS),
        ([10, 11, 12, 13], "cumulative", ""),
        ([10, 20, 31, 40], "snapshot", ""),
        ([10, 20, 31, 40, 52, 60, 71, 80, 91, 100, 110, 120] * 2 + [10, 21, 30], "snapshot", TOTALS),
        ([10, 20, 31, 40, 52, 60, 71, 80, 91, 100, 110, 120] * 2 + [10, 21, 30], "average", TOTALS),
        ([60, 61, 62, 62, 63, 64, 64, 65, 66, 67, 68, 69] * 2 + [60, 61, 62], "snapshot", ""),
    ],
)
def test_figures_that_add_up_in_another_way_say_so(values, accrual, said) -> None:
    reason = hw.project_year_end(hw.Series(values, start="2022-04", accrual=accrual)).reason
    assert (said in reason) if said else (TOTALS not in reason and AMOUNTS not in reason)
