"""Two scorecards compared, as one page: what moved and why, what came and went, what was revised and redefined."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from htmltools import HTML, TagChild, tags

from headway.boundary.frames import Frame
from headway.language.counts import of_comparator
from headway.language.figures import decimals, figure, rounding
from headway.language.key import move_key
from headway.language.sentences import capital, in_words
from headway.report.cells import muted, rating_mark
from headway.report.comparison import Comparison
from headway.report.house_table import house_table
from headway.report.page import document, figure_of, page_of_parts
from headway.report.wording import Sentence

_IN_SHORT = ("compared", "moved_count", "moved_none", "comparator_added", "comparator_dropped", "changed_all")
_BLANK = math.nan


def comparison_page(
    comparison: Comparison, *, title: str, subtitle: str | None, notes: Sequence[str],
    pages: Mapping[str, str] | None = None, here: str | None = None, frame: Callable[..., str] = document,
) -> str:  # fmt: skip
    """The page as text. Everything that it shows is escaped, and nothing in it is fetched."""
    said = comparison.sentences()
    parts: list[tuple[str, str, list[TagChild]]] = [
        ("moved", "Ratings that moved, and why", _moved(comparison, said)),
        *_between(comparison),
        ("new", "New, and no longer there", _alone(comparison, said)),
        ("revised", "Figures that were revised", _revised(comparison)),
        ("changed", "Targets, rules and definitions that changed", _changed(comparison)),
        ("counts", "How the counts add up", _counts(comparison)),
    ]
    return page_of_parts(
        title=title, subtitle=subtitle, in_short=[each.text for each in said if each.kind in _IN_SHORT], parts=parts,
        rules=move_key(), notes=notes, pages=pages, here=here, frame=frame,
    )  # fmt: skip


def _moved(comparison: Comparison, said: Sequence[Sentence]) -> list[TagChild]:
    rows = Frame(comparison.moved).rows()
    if not rows:
        return [tags.p("No rating moved.")]
    why = [each.text for each in said if each.kind == "moved"]
    cells: list[dict[str, TagChild]] = []
    for row, sentence in zip(rows, why, strict=True):
        because = sentence.removeprefix(row["indicator"]).partition(", because ")[2]  # a name may have the word too
        by = [tags.div(muted(words)) for words in _mixtures(row)]
        cells.append({
            "indicator": row["indicator"], "section": row["section"],
            "comparator": capital(in_words(row["comparator"])),
            "from": _rating(row["from"]), "to": _rating(row["to"]),
            "why": tags.span(capital(because or sentence), by) if by else capital(because or sentence),
        })  # fmt: skip
    labels = {"indicator": "Indicator", "section": "Section", "comparator": "Against", "from": "Was", "to": "Is now",
              "why": "Because"}  # fmt: skip
    return [_table(cells, labels, "Ratings that moved")]


def _between(comparison: Comparison) -> list[tuple[str, str, list[TagChild]]]:
    """The results of both as a picture, where some moved."""
    slope = comparison.picture()
    if not any(move.moved for move in slope.moves):
        return []
    return [("between", "From the one to the other", [*figure_of(slope)])]


def _mixtures(row: Mapping[str, Any]) -> list[str]:
    """What each value is by the other's comparator and rule, where both changed."""
    if row["new_value_by_old"] is None or row["cause"] in ("value", "definition", "withheld"):
        return []
    name = in_words(row["comparator"])
    old, new = in_words(row["new_value_by_old"]), in_words(row["old_value_by_new"])
    return [f"By the old {name} and rule the new value is {old}, and the old value by the new ones {new}."]


def _alone(comparison: Comparison, said: Sequence[Sentence]) -> list[TagChild]:
    drawn: list[TagChild] = []
    for frame, title in ((comparison.new, "New"), (comparison.dropped, "No longer there")):
        rows = Frame(frame).rows()
        if not rows:
            drawn.append(tags.p(f"{title}: none."))
            continue
        labels = {"indicator": "Indicator", "section": "Section", "period": "Period", "latest": "Latest",
                  **{f"{name}_rating": capital(in_words(name)) for name in comparison.comparators},
                  "may_be": "May be"}  # fmt: skip
        cells: list[dict[str, TagChild]] = []
        for row in rows:
            may_be = None if row["may_be"] is None else tags.span(row["may_be"], muted(row["because"], below=True))
            cells.append({
                "indicator": row["indicator"], "section": row["section"], "period": row["period"] or muted("no period"),
                "latest": _figure(row["latest"]),
                **{f"{name}_rating": _rating(row[f"{name}_rating"]) for name in comparison.comparators},
                "may_be": may_be or muted("nothing suspected"),
            })  # fmt: skip
        drawn.append(_table(cells, labels, title, right=["latest"]))
    drawn += [tags.p(each.text) for each in said if each.kind == "suspected"]
    return drawn


def _revised(comparison: Comparison) -> list[TagChild]:
    rows = Frame(comparison.revised).rows()
    if not rows:
        return [tags.p("No figure for the same period is another.")]
    cells: list[dict[str, TagChild]] = [
        {"indicator": row["indicator"], "period": row["period"], "before": _figure(row["before"], row["after"]),
         "after": _figure(row["after"], row["before"]),
         "where": capital(_WHERE[row["is"]] if row["was"] == row["is"] else f"{_WHERE[row['was']]}, now "
                                                                            f"{_WHERE[row['is']]}")}
        for row in rows
    ]  # fmt: skip
    labels = {"indicator": "Indicator", "period": "Period", "before": "Was", "after": "Is now", "where": "Where"}
    return [_table(cells, labels, "Revised figures", right=["before", "after"])]


_WHERE = {"result": "result", "history": "history", "previous": "previous result"}


def _changed(comparison: Comparison) -> list[TagChild]:
    rows = Frame(comparison.changed).rows()
    if not rows:
        return [tags.p("No target, no rule and no definition changed.")]
    cells: list[dict[str, TagChild]] = [
        {"indicator": row["indicator"] or tags.strong("All indicators"), "section": row["section"] or "",
         "part": capital(in_words(row["part"])),
         **{side: in_words(row[side]) if row[side] else muted("none") for side in ("before", "after")}}
        for row in rows
    ]  # fmt: skip
    labels = {"indicator": "Indicator", "section": "Section", "part": "What", "before": "Was", "after": "Is now"}
    return [_table(cells, labels, "Changed targets, rules and definitions")]


def _counts(comparison: Comparison) -> list[TagChild]:
    labels = {"rating": "Rating", "before": "Before", "dropped": "Dropped", "moved_out": "Moved out",
              "moved_in": "Moved in", "new": "New", "after": "Now"}  # fmt: skip
    drawn: list[TagChild] = []
    for name in comparison.comparators:
        cells: list[dict[str, TagChild]] = [
            {key: _rating(row[key]) if key == "rating" else f"{row[key]:,}" for key in labels}
            for row in Frame(comparison.counts).rows() if row["comparator"] == name
        ]  # fmt: skip
        flow = "before, less dropped and moved out, plus moved in and new, is now"
        title = f"Ratings against {of_comparator(name)}: {flow}"
        drawn.append(_table(cells, labels, title, right=list(labels)[1:]))
    return drawn or [tags.p("The two scorecards have no comparator in common.")]


@functools.cache  # of a page of hundreds
def _rating(rating: str) -> HTML:
    return HTML(str(muted("Not rated") if rating == "not_rated" else rating_mark(rating, rating.capitalize())))


def _figure(value: float | None, *beside: float | None) -> TagChild:
    if value is None:
        return muted("missing")
    others = [_BLANK if other is None else other for other in beside]
    return figure(value, places=decimals(value, *others, most=rounding(value, *others)))


def _table(
    cells: Sequence[Mapping[str, TagChild]], labels: Mapping[str, str], title: str, *, right: Sequence[str] = ()
) -> HTML:
    return HTML(house_table(cells, labels, title=title, right=right, kind="comparison").as_raw_html())
