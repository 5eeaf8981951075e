"""Counts in words, each with what it is out of. The counting itself is the core's."""

from __future__ import annotations

from collections.abc import Mapping

from headway.language.sentences import in_words

RATED = ("red", "amber", "green")


def number_of(count: int, noun: str) -> str:
    """For example "1 section", "1,200 sections"."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def results(rows: int, indicators: int) -> str:
    """How many results of how many indicators; one number where each indicator has one.

    >>> from headway.language.counts import results
    >>> results(69, 61), results(13, 13), results(2, 1)
    ('69 results for 61 indicators', '13 indicators', '2 results for 1 indicator')
    """
    of_indicators = number_of(indicators, "indicator")
    return of_indicators if rows == indicators else f"{number_of(rows, 'result')} for {of_indicators}"


def of_comparator(name: str) -> str:
    """What a row has, or lacks, of a comparator: a target, a national value."""
    return in_words(name) + ("" if name == "target" else " value")


def _with(comparator: str) -> str:
    name = of_comparator(comparator)
    return f"{'an' if name[:1].lower() in 'aeiou' else 'a'} {name}"


def rating_words(comparator: str, counts: Mapping[str, int]) -> tuple[list[str], str]:
    """The three counts, worst first, and what they are out of.

    >>> from headway.language.counts import rating_words
    >>> rating_words("target", {"kpis": 13, "with_comparator": 12, "red": 5, "amber": 6, "green": 1, "not_rated": 1})
    (['5 red', '6 amber', '1 green'], 'of 12 with a target; 1 of 13 not rated')
    >>> rating_words("peer", {"kpis": 9, "with_comparator": 0, "red": 0, "amber": 0, "green": 0, "not_rated": 9})
    ([], 'none of 9 with a peer value')
    """
    if not counts["with_comparator"]:
        return [], f"none of {counts['kpis']} with {_with(comparator)}"
    out_of = f"of {counts['with_comparator']} with {_with(comparator)}"
    if counts["not_rated"]:
        out_of += f"; {counts['not_rated']} of {counts['kpis']} not rated"
    return [f"{counts[word]} {word}" for word in RATED], out_of


def rating_sentence(comparator: str, counts: Mapping[str, int]) -> str:
    """For example "target: 5 red, 6 amber, 1 green of 12 with a target; 1 of 13 not rated"."""
    rated, out_of = rating_words(comparator, counts)
    name = in_words(comparator)
    return f"{name}: {', '.join(rated)} {out_of}" if rated else f"{name}: {out_of}"


def direction_sentence(counts: Mapping[str, int]) -> str:
    """Directions and what they are out of; improving and worsening always, the others where there are any.

    >>> from headway.language.counts import direction_sentence
    >>> direction_sentence({"kpis": 9, "compared": 7, "improving": 0, "worsening": 5, "no_change": 0, "increasing": 1,
    ...                     "decreasing": 1, "unknown": 2})
    'of 7 compared: 0 improving, 5 worsening, 1 increasing, 1 decreasing; 2 of 9 unknown'
    """
    if not counts["compared"]:
        return f"none of {counts['kpis']} compared"
    words = ["improving", "worsening"] + [w for w in ("no_change", "increasing", "decreasing") if counts[w]]
    unknown = f"; {counts['unknown']} of {counts['kpis']} unknown" if counts["unknown"] else ""
    return f"of {counts['compared']} compared: " + ", ".join(f"{counts[w]} {in_words(w)}" for w in words) + unknown


def section_counts(ratings: Mapping[str, Mapping[str, int]], directions: Mapping[str, int]) -> list[str]:
    """The counts of a section: ratings against each comparator, then directions."""
    sentences = [rating_sentence(name, counts) for name, counts in ratings.items()]
    return [*sentences, f"direction: {direction_sentence(directions)}"]


def size_of(rows: int, indicators: int, sections: int) -> str:
    """For example "69 results for 61 indicators in 5 sections"."""
    return f"{results(rows, indicators)} in {number_of(sections, 'section')}"
