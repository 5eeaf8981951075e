"""A savings plan, frames in and frames out: the published figures, and what bad frames get."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import headway as hw
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

DATA = Path(__file__).parents[2] / "examples" / "data" / "southampton"


def table(name: str) -> pd.DataFrame:
    return pd.read_csv(DATA / f"savings_{name}.csv")


@pytest.fixture
def plan() -> hw.SavingsPlan:
    return hw.SavingsPlan.from_frames(table("programmes"), table("confidence"), table("profile"))


def small(**changes: Any) -> dict[str, pd.DataFrame]:
    """One portfolio, two years; a change is (table, row, column, value)."""
    return {
        "programmes": pd.DataFrame(
            {"portfolio": ["Roads", "Roads"], "programme": ["Holes", "Lights"], "expected_saving_gbp_m": [2.0, 1.5]}
        ),
        "confidence": pd.DataFrame(
            {"portfolio": ["Roads"], "expected_saving_gbp_m": [3.5], "green_gbp_m": [2.0], "amber_gbp_m": [1.0],
             "red_gbp_m": [0.5]}
        ),
        "profile": pd.DataFrame(
            {
                "portfolio": ["Roads", "Roads"], "financial_year": ["2024/25", "2025/26"],
                "cumulative_saving_gbp_m": [1.0, 3.0]
            }
        ),
    }  # fmt: skip


def column(frame: pd.DataFrame, name: str) -> list[Any]:
    return frame[name].tolist()


def test_every_figure_that_was_published(plan: hw.SavingsPlan) -> None:
    total = plan.by_portfolio().iloc[-1]
    assert total[["expected", "green", "amber", "red"]].tolist() == [42.65, 23.08, 11.90, 7.67]
    over = plan.over_achievement()
    assert dict(zip(over.portfolio, over.over_achievement, strict=True)) == {
        "Adult Social Care & Health": 2.35, "Children's Services": 1.50, "Schools & SEND": 1.87,
        "Growth & Prosperity": 0.0,
        "Resident Services": 0.89, "Customer & Community": 0.01, "Enabling Excellence": 0.0, "Total": 6.62,
    }  # fmt: skip
    assert plan.cash() == 161.51
    assert round(plan.present_value(rate=0.035), 2) == 148.42
    assert round(plan.present_value(), 2) == 148.42
    assert round(
        hw.present_value([7.3, 32.05, 39.37, 41.2, 41.6], schedule=hw.DiscountSchedule.flat(0.035)), 2
    ) == 148.43


def test_the_bridge_closes(plan: hw.SavingsPlan) -> None:
    row = plan.bridge(printed=41.60).iloc[-1]
    assert row.tolist() == ["Total", 42.65, 7.67, 6.62, 0.0, 0.0, 41.60, 0.0, True]
    before = plan.bridge("2025/26", printed=32.05).iloc[-1]
    assert (before.still_to_come, before.slippage, before.forecast, before.unexplained) == (-9.56, 0.0, 32.04, 0.01)
    assert before.explained_by_rounding
    assert not plan.bridge(printed=41.70).iloc[-1].explained_by_rounding


def test_the_printed_totals_reconcile(plan: hw.SavingsPlan) -> None:
    totals = table("profile_published_totals")
    checks = plan.reconcile(
        expected=42.65, levels={"green": 23.08, "amber": 11.9, "red": 7.67},
        run_rate=column(totals, "cumulative_total_gbp_m"),
        increments=column(totals, "incremental_total_gbp_m"), over_achievement=6.62,
    )  # fmt: skip
    assert len(checks) == 30
    rounded = checks[~checks.agrees]
    assert rounded[["check", "where", "computed", "claimed", "explained_by_rounding"]].to_numpy().tolist() == [
        ["run rate", "2025/26", 32.04, 32.05, True]
    ]
    other = plan.reconcile(expected=42.64).iloc[-1]
    assert not other.agrees and not other.explained_by_rounding


def test_increments_and_cash_by_year_and_portfolio(plan: hw.SavingsPlan) -> None:
    rows = plan.incremental()
    assert len(rows) == 8 * 5
    total = rows[rows.portfolio == "Total"]
    assert column(total, "run_rate") == [7.30, 32.04, 39.37, 41.20, 41.60]
    assert column(total, "increment") == [7.30, 24.74, 7.33, 1.83, 0.40]
    assert column(total, "cash") == [7.30, 39.34, 78.71, 119.91, 161.51]


def test_funds_are_listed_and_never_added(plan: hw.SavingsPlan) -> None:
    rows = plan.totals()
    assert column(rows, "fund") == ["general fund", "dedicated schools grant", "housing revenue account"]
    assert column(rows, "programmes") == [26, 1, 1]
    assert column(rows, "with_saving") == [18, 0, 0]
    assert rows.expected[0] == 42.65
    assert rows.expected[1:].isna().all() and rows.forecast[1:].isna().all()


def test_confidence_three_ways(plan: hw.SavingsPlan) -> None:
    views = plan.confidence({"green": 1, "amber": 0.5, "red": 0})
    assert views.iloc[-1].tolist() == ["Total", 42.65, 29.03, 34.98]
    assert plan.confidence().weighted.isna().all()  # no hidden default
    with pytest.raises(hw.HeadwayError, match="weights: found none for 'amber'"):
        plan.confidence({"green": 1})
    with pytest.raises(hw.HeadwayError, match="weights: found 'blue'; accepted: green, amber, red"):
        plan.confidence({"green": 1, "amber": 1, "red": 1, "blue": 1})


def test_against_a_budget_gap(plan: hw.SavingsPlan) -> None:
    rows = plan.gap({"2025/26": 38.0}, weights={"green": 1, "amber": 0.5, "red": 0})
    assert rows.gap.isna().tolist() == [True, False, True, True, True]
    row = rows.iloc[1]
    assert (row.forecast, row.unidentified, row.surplus) == (32.04, 5.96, 0.0)
    assert rows.secured.iloc[-1] == 23.08 and rows.unrated.iloc[-1] == 6.62
    assert 0 < row.secured < row.weighted < row.forecast
    with pytest.raises(hw.HeadwayError, match="gap: found '2030/31'; accepted: 2024/25 to 2028/29"):
        plan.gap({"2030/31": 1.0})


def test_a_realignment_makes_another_plan(plan: hw.SavingsPlan) -> None:
    after = plan.realign(
        from_="Resident Services", to="Growth & Prosperity", level="red", amount=1.5, as_at="November 2024",
        reason="re-scoped",
        from_programme="Homelessness Prevention", to_programme="Service Redesign & Productivity",
    )  # fmt: skip
    assert after.history().iloc[0].tolist() == [
        "November 2024", "Resident Services", "Growth & Prosperity", "red", 1.5, "re-scoped"
    ]
    assert len(plan.history()) == 0
    rows = plan.compare(after).set_index("portfolio")
    assert rows.expected_change["Resident Services"] == -1.5
    assert rows.expected_change["Total"] == 0
    assert after.reconcile().agrees.all()
    assert plan.slippage(after).shortfall.eq(0).all()
    with pytest.raises(hw.HeadwayError, match='did you mean "Growth & Prosperity"'):
        plan.realign(
            from_="Resident Services", to="Growth and Prosperity", level="red", amount=1, as_at="2024-11", reason="x"
        )


def test_slippage_against_a_later_version(plan: hw.SavingsPlan) -> None:
    late = table("profile")
    late["cumulative_saving_gbp_m"] = late.groupby("portfolio").cumulative_saving_gbp_m.shift(1, fill_value=0.0)
    forecast = hw.SavingsPlan.from_frames(table("programmes"), table("confidence"), late)
    rows = plan.slippage(forecast)
    total = rows[rows.portfolio == "Total"]
    assert total.shortfall.tolist() == [7.30, 24.74, 7.33, 1.83, 0.40]
    assert ((rows.timing + rows.permanent - rows.shortfall).abs() < 1e-12).all()
    bridge = forecast.bridge("2025/26", planned=plan).iloc[-1]
    # 41.20 comes in the last year
    assert (bridge.still_to_come, bridge.slippage, bridge.forecast) == (-9.56, -24.34, 7.30)


def test_delivered_savings_are_projected_against_the_year(plan: hw.SavingsPlan) -> None:
    months = pd.DataFrame({
        "portfolio": ["Children's Services"] * 6 + ["Schools & SEND"] * 6,
        "month": [f"2024-{m:02d}" for m in range(4, 10)] * 2,
        "amount": [0.2] * 6 + [0.11] * 6,
    })  # fmt: skip
    rows = plan.delivered(months)
    assert rows["planned"].tolist() == [2.70, 1.32]
    assert rows["value"].round(9).tolist() == [2.4, 1.32]
    assert rows["delivered"].round(9).tolist() == [1.2, 0.66]
    assert "planned" not in months
    with pytest.raises(hw.HeadwayError, match="row 11, column 'portfolio': "):
        plan.delivered(months.assign(portfolio="Schools and SEND"))
    with pytest.raises(hw.HeadwayError, match="accepted: 2024/25 to 2028/29"):
        plan.delivered(months.assign(month="2034-04").head(1))
    with pytest.raises(hw.HeadwayError, match="accepted: flow, cumulative"):
        plan.delivered(months, accrual="snapshot")


def test_delivered_savings_are_held_against_the_latest_year_whatever_the_order_of_rows(plan: hw.SavingsPlan) -> None:
    months = pd.DataFrame({"portfolio": "Schools & SEND", "month": ["2025-04", "2024-12", "2025-03"], "amount": 0.1})
    assert plan.delivered(months)["planned"].tolist() == [2.56]


@pytest.mark.parametrize("kind", [pl.DataFrame, pa.Table.from_pandas, lambda f: duckdb.from_df(f)])
def test_frames_come_back_as_they_came(kind: Any, plan: hw.SavingsPlan) -> None:
    frames = [kind(table(name)) for name in ("programmes", "confidence", "profile")]
    other = hw.SavingsPlan.from_frames(*frames)
    for name in ("totals", "by_portfolio", "incremental", "over_achievement", "bridge", "programmes"):
        rows = getattr(other, name)()
        assert type(rows) is type(frames[0])
        assert len(rows) == len(getattr(plan, name)())


def test_a_plan_says_what_it_is(plan: hw.SavingsPlan) -> None:
    assert repr(plan) == (
        "£42.65m expected: £7.67m is not validated, over-achievement adds £6.62m, and £41.60m is forecast by 2028/29."
    )
    assert plan.unit == "£m"
    assert plan.decimals == 2
    assert [year.label for year in plan.years] == ["2024/25", "2025/26", "2026/27", "2027/28", "2028/29"]
    assert plan.scale == hw.ConfidenceScale.savings()
    with pytest.raises(hw.HeadwayError, match="from_frames"):
        hw.SavingsPlan()


def test_money_as_documents_print_it() -> None:
    frames = small()
    frames["confidence"] = pd.DataFrame({
        "portfolio": ["Roads"], "expected_saving_gbp_m": ["£3.5m*"], "green_gbp_m": ["£2m"], "amber_gbp_m": ["£1m"],
        "red_gbp_m": ["£0.5m"],
    })  # fmt: skip
    frames["programmes"]["expected_saving_gbp_m"] = ["£3.5m", "n/a"]
    plan = hw.SavingsPlan.from_frames(**frames)
    assert plan.notes == ['confidence, row 0, column \'expected_saving_gbp_m\': read "£3.5m*" with the mark "*"']
    assert plan.programmes().expected.isna().tolist() == [False, True]


@pytest.mark.parametrize(
    ("where", "row", "name", "value", "message"),
    [
        (
            "confidence", 0, "expected_saving_gbp_m", "£.3.5m",
            r'confidence, row 0, column \'expected_saving_gbp_m\': .*"£\.3\.5m".*£3\.5m'
        ),
        ("confidence", 0, "red_gbp_m", 0.4, "green 2 \\+ amber 1 \\+ red 0.4 = 3.4; accepted: parts that add up"),
        ("confidence", 0, "red_gbp_m", None, "confidence, row 0, column 'red_gbp_m': found nothing"),
        ("profile", 1, "cumulative_saving_gbp_m", 0.9, "profile, row 1, .*falls from 1 to 0.9 in 2025/26"),
        (
            "profile", 0, "portfolio", "Roads & Lights",
            "profile, row 0, column 'portfolio': found \"Roads & Lights\"; did you mean \"Roads\""
        ),
        ("profile", 1, "financial_year", "someday", "profile, row 1, column 'financial_year'"),
        ("programmes", 1, "portfolio", None, "programmes, row 1, column 'portfolio': found nothing"),
        (
            "programmes", 0, "expected_saving_gbp_m", True,
            "programmes, row 0, column 'expected_saving_gbp_m': found bool True"
        ),
    ],
)  # fmt: skip
def test_bad_rows_are_refused_by_name(where: str, row: int, name: str, value: Any, message: str) -> None:
    frames = small()
    frames[where][name] = frames[where][name].astype(object)
    frames[where].at[row, name] = value
    before = {table: frame.copy() for table, frame in frames.items()}
    with pytest.raises(hw.HeadwayError, match=message):
        hw.SavingsPlan.from_frames(**frames)
    for table_name, frame in frames.items():
        pd.testing.assert_frame_equal(frame, before[table_name])


def test_one_portfolio_by_two_names() -> None:
    frames = [
        table("programmes"), table("confidence"), table("profile").replace("Enabling Excellence", "Enabling Services")
    ]
    with pytest.raises(hw.HeadwayError, match='found "Enabling Services"; did you mean "Enabling Excellence"'):
        hw.SavingsPlan.from_frames(*frames)
    names = {"Enabling Services": "Enabling Excellence"}
    plan = hw.SavingsPlan.from_frames(*frames, aliases=names)
    with pytest.warns(DeprecationWarning, match="aliases="):
        assert repr(hw.SavingsPlan.from_frames(*frames, also_called=names)) == repr(plan)
    assert plan.bridge().iloc[-1].forecast == 41.60


def test_missing_columns_and_frames_are_refused_at_once() -> None:
    frames = small()
    frames["programmes"] = frames["programmes"].rename(columns={"programme": "program"})
    frames["profile"] = frames["profile"].drop(columns="financial_year")
    with pytest.raises(hw.HeadwayError) as refused:
        hw.SavingsPlan.from_frames(**frames)
    assert "programmes, column 'programme' is not in the frame; did you mean 'program'?" in str(refused.value)
    assert "profile, column 'financial_year' is not in the frame" in str(refused.value)
    with pytest.raises(hw.HeadwayError, match="confidence, found int"):
        hw.SavingsPlan.from_frames(frames["programmes"], 1, frames["profile"])
    with pytest.raises(hw.HeadwayError, match="programmes, column 'lead' is not in the frame"):
        hw.SavingsPlan.from_frames(**small(), owner="lead")
    with pytest.raises(hw.HeadwayError, match="levels: found 'blue'"):
        hw.SavingsPlan.from_frames(**small(), levels={"blue": "x"})
    with pytest.raises(hw.HeadwayError, match="scale: found str"):
        hw.SavingsPlan.from_frames(**small(), scale="gmpp")  # type: ignore[arg-type]


def test_a_scale_with_more_levels() -> None:
    frames = small()
    frames["confidence"] = frames["confidence"].assign(**{"amber/green": 0.0, "amber_red_gbp_m": 0.0})
    plan = hw.SavingsPlan.from_frames(**frames, scale=hw.ConfidenceScale.gmpp_five_point())
    assert plan.by_portfolio().columns.tolist() == [
        "portfolio", "expected", "green", "amber/green", "amber", "amber/red", "red", "validated", "forecast"
    ]  # fmt: skip
    with pytest.raises(hw.HeadwayError, match="same colour means different things"):
        plan.compare(hw.SavingsPlan.from_frames(**small()))
    with pytest.raises(hw.HeadwayError, match="'high' twice"):
        hw.ConfidenceScale("own", (hw.ConfidenceLevel("high"), hw.ConfidenceLevel("high")))
    with pytest.raises(hw.HeadwayError, match="level 0: found str"):
        hw.ConfidenceScale("own", ("high",))  # type: ignore[arg-type]


def test_everything_that_a_programme_says() -> None:
    frames = small()
    frames["programmes"] = frames["programmes"].assign(
        recurrence=["recurring", "one-off"], benefit=["cashable", None], business_case=["full", "outline"],
        start=["October 2024", "April 2024"], ramp_months=[6, None], owner=["Director of Roads", None],
        themes=["Growth & Income; Prevention", None], depends_on=[None, "Holes"],
    )  # fmt: skip
    plan = hw.SavingsPlan.from_frames(**frames)
    rows = plan.programmes()
    assert rows.themes[0] == "Growth & Income; Prevention"
    assert rows.ramp_months.tolist() == [6, 0]
    assert rows.depends_on[1] == "Holes"
    assert plan.phased().run_rate.tolist() == [0.5, 2.0, 1.5, 0.0]
    assert plan.by_benefit().expected.tolist() == [1.5, 2.0]
    assert plan.starts_too_early().to_numpy().tolist() == [["Lights", "Holes", 6]]
    with pytest.raises(hw.HeadwayError, match="column 'business_case': found \"fuul\""):
        hw.SavingsPlan.from_frames(**{**frames, "programmes": frames["programmes"].assign(business_case="fuul")})


def test_phasing() -> None:
    years = ["2024/25", "2025/26"]
    assert hw.phased(2.4, start="October 2024", years=years) == [1.2, 2.4]
    assert hw.phased(2.4, start="April 2024", years=years, ramp_months=12) == [1.2, 2.4]
    assert hw.phased(2.4, start="April 2024", years=years, recurrence="one-off") == [2.4, 0.0]
    with pytest.raises(hw.HeadwayError, match="lateness"):
        hw.phased(2.4, start="April 2024", years=years, months_late=-1)
    with pytest.raises(hw.HeadwayError, match="accepted: a month"):
        hw.phased(2.4, start="2024/25", years=years)


def test_simulation_shows_what_it_assumes(plan: hw.SavingsPlan) -> None:
    simulation = plan.simulate(20_000, seed=7)
    assert simulation.assumptions.delivery.iloc[0] == "80% to 110%, most likely 100% (PERT)"
    fan = simulation.fan()
    assert fan.planned.round(9).tolist() == [7.30, 32.04, 39.37, 41.20, 41.60]
    assert (fan.prudent < fan.planned).all()
    assert plan.simulate(20_000, seed=7, threads=1).fan().equals(fan)
    sure, nothing = hw.Delivery.certain(), hw.Delivery.certain(0)
    certain = plan.simulate(100, 1, delivery={"green": sure, "amber": nothing, "over-achievement": nothing})
    assert certain.fan()["mean"].round(9).iloc[-1] == 23.08


def test_simulation_by_programme(plan: hw.SavingsPlan) -> None:
    names = plan.programmes().query("fund == 'general fund' and expected.notna()").programme
    simulation = plan.simulate(
        1000, 3, by="programme", delivery=dict.fromkeys(names, hw.Delivery.bernoulli(0.5)),
        delay={"Commissioning": hw.Delay.fixed(12)},
    )  # fmt: skip
    assert len(simulation.names) == 18
    with pytest.raises(hw.HeadwayError, match="no delivery for programme"):
        plan.simulate(1000, 3, by="programme")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({}, "seed: found none"),
        ({"seed": 1, "by": "portfolio"}, "accepted: confidence, programme"),
        ({"seed": 1, "delivery": {"green": hw.Delivery.certain()}}, 'no delivery for validated level "amber"'),
        ({"seed": 1, "delivery": {"green": 0.9, "amber": 0.5}}, r"delivery\['green'\]: found float"),
        (
            {"seed": 1, "delay": {"blue": hw.Delay.fixed(1)}},
            "delay: found the name 'blue'; accepted: amber, green, over-achievement"
        ),
        ({"seed": 1, "delay": {"gren": hw.Delay.fixed(1)}}, "found the name 'gren'; did you mean 'green'"),
        ({"seed": 1, "delay": {"green": 3}}, r"delay\['green'\]: found int"),
        ({"seed": -1}, "seed: found -1"),
        ({"seed": 1, "delivery": [1]}, "delivery: found list"),
    ],
)
def test_simulation_refuses(plan: hw.SavingsPlan, arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(hw.HeadwayError, match=message):
        plan.simulate(100, **arguments)


@pytest.mark.parametrize(
    ("table_name", "column", "hint"),
    [("programmes", "Budget", "budget='Budget'"), ("programmes", "fund", "budget='fund'"),
     ("profile", "Reason", "reason='Reason'"),
     ("programmes", "Business case", "business_case='Business case'"), ("confidence", "fund", "budget='fund'")],
)  # fmt: skip
def test_a_column_that_would_not_be_read_is_no_column_to_leave_out(table_name: str, column: str, hint: str) -> None:
    frames = small()
    frames[table_name][column] = "HRA"
    with pytest.raises(
        hw.HeadwayError, match=f"{table_name}, column '{column}' would not be read; did you mean {hint}"
    ):
        hw.SavingsPlan.from_frames(**frames)


def test_results_do_not_collide_with_levels() -> None:
    scale = hw.ConfidenceScale("own", (hw.ConfidenceLevel("expected"), hw.ConfidenceLevel("doubtful")))
    with pytest.raises(hw.HeadwayError, match="levels: found 'expected', which is a column of the results"):
        hw.SavingsPlan.from_frames(**small(), scale=scale)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"decimals": "2"}, "decimals"), ({"decimals": 2.5}, "decimals"),
        ({"decimals": 99}, "decimals: found 99; accepted: 0 to 14"),
        ({"version": 3}, "version: found int"), ({"aliases": {1: 2}}, "aliases"),
        ({"aliases": ["x"]}, "aliases"),
        ({"fund": "council tax"}, "fund"), ({"unit": "crowns"}, "unit"),
    ],
)  # fmt: skip
def test_arguments_of_a_wrong_kind_are_refused_in_words(arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(hw.HeadwayError, match=message):
        hw.SavingsPlan.from_frames(**small(), **arguments)


def test_a_gap_is_by_year(plan: hw.SavingsPlan) -> None:
    for wrong in (None, 38.0, "38"):
        with pytest.raises(hw.HeadwayError, match="gap: found"):
            plan.gap(wrong)  # type: ignore[arg-type]


def test_columns_that_are_not_read_are_named() -> None:
    frames = small()
    frames["programmes"]["sponsor"] = "x"
    assert hw.SavingsPlan.from_frames(**frames).notes == ["programmes: not read: sponsor"]


def test_a_gap_is_read_alike_by_the_frame_the_chart_and_the_page(plan: hw.SavingsPlan, tmp_path: Path) -> None:
    assert plan.gap({"April 2025 - March 2026": 38.0}).gap[1] == 38.0
    assert "for a budget gap of £38.00m" in plan.describe(chart="run_rate", gap={"April 2025 - March 2026": 38.0})
    assert "£38.00m" in plan.write(
        tmp_path / "p.html", title="P", gap={"April 2025 - March 2026": 38.0}
    ).read_text("utf-8")


def test_notes_are_announced() -> None:
    frames = small()
    frames["programmes"] = frames["programmes"].head(1)
    plan = hw.SavingsPlan.from_frames(**frames)
    assert plan.notes == ["programmes of 'Roads' add up to 2, but 3.5 is expected of it"]
    assert repr(plan).endswith("(1 note: see its notes.)")


def test_delivered_savings_go_by_the_plans_calendar_and_names() -> None:
    frames = small()
    frames["profile"]["portfolio"] = "Highways"
    plan = hw.SavingsPlan.from_frames(**frames, calendar="academic", aliases={"Highways": "Roads"})
    months = pd.DataFrame({"portfolio": "Highways", "month": ["2024-09", "2024-10", "2024-11"], "amount": 0.1})
    assert plan.delivered(months)["planned"].tolist() == [1.0]
    with pytest.raises(hw.HeadwayError, match="row 1, column 'month': "):
        plan.delivered(months.assign(month=["2024-09", "someday", "2024-11"]))
