"""Registers of risks: scores by hand, movement, the matrix; and risks in simulations against closed forms."""

import itertools
import pickle
import re
from string import ascii_uppercase
from typing import Any

import headway as hw
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from headway.charts.risk_matrix import GROUNDS
from headway.language.palette import INK, contrast, luminance
from matplotlib import pyplot as plt
from matplotlib.colors import to_hex
from matplotlib.patches import Rectangle
from measuring import laid_out

SCALE: dict[str, Any] = {
    "impacts": ["Negligible", "Minor", "Moderate", "Major", "Severe"], "probabilities": 5, "amber_from": 6,
    "red_from": 15,
}  # fmt: skip
ROWS = {
    "risk": ["Supplier fails", "Recruitment", "Weather", "Legal"], "impact": ["5 - Severe", "Moderate", "2", "Major"],
    "probability": ["3", "2", "2", "TBC"], "inherent_impact": [5, 3, None, 4], "inherent_probability": [4, 4, None, 4],
    "target": [8, 6, None, None], "chance": ["30%", None, "0.5", None], "amount": ["£2.0m", "£1m", None, None],
    "saving": ["Lights", "Fleet; Lights", None, None], "owner": ["Fleet", "HR", "Roads", "Law"],
}  # fmt: skip
SAVINGS = pd.DataFrame({"saving": ["Lights"] * 3 + ["Fleet"] * 3, "year": ["2024/25", "2025/26", "2026/27"] * 2,
                        "amount": [0.0, 5.0, 5.0, 1.0, 3.0, 3.0]})  # fmt: skip
SURE = {"Lights": hw.Delivery.certain(), "Fleet": hw.Delivery.certain()}


def register(frame: Any = None, **said: Any) -> hw.RiskRegister:
    return hw.risk_register(pd.DataFrame(ROWS) if frame is None else frame, **(SCALE | said))


def one(chance: float, amount: float, **said: Any) -> hw.RiskRegister:
    return register(pd.DataFrame({"risk": ["Supplier"], "impact": [4], "probability": [3], "chance": [chance],
                                  "amount": [amount], **{name: [value] for name, value in said.items()}}))  # fmt: skip


def test_scores_ratings_and_costs_by_hand() -> None:
    found = register()
    rows = found.risks
    assert rows.score.fillna(0).tolist() == [15, 6, 4, 0] and rows.inherent_score.fillna(0).tolist() == [20, 12, 0, 16]
    assert rows.rating.fillna("").tolist() == ["red", "amber", "green", ""]
    assert rows.inherent_rating.fillna("").tolist() == ["red", "amber", "", "red"]
    assert rows.above_target.fillna(-1).tolist() == [7, 0, -1, -1]
    assert rows.status.tolist() == ["scored"] * 3 + ["no probability"]
    assert rows.expected_cost.fillna(0).tolist() == [0.6, 0, 0, 0] and found.expected_cost == 0.6
    assert found.counts == {"red": 1, "amber": 1, "green": 1, "not scored": 1}
    assert found.not_simulated == ("Recruitment", "Weather", "Legal")
    assert rows.owner.tolist() == ROWS["owner"] and rows.saving.fillna("").tolist()[1] == "Fleet; Lights"


@pytest.mark.parametrize("held", [False, True])
def test_who_sees_no_colours_reads_the_order_of_ratings(held: bool) -> None:
    """Each is told from the next by lightness, whether cells have risks or none, and its word is read on it."""
    shades = [GROUNDS[rating] for rating in ("green", "amber", "red")]
    order = [luminance(grounds[held]) for grounds in shades]
    assert all(light - dark > 0.15 for light, dark in itertools.pairwise(order))
    assert [luminance(each) for each in itertools.chain(*shades)] == sorted(map(luminance, itertools.chain(*shades)))[
        ::-1]  # fmt: skip
    assert all(contrast(INK, grounds[held]) >= 4.5 for grounds in shades)
    drawn = {(patch.get_label(), to_hex(patch.get_facecolor())) for patch in register().plot().patches}
    assert drawn >= {(f"_{rating}", GROUNDS[rating][held]) for rating in ("green", "amber", "red")}
    plt.close("all")


def many_in_a_cell(count: int) -> hw.RiskRegister:
    return register(pd.DataFrame({"risk": [f"Risk {i}" for i in range(count)], "impact": 5, "probability": 5}))


@pytest.mark.parametrize("size", [None, (7, 4.5), (3.6, 5)])
def test_cells_have_the_letters_of_their_risks_or_counts_and_no_list_has_letters_that_no_cell_has(size: Any) -> None:
    for count in (1, 2, 3, 8, 12):
        ax = many_in_a_cell(count).plot(plt.figure(figsize=size).add_axes((0, 0, 1, 1)) if size else None)
        bold = " ".join(text.get_text() for text in ax.texts if text.get_weight() == "bold")
        said = " ".join([*(text.get_text() for text in ax.texts), *ax.get_xlabel().split()])
        letters = ascii_uppercase[:count]
        renderer, cell = laid_out(ax.figure), ax.patches[-1].get_window_extent()
        assert all(text.get_window_extent(renderer).width <= cell.width for text in ax.texts if text.get_text()[:1]
                   in ("A", str(count)) and text.get_weight() == "bold" and text.get_text() != "Amber")  # fmt: skip
        if ", ".join(letters) in bold:
            assert all(f"{letter}: Risk {i}" in said for i, letter in enumerate(letters))
        else:
            assert str(count) in bold and ": Risk" not in said
            assert all(f"Risk {i}" in said for i in range(count))
        assert count > 2 or "A" in bold
    plt.close("all")


@pytest.mark.parametrize("kind", [pl.DataFrame, pa.table])
def test_frames_come_back_as_they_came(kind: Any) -> None:
    frame = kind({**ROWS, "impact": ROWS["impact"]})
    found = register(frame)
    assert type(found.risks) is type(frame) and type(found.matrix) is type(frame)


def test_movement_since_an_earlier_register() -> None:
    then = pd.DataFrame({**ROWS, "risk": ["Supplier fails", "Recruitment", "Flood", "Legal"],
                         "impact": [4, 5, 2, 4], "probability": [3, 3, 2, 2]})  # fmt: skip
    found = register(previous=then)
    assert found.risks.movement.tolist() == ["worse", "better", "new", "not known"]
    assert found.risks.change.fillna(0).tolist() == [3, -9, 0, 0]
    assert found.closed == ("Flood",)
    assert register(previous=register(then)).risks.equals(found.risks)
    assert set(register().risks.movement) == {"not compared"}
    assert set(register(previous=register()).risks.movement[:3]) == {"unchanged"}
    said = found.describe()
    for words in ("1 risk is worse: Supplier fails.", "1 risk is new: Weather.", "Closed: Flood."):
        assert words in said


def test_the_matrix_holds_every_scored_risk_once() -> None:
    cells = register().matrix
    assert len(cells) == 25 and cells.risks.sum() == 3
    assert cells.loc[cells.names == "Supplier fails", ["impact", "probability", "score", "rating"]].values.tolist() == [
        ["Severe", "3", 15, "red"]]  # fmt: skip
    assert (cells.rating == np.select([cells.score >= 15, cells.score >= 6], ["red", "amber"], "green")).all()


def test_every_cell_says_its_word_and_how_many() -> None:
    chart = register().picture()
    assert chart.finding() == "Risks: 1 of 3 is red (Supplier fails)"
    ax = chart.plot()
    cells = [patch for patch in ax.patches if isinstance(patch, Rectangle)]
    assert len(cells) == 25
    written = [text.get_text() for text in ax.texts]
    assert {text.get_text() for text in ax.texts if text.get_weight() == "bold"} >= {"A", "B", "C"}  # of its list
    assert [written.count(word) for word in ("red", "amber", "green")] == [6, 9, 10]  # by hand: scores from 15, from 6
    assert "Not scored: Legal." in chart.describe() and "Expected cost: £0.6m (of " in chart.describe()
    assert register().picture(of="inherent").finding() == "Risks: 2 of 3 are red (Supplier fails; Legal)"
    small = plt.figure(figsize=(3.6, 2.4)).add_subplot()
    register().plot(small)
    assert len([patch for patch in small.patches if patch.get_label() in ("_red", "_amber", "_green")]) == 25
    plt.close("all")
    with pytest.raises(hw.HeadwayError, match="of: found 'target'; accepted: residual, inherent"):
        register().picture(of="target")  # type: ignore[arg-type]


def test_a_risk_takes_its_expectation_off_the_total_and_parts_it_in_two() -> None:
    found = hw.simulate(SAVINGS, delivery=SURE, seed=7, draws=40_000, risks=one(0.3, 2.0, saving="Lights"))
    totals = found.totals("2025/26")
    assert set(totals.tolist()) == {8.0, 6.0}
    share, error = float(np.mean(totals == 6.0)), (0.3 * 0.7 / 40_000) ** 0.5
    assert abs(share - 0.3) < 4 * error
    fan = found.fan(levels=[0.5])
    assert abs(fan["mean"][1] - 7.4) < 4 * 2 * error and fan["mean"][1] == pytest.approx(8 - 2 * share)
    assert fan["planned"].tolist() == [1.0, 8.0, 8.0]
    assert fan["mean"][0] == 1.0  # Lights have not begun
    assert found.probability({"2025/26": 8.0})["probability"].tolist() == pytest.approx([1 - share])
    assert found.assumptions.delivery.tolist()[2] == "takes 2 a year from Lights with probability 30%"
    assert found.contributions().query("year == '2025/26'")["share"].tolist() == pytest.approx([0, 0, 1])


def test_one_event_for_all_that_it_threatens_and_no_more_than_they_plan() -> None:
    found = hw.simulate(SAVINGS, delivery=SURE, seed=7, draws=2_000, risks=one(0.5, 10.0))
    assert set(found.totals("2025/26").tolist()) == {0.0, 8.0}
    later = hw.simulate(SAVINGS, delivery=SURE, seed=7, draws=100,
                        risks=one(1.0, 0.5, saving="Fleet", from_year="2026/27"))  # fmt: skip
    assert later.fan()["mean"].tolist() == [1.0, 8.0, 7.5]


def test_savings_keep_their_draws_and_their_correlation_beside_risks() -> None:
    uncertain = {name: hw.Delivery.pert(0.4, 0.9, 1.1) for name in SURE}
    said: dict[str, Any] = {"delivery": uncertain, "seed": 3, "draws": 3_000, "correlation": 0.5}
    without, beside = hw.simulate(SAVINGS, **said), hw.simulate(SAVINGS, risks=one(0.4, 1.0), **said)
    lost = without.totals("2025/26") - beside.totals("2025/26")
    assert set(np.round(lost, 9).tolist()) == {0.0, 1.0}
    assert beside.correlation is not None and beside.correlation[2].tolist() == [0, 0, 1]
    again = pickle.loads(pickle.dumps(beside))
    assert np.array_equal(again.totals("2025/26"), beside.totals("2025/26"))


def test_a_plan_knows_its_programmes_and_portfolios() -> None:
    data = "examples/data/southampton/savings_"
    plan = hw.SavingsPlan.from_frames(*(pd.read_csv(f"{data}{name}.csv") for name in ("programmes", "confidence",
                                                                                      "profile")))  # fmt: skip
    of_portfolio = one(1.0, 0.5, saving="Resident Services")
    bare = plan.simulate(200, seed=1).fan()["mean"]
    beside = plan.simulate(200, seed=1, risks=of_portfolio)
    assert (bare - beside.fan()["mean"]).tolist() == pytest.approx([0.5] * 5)
    assert beside.names[-1] == "Supplier"
    with pytest.raises(hw.HeadwayError, match=re.escape('found "Resident Service", which is no programme and no '
                                                        'portfolio; did you mean "Resident Services"?')):  # fmt: skip
        plan.simulate(200, seed=1, risks=one(1.0, 0.5, saving="Resident Service"))


@pytest.mark.parametrize(("said", "refused"), [
    ({"impact": ["6", "Mayor", "3 - Major", None]}, "3 problems"),
    ({"impact": ["6", "1", "1", "1"]}, "row 0, column 'impact': found \"6\"; accepted: 1 to 5 or Negligible"),
    ({"chance": [30, None, None, None]}, "row 0, risk \"Supplier fails\": found a chance of 30"),
    ({"chance": ["likely", None, None, None]}, "row 0, column 'chance': found \"likely\""),
    ({"amount": ["over £2m", None, None, None]}, "row 0, column 'amount': found \"over £2m\""),
    ({"target": [26, None, None, None]}, "row 0, column 'target': found \"26\"; accepted: 1 to 25"),
    ({"risk": ["a", "b", "a", "c"]}, "row 2, risk \"a\": found it again, after row 0"),
    ({"risk": ["a", "b", None, "c"]}, "row 2: found a risk without a name"),
])  # fmt: skip
def test_rows_that_are_none_are_refused(said: dict[str, Any], refused: str) -> None:
    with pytest.raises(hw.HeadwayError, match=re.escape(refused)):
        register(pd.DataFrame({**ROWS, **said}))
    with pytest.raises(hw.HeadwayError, match="previous, "):
        register(previous=pd.DataFrame({**ROWS, **said}))


@pytest.mark.parametrize(("said", "refused"), [
    ({"red_from": 6}, "found amber from 6 and red from 6; accepted: scores in that order"),
    ({"impacts": "five"}, "impacts: found str 'five'; accepted: the number of levels, or their words"),
    ({"probabilities": 1}, "probabilities: found 1; accepted: a whole number from 2 to 10"),
    ({"impact": "impacts"}, "column 'impacts' is not in the frame; did you mean 'impact'?"),
    ({"chance": "odds"}, "column 'odds' is not in the frame"),
    ({"previous": 5}, "found int"),
])  # fmt: skip
def test_arguments_that_are_none_are_refused(said: dict[str, Any], refused: str) -> None:
    with pytest.raises(hw.HeadwayError, match=re.escape(refused)):
        register(**said)


def test_what_no_simulation_can_take_is_refused_or_told() -> None:
    found = hw.simulate(SAVINGS, delivery=SURE, seed=7, draws=10, risks=register())
    assert found.note == ("3 risks without a chance and an amount as numbers are in no draw: Recruitment, Weather and "
                          "Legal.")  # fmt: skip
    with pytest.raises(hw.HeadwayError, match="risks: found DataFrame; accepted: a RiskRegister"):
        hw.simulate(SAVINGS, delivery=SURE, seed=7, draws=10, risks=pd.DataFrame(ROWS))  # type: ignore[arg-type]
    with pytest.raises(hw.HeadwayError, match=re.escape('found "Light", which is no saving; did you mean "Lights"?')):
        hw.simulate(SAVINGS, delivery=SURE, seed=7, draws=10, risks=one(0.3, 1.0, saving="Light"))
    with pytest.raises(hw.HeadwayError, match="found a first year of '2030/31'; accepted: up to '2026/27'"):
        hw.simulate(SAVINGS, delivery=SURE, seed=7, draws=10, risks=one(0.3, 1.0, from_year="2030/31"))


def test_what_is_missing_is_read_alike_in_every_column() -> None:
    for nothing in ("TBC", "n/a", " ", None):
        frame = pd.DataFrame({"risk": ["a"], "impact": [nothing], "probability": [nothing], "target": [nothing],
                              "chance": [nothing], "amount": [nothing], "from_year": [nothing]})  # fmt: skip
        found = hw.risk_register(frame, impacts=5, probabilities=5, amber_from=6, red_from=15)
        assert found.counts["not scored"] == 1 and found.not_simulated == ("a",)


def test_a_saving_is_found_in_any_letter_case() -> None:
    savings = pd.DataFrame({"saving": ["Fleet"], "year": ["2024/25"], "amount": [3.0]})
    risks = pd.DataFrame({"risk": ["a"], "impact": [1], "probability": [1], "chance": [1], "amount": [1],
                          "saving": ["fleet"]})  # fmt: skip
    register = hw.risk_register(risks, impacts=5, probabilities=5, amber_from=6, red_from=15)
    found = hw.simulate(savings, delivery={"Fleet": hw.Delivery.certain()}, seed=7, risks=register)
    assert found.fan(levels=[0.5])["mean"].tolist() == [2.0]
