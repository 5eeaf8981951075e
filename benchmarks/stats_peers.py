"""How long PHStatsMethods takes for the statistics of benchmarks/stats.py: run by the Python that has it.

    python benchmarks/stats_peers.py rows groups

It goes through its frame row by row, so a part is timed and taken in proportion; it raises on a count of 0, so rows
that have none are left out. Prints one line a case: its name and the seconds of all rows.
"""

import sys
import time
import warnings
from collections.abc import Callable

import pandas as pd
from PHStatsMethods import ph_dsr, ph_proportion, ph_rate
from stats_data import LEVELS, counts, standardised

SHARE = 20


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main(rows: int, groups: int) -> None:
    warnings.simplefilter("ignore")
    part = pd.DataFrame(counts(rows)).query("count > 0").head(max(1, rows // SHARE))
    print(
        "proportion", rows / len(part) * seconds(lambda: ph_proportion(part, "count", "denominator", confidence=LEVELS))
    )
    print("crude_rate", rows / len(part) * seconds(lambda: ph_rate(part, "count", "denominator", confidence=LEVELS)))
    bands = pd.DataFrame(standardised(groups))
    taken = seconds(
        lambda: ph_dsr(bands, "count", "population", "standard", "area", euro_standard_pops=False, confidence=LEVELS)
    )
    print("directly_standardised_rate", taken)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
