"""Every chart of a report as a file: SVG or PNG, its words beside it, and a piece of a web page that has both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from headway.boundary.progress import steps
from headway.report.paper.blocks import Paper, Picture
from headway.report.paper.contents import charts_of
from headway.report.paper.pictures import picture_of_chart, png_of
from headway.report.report import Report
from headway.report.site.subjects import Subjects

FOLDER = "charts"
DOTS = 144  # an inch: two a point, as screens have


def svg(pictures: Iterable[Picture]) -> dict[str, bytes]:
    """Each chart as `charts/NAME.svg`, its words as `.txt`, and what shows both on any page as `.html`."""
    files: dict[str, bytes] = {}
    for picture in pictures:
        files[f"{FOLDER}/{picture.name}.svg"] = picture.svg.encode()
        files[f"{FOLDER}/{picture.name}.txt"] = _words(picture)
        files[f"{FOLDER}/{picture.name}.html"] = _piece(picture)
    return files


def png(pictures: Iterable[Picture]) -> dict[str, bytes]:
    """Each chart as `charts/NAME.png`, its words as `.txt`."""
    files: dict[str, bytes] = {}
    for picture in pictures:
        files[f"{FOLDER}/{picture.name}.png"] = png_of(picture.svg, DOTS)
        files[f"{FOLDER}/{picture.name}.txt"] = _words(picture)
    return files


def pictures_of(report: Report, paper: Paper) -> Iterator[Picture]:
    """All charts of a report: those of every indicator, which say whose they are, and the other pictures of the
    paper."""
    known: set[str] = set()
    if report.scorecard is not None:
        subjects = Subjects(report.scorecard.board, report.commentary)
        for subject in steps("charts", subjects.all.values()):
            for kind, chart in charts_of(subjects, subject).items():
                name = f"{subject.slug}-{kind}"
                known.add(name)
                yield picture_of_chart(chart, f"{subject.name}: {chart.heading}")._replace(name=name)
    yield from (picture for picture in paper.pictures() if picture.name not in known)


def _words(picture: Picture) -> bytes:
    return f"{picture.finding}\n\n{picture.words}\n".encode()


def _piece(picture: Picture) -> bytes:
    """A figure that stands in any page by itself; it is named by its caption, and its words are below it."""
    identity = escape(picture.name)
    drawn = picture.svg.replace("<svg ", f'<svg style="max-width: 100%; height: auto" aria-labelledby="{identity}" ', 1)
    return (
        f"<figure>\n{drawn}\n<figcaption id=\"{identity}\">{escape(picture.finding)}</figcaption>\n"
        f"<details><summary>The chart in words</summary><p>{escape(picture.words)}</p></details>\n</figure>\n"
    ).encode()
