"""The shorthand of official tables for a figure that is not there; the reason itself stands in words beside it."""

from __future__ import annotations

SHORTHAND = {
    "[c]": "confidential: withheld so that nobody can be identified",
    "[low]": "a figure that rounds to zero and is not zero",
    "[u]": "of low reliability",
    "[w]": "none recorded",
    "[x]": "not available",
    "[z]": "not applicable",
}
_OF_REASONS = {
    "suppressed": "[c]", "rounds to zero": "[low]", "low reliability": "[u]", "none recorded": "[w]",
    "not applicable": "[z]", "neutral indicator": "[z]", "no target": "[z]", "comparator is 0": "[z]",
    "target is 0": "[z]", "ratio is undefined": "[z]", "the target is of the year": "[z]", "met or better": "[z]",
    "within its window": "[z]", "complete": "[z]",
}  # fmt: skip
_BEGINNINGS = ("nothing", "a range")  # of reasons by which a cell can hold no figure


def shorthand(reason: str) -> str:
    """The letter for a reason in words; what has none of its own is not available.

    >>> from headway.report.tabular.shorthand import shorthand
    >>> shorthand("no target"), shorthand("suppressed"), shorthand("no data"), shorthand("a range: 40 to 50")
    ('[z]', '[c]', '[x]', '[z]')
    """
    return _OF_REASONS.get(reason, "[z]" if reason.startswith(_BEGINNINGS) else "[x]")


def explained(used: set[str]) -> str:
    """What the letters mean that stand in a table; nothing where there are none."""
    if not used:
        return ""
    meanings = "; ".join(f"{letter} = {SHORTHAND[letter]}" for letter in SHORTHAND if letter in used)
    return f"Some shorthand is used in this table: {meanings}."
