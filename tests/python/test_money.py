"""Money as printed and reconciliation in Python: the city's own tables, exact decimals, and any text at all."""

import csv
import math
import pickle
from decimal import Decimal
from pathlib import Path

import headway as hw
import numpy as np
import pandas as pd
import pytest
from headway.boundary.amounts import amounts_of
from headway.boundary.frames import Frame
from headway.vocabulary import MoneyUnit
from hypothesis import example, given
from hypothesis import strategies as st

SCALES = {"pounds": "", "thousands": "k", "millions": "m", "billions": "bn"}
UNITS = list(SCALES)


@pytest.mark.parametrize(
    ("text", "money"),
    [
        ("£7.9m", hw.Money(7.9, 1)),
        ("£14.65m", hw.Money(14.65, 2)),
        ("£1m", hw.Money(1.0, 0)),
        ("7.45", hw.Money(7.45, 2)),
        ("£230k", hw.Money(0.23, 3)),
        ("£7,900,000", hw.Money(7.9, 6)),
        ("(£0.5m)", hw.Money(-0.5, 1)),
        ("0", hw.Money(0.0, 0)),
        ("n/a", hw.Money(None)),
        ("£11.3m*", hw.Money(11.3, 1, None, "*")),
        ("£4m\u2020", hw.Money(4.0, 0, None, "\u2020")),
        ("DSG", hw.Money(None, 0, hw.Fund.dedicated_schools_grant)),
        ("c£40m", hw.Money(40.0, 0, approximate=True)),
        ("over £50m", hw.Money(None, 0, lower=50.0, lower_open=True)),
        ("up to £230k", hw.Money(None, 3, upper=0.23)),
        ("£4m-£5.5m", hw.Money(None, 1, lower=4.0, upper=5.5)),
        ("\udca37.9m", hw.Money(7.9, 1)),  # a Latin-1 pound sign, as surrogateescape reads it
    ],
)
def test_reads_what_documents_print(text: str, money: hw.Money) -> None:
    read = hw.read_money(text)
    assert read == money
    assert read.fund is None or isinstance(read.fund, hw.Fund)
    assert pickle.loads(pickle.dumps(read)) == read


with (Path(__file__).parents[1] / "data" / "money.csv").open(encoding="utf-8", newline="") as file:
    CASES = list(csv.DictReader(file))


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_every_case_of_the_table_in_millions(case: dict[str, str]) -> None:
    if case["amount"] == "refused":
        with pytest.raises(hw.HeadwayError, match="accepted: an amount such as|mixes"):
            hw.read_money(case["text"])
        return
    read = hw.read_money(case["text"])
    number = {name: float(case[name]) if case[name] else None for name in ("amount", "lower", "upper")}
    assert {name: getattr(read, name) for name in number} == number
    assert (read.lower_open, read.upper_open) == (case["open"] == "lower", case["open"] == "upper")
    assert (read.approximate, read.fund or "", read.note) == (case["approximate"] == "yes", case["fund"], case["note"])


def test_the_unit_is_an_enum_or_its_word() -> None:
    assert hw.read_money("£7.9m", unit=hw.MoneyUnit.pounds) == hw.Money(7_900_000.0, -5)
    assert hw.read_money("£7.9m", unit="thousands").amount == 7900
    with pytest.raises(hw.HeadwayError, match="money unit: found 'million'; accepted: pounds, thousands, millions"):
        hw.read_money("£7.9m", unit="million")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("£.4.0m", r'found "£\.4\.0m", which cannot be read safely; .*did you mean "£4\.0m"\?'),
        ("£14.65", r'may be pounds or millions \(where it is millions, write "m" behind it\); acc[^?]*$'),
        ("£4-5m", "two amounts, or a range that could be read in two ways"),
        ("GF/HRA", "mixes general fund and housing revenue account"),
        ("", "is empty"),
        ("\ud800", "no amount"),
        (None, "money: found NoneType None; accepted: text"),
        (7.9, "money: found float 7.9; accepted: text"),
    ],
)
def test_refuses_what_could_mean_two_things(text: object, message: str) -> None:
    with pytest.raises(hw.HeadwayError, match=message):
        hw.read_money(text)  # type: ignore[arg-type]


@given(
    amount=st.decimals(min_value=0, max_value=99_999, places=3).filter(lambda d: d == 0 or d >= Decimal("0.001")),
    printed_in=st.sampled_from(UNITS[1:]),
    unit=st.sampled_from(UNITS),
    negative=st.booleans(),
    brackets=st.booleans(),
    note=st.sampled_from(["", "*", "\u2020", "[1]"]),
)
def test_reads_back_the_decimal_that_was_printed(
    amount: Decimal, printed_in: str, unit: str, negative: bool, brackets: bool, note: str
) -> None:
    text = f"£{amount:,}{SCALES[printed_in]}"
    if negative and amount:
        text = f"({text})" if brackets else f"-{text}"
    read = hw.read_money(text + note, unit=unit)
    exact = amount.scaleb(3 * (UNITS.index(printed_in) - UNITS.index(unit)))  # the oracle: decimal arithmetic
    assert read.amount == (-float(exact) if negative else float(exact))
    assert read.note == note
    if amount:
        assert read.decimals == -exact.as_tuple().exponent  # type: ignore[operator]


@given(
    st.text(st.characters(), max_size=12) | st.text("£$0123456789.,-() mkbn*[]%/eGFHRADS", max_size=10),
    st.sampled_from(UNITS),
)
@example("\x00£1m", "millions")
def test_any_text_is_read_or_refused(text: str, unit: str) -> None:
    try:
        money = hw.read_money(text, unit=unit)
    except hw.HeadwayError as error:
        assert "accepted: an amount such as" in str(error)
    else:
        bounds = [bound for bound in (money.lower, money.upper) if bound is not None]
        assert money.amount is None or (np.isfinite(money.amount) and money.fund is None and not bounds)
        assert np.isfinite(bounds).all()


@pytest.mark.parametrize("text", ["c£40m", "over £50m", "£4m-£5m", "est. £4m"])
def test_what_is_added_up_is_exact(text: str, data: Path) -> None:
    programmes = pd.read_csv(data / "savings_programmes.csv").astype({"expected_saving_gbp_m": object})
    programmes.loc[0, "expected_saving_gbp_m"] = text
    others = (pd.read_csv(data / f"savings_{table}.csv") for table in ("confidence", "profile"))
    with pytest.raises(hw.HeadwayError, match="which is approximate or a bound, not an exact amount"):
        hw.SavingsPlan.from_frames(programmes, *others)


# --- does it add up? -----------------------------------------------------------------------------------------------


def test_the_published_tables_reconcile(data: Path) -> None:
    confidence = pd.read_csv(data / "savings_confidence.csv").set_index("portfolio")
    figures = pd.read_csv(data / "savings_published_figures.csv").set_index("figure")["value_gbp_m"]
    columns = {
        "green_gbp_m": "green total",
        "amber_gbp_m": "amber total",
        "red_gbp_m": "red total, excluded from the profile",
    }
    for column, figure in columns.items():
        assert hw.reconcile(confidence[column], figures[figure], decimals=2, terms_are="set").agrees, column
    for name, row in confidence.iterrows():
        assert hw.reconcile(row[list(columns)], row["expected_saving_gbp_m"], decimals=2, terms_are="set").agrees, name
    for total, agrees in zip(figures["expected savings total"], (True, False), strict=True):
        found = hw.reconcile(confidence["expected_saving_gbp_m"], total, decimals=2, terms_are="set")
        assert (found.agrees, found.explained_by_rounding) == (agrees, False)


def test_one_year_of_the_profile_needs_its_envelope(data: Path) -> None:
    profile = pd.read_csv(data / "savings_profile.csv")
    totals = pd.read_csv(data / "savings_profile_published_totals.csv").set_index("financial_year")
    answers = {}
    for year, rows in profile.groupby("financial_year"):
        found = hw.reconcile(rows["cumulative_saving_gbp_m"], totals["cumulative_total_gbp_m"][year], decimals=2)
        answers[year] = (found.difference, found.envelope, found.agrees, found.explained_by_rounding)
    same = (0.0, 0.04, True, False)
    assert answers == {
        "2024/25": same, "2025/26": (-0.01, 0.04, False, True), "2026/27": same, "2027/28": same, "2028/29": same,
    }  # fmt: skip
    cumulative = totals["cumulative_total_gbp_m"].tolist()
    increments = totals["incremental_total_gbp_m"][1:]
    for before, after, increment in zip(cumulative, cumulative[1:], increments, strict=False):
        found = hw.reconcile([before, after], increment, decimals=2, weights=[-1, 1])
        assert (found.agrees, found.envelope) == (True, 0.015)


def test_a_present_value_is_a_weighted_sum() -> None:
    schedule = hw.DiscountSchedule.flat(0.035)
    totals = [7.3, 32.05, 39.37, 41.2, 41.6]
    found = hw.reconcile(totals, 148.43, decimals=2, weights=schedule.factors(5))
    assert found.envelope == pytest.approx(0.005 * sum(1.035**-t for t in range(5)) + 0.005, rel=1e-12)
    assert found.computed == pytest.approx(hw.present_value(totals, schedule=schedule), rel=1e-12)
    assert found.explained_by_rounding


@given(
    terms=st.lists(st.decimals(min_value=-9999, max_value=9999, places=2), max_size=20),
    claimed=st.decimals(min_value=-9999, max_value=9999, places=2),
    terms_are=st.sampled_from(hw.TermsAre),
)
def test_agrees_with_decimal_arithmetic(terms: list[Decimal], claimed: Decimal, terms_are: hw.TermsAre) -> None:
    found = hw.reconcile([float(term) for term in terms], float(claimed), decimals=2, terms_are=terms_are)
    difference = sum(terms, Decimal(0)) - claimed
    envelope = Decimal("0.005") * (1 + (len(terms) if terms_are == "rounded" else 0))
    assert found.difference == float(difference)
    assert found.envelope == float(envelope)
    assert found.agrees == (difference == 0)
    assert found.explained_by_rounding == (0 < abs(difference) <= envelope)


@given(terms=st.lists(st.integers(-999, 999), min_size=1, max_size=9))
def test_the_edge_of_the_envelope_is_inside(terms: list[int]) -> None:
    edge = (len(terms) + 1) * 5  # tenths of a hundredth; even or not, a claim exactly there or one beyond
    printed = [term / 100 for term in terms]
    inside, beyond = (Decimal(sum(terms)) / 100 + Decimal(n // 10) / 100 for n in (edge, edge + 10))
    assert hw.reconcile(printed, float(inside), decimals=2).explained_by_rounding
    assert not hw.reconcile(printed, float(beyond), decimals=2).explained_by_rounding


def test_missing_figures_agree_with_nothing() -> None:
    for found in (hw.reconcile([1, None], 1, decimals=0), hw.reconcile([1], None, decimals=0)):
        assert np.isnan(found.difference) and not found.agrees and not found.explained_by_rounding


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: hw.reconcile([1.234], 1, decimals=2), "term 0 1.234.* more than 2 decimals"),
        (lambda: hw.reconcile([1], 1.5, decimals=0), "claim 1.5.* more than 0 decimals"),
        (lambda: hw.reconcile([1], 1, decimals=16), "16 decimals; accepted: -15 to 15"),
        (lambda: hw.reconcile([1], 1, decimals=1.5), "decimals: found 1.5; accepted: a whole number"),
        (lambda: hw.reconcile([1], 1, decimals=None), "decimals: found None; accepted: a whole number"),
        (lambda: hw.reconcile([1], 1, decimals=0, weights=[1, 2]), "found 2 weights for 1 terms"),
        (lambda: hw.reconcile(["1"], 1, decimals=0), r"terms\[0\]: found str '1'; accepted: a number"),
        (lambda: hw.reconcile("12", 1, decimals=0), "terms: found text '12'"),
        (lambda: hw.reconcile(3, 1, decimals=0), "terms: found int; accepted: a list"),
        (lambda: hw.reconcile([1], "1", decimals=0), "claimed: found str '1'"),
        (lambda: hw.reconcile([1], 1, decimals=0, terms_are="exact"), "terms: found 'exact'; accepted: rounded, set"),
    ],
)
def test_what_cannot_be_reconciled_is_refused(call, message: str) -> None:
    with pytest.raises(hw.HeadwayError, match=message):
        call()


def test_subsidies_of_two_centres_are_visits_times_what_each_costs() -> None:
    """24,119 visits at £6.79 and 6,514 at £29.45, as the programme of 2024 has them: £355,605.31 a year."""
    visits = hw.clean(["24,119", "6,514"]).value
    each = [hw.read_money(text, "pounds").amount for text in ("£6.79", "£29.45")]
    year = hw.reconcile(each, 355_605, decimals=2, weights=visits, claimed_decimals=0, terms_are="set")
    assert year.computed == 355_605.31 and year.difference == 0.31
    assert year.explained_by_rounding  # of the total to whole pounds


def test_amounts_that_cannot_be_read_are_named_by_row() -> None:
    cells = ["£2m", "n/a", None, "over £5m", "GF", "£2m", "-", "TBC", "1.5"]
    with pytest.raises(hw.HeadwayError) as refused:
        amounts_of(Frame(pd.DataFrame({"amount": cells})), "amount", MoneyUnit.millions)
    assert [problem.partition(",")[0] for problem in refused.value.problems] == ["row 3", "row 4", "row 6"]
    assert "row 3, column 'amount': found \"over £5m\"; accepted: one amount, or n/a" in refused.value.problems
    given = pd.DataFrame({"amount": [cell for row, cell in enumerate(cells) if row not in (3, 4, 6)]})
    read = amounts_of(Frame(given), "amount", MoneyUnit.thousands)
    assert [None if value != value else value for value in read.tolist()] == [2000.0, None, None, 2000.0, None, 1.5]


@pytest.mark.parametrize("blank", ["\u2000", "\u00a0", " ", "\u2009\u3000", "\u200b"])
def test_spaces_of_any_kind_are_no_dash(blank: str) -> None:
    read = amounts_of(Frame(pd.DataFrame({"amount": ["£2m", blank]})), "amount", MoneyUnit.millions)
    assert read[0] == 2.0 and math.isnan(read[1])


@pytest.mark.parametrize("dash", ["-", "\u2013", " \u2014 ", "\u2012"])
def test_a_dash_of_any_kind_may_be_0(dash: str) -> None:
    with pytest.raises(hw.HeadwayError, match="row 1, column 'amount'"):
        amounts_of(Frame(pd.DataFrame({"amount": ["£2m", dash]})), "amount", MoneyUnit.millions)


def test_what_was_found_stays_on_the_line_of_its_problem() -> None:
    with pytest.raises(hw.HeadwayError) as refused:
        amounts_of(Frame(pd.DataFrame({"amount": ["over £2m\n"]})), "amount", MoneyUnit.millions)
    assert refused.value.problems == ('row 0, column \'amount\': found "over £2m\\n"; accepted: one amount, or n/a',)


def test_numbers_and_texts_in_one_column_are_one_column_of_amounts() -> None:
    cells = [1.5, "£2m", None, 3, float("nan"), "n/a"]
    read = amounts_of(Frame(pd.DataFrame({"amount": pd.Series(cells, dtype=object)})), "amount", MoneyUnit.millions)
    assert [None if value != value else value for value in read.tolist()] == [1.5, 2.0, None, 3.0, None, None]
