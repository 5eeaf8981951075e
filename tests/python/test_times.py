"""One reader of times: every callable that takes one reads it in every form in which analysts have it."""

import datetime as dt
import re

import headway as hw
import narwhals as nw
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

FIRST = pd.date_range("2023-04-01", periods=18, freq="MS")
LAST = FIRST + pd.offsets.MonthEnd(0)
VALUES = [10.0, 12, 11, 13, 12, 14, 11, 12, 13, 15, 12, 11, 10, 12, 13, 14, 12, 11]
COLUMNS = {
    "months": [f"{m:%Y-%m}" for m in FIRST],
    "names of months": [f"{m:%B %Y}" for m in FIRST],
    "as a spreadsheet prints them": [f"{m:%b-%y}" for m in FIRST],
    "run together": [f"{m:%Y%m}" for m in FIRST],
    "marked": [f"{m:%Y-%m} [p]" for m in FIRST],
    "categories": pd.Categorical([f"{m:%Y-%m}" for m in FIRST]),
    "months as numbers": [int(f"{m:%Y%m}") for m in FIRST],
    "datetime64": FIRST,
    "datetime64 of last days": LAST,
    "datetime64 in seconds": FIRST.astype("datetime64[s]"),
    "datetime64 in months": FIRST.to_numpy().astype("datetime64[M]"),
    "datetime64 with a zone": FIRST.tz_localize("Europe/London"),
    "dates": list(FIRST.date),
    "datetimes": [m.to_pydatetime() for m in FIRST],
    "timestamps as objects": pd.Series(list(FIRST), dtype=object),
    "dates of Arrow": pd.Series(list(FIRST.date), dtype=pd.ArrowDtype(pa.date32())),
    "ISO days": [f"{m:%Y-%m-%d}" for m in FIRST],
    "ISO moments": [f"{m:%Y-%m-%d} 00:00:00" for m in FIRST],
    "days of a spreadsheet": [f"{m:%d/%m/%Y}" for m in LAST],
    "as at": [f"As at {m:%d %B %Y}" for m in LAST],
    "days in words": [f"{m.day} {m:%b %Y}" for m in LAST],
    "periods of pandas": FIRST.to_period("M"),
    "days of pandas": FIRST.to_period("D"),
    "periods": [hw.Period.of_date(m.date()) for m in FIRST],
    "days": [hw.Period.of_day(m.date()) for m in FIRST],
}  # fmt: skip
MONTH = {
    "label": "2024-04", "words": "April 2024", "spreadsheet": "Apr-24", "run together": "202404",
    "marked": "2024-04 [p]", "ISO day": "2024-04-01", "ISO moment": "2024-04-01 00:00:00", "last day": "30/04/2024",
    "as at": "As at 30 April 2024", "a number": 202404, "date": dt.date(2024, 4, 1),
    "datetime": dt.datetime(2024, 4, 1), "day of NumPy": np.datetime64("2024-04-01"),
    "moment of NumPy": np.datetime64("2024-04-01", "ns"), "month of NumPy": np.datetime64("2024-04"),
    "timestamp": pd.Timestamp("2024-04-30"), "period of pandas": pd.Period("2024-04"),
    "day of pandas": pd.Period("2024-04-01", "D"), "period": hw.Period("2024-04"), "day": hw.Period("1 April 2024"),
}  # fmt: skip
YEAR = {
    "label": "2024/25", "of the financial year": "FY24/25", "period": hw.Period("2024/25"),
    "first day": dt.date(2024, 4, 1), "last day": pd.Timestamp("2025-03-31"), "ISO day": "2024-04-01",
    "as at": "As at 31 March 2025", "day of NumPy": np.datetime64("2024-04-01"),
    "period of pandas": pd.Period("2025", "Y-MAR"),
}  # fmt: skip
BOARD = pd.DataFrame({"section": "Housing", "indicator": ["Repairs"], "period": "2024/25 - Q2", "previous": 1.0,
                      "latest": 2.0, "target": 3.0, "polarity": "high_is_good"})  # fmt: skip


def unlabelled(projected):
    """Without the label of the last point and what is said of marks, which are as the table has them."""
    frame = nw.from_native(projected, eager_only=True).drop("as_at", "marks")
    unmarked = nw.col("reason").str.replace_all(r" The last (\d+ points are|point is) provisional\.", "")
    return frame.with_columns(unmarked).to_native()


def scorecard(frame, **given):
    return hw.Scorecard(frame, comparators=("target",), **given)


def plan(years):
    programmes = pd.DataFrame({"portfolio": ["A"], "programme": ["p"], "expected": [2.0]})
    confidence = pd.DataFrame({"portfolio": ["A"], "expected": [2.0], "green": [2.0], "amber": [0.0], "red": [0.0]})
    profile = pd.DataFrame({"portfolio": "A", "year": years, "run_rate": [1.0, 2.0]})
    return hw.SavingsPlan.from_frames(programmes, confidence, profile, expected="expected", year="year",
                                      run_rate="run_rate", levels={"green": "green", "amber": "amber", "red": "red"})


PLAN = plan(["2024/25", "2025/26"])


def history(times):
    earlier = pd.DataFrame({"indicator": "Repairs", "value": VALUES}).assign(period=times)
    return [(point.start, point.end, value) for point, value in scorecard(BOARD, history=earlier).history["Repairs"]]


def rows_of_a_scorecard(times):
    rows = pd.concat([BOARD] * len(VALUES), ignore_index=True).assign(latest=VALUES, period=times)
    scorecard(rows)
    again = pd.concat([rows, rows[:1]], ignore_index=True)
    with pytest.raises(hw.HeadwayError, match="same section, indicator and period as row 0"):
        scorecard(again)
    return len(rows)


OF_COLUMNS = {
    "project": lambda times: unlabelled(hw.project(
        pd.DataFrame({"series": "a", "value": VALUES}).assign(period=times), accrual="flow")).to_dict("list"),
    "scorecard": rows_of_a_scorecard,
    "history": history,
    "chart of a frame": lambda times: str(hw.spc.xmr(
        "value", data=pd.DataFrame({"value": VALUES}).assign(when=times), dates="when", polarity="neutral",
        rebase="2024-01").drop(columns="when")),
    "chart of arrays": lambda times: str(hw.spc.xmr(
        VALUES, dates=times, polarity="neutral", baseline=hw.Period("2023-12"))),
    "run chart": lambda times: hw.spc.run_chart(VALUES, dates=times).median,
    "slope": lambda times: hw.stats.sen_slope(VALUES, period=times).value,
    "trend": lambda times: str(hw.stats.mann_kendall(VALUES, period=times)),
    "trend of a frame": lambda times: hw.stats.mann_kendall(
        "value", data=pd.DataFrame({"value": VALUES}).assign(when=times), period="when").to_dict("list"),
    "delivered": lambda times: unlabelled(PLAN.delivered(
        pd.DataFrame({"portfolio": "A", "amount": VALUES}).assign(month=times))).to_dict("list"),
    "targets": lambda times: hw.Profile.linear(120).points(times).tolist(),
}  # fmt: skip
OF_MONTHS = {
    "series": lambda time: [point.start for point in hw.Series([1, 2], start=time, accrual="flow").periods],
    "quarters": lambda time: hw.Series([1, 2], start=time, accrual="flow", frequency="quarter").periods,
    "target": lambda time: hw.Profile.linear(120).at(time),
    "steps": lambda time: hw.Profile.steps({time: 5}).at("May 2024"),
    "baseline": lambda time: hw.Profile.milestones({"2025-03": 10}, baseline=(time, 5)).at("June 2024"),
    "relative": lambda time: hw.RelativeTarget(-0.1, baseline=(time, 5.0)).baseline,
    "phased": lambda time: hw.phased(2.4, start=time, years=["2024/25", "2025/26"]),
    "start of a programme": lambda time: hw.SavingsPlan.from_frames(
        pd.DataFrame({"portfolio": ["A"], "programme": ["p"], "expected": [2.0], "start": [time]}),
        pd.DataFrame({"portfolio": ["A"], "expected": [2.0], "green": [2.0], "amber": [0.0], "red": [0.0]}),
        pd.DataFrame({"portfolio": "A", "year": ["2024/25"], "run_rate": [2.0]}), expected="expected", year="year",
        run_rate="run_rate", levels={"green": "green", "amber": "amber", "red": "red"}).phased().to_dict("list"),
    "as at": lambda time: hw.plan.actions(
        pd.DataFrame({"action": ["a"], "due": ["2024-03-15"]}), as_at=time, theme=None, rating=None, due="due",
        )["state"].tolist(),
    "due": lambda time: hw.plan.actions(
        pd.DataFrame({"action": ["a"], "due": [time]}), as_at="2024-05", theme=None, rating=None, due="due",
        )["state"].tolist(),
}  # fmt: skip
OF_YEARS = {
    "phased": lambda year: hw.phased(2.4, start="October 2024", years=[year]),
    "appraise": lambda year: str(hw.appraise(cost=[100], benefit=[3], year=[year])),
    "appraise a frame": lambda year: str(
        hw.appraise(pd.DataFrame({"cost": [100.0], "benefit": [3.0], "year": [year]}), year="year")),
    "snapshots": lambda year: hw.plan.ratings(
        pd.DataFrame({"theme": ["t"], "initiative": ["i"], "a": ["green"], "b": ["amber"]}),
        snapshots={"a": "2023-03", "b": year})["green"].tolist(),
    "profile of a plan": lambda year: [each.label for each in plan([year, "2025/26"]).years],
    "bridge": lambda year: PLAN.bridge(year=year).to_dict("list"),
    "gap": lambda year: PLAN.gap({year: 3.0, "2025/26": 1.0}).to_dict("list"),
    "simulate": lambda year: str(hw.simulate(
        pd.DataFrame({"saving": "s", "year": [year], "amount": [2.0]}), delivery={"s": hw.Delivery.certain(0.5)},
        draws=100, seed=1)),
    "total": lambda year: PLAN.simulate(draws=100, seed=1).totals(year).sum(),
}  # fmt: skip


@pytest.mark.parametrize("kind", COLUMNS)
@pytest.mark.parametrize("name", OF_COLUMNS)
def test_a_column_of_times_is_read_whatever_it_holds(name: str, kind: str) -> None:
    assert repr(OF_COLUMNS[name](COLUMNS[kind])) == repr(OF_COLUMNS[name](COLUMNS["months"]))


@pytest.mark.parametrize("kind", MONTH)
@pytest.mark.parametrize("name", OF_MONTHS)
def test_a_month_is_read_whatever_it_is(name: str, kind: str) -> None:
    assert OF_MONTHS[name](MONTH[kind]) == OF_MONTHS[name]("2024-04")


@pytest.mark.parametrize("kind", MONTH)
def test_a_deadline_of_a_first_day_is_of_the_month_before_and_of_a_month_its_own(kind: str) -> None:
    first_days = ("ISO day", "ISO moment", "date", "datetime", "day of NumPy", "moment of NumPy", "day of pandas",
                  "day")  # fmt: skip
    path, of_month = (hw.Profile.milestones({time: 10}, baseline=("2023-03", 5))
                      for time in (MONTH[kind], "2024-03" if kind in first_days else "2024-04"))  # fmt: skip
    assert path.at("June 2023") == of_month.at("June 2023")


@pytest.mark.parametrize("kind", YEAR)
@pytest.mark.parametrize("name", OF_YEARS)
def test_a_year_is_read_whatever_it_is(name: str, kind: str) -> None:
    assert repr(OF_YEARS[name](YEAR[kind])) == repr(OF_YEARS[name]("2024/25"))


MONTHS = pd.period_range("2022-04", periods=30, freq="M")
QUARTERS = pd.period_range("2021Q2", periods=8, freq="Q")
DECIDED = {
    "months": [f"{m:%b %y}" for m in MONTHS], "run together": [f"{m:%b%y}".upper() for m in MONTHS],
    "whole names": [f"{m:%B %y}" for m in MONTHS], "marked": [f"{m:%b %y} [p]" for m in MONTHS],
    "beside clear ones": [f"{m:%b %y}" if m.month % 3 else f"{m:%b %Y}" for m in MONTHS],
    "of one year": [f"{m:%b %y}" for m in MONTHS[:9]], "every other": [f"{m:%b %y}" for m in MONTHS[::2]],
}  # fmt: skip


def directions_of_rows(times):
    """Of each period of an indicator, as the control chart of its history up to then has it."""
    values = [100.0 if row < 5 else 10.0 + row % 3 for row in range(len(times))]
    rows = pd.concat([BOARD] * len(times), ignore_index=True).assign(latest=values, period=times)
    earlier = pd.DataFrame({"indicator": "Repairs", "period": times, "value": values})
    return scorecard(rows, history=earlier, directions="control_chart").directions().to_dict("list")


OF_LABELS = {
    "project": lambda times: unlabelled(hw.project(
        pd.DataFrame({"series": "a", "period": times, "value": range(len(times))}), accrual="flow")).to_dict("list"),
    "chart": lambda times: str(hw.spc.xmr(range(len(times)), dates=times, polarity="neutral", rebase=times[4])),
    "slope": lambda times: hw.stats.sen_slope(range(len(times)), period=times).value,
    "targets": lambda times: hw.Profile.linear(120).points(times).tolist(),
    "scorecard": directions_of_rows,
    "due": lambda times: hw.plan.actions(
        pd.DataFrame({"action": map(str, range(len(times))), "due": times}), as_at="2023-06", theme=None, rating=None,
        due="due")["months_over"].tolist(),
}  # fmt: skip


@pytest.mark.parametrize("kind", DECIDED)
@pytest.mark.parametrize("name", OF_LABELS)
def test_a_column_shows_that_a_number_behind_a_month_is_its_year(name: str, kind: str) -> None:
    labels = DECIDED[kind]
    plain = [str(m) for m in (MONTHS[::2] if kind == "every other" else MONTHS[: len(labels)])]
    assert repr(OF_LABELS[name](labels)) == repr(OF_LABELS[name](plain))


@pytest.mark.parametrize("labels", [
    [f"{q.start_time:%b} - {q.end_time:%b %y}" for q in QUARTERS],
    [f"{q.start_time:%b}-{q.end_time:%b %y}" for q in QUARTERS],
    [f"{q.start_time:%b} to {q.end_time:%b %y} (p)" for q in QUARTERS],
], ids=["dash", "tight", "marked"])  # fmt: skip
def test_a_column_shows_the_years_of_runs_of_months(labels: list[str]) -> None:
    frame = pd.DataFrame({"series": "a", "value": range(8)})
    plain = [f"{q.start_time:%b %Y} - {q.end_time:%b %Y}" for q in QUARTERS]
    found, expected = (unlabelled(hw.project(frame.assign(period=each), accrual="flow")) for each in (labels, plain))
    pd.testing.assert_frame_equal(found, expected)


@pytest.mark.parametrize("labels", [
    [f"{y}-{y + 1}" for y in range(15, 26)], [f"{y:02d}-{y + 1:02d}" for y in range(8, 19)],
    [f"{y:02d}/{y + 1:02d}" for y in range(8, 19)], ["98-99", "99-00", "00-01"], ["22-23 [p]", "23-24 (r)"],
    ["23\u201324", "24 \u2013 25"],
], ids=lambda labels: labels[0])  # fmt: skip
def test_a_column_of_years_each_the_next_is_of_years_that_span_two(labels: list[str]) -> None:
    first = int(labels[0][:2]) + (1900 if labels[0][:2] > "70" else 2000)
    years = [f"{first + i}/{(first + i + 1) % 100:02d}" for i in range(len(labels))]
    for call in (lambda each: hw.phased(2.4, start=f"{first}-10", years=each),
                 lambda each: hw.stats.sen_slope(range(len(each)), period=each).value,
                 lambda each: [period.label for period in plan(each[-2:]).years]):  # fmt: skip
        assert call(labels) == call(years)


@pytest.mark.parametrize("labels", [
    ["Sep 24"], ["Mar 24", "Sep 24"], ["Jan 22", "Jan 23", "Jan 24"], ["Apr 30", "Jun 30", "Sep 30"],
    ["Apr 01", "May 01", "Jun 01"], ["15-16"], ["15-16", "17-18"], ["15-16", "16-17", "rubbish"], ["10-11", "11-12"],
], ids=str)  # fmt: skip
def test_what_a_column_does_not_show_is_refused(labels: list[str]) -> None:
    with pytest.raises(hw.HeadwayError, match="could be|not understood"):
        hw.Profile.linear(120).points(labels)


def of_a_column(times, name):
    """What a verb reads a column of times as, or its error."""
    values = [float(10 + row % 4) for row in range(len(times))]
    frame = pd.DataFrame({"series": "a", "indicator": "Repairs", "period": times, "value": values})
    try:
        if name == "chart":
            return hw.spc.xmr(values, dates=times, polarity="neutral").describe()
        if name == "chart of a frame":
            return hw.spc.run_chart("value", data=frame, dates="period").to_csv()
        if name == "slope":
            return repr(hw.stats.sen_slope("value", period="period", data=frame))
        if name == "project":
            return repr(unlabelled(hw.project(frame, accrual="flow")))
        if name == "targets":
            return repr(hw.Profile.linear(120).points(times))
        return repr(scorecard(BOARD, history=frame).history)
    except hw.HeadwayError as error:
        return f"refused: {error}"


READERS = ["chart", "chart of a frame", "slope", "project", "targets", "history"]
TO_2016 = range(2005, 2016)
YEARS_TO_YEARS = {  # how a column is written, and what it says
    "2019-20 on": ([f"{y}-{y + 1 - 2000}" for y in range(2019, 2025)], [f"{y}/{y - 1999}" for y in range(2019, 2025)]),
    "2019-2020 on": ([f"{y}-{y + 1}" for y in range(2019, 2025)], [f"{y}/{y - 1999}" for y in range(2019, 2025)]),
    "years of which some could be months": (
        [f"{y}-{y - 1999:02d}" for y in TO_2016], [f"{y}/{y - 1999:02d}" for y in TO_2016]),
    "pooled years of which some could be months": (
        [f"{y}-{y - 1998:02d}" for y in TO_2016], [f"{y} - {y - 1998:02d}" for y in TO_2016]),
    "dashes and slashes": (
        [f"{y}-{y - 1999:02d}" if y < 2012 else f"{y}/{y - 1999}" for y in TO_2016],
        [f"{y}/{y - 1999:02d}" for y in TO_2016]),
    "all could be months, but one has a slash": (
        ["2001-02", "2002-03", "2003-04", "2004/05"], ["2001/02", "2002/03", "2003/04", "2004/05"]),
    "en dashes": (["2001\u201303", "2002\u201304", "2010\u201312", "2011\u201313"],
                  ["2001 - 03", "2002 - 04", "2010 - 12", "2011 - 13"]),
    "months": ([f"2010-{m:02d}" for m in range(9, 13)] + ["2011-01"], ["Sep 2010", "Oct 2010", "Nov 2010", "Dec 2010",
                                                                       "Jan 2011"]),
}  # fmt: skip
UNCLEAR = {
    "years or months thirteen apart": [f"{y}-{y - 1999:02d}" for y in range(2001, 2006)],
    "three years or months thirteen apart": [f"{y}-{y - 1998:02d}" for y in range(2001, 2006)],
    "three years among years": [f"{y}-{y - 1998:02d}" for y in TO_2016[:6]] + ["2011/12", "2012-14", "2013-15"],
    "months among years": ["2009-10", "2009-11", "2009-12", "2010/11"],
}
MIXED = {"months, then years": ["2011-06", "2011-07", "2012/13", "2013/14"],
         "years, then quarters": ["2021/22", "2022/23", "2023/24 - Q1"],
         "three years, then one": ["2018 - 20", "2019 - 21", "2022"]}  # fmt: skip


def test_the_year_of_columns() -> None:
    """What is compared below is read at all."""
    assert not of_a_column(YEARS_TO_YEARS["2019-20 on"][1], "slope").startswith("refused")


@pytest.mark.parametrize("kind", YEARS_TO_YEARS)
@pytest.mark.parametrize("name", READERS)
def test_a_column_shows_whether_it_is_of_months_or_of_years(name: str, kind: str) -> None:
    written, meant = YEARS_TO_YEARS[kind]
    found, expected = of_a_column(written, name), of_a_column(meant, name)
    if kind != "months" and not expected.startswith("refused"):  # months are told of in another style
        assert found == expected
    assert found.startswith("refused") == expected.startswith("refused")


@pytest.mark.parametrize("kind", UNCLEAR)
@pytest.mark.parametrize("name", READERS)
def test_a_column_that_could_be_of_months_or_of_years_is_refused_with_what_to_write(name: str, kind: str) -> None:
    found = of_a_column(UNCLEAR[kind], name)
    assert found.startswith("refused") and "which could be months or years; accepted: 20" in found


@pytest.mark.parametrize("kind", MIXED)
@pytest.mark.parametrize("name", [each for each in READERS if each != "targets"])
def test_periods_of_different_lengths_are_no_one_series(name: str, kind: str) -> None:
    assert re.match("refused: .*(of one length|of one kind|one frequency|which do not overlap)",
                    of_a_column(MIXED[kind], name), re.DOTALL)


def test_the_line_for_years_reads_the_column() -> None:
    for kind in ("years or months thirteen apart", "three years or months thirteen apart"):
        frame = pd.DataFrame({"y": UNCLEAR[kind], "n": range(5)})
        with pytest.raises(hw.HeadwayError) as refused:
            hw.spc.run_chart("n", dates="y", data=frame)
        lines = re.findall(r"\((frame\['y'\]\..*?\)|pandas\..*?\))\)", str(refused.value))
        assert len(lines) == 2
        for line in lines:
            read = frame.assign(y=eval(line, {"pandas": pd, "frame": frame}))
            assert len(hw.spc.run_chart("n", dates="y", data=read)) == 1


@pytest.mark.parametrize("of", [pl.DataFrame, pa.table], ids=["polars", "pyarrow"])
@pytest.mark.parametrize("kind", ["dates", "datetimes", "months as numbers", "days of a spreadsheet"])
def test_frames_of_every_kind_hold_times(of, kind: str) -> None:
    columns = {"series": ["a"] * 18, "value": VALUES}
    found = unlabelled(hw.project(of(columns | {"period": COLUMNS[kind]}), accrual="flow"))
    expected = unlabelled(hw.project(of(columns | {"period": COLUMNS["months"]}), accrual="flow"))
    assert found.to_pydict() == expected.to_pydict() if of is pa.table else found.equals(expected)


@pytest.mark.parametrize("call", [
    lambda day: hw.Series([1], start=day, accrual="flow"), lambda day: hw.Profile.linear(1).at(day),
    lambda day: hw.Profile.steps({day: 1}), lambda day: hw.phased(1, start=day, years=["2024/25"]),
])  # fmt: skip
@pytest.mark.parametrize("day", ["15 April 2024", dt.date(2024, 4, 29), pd.Timestamp("2024-04-02"), "As at 15/04/2024"])
def test_a_day_within_its_month_is_no_month(call, day) -> None:
    with pytest.raises(hw.HeadwayError, match="a day within its month; accepted: the first or the last day"):
        call(day)


@pytest.mark.parametrize("when", [pd.Timestamp("2024-04-01 09:30"), "2024-04-01T09:30", 20240, True, None, "someday"])
def test_what_is_no_time_is_refused_by_the_name_of_the_argument(when) -> None:
    with pytest.raises(hw.HeadwayError, match="^start: "):
        hw.Series([1], start=when, accrual="flow")


def test_days_in_numbers_are_read_where_the_column_shows_the_day() -> None:
    def project(times):
        frame = pd.DataFrame({"series": "a", "period": times, "value": range(len(times))})
        return unlabelled(hw.project(frame, accrual="flow"))

    first = [f"{m:%d/%m/%Y}" for m in FIRST]  # 01/04/2023 on: in the other order days of one January
    pd.testing.assert_frame_equal(project(first), project(list(FIRST)))
    american = [f"{m:%m/%d/%Y}" for m in LAST]
    pd.testing.assert_frame_equal(project(american), project(list(FIRST)))
    with pytest.raises(hw.HeadwayError, match=r"2024-04-01.*or.*2024-01-04.*to_datetime\(frame\['period'\], format"):
        project(["01/04/2024", "01/05/2024"])
    with pytest.raises(hw.HeadwayError, match="which number is the month"):
        project(["01/04/2024", "30/04/2024", "05/31/2024"])  # two orders in one column


@pytest.mark.parametrize(("texts", "days"), [
    (["31/03/25", "2024-05-06", "06/05/2024"], ["2025-03-31", "2024-05-06", "2024-05-06"]),  # ISO beside them
    (["31/03/25", "06/05/24", None], ["2025-03-31", "2024-05-06", None]),
    (["03/31/25", "05/06/24", "6 May 2024"], ["2025-03-31", "2024-05-06", "2024-05-06"]),
    (["31.3.25", "6-5-24", "TBC"], ["2025-03-31", "2024-05-06", None]),
    (["31/03/25", "31/03/26"], ["2025-03-31", "2026-03-31"]),
    (["14/03/25", "05/06/25"], ["2025-03-14", "2025-06-05"]),
], ids=str)  # fmt: skip
def test_days_of_two_digits_and_of_iso_are_read_where_the_column_shows_the_day(texts, days) -> None:
    frame = pd.DataFrame({"action": [str(row) for row in range(len(texts))]})
    stand = [hw.plan.actions(frame.assign(due=column), as_at="2024-05-20", theme=None, rating=None, due="due")
             for column in (texts, days)]  # fmt: skip
    pd.testing.assert_frame_equal(*[each[["state", "days_over", "reason"]] for each in stand])


@pytest.mark.parametrize("texts", [
    ["01/04/2024", "01/05/2024"], ["01/04/24", "01/05/24"], ["1.4.2024"], ["01-04-2024", None],
    ["01/04/2024", "2024-05-06"], ["01/04/2024", "01/05/24"], ["31/02/2025"], ["31/03/2025 (was 31/12/2024)"],
    ["01/04/2024", "TBC"], ["24/09/30", "24/10/31"], ["01/04/2024", "30/04/2024", "05/31/2024"], [" 01/04/2024"],
    ["31/03/25", "someday", "06/05/2024"], ["31/03/2025", "2025-02-30"], ["01/04/2024 00:00"],
], ids=str)  # fmt: skip
def test_a_suggested_line_reads_the_column_and_chooses_no_order(texts) -> None:
    frame = pd.DataFrame({"action": [str(row) for row in range(len(texts))], "due": texts})
    with pytest.raises(hw.HeadwayError) as refused:
        hw.plan.actions(frame, as_at="2024-05-20", theme=None, rating=None, due="due")
    lines = re.findall(r"pandas\.to_datetime\(.*?\)", str(refused.value).splitlines()[-1])
    read = [eval(line, {"pandas": pd, "frame": frame}) for line in lines]
    days = [column.dropna().dt for column in read]
    assert len(days) in (0, 2) and (not days or (days[0].day == days[1].month).all())
    assert bool(read) == (texts in [["01/04/2024", "01/05/2024"], ["01/04/24", "01/05/24"], ["1.4.2024"],
                                    ["01-04-2024", None]])  # fmt: skip
    assert "2025-02-31" not in str(refused.value)  # as it was written


def test_a_scorecard_keeps_a_day_within_its_month() -> None:
    days = [dt.date(2024, 6, 25), dt.date(2024, 6, 26)]
    written = scorecard(pd.concat([BOARD] * 2).assign(period=["25 June 2024 [p]", "26/06/2024"]))
    assert "25 June 2024 [p]" in written.table().as_raw_html() and "26/06/2024" in written.table().as_raw_html()
    assert "25 June 2024" in scorecard(pd.concat([BOARD] * 2).assign(period=days)).table().as_raw_html()
    with pytest.raises(hw.HeadwayError, match="same section, indicator and period as row 0"):
        scorecard(pd.concat([BOARD] * 2).assign(period=["25 June 2024", "As at 2024-06-25"]))
    with pytest.raises(hw.HeadwayError, match="same section, indicator and period as row 0"):
        scorecard(pd.concat([BOARD] * 2).assign(period=["June 2024", "30 June 2024"]))  # which stands for it


@pytest.mark.parametrize("word", ["n/a", "TBC", "-", "not available"])
def test_a_row_of_a_scorecard_may_say_that_it_has_no_period(word: str) -> None:
    rows = pd.concat([BOARD, BOARD.assign(indicator="Voids")], ignore_index=True)
    without, none = (scorecard(rows.assign(period=["2024/25 - Q2", each])) for each in (word, None))
    pd.testing.assert_frame_equal(without.frame.drop(columns="period"), none.frame.drop(columns="period"))
    assert without.table().as_raw_html() == none.table().as_raw_html()


def test_marks_of_points_are_kept_with_their_periods() -> None:
    earlier = pd.DataFrame({"indicator": "Repairs", "period": ["2024-04", "2024-05 [p]", "30 June 2024 (revised)"],
                            "value": [1.0, 2, 3]})  # fmt: skip
    points = scorecard(BOARD, history=earlier).history["Repairs"]
    assert [period.marks for period, _ in points] == [(), ("provisional",), ("revised",)]
    assert [str(period) for period, _ in points] == ["2024-04", "2024-05", "June 2024"]
    assert "2024/25 - Q2 [p]" in scorecard(BOARD.assign(period="2024/25 - Q2 [p]")).table().as_raw_html()


def test_marks_of_a_period_are_kept_beside_it() -> None:
    assert hw.Period("2019/20 [p]").marks == ("provisional",)
    assert hw.Period("2024 Q1 (Revised) [e]").marks == ("estimated", "revised")
    assert hw.Period("2022/23").marks == ()
    assert hw.Period("2019/20 [p]") == hw.Period("2019/20")
    assert str(hw.Period("2019/20 [p]")) == "2019/20"
    again = eval(repr(hw.Period("2019/20 [p]")), {"Period": hw.Period})
    assert again.marks == ("provisional",)
