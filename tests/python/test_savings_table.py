"""A savings plan from one table as councils keep it: what analysts write, by hand worked, and what is refused."""

from __future__ import annotations

import copy
import datetime as dt
import pickle
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import headway as hw
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

YEARS = ["Saving 24/25 (£k)", "Saving 25/26 (£k)", "Saving 26/27 (£k)"]


def schemes() -> pd.DataFrame:
    """Invented, of the kind that a finance team exports: text and numbers, trailing spaces, words of its own."""
    return pd.DataFrame(
        [
            ("Adults & Health", "Reviews ", "1,200", 2400, "2400", "A", 1000, "DASS"),
            ("Adults & Health ", "Telecare", "£230k", "300", 300, "Green", 200, "DASS"),
            ("Adults & Health", "Market shaping", "600", 900, "1,200", "Red", 0, "DASS"),
            ("Children", "Placements", "1,800", 2600, "£3.1m", "R ", 900, "DCS"),
            ("Children", "Legal costs", "n/a", 150, "150", "amber", 0, "DCS"),
            ("Place", "Parking tariffs", "350", 350, "350", "Delivered", 360, "Place"),
            ("place", "Lighting", 120, 240, Decimal("240"), "g", 120, "Place"),
        ],
        columns=["Directorate", "Scheme", *YEARS, "RAG", "Forecast 24/25 (£k)", "Owner"],
    )


def plan_of(table: Any = None, **changes: Any) -> hw.SavingsPlan:
    given: dict[str, Any] = {
        "portfolio": "Directorate", "programme": "Scheme", "years": YEARS, "years_are": "run_rates",
        "confidence": "RAG", "confidence_words": {"Delivered": "green"},
    }  # fmt: skip
    return hw.SavingsPlan.from_table(schemes() if table is None else table, **(given | changes))


def total(frame: pd.DataFrame, *columns: str) -> list[float]:
    return frame.loc[frame.portfolio == "Total", list(columns)].iloc[-1].tolist()


def test_the_whole_way_in_few_statements(tmp_path: Path) -> None:
    plan = plan_of(forecast="Forecast 24/25 (£k)", owner="Owner")
    # 2,400 + 300 + 1,200 + 3,100 + 150 + 350 + 240, of which 1,200 + 3,100 are red
    assert total(plan.bridge(), "expected", "not_validated", "over_achievement", "forecast") == [7740, 4300, 0, 3440]
    first = plan.bridge("2024/25")
    # planned 1,200 + 230 + 350 + 120, forecast 1,000 + 200 + 0 + 360 + 120
    assert total(first, "still_to_come", "slippage", "forecast") == [1900 - 3440, -220, 1680]
    assert plan.by_portfolio().portfolio.tolist() == ["Adults & Health", "Children", "Place", "Total"]
    assert plan.cash() == 1680 + 3440 + 3440
    simulation = plan.simulate(draws=2000, seed=1)
    assert simulation.probability({"2026/27": 7740}).probability.tolist() == [0]
    assert total(plan.as_planned().slippage(plan), "shortfall") == [0]
    page = plan.write(tmp_path / "savings.html").read_text("utf-8")
    assert "Savings plan" in page and "Legal costs" in page
    assert "includes savings that are not validated" in page


def test_what_is_not_known_is_said_and_is_no_0() -> None:
    plan = plan_of()
    assert 'row 4, "Legal costs": no figure of 2024/25 ("n/a"), which adds nothing to any sum' in plan.notes
    assert "not read: Forecast 24/25 (£k), Owner" in plan.notes
    table = schemes()
    table.loc[0, YEARS[2]] = "TBC"
    later = plan_of(table)
    assert np.isnan(later.programmes().expected[0])
    assert any("no expected saving, because 2026/27 has no figure" in note for note in later.notes)


@pytest.mark.parametrize("missing", [None, np.nan, "", " ", "-", "n/a", "N/A", "TBC", "..", pd.NA])
def test_every_way_to_write_nothing(missing: Any) -> None:
    table = schemes().astype(object)
    table.loc[1, YEARS[0]] = missing
    plan = plan_of(table)
    assert any(note.startswith('row 1, "Telecare": no figure of 2024/25') for note in plan.notes)
    assert total(plan.incremental(), "run_rate") == [3440]


@pytest.mark.parametrize(
    "kind",
    [lambda table: table, pl.from_pandas, pa.Table.from_pandas, lambda table: duckdb.from_arrow(pa.table(table))],
)
def test_any_kind_of_frame(kind: Any) -> None:
    table = schemes().astype(str)
    plan = plan_of(kind(table), owner="Owner")
    assert repr(plan) == repr(plan_of(table, owner="Owner"))
    assert type(plan.bridge()) is type(kind(table))
    again = pickle.loads(pickle.dumps(plan)) if type(plan.bridge()) is not duckdb.DuckDBPyRelation else copy.copy(plan)
    assert repr(again) == repr(plan) and again.notes == plan.notes


def test_the_frame_stays_as_it_was() -> None:
    table = schemes()
    before = table.copy(deep=True)
    plan_of(table)
    pd.testing.assert_frame_equal(table, before)


def test_other_names_and_orders_increments_funds_starts_and_totals() -> None:
    table = pd.DataFrame({
        "£m 2025-26": ["0.2", "-", 0.1, 0.25, np.nan, 0.55, None],
        "£m 2024-25": [0.1, "£300k", "0.2", 0, np.nan, 0.6, None],
        "Fund": ["GF", "General Fund", "HRA", "gf", None, None, None],
        "Ref": [101, 102, 103, 104, None, None, None],
        "Start": ["Apr-24", pd.Timestamp("2024-10-31"), "2024-10-01", "TBC", None, None, None],
        "Status": ["Amber", "green ", "R", "RED", None, None, None],
        "Service": ["Highways", "highways ", "Homes", "Homes", None, "Total", None],
    })  # fmt: skip
    given = {
        "portfolio": "service", "programme": "Ref", "years": ["£m 2025-26", "£m 2024-25"], "years_are": "increments",
        "confidence": "Status ", "fund": "Fund", "start": "Start",
    }  # fmt: skip
    with pytest.raises(hw.HeadwayError, match=r'row 5: found "Total", a row of totals.*leave_out_totals=True'):
        hw.SavingsPlan.from_table(table, **given)
    plan = hw.SavingsPlan.from_table(table, **given, leave_out_totals=True)
    assert plan.unit == "£m"
    assert [year.label for year in plan.years] == ["2024/25", "2025/26"]
    # Highways 0.1 + 0.3 and then 0.2 more; of Homes the general fund's 0.25 is red
    assert total(plan.bridge(), "expected", "not_validated", "forecast") == [0.85, 0.25, 0.6]
    assert plan.programmes().programme.tolist() == ["101", "102", "103", "104"]
    assert plan.programmes().start.fillna("").tolist() == ["Apr 2024", "October 2024", "2024-10", ""]
    assert plan.programmes().fund[2] == "housing revenue account"
    notes = "\n".join(plan.notes)
    assert 'row 1, "102": no figure of 2025/26 ("-")' in notes
    assert "1 scheme is of the housing revenue account" in notes
    assert 'row 5: left out "Total", a row of totals' in notes
    homes = hw.SavingsPlan.from_table(table, **given, leave_out_totals=True, of_fund="housing revenue account")
    assert total(homes.bridge(), "expected", "forecast") == [0.3, 0]


STARTS: list[tuple[Any, str]] = [
    ("2024-04-01", "2024-04-01"), ("April 2024", "April 2024"), (dt.date(2024, 4, 1), "Apr 2024"),
    (pd.Timestamp("2024-04-30"), "Apr 2024"), (np.datetime64("2024-04-01"), "Apr 2024"), (45383, "Apr 2024"),
    (45383.0, "Apr 2024"), (202404, "Apr 2024"), (hw.Period.parse("Apr 2024"), "Apr 2024"), (None, ""), ("TBC", ""),
]  # fmt: skip


@pytest.mark.parametrize("beside", [None, "TBC", "Oct 2024"])
@pytest.mark.parametrize("start", [start for start, _ in STARTS], ids=repr)
def test_a_start_is_read_as_every_time_is(start: Any, beside: Any) -> None:
    table = schemes().assign(Start=pd.Series([beside, start, *[None] * 5], dtype=object))
    read = plan_of(table, start="Start").programmes().start.fillna("").tolist()
    unknown = start is None or start == "TBC"
    assert (read[1] == "") if unknown else hw.Period.parse(read[1]).in_months() == hw.Period.parse("Apr 2024")


@pytest.mark.parametrize("beside", [None, "TBC", 45383])
@pytest.mark.parametrize("start", ["2024-04-17", dt.date(2024, 4, 17), pd.Timestamp("2024-04-17"), 45399, "2024/25",
                                   2024, "soon", True, 1.5], ids=repr)  # fmt: skip
def test_a_start_within_a_month_and_no_start_are_refused_by_row(start: Any, beside: Any) -> None:
    table = schemes().assign(Start=pd.Series([beside, start, *[None] * 5], dtype=object))
    with pytest.raises(hw.HeadwayError, match="row 1, column .Start.: .*accepted(?!: text)"):
        plan_of(table, start="Start")


@pytest.mark.parametrize("year", [np.int64(2024), 2024, 2024.0, "2024", dt.date(2024, 12, 31), hw.Period.parse("2024")],
                         ids=repr)  # fmt: skip
def test_the_year_of_a_column_is_read_as_every_time_is(year: Any) -> None:
    plan = plan_of(years={YEARS[0]: year}, calendar="calendar")
    assert [each.label for each in plan.years] == ["2024"]


def test_a_day_is_of_the_year_that_it_begins_or_ends() -> None:
    for day in (dt.date(2024, 4, 1), np.datetime64("2025-03-31"), pd.Timestamp("2024-04-01"), 45383):
        assert [each.label for each in plan_of(years={YEARS[0]: day}).years] == ["2024/25"]


@pytest.mark.parametrize("year", [..., None, 2.5, True, dt.date(2024, 6, 17)], ids=repr)
def test_no_year_is_refused_with_what_is_accepted(year: Any) -> None:
    with pytest.raises(hw.HeadwayError, match=r"years\['£k {1}.*accepted: (?!text)"):
        plan_of(schemes().rename(columns={YEARS[0]: "£k {1}"}), years={"£k {1}": year})


def test_by_programme_each_scheme_has_its_own_years() -> None:
    plan = plan_of()
    names = "Reviews", "Telecare", "Legal costs", "Parking tariffs", "Lighting"
    sure = {name: hw.Delivery.certain() for name in names}
    simulation = plan.simulate(draws=100, seed=1, by="programme", delivery=sure)
    assert simulation.fan().planned.tolist() == [1900, 3440, 3440]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"years_are": None}, "years_are: found nothing; accepted: years_are='run_rates'.*years_are='increments'"),
        ({"years_are": "cumulative"}, "years_are: found 'cumulative'"),
        ({"confidence_words": None}, r'column .RAG.: found "Delivered" \(row 5\).*words={"Delivered": \.\.\.}'),
        ({"years": ["Scheme"]}, r'years: found "Scheme", where no year is named.*years={"Scheme": \.\.\.}'),
        ({"years": {YEARS[0]: "24/25", YEARS[1]: "26/27"}}, "years that follow one another"),
        ({"years": {YEARS[0]: 2.5}}, "years"),
        ({"years": 2024}, "years"),
        ({"years": []}, "years: found no column"),
        ({"portfolio": "Directorates"}, "column 'Directorates' is not in the frame; did you mean 'Directorate'"),
        ({"portfolio": None}, "portfolio: found NoneType"),
        ({"start": "Bad"}, "rows 0, 1, 2 and 4 more, column 'Bad': found str '.*half of a character"),
        ({"confidence_words": {"\udc80": "green"}}, "half of a character"),
        ({"confidence": "rating"}, "column 'rating' is not in the frame"),
        ({"expected": "Scheme"}, "row 0, column 'Scheme': money: found \"Reviews \""),
        ({"unit": "euros"}, "unit: found 'euros'; accepted: pounds or thousands"),
        ({"scale": "RAG"}, "scale: found str"),
        ({"of_fund": "capital"}, 'fund: found "capital"; accepted: general fund'),
        ({"leave_out_totals": "no"}, "leave_out_totals"),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_refused_with_what_to_write(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(hw.HeadwayError, match=message):
        plan_of(schemes().assign(Bad=pd.Series(["\udc80"] * 7, dtype=object)), **changes)


@pytest.mark.parametrize("years", [["24/25", "25/26"], ["2024-25", "FY25/26"], [hw.Period.parse("2024/25"), "25/26"]])
def test_a_column_is_found_by_its_year_alone(years: list[Any]) -> None:
    table = schemes().drop(columns="Forecast 24/25 (£k)")
    expected = plan_of(table, years=YEARS[:2], forecast=None).bridge()
    found = plan_of(table, years=years, forecast=None)
    assert total(found.bridge(), "expected") == total(expected, "expected")
    forecast = ["Forecast 24/25 (£k)"]  # which is not meant twice
    assert total(plan_of(years=years, forecast=forecast).bridge(), "expected") == total(expected, "expected")


def test_a_year_that_no_heading_or_several_name_is_refused_with_the_headings() -> None:
    with pytest.raises(hw.HeadwayError) as refused:
        plan_of(years=["31/32"])
    said = str(refused.value)
    assert said.startswith("years: found '31/32', a year that no heading names; the nearest is ")
    assert all(repr(name) in said for name in YEARS)
    with pytest.raises(hw.HeadwayError, match="years: found '24/25', of which there are 'Saving 24/25 .*, 'Forecast"):
        plan_of(years=["24/25"])
    with pytest.raises(hw.HeadwayError, match="column 'Cost 24/25' is not in the frame"):  # not by its year alone
        plan_of(years=["Cost 24/25"])


def test_units_are_of_the_cell_then_the_heading_then_the_caller() -> None:
    table = schemes().rename(columns=lambda name: name.replace(" (£k)", ""))
    years = [name.replace(" (£k)", "") for name in YEARS]
    found = r"unit: found none in the headings of money \(.*\); accepted: unit='pounds' or"
    with pytest.raises(hw.HeadwayError, match=found):
        plan_of(table, years=years)
    assert total(plan_of(table, years=years, unit="£k").bridge(), "expected") == [7740]
    assert total(plan_of(unit="millions").bridge(), "expected") == [7.74]
    assert plan_of(unit="pounds").unit == "£"
    assert total(plan_of(unit="pounds").bridge(), "expected") == [7_740_000]


def test_one_level_or_none_for_all() -> None:
    assert total(plan_of(confidence="amber", confidence_words=None).by_portfolio(), "amber") == [7740]
    nothing_said = plan_of(confidence=None, confidence_words=None)
    assert total(nothing_said.bridge(), "not_validated", "forecast") == [0, 7740]
    assert "nobody has said how sure the savings are: none is taken away as not validated" in nothing_said.notes


def frames() -> dict[str, pd.DataFrame]:
    """1,000 expected, 400 of it red, a run rate of 1,000."""
    return {
        "programmes": pd.DataFrame({"portfolio": ["Roads"], "programme": ["Lamps"], "expected_saving_gbp_m": [1000]}),
        "confidence": pd.DataFrame(
            {"portfolio": ["Roads"], "expected_saving_gbp_m": [1000], "green": [600], "amber": [0], "red": [400]}
        ),
        "profile": pd.DataFrame(
            {"portfolio": ["Roads"], "financial_year": ["2025/26"], "cumulative_saving_gbp_m": [1000]}
        ),
    }


@pytest.mark.parametrize(
    ("says", "over", "forecast", "notes"), [(True, 0, 600, 1), (False, 400, 1000, 0), (None, 400, 1000, 1)]
)
def test_a_profile_that_includes_what_is_not_validated(
    says: bool | None, over: float, forecast: float, notes: int, tmp_path: Path
) -> None:
    plan = hw.SavingsPlan.from_frames(**frames(), unit="thousands", profile_includes_unvalidated=says)
    assert total(plan.bridge(), "not_validated", "over_achievement", "forecast") == [400, over, forecast]
    assert len(plan.notes) == notes
    doubt = "may be savings that are not validated"
    assert (doubt in repr(plan)) == (says is None)
    simulation = plan.simulate(draws=2000, seed=1)
    assert simulation.probability({"2025/26": 1000}).probability[0] < (0.5 if says is False else 0.001)
    assert ("the plan does not say" in simulation.note) == (says is None)
    page = plan.write(tmp_path / "plan.html", title="Roads").read_text("utf-8")
    assert (doubt in page) == (says is None)
    assert ("includes savings that are not validated" in page) == (says is not False)
    assert repr(pickle.loads(pickle.dumps(plan))) == repr(plan)
    with pytest.raises(hw.HeadwayError, match="profile_includes_unvalidated"):
        hw.SavingsPlan.from_frames(**frames(), profile_includes_unvalidated="yes")


@pytest.mark.parametrize("name", ["Place total", "Sub-total Place", "Total for Place", "PLACE TOTAL", "Place subtotal"])
def test_a_total_of_a_portfolio_is_held_against_its_own_schemes(name: str) -> None:
    table = pd.DataFrame({
        "Dept": ["Place", "Place", name, "People", "Grand total"], "Scheme": ["Parking", "Waste", None, "Agency", None],
        "RAG": ["G", "A", None, "G", None], "24/25 (£k)": [400, 250, 650, 100, 750],
    })  # fmt: skip
    asked = {"portfolio": "Dept", "programme": "Scheme", "years": ["24/25"], "years_are": "run_rates",
             "confidence": "RAG", "leave_out_totals": True}  # fmt: skip
    notes = hw.SavingsPlan.from_table(table, **asked).notes
    assert [note for note in notes if "left out" in note] == [
        f'row 2: left out "{name}", a row of totals', 'row 4: left out "Grand total", a row of totals',
    ]  # fmt: skip
    wrong = table.assign(**{"24/25 (£k)": [400, 250, 640, 100, 750]})
    said = hw.SavingsPlan.from_table(wrong, **asked).notes[0]
    assert said.endswith("""; it says £640k where schemes of "Place" add up to £650k in '24/25 (£k)'""")
