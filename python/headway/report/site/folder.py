"""All files of the site of a report, by their paths in its folder."""

from __future__ import annotations

from headway.report.report import Report
from headway.report.site.explore import index
from headway.report.site.indicator import figures_of, page_of
from headway.report.site.shell import SCRIPT, STYLE, Shell, logo_of, script, style_of
from headway.report.site.subjects import Subjects


def pages(report: Report) -> dict[str, bytes]:
    """The report as a site of HTML pages that link to each other and ask no host for anything.

    `index.html` is where a reader begins; an indicator's page stands at `indicators/`, its figures at `figures/`.
    """
    others = {}
    shell = Shell(report, {"index.html": "Scorecard", **others})
    files: dict[str, bytes] = {STYLE: style_of(report), SCRIPT: script()}
    if logo := logo_of(report):
        files[f"logo{logo[0]}"] = logo[1]
    if report.scorecard is not None:
        subjects = Subjects(report.scorecard.board, report.commentary)
        files["index.html"] = index(shell, report, subjects)
        for subject in subjects.all.values():
            files[f"indicators/{subject.slug}.html"] = page_of(shell, subjects, subject)
            if (figures := figures_of(subjects, subject)) is not None:
                files[f"figures/{subject.slug}.csv"] = figures
    return files
