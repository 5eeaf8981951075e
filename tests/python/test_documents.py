"""A register of documents: the city's, lines of versions by hand, and bad input."""

import datetime

import headway as hw
import pandas as pd
import polars as pl
import pytest


def test_the_citys_documents(data):
    made = hw.plan.documents(pd.read_csv(data / "documents.csv")).set_index("document")
    assert (made.state == "draft").sum() == 3 and (made.state == "current").sum() == 7
    assert made.loc["housing strategy", ["status", "state"]].tolist() == ["Draft (pre-consultation)", "draft"]


def test_a_draft_supersedes_nothing_before_it_is_final():
    frame = pl.DataFrame({"name": ["a", "b", "c"], "when": [datetime.date(2024, 7, 1), None, datetime.date(2026, 5, 1)],
                          "stands": ["final", None, "draft"], "instead": [None, "a", "a; B"]})  # fmt: skip
    columns = {"document": "name", "title": None, "date": "when", "status": "stands", "supersedes": "instead"}
    made = hw.plan.documents(frame, **columns)
    assert isinstance(made, pl.DataFrame)
    assert made["state"].to_list() == ["superseded", "current", "draft"]
    assert made["superseded_by"].to_list() == ["b; c", "c", None]
    assert made["version"].to_list() == [1, 2, 3]


def test_usual_columns_may_be_lacking_and_words_for_nothing_are_none():
    made = hw.plan.documents(pd.DataFrame({"document": ["a", "b"]}))
    assert made.state.tolist() == ["current", "current"]
    frame = pd.DataFrame({"document": ["a", "b", "c"], "status": ["n/a", "Final draft", "-"],
                          "supersedes": ["n/a", "-", "a; b"]})  # fmt: skip
    assert hw.plan.documents(frame).state.tolist() == ["superseded", "superseded", "current"]
    with pytest.raises(hw.HeadwayError, match="accepted: several documents separated by semicolons"):
        hw.plan.documents(frame.assign(supersedes=[None, None, "a, b"]))
    with pytest.raises(hw.HeadwayError, match="column 'stands' is not in the frame"):
        hw.plan.documents(frame, status="stands")


def test_bad_registers_are_refused_all_at_once():
    frame = pd.DataFrame({"document": ["a", "b", "c"], "title": ["Plan", "plan ", "Other"],
                          "date": ["2024", "2024", "soon"], "status": ["Published", "finished", None],
                          "supersedes": [None, None, "bb"]})  # fmt: skip
    with pytest.raises(hw.HeadwayError) as refused:
        hw.plan.documents(frame)
    assert "row 2, column 'date': period \"soon\"" in str(refused.value)
    with pytest.raises(hw.HeadwayError) as refused:
        hw.plan.documents(frame.assign(date=["2024", "2024", None]))
    assert [line.split(";")[0].strip() for line in str(refused.value).splitlines()] == [
        "3 problems:", "row 1, column 'status': found \"finished\"",
        'row 1: found "plan" of 2024, which row 0 has already',
        'row 2: document "c" supersedes "bb", which is not in the register',
    ]  # fmt: skip
    circle = pd.DataFrame({"document": ["a", "b"], "supersedes": ["b", "a"]})
    with pytest.raises(hw.HeadwayError, match="found a circle: 'a' supersedes 'b' supersedes 'a'"):
        hw.plan.documents(circle, title=None, date=None, status=None)
