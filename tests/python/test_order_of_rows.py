"""Rows that come newest first: put in order or refused, however their times are told, never taken as they stand."""

import datetime
import re
from collections.abc import Callable
from typing import Any

import headway as hw
import pandas as pd
import pytest

MONTHS = pd.period_range("2023-04", periods=14, freq="M")
YEARS = range(2010, 2024)
VALUES = [61.0, 58, 63, 60, 57, 62, 59, 64, 60, 58, 63, 61, 59, 76]  # the latest is far above the others
SERIALS = [(month.start_time.date() - datetime.date(1899, 12, 30)).days for month in MONTHS]

INDEXES: dict[str, list[Any]] = {
    "years": [*YEARS],
    "months as numbers": [100 * month.year + month.month for month in MONTHS],
    "years as text": [*map(str, YEARS)],
    "financial years": [f"{year}/{(year + 1) % 100:02d}" for year in YEARS],
    "months of ISO": [*map(str, MONTHS)],
    "months by name": [f"{month:%B %Y}" for month in MONTHS],
    "first days as text": [f"{month.start_time:%d/%m/%Y}" for month in MONTHS],
    "dates": [month.start_time.date() for month in MONTHS],
    "Periods": [hw.Period.parse(str(month)) for month in MONTHS],
    "Periods of pandas": [*MONTHS],
    "timestamps": [month.start_time for month in MONTHS],
}
VERBS: dict[str, Callable[[Any], Any]] = {
    "mann_kendall": hw.stats.mann_kendall,
    "sen_slope": hw.stats.sen_slope,
    "recent_trend": lambda values: hw.stats.recent_trend(values, values * 0 + 3400, polarity="low_is_good"),
    "xmr": lambda values: hw.spc.xmr(values, polarity="low").variation,
    "run_chart": lambda values: hw.spc.run_chart(values).describe(),
}


@pytest.mark.parametrize("kind", INDEXES)
@pytest.mark.parametrize("verb", VERBS)
def test_an_index_that_falls_is_put_in_order_or_refused(verb: str, kind: str) -> None:
    series = pd.Series(VALUES, index=pd.Index(INDEXES[kind]))
    rising = repr(VERBS[verb](series))
    try:
        falling = repr(VERBS[verb](series[::-1]))
    except hw.HeadwayError as error:
        assert "does not rise (rows 0 and 1)" in str(error)
        assert "sort_index()" in str(error)
    else:
        assert falling == rising


@pytest.mark.parametrize("kind", INDEXES)
def test_so_is_that_of_a_frame(kind: str) -> None:
    frame = pd.DataFrame({"v": VALUES, "of": 3400}, index=pd.Index(INDEXES[kind]))
    assert hw.stats.sen_slope("v", data=frame)["value"].notna().all()
    for verb in (lambda data: hw.stats.sen_slope("v", data=data),
                 lambda data: hw.spc.xmr("v", data=data, polarity="low"),
                 lambda data: hw.stats.recent_trend("v", "of", data=data, polarity="low")):  # fmt: skip
        with pytest.raises(hw.HeadwayError, match=r"does not rise .*sort_index\(\)"):
            verb(frame[::-1])


@pytest.mark.parametrize("index", [[3, 9, 5, 1], [1950, 4, 2, 0], [5000, 4000, 3000, 2000], ["a", "c", "b", "a"],
                                   [0.5, 0.25, 0.1, 0.0], ["Week 4", "x", "y", "z"]])  # fmt: skip
def test_an_index_of_anything_else_says_nothing(index: list[Any]) -> None:
    values = pd.Series([1.0, 2, 4, 3], index=pd.Index(index))
    assert repr(hw.stats.sen_slope(values)) == repr(hw.stats.sen_slope([1.0, 2, 4, 3]))
    assert hw.spc.xmr(values, polarity="neutral").dates is None


def test_a_series_of_years_is_in_order_or_refused() -> None:
    made = {"start": "2022", "frequency": "year", "calendar": "calendar", "accrual": "flow"}
    assert hw.Series(pd.Series([3.0, 2, 1], index=["2024", "2023", "2022"]), **made).values.tolist() == [1, 2, 3]
    with pytest.raises(hw.HeadwayError, match=r"values: found an index of years or months that does not rise"):
        hw.Series(pd.Series([3.0, 2, 1], index=[2024, 2023, 2022]), **made)
    assert hw.Series(pd.Series([1.0, 2, 3], index=[2022, 2023, 2024]), **made).values.tolist() == [1, 2, 3]


@pytest.mark.parametrize("labels", [
    [f"P{k}" for k in range(14, 0, -1)], [f"Week {k}" for k in range(20, 6, -1)],
    [f"2025 W{k}" for k in range(3, 0, -1)] + [f"2024 W{k}" for k in range(52, 41, -1)],
    ["Q4", "Q3", "Q2", "Q1"], ["Mar", "Feb", "Jan", "Dec", "Nov", "Oct"], ["December", "november", "OCT"],
])  # fmt: skip
def test_labels_that_count_backwards_are_refused(labels: list[str]) -> None:
    values = VALUES[: len(labels)]
    with pytest.raises(hw.HeadwayError, match=r"dates: found labels that go back in time .*oldest first"):
        hw.spc.xmr(values, dates=labels, polarity="low")
    with pytest.raises(hw.HeadwayError, match=r"column 'm': found labels that go back in time"):
        hw.spc.run_chart("v", data=pd.DataFrame({"v": values, "m": labels}), dates="m")
    assert hw.spc.xmr(values, dates=labels[::-1], polarity="low").dates == labels[::-1]


@pytest.mark.parametrize("labels", [
    ["Oct", "Nov", "Dec", "Jan", "Feb"], ["Ward 3", "Ward 1", "Ward 2"], ["5", "3", "1"], ["Apr", "Jun", "Mar"],
    ["Before", "After"], ["Q3", "Q4", "Q1"], ["P12", "P1"], ["P11", "P12", "P1", "P2"], ["P9", "P10", "P11", "P12"],
])  # fmt: skip
def test_other_labels_are_in_the_order_of_their_rows(labels: list[str]) -> None:
    assert hw.spc.xmr(VALUES[: len(labels)], dates=labels, polarity="low").dates == labels


@pytest.mark.parametrize("labels", [
    [f"P{k}" for k in (1, 10, 11, 12, *range(2, 10))], ["Week 2", "Week 10", "Week 1"], ["1", "10", "11", "2"],
    ["2024 P1", "2024 P10", "2024 P2"],
])  # fmt: skip
def test_labels_in_the_order_of_the_alphabet_are_refused(labels: list[str]) -> None:
    values = VALUES[: len(labels)]
    of_column = pd.DataFrame({"v": values, "m": labels})
    with pytest.raises(hw.HeadwayError, match=r"dates: found labels in the order of the alphabet .*oldest first"):
        hw.spc.xmr(values, dates=labels, polarity="low")
    with pytest.raises(hw.HeadwayError, match=r"column 'm': found labels in the order of the alphabet"):
        hw.spc.run_chart("v", data=of_column, dates="m")
    by_number = sorted(labels, key=lambda label: [int(digits) for digits in re.findall(r"\d+", label)])
    assert hw.spc.xmr(values, dates=by_number, polarity="low").dates == by_number


@pytest.mark.parametrize("labels", [["P1", "P10", "P11", "P2"], ["Week 3", "Week 2", "Week 1"], ["Mar", "Feb", "Jan"]])
@pytest.mark.parametrize("verb", VERBS)
def test_so_are_those_of_an_index(verb: str, labels: list[str]) -> None:
    values = pd.Series(VALUES[: len(labels)], index=labels)
    with pytest.raises(hw.HeadwayError, match="index: found labels (in the order|that go back in time)"):
        VERBS[verb](values)
    frame = pd.DataFrame({"v": values})
    with pytest.raises(hw.HeadwayError, match="index: found labels (in the order|that go back in time)"):
        hw.stats.sen_slope("v", data=frame)


def test_days_that_excel_counts_are_no_labels_where_they_became_text() -> None:
    as_numbers = hw.spc.xmr(VALUES[::-1], dates=SERIALS[::-1], polarity="low").variation
    assert as_numbers == "concern_high"
    with pytest.raises(hw.HeadwayError, match=r"found 45413.*as Excel counts days: pandas.to_numeric"):
        hw.spc.xmr(VALUES[::-1], dates=[*map(str, SERIALS[::-1])], polarity="low")


def test_days_in_numbers_are_periods_of_every_test_of_trend() -> None:
    as_months = repr(hw.stats.sen_slope(VALUES, period=[*map(str, MONTHS)]))
    for days in (SERIALS, [int(f"{month.start_time:%Y%m%d}") for month in MONTHS]):
        assert repr(hw.stats.sen_slope(VALUES, period=days)) == as_months


def test_first_days_are_read_alike_wherever_a_column_shows_which_number_is_the_day() -> None:
    days = [f"{month.start_time:%d/%m/%Y}" for month in MONTHS]
    assert hw.spc.xmr(VALUES[::-1], dates=days[::-1], polarity="low").variation == "concern_high"
    made = hw.Series(pd.Series(VALUES, index=days), start="2023-04", accrual="flow")
    assert [str(period) for period in made.periods] == [*map(str, MONTHS)]
    with pytest.raises(hw.HeadwayError, match="01/05/2023"):  # of two nothing shows it
        hw.spc.xmr([61, 58], dates=["01/05/2023", "01/04/2023"], polarity="low")


def test_midnights_of_london_in_utc_are_no_moments_of_the_day_before() -> None:
    local = MONTHS.to_timestamp().tz_localize("Europe/London")
    with pytest.raises(hw.HeadwayError, match=r"midnights of London in UTC \(2023-03-31 23:00\).*tz_convert"):
        hw.spc.xmr(VALUES, dates=local.tz_convert("UTC"), polarity="low")
    assert hw.spc.xmr(VALUES, dates=local.tz_convert("UTC").tz_convert("Europe/London"), polarity="low").phase[-1] == 0
    winter = pd.date_range("2023-11-01", periods=4, freq="MS", tz="UTC")  # the same there
    assert len(hw.spc.xmr(VALUES[:4], dates=winter, polarity="low").dates) == 4
    events = pd.to_datetime(["2023-06-01 23:00", "2023-06-09 07:30", "2023-07-02 23:00"], utc=True)
    assert len(hw.spc.xmr(VALUES[:3], dates=events, polarity="low").dates) == 3


FRAMES: dict[str, Callable[[pd.DataFrame], Any]] = {
    "assess": lambda frame: hw.assess(frame, comparators=("target",)),
    "project": lambda frame: hw.project(frame, accrual="flow"),
    "clean": lambda frame: hw.clean(frame, "a"),
    "read_targets": hw.read_targets,
    "xmr": lambda frame: hw.spc.xmr("a", data=frame, polarity="low"),
    "crude_rate": lambda frame: hw.stats.crude_rate("a", "b", data=frame),
    "Scorecard": hw.Scorecard,
    "timeline": lambda frame: hw.plan.timeline(frame, as_at="2024-10"),
    "versions": hw.SavingsVersions.from_frame,
}


@pytest.mark.parametrize("verb", FRAMES)
def test_headings_in_two_rows_are_refused_with_the_line_that_joins_them(verb: str) -> None:
    frame = pd.DataFrame([[1, 2]], columns=pd.MultiIndex.from_tuples([("2024", "a"), ("2024", "b")]))
    with pytest.raises(hw.HeadwayError, match="headings in 2 rows, such as .*'2024', 'a'.*accepted: one: ") as error:
        FRAMES[verb](frame)
    line = str(error.value).split("accepted: one: ")[1]
    assert eval(line, {"frame": frame}).columns.tolist() == ["2024 a", "2024 b"]


CHARTS: dict[str, Callable[..., Any]] = {
    "xmr": lambda values, **when: hw.spc.xmr(values, polarity="low", **when),
    "c": hw.spc.c_chart,
    "p": lambda values, **when: hw.spc.p_chart(values, [100] * len(values), **when),
    "u": lambda values, **when: hw.spc.u_chart(values, [1.5] * len(values), **when),
    "run": hw.spc.run_chart,
}


@pytest.mark.parametrize("numbers", [
    [4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3], [*range(14, 25), 2], [2, 3, 4, 1], [9, 8, 7], [4.0, 12.0, 1.0], [0, 2, -1],
])  # fmt: skip
@pytest.mark.parametrize("kind", CHARTS)
def test_small_numbers_are_no_times_to_put_rows_in_order_by(kind: str, numbers: list[float]) -> None:
    values = VALUES[: len(numbers)]
    before = next(row for row in range(len(numbers)) if numbers[row + 1] < numbers[row])
    with pytest.raises(hw.HeadwayError, match=rf"^rows {before} and {before + 1}, dates: found .* no times; accepted"):
        CHARTS[kind](values, dates=numbers)
    rising = CHARTS[kind](values, dates=[*range(len(values))])  # which only number the rows
    assert repr(rising) == repr(CHARTS[kind](values))


def test_nor_in_a_column_of_many_series() -> None:
    frame = pd.DataFrame({"ward": ["A"] * 4 + ["B"] * 4, "m": [2, 3, 4, 5, 11, 12, 1, 2], "v": VALUES[:8]})
    with pytest.raises(hw.HeadwayError, match="rows 5 and 6, column 'm': found 12 and then 1 in series B, numbers"):
        hw.spc.xmr("v", data=frame, by="ward", dates="m", polarity="low")
    with pytest.raises(hw.HeadwayError, match="rows 0 and 2, subgroups: found 12 and then 1, numbers"):
        hw.spc.xbar_chart([1, 2, 3, 4], [12, 12, 1, 1])
    assert hw.spc.xbar_chart([1, 2, 3, 4], [1, 2, 1, 2]).value.tolist() == [2, 3]


@pytest.mark.parametrize("count", [11, 12, 14])
def test_points_that_are_numbered_in_their_order_stay_in_it(count: int) -> None:
    numbered = hw.spc.xmr(VALUES[:count], dates=range(1, count + 1), polarity="low")
    assert numbered.dates == [*range(1, count + 1)]
    assert numbered.value.tolist() == VALUES[:count]
    subgroups = [number for number in range(1, count + 1) for _ in range(2)]
    assert hw.spc.xbar_chart([*range(2 * count)], subgroups).value.tolist() == [2 * i + 0.5 for i in range(count)]


def test_years_and_months_as_numbers_are_put_in_order() -> None:
    for numbers in (INDEXES["years"], INDEXES["months as numbers"]):
        assert hw.spc.xmr(VALUES[::-1], dates=numbers[::-1], polarity="low").variation == "concern_high"


POOLED: dict[str, Callable[[Any], Any]] = {
    **{name: verb for name, verb in VERBS.items() if name != "recent_trend"},
    "mean": hw.stats.mean,
    "rank_in_group": lambda values: hw.stats.rank_in_group(values, polarity="low"),
    "c_chart": hw.spc.c_chart,
    "Series": lambda values: hw.Series(values, start="2023-04", accrual="flow"),
}


@pytest.mark.parametrize("label", ["Total", "All months", "", "  ", None])
@pytest.mark.parametrize("verb", POOLED)
def test_a_label_that_is_no_time_among_times_is_refused_with_its_row(verb: str, label: str | None) -> None:
    values = pd.Series([30, 28, 31, 29, 208], index=["Apr-23", "May-23", "Jun-23", "Jul-23", label])
    found = "null" if label is None else repr(label)
    with pytest.raises(hw.HeadwayError, match=rf"^row 4, index: found {found} among times; accepted: dates"):
        POOLED[verb](values)
    with pytest.raises(hw.HeadwayError, match=rf"^row 0, index: found {found} among times"):
        POOLED[verb](values[::-1])
    POOLED[verb](values[:-1])


def test_so_is_one_among_years_and_in_the_index_of_a_frame() -> None:
    years = pd.Series([30.0, 28, 31, 89], index=[2019, 2020, 2021, "All"])
    with pytest.raises(hw.HeadwayError, match="^row 3, index: found 'All' among times"):
        hw.stats.mann_kendall(years)
    frame = pd.DataFrame({"v": years.to_numpy()}, index=["2019/20", "2020/21", "2021/22", "Total"])
    for verb in (lambda: hw.stats.mean("v", data=frame), lambda: hw.spc.xmr("v", data=frame, polarity="low")):
        with pytest.raises(hw.HeadwayError, match="^row 3 .*found 'Total' among times"):
            verb()
    named = pd.Series([30.0, 28, 31, 89], index=["North", "South", "West", "Total"])  # which say no times at all
    assert hw.stats.mean(named).value == 44.5


DAYS: dict[str, Any] = {
    "Excel's": SERIALS, "Excel's as floats": [float(day) for day in SERIALS], "Excel's of pandas": pd.Series(SERIALS),
    "run together": [int(f"{month.start_time:%Y%m%d}") for month in MONTHS],
    "Excel's, of text": pd.to_numeric(pd.Series([*map(str, SERIALS)])),  # the line that is suggested for text
}  # fmt: skip


@pytest.mark.parametrize("kind", DAYS)
@pytest.mark.parametrize("verb", CHARTS)
def test_days_as_numbers_are_the_days_of_a_chart(verb: str, kind: str) -> None:
    dates = [month.start_time.date() for month in MONTHS]
    as_dates, chart = CHARTS[verb](VALUES, dates=dates), CHARTS[verb](VALUES, dates=DAYS[kind])
    assert chart.dates == dates
    assert chart.describe() == as_dates.describe()
    lacking = CHARTS[verb](VALUES[:2], dates=[*DAYS[kind]][:3:2])  # the months between have no row
    assert lacking.describe() == CHARTS[verb](VALUES[:2], dates=dates[:3:2]).describe()


def test_days_as_numbers_are_drawn_and_stand_on_a_board() -> None:
    chart = hw.spc.xmr(VALUES, polarity="low", dates=SERIALS)
    assert "Apr 2023" in chart.svg()
    assert hw.spc.board({"Waits": chart}).describe() == hw.spc.board(
        {"Waits": hw.spc.xmr(VALUES, polarity="low", dates=MONTHS)}).describe()  # fmt: skip
    means = hw.spc.xbar_chart(VALUES * 2, SERIALS * 2)
    assert means.dates == [month.start_time.date() for month in MONTHS]
    frame = pd.DataFrame({"v": VALUES, "day": SERIALS})
    assert hw.spc.xbar_chart("v", "day", data=frame)["day"].tolist() == SERIALS  # as they came


TIMES_OF_A_REBASE = ("2024-01-01", "January 2024", datetime.date(2024, 1, 1), 45292, 45292.0, 20240101, 202401)


@pytest.mark.parametrize("rebase", TIMES_OF_A_REBASE)
@pytest.mark.parametrize("dates", [SERIALS, DAYS["run together"], MONTHS.to_timestamp(), [*map(str, MONTHS)]],
                         ids=["serials", "run together", "dates", "labels"])  # fmt: skip
def test_a_rebase_takes_a_time_in_every_form(dates: Any, rebase: Any) -> None:
    by_point = hw.spc.xmr(VALUES, polarity="low", rebase=9)
    assert hw.spc.xmr(VALUES, polarity="low", dates=dates, rebase=rebase).phase.tolist() == by_point.phase.tolist()
    frozen = hw.spc.xmr(VALUES, polarity="low", dates=dates, baseline=rebase)
    assert frozen.mean.tolist() == hw.spc.xmr(VALUES, polarity="low", baseline=10).mean.tolist()


def test_what_is_no_time_of_a_chart_names_the_nearest_day() -> None:
    with pytest.raises(hw.HeadwayError, match="rebase: found 45300, which is not .*; the nearest is 2024-01-01"):
        hw.spc.xmr(VALUES, polarity="low", dates=SERIALS, rebase=45300)
    with pytest.raises(hw.HeadwayError, match="rebase: found 7 with dates; accepted: one of the dates"):
        hw.spc.xmr(VALUES, polarity="low", dates=SERIALS, rebase=7)


def takers_of_times(texts: list[str]) -> dict[str, Callable[[], Any]]:
    values = VALUES[: len(texts)]
    frame = pd.DataFrame({"series": "Waits", "period": texts, "value": values})
    return {
        "xmr": lambda: hw.spc.xmr(values, polarity="low", dates=texts),
        "an index": lambda: hw.spc.xmr(pd.Series(values, index=texts), polarity="low"),
        "Series": lambda: hw.Series(pd.Series(values, index=texts), accrual="flow"),
        "sen_slope": lambda: hw.stats.sen_slope(values, period=texts),
        "project": lambda: hw.project(frame, accrual="flow"),
    }


@pytest.mark.parametrize("days", [
    [3, 4, 5, 6, 9], [3, 4, 5], [9, 10, 11, 12], [3, 5, 6, 9],  # of January 2023, from the third a Tuesday
])  # fmt: skip
@pytest.mark.parametrize("verb", takers_of_times([]))
def test_working_days_of_january_are_no_months(verb: str, days: list[int]) -> None:
    texts = [f"{day:02d}/01/2023" for day in days]  # in American order the first days of months
    with pytest.raises(hw.HeadwayError, match=texts[0]):
        takers_of_times(texts)[verb]()


@pytest.mark.parametrize(("texts", "first", "last"), [
    (["01/03/2023", "01/04/2023", "01/05/2023"], (2023, 3), (2023, 5)),  # one month after another, as a British table
    (["01/01/2023", "01/04/2023", "01/07/2023"], (2023, 1), (2023, 7)),
    (["01/04/2024", "01/05/2024", "01/06/2024", "01/09/2024"], (2024, 4), (2024, 9)),  # or a Saturday in January
    (["01/04/2022", "01/05/2022", "01/07/2023"], (2022, 4), (2023, 7)),  # in the other order of two Januaries
    (["04/01/2022", "05/01/2022", "06/01/2022", "03/01/2023"], (2022, 4), (2023, 3)),
    (["01/01/2023", "04/01/2023", "07/01/2023", "10/01/2023"], (2023, 1), (2023, 10)),
])  # fmt: skip
def test_first_days_that_are_months_in_one_order_alone_stay_months(
    texts: list[str], first: tuple[int, int], last: tuple[int, int]
) -> None:
    dates = hw.spc.xmr(VALUES[: len(texts)], dates=texts, polarity="low").dates
    assert dates[0] == f"{first[0]}-{first[1]:02d}-01"
    assert dates[-1] == f"{last[0]}-{last[1]:02d}-01"


def test_months_with_a_gap_may_be_working_days_in_american_order() -> None:
    with pytest.raises(hw.HeadwayError, match="01/09/2023"):
        hw.spc.xmr(VALUES[:3], dates=["01/03/2023", "01/04/2023", "01/09/2023"], polarity="low")
