"""What stands in cells: a rating is a word, a shape and a colour; a trend is a line with its own words."""

from __future__ import annotations

from htmltools import Tag, TagChild, TagList, svg, tags

from headway.language.palette import INK, RATING_COLOURS
from headway.language.periods import marks_behind
from headway.report.trend import DOTTED, Trend


def rating_shape(rating: str) -> Tag:
    """A square for red, a triangle for amber, a disc for green, a diamond for blue, an angle for up and down.

    It stands beside the word and is silent.
    """
    fill = RATING_COLOURS.get(rating, RATING_COLOURS["blue"])
    shapes = {
        "red": svg.rect(x=1, y=1, width=10, height=10, fill=fill),
        "amber": svg.polygon(points="6,0.5 12,11.5 0,11.5", fill=fill),
        "green": svg.circle(cx=6, cy=6, r=5.7, fill=fill),
        "blue": svg.polygon(points="6,0 12,6 6,12 0,6", fill=fill),
        "up": svg.polyline(points="1,9 6,3 11,9", fill="none", stroke=fill, stroke_width=2.6),
        "down": svg.polyline(points="1,3 6,9 11,3", fill="none", stroke=fill, stroke_width=2.6),
    }
    return svg.svg(
        shapes[rating], class_="headway-shape", viewBox="0 0 12 12", width=12, height=12, aria_hidden="true",
        focusable="false",
    )  # fmt: skip


def rating_mark(rating: str, words: str) -> Tag:
    """A rating's shape before the words that say it."""
    return tags.span(rating_shape(rating), " ", words, class_=f"headway-rating headway-{rating}")


def muted(*words: TagChild, below: bool = False) -> Tag:
    """What is said more quietly than a figure, beside it or below."""
    return tags.span(*words, class_="headway-muted headway-unit" if below else "headway-muted")


def labelled(label: str, cell: TagChild) -> TagList:
    """A cell with its column's name inside, for narrow screens where the header row is out of sight."""
    return TagList(tags.span(label, class_="headway-label"), cell)


def sparkline(trend: Trend) -> Tag:
    """Points at their own times, the last one marked, and the target dotted where it is near.

    Its text alternative names the first and the last; the first is printed below, as the last stands beside.
    """
    width, height = 100, 26
    places = [(round(x, 1), round(y, 1)) for x, y in trend.places(width, height)]
    target = trend.height_of_target(height)
    (began, first), (ended, last) = (
        (f"in {period.with_style('full')}{marks_behind(period)}", trend.written(i))
        for i, period in ((0, trend.points[0][0]), (-1, trend.points[-1][0]))
    )
    said = f"{len(trend.points)} points, from {first} {began} to {last} {ended}"
    dotted = target is not None and svg.line(
        x1=0, x2=width, y1=round(target, 1), y2=round(target, 1), stroke=INK, stroke_width=1.2, stroke_dasharray="2 2.5"
    )
    return tags.span(
        svg.svg(
            dotted or None,
            svg.polyline(points=" ".join(f"{x},{y}" for x, y in places), fill="none", stroke=INK, stroke_width=1.5),
            [svg.circle(cx=x, cy=y, r=1.6, fill=INK) for x, y in places[:-1]],
            svg.circle(cx=places[-1][0], cy=places[-1][1], r=3.4, fill=INK),
            viewBox=f"0 0 {width} {height}", width=width, height=height, role="img",
            aria_label=f"{said}; {DOTTED}" if dotted else said,
        ),  # fmt: skip
        [tags.span(each, class_="headway-muted headway-since", aria_hidden="true")
         for each in (f"from {first}", began, *([DOTTED] if dotted else []))],
        class_="headway-trend",
    )  # fmt: skip
