"""Rows that come in batches: the same as all at once to the last bit, whatever the batches, in constant memory."""

from __future__ import annotations

import datetime
import itertools
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import headway as hw
import numpy as np
import polars as pl
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest
from headway.boundary import in_batches, spilled

RNG = np.random.default_rng(11)
MONTHS, WARDS = 66, 15
LABELS = [f"{2019 + (m + 3) // 12}-{(m + 3) % 12 + 1:02d}" for m in range(MONTHS)]


def figures(rows: int = 1_000) -> pa.Table:
    numbers = {name: RNG.integers(0, 2_000, rows) / 10 for name in ("latest", "previous", "target", "national")}
    columns = {name: pa.array(values, mask=RNG.random(rows) < 0.1) for name, values in numbers.items()}
    words = np.array(["high_is_good", "Lower is better", "neutral", None], object)[RNG.integers(0, 4, rows)]
    return pa.table({"indicator": np.arange(rows), **columns, "polarity": pa.array(words, pa.string())})


def points() -> pa.Table:
    """Series of months in no order, of which one has its name in several spellings."""
    names = np.repeat([f"Ward {i}" for i in range(WARDS)], MONTHS).astype(object)
    odd = np.flatnonzero(names == "Ward 3")
    names[odd[::3]], names[odd[1::3]] = "Ward\u00a03", " W\u0430rd  3"
    seen = RNG.poisson(40, len(names)).astype(float)
    table = pa.table({"ward": pa.array(names, pa.string()), "month": LABELS * WARDS,
                      "seen": pa.array(seen, mask=RNG.random(len(names)) < 0.05), "asked": seen + 50})  # fmt: skip
    return table.take(pa.array(RNG.permutation(len(table))))


FIGURES, POINTS = figures(), points()
VERBS: dict[str, tuple[pa.Table, Callable[[Any], Any]]] = {
    "assess": (FIGURES, lambda rows: hw.assess(rows, comparators=("target", "national"), tolerance=0.05)),
    "project": (POINTS, lambda rows: hw.project(rows, series="ward", period="month", value="seen", accrual="flow",
                                                target={"Ward 1": 480, "Ward 2": (400, 500), "Ward 7": ">=450"})),
    "proportion": (POINTS, lambda rows: hw.stats.proportion("seen", "asked", data=rows, confidence=[0.95, 0.998])),
    "proportion by": (POINTS, lambda rows: hw.stats.proportion("seen", "asked", data=rows, by=["ward"])),
    "crude rate by": (POINTS, lambda rows: hw.stats.crude_rate("seen", "asked", data=rows, by=["ward", "month"])),
    "mean": (POINTS, lambda rows: hw.stats.mean("seen", data=rows)),
    "mean by": (POINTS, lambda rows: hw.stats.mean("seen", data=rows, by="ward")),
    "two rates": (POINTS, lambda rows: hw.stats.rate_ratio("seen", "asked", "asked", "asked", data=rows)),
    "trend": (POINTS, lambda rows: hw.stats.sen_slope("seen", data=rows, by="ward", period="month")),
    "rank": (POINTS, lambda rows: hw.stats.rank_in_group("seen", data=rows, by="month", polarity="low_is_good")),
    "xmr": (POINTS, lambda rows: hw.spc.xmr("seen", data=rows, by="ward", dates="month", polarity="low_is_good",
                                            rebase={"Ward 5": "2021-04"}, target=40)),
    "p chart": (POINTS, lambda rows: hw.spc.p_chart("seen", "asked", data=rows, by="ward", dates="month", baseline=20)),
    "run chart": (POINTS, lambda rows: hw.spc.run_chart("seen", data=rows, by="ward", dates="month")),
}  # fmt: skip


@pytest.fixture(params=["held", "on the disk"])
def parted(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Groups as few rows are, and as many are: parts on the disk, and of these smaller ones."""
    if request.param == "on the disk":
        monkeypatch.setattr(in_batches, "AT_ONCE", 100)
        monkeypatch.setattr(spilled, "LARGE", 20_000)
        monkeypatch.setattr(spilled, "PARTS", 5)
    return str(request.param)


@pytest.mark.parametrize("verb", VERBS)
def test_any_batches_give_what_the_whole_gives(verb: str, parted: str) -> None:
    whole, call = VERBS[verb]
    few = whole.slice(0, 30) if verb in ("assess", "proportion", "two rates") else whole  # a call for each batch
    for rows, table in ((1, few), (97, whole), (10_000, whole)) if parted == "held" else ((97, whole),):
        expected = call(table)
        found = call(hw.Stream(table, rows=rows)).read()
        assert found.equals(expected.cast(found.schema)) and found.schema.names == expected.schema.names, rows


def test_a_part_is_read_as_in_the_whole(parted: str) -> None:
    """Days that lie quarters apart stand for quarters where all do, and for months beside those of others."""
    days = [datetime.date(2019 + (m + 3) // 12, (m + 3) % 12 + 1, 1) for m in range(MONTHS)]
    short, quarters = days[-24::3], days[::3]
    wards = {"Monthly": days, "Short": short, **{f"Quarterly {number}": quarters for number in range(4)}}
    table = pa.table({"ward": [ward for ward, times in wards.items() for _ in times],
                      "day": [time for times in wards.values() for time in times]})  # fmt: skip
    table = table.append_column("seen", pa.array(RNG.poisson(9, len(table)).astype(float)))
    calls: list[Callable[[Any], Any]] = [
        lambda rows: hw.project(rows, series="ward", period="day", value="seen", accrual="flow"),
        lambda rows: hw.spc.xmr("seen", data=rows, by="ward", dates="day", polarity="neutral", baseline=30),
    ]
    for call in calls:
        assert call(hw.Stream(table, rows=40)).read().equals(call(table))


def test_every_source_of_batches_is_gone_through(tmp_path: Path) -> None:
    table, call = VERBS["assess"]
    path = tmp_path / "figures.parquet"
    pq.write_table(table, path, row_group_size=300)
    connection = duckdb.connect()
    expected = call(table)
    again: dict[str, Any] = {
        "file": path, "text": str(path), "folder": tmp_path, "dataset": ds.dataset(path), "lazy": pl.scan_parquet(path),
        "relation": connection.sql(f"from '{path}'"), "table": table, "frame": table.to_pandas(),
        "stream": hw.Stream(path),
    }  # fmt: skip
    for name, source in again.items():
        rated = call(hw.Stream(source, rows=128))
        for _ in range(2):  # what can be read again is
            assert [*rated.read().to_pylist()] == expected.to_pylist(), name
    once = {"reader": table.to_reader(90), "generator": iter(table.to_batches(90)),
            "tables": [table, table.slice(0, 0)]}  # fmt: skip
    for name, source in once.items():
        rated = call(hw.Stream(source))
        assert rated.read().to_pylist() == expected.to_pylist(), name
        with pytest.raises(hw.HeadwayError, match="has been read"):
            rated.read()


def test_readers_and_datasets_give_readers() -> None:
    table, call = VERBS["assess"]
    for source in (table.to_reader(90), ds.dataset(table)):
        rated = call(source)
        assert isinstance(rated, pa.RecordBatchReader) and rated.read_all().num_rows == 1_000
    assert len(pl.DataFrame(call(hw.Stream(table)))) == pa.table(call(hw.Stream(table))).num_rows == 1_000
    reader = call(table.to_reader(90))  # noqa: F841, which DuckDB finds by its name
    assert duckdb.sql("select count(*) from reader where target_rating = 'red'").fetchall()[0][0] > 1


def test_nothing_is_read_before_rows_are_asked_for() -> None:
    seen: list[int] = []

    def batches() -> Iterator[pa.RecordBatch]:
        for number, batch in enumerate(FIGURES.to_batches(100)):
            seen.append(number)
            yield batch

    rated = hw.assess(hw.Stream(batches()), comparators=("target",))
    assert seen == [0]  # which says what the columns are
    rows = iter(rated)
    next(rows)
    assert seen == [0]
    assert sum(map(len, rows)) == 900 and len(seen) == 10


def test_a_bad_schema_is_refused_before_any_work() -> None:
    def never() -> Iterator[pa.RecordBatch]:
        yield pa.record_batch({"latest": ["4"], "target": [True], "way": ["low_is_good"]})
        raise AssertionError("read")

    with pytest.raises(hw.HeadwayError) as caught:
        hw.assess(hw.Stream(never()), polarity="way", comparators=("target",))
    assert "column 'latest': found type string; accepted: numbers" in str(caught.value)
    assert "column 'target': found type bool; accepted: numbers" in str(caught.value)
    with pytest.raises(hw.HeadwayError, match="column 'target' is not in the frame"):
        hw.assess(hw.Stream(POINTS), latest="seen", polarity="neutral", comparators=("target",))
    with pytest.raises(hw.HeadwayError, match="column 'seen': found type double; accepted: text"):
        hw.assess(hw.Stream(POINTS), latest="asked", polarity="seen", comparators=())
    with pytest.raises(hw.HeadwayError, match="column 'ward': found type string; accepted: numbers"):
        hw.stats.mean("ward", data=hw.Stream(POINTS), by="month")


def test_messages_count_rows_from_the_first_of_the_stream() -> None:
    latest = [float("inf") if row in (432, 871) else 1.0 for row in range(1_000)]
    bad = FIGURES.set_column(1, "latest", pa.array(latest))
    with pytest.raises(hw.HeadwayError, match=r"row 432, column 'latest': found inf"):
        hw.assess(hw.Stream(bad, rows=100), comparators=("target",)).read()
    row = POINTS["ward"].to_pylist().index("Ward 9")
    twice = pa.concat_tables([POINTS, POINTS.slice(row, 1)])
    with pytest.raises(hw.HeadwayError, match=f"row {len(POINTS)}, .*Ward 9.*row {row}"):
        hw.project(hw.Stream(twice, rows=100), series="ward", period="month", value="seen", accrual="flow").read()


def test_a_stream_that_breaks_off_leaves_no_half_written_file(tmp_path: Path) -> None:
    def breaks_off(error: BaseException) -> Iterator[pa.RecordBatch]:
        yield from FIGURES.to_batches(100)[:5]
        raise error

    path = tmp_path / "rated.parquet"
    for before in (None, b"as it was"):
        if before is not None:
            path.write_bytes(before)
        for error in (OSError("the disk is gone"), KeyboardInterrupt()):
            with pytest.raises(type(error)):
                hw.assess(hw.Stream(breaks_off(error)), comparators=("target",)).write(path)
            assert [*tmp_path.iterdir()] == ([] if before is None else [path])
    assert path.read_bytes() == b"as it was"
    hw.assess(hw.Stream(FIGURES, rows=100), comparators=("target",)).write(path)
    assert pq.read_table(path).equals(hw.assess(FIGURES, comparators=("target",)))
    assert pq.ParquetFile(path).num_row_groups == 10


def test_parts_on_the_disk_go_with_the_stream(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(in_batches, "AT_ONCE", 100)
    rows = iter(VERBS["xmr"][1](hw.Stream(POINTS, rows=50)))
    next(rows)
    assert len([*tmp_path.iterdir()]) == 1
    rows.close()  # type: ignore[attr-defined]
    assert [*tmp_path.iterdir()] == []


def test_categories_may_be_listed_otherwise_in_every_batch(parted: str) -> None:
    def batches() -> Iterator[pa.RecordBatch]:
        for batch in POINTS.to_batches(90):
            yield batch.set_column(0, "ward", batch["ward"].dictionary_encode())

    verb = VERBS["p chart"][1]
    found = verb(hw.Stream(batches())).read()
    assert found.drop_columns("ward").equals(verb(POINTS).drop_columns("ward"))
    assert found["ward"].to_pylist() == POINTS["ward"].to_pylist()


@pytest.mark.parametrize("source", [None, 3, {"a": 1}, b"x", [], [1], "no such file.parquet", __file__], ids=repr)
def test_what_gives_no_batches_is_refused(source: Any) -> None:
    with pytest.raises(hw.HeadwayError, match="source: found"):
        hw.Stream(source)


def test_batches_of_other_columns_are_refused() -> None:
    unlike = [FIGURES.to_batches()[0], FIGURES.select(["latest"]).to_batches()[0]]
    with pytest.raises(hw.HeadwayError, match="batch 1: found latest double; accepted: indicator int64, "):
        hw.Stream(unlike).read()


MEMORY = """
import json, sys
import headway as hw, numpy as np, pyarrow as pa

def batches(count):
    for number in range(count):
        value = np.arange(50_000) % 90.0 + number
        yield pa.record_batch({"latest": value, "target": value + 1, "polarity": np.full(50_000, "high_is_good")})

def peak():
    return int(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM"))) // 1024

found = []
for count in (4, 40):
    rated = hw.assess(hw.Stream(batches(count), rows=50_000), comparators=("target",))
    assert sum(map(len, rated)) == 50_000 * count
    found.append(peak())
print(json.dumps(found))
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux tells the peak of a process")
def test_ten_times_the_rows_take_no_more_memory() -> None:
    ran = subprocess.run([sys.executable, "-c", MEMORY], capture_output=True, text=True, check=True)
    few, many = json.loads(ran.stdout)
    assert many - few < 40  # MB, of 2 million rows that take 90 and give 250


def test_a_stream_says_its_columns() -> None:
    assert repr(hw.Stream(POINTS)) == "Stream of ward, month, seen, asked"
    assert list(itertools.islice(map(len, hw.Stream(POINTS, rows=400)), 3)) == [400, 400, 190]
