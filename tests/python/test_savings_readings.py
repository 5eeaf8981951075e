"""What a savings plan reads of headings, names, months and amounts as people write them, and what it advises."""

import math
from typing import Any

import headway as hw
import pandas as pd
import pytest

GIVEN: dict[str, Any] = {"portfolio": "Dir", "programme": "Scheme", "years_are": "run_rates"}


def plan_of(frame: pd.DataFrame, **given: Any) -> hw.SavingsPlan:
    return hw.SavingsPlan.from_table(frame, **(GIVEN | {"years": "24/25 £k"} | given))


def refused(frame: pd.DataFrame, **given: Any) -> str:
    with pytest.raises(hw.HeadwayError) as error:
        plan_of(frame, **given)
    return str(error.value)


def table(*rows: tuple[Any, ...], columns: tuple[str, ...] = ("Dir", "Scheme", "24/25 £k")) -> pd.DataFrame:
    return pd.DataFrame([*rows], columns=[*columns])


# Headings -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("years", [
    ("Year to March 2025 £k", "Year to March 2026 £k"), ("y/e March 2025 (£k)", "y/e March 2026 (£k)"),
    ("2024/25 £k", "2025/26 £k"),
])  # fmt: skip
def test_a_year_in_words_is_the_year_that_it_is_elsewhere(years: tuple[str, str]) -> None:
    frame = pd.DataFrame({"Dir": ["P"], "Scheme": ["x"], years[0]: [60], years[1]: [120], "start": ["October 2024"]})
    plan = plan_of(frame, years=[*years], start="start")
    assert plan.years == [hw.Period.parse("2024/25"), hw.Period.parse("2025/26")]
    assert plan.phased().run_rate.tolist() == [60, 120]
    assert plan.delayed({"x": 3}).shortfall.iloc[0] == 30
    assert plan_of(frame, years=["2024/25", "2025/26"]).years == plan.years


@pytest.mark.parametrize(("heading", "why"), [
    ("FY2025 £k", "may be 2024/25 or 2025/26"), ("24/25 Q2 £k", "part of a year"), ("P6 24/25 £k", "part of a year"),
    ("H1 24/25 £k", "part of a year"), ("Saving at March 2025 £k", "part of a year (March 2025)"),
])  # fmt: skip
def test_a_heading_that_is_not_of_one_whole_year_is_refused_with_what_to_write(heading: str, why: str) -> None:
    frame = table(("P", "x", 60), columns=("Dir", "Scheme", heading))
    message = refused(frame, years=[heading])
    assert why in message and f'{{"{heading}": "20' in message
    assert plan_of(frame, years={heading: "2024/25"}).years[0].label == "2024/25"


def test_a_heading_without_a_year_says_its_unit_all_the_same() -> None:
    message = refused(table(("P", "x", 60), columns=("Dir", "Scheme", "Saving £k")), years="Saving £k")
    assert message.startswith('years: found "Saving £k", where no year is named') and "unit" not in message
    assert "unit: found none" in refused(table(("P", "x", 60), columns=("Dir", "Scheme", "Saving")), years="Saving")


@pytest.mark.parametrize("year", ["2024-25", "2024/25", "24/25", "2024\u201325"])
def test_a_year_of_a_plan_is_written_alike_everywhere(year: str) -> None:
    plan = plan_of(table(("P", "x", 60)))
    assert plan.gap({year: 100}).gap.tolist() == [100]
    assert plan.bridge(year).forecast.iloc[-1] == 60
    assert plan.monitor(year=year).year == hw.Period.parse("2024/25")
    assert plan.picture(year=year).describe() == plan.picture(year="2024/25").describe()
    figures = pd.DataFrame({"document": ["A", "B"], "as_at": ["2024-04-30", "2024-10-31"], "figure": "saving",
                            "year": year, "amount": ["£3m", "£2m"]})  # fmt: skip
    assert hw.SavingsVersions.from_frame(figures).totals().year.tolist() == ["2024/25", "2024/25"]


# Names --------------------------------------------------------------------------------------------------------------

MERGED = table(("Adults", "A1", 100), (None, "A2", 200), ("Place", "P1", 30), (None, "P2", "TBC"))


def test_a_merged_cell_is_filled_down_and_no_scheme_is_thrown_away() -> None:
    message = refused(MERGED)
    assert "frame['Dir'] = frame['Dir'].ffill()" in message and "dropna" not in message
    frame = MERGED.copy()
    frame["Dir"] = frame["Dir"].ffill()
    assert plan_of(frame).totals().expected.tolist() == [330]


@pytest.mark.parametrize(("row", "advised"), [
    ((None, "ADULTS", None), "dropna(subset=['Dir'])"), (("Adults", None, None), "dropna(subset=['Scheme'])"),
    (("Adults", None, 40), None),
])  # fmt: skip
def test_a_row_is_left_out_only_where_it_holds_nothing_else(row: tuple[Any, ...], advised: str | None) -> None:
    message = refused(table(("Adults", "A1", 100), row))
    assert ("dropna" in message) is (advised is not None) and (advised or "found nothing") in message


def test_a_row_below_no_portfolio_is_not_filled_down() -> None:
    assert "ffill" not in refused(table((None, "A1", 100), ("Adults", "A2", 200)))


@pytest.mark.parametrize("name", ["Adults (total)", "All", "Overall", "Adults - all"])
@pytest.mark.parametrize("total", [250.8, 251, 250.7])
def test_a_total_is_one_when_rounding_alone_takes_it_off_the_sum(name: str, total: float) -> None:
    frame = table(("Adults", "x", 100.4), ("Adults", "y", 150.4), ("Adults", name, total), ("Place", "z", 7.5))
    assert "a row of totals" in refused(frame)
    plan = plan_of(frame, leave_out_totals=True)
    assert plan.totals().expected.tolist() == [258.3]
    assert any(note.startswith(f'row 2: left out "{name}"') for note in plan.notes)


@pytest.mark.parametrize("name", ["Adults (total)", "All", "Overall"])
def test_what_is_named_as_a_total_and_is_none_is_counted_and_noted(name: str) -> None:
    frame = table(("Adults", "x", 100.4), ("Adults", "y", 150.4), ("Adults", name, 250))
    plan = plan_of(frame, leave_out_totals=True)
    assert plan.totals().expected.tolist() == [500.8]
    assert any(note.startswith(f'row 2, "{name}": its name is that of a total') for note in plan.notes)


def test_a_total_of_a_portfolio_with_a_short_name_and_small_figures_of_schemes() -> None:
    frame = table(("A", "x", 100), ("A", "y", 150), ("A", "Total A", 260))
    assert plan_of(frame, leave_out_totals=True).totals().expected.tolist() == [250]
    small = table(("A", "x", 1), ("A", "y", 1), ("A", "All staff", 3))  # rounding may make as much as that
    assert plan_of(small, leave_out_totals=True).totals().expected.tolist() == [5]


# Months -------------------------------------------------------------------------------------------------------------

MONTHS = ("Apr £k", "May £k", "Jun £k")


@pytest.mark.parametrize(("months", "delivered", "to_come", "said"), [
    ((10, 10, 10), 30, 90, None), ((10, 10, None), 20, 100, "June 2024 is not in yet"),
    ((10, None, None), 10, 110, "May 2024, June 2024 is not in yet"), ((None, 10, 10), 20, 100, None),
    ((10, None, 10), math.nan, 120, "May 2024 is not known"), ((None, 10, None), 10, 110, "June 2024 is not in yet"),
])  # fmt: skip
def test_a_blank_month_means_what_its_place_says(
    months: tuple[Any, ...], delivered: float, to_come: float, said: str | None
) -> None:
    frame = table(("P", "x", 120, *months), ("P", "y", 120, 5, 5, 5), columns=("Dir", "Scheme", "24/25 £k", *MONTHS))
    result = plan_of(frame, months=[*MONTHS]).monitor()
    known = 0.0 if math.isnan(delivered) else delivered
    assert result.schemes.delivered.tolist() == pytest.approx([delivered, 15], nan_ok=True)
    assert result.schemes.to_come.tolist() == [to_come, 105]
    for totals in (result.portfolios, result.funds):
        assert totals.delivered.tolist() == [known + 15] and totals.to_come.tolist() == [to_come + 105]
        assert totals.with_delivered.tolist() == [1 if math.isnan(delivered) else 2]
    assert result.notes == ([] if said is None else [f'"x": what it delivered in {said}'])


@pytest.mark.parametrize("forecast", [[100, 5], [120, 60], [130, 60]])
def test_what_is_known_of_some_is_said_to_be_known_of_some(forecast: list[float]) -> None:
    frame = table(("P", "x", 120, 50, forecast[0]), ("P", "y", 60, "n/a", forecast[1]),
                  columns=("Dir", "Scheme", "24/25 £k", "Actual £k", "Forecast £k"))  # fmt: skip
    result = plan_of(frame, actual="Actual £k", forecast={"Forecast £k": "2024/25"}).monitor()
    assert result.funds.delivered.tolist() == [50]
    assert "£50k delivered where known" in repr(result) and "what is delivered is not known" not in repr(result)
    nothing = plan_of(frame.assign(**{"Actual £k": "n/a"}), actual="Actual £k", forecast={"Forecast £k": "2024/25"})
    assert "delivered where known" not in repr(nothing.monitor())


# Amounts ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("heading", "text", "amount"), [
    ("24/25 £k", "£0.2m", 200), ("24/25 £k", "£200k", 200), ("24/25 £k", "200", 200), ("24/25 £m", "£50m", 50),
    ("24/25 £m", "£200k", 0.2), ("24/25 (£)", "£1,200", 1200),
])  # fmt: skip
def test_money_in_text_is_read_in_the_unit_of_the_plan(heading: str, text: str, amount: float) -> None:
    plan = plan_of(table(("P", "x", 60), columns=("Dir", "Scheme", heading)), years=heading)
    gaps: list[Any] = [{"24/25": text}, [text]]
    for gap in gaps:
        assert plan.gap(gap).equals(plan.gap({"24/25": amount}))
    assert plan.bridge(printed=text).equals(plan.bridge(printed=amount))
    assert plan.bridge(printed=text).unexplained.iloc[-1] == pytest.approx(amount - 60)
    assert plan.reconcile(expected=text, run_rate=[text]).equals(plan.reconcile(expected=amount, run_rate=[amount]))
    assert plan.picture(printed=text).describe() == plan.picture(printed=amount).describe()
    assert plan.picture(chart="run_rate", gap=[text]).describe() == plan.describe(chart="run_rate", gap=[amount])


@pytest.mark.parametrize("text", ["over £50k", "about £2m", "HRA", "lots"])
def test_what_is_no_amount_is_refused_without_a_line_that_multiplies(text: str) -> None:
    plan = plan_of(table(("P", "x", 60)))
    for wrong in (lambda: plan.gap({"24/25": text}), lambda: plan.bridge(printed=text),
                  lambda: plan.reconcile(expected=text)):  # fmt: skip
        with pytest.raises(hw.HeadwayError) as error:
            wrong()
        assert "hw.clean" not in str(error.value) and text in str(error.value)


# Large tables -------------------------------------------------------------------------------------------------------


def test_thousands_of_portfolios_each_with_its_total_come_to_their_schemes() -> None:
    """What stands in the way of a table of this size is a walk over all rows for each of them."""
    portfolios, schemes = 4_000, 3
    rows = [(f"Unit {p}", f"scheme {s}", 10 * (s + 1), "HRA" if p % 2 else "GF")
            for p in range(portfolios) for s in range(schemes)]  # fmt: skip
    rows += [(f"unit  {p}", f"Total Unit {p}", 60 if p else 59, "HRA" if p % 2 else "GF") for p in range(portfolios)]
    frame = table(*rows, columns=("Dir", "Scheme", "24/25 £k", "Fund"))
    plan = plan_of(frame, fund="Fund", leave_out_totals=True)
    assert plan.totals().expected.tolist() == [60 * portfolios // 2] * 2
    assert len(plan.bridge()) == portfolios // 2 + 1 and len(plan.programmes()) == portfolios * schemes
    left_out = [note for note in plan.notes if ": left out " in note]
    assert len(left_out) == portfolios and [note for note in left_out if "it says" in note] == [
        'row 12000: left out "Total Unit 0", a row of totals; it says £59k where schemes of "Unit 0" add up to £60k in '
        "'24/25 £k'"
    ]
    message = refused(pd.concat([frame, frame.iloc[[0]]]), fund="Fund", leave_out_totals=True)
    assert "found \"scheme 0\" of 'Unit 0' again, after row 0" in message
