"""Every example notebook runs from top to bottom, in its own folder, with this Python."""

import functools
import re
import shutil
import sys
from pathlib import Path

import jupytext
import pytest
from jupyter_client import AsyncKernelManager
from jupyter_client.kernelspec import KernelSpec
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

EXAMPLES = Path(__file__).parents[2] / "examples"
NOTEBOOKS = sorted((EXAMPLES / "notebooks").glob("*.py"))


class ThisPython(AsyncKernelManager):
    """The kernel of the Python that runs the tests, whatever kernels the machine has registered."""

    kernel_spec = KernelSpec(argv=[sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"])


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """Run a notebook, once, in a copy of the examples, so that what it writes stays out of the tree."""
    examples = tmp_path_factory.mktemp("examples")
    for folder in ("data", "notebooks"):
        shutil.copytree(EXAMPLES / folder, examples / folder)

    @functools.cache
    def run(path):
        notebook = jupytext.read(path)
        resources = {"metadata": {"path": str(examples / "notebooks")}}
        NotebookClient(notebook, kernel_manager_class=ThisPython, timeout=120, resources=resources).execute()
        outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
        return outputs, examples / "notebooks"

    return run


def plots(shown):
    """What `plot` drew: a result that shows itself has a page's chart beside its picture."""
    return [data for data in shown if "image/png" in data and "text/html" not in data]


def test_there_are_notebooks():
    assert NOTEBOOKS


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_runs_without_a_word_on_stderr(run, path):
    outputs, _ = run(path)
    assert outputs
    assert [output.text for output in outputs if output.get("name") == "stderr"] == []


def test_scorecard_stops_where_an_indicator_has_no_definition(tmp_path):
    shutil.copytree(EXAMPLES / "data", tmp_path / "data")
    definitions = tmp_path / "data" / "southampton" / "indicators.csv"
    lines = definitions.read_text("utf-8").splitlines(keepends=True)
    definitions.write_text("".join(lines[:-1]), "utf-8")
    (tmp_path / "notebooks").mkdir()
    notebook = jupytext.read(EXAMPLES / "notebooks" / "scorecard.py")
    client = NotebookClient(notebook, kernel_manager_class=ThisPython, timeout=120,
                            resources={"metadata": {"path": str(tmp_path / "notebooks")}})  # fmt: skip
    with pytest.raises(CellExecutionError, match="AssertionError"):
        client.execute()


def test_scorecard_draws_table_chart_and_page(run):
    outputs, folder = run(EXAMPLES / "notebooks" / "scorecard.py")
    shown = [output.get("data", {}) for output in outputs]
    assert any("headway-rating" in data.get("text/html", "") for data in shown)
    assert any("image/png" in data for data in shown)
    assert any("5 red, 6 amber, 1 green of 12 with a target" in output.get("text", "") for output in outputs)
    assert (folder / "scorecard.html").read_text("utf-8").startswith("<!DOCTYPE html>")
    assert any("Forecast rating" in data.get("text/html", "") for data in shown)
    assert any("Reconstructed: April to July were not published" in data.get("text/html", "") for data in shown)


def test_outlook_says_draws_and_tests_its_projections(run):
    outputs, _ = run(EXAMPLES / "notebooks" / "outlook.py")
    shown = [output.get("data", {}) for output in outputs]
    sentences = [data.get("text/plain", "") for data in shown]
    told = r"583\.0 \([\d.]+ to [\d.]+ at 80%\), \d+% chance of target, run_rate, no past year to test on"
    assert any(re.fullmatch(told, sentence) for sentence in sentences)
    assert len(plots(shown)) == 2
    tables = [data["text/html"] for data in shown if "text/html" in data]
    assert any("<th>projected</th>" in table for table in tables)
    assert any("late start" in table for table in tables)
    assert "583.02" in tables[-1]
    assert "Reconstructed: April to July were not published" in tables[-1]
    words = "".join(output.get("text", "") for output in outputs)
    assert "today: amber - forecast: amber" in words


def test_plans_counts_dates_and_draws(run):
    outputs, folder = run(EXAMPLES / "notebooks" / "plans.py")
    words = "".join(output.get("text", "") for output in outputs)
    assert "0 red, 4 amber, 14 green of 18 rated; 7 of 25 not rated" in words
    assert "People and culture: Develop a people and culture strategy" in words
    shown = [output.get("data", {}).get("text/html", "") for output in outputs]
    assert any('role="img"' in html and "2 past their window with no status known" in html for html in shown)
    assert (folder / "plans.html").read_text("utf-8").startswith("<!DOCTYPE html>")


def test_savings_closes_simulates_and_writes(run):
    outputs, folder = run(EXAMPLES / "notebooks" / "savings.py")
    shown = [output.get("data", {}) for output in outputs]
    assert any("£41.60m is forecast by 2028/29" in data.get("text/plain", "") for data in shown)
    assert len(plots(shown)) == 4
    words = "".join(output.get("text", "") for output in outputs)
    assert "cash £161.51m, worth £148.42m in 2024/25" in words
    page = (folder / "savings.html").read_text("utf-8")
    assert "succeed or fail together to a degree (a correlation of 0.30)" in page


def test_spreadsheets_become_what_a_council_reports(run):
    outputs, folder = run(EXAMPLES / "notebooks" / "spreadsheet.py")
    shown = [output.get("data", {}) for output in outputs]
    html = [data.get("text/html", "") for data in shown]
    assert any("Permanent admissions 65+" in table and "Chance of target" in table for table in html)
    assert any("39 of 40 read" in output.get("text", "") for output in outputs)
    assert any("\u00a310,770k expected: \u00a34,300k is not validated" in data.get("text/plain", "") for data in shown)
    assert any("10 actions as at 20 October 2024: 1 complete" in table for table in html)
    assert len(plots(shown)) == 1
    assert (folder / "spreadsheet.html").read_text("utf-8").startswith("<!DOCTYPE html>")
