"""Units stay with their figures: as cells and headings have them, into ratings, directions, years and sums."""

import re
from typing import Any

import headway as hw
import pandas as pd
import polars as pl
import pytest

MONTHS = pd.period_range("2021-04", periods=42, freq="M").strftime("%b-%y")


def sheet(**columns: Any) -> pd.DataFrame:
    rows = max(len(column) for column in columns.values() if isinstance(column, list))
    return pd.DataFrame({"D": "A", "M": [f"m{row}" for row in range(rows)], "Q": "Sep-24", "G": "High", **columns})


def board(frame: Any, latest: str = "L", target: str = "T", **given: Any) -> hw.Scorecard:
    given = {"previous": None, "comparators": (target,), "polarity": "G"} | given
    return hw.Scorecard(frame, section="D", indicator="M", period="Q", latest=latest, **given)


def rated(card: hw.Scorecard, target: str = "T") -> list[tuple[str, str | None]]:
    frame = card.frame
    reasons = [None if pd.isna(reason) else reason for reason in frame[f"{target}_reason"]]
    return list(zip(frame[f"{target}_rating"], reasons, strict=True))


# --- what clean keeps ----------------------------------------------------------------------------------------------


def test_a_frame_keeps_the_units_of_its_cells_and_headings() -> None:
    given = {"Actual (£k)": ["£1.2m", "350", "£350", "12%"], "Rate": ["72.3%", "0.72", "n/a", "5pp"], "n": [1, 2, 3, 4]}
    for frame in (pd.DataFrame(given), pl.DataFrame(given)):
        done = hw.clean(frame, ["Actual (£k)", "Rate", "n"])
        assert list(done["Actual (£k)"])[:2] == [1200, 350] and list(done["Actual (£k)_unit"])[:2] == ["£k", "£k"]
        assert list(done["Actual (£k)_status"])[2] == "unread" and list(done["Actual (£k)_text"])[2] == "£350"
        assert list(done["Rate_unit"])[0] == "%" and list(done["Rate_unit"])[3] == "pp"
        assert not any(str(name).startswith("n_") for name in done.columns)


def test_a_column_is_given_in_the_unit_of_its_heading_and_says_so() -> None:
    done = hw.clean(pd.Series(["£1.2m", "350"], name="Actual (£k)"))
    assert done.value.tolist() == [1200, 350] and done.unit.tolist() == ["£k", "£k"]
    assert "in £k, as the heading has it" in done.changes
    assert hw.clean(["£1.2m", "350"]).value.tolist() == [1_200_000, 350]
    with pytest.raises(hw.HeadwayError, match="names thousands and millions"):
        hw.clean(pd.Series(["5"], name="£k or £m"))


# --- ratings -------------------------------------------------------------------------------------------------------


def test_money_in_a_column_is_rated_in_the_unit_of_its_heading() -> None:
    frame = sheet(**{"Actual (£k)": ["£1.2m", "350"], "Budget (£k)": ["1,300", "£0.3m"], "G": "Low"})
    cleaned = hw.clean(frame, ["Actual (£k)", "Budget (£k)"])
    card = board(cleaned, "Actual (£k)", "Budget (£k)")
    assert rated(card, "Budget (£k)") == [("green", None), ("red", None)]


@pytest.mark.parametrize(
    ("latest", "target", "unit", "reason"),
    [
        ("0.735", "75%", None, "units in doubt"),
        ("0.735", "75", "%", "units in doubt"),
        ("0.735", "75", "% of cases", "units in doubt"),
        ("0.735", "75", None, "units in doubt"),
        ("73.5", "0.75", "%", "units in doubt"),
        ("1,250,000", "1,100", "£k", "units in doubt"),
        ("1.25", "1,100,000", "£", "units in doubt"),
        ("£1.25m", "1,100", None, "units in doubt"),
        ("£1.25m", "75%", None, "units differ"),
        ("3 weeks", "21 days", None, "units differ"),
        ("73.5%", "75%", None, None),
        ("73.5", "75%", None, None),
        ("0.4%", "9", None, None),
        ("0.4%", "9%", "%", None),
        ("£1.25m", "£1.1m", "£", None),
        ("3 days", "2 days", None, None),
        ("1", "75", None, None),
        ("0", "75", "%", None),
        ("0.735", "75", "days", None),
        ("0.735", ">=75%", None, "units in doubt"),
    ],
)
def test_figures_that_may_be_in_two_units_are_not_rated(
    latest: str, target: str, unit: str | None, reason: str | None
) -> None:
    frame = hw.clean(sheet(L=[latest], T=[target], P=[latest]), ["L", "T", "P"])
    if unit:
        frame["unit"] = unit
    ((rating, why),) = rated(card := board(frame))
    assert why == reason and (rating == "not_rated") == (reason is not None)
    assert pd.isna(card.frame["T_gap"][0]) or reason is None
    assert card.summary()[["green", "amber", "red"]].to_numpy().sum() == (reason is None)
    if reason is not None and "T_lower" not in frame:
        assert card.frame["doubts"][0] and card.frame["doubts"][0] in repr(card)


RANGES = [  # latest, lower, upper, and whether their units are in doubt
    (35.0, 0.5, 40.0, False), (3.0, 0.05, 3.64, False), (45.0, 0.5, 40.0, False), (0.3, -50.0, 50.0, False),
    (0.5, 0.5, 40.0, False), (0.05, 40.0, 50.0, False), (35.0, 0.1, 0.95, True), (35.0, 0.5, 0.9, True),
    (0.45, 40.0, 50.0, True), (0.9, 60.0, 80.0, True),
]  # fmt: skip


@pytest.mark.parametrize(("latest", "lower", "upper", "doubt"), RANGES)
def test_a_range_is_in_another_unit_only_by_what_of_it_is_nearest(
    latest: float, lower: float, upper: float, doubt: bool
) -> None:
    frame = sheet(L=[latest], T=[float("nan")], T_lower=[lower], T_upper=[upper], G=["in range"])
    ((rating, why),) = rated(board(frame))
    alone = "units in doubt" if doubt else hw.rate(latest, (lower, upper), "in range")
    assert (why if doubt else rating) == alone
    months = pd.DataFrame({"series": "a", "period": MONTHS[:30], "value": latest})
    ahead = hw.project(months, accrual="snapshot", target={"a": (lower, upper)}, polarity="in range")
    assert (ahead.probability_reason[0] == "units in doubt") == doubt


def test_who_knows_better_says_the_unit_of_each() -> None:
    frame = sheet(L=[0.4], T=[9.0], unit=["%"])
    assert rated(board(frame)) == [("not_rated", "units in doubt")]
    assert rated(board(frame.assign(L_unit="%", T_unit="%"))) == [("red", None)]


def test_headings_of_two_units_are_not_compared() -> None:
    frame = sheet(**{"Actual (£k)": [1200.0], "Target (£m)": [1.3]})
    assert rated(board(frame, "Actual (£k)", "Target (£m)"), "Target (£m)") == [("not_rated", "units differ")]


def test_a_direction_from_another_unit_is_none() -> None:
    frame = sheet(L=[0.735, 73.5], P=[72.0, 72.0], T=[75.0, 75.0], unit="%")
    card = board(frame, previous="P")
    assert card.frame["direction"].tolist() == ["unknown", "improving"]
    assert card.frame["direction_reason"][0] == "units in doubt" and pd.isna(card.frame["change"][0])
    told = hw.assess(frame, latest="L", previous="P", comparators=("T",), polarity="G")
    assert told["T_reason"][0] == "units in doubt"


def test_a_row_has_the_unit_of_its_own_cell() -> None:
    frame = hw.clean(sheet(L=["£1.2m", "85%"], T=["£1.1m", "90%"], unit=["£k", "% of calls"]), ["L", "T"])
    card = board(frame)
    page = card._repr_html_()
    assert "£1,200,000" in page and "£1,200,000k" not in page and "% of calls" in page


# --- the rest of a year --------------------------------------------------------------------------------------------


def test_an_outlook_silences_no_doubt() -> None:
    history = pd.DataFrame({"s": "m0", "m": MONTHS, "v": [73.0 + i % 3 for i in range(42)]})
    outlook = hw.project(history, series="s", period="m", value="v", accrual="average", target=75, polarity="High")
    frame = sheet(L=[0.735], T=[75.0], P=[72.0], unit="%")
    for given in ({}, {"outlook": outlook}):
        card = board(frame, previous="P", **given)
        assert rated(card) == [("not_rated", "units in doubt")]
        assert "looks like a share of 1 among percentages" in card.frame["doubts"][0]


@pytest.mark.parametrize("text", [False, True])
def test_a_history_of_per_cents_and_shares_is_not_projected(text: bool) -> None:
    values = [73.0 + i % 3 for i in range(36)] + [0.72, 0.73, 0.74, 0.75, 0.72, 0.735]
    history = pd.DataFrame({"s": "R", "m": MONTHS, "v": values})
    verb = {"series": "s", "period": "m", "value": "v", "accrual": "average", "target": 75, "polarity": "High"}
    if text:
        written = [f"{value}%" if value > 1 else value for value in values]
        found = "rows 36 and 40, 'R', column 'v': found 0.72 without a unit, where row"
        with pytest.raises(hw.HeadwayError, match=found):
            hw.project(hw.clean(history.assign(v=written), "v"), **verb)
        return
    row = hw.project(history, **verb).iloc[0]
    assert pd.isna(row["value"]) and row["status"] == "units in doubt" and row["forecast_rating"] == "not_rated"
    assert "6 of 42 figures are at most 1, as 0.72 in Apr 2024" in row["reason"]
    series = hw.Series(values, start="2021-04", accrual="average")
    assert hw.project_year_end(series, target=75, polarity="High").status == hw.Status.units_in_doubt


def test_shares_against_a_percentage_have_no_chance_and_no_rating() -> None:
    history = pd.DataFrame({"s": "R", "m": MONTHS, "v": [0.73 + i % 3 / 100 for i in range(42)]})
    verb = {"series": "s", "period": "m", "value": "v", "accrual": "average", "polarity": "High"}
    row = hw.project(history, target=75, **verb).iloc[0]
    assert row["forecast_rating"] == "not_rated" and pd.isna(row["probability"])
    assert row["probability_reason"] == "units in doubt" and row["value"] == pytest.approx(0.74, abs=0.02)
    assert hw.project(history, target=0.7, **verb)["forecast_rating"][0] == "green"
    card = board(sheet(M=["R"], L=[73.5], T=[75.0], unit="%"), outlook=hw.project(history, target=75, **verb))
    assert card.frame["forecast_rating"][0] == "not_rated"


def test_percentages_are_not_summed() -> None:
    history = pd.DataFrame({"s": "Calls", "m": MONTHS, "v": [f"{70 + i % 5}.1%" for i in range(42)]})
    cleaned = hw.clean(history, "v")
    verb = {"series": "s", "period": "m", "value": "v", "target": 85, "polarity": "High"}
    with pytest.raises(hw.HeadwayError, match=re.escape("percentages, which would be summed over the year (accrual")):
        hw.project(cleaned, accrual="flow", **verb)
    assert hw.project(cleaned, accrual="average", **verb)["value"][0] == pytest.approx(72, abs=2)
    summed = hw.project(cleaned.drop(columns="v_unit"), accrual="flow", **verb)
    frame = hw.clean(sheet(M=["Calls"], L=["74.1%"], T=["85%"]), ["L", "T"])
    with pytest.raises(hw.HeadwayError, match="found percentages that were added up over the year"):
        board(frame, outlook=summed)


def test_a_target_of_another_unit_is_refused() -> None:
    history = hw.clean(
        pd.DataFrame({"s": "R", "m": MONTHS, "v": [f"{70 + i % 5}%" for i in range(42)], "T": "£75"}), ["v", "T"]
    )
    with pytest.raises(hw.HeadwayError, match="found a target in £, but column 'v' in %"):
        hw.project(history, series="s", period="m", value="v", accrual="average", target="T", polarity="High")


def test_costs_of_two_units_are_not_appraised() -> None:
    frame = pd.DataFrame({"year": ["2024/25", "2025/26"], "cost": ["£1.2m", "0.5"], "benefit": [2.0, 3.0]})
    with pytest.raises(hw.HeadwayError, match=re.escape("frame = hw.clean(frame, 'cost')")):
        hw.appraise(frame, year="year")
    with pytest.raises(hw.HeadwayError, match="row 1, column 'cost': found 0.5 without a unit, where row 0 has"):
        hw.appraise(hw.clean(frame, "cost"), year="year")
    several = pd.DataFrame({"cost (£k)": [1200.0, 500], "benefit (£m)": [2.0, 3.0]})
    with pytest.raises(hw.HeadwayError, match="found figures in £m, but £k in column 'cost"):
        hw.appraise(several, cost="cost (£k)", benefit="benefit (£m)")


# --- tolerances ----------------------------------------------------------------------------------------------------


def test_a_tolerance_is_read_with_its_unit() -> None:
    frame = sheet(L=[69.0, 105, 86, 60], T=[75.0, 100, 100, 75], G=["High", "Low", "High", "High"],
                  Tol=["5pp", "10%", None, "n/a"])  # fmt: skip
    with pytest.raises(hw.HeadwayError, match=re.escape("frame = hw.clean(frame, 'Tol')")):
        board(frame, tolerance="Tol")
    card = board(hw.clean(frame, "Tol"), tolerance="Tol")
    assert [rating for rating, _ in rated(card)] == ["red", "amber", "red", "red"]  # 6 points, 5%, 14%, 20%
    within = board(hw.clean(frame.assign(L=[70.0, 110, 91, 70]), "Tol"), tolerance="Tol")
    assert [rating for rating, _ in rated(within)] == ["amber"] * 4


@pytest.mark.parametrize(
    ("tolerance", "given", "message"),
    [
        ("five", {}, "found no number but unread"),
        ("<5", {}, "found no number but bound"),
        ("5 days", {}, "found a tolerance in 'days'"),
        ("5pp", {"basis": "relative"}, "found a tolerance in 'pp', with basis relative"),
        ("5%", {"basis": "absolute"}, "found a tolerance in '%', with basis absolute"),
        (0.05, {"basis": "percentage points"}, "found 0.05 percentage points beside a comparator of 95; accepted: 5,"),
    ],
)
def test_a_tolerance_that_is_not_understood_is_refused(tolerance: Any, given: dict[str, Any], message: str) -> None:
    frame = hw.clean(sheet(L=[94.0], T=[95.0], Tol=[tolerance]), "Tol")
    with pytest.raises(hw.HeadwayError, match=message):
        board(frame, tolerance="Tol", **given)


def test_points_are_points_however_they_are_said() -> None:
    for tolerance, given in (("5%", {"basis": "percentage points"}), ("5pp", {}), (5.0, {"basis": "pp"})):
        frame = hw.clean(sheet(L=[90.0], T=[95.0], Tol=[tolerance]), "Tol")
        assert rated(board(frame, tolerance="Tol", **given)) == [("amber", None)]
    with pytest.raises(hw.HeadwayError, match="found 0.05 percentage points beside"):
        board(sheet(L=[94.0], T=[95.0]), tolerance=0.05, basis="percentage_points")


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"tolerance": "10%"}, "a number, tolerance=0.1, or the name of a column"),
        ({"tolerance": "5pp"}, 'tolerance=5, basis="percentage_points"'),
        ({"rule": 0.05}, "for example hw.RatingRule(tolerance=0.05)"),
    ],
)
def test_a_tolerance_that_is_no_column_says_what_to_write(given: dict[str, Any], message: str) -> None:
    with pytest.raises(hw.HeadwayError, match=re.escape(message)):
        board(sheet(L=[94.0], T=[95.0]), **given)


# --- what is none, and why -----------------------------------------------------------------------------------------


def test_reasons_say_what_clean_found() -> None:
    frame = hw.clean(sheet(L=["16:1", "[c]", "74%", None], T=["20", "75%", "Top quartile", "75%"]), ["L", "T"])
    card = board(frame)
    assert [why for _, why in rated(card)] == ['unread ("16:1")', "suppressed", 'unread ("Top quartile")', "no data"]
    page = card._repr_html_()
    assert "16:1" in page and "Top quartile" in page


@pytest.mark.parametrize(("polarity", "target"), [("High", "<=95%"), ("Low", ">=95%")])
def test_a_bound_on_the_other_side_says_so(polarity: str, target: str) -> None:
    frame = hw.clean(sheet(L=["90%"], T=[target], G=polarity), ["L", "T"])
    assert rated(board(frame)) == [("not_rated", "a bound on the other side")]


# --- Statistics and charts of frames -------------------------------------------------------------------------------

CLEANED = hw.clean(
    pd.DataFrame({
        "ward": ["A", "A", "B", "B"], "seen": ["83", "90", "75", "81"], "asked": ["586", "600", "590", "580"],
        "Seen (%)": ["14", "15", "13", "14"], "Asked (000s)": ["0.6", "0.6", "0.6", "0.6"],
        "share": ["45%", "0.46", "44%", "47%"], "wait": ["12 days", "2 weeks", "9 days", "11 days"],
        "other wait": ["2 weeks", "2 weeks", "1 weeks", "3 weeks"], "rate": ["14%", "15%", "13%", "14%"],
    }),
    ["seen", "asked", "Seen (%)", "Asked (000s)", "share", "wait", "other wait", "rate"],
)  # fmt: skip
NO_COUNT = "accepted: a count, in full: neither per cent nor thousands"
COUNTED: list[tuple[Any, dict[str, Any]]] = [
    (hw.stats.proportion, {}), (hw.stats.crude_rate, {}), (hw.stats.funnel_points, {}), (hw.stats.funnel_limits, {}),
    (hw.spc.p_chart, {}), (hw.spc.u_chart, {}),
]  # fmt: skip


@pytest.mark.parametrize(("verb", "more"), COUNTED, ids=lambda of: getattr(of, "__name__", ""))
def test_a_count_in_per_cent_or_thousands_is_refused_with_its_rows(verb: Any, more: dict[str, Any]) -> None:
    rows = "rows 0, 1, 2 and 3, column"
    with pytest.raises(hw.HeadwayError) as refused:
        verb("Seen (%)", "asked", data=CLEANED, **more)
    assert str(refused.value) == f"{rows} 'Seen (%)': found a figure in %; {NO_COUNT}"
    with pytest.raises(hw.HeadwayError) as refused:
        verb("seen", "Asked (000s)", data=CLEANED, **more)
    assert str(refused.value) == f"{rows} 'Asked (000s)': found a figure in thousands; {NO_COUNT}"
    verb("seen", "asked", data=CLEANED, **more)


def test_every_verb_of_two_counts_holds_them_to_be_counts() -> None:
    for verb in (hw.stats.proportion_difference, hw.stats.proportion_ratio, hw.stats.rate_difference,
                 hw.stats.rate_ratio):  # fmt: skip
        with pytest.raises(hw.HeadwayError, match=f"'Seen .*found a figure in %; {NO_COUNT}"):
            verb("seen", "asked", "Seen (%)", "asked", data=CLEANED)
    with pytest.raises(hw.HeadwayError, match=f"'Asked .*found a figure in thousands; {NO_COUNT}"):
        hw.stats.recent_trend("seen", "Asked (000s)", data=CLEANED)


@pytest.mark.parametrize(("column", "found"), [
    ("wait", "found a figure in weeks, but one in days in row 0; accepted: one unit"),
    ("share", "found 0.46 without a unit, where row 2 has 44 in %; accepted: figures in one unit"),
])  # fmt: skip
def test_values_of_one_series_or_group_are_in_one_unit(column: str, found: str) -> None:
    for verb, more in [(hw.stats.mean, {}), (hw.stats.sen_slope, {}), (hw.stats.mann_kendall, {}),
                       (hw.spc.xmr, {"polarity": "neutral"}), (hw.spc.run_chart, {}), (hw.stats.quantile_group, {}),
                       (hw.stats.rank_in_group, {"polarity": "neutral"}), (hw.spc.t_chart, {})]:  # fmt: skip
        with pytest.raises(hw.HeadwayError, match=f"row 1, column '{column}': {found}"):
            verb(column, data=CLEANED, **more)
    other = CLEANED.assign(ward=["A", "B", "A", "A"])
    if column == "wait":  # each group in its own
        assert len(hw.stats.mean(column, data=other, by="ward")) == 2


def test_values_that_are_compared_in_a_row_are_in_one_unit() -> None:
    said = "column 'other wait': found a figure in weeks, but one in days in column 'wait'; accepted: one unit"
    with pytest.raises(hw.HeadwayError, match=f"rows 0, 2 and 3, {said}"):
        hw.stats.compare("wait", "other wait", polarity="neutral", method="percentage_tolerance", tolerance=0.1,
                         data=CLEANED)  # fmt: skip
    with pytest.raises(hw.HeadwayError, match=r"column 'other wait': found a figure in weeks"):
        hw.spc.xmr("rate", polarity="neutral", target="other wait", data=CLEANED)
    assert len(hw.spc.xmr("rate", polarity="neutral", target=15, data=CLEANED)) == 4
