"""What takes long to make is made in worker processes: it goes there and comes back the same."""

import copy
import functools
import multiprocessing
import pickle
from collections.abc import Callable
from typing import Any

import headway as hw
import pandas as pd
import polars as pl
import pytest

CALLS = hw.Series([30, 20, 10, 20] * 5 + [33, 22], start="2019-04", accrual="flow", frequency="quarter", note="a note")


def plan_of(kind: Callable[[pd.DataFrame], Any], data: Any, **given: Any) -> hw.SavingsPlan:
    tables = [pd.read_csv(data / f"savings_{name}.csv") for name in ("programmes", "confidence", "profile")]
    return hw.SavingsPlan.from_frames(*map(kind, tables), version="1", **given)


def scorecard_of(data: Any, rows: slice) -> hw.Scorecard:
    return hw.Scorecard(pd.read_csv(data / "kpis_2024_25_q2.csv")[rows])


def moved(plan: hw.SavingsPlan) -> hw.SavingsPlan:
    return plan.realign(from_="Resident Services", to="Growth & Prosperity", level="green", amount=0.1,
                        as_at="2025-05", reason="why")  # fmt: skip


def duckdb_relation(frame: pd.DataFrame) -> Any:
    import duckdb

    return duckdb.from_df(frame)


MADE: dict[str, Callable[[Any], Any]] = {
    "projection": lambda _: hw.project_year_end(CALLS, target=90, polarity="low_is_good", level=0.9),
    "with a profile": lambda _: hw.project_year_end(CALLS, target=hw.Profile.linear(90), polarity="low_is_good"),
    "with denominators": lambda _: hw.project_year_end(
        hw.Series([3.0, 4, 5, 4, 3, 5], start="2024-04", accrual="average"), denominators=[1, 2, 3, 4, 5, 6]),
    "backtest": lambda _: hw.backtest(CALLS),
    "plan": lambda data: plan_of(lambda frame: frame, data),
    "plan of Polars": lambda data: plan_of(pl.from_pandas, data),
    "plan of a lazy frame": lambda data: plan_of(lambda frame: pl.from_pandas(frame).lazy(), data),
    "plan of DuckDB": lambda data: plan_of(duckdb_relation, data),
    "realigned plan": lambda data: moved(plan_of(lambda frame: frame, data)),
    "simulation": lambda data: plan_of(lambda frame: frame, data).simulate(500, 7),
    "simulation of a table": lambda _: hw.simulate(
        pd.DataFrame({"saving": ["a", "b"], "year": ["2024/25"] * 2, "amount": [1.0, 2.0]}), draws=500, seed=7,
        delivery={"a": hw.Delivery.pert(0.6, 0.9, 1.05), "b": hw.Delivery.certain()},
        delay={"b": hw.Delay.months({0: 0.7, 6: 0.3})}, correlation={("a", "b"): 0.5}),
    "comparison": lambda data: hw.compare(scorecard_of(data, slice(None)), scorecard_of(data, slice(5, None))),
    "audit": lambda _: hw.audit({"page": "Of the 6 indicators, 5 are green and 2 are red."}),
    "series": lambda _: CALLS, "profile": lambda _: hw.Profile.linear(90), "period": lambda _: hw.Period("2024/25"),
    "rule": lambda _: hw.RatingRule(tolerance=0.2), "delay": lambda _: hw.Delay.months({0: 0.7, 6: 0.3}),
    "schedule": lambda _: hw.DiscountSchedule.flat(0.035), "scale": lambda _: hw.ConfidenceScale.savings(),
    "statistic": lambda _: hw.stats.proportion([1, 2], [3, 4]),
    "control chart": lambda _: hw.spc.xmr([1.0, 2, 3, 4, 3, 2], polarity="neutral"),
    "run chart": lambda _: hw.spc.run_chart([1.0, 2, 3, 4, 3, 2]),
}  # fmt: skip
WAYS: dict[str, Callable[[Any], Any]] = {
    "pickle": lambda made: pickle.loads(pickle.dumps(made)), "copy": copy.copy, "deepcopy": copy.deepcopy,
    "twice": lambda made: pickle.loads(pickle.dumps(pickle.loads(pickle.dumps(made)))),
}  # fmt: skip


def said(made: Any) -> list[str]:
    drawn = [made.svg(), made.describe()] if hasattr(made, "svg") else []
    frames = [repr(getattr(made, name)) for name in ("history", "assumptions") if hasattr(made, name)]
    return [repr(made), *drawn, *frames]


@functools.cache
def made_and_said(name: str, data: Any) -> tuple[Any, list[str]]:
    """A result, and what it says before anything is done to it."""
    made = MADE[name](data)
    return made, said(made)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", MADE)
def test_it_is_the_same_again(data: Any, name: str, way: str) -> None:
    made, before = made_and_said(name, data)
    assert said(WAYS[way](made)) == before


def test_a_plan_is_that_of_its_tables_as_they_were(data: Any) -> None:
    tables = [pd.read_csv(data / f"savings_{name}.csv") for name in ("programmes", "confidence", "profile")]
    plan = hw.SavingsPlan.from_frames(*tables)
    before = repr(plan)
    for table in tables:
        table["portfolio"] = "another"
    assert repr(pickle.loads(pickle.dumps(plan))) == before


def work(series: hw.Series) -> list[Any]:
    return [hw.project_year_end(series), hw.backtest(series), hw.rate(1.0, 2.0, polarity="high_is_good")]


def test_a_worker_that_is_started_anew_gives_it_back() -> None:
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        projection, past, rating = pool.apply(work, (CALLS,))
        (again,) = pool.map(hw.backtest, [CALLS])
    assert [repr(projection), repr(past), rating, repr(again)] == [*map(repr, work(CALLS)[:2]), work(CALLS)[2],
                                                                 repr(past)]  # fmt: skip
