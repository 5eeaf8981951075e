"""Gates of business cases: those that the city planned, slips by hand, the picture, and bad input."""

import datetime

import headway as hw
import pandas as pd
import polars as pl
import pytest


@pytest.fixture
def published(data) -> pd.DataFrame:
    return pd.read_csv(data / "gates.csv")[["programme", "stage", "planned"]]


@pytest.fixture
def frame() -> pd.DataFrame:
    return pd.DataFrame({
        "programme": ["Telecare", "Telecare", "Parking", "Parking", "Leisure"],
        "stage": ["OBC", "Full business case", "outline", "in delivery", "outline"],
        "planned": ["June 2024", "September 2024", "by the end of Q2 2024/25", "31/03/2025", "TBC"],
        "forecast": [None, "January 2025", None, "2026 onwards", None],
        "actual": ["July 2024", None, None, None, None],
        "saves": ["2024-10", "2024-10", "2025-04", "2025-04", None],
    })  # fmt: skip


# What the city published


def test_eight_of_the_citys_cases_were_to_come_in_quarter_3(data, published):
    programmes = pd.read_csv(data / "savings_programmes.csv").programme
    made = hw.plan.gates(published.assign(planned="by the end of Q3"), as_at="July 2024", year="2024/25",
                         forecast=None, actual=None, programmes=programmes)  # fmt: skip
    assert len(made) == 8 and set(made.state) == {"due later"} and set(made.expected) == {"31 December 2024"}
    assert made.stage.value_counts().to_dict() == {"outline": 6, "full": 2}
    assert set(hw.plan.gates(published, as_at="July 2024", forecast=None, actual=None).expected) == {"2024/25 - Q3"}


# By hand


def test_states_slips_and_savings_that_start_too_early(frame):
    made = hw.plan.gates(frame, as_at=datetime.date(2024, 10, 31), saving_start="saves")
    assert made.state.tolist() == ["passed", "due later", "overdue", "due later", "no date"]
    assert made.expected.fillna("").tolist() == ["July 2024", "January 2025", "30 September 2024", "2026 onwards", ""]
    assert made.slip_months.fillna(0).tolist() == [1, 4, 0, 0, 0]
    assert made.slip_days.fillna(0).tolist() == [31, 123, 0, 276, 0]
    assert made.slip_at_least.tolist() == [False, False, False, True, False]
    assert made.days_over.fillna(0).tolist() == [0, 0, 31, 0, 0]
    assert made.months_early.fillna(0).tolist() == [0, 3, 0, 9, 0]
    assert made.early_at_least.tolist() == [False, False, False, True, False]


def test_dates_are_dates_too_and_the_kind_stays():
    frame = pl.DataFrame({"p": ["a"], "s": ["full"], "when": [datetime.date(2024, 9, 30)],
                          "now": [datetime.date(2024, 10, 14)]})  # fmt: skip
    columns = {"programme": "p", "stage": "s", "planned": "when", "forecast": "now", "actual": None}
    made = hw.plan.gates(frame, as_at="2024-10-01", **columns)
    assert isinstance(made, pl.DataFrame)
    assert made["slip_days"].to_list() == [14] and made["slip_months"].to_list() == [None]


def test_what_may_be_earlier_or_later_is_not_called_either_and_forecasts_out_of_order_are_told():
    frame = pd.DataFrame({"programme": "Parking", "stage": ["outline", "full"], "planned": ["May 2025", "March 2026"],
                          "forecast": ["June 2026", "2026 onwards"]})  # fmt: skip
    drawn = hw.plan.gate_timeline(frame, as_at="October 2025")
    assert "earlier" not in drawn.describe() and "at least" not in drawn.describe()
    made = hw.plan.gates(frame.assign(forecast=["June 2026", "April 2026"]), as_at="October 2025")
    assert made.expected_after.tolist()[0] == "full" and made.expected_after.isna().tolist() == [False, True]
    drawn = hw.plan.gate_timeline(frame.assign(forecast=["June 2026", "April 2026"]), as_at="October 2025")
    assert drawn.sentence().endswith("1 is expected after a later stage of the programme.")
    assert "expected after the full case" in drawn.describe()


def test_usual_columns_may_be_lacking_and_others_may_not(frame):
    made = hw.plan.gates(frame[["programme", "stage", "planned"]], as_at="October 2024")
    assert made.state.tolist() == ["overdue", "overdue", "overdue", "due later", "no date"]
    with pytest.raises(hw.HeadwayError, match="column 'now' is not in the frame"):
        hw.plan.gates(frame, as_at="October 2024", forecast="now")


# The picture


def test_the_picture_says_what_slipped(frame):
    drawn = hw.plan.gate_timeline(frame, as_at="October 2024", saving_start="saves")
    assert drawn.picture().finding() == (
        "None of 5 gates is on time as at 31 October 2024: 1 overdue (Parking), 1 passed late, 2 expected late, "
        "1 without a date, 2 savings before the gate")
    said = drawn.describe()
    assert "Telecare: Outline case, planned for June 2024, passed July 2024: passed, 1 month later than" in said
    assert "Delivery case, planned for 2025-03-31, forecast for 2026 onwards: due later, at least 276 days" in said
    assert "its saving starts at least 9 months before it" in said and "overdue by 31 days" in said
    assert "Bar: from planned to passed or expected." in drawn.svg() and drawn.svg(wide=True)
    drawn.plot()


@pytest.mark.parametrize(("rows", "said"), [
    ([], "No gate is on time as at October 2025"),
    ([("A", "outline", "May 2025", None, "May 2025")], "The gate is on time as at October 2025"),
    ([("A", "outline", "May 2025", None, "June 2025")], "The gate is not on time as at October 2025: 1 passed late"),
    ([("A", "outline", "May 2025", None, "May 2025"), ("A", "full", "May 2026", "April 2026", None)],
     "All 2 gates are on time as at October 2025"),
    ([("A", "outline", "May 2025", None, "May 2025"), ("A", "full", "March 2026", "2026 onwards", None),
      ("B", "outline", "May 2025", None, None), ("C", "outline", None, None, None)],
     "1 of 4 gates is on time as at October 2025: 1 overdue (B), 1 without an end, 1 without a date"),
])  # fmt: skip
def test_the_title_counts_each_gate_once(rows, said):
    frame = pd.DataFrame(rows, columns=["programme", "stage", "planned", "forecast", "actual"], dtype="object")
    assert hw.plan.gate_timeline(frame, as_at="October 2025").picture().finding() == said


# Bad input


def test_all_that_is_wrong_is_said_at_once(frame):
    wrong = frame.assign(programme=["Telecar", "Telecare", "Parking", "Parking", "Leisure"],
                         stage=["OBC", "fulll", "outline", "outline", "outline"],
                         planned=["June 2024", "soon", None, None, None])  # fmt: skip
    with pytest.raises(hw.HeadwayError) as refused:
        hw.plan.gates(wrong, as_at="October 2024", programmes=["Telecare", "Parking", "Leisure"])
    lines = [line.strip() for line in str(refused.value).splitlines()]
    assert lines[0] == "3 problems:"
    assert lines[1] == 'row 0, column \'programme\': found "Telecar", which is no programme; did you mean "Telecare"?'
    assert lines[2].startswith("row 1, column 'stage': found \"fulll\"") and lines[2].endswith('did you mean "full"?')
    assert lines[3].startswith("row 1, column 'planned': period \"soon\"")
    with pytest.raises(hw.HeadwayError, match="row 3: found the outline gate of \"Parking\", which row 2 has already"):
        hw.plan.gates(wrong.assign(stage="outline", planned=None, programme=["A", "B", "Parking", "Parking", "C"]),
                      as_at="October 2024")  # fmt: skip


def test_a_gate_that_is_planned_after_its_saving_is_refused_and_one_that_slipped_is_told(frame):
    late = frame.assign(planned=["June 2024", "December 2024", "Q2 2024/25", "31/03/2025", None])
    with pytest.raises(hw.HeadwayError, match="row 1: found the full gate of \"Telecare\" planned for 'December 2024', "
                                              "after its saving starts in '2024-10'"):  # fmt: skip
        hw.plan.gates(late, as_at="October 2024", saving_start="saves")
    with pytest.raises(hw.HeadwayError, match="Q2"):
        hw.plan.gates(frame.assign(planned="Q2"), as_at="October 2024")
