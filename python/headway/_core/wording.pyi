from collections.abc import Mapping
from typing import TypeAlias

from headway._core.two_scorecards import GivenRange, HeldScorecard

Drafted: TypeAlias = tuple[str, str, str, str, tuple[tuple[str, float, str], ...]]

def draft_sentences(scorecard: HeldScorecard, templates: Mapping[str, str]) -> list[Drafted]: ...
def draft_comparison(
    before: HeldScorecard, after: HeldScorecard, templates: Mapping[str, str]
) -> list[Drafted]: ...
def two_ranges(before: GivenRange, unit_before: str, after: GivenRange, unit_after: str) -> tuple[str, str]: ...
