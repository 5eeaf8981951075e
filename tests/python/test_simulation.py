"""Simulations of savings: against the same model built anew with NumPy and SciPy, and against closed forms."""

import copy
import math
import pickle
from typing import Any

import headway as hw
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from headway import _core
from headway.boundary.frames import Frame
from scipy import stats

YEARS = ["2024/25", "2025/26", "2026/27"]


def plan(**savings: list[float]) -> pd.DataFrame:
    return pd.DataFrame([
        {"saving": name, "year": year, "amount": amount}
        for name, amounts in savings.items()
        for year, amount in zip(YEARS, amounts)
    ])


# --- the model, built anew -----------------------------------------------------------------------------------------


def philox(counter: list[np.ndarray], key: tuple[int, int]) -> list[np.ndarray]:
    """Philox4x32-10 as its paper has it."""
    c0, c1, c2, c3 = (np.asarray(word, np.uint64) for word in counter)
    k0, k1 = key
    low = np.uint64(0xFFFFFFFF)
    for _ in range(10):
        p0, p1 = np.uint64(0xD2511F53) * c0, np.uint64(0xCD9E8D57) * c2
        c0, c1, c2, c3 = (p1 >> np.uint64(32)) ^ c1 ^ np.uint64(k0), p1 & low, (
            p0 >> np.uint64(32)
        ) ^ c3 ^ np.uint64(k1), p0 & low
        k0, k1 = (k0 + 0x9E3779B9) & 0xFFFFFFFF, (k1 + 0xBB67AE85) & 0xFFFFFFFF
    return [c0, c1, c2, c3]


def uniforms(seed: int, index: int, purpose: int, draws: int) -> np.ndarray:
    pairs = np.arange((draws + 1) // 2, dtype=np.uint64)
    words = philox(
        [pairs, pairs * 0, pairs * 0 + np.uint64(index), pairs * 0 + np.uint64(purpose)],
        (seed & 0xFFFFFFFF, seed >> 32)
    )
    both = np.stack(
        [words[0] | words[1] << np.uint64(32), words[2] | words[3] << np.uint64(32)], axis=1
    ).ravel()[:draws]
    return ((both >> np.uint64(12)).astype(float) + 0.5) / 2.0**52


def share(delivery: hw.Delivery, u: np.ndarray) -> np.ndarray:
    shape, *a = delivery._state
    if shape == "certain":
        return np.full_like(u, a[0])
    if shape == "bernoulli":
        return np.where(u > 1 - a[0], a[1], 0.0)
    if shape == "triangular":
        low, mode, high = a
        return stats.triang.ppf(u, (mode - low) / (high - low), low, high - low)
    if shape == "pert":
        low, mode, high = a
        a = [1 + 4 * (mode - low) / (high - low), 1 + 4 * (high - mode) / (high - low), low, high]
    return stats.beta.ppf(u, a[0], a[1], a[2], a[3] - a[2])


def anew(amounts, deliveries, delays, draws, seed, correlation=None):
    """Totals by draw and year, with SciPy's quantiles and NumPy's Cholesky."""
    n, years = amounts.shape
    scores = np.stack([stats.norm.ppf(uniforms(seed, s, 0, draws)) for s in range(n)])
    late = np.stack([uniforms(seed, s, 1, draws) for s in range(n)])
    if correlation is not None:
        scores = np.linalg.cholesky(correlation) @ scores
        delayed = [s for s in range(n) if len(delays[s].probabilities) > 1]
        late[delayed] = stats.norm.cdf(
            np.linalg.cholesky(correlation[np.ix_(delayed, delayed)]) @ stats.norm.ppf(late[delayed])
        )
    totals = np.zeros((draws, years))
    for s in range(n):
        months = np.searchsorted(np.cumsum(delays[s].probabilities)[:-1], late[s], side="right")
        cumulative = np.concatenate([np.zeros(20), amounts[s]])  # by year, long before the plan
        at = 12 * (20 + np.arange(years))[None, :] - months[:, None]
        paid = np.interp(at, 12 * np.arange(20 + years), cumulative)
        totals += share(deliveries[s], stats.norm.cdf(scores[s]))[:, None] * paid
    return totals


DELIVERIES = {
    "Lights": hw.Delivery.pert(0.6, 0.9, 1.05),
    "Fleet": hw.Delivery.bernoulli(0.8, 1.1),
    "Roads": hw.Delivery.triangular(0.3, 0.8, 1.2),
    "Staff": hw.Delivery.beta(2, 1.5, 0.2, 1),
    "Rents": hw.Delivery.certain(0.9),
}
DELAYS = {
    "Lights": hw.Delay.triangular(0, 3, 14),
    "Fleet": hw.Delay.months({0: 0.7, 6: 0.2, 18: 0.1}),
    "Staff": hw.Delay.pert(0, 2, 9),
    "Rents": hw.Delay.fixed(2),
}
PLAN = plan(Lights=[1, 4, 6], Fleet=[2, 2, 2], Roads=[0.5, 1.5, 4], Staff=[3, 5, 8], Rents=[1, 1, 1.5])
AMOUNTS = PLAN.amount.to_numpy(float).reshape(5, 3)
MATRIX = 0.5 ** np.abs(np.subtract.outer(np.arange(5), np.arange(5)))


@pytest.mark.parametrize("correlation", [None, MATRIX])
def test_the_same_model_with_numpy_and_scipy_gives_the_same_draws(correlation) -> None:
    draws, seed = 5001, 0x1234567890AB
    simulation = hw.simulate(PLAN, delivery=DELIVERIES, delay=DELAYS, draws=draws, seed=seed, correlation=correlation)
    delays = [DELAYS.get(name, hw.Delay.none()) for name in simulation.names]
    totals = anew(AMOUNTS, list(DELIVERIES.values()), delays, draws, seed, correlation)
    for y, year in enumerate(YEARS):
        np.testing.assert_allclose(simulation.totals(year), totals[:, y], rtol=0, atol=5e-7)
    fan = simulation.fan()
    np.testing.assert_allclose(fan["mean"], totals.mean(axis=0), atol=1e-7)
    np.testing.assert_allclose(fan["sd"], totals.std(axis=0, ddof=1), atol=1e-6)
    np.testing.assert_allclose(fan["planned"], AMOUNTS.sum(axis=0))
    ranks = {"p10": 500, "p25": 1250, "p50": 2500, "p75": 3750, "p90": 4500, "prudent": 1000}
    for column, rank in ranks.items():
        np.testing.assert_allclose(fan[column], np.sort(totals, axis=0)[rank], atol=1e-6)


# The prudent figure and the mean of this plan in its last year: test_simulation.cpp has the same, to the last digit.
KNOWN = {"Lights": hw.Delivery.triangular(0.3, 0.8, 1.2), "Fleet": hw.Delivery.bernoulli(0.8, 1.1)}
KNOWN_MEAN, KNOWN_PRUDENT = 6.356510578473577, 5.120370832818223


def test_python_and_cpp_have_the_same_draws() -> None:
    fan = hw.simulate(
        plan(Lights=[1, 4, 6], Fleet=[2, 2, 2]), delivery=KNOWN, delay={"Fleet": hw.Delay.months({0: 0.7, 18: 0.3})},
        draws=1000, seed=7
    ).fan()
    assert (fan["mean"].iloc[-1], fan["prudent"].iloc[-1]) == (KNOWN_MEAN, KNOWN_PRUDENT)
    totals = anew(
        np.array([[1.0, 4, 6], [2, 2, 2]]), list(KNOWN.values()), [hw.Delay.none(), hw.Delay.months({0: 0.7, 18: 0.3})],
        1000, 7
    )
    assert totals[:, 2].mean() == pytest.approx(KNOWN_MEAN, abs=1e-8)
    assert np.sort(totals[:, 2])[200] == pytest.approx(KNOWN_PRUDENT, abs=1e-7)


def test_any_number_of_threads_gives_the_same() -> None:
    frames = [
        hw.simulate(PLAN, delivery=DELIVERIES, delay=DELAYS, draws=50_000, seed=1, correlation=0.2, threads=threads)
        for threads in (1, 2, 5)
    ]
    for other in frames[1:]:
        pd.testing.assert_frame_equal(frames[0].fan(), other.fan(), check_exact=True)
        pd.testing.assert_frame_equal(frames[0].contributions(), other.contributions(), check_exact=True)


# --- closed forms --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("r", [-0.7, 0.3, 0.9])
def test_two_bernoullis_against_the_bivariate_normal_distribution(r: float) -> None:
    draws = 200_000
    both = stats.multivariate_normal([0, 0], [[1, r], [r, 1]]).cdf([stats.norm.ppf(0.7), stats.norm.ppf(0.4)])
    deliveries = {"Lights": hw.Delivery.bernoulli(0.7), "Fleet": hw.Delivery.bernoulli(0.4)}
    simulation = hw.simulate(
        plan(Lights=[1], Fleet=[1]), delivery=deliveries, draws=draws, seed=2, correlation={("Fleet", "Lights"): r}
    )
    found = simulation.probability(2).iloc[0]
    assert found.probability == pytest.approx(both, abs=4 * found.error)
    assert found.error == pytest.approx(math.sqrt(both * (1 - both) / draws), rel=0.02)


@pytest.mark.parametrize("delivery", DELIVERIES.values(), ids=repr)
def test_moments_and_quantiles_are_those_of_scipy(delivery: hw.Delivery) -> None:
    grid = (np.arange(20_000) + 0.5) / 20_000
    shares = share(delivery, grid)
    assert delivery.mean == pytest.approx(shares.mean(), abs=1e-4)
    assert delivery.standard_deviation == pytest.approx(shares.std(), abs=2e-4)
    for p in (0.01, 0.2, 0.5, 0.85, 0.999):
        assert delivery.quantile(p) == pytest.approx(share(delivery, np.array([p]))[0], abs=1e-9)
    found = hw.simulate(plan(s=[1]), delivery={"s": delivery}, draws=100_000, seed=5).fan().iloc[0]
    assert found["mean"] == pytest.approx(delivery.mean, abs=max(4 * found["mean_error"], 1e-12))
    assert found["sd"] == pytest.approx(delivery.standard_deviation, abs=0.004)


def test_normal_scores_have_the_correlation_asked_for() -> None:
    """Each saving in a year of its own, so that every draw of every saving is seen."""
    names = ["a", "b", "c"]
    frame = plan(a=[1, 0, 0], b=[0, 1, 0], c=[0, 0, 1])
    matrix = np.array([[1, 0.6, -0.3], [0.6, 1, 0.2], [-0.3, 0.2, 1]])
    simulation = hw.simulate(
        frame, delivery=dict.fromkeys(names, hw.Delivery.beta(1, 1)), draws=200_000, seed=3, correlation=matrix
    )
    scores = stats.norm.ppf(np.stack([simulation.totals(year) for year in YEARS]))
    np.testing.assert_allclose(np.corrcoef(scores), matrix, atol=4 / math.sqrt(200_000))
    np.testing.assert_array_equal(simulation.correlation, matrix)


def test_contributions_are_covariances_and_add_up_to_1() -> None:
    simulation = hw.simulate(PLAN, delivery=DELIVERIES, delay=DELAYS, draws=20_000, seed=4, correlation=0.3)
    contributions = simulation.contributions()
    assert list(contributions.columns) == ["saving", "year", "share", "mean", "sd"]
    np.testing.assert_allclose(contributions.groupby("year").share.sum(), 1, atol=1e-10)
    np.testing.assert_allclose(contributions.groupby("year")["mean"].sum(), simulation.fan()["mean"])
    # independent savings contribute their own variance
    alone = hw.simulate(PLAN, delivery=DELIVERIES, draws=200_000, seed=4).contributions()
    last = alone[alone.year == "2026/27"].set_index("saving")
    variance = pd.Series(
        {name: (DELIVERIES[name].standard_deviation * AMOUNTS[i, 2]) ** 2 for i, name in enumerate(DELIVERIES)}
    )
    np.testing.assert_allclose(last.share, (variance / variance.sum())[last.index], atol=0.01)
    assert last.loc["Rents", ["share", "sd"]].tolist() == [0, 0]


def test_without_spread_there_is_nothing_to_contribute() -> None:
    simulation = hw.simulate(plan(s=[1, 2, 3]), delivery={"s": hw.Delivery.certain()}, seed=1)
    assert simulation.contributions().share.isna().all()
    assert simulation.fan().prudent.tolist() == [1, 2, 3]
    assert simulation.probability({"2025/26": 2}).probability.tolist() == [1]


# --- frames, words, values -----------------------------------------------------------------------------------------


def test_frames_come_back_as_they_came_and_shows_every_assumption() -> None:
    before = PLAN.copy()
    simulation = hw.simulate(
        pl.from_pandas(PLAN.sample(frac=1, random_state=1)), delivery=DELIVERIES, delay=DELAYS, draws=500, seed=1
    )
    pd.testing.assert_frame_equal(PLAN, before)
    assert isinstance(simulation.fan(), pl.DataFrame)
    assert simulation.fan()["year"].to_list() == YEARS
    assert sorted(simulation.names) == sorted(DELIVERIES)
    words = dict(simulation.assumptions.select("saving", "delay").iter_rows())
    assert words["Roads"] == "on time"
    assert words["Fleet"] == "on time 70%, 6 months late 20%, 18 months late 10%"
    assert simulation.fan(levels=[0.025]).columns[4:6] == ["p2.5", "prudent"]
    assert (simulation.draws, simulation.seed, simulation.correlation) == (500, 1, None)
    assert "Philox" in simulation.version


def test_probabilities_by_year_by_list_and_by_one_number() -> None:
    simulation = hw.simulate(PLAN, delivery=DELIVERIES, draws=2000, seed=1)
    by_year = simulation.probability({hw.Period("2026/27"): 15, "2024/25": 6})
    assert by_year.year.tolist() == ["2026/27", "2024/25"]
    assert simulation.probability([6, 1, 15]).probability.iloc[[2, 0]].tolist() == by_year.probability.tolist()
    assert simulation.probability(np.array([6.0, 1, 15])).amount.tolist() == [6, 1, 15]
    assert simulation.probability(6).amount.tolist() == [6, 6, 6]
    draws = simulation.totals("2026/27")
    assert by_year.probability.iloc[0] == (draws >= 15).mean()


def test_a_sentence() -> None:
    simulation = hw.simulate(plan(s=[1, 2, 3]), delivery={"s": hw.Delivery.certain(0.5)}, seed=9)
    assert repr(simulation) == (
        "2026/27: 3 expected as planned; 1.5 on average; 1.5 is met or exceeded with 80% probability (prudent); "
        "100,000 draws, seed 9, savings independent"
    )


@pytest.mark.parametrize("value", [*DELIVERIES.values(), *DELAYS.values(), hw.Delay.none()], ids=repr)
def test_assumptions_are_values(value) -> None:
    for same in (
        copy.deepcopy(value), pickle.loads(pickle.dumps(value)),
        eval(repr(value), {"Delivery": hw.Delivery, "Delay": hw.Delay})
    ):
        assert same == value
        assert hash(same) == hash(value)
        assert same.words == value.words
    assert value != "value"
    assert value.shape in (hw.DeliveryShape if isinstance(value, hw.Delivery) else hw.DelayShape)


def test_a_result_of_rows_by_delay() -> None:
    """What a plan with start months of its own hands over: amounts for each month of delay."""
    saving = _core.UncertainSaving("s", [[1.0, 5.0], [2.0, 7.0]], hw.Delivery.certain()._core, hw.Delay.fixed(1)._core)
    core = _core.simulate([saving], 100, 1, _core.Correlation(), 1)
    simulation = hw.Simulation(core, [hw.Period("2024/25"), hw.Period("2025/26")], Frame(PLAN))
    assert simulation.fan()["mean"].tolist() == [2, 7]
    assert simulation.fan()["planned"].tolist() == [1, 5]


# --- mistakes ------------------------------------------------------------------------------------------------------

ONE = {"s": hw.Delivery.bernoulli(0.5)}
TWO = {"a": hw.Delivery.bernoulli(0.5), "b": hw.Delivery.bernoulli(0.5)}


def run(frame=None, **arguments):
    return hw.simulate(
        plan(s=[1, 2, 3]) if frame is None else frame, **{"delivery": ONE, "seed": 1, "draws": 100, **arguments}
    )


def pair(**arguments):
    return run(plan(a=[1], b=[1]), delivery=TWO, **arguments)


@pytest.mark.parametrize(
    ("make", "parts"),
    [
        (lambda: run(plan(s=[1]).drop(columns="amount")), ["'amount'"]),
        (lambda: run(plan(s=[1]).assign(amount="1")), ["row 0", "'amount'", "str"]),
        (lambda: run(plan(s=[1, None, 3])), ["row 1", "'amount'", "nan", "finite"]),
        (lambda: run(plan(s=[1]).assign(year="2024-05")), ["row 0", "'year'", "2024-05", "accepted: a year"]),
        (lambda: run(plan(s=[1]).assign(year="soon")), ["soon"]),
        (lambda: run(plan(s=[1, 2, 3]).drop(index=1)), ["'2026/27' after '2024/25'", "follow one another"]),
        (lambda: run(pd.concat([plan(s=[1])] * 2)), ["'s' in '2024/25' again"]),
        (lambda: run(plan(a=[1, 2], b=[1]), delivery=TWO), ["'b'", "no amount for '2025/26'"]),
        (lambda: run(delivery={}), ["delivery", "none for 's'"]),
        (lambda: run(delivery={"t": ONE["s"]}), ["the name 't'"]),
        (lambda: run(delivery={"s": 0.5}), ["delivery['s']", "float 0.5", "headway.Delivery"]),
        (lambda: run(delivery=ONE["s"]), ["delivery: found Delivery", "mapping"]),
        (lambda: run(delay={"s": 3}), ["delay['s']", "int 3"]),
        (lambda: run(delay={"S": hw.Delay.fixed(1)}, delivery={}), ["2 problems", "'S'", "'s'"]),
        (lambda: run(draws=1), ["draws", "found 1;", "from 2 "]),
        (lambda: run(draws=1e5), ["draws", "100000.0", "whole"]),
        (lambda: run(seed=-1), ["seed", "-1"]),
        (lambda: run(seed=True), ["seed", "True"]),
        (lambda: run(threads=-1), ["threads", "-1"]),
        (lambda: pair(correlation="0.5"), ["correlation", "str '0.5'"]),
        (lambda: pair(correlation=-1.5), ["-1.5", "from -1"]),
        (lambda: pair(correlation=[[1, 0.5]]), ["(1, 2)", "2 by 2"]),
        (lambda: pair(correlation=[[1, 0.5], [0.4, 1]]), ["0.5", '"a" and "b"', "symmetric"]),
        (lambda: pair(correlation={("a", "c"): 0.5}), ['"c"']),
        (lambda: pair(correlation={"ab": 0.5}), ["'ab'", "two names"]),
        (lambda: pair(correlation={("a", "b"): "0.5"}), ["('a', 'b')", "str '0.5'"]),
        (lambda: pair(correlation=pd.DataFrame(np.eye(2), columns=["b", "a"])), ["['b', 'a']", "['a', 'b']"]),
        (lambda: hw.Delivery("pert", 1), ["'pert'", "Delivery.pert(...)"]),
        (lambda: hw.Delivery.pert(0.5, "0.9", 1), ["delivery, pert: mode", "str '0.9'"]),
        (lambda: hw.Delivery.bernoulli(80), ["probability 80", "from 0 to 1"]),
        (lambda: hw.Delivery.bernoulli(None), ["probability nan"]),
        (lambda: hw.Delivery.certain(True), ["bool"]),
        (lambda: hw.Delay.fixed(1.5), ["1.5", "whole"]),
        (lambda: hw.Delay.months({0: 0.5}), ["add up to 0.5"]),
        (lambda: hw.Delay.months([0.5, 0.5]), ["[0.5, 0.5]", "by month"]),
        (lambda: hw.Delay(3), ["Delay(3)", "Delay.fixed(...)"]),
        (lambda: run().probability({"2030/31": 1}), ["'2030/31'", "2024/25, 2025/26, 2026/27"]),
        (lambda: run().probability([1, 2]), ["2", "3, one a year"]),
        (lambda: run().fan(levels=[1.2]), ["level", "1.2"]),
        (lambda: run().totals("2030/31"), ["'2030/31'"]),
    ],
)  # fmt: skip
def test_mistakes_are_refused_by_name(make, parts: list[str]) -> None:
    with pytest.raises(hw.HeadwayError) as refused:
        make()
    for part in parts:
        assert part in str(refused.value)


# --- the chart -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def halved() -> hw.Simulation:
    """Half of what is planned, for sure: every quantile of a year is one amount."""
    return hw.simulate(plan(A=[1.0, 2.0, 3.0]), delivery={"A": hw.Delivery.certain(0.5)}, draws=100, seed=1)


def test_a_simulation_is_drawn_and_said_without_arguments(halved):
    fan = halved.picture()
    assert (fan.years, fan.median, fan.prudent, fan.planned) == (
        YEARS, [0.5, 1.0, 1.5], [0.5, 1.0, 1.5], [1.0, 2.0, 3.0]
    )
    assert [(band.level, band.low, band.high) for band in fan.bands] == [
        (0.8, [0.5, 1.0, 1.5], [0.5, 1.0, 1.5]),
    ]  # fmt: skip
    assert fan.finding() == (
        "Plan on £1.5m in 2026/27, £1.5m below plan: a 4 in 5 chance of at least that")
    assert fan.plot().get_xlabel().startswith("Chance of the £3.0m planned in 2026/27: 0%.")
    assert halved.describe().startswith(
        "Simulated savings in each year. 2024/25: £0.5m is met or exceeded with 80% probability; the median is £0.5m; "
        "with 80% probability it is between £0.5m and £0.5m; £1.0m is planned, "
        "with a 0% chance. 2025/26: "
    )
    shown = halved._repr_html_()
    assert shown.startswith("<p>2026/27: 3 expected as planned; 1.5 on average")
    assert halved.svg() in shown
    assert "Simulated savings in each year. 2024/25: £0.5m is met or" in shown


def test_what_is_planned_is_given_by_year_or_in_order(halved):
    assert halved.picture(planned={"2025/26": 2.5}).planned == [
        pytest.approx(math.nan, nan_ok=True), 2.5, pytest.approx(math.nan, nan_ok=True)
    ]
    assert "£2.5k is planned" in halved.describe(planned=[1, 2.5, 3], unit="£k")
    assert halved.picture(title="Ours").heading == "Ours"
    with pytest.raises(hw.HeadwayError, match="planned: found 2 amounts; accepted: one for each of 3 years"):
        halved.picture(planned=[1, 2])
    with pytest.raises(hw.HeadwayError, match="year: found '2030/31'; accepted: one of 2024/25, "):
        halved.picture(planned={"2030/31": 1.0})
    with pytest.raises(hw.HeadwayError, match="title: found ''; accepted: text"):
        halved.plot(title="")


@pytest.mark.parametrize(("kind", "line"), [
    (pd.DataFrame, "frame.dropna(subset=['saving'])"), (pl.DataFrame, "frame.drop_nulls('saving')"),
    (pa.table, "table.filter(table['saving'].is_valid())"),
])  # fmt: skip
def test_rows_without_a_name_are_named_with_the_line_that_leaves_them_out(kind: Any, line: str) -> None:
    columns = {"saving": ["Lights", None, "Fleet", None], "year": ["2024/25"] * 4, "amount": [1.0, 2.0, 3.0, 4.0]}
    with pytest.raises(hw.HeadwayError) as refused:
        hw.simulate(kind(columns), delivery=hw.Delivery.certain(), seed=1)
    assert str(refused.value) == (
        f"rows 1 and 3, column 'saving': found null; accepted: text, or a frame without such rows: {line}"
    )
