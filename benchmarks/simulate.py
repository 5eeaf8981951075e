"""How long a simulation of savings takes, beside its normal draws alone and beside the same model in NumPy.

    python benchmarks/simulate.py [savings] [draws] [threads]

Five years; every kind of delivery a quarter of the savings; half of them can be late. One run prints, without and with
a dense correlation matrix: our time, with quantiles and contributions; the time that making the normal draws of the
shares takes alone (one a saving and draw, same generator, same threads, none kept); and the time of the same model
written for NumPy and SciPy: chunks of draws, no loop over draws, matrix products in BLAS, beta quantiles from tables by
`np.interp`. NumPy runs once as it is written mostly, on one thread with BLAS on all, and once with its chunks over the
same number of threads. Peak memory is of a fresh process that does nothing else.
"""

import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import headway as hw
import numpy as np
import pandas as pd
from headway import _core
from scipy.special import betaincinv, ndtr

YEARS = [f"{2024 + y}/{25 + y}" for y in range(5)]
LEVELS = np.array([0.1, 0.2, 0.25, 0.5, 0.75, 0.9])
CHUNK = 5_000
SEED = 7


class Plan:
    """What both sides simulate."""

    def __init__(self, savings: int) -> None:
        random = np.random.default_rng(1)
        self.names = [f"saving {i}" for i in range(savings)]
        full = random.uniform(0.5, 1.0, savings)
        self.amounts = full[:, None] * [0.2, 0.5, 0.8, 1.0, 1.0]
        self.mode = random.uniform(0.6, 0.9, savings)
        self.kind = np.arange(savings) % 4  # Bernoulli, triangular, PERT, beta
        self.low, self.high = 0.3, 1.1
        made = [
            lambda m: hw.Delivery.bernoulli(m),
            lambda m: hw.Delivery.triangular(self.low, m, self.high),
            lambda m: hw.Delivery.pert(self.low, m, self.high),
            lambda m: hw.Delivery.beta(5 * m, 2, self.low, self.high),
        ]
        self.delivery = {name: made[k](float(m)) for name, k, m in zip(self.names, self.kind, self.mode)}
        late = {i: hw.Delay.triangular(0, 3, 12 + i % 12) for i in range(savings) if i // 4 % 2}
        self.delay = {self.names[i]: delay for i, delay in late.items()}
        self.probabilities = {i: delay.probabilities for i, delay in late.items()}
        self.frame = pd.DataFrame({
            "saving": np.repeat(self.names, 5), "year": YEARS * savings, "amount": self.amounts.ravel(),
        })  # fmt: skip
        loads = random.uniform(0.2, 0.7, savings)  # a common factor, and neighbours
        near = 0.3 ** np.abs(np.subtract.outer(np.arange(savings), np.arange(savings)))
        self.matrix = np.outer(loads, loads) + (1 - np.outer(loads, loads)) * near
        np.fill_diagonal(self.matrix, 1.0)


def ours(plan: Plan, draws: int, threads: int, correlated: bool) -> np.ndarray:
    simulation = hw.simulate(plan.frame, delivery=plan.delivery, delay=plan.delay, draws=draws, seed=SEED,
                             threads=threads,
                             correlation=plan.matrix if correlated else None)  # fmt: skip
    simulation.contributions()
    return simulation.fan(LEVELS.tolist())[["mean", "sd", "p20"]].to_numpy()


class Peer:
    """The same model for NumPy and SciPy."""

    def __init__(self, plan: Plan, correlated: bool) -> None:
        self.plan, self.correlated = plan, correlated
        self.delayed = list(plan.probabilities)
        self.on_time = [i for i in range(len(plan.names)) if i not in plan.probabilities]
        before = np.concatenate([np.zeros((len(plan.names), 4)), plan.amounts], axis=1)
        months = 12.0 * np.arange(9)
        late = [12 * (4 + np.arange(5))[None, :] - np.arange(len(p))[:, None] for p in plan.probabilities.values()]
        # amounts late: the plan's yearly amounts read so many months before, by straight lines
        self.rows = [np.interp(at, months, before[i]) for i, at in zip(self.delayed, late)]
        ends = [np.cumsum(p)[:-1] for p in plan.probabilities.values()]
        alpha, beta = np.empty(len(plan.names)), np.empty(len(plan.names))
        spread, pert = plan.high - plan.low, plan.kind == 2
        alpha[pert] = 1 + 4 * (plan.mode[pert] - plan.low) / spread
        beta[pert] = 1 + 4 * (plan.high - plan.mode[pert]) / spread
        alpha[plan.kind == 3], beta[plan.kind == 3] = 5 * plan.mode[plan.kind == 3], 2
        self.alpha, self.beta = alpha, beta
        if correlated:
            self.factor = np.linalg.cholesky(plan.matrix).T
            self.delay_factor = np.linalg.cholesky(plan.matrix[np.ix_(self.delayed, self.delayed)]).T
            self.grid = ndtr(np.linspace(-6, 6, 2001))
            self.tables = {i: betaincinv(alpha[i], beta[i], self.grid) for i in np.flatnonzero(plan.kind >= 2)}
            from scipy.special import ndtri

            ends = [ndtri(end) for end in ends]
        self.ends = ends

    def shares(self, random: np.random.Generator, draws: int) -> np.ndarray:
        plan = self.plan
        share = np.empty((len(plan.names), draws))
        a, b, c = plan.low, plan.high, plan.mode
        if self.correlated:
            u = ndtr((random.standard_normal((draws, len(plan.names))) @ self.factor).T)
            for i, kind in enumerate(plan.kind):
                if kind == 0:
                    share[i] = u[i] > 1 - c[i]
                elif kind == 1:
                    left, right = (b - a) * (c[i] - a), (b - a) * (b - c[i])
                    share[i] = np.where(
                        u[i] < (c[i] - a) / (b - a), a + np.sqrt(u[i] * left), b - np.sqrt((1 - u[i]) * right)
                    )
                else:
                    share[i] = a + (b - a) * np.interp(u[i], self.grid, self.tables[i])
            return share
        for i, kind in enumerate(plan.kind):
            if kind == 0:
                share[i] = random.random(draws) < c[i]
            elif kind == 1:
                share[i] = random.triangular(a, c[i], b, draws)
            else:
                share[i] = a + (b - a) * random.beta(self.alpha[i], self.beta[i], draws)
        return share

    def months(self, random: np.random.Generator, draws: int) -> list[np.ndarray]:
        if self.correlated:
            late = (random.standard_normal((draws, len(self.delayed))) @ self.delay_factor).T
        else:
            late = random.random((len(self.delayed), draws))
        return [np.searchsorted(end, u, side="right") for end, u in zip(self.ends, late)]

    def chunk(self, number: int, draws: int) -> tuple[np.ndarray, ...]:
        random = np.random.default_rng([SEED, number])
        plan, share = self.plan, self.shares(random, draws)
        sure = plan.amounts[self.on_time]
        totals = share[self.on_time].T @ sure
        late = []
        for i, rows, months in zip(self.delayed, self.rows, self.months(random, draws)):
            amounts = rows[months]
            amounts *= share[i][:, None]
            totals += amounts
            late.append(amounts)
        products = np.empty((len(plan.names), 5))
        means = np.empty((len(plan.names), 5))
        squares = np.empty((len(plan.names), 5))
        products[self.on_time] = share[self.on_time] @ totals * sure
        means[self.on_time] = share[self.on_time].sum(axis=1)[:, None] * sure
        squares[self.on_time] = np.square(share[self.on_time]).sum(axis=1)[:, None] * sure**2
        for i, amounts in zip(self.delayed, late):
            products[i] = np.einsum("dy,dy->y", amounts, totals)
            means[i] = amounts.sum(axis=0)
            squares[i] = np.einsum("dy,dy->y", amounts, amounts)
        return totals, products, means, squares

    def run(self, draws: int, workers: int) -> np.ndarray:
        sizes = [min(CHUNK, draws - first) for first in range(0, draws, CHUNK)]
        if workers == 1:
            parts = [self.chunk(i, size) for i, size in enumerate(sizes)]
        else:
            with ThreadPoolExecutor(workers) as pool:
                parts = list(pool.map(self.chunk, range(len(sizes)), sizes))
        totals = np.concatenate([part[0] for part in parts])
        products, means, _ = (sum(part[i] for part in parts) / draws for i in (1, 2, 3))
        centred = totals.mean(axis=0)
        contributions = (products - means * centred) / totals.var(axis=0)
        assert np.allclose(contributions.sum(axis=0), 1)
        fan = np.quantile(totals, LEVELS, axis=0)
        return np.stack([centred, totals.std(axis=0, ddof=1), fan[1]], axis=1)


def timed(work: Callable[[], np.ndarray]) -> tuple[float, np.ndarray]:
    start = time.perf_counter()
    found = work()
    return time.perf_counter() - start, found


def least(work: Callable[[], object], times: int = 3) -> float:
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return min(taken)


def peak_memory(savings: int, draws: int, threads: int) -> float:
    """Megabytes of a fresh process that simulates with correlation."""
    program = (
        f"import sys; sys.path.insert(0, {str(sys.path[0])!r}); import simulate; "
        f"simulate.ours(simulate.Plan({savings}), {draws}, {threads}, True); "
        "print([line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')][0])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return int(done.stdout) / 1024


def main(savings: int, draws: int, threads: int) -> None:
    plan = Plan(savings)
    print(f"{savings:,} savings x 5 years x {draws:,} draws, {threads} threads, seconds (ours and the normal draws: "
          "best of 3)")
    normals = least(lambda: _core.make_normals(SEED, savings, draws, threads))
    delays = least(lambda: _core.make_normals(SEED, savings + len(plan.delay), draws, threads))
    print(
        f"  normal draws alone           {normals:8.3f}   one a saving and draw; with those of the delays {delays:.3f}"
    )
    for correlated in (False, True):
        name = "correlated" if correlated else "independent"
        _, found = timed(lambda: ours(plan, draws, threads, correlated))
        seconds = least(lambda: ours(plan, draws, threads, correlated), 2)
        print(f"  headway, {name:<17}   {seconds:8.3f}   {seconds / normals:.2f} x the normal draws alone, "
              f"{seconds / delays:.2f} x with those of the delays")
        peer = Peer(plan, correlated)
        for workers in (1, threads):
            taken, other = timed(lambda: peer.run(draws, workers))
            off = np.abs(found - other)[:, 0] / found[:, 1] * np.sqrt(draws / 2)
            print(f"  NumPy, {name}, {workers} thread{'s' if workers > 1 else ' '} {taken:8.3f}   "
                  f"{taken / seconds:.1f} x headway; means differ by {off.max():.1f} standard errors at most")
            assert off.max() < 5, "the two do not simulate the same model"
    print(f"  peak memory                  {peak_memory(savings, draws, threads):8.0f} MB, correlated, in a process "
          "of its own")


if __name__ == "__main__":
    main(*(int(text) for text in [*sys.argv[1:], *["200", "1000000", "2"][len(sys.argv) - 1 :]]))
