"""What the documentation shows besides examples in Python runs: C++, commands, settings, and Python without output."""

import re
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path

import headway as hw
import openpyxl
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from headway.__main__ import main
from headway.report import command as command_line

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
FENCED = re.compile(r"^(```+)([^\n`]*)\n(.*?)^\1$", re.MULTILINE | re.DOTALL)
TESTS = {file.name: file.read_text("utf-8") for file in sorted((ROOT / "tests/cpp").glob("test_*.cpp"))}
UMBRELLA = "headway/headway.hpp"  # compiled by itself, with all that it includes (tests/cpp/headers_alone.py)


def blocks(*languages: str) -> Iterator[tuple[str, str]]:
    """The blocks of pages in some language, each with where it stands."""
    for page in PAGES:
        text = page.read_text("utf-8")
        for found in FENCED.finditer(text):
            if found[2] in languages:
                yield f"{page.relative_to(ROOT)}:{text.count(chr(10), 0, found.start()) + 1}", found[3]


def lines(code: str) -> list[str]:
    return [line.strip() for line in code.splitlines() if line.strip() and not line.startswith("#include")]


def compiled(code: str) -> bool:
    """Whether one of the C++ tests has this code, line by line, and includes what it says."""
    wanted, own = lines(code), re.findall(r"^#include <(headway/.*)>", code, re.MULTILINE)
    for test in TESTS.values():
        found = lines(test)
        holds = any(found[at : at + len(wanted)] == wanted for at in range(len(found)))
        if holds and set(own) - {UMBRELLA} <= set(re.findall(r'^#include "(headway/.*)"', test, re.MULTILINE)):
            return True
    return False


def test_what_is_shown_of_cpp_is_compiled_and_run_by_a_test() -> None:
    shown = dict(blocks("cpp"))
    for header in (ROOT / "include").rglob("*.hpp"):
        for each in re.findall(r"^///     ((?:const )?\w+ \w+ = .*;)$", header.read_text("utf-8"), re.MULTILINE):
            shown[str(header.relative_to(ROOT))] = each
    assert len(shown) > 5
    assert [place for place, code in shown.items() if not compiled(code)] == []


def test_a_snippet_that_no_test_has_is_told() -> None:
    real = next(code for place, code in blocks("cpp") if place.startswith("docs/outlook.md"))
    assert compiled(real)
    assert not compiled(real.replace("560.8", "560.9"))
    assert not compiled(real.replace("outlook/backtest.hpp", "outlook/nothing.hpp"))


def commands() -> Iterator[tuple[str, str]]:
    for place, block in blocks(""):
        for line in block.splitlines():
            for command in line.split("  #")[0].split("&&"):
                if command.strip().startswith("headway "):
                    yield place, command.strip()


def test_every_command_that_is_shown_is_understood(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """In an empty folder: what is understood runs, or wants its document; other tests write reports in every form."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(command_line, "_report", lambda given: 0)
    shown = list(commands())
    assert len(shown) > 10
    not_understood = []
    for place, command in shown:
        monkeypatch.setattr("sys.argv", shlex.split(command))
        main()
        if "usage: headway" in capsys.readouterr().err:
            not_understood.append(f"{place}: {command}")
    assert not_understood == []
    monkeypatch.setattr("sys.argv", ["headway", "report", "x", "--to", "y"])
    main()
    assert "usage: headway" in capsys.readouterr().err


def test_the_settings_that_are_shown_are_read(tmp_path: Path) -> None:
    own = {"section": "Directorate", "indicator": "Measure", "latest": "Actual"}
    kpis = pd.DataFrame({
        "section": ["Homes"], "indicator": ["Repairs on time"], "period": ["Sep 2024"], "unit": ["%"],
        "previous": [88.0], "latest": [91.0], "target": [90.0], "national": [89.0], "peer": [90.5],
        "polarity": ["high_is_good"], "Target 24/25": [90.0], "England": [89.0],
    })  # fmt: skip
    kpis.drop(columns=["Target 24/25", "England"]).to_csv(tmp_path / "kpis.csv", index=False)
    with pd.ExcelWriter(tmp_path / "quarter2.xlsx") as book:
        kpis.rename(columns=own).to_excel(book, sheet_name="KPIs", index=False, startrow=2)
        pd.DataFrame({"a": ["note"]}).to_excel(book, sheet_name="Notes", index=False)
    assert openpyxl.load_workbook(tmp_path / "quarter2.xlsx").sheetnames == ["KPIs", "Notes"]
    shown = list(blocks("toml"))
    assert len(shown) > 1
    for _, text in shown:
        title = "" if "title" in tomllib.loads(text) else 'title = "One"\n'
        (tmp_path / "report.toml").write_text(title + text, "utf-8")
        board = hw.read_folder(tmp_path).scorecard
        rated = "England_rating" if title else "target_rating"
        assert board is not None and pa.table(board.frame)[rated].to_pylist() == ["green"]


def test_what_is_shown_of_streams_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "series").mkdir()
    pd.DataFrame({"latest": [91.0], "previous": [88.0], "target": [90.0], "national": [89.0],
                  "polarity": ["high_is_good"]}).to_parquet("figures.parquet")  # fmt: skip
    months = [f"{2021 + (m + 3) // 12}-{(m + 3) % 12 + 1:02d}" for m in range(42)]
    pd.DataFrame({"series": "north", "period": months, "value": [20.0 + m % 12 for m in range(42)]}).to_parquet(
        "series/north.parquet")  # fmt: skip
    (code,) = [code for place, code in blocks("python") if place.startswith("docs/streams.md") and ">>>" not in code]
    exec(compile(code, "docs/streams.md", "exec"), {"hw": hw, "pl": pl})
    assert pd.read_parquet("rated.parquet")["target_rating"].tolist() == ["green"]
    assert pd.read_parquet("outlook.parquet")["series"].tolist() == ["north"]


def test_python_without_output_runs_here_or_on_a_cluster() -> None:
    """Of docs/spark.md where the cluster is (test_spark.py); of docs/streams.md above."""
    silent = {place.split(":")[0] for place, code in blocks("python") if ">>>" not in code}
    assert silent == {"docs/spark.md", "docs/streams.md"}
