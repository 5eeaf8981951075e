"""What refusals of savings and money suggest: neutral, and right when it is pasted; and what is said, not guessed."""

from __future__ import annotations

import pickle
import re
from typing import Any

import headway as hw
import pandas as pd
import pytest

YEARS = ["2024/25 £k", "2025/26 £k"]


def table(*rows: tuple[Any, ...], years: tuple[Any, ...] = tuple(YEARS), more: tuple[str, ...] = ("RAG",)) -> Any:
    return pd.DataFrame(list(rows), columns=["Directorate", "Scheme", *years, *more])


def plan_of(frame: Any, **changes: Any) -> hw.SavingsPlan:
    given: dict[str, Any] = {
        "portfolio": "Directorate", "programme": "Scheme", "years": YEARS, "years_are": "run_rates",
        "confidence": "RAG",
    }  # fmt: skip
    return hw.SavingsPlan.from_table(frame, **(given | changes))


def refused(frame: Any, **changes: Any) -> str:
    with pytest.raises(hw.HeadwayError) as error:
        plan_of(frame, **changes)
    return str(error.value)


def pasted(message: str, argument: str) -> Any:
    """What the one line of a message that is to be written gives the argument."""
    found = re.findall(rf"\b{argument}=(\{{[^}}]*\}}|'[^']*'|True)", message)
    assert len(found) == 1, message
    return eval(found[0])


def row_of(frame: pd.DataFrame, portfolio: str = "Total") -> dict[str, Any]:
    return frame[frame.portfolio == portfolio].iloc[-1].to_dict()


WORDS = ["Undeliverable", "At risk", "Unachievable", "Certain", "Not started", 'Held "back"', "B" * 70, "Lost\nbid"]


def test_no_word_is_given_a_level_by_a_suggestion() -> None:
    frame = table(*((f"D{i}", f"S{i}", 10, 10, word) for i, word in enumerate([*WORDS, "Delivered"])))
    given = {"Delivered": "amber"}
    message = refused(frame, confidence_words=given)
    words = pasted(message, "confidence_words")
    assert "green, amber, red" in message and message.count("confidence_words") == 1
    assert [word for word, level in words.items() if level is ...] == [" ".join(word.split()) for word in WORDS]
    assert {word: level for word, level in words.items() if level is not ...} == given
    # as it stands it says what is still to be written; filled in, by whom it may concern, it reads
    assert 'confidence_words: found nothing for "Undeliverable"; accepted: green, amber, red' in refused(
        frame, confidence_words=words
    )
    filled = {word: "red" if level is ... else level for word, level in words.items()}
    assert row_of(plan_of(frame, confidence_words=filled).bridge())["not_validated"] == 10 * len(WORDS)


@pytest.mark.parametrize("blank", ["", None, " ", "n/a", "N/A", "TBC", "-", "TBD", "unknown", "Not rated", "unrated"])
def test_what_nobody_has_rated_is_not_rated(blank: Any) -> None:
    plan = plan_of(table(("A", "x", 10, 100, "G"), ("A", "y", 5, 40, blank), ("B", "z", 0, 7, "Red")))
    assert [level.word for level in plan.scale.levels] == ["green", "amber", "red", "not rated"]
    all_ = row_of(plan.by_portfolio())
    assert [all_[word] for word in ("expected", "green", "amber", "red", "not rated")] == [147, 100, 0, 7, 40]
    bridge = row_of(plan.bridge())
    assert [bridge[step] for step in ("expected", "not_validated", "forecast")] == [147, 47, 100]
    assert any(note.startswith('row 1, "y": nobody has said how sure it is') for note in plan.notes), plan.notes
    assert "not rated" in plan.describe(chart="confidence")
    assert plan.programmes().confidence.tolist() == ["green", "not rated", "red"]
    assert plan.simulate(draws=200, seed=1).fan().planned.tolist() == [10, 100]
    assert plan.svg(chart="confidence")


def test_a_word_may_mean_that_nobody_has_rated_it() -> None:
    frame = table(("A", "x", 10, 100, "G"), ("A", "y", 5, 40, "Paused"))
    assert row_of(plan_of(frame, confidence_words={"Paused": "not rated"}).by_portfolio())["not rated"] == 40
    assert row_of(plan_of(frame.assign(RAG=["G", None]), confidence_words={"": "red"}).by_portfolio())["red"] == 40


def test_a_column_that_rates_nothing_is_no_rating() -> None:
    plan = plan_of(table(("A", "x", 10, 100, "TBC"), ("A", "y", 5, 40, None)))
    assert row_of(plan.bridge())["forecast"] == 140
    assert any(note.startswith("nobody has said how sure the savings are") for note in plan.notes)
    words = [level.word for level in plan_of(table(("A", "x", 10, 100, "G"), ("A", "y", "n/a", "", ""))).scale.levels]
    assert words == ["green", "amber", "red"]  # what has no amount needs no level


INCREMENTS = table(("A", "x", 450, 500, "G", 300), ("B", "y", 200, 200, "A", "150"), more=("RAG", "Now"))
RUN_RATES = table(("A", "x", 450, 950, "G", 300), ("B", "y", 200, 400, "A", "150"), more=("RAG", "Now"))


@pytest.mark.parametrize(("frame", "are"), [(INCREMENTS, "increments"), (RUN_RATES, "run_rates")])
def test_a_forecast_of_one_year_slips_that_year(frame: Any, are: Any) -> None:
    plan = plan_of(frame, years_are=are, forecast={"Now": "2024/25"}, unit="thousands")
    first = row_of(plan.bridge("2024/25"))
    # 1,350 by 2025/26, of which 650 was planned for 2024/25 and 450 is forecast
    steps = ("expected", "over_achievement", "still_to_come", "slippage", "forecast")
    assert [first[step] for step in steps] == [1350, 0, -700, -200, 450]
    assert row_of(plan.bridge())["forecast"] == 1350
    late = plan.as_planned().slippage(plan)
    assert late[late.portfolio == "Total"][["timing", "permanent"]].to_numpy().tolist() == [[200, 0], [0, 0]]
    said = "no forecast of 2025/26: its run rate stands as planned, so that £200k by which 2024/25 falls short"
    assert any(note.startswith(said) for note in plan.notes), plan.notes


def test_forecasts_of_every_year_add_up_where_they_are_increments() -> None:
    frame = INCREMENTS.assign(Later=[500, 200])
    plan = plan_of(frame, years_are="increments", forecast={"Now": "2024/25", "Later": "2025/26"}, unit="thousands")
    assert plan.incremental().run_rate.tolist() == [300, 800, 150, 350, 450, 1150]
    assert not any("stands as planned" in note for note in plan.notes)
    assert row_of(plan.bridge())["over_achievement"] == -200


def test_a_portfolio_of_another_fund_is_in_no_bridge_of_this_one() -> None:
    frame = table(("Adults", "x", 10, 100, "G", "GF"), ("Housing", "y", 50, 250, "G", "HRA"), more=("RAG", "Fund"))
    plan = plan_of(frame, fund="Fund")
    assert plan.bridge().portfolio.tolist() == ["Adults", "Total"]
    for said in (plan.describe(), plan.describe(by="portfolio"), plan.describe(chart="run_rate"),
                 plan.describe(chart="confidence")):  # fmt: skip
        assert "Housing" not in said
    note = "portfolio 'Housing' has no scheme of the general fund: it is in no figure of this plan"
    assert any(each.startswith(note) for each in plan.notes), plan.notes
    assert plan.programmes()[["portfolio", "expected"]].to_numpy().tolist() == [["Adults", 100], ["Housing", 250]]
    assert plan.totals()[["fund", "expected"]].to_numpy().tolist() == [
        ["general fund", 100], ["housing revenue account", 250]
    ]  # fmt: skip
    homes = plan_of(frame, fund="Fund", of_fund="hra")
    assert homes.bridge().portfolio.tolist() == ["Housing", "Total"]
    assert row_of(homes.bridge())["expected"] == 250


def test_a_plan_of_three_tables_lists_what_other_funds_have() -> None:
    programmes = pd.DataFrame({"portfolio": ["Adults", "Housing"], "programme": ["x", "y"],
                               "expected_saving_gbp_m": [1.0, 2.0], "budget": ["GF", "HRA"]})  # fmt: skip
    confidence = pd.DataFrame({"portfolio": ["Adults"], "expected_saving_gbp_m": [1.0], "green": [1.0],
                               "amber": [0.0], "red": [0.0]})  # fmt: skip
    profile = pd.DataFrame({"portfolio": ["Adults"], "financial_year": ["2025/26"], "cumulative_saving_gbp_m": [1.0]})
    plan = hw.SavingsPlan.from_frames(programmes, confidence, profile)
    assert plan.bridge().portfolio.tolist() == ["Adults", "Total"]
    assert plan.programmes().portfolio.tolist() == ["Adults", "Housing"]
    assert any(note.startswith("portfolio 'Housing' has no scheme of the general fund") for note in plan.notes)
    with pytest.raises(hw.HeadwayError, match="row 1, column 'portfolio': found \"Housing\""):
        hw.SavingsPlan.from_frames(programmes.assign(budget="GF"), confidence, profile)
    alike = programmes.assign(portfolio=["Adults", "Adlts"])
    with pytest.raises(hw.HeadwayError, match='did you mean "Adults"'):
        hw.SavingsPlan.from_frames(alike, confidence, profile)


def test_a_fund_without_schemes_is_refused_with_those_that_have_some() -> None:
    frame = table(("Housing", "y", 50, 250, "G", "HRA"), ("Schools", "z", 50, 250, "G", "DSG"), more=("RAG", "Fund"))
    message = refused(frame, fund="Fund")
    for fund in ("housing revenue account", "dedicated schools grant"):
        assert f"of_fund='{fund}'" in message
        assert plan_of(frame, fund="Fund", of_fund=fund).fund == fund
        assert f"of_fund='{fund}'" in refused(frame, fund="Fund", of_fund="general fund")


@pytest.mark.parametrize(
    "total",
    [
        ("All directorates", "All", 650, 150, ""), ("All directorates", "All", 650, 150, "G"),
        ("All", None, 650, 150, None), ("Council", "Everything", 650, 150, "n/a"), ("", "", 650, 150, ""),
        ("Overall", "Overall", "650", "£150k", "TBC"), ("Sum", "Sum", 650, 150, "A"),
        ("Whole council", "", 650, 150, ""),
        ("Combined total of it", "-", 650, None, ""),
    ],
)  # fmt: skip
def test_two_schemes_and_their_total_are_two_schemes(total: tuple[Any, ...]) -> None:
    frame = table(("A", "x", 450, 100, "G"), ("B", "y", 200, 50, "A"), total)
    message = refused(frame, years_are="increments")
    assert "row 2: found" in message and "a row of totals" in message and "confidence_words" not in message
    assert pasted(message, "leave_out_totals") is True
    plan = plan_of(frame, years_are="increments", leave_out_totals=True)
    assert row_of(plan.bridge())["expected"] == 800
    assert any(note.startswith("row 2: left out") for note in plan.notes)


def test_one_scheme_and_its_total_are_one_scheme() -> None:
    frame = table(("A", "x", 450, 100, "G"), ("All directorates", "All", 450, 100, ""))
    assert 'row 1: found "All", a row of totals' in refused(frame)
    assert row_of(plan_of(frame, leave_out_totals=True).bridge())["expected"] == 100


def test_a_subtotal_is_no_scheme() -> None:
    frame = table(
        ("A", "x", 450, 100, "G"), ("A", "y", 50, 10, "A"), ("A", "All of A", 500, 110, ""),
        ("B", "z", 200, 50, "A"), ("B", "w", 20, 5, "A"), ("B", "Both", 220, 55, ""),
        ("All", "All", 720, 165, ""),
    )  # fmt: skip
    message = refused(frame)
    assert all(f"row {row}: found" in message for row in (2, 5, 6)), message
    assert row_of(plan_of(frame, leave_out_totals=True).bridge())["expected"] == 165


def test_a_rated_scheme_that_happens_to_be_the_sum_stays_and_is_noted() -> None:
    plan = plan_of(table(("A", "x", 100, 100, "G"), ("B", "y", 50, 50, "A"), ("C", "z", 150, 150, "G")))
    assert row_of(plan.bridge())["expected"] == 300
    assert any(note.startswith('row 2, "z": its figures are the sum of all others') for note in plan.notes)
    alike = plan_of(table(("A", "x", 100, 100, "G"), ("B", "y", 100, 100, "A")))
    assert row_of(alike.bridge())["expected"] == 200 and not any("sum of all" in note for note in alike.notes)


@pytest.mark.parametrize("space", ["\xa0", "\u202f", "\u2009", "\u2007"])
def test_narrow_spaces_group_thousands(space: str) -> None:
    for text, amount in ((f"£1{space}200k", 1.2), (f"1{space}234{space}567", 1_234_567), (f"(£1{space}200k)", -1.2)):
        assert hw.read_money(text).amount == amount
    assert hw.read_money(f"1{space}200", "pounds").amount == 1200
    plan = plan_of(table(("A", "x", f"1{space}200", f"£1{space}300k", "G")))
    assert plan.incremental().run_rate.tolist()[:2] == [1200, 1300]
    for text in ("1 200", f"12{space}34", f"1{space}2345", f"1,200{space}300"):
        with pytest.raises(hw.HeadwayError):
            hw.read_money(text)


@pytest.mark.parametrize("years", [[2024, 2025], {2024: "2024/25", 2025: "2025/26"}, [2024.0, 2025.0]])
def test_names_of_columns_may_be_numbers(years: Any) -> None:
    frame = table(("A", "x", 10, 100, "G"), ("B", "y", 5, 40, "A"), years=tuple(years))
    before = frame.copy(deep=True)
    plan = plan_of(frame, years=years, unit="thousands")
    assert row_of(plan.bridge())["expected"] == 140
    assert [year.label for year in plan.years][0].startswith("2024")
    pd.testing.assert_frame_equal(frame, before)
    assert repr(pickle.loads(pickle.dumps(plan))) == repr(plan)


def test_every_column_may_have_a_number_for_its_name() -> None:
    frame = table(("A", "x", 10, 100, "G"), ("B", "y", 5, 40, "A"))
    numbered = frame.set_axis(range(5), axis=1)
    plan = plan_of(numbered, portfolio=0, programme=1, years={2: "2024/25", 3: "2025/26"}, confidence=4, unit="£k")
    assert row_of(plan.bridge())["expected"] == 140
    assert "column 7 is not in the frame" in refused(numbered, portfolio=7).replace("'7'", "7")
    assert "years: found bool" in refused(frame, years=[True])


@pytest.mark.parametrize("fund", ["HRA", "hra", "Housing Revenue Account", "the HRA"])
def test_a_plan_is_of_a_fund_however_it_is_called(fund: str) -> None:
    frame = table(("Housing", "y", 50, 250, "G", "HRA"), ("Schools", "z", 50, 20, "G", "DSG"), more=("RAG", "Fund"))
    assert plan_of(frame, fund="Fund", of_fund=fund).fund == "housing revenue account"
    confidence = pd.DataFrame({"portfolio": ["A"], "expected_saving_gbp_m": [1.0], "green": [1.0], "amber": [0.0],
                               "red": [0.0]})  # fmt: skip
    profile = pd.DataFrame({"portfolio": ["A"], "financial_year": ["2025/26"], "cumulative_saving_gbp_m": [1.0]})
    programmes = pd.DataFrame({"portfolio": ["A"], "programme": ["x"], "expected_saving_gbp_m": [1.0]})
    plan = hw.SavingsPlan.from_frames(programmes, confidence, profile, fund=fund)
    assert plan.fund == "housing revenue account"
    with pytest.raises(hw.HeadwayError, match='fund: found "capital"; accepted: general fund'):
        hw.SavingsPlan.from_frames(programmes, confidence, profile, fund="capital")


CELLS = [
    "c.450", "<100", "c450", "~450", "450+", ">5", "up to 3", "3-5", "4 to 5", "£14.65", "£.4.0m", ".4", ".450", "c .5",
    "approx .5", "£1,23m", "1,23", "1.200", "1.200.000", "450.", "450,", "£4 m n", "\ufffd4m", "12%", "$4m", "€5",
    "TBC", "-", "450k?", "450 (was 500)", "GF/HRA", "4.0.0", "7 900 000", "1,200 k m", "£", "£k", "c", "<", "1e6",
    "001", "USD 450", "450 each", "c.£.4m", "<.5m", "(450", "450)", "--450", "£450/£500", "1234567890123456789",
]  # fmt: skip


@pytest.mark.parametrize("unit", ["pounds", "thousands", "millions", "billions"])
@pytest.mark.parametrize("text", CELLS)
def test_what_money_may_have_meant_reads(text: str, unit: Any) -> None:
    frame = table(("A", "x", text, 10_000, "G"), years=("2024/25", "2025/26"))
    years = ["2024/25", "2025/26"]
    for read in (
        lambda cell: hw.read_money(cell, unit),
        lambda cell: plan_of(frame.assign(**{"2024/25": [cell]}), years=years, unit=unit),
    ):
        try:
            read(text)
        except hw.HeadwayError as error:
            for meant in re.findall(r'did you mean "([^"]*)"', str(error)):
                assert not re.search(r"[a-z<>~+]\s*0\.", meant), "no figure grows a point out of an abbreviation"
                read(meant)


def test_a_bound_or_an_approximate_amount_has_no_other_meaning() -> None:
    for text in ("c.450", "c450", "<100", "450+", "£1m-£2m"):
        message = refused(table(("A", "x", text, 500, "G")))
        assert "approximate or a bound" in message and "did you mean" not in message


@pytest.mark.parametrize(
    ("text", "amount"),
    [("GBP 1.2m", 1.2), ("GBP1.2m", 1.2), ("gbp 200k", 0.2), ("1.2m GBP", 1.2), ("-GBP 1.2m", -1.2),
     ("(GBP 1.2m)", -1.2), ("GBP 7,900,000", 7.9), ("1,200,000 GBP", 1.2), ("c. GBP 1.2m", 1.2)],
)  # fmt: skip
def test_gbp_is_a_pound_sign(text: str, amount: float) -> None:
    assert hw.read_money(text).amount == amount
    assert hw.read_money("GBP 1,200", "pounds").amount == 1200
    with pytest.raises(hw.HeadwayError, match="may be pounds or thousands"):
        hw.read_money("GBP 1,200", "thousands")
    with pytest.raises(hw.HeadwayError):
        hw.read_money("GBPK 1")


@pytest.mark.parametrize("argument", ["years", "forecast"])
@pytest.mark.parametrize("names", [["FY25", "FY26", "FY27"], ["Year 1", "Year 2"], ["Saving"], ['Year "1"', "L" * 70]])
def test_headings_without_a_year_are_one_mapping_to_fill_in(names: list[str], argument: str) -> None:
    count = len(names)
    frame = table(("A", "x", *range(1, count + 1), "G"), years=tuple(names))
    given: dict[str, Any] = {"years": names}
    if argument == "forecast":
        frame, given = frame.assign(**{"2024/25": 9}), {"years": ["2024/25"], "forecast": names}
    message = refused(frame, **given, unit="£k")
    mapping = pasted(message, argument)
    assert mapping == dict.fromkeys(names, ...)
    unfilled = refused(frame, **(given | {argument: mapping}), unit="£k")
    assert f"{argument}[{names[0]!r}]: found nothing; accepted: the year" in unfilled
    if argument == "years":
        years = [f"{2024 + place}/{25 + place}" for place in range(count)]
        filled = dict(zip(mapping, years, strict=True))
        assert len(plan_of(frame, years=filled, unit="£k").years) == count


def test_what_headings_do_say_stays_in_the_mapping() -> None:
    frame = table(("A", "x", 1, 2, "G"), years=("2024/25", "Year 2"))
    message = refused(frame, years=["2024/25", "Year 2"], unit="£k")
    assert pasted(message, "years") == {"2024/25": "2024/25", "Year 2": ...}


@pytest.mark.parametrize(
    "rows",
    [[("A", "x", -450, -500, "G"), ("B", "y", "(200)", "-200", "A")], [("A", "x", "-£450k", "(500)", "G")],
     [("A", "x", -450, -500, "G"), ("B", "y", 0, "n/a", "A"), ("B", "z", None, -1, "R")]],
)  # fmt: skip
def test_savings_as_budgets_print_them(rows: list[tuple[Any, ...]]) -> None:
    frame = table(*rows)
    message = refused(frame)
    assert "every figure is 0 or below" in message and "a cost is no saving" not in message
    sign = pasted(message, "savings_are")
    plan = plan_of(frame, savings_are=sign)

    def turned(cell: Any) -> Any:
        if isinstance(cell, str):
            return cell.strip("-()")
        return None if cell is None or cell != cell else abs(cell)

    positive = frame.assign(**{year: [turned(cell) for cell in frame[year]] for year in YEARS})
    assert plan.bridge().equals(plan_of(positive).bridge())
    assert plan.incremental().run_rate.min() >= 0


def test_one_cost_among_savings_is_still_no_saving() -> None:
    assert "a cost is no saving" in refused(table(("A", "x", 450, 500, "G"), ("B", "y", -200, -200, "A")))
    assert "savings_are: found 'minus'" in refused(table(("A", "x", 450, 500, "G")), savings_are="minus")


def test_units_are_not_chosen_for_the_caller() -> None:
    frame = table(("A", "x", 450, 500, "G"), years=("2024/25", "2025/26"))
    message = refused(frame, years=["2024/25", "2025/26"])
    for unit in ("pounds", "thousands", "millions", "billions"):
        assert f"unit='{unit}'" in message
        assert plan_of(frame, years=["2024/25", "2025/26"], unit=unit)


def lines_to_write(message: str) -> list[str]:
    return re.findall(r"frame\.(?:dropna\(subset=\[.*?\]\)|drop\(frame\.index\[\d+\]\))", message)


def test_the_line_for_headings_among_schemes_reads_the_table() -> None:
    frame = table(("Adults", None, None, None, None), ("Adults", "x", 10, 10, "G"), ("Place", None, None, None, None),
                  ("Place", "y", 20, 20, "A"))  # fmt: skip
    (line,) = set(lines_to_write(refused(frame)))
    assert row_of(plan_of(eval(line, {"frame": frame})).bridge())["expected"] == 30


def test_the_line_for_a_cost_leaves_it_out() -> None:
    frame = table(("A", "x", 450, 500, "G"), ("B", "y", "(200)", "(350)", "A"), ("B", "z", 20, 20, "A"))
    frame.index = [7, 8, 9]
    message = refused(frame)
    assert "a cost is no saving: count it apart" in message
    (line,) = lines_to_write(message)
    assert plan_of(eval(line, {"frame": frame})).programmes().programme.tolist() == ["x", "z"]


def test_a_start_that_is_longer_than_a_month_is_told_its_first() -> None:
    said = "'Q3 2024/25'|2024/25 - Q3.*accepted: a month, as 'October 2024' where that is the first that saves"
    with pytest.raises(hw.HeadwayError, match=said):
        hw.phased(2.4, start="Q3 2024/25", years=["2024/25"])
    frame = table(("A", "x", 10, 10, "G", "Q3 2024/25"), more=("RAG", "Start"))
    assert "accepted: a month, as 'October 2024' where" in refused(frame, start="Start")


def test_the_line_for_headings_of_a_scorecard_reads_the_table() -> None:
    frame = pd.DataFrame({"section": ["Housing", "Housing", None], "indicator": [None, "Voids", None],
                          "period": "2024-09", "latest": [None, 3.0, None], "previous": None, "target": 2.0,
                          "polarity": "Low"})  # fmt: skip
    with pytest.raises(hw.HeadwayError) as refused_:
        hw.Scorecard(frame, comparators=("target",))
    for line in lines_to_write(str(refused_.value)):
        frame = eval(line, {"frame": frame})
    assert len(hw.Scorecard(frame, comparators=("target",)).frame) == 1
