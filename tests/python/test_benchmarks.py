"""Each benchmark still runs, on little."""

import datetime
import re
import runpy
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
Printed = Callable[..., str]


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Printed:
    """What a benchmark prints, run as it is by hand but in this process, which has imported what it imports."""

    def run(script: str, *arguments: str | Path) -> str:
        monkeypatch.setattr(sys, "argv", [script, *map(str, arguments)])
        monkeypatch.setattr(sys, "path", [str(BENCHMARKS), *sys.path])
        runpy.run_path(str(BENCHMARKS / script), run_name="__main__")
        return capsys.readouterr().out

    return run


def printed_alone(script: str, *arguments: str | Path) -> str:
    """The same in a process of its own, whose memory is measured."""
    done = subprocess.run([sys.executable, BENCHMARKS / script, *arguments], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def figures(text: str, line: str) -> list[float]:
    """The figures of the one line that begins so."""
    (found,) = (part for part in text.splitlines() if part.strip().startswith(line))
    return [float(figure.replace(",", "")) for figure in re.findall(r"\d[\d,]*(?:\.\d+)?", found.strip()[len(line) :])]


def test_assess(printed: Printed) -> None:
    table = printed("assess.py", "1000")
    assert "1,000 rows against three comparators" in table
    assert len(figures(table, "columns to codes")) == 4  # seconds, a row, copying, the share reached
    kinds = [figures(table, f"hw.assess, {kind}") for kind in ("pyarrow", "pandas", "Polars")]
    assert all(len(seconds) == 1 and 0 <= seconds[0] < 10 for seconds in kinds)


def test_verbs(printed: Printed) -> None:
    table = printed("verbs.py", "0.001")
    for kind in ("pyarrow", "pandas", "Polars"):
        (of_kind,) = (each for each in table.splitlines() if each.startswith(f"assess, {kind}"))
        assert re.search(r" Polars \d+\.\d+ \(\d+\.\d\)   select \d+\.\d+ \(\d+\.\d\)$", of_kind)
    assert len(table.splitlines()) == 7  # a heading, three kinds of frames, proportions, two methods


def test_record() -> None:
    """What is printed becomes tables, each line of figures a row of one."""
    sections = runpy.run_path(str(BENCHMARKS / "record.py"))["section"]
    text = "\n".join([
        "kernel, one thread                          rows      ns    copy     bytes   share",
        "                                           mill.   a row   a row     a row of copy",
        "proportion with Wilson's interval              2    3.24    2.58        41     80%",
        "verb                                   rows  seconds   peers: seconds (times as long)",
        "assess, pyarrow                           5    0.412   Polars 0.290 (0.7)   select 3.100 (7.5)",
    ])
    written = sections(text, datetime.date(2026, 11, 30))
    assert "on 30 November 2026, on " in written
    rows = [line for line in written.splitlines() if line.startswith("| ")]
    assert rows[2] == "| proportion with Wilson's interval | 2 | 3.24 | 2.58 | 41 | 80% |"
    assert rows[5] == "| assess, pyarrow | 5 | 0.412 | Polars 0.290 (0.7); select 3.100 (7.5) |"
    with pytest.raises(SystemExit, match="found 0 lines of kernels"):
        sections("", datetime.date(2026, 11, 30))


def test_outlook(printed: Printed, tmp_path: Path) -> None:
    """Series that repeat themselves: every year is projected exactly, from all past years or from one."""
    year = [3, 4, 5, 4, 3, 2, 1, 2, 3, 4, 5, 12]
    series = tmp_path / "series.csv"
    series.write_text("\n".join(",".join(str(scale * x) for x in year * 5) for scale in (1, 2, 3)))
    collections, options = (series, f"{series}:month:rolling"), ("--years", "1", "all", "--methods", "auto", "run_rate")
    table = printed("outlook.py", *collections, *options)
    for years in ("1", "all"):
        assert f"| series | flow | {years} | headway auto | 6 | 3 | 0.00% | 0.00% | 100.0% | 100.0% |" in table
        assert f"| series | flow | {years} | headway run_rate | 6 | 3 | 12.50% | 12.50% |" in table  # 21 of 48 in half
    assert "| series | rolling | all | headway auto | 6 | 3 | 0.00% | 0.00% | 100.0% | 100.0% |" in table


def test_simulate() -> None:
    table = printed_alone("simulate.py", "8", "6000", "2")
    assert "8 savings x 5 years x 6,000 draws, 2 threads" in table
    alone = figures(table, "normal draws alone")[0]
    for kind in ("independent", "correlated"):
        seconds, times, with_delays = figures(table, f"headway, {kind}")
        assert seconds > alone and times > 1 and with_delays > 1
        for threads in ("1 thread", "2 threads"):
            off = float(table.split(f"NumPy, {kind}, {threads}")[1].split("differ by ")[1].split()[0])
            assert off < 5  # standard errors, of means that are the same
    assert 10 < figures(table, "peak memory")[0] < 1000


def test_statistics(printed: Printed) -> None:
    table = printed("stats.py", "1000", "40", "10")
    assert "1,000 rows, intervals at 2 levels" in table and "40 directly standardised rates of 19 bands" in table
    named_alike = float(table.split("10 control charts of 36 points; ")[1].split("%")[0])
    assert named_alike > 95  # of a trend, pandas marks no point that ties
    for kind in ("proportion", "crude_rate"):
        (row,) = (line for line in table.splitlines() if line.strip().startswith(kind) and line.endswith("a row"))
        assert len(re.findall(r"\d+\.\d ns", row)) == 3


def test_site(printed: Printed) -> None:
    said = printed("site.py", "4")
    assert "scorecard of 4 indicators" in said
    assert "\n11 files, " in said  # a page and a file each, the first page, its look and its script
    assert "the page of an indicator" in said


def test_forms(printed: Printed) -> None:
    said = printed("forms.py", "4", "ods", "csv")
    assert figures(said, "ods:")[1] == 1 and figures(said, "csv:")[1] == 12  # a file a table, and what they hold


def test_programmes(printed: Printed) -> None:
    said = printed("programmes.py", "20", "1", "order", "plan.gates", "monitor")
    assert "20 programmes, 154 dependencies, 1,200 postings; median of 1" in said
    for verb, rows in (("order", 80), ("plan.gates", 80), ("monitor", 1200)):
        of = figures(said, f"{verb} ")
        assert of[1] == rows and of[0] > 0 and of[2] > 0
