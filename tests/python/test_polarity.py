"""Which way is good, in the words that tables have: what is read, and what is refused with the nearest."""

import csv
from pathlib import Path

import headway as hw
import numpy as np
import pandas as pd
import polars as pl
import pytest

TABLE = Path(__file__).parents[1] / "data" / "polarities.csv"
with TABLE.open(encoding="utf-8", newline="") as file:
    CASES = [(row["text"], row["polarity"]) for row in csv.DictReader(file)]
WORDS = [str(polarity) for polarity in hw.Polarity]
HIGH = pd.DataFrame({"latest": [1.0], "target": [2.0]})
RISING = np.arange(6.0)
READERS = {
    "a column of assess": lambda text: hw.assess(HIGH.assign(polarity=text), comparators=("target",)).target_rating[0],
    "one for all of assess": lambda text: hw.assess(HIGH, polarity=text, comparators=("target",)).target_rating[0],
    "a rating": lambda text: hw.rate(1, 2, text),
    "a projection": lambda text: hw.project_year_end(hw.Series([1, 2, 3], start="2024-04", accrual="flow"),
                                                     target=5, polarity=text).polarity,
    "a chart": lambda text: hw.spc.xmr([1, 2, 3], polarity=text).polarity,
    "a comparison": lambda text: hw.stats.goal(5, lower=2, upper=4, polarity=text).outcome,
    "one a row": lambda text: hw.stats.goal([5], lower=2, upper=4, polarity=[text]).outcome[0],
    "a rank": lambda text: hw.stats.rank_in_group([1, 2], polarity=text).polarity,
    "a trend": lambda text: hw.stats.recent_trend(value=RISING, lower=RISING - 0.1, upper=RISING + 0.1,
                                                      polarity=text).marker,
    "a frame of series": lambda text: hw.project(
        pd.DataFrame({"series": "a", "period": ["2024-04", "2024-05"], "value": 1}), accrual="flow", polarity=text,
    ).polarity[0],
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_the_words_in_use(text, expected):
    frame = HIGH.assign(polarity=[text])
    if expected == "none":
        assert hw.assess(frame, comparators=("target",)).target_reason[0] == "no polarity"
    elif expected in WORDS:
        read = hw.assess(frame, comparators=("target",)).target_rating[0]
        assert read == hw.assess(frame.assign(polarity=expected), comparators=("target",)).target_rating[0]
        assert (hw.rate(1, 2, text), hw.rate(3, 2, text)) == (hw.rate(1, 2, expected), hw.rate(3, 2, expected))
    else:
        with pytest.raises(hw.HeadwayError) as refused:
            hw.assess(frame, comparators=("target",))
        assert expected in str(refused.value) and "row 0, column 'polarity': found" in str(refused.value)


@pytest.mark.parametrize("reader", READERS)
def test_every_reader_takes_them_and_names_the_nearest(reader):
    def said(text):
        return str(READERS[reader](text))

    assert said("Lower is better") == said("low_is_good")
    assert said("Lower is better") != said("high_is_good")
    with pytest.raises(hw.HeadwayError) as refused:
        READERS[reader]("Lowr is better")
    assert "low_is_good" in str(refused.value)


@pytest.mark.parametrize("text", ["n/a", "-", "TBC", "Not known", " "])
@pytest.mark.parametrize("reader", READERS)
def test_words_for_nothing_are_nobodys_word_for_every_reader(reader, text):
    said = {"a column of assess": "not_rated", "one for all of assess": "not_rated", "a rating": "not_rated",
            "a projection": "None", "a chart": "neutral", "a comparison": "not_compared", "one a row": "not_compared",
            "a trend": "increasing", "a frame of series": "nan"}  # fmt: skip
    if reader == "a rank":  # in which something is first
        with pytest.raises(hw.HeadwayError, match="accepted: high_is_good, low_is_good, neutral"):
            READERS[reader](text)
    elif text.strip() or reader not in ("one for all of assess", "a frame of series"):
        assert str(READERS[reader](text)) == said[reader]


def test_a_chart_of_which_nobody_has_said_is_neutral():
    points = pd.DataFrame({"v": [5.0, 6, 5, 7, 6, 5, 6, 7, 5, 6, 6, 5, 12], "p": [*["low"] * 12, "n/a"]})
    columns = ["variation", "point_type"]
    neutral = hw.spc.xmr("v", data=points, polarity="neutral")[columns]
    for said in ("p", "TBC"):
        assert hw.spc.xmr("v", data=points, polarity=said)[columns].equals(neutral)
    assert hw.spc.xmr("v", data=points.assign(p=None), polarity="p")[columns].equals(neutral)
    assert hw.spc.xmr(points.v, polarity="-").variation == "neutral_high"


@pytest.mark.parametrize("kind", [pd.Series, pl.Series, lambda words: pd.Categorical(words)])
def test_a_column_of_any_kind_is_read_and_given_back_as_it_came(kind):
    words = ["Lower is better ", "HIGH", None, "n/a", "Neutral"]
    columns = {"latest": [1.0] * 5, "target": [2.0] * 5, "polarity": kind(words)}
    frame = pl.DataFrame(columns) if kind is pl.Series else pd.DataFrame(columns)
    found = hw.assess(frame, comparators=("target",))
    assert list(found["target_rating"]) == ["green", "red", "not_rated", "not_rated", "not_rated"]
    assert [None if word is np.nan else word for word in found["polarity"]] == words


def test_a_scorecard_holds_an_indicator_to_one_polarity_however_it_is_said():
    frame = pd.DataFrame({"section": ["A", "B"], "indicator": "voids", "period": "2024", "latest": 1.0, "target": 2.0,
                          "polarity": ["Lower is better", "low"]})  # fmt: skip
    assert hw.Scorecard(frame, comparators=("target",)).board.row(1).polarity == "low_is_good"
    with pytest.raises(hw.HeadwayError, match="found 'high_is_good', but 'low_is_good' in row 0"):
        hw.Scorecard(frame.assign(polarity=["Lower is better", "high"]), comparators=("target",))


def test_the_words_are_words_of_people_in_any_case():
    for text, expected in CASES:
        if expected in WORDS:
            assert hw.rate(1, 2, text.upper()) == hw.rate(1, 2, expected), text
