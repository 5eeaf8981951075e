"""The verbs beside what one would otherwise write, in one run, on the same columns, by number of rows.

    make bench          or, for other numbers of rows, in millions:  python benchmarks/verbs.py 1 2 4 8 16

Rates rows against three comparators beside the same rule as Polars expressions and with `np.select`, both of which
round in binary and so miss edges; proportions beside NumPy; and closed-form year ends of a long frame beside the time
that reading its columns takes. Seconds, the best of several runs, and how many times as long the peer takes.
"""

import sys

import headway as hw
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.compute as pc
from assess import best
from scipy.special import ndtri

COMPARATORS = ("target", "national", "peer")


def indicators(rows: int) -> pa.Table:
    random = np.random.default_rng(7)
    numbers = {name: random.integers(0, 20_000, rows) / 100 for name in ("latest", "previous", *COMPARATORS)}
    words = pa.array(["high_is_good", "low_is_good"]).take(pa.array(random.integers(0, 2, rows)))
    return pa.table({**numbers, "polarity": words})


def in_polars(frame: pl.DataFrame) -> pl.DataFrame:
    low = pl.col("polarity") == "low_is_good"
    change = pl.col("latest") - pl.col("previous")
    better = pl.when(low).then(-change).otherwise(change)
    columns = [
        change.alias("change"),
        pl.when(change.is_null()).then(pl.lit("unknown")).when(better > 0).then(pl.lit("improving"))
        .when(better < 0).then(pl.lit("worsening")).otherwise(pl.lit("no_change")).alias("direction"),
    ]  # fmt: skip
    for name in COMPARATORS:
        gap = pl.col("latest") - pl.col(name)
        short = pl.when(low).then(gap).otherwise(-gap)
        columns += [
            gap.alias(f"{name}_gap"),
            pl.when(gap.is_null()).then(pl.lit("not_rated")).when(short <= 0).then(pl.lit("green"))
            .when(short <= 0.1 * pl.col(name).abs()).then(pl.lit("amber")).otherwise(pl.lit("red"))
            .alias(f"{name}_rating"),
        ]  # fmt: skip
    return frame.with_columns(columns)


def in_numpy(frame: pd.DataFrame) -> pd.DataFrame:
    low = (frame["polarity"] == "low_is_good").to_numpy()
    latest = frame["latest"].to_numpy()
    change = latest - frame["previous"].to_numpy()
    better = np.where(low, -change, change)
    out = {"change": change, "direction": np.select(
        [np.isnan(change), better > 0, better < 0], ["unknown", "improving", "worsening"], "no_change")}  # fmt: skip
    for name in COMPARATORS:
        comparator = frame[name].to_numpy()
        gap = latest - comparator
        short = np.where(low, gap, -gap)
        out[f"{name}_gap"] = gap
        out[f"{name}_rating"] = np.select(
            [np.isnan(gap), short <= 0, short <= 0.1 * np.abs(comparator)], ["not_rated", "green", "amber"], "red"
        )
    return frame.assign(**out)


def wilson(count: np.ndarray, denominator: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    z = ndtri(0.975)
    middle = 2 * count + z * z
    half = z * np.sqrt(z * z + 4 * count * (1 - count / denominator))
    below = 2 * (denominator + z * z)
    return count / denominator, (middle - half) / below, (middle + half) / below


def line(verb: str, rows: int, taken: float, **peers: float) -> None:
    beside = "   ".join(f"{name} {peer:.3f} ({peer / taken:.1f})" for name, peer in peers.items())
    print(f"{verb:<38} {rows / 1e6:4.0f} {taken:8.3f}   {beside}", flush=True)


def measure(rows: int) -> None:
    table = indicators(rows)
    pandas, polars = table.to_pandas(), pl.DataFrame(table)
    expressions = best(lambda: in_polars(polars))
    selected = best(lambda: in_numpy(pandas), 3)
    for name, frame in {"pyarrow": table, "pandas": pandas, "Polars": polars}.items():
        line(f"assess, {name}", rows, best(lambda frame=frame: hw.assess(frame)), Polars=expressions, select=selected)
    random = np.random.default_rng(8)
    denominator = random.integers(500, 1000, rows).astype(float)
    count = np.floor(denominator * random.random(rows))
    line("stats.proportion", rows, best(lambda: hw.stats.proportion(count, denominator)),
         NumPy=best(lambda: wilson(count, denominator)))  # fmt: skip
    series = max(1, rows // 66)
    months = [f"{2019 + (m + 3) // 12}-{(m + 3) % 12 + 1:02d}" for m in range(66)]
    long = pa.table({
        "series": pa.array(np.repeat([f"indicator {i}" for i in range(series)], 66)),
        "period": pa.array(np.tile(months, series)),
        "value": random.integers(10, 100, series * 66).astype(float),
    })  # fmt: skip
    reading = best(lambda: [pc.dictionary_encode(long["series"]), pc.dictionary_encode(long["period"]),
                            long["value"].to_numpy()])  # fmt: skip
    for method in ("run_rate", "ols_cumulative"):
        line(f"project, {method}", rows, best(lambda method=method: hw.project(long, accrual="flow", method=method)),
             reading=reading)  # fmt: skip


if __name__ == "__main__":
    print(f"{'verb':<38} rows  seconds   peers: seconds (times as long)")
    for millions in sys.argv[1:] or ("1", "2", "4", "8", "16"):
        measure(int(float(millions) * 1e6))
