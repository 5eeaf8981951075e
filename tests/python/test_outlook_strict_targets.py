"""A sentence of a projection says of a strict target what its rating and its chance say."""

import pickle

import headway as hw
import pytest

# The months of a year, a target as it is written, the good side, the rating, and what stands before the target.
CASES = [
    ([5] * 12, "under 60", "low_is_good", "amber", "not within"),
    ([5] * 12, "at most 60", "low_is_good", "green", "within"),
    ([5] * 12, "60", "low_is_good", "green", "level with"),
    ([5] * 12, "under 61", "low_is_good", "green", "within"),
    ([5] * 12, "under 59", "low_is_good", "amber", "above"),
    ([0.3] * 12, "under 3.6", "low_is_good", "amber", "not within"),
    ([10] * 12, "over 120", "high_is_good", "amber", "not within"),
    ([10] * 12, "at least 120", "high_is_good", "green", "within"),
    ([10] * 12, "over 119", "high_is_good", "green", "within"),
    ([10] * 12, "over 121", "high_is_good", "amber", "below"),
    ([5] * 11, "under 60", "low_is_good", "amber", "not within"),
    ([10] * 11, "over 120", "high_is_good", "amber", "not within"),
]


@pytest.mark.parametrize(("months", "text", "polarity", "rating", "side"), CASES)
def test_a_sentence_agrees_with_its_rating(months, text, polarity, rating, side) -> None:
    series = hw.Series(months, start="2024-04", accrual="flow")
    target = hw.read_target(text)
    outlook = hw.project_year_end(series, target=target, polarity=polarity)
    assert outlook.forecast_rating() == rating
    assert outlook.target_open == (target.lower_open, target.upper_open)
    picture = outlook.picture()
    assert f", {side} the target of {text}" in picture.finding()
    assert f"is {side} it." in picture.describe()
    assert f"The target is {text} and " in picture.describe()
    assert text in outlook.svg(title="Visits")


def test_a_projection_that_went_through_a_file_keeps_that_a_bound_is_open() -> None:
    series = hw.Series([5] * 12, start="2024-04", accrual="flow")
    outlook = hw.project_year_end(series, target=hw.read_target("under 60"), polarity="low_is_good")
    assert pickle.loads(pickle.dumps(outlook)).picture().finding() == outlook.picture().finding()
