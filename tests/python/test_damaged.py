"""The report's own tables, damaged: each is named with the line, and nothing is written."""

import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def report(tmp_path, data):
    for path in data.glob("*.csv"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    found = runpy.run_path(str(ROOT / "examples" / "report.py"))
    found["table"].__globals__["DATA"] = tmp_path
    return found


def cut_field(lines):
    lines[3] = lines[3].rpartition(",")[0]


def add_field(lines):
    lines[3] = "x," + lines[3]


def repeat(lines):
    lines.insert(4, lines[2])


def open_quote(lines):
    lines[3] = '"' + lines[3].replace('"', "")


@pytest.mark.parametrize("name", ["kpis_2024_25_q2", "indicators", "indicator_history_2024_25"])
@pytest.mark.parametrize(
    ("damage", "said"),
    [(cut_field, ", line 4: found"), (add_field, ", line 4: found"), (repeat, ", line 5: found the same as line 3"),
     (open_quote, ": .*expected")],
)  # fmt: skip
def test_a_damaged_table_is_named(report, tmp_path, name, damage, said):
    path = tmp_path / f"{name}.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    damage(lines)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    with pytest.raises(ValueError, match=f"{name}.csv{said}"):
        report["scorecard"]()


def test_bytes_that_are_no_text_and_shifted_columns_are_named(report, tmp_path):
    path = tmp_path / "indicator_history_2024_25.csv"
    whole = path.read_bytes()
    path.write_bytes(whole + b"\xff\xfe,x,1\n")
    with pytest.raises(ValueError, match="indicator_history_2024_25.csv: "):
        report["scorecard"]()
    header, first, *rest = whole.decode().splitlines()
    *fields, last = first.split(",")
    path.write_text("\n".join([header, ",".join([last, *fields]), *rest]) + "\n", encoding="utf-8")
    with pytest.raises(ValueError, match="indicator_history_2024_25.csv: found|column 'value'|history"):
        report["scorecard"]()
