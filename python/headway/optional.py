"""What the package does not depend on: the libraries that draw come with the extra `headway[report]`."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

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


@contextlib.contextmanager
def report_extra() -> Iterator[None]:
    """Name the extra where a library that draws is not installed; the package itself does not depend on them."""
    try:
        yield
    except ModuleNotFoundError as error:
        library = (error.name or "").partition(".")[0]
        if library not in _NEEDED_BY:
            raise
        message = f"{_NEEDED_BY[library]} need {library}, which comes with: pip install 'headway[report]'"
        raise ImportError(message, name=library) from error
