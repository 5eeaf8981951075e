"""What stands in the cells of the site: ratings, directions, trends and what is said more quietly than a figure."""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence

from headway._core import Period
from headway.language.figures import decimals, figure, rounding
from headway.language.palette import RATING_COLOURS
from headway.language.periods import short
from headway.language.sentences import in_words
from headway.report.board_rows import Row
from headway.report.cells import ARROWS
from headway.report.site.markup import Child, Markup, element

RATINGS = ("red", "amber", "green", "not_rated")
# Of red, amber and green, in a picture of 12 by 12; and of the points of charts, around their middle.
_MARKS = {
    "red": '<path d="M1 1h10v10H1z"', "amber": '<path d="M6 .5 12 11.5H0z"', "green": '<circle cx="6" cy="6" r="5.7"',
}  # fmt: skip
_POINTS = {
    "disc": '<circle r="3"', "ring": '<circle r="5" class="ring"', "diamond": '<path d="M0-6 6 0 0 6-6 0z"',
    "square": '<path d="M-4.5-4.5h9v9h-9z"', "up": '<path d="M0-6 6 5H-6z"', "down": '<path d="M0 6 6-5H-6z"',
    "bar": '<path d="M-9-1.5H9v3H-9z"',
}  # fmt: skip


def shapes_in(markup: str) -> Markup:
    """The shapes that a page uses, once, for all that refer to them."""
    marks = [f'{shape} id="mark-{name}" fill="{RATING_COLOURS[name]}"/>' for name, shape in _MARKS.items()
             if f'"#mark-{name}"' in markup]  # fmt: skip
    points = [f'{shape} id="{name}"/>' for name, shape in _POINTS.items() if f'"#{name}"' in markup]
    found = "".join(marks + points)
    return Markup(f'<svg class="shapes" aria-hidden="true"><defs>{found}</defs></svg>' if found else "")


@functools.cache
def rating_mark(rating: str, words: str) -> Markup:
    """A rating's shape before the words that say it."""
    shape = Markup(f'<svg class="mark" aria-hidden="true"><use href="#mark-{rating}"/></svg>')
    return element("span", shape, " ", words, class_=f"rating {rating}")


def quiet(*words: Child) -> Markup:
    return element("small", *words)


def direction_mark(row: Row) -> Markup:
    """An arrow for the sign of the change, and the word that says whether that is good."""
    if row.direction == "unknown":
        return Markup("Unknown")
    sign = 0 if row.direction == "no_change" or math.isnan(row.change) else (row.change > 0) - (row.change < 0)
    arrow = None if math.isnan(row.change) else element("span", ARROWS[sign], " ", aria_hidden="true")
    clear = row.direction_reason == "clear"
    return element("span", arrow, in_words(row.direction).capitalize() if clear else "No clear change",
                   class_=f"way {row.direction}")  # fmt: skip


UNKNOWN = {
    "no data": "no latest result", "no previous value": "no previous result",
    "cumulative within the year": "year-to-date total",
}  # fmt: skip


def trend_mark(points: Sequence[tuple[Period, float]], unit: str | None) -> Markup:
    """Points at their own times, the last one marked. Its text alternative names the first and the last."""
    wide, tall, margin = 96, 28, 4
    times, values = [period.end.toordinal() for period, _ in points], [value for _, value in points]

    def along(value: float, ends: Sequence[float], size: int) -> float:
        low, high = min(ends), max(ends)
        return size / 2 if low == high else margin + (value - low) / (high - low) * (size - 2 * margin)

    places = [(along(time, times, wide), tall - along(value, values, tall))
              for time, value in zip(times, values, strict=True)]  # fmt: skip
    way = "L".join(f"{x:.0f} {y:.1f}".removesuffix(".0") for x, y in places)
    last = f"M{places[-1][0]:.0f} {places[-1][1]:.1f}h0"
    digits = decimals(*values, most=rounding(values[-1], values[0]))
    ends = (f"{figure(value, places=digits, unit=unit)} in {short(period)}" for period, value in (points[0], points[-1]))
    said = f"{len(points)} points, from {' to '.join(ends)}"
    return element("svg", Markup(f'<path d="M{way}"/><path class="last" d="{last}"/>'), class_="trend", role="img",
                   viewBox=f"0 0 {wide} {tall}", aria_label=said)  # fmt: skip
