"""The verbs on a real cluster of several processes: the same as on one machine to the last bit, and what goes wrong."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import headway as hw
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from headway import spark as on_spark
from headway.spark.one_thread import one_thread
from headway.spark.plain import plain, restored

# PySpark warns of the pandas it does not know, and leaves sockets to the collector.
pytestmark = pytest.mark.filterwarnings("ignore")
# What runs once is not worth compiling well, nor collecting beside it.
JVM = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"


@pytest.fixture(scope="module")
def session() -> Iterator[Any]:
    """A driver, two executors and their Python workers, each a process."""
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        pytest.skip("needs Java 17 or newer on PATH to start a cluster")
    pytest.importorskip("pyspark", reason="needs pyspark, which comes with the extra spark")
    os.environ["PYSPARK_PYTHON"] = os.environ["PYSPARK_DRIVER_PYTHON"] = sys.executable
    from pyspark.sql import SparkSession

    settings = {
        "spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false", "spark.sql.shuffle.partitions": "4",
        "spark.default.parallelism": "5", "spark.sql.adaptive.coalescePartitions.enabled": "false",  # into one
        "spark.driver.extraJavaOptions": JVM, "spark.sql.codegen.wholeStage": "false",
        "spark.executor.extraJavaOptions": JVM, "spark.sql.codegen.factoryMode": "NO_CODEGEN",
        "spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1",
        "spark.sql.execution.arrow.maxRecordsPerBatch": "100",  # so that every group spans batches
        "spark.executorEnv.PYTHONPATH": os.environ.get("PYTHONPATH", ""),
    }  # fmt: skip
    builder = SparkSession.builder.master("local-cluster[2,1,1024]")
    for name, value in settings.items():
        builder = builder.config(name, value)
    started = builder.getOrCreate()
    started.sparkContext.setLogLevel("OFF")
    yield started
    started.stop()


RNG = np.random.default_rng(5)
MONTHS = 66
LABELS = [f"{2019 + (m + 3) // 12}-{(m + 3) % 12 + 1:02d}" for m in range(MONTHS)]


def figures() -> pa.Table:
    """Rows to rate, with edges, nulls, and text that spells one thing in several ways."""
    rows = 2_000
    numbers = {name: RNG.integers(0, 2_000, rows) / 10 for name in ("latest", "previous", "target", "national")}
    numbers["target"] = np.where(np.arange(rows) % 3 == 0, numbers["latest"] / 0.9, numbers["target"]).round(2)
    columns = {name: pa.array(values, mask=RNG.random(rows) < 0.1) for name, values in numbers.items()}
    words = np.array(["high_is_good", "Lower is better", "neutral", None], object)[RNG.integers(0, 4, rows)]
    names = [f"KPI {row}" for row in range(rows)]
    return pa.table({"indicator": names, **columns, "polarity": pa.array(words, pa.string())})


def points() -> pa.Table:
    """Series of months in no order, of which one has half of the rows, and one has its name in several spellings."""
    names = np.repeat([f"Ward {i}" for i in range(24)], MONTHS).astype(object)
    labels = np.tile(np.array(LABELS, object), 24)
    odd = np.flatnonzero(names == "Ward 3")
    names[odd[::3]], names[odd[1::3]] = "Ward\u00a03", " W\u0430rd  3"
    many = [f"{1930 + m // 12}-{m % 12 + 1:02d}" for m in range(12 * 140)]
    names, labels = np.append(names, ["Borough"] * len(many)), np.append(labels, many)
    value = RNG.poisson(40, len(names)).astype(float)
    asked = pa.array(value + 50)
    table = pa.table({"area": pa.array(names, pa.string()), "month": pa.array(labels, pa.string()),
                      "value": pa.array(value, mask=RNG.random(len(names)) < 0.05), "asked": asked})  # fmt: skip
    return table.take(pa.array(RNG.permutation(len(table))))


FIGURES, POINTS = figures(), points()
SHARES = POINTS.rename_columns(["area", "month", "seen", "asked"])
ASKED: dict[str, Any] = {"series": "area", "period": "month", "accrual": "flow"}


def agree(found: Any, expected: pa.Table, *keys: str) -> None:
    """Whether a frame of Spark has the rows of a table, in any order, to the last bit."""
    table = found.toArrow()
    assert table.schema.names == expected.schema.names
    order = [(key, "ascending") for key in keys]
    table, expected = table.sort_by(order), expected.sort_by(order)
    for name in expected.schema.names:
        one, other = table[name].combine_chunks(), expected[name].combine_chunks().cast(table.schema.field(name).type)
        differ = [pair for pair in zip(one.to_pylist(), other.to_pylist(), strict=True) if pair[0] != pair[1]]
        assert one.equals(other), (name, differ[:3])


def rated(spark: Any) -> None:
    rule = hw.RatingRule(tolerance=5, basis="absolute")
    frame = spark.createDataFrame(FIGURES).repartition(7)  # in which no order of rows is kept
    asked: dict[str, Any] = {"comparators": ("target", "national"), "rule": rule, "dead_band": 0.5}
    agree(on_spark.assess(frame, **asked), hw.assess(FIGURES, **asked), "indicator")


def of_no_rows(spark: Any) -> None:
    frame = spark.createDataFrame(FIGURES.slice(0, 3)).repartition(8)  # of which five at least are empty
    agree(on_spark.assess(frame, comparators=("target",)), hw.assess(FIGURES.slice(0, 3), comparators=("target",)),
          "indicator")  # fmt: skip
    none = spark.createDataFrame(POINTS).where("area = 'nowhere'")
    assert on_spark.project(none, **ASKED).count() == 0
    assert on_spark.stats.mean("value", data=none).columns == hw.stats.mean("value", data=POINTS).schema.names


def projected(spark: Any) -> None:
    frame = spark.createDataFrame(POINTS)
    # Names that are spelled in several ways are one series, called as in its first row, wherever that stands.
    told = {"target": {"Ward 1": 480, "Ward 2": (400, 500), "Ward 7": ">=450"}, "polarity": {"Ward 1": "LOW"}}
    for asked in (ASKED, ASKED | told, ASKED | {"level": 0.95, "bounds": (0, None)}):
        expected = hw.project(POINTS, **asked)
        assert (np.asarray(expected["status"]) == "projected").sum() > 12
        agree(on_spark.project(frame, **asked), expected, "area")


def projected_alone(spark: Any) -> None:
    young = pa.table({"area": np.repeat([f"New {i}" for i in range(9)], 20), "month": LABELS[:20] * 9,
                      "value": RNG.poisson(30, 180).astype(float)})  # fmt: skip
    alone = pa.concat_tables(hw.project(young.slice(20 * i, 20), method="run_rate", **ASKED) for i in range(9))
    together = hw.project(young, method="run_rate", **ASKED)
    assert alone["lower"] != together["lower"]  # in one frame they borrow each other's errors
    agree(on_spark.project(spark.createDataFrame(young).repartition(3), method="run_rate", **ASKED), alone, "area")


def charted(spark: Any) -> None:
    frame = spark.createDataFrame(POINTS)
    asked: dict[str, Any] = {"by": "area", "dates": "month", "polarity": "low_is_good"}
    agree(on_spark.spc.xmr("value", data=frame, target=40, **asked),
          hw.spc.xmr("value", data=POINTS, target=40, **asked), "area", "month")  # fmt: skip
    shares, asked = SHARES, asked | {"rebase": {"Ward 5": "2021-04"}}
    agree(on_spark.spc.p_chart("seen", "asked", data=spark.createDataFrame(shares), **asked),
          hw.spc.p_chart("seen", "asked", data=shares, **asked), "area", "month")  # fmt: skip


def counted(spark: Any) -> None:
    shares = SHARES
    frame = spark.createDataFrame(shares)
    agree(on_spark.stats.proportion("seen", "asked", data=frame, confidence=[0.95, 0.998]),
          hw.stats.proportion("seen", "asked", data=shares, confidence=[0.95, 0.998]), "area", "month")  # fmt: skip
    known = shares.set_column(2, "seen", pa.compute.fill_null(shares["seen"], 0.0))
    agree(on_spark.stats.proportion("seen", "asked", data=spark.createDataFrame(known), by="area"),
          hw.stats.proportion("seen", "asked", data=known, by="area"), "area")  # fmt: skip
    agree(on_spark.stats.mean("seen", data=frame, by=["area"]), hw.stats.mean("seen", data=shares, by="area"), "area")
    agree(on_spark.stats.sen_slope("seen", data=frame, by="area", period="month"),
          hw.stats.sen_slope("seen", data=shares, by="area", period="month"), "area")  # fmt: skip


def of_a_failing_row(spark: Any) -> None:
    from pyspark.errors import PythonException

    bad = FIGURES.set_column(1, "latest", pa.array([float("inf") if row == 1_234 else 1.0 for row in range(2_000)]))
    with pytest.raises(PythonException, match=r"row of indicator 'KPI 1234', column 'latest': found inf"):
        on_spark.assess(spark.createDataFrame(bad), comparators=("target",)).toArrow()
    twice = pa.concat_tables([POINTS, POINTS.filter(pa.compute.equal(POINTS["area"], "Ward 8")).slice(0, 1)])
    with pytest.raises(PythonException, match=r"area 'Ward 8', month '20\d\d-\d\d'"):
        on_spark.project(spark.createDataFrame(twice), **ASKED).toArrow()


def of_a_killed_worker(spark: Any) -> None:
    marker = str(Path(os.environ["HEADWAY_KILLED"]))
    killed = signal.SIGKILL

    def die_once(batches: Any) -> Any:
        for batch in batches:
            try:
                os.close(os.open(marker, os.O_CREAT | os.O_EXCL))
            except FileExistsError:
                yield batch
            else:
                os.kill(os.getpid(), killed)

    frame = spark.createDataFrame(POINTS).mapInArrow(die_once, spark.createDataFrame(POINTS).schema)
    agree(on_spark.stats.mean("value", data=frame, by="area"), hw.stats.mean("value", data=POINTS, by="area"), "area")
    assert os.path.exists(marker)


def refused(call: Callable[[], Any]) -> str:
    with pytest.raises(hw.HeadwayError) as caught:
        call()
    return str(caught.value)


def refused_before_any_work(spark: Any) -> None:
    broken = spark.createDataFrame(FIGURES).selectExpr("*", "assert_true(false) as never").withColumnRenamed(
        "polarity", "way")  # fmt: skip
    texts = broken.withColumn("latest", broken["latest"].cast("string")).withColumn("target", broken["target"] > 0)
    assert refused(lambda: on_spark.assess(texts, polarity="way", comparators=("target",))).count("found type") == 2
    assert "column 'latest': found type string; accepted: numbers" in refused(
        lambda: on_spark.assess(texts, polarity="way", comparators=("target",)))  # fmt: skip
    assert "column 'polarity' is not in the frame" in refused(lambda: on_spark.assess(broken, comparators=("target",)))
    wards = spark.createDataFrame(POINTS)
    assert "column 'area': found type string; accepted: numbers" in refused(
        lambda: on_spark.project(wards, series="month", period="month", value="area", accrual="flow"))  # fmt: skip
    assert "dates: found none" in refused(lambda: on_spark.spc.xmr("value", data=wards, by="area", polarity="neutral"))
    weeks = wards.selectExpr("area", "value", "'Week 1' as month")
    assert "Week 1" in refused(lambda: on_spark.project(weeks, **ASKED))


def as_the_guide_shows(spark: Any) -> None:
    """The lines of docs/spark.md as they stand, with a folder before the names of files."""
    text = (Path(__file__).parents[2] / "docs/spark.md").read_text("utf-8")
    folder = Path(os.environ["HEADWAY_KILLED"]).parent
    code = text.partition("```python\n")[2].partition("```")[0].replace('parquet("', f'parquet("{folder}/')
    few = SHARES.slice(0, 200).append_column("indicator", pa.array(["one"] * 200))
    pq.write_table(pa.concat_tables([FIGURES, few], promote_options="default"), folder / "kpis")
    pq.write_table(POINTS.rename_columns(["series", "period", "value", "asked"]), folder / "series")
    months = spark.createDataFrame(POINTS.rename_columns(["provider", "month", "waits", "asked"]))
    names: dict[str, Any] = {"session": spark, "hw": hw, "months": months}
    exec(compile(code, "docs/spark.md", "exec"), names)
    assert pq.read_table(folder / "rated").num_rows == FIGURES.num_rows + 200
    assert {"value", "lower", "upper"} <= {*names["rates"].columns} & {*names["years"].columns}
    assert "variation" in names["charts"].columns


CASES = [rated, of_no_rows, as_the_guide_shows, projected, projected_alone, charted, counted, of_a_failing_row,
         of_a_killed_worker, refused_before_any_work]  # fmt: skip


def test_a_cluster_gives_what_one_machine_gives(session: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One test, for a cluster takes longer to start than all of them take: each that fails is told."""
    monkeypatch.setenv("HEADWAY_KILLED", str(tmp_path / "killed"))
    failed = {}
    for case in CASES:
        try:
            case(session)
        except BaseException:
            failed[case.__name__] = traceback.format_exc(limit=-3)
    assert not failed, "\n".join(f"{name}: {why}" for name, why in failed.items())


def test_a_task_takes_one_thread() -> None:
    allowed = os.sched_getaffinity(0)
    with one_thread():
        assert len(os.sched_getaffinity(0)) == 1 and pa.cpu_count() == 1
    assert os.sched_getaffinity(0) == allowed
    pa.set_cpu_count(len(allowed))


def test_arguments_travel_as_plain_data() -> None:
    rule = hw.RatingRule(tolerance=2, basis="percentage_points", green_inclusive=False)
    assert type(sent := plain(rule, "rule")) is dict and restored("rule", sent) == rule
    series = pd.Series({"a": np.float64(3.5), "b": None}, dtype=object)
    assert plain(series, "target") == {"a": 3.5, "b": None}
    assert plain((hw.Period.parse("2024-05"), hw.Method.run_rate), "breaks") == ("May 2024", "run_rate")
    assert "mapping" in refused(lambda: plain({"a": object()}, "target"))


@pytest.mark.parametrize("given", [None, [1], pd.DataFrame({"a": [1]}), POINTS, "frame"], ids=type)
def test_what_is_no_frame_of_spark_is_refused(given: Any) -> None:
    for call in (lambda: on_spark.assess(given), lambda: on_spark.project(given, accrual="flow"),
                 lambda: on_spark.stats.mean("a", data=given),
                 lambda: on_spark.spc.xmr("a", data=given, dates="b", polarity="neutral")):  # fmt: skip
        assert "accepted: a frame of Spark" in refused(call)
