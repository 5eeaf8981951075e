"""How long a frame of ratings takes, end to end and by part.

    python benchmarks/assess.py [rows]

Rates rows against three comparators, and prints the time of each part beside the time that memory alone needs: a copy
of the same bytes, measured in the same run.
"""

import sys
import time
from collections.abc import Callable

import headway as hw
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
from headway.assess import assess_codes, row_rules
from headway.boundary.frames import Frame


def best(work: Callable[[], object], times: int = 3) -> float:
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return min(taken)


def main(rows: int) -> None:
    random = np.random.default_rng(7)
    numbers = {name: random.integers(0, 20_000, rows) / 100 for name in ("latest", "previous", "target", "national")}
    numbers["peer"] = np.where(random.random(rows) < 0.1, np.nan, random.integers(0, 20_000, rows) / 100)
    words = pa.array(["high_is_good", "low_is_good"]).take(pa.array(random.integers(0, 2, rows)))
    table = pa.table({**numbers, "polarity": words})

    read = Frame(table)
    arguments = {"latest": "latest", "previous": "previous", "polarity": "polarity", "accrual": None,
                 "comparators": ("target", "national", "peer"),
                 "rules": row_rules(read, tolerance=None, basis=None, amber_limit=None, dead_band=0.0,
                                    rule=None)}  # fmt: skip
    codes = assess_codes(read, **arguments)
    moved = 5 * 8 + 1 + 4 * 8 + 3 * 3 + 2  # bytes a row: five columns and a code in; four columns and eleven codes out
    source = np.ones(moved * rows // 2, np.uint8)  # a copy reads and writes: half each
    target = np.ones_like(source)

    print(f"{rows:,} rows against three comparators, best of 3, seconds")
    kernel = best(lambda: assess_codes(read, **arguments))
    memory = best(lambda: np.copyto(target, source))
    print(f"  columns to codes       {kernel:7.3f}   {1e9 * kernel / rows:.0f} ns a row; copying the bytes it moves "
          f"{memory:.3f}, {memory / kernel:.0%}")
    print(f"  codes to words         {best(codes.columns):7.3f}")
    for name, frame in {
        "pyarrow": table, "pandas": pd.DataFrame(table.to_pandas()), "Polars": pl.DataFrame(table)
    }.items():
        print(f"  hw.assess, {name:<9}   {best(lambda frame=frame: hw.assess(frame)):7.3f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000_000)
