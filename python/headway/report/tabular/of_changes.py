"""The tables of what changed from one scorecard to the next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from headway.language.sentences import capital, in_words
from headway.report.comparison import Comparison
from headway.report.tabular.of_frames import Said, columns_of_frame
from headway.report.tabular.table import Table

_PLACE = {
    "section": Said("Section", "The section of the report.", "all sections"),
    "indicator": Said("Indicator", "What is measured.", "all indicators"),
}  # fmt: skip
_MOVED = _PLACE | {
    "comparator": Said("Against", "What the result is compared with.", words=True),
    "from": Said("Was", "The rating before.", words=True), "to": Said("Is now", "The rating now.", words=True),
    "cause": Said("Because of", "What made the rating another: the value, the comparator, the rule, or several."),
    "before_value": Said("Result before", "The result before.", "no figure"),
    "after_value": Said("Result now", "The result now.", "no figure"),
    "before_comparator": Said("Comparator before", "What it was compared with before.", "nothing to compare with"),
    "after_comparator": Said("Comparator now", "What it is compared with now.", "nothing to compare with"),
    "new_value_by_old": Said("New by old", "How the new result is rated by the old comparator and rule.",
                             "not to be rated by the other's", words=True),
    "old_value_by_new": Said("Old by new", "How the old result is rated by the new comparator and rule.",
                             "not to be rated by the other's", words=True),
}  # fmt: skip
_REVISED = {
    "indicator": _PLACE["indicator"], "period": Said("Period", "When the figure is of."),
    "before": Said("Was", "The figure before.", "no figure"), "after": Said("Is now", "The figure now.", "no figure"),
    "was": Said("Stood in", "Where it stood before: result, history or previous.", words=True),
    "is": Said("Stands in", "Where it stands now.", words=True),
}  # fmt: skip
_CHANGED = _PLACE | {
    "part": Said("What", "What changed: a comparator, a rule, a definition.", words=True),
    "before": Said("Was", "What it was.", "none"), "after": Said("Is now", "What it is.", "none"),
}  # fmt: skip
_COUNTS = {
    "comparator": Said("Against", "What results are compared with.", words=True),
    "rating": Said("Rating", "The rating.", words=True), "before": Said("Before", "How many there were."),
    "dropped": Said("Dropped", "How many of them are no longer there."),
    "moved_out": Said("Moved out", "How many of them have another rating."),
    "moved_in": Said("Moved in", "How many had another rating."), "new": Said("New", "How many were not there before."),
    "after": Said("Now", "Before, less dropped and moved out, plus moved in and new."),
}  # fmt: skip


def tables_of_changes(changes: Comparison) -> Iterator[Table]:
    """A table for each kind of change, empty ones too: nothing of the kind changed."""
    yield _table("changes_counts", "How the counts of ratings add up", changes.counts, _COUNTS, "Changes_counts")
    yield _table("changes_moved", "Ratings that moved, and why", changes.moved, _MOVED, "Changes_ratings")
    for frame, name, title in ((changes.new, "new", "Results that are new"),
                               (changes.dropped, "dropped", "Results that are no longer there")):  # fmt: skip
        yield _table(f"changes_{name}", title, frame, _alone(changes), f"Changes_{name}")
    yield _table("changes_revised", "Figures that were revised", changes.revised, _REVISED, "Changes_revised")
    yield _table("changes_definitions", "Targets, rules and definitions that changed", changes.changed, _CHANGED,
                 "Changes_definitions")  # fmt: skip


def _alone(changes: Comparison) -> dict[str, Said]:
    ratings = {f"{name}_rating": Said(f"{capital(in_words(name))} rating", "How it is rated.", words=True)
               for name in changes.comparators}  # fmt: skip
    return _PLACE | {
        "period": Said("Period", "When the result is of.", "no period"),
        "latest": Said("Latest", "The result.", "no figure"), **ratings,
        "may_be": Said("May be", "An indicator of the other scorecard that it may be.", "nothing is suspected"),
        "because": Said("May be because", "Why it may be that one.", "nothing is suspected"),
    }  # fmt: skip


def _table(name: str, title: str, frame: Any, said: Mapping[str, Said], tab: str) -> Table:
    return Table(name, title, columns_of_frame(frame, said), tab=tab)
