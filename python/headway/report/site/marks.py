"""What stands in the cells of the site: ratings, directions, trends and what is said more quietly than a figure."""

from __future__ import annotations

import functools
from collections.abc import Iterable

from headway.charts.parts.fluid import way
from headway.language.counts import RATED
from headway.language.periods import short
from headway.language.sentences import in_words
from headway.report.board_rows import Row
from headway.report.outlook_marks import OutlookMarks
from headway.report.row_words import travel
from headway.report.site.markup import Child, Markup, element, joined
from headway.report.trend import DOTTED, Trend

RATINGS = (*RATED, "not_rated")
WAYS = ("improving", "worsening", "no_change", "increasing", "decreasing")
WORST_FIRST = ("worsening", "decreasing", "no_change", "increasing", "improving", "unknown")
# The points of charts, around their middle: diamond, square, up, down, ring, bar; by one letter, for there are many.
_POINTS = {
    "d": '<path d="M0-6 6 0 0 6-6 0z"', "q": '<path d="M-4.5-4.5h9v9h-9z"', "u": '<path d="M0-6 6 5H-6z"',
    "v": '<path d="M0 6 6-5H-6z"', "o": '<circle r="5" class="ring"', "b": '<path d="M-9-1.5H9v3H-9z"',
}  # fmt: skip


def shapes_in(markup: str) -> Markup:
    """The shapes that a page uses, once, for all that refer to them."""
    found = "".join(f"{shape} id={name} />" for name, shape in _POINTS.items() if f"href=#{name} " in markup)
    return Markup(f'<svg class="shapes" aria-hidden="true"><defs>{found}</defs></svg>' if found else "")


@functools.cache
def rating_mark(rating: str, words: str | None = None) -> Markup:
    """A rating in words, by default its own; the style sheet has a shape and a colour for it."""
    said = words or in_words(rating).capitalize()
    return Markup(said) if rating == "not_rated" else element("span", said, class_=rating)


def quiet(*words: Child) -> Markup:
    return element("small", *words)


def facts(said: Iterable[tuple[Child, Child]]) -> Markup:
    """What is known of something, each by its name."""
    return element("dl", [joined(element("dt", name), element("dd", each)) for name, each in said], class_="facts")


def direction_mark(row: Row) -> Markup:
    """An arrow for the sign of the change, and the word that says whether that is good; or why nobody can say."""
    said = travel(row.direction, row.change, row.direction_reason)
    arrow = element("span", said.arrow, " ", aria_hidden="true") if said.arrow else None
    mark = said.word if row.direction == "unknown" else element("span", arrow, said.word, class_=f"way {row.direction}")
    return joined(mark, quiet(said.why) if said.why else None)


def trend_mark(trend: Trend) -> Markup:
    """Points at their own times, the last one marked, the target dotted. Its text alternative names the first and the
    last; the first is printed below, as the last stands beside."""
    wide, tall = 96, 28
    places, target = trend.places(wide, tall), trend.height_of_target(tall)
    last = way(places[-1:], dots=True)
    first, latest = (f"{trend.written(i)} in {short(trend.points[i][0])}" for i in (0, -1))
    said = f"{len(trend.points)} points, from {first} to {latest}"
    dotted = "" if target is None else f'<path class="target" d="M0 {target:.1f}H{wide}"/>'
    drawn = element("svg", Markup(f'{dotted}<path d="{way(places)}"/><path class="last" d="{last}"/>'), class_="trend",
                    role="img", viewBox=f"0 0 {wide} {tall}", aria_label=said)  # fmt: skip
    return joined(drawn, quiet(f"from {first}"), quiet(DOTTED) if dotted else None)


class YearEndMarks(OutlookMarks):
    """What a page of the site says of a year's end: the same, in its own marks."""

    def chance(self) -> Markup:  # type: ignore[override]
        return joined(self.chance_in_figures() or quiet(self.why_no_chance()))

    def rating_mark(self) -> Markup:  # type: ignore[override]
        rating, why = self.rated()
        return rating_mark(rating) if rating != "not_rated" else quiet(why)
