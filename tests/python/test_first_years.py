"""Projections with one past year and with none, against a reading of the pages in plain Python.

The reading follows the heads of shrunk_season.hpp, earlier_errors.hpp, counts_to_come.hpp and interval.hpp and shares
nothing with the library: no constant of theirs can move unseen.
"""

import math
from itertools import accumulate

import headway as hw
import pytest
from scipy import stats

MONTHS = {"month": 12, "quarter": 4, "term": 3}


def agreement(a, b):
    squares = sum(x * x for x in a) + sum(x * x for x in b)
    return 2 * sum(x * y for x, y in zip(a, b, strict=True)) / squares if squares else None


def shrunk_season(points, known, a_year, year):
    """The points to come, and the scale and degrees of freedom of their error, in the unit of the year."""
    last, this = points[-known - a_year : -known], points[-known:]
    proportional = year == "sum" and min(points) >= 0
    mean = sum(last) / a_year

    def shape(values):
        middle = sum(values) / len(values)
        return [x / middle - 1 if proportional else x - middle for x in values]

    agreed = agreement(shape(last[:known]), shape(this))
    reliable = 1.0 if agreed is None else min(1.0, max(0.0, (known * agreed + 3) / (known + 3)))
    factor = [1 + reliable * (y / mean - 1) if proportional else reliable * (y - mean) for y in last]
    shares = [factor[i % a_year] if proportional else 1.0 for i in range(a_year + known)]
    seen = [x if proportional else x - factor[i % a_year] for i, x in enumerate(last + this)]

    levels, errors = [], []
    for a_month in (0.05, 0.1, 0.2, 0.4):
        keep = (1 - a_month) ** (12 / a_year)
        level = [
            sum(keep ** (i - j) * seen[j] for j in range(i + 1))
            / sum(keep ** (i - j) * shares[j] for j in range(i + 1))
            for i in range(len(seen))
        ]
        levels.append(level)
        errors.append(sum(abs(seen[i] - shares[i] * level[i - 1]) for i in range(1, len(seen))) / (len(seen) - 1))
    weights = [error**-4 for error in errors]
    level = [sum(w * of[i] for w, of in zip(weights, levels, strict=True)) / sum(weights) for i in range(len(seen))]

    ahead, held = a_year - known, level[-1]
    if proportional and 2 * known >= a_year:
        alone = sum(this) / sum(shares[a_year:])
        held = min(max(held, alone / 1.5), alone * 1.5)
    path = [held * factor[known + h] if proportional else held + factor[known + h] for h in range(ahead)]
    squares = []
    for i in range(1, len(seen) - 1):
        m = min(ahead, len(seen) - 1 - i)
        after = range(i + m, i + m + 1) if year == "last" else range(i + 1, i + m + 1)
        error = level[i] - sum(seen[j] for j in after) / sum(shares[j] for j in after)
        if proportional:
            error *= min(1, held / level[i])
        squares.append(error**2 * (ahead / m) ** (1.2 if year == "last" else 0.5))
    scale = math.sqrt(1.15 * sum(squares) / len(squares))
    to_come = sum(factor[known:]) if proportional else ahead
    return path, scale * {"sum": to_come, "mean": ahead / a_year, "last": 1}[year], min(3, known + 0.5)


def first_year(points, a_year, year, trailing=False):
    """The same with nothing but this year: its mean, of a last point a level that forgets three tenths a point."""

    def level(seen):
        if year != "last":
            return sum(seen) / len(seen)
        weights = [0.7**age for age in range(len(seen))][::-1]
        return sum(w * x for w, x in zip(weights, seen, strict=True)) / sum(weights)

    known, ahead = len(points), a_year - len(points)
    squares = []
    for i in range(1, known):
        m = min(ahead, known - i)
        after = points[i + m - 1 : i + m] if year == "last" else points[i : i + m]
        error = level(points[:i]) - sum(after) / len(after)
        squares.append(error**2 * (ahead / m) ** (1.7 if trailing else 1.2 if year == "last" else 0.5))
    scale = math.sqrt(sum(squares) / len(squares)) * {"sum": ahead, "mean": ahead / a_year, "last": 1}[year]
    return [level(points)] * ahead, scale, min(3, known - 1)


def chance(points, path, known, a_year):
    """The standard deviation of counts to come by chance."""
    mean, reached, n = sum(path), sum(points[-known:]), len(points)
    if n >= a_year + known:
        return math.sqrt(mean * (1 + mean / reached))
    e = sum((b - a) ** 2 for a, b in zip(points, points[1:], strict=False)) / 2 / (n - 1) / (sum(points) / n)
    f = 2 * (n - 1) ** 2 / (3 * n - 4)
    return math.sqrt(max(1, (f * e + 3) / (f + 2)) * mean * (1 + mean / reached) + (mean / 50) ** 2)


FALLING = [9.4, 8.1, 8.8, 7.9, 8.3, 7.2, 7.7, 6.9, 7.4, 6.1, 6.6, 5.9]
SEASONAL = [3.1, 4.2, 8.8, 12.1, 14.9, 13.2, 11.0, 9.9, 7.3, 5.2, 3.9, 3.0]
COLLAPSED = [323.5, 316, 343, 319, 285, 291, 290, 265, 277, 175, 60, 41]
STOCK = [812.5, 815, 811, 820, 824, 823, 830, 834, 829, 835, 841, 846]
NET = [-4.5, 3.0, 12.5, -8.0, 6.5, 1.0, 4.0, -2.0, 9.5, 0.5, 2.5, 7.0]
CASES = [
    ("flow", "month", 0, FALLING[:3]), ("flow", "month", 0, SEASONAL[:9]), ("flow", "quarter", 0, [31.5, 28.4, 30.9]),
    ("cumulative", "month", 0, FALLING[:6]), ("average", "month", 0, SEASONAL[:6]),
    ("average", "quarter", 0, [71.4, 69.9, 72.8]), ("snapshot", "month", 0, STOCK[:6]),
    ("rolling", "month", 0, FALLING[:9]), ("snapshot", "quarter", 0, [5.5, 7.25, 6.0]),
    ("flow", "month", 1, [*SEASONAL, 3.6, 4.4, 9.9]), ("flow", "month", 1, [*SEASONAL, 7.1, 3.3, 6.2, 8.4, 5.5, 9.1]),
    ("flow", "month", 1, [*SEASONAL, *[x + 6 for x in SEASONAL[:9]]]), ("flow", "month", 1, [*FALLING, 5.5]),
    ("flow", "month", 1, [*COLLAPSED, 6, 3.5, 8, 4, 7, 5]), ("flow", "month", 1, [*NET, 3.5, -1.0, 8.5, 2.0]),
    ("cumulative", "month", 1, [*SEASONAL, 3.6, 4.4, 9.9, 12.6]),
    ("flow", "quarter", 1, [10.5, 20, 30, 40, 12, 18]), ("flow", "quarter", 1, [10.5, 20, 30, 40, 12]),
    ("flow", "term", 1, [10.5, 20, 30, 12]), ("average", "month", 1, [*SEASONAL, 4.6, 5.4, 9.9]),
    ("average", "quarter", 1, [71.4, 69.9, 72.8, 75.0, 74.1, 70.2, 73.3]),
    ("snapshot", "month", 1, [*STOCK, 850.5, 848, 853, 860, 858, 861]),
    ("rolling", "quarter", 1, [10.5, 20, 30, 40, 12, 18, 31]), ("snapshot", "month", 1, [*FALLING, 5.5]),
]  # fmt: skip


@pytest.mark.parametrize(("accrual", "frequency", "years", "points"), CASES)
def test_value_path_and_interval(accrual, frequency, years, points):
    a_year = MONTHS[frequency]
    known = len(points) - years * a_year
    year = {"flow": "sum", "cumulative": "sum", "average": "mean"}.get(accrual, "last")
    path, scale, freedom = (
        shrunk_season(points, known, a_year, year)
        if years
        else first_year(points, a_year, year, accrual == "rolling")
    )
    this = points[-known:]
    value = {"sum": sum(this) + sum(path), "mean": (sum(this) + sum(path)) / a_year, "last": path[-1]}[year]

    published = list(points)
    if accrual == "cumulative":
        published = [x for first in range(0, len(points), a_year) for x in accumulate(points[first : first + a_year])]
        path = [sum(this) + x for x in accumulate(path)]
    start = {"month": "2021-04", "quarter": "2021/22 - Q1", "term": "Apr 2021 to Jul 2021"}[frequency]
    projection = hw.project_year_end(hw.Series(published, start=start, accrual=accrual, frequency=frequency))

    named = "shrunk_season" if years else "ses" if year == "last" else "run_rate"
    assert projection.method == named
    assert projection.basis == "back_test"
    assert projection.value == pytest.approx(value, rel=1e-9)
    assert projection.path == pytest.approx(path, rel=1e-9)
    for level in (0.8, 0.95):
        within = scale * stats.t.ppf((1 + level) / 2, freedom)
        lower, upper = value - within, value + within
        if year == "sum" and min(points) >= 0:  # never less than what is reached
            lower = max(lower, sum(this))
        assert projection.interval(level) == pytest.approx((lower, upper), rel=1e-8)


@pytest.mark.parametrize("points", [[18, 17, 16, 16, 19, 15], [40, 22, 35, 61, 30], [3, 0, 1, 1, 2], [5] * 6])
@pytest.mark.parametrize("before", [[], [20, 14, 18, 9, 22, 31, 18, 12, 11, 25, 17, 16]])
def test_counts_vary_by_chance_at_least(before, points):
    points = before + points
    known = len(points) - len(before)
    path, scale, freedom = shrunk_season(points, known, 12, "sum") if before else first_year(points, 12, "sum")
    by_chance = chance(points, path, known, 12)
    projection = hw.project_year_end(hw.Series(points, start="2021-04", accrual="flow"))
    assert projection.basis == ("back_test" if scale > by_chance else "negative_binomial")
    value = sum(points[-known:]) + sum(path)
    assert projection.value == pytest.approx(value)
    if projection.basis == "back_test":
        assert projection.upper == pytest.approx(value + scale * stats.t.ppf(0.9, freedom))
    else:
        mean = sum(path)
        size = mean**2 / (by_chance**2 - mean)
        tails = 2 * (len(points) - 1) ** 2 / (3 * len(points) - 4) + 2
        at = stats.norm.cdf(stats.t.ppf(0.9, tails))
        reached = sum(points[-known:])
        assert projection.upper == reached + stats.nbinom.ppf(at, size, size / (size + mean))
