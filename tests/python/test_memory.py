"""How much memory a verb takes beyond what it is given and what it gives, measured in a process of its own."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROWS = 2_000_000
PROCESS = """
import json, sys
import headway as hw
import numpy as np
import pyarrow as pa

rows, kind = int(sys.argv[1]), sys.argv[2]
count, denominator = np.arange(rows) % 90.0, np.full(rows, 100.0)
if kind == "nulls":
    count = pa.array(count, mask=np.arange(rows) % 100 == 0)
if kind == "integers":
    count, denominator = count.astype(np.int64), denominator.astype(np.int64)
if kind == "chunks":
    count = pa.chunked_array([count[: rows // 2], count[rows // 2 :]])
table = pa.table({"count": count, "denominator": denominator})
del count, denominator

def ask(table):
    if kind == "arrays":
        return hw.stats.proportion(table["count"], table["denominator"])
    return hw.stats.proportion("count", "denominator", data=table)

def memory(what):
    lines = open("/proc/self/status").read().splitlines()
    return int(next(line.split()[1] for line in lines if line.startswith(what))) * 1024

ask(table.slice(0, 10))
open("/proc/self/clear_refs", "w").write("5")  # the peak is counted from here
before = memory("VmRSS")
result = ask(table)
print(json.dumps([memory("VmHWM") - memory("VmRSS"), memory("VmRSS") - before]))
"""


def measured(kind: str) -> tuple[float, float]:
    """The peak beyond input and output, and what is kept, both in times the input."""
    ran = subprocess.run([sys.executable, "-c", PROCESS, str(ROWS), kind], capture_output=True, text=True, check=True)
    beyond, kept = json.loads(ran.stdout)
    return beyond / (16 * ROWS), kept / (16 * ROWS)


@pytest.mark.skipif(not Path("/proc/self/clear_refs").exists(), reason="only Linux tells the peak of a part of a run")
@pytest.mark.parametrize("kind", ["table", "chunks", "nulls", "integers", "arrays"])
def test_a_column_of_statistics_takes_less_than_its_input_once_more(kind: str) -> None:
    beyond, kept = measured(kind)
    assert beyond < 0.9
    # Of a frame: three numbers, a status in a word and a method in a line; of arrays three numbers and a code.
    assert kept < (2.5 if kind == "arrays" else 7.2)
