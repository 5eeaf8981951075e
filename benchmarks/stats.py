"""How fast the statistics of indicators are, as ratios to what an analyst would use instead, all in one run.

    python benchmarks/stats.py [rows] [groups] [charts] [python]

Proportions at two levels against statsmodels (in this process, where both find memory that is warm, and each in a new
one, where the pages of its arrays are new), rates against SciPy's chi-squared quantiles, directly standardised rates
and both again against PHStatsMethods where `python` is an interpreter that has it (see stats_peers.py), and control
charts against pandas. Then ten times more and ten times fewer rows: cost is linear.
"""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import headway as hw
import numpy as np
import pandas as pd
from scipy.stats import chi2
from stats_data import BANDS, LEVELS, counts, monthly, standardised
from statsmodels.stats.proportion import proportion_confint


def best(work: Callable[[], object], times: int = 7) -> float:
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return min(taken)


def by_statsmodels(data: dict[str, np.ndarray]) -> None:
    for level in LEVELS:
        proportion_confint(data["count"], data["denominator"], 1 - level, "wilson")


def by_scipy(data: dict[str, np.ndarray]) -> None:
    for level in LEVELS:
        tail, count, per = (1 - level) / 2, data["count"], data["denominator"]
        chi2.ppf(tail, 2 * count) / 2 / per
        chi2.isf(tail, 2 * count + 2) / 2 / per


def by_pandas(frame: pd.DataFrame, target: float) -> pd.DataFrame:
    """The same charts as an analyst writes them: limits, the rule that each point breaks, what it means, assurance."""

    def every_point(ends: pd.Series, points: int) -> pd.Series:
        """Every point of a pattern, from where patterns end."""
        return ends.astype(float)[::-1].rolling(points, min_periods=1).max()[::-1].eq(1)

    def chart(series: pd.DataFrame) -> pd.DataFrame:
        values = series["value"]
        mean, reach = values.mean(), 2.66 * values.diff().abs().mean()
        side, step = np.sign(values - mean), np.sign(values.diff())
        outside = (values - mean).abs() > reach
        far = ((values - mean).abs() > reach * 2 / 3).astype(float)
        shift = every_point(side.rolling(7).sum().abs().eq(7), 7)
        trend = every_point(step.rolling(6).sum().abs().eq(6), 7)
        two = every_point(far.rolling(3).sum().ge(2) & side.rolling(3).sum().abs().eq(3), 3) & far.eq(1)
        rules = ["outside_limits", "trend", "two_of_three", "shift"]
        rule = np.select([outside, trend, two, shift], rules, default="")
        rising = np.where(trend & ~outside, step, side) > 0
        verdict = "fail" if target > mean + reach else "pass" if target <= mean - reach else "inconsistent"
        return series.assign(
            mean=mean,
            lower=mean - reach,
            upper=mean + reach,
            rule=rule,
            point_type=np.where(rule == "", "common", np.where(rising, "improvement", "concern")),
            assurance=verdict,
        )

    return pd.concat([chart(series) for _, series in frame.groupby("indicator", sort=False)])


def alone(imports: str, statement: str, rows: int) -> float:
    """The best time of a statement over `counts(rows)` in a process of its own, which imports nothing else."""
    program = f"""
import sys, time
sys.path.insert(0, {str(Path(__file__).parent)!r})
{imports}
from stats_data import LEVELS, counts
data = counts({rows})
count, denominator = data["count"], data["denominator"]
taken = []
for _ in range(15):
    start = time.perf_counter()
    {statement}
    taken.append(time.perf_counter() - start)
print(min(taken))
"""
    return float(subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout)


def peers(python: str, rows: int, groups: int) -> dict[str, float]:
    script = Path(__file__).with_name("stats_peers.py")
    done = subprocess.run([python, script, str(rows), str(groups)], capture_output=True, text=True, check=True)
    return {name: float(seconds) for name, seconds in (line.split() for line in done.stdout.splitlines()[-3:])}


def main(rows: int, groups: int, charts: int, python: str | None) -> None:
    data = counts(rows)
    columns = (data["count"], data["denominator"])
    proportion = best(lambda: hw.stats.proportion(*columns, confidence=LEVELS))
    rate = best(lambda: hw.stats.crude_rate(*columns, confidence=LEVELS))
    statsmodels = best(lambda: by_statsmodels(data))
    scipy = best(lambda: by_scipy(data), 3)
    print(f"{rows:,} rows, intervals at {len(LEVELS)} levels, milliseconds")
    print(f"  proportion        {1e3 * proportion:9.3f}   statsmodels {1e3 * statsmodels:9.2f}   "
          f"{statsmodels / proportion:7.1f} x")
    own = alone("import headway as hw", "hw.stats.proportion(count, denominator, confidence=LEVELS)", rows)
    other_own = alone("from statsmodels.stats.proportion import proportion_confint",
                      '[proportion_confint(count, denominator, 1 - level, "wilson") for level in LEVELS]', rows)
    print(f"    each by itself  {1e3 * own:9.3f}               {1e3 * other_own:9.2f}   {other_own / own:7.1f} x")
    print(f"  crude_rate        {1e3 * rate:9.3f}   SciPy       {1e3 * scipy:9.2f}   {scipy / rate:7.1f} x")
    moved = rows * (2 * 8 + 8 + 1 + 2 * 8 * len(LEVELS))
    source, target = np.ones(moved // 2, np.uint8), np.empty(moved // 2, np.uint8)
    copying = best(lambda: np.copyto(target, source))
    print(f"  copying the {moved / 1e6:.1f} MB that proportion moves {1e3 * copying:.3f}: {copying / proportion:.0%} "
          "of it")

    bands = pd.DataFrame(standardised(groups))
    direct = best(
        lambda: hw.stats.directly_standardised_rate(
            "count", "population", "standard", data=bands, by="area", confidence=LEVELS
        )
    )
    arrays = {name: bands[name].to_numpy() for name in ("count", "population", "standard")}
    area = np.repeat(np.arange(groups), BANDS)
    of_arrays = best(lambda: hw.stats.directly_standardised_rate(**arrays, groups=area, confidence=LEVELS))
    print(f"{groups:,} directly standardised rates of {BANDS} bands")
    print(f"  as a frame        {1e3 * direct:9.3f}   as arrays {1e3 * of_arrays:9.3f}")
    if python:
        other = peers(python, rows, groups)
        ours = {"proportion": pd.DataFrame(data), "crude_rate": pd.DataFrame(data)}
        for name, frame in ours.items():
            function = getattr(hw.stats, name)
            whole = best(
                lambda function=function, frame=frame: function("count", "denominator", data=frame, confidence=LEVELS)
            )
            print(f"  {name:<27} as a frame {1e3 * whole:9.3f}   PHStatsMethods {1e3 * other[name]:12.1f}   "
                  f"{other[name] / whole:7.0f} x")
        name = "directly_standardised_rate"
        for way, taken in (("a frame", direct), ("arrays", of_arrays)):
            print(f"  {name:<27} as {way:<7} {1e3 * taken:9.3f}   PHStatsMethods {1e3 * other[name]:12.1f}   "
                  f"{other[name] / taken:7.0f} x")

    frame = pd.DataFrame(monthly(charts, 36))
    ours_charts = best(lambda: hw.spc.xmr("value", data=frame, by="indicator", polarity="high_is_good", target=100))
    pandas = best(lambda: by_pandas(frame, 100), 2)
    same = (by_pandas(frame, 100)["point_type"].to_numpy() == hw.spc.xmr(
        "value", data=frame, by="indicator", polarity="high_is_good", target=100
    )["point_type"].to_numpy()).mean()  # fmt: skip
    print(f"{charts:,} control charts of 36 points; {same:.1%} of points are named alike")
    print(f"  xmr               {1e3 * ours_charts:9.3f}   pandas      {1e3 * pandas:9.2f}   "
          f"{pandas / ours_charts:7.1f} x")

    print("rows            " + "".join(f"{size:>14,}" for size in (rows // 10, rows, 10 * rows)))
    for name in ("proportion", "crude_rate"):
        function = getattr(hw.stats, name)
        taken = []
        for size in (rows // 10, rows, 10 * rows):
            some = counts(size)
            taken.append(best(lambda some=some: function(some["count"], some["denominator"], confidence=LEVELS)) / size)
        print(f"  {name:<14}" + "".join(f"{1e9 * each:>11.1f} ns" for each in taken) + "  a row")


if __name__ == "__main__":
    given = [int(argument) for argument in sys.argv[1:4]]
    main(*(given + [100_000, 5_000, 500][len(given) :]), sys.argv[4] if len(sys.argv) > 4 else None)
