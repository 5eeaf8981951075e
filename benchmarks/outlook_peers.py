"""Year totals by statsforecast, for the table of outlook.py. Runs in an environment of its own.

    build/peers/bin/python benchmarks/outlook_peers.py m3_monthly.csv peers.csv --points 12 --known 3 6 9

outlook.py --peers calls it. Writes one row a model, points known and series: the projected total of the last year, its
standard deviation, and the processor seconds that it took. The models state an interval for each point; the standard
deviation of their sum follows from it. Where the points' variances are s^2 (1 + c_1^2 + ... + c_{h-1}^2), as they are
for every linear model with one source of error, the sum of H points has s^2 sum_i (1 + c_1 + ... + c_{H-i})^2 (Hyndman,
Koehler, Ord and Snyder, 2008, Forecasting with Exponential Smoothing, chapter 6).
"""

import argparse
import csv
import time
import warnings

import numpy as np
from statsforecast.models import AutoARIMA, AutoETS, AutoTheta

Z80 = 1.2815515655446004


def sum_deviation(deviations):
    variance = np.maximum.accumulate(np.asarray(deviations) ** 2)
    if variance[0] <= 0:
        return float(np.sum(deviations))
    weights = np.sqrt(np.diff(variance) / variance[0])
    return float(np.sqrt(variance[0] * np.sum(np.concatenate([[1.0], 1 + np.cumsum(weights)]) ** 2)))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("series", help="one series a line, comma-separated, oldest first")
    parser.add_argument("output")
    parser.add_argument("--models", nargs="+", default=["AutoTheta", "AutoETS", "AutoARIMA"])
    parser.add_argument("--points", type=int, default=12, help="points in a year")
    parser.add_argument("--known", nargs="+", type=int, default=[3, 6, 9])
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    with open(options.series) as lines:
        series = [np.array([float(x) for x in line.split(",")]) for line in lines if line.strip()]
    makers = {"AutoTheta": AutoTheta, "AutoETS": AutoETS, "AutoARIMA": AutoARIMA}
    with open(options.output, "w", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(["model", "known", "series", "total", "deviation", "seconds"])
        for name in options.models:
            model = makers[name](season_length=options.points)
            model.forecast(y=series[0][:-2], h=2, level=[80])  # compile before the clock runs
            for known in options.known:
                for i, values in enumerate(series):
                    seen = values[: len(values) - options.points + known]
                    begun = time.process_time()
                    try:
                        forecast = model.forecast(y=seen, h=options.points - known, level=[80])
                        total = seen[-known:].sum() + forecast["mean"].sum()
                        deviation = sum_deviation((forecast["hi-80"] - forecast["mean"]) / Z80)
                    except Exception:  # a model that fails on a series has no answer there
                        total = deviation = float("nan")
                    rows.writerow([name, known, i, total, deviation, f"{time.process_time() - begun:.6f}"])
                out.flush()


if __name__ == "__main__":
    main()
