"""What `import headway` loads, and what only those wait for who use it."""

import ast
import subprocess
import sys
from pathlib import Path

import headway as hw
import pytest
from headway import optional

FACE = Path(hw.__file__)
HEAVY = {"afcharts", "docx", "duckdb", "great_tables", "http", "lxml", "matplotlib", "narwhals", "openpyxl", "pandas",
         "pdfplumber", "polars", "pptx", "pyarrow", "ssl", "tomllib", "typst", "xlsxwriter", "xml",
         "zipfile"}  # fmt: skip


def loaded(statement: str) -> set[str]:
    """The modules that are there after a statement, in a Python of its own."""
    printed = "import sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", f"{statement}\n{printed}"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


def test_the_package_alone_loads_its_core_and_nothing_that_is_heavy() -> None:
    modules = loaded("import headway as hw\nassert hw.__version__ and hw.HeadwayError and dir(hw)")
    assert modules & HEAVY == set()
    assert {name for name in modules if name.startswith("headway")} == {"headway", "headway._core", "headway.optional"}


def test_a_rating_loads_nothing_that_is_for_reports() -> None:
    modules = loaded("import headway as hw\nhw.rate(94.86, 86.60, polarity='low_is_good')")
    rooms = {name.split(".")[1] for name in modules if name.startswith("headway.")}
    assert rooms & {"report", "audit", "charts", "savings", "uncertainty"} == set()
    assert modules & HEAVY <= {"narwhals", "pyarrow", "zipfile", "pandas"}  # narwhals knows which frames are there


def test_a_verb_is_a_verb_whichever_room_of_its_name_is_loaded_first() -> None:
    loaded("import headway.assess, headway.audit.audit\nimport headway as hw\nassert callable(hw.assess), hw.assess\n"
           "assert callable(hw.audit), hw.audit\nfrom headway import assess, audit, stats\n"
           "assert assess is hw.assess and audit is hw.audit and stats.proportion")  # fmt: skip


def test_results_that_nobody_has_named_are_held_to_what_they_say_that_they_take() -> None:
    loaded("import headway as hw\nseries = hw.Series([1, 2, 3, 4], start='2024-04', accrual='flow')\n"
           "outlook = hw.project_year_end(series)\n"
           "try:\n    outlook.describe(unit=3)\nexcept hw.HeadwayError as error:\n    assert 'unit' in str(error)\n"
           "else:\n    raise AssertionError('taken')")  # fmt: skip


def test_every_public_name_is_there_for_python_and_for_type_checkers() -> None:
    for name in hw.__all__:
        assert getattr(hw, name) is getattr(hw, name)
    checked: dict[str, str | None] = {}
    for node in ast.walk(ast.parse(FACE.read_text())):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("headway"):
            checked.update((of.name, node.module) for of in node.names if of.asname is None)
    eager = {"HeadwayError", "__version__"}
    here = {name: f"headway.{module}" if name != module or name in ("assess", "audit") else "headway"
            for name, module in vars(hw)["_WHERE"].items()}  # fmt: skip
    assert {name: module for name, module in checked.items() if name not in {*eager, "hold"}} == here
    assert {*here, *eager, "get_cmake_dir", "get_include"} == set(hw.__all__)


def test_a_name_that_is_not_there_is_said() -> None:
    with pytest.raises(AttributeError, match="module 'headway' has no attribute 'projekt'"):
        getattr(hw, "projekt")


def test_a_core_of_another_python_is_said_in_one_line() -> None:
    with pytest.raises(ImportError) as refused, optional.core_that_fits():
        raise ImportError("cannot import name 'HeadwayError' from 'headway._core' (unknown location)")
    said = str(refused.value)
    assert "does not fit cpython 3." in said and "_core.cpython-" in said and "install the wheel for this" in said
    assert "\n" not in said
