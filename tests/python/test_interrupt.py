"""A keyboard interrupt ends every long kernel from within: what is raised comes out of the kernel, not after it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

BINDINGS = Path(__file__).parents[2] / "python" / "bindings"

# Each call takes a good part of a second; none is timed. The alarm comes 20 ms after a kernel has begun, and Python
# tells whether the kernel ended by an exception or by its result: an interrupt that waits for the end comes after it.
CHILD = """
import os, signal, sys, traceback
import headway as hw, numpy as np, pandas as pd

rng = np.random.default_rng(1)

def simulate(draws=2_000_000):
    years = ["2024/25", "2025/26"]
    plan = pd.DataFrame({"saving": np.repeat([f"s{i}" for i in range(60)], 2), "year": years * 60, "amount": 1.0})
    delivery = {f"s{i}": hw.Delivery.pert(0.5, 1, 1.1) for i in range(60)}
    return lambda: hw.simulate(plan, delivery=delivery, draws=draws, seed=1)

def correlated():
    plan = pd.DataFrame({"saving": [f"s{i}" for i in range(400)], "year": ["2024/25"] * 400, "amount": 1.0})
    delivery = {f"s{i}": hw.Delivery.pert(0.5, 1, 1.1) for i in range(400)}
    return lambda: hw.simulate(plan, delivery=delivery, draws=100_000, seed=1, correlation=0.3)

def grouped(call, groups, points):
    areas = np.repeat(np.arange(groups), points)
    values = rng.normal(size=groups * points)
    return lambda: call(values, groups=areas)

def sen_slope():
    return grouped(hw.stats.sen_slope, 3_000, 300)

def one_sen_slope():
    values = rng.normal(size=300_000)
    return lambda: hw.stats.sen_slope(values)

def one_inequality():
    value = rng.uniform(0.4, 0.6, 10)
    limits = {"lower": 0.9 * value, "upper": 1.1 * value, "value_type": "rate"}
    return lambda: hw.stats.slope_index_of_inequality(value, 1_000 * np.ones(10), **limits, draws=4_000_000, seed=1)

def mann_kendall():
    return grouped(hw.stats.mann_kendall, 10_000, 300)

def project():
    months = [f"{2018 + i // 12}-{i % 12 + 1:02d}" for i in range(78)]
    frame = pd.DataFrame({"series": np.repeat([f"k{i}" for i in range(1_000)], 78), "period": months * 1_000,
                          "value": rng.poisson(40, 78_000).astype(float)})
    return lambda: hw.project(frame, accrual="flow")

def inequality():
    areas, value, ones = np.repeat(np.arange(2_000), 10), rng.uniform(0.4, 0.6, 20_000), np.ones(20_000)
    limits = {"lower": 0.9 * value, "upper": 1.1 * value, "value_type": "rate"}
    return lambda: hw.stats.slope_index_of_inequality(value, 1_000 * ones, areas, **limits, draws=20_000, seed=1)

def two_proportions():
    one, other = rng.integers(1, 90, 400_000).astype(float), rng.integers(1, 90, 400_000).astype(float)
    return lambda: hw.stats.proportion_ratio(one, np.full(400_000, 100.0), other, np.full(400_000, 100.0))

def funnel():
    n = 900_000
    counts, denominators = rng.integers(1, 90, n).astype(float), rng.integers(100, 900, n).astype(float)
    return lambda: hw.stats.funnel_points(counts, denominators)

def crude_rate():
    n = 3_000_000
    counts = rng.integers(1, 90, n).astype(float)
    return lambda: hw.stats.crude_rate(counts, np.full(n, 1000.0), confidence=[0.95, 0.998])

how = []

def watch(frame, event, function):
    # of a kernel that has begun, the alarm; of one that has ended, how
    if event[:2] != "c_" or function.__name__ != kernel or "_core" not in str(function.__module__):
        return
    if event == "c_call":
        signal.setitimer(signal.ITIMER_REAL, 0.02)
    elif event in ("c_return", "c_exception"):
        signal.setitimer(signal.ITIMER_REAL, 0)
        how.append(event)

def interrupted(name):
    signal.signal(signal.SIGALRM, signal.default_int_handler)
    call = globals()[name]()
    for attempt in range(5):
        sys.setprofile(watch)
        try:
            call()
        except KeyboardInterrupt:
            pass
        finally:
            sys.setprofile(None)
            signal.setitimer(signal.ITIMER_REAL, 0)
        if how and how[-1] == "c_exception":
            break
    # what was interrupted works again, and holds nothing of the time before
    assert hw.stats.proportion(5, 10).value == 0.5

# The packages are read once: each kernel is interrupted in a fork of a process that has run none.
for line in sys.stdin:
    name, kernel = line.split()
    child = os.fork()
    if not child:
        status = 1
        try:
            interrupted(name)
            status = 0
        except BaseException:
            traceback.print_exc()
        finally:
            print(status, *how, flush=True)
            os._exit(0)
    if os.waitpid(child, 0)[1]:
        print("died", flush=True)
"""
LONG = {
    "simulate": "simulate", "correlated": "simulate", "sen_slope": "sen_slope", "one_sen_slope": "sen_slope",
    "one_inequality": "slope_index_of_inequality", "mann_kendall": "mann_kendall",
    "project": "project_rows", "inequality": "slope_index_of_inequality", "two_proportions": "proportion_ratio",
    "funnel": "funnel_points", "crude_rate": "crude_rate",
}  # fmt: skip


@pytest.fixture(scope="module")
def ended() -> Iterator[Callable[[str], str]]:
    """How the calls of a kernel ended, from a process of its own."""
    command = [sys.executable, "-c", CHILD]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as own:
        assert own.stdin and own.stdout
        asks, answers = own.stdin, own.stdout

        def ask(kernel: str) -> str:
            print(kernel, LONG[kernel], file=asks, flush=True)
            return answers.readline()

        yield ask
        asks.close()


@pytest.mark.parametrize("kernel", LONG)
def test_an_interrupt_comes_out_of_the_kernel(ended: Callable[[str], str], kernel: str) -> None:
    status, *how = ended(kernel).split()
    assert (status, how[-1:]) == ("0", ["c_exception"]), how


def test_another_thread_is_not_interrupted() -> None:
    child = CHILD.partition("how = []")[0] + (
        "import threading\n"
        "found = []\n"
        "thread = threading.Thread(target=lambda: found.append(simulate(200_000)().draws))\n"
        "try:\n"
        "    thread.start()\n"
        "    os.kill(os.getpid(), signal.SIGINT)\n"
        "    thread.join()\n"
        "except KeyboardInterrupt:\n"
        "    thread.join()\n"
        "    print(*found)\n"
    )
    done = subprocess.run([sys.executable, "-c", child], capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stdout.strip()) == (0, "200000"), done.stderr


def test_every_kernel_is_called_by_the_one_way_that_may_be_interrupted() -> None:
    others = {
        file.name
        for file in [*BINDINGS.glob("*.cpp"), *BINDINGS.glob("*.hpp")]
        if "gil_scoped_release" in file.read_text("utf-8")
    }
    assert others == {"released.hpp"}
