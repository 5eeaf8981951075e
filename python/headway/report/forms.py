"""The forms of a report: each a function of the report that gives its files, contents by their relative paths."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from headway.boundary.keys import nearest
from headway.boundary.problems import refusal
from headway.report.report import Report
from headway.report.site import pages
from headway.report.tabular import data, ods, xlsx

FORMS: Mapping[str, Callable[[Report], dict[str, bytes]]] = {
    "html": pages, "xlsx": xlsx.workbook, "ods": ods.workbook, "csv": data.csv, "parquet": data.parquet,
}  # fmt: skip


def files_of(report: Report, forms: Sequence[str]) -> dict[str, bytes]:
    """The files of a report in all these forms."""
    accepted = f"some of {', '.join(FORMS)}"
    if isinstance(forms, str) or not isinstance(forms, Sequence) or not forms:
        raise refusal("forms", f"{type(forms).__name__} {forms!r:.60}", accepted)
    for form in forms:
        if form not in FORMS:
            raise refusal("forms", f"{form!r:.60}", f"{accepted}; the nearest is {nearest(str(form), FORMS)!r}")
    files: dict[str, bytes] = {}
    for form in dict.fromkeys(forms):
        made = FORMS[form](report)
        assert not files.keys() & made.keys(), f"two forms write {sorted(files.keys() & made.keys())}"
        files |= made
    return files
