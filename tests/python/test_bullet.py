"""Results on the bands of their ratings: what is drawn is what the scorecard says, by its own rule."""

from typing import Any

import headway as hw
import pandas as pd
import pytest
from matplotlib import pyplot as plt

ROWS = {
    "section": ["Housing", "Housing", "Adults", "Adults", "Adults"],
    "indicator": ["Repairs", "Days to let", "Reviews", "Contacts", "Beds"], "period": "2024/25 - Q2",
    "unit": ["%", "days", "%", "count", "count"], "latest": [57.4, 40.0, 75.0, 351.0, 50.0],
    "target": [90.0, 32.0, 75.0, 300.0, None], "target_lower": [None, None, None, None, 40.0],
    "target_upper": [None, None, None, None, 60.0],
    "polarity": ["high_is_good", "low_is_good", "high_is_good", "neutral", "in_range"],
}  # fmt: skip


def card(**rule: Any) -> hw.Scorecard:
    return hw.Scorecard(pd.DataFrame(ROWS), comparators=("target",), **rule)


def test_the_bands_are_those_of_the_ratings() -> None:
    rows = {row.name: row for row in card().bullets().rows}
    assert set(rows) == {"Repairs", "Days to let", "Reviews", "Beds"}  # a neutral indicator has no bands
    for name, bands in {
        "Repairs": [(None, 81.0, "red"), (81.0, 90.0, "amber"), (90.0, None, "green")],
        "Days to let": [(None, 32.0, "green"), (32.0, 35.2, "amber"), (35.2, None, "red")],
        "Beds": [(None, 36.0, "red"), (36.0, 40.0, "amber"), (40.0, 60.0, "green"), (60.0, 66.0, "amber"),
                 (66.0, None, "red")],
    }.items():
        low, high = rows[name].ends()
        wanted = [(low if start is None else start, high if end is None else end, word) for start, end, word in bands]
        found = rows[name].bands()
        assert [word for *_, word in found] == [word for *_, word in wanted]
        assert [edge for band in found for edge in band[:2]] == pytest.approx(
            [edge for band in wanted for edge in band[:2]])  # fmt: skip
        assert low < rows[name].value < high


@pytest.mark.parametrize("rule", [{"tolerance": 0.3}, {"tolerance": 5.0, "basis": "absolute"}, {"basis": "ratio"}])
def test_a_value_within_a_band_has_its_rating_by_any_rule(rule: dict[str, Any]) -> None:
    for row in card(**rule).bullets().rows:
        polarity = dict(zip(ROWS["indicator"], ROWS["polarity"], strict=True))[row.name]
        target = row.target[0] if row.target[0] == row.target[1] else row.target
        for start, end, word in row.bands():
            for share in (0.01, 0.5, 0.99):
                value = start + share * (end - start)
                made = hw.rate(value, target, polarity=polarity, rule=hw.RatingRule(**rule))
                assert made.name == word, (row.name, value)


def test_what_is_drawn_is_what_the_scorecard_says() -> None:
    ax = card().bullets("Housing").plot()
    marks = [line for line in ax.get_lines() if line.get_label() == "_value"]
    rows = card().bullets("Housing").rows
    assert [row.name for row in rows] == ["Repairs", "Days to let"]  # by the share that they miss: 36% and 25%
    for mark, row in zip(marks, rows, strict=True):
        low, high = row.ends()
        assert low + mark.get_xdata()[0] * (high - low) == pytest.approx(row.value)
    written = " ".join(text.get_text() for text in ax.texts)
    assert {"57.4%", "81.0%", "90.0%", "40", "32.0", "35.2"} <= set(written.split())  # results, and where ratings turn
    plt.close("all")


def test_it_is_said_in_words_with_what_is_not_shown() -> None:
    found = card().bullets()
    assert found.picture().heading == "Of 4 rated results, 2 are red and 2 green against target"
    assert found.describe().startswith("Repairs: 57.4% against 90.0%, red. Days to let: 40 against 32, red.")
    first = {name: values if isinstance(values, str) else values[0] for name, values in ROWS.items()}
    many = pd.DataFrame({name: [value] * 14 for name, value in first.items()})
    many["indicator"] = [f"Repairs {i}" for i in range(14)]
    picture = hw.Scorecard(many, comparators=("target",)).bullets().picture()
    assert len(picture.rows) == 12 and picture.describe().endswith("2 more rated results, not shown.")


@pytest.mark.parametrize(
    ("asked", "said"),
    [({"section": "Houses"}, "section: found 'Houses'; .* the nearest is 'Housing'"),
     ({"comparator": "targets"}, "comparator: found 'targets'; .* the nearest is 'target'")],
)  # fmt: skip
def test_what_there_is_not_is_refused(asked: dict[str, str], said: str) -> None:
    with pytest.raises(hw.HeadwayError, match=said):
        card().bullets(**asked)
    with pytest.raises(hw.HeadwayError, match="comparator: found a scorecard without any"):
        hw.Scorecard(pd.DataFrame(ROWS), comparators=()).bullets()
