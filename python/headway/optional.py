"""What may not be there: libraries that draw come with the extra `headway[report]`, those that read documents with
`headway[audit]`, Spark with `headway[spark]`; and a compiled core fits one Python on one kind of system."""

from __future__ import annotations

import contextlib
import platform
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

_NEEDED_BY = {
    "great_tables": "tables and pages",
    "htmltools": "tables and pages",
    "matplotlib": "charts",
    "afcharts": "charts",
    "openpyxl": "sheets of Excel",
    "duckdb": "tables of DuckDB",
    "tqdm": "progress bars",
    "xlsxwriter": "workbooks of Excel",
    "typst": "PDF and pictures",
    "docx": "Word documents",
    "pptx": "slides",
    "lxml": "papers",
}
_READ_WITH = {"docx": "Word documents", "lxml": "pages of HTML", "openpyxl": "workbooks of Excel", "pdfplumber": "PDF"}


@contextlib.contextmanager
def report_extra() -> Iterator[None]:
    """Name the extra where a library that draws is not installed; the package itself does not depend on them."""
    with _named("report", _NEEDED_BY):
        yield


@contextlib.contextmanager
def audit_extra() -> Iterator[None]:
    """The same of libraries that read documents."""
    with _named("audit", _READ_WITH):
        yield


@contextlib.contextmanager
def spark_extra() -> Iterator[None]:
    """The same of Spark."""
    with _named("spark", {"pyspark": "frames of Spark"}):
        yield


@contextlib.contextmanager
def _named(extra: str, needed_by: Mapping[str, str]) -> Iterator[None]:
    try:
        yield
    except ModuleNotFoundError as error:
        library = (error.name or "").partition(".")[0]
        if library not in needed_by:
            raise
        message = f"{needed_by[library]} need {library}, which comes with: pip install 'headway[{extra}]'"
        raise ImportError(message, name=library) from error


@contextlib.contextmanager
def core_that_fits() -> Iterator[None]:
    """Say where the compiled core is that of another Python or another system, or is not there at all."""
    try:
        yield
    except ImportError as error:
        folder = Path(__file__).parent
        others = sorted(file.name for file in folder.glob("_core.*") if file.suffix in (".so", ".pyd"))
        here = f"{sys.implementation.name} {platform.python_version()} on {platform.system()} {platform.machine()}"
        has = f"has {', '.join(others)}" if others else "has no compiled core"
        message = f"headway as it is installed does not fit {here}: {folder} {has}; install the wheel for this Python "
        raise ImportError(f"{message}and system, or from source ({error})", name="headway._core") from error
