"""Results beside several earlier figures: columns of the frame, or points of their history."""

import headway as hw
import pandas as pd
import pytest

# The rate of children looked after: 97.47 in April and 94.86 in September are the report's own.
MONTHS = pd.period_range("2023-09", "2024-08", freq="M").strftime("%Y-%m")
RATE = [90.0, 91, 92, 93, 94, 98, 99, 97.47, 96, 99, 95, 94.26]
WORDS = ("last_month", "year_start", "same_month_last_year", "twelve_month_high", "twelve_month_low")


def history():
    return pd.DataFrame({"indicator": "Looked-after children", "period": MONTHS, "value": RATE})


def rows(**changed):
    given = {"section": ["Children"], "indicator": ["Looked-after children"], "period": ["September 2024"],
             "latest": [94.86], "target": [86.6], "polarity": ["low_is_good"], "unit": ["per 10,000"]}  # fmt: skip
    return pd.DataFrame(given | changed)


def board(frame, previous, **given):
    return hw.Scorecard(frame, comparators=("target",), previous=previous, **given)


def test_points_of_the_history_are_found_by_their_words():
    frame = board(rows(), WORDS, history=history()).frame
    row = frame.iloc[0]
    assert [row[word] for word in WORDS] == [94.26, 97.47, 90.0, 99.0, 90.0]
    assert [row.change, *(row[f"{word}_change"] for word in WORDS[1:])] == [0.6, -2.61, 4.86, -4.14, 4.86]
    assert [row.direction, *(row[f"{word}_direction"] for word in WORDS[1:])] == [
        "worsening", "improving", "worsening", "improving", "worsening"
    ]  # fmt: skip
    assert row.year_start_direction_reason is None or pd.isna(row.year_start_direction_reason)


def test_the_first_is_the_change_and_direction_as_ever():
    frame = rows(previous=[94.26], april=[97.47], last_year=[95.0])
    one, several = board(frame, "previous").frame, board(frame, ("previous", "april", "last_year")).frame
    assert several[one.columns].equals(one)
    of_each = ("change", "direction", "direction_reason")
    added = [f"{name}_{what}" for name in ("april", "last_year") for what in of_each]
    assert sorted(set(several.columns) - set(one.columns)) == sorted(added)
    assessed = hw.assess(frame, comparators=("target",), previous=("previous", "april", "last_year"))
    assert assessed[added].equals(several[added])
    assert assessed.april_direction.tolist() == ["improving"]


def test_a_column_beats_a_point_of_the_history():
    frame = board(rows(previous=[1.0], year_start=[50.0]), ("previous", "year_start"), history=history()).frame
    assert frame.year_start_change.tolist() == [44.86]


def test_a_running_total_has_a_direction_against_the_same_time_of_last_year_alone():
    total = rows(previous=[60.0], same_month_last_year=[90.0], accrual=["cumulative"])
    frame = board(total, ("previous", "same_month_last_year")).frame
    assert frame.direction.tolist() == ["unknown"]
    assert frame.same_month_last_year_direction.tolist() == ["worsening"]
    of_history = board(total.drop(columns="same_month_last_year"), ("previous", *WORDS[1:]), history=history()).frame
    directions = [of_history[f"{word}_direction"].iloc[0] for word in WORDS[1:]]
    assert directions == ["unknown", "worsening", "unknown", "unknown"]


def test_where_there_is_no_such_point_nothing_is_said():
    frame = board(rows(period=["April 2024"]), ("year_start",),
                  history=history()).frame  # fmt: skip
    assert frame.direction.tolist() == ["unknown"]
    assert frame.year_start.isna().all()


@pytest.mark.parametrize(("previous", "given", "message"), [
    (("previous", "year_start"), {}, "previous 'year_start': found neither a column of that name nor a history"),
    (("previous", "yaer"), {"history": history()}, "column 'yaer' is not in the frame"),
    (("previous", "previous"), {}, "previous: found 'previous' twice; accepted: each column once"),
    (("previous", 3), {}, "previous: found int; accepted: the name of a column, or several"),
])  # fmt: skip
def test_what_is_no_earlier_figure_is_refused(previous, given, message):
    with pytest.raises(hw.HeadwayError, match=message):
        board(rows(previous=[94.26]), previous, **given)


def test_the_table_has_a_column_for_each(tmp_path):
    card = board(rows(previous=[94.26]), ("previous", "year_start", "twelve_month_high"), history=history())
    page = card.write(tmp_path / "a.html", title="Q2").read_text("utf-8")
    for said in ("Since year start", "Since twelve-month high", "\N{MINUS SIGN}2.61 from 97.47 in April 2024",
                 "\N{MINUS SIGN}4.14 from 99.00 in June 2024"):  # fmt: skip
        assert said in page
    assert "Since" not in board(rows(previous=[94.26]), "previous").table().as_raw_html()


def test_a_note_stands_beside_its_figure():
    noted = board(rows(previous=[94.26], note=["24 in the table of the report, 21 in its <text>"]), "previous")
    assert "24 in the table of the report, 21 in its &lt;text&gt;" in noted.table().as_raw_html()
    assert "nan" not in board(rows(previous=[94.26], note=[None]), "previous").table().as_raw_html()
    assert "3.5" not in board(rows(previous=[94.26], note=[3.5]), "previous").table().as_raw_html()  # no text
