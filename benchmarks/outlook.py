"""How close and how honest projections are, on real series.

    python benchmarks/outlook.py m3_monthly.csv m3_quarterly.csv:quarter ni_ae_pct.csv:month:average:0-100
        [--years 0 1 2 all] [--methods auto theta] [--peers] [--peer-models AutoETS]

A file has one series a line, comma-separated, oldest first, and ends with the year to project: the last 12 months or 4
quarters, of which a quarter, a half and three quarters are shown. After the name may stand the frequency (month,
quarter), the accrual (flow, cumulative, average, snapshot, rolling: trailing totals are made of the amounts) and the
bounds of a figure. `--years` cuts what is known of each series to so many past years; `--back` leaves out so many of
the last years, to choose on those before.

Prints one table: the mean absolute percentage error of the year's figure, the same with each error cut at 100%, how
often the 80% and the 95% interval held it, the median width of the 80% interval as a part of it, how many intervals
have no width, the Brier score of "above last year's", and processor microseconds a series. `--peers` also runs
outlook_peers.py, in an environment of its own in build/peers, which it makes where there is none: for flows, with all
past years.
"""

import argparse
import csv
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass
from math import erf
from pathlib import Path

import headway as hw
import numpy as np
import pandas as pd

Z80, Z95 = 1.2815515655446004, 1.959963984540054
PER_YEAR = {"month": 12, "quarter": 4}


@dataclass(frozen=True)
class Collection:
    path: str
    frequency: str = "month"
    accrual: str = "flow"
    bounds: tuple[float, float] | None = None

    @classmethod
    def named(cls, text):
        path, *rest = text.split(":")
        bounds = tuple(float(x) for x in rest.pop(2).split("-")) if len(rest) > 2 else None
        return cls(path, *rest, bounds=bounds)

    @property
    def name(self):
        return Path(self.path).stem

    @property
    def per_year(self):
        return PER_YEAR[self.frequency]

    def series(self, back):
        with open(self.path) as lines:
            rows = [np.array([float(x) for x in line.split(",")]) for line in lines if line.strip()]
        rows = [row[: len(row) - back * self.per_year] for row in rows]
        if self.accrual == "rolling":
            rows = [np.convolve(row, np.ones(self.per_year), "valid") for row in rows if len(row) > 3 * self.per_year]
        return rows

    def year(self, points):
        if self.accrual in ("flow", "cumulative"):
            return points.sum()
        return points.mean() if self.accrual == "average" else points[-1]


def frame_of(collection, series, years, known):
    """Every series up to the points known, with last year's figure as its target, in years that begin in January."""
    rows, kept, n = [], [], collection.per_year
    for number, values in enumerate(series):
        past = len(values) - n
        if past < n * (1 if years == "all" else max(years, 1)):
            continue
        first = 0 if years == "all" else past - years * n
        target = collection.year(values[past - n : past])
        seen = values[first : past + known]
        if collection.accrual == "cumulative":
            year_of = (np.arange(first, past + known) - past) // n
            seen = pd.Series(seen).groupby(year_of).cumsum().to_numpy()
        rows += [(number, 100 * n + first - past + i, value, target) for i, value in enumerate(seen)]
        kept.append(number)
    frame = pd.DataFrame(rows, columns=["series", "point", "value", "target"])

    def label(point):
        year, place = 1900 + point // n, point % n + 1
        return f"{year}-{place:02d}" if n == 12 else f"{year} - Q{place}"

    return frame.assign(period=frame.point.map({point: label(point) for point in frame.point.unique()})), kept


def scores(actual, before, value, ends80, ends95, chance):
    there = np.isfinite(value)
    if not there.any():
        return None
    error = np.abs(value - actual)[there] / np.abs(actual)[there]
    judged = np.isfinite(ends80[0])
    figures = {"series": there.sum(), "MAPE": error.mean(), "capped": np.minimum(error, 1).mean()}
    if judged.any():
        rounding = 1e-12 * np.abs(actual)  # an exact projection may be off in its last digits

        def holds(ends):
            return np.mean(((ends[0] - rounding <= actual) & (actual <= ends[1] + rounding))[judged])

        figures |= {
            "judged": judged.sum(),
            "80% holds": holds(ends80),
            "95% holds": holds(ends95),
            "width": np.median(((ends80[1] - ends80[0]) / np.abs(actual))[judged]),
            "no width": int((ends80[1] - ends80[0] <= 0)[judged].sum()),
            "Brier": np.mean((chance - (actual > before))[judged] ** 2),
        }
    return figures


def ours(collection, series, years, known, method):
    frame, kept = frame_of(collection, series, years, known)
    if not kept:
        return None
    arguments = dict(accrual=collection.accrual, method=method, calendar="calendar", target="target",
                     polarity="high_is_good", bounds=collection.bounds)
    if collection.bounds is None:
        del arguments["bounds"]
    begun = time.process_time()
    projected = hw.project(frame, **arguments)
    seconds = time.process_time() - begun
    at95 = hw.project(frame, level=0.95, **arguments)
    actual, before = (
        np.array([collection.year(series[i][len(series[i]) - end - collection.per_year :][: collection.per_year])
                  for i in kept]) for end in (0, collection.per_year)
    )
    numbers = [frame_.astype(float).to_numpy() for frame_ in (projected.value, projected.lower, projected.upper,
                                                              at95.lower, at95.upper, projected.probability)]
    value, lower80, upper80, lower95, upper95, chance = numbers
    figures = scores(actual, before, value, (lower80, upper80), (lower95, upper95), chance)
    return figures and figures | {"us": 1e6 * seconds / len(kept)}


def peers(collection, series, known, models):
    """Rows of another package: a total and its standard deviation, of a normal distribution."""
    root = Path(__file__).parents[1]
    python = root / "build" / "peers" / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", python.parents[1]], check=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "statsforecast"], check=True)
    rows, n = defaultdict(list), collection.per_year
    with tempfile.NamedTemporaryFile("r", suffix=".csv") as output:
        command = [python, Path(__file__).with_name("outlook_peers.py"), collection.path, output.name, "--points", n]
        command += ["--models", *models, "--known", *known]
        subprocess.run([str(part) for part in command], check=True)
        for row in csv.DictReader(output):
            rows[row["model"], int(row["known"])].append(
                [float(row[name]) for name in ("series", "total", "deviation", "seconds")]
            )
    for (model, shown), values in rows.items():
        number, total, deviation, seconds = np.array(values).T
        actual = np.array([series[int(i)][-n:].sum() for i in number])
        before = np.array([series[int(i)][-2 * n : -n].sum() for i in number])
        deviation = np.where(deviation > 0, deviation, np.nan)
        chance = np.array([0.5 * (1 + erf(z / 2**0.5)) for z in (total - before) / deviation])
        ends80, ends95 = ((total - z * deviation, total + z * deviation) for z in (Z80, Z95))
        yield model, shown, scores(actual, before, total, ends80, ends95, chance) | {"us": 1e6 * seconds.mean()}


def line(collection, years, method, known, figures):
    def per_cent(name, decimals):
        return f"{100 * figures[name]:.{decimals}f}%" if name in figures else "-"

    cells = [collection.name, collection.accrual, years, method, known, f"{figures['series']:,}", per_cent("MAPE", 2),
             per_cent("capped", 2), per_cent("80% holds", 1), per_cent("95% holds", 1), per_cent("width", 2),
             figures.get("no width", "-"), f"{figures['Brier']:.4f}" if "Brier" in figures else "-",
             f"{figures['us']:,.0f}"]
    print(f"| {' | '.join(str(cell) for cell in cells)} |", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("collections", nargs="+", type=Collection.named, metavar="file[:frequency[:accrual[:bounds]]]")
    parser.add_argument("--years", nargs="+", default=["all"], help="past years kept: 0, 1, 2, ... or all")
    parser.add_argument("--methods", nargs="+", default=["auto"])
    parser.add_argument("--back", type=int, default=0)
    parser.add_argument("--peers", action="store_true")
    parser.add_argument("--peer-models", nargs="+", default=["AutoTheta", "AutoETS"])
    options = parser.parse_args()
    print("| set | accrual | past years | method | known | series | MAPE | capped | 80% holds | 95% holds "
          "| width of 80% | no width | Brier | us a series |")
    print("|---" * 14 + "|")
    for collection in options.collections:
        series = collection.series(options.back)
        shown = [collection.per_year // 4 * quarters for quarters in (1, 2, 3)]
        for years in options.years:
            for method in options.methods:
                for known in shown:
                    kept = years if years == "all" else int(years)
                    if figures := ours(collection, series, kept, known, method):
                        line(collection, years, f"headway {method}", known, figures)
        if options.peers and collection.accrual == "flow":
            for model, known, figures in peers(collection, series, shown, options.peer_models):
                line(collection, "all", f"statsforecast {model}", known, figures)


if __name__ == "__main__":
    main()
