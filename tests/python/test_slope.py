"""Two scorecards as lines from one quarter to the next: what is drawn is what they say, and the rest is counted."""

from typing import Any

import headway as hw
import pandas as pd
import pytest
from matplotlib import pyplot as plt

NAMES = ["Repairs", "Rent", "Empty homes", "Sick days", "Pupils", "Footfall", "Waits"]


def board(period: Any, latest: Any, **changed: Any) -> hw.Scorecard:
    rows = {
        "section": "All", "indicator": NAMES, "unit": ["%"] * 3 + ["days", "%", "%", "%"], "period": period,
        "latest": latest, "target": [90.0, 98.0, 2.0, 8.0, 70.0, None, 40.0],
        "polarity": ["high_is_good", "high_is_good", "low_is_good", "low_is_good", "high_is_good", "neutral",
                     "low_is_good"],
    }  # fmt: skip
    return hw.Scorecard(pd.DataFrame(rows | changed), comparators=("target",))


@pytest.fixture(scope="module")
def found() -> hw.Comparison:
    """Of per cent: worse, better and green now, worse, (pupils have no figure now), higher, unchanged."""
    before = board("2024/25 - Q1", [80.0, 95.0, 2.5, 9.0, 65.0, 10.0, 33.0])
    return hw.compare(before, board("2024/25 - Q2", [72.5, 98.5, 3.5, 7.0, None, 12.0, 33.0]))


def test_what_is_drawn_is_what_the_scorecards_say(found: hw.Comparison) -> None:
    ax = found.plot()
    lines = {line.get_label(): line.get_ydata() for line in ax.get_lines() if not line.get_label().startswith("_")}
    was, now = (dict(zip(NAMES, each.frame["latest"], strict=True)) for each in (found.before, found.after))
    drawn = ["Repairs", "Rent", "Empty homes", "Footfall", "Waits"]  # flat what stayed
    assert {name: tuple(ends) for name, ends in lines.items()} == {name: (was[name], now[name]) for name in drawn}
    written = " ".join(text.get_text() for text in ax.texts if text.get_text())
    for said in ("80%", "Repairs 72.5%, worse", "98.5%, better, now green", "12%, higher",
                 "Empty homes (lower is better) 3.5%, worse",
                 "2024/25 - Q1", "2024/25 - Q2"):  # fmt: skip
        assert said in written, said
    note = " ".join(ax.get_xlabel().split())
    assert note == "Not shown: 2 in other units or not to be compared."
    plt.close("all")


def test_ratings_that_moved_come_first_then_the_furthest(found: hw.Comparison) -> None:
    picture = found.picture()
    assert [move.name for move in picture.moves] == ["Rent", "Repairs", "Footfall", "Empty homes", "Waits"]
    assert picture.heading == ("Results in per cent: of 5 indicators, 1 got better, 2 worse, 1 higher and 1 unchanged; "
                               "Repairs moved most")  # fmt: skip
    said = picture.describe()
    assert "Rent: 95% in 2024/25 - Q1, 98.5% in 2024/25 - Q2, better; amber against target before, green now." in said
    assert said.endswith("Not shown: 2 in other units or not to be compared.")
    days = found.picture(unit="days", title="Fewer sick days", source="Payroll")
    assert (days.heading, days.finding()) == ("Fewer sick days", "Sick days went from 9 to 7: better")
    with pytest.raises(hw.HeadwayError, match=r"unit: found 'day'; accepted: '%' and 'days'"):
        found.picture(unit="day")


def test_another_polarity_or_unit_is_not_compared() -> None:
    values = [80.0, 95.0, 2.5, 9.0, 65.0, 10.0, 33.0]
    good = ["high_is_good"] * 3 + ["low_is_good", "high_is_good", "neutral", "low_is_good"]
    after = board("2024/25 - Q2", values, unit=["per 100", "%", "%", "days", "%", "%", "%"], polarity=good)
    picture = hw.compare(board("2024/25 - Q1", values), after).picture()
    assert [move.name for move in picture.moves] == ["Rent", "Pupils", "Footfall", "Waits"]
    assert picture.elsewhere == 3


def test_periods_that_differ_are_before_and_after() -> None:
    quarters = ["2024/25 - Q1"] * 6 + ["June 2024"]
    values = [80.0, 95.0, 2.5, 9.0, 65.0, 10.0, 33.0]
    picture = hw.compare(board(quarters, values), board("2024/25 - Q2", values)).picture()
    assert picture.when == ("Before", "After")
    assert "Repairs: 80% before, 80% after, unchanged; red against target." in picture.describe()
    nothing = hw.compare(board("2024/25 - Q1", values), board("2024/25 - Q2", [None] * 7)).picture()
    assert nothing.heading == "No indicator is to be compared" and "<svg" in nothing.svg()


def test_no_more_are_drawn_than_have_room_and_the_rest_is_counted() -> None:
    many = [f"Indicator {i}" for i in range(15)]

    def quarter(period: str, latest: list[float]) -> hw.Scorecard:
        rows = {"section": "All", "indicator": many, "unit": "%", "period": period, "latest": latest, "target": 200.0,
                "polarity": "high_is_good"}  # fmt: skip
        return hw.Scorecard(pd.DataFrame(rows), comparators=("target",))

    found = hw.compare(quarter("2024/25 - Q1", [50.0] * 15), quarter("2024/25 - Q2", [50.0 + i for i in range(15)]))
    ax = found.plot()
    drawn = [line.get_label() for line in ax.get_lines() if line.get_label() in many]
    assert 9 <= len(drawn) <= 12 and set(drawn) <= set(many[3:])  # those whose names stand near their lines
    said = f"Not shown: {14 - len(drawn)} others in per cent and 1 unchanged (Indicator 0)."
    assert said in " ".join(ax.get_xlabel().split())
    assert found.picture().shown() == "Results in per cent, from 2024/25 - Q1 to 2024/25 - Q2"
    shown, _ = found._repr_mimebundle_()
    assert shown["text/html"].startswith("<p>Comparison of two scorecards") and "<svg" in shown["text/html"]
    assert found.describe().startswith("15 results are in both")
    plt.close("all")
