"""What stands in cells: a rating is a word, a shape and a colour; a trend is a line with its own words."""

from __future__ import annotations

from collections.abc import Sequence

from htmltools import Tag, TagChild, TagList, svg, tags

from headway._core import Period
from headway.language.figures import decimals, figure, rounding
from headway.language.palette import INK, RATING_COLOURS
from headway.language.periods import marks_behind


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


def sparkline(points: Sequence[tuple[Period, float]], unit: str | None) -> Tag:
    """Points at their own times, the last one marked. Its text alternative names the first and the last."""
    width, height, margin = 100, 26, 4
    times = [period.end.toordinal() for period, _ in points]
    values = [value for _, value in points]

    def along(value: float, all_values: Sequence[float], size: int) -> float:
        low, high = min(all_values), max(all_values)
        return size / 2 if low == high else margin + (value - low) / (high - low) * (size - 2 * margin)

    places = [
        (round(along(time, times, width), 1), round(height - along(value, values, height), 1))
        for time, value in zip(times, values, strict=True)
    ]
    digits = decimals(*values, most=rounding(values[-1], values[0]))
    first, last = (
        f"{figure(value, places=digits, unit=unit)} in {period.with_style('full')}{marks_behind(period)}"
        for period, value in (points[0], points[-1])
    )
    since = f"since {points[0][0].with_style('full')}"
    return tags.span(
        svg.svg(
            svg.polyline(points=" ".join(f"{x},{y}" for x, y in places), fill="none", stroke=INK, stroke_width=1.5),
            [svg.circle(cx=x, cy=y, r=1.6, fill=INK) for x, y in places[:-1]],
            svg.circle(cx=places[-1][0], cy=places[-1][1], r=3.4, fill=INK),
            viewBox=f"0 0 {width} {height}", width=width, height=height, role="img",
            aria_label=f"{len(points)} points, from {first} to {last}",
        ),  # fmt: skip
        tags.span(since, class_="headway-muted headway-since", aria_hidden="true"),
        class_="headway-trend",
    )
