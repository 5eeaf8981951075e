"""All files of the site of a report, by their paths in its folder."""

from __future__ import annotations

from collections.abc import Mapping

from headway.boundary.progress import steps
from headway.report.report import Report
from headway.report.site.explore import index
from headway.report.site.indicator import figures_of, page_of
from headway.report.site.markup import element
from headway.report.site.others import OTHERS
from headway.report.site.shell import SCRIPT, STYLE, TABLES, Shell, logo_of, script, style_of, style_of_tables
from headway.report.site.subjects import Subjects

INDEX = "index.html"


def pages(report: Report, also: Mapping[str, str] | None = None) -> dict[str, bytes]:
    """The report as a site of HTML pages that link to each other and ask no host for anything.

    `index.html` is where a reader begins; the page of an indicator stands in `indicators/`, its figures in `figures/`.

    Parameters
    ----------
    report : Report
    also : mapping of str to str, optional
        Files of the same folder that say the same, and what each is called.

    Returns
    -------
    dict of str to bytes
        Contents by the paths of the files, in the folder of the report.
    """
    parts = {"changes": report.changes is not None, "savings": report.savings is not None,
             "plans": report.plans is not None, "statistics": bool(report.statistics),
             "charts": bool(report.charts)}  # fmt: skip
    others = {f"{key}.html": page for key, page in OTHERS.items() if parts[key]}
    first = "Contents" if report.scorecard is None else "Scorecard"
    shell = Shell(report, {INDEX: first, **{file: name for file, (name, _) in others.items()}}, also or {})
    files: dict[str, bytes] = {STYLE: style_of(report)}
    if logo := logo_of(report):
        files[logo[0]] = logo[1]
    if report.scorecard is None:
        links = [element("li", element("a", name, href=file)) for file, name in shell.pages.items() if file != INDEX]
        notes = [element("p", note) for note in report.notes]
        files[INDEX] = shell.page(title=report.title, main=[element("ul", links), *notes], here=INDEX)
    else:
        subjects = Subjects(report.scorecard.board, report.commentary)
        files |= {SCRIPT: script(), INDEX: index(shell, report, subjects)}
        for subject in steps("pages", subjects.all.values()):
            files[f"indicators/{subject.slug}.html"] = page_of(shell, subjects, subject)
            if (figures := figures_of(subjects, subject)) is not None:
                files[f"figures/{subject.slug}.csv"] = figures
    for file, (_, page) in others.items():
        files[file] = page(shell, report, file).encode()
    if parts["changes"] or parts["savings"] or parts["plans"]:
        files[TABLES] = style_of_tables()
    return files
