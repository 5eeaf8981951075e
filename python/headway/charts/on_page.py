"""A chart for a page of many: the same record as in a notebook, with its finding, figures and text, as light markup.

Drawing with matplotlib takes a quarter of a second and about 20 kB a chart; a page of five hundred indicators has a
thousand charts. Charts of points in time are therefore written as markup from their records; all others, of which a
report has a few, are drawn as everywhere.
"""

from __future__ import annotations

import functools
import math

from headway.charts.chart import Chart
from headway.charts.control_chart import ControlPicture, Floats, centre_of, colour_of
from headway.charts.history import History
from headway.charts.parts.axes import padded as padded_values
from headway.charts.parts.axes import year_starts
from headway.charts.parts.fixed import fixed_svg
from headway.charts.parts.fluid import Area, Curve, End, Mark, fluid_svg
from headway.charts.parts.timed import Timed
from headway.charts.trajectory import Trajectory
from headway.language.palette import INK, MUTED, categorical
from headway.language.periods import short
from headway.language.sentences import capital
from headway.vocabulary import Status

SHAPES = {"improvement": "d", "concern": "q", "neutral_high": "u", "neutral_low": "v"}
LOOKS = ("dotted", "dashed", "dash-dot")  # of what an indicator is compared with


def on_page(chart: Chart, labelled_by: str) -> str:
    """One `<svg>` for a page that has the look of `site.css`, and an element of that id which says what it shows."""
    drawn = timed(chart)
    return chart.svg() if drawn is None else fluid_svg(labelled_by=labelled_by, **drawn._asdict())


def alone(chart: Chart, title: str | None = None) -> str:
    """The same as a picture of its own, for documents and files: one `<svg>` with its title and its words.

    A `title` is for charts of points in time, of which one does not say whose they are.
    """
    drawn = timed(chart)
    if drawn is None:
        return chart.svg()
    words = chart.words(chart.below())
    return fixed_svg(drawn, words=words._replace(title=title or words.title), description=chart.describe())


@functools.singledispatch
def timed(chart: Chart) -> Timed | None:
    """What is drawn of points in time; None of a chart that shows anything else."""
    return None


@timed.register
def _history(chart: History) -> Timed:
    blue, times, colours, write = categorical()[0], chart.times, chart.colours(), chart.formatted
    way = list(zip(times, chart.values, strict=True))
    reach = (times[0], times[-1]) if times else (0.0, 1.0)
    curves = [
        Curve([(reach[0] - (reach[0] == reach[1]), height), (reach[1], height)],
              LOOKS[list(chart.against).index(name) % len(LOOKS)], colours[name])
        for name, height, _ in chart.ends()
    ]  # fmt: skip
    ends = [End(height, name, said, colours[name]) for name, height, said in chart.ends()]
    ends += [End(value, "Latest", write(value), blue) for value in chart.values[-1:]]
    return Timed(
        limits=padded_values(*chart.limits), reach=reach,
        names=[(time, short(period)) for time, period in zip(times, chart.periods, strict=True)],
        curves=[*curves, Curve(way, "value"), Curve(way, "dots")], ends=ends, unit=chart.unit,
    )  # fmt: skip


@timed.register
def _control(chart: ControlPicture) -> Timed:
    n, pink, blue, write = len(chart.value), categorical()[2], categorical()[0], chart.formatted
    found = chart.drawn
    way = [(float(i), float(value)) for i, value in enumerate(chart.value)]
    named = [("Upper limit", chart.upper, "limit", MUTED), ("Lower limit", chart.lower, "limit", MUTED),
             (capital(centre_of(chart.kind)), chart.mean, "mean", INK),
             ("Target", chart.target, "dotted", pink)]  # fmt: skip
    common = [(x, y) if chart.point_type[int(x)] == "common" else (x, math.nan) for x, y in way]
    marks = [Mark((x, y), SHAPES[chart.point_type[int(x)]], colour_of(chart.point_type[int(x)]))
             for x, y in way if chart.point_type[int(x)] != "common" and math.isfinite(y)]  # fmt: skip
    ends = [End(float(values[-1]), name, write(float(values[-1])), colour)
            for name, values, _, colour in named if n and math.isfinite(values[-1])]  # fmt: skip
    ends += [End(value, name, write(value), INK) for name, value in chart.against.items()]
    starts = year_starts(chart.when)
    named_points = sorted({*starts, n - 1}) if len(starts) > 1 else range(n)
    if chart.latest is not None:
        latest = float(chart.value[chart.latest])
        ends.append(End(latest, "Latest", write(latest), blue))
    return Timed(
        unit=chart.unit, reach=(-0.5, max(n, 1) - 0.5),
        limits=padded_values(float(found.min()), float(found.max())) if found.size else (0.0, 1.0),
        names=[(float(i), chart.when[i]) for i in named_points], marks=marks, ends=ends,
        curves=[*(Curve(_steps(values), look) for _, values, look, _ in named),
                *(Curve([(-0.5, value), (n - 0.5, value)], "other") for value in chart.against.values()),
                Curve(way, "thin"), Curve(common, "dots")],
    )  # fmt: skip


def _steps(values: Floats) -> list[tuple[float, float]]:
    """A level under each point; where it stays the same, one line."""
    steps: list[tuple[float, float]] = []
    for i, value in enumerate(values.tolist()):
        if len(steps) > 1 and (steps[-1][1] == value or math.isnan(value) and math.isnan(steps[-1][1])):
            steps[-1] = (i + 0.5, value)
        else:
            steps += [(i - 0.5, value), (i + 0.5, value)]
    return steps


@timed.register
def _trajectory(chart: Trajectory) -> Timed:
    blue, pink, n = categorical()[0], categorical()[2], len(chart.periods)
    complete = chart.status == Status.complete
    places = list(map(float, range(n)))
    bounds = [] if chart.amounts else [bound for bound in dict.fromkeys(chart.target or ()) if math.isfinite(bound)]
    of_year = chart.value if chart.mean_of_year or not complete else None
    areas = [Area(corners, "area") for corners in chart.wedges()]  # which darken where they lie on each other
    curves = [
        Curve(list(zip(places, map(float, chart.last_year), strict=True)), "before"),
        *(Curve(list(zip(places, map(float, bound), strict=True)), "dotted") for bound in chart.profile.T),
        Curve(list(zip(places, map(float, chart.expected), strict=True)), "ahead"),
        Curve(way := list(zip(places, map(float, chart.actual), strict=True)), "value"),
        Curve(way, "dots"),
    ]
    marks = [Mark((chart.end, bound), "b", pink) for bound in bounds]
    ends = []
    if of_year is not None:
        marks.append(Mark((chart.end, of_year), "o", blue))
    if chart.value is not None:
        ends.append(End(chart.value, chart.year_in_words() if complete else "Projected", chart.formatted(chart.value),
                        blue))  # fmt: skip
    if chart.target is not None and bounds:
        ends.append(End(sum(bounds) / len(bounds), "Target", chart.target_in_words(), pink))
    if n and math.isfinite(chart.last_year[-1]):
        ends.append(End(float(chart.last_year[-1]), chart.last_year_in_words(),
                        chart.formatted(float(chart.last_year[-1])), MUTED))  # fmt: skip
    if (closeup := chart.closeup()) is not None:  # which has the figures
        ends = [end._replace(said="") for end in ends]
    names = [(place, short(period)) for place, period in zip(places, chart.periods, strict=True)]
    names += [(chart.end, "Year")] if chart.mean_of_year else []
    return Timed(
        limits=chart.limits(), reach=(0.0, max(chart.end, 1.0)),
        names=names, curves=curves, areas=areas, marks=marks, ends=ends, unit=chart.unit, closeup=closeup,
    )  # fmt: skip
