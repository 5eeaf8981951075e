"""How close and how honest projections are, on real series.

    python benchmarks/outlook.py m3_monthly.csv [peers.csv]

The file has one monthly series a line, comma-separated, oldest first. The last 12 values are the year to project, of
which 3, 6 and 9 are shown. Prints one table: the mean absolute percentage error of the year's total, how often the 80%
and the 95% interval held it, the median width of the 80% interval as a part of the total, the Brier score of "above
last year's total", and processor seconds for the whole set. `peers.csv` comes from outlook_peers.py.
"""

import argparse
import csv
import time
from collections import defaultdict

import headway as hw
import numpy as np
import pandas as pd

KNOWN = (3, 6, 9)
METHODS = (
    "auto", "theta", "damped_trend", "ses", "credibility", "completion_ratio", "seasonal_naive", "run_rate",
    "ols_cumulative"
)
Z80, Z95 = 1.2815515655446004, 1.959963984540054


def frame_of(series, known):
    """Every series up to the months known, with last year's total as its target, in years that begin in January."""
    rows = []
    for number, values in enumerate(series):
        seen = values[: len(values) - 12 + known]
        first = 12 * 100 - (len(values) - 12)  # the year to project is the hundredth
        target = values[-24:-12].sum()
        rows += [(number, first + i, value, target) for i, value in enumerate(seen)]
    frame = pd.DataFrame(rows, columns=["series", "month", "value", "target"])
    labels = {m: f"{1920 + m // 12}-{m % 12 + 1:02d}" for m in frame.month.unique()}
    return frame.assign(series=frame.series.astype(str), period=frame.month.map(labels))


def scores(actual, before, total, lower80, upper80, lower95, upper95, chance):
    there = np.isfinite(total)
    share = np.abs(total - actual) / np.abs(actual)
    with_interval = np.isfinite(lower80)
    if not with_interval.any():
        held80 = held95 = width = brier = np.nan
    else:
        pick = with_interval
        rounding = 1e-12 * np.abs(actual)  # an exact projection may be off in its last digits
        held80 = np.mean((lower80 - rounding <= actual)[pick] & (actual <= upper80 + rounding)[pick])
        held95 = np.mean((lower95 - rounding <= actual)[pick] & (actual <= upper95 + rounding)[pick])
        width = np.median(((upper80 - lower80) / np.abs(actual))[pick])
        brier = np.mean((chance - (actual > before))[pick] ** 2)
    return there.sum(), 100 * share[there].mean(), 100 * held80, 100 * held95, 100 * width, brier


def ours(series, method, known):
    frame = frame_of(series, known)
    arguments = dict(accrual="flow", method=method, calendar="calendar", target="target", polarity="high_is_good")
    begun = time.process_time()
    projected = hw.project(frame, **arguments)
    seconds = time.process_time() - begun
    at95 = hw.project(frame, level=0.95, **arguments)
    actual = np.array([values[-12:].sum() for values in series])
    before = np.array([values[-24:-12].sum() for values in series])
    return *scores(
        actual, before, projected.value, projected.lower, projected.upper, at95.lower, at95.upper, projected.probability
    ), seconds


def peers(series, path):
    """Rows of another package: a total and its standard deviation, of a normal distribution."""
    from math import erf

    rows = defaultdict(list)
    with open(path) as lines:
        for row in csv.DictReader(lines):
            rows[row["model"], int(row["known"])].append(
                [float(row[name]) for name in ("series", "total", "deviation", "seconds")]
            )
    for (model, known), values in rows.items():
        number, total, deviation, seconds = np.array(values).T
        actual = np.array([series[int(i)][-12:].sum() for i in number])
        before = np.array([series[int(i)][-24:-12].sum() for i in number])
        deviation = np.where(deviation > 0, deviation, np.nan)
        chance = np.array([0.5 * (1 + erf(z / 2**0.5)) for z in (total - before) / deviation])
        ends = [total + z * deviation for z in (-Z80, Z80, -Z95, Z95)]
        yield model, known, (*scores(actual, before, total, *ends, chance), seconds.sum())


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("series")
    parser.add_argument("peers", nargs="?")
    options = parser.parse_args()
    with open(options.series) as lines:
        series = [np.array([float(x) for x in line.split(",")]) for line in lines if line.strip()]
    table = {(f"headway {method}", known): ours(series, method, known) for method in METHODS for known in KNOWN}
    if options.peers:
        table |= {(f"statsforecast {model}", known): row for model, known, row in peers(series, options.peers)}
    print("| method | known | series | MAPE | 80% holds | 95% holds | width of 80% | Brier | seconds |")
    print("|---|---|---|---|---|---|---|---|---|")
    for (name, known), (count, mape, held80, held95, width, brier, seconds) in table.items():
        figures = [
            f"{mape:.2f}%", f"{held80:.1f}%", f"{held95:.1f}%", f"{width:.2f}%", f"{brier:.4f}", f"{seconds:.2f}"
        ]
        cells = [name, str(known), f"{count:,}", *("-" if "nan" in figure else figure for figure in figures)]
        print(f"| {' | '.join(cells)} |")


if __name__ == "__main__":
    main()
