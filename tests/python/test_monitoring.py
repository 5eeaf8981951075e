"""A year's savings by scheme, from one table or a ledger, and benefits read from their indicators."""

import math
import re
from pathlib import Path
from typing import Any

import headway as hw
import pandas as pd
import polars as pl
import pytest
from bs4 import BeautifulSoup
from headway.charts.delivered import DeliveredChart, DeliveredRow
from matplotlib import pyplot as plt
from matplotlib.colors import to_hex
from matplotlib.patches import Rectangle
from matplotlib.text import Text
from measuring import laid_out

TABLE = {
    "Service": ["Place", "Adults", "Adults", "Homes"], "Scheme": ["Bins", "Visits", "Telecare", "Repairs"],
    "Target 24/25 (£k)": [120, 40, "1,000", 30], "Forecast 24/25 (£k)": ["90", 40, "£0.8m", 30],
    "Full year (£k)": [240, 40, 1000, 30], "Full year now (£k)": [200, 40, 1000, "n/a"],
    "Apr (£k)": [10, 0, 50, None], "May (£k)": [10, 4, 55, "n/a"], "Jun (£k)": [12, 4, 60, ""],
    "Fund": ["GF", "GF", "GF", "HRA"], "Type": ["Cashable", "Cost avoidance", "Cash-releasing", None],
    "Kind": ["Recurring", "ONE-OFF", "on-going", "TBC"],
}  # fmt: skip
MONTHS = ["Apr (£k)", "May (£k)", "Jun (£k)"]


def plan_of(table: Any = None, **changed: Any) -> hw.SavingsPlan:
    given: dict[str, Any] = {
        "portfolio": "Service", "programme": "Scheme", "years": "Target 24/25 (£k)", "years_are": "run_rates",
        "forecast": "Forecast 24/25 (£k)", "expected": "Full year (£k)", "expected_forecast": "Full year now (£k)",
        "months": MONTHS, "fund": "Fund", "benefit": "Type", "recurrence": "Kind",
    } | changed  # fmt: skip
    return hw.SavingsPlan.from_table(pd.DataFrame(TABLE) if table is None else table, **given)


def test_what_is_above_plan_makes_a_loss_net() -> None:
    """Place is forecast 10 above its plan, which makes up for a part of what Adults lose."""
    above = TABLE | {"Forecast 24/25 (\u00a3k)": [130, 40, "\u00a30.8m", 30],
                     "Full year now (\u00a3k)": [240, 40, 900, "n/a"]}  # fmt: skip
    chart = plan_of(pd.DataFrame(above)).monitor().picture()
    assert chart.finding().startswith("Savings of 2024/25: forecast £190k short of the £1.16m planned, ")
    assert "£970k of £1.16m is forecast" in chart.describe()
    net = "£100k slips to later years and £100k is lost for good, offset by £10k above plan of other portfolios."
    assert net in chart.describe() and net in chart.plot().get_xlabel().replace("\n", " ")
    assert "Place: £120k planned, £130k forecast and £32k delivered (£10k above plan)." in chart.describe()
    axes = chart.plot()
    shown = [text.get_text() for text in axes.texts]
    assert {"Place", "£10k above"} <= {*shown}
    marks = [line.get_segments()[0][0][0] for line in axes.collections if line.get_label() == "_mark"]
    assert sorted(marks) == [120.0, 1040.0]  # what was planned of each
    ends = [patch.get_x() + patch.get_width() for patch in axes.patches if patch.get_label() != "_key"]
    assert 130.0 in ends and 120.0 not in ends  # beyond the mark of the plan
    assert plan_of().monitor().picture()._note().startswith("£210k slips to later years and £20k is lost for good. ")


@pytest.mark.parametrize("size", [None, (7.2, 4.4), (3.6, 2.4)])
def test_what_is_short_of_plan_is_one_figure_a_row_at_every_width(size: tuple[float, float] | None) -> None:
    chart = plan_of().monitor().picture(by="scheme")
    axes = chart.plot(plt.figure(figsize=size).add_axes((0, 0, 1, 1)) if size else None)
    said = " ".join(text.get_text() for text in axes.texts)
    assert "\u00a330k short" in said and "\u00a3200k short" in said and "as planned" in said
    assert size or "\u00a3210k slips to later years and" in " ".join(axes.get_xlabel().split())
    others = " ".join(text.get_text() for text in axes.texts if "2024" not in text.get_text())
    amounts = re.findall(r"\S*\d[\d,.]*\w*", re.sub(r"\d+ of \d+ shown", "", others))
    assert amounts and all(re.fullmatch(r"\(?\u00a3([\d.,]+[km]|0)", each) for each in amounts), amounts
    assert "1,000" not in said and "1,160" not in chart.describe() and "\u00a31m planned" in chart.describe()
    plt.close("all")


ROW = {"planned": 100.0, "forecast": 100.0, "delivered": 40.0}
OF_PARTS = {  # what a row has to have a part, and how the key calls it
    "Delivered": {}, "To come": {}, "not known": {"delivered": 20.0, "unknown": 1.0, "not_known": 30.0},
    "Short": {"forecast": 60.0, "slipped": 20.0, "lost": 20.0},
}  # fmt: skip


@pytest.mark.parametrize("size", [None, (7.2, 4.4), (3.6, 2.4)])
@pytest.mark.parametrize("parts", [[part] for part in OF_PARTS] + [["Short", "not known"], [*OF_PARTS]])
def test_each_look_of_a_bar_is_in_the_key_and_no_other(parts: list[str], size: tuple[float, float] | None) -> None:
    rows = {f"Row {i}": DeliveredRow(**(ROW | OF_PARTS[part])) for i, part in enumerate(parts)}
    chart = DeliveredChart(year="2024/25", as_at="June 2024", what="scheme", rows=rows, pooled=[rows],
                           total=DeliveredRow(**ROW), source="made up")  # fmt: skip
    axes = chart.plot(plt.figure(figsize=size).add_axes((0, 0, 1, 1)) if size else None)
    renderer, dot = laid_out(axes.figure), axes.figure.dpi / 72
    shown = [patch for patch in axes.patches if isinstance(patch, Rectangle) and patch.get_width() > 0]
    of_key, of_bars = ({(to_hex(patch.get_facecolor()), patch.get_hatch()) for patch in shown
                        if (patch.get_label() == "_key") == sample} for sample in (True, False))  # fmt: skip
    assert of_key == of_bars
    if not size:
        for part in parts:
            assert any(part in text.get_text() for text in axes.texts), part
    (mark,) = (line for line in axes.get_lines() if line.get_label() == "_key")
    (word,) = (text for text in axes.texts if text.get_text() == "Plan")
    gap = Text.get_window_extent(word, renderer).x0 - mark.get_window_extent().x1
    assert 0 < gap / dot < 10
    plt.close("all")


def test_every_planned_amount_is_somewhere() -> None:
    monitoring = plan_of().monitor()
    assert str(monitoring) == (
        "Savings of 2024/25: forecast £230k short of the £1.16m planned, £205k delivered by June 2024"
    )
    schemes = monitoring.schemes.set_index("programme")
    assert schemes.loc["Bins", ["delivered", "to_come", "slipped", "lost"]].tolist() == [32.0, 58.0, 10.0, 20.0]
    assert schemes.recurrence.tolist() == ["recurring", "one-off", "recurring", "recurring"]
    for frame in (monitoring.schemes, monitoring.portfolios, monitoring.funds):
        parts = frame[["delivered", "to_come", "slipped", "lost", "not_split"]].fillna(0).sum(axis=1)
        assert parts.tolist() == frame.planned.tolist()
    assert monitoring.funds.fund.tolist() == ["general fund", "housing revenue account"]
    assert math.isnan(monitoring.funds.delivered[1]) and monitoring.funds.reason[1] == "1 of 1 scheme has no months"


def test_a_full_year_effect_beyond_the_year_comes_later_and_is_no_under_achievement() -> None:
    one = pd.DataFrame({"Service": ["Place"], "Scheme": ["Bins"], "24/25 (£k)": [120], "Full (£k)": [240]})
    given = {"portfolio": "Service", "programme": "Scheme", "years": "24/25 (£k)", "years_are": "run_rates"}
    plan = hw.SavingsPlan.from_table(one, expected="Full (£k)", **given)
    assert "£120k comes after 2024/25, over-achievement adds £0k, and £120k is forecast by 2024/25" in str(plan)
    row = plan.bridge().iloc[-1]
    assert row[["expected", "over_achievement", "still_to_come", "forecast"]].tolist() == [240, 0, -120, 120]
    late = hw.SavingsPlan.from_table(one.assign(**{"Now (£k)": [90]}), expected="Full (£k)",
                                     forecast={"Now (£k)": "2024/25"}, **given)  # fmt: skip
    assert "£120k comes after 2024/25, under-achievement takes £30k" in str(late)


def test_the_year_end_by_the_months_is_that_of_their_series() -> None:
    monitoring = plan_of().monitor(level=0.95)
    alone = hw.project_year_end(hw.Series([50.0, 55.0, 60.0], start="2024-04", accrual="flow"), level=0.95,
                                target=1000.0, polarity="high_is_good")  # fmt: skip
    row = monitoring.schemes.set_index("programme").loc["Telecare"]
    assert (row.year_end, row.lower, row.upper, row.probability) == (
        alone.value, alone.lower, alone.upper, alone.probability)  # fmt: skip
    total = monitoring.portfolios.set_index("portfolio").loc["Adults"]
    both = hw.project_year_end(hw.Series([50.0, 59.0, 64.0], start="2024-04", accrual="flow"), level=0.95)
    assert (total.year_end, total.lower) == (both.value, both.lower)


@pytest.mark.parametrize("kind", [pd.DataFrame, pl.DataFrame])
def test_a_ledger_in_any_frame_says_the_same(kind: Any) -> None:
    rows = [(scheme, month, amount) for scheme, amounts in {"Bins": [10, 10, 12], "visits": [0, 4, 4],
                                                          "Telecare": [50, 55, 60]}.items()
            for month, amount in zip(["Apr-24", "2024-05", "30/06/2024"], amounts, strict=True)]  # fmt: skip
    ledger = kind({"programme": [row[0] for row in rows], "month": [row[1] for row in rows],
                   "amount": [float(row[2]) for row in rows]})  # fmt: skip
    bare = plan_of(months=None)
    assert math.isnan(bare.monitor().schemes.delivered[0])
    assert bare.monitor(ledger).schemes.equals(plan_of().monitor().schemes)


def test_a_ledger_is_taken_as_it_is_written() -> None:
    ledger = pd.DataFrame({"programme": ["Bins", "Bins", "Visits"], "month": ["15/04/2024", "2024-05-31", "Jun-24"],
                           "amount": ["£12k", "1,000", "n/a"]})  # fmt: skip
    schemes = plan_of().monitor(ledger).schemes.set_index("programme")
    assert schemes.delivered["Bins"] == 1012.0 and math.isnan(schemes.delivered["Visits"])


def test_amounts_so_far_are_those_of_months() -> None:
    so_far = pd.DataFrame({"programme": ["Bins"] * 3, "month": ["2024-04", "2024-05", "2024-06"],
                           "amount": [10, 20, 32]})  # fmt: skip
    assert plan_of().monitor(so_far, accrual="cumulative").schemes.delivered[0] == 32.0


def test_what_is_wrong_is_said_with_its_row() -> None:
    plan = plan_of()
    with pytest.raises(hw.HeadwayError, match=r'row 0, column .programme.: found "Bin"; did you mean "Bins"'):
        plan.monitor(pd.DataFrame({"programme": ["Bin"], "month": ["Apr-24"], "amount": [3]}))
    with pytest.raises(hw.HeadwayError, match="row 1, column 'month': found 2024/25; accepted: a month"):
        plan.monitor(pd.DataFrame({"programme": ["Bins"] * 2, "month": ["Apr-24", "2024/25"], "amount": [3, 4]}))
    with pytest.raises(hw.HeadwayError, match="did you mean 'amounts'"):
        plan.monitor(pd.DataFrame({"programme": ["Bins"], "month": ["Apr-24"], "amounts": [3]}), amount="amounts ")
    with pytest.raises(hw.HeadwayError, match="accepted: headings with months such as Apr-24.*\"Actual\": ..."):
        plan_of(pd.DataFrame(TABLE | {"Actual": [1, 2, 3, 4]}), months=["Actual"], unit="£k")
    with pytest.raises(hw.HeadwayError, match="row 1, column 'Kind': found \"now and then\"; accepted: recurring, one"):
        plan_of(pd.DataFrame(TABLE | {"Kind": ["", "now and then", "", ""]}))
    with pytest.raises(hw.HeadwayError, match="a plan of one table"):
        hw.SavingsPlan.from_frames(*(pd.read_csv(f"examples/data/southampton/savings_{name}.csv")
                                     for name in ("programmes", "confidence", "profile"))).monitor()  # fmt: skip


def test_a_gap_is_closed_by_what_is_cashable() -> None:
    row = plan_of().gap({"2024/25": 1000}).iloc[0]
    assert (row.forecast, row.closing, row.avoidance, row.unidentified) == (930.0, 890.0, 40.0, 110.0)
    totals = plan_of().totals()[["cashable", "avoidance", "kind_not_stated"]]
    assert totals.values.tolist() == [[1240.0, 40.0, 0.0], [0.0, 0.0, 30.0]]


def test_the_picture_says_what_the_frames_say() -> None:
    monitoring = plan_of().monitor()
    chart = monitoring.picture(by="scheme")
    assert list(chart.rows) == ["Telecare", "Bins", "Visits"]
    assert (
        "Bins: £120k planned, £90k forecast and £32k delivered (£30k short: £10k slips, £20k lost)." in chart.describe()
    )
    axes = chart.plot()
    widths = sorted(round(patch.get_width(), 6) for patch in axes.patches if patch.get_label() != "_key")
    assert widths == [4.0 + 4.0, 10.0 + 20.0, 32.0, 32.0, 58.0, 165.0, 200.0, 635.0]  # Bins' 30 short
    with pytest.raises(hw.HeadwayError, match="fund: found 'schools'"):
        monitoring.picture(fund="schools")


def test_what_is_not_known_to_be_delivered_is_not_drawn_as_still_to_come() -> None:
    chart = plan_of(pd.DataFrame(TABLE | {month: [10, "n/a", 50, 3] for month in MONTHS})).monitor()
    picture = chart.picture()
    assert "what Adults delivered is not known" in picture.finding()
    assert "delivered by June 2024 where known." in picture.describe()
    (name,) = (name for name, row in picture.rows.items() if row.unknown and not math.isnan(row.delivered))
    row = picture.rows[name]
    assert "delivered where known" in picture.describe()
    axes = picture.plot()
    empty = [patch.get_width() for patch in axes.patches
             if to_hex(patch.get_facecolor()) == "#ffffff" and not patch.get_hatch() and patch.get_label() != "_key"]
    assert row.not_known in empty
    assert "Delivered not known" in [text.get_text() for text in axes.texts]
    every = plan_of(pd.DataFrame(TABLE | {month: [1, 2, 3, 4] for month in MONTHS})).monitor().picture()
    assert "known" not in every.describe() + " ".join(text.get_text() for text in every.plot().texts)


def test_the_page_says_how_the_year_goes_as_the_frames_do(tmp_path: Path) -> None:
    plan = plan_of()
    page = BeautifulSoup(plan.write(tmp_path / "plan.html").read_text(), "html.parser")
    (heading,) = (each for each in page.find_all("h2") if each.get_text(strip=True) == "How the year goes")
    section = heading.find_parent("section")
    tables = {}
    for table in section.find_all("table"):
        rows = [[cell.get_text(" ", strip=True) for cell in row.find_all(["th", "td"])] for row in table.find_all("tr")]
        tables[table.find(class_="gt_title").get_text(strip=True)] = [row for row in rows if len(row) > 1]
    whole, *by_scheme = tables
    assert whole.startswith("2024/25 by portfolio, as at June 2024")
    assert [name.partition(":")[0] for name in by_scheme] == ["Place", "Adults", "Homes"]
    said = {row[0].removeprefix("Scheme"): row for name in by_scheme for row in tables[name][1:]}
    for row in plan.monitor().schemes.to_dict("records"):
        cells = " ".join(said[row["programme"]])
        for amount in ("planned", "forecast", "delivered", "to_come", "slipped", "lost"):
            shown = "not known" if math.isnan(row[amount]) else f"£{row[amount]:,.0f}k"
            assert shown in cells, (row["programme"], amount, cells)
    totals = " ".join(map(" ".join, tables[whole]))
    assert "Total of the general fund" in totals and "Total of the housing revenue account" in totals
    for row in plan.monitor().funds.to_dict("records"):  # never netted: a total each
        assert f"£{row['planned']:,.0f}k" in totals


HISTORY = pd.DataFrame({
    "indicator": ["Falls"] * 15 + ["Reviews"] * 15,
    "period": [str(month) for month in pd.period_range("2023-04", "2024-06", freq="M")] * 2,
    "value": [98, 102] * 6 + [97, 96, 88] + [71, 74] * 6 + [75, 74, 76],
})  # fmt: skip


def goals(**changed: Any) -> pd.DataFrame:
    return pd.DataFrame({"indicator": ["Falls", "Reviews"], "since": ["March 2024", None], "target": [80, 90],
                         "due": ["31/03/2025", "TBC"], "polarity": ["Lower is better", "high"],
                         "programme": ["Telecare", None]} | changed)  # fmt: skip


def test_benefits_are_read_from_their_indicators() -> None:
    read = hw.benefits(goals(), HISTORY, baseline_at="since", plan=plan_of(), programme="programme")
    assert read.movement.tolist() == ["as intended", "no more than chance"]
    assert read.baseline_period.tolist() == ["March 2024", "2023-04"]
    assert read.expected_by_now[0] == 96.5 and math.isnan(read.expected_by_now[1])
    assert read.behind[0] == -8.5
    assert read.expected_saving[0] == 1000.0 and math.isnan(read.expected_saving[1])
    total = hw.benefits(goals(), HISTORY, accrual="cumulative")
    assert total.movement.tolist() == ["running total"] * 2


def test_targets_of_benefits_are_read_as_people_write_them() -> None:
    told = hw.benefits(goals(target=["10 fewer by March 2025", "n/a"], due=[None, None]), HISTORY, baseline_at="since")
    same = hw.benefits(goals(target=[told.baseline_value[0] - 10, None], due=["March 2025", None]), HISTORY,
                       baseline_at="since")  # fmt: skip
    assert told.achieved[0] == same.achieved[0] and told.expected_by_now[0] == same.expected_by_now[0]
    assert math.isnan(told.achieved[1])
    with pytest.raises(hw.HeadwayError, match="row 0, column 'target': .*holds no figure"):
        hw.benefits(goals(target=["soon better", None]), HISTORY, baseline_at="since")


def test_benefits_of_nobody_are_refused_by_name() -> None:
    with pytest.raises(hw.HeadwayError, match="row 1, column 'indicator': found 'Revews', of which history has no point"
                       "; accepted: an indicator of history; did you mean 'Reviews'"):  # fmt: skip
        hw.benefits(goals(indicator=["Falls", "Revews"]), HISTORY)
    with pytest.raises(hw.HeadwayError, match="row 0, column 'programme': found 'Telecar'; .*did you mean 'Telecare'"):
        hw.benefits(goals(programme=["Telecar", ""]), HISTORY, plan=plan_of(), programme="programme")
    with pytest.raises(hw.HeadwayError, match="no indicator of the benefits, but 'Falls'"):
        hw.benefits(goals(indicator=["Bins", "Lamps"]), HISTORY)
    with pytest.raises(hw.HeadwayError, match="row 0, 'Falls': found a target due March 2023 for a baseline of March"):
        hw.benefits(goals(due=["March 2023", None]), HISTORY, baseline_at="since")
