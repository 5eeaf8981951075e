"""Each benchmark still runs, on little."""

import subprocess
import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


@pytest.mark.parametrize(("script", "arguments"), [("assess.py", ["1000"])])
def test_runs(script: str, arguments: list[str]) -> None:
    done = subprocess.run([sys.executable, BENCHMARKS / script, *arguments], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "1,000 rows against three comparators" in done.stdout
