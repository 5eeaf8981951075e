"""Characters that neither a picture nor a page may hold are in none, whichever text a caller gave them in."""

import re
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

import headway as hw
import pandas as pd
import pytest

BAD = "a\0b\bc\ufffed\x85\x1be"
LABELS = [f"1{BAD}", f"2{BAD}", f"3{BAD}"]
NO_CHARACTER = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
CALLS = hw.Series([30, 20, 10, 20] * 5 + [33, 22], start="2019-04", accrual="flow", frequency="quarter", note=BAD)
KPIS = pd.DataFrame({"section": [BAD], "indicator": [f"i{BAD}"], "period": ["2024-09"], "unit": [BAD],
                     "previous": [50.0], "latest": [60.0], "target": [55.0], "polarity": ["high_is_good"]})  # fmt: skip
ACTIONS = pd.DataFrame({"theme": [BAD], "action": [BAD], "lead": [BAD], "timeframe": [BAD],
                        "first_month": ["2025-08"], "last_month": ["2025-12"], "published_rating": ["on track"],
                        "recommendation": ["5"]})  # fmt: skip
INITIATIVES = pd.DataFrame({"theme": [BAD], "initiative": [BAD], "rating_q2": ["amber"], "rating_q4": ["green"],
                            "direction_of_travel": ["improving"]})  # fmt: skip
ASKED = pd.DataFrame({"recommendation": [5], "theme": [BAD], "title": [BAD]})
SMALL = hw.stats.proportion([1, 2], [3, 4])


def plan() -> hw.SavingsPlan:
    return hw.SavingsPlan.from_frames(
        pd.DataFrame({"portfolio": [BAD], "programme": [BAD], "expected_saving_gbp_m": ["3.5"], "owner": [BAD]}),
        pd.DataFrame({"portfolio": [BAD], "expected_saving_gbp_m": [3.5], "green_gbp_m": [2.0], "amber_gbp_m": [1.0],
                      "red_gbp_m": [0.5]}),
        pd.DataFrame({"portfolio": [BAD, BAD], "financial_year": ["2024/25", "2025/26"],
                      "cumulative_saving_gbp_m": [1.2, 3.6]}), version=BAD)  # fmt: skip


PICTURES: dict[str, Callable[[], Any]] = {
    "caterpillar": lambda: SMALL.picture(labels=[BAD, "b"], highlight=BAD, benchmark=0.5, benchmark_label=BAD, unit=BAD,
                                         title=BAD),
    "funnel": lambda: hw.stats.funnel_points([1, 2], [30, 40]).picture(
        labels=[BAD, "b"], highlight=BAD, benchmark_label=BAD, denominator=BAD, title=BAD),
    "control chart": lambda: hw.spc.xmr([1.0, 2, 3], polarity="neutral", dates=LABELS).picture(unit=BAD, title=BAD),
    "series of a control chart": lambda: hw.spc.xmr([1.0, 2, 3], polarity="neutral", groups=[BAD] * 3).picture(
        series=BAD),
    "run chart": lambda: hw.spc.run_chart([1.0, 2, 3], dates=LABELS).picture(unit=BAD, title=BAD),
    "projection": lambda: hw.project_year_end(CALLS).picture(unit=BAD, title=BAD),
    "backtest": lambda: hw.backtest(CALLS).picture(unit=BAD, title=BAD),
    "timeline": lambda: hw.plan.timeline(ACTIONS, as_at="2025-10-31").picture(title=BAD),
    "wide timeline": lambda: hw.plan.timeline(ACTIONS, as_at="2025-10-31").picture(wide=True),
    **{chart: lambda chart=chart: plan().picture(chart=chart, title=BAD)
       for chart in ("bridge", "run_rate", "confidence")},
    "simulation": lambda: plan().simulate(100, 1).picture(unit=BAD, title=BAD),
}  # fmt: skip
PAGE = {"title": BAD, "subtitle": BAD, "notes": [BAD], "pages": {"q2.html": BAD}}
PAGES: dict[str, Callable[[Any], Any]] = {
    "scorecard": lambda path: hw.Scorecard(KPIS, comparators=("target",)).write(path, **PAGE),
    "plan": lambda path: hw.plan.write_page(path, initiatives=INITIATIVES, actions=ACTIONS, recommendations=ASKED,
                                            as_at="2025-10-31", initiatives_note=BAD, actions_note=BAD, **PAGE),
    "savings": lambda path: plan().write(path, simulation=plan().simulate(100, 1), **PAGE),
}  # fmt: skip
SHOWN: dict[str, Callable[[], Any]] = {
    "table": lambda: hw.Scorecard(KPIS, comparators=("target",)).table().as_raw_html(),
    "rug": lambda: hw.tartan_rug(pd.DataFrame({"a": [BAD], "b": [BAD], "c": ["red"], "d": [BAD]}), rows="a",
                                 columns="b", rating="c", value="d", title=BAD).as_raw_html(),
    "statistic": lambda: hw.stats.mann_kendall([1.0, 2, 3, 4], groups=[BAD] * 4)._repr_html_(),
    "scorecard": lambda: hw.Scorecard(KPIS, comparators=("target",))._repr_html_(),
    "timeline": lambda: hw.plan.timeline(ACTIONS, as_at="2025-10-31")._repr_html_(),
}  # fmt: skip


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_well_formed_and_is_said_in_characters(name: str) -> None:
    drawn = PICTURES[name]()
    svg, said = drawn.svg(), drawn.describe()
    ElementTree.fromstring(svg)
    assert NO_CHARACTER.findall(svg + said) == []
    assert "a b c d" in svg


@pytest.mark.parametrize("name", PAGES)
def test_a_page_holds_characters_alone(tmp_path: Any, name: str) -> None:
    text = PAGES[name](tmp_path / "q2.html").read_text("utf-8")
    assert NO_CHARACTER.findall(text) == []
    assert "a b c d" in text


@pytest.mark.parametrize("name", SHOWN)
def test_a_table_and_a_notebook_hold_characters_alone(name: str) -> None:
    text = SHOWN[name]()
    assert NO_CHARACTER.findall(text) == []
    assert "a b c d" in text


NO_TEXT = [{"title": "a\ud800"}, {"subtitle": "a\ud800"}, {"subtitle": 1}, {"notes": ["a\ud800"]}, {"notes": {"a"}},
           {"notes": [1]}, {"pages": ["a.html"]}, {"pages": "a.html"}]  # fmt: skip


@pytest.mark.parametrize("given", NO_TEXT, ids=str)
def test_text_of_a_page_that_is_none_is_refused(tmp_path: Any, given: dict[str, Any]) -> None:
    with pytest.raises(hw.HeadwayError, match=rf"^{next(iter(given))}.*: found .*; accepted: "):
        hw.Scorecard(KPIS, comparators=("target",)).write(tmp_path / "q2.html", **PAGE | given)
    assert list(tmp_path.iterdir()) == []
