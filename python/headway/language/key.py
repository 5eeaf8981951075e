"""The key to a scorecard, and how it comes about: its rules in words."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from headway._core import RatingRule
from headway.language.levels import percent


def rating_key(rule: RatingRule, *, by_row: bool = False) -> dict[str, str]:
    """What each rating means under a rule; `by_row`, where indicators have tolerances of their own.

    >>> from headway.language.key import rating_key
    >>> for rating, meaning in rating_key(hw.RatingRule()).items():
    ...     print(f"{rating}: {meaning}")
    red: worse by more than 10% of the comparator
    amber: worse, but within 10% of the comparator
    green: on or better than the comparator
    """
    if by_row:
        amber, red = "worse, but within what is tolerated of the indicator", "worse than that"
    elif rule.basis == "band":
        edge = "up to and including" if rule.amber_inclusive else "but not as far as"
        amber, red = f"worse, {edge} {rule.amber_limit:g}", "worse than that"
    elif rule.basis == "ratio":
        share = f"{percent(1 - rule.tolerance)}% of the comparator achieved"
        amber = f"worse, with {'at least' if rule.amber_inclusive else 'more than'} {share}"
        red = f"{'less than' if rule.amber_inclusive else 'no more than'} {share}"
    else:
        margin = {
            "relative": f"{percent(rule.tolerance)}% of the comparator",
            "absolute": f"{rule.tolerance:g} in the indicator's unit",
            "percentage_points": f"{rule.tolerance:g} percentage points",
        }[rule.basis]
        amber = f"worse, {'but within' if rule.amber_inclusive else 'by less than'} {margin}"
        red = f"worse by {'more than ' + margin if rule.amber_inclusive else margin + ' or more'}"
    green = "on or better than the comparator" if rule.green_inclusive else "better than the comparator"
    return {"red": red, "amber": amber, "green": green}


def zero_rule(rule: RatingRule) -> str:
    """What a shortfall against a comparator of 0 is; nothing where the rule does not ask."""
    if rule.basis not in ("relative", "ratio"):
        return ""
    return f"Any shortfall against a comparator of 0 is {'red' if rule.zero == 'red' else 'not rated'}."


def direction_key(dead_band: float, *, by_row: bool = False) -> str:
    """What the arrows mean; `by_row`, where indicators have dead bands of their own.

    >>> from headway.language.key import direction_key
    >>> direction_key(0.5)
    'up, down or no change (of more than 0.5); the word beside an arrow says whether that is good'
    """
    band = f" (of more than {dead_band:.15g})" if dead_band else ""
    band = " (of more than the dead band of the indicator)" if by_row else band
    return f"up, down or no change{band}; the word beside an arrow says whether that is good"


def direction_rule(dead_band: float, *, by_row: bool = False) -> str:
    """How a change is read as a direction; `by_row`, where indicators have dead bands of their own.

    >>> from headway.language.key import direction_rule
    >>> print(direction_rule(0))
    Direction is the sign of the change, read as better or worse; where good is a range, nearer to it is better.
    >>> print(direction_rule(5).partition("; ")[0])
    Direction is the sign of a change of more than 5 in the indicator's unit, read as better or worse
    """
    change = f"a change of more than {dead_band:.15g} in the indicator's unit" if dead_band else "the change"
    if by_row:
        change = "a change of more than the dead band of the indicator"
    less = " Any other is no change." if dead_band or by_row else ""
    rule = "read as better or worse; where good is a range, nearer to it is better"
    return f"Direction is the sign of {change}, {rule}.{less}"


def outlook_key() -> dict[str, str]:
    """What the columns of an outlook mean.

    >>> from headway.language.key import outlook_key
    >>> print(outlook_key()["Forecast rating"])
    the projected year end against the year-end target; the rating beside Target is of the latest result
    """
    rating = "the projected year end against the year-end target; the rating beside Target is of the latest result"
    return {
        "Year end": "what the year is projected to come to, and the range that holds it with the chance stated",
        "Chance of target": "the chance of ending the year on or better than the year-end target",
        "Forecast rating": rating,
    }


def outlook_rule() -> str:
    """How projections are made, and what their rating is of.

    >>> from headway.language.key import outlook_rule
    >>> print(outlook_rule().partition(". ")[0])
    A projection carries a series on to the end of its year by the method that is named with it
    """
    return (
        "A projection carries a series on to the end of its year by the method that is named with it. Where past "
        "years are enough that is a combination of simple methods, weighted by their past errors; with one, a level "
        "in that year's season as far as it holds; with none, the run rate of a total or a smoothed level. Its range "
        "comes from such errors, or from how counts vary where that is more. A forecast rating is of the "
        "projected year against the year-end target, while the target column rates the latest result against the "
        "target for its date."
    )


def move_key() -> list[str]:
    """Why ratings move from one scorecard to the next, in words.

    >>> from headway.language.key import move_key
    >>> print(move_key()[0].partition(". ")[0])
    A result is compared with that of the same indicator in the same section
    """
    return [
        "A result is compared with that of the same indicator in the same section. Indicators that may be one under "
        "another name are named and counted apart.",
        "A rating moved because its value did where the new value has the new rating by the old comparator and rule, "
        "and the old value the old rating by the new ones; because the comparator or the rule did where it is the "
        "other way round; because of both in any other case. Nothing is rated again: each scorecard keeps its ratings.",
        "Where the unit changed, or which direction is good, the two are not rated by each other's target.",
        "A figure counts as revised where both scorecards have it for the same period, and it differs in the decimals "
        "that both print.",
    ]


def scorecard_method(
    rule: RatingRule, dead_band: float, *, by_row: bool = False, dead_bands: bool = False,
    projections: Collection[str], notes: Sequence[str],
) -> list[str]:  # fmt: skip
    """What is rated and how, the caller's notes, and by which version; an outlook only where there are projections.

    >>> from headway.language.key import scorecard_method
    >>> print(scorecard_method(hw.RatingRule(), 0, projections=(), notes=("Source: monthly returns.",))[-2])
    Source: monthly returns.
    """
    paragraphs = [
        "Each result is rated against each comparator on its own. Better is higher or lower as the indicator says; "
        "some indicators are good within a range. A neutral indicator, for example a number of contacts, is neither "
        "good nor bad: it is never rated, and it increases or decreases.",
        "What is still amber is said of each indicator: a tolerance, or the last amber value." if by_row else "",
        zero_rule(rule),
        "Change is the latest result minus the previous one, in the indicator's unit; for percentages, in percentage "
        f"points. {direction_rule(dead_band, by_row=dead_bands)}",
        "A change that the intervals of its two values explain is no clear change.",
        "A year-to-date total can only rise until the year ends, so its change since the month before is shown but its "
        "direction is unknown.",
        "Trends show the points that were published, at their own dates; each has its own scale.",
        outlook_rule() if projections else "",
        *notes,
        f"Method of rating: {rule.method}.",
        f"Method of projection: {', '.join(projections)}." if projections else "",
    ]
    return [paragraph for paragraph in paragraphs if paragraph]
