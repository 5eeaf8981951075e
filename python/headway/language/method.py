"""How a scorecard comes about: the paragraphs at the end of its page."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from headway._core import RatingRule
from headway.language.key import direction_rule, outlook_rule, zero_rule


def scorecard_method(
    rule: RatingRule, dead_band: float, *, projections: Collection[str], notes: Sequence[str]
) -> list[str]:
    """What is rated and how, the caller's notes, and by which version; an outlook only where there are projections.

    >>> from headway.language.method import scorecard_method
    >>> print(scorecard_method(hw.RatingRule(), 0, projections=(), notes=("Source: monthly returns.",))[-2])
    Source: monthly returns.
    """
    paragraphs = [
        "Each result is rated against each comparator on its own. Better is higher or lower as the indicator says; "
        "some indicators are good within a range. A neutral indicator, for example a number of contacts, is neither "
        "good nor bad: it is never rated, and it increases or decreases.",
        zero_rule(rule),
        "Change is the latest result minus the previous one, in the indicator's unit; for percentages, in percentage "
        f"points. {direction_rule(dead_band)}",
        "A year-to-date total can only rise until the year ends, so its change since the month before is shown but its "
        "direction is unknown.",
        "Trends show the points that were published, at their own dates; each has its own scale.",
        outlook_rule() if projections else "",
        *notes,
        f"Method of rating: {rule.method}.",
        f"Method of projection: {', '.join(projections)}." if projections else "",
    ]
    return [paragraph for paragraph in paragraphs if paragraph]
