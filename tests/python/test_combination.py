"""What `auto` says with two past years or more, against an independent reading of its formulas.

The headers (outlook/combination.hpp, seasonality.hpp, theta.hpp, trailing_year.hpp, interval.hpp) state them; here they
are read once more, plainly, point by point. So no constant of theirs can move unseen.
"""

import math

import headway as hw
import pytest
from scipy import stats

MEMBERS = (
    [(alpha, "flat") for alpha in (0.02, 0.1, 0.2, 0.3, 0.6, 1.0)]
    + [(alpha, "trend") for alpha in (0.2, 0.4, 0.7, 0.95)]
    + [(alpha, "reverting") for alpha in (0.3, 0.9)]
)


class Reading:
    """One series up to now: its points, aligned so that the last `known` are of this year."""

    def __init__(self, points, per_year, known, year, additive=False):
        self.points, self.per_year, self.known, self.year = points, per_year, known, year
        self.ahead = per_year - known
        self.years = (len(points) - known) // per_year
        self.amounts = year == "sum" and all(x >= 0 for x in points) and not additive
        months = per_year == 12
        self.usual, self.worth, self.beta, self.most_freedom = (2, 2, 0.05, 5) if months else (5, 4, 0.8, 4)
        self.kept = 0.9 if months else 0.8
        self.slowest, self.around, self.count = (0.93, 0.5, 2) if months and self.amounts else (1.0, 0.7, 1)
        self.most_of_theta = 0.25 if months else 0.5
        if year == "last":
            self.most_freedom = 8 if months else 5

    def slot(self, i):
        return (i - len(self.points) - self.ahead) % self.per_year

    def past_year(self, age):
        end = len(self.points) - self.known - (age - 1) * self.per_year
        return self.points[end - self.per_year : end]

    def shrunk(self, factors, variance, proportional):
        n = len(factors)
        mean = sum(factors) / n
        spread = sum((f - mean) ** 2 for f in factors) / (n - 1)
        share = max(0.0, 1 - variance / spread) if spread > 0 else 0.0
        if proportional:
            return [max(0.0, 1 + share * (f - mean)) for f in factors]
        return [share * (f - mean) for f in factors]

    def shares(self, proportional, keep):
        rows, weights = [], []
        for age in range(1, self.years + 1):
            year = self.past_year(age)
            mean = sum(year) / self.per_year
            if proportional:
                rows.append([y / mean if mean > 0 else 1.0 for y in year])
            else:
                rows.append([y - mean for y in year])
            weights.append(keep ** (age - 1))
        total = sum(weights)
        weights = [w / total for w in weights]
        squares = sum(w * w for w in weights)
        factors, variance = [], 0.0
        for j in range(self.per_year):
            mean = sum(w * row[j] for w, row in zip(weights, rows))
            spread = sum(w * (row[j] - mean) ** 2 for w, row in zip(weights, rows))
            factors.append(mean)
            if self.years > 1:
                variance += spread / (1 - squares) / self.per_year
        return self.shrunk(factors, variance * squares, proportional)

    def levels(self, factors, proportional):
        if not proportional:
            return [y - factors[self.slot(i)] for i, y in enumerate(self.points)]
        told = [y / factors[self.slot(i)] if factors[self.slot(i)] >= 0.02 else None for i, y in enumerate(self.points)]
        shown = next((x for x in told if x is not None), 0.0)
        levels = []
        for x in told:
            shown = shown if x is None else x
            levels.append(shown)
        return levels

    def around_level(self, start, proportional, keep):
        z, n = self.levels(start, proportional), len(self.points)
        before, after = list(z), list(z)
        before[0], after[-1] = sum(z[:3]) / 3, sum(z[-3:]) / 3
        for i in range(1, n):
            before[i] = before[i - 1] + 0.25 * (z[i] - before[i - 1])
        for i in range(n - 2, -1, -1):
            after[i] = after[i + 1] + 0.25 * (z[i] - after[i + 1])
        told = [[] for _ in range(self.per_year)]
        for i in range(n):
            level = ((before[i - 1] if i else after[1]) + (after[i + 1] if i + 1 < n else before[n - 2])) / 2
            if proportional and level <= 0:
                continue
            factor = self.points[i] / level if proportional else self.points[i] - level
            told[self.slot(i)].append((keep ** ((n - 1 - i) // self.per_year), factor))
        factors, variance = [], 0.0
        for pairs in told:
            if not pairs:
                return start
            total = sum(w for w, _ in pairs)
            mean = sum(w * f for w, f in pairs) / total
            part = sum(w * w for w, _ in pairs) / total**2
            if part < 1 - 1e-9:
                seen = max(0.0, sum(w * f * f for w, f in pairs) / total - mean**2)
                variance += seen * part / (1 - part) / self.per_year
            factors.append(mean)
        centre = sum(factors) / self.per_year
        if proportional:
            if centre <= 0:
                return start
            factors, variance = [f / centre for f in factors], variance / centre**2
        return self.shrunk(factors, variance, proportional)

    def seasons(self):
        if self.years < 2:
            none = ([0.0] * self.per_year, False)
            return [none], [none]
        natural = self.amounts
        alike, fading = self.shares(natural, self.slowest), self.shares(natural, 0.7)
        around = self.around_level(alike, natural, self.around)
        if not natural:
            return [(alike, False), (fading, False)], [(around, False)]
        today = sum(self.points[-self.per_year :]) / self.per_year

        def added(factors):
            return [(f - 1) * today for f in factors], False

        return [(alike, True), added(fading)], [(around, True), added(around)]

    def counts_for(self, i):
        """What an error after point i counts for."""
        if not self.amounts:
            return 1.0
        before, last = self.points[max(0, i + 1 - self.per_year) : i + 1], self.points[-self.per_year :]
        then, today = sum(before) / len(before), sum(last) / self.per_year
        return min(1.0, today / then) if then > 0 else 1.0

    def theta(self, factors, proportional, first):
        """What theta said at each origin of what was to come, and what it says now."""
        z, n = self.levels(factors, proportional), len(self.points)

        def squares(alpha):
            level, total = z[0], 0.0
            for x in z[1:]:
                total += (x - level) ** 2
                level += alpha * (x - level)
            return total

        alpha, least = None, math.inf
        for twentieth in range(1, 21):
            if (found := squares(twentieth / 20)) < least * (1 - 1e-12):
                alpha, least = twentieth / 20, found

        def ahead(seen):
            level, middle = seen[0], (len(seen) - 1) / 2
            for x in seen[1:]:
                level += alpha * (x - level)
            slope = sum((t - middle) * x for t, x in enumerate(seen)) / sum((t - middle) ** 2 for t in range(len(seen)))
            lag = (1 - (1 - alpha) ** len(seen)) / alpha
            line = [level + slope / 2 * (h + lag) for h in range(self.ahead)]
            slots = [(self.slot(len(seen) - 1) + h + 1) % self.per_year for h in range(self.ahead)]
            return [x * factors[s] if proportional else x + factors[s] for x, s in zip(line, slots)]

        return [self.of_year(ahead(z[: i + 1])) for i in range(first, n - self.ahead)], ahead(z)

    def carried(self, member, state, h):
        """The level a member expects h points on."""
        _, course = member
        level, trend, slow = state
        if course == "trend":
            return level + trend * sum(self.kept**k for k in range(1, h + 1))
        if course == "reverting":
            return slow + self.kept**h * (level - slow)
        return level

    def of_year(self, points):
        return points[-1] if self.year == "last" else sum(points)

    def run(self, member, factors, proportional, first):
        alpha, course = member
        z, n = self.levels(factors, proportional), len(self.points)
        half = max(1, min(self.per_year // 2, n))
        level = slow = sum(z[:half]) / half
        trend, cut = 0.0, 0.0
        usual = sum(abs(z[i] - z[i - 1]) for i in range(1, n)) / (n - 1)

        def point(value, slot):
            return value * factors[slot] if proportional else value + factors[slot]

        said, steps = [], []
        for i in range(n):
            expected = level + (self.kept * trend if course == "trend" else 0.0)
            foretold = slow + self.kept * (level - slow) if course == "reverting" else expected
            if i >= first:
                steps.append(abs(z[i] - foretold))
            off = z[i] - expected
            within = min(max(off, -2.5 * usual), 2.5 * usual)
            believed = off if cut * off > 0 else within
            cut = off - within
            usual += 0.1 * (abs(believed) - usual)
            slow += 0.05 * (expected + believed - slow)
            level = expected + alpha * believed
            trend = self.kept * trend + (alpha * self.beta * believed if course == "trend" else 0.0)
            if first <= i < n - self.ahead:
                state = (level, trend, slow)
                ahead = [
                    point(self.carried(member, state, h), (self.slot(i) + h) % self.per_year)
                    for h in range(1, self.ahead + 1)
                ]
                said.append(self.of_year(ahead))
        path = [
            point(self.carried(member, (level, trend, slow), h), self.slot(n + h - 1))
            for h in range(1, self.ahead + 1)
        ]
        return said, steps, path

    def combined(self):
        n = len(self.points)
        third = n // 3
        if self.years < 2:
            first = min(max(third, 2), max(2, self.per_year // 2))
        else:
            first = min(max(third, self.per_year // 2), self.per_year + self.per_year // 2)
        came = [self.of_year(self.points[i + 1 : i + 1 + self.ahead]) for i in range(first, n - self.ahead)]
        totals = len(came) / self.ahead

        def counting(errors, origin):
            return [e * self.counts_for(origin + o) for o, e in enumerate(errors)]

        def faded(errors, to_half):
            weights = [0.5 ** ((len(errors) - 1 - i) / to_half) for i in range(len(errors))]
            return sum(w * e for w, e in zip(weights, errors)) / sum(weights)

        groups = self.seasons()
        usual = self.worth / (self.worth + totals)
        number = sum(len(group) for group in groups)
        path, errors = [0.0] * self.ahead, list(came)
        for group in groups:
            runs = [(m, self.run(m, *season, first)) for season in group for m in MEMBERS]
            worth = []
            for _, (said, steps, _) in runs:
                far = faded(counting([abs(s - c) for s, c in zip(said, came)], first), 2 * self.per_year)
                near = faded(counting(steps, first - 1), 2 * self.per_year)
                worth.append(-self.count * totals * math.log(far) - len(came) * math.log(near))
            best = max(worth)
            worth = [math.exp(w - best) for w in worth]
            for w, (member, (said, _, to_come)) in zip(worth, runs):
                share = (1 - usual) / 2 * w / sum(worth)
                share += usual / number if member == MEMBERS[self.usual] else 0.0
                path = [p + share * x for p, x in zip(path, to_come)]
                errors = [e - share * s for e, s in zip(errors, said)]
        if self.amounts:
            said, to_come = self.theta(*groups[0][0], first)
            of_theta = [c - s for s, c in zip(said, came)]
            ours = faded(counting([abs(e) for e in errors], first), 2 * self.per_year)
            theirs = faded(counting([abs(e) for e in of_theta], first), 2 * self.per_year)
            share = self.most_of_theta * min(1.0, ours / theirs) ** 4
            path = [(1 - share) * p + share * x for p, x in zip(path, to_come)]
            errors = [(1 - share) * e + share * x for e, x in zip(errors, of_theta)]
            last = self.points[-self.per_year :]
            path = [min(max(p, 0.5 * min(last)), 1.5 * max(last)) for p in path]
        errors = counting(errors, first)
        to_half = self.per_year * (2 if self.year == "last" else 1)
        square = faded([e * e for e in errors], to_half)
        seen = (0.5 if self.per_year == 12 else 0.25) if self.amounts else 0.0
        scale = math.sqrt(square * (1 + (1 / totals + seen) / max(1, self.years)))
        freedom = max(1.0, min(self.most_freedom, self.years + 1 if self.years >= 2 else totals))
        return path, scale, freedom


def noise(count, seed):
    """The same everywhere: a linear congruence, centred."""
    state, drawn = seed, []
    for _ in range(count):
        state = (1103515245 * state + 12345) % 2**31
        drawn.append(state / 2**31 - 0.5)
    return drawn


def season(i):
    return 10 * math.sin(2 * math.pi * i / 12)


MONTHS = {
    "level": [200 + 20 * e for e in noise(54, 1)],
    "trend": [100 + 2 * i + 15 * e for i, e in enumerate(noise(57, 2))],
    "season": [200 + 3 * season(i) + 10 * e for i, e in enumerate(noise(63, 3))],
    "shift": [(300 if i < 40 else 180) + 20 * e for i, e in enumerate(noise(66, 4))],
    "outlier": [150 + 8 * e + (120 if i == 50 else 0) for i, e in enumerate(noise(57, 5))],
    "zeros": [max(0.0, round(4 * e + 0.5)) for e in noise(51, 6)],
    "closing": [500 * 0.9 ** max(0, i - 30) + 6 * (e + 0.5) for i, e in enumerate(noise(54, 7))],
    "closed": [1000.0 + 90 * e for e in noise(36, 13)] + [400, 200, 100, 50] + [9 + 4 * e for e in noise(14, 14)],
    "two years": [90 + season(i) + 6 * e for i, e in enumerate(noise(30, 8))],
    "losses": [20 * e + season(i) for i, e in enumerate(noise(57, 9))],
}
QUARTERS = {
    "growth": [400 + 9 * i + 30 * e for i, e in enumerate(noise(37, 10))],
    "seasonal quarters": [100 + 20 * (i % 4) + 12 * e for i, e in enumerate(noise(30, 11))],
    "few quarters": [60 + 10 * e for e in noise(10, 12)],
}


def check(outlook, path, value, scale, freedom, lowest):
    assert outlook.method == "combination"
    assert outlook.path == pytest.approx(path, rel=1e-9, abs=1e-9)
    assert outlook.value == pytest.approx(value, rel=1e-9)
    for level in (0.5, 0.8, 0.95):
        half = scale * stats.t.ppf(0.5 + level / 2, freedom)
        lower, upper = outlook.interval(level)
        assert upper == pytest.approx(value + half, rel=1e-8)
        assert lower == pytest.approx(max(value - half, lowest), rel=1e-8, abs=1e-8)


@pytest.mark.parametrize("name", MONTHS | QUARTERS)
@pytest.mark.parametrize("accrual", ["flow", "average", "snapshot", "cumulative"])
def test_what_it_says_is_what_the_formulas_say(name, accrual):
    points = (MONTHS | QUARTERS)[name]
    per_year = 12 if name in MONTHS else 4
    known = len(points) % per_year
    year = {"flow": "sum", "cumulative": "sum", "average": "mean", "snapshot": "last"}[accrual]
    reading = Reading(points, per_year, known, year)
    path, scale, freedom = reading.combined()
    given = list(points)
    if accrual == "cumulative":
        given, to_date = [], 0.0
        for i, amount in enumerate(points):
            to_date = amount if i % per_year == 0 else to_date + amount
            given.append(to_date)
    start = "2018-04" if per_year == 12 else "2018/19 - Q1"
    series = hw.Series(given, start=start, accrual=accrual, frequency="month" if per_year == 12 else "quarter")
    outlook = hw.project_year_end(series)

    now = points[len(points) - known :]
    never_negative = all(x >= 0 for x in given)
    whole = all(x == round(x) for x in points)
    if never_negative and (year == "sum" or whole):
        path = [max(0.0, p) for p in path]
    if year == "sum":
        reached, value = sum(now), sum(now) + sum(path)
        lowest = reached if never_negative else -math.inf
        shown = [reached + sum(path[: h + 1]) for h in range(len(path))] if accrual == "cumulative" else path
    elif year == "mean":
        value, scale, shown = (sum(now) + sum(path)) / per_year, scale / per_year, path
        lowest = 0.0 if never_negative and whole else -math.inf
    else:
        value, shown = path[-1], path
        lowest = 0.0 if never_negative and whole else -math.inf
    check(outlook, shown, value, scale, freedom, lowest)


@pytest.mark.parametrize("name", ["level", "trend", "season", "shift", "growth", "seasonal quarters"])
def test_a_trailing_year_is_projected_by_its_parts(name):
    points = (MONTHS | QUARTERS)[name]
    per_year = 12 if name in MONTHS else 4
    figures = [sum(points[i - per_year : i]) for i in range(per_year, len(points) + 1)]
    known = len(figures) % per_year
    kept = figures[-(2 * per_year + known) :]
    parts = [kept[0] / per_year] * per_year
    for before, now in zip(kept, kept[1:]):
        parts.append(parts[-per_year] + now - before)
    path, scale, freedom = Reading(parts, per_year, known, "sum", additive=True).combined()
    shown, figure = [], kept[-1]
    for h, part in enumerate(path):
        figure += part - parts[len(parts) - per_year + h]
        shown.append(figure)
    start = "2018-04" if per_year == 12 else "2018/19 - Q1"
    series = hw.Series(figures, start=start, accrual="rolling", frequency="month" if per_year == 12 else "quarter")
    check(hw.project_year_end(series), shown, shown[-1], scale, freedom, -math.inf)
