"""The page of one indicator: where it stands, how it got there, where it is heading, and what it is."""

from __future__ import annotations

import dataclasses
import itertools
import math
from collections.abc import Iterable, Iterator, Sequence
from html import escape

from headway import spc
from headway._core import HeadwayError, Period
from headway.boundary.labels import unit_of
from headway.charts.chart import Chart
from headway.charts.control_chart import TYPES, ControlPicture, colour_of
from headway.charts.history import History
from headway.charts.on_page import SHAPES, on_page
from headway.language.counts import number_of
from headway.language.figures import brief, ends_in_words, figure, is_per_cent
from headway.language.levels import percent
from headway.language.periods import age_in_words, short, year_label
from headway.language.sentences import capital, earlier_in_words, in_words, stopped, why_no_direction
from headway.outlook.projection import Projection
from headway.report.board_rows import Row
from headway.report.differences import LEVEL, is_goal
from headway.report.earlier import Since
from headway.report.scorecard_table import outlook_marks
from headway.report.site.marks import YearEndMarks, direction_mark, facts, quiet
from headway.report.site.markup import Child, Markup, element, joined
from headway.report.site.results import against_cell, commentary, latest_cell, period_of, room_of
from headway.report.site.shell import Shell
from headway.report.site.subjects import Subject, Subjects
from headway.vocabulary import Status

ENOUGH = 12  # points for a control chart
WIDEST = 8  # letters of a figure of which twelve stand beside each other
OF_ALL = 4  # cells of a result beside those of its comparators
POLARITIES = {
    "high_is_good": "higher is better", "low_is_good": "lower is better", "in_range": "within a range is good",
    "neutral": "neither higher nor lower is better",
}  # fmt: skip
ACCRUALS = {
    "snapshot": "the level at the end of its period", "flow": "the amount of its period", "average": "a mean",
    "cumulative": "the total since the year began", "rolling": "the total or mean of the last twelve months",
}  # fmt: skip


@dataclasses.dataclass(frozen=True)
class IndicatorPage:
    """All that the page of an indicator shows."""

    subjects: Subjects
    subject: Subject

    @property
    def row(self) -> Row:
        """The latest result."""
        return self.subjects.rows[self.subject.latest]

    def points(self) -> list[tuple[Period, float]]:
        """The history, and the latest result where that is the next of its points."""
        row = self.row
        points = list(row.history)
        whole = row.when is not None and not math.isnan(row.latest)
        if whole and row.when is not None and all(period.end != row.when.end for period, _ in points):
            alike = not points or points[-1][0].months == row.when.months and points[-1][0].end < row.when.end
            points += [(row.when, row.latest)] if alike else []
        return points

    def chart(self, points: Sequence[tuple[Period, float]]) -> ControlPicture | History | None:
        """A control chart where there are points for it; of a total that starts anew each year there is none."""
        row = self.row
        against = {capital(in_words(name)): (ends[0], ends[-1]) for name, each in row.against.items()
                   if not all(map(math.isnan, ends := each.ends))}  # fmt: skip
        if len(points) >= ENOUGH and row.accrual != "cumulative":
            numbers = {name: low for name, (low, high) in against.items() if low == high}
            target = next(filter(is_goal, numbers), None)
            chart = spc.xmr([value for _, value in points], polarity=row.polarity or "neutral",
                            target=None if target is None else numbers.pop(target),
                            dates=[str(period.with_style("abbreviated")) for period, _ in points])  # fmt: skip
            picture: ControlPicture = chart.picture(unit=unit_of(row.unit, of=100))
            return dataclasses.replace(picture, against=numbers)
        if len(points) < 2:
            return None
        return History(periods=[period for period, _ in points], values=[value for _, value in points],
                       against=against, unit=row.unit)  # fmt: skip

    def main(self) -> Iterator[Child]:
        """The parts of the page below its title."""
        points = self.points()
        chart = self.chart(points)
        outlook = self._outlook()
        history = _part("history", "History", [self._history(points, chart)])
        yield self._standing()
        yield self._commentary()
        yield element("div", history, outlook, self._figures(points), self._about(), class_="pair")

    def _standing(self) -> Markup:
        """Every result of the indicator, one a section and period."""
        names = ["Section", "Latest", "Before", "Change", "Direction", *map(capital, map(in_words, self.row.against))]
        rows = []
        for number in self.subject.rows:
            row = self.subjects.rows[number]
            figures = self.subjects.figures[number]
            cells = [
                joined(latest_cell(self.subjects, number), quiet(said) if (said := figures.interval()) else None),
                figures.of(row.previous) or quiet(row.previous_status or "no data"),
                figures.change() or quiet(figures.why_no_change()), direction_mark(row),
                *(joined(against_cell(row, figures, name), _difference(row, name)) for name in row.against),
            ]  # fmt: skip
            # On a phone the style sheet names the cells that every indicator has.
            labelled = [element("td", cell, data_l=name if i > OF_ALL else None)
                        for i, (name, cell) in enumerate(zip(names[1:], cells, strict=True), start=1)]  # fmt: skip
            rows.append(element("tr", element("th", row.section), labelled))
        head = element("tr", [element("th", name) for name in names])
        table = element("table", element("caption", "Where it stands"), element("thead", head), element("tbody", rows),
                        class_=f"results one {room_of(self.subjects, self.subject.rows)}".strip())  # fmt: skip
        notes = dict.fromkeys(filter(None, [self._chance(), *map(self.subjects.note_of, self.subject.rows)]))
        doubts = dict.fromkeys(doubt for number in self.subject.rows for doubt in self.subjects.rows[number].doubts)
        return joined(table, self._since(), [element("p", note) for note in notes],
                      [element("p", capital(stopped(doubt)), class_="doubt") for doubt in doubts])  # fmt: skip

    def _since(self) -> Markup | None:
        """The latest result beside earlier ones besides the one before."""
        figures = self.subjects.figures[self.subject.latest]
        lines = [(f"Since {earlier_in_words(name)}", f"{_way_in_words(since)}: {said}")
                 for name, since in self.row.since.items() if (said := figures.since(name, short))]  # fmt: skip
        return facts(lines) if lines else None

    def _chance(self) -> str | None:
        """What the intervals in the table are, and what is said by them."""
        found = self.row.interval
        if found is None:
            return None
        of = f"{brief(self.row.denominator)} {self.row.denominator_unit}".rstrip()
        whose = "as given" if found.given else f"at {percent(LEVEL)}% (Wilson, of {of})"
        said = "; what lies within is statistically similar" if self.row.differs else ""
        return f"The interval of the latest figure is {whose}{said}."

    def _commentary(self) -> Markup | None:
        words = self.subject.words
        return None if words is None or not words.parts() else _part("commentary", "Commentary", [commentary(words)])

    def _history(self, points: Sequence[tuple[Period, float]], chart: ControlPicture | History | None) -> Child:
        if chart is None:
            return element("p", "No earlier points were given." if not points else
                           "There is one point, so no line can be drawn.")  # fmt: skip
        below: Child = None
        if isinstance(chart, ControlPicture):
            below = joined(_key_of(chart), element("p", chart.below()))
        elif len(points) < ENOUGH and self.row.accrual != "cumulative":
            below = element("p", f"{number_of(len(points), 'point')}: a control chart takes {ENOUGH}.")
        elif self.row.accrual == "cumulative":
            below = element("p", "A total that starts anew each year has no control chart.")
        return _figure(chart, "history-says", below)

    def _outlook(self) -> Markup | None:
        row = self.row
        marks = outlook_marks(row, YearEndMarks)
        if marks is None or row.outlook is None:
            return None
        projection = row.outlook.projection
        drawn = None
        if projection is not None:
            chart = projection.picture(unit=unit_of(row.unit, of=100))
            drawn = _figure(chart, "outlook-says", element("p", shaded) if (shaded := chart.shaded()) else None)
        past = None if projection is None else _past_years(projection, row)
        return _part("outlook", "Year end", [drawn, facts(marks.statements()), past])

    def _about(self) -> Markup:
        row, about = self.row, self.subject.about
        known = [
            ("Definition", about.get("definition")), ("Unit", row.unit),
            ("Which way is good", POLARITIES.get(row.polarity or "")),
            ("What a figure is", ACCRUALS.get(row.accrual or "")), ("Source", about.get("source")),
            ("Owner", about.get("owner")), ("Control", about.get("control")), ("Latest figure", self._age()),
        ]  # fmt: skip
        return _part("about", "About this indicator", [facts((name, said) for name, said in known if said)])

    def _age(self) -> str:
        age, as_at = self.subjects.age_of(self.subject.latest), self.subjects.as_at
        if age is None or as_at is None:
            return "of no stated period"
        behind = "the latest in this report" if age == 0 else f"{age_in_words(age)} before {short(as_at)}"
        return f"{period_of(self.row)}, {behind}"

    def _figures(self, points: Sequence[tuple[Period, float]]) -> Markup | None:
        """The points: months with a row for each year, all others with a row for each of them, the latest first."""
        if not points:
            return None
        figures = self.subjects.figures[self.subject.latest]
        per_cent = is_per_cent(self.row.unit)  # which the caption says of all
        said = [(period, figure(value, places=figures.places) if per_cent else figures.of(value) or "")
                for period, value in points]  # fmt: skip
        caption = element("caption", ", ".join(filter(None, ["Points", self.row.unit])))
        narrow = all(len(each) <= WIDEST for _, each in said)
        years = narrow and len(points) >= ENOUGH and all(period.kind == "month" for period, _ in points)
        file = element("a", "The figures as a file (CSV)", href=f"../figures/{self.subject.slug}.csv", download=True)
        return _part("figures", "Figures", [_by_year(caption, said) if years else _by_period(caption, said),
                                            element("p", file)])  # fmt: skip


def _by_period(caption: Markup, points: Sequence[tuple[Period, str]]) -> Markup:
    rows = (f"<tr><th>{escape(short(period))}</th><td>{escape(said)}</td></tr>" for period, said in reversed(points))
    return _table(caption, "<tr><th>Period</th><th>Value</th></tr>", rows, "points")


def _by_year(caption: Markup, points: Sequence[tuple[Period, str]]) -> Markup:
    """Months by years, each with twelve cells; the latest year first."""
    cells: dict[Period, list[str]] = {}
    for period, said in points:
        of_year = cells.setdefault(period.year(), [])
        of_year += [""] * (period.position() - 1 - len(of_year)) + [said]
    first = Period.of_date(points[0][0].year().start)
    names = [short(month)[:3] for month in itertools.islice(_months_from(first), 12)]
    head = "<tr><th>Year</th>" + "".join(f"<th>{name}</th>" for name in names) + "</tr>"
    rows = [f"<tr><th>{year_label(year)}</th>" + "".join(f"<td>{escape(said)}</td>" for said in of_year) + "</tr>"
            for year, of_year in sorted(cells.items(), key=lambda each: each[0].start, reverse=True)]  # fmt: skip
    return _table(caption, head, rows, f"months from-{names[0].lower()}")


def _months_from(month: Period) -> Iterator[Period]:
    while True:
        yield month
        month = month.next()


def page_of(shell: Shell, subjects: Subjects, subject: Subject) -> bytes:
    """The page of an indicator."""
    page = IndicatorPage(subjects, subject)
    back = element("nav", element("a", "All results", href=f"../index.html#{subject.slug}"), aria_label="Back",
                   class_="back")  # fmt: skip
    return shell.page(title=subject.name, main=list(page.main()), here=f"indicators/{subject.slug}.html", above=back)


def figures_of(subjects: Subjects, subject: Subject) -> bytes | None:
    """The points of an indicator as a file; None where it has none."""
    points = IndicatorPage(subjects, subject).points()
    lines = ["period,value", *(f"{period.label},{value!r}" for period, value in points)]
    return "\r\n".join([*lines, ""]).encode("utf-8") if points else None


def _part(identity: str, name: str, content: Sequence[Child]) -> Markup:
    return element("section", element("h2", name, id=identity), content)


def _figure(chart: Chart, identity: str, below: Child) -> Markup:
    said = element("figcaption", chart.heading, id=identity)
    try:
        return element("figure", said, Markup(on_page(chart, identity)), below)
    except HeadwayError as error:  # what no axis holds
        return element("figure", said, element("p", str(error)), below)


def _way_in_words(since: Since) -> str:
    """Which way it went since an earlier figure, or why nobody can say; the sign of the change says up or down."""
    if since.direction == "unknown":
        return f"Unknown ({why_no_direction(since.direction_reason)})"
    if since.direction_reason != "clear":
        return f"No clear change ({why_no_direction(since.direction_reason)})"
    return capital(in_words(since.direction))


def _difference(row: Row, comparator: str) -> Markup | None:
    """Whether the latest figure differs from a comparator by more than chance."""
    return quiet(f"statistically {row.differs[comparator]}") if comparator in row.differs else None


def _key_of(chart: ControlPicture) -> Markup | None:
    kinds = [kind for kind in SHAPES if kind in chart.point_type]
    items = [
        element("li", Markup(f'<svg class=mark aria-hidden=true><use href=#{SHAPES[kind]} '
                             f'fill="{colour_of(kind)}"/></svg>'), " ", TYPES[kind][2]) for kind in kinds
    ]  # fmt: skip
    return element("ul", items, class_="key") if items else None


def _past_years(projection: Projection, row: Row) -> Markup | None:
    """How the method did at this point of past years."""
    if projection.status != Status.projected:
        return None
    past = projection.backtest()
    if not len(past):
        return None
    picture = past.picture(unit=unit_of(row.unit, of=100))
    rows = []
    for year, projected, lower, upper, actual in zip(
        picture.years, picture.projected, picture.lower, picture.upper, picture.actual, strict=True
    ):
        none = math.isnan(lower) and math.isnan(upper)
        ends = "none" if none else ends_in_words(float(lower), float(upper), picture.formatted)
        cells = (picture.formatted(projected), ends, picture.formatted(actual))
        rows.append(element("tr", element("th", short(year)), [element("td", cell) for cell in cells]))
    head = element("tr", [element("th", name) for name in
                          ("Year", "Projected", f"Range at {percent(picture.level)}%", "In the end")])  # fmt: skip
    caption = (f"How the method did before, from point {picture.point} of {picture.points} of each year and with what "
               "was known then")  # fmt: skip
    return _table(element("caption", caption), head, rows, "points")


def _table(caption: Markup, head: str, rows: Iterable[str], look: str) -> Markup:
    return element("table", caption, element("thead", Markup(head)), element("tbody", map(Markup, rows)), class_=look)
