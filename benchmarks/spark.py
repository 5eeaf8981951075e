"""What the verbs cost on a cluster beside what Spark alone costs, and beside one machine with the same cores.

    python benchmarks/spark.py [rows] [times]

Rows are written as Parquet files; every figure is of reading them, the work, and a result that is thrown away. Verbs
that go row by row stand beside an identity `mapInArrow` over the columns that they are given, and over those that they
give. `project` and `spc` stand beside `headway` on the same files in this process, with as many threads as Spark has
tasks. Sessions and Python workers are started before anything is measured. Beside each time stands that of the
processors, of this process and all below it, which tells more where others are at work.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import headway as hw
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from headway import spark as on_spark

MONTHS = 66
FILES = 8


class Seconds(NamedTuple):
    """By the clock, and of processors."""

    clock: float
    processor: float

    def times(self, other: "Seconds") -> str:
        return f"{self.clock / other.clock:.2f} (processors {self.processor / other.processor:.2f})"

    def __str__(self) -> str:
        return f"{self.clock:7.2f} ({self.processor:.2f})"


def processor_seconds() -> float:
    """Of this process and all below it, those that have ended too."""
    parents, ticks = {}, {}
    for place in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = place.read_text().rpartition(")")[2].split()
        except OSError:  # it has ended
            continue
        parents[int(place.parent.name)] = int(fields[1])
        ticks[int(place.parent.name)] = sum(map(int, fields[11:15]))

    def is_below(process: int) -> bool:
        while process > 1 and process != os.getpid():
            process = parents.get(process, 0)
        return process == os.getpid()

    return sum(ticks[process] for process in ticks if is_below(process)) / os.sysconf("SC_CLK_TCK")


def seconds(work: Callable[[], object], times: int) -> Seconds:
    taken = []
    for _ in range(times):
        start, before = time.perf_counter(), processor_seconds()
        work()
        taken.append(Seconds(time.perf_counter() - start, processor_seconds() - before))
    return min(taken)


def write(table: pa.Table, folder: Path) -> None:
    folder.mkdir()
    rows = -(-len(table) // FILES)
    for file in range(FILES):
        pq.write_table(table.slice(file * rows, rows), folder / f"{file}.parquet")


def figures(rows: int) -> pa.Table:
    random = np.random.default_rng(7)
    numbers = {name: random.integers(0, 20_000, rows) / 100 for name in ("latest", "previous", "target", "national")}
    words = pa.array(["high_is_good", "low_is_good"]).take(pa.array(random.integers(0, 2, rows)))
    asked = random.integers(100, 1_000, rows).astype(float)
    return pa.table({"row": np.arange(rows), **numbers, "polarity": words, "seen": asked // 2, "asked": asked})


def points(rows: int) -> pa.Table:
    random = np.random.default_rng(7)
    series = rows // MONTHS
    labels = pa.array([f"{2019 + (m + 3) // 12}-{(m + 3) % 12 + 1:02d}" for m in range(MONTHS)])
    names = pa.array([f"E{number:08d}" for number in range(series)])
    at = np.arange(series * MONTHS)
    return pa.table({"series": names.take(pa.array(at // MONTHS)), "period": labels.take(pa.array(at % MONTHS)),
                     "value": random.poisson(40, len(at)).astype(float)})  # fmt: skip


def thrown_away(frame: Any) -> Callable[[], None]:
    return lambda: frame.write.format("noop").mode("overwrite").save()


def identity(frame: Any) -> Any:
    def same(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        return batches

    return frame.mapInArrow(same, frame.schema)


def by_rows(session: Any, folder: Path, rows: int, times: int) -> None:
    write(figures(rows), folder / "figures")
    frame = session.read.parquet(str(folder / "figures"))
    verbs = {
        "assess, two comparators": lambda given: on_spark.assess(given, comparators=("target", "national")),
        "stats.proportion": lambda given: on_spark.stats.proportion("seen", "asked", data=given),
    }
    given = seconds(thrown_away(identity(frame)), times)
    print(f"{rows:,} rows, row by row, seconds by the clock (of processors), best of {times}")
    print(f"  identity over the columns given     {given}", flush=True)
    for name, verb in verbs.items():
        result = verb(frame)
        result.write.mode("overwrite").parquet(str(folder / "result"))
        gives = seconds(thrown_away(identity(session.read.parquet(str(folder / "result")))), times)
        took = seconds(thrown_away(result), times)
        print(f"  {name:<35} {took}, times the identity over the columns given {took.times(given)}, over its own "
              f"{took.times(gives)}; {rows / took.clock / 1e6:.2f} million rows a second", flush=True)


def by_series(session: Any, folder: Path, rows: int, times: int) -> None:
    write(points(rows), folder / "points")
    frame = session.read.parquet(str(folder / "points"))
    asked = {"by": "series", "dates": "period", "polarity": "low_is_good"}
    verbs: dict[str, tuple[Callable[[Any], Any], Callable[[Any], Any]]] = {
        "project, auto": (lambda given: on_spark.project(given, accrual="flow"),
                          lambda given: hw.project(given, accrual="flow")),
        "spc.xmr": (lambda given: on_spark.spc.xmr("value", data=given, **asked),
                    lambda given: hw.spc.xmr("value", data=given, **asked)),
    }  # fmt: skip
    print(f"{rows:,} rows, {rows // MONTHS:,} series of {MONTHS} months")
    for name, (spread, alone) in verbs.items():
        one = seconds(lambda alone=alone: alone(pq.read_table(folder / "points")), times)  # type: ignore[misc]
        took = seconds(lambda spread=spread: thrown_away(spread(frame))(), times)  # type: ignore[misc]
        print(f"  {name:<15} on Spark {took}, one machine {one}: {took.times(one)} times; "
              f"{rows / took.clock / 1e6:.2f} million rows a second", flush=True)


def main(rows: int, times: int) -> None:
    os.environ["PYSPARK_PYTHON"] = os.environ["PYSPARK_DRIVER_PYTHON"] = sys.executable
    from pyspark.sql import SparkSession

    cores = len(os.sched_getaffinity(0))
    session = (SparkSession.builder.master(f"local[{cores}]").config("spark.ui.enabled", "false")
               .config("spark.ui.showConsoleProgress", "false").config("spark.driver.memory", "6g")
               .config("spark.driver.host", "127.0.0.1").config("spark.driver.bindAddress", "127.0.0.1")
               .config("spark.sql.shuffle.partitions", 4 * cores)
               .getOrCreate())  # fmt: skip
    session.sparkContext.setLogLevel("ERROR")
    print(f"{cores} cores, Spark {session.version} as local[{cores}], in {FILES} files")
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        warm = session.createDataFrame(figures(1_000)).repartition(2 * cores)
        thrown_away(on_spark.assess(warm, comparators=("target",)))()
        by_rows(session, folder, rows, times)
        by_series(session, folder, rows, times)
    session.stop()


if __name__ == "__main__":
    asked = [int(argument) for argument in sys.argv[1:]]
    main(asked[0] if asked else 10_000_000, asked[1] if len(asked) > 1 else 3)
