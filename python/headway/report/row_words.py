"""What is said of a row in words, wherever it is shown: which way it moved, and why it is not rated."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import NamedTuple

from headway.language.counts import of_comparator
from headway.language.sentences import in_words, listed, why_no_direction
from headway.report.board_rows import Row

ARROWS = {1: "\u2191", 0: "\u2192", -1: "\u2193"}  # which way it moved, never whether that is good


class Travel(NamedTuple):
    """A direction in words and the arrow of its change; empty are an arrow that nobody knows and a needless reason."""

    arrow: str
    word: str
    why: str


def travel(direction: str, change: float, reason: str) -> Travel:
    """A direction as a reader is told it.

    >>> from headway.report.row_words import travel
    >>> travel("improving", -2.5, "clear")
    Travel(arrow='\u2193', word='Improving', why='')
    >>> travel("improving", 0.1, "within the dead band")
    Travel(arrow='\u2191', word='No clear change', why='too small to count')
    """
    if direction == "unknown":
        return Travel("", "Unknown", why_no_direction(reason))
    known = not math.isnan(change)
    sign = 0 if direction == "no_change" or not known else (change > 0) - (change < 0)
    clear = reason == "clear"
    word = in_words(direction).capitalize() if clear else "No clear change"
    return Travel(ARROWS[sign] if known else "", word, "" if clear else why_no_direction(reason))


def rated_against(comparators: Iterable[str]) -> str:
    """How a caption of results goes on: what they are rated against, if anything.

    >>> from headway.report.row_words import rated_against
    >>> rated_against(["target", "national", "peer_average"]), rated_against([])
    (', rated against target, national and peer average', '')
    """
    names = [in_words(name) for name in comparators]
    return f", rated against {listed(names)}" if names else ""


def why_not_rated(row: Row, comparator: str) -> str | None:
    """Why a row is not rated against a comparator; None where it is."""
    rating, reason = row.against[comparator].rating, row.against[comparator].reason
    if rating != "not_rated":
        return None
    return row.statuses.get(comparator, f"no {of_comparator(comparator)}") if reason == "no comparator" else reason
