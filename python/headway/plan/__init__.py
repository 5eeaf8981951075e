"""What is being done: initiatives and how they move, actions and their windows, recommendations and who answers them."""

from headway.plan.plans import (
    action_summary,
    actions,
    coverage,
    disagreements,
    key,
    ratings,
    steps,
    summary,
    timeline,
    transitions,
    write_page,
)

__all__ = [
    "action_summary",
    "actions",
    "coverage",
    "disagreements",
    "key",
    "ratings",
    "steps",
    "summary",
    "timeline",
    "transitions",
    "write_page",
]


def __dir__() -> list[str]:
    """What is public, for `dir` and for completion."""
    return __all__
