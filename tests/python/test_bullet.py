"""Results on the bands of their ratings: what is drawn is what the scorecard says, by its own rule."""

import math
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


def test_a_result_stands_by_what_share_it_is_better_or_worse() -> None:
    """By hand: 57.4 of at least 90, 40 of at most 32, 75 of at least 75, and 50 in 40 to 60, from the nearer bound."""
    rows = {row.name: row for row in card().bullets().rows}
    assert {name: round(row.place, 6) for name, row in rows.items()} == {
        "Repairs": round(-32.6 / 90, 6), "Days to let": -0.25, "Reviews": 0.0, "Beds": round(10 / 60, 6),
    }  # fmt: skip
    assert [round(row.amber_from, 6) for row in rows.values()] == [-0.1] * 4
    assert [row.wanted for row in rows.values()] == ["at least 90.0%", "at most 32", "at least 75%", "40 to 60"]


@pytest.mark.parametrize("rule", [{}, {"tolerance": 0.3}, {"tolerance": 5.0, "basis": "absolute"}, {"basis": "ratio"}])
def test_a_result_lies_on_the_band_of_its_rating_by_any_rule(rule: dict[str, Any]) -> None:
    """The bands that are drawn are those of the rule: any value is rated as the band that it lies on."""
    chart = card(rule=hw.RatingRule(**rule)).bullets().picture() if rule else card().bullets().picture()
    polarities = dict(zip(ROWS["indicator"], ROWS["polarity"], strict=True))
    for row in chart.rows:
        target = row.target[0] if row.target[0] == row.target[1] else row.target
        for share in (-0.45, -0.29, -0.12, -0.09, -0.02, 0.01, 0.04):
            sign = -1 if polarities[row.name] == "low_is_good" else 1
            value = row.target[0] * (1 + sign * share)
            moved = row._replace(value=value)
            bands = [(-math.inf, moved.amber_from, "red"), (moved.amber_from, 0.0, "amber"), (0.0, math.inf, "green")]
            (word,) = (word for start, end, word in bands if start <= moved.place < end)
            made = hw.rate(value, target, polarity=polarities[row.name], rule=hw.RatingRule(**rule))
            assert made.name == word, (row.name, value)


def test_what_is_drawn_is_what_the_scorecard_says() -> None:
    ax = card().bullets("Housing").plot()
    marks = [line for line in ax.get_lines() if line.get_label() == "_value"]
    rows = card().bullets("Housing").rows
    assert [row.name for row in rows] == ["Repairs", "Days to let"]  # by the share that they miss: 36% and 25%
    assert [mark.get_xdata()[0] for mark in marks] == pytest.approx([row.place for row in rows])
    edges = sorted({round(end, 9) for patch in ax.patches if patch.get_label() != "_key"
                    for end in (patch.get_x(), patch.get_x() + patch.get_width())})  # fmt: skip
    assert edges[1:3] == [-0.1, 0.0]  # where every row turns amber, and its target
    written = " ".join(text.get_text() for text in ax.texts)
    assert {"57.4%", "90.0%)", "40", "32)", "worse", "better"} <= set(written.split())
    plt.close("all")


def test_what_is_beyond_the_scale_is_an_arrow_and_a_target_of_0_has_its_own() -> None:
    rows = {"section": "All", "indicator": ["Far", "None wanted", "Near"], "unit": "count", "period": "2024/25 - Q2",
            "latest": [500.0, 3.0, 99.0], "target": [100.0, 0.0, 100.0], "polarity": "low_is_good"}  # fmt: skip
    chart = hw.Scorecard(pd.DataFrame(rows), comparators=("target",)).bullets().picture()
    assert chart.limits[0] == -0.5
    ax = chart.plot()
    beyond = [line for line in ax.get_lines() if line.get_label() == "_beyond"]
    assert [(line.get_xdata()[0], line.get_marker()) for line in beyond] == [(-0.5, "<"), (-0.5, "<")]
    assert "Arrow: beyond the scale." in " ".join(ax.get_xlabel().split())
    plt.close("all")


def test_it_is_said_in_words_with_what_is_not_shown() -> None:
    found = card().bullets()
    heading = found.picture().heading
    assert heading == "Results against target: of 4 results, 2 are red and 2 green; furthest off is Repairs"
    assert found.describe().startswith("Repairs: 57.4% against 90.0%, red. Days to let: 40 against 32, red.")
    first = {name: values if isinstance(values, str) else values[0] for name, values in ROWS.items()}
    many = pd.DataFrame({name: [value] * 14 for name, value in first.items()})
    many["indicator"] = [f"Repairs {i}" for i in range(14)]
    picture = hw.Scorecard(many, comparators=("target",)).bullets().picture()
    assert len(picture.rows) == 12 and picture.describe().endswith("Not shown: 2 red.")


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
