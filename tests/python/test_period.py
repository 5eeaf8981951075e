"""Periods in Python: labels, dates, calendars, comparison, immutability."""

import copy
import csv
import datetime as dt
import pickle
import re
from pathlib import Path

import headway as hw
import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

P = hw.Period.parse

PUBLISHED = {
    "September 2024": ("month", dt.date(2024, 9, 1), dt.date(2024, 9, 30), 1),
    "2023": ("year", dt.date(2023, 1, 1), dt.date(2023, 12, 31), 12),
    "2018 - 20": ("years", dt.date(2018, 1, 1), dt.date(2020, 12, 31), 36),
    "2022/23": ("year", dt.date(2022, 4, 1), dt.date(2023, 3, 31), 12),
    "2024/25 - Q2": ("quarter", dt.date(2024, 7, 1), dt.date(2024, 9, 30), 3),
    "Jul 2021 to Jun 2024": ("months", dt.date(2021, 7, 1), dt.date(2024, 6, 30), 36),
    "September 2023 - August 2024": ("months", dt.date(2023, 9, 1), dt.date(2024, 8, 31), 12),
    "July 2023 - June 2024": ("months", dt.date(2023, 7, 1), dt.date(2024, 6, 30), 12),
    "Sept'23 to Aug'24": ("months", dt.date(2023, 9, 1), dt.date(2024, 8, 31), 12),
    "Jul'23 to Jun'24": ("months", dt.date(2023, 7, 1), dt.date(2024, 6, 30), 12),
    "2024-09": ("month", dt.date(2024, 9, 1), dt.date(2024, 9, 30), 1),
    "2018/19 - 20/21": ("years", dt.date(2018, 4, 1), dt.date(2021, 3, 31), 36),
    "2022/23 (from September)": ("year", dt.date(2022, 9, 1), dt.date(2023, 8, 31), 12),
}

with (Path(__file__).parents[1] / "data" / "labels.csv").open(encoding="utf-8", newline="") as file:
    LABELS = list(csv.DictReader(file))  # a line more is a case more

STYLES = ["full", "abbreviated", "apostrophe", "iso"]


@pytest.mark.parametrize("text", PUBLISHED)
def test_published_labels(text):
    p = P(text)
    assert (p.kind, p.start, p.end, p.months) == PUBLISHED[text]
    assert p.label == str(p) == f"{p}" == text
    assert type(p.start) is dt.date


@pytest.mark.parametrize("case", LABELS, ids=lambda case: case["text"])
def test_labels_are_read_or_refused(case):
    if case["refused"]:
        with pytest.raises(hw.HeadwayError, match=re.escape(case["refused"])):
            P(case["text"])
        return
    p = P(case["text"])
    assert (p.label, p.kind, str(p.start), str(p.end)) == tuple(case[of] for of in ("label", "kind", "start", "end"))
    again = P(p.label)
    assert (again, again.label, again.kind) == (p, p.label, p.kind)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("2018 \u2013 20", "2018 - 20"),
        ("2024/25\u00a0- Q2", "2024/25 - Q2"),
        ("Sept\u201923 to Aug\u201924", "Sept'23 to Aug'24"),
        ("2018 \u0096 20", "2018 - 20"),
        (b"2018 \x96 20", "2018 - 20"),
        ("\u041c\u0430r\u0441h 2024", "March 2024"),
    ],
)
def test_labels_from_documents(text, label):
    assert str(P(text)) == label


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("2023-24", '"2023/24"'),
        ("2022/24", '"2022/23"'),
        ("Smarch 2024", 'did you mean "March"'),
        ("2024/25 - Q5", '"2024/25 - Q2"'),
        ("", '"September 2024"'),
        ("2018 \u0096\n20 \ud7ff x", "not understood"),
    ],
)
def test_refusals_are_value_errors_that_say_what_to_write(text, part):
    with pytest.raises(hw.HeadwayError) as caught:
        P(text)
    assert isinstance(caught.value, ValueError)
    assert str(caught.value).startswith('period "')
    assert part in str(caught.value)


@pytest.mark.parametrize("value", [2023, None, 2024.0, dt.date(2024, 9, 1), ["2024-09"]])
def test_a_label_is_text(value):
    accepted = r"accepted: text \(text\), calendar \(text or a whole number\)"
    with pytest.raises(hw.HeadwayError, match=f"found .*; {accepted}"):
        P(value)


def test_a_wrong_number_of_arguments_is_told_as_python_tells_it():
    too_many, unknown = lambda: P("2024", "financial", 3), lambda: P(text="2024", word=1)
    for call in (P, too_many, unknown, lambda: hw.Period("2024").next(1)):
        with pytest.raises(TypeError, match="argument"):
            call()


@pytest.mark.parametrize(
    ("calendar", "start"),
    [
        ("financial", dt.date(2022, 4, 1)),
        ("academic", dt.date(2022, 9, 1)),
        (10, dt.date(2022, 10, 1)),
        (np.int64(10), dt.date(2022, 10, 1)),
    ],
)
def test_calendars(calendar, start):
    assert P("2022/23", calendar).start == P("2022/23", calendar=calendar).start == start
    assert hw.Period.of_year(2022, calendar).start == start
    assert hw.Period("2022/23", calendar).start == start


class NoIndex:
    def __index__(self):
        raise RuntimeError("no index after all")


@pytest.mark.parametrize(
    "calendar", [True, np.True_, 0, 13, -1, 10**30, 4.0, "fiscal", "Financial", None, "", [4], NoIndex()]
)
def test_no_calendar(calendar):
    with pytest.raises(hw.HeadwayError, match="accepted: 'financial', 'academic', 'calendar', or the month, 1 to 12"):
        P("2022/23", calendar)


def test_factories():
    assert str(hw.Period.of_month(2024, 9)) == "September 2024"
    assert str(hw.Period.of_quarter(2024, 2)) == "2024/25 - Q2"
    assert str(hw.Period.of_quarter(2024, 2, "calendar")) == "2024 - Q2"
    assert str(hw.Period.of_year(2022)) == "2022/23"
    assert str(hw.Period.of_years(2018, 3, calendar="calendar")) == "2018 - 20"
    assert str(hw.Period.of_months(2023, 9, 12)) == "September 2023 - August 2024"
    assert str(hw.Period.of_date(dt.date(2024, 2, 29))) == "February 2024"
    assert str(hw.Period.of_date(dt.datetime(2024, 2, 29, 23, 59))) == "February 2024"
    assert str(hw.Period.of_date(pd.Timestamp("2024-02-29 12:00"))) == "February 2024"
    with pytest.raises(hw.HeadwayError, match="no month 13"):
        hw.Period.of_month(2024, 13)
    with pytest.raises(hw.HeadwayError, match="no quarter 0"):
        hw.Period.of_quarter(2024, 0)


@pytest.mark.parametrize("date", [pd.NaT, dt.date(1066, 10, 14), dt.date(1800, 1, 1)])
def test_of_date_takes_dates_of_this_age(date):
    with pytest.raises(hw.HeadwayError, match="accepted"):
        hw.Period.of_date(date)


def test_position_and_year():
    assert P("September 2024").position() == 6
    assert P("2024/25 - Q2").position() == 6
    assert P("September 2024").position("academic") == 1
    assert P("September 2024").position(calendar=1) == 9
    assert str(P("March 2025").year()) == "2024/25"
    assert str(P("March 2025").year("calendar")) == "2025"
    assert P("2022/23 (from September)").calendar == 9
    assert P("2023").calendar == 1
    assert P("September 2024").calendar == 4


def test_steps():
    assert str(P("Dec 2024").next()) == "Jan 2025"
    assert str(P("2024/25 - Q1").previous()) == "2023/24 - Q4"
    assert str(P("Sept'23 to Aug'24").shifted(-1)) == "Aug'23 to Jul'24"
    assert P("2024-04").months_until(P("2025-03")) == 11
    assert P("2024-09").with_style("full").label == "September 2024"
    assert (P("2024-09").style, P("Sept'24").style) == ("iso", "apostrophe")
    with pytest.raises(hw.HeadwayError, match="a multiple of 3 months; found 1"):
        P("2024/25 - Q2").shifted(1)
    with pytest.raises(hw.HeadwayError, match="full, abbreviated, apostrophe, iso"):
        P("2024-09").with_style("ISO")


def test_containment_and_overlap():
    year = P("2022/23")
    assert P("March 2023") in year
    assert P("April 2023") not in year
    assert dt.date(2022, 4, 1) in year
    assert dt.date(2022, 3, 31) not in year
    assert year.contains(P("2022/23 - Q4"))
    assert year.contains(dt.date(2023, 3, 31))
    assert not P("March 2023").contains(year)
    assert year.overlaps(P("2023"))
    assert not year.overlaps(P("2024"))
    with pytest.raises(TypeError):
        assert "March 2023" in year


def test_order_equality_and_hash():
    assert P("2022/23") == P("April 2022 - March 2023")
    assert P("Sept'23 to Aug'24") == P("September 2023 - August 2024")
    assert hash(P("2022/23")) == hash(P("April 2022 - March 2023"))
    assert len({P("2022/23"), P("2022-04/2023-03"), P("2022")}) == 2
    assert P("2022/23") != P("2022")
    assert P("2022/23") != "2022/23"
    ordered = sorted(map(P, ["2024/25", "September 2024", "April 2024", "2018 - 20"]))
    assert list(map(str, ordered)) == ["2018 - 20", "April 2024", "2024/25", "September 2024"]
    assert P("2023") <= P("2023") < P("2024") > P("2023") >= P("2023")
    with pytest.raises(TypeError):
        assert P("2023") < "2024"


@pytest.mark.parametrize("text", [*PUBLISHED, "May 2024"])
def test_a_period_is_a_python_value(text):
    p = P(text)
    assert repr(p).startswith("Period(")
    assert eval(repr(p), {"Period": hw.Period}).label == text
    assert copy.copy(p) is p
    assert copy.deepcopy([p])[0] is p
    for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
        again = pickle.loads(pickle.dumps(p, protocol))
        assert (again, again.kind, again.label, again.style) == (p, p.kind, text, p.style)
    for name in ("start", "kind", "label", "anything"):
        with pytest.raises(AttributeError):
            setattr(p, name, None)
    assert f"{p:>40}" == text.rjust(40)


def test_may_keeps_its_style_when_pickled():
    may = P("Apr 2024").next()
    assert may.label == "May 2024"
    assert pickle.loads(pickle.dumps(may)).next().label == "Jun 2024"


calendars = st.integers(1, 12)
years = st.integers(1900, 2060)
periods = st.one_of(
    st.builds(hw.Period.of_month, years, st.integers(1, 12)),
    st.builds(hw.Period.of_quarter, years, st.integers(1, 4), calendars),
    st.builds(hw.Period.of_year, years, calendars),
    st.builds(hw.Period.of_years, years, st.integers(1, 60), calendars),
    st.builds(hw.Period.of_months, years, st.integers(1, 12), st.integers(1, 720)),
)


@given(periods, st.sampled_from(STYLES), calendars)
def test_labels_read_back(period, style, calendar):
    written = period.with_style(style)
    read = P(written.label, calendar if "/" not in written.label or "(" in written.label else 4)
    assert read == period
    assert (read.kind, read.calendar, read.label) == (period.kind, period.calendar, written.label)


@given(periods)
def test_neighbours_touch(period):
    following = period.next()
    assert following.start == period.end + dt.timedelta(days=1)
    assert (following.kind, following.months) == (period.kind, period.months)
    assert following.previous() == period
    assert not following.overlaps(period)


@given(periods, periods)
def test_overlap_and_order_agree_with_the_days(a, b):
    assert a.overlaps(b) == (max(a.start, b.start) <= min(a.end, b.end))
    assert (a in b) == (b.start <= a.start and a.end <= b.end)
    assert (a < b) == ((a.start, a.end) < (b.start, b.end))
    assert (a == b) == ((a.start, a.end) == (b.start, b.end))


@given(periods, calendars)
def test_the_year_holds_the_last_month(period, calendar):
    assume(period.start.year > 1900)  # the year before is not accepted
    year = period.year(calendar)
    assert year.start <= period.end <= year.end
    assert year.start.month == calendar
    months_in = (period.end.year - year.start.year) * 12 + period.end.month - year.start.month + 1
    assert period.position(calendar) == months_in


@given(st.text(max_size=30) | st.text("0123456789-/' Qabcdefgmnoprtuvy()&.", max_size=20))
def test_any_text_is_a_period_or_an_error(text):
    try:
        period = P(text)
    except hw.HeadwayError as error:
        assert str(error).startswith('period "')
    else:
        assert P(period.label) == period
